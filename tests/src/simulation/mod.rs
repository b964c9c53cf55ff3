//! Days in the Camp, step by step, beside an oracle in the plainest code: no byte goes out that the oracle forbids, what
//! should be held is held, and no saved word is lost.
//!
//! Steps are values ([`Step`]), drawn from a seed or enumerated, so that those that end badly can be shrunk and kept.
//! Everything but the wire is real, as everywhere in the Camp.

mod checks;
mod contact;
mod oracle;
mod play;
mod run;
mod steps;

pub use run::{Failure, Start, alphabet, exhaust, shrink};
pub use steps::{LAPTOPS, Step, Verb, random_steps, read_steps, steps_text};

use crate::camp::{Camp, Copied, Laptop};
use daftar_core::{
    access,
    id::{ActId, CaseId, EntryId, UserName},
};
use daftar_training::TrainingPerson;
use oracle::{Oracle, Person, Role};
use std::collections::{BTreeMap, BTreeSet};

/// Forms with a word in each that stands nowhere else: who holds it, holds the form.
const CANARIES: [&str; 4] = ["basic_identity", "notes", "protection_concern", "services"];
/// Cases of one run.
const CASES_MAX: usize = 3;

/// A case somebody registered, whatever the relay thought of it.
#[derive(Debug, Clone)]
struct Known {
    id: CaseId,
    /// The service that everybody writes in.
    entry: EntryId,
}

/// Something that was saved.
#[derive(Debug, Clone)]
struct Word {
    case: usize,
    laptop: &'static str,
    /// The fields it was written over, none for a new entry.
    fields: Vec<&'static str>,
    word: String,
    /// A contact came through since.
    sent: bool,
    /// The laptop's disk was put back to a time before.
    lost: bool,
}

/// A laptop's disk as it was.
#[derive(Debug, Clone)]
struct Backup {
    disk: Copied,
    words: usize,
}

/// A run: the Camp, and what is known of it.
struct Simulation {
    camp: Camp,
    story: Story,
}

/// All that is known of a run and that the Camp's files do not hold.
#[derive(Debug, Clone, Default)]
struct Story {
    oracle: Oracle,
    cases: Vec<Known>,
    words: Vec<Word>,
    backups: BTreeMap<&'static str, Backup>,
    /// What was ever registered on a laptop or handed to it.
    handed: BTreeSet<(&'static str, CaseId)>,
    /// Acts that the relay refused, by the laptop that was told.
    refused: BTreeSet<(&'static str, CaseId, ActId)>,
}

impl Simulation {
    fn at(&self, laptop: &str) -> &Laptop {
        self.camp.at(laptop)
    }

    /// Changes a person's record at the relay and in the oracle.
    fn move_person(&mut self, name: &str, person: Person) {
        let record = record(name, &person);
        let relay = self.camp.relay.lock().expect("the relay");
        relay.change_person(&record, self.camp.time.now_ms()).expect("changed");
        drop(relay);
        self.story.oracle.people.insert(name.to_owned(), person);
    }
}

/// Everybody's place at first: role, agency and group.
fn home(name: &str) -> (Role, &'static str, &'static str) {
    match name {
        "supervisor" => (Role::Manager, "agency-a", "camp-1"),
        "provider" => (Role::Provider, "agency-b", "clinic"),
        "head" => (Role::Manager, "agency-b", "clinic"),
        _ => (Role::Worker, "agency-a", "camp-1"),
    }
}

fn at_home(name: &str) -> Person {
    let (role, _, group) = home(name);
    Person { role, group, disabled: false }
}

fn role_id(role: Role) -> &'static str {
    match role {
        Role::Worker => "role-cp-case-worker",
        Role::Manager => "role-cp-manager",
        Role::Provider => "role-cp-service-provider",
    }
}

fn record(name: &str, person: &Person) -> access::Person {
    let (role, agency) = (role_id(person.role).into(), home(name).1.into());
    let record = access::Person::new(UserName::from(name), role, agency, [person.group.into()].into());
    access::Person { disabled: person.disabled, ..record }
}

/// Those who have one of these laptops, as the relay is told of them.
fn people(laptops: &[&str]) -> Vec<TrainingPerson> {
    let mut names: Vec<_> = laptops.iter().map(|laptop| steps::person_of(laptop)).collect();
    names.sort_unstable();
    names.dedup();
    let person = |name: &'static str| {
        let (role, agency, group) = home(name);
        TrainingPerson {
            user_name: name.into(),
            role: role_id(role).into(),
            agency: agency.into(),
            group: group.into(),
        }
    };
    names.into_iter().map(person).collect()
}

/// A value that stands in one form of one case only.
fn canary(at: usize, form: &str) -> String {
    format!("canary{at}{}", form.replace('_', ""))
}
