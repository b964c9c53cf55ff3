//! Administration from laptops: what its door takes, from whom, and what it does to the people it is about.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod camp;

use camp::{Camp, Laptop, NOW, config_files, enrol_request, person};
use daftar_core::{
    access::Person,
    admin::{Act, Deed, RULES},
    config::{Agency, Group, Role, Scope, Words},
    id::{ActId, DeviceNo, UserName},
};
use daftar_doc::keys::DeviceKeys;
use daftar_sync::{
    code::secret_hash,
    frame,
    wire::{
        AdminReply, Ask, DeviceSeen, Directory, Door, EnrolReply, Look, Seen, SignedAdmin, What, pack_files,
    },
};
use std::collections::{BTreeMap, BTreeSet};
use sync_server::Revoked;

const ADMINISTRATORS: &str = r#"
[[roles]]
id = "admin"
label = { en = "Administrator" }
scope = "admin_only"
actions.user = ["manage"]
actions.role = ["manage"]
actions.user_group = ["manage"]
actions.agency = ["manage"]
actions.system = ["manage"]
actions.primero_configuration = ["manage"]

[[roles]]
id = "team-admin"
label = { en = "Team administrator" }
scope = "group"
actions.user = ["read", "create", "write"]
actions.role = ["read", "assign"]
actions.user_group = ["read", "assign"]
"#;

fn files() -> Vec<(String, String)> {
    let mut files = config_files();
    files
        .iter_mut()
        .filter(|(name, _)| name == "roles.toml")
        .for_each(|(_, text)| text.push_str(ADMINISTRATORS));
    files
}

/// The camp with somebody who administers everybody, and somebody who administers a team.
fn office() -> (Camp, Laptop, Laptop) {
    let camp = Camp::new();
    camp.relay.publish_config(&files(), NOW).unwrap();
    camp.relay.add_person(&person("root", "admin", "a", "camp"), NOW).unwrap();
    camp.relay.add_person(&person("lead", "team-admin", "a", "camp"), NOW).unwrap();
    let (root, lead) = (camp.enrol("root"), camp.enrol("lead"));
    (camp, root, lead)
}

fn signed(camp: &Camp, laptop: &Laptop, what: What) -> SignedAdmin {
    let nonce = camp.relay.nonce(laptop.device, camp.now_ms).unwrap();
    SignedAdmin::sign(Ask { nonce, what }, laptop.device, laptop.relay, &laptop.keys)
}

fn asked(camp: &Camp, question: &SignedAdmin) -> AdminReply {
    let body = frame::encode(question).unwrap();
    let answer = camp.relay.answer(Door::Admin, &body, camp.now_ms).unwrap().expect("a readable question");
    let mut reader = frame::Reader::default();
    reader.feed(&answer);
    reader.message().unwrap().expect("an answer")
}

fn act(nth: u8, deed: Deed) -> Act {
    Act { id: ActId([nth; 16]), at_ms: NOW, rules: RULES, deed }
}

/// Does a deed under an id of its own.
fn does(camp: &Camp, laptop: &Laptop, deed: Deed) -> AdminReply {
    let nonce = camp.relay.nonce(laptop.device, camp.now_ms).unwrap();
    let act = Act { id: ActId(nonce), at_ms: NOW, rules: RULES, deed };
    let ask = Ask { nonce, what: What::Do(act) };
    asked(camp, &SignedAdmin::sign(ask, laptop.device, laptop.relay, &laptop.keys))
}

fn look(camp: &Camp, laptop: &Laptop, look: Look) -> AdminReply {
    asked(camp, &signed(camp, laptop, What::Look(look)))
}

fn refused(code: &str) -> AdminReply {
    AdminReply::Refused { code: code.to_owned() }
}

fn is_done(reply: &AdminReply) -> bool {
    matches!(reply, AdminReply::Done { .. })
}

fn add(person: Person) -> Deed {
    Deed::PersonPut { person, base: None }
}

/// The version of somebody that `laptop` is shown.
fn base(camp: &Camp, laptop: &Laptop, user: &str) -> Option<u64> {
    directory(camp, laptop)
        .people
        .into_iter()
        .find(|known| known.person.user.0 == user)
        .map(|known| known.since)
}

fn directory(camp: &Camp, laptop: &Laptop) -> Directory {
    match look(camp, laptop, Look::Directory) {
        AdminReply::Seen(Seen::Directory(seen)) => *seen,
        reply => panic!("{reply:?}"),
    }
}

fn devices(camp: &Camp, laptop: &Laptop) -> Vec<DeviceSeen> {
    match look(camp, laptop, Look::Devices) {
        AdminReply::Seen(Seen::Devices(devices)) => devices,
        reply => panic!("{reply:?}"),
    }
}

#[test]
fn somebody_added_from_a_laptop_enrols_with_a_code_made_there() {
    let (camp, root, _) = office();
    assert!(is_done(&does(&camp, &root, add(person("new", "worker", "a", "camp")))));
    let user = UserName::from("new");
    let hash = secret_hash(&[7; 16]);
    assert_eq!(does(&camp, &root, Deed::CodeMake { user: "nobody".into(), hash }), refused("unknown_person"));
    assert!(is_done(&does(&camp, &root, Deed::CodeMake { user: user.clone(), hash })));
    assert_eq!(does(&camp, &root, Deed::CodeMake { user: user.clone(), hash }), refused("already_so"));

    let keys = DeviceKeys::make().unwrap();
    let reply = camp.relay.enrol(&enrol_request([7; 16], &keys), camp.now_ms).unwrap();
    assert!(matches!(&reply, EnrolReply::Enrolled { user: enrolled, .. } if *enrolled == user));
    let mut laptop = Laptop::of(reply, keys);
    laptop.sync(&camp);
    assert_eq!(laptop.config.as_ref().unwrap().me.role.as_str(), "worker");
    let report = camp.relay.verify_log().unwrap();
    assert_eq!(report.admin_deeds, 2);
}

#[test]
fn what_was_changed_is_so_at_the_next_contact_and_nobody_changes_what_they_have_not_seen() {
    let (camp, root, _) = office();
    let (mut worker, mut boss) = (camp.enrol("worker"), camp.enrol("boss"));
    worker.sync(&camp);
    let case = worker.register("Amina");
    worker.sync(&camp);
    boss.sync(&camp);
    assert!(boss.cases.contains_key(&case));

    let seen = base(&camp, &root, "boss");
    let gone = person("boss", "manager", "a", "clinic");
    assert!(is_done(&does(&camp, &root, Deed::PersonPut { person: gone.clone(), base: seen })));
    boss.sync(&camp);
    assert!(!boss.cases.contains_key(&case), "it leaves the laptop of whoever left the group");

    let again = Person { disabled: true, ..gone.clone() };
    assert_eq!(does(&camp, &root, Deed::PersonPut { person: again, base: seen }), refused("stale_version"));
    assert_eq!(does(&camp, &root, add(gone.clone())), refused("person_exists"));
    let seen = base(&camp, &root, "boss");
    assert_eq!(does(&camp, &root, Deed::PersonPut { person: gone, base: seen }), refused("already_so"));
    camp.relay.verify_log().unwrap();
}

#[test]
fn a_deed_is_heard_once_from_whoever_signed_it_for_this_relay() {
    let (camp, root, lead) = office();
    let deed = act(1, add(person("new", "worker", "a", "camp")));
    let once = signed(&camp, &root, What::Do(deed.clone()));
    assert!(is_done(&asked(&camp, &once)));
    assert_eq!(asked(&camp, &once), refused("bad_nonce"));
    // The answer was lost, and the laptop asks again: by the same deed, whatever the nonce.
    assert_eq!(asked(&camp, &signed(&camp, &root, What::Do(deed.clone()))), AdminReply::Duplicate);
    let other = Act { at_ms: NOW + 1, ..deed.clone() };
    assert_eq!(asked(&camp, &signed(&camp, &root, What::Do(other))), refused("not_found"));
    assert_eq!(asked(&camp, &signed(&camp, &lead, What::Do(deed))), refused("not_found"));
    let coming = Act { rules: RULES + 1, ..act(2, add(person("newer", "worker", "a", "camp"))) };
    assert_eq!(asked(&camp, &signed(&camp, &root, What::Do(coming))), refused("newer_rules"));

    // In the name of another, changed on the way, for another relay, with another's nonce.
    let what = || What::Do(act(3, add(person("forged", "admin", "a", "camp"))));
    let borrowed = SignedAdmin { device: root.device, ..signed(&camp, &lead, what()) };
    assert_eq!(asked(&camp, &borrowed), refused("unknown_device"));
    let mut changed = signed(&camp, &root, What::Look(Look::Directory));
    changed.ask.what = what();
    assert_eq!(asked(&camp, &changed), refused("unknown_device"));
    let elsewhere = Laptop { relay: daftar_doc::segment::RelayId([9; 16]), ..root.clone() };
    assert_eq!(asked(&camp, &signed(&camp, &elsewhere, what())), refused("unknown_device"));
    let nobody = Laptop { device: DeviceNo(999), ..root.clone() };
    assert_eq!(asked(&camp, &signed(&camp, &nobody, what())), refused("unknown_device"));
    let nonce = camp.relay.nonce(lead.device, NOW).unwrap();
    let lent = SignedAdmin::sign(Ask { nonce, what: what() }, root.device, root.relay, &root.keys);
    assert_eq!(asked(&camp, &lent), refused("bad_nonce"));
    assert!(!camp.relay.people().unwrap().iter().any(|person| person.user.0 == "forged"));
    camp.relay.verify_log().unwrap();
}

#[test]
fn nobody_makes_themselves_or_others_more_than_they_are() {
    let (camp, root, lead) = office();
    let (worker, seen) = (camp.enrol("worker"), directory(&camp, &lead));
    let put = |user: &str, role: &str| {
        let base =
            camp.relay.people().unwrap().iter().any(|p| p.user.0 == user).then(|| base(&camp, &root, user));
        Deed::PersonPut { person: person(user, role, "a", "camp"), base: base.flatten() }
    };
    let role = |id: &str| seen.roles.iter().find(|role| role.id.as_str() == id).unwrap().clone();
    let version = seen.version;
    for (laptop, deed, code) in [
        (&worker, put("worker", "admin"), "not_permitted"),
        (&worker, add(person("friend", "worker", "a", "camp")), "not_permitted"),
        (&lead, put("lead", "admin"), "not_yourself"),
        (&lead, put("lead", "worker"), "not_yourself"),
        (&lead, put("worker", "admin"), "role_above_own"),
        (&lead, add(person("friend", "admin", "a", "camp")), "role_above_own"),
        (&lead, put("root", "worker"), "role_above_own"),
        (&lead, put("provider", "worker"), "unknown_person"),
        (&lead, add(person("friend", "worker", "b", "camp")), "not_permitted"),
        (&lead, add(person("friend", "worker", "a", "clinic")), "not_permitted"),
        (&lead, Deed::CodeMake { user: "root".into(), hash: [0; 32] }, "role_above_own"),
        (&lead, Deed::CodeMake { user: "provider".into(), hash: [0; 32] }, "unknown_person"),
        (&lead, Deed::DeviceRevoke { device: root.device, lost: true }, "role_above_own"),
        (&lead, Deed::RolePut { role: role("worker"), base: version }, "not_permitted"),
        (&root, put("root", "worker"), "not_yourself"),
        (
            &root,
            Deed::RolePut { role: Role { scope: Scope::All, ..role("admin") }, base: version },
            "not_yourself",
        ),
        (&root, Deed::DeviceRevoke { device: root.device, lost: false }, "not_yourself"),
    ] {
        let kind = deed.kind();
        assert_eq!(does(&camp, laptop, deed), refused(code), "{kind}");
    }
    assert_eq!(camp.relay.verify_log().unwrap().admin_deeds, 0, "nothing of it was taken");
    assert!(is_done(&does(&camp, &lead, add(person("friend", "worker", "a", "camp")))));
}

#[test]
fn whoever_is_shut_out_administers_nothing_and_is_told_nothing_more() {
    let (camp, root, lead) = office();
    let worker = camp.enrol("worker");
    for what in [Look::Devices, Look::Directory] {
        assert_eq!(look(&camp, &worker, what), refused("not_permitted"));
    }
    let twin = camp.enrol("lead");
    camp.relay.revoke_device(twin.device, Revoked::Retired, NOW).unwrap();
    let off = Person { disabled: true, ..person("lead", "team-admin", "a", "camp") };
    let deed = Deed::PersonPut { person: off, base: base(&camp, &root, "lead") };
    assert_eq!(look(&camp, &twin, Look::Directory), refused("not_permitted"));
    assert!(is_done(&does(&camp, &root, deed)));
    assert_eq!(look(&camp, &lead, Look::Directory), refused("not_permitted"));
    assert_eq!(does(&camp, &lead, add(person("x", "worker", "a", "camp"))), refused("not_permitted"));
    // A lost laptop is told no more than a retired one.
    assert!(is_done(&does(&camp, &root, Deed::DeviceRevoke { device: twin.device, lost: true })));
    assert_eq!(look(&camp, &twin, Look::Directory), refused("not_permitted"));
}

#[test]
fn a_team_is_seen_by_whoever_administers_it_and_the_rest_is_not() {
    let (camp, root, lead) = office();
    camp.enrol("provider");
    let people = directory(&camp, &lead).people;
    let names: BTreeSet<_> = people.iter().map(|known| known.person.user.as_str()).collect();
    assert_eq!(names, BTreeSet::from(["worker", "other", "boss", "root", "lead"]));
    assert!(devices(&camp, &lead).iter().all(|device| device.user.0 != "provider"));
    assert!(devices(&camp, &root).iter().any(|device| device.user.0 == "provider"));
    let seen = directory(&camp, &lead);
    assert_eq!(seen.forms.len(), 3);
    assert_eq!(seen.version, 2);
}

#[test]
fn a_laptop_revoked_from_another_hands_in_its_work_and_one_reported_lost_does_not() {
    let (camp, root, _) = office();
    let (mut retired, mut lost) = (camp.enrol("worker"), camp.enrol("worker"));
    retired.sync(&camp);
    lost.sync(&camp);
    let case = retired.register("Amina");
    retired.sync(&camp);
    lost.sync(&camp);
    let holds = |of: &Laptop| devices(&camp, &root).iter().find(|d| d.device == of.device).unwrap().holds;
    assert_eq!((holds(&retired), holds(&lost)), (1, 1));
    retired.fill(case, "note", "one");
    lost.fill(case, "note", "two");
    assert!(is_done(&does(&camp, &root, Deed::DeviceRevoke { device: retired.device, lost: false })));
    assert!(is_done(&does(&camp, &root, Deed::DeviceRevoke { device: lost.device, lost: true })));
    let again = Deed::DeviceRevoke { device: lost.device, lost: false };
    assert_eq!(does(&camp, &root, again), refused("already_revoked"));
    let nowhere = Deed::DeviceRevoke { device: DeviceNo(77), lost: false };
    assert_eq!(does(&camp, &root, nowhere), refused("unknown_device"));
    retired.nonces = vec![camp.relay.nonce(retired.device, NOW).unwrap()];
    retired.sync(&camp);
    lost.sync(&camp);
    let report = camp.relay.verify_log().unwrap();
    assert_eq!((report.late_segments, report.segments), (1, 1));
    assert_eq!(lost.refused.as_deref(), Some("device_lost"));
}

#[test]
fn roles_groups_and_agencies_are_published_one_by_one_and_whole_configurations_at_once() {
    let (camp, root, lead) = office();
    let mut worker = camp.enrol("worker");
    worker.sync(&camp);
    let seen = directory(&camp, &root);
    let mut role = seen.roles.iter().find(|role| role.id.as_str() == "worker").unwrap().clone();
    role.forms.remove(&"notes".into());
    let put = |role: &Role, base| Deed::RolePut { role: role.clone(), base };
    assert!(is_done(&does(&camp, &root, put(&role, seen.version))));
    worker.sync(&camp);
    let forms = |laptop: &Laptop| laptop.config.as_ref().unwrap().slice.config.forms.len();
    assert_eq!(forms(&worker), 2, "the form left the laptop at its next contact");
    assert_eq!(does(&camp, &root, put(&role, seen.version)), refused("stale_version"));
    assert_eq!(does(&camp, &root, put(&role, 3)), refused("already_so"));
    role.forms.insert("moon".into(), daftar_core::config::Mode::Read);
    assert_eq!(does(&camp, &root, put(&role, 3)), refused("bad_config"));

    let label = Words(BTreeMap::from([("en".to_owned(), "North".to_owned())]));
    let group = Group { id: "north".into(), label: label.clone() };
    assert!(is_done(&does(&camp, &root, Deed::GroupPut { group: group.clone(), base: 3 })));
    assert_eq!(does(&camp, &lead, Deed::GroupPut { group, base: 4 }), refused("not_permitted"));
    let agency = Agency { id: "c".into(), label };
    assert!(is_done(&does(&camp, &root, Deed::AgencyPut { agency, base: 4 })));
    let seen = directory(&camp, &root);
    assert_eq!((seen.version, seen.groups.len(), seen.agencies.len()), (5, 3, 3));

    let publish = |files: &[(String, String)], base| Deed::ConfigurationPublish {
        packed: pack_files(files).unwrap(),
        base,
    };
    assert_eq!(does(&camp, &lead, publish(&files(), 5)), refused("not_permitted"));
    assert_eq!(does(&camp, &root, publish(&files()[1..], 5)), refused("bad_config"));
    let nonsense = Deed::ConfigurationPublish { packed: vec![1, 2, 3], base: 5 };
    assert_eq!(does(&camp, &root, nonsense), refused("bad_config"));
    // Without the administrators' roles nobody would be left to administer; without a role that somebody has, neither.
    let mut own = files();
    own.retain(|(name, _)| name != "roles.toml");
    own.push(("roles.toml".to_owned(), ADMINISTRATORS.to_owned()));
    assert_eq!(does(&camp, &root, publish(&own, 5)), refused("still_in_use"));
    assert_eq!(does(&camp, &root, publish(&config_files(), 5)), refused("not_yourself"));
    assert!(is_done(&does(&camp, &root, publish(&files(), 5))));
    worker.sync(&camp);
    assert_eq!(forms(&worker), 3);
    let report = camp.relay.verify_log().unwrap();
    assert_eq!(report.admin_deeds, 4);
}
