//! Two records with the same identifier: both carry the alert for as long as it holds, and a person tells them apart for themselves.

use crate::story::{contacts, people};
use daftar_app::{
    core::{CaseId, RecordType},
    view::{CaseListRequest, SameIdView, Standing, TellApartRequest},
};
use daftar_tests::camp::{Camp, Laptop};
use std::collections::BTreeSet;

/// The cases that the list finds by the alert; their rows and the day say the same.
fn alerted(laptop: &Laptop) -> BTreeSet<CaseId> {
    let list = |clauses| {
        let request = CaseListRequest { clauses, ..CaseListRequest::all(RecordType::Case) };
        laptop.book.list_view(&request).unwrap().rows
    };
    let clause = laptop.book.filter(RecordType::Case, "@same_id", "true").unwrap();
    let found: BTreeSet<String> = list(vec![clause]).into_iter().map(|row| row.case_id).collect();
    let marked = list(vec![]).into_iter().filter(|row| row.same_id).map(|row| row.case_id);
    assert_eq!(marked.collect::<BTreeSet<_>>(), found, "what is marked is what is found");
    let today = laptop.book.today_view().unwrap();
    assert_eq!(today.same_id.len(), today.same_id_cases as usize);
    let own = list(vec![]).into_iter().filter(|row| row.owner == laptop.book.user().as_str());
    let own: BTreeSet<String> =
        own.filter(|row| row.same_id && row.status == "open").map(|row| row.case_id).collect();
    assert_eq!(today.same_id.into_iter().map(|one| one.case_id).collect::<BTreeSet<_>>(), own);
    found.into_iter().map(|id| id.parse().unwrap()).collect()
}

/// What the page names: field, other record, and whether the two were told apart.
fn named(laptop: &Laptop, case: CaseId) -> Vec<(String, CaseId, bool)> {
    let view = |same: SameIdView| (same.field_id, same.row.case_id.parse().unwrap(), same.told_apart);
    laptop.book.case_view(case).unwrap().same_ids.into_iter().map(view).collect()
}

fn tell(laptop: &Laptop, case: CaseId, other: CaseId, is_told: bool) -> Result<CaseId, &'static str> {
    let request = TellApartRequest {
        case_id: case.to_string(),
        other_id: other.to_string(),
        field_id: "national_id_no".to_owned(),
        is_told,
    };
    laptop.book.tell_apart(&request).map_err(|error| error.code)
}

/// Two cases of the first worker with one number.
fn two(seed: u64) -> (Camp, CaseId, CaseId) {
    let camp = people(seed);
    let worker = camp.at("worker-1");
    let one = worker.register(&[("name_first", "Amina"), ("national_id_no", "T-10 42")]);
    let other = worker.register(&[("name_first", "Lul"), ("national_id_no", "t1042")]);
    worker.register(&[("name_first", "Omar"), ("unhcr_individual_no", "t1042"), ("national_id_no", "none")]);
    worker.register(&[("name_first", "Zeinab"), ("national_id_no", "none")]);
    (camp, one, other)
}

#[test]
fn both_records_carry_the_alert_until_one_of_them_changes_leaves_or_is_put_out_of_use() {
    let (camp, one, other) = two(51);
    let (worker, office) = (camp.at("worker-1"), camp.at("office"));
    let field = "national_id_no".to_owned();
    let both = BTreeSet::from([one, other]);
    assert_eq!(alerted(worker), both);
    assert_eq!(named(worker, one), [(field.clone(), other, false)]);
    assert_eq!(named(worker, other), [(field.clone(), one, false)]);
    let today = worker.book.today_view().unwrap().same_id;
    let said = today.into_iter().find(|said| said.case_id == one.to_string()).unwrap();
    assert_eq!((said.labels, said.others), (vec!["National ID number".to_owned()], vec![other.display_id()]));

    worker.fill(other, &[("national_id_no", "t1043")]);
    assert_eq!((alerted(worker), named(worker, one)), (BTreeSet::new(), vec![]));
    worker.fill(other, &[("national_id_no", "T 1042")]);
    contacts(&camp, 2);
    assert_eq!((alerted(worker), alerted(office)), (both.clone(), both.clone()));

    // A third one: each names the two others.
    let third = office.register(&[("name_first", "Amna"), ("national_id_no", "T1042")]);
    assert_eq!(named(office, third).len(), 2);
    assert_eq!(named(worker, one).len(), 1, "it is on the other laptop alone");
    office.book.set_standing(third, Standing::Disable).unwrap();
    office.book.set_standing(other, Standing::Disable).unwrap();
    contacts(&camp, 2);
    for laptop in [worker, office] {
        assert_eq!((alerted(laptop), named(laptop, one)), (BTreeSet::new(), vec![]));
    }
    office.book.set_standing(other, Standing::Enable).unwrap();
    office.book.set_standing(one, Standing::Close).unwrap();
    contacts(&camp, 2);
    assert_eq!(alerted(worker), both, "a closed case may well be the same child's");

    office.book.assign(other, &"worker-3".into(), None).unwrap();
    contacts(&camp, 3);
    assert!(worker.sees(other).is_none());
    assert_eq!((alerted(worker), named(worker, one)), (BTreeSet::new(), vec![]));
    assert_eq!(alerted(office), both);
}

#[test]
fn the_owner_tells_two_apart_for_themselves_until_what_they_have_in_common_changes() {
    let (camp, one, other) = two(52);
    let (worker, supervisor) = (camp.at("worker-1"), camp.at("supervisor"));
    contacts(&camp, 2);
    let both = BTreeSet::from([one, other]);
    assert_eq!(tell(supervisor, one, other, true), Err("not_permitted"));
    assert_eq!(tell(worker, one, one, true), Err("not_found"));
    assert_eq!(tell(worker, other, one, true), Ok(other));
    assert_eq!(alerted(worker), BTreeSet::new());
    assert_eq!(named(worker, one), [("national_id_no".to_owned(), other, true)]);
    assert_eq!(alerted(supervisor), both, "nobody else has told them apart");

    // Whatever is written or worked out anew leaves it so.
    worker.fill(one, &[("name_nickname", "Mina"), ("national_id_no", "T 1042")]);
    worker.store().transact(|db| db.begin_round()).unwrap();
    while worker.book.derive_some().unwrap() > 0 {}
    assert_eq!(alerted(worker), BTreeSet::new());
    let third = worker.register(&[("name_first", "Amna"), ("national_id_no", "T1042")]);
    assert_eq!(alerted(worker), [one, other, third].into(), "nobody said so of the third");
    worker.fill(third, &[("national_id_no", "")]);
    assert_eq!(alerted(worker), BTreeSet::new());

    assert_eq!(tell(worker, one, other, false), Ok(one));
    assert_eq!(alerted(worker), both);
    tell(worker, one, other, true).unwrap();
    worker.fill(other, &[("national_id_no", "T 1043")]);
    assert_eq!(tell(worker, one, other, true), Err("not_found"), "they have nothing in common");
    worker.fill(other, &[("national_id_no", "T 1042")]);
    assert_eq!(alerted(worker), both);
}
