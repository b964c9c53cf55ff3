use super::*;
use daftar_core::{
    config::{AttachmentLimits, FieldKind, RecordType, Registration, Settings, Words, read},
    expr::{Condition, Rule},
    id::{FieldId, FormId},
    stage::StageRule,
};
use std::collections::BTreeMap;

fn words() -> Words {
    Words([("en".to_owned(), "Words".to_owned())].into())
}

fn programme(fields: Vec<Field>) -> Configuration {
    Configuration {
        settings: Settings {
            programme: "Small".to_owned(),
            languages: vec!["en".to_owned()],
            idle_lock_minutes: 5,
            referral_consent: Vec::new(),
            transfer_consent: Vec::new(),
            approvals: BTreeMap::new(),
            close_after: None,
            reopened_by: Vec::new(),
            tasks: BTreeMap::new(),
            stages: StageRule::default(),
            reopened_by_incidents: false,
            note_form: None,
            referred_from: BTreeMap::new(),
            identifiers: BTreeMap::new(),
            reporting_location_level: 0,
            registration: Registration::default(),
            attachments: AttachmentLimits::default(),
        },
        forms: vec![Form {
            id: FormId::from("form"),
            record_type: RecordType::Case,
            group: "group".to_owned(),
            order: 10,
            label: words(),
            help: Words::default(),
            show_if: None,
            fields,
        }],
        lookups: BTreeMap::new(),
        locations: Vec::new(),
        roles: BTreeMap::new(),
        agencies: Vec::new(),
        groups: Vec::new(),
    }
}

fn file(config: &Configuration, path: &str) -> String {
    let files = write_configuration(config);
    files.into_iter().find(|(name, _)| name == path).map(|(_, text)| text).unwrap_or_default()
}

#[test]
fn what_need_not_be_said_is_not_said() {
    let field = Field { label: words(), ..Field::new(FieldId::from("note"), FieldKind::Textarea) };
    let config = programme(vec![field]);
    let form = "id = \"form\"\ngroup = \"group\"\norder = 10\nlabel = { en = \"Words\" }\n\n[[fields]]\nid = \"note\"\ntype = \
                \"textarea\"\nlabel = { en = \"Words\" }\n";
    assert_eq!(file(&config, "case/form.toml"), form);
    assert_eq!(file(&config, "roles.toml"), "roles = []\n");
    assert_eq!(file(&config, "organisations.toml"), "agencies = []\n\ngroups = []\n");
    assert_eq!(file(&config, "locations.csv"), "");
    assert_eq!(read(&write_configuration(&config)), Ok(config));
}

#[test]
fn a_number_that_means_something_is_said_even_if_it_is_none() {
    let age =
        Field { label: words(), min: Some(0), ..Field::new(FieldId::from("age"), FieldKind::NumericField) };
    let config = programme(vec![age]);
    assert!(file(&config, "case/form.toml").ends_with("min = 0\n"));
    assert_eq!(read(&write_configuration(&config)), Ok(config));
}

#[test]
fn conditions_are_short_where_that_means_the_same() {
    let table = [
        (json!({ "eq": { "sex": "a" } }), json!({ "sex": "a" })),
        (json!({ "or": [{ "eq": { "sex": "a" } }, { "eq": { "sex": "b" } }] }), json!({ "sex": ["a", "b"] })),
        (json!({ "not": { "eq": { "sex": "a" } } }), json!({ "not": { "sex": "a" } })),
        (
            json!({ "or": [{ "eq": { "sex": "a" } }, { "eq": { "age": 3 } }] }),
            json!({ "or": [{ "sex": "a" }, { "age": 3 }] }),
        ),
        // A field called like a word of conditions is asked in full.
        (json!({ "eq": { "in": "a" } }), json!({ "eq": { "in": "a" } })),
        (json!({ "or": [{ "eq": { "or": "a" } }] }), json!({ "or": [{ "eq": { "or": "a" } }] })),
        (json!({ "ge": { "age": 3 } }), json!({ "ge": { "age": 3 } })),
    ];
    for (long, short) in table {
        let mut condition = long.clone();
        shorten(&mut condition);
        assert_eq!(condition, short);
        let read = |tree: Value| serde_json::from_value::<Rule<Condition>>(tree).unwrap();
        assert_eq!(read(long), read(short));
    }
}

#[test]
fn a_lookups_file_has_a_name_that_is_one() {
    let mut taken = BTreeSet::new();
    let names: Vec<String> = ["lookup-sex", "Lookup-Sex", "../up", "", "a b", ".hidden", "x.y"]
        .iter()
        .enumerate()
        .map(|(nth, id)| lookup_path(id, nth, &mut taken))
        .collect();
    let wanted =
        ["lookup-sex", "_1", "_2", "_3", "_4", "_5", "x.y"].map(|name| format!("lookups/{name}.toml"));
    assert_eq!(names, wanted);
}

#[test]
fn levels_of_places_are_said_where_they_are_not_those_of_what_lies_around_them() {
    let place = |code: &str, parent: Option<&str>, level| Location {
        code: code.to_owned(),
        parent: parent.map(str::to_owned),
        label: words(),
        level,
    };
    let mut config = programme(Vec::new());
    config.locations = vec![place("A", None, 0), place("B", Some("A"), 1)];
    assert_eq!(file(&config, "locations.csv"), "code,parent,en\nA,,Words\nB,A,Words\n");
    config.locations[1].level = 2;
    assert_eq!(file(&config, "locations.csv"), "code,parent,level,en\nA,,0,Words\nB,A,2,Words\n");
    assert_eq!(read(&write_configuration(&config)), Ok(config));
}
