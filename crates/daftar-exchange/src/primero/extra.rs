//! What another system has no word for: an object `daftar` beside its own keys.
//!
//! It is never listed by hand. A part is written in the other's words and read back; whatever reads back differently is what
//! the object must say. So a key that our format gains later travels without a line of code here.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// The key of the object.
pub(super) const KEY: &str = "daftar";

/// The keys of `ours` that `theirs` says otherwise or not at all.
pub(super) fn extra(ours: &Map<String, Value>, theirs: &Map<String, Value>) -> Map<String, Value> {
    let value = |keys: &Map<String, Value>, key: &str| keys.get(key).cloned().unwrap_or_default();
    let differs = |key: &&String| value(ours, key) != value(theirs, key);
    let keys = ours.keys().chain(theirs.keys()).filter(differs);
    keys.map(|key| (key.clone(), value(ours, key))).collect()
}

/// A part from the keys of `base` with those of `extra` put over them.
///
/// # Errors
/// Says why this makes no such part.
pub(super) fn overlay<T: DeserializeOwned>(
    mut base: Map<String, Value>,
    extra: &Map<String, Value>,
    never: &[&str],
) -> Result<T, String> {
    let put = extra.iter().filter(|(key, _)| !never.contains(&key.as_str()));
    base.extend(put.map(|(key, value)| (key.clone(), value.clone())));
    serde_json::from_value(Value::Object(base)).map_err(|error| error.to_string())
}
