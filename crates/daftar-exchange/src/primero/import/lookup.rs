//! Lists of options.

use super::{field::options, people::Read, row::Row};
use crate::{plain, primero::extra};
use daftar_core::config::{Lookup, LookupOption};
use serde_json::Value;

/// A lookup from its row. Its name is for administrators and is not kept; whether it says anything is told.
pub(in crate::primero) fn lookup(row: &mut Row) -> Read<(Lookup, bool)> {
    let Some(id) = row.id("unique_id") else { return Read::Left("it has no id".to_owned()) };
    let has_name = row.words("name").0.values().any(|name| name != id);
    row.get("locked");
    let key = if row.get("values").is_some() { "values" } else { "lookup_values" };
    let options = options(row, key);
    let lookup = draft_lookup(row, id, options);
    Read::Part((lookup, has_name))
}

/// A lookup of these options with what Daftar wrote beside it.
pub(in crate::primero) fn draft_lookup(row: &mut Row, id: &str, options: Vec<LookupOption>) -> Lookup {
    let lookup = Lookup { id: id.to_owned(), options };
    let Some(extra) = row.object(extra::KEY) else { return lookup };
    let mut base = plain::part(&Lookup { id: id.to_owned(), options: Vec::new() });
    base.insert("options".to_owned(), Value::Array(Vec::new()));
    match extra::overlay::<Lookup>(base, extra, &["id", "options"]) {
        Ok(told) => Lookup { options: lookup.options, ..told },
        Err(why) => {
            row.say(format!("what Daftar wrote beside it cannot be read and is left out: {why}"));
            lookup
        }
    }
}
