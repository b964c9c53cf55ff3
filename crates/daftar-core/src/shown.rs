//! Values in words: what a list, a printed page or an entry's one-line summary says.
//!
//! Dates stay as they are stored, so that the screen may write them the reader's way, partial ones included.

use crate::{
    config::{Configuration, Field, FieldKind, OptionSource},
    form::option_label,
    id::FieldId,
    value::Value,
};
use std::collections::{BTreeMap, BTreeSet};

/// `value` of `field` in words of `language`; empty for a cleared field.
///
/// A value of another kind than the field's (an older configuration's) is still shown as far as it can be.
#[must_use]
pub fn shown(config: &Configuration, field: &Field, value: &Value, language: &str) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(ticked) => tick_word(*ticked, language).to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Text(text) => match field.kind {
            FieldKind::SelectBox | FieldKind::RadioButton => {
                option_label(config, field, text, language).to_owned()
            }
            _ => text.clone(),
        },
        Value::Many(chosen) => {
            let labels = in_offered_order(config, field, chosen);
            let labels: Vec<&str> = labels.map(|id| option_label(config, field, id, language)).collect();
            labels.join(list_separator(language))
        }
    }
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
        Some(OptionSource::Location) => config.locations.iter().position(|place| place.code == id),
        Some(OptionSource::Agency) => config.agencies.iter().position(|agency| agency.id.as_str() == id),
        None => None,
    };
    let mut ordered: Vec<_> = chosen.iter().map(|id| (place(id).unwrap_or(usize::MAX), id)).collect();
    ordered.sort();
    ordered.into_iter().map(|(_, id)| id)
}

/// What stands between the members of a list: Arabic script has a comma of its own.
fn list_separator(language: &str) -> &'static str {
    match primary(language) {
        "ar" | "ckb" | "fa" | "ps" | "ug" | "ur" => "، ",
        _ => ", ",
    }
}

/// Whether a box is ticked, in the languages that the programme speaks so far; English for others.
fn tick_word(ticked: bool, language: &str) -> &'static str {
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
