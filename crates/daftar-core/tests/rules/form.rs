//! Filling in: which values fit which fields, and what typed words become.

use crate::programme::configuration;
use daftar_core::{
    config::{Configuration, Field, FieldKind, RecordType},
    form::{counting, fit, judge, option_label, read},
    id::{EntryId, FieldId},
    sheet::{Answers, EntryAnswers, Plan, Progress, Sheet},
    value::{TEXT_BYTES_MAX, Unfit, Value},
};
use proptest::prelude::*;
use std::sync::Arc;

const TODAY: &str = "2026-05-10";

fn field(config: &Configuration, id: &str) -> Field {
    let inner =
        || config.forms.iter().flat_map(|f| &f.fields).flat_map(|f| &f.fields).find(|f| f.id.as_str() == id);
    config.field(RecordType::Case, &id.into()).or_else(inner).unwrap().clone()
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
        ("age", "-7", Err(Unfit::NumberOutOfRange)),
        ("age", "130", Ok(Value::Int(130))),
        ("age", "131", Err(Unfit::NumberOutOfRange)),
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
        ("date_of_birth", "9/3/2014", Ok(text("2014-03-09"))),
        ("date_of_birth", "about 11 years", Ok(text("2014"))),
        ("date_of_birth", "9/3", Err(Unfit::InvalidDate)),
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
        let got = read(&config, &field(&config, id), typed, TODAY);
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
            Err(_) => '?',
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
        assert!(read(&config, &field, &longest, TODAY).is_ok());
        assert_eq!(fit(&config, &field, &text(&format!("{longest}a"))), Err(Unfit::TextTooLong));
        assert_eq!(read(&config, &field, &format!("{longest}a"), TODAY), Err(Unfit::TextTooLong));
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
    let plan = Arc::new(Plan::new(&config, RecordType::Case));
    let of = |form: &str, filled: &[&str], entry: bool| {
        let mut answers = Answers::default();
        answers.values.extend(filled.iter().map(|id| (FieldId::from(*id), text("x"))));
        if entry {
            let note = EntryAnswers { values: [("note_text".into(), text("x"))].into(), within: None };
            let left = (EntryId([2; 16]), EntryAnswers::default());
            answers.entries.insert("notes_section".into(), [(EntryId([1; 16]), note), left].into());
        }
        let status = Sheet::new(Arc::clone(&plan), answers, "2026-05-10").status(&form.into()).unwrap();
        (status.progress, status.answered, status.asked)
    };
    assert_eq!(of("basic", &[], false), (Progress::Empty, 0, 1));
    assert_eq!(of("basic", &["concerns"], true), (Progress::Empty, 0, 1), "of another form");
    assert_eq!(of("basic", &["age"], false), (Progress::Begun, 0, 1));
    assert_eq!(of("basic", &["name"], false), (Progress::Complete, 1, 1));
    assert_eq!(of("notes", &[], true), (Progress::Complete, 0, 0), "nothing is required there");
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

#[test]
fn what_each_kind_takes_and_refuses() {
    let config = configuration();
    let question = |toml: &str| -> Field {
        toml::from_str(&format!("id = \"x\"\nlabel = {{ en = \"x\" }}\n{toml}")).expect(toml)
    };
    let rows = "rows = [{ id = \"a\", label = { en = \"a\" } }, { id = \"b\", label = { en = \"b\" } }]";
    let table: &[(&str, &str, Result<Value, Unfit>)] = &[
        ("type = \"numeric_field\"", "-1", Err(Unfit::NumberOutOfRange)),
        ("type = \"numeric_field\"", "2147483647", Ok(Value::Int(2_147_483_647))),
        ("type = \"numeric_field\"", "2147483648", Err(Unfit::NumberOutOfRange)),
        ("type = \"numeric_field\"\nmin = -5\nmax = 5", "-5", Ok(Value::Int(-5))),
        ("type = \"numeric_field\"\nmin = -5\nmax = 5", "6", Err(Unfit::NumberOutOfRange)),
        ("type = \"date_field\"", "2024", Ok(text("2024"))),
        ("type = \"date_field\"", "2024-01-01T10:00", Err(Unfit::InvalidDate)),
        ("type = \"date_field\"\nexact = true", "2024-01", Err(Unfit::DateNotExact)),
        ("type = \"date_field\"\nexact = true", "2024-01-31", Ok(text("2024-01-31"))),
        ("type = \"date_field\"\nwith_time = true", "2024-01-31T23:59", Ok(text("2024-01-31T23:59"))),
        ("type = \"date_field\"\nwith_time = true", "2024-01-31", Ok(text("2024-01-31"))),
        ("type = \"date_field\"\nwith_time = true", "2024-01-31T24:00", Err(Unfit::InvalidDate)),
        ("type = \"date_range\"", "2024-01/2024-02", Ok(text("2024-01/2024-02"))),
        ("type = \"date_range\"", "2024-01", Err(Unfit::InvalidRange)),
        ("type = \"date_range\"", "2024-02/2024-01", Err(Unfit::InvalidRange)),
        ("type = \"text_field\"\nphone = true", "+962 7 9012 3456", Ok(text("+962 7 9012 3456"))),
        ("type = \"text_field\"\nphone = true", "٠٧٩٠١٢٣", Ok(text("٠٧٩٠١٢٣"))),
        ("type = \"text_field\"\nphone = true", "none", Err(Unfit::InvalidPhone)),
        ("type = \"text_field\"\nphone = true", "12", Err(Unfit::InvalidPhone)),
        (rows, "a=3,b=٢", Ok(Value::Tally([("a".to_owned(), 3), ("b".to_owned(), 2)].into()))),
        (rows, "a=3,", Ok(Value::Tally([("a".to_owned(), 3)].into()))),
        (rows, "a=-3", Err(Unfit::NumberOutOfRange)),
        (rows, "c=3", Err(Unfit::UnknownRow)),
        (rows, "a", Err(Unfit::WrongType)),
        ("type = \"separator\"", "x", Err(Unfit::WrongType)),
        ("type = \"separator\"", "", Err(Unfit::WrongType)),
        ("type = \"calculated\"", "x", Err(Unfit::WrongType)),
        ("type = \"photo_upload_box\"", "x", Err(Unfit::WrongType)),
        ("type = \"select_box\"\noptions = \"user\"", "worker-1", Ok(text("worker-1"))),
        ("type = \"select_box\"\noptions = \"user\"", "two words", Err(Unfit::UnknownOption)),
    ];
    for (toml, typed, wanted) in table {
        let toml = if toml.starts_with("rows") {
            format!("type = \"tally_field\"\n{toml}")
        } else {
            (*toml).to_owned()
        };
        let got = read(&config, &question(&toml), typed, TODAY);
        assert!(got == *wanted, "{toml}: `{typed}`: {:?}", got.map(|v| serde_json::to_string(&v).unwrap()));
    }
}

#[test]
fn what_stands_may_stay_and_what_is_to_come_has_not_been() {
    let config = configuration();
    let today = "2026-05-10";
    let concerns = field(&config, "concerns");
    let judged = |value: &Value, before: Option<&Value>| judge(&config, &concerns, value, before, today);
    let once = many(&["gone", "work"]);
    assert_eq!(judged(&once, None), Err(Unfit::UnknownOption));
    assert_eq!(judged(&once, Some(&once)), Ok(()));
    assert_eq!(
        judged(&many(&["alone", "gone"]), Some(&once)),
        Ok(()),
        "what was chosen once stays beside new choices"
    );
    assert_eq!(judged(&many(&["gone", "lost"]), Some(&once)), Err(Unfit::UnknownOption));
    let risk = field(&config, "risk");
    assert_eq!(judge(&config, &risk, &text("extreme"), Some(&text("extreme")), today), Ok(()));
    assert_eq!(judge(&config, &risk, &text("extreme"), Some(&text("low")), today), Err(Unfit::UnknownOption));
    let past = Field { not_future: true, ..field(&config, "date_of_birth") };
    for (value, wanted) in [
        ("2026-05-10", Ok(())),
        ("2026-05-11", Ok(())),
        ("2026-05-12", Err(Unfit::DateInFuture)),
        ("2026", Ok(())),
        ("2027", Err(Unfit::DateInFuture)),
    ] {
        assert_eq!(judge(&config, &past, &text(value), None, today), wanted, "{value}");
    }
    assert_eq!(judge(&config, &past, &text("2030"), Some(&text("2030")), today), Ok(()), "it stands");
}

proptest! {
    #[test]
    fn whatever_is_read_fits(typed in prop_oneof![any::<String>(), "[0-9-]{0,10}", "(work|alone|,| ){0,6}", "high|low|true|JO"]) {
        let config = configuration();
        for field in config.forms.iter().flat_map(|form| &form.fields) {
            if let Ok(value) = read(&config, field, &typed, TODAY) {
                prop_assert_eq!(fit(&config, field, &value), Ok(()));
                prop_assert!(field.kind != FieldKind::Subform);
            }
        }
    }
}
