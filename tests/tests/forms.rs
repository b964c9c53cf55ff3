//! Forms of the standard configuration from one laptop to another, and what becomes of answers when forms change.

#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use daftar_app::{FieldEdit, Target, view::EditRequest};
use daftar_core::{
    config::{Configuration, FieldKind, Mode, RecordType},
    id::FieldId,
    value::Value,
};
use daftar_tests::{
    camp::Camp,
    filling::{answer, filling},
    standard,
};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

fn camp(seed: u64) -> Camp {
    Camp::of(seed, &standard::files(), &standard::people())
}

/// Of each form that a role writes: whether it does.
fn writes(config: &Configuration, role: &str) -> BTreeSet<String> {
    let forms = &config.roles[&role.into()].forms;
    forms.iter().filter(|(_, mode)| **mode == Mode::Write).map(|(form, _)| form.0.clone()).collect()
}

#[test]
fn any_record_of_the_standard_configuration_survives_saving_and_sync_unchanged() {
    let config = standard::configuration();
    let camp = camp(1);
    let worker = camp.at("office");
    let written = writes(&config, "role-superuser");
    assert_eq!(written.len(), config.forms.len(), "the superuser writes every form");
    let mut records = Vec::new();
    for record in RecordType::ALL {
        for share in [100, 40, 5] {
            let edits = filling(&config, record, share, &camp.dice, &|| worker.book.make_entry_id());
            let saved = worker.book.register_record(record, &edits).unwrap_or_else(|error| {
                panic!("{}: {} {:?}", record.as_str(), error.code, error.args);
            });
            assert_eq!(saved.case.record_type(), record);
            records.push((saved.case, edits));
        }
    }
    camp.sync_all(2);
    for (case, edits) in records {
        let (here, there) = (worker.sees(case).unwrap(), camp.at("supervisor"));
        assert_answers(&config, case.record_type(), &here, &edits);
        if let Some(there) = there.sees(case) {
            for (form, fields) in there["forms"].as_object().unwrap() {
                assert_eq!(*fields, here["forms"][form], "{form}");
            }
        } else {
            assert!(matches!(case.record_type(), RecordType::Family), "a supervisor reads the rest");
        }
        // What a page shows can be drawn, whatever was answered.
        let page = worker.book.case_view(case).unwrap();
        assert_eq!(page.consequences.forms.len(), page.forms.len());
    }
}

/// Everything written is there, and nothing else.
fn assert_answers(config: &Configuration, record: RecordType, shown: &Json, edits: &[FieldEdit]) {
    let mut wanted: BTreeMap<String, Json> = BTreeMap::new();
    for edit in edits {
        let value = serde_json::to_value(&edit.value).unwrap();
        match &edit.target {
            Target::Field(field) => _ = wanted.insert(field.0.clone(), value),
            Target::EntryField { field, .. } if field.as_str() == "_in" => {}
            Target::EntryField { subform, entry, field } => {
                _ = wanted.insert(format!("{subform}/{entry}/{field}"), value);
            }
            Target::Entry { .. } => {}
        }
    }
    let mut found: BTreeMap<String, Json> = BTreeMap::new();
    for form in config.forms_of(record) {
        for (field, value) in shown["forms"][form.id.as_str()].as_object().unwrap() {
            match config.field(record, &FieldId::from(field.as_str())).unwrap().kind {
                FieldKind::Calculated => {}
                FieldKind::Subform => flatten(field, value, &mut found),
                _ => _ = found.insert(field.clone(), value.clone()),
            }
        }
    }
    assert_eq!(found, wanted);
}

fn flatten(subform: &str, entries: &Json, found: &mut BTreeMap<String, Json>) {
    for entry in entries.as_array().unwrap() {
        let id = entry["entry"].as_str().unwrap();
        for (field, value) in entry.as_object().unwrap().iter().filter(|(field, _)| *field != "entry") {
            match value.as_array().filter(|all| all.iter().any(Json::is_object)) {
                Some(_) => flatten(field, value, found),
                None => _ = found.insert(format!("{subform}/{id}/{field}"), value.clone()),
            }
        }
    }
}

fn request(field: &str, value: Json) -> EditRequest {
    serde_json::from_value(
        json!({ "fieldId": field, "value": value, "subformId": null, "entryId": null, "removed": false }),
    )
    .unwrap()
}

#[test]
fn typing_step_by_step_has_the_consequences_of_typing_it_at_once() {
    let config = standard::configuration();
    let camp = camp(7);
    let worker = &camp.at("office").book;
    let edits = filling(&config, RecordType::Case, 30, &camp.dice, &|| worker.make_entry_id());
    let case = worker.register(&edits).unwrap().case;
    let fields: Vec<_> = config.forms_of(RecordType::Case).flat_map(|form| &form.fields).collect();
    let mut typed: Vec<EditRequest> = Vec::new();
    let page = worker.case_view(case).unwrap();
    assert!(worker.consequences(Some(case), &[]).unwrap() == page.consequences);
    for round in 0..120 {
        let at = usize::try_from(camp.dice.below(fields.len() as u64)).unwrap();
        let question = fields[at];
        let before = typed.len();
        typed.retain(|edit| edit.field_id.as_deref() != Some(question.id.as_str()));
        // Now and then an answer is taken back, cleared, or typed wrongly.
        let value = match (camp.dice.below(8), answer(&config, question, &camp.dice)) {
            (0, _) if before > 0 => None,
            (1, Some(_)) => Some(Json::Null),
            (2, Some(_)) => Some(json!("no date, no option")),
            (_, value) => value.map(|value| serde_json::to_value(value).unwrap()),
        };
        typed.extend(value.map(|value| request(question.id.as_str(), value)));
        let step = worker.consequences(Some(case), &typed).unwrap();
        if round % 10 == 0 {
            worker.case_view(case).unwrap();
            assert!(worker.consequences(Some(case), &typed).unwrap() == step, "round {round}");
        }
    }
    let nothing = worker.consequences(Some(case), &[]).unwrap();
    assert!(nothing == page.consequences, "everything was taken back");
    assert_eq!(worker.consequences(None, &[]).err().unwrap().code, "not_found", "another page is not open");
}

#[test]
fn an_option_that_is_offered_no_more_stays_until_somebody_answers_anew() {
    let files = daftar_training::configuration();
    let camp = Camp::of(3, &files, &daftar_training::people());
    let worker = camp.at("worker-1");
    let case = worker.register(&[
        ("name", "Yusuf"),
        ("risk_level", "medium"),
        ("protection_concerns", "migrant,refugee"),
    ]);
    camp.sync_all(1);
    let without = files.iter().map(|(path, text)| {
        let text = match path.as_str() {
            "lookups/lookup-risk-level.toml" => leave_out(text, "medium"),
            "lookups/lookup-protection-concerns.toml" => leave_out(text, "migrant"),
            "case/protection_concern.toml" => text.replace("\"medium\", ", ""),
            _ => text.clone(),
        };
        (path.clone(), text)
    });
    camp.publish(&without.collect::<Vec<_>>());
    camp.sync_all(1);
    assert_eq!(worker.value(case, "protection_concern", "risk_level"), Some(json!("medium")));
    let page = worker.book.case_view(case).unwrap();
    let field = |id: &str| {
        let all = page.forms.iter().flat_map(|form| &form.fields);
        let found = all.into_iter().find(|field| field.field_id == id).unwrap();
        found.outdated.iter().map(|option| option.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(field("risk_level"), ["medium"]);
    assert_eq!(field("protection_concerns"), ["migrant"]);
    // Another field can be answered; the old answer stays beside it, and may be written again with a new choice.
    worker.fill(case, &[("concern_details", "told")]);
    let chosen: BTreeSet<String> = ["disabled", "migrant", "refugee"].map(str::to_owned).into();
    let saved = worker.book.save(
        case,
        &[FieldEdit {
            target: Target::Field("protection_concerns".into()),
            value: Value::Many(chosen.clone()),
        }],
    );
    assert!(saved.is_ok(), "{:?}", saved.err().map(|error| error.code));
    let shown = worker.value(case, "protection_concern", "protection_concerns").unwrap();
    assert_eq!(shown, json!(chosen));
    // Nobody can choose it anew.
    let again = FieldEdit { target: Target::Field("risk_level".into()), value: Value::Text("low".into()) };
    worker.book.save(case, &[again]).unwrap();
    let medium =
        FieldEdit { target: Target::Field("risk_level".into()), value: Value::Text("medium".into()) };
    assert_eq!(worker.book.save(case, &[medium]).unwrap_err().code, "unknown_option");
    camp.sync_all(2);
    assert_eq!(
        camp.at("supervisor").value(case, "protection_concern", "protection_concerns"),
        Some(json!(chosen))
    );
}

/// A lookup's file without one of its options.
fn leave_out(text: &str, option: &str) -> String {
    let kept = text.lines().filter(|line| !line.contains(&format!("id = \"{option}\"")));
    kept.collect::<Vec<_>>().join("\n")
}

#[test]
fn what_a_newer_form_asks_is_kept_by_a_laptop_that_knows_only_the_older_one() {
    let files = daftar_training::configuration();
    let camp = Camp::of(5, &files, &daftar_training::people());
    let (worker, supervisor) = (camp.at("worker-1"), camp.at("supervisor"));
    let case = worker.register(&[("name", "Amal")]);
    camp.sync_all(2);
    let more = "\n[[fields]]\nid = \"shoe_size\"\ntype = \"numeric_field\"\nlabel = { en = \"Shoe size\", ar = \"المقاس\" }\n";
    let mut newer = files.clone();
    for (_, text) in newer.iter_mut().filter(|(path, _)| path == "case/basic_identity.toml") {
        text.push_str(more);
    }
    camp.publish(&newer);
    // The supervisor writes under the old version, without having heard of the new one.
    supervisor.fill(case, &[("name_nickname", "Mimi")]);
    camp.sync("worker-1");
    worker.fill(case, &[("shoe_size", "31"), ("sex", "female")]);
    camp.sync_all(2);
    for laptop in [worker, supervisor] {
        assert_eq!(laptop.value(case, "basic_identity", "shoe_size"), Some(json!(31)));
        assert_eq!(laptop.value(case, "basic_identity", "name_nickname"), Some(json!("Mimi")));
    }
    // A later version without the question: the answer is no longer asked for, and comes back with the question.
    camp.publish(&files);
    camp.sync_all(2);
    assert_eq!(worker.value(case, "basic_identity", "shoe_size"), None);
    worker.fill(case, &[("name_nickname", "Mina")]);
    camp.publish(&newer);
    camp.sync_all(2);
    assert_eq!(supervisor.value(case, "basic_identity", "shoe_size"), Some(json!(31)));
    assert_eq!(supervisor.value(case, "basic_identity", "name_nickname"), Some(json!("Mina")));
}

#[test]
fn a_subform_of_ten_thousand_rows_is_written_synced_and_shown() {
    const ROWS: usize = 10_000;
    let camp = Camp::of(9, &daftar_training::configuration(), &daftar_training::people());
    let worker = camp.at("worker-1");
    let case = worker.register(&[("name", "Amal")]);
    let row = |n: usize| {
        let target = Target::EntryField {
            subform: "notes_section".into(),
            entry: worker.book.make_entry_id(),
            field: "note_subject".into(),
        };
        FieldEdit { target, value: Value::Text(format!("note {n}")) }
    };
    let rows: Vec<FieldEdit> = (0..ROWS).map(row).collect();
    worker.book.save(case, &rows).unwrap();
    camp.sync_all(2);
    for laptop in [worker, camp.at("supervisor")] {
        let shown = laptop.sees(case).unwrap();
        let notes = shown["forms"]["notes"]["notes_section"].as_array().unwrap();
        assert_eq!(notes.len(), ROWS);
        assert_eq!(notes[ROWS - 1]["note_subject"], json!(format!("note {}", ROWS - 1)));
    }
    let page = worker.book.case_view(case).unwrap();
    let notes = page.forms.iter().find(|form| form.form_id == "notes").unwrap();
    assert_eq!(notes.fields[0].entries.len(), ROWS);
}

#[test]
fn entries_that_are_to_stay_cannot_be_changed_or_removed() {
    let mut files = daftar_training::configuration();
    for (_, text) in files.iter_mut().filter(|(path, _)| path == "case/notes.toml") {
        *text = text.replacen("type = \"subform\"", "type = \"subform\"\nappend_only = true", 1);
    }
    for (_, text) in files.iter_mut().filter(|(path, _)| path == "case/services.toml") {
        *text = text.replacen("type = \"subform\"", "type = \"subform\"\nno_removal = true", 1);
    }
    let camp = Camp::of(4, &files, &daftar_training::people());
    let worker = camp.at("worker-1");
    let case = worker.register(&[("name", "Amal")]);
    let note = worker.add(case, "notes_section", &[("note_subject", "first"), ("note_text", "told")]);
    let service = worker.add(case, "services_section", &[("service_referral_notes", "first")]);
    let before = worker.sees(case).unwrap();
    let edit = |subform: &str, entry, field: &str| FieldEdit {
        target: Target::EntryField { subform: subform.into(), entry, field: field.into() },
        value: Value::Text("second".into()),
    };
    let remove = |subform: &str, entry| FieldEdit {
        target: Target::Entry { subform: subform.into(), entry, keep: false },
        value: Value::Null,
    };
    for wrong in [
        edit("notes_section", note, "note_subject"),
        remove("notes_section", note),
        remove("services_section", service),
    ] {
        assert_eq!(worker.book.save(case, &[wrong]).unwrap_err().code, "entry_fixed");
        assert_eq!(worker.sees(case).unwrap(), before, "nothing is written");
    }
    worker.book.save(case, &[edit("services_section", service, "service_referral_notes")]).unwrap();
    worker.add(case, "notes_section", &[("note_subject", "another")]);
}
