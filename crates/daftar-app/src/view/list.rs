//! Lists: what they ask, what they show, and what is kept of them for a person.

use super::{CaseRowView, RecordTypeView};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the list asks for.
#[derive(Clone, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CaseListRequest {
    pub record: RecordTypeView,
    /// Names in any script, short ids, words of what is searched; empty lists everything.
    pub search: String,
    /// All of which hold.
    pub clauses: Vec<ClauseView>,
    pub sort: SortView,
    /// Keys whose values are wanted for each row.
    pub columns: Vec<String>,
    pub offset: u32,
    /// At most 200.
    pub limit: u32,
}

impl CaseListRequest {
    /// The first page of everything of a type, latest change first.
    #[must_use]
    pub fn all(record: daftar_core::config::RecordType) -> Self {
        let sort = SortView { key: "@changed".to_owned(), descending: true };
        let (record, search) = (RecordTypeView(record), String::new());
        Self { record, search, clauses: Vec::new(), sort, columns: Vec::new(), offset: 0, limit: 200 }
    }
}

/// By what a list is ordered: `@changed`, `@name`, or a key of [`KeyView`].
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SortView {
    pub key: String,
    pub descending: bool,
}

/// One condition.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClauseView {
    pub key: String,
    pub is: IsView,
    /// Of `any` and `none`: stored ids; of `words`: what was typed.
    pub values: Vec<String>,
    /// Of `between`: whole numbers or days (`YYYY-MM-DD`), both included.
    pub from: Option<String>,
    pub to: Option<String>,
    /// Of `last_days` and `before`.
    pub days: Option<u32>,
}

/// What is asked of the values under a key.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum IsView {
    Any,
    None,
    Filled,
    Empty,
    Between,
    LastDays,
    Before,
    ThisWeek,
    LastWeek,
    /// Texts with words that begin so; the only value is what was typed.
    Words,
}

/// A page of a list.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct CaseListView {
    /// Rows that match, of which `rows` is the asked-for window.
    pub total: u32,
    pub rows: Vec<CaseRowView>,
    /// The clauses in words, in their order.
    pub said: Vec<SaidView>,
    /// Labels of the columns that were asked for, in their order.
    pub columns: Vec<String>,
}

/// A clause in words: "Risk level", "High, Medium".
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct SaidView {
    pub label: String,
    pub what: String,
}

/// Something that a list can be filtered by, ordered by and shown by.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct KeyView {
    pub key: String,
    pub label: String,
    /// The form on which it is asked; none of what is no answer.
    pub form: Option<String>,
    pub kind: KeyKind,
}

/// How a filter of a key is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum KeyKind {
    /// Some of its values.
    Choice,
    /// A range of days.
    Days,
    /// A range of whole numbers.
    Number,
    /// Whether there is any.
    There,
    /// Words that stand in it.
    Text,
}

/// A value under a key, and how many records of the list have it.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct CountedView {
    pub value: String,
    pub label: String,
    pub count: u32,
}

/// Asks for the values under a key in the records of which the clauses hold.
#[derive(Clone, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CountedRequest {
    pub record: RecordTypeView,
    pub clauses: Vec<ClauseView>,
    pub key: String,
    /// Words that begin words of the labels; empty: every value.
    pub search: String,
    /// Values that come first, whatever is sought and however few have them.
    pub chosen: Vec<String>,
}

/// Some of the values under a key.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct ValuesView {
    pub values: Vec<CountedView>,
    /// How many more there are of those that were sought.
    pub more: u32,
}

/// What is kept of a list for this person on this laptop.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListChoices {
    pub saved: Vec<SavedFilter>,
    /// Keys shown besides the columns that are always there.
    pub columns: Vec<String>,
}

/// A filter with a name.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SavedFilter {
    pub name: String,
    pub search: String,
    pub clauses: Vec<ClauseView>,
    pub sort: SortView,
}

/// Keeps what a person chose for a list.
#[derive(Clone, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeepChoicesRequest {
    pub record: RecordTypeView,
    pub choices: ListChoices,
}
