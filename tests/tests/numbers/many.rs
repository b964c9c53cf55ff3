//! A supervisor's laptop with ten thousand cases: numbers, the lists that they open, and all of their pages.

use crate::camp;
use daftar_app::{ListRequest, ListedCase, core::CaseId};
use daftar_tests::copies::copy_cases;
use daftar_training::caseload;
use std::collections::BTreeSet;

const CASES: usize = 10_000;

#[test]
fn every_number_of_ten_thousand_cases_is_the_length_of_the_list_that_it_opens() {
    let camp = camp();
    let laptop = camp.at("supervisor");
    let here = laptop.count() as usize;
    let now_ms = camp.time.now_ms();
    let fixtures: Vec<_> = caseload(9, CASES - here, &crate::story::day(now_ms, 0)).collect();
    // The answers are those of the training programme, whose few questions are looked through quickly.
    let config = daftar_core::config::read(&daftar_training::configuration()).unwrap();
    copy_cases(&mut laptop.store(), &config, &fixtures, now_ms / 86_400_000);
    assert_eq!(laptop.count() as usize, CASES);
    let mut great = 0;
    for dashboard in laptop.book.dashboards().unwrap() {
        for number in dashboard.rows.iter().flat_map(|row| &row.numbers) {
            let (mut ids, mut total) = (BTreeSet::<CaseId>::new(), 0);
            for offset in (0..).step_by(200) {
                let clauses = number.clauses.clone();
                let request = ListRequest { clauses, offset, ..ListRequest::default() };
                let (told, rows) = laptop.book.list(&request).unwrap();
                total = told;
                let before = ids.len();
                ids.extend(rows.iter().map(ListedCase::case));
                assert_eq!(ids.len(), before + rows.len(), "{}: no row twice", dashboard.id);
                if rows.len() < 200 {
                    break;
                }
            }
            assert_eq!((number.count, ids.len()), (total, total as usize), "{}", dashboard.id);
            great += usize::from(total > 2_000);
        }
    }
    assert!(great > 5, "long lists are walked, short ones are put in order");
}
