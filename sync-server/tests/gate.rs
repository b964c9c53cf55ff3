//! What the relay's door refuses, whoever asks: borrowed names, borrowed keys, taken numbers.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod camp;

use camp::{Camp, Counter, Laptop, NOW, ok, person, quarantined, rejected};
use daftar_core::{
    access::Person,
    act::{Act, Deed, RULES},
};
use daftar_sync::{
    laptop::{Item, Session},
    wire::{Down, ItemResult, Receipt, SignedAct, SignedReceipt},
};
use sync_server::Relay;

#[test]
fn nothing_is_taken_in_the_name_of_another_laptop() {
    let camp = Camp::new();
    let (mut worker, mut boss) = (camp.enrol("worker"), camp.enrol("boss"));
    worker.sync(&camp);
    let case = worker.register("Amina");
    worker.sync(&camp);
    boss.sync(&camp);
    // The supervisor may write and act in the case, and signs with a key of their own what bears the worker's number.
    let own = std::mem::replace(&mut boss.device, worker.device);
    boss.incarnation = [9; 4];
    boss.fill(case, "note", "as if the worker had written it");
    boss.push_act(case, Deed::CaseClose);
    let (compartments, closed_seq) = (vec![worker.home("note")], 1_000);
    let receipt = Receipt { case, compartments, closed_seq, at_ms: NOW };
    boss.queue.push(Item::Receipt(SignedReceipt::sign(receipt.clone(), boss.device, boss.relay, &boss.keys)));
    boss.device = own;
    assert_eq!(boss.sync(&camp), [(); 3].map(|()| rejected("wrong_device")));
    // The same under the own number with a key that is not its own.
    let act = boss.act(case, Deed::CaseClose).act;
    boss.queue = vec![
        Item::Act(SignedAct::sign(act, boss.device, boss.relay, &worker.keys)),
        Item::Receipt(SignedReceipt::sign(receipt, boss.device, boss.relay, &worker.keys)),
    ];
    assert_eq!(boss.sync(&camp), [(); 2].map(|()| rejected("bad_signature")));
    worker.sync(&camp);
    assert_eq!(worker.reads(case, "note"), None);
    assert_eq!(worker.state(case).standing(), "open");
}

#[test]
fn an_act_under_a_taken_id_or_under_coming_rules_is_refused() {
    let camp = Camp::new();
    let (mut worker, mut other) = (camp.enrol("worker"), camp.enrol("other"));
    worker.sync(&camp);
    other.sync(&camp);
    let case = worker.register("Amina");
    let disable = worker.act(case, Deed::CaseDisable);
    worker.own_acts.insert(disable.act.id, disable.act.clone());
    worker.queue.push(Item::Act(disable.clone()));
    assert!(ok(&worker.sync(&camp)));
    let sign =
        |laptop: &Laptop, act| Item::Act(SignedAct::sign(act, laptop.device, laptop.relay, &laptop.keys));
    let enable = Act { deed: Deed::CaseEnable, ..disable.act.clone() };
    let coming = Act { rules: RULES + 1, ..worker.act(case, Deed::CaseEnable).act };
    worker.queue = vec![sign(&worker, enable), sign(&worker, coming), Item::Act(disable.clone())];
    let expected = [rejected("not_found"), rejected("newer_rules"), ItemResult::Duplicate];
    assert_eq!(worker.sync(&camp), expected);
    // Whose it is does not show.
    other.queue = vec![sign(&other, disable.act)];
    assert_eq!(other.sync(&camp), [rejected("not_found")]);
}

#[test]
fn a_laptop_revoked_while_it_hands_in_is_heard_as_a_revoked_one() {
    let camp = Camp::new();
    let mut worker = camp.enrol("worker");
    worker.sync(&camp);
    let case = worker.register("Amina");
    worker.sync(&camp);
    worker.fill(case, "note", "on its way");
    let items = std::mem::take(&mut worker.queue);
    let (_, body) = Session::open(worker.hello(), &items).unwrap();
    let mut session = camp.relay.session(NOW);
    let mut pieces = body.chunks(50);
    while session.receive(pieces.next().expect("a hello")).unwrap().is_empty() {}
    camp.relay.revoke_device(worker.device, sync_server::Revoked::Retired, NOW).unwrap();
    let mut answer = Vec::new();
    for piece in pieces {
        answer.extend(session.receive(piece).unwrap());
    }
    assert_eq!(camp::frames_in(&answer), [Down::Results(vec![quarantined("device_retired")])]);
}

#[test]
fn what_another_process_wrote_counts_in_the_next_transaction() {
    let camp = Camp::new();
    let mut worker = camp.enrol("worker");
    worker.sync(&camp);
    let case = worker.register("Amina");
    worker.fill(case, "note", "decided about just now");
    assert!(ok(&worker.sync(&camp)));
    // The command line beside the relay that is being served.
    let other = Relay::open(camp.dir.path(), None, Box::new(Counter(9_000))).unwrap();
    let record = person("worker", "worker", "a", "camp");
    other.change_person(&Person { disabled: true, ..record.clone() }, NOW).unwrap();
    worker.fill(case, "note", "too late");
    worker.push_act(case, Deed::CaseDisable);
    assert_eq!(worker.sync(&camp), [quarantined("access_ended"), rejected("not_permitted")]);
    other.change_person(&record, NOW).unwrap();
    worker.push_act(case, Deed::CaseDisable);
    assert!(ok(&worker.sync_all(&camp)));
}
