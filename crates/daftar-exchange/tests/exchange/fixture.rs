//! A programme of invented words in the documented shapes, with everything that an import meets.

use crate::{assert_same, exported_and_imported, written_and_read};
use daftar_exchange::{primero, write_configuration};
use serde_json::{Map, Value, json};
use std::{env, fs, path::Path};

/// Compares with the reviewed outcome; with `UPDATE_GOLDEN=1` writes it instead.
fn compare(name: &str, now: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, now).unwrap();
        return;
    }
    let reviewed = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    for (line, (now, then)) in now.lines().zip(reviewed.lines()).enumerate() {
        assert_eq!(now, then, "{name}, line {}; if the change is meant: UPDATE_GOLDEN=1", line + 1);
    }
    assert!(now == reviewed, "{name}: lines came or went; if the change is meant: UPDATE_GOLDEN=1");
}

/// The fixture as it lies there.
pub fn hut() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/primero");
    let names = ["forms", "lookups", "locations", "roles", "agencies", "user_groups"];
    let file = |name: &str| {
        let name = format!("{name}.json");
        let text = fs::read_to_string(root.join(&name)).unwrap();
        (name, text)
    };
    names.into_iter().map(file).collect()
}

/// A note as a line; what our rules object is worded by them, and may be worded otherwise tomorrow.
fn line(note: &primero::Note) -> String {
    let note = note.to_string();
    let words = "` is left out: field ";
    match (note.find(words), note.contains("cannot stand: ")) {
        (_, true) => String::new(),
        (Some(at), _) => format!("{}…\n", &note[..at + words.len()]),
        (None, _) => note + "\n",
    }
}

#[test]
fn every_feature_is_taken_or_told() {
    let imported = primero::import(&hut()).unwrap();
    let files = write_configuration(&imported.configuration);
    let whole: String = files.iter().map(|(path, text)| format!("##### {path}\n{text}\n")).collect();
    compare("hut.txt", &whole);
    let notes: String = imported.not_mapped.iter().map(line).collect();
    compare("notes.txt", &notes);
}

#[test]
fn what_was_imported_survives_both_ways() {
    let imported = primero::import(&hut()).unwrap().configuration;
    assert_same(&written_and_read(&imported), &imported);
    let again = exported_and_imported(&imported);
    assert_eq!(again.not_mapped, []);
    assert_same(&again.configuration, &imported);
}

/// The same programme as a bundle holds it: other names for keys, no numbers of rows.
fn bundle() -> Value {
    fn rename(row: &mut Map<String, Value>, from: &str, to: &str) {
        if let Some(value) = row.remove(from) {
            row.insert(to.to_owned(), value);
        }
    }
    let rows = |name: &str| {
        let (_, text) = hut().into_iter().find(|(file, _)| file == name).unwrap();
        let value: Value = serde_json::from_str(&text).unwrap();
        value["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row.as_object().unwrap().clone())
            .collect::<Vec<_>>()
    };
    let mut forms = rows("forms.json");
    let names: Vec<(Value, Value)> =
        forms.iter().map(|form| (form["id"].clone(), form["unique_id"].clone())).collect();
    let name = |id: &Value| names.iter().find(|(number, _)| number == id).unwrap().1.clone();
    for form in &mut forms {
        form.remove("id");
        for key in ["name", "description", "help_text"] {
            rename(form, key, &format!("{key}_i18n"));
        }
        rename(form, "fields", "fields_attributes");
        for field in form["fields_attributes"].as_array_mut().unwrap() {
            let field = field.as_object_mut().unwrap();
            field.remove("id");
            field.remove("form_section_id");
            for key in ["display_name", "help_text", "guiding_questions", "tick_box_label", "tally"] {
                rename(field, key, &format!("{key}_i18n"));
            }
            rename(field, "option_strings_text", "option_strings_text_i18n");
            for (number, by_name) in [
                ("subform_section_id", "subform_unique_id"),
                ("collapsed_field_for_subform_section_id", "collapsed_field_for_subform_unique_id"),
            ] {
                if let Some(id) = field.remove(number) {
                    field.insert(by_name.to_owned(), name(&id));
                }
            }
        }
    }
    let mut lookups = rows("lookups.json");
    for lookup in &mut lookups {
        rename(lookup, "name", "name_i18n");
        rename(lookup, "values", "lookup_values_i18n");
    }
    let mut agencies = rows("agencies.json");
    agencies.iter_mut().for_each(|agency| rename(agency, "name", "name_i18n"));
    json!({ "data": {
        "FormSection": forms, "Lookup": lookups, "Agency": agencies, "Role": rows("roles.json"),
        "UserGroup": rows("user_groups.json"), "Report": [], "ContactInformation": [],
    } })
}

#[test]
fn a_bundle_says_the_same() {
    let places = hut().into_iter().find(|(name, _)| name == "locations.json").unwrap();
    let files = [("2030-01-01.json".to_owned(), bundle().to_string()), places];
    let imported = primero::import(&files).unwrap();
    assert_same(&imported.configuration, &primero::import(&hut()).unwrap().configuration);
}

#[test]
fn bare_lists_and_pages_say_the_same() {
    let mut files = Vec::new();
    for (name, text) in hut() {
        let value: Value = serde_json::from_str(&text).unwrap();
        let rows = value["data"].as_array().unwrap();
        let (one, other) = rows.split_at(rows.len() / 2);
        files.push((format!("some/folder/{name}"), json!(one).to_string()));
        files.push((name.replace(".json", "-2.json"), json!({ "data": other }).to_string()));
    }
    let imported = primero::import(&files).unwrap();
    assert_same(&imported.configuration, &primero::import(&hut()).unwrap().configuration);
}

#[test]
fn with_forms_alone_there_is_a_configuration() {
    let forms: Vec<_> = hut().into_iter().filter(|(name, _)| name == "forms.json").collect();
    let imported = primero::import(&forms).unwrap();
    for file in ["lookups", "locations", "roles", "agencies", "user_groups"] {
        let is_told = |note: &primero::Note| note.to_string() == format!("{file}.json: is missing");
        assert!(imported.not_mapped.iter().any(is_told), "{file}");
    }
    assert_same(&written_and_read(&imported.configuration), &imported.configuration);
}
