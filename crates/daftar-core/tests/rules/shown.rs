//! Values in words, in several languages.

use crate::programme::configuration;
use daftar_core::{
    config::{Configuration, RecordType},
    id::FieldId,
    shown::{headline, shown},
    value::Value,
};
use std::collections::BTreeMap;

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}
fn many(ids: &[&str]) -> Value {
    Value::Many(ids.iter().map(|id| (*id).to_owned()).collect())
}

#[test]
fn values_are_said_in_the_readers_language() {
    let config = configuration();
    for (field, value, language, wanted) in [
        ("name", text("Amal"), "ar", "Amal"),
        ("name", Value::Null, "en", ""),
        ("age", Value::Int(7), "en", "7"),
        ("date_of_birth", text("2014-03"), "ar", "2014-03"),
        ("risk", text("high"), "en", "High"),
        ("risk", text("high"), "ar", "مرتفع"),
        ("risk", text("extreme"), "ar", "extreme"),
        ("place", text("JO-AM"), "ar", "عمّان"),
        ("agency", text("blue"), "es", "Blue"),
        ("concerns", many(&["alone", "work"]), "en", "Child labour, Alone"),
        ("concerns", many(&["alone", "work"]), "ar", "عمل الأطفال، وحيد"),
        ("concerns", many(&["aaa", "alone", "gone"]), "fr", "Alone, aaa, gone"),
        ("concerns", many(&[]), "en", ""),
        ("concerns", text("work"), "en", "Child labour"),
        ("consent_for_services", Value::Bool(true), "en", "Yes"),
        ("consent_for_services", Value::Bool(false), "en", "No"),
        ("consent_for_services", Value::Bool(true), "ar", "نعم"),
        ("consent_for_services", Value::Bool(false), "ar-JO", "لا"),
        ("consent_for_services", Value::Bool(true), "fr", "Oui"),
        ("consent_for_services", Value::Bool(false), "fr", "Non"),
        ("consent_for_services", Value::Bool(true), "es", "Sí"),
        ("consent_for_services", Value::Bool(false), "es", "No"),
        ("consent_for_services", Value::Bool(true), "my", "Yes"),
        ("name", Value::Int(3), "en", "3"),
    ] {
        let known = config.field(RecordType::Case, &FieldId::from(field)).unwrap();
        assert_eq!(shown(&config, known, &value, language), wanted, "{field} in {language}");
    }
}

fn line(config: &Configuration, entry: &[(&str, Value)], language: &str) -> String {
    let entry: BTreeMap<FieldId, Value> =
        entry.iter().map(|(id, value)| ((*id).into(), value.clone())).collect();
    headline(config, config.field(RecordType::Case, &"notes_section".into()).unwrap(), &entry, language)
}

#[test]
fn an_entry_has_one_line() {
    let config = configuration();
    let date = ("note_date", text("2026-05-10"));
    let kind = ("note_kind", text("work"));
    let note = ("note_text", text(" First line\n\nand  more "));
    assert_eq!(line(&config, &[note.clone(), date.clone(), kind.clone()], "en"), "2026-05-10 · Child labour");
    assert_eq!(line(&config, &[kind, ("note_date", Value::Null)], "ar"), "عمل الأطفال");
    assert_eq!(line(&config, &[note], "en"), "First line and more");
    assert_eq!(line(&config, &[], "en"), "");
}
