//! New keys in portions: who is due, what waits, and that nothing leaves or is taken under an old key meanwhile.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod camp;

use camp::{Camp, Laptop, NOW, ok, person, rejected};
use daftar_core::{
    access::Person,
    act::Deed,
    id::{CaseId, DeviceNo},
};
use sync_server::Revoked;

/// A worker with so many cases, which their supervisor holds as well, and everybody has called.
fn team(cases: usize) -> (Camp, Laptop, Laptop, Vec<CaseId>) {
    let camp = Camp::new();
    let (mut worker, mut boss) = (camp.enrol("worker"), camp.enrol("boss"));
    worker.sync(&camp);
    let cases = (0..cases).map(|n| worker.register(&format!("Child {n}"))).collect();
    assert!(ok(&worker.sync_all(&camp)));
    boss.sync_all(&camp);
    worker.sync_all(&camp);
    camp.relay.renew_by_the_way(0);
    (camp, worker, boss, cases)
}

fn head(camp: &Camp) -> u64 {
    camp.relay.verify_log().unwrap().head
}

/// Some transaction that has nothing to do with anybody.
fn pass_by(camp: &Camp) {
    camp.relay.nonce(DeviceNo(1), NOW).unwrap();
}

fn move_to(camp: &Camp, user: &str, group: &str) {
    let known = camp.relay.people().unwrap().into_iter().find(|p| p.user == user.into()).unwrap();
    let moved = Person { groups: [group.into()].into(), ..known };
    camp.relay.change_person(&moved, NOW).unwrap();
}

/// The epochs of the keys that a laptop of `user` without any is given now.
fn epochs(camp: &Camp, user: &str) -> Vec<u16> {
    let mut laptop = camp.enrol(user);
    laptop.sync_all(camp);
    laptop.cases.values().map(|held| held.epoch).collect()
}

#[test]
fn a_change_is_one_row_of_the_log_and_each_later_transaction_renews_a_portion() {
    let (mut camp, _, _, cases) = team(40);
    let before = head(&camp);
    move_to(&camp, "boss", "clinic");
    assert_eq!(head(&camp), before + 1);
    pass_by(&camp);
    assert_eq!(head(&camp), before + 1, "nothing by the way, as it was told");
    camp.relay.renew_by_the_way(15);
    pass_by(&camp);
    assert_eq!(head(&camp), before + 2);
    // The relay's program goes off and on again; what was done stays done.
    camp.restart();
    camp.relay.renew_by_the_way(15);
    for rows in [3, 4, 4, 4] {
        pass_by(&camp);
        assert_eq!(head(&camp), before + rows);
    }
    camp.relay.renew_by_the_way(0);
    assert_eq!(epochs(&camp, "worker"), vec![2; cases.len()]);
}

#[test]
fn a_change_that_takes_nothing_renews_nothing() {
    let (camp, ..) = team(3);
    let boss = person("boss", "manager", "a", "camp");
    let more = Person { groups: ["camp".into(), "clinic".into()].into(), ..boss.clone() };
    camp.relay.change_person(&more, NOW).unwrap();
    assert_eq!(epochs(&camp, "worker"), [1; 3]);
    let off = Person { disabled: true, ..more.clone() };
    camp.relay.change_person(&off, NOW).unwrap();
    assert_eq!(epochs(&camp, "worker"), [2; 3]);
    camp.relay.change_person(&more, NOW).unwrap();
    assert_eq!(epochs(&camp, "worker"), [2; 3], "enabled again");
    camp.relay.change_person(&boss, NOW).unwrap();
    assert_eq!(epochs(&camp, "worker"), [3; 3], "one group less");
}

#[test]
fn no_laptop_is_given_keys_that_are_due_to_be_others() {
    let (camp, _, mut boss, cases) = team(3);
    move_to(&camp, "boss", "clinic");
    // Another who reads them comes and gets what the one who left has not.
    move_to(&camp, "clinic-boss", "camp");
    let mut clinic = camp.enrol("clinic-boss");
    clinic.sync_all(&camp);
    for case in &cases {
        let keys = &clinic.cases[case].keys;
        assert_eq!(clinic.cases[case].epoch, 2);
        assert!([1, 2].iter().all(|epoch| keys.keys().any(|(of, _)| of == epoch)), "the past as well");
    }
    boss.sync_all(&camp);
    assert!(boss.cases.is_empty());
}

#[test]
fn what_was_written_after_a_call_since_the_change_is_sealed_again() {
    let (camp, mut worker, _, cases) = team(2);
    move_to(&camp, "boss", "clinic");
    worker.sync_all(&camp);
    assert_eq!(worker.cases[&cases[0]].epoch, 1, "nothing was handed out");
    worker.fill(cases[0], "note", "after the supervisor left");
    assert_eq!(worker.sync(&camp), [rejected("stale_epoch")]);
    assert_eq!(worker.cases[&cases[0]].epoch, 2, "the key comes with the refusal");
    assert_eq!(worker.cases[&cases[1]].epoch, 1, "and that of no other case");
    worker.forget();
    worker.sync_all(&camp);
    worker.fill(cases[0], "note", "after the supervisor left");
    assert!(ok(&worker.sync(&camp)));
}

#[test]
fn whoever_called_before_the_key_was_there_seals_again_though_it_is_there_by_now() {
    let (camp, mut worker, _, cases) = team(1);
    move_to(&camp, "boss", "clinic");
    worker.sync_all(&camp);
    worker.fill(cases[0], "note", "after the supervisor left");
    camp.relay.renew_by_the_way(8);
    pass_by(&camp);
    camp.relay.renew_by_the_way(0);
    assert_eq!(worker.sync(&camp), [rejected("stale_epoch")]);
}

#[test]
fn what_was_written_before_anybody_could_know_is_taken_and_the_key_renewed() {
    let (camp, mut worker, _, cases) = team(1);
    worker.fill(cases[0], "note", "while the supervisor was there");
    move_to(&camp, "boss", "clinic");
    assert!(ok(&worker.sync(&camp)));
    assert_eq!(worker.cases[&cases[0]].epoch, 2);
}

#[test]
fn a_case_stays_due_though_the_laptop_that_lost_it_says_that_it_deleted_it() {
    let (camp, mut worker, mut boss, cases) = team(1);
    worker.sync_all(&camp);
    move_to(&camp, "boss", "clinic");
    boss.sync_all(&camp);
    assert_eq!(boss.closes.len(), 1);
    assert!(ok(&boss.sync_all(&camp)), "the receipt");
    assert!(camp.relay.missing_receipts().unwrap().is_empty());
    worker.sync_all(&camp);
    worker.fill(cases[0], "note", "after the supervisor left");
    assert_eq!(worker.sync(&camp), [rejected("stale_epoch")]);
}

#[test]
fn whoever_comes_back_while_the_case_is_due_gets_the_new_key() {
    let (camp, _, mut boss, cases) = team(1);
    move_to(&camp, "boss", "clinic");
    boss.sync_all(&camp);
    boss.sync_all(&camp);
    move_to(&camp, "boss", "camp");
    boss.sync_all(&camp);
    // Once for leaving the camp, which also covers leaving the clinic.
    assert_eq!(boss.cases[&cases[0]].epoch, 2);
    let before = head(&camp);
    camp.relay.renew_by_the_way(8);
    (0..4).for_each(|_| pass_by(&camp));
    assert_eq!(head(&camp), before, "both changes are at their end");
}

#[test]
fn several_people_and_a_second_change_while_the_first_is_due() {
    let (camp, mut worker, ..) = team(6);
    move_to(&camp, "worker", "clinic");
    camp.relay.renew_by_the_way(1);
    (0..2).for_each(|_| pass_by(&camp));
    camp.relay.renew_by_the_way(0);
    // Two are renewed already and are due once more; the other four wait for one key for both changes.
    move_to(&camp, "worker", "camp");
    move_to(&camp, "boss", "clinic");
    camp.relay.renew_by_the_way(1);
    (0..40).for_each(|_| pass_by(&camp));
    let settled = head(&camp);
    pass_by(&camp);
    assert_eq!(head(&camp), settled);
    camp.relay.renew_by_the_way(0);
    assert_eq!(epochs(&camp, "worker"), [3, 3, 2, 2, 2, 2]);
    worker.sync_all(&camp);
    for case in worker.cases.keys().copied().collect::<Vec<_>>() {
        worker.fill(case, "note", "under the newest key");
    }
    assert!(ok(&worker.sync_all(&camp)));
}

#[test]
fn a_portion_of_a_transaction_that_fails_is_done_by_the_next() {
    let (camp, ..) = team(3);
    move_to(&camp, "boss", "clinic");
    let before = head(&camp);
    camp.relay.renew_by_the_way(2);
    let nobody = person("nobody", "worker", "a", "camp");
    assert!(camp.relay.change_person(&nobody, NOW).is_err());
    assert_eq!(head(&camp), before);
    pass_by(&camp);
    pass_by(&camp);
    assert_eq!(head(&camp), before + 2);
    assert_eq!(epochs(&camp, "worker"), [2; 3]);
}

#[test]
fn what_a_revoked_laptop_held_is_due_and_once_only() {
    let (camp, mut worker, boss, cases) = team(2);
    camp.relay.revoke_device(boss.device, Revoked::Retired, NOW).unwrap();
    worker.sync_all(&camp);
    worker.fill(cases[0], "note", "after it was handed back");
    assert_eq!(worker.sync(&camp), [rejected("stale_epoch")]);
    camp.relay.revoke_device(boss.device, Revoked::Lost, NOW).unwrap();
    camp.relay.renew_by_the_way(8);
    (0..3).for_each(|_| pass_by(&camp));
    assert_eq!(epochs(&camp, "worker"), [2; 2]);
}

#[test]
fn an_end_of_access_by_an_act_counts_for_a_case_that_was_due_anyhow() {
    let (camp, mut worker, _, cases) = team(1);
    let referral = worker.refer(cases[0], "provider");
    worker.sync_all(&camp);
    move_to(&camp, "boss", "clinic");
    worker.push_act(cases[0], Deed::ReferralRevoke { referral });
    assert!(ok(&worker.sync_all(&camp)));
    assert_eq!(worker.cases[&cases[0]].epoch, 2);
    assert_eq!(epochs(&camp, "worker"), [2]);
}

#[test]
fn a_long_feed_amid_which_cases_are_due_tells_each_of_them_under_its_new_key() {
    let (camp, mut worker, _, cases) = team(8);
    for case in &cases {
        worker.fill(*case, "note", &"a long story ".repeat(800));
    }
    assert!(ok(&worker.sync_all(&camp)));
    move_to(&camp, "clinic-boss", "camp");
    let mut clinic = camp.enrol("clinic-boss");
    clinic.sync_cut(&camp, 3, 1);
    move_to(&camp, "boss", "clinic");
    camp.relay.renew_by_the_way(1);
    while clinic.more || clinic.cases.len() < cases.len() {
        clinic.sync_cut(&camp, usize::MAX, 1);
    }
    (0..20).for_each(|_| pass_by(&camp));
    clinic.sync_all(&camp);
    assert!(clinic.cases.values().all(|held| held.epoch == 2));
    assert!(cases.iter().all(|case| clinic.reads(*case, "note").is_some()));
}
