//! Filling in: which values fit which fields, and what typed words become.

use crate::programme::configuration;
use daftar_core::{
    config::{Configuration, Field, FieldKind},
    form::{Progress, counting, fit, option_label, progress, read},
    id::FieldId,
    value::{TEXT_BYTES_MAX, Unfit, Value},
};
use proptest::prelude::*;

fn field(config: &Configuration, id: &str) -> Field {
    let inner =
        || config.forms.iter().flat_map(|f| &f.fields).flat_map(|f| &f.fields).find(|f| f.id.as_str() == id);
    config.field(&id.into()).or_else(inner).unwrap().clone()
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}
fn many(ids: &[&str]) -> Value {
    Value::Many(ids.iter().map(|id| (*id).to_owned()).collect())
}

#[test]
fn typed_words_become_values() {
    let config = configuration();
    let wrong = Err(Unfit::WrongType);
    let table: &[(&str, &str, Result<Value, Unfit>)] = &[
        ("name", "Amal", Ok(text("Amal"))),
        ("name", " Amal ", Ok(text(" Amal "))),
        ("name", "", Ok(Value::Null)),
        ("story", "two\nlines", Ok(text("two\nlines"))),
        ("age", "7", Ok(Value::Int(7))),
        ("age", "-7", Ok(Value::Int(-7))),
        ("age", "٧", Ok(Value::Int(7))),
        ("age", "۱۲", Ok(Value::Int(12))),
        ("age", " 7 ", Ok(Value::Int(7))),
        ("age", "7.5", wrong.clone()),
        ("age", "seven", wrong.clone()),
        ("age", "9223372036854775808", wrong.clone()),
        ("age", "", Ok(Value::Null)),
        ("date_of_birth", "2014", Ok(text("2014"))),
        ("date_of_birth", "2014-03", Ok(text("2014-03"))),
        ("date_of_birth", "2014-03-09", Ok(text("2014-03-09"))),
        ("date_of_birth", "2015-02-29", Err(Unfit::InvalidDate)),
        ("date_of_birth", "9/3/2014", Err(Unfit::InvalidDate)),
        ("consent_for_services", "true", Ok(Value::Bool(true))),
        ("consent_for_services", "false", Ok(Value::Bool(false))),
        ("consent_for_services", "yes", wrong.clone()),
        ("risk", "high", Ok(text("high"))),
        ("risk", "High", Err(Unfit::UnknownOption)),
        ("risk", "high,low", Err(Unfit::UnknownOption)),
        ("place", "JO-AM", Ok(text("JO-AM"))),
        ("place", "JO-XX", Err(Unfit::UnknownOption)),
        ("agency", "red", Ok(text("red"))),
        ("agency", "green", Err(Unfit::UnknownOption)),
        ("concerns", "work", Ok(many(&["work"]))),
        ("concerns", "work, alone", Ok(many(&["alone", "work"]))),
        ("concerns", "work,work,", Ok(many(&["work"]))),
        ("concerns", "work,sloth", Err(Unfit::UnknownOption)),
        ("concerns", ",", Ok(many(&[]))),
        ("concerns", "", Ok(Value::Null)),
        ("notes_section", "", wrong.clone()),
        ("notes_section", "x", wrong),
        ("note_kind", "work", Ok(text("work"))),
    ];
    for (id, typed, wanted) in table {
        let got = read(&config, &field(&config, id), typed);
        assert!(got == *wanted, "{id} = `{typed}`: {:?}", got.map(|v| serde_json::to_string(&v).unwrap()));
    }
}

#[test]
fn each_kind_of_field_takes_its_kind_of_value() {
    let config = configuration();
    let values = [
        Value::Null,
        Value::Bool(true),
        Value::Int(3),
        text("high"),
        text("2014-03"),
        many(&["work"]),
        many(&[]),
    ];
    // One letter per value above: fits, wrong type, unknown option, invalid date.
    for (id, wanted) in [
        ("name", "fwwffww"),
        ("story", "fwwffww"),
        ("age", "fwfwwww"),
        ("date_of_birth", "fwwdfww"),
        ("consent_for_services", "ffwwwww"),
        ("risk", "fwwfoww"),
        ("agency", "fwwooww"),
        ("place", "fwwooww"),
        ("concerns", "fwwwwff"),
        ("notes_section", "wwwwwww"),
    ] {
        let letter = |value: &Value| match fit(&config, &field(&config, id), value) {
            Ok(()) => 'f',
            Err(Unfit::WrongType) => 'w',
            Err(Unfit::UnknownOption) => 'o',
            Err(Unfit::InvalidDate) => 'd',
            Err(Unfit::TextTooLong) => 'l',
        };
        assert_eq!(values.iter().map(letter).collect::<String>(), wanted, "{id}");
    }
}

#[test]
fn a_text_of_64_kib_fits_and_one_byte_more_does_not() {
    let config = configuration();
    for id in ["name", "story", "note_text"] {
        let field = field(&config, id);
        let longest = "م".repeat(TEXT_BYTES_MAX / 2);
        assert_eq!(fit(&config, &field, &text(&longest)), Ok(()));
        assert!(read(&config, &field, &longest).is_ok());
        assert_eq!(fit(&config, &field, &text(&format!("{longest}a"))), Err(Unfit::TextTooLong));
        assert_eq!(read(&config, &field, &format!("{longest}a")), Err(Unfit::TextTooLong));
    }
}

#[test]
fn an_option_the_configuration_does_not_know_is_shown_as_it_is_stored() {
    let config = configuration();
    let label = |id: &str, option: &'static str, language: &str| {
        option_label(&config, &field(&config, id), option, language).to_owned()
    };
    assert_eq!(label("risk", "high", "ar"), "مرتفع");
    assert_eq!(label("risk", "high", "fr"), "High");
    assert_eq!(label("risk", "extreme", "ar"), "extreme");
    assert_eq!(label("place", "JO-AM", "en"), "Amman");
    assert_eq!(label("agency", "red", "ar"), "أحمر");
    assert_eq!(label("name", "red", "ar"), "red");
}

#[test]
fn a_form_is_empty_begun_or_complete() {
    let config = configuration();
    let of = |filled: &[&str]| {
        let filled = filled.iter().map(|id| FieldId::from(*id)).collect();
        progress(config.form(&"basic".into()).unwrap(), &filled)
    };
    assert_eq!(of(&[]), Progress::Empty);
    assert_eq!(of(&["concerns"]), Progress::Empty, "of another form");
    assert_eq!(of(&["age"]), Progress::Begun);
    assert_eq!(of(&["name"]), Progress::Complete);
    let nothing_required = progress(config.form(&"notes".into()).unwrap(), &["notes_section".into()].into());
    assert_eq!(nothing_required, Progress::Complete);
}

#[test]
fn the_more_careful_of_several_values_counts() {
    let config = configuration();
    let risk = field(&config, "risk");
    assert_eq!(counting(&risk, &[text("low"), text("high")]), 1);
    assert_eq!(counting(&risk, &[text("high"), text("low"), text("high")]), 0);
    assert_eq!(counting(&risk, &[Value::Null, text("low")]), 1, "an answer is more careful than none");
    assert_eq!(counting(&risk, &[text("extreme"), Value::Null]), 0, "the merge's winner");
    assert_eq!(counting(&field(&config, "name"), &[text("a"), text("b")]), 0);
    assert_eq!(counting(&risk, &[]), 0);
}

proptest! {
    #[test]
    fn whatever_is_read_fits(typed in prop_oneof![any::<String>(), "[0-9-]{0,10}", "(work|alone|,| ){0,6}", "high|low|true|JO"]) {
        let config = configuration();
        for field in config.forms.iter().flat_map(|form| &form.fields) {
            if let Ok(value) = read(&config, field, &typed) {
                prop_assert_eq!(fit(&config, field, &value), Ok(()));
                prop_assert!(field.kind != FieldKind::Subform);
            }
        }
    }
}
