//! Steps 1 to 3 of the story in the real window, by keyboard; leaves a picture of every screen in both languages.
#![allow(clippy::expect_used)]

use daftar_core::value::Value;
use daftar_tests::{
    desk::Desk,
    processes::{CONFIGURATION, Laptop, PASSWORD, PEOPLE, RelayProcess},
    webdriver::keys,
};
use daftar_training::{SyntheticCase, caseload};
use std::path::Path;

const AMINA: &str = "Amina Yusuf Warsame";
const LAYLA: &str = "ليلى حسن";

#[test]
#[ignore = "needs ./test"]
fn the_story_in_the_window() {
    let folder = tempfile::tempdir().expect("a folder");
    let relay = relay(folder.path());

    // 1. A worker enrols and registers children, one after the other, without the network.
    let worker = Desk::open(&folder.path().join("worker-1"), "en");
    worker.shoot("enrol");
    worker.enrol(&relay.enrol_code("worker-1"));
    worker.app.find("cases-empty");
    worker.shoot("empty");
    let supervisor = Desk::open(&folder.path().join("supervisor"), "ar");
    supervisor.shoot("enrol");
    supervisor.enrol(&relay.enrol_code("supervisor"));
    supervisor.app.find("cases-empty");
    supervisor.shoot("empty");
    register_amina(&worker);
    register_a_pile(&worker);

    // 2. Both sync; the supervisor sees what the workers registered.
    worker.sync_page();
    worker.shoot("sync-waiting");
    worker.sync();
    register_caseload(&relay, folder.path());
    worker.sync();
    supervisor.sync();
    supervisor.open_case(LAYLA);
    supervisor.open_case(AMINA);

    // 3. Both change the same case, neither having heard of the other.
    worker.open_case(AMINA);
    edit_as_worker(&worker);
    edit_as_supervisor(&supervisor);
    for desk in [&worker, &supervisor, &worker, &supervisor] {
        desk.sync();
    }
    both_values_stand(&worker, "supervisor");
    both_values_stand(&supervisor, "worker-1");
    for desk in [&worker, &supervisor] {
        pictures_of_the_case(desk);
    }
    write_another(&worker);
    settle(&worker);
    for desk in [&worker, &supervisor] {
        desk.sync();
        all_is_settled(desk);
        desk.app.click("nav-cases");
        desk.wait_rows(2);
        if desk.speaks("ar") {
            desk.shoot("cases");
        }
    }

    // What was being typed is there again behind the lock.
    lock_with_a_draft(&worker);
    lock_with_a_draft(&supervisor);

    // The same pages from right to left.
    worker.speak("ar");
    walk(&worker);

    offer_and_take_back(&supervisor);
    let taker = Desk::open(&folder.path().join("taker"), "en");
    taker.enrol(&relay.enrol_code("worker-2"));
    offered_and_taken(&supervisor, &taker);
    taker.nothing_went_wrong();
    for desk in [&worker, &supervisor] {
        desk.nothing_went_wrong();
    }
}

#[test]
#[ignore = "needs ./test"]
fn without_a_relay_the_window_says_so_and_loses_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut relay = relay(folder.path());
    let worker = Desk::open(&folder.path().join("worker-1"), "en");
    worker.enrol(&relay.enrol_code("worker-1"));
    relay.kill();
    worker.begin_case();
    worker.app.type_keys(LAYLA);
    worker.go_on_to_the_forms();
    worker.app.press(&[keys::CONTROL, "s"]);
    worker.app.find("case-id");

    worker.sync_page();
    worker.app.press(&["s"]);
    worker.app.find("sync-problem");
    assert_eq!(worker.app.attribute("sync-problem", "data-code").as_deref(), Some("relay_unreachable"));
    worker.shoot("sync-no-relay");
    worker.speak("ar");
    worker.shoot("sync-no-relay");
    relay.restart();
    worker.sync();
    worker.nothing_went_wrong();
}

/// A relay that serves the people of the story.
fn relay(folder: &Path) -> RelayProcess {
    let folder = folder.join("relay");
    RelayProcess::init(&folder, CONFIGURATION);
    let relay = RelayProcess::start(&folder);
    PEOPLE.iter().for_each(|person| relay.add(person));
    relay
}

/// Fills every form of a case by keyboard alone.
fn register_amina(desk: &Desk) {
    let app = &desk.app;
    desk.begin_case();
    app.type_keys(AMINA);
    desk.tab(1, "input-sex");
    app.type_keys("Girl");
    desk.tab(2, "input-age");
    app.type_keys("11");
    desk.next_form("input-consent_for_services");
    app.press(&[" "]);
    desk.tab(1, "input-disclosure_other_orgs");
    app.press(&[" "]);
    desk.next_form("input-name");
    desk.tab(1, "input-name_nickname");
    app.type_keys("أمينة يوسف ورسمي");
    desk.tab(4, "input-location_current");
    app.type_keys("mafraq");
    app.find("option-location_current-JO-MA");
    desk.shoot("new-case");
    app.press(&[keys::ENTER]);
    desk.next_form("input-protection_status");
    desk.tab(1, "input-protection_concerns");
    for concern in ["refugee", "distress"] {
        app.type_keys(concern);
        app.press(&[keys::ENTER]);
    }
    app.press(&[keys::ESCAPE]);
    desk.tab(1, "input-risk_level");
    app.type_keys("High");
    desk.tab(1, "input-concern_details");
    app.type_keys(
        "Separated from her mother when the lorry stopped at the river. Lives with a neighbour's family.",
    );
    desk.next_form("input-consent_for_services");
    app.press(&[keys::ALT, keys::DOWN]);
    app.find("subform-add-services_section");
    app.press(&[keys::CONTROL, keys::ENTER]);
    desk.wait_focus("input-service_type");
    app.type_keys("health");
    app.press(&[keys::ENTER]);
    desk.tab(1, "input-service_response_type");
    desk.tab(1, "input-service_appointment_date");
    app.type_keys("2026-05-11");
    app.press(&[keys::ALT, keys::DOWN]);
    app.find("subform-add-notes_section");
    app.press(&[keys::CONTROL, keys::ENTER]);
    desk.wait_focus("input-note_subject");
    app.type_keys("First visit");
    desk.tab(1, "input-note_text");
    app.type_keys("Quiet, ate well. Asks for her brothers. The neighbour will keep her for now.");
    app.press(&[keys::CONTROL, "s"]);
    app.wait_text("case-name", AMINA);
    app.find("edit");
}

/// Three more children in a row: save and new, without leaving the keyboard.
fn register_a_pile(desk: &Desk) {
    desk.begin_case();
    for (name, sex, age) in [(LAYLA, "Girl", "7"), ("Abel Tekle", "Boy", "9"), ("سارة عثمان", "Girl", "13")]
    {
        desk.app.type_keys(name);
        desk.tab(1, "input-sex");
        desk.app.type_keys(sex);
        desk.tab(2, "input-age");
        desk.app.type_keys(age);
        desk.go_on_to_the_forms();
        desk.app.press(&[keys::CONTROL, keys::SHIFT, "S"]);
        desk.app.wait("a blank page", || {
            (desk.app.value("input-name").is_empty() && desk.app.focused() == "input-name").then_some(())
        });
    }
    desk.app.press(&[keys::ESCAPE]);
    desk.wait_rows(4);
}

/// A believable list: cases that both workers wrote on laptops without a window.
fn register_caseload(relay: &RelayProcess, folder: &Path) {
    let laptops = ["worker-1", "worker-2"].map(|user| {
        let laptop = Laptop::new(&folder.join("more").join(user), PASSWORD);
        laptop.enrol(&relay.enrol_code(user));
        laptop
    });
    for case in caseload(3, 24, "2026-03-10") {
        let written = arguments(&case);
        let words: Vec<&str> =
            ["case", "new"].into_iter().chain(written.iter().map(String::as_str)).collect();
        laptops[case.owner_index % 2].ok(&words);
    }
    laptops.iter().for_each(|laptop| drop(laptop.sync()));
}

/// A synthetic case as `case new` takes it.
fn arguments(case: &SyntheticCase) -> Vec<String> {
    let fields = case
        .fields
        .iter()
        .flat_map(|(field, value)| ["--set".to_owned(), format!("{field}={}", text(value))]);
    let entries = case.entries.iter().flat_map(|(subform, fields)| {
        let pairs = fields.iter().map(|(field, value)| {
            format!("{field}={}", text(value).replace('\\', r"\\").replace(',', r"\,"))
        });
        ["--add".to_owned(), format!("{subform}:{}", pairs.collect::<Vec<_>>().join(","))]
    });
    fields.chain(entries).collect()
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(yes) => yes.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Many(chosen) => chosen.iter().cloned().collect::<Vec<_>>().join(","),
        Value::Tally(_) => String::new(),
    }
}

/// Another nickname, an id number, and the service removed.
fn edit_as_worker(desk: &Desk) {
    let app = &desk.app;
    desk.edit("basic_identity");
    app.fill("input-name_nickname", "Mina");
    app.fill("input-national_id_no", "A-1094");
    app.click("form-services");
    app.click("entry-remove");
    app.find("entry-restore");
    desk.save();
}

/// Another age, another id number, and a word for the provider of the service.
fn edit_as_supervisor(desk: &Desk) {
    let app = &desk.app;
    desk.edit("basic_identity");
    app.fill("input-age", "١٢");
    app.fill("input-national_id_no", "A-1049");
    desk.shoot("case-edit");
    app.click("form-services");
    app.click("entry-toggle");
    app.fill("input-service_referral_notes", "See her on Monday.");
    desk.save();
}

fn both_values_stand(desk: &Desk, other: &str) {
    let app = &desk.app;
    desk.sync_page();
    app.wait("the case on the list of what needs a person", || {
        (app.attribute("sync-item", "data-state").as_deref() == Some("two_values")).then_some(())
    });
    desk.shoot("sync");
    desk.open_case(AMINA);
    app.click("form-basic_identity");
    let shown = [app.text("version-0"), app.text("version-1")];
    assert!(["A-1094", "A-1049"].iter().all(|id| shown.iter().any(|one| one.contains(id))), "{shown:?}");
    // Both say who wrote them and at what time.
    assert!(shown.iter().any(|one| one.contains(other)), "{shown:?}");
    assert!(shown.iter().all(|one| one.contains([':'])), "{shown:?}");
    // What did not collide has merged.
    app.wait_text("field-name_nickname", "Mina");
    app.wait_text("field-age", if desk.speaks("ar") { "١٢" } else { "12" });
    app.click("form-services");
    app.wait_text("entry-0", "worker-1");
    app.find("entry-keep");
}

fn pictures_of_the_case(desk: &Desk) {
    let app = &desk.app;
    app.click("form-services");
    app.find("entry-keep");
    desk.shoot("removed-entry");
    app.click("form-basic_identity");
    app.find("version-0");
    desk.shoot("two-values");
    app.press(&["r"]);
    assert_eq!(app.attribute("action-refer", "title").unwrap_or_default(), "");
    app.find("refer-type");
    app.type_keys("provider");
    app.press(&[keys::ENTER]);
    desk.shoot("refer");
    app.press(&[keys::ESCAPE]);
    app.wait_gone("refer-type");
    for (key, panel) in [("w", "seen-by-panel"), ("h", "history")] {
        app.press(&[key]);
        app.find(panel);
        desk.shoot(panel);
        app.press(&[keys::ESCAPE]);
        app.wait_gone(panel);
    }
}

/// Offers the case to a colleague, by keyboard.
fn offer(desk: &Desk) {
    let app = &desk.app;
    desk.open_case(AMINA);
    app.press(&["t"]);
    desk.wait_focus("transfer-to");
    app.type_keys("worker-2");
    app.press(&[keys::ENTER]);
    desk.shoot("transfer");
    desk.is_accessible("the transfer");
    app.press(&[keys::CONTROL, keys::ENTER]);
    app.find("pending");
    desk.sync();
}

fn wait_transfer(desk: &Desk, nth: usize, status: &str) {
    desk.open_case(AMINA);
    desk.app.click("form-referrals");
    let transfer = format!("transfer-{nth}");
    desk.app.wait(&format!("{transfer} to be {status}"), || {
        (desk.app.attribute(&transfer, "data-status").as_deref() == Some(status)).then_some(())
    });
}

fn offer_and_take_back(desk: &Desk) {
    offer(desk);
    wait_transfer(desk, 0, "in_progress");
    desk.shoot("transfers");
    desk.app.click("transfer-0-revoke");
    desk.sync();
    wait_transfer(desk, 0, "revoked");
}

/// The whole way, seen from both ends: read only until it is accepted.
fn offered_and_taken(sender: &Desk, taker: &Desk) {
    sender.speak("en");
    offer(sender);
    taker.sync();
    taker.open_case(AMINA);
    taker.app.find("notice-transfer");
    assert!(!taker.app.is_there("edit"), "an offered case is read, not written");
    taker.shoot("transfer-offered");
    taker.is_accessible("the offered case");
    taker.speak("ar");
    taker.shoot("transfer-offered");
    taker.app.click("notice-take");
    taker.app.find("pending");
    taker.sync();
    taker.open_case(AMINA);
    taker.app.find("edit");
    sender.sync();
    wait_transfer(sender, 1, "accepted");
    sender.shoot("transfers");
}

/// A change that waits, so that the list has something to mark; and the list with both marks.
fn write_another(desk: &Desk) {
    desk.open_case(LAYLA);
    desk.edit("basic_identity");
    desk.app.fill("input-age", "8");
    desk.save();
    desk.app.click("nav-cases");
    desk.wait_rows(2);
    desk.app.press(&[keys::TAB]);
    desk.shoot("cases");
    desk.open_case(AMINA);
}

/// Takes the first value by its key and keeps the entry.
fn settle(desk: &Desk) {
    let app = &desk.app;
    app.click("form-basic_identity");
    app.find("version-0");
    app.press(&["1"]);
    app.wait_gone("version-0");
    desk.shoot("case");
    app.click("form-services");
    app.click("entry-keep");
    app.wait_gone("entry-keep");
    app.click("entry-toggle");
    app.wait_text("field-service_referral_notes", "Monday");
}

fn all_is_settled(desk: &Desk) {
    desk.open_case(AMINA);
    desk.app.click("form-basic_identity");
    desk.app.wait_text("field-national_id_no", "A-10");
    assert_eq!(desk.app.count("version-0"), 0);
    if desk.speaks("ar") {
        desk.shoot("case");
    }
    desk.app.click("form-services");
    desk.app.find("entry-0");
    assert_eq!(desk.app.count("entry-keep"), 0);
}

/// Ctrl L in the middle of a word; a wrong password; the right one; the word is there.
fn lock_with_a_draft(desk: &Desk) {
    let app = &desk.app;
    desk.open_case(LAYLA);
    desk.edit("basic_identity");
    app.fill("input-name_nickname", "Lulu");
    if desk.speaks("en") {
        desk.shoot("case-edit");
    }
    app.press(&[keys::CONTROL, "l"]);
    app.find("locked");
    assert!(!app.run_js("return document.body.innerText").to_string().contains(LAYLA));
    desk.shoot("lock");
    desk.wait_focus("signin-password");
    app.type_keys("not the password");
    app.press(&[keys::ENTER]);
    app.find("signin-error");
    assert_eq!(app.attribute("signin-error", "data-code").as_deref(), Some("wrong_password"));
    desk.shoot("lock-wrong");
    desk.wait_focus("signin-password");
    app.type_keys(PASSWORD);
    app.press(&[keys::ENTER]);
    app.wait("the word that was being typed", || (app.value("input-name_nickname") == "Lulu").then_some(()));
    desk.save();
    app.wait_text("field-name_nickname", "Lulu");
    app.press(&[keys::CONTROL, "l"]);
    app.click("switch-person");
    app.find("signin-password");
    desk.shoot("sign-in");
    desk.wait_focus("signin-password");
    app.type_keys(PASSWORD);
    app.press(&[keys::ENTER]);
    app.click("nav-cases");
    app.find("cases-search");
}

/// Every page that the worker has, once more.
fn walk(desk: &Desk) {
    let app = &desk.app;
    desk.wait_rows(2);
    desk.shoot("cases-worker");
    desk.begin_case();
    app.type_keys("مريم");
    desk.tab(1, "input-sex");
    app.type_keys("أنثى");
    desk.go_on_to_the_forms();
    desk.shoot("new-case");
    app.press(&[keys::CONTROL, "s"]);
    app.find("edit");
    desk.sync_page();
    desk.shoot("sync-waiting");
    desk.sync();
    desk.shoot("sync");
    app.click("nav-settings");
    app.find("password-old");
    desk.shoot("settings");
    desk.speak("en");
    desk.shoot("settings");
    desk.sync_page();
    desk.shoot("sync");
    desk.speak("ar");
}
