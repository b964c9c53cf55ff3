//! Files that are wrong, by mistake or by intent: an error or notes, never a panic, never without end.

use crate::fixture::hut;
use daftar_core::config::{Configuration, read};
use daftar_exchange::{
    primero::{self, BYTES_MAX, Note},
    write_configuration,
};
use proptest::prelude::*;
use serde_json::{Value, json};

fn import(name: &str, text: &str) -> Result<primero::Imported, primero::ImportError> {
    let forms = ("forms.json".to_owned(), "[]".to_owned());
    let file = (name.to_owned(), text.to_owned());
    match name.contains("forms") || name.contains("bundle") {
        true => primero::import(&[file]),
        false => primero::import(&[forms, file]),
    }
}

/// A form of one text field, of another field, and what else is told.
fn with_field(field: Value) -> String {
    let text = json!({ "name": "first", "type": "text_field", "display_name": { "en": "First" } });
    let form = json!({ "unique_id": "one", "parent_form": "case", "name": { "en": "One" }, "fields": [text, field] });
    json!({ "data": [form] }).to_string()
}

fn field(extra: Value) -> String {
    let mut field = json!({ "name": "x", "type": "text_field", "display_name": { "en": "X" } });
    field.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    with_field(field)
}

fn nested(number: u64, fields: Value) -> Value {
    let name = format!("nested_{number}");
    json!({ "id": number, "unique_id": name, "parent_form": "case", "is_nested": true, "fields": fields })
}

fn subform(name: &str, leads_to: u64) -> Value {
    json!({ "name": name, "type": "subform", "subform_section_id": leads_to, "display_name": { "en": "S" } })
}

fn has(notes: &[Note], words: &str) -> bool {
    notes.iter().any(|note| note.to_string().contains(words))
}

/// Whether what came out may be published.
fn is_whole(config: &Configuration) -> bool {
    read(&write_configuration(config)).is_ok_and(|read| read == *config)
}

#[test]
fn what_makes_no_sense_is_told() {
    let deep = (0..40).fold(json!({ "eq": { "first": "a" } }), |inner, _| json!({ "not": inner }));
    let line = |n: usize| "x".repeat(n);
    let table: Vec<(&str, String, &str)> = vec![
        ("lookups.json", "{".to_owned(), "is no JSON"),
        ("lookups.json", "[".repeat(100_000), "is no JSON"),
        ("lookups.json", "3".to_owned(), "holds no list"),
        ("lookups.json", "[1, null, []]".to_owned(), "3 of its rows are no objects"),
        ("lookups.json", "[{}]".to_owned(), "it has no id"),
        ("lookups.json", r#"[{"unique_id": 4}]"#.to_owned(), "it has no id"),
        ("lookups.json", r#"[{"unique_id": "a", "values": {"id": "b"}}]"#.to_owned(), "`values` is no list"),
        ("lookups.json", r#"[{"unique_id": "a", "values": [3]}]"#.to_owned(), "is no object"),
        ("lookups.json", r#"[{"unique_id": "a", "values": [{"id": []}]}]"#.to_owned(), "has no id"),
        ("lookups.json", r#"[{"unique_id": "a"}, {"unique_id": "a"}]"#.to_owned(), "stands twice"),
        ("lookups.json", r#"[{"unique_id": "a", "values": [{"id": "b", "display_text": 3}]}]"#.to_owned(), "besides words"),
        ("lookups.json", r#"[{"unique_id": "a", "daftar": {"options": 1, "hue": 2}}]"#.to_owned(), "what Daftar wrote"),
        ("locations.json", r#"[{"code": "a", "parent_code": "a"}]"#.to_owned(), "lie in none"),
        ("locations.json", r#"[{"code": "a", "parent_code": "b"}, {"code": "b", "parent_code": "a"}]"#.to_owned(), "lie in none"),
        ("locations.json", r#"[{"code": "a", "parent_code": "z"}]"#.to_owned(), "lie in none"),
        ("locations.json", r#"[{"code": "a,b", "name": "c"}]"#.to_owned(), "comma in their code"),
        ("locations.json", r#"[{"code": "a", "admin_level": -3}]"#.to_owned(), "`admin_level` is no number"),
        ("locations.json", r#"[{"code": "a", "hierarchy": "a.b"}]"#.to_owned(), "`hierarchy` is no list"),
        ("roles.json", r#"[{"unique_id": "a", "permissions": []}]"#.to_owned(), "`permissions` is no object"),
        ("roles.json", r#"[{"unique_id": "a", "permissions": {"case": [{}]}}]"#.to_owned(), "is no word"),
        ("roles.json", r#"[{"unique_id": "a", "form_section_read_write": {"one": "r"}}]"#.to_owned(), "forms that are not here"),
        ("roles.json", r#"[{"unique_id": "a", "daftar": {"scope": "everything"}}]"#.to_owned(), "what Daftar wrote"),
        ("agencies.json", r#"[{"unique_id": "a"}]"#.to_owned(), "called by its id"),
        ("daftar_settings.json", "[]".to_owned(), "holds no settings"),
        ("daftar_settings.json", r#"{"programme": 3}"#.to_owned(), "cannot be read"),
        ("weather.json", "{}".to_owned(), "none of the files that are known"),
        ("weather.json", "[]".to_owned(), "none of the files that are known"),
        ("forms.json", with_field(json!({})), "an id has small letters"),
        ("forms.json", field(json!({ "name": "_in" })), "an id has small letters"),
        ("forms.json", field(json!({ "name": "first" })), "stands twice"),
        ("forms.json", field(json!({ "type": null })), "it has no type"),
        ("forms.json", field(json!({ "type": 7 })), "it has no type"),
        ("forms.json", field(json!({ "type": line(300) })), "there is no type"),
        ("forms.json", field(json!({ "required": "yes" })), "`required` is no true or false"),
        ("forms.json", field(json!({ "display_name": ["X"] })), "besides words"),
        ("forms.json", field(json!({ "display_conditions_record": 3 })), "is left out"),
        ("forms.json", field(json!({ "display_conditions_record": { "ge": { "first": 1.5 } } })), "1.5 is no whole number"),
        ("forms.json", field(json!({ "display_conditions_record": { "eq": { "first": null } } })), "compares with nothing"),
        ("forms.json", field(json!({ "display_conditions_record": { "eq": { "nobody": 1 } } })), "`show_if` is left out"),
        ("forms.json", field(json!({ "display_conditions_record": { "ge": { "first": 1 } } })), "`show_if` is left out"),
        ("forms.json", field(json!({ "display_conditions_record": deep })), "levels deep"),
        ("forms.json", field(json!({ "display_conditions_subform": { "first": "a" } })), "`show_if_entry` is left out"),
        ("forms.json", field(json!({ "type": "date_field", "selected_value": "soon" })), "`default` is left out"),
        ("forms.json", field(json!({ "type": "numeric_field", "selected_value": "many" })), "default is none for its type"),
        ("forms.json", field(json!({ "type": "select_box" })), "nothing tells its options"),
        ("forms.json", field(json!({ "type": "radio_button", "option_strings_text": "a,b" })), "nothing tells its options"),
        ("forms.json", field(json!({ "type": "select_box", "option_strings_source": "lookup " })), "no options from"),
        ("forms.json", field(json!({ "type": "calculated" })), "nothing tells how"),
        ("forms.json", field(json!({ "type": "calculated", "calculation": { "expression": { "sum": ["first"] } } })), "is left out"),
        ("forms.json", field(json!({ "type": "calculated", "calculation": { "product": ["first"] } })), "cannot be read"),
        ("forms.json", field(json!({ "subform_summary": { "last": {} } })), "`subform_summary` is left out"),
        ("forms.json", field(json!({ "type": "tally_field" })), "without rows"),
        ("forms.json", field(json!({ "type": "subform" })), "no fields in its entries"),
        ("forms.json", field(json!({ "type": "subform", "subform_section_id": 99 })), "no fields in its entries"),
        ("forms.json", field(json!({ "type": "link_to_form", "link_to_form": "nowhere" })), "which is not there"),
        ("forms.json", field(json!({ "daftar": { "colour": "red" } })), "what Daftar wrote"),
        ("forms.json", field(json!({ "daftar": { "min": 1, "max": 0 } })), "cannot stand"),
        ("forms.json", field(json!({ "daftar": { "show_if": { "and": [] } } })), "what Daftar wrote"),
        ("forms.json", json!([{ "unique_id": "one" }]).to_string(), "no records of type"),
        ("forms.json", json!([{ "parent_form": "case" }]).to_string(), "without `unique_id`"),
        ("forms.json", json!([{ "unique_id": "one", "parent_form": "case", "fields": { "a": 1 } }]).to_string(), "has no fields"),
        ("forms.json", json!([{ "unique_id": "9 lives", "parent_form": "case", "fields": [{ "name": "a", "type": "textarea" }] }]).to_string(), "id cannot be used"),
        ("bundle.json", json!({ "data": { "FormSection": [], "Report": [{}] } }).to_string(), "`Report` has no counterpart"),
    ];
    for (name, text, words) in table {
        let imported = import(name, &text).unwrap_or_else(|error| panic!("{name} {text:.300}: {error}"));
        let notes = &imported.not_mapped;
        assert!(has(notes, words), "{name} {text:.300}: wanted `{words}` in {notes:#?}");
        assert!(is_whole(&imported.configuration), "{name} {text:.300}: {notes:#?}");
    }
}

#[test]
fn what_cannot_be_imported_has_a_code() {
    let fan = |leads_to: u64| (0..200).map(|nth| subform(&format!("s{nth}"), leads_to)).collect::<Vec<_>>();
    let texts: Vec<Value> =
        (0..200).map(|nth| json!({ "name": format!("t{nth}"), "type": "textarea" })).collect();
    let top = json!({ "unique_id": "top", "parent_form": "case", "fields": fan(1) });
    let fanned = json!([top, nested(1, json!(fan(2))), nested(2, json!(texts))]).to_string();
    let table = [
        (vec![], "no_forms"),
        (vec![("lookups.json", "[]".to_owned())], "no_forms"),
        (vec![("forms.json", "}".to_owned())], "no_forms"),
        (vec![("forms.json", "null".to_owned())], "no_forms"),
        (vec![("locations.json", " ".repeat(BYTES_MAX)), ("forms.json", "[]".to_owned())], "too_large"),
        (vec![("forms.json", fanned)], "too_many_fields"),
        (
            vec![("forms.json", "[]".to_owned()), ("roles.json", format!("[{}{{}}]", "{},".repeat(20_000)))],
            "too_many_rows",
        ),
    ];
    for (files, code) in table {
        let files: Vec<(String, String)> =
            files.into_iter().map(|(name, text)| (name.to_owned(), text)).collect();
        assert_eq!(primero::import(&files).map_err(primero::ImportError::code).err(), Some(code));
    }
}

#[test]
fn forms_that_lead_to_each_other_come_to_an_end() {
    let top = json!({
        "id": 9, "unique_id": "top", "parent_form": "case", "name": { "en": "Top" },
        "fields": [subform("a", 1), subform("b", 9), { "name": "t", "type": "textarea", "display_name": { "en": "T" } }],
    });
    let text = |name: &str| json!({ "name": name, "type": "textarea", "display_name": { "en": "T" } });
    let rows = json!([
        top,
        nested(1, json!([text("t"), subform("c", 2)])),
        nested(2, json!([text("t"), subform("a", 1), subform("e", 2)])),
    ]);
    let imported = import("forms.json", &rows.to_string()).unwrap();
    assert!(has(&imported.not_mapped, "but not deeper"), "{:#?}", imported.not_mapped);
    assert!(is_whole(&imported.configuration));
}

#[test]
fn no_id_leads_out_of_the_folder() {
    let row = |id: &str| {
        json!({ "unique_id": id, "parent_form": "case", "name": { "en": "One" },
        "fields": [{ "name": "t", "type": "textarea", "display_name": { "en": "T" } }] })
    };
    let ids = ["../../etc/one", "a/b", "/root/c", "..", "", "d\\e", "con.f", "G", "g"];
    let forms = json!(ids.map(row)).to_string();
    let lookups = json!(ids.map(|id| json!({ "unique_id": id }))).to_string();
    let files = [("forms.json".to_owned(), forms), ("lookups.json".to_owned(), lookups)];
    let imported = primero::import(&files).unwrap();
    let files = write_configuration(&imported.configuration);
    assert_eq!(files.iter().filter(|(path, _)| path.starts_with("lookups/")).count(), ids.len());
    for (path, _) in &files {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
        let parts: Vec<&str> = path.split('/').collect();
        let is_safe =
            parts.len() <= 2 && parts.iter().all(|part| part.chars().all(is_plain) && !part.starts_with('.'));
        assert!(is_safe, "{path}");
    }
    assert!(is_whole(&imported.configuration));
}

#[test]
fn a_flood_of_mistakes_makes_a_readable_number_of_notes() {
    let fields: Vec<Value> = (0..7000)
        .map(|nth| json!({ "name": format!("f{nth}"), "type": format!("t{nth}"), (format!("k{nth}")): 1 }))
        .collect();
    let form = json!({ "unique_id": "one", "parent_form": "case", "fields": fields });
    let languages: Vec<(String, Value)> =
        ('a'..='z').flat_map(|a| ('a'..='z').map(move |b| (format!("{a}{b}"), json!("x")))).collect();
    let second = json!({ "unique_id": "two", "parent_form": "case", "name": Value::Object(languages.into_iter().collect()),
        "fields": [{ "name": "t", "type": "textarea" }] });
    let imported = import("forms.json", &json!([form, second]).to_string()).unwrap();
    assert!(imported.not_mapped.len() < 5000, "{}", imported.not_mapped.len());
    assert!(has(&imported.not_mapped, "more notes"));
    assert_eq!(imported.configuration.settings.languages.len(), 60);
    assert!(is_whole(&imported.configuration));
}

/// Puts something else where the `nth` value of a tree stands, or takes it out.
fn spoil(value: &mut Value, nth: &mut usize, with: &Value) {
    if *nth == 0 {
        *value = with.clone();
    }
    *nth = nth.wrapping_sub(1);
    match value {
        Value::Array(parts) => parts.iter_mut().for_each(|part| spoil(part, nth, with)),
        Value::Object(table) => table.values_mut().for_each(|inner| spoil(inner, nth, with)),
        _ => {}
    }
}

fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(parts) => parts.iter().map(size).sum::<usize>(),
        Value::Object(table) => table.values().map(size).sum(),
        _ => 0,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_spoilt_what_comes_out_may_be_published(
        spoilt in prop::collection::vec((0usize..6, 0usize..100_000, 0usize..13), 1..12),
    ) {
        let others = [
            json!(null), json!(true), json!(-1), json!(1.5), json!(9_999_999_999_999_i64), json!(""), json!("hut_basics"),
            json!("sex"), json!([]), json!({}), json!(["step_on", 3]), json!({ "eq": { "sex": "girl" } }), json!(3),
        ];
        let mut files: Vec<(String, Value)> =
            hut().into_iter().map(|(name, text)| (name, serde_json::from_str(&text).unwrap())).collect();
        for (file, nth, with) in spoilt {
            let value = &mut files[file].1;
            let mut nth = nth % size(value);
            spoil(value, &mut nth, &others[with]);
        }
        let files: Vec<(String, String)> = files.into_iter().map(|(name, value)| (name, value.to_string())).collect();
        if let Ok(imported) = primero::import(&files) {
            prop_assert!(is_whole(&imported.configuration), "{:#?}", imported.not_mapped);
            let again = crate::exported_and_imported(&imported.configuration);
            prop_assert_eq!(again.not_mapped, vec![]);
            prop_assert!(again.configuration == imported.configuration);
        }
    }
}
