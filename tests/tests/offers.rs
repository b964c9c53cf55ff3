//! Referrals, transfers and requests with what people say with them, on laptops that meet a real relay over bad links.
#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use daftar_app::{
    AppError, Lending, Offer,
    core::{ActId, CaseId, Consent, Deed, EntryId, RecordType},
    view::CaseListRequest,
};
use daftar_tests::camp::{Camp, Laptop};
use serde_json::Value as Json;

const MINUTES_A_DAY: i64 = 24 * 60;

fn code_of<T>(answer: Result<T, AppError>) -> Option<&'static str> {
    answer.err().map(|error| error.code)
}

/// A case of worker-1 whose consent form allows sharing, with one service.
fn a_case(camp: &Camp) -> (CaseId, EntryId) {
    let worker = camp.at("worker-1");
    let consents =
        [("name", "Amina Warsame"), ("consent_for_services", "true"), ("disclosure_other_orgs", "true")];
    let case = worker.register(&consents);
    let service = worker.add(case, "services_section", &[("service_type", "health_medical_service")]);
    camp.sync_all(2);
    (case, service)
}

/// The only one of a kind: `referrals`, `transfers` or `requests`.
fn only(laptop: &Laptop, case: CaseId, kind: &str) -> Json {
    let seen = laptop.sees(case).unwrap();
    let all = seen[kind].as_array().unwrap();
    assert_eq!(all.len(), 1, "{kind}");
    all[0].clone()
}

#[test]
fn a_referral_for_a_service_says_what_for_and_its_recipient_says_what_was_done() {
    let camp = Camp::of_training(61);
    let (case, service) = a_case(&camp);
    let (worker, provider) = (camp.at("worker-1"), camp.at("provider"));
    let offer = Offer { note: Some("canary-please-look".into()), ..Offer::to("provider", Consent::Given) };
    let lending = Lending { service: Some(service), ..Lending::by("role-referral-services") };
    let referral = worker.book.refer(case, &offer, lending.clone()).unwrap().act;
    camp.sync_all(2);
    let seen = only(provider, case, "referrals");
    assert_eq!(
        (&seen["note"], &seen["service"]),
        (&"canary-please-look".into(), &service.to_string().into())
    );
    let page = provider.book.case_view(case).unwrap();
    assert!(page.referrals[0].service.as_ref().unwrap().contains("Health"), "as its entry is called");

    // For another service it may be lent once more, for the same not.
    assert_eq!(code_of(worker.book.refer(case, &offer, lending)), Some("already_answered"));
    let unheard = Lending {
        service: Some("01980000-0000-7000-8000-000000000000".parse().unwrap()),
        ..Lending::default()
    };
    assert_eq!(code_of(worker.book.refer(case, &offer, unheard)), Some("not_found"));

    provider.book.answer(referral, |referral| Deed::ReferralAccept { referral }).unwrap();
    camp.sync_all(2);
    let done = |referral, note| Deed::ReferralDone { referral, note };
    provider.book.answer_worded(referral, Some("canary-seen-twice"), done).unwrap();
    camp.sync_all(2);
    for laptop in [worker, camp.at("supervisor")] {
        let seen = only(laptop, case, "referrals");
        assert_eq!((&seen["status"], &seen["answer"]), (&"done".into(), &"canary-seen-twice".into()));
    }
    assert!(provider.sees(case).is_none());
    for word in ["canary-please-look", "canary-seen-twice"] {
        assert!(!provider.book.holds_text(word).unwrap(), "{word} left with the case");
        assert!(!camp.at("worker-2").book.holds_text(word).unwrap(), "{word}");
    }
}

#[test]
fn a_referral_ends_on_its_last_day_at_the_next_contact_of_anybody() {
    let camp = Camp::of_training(62);
    let (case, _) = a_case(&camp);
    let (worker, provider) = (camp.at("worker-1"), camp.at("provider"));
    let lending =
        |until: &str| Lending { until: Some(until.into()), ..Lending::by("role-referral-services") };
    let offer = Offer::to("provider", Consent::Given);
    let today = worker.book.today_text();
    assert_eq!(code_of(worker.book.refer(case, &offer, lending("2020-02-30"))), Some("invalid_date"));
    assert_eq!(code_of(worker.book.refer(case, &offer, lending("2020-02-03"))), Some("already_over"));
    worker.book.refer(case, &offer, lending(&today)).unwrap();
    camp.sync_all(2);
    assert_eq!(only(provider, case, "referrals")["status"], "in_progress");
    assert!(ends(provider).is_some_and(|ends| ends - camp.time.now_ms() < MINUTES_A_DAY * 60_000));
    assert_eq!((ends(worker), ends(camp.at("supervisor"))), (None, None), "theirs does not end");
    camp.time.pass(MINUTES_A_DAY);
    assert_eq!(ends(provider), None, "it has ended");
    assert_eq!(only(worker, case, "referrals")["status"], "expired", "told without a contact");
    let late = provider.book.answer(
        provider.sees(case).unwrap()["referrals"][0]["referral_id"]
            .as_str()
            .unwrap()
            .parse::<ActId>()
            .unwrap(),
        |referral| Deed::ReferralAccept { referral },
    );
    assert_eq!(code_of(late), Some("already_ended"));
    camp.sync_all(2);
    assert!(provider.sees(case).is_none(), "nothing is left");
    let panel = provider.book.sync_panel().unwrap();
    assert!(panel.items.iter().any(|item| item.reason.as_deref() == Some("expired")), "and it is said why");
    // What was over can be given again.
    worker.book.refer(case, &offer, Lending::by("role-referral-services")).unwrap();
    camp.sync_all(2);
    assert!(provider.sees(case).is_some());
    assert_eq!(ends(provider), None, "there is no end to this one");
}

/// When the list says that access to its first case ends.
fn ends(laptop: &Laptop) -> Option<i64> {
    laptop.book.list_view(&CaseListRequest::all(RecordType::Case)).unwrap().rows.first()?.ends_at_ms
}

#[test]
fn a_referral_that_reaches_the_relay_after_its_last_day_is_refused() {
    let camp = Camp::of_training(63);
    let (case, _) = a_case(&camp);
    let worker = camp.at("worker-1");
    let lending = Lending { until: Some(worker.book.today_text()), ..Lending::by("role-referral-services") };
    worker.book.refer(case, &Offer::to("provider", Consent::Given), lending).unwrap();
    camp.time.pass(MINUTES_A_DAY);
    camp.sync_all(2);
    assert!(camp.at("provider").sees(case).is_none());
    let refused = &worker.sees(case).unwrap()["refused"][0];
    assert_eq!((&refused["type"], &refused["code"]), (&"referral.offer".into(), &"already_over".into()));
}

#[test]
fn what_goes_outside_moves_nobodys_access_and_its_note_says_to_whom() {
    let camp = Camp::of_training(64);
    let (case, _) = a_case(&camp);
    let (worker, supervisor) = (camp.at("worker-1"), camp.at("supervisor"));
    let outside =
        |note: Option<&str>| Offer { to: None, consent: Consent::Given, note: note.map(str::to_owned) };
    assert_eq!(code_of(worker.book.refer(case, &outside(None), Lending::default())), Some("bad_sentence"));
    let hospital = outside(Some("canary-hospital: X-ray"));
    let referral = worker.book.refer(case, &hospital, Lending::default()).unwrap().act;
    camp.sync_all(2);
    let seen = only(supervisor, case, "referrals");
    assert_eq!((&seen["to"], &seen["note"]), (&Json::Null, &"canary-hospital: X-ray".into()));
    assert!(camp.at("provider").sees(case).is_none());
    worker
        .book
        .answer_worded(referral, Some("no fracture"), |referral, note| Deed::ReferralDone { referral, note })
        .unwrap();
    supervisor.book.transfer(case, &outside(Some("canary-other-programme"))).unwrap();
    camp.sync_all(2);
    let seen = supervisor.sees(case).unwrap();
    assert_eq!(seen["status"], "transferred");
    assert_eq!(seen["referrals"][0]["answer"], "no fracture");
    assert_eq!(seen["owner"], "worker-1");
    assert_eq!(
        code_of(
            worker.book.save(case, &[worker.edit(daftar_app::Target::Field("name_nickname".into()), "x")])
        ),
        Some("case_closed")
    );
}

#[test]
fn who_asks_for_a_case_is_offered_it_or_told_no() {
    // Here caseworkers may offer their cases themselves.
    let mut files = daftar_training::configuration();
    for (_, text) in files.iter_mut().filter(|(name, _)| name == "roles.toml") {
        *text = text.replacen("\"receive_transfer\",", "\"receive_transfer\", \"transfer\",", 1);
    }
    let camp = Camp::of(65, &files, &daftar_training::people());
    let (case, _) = a_case(&camp);
    let (worker, lead) = (camp.at("worker-1"), camp.at("supervisor"));
    assert_eq!(code_of(worker.book.request_transfer(case, None)), Some("not_permitted"));
    let first = lead.book.request_transfer(case, Some("canary-moved-to-my-block")).unwrap().act;
    camp.sync_all(2);
    let seen = only(worker, case, "requests");
    assert_eq!((&seen["by"], &seen["note"]), (&"supervisor".into(), &"canary-moved-to-my-block".into()));
    let no = |request, why| Deed::RequestReject { request, why };
    worker.book.answer_worded(first, Some("the family asked to stay"), no).unwrap();
    camp.sync_all(2);
    let seen = only(lead, case, "requests");
    assert_eq!((&seen["status"], &seen["answer"]), (&"rejected".into(), &"the family asked to stay".into()));

    lead.book.request_transfer(case, None).unwrap();
    camp.sync_all(2);
    let transfer = worker.book.transfer(case, &Offer::to("supervisor", Consent::Given)).unwrap().act;
    camp.sync_all(2);
    let answers = worker.sees(case).unwrap()["requests"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["status"].clone())
        .collect::<Vec<_>>();
    assert_eq!(answers, ["rejected", "accepted"]);
    lead.book.answer(transfer, |transfer| Deed::TransferAccept { transfer }).unwrap();
    camp.sync_all(2);
    assert_eq!(lead.sees(case).unwrap()["owner"], "supervisor");
    assert!(worker.sees(case).is_none());
}
