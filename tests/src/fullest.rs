//! The fullest record: an answer to every question, written by the command line.

use crate::{
    camp::Dice,
    filling::{answer_files, filling},
    processes::Laptop,
    standard,
};
use daftar_app::{FieldEdit, Target};
use daftar_core::{config::RecordType, id::EntryId, value::Value};
use std::{cell::Cell, collections::BTreeMap};

/// Registers a record of a type of the standard configuration with an answer to every question, and files.
pub fn register_fullest(laptop: &Laptop, record: RecordType) {
    let config = standard::configuration();
    let dice = Dice::new(3);
    let next = Cell::new(0_u64);
    let make_entry = || {
        next.set(next.get() + 1);
        EntryId::derive(1_773_136_800_000 + next.get(), [1; 10])
    };
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
    let made = laptop.ok(&words.iter().map(String::as_str).collect::<Vec<_>>());
    let id = made["case_id"].as_str().expect("an id");
    let folder = tempfile::tempdir().expect("a folder");
    for (nth, (field, name, bytes, said)) in answer_files(&config, record).into_iter().enumerate() {
        let path = folder.path().join(nth.to_string()).join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(&path, bytes).expect("written");
        let file = path.to_str().expect("a path in UTF-8");
        laptop.ok(&["case", "attach", id, &field, file, "--set", &said]);
    }
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
