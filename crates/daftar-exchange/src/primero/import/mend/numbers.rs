//! Constants of conditions as their fields hold them.

use super::each_field;
use daftar_core::{
    config::{Configuration, Field, FieldKind, RecordType},
    expr::{Condition, Rule},
    id::FieldId,
    value::Value,
};
use std::collections::BTreeSet;

/// Numbers that stand as texts in conditions on numbers.
pub(super) fn read_numbers(config: &mut Configuration, record: RecordType) {
    let mut numbers: BTreeSet<FieldId> = BTreeSet::new();
    each_field(config, Some(record), &mut |place| {
        if place.field.kind == FieldKind::NumericField {
            numbers.insert(place.field.id.clone());
        }
    });
    let mend = |rule: &mut Rule<Condition>| number_texts(&mut rule.0, &numbers);
    for form in config.forms.iter_mut().filter(|form| form.record_type == record) {
        form.show_if.iter_mut().for_each(mend);
        form.fields.iter_mut().for_each(|field| each_rule(field, &mend));
    }
}

fn each_rule(field: &mut Field, see: &impl Fn(&mut Rule<Condition>)) {
    field.show_if.iter_mut().for_each(see);
    field.show_if_entry.iter_mut().for_each(see);
    field.entry_if.iter_mut().for_each(see);
    field.options_if.values_mut().for_each(see);
    field.fields.iter_mut().for_each(|inner| each_rule(inner, see));
}

fn number_texts(condition: &mut Condition, numbers: &BTreeSet<FieldId>) {
    match condition {
        Condition::Compare { field, with, .. } if numbers.contains(field) => {
            if let Value::Text(text) = with
                && let Ok(number) = text.trim().parse()
            {
                *with = Value::Int(number);
            }
        }
        Condition::Compare { .. } | Condition::In { .. } => {}
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter_mut().for_each(|part| number_texts(part, numbers));
        }
        Condition::Not(part) => number_texts(part, numbers),
    }
}
