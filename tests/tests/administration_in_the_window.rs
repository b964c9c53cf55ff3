//! Somebody administers a programme from their laptop: people, a code, a lost laptop, a role, a group; in real windows.
#![allow(clippy::expect_used)]

use daftar_tests::{
    desk::Desk,
    processes::{CONFIGURATION, Laptop, PASSWORD, PEOPLE, Person, RelayProcess},
    rooms::root,
    webdriver::keys,
};

const OFFICE: Person =
    Person { name: "office", role: "role-cp-administrator", agency: "agency-a", group: "camp-1" };

fn choose(desk: &Desk, test_id: &str, value: &str) {
    desk.app.run_js(&format!(
        "const list = document.querySelector('[data-testid=\"{test_id}\"]');
         list.value = '{value}';
         list.dispatchEvent(new Event('change', {{ bubbles: true }}));"
    ));
}

#[test]
#[ignore = "needs ./test"]
fn people_laptops_roles_and_groups_are_administered_from_a_laptop() {
    let folder = tempfile::tempdir().expect("a folder");
    let relay = folder.path().join("relay");
    RelayProcess::init(&relay, CONFIGURATION);
    let relay = RelayProcess::start(&relay);
    PEOPLE.iter().chain([&OFFICE]).for_each(|person| relay.add(person));
    let [office, worker] = ["office", "worker-1"].map(|user| {
        let laptop = Laptop::new(&folder.path().join(user), PASSWORD);
        laptop.enrol(&relay.enrol_code(user));
        laptop
    });
    worker.ok(&["case", "new", "--set", "name=Amina Yusuf", "--set", "sex=female"]);
    worker.ok(&["sync"]);

    // Whoever works with children finds no administration in their window.
    let desk = Desk::sign_in(worker.profile(), "worker-1");
    assert!(!desk.app.is_there("nav-administration"));
    drop(desk);

    // Whoever administers has no cases, and begins with people.
    let desk = Desk::sign_in_to(office.profile(), "office", "person-worker-1");
    assert!(!desk.app.is_there("nav-cases"));
    desk.shoot("administration-people");
    desk.is_accessible("the people of a programme");

    // Somebody new, and a code for their laptop, with the keyboard.
    desk.app.press(&["n"]);
    desk.wait_focus("person-name");
    desk.app.type_keys("new.worker");
    choose(&desk, "person-role", "role-cp-case-worker");
    choose(&desk, "person-agency", "agency-a");
    desk.app.click("person-groups-camp-1");
    desk.app.click("person-services-health_medical_service");
    desk.shoot("administration-person");
    desk.is_accessible("the dialog of a person");
    desk.app.press(&[keys::CONTROL, keys::ENTER]);
    desk.app.wait_gone("person-save");
    desk.app.click("code-new.worker");
    desk.app.click("code-make");
    let code = desk.app.text("code-text");
    desk.shoot("administration-code");
    desk.is_accessible("the dialog of a code");
    desk.app.press(&[keys::ESCAPE]);
    desk.app.wait_gone("code-text");
    let new = Laptop::new(&folder.path().join("new"), PASSWORD);
    new.enrol(code.trim());
    new.ok(&["sync"]);

    // A name that is taken is told where it is typed; nothing is lost.
    desk.app.press(&["n"]);
    desk.app.fill("person-name", "worker-2");
    choose(&desk, "person-role", "role-cp-manager");
    choose(&desk, "person-agency", "agency-b");
    desk.app.press(&[keys::CONTROL, keys::ENTER]);
    desk.app.find("person-problem");
    desk.shoot("administration-refused");
    desk.app.press(&[keys::ESCAPE]);
    desk.app.wait_gone("person-save");

    // Somebody leaves; in Arabic.
    desk.speak("ar");
    desk.app.fill("admin-search", "worker-2");
    desk.app.click("turn-worker-2");
    desk.app.find("confirm-yes");
    desk.shoot("administration-disable");
    desk.is_accessible("the question whether to disable somebody");
    desk.app.click("confirm-yes");
    desk.app.find("person-disabled");
    desk.app.run_js(
        "const box = document.querySelector('[data-testid=admin-search]');
         box.value = '';
         box.dispatchEvent(new Event('input', { bubbles: true }));",
    );
    desk.app.find("person-worker-1");
    desk.shoot("administration-people-arabic");

    // A laptop is lost.
    desk.app.click("tab-devices");
    desk.app.find("device-2");
    desk.shoot("administration-laptops");
    desk.is_accessible("the laptops of a programme");
    desk.app.click("revoke-2");
    desk.app.click("revoke-lost");
    desk.shoot("administration-revoke");
    desk.is_accessible("the dialog of a laptop that is revoked");
    desk.app.press(&[keys::CONTROL, keys::ENTER]);
    desk.app.wait_gone("revoke-confirm");
    assert_ne!(worker.run(&["sync"]).code, 0);

    // A role opens one form less, and the laptop of whoever has it loses it.
    desk.speak("en");
    desk.app.press(&["3"]);
    desk.app.click("role-role-cp-case-worker");
    desk.app.wait_text("role-shown", "role-cp-case-worker");
    desk.shoot("administration-role");
    desk.is_accessible("a role");
    desk.app.click("role-change");
    desk.app.click("mode-notes-none");
    desk.shoot("administration-role-dialog");
    desk.is_accessible("the dialog of a role");
    desk.app.press(&[keys::CONTROL, keys::ENTER]);
    desk.app.wait_gone("role-save");
    // A new role may do what another may.
    desk.app.click("role-add");
    desk.app.fill("role-id", "role-cp-case-worker");
    desk.app.fill("label-en", "Night shift");
    desk.app.fill("label-ar", "وردية الليل");
    desk.app.press(&[keys::CONTROL, keys::ENTER]);
    desk.app.wait_text("role-problem", "already");
    desk.app.fill("role-id", "role-night");
    desk.shoot("administration-role-new");
    desk.is_accessible("the dialog of a new role");
    desk.app.press(&[keys::CONTROL, keys::ENTER]);
    desk.app.wait_gone("role-save");
    desk.app.click("role-role-night");
    desk.app.wait_text("role-shown", "role-night");
    desk.app.click("role-role-cp-administrator");
    desk.app.find("role-why-not");
    new.ok(&["sync"]);
    let made = new.ok(&["case", "new", "--set", "name=Sara"]);
    let shown = new.ok(&["case", "show", made["case_id"].as_str().expect("an id")]);
    assert!(shown["withheld"].as_array().is_some_and(|forms| forms.iter().any(|form| form == "notes")));

    // A group more; the version counts on.
    desk.app.click("tab-units");
    desk.app.click("group-add");
    desk.app.fill("unit-id", "camp-2");
    desk.app.fill("label-en", "Camp 2 team");
    desk.app.fill("label-ar", "فريق المخيم 2");
    desk.app.press(&[keys::CONTROL, keys::ENTER]);
    desk.app.find("group-camp-2");
    desk.shoot("administration-units");
    desk.is_accessible("groups and agencies");
    desk.app.click("tab-configuration");
    desk.app.wait_text("configuration-version", "4");
    let training = root().join("config/training");
    desk.app.fill("configuration-folder", &training.join("case").to_string_lossy());
    desk.app.click("configuration-check");
    desk.app.wait_text("configuration-problems", "settings.toml");
    desk.app.fill("configuration-folder", &training.to_string_lossy());
    desk.app.click("configuration-check");
    desk.app.find("configuration-counts");
    desk.shoot("administration-configuration");
    desk.is_accessible("the configuration");
    desk.app.click("configuration-publish");
    desk.app.wait_text("configuration-version", "5");

    // Without the relay nothing is shown or changed, and it says so.
    drop(relay);
    desk.app.click("tab-people");
    desk.app.find("admin-problem");
    desk.shoot("administration-offline");
    desk.is_accessible("administration without contact");
    desk.nothing_went_wrong();
}
