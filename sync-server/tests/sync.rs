//! Sessions between hand-made laptops and the relay in one process.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod camp;

use camp::{Camp, NOW, ok, quarantined, rejected};
use daftar_core::{
    act::Deed,
    id::{ActId, CaseId},
};
use daftar_sync::{
    frame,
    laptop::{Item, Session},
    wire::{Down, Entry, ItemResult},
};

#[test]
fn a_registered_case_reaches_the_supervisor_with_keys_that_open_it_and_nobody_else() {
    let camp = Camp::new();
    let mut worker = camp.enrol("worker");
    let mut others = ["boss", "other", "provider", "clinic-boss"].map(|user| camp.enrol(user));
    worker.sync(&camp);
    let case = worker.register("Amina");
    worker.fill(case, "note", "first visit");
    let results = worker.sync(&camp);
    assert!(ok(&results), "{results:?}");
    assert_eq!(worker.cases[&case].owner, Some("worker".into()));

    others.iter_mut().for_each(|laptop| _ = laptop.sync(&camp));
    let [boss, rest @ ..] = &others;
    assert_eq!(boss.reads(case, "name").as_deref(), Some("Amina"));
    assert_eq!(boss.reads(case, "note").as_deref(), Some("first visit"));
    assert!(rest.iter().all(|laptop| laptop.cases.is_empty() && laptop.entries == 0));
}

#[test]
fn both_sides_see_each_others_edits_and_nothing_is_sent_twice() {
    let camp = Camp::new();
    let (mut worker, mut boss) = (camp.enrol("worker"), camp.enrol("boss"));
    worker.sync(&camp);
    let case = worker.register("Amina");
    worker.sync(&camp);
    boss.sync(&camp);
    boss.fill(case, "note", "seen by the supervisor");
    assert!(ok(&boss.sync(&camp)));
    worker.sync(&camp);
    assert_eq!(worker.reads(case, "note").as_deref(), Some("seen by the supervisor"));
    assert_eq!(worker.entries, 1);
    worker.sync(&camp);
    boss.sync(&camp);
    assert_eq!((worker.entries, boss.entries), (0, 0));
    assert_eq!(worker.view()[0].2, boss.view()[0].2);
}

#[test]
fn a_contact_with_nothing_new_costs_less_than_450_bytes() {
    let camp = Camp::new();
    let mut worker = camp.enrol("worker");
    worker.sync(&camp);
    worker.register("Amina");
    worker.sync(&camp);
    worker.sync(&camp);
    let total = worker.up + worker.down;
    println!("nothing new: {} up, {} down", worker.up, worker.down);
    assert!(total <= 450, "{total}");
    assert_eq!(worker.entries, 0);
}

#[test]
fn what_others_do_out_of_reach_only_moves_the_cursor() {
    let camp = Camp::new();
    let (mut worker, mut provider) = (camp.enrol("worker"), camp.enrol("provider"));
    worker.sync(&camp);
    provider.sync(&camp);
    worker.register("Amina");
    worker.sync(&camp);
    let before = provider.cursor.clone();
    provider.sync(&camp);
    assert_ne!(provider.cursor, before);
    assert_eq!(provider.entries, 0);
    assert!(provider.up + provider.down <= 450);
}

#[test]
fn answers_about_a_foreign_case_and_one_that_does_not_exist_are_the_same_bytes() {
    let camp = Camp::new();
    let (mut worker, mut other) = (camp.enrol("worker"), camp.enrol("other"));
    worker.sync(&camp);
    other.sync(&camp);
    let foreign = worker.register("Amina");
    worker.sync(&camp);
    let missing = worker.register("never sent");
    worker.queue.clear();
    // The intruder knows the ids and writes under keys of its own.
    for case in [foreign, missing] {
        let mine = other.register("x");
        other.queue.clear();
        let held = other.cases.remove(&mine).unwrap();
        other.cases.insert(case, held);
    }
    let mut answers = Vec::new();
    for case in [foreign, missing] {
        other.fill(case, "status", "intruded");
        other.refer(case, "provider");
        other.push_act(case, Deed::CaseAssign { from: "worker".into(), to: "other".into(), note: None });
        let create = Deed::CaseCreate { sealed_key: Vec::new() };
        other.push_act(case, create);
        let items = std::mem::take(&mut other.queue);
        let (_, body) = Session::open(other.hello(), &items).unwrap();
        let mut session = camp.relay.session(NOW);
        let answer = session.receive(&body).unwrap();
        answers.push(camp::frames_in(&answer).split_off(1));
    }
    assert_eq!(answers[0], answers[1]);
    let expected = ["not_found", "not_found", "not_found", "bad_case_id"].map(rejected);
    assert_eq!(answers[0], [Down::Results(expected.to_vec())]);
}

#[test]
fn an_answer_cut_after_any_frame_and_resumed_gives_the_same() {
    let camp = Camp::new();
    let (mut worker, mut boss, mut provider) =
        (camp.enrol("worker"), camp.enrol("boss"), camp.enrol("provider"));
    worker.sync(&camp);
    for n in 0..12 {
        let case = worker.register(&format!("child {n}"));
        worker.fill(case, "note", "short");
        worker.fill(case, "status", &noise(n, 6_000));
        worker.fill(case, "service", &noise(n + 100, 9_000));
        worker.refer(case, "provider");
    }
    assert!(ok(&worker.sync_all(&camp)));
    let whole = {
        boss.sync_all(&camp);
        boss.view()
    };
    let fresh = camp.enrol("boss");
    for frames in 0..8 {
        let mut cut = fresh.clone();
        cut.nonces = vec![camp.relay.nonce(cut.device, NOW).unwrap()];
        cut.sync_cut(&camp, frames, usize::MAX);
        if cut.nonces.is_empty() {
            cut.nonces.push(camp.relay.nonce(cut.device, NOW).unwrap());
        }
        cut.sync_all(&camp);
        assert_eq!(cut.view(), whole, "cut after {frames} frames");
    }
    // Answers that end early by themselves, with changes of access in between.
    provider.sync_cut(&camp, usize::MAX, 1);
    let mut rounds = 0;
    while provider.more {
        provider.sync_cut(&camp, usize::MAX, 1);
        rounds += 1;
    }
    assert!(rounds >= 2, "{rounds}");
    assert_eq!(provider.cases.len(), 12);
}

fn noise(seed: u64, bytes: usize) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut letter = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        char::from(b'!' + (state % 90) as u8)
    };
    (0..bytes).map(|_| letter()).collect()
}

/// Twelve cases lent to the provider, more than one frame holds.
fn lend_twelve(camp: &Camp, worker: &mut camp::Laptop) -> Vec<(CaseId, ActId)> {
    worker.sync(camp);
    let mut lent = Vec::new();
    for n in 0..12 {
        let case = worker.register(&format!("child {n}"));
        worker.fill(case, "service", &noise(n, 9_000));
        lent.push((case, worker.refer(case, "provider")));
    }
    assert!(ok(&worker.sync(camp)));
    lent
}

#[test]
fn a_revocation_between_two_frames_stops_what_was_not_sent_yet() {
    let camp = Camp::new();
    let (mut worker, mut provider) = (camp.enrol("worker"), camp.enrol("provider"));
    let lent = lend_twelve(&camp, &mut worker);
    let (_, body) = Session::open(provider.hello(), &[]).unwrap();
    let mut session = camp.relay.session(NOW);
    session.receive(&body).unwrap();
    let first = session.next_frames().unwrap().unwrap();
    for (case, referral) in lent {
        worker.push_act(case, Deed::ReferralRevoke { referral });
    }
    assert!(ok(&worker.sync(&camp)));
    let mut rest = Vec::new();
    while let Some(frames) = session.next_frames().unwrap() {
        rest.extend(frames);
    }
    let entries = |answer: &[u8]| -> Vec<Entry> {
        let feeds = camp::frames_in(answer).into_iter();
        feeds.flat_map(|down| if let Down::Feed(feed) = down { feed.entries } else { Vec::new() }).collect()
    };
    assert!(entries(&first).iter().any(|entry| matches!(entry, Entry::Segment { .. })));
    let later = entries(&rest);
    assert!(later.iter().all(|entry| matches!(entry, Entry::Close { .. })), "{}", later.len());

    // The first frame arrived, the rest did not: closed is exactly what the frame brought.
    for down in camp::frames_in(&first) {
        match down {
            Down::Feed(feed) => provider.take_feed(feed),
            Down::Config(bytes) => provider.take_config(&bytes),
            _ => {}
        }
    }
    assert!(!provider.cases.is_empty());
    provider.sync_all(&camp);
    assert!(provider.cases.is_empty());
    provider.sync_all(&camp);
    assert!(camp.relay.missing_receipts().unwrap().is_empty());
}

#[test]
fn what_is_lent_while_an_answer_is_interrupted_comes_whole_with_the_next() {
    let camp = Camp::new();
    let (mut worker, mut provider) = (camp.enrol("worker"), camp.enrol("provider"));
    worker.sync(&camp);
    let later: Vec<_> = (0..8).map(|n| worker.register(&format!("later {n}"))).collect();
    for case in &later {
        worker.fill(*case, "service", "lent later");
    }
    lend_twelve(&camp, &mut worker);
    provider.sync_cut(&camp, usize::MAX, 1);
    assert!(provider.more);
    for case in &later {
        worker.refer(*case, "provider");
    }
    assert!(ok(&worker.sync(&camp)));
    // The laptop panics over a segment without its case's keys.
    provider.sync_all(&camp);
    provider.sync_all(&camp);
    assert!(later.iter().all(|case| provider.reads(*case, "service").as_deref() == Some("lent later")));
    assert_eq!(provider.cases.len(), 20);
}

#[test]
fn what_is_pushed_twice_is_taken_once_and_other_changes_under_its_numbers_are_set_aside() {
    let camp = Camp::new();
    let mut worker = camp.enrol("worker");
    worker.sync(&camp);
    let case = worker.register("Amina");
    let queue = worker.queue.clone();
    let clone = worker.clone();
    worker.sync(&camp);
    worker.queue = queue;
    assert_eq!(worker.sync(&camp), [ItemResult::Duplicate, ItemResult::Duplicate]);

    let mut copied = clone;
    copied.nonces = worker.nonces.clone();
    copied.queue.clear();
    copied.fill(case, "status", "from the one disk");
    worker.fill(case, "status", "from the other");
    assert!(ok(&worker.sync(&camp)));
    copied.nonces = vec![camp.relay.nonce(copied.device, NOW).unwrap()];
    let again = copied.queue.clone();
    assert_eq!(copied.sync(&camp), [quarantined("seq_conflict")]);
    copied.queue = again;
    assert_eq!(copied.sync(&camp), [quarantined("seq_conflict")]);
    // What is built upon it cannot be accepted either: readers have another change under that number.
    copied.fill(case, "status", "built upon it");
    assert_eq!(copied.sync(&camp), [quarantined("seq_conflict")]);
}

#[test]
fn a_request_that_dies_after_a_frame_has_handed_it_in() {
    let mut camp = Camp::new();
    let mut worker = camp.enrol("worker");
    worker.sync(&camp);
    let case = worker.register("Amina");
    let items = worker.queue.clone();
    let (_, body) = Session::open(worker.hello(), &items).unwrap();
    {
        // All but the last byte of `End`; the session is dropped without an answer.
        let mut session = camp.relay.session(NOW);
        session.receive(&body[..body.len() - 1]).unwrap();
    }
    camp.restart();
    assert_eq!(worker.sync(&camp), [ItemResult::Duplicate, ItemResult::Duplicate]);
    let mut boss = camp.enrol("boss");
    boss.sync(&camp);
    assert_eq!(boss.reads(case, "name").as_deref(), Some("Amina"));
}

#[test]
fn a_case_leaves_the_laptop_it_was_registered_on_though_nothing_of_it_was_ever_told_there() {
    let camp = Camp::new();
    let [mut worker, mut boss] = ["worker", "boss"].map(|user| camp.enrol(user));
    [&mut worker, &mut boss].into_iter().for_each(|laptop| _ = laptop.sync(&camp));
    let case = worker.register("Amina");
    // The relay takes it, and its answer is lost.
    let (_, body) = Session::open(worker.hello(), &worker.queue).unwrap();
    camp.relay.session(NOW).receive(&body).unwrap();
    boss.sync(&camp);
    boss.push_act(case, Deed::CaseAssign { from: "worker".into(), to: "other".into(), note: None });
    assert!(ok(&boss.sync(&camp)));
    worker.sync(&camp);
    assert!(worker.closes.iter().any(|(closed, _, whole, _)| *closed == case && *whole));
}

#[test]
fn an_old_copy_of_a_laptop_is_told_again_what_left_it() {
    let camp = Camp::new();
    let [mut worker, mut boss] = ["worker", "boss"].map(|user| camp.enrol(user));
    [&mut worker, &mut boss].into_iter().for_each(|laptop| _ = laptop.sync(&camp));
    let case = worker.register("Amina");
    worker.sync_all(&camp);
    let mut old = worker.clone();
    boss.sync(&camp);
    boss.push_act(case, Deed::CaseAssign { from: "worker".into(), to: "other".into(), note: None });
    assert!(ok(&boss.sync(&camp)));
    // It leaves, and the word that it is gone goes with the second contact.
    for _ in 0..2 {
        worker.sync_all(&camp);
    }
    assert!(!worker.cases.contains_key(&case) && worker.queue.is_empty());
    old.nonces = vec![camp.relay.nonce(old.device, NOW).unwrap()];
    old.sync(&camp);
    assert!(!old.cases.contains_key(&case));
}

#[test]
fn a_request_that_a_later_one_overtook_hands_nothing_in() {
    let camp = Camp::new();
    let mut worker = camp.enrol("worker");
    worker.sync(&camp);
    worker.register("Amina");
    let (_, early) = Session::open(worker.hello(), &worker.queue).unwrap();
    worker.queue.clear();
    worker.sync(&camp);
    let mut session = camp.relay.session(NOW);
    let answer = [session.receive(&early).unwrap(), session.finish().unwrap()].concat();
    let mut boss = camp.enrol("boss");
    boss.sync(&camp);
    assert!(boss.cases.is_empty());
    let mut reader = frame::Reader::default();
    reader.feed(&answer);
    assert_eq!(reader.message().unwrap(), Some(Down::Refused { code: "bad_nonce".to_owned() }));
}

#[test]
fn a_nonce_works_once_and_a_hello_for_its_own_device_only() {
    let camp = Camp::new();
    let (mut worker, mut other) = (camp.enrol("worker"), camp.enrol("other"));
    let nonce = worker.nonces[0];
    worker.sync(&camp);
    worker.nonces.insert(0, nonce);
    worker.sync(&camp);
    assert_eq!(worker.refused.take().as_deref(), Some("bad_nonce"));
    // Another device's nonce, and another device's name.
    other.nonces.insert(0, worker.nonces[0]);
    other.sync(&camp);
    assert_eq!(other.refused.take().as_deref(), Some("bad_nonce"));
    other.device = worker.device;
    other.sync(&camp);
    assert_eq!(other.refused.take().as_deref(), Some("unknown_device"));
    // A cursor made for somebody else.
    worker.sync(&camp);
    let stolen = worker.cursor.clone();
    let mut third = camp.enrol("boss");
    third.cursor = stolen;
    third.sync(&camp);
    assert_eq!(third.refused.as_deref(), Some("bad_cursor"));
}

#[test]
fn segments_that_break_the_header_gate_or_name_strange_keys_are_refused_by_code() {
    let camp = Camp::new();
    let mut worker = camp.enrol("worker");
    worker.sync(&camp);
    let case = worker.register("Amina");
    worker.sync(&camp);
    let good = worker.cut(case, "status", "one");
    let next = worker.cut(case, "status", "two");
    let mut forged = good.clone();
    forged.sealed.push(0);
    worker.queue = vec![next.clone(), forged, good.clone(), next]
        .into_iter()
        .map(|s| Item::Segment(Box::new(s)))
        .collect();
    let results = worker.sync(&camp);
    assert_eq!(results[..2], [rejected("not_next"), rejected("bad_signature")]);
    assert!(ok(&results[2..]), "{results:?}");
    worker.cases.get_mut(&case).unwrap().epoch = 9;
    let key = worker.cases[&case].keys[&(1, worker.home("note"))].clone();
    let id = worker.home("note");
    worker.cases.get_mut(&case).unwrap().keys.insert((9, id), key);
    worker.fill(case, "note", "under a key of a coming epoch");
    assert_eq!(worker.sync(&camp), [rejected("unknown_epoch")]);
}

#[test]
fn any_bytes_are_answered_without_a_panic() {
    let camp = Camp::new();
    let mut worker = camp.enrol("worker");
    worker.sync(&camp);
    worker.register("Amina");
    let items = worker.queue.clone();
    let (_, body) = Session::open(worker.hello(), &items).unwrap();
    for at in (0..body.len()).step_by(7) {
        let mut altered = body.clone();
        altered[at] ^= 1 << (at % 8);
        let mut session = camp.relay.session(NOW);
        session.receive(&altered).unwrap();
        session.finish().unwrap();
    }
    let mut session = camp.relay.session(NOW);
    let answer = session.receive(&noise(7, 4_000).into_bytes()).unwrap();
    assert!(!answer.is_empty());
    assert!(!camp.relay.session(NOW).finish().unwrap().is_empty());
}
