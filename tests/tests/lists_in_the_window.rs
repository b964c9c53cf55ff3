//! The caseload in a real window: filtered, ordered, shown and kept as one likes, and numbers that open what they count.
#![allow(clippy::expect_used)]

use daftar_tests::{
    desk::Desk,
    processes::{Laptop, PASSWORD, Person, standard_relay},
    webdriver::keys,
};

const SUPERVISOR: Person =
    Person { name: "supervisor", role: "role-cp-case-worker", agency: "agency-a", group: "team-1" };

#[test]
#[ignore = "needs ./test"]
fn the_caseload_is_filtered_ordered_and_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let relay = standard_relay(folder.path());
    relay.add(&SUPERVISOR);
    let laptop = Laptop::new(&folder.path().join("supervisor"), PASSWORD).without_keyring();
    laptop.enrol(&relay.enrol_code(SUPERVISOR.name));
    let new = |name: &str, sex: &str, risk: &str, age: &str, concerns: &str| {
        let sets = [
            ("name_first", name),
            ("sex", sex),
            ("risk_level", risk),
            ("age", age),
            ("protection_concerns", concerns),
        ];
        let sets: Vec<String> = sets.iter().map(|(field, value)| format!("{field}={value}")).collect();
        let sets = sets.iter().flat_map(|set| ["--set", set.as_str()]);
        laptop.ok(&[vec!["case", "new"], sets.collect()].concat());
    };
    new("Amina Yusuf Warsame", "female", "high", "9", "refugee");
    new("محمد أمين عبد الله", "male", "high", "12", "mentally_distressed");
    new("Lul Deng", "female", "medium", "7", "mentally_distressed");
    new("Abel Tekle", "male", "low", "15", "refugee");
    new("Nyandeng Kuol", "female", "low", "11", "refugee");

    let desk = Desk::sign_in(laptop.profile(), SUPERVISOR.name);
    let app = &desk.app;
    desk.wait_rows(5);

    // By keyboard: a filter is found, chosen, applied.
    app.press(&[keys::ESCAPE]);
    app.press(&["f"]);
    desk.wait_focus("filter-find");
    app.type_keys("sex");
    app.press(&[keys::ENTER]);
    app.find("filter-value");
    desk.shoot("filter");
    desk.is_accessible("a filter being made");
    app.run_js("document.querySelector('[data-testid=filter-value][data-value=female] input').click()");
    app.press(&[keys::CONTROL, keys::ENTER]);
    app.wait_text("cases-count", "3");
    app.wait_text("filter-made", "Female");

    // Ages by a range, and by order.
    app.click("filter-add");
    desk.wait_focus("filter-find");
    app.type_keys("age");
    app.press(&[keys::ENTER]);
    app.fill("filter-from", "8");
    app.press(&[keys::CONTROL, keys::ENTER]);
    app.wait_text("cases-count", "2");
    app.click("sort-@age");
    app.wait("the younger first", || {
        let names = app.run_js("return [...document.querySelectorAll('[data-testid=case-row-name]')].map((one) => one.textContent)");
        (names == serde_json::json!(["Amina Yusuf Warsame", "Nyandeng Kuol"])).then_some(())
    });

    // Kept under a name, and taken up again; a column more.
    app.click("filter-saved");
    app.fill("saved-name", "Girls of school age");
    app.press(&[keys::ENTER]);
    app.wait_gone("saved-name");
    app.click("filter-all");
    app.wait_text("cases-count", "5");
    app.click("filter-columns");
    desk.wait_focus("filter-find");
    app.type_keys("concerns");
    app.press(&[keys::ENTER]);
    app.press(&[keys::CONTROL, keys::ENTER]);
    app.find("case-row-cell");
    app.click("filter-saved");
    app.click("saved-use");
    app.wait_text("cases-count", "2");
    desk.shoot("list-filtered");
    desk.is_accessible("a filtered list");

    // A number opens exactly what it counts.
    app.click("nav-numbers");
    app.find("board");
    desk.shoot("numbers");
    desk.is_accessible("numbers");
    app.run_js("document.querySelector('[data-id=case_risk] [data-count=\"2\"]').click()");
    app.wait_text("cases-count", "2");

    desk.speak("ar");
    app.find("filter-made");
    desk.shoot("list-filtered");
    app.click("filter-add");
    app.find("filter-key");
    desk.shoot("filter");
    app.press(&[keys::ESCAPE]);
    app.click("nav-numbers");
    app.find("board");
    desk.shoot("numbers");
    desk.is_accessible("numbers in Arabic");
    app.click("nav-today");
    app.find("today-numbers");
    desk.shoot("today-numbers");
    desk.nothing_went_wrong();
}
