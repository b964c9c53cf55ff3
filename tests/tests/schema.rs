//! The schemas that editors check configuration files by: they are what the code says, and fit what is written.

#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use daftar_core::config::schemas;
use daftar_tests::{rooms::root, standard};
use serde_json::Value as Json;

/// The schema's file for a configuration's file.
fn schema_of(path: &str) -> Option<&'static str> {
    match path {
        "settings.toml" => Some("settings.schema.json"),
        "roles.toml" => Some("roles.schema.json"),
        "organisations.toml" => Some("organisations.schema.json"),
        _ if path.starts_with("lookups/") => Some("lookup.schema.json"),
        _ if path.ends_with(".toml") => Some("form.schema.json"),
        _ => None,
    }
}

fn complaints(schema: &str, text: &str) -> Vec<String> {
    let all = schemas();
    let (_, schema) = all.iter().find(|(name, _)| *name == schema).unwrap();
    let schema: Json = serde_json::from_str(schema).unwrap();
    let written: Json = toml::from_str(text).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    validator.iter_errors(&written).map(|error| error.to_string()).collect()
}

#[test]
fn the_schemas_in_the_tree_are_what_the_code_says() {
    let folder = root().join("config/schema");
    for (name, text) in schemas() {
        if std::env::var_os("UPDATE_TABLES").is_some() {
            std::fs::write(folder.join(name), &text).unwrap();
        }
        let written = std::fs::read_to_string(folder.join(name)).unwrap_or_default().replace("\r\n", "\n");
        assert!(written == text, "config/schema/{name} is old; UPDATE_TABLES=1 writes it anew");
    }
}

#[test]
fn every_file_of_the_configurations_fits_its_schema() {
    let mut fitted = 0;
    for (path, text) in standard::files().into_iter().chain(daftar_training::configuration()) {
        if let Some(schema) = schema_of(&path) {
            assert_eq!(complaints(schema, &text), Vec::<String>::new(), "{path}");
            fitted += 1;
        }
    }
    assert!(fitted > 200, "{fitted} files");
}

#[test]
fn what_is_misspelt_does_not_fit() {
    let form = "id = \"a\"\ngroup = \"g\"\norder = 1\nlabel = { en = \"A\" }\n[[fields]]\nid = \"b\"\ntype = \"text_field\"\nlabel = { en = \"B\" }\n";
    assert_eq!(complaints("form.schema.json", form), Vec::<String>::new());
    for (right, wrong) in [
        ("text_field", "text_feild"),
        ("group", "groop"),
        ("order = 1", "order = \"first\""),
        ("label = { en = \"B\" }", "label = \"B\""),
        ("type = \"text_field\"", "type = \"text_field\"\nrequired = \"yes\""),
        ("type = \"text_field\"", "type = \"text_field\"\nshow_if = 5"),
        ("type = \"text_field\"", "type = \"calculated\"\ncalculation = { product = [\"a\"] }"),
    ] {
        assert!(!complaints("form.schema.json", &form.replacen(right, wrong, 1)).is_empty(), "{wrong}");
    }
}
