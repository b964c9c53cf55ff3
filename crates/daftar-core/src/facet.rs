//! What records are listed and counted by: a few words and whole numbers of each, and the conditions that are put to them.
//!
//! A facet is a key and a value. Keys of answers are the ids of their fields, `SUBFORM.FIELD` inside entries; what acts and
//! other facts give has a key that begins with `@`:
//!
//! | key | values |
//! |---|---|
//! | `@type` | the type of record |
//! | `@owner` | user name |
//! | `@standing` | `open`, `closed`, `transferred`, `disabled` |
//! | `@created` | the laptop's day, in days since 1970-01-01 |
//! | `@owned_since`, `@owned_since_hour` | the same day, and hours since 1970-01-01, of who got it from somebody else |
//! | `@closed` | the day on which it was closed; only of closed ones |
//! | `@flags` | how many flags are open, where there are any |
//! | `@approval.ID` | `pending`, `approved`, `rejected` |
//! | `@referral` | the state of every referral, at the moment of the sets |
//! | `@referral_until` | when a referral that is open ends by itself, Unix milliseconds |
//! | `@referred.STATE`, `@transfer.STATE` | user names of the recipients of referrals and transfers in that state |
//! | `@stage` | how far a case is |
//! | `@born` | the day of birth that age is counted from, as [`born`] packs it |
//! | `@changed_by_other` | `true`: somebody other than the owner wrote last |
//!
//! | `@text` | folded words of what was written at length |
//!
//! Other texts that people write are no facets: names and numbers are found by search.

use crate::{
    act::CaseState,
    config::{Configuration, Field, FieldKind, Form, RecordType},
    day::Day,
    expr::{Calculation, Moment, Operand},
    id::FieldId,
    search,
    sheet::{Answers, derive},
    value::Value,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Raised whenever the same answers may give other facets.
pub const RULES: u32 = 2;

/// One value of a facet. Numbers come before texts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FacetValue {
    /// A number, or a day since 1970-01-01.
    Int(i64),
    /// The id of an option, `true` or `false`, a user name.
    Text(String),
}

impl From<&str> for FacetValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// The facets of one record, or of a part of what is known of it.
pub type Facets = BTreeMap<String, BTreeSet<FacetValue>>;

/// One condition: of the values that a record has under `key`, one is asked for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    pub key: String,
    pub is: Is,
}

/// What is asked of the values under a key.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Is {
    /// One of these is among them.
    Any(BTreeSet<FacetValue>),
    /// None of these is among them.
    None(BTreeSet<FacetValue>),
    /// There is one at all.
    Filled,
    /// There is none.
    Empty,
    /// A number from one to another, both included; an open end is none.
    Between(Option<i64>, Option<i64>),
    /// A day among the last so many, today included.
    LastDays(u32),
    /// A day longer ago than so many days.
    Before(u32),
    /// A day of this week, which begins on Sunday, up to today.
    ThisWeek,
    /// A day of the week before this one.
    LastWeek,
    /// For each of these folded words one that begins with it.
    Words(Vec<String>),
}

/// What is asked, once the day is known on which it is asked.
#[derive(Clone, PartialEq, Eq)]
pub enum Wanted {
    Any(BTreeSet<FacetValue>),
    None(BTreeSet<FacetValue>),
    Filled,
    Empty,
    /// From the first to the last number, both included.
    Range(i64, i64),
    /// For each of these one that begins with it.
    Words(Vec<String>),
}

impl Is {
    /// What it asks on the day `today` (days since 1970-01-01).
    #[must_use]
    pub fn on(&self, today: i64) -> Wanted {
        // 1970-01-01 was a Thursday.
        let sunday = today - (today + 4).rem_euclid(7);
        match self {
            Self::Any(values) => Wanted::Any(values.clone()),
            Self::None(values) => Wanted::None(values.clone()),
            Self::Filled => Wanted::Filled,
            Self::Empty => Wanted::Empty,
            Self::Between(from, to) => Wanted::Range(from.unwrap_or(i64::MIN), to.unwrap_or(i64::MAX)),
            Self::LastDays(days) => Wanted::Range(today - i64::from(*days) + 1, today),
            Self::Before(days) => Wanted::Range(i64::MIN, today - i64::from(*days) - 1),
            Self::ThisWeek => Wanted::Range(sunday, today),
            Self::LastWeek => Wanted::Range(sunday - 7, sunday - 1),
            Self::Words(words) => Wanted::Words(words.clone()),
        }
    }
}

/// The day from which an age is counted, as a number that sorts: `YYYYMMDD`, what is not known at its latest. `age_answer` is
/// the typed age with the day on which it was typed.
#[must_use]
pub fn born(date_of_birth: Option<&str>, age_answer: Option<(i64, &str)>) -> Option<i64> {
    let pack = |day: Day, years: i64| {
        let (month, of_month) = (day.month.unwrap_or(12), day.day.unwrap_or(31));
        (i64::from(day.year) - years) * 10_000 + i64::from(month * 100 + of_month)
    };
    let dated = date_of_birth.and_then(Day::read).map(|day| pack(day, 0));
    dated.or_else(|| {
        let (years, on) = age_answer?;
        (0..=200).contains(&years).then(|| Day::read(on)).flatten().map(|day| pack(day, years))
    })
}

/// The range of [`born`] of those who are `from` to `to` whole years old on the day `today`, as [`crate::age::shown_age`]
/// counts.
#[must_use]
pub fn born_between(from: Option<u32>, to: Option<u32>, today: Day) -> Is {
    let back = |years: u32| {
        let year = i64::from(today.year) - i64::from(years);
        year * 10_000 + i64::from(today.month.unwrap_or(12) * 100 + today.day.unwrap_or(31))
    };
    Is::Between(
        to.map(|to| back(to.saturating_add(1)) + 1),
        from.map(|from| if from == 0 { i64::from(today.year) * 10_000 + 1231 } else { back(from) }),
    )
}

/// Letters of the shortest word of a text by which a record is found, and words of one record that are kept at most.
const WORD_LETTERS_MIN: usize = 3;
const WORDS_MAX: usize = 2_000;

/// Whether it is written at length: narratives, and whatever is written in the entries of notes and their like.
fn is_text(inner: &Field) -> bool {
    matches!(inner.kind, FieldKind::Textarea | FieldKind::TextField)
        && !inner.name_hiding
        && !inner.searchable
}

/// Adds the words of a text that was written at length.
fn add_words(words: &mut BTreeSet<FacetValue>, value: Option<&Value>) {
    let Some(Value::Text(text)) = value else { return };
    let room = WORDS_MAX.saturating_sub(words.len());
    let folded = search::fold(text);
    let some = folded.split(' ').filter(|word| word.len() >= WORD_LETTERS_MIN).take(room);
    words.extend(some.map(FacetValue::from));
}

/// Whether records are listed by what this field is answered with.
#[must_use]
pub fn is_facet(field: &Field) -> bool {
    use FieldKind as K;
    let kinds = [K::SelectBox, K::RadioButton, K::TickBox, K::NumericField, K::DateField];
    let is_worked_out = || field.calculation.as_ref().is_some_and(|rule| is_listed(&rule.0));
    (kinds.contains(&field.kind) || is_worked_out()) && !field.name_hiding
}

/// The same for a field of the entries of a subform; what is worked out there is no facet.
#[must_use]
pub fn is_entry_facet(field: &Field) -> bool {
    field.calculation.is_none() && is_facet(field)
}

/// Whether what is worked out is a number or some options, and the same on every day.
fn is_listed(calculation: &Calculation) -> bool {
    let all = |data: &[Operand]| {
        data.iter().all(|operand| match operand {
            Operand::Nested(inner) => is_listed(inner),
            Operand::Field(_) | Operand::Number(_) => true,
        })
    };
    match calculation {
        Calculation::Sum(data) => all(data),
        Calculation::Avg { data, decimal_places } => *decimal_places == 0 && all(data),
        Calculation::Days { from, to } => ![from, to].contains(&&Moment::Today),
        Calculation::Count(_) | Calculation::Union(_) => true,
        Calculation::Join(_)
        | Calculation::Age { .. }
        | Calculation::BirthYear(_)
        | Calculation::Pick { .. } => false,
    }
}

/// Facets of what a record's forms are answered with.
#[must_use]
pub fn of_answers(config: &Configuration, record: RecordType, answers: &Answers) -> Facets {
    let (mut facets, mut words) = (Facets::new(), BTreeSet::new());
    for field in config.forms_of(record).flat_map(Form::record_fields) {
        if field.kind.has_entries() {
            for entry in answers.entries.get(&field.id).into_iter().flat_map(BTreeMap::values) {
                for inner in field.fields.iter().filter(|inner| is_text(inner)) {
                    add_words(&mut words, entry.values.get(&inner.id));
                }
                for inner in field.fields.iter().filter(|inner| is_entry_facet(inner)) {
                    let value = entry.values.get(&inner.id);
                    add(&mut facets, || format!("{}.{}", field.id.as_str(), inner.id.as_str()), inner, value);
                }
            }
        } else if field.kind == FieldKind::Textarea {
            add_words(&mut words, answers.values.get(&field.id));
        } else if is_facet(field) {
            // Only what is worked out looks at other questions; looking each up among all of them takes long.
            let is_worked_out = field.calculation.is_some() && is_readable(config, record, answers, field);
            let derived = is_worked_out.then(|| derive(config, record, answers, &field.id, "")).flatten();
            let value = derived.as_ref().or_else(|| answers.values.get(&field.id));
            add(&mut facets, || field.id.0.clone(), field, value);
        }
    }
    let text = |id: &str| match answers.values.get(&FieldId::from(id)) {
        Some(Value::Text(text)) => Some(text.as_str()),
        _ => None,
    };
    let age = FieldId::from("age");
    let answer = match (answers.values.get(&age), answers.answered_on.get(&age)) {
        (Some(Value::Int(years)), Some(on)) => Some((*years, on.as_str())),
        _ => None,
    };
    if let Some(born) = born(text("date_of_birth"), answer) {
        facets.insert("@born".to_owned(), BTreeSet::from([FacetValue::Int(born)]));
    }
    if !words.is_empty() {
        facets.insert("@text".to_owned(), words);
    }
    facets
}

/// Whether all that a calculated field looks at may be read: of an answer that is withheld nothing is made, not even a 0.
fn is_readable(config: &Configuration, record: RecordType, answers: &Answers, field: &Field) -> bool {
    let Some(rule) = &field.calculation else { return !answers.withheld.contains(&field.id) };
    let mut readable = true;
    let mut look = |id: &FieldId| {
        readable &= config.field(record, id).is_some_and(|other| is_readable(config, record, answers, other));
    };
    rule.0.fields(&mut look);
    rule.0.entry_fields(&mut |subform, _| look(subform));
    readable
}

fn add(facets: &mut Facets, key: impl FnOnce() -> String, field: &Field, value: Option<&Value>) {
    let values: BTreeSet<FacetValue> = match value {
        Some(Value::Bool(ticked)) => [FacetValue::from(if *ticked { "true" } else { "false" })].into(),
        Some(Value::Int(number)) => [FacetValue::Int(*number)].into(),
        Some(Value::Text(text)) if field.kind == FieldKind::DateField => {
            Day::read(text).map(|day| FacetValue::Int(day.number())).into_iter().collect()
        }
        Some(Value::Text(text)) if !text.is_empty() && field.kind != FieldKind::Calculated => {
            [FacetValue::Text(text.clone())].into()
        }
        Some(Value::Many(options)) => options.iter().map(|option| FacetValue::Text(option.clone())).collect(),
        _ => return,
    };
    if !values.is_empty() {
        facets.entry(key()).or_default().extend(values);
    }
}

/// Facets of what acts made of a record, begun at `created_at_ms`, as they are at `now_ms`. `day_of` tells the laptop's day of an
/// instant, in days since 1970-01-01.
#[must_use]
pub fn of_state(
    record: RecordType,
    state: &CaseState,
    created_at_ms: i64,
    now_ms: i64,
    day_of: impl Fn(i64) -> i64,
) -> Facets {
    let mut facets = Facets::new();
    let mut add = |key: String, value: FacetValue| _ = facets.entry(key).or_default().insert(value);
    let user = |user: &crate::id::UserName| FacetValue::Text(user.0.clone());
    add("@type".to_owned(), record.as_str().into());
    add("@owner".to_owned(), user(&state.owner));
    add("@standing".to_owned(), state.standing().into());
    add("@created".to_owned(), FacetValue::Int(day_of(created_at_ms)));
    if let Some(at_ms) = state.owned_since_ms {
        add("@owned_since".to_owned(), FacetValue::Int(day_of(at_ms)));
        add("@owned_since_hour".to_owned(), FacetValue::Int(at_ms.div_euclid(3_600_000)));
    }
    if let Some(at_ms) = state.closed_at_ms {
        add("@closed".to_owned(), FacetValue::Int(day_of(at_ms)));
    }
    let flags = state.open_flags();
    if flags > 0 {
        add("@flags".to_owned(), FacetValue::Int(flags.into()));
    }
    for (approval, known) in &state.approvals {
        add(format!("@approval.{}", approval.as_str()), known.status.as_str().into());
    }
    for referral in state.referrals.values() {
        let status = referral.status_at(now_ms).as_str();
        if let Some(until_ms) = referral.until_ms.filter(|_| referral.status.is_active()) {
            add("@referral_until".to_owned(), FacetValue::Int(until_ms));
        }
        add("@referral".to_owned(), status.into());
        if let Some(to) = &referral.to {
            add(format!("@referred.{status}"), user(to));
        }
    }
    for transfer in state.transfers.values() {
        if let Some(to) = &transfer.to {
            add(format!("@transfer.{}", transfer.status.as_str()), user(to));
        }
    }
    facets
}
