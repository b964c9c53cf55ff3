//! What became of a case: who wrote and did what, what stood at any line, and how it comes back.
#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use daftar_app::{
    FieldPath, HistoryFilter, Lending, LineId, Offer, Target,
    core::{CaseId, Consent, Deed, EntryId, FieldId, FormId, UserName},
    view::{
        AsItWasView, EditRequest, HistoryChangeView, HistoryChoiceView, HistoryLineView, HistoryRequest,
        HistoryView, PutBackView, Standing, WasEntry, WasFieldView,
    },
};
use daftar_core::config::RecordType;
use daftar_tests::camp::{Camp, Laptop};

const SECRET: &str = "canary-concern";

fn every_line(case: CaseId) -> HistoryRequest {
    let case_id = case.to_string();
    HistoryRequest { case_id, form: None, field: None, person: None, acts: false, offset: 0, limit: 100 }
}

fn view(laptop: &Laptop, request: &HistoryRequest) -> HistoryView {
    laptop.book.history_view(request).unwrap()
}

/// "worker-1: Age 11 → 12", "worker-1: referral.offer accepted".
fn told(line: &HistoryLineView) -> String {
    let author = &line.author;
    if let Some(act) = &line.act {
        return format!("{author}: {} {}", act.act, act.state);
    }
    let HistoryChangeView { field_label, before, after, removal, stand, .. } = line.change.as_ref().unwrap();
    let stand = stand.as_ref().map(|stand| format!(" ({stand})")).unwrap_or_default();
    match removal {
        Some(removal) => format!("{author}: {field_label} {removal}{stand}"),
        None => format!("{author}: {field_label} {before} → {after}{stand}"),
    }
}

/// The lines, the earliest first.
fn lines(laptop: &Laptop, request: &HistoryRequest) -> Vec<String> {
    let view = view(laptop, request);
    assert_eq!(view.total as usize, view.lines.len());
    view.lines.iter().rev().map(told).collect()
}

/// The line that reads so.
fn line(laptop: &Laptop, case: CaseId, sought: &str) -> HistoryLineView {
    view(laptop, &every_line(case)).lines.into_iter().find(|line| told(line) == sought).unwrap()
}

fn was(laptop: &Laptop, case: CaseId, form: &str, sought: &str) -> AsItWasView {
    let id: LineId = line(laptop, case, sought).line_id.parse().unwrap();
    laptop.book.as_it_was(case, &FormId::from(form), id).unwrap()
}

fn field<'a>(form: &'a AsItWasView, id: &str) -> &'a WasFieldView {
    form.fields.iter().find(|field| field.field_id == id).unwrap()
}

fn put(laptop: &Laptop, case: CaseId, back: PutBackView) {
    let field = FieldId::from(back.field_id.as_str());
    let target = match back.subform_id.zip(back.entry_id) {
        Some((subform, entry)) => {
            Target::EntryField { subform: subform.as_str().into(), entry: entry.parse().unwrap(), field }
        }
        None => Target::Field(field),
    };
    laptop.book.resolve(case, target, back.value.0).unwrap();
}

struct Story {
    camp: Camp,
    case: CaseId,
    service: EntryId,
    note: EntryId,
}

/// Three people write; two of them the same field without knowing of each other; a note goes.
fn story(seed: u64) -> Story {
    let camp = Camp::of_training(seed);
    let (worker, supervisor, provider) = (camp.at("worker-1"), camp.at("supervisor"), camp.at("provider"));
    camp.sync_all(1);
    let case = worker.register(&[("name", "Amina"), ("name_nickname", "Mina"), ("concern_details", SECRET)]);
    camp.time.pass(5);
    worker.fill(case, &[("consent_for_services", "true"), ("disclosure_other_orgs", "true")]);
    camp.time.pass(5);
    let service = worker.add(case, "services_section", &[("service_type", "health_medical_service")]);
    camp.time.pass(5);
    let note = worker.add(case, "notes_section", &[("note_subject", "Visit")]);
    camp.time.pass(5);
    let offer = Offer { note: Some("please see her".to_owned()), ..Offer::to("provider", Consent::Given) };
    let referral = worker.book.refer(case, &offer, Lending::by("role-referral-services")).unwrap().act;
    camp.sync_all(2);
    camp.time.pass(60);
    provider.book.answer(referral, |referral| Deed::ReferralAccept { referral }).unwrap();
    camp.time.pass(5);
    provider.fill_entry(case, "services_section", service, &[("service_implemented", "implemented")]);
    camp.time.pass(5);
    supervisor.fill(case, &[("name_nickname", "Amoona")]);
    camp.time.pass(5);
    worker.fill(case, &[("name_nickname", "Mina Y")]);
    camp.sync_all(3);
    camp.time.pass(60);
    supervisor.fill(case, &[("name_nickname", "Amoona")]);
    camp.time.pass(5);
    worker.settle_entry(case, "notes_section", note, false);
    camp.sync_all(3);
    Story { camp, case, service, note }
}

const ALL: [&str; 14] = [
    "worker-1: case.create accepted",
    "worker-1: Full name  → Amina",
    "worker-1: Nickname or other spelling  → Mina",
    "worker-1: What is happening  → canary-concern",
    "worker-1: Agrees to our help  → Yes",
    "worker-1: Agrees to sharing with other services  → Yes",
    "worker-1: Service  → Health care",
    "worker-1: About  → Visit",
    "worker-1: referral.offer accepted",
    "provider: referral.accept accepted",
    "provider: Did the child get it?  → Yes",
    "supervisor: Nickname or other spelling Mina → Amoona",
    "worker-1: Nickname or other spelling Mina → Mina Y (parted)",
    "supervisor: Nickname or other spelling Amoona → Amoona (settled)",
];

#[test]
fn the_log_tells_in_order_who_wrote_and_did_what_and_what_it_did_to_what_others_wrote() {
    let Story { camp, case, .. } = story(1);
    let (worker, supervisor) = (camp.at("worker-1"), camp.at("supervisor"));
    let mut all = ALL.map(str::to_owned).to_vec();
    all.push("worker-1: Notes removed".to_owned());
    assert_eq!(lines(worker, &every_line(case)), all);
    // Of the registration only its author is told.
    assert_eq!(lines(supervisor, &every_line(case)), all[1..], "the same on every laptop");
    let parted = line(worker, case, ALL[12]);
    let change = parted.change.unwrap();
    assert_eq!(change.others, ["Amoona"]);
    assert!(parted.device.is_some() && parted.form_label.as_deref() == Some("Basic identity"));
    let offer = line(worker, case, ALL[8]).act.unwrap();
    assert_eq!((offer.to.as_deref(), offer.said.as_deref()), (Some("provider"), Some("please see her")));

    // What waits and what was refused says so.
    worker.book.set_standing(case, Standing::Close).unwrap_err();
    worker.book.assign(case, &"worker-2".into(), None).unwrap_err();
    supervisor.book.assign(case, &"worker-2".into(), None).unwrap();
    assert_eq!(lines(supervisor, &every_line(case)).last().unwrap(), "supervisor: case.assign queued");
}

#[test]
fn filters_give_exactly_the_lines_that_fit_and_offer_only_what_finds_something() {
    let Story { camp, case, .. } = story(2);
    let laptop = camp.at("supervisor");
    let all = every_line(case);
    let by = |form: Option<&str>, field: Option<&str>, person: Option<&str>| {
        let own = |text: Option<&str>| text.map(str::to_owned);
        HistoryRequest { form: own(form), field: own(field), person: own(person), ..all.clone() }
    };
    let of = |request: &HistoryRequest| lines(laptop, request);
    assert_eq!(of(&by(Some("basic_identity"), None, None)), [ALL[1], ALL[2], ALL[11], ALL[12], ALL[13]]);
    assert_eq!(of(&by(None, Some("name_nickname"), Some("worker-1"))), [ALL[2], ALL[12]]);
    assert_eq!(of(&by(None, None, Some("provider"))), [ALL[9], ALL[10]]);
    assert_eq!(of(&by(None, Some("notes_section"), None)), [ALL[7], "worker-1: Notes removed"]);
    assert_eq!(of(&by(None, Some("notes_section/note_subject"), None)), [ALL[7]]);
    let acts = HistoryRequest { acts: true, ..all.clone() };
    assert_eq!(of(&acts), [ALL[8], ALL[9]]);
    let acts_of_one = HistoryRequest { person: Some("worker-1".to_owned()), ..acts };
    assert_eq!(of(&acts_of_one), [ALL[8]]);
    // A field of two forms is found under both.
    camp.at("worker-1").fill(case, &[("protection_status", "unaccompanied")]);
    for form in ["basic_identity", "protection_concern"] {
        let found = lines(camp.at("worker-1"), &by(Some(form), Some("protection_status"), None));
        assert_eq!(found.len(), 1, "{form}");
    }

    let fields = view(camp.at("worker-1"), &all).fields;
    assert_eq!(fields.iter().filter(|field| field.id == "protection_status").count(), 1, "offered once");

    let ids =
        |choices: &[HistoryChoiceView]| choices.iter().map(|choice| choice.id.clone()).collect::<Vec<_>>();
    let offered = view(laptop, &all);
    assert_eq!((offered.total, offered.all, offered.acts), (14, 14, true));
    assert_eq!(ids(&offered.forms), ["basic_identity", "consent", "protection_concern", "services", "notes"]);
    assert_eq!(offered.people, ["provider", "supervisor", "worker-1"]);
    let offered = view(laptop, &by(None, None, Some("provider")));
    assert_eq!((offered.total, offered.all, offered.acts), (2, 14, true));
    assert_eq!(ids(&offered.forms), ["services"]);
    assert_eq!(ids(&offered.fields), ["services_section", "services_section/service_implemented"]);
    assert_eq!(offered.people, ["provider", "supervisor", "worker-1"], "another one can be chosen");
    let offered = view(laptop, &by(Some("basic_identity"), Some("name"), None));
    assert_eq!(offered.people, ["worker-1"]);
    assert_eq!(ids(&offered.fields), ["name", "name_nickname"]);
    assert!(!offered.acts, "no act is about a field");

    // A page is a page.
    let page = view(laptop, &HistoryRequest { offset: 3, limit: 2, ..all.clone() });
    let told: Vec<_> = page.lines.iter().map(told).collect();
    assert_eq!((page.total, told), (14, vec![ALL[11].to_owned(), ALL[10].to_owned()]));
    for nth in 0..130 {
        camp.at("worker-1").fill(case, &[("age", &format!("{}", 1 + nth % 17))]);
    }
    let page = view(camp.at("worker-1"), &HistoryRequest { limit: 5000, ..all });
    assert_eq!((page.total, page.lines.len()), (146, 100));
}

#[test]
fn a_form_is_shown_as_it_was_and_an_old_value_comes_back_as_a_new_change() {
    let Story { camp, case, note, .. } = story(3);
    let (worker, supervisor) = (camp.at("worker-1"), camp.at("supervisor"));
    let then = was(worker, case, "basic_identity", ALL[1]);
    assert_eq!((then.author.as_str(), then.differing), ("worker-1", 1));
    let nickname = field(&then, "name_nickname");
    assert_eq!((&nickname.then, &nickname.now), (&vec!["Mina".to_owned()], &vec!["Amoona".to_owned()]));
    assert!(nickname.differs && !field(&then, "name").differs);
    // While two values stood, both are shown, whoever's line it is.
    let mut both = field(&was(worker, case, "basic_identity", ALL[12]), "name_nickname").then.clone();
    both.sort();
    assert_eq!(both, ["Amoona", "Mina Y"]);
    // An act is a point in time like any other.
    let referred = was(worker, case, "services", ALL[8]);
    let entry = &field(&referred, "services_section").entries[0];
    assert_eq!(entry.state, WasEntry::Changed);
    let filled: Vec<_> = entry.fields.iter().filter(|field| field.differs).map(|f| &f.field_id).collect();
    assert_eq!(filled, ["service_implemented"]);
    let before = was(worker, case, "services", ALL[5]);
    assert_eq!(field(&before, "services_section").entries[0].state, WasEntry::Later);
    let notes = was(worker, case, "notes", ALL[7]);
    let gone = &field(&notes, "notes_section").entries[0];
    assert_eq!((gone.state, gone.fields[0].then.as_slice()), (WasEntry::Gone, &["Visit".to_owned()][..]));
    assert!(gone.fields.iter().all(|field| !field.differs), "it is the entry that is gone");
    assert_eq!(notes.differing, 1);

    // Put back: a change like any other, beside what is being written.
    let typed: EditRequest = serde_json::from_value(
        serde_json::json!({ "fieldId": "age", "value": "12", "subformId": null, "entryId": null, "removed": false }),
    )
    .unwrap();
    worker.book.keep_draft(Some(case), RecordType::Case, None, &[typed]).unwrap();
    let old = line(worker, case, ALL[2]).change.unwrap();
    assert!(line(worker, case, ALL[13]).change.unwrap().put_back_after.is_none(), "it is what stands now");
    let back = old.put_back_after.unwrap();
    assert_eq!((back.now.as_str(), back.then.as_str()), ("Amoona", "Mina"));
    put(worker, case, back);
    assert_eq!(worker.book.case_view(case).unwrap().draft.unwrap().edits.len(), 1, "it waits on");
    camp.sync_all(2);
    let now = |laptop: &Laptop| laptop.value(case, "basic_identity", "name_nickname").unwrap();
    assert_eq!((now(supervisor), now(worker)), ("Mina".into(), "Mina".into()));
    assert_eq!(
        lines(supervisor, &every_line(case)).last().unwrap(),
        "worker-1: Nickname or other spelling Amoona → Mina"
    );
    // To before anything was written is to empty it.
    put(supervisor, case, line(supervisor, case, ALL[2]).change.unwrap().put_back_before.unwrap());
    assert_eq!(now(supervisor), serde_json::Value::Null);

    // A removed entry is kept again.
    camp.time.pass(5);
    let keep = line(worker, case, "worker-1: Notes removed").change.unwrap().keep.unwrap();
    assert_eq!(keep.entry_id, note.to_string());
    worker.settle_entry(case, &keep.subform_id, note, true);
    camp.sync_all(3);
    assert_eq!(supervisor.value(case, "notes", "notes_section").unwrap()[0]["note_subject"], "Visit");
    assert_eq!(lines(supervisor, &every_line(case)).last().unwrap(), "worker-1: Notes kept");
    assert!(line(worker, case, "worker-1: Notes removed").change.unwrap().keep.is_none(), "it is there");
}

#[test]
fn nobody_reads_in_the_history_what_they_may_not_read_nor_writes_through_it_what_they_may_not_write() {
    let Story { camp, case, service, .. } = story(4);
    let provider = camp.at("provider");
    let told = lines(provider, &every_line(case));
    let (acts, changes): (Vec<_>, Vec<_>) = told.iter().partition(|line| line.contains(" accepted"));
    assert_eq!(changes, [ALL[1], ALL[2], ALL[6], ALL[10], ALL[11], ALL[12], ALL[13]]);
    assert_eq!(acts, [ALL[8], ALL[9]], "what the relay told");
    let everything = view(provider, &every_line(case));
    let everything = serde_json::to_string(&everything).unwrap();
    for word in [SECRET, "Visit", "notes", "protection_concern", "consent"] {
        assert!(!everything.contains(word), "{word}");
    }
    // What is lent to read is not put back; what is lent to write is.
    assert!(line(provider, case, ALL[2]).change.unwrap().put_back_after.is_none());
    assert!(line(provider, case, ALL[10]).change.unwrap().put_back_before.is_some());
    // Lines and forms of others cannot be named either.
    let worker = camp.at("worker-1");
    let ask = |form: &str, line: &HistoryLineView| {
        let id: LineId = line.line_id.parse().unwrap();
        provider.book.as_it_was(case, &FormId::from(form), id).err().map(|error| error.code)
    };
    assert_eq!(ask("services", &line(worker, case, ALL[10])), None);
    assert_eq!(ask("services", &line(worker, case, ALL[3])), Some("not_found"));
    assert_eq!(ask("notes", &line(worker, case, ALL[10])), Some("not_found"));

    // A closed case takes nothing back.
    let old = || line(worker, case, ALL[6]).change.unwrap();
    worker.fill_entry(case, "services_section", service, &[("service_type", "safehouse_service")]);
    assert!(old().put_back_after.is_some());
    camp.sync_all(2);
    camp.at("supervisor").book.set_standing(case, Standing::Close).unwrap();
    camp.sync_all(3);
    assert!(old().put_back_after.is_none());
}

#[test]
fn scripts_are_told_the_same() {
    let Story { camp, case, .. } = story(5);
    let worker = camp.at("worker-1");
    let filter = HistoryFilter { person: Some(UserName::from("supervisor")), ..HistoryFilter::default() };
    let told = worker.book.history_json(case, &filter).unwrap();
    let told = told.as_array().unwrap();
    assert_eq!(told.len(), 2);
    assert_eq!((&told[0]["stand"], &told[0]["others"]), (&"settled".into(), &serde_json::json!(["Mina Y"])));
    let filter = HistoryFilter { acts: true, ..HistoryFilter::default() };
    let acts = worker.book.history_json(case, &filter).unwrap();
    assert_eq!(acts[1]["act"], "referral.offer");
    assert_eq!(acts[1]["to"], "provider");
    assert_eq!((&acts[1]["state"], &acts[1]["said"]), (&"accepted".into(), &"please see her".into()));
    let filter = HistoryFilter { field: Some(FieldPath::from("age")), ..HistoryFilter::default() };
    assert_eq!(worker.book.history_json(case, &filter).unwrap(), serde_json::json!([]));
}
