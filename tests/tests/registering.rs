//! Registering a child from nothing to saved, by keyboard alone, in the real window: first whether the child is here
//! already, then on what footing anything is written down, then the forms.
#![allow(clippy::expect_used)]

use daftar_tests::{
    desk::Desk,
    processes::{Person, standard_relay},
    webdriver::keys,
};

const WORKER: Person =
    Person { name: "worker-1", role: "role-cp-case-worker-families", agency: "agency-a", group: "team-1" };

#[test]
#[ignore = "needs ./test"]
fn a_child_is_registered_by_keyboard_alone_in_english_and_arabic() {
    let folder = tempfile::tempdir().expect("a folder");
    let relay = standard_relay(folder.path());
    relay.add(&WORKER);
    let desk = Desk::open(&folder.path().join("worker"), "en");
    desk.enrol(&relay.enrol_code(WORKER.name));
    desk.sync();

    begin(&desk);
    look_for(&desk, ["Amina", "Yusuf", "Warsame"]);
    desk.app.wait("an answer", || {
        (desk.app.attribute("likely-now", "data-pending").as_deref() == Some("false")).then_some(())
    });
    assert!(!desk.app.is_there("likely-row-0"));
    desk.shoot("register-look");
    desk.is_accessible("the first step");
    desk.app.press(&[keys::ALT, keys::DOWN]);
    give_consent(&desk);
    desk.shoot("register-consent");
    desk.is_accessible("the second step");
    write_the_rest(&desk, "Sells tea at the gate with her aunt.");
    save(&desk, "Amina Yusuf Warsame");

    // The same child from another paper, in the other script.
    desk.speak("ar");
    begin(&desk);
    look_for(&desk, ["أمينة", "يوسف", "ورسمي"]);
    desk.app.find("likely-row-0");
    desk.shoot("register-likely");
    desk.is_accessible("the child who is here already");
    // Whoever passes that over is asked before a second case is made.
    reach(&desk, "register-skip");
    desk.app.press(&[keys::ENTER]);
    give_consent(&desk);
    write_the_rest(&desk, "تبيع الشاي مع خالتها عند البوابة.");
    desk.app.press(&[keys::CONTROL, "s"]);
    desk.app.find("likely-none");
    desk.shoot("register-same");
    desk.is_accessible("the question before a second case");
    reach(&desk, "likely-none");
    desk.app.press(&[keys::ENTER]);
    desk.app.wait_text("case-name", "أمينة يوسف ورسمي");
    desk.app.find("edit");
    desk.nothing_went_wrong();
}

/// From the list to the first step.
fn begin(desk: &Desk) {
    reach(desk, "nav-cases");
    desk.app.press(&[keys::ENTER]);
    desk.app.find("cases-new");
    desk.app.press(&["n"]);
    desk.app.find("register-step");
    desk.wait_focus("input-name_first");
}

/// Goes on by Tab until the focus is there.
fn reach(desk: &Desk, test_id: &str) {
    for _ in 0..120 {
        if desk.app.focused() == test_id {
            return;
        }
        desk.app.press(&[keys::TAB]);
    }
    panic!("{test_id} cannot be reached by Tab");
}

fn look_for(desk: &Desk, [first, middle, last]: [&str; 3]) {
    desk.app.type_keys(first);
    reach(desk, "input-name_middle");
    desk.app.type_keys(middle);
    reach(desk, "input-name_last");
    desk.app.type_keys(last);
    reach(desk, "input-sex");
    desk.app.type_keys(if desk.speaks("en") { "Fem" } else { "أنثى" });
    reach(desk, "input-date_of_birth");
    desk.app.type_keys(if desk.speaks("en") { "about 11 years" } else { "حوالي ١١ سنة" });
    desk.app.find("understood-date_of_birth");
}

/// The second step: consent for services and for sharing.
fn give_consent(desk: &Desk) {
    desk.wait_focus("input-consent_for_services");
    desk.app.press(&[" "]);
    reach(desk, "input-disclosure_other_orgs");
    desk.app.press(&[" "]);
}

/// The forms, where nothing that was typed is asked again.
fn write_the_rest(desk: &Desk, address: &str) {
    desk.app.press(&[keys::ALT, keys::DOWN]);
    desk.app.wait_gone("register-step");
    desk.app.find("form-title");
    reach(desk, "input-address_current");
    desk.app.type_keys(address);
    assert!(!desk.app.value("input-name_first").is_empty());
}

fn save(desk: &Desk, name: &str) {
    desk.app.press(&[keys::CONTROL, "s"]);
    desk.app.wait_text("case-name", name);
    desk.app.find("edit");
}
