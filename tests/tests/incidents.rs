//! Records that belong together, on laptops that meet a real relay under the standard configuration.
#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use daftar_app::{
    AppError, FieldEdit, Target,
    core::{CaseId, Deed, RecordType, Value},
    view::{EditRequest, LinkState, LinkView, Standing, ValueView},
};
use daftar_tests::{
    camp::{Camp, Laptop},
    standard,
};
use daftar_training::TrainingPerson;

/// Two caseworkers of one team, with their supervisor and somebody who may do everything.
fn camp(seed: u64) -> Camp {
    let mut people = standard::people();
    people.push(TrainingPerson { user_name: "worker-2".into(), ..people[0].clone() });
    Camp::of(seed, &standard::files(), &people)
}

fn filled(field: &str, text: &str) -> FieldEdit {
    FieldEdit { target: Target::Field(field.into()), value: Value::Text(text.to_owned()) }
}

fn record(laptop: &Laptop, record: RecordType, field: &str, text: &str) -> CaseId {
    laptop.book.register_record(record, &[filled(field, text)]).unwrap().case
}

fn links(laptop: &Laptop, record: CaseId) -> Vec<LinkView> {
    laptop.book.case_view(record).unwrap().links.links
}

fn only(laptop: &Laptop, record: CaseId) -> LinkView {
    let mut links = links(laptop, record);
    assert_eq!(links.len(), 1);
    links.remove(0)
}

fn code_of<T>(answer: Result<T, AppError>) -> Option<&'static str> {
    answer.err().map(|error| error.code)
}

#[test]
fn an_incident_written_in_the_field_belongs_to_its_case_before_any_contact_and_goes_with_it() {
    let camp = camp(71);
    let (worker, second, supervisor) = (camp.at("worker-1"), camp.at("worker-2"), camp.at("supervisor"));
    let case = worker.register(&[("name_first", "Amina")]);
    assert!(worker.book.case_view(case).unwrap().links.may_add_incident);
    let said = [filled("cp_incident_location_type_other", "canary-at-the-well")];
    let incident = worker.book.register_incident(case, &said).unwrap().case;
    for (here, there) in [(case, incident), (incident, case)] {
        let link = only(worker, here);
        assert_eq!((link.case_id, link.state, link.may_end), (there.to_string(), LinkState::Pending, false));
    }
    camp.sync_all(2);
    assert_eq!(only(worker, case).state, LinkState::Stands);
    assert_eq!(only(supervisor, incident).case_id, case.to_string());
    assert!(second.sees(case).is_none() && second.sees(incident).is_none());

    supervisor.book.assign(case, &"worker-2".into(), None).unwrap();
    assert_eq!(code_of(supervisor.book.assign(incident, &"worker-1".into(), None)), Some("follows_its_case"));
    camp.sync_all(2);
    assert_eq!(second.book.case_view(incident).unwrap().owner, "worker-2");
    assert_eq!(only(second, case).case_id, incident.to_string());
    assert!(worker.sees(case).is_none() && worker.sees(incident).is_none());
    assert!(!worker.book.holds_text("canary-at-the-well").unwrap(), "it left with the case");

    // Removed, it stays with whom the case was, and the next owner of the case does not get it.
    let link = only(second, incident);
    assert!(link.may_end);
    let unlinked = second.book.unlink(link.link_id.parse().unwrap()).unwrap();
    assert_eq!(only(second, incident).state, LinkState::Ending);
    assert_eq!(code_of(second.book.answer(unlinked.act, |link| Deed::LinkEnd { link })), Some("not_found"));
    camp.sync_all(2);
    assert!(links(second, incident).is_empty() && links(second, case).is_empty());
    supervisor.book.assign(case, &"worker-1".into(), None).unwrap();
    camp.sync_all(2);
    assert!(worker.sees(case).is_some() && worker.sees(incident).is_none());
    assert!(second.sees(case).is_none() && second.sees(incident).is_some());
}

#[test]
fn a_new_incident_opens_a_closed_case_again() {
    let camp = camp(72);
    let (worker, office) = (camp.at("worker-1"), camp.at("office"));
    let case = worker.register(&[("name_first", "Amina")]);
    camp.sync_all(2);
    // Nobody approves a closing here: the office may.
    office.book.set_standing(case, Standing::Close).unwrap();
    camp.sync_all(2);
    assert_eq!(worker.book.case_view(case).unwrap().status, "closed");
    let incident = worker.book.register_incident(case, &[]).unwrap().case;
    worker.book.register_incident(case, &[]).unwrap();
    camp.sync_all(2);
    assert_eq!(worker.book.case_view(case).unwrap().status, "open", "asked for once, by the first of them");
    assert_eq!(office.book.case_view(incident).unwrap().owner, "worker-1");
    let sees = worker.sees(case).unwrap();
    assert!(sees["refused"].as_array().unwrap().is_empty());
}

#[test]
fn families_registry_records_and_traces_are_tied_from_one_end_and_told_at_both() {
    let camp = camp(73);
    let (worker, supervisor) = (camp.at("worker-1"), camp.at("supervisor"));
    let case = worker.register(&[("name_first", "Amina")]);
    let family = record(worker, RecordType::Family, "family_name", "Warsame");
    let registered = record(worker, RecordType::RegistryRecord, "name", "Amina W.");
    let request = record(worker, RecordType::TracingRequest, "relation_name", "Halima");
    let trace = worker.book.make_entry_id();
    let subform = "tracing_request_subform_section";
    let target = Target::EntryField { subform: subform.into(), entry: trace, field: "name".into() };
    worker.book.save(request, &[FieldEdit { target, value: Value::Text("Amina".into()) }]).unwrap();

    let offered = |record| {
        let offers = worker.book.case_view(record).unwrap().links.offers;
        offers.into_iter().map(|offer| offer.record.0).collect::<Vec<_>>()
    };
    assert_eq!(offered(case), [RecordType::Family, RecordType::RegistryRecord]);
    assert_eq!(offered(request), [RecordType::Case]);
    assert!(offered(family).is_empty(), "a family is tied from the case");
    worker.book.link(case, family, None).unwrap();
    worker.book.link(case, registered, None).unwrap();
    assert_eq!(code_of(worker.book.link(request, case, None)), Some("bad_link"), "which trace?");
    worker.book.link(request, case, Some(trace)).unwrap();
    camp.sync_all(2);
    let told: Vec<_> =
        links(supervisor, case).into_iter().map(|link| (link.record.0, link.name.unwrap())).collect();
    let expected = [
        (RecordType::TracingRequest, "Halima".to_owned()),
        (RecordType::Family, "Warsame".to_owned()),
        (RecordType::RegistryRecord, "Amina W.".to_owned()),
    ];
    assert_eq!(told, expected);
    assert!(only(worker, request).entry.unwrap().contains("Amina"));
    assert!(offered(case).is_empty(), "one of each");
    assert!(offered(request).is_empty(), "no other trace is there to match");
    assert_eq!(code_of(worker.book.link(case, family, None)), Some("already_so"));

    // Being tied shows nobody anything: the other record keeps its own readers.
    let second = camp.at("worker-2");
    supervisor.book.assign(case, &"worker-2".into(), None).unwrap();
    camp.sync_all(2);
    assert!(second.sees(case).is_some());
    assert!([family, registered, request].iter().all(|record| second.sees(*record).is_none()));
    let seen: Vec<_> = links(second, case).into_iter().map(|link| (link.is_here, link.name)).collect();
    assert_eq!(seen, [(false, None), (false, None)], "they know that it is tied, and to what");
}

#[test]
fn an_incident_half_written_waits_at_the_case_it_is_of() {
    let mut camp = camp(74);
    let case = |child: &str| camp.at("worker-1").register(&[("name_first", child)]);
    let (first, second) = (case("Amina"), case("Bilal"));
    let place = EditRequest {
        field_id: Some("cp_incident_location_type_other".into()),
        value: Some(ValueView(Value::Text("at the well".into()))),
        subform_id: None,
        entry_id: None,
        removed: false,
    };
    let book = &camp.at("worker-1").book;
    book.keep_draft(None, RecordType::Incident, Some(first), std::slice::from_ref(&place)).unwrap();
    camp.restart("worker-1", None);
    let book = &camp.at("worker-1").book;
    let drafted =
        |of| book.new_case_view(RecordType::Incident, of).unwrap().draft.map(|draft| draft.edits.len());
    assert_eq!([Some(first), Some(second), None].map(drafted), [Some(1), None, None]);
    let saved = book.save_view(None, RecordType::Incident, &[place], &[], Some(first)).unwrap();
    let incident = saved.case_id.parse().unwrap();
    assert_eq!(only(camp.at("worker-1"), incident).case_id, first.to_string());
    assert_eq!(drafted(Some(first)), None);
}
