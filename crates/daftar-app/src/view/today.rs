//! What the first screen of the day shows.

use super::SyncItemView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What needs this person today, the most urgent first in each list.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct TodayView {
    /// `YYYY-MM-DD`.
    pub today: String,
    /// Tasks of own cases that are overdue or due soon.
    pub tasks: Vec<TaskView>,
    /// How many of those there are, shown or not.
    pub overdue: u32,
    pub soon: u32,
    /// What waits for this person's answer, the oldest first.
    pub waiting: Vec<WaitingView>,
    /// Acts and changes that were refused, late edits, and cases with two values; the latest first.
    pub to_settle: Vec<SyncItemView>,
    /// What others did in own cases since they were last opened, the latest first; and in how many.
    pub news: Vec<NewsView>,
    pub news_cases: u32,
    /// Open flags on own records, the newest first; and how many there are.
    pub flags: Vec<FlaggedView>,
    pub flag_count: u32,
    /// Own open cases with an identifier that another record of this laptop has, the latest changed first; and how many.
    pub same_id: Vec<SharedIdView>,
    pub same_id_cases: u32,
}

/// An open flag and its record.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct FlaggedView {
    pub case_id: String,
    pub case_id_display: String,
    pub name: Option<String>,
    pub name_withheld: bool,
    /// What it says; none if it could not be opened on this laptop.
    pub about: Option<String>,
    pub by: String,
    #[ts(type = "number")]
    pub at_ms: i64,
}

/// A case with an identifier that others have.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct SharedIdView {
    pub case_id: String,
    pub case_id_display: String,
    pub name: Option<String>,
    pub name_withheld: bool,
    /// Which identifiers.
    pub labels: Vec<String>,
    /// Short ids of the records that have them too.
    pub others: Vec<String>,
}

/// What others did in one case.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct NewsView {
    pub case_id: String,
    pub case_id_display: String,
    pub name: Option<String>,
    pub name_withheld: bool,
    /// User names.
    pub by: Vec<String>,
    /// Labels of the forms on which they wrote.
    pub forms: Vec<String>,
    /// Kinds of their acts; worded by the message `act-…`.
    pub acts: Vec<String>,
    /// When the latest of it came to this laptop (Unix milliseconds).
    #[ts(type = "number")]
    pub at_ms: i64,
}

/// Something to do in a case.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct TaskView {
    pub case_id: String,
    /// Which task it is, and of which entry; none: of the case itself.
    pub kind: String,
    pub entry_id: Option<String>,
    pub case_id_display: String,
    pub name: Option<String>,
    pub name_withheld: bool,
    pub risk: Option<String>,
    pub risk_label: Option<String>,
    /// What there is to do, and what it is about, in the person's language.
    pub label: String,
    pub about: Option<String>,
    /// The form on which it is done.
    pub form_id: Option<String>,
    /// `YYYY-MM-DD`.
    pub due: String,
    /// Days until it is due; negative when it is late.
    pub days: i32,
}

/// A referral, transfer, request or approval that this person may answer.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct WaitingView {
    pub case_id: String,
    pub case_id_display: String,
    pub name: Option<String>,
    pub name_withheld: bool,
    /// `referral`, `transfer`, `request` or `approval`; worded by the message `today-waiting-…`.
    pub kind: String,
    pub by: String,
    #[ts(type = "number")]
    pub at_ms: i64,
}

/// The guided first day of a person on this laptop.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FirstDayView {
    /// Steps that are done.
    pub done: std::collections::BTreeSet<String>,
    /// It is no longer offered.
    pub away: bool,
}
