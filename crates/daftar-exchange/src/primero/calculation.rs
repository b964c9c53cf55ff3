//! Calculations that both sides know: sums and means of fields, and a field of the first or last entry.

use daftar_core::{
    expr::{Calculation, Operand},
    id::FieldId,
};
use serde_json::{Map, Value, json};

/// A sum or mean in the other's words; none for what it cannot add up.
pub(super) fn write_expression(calculation: &Calculation) -> Option<Value> {
    match calculation {
        Calculation::Sum(data) => Some(json!({ "sum": write_operands(data)? })),
        Calculation::Avg { data, decimal_places: 0 } => Some(json!({ "avg": write_operands(data)? })),
        Calculation::Avg { data, decimal_places } => {
            let extra = json!({ "decimalPlaces": decimal_places });
            Some(json!({ "avg": { "data": write_operands(data)?, "extra": extra } }))
        }
        _ => None,
    }
}

fn write_operands(data: &[Operand]) -> Option<Vec<Value>> {
    let write = |operand: &Operand| match operand {
        Operand::Field(field) => Some(json!(field)),
        Operand::Number(number) => Some(json!(number)),
        Operand::Nested(inner) => write_expression(inner),
    };
    data.iter().map(write).collect()
}

/// A field of the entry with the latest or earliest date, in the other's words.
pub(super) fn write_summary(calculation: &Calculation) -> Option<Value> {
    let Calculation::Pick { subform, by, take, newest } = calculation else { return None };
    let word = if *newest { "last" } else { "first" };
    let taken = json!({ "field_name": take, "order_by": by, "order": "asc" });
    Some(json!({ "subform_field_name": subform, word: taken }))
}

/// The same, read: the last in rising order is the newest, and so is the first in falling order.
///
/// # Errors
/// Says what is missing.
pub(super) fn read_summary(summary: &Map<String, Value>) -> Result<Calculation, String> {
    let (word, taken) = match (summary.get("last"), summary.get("first")) {
        (Some(Value::Object(taken)), None) => ("last", taken),
        (None, Some(Value::Object(taken))) => ("first", taken),
        _ => return Err("it wants either the first or the last entry".to_owned()),
    };
    let text = |keys: &Map<String, Value>, key: &str| match keys.get(key) {
        Some(Value::String(id)) if !id.is_empty() => Ok(FieldId(id.clone())),
        _ => Err(format!("it wants a field for `{key}`")),
    };
    let is_falling = match taken.get("order").and_then(Value::as_str) {
        Some("desc" | "DESC") => true,
        Some("asc" | "ASC" | "") | None => false,
        Some(order) => return Err(format!("`{order}` is no order")),
    };
    Ok(Calculation::Pick {
        subform: text(summary, "subform_field_name")?,
        by: text(taken, "order_by")?,
        take: text(taken, "field_name")?,
        newest: (word == "last") != is_falling,
    })
}
