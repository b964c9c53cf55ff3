//! A caseworker's and a supervisor's day in real windows, from the morning's list to the last number, with the relay gone.
#![allow(clippy::expect_used)]

use daftar_tests::{
    desk::Desk,
    processes::{Laptop, PASSWORD, Person, RelayProcess, standard_relay},
    webdriver::keys,
};

const WORKER: Person =
    Person { name: "salma.idris", role: "role-cp-case-worker", agency: "agency-a", group: "team-1" };
const SUPERVISOR: Person =
    Person { name: "rahel.girma", role: "role-cp-manager", agency: "agency-a", group: "team-1" };

fn enrolled(folder: &std::path::Path, relay: &RelayProcess, person: &Person) -> Laptop {
    relay.add(person);
    let laptop = Laptop::new(&folder.join(person.name), PASSWORD).without_keyring();
    laptop.enrol(&relay.enrol_code(person.name));
    laptop
}

fn day(days: i64) -> String {
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    today.saturating_add(jiff::Span::new().days(days)).to_string()
}

/// What somebody's morning holds: late and near tasks, a note and a flag of the supervisor, an approval that waits.
fn evening_before(worker: &Laptop, supervisor: &Laptop) {
    let new = |sets: &[&str]| {
        let sets = sets.iter().flat_map(|set| ["--set", *set]);
        let made = worker.ok(&[vec!["case", "new"], sets.collect()].concat());
        made["case_id"].as_str().expect("an id").to_owned()
    };
    let late = format!("assessment_due_date={}", day(-2));
    let amina = new(&["name_first=Amina Yusuf", "sex=female", "age=9", "risk_level=high", &late]);
    let plan = format!("case_plan_due_date={}", day(3));
    let about = "assessment_requested_on=2026-10-01";
    let lul = new(&["name_first=Lul Deng", "sex=female", "age=7", "risk_level=medium", &plan, about]);
    new(&["name_first=محمد أمين عبد الله", "sex=male", "age=12", "risk_level=high"]);
    new(&["name_first=Abel Tekle", "sex=male", "age=15", "risk_level=low"]);
    worker.ok(&["approval", "request", &lul, "assessment"]);
    worker.ok(&["sync"]);
    supervisor.ok(&["sync"]);
    supervisor.ok(&["flag", "add", &amina, "--about", "Please see her this week"]);
    supervisor.ok(&["sync"]);
    worker.ok(&["sync"]);
}

fn open_number(desk: &Desk, board: &str, count: u32) {
    let number = format!("[data-id={board}] [data-testid=number][data-count='{count}']");
    desk.app.wait("the number", || {
        let found = desk.app.run_js(&format!("return document.querySelector(\"{number}\") !== null"));
        (found == true).then_some(())
    });
    desk.app.run_js(&format!("document.querySelector(\"{number}\").click()"));
}

#[test]
#[ignore = "needs ./test"]
fn a_day_is_worked_through_without_a_network() {
    let folder = tempfile::tempdir().expect("a folder");
    let relay = standard_relay(folder.path());
    let worker = enrolled(folder.path(), &relay, &WORKER);
    let supervisor = enrolled(folder.path(), &relay, &SUPERVISOR);
    worker.ok(&["sync"]);
    evening_before(&worker, &supervisor);
    drop(relay);
    workers_day(&worker);
    supervisors_day(&supervisor);
}

fn workers_day(laptop: &Laptop) {
    let desk = Desk::sign_in_to(laptop.profile(), WORKER.name, "today");
    let app = &desk.app;
    app.wait_text("today-count-overdue", "1");
    app.wait_text("today-count-news", "1");
    desk.shoot("day-worker-today");
    desk.is_accessible("a caseworker's day");

    // What is late is written down as done; the flag is read, and is no news any more.
    app.press(&["d"]);
    app.click("confirm-yes");
    app.wait_gone("today-count-overdue");
    app.press(&[keys::ENTER]);
    app.wait_text("case-name", "Amina");
    app.click("nav-today");
    app.wait_gone("today-count-news");

    // Found in another script, by a word of it; written in, kept here.
    app.click("nav-cases");
    desk.wait_rows(4);
    app.type_into("cases-search", "mohamed");
    app.wait_text("cases-count", "1");
    desk.shoot("day-worker-search");
    app.press(&[keys::ENTER]);
    app.wait("his page", || {
        let name = app.run_js("return document.querySelector('[data-testid=case-name]')?.textContent ?? ''");
        name.as_str().is_some_and(|name| name.contains("محمد")).then_some(())
    });
    desk.edit("basic_identity");
    app.fill("input-name_nickname", "Hamoudi");
    desk.save();

    // A number opens what it counts.
    app.click("nav-numbers");
    open_number(&desk, "case_risk", 2);
    app.wait_text("cases-count", "2");

    desk.speak("ar");
    app.click("nav-today");
    app.find("today-numbers");
    desk.shoot("day-worker-today");
    app.press(&["?"]);
    app.find("sheet");
    desk.shoot("day-worker-keys");
    app.press(&[keys::ESCAPE]);
    desk.nothing_went_wrong();
}

fn supervisors_day(laptop: &Laptop) {
    let desk = Desk::sign_in_to(laptop.profile(), SUPERVISOR.name, "today");
    let app = &desk.app;
    app.wait_text("today-count-waiting", "1");
    desk.shoot("day-supervisor-today");
    desk.is_accessible("a supervisor's day");

    app.click("nav-numbers");
    app.find("board");
    desk.shoot("day-supervisor-numbers");
    desk.is_accessible("a supervisor's numbers");
    open_number(&desk, "workflow_team", 3);
    app.wait_text("cases-count", "3");
    app.find("filter-made");

    // What waits is answered; the answer goes at the next contact.
    app.click("nav-today");
    app.wait_text("today-count-waiting", "1");
    app.press(&[keys::ENTER]);
    app.wait_text("case-name", "Lul Deng");
    app.click("form-assessment");
    app.click("approval-approve");
    app.press(&[keys::CONTROL, keys::ENTER]);
    app.wait_text("line-waiting", "1");
    app.find("approval-waits");
    assert!(!app.is_there("approval-approve") && !app.is_there("approval-reject"));
    desk.shoot("day-supervisor-answered");

    desk.speak("ar");
    app.find("approval-waits");
    desk.shoot("day-supervisor-answered");
    app.click("nav-numbers");
    app.find("board");
    desk.shoot("day-supervisor-numbers");
    app.click("nav-today");
    app.find("today");
    desk.shoot("day-supervisor-today");
    desk.nothing_went_wrong();
}
