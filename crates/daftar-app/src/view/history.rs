//! What the history of a record shows.

use super::ValueView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks for a page of a record's history; what is null or false asks for all.
#[derive(Clone, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HistoryRequest {
    pub case_id: String,
    pub form: Option<String>,
    /// `FIELD`, or `SUBFORM/FIELD`.
    pub field: Option<String>,
    pub person: Option<String>,
    /// Only what was done with the record.
    pub acts: bool,
    pub offset: u32,
    /// At most 100.
    pub limit: u32,
}

/// Lines of the change log, the latest first.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct HistoryView {
    pub lines: Vec<HistoryLineView>,
    /// How many lines fit, and how many there are at all.
    pub total: u32,
    pub all: u32,
    /// What can be asked for and would find something, each beside what else is asked.
    pub forms: Vec<HistoryChoiceView>,
    pub fields: Vec<HistoryChoiceView>,
    pub people: Vec<String>,
    pub acts: bool,
}

/// A form or field of which there are lines.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct HistoryChoiceView {
    pub id: String,
    pub label: String,
}

/// One line of the change log: a change of one field, or an act.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct HistoryLineView {
    /// Names the change or act; lines that were written together share it.
    pub line_id: String,
    /// By the author's clock.
    #[ts(type = "number")]
    pub at_ms: i64,
    /// When the relay took it, if that is known here.
    #[ts(type = "number | null")]
    pub received_at_ms: Option<i64>,
    pub author: String,
    /// The laptop on which it was written; none for acts.
    pub device: Option<u32>,
    /// The form on which it stands, or that an act is about.
    pub form_id: Option<String>,
    pub form_label: Option<String>,
    pub change: Option<HistoryChangeView>,
    pub act: Option<HistoryActView>,
}

/// A change of one field, or of a whole entry.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct HistoryChangeView {
    pub field_label: String,
    /// The field's type, by which the window writes days and numbers.
    pub kind: String,
    /// The subform and the entry's summary as it is now.
    pub subform_label: Option<String>,
    pub entry: Option<String>,
    /// `removed` or `kept`: the whole entry.
    pub removal: Option<String>,
    pub before: String,
    pub after: String,
    /// `parted`: two values stand from here on; `apart`: they go on to; `settled`: they do no more.
    pub stand: Option<String>,
    /// The other values that stand beside it, or that it settled.
    pub others: Vec<String>,
    /// What the change had before it, and what it wrote, each if it is not what stands now and may be written again.
    pub put_back_before: Option<PutBackView>,
    pub put_back_after: Option<PutBackView>,
    /// The removed entry, if it may be kept again.
    pub keep: Option<KeepView>,
}

/// An old value, ready to be written as a new change (`resolve_field`).
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct PutBackView {
    pub field_id: String,
    pub subform_id: Option<String>,
    pub entry_id: Option<String>,
    pub value: ValueView,
    /// What stands now, and what will.
    pub now: String,
    pub then: String,
}

/// A removed entry.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct KeepView {
    pub subform_id: String,
    pub entry_id: String,
}

/// Something that was done with the record.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct HistoryActView {
    /// Worded by the message `act-…`.
    pub act: String,
    /// `queued`, `accepted` or `refused`.
    pub state: String,
    /// Why it was refused.
    pub code: Option<String>,
    /// To whom something was given, lent or offered.
    pub to: Option<String>,
    /// The type of referral, in the person's language.
    pub type_label: Option<String>,
    /// The other record of a link.
    pub linked: Option<String>,
    /// What its author wrote, where it opens here.
    pub said: Option<String>,
}

/// Asks for a form as it was right after a line.
#[derive(Clone, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AsItWasRequest {
    pub case_id: String,
    pub form_id: String,
    pub line_id: String,
}

/// A form as it was, beside what it is now.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct AsItWasView {
    pub form_id: String,
    pub form_label: String,
    #[ts(type = "number")]
    pub at_ms: i64,
    pub author: String,
    /// Questions that were answered then or are now.
    pub fields: Vec<WasFieldView>,
    /// How many of them differ; entries count as one each.
    pub differing: u32,
}

/// An answer then and now.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct WasFieldView {
    pub field_id: String,
    pub kind: String,
    pub label: String,
    /// In words, the one that counts first; more than one: two values stood.
    pub then: Vec<String>,
    pub now: Vec<String>,
    pub differs: bool,
    pub put_back: Option<PutBackView>,
    pub entries: Vec<WasEntryView>,
}

/// An entry then and now.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct WasEntryView {
    pub entry_id: String,
    pub headline: String,
    pub state: WasEntry,
    pub fields: Vec<WasFieldView>,
}

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum WasEntry {
    Same,
    Changed,
    /// It is there now and was not yet.
    Later,
    /// It was there and is not any more.
    Gone,
}
