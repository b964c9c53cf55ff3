//! Who may see what: the grid of paths, and since when against a replay of every moment.

use crate::{golden, programme::*};
use daftar_core::{
    access::{Facts, How, Person, Span, may_take_away},
    config::{Mode, RecordType, Scope},
    id::{CompartmentId, FormId, UserName},
    publish::{Compartment, Published, publish},
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn referral(lends: Option<&str>) -> How {
    How::Referral { lends: lends.map(Into::into) }
}

fn mode_word(mode: Option<&Mode>) -> String {
    match mode {
        None => "-",
        Some(Mode::Read) => "r",
        Some(Mode::Write) => "rw",
    }
    .to_owned()
}

fn name_of(compartment: &Compartment) -> String {
    compartment.forms.iter().map(FormId::as_str).collect::<Vec<_>>().join("+")
}

#[test]
fn the_grid_of_paths_is_the_reviewed_one() {
    let worker = person("me", "worker", "red", &["north"]);
    let lead = person("me", "supervisor", "red", &["north"]);
    let provider = person("me", "provider", "red", &["north"]);
    let other = person("other", "worker", "red", &["north"]);
    let with = |who: &Person, role: &str| Person { role: role.into(), ..who.clone() };
    let off = |who: &Person| Person { disabled: true, ..who.clone() };
    let services = || referral(Some("lends-services"));
    let mine = |how: How| vec![(user("me"), how)];
    let theirs = |how: How| vec![(user("other"), how)];
    let story = |name: &'static str, me: Person, by: Vec<(UserName, How)>| (name, me, other.clone(), by);
    let stories = vec![
        story("owner", worker.clone(), mine(How::Owner)),
        story("owner, role without write", with(&worker, "reader"), mine(How::Owner)),
        story("owner, role without read", with(&worker, "blind"), mine(How::Owner)),
        story("owner, administration only", with(&worker, "administrator"), mine(How::Owner)),
        story("owner, role unknown", with(&worker, "gone"), mine(How::Owner)),
        story("owner, disabled", off(&worker), mine(How::Owner)),
        story("no path", worker.clone(), vec![]),
        story("own scope, colleague owns", worker.clone(), theirs(How::Owner)),
        story("group scope reaches the owner", lead.clone(), theirs(How::Owner)),
        ("group scope reaches a disabled owner", lead.clone(), off(&other), theirs(How::Owner)),
        (
            "group scope, owner in another group",
            lead.clone(),
            person("other", "worker", "red", &["south"]),
            theirs(How::Owner),
        ),
        (
            "group scope, neither has a group",
            person("me", "supervisor", "red", &[]),
            person("other", "worker", "red", &[]),
            theirs(How::Owner),
        ),
        story("group scope, role without write", with(&worker, "reader"), theirs(How::Owner)),
        story("group scope, disabled", off(&lead), theirs(How::Owner)),
        story("agency scope reaches the owner", with(&worker, "agency-lead"), theirs(How::Owner)),
        (
            "agency scope, owner of another agency",
            with(&worker, "agency-lead"),
            person("other", "worker", "blue", &["north"]),
            theirs(How::Owner),
        ),
        story("all scope", with(&worker, "auditor"), theirs(How::Owner)),
        story("may add notes, group scope", with(&worker, "listener"), theirs(How::Owner)),
        story("may add notes, referred to me", with(&worker, "listener"), mine(services())),
        story(
            "may add notes, referred to me without it",
            with(&worker, "listener"),
            mine(referral(Some("lends-concern"))),
        ),
        story("may add notes, offered to me", with(&worker, "listener"), mine(How::TransferOffer)),
        story("may add notes, in an emergency", with(&worker, "listener"), mine(How::Glass)),
        story("is the child", with(&worker, "child"), mine(How::Attributed)),
        story("is the child, of a colleague's case", with(&worker, "child"), theirs(How::Attributed)),
        story("is the child by a role that is not", worker.clone(), mine(How::Attributed)),
        story("is the child, and owns it", with(&worker, "child"), mine(How::Owner)),
        story("all scope, role without read", with(&worker, "blind"), theirs(How::Owner)),
        story("administration only", with(&worker, "administrator"), theirs(How::Owner)),
        story("referred to me", provider.clone(), mine(services())),
        story("referred to me, my own role opens more", worker.clone(), mine(services())),
        story("referred to me, role without write", with(&worker, "reader"), mine(services())),
        story("referred to me, role without read", with(&worker, "blind"), mine(services())),
        story("referred to me, disabled", off(&provider), mine(services())),
        story("referred to me by a type that is gone", worker.clone(), mine(referral(Some("gone")))),
        story("referred to me without type", worker.clone(), mine(referral(None))),
        story("referred to me without type, no own forms", provider.clone(), mine(referral(None))),
        story("referred to me without type, without read", with(&worker, "blind"), mine(referral(None))),
        story(
            "referred to me twice",
            provider.clone(),
            vec![(user("me"), services()), (user("me"), referral(Some("lends-health")))],
        ),
        story(
            "referred to me, and I own it",
            worker.clone(),
            vec![(user("me"), services()), (user("me"), How::Owner)],
        ),
        story(
            "referred to me, and scope reaches the owner",
            lead.clone(),
            vec![(user("me"), referral(Some("lends-concern"))), (user("other"), How::Owner)],
        ),
        story("group scope reaches the referred", lead.clone(), theirs(services())),
        story(
            "group scope reaches the referred: health",
            lead.clone(),
            theirs(referral(Some("lends-health"))),
        ),
        story(
            "group scope reaches the referred: concern",
            lead.clone(),
            theirs(referral(Some("lends-concern"))),
        ),
        story("group scope reaches the referred: no type", lead.clone(), theirs(referral(None))),
        story("group scope reaches the referred: type gone", lead.clone(), theirs(referral(Some("gone")))),
        story("own scope, colleague was referred", worker.clone(), theirs(services())),
        story("all scope reaches the referred", with(&worker, "auditor"), theirs(services())),
        story("transfer offered to me", worker.clone(), mine(How::TransferOffer)),
        story("transfer offered to me, without read", with(&worker, "blind"), mine(How::TransferOffer)),
        story("emergency access of mine", worker.clone(), mine(How::Glass)),
        story("group scope reaches who has emergency access", lead.clone(), theirs(How::Glass)),
        story("group scope reaches the transfer's recipient", lead.clone(), theirs(How::TransferOffer)),
        story(
            "group scope, without accept_or_reject_transfer",
            with(&lead, "reader"),
            theirs(How::TransferOffer),
        ),
    ];
    let published = publish(None, configuration());
    let head: Vec<String> = published.compartments.iter().map(name_of).collect();
    let rows = stories.into_iter().map(|(name, me, other, by)| {
        let people: Vec<_> = [me, other].map(|what| Span { from: 0, to: None, what }).into();
        let associations: Vec<_> = by.into_iter().map(|what| Span { from: 1, to: None, what }).collect();
        let facts = Facts {
            record: RecordType::Case,
            published: &published,
            people: &people,
            associations: &associations,
        };
        let modes = facts.modes_at(&user("me"), 1);
        assert!(facts.modes_at(&user("me"), 0).is_empty(), "{name}: before it happened");
        (name.to_owned(), published.compartments.iter().map(|c| mode_word(modes.get(&c.id))).collect())
    });
    golden::compare("modes.txt", &head, &rows.collect::<Vec<_>>());
}

#[test]
fn access_begins_with_the_offer_and_ends_with_the_referral() {
    let people = [person("owner", "worker", "red", &["north"]), person("friend", "provider", "blue", &[])];
    let mut world = World::of(&people);
    world.does("owner", 1, create());
    let before = world.seq;
    let referral =
        world.does("owner", 2, offer("friend", Some("lends-services"), daftar_core::act::Consent::Given));
    let offered = world.seq;
    world.does("friend", 3, accept(referral));
    world.does("friend", 4, done(referral));
    let friend = user("friend");
    let reads = |seq| !world.facts().modes_at(&friend, seq).is_empty();
    assert_eq!([before, offered, offered + 1, world.seq].map(reads), [false, true, true, false]);
    assert!(world.facts().ever_any(&friend, world.seq));
    assert!(!world.facts().ever_any(&friend, before));
}

#[test]
fn a_path_that_ends_while_another_grants_does_not_restamp() {
    let people =
        [person("owner", "worker", "red", &["north"]), person("lead", "supervisor", "red", &["north"])];
    let mut world = World::of(&people);
    world.does("owner", 1, create());
    let since = world.facts().modes_since(&user("lead"), world.seq);
    world.does("lead", 2, assign("owner", "lead"));
    let later = world.facts().modes_since(&user("lead"), world.seq);
    assert!(since.values().all(|(_, from)| *from == 1));
    assert_eq!(since, later);
}

#[test]
fn only_what_shrinks_or_changes_sides_may_take_anything_away() {
    let at = |groups: &[&str]| person("me", "worker", "red", groups);
    let off = |who: Person| Person { disabled: true, ..who };
    let north = || at(&["north"]);
    let moved = |role: &str, agency: &str| person("me", role, agency, &["north"]);
    let elsewhere = Person {
        location: Some("camp".to_owned()),
        services: BTreeSet::from(["school".to_owned()]),
        ..north()
    };
    let table = [
        ("nothing", north(), north(), false),
        ("another place and other services", north(), elsewhere, false),
        ("one more group", north(), at(&["north", "south"]), false),
        ("a first group", at(&[]), north(), false),
        ("one group less", at(&["north", "south"]), north(), true),
        ("no group any more", north(), at(&[]), true),
        ("another group", north(), at(&["south"]), true),
        ("another agency", north(), moved("worker", "blue"), true),
        ("another role", north(), moved("supervisor", "red"), true),
        ("disabled", north(), off(north()), true),
        ("enabled", off(north()), north(), false),
        ("enabled with one more group", off(north()), at(&["north", "south"]), false),
        ("enabled in another role", off(north()), moved("supervisor", "red"), false),
        ("enabled in another group", off(north()), at(&["south"]), true),
        ("enabled in another agency", off(north()), moved("worker", "blue"), true),
        ("another group while disabled", off(north()), off(at(&["south"])), true),
        ("another role while disabled", off(north()), off(moved("supervisor", "red")), false),
    ];
    for (what, before, after, takes) in table {
        assert_eq!(may_take_away(&before, &after), takes, "{what}");
    }
}

const USERS: [&str; 3] = ["me", "two", "three"];
const ROLES_OF_STORIES: [&str; 10] = [
    "worker",
    "supervisor",
    "agency-lead",
    "auditor",
    "provider",
    "reader",
    "blind",
    "gone",
    "listener",
    "child",
];
const LAST: u64 = 24;

fn some_person(name: &'static str) -> impl Strategy<Value = Person> {
    let groups = prop::sample::subsequence(vec!["north", "south"], 0..=2);
    let role = prop::sample::select(&ROLES_OF_STORIES[..]);
    (role, prop::bool::ANY, groups, prop::bool::weighted(0.15)).prop_map(
        move |(role, red, groups, disabled)| Person {
            disabled,
            ..person(name, role, if red { "red" } else { "blue" }, &groups)
        },
    )
}

/// One person's versions, one after another without a gap; the person may appear late.
fn versions(name: &'static str) -> impl Strategy<Value = Vec<Span<Person>>> {
    prop::collection::btree_map(0..LAST, some_person(name), 1..5).prop_map(|versions| {
        let starts: Vec<u64> = versions.keys().copied().collect();
        let ends = starts.iter().skip(1).map(|end| Some(*end)).chain([None]);
        versions.into_iter().zip(ends).map(|((from, what), to)| Span { from, to, what }).collect()
    })
}

fn how() -> impl Strategy<Value = How> {
    prop_oneof![
        Just(How::Owner),
        Just(How::TransferOffer),
        Just(How::Glass),
        Just(How::Attributed),
        Just(referral(None)),
        prop::sample::select(vec!["lends-services", "lends-concern", "lends-health", "gone"])
            .prop_map(|lends| referral(Some(lends))),
    ]
}

fn associations() -> impl Strategy<Value = Vec<Span<(UserName, How)>>> {
    let one = (prop::sample::select(&USERS[..]), how(), 0..LAST, prop::option::of(0..LAST));
    prop::collection::vec(one, 0..6).prop_map(|all| {
        let span = |(who, how, from, lasts): (&str, How, u64, Option<u64>)| Span {
            from,
            to: lasts.map(|lasts| from + lasts),
            what: (user(who), how),
        };
        all.into_iter().map(span).collect()
    })
}

/// What the table in `access.rs` says, written down once more without looking at the code: form by form, path by path.
fn naive_modes(
    published: &Published,
    people: &[Person],
    by: &[(UserName, How)],
) -> BTreeMap<CompartmentId, Mode> {
    let mut modes = BTreeMap::new();
    let config = &published.config;
    let Some(me) = people.iter().find(|p| p.user == user("me")) else { return modes };
    let Some(role) = config.roles.get(&me.role) else { return modes };
    let holds = |action: &str| role.actions["case"].contains(action);
    if me.disabled || !holds("read") {
        return modes;
    }
    let reaches = |who: &UserName| {
        people.iter().filter(|p| p.user == *who).any(|p| match role.scope {
            Scope::All => true,
            Scope::Agency => p.agency == me.agency,
            Scope::Group => p.groups.iter().any(|group| me.groups.contains(group)),
            Scope::Own | Scope::AdminOnly | Scope::Identified => false,
        })
    };
    for compartment in &published.compartments {
        for form in &compartment.forms {
            let own = role.forms.get(form).copied();
            for (who, how) in by {
                let lent = match how {
                    How::Referral { lends: Some(lends) } => {
                        config.roles.get(lends).and_then(|lent| lent.forms.get(form).copied())
                    }
                    How::Owner
                    | How::Referral { lends: None }
                    | How::TransferOffer
                    | How::Glass
                    | How::Attributed => own,
                };
                let mode = match (who == &me.user, how) {
                    (true, How::Owner | How::Referral { .. }) => lent,
                    (true, How::TransferOffer | How::Glass) => own.and(Some(Mode::Read)),
                    (true, How::Attributed) => own.filter(|_| role.scope == Scope::Identified),
                    (false, How::Glass | How::Attributed) => None,
                    (false, _) if !reaches(who) => None,
                    (false, How::TransferOffer) if holds("accept_or_reject_transfer") => {
                        own.and(Some(Mode::Read))
                    }
                    (false, How::TransferOffer) => None,
                    (false, _) => own.and_then(|own| lent.map(|lent| own.min(lent))),
                };
                let noted = form.as_str() == "notes"
                    && holds("add_note")
                    && matches!(how, How::Owner | How::Referral { .. });
                let mode = mode.map(|mode| match (noted, holds("write")) {
                    (true, _) => Mode::Write,
                    (false, true) => mode,
                    (false, false) => Mode::Read,
                });
                if let Some(mode) = mode {
                    let best = modes.entry(compartment.id).or_insert(mode);
                    *best = mode.max(*best);
                }
            }
        }
    }
    modes
}

fn holding<T: Clone>(spans: &[Span<T>], seq: u64) -> Vec<T> {
    let holds = |span: &&Span<T>| span.from <= seq && !matches!(span.to, Some(to) if to <= seq);
    spans.iter().filter(holds).map(|span| span.what.clone()).collect()
}

proptest! {
#![proptest_config(ProptestConfig::with_cases(400))]
#[test]
fn since_and_ever_agree_with_a_replay_of_every_moment(
    me in versions("me"),
    two in versions("two"),
    three in versions("three"),
    associations in associations(),
    now in 0..LAST * 2,
) {
    let published = publish(None, configuration());
    let people = [me, two, three].concat();
    let facts = Facts { record: RecordType::Case, published: &published, people: &people, associations: &associations };
    let viewer = user("me");
    let mut since: BTreeMap<CompartmentId, (Mode, u64)> = BTreeMap::new();
    let mut ever: BTreeSet<(CompartmentId, Mode)> = BTreeSet::new();
    for seq in 0..=now {
        let modes = naive_modes(&published, &holding(&people, seq), &holding(&associations, seq));
        prop_assert_eq!(&facts.modes_at(&viewer, seq), &modes, "at {}", seq);
        since.retain(|id, _| modes.contains_key(id));
        for (id, mode) in modes {
            since.entry(id).or_insert((mode, seq)).0 = mode;
            ever.extend([(id, Mode::Read), (id, mode)]);
        }
    }
    prop_assert_eq!(facts.modes_since(&viewer, now), since);
    for compartment in &published.compartments {
        for mode in [Mode::Read, Mode::Write] {
            let wanted = ever.contains(&(compartment.id, mode));
            prop_assert_eq!(facts.ever(&viewer, compartment.id, mode, now), wanted);
        }
    }
    prop_assert_eq!(facts.ever_any(&viewer, now), !ever.is_empty());
}}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]
    #[test]
    fn what_may_take_nothing_away_takes_nothing_away(
        before in prop::sample::select(&USERS[..]).prop_flat_map(|who| (some_person(who), some_person(who))),
        others in USERS.map(some_person),
        associations in associations(),
        now in 0..LAST,
    ) {
        let (before, after) = before;
        // Most changes may; some hundred are left.
        if may_take_away(&before, &after) {
            return Ok(());
        }
        let published = publish(None, configuration());
        let of = |changed: &Person| -> Vec<Span<Person>> {
            let others = others.iter().filter(|other| other.user != changed.user).cloned();
            others.chain([changed.clone()]).map(|what| Span { from: 0, to: None, what }).collect()
        };
        let (people, people_after) = (of(&before), of(&after));
        let facts = Facts { record: RecordType::Case, published: &published, people: &people, associations: &associations };
        let then = Facts { people: &people_after, ..facts.clone() };
        for viewer in USERS.map(user) {
            let modes = then.modes_at(&viewer, now);
            for (id, mode) in facts.modes_at(&viewer, now) {
                prop_assert!(modes.get(&id).is_some_and(|after| *after >= mode), "{} loses {:?}", viewer, id);
            }
        }
    }
}
