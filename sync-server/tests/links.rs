//! Ties between records at the relay: an incident goes where its case goes, and nobody learns by tying that a record exists.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod camp;

use camp::{Camp, Laptop, NOW, config_with_incidents, ok, person, refer, rejected};
use daftar_core::{
    act::{Consent, Deed},
    config::{Mode, RecordType},
    id::{ActId, CaseId, DeviceNo},
};

fn incident(laptop: &mut Laptop, what: &str) -> CaseId {
    let incident = laptop.begin_record(RecordType::Incident);
    laptop.fill(incident, "what", what);
    incident
}

fn tie(laptop: &mut Laptop, incident: CaseId, case: CaseId) -> ActId {
    laptop.push_act(incident, Deed::LinkAdd { to: case, entry: None })
}

/// A case of `worker` with an incident that follows it.
fn a_case_with_an_incident() -> (Camp, Laptop, CaseId, CaseId) {
    let camp = Camp::with(&config_with_incidents());
    let mut worker = camp.enrol("worker");
    worker.sync(&camp);
    let case = worker.register("Amina");
    let incident = incident(&mut worker, "at the well");
    tie(&mut worker, incident, case);
    assert!(ok(&worker.sync(&camp)));
    (camp, worker, case, incident)
}

fn synced(camp: &Camp, user: &str) -> Laptop {
    let mut laptop = camp.enrol(user);
    laptop.sync_all(camp);
    laptop
}

#[test]
fn an_incident_goes_where_its_case_goes_and_leaves_what_the_case_leaves() {
    let (camp, mut worker, case, incident) = a_case_with_an_incident();
    let mut boss = synced(&camp, "boss");
    assert_eq!(boss.reads(incident, "what").as_deref(), Some("at the well"));
    assert_eq!(boss.state(incident).follows(incident), Some(case));
    let mut other = synced(&camp, "other");
    assert!(other.cases.is_empty());

    boss.push_act(case, Deed::CaseAssign { from: "worker".into(), to: "other".into(), note: None });
    assert!(ok(&boss.sync(&camp)));
    other.sync_all(&camp);
    for record in [case, incident] {
        assert_eq!(other.cases[&record].owner, Some("other".into()));
        assert_eq!(other.cases[&record].epoch, 2, "the former owner's keys open nothing that comes");
    }
    assert_eq!(other.reads(incident, "what").as_deref(), Some("at the well"));
    worker.sync_all(&camp);
    assert!(worker.cases.is_empty(), "what was theirs left with the case");
    other.fill(incident, "what", "at the second well");
    assert!(ok(&other.sync(&camp)));
    boss.sync_all(&camp);
    assert_eq!(boss.reads(incident, "what").as_deref(), Some("at the second well"));
    camp.relay.verify_log().unwrap();
}

#[test]
fn what_a_referral_of_the_case_lends_of_incidents_ends_with_the_referral() {
    let (mut camp, mut worker, case, incident) = a_case_with_an_incident();
    let mut provider = synced(&camp, "provider");
    let until_ms = Some(NOW + 60_000);
    let Deed::ReferralOffer { to, lends, consent, service, note, .. } =
        refer("provider", Some("lend-services".into()))
    else {
        panic!("a referral")
    };
    worker.push_act(case, Deed::ReferralOffer { to, lends, consent, service, until_ms, note });
    assert!(ok(&worker.sync(&camp)));
    provider.sync_all(&camp);
    assert_eq!(provider.reads(incident, "what").as_deref(), Some("at the well"));
    let home = provider.home("what");
    assert_eq!(provider.cases[&incident].modes[&home], Mode::Read);
    assert_eq!(provider.state(incident).follows(incident), Some(case), "a reader knows which case it is of");

    camp.now_ms = NOW + 60_000;
    provider.sync_all(&camp);
    assert!(provider.cases.is_empty());
    let closed: Vec<_> =
        provider.closes.iter().map(|(record, _, whole, reason)| (*record, *whole, reason.as_str())).collect();
    assert!(closed.contains(&(case, true, "expired")) && closed.contains(&(incident, true, "expired")));

    // What is lent later is of both as well, and so is what an offered transfer shows.
    worker.refer(case, "provider");
    worker.push_act(
        case,
        Deed::TransferOffer { to: Some("other".into()), consent: Consent::Given, note: None },
    );
    assert!(ok(&worker.sync(&camp)));
    provider.sync_all(&camp);
    let mut other = synced(&camp, "other");
    assert!(provider.cases.contains_key(&incident) && other.cases.contains_key(&incident));
    let offer = *other.state(case).transfers.keys().next().unwrap();
    other.push_act(case, Deed::TransferAccept { transfer: offer });
    assert!(ok(&other.sync_all(&camp)));
    assert_eq!(other.cases[&incident].owner, Some("other".into()));
    worker.sync_all(&camp);
    assert!(worker.cases.is_empty());
    provider.sync_all(&camp);
    assert!(provider.cases.contains_key(&incident), "referrals go on");
}

#[test]
fn an_incident_that_follows_is_not_handed_on_by_itself() {
    let (camp, mut worker, _, incident) = a_case_with_an_incident();
    worker.push_act(incident, Deed::CaseAssign { from: "worker".into(), to: "other".into(), note: None });
    assert_eq!(worker.sync(&camp), [rejected("follows_its_case")]);
}

#[test]
fn whoever_ties_an_own_incident_to_a_case_that_was_lent_to_them_gives_it_to_its_owner() {
    let (camp, mut worker, case, _) = a_case_with_an_incident();
    worker.push_act(case, refer("other", Some("lend-services".into())));
    assert!(ok(&worker.sync(&camp)));
    let mut other = synced(&camp, "other");
    let seen = incident(&mut other, "at the gate");
    assert!(ok(&other.sync(&camp)));
    let epoch = other.cases[&seen].epoch;
    tie(&mut other, seen, case);
    assert!(ok(&other.sync_all(&camp)));
    worker.sync_all(&camp);
    assert_eq!(worker.reads(seen, "what").as_deref(), Some("at the gate"));
    assert_eq!(worker.cases[&seen].owner, Some("worker".into()));
    assert!(worker.cases[&seen].epoch > epoch, "it has another owner: keys anew");
    let home = other.home("what");
    assert_eq!(other.cases[&seen].modes[&home], Mode::Read, "what the referral lends, and no more");
    assert_eq!(other.sync(&camp), []);
    other.fill(seen, "what", "at the other gate");
    assert!(!ok(&other.sync(&camp)), "it is set aside for the owner");
}

#[test]
fn what_was_lent_of_an_incident_by_itself_ends_when_it_follows_its_case() {
    let camp = Camp::with(&config_with_incidents());
    let mut worker = camp.enrol("worker");
    worker.sync(&camp);
    let (case, alone) = (worker.register("Amina"), incident(&mut worker, "at the well"));
    worker.refer(alone, "provider");
    assert!(ok(&worker.sync(&camp)));
    let mut provider = synced(&camp, "provider");
    assert_eq!(provider.reads(alone, "what").as_deref(), Some("at the well"));
    tie(&mut worker, alone, case);
    assert!(ok(&worker.sync_all(&camp)));
    provider.sync_all(&camp);
    assert!(provider.cases.is_empty());
    assert_eq!(worker.cases[&alone].epoch, 2, "what the provider's key opens ends here");
}

#[test]
fn by_tying_nobody_learns_whether_a_case_exists() {
    let (camp, worker, case, _) = a_case_with_an_incident();
    let mut other = synced(&camp, "other");
    let own = incident(&mut other, "at the gate");
    assert!(ok(&other.sync(&camp)));
    let strangers = CaseId::derive(NOW as u64, worker.device, RecordType::Case, [9; 8]);
    let nobodys = CaseId::derive(NOW as u64, DeviceNo(999), RecordType::Case, [9; 8]);
    for to in [case, strangers, nobodys] {
        tie(&mut other, own, to);
    }
    assert_eq!(other.sync(&camp), [rejected("not_found"), rejected("not_found"), rejected("not_found")]);
}

#[test]
fn an_untied_incident_stays_with_the_owner_of_its_case_and_leaves_everybody_else() {
    let (camp, mut worker, case, incident) = a_case_with_an_incident();
    worker.refer(case, "provider");
    assert!(ok(&worker.sync(&camp)));
    let mut provider = synced(&camp, "provider");
    assert!(provider.cases.contains_key(&incident));
    let link = *worker.state(incident).links.keys().next().unwrap();
    worker.push_act(incident, Deed::LinkEnd { link });
    assert!(ok(&worker.sync_all(&camp)));
    provider.sync_all(&camp);
    assert_eq!(provider.cases.keys().copied().collect::<Vec<_>>(), [case]);
    assert_eq!(worker.cases[&incident].owner, Some("worker".into()));
    // From now on each goes its own way.
    let mut boss = synced(&camp, "boss");
    boss.push_act(case, Deed::CaseAssign { from: "worker".into(), to: "other".into(), note: None });
    assert!(ok(&boss.sync(&camp)));
    worker.sync_all(&camp);
    assert_eq!(worker.cases.keys().copied().collect::<Vec<_>>(), [incident]);
    camp.relay.verify_log().unwrap();
}

#[test]
fn a_case_that_was_tied_without_anybody_losing_it_keeps_its_keys() {
    let (_, worker, case, incident) = a_case_with_an_incident();
    assert_eq!([worker.cases[&case].epoch, worker.cases[&incident].epoch], [1, 1]);
}

#[test]
fn a_child_reads_their_own_case_as_long_as_it_is_said_to_be_theirs() {
    let (camp, mut worker, case, _) = a_case_with_an_incident();
    camp.relay.add_person(&person("amina", "child", "a", "camp"), NOW).unwrap();
    let mut amina = synced(&camp, "amina");
    assert!(amina.cases.is_empty());
    let mut boss = synced(&camp, "boss");
    boss.push_act(case, Deed::CaseAttribute { to: Some("amina".into()) });
    assert!(ok(&boss.sync(&camp)));
    amina.sync_all(&camp);
    assert_eq!(amina.cases.keys().copied().collect::<Vec<_>>(), [case], "the incident is not for this role");
    assert_eq!(amina.reads(case, "name").as_deref(), Some("Amina"));
    assert!(amina.cases[&case].acts.is_empty(), "what is done about it is the owner's side's to know");

    let second = worker.register("Badr");
    assert!(ok(&worker.sync_all(&camp)));
    boss.sync_all(&camp);
    boss.push_act(second, Deed::CaseAttribute { to: Some("amina".into()) });
    assert_eq!(boss.sync(&camp), [rejected("target_not_allowed")]);
    boss.push_act(case, Deed::CaseAttribute { to: None });
    boss.push_act(second, Deed::CaseAttribute { to: Some("amina".into()) });
    assert!(ok(&boss.sync_all(&camp)));
    amina.sync_all(&camp);
    assert_eq!(amina.cases.keys().copied().collect::<Vec<_>>(), [second]);
}
