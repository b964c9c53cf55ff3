//! A caseworker's and a supervisor's morning, with the cable out: what is to be done, and by whom.
#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use daftar_app::{
    Lending, ListRequest, Offer,
    core::{CaseId, Consent, Deed, RecordType},
    view::{FirstDayView, Standing, TodayView},
};
use daftar_tests::{
    camp::{Camp, Laptop},
    standard,
};
use daftar_training::TrainingPerson;

/// The Camp's first day.
const TODAY: &str = "2026-03-10";

fn camp(seed: u64) -> Camp {
    let mut people = standard::people();
    people.push(TrainingPerson { user_name: "worker-2".into(), ..people[0].clone() });
    let camp = Camp::of(seed, &standard::files(), &people);
    // Whoever enrolled first hears of the others.
    camp.sync_all(1);
    camp
}

fn today(laptop: &Laptop) -> TodayView {
    laptop.book.today_view().unwrap()
}

/// Label, day and days of each task.
fn tasks(laptop: &Laptop) -> Vec<(String, String, i32)> {
    let view = today(laptop);
    let count = |late: bool| view.tasks.iter().filter(|task| (task.days < 0) == late).count();
    assert_eq!((view.overdue as usize, view.soon as usize), (count(true), count(false)));
    view.tasks.into_iter().map(|task| (task.label, task.due, task.days)).collect()
}

fn waiting(laptop: &Laptop) -> Vec<(String, String)> {
    today(laptop).waiting.into_iter().map(|one| (one.kind, one.by)).collect()
}

fn task(label: &str, due: &str, days: i32) -> (String, String, i32) {
    (label.to_owned(), due.to_owned(), days)
}

fn fill(laptop: &Laptop, case: CaseId, field: &str, typed: &str) {
    laptop.fill(case, &[(field, typed)]);
}

#[test]
fn a_task_stands_with_the_owner_until_it_is_done_and_goes_where_the_case_goes() {
    let camp = camp(91);
    let (worker, second, supervisor) = (camp.at("worker-1"), camp.at("worker-2"), camp.at("supervisor"));
    let case = worker.register(&[("name_first", "Amina")]);
    assert_eq!(today(worker).today, TODAY);
    assert_eq!(tasks(worker), []);
    fill(worker, case, "assessment_due_date", "2026-03-07");
    fill(worker, case, "case_plan_due_date", "2026-03-17");
    let followup = worker.add(case, "followup_subform_section", &[("followup_needed_by_date", "2026-03-10")]);
    worker.add(case, "followup_subform_section", &[("followup_needed_by_date", "2026-03-18")]);
    let all = [
        task("Assessment", "2026-03-07", -3),
        task("Follow-up", "2026-03-10", 0),
        task("Case plan", "2026-03-17", 7),
    ];
    assert_eq!(tasks(worker), all, "the follow-up in eight days is not near yet");
    let forms: Vec<_> = today(worker).tasks.into_iter().filter_map(|task| task.form_id).collect();
    assert_eq!(forms, ["assessment", "followup", "cp_case_plan"], "where each is done");

    fill(worker, case, "assessment_requested_on", TODAY);
    worker.fill_entry(case, "followup_subform_section", followup, &[("followup_date", TODAY)]);
    assert_eq!(tasks(worker), all[2..]);

    // Whoever stands above the owner sees the case, and has nothing to do in it.
    camp.sync_all(2);
    assert_eq!((tasks(worker), tasks(supervisor)), (all[2..].to_vec(), vec![]));
    supervisor.book.assign(case, &"worker-2".into(), None).unwrap();
    camp.sync_all(2);
    assert_eq!((tasks(worker), tasks(second)), (vec![], all[2..].to_vec()));

    // Nobody works on a closed case.
    let stage = |laptop: &Laptop| {
        let listed = laptop.book.list(&Default::default()).unwrap().1.remove(0).row.stage;
        let stages = laptop.book.case_view(case).unwrap().stages.unwrap();
        let shown = laptop.sees(case).unwrap()["stage"].as_str().map(str::to_owned);
        assert_eq!(listed, shown, "the list says what the page says");
        (listed.unwrap(), stages.steps[stages.at as usize].clone())
    };
    assert_eq!(stage(second), ("assessment".to_owned(), "Assessment".to_owned()));
    camp.at("office").book.set_standing(case, Standing::Close).unwrap();
    camp.sync_all(2);
    assert_eq!((tasks(second), stage(second).0.as_str()), (vec![], "closed"));
    camp.at("office").book.set_standing(case, Standing::Reopen).unwrap();
    camp.sync_all(2);
    assert_eq!((tasks(second), stage(second).0.as_str()), (all[2..].to_vec(), "reopened"));
    second.add(case, "services_section", &[("service_response_type", "care_plan")]);
    assert_eq!(stage(second), ("care_plan".to_owned(), "Care plan".to_owned()));
}

#[test]
fn what_waits_for_an_answer_stands_with_whoever_can_give_it_until_they_have() {
    let camp = camp(92);
    let (worker, second, supervisor) = (camp.at("worker-1"), camp.at("worker-2"), camp.at("supervisor"));
    let case = worker.register(&[
        ("name_first", "Amina"),
        ("consent_for_services", "true"),
        ("disclosure_other_orgs", "true"),
    ]);
    let offer = Offer::to("worker-2", Consent::Given);
    let lending = Lending { until: Some("2026-03-11".to_owned()), ..Lending::default() };
    let referral = worker.book.refer(case, &offer, lending).unwrap().act;
    worker.book.request_approval(case, &"assessment".into()).unwrap();
    camp.sync_all(2);
    assert_eq!(waiting(worker), []);
    assert_eq!(waiting(second), [("referral".to_owned(), "worker-1".to_owned())]);
    assert_eq!(waiting(supervisor), [("approval".to_owned(), "worker-1".to_owned())]);

    // The page offers an answer as long as none waits to be sent, and says which one does.
    let offered = |laptop: &Laptop| {
        let page = laptop.book.case_view(case).unwrap();
        // Whoever is lent the case reads nothing of approvals.
        let approval = page.approvals.into_iter().find(|approval| approval.request.is_some());
        let referral = page.referrals.into_iter().next().unwrap();
        let answers = approval.as_ref().is_some_and(|approval| approval.may_answer);
        let may_answer = (answers, referral.may_accept, referral.may_reject, referral.may_finish);
        (may_answer, approval.and_then(|approval| approval.request?.waiting_answer))
    };
    assert_eq!(offered(second), ((false, true, true, false), None));
    second.book.answer(referral, |referral| Deed::ReferralAccept { referral }).unwrap();
    assert_eq!(waiting(second), [], "answered, though not sent yet");
    assert_eq!(offered(second), ((false, false, false, false), None));
    assert_eq!(offered(supervisor), ((true, false, false, false), None));
    let approval = supervisor.sees(case).unwrap()["approvals"][0]["request_id"].as_str().unwrap().parse();
    supervisor.book.reject_approval(approval.unwrap(), Some("not yet")).unwrap();
    assert_eq!(waiting(supervisor), []);
    assert_eq!(offered(supervisor), ((false, false, false, false), Some("approval.reject".to_owned())));
    camp.sync_all(2);
    assert_eq!(offered(supervisor).1, None);
    assert_eq!(offered(second), ((false, false, false, true), None));
    assert_eq!((waiting(second), waiting(supervisor)), (vec![], vec![]));

    second.book.request_transfer(case, None).unwrap();
    camp.sync_all(2);
    assert_eq!(waiting(worker), [("request".to_owned(), "worker-2".to_owned())]);

    // Whoever may answer for the person who is offered a case has it before them, too.
    let office = camp.at("office");
    office.book.transfer(case, &Offer::to("worker-2", Consent::Given)).unwrap();
    camp.sync_all(2);
    let offered = [("transfer".to_owned(), "office".to_owned())];
    assert_eq!((waiting(second), waiting(supervisor)), (offered.to_vec(), offered.to_vec()));
    assert_eq!((waiting(worker), waiting(office)), (vec![], vec![]));
}

#[test]
fn an_offer_whose_day_is_over_waits_for_nobody() {
    let camp = camp(93);
    let (worker, second) = (camp.at("worker-1"), camp.at("worker-2"));
    let case = worker.register(&[
        ("name_first", "Amina"),
        ("consent_for_services", "true"),
        ("disclosure_other_orgs", "true"),
    ]);
    let lending = Lending { until: Some(TODAY.to_owned()), ..Lending::default() };
    worker.book.refer(case, &Offer::to("worker-2", Consent::Given), lending).unwrap();
    camp.sync_all(2);
    assert_eq!(waiting(second).len(), 1);
    camp.time.pass(24 * 60);
    assert_eq!(waiting(second), [], "with the cable out");
}

#[test]
fn what_has_two_values_or_was_refused_is_to_be_settled() {
    let camp = camp(94);
    let (worker, office) = (camp.at("worker-1"), camp.at("office"));
    let case = worker.register(&[("name_first", "Amina")]);
    camp.sync_all(2);
    fill(worker, case, "name_nickname", "Mina");
    fill(office, case, "name_nickname", "Amoona");
    camp.sync_all(3);
    let states = || today(worker).to_settle.into_iter().map(|item| item.state).collect::<Vec<_>>();
    assert_eq!(states(), ["two_values"]);
    for nth in 0..201 {
        worker.register(&[("name_first", &format!("Child {nth}"))]);
    }
    assert_eq!(states(), ["two_values"], "however much waits to be sent");
}

#[test]
fn the_day_begins_at_midnight_where_the_laptop_is() {
    let camp = camp(96);
    camp.time.move_to("<+0630>-6:30");
    let (worker, second) = (camp.at("worker-1"), camp.at("worker-2"));
    let case = worker.register(&[
        ("name_first", "Amina"),
        ("date_of_birth", "2017-03-11"),
        ("assessment_due_date", TODAY),
        ("consent_for_services", "true"),
        ("disclosure_other_orgs", "true"),
    ]);
    let lending = Lending { until: Some(TODAY.to_owned()), ..Lending::default() };
    worker.book.refer(case, &Offer::to("worker-2", Consent::Given), lending).unwrap();
    camp.sync_all(2);
    let aged = |laptop: &Laptop, years: u32| {
        let asked = laptop.book.filter(RecordType::Case, "@age", &years.to_string()).unwrap();
        let (total, rows) =
            laptop.book.list(&ListRequest { clauses: vec![asked], ..ListRequest::default() }).unwrap();
        assert!(rows.iter().all(|row| row.age.is_some_and(|age| age.years == years)), "as its row says");
        total
    };
    let of_state = |state: &str| {
        let asked = worker.book.filter(RecordType::Case, "@referral", state).unwrap();
        worker.book.list(&ListRequest { clauses: vec![asked], ..ListRequest::default() }).unwrap().0
    };

    // It is half past four in the afternoon; then a minute to midnight, which is half past five of UTC.
    let midnight: jiff::Timestamp = "2026-03-10T17:30:00Z".parse().unwrap();
    camp.time.pass((midnight.as_millisecond() - camp.time.now_ms()) / 60_000 - 1);
    assert_eq!((today(worker).today.as_str(), tasks(worker)), (TODAY, vec![task("Assessment", TODAY, 0)]));
    assert_eq!((aged(worker, 8), aged(worker, 9)), (1, 0));
    assert_eq!((waiting(second).len(), of_state("in_progress"), of_state("expired")), (1, 1, 0));
    camp.time.pass(2);
    assert_eq!(today(worker).today, "2026-03-11");
    assert_eq!(tasks(worker), [task("Assessment", TODAY, -1)]);
    assert_eq!((aged(worker, 8), aged(worker, 9)), (0, 1));
    assert_eq!((waiting(second).len(), of_state("in_progress"), of_state("expired")), (0, 0, 1));
    worker.book.do_task(case, &"assessment".into(), None).unwrap();
    let done = worker.value(case, "assessment", "assessment_requested_on");
    assert_eq!(done.unwrap(), "2026-03-11");

    // West of Greenwich it is still the day before. Whoever was nine when somebody asked, yesterday in UTC, is nine.
    camp.time.move_to("<-03>3");
    camp.time.pass(8 * 60);
    aged(worker, 9);
    derive_all(worker);
    let typed = worker.register(&[("name_first", "Baraka"), ("age", "9")]);
    assert_eq!(today(worker).today, TODAY);
    assert_eq!(aged(worker, 9), 1);
    camp.time.pass(3 * 60);
    assert_eq!(today(worker).today, "2026-03-11");
    assert_eq!(aged(worker, 9), 2);
    let shown = worker.sees(typed).unwrap();
    assert_eq!(shown["forms"]["basic_identity"]["age"], 9);
}

/// The standard configuration with one kind of task more.
fn with_closing() -> Vec<(String, String)> {
    let mut files = standard::files();
    let settings = files.iter_mut().find(|(path, _)| path == "settings.toml").unwrap();
    let labels = ["en", "fr", "ar", "es"].map(|language| format!("{language} = \"Wind up\""));
    settings.1 += &format!(
        "\n[tasks.winding_up]\nlabel = {{ {} }}\ndue = [{{ date = \"closure_followup_date\" }}]\ndone = \"assessment_requested_on\"\n",
        labels.join(", ")
    );
    files
}

fn derive_all(laptop: &Laptop) -> u32 {
    let mut portions = 0;
    while laptop.book.derive_some().unwrap() > 0 {
        portions += 1;
    }
    portions
}

#[test]
fn another_configuration_has_its_tasks_worked_out_for_cases_that_were_there_before() {
    let camp = camp(95);
    let worker = camp.at("worker-1");
    for nth in 0..40 {
        worker.register(&[("name_first", &format!("Child {nth}")), ("closure_followup_date", "2026-03-12")]);
    }
    camp.sync_all(2);
    assert_eq!((tasks(worker), worker.book.line_view().unwrap().to_derive), (vec![], 0));
    camp.publish(&with_closing());
    camp.sync_all(1);
    assert_eq!(tasks(worker), [], "the old rows serve");
    assert_eq!(worker.book.line_view().unwrap().to_derive, 40);
    assert_eq!(derive_all(worker), 2, "some at a time");
    assert_eq!(tasks(worker), vec![task("Wind up", "2026-03-12", 2); 40]);
}

#[test]
fn what_is_worked_out_anew_is_what_was_worked_out_bit_by_bit() {
    let camp = camp(96);
    let (worker, office, supervisor) = (camp.at("worker-1"), camp.at("office"), camp.at("supervisor"));
    let mut cases = Vec::new();
    for nth in 0..12 {
        let born = format!("20{:02}-03-0{}", 8 + nth, 1 + nth % 9);
        let case = worker.register(&[("name_first", &format!("Child {nth}")), ("date_of_birth", &born)]);
        fill(worker, case, "assessment_due_date", &format!("2026-03-{:02}", 5 + nth));
        worker.add(case, "followup_subform_section", &[("followup_needed_by_date", "2026-03-14")]);
        cases.push(case);
    }
    camp.sync_all(2);
    for (nth, case) in cases.iter().enumerate().filter(|(nth, _)| nth % 3 == 0) {
        fill(worker, *case, "name_nickname", &format!("one {nth}"));
        fill(office, *case, "name_nickname", &format!("two {nth}"));
    }
    office.book.set_standing(cases[1], Standing::Close).unwrap();
    supervisor.book.assign(cases[2], &"worker-2".into(), None).unwrap();
    camp.sync_all(3);
    let shown = |name: &str| {
        let laptop = camp.at(name);
        let (count, rows) = laptop.book.list(&Default::default()).unwrap();
        let sought = ["child", "tow", "one", "7"].map(|search| {
            let request = ListRequest { search: search.to_owned(), ..ListRequest::default() };
            laptop.book.list(&request).unwrap().0
        });
        let rows: Vec<_> = rows.into_iter().map(|row| (row.row, row.age)).collect();
        (count, rows, sought, tasks(laptop), waiting(laptop))
    };
    let names = ["worker-1", "worker-2", "office", "supervisor"];
    let before = names.map(shown);
    camp.publish(&with_closing());
    camp.sync_all(1);
    for (name, before) in names.into_iter().zip(before) {
        derive_all(camp.at(name));
        let after = shown(name);
        assert!(before == after, "{name}");
    }
}

#[test]
fn what_others_do_in_a_case_is_news_to_its_owner_until_they_open_it() {
    let camp = camp(97);
    let (worker, supervisor) = (camp.at("worker-1"), camp.at("supervisor"));
    let consents = [("consent_for_services", "true"), ("disclosure_other_orgs", "true")];
    let case = worker.register(&[("name_first", "Amina"), consents[0], consents[1]]);
    let other = worker.register(&[("name_first", "Lul")]);
    camp.sync_all(2);
    let news = |laptop: &Laptop| {
        let told = today(laptop).news.into_iter();
        told.map(|one| (one.case_id, one.by, one.forms, one.acts)).collect::<Vec<_>>()
    };
    fill(worker, case, "name_nickname", "Mina");
    assert_eq!(news(worker), [], "one's own work is no news");

    // On the supervisor's laptop it is no news either, nor what its owner asks there: the case is not theirs.
    worker.book.request_approval(other, &"assessment".into()).unwrap();
    supervisor.add(case, "notes_section", &[("note_subject", "Please visit her")]);
    supervisor.book.flag(case, "Look at this").unwrap();
    camp.sync_all(2);
    assert_eq!(news(supervisor), []);
    let told = news(worker);
    let wrote = (
        case.to_string(),
        vec!["supervisor".to_owned()],
        vec!["Notes".to_owned()],
        vec!["flag.add".to_owned()],
    );
    assert_eq!(told, [wrote]);
    let asked = daftar_app::view::CaseListRequest {
        clauses: vec![worker.book.filter(RecordType::Case, "@news", "true").unwrap()],
        ..daftar_app::view::CaseListRequest::all(RecordType::Case)
    };
    let listed = worker.book.list_view(&asked).unwrap();
    assert_eq!(listed.rows.iter().map(|row| row.case_id.clone()).collect::<Vec<_>>(), [case.to_string()]);
    assert!(listed.rows[0].news && listed.rows[0].flags == 1);

    // Another contact tells it once; opening the other case does not take it away, opening this one does.
    camp.sync_all(1);
    worker.book.open_view(other).unwrap();
    assert_eq!(news(worker).len(), 1);
    worker.book.open_view(case).unwrap();
    assert_eq!(news(worker), []);
    camp.sync_all(1);
    assert_eq!(news(worker), []);
}

#[test]
fn open_flags_on_own_cases_stand_with_the_owner_until_they_are_resolved() {
    let camp = camp(100);
    let (worker, second, supervisor) = (camp.at("worker-1"), camp.at("worker-2"), camp.at("supervisor"));
    let case = worker.register(&[("name_first", "Amina")]);
    let other = worker.register(&[("name_first", "Lul")]);
    camp.sync_all(2);
    let flags = |laptop: &Laptop| {
        let view = today(laptop);
        assert_eq!(view.flag_count as usize, view.flags.len());
        let said = view.flags.into_iter().map(|flag| (flag.case_id, flag.about.unwrap(), flag.by));
        said.collect::<Vec<_>>()
    };
    let flag = |about: &str, by: &str, of: CaseId| (of.to_string(), about.to_owned(), by.to_owned());
    let first = supervisor.book.flag(case, "The tent was flooded").unwrap().act;
    camp.sync_all(2);
    supervisor.book.flag(case, "Please call the school").unwrap();
    worker.book.flag(other, "Ask again on Sunday").unwrap();
    camp.sync_all(2);
    let both =
        [flag("Please call the school", "supervisor", case), flag("Ask again on Sunday", "worker-1", other)];
    let mut found = flags(worker);
    assert_eq!(found.pop().unwrap(), flag("The tent was flooded", "supervisor", case), "the oldest last");
    found.sort();
    let mut expected = both.to_vec();
    expected.sort();
    assert_eq!(found, expected);
    assert_eq!(flags(supervisor), [], "the cases are not theirs");

    let worded = "The tent was flooded again";
    supervisor.book.edit_flag(first, worded).unwrap();
    camp.sync_all(2);
    assert!(flags(worker).contains(&flag(worded, "supervisor", case)));
    supervisor.book.resolve_flag(first, "They have another").unwrap();
    supervisor.book.assign(other, &"worker-2".into(), None).unwrap();
    camp.sync_all(3);
    assert_eq!(flags(worker), both[..1]);
    assert_eq!(flags(second), both[1..]);
    camp.at("office").book.set_standing(case, Standing::Disable).unwrap();
    camp.sync_all(2);
    assert_eq!(flags(worker), []);
}

#[test]
fn a_task_is_written_down_as_done_beside_what_is_being_written() {
    let camp = camp(98);
    let worker = camp.at("worker-1");
    let case = worker.register(&[("name_first", "Amina"), ("assessment_due_date", "2026-03-07")]);
    let followup = worker.add(case, "followup_subform_section", &[("followup_needed_by_date", "2026-03-10")]);
    let draft = serde_json::from_value(serde_json::json!({
        "fieldId": "name_nickname", "value": "Mina", "subformId": null, "entryId": null, "removed": false
    }));
    worker.book.keep_draft(Some(case), RecordType::Case, None, &[draft.unwrap()]).unwrap();

    worker.book.do_task(case, &"assessment".into(), None).unwrap();
    worker.book.do_task(case, &"follow_up".into(), Some(followup)).unwrap();
    assert_eq!(tasks(worker), []);
    assert_eq!(worker.value(case, "assessment", "assessment_requested_on").unwrap(), TODAY);
    let kept = worker.book.case_view(case).unwrap().draft.unwrap();
    assert_eq!(kept.edits.len(), 1, "what was being written waits as before");

    // Twice, or what there never was: nothing is written.
    for (kind, entry) in [("assessment", None), ("follow_up", Some(followup)), ("nothing", None)] {
        let code = worker.book.do_task(case, &kind.into(), entry).unwrap_err().code;
        assert_eq!(code, "not_found", "{kind}");
    }
}

#[test]
fn a_supervisor_sees_from_whom_work_has_come_and_when() {
    let camp = camp(99);
    let (worker, supervisor) = (camp.at("worker-1"), camp.at("supervisor"));
    let heard = |laptop: &Laptop| {
        let heard = laptop.book.heard().unwrap().into_iter();
        heard.map(|one| (one.user, one.at_ms)).collect::<std::collections::BTreeMap<_, _>>()
    };
    assert_eq!(heard(supervisor)["worker-1"], None);
    worker.register(&[("name_first", "Amina")]);
    let first = camp.time.now_ms();
    camp.sync_all(2);
    let told = heard(supervisor)["worker-1"].unwrap();
    assert!(told >= first);
    assert_eq!(heard(supervisor)["worker-2"], None);

    // Later work is later news; whoever sees their own cases only is told of nobody.
    camp.time.pass(60 * 24);
    worker.register(&[("name_first", "Lul")]);
    camp.sync_all(2);
    assert!(heard(supervisor)["worker-1"].unwrap() >= told + 24 * 60 * 60 * 1000);
    assert!(heard(worker).is_empty());
}

/// The store refuses these writes, as it refuses all of them on a full disk.
fn refuse(laptop: &Laptop, writes: &[&str]) {
    for (nth, write) in writes.iter().enumerate() {
        let sql = format!("CREATE TRIGGER full_{nth} BEFORE {write} BEGIN SELECT RAISE(FAIL, 'full'); END");
        laptop.sql().execute_batch(&sql).unwrap();
    }
}

#[test]
fn lists_and_cases_are_read_on_another_day_though_nothing_can_be_written() {
    let camp = camp(100);
    let (worker, supervisor) = (camp.at("worker-1"), camp.at("supervisor"));
    let case = worker.register(&[("name_first", "Amina")]);
    camp.sync_all(2);
    supervisor.book.flag(case, "Look at this").unwrap();
    camp.sync_all(2);
    worker.book.list(&ListRequest::default()).unwrap();
    refuse(worker, &["DELETE ON news", "UPDATE ON facts", "INSERT ON facts"]);
    camp.time.pass(60 * 24);
    assert_eq!(worker.book.list(&ListRequest::default()).unwrap().0, 1);
    assert!(!worker.book.dashboards().unwrap().is_empty());
    worker.book.open_view(case).unwrap();
    assert_eq!(today(worker).news_cases, 1, "what was not written down as seen is told again");
}

#[test]
fn a_laptop_that_moved_while_nothing_could_be_written_counts_its_days_anew_when_it_can() {
    let camp = camp(103);
    let worker = camp.at("worker-1");
    worker.register(&[("name_first", "Amina")]);
    let to_derive = || {
        worker.book.list(&ListRequest::default()).unwrap();
        worker.book.line_view().unwrap().to_derive
    };
    assert_eq!(to_derive(), 0);
    refuse(worker, &["UPDATE ON facts", "INSERT ON facts"]);
    camp.time.move_to("<+0630>-6:30");
    assert_eq!(to_derive(), 0, "nothing was begun");
    worker.sql().execute_batch("DROP TRIGGER full_0; DROP TRIGGER full_1").unwrap();
    assert_eq!(to_derive(), 1);
}

#[test]
fn an_entry_that_somebody_else_removed_is_news() {
    let camp = camp(101);
    let (worker, second) = (camp.at("worker-1"), camp.at("worker-2"));
    let consents = [("consent_for_services", "true"), ("disclosure_other_orgs", "true")];
    let case = worker.register(&[("name_first", "Amina"), consents[0], consents[1]]);
    let service = worker.add(case, "services_section", &[("service_type", "health_medical_service")]);
    camp.sync_all(1);
    worker.book.refer(case, &Offer::to("worker-2", Consent::Given), Lending::default()).unwrap();
    camp.sync_all(2);
    worker.book.open_view(case).unwrap();
    assert_eq!(today(worker).news_cases, 0);
    second.settle_entry(case, "services_section", service, false);
    camp.sync_all(2);
    let news = today(worker).news;
    assert_eq!(news.iter().map(|one| one.forms.clone()).collect::<Vec<_>>(), [["Services"]]);
}

#[test]
fn a_filter_that_no_longer_fits_the_configuration_is_kept_and_can_be_deleted() {
    use daftar_app::{
        core::RecordType,
        view::{ListChoices, SavedFilter, SortView},
    };
    let camp = camp(102);
    let worker = camp.at("worker-1");
    let saved = |key: &str| SavedFilter {
        name: key.to_owned(),
        search: String::new(),
        clauses: vec![daftar_app::view::ClauseView {
            key: key.to_owned(),
            ..worker.book.filter(RecordType::Case, "sex", "female").unwrap()
        }],
        sort: SortView { key: "@changed".to_owned(), descending: true },
    };
    for some in [vec!["sex", "was_a_field", "was_another"], vec!["sex", "was_another"], vec!["sex"]] {
        let choices = ListChoices { saved: some.iter().map(|key| saved(key)).collect(), columns: Vec::new() };
        worker.book.keep_list_choices(RecordType::Case, &choices).unwrap();
        let kept = worker.book.list_choices(RecordType::Case).unwrap().saved;
        assert_eq!(kept.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), some);
    }
    let request = ListRequest { clauses: saved("was_a_field").clauses, ..ListRequest::default() };
    let Err(error) = worker.book.list(&request) else { panic!("a list of nothing that there is") };
    assert_eq!(error.code, "unknown_field");
}

#[test]
fn what_somebody_did_of_their_first_day_is_there_after_a_restart_and_theirs_alone() {
    let mut camp = camp(101);
    let day = FirstDayView { done: ["open".to_owned(), "lock".to_owned()].into(), away: true };
    assert!(camp.at("worker-1").book.first_day().unwrap() == FirstDayView::default());
    camp.at("worker-1").book.keep_first_day(&day).unwrap();
    camp.restart("worker-1", None);
    assert!(camp.at("worker-1").book.first_day().unwrap() == day);
    assert!(camp.at("worker-2").book.first_day().unwrap() == FirstDayView::default());
    let long = FirstDayView { done: ["x".repeat(21)].into(), away: false };
    assert_eq!(camp.at("worker-1").book.keep_first_day(&long).unwrap_err().code, "failed");
}
