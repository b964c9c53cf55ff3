//! What became of a case, in a real window: who wrote what, the form as it was, and an old value put back.
#![allow(clippy::expect_used)]

use daftar_tests::{
    desk::Desk,
    processes::{Laptop, PEOPLE, Programme},
    webdriver::keys,
};

const AMINA: &str = "Amina Yusuf Warsame";

fn choose(desk: &Desk, test_id: &str, value: &str) {
    desk.app.run_js(&format!(
        "const list = document.querySelector('[data-testid=\"{test_id}\"]');
         list.value = '{value}';
         list.dispatchEvent(new Event('change', {{ bubbles: true }}));"
    ));
}

/// The focus is on the line of the log whose words hold this.
fn is_at(desk: &Desk, words: &str) -> bool {
    let at = desk.app.run_js("return document.activeElement?.closest('[data-line]')?.textContent ?? ''");
    at.as_str().is_some_and(|at| at.contains(words))
}

/// Goes down to it by the arrow key, from where Tab enters the log.
fn go_to(desk: &Desk, words: &str) {
    desk.app.run_js("document.querySelector('[data-line] [tabindex=\"0\"]').focus()");
    for _ in 0..40 {
        if is_at(desk, words) {
            return;
        }
        desk.app.press(&[keys::DOWN]);
    }
    assert!(is_at(desk, words), "{words} is not in the log: {}", desk.app.text("history"));
}

#[test]
#[ignore = "needs ./test"]
fn the_history_tells_what_became_of_a_case_shows_it_as_it_was_and_puts_it_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let programme = Programme::with_people(folder.path(), PEOPLE, &[]);
    let [worker, supervisor] = ["worker-1", "supervisor"].map(|user| programme.laptop(user));
    let name = format!("name={AMINA}");
    let set = [
        &name,
        "name_nickname=Mina",
        "sex=female",
        "age=11",
        "consent_for_services=true",
        "disclosure_other_orgs=true",
    ];
    let set = set.iter().flat_map(|field| ["--set", field]);
    let add = [
        "--add",
        "services_section:service_type=health_medical_service",
        "--add",
        "notes_section:note_subject=First visit,note_text=She asked for her aunt.",
    ];
    let made = worker.ok(&["case", "new"].into_iter().chain(set).chain(add).collect::<Vec<_>>());
    let case = made["case_id"].as_str().expect("an id").to_owned();
    let all = ["worker-1", "supervisor"];
    programme.sync(&all);
    programme.sync(&all);
    let edit = |laptop: &Laptop, set: &str| laptop.ok(&["case", "edit", &case, "--set", set]);
    edit(supervisor, "name_nickname=أمونة");
    edit(worker, "name_nickname=Minnie");
    programme.sync(&["supervisor", "worker-1", "supervisor"]);
    edit(supervisor, "name_nickname=أمونة");
    supervisor.ok(&["flag", "add", &case, "--about", "Not seen for a week."]);
    let shown = worker.show(&case);
    let note = shown["forms"]["notes"]["notes_section"][0]["entry"].as_str().expect("a note").to_owned();
    worker.ok(&["case", "edit", &case, "--remove", &format!("notes_section/{note}")]);
    programme.sync(&["supervisor", "worker-1"]);
    worker.ok(&[
        "refer",
        &case,
        "--to",
        "provider",
        "--type",
        "role-referral-services",
        "--consent",
        "given",
        "--note",
        "Please look at the wound again.",
    ]);

    let desk = Desk::sign_in(worker.profile(), "worker-1");
    let app = &desk.app;
    app.find("case-row");
    desk.open_case(AMINA);
    app.press(&["h"]);
    app.find("history-line");
    desk.shoot("history-log");
    desk.is_accessible("the history");

    choose(&desk, "history-person", "worker-1");
    app.find("history-everything");

    // By keys: to the line after which two values stood, and what stood then.
    go_to(&desk, "Minnie");
    app.press(&[keys::ENTER]);
    app.find("history-was");
    desk.shoot("history-line");
    app.click("history-was");
    app.find("was-name_nickname");
    assert_eq!(app.attribute("was-name_nickname", "data-differs").as_deref(), Some("true"));
    desk.shoot("as-it-was");
    desk.is_accessible("the form as it was");
    choose(&desk, "was-form", "services");
    app.find("was-entry");
    desk.shoot("as-it-was-entries");
    app.press(&[keys::ESCAPE]);
    app.wait_gone("as-it-was");

    // Put back, after being asked.
    app.click("history-put-back");
    app.wait_text("put-back-then", "Minnie");
    desk.shoot("put-back");
    desk.is_accessible("the question before putting back");
    app.press(&[keys::CONTROL, keys::ENTER]);
    app.wait_text("field-name_nickname", "Minnie");

    // A removed entry comes back as well.
    choose(&desk, "history-form", "notes");
    app.wait_text("history-count", "of");
    go_to(&desk, "Removed");
    app.press(&[keys::ENTER]);
    app.click("history-keep");
    app.press(&[keys::CONTROL, keys::ENTER]);
    app.wait_text("history", "Kept after all");
    app.press(&[keys::ESCAPE]);
    app.wait_gone("history");

    // In Arabic, asked for one form by its head.
    desk.speak("ar");
    app.click("form-basic_identity");
    app.click("last-changed");
    app.find("history-everything");
    app.click("history-everything");
    app.wait_gone("history-everything");
    desk.shoot("history-log");
    desk.is_accessible("the history in Arabic");
    go_to(&desk, "Minnie");
    app.press(&[keys::ENTER]);
    desk.shoot("history-line");
    app.click("history-was");
    app.find("was-name");
    desk.shoot("as-it-was");
    app.press(&[keys::ESCAPE]);
    app.wait_gone("as-it-was");
    app.press(&[keys::ESCAPE]);
    app.wait_gone("history");
    desk.nothing_went_wrong();
}
