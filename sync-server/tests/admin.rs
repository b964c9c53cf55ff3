//! Enrolment, the log's check, backup and restore.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod camp;

use camp::{Camp, Counter, NOW, enrol_request, person};
use daftar_core::id::UserName;
use daftar_doc::keys::DeviceKeys;
use daftar_sync::{code::EnrolCode, wire::EnrolReply};
use std::fs;
use sync_server::{Refusal, Relay, RelayError, admin};

fn refused(reply: &EnrolReply) -> Option<&str> {
    match reply {
        EnrolReply::Refused { code } => Some(code),
        EnrolReply::Enrolled { .. } => None,
    }
}

#[test]
fn a_code_enrols_one_laptop_and_only_that_one_again() {
    let camp = Camp::new();
    let user = UserName::from("worker");
    let code = camp.relay.enrol_code(&user, Some("relay.example:7443"), NOW).unwrap();
    assert!(EnrolCode::from_text(&code.to_text()) == Ok(code.clone()));
    assert_eq!(code.relay_key, camp.relay.fingerprint());
    let (keys, stranger) = (DeviceKeys::make().unwrap(), DeviceKeys::make().unwrap());
    let garbled = enrol_request([0; 16], &keys);
    assert_eq!(refused(&camp.relay.enrol(&garbled, NOW).unwrap()), Some("unknown_code"));
    let request = enrol_request(code.secret, &keys);
    let first = camp.relay.enrol(&request, NOW).unwrap();
    let EnrolReply::Enrolled { device, .. } = &first else { panic!("{first:?}") };
    let again = camp.relay.enrol(&request, NOW).unwrap();
    assert!(matches!(again, EnrolReply::Enrolled { device: same, .. } if same == *device));
    let second = camp.relay.enrol(&enrol_request(code.secret, &stranger), NOW).unwrap();
    assert_eq!(refused(&second), Some("code_used"));
    let old = camp.relay.enrol_code(&user, Some("x:1"), NOW).unwrap();
    let late = camp.relay.enrol(&enrol_request(old.secret, &stranger), NOW + 15 * 24 * 3_600_000).unwrap();
    assert_eq!(refused(&late), Some("code_expired"));
}

#[test]
fn people_need_a_known_role_agency_and_group_and_a_plain_name() {
    let camp = Camp::new();
    let add = |p: &daftar_core::access::Person| match camp.relay.add_person(p, NOW) {
        Err(RelayError::Refused(refusal)) => refusal.code(),
        _ => "ok",
    };
    assert_eq!(add(&person("worker", "worker", "a", "camp")), "person_exists");
    assert_eq!(add(&person("new", "nobody", "a", "camp")), "unknown_role");
    assert_eq!(add(&person("new", "worker", "z", "camp")), "unknown_agency");
    assert_eq!(add(&person("new", "worker", "a", "moon")), "unknown_group");
    assert_eq!(add(&person("no blanks", "worker", "a", "camp")), "bad_user_name");
    assert_eq!(add(&person("new", "worker", "a", "camp")), "ok");
}

#[test]
fn the_log_verifies_and_counts_what_is_in_it() {
    let camp = Camp::new();
    let mut worker = camp.enrol("worker");
    worker.sync(&camp);
    let case = worker.register("Amina");
    worker.refer(case, "provider");
    worker.sync(&camp);
    let report = camp.relay.verify_log().unwrap();
    assert_eq!((report.segments, report.acts, report.late_segments), (1, 2, 0));
    // One configuration, five people, one device.
    assert_eq!(report.console_deeds, 7);
    assert_eq!(report.head, 10);
}

#[test]
fn nothing_a_person_wrote_and_no_key_is_readable_on_the_relays_disk() {
    let camp = Camp::new();
    let mut worker = camp.enrol("worker");
    worker.sync(&camp);
    let case = worker.register("CANARYCANARY");
    worker.flag(case, "CANARYCANARY was seen again");
    worker.sync(&camp);
    for file in ["log.db", "log.db-wal", "keys/keys.db", "keys/keys.db-wal"] {
        let bytes = fs::read(camp.dir.path().join(file)).unwrap_or_default();
        for word in ["CANARYCANARY", "worker", "SQLite format", "associations", "case_keys"] {
            assert!(!bytes.windows(word.len()).any(|w| w == word.as_bytes()), "{word} in {file}");
        }
    }
}

#[test]
fn a_key_store_older_than_the_log_closes_sentences_and_stops_nobody() {
    let camp = Camp::new();
    let mut worker = camp.enrol("worker");
    worker.sync(&camp);
    let case = worker.register("Amina");
    worker.sync(&camp);
    let places = tempfile::tempdir().unwrap();
    let [log, keys, old_log, new_keys] =
        ["log", "keys", "old-log", "new-keys"].map(|n| places.path().join(n));
    camp.relay.backup(&old_log, Some(&keys)).unwrap();
    let flag = worker.flag(case, "written after the keys were copied");
    worker.fill(case, "note", "and this as well");
    worker.sync(&camp);
    camp.relay.backup(&log, Some(&new_keys)).unwrap();

    let back = places.path().join("back");
    admin::restore(&back, &log, &keys).unwrap();
    let unlock = camp.dir.path().join("keys/unlock");
    let relay = Relay::open(&back, Some(&unlock), Box::new(Counter(9_000))).unwrap();
    let camp = Camp { relay, ..camp };
    let mut boss = camp.enrol("boss");
    boss.sync_all(&camp);
    assert_eq!(boss.reads(case, "note").as_deref(), Some("and this as well"));
    assert!(boss.state(case).flags.contains_key(&flag));
    assert!(boss.cases[&case].said.is_empty());
}

#[test]
fn a_backup_is_whole_but_opens_only_with_keys_from_elsewhere() {
    let camp = Camp::new();
    let (mut worker, mut boss) = (camp.enrol("worker"), camp.enrol("boss"));
    worker.sync(&camp);
    let case = worker.register("Amina");
    worker.sync(&camp);
    let places = tempfile::tempdir().unwrap();
    let (log, keys) = (places.path().join("log"), places.path().join("keys"));
    let same = camp.relay.backup(&log, Some(&log));
    assert!(matches!(same, Err(RelayError::Refused(Refusal::SameBackup))));
    camp.relay.backup(&log, Some(&keys)).unwrap();
    assert!(matches!(camp.relay.backup(&log, None), Err(RelayError::Refused(Refusal::TargetExists))));
    let report = camp.relay.verify_log().unwrap();

    // What happens after the backup is lost with the machine.
    worker.fill(case, "note", "after the backup");
    worker.sync(&camp);

    let back = places.path().join("back");
    admin::restore(&back, &log, &keys).unwrap();
    let open = |key_file: Option<&std::path::Path>| Relay::open(&back, key_file, Box::new(Counter(9)));
    assert!(matches!(open(None), Err(RelayError::Refused(Refusal::NoUnlockSecret))));
    let unlock = camp.dir.path().join("keys/unlock");
    let restored = open(Some(&unlock)).unwrap();
    assert_eq!(restored.verify_log().unwrap(), report);
    let camp = Camp { relay: restored, ..camp };
    boss.sync(&camp);
    assert_eq!(boss.reads(case, "name").as_deref(), Some("Amina"));
    worker.nonces = vec![camp.relay.nonce(worker.device, NOW).unwrap()];
    worker.sync(&camp);
    assert_eq!(worker.refused.as_deref(), Some("history_lost"));
}

#[test]
fn two_processes_may_work_on_one_relay() {
    let camp = Camp::new();
    let console = Relay::open(camp.dir.path(), None, Box::new(Counter(77_000))).unwrap();
    console.add_person(&person("new", "worker", "a", "camp"), NOW).unwrap();
    let mut new = camp.enrol("new");
    new.sync(&camp);
    let case = new.register("Amina");
    new.sync(&camp);
    assert!(new.cases.contains_key(&case));
    console.change_person(&person("new", "provider", "b", "clinic"), NOW).unwrap();
    new.sync(&camp);
    assert!(new.cases.is_empty());
}
