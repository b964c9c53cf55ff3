//! Every filter that lists offer, and every order, against the recount.

use crate::{
    CONFIG, Complaints, camp,
    recount::{Plain, Raw, Recount, Values, holds},
};
use daftar_app::{
    ListRequest,
    core::RecordType,
    view::{
        CaseListRequest, CaseRowView, ClauseView, CountedRequest, IsView, KeyKind, KeyView, RecordTypeView,
        SortView, ValuesView,
    },
};
use daftar_core::{form::offered, search};
use daftar_tests::{
    camp::{Camp, Dice, Laptop},
    standard,
};
use std::collections::{BTreeMap, BTreeSet};

fn clause(key: &str, is: IsView) -> ClauseView {
    ClauseView { key: key.to_owned(), is, values: Vec::new(), from: None, to: None, days: None }
}

fn any(key: &str, value: &str) -> ClauseView {
    ClauseView { values: vec![value.to_owned()], ..clause(key, IsView::Any) }
}

fn between(key: &str, from: Option<String>, to: Option<String>) -> ClauseView {
    ClauseView { from, to, ..clause(key, IsView::Between) }
}

fn days(key: &str, is: IsView, days: i64) -> ClauseView {
    ClauseView { days: Some(u32::try_from(days).unwrap()), ..clause(key, is) }
}

/// A whole number, or a day as it is written.
fn written(kind: KeyKind, number: i64) -> String {
    match kind {
        KeyKind::Days => crate::story::day(number * 86_400_000, 0),
        _ => number.to_string(),
    }
}

/// What is said of conditions in a complaint.
fn said(clauses: &[ClauseView]) -> String {
    let one = |clause: &ClauseView| {
        let is = serde_json::to_string(&clause.is).unwrap();
        format!("{} {is} {:?} {:?} {:?} {:?}", clause.key, clause.values, clause.from, clause.to, clause.days)
    };
    clauses.iter().map(one).collect::<Vec<_>>().join(" & ")
}

struct Filters<'a> {
    laptop: &'a Laptop,
    recount: &'a Recount<'a>,
    record: RecordType,
    /// What each record has under each key; looked up once.
    values: BTreeMap<String, Vec<(String, Values)>>,
    complaints: Complaints,
    asked: usize,
}

impl Filters<'_> {
    /// A list with these conditions shows the records of which they hold.
    fn check(&mut self, clauses: &[ClauseView]) -> usize {
        for clause in clauses {
            self.values_of(&clause.key);
        }
        let today = self.recount.today();
        let meets =
            |nth: usize| clauses.iter().all(|clause| holds(clause, &self.values[&clause.key][nth].1, today));
        let all = &self.values[&clauses[0].key];
        let expected: BTreeSet<String> =
            (0..all.len()).filter(|nth| meets(*nth)).map(|nth| all[nth].0.clone()).collect();
        let request =
            ListRequest { record: self.record, clauses: clauses.to_vec(), ..ListRequest::default() };
        let (total, rows) = self.laptop.book.list(&request).unwrap();
        let ids: Vec<String> = rows.iter().map(|row| row.case().to_string()).collect();
        let found: BTreeSet<String> = ids.iter().cloned().collect();
        self.asked += 1;
        if found != expected || found.len() != ids.len() || ids.len() != total as usize {
            let (user, record) = (self.laptop.book.user(), self.record.as_str());
            self.complaints.push(format!(
                "{user} {record} {}: {total} told, {} rows, {} expected",
                said(clauses),
                ids.len(),
                expected.len()
            ));
        }
        expected.len()
    }

    fn values_of(&mut self, key: &str) -> &[(String, Values)] {
        let of_type = self.recount.records.iter().filter(|raw| raw.record == self.record);
        let values = || of_type.map(|raw| (raw.case.to_string(), self.recount.values(raw, key))).collect();
        self.values.entry(key.to_owned()).or_insert_with(values)
    }

    /// The values that the list offers are those that records have, each with how many have it.
    fn check_values(&mut self, key: &str) {
        let offered = values_of(self.laptop, self.record, key, "", &[]);
        assert_eq!(offered.more, 0, "{key}");
        let offered: BTreeMap<String, u32> =
            offered.values.into_iter().map(|one| (one.value, one.count)).collect();
        let mut expected: BTreeMap<String, u32> = BTreeMap::new();
        for value in self.values_of(key).iter().flat_map(|(_, values)| values) {
            *expected.entry(plain(value)).or_default() += 1;
        }
        if offered != expected {
            let record = self.record.as_str();
            self.complaints.push(format!("{record} {key}: offered {offered:?}, not {expected:?}"));
        }
        for value in expected.keys() {
            self.check(&[any(key, value)]);
        }
        if let Some(first) = expected.keys().next() {
            let last = expected.keys().next_back().unwrap();
            let both = vec![first.clone(), last.clone()];
            self.check(&[ClauseView { values: both.clone(), ..clause(key, IsView::Any) }]);
            self.check(&[ClauseView { values: both, ..clause(key, IsView::None) }]);
        }
    }

    /// Ranges that begin and end where records are.
    fn check_ranges(&mut self, key: &str, kind: KeyKind) {
        let values: BTreeSet<Plain> =
            self.values_of(key).iter().flat_map(|(_, values)| values.clone()).collect();
        let numbers: Vec<i64> = values
            .iter()
            .map(|value| match value {
                Plain::Int(number) => *number,
                Plain::Text(text) => panic!("{key}: {text}"),
            })
            .collect();
        let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else { return };
        let (first, last, middle) = (*first, *last, numbers[numbers.len() / 2]);
        let end = |number: i64| Some(written(kind, number));
        for (from, to) in [(first, last), (first + 1, last), (middle, middle), (middle + 1, last + 1)] {
            self.check(&[between(key, end(from), end(to))]);
        }
        for (from, to) in [(end(middle), None), (None, end(middle)), (None, None)] {
            self.check(&[between(key, from, to)]);
        }
        if kind == KeyKind::Days {
            for is in [IsView::ThisWeek, IsView::LastWeek] {
                self.check(&[clause(key, is)]);
            }
            // So many days that the middle one is just within, and just without.
            let ago = self.recount.today_number() - middle;
            for away in [ago, ago + 1].into_iter().filter(|away| *away >= 0) {
                self.check(&[days(key, IsView::LastDays, away)]);
                self.check(&[days(key, IsView::Before, away)]);
            }
        }
    }

    /// Every tenth word that is written anywhere, whole and begun, and two of them at once.
    fn check_words(&mut self, key: &str) {
        let words: BTreeSet<Plain> =
            self.values_of(key).iter().flat_map(|(_, values)| values.clone()).collect();
        let words: Vec<String> = words.iter().step_by(10).map(plain).collect();
        for word in &words {
            self.check(&[ClauseView { values: vec![word.clone()], ..clause(key, IsView::Words) }]);
            let begun: String = word.chars().take(2).collect();
            self.check(&[ClauseView { values: vec![begun], ..clause(key, IsView::Words) }]);
        }
        for pair in words.windows(2).step_by(3) {
            self.check(&[ClauseView { values: pair.to_vec(), ..clause(key, IsView::Words) }]);
        }
    }

    fn check_key(&mut self, view: &KeyView) {
        let key = view.key.as_str();
        let filled = self.check(&[clause(key, IsView::Filled)]);
        let empty = self.check(&[clause(key, IsView::Empty)]);
        let all = self.values_of(key).len();
        assert_eq!(filled + empty, all, "{key}");
        match view.kind {
            KeyKind::Choice => self.check_values(key),
            KeyKind::Days | KeyKind::Number => self.check_ranges(key, view.kind),
            KeyKind::There => {}
            KeyKind::Text => self.check_words(key),
        }
    }

    /// Some conditions at once, as the dice fall.
    fn check_together(&mut self, keys: &[KeyView], dice: &Dice) {
        let draw = |end: usize| usize::try_from(dice.below(end as u64)).unwrap();
        let of_type: Vec<&Raw> =
            self.recount.records.iter().filter(|raw| raw.record == self.record).collect();
        for _ in 0..60 {
            // Of one record, so that something is found.
            let raw = of_type[draw(of_type.len())];
            let mut clauses = Vec::new();
            while clauses.len() < 2 + draw(3) {
                let KeyView { key, kind, .. } = &keys[draw(keys.len())];
                let values: Vec<Plain> = self.recount.values(raw, key).into_iter().collect();
                clauses.push(match (values.first(), kind, draw(3)) {
                    (None, ..) if draw(8) > 0 => continue,
                    (None, ..) => clause(key, IsView::Empty),
                    (Some(_), KeyKind::There, _) | (Some(_), _, 0) => clause(key, IsView::Filled),
                    (Some(Plain::Int(number)), kind, _) => {
                        let (from, to) = ((number - dice.below(400).cast_signed()).max(0), number + 3);
                        between(key, Some(written(*kind, from)), Some(written(*kind, to)))
                    }
                    (Some(_), KeyKind::Text, _) => clause(key, IsView::Filled),
                    (Some(Plain::Text(_)), _, 1) => {
                        ClauseView { values: vec!["another".to_owned()], ..clause(key, IsView::None) }
                    }
                    (Some(Plain::Text(text)), ..) => any(key, text),
                });
            }
            self.check(&clauses);
        }
    }
}

fn values_of(laptop: &Laptop, record: RecordType, key: &str, search: &str, chosen: &[&str]) -> ValuesView {
    let request = CountedRequest {
        record: RecordTypeView(record),
        clauses: Vec::new(),
        key: key.to_owned(),
        search: search.to_owned(),
        chosen: chosen.iter().map(|value| (*value).to_owned()).collect(),
    };
    laptop.book.list_values(&request).unwrap()
}

fn plain(value: &Plain) -> String {
    match value {
        Plain::Int(number) => number.to_string(),
        Plain::Text(text) => text.clone(),
    }
}

/// Groups, agencies and places are those of the people whom a laptop knows; a caseworker's knows to whom its person may give
/// cases, and nobody else.
const OF_PEOPLE: [&str; 3] = ["@group", "@agency", "@location"];

/// Every filter by a day, of the days on which anything happened.
pub fn check_days(laptop: &Laptop, recount: &Recount, complaints: &mut Complaints) {
    let mut filters = Filters {
        laptop,
        recount,
        record: RecordType::Case,
        values: BTreeMap::new(),
        complaints: vec![],
        asked: 0,
    };
    for key in laptop.book.list_keys(RecordType::Case).unwrap() {
        if key.kind == KeyKind::Days && key.key.starts_with('@') {
            filters.check_key(&key);
            for last in 1..4 {
                filters.check(&[days(&key.key, IsView::LastDays, last)]);
            }
        }
    }
    complaints.append(&mut filters.complaints);
}

#[test]
fn every_filter_shows_the_records_whose_answers_meet_it() {
    let camp = camp();
    let mut complaints = Complaints::new();
    // The office reads everything; a caseworker reads but a part of what was lent to them.
    for (user, records) in [("office", RecordType::ALL.as_slice()), ("worker-2", &[RecordType::Case])] {
        let laptop = camp.at(user);
        let recount = Recount::of(laptop, &CONFIG, camp.time.now_ms());
        for record in records.iter().copied() {
            let mut keys = laptop.book.list_keys(record).unwrap();
            keys.retain(|view| user == "office" || !OF_PEOPLE.contains(&view.key.as_str()));
            let mut filters = Filters {
                laptop,
                recount: &recount,
                record,
                values: BTreeMap::new(),
                complaints: vec![],
                asked: 0,
            };
            for key in &keys {
                filters.check_key(key);
            }
            filters.check_together(&keys, &Dice::new(5));
            assert!(filters.asked > keys.len(), "{user}");
            complaints.append(&mut filters.complaints);
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn what_a_key_cannot_be_asked_is_refused_and_not_passed_over() {
    let camp = camp();
    let book = &camp.at("office").book;
    let code = |clause: ClauseView| {
        let request = ListRequest { clauses: vec![clause], ..ListRequest::default() };
        book.list(&request).err().map(|error| error.code)
    };
    let two_ages = ClauseView { values: vec!["5".into(), "12".into()], ..clause("@age", IsView::Any) };
    for asked in [
        two_ages,
        any("@age", "five"),
        any("@changed", "2026-03-20"),
        any("@news", "false"),
        days("@two_values", IsView::LastDays, 3),
        between("risk_level", Some("low".into()), None),
    ] {
        let what = said(std::slice::from_ref(&asked));
        assert_eq!(code(asked), Some("wrong_type"), "{what}");
    }
    assert_eq!(code(any("@nothing", "true")), Some("unknown_field"));
    assert_eq!(code(any("name_first", "Amina")), Some("unknown_field"), "names are found by search");
    assert_eq!(code(between("@closed", Some("spring".into()), None)), Some("invalid_date"));
    assert_eq!(code(any("@age", "5")), None);
}

/// Ages as rows show them, on days on which somebody grows older: today, around leap days, at the turn of the year, and when
/// what was typed is years old.
#[test]
fn ages_that_are_asked_for_are_those_that_rows_show_on_any_day() {
    let camp = camp();
    let laptop = camp.at("office");
    let ask = |clauses: Vec<ClauseView>| {
        let request = ListRequest { clauses, ..ListRequest::default() };
        laptop.book.list(&request).unwrap().1
    };
    for day in
        ["", "2026-12-31", "2027-01-01", "2027-02-28", "2027-03-01", "2028-02-29", "2028-03-01", "2031-03-30"]
    {
        if !day.is_empty() {
            let at: jiff::Timestamp = format!("{day}T12:00:00Z").parse().unwrap();
            camp.time.pass((at.as_millisecond() - camp.time.now_ms()) / 60_000);
        }
        let rows = ask(Vec::new());
        let ages: Vec<Option<u32>> = rows.iter().map(|row| row.age.map(|age| age.years)).collect();
        assert!(ages.contains(&None) && ages.iter().flatten().collect::<BTreeSet<_>>().len() > 15);
        let check = |from: Option<u32>, to: Option<u32>| {
            let is_meant = |age: &&Option<u32>| {
                age.is_some_and(|age| from.is_none_or(|from| from <= age) && to.is_none_or(|to| age <= to))
            };
            let end = |age: Option<u32>| age.map(|age| age.to_string());
            let found = ask(vec![between("@age", end(from), end(to))]);
            let shown = found.iter().all(|row| is_meant(&&row.age.map(|age| age.years)));
            assert!(shown, "{day}: {from:?} to {to:?}");
            assert_eq!(found.len(), ages.iter().filter(is_meant).count(), "{day}: {from:?} to {to:?}");
        };
        for age in 0..26 {
            check(Some(age), Some(age));
            check(Some(age), Some(age + 3));
            check(None, Some(age));
            check(Some(age), None);
        }
    }
}

/// Where a value stands among others: options and stages as they are listed, all else by itself.
fn place(listed: &[String], value: &Plain) -> (usize, Plain) {
    let at = listed.iter().position(|option| *option == plain(value));
    (at.unwrap_or(usize::MAX), value.clone())
}

/// The options of a key in their order.
fn listed_options(record: RecordType, key: &str) -> Vec<String> {
    if key == "@stage" {
        let stages = [
            "new",
            "reopened",
            "assessment",
            "case_plan",
            "care_plan",
            "action_plan",
            "service_provision",
            "services_implemented",
            "closed",
        ];
        return stages.map(str::to_owned).into();
    }
    let (outer, inner) = key.split_once('.').map_or((key, None), |(outer, inner)| (outer, Some(inner)));
    let Some(asked) = CONFIG.field(record, &outer.into()) else { return Vec::new() };
    let asked = inner.map_or(asked, |inner| asked.inner(&inner.into()).unwrap());
    offered(&CONFIG, asked, None).into_iter().map(|(id, _)| id.to_owned()).collect()
}

struct Orders<'a> {
    laptop: &'a Laptop,
    recount: &'a Recount<'a>,
    record: RecordType,
    clauses: Vec<ClauseView>,
}

impl Orders<'_> {
    /// All rows in pages of seven.
    fn ids(&self, key: &str, descending: bool) -> Vec<CaseRowView> {
        let mut rows: Vec<CaseRowView> = Vec::new();
        loop {
            let request = CaseListRequest {
                clauses: self.clauses.clone(),
                sort: SortView { key: key.to_owned(), descending },
                offset: u32::try_from(rows.len()).unwrap(),
                limit: 7,
                ..CaseListRequest::all(self.record)
            };
            let view = self.laptop.book.list_view(&request).unwrap();
            assert!(view.rows.len() <= 7, "{key}");
            let is_last = view.rows.len() < 7;
            rows.extend(view.rows);
            if is_last {
                assert_eq!(rows.len(), view.total as usize, "{key}");
                return rows;
            }
        }
    }

    /// Each row once; none out of order by what `of` gives; those of which it gives nothing last.
    fn check<T: Ord + Clone + std::fmt::Debug>(
        &self,
        key: &str,
        descending: bool,
        of: impl Fn(&CaseRowView) -> Option<T>,
        complaints: &mut Complaints,
    ) {
        let rows = self.ids(key, descending);
        let ids: BTreeSet<&str> = rows.iter().map(|row| row.case_id.as_str()).collect();
        let all = self.recount.having(self.record, |raw| self.recount.meets(raw, &self.clauses));
        let what = format!("{} by {key}, descending {descending}", self.record.as_str());
        if ids.len() != rows.len() || ids.len() != all.len() {
            complaints.push(format!(
                "{what}: {} rows, {} of them others, of {}",
                rows.len(),
                ids.len(),
                all.len()
            ));
        }
        let values: Vec<Option<T>> = rows.iter().map(of).collect();
        let wrong = values.windows(2).find(|pair| match (&pair[0], &pair[1]) {
            (Some(one), Some(other)) => {
                if descending {
                    one < other
                } else {
                    one > other
                }
            }
            (None, Some(_)) => true,
            (_, None) => false,
        });
        if let Some(pair) = wrong {
            complaints.push(format!("{what}: {pair:?}"));
        }
    }

    fn check_key(&self, key: &str, complaints: &mut Complaints) {
        let listed = listed_options(self.record, key);
        let of_type = self.recount.records.iter().filter(|raw| raw.record == self.record);
        let values: BTreeMap<String, Values> =
            of_type.map(|raw| (raw.case.to_string(), self.recount.values(raw, key))).collect();
        for descending in [false, true] {
            let of = |row: &CaseRowView| {
                let places = values[&row.case_id].iter().map(|value| place(&listed, value));
                if descending { places.max() } else { places.min() }
            };
            self.check(key, descending, of, complaints);
        }
    }
}

/// Keys of what changes by itself or beside the record have no order of their own; the window offers none.
const UNORDERED: [&str; 5] = ["@group", "@agency", "@location", "@overdue", "@text"];

#[test]
fn a_list_in_any_order_has_every_row_once_and_those_without_a_value_last() {
    let camp = camp();
    let laptop = camp.at("office");
    let recount = Recount::of(laptop, &CONFIG, camp.time.now_ms());
    let mut complaints = Complaints::new();
    for record in RecordType::ALL {
        let keys = laptop.book.list_keys(record).unwrap();
        let is_ordered =
            |view: &&KeyView| view.kind != KeyKind::There && !UNORDERED.contains(&view.key.as_str());
        // Of the many answers, in the cases of one owner: theirs are answered most.
        let mut few = Orders { laptop, recount: &recount, record, clauses: vec![any("@owner", "office")] };
        for view in keys.iter().filter(is_ordered) {
            if view.key.starts_with('@') || ["sex", "risk_level"].contains(&view.key.as_str()) {
                few.clauses.clear();
            }
            few.check_key(&view.key, &mut complaints);
            few.clauses = vec![any("@owner", "office")];
        }
        few.clauses.clear();
        for descending in [false, true] {
            few.check("@name", descending, |row| row.name.clone(), &mut complaints);
            few.check("@changed", descending, |row| Some(row.changed_at_ms), &mut complaints);
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn a_value_among_more_than_are_offered_at_once_is_found_by_typing() {
    let camp = Camp::of(97, &standard::files(), &standard::people());
    let laptop = camp.at("worker-1");
    let key = "location_current";
    let asked = CONFIG.field(RecordType::Case, &key.into()).unwrap();
    let places: Vec<(&str, &str)> =
        offered(&CONFIG, asked, None).into_iter().map(|(id, label)| (id, label.get("en"))).collect();
    let (some, last) = (&places[..303], places[302]);
    for (id, _) in some.iter().chain([&last]) {
        laptop.register(&[(key, id)]);
    }
    let values = |search: &str, chosen: &[&str]| values_of(laptop, RecordType::Case, key, search, chosen);
    let counts = |view: &ValuesView| -> Vec<(String, u32)> {
        view.values.iter().map(|one| (one.value.clone(), one.count)).collect()
    };
    let begun = values("", &[]);
    assert_eq!((begun.values.len(), begun.more), (300, 3));
    assert!(begun.values.iter().all(|one| one.value != last.0), "it is not among the first");

    // As search folds: whatever its case, by the beginning of a word.
    let typed: String = last.1.to_uppercase().chars().take(4).collect();
    let found = values(&typed, &[]);
    assert!(counts(&found).contains(&(last.0.to_owned(), 2)), "{typed} finds {}", last.1);
    let begins =
        |label: &str| search::fold(label).split(' ').any(|word| word.starts_with(&search::fold(&typed)));
    assert_eq!(found.values.len(), some.iter().filter(|(_, label)| begins(label)).count(), "and all such");
    assert_eq!((values("zzzz", &[]).values.len(), values("zzzz", &[]).more), (0, 0));

    // What was chosen stays, first, though it is not sought, and though no case has it.
    let nobody = places[400].0;
    let with_chosen = values("zzzz", &[last.0, nobody]);
    assert_eq!(counts(&with_chosen), [(last.0.to_owned(), 2), (nobody.to_owned(), 0)]);
    let with_chosen = values("", &[last.0]);
    assert_eq!((with_chosen.values.len(), with_chosen.more), (301, 2));
}
