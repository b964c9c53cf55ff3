//! Steps 1 to 6: a case written offline on one laptop reaches exactly the laptops that may have it.

use crate::{
    NOT_LENT, canary, changes, column, has_at_least, has_members, is_instant, is_refused, list, text,
};
use daftar_app::{
    App, Casebook,
    ports::{SystemClock, SystemRandom},
    secrets::NoSecretStore,
    transport::Https,
    vault::Password,
};
use daftar_tests::processes::{Laptop, PASSWORD, PEOPLE, Programme, files_below, files_holding};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// What both sides read and write in the story.
struct Cases {
    main: String,
    /// Referred and revoked too; its late edit is discarded.
    other: String,
    arabic: String,
}

#[test]
#[ignore = "needs ./test"]
fn the_story_through_real_processes() {
    let folder = tempfile::tempdir().expect("a folder");
    // The provider's vault opens by password alone, so that this test can read it with its key.
    let programme = Programme::with_people(folder.path(), PEOPLE, &["provider"]);
    let [worker, heir, supervisor, provider] =
        ["worker-1", "worker-2", "supervisor", "provider"].map(|name| programme.laptop(name));

    let cases = registered_offline(worker);
    seen_by_the_supervisor_alone(&programme, &cases);
    let service = both_edit(&programme, &cases.main);
    both_choose(&programme, &cases.main, &service);
    let referral = lent(&programme, &cases.main, &service);
    no_plaintext(&programme, folder.path());
    revoked(&programme, &cases, &referral, &service);
    handed_over(&programme, &cases.main);

    assert_eq!(heir.ok(&["quarantine", "list"]), json!([]));
    for laptop in [worker, heir, supervisor, provider] {
        assert_eq!(laptop.ok(&["status"])["queued"], 0);
    }
    let verified = programme.relay.admin(&["log", "verify"]).ok();
    has_at_least(&verified, &["head", "segments", "acts"]);
    no_plaintext(&programme, folder.path());
}

/// 1. One case with all that the story needs, and more in a row, in two scripts.
fn registered_offline(worker: &Laptop) -> Cases {
    let answer = worker.ok(&[
        "case", "new",
        "--set", &format!("name={}", canary::NAME),
        "--set", "sex=female",
        "--set", "age=11",
        "--set", "date_of_birth=2016-04",
        "--set", "location_current=JO-AM",
        "--set", "protection_concerns=street_child, refugee,disabled",
        "--set", "risk_level=medium",
        "--set", &format!("concern_details={}", canary::CONCERN),
        "--set", "protection_status=unaccompanied",
        "--set", "consent_for_services=true",
        "--set", "disclosure_other_orgs=true",
        "--set", "consent_for_tracing=true",
        "--add", r"services_section:service_type=health_medical_service,service_referral_notes=a first visit\, then\\or another",
        "--add", &format!("notes_section:note_subject=registration,note_text={}", canary::NOTE),
    ]);
    has_members(&answer, &["case_id", "case_id_display"]);
    let main = text(&answer["case_id"]);
    let register = |name: &str, more: &[&str]| {
        let name = format!("name={name}");
        let mut words = vec!["case", "new", "--set", &name];
        words.extend(more.iter().flat_map(|set| ["--set", set]));
        text(&worker.ok(&words)["case_id"])
    };
    let consent = ["consent_for_services=true", "disclosure_other_orgs=true", "date_of_birth=2014"];
    let other = register(canary::ARABIC, &consent);
    let arabic = register("يوسف علي", &["age=٩"]);

    let shown = worker.show(&main);
    has_at_least(
        &shown,
        &["case_id", "owner", "status", "forms", "conflicts", "withheld", "pending", "referrals"],
    );
    assert_eq!((&shown["case_id"], &shown["owner"]), (&json!(main), &json!("worker-1")));
    assert!(shown["status"].is_string());
    assert_eq!(
        (&shown["conflicts"], &shown["withheld"], &shown["referrals"]),
        (&json!([]), &json!([]), &json!([]))
    );
    let pending = list(&shown["pending"]);
    assert_eq!(pending.len(), 1, "{shown}");
    has_members(&pending[0], &["act_id", "type", "at"]);
    is_instant(&pending[0]["at"]);
    let forms = &shown["forms"];
    assert_eq!(
        forms["basic_identity"],
        json!({
            "name": canary::NAME, "sex": "female", "age": 11, "date_of_birth": "2016-04",
            "location_current": "JO-AM", "protection_status": "unaccompanied",
        }),
        "what was never filled is left out"
    );
    assert_eq!(
        forms["consent"],
        json!({ "consent_for_services": true, "disclosure_other_orgs": true, "consent_for_tracing": "true" })
    );
    assert_eq!(
        forms["protection_concern"],
        json!({
            "protection_concerns": ["disabled", "refugee", "street_child"], "risk_level": "medium",
            "concern_details": canary::CONCERN, "protection_status": "unaccompanied",
        })
    );
    let services = list(&forms["services"]["services_section"]);
    assert_eq!(services.len(), 1);
    has_members(&services[0], &["entry", "service_type", "service_referral_notes"]);
    assert_eq!(services[0]["service_referral_notes"], r"a first visit, then\or another");
    assert_eq!(forms["notes"]["notes_section"][0]["note_text"], canary::NOTE);
    assert_eq!(worker.show(&arabic)["forms"]["basic_identity"]["age"], 9);

    let cleared = worker.ok(&["case", "edit", &arabic, "--set", "age="]);
    has_members(&cleared, &["case_id", "pending"]);
    assert_eq!((&cleared["case_id"], &cleared["pending"]), (&json!(arabic), &json!(true)));
    assert_eq!(worker.show(&arabic)["forms"]["basic_identity"], json!({ "name": "يوسف علي", "age": null }));

    let status = worker.ok(&["status"]);
    has_members(&status, &["person", "queued", "last_contact_at", "relay"]);
    assert_eq!(status["person"], "worker-1");
    assert!(status["queued"].as_u64() >= Some(3), "{status}");
    is_instant(&status["last_contact_at"]);
    Cases { main, other, arabic }
}

/// 2. The supervisor sees the cases; nobody else sees that there are any.
fn seen_by_the_supervisor_alone(programme: &Programme, cases: &Cases) {
    let supervisor = programme.laptop("supervisor");
    let sent = programme.laptop("worker-1").sync();
    has_members(&sent, &["pushed", "pulled", "refused", "bytes_up", "bytes_down", "round_trips"]);
    assert_eq!((&sent["refused"], &sent["round_trips"]), (&json!([]), &json!(1)), "{sent}");
    assert!(sent["pushed"].as_u64() > Some(3));
    programme.sync(&["supervisor", "provider", "worker-2", "worker-1"]);

    let listed = supervisor.ok(&["case", "list"]);
    for row in list(&listed) {
        has_at_least(row, &["case_id", "name"]);
    }
    let mut names = column(&listed, "name");
    names.sort_unstable();
    assert_eq!(names, [canary::NAME, canary::ARABIC, "يوسف علي"]);
    let found = |words: &[&str]| {
        let listed = supervisor.ok(&[&["case", "list"], words].concat());
        column(&listed, "case_id").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(found(&["--search", "canaryname"]), [&*cases.main]);
    assert_eq!(found(&["--search", "ليلى"]), [&*cases.other]);
    assert_eq!(found(&["--search", "yusuf ali"]), [&*cases.arabic], "in another script");
    assert_eq!(found(&["--where", "risk_level=medium"]), [&*cases.main]);
    assert_eq!(found(&["--where", "owner=worker-1"]).len(), 3);
    assert_eq!(found(&["--where", "owner=worker-2"]).len(), 0);

    for (who, forms) in [("worker-2", "worker-1"), ("provider", "worker-1")] {
        let laptop = programme.laptop(who);
        assert_eq!(laptop.ok(&["case", "list"]), json!([]), "{who} and the cases of {forms}");
        is_refused(&laptop.run(&["case", "show", &cases.main]), "not_found", 3);
        is_refused(&laptop.run(&["history", &cases.main]), "not_found", 3);
    }
    // Once everybody has everything a contact costs next to nothing.
    let idle = programme.laptop("worker-1").sync();
    assert_eq!((&idle["pushed"], &idle["pulled"], &idle["round_trips"]), (&json!(0), &json!(0), &json!(1)));
    let bytes = idle["bytes_up"].as_u64().zip(idle["bytes_down"].as_u64()).expect("numbers");
    assert!(bytes.0 + bytes.1 <= 450, "{idle}");
}

/// 3. Offline on both sides: different fields, the same field, the same entry. Gives the service's id.
fn both_edit(programme: &Programme, case: &str) -> String {
    let (worker, supervisor) = (programme.laptop("worker-1"), programme.laptop("supervisor"));
    worker.ok(&["case", "edit", case, "--add", "services_section:service_type=safehouse_service"]);
    worker.ok(&[
        "case",
        "edit",
        case,
        "--add",
        "notes_section:note_subject=to be dropped,note_text=for a while",
    ]);
    programme.sync(&["worker-1", "supervisor"]);
    let forms = worker.show(case)["forms"].clone();
    let [service, shelter] = [0, 1].map(|at| text(&forms["services"]["services_section"][at]["entry"]));
    let note = text(&forms["notes"]["notes_section"][1]["entry"]);

    let edit = |laptop: &Laptop, words: &[&str]| {
        let answer = laptop.ok(&[&["case", "edit", case], words].concat());
        has_members(&answer, &["case_id", "pending"]);
        assert_eq!(answer["pending"], true);
    };
    let (nickname, id_w, id_s) = (
        format!("name_nickname={}", canary::NICKNAME),
        format!("national_id_no={}", canary::ID_OF_WORKER),
        format!("national_id_no={}", canary::ID_OF_SUPERVISOR),
    );
    edit(worker, &["--set", &nickname, "--set", &id_w, "--set", "risk_level=low"]);
    edit(worker, &["--remove", &format!("services_section/{service}")]);
    edit(worker, &["--entry", &format!("services_section/{shelter}:service_implemented=implemented")]);
    edit(worker, &["--entry", &format!("notes_section/{note}:note_subject=to be kept")]);
    let notes = format!("services_section/{service}:service_referral_notes={}", canary::SERVICE);
    edit(supervisor, &["--set", "age=12", "--set", &id_s, "--set", "risk_level=high"]);
    edit(supervisor, &["--entry", &notes]);
    edit(
        supervisor,
        &["--entry", &format!("services_section/{shelter}:service_implemented=not_implemented")],
    );
    edit(supervisor, &["--remove", &format!("notes_section/{note}")]);
    programme.sync(&["worker-1", "supervisor", "worker-1", "supervisor"]);

    for laptop in [worker, supervisor] {
        let shown = laptop.show(case);
        let identity = &shown["forms"]["basic_identity"];
        assert_eq!((&identity["name_nickname"], &identity["age"]), (&json!(canary::NICKNAME), &json!(12)));
        let values = |form: &str, field: &str, entry: Option<&str>| {
            let conflict = conflict(&shown, field, entry);
            assert_eq!(conflict["form"], form);
            let values = list(&conflict["values"]);
            for value in values {
                has_members(value, &["value", "author", "at"]);
                is_instant(&value["at"]);
            }
            let mut both: Vec<_> = values.iter().map(|v| (text(&v["author"]), text(&v["value"]))).collect();
            both.sort();
            both.into_iter().map(|(_, value)| value).collect::<Vec<_>>()
        };
        assert_eq!(
            values("basic_identity", "national_id_no", None),
            [canary::ID_OF_SUPERVISOR, canary::ID_OF_WORKER]
        );
        assert_eq!(values("protection_concern", "risk_level", None), ["high", "low"]);
        assert_eq!(shown["forms"]["protection_concern"]["risk_level"], "high", "the careful one counts");
        assert_eq!(
            values("services", "service_implemented", Some(&shelter)),
            ["not_implemented", "implemented"]
        );
        for (form, subform, entry, by) in [
            ("services", "services_section", &service, "worker-1"),
            ("notes", "notes_section", &note, "supervisor"),
        ] {
            let conflict = conflict(&shown, subform, Some(entry));
            assert_eq!(*conflict, json!({ "form": form, "field": subform, "entry": entry, "removed": true }));
            let entries = list(&shown["forms"][form][subform]);
            let removed = entries.iter().find(|line| line["entry"] == **entry).expect("still listed");
            has_members(&removed["removed"], &["author", "at"]);
            assert_eq!(removed["removed"]["author"], by);
            is_instant(&removed["removed"]["at"]);
        }
        assert_eq!(list(&shown["conflicts"]).len(), 5, "{}", shown["conflicts"]);
    }
    service
}

/// The same, until one of them chooses; each way of choosing once.
fn both_choose(programme: &Programme, case: &str, service: &str) {
    let (worker, supervisor) = (programme.laptop("worker-1"), programme.laptop("supervisor"));
    let resolve = |laptop: &Laptop, words: &[&str]| {
        let answer = laptop.ok(&[&["resolve", case], words].concat());
        has_members(&answer, &["case_id", "pending"]);
    };
    let shown = worker.show(case);
    let ids = list(&conflict(&shown, "national_id_no", None)["values"]).iter();
    let at = ids.map(|value| text(&value["author"])).position(|author| author == "supervisor");
    resolve(worker, &["national_id_no", "--take", &at.expect("the supervisor's").to_string()]);
    resolve(worker, &[&format!("services_section/{service}"), "--keep"]);
    let shelter = conflict(&shown, "service_implemented", None)["entry"].clone();
    let place = format!("services_section/{}:service_implemented", text(&shelter));
    resolve(worker, &[&place, "--set", "implemented"]);
    resolve(supervisor, &["risk_level", "--set", "medium"]);
    let note = text(&conflict(&shown, "notes_section", None)["entry"]);
    resolve(supervisor, &[&format!("notes_section/{note}"), "--remove"]);
    programme.sync(&["worker-1", "supervisor", "worker-1", "supervisor"]);

    for laptop in [worker, supervisor] {
        let shown = laptop.show(case);
        assert_eq!(shown["conflicts"], json!([]));
        let forms = &shown["forms"];
        assert_eq!(forms["basic_identity"]["national_id_no"], canary::ID_OF_SUPERVISOR);
        assert_eq!(forms["protection_concern"]["risk_level"], "medium");
        let services = list(&forms["services"]["services_section"]);
        assert_eq!(services.len(), 2);
        let kept = services.iter().find(|line| line["entry"] == service).expect("kept");
        assert_eq!((&kept["service_referral_notes"], kept.get("removed")), (&json!(canary::SERVICE), None));
        let shelter = services.iter().find(|line| line["entry"] == shelter).expect("there");
        assert_eq!(shelter["service_implemented"], "implemented");
        assert_eq!(
            column(&forms["notes"]["notes_section"], "note_subject"),
            ["registration"],
            "removed is absent"
        );
        // What is settled cannot be settled again.
        is_refused(&laptop.run(&["resolve", case, "risk_level", "--take", "0"]), "not_found", 3);
    }
    assert_eq!(worker.show(case)["forms"], supervisor.show(case)["forms"]);
}

/// 4. Lent from the offer on: exactly two forms, one of them to write in. Gives the referral's id.
fn lent(programme: &Programme, case: &str, service: &str) -> String {
    let (worker, provider) = (programme.laptop("worker-1"), programme.laptop("provider"));
    let answer = worker.ok(&[
        "refer",
        case,
        "--to",
        "provider",
        "--type",
        "role-referral-services",
        "--consent",
        "given",
    ]);
    has_at_least(&answer, &["referral_id"]);
    let referral = text(&answer["referral_id"]);
    assert_eq!(column(&worker.show(case)["pending"], "act_id"), [&*referral], "queued offline");
    programme.sync(&["worker-1", "provider"]);

    let listed = provider.ok(&["case", "list"]);
    assert_eq!((column(&listed, "case_id"), column(&listed, "name")), (vec![case], vec![canary::NAME]));
    let shown = provider.show(case);
    let forms: Vec<_> = shown["forms"].as_object().expect("forms").keys().collect();
    assert_eq!(forms, ["basic_identity", "services"]);
    assert_eq!((&shown["withheld"], &shown["owner"]), (&json!([]), &json!("worker-1")));
    let offered = &shown["referrals"][0];
    has_at_least(offered, &["referral_id", "to", "status", "type"]);
    assert_eq!(
        (&offered["referral_id"], &offered["to"], &offered["type"]),
        (&json!(referral), &json!("provider"), &json!("role-referral-services"))
    );
    let history = provider.ok(&["history", case]);
    for line in changes(&history) {
        has_at_least(line, &["at", "author", "device", "form", "field", "before", "after"]);
        assert!(matches!(line["form"].as_str(), Some("basic_identity" | "services")), "{line}");
    }

    let seen = format!("{shown}{listed}{history}{}", provider.ok(&["quarantine", "list"]));
    let book = opened(provider, "provider");
    assert!(book.holds_text(canary::NAME).expect("read"), "the search finds what is lent");
    for word in NOT_LENT.iter().chain(&[canary::CONCERN, canary::NOTE, "street_child"]) {
        assert!(!seen.contains(word), "`{word}` in the provider's answers");
        assert!(!book.holds_text(word).expect("read"), "`{word}` in the provider's store");
    }
    drop(book);

    // Lent to read and not to write; as unknown as if it did not exist; to write.
    is_refused(&provider.run(&["case", "edit", case, "--set", "age=13"]), "not_permitted", 3);
    is_refused(&provider.run(&["case", "edit", case, "--set", "risk_level=low"]), "unknown_field", 3);
    is_refused(
        &provider.run(&["case", "edit", case, "--add", "notes_section:note_text=x"]),
        "unknown_field",
        3,
    );
    let early = provider.run(&["referral", "done", &referral]);
    assert_eq!(early.code, 3, "done needs accepted: {}{}", early.stdout, early.stderr);
    provider.ok(&["referral", "accept", &referral]);
    let implemented = format!("services_section/{service}:service_implemented=implemented");
    provider.ok(&["case", "edit", case, "--entry", &implemented]);
    let added = format!(
        "services_section:service_type=psychosocial_service,service_referral_notes={}",
        canary::OF_PROVIDER
    );
    provider.ok(&["case", "edit", case, "--add", &added]);
    programme.sync(&["provider", "worker-1"]);
    let shown = worker.show(case);
    assert_eq!(shown["referrals"][0]["status"], "accepted");
    let services = list(&shown["forms"]["services"]["services_section"]);
    let written = services.iter().find(|line| line["entry"] == service).expect("there");
    assert_eq!(written["service_implemented"], "implemented");
    assert!(services.iter().any(|line| line["service_referral_notes"] == canary::OF_PROVIDER));
    let history = worker.ok(&["history", case]);
    let by_provider = changes(&history).find(|line| line["author"] == "provider").expect("its author");
    assert_eq!((&by_provider["form"], &by_provider["entry"].is_string()), (&json!("services"), &true));
    referral
}

/// 5. Revoked while the provider has unsent edits: handed in, set aside, adopted or discarded; the cases are gone.
fn revoked(programme: &Programme, cases: &Cases, referral: &str, service: &str) {
    let (worker, provider) = (programme.laptop("worker-1"), programme.laptop("provider"));
    let answer = worker.ok(&[
        "refer",
        &cases.other,
        "--to",
        "provider",
        "--type",
        "role-referral-services",
        "--consent",
        "given",
    ]);
    let other = text(&answer["referral_id"]);
    programme.sync(&["worker-1", "provider"]);
    provider.ok(&["referral", "accept", &other]);
    programme.sync(&["provider", "worker-1"]);

    let late = format!("services_section/{service}:service_referral_notes={}", canary::LATE);
    provider.ok(&["case", "edit", &cases.main, "--entry", &late]);
    provider.ok(&[
        "case",
        "edit",
        &cases.other,
        "--add",
        "services_section:service_referral_notes=not wanted",
    ]);
    worker.ok(&["referral", "revoke", referral]);
    worker.ok(&["referral", "revoke", &other]);
    worker.sync();
    let handed_in = provider.sync();
    for item in list(&handed_in["refused"]) {
        has_members(item, &["code", "message"]);
    }
    assert_eq!(provider.ok(&["case", "list"]), json!([]));
    is_refused(&provider.run(&["case", "show", &cases.main]), "not_found", 3);
    assert_eq!(
        programme.relay.admin(&["device", "receipts"]).ok(),
        json!([]),
        "the signed receipts are there"
    );
    let book = opened(provider, "provider");
    for word in [canary::NAME, canary::ARABIC, canary::LATE, canary::SERVICE, "not wanted"] {
        assert!(!book.holds_text(word).expect("read"), "`{word}` is left with the provider");
    }
    drop(book);

    worker.sync();
    let waiting = worker.ok(&["quarantine", "list"]);
    assert_eq!(list(&waiting).len(), 2, "{waiting}");
    let of = |case: &str| {
        let found = list(&waiting).iter().find(|line| line["case_id"] == case).expect("a late edit");
        has_at_least(found, &["quarantine_id", "case_id", "author", "reason", "fields"]);
        assert_eq!(found["author"], "provider");
        text(&found["reason"]);
        found
    };
    let key = format!("services_section/{service}:service_referral_notes");
    assert_eq!(of(&cases.main)["fields"], json!({ key: canary::LATE }));
    let services = |case: &str| worker.show(case)["forms"]["services"]["services_section"].clone();
    assert!(!services(&cases.main).to_string().contains(canary::LATE), "set aside, not merged");
    worker.ok(&["quarantine", "adopt", &text(&of(&cases.main)["quarantine_id"])]);
    worker.ok(&["quarantine", "discard", &text(&of(&cases.other)["quarantine_id"])]);
    assert_eq!(worker.ok(&["quarantine", "list"]), json!([]));
    let again = worker.run(&["quarantine", "adopt", &text(&of(&cases.main)["quarantine_id"])]);
    is_refused(&again, "not_found", 3);
    programme.sync(&["worker-1", "supervisor", "worker-1"]);
    for laptop in [worker, programme.laptop("supervisor")] {
        let shown = laptop.show(&cases.main);
        assert!(shown["forms"]["services"].to_string().contains(canary::LATE));
        assert_eq!(shown["referrals"][0]["status"], "revoked");
        assert!(!laptop.show(&cases.other).to_string().contains("not wanted"));
        assert_eq!(laptop.ok(&["quarantine", "list"]), json!([]));
    }
    let history = worker.ok(&["history", &cases.main]);
    let adopted = list(&history).iter().find(|line| line["after"] == canary::LATE).expect("in the history");
    assert_eq!(adopted["author"], "worker-1", "who adopts is the author");
}

/// 6. The old owner loses it, the new owner gets the whole history.
fn handed_over(programme: &Programme, case: &str) {
    let (worker, heir) = (programme.laptop("worker-1"), programme.laptop("worker-2"));
    let supervisor = programme.laptop("supervisor");
    programme.sync(&["worker-1", "supervisor"]);
    let before = worker.ok(&["history", case]);
    let answer = supervisor.ok(&["assign", case, "--to", "worker-2"]);
    has_at_least(&answer, &["case_id", "pending"]);
    assert_eq!((&answer["case_id"], &answer["pending"]), (&json!(case), &json!(true)));
    programme.sync(&["supervisor", "worker-1", "worker-2", "supervisor"]);
    assert!(!worker.holds(case));
    is_refused(&worker.run(&["case", "show", case]), "not_found", 3);
    let shown = heir.show(case);
    assert_eq!(shown["owner"], "worker-2");
    assert_eq!(shown["forms"], supervisor.show(case)["forms"]);
    let after = heir.ok(&["history", case]);
    let sorted = |history| sorted(&changes(history).cloned().collect());
    assert_eq!(sorted(&after), sorted(&before), "the whole history");
    heir.ok(&["case", "edit", case, "--set", "age=13"]);
    programme.sync(&["worker-2", "supervisor"]);
    assert_eq!(supervisor.show(case)["forms"]["basic_identity"]["age"], 13);

    // Offered back: read at once, written once accepted.
    let answer = supervisor.ok(&["transfer", "offer", case, "--to", "worker-1"]);
    has_at_least(&answer, &["transfer_id", "case_id", "pending"]);
    let transfer = text(&answer["transfer_id"]);
    programme.sync(&["supervisor", "worker-1"]);
    assert_eq!(worker.show(case)["transfers"][0]["status"], "in_progress");
    is_refused(&worker.run(&["case", "edit", case, "--set", "age=14"]), "not_permitted", 3);
    is_refused(&supervisor.run(&["transfer", "accept", &transfer]), "not_permitted", 3);
    worker.ok(&["transfer", "accept", &transfer]);
    programme.sync(&["worker-1", "worker-2", "worker-1"]);
    assert!(!heir.holds(case));
    assert_eq!(worker.show(case)["owner"], "worker-1");
    worker.ok(&["case", "edit", case, "--set", "age=14"]);
    programme.sync(&["worker-1", "supervisor"]);
    assert_eq!(supervisor.show(case)["forms"]["basic_identity"]["age"], 14);
}

fn no_plaintext(programme: &Programme, folder: &Path) {
    assert!(programme.relay.dir().starts_with(folder));
    assert_eq!(files_holding(folder, canary::ALL), []);
    assert_eq!(files_holding(folder, NOT_LENT), []);
    let temporary =
        |path: &PathBuf| path.components().any(|part| part.as_os_str().to_string_lossy().ends_with(".tmp"));
    let left: Vec<_> = files_below(folder).into_iter().filter(temporary).collect();
    assert!(left.is_empty(), "temporary files are left behind: {left:?}");
}

/// A vault without keyring, opened with its key in this process.
fn opened(laptop: &Laptop, user: &str) -> Casebook {
    let transport = Box::new(Https::new().expect("a transport"));
    let profile = laptop.profile().to_owned();
    let app =
        App::new(profile, Box::new(NoSecretStore), Box::new(SystemClock), Box::new(SystemRandom), transport);
    app.sign_in(&user.into(), &Password::new(PASSWORD.to_owned())).expect("signed in")
}

/// The one conflict of a field, or of an entry's field, or of an entry.
#[track_caller]
fn conflict<'a>(shown: &'a Value, field: &str, entry: Option<&str>) -> &'a Value {
    let all = list(&shown["conflicts"]).iter();
    let mut found = all.filter(|one| one["field"] == field && entry.is_none_or(|id| one["entry"] == id));
    let first = found.next().unwrap_or_else(|| panic!("no conflict of {field} in {}", shown["conflicts"]));
    assert!(found.next().is_none(), "more than one conflict of {field}");
    first
}

fn sorted(lines: &Value) -> Vec<String> {
    let mut lines: Vec<_> = list(lines).iter().map(Value::to_string).collect();
    lines.sort();
    lines
}
