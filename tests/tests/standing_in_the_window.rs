//! Flags, approvals, closing and what opens a case again, in two real windows.
#![allow(clippy::expect_used)]

use daftar_tests::{
    desk::Desk,
    processes::{CONFIGURATION, Laptop, PASSWORD, PEOPLE, RelayProcess},
    webdriver::keys,
};
use std::path::Path;

const AMINA: &str = "Amina Yusuf Warsame";

fn sit_down(relay: &RelayProcess, folder: &Path, user: &str) -> Laptop {
    let laptop = Laptop::new(&folder.join(user), PASSWORD);
    laptop.enrol(&relay.enrol_code(user));
    laptop
}

/// Says something in the dialog that is open, and does it.
fn say(desk: &Desk, text: &str, picture: &str) {
    desk.wait_focus("say-text");
    desk.app.type_keys(text);
    desk.shoot(picture);
    desk.is_accessible(picture);
    desk.app.press(&[keys::CONTROL, keys::ENTER]);
    desk.app.wait_gone("say-text");
    desk.app.find("pending");
    desk.sync();
}

/// Fetches what is new, and opens the case at its first form.
fn look_again(desk: &Desk) {
    desk.sync();
    desk.open_case(AMINA);
    desk.app.click("form-basic_identity");
}

#[test]
#[ignore = "needs ./test"]
fn a_case_is_flagged_approved_closed_and_opened_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let relay = folder.path().join("relay");
    RelayProcess::init(&relay, CONFIGURATION);
    let relay = RelayProcess::start(&relay);
    PEOPLE.iter().for_each(|person| relay.add(person));
    let [worker, supervisor] =
        ["worker-1", "supervisor"].map(|user| (sit_down(&relay, folder.path(), user), user));
    worker.0.ok(&["case", "new", "--set", &format!("name={AMINA}"), "--set", "risk_level=high"]);
    let [worker, supervisor] =
        [&worker, &supervisor].map(|(laptop, user)| Desk::sign_in(laptop.profile(), user));
    worker.app.find("case-row");
    worker.sync();

    // The worker flags the case by its key, in Arabic, and asks for an approval.
    worker.speak("ar");
    look_again(&worker);
    worker.app.press(&["f"]);
    say(&worker, "أين ينامون منذ الفيضان؟", "flag");
    look_again(&worker);
    worker.app.wait_text("notice-flag", "منذ الفيضان");
    worker.shoot("flagged");
    worker.is_accessible("the flagged case");
    worker.app.click("form-protection_concern");
    worker.app.click("approval-ask");
    worker.app.find("pending");
    worker.sync();

    // The supervisor resolves the flag, sees that something waits for them, approves it and closes the case.
    look_again(&supervisor);
    supervisor.app.click("notice-resolve");
    say(&supervisor, "With their aunt; visited on Sunday.", "flag-resolve");
    look_again(&supervisor);
    supervisor.app.wait_gone("notice-flag");
    supervisor.app.click("flags");
    supervisor.app.wait_text("flags-panel", "With their aunt");
    supervisor.shoot("flags");
    supervisor.app.press(&[keys::ESCAPE]);
    supervisor.shoot("approval-waits");
    supervisor.app.click("notice-look");
    supervisor.app.click("approval-approve");
    say(&supervisor, "Agreed.", "approval");
    look_again(&supervisor);
    supervisor.app.click("action-close");
    supervisor.app.find("confirm-yes");
    supervisor.shoot("close");
    supervisor.app.press(&[keys::CONTROL, keys::ENTER]);
    supervisor.app.find("pending");
    look_again(&supervisor);
    supervisor.app.wait_text("case-status", "Closed");
    supervisor.app.find("edit");

    // Closed, it is read; a service opens it again.
    look_again(&worker);
    assert_eq!(worker.app.attribute("locked", "data-code").as_deref(), Some("case_closed"));
    assert!(!worker.app.is_there("edit"), "a closed case is read");
    worker.shoot("closed");
    worker.is_accessible("the closed case");
    worker.app.click("form-protection_concern");
    assert_eq!(worker.app.attribute("approval", "data-status").as_deref(), Some("approved"));
    worker.app.wait_text("approval", "Agreed.");
    worker.shoot("approved");
    worker.edit("services");
    worker.app.press(&[keys::CONTROL, keys::ENTER]);
    worker.app.fill("input-service_referral_notes", "Winter clothes");
    worker.save();
    worker.app.wait_gone("locked");
    look_again(&worker);
    worker.app.find("edit");
    assert!(!worker.app.is_there("locked"));
    for desk in [&worker, &supervisor] {
        desk.nothing_went_wrong();
    }
}
