//! What is wrong with a configuration is said with the file it is wrong in.

use crate::programme::*;
use daftar_core::config::{Words, read};

/// A story, the file, what is replaced in it by what, the file that is blamed, and words of the complaint.
type Mistake = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const BASIC: &str = "case/basic.toml";
const NOTES: &str = "case/notes.toml";
const CONCERNS: &str = "lookups/lookup-concerns.toml";
const RISK: &str = "lookups/lookup-risk.toml";
const STORY: &str = "[[fields]]\nid = \"story\"";

const MISTAKES: &[Mistake] = &[
    ("unknown key of a form", BASIC, "order = 1", "order = 1\ncolour = \"red\"", BASIC, "colour"),
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
        "`note_date` has no label in `ar`",
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
