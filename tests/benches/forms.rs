//! What forms cost: reading the standard configuration, one key in the fullest case, opening it.
//!
//! `cargo bench -p daftar-tests --bench forms`; `docs/benchmarks.md` keeps the figures. The fullest case has an answer to
//! every question of the standard configuration and entries in every subform.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use daftar_app::view::EditRequest;
use daftar_core::{
    config::{Configuration, RecordType, read},
    id::{CaseId, FieldId},
    publish::{Published, publish},
    sheet::{Answers, Plan, Sheet, Spot},
    value::Value,
};
use daftar_tests::{camp::Camp, filling::filling, standard};
use divan::{Bencher, black_box};
use std::sync::{
    Arc, LazyLock,
    atomic::{AtomicUsize, Ordering},
};

static FILES: LazyLock<Vec<(String, String)>> = LazyLock::new(standard::files);
static CONFIG: LazyLock<Configuration> = LazyLock::new(standard::configuration);

struct Fullest {
    camp: Camp,
    case: CaseId,
}

static FULLEST: LazyLock<Fullest> = LazyLock::new(|| {
    let camp = Camp::of(11, &FILES, &standard::people());
    let book = &camp.at("office").book;
    let edits = filling(&CONFIG, RecordType::Case, 100, &camp.dice, &|| book.make_entry_id());
    println!("{} answers in the fullest case", edits.len());
    let case = book.register(&edits).unwrap().case;
    Fullest { camp, case }
});

fn main() {
    divan::main();
}

/// All 46 forms, 154 lookups, 893 places, roles: parsed, checked, cross-checked.
#[divan::bench]
fn read_the_standard_configuration(bencher: Bencher) {
    let files = &*FILES;
    bencher.bench(|| read(black_box(files)).unwrap());
}

#[divan::bench]
fn publish_the_standard_configuration(bencher: Bencher) {
    bencher.with_inputs(|| CONFIG.clone()).bench_values(|config| publish(None, config));
}

/// What each laptop's contact costs the relay when the configuration is new.
#[divan::bench]
fn cut_a_caseworkers_slice(bencher: Bencher) {
    let published: Published = publish(None, CONFIG.clone());
    let role = "role-cp-case-worker-families".into();
    let forms = CONFIG.rights(&role).into_keys().collect();
    bencher.bench(|| published.slice(&role, &forms));
}

/// One more letter in a name, and one more digit in an age: the rules alone.
#[divan::bench(args = ["name_first", "age", "notes_of_nobody"])]
fn one_key_the_rules(bencher: Bencher, field: &str) {
    let plan = Arc::new(Plan::new(&CONFIG, RecordType::Case));
    let mut sheet = Sheet::new(plan, Answers::default(), "2026-05-10");
    let spot = Spot::Field(FieldId::from(field));
    let mut n = 0;
    bencher.bench_local(|| {
        n += 1;
        let value = if field == "age" { Value::Int(n % 20) } else { Value::Text(format!("Amal {n}")) };
        sheet.set(&spot, Some(value), false);
    });
}

/// The same through the app with the fullest case open, what the window gets back included.
#[divan::bench]
fn one_key_in_the_fullest_case(bencher: Bencher) {
    let Fullest { camp, case } = &*FULLEST;
    let book = &camp.at("office").book;
    book.case_view(*case).unwrap();
    let next = AtomicUsize::new(0);
    bencher.bench(|| {
        let age = next.fetch_add(1, Ordering::Relaxed) % 20;
        let edit = serde_json::json!({
            "fieldId": "age", "value": age, "subformId": null, "entryId": null, "removed": false
        });
        let edits: [EditRequest; 1] = [serde_json::from_value(edit).unwrap()];
        serde_json::to_string(&book.consequences(Some(*case), &edits).unwrap()).unwrap()
    });
}

/// Everything the page of the fullest case needs, as the window gets it.
#[divan::bench]
fn open_the_fullest_case(bencher: Bencher) {
    let Fullest { camp, case } = &*FULLEST;
    let book = &camp.at("office").book;
    bencher.bench(|| serde_json::to_string(&book.case_view(*case).unwrap()).unwrap());
}

/// Once after signing in: the lists of options.
#[divan::bench]
fn lists_of_options(bencher: Bencher) {
    let book = &FULLEST.camp.at("office").book;
    bencher.bench(|| serde_json::to_string(&book.option_lists().unwrap()).unwrap());
}
