//! Values in words: what a list, a printed page or an entry's one-line summary says.
//!
//! Dates stay as they are stored, so that the screen may write them the reader's way, partial ones included.

use crate::{
    attachment::FileRef,
    config::{Configuration, Field, FieldKind, OptionSource},
    form::option_label,
    id::{EntryId, FieldId},
    value::Value,
};
use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

/// `value` of `field` in words of `language`; empty for a cleared field.
///
/// A value of another kind than the field's (an older configuration's) is still shown as far as it can be.
#[must_use]
pub fn shown(config: &Configuration, field: &Field, value: &Value, language: &str) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(ticked) => tick_word(*ticked, language).to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Text(_) if field.kind == FieldKind::File => {
            FileRef::read(value).map(|file| file.name).unwrap_or_default()
        }
        Value::Text(text) => match field.options {
            Some(_) => option_label(config, field, text, language).to_owned(),
            None => text.clone(),
        },
        Value::Tally(rows) => tally(field, rows, language),
        Value::Many(chosen) => {
            let labels = in_offered_order(config, field, chosen);
            let labels: Vec<&str> = labels.map(|id| option_label(config, field, id, language)).collect();
            labels.join(list_separator(language))
        }
    }
}

/// Rows in their order with their numbers, and the total where the field wants one.
fn tally(field: &Field, rows: &BTreeMap<String, i64>, language: &str) -> String {
    let known = field.rows.iter().filter_map(|row| Some((row.label.get(language), rows.get(&row.id)?)));
    let unknown = rows.iter().filter(|(id, _)| field.rows.iter().all(|row| row.id != **id));
    let parts = known.chain(unknown.map(|(id, number)| (id.as_str(), number)));
    let mut parts: Vec<String> = parts.map(|(label, number)| format!("{label} {number}")).collect();
    if field.total && !rows.is_empty() {
        let total = rows.values().fold(0_i64, |sum, number| sum.saturating_add(*number));
        parts.push(format!("= {total}"));
    }
    parts.join(list_separator(language))
}

/// The one-line summary of a subform's entry: its headline fields in words, those that hold something.
///
/// Where none of them does, or the subform has none, the first filled field of the entry stands for it.
#[must_use]
pub fn headline(
    config: &Configuration,
    subform: &Field,
    entry: &BTreeMap<FieldId, Value>,
    language: &str,
) -> String {
    let words = |field: &Field| {
        let text =
            entry.get(&field.id).map(|value| shown(config, field, value, language)).unwrap_or_default();
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    };
    let of = |id: &FieldId| subform.fields.iter().find(|field| field.id == *id);
    let parts: Vec<String> = subform.headline.iter().filter_map(of).filter_map(words).collect();
    match parts.is_empty() {
        true => subform.fields.iter().find_map(words).unwrap_or_default(),
        false => parts.join(" · "),
    }
}

/// The order of two entries of a subform: by what they are gathered under, by the field that orders them, and by when
/// they were made. Entries without that field's answer come last.
#[must_use]
pub fn order(
    subform: &Field,
    (one, a): (EntryId, &BTreeMap<FieldId, Value>),
    (other, b): (EntryId, &BTreeMap<FieldId, Value>),
) -> Ordering {
    let by = |id: &Option<FieldId>| {
        let Some(id) = id else { return Ordering::Equal };
        match (a.get(id).filter(|v| v.is_filled()), b.get(id).filter(|v| v.is_filled())) {
            (Some(a), Some(b)) => a.cmp(b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        }
    };
    let sorted = || {
        let both =
            |id: &FieldId| [a, b].into_iter().all(|answers| answers.get(id).is_some_and(Value::is_filled));
        match subform.newest_first && subform.sort_by.as_ref().is_none_or(both) {
            true => by(&subform.sort_by).then(one.cmp(&other)).reverse(),
            false => by(&subform.sort_by).then(one.cmp(&other)),
        }
    };
    by(&subform.group_by).then_with(sorted)
}

/// Chosen options in the order in which they are offered; those not offered any more at the end.
fn in_offered_order<'a>(
    config: &Configuration,
    field: &Field,
    chosen: &'a BTreeSet<String>,
) -> impl Iterator<Item = &'a String> {
    let place = |id: &str| match &field.options {
        Some(OptionSource::Lookup(lookup)) => config
            .lookups
            .get(lookup)
            .and_then(|lookup| lookup.options.iter().position(|option| option.id == id)),
        Some(OptionSource::Location | OptionSource::ReportingLocation) => {
            config.locations.iter().position(|place| place.code == id)
        }
        Some(OptionSource::Agency) => config.agencies.iter().position(|agency| agency.id.as_str() == id),
        Some(OptionSource::User) | None => None,
    };
    let mut ordered: Vec<_> = chosen.iter().map(|id| (place(id).unwrap_or(usize::MAX), id)).collect();
    ordered.sort();
    ordered.into_iter().map(|(_, id)| id)
}

/// What stands between the members of a list: Arabic script has a comma of its own.
#[must_use]
pub fn list_separator(language: &str) -> &'static str {
    match primary(language) {
        "ar" | "ckb" | "fa" | "ps" | "ug" | "ur" => "، ",
        _ => ", ",
    }
}

/// Whether a box is ticked, in the languages that the programme speaks so far; English for others.
#[must_use]
pub fn tick_word(ticked: bool, language: &str) -> &'static str {
    match (primary(language), ticked) {
        ("ar", true) => "نعم",
        ("ar", false) => "لا",
        ("fr", true) => "Oui",
        ("fr", false) => "Non",
        ("es", true) => "Sí",
        (_, true) => "Yes",
        (_, false) => "No",
    }
}

fn primary(language: &str) -> &str {
    language.split(['-', '_']).next().unwrap_or(language)
}
