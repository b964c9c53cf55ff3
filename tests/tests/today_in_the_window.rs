//! A morning in a real window: what is overdue stands first, Enter opens it at the form on which it is done.
#![allow(clippy::expect_used)]

use daftar_tests::{
    desk::Desk,
    processes::{OFFICE, office},
    webdriver::keys,
};

#[test]
#[ignore = "needs ./test"]
fn the_day_begins_with_what_is_overdue_and_leads_to_where_it_is_done() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_relay, laptop) = office(folder.path());
    let new = |sets: &[&str]| {
        let sets = sets.iter().flat_map(|set| ["--set", *set]);
        laptop.ok(&[vec!["case", "new"], sets.collect()].concat())
    };
    let at = |days: i64| {
        let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
        today.saturating_add(jiff::Span::new().days(days)).to_string()
    };
    new(&["name_first=Hamid", &format!("case_plan_due_date={}", at(6))]);
    new(&["name_first=Amina", "risk_level=high", &format!("assessment_due_date={}", at(-3))]);
    new(&["name_first=محمد أمين", &format!("assessment_due_date={}", at(-1))]);
    new(&["name_first=Lul", &format!("case_plan_due_date={}", at(40))]);
    // Two of one child, and something to look at.
    new(&["name_first=زهراء", "national_id_no=T-10 42", "sex=female"]);
    let twice = new(&["name_first=Zahra", "national_id_no=t1042", "sex=female", "age=9"]);
    let twice = twice["case_id"].as_str().expect("an id").to_owned();
    laptop.ok(&["flag", "add", &twice, "--about", "زوروا العائلة بعد العيد، واسألوا الجارة أولاً"]);
    laptop.ok(&["sync"]);

    let desk = Desk::sign_in(laptop.profile(), OFFICE.name);
    let app = &desk.app;
    app.find("case-row");
    app.click("nav-today");
    assert_eq!(app.text("today-count-overdue"), "2");
    assert_eq!(app.text("today-count-soon"), "1");
    let overdue = app.text("today-overdue");
    let names = ["Amina", "محمد أمين"].map(|name| overdue.find(name).expect("both"));
    assert!(names[0] < names[1], "the latest first");
    desk.shoot("today");
    desk.is_accessible("today");
    app.press(&[keys::DOWN]);
    app.press(&[keys::UP]);
    app.press(&[keys::ENTER]);
    app.wait_text("case-name", "Amina");
    assert_eq!(app.attribute("form-assessment", "aria-current").as_deref(), Some("true"));
    let stage = "return document.querySelector('[data-testid=case-stages] [aria-current] .t').textContent";
    assert_eq!(app.run_js(stage), "New");
    desk.shoot("stages");

    app.click("nav-today");
    desk.speak("ar");
    app.wait_text("today-count-overdue", "٢");
    desk.shoot("today");
    desk.is_accessible("today in Arabic");
    app.press(&[keys::ENTER]);
    app.wait_text("case-name", "Amina");
    desk.shoot("stages");

    // The same number in two cases leads from one to the other, until their owner tells them apart.
    app.click("nav-cases");
    desk.wait_rows(6);
    desk.shoot("same-id-rows");
    app.click("nav-today");
    app.wait_text("today-count-same", "٢");
    app.wait_text("today-flags", "زوروا العائلة");
    app.run_js("document.querySelector('[data-testid=today-flags] button').click()");
    app.wait_text("flags-panel", "زوروا العائلة");
    app.find("notice-same-id");
    desk.shoot("same-id");
    desk.is_accessible("a case with the number of another");
    app.press(&[keys::ESCAPE]);
    app.click("same-id-open");
    app.wait_text("case-name", "زهراء");
    app.click("same-id-tell");
    app.wait_gone("notice-same-id");
    desk.speak("en");
    app.wait_text("links", "Link a record");
    app.click("links");
    app.find("told-apart");
    desk.shoot("told-apart");
    app.click("nav-today");
    app.find("today-flags");
    assert!(!app.is_there("today-same"));
    desk.nothing_went_wrong();
}
