//! Who may administer what under the standard configuration: every role asks for every deed, about everybody.
//!
//! The table is `tests/tables/administration.txt`; `UPDATE_TABLES=1` writes it anew, to be reviewed like code.

#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use daftar_core::{
    access::Person,
    act::Denial,
    admin::{Deed, Facts, Known, administers, sees, sees_people, validate},
    config::{Agency, Configuration, Group, Role, Words},
    id::{DeviceNo, RoleId, UserName},
};
use daftar_tests::{rooms::root, standard};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

const WORKER: &str = "role-cp-case-worker";
const EVERYTHING: &str = "role-superuser";
/// Whom a deed is about, as they stand to whoever asks: agency and group.
const ABOUT: [(&str, &str, &str, &str); 4] = [
    ("same team", "near", "agency-a", "team-1"),
    ("same group", "group", "agency-b", "team-1"),
    ("same agency", "agency", "agency-a", "team-2"),
    ("stranger", "far", "agency-b", "team-2"),
];

const HEAD: &str = "\
What each role may administer under the standard configuration. docs/permissions.md tells how to read it.

A block per role (roles that may do the same share one), a row per deed, and a column for how the caseworker that it is about
stands to whoever asks: of their group and agency; of one of them; of neither. Rows with one column are about no person.

ok     the role may; any other word is the code of the refusal
sees   whether people who stand so are shown
gives  the roles that may be given to a caseworker of the same team
nothing  is shown nobody, and may do no deed
already_so  of somebody who is in that group
";

fn configuration() -> Configuration {
    static READ: LazyLock<Configuration> = LazyLock::new(standard::configuration);
    READ.clone()
}

fn person(name: &str, role: &RoleId, agency: &str, group: &str) -> Person {
    Person::new(name.into(), role.clone(), agency.into(), BTreeSet::from([group.into()]))
}

struct World {
    config: Configuration,
    people: Vec<Known>,
}

impl World {
    fn of(role: &RoleId) -> Self {
        let mut people = vec![
            person("me", role, "agency-a", "team-1"),
            // Somebody is left, whoever else is disabled.
            person("chief", &EVERYTHING.into(), "agency-c", "team-3"),
        ];
        people.extend(ABOUT.map(|(_, name, agency, group)| person(name, &WORKER.into(), agency, group)));
        let known = people.into_iter().zip(1..).map(|(person, since)| Known { person, since });
        Self { config: configuration(), people: known.collect() }
    }

    fn known(&self, name: &str) -> &Known {
        self.people.iter().find(|known| known.person.user.0 == name).unwrap()
    }

    fn ask(&self, deed: &Deed) -> Result<(), Denial> {
        let about = match deed {
            // A device has the number of its person here.
            Deed::DeviceRevoke { device, .. } => {
                self.people.get(device.0 as usize).map(|known| (&known.person.user, None))
            }
            _ => None,
        };
        let mut next = self.config.clone();
        next.settings.idle_lock_minutes = 3;
        let (author, people) = (&self.known("me").person, &self.people);
        let facts = Facts {
            config: &self.config,
            version: 1,
            author,
            device: DeviceNo(99),
            people,
            about,
            next: Some(&next),
        };
        validate(&facts, deed)
    }

    fn change(&self, name: &str, change: impl FnOnce(&mut Person)) -> Deed {
        let Known { mut person, since } = self.known(name).clone();
        change(&mut person);
        Deed::PersonPut { person, base: Some(since) }
    }

    /// Deeds about a person who stands so.
    fn about(&self, name: &str, agency: &str, group: &str) -> Vec<(&'static str, Deed)> {
        let at = self.people.iter().position(|known| known.person.user.0 == name).unwrap();
        let user = UserName::from(name);
        let service = "health_medical_service";
        vec![
            ("(new)", Deed::PersonPut { person: person("new", &WORKER.into(), agency, group), base: None }),
            ("(services)", self.change(name, |person| _ = person.services.insert(service.to_owned()))),
            ("(role)", self.change(name, |person| person.role = "role-cp-data-entry".into())),
            ("(into own group)", self.change(name, |person| _ = person.groups.insert("team-1".into()))),
            ("(into another group)", self.change(name, |person| _ = person.groups.insert("team-3".into()))),
            ("(other agency)", self.change(name, |person| person.agency = "agency-c".into())),
            ("(disable)", self.change(name, |person| person.disabled = true)),
            ("", Deed::CodeMake { user, hash: [0; 32] }),
            ("", Deed::DeviceRevoke { device: DeviceNo(u32::try_from(at).unwrap()), lost: false }),
        ]
    }

    /// Deeds about oneself, and about no person.
    fn other(&self) -> Vec<(&'static str, Deed)> {
        let label = || Words(BTreeMap::from([("en".to_owned(), "Other".to_owned())]));
        let role = |id: &RoleId| Role { label: label(), ..self.config.role(id).unwrap().clone() };
        let own = &self.known("me").person.role;
        let new = Role { id: "role-new".into(), ..role(&WORKER.into()) };
        let group = |id: &str| Deed::GroupPut { group: Group { id: id.into(), label: label() }, base: 1 };
        let agency = |id: &str| Deed::AgencyPut { agency: Agency { id: id.into(), label: label() }, base: 1 };
        vec![
            ("(own role)", self.change("me", |me| me.role = EVERYTHING.into())),
            ("(disable oneself)", self.change("me", |me| me.disabled = true)),
            ("(caseworker)", Deed::RolePut { role: role(&WORKER.into()), base: 1 }),
            ("(everything)", Deed::RolePut { role: role(&EVERYTHING.into()), base: 1 }),
            ("(own)", Deed::RolePut { role: role(own), base: 1 }),
            ("(new)", Deed::RolePut { role: new, base: 1 }),
            ("(own)", group("team-1")),
            ("(another)", group("team-3")),
            ("(new)", group("team-9")),
            ("(own)", agency("agency-a")),
            ("(another)", agency("agency-b")),
            ("(new)", agency("agency-z")),
            ("", Deed::ConfigurationPublish { packed: Vec::new(), base: 1 }),
        ]
    }

    fn gives(&self) -> Vec<&str> {
        let may = |id: &&RoleId| {
            let deed = self.change("near", |person| {
                person.role = (*id).clone();
                // A change, whichever role it is.
                person.services.insert("health_medical_service".to_owned());
            });
            self.ask(&deed).is_ok()
        };
        let ids = self.config.roles.keys().filter(|id| id.as_str() != WORKER);
        ids.filter(may).map(RoleId::as_str).collect()
    }
}

fn word(answer: Result<(), Denial>) -> &'static str {
    answer.map_or_else(Denial::code, |()| "ok")
}

/// The block of one role.
fn block(role: &RoleId) -> String {
    let world = World::of(role);
    let own = world.config.role(role).unwrap();
    let me = &world.known("me").person;
    if !sees_people(&world.config, me) && !administers(own) {
        return "  nothing\n".to_owned();
    }
    let mut lines = vec![(String::new(), ABOUT.map(|(column, ..)| column.to_owned()).to_vec())];
    let seen = ABOUT.map(|(_, name, ..)| {
        let is_seen = sees(&world.config, me, &world.known(name).person);
        (if is_seen { "yes" } else { "-" }).to_owned()
    });
    lines.push(("sees".to_owned(), seen.to_vec()));
    let columns = ABOUT.map(|(_, name, agency, group)| world.about(name, agency, group));
    for (at, (way, deed)) in columns[0].iter().enumerate() {
        let cells = columns.iter().map(|deeds| word(world.ask(&deeds[at].1)).to_owned());
        lines.push((format!("{} {way}", deed.kind()), cells.collect()));
    }
    for (way, deed) in world.other() {
        lines.push((format!("{} {way}", deed.kind()), vec![word(world.ask(&deed)).to_owned()]));
    }
    let mut text = String::new();
    for (label, cells) in lines {
        let cells: String = cells.iter().map(|cell| format!("{cell:<16}")).collect();
        text.push_str(format!("  {:<34}{cells}", label.trim_end()).trim_end());
        text.push('\n');
    }
    let gives = world.gives();
    let gives = if gives.is_empty() { "-".to_owned() } else { gives.join(", ") };
    let mut line = "  gives".to_owned();
    for role in gives.split(' ') {
        if line.len() + role.len() > 118 {
            text.push_str(&line);
            text.push('\n');
            line = "       ".to_owned();
        }
        line.push(' ');
        line.push_str(role);
    }
    text + &line + "\n"
}

fn table() -> String {
    let config = configuration();
    let mut blocks: Vec<(String, Vec<&RoleId>)> = Vec::new();
    for role in config.roles.keys() {
        let block = block(role);
        match blocks.iter_mut().find(|(known, _)| *known == block) {
            Some((_, roles)) => roles.push(role),
            None => blocks.push((block, vec![role])),
        }
    }
    let mut text = HEAD.to_owned();
    for (block, roles) in blocks {
        text.push('\n');
        for role in roles {
            let label = config.role(role).unwrap().label.get("en");
            text.push_str(&format!("{role}: {label}\n"));
        }
        text.push_str(&block);
    }
    text
}

#[test]
fn the_table_in_the_tree_is_what_the_rules_say() {
    let path = root().join("tests/tables/administration.txt");
    let table = table();
    if std::env::var_os("UPDATE_TABLES").is_some() {
        std::fs::write(&path, &table).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    for (at, (now, then)) in table.lines().zip(written.lines()).enumerate() {
        assert_eq!(now, then, "line {}; UPDATE_TABLES=1 writes it anew", at + 1);
    }
    assert!(table == written, "lines came or went; UPDATE_TABLES=1 writes the table anew");
}

#[test]
fn every_deed_has_a_row() {
    // Any variant can be read from its number on the wire and zeros.
    let numbered = |n: u8| {
        let mut bytes = [0; 256];
        bytes[0] = n;
        postcard::from_bytes::<Deed>(&bytes).ok()
    };
    let all: BTreeSet<&str> = (0..).map_while(numbered).map(|deed| deed.kind()).collect();
    let world = World::of(&EVERYTHING.into());
    let rows = world.about("near", "agency-a", "team-1").into_iter().chain(world.other());
    let rows: Vec<(&str, Deed)> = rows.collect();
    assert_eq!(rows.iter().map(|(_, deed)| deed.kind()).collect::<BTreeSet<_>>(), all);
    assert!(all.len() == 7, "{all:?}");
    // The role that may everything is refused nothing but what nobody may do to themselves.
    for (way, deed) in rows {
        let answer = world.ask(&deed);
        let is_own = way.contains("oneself") || way == "(own role)" || answer == Err(Denial::AlreadySo);
        assert!(answer.is_ok() || is_own, "{} {way}: {answer:?}", deed.kind());
    }
}

#[test]
fn whoever_works_with_children_administers_nobody() {
    let config = configuration();
    for role in [WORKER, "role-cp-manager", "role-cp-service-provider", "role-cp-data-entry"] {
        assert!(!administers(config.role(&role.into()).unwrap()), "{role}");
    }
    for role in
        ["role-cp-administrator", "role-cp-user-manager", "role-agency-user-administrator", EVERYTHING]
    {
        assert!(administers(config.role(&role.into()).unwrap()), "{role}");
    }
}
