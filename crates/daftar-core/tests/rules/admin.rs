//! Administration: who may give what to whom.

use daftar_core::{
    access::Person,
    act::Denial,
    admin::{Deed, Facts, Known, administers, sees, validate},
    config::{Agency, Configuration, Group, Mode, Role, Scope, Words},
    id::{DeviceNo, RoleId, UserName},
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

use crate::programme;

const ALL: [&str; 6] = ["user", "role", "user_group", "agency", "system", "primero_configuration"];

fn role(id: &str, scope: Scope, actions: &[(&str, &[&str])]) -> Role {
    let held = |(resource, actions): &(&str, &[&str])| {
        ((*resource).to_owned(), actions.iter().map(|action| (*action).to_owned()).collect())
    };
    Role {
        id: id.into(),
        label: Words::default(),
        scope,
        manager: false,
        referral_authorization: false,
        names_withheld: false,
        administers_roles: BTreeSet::new(),
        administers_agencies: BTreeSet::new(),
        actions: actions.iter().map(held).collect(),
        forms: BTreeMap::new(),
    }
}

/// Two who administer everybody (one reads cases, one none), one for an agency, one for teams, and people who work.
fn configuration() -> Configuration {
    let everything = ALL.map(|resource| (resource, &["manage"][..]));
    let team: &[(&str, &[&str])] = &[
        ("user", &["read", "create", "write"]),
        ("role", &["read", "assign"]),
        ("user_group", &["read", "create", "write", "assign"]),
        ("agency", &["read"]),
    ];
    let agency: &[(&str, &[&str])] = &[
        ("user", &["agency_read", "create", "write"]),
        ("role", &["read", "assign"]),
        ("user_group", &["read", "assign"]),
        ("agency", &["read", "write"]),
    ];
    let forms: &[(&str, &[&str])] = &[("metadata", &["manage"]), ("user", &["read"])];
    let roles = [
        role("super", Scope::All, &everything),
        role("root", Scope::AdminOnly, &everything),
        role("agency-admin", Scope::Group, agency),
        role("team-admin", Scope::Group, team),
        role("designer", Scope::All, forms),
        role("switch", Scope::Group, &[("user", &["read", "disable_multiple"])]),
        role("worker", Scope::Own, &[("case", &["read", "write", "create"])]),
        role("manager", Scope::Group, &[("case", &["read"]), ("user", &["read"]), ("role", &["read"])]),
        role("auditor", Scope::All, &[("case", &["read"])]),
        role("inspector", Scope::Agency, &[("case", &["read"])]),
    ];
    let mut config = programme::configuration();
    config.roles = roles.into_iter().map(|role| (role.id.clone(), role)).collect();
    config.agencies = ["a", "b"].map(|id| Agency { id: id.into(), label: Words::default() }).into();
    config.groups = ["north", "south"].map(|id| Group { id: id.into(), label: Words::default() }).into();
    config
}

fn person(name: &str, role: &str, agency: &str, group: &str) -> Person {
    Person::new(name.into(), role.into(), agency.into(), BTreeSet::from([group.into()]))
}

fn people() -> Vec<Known> {
    let people = [
        person("ana", "super", "a", "north"),
        person("rut", "root", "a", "south"),
        person("aga", "agency-admin", "a", "north"),
        person("tim", "team-admin", "a", "north"),
        person("des", "designer", "a", "north"),
        person("swi", "switch", "a", "north"),
        person("wil", "worker", "a", "north"),
        person("wes", "worker", "a", "south"),
        person("bea", "worker", "b", "north"),
        person("bob", "worker", "b", "south"),
    ];
    people.into_iter().zip(1..).map(|(person, since)| Known { person, since }).collect()
}

struct World {
    config: Configuration,
    people: Vec<Known>,
}

impl World {
    fn new() -> Self {
        Self { config: configuration(), people: people() }
    }

    fn of(&self, user: &str) -> &Known {
        self.people.iter().find(|known| known.person.user.0 == user).unwrap()
    }

    fn facts<'a>(&'a self, author: &'a Person) -> Facts<'a> {
        let (config, people) = (&self.config, &self.people);
        Facts { config, version: 1, author, device: DeviceNo(1), people, about: None, next: None }
    }

    fn ask(&self, author: &str, deed: &Deed) -> Result<(), Denial> {
        validate(&self.facts(&self.of(author).person), deed)
    }

    /// Changes something about somebody.
    fn change(&self, author: &str, user: &str, change: impl FnOnce(&mut Person)) -> Result<(), Denial> {
        let known = self.of(user);
        let mut person = known.person.clone();
        change(&mut person);
        self.ask(author, &Deed::PersonPut { person, base: Some(known.since) })
    }

    fn gives(&self, author: &str, user: &str, role: &str) -> Result<(), Denial> {
        self.change(author, user, |person| person.role = role.into())
    }

    fn role(&self, author: &str, id: &str, change: impl FnOnce(&mut Role)) -> Result<(), Denial> {
        let mut role = self.config.role(&id.into()).cloned().unwrap_or_else(|| role(id, Scope::Own, &[]));
        change(&mut role);
        self.ask(author, &Deed::RolePut { role, base: 1 })
    }

    fn publishes(&self, author: &str, change: impl FnOnce(&mut Configuration)) -> Result<(), Denial> {
        let mut next = self.config.clone();
        change(&mut next);
        let facts = Facts { next: Some(&next), ..self.facts(&self.of(author).person) };
        validate(&facts, &Deed::ConfigurationPublish { packed: Vec::new(), base: 1 })
    }
}

#[test]
fn whoever_administers_a_team_or_an_agency_reaches_it_and_nobody_else() {
    let world = World::new();
    let disable = |author: &str, user: &str| world.change(author, user, |person| person.disabled = true);
    for (author, reached) in [
        ("ana", &["wil", "wes", "bea", "bob"][..]),
        ("rut", &["wil", "wes", "bea", "bob"]),
        ("aga", &["wil", "wes"]),
        ("tim", &["wil", "bea"]),
        ("swi", &["wil", "bea"]),
    ] {
        for user in ["wil", "wes", "bea", "bob"] {
            let answer = if reached.contains(&user) { Ok(()) } else { Err(Denial::UnknownPerson) };
            assert_eq!(disable(author, user), answer, "{author} and {user}");
            let (me, other) = (&world.of(author).person, &world.of(user).person);
            assert_eq!(sees(&world.config, me, other), answer.is_ok(), "{author} sees {user}");
        }
    }
    assert_eq!(disable("wil", "bea"), Err(Denial::NotPermitted));
    assert_eq!(world.change("swi", "wil", |person| person.location = None), Err(Denial::NotPermitted));
}

#[test]
fn nobody_gives_a_role_that_administers_more_or_reaches_further_than_their_own() {
    let world = World::new();
    for (author, given) in [
        (
            "ana",
            &["super", "root", "agency-admin", "team-admin", "switch", "manager", "auditor", "inspector"][..],
        ),
        (
            "rut",
            &["super", "root", "agency-admin", "team-admin", "switch", "manager", "auditor", "inspector"],
        ),
        ("aga", &["agency-admin", "manager", "inspector"]),
        ("tim", &["team-admin", "manager"]),
    ] {
        for role in world.config.roles.keys().filter(|role| role.as_str() != "worker") {
            let answer = if given.contains(&role.as_str()) { Ok(()) } else { Err(Denial::RoleAboveOwn) };
            assert_eq!(world.gives(author, "wil", role.as_str()), answer, "{author} gives {role}");
        }
    }
    // Nor is somebody who holds one touched.
    assert_eq!(world.change("tim", "ana", |person| person.disabled = true), Err(Denial::RoleAboveOwn));
    assert_eq!(world.gives("aga", "tim", "worker"), Err(Denial::RoleAboveOwn), "it creates groups");
    let code = Deed::CodeMake { user: "ana".into(), hash: [0; 32] };
    assert_eq!(world.ask("tim", &code), Err(Denial::RoleAboveOwn));
}

#[test]
fn nobody_moves_themselves_or_shuts_themselves_out() {
    let world = World::new();
    for who in ["ana", "rut", "tim", "aga"] {
        let own = |change: fn(&mut Person)| world.change(who, who, change);
        assert_eq!(
            own(|me| me.role = "super".into()),
            if who == "ana" { Err(Denial::AlreadySo) } else { Err(Denial::NotYourself) }
        );
        assert_eq!(own(|me| me.agency = "b".into()), Err(Denial::NotYourself));
        assert_eq!(
            own(|me| me.groups = BTreeSet::from(["north".into(), "south".into()])),
            Err(Denial::NotYourself)
        );
        assert_eq!(own(|me| me.disabled = true), Err(Denial::NotYourself));
        let user = UserName::from(who);
        let facts = Facts { about: Some((&user, None)), ..world.facts(&world.of(who).person) };
        let revoke = |device| validate(&facts, &Deed::DeviceRevoke { device, lost: true });
        assert_eq!((revoke(DeviceNo(1)), revoke(DeviceNo(2))), (Err(Denial::NotYourself), Ok(())));
    }
    assert_eq!(world.role("rut", "root", |role| role.scope = Scope::All), Err(Denial::NotYourself));
    assert_eq!(world.role("ana", "super", |role| role.manager = true), Ok(()));
}

#[test]
fn groups_and_agencies_are_given_by_whoever_is_in_them_or_administers_everybody() {
    let world = World::new();
    let joins = |author: &str, group: &str| {
        world.change(author, "wil", |person| _ = person.groups.insert(group.into()))
    };
    assert_eq!(joins("tim", "south"), Err(Denial::NotPermitted));
    assert_eq!(joins("rut", "south"), Ok(()));
    assert_eq!(joins("rut", "moon"), Err(Denial::UnknownGroup));
    let moves = |author: &str| world.change(author, "wil", |person| person.agency = "b".into());
    assert_eq!(
        (moves("tim"), moves("aga"), moves("rut")),
        (Err(Denial::NotPermitted), Err(Denial::NotPermitted), Ok(()))
    );
    let leaves = world.change("tim", "wil", |person| person.groups.clear());
    assert_eq!(leaves, Err(Denial::NotPermitted), "they would be out of reach");
    let put = |author: &str, id: &str| {
        let group = Group { id: id.into(), label: Words(BTreeMap::from([("en".into(), "x".into())])) };
        world.ask(author, &Deed::GroupPut { group, base: 1 })
    };
    assert_eq!((put("tim", "north"), put("tim", "south")), (Ok(()), Err(Denial::NotPermitted)));
    assert_eq!((put("tim", "new"), put("aga", "new")), (Ok(()), Err(Denial::NotPermitted)));
}

#[test]
fn a_list_narrows_whom_a_role_administers_and_what_it_gives() {
    let mut world = World::new();
    let root = world.config.roles.get_mut(&RoleId::from("root")).unwrap();
    root.administers_roles = BTreeSet::from(["worker".into(), "manager".into()]);
    root.administers_agencies = BTreeSet::from(["b".into()]);
    assert_eq!(world.gives("rut", "bob", "manager"), Ok(()));
    assert_eq!(world.gives("rut", "bob", "team-admin"), Err(Denial::RoleAboveOwn));
    assert_eq!(world.gives("rut", "wil", "manager"), Err(Denial::UnknownPerson));
    let new = |agency: &str| Deed::PersonPut { person: person("new", "worker", agency, "north"), base: None };
    assert_eq!(
        (world.ask("rut", &new("b")), world.ask("rut", &new("a"))),
        (Ok(()), Err(Denial::NotPermitted))
    );
    assert_eq!(world.role("rut", "manager", |role| role.manager = true), Ok(()));
    // Its list cannot be had longer by way of another role.
    let freer =
        |role: &mut Role| _ = role.actions.insert("user".into(), BTreeSet::from(["write".to_owned()]));
    assert_eq!(world.role("rut", "manager", freer), Err(Denial::RoleAboveOwn));
}

#[test]
fn somebody_always_administers_everybody() {
    let mut world = World::new();
    assert_eq!(world.change("ana", "rut", |person| person.disabled = true), Ok(()));
    let rut = world.people.iter_mut().find(|known| known.person.user.0 == "rut").unwrap();
    rut.person.disabled = true;
    let strip = |role: &mut Role| _ = role.actions.remove("user");
    assert_eq!(world.role("ana", "super", strip), Err(Denial::LastAdministrator));
    assert_eq!(world.role("ana", "root", strip), Ok(()));
    let narrow = |role: &mut Role| role.scope = Scope::Group;
    assert_eq!(world.role("ana", "super", narrow), Err(Denial::LastAdministrator));
    let gone = |config: &mut Configuration| strip(config.roles.get_mut(&RoleId::from("super")).unwrap());
    assert_eq!(world.publishes("ana", gone), Err(Denial::LastAdministrator));
}

#[test]
fn a_whole_configuration_changes_nothing_that_its_author_could_not_change_alone() {
    let world = World::new();
    let opens = |config: &mut Configuration| {
        let worker = config.roles.get_mut(&RoleId::from("worker")).unwrap();
        worker.forms.insert("notes".into(), Mode::Read);
    };
    assert_eq!(world.publishes("des", opens), Err(Denial::NotPermitted));
    assert_eq!(world.publishes("des", |config| config.settings.idle_lock_minutes = 3), Ok(()));
    assert_eq!(world.publishes("des", |_| ()), Err(Denial::AlreadySo));
    assert_eq!(
        world.publishes("tim", |config| config.settings.idle_lock_minutes = 3),
        Err(Denial::NotPermitted)
    );
    assert_eq!(world.publishes("ana", opens), Ok(()));
    assert_eq!(world.publishes("des", |config| config.groups.clear()), Err(Denial::NotPermitted));
    assert_eq!(world.publishes("ana", |config| config.groups.clear()), Err(Denial::StillInUse));
    let freer = |config: &mut Configuration| {
        config
            .roles
            .get_mut(&RoleId::from("designer"))
            .unwrap()
            .actions
            .insert("user".into(), BTreeSet::from(["manage".into()]));
    };
    assert_eq!(world.publishes("des", freer), Err(Denial::NotPermitted));
}

fn any_scope() -> impl Strategy<Value = Scope> {
    prop::sample::select(vec![Scope::Own, Scope::Group, Scope::Agency, Scope::All, Scope::AdminOnly])
}

fn any_role() -> impl Strategy<Value = (Scope, Vec<(usize, usize)>)> {
    (any_scope(), prop::collection::vec((0..ALL.len(), 0..5_usize), 0..8))
}

fn made(id: &str, (scope, held): (Scope, Vec<(usize, usize)>)) -> Role {
    let mut made = role(id, scope, &[]);
    for (resource, action) in held {
        let action = ["read", "create", "write", "assign", "manage"][action];
        made.actions.entry(ALL[resource].to_owned()).or_default().insert(action.to_owned());
    }
    made
}

proptest! {
    /// Whatever roles there are: what is given afterwards is no more than the giver has.
    #[test]
    fn rights_to_administer_are_never_made_of_less(own in any_role(), other in any_role(), scope in any_scope()) {
        let mut world = World::new();
        let (own, other) = (made("own", own), made("other", other));
        world.config.roles.insert("own".into(), own.clone());
        world.config.roles.insert("other".into(), other.clone());
        world.people.push(Known { person: person("me", "own", "a", "north"), since: 90 });
        let changed = Role { scope, ..other.clone() };
        let given = [
            (world.gives("me", "wil", "other"), &other),
            (world.role("me", "other", |role| role.scope = scope), &changed),
        ];
        for (answer, role) in given {
            if answer.is_ok() {
                let more = ALL.into_iter().flat_map(|of| ["create", "write", "assign", "manage"].map(|action| (of, action)));
                for (of, action) in more {
                    prop_assert!(!role.may(of, action) || own.may(of, action), "{of} {action}");
                }
                prop_assert!(administers(&own));
                let everybody = |scope| matches!(scope, Scope::All | Scope::AdminOnly);
                prop_assert!(!everybody(role.scope) || everybody(own.scope));
            }
        }
        prop_assert!(world.gives("me", "me", "other").is_err());
    }
}
