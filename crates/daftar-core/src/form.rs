//! Filling in: does a value fit its field, what does a typed word mean, how far is a form.

use crate::{
    config::{Configuration, Field, FieldKind, Form, OptionSource},
    id::FieldId,
    value::{TEXT_BYTES_MAX, Unfit, Value, is_date},
};
use std::collections::BTreeSet;

/// Whether `value` may stand in `field`. [`Value::Null`] always may: it clears.
///
/// # Errors
/// Says in which way it does not fit.
pub fn fit(config: &Configuration, field: &Field, value: &Value) -> Result<(), Unfit> {
    match (field.kind, value) {
        (FieldKind::Subform, _) => Err(Unfit::WrongType),
        (_, Value::Null)
        | (FieldKind::TickBox, Value::Bool(_))
        | (FieldKind::NumericField, Value::Int(_)) => Ok(()),
        (FieldKind::TextField | FieldKind::Textarea, Value::Text(text)) if text.len() > TEXT_BYTES_MAX => {
            Err(Unfit::TextTooLong)
        }
        (FieldKind::TextField | FieldKind::Textarea, Value::Text(_)) => Ok(()),
        (FieldKind::DateField, Value::Text(text)) if is_date(text) => Ok(()),
        (FieldKind::DateField, Value::Text(_)) => Err(Unfit::InvalidDate),
        (FieldKind::SelectBox, Value::Many(chosen)) if field.multi_select => {
            chosen.iter().all(|id| is_option(config, field, id)).then_some(()).ok_or(Unfit::UnknownOption)
        }
        (FieldKind::SelectBox | FieldKind::RadioButton, Value::Text(id)) if !field.multi_select => {
            is_option(config, field, id).then_some(()).ok_or(Unfit::UnknownOption)
        }
        _ => Err(Unfit::WrongType),
    }
}

/// Reads what a person typed (on the command line or in a text input) as a value of `field`. Empty clears.
///
/// # Errors
/// As [`fit`].
pub fn read(config: &Configuration, field: &Field, typed: &str) -> Result<Value, Unfit> {
    if typed.is_empty() {
        return match field.kind {
            FieldKind::Subform => Err(Unfit::WrongType),
            _ => Ok(Value::Null),
        };
    }
    let value = match field.kind {
        FieldKind::Subform => return Err(Unfit::WrongType),
        FieldKind::TickBox => Value::Bool(typed.parse().map_err(|_| Unfit::WrongType)?),
        FieldKind::NumericField => Value::Int(whole_number(typed.trim()).ok_or(Unfit::WrongType)?),
        FieldKind::SelectBox if field.multi_select => {
            Value::Many(typed.split(',').map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect())
        }
        _ => Value::Text(typed.to_owned()),
    };
    fit(config, field, &value)?;
    Ok(value)
}

/// A whole number in the digits of Latin, Arabic or Persian keyboards.
fn whole_number(typed: &str) -> Option<i64> {
    let digit = |zero: char, c: char| char::from_digit(u32::from(c) - u32::from(zero), 10);
    let latin = |c: char| match c {
        '٠'..='٩' => digit('٠', c),
        '۰'..='۹' => digit('۰', c),
        _ => Some(c),
    };
    typed.chars().map(latin).collect::<Option<String>>()?.parse().ok()
}

fn is_option(config: &Configuration, field: &Field, id: &str) -> bool {
    match &field.options {
        Some(OptionSource::Lookup(lookup)) => config
            .lookups
            .get(lookup)
            .is_some_and(|lookup| lookup.options.iter().any(|option| option.id == id)),
        Some(OptionSource::Location) => config.locations.iter().any(|place| place.code == id),
        Some(OptionSource::Agency) => config.agencies.iter().any(|agency| agency.id.as_str() == id),
        None => false,
    }
}

/// The label of an option, or the id itself when the configuration does not know it (any more).
#[must_use]
pub fn option_label<'a>(config: &'a Configuration, field: &Field, id: &'a str, language: &str) -> &'a str {
    let label = match &field.options {
        Some(OptionSource::Lookup(lookup)) => config
            .lookups
            .get(lookup)
            .and_then(|lookup| lookup.options.iter().find(|option| option.id == id))
            .map(|o| &o.label),
        Some(OptionSource::Location) => {
            config.locations.iter().find(|place| place.code == id).map(|p| &p.label)
        }
        Some(OptionSource::Agency) => {
            config.agencies.iter().find(|agency| agency.id.as_str() == id).map(|a| &a.label)
        }
        None => None,
    };
    label.map_or(id, |label| label.get(language))
}

/// How far a form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Nothing was ever filled.
    Empty,
    /// Something is filled, something required is not.
    Begun,
    /// Everything required is filled, and something at all.
    Complete,
}

/// How far `form` is when exactly the fields in `filled` (subforms: with an entry) hold something.
#[must_use]
pub fn progress(form: &Form, filled: &BTreeSet<FieldId>) -> Progress {
    if form.fields.iter().all(|field| !filled.contains(&field.id)) {
        return Progress::Empty;
    }
    let mut required = form.fields.iter().filter(|field| field.required);
    if required.all(|field| filled.contains(&field.id)) { Progress::Complete } else { Progress::Begun }
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
