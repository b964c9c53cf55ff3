//! What the relay of a whole country needs of its own time: pulls, decisions, a change of group, a bulk assignment.
//!
//! `cargo bench -p sync-server` runs all of it; `docs/benchmarks.md` keeps the figures. The relay works on its real files
//! in this process; what laptops do before and after is not counted. `DAFTAR_BENCH_CASES` sets how many cases there are
//! (100,000 unless told); the relay is made once and kept in the target folder.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../../tests/camp/mod.rs"]
mod camp;
mod country;

use country::{
    AGENCY, ARCHIVE, By, Caller, Country, EVERYTHING, Heard, MOVER, NEIGHBOUR, SUPERVISOR, WORKER, Who,
    answer, record, user_of,
};
use daftar_core::act::Deed;
use daftar_sync::{
    laptop::{Item, Session},
    wire::ItemResult,
};
use divan::Bencher;
use std::{
    cell::{Cell, RefCell},
    sync::{LazyLock, Mutex},
    time::{Duration, Instant},
};

static COUNTRY: LazyLock<Mutex<Country>> = LazyLock::new(|| Mutex::new(Country::open()));
/// Items of one push that decisions are measured by, and acts of a bulk assignment.
const ITEMS: usize = 100;

fn main() {
    divan::main();
}

fn name(who: Who) -> &'static str {
    match who {
        WORKER => "worker",
        SUPERVISOR => "supervisor",
        AGENCY => "agency",
        EVERYTHING => "everything",
        _ => "neighbour",
    }
}

/// Measures contacts of one laptop; `before` happens outside of what is measured, `expect` looks at what was heard.
fn contacts(
    bencher: Bencher,
    who: Who,
    mut before: impl FnMut(&mut Country) -> Vec<Item>,
    expect: impl Fn(&Heard),
) {
    let mut country = COUNTRY.lock().unwrap();
    let caller = country.caller(who);
    let relay = country.relay.clone();
    let now_ms = country.now_ms;
    let state: RefCell<(&mut Country, Caller, Option<Session>)> = RefCell::new((&mut country, caller, None));
    let heard: Cell<Option<Vec<u8>>> = Cell::new(None);
    let bytes = Cell::new((0, 0));
    let hear = || {
        let (country, caller, session) = &mut *state.borrow_mut();
        let (Some(mut session), Some(answer)) = (session.take(), heard.take()) else { return };
        let heard = country.hear(caller, &mut session, &answer);
        bytes.set((heard.bytes, heard.entries));
        expect(&heard);
        if heard.more {
            country.sync(caller, &[]);
        }
    };
    bencher
        .with_inputs(|| {
            hear();
            let (country, caller, session) = &mut *state.borrow_mut();
            let items = before(country);
            let (asked, body) = country.ask(caller, &items);
            *session = Some(asked);
            body
        })
        .bench_local_values(|body| heard.set(Some(answer(relay.session(now_ms), &body))));
    hear();
    eprintln!("{}: the last answer had {:?} bytes and entries", name(who), bytes.get());
}

#[divan::bench(args = [WORKER, SUPERVISOR, AGENCY, EVERYTHING], sample_count = 50, sample_size = 1)]
fn pull_nothing_happened(bencher: Bencher, who: Who) {
    contacts(bencher, who, |_| Vec::new(), |heard| assert_eq!(heard.entries, 0));
}

/// 50 cases of others changed, none that these reach.
#[divan::bench(args = [WORKER, SUPERVISOR, AGENCY], sample_count = 20, sample_size = 1)]
fn pull_nothing_for_them(bencher: Bencher, who: Who) {
    let mut next = Ring::of(|country| {
        let stranger = country.stranger();
        country.cases_of(|owner| owner == stranger)
    });
    let write = |country: &mut Country| {
        let cases = next.take(country, 50);
        country.write(&cases, By::Owner);
        Vec::new()
    };
    contacts(bencher, who, write, |heard| assert_eq!(heard.entries, 0));
}

#[divan::bench(sample_count = 30, sample_size = 1)]
fn pull_5_changed_worker(bencher: Bencher) {
    let mut next = Ring::of(|country| country.cases_of(|owner| owner == WORKER));
    let write = |country: &mut Country| {
        let cases = next.take(country, 5);
        country.write(&cases, By::Supervisor);
        Vec::new()
    };
    contacts(bencher, WORKER, write, |heard| assert_eq!(heard.entries, 5));
}

#[divan::bench(args = [SUPERVISOR, AGENCY, EVERYTHING], sample_count = 20, sample_size = 1)]
fn pull_50_changed(bencher: Bencher, who: Who) {
    let mut next = Ring::of(|country| country.cases_of(|owner| owner / 25 == 0));
    let write = |country: &mut Country| {
        let cases = next.take(country, 50);
        country.write(&cases, By::Owner);
        Vec::new()
    };
    contacts(bencher, who, write, |heard| assert_eq!(heard.entries, 50));
}

/// The change itself, of a worker with some forty cases and of the one with a hundredth of all.
#[divan::bench(args = [MOVER, ARCHIVE], sample_count = 10, sample_size = 1)]
fn change_of_group(bencher: Bencher, who: Who) {
    let country = COUNTRY.lock().unwrap();
    let (relay, now_ms) = (country.relay.clone(), country.now_ms);
    let (changes, rows) = (Cell::new(0), Cell::new(0));
    let next = || {
        changes.set(changes.get() + 1);
        record(who, (changes.get() % 2 == 1).then_some(150))
    };
    bencher
        .with_inputs(|| {
            country.renew_all();
            rows.set(country.rows());
            next()
        })
        .bench_local_values(|person| relay.change_person(&person, now_ms).unwrap());
    eprintln!(
        "{}: {} rows each, of people, groups, epochs, what is due and log",
        user_of(who).0,
        country.rows() - rows.get()
    );
    relay.change_person(&record(who, None), now_ms).unwrap();
    country.renew_all();
}

/// A transaction that asks for a nonce, while the cases of the one with a hundredth of all are due for new keys.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn portion_of_what_is_due(bencher: Bencher) {
    let country = COUNTRY.lock().unwrap();
    country.renew_all();
    let mut away = false;
    let device = country::device_of(WORKER);
    bencher
        .with_inputs(|| {
            if !country.is_due() {
                away = !away;
                let person = record(ARCHIVE, away.then_some(150));
                country.relay.change_person(&person, country.now_ms).unwrap();
            }
        })
        .bench_local_values(|()| country.relay.nonce(device, country.now_ms).unwrap());
    country.relay.change_person(&record(ARCHIVE, None), country.now_ms).unwrap();
    country.renew_all();
}

/// The next pull of the supervisor whom the worker leaves or comes back to, of one whom it does not concern, and of
/// those who reach all.
#[divan::bench(args = [SUPERVISOR, NEIGHBOUR, EVERYTHING], sample_count = 10, sample_size = 1)]
fn pull_after_a_change_of_group(bencher: Bencher, who: Who) {
    let mut away = false;
    let change = |country: &mut Country| {
        away = !away;
        country.relay.change_person(&record(MOVER, away.then_some(150)), country.now_ms).unwrap();
        Vec::new()
    };
    contacts(bencher, who, change, |_| ());
    let country = COUNTRY.lock().unwrap();
    country.relay.change_person(&record(MOVER, None), country.now_ms).unwrap();
}

/// A decision with its check of the signature, of many items; nothing is written. What is left of it per item without
/// that check is printed: the same signatures are checked alone before each sample.
#[divan::bench(args = ["segment", "act"], sample_count = 50, sample_size = 1)]
fn decide(bencher: Bencher, what: &str) {
    let mut country = COUNTRY.lock().unwrap();
    let (who, items) = match what {
        "segment" => {
            let cases = country.cases_of(|owner| owner == WORKER);
            let segment = |nth: &usize| Item::Segment(Box::new(country.next_segment(*nth, By::Owner).1));
            (WORKER, cases.iter().take(ITEMS).map(segment).collect::<Vec<_>>())
        }
        _ => (NEIGHBOUR, assign(&mut country, (0, 1))),
    };
    let (relay, device) = (&country.relay, country::device_of(who));
    assert!(relay.would_take(device, items.clone()).unwrap().iter().all(|taken| *taken));
    let (author, id) = (country.keys.sign_public(), country.id);
    let check = |item: Item| match item {
        Item::Segment(segment) => assert!(segment.verify(&author).is_ok()),
        Item::Act(act) => act.verify(id, &author).unwrap(),
        Item::Receipt(_) | Item::Card(_) => {}
    };
    let (alone, decided) = (RefCell::new(Vec::new()), RefCell::new(Vec::new()));
    bencher
        .counter(divan::counter::ItemsCount::new(items.len()))
        .with_inputs(|| {
            let (items, again) = (items.clone(), items.clone());
            let begun = Instant::now();
            again.into_iter().for_each(check);
            alone.borrow_mut().push(begun.elapsed());
            items
        })
        .bench_local_values(|items| {
            let begun = Instant::now();
            relay.would_take(device, items).unwrap();
            decided.borrow_mut().push(begun.elapsed());
        });
    let both = decided.into_inner().into_iter().zip(alone.into_inner());
    let mut left: Vec<_> = both.map(|(decided, alone)| decided.saturating_sub(alone)).collect();
    left.sort_unstable();
    let each = |left: Duration| left / u32::try_from(items.len()).unwrap();
    eprintln!(
        "{what}: {:.1?} without the signature, at best {:.1?}",
        each(left[left.len() / 2]),
        each(left[0])
    );
    // What was made for this was pushed by nobody.
    country.forget();
}

/// The check of a signature alone, for comparison.
#[divan::bench(sample_count = 50)]
fn decide_signature_alone(bencher: Bencher) {
    let mut country = COUNTRY.lock().unwrap();
    let case = country.cases_of(|owner| owner == WORKER)[0];
    let (_, segment) = country.next_segment(case, By::Owner);
    let author = country.keys.sign_public();
    bencher.with_inputs(|| segment.clone()).bench_local_values(|segment| segment.verify(&author).unwrap());
    country.forget();
}

/// A supervisor gives 100 cases to other workers of the group: one contact, decided, written and told.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn assign_100(bencher: Bencher) {
    let mut round = 0;
    let give = |country: &mut Country| {
        round += 1;
        assign(country, (round, round + 1))
    };
    contacts(bencher, NEIGHBOUR, give, |heard| {
        let taken = |result: &ItemResult| matches!(result, ItemResult::Ok { .. });
        assert!(heard.results.len() == ITEMS && heard.results.iter().all(taken), "{:?}", heard.results);
    });
}

/// Acts by which the neighbouring supervisor gives cases to other workers of the group, further on each round.
fn assign(country: &mut Country, (from, to): (usize, usize)) -> Vec<Item> {
    let cases = country.cases_of(|owner| owner / 25 == 1);
    let cases: Vec<_> = cases.into_iter().skip(from * ITEMS % 1_000).take(ITEMS).collect();
    let give = |nth: usize| {
        let from = country.owner(nth);
        let to = (1..25).map(|n| user_of(26 + (n + to) % 24)).find(|user| *user != from).expect("somebody");
        country.act(NEIGHBOUR, nth, Deed::CaseAssign { from, to, note: None })
    };
    cases.into_iter().map(give).collect()
}

/// Some cases, again and again in the same order.
struct Ring<F> {
    find: F,
    cases: Vec<usize>,
}

impl<F: Fn(&Country) -> Vec<usize>> Ring<F> {
    fn of(find: F) -> Self {
        Self { find, cases: Vec::new() }
    }

    fn take(&mut self, country: &Country, count: usize) -> Vec<usize> {
        if self.cases.is_empty() {
            self.cases = (self.find)(country);
        }
        let taken: Vec<_> = self.cases.iter().copied().take(count).collect();
        self.cases.rotate_left(taken.len());
        taken
    }
}
