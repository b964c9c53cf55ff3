//! The doors beside sessions: search beyond one's reach, and acts about what it showed, tried by whoever should not.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod camp;

use camp::{Camp, Laptop, NOW, ok, person, rejected};
use daftar_core::{
    act::{Deed, Sealed},
    id::CaseId,
};
use daftar_doc::{FindingKey, seal_card, sentence::seal_sentence};
use daftar_sync::{
    frame,
    laptop::Item,
    wire::{
        CARD_BYTES_MAX, CARD_TOKENS_MAX, CaseCard, Door, Found, ItemResult, Search, SearchReply, SignedAct,
        SignedSearch,
    },
};
use serde::{Serialize, de::DeserializeOwned};

const HOUR_MS: i64 = 60 * 60 * 1000;

fn asked<R: DeserializeOwned>(camp: &Camp, door: Door, question: &impl Serialize) -> R {
    let body = frame::encode(question).unwrap();
    let answer = camp.relay.answer(door, &body, camp.now_ms).unwrap().expect("a readable question");
    let mut reader = frame::Reader::default();
    reader.feed(&answer);
    reader.message().unwrap().expect("an answer")
}

fn key_of(laptop: &Laptop) -> FindingKey {
    FindingKey::from_bytes(laptop.config.as_ref().unwrap().finding.expect("the secret"))
}

fn signed(camp: &Camp, laptop: &Laptop, word: &str) -> SignedSearch {
    let nonce = camp.relay.nonce(laptop.device, camp.now_ms).unwrap();
    let tokens = vec![key_of(laptop).token(word)];
    SignedSearch::sign(Search { nonce, tokens }, laptop.device, laptop.relay, &laptop.keys)
}

fn search(camp: &Camp, laptop: &Laptop, word: &str) -> SearchReply {
    asked(camp, Door::Search, &signed(camp, laptop, word))
}

fn refused(code: &str) -> SearchReply {
    SearchReply::Refused { code: code.to_owned() }
}

fn card(laptop: &Laptop, case: CaseId, word: &str) -> Item {
    let key = key_of(laptop);
    let sealed = seal_card(&key, case, &Default::default()).unwrap();
    Item::Card(CaseCard { case, sealed, tokens: vec![key.token(word)] })
}

fn why(laptop: &mut Laptop, act: SignedAct) -> SignedAct {
    let why = seal_sentence(&laptop.custody, act.act.id, "at the border").unwrap();
    let Deed::GlassBreak { until_ms, .. } = act.act.deed else { panic!("emergency access") };
    let act = daftar_core::act::Act { deed: Deed::GlassBreak { why, until_ms }, ..act.act };
    SignedAct::sign(act, laptop.device, laptop.relay, &laptop.keys)
}

fn glass(laptop: &mut Laptop, case: CaseId, until_ms: i64) -> SignedAct {
    let none = Sealed { key: Vec::new(), text: Vec::new() };
    let act = laptop.act(case, Deed::GlassBreak { why: none, until_ms });
    why(laptop, act)
}

/// A case of `worker` with a card, and a manager of another group.
fn a_found_case() -> (Camp, Laptop, Laptop, CaseId) {
    let camp = Camp::new();
    camp.relay.add_person(&person("far", "manager", "b", "clinic"), NOW).unwrap();
    let (mut worker, mut far) = (camp.enrol("worker"), camp.enrol("far"));
    worker.sync(&camp);
    far.sync(&camp);
    let case = worker.register("Amina");
    let handed_in = card(&worker, case, "amn");
    worker.queue.push(handed_in);
    assert!(ok(&worker.sync(&camp)));
    (camp, worker, far, case)
}

#[test]
fn only_a_laptop_whose_person_may_search_is_shown_anything() {
    let (camp, worker, far, case) = a_found_case();
    let SearchReply::Found(found) = search(&camp, &far, "amn") else { panic!("refused") };
    assert!(
        matches!(found.as_slice(), [Found { case: shown, owner, .. }] if *shown == case && owner.0 == "worker")
    );
    assert_eq!(search(&camp, &far, "zynb"), SearchReply::Found(Vec::new()));
    assert_eq!(search(&camp, &worker, "amn"), refused("not_permitted"));

    // A search is heard once, from whoever signed it, for this relay.
    let once = signed(&camp, &far, "amn");
    assert!(matches!(asked(&camp, Door::Search, &once), SearchReply::Found(_)));
    assert_eq!(asked::<SearchReply>(&camp, Door::Search, &once), refused("bad_nonce"));
    let borrowed = SignedSearch { device: far.device, ..signed(&camp, &worker, "amn") };
    assert_eq!(asked::<SearchReply>(&camp, Door::Search, &borrowed), refused("unknown_device"));
    let mut other = signed(&camp, &far, "amn");
    other.search.tokens = vec![[0; 8]];
    assert_eq!(asked::<SearchReply>(&camp, Door::Search, &other), refused("unknown_device"));

    camp.relay
        .change_person(
            &daftar_core::access::Person { disabled: true, ..person("far", "manager", "b", "clinic") },
            NOW,
        )
        .unwrap();
    assert_eq!(search(&camp, &far, "amn"), refused("not_permitted"));
    camp.relay.verify_log().unwrap();
}

#[test]
fn a_card_is_taken_from_the_owner_alone() {
    let (camp, _, mut far, case) = a_found_case();
    let mut other = camp.enrol("other");
    other.sync(&camp);
    let unheard = CaseId([9; 16]);
    for laptop in [&mut other, &mut far] {
        laptop.queue = vec![card(laptop, case, "zynb"), card(laptop, unheard, "zynb")];
        assert_eq!(
            laptop.sync(&camp),
            [(); 2].map(|()| rejected("not_found")),
            "as if there were no such case"
        );
    }
    assert_eq!(search(&camp, &far, "zynb"), SearchReply::Found(Vec::new()));
    let mut worker = camp.enrol("worker");
    worker.sync(&camp);
    let Item::Card(fits) = card(&worker, case, "amn") else { panic!("a card") };
    worker.queue = vec![
        Item::Card(CaseCard { sealed: vec![0; CARD_BYTES_MAX + 1], ..fits.clone() }),
        Item::Card(CaseCard { tokens: vec![[0; 8]; CARD_TOKENS_MAX + 1], ..fits }),
    ];
    assert_eq!(worker.sync(&camp), [(); 2].map(|()| rejected("too_large")));
}

#[test]
fn what_no_search_showed_lately_does_not_exist_for_whoever_asks() {
    let (mut camp, _, mut far, case) = a_found_case();
    let unheard = CaseId([9; 16]);
    let until = NOW + HOUR_MS;
    let ask = |camp: &Camp, act: &SignedAct| asked::<ItemResult>(camp, Door::Act, act);
    for deed in [Deed::RequestTransfer { note: None }, Deed::CaseClose] {
        let (known, unknown) = (far.act(case, deed.clone()), far.act(unheard, deed));
        assert_eq!(ask(&camp, &known), ask(&camp, &unknown), "alike, byte for byte");
    }
    let broken = glass(&mut far, case, until);
    assert_eq!(ask(&camp, &broken), rejected("not_found"));
    search(&camp, &far, "amn");
    // Not by another laptop, not under another's name, not with other words, and nothing but these two acts.
    let mut other = camp.enrol("boss");
    other.sync(&camp);
    assert_eq!(ask(&camp, &SignedAct { device: other.device, ..broken.clone() }), rejected("bad_signature"));
    let close = far.act(case, Deed::CaseClose);
    assert_eq!(ask(&camp, &close), rejected("not_permitted"));
    far.queue = vec![Item::Act(far.act(case, Deed::CaseDisable))];
    assert_eq!(far.sync(&camp), [rejected("not_found")], "found is not reached");
    // A day later it must be found anew.
    camp.now_ms += 24 * HOUR_MS + 1;
    let late = glass(&mut far, case, camp.now_ms + HOUR_MS);
    assert_eq!(ask(&camp, &late), rejected("not_found"));
    search(&camp, &far, "amn");
    assert!(matches!(ask(&camp, &late), ItemResult::Ok { .. }));
    assert_eq!(ask(&camp, &late), ItemResult::Duplicate);
    far.sync_all(&camp);
    assert!(far.cases.contains_key(&case));
    // Its hours are over for whoever calls first.
    camp.now_ms += HOUR_MS;
    other.sync(&camp);
    far.sync_all(&camp);
    assert!(!far.cases.contains_key(&case));
    assert_eq!(far.closes.last().unwrap().3, "expired");
    camp.relay.verify_log().unwrap();
}
