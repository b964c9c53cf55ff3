//! Bad input: a stable code, a sentence, the right exit code, and nothing written.

use crate::{has_members, is_refused, list, text};
use daftar_tests::processes::{CONFIGURATION, Laptop, PASSWORD, PEOPLE, Programme, RelayProcess, Running};
use serde_json::Value;
use std::fs;

const NOBODY: &str = "01a20898-0099-7857-b207-ada5ab5b67e9";

const SERVICES: &str = "role-referral-services";

/// Command lines that are refused, each with whose laptop, code and exit code.
#[derive(Default)]
struct Table<'a>(Vec<(&'a Laptop, Vec<String>, &'static str, i32)>);

impl<'a> Table<'a> {
    fn refused(&mut self, who: &'a Laptop, code: &'static str, words: &[&str]) {
        self.add(who, code, 3, words);
    }

    fn add(&mut self, who: &'a Laptop, code: &'static str, exit: i32, words: &[&str]) {
        self.0.push((who, words.iter().map(|word| (*word).to_owned()).collect(), code, exit));
    }

    /// Runs them all and tells every one that goes otherwise.
    #[track_caller]
    fn holds(&self) {
        let mut otherwise = Vec::new();
        for (who, words, code, exit) in &self.0 {
            let output = who.run(&words.iter().map(String::as_str).collect::<Vec<_>>());
            let got = (output.error["code"].as_str().unwrap_or_default(), output.code);
            if got == (*code, *exit) {
                is_refused(&output, code, *exit);
            } else {
                let words: Vec<String> = words.iter().map(|word| word.chars().take(60).collect()).collect();
                otherwise.push(format!("{words:?}: {got:?} instead of {:?}", (code, exit)));
            }
        }
        assert!(otherwise.is_empty(), "{otherwise:#?}");
    }
}

#[test]
#[ignore = "needs ./test"]
fn bad_input_is_refused_and_writes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let programme = Programme::start(folder.path());
    let [worker, heir, supervisor, provider] =
        ["worker-1", "worker-2", "supervisor", "provider"].map(|name| programme.laptop(name));
    // The first to enrol learns of the others.
    worker.sync();
    let new = |sets: &[&str]| {
        let words = ["case", "new", "--add", "services_section:service_type=food_service"];
        let sets = sets.iter().flat_map(|set| ["--set", set]);
        text(&worker.ok(&words.into_iter().chain(sets).collect::<Vec<_>>())["case_id"])
    };
    let case = &*new(&["name=Amina", "consent_for_services=true", "disclosure_other_orgs=true"]);
    let mut table = Table::default();
    values(&mut table, worker, case);
    places(&mut table, worker, case);
    unread(&mut table, worker, case);
    for laptop in [heir, provider] {
        table.refused(laptop, "not_found", &["case", "show", case]);
    }

    // People, permissions, consent, and the order of things.
    let [accepted, ended, open] =
        [0, 1, 2].map(|_| new(&["consent_for_services=true", "disclosure_other_orgs=true"]));
    let refer = |case: &str, to: &str, kind: &str| {
        worker.run(&["refer", case, "--to", to, "--type", kind, "--consent", "given"])
    };
    let [of_accepted, of_ended, of_open] =
        [&accepted, &ended, &open].map(|case| text(&refer(case, "provider", SERVICES).ok()["referral_id"]));
    programme.sync(&["worker-1", "provider", "supervisor", "worker-2"]);
    provider.ok(&["referral", "accept", &of_accepted]);
    worker.ok(&["referral", "revoke", &of_ended]);
    programme.sync(&["provider", "worker-1", "supervisor"]);

    let half = new(&["consent_for_services=true"]);
    for (who, case, to, kind, code) in [
        (worker, case, "nobody", SERVICES, "unknown_person"),
        (worker, &half, "provider", SERVICES, "no_consent"),
        (provider, &accepted, "worker-2", SERVICES, "not_permitted"),
        (worker, case, "worker-1", SERVICES, "target_not_allowed"),
        (worker, case, "provider", "role-nowhere", "role_too_wide"),
        (worker, case, "provider", "role-cp-manager", "role_too_wide"),
    ] {
        table.refused(who, code, &["refer", case, "--to", to, "--type", kind, "--consent", "given"]);
    }
    table.refused(worker, "not_permitted", &["assign", case, "--to", "worker-2"]);
    table.refused(supervisor, "unknown_person", &["assign", case, "--to", "nobody"]);
    table.refused(supervisor, "target_not_allowed", &["assign", case, "--to", "worker-1"]);
    table.refused(provider, "not_permitted", &["case", "new", "--set", "name=Nobody"]);
    table.refused(provider, "not_permitted", &["case", "edit", &accepted, "--set", "age=10"]);
    table.refused(provider, "unknown_field", &["case", "edit", &accepted, "--set", "risk_level=low"]);
    table.refused(
        provider,
        "unknown_option",
        &["case", "edit", &accepted, "--add", "services_section:service_type=nonsense"],
    );
    for (who, answer, referral, code) in [
        (heir, "accept", &of_open, "not_found"),
        (worker, "accept", &of_open, "not_permitted"),
        (supervisor, "accept", &of_open, "not_permitted"),
        (provider, "revoke", &of_open, "not_permitted"),
        (worker, "done", &of_accepted, "not_permitted"),
        (provider, "accept", &of_accepted, "already_answered"),
        (worker, "revoke", &of_ended, "already_ended"),
    ] {
        table.refused(who, code, &["referral", answer, referral]);
    }

    let laptops = [worker, heir, supervisor, provider];
    let before = laptops.map(everything);
    table.holds();
    assert_eq!(laptops.map(everything), before, "nothing was written");

    // 64 KiB is not too long.
    let longest = "x".repeat(64 * 1024);
    worker.ok(&["case", "edit", case, "--set", &format!("concern_details={longest}")]);
    assert_eq!(worker.show(case)["forms"]["protection_concern"]["concern_details"], longest);
    assert_eq!(worker.sync()["refused"], serde_json::json!([]));
}

/// Fields and values; each beside one that fits, which must not be written either.
fn values<'a>(table: &mut Table<'a>, worker: &'a Laptop, case: &str) {
    let long = format!("concern_details={}", "x".repeat(64 * 1024 + 1));
    let long_arabic = format!("concern_details={}", "ل".repeat(32 * 1024 + 1));
    for (set, code) in [
        ("nonsense=1", "unknown_field"),
        ("service_type=food_service", "unknown_field"),
        ("age=nine", "wrong_type"),
        ("age=9.5", "wrong_type"),
        ("age=99999999999999999999", "wrong_type"),
        ("consent_for_services=maybe", "wrong_type"),
        ("services_section=1", "wrong_type"),
        ("notes_section=", "wrong_type"),
        ("sex=nonsense", "unknown_option"),
        ("risk_level=HIGH", "unknown_option"),
        ("protection_concerns=refugee,nonsense", "unknown_option"),
        ("location_current=XX-1", "unknown_option"),
        ("date_of_birth=sometime", "invalid_date"),
        ("date_of_birth=2016-13", "invalid_date"),
        ("date_of_birth=2015-02-29", "invalid_date"),
        ("date_of_birth=16-1-1", "invalid_date"),
        (&long, "text_too_long"),
        (&long_arabic, "text_too_long"),
    ] {
        table.refused(worker, code, &["case", "edit", case, "--set", "age=10", "--set", set]);
        table.refused(worker, code, &["case", "new", "--set", "name=Nobody", "--set", set]);
    }
    for (entry, code) in [
        ("nonsense:service_type=food_service", "unknown_field"),
        ("age:service_type=food_service", "unknown_field"),
        ("services_section:nonsense=1", "unknown_field"),
        ("services_section:note_text=x", "unknown_field"),
        ("services_section:service_type=nonsense", "unknown_option"),
        ("services_section:service_implementing_agency=agency-z", "unknown_option"),
        ("services_section:service_type=food_service,service_appointment_date=2026-00", "invalid_date"),
    ] {
        table.refused(worker, code, &["case", "edit", case, "--set", "age=10", "--add", entry]);
        table.refused(worker, code, &["case", "new", "--set", "name=Nobody", "--add", entry]);
    }
    table.refused(worker, "unknown_field", &["case", "list", "--where", "nonsense=1"]);
    table.refused(worker, "unknown_option", &["case", "list", "--where", "sex=nonsense"]);
}

/// Cases, entries, referrals and late edits that are not there, and nothing to settle.
fn places<'a>(table: &mut Table<'a>, worker: &'a Laptop, case: &str) {
    let entry = text(&worker.show(case)["forms"]["services"]["services_section"][0]["entry"]);
    let entry = format!("services_section/{entry}");
    let unknown = format!("services_section/{NOBODY}");
    let age = format!("{entry}:age=9");
    let date = format!("{entry}:service_appointment_date=soon");
    let service = format!("{unknown}:service_type=food_service");
    for (option, value, code) in [
        ("--entry", &age, "unknown_field"),
        ("--entry", &date, "invalid_date"),
        ("--entry", &service, "not_found"),
        ("--remove", &unknown, "not_found"),
    ] {
        table.refused(worker, code, &["case", "edit", case, "--set", "age=10", option, value]);
    }
    for id in [NOBODY, "nonsense", ""] {
        table.refused(worker, "not_found", &["case", "show", id]);
        table.refused(worker, "not_found", &["case", "edit", id, "--set", "age=10"]);
        table.refused(worker, "not_found", &["history", id]);
        table.refused(worker, "not_found", &["assign", id, "--to", "worker-2"]);
        table.refused(worker, "not_found", &["referral", "accept", id]);
        table.refused(worker, "not_found", &["quarantine", "adopt", id]);
        table.refused(worker, "not_found", &["quarantine", "discard", id]);
    }
    table.refused(worker, "not_found", &["resolve", case, "age", "--take", "0"]);
    table.refused(worker, "not_found", &["resolve", case, "age", "--set", "10"]);
    table.refused(worker, "not_found", &["resolve", case, &entry, "--keep"]);
    table.refused(worker, "not_found", &["resolve", case, &entry, "--remove"]);
    table.refused(worker, "unknown_field", &["resolve", case, "nonsense", "--take", "0"]);
}

/// Command lines that cannot be read.
fn unread<'a>(table: &mut Table<'a>, worker: &'a Laptop, case: &str) {
    for line in [
        &["nonsense"][..],
        &[],
        &["case"],
        &["case", "show"],
        &["case", "show", case, "more"],
        &["case", "edit", case, "--nonsense"],
        &["case", "edit", case, "--set", "age"],
        &["case", "edit", case, "--set", "=9"],
        &["case", "edit", case, "--add", "services_section"],
        &["case", "edit", case, "--add", r"services_section:service_referral_notes=\x"],
        &["case", "edit", case, "--entry", "services_section:service_type=food_service"],
        &["case", "edit", case, "--remove", "services_section"],
        &["case", "list", "--where", "sex"],
        &["resolve", case, "age"],
        &["resolve", case, "age", "--take", "one"],
        &["resolve", case, "age", "--take", "0", "--set", "9"],
        &["refer", case, "--to", "provider", "--type", SERVICES],
        &["refer", case, "--to", "provider", "--consent", "given"],
        &["refer", case, "--to", "provider", "--type", SERVICES, "--consent", "perhaps"],
        &["assign", case],
        &["sync", "--password", PASSWORD],
    ] {
        table.add(worker, "usage", 2, line);
    }
}

/// Every answer that reads.
fn everything(laptop: &Laptop) -> Vec<Value> {
    let cases = laptop.ok(&["case", "list"]);
    let mut answers = vec![laptop.ok(&["status"]), laptop.ok(&["quarantine", "list"])];
    answers.extend(list(&cases).iter().map(|case| laptop.show(&text(&case["case_id"]))));
    answers.push(cases);
    answers
}

#[test]
#[ignore = "needs ./test"]
fn passwords_and_codes() {
    let folder = tempfile::tempdir().expect("a folder");
    let relay = folder.path().join("relay");
    RelayProcess::init(&relay, CONFIGURATION);
    let mut relay = RelayProcess::start(&relay);
    relay.add(&PEOPLE[0]);
    let code = relay.enrol_code("worker-1");
    let laptop = Laptop::new(&folder.path().join("laptop"), "short");
    let enrol = |code: &str| laptop.run(&["enrol", "--code", code]);

    is_refused(&laptop.run(&["status"]), "unknown_person", 3);
    is_refused(&enrol(&code), "password_too_short", 3);
    laptop.set_password(PASSWORD);
    let mut garbled: Vec<String> =
        vec![String::new(), "nonsense".to_owned(), code[..code.len() - 2].to_owned()];
    for at in [0, code.len() / 2, code.len() - 1] {
        let mut other = code.clone().into_bytes();
        other[at] = if other[at] == b'7' { b'8' } else { b'7' };
        garbled.push(String::from_utf8(other).expect("letters"));
    }
    for garbled in &garbled {
        is_refused(&enrol(garbled), "code_invalid", 3);
    }
    relay.kill();
    is_refused(&enrol(&code), "relay_unreachable", 4);
    relay.restart();
    assert!(laptop.profile().join("people").read_dir().is_err(), "no vault was begun");
    // The code is as good as new, however it is typed.
    let typed = format!(" {} ", code.to_lowercase().replace('-', " "));
    has_members(&enrol(&typed).ok(), &["person", "relay"]);

    is_refused(&enrol(&code), "code_used", 3);
    let second = Laptop::new(&folder.path().join("second"), PASSWORD);
    is_refused(&second.run(&["enrol", "--code", &code]), "code_used", 3);
    is_refused(&second.run(&["status"]), "unknown_person", 3);
    is_refused(&enrol(&relay.enrol_code("worker-1")), "vault_exists", 3);

    laptop.set_password("another-password");
    is_refused(&laptop.run(&["status"]), "wrong_password", 3);
    is_refused(&laptop.run(&["case", "new", "--set", "name=Nobody"]), "wrong_password", 3);
    fs::remove_file(laptop.password_file()).expect("removed");
    is_refused(&laptop.run(&["status"]), "usage", 2);
    laptop.set_password(PASSWORD);
    assert_eq!(laptop.ok(&["case", "list"]), serde_json::json!([]));

    // A new password: the old one opens nothing any more.
    let next = folder.path().join("next.password");
    fs::write(&next, "short\n").expect("written");
    let change = ["password", "--new-password-file", next.to_str().expect("a path")];
    is_refused(&laptop.run(&change), "password_too_short", 3);
    fs::write(&next, "a quite new password\r\n").expect("written");
    laptop.ok(&change);
    is_refused(&laptop.run(&["status"]), "wrong_password", 3);
    laptop.set_password("a quite new password");
    assert_eq!(laptop.ok(&["status"])["person"], "worker-1");

    // Wrong ones slow down, count across processes, and destroy nothing.
    laptop.set_password("another-password");
    let tries: Vec<String> = (0..7).map(|_| laptop.run(&["status"]).refused().to_owned()).collect();
    assert_eq!(tries[..5], ["wrong_password"; 5]);
    assert!(tries[5..].contains(&"password_delayed".to_owned()), "{tries:?}");
}

#[test]
#[ignore = "needs ./test"]
fn without_an_answer_from_the_right_relay_everything_waits() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut programme = Programme::with_people(folder.path(), &PEOPLE[..1], &[]);
    let laptop = programme.laptop("worker-1").clone();
    let case = text(&laptop.ok(&["case", "new", "--set", "name=Amina"])["case_id"]);
    let before = everything(&laptop);
    assert_eq!(before[0]["queued"].as_u64().map(|queued| queued > 0), Some(true));

    let address = programme.relay.address().to_string();
    let code = programme.relay.enrol_code("worker-1");
    programme.relay.kill();
    is_refused(&laptop.run(&["sync"]), "relay_unreachable", 4);
    assert_eq!(everything(&laptop), before);
    // Administration works all the same.
    assert_eq!(list(&programme.relay.admin(&["device", "list"]).ok()).len(), 1);

    // Another relay at the same port.
    let other = folder.path().join("other");
    RelayProcess::init(&other, CONFIGURATION);
    let stranger = RelayProcess::serve(&other, &address, &[]);
    is_refused(&laptop.run(&["sync"]), "relay_key_mismatch", 3);
    assert_eq!(everything(&laptop), before);
    let second = Laptop::new(&folder.path().join("second"), PASSWORD);
    is_refused(&second.run(&["enrol", "--code", &code]), "relay_key_mismatch", 3);
    drop(stranger);

    programme.relay.restart();
    let report = laptop.sync();
    assert!(report["pushed"].as_u64() > Some(0), "{report}");
    assert_eq!(laptop.ok(&["status"])["queued"], 0);
    assert_eq!(laptop.show(&case)["pending"], serde_json::json!([]));
    second.enrol(&code);

    // The relay's own refusals.
    let admin = |words: &[&str]| programme.relay.admin(words);
    for (words, code, exit) in [
        (&["enrol-code", "nobody"][..], "unknown_person", 3),
        (
            &["user", "add", "worker-1", "--role", "role-cp-manager", "--agency", "agency-a"],
            "person_exists",
            3,
        ),
        (&["user", "add", "new", "--role", "nonsense", "--agency", "agency-a"], "unknown_role", 3),
        (&["user", "add", "new", "--role", "role-cp-manager", "--agency", "nonsense"], "unknown_agency", 3),
        (
            &["user", "add", "new", "--role", "role-cp-manager", "--agency", "agency-a", "--group", "x"],
            "unknown_group",
            3,
        ),
        (&["device", "revoke", "77"], "unknown_device", 3),
    ] {
        let output = admin(words);
        assert_eq!((output.refused(), output.code), (code, exit), "{words:?}: {}", output.stderr);
        has_members(&output.error, &["code", "message"]);
    }
    assert_eq!(admin(&["nonsense"]).code, 2);
    let mut command = laptop.bare();
    assert_eq!(
        Running::spawn(command.args(["--json", "status"])).finish().refused(),
        "usage",
        "no profile named"
    );
}
