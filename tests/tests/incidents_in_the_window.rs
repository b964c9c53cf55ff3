//! Records that belong together, in a real window: a family is linked from the case, an incident is told at both ends.
#![allow(clippy::expect_used)]

use daftar_tests::{
    desk::Desk,
    processes::{OFFICE, office},
    webdriver::keys,
};

#[test]
#[ignore = "needs ./test"]
fn a_case_is_linked_to_its_family_and_leads_to_its_incident_and_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_relay, laptop) = office(folder.path());
    let made = laptop.ok(&["case", "new", "--set", "name_first=Amina"]);
    let case = made["case_id"].as_str().expect("an id");
    laptop.ok(&["case", "new", "--record", "incident", "--of", case]);
    laptop.ok(&["case", "new", "--record", "family", "--set", "family_name=Warsame"]);
    laptop.sync();

    let desk = Desk::sign_in(laptop.profile(), OFFICE.name);
    let app = &desk.app;
    app.find("case-row");
    desk.open_case("Amina");
    app.click("links");
    app.find("links-panel");
    app.click("link-add-family");
    app.find("link-to");
    desk.wait_focus("link-search");
    app.press(&[keys::ENTER]);
    desk.shoot("link-to-a-family");
    desk.is_accessible("the dialog of a link");
    app.press(&[keys::CONTROL, keys::ENTER]);
    app.wait("both linked", || (app.count("linked") == 2).then_some(()));

    // At the other end, in Arabic: the incident says which case it is of, and leads back to it.
    desk.speak("ar");
    desk.shoot("linked-records");
    desk.is_accessible("linked records");
    app.click("linked-open");
    app.wait_text("case-name", "حادثة");
    app.click("links");
    app.find("link-end");
    desk.shoot("incident-of-a-case");
    app.click("linked-open");
    app.wait_text("case-name", "Amina");
    desk.nothing_went_wrong();
}
