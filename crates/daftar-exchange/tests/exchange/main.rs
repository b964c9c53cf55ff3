//! Configurations that travel: through files of our own format, and through those of other systems and back.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod fixture;
mod folders;
mod hostile;
mod made;
mod property;
mod shapes;

use daftar_core::config::{Configuration, read};
use daftar_exchange::{primero, write_configuration};

/// What reading the files of a configuration gives.
pub fn written_and_read(config: &Configuration) -> Configuration {
    let files = write_configuration(config);
    read(&files).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// An export as the files that an import takes.
pub fn exported(config: &Configuration) -> Vec<(String, String)> {
    let files = primero::export(config).into_iter();
    files.map(|(name, value)| (name.to_owned(), value.to_string())).collect()
}

/// What importing an export gives.
pub fn exported_and_imported(config: &Configuration) -> primero::Imported {
    primero::import(&exported(config)).expect("an export of ours")
}

/// As `assert_eq`, but names the part that differs.
pub fn assert_same(one: &Configuration, other: &Configuration) {
    let (a, b) = (parts(one), parts(other));
    for ((name, a), (other, b)) in a.iter().zip(&b) {
        assert_eq!((name, a), (other, b));
    }
    assert_eq!(a.len(), b.len());
    // Values hide themselves from what tests print.
    assert!(one == other, "they differ in something that is not shown");
}

fn parts(config: &Configuration) -> Vec<(String, serde_json::Value)> {
    let json = |value: serde_json::Result<serde_json::Value>| value.unwrap();
    let mut parts = vec![("settings".to_owned(), json(serde_json::to_value(&config.settings)))];
    for form in &config.forms {
        parts.push((format!("form {}", form.id), json(serde_json::to_value(form))));
    }
    parts.push(("lookups".to_owned(), json(serde_json::to_value(&config.lookups))));
    parts.push(("places".to_owned(), json(serde_json::to_value(&config.locations))));
    parts.push(("roles".to_owned(), json(serde_json::to_value(&config.roles))));
    parts.push(("agencies".to_owned(), json(serde_json::to_value(&config.agencies))));
    parts.push(("groups".to_owned(), json(serde_json::to_value(&config.groups))));
    parts
}
