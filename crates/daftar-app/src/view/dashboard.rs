//! Numbers of the caseload, and what each counts.

use super::ClauseView;
use serde::Serialize;
use ts_rs::TS;

/// Numbers that belong together, or a table of them.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct DashboardView {
    /// Worded by the message `dashboard-…`.
    pub id: String,
    /// The form of an approval, in words, which the title names.
    pub about: Option<String>,
    /// Heads of the numbers; of single numbers their labels.
    pub columns: Vec<String>,
    /// One row for single numbers.
    pub rows: Vec<NumbersView>,
}

/// A row of numbers.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct NumbersView {
    /// Empty for single numbers.
    pub label: String,
    /// One for each column.
    pub numbers: Vec<NumberView>,
}

/// A number with the filter that gives exactly the cases it counts.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct NumberView {
    pub count: u32,
    pub clauses: Vec<ClauseView>,
}

/// When somebody's latest work came.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct HeardView {
    pub user: String,
    /// Unix milliseconds by the relay's clock; none: nothing yet.
    #[ts(type = "number | null")]
    pub at_ms: Option<i64>,
}
