//! Files in the real window: chosen, refused, described, saved, looked at, signed, printed.
#![allow(clippy::expect_used)]

use daftar_core::config::RecordType;
use daftar_tests::{
    desk::Desk,
    filling::answer_files,
    processes::{OFFICE, office},
    standard,
    webdriver::keys,
};
use std::fs;

#[test]
#[ignore = "needs ./test"]
fn files_are_added_looked_at_signed_and_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_relay, laptop) = office(folder.path());
    laptop.ok(&["case", "new", "--set", "name_first=Amal"]);
    let given = answer_files(&standard::configuration(), RecordType::Case);
    let path = |name: &str| {
        let (.., bytes, _) = given.iter().find(|(_, known, ..)| *known == name).expect("a file of that name");
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        path.to_str().expect("UTF-8").to_owned()
    };
    let liar = folder.path().join("liar.jpg");
    fs::write(&liar, b"\x7fELF and more").expect("written");

    let desk = Desk::sign_in(laptop.profile(), OFFICE.name);
    let app = &desk.app;
    app.find("case-row");
    app.click("case-row");
    app.find("case-id");
    open_form(&desk, "photos_and_audio");
    app.press(&["e"]);
    app.find("save");
    app.type_into("file-input-photos", liar.to_str().expect("UTF-8"));
    app.wait("the refusal", || {
        (app.attribute("file-coming", "data-code").as_deref() == Some("photo_type_refused")).then_some(())
    });
    app.type_into("file-input-photos", &path("first.jpg"));
    app.find("file-card-photos-0");
    app.type_into("file-input-recorded_audio", &path("voice.wav"));
    app.find("file-card-recorded_audio-0");
    desk.shoot("files-added");
    desk.is_accessible("a file refused and two added");
    app.click("file-edit-photos-0");
    app.fill("input-attachment_description", "Amal at the well");
    app.press(&[keys::CONTROL, "s"]);
    app.wait_gone("save");
    app.click("file-card-photos-0");
    app.find("viewer-picture");
    assert!(words(&desk, "viewer-title").contains("Amal at the well"));
    desk.shoot("files-viewer");
    desk.is_accessible("the viewer");
    app.press(&[keys::ESCAPE]);
    app.wait_gone("viewer");

    open_form(&desk, "best_interest_determination");
    app.press(&["e"]);
    app.find("signature-pad-bid_chair_signature");
    app.run_js("document.querySelector('[data-testid=signature-pad-bid_chair_signature]').scrollIntoView({ block: 'center' })");
    app.draw("signature-pad-bid_chair_signature", &[(-60, 10), (-20, -20), (20, 15), (70, -10)]);
    desk.shoot("files-signing");
    app.click("signature-use-bid_chair_signature");
    app.find("file-card-bid_chair_signature-0");
    app.press(&[keys::CONTROL, "s"]);
    app.wait_gone("save");
    app.find("file-card-bid_chair_signature-0");
    desk.shoot("files-signed");

    print(&desk);
    desk.speak("ar");
    open_form(&desk, "photos_and_audio");
    app.click("file-card-photos-0");
    app.find("viewer-picture");
    desk.shoot("files-viewer");
    desk.is_accessible("the viewer in Arabic");
    app.press(&[keys::ESCAPE]);
    app.wait_gone("viewer");
    open_form(&desk, "best_interest_determination");
    app.press(&["e"]);
    app.find("signature-again-bid_chair_signature");
    app.run_js("document.querySelector('[data-testid=signature-again-bid_chair_signature]').scrollIntoView({ block: 'center' })");
    app.click("signature-again-bid_chair_signature");
    app.find("signature-pad-bid_chair_signature");
    desk.shoot("files-signing");
    app.press(&[keys::ESCAPE]);
    app.wait_gone("save");
    print(&desk);
    desk.nothing_went_wrong();
}

/// The paper as it would be printed, on the screen: the system's own dialog is not opened.
fn print(desk: &Desk) {
    let app = &desk.app;
    app.run_js("window.print = () => document.documentElement.setAttribute('data-printing', '')");
    app.press(&[keys::CONTROL, "p"]);
    app.find("print-go");
    desk.shoot("print-dialog");
    desk.is_accessible("the question before printing");
    app.click("print-record");
    app.click("print-go");
    app.wait("the paper", || {
        (app.run_js("return document.documentElement.hasAttribute('data-printing')") == true).then_some(())
    });
    let paper = words(desk, "print-view");
    assert!(paper.contains("Amal at the well") && paper.contains("office"), "{paper}");
    let title = app.run_js("return document.title").to_string();
    assert!(!title.contains("Amal"), "{title}");
    desk.shoot_at("print-record", &[(1024, 1400)]);
    app.run_js(
        "document.documentElement.removeAttribute('data-printing'); dispatchEvent(new Event('afterprint'))",
    );
    app.wait_gone("print-view");
}

fn open_form(desk: &Desk, form: &str) {
    desk.app.run_js(&format!("document.querySelector('[data-testid=form-{form}]').scrollIntoView()"));
    desk.app.click(&format!("form-{form}"));
    let at =
        format!("return document.querySelector('[data-testid=form-{form}]').getAttribute('aria-current')");
    desk.app.wait(&format!("the form {form}"), || (desk.app.run_js(&at) == "true").then_some(()));
}

/// What stands in an element, seen or not.
fn words(desk: &Desk, test_id: &str) -> String {
    desk.app
        .run_js(&format!("return document.querySelector('[data-testid={test_id}]').textContent"))
        .to_string()
}
