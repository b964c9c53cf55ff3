//! What a person waits for, measured in the window itself: from the click to the painted form, from a key to what follows.
//!
//! `docs/benchmarks.md` keeps the command and the figures. `DAFTAR_CASES` cases, 10,000 unless said, and the fullest one:
//! an answer to every question of the standard configuration.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use daftar_app::{
    App, FieldEdit, Target,
    ports::{SystemClock, SystemRandom},
    secrets::NoSecretStore,
    transport::Https,
    vault::Password,
};
use daftar_core::{config::RecordType, id::UserName, value::Value};
use daftar_tests::{
    desk::Desk,
    fullest::register_fullest,
    processes::{Laptop, OFFICE, PASSWORD, office},
    standard,
};
use daftar_training::caseload;
use std::env;

/// How often each form is opened.
const ROUNDS: usize = 4;

fn main() {
    // What `cargo bench` hands to every bench.
    if env::args().any(|argument| argument == "--list") {
        return;
    }
    let cases = env::var("DAFTAR_CASES").unwrap_or_else(|_| "10000".to_owned());
    let folder = tempfile::tempdir().unwrap();
    let (_relay, laptop) = office(folder.path());
    register(&laptop, cases.parse().unwrap());
    register_fullest(&laptop, RecordType::Case);

    let desk = Desk::sign_in(laptop.profile(), OFFICE.name);
    desk.app.find("case-row");
    desk.app.resize(1440, 900);
    desk.app.run_js(MEASURE);
    println!("{cases} cases and the fullest one; until it stands in the page, and until it is painted");
    let list = r#"async (measure) => {
        const times = [];
        for (let nth = 0; nth < 20; nth += 1) {
            times.push(await measure(() => find('case-row').click(),
                () => find('form-title')));
            await measure(() => find('nav-cases').click(), () => find('case-row'));
        }
        return times;
    }"#;
    tell("open the fullest case from the list", &desk, list);

    desk.app.press(&["/"]);
    desk.app.press(&[daftar_tests::webdriver::keys::ENTER]);
    desk.app.find("form-title");
    let forms: Vec<String> =
        standard::configuration().forms_of(RecordType::Case).map(|form| form.id.0.clone()).collect();
    let painted = r#"async (measure) => {
        const times = [];
        for (let nth = 0; nth < 40; nth += 1)
            times.push(await measure(() => document.querySelector('.form').style.opacity = nth % 2 ? 1 : 0.99, () => true));
        return times;
    }"#;
    tell("paint the form again, and nothing else", &desk, painted);
    for (what, before) in [("open a form, reading", None), ("open a form, writing", Some("e"))] {
        if let Some(key) = before {
            desk.app.press(&[key]);
            desk.app.find("save");
        }
        let script = format!(
            r#"async (measure) => {{
                const times = [];
                for (let round = 0; round < {ROUNDS}; round += 1)
                    for (const form of {forms:?}) {{
                        const link = find('form-' + form);
                        if (!link) continue;
                        link.scrollIntoView();
                        times.push(await measure(() => link.click(), () => link.getAttribute('aria-current')));
                    }}
                return times;
            }}"#
        );
        tell(what, &desk, &script);
    }
    desk.app.run_js("document.querySelector('[data-testid=form-basic_identity]').click()");
    let typing = r#"async (measure) => {
        const times = [];
        const field = find('input-name_first');
        for (let nth = 0; nth < 60; nth += 1) {
            const before = find('field-name').textContent;
            times.push(await measure(() => {
                field.value += 'abc'[nth % 3];
                field.dispatchEvent(new InputEvent('input', { bubbles: true }));
            }, () => find('field-name').textContent !== before));
        }
        return times;
    }"#;
    tell("a key, to the full name worked out from it", &desk, typing);
}

/// Registers so many cases, without a process for each.
fn register(laptop: &Laptop, cases: usize) {
    let app = App::new(
        laptop.profile().to_owned(),
        Box::new(NoSecretStore),
        Box::new(SystemClock),
        Box::new(SystemRandom),
        Box::new(Https::new().unwrap()),
    );
    let book = app.sign_in(&UserName::from(OFFICE.name), &Password::new(PASSWORD.to_owned())).unwrap();
    let text = |field: &str, value: String| FieldEdit {
        target: Target::Field(field.into()),
        value: Value::Text(value),
    };
    for case in caseload(3, cases, "2026-03-10") {
        let mut names = case.fields.iter().filter(|(field, _)| field.as_str() == "name");
        let Some((_, Value::Text(name))) = names.next() else { continue };
        let (first, last) = name.split_once(' ').unwrap_or((name, "Ali"));
        book.register(&[text("name_first", first.to_owned()), text("name_last", last.to_owned())]).unwrap();
    }
}

/// Runs a script that gives pairs of milliseconds, and prints them.
fn tell(what: &str, desk: &Desk, script: &str) {
    let given =
        desk.app.run_js_until_done(&format!("({script})(measure).then(done, (e) => done(String(e)))"));
    let pairs: Vec<(f64, f64)> =
        serde_json::from_value(given.clone()).unwrap_or_else(|_| panic!("{what}: {given}"));
    for (until, mut times) in [
        ("it stands", pairs.iter().map(|(stands, _)| *stands).collect::<Vec<_>>()),
        ("painted", pairs.iter().map(|(_, painted)| *painted).collect()),
    ] {
        times.sort_by(f64::total_cmp);
        let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
        println!("{what}, {until}: median {:.0} ms, 95th {:.0} ms, worst {:.0} ms", at(50), at(95), at(100));
    }
}

/// From a deed until what it leads to stands in the page, laid out, and until the frame that shows it is painted.
const MEASURE: &str = r#"
window.find = (id) => document.querySelector(`[data-testid="${id}"]`);
const frame = () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
}));
window.measure = async (deed, shows) => {
    await frame();
    const begun = performance.now();
    deed();
    while (!shows()) {
        await Promise.resolve();
        if (!shows()) await new Promise((done) => { const c = new MessageChannel(); c.port1.onmessage = done; c.port2.postMessage(0); });
        if (performance.now() - begun > 10000) throw new Error('it never shows');
    }
    document.body.getBoundingClientRect();
    const stands = performance.now() - begun;
    await frame();
    return [stands, performance.now() - begun];
};"#;
