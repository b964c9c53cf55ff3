//! Our own format: a configuration as the files that its designer reads and writes.
//!
//! Invariant: reading the files gives the same configuration again. What a file need not say it does not say: empty, false
//! and default keys are left out, and so are the options that reading fills into a calculated field.

mod toml;

use crate::plain;
use daftar_core::config::{
    AttachmentLimits, Configuration, Field, Form, Location, Lookup, Registration, Role,
};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use toml::{Printer, key};

/// Keys of each kind of part in the order in which they are written; keys that are not named come after them.
mod order {
    pub const SETTINGS: &[&str] = &[
        "programme",
        "languages",
        "idle_lock_minutes",
        "referral_consent",
        "transfer_consent",
        "reopened_by",
        "reopened_by_incidents",
        "note_form",
        "referred_from",
        "identifiers",
        "close_after",
        "reporting_location_level",
    ];
    pub const FORM: &[&str] = &["id", "group", "order", "label", "help", "show_if"];
    pub const OPTION: &[&str] = &["id", "label", "tags", "disabled"];
    pub const ROLE: &[&str] = &[
        "id",
        "label",
        "scope",
        "manager",
        "referral_authorization",
        "names_withheld",
        "administers_roles",
        "administers_agencies",
    ];
    pub const FIELD: &[&str] = &[
        "id",
        "type",
        "label",
        "help",
        "guidance",
        "required",
        "mandatory",
        "show_if",
        "show_if_entry",
        "disabled",
        "hidden",
        "hide_on_view",
        "preview",
        "matchable",
        "searchable",
        "name_hiding",
        "tags",
        "default",
        "phone",
        "min",
        "max",
        "not_future",
        "exact",
        "with_time",
        "tick_box_label",
        "options",
        "multi_select",
        "safety_order",
        "options_if",
        "rows",
        "total",
        "headline",
        "sort_by",
        "newest_first",
        "group_by",
        "append_only",
        "no_removal",
        "initial_entries",
        "entry_if",
        "calculation",
        "link",
    ];
}

/// The files of a configuration, each with its path relative to the configuration's folder.
///
/// [`daftar_core::config::read`] makes the same configuration of them.
#[must_use]
pub fn write_configuration(config: &Configuration) -> Vec<(String, String)> {
    let write = Writer { print: Printer { languages: &config.settings.languages } };
    let mut files = vec![
        ("settings.toml".to_owned(), write.settings(config)),
        ("roles.toml".to_owned(), write.roles(config)),
        ("organisations.toml".to_owned(), write.organisations(config)),
    ];
    if !config.locations.is_empty() {
        files.push(("locations.csv".to_owned(), locations(&config.locations, &config.settings.languages)));
    }
    let mut taken = BTreeSet::new();
    for (nth, lookup) in config.lookups.values().enumerate() {
        files.push((lookup_path(&lookup.id, nth, &mut taken), write.lookup(lookup)));
    }
    for form in &config.forms {
        files.push((form_path(form), write.form(form)));
    }
    files
}

/// Where a form's file lies.
pub(crate) fn form_path(form: &Form) -> String {
    format!("{}/{}.toml", form.record_type.as_str(), form.id)
}

/// Named by the lookup's id, unless that would be no name for a file or one that is taken where case does not count.
fn lookup_path(id: &str, nth: usize, taken: &mut BTreeSet<String>) -> String {
    let is_plain = id.starts_with(|c: char| c.is_ascii_alphanumeric())
        && id.len() <= 120
        && id.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    match is_plain && taken.insert(id.to_lowercase()) {
        true => format!("lookups/{id}.toml"),
        false => format!("lookups/_{nth}.toml"),
    }
}

struct Writer<'a> {
    print: Printer<'a>,
}

impl Writer<'_> {
    fn settings(&self, config: &Configuration) -> String {
        let mut keys = plain::part(&config.settings);
        trim(&mut keys, &["programme", "languages", "idle_lock_minutes", "referral_consent"]);
        if config.settings.attachments == AttachmentLimits::default() {
            keys.remove("attachments");
        }
        if config.settings.registration == Registration::default() {
            keys.remove("registration");
        }
        for key in ["tasks", "stages"] {
            keys.get_mut(key).map(drop_nothing);
        }
        keys.retain(|key, value| key != "stages" || !value.as_object().is_some_and(Map::is_empty));
        self.keys(&keys, order::SETTINGS)
    }

    fn roles(&self, config: &Configuration) -> String {
        if config.roles.is_empty() {
            return "roles = []\n".to_owned();
        }
        let tables: Vec<String> = config.roles.values().map(|role| self.role(role, config)).collect();
        tables.join("\n")
    }

    fn role(&self, role: &Role, config: &Configuration) -> String {
        let mut keys = plain::part(role);
        let actions = keys.remove("actions");
        let forms = keys.remove("forms");
        trim(&mut keys, &["id", "label", "scope"]);
        let mut out = format!("[[roles]]\n{}", self.keys(&keys, order::ROLE));
        for (resource, held) in actions.iter().filter_map(Value::as_object).flatten() {
            self.print.line(&mut out, &format!("actions.{}", key(resource)), held);
        }
        let place = |id: &str| config.forms.iter().position(|form| form.id.as_str() == id);
        let mut modes: Vec<_> = forms.iter().filter_map(Value::as_object).flatten().collect();
        modes.sort_by_key(|(id, _)| place(id));
        if !modes.is_empty() {
            out.push_str("\n[roles.forms]\n");
        }
        for (form, mode) in modes {
            self.print.line(&mut out, &key(form), mode);
        }
        out
    }

    fn organisations(&self, config: &Configuration) -> String {
        let agencies = self.tables("agencies", &config.agencies);
        let groups = self.tables("groups", &config.groups);
        // A key that stood after a table would belong to it.
        match config.agencies.is_empty() {
            false if config.groups.is_empty() => format!("{groups}\n{agencies}"),
            _ => format!("{agencies}\n{groups}"),
        }
    }

    fn lookup(&self, lookup: &Lookup) -> String {
        let mut keys = plain::part(lookup);
        keys.remove("options");
        trim(&mut keys, &["id"]);
        format!("{}\n{}", self.keys(&keys, &["id"]), self.tables("options", &lookup.options))
    }

    fn form(&self, form: &Form) -> String {
        let mut keys = plain::form(form);
        trim(&mut keys, &["id", "group", "order", "label"]);
        if form.fields.is_empty() {
            keys.insert("fields".to_owned(), json!([]));
        }
        shorten_rules(&mut keys);
        let mut out = self.keys(&keys, order::FORM);
        self.fields(&mut out, "fields", &form.fields);
        out
    }

    fn fields(&self, out: &mut String, path: &str, fields: &[Field]) {
        for field in fields {
            let mut keys = plain::field(field);
            let usual = plain::field(&Field::new(field.id.clone(), field.kind));
            keys.retain(|key, value| {
                ["id", "type", "label"].contains(&&**key) || usual.get(key) != Some(value)
            });
            // There is no word for a default that clears, and it would say no more than none.
            keys.retain(|_, value| !value.is_null());
            for row in keys.get_mut("rows").and_then(Value::as_array_mut).into_iter().flatten() {
                if let Value::Object(row) = row {
                    trim(row, &["id", "label"]);
                }
            }
            shorten_rules(&mut keys);
            out.push_str(&format!("\n[[{path}]]\n{}", self.keys(&keys, order::FIELD)));
            self.fields(out, &format!("{path}.fields"), &field.fields);
        }
    }

    fn tables<T: Serialize>(&self, name: &str, parts: &[T]) -> String {
        if parts.is_empty() {
            return format!("{name} = []\n");
        }
        let table = |part: &T| {
            let mut keys = plain::part(part);
            trim(&mut keys, &["id", "label"]);
            format!("[[{name}]]\n{}", self.keys(&keys, order::OPTION))
        };
        let tables: Vec<String> = parts.iter().map(table).collect();
        tables.join("\n")
    }

    fn keys(&self, keys: &Map<String, Value>, order: &[&str]) -> String {
        let place = |word: &str| order.iter().position(|known| *known == word).unwrap_or(usize::MAX);
        let mut pairs: Vec<_> = keys.iter().collect();
        pairs.sort_by(|(one, _), (other, _)| (place(one), one).cmp(&(place(other), other)));
        let mut out = String::new();
        for (word, value) in pairs {
            self.print.line(&mut out, &key(word), value);
        }
        out
    }
}

/// Leaves out what means the same when it does not stand, but for the keys that must.
fn trim(keys: &mut Map<String, Value>, must: &[&str]) {
    let is_nothing = |value: &Value| match value {
        Value::Null | Value::Bool(false) => true,
        Value::Bool(true) => false,
        Value::Number(number) => number.as_i64() == Some(0),
        Value::String(text) => text.is_empty(),
        Value::Array(parts) => parts.is_empty(),
        Value::Object(table) => table.is_empty(),
    };
    keys.retain(|key, value| must.contains(&key.as_str()) || !is_nothing(value));
}

/// Takes out, however deep, what says nothing.
fn drop_nothing(value: &mut Value) {
    match value {
        Value::Object(table) => {
            table.retain(|_, inner| !inner.is_null());
            table.values_mut().for_each(drop_nothing);
        }
        Value::Array(parts) => parts.iter_mut().for_each(drop_nothing),
        _ => {}
    }
}

fn shorten_rules(keys: &mut Map<String, Value>) {
    for key in ["show_if", "show_if_entry", "entry_if"] {
        if let Some(condition) = keys.get_mut(key) {
            shorten(condition);
        }
    }
    if let Some(Value::Object(by_tag)) = keys.get_mut("options_if") {
        by_tag.values_mut().for_each(shorten);
    }
}

/// Words that open a part of a condition; a field of that name cannot be asked in short.
const WORDS: [&str; 9] = ["eq", "gt", "ge", "lt", "le", "in", "and", "or", "not"];

/// `{ eq = { sex = "female" } }` as `{ sex = "female" }`, and a choice of these as `{ sex = ["a", "b"] }`.
fn shorten(condition: &mut Value) {
    let Value::Object(table) = condition else { return };
    for word in ["and", "or"] {
        table.get_mut(word).and_then(Value::as_array_mut).into_iter().flatten().for_each(shorten);
    }
    if let Some(part) = table.get_mut("not") {
        shorten(part);
    }
    let short = match (table.len(), table.get("eq"), table.get("or")) {
        (1, Some(equal), _) => asked_in_short(equal).map(|_| equal.clone()),
        (1, _, Some(Value::Array(parts))) => one_of(parts),
        _ => None,
    };
    if let Some(short) = short {
        *condition = short;
    }
}

/// The one field and the constant it is held against, where this may be said without `eq`.
fn asked_in_short(condition: &Value) -> Option<(&String, &Value)> {
    let table = condition.as_object().filter(|table| table.len() == 1)?;
    let (field, with) = table.iter().next()?;
    let is_short = !WORDS.contains(&field.as_str()) && !with.is_array() && !with.is_object();
    is_short.then_some((field, with))
}

fn one_of(parts: &[Value]) -> Option<Value> {
    let asked: Vec<_> = parts.iter().map(asked_in_short).collect::<Option<_>>()?;
    let (field, _) = asked.first()?;
    let is_same = asked.iter().all(|(other, _)| other == field);
    let among: Vec<Value> = asked.iter().map(|(_, with)| (*with).clone()).collect();
    is_same.then(|| json!({ field.as_str(): among }))
}

/// `code,parent,level` and a column for each language; a place has no quotes around it and no comma in it.
fn locations(places: &[Location], languages: &[String]) -> String {
    let said: BTreeSet<&String> = places.iter().flat_map(|place| place.label.0.keys()).collect();
    let mut columns: Vec<&String> = languages.iter().filter(|language| said.contains(language)).collect();
    let others: Vec<&String> = said.into_iter().filter(|language| !languages.contains(language)).collect();
    columns.extend(others);
    let levels = plain::levels(places);
    let is_told = places.iter().zip(&levels).any(|(place, level)| place.level != *level);
    let mut out = String::from(if is_told { "code,parent,level" } else { "code,parent" });
    columns.iter().for_each(|language| out.push_str(&format!(",{language}")));
    out.push('\n');
    for place in places {
        out.push_str(&format!("{},{}", place.code, place.parent.as_deref().unwrap_or_default()));
        if is_told {
            out.push_str(&format!(",{}", place.level));
        }
        for language in &columns {
            let word = place.label.0.get(*language).map_or("", String::as_str);
            out.push_str(&format!(",{word}"));
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests;
