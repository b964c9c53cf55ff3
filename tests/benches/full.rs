//! A full laptop in the window: what its store and its memory hold, and whether the window goes on while others' work arrives.
//!
//! `docs/benchmarks.md` keeps the command and the figures. `DAFTAR_CASES` cases, 10,000 unless said: a thousand that came from
//! the relay, and copies of them under other names.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use daftar_app::{
    App, Casebook, FieldEdit, Target,
    ports::{Clock as _, SystemClock, SystemRandom},
    secrets::NoSecretStore,
    transport::Https,
    vault::{self, Password},
};
use daftar_core::{
    config,
    id::{CaseId, UserName},
    value::Value,
};
use daftar_store::Store;
use daftar_tests::{
    copies::copy_cases,
    desk::Desk,
    filling::of_case,
    processes::{Laptop, PASSWORD, PEOPLE, Programme},
    webdriver::keys,
};
use daftar_training::{TODAY, caseload};
use rusqlite::Connection;
use std::{env, fs, path::Path};

/// Cases that came from the relay, all of which change.
const SYNCED: usize = 1_000;

fn main() {
    // What `cargo bench` hands to every bench.
    if env::args().any(|argument| argument == "--list") {
        return;
    }
    let cases = env::var("DAFTAR_CASES").map_or(10_000, |text| text.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let programme = Programme::with_people(folder.path(), PEOPLE, &["worker-1", "supervisor"]);
    let (worker, supervisor) = (programme.laptop("worker-1"), programme.laptop("supervisor"));
    let works = sign_in(worker, "worker-1");
    let register = |fixture| works.register(&of_case(&works, &fixture)).unwrap().case;
    let ids: Vec<CaseId> = caseload(3, SYNCED, TODAY).map(register).collect();
    works.sync().unwrap();
    fill(supervisor, &ids, cases);

    for id in ids {
        let seen =
            FieldEdit { target: Target::Field("risk_level".into()), value: Value::Text("high".to_owned()) };
        let told = FieldEdit {
            target: Target::Field("concern_details".into()),
            value: Value::Text("Seen at home; the neighbours help.".to_owned()),
        };
        works.save(id, &[seen, told]).unwrap();
    }
    works.sync().unwrap();

    let desk = Desk::sign_in(supervisor.profile(), "supervisor");
    desk.app.find("case-row");
    desk.app.resize(1440, 900);
    sign_in_again(&desk);
    memory("with the list");
    work(&desk);
    memory("after a day's work");
    while_it_syncs(&desk);
    memory("after the contact");
}

/// Somebody at their laptop, without a window.
fn sign_in(laptop: &Laptop, user: &str) -> Casebook {
    let (clock, random) = (Box::new(SystemClock), Box::new(SystemRandom));
    let app = App::new(
        laptop.profile().to_owned(),
        Box::new(NoSecretStore),
        clock,
        random,
        Box::new(Https::new().unwrap()),
    );
    app.sign_in(&UserName::from(user), &Password::new(PASSWORD.to_owned())).unwrap()
}

/// Fetches the cases that are there, adds copies, and tells how much room they take.
fn fill(laptop: &Laptop, ids: &[CaseId], cases: usize) {
    let book = sign_in(laptop, "supervisor");
    book.sync().unwrap();
    let values: usize = ids.iter().map(|id| book.case_json(*id).unwrap()["forms"].to_string().len()).sum();
    drop(book);
    let folder = vault::list(laptop.profile()).unwrap().remove(0).folder;
    let password = Password::new(PASSWORD.to_owned());
    let now = SystemClock.now_ms();
    let key = vault::unlock(&folder, &password, &NoSecretStore, now.unsigned_abs()).unwrap();
    let path = vault::store_path(&folder);
    let empty = fs::metadata(&path).unwrap().len();
    println!("{SYNCED} cases as they came: {empty} bytes of store");
    let mut store = Store::open(&path, *key.bytes()).unwrap();
    let configuration = config::read(&daftar_training::configuration()).unwrap();
    let fixtures: Vec<_> = caseload(3, cases, TODAY).skip(SYNCED).collect();
    copy_cases(&mut store, &configuration, &fixtures, now / 86_400_000);
    drop(store);
    let bytes = fs::metadata(&path).unwrap().len();
    let values = values * cases / SYNCED;
    #[expect(clippy::cast_precision_loss, reason = "a ratio that people read")]
    let times = bytes as f64 / values as f64;
    println!(
        "{cases} cases: {values} bytes of answers as JSON, {bytes} bytes of store, {times:.2} times as much"
    );
    tell_rooms(&path, key.bytes());
}

/// What takes the room.
fn tell_rooms(path: &Path, key: &[u8; 32]) {
    let conn = Connection::open(path).unwrap();
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    conn.execute_batch(&format!("PRAGMA key = \"x'{hex}'\"")).unwrap();
    let sql = "SELECT name, sum(pgsize), sum(unused) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 14";
    let Ok(mut statement) = conn.prepare(sql) else { return println!("no dbstat") };
    let rows = statement.query_map([], |row| {
        Ok(format!(
            "{}: {} ({} unused)",
            row.get::<_, String>(0)?,
            row.get::<_, i64>(1)?,
            row.get::<_, i64>(2)?
        ))
    });
    rows.unwrap().for_each(|row| println!("  {}", row.unwrap()));
}

/// From the password to the first rows of the list.
fn sign_in_again(desk: &Desk) {
    let sign_in = r#"
        const find = (id) => document.querySelector(`[data-testid="${id}"]`);
        const begun = performance.now();
        find("signin-submit").click();
        (function look() {
            if (find("case-row")) done(performance.now() - begun);
            else setTimeout(look, 2);
        })();"#;
    let times = (0..5).map(|_| {
        desk.app.press(&[keys::CONTROL, "l"]);
        desk.app.type_into("signin-password", PASSWORD);
        desk.app.run_js_until_done(sign_in).as_f64().unwrap()
    });
    tell("signing in, to the list", times.collect());
}

/// Prints milliseconds.
fn tell(what: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    let many = times.len();
    println!("{what}, {many} times: median {:.0} ms, 95th {:.0} ms, worst {:.0} ms", at(50), at(95), at(100));
}

/// What one looks at in a day: lists, filters, numbers, Today, and cases.
fn work(desk: &Desk) {
    let app = &desk.app;
    for letters in ["a", "yus", "nyan"] {
        app.press(&["/"]);
        app.type_keys(letters);
        app.find("case-row");
        app.press(&[keys::ESCAPE]);
    }
    for place in ["nav-today", "nav-numbers", "nav-cases"] {
        app.click(place);
        app.find(if place == "nav-numbers" { "board" } else { place });
    }
    for _ in 0..20 {
        app.click("case-row");
        app.find("form-title");
        app.click("nav-cases");
        app.press(&[keys::DOWN]);
    }
}

/// Frames of the window, and answers of the app to it, while the changed cases arrive.
fn while_it_syncs(desk: &Desk) {
    desk.sync_page();
    desk.app.run_js(WATCH);
    desk.sync();
    let [frames, lists]: [Vec<f64>; 2] =
        serde_json::from_value(desk.app.run_js("return stopWatching()")).unwrap();
    let report = desk.app.text("sync-report");
    println!("a contact with {SYNCED} changed cases: {}", report.replace('\n', " "));
    tell("from frame to frame", frames);
    tell("first page of the list", lists);
}

/// Notes how far frames are apart, and how long the app takes to answer with the first page of the list.
const WATCH: &str = r#"
const frames = [], lists = [];
let last = performance.now(), watching = true;
requestAnimationFrame(function frame(now) {
    frames.push(now - last);
    last = now;
    if (watching) requestAnimationFrame(frame);
});
const args = { record: "case", search: "", clauses: [], sort: { key: "@changed", descending: true }, columns: [], offset: 0, limit: 100 };
(async () => {
    while (watching) {
        const asked = performance.now();
        await window.__TAURI_INTERNALS__.invoke("list_cases", { args });
        lists.push(performance.now() - asked);
        await new Promise((later) => setTimeout(later, 50));
    }
})();
window.stopWatching = () => {
    watching = false;
    return [frames, lists];
};"#;

/// What the program holds in memory, without the page's own process. Known where there is `/proc`.
fn memory(when: &str) {
    let processes = fs::read_dir("/proc").into_iter().flatten().filter_map(Result::ok);
    for process in processes {
        let status = fs::read_to_string(process.path().join("status")).unwrap_or_default();
        let line =
            |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim();
        if ["daftar-desktop", "WebKitWebProces"].contains(&line("Name:")) {
            println!("{when}: {} resident {}, at most {}", line("Name:"), line("VmRSS:"), line("VmHWM:"));
        }
    }
}
