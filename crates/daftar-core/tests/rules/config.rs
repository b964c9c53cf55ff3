//! What is wrong with a configuration is said with the file it is wrong in.

use crate::programme::*;
use daftar_core::{
    config::{Registration, Words, read},
    id::FieldId,
};

/// A story, the file, what is replaced in it by what, the file that is blamed, and words of the complaint.
type Mistake = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const BASIC: &str = "case/basic.toml";
const NOTES: &str = "case/notes.toml";
const CONCERNS: &str = "lookups/lookup-concerns.toml";
const RISK: &str = "lookups/lookup-risk.toml";
const STORY: &str = "[[fields]]\nid = \"story\"";

const MISTAKES: &[Mistake] = &[
    ("unknown key of a form", BASIC, "order = 1", "order = 1\ncolour = \"red\"", BASIC, "colour"),
    (
        "a type of records against the folder",
        BASIC,
        "order = 1",
        "order = 1\nrecord_type = \"family\"",
        BASIC,
        "its folder says",
    ),
    ("unknown key of a field", BASIC, "required = true", "requird = true", BASIC, "requird"),
    (
        "unknown key of a subform's field",
        NOTES,
        "[[fields.fields]]",
        "[[fields.fields]]\nx = 1",
        NOTES,
        "`x`",
    ),
    ("unknown key of a role", "roles.toml", "manager = true", "manger = true", "roles.toml", "manger"),
    ("unknown key of the settings", "settings.toml", "languages", "tongues", "settings.toml", "tongues"),
    ("unknown key of a lookup", RISK, "id = \"low\"", "id = \"low\", hue = 1", RISK, "hue"),
    ("no TOML at all", BASIC, "id = \"basic\"", "id = ", BASIC, "expected"),
    ("unknown type", BASIC, "\"textarea\"", "\"text_area\"", BASIC, "text_area"),
    ("unknown scope", "roles.toml", "scope = \"all\"", "scope = \"everything\"", "roles.toml", "everything"),
    ("unknown mode", "roles.toml", "health = \"rw\"", "health = \"w\"", "roles.toml", "variant"),
    (
        "form defined twice",
        "case/consent.toml",
        "id = \"consent\"",
        "id = \"basic\"",
        "case/consent.toml",
        "`basic` is defined twice",
    ),
    ("field twice on a form", BASIC, "id = \"story\"", "id = \"name\"", BASIC, "`name` stands twice"),
    (
        "field twice in a subform",
        NOTES,
        "id = \"note_date\"",
        "id = \"note_kind\"",
        NOTES,
        "`note_kind` stands twice",
    ),
    (
        "lookup defined twice",
        CONCERNS,
        "id = \"lookup-concerns\"",
        "id = \"lookup-risk\"",
        CONCERNS,
        "`lookup-risk` is defined twice",
    ),
    ("option twice", RISK, "id = \"low\"", "id = \"high\"", RISK, "`high` is defined twice"),
    (
        "role defined twice",
        "roles.toml",
        "id = \"nurse\"",
        "id = \"worker\"",
        "roles.toml",
        "`worker` is defined twice",
    ),
    (
        "agency defined twice",
        "organisations.toml",
        "id = \"blue\"",
        "id = \"red\"",
        "organisations.toml",
        "`red` is defined twice",
    ),
    (
        "group defined twice",
        "organisations.toml",
        "id = \"south\"",
        "id = \"north\"",
        "organisations.toml",
        "`north` is defined twice",
    ),
    ("place defined twice", "locations.csv", "JO-AM,JO", "JO,", "locations.csv", "`JO` is defined twice"),
    ("place in no place", "locations.csv", "JO-AM,JO", "JO-AM,XX", "locations.csv", "`XX`"),
    ("too few cells", "locations.csv", ",Amman", "", "locations.csv", "line 3"),
    ("one cell", "locations.csv", "JO-AM,JO,Amman,عمّان", "JO-AM", "locations.csv", "line 3"),
    (
        "a condition on a field that does not exist",
        BASIC,
        STORY,
        r#"[[fields]]
id = "story"
show_if = { nme = "x" }"#,
        BASIC,
        "names `nme`, which is no field",
    ),
    (
        "a condition that can never hold",
        BASIC,
        STORY,
        r#"[[fields]]
id = "story"
show_if = { risk = "extreme" }"#,
        BASIC,
        "`extreme` is no option",
    ),
    (
        "a condition of another type",
        BASIC,
        STORY,
        r#"[[fields]]
id = "story"
show_if = { age = true }"#,
        BASIC,
        "something it can never hold",
    ),
    (
        "an order where there is none",
        BASIC,
        STORY,
        r#"[[fields]]
id = "story"
show_if = { gt = { risk = "low" } }"#,
        BASIC,
        "has no order",
    ),
    (
        "a condition on its own answer",
        BASIC,
        STORY,
        r#"[[fields]]
id = "story"
show_if = { story = "x" }"#,
        BASIC,
        "`story` can never be asked",
    ),
    (
        "a condition in no shape",
        BASIC,
        STORY,
        r#"[[fields]]
id = "story"
show_if = { in = 5 }"#,
        BASIC,
        "`in` takes a table",
    ),
    (
        "a condition of an entry outside one",
        BASIC,
        STORY,
        r#"[[fields]]
id = "story"
show_if_entry = { age = 5 }"#,
        BASIC,
        "inside a subform",
    ),
    (
        "a key of another type",
        BASIC,
        STORY,
        r#"[[fields]]
id = "story"
min = 5"#,
        BASIC,
        "only a numeric_field has `min`",
    ),
    (
        "a filter without a lookup",
        BASIC,
        STORY,
        r#"[[fields]]
id = "story"
options_if = { x = { age = 5 } }"#,
        BASIC,
        "filters a lookup",
    ),
    (
        "a default of another type",
        BASIC,
        STORY,
        r#"[[fields]]
id = "story"
default = 5"#,
        BASIC,
        "its default does not fit",
    ),
    (
        "same field, other type",
        "case/concern.toml",
        "\"select_box\"",
        "\"radio_button\"",
        "case/concern.toml",
        "`risk` differs from the one on form `basic`",
    ),
    (
        "same field, other options",
        "case/concern.toml",
        "lookup-risk",
        "lookup-concerns",
        "case/concern.toml",
        "`risk` differs",
    ),
    (
        "same field, other care",
        "case/concern.toml",
        "[\"high\", \"low\"]",
        "[\"low\", \"high\"]",
        "case/concern.toml",
        "`risk` differs",
    ),
    ("unknown lookup", BASIC, "lookup-risk", "lookup-riks", BASIC, "`lookup-riks`, which does not exist"),
    (
        "unknown lookup in a subform",
        NOTES,
        "lookup-concerns",
        "lookup-x",
        NOTES,
        "`lookup-x`, which does not exist",
    ),
    ("select without options", BASIC, "options = \"location\"\n", "", BASIC, "`place` needs `options`"),
    (
        "text with options",
        BASIC,
        "type = \"numeric_field\"",
        "type = \"numeric_field\"\noptions = \"agency\"",
        BASIC,
        "`age` has options",
    ),
    (
        "several choices by radio",
        BASIC,
        "type = \"radio_button\"",
        "type = \"radio_button\"\nmulti_select = true",
        BASIC,
        "multi_select",
    ),
    ("care for no option", BASIC, "[\"high\", \"low\"]", "[\"high\", \"lower\"]", BASIC, "`lower`"),
    ("headline of no field", NOTES, "\"note_date\", ", "\"note_day\", ", NOTES, "`note_day`"),
    (
        "fields in a plain field",
        BASIC,
        "type = \"numeric_field\"",
        "type = \"numeric_field\"\nheadline = [\"name\"]",
        BASIC,
        "`age`",
    ),
    ("capital in an id", BASIC, "id = \"story\"", "id = \"Story\"", BASIC, "`Story`"),
    ("slash in an id", BASIC, "id = \"story\"", "id = \"my/story\"", BASIC, "`my/story`"),
    ("digit first in an id", BASIC, "id = \"story\"", "id = \"1story\"", BASIC, "`1story`"),
    ("no id", BASIC, "id = \"story\"", "id = \"\"", BASIC, "an id has small letters"),
    ("bad id in a subform", NOTES, "id = \"note_text\"", "id = \"_del\"", NOTES, "`_del`"),
    ("bad id of a form", BASIC, "id = \"basic\"", "id = \"Basic/1\"", BASIC, "`Basic/1`"),
    ("no label", BASIC, "{ en = \"Story\", ar = \"القصة\" }", "{}", BASIC, "`story` has no label"),
    ("no Arabic label", BASIC, ", ar = \"القصة\"", "", BASIC, "`story` has no label in `ar`"),
    (
        "no Arabic label in a subform",
        NOTES,
        ", ar = \"التاريخ\"",
        "",
        NOTES,
        "`notes_section.note_date` has no label in `ar`",
    ),
    ("no Arabic label of a form", BASIC, ", ar = \"أساسي\"", "", BASIC, "`basic` has no label in `ar`"),
    ("no Arabic label of an option", RISK, ", ar = \"منخفض\"", "", RISK, "`low` has no label in `ar`"),
    (
        "subform in a subform",
        NOTES,
        "type = \"date_field\"",
        "type = \"subform\"",
        NOTES,
        "`notes_section.note_date`",
    ),
    (
        "role for no form",
        "roles.toml",
        "forms = { consent = \"r\" }",
        "forms = { consnt = \"r\" }",
        "roles.toml",
        "`auditor` names form `consnt`",
    ),
    (
        "consent by no tick box",
        "settings.toml",
        "\"consent_for_services\"",
        "\"name\"",
        "settings.toml",
        "`name`",
    ),
    (
        "an identifier that nobody is asked",
        "settings.toml",
        "note_form = \"notes\"",
        "note_form = \"notes\"\nidentifiers = { case = [\"name\", \"nmae\"] }",
        "settings.toml",
        "`nmae`, which is no text or number",
    ),
    (
        "an identifier of another type of records",
        "settings.toml",
        "note_form = \"notes\"",
        "note_form = \"notes\"\nidentifiers = { family = [\"name\"] }",
        "settings.toml",
        "of a form of type family",
    ),
    (
        "an identifier that is a choice",
        "settings.toml",
        "note_form = \"notes\"",
        "note_form = \"notes\"\nidentifiers = { case = [\"age\", \"risk\"] }",
        "settings.toml",
        "`risk`, which is no text or number",
    ),
    (
        "never locked",
        "settings.toml",
        "idle_lock_minutes = 5",
        "idle_lock_minutes = 0",
        "settings.toml",
        "idle_lock_minutes",
    ),
    (
        "locked late",
        "settings.toml",
        "idle_lock_minutes = 5",
        "idle_lock_minutes = 16",
        "settings.toml",
        "idle_lock_minutes",
    ),
];

#[test]
fn what_may_not_be_passed_over_is_answered_before_a_case_is_registered() {
    for (may_skip, writes, filled, may) in [
        (true, &["consent", "basis"][..], &[][..], true),
        (false, &["consent", "basis"], &[], false),
        (false, &["consent", "basis"], &["name"], false),
        (false, &["consent", "basis"], &["basis"], true),
        // Who may answer none of them is not kept from registering; who may, answers one of those.
        (false, &[], &[], true),
        (false, &["consent"], &["basis"], false),
    ] {
        let ask_first = vec!["consent".into(), "basis".into()];
        let first = Registration { look_by: vec!["name".into()], ask_first, may_skip };
        let holds = |ids: &[&str], field: &FieldId| ids.contains(&field.as_str());
        let got = first.is_satisfied(|field| holds(writes, field), |field| holds(filled, field));
        assert_eq!(got, may, "{may_skip} {writes:?} {filled:?}");
    }
}

#[test]
fn every_mistake_is_blamed_on_its_file() {
    for (story, path, old, new, blamed, words) in MISTAKES {
        let mut files = files();
        if *story == "unknown key of a role" {
            let (_, roles) = files.iter_mut().find(|(path, _)| path == "roles.toml").unwrap();
            *roles = roles.replacen("scope", "manger = true\nscope", 1);
        } else {
            files = files_with(path, old, new);
        }
        let problems = read(&files).expect_err(story);
        let found = problems.iter().any(|p| p.file == *blamed && p.what.contains(words));
        assert!(found, "{story}: wanted `{words}` in {blamed}, got {problems:#?}");
        // Whatever follows from it elsewhere is told after it.
        assert_eq!(problems[0].file, *blamed, "{story}: {problems:#?}");
    }
}

#[test]
fn a_form_in_a_file_of_another_name_is_blamed_under_the_files_name() {
    let mut files = files_with(BASIC, STORY, "[[fields]]\nid = \"Story\"");
    files
        .iter_mut()
        .filter(|(path, _)| path == BASIC)
        .for_each(|(path, _)| *path = "case/first.toml".to_owned());
    let problems = read(&files).unwrap_err();
    assert_eq!(problems.iter().map(|p| p.file.as_str()).collect::<Vec<_>>(), ["case/first.toml"]);
}

#[test]
fn same_subforms_must_have_the_same_fields() {
    let mut files = files();
    let notes = files.iter().find(|(path, _)| path == NOTES).unwrap().1.clone();
    let again = notes.replacen("id = \"notes\"", "id = \"more\"", 1);
    files.push(("case/more.toml".to_owned(), again.clone()));
    read(&files).expect("the same subform on two forms");
    files.last_mut().unwrap().1 = again.replacen("\"textarea\"", "\"text_field\"", 1);
    let problems = read(&files).unwrap_err();
    assert!(problems.iter().any(|p| p.what.contains("`notes_section` differs")), "{problems:#?}");
}

#[test]
fn all_problems_are_told_at_once() {
    let mut files = files_with(BASIC, ", ar = \"القصة\"", "");
    files.retain(|(path, _)| path != "lookups/lookup-canary.toml");
    assert_eq!(read(&files).unwrap_err().len(), 2);
    files.retain(|(path, _)| path != "settings.toml" && path != "roles.toml");
    let missing: Vec<_> = read(&files).unwrap_err().into_iter().map(|p| p.to_string()).collect();
    assert_eq!(missing, ["settings.toml: the file is missing", "roles.toml: the file is missing"]);
}

#[test]
fn forms_come_in_reading_order_and_places_with_their_labels() {
    let config = read(&files()).unwrap();
    let order: Vec<_> = config.forms.iter().map(|form| form.id.as_str()).collect();
    assert_eq!(order, ["basic", "consent", "concern", "notes", "health"]);
    let amman = config.locations.iter().find(|place| place.code == "JO-AM").unwrap();
    assert_eq!((amman.parent.as_deref(), amman.label.get("ar")), (Some("JO"), "عمّان"));
}

#[test]
fn words_fall_back_to_english_and_then_to_any() {
    let words =
        |pairs: &[(&str, &str)]| Words(pairs.iter().map(|(l, w)| ((*l).into(), (*w).into())).collect());
    assert_eq!(words(&[("en", "one"), ("ar", "two")]).get("ar"), "two");
    assert_eq!(words(&[("en", "one"), ("ar", "two")]).get("fr"), "one");
    assert_eq!(words(&[("ar", "two"), ("es", "three")]).get("fr"), "two");
    assert_eq!(words(&[]).get("fr"), "");
}

#[test]
fn the_training_programmes_configuration_reads() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../config/training");
    let mut files = Vec::new();
    for folder in ["", "case", "lookups"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_file() {
                let path = format!("{folder}/{}", entry.file_name().to_str().unwrap());
                files.push((
                    path.trim_start_matches('/').to_owned(),
                    std::fs::read_to_string(entry.path()).unwrap(),
                ));
            }
        }
    }
    if let Err(problems) = read(&files) {
        panic!("{problems:#?}");
    }
}

/// One form of a family, by its fields in TOML, checked for what is wrong with it.
fn complaints(fields: &str) -> Vec<String> {
    let mut files = files();
    files.push((
        "family/kin.toml".to_owned(),
        format!("id = \"kin\"\ngroup = \"all\"\norder = 1\nlabel = {{ en = \"K\", ar = \"ق\" }}\n{fields}"),
    ));
    match read(&files) {
        Ok(_) => Vec::new(),
        Err(problems) => {
            problems.into_iter().map(|problem| format!("{}: {}", problem.file, problem.what)).collect()
        }
    }
}

fn question(id: &str, keys: &str) -> String {
    format!("[[fields]]\nid = \"{id}\"\nlabel = {{ en = \"x\", ar = \"س\" }}\n{keys}\n")
}

fn inner(level: &str, id: &str, keys: &str) -> String {
    question(id, keys).replace("[[fields]]", level)
}

#[test]
fn questions_and_calculations_that_wait_for_each_other_are_told() {
    let text = "type = \"text_field\"";
    let sum = |of: &str| format!("type = \"calculated\"\ncalculation = {{ sum = [\"{of}\"] }}");
    let table: &[(String, &[&str])] = &[
        (
            question("a", &format!("{text}\nshow_if = {{ b = \"x\" }}"))
                + &question("b", &format!("{text}\nshow_if = {{ not = {{ c = false }} }}"))
                + &question("c", &format!("{text}\nshow_if = {{ a = \"x\" }}")),
            &["`a` can never be asked, it waits for `b`", "`b` can never", "`c` can never"],
        ),
        (
            question("a", &sum("b")) + &question("b", &sum("a")),
            &["the calculations of `a`, `b` need each other"],
        ),
        (question("a", &sum("a")), &["the calculations of `a` need each other"]),
        (
            question(
                "n",
                "type = \"calculated\"\ncalculation = { newest = \"s\", by = \"d\", take = \"d\" }",
            ) + &question("s", "type = \"subform\"\nshow_if = { gt = { n = \"2020\" } }")
                + &inner("[[fields.fields]]", "d", "type = \"date_field\""),
            &["`s` can never be asked, it waits for `n`"],
        ),
        (
            question("a", &format!("{text}\nshow_if = {{ a = \"x\" }}")),
            &["`a` can never be asked, it waits for `a`"],
        ),
        // Shown when another says so, or when it holds something already: that is no circle.
        (
            question(
                "a",
                &format!("{text}\nshow_if = {{ or = [{{ b = \"x\" }}, {{ not = {{ a = false }} }}] }}"),
            ) + &question("b", text),
            &[],
        ),
        (question("a", &format!("{text}\nshow_if = {{ a = false }}")), &[]),
    ];
    for (fields, says) in table {
        let complaints = complaints(fields);
        assert_eq!(complaints.len(), says.len(), "{complaints:?}");
        for (complaint, says) in complaints.iter().zip(*says) {
            assert!(
                complaint.starts_with("family/kin.toml: a circle: ") && complaint.contains(says),
                "{complaint}"
            );
        }
    }
    let chain = question("a", &format!("{text}\nshow_if = {{ b = \"x\" }}")) + &question("b", text);
    assert_eq!(complaints(&chain), Vec::<String>::new());
}

#[test]
fn what_only_some_types_take_is_told_elsewhere() {
    let nested = |depth: usize| {
        let levels = (0..=depth).map(|n| {
            let level = format!("[[fields{}]]", ".fields".repeat(n));
            inner(&level, &format!("s{n}"), "type = \"subform\"")
        });
        let last = format!("[[fields{}]]", ".fields".repeat(depth + 1));
        levels.collect::<String>() + &inner(&last, "t", "type = \"text_field\"")
    };
    assert_eq!(complaints(&nested(0)), Vec::<String>::new());
    assert_eq!(complaints(&nested(1)), Vec::<String>::new());
    for (fields, says) in [
        (nested(2), "but not deeper"),
        (question("s", "type = \"subform\""), "without fields"),
        (question("c", "type = \"calculated\""), "needs `calculation`"),
        (question("t", "type = \"tally_field\""), "needs `rows`"),
        (question("l", "type = \"link_to_form\""), "needs `link`"),
        (question("l", "type = \"link_to_form\"\nlink = \"basic\""), "form `basic`, which does not exist"),
        (question("h", "type = \"separator\"\nrequired = true"), "cannot be required"),
        (question("n", "type = \"numeric_field\"\nmin = 5\nmax = 4"), "greater than `max`"),
        (
            question("j", "type = \"calculated\"\ncalculation = { sum = [\"x\"] }")
                + &question("x", "type = \"text_field\""),
            "takes `x` as numeric_field",
        ),
        (question("j", "type = \"calculated\"\ncalculation = { count = \"x\" }"), "subform `x`"),
        (
            question("t", "type = \"text_field\"\nhelp = { en = \"only\" }"),
            "the help of field `t` has no words in `ar`",
        ),
    ] {
        let complaints = complaints(&fields);
        assert!(complaints.iter().any(|complaint| complaint.contains(says)), "wanted {says}: {complaints:?}");
    }
}
