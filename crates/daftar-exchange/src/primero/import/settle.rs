//! The last word: our own rules read what was imported, as they would read its files.
//!
//! What they still object to may be fields that wait for each other in a circle: these are opened. Anything else is nothing
//! that an import expects. Then the form they blame loses its conditions and calculations, and if that does not help, it goes.
//! So the outcome may always be published, or the notes say what stands against it.

use super::{
    mend::circles,
    notes::{Notes, shown},
};
use crate::write::{form_path, write_configuration};
use daftar_core::config::{self, Configuration, Field, FieldKind, Problem, RecordType};
use std::collections::BTreeSet;

/// Rounds of asking and taking out.
const ROUNDS_MAX: usize = 12;

/// The configuration as reading its files gives it.
pub(super) fn settle(mut config: Configuration, notes: &mut Notes) -> Configuration {
    let mut plain = BTreeSet::new();
    for round in 0..=ROUNDS_MAX {
        let problems = match config::read(&write_configuration(&config)) {
            Ok(settled) => return settled,
            Err(problems) => problems,
        };
        for problem in &problems {
            notes.say(shown(&problem.file), format!("cannot stand: {}", problem.what));
        }
        if round == 0 && open_circles(&mut config, &problems, notes) {
            continue;
        }
        if round == ROUNDS_MAX || !take_out(&mut config, &problems, &mut plain, notes) {
            notes.say("all files", "the configuration cannot be published as it is");
            break;
        }
    }
    config
}

/// Whether there were circles among the fields of the record types that are blamed.
fn open_circles(config: &mut Configuration, problems: &[Problem], notes: &mut Notes) -> bool {
    let is_blamed = |record: &RecordType| {
        let folder = format!("{}/", record.as_str());
        problems.iter().any(|problem| problem.file.starts_with(&folder))
    };
    let mut has_changed = false;
    for record in RecordType::ALL.into_iter().filter(is_blamed) {
        has_changed |= circles::cut(config, record, circles::Cut::EndlessWaysAndCircles, notes);
    }
    has_changed
}

/// Whether anything was there to be taken out. `plain`: forms that have no conditions and calculations any more.
fn take_out(
    config: &mut Configuration,
    problems: &[Problem],
    plain: &mut BTreeSet<String>,
    notes: &mut Notes,
) -> bool {
    let blamed: BTreeSet<&str> = problems.iter().map(|problem| problem.file.as_str()).collect();
    let mut has_changed = false;
    let mut gone = BTreeSet::new();
    for form in &mut config.forms {
        let path = form_path(form);
        if !blamed.contains(path.as_str()) {
            continue;
        }
        has_changed = true;
        if plain.insert(path) {
            form.show_if = None;
            make_plain(&mut form.fields);
            notes.say(format!("form `{}`", form.id), "loses its conditions, defaults and calculations");
        } else {
            gone.insert(form.id.clone());
            notes.say(format!("form `{}`", form.id), "is left out");
        }
    }
    config.forms.retain(|form| !gone.contains(&form.id));
    for role in config.roles.values_mut() {
        role.forms.retain(|form, _| !gone.contains(form));
    }
    let settings = &mut config.settings;
    let asks = !settings.referral_consent.is_empty() || !settings.transfer_consent.is_empty();
    if blamed.contains("settings.toml") && asks {
        has_changed = true;
        settings.referral_consent.clear();
        settings.transfer_consent.clear();
        notes.say("settings", "asks for nothing before a referral or transfer any more");
    }
    has_changed
}

fn make_plain(fields: &mut Vec<Field>) {
    fields.retain(|field| field.kind != FieldKind::Calculated);
    for field in fields {
        field.show_if = None;
        field.show_if_entry = None;
        field.entry_if = None;
        field.default = None;
        field.options_if.clear();
        field.safety_order.clear();
        make_plain(&mut field.fields);
    }
}
