//! Parts of a configuration as plain keys and values, the way they stand in files.

use daftar_core::config::{Field, FieldKind, Form, Location};
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// As far as reading looks outwards from a place.
pub(crate) const LEVELS_MAX: usize = 16;

/// The keys of a part. Nothing of a configuration fails to become JSON; if it ever did, the part would have no keys.
pub(crate) fn part<T: Serialize>(part: &T) -> Map<String, Value> {
    match serde_json::to_value(part) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

/// The keys of a form but its fields and its record type, which is told by the place where it stands.
pub(crate) fn form(form: &Form) -> Map<String, Value> {
    let mut keys = part(&Form { fields: Vec::new(), ..form.clone() });
    keys.remove("fields");
    keys.remove("record_type");
    keys
}

/// The keys of a field but the fields of its entries.
///
/// The options of a calculated field are no words of its designer: reading takes them from the field it looks at.
pub(crate) fn field(field: &Field) -> Map<String, Value> {
    let mut keys = part(&Field { fields: Vec::new(), ..field.clone() });
    keys.remove("fields");
    if field.kind == FieldKind::Calculated {
        keys.remove("options");
    }
    keys
}

/// The levels that reading our own format gives places by what lies around them, as far as it looks outwards.
pub(crate) fn levels(places: &[Location]) -> Vec<u32> {
    let parents: BTreeMap<&str, Option<&str>> =
        places.iter().map(|place| (place.code.as_str(), place.parent.as_deref())).collect();
    let mut levels = Vec::with_capacity(places.len());
    for place in places {
        let up = |code: &&str| parents.get(code).copied().flatten();
        let depth = std::iter::successors(place.parent.as_deref(), up).take(LEVELS_MAX).count();
        levels.push(u32::try_from(depth).unwrap_or(u32::MAX));
    }
    levels
}
