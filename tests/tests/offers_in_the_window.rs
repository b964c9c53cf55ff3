//! A referral with what is said with it, a search of the whole programme, and emergency access, in real windows.
#![allow(clippy::expect_used)]

use daftar_tests::{
    desk::Desk,
    processes::{CONFIGURATION, Laptop, PASSWORD, PEOPLE, Person, RelayProcess},
    webdriver::keys,
};
use std::path::Path;

const AMINA: &str = "Amina Yusuf Warsame";
/// A supervisor whose scope does not reach the case.
const FAR: Person = Person { name: "far", role: "role-cp-manager", agency: "agency-b", group: "clinic" };

fn sit_down(relay: &RelayProcess, folder: &Path, user: &str) -> Laptop {
    let laptop = Laptop::new(&folder.join(user), PASSWORD);
    laptop.enrol(&relay.enrol_code(user));
    laptop
}

fn look_again(desk: &Desk) {
    desk.sync();
    desk.open_case(AMINA);
    desk.app.click("form-basic_identity");
}

fn choose(desk: &Desk, test_id: &str, at: usize) {
    desk.app.run_js(&format!(
        "const list = document.querySelector('[data-testid=\"{test_id}\"]');
         list.selectedIndex = {at};
         list.dispatchEvent(new Event('change', {{ bubbles: true }}));"
    ));
}

#[test]
#[ignore = "needs ./test"]
fn a_case_is_referred_for_a_service_finished_found_and_read_in_an_emergency() {
    let folder = tempfile::tempdir().expect("a folder");
    let relay = folder.path().join("relay");
    RelayProcess::init(&relay, CONFIGURATION);
    let relay = RelayProcess::start(&relay);
    PEOPLE.iter().chain([&FAR]).for_each(|person| relay.add(person));
    let [worker, provider, far] =
        ["worker-1", "provider", "far"].map(|user| (sit_down(&relay, folder.path(), user), user));
    let fields = [
        &format!("name={AMINA}"),
        "sex=female",
        "age=11",
        "consent_for_services=true",
        "disclosure_other_orgs=true",
    ];
    let set = fields.iter().flat_map(|field| ["--set", field]);
    let service = ["--add", "services_section:service_type=health_medical_service"];
    worker.0.ok(&["case", "new"].into_iter().chain(set).chain(service).collect::<Vec<_>>());
    let [worker, provider, far] =
        [&worker, &provider, &far].map(|(laptop, user)| Desk::sign_in(laptop.profile(), user));
    worker.app.find("case-row");

    // For which service, whom, until when, and what they should know.
    look_again(&worker);
    worker.app.click("action-refer");
    worker.app.find("refer-service");
    choose(&worker, "refer-service", 1);
    worker.app.click("refer-to-provider");
    choose(&worker, "refer-until", 2);
    worker.app.fill("refer-note", "Please look at the wound again.");
    worker.shoot("refer-for-a-service");
    worker.is_accessible("the dialog of a referral");
    worker.app.press(&[keys::CONTROL, keys::ENTER]);
    worker.app.find("pending");
    worker.sync();

    // The recipient reads it, accepts, and says what was done; in Arabic.
    provider.speak("ar");
    look_again(&provider);
    provider.app.wait_text("notice-referral", "Please look at the wound again.");
    provider.app.click("notice-accept");
    provider.app.find("pending");
    look_again(&provider);
    provider.app.click("form-referrals");
    provider.app.click("referral-0-done");
    provider.wait_focus("say-text");
    provider.app.type_keys("نُظّف الجرح وضُمّد.");
    provider.shoot("referral-done");
    provider.app.press(&[keys::CONTROL, keys::ENTER]);
    provider.app.wait_gone("say-text");
    provider.sync();
    look_again(&worker);
    worker.app.click("form-referrals");
    worker.app.wait_text("referral-0", "نُظّف الجرح");
    worker.shoot("referral-finished");
    worker.is_accessible("the list of referrals");

    // Somebody far away finds the child in another spelling, and reads the case in an emergency.
    far.app.press(&["b"]);
    far.wait_focus("beyond-query");
    far.app.type_keys("Amena Warsami");
    far.app.press(&[keys::ENTER]);
    far.app.wait_text("found-row", "worker-1");
    far.shoot("beyond");
    far.is_accessible("the search of the whole programme");
    far.app.run_js("document.querySelector('[data-testid^=\"found-break\"]').click()");
    far.app.fill("glass-why", "At the border, alone.");
    far.shoot("emergency");
    far.is_accessible("the dialog of emergency access");
    far.app.press(&[keys::CONTROL, keys::ENTER]);
    far.app.wait_text("notice-glass", "At the border, alone.");
    assert!(!far.app.is_there("edit"), "it is read, not written");
    far.shoot("emergency-access");
    far.app.click("nav-cases");
    far.app.find("case-row-ends");
    far.shoot("list-access-ends");
    far.speak("ar");
    far.app.find("case-row-ends");
    far.shoot("list-access-ends");
    far.speak("en");

    // The owner sees who, when, until when and why, and ends it.
    look_again(&worker);
    worker.app.wait_text("notice-glass", "At the border, alone.");
    worker.shoot("emergency-notice");
    worker.app.click("notice-glass-end");
    worker.app.find("pending");
    worker.sync();
    far.sync();
    far.app.wait_gone("case-row");
    for desk in [&worker, &provider, &far] {
        desk.nothing_went_wrong();
    }
}
