//! What is still to be done in a case and by when, worked out from its answers.
//!
//! Source of the standard tasks: Primero v2, `app/models/tasks`. It counts hours where these are due by a day, and shows no
//! task of whose field a date has a month or year alone.

use crate::{
    config::{Configuration, RecordType, Words},
    day::Day,
    id::{EntryId, FieldId, TaskId},
    sheet::{Answers, EntryAnswers, derive},
    value::Value,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Raised whenever the same answers may give other tasks: what stores keep of them is then worked out anew.
pub const RULES: u32 = 1;

/// A kind of task: cases have one each, or one for every entry of a subform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TaskRule {
    /// What there is to do.
    pub label: Words,
    /// The subform of whose entries each is a task; the other fields are the entry's then.
    #[serde(default)]
    pub each: Option<FieldId>,
    /// When it is due: by the first of these that says so. Without one there is no task.
    pub due: Vec<Due>,
    /// The date that is filled once it is done; or the choice that is answered with `done_as` then.
    pub done: FieldId,
    #[serde(default)]
    pub done_as: Option<String>,
    /// The choice that says what it is about, shown beside the label.
    #[serde(default)]
    pub about: Option<FieldId>,
    /// It is called soon so many days before it is due.
    #[serde(default = "seven")]
    pub soon_days: u32,
}

/// A day by which something is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// A date; of a month or a year its last day counts.
    pub date: FieldId,
    /// A choice among `N_hour`, `N_hours`, `N_day` and `N_days`: that much later. Without its answer this says nothing.
    #[serde(default)]
    pub plus: Option<FieldId>,
}

fn seven() -> u32 {
    7
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    pub kind: TaskId,
    pub entry: Option<EntryId>,
    /// The last day on which it is not late, in days since 1970-01-01.
    pub due: i64,
    /// The option that says what it is about.
    pub about: Option<String>,
}

/// How urgent a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    Overdue,
    Soon,
    Later,
}

impl Task {
    /// How urgent it is on the day `today` (days since 1970-01-01).
    #[must_use]
    pub fn urgency(&self, rule: &TaskRule, today: i64) -> Urgency {
        match self.due - today {
            days if days < 0 => Urgency::Overdue,
            days if days <= i64::from(rule.soon_days) => Urgency::Soon,
            _ => Urgency::Later,
        }
    }
}

/// All that is to be done in a case with these answers, by kind and entry. Where whoever looks may not read whether it is
/// done, there is nothing.
#[must_use]
pub fn tasks(config: &Configuration, answers: &Answers) -> Vec<Task> {
    let mut found = Vec::new();
    for (kind, rule) in &config.settings.tasks {
        let Some(subform) = &rule.each else {
            let look = |field: &FieldId| derive(config, RecordType::Case, answers, field, "");
            let is_readable = config.field(RecordType::Case, &rule.done).is_some()
                && !answers.withheld.contains(&rule.done);
            found.extend(is_readable.then(|| task(kind, rule, None, &look)).flatten());
            continue;
        };
        for (id, entry) in answers.entries.get(subform).into_iter().flatten() {
            let EntryAnswers { values, .. } = entry;
            found.extend(task(kind, rule, Some(*id), &|field| values.get(field).cloned()));
        }
    }
    found
}

fn task(
    kind: &TaskId,
    rule: &TaskRule,
    entry: Option<EntryId>,
    look: &dyn Fn(&FieldId) -> Option<Value>,
) -> Option<Task> {
    let is_done = match (&rule.done_as, look(&rule.done)) {
        (Some(wanted), Some(Value::Text(option))) => option == *wanted,
        (None, Some(done)) => done.is_filled(),
        _ => false,
    };
    if is_done {
        return None;
    }
    let text = |field: &FieldId| match look(field) {
        Some(Value::Text(text)) if !text.is_empty() => Some(text),
        _ => None,
    };
    let day = |due: &Due| {
        let from = text(&due.date)?;
        match &due.plus {
            None => Some(Day::read(&from)?.last_number()),
            Some(plus) => later(&from, &text(plus)?),
        }
    };
    let due = rule.due.iter().find_map(day)?;
    Some(Task { kind: kind.clone(), entry, due, about: rule.about.as_ref().and_then(text) })
}

/// The day on which `time` (an option such as `3_hours`) after `from` is over. A date without a time begins at midnight.
fn later(from: &str, time: &str) -> Option<i64> {
    let (count, unit) = time.split_once('_')?;
    let count: i64 = count.parse().ok().filter(|count| (0..=10_000).contains(count))?;
    let day = Day::read(from)?.last_number();
    let hour = from.split_once('T').and_then(|(_, clock)| clock.get(..2)?.parse::<i64>().ok()).unwrap_or(0);
    match unit {
        "day" | "days" => Some(day + count),
        "hour" | "hours" => Some(day + (hour + count).div_euclid(24)),
        _ => None,
    }
}
