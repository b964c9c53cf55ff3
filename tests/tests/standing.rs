//! Consent, closing and its like, flags and approvals, on laptops that meet a real relay over bad links.
#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use daftar_app::{
    Lending, Offer,
    core::{CaseId, Consent, UserName},
    view::Standing,
};
use daftar_tests::camp::{Camp, Laptop};
use serde_json::{Value as Json, json};

fn status(laptop: &Laptop, case: CaseId) -> Json {
    laptop.sees(case).unwrap()["status"].clone()
}

fn code_of<T>(answer: Result<T, daftar_app::AppError>) -> Option<&'static str> {
    answer.err().map(|error| error.code)
}

/// A case of worker-1 that the supervisor reads and the provider is lent services of.
fn a_case(camp: &Camp) -> CaseId {
    let worker = camp.at("worker-1");
    let consents = [("consent_for_services", "true"), ("disclosure_other_orgs", "true")];
    let case = worker.register(&[("name", "Amina Warsame"), consents[0], consents[1]]);
    camp.sync_all(1);
    worker.refer(case, "provider");
    camp.sync_all(2);
    case
}

#[test]
fn silence_is_no_consent() {
    let camp = Camp::of_training(47);
    camp.sync_all(1);
    let worker = camp.at("worker-1");
    let case = worker.register(&[("name", "Amina Warsame"), ("consent_for_services", "true")]);
    let lending = || Lending::by("role-referral-services");
    let refer = || code_of(worker.book.refer(case, &Offer::to("provider", Consent::Given), lending()));
    assert_eq!(refer(), Some("no_consent"), "nobody was asked");
    worker.fill(case, &[("disclosure_other_orgs", "false")]);
    assert_eq!(refer(), Some("no_consent"), "they said no");
    worker.fill(case, &[("disclosure_other_orgs", "true")]);
    assert_eq!(refer(), None);
}

#[test]
fn a_closed_case_is_read_and_a_new_service_opens_it_again() {
    let camp = Camp::of_training(41);
    let case = a_case(&camp);
    let [worker, supervisor, provider] = ["worker-1", "supervisor", "provider"].map(|who| camp.at(who));
    assert_eq!(code_of(worker.book.set_standing(case, Standing::Close)), Some("not_permitted"));
    supervisor.book.set_standing(case, Standing::Close).unwrap();
    assert_eq!(status(supervisor, case), "open", "an act takes effect at the relay, not before");
    camp.sync_all(2);
    for reader in [worker, supervisor, provider] {
        assert_eq!(status(reader, case), "closed");
    }
    let page = worker.book.case_view(case).unwrap();
    assert_eq!(page.locked.as_deref(), Some("case_closed"));
    let writable: Vec<_> =
        page.forms.iter().filter(|form| form.may_write).map(|form| form.form_id.as_str()).collect();
    assert_eq!(writable, ["services"]);
    let row = &worker.book.list_view(&everything()).unwrap().rows[0];
    assert_eq!(row.status, "closed");

    // A refused save keeps what was typed, and nothing of it is written.
    let typed = worker.edit(daftar_app::Target::Field("name_nickname".into()), "Mina");
    assert_eq!(code_of(worker.book.save(case, &[typed])), Some("case_closed"));
    supervisor.fill(case, &[("name_nickname", "written by who may reopen")]);
    worker.add(case, "services_section", &[("service_referral_notes", "winter clothes")]);
    // The laptop asked to reopen; it may go on at once, before any contact.
    worker.fill(case, &[("name_nickname", "Mina")]);
    camp.sync_all(3);
    for reader in [worker, supervisor, provider] {
        assert_eq!(status(reader, case), "open");
        let services = &reader.sees(case).unwrap()["forms"]["services"]["services_section"];
        assert_eq!(services[0]["service_referral_notes"], "winter clothes");
    }
    assert!(worker.sees(case).unwrap()["not_accepted"].as_array().unwrap().is_empty());
}

#[test]
fn whoever_was_lent_the_services_opens_a_closed_case_by_adding_one() {
    let camp = Camp::of_training(46);
    let case = a_case(&camp);
    let (supervisor, provider) = (camp.at("supervisor"), camp.at("provider"));
    supervisor.book.set_standing(case, Standing::Close).unwrap();
    camp.sync_all(2);
    provider.add(case, "services_section", &[("service_referral_notes", "a second visit")]);
    camp.sync_all(2);
    assert_eq!(status(supervisor, case), "open");
    assert!(provider.sees(case).unwrap()["refused"].as_array().unwrap().is_empty());
}

#[test]
fn what_was_written_offline_in_a_closed_case_is_kept_and_can_be_adopted() {
    let camp = Camp::of_training(42);
    let case = a_case(&camp);
    let (worker, supervisor) = (camp.at("worker-1"), camp.at("supervisor"));
    worker.fill(case, &[("name_nickname", "offline")]);
    supervisor.book.set_standing(case, Standing::Close).unwrap();
    camp.sync("supervisor");
    camp.sync_all(2);
    let not_accepted = &worker.sees(case).unwrap()["not_accepted"];
    assert_eq!(not_accepted[0]["code"], "case_closed");
    assert!(not_accepted[0]["fields"].to_string().contains("offline"), "its author still has it");
    assert_eq!(supervisor.value(case, "basic_identity", "name_nickname"), None);
    supervisor.book.set_standing(case, Standing::Reopen).unwrap();
    camp.sync_all(2);
    let late = worker.book.late_edits().unwrap();
    assert_eq!(late.len(), 1);
    worker.book.adopt(late[0].quarantine).unwrap();
    camp.sync_all(2);
    assert_eq!(supervisor.value(case, "basic_identity", "name_nickname"), Some(json!("offline")));
}

#[test]
fn a_record_out_of_use_is_read_by_all_and_written_by_nobody() {
    let camp = Camp::of_training(43);
    let case = a_case(&camp);
    let (worker, supervisor) = (camp.at("worker-1"), camp.at("supervisor"));
    supervisor.book.set_standing(case, Standing::Disable).unwrap();
    camp.sync_all(2);
    for reader in [worker, supervisor] {
        assert_eq!(status(reader, case), "disabled");
        assert!(reader.book.case_view(case).unwrap().forms.iter().all(|form| !form.may_write));
    }
    let add = |laptop: &Laptop| {
        let typed = laptop.edit(daftar_app::Target::Field("name_nickname".into()), "x");
        code_of(laptop.book.save(case, &[typed]))
    };
    assert_eq!([add(worker), add(supervisor)], [Some("case_disabled"); 2]);
    assert_eq!(code_of(supervisor.book.flag(case, "x")), Some("case_disabled"));
    assert_eq!(code_of(supervisor.book.set_standing(case, Standing::Disable)), Some("already_so"));
    // A worker who leaves takes no record with them, in use or not.
    supervisor.book.assign(case, &UserName::from("worker-2"), None).unwrap();
    supervisor.book.set_standing(case, Standing::Enable).unwrap();
    camp.sync_all(2);
    let heir = camp.at("worker-2");
    assert_eq!(status(heir, case), "open");
    heir.fill(case, &[("name_nickname", "Mina")]);
}

#[test]
fn what_a_flag_says_is_read_by_the_owners_side_and_leaves_with_the_case() {
    const SAID: &str = "the uncle came to the tent at night";
    const HOW: &str = "moved to the reception centre";
    let camp = Camp::of_training(44);
    let case = a_case(&camp);
    let [worker, supervisor, provider] = ["worker-1", "supervisor", "provider"].map(|who| camp.at(who));
    assert_eq!(code_of(worker.book.flag(case, " \n ")), Some("bad_sentence"));
    assert_eq!(code_of(worker.book.flag(case, &"ز".repeat(9_000))), Some("bad_sentence"));
    let flag = worker.book.flag(case, SAID).unwrap().act;
    assert!(worker.book.case_view(case).unwrap().flags.is_empty(), "pending, and not a flag yet");
    camp.sync_all(2);
    for reader in [worker, supervisor] {
        assert_eq!(reader.sees(case).unwrap()["flags"][0]["about"], SAID);
    }
    assert_eq!(provider.sees(case).unwrap()["flags"], json!([]));
    assert!(!provider.book.holds_text(SAID).unwrap());
    assert_eq!(code_of(provider.book.resolve_flag(flag, "x")), Some("not_found"));
    supervisor.book.edit_flag(flag, "the uncle came again").unwrap();
    supervisor.book.resolve_flag(flag, HOW).unwrap();
    supervisor.book.resolve_flag(flag, "twice").unwrap();
    camp.sync("supervisor");
    worker.book.resolve_flag(flag, "refused and still ours to forget").unwrap();
    camp.sync_all(2);
    assert_eq!(worker.sees(case).unwrap()["refused"][0]["code"], "already_ended");
    let seen = worker.sees(case).unwrap()["flags"][0].clone();
    assert_eq!((&seen["about"], &seen["resolved_how"]), (&json!("the uncle came again"), &json!(HOW)));
    assert_eq!(supervisor.sees(case).unwrap()["refused"][0]["code"], "already_ended");
    // To whoever comes to the case later, everything is told; from whoever loses it, everything goes.
    supervisor.book.assign(case, &UserName::from("worker-2"), None).unwrap();
    camp.sync_all(2);
    assert_eq!(camp.at("worker-2").sees(case).unwrap()["flags"][0]["resolved_how"], HOW);
    for word in [SAID, HOW, "the uncle came again", "still ours to forget"] {
        assert!(!worker.book.holds_text(word).unwrap(), "{word}");
    }
}

#[test]
fn an_approval_holds_until_the_form_changes() {
    let camp = Camp::of_training(45);
    let case = a_case(&camp);
    let (worker, supervisor) = (camp.at("worker-1"), camp.at("supervisor"));
    let approval = "assessment".into();
    worker.fill(case, &[("risk_level", "high")]);
    // What is not sent yet is part of what is asked about, and goes before the question.
    worker.book.request_approval(case, &approval).unwrap();
    assert_eq!(code_of(supervisor.book.request_approval(case, &approval)), Some("not_permitted"));
    camp.sync_all(2);
    let shown = |laptop: &Laptop| laptop.book.case_view(case).unwrap().approvals.remove(0);
    let asked = shown(supervisor);
    assert!(asked.may_answer && !shown(worker).may_answer && !shown(worker).may_request);
    let request = asked.request.unwrap().request_id.parse().unwrap();
    assert_eq!(code_of(worker.book.approve(request, None, None)), Some("not_permitted"));

    // Changed after the supervisor looked: by the page that they have before them, then by the relay.
    worker.fill(case, &[("risk_level", "medium")]);
    camp.sync("worker-1");
    supervisor.book.approve(request, Some(&asked.heads), None).unwrap();
    camp.sync_all(2);
    assert_eq!(supervisor.sees(case).unwrap()["refused"][0]["code"], "superseded");
    let stale = supervisor.book.approve(request, Some(&asked.heads), None);
    assert_eq!(code_of(stale), Some("superseded"));
    let heads = shown(supervisor).heads;
    supervisor.book.approve(request, Some(&heads), Some("Agreed; look again in a month.")).unwrap();
    camp.sync_all(2);
    let seen = worker.sees(case).unwrap()["approvals"][0].clone();
    assert_eq!(
        [&seen["status"], &seen["superseded"], &seen["comment"]],
        [&json!("approved"), &json!(false), &json!("Agreed; look again in a month.")]
    );
    assert!(!shown(worker).may_request);
    worker.fill(case, &[("risk_level", "low")]);
    assert_eq!(worker.sees(case).unwrap()["approvals"][0]["superseded"], true);
    assert!(shown(worker).may_request);
    worker.book.request_approval(case, &approval).unwrap();
    camp.sync_all(2);
    let request = shown(supervisor).request.unwrap();
    assert_eq!(request.status, "pending");
    supervisor.book.reject_approval(request.request_id.parse().unwrap(), Some("Why low?")).unwrap();
    camp.sync_all(2);
    assert_eq!(worker.sees(case).unwrap()["approvals"][0]["comment"], "Why low?");
    assert_eq!(camp.at("provider").sees(case).unwrap()["approvals"], json!([]));
}

#[test]
fn consent_is_overridden_by_those_who_may_and_the_case_shows_it() {
    let camp = Camp::of_training(47);
    let (worker, supervisor) = (camp.at("worker-1"), camp.at("supervisor"));
    let case = worker.register(&[("name", "Amina Warsame")]);
    camp.sync_all(2);
    let refer = |laptop: &Laptop, asserted| {
        let lending = Lending::by("role-referral-services");
        code_of(laptop.book.refer(case, &Offer::to("provider", asserted), lending))
    };
    assert_eq!(refer(worker, Consent::Given), Some("no_consent"));
    assert_eq!(refer(worker, Consent::Overridden), Some("not_permitted"));
    assert_eq!(refer(supervisor, Consent::Given), Some("no_consent"));
    let may = |laptop: &Laptop| {
        let actions = laptop.book.case_view(case).unwrap().actions;
        actions.into_iter().find(|action| action.action == "refer").unwrap().refused
    };
    assert_eq!((may(worker).as_deref(), may(supervisor)), (Some("no_consent"), None));
    assert_eq!(refer(supervisor, Consent::Overridden), None);
    camp.sync_all(2);
    assert_eq!(worker.sees(case).unwrap()["referrals"][0]["consent_overridden"], true);
    assert!(worker.book.case_view(case).unwrap().referrals[0].overridden);
    // What the case records needs no overriding, whatever is said.
    worker.fill(case, &[("consent_for_services", "true"), ("disclosure_other_orgs", "true")]);
    camp.sync_all(2);
    supervisor.book.transfer(case, &Offer::to("worker-2", Consent::Overridden)).unwrap();
    camp.sync_all(2);
    assert_eq!(worker.sees(case).unwrap()["transfers"][0]["consent_overridden"], false);
}

#[test]
fn a_hundred_cases_are_assigned_in_one_contact() {
    let camp = Camp::of_training(48);
    let [worker, supervisor, heir] = ["worker-1", "supervisor", "worker-2"].map(|who| camp.at(who));
    let mut cases: Vec<CaseId> =
        (0..101).map(|n| worker.register(&[("name", &format!("Child {n}"))])).collect();
    camp.sync_all(2);
    let to = UserName::from("worker-2");
    assert_eq!(code_of(supervisor.book.assign_all(&cases, &to)), Some("too_many"));
    assert_eq!(code_of(worker.book.assign(cases[0], &to, None)), Some("not_permitted"));
    // To the provider a case would be lost: their role opens none of its forms.
    assert_eq!(
        code_of(supervisor.book.assign(cases[0], &"provider".into(), None)),
        Some("target_not_allowed")
    );
    let last = cases.pop().unwrap();
    supervisor.book.assign(last, &to, None).unwrap();
    camp.sync("supervisor");
    cases[99] = last;
    let answers = supervisor.book.assign_all(&cases, &to).unwrap();
    let refused: Vec<_> = answers.iter().filter(|(_, code)| code.is_some()).collect();
    assert_eq!(refused, [&(last, Some("target_not_allowed"))], "theirs already; the others go on");
    supervisor.expect_links(&[]);
    let report = supervisor.try_sync().unwrap();
    assert_eq!((report.round_trips, report.pushed), (1, 99));
    camp.sync_all(2);
    assert_eq!((worker.count(), heir.count()), (1, 100));
}

fn everything() -> daftar_app::view::CaseListRequest {
    daftar_app::view::CaseListRequest::all(daftar_core::config::RecordType::Case)
}
