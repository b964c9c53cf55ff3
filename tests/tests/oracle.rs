//! Random days in the Camp, and every short sequence of acts, against an oracle in the plainest code: who may hold what,
//! and that no saved word is lost. Far more of both: `cargo run -p daftar-tests --bin simulate`.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use daftar_tests::simulation::{
    Start, Step, alphabet, exhaust, random_steps, read_steps, shrink, steps_text,
};
use std::{ops::Range, path::Path};

/// Steps of one seed.
const STEPS: usize = 40;

fn days(start: &str, seeds: Range<u64>) {
    let name = start;
    let start = Start::named(name).expect("a start");
    for seed in seeds {
        if let Err(failure) = start.run(seed, &random_steps(seed, STEPS)) {
            let failure = shrink(&start, seed, failure);
            panic!("seed {seed}; keep this as tests/tests/kept-steps/{name}-….txt:\n{failure}");
        }
    }
}

/// Every one, two and three acts that begin with one of `first`.
fn sequences(first: &[Step]) {
    let start = Start::named("lent").expect("a start");
    if let Err(failure) = exhaust(&start, first, 3) {
        panic!("keep this as tests/tests/kept-steps/lent-….txt:\n{failure}");
    }
}

#[test]
fn random_days_lose_and_leak_nothing_seeds_0_to_100() {
    days("days", 0..100);
}

#[test]
fn random_days_lose_and_leak_nothing_seeds_100_to_200() {
    days("days", 100..200);
}

#[test]
fn random_days_with_long_notes_lose_and_leak_nothing() {
    days("long", 0..8);
}

/// More of the same, for whoever looks for trouble: `DAFTAR_SEEDS=200..220`.
#[test]
fn random_days_of_the_seeds_asked_for() {
    let asked = std::env::var("DAFTAR_SEEDS").unwrap_or_default();
    let ends =
        asked.split_once("..").and_then(|(from, to)| Some(from.parse().ok()?..to.parse::<u64>().ok()?));
    days("days", ends.unwrap_or(0..0));
}

#[test]
fn every_three_acts_on_a_lent_case_the_owner_first_lose_and_leak_nothing() {
    sequences(&owners());
}

#[test]
fn every_three_acts_on_a_lent_case_others_first_lose_and_leak_nothing() {
    let owners = owners();
    sequences(&alphabet().into_iter().filter(|step| !owners.contains(step)).collect::<Vec<_>>());
}

/// What the owner does at either laptop.
fn owners() -> Vec<Step> {
    alphabet().into_iter().filter(|step| ["worker-1", "tablet"].contains(&step.laptop)).collect()
}

/// What once ended badly.
#[test]
fn steps_that_were_kept_end_well() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kept-steps");
    for file in std::fs::read_dir(folder).expect("a folder") {
        let path = file.expect("a file").path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let start = name.split('-').next().and_then(Start::named).expect("a start");
        let steps = read_steps(&std::fs::read_to_string(&path).expect("text")).expect("steps");
        start.run(1, &steps).unwrap_or_else(|failure| panic!("{name}\n{failure}"));
    }
}

#[test]
fn steps_are_read_as_they_were_written() {
    let steps = random_steps(1, 200);
    assert_eq!(read_steps(&steps_text(&steps)), Ok(steps));
}
