//! Every form of the standard configuration in the real window: read and written, in English and Arabic.
#![allow(clippy::expect_used)]

use daftar_app::{FieldEdit, Target};
use daftar_core::{config::RecordType, id::EntryId, value::Value};
use daftar_tests::{
    camp::Dice,
    desk::{Desk, SIZES},
    filling::filling,
    processes::{Laptop, PASSWORD, Person, RelayProcess},
    standard,
    webdriver::keys,
};
use std::{cell::Cell, collections::BTreeMap};

/// Where the lists of the types of records are, and their forms.
const PLACES: [(RecordType, &str); 5] = [
    (RecordType::Case, "nav-cases"),
    (RecordType::Incident, "nav-incidents"),
    (RecordType::TracingRequest, "nav-tracing"),
    (RecordType::Family, "nav-families"),
    (RecordType::RegistryRecord, "nav-registry"),
];

const OFFICE: Person = Person { name: "office", role: "role-superuser", agency: "agency-a", group: "team-1" };

#[test]
#[ignore = "needs ./test"]
fn every_form_of_the_standard_configuration_is_read_and_written_in_both_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("relay");
    RelayProcess::init(&dir, "config/standard");
    let relay = RelayProcess::start(&dir);
    relay.add(&OFFICE);
    register_one_of_each(&relay, &folder.path().join("without-a-window"));

    let config = standard::configuration();
    let desk = Desk::open(&folder.path().join("office"), "en");
    desk.enrol(&relay.enrol_code("office"));
    desk.sync();
    for language in ["en", "ar"] {
        if language != "en" {
            desk.speak(language);
        }
        for (record, place) in PLACES {
            let app = &desk.app;
            app.click(place);
            app.wait("one record", || (app.count("case-row") == 1).then_some(()));
            app.press(&["/"]);
            desk.wait_focus("cases-search");
            app.press(&[keys::ENTER]);
            app.find("case-id");
            let mut seen = 0;
            for form in config.forms_of(record) {
                // A form whose condition does not hold is not offered.
                if !app.is_there(&format!("form-{}", form.id)) {
                    assert!(form.show_if.is_some(), "{} is missing", form.id);
                    continue;
                }
                // The list of forms is longer than the window.
                app.run_js(&format!(
                    "document.querySelector('[data-testid=form-{}]').scrollIntoView()",
                    form.id
                ));
                app.click(&format!("form-{}", form.id));
                let title = "return document.querySelector('[data-testid=form-title]')?.textContent";
                let label = form.label.get(language);
                app.wait(&format!("the form {label}"), || (app.run_js(title) == label).then_some(()));
                desk.shoot_at(&format!("form-{}", form.id), &SIZES[1..]);
                app.press(&["e"]);
                app.find("save");
                desk.shoot_at(&format!("form-{}-edit", form.id), &SIZES[..1]);
                app.press(&[keys::ESCAPE]);
                app.wait_gone("save");
                seen += 1;
            }
            assert!(seen > 0 && seen * 2 > config.forms_of(record).count(), "{seen} forms of {place}");
        }
    }
    desk.nothing_went_wrong();
}

/// One record of each type with an answer to every question, written on a laptop without a window.
fn register_one_of_each(relay: &RelayProcess, profile: &std::path::Path) {
    let laptop = Laptop::new(profile, PASSWORD);
    laptop.enrol(&relay.enrol_code(OFFICE.name));
    let config = standard::configuration();
    let dice = Dice::new(3);
    let next = Cell::new(0_u64);
    let make_entry = || {
        next.set(next.get() + 1);
        EntryId::derive(1_773_136_800_000 + next.get(), [1; 10])
    };
    for record in RecordType::ALL {
        let edits = filling(&config, record, 100, &dice, &make_entry);
        let mut words =
            vec!["case".to_owned(), "new".to_owned(), "--record".to_owned(), record.as_str().to_owned()];
        // Nested entries need the ids of the ones they lie in, which the command line draws itself: left out.
        let mut entries: BTreeMap<(String, EntryId), Vec<String>> = BTreeMap::new();
        for FieldEdit { target, value } in &edits {
            match target {
                Target::Field(field) => {
                    words.extend(["--set".to_owned(), format!("{field}={}", typed(value))]);
                }
                Target::EntryField { subform, entry, field } => {
                    let value = typed(value).replace('\\', r"\\").replace(',', r"\,");
                    entries.entry((subform.0.clone(), *entry)).or_default().push(format!("{field}={value}"));
                }
                Target::Entry { .. } => {}
            }
        }
        for ((subform, _), pairs) in
            entries.iter().filter(|(_, pairs)| !pairs.iter().any(|p| p.starts_with("_in=")))
        {
            words.extend(["--add".to_owned(), format!("{subform}:{}", pairs.join(","))]);
        }
        laptop.ok(&words.iter().map(String::as_str).collect::<Vec<_>>());
    }
    laptop.sync();
}

/// A value as one types it on the command line; right-to-left marks would spoil the pictures.
fn typed(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(yes) => yes.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Text(text) => text.replace('\u{202e}', ""),
        Value::Many(chosen) => chosen.iter().cloned().collect::<Vec<_>>().join(","),
        Value::Tally(rows) => {
            rows.iter().map(|(row, number)| format!("{row}={number}")).collect::<Vec<_>>().join(",")
        }
    }
}
