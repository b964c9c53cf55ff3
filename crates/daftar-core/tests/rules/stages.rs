//! Stages: how far a case is, by its answers alone and in whatever order they came.

use crate::tasks::{answered, files};
use daftar_core::{
    act::{CaseState, Status},
    config::{Configuration, read},
    id::{EntryId, FieldId},
    sheet::{Answers, EntryAnswers},
    stage::{stage, way},
};
use std::{collections::BTreeMap, sync::LazyLock};

const STAGES: &str = r#"
[stages]
assessment = "plan_due"
case_plan = "planned"

[stages.services]
each = "services"
response = "what"
seen = "seen"
done = "got"
done_as = "yes"
"#;

fn config(stages: &str) -> Configuration {
    let settings = crate::tasks::SETTINGS.to_owned() + stages;
    read(&files(&settings)).expect("no problems")
}

static CONFIG: LazyLock<Configuration> = LazyLock::new(|| config(STAGES));

type Fields<'a> = &'a [(&'a str, &'a str)];

fn stage_of(status: Status, reopened: bool, case: Fields, services: &[Fields]) -> String {
    let entry = |(nth, fields): (usize, &Fields)| {
        let id = EntryId([u8::try_from(nth).expect("few"); 16]);
        (id, EntryAnswers { values: answered(fields), within: None })
    };
    let services: BTreeMap<_, _> = services.iter().enumerate().map(entry).collect();
    let entries = BTreeMap::from([(FieldId::from("services"), services)]);
    let answers = Answers { values: answered(case), entries, ..Answers::default() };
    let state = CaseState { status, reopened, ..CaseState::of("owner".into()) };
    stage(&CONFIG, &answers, &state)
}

const ASSESSED: (&str, &str) = ("plan_due", "2026-05-01");
const PLANNED: (&str, &str) = ("planned", "2026-05-02");
const SCHOOL: (&str, &str) = ("what", "school");
const SHELTER: (&str, &str) = ("what", "shelter");
const GOT: (&str, &str) = ("got", "yes");

#[test]
fn a_case_is_as_far_as_its_answers_say() {
    let open = |case: Fields, services: &[Fields]| stage_of(Status::Open, false, case, services);
    assert_eq!(open(&[], &[]), "new");
    assert_eq!(open(&[ASSESSED], &[]), "assessment");
    assert_eq!(open(&[ASSESSED, PLANNED], &[]), "case_plan");
    assert_eq!(open(&[PLANNED], &[]), "case_plan", "whatever was left out");
    assert_eq!(open(&[PLANNED], &[&[SCHOOL]]), "school");
    assert_eq!(open(&[PLANNED], &[&[SCHOOL, GOT]]), "services_implemented");
    assert_eq!(open(&[PLANNED], &[&[SCHOOL, GOT], &[SHELTER, ("got", "no")]]), "shelter");
    assert_eq!(open(&[PLANNED], &[&[]]), "case_plan", "nobody said what it is part of");
    let services: [Fields; 2] = [&[SHELTER, ("seen", "2026-05-09")], &[SCHOOL, ("seen", "2026-05-04")]];
    assert_eq!(open(&[], &services), "shelter", "the one seen last");
    assert_eq!(open(&[], &[&[SHELTER], &[SCHOOL]]), "school", "else the one written last");
}

#[test]
fn a_case_that_was_opened_again_begins_anew_until_something_is_to_be_given() {
    let again = |services: &[Fields]| stage_of(Status::Open, true, &[ASSESSED, PLANNED], services);
    assert_eq!(again(&[]), "reopened");
    assert_eq!(again(&[&[SCHOOL, GOT]]), "reopened");
    assert_eq!(again(&[&[SCHOOL, GOT], &[SHELTER]]), "shelter");
    for status in [Status::Closed, Status::Transferred] {
        assert_eq!(stage_of(status, true, &[PLANNED], &[&[SCHOOL]]), "closed");
    }
}

#[test]
fn the_way_has_one_step_for_services_and_those_that_the_programme_knows() {
    let steps = |config: &Configuration, stage: &str| {
        let (way, at) = way(config, stage);
        (way.join(" "), way[at].clone())
    };
    let at = |stage: &str| steps(&CONFIG, stage);
    let way = |first: &str, services: &str| {
        format!("{first} assessment case_plan {services} services_implemented closed")
    };
    for stage in ["new", "assessment", "case_plan", "services_implemented", "closed"] {
        assert_eq!(at(stage), (way("new", "services"), stage.to_owned()));
    }
    assert_eq!(at("reopened"), (way("reopened", "services"), "reopened".to_owned()));
    assert_eq!(at("shelter"), (way("new", "shelter"), "shelter".to_owned()));
    assert_eq!(steps(&config(""), "new"), ("new closed".to_owned(), "new".to_owned()));
}

#[test]
fn stages_rest_on_questions_that_are_asked() {
    for (right, wrong, blamed) in [
        ("assessment = \"plan_due\"", "assessment = \"services\"", "`services` for a date"),
        ("each = \"services\"", "each = \"planned\"", "`planned`, which is no subform"),
        ("response = \"what\"", "response = \"seen\"", "`seen` of `services` for a choice"),
        ("seen = \"seen\"", "seen = \"what\"", "`what` of `services` for a date"),
        ("done_as = \"yes\"", "", "`got` of `services` whether it is done"),
    ] {
        let settings = crate::tasks::SETTINGS.to_owned() + &STAGES.replace(right, wrong);
        let problems = read(&files(&settings)).expect_err("a problem");
        assert!(problems.iter().any(|problem| problem.what.contains(blamed)), "{blamed}: {problems:?}");
    }
}
