//! Nothing is lost and nothing leaks when contacts break, answers lie and people act at the worst moment.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use daftar_app::{AppError, FieldEdit, Target, vault};
use daftar_core::{
    access::Person,
    act::Deed,
    admin::Deed as AdminDeed,
    config::Mode,
    id::{ActId, Actor, CaseId, CompartmentId, DeviceNo, EntryId, FieldId, QuarantineId, UserName},
    value::Value,
};
use daftar_doc::{keys::DeviceKeys, segment::Segment};
use daftar_store::{Queued, Store};
use daftar_sync::{
    frame,
    wire::{CaseHead, Down, Entry, ItemResult, SignedAct, Up, Welcome},
};
use daftar_tests::camp::{Camp, Link, answer_of, messages_of};
use serde_json::{Value as Json, json};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

const CONSENT_OPEN: [(&str, &str); 2] = [("consent_for_services", "true"), ("disclosure_other_orgs", "true")];
const PASSWORD: &str = "a password for the camp";

/// A case of worker-1's with a service, synced to whoever may have it.
fn one_case(camp: &Camp) -> (CaseId, EntryId) {
    let worker = camp.at("worker-1");
    let case = worker.register(&[("name", "Yusuf"), ("sex", "male"), ("concern_details", "as told")]);
    worker.fill(case, &CONSENT_OPEN);
    let service = worker.add(case, "services_section", &[("service_type", "health_medical_service")]);
    plain_sync(camp, &["worker-1", "supervisor"]);
    (case, service)
}

/// A case lent to the provider.
fn one_lent_case(camp: &Camp) -> (CaseId, EntryId, ActId) {
    let (case, service) = one_case(camp);
    let referral = camp.at("worker-1").refer(case, "provider");
    plain_sync(camp, &["worker-1", "provider"]);
    assert!(camp.at("provider").sees(case).is_some());
    (case, service, referral)
}

/// Contacts over a good line, one after the other.
fn plain_sync(camp: &Camp, laptops: &[&str]) {
    for laptop in laptops {
        camp.time.pass(1);
        camp.at(laptop).try_sync().unwrap_or_else(|error| panic!("{laptop}: {error} {:?}", error.cause));
    }
}

fn revoke(camp: &Camp, referral: ActId) {
    camp.at("worker-1").book.answer(referral, |referral| Deed::ReferralRevoke { referral }).expect("revoked");
    plain_sync(camp, &["worker-1"]);
}

fn nickname(camp: &Camp, laptop: &str, case: CaseId) -> Option<Json> {
    camp.at(laptop).value(case, "basic_identity", "name_nickname")
}

/// A vault's store, opened beside the program that has it open.
fn store_of(camp: &Camp, laptop: &str) -> Store {
    let folder = camp.at(laptop).vault();
    let now = camp.time.now_ms().unsigned_abs();
    let password = vault::Password::new(PASSWORD.to_owned());
    let key = vault::unlock(&folder, &password, &daftar_app::secrets::NoSecretStore, now).expect("unlocked");
    Store::open(&vault::store_path(&folder), *key.bytes()).expect("opened")
}

fn wal_bytes(camp: &Camp, laptop: &str) -> u64 {
    std::fs::metadata(camp.at(laptop).vault().join("store.db-wal")).map_or(0, |file| file.len())
}

/// How many items a request pushes.
fn pushed(request: &[u8]) -> usize {
    let mut reader = frame::Reader::default();
    reader.feed(request);
    let messages = std::iter::from_fn(|| reader.message::<Up>().expect("a whole request"));
    messages.map(|message| if let Up::Push(push) = message { push.items.len() } else { 0 }).sum()
}

/// An answer that decides about every item by `code`, and says nothing else.
fn decided(request: &[u8], now_ms: i64, result: impl Fn(usize) -> ItemResult) -> Vec<u8> {
    answer_of(&[
        Down::Welcome(Welcome { relay_time_ms: now_ms, nonces: Vec::new() }),
        Down::Results((0..pushed(request)).map(result).collect()),
        Down::Bye { more: false },
    ])
}

/// Refuses what comes first and whatever follows upon it, once; then the relay is itself again.
fn refuse_once(camp: &Camp, laptop: &str, code: &'static str) {
    let now_ms = camp.time.now_ms();
    camp.at(laptop).answer_instead(move |request| {
        decided(request, now_ms, |at| ItemResult::Rejected {
            code: if at == 0 { code } else { "not_next" }.to_owned(),
        })
    });
    let _ = camp.at(laptop).try_sync();
    camp.at(laptop).leave_alone();
}

/// The training configuration with some words of one file changed.
fn publish(camp: &Camp, file: &str, from: &str, to: &str) {
    let mut files = daftar_training::configuration();
    let (_, text) = files.iter_mut().find(|(path, _)| path.ends_with(file)).expect("a file");
    assert!(text.contains(from), "{file} has changed");
    *text = text.replace(from, to);
    let relay = camp.relay.lock().unwrap();
    relay.publish_config(&files, camp.time.now_ms()).expect("published");
}

// ------------------------------------------------------------------------------------------- nothing is lost

#[test]
fn a_long_narrative_reaches_the_others_whole() {
    let camp = Camp::of_training(1);
    let (case, _) = one_case(&camp);
    let told = "she said that ".repeat(700);
    camp.at("worker-1").fill(case, &[("concern_details", &told), ("name_nickname", "Mina")]);
    plain_sync(&camp, &["worker-1", "supervisor"]);
    let seen = camp.at("supervisor").value(case, "protection_concern", "concern_details");
    assert_eq!(seen.unwrap().as_str().unwrap().trim(), told.trim());
}

#[test]
fn many_long_notes_saved_at_once_reach_the_others() {
    let camp = Camp::of_training(2);
    let (case, _) = one_case(&camp);
    let worker = camp.at("worker-1");
    let long = "n".repeat(60 * 1024);
    let edits: Vec<FieldEdit> = (0..9)
        .map(|_| {
            let entry = worker.book.make_entry_id();
            let (subform, field) = (FieldId::from("notes_section"), FieldId::from("note_text"));
            worker.edit(Target::EntryField { subform, entry, field }, &long)
        })
        .collect();
    worker.book.save(case, &edits).expect("saved");
    plain_sync(&camp, &["worker-1", "supervisor"]);
    let notes = camp.at("supervisor").value(case, "notes", "notes_section").expect("notes");
    assert_eq!(notes.as_array().unwrap().len(), 9);
}

#[test]
fn what_is_written_while_a_contact_is_on_the_wire_goes_with_it_or_the_next() {
    let camp = Camp::of_training(3);
    let (case, _) = one_case(&camp);
    let worker = camp.at("worker-1");
    worker.fill(case, &[("name_nickname", "one")]);
    worker.during_sync(|| worker.fill(case, &[("name_nickname", "two")])).expect("a contact");
    plain_sync(&camp, &["worker-1", "supervisor"]);
    assert_eq!(nickname(&camp, "supervisor", case), Some(json!("two")));
}

#[test]
fn what_is_written_over_a_change_of_incarnation_is_sent_whole() {
    let camp = Camp::of_training(4);
    let (lost, _) = one_case(&camp);
    let (kept, _) = one_case(&camp);
    let worker = camp.at("worker-1");
    camp.at("supervisor").book.assign(lost, &"worker-2".into(), None).expect("assigned");
    plain_sync(&camp, &["supervisor"]);
    // Written after the cut, before the close of the other case brings a new incarnation; then once more.
    let _ = worker.during_altered_sync(
        |answer| {
            let mut messages = messages_of(&answer);
            messages.retain(|message| !matches!(message, Down::Bye { .. }));
            answer_of(&messages)
        },
        || worker.fill(kept, &[("name_nickname", "before")]),
    );
    assert!(worker.sees(lost).is_none(), "closed");
    worker.fill(kept, &[("name_nickname", "after"), ("age", "12")]);
    plain_sync(&camp, &["worker-1", "supervisor"]);
    assert_eq!(nickname(&camp, "supervisor", kept), Some(json!("after")));
    assert_eq!(camp.at("supervisor").value(kept, "basic_identity", "age"), Some(json!(12)));
    assert_eq!(worker.book.status().unwrap().queued, 0);
}

#[test]
fn what_is_written_while_access_ends_is_handed_in_and_the_case_leaves() {
    let camp = Camp::of_training(5);
    let (case, service, referral) = one_lent_case(&camp);
    revoke(&camp, referral);
    let provider = camp.at("provider");
    let write = || {
        provider.fill_entry(case, "services_section", service, &[("service_referral_notes", "on the wire")]);
    };
    provider.during_sync(write).expect("the configuration came before the end of access");
    plain_sync(&camp, &["provider", "worker-1"]);
    assert!(provider.sees(case).is_none());
    let late = camp.at("worker-1").book.late_edits().unwrap();
    assert_eq!(late.len(), 1, "handed in");
    assert!(!provider.book.holds_text("on the wire").unwrap());
    assert_eq!(camp.relay.lock().unwrap().missing_receipts().unwrap(), []);
}

#[test]
fn what_the_old_owner_writes_while_the_case_goes_to_another_reaches_the_new_one() {
    let camp = Camp::of_training(41);
    let (case, _) = one_case(&camp);
    let (old, new) = (camp.at("worker-1"), camp.at("worker-2"));
    camp.at("supervisor").book.assign(case, &"worker-2".into(), None).expect("assigned");
    plain_sync(&camp, &["supervisor"]);
    old.during_sync(|| old.fill(case, &[("name_nickname", "on the wire")])).expect("a contact");
    assert!(old.sees(case).is_none());
    plain_sync(&camp, &["worker-2"]);
    let late = new.book.late_edits().unwrap();
    assert_eq!(late.len(), 1);
    new.book.adopt(late[0].quarantine).expect("adopted");
    assert_eq!(nickname(&camp, "worker-2", case), Some(json!("on the wire")));
}

#[test]
fn a_line_that_breaks_between_configuration_and_feed_keeps_what_is_written_meanwhile() {
    let camp = Camp::of_training(6);
    let (case, service, referral) = one_lent_case(&camp);
    revoke(&camp, referral);
    let provider = camp.at("provider");
    let outcome = provider.during_altered_sync(
        |answer| {
            let mut messages = messages_of(&answer);
            messages.retain(|message| !matches!(message, Down::Feed(_) | Down::Bye { .. }));
            assert!(messages.iter().any(|message| matches!(message, Down::Config(_))));
            answer_of(&messages)
        },
        || provider.fill_entry(case, "services_section", service, &[("service_referral_notes", "kept")]),
    );
    assert_eq!(outcome.unwrap_err().code, "relay_unreachable");
    plain_sync(&camp, &["provider", "worker-1"]);
    assert!(provider.sees(case).is_none());
    assert_eq!(camp.at("worker-1").book.late_edits().unwrap().len(), 1);
}

#[test]
fn two_late_edits_of_which_one_builds_upon_the_other_can_both_be_settled() {
    for discard_first in [false, true] {
        let camp = Camp::of_training(7);
        let (case, service, referral) = one_lent_case(&camp);
        let (worker, provider) = (camp.at("worker-1"), camp.at("provider"));
        provider.fill_entry(case, "services_section", service, &[("service_referral_notes", "first late")]);
        // An act between them, so that they are two segments.
        provider.book.answer(referral, |referral| Deed::ReferralAccept { referral }).expect("queued");
        provider.fill_entry(case, "services_section", service, &[("service_implemented", "implemented")]);
        revoke(&camp, referral);
        plain_sync(&camp, &["provider", "worker-1"]);
        let mut late = worker.book.late_edits().expect("both can be read");
        assert_eq!(late.len(), 2);
        late.sort_by_key(|late| late.changes[0].after != Value::Text("first late".to_owned()));
        assert!(late.iter().all(|late| late.changes.len() == 1));
        if discard_first {
            worker.book.discard(late[0].quarantine).expect("discarded");
            plain_sync(&camp, &["worker-1"]);
        } else {
            worker.book.adopt(late[0].quarantine).expect("adopted");
        }
        worker.book.adopt(late[1].quarantine).expect("adopted");
        plain_sync(&camp, &["worker-1", "supervisor"]);
        let entry = camp.at("supervisor").value(case, "services", "services_section").unwrap()[0].clone();
        assert_eq!(entry["service_implemented"], "implemented");
        assert_eq!(entry.get("service_referral_notes").is_none(), discard_first);
        assert!(worker.book.late_edits().unwrap().is_empty());
    }
}

/// Today's behaviour: the relay sends unsettled late edits only, so one that builds upon a settled one is closed to
/// whoever becomes the owner in between. It stays at the relay, and can be discarded, not adopted.
#[test]
fn an_owner_who_comes_later_cannot_read_a_late_edit_upon_a_settled_one() {
    let camp = Camp::of_training(42);
    let (case, service, referral) = one_lent_case(&camp);
    let (worker, provider) = (camp.at("worker-1"), camp.at("provider"));
    provider.fill_entry(case, "services_section", service, &[("service_referral_notes", "first late")]);
    provider.book.answer(referral, |referral| Deed::ReferralAccept { referral }).expect("queued");
    provider.fill_entry(case, "services_section", service, &[("service_implemented", "implemented")]);
    revoke(&camp, referral);
    plain_sync(&camp, &["provider", "worker-1"]);
    let late = worker.book.late_edits().unwrap();
    let first = late.iter().find(|late| late.changes[0].after == Value::Text("first late".to_owned()));
    worker.book.adopt(first.expect("the first").quarantine).expect("adopted");
    plain_sync(&camp, &["worker-1", "supervisor"]);
    camp.at("supervisor").book.assign(case, &"worker-2".into(), None).expect("assigned");
    plain_sync(&camp, &["supervisor", "worker-2"]);
    let late = camp.at("worker-2").book.late_edits().expect("listed all the same");
    assert_eq!(late.iter().map(|late| late.changes.len()).collect::<Vec<_>>(), [0]);
    camp.at("worker-2").book.discard(late[0].quarantine).expect("discarded");
}

#[test]
fn a_restored_vault_gets_back_what_it_wrote_and_goes_on() {
    let mut camp = Camp::of_training(8);
    let (case, _) = one_case(&camp);
    let copied = camp.copy("worker-1");
    camp.at("worker-1").fill(case, &[("name_nickname", "after the copy")]);
    plain_sync(&camp, &["worker-1"]);
    camp.restart("worker-1", Some(&copied));
    camp.at("worker-1").fill(case, &[("age", "9")]);
    for _ in 0..6 {
        let _ = camp.at("worker-1").try_sync();
    }
    camp.sync_all(2);
    for laptop in ["worker-1", "supervisor"] {
        assert_eq!(nickname(&camp, laptop, case), Some(json!("after the copy")), "{laptop}");
        assert_eq!(camp.at(laptop).value(case, "basic_identity", "age"), Some(json!(9)), "{laptop}");
    }
}

#[test]
fn a_program_that_stops_and_starts_between_contacts_loses_nothing() {
    let mut camp = Camp::of_training(9);
    let (case, _) = one_case(&camp);
    for round in 0..3 {
        camp.at("worker-1").fill(case, &[("name_nickname", &format!("round {round}"))]);
        camp.at("worker-1").expect_links(&[Link::CutDown(100 + 300 * round)]);
        let _ = camp.at("worker-1").try_sync();
        camp.restart("worker-1", None);
    }
    plain_sync(&camp, &["worker-1", "supervisor"]);
    assert_eq!(nickname(&camp, "supervisor", case), Some(json!("round 2")));
}

#[test]
fn a_case_that_may_not_be_registered_stays_readable_where_it_was_written() {
    let camp = Camp::of_training(10);
    let worker = camp.at("worker-1");
    publish(&camp, "roles.toml", r#""read", "create", "write""#, r#""read", "write""#);
    let case = worker.register(&[("name", "Yusuf"), ("age", "9")]);
    let report = worker.try_sync().expect("a contact");
    assert!(report.refused.iter().any(|code| code == "not_permitted"), "{:?}", report.refused);
    let identity = worker.sees(case).expect("still here")["forms"]["basic_identity"].clone();
    assert_eq!((&identity["name"], &identity["age"]), (&json!("Yusuf"), &json!(9)));
    worker.fill(case, &[("name_nickname", "Mina")]);
    worker.try_sync().expect("a contact");
    assert_eq!(nickname(&camp, "worker-1", case), Some(json!("Mina")));
}

#[test]
fn refused_values_stay_with_their_author_and_later_ones_are_written_anew() {
    let camp = Camp::of_training(11);
    let (case, service) = one_case(&camp);
    let worker = camp.at("worker-1");
    worker.fill(case, &[("name_nickname", "refused value")]);
    worker.expect_links(&[Link::Down]);
    assert!(worker.try_sync().is_err(), "cut, and not sent");
    worker.fill(case, &[("age", "9")]);
    let now_ms = camp.time.now_ms();
    // The first segment is refused, hence also the second; a third change is written while that is on the wire.
    let mut once = true;
    worker.answer_instead(move |request| {
        let code = |at| if at == 0 { "too_large" } else { "not_next" };
        let answer = decided(request, now_ms, |at| ItemResult::Rejected { code: code(at).to_owned() });
        if std::mem::take(&mut once) { answer } else { Vec::new() }
    });
    let more = || {
        worker.fill(case, &[("national_id_no", "A-1")]);
        worker.fill_entry(case, "services_section", service, &[("service_referral_notes", "untouched")]);
    };
    let _ = worker.during_sync(more);
    plain_sync(&camp, &["worker-1", "supervisor"]);
    let shown = worker.sees(case).unwrap();
    assert_eq!(shown["not_accepted"][0]["fields"]["name_nickname"], "refused value");
    assert_eq!(shown["not_accepted"][0]["code"], "too_large");
    for laptop in ["worker-1", "supervisor"] {
        let identity = camp.at(laptop).sees(case).unwrap()["forms"]["basic_identity"].clone();
        assert_eq!(identity.get("name_nickname"), None, "{laptop}");
        assert_eq!((&identity["age"], &identity["national_id_no"]), (&json!(9), &json!("A-1")), "{laptop}");
        let entry = camp.at(laptop).value(case, "services", "services_section").unwrap()[0].clone();
        assert_eq!(entry["service_referral_notes"], "untouched");
    }
}

#[test]
fn a_break_in_the_numbers_heals_itself() {
    for code in ["not_next", "stale_epoch", "unknown_dep"] {
        let camp = Camp::of_training(13);
        let (case, _) = one_case(&camp);
        camp.at("worker-1").fill(case, &[("name_nickname", "Mina")]);
        refuse_once(&camp, "worker-1", code);
        plain_sync(&camp, &["worker-1", "supervisor"]);
        assert_eq!(nickname(&camp, "supervisor", case), Some(json!("Mina")), "{code}");
        assert_eq!(camp.at("worker-1").book.status().unwrap().queued, 0, "{code}");
    }
}

#[test]
fn a_draft_is_handed_in_with_the_case_and_leaves_with_it() {
    let camp = Camp::of_training(14);
    let (case, service, referral) = one_lent_case(&camp);
    let provider = camp.at("provider");
    let draft = json!([{
        "fieldId": "service_referral_notes", "value": "half a thought",
        "subformId": "services_section", "entryId": service.to_string(), "removed": false
    }]);
    let edits: Result<Vec<daftar_app::view::EditRequest>, _> = serde_json::from_value(draft);
    let edits = edits.expect("a draft");
    provider.book.keep_draft(Some(case), daftar_app::core::RecordType::Case, None, &edits).expect("kept");
    assert!(provider.book.holds_text("half a thought").unwrap());
    revoke(&camp, referral);
    plain_sync(&camp, &["provider", "worker-1"]);
    assert!(provider.sees(case).is_none());
    assert!(!provider.book.holds_text("half a thought").unwrap());
    let late = camp.at("worker-1").book.late_edits().unwrap();
    assert_eq!(late.len(), 1);
    assert_eq!(late[0].changes[0].after, Value::Text("half a thought".to_owned()));
}

#[test]
fn a_clock_set_back_ten_years_keeps_order_and_work() {
    let camp = Camp::of_training(15);
    let (case, _) = one_case(&camp);
    camp.at("worker-1").fill(case, &[("name_nickname", "before")]);
    camp.time.pass(-10 * 365 * 24 * 60);
    camp.at("worker-1").fill(case, &[("name_nickname", "after")]);
    let other = camp.at("worker-1").register(&[("name", "Mina")]);
    plain_sync(&camp, &["worker-1", "supervisor"]);
    assert_eq!(nickname(&camp, "supervisor", case), Some(json!("after")));
    assert!(camp.at("supervisor").sees(other).is_some());
    camp.time.pass(40 * 365 * 24 * 60);
    camp.at("supervisor").fill(case, &[("name_nickname", "much later")]);
    plain_sync(&camp, &["supervisor", "worker-1"]);
    assert_eq!(nickname(&camp, "worker-1", case), Some(json!("much later")));
}

#[test]
fn more_than_a_session_holds_goes_in_its_order() {
    let camp = Camp::of_training(16);
    let worker = camp.at("worker-1");
    for n in 0..180 {
        let case = worker.register(&[("name", &format!("Child {n}")), ("risk_level", "low")]);
        worker.fill(case, &CONSENT_OPEN);
    }
    let report = worker.try_sync().expect("a contact");
    assert!(report.pushed > 500, "{}", report.pushed);
    assert_eq!(report.refused, Vec::<String>::new());
    plain_sync(&camp, &["supervisor"]);
    assert_eq!(camp.at("supervisor").count(), 180);
}

#[test]
fn what_the_relay_took_waits_no_longer() {
    let camp = Camp::of_training(17);
    let (case, _, referral) = one_lent_case(&camp);
    let (worker, provider) = (camp.at("worker-1"), camp.at("provider"));
    assert_eq!(worker.sees(case).unwrap()["pending"], json!([]));
    provider.book.answer(referral, |referral| Deed::ReferralAccept { referral }).expect("queued");
    plain_sync(&camp, &["provider"]);
    provider.book.answer(referral, |referral| Deed::ReferralDone { referral, note: None }).expect("queued");
    plain_sync(&camp, &["provider"]);
    assert!(provider.sees(case).is_none());
    let states: Vec<String> =
        provider.book.sync_panel().unwrap().items.into_iter().map(|item| item.state).collect();
    assert_eq!(states, ["ended"]);
}

// --------------------------------------------------------------------------------------------- nothing leaks

#[test]
fn after_the_end_of_access_no_row_key_word_or_old_page_is_left() {
    let camp = Camp::of_training(20);
    let (case, service, referral) = one_lent_case(&camp);
    let provider = camp.at("provider");
    camp.at("worker-1").fill(case, &[("name_nickname", "Canarynick")]);
    plain_sync(&camp, &["worker-1", "provider"]);
    provider.fill_entry(case, "services_section", service, &[("service_referral_notes", "Canarylate")]);
    revoke(&camp, referral);
    plain_sync(&camp, &["provider"]);
    assert_eq!(wal_bytes(&camp, "provider"), 0, "old pages are not left in the write-ahead log");
    let folder = provider.vault();
    let now = camp.time.now_ms().unsigned_abs();
    let password = vault::Password::new(PASSWORD.to_owned());
    let key = vault::unlock(&folder, &password, &daftar_app::secrets::NoSecretStore, now).unwrap();
    let hex: String = key.bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    let conn = rusqlite::Connection::open(vault::store_path(&folder)).unwrap();
    conn.execute_batch(&format!("PRAGMA key = \"x'{hex}'\"")).unwrap();
    let count = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    let tables =
        ["cases", "case_words", "facets", "facet_cases", "compartments", "case_keys", "receptions", "acts"];
    for table in tables.into_iter().chain(["late_edits"]) {
        assert_eq!(count(&format!("SELECT count(*) FROM {table}")), 0, "{table}");
    }
    for table in ["drafts", "queue"] {
        assert_eq!(count(&format!("SELECT count(*) FROM {table}")), 0, "{table}");
    }
    for word in ["Canarynick", "canarynick", "Yusuf", "yusuf", "Canarylate"] {
        assert!(!provider.book.holds_text(word).unwrap(), "{word}");
    }
    for (path, text) in daftar_training::configuration() {
        // "Service" stands in the name of the person's own role.
        let of_form =
            |label: &String| path.starts_with("case/") && !["Service", "الخدمة"].contains(&label.as_str());
        for label in labels(&text).into_iter().filter(of_form) {
            assert!(!provider.book.holds_text(&label).unwrap(), "{path}: {label}");
        }
    }
}

/// Quoted words of at least six letters after `en =` or `ar =`.
fn labels(text: &str) -> Vec<String> {
    let parts = text.split("en = \"").skip(1).chain(text.split("ar = \"").skip(1));
    let words = parts.filter_map(|part| part.split('"').next()).map(str::to_owned);
    words.filter(|word| word.chars().count() > 5).collect()
}

fn ids(text: &str) -> Vec<String> {
    let parts = text.lines().filter_map(|line| line.strip_prefix("id = \""));
    parts.filter_map(|part| part.split('"').next()).map(str::to_owned).collect()
}

#[test]
fn a_lent_case_brings_no_word_of_a_form_that_is_not_lent() {
    let camp = Camp::of_training(21);
    one_lent_case(&camp);
    let provider = camp.at("provider");
    let files = daftar_training::configuration();
    let (mut lent, mut withheld) = (String::new(), Vec::new());
    for (path, text) in &files {
        if ["basic_identity", "case/services", "organisations", "settings"].iter().any(|n| path.contains(n)) {
            lent.push_str(text);
        } else {
            withheld.push((path, text));
        }
    }
    let own = ["service", "gender", "protection-status", "form-group", "yes-no"];
    for (path, text) in withheld {
        let role = path.ends_with("roles.toml");
        if own.iter().any(|word| path.starts_with("lookups/") && path.contains(word)) {
            continue;
        }
        for word in labels(text).into_iter().chain(ids(text)) {
            let known = lent.contains(&word)
                || role && ["Service provider", "role-cp-service-provider"].contains(&&*word);
            let own_role = role
                && (word.contains("مقدم")
                    || ["Services", "الخدمات", "role-referral-services"].contains(&&*word));
            if known || own_role {
                continue;
            }
            assert!(!provider.book.holds_text(&word).unwrap(), "{path}: {word}");
        }
    }
}

#[test]
fn a_recipient_learns_nothing_of_another_recipient() {
    let mut camp = Camp::of_training(22);
    let (role, agency, groups) = ("role-cp-service-provider", "agency-b", ["clinic".into()].into());
    let second = Person::new(UserName::from("zz-second-clinic"), role.into(), agency.into(), groups);
    let now_ms = camp.time.now_ms();
    camp.relay.lock().unwrap().add_person(&second, now_ms).expect("added");
    camp.enrol("second", "zz-second-clinic");
    let (case, service, _) = one_lent_case(&camp);
    plain_sync(&camp, &["worker-1"]);
    camp.at("worker-1").refer(case, "zz-second-clinic");
    plain_sync(&camp, &["worker-1", "second", "provider"]);
    assert!(camp.at("second").sees(case).is_some());
    assert!(!camp.at("provider").book.holds_text("zz-second").unwrap());
    // What the other writes into what both are lent is signed with their name, and only then.
    camp.at("second").fill_entry(
        case,
        "services_section",
        service,
        &[("service_implemented", "implemented")],
    );
    plain_sync(&camp, &["second", "provider"]);
    assert!(camp.at("provider").book.holds_text("zz-second").unwrap());
}

#[test]
fn a_form_taken_from_a_role_leaves_its_laptops_and_comes_back_whole() {
    let camp = Camp::of_training(23);
    let (case, _) = one_case(&camp);
    let worker = camp.at("worker-1");
    worker.add(case, "notes_section", &[("note_text", "canarynote one")]);
    plain_sync(&camp, &["worker-1"]);
    let entry = worker.value(case, "notes", "notes_section").unwrap()[0]["entry"].clone();
    let entry: EntryId = entry.as_str().unwrap().parse().unwrap();
    // Both roles have the same line; only the first may not be told apart, so both lose it but keep the case.
    let (from, to) = (r#"services = "rw", notes = "rw" }"#, r#"services = "rw" }"#);
    publish(&camp, "roles.toml", from, to);
    let draft = json!([{
        "fieldId": "note_text", "value": "canarynote draft",
        "subformId": "notes_section", "entryId": entry.to_string(), "removed": false
    }]);
    let draft: Vec<daftar_app::view::EditRequest> = serde_json::from_value(draft).unwrap();
    worker.book.keep_draft(Some(case), daftar_app::core::RecordType::Case, None, &draft).unwrap();
    worker
        .during_sync(|| {
            worker.fill_entry(case, "notes_section", entry, &[("note_subject", "canarynote two")]);
        })
        .expect("a contact");
    plain_sync(&camp, &["worker-1"]);
    assert!(worker.sees(case).is_some());
    for word in ["canarynote", "notes_section", "note_text", "note_subject"] {
        assert!(!worker.book.holds_text(word).unwrap(), "{word}");
    }
    let store = store_of(&camp, "worker-1");
    for id in (0..40).map(CompartmentId) {
        let held = store.read().compartment(case, id).unwrap().is_some();
        assert_eq!(store.read().key(case, id, 1).unwrap().is_some(), held, "a key without its compartment");
    }
    drop(store);
    assert_eq!(camp.relay.lock().unwrap().missing_receipts().unwrap(), []);
    camp.relay.lock().unwrap().publish_config(&daftar_training::configuration(), camp.time.now_ms()).unwrap();
    plain_sync(&camp, &["worker-1", "supervisor", "worker-1"]);
    let note = worker.value(case, "notes", "notes_section").expect("the notes are back")[0].clone();
    assert_eq!(note["note_text"], "canarynote one");
    worker.fill_entry(case, "notes_section", entry, &[("note_text", "canarynote three")]);
    plain_sync(&camp, &["worker-1", "supervisor"]);
    let seen = camp.at("supervisor").value(case, "notes", "notes_section").unwrap();
    assert_eq!(seen[0]["note_text"], "canarynote three");
}

#[test]
fn nothing_readable_lies_in_any_file() {
    let camp = Camp::of_training(24);
    let worker = camp.at("worker-1");
    worker.register(&[("name", "Canaryplain Yusuf"), ("concern_details", "canaryplain narrative")]);
    let _ = worker.book.save(CaseId([9; 16]), &[]);
    plain_sync(&camp, &["worker-1", "supervisor"]);
    let mut seen = 0;
    for path in files_below(camp.folder()) {
        let bytes = std::fs::read(&path).unwrap();
        for word in ["anaryplain", "basic_identity", "concern_details", PASSWORD] {
            let found = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!found, "{word} in {}", path.display());
            let named = path.strip_prefix(camp.folder()).unwrap().to_string_lossy().contains(word);
            assert!(!named, "{word} names {}", path.display());
        }
        seen += 1;
    }
    assert!(seen > 8, "{seen} files");
}

fn files_below(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files
}

// ------------------------------------------------------------------------------------------ hostile answers

/// A laptop with something to send and something to fetch.
fn busy(seed: u64) -> (Camp, CaseId) {
    let camp = Camp::of_training(seed);
    let (case, _) = one_case(&camp);
    camp.at("worker-1").fill(case, &[("name_nickname", "mine")]);
    camp.at("supervisor").fill(case, &[("age", "9")]);
    plain_sync(&camp, &["supervisor"]);
    (camp, case)
}

fn is_healed(camp: &Camp, case: CaseId) {
    for _ in 0..7 {
        let _ = camp.at("worker-1").try_sync();
    }
    plain_sync(camp, &["worker-1", "supervisor"]);
    for laptop in ["worker-1", "supervisor"] {
        assert_eq!(nickname(camp, laptop, case), Some(json!("mine")), "{laptop}");
        assert_eq!(camp.at(laptop).value(case, "basic_identity", "age"), Some(json!(9)), "{laptop}");
    }
}

#[test]
fn an_answer_with_any_bit_turned_or_cut_anywhere_changes_nothing_for_good() {
    let (camp, case) = busy(30);
    let worker = camp.at("worker-1");
    for step in 0..60_usize {
        worker.meddle(move |mut answer| {
            let at = answer.len() * step / 60;
            if step % 3 == 0 {
                answer.truncate(at);
            } else {
                answer[at] ^= 1 << (step % 8);
            }
            answer
        });
        if let Err(error) = worker.try_sync() {
            assert!(["failed", "relay_unreachable", "relay_failed"].contains(&error.code), "{}", error.code);
        }
    }
    worker.leave_alone();
    is_healed(&camp, case);
}

#[test]
fn frames_out_of_order_are_not_followed() {
    for order in 0..3 {
        let (camp, case) = busy(31);
        let worker = camp.at("worker-1");
        worker.meddle(move |answer| {
            let mut messages = messages_of(&answer);
            match order {
                0 => messages.reverse(),
                1 => messages.swap(0, 1),
                _ => messages.insert(1, Down::Bye { more: true }),
            }
            answer_of(&messages)
        });
        let outcome = worker.try_sync();
        assert!(outcome.is_err(), "order {order}");
        worker.leave_alone();
        is_healed(&camp, case);
    }
}

#[test]
fn frames_that_claim_to_be_huge_and_endless_sessions_end() {
    let (camp, case) = busy(32);
    let worker = camp.at("worker-1");
    worker.answer_instead(|_| vec![0xff; 64]);
    assert!(worker.try_sync().is_err());
    let sessions = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&sessions);
    worker.answer_instead(move |request| {
        counted.fetch_add(1, Ordering::SeqCst);
        let mut reader = frame::Reader::default();
        reader.feed(request);
        let results = vec![ItemResult::Rejected { code: "not_next".to_owned() }; pushed(request)];
        answer_of(&[
            Down::Welcome(Welcome {
                relay_time_ms: 0,
                nonces: vec![[counted.load(Ordering::SeqCst) as u8; 16]],
            }),
            Down::Results(results),
            Down::Bye { more: true },
        ])
    });
    let _ = worker.try_sync();
    assert!(sessions.load(Ordering::SeqCst) <= 200);
    worker.leave_alone();
    is_healed(&camp, case);
}

#[test]
fn a_configuration_that_unpacks_without_end_is_refused() {
    let (camp, case) = busy(33);
    let worker = camp.at("worker-1");
    // zstd frame: 128 KiB runs of zeros, 1,600 of them.
    let mut bomb = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38];
    for n in 0..1_600_u32 {
        let head = (128 * 1024) << 3 | 1 << 1 | u32::from(n == 1_599);
        bomb.extend_from_slice(&head.to_le_bytes()[..3]);
        bomb.push(0);
    }
    worker.meddle(move |answer| {
        let mut messages = messages_of(&answer);
        let at = messages.iter().position(|m| matches!(m, Down::Feed(_))).unwrap_or(messages.len() - 1);
        messages.insert(at, Down::Config(bomb.clone()));
        answer_of(&messages)
    });
    assert!(worker.try_sync().is_err());
    worker.leave_alone();
    is_healed(&camp, case);
}

#[test]
fn a_device_known_by_its_key_is_not_given_another_name_or_key() {
    let camp = Camp::of_training(34);
    let (case, _) = one_case(&camp);
    camp.at("supervisor").fill(case, &[("age", "9")]);
    plain_sync(&camp, &["supervisor", "worker-1"]);
    camp.at("supervisor").fill(case, &[("name_nickname", "Mina")]);
    plain_sync(&camp, &["supervisor"]);
    let forged = DeviceKeys::make().unwrap().sign_public();
    camp.at("worker-1").meddle(move |answer| {
        let mut messages = messages_of(&answer);
        for message in &mut messages {
            if let Down::Feed(feed) = message {
                for (_, user, key) in &mut feed.authors {
                    (*user, *key) = (UserName::from("mallory"), forged);
                }
            }
        }
        answer_of(&messages)
    });
    plain_sync(&camp, &["worker-1"]);
    camp.at("worker-1").leave_alone();
    let history = camp.at("worker-1").book.history_json(case).unwrap().to_string();
    assert!(!history.contains("mallory"));
    assert_eq!(nickname(&camp, "worker-1", case), Some(json!("Mina")), "the known key still fits");
}

#[test]
fn entries_about_what_this_laptop_never_had_are_passed_over() {
    let (camp, case) = busy(35);
    let worker = camp.at("worker-1");
    let stranger = CaseId([7; 16]);
    worker.meddle(move |answer| {
        let mut messages = messages_of(&answer);
        for message in &mut messages {
            let Down::Feed(feed) = message else { continue };
            let mut entries = Vec::new();
            for entry in &feed.entries {
                if let Entry::Segment { segment, .. } = entry {
                    let other = feed.tables.clone();
                    let segment =
                        other.expand(daftar_doc::segment::RelayId([0; 16]), segment.clone()).unwrap();
                    let mut moved: Segment = segment.clone();
                    moved.header.case = stranger;
                    let moved = feed.tables.shrink(&moved);
                    let mut elsewhere = segment.clone();
                    elsewhere.header.compartment = CompartmentId(999);
                    let elsewhere = feed.tables.shrink(&elsewhere);
                    let mut unknown = segment;
                    unknown.header.actor = Actor::derive(DeviceNo(77), [1; 4]);
                    let unknown = feed.tables.shrink(&unknown);
                    entries.push(Entry::Segment { received_at_ms: 1, segment: moved.clone() });
                    entries.push(Entry::Segment { received_at_ms: 1, segment: elsewhere });
                    entries.push(Entry::Segment { received_at_ms: 1, segment: unknown });
                    let quarantine = QuarantineId([1; 16]);
                    let code = "access_ended".to_owned();
                    entries.push(Entry::Late { quarantine, received_at_ms: 1, code, segment: moved });
                }
            }
            entries.push(Entry::LateSettled { quarantine: QuarantineId([2; 16]) });
            entries.push(Entry::OwnAct { seq: 1, act: ActId([3; 16]) });
            entries.append(&mut feed.entries);
            feed.entries = entries;
        }
        answer_of(&messages)
    });
    worker.try_sync().expect("the feed goes on");
    worker.leave_alone();
    assert!(worker.sees(stranger).is_none());
    assert_eq!(worker.count(), 1);
    is_healed(&camp, case);
}

#[test]
fn a_head_that_names_a_compartment_unknown_here_stops_nothing() {
    let camp = Camp::of_training(36);
    let (case, _) = one_case(&camp);
    camp.at("supervisor").book.assign(case, &"worker-2".into(), None).expect("assigned");
    plain_sync(&camp, &["supervisor"]);
    let heir = camp.at("worker-2");
    heir.meddle(|answer| {
        let mut messages = messages_of(&answer);
        for message in &mut messages {
            if let Down::Feed(feed) = message {
                for entry in &mut feed.entries {
                    if let Entry::Case(CaseHead { modes, .. }) = entry {
                        modes.push((CompartmentId(999), Mode::Write));
                    }
                }
            }
        }
        answer_of(&messages)
    });
    heir.try_sync().expect("a contact");
    heir.leave_alone();
    heir.fill(case, &[("name_nickname", "Mina")]);
    plain_sync(&camp, &["worker-2", "supervisor"]);
    assert_eq!(nickname(&camp, "supervisor", case), Some(json!("Mina")));
    heir.book.history_json(case).expect("read");
    heir.book.case_view(case).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn an_act_that_nobody_signed_changes_nothing() {
    let camp = Camp::of_training(37);
    let (case, _) = one_case(&camp);
    camp.at("supervisor").fill(case, &[("age", "9")]);
    plain_sync(&camp, &["supervisor"]);
    let keys = DeviceKeys::make().unwrap();
    camp.at("worker-1").meddle(move |answer| {
        let mut messages = messages_of(&answer);
        for message in &mut messages {
            let Down::Feed(feed) = message else { continue };
            let deed = Deed::CaseAssign { from: "worker-1".into(), to: "mallory".into(), note: None };
            let act = daftar_core::act::Act { id: ActId([8; 16]), case, at_ms: 1, rules: 1, deed };
            let relay = daftar_doc::segment::RelayId([0; 16]);
            for device in feed.authors.iter().map(|(device, _, _)| *device).chain([DeviceNo(77)]) {
                let act = SignedAct::sign(act.clone(), device, relay, &keys);
                feed.entries.push(Entry::Act { seq: u64::MAX, received_at_ms: 1, act, key: Vec::new() });
            }
        }
        answer_of(&messages)
    });
    plain_sync(&camp, &["worker-1"]);
    camp.at("worker-1").leave_alone();
    assert_eq!(camp.at("worker-1").sees(case).unwrap()["owner"], "worker-1");
    assert!(!camp.at("worker-1").book.holds_text("mallory").unwrap());
}

/// The keys of a laptop, as somebody who took its vault apart has them.
fn keys_of(camp: &Camp, laptop: &str) -> DeviceKeys {
    let store = store_of(camp, laptop);
    let bytes = store.read().fact("device_keys").unwrap().expect("keys");
    DeviceKeys::from_bytes(bytes.as_slice().try_into().expect("64 bytes")).expect("a key pair")
}

/// Signs a changed segment anew, as its author could.
fn sign_again(segment: &mut Segment, keys: &DeviceKeys) {
    use sha2::{Digest, Sha256};
    let header = postcard::to_stdvec(&segment.header).unwrap();
    let digest: [u8; 32] = Sha256::digest(&segment.sealed).into();
    segment.signature = keys.sign("DFS1", &[header, digest.to_vec()].concat());
}

#[test]
fn an_insiders_well_signed_rubbish_stays_out_and_the_others_go_on() {
    let camp = Camp::of_training(38);
    let (case, _) = one_case(&camp);
    let supervisor = camp.at("supervisor");
    let keys = keys_of(&camp, "supervisor");
    supervisor.fill(case, &[("name_nickname", "evil")]);
    supervisor.refer(case, "provider");
    let mut store = store_of(&camp, "supervisor");
    let queued = store.read().queue(None, 10).unwrap();
    let first = queued.iter().find(|item| item.kind == "segment").expect("a segment").clone();
    let mut segment: Segment = postcard::from_bytes(&first.item).unwrap();
    segment.sealed.iter_mut().for_each(|byte| *byte ^= 0x5a);
    sign_again(&mut segment, &keys);
    let item = postcard::to_stdvec(&segment).unwrap();
    store
        .transact(|db| {
            db.dequeue(first.queue_id)?;
            db.enqueue(&Queued { item, ..first })
        })
        .unwrap_or_else(|error: daftar_store::StoreError| panic!("{error}"));
    plain_sync(&camp, &["supervisor", "worker-1"]);
    let worker = camp.at("worker-1");
    assert_eq!(worker.sees(case).unwrap()["forms"]["basic_identity"]["name"], "Yusuf");
    assert_eq!(nickname(&camp, "worker-1", case), None);
    worker.fill(case, &[("age", "9")]);
    plain_sync(&camp, &["worker-1", "provider"]);
    assert_eq!(camp.at("provider").value(case, "basic_identity", "age"), Some(json!(9)));
    let panel = worker.book.sync_panel().unwrap();
    assert!(panel.items.iter().any(|item| item.reason.as_deref() == Some("bad_segment")), "reported");
}

#[test]
fn a_late_edit_that_cannot_be_opened_hides_no_other() {
    let camp = Camp::of_training(39);
    let (case, service, referral) = one_lent_case(&camp);
    let (worker, provider) = (camp.at("worker-1"), camp.at("provider"));
    let other = worker.register(&[("name", "Other")]);
    worker.fill(other, &CONSENT_OPEN);
    let entry = worker.add(other, "services_section", &[("service_type", "health_medical_service")]);
    let second = worker.refer(other, "provider");
    plain_sync(&camp, &["worker-1", "provider"]);
    let keys = keys_of(&camp, "provider");
    provider.fill_entry(case, "services_section", service, &[("service_referral_notes", "rubbish")]);
    provider.book.answer(referral, |referral| Deed::ReferralAccept { referral }).expect("queued");
    let mut store = store_of(&camp, "provider");
    let queued = store.read().queue(None, 10).unwrap();
    let first = queued.iter().find(|item| item.kind == "segment").expect("a segment").clone();
    let mut segment: Segment = postcard::from_bytes(&first.item).unwrap();
    segment.sealed.truncate(20);
    sign_again(&mut segment, &keys);
    let item = postcard::to_stdvec(&segment).unwrap();
    store
        .transact(|db| {
            db.dequeue(first.queue_id)?;
            db.enqueue(&Queued { item, ..first })
        })
        .unwrap_or_else(|error: daftar_store::StoreError| panic!("{error}"));
    provider.fill_entry(other, "services_section", entry, &[("service_referral_notes", "honest")]);
    revoke(&camp, referral);
    revoke(&camp, second);
    plain_sync(&camp, &["provider", "worker-1"]);
    let late = worker.book.late_edits().expect("the others can be read");
    assert_eq!(late.len(), 2);
    worker.book.case_view(case).unwrap_or_else(|error| panic!("{error}"));
    let (bad, good): (Vec<_>, Vec<_>) = late.into_iter().partition(|late| late.changes.is_empty());
    worker.book.adopt(good[0].quarantine).expect("adopted");
    assert!(worker.book.adopt(bad[0].quarantine).is_err(), "nothing there to adopt");
    worker.book.discard(bad[0].quarantine).expect("discarded");
    assert!(worker.book.late_edits().unwrap().is_empty());
}

#[test]
fn a_device_that_is_revoked_is_told_so_and_keeps_no_silence() {
    let camp = Camp::of_training(40);
    one_case(&camp);
    let device = camp.relay.lock().unwrap().devices().unwrap();
    let device = device.iter().find(|device| device.user.as_str() == "worker-1").expect("a device").number;
    let now = camp.time.now_ms();
    camp.relay.lock().unwrap().revoke_device(device, sync_server::Revoked::Lost, now).expect("revoked");
    let error: AppError = camp.at("worker-1").try_sync().expect_err("no contact");
    assert_eq!(error.code, "device_revoked");
}

#[test]
fn a_changed_program_gives_nobody_another_role_and_sees_no_directory() {
    let camp = Camp::of_training(44);
    plain_sync(&camp, &["worker-1", "supervisor", "provider"]);
    let people = || camp.relay.lock().unwrap().people().unwrap();
    let before = people();
    for laptop in ["worker-1", "supervisor", "provider"] {
        let book = &camp.at(laptop).book;
        let refused = |answer: Result<(), AppError>| answer.expect_err("refused").code;
        // The laptop asks the relay for whatever it is told to; every version somebody could have seen is tried.
        for known in &before {
            for base in (0..20).map(Some).chain([None]) {
                let person = Person { role: "role-cp-administrator".into(), ..known.clone() };
                let code = refused(book.administer(AdminDeed::PersonPut { person, base }));
                assert_eq!(code, "not_permitted", "{laptop}, {}", known.user.0);
            }
            let code =
                refused(book.administer(AdminDeed::CodeMake { user: known.user.clone(), hash: [0; 32] }));
            assert_eq!(code, "not_permitted");
        }
        for device in 0..5 {
            let deed = AdminDeed::DeviceRevoke { device: DeviceNo(device), lost: true };
            assert_eq!(refused(book.administer(deed)), "not_permitted");
        }
        assert_eq!(book.administration().err().expect("refused").code, "not_permitted");
        assert_eq!(book.devices().expect_err("refused").code, "not_permitted");
        let mut files = daftar_training::configuration();
        let all = "actions.user = [\"manage\"]\nactions.case";
        files.iter_mut().for_each(|(_, text)| *text = text.replace("actions.case", all));
        let packed = daftar_sync::wire::pack_files(&files).unwrap();
        assert_eq!(
            refused(book.administer(AdminDeed::ConfigurationPublish { packed, base: 1 })),
            "not_permitted"
        );
    }
    assert_eq!(people(), before);
    camp.relay.lock().unwrap().verify_log().unwrap();
}
