//! Tasks: when something is due, when it is done, and what nobody can tell.

use daftar_core::{
    config::{Configuration, read},
    day::Day,
    id::{EntryId, FieldId, TaskId},
    sheet::{Answers, EntryAnswers},
    task::{Task, Urgency, tasks},
    value::Value,
};
use std::{collections::BTreeMap, sync::LazyLock};

const FORM: &str = r#"
id = "plan"
group = "all"
order = 10
label = { en = "Plan" }

[[fields]]
id = "plan_due"
type = "date_field"
label = { en = "Plan due" }

[[fields]]
id = "planned"
type = "date_field"
label = { en = "Planned" }

[[fields]]
id = "services"
type = "subform"
label = { en = "Services" }

[[fields.fields]]
id = "what"
type = "select_box"
options = { lookup = "lookup-what" }
label = { en = "What" }

[[fields.fields]]
id = "seen"
type = "date_field"
with_time = true
label = { en = "Seen" }

[[fields.fields]]
id = "within"
type = "select_box"
options = { lookup = "lookup-within" }
label = { en = "Within" }

[[fields.fields]]
id = "appointment"
type = "date_field"
label = { en = "Appointment" }

[[fields.fields]]
id = "got"
type = "select_box"
options = { lookup = "lookup-got" }
label = { en = "Got it?" }
"#;

pub const SETTINGS: &str = r#"
programme = "Small"
languages = ["en"]
idle_lock_minutes = 5
referral_consent = []

[tasks.plan]
label = { en = "Plan" }
due = [{ date = "plan_due" }]
done = "planned"

[tasks.service]
label = { en = "Service" }
each = "services"
due = [{ date = "appointment" }, { date = "seen", plus = "within" }]
done = "got"
done_as = "yes"
about = "what"
soon_days = 2
"#;

fn lookup(id: &str, options: &[&str]) -> (String, String) {
    let options: String = options
        .iter()
        .map(|option| format!("{{ id = \"{option}\", label = {{ en = \"{option}\" }} }},\n"))
        .collect();
    let text = format!("id = \"lookup-{id}\"\noptions = [\n{options}]\n");
    (format!("lookups/lookup-{id}.toml"), text)
}

pub fn files(settings: &str) -> Vec<(String, String)> {
    vec![
        ("settings.toml".to_owned(), settings.to_owned()),
        ("roles.toml".to_owned(), "roles = []\n".to_owned()),
        ("organisations.toml".to_owned(), "agencies = []\ngroups = []\n".to_owned()),
        ("case/plan.toml".to_owned(), FORM.to_owned()),
        lookup("form-group-cp-case", &["all"]),
        lookup("what", &["school", "shelter"]),
        lookup("within", &["1_hour", "3_hours", "3_days", "some_time"]),
        lookup("got", &["yes", "no"]),
    ]
}

static CONFIG: LazyLock<Configuration> = LazyLock::new(|| read(&files(SETTINGS)).expect("no problems"));

pub fn answered(fields: &[(&str, &str)]) -> BTreeMap<FieldId, Value> {
    fields.iter().map(|(field, text)| (FieldId::from(*field), Value::Text((*text).to_owned()))).collect()
}

/// A service is entry 1, whatever is answered in it.
fn due(case: &[(&str, &str)], service: &[(&str, &str)]) -> Vec<Task> {
    let entry = EntryAnswers { values: answered(service), within: None };
    let services = BTreeMap::from([(EntryId([1; 16]), entry)]);
    let entries = BTreeMap::from([(FieldId::from("services"), services)]);
    tasks(&CONFIG, &Answers { values: answered(case), entries, ..Answers::default() })
}

fn day(text: &str) -> i64 {
    Day::read(text).expect("a day").number()
}

#[test]
fn a_task_stands_from_when_it_has_a_day_until_it_is_done() {
    let plan = |fields: &[(&str, &str)]| due(fields, &[]).first().map(|task| task.due);
    assert_eq!(plan(&[]), None);
    assert_eq!(plan(&[("plan_due", "2026-05-12")]), Some(day("2026-05-12")));
    assert_eq!(plan(&[("plan_due", "2026-05")]), Some(day("2026-05-31")), "its last day");
    assert_eq!(plan(&[("plan_due", "2026-12")]), Some(day("2026-12-31")));
    assert_eq!(plan(&[("plan_due", "2026")]), Some(day("2026-12-31")));
    assert_eq!(plan(&[("plan_due", "soon")]), None);
    assert_eq!(plan(&[("plan_due", "2026-05-12"), ("planned", "2026-05-01")]), None);
}

#[test]
fn each_service_is_due_at_its_appointment_or_so_long_after_the_need_was_seen() {
    let service = |fields: &[(&str, &str)]| due(&[], fields).first().map(|task| task.due);
    let seen = |at, within| service(&[("seen", at), ("within", within)]);
    assert_eq!(seen("2026-05-10T21:30", "1_hour"), Some(day("2026-05-10")));
    assert_eq!(seen("2026-05-10T21:30", "3_hours"), Some(day("2026-05-11")), "past midnight");
    assert_eq!(seen("2026-05-10T21:30", "3_days"), Some(day("2026-05-13")));
    assert_eq!(seen("2026-05-10", "3_hours"), Some(day("2026-05-10")));
    assert_eq!(seen("2026-05-10", "some_time"), None);
    assert_eq!(service(&[("seen", "2026-05-10")]), None, "nobody said how soon");
    let both =
        [("seen", "2026-05-10"), ("within", "3_days"), ("appointment", "2026-06-01"), ("what", "school")];
    let expected = Task {
        kind: TaskId::from("service"),
        entry: Some(EntryId([1; 16])),
        due: day("2026-06-01"),
        about: Some("school".to_owned()),
    };
    assert_eq!(due(&[], &both), [expected]);
    let answered = |got| service(&[("appointment", "2026-06-01"), ("got", got)]);
    assert_eq!((answered("no"), answered("yes")), (Some(day("2026-06-01")), None));
}

#[test]
fn overdue_begins_the_day_after_and_soon_so_many_days_before() {
    let rule = &CONFIG.settings.tasks[&TaskId::from("service")];
    let task = due(&[], &[("appointment", "2026-06-10")]).remove(0);
    let on = |today: &str| task.urgency(rule, day(today));
    assert_eq!(on("2026-06-11"), Urgency::Overdue);
    assert_eq!((on("2026-06-10"), on("2026-06-08")), (Urgency::Soon, Urgency::Soon));
    assert_eq!(on("2026-06-07"), Urgency::Later);
    assert_eq!(CONFIG.settings.tasks[&TaskId::from("plan")].soon_days, 7, "unless said");
}

#[test]
fn whoever_may_not_read_whether_it_is_done_has_no_such_task() {
    let values = answered(&[("plan_due", "2026-05-12")]);
    let withheld = [FieldId::from("planned")].into();
    assert_eq!(tasks(&CONFIG, &Answers { values: values.clone(), withheld, ..Answers::default() }), []);
    let mut slice = CONFIG.clone();
    for form in &mut slice.forms {
        form.fields.retain(|field| field.id.as_str() != "planned");
    }
    assert_eq!(tasks(&slice, &Answers { values, ..Answers::default() }), []);
}

#[test]
fn a_task_names_what_is_asked_or_the_configuration_is_refused() {
    for (wrong, blamed) in [
        ("done = \"planned\"", "`what_day` for a date"),
        ("each = \"services\"", "`plan`, which is no subform"),
        ("about = \"what\"", "`seen` for a choice"),
        ("due = [{ date = \"plan_due\" }]", "is never due"),
        ("label = { en = \"Plan\" }", "has no label in `en`"),
    ] {
        let instead = match wrong {
            "done = \"planned\"" => "done = \"what_day\"",
            "each = \"services\"" => "each = \"plan\"",
            "about = \"what\"" => "about = \"seen\"",
            "due = [{ date = \"plan_due\" }]" => "due = []",
            _ => "label = { fr = \"Plan\" }",
        };
        let problems = read(&files(&SETTINGS.replace(wrong, instead))).expect_err("a problem");
        assert!(problems.iter().any(|problem| problem.what.contains(blamed)), "{blamed}: {problems:?}");
    }
}
