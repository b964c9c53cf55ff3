//! Access that begins, changes and ends: what is opened, closed, set aside and asked back.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod camp;

use camp::{Camp, NOW, ok, person, quarantined, rejected};
use daftar_core::act::{Deed, Reopening};

#[test]
fn a_referral_lends_exactly_its_compartments_and_a_slice_of_the_configuration() {
    let camp = Camp::new();
    let (mut worker, mut provider) = (camp.enrol("worker"), camp.enrol("provider"));
    worker.sync(&camp);
    provider.sync(&camp);
    let case = worker.register("Amina");
    worker.fill(case, "note", "withheld");
    worker.fill(case, "service", "lent");
    worker.fill(case, "status", "of both forms");
    worker.refer(case, "provider");
    assert!(ok(&worker.sync(&camp)));
    provider.sync(&camp);
    assert_eq!(provider.reads(case, "name").as_deref(), Some("Amina"));
    assert_eq!(provider.reads(case, "service").as_deref(), Some("lent"));
    assert_eq!(provider.reads(case, "status").as_deref(), Some("of both forms"));
    assert_eq!(provider.reads(case, "note"), None);
    let held = &provider.cases[&case];
    let lent = ["name", "service", "status"].map(|field| worker.home(field));
    assert!(held.modes.len() == 3 && lent.iter().all(|id| held.modes.contains_key(id)));
    assert_eq!(held.keys.len(), 3);
    assert_eq!(held.acts.len(), 1);
    let slice = &provider.config.as_ref().unwrap().slice;
    assert!(slice.config.forms.iter().all(|form| form.id.as_str() != "notes"));

    provider.fill(case, "service", "done by the clinic");
    provider.fill(case, "name", "may only be read");
    assert_eq!(provider.sync(&camp)[1], rejected("not_found"));
    worker.sync(&camp);
    assert_eq!(worker.reads(case, "service").as_deref(), Some("done by the clinic"));
}

#[test]
fn revoking_a_referral_closes_it_quarantines_late_work_and_asks_for_a_receipt() {
    let camp = Camp::new();
    let (mut worker, mut provider) = (camp.enrol("worker"), camp.enrol("provider"));
    worker.sync(&camp);
    provider.sync(&camp);
    let case = worker.register("Amina");
    let referral = worker.refer(case, "provider");
    worker.sync(&camp);
    provider.sync(&camp);
    worker.push_act(case, Deed::ReferralRevoke { referral });
    assert!(ok(&worker.sync(&camp)));
    assert_eq!(worker.cases[&case].epoch, 2);

    provider.fill(case, "service", "written offline");
    let late = provider.sync(&camp);
    assert_eq!(late, [quarantined("access_ended")]);
    assert_eq!(provider.closes.len(), 1);
    let (closed, _, whole, reason) = &provider.closes[0];
    assert_eq!((*closed, *whole, reason.as_str()), (case, true, "revoked"));
    assert!(provider.cases.is_empty());
    assert_eq!(camp.relay.missing_receipts().unwrap().len(), 1);
    assert!(ok(&provider.sync(&camp)));
    assert!(camp.relay.missing_receipts().unwrap().is_empty());
    assert_eq!(provider.entries, 0);

    worker.sync(&camp);
    let late = worker.cases[&case].late.clone();
    assert_eq!(late.len(), 1);
    let quarantine = *late.keys().next().unwrap();
    worker.push_act(case, Deed::QuarantineSettle { quarantine, adopted: false });
    worker.push_act(case, Deed::QuarantineSettle { quarantine, adopted: true });
    assert_eq!(worker.sync(&camp)[1], rejected("already_ended"));

    // Whoever once had it learns that it is theirs no longer, and no more.
    provider.push_act(case, Deed::ReferralAccept { referral });
    assert_eq!(provider.sync(&camp), [rejected("no_longer_yours")]);
    // New edits of the owner, under the new epoch, reach nobody who lost access.
    worker.fill(case, "service", "after the revocation");
    assert!(ok(&worker.sync(&camp)));
    provider.sync(&camp);
    assert_eq!(provider.entries, 0);
}

#[test]
fn a_recipients_supervisor_is_told_of_that_referral_and_of_no_other() {
    let camp = Camp::new();
    let (mut worker, mut clinic) = (camp.enrol("worker"), camp.enrol("clinic-boss"));
    worker.sync(&camp);
    let case = worker.register("Amina");
    let lent = worker.refer(case, "provider");
    worker.refer(case, "other");
    assert!(ok(&worker.sync(&camp)));
    clinic.sync(&camp);
    assert_eq!(clinic.cases[&case].acts, [lent]);
}

#[test]
fn a_flag_is_told_to_the_owners_side_and_to_whoever_raised_it_and_its_words_to_nobody_else() {
    let camp = Camp::new();
    let [mut worker, mut boss, mut provider] = ["worker", "boss", "provider"].map(|user| camp.enrol(user));
    worker.sync(&camp);
    let case = worker.register("Amina");
    worker.refer(case, "provider");
    let own = worker.flag(case, "canary of the owner");
    assert!(ok(&worker.sync(&camp)));
    provider.sync(&camp);
    assert!(provider.state(case).flags.is_empty() && provider.cases[&case].said.is_empty());
    let lent = provider.flag(case, "seen at the clinic");
    assert!(ok(&provider.sync(&camp)));
    boss.sync(&camp);
    assert_eq!(boss.cases[&case].said[&own], "canary of the owner");
    assert_eq!(boss.cases[&case].said[&lent], "seen at the clinic");
    boss.say(case, "they were called", |how| Deed::FlagResolve { flag: lent, how });
    boss.say(case, "anew", |about| Deed::FlagEdit { flag: own, about });
    assert!(ok(&boss.sync(&camp)));
    provider.sync(&camp);
    assert!(provider.state(case).flags[&lent].resolved.is_some());
    assert_eq!(provider.cases[&case].said.values().collect::<Vec<_>>(), ["they were called"]);
    worker.sync(&camp);
    let anew = worker.state(case).flags[&own].said;
    assert_eq!(worker.cases[&case].said[&anew], "anew");
    // What another key was to open is refused at the door, not found out later.
    let stolen = worker.say(case, "x", |about| Deed::FlagAdd { about });
    worker.queue.pop();
    let Deed::FlagAdd { about } = worker.own_acts[&stolen].deed.clone() else { panic!() };
    worker.push_act(case, Deed::FlagAdd { about });
    assert_eq!(worker.sync(&camp), [rejected("bad_key")]);
}

#[test]
fn what_is_written_in_a_case_at_rest_is_set_aside_until_somebody_decides() {
    let camp = Camp::new();
    let [mut worker, mut boss, mut provider] = ["worker", "boss", "provider"].map(|user| camp.enrol(user));
    worker.sync(&camp);
    boss.sync(&camp);
    let case = worker.register("Amina");
    worker.refer(case, "provider");
    worker.sync(&camp);
    boss.sync(&camp);
    provider.sync(&camp);
    boss.push_act(case, Deed::CaseClose);
    assert!(ok(&boss.sync(&camp)));
    worker.fill(case, "note", "written offline");
    provider.fill(case, "service", "given offline");
    assert_eq!(worker.sync(&camp), [quarantined("case_closed")]);
    assert_eq!(provider.sync(&camp), [quarantined("case_closed")]);
    for reader in [&worker, &provider] {
        assert_eq!(reader.state(case).standing(), "closed", "every reader is told");
    }
    boss.sync(&camp);
    provider.sync(&camp);
    for other in [&boss, &provider] {
        assert!(other.cases[&case].late.is_empty(), "it is the owner's to decide");
    }
    boss.fill(case, "note", "whoever may close may write");
    boss.push_act(case, Deed::CaseReopen { because: Reopening::Asked });
    assert!(ok(&boss.sync(&camp)));
    worker.sync(&camp);
    assert_eq!(
        worker.cases[&case].late.len(),
        2,
        "what was set aside is the owner's to adopt, their own as well"
    );
    worker.forget();
    worker.sync_all(&camp);
    worker.fill(case, "status", "open again");
    worker.push_act(case, Deed::CaseDisable);
    worker.fill(case, "status", "too late");
    assert_eq!(worker.sync(&camp)[2], quarantined("case_disabled"));
    boss.sync_all(&camp);
    boss.fill(case, "status", "nor the supervisor");
    assert_eq!(boss.sync(&camp), [quarantined("case_disabled")]);
}

#[test]
fn an_approval_is_of_the_form_as_it_was_seen() {
    let camp = Camp::new();
    let (mut worker, mut boss) = (camp.enrol("worker"), camp.enrol("boss"));
    worker.sync(&camp);
    let case = worker.register("Amina");
    worker.fill(case, "service", "school");
    let fields = ["service", "service_notes"];
    let approval = || "services".into();
    let heads = worker.heads(case, &fields);
    let request = worker.push_act(case, Deed::ApprovalRequest { approval: approval(), heads });
    assert!(ok(&worker.sync(&camp)));
    boss.sync_all(&camp);
    let seen = boss.heads(case, &fields);
    assert_eq!(seen, heads);
    worker.fill(case, "service", "clinic");
    // What stands on another form moves nothing.
    worker.fill(case, "note", "more");
    worker.sync(&camp);
    let approve = |heads| Deed::ApprovalApprove { request, heads, comment: None };
    boss.push_act(case, approve(seen));
    assert_eq!(boss.sync(&camp), [rejected("superseded")]);
    boss.sync_all(&camp);
    let now = boss.heads(case, &fields);
    boss.push_act(case, approve(now));
    assert!(ok(&boss.sync(&camp)));
    worker.sync(&camp);
    let held = worker.state(case).approvals[&approval()].clone();
    assert!(held.holds_for(Some(worker.heads(case, &fields))));
    worker.fill(case, "service_notes", "and one more word");
    assert!(!held.holds_for(Some(worker.heads(case, &fields))));
}

#[test]
fn an_old_key_serves_only_whoever_had_not_heard_of_the_new_one() {
    let camp = Camp::new();
    let mut worker = camp.enrol("worker");
    worker.sync(&camp);
    let case = worker.register("Amina");
    let referral = worker.refer(case, "provider");
    worker.push_act(case, Deed::ReferralRevoke { referral });
    worker.sync(&camp);
    assert_eq!(worker.cases[&case].epoch, 2);
    worker.cases.get_mut(&case).unwrap().epoch = 1;
    worker.fill(case, "note", "written before");
    assert!(ok(&worker.sync(&camp)));
    worker.heard_of = 1_000;
    worker.fill(case, "note", "written after");
    assert_eq!(worker.sync(&camp), [rejected("stale_epoch")]);
}

#[test]
fn a_receipt_is_about_what_was_deleted_and_not_about_what_came_since() {
    let camp = Camp::new();
    let (mut worker, mut provider) = (camp.enrol("worker"), camp.enrol("provider"));
    worker.sync(&camp);
    provider.sync(&camp);
    let case = worker.register("Amina");
    let referral = worker.refer(case, "provider");
    worker.sync(&camp);
    provider.sync(&camp);
    worker.push_act(case, Deed::ReferralRevoke { referral });
    worker.sync(&camp);
    provider.sync(&camp);
    let receipt = std::mem::take(&mut provider.queue);
    let again = worker.refer(case, "provider");
    worker.sync(&camp);
    provider.sync(&camp);
    provider.queue = receipt;
    assert!(ok(&provider.sync(&camp)));
    worker.push_act(case, Deed::ReferralRevoke { referral: again });
    worker.sync(&camp);
    provider.sync(&camp);
    assert!(provider.cases.is_empty());
    assert_eq!(provider.closes.len(), 2);
}

#[test]
fn assigning_moves_the_case_with_its_history_to_the_new_owner() {
    let camp = Camp::new();
    let (mut worker, mut other, mut boss) = (camp.enrol("worker"), camp.enrol("other"), camp.enrol("boss"));
    worker.sync(&camp);
    other.sync(&camp);
    let case = worker.register("Amina");
    worker.refer(case, "provider");
    worker.sync(&camp);
    boss.sync(&camp);
    boss.push_act(case, Deed::CaseAssign { from: "worker".into(), to: "other".into(), note: None });
    boss.push_act(case, Deed::CaseAssign { from: "worker".into(), to: "other".into(), note: None });
    assert_eq!(boss.sync(&camp)[1], rejected("stale_owner"));
    assert_eq!(boss.cases[&case].owner, Some("other".into()));
    other.sync(&camp);
    assert_eq!(other.reads(case, "name").as_deref(), Some("Amina"));
    assert_eq!(other.cases[&case].acts.len(), 2);
    worker.sync(&camp);
    assert_eq!(worker.closes[0].3, "assigned");
    assert!(worker.cases.is_empty());
}

#[test]
fn access_lost_and_regained_between_two_contacts_leaves_everything_readable() {
    let camp = Camp::new();
    let (mut worker, mut provider) = (camp.enrol("worker"), camp.enrol("provider"));
    worker.sync(&camp);
    provider.sync(&camp);
    let case = worker.register("Amina");
    let referral = worker.refer(case, "provider");
    worker.sync(&camp);
    provider.sync(&camp);
    worker.push_act(case, Deed::ReferralRevoke { referral });
    worker.sync(&camp);
    worker.fill(case, "service", "written while access was gone");
    worker.sync(&camp);
    worker.refer(case, "provider");
    assert!(ok(&worker.sync(&camp)));
    provider.sync(&camp);
    assert!(provider.closes.is_empty());
    assert_eq!(provider.reads(case, "service").as_deref(), Some("written while access was gone"));
    assert_eq!(provider.cases[&case].acts.len(), 3);
}

#[test]
fn access_regained_after_a_purge_brings_everything_back() {
    let camp = Camp::new();
    let (mut worker, mut provider) = (camp.enrol("worker"), camp.enrol("provider"));
    worker.sync(&camp);
    provider.sync(&camp);
    let case = worker.register("Amina");
    let referral = worker.refer(case, "provider");
    worker.sync(&camp);
    provider.sync(&camp);
    provider.fill(case, "service", "by the clinic itself");
    provider.sync(&camp);
    worker.push_act(case, Deed::ReferralRevoke { referral });
    worker.sync(&camp);
    provider.sync(&camp);
    provider.sync(&camp);
    assert!(provider.cases.is_empty());
    worker.refer(case, "provider");
    worker.sync(&camp);
    provider.sync(&camp);
    assert_eq!(provider.reads(case, "service").as_deref(), Some("by the clinic itself"));
}

#[test]
fn a_person_who_leaves_a_group_is_closed_out_and_one_who_joins_gets_everything() {
    let camp = Camp::new();
    let (mut worker, mut boss, mut clinic) =
        (camp.enrol("worker"), camp.enrol("boss"), camp.enrol("clinic-boss"));
    worker.sync(&camp);
    let case = worker.register("Amina");
    worker.sync(&camp);
    boss.sync(&camp);
    clinic.sync(&camp);
    assert!(clinic.cases.is_empty());
    camp.relay.change_person(&person("worker", "worker", "a", "clinic"), NOW).unwrap();
    boss.sync(&camp);
    clinic.sync(&camp);
    assert_eq!(boss.closes[0].3, "role");
    assert_eq!(clinic.reads(case, "name").as_deref(), Some("Amina"));
    worker.sync(&camp);
    assert_eq!(worker.cases[&case].epoch, 2);
}

#[test]
fn a_supervisor_who_joins_a_group_gets_the_cases_that_were_there_before() {
    let camp = Camp::new();
    let (mut worker, mut clinic) = (camp.enrol("worker"), camp.enrol("clinic-boss"));
    worker.sync(&camp);
    let case = worker.register("Amina");
    worker.sync(&camp);
    clinic.sync(&camp);
    assert!(clinic.cases.is_empty());
    camp.relay.change_person(&person("clinic-boss", "provider-boss", "b", "camp"), NOW).unwrap();
    clinic.sync(&camp);
    assert_eq!(clinic.reads(case, "name").as_deref(), Some("Amina"));
}

#[test]
fn a_disabled_persons_unsent_work_is_set_aside_and_their_laptop_closed() {
    let camp = Camp::new();
    let (mut worker, mut boss) = (camp.enrol("worker"), camp.enrol("boss"));
    worker.sync(&camp);
    let case = worker.register("Amina");
    worker.sync(&camp);
    boss.sync(&camp);
    camp.relay
        .change_person(
            &daftar_core::access::Person { disabled: true, ..person("worker", "worker", "a", "camp") },
            NOW,
        )
        .unwrap();
    worker.fill(case, "note", "last words");
    worker.register("too late");
    let results = worker.sync(&camp);
    assert_eq!(results[0], quarantined("access_ended"));
    assert_eq!(results[1], rejected("not_permitted"));
    assert_eq!(worker.closes.len(), 1);
    let config = worker.config.as_ref().unwrap();
    assert!(config.slice.config.forms.is_empty() && config.people.is_empty(), "nothing is left to know");
    boss.sync(&camp);
    assert_eq!(boss.cases[&case].late.len(), 1, "the owner cannot adopt, so somebody in scope may");
}

#[test]
fn a_revoked_device_gets_nothing_and_a_retired_one_hands_in_its_work() {
    use sync_server::Revoked;
    let camp = Camp::new();
    let (mut worker, mut boss) = (camp.enrol("worker"), camp.enrol("boss"));
    worker.sync(&camp);
    let case = worker.register("Amina");
    worker.sync(&camp);
    boss.sync(&camp);
    camp.relay.revoke_device(worker.device, Revoked::Retired, NOW).unwrap();
    worker.fill(case, "note", "handed in");
    worker.nonces = vec![camp.relay.nonce(worker.device, NOW).unwrap()];
    worker.push_act(case, Deed::CaseDisable);
    let expected = [quarantined("device_retired"), rejected("not_permitted")];
    assert_eq!(worker.sync(&camp), expected);
    assert_eq!((worker.refused.take().as_deref(), worker.entries), (Some("device_retired"), 0));
    camp.relay.revoke_device(worker.device, Revoked::Lost, NOW).unwrap();
    worker.nonces = vec![[0; 16]];
    worker.sync(&camp);
    assert_eq!(worker.refused.as_deref(), Some("device_lost"));
    assert!(camp.relay.revoke_device(worker.device, Revoked::Lost, NOW).is_err());
}

#[test]
fn a_form_given_to_a_role_by_a_later_configuration_brings_its_history() {
    let camp = Camp::new();
    let (mut worker, mut boss) = (camp.enrol("worker"), camp.enrol("boss"));
    let mut narrow = camp::config_files();
    let roles = &mut narrow.iter_mut().find(|(name, _)| name == "roles.toml").unwrap().1;
    let (before, manager) = roles.split_once("id = \"manager\"").unwrap();
    let all = r#"forms = { identity = "rw", services = "rw", notes = "rw" }"#;
    *roles =
        format!("{before}id = \"manager\"{}", manager.replacen(all, r#"forms = { identity = "rw" }"#, 1));
    assert_eq!(camp.relay.publish_config(&narrow, NOW).unwrap(), 2);
    worker.sync(&camp);
    let case = worker.register("Amina");
    worker.fill(case, "service", "older than the right to read it");
    worker.sync(&camp);
    boss.sync(&camp);
    assert_eq!(boss.reads(case, "service"), None);
    assert_eq!(camp.relay.publish_config(&camp::config_files(), NOW).unwrap(), 3);
    boss.sync(&camp);
    assert_eq!(boss.reads(case, "service").as_deref(), Some("older than the right to read it"));
    assert_eq!(camp.relay.publish_config(&narrow, NOW).unwrap(), 4);
    boss.fill(case, "service", "late by a configuration");
    assert_eq!(boss.sync(&camp), [quarantined("access_ended")]);
    assert_eq!(boss.closes.len(), 1);
    assert_eq!(boss.reads(case, "name").as_deref(), Some("Amina"));
}

#[test]
fn a_form_given_to_the_role_of_whoever_registered_the_case_brings_its_key() {
    let camp = Camp::new();
    let mut narrow = camp::config_files();
    let roles = &mut narrow.iter_mut().find(|(name, _)| name == "roles.toml").unwrap().1;
    *roles = roles.replace("services = \"rw\", notes = \"rw\"", "services = \"rw\"");
    assert_eq!(camp.relay.publish_config(&narrow, NOW).unwrap(), 2);
    let mut worker = camp.enrol("worker");
    worker.sync(&camp);
    // Registered under the narrow configuration; by the time it is handed in, another one holds.
    let case = worker.register("Amina");
    assert_eq!(camp.relay.publish_config(&camp::config_files(), NOW).unwrap(), 3);
    worker.sync(&camp);
    worker.fill(case, "note", "on a form of the later configuration");
    assert!(ok(&worker.sync(&camp)));
}

#[test]
fn when_a_supervisor_leaves_the_cases_they_held_get_new_keys_and_everybody_else_has_them() {
    let camp = Camp::new();
    let (mut worker, mut boss) = (camp.enrol("worker"), camp.enrol("boss"));
    worker.sync(&camp);
    let case = worker.register("Amina");
    worker.sync(&camp);
    boss.sync(&camp);
    camp.relay.change_person(&person("boss", "manager", "a", "clinic"), NOW).unwrap();
    worker.sync(&camp);
    assert_eq!(worker.cases[&case].epoch, 2);
    worker.fill(case, "note", "under the new key");
    assert!(ok(&worker.sync(&camp)));
    boss.sync(&camp);
    assert!(boss.cases.is_empty());
}
