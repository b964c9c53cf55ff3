//! A case's acts, folded in any order: referrals only ever move on.

use crate::programme::*;
use daftar_core::{
    act::{
        ApprovalStatus, CaseState, Consent, Deed, Glass, Referral, ReferralStatus, Reopening, Transfer, fold,
    },
    id::ActId,
};
use proptest::prelude::*;

const PEOPLE: [&str; 3] = ["one", "two", "three"];

fn replay(acts: &[(&str, u8, Deed)]) -> Option<CaseState> {
    acts.iter()
        .fold(None, |state, (author, id, deed)| fold(state, &World::act(*id, deed.clone()), &user(author)))
}

#[test]
fn a_case_goes_through_its_acts() {
    let referral = ActId([2; 16]);
    let story = [
        ("one", 1, create()),
        ("one", 2, offer("two", None, Consent::Given)),
        ("two", 3, accept(referral)),
        ("boss", 4, assign("one", "three")),
        ("two", 5, done(referral)),
    ];
    let statuses = [None, Some("in_progress"), Some("accepted"), Some("accepted"), Some("done")];
    for (at, wanted) in statuses.into_iter().enumerate() {
        let state = replay(&story[..=at]).unwrap();
        assert_eq!(state.referrals.get(&referral).map(|r| r.status.as_str()), wanted, "after act {}", at + 1);
        assert_eq!(state.owner, user(if at < 3 { "one" } else { "three" }));
    }
    let state = replay(&story).unwrap();
    assert_eq!(
        (&state.referrals[&referral].by, &state.referrals[&referral].to),
        (&user("one"), &Some(user("two")))
    );
}

#[test]
fn access_that_is_lent_ends_with_the_last_of_what_lends_it() {
    let referral = |until_ms, status| Referral {
        to: Some(user("two")),
        by: user("one"),
        lends: None,
        consent: Consent::Given,
        service: None,
        until_ms,
        status,
        at_ms: 0,
        answer: None,
    };
    let glass = |until_ms, ended| Glass { by: user("two"), at_ms: 0, until_ms, ended };
    let (waits, taken, done) = (ReferralStatus::InProgress, ReferralStatus::Accepted, ReferralStatus::Done);
    let table = [
        (vec![], vec![], None),
        (vec![referral(Some(90), waits)], vec![], Some(90)),
        (vec![referral(Some(90), waits), referral(Some(70), taken)], vec![], Some(90)),
        (vec![referral(Some(90), waits), referral(None, taken)], vec![], None),
        (vec![referral(Some(90), waits), referral(None, done)], vec![], Some(90)),
        (vec![referral(Some(50), waits)], vec![glass(60, false)], Some(60)),
        (vec![referral(Some(70), waits)], vec![glass(90, true)], Some(70)),
        (vec![referral(Some(50), waits)], vec![glass(50, false)], None),
    ];
    for (nth, (referrals, glasses, ends)) in table.into_iter().enumerate() {
        let ids = || (0..).map(|id| ActId([id; 16]));
        let state = CaseState {
            referrals: ids().zip(referrals).collect(),
            glasses: ids().zip(glasses).collect(),
            ..CaseState::of(user("one"))
        };
        assert_eq!(state.lent_until(&user("two"), 50), ends, "row {nth}");
        assert_eq!(state.lent_until(&user("one"), 50), None, "row {nth}");
    }
}

#[test]
fn without_its_creation_there_is_no_case_and_a_second_creation_changes_nothing() {
    assert_eq!(replay(&[("one", 2, offer("two", None, Consent::Given))]), None);
    let once = replay(&[("one", 1, create())]);
    assert_eq!(replay(&[("one", 1, create()), ("two", 2, create())]), once);
}

#[test]
fn answers_to_referrals_that_the_reader_was_not_told_of_change_nothing() {
    let once = replay(&[("one", 1, create())]);
    assert_eq!(replay(&[("one", 1, create()), ("two", 2, accept(ActId([9; 16])))]), once);
}

fn deed() -> impl Strategy<Value = Deed> {
    let referral = || (2u8..6).prop_map(|id| ActId([id; 16]));
    let who = || prop::sample::select(&PEOPLE[..]);
    prop_oneof![
        Just(create()),
        (who(), who()).prop_map(|(from, to)| assign(from, to)),
        who().prop_map(|to| offer(to, None, Consent::Given)),
        referral().prop_map(accept),
        referral().prop_map(reject),
        referral().prop_map(done),
        referral().prop_map(revoke),
        Just(offer_outside(None, Some(said()))),
        who().prop_map(|to| give(to, Consent::Given)),
        Just(give_away(Some(said()))),
        Just(ask_for_it()),
        Just(break_glass(NOW + 1)),
        referral().prop_map(|glass| Deed::GlassEnd { glass }),
        referral().prop_map(say_no),
        referral().prop_map(take),
        referral().prop_map(decline),
        referral().prop_map(withdraw),
        Just(Deed::CaseClose),
        Just(reopen(Reopening::Asked)),
        Just(reopen(Reopening::Added)),
        Just(Deed::CaseDisable),
        Just(Deed::CaseEnable),
        Just(flag()),
        referral().prop_map(reword),
        referral().prop_map(resolve),
        (0u64..3).prop_map(|changes| request("concern", changes)),
        (referral(), 0u64..3).prop_map(|(request, changes)| approve(request, changes)),
        referral().prop_map(send_back),
    ]
}

/// Whether a referral may go from one state to the other in one act.
fn may_follow(before: ReferralStatus, after: ReferralStatus) -> bool {
    before == after || before.is_active() && after != ReferralStatus::InProgress
}

proptest! {
    #[test]
    fn an_ended_referral_never_opens_again(
        acts in prop::collection::vec((prop::sample::select(&PEOPLE[..]), 2u8..6, deed()), 0..40),
    ) {
        let mut state = fold(None, &World::act(1, create()), &user("one"));
        for (author, id, deed) in acts {
            let before = state.clone().unwrap();
            state = fold(state, &World::act(id, deed), &user(author));
            let after = state.as_ref().unwrap();
            for (id, referral) in &before.referrals {
                let now = &after.referrals[id];
                prop_assert!(may_follow(referral.status, now.status), "{:?} to {:?}", referral.status, now.status);
                prop_assert_eq!((&now.to, &now.by, &now.lends), (&referral.to, &referral.by, &referral.lends));
            }
            for (id, transfer) in &before.transfers {
                let now = &after.transfers[id];
                prop_assert!(transfer.status == now.status || transfer.is_open() && !now.is_open());
                prop_assert_eq!((&now.to, &now.by), (&transfer.to, &transfer.by));
            }
            for (id, flag) in &before.flags {
                let now = &after.flags[id];
                prop_assert_eq!((&now.by, now.at_ms), (&flag.by, flag.at_ms));
                if flag.resolved.is_some() {
                    prop_assert_eq!(now, flag, "a resolved flag stays as it is");
                }
            }
            for (id, approval) in &before.approvals {
                let now = &after.approvals[id];
                if now.request == approval.request && approval.status != ApprovalStatus::Pending {
                    prop_assert_eq!(now, approval, "an answer stands until somebody asks again");
                }
            }
            if before.owner != after.owner {
                prop_assert!(!after.transfers.values().any(Transfer::is_open));
            }
        }
    }

    /// The same acts through the relay's door: whatever people try, the state machine holds.
    #[test]
    fn what_the_relay_lets_through_ends_referrals_for_good(
        tries in prop::collection::vec((prop::sample::select(&PEOPLE[..]), 2u8..6, deed()), 0..40),
    ) {
        let mut world = World::of(&PEOPLE.map(|name| {
            person(name, if name == "three" { "supervisor" } else { "worker" }, "red", &["north"])
        }));
        world.does("one", 1, create());
        for (author, id, deed) in tries {
            let before = world.state.clone().unwrap();
            if world.ask(author, &World::act(id, deed.clone())).is_ok() {
                world.does(author, id, deed.clone());
                let after = world.state.as_ref().unwrap();
                for (id, referral) in &before.referrals {
                    let now = after.referrals[id].status;
                    prop_assert!(may_follow(referral.status, now));
                    if let Deed::ReferralDone { referral: this, .. } = &deed && this == id {
                        prop_assert!(referral.to.is_none() || referral.status == ReferralStatus::Accepted);
                    }
                }
                let owner = &world.state.as_ref().unwrap().owner;
                prop_assert!(!world.facts().modes_at(owner, world.seq).is_empty(), "the owner reads the case");
            }
        }
    }
}
