//! Sheets: what typing shows, hides and works out; and that doing it bit by bit gives what doing it anew gives.

use daftar_core::{
    config::{Configuration, RecordType, read},
    id::{EntryId, FieldId, FormId},
    sheet::{Answers, Plan, Progress, Sheet, Spot, derive},
    value::Value,
};
use proptest::prelude::*;
use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

const TODAY: &str = "2026-05-10";

const FORM: &str = r#"
id = "basic"
group = "all"
order = 10
label = { en = "Basic" }

[[fields]]
id = "first"
type = "text_field"
required = true
label = { en = "First name" }

[[fields]]
id = "last"
type = "text_field"
label = { en = "Last name" }

[[fields]]
id = "name"
type = "calculated"
calculation = { join = ["first", "last"] }
label = { en = "Name" }

[[fields]]
id = "sex"
type = "select_box"
options = { lookup = "lookup-sex" }
label = { en = "Sex" }

[[fields]]
id = "age"
type = "numeric_field"
label = { en = "Age" }

[[fields]]
id = "born"
type = "date_field"
label = { en = "Born" }

[[fields]]
id = "age_shown"
type = "calculated"
calculation = { age = "born", or = "age" }
label = { en = "Age" }

[[fields]]
id = "born_about"
type = "calculated"
calculation = { birth_year = "age" }
label = { en = "Born about" }

[[fields]]
id = "pregnant"
type = "tick_box"
required = true
show_if = { and = [{ sex = "female" }, { ge = { age_shown = 10 } }] }
label = { en = "Pregnant" }

[[fields]]
id = "boys"
type = "numeric_field"
label = { en = "Boys" }

[[fields]]
id = "girls"
type = "tally_field"
rows = [{ id = "small", label = { en = "Small" } }, { id = "big", label = { en = "Big" } }]
label = { en = "Girls" }

[[fields]]
id = "children"
type = "calculated"
calculation = { sum = ["boys", "girls"] }
label = { en = "Children" }

[[fields]]
id = "a_mean"
type = "calculated"
calculation = { avg = { data = ["children", "boys"], decimal_places = 1 } }
label = { en = "Mean" }

[[fields]]
id = "care"
type = "subform"
headline = ["kind"]
label = { en = "Care" }

[[fields.fields]]
id = "kind"
type = "select_box"
options = { lookup = "lookup-kind" }
options_if = { grown = { ge = { age_shown = 16 } }, female = { sex = "female" } }
required = true
label = { en = "Kind" }

[[fields.fields]]
id = "since"
type = "date_field"
label = { en = "Since" }

[[fields.fields]]
id = "until"
type = "date_field"
show_if_entry = { not = { since = false } }
label = { en = "Until" }

[[fields.fields]]
id = "lasted"
type = "calculated"
calculation = { days = ["since", "until"] }
label = { en = "Lasted" }

[[fields.fields]]
id = "husband"
type = "text_field"
show_if = { sex = "female" }
label = { en = "Husband" }

[[fields.fields]]
id = "visits"
type = "subform"
headline = ["seen"]
label = { en = "Visits" }

[[fields.fields.fields]]
id = "seen"
type = "date_field"
required = true
label = { en = "Seen" }

[[fields.fields.fields]]
id = "by"
type = "text_field"
label = { en = "By" }

[[fields]]
id = "care_now"
type = "calculated"
calculation = { newest = "care", by = "since", take = "kind" }
label = { en = "Care now" }

[[fields]]
id = "care_first_lasted"
type = "calculated"
calculation = { first = "care", by = "since", take = "lasted" }
label = { en = "First care lasted" }

[[fields]]
id = "visit_count"
type = "calculated"
calculation = { count = "visits" }
label = { en = "Visits" }

[[fields]]
id = "care_count"
type = "calculated"
calculation = { count = "care" }
label = { en = "Times" }

[[fields]]
id = "kinds"
type = "calculated"
calculation = { union = ["care.kind", "sex"] }
label = { en = "Kinds" }
"#;

const SECOND: &str = r#"
id = "adult"
group = "all"
order = 20
label = { en = "Grown up" }
show_if = { ge = { age_shown = 18 } }

[[fields]]
id = "work"
type = "text_field"
mandatory = true
label = { en = "Work" }

[[fields]]
id = "long_care"
type = "text_field"
show_if = { gt = { care_first_lasted = 100 } }
label = { en = "Long care" }

[[fields]]
id = "alone_entries"
type = "subform"
entry_if = { with = "alone" }
label = { en = "Alone" }

[[fields.fields]]
id = "with"
type = "text_field"
label = { en = "With" }
"#;

fn files() -> Vec<(String, String)> {
    let own = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let lookup = |id: &str, options: &str| {
        own(&format!("lookups/{id}.toml"), &format!("id = \"{id}\"\noptions = [{options}]\n"))
    };
    vec![
        own(
            "settings.toml",
            "programme = \"P\"\nlanguages = [\"en\"]\nidle_lock_minutes = 5\nreferral_consent = []",
        ),
        own("roles.toml", "roles = []"),
        own("organisations.toml", "agencies = []\ngroups = []"),
        lookup(
            "lookup-sex",
            r#"{ id = "female", label = { en = "F" } }, { id = "male", label = { en = "M" } }"#,
        ),
        lookup(
            "lookup-kind",
            r#"{ id = "kin", label = { en = "K" } }, { id = "own", tags = ["grown"], label = { en = "O" } },
               { id = "husband", tags = ["grown", "female"], label = { en = "H" } }"#,
        ),
        own("case/basic.toml", FORM),
        own("case/adult.toml", SECOND),
    ]
}

static CONFIG: LazyLock<Configuration> = LazyLock::new(|| read(&files()).unwrap());
static PLAN: LazyLock<Arc<Plan>> = LazyLock::new(|| Arc::new(Plan::new(&CONFIG, RecordType::Case)));

fn sheet() -> Sheet {
    Sheet::new(Arc::clone(&PLAN), Answers::default(), TODAY)
}

fn field(id: &str) -> Spot {
    Spot::Field(id.into())
}

fn inside(subform: &str, entry: u8, id: &str) -> Spot {
    Spot::Entry { subform: subform.into(), entry: EntryId([entry; 16]), field: id.into() }
}

fn text(text: &str) -> Option<Value> {
    Some(Value::Text(text.to_owned()))
}

fn put(sheet: &mut Sheet, spot: &Spot, value: Option<Value>) {
    sheet.set(spot, value, false);
}

#[test]
fn a_question_shows_when_its_conditions_hold_and_keeps_its_answer_when_it_hides() {
    let mut sheet = sheet();
    assert!(!sheet.is_shown(&field("pregnant")));
    put(&mut sheet, &field("sex"), text("female"));
    put(&mut sheet, &field("age"), Some(Value::Int(15)));
    assert!(sheet.is_shown(&field("pregnant")));
    put(&mut sheet, &field("pregnant"), Some(Value::Bool(true)));
    assert_eq!(sheet.value(&field("born_about")).cloned(), text("2011"));
    // The date of birth goes before the typed age.
    put(&mut sheet, &field("born"), text("2018-01-01"));
    assert_eq!(sheet.value(&field("age_shown")), Some(&Value::Int(8)));
    assert!(!sheet.is_shown(&field("pregnant")));
    assert_eq!(sheet.value(&field("pregnant")), Some(&Value::Bool(true)));
    assert!(!sheet.is_form_shown(&"adult".into()));
    put(&mut sheet, &field("born"), text("2008-05-10"));
    assert!(sheet.is_form_shown(&"adult".into()), "eighteen today");
}

#[test]
fn what_is_worked_out_follows_what_is_typed() {
    let mut sheet = sheet();
    let value = |sheet: &Sheet, id: &str| sheet.value(&field(id)).cloned();
    assert_eq!(value(&sheet, "name"), None);
    assert_eq!(value(&sheet, "children"), None);
    put(&mut sheet, &field("first"), text(" Amal "));
    put(&mut sheet, &field("last"), text("Haddad  Saleh"));
    assert_eq!(value(&sheet, "name"), text("Amal Haddad Saleh"));
    put(&mut sheet, &field("boys"), Some(Value::Int(2)));
    put(
        &mut sheet,
        &field("girls"),
        Some(Value::Tally([("small".to_owned(), 1), ("big".to_owned(), 2)].into())),
    );
    assert_eq!(value(&sheet, "children"), Some(Value::Int(5)));
    assert_eq!(value(&sheet, "a_mean"), text("3.5"), "a calculation of a calculation");
    put(&mut sheet, &field("girls"), Some(Value::Null));
    assert_eq!(value(&sheet, "a_mean"), text("2.0"));
    assert_eq!(value(&sheet, "care_count"), Some(Value::Int(0)));
    put(&mut sheet, &inside("care", 1, "kind"), text("kin"));
    put(&mut sheet, &inside("care", 1, "since"), text("2025-01-01"));
    put(&mut sheet, &inside("care", 2, "kind"), text("own"));
    put(&mut sheet, &inside("care", 2, "since"), text("2025"));
    assert_eq!(value(&sheet, "care_now"), text("own"), "the same day: the one made later");
    put(&mut sheet, &inside("care", 1, "since"), text("2025-02"));
    assert_eq!(value(&sheet, "care_now"), text("kin"));
    put(&mut sheet, &inside("care", 1, "since"), text("2024-02-28"));
    put(&mut sheet, &inside("care", 1, "until"), text("2024-03-01"));
    assert_eq!(value(&sheet, "care_first_lasted"), Some(Value::Int(2)), "a leap year");
    assert_eq!(value(&sheet, "care_count"), Some(Value::Int(2)));
    sheet.lay(&"visits".into(), EntryId([9; 16]), EntryId([1; 16]));
    assert_eq!(value(&sheet, "visit_count"), Some(Value::Int(1)));
    sheet.remove(&"care".into(), EntryId([1; 16]));
    assert_eq!(value(&sheet, "visit_count"), Some(Value::Int(0)), "what lay in the entry went with it");
    assert_eq!(value(&sheet, "care_now"), text("own"));
    assert_eq!(value(&sheet, "kinds"), Some(Value::Many(["own".to_owned()].into())));
    assert_eq!(value(&sheet, "care_first_lasted"), None, "a year is no day to count from");
}

#[test]
fn an_entry_asks_by_its_own_answers_and_by_the_records() {
    let mut sheet = sheet();
    put(&mut sheet, &inside("care", 1, "kind"), text("kin"));
    assert!(!sheet.is_shown(&inside("care", 1, "until")));
    assert!(!sheet.is_shown(&inside("care", 1, "husband")));
    put(&mut sheet, &inside("care", 1, "since"), text("2025-01-01"));
    assert!(sheet.is_shown(&inside("care", 1, "until")));
    assert!(sheet.tags(&inside("care", 1, "kind")).unwrap().is_empty());
    put(&mut sheet, &field("sex"), text("female"));
    assert!(sheet.is_shown(&inside("care", 1, "husband")));
    assert!(sheet.tags(&inside("care", 1, "kind")).unwrap().contains("female"));
    put(&mut sheet, &inside("alone_entries", 3, "with"), text("aunt"));
    assert!(!sheet.is_drawn(&"alone_entries".into(), EntryId([3; 16])));
    put(&mut sheet, &inside("alone_entries", 3, "with"), text("alone"));
    assert!(sheet.is_drawn(&"alone_entries".into(), EntryId([3; 16])));
}

#[test]
fn a_form_is_complete_when_everything_asked_is_answered_also_inside_entries() {
    let mut sheet = sheet();
    let of = |sheet: &Sheet| {
        let status = sheet.status(&"basic".into()).unwrap();
        (status.progress, status.answered, status.asked)
    };
    assert_eq!(of(&sheet), (Progress::Empty, 0, 1), "what is hidden is not asked");
    put(&mut sheet, &field("last"), text("x"));
    assert_eq!(of(&sheet), (Progress::Begun, 0, 1));
    put(&mut sheet, &field("first"), text("x"));
    assert_eq!(of(&sheet), (Progress::Complete, 1, 1));
    put(&mut sheet, &inside("care", 1, "since"), text("2025"));
    assert_eq!(of(&sheet), (Progress::Begun, 1, 2), "the entry lacks its kind");
    assert_eq!(sheet.status(&"basic".into()).unwrap().missing, [inside("care", 1, "kind")]);
    put(&mut sheet, &inside("care", 1, "kind"), text("kin"));
    assert_eq!(of(&sheet), (Progress::Complete, 2, 2));
    sheet.lay(&"visits".into(), EntryId([9; 16]), EntryId([1; 16]));
    assert_eq!(of(&sheet), (Progress::Complete, 2, 2), "a visit that was opened and left");
    put(&mut sheet, &inside("visits", 9, "by"), text("x"));
    assert_eq!(of(&sheet), (Progress::Begun, 2, 3), "the visit lacks its date");
    put(&mut sheet, &inside("visits", 9, "seen"), text("2025"));
    assert_eq!(of(&sheet), (Progress::Complete, 3, 3));
    sheet.set(&field("age"), Some(Value::Null), true);
    assert_eq!(of(&sheet).0, Progress::Error);
    put(&mut sheet, &field("age"), Some(Value::Int(3)));
    sheet.remove(&"care".into(), EntryId([1; 16]));
    assert_eq!(of(&sheet), (Progress::Complete, 1, 1), "what lies in an entry goes with it");
    assert_eq!(sheet.status(&FormId::from("nowhere")), None);
}

#[test]
fn a_condition_on_what_may_not_be_read_counts_as_met() {
    let withheld = [FieldId::from("sex"), FieldId::from("age_shown")].into();
    let answers = Answers { withheld, ..Answers::default() };
    let sheet = Sheet::new(Arc::clone(&PLAN), answers, TODAY);
    assert!(sheet.is_shown(&field("pregnant")) && sheet.is_form_shown(&"adult".into()));
}

#[test]
fn typing_evaluates_what_depends_on_it_and_nothing_else() {
    let mut sheet = sheet();
    let cost = |sheet: &mut Sheet, spot: &Spot, value: Option<Value>| {
        let before = sheet.evaluated();
        sheet.set(spot, value, false);
        sheet.evaluated() - before
    };
    assert_eq!(cost(&mut sheet, &field("work"), text("x")), 0, "nothing looks at it");
    assert_eq!(cost(&mut sheet, &field("work"), text("x")), 0);
    assert_eq!(cost(&mut sheet, &field("first"), text("A")), 1, "the name");
    assert_eq!(cost(&mut sheet, &field("first"), text("A")), 0, "the same again");
    assert_eq!(cost(&mut sheet, &field("boys"), Some(Value::Int(1))), 2, "the sum, the mean once");
    assert_eq!(
        cost(&mut sheet, &field("age"), Some(Value::Int(4))),
        4,
        "the age, the year, one question, one form"
    );
    assert_eq!(cost(&mut sheet, &field("age"), Some(Value::Int(4))), 0);
}

/// What a sheet says of everything, to be compared.
fn told(sheet: &Sheet) -> BTreeMap<String, String> {
    let mut told = BTreeMap::new();
    for form in &CONFIG.forms {
        told.insert(
            form.id.0.clone(),
            format!("{} {:?}", sheet.is_form_shown(&form.id), sheet.status(&form.id)),
        );
        for question in form.record_fields() {
            let spot = Spot::Field(question.id.clone());
            let value = serde_json::to_string(&sheet.value(&spot)).unwrap();
            told.insert(format!("{spot:?}"), format!("{} {value}", sheet.is_shown(&spot)));
        }
    }
    for (subform, entries) in &sheet.answers().entries {
        for entry in entries.keys() {
            let question = CONFIG.field(RecordType::Case, subform).unwrap();
            told.insert(format!("{subform} {entry}"), sheet.is_drawn(subform, *entry).to_string());
            for inner in &question.fields {
                let spot = Spot::Entry { subform: subform.clone(), entry: *entry, field: inner.id.clone() };
                let value = serde_json::to_string(&sheet.value(&spot)).unwrap();
                told.insert(
                    format!("{spot:?}"),
                    format!("{} {value} {:?}", sheet.is_shown(&spot), sheet.tags(&spot)),
                );
            }
        }
    }
    told
}

#[derive(Debug, Clone)]
enum Step {
    Set(Spot, Option<Value>),
    Lay(u8, u8),
    Remove(&'static str, u8),
}

fn date() -> impl Strategy<Value = String> {
    prop_oneof![
        (2000..2030_u32).prop_map(|y| y.to_string()),
        (2000..2030_u32, 1..13_u32, 1..29_u32).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}"))
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let entry = 1..4_u8;
    let of_record = prop_oneof![
        ("first|last|work", "[ab ]{0,3}").prop_map(|(id, t)| (field(&id), text(&t))),
        Just(field("sex")).prop_flat_map(|spot| ("female|male").prop_map(move |t| (spot.clone(), text(&t)))),
        ("age|boys", 0..30_i64).prop_map(|(id, n)| (field(&id), Some(Value::Int(n)))),
        date().prop_map(|d| (field("born"), text(&d))),
        (0..9_i64).prop_map(|n| (field("girls"), Some(Value::Tally([("big".to_owned(), n)].into())))),
        "first|sex|age|born|boys|girls".prop_map(|id| (field(&id), None)),
        "first|sex|age|born|boys|girls".prop_map(|id| (field(&id), Some(Value::Null))),
        (entry.clone(), "kin|own|husband").prop_map(|(e, t)| (inside("care", e, "kind"), text(&t))),
        (entry.clone(), "since|until", date()).prop_map(|(e, id, d)| (inside("care", e, &id), text(&d))),
        (entry.clone(), "since|until|kind").prop_map(|(e, id)| (inside("care", e, &id), None)),
        (entry.clone(), "alone|aunt").prop_map(|(e, t)| (inside("alone_entries", e, "with"), text(&t))),
        (5..8_u8, date()).prop_map(|(e, d)| (inside("visits", e, "seen"), text(&d))),
    ];
    prop_oneof![
        10 => of_record.prop_map(|(spot, value)| Step::Set(spot, value)),
        1 => (5..8_u8, entry.clone()).prop_map(|(inner, outer)| Step::Lay(inner, outer)),
        1 => entry.clone().prop_map(|e| Step::Remove("care", e)),
        1 => entry.prop_map(|e| Step::Remove("alone_entries", e)),
    ]
}

proptest! {
    #[test]
    fn bit_by_bit_says_what_anew_says(steps in proptest::collection::vec(step(), 0..40)) {
        let mut typed = sheet();
        for step in steps {
            match step {
                Step::Set(spot, value) => typed.set(&spot, value, false),
                Step::Lay(inner, outer) => {
                    typed.lay(&"visits".into(), EntryId([inner; 16]), EntryId([outer; 16]));
                }
                Step::Remove(subform, entry) => typed.remove(&subform.into(), EntryId([entry; 16])),
            }
            let anew = Sheet::new(Arc::clone(&PLAN), typed.answers().clone(), TODAY);
            prop_assert_eq!(told(&typed), told(&anew));
            for question in CONFIG.forms.iter().flat_map(|form| &form.fields).filter(|f| f.calculation.is_some()) {
                let alone = derive(&CONFIG, RecordType::Case, typed.answers(), &question.id, TODAY);
                prop_assert!(alone.as_ref() == typed.value(&Spot::Field(question.id.clone())), "{}", question.id);
            }
        }
    }
}
