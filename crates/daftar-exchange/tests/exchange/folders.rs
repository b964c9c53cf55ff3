//! The configurations that we deliver.

use crate::{assert_same, exported_and_imported, written_and_read};
use daftar_core::config::{Configuration, RecordType, read};
use std::{fs, path::Path};

/// A folder of `config`, as `daftar-relay config check` reads it.
fn folder(name: &str) -> Configuration {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../config").join(name);
    let of_records = RecordType::ALL.map(RecordType::as_str);
    let mut files = Vec::new();
    for folder in ["", "lookups"].into_iter().chain(of_records) {
        let Ok(entries) = fs::read_dir(root.join(folder)) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
            let name = format!("{folder}/{}", path.file_name().unwrap().to_str().unwrap());
            files.push((name.trim_start_matches('/').to_owned(), fs::read_to_string(&path).unwrap()));
        }
    }
    files.sort();
    read(&files).unwrap_or_else(|problems| panic!("config/{name}: {problems:#?}"))
}

fn survives(name: &str) {
    let config = folder(name);
    assert_same(&written_and_read(&config), &config);
    let imported = exported_and_imported(&config);
    assert_eq!(imported.not_mapped, []);
    assert_same(&imported.configuration, &config);
}

#[test]
fn the_standard_configuration_survives_both_ways() {
    survives("standard");
}

#[test]
fn the_training_programme_survives_both_ways() {
    survives("training");
}
