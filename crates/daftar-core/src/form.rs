//! Filling in: does a value fit its field, what does a typed word mean, what is offered.

use crate::{
    attachment::FileRef,
    config::{Configuration, Field, FieldKind, Lookup, LookupOption, OptionSource, Words},
    day::{Day, read_range, typed},
    text::{is_invisible, latin_digit},
    value::{TEXT_BYTES_MAX, Unfit, Value, is_date, is_date_time},
};
use std::collections::BTreeSet;

/// Greatest number of a field that names none: what other systems keep in 32 bits.
const NUMBER_MAX: i64 = 2_147_483_647;
/// Greatest age of a field that names none.
const AGE_MAX: i64 = 130;

/// Whether `value` may stand in `field`. [`Value::Null`] always may: it clears.
///
/// # Errors
/// Says in which way it does not fit.
pub fn fit(config: &Configuration, field: &Field, value: &Value) -> Result<(), Unfit> {
    use FieldKind as K;
    let options = |chosen: &mut dyn Iterator<Item = &String>| {
        let mut known = chosen.map(|id| is_option(config, field, id));
        known.all(|known| known).then_some(()).ok_or(Unfit::UnknownOption)
    };
    match (field.kind, value) {
        (kind, _) if kind.has_entries() || !kind.is_kept() => Err(Unfit::WrongType),
        (_, Value::Null) | (K::TickBox, Value::Bool(_)) => Ok(()),
        (K::NumericField, Value::Int(number)) => {
            let (least, most) = bounds(field);
            (least..=most).contains(number).then_some(()).ok_or(Unfit::NumberOutOfRange)
        }
        (K::TextField | K::Textarea, Value::Text(text)) if text.len() > TEXT_BYTES_MAX => {
            Err(Unfit::TextTooLong)
        }
        (K::TextField, Value::Text(text)) if field.phone && !is_phone(text) => Err(Unfit::InvalidPhone),
        (K::TextField | K::Textarea, Value::Text(_)) => Ok(()),
        (K::File, value) => FileRef::read(value).map(|_| ()).ok_or(Unfit::WrongType),
        (K::DateField, Value::Text(text)) => match (is_date(text), is_date_time(text) && field.with_time) {
            (true, _) if field.exact && Day::read(text).is_none_or(|day| !day.is_full()) => {
                Err(Unfit::DateNotExact)
            }
            (false, false) => Err(Unfit::InvalidDate),
            _ => Ok(()),
        },
        (K::DateRange, Value::Text(text)) => read_range(text).map(|_| ()).ok_or(Unfit::InvalidRange),
        (K::SelectBox, Value::Many(chosen)) if field.multi_select => options(&mut chosen.iter()),
        (K::SelectBox | K::RadioButton, Value::Text(id)) if !field.multi_select => {
            options(&mut std::iter::once(id))
        }
        (K::TallyField, Value::Tally(rows)) => {
            if rows.keys().any(|id| field.rows.iter().all(|row| row.id != *id)) {
                return Err(Unfit::UnknownRow);
            }
            rows.values().all(|n| (0..=NUMBER_MAX).contains(n)).then_some(()).ok_or(Unfit::NumberOutOfRange)
        }
        _ => Err(Unfit::WrongType),
    }
}

/// Whether a person may put `value` into `field` on the day `today`, where `before` stands.
///
/// As [`fit`], and what the day forbids. An option that stands already may stay, whatever has become of it since: what
/// somebody once answered is never pressed out of a record.
///
/// # Errors
/// As [`fit`].
pub fn judge(
    config: &Configuration,
    field: &Field,
    value: &Value,
    before: Option<&Value>,
    today: &str,
) -> Result<(), Unfit> {
    if before == Some(value) {
        return Ok(());
    }
    match (fit(config, field, value), value, before) {
        (Err(Unfit::UnknownOption), Value::Many(chosen), Some(Value::Many(stood))) => {
            let known = |id: &&String| stood.contains(*id) || is_option(config, field, id);
            return chosen.iter().all(|id| known(&id)).then_some(()).ok_or(Unfit::UnknownOption);
        }
        (Err(unfit), ..) => return Err(unfit),
        (Ok(()), ..) => {}
    }
    let last = match (field.kind, value) {
        (FieldKind::DateField, Value::Text(text)) => Day::read(text),
        (FieldKind::DateRange, Value::Text(text)) => read_range(text).and_then(|(from, to)| to.or(from)),
        _ => None,
    };
    match (last, Day::read(today)) {
        // A laptop's clock may be a day behind that of the person who filled the paper form.
        (Some(last), Some(today)) if field.not_future && last.number() > today.number() + 1 => {
            Err(Unfit::DateInFuture)
        }
        _ => Ok(()),
    }
}

/// Least and greatest number of a numeric field.
#[must_use]
pub fn bounds(field: &Field) -> (i64, i64) {
    let most = if field.id.as_str().ends_with("age") { AGE_MAX } else { NUMBER_MAX };
    (field.min.unwrap_or(0), field.max.unwrap_or(most))
}

/// Reads what a person typed (on the command line or in a text input) as a value of `field`. Empty clears.
///
/// A tally is typed as `row=3,other=0`, a range of dates as `FROM--TO` (ISO 8601's other sign; `FROM/TO` if both are as
/// stored); dates as [`typed`] reads them on the day `today`. Signs that turn or hide text are left out.
///
/// # Errors
/// As [`fit`].
pub fn read(config: &Configuration, field: &Field, text: &str, today: &str) -> Result<Value, Unfit> {
    let visible: String;
    let typed = match text.contains(is_invisible) {
        true => {
            visible = text.chars().filter(|c| !is_invisible(*c)).collect();
            &visible
        }
        false => text,
    };
    if typed.is_empty() {
        return fit(config, field, &Value::Null).map(|()| Value::Null);
    }
    let value = match field.kind {
        FieldKind::TickBox => Value::Bool(typed.parse().map_err(|_| Unfit::WrongType)?),
        FieldKind::NumericField => Value::Int(whole_number(typed).ok_or(Unfit::WrongType)?),
        FieldKind::SelectBox if field.multi_select => {
            Value::Many(typed.split(',').map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect())
        }
        FieldKind::TallyField => {
            let row = |part: &str| {
                let (row, number) = part.split_once('=')?;
                Some((row.trim().to_owned(), whole_number(number)?))
            };
            let rows = typed.split(',').filter(|part| !part.trim().is_empty()).map(row);
            Value::Tally(rows.collect::<Option<_>>().ok_or(Unfit::WrongType)?)
        }
        FieldKind::DateField => Value::Text(date_or_time(typed, today)),
        FieldKind::DateRange => Value::Text(range(typed, today)),
        _ => Value::Text(typed.to_owned()),
    };
    fit(config, field, &value)?;
    Ok(value)
}

/// A typed day, with the time behind its `T` if there is one; what is none stays as it is, to be refused.
fn date_or_time(text: &str, today: &str) -> String {
    let (day, time) = match text.rsplit_once('T') {
        Some((day, time)) if time.contains(':') => (day, Some(time)),
        _ => (text, None),
    };
    let Some(day) = typed(day, today).map(|typed| typed.date) else { return text.to_owned() };
    time.map_or(day.clone(), |time| format!("{day}T{time}"))
}

fn range(text: &str, today: &str) -> String {
    let end = |text: &str| match text.trim() {
        "" => Some(String::new()),
        end => typed(end, today).map(|typed| typed.date),
    };
    let ends = text.split_once("--").and_then(|(from, to)| Some((end(from)?, end(to)?)));
    ends.map_or_else(|| text.to_owned(), |(from, to)| format!("{from}/{to}"))
}

/// What a field of a new record or entry begins with, on the day `today` at `now` (`YYYY-MM-DDTHH:MM`).
#[must_use]
pub fn default_value(field: &Field, today: &str, now: &str) -> Option<Value> {
    field.default.as_ref().map(|default| written_default(field, default, today, now))
}

/// `default` with the words `today` and `now` of a date filled in.
#[must_use]
pub(crate) fn written_default(field: &Field, default: &Value, today: &str, now: &str) -> Value {
    match default {
        Value::Text(word) if field.kind == FieldKind::DateField && word == "today" => {
            Value::Text(today.to_owned())
        }
        Value::Text(word) if field.kind == FieldKind::DateField && word == "now" => {
            Value::Text(if field.with_time { now } else { today }.to_owned())
        }
        other => other.clone(),
    }
}

/// A whole number in the digits of Latin, Arabic or Persian keyboards.
fn whole_number(typed: &str) -> Option<i64> {
    typed.trim().chars().map(latin_digit).collect::<String>().parse().ok()
}

/// Digits of any script with what people put between them, at least three.
fn is_phone(text: &str) -> bool {
    let between = |c: char| c.is_whitespace() || "+-()/.#*,;".contains(c);
    text.chars().filter(|c| c.is_numeric()).count() >= 3 && text.chars().all(|c| c.is_numeric() || between(c))
}

/// Whether `id` is an option of the field, offered or not.
#[must_use]
pub fn is_option(config: &Configuration, field: &Field, id: &str) -> bool {
    match &field.options {
        Some(OptionSource::Lookup(lookup)) => option_of(config, lookup, id).is_some(),
        Some(OptionSource::Location | OptionSource::ReportingLocation) => {
            config.locations.iter().any(|place| place.code == id)
        }
        Some(OptionSource::Agency) => config.agencies.iter().any(|agency| agency.id.as_str() == id),
        // Whoever it is may be unknown to this laptop.
        Some(OptionSource::User) => {
            (1..=64).contains(&id.len()) && !id.chars().any(|c| c.is_control() || c.is_whitespace())
        }
        None => false,
    }
}

fn option_of<'a>(config: &'a Configuration, lookup: &str, id: &str) -> Option<&'a LookupOption> {
    config.lookups.get(lookup)?.options.iter().find(|option| option.id == id)
}

/// Whether a standing option is offered no more: its lookup lost it, or it is disabled.
#[must_use]
pub fn is_outdated(config: &Configuration, field: &Field, id: &str) -> bool {
    match &field.options {
        Some(OptionSource::Lookup(lookup)) => {
            option_of(config, lookup, id).is_none_or(|option| option.disabled)
        }
        _ => !is_option(config, field, id),
    }
}

/// The options that may be chosen now, in order. `tags`: those whose conditions hold; none: nothing is filtered.
pub fn offered<'a>(
    config: &'a Configuration,
    field: &'a Field,
    tags: Option<&'a BTreeSet<String>>,
) -> Vec<(&'a str, &'a Words)> {
    match &field.options {
        Some(OptionSource::Lookup(id)) => {
            let all =
                config.lookups.get(id).map(|Lookup { options, .. }| options.as_slice()).unwrap_or_default();
            let fits = |option: &&LookupOption| {
                !option.disabled
                    && tags.is_none_or(|tags| option.tags.is_empty() || !option.tags.is_disjoint(tags))
            };
            all.iter().filter(fits).map(|option| (option.id.as_str(), &option.label)).collect()
        }
        Some(OptionSource::Location) => {
            config.locations.iter().map(|place| (place.code.as_str(), &place.label)).collect()
        }
        Some(OptionSource::ReportingLocation) => {
            let level = config.settings.reporting_location_level;
            let places = config.locations.iter().filter(|place| place.level == level);
            places.map(|place| (place.code.as_str(), &place.label)).collect()
        }
        Some(OptionSource::Agency) => {
            config.agencies.iter().map(|agency| (agency.id.as_str(), &agency.label)).collect()
        }
        // People come from the directory, which is not part of the configuration.
        Some(OptionSource::User) | None => Vec::new(),
    }
}

/// The label of an option, or the id itself when the configuration does not know it (any more).
#[must_use]
pub fn option_label<'a>(config: &'a Configuration, field: &Field, id: &'a str, language: &str) -> &'a str {
    let label = match &field.options {
        Some(OptionSource::Lookup(lookup)) => option_of(config, lookup, id).map(|option| &option.label),
        Some(OptionSource::Location | OptionSource::ReportingLocation) => {
            config.locations.iter().find(|place| place.code == id).map(|p| &p.label)
        }
        Some(OptionSource::Agency) => {
            config.agencies.iter().find(|agency| agency.id.as_str() == id).map(|a| &a.label)
        }
        Some(OptionSource::User) | None => None,
    };
    label.map_or(id, |label| label.get(language))
}

/// Which of several values written at the same time counts until someone chooses: by the field's safety order the
/// more careful one, else the first given (the merge's winner). Returns its position; 0 for an empty list.
#[must_use]
pub fn counting(field: &Field, values: &[Value]) -> usize {
    let rank = |value: &Value| match value {
        Value::Text(id) => field.safety_order.iter().position(|option| option == id),
        _ => None,
    };
    let ranked = values.iter().enumerate().filter_map(|(at, value)| Some((rank(value)?, at)));
    ranked.min().map_or(0, |(_, at)| at)
}
