//! Values that are worked out from answers.

use super::{Answers, EntryAnswers, Sheet};
use crate::{
    age::shown_age,
    config::{Configuration, RecordType},
    day::Day,
    expr::{Calculation, Moment, Operand},
    id::{EntryId, FieldId},
    value::Value,
};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

/// The value of a field as it counts: the answer, or what is worked out where the field is calculated. For lists and the
/// command line, where one field is asked and no sheet is at hand.
#[must_use]
pub fn derive(
    config: &Configuration,
    record: RecordType,
    answers: &Answers,
    field: &FieldId,
    today: &str,
) -> Option<Value> {
    let alone = Alone { config, record, answers, today };
    alone.look(None, field).map(Cow::into_owned)
}

/// What calculations look at.
pub(super) trait Looking {
    fn look(&self, inside: Option<(&FieldId, EntryId)>, id: &FieldId) -> Option<Cow<'_, Value>>;
    fn entries(&self, subform: &FieldId) -> Option<&BTreeMap<EntryId, EntryAnswers>>;
    fn answered_on(&self, field: &FieldId) -> Option<&str>;
    fn today(&self) -> &str;
}

impl Looking for Sheet {
    fn look(&self, inside: Option<(&FieldId, EntryId)>, id: &FieldId) -> Option<Cow<'_, Value>> {
        Self::look(self, inside, id)
    }
    fn entries(&self, subform: &FieldId) -> Option<&BTreeMap<EntryId, EntryAnswers>> {
        self.answers.entries.get(subform)
    }
    fn answered_on(&self, field: &FieldId) -> Option<&str> {
        self.answers.answered_on.get(field).map(String::as_str)
    }
    fn today(&self) -> &str {
        &self.today
    }
}

/// Answers that are looked at once: calculated fields are worked out where they are met.
struct Alone<'a> {
    config: &'a Configuration,
    record: RecordType,
    answers: &'a Answers,
    today: &'a str,
}

impl Looking for Alone<'_> {
    fn look(&self, inside: Option<(&FieldId, EntryId)>, id: &FieldId) -> Option<Cow<'_, Value>> {
        let own = inside.and_then(|(subform, entry)| {
            Some((self.config.field(self.record, subform)?.inner(id)?, subform, entry))
        });
        let (question, standing, inside) = match own {
            Some((question, subform, entry)) => {
                let standing =
                    self.answers.entries.get(subform).and_then(|all| all.get(&entry)?.values.get(id));
                (question, standing, inside)
            }
            None => (self.config.field(self.record, id)?, self.answers.values.get(id), None),
        };
        match &question.calculation {
            Some(rule) => work_out(&rule.0, self, inside).map(Cow::Owned),
            None => standing.map(Cow::Borrowed),
        }
    }
    fn entries(&self, subform: &FieldId) -> Option<&BTreeMap<EntryId, EntryAnswers>> {
        self.answers.entries.get(subform)
    }
    fn answered_on(&self, field: &FieldId) -> Option<&str> {
        self.answers.answered_on.get(field).map(String::as_str)
    }
    fn today(&self) -> &str {
        self.today
    }
}

/// The value of a calculation, for one entry or for the record; none if there is nothing to work with.
pub(super) fn work_out(
    calculation: &Calculation,
    answers: &impl Looking,
    inside: Option<(&FieldId, EntryId)>,
) -> Option<Value> {
    let value = |id: &FieldId| answers.look(inside, id);
    let text = |id: &FieldId| match value(id)?.into_owned() {
        Value::Text(text) => Some(text),
        _ => None,
    };
    match calculation {
        Calculation::Sum(data) => {
            let numbers: Vec<Decimal> = data.iter().filter_map(|one| operand(one, answers, inside)).collect();
            (!numbers.is_empty())
                .then(|| numbers.iter().fold(Decimal::ZERO, |sum, one| sum.plus(*one)).shown(0))
        }
        Calculation::Avg { data, decimal_places } => {
            let numbers: Vec<Decimal> = data.iter().filter_map(|one| operand(one, answers, inside)).collect();
            let count = i128::try_from(numbers.len()).ok().filter(|count| *count > 0)?;
            let sum = numbers.iter().fold(Decimal::ZERO, |sum, one| sum.plus(*one));
            Some(Decimal(sum.0.div_euclid(count)).shown(*decimal_places))
        }
        Calculation::Join(fields) => {
            let words: Vec<String> = fields.iter().filter_map(text).collect();
            let words: Vec<&str> = words.iter().flat_map(|text| text.split_whitespace()).collect();
            (!words.is_empty()).then(|| Value::Text(words.join(" ")))
        }
        Calculation::Age { born, or } => {
            let typed = or.as_ref().and_then(|field| match value(field)?.as_ref() {
                Value::Int(years) => Some((*years, answers.answered_on(field).unwrap_or(answers.today()))),
                _ => None,
            });
            let age = shown_age(text(born).as_deref(), typed, answers.today())?;
            Some(Value::Int(i64::from(age.years)))
        }
        Calculation::BirthYear(age) => {
            let Value::Int(years) = *value(age)? else { return None };
            let typed = Day::read(answers.answered_on(age).unwrap_or(answers.today()))?;
            let born = typed.year.checked_sub(u32::try_from(years).ok()?).filter(|year| *year >= 1000)?;
            Some(Value::Text(format!("{born:04}")))
        }
        Calculation::Days { from, to } => {
            let day = |moment: &Moment| match moment {
                Moment::Today => Day::read(answers.today()),
                Moment::Field(field) => Day::read(&text(field)?),
            };
            let (from, to) = (day(from)?, day(to)?);
            (from.is_full() && to.is_full()).then(|| Value::Int(to.number() - from.number()))
        }
        Calculation::Pick { subform, by, take, newest } => pick(answers, subform, by, take, *newest),
        Calculation::Count(subform) => {
            let count = answers.entries(subform).map_or(0, BTreeMap::len);
            Some(Value::Int(i64::try_from(count).unwrap_or(i64::MAX)))
        }
        Calculation::Union(paths) => {
            let mut chosen = BTreeSet::new();
            let mut add = |value: Option<Cow<'_, Value>>| match value.as_deref() {
                Some(Value::Many(options)) => chosen.extend(options.iter().cloned()),
                Some(Value::Text(option)) if !option.is_empty() => _ = chosen.insert(option.clone()),
                _ => {}
            };
            for path in paths {
                match &path.subform {
                    None => add(value(&path.field)),
                    Some(subform) => {
                        let entries = answers.entries(subform).into_iter().flatten();
                        entries
                            .for_each(|(entry, _)| add(answers.look(Some((subform, *entry)), &path.field)));
                    }
                }
            }
            (!chosen.is_empty()).then_some(Value::Many(chosen))
        }
    }
}

/// A field of the entry whose date is latest or earliest; of equal dates the entry made last or first counts.
fn pick(
    answers: &impl Looking,
    subform: &FieldId,
    by: &FieldId,
    take: &FieldId,
    newest: bool,
) -> Option<Value> {
    let dated = answers.entries(subform)?.keys().filter_map(|entry| {
        let date = match answers.look(Some((subform, *entry)), by)?.as_ref() {
            Value::Text(date) => Day::read(date)?.number(),
            _ => return None,
        };
        Some((date, *entry))
    });
    let (_, entry) = if newest { dated.max() } else { dated.min() }?;
    answers.look(Some((subform, entry)), take).map(Cow::into_owned)
}

/// A number in millionths: enough places for six decimals, and exact.
#[derive(Clone, Copy)]
struct Decimal(i128);

impl Decimal {
    const ONE: i128 = 1_000_000;
    const ZERO: Self = Self(0);

    fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// Rounded down; a whole number unless decimal places are asked for.
    fn shown(self, decimal_places: u8) -> Value {
        if decimal_places == 0 {
            return Value::Int(i64::try_from(self.0.div_euclid(Self::ONE)).unwrap_or(i64::MAX));
        }
        let scale = 10_i128.pow(u32::from(decimal_places.min(6)));
        let scaled = (self.0 * scale).div_euclid(Self::ONE);
        let sign = if scaled < 0 { "-" } else { "" };
        let (whole, part) = (scaled.abs() / scale, scaled.abs() % scale);
        Value::Text(format!("{sign}{whole}.{part:0width$}", width = usize::from(decimal_places.min(6))))
    }
}

fn operand(
    operand: &Operand,
    answers: &impl Looking,
    inside: Option<(&FieldId, EntryId)>,
) -> Option<Decimal> {
    let whole = |number: i64| Some(Decimal(i128::from(number) * Decimal::ONE));
    let number = |value: &Value| match value {
        Value::Int(number) => whole(*number),
        Value::Tally(rows) => rows.values().try_fold(0_i64, |sum, n| sum.checked_add(*n)).and_then(whole),
        Value::Text(text) => read_decimal(text),
        _ => None,
    };
    match operand {
        Operand::Number(number) => whole(*number),
        Operand::Field(field) => number(answers.look(inside, field)?.as_ref()),
        Operand::Nested(inner) => number(&work_out(inner, answers, inside)?),
    }
}

/// What [`Decimal::shown`] wrote.
fn read_decimal(text: &str) -> Option<Decimal> {
    let (whole, part) = text.split_once('.')?;
    let places = u32::try_from(part.len()).ok().filter(|places| *places <= 6)?;
    let digits: i128 = part.parse().ok()?;
    let part = digits * 10_i128.pow(6 - places);
    let whole_part = whole.trim_start_matches('-').parse::<i128>().ok()?.checked_mul(Decimal::ONE)?;
    Some(Decimal(if whole.starts_with('-') { -(whole_part + part) } else { whole_part + part }))
}
