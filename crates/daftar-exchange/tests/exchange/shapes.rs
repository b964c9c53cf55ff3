//! What another system reads of an export: numbers that lead somewhere, words in every language, nothing of `null`.

use crate::fixture::hut;
use daftar_exchange::primero;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

fn export() -> Map<String, Value> {
    let config = primero::import(&hut()).unwrap().configuration;
    primero::export(&config).into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn rows<'a>(files: &'a Map<String, Value>, name: &str) -> &'a Vec<Value> {
    files[name]["data"].as_array().unwrap()
}

#[test]
fn every_list_is_a_file() {
    let files = export();
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    let wanted: BTreeSet<&str> = [
        "agencies.json",
        "daftar_settings.json",
        "forms.json",
        "locations.json",
        "lookups.json",
        "roles.json",
        "user_groups.json",
    ]
    .into();
    assert_eq!(names.into_iter().collect::<BTreeSet<_>>(), wanted);
    assert_eq!(files["lookups.json"]["metadata"]["total"], rows(&files, "lookups.json").len());
}

#[test]
fn numbers_are_given_once_and_subforms_lead_to_nested_forms() {
    let files = export();
    let forms = rows(&files, "forms.json");
    let numbers: BTreeSet<u64> = forms.iter().map(|form| form["id"].as_u64().unwrap()).collect();
    let names: BTreeSet<&str> = forms.iter().map(|form| form["unique_id"].as_str().unwrap()).collect();
    assert_eq!((numbers.len(), names.len()), (forms.len(), forms.len()));
    let fields: Vec<&Value> = forms.iter().flat_map(|form| form["fields"].as_array().unwrap()).collect();
    let field_numbers: BTreeSet<u64> = fields.iter().map(|field| field["id"].as_u64().unwrap()).collect();
    assert_eq!(field_numbers.len(), fields.len());
    let mut count = 0;
    for field in fields.iter().filter(|field| field["type"] == "subform") {
        let nested = forms.iter().find(|form| form["id"] == field["subform_section_id"]).unwrap();
        assert_eq!((nested["is_nested"].as_bool(), nested["visible"].as_bool()), (Some(true), Some(false)));
        count += 1;
    }
    assert_eq!(count, forms.iter().filter(|form| form["is_nested"] == true).count());
    assert_eq!(count, 2);
}

#[test]
fn words_are_told_in_every_language() {
    fn look(value: &Value, seen: &mut usize) {
        match value {
            Value::Null => panic!("null is left out there"),
            Value::Array(parts) => parts.iter().for_each(|part| look(part, seen)),
            Value::Object(table) => {
                if table.contains_key("en") {
                    *seen += 1;
                    assert!(
                        ["en", "ar", "fr"].iter().all(|language| table.contains_key(*language)),
                        "{table:?}"
                    );
                }
                table.values().for_each(|inner| look(inner, seen));
            }
            _ => {}
        }
    }
    let files = export();
    let mut seen = 0;
    for name in ["forms.json", "lookups.json", "locations.json", "agencies.json"] {
        look(&files[name], &mut seen);
    }
    assert!(seen > 100);
}

#[test]
fn what_has_a_name_there_is_called_by_it() {
    let files = export();
    let forms = rows(&files, "forms.json");
    let form = |name: &str| forms.iter().find(|form| form["unique_id"] == name).unwrap();
    let field = |form: &Value, name: &str| {
        form["fields"].as_array().unwrap().iter().find(|field| field["name"] == name).unwrap().clone()
    };
    let (basics, steps, entries) = (form("hut_basics"), form("hut_steps"), form("steps_section"));
    assert_eq!((&basics["order_form_group"], &basics["order"]), (&30.into(), &10.into()));
    assert_eq!(basics.get("daftar"), None);
    assert_eq!(field(basics, "name_first")["hidden_text_field"], true);
    assert_eq!(field(basics, "voice")["visible"], false);
    assert_eq!(field(basics, "seen_on")["selected_value"], "now");
    assert_eq!(field(basics, "fears")["option_strings_source"], "lookup lookup-hut-basics-fears");
    assert_eq!(field(basics, "last_step")["subform_summary"]["last"]["order_by"], "step_on");
    let sum = &field(basics, "mouths")["calculation"]["expression"]["sum"];
    assert_eq!(sum[1]["avg"]["extra"]["decimalPlaces"], 2);
    let section = field(steps, "steps_section");
    assert_eq!(section["subform_section_configuration"]["subform_sort_by_direction"], "desc");
    assert_eq!(entries["subform_append_only"], true);
    assert_eq!(entries["collapsed_field_names"], serde_json::json!(["step_kind", "step_on"]));
    // Nothing in this programme needs a word that is not there.
    for row in forms.iter().flat_map(|form| form["fields"].as_array().unwrap()) {
        assert_eq!(row.get("daftar"), None, "{row}");
    }
}
