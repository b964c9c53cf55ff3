//! What a person waits for on a laptop, against real `SQLCipher` files, and what a first sync costs both sides.
//!
//! `cargo bench -p daftar-tests` runs all of it; `docs/benchmarks.md` keeps the figures. The relay runs in this
//! process behind a line that takes no time, so figures are work, not waiting. `DAFTAR_BENCH_CASES` sets how many
//! cases the big laptop holds (10,000 unless told).
#![allow(clippy::expect_used, clippy::unwrap_used)]

mod programme;

use daftar_app::{
    Casebook, FieldEdit, Target,
    core::RecordType,
    view::{CaseListRequest, CaseListView, ClauseView, CountedRequest, IsView, SortView},
};
use daftar_core::{id::CaseId, value::Value};
use divan::{Bencher, black_box};
use programme::{BigLaptop, FirstSync, Replay, Waiting};
use std::sync::{
    LazyLock,
    atomic::{AtomicUsize, Ordering},
};

/// Cases on the laptop whose lists are measured.
static BIG: LazyLock<BigLaptop> = LazyLock::new(BigLaptop::fill);
/// A laptop whose queue is long.
static WAITING: LazyLock<Waiting> = LazyLock::new(Waiting::fill);
/// Rows of the list's first page, as the window asks for them.
const PAGE_ROWS: u32 = 100;

fn main() {
    divan::main();
}

fn request(search: &str, sort: &str) -> CaseListRequest {
    CaseListRequest {
        search: search.to_owned(),
        limit: PAGE_ROWS,
        sort: SortView { key: sort.to_owned(), descending: sort == "@changed" },
        ..CaseListRequest::all(RecordType::Case)
    }
}

fn ask(bencher: Bencher, request: &CaseListRequest, found: std::ops::RangeInclusive<u32>) {
    let book = &BIG.book;
    let CaseListView { total, .. } = book.list_view(request).unwrap();
    assert!(found.contains(&total), "{total} cases found");
    bencher.bench(|| book.list_view(black_box(request)).unwrap());
}

fn list(bencher: Bencher, search: &str, sort: &str, found: std::ops::RangeInclusive<u32>) {
    ask(bencher, &request(search, sort), found);
}

/// Four filters at once that nothing was prepared for, ordered by an answer.
#[divan::bench]
fn list_with_four_filters(bencher: Bencher) {
    let clause = |key: &str, is, values: &[&str]| ClauseView {
        key: key.to_owned(),
        is,
        values: values.iter().map(|value| (*value).to_owned()).collect(),
        from: (is == IsView::Between).then(|| "5".to_owned()),
        to: (is == IsView::Between).then(|| "12".to_owned()),
        days: None,
    };
    let clauses = vec![
        clause("@standing", IsView::Any, &["open"]),
        clause("sex", IsView::Any, &["female"]),
        clause("risk_level", IsView::None, &["low"]),
        clause("@age", IsView::Between, &[]),
    ];
    ask(bencher, &CaseListRequest { clauses, ..request("", "@age") }, 10..=u32::MAX);
}

#[divan::bench]
fn list_by_an_answer(bencher: Bencher) {
    list(bencher, "", "risk_level", 1_000..=u32::MAX);
}

#[divan::bench]
fn list_first_page(bencher: Bencher) {
    list(bencher, "", "@changed", 1_000..=u32::MAX);
}

#[divan::bench]
fn list_first_page_by_name(bencher: Bencher) {
    list(bencher, "", "@name", 1_000..=u32::MAX);
}

/// One letter: what everybody types first, and the most that a search can find.
#[divan::bench]
fn search_by_one_letter(bencher: Bencher) {
    list(bencher, "a", "@changed", 500..=u32::MAX);
}

#[divan::bench]
fn search_by_prefix(bencher: Bencher) {
    list(bencher, "yus", "@changed", 1..=u32::MAX);
}

/// Another spelling than any that is stored, in the other script.
#[divan::bench]
fn search_by_sound(bencher: Bencher) {
    list(bencher, "يوسوف", "@changed", 1..=u32::MAX);
}

#[divan::bench]
fn open_a_case(bencher: Bencher) {
    let (big, next) = (&*BIG, AtomicUsize::new(0));
    bencher.bench(|| big.book.case_view(big.case(next.fetch_add(1, Ordering::Relaxed))).unwrap());
}

/// The counts at the foot of every screen.
#[divan::bench]
fn count_for_the_foot(bencher: Bencher) {
    let big = &*BIG;
    bencher.bench(|| big.book.line_view().unwrap());
}

/// What a filter offers: the values of a question, with how many cases have each.
#[divan::bench]
fn values_of_a_filter(bencher: Bencher) {
    let (record, key) = (CaseListRequest::all(RecordType::Case).record, "protection_concerns".to_owned());
    let (search, chosen) = (String::new(), Vec::new());
    let request = CountedRequest { record, clauses: Vec::new(), key, search, chosen };
    assert!(BIG.book.list_values(&request).unwrap().values.len() > 3);
    bencher.bench(|| BIG.book.list_values(black_box(&request)).unwrap());
}

/// Every dashboard there is: single numbers and tables, some across two questions.
#[divan::bench]
fn numbers_of_all_dashboards(bencher: Bencher) {
    let shown = BIG.book.dashboards().unwrap();
    let numbers: usize = shown.iter().flat_map(|one| &one.rows).map(|row| row.numbers.len()).sum();
    assert!(shown.len() >= 20 && numbers > 100, "{} dashboards, {numbers} numbers", shown.len());
    bencher.bench(|| BIG.book.dashboards().unwrap());
}

/// A word of a narrative.
#[divan::bench]
fn list_by_a_word_of_a_narrative(bencher: Bencher) {
    let clause = ClauseView {
        key: "@text".to_owned(),
        is: IsView::Words,
        values: vec!["family".to_owned()],
        from: None,
        to: None,
        days: None,
    };
    ask(bencher, &CaseListRequest { clauses: vec![clause], ..request("", "@changed") }, 1..=u32::MAX);
}

/// All of the first screen: tasks, matters, what is to be settled.
#[divan::bench]
fn today(bencher: Bencher) {
    let big = &*BIG;
    assert!(big.book.today_view().unwrap().tasks.len() > 100);
    bencher.bench(|| big.book.today_view().unwrap());
}

/// On a laptop on which some thousands of changes wait for a contact.
#[divan::bench]
fn open_a_case_while_thousands_wait(bencher: Bencher) {
    let (waiting, next) = (&*WAITING, AtomicUsize::new(0));
    let case = || waiting.cases[next.fetch_add(1, Ordering::Relaxed) * 7 % waiting.cases.len()];
    bencher.bench(|| waiting.book.case_view(case()).unwrap());
}

/// Three answers of one form, one of them a sentence more in a narrative; each time of another case.
#[divan::bench]
fn save_a_form(bencher: Bencher) {
    let (big, next) = (&*BIG, AtomicUsize::new(0));
    bencher
        .with_inputs(|| {
            let nth = next.fetch_add(1, Ordering::Relaxed);
            (big.case(nth), answers(&big.book, big.case(nth), nth))
        })
        .bench_values(|(case, edits)| big.book.save(case, &edits).unwrap());
}

fn answers(book: &Casebook, case: CaseId, nth: usize) -> Vec<FieldEdit> {
    let told = &book.case_json(case).unwrap()["forms"]["protection_concern"]["concern_details"];
    let told = format!("{} She was seen again, visit {nth}.", told.as_str().unwrap_or_default());
    let risk = ["low", "medium", "high"][nth % 3];
    let concerns = ["refugee", "mentally_distressed"].map(str::to_owned).into();
    [
        ("risk_level", Value::Text(risk.to_owned())),
        ("concern_details", Value::Text(told)),
        ("protection_concerns", Value::Many(concerns)),
    ]
    .map(|(field, value)| FieldEdit { target: Target::Field(field.into()), value })
    .into()
}

/// The laptop's side of a first sync: 1,000 segments verified, opened, applied, and made into rows.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn apply_1000_segments(bencher: Bencher) {
    let replay = Replay::record();
    bencher.with_inputs(|| replay.laptop()).bench_values(|laptop| laptop.book.sync().unwrap());
}

/// Both sides of a first sync, the relay's and the laptop's.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn first_sync_of_1000_cases(bencher: Bencher) {
    bencher.with_inputs(FirstSync::laptop).bench_values(|laptop| laptop.book.sync().unwrap());
}
