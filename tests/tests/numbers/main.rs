//! Every number is right: dashboards, filters and orders against a plain recount of what lies on the laptop.
#![allow(clippy::expect_used, clippy::unwrap_used)] // A test that cannot go on should stop.

mod filters;
mod identifiers;
mod left;
mod many;
mod rebuild;
mod recount;
mod story;

use daftar_app::{
    core::RecordType,
    view::{CaseListRequest, ClauseView, DashboardView, NumberView, Standing},
};
use daftar_core::config::Configuration;
use daftar_tests::camp::{Camp, KeptCamp, Laptop};
use recount::Recount;
use std::{collections::BTreeSet, sync::LazyLock};
use story::{Done, PEOPLE};

static CONFIG: LazyLock<Configuration> =
    LazyLock::new(|| daftar_core::config::read(&story::files()).unwrap().with_attachments());
static PROGRAMME: LazyLock<(KeptCamp, Done)> = LazyLock::new(|| story::programme(41, 150));

/// The programme after three weeks, of one's own.
fn camp() -> Camp {
    PROGRAMME.0.start(3)
}

/// The numbers of each dashboard, in their order.
fn numbers(dashboard: &str) -> Vec<String> {
    let named = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    let shared = |of: &str| {
        let what = [
            "pending_referrals",
            "accepted_referrals",
            "rejected_referrals",
            "done_referrals",
            "pending_transfers",
            "rejected_transfers",
        ];
        what.map(|what| format!("{of}_{what}")).into()
    };
    let weeks = |of: &str| {
        let what = ["open", "new_last_week", "new_this_week", "closed_last_week", "closed_this_week"];
        what.map(|what| format!("{of}_{what}")).into()
    };
    match dashboard {
        "case_overview" => named(&["total", "new_or_updated", "recently_assigned_to_me"]),
        "dash_group_overview" => named(&["group_overview_open", "group_overview_closed"]),
        "dash_shared_with_me" => named(&[
            "shared_with_me_transfers_awaiting_acceptance",
            "shared_with_me_pending_referrals",
            "shared_with_me_accepted_referrals",
        ]),
        "dash_shared_with_others" => shared("shared_with_others"),
        "dash_shared_from_my_team" => shared("shared_from_my_team"),
        "dash_shared_with_my_team_overview" => named(&["shared_with_my_team_pending_transfers_overview"]),
        "dash_shared_with_my_team" => named(&["shared_with_my_team_pending_referrals"]),
        "dash_cases_to_assign" => {
            named(&["cases_high", "cases_other", "overdue_cases_high", "overdue_cases_other"])
        }
        "dash_case_incident_overview" => {
            named(&["with_incidents", "with_new_incidents", "without_incidents"])
        }
        "workflow" => named(&["workflow"]),
        "workflow_team" => named(&["workflow_team"]),
        "dash_cases_by_social_worker" => {
            named(&["cases_by_social_worker_total", "cases_by_social_worker_new_or_updated"])
        }
        "case_risk" => named(&["risk_level"]),
        "dash_protection_concerns" => named(&[
            "protection_concerns_open_cases",
            "protection_concerns_new_this_week",
            "protection_concerns_closed_this_week",
            "protection_concerns_all_cases",
        ]),
        "dash_protection_concerns_by_location" => named(&["protection_concerns_by_location"]),
        "dash_reporting_location" => weeks("reporting_location"),
        "dash_national_admin_summary" => weeks("summary"),
        other => {
            if let Some(task) = other.strip_prefix("cases_by_task_overdue_") {
                return vec![format!("tasks_overdue_{task}")];
            }
            let approval = other.strip_prefix("approvals_").expect("a dashboard");
            match approval.strip_suffix("_pending") {
                Some(approval) => vec![format!("approval_{approval}:group")],
                None => {
                    ["pending", "rejected", "approved"].map(|s| format!("approval_{approval}:{s}")).into()
                }
            }
        }
    }
}

/// What stands at the head of the rows and of the columns of each table.
fn heads(dashboard: &str) -> (Option<&'static str>, Option<&'static str>) {
    match dashboard {
        "workflow" => (Some("@stage"), None),
        "workflow_team" => (Some("@owner"), Some("@stage")),
        "dash_cases_by_social_worker" | "dash_shared_from_my_team" => (Some("@owner"), None),
        "dash_shared_with_my_team" => (Some("@referred.in_progress"), None),
        "case_risk" => (Some("risk_level"), None),
        "dash_protection_concerns" => (Some("protection_concerns"), None),
        "dash_protection_concerns_by_location" => (Some("protection_concerns"), Some("@location")),
        "dash_reporting_location" => (Some("@location"), None),
        task if task.starts_with("cases_by_task_overdue_") => (Some("@owner"), None),
        _ => (None, None),
    }
}

/// The ids of all rows of all pages of a list.
fn listed(laptop: &Laptop, record: RecordType, clauses: &[ClauseView], page: u32) -> (u32, Vec<String>) {
    let mut ids = Vec::new();
    loop {
        let request = CaseListRequest {
            clauses: clauses.to_vec(),
            offset: u32::try_from(ids.len()).unwrap(),
            limit: page,
            ..CaseListRequest::all(record)
        };
        let view = laptop.book.list_view(&request).unwrap();
        let rows = view.rows.len();
        ids.extend(view.rows.into_iter().map(|row| row.case_id));
        if rows == 0 || ids.len() as u64 >= u64::from(view.total) {
            return (view.total, ids);
        }
    }
}

/// What is wrong, one line each: all of it is told at once.
type Complaints = Vec<String>;

/// A number counts what its list shows, and that is what the recount finds.
fn check_number(
    laptop: &Laptop,
    what: &str,
    number: &NumberView,
    expected: &BTreeSet<String>,
    complaints: &mut Complaints,
) {
    let (total, ids) = listed(laptop, RecordType::Case, &number.clauses, 60);
    let found: BTreeSet<String> = ids.iter().cloned().collect();
    if (number.count, ids.len()) != (total, found.len()) {
        complaints.push(format!("{what}: {} counted, {total} told, {} rows", number.count, ids.len()));
    }
    if found != *expected {
        let (more, less) = (found.difference(expected).count(), expected.difference(&found).count());
        complaints.push(format!("{what}: {more} too many, {less} missing of {}", expected.len()));
    }
}

fn check_dashboard(
    laptop: &Laptop,
    recount: &Recount,
    dashboard: &DashboardView,
    complaints: &mut Complaints,
) -> usize {
    let DashboardView { id, rows, columns, .. } = dashboard;
    let (ids, (by, across)) = (numbers(id), heads(id));
    let counted = |indicator: &str, row: Option<&str>, column: Option<&str>| {
        let is_in = |key: Option<&str>, head: Option<&str>, raw: &recount::Raw| match (key, head) {
            (Some(key), Some(head)) => recount.heads(key, id, raw).contains(head),
            _ => true,
        };
        recount.having(RecordType::Case, |raw| {
            recount.counts(indicator, raw) && is_in(by, row, raw) && is_in(across, column, raw)
        })
    };
    // Heads that any of the numbers counts a case under.
    let all_heads = |key: Option<&str>| -> BTreeSet<String> {
        let Some(key) = key else { return BTreeSet::new() };
        let cases = recount.records.iter().filter(|raw| raw.record == RecordType::Case);
        let counted = cases.filter(|raw| ids.iter().any(|indicator| recount.counts(indicator, raw)));
        counted.flat_map(|raw| recount.heads(key, id, raw)).collect()
    };
    let value = |number: &NumberView, from_end: usize| -> String {
        number.clauses[number.clauses.len() - 1 - from_end].values[0].clone()
    };
    let (row_heads, column_heads) = (all_heads(by), all_heads(across));
    let mut seen = BTreeSet::new();
    let mut checked = 0;
    for row in rows {
        assert_eq!(row.numbers.len(), columns.len(), "{id}");
        let mut seen_columns = BTreeSet::new();
        for (nth, number) in row.numbers.iter().enumerate() {
            let (indicator, row_head, column_head) = match (by, across) {
                (None, _) => (&ids[nth], None, None),
                (Some(_), None) => (&ids[nth], Some(value(number, 0)), None),
                (Some(_), Some(_)) => (&ids[0], Some(value(number, 1)), Some(value(number, 0))),
            };
            let what = format!("{}: {id} {indicator} {row_head:?} {column_head:?}", laptop.book.user());
            let expected = counted(indicator, row_head.as_deref(), column_head.as_deref());
            check_number(laptop, &what, number, &expected, complaints);
            seen.extend(row_head);
            seen_columns.extend(column_head);
            checked += 1;
        }
        if across.is_some() && seen_columns != column_heads {
            complaints.push(format!("{id}: columns {seen_columns:?}, not {column_heads:?}"));
        }
    }
    let whole = if by.is_some() { row_heads.len() } else { 1 };
    if seen != row_heads || rows.len() != whole || by.is_none() && columns.len() != ids.len() {
        complaints.push(format!("{}: rows of {id}: {seen:?}, not {row_heads:?}", laptop.book.user()));
    }
    checked
}

fn check_person(laptop: &Laptop, recount: &Recount, complaints: &mut Complaints) -> usize {
    let dashboards = laptop.book.dashboards().unwrap();
    let mut checked = 0;
    for dashboard in &dashboards {
        checked += check_dashboard(laptop, recount, dashboard, complaints);
    }
    checked
}

/// Everything that may become of a case has happened.
fn check_story(done: &Done) {
    let all = [
        "assigned",
        "assigned at last",
        "transfer offered",
        "transfer accepted",
        "transfer rejected",
        "transfer revoked",
        "transferred out",
        "referred",
        "referred until a day",
        "referred outside",
        "referral accepted",
        "referral rejected",
        "referral done",
        "referral revoked",
        "approval asked for",
        "approved",
        "approval rejected",
        "flagged",
        "flag resolved",
        "closed",
        "reopened",
        "disabled",
        "enabled",
        "incident of a case",
        "incident taken from its case",
        "another record",
        "risk",
        "risk taken back",
        "concerns",
        "assessment due",
        "assessment",
        "case plan due",
        "case plan",
        "follow-up",
        "service",
        "entry done",
        "entry removed",
        "age",
        "identifier",
    ];
    let missing: Vec<_> = all.into_iter().filter(|what| !done.contains_key(what)).collect();
    assert!(missing.is_empty(), "nobody did: {missing:?}");
}

#[test]
fn every_number_counts_exactly_the_cases_that_a_plain_recount_finds() {
    let camp = camp();
    check_story(&PROGRAMME.1);
    let mut complaints = Complaints::new();
    for person in &PEOPLE {
        let laptop = camp.at(person.user);
        let recount = Recount::of(laptop, &CONFIG, camp.time.now_ms());
        let checked = check_person(laptop, &recount, &mut complaints);
        assert!(checked > 5, "{}: {checked} numbers", person.user);
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn numbers_follow_the_clock_with_the_cable_out() {
    let camp = camp();
    let mut complaints = Complaints::new();
    for user in ["worker-1", "supervisor", "office"] {
        let laptop = camp.at(user);
        let mut recount = Recount::of(laptop, &CONFIG, camp.time.now_ms());
        // Hours in which cases wait too long to be handed on, then every day of a week and two more.
        for minutes in [[60; 4].as_slice(), &[24 * 60; 9]].concat() {
            camp.time.pass(minutes);
            recount.now_ms = camp.time.now_ms();
            let before = complaints.len();
            check_person(laptop, &recount, &mut complaints);
            complaints[before..].iter_mut().for_each(|told| *told += &story::day(recount.now_ms, 0));
        }
        camp.time.pass(-(4 * 60 + 9 * 24 * 60));
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// Around midnight where the laptops are, which is no midnight of UTC; and where the clock is put forward on these days.
#[test]
fn days_and_weeks_are_those_of_where_the_laptop_is() {
    let camp = camp();
    // Work at eight in the evening of UTC and at one in the morning: on another day east, and west, of Greenwich.
    let (worker, office) = (camp.at("worker-1"), &camp.at("office").book);
    let of_day = camp.time.now_ms().rem_euclid(24 * 3_600_000) / 60_000;
    for minutes in [20 * 60 - of_day, 5 * 60] {
        camp.time.pass(minutes);
        let [given, closed] = [(); 2].map(|()| worker.register(&[("name_first", "Late")]));
        camp.sync_all(2);
        office.assign(given, &"supervisor".into(), None).unwrap();
        office.set_standing(closed, Standing::Close).unwrap();
        camp.sync_all(2);
    }
    let mut complaints = Complaints::new();
    for zone in ["<+0630>-6:30", "<-03>3", "EET-2EEST,M4.1.0/0,M10.5.0/0"] {
        camp.time.move_to(zone);
        for user in ["supervisor", "office"] {
            let laptop = camp.at(user);
            laptop.book.list(&Default::default()).unwrap();
            while laptop.book.derive_some().unwrap() > 0 {}
            let mut recount = Recount::of(laptop, &CONFIG, camp.time.now_ms());
            recount.zone = jiff::tz::TimeZone::posix(zone).unwrap();
            let midnight =
                recount.today().to_zoned(recount.zone.clone()).unwrap().timestamp().as_millisecond();
            let to_midnight = 24 * 60 - (recount.now_ms - midnight) / 60_000;
            for minutes in [to_midnight - 2, 4, 24 * 60, 24 * 60, 24 * 60, 24 * 60, 24 * 60] {
                camp.time.pass(minutes);
                recount.now_ms = camp.time.now_ms();
                let before = complaints.len();
                check_person(laptop, &recount, &mut complaints);
                filters::check_days(laptop, &recount, &mut complaints);
                complaints[before..]
                    .iter_mut()
                    .for_each(|told| *told += &format!(" {zone} {}", recount.today()));
            }
            camp.time.pass(-(to_midnight + 2 + 5 * 24 * 60));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}
