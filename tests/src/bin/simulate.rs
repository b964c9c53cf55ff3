//! Looks for trouble: `simulate [--start days|long] [--seeds A..B] [--steps N] [--exhaustive DEPTH] [--model DEPTH]`.
//!
//! Steps that end badly are shrunk, printed and kept in `tests/tests/kept-steps`, where `./test` plays them ever after.
#![allow(clippy::expect_used)]

use daftar_tests::{
    model::{self, Broken},
    simulation::{Failure, Start, alphabet, exhaust, random_steps, shrink},
};
use std::{
    path::Path,
    process::ExitCode,
    sync::atomic::{AtomicU64, Ordering},
    time::Instant,
};

const USAGE: &str =
    "simulate [--start days|long] [--seeds A..B] [--steps N] [--exhaustive DEPTH] [--model DEPTH]";

struct Wish {
    start: String,
    seeds: std::ops::Range<u64>,
    steps: usize,
    depth: Option<usize>,
    model: Option<usize>,
}

fn wish() -> Option<Wish> {
    let mut wish = Wish { start: "days".to_owned(), seeds: 0..20_000, steps: 60, depth: None, model: None };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let value = args.next()?;
        match arg.as_str() {
            "--seeds" => {
                let (from, to) = value.split_once("..")?;
                wish.seeds = from.parse().ok()?..to.parse().ok()?;
            }
            "--start" if ["days", "long"].contains(&value.as_str()) => wish.start = value,
            "--steps" => wish.steps = value.parse().ok()?,
            "--model" => wish.model = Some(value.parse().ok()?),
            "--exhaustive" => wish.depth = Some(value.parse().ok()?),
            _ => return None,
        }
    }
    Some(wish)
}

fn main() -> ExitCode {
    let Some(wish) = wish() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let begun = Instant::now();
    let (failures, count) = match (wish.model, wish.depth) {
        (Some(depth), _) => on_the_model(depth),
        (None, Some(depth)) => exhaustively(depth),
        (None, None) => at_random(&wish),
    };
    println!("{count} runs, {failures} ended badly, {} s", begun.elapsed().as_secs());
    if failures == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn at_random(wish: &Wish) -> (u64, u64) {
    let start = Start::named(&wish.start).expect("a start");
    let (next, failures) = (AtomicU64::new(wish.seeds.start), AtomicU64::new(0));
    in_threads(|| {
        loop {
            let seed = next.fetch_add(1, Ordering::SeqCst);
            if seed >= wish.seeds.end {
                return;
            }
            if let Err(failure) = start.run(seed, &random_steps(seed, wish.steps)) {
                failures.fetch_add(1, Ordering::SeqCst);
                keep(&format!("{}-{seed}", wish.start), &shrink(&start, seed, failure));
            }
        }
    });
    (failures.into_inner(), wish.seeds.end.saturating_sub(wish.seeds.start))
}

fn exhaustively(depth: usize) -> (u64, u64) {
    let (start, first) = (Start::named("lent").expect("a start"), alphabet());
    let (next, failures, count) = (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
    in_threads(|| {
        loop {
            let at = usize::try_from(next.fetch_add(1, Ordering::SeqCst)).expect("few");
            let Some(step) = first.get(at) else { return };
            match exhaust(&start, &[*step], depth) {
                Ok(ran) => _ = count.fetch_add(ran, Ordering::SeqCst),
                Err(failure) => {
                    failures.fetch_add(1, Ordering::SeqCst);
                    keep(&format!("lent-{at}"), &failure);
                }
            }
        }
    });
    (failures.into_inner(), count.into_inner())
}

fn on_the_model(depth: usize) -> (u64, u64) {
    match model::exhaust(Broken::Nothing, depth) {
        Ok(count) => {
            println!("{} different states", count.states);
            (0, count.sequences)
        }
        Err(outcome) => {
            println!("{outcome}");
            (1, 1)
        }
    }
}

fn in_threads(work: impl Fn() + Sync) {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| (0..threads).for_each(|_| _ = scope.spawn(&work)));
}

/// The first word of the name says where the steps start.
fn keep(name: &str, failure: &Failure) {
    println!("{name}:\n{failure}");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kept-steps");
    std::fs::write(folder.join(format!("{name}.txt")), failure.to_string()).expect("written");
}
