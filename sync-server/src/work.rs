//! How much a contact asks of the store, counted in steps of its machine: the same on every computer, unlike time.

use crate::{
    camp::{Camp, Laptop, person},
    relay::Relay,
};
use daftar_sync::laptop::Item;
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

/// The most that a warm decision may take.
const SEGMENT_STEPS: usize = 90;
const ACT_STEPS: usize = 12;

/// How many steps the store makes while `work` goes on.
fn steps(relay: &Relay, work: impl FnOnce()) -> usize {
    let counted = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&counted);
    let counting = move || {
        count.fetch_add(1, Ordering::Relaxed);
        false
    };
    relay.counting(1, Some(counting));
    work();
    relay.counting(0, None::<fn() -> bool>);
    counted.load(Ordering::Relaxed)
}

/// A supervisor who reaches `cases` and knows them, the worker who owns them, and somebody of another group with work.
fn team(cases: usize) -> (Camp, Laptop, Laptop, Laptop) {
    let camp = Camp::new();
    camp.relay.add_person(&person("stranger", "worker", "b", "clinic"), camp.now_ms).unwrap();
    let [mut boss, mut worker, mut stranger] = ["boss", "worker", "stranger"].map(|user| camp.enrol(user));
    [&mut worker, &mut stranger].into_iter().for_each(|laptop| _ = laptop.sync_all(&camp));
    for n in 0..cases {
        worker.register(&format!("Child {n}"));
    }
    worker.sync_all(&camp);
    for n in 0..5 {
        stranger.register(&format!("Child {n} of others"));
    }
    stranger.sync_all(&camp);
    [&mut boss, &mut worker].into_iter().for_each(|laptop| _ = laptop.sync_all(&camp));
    (camp, boss, worker, stranger)
}

/// What the supervisor's pull costs after somebody wrote in `changed` of their cases.
fn pull(cases: usize, changed: usize, by_stranger: bool) -> usize {
    let (camp, mut boss, mut worker, mut stranger) = team(cases);
    let author = if by_stranger { &mut stranger } else { &mut worker };
    let written: Vec<_> = author.cases.keys().copied().take(changed).collect();
    written.into_iter().for_each(|case| author.fill(case, "note", "seen today"));
    author.sync_all(&camp);
    let steps = steps(&camp.relay, || _ = boss.sync(&camp));
    assert_eq!(boss.entries, if by_stranger { 0 } else { changed });
    steps
}

#[test]
fn a_pull_costs_what_changed_not_what_is_reached() {
    for by_stranger in [true, false] {
        let (few, many) = (pull(20, 5, by_stranger), pull(160, 5, by_stranger));
        assert!(many <= few + few / 10, "{few} steps with 20 cases, {many} with 160");
    }
}

#[test]
fn a_pull_when_nothing_happened_costs_the_same_whatever_is_reached() {
    assert_eq!(pull(20, 0, true), pull(160, 0, true));
}

/// What it costs to decide about one more item of a case about which the relay has decided just now, beyond what any
/// transaction costs.
fn decision(item: impl FnOnce(&mut Laptop)) -> usize {
    let (camp, _, mut worker, _) = team(3);
    item(&mut worker);
    let items = std::mem::take(&mut worker.queue);
    let decide = |items: Vec<Item>| {
        let taken = camp.relay.would_take(worker.device, items).unwrap();
        assert!(taken.into_iter().all(|taken| taken));
    };
    decide(items.clone());
    let nothing = steps(&camp.relay, || decide(Vec::new()));
    steps(&camp.relay, || decide(items)) - nothing
}

#[test]
fn a_warm_decision_asks_the_store_only_about_the_item_itself() {
    let written = decision(|worker| {
        let case = *worker.cases.keys().next().unwrap();
        worker.fill(case, "note", "seen today");
    });
    let referred = decision(|worker| {
        let case = *worker.cases.keys().next().unwrap();
        worker.refer(case, "provider");
    });
    // Steps of the store's machine: whether it was taken before, and what its author wrote last in the document.
    assert!(written <= SEGMENT_STEPS, "{written} steps for a segment");
    assert!(referred <= ACT_STEPS, "{referred} steps for an act");
}
