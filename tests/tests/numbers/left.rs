//! Somebody leaves: their cases are still counted where they worked, and nobody can choose them any more.

use crate::{CONFIG, Complaints, camp, check_person, recount::Recount};
use daftar_app::{
    core::RecordType,
    view::{CaseListRequest, CaseListView, ClauseView, IsView},
};
use daftar_core::access::Person;
use daftar_tests::camp::{Camp, Laptop};
use std::collections::BTreeSet;

const LEAVES: &str = "worker-1";

fn disable(camp: &Camp, user: &str) {
    let relay = camp.relay.lock().unwrap();
    let person = relay.people().unwrap().into_iter().find(|person| person.user.as_str() == user).unwrap();
    relay.change_person(&Person { disabled: true, ..person }, camp.time.now_ms()).unwrap();
}

fn having(laptop: &Laptop, key: &str, value: &str) -> CaseListView {
    let values = vec![value.to_owned()];
    let clause =
        ClauseView { key: key.to_owned(), is: IsView::Any, values, from: None, to: None, days: None };
    let request = CaseListRequest { clauses: vec![clause], ..CaseListRequest::all(RecordType::Case) };
    laptop.book.list_view(&request).unwrap()
}

/// Everybody who is offered anywhere as somebody to be chosen, and whose latest work is waited for.
fn offered(laptop: &Laptop) -> BTreeSet<String> {
    let book = &laptop.book;
    let case = book.list(&Default::default()).unwrap().1.remove(0).case();
    let mut recipients = book.refer_options(case).unwrap().recipients;
    recipients.extend(book.transfer_options(case).unwrap().recipients);
    recipients.extend(book.child_options().unwrap().recipients);
    for record in RecordType::ALL {
        recipients.extend(book.assign_options(record).unwrap().recipients);
    }
    let mut all: BTreeSet<String> = recipients.into_iter().map(|person| person.user_name).collect();
    let mut lists = book.option_lists().unwrap().lists;
    all.extend(lists.remove("user").unwrap().into_iter().map(|option| option.id));
    all.extend(book.heard().unwrap().into_iter().map(|heard| heard.user));
    all
}

#[test]
fn cases_of_somebody_who_left_are_counted_where_they_worked_and_they_are_offered_nowhere() {
    let camp = camp();
    let laptops = ["supervisor", "office"].map(|user| camp.at(user));
    let counted = |laptop: &Laptop| {
        [("@group", "team-1"), ("@agency", "agency-a"), ("@location", "IQ-KR")]
            .map(|(key, value)| having(laptop, key, value).total)
    };
    let before = laptops.map(counted);
    assert!(laptops.iter().all(|laptop| offered(laptop).contains(LEAVES)));
    let mark = |laptop: &Laptop| laptop.book.option_lists().unwrap().mark;
    let marks = laptops.map(mark);
    disable(&camp, LEAVES);
    camp.sync_all(2);

    let mut complaints = Complaints::new();
    for (nth, laptop) in laptops.iter().enumerate() {
        let own = having(laptop, "@owner", LEAVES);
        assert!(own.total > 5 && own.rows.iter().all(|row| row.owner == LEAVES), "shown as before");
        assert_eq!(counted(laptop), before[nth], "{}", laptop.book.user());
        check_person(laptop, &Recount::of(laptop, &CONFIG, camp.time.now_ms()), &mut complaints);
        assert!(!offered(laptop).contains(LEAVES), "{}", laptop.book.user());
        assert_ne!(mark(laptop), marks[nth], "windows fetch the lists of people again");
        let other = having(laptop, "@owner", "worker-2").rows.remove(0).case_id.parse().unwrap();
        let refused = laptop.book.assign(other, &LEAVES.into(), None).unwrap_err();
        assert_eq!(refused.code, "target_not_allowed", "chosen from a page that was open");
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}
