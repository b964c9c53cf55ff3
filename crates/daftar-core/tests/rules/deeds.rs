//! What deeds are called, what they are about and who is told of them; and what a case says of itself.

use crate::{
    acts::{BROKEN, FLAGGED, OFFERED, OUTSIDE, PENDING, WISHED, case_with_a_past},
    golden,
    programme::*,
};
use daftar_core::{
    access::{may_find, may_search},
    act::{
        ApprovalStatus, Audience, Consent, Deed, Denial, GLASS_MS_MAX, ReferralStatus, Reopening, SHOWN_MS,
        Sealed, Status, audience, consent_of, sentence_audience,
    },
    id::{ActId, CaseId, FieldId, QuarantineId, UserName},
};

/// What a deed names that is another act's.
const NAMED: ActId = ActId([99; 16]);

fn one_of_each() -> Vec<Deed> {
    let given = Consent::Given;
    vec![
        create(),
        assign("one", "two"),
        offer("two", None, given),
        offer_outside(None, Some(said())),
        accept(NAMED),
        reject(NAMED),
        done(NAMED),
        revoke(NAMED),
        Deed::QuarantineSettle { quarantine: QuarantineId([1; 16]), adopted: true },
        give("two", given),
        give_away(Some(said())),
        take(NAMED),
        decline(NAMED),
        withdraw(NAMED),
        Deed::CaseClose,
        reopen(Reopening::Asked),
        Deed::CaseDisable,
        Deed::CaseEnable,
        flag(),
        reword(NAMED),
        resolve(NAMED),
        request("concern", 1),
        approve(NAMED, 1),
        send_back(NAMED),
        ask_for_it(),
        say_no(NAMED),
        break_glass(NOW + 1),
        Deed::GlassEnd { glass: NAMED },
        Deed::LinkAdd { to: CaseId([1; 16]), entry: None },
        Deed::LinkEnd { link: NAMED },
        Deed::CaseAttribute { to: None },
    ]
}

#[test]
fn the_table_of_deeds_is_the_reviewed_one() {
    let rows = one_of_each().into_iter().map(|deed| {
        let act = World::act(90, deed);
        let about = match act.matter() {
            None => "-",
            Some(matter) if matter == act.id => "itself",
            Some(NAMED) => "what it names",
            Some(_) => "something else",
        };
        let told = match audience(&act) {
            Audience::Readers => "all readers",
            Audience::OwnerSideAndParties => "the owner's side and the parties",
            Audience::OwnerSide => "the owner's side",
        };
        let carries = if act.deed.sentence().is_some() { "a sentence" } else { "-" };
        (act.deed.kind().to_owned(), [about, told, carries].map(str::to_owned).into())
    });
    let head = ["is about", "is told to", "carries"].map(str::to_owned);
    golden::compare("deeds.txt", &head, &rows.collect::<Vec<_>>());
}

#[test]
fn all_readers_are_told_that_a_case_went_to_another_programme_and_the_owners_side_which() {
    let note = Some(Sealed { key: Vec::new(), text: vec![0; 17] });
    let outside = Deed::TransferOffer { to: None, consent: Consent::Given, note: note.clone() };
    let act = World::act(90, outside);
    assert_eq!((audience(&act), sentence_audience(&act)), (Audience::Readers, Audience::OwnerSideAndParties));
    let within = Deed::TransferOffer { to: Some("worker".into()), consent: Consent::Given, note };
    let act = World::act(90, within);
    assert_eq!(audience(&act), Audience::OwnerSideAndParties);
    for deed in one_of_each().into_iter().filter(|deed| !matches!(deed, Deed::TransferOffer { .. })) {
        let act = World::act(90, deed);
        assert_eq!(sentence_audience(&act), audience(&act), "{}", act.deed.kind());
    }
}

#[test]
fn the_parties_of_a_matter_are_who_it_is_for_and_who_began_it() {
    let world = case_with_a_past();
    let case = world.state.as_ref().unwrap();
    let parties = |matter| case.parties(matter).map(|(to, by)| (to.map(UserName::as_str), by.as_str()));
    for (matter, expected) in [
        (PENDING, Some((Some("pending"), "lender"))),
        (OUTSIDE, Some((None, "owner"))),
        (OFFERED, Some((Some("taker"), "owner"))),
        (FLAGGED, Some((None, "owner"))),
        (WISHED, Some((None, "red-lead"))),
        (BROKEN, Some((None, "red-lead"))),
        (NAMED, None),
    ] {
        assert_eq!(parties(matter), expected);
    }
}

#[test]
fn what_stands_of_a_case_is_told_by_standard_ids() {
    use ReferralStatus as R;
    let referrals = [R::InProgress, R::Accepted, R::Rejected, R::Done, R::Revoked, R::Expired];
    assert_eq!(
        referrals.map(R::as_str),
        ["in_progress", "accepted", "rejected", "done", "revoked", "expired"]
    );
    assert_eq!(referrals.map(R::is_active), [true, true, false, false, false, false]);
    let approvals = [ApprovalStatus::Pending, ApprovalStatus::Approved, ApprovalStatus::Rejected];
    assert_eq!(approvals.map(ApprovalStatus::as_str), ["pending", "approved", "rejected"]);
    let cases = [Status::Open, Status::Closed, Status::Transferred];
    assert_eq!(cases.map(Status::as_str), ["open", "closed", "transferred"]);
    let mut world = case_with_a_past();
    let standing = |world: &World| world.state.as_ref().unwrap().standing();
    assert_eq!(standing(&world), "open");
    world.does("owner", 60, Deed::CaseDisable);
    assert_eq!(standing(&world), "disabled");
}

#[test]
fn emergency_access_lasts_as_long_as_it_says_unless_it_is_ended() {
    let mut world = case_with_a_past();
    let active = |world: &World| {
        let glass = &world.state.as_ref().unwrap().glasses[&BROKEN];
        [NOW, NOW + 1, NOW + 2].map(|now_ms| glass.is_active_at(now_ms))
    };
    assert_eq!(active(&world), [true, false, false]);
    world.does("red-lead", 60, Deed::GlassEnd { glass: BROKEN });
    assert_eq!(active(&world), [false; 3]);
}

#[test]
fn three_days_of_emergency_a_day_of_what_was_found_and_so_many_letters() {
    const HOUR_MS: i64 = 3_600_000;
    assert_eq!((GLASS_MS_MAX, SHOWN_MS), (72 * HOUR_MS, 24 * HOUR_MS));
    let world = case_with_a_past();
    let says = |bytes| {
        let about = Sealed { key: Vec::new(), text: vec![7; bytes] };
        world.ask("owner", &World::act(90, Deed::FlagAdd { about })).err()
    };
    let bad = Some(Denial::BadSentence);
    assert_eq!([16, 17, 16_384, 16_385].map(says), [bad, None, None, bad]);
}

#[test]
fn consent_is_given_where_something_is_asked_and_all_of_it_is_ticked() {
    let fields = |ids: &[&str]| ids.iter().map(|id| FieldId::from(*id)).collect::<Vec<_>>();
    let consent = |asked: &[&str], ticked: &[&str]| {
        let ticked = fields(ticked);
        consent_of(&fields(asked), |field| ticked.contains(field))
    };
    assert_eq!(consent(&["a", "b"], &["a", "b"]), Consent::Given);
    for (asked, ticked) in [(&["a", "b"][..], &["a"][..]), (&["a"], &[]), (&[], &[]), (&[], &["a"])] {
        assert_eq!(consent(asked, ticked), Consent::Missing, "{asked:?}, {ticked:?}");
    }
}

#[test]
fn who_searches_beyond_their_reach_and_whose_laptop_has_the_secret_of_finding() {
    let mut config = configuration();
    let asked = |config: &_, role: &str, disabled| {
        let mut person = person("me", role, "red", &["north"]);
        person.disabled = disabled;
        (may_search(config, &person), may_find(config, &person))
    };
    for role in ["worker", "supervisor", "provider", "gone"] {
        assert_eq!(
            asked(&config, role, false),
            (false, false),
            "{role}, in a programme where nobody searches"
        );
    }
    let role = config.roles.get_mut(&"supervisor".into()).unwrap();
    role.actions.get_mut("case").unwrap().insert("search_owned_by_others".to_owned());
    for (role, expected) in [
        ("supervisor", (true, true)),
        ("worker", (false, true)),
        ("provider", (false, false)),
        ("gone", (false, false)),
    ] {
        assert_eq!(asked(&config, role, false), expected, "{role}");
        assert_eq!(asked(&config, role, true), (false, false), "{role}, disabled");
    }
}
