//! Search beyond one's reach, requests for what it shows, and emergency access, on laptops that meet a real relay.
#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use daftar_app::{
    AppError, Target,
    core::{CaseId, Deed, RecordType, UserName},
    view::CaseListRequest,
};
use daftar_core::access::Person;
use daftar_tests::camp::{Camp, Laptop};

const NAME: &str = "Canaryamina Warsame";
const HOURS: i64 = 60;

fn code_of<T>(answer: Result<T, AppError>) -> Option<&'static str> {
    answer.err().map(|error| error.code)
}

/// A case of worker-1, a supervisor of another group far away, and everybody up to date.
fn a_far_case(seed: u64) -> (Camp, CaseId) {
    let mut camp = Camp::of_training(seed);
    let far =
        Person::new("far".into(), "role-cp-manager".into(), "agency-b".into(), ["clinic".into()].into());
    let now_ms = camp.time.now_ms();
    camp.relay.lock().unwrap().add_person(&far, now_ms).unwrap();
    camp.enrol("far", "far");
    let case = camp.at("worker-1").register(&[("name", NAME), ("sex", "female"), ("age", "11")]);
    camp.sync_all(2);
    (camp, case)
}

fn finds(laptop: &Laptop, query: &str) -> Vec<String> {
    laptop.book.search_beyond(query).unwrap().hits.into_iter().map(|hit| hit.case_id).collect()
}

#[test]
fn a_case_is_found_beyond_ones_reach_in_any_spelling_and_nothing_of_it_stays() {
    let (camp, case) = a_far_case(71);
    let (far, id) = (camp.at("far"), case.to_string());
    assert!(far.sees(case).is_none());
    for query in ["canaryamina", "Canary amina warsame", "WARSAMI", "كاناريامينا", &case.display_id()]
    {
        assert!(finds(far, query).contains(&id), "{query}");
    }
    assert!(finds(far, "Somebody Else").is_empty());
    assert!(finds(far, "").is_empty());
    let hit = far.book.search_beyond("canaryamina").unwrap().hits.remove(0);
    assert_eq!((hit.name.as_deref(), hit.owner.as_str(), hit.is_here), (Some(NAME), "worker-1", false));
    assert!(hit.who.unwrap().contains("Girl"));
    assert!(!far.book.holds_text("Canaryamina").unwrap(), "nothing of a search is kept");
    // The relay's own log holds no word of it, only who searched and what was shown.
    let relay = camp.relay.lock().unwrap();
    relay.verify_log().unwrap();
}

#[test]
fn a_card_follows_what_is_written_and_only_the_owner_hands_it_in() {
    let (camp, case) = a_far_case(72);
    let (worker, far, id) = (camp.at("worker-1"), camp.at("far"), case.to_string());
    worker.fill(case, &[("name", "Zeinab Osman")]);
    camp.sync_all(1);
    assert!(finds(far, "canaryamina").is_empty(), "the former name finds nothing");
    assert_eq!(finds(far, "Zaynab"), [id.as_str()]);
    // The supervisor writes the name too; the owner's laptop tells it once it knows.
    camp.at("supervisor").fill(case, &[("name", "Halima Osman")]);
    camp.sync("supervisor");
    assert_eq!(finds(far, "Zaynab"), [id.as_str()]);
    camp.sync_all(3);
    assert_eq!(finds(far, "Halima"), [id.as_str()]);
    // What an act cuts on its way is told too.
    worker.fill(case, &[("name", "Khadija Osman")]);
    worker.book.flag(case, "look at this").unwrap();
    camp.sync_all(1);
    assert_eq!(finds(far, "Khadija"), [id.as_str()]);
    assert_eq!(far.book.session_view().unwrap().line.waiting, 0);
}

#[test]
fn only_a_role_that_may_search_does_and_not_without_end() {
    let (camp, case) = a_far_case(73);
    assert_eq!(code_of(camp.at("provider").book.search_beyond("canaryamina")), Some("not_permitted"));
    let worker = camp.at("worker-2");
    for _ in 0..30 {
        assert_eq!(finds(worker, "canaryamina"), [case.to_string()]);
    }
    assert_eq!(code_of(worker.book.search_beyond("canaryamina")), Some("too_often"));
    camp.time.pass(HOURS + 1);
    assert_eq!(finds(worker, "canaryamina").len(), 1);
}

#[test]
fn what_was_found_is_asked_for_and_what_was_not_found_does_not_exist() {
    let (camp, case) = a_far_case(74);
    let (worker, other) = (camp.at("worker-1"), camp.at("worker-2"));
    assert_eq!(code_of(other.book.ask_for_found(case, None)), Some("not_shown"));
    let unheard = CaseId([9; 16]);
    assert_eq!(code_of(other.book.ask_for_found(unheard, None)), Some("not_shown"));
    finds(other, "canaryamina");
    assert_eq!(code_of(other.book.break_glass(case, "I want to know", 1)), Some("not_permitted"));
    other.book.ask_for_found(case, Some("canary-her-aunt-is-my-client")).unwrap();
    assert_eq!(code_of(other.book.ask_for_found(case, None)), Some("already_answered"));
    camp.sync_all(1);
    let seen = &worker.sees(case).unwrap()["requests"][0];
    assert_eq!((&seen["by"], &seen["note"]), (&"worker-2".into(), &"canary-her-aunt-is-my-client".into()));
    assert!(other.sees(case).is_none(), "asking opens nothing");
    // The supervisor assigns it: that is a yes.
    camp.at("supervisor").book.assign(case, &UserName::from("worker-2"), None).unwrap();
    camp.sync_all(2);
    assert_eq!(other.sees(case).unwrap()["requests"][0]["status"], "accepted");
    // A day later a search must be made anew.
    let second = worker.register(&[("name", "Canarybilal Osman")]);
    camp.sync_all(1);
    finds(other, "canarybilal");
    camp.time.pass(24 * HOURS + 1);
    assert_eq!(code_of(other.book.ask_for_found(second, None)), Some("not_shown"));
}

#[test]
fn emergency_access_reads_for_its_hours_and_the_owner_knows_who_and_why() {
    let (camp, case) = a_far_case(75);
    let (worker, far) = (camp.at("worker-1"), camp.at("far"));
    finds(far, "canaryamina");
    assert_eq!(code_of(far.book.break_glass(case, "canary-at-the-border", 73)), Some("too_long"));
    assert_eq!(code_of(far.book.break_glass(case, " ", 4)), Some("bad_sentence"));
    far.book.break_glass(case, "canary-at-the-border", 4).unwrap();
    camp.sync("far");
    assert_eq!(far.value(case, "basic_identity", "name").unwrap(), NAME);
    let listed = far.book.list_view(&CaseListRequest::all(RecordType::Case)).unwrap().rows;
    assert!(listed[0].ends_at_ms.is_some_and(|ends| ends - camp.time.now_ms() <= 4 * HOURS * 60_000));
    let typed = far.edit(Target::Field("name_nickname".into()), "Mina");
    assert_eq!(code_of(far.book.save(case, &[typed])), Some("not_permitted"), "reading only");
    camp.sync_all(1);
    for laptop in [worker, camp.at("supervisor")] {
        let seen = &laptop.sees(case).unwrap()["emergency_access"][0];
        assert_eq!((&seen["by"], &seen["why"]), (&"far".into(), &"canary-at-the-border".into()));
        assert_eq!(seen["active"], true);
        assert!(laptop.book.case_view(case).unwrap().seen_by.contains(&"far".to_owned()));
    }
    camp.time.pass(4 * HOURS);
    camp.sync("far");
    assert!(far.sees(case).is_none(), "over by itself");
    for word in [NAME, "canary-at-the-border"] {
        assert!(!far.book.holds_text(word).unwrap(), "{word}");
    }
    assert_eq!(worker.sees(case).unwrap()["emergency_access"][0]["active"], false);
}

#[test]
fn the_owner_ends_emergency_access_before_its_time() {
    let (camp, case) = a_far_case(76);
    let (worker, far) = (camp.at("worker-1"), camp.at("far"));
    finds(far, "canaryamina");
    let glass = far.book.break_glass(case, "at the border", 72).unwrap().act;
    camp.sync_all(2);
    worker.book.answer(glass, |glass| Deed::GlassEnd { glass }).unwrap();
    camp.sync_all(2);
    assert!(far.sees(case).is_none());
    assert_eq!(code_of(worker.book.end_glass(glass)), Some("already_ended"));
    assert_eq!(worker.sees(case).unwrap()["emergency_access"][0]["active"], false);
}
