//! The rows of all files, sorted by what they are.

use super::{BYTES_MAX, ImportError, PLACES_MAX, ROWS_MAX, notes::Notes, notes::shown};
use crate::primero::file;
use serde_json::{Map, Value};

/// The lists of the interface. The names of a bundle's lists stand beside ours.
const LISTS: [(&str, &str); 5] = [
    (file::FORMS, "FormSection"),
    (file::LOOKUPS, "Lookup"),
    (file::ROLES, "Role"),
    (file::AGENCIES, "Agency"),
    (file::USER_GROUPS, "UserGroup"),
];
/// What a bundle holds besides, and Daftar has no room for.
const NOT_OURS: [&str; 2] = ["Report", "ContactInformation"];

type Rows = Vec<Map<String, Value>>;

#[derive(Debug, Default)]
pub(super) struct Sources {
    pub forms: Option<Rows>,
    pub lookups: Option<Rows>,
    pub locations: Option<Rows>,
    pub roles: Option<Rows>,
    pub agencies: Option<Rows>,
    pub user_groups: Option<Rows>,
    /// What an export of ours says beyond the interface.
    pub settings: Option<Map<String, Value>>,
}

impl Sources {
    /// Reads files by their names (`forms.json`, also `forms-2.json` for a further page, in any folder) or, if they hold a
    /// bundle, by what is in them.
    pub fn read(files: &[(String, String)], notes: &mut Notes) -> Result<Self, ImportError> {
        if files.iter().map(|(_, text)| text.len()).sum::<usize>() > BYTES_MAX {
            return Err(ImportError::TooLarge);
        }
        let mut sources = Self::default();
        let mut totals: Vec<(&'static str, u64)> = Vec::new();
        for (path, text) in files {
            let value = match serde_json::from_str::<Value>(text.trim_start_matches('\u{feff}')) {
                Ok(value) => value,
                Err(error) => {
                    notes.say(shown(path), format!("is no JSON and is left out: {error}"));
                    continue;
                }
            };
            match name_of(path) {
                Some(name) => {
                    let total = value.get("metadata").and_then(|told| told.get("total"));
                    totals.extend(total.and_then(Value::as_u64).map(|total| (name, total)));
                    sources.take(name, value, notes);
                }
                None => sources.take_bundle(path, value, notes),
            }
        }
        sources.say_what_is_missing(&totals, notes);
        let counted =
            [&sources.forms, &sources.lookups, &sources.roles, &sources.agencies, &sources.user_groups];
        let places = sources.locations.iter().any(|rows| rows.len() > PLACES_MAX);
        if places || counted.into_iter().flatten().any(|rows| rows.len() > ROWS_MAX) {
            return Err(ImportError::TooManyRows);
        }
        match sources.forms {
            Some(_) => Ok(sources),
            None => Err(ImportError::NoForms),
        }
    }

    fn list(&mut self, name: &str) -> Option<&mut Option<Rows>> {
        match name {
            file::FORMS => Some(&mut self.forms),
            file::LOOKUPS => Some(&mut self.lookups),
            file::LOCATIONS => Some(&mut self.locations),
            file::ROLES => Some(&mut self.roles),
            file::AGENCIES => Some(&mut self.agencies),
            file::USER_GROUPS => Some(&mut self.user_groups),
            _ => None,
        }
    }

    /// The rows of `{ data: [..] }`, of a bare list, or of `{ data: { one row } }`.
    fn take(&mut self, name: &'static str, value: Value, notes: &mut Notes) {
        let data = match value {
            Value::Object(mut table) if table.contains_key("data") => {
                table.remove("data").unwrap_or_default()
            }
            other => other,
        };
        if name == file::SETTINGS {
            match data {
                Value::Object(settings) => self.settings = Some(settings),
                _ => notes.say(name, "holds no settings and is left out"),
            }
            return;
        }
        let found = match data {
            Value::Array(rows) => rows,
            Value::Object(row) => vec![Value::Object(row)],
            _ => {
                notes.say(name, "holds no list and is left out");
                return;
            }
        };
        let mut rows = Vec::with_capacity(found.len());
        let wanted = found.len();
        rows.extend(found.into_iter().filter_map(|row| match row {
            Value::Object(row) => Some(row),
            _ => None,
        }));
        if rows.len() < wanted {
            notes.say(name, format!("{} of its rows are no objects and are left out", wanted - rows.len()));
        }
        if let Some(list) = self.list(name) {
            list.get_or_insert_default().extend(rows);
        }
    }

    fn take_bundle(&mut self, path: &str, value: Value, notes: &mut Notes) {
        let Value::Object(mut table) = value else {
            notes.say(shown(path), "is none of the files that are known here and is left out");
            return;
        };
        if let Some(Value::Object(data)) = table.remove("data") {
            table = data;
            // A bundle that is shown, not listed, stands one level deeper.
            if let Some(Value::Object(inner)) = table.remove("data") {
                table = inner;
            }
        }
        if LISTS.iter().all(|(_, in_bundle)| !table.contains_key(*in_bundle)) {
            notes.say(shown(path), "is none of the files that are known here and is left out");
        }
        for (name, in_bundle) in LISTS {
            if let Some(rows) = table.remove(in_bundle) {
                self.take(name, rows, notes);
            }
        }
        for other in NOT_OURS {
            if table.get(other).and_then(Value::as_array).is_some_and(|rows| !rows.is_empty()) {
                notes.say(shown(path), format!("{} has no counterpart", shown(other)));
            }
        }
    }

    fn say_what_is_missing(&mut self, totals: &[(&'static str, u64)], notes: &mut Notes) {
        for name in file::ALL.into_iter().filter(|name| ![file::SETTINGS, file::FORMS].contains(name)) {
            let has = match self.list(name) {
                Some(Some(rows)) => u64::try_from(rows.len()).unwrap_or(u64::MAX),
                _ => {
                    notes.say(name, "is missing");
                    continue;
                }
            };
            // Pages say how many there are in all.
            if let Some((_, total)) = totals.iter().find(|(of, total)| *of == name && *total > has) {
                notes.say(name, format!("holds {has} of {total}: ask for them with a greater `per`"));
            }
        }
    }
}

/// Which list a file holds, by its name.
fn name_of(path: &str) -> Option<&'static str> {
    let name = path.rsplit(['/', '\\']).next()?.to_ascii_lowercase();
    file::ALL.into_iter().find(|known| {
        let stem = known.trim_end_matches(".json");
        let rest = name.strip_suffix(".json").and_then(|name| name.strip_prefix(stem));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '.', ' ', '(']))
    })
}
