//! The main job in the Camp: a case written offline on one laptop reaches exactly the laptops that may have it.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use daftar_app::{Offer, Target};
use daftar_core::act::{Consent, Deed};
use daftar_tests::camp::{Camp, Laptop};
use serde_json::{Value as Json, json};

/// Words that stand in one compartment each.
const NAME: &str = "Canaryname Yusuf";
const CONSENT_OPEN: [(&str, &str); 2] = [("consent_for_services", "true"), ("disclosure_other_orgs", "true")];
const CONCERN: &str = "canary-concern-narrative";
const NOTE: &str = "canary-note-text";

fn registered(camp: &Camp) -> daftar_core::id::CaseId {
    let worker = camp.at("worker-1");
    let case = worker.register(&[
        ("name", NAME),
        ("sex", "female"),
        ("age", "11"),
        ("risk_level", "medium"),
        ("protection_concerns", "refugee,street_child"),
        ("concern_details", CONCERN),
    ]);
    worker.fill(case, &CONSENT_OPEN);
    worker.add(case, "services_section", &[("service_type", "health_medical_service")]);
    worker.add(case, "notes_section", &[("note_subject", "first"), ("note_text", NOTE)]);
    worker.register(&[("name", "ليلى حسن")]);
    case
}

#[test]
fn the_story_holds_over_a_link_that_cuts_drops_and_repeats() {
    for seed in 0..4 {
        story(&Camp::of_training(seed));
    }
}

fn story(camp: &Camp) {
    let (worker, heir) = (camp.at("worker-1"), camp.at("worker-2"));
    let (supervisor, provider) = (camp.at("supervisor"), camp.at("provider"));

    // 1 and 2: registered offline, seen by the supervisor, by nobody else.
    let case = registered(camp);
    assert!(supervisor.sees(case).is_none());
    camp.sync_all(2);
    assert_eq!(supervisor.count(), 2);
    assert_eq!((heir.count(), provider.count()), (0, 0));

    // 3: both offline, the same case.
    let service = worker.sees(case).unwrap()["forms"]["services"]["services_section"][0]["entry"].clone();
    let service = service.as_str().unwrap().parse().unwrap();
    worker.fill(case, &[("name_nickname", "Mina"), ("location_current", ""), ("national_id_no", "A-1")]);
    supervisor.fill(case, &[("age", "12"), ("national_id_no", "A-2")]);
    worker.settle_entry(case, "services_section", service, false);
    supervisor.fill_entry(
        case,
        "services_section",
        service,
        &[("service_referral_notes", "see them on Monday")],
    );
    camp.sync_all(2);
    for laptop in [worker, supervisor] {
        let seen = laptop.sees(case).unwrap();
        let identity = &seen["forms"]["basic_identity"];
        assert_eq!((&identity["name_nickname"], &identity["age"]), (&json!("Mina"), &json!(12)));
        let conflicts = seen["conflicts"].as_array().unwrap();
        let ids = conflicts.iter().find(|c| c["field"] == "national_id_no").expect("two values");
        let mut both: Vec<_> =
            ids["values"].as_array().unwrap().iter().map(|v| (&v["value"], &v["author"])).collect();
        both.sort_by_key(|(value, _)| value.to_string());
        assert_eq!(both, [(&json!("A-1"), &json!("worker-1")), (&json!("A-2"), &json!("supervisor"))]);
        assert!(conflicts.iter().any(|c| c["field"] == "services_section" && c["removed"] == true));
        assert_eq!(seen["forms"]["services"]["services_section"][0]["removed"]["author"], "worker-1");
    }
    supervisor.fill(case, &[("national_id_no", "A-2")]);
    worker.settle_entry(case, "services_section", service, true);
    camp.sync_all(2);
    for laptop in [worker, supervisor] {
        assert_eq!(laptop.sees(case).unwrap()["conflicts"], json!([]));
        assert_eq!(laptop.value(case, "basic_identity", "national_id_no"), Some(json!("A-2")));
    }

    // 4: referred with the services type; access begins with the offer.
    let referral = worker.refer(case, "provider");
    camp.sync("worker-1");
    camp.sync("provider");
    let lent = provider.sees(case).expect("lent");
    let forms: Vec<_> = lent["forms"].as_object().unwrap().keys().collect();
    assert_eq!(forms, ["basic_identity", "services"]);
    assert_eq!(lent["forms"]["basic_identity"]["name"], NAME);
    assert_eq!(lent["withheld"], json!([]));
    assert!(!holds(camp, "provider", CONCERN) && !holds(camp, "provider", NOTE));
    assert!(!holds(camp, "provider", "concern_details") && !holds(camp, "provider", "protection_concern"));
    provider.fill_entry(case, "services_section", service, &[("service_implemented", "implemented")]);
    provider.book.answer(referral, |referral| Deed::ReferralAccept { referral }).expect("accepted");
    camp.sync("provider");
    camp.sync("worker-1");
    let entry = worker.value(case, "services", "services_section").unwrap()[0].clone();
    assert_eq!(entry["service_implemented"], "implemented");

    // 5: revoked while the provider has an unsent edit.
    provider.fill_entry(case, "services_section", service, &[("service_referral_notes", "came too late")]);
    worker.book.answer(referral, |referral| Deed::ReferralRevoke { referral }).expect("revoked");
    camp.sync("worker-1");
    camp.sync("provider");
    assert!(provider.sees(case).is_none());
    assert_eq!(provider.count(), 0);
    assert!(!holds(camp, "provider", NAME) && !holds(camp, "provider", "came too late"));
    assert_eq!(camp.relay.lock().unwrap().missing_receipts().unwrap(), []);
    camp.sync("worker-1");
    let late = worker.book.late_edits().unwrap();
    assert_eq!(late.len(), 1, "one late edit waits");
    assert_eq!(late[0].author.as_str(), "provider");
    worker.book.adopt(late[0].quarantine).expect("adopted");
    camp.sync_all(2);
    let entry = supervisor.value(case, "services", "services_section").unwrap()[0].clone();
    assert_eq!(entry["service_referral_notes"], "came too late");
    assert!(worker.book.late_edits().unwrap().is_empty());

    // 6: assigned; the old owner loses it, the new one gets the whole history.
    let before = worker.book.history_json(case, &Default::default()).unwrap();
    supervisor.book.assign(case, &"worker-2".into(), None).expect("assigned");
    camp.sync_all(2);
    assert!(worker.sees(case).is_none());
    assert!(!holds(camp, "worker-1", NAME));
    let given = heir.sees(case).expect("the heir has it");
    assert_eq!(given["owner"], "worker-2");
    assert_eq!(given["forms"]["notes"]["notes_section"][0]["note_text"], NOTE);
    let after = heir.book.history_json(case, &Default::default()).unwrap();
    // Whoever wrote something is told when the relay answered, over a bad link later than when it took it.
    let changes = |history: &Json| {
        let changes = history.as_array().unwrap().iter().filter(|line| line["act"].is_null()).cloned();
        let told = |mut line: Json| {
            line["received"] = Json::Null;
            line
        };
        changes.map(told).collect::<Vec<_>>()
    };
    assert_eq!(changes(&after), changes(&before));

    // 7: offered back; read before it is answered, owned from accepting on.
    let status = |laptop: &Laptop| laptop.sees(case).map(|seen| seen["transfers"][0]["status"].clone());
    let transfer =
        supervisor.book.transfer(case, &Offer::to("worker-1", Consent::Given)).expect("offered").act;
    camp.sync_all(2);
    assert_eq!(status(worker), Some(json!("in_progress")));
    assert_eq!(worker.value(case, "basic_identity", "name"), Some(json!(NAME)));
    let typed = worker.edit(Target::Field("name_nickname".into()), "not yet");
    let saved = worker.book.save(case, &[typed]);
    assert_eq!(
        saved.err().map(|error| error.code),
        Some("not_permitted"),
        "an offered case is read, not written"
    );
    worker.book.answer(transfer, |transfer| Deed::TransferAccept { transfer }).expect("taken");
    camp.sync_all(2);
    let taken = worker.sees(case).expect("the taker has it");
    assert_eq!((&taken["owner"], &taken["transfers"][0]["status"]), (&json!("worker-1"), &json!("accepted")));
    worker.fill(case, &[("name_nickname", "Mina again")]);
    camp.sync_all(2);
    assert_eq!(supervisor.value(case, "basic_identity", "name_nickname"), Some(json!("Mina again")));
    assert!(heir.sees(case).is_none() && !holds(camp, "worker-2", NAME));

    // 8: offered elsewhere and declined; nothing stays.
    let transfer =
        supervisor.book.transfer(case, &Offer::to("worker-2", Consent::Given)).expect("offered").act;
    camp.sync_all(2);
    heir.book.answer(transfer, |transfer| Deed::TransferReject { transfer, why: None }).expect("declined");
    camp.sync_all(2);
    assert!(heir.sees(case).is_none() && !holds(camp, "worker-2", NAME));
    assert_eq!(worker.sees(case).unwrap()["owner"], "worker-1");
}

/// Whether a laptop's store, opened with its key and read row by row, holds `word` anywhere.
fn holds(camp: &Camp, laptop: &str, word: &str) -> bool {
    camp.at(laptop).book.holds_text(word).expect("read")
}
