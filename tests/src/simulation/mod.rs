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
    admin::Deed,
    id::{ActId, CaseId, EntryId, UserName},
};
use daftar_training::TrainingPerson;
use oracle::{EVENT, Oracle, Person, Role};
use std::collections::{BTreeMap, BTreeSet};

/// Forms with a word in each that stands nowhere else: who holds it, holds the form.
const CANARIES: [&str; 4] = ["basic_identity", "notes", "protection_concern", "services"];
/// Cases of one run, and incidents.
const CASES_MAX: usize = 3;
const INCIDENTS_MAX: usize = 2;
/// Whoever changes people's records; their own stays as it is.
const ADMINISTRATOR: &str = "administrator";

/// A case or incident somebody registered, whatever the relay thought of it.
#[derive(Debug, Clone)]
struct Known {
    id: CaseId,
    /// The service that everybody writes in; none in an incident.
    entry: Option<EntryId>,
}

impl Known {
    /// The forms that hold a canary.
    fn forms(&self) -> &'static [&'static str] {
        if self.entry.is_some() { &CANARIES } else { &[EVENT] }
    }
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

    /// The administrator changes a person's record.
    fn move_person(&mut self, name: &str, person: Person) {
        let book = &self.at(ADMINISTRATOR).book;
        let known = book.administration().expect("the people").person(&name.into()).expect("known").clone();
        let (person_is, base) = (record(name, &person), Some(known.since));
        if known.person != person_is {
            book.administer(Deed::PersonPut { person: person_is, base }).expect("changed");
        }
        self.story.oracle.people.insert(name.to_owned(), person);
    }
}

/// Everybody's place at first: role, agency and group.
fn home(name: &str) -> (Role, &'static str, &'static str) {
    match name {
        "supervisor" => (Role::Manager, "agency-a", "camp-1"),
        "provider" => (Role::Provider, "agency-b", "clinic"),
        "head" => (Role::Manager, "agency-b", "clinic"),
        "child" => (Role::Child, "agency-a", "camp-1"),
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
        Role::Child => "role-child",
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

/// The training programme, with incidents, and with children who read their own case.
fn files() -> Vec<(String, String)> {
    let mut files = daftar_training::configuration();
    let of = |path: &str| files.iter().position(|(known, _)| known == path).expect("there");
    let (roles, settings) = (of("roles.toml"), of("settings.toml"));
    let text = &files[roles].1;
    let blocks: Vec<String> = text.split_inclusive("[[roles]]").map(in_incidents).collect();
    files[roles].1 = blocks.concat() + CHILD;
    files[settings].1 = format!("reopened_by_incidents = true\n{}", files[settings].1);
    files.push(("incident/event.toml".to_owned(), EVENT_FORM.to_owned()));
    files
}

/// What a role of the training programme may do with incidents.
fn in_incidents(block: &str) -> String {
    let may = |actions: &str| format!("actions.incident = [{actions}]\nactions.case");
    let opens = |mode: &str| format!("basic_identity = \"{mode}\", event = \"{mode}\"");
    let (actions, mode) = if block.contains("id = \"role-cp-case-worker\"") {
        (WORKERS, "rw")
    } else if block.contains("id = \"role-cp-manager\"") {
        (MANAGERS, "rw")
    } else if block.contains("id = \"role-cp-administrator\"") {
        return block.to_owned();
    } else {
        ("\"read\", \"receive_referral\"", "r")
    };
    let block = block.replacen("actions.case", &may(actions), 1);
    let block = block.replacen("\"break_the_glass\"", "\"break_the_glass\", \"attribute\"", 1);
    block.replacen(&format!("basic_identity = \"{mode}\""), &opens(mode), 1)
}

const WORKERS: &str = r#""read", "write", "create", "flag", "referral", "receive_referral", "receive_transfer",
    "link_incident_to_case""#;
const MANAGERS: &str = r#""read", "write", "flag", "assign", "referral", "transfer", "receive_transfer",
    "accept_or_reject_transfer", "consent_override", "close", "reopen", "flag_update", "resolve_any_flag",
    "enable_disable_record", "link_incident_to_case""#;
const CHILD: &str = r#"
[[roles]]
id = "role-child"
label = { en = "Child", ar = "طفل" }
scope = "identified"
names_withheld = true
actions.case = ["read"]
forms = { basic_identity = "r" }
"#;
const EVENT_FORM: &str = r#"
id = "event"
group = "event"
order = 1
label = { en = "Event", ar = "حدث" }

[[fields]]
id = "what"
type = "text_field"
label = { en = "What", ar = "ماذا" }
"#;

/// A value that stands in one form of one case only.
fn canary(at: usize, form: &str) -> String {
    format!("canary{at}{}", form.replace('_', ""))
}
