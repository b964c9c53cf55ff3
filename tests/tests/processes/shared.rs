//! Several laptops of one person, several people on one laptop, and where options stand.

use crate::{canary, changes, column, has_members, is_refused, list, text};
use daftar_tests::processes::{Laptop, PASSWORD, PEOPLE, Programme, Running, files_holding};
use serde_json::json;

#[test]
#[ignore = "needs ./test"]
fn one_person_on_two_laptops_and_two_people_on_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let programme = Programme::with_people(folder.path(), &PEOPLE[..3], &[]);
    let first = programme.laptop("worker-1");

    // Two codes, both made before the first is used: two laptops of one person.
    let codes = [0, 1].map(|_| programme.relay.enrol_code("worker-1"));
    assert_ne!(codes[0], codes[1]);
    let second = Laptop::new(&folder.path().join("laptops/shared"), PASSWORD);
    let third = Laptop::new(&folder.path().join("laptops/third"), PASSWORD).without_keyring();
    second.enrol(&codes[1]);
    third.enrol(&codes[0]);
    let devices = programme.relay.admin(&["device", "list"]).ok();
    assert_eq!(column(&devices, "user").iter().filter(|user| **user == "worker-1").count(), 3);

    let name = format!("name={}", canary::NAME);
    let case = text(&first.ok(&["case", "new", "--set", &name])["case_id"]);
    let note = format!("notes_section:note_text={}", canary::NOTE);
    for laptop in [first, &second, &third] {
        laptop.sync();
    }
    second.ok(&["case", "edit", &case, "--add", &note]);
    third.ok(&["case", "edit", &case, "--set", "age=9"]);
    for laptop in [&second, &third, first, &second] {
        laptop.sync();
    }
    for laptop in [first, &second, &third] {
        assert_eq!(laptop.show(&case)["forms"], first.show(&case)["forms"]);
    }
    let history = first.ok(&["history", &case]);
    let mut devices: Vec<_> = changes(&history).map(|line| line["device"].to_string()).collect();
    devices.sort();
    devices.dedup();
    assert_eq!(devices.len(), 3, "each change names its laptop");
    assert!(column(&history, "author").iter().all(|author| *author == "worker-1"));

    // Somebody else on the same laptop: a vault of their own, and nothing of the other's.
    let elder = second.as_user("worker-1");
    let heir = second.as_user("worker-2");
    is_refused(&heir.run(&["status"]), "unknown_person", 3);
    // `--user` says nothing to enrolment: the code says whose it is.
    second.enrol(&programme.relay.enrol_code("worker-2"));
    is_refused(&second.run(&["status"]), "unknown_person", 3);
    is_refused(&second.as_user("nobody").run(&["status"]), "unknown_person", 3);
    assert_eq!(elder.ok(&["status"])["person"], "worker-1");
    assert_eq!(heir.ok(&["status"])["person"], "worker-2");
    assert_eq!(heir.ok(&["case", "list"]), json!([]));
    assert!(elder.holds(&case));
    heir.ok(&["case", "new", "--set", &format!("name={}", canary::ARABIC)]);
    heir.sync();
    elder.sync();
    assert_eq!(column(&elder.ok(&["case", "list"]), "name"), [canary::NAME]);
    assert_eq!(column(&heir.ok(&["case", "list"]), "name"), [canary::ARABIC]);
    let machines = programme.relay.admin(&["device", "list"]).ok();
    let of_heir = list(&machines).iter().rfind(|device| device["user"] == "worker-2").expect("enrolled");
    let same = list(&machines).iter().filter(|device| device["machine"] == of_heir["machine"]);
    assert_eq!(same.count(), 2, "the relay knows that they share a laptop");
    assert_eq!(files_holding(folder.path(), canary::ALL), []);

    options_stand_before_or_after(first, &case);
    a_revoked_laptop(&programme, &third);
}

fn options_stand_before_or_after(laptop: &Laptop, case: &str) {
    let profile = laptop.profile().to_str().expect("a path");
    let password = laptop.password_file().to_str().expect("a path");
    let run = |words: &[&str]| Running::spawn(laptop.bare().args(words)).finish();
    let shown = laptop.show(case);
    for words in [
        &["--profile", profile, "--password-file", password, "--json", "case", "show", case][..],
        &["case", "--profile", profile, "show", "--password-file", password, case, "--json"],
        &[
            "case",
            "show",
            case,
            "--json",
            "--user",
            "worker-1",
            "--password-file",
            password,
            "--profile",
            profile,
        ],
        &["--json", "case", "show", "--profile", profile, case, "--password-file", password],
    ] {
        assert_eq!(run(words).ok(), shown, "{words:?}");
    }
    let mut command = laptop.bare();
    command.env("DAFTAR_PROFILE", profile).args(["status", "--json", "--password-file", password]);
    has_members(
        &Running::spawn(&mut command).finish().ok(),
        &["person", "queued", "last_contact_at", "relay"],
    );

    // Without --json: text for people, the code in brackets, the same exit codes.
    let plain = run(&["--profile", profile, "--password-file", password, "case", "show", case]);
    assert_eq!((plain.code, plain.json.is_null()), (0, true));
    assert!(
        plain.stdout.contains(&format!("name: {}", canary::NAME)) && plain.stdout.contains("owner: worker-1")
    );
    let plain = run(&["--profile", profile, "--password-file", password, "case", "show", "nonsense"]);
    assert_eq!((plain.code, plain.error.is_null()), (3, true));
    assert!(plain.stderr.contains("(not_found)"), "{}", plain.stderr);
    for words in [&["--help"][..], &["--version"], &["case", "--help", "--json"]] {
        let help = run(words);
        assert_eq!((help.code, help.stdout.is_empty(), &*help.stderr), (0, false, ""), "{words:?}");
    }
    let wrong = run(&["nonsense"]);
    assert_eq!((wrong.code, wrong.stdout.is_empty(), wrong.stderr.is_empty()), (2, true, false));
}

/// A laptop that was revoked gets no answer but that.
fn a_revoked_laptop(programme: &Programme, laptop: &Laptop) {
    let devices = programme.relay.admin(&["device", "list"]).ok();
    let mut of_worker: Vec<u64> = list(&devices)
        .iter()
        .filter(|device| device["user"] == "worker-1")
        .filter_map(|device| device["device"].as_u64())
        .collect();
    of_worker.sort_unstable();
    // Devices are numbered as they enrol: this one came third.
    programme.relay.admin(&["device", "revoke", &of_worker[2].to_string(), "--lost"]).ok();
    is_refused(&laptop.run(&["sync"]), "device_revoked", 3);
    programme.laptop("worker-1").sync();
}
