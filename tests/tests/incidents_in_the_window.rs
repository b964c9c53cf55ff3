//! Records that belong together, in a real window: a family is linked from the case, which tells of its incident.
#![allow(clippy::expect_used)]

use daftar_tests::{
    desk::Desk,
    processes::{OFFICE, office},
    webdriver::keys,
};

#[test]
#[ignore = "needs ./test"]
fn a_case_is_linked_to_its_family_and_tells_of_its_incident() {
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

    // The same in Arabic.
    desk.speak("ar");
    desk.shoot("linked-records");
    desk.is_accessible("linked records");
    desk.nothing_went_wrong();
}
