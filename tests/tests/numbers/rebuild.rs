//! What is kept for lists and numbers is what the documents and acts give, whenever it is worked out; and nothing is kept of
//! what has left.

use crate::{camp, story::PEOPLE};
use daftar_app::{
    ListRequest, Offer,
    core::{Consent, Deed},
};
use daftar_tests::{
    camp::{Camp, Laptop},
    standard,
};
use rusqlite::{Connection, types::Value};

/// All rows that a query gives.
fn rows(conn: &Connection, sql: &str) -> Vec<Vec<Value>> {
    let mut query = conn.prepare(sql).unwrap();
    let columns = query.column_count();
    let read = |row: &rusqlite::Row| (0..columns).map(|nth| row.get(nth)).collect();
    query.query_map([], read).unwrap().collect::<Result<_, _>>().unwrap()
}

fn count(conn: &Connection, table: &str) -> usize {
    rows(conn, &format!("SELECT 1 FROM {table}")).len()
}

/// Everything that is derived, as it lies in the tables. Facets go by what they say, not by their numbers.
fn derived(laptop: &Laptop) -> Vec<(String, Vec<Vec<Value>>)> {
    let conn = laptop.sql();
    let of_cases = "SELECT group_concat(name) FROM pragma_table_info('cases')
                    WHERE name NOT IN ('derived', 'act_facets', 'answer_facets')";
    let Value::Text(columns) = rows(&conn, of_cases).remove(0).remove(0) else { panic!("no columns") };
    let tables = [
        format!("SELECT {columns} FROM cases ORDER BY case_id"),
        "SELECT key, value, portion, numbers FROM facets JOIN facet_cases USING (facet_id)
         ORDER BY key, value, portion"
            .to_owned(),
        "SELECT * FROM tasks ORDER BY case_id, kind, entry_id".to_owned(),
        "SELECT * FROM matters ORDER BY matter_id".to_owned(),
        "SELECT * FROM case_words ORDER BY kind, word, number".to_owned(),
        "SELECT * FROM links ORDER BY link_id".to_owned(),
        "SELECT * FROM identifiers ORDER BY record_type, field, value, number".to_owned(),
    ];
    tables.map(|sql| (sql.clone(), rows(&conn, &sql))).into()
}

#[test]
fn what_is_worked_out_anew_is_what_was_worked_out_act_by_act_and_answer_by_answer() {
    let camp = camp();
    for person in &PEOPLE {
        let laptop = camp.at(person.user);
        // The sets of today are begun.
        laptop.book.list(&Default::default()).unwrap();
        let numbers = || serde_json::to_string(&laptop.book.dashboards().unwrap()).unwrap();
        let today = || serde_json::to_string(&laptop.book.today_view().unwrap()).unwrap();
        let before = (derived(laptop), numbers(), today());
        let mut store = laptop.store();
        let here = before.0[0].1.len();
        store
            .transact(|db| {
                db.begin_round()?;
                for case in db.to_derive(u32::MAX)? {
                    // What acts made of it is put together anew as well.
                    let row = db.case(case)?.unwrap();
                    db.put_case(&row)?;
                }
                Ok::<_, daftar_store::StoreError>(())
            })
            .unwrap();
        assert_eq!(store.read().left_to_derive().unwrap() as usize, here);
        while laptop.book.derive_some().unwrap() > 0 {}
        assert_eq!(store.read().left_to_derive().unwrap(), 0);
        let after = (derived(laptop), numbers(), today());
        for ((sql, one), (_, other)) in before.0.iter().zip(&after.0) {
            let differ = one.iter().zip(other).find(|(one, other)| one != other);
            assert!(one == other, "{}: {sql}: {differ:?}", person.user);
        }
        assert!(before.1 == after.1 && before.2 == after.2, "{}", person.user);
    }
}

#[test]
fn no_set_keeps_the_number_of_a_case_that_has_left() {
    let camp = camp();
    // Everything that was lent to the provider is taken back.
    let provider = camp.at("provider");
    assert!(count(&provider.sql(), "facets") > 10);
    let lent = provider.book.list(&Default::default()).unwrap().1;
    assert!(lent.len() > 2);
    let office = camp.at("office");
    for row in lent {
        let json = office.sees(row.case()).unwrap();
        for referral in json["referrals"].as_array().unwrap().iter().filter(|one| one["to"] == "provider") {
            let referral = referral["referral_id"].as_str().unwrap().parse().unwrap();
            // One that has ended is not taken back again.
            let _ = office.book.answer(referral, |referral| Deed::ReferralRevoke { referral });
        }
    }
    crate::story::contacts(&camp, 2);
    let conn = provider.sql();
    assert_eq!(provider.count(), 0);
    for table in ["cases", "facets", "facet_cases", "tasks", "matters", "case_words", "links", "identifiers"]
    {
        assert_eq!(count(&conn, table), 0, "{table}");
    }
}

#[test]
fn a_case_that_is_handed_over_by_transfer_takes_its_facets_with_it() {
    let camp = crate::story::people(43);
    let (worker, third) = (camp.at("worker-1"), camp.at("worker-3"));
    let answers = [
        ("name_first", "Amina"),
        ("date_of_birth", "2014-05-06"),
        ("national_id_no", "T-1042"),
        ("risk_level", "high"),
        ("disclosure_other_orgs", "true"),
        ("assessment_due_date", "2026-03-01"),
    ];
    let case = worker.register(&answers);
    worker.add(case, "followup_subform_section", &[("followup_type", "in_care")]);
    crate::story::contacts(&camp, 2);
    let office = camp.at("office");
    office.book.transfer(case, &Offer::to("worker-3", Consent::Given)).unwrap();
    crate::story::contacts(&camp, 2);
    let here = |laptop: &Laptop| count(&laptop.sql(), "facet_cases");
    let before = here(worker);
    assert!(before > 10);
    let json = third.sees(case).unwrap();
    let transfer = json["transfers"][0]["transfer_id"].as_str().unwrap().parse().unwrap();
    third.book.answer(transfer, |transfer| Deed::TransferAccept { transfer }).unwrap();
    crate::story::contacts(&camp, 3);
    assert!(worker.sees(case).is_none() && third.sees(case).is_some());
    for table in ["cases", "facets", "facet_cases", "tasks", "matters", "case_words", "identifiers"] {
        assert_eq!(count(&worker.sql(), table), 0, "{table}");
    }
    assert!(here(third) >= before);
}

#[test]
fn a_former_name_finds_nothing_any_more_and_leaves_no_word() {
    let camp = Camp::of(99, &standard::files(), &standard::people());
    let laptop = camp.at("worker-1");
    let case = laptop.register(&[("name_first", "Nyandeng"), ("name_nickname", "Deng")]);
    let found = |search: &str| {
        let request = ListRequest { search: search.to_owned(), ..ListRequest::default() };
        laptop.book.list(&request).unwrap().0
    };
    let words = "SELECT word, kind FROM case_words WHERE word LIKE 'nyan%' OR word LIKE 'deng%'";
    assert_eq!((found("nyandeng"), found("deng"), rows(&laptop.sql(), words).len()), (1, 1, 2));
    laptop.fill(case, &[("name_first", "Khadija"), ("name_nickname", "Kiki")]);
    assert_eq!((found("khadija"), found("kiki")), (1, 1));
    assert_eq!((found("nyandeng"), found("deng"), rows(&laptop.sql(), words).len()), (0, 0, 0));
}
