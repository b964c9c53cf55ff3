//! A programme with the standard configuration.

use crate::rooms::root;
use daftar_core::config::{Configuration, read};
use daftar_training::TrainingPerson;
use std::{fs, path::Path};

/// The files of `config/standard`, as [`read`] takes them.
pub fn files() -> Vec<(String, String)> {
    let folder = root().join("config/standard");
    let mut files = Vec::new();
    gather(&folder, "", &mut files);
    files
}

fn gather(folder: &Path, prefix: &str, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry")) {
        let name = entry.file_name().into_string().expect("a name in UTF-8");
        if entry.path().is_dir() {
            gather(&entry.path(), &format!("{prefix}{name}/"), files);
        } else if name.ends_with(".toml") || name.ends_with(".csv") {
            files.push((format!("{prefix}{name}"), fs::read_to_string(entry.path()).expect("text")));
        }
    }
}

/// The standard configuration.
pub fn configuration() -> Configuration {
    read(&files()).expect("a configuration without problems")
}

/// A caseworker, their supervisor and somebody who may do everything.
pub fn people() -> Vec<TrainingPerson> {
    let person = |user_name: &str, role: &str| TrainingPerson {
        user_name: user_name.into(),
        role: role.into(),
        agency: "agency-a".into(),
        group: "team-1".into(),
    };
    vec![
        person("worker-1", "role-cp-case-worker-families"),
        person("supervisor", "role-cp-manager-families"),
        person("office", "role-superuser"),
    ]
}
