//! The numbers that a role sees of its cases. Each is a filter, so that it opens exactly what it counts.
//!
//! Ids, and what each counts, are those of Primero v2 (`app/models/dashboard.rb`, `app/services/indicators`). Differences:
//! a number is of the records on this laptop, which are those that the person may read; the day on which a
//! case was closed is that of the act.

use crate::{
    config::{Configuration, RecordType, Role},
    facet::{Clause, FacetValue, Is},
    id::{FieldId, TaskId, UserName},
};
use std::collections::BTreeSet;

/// Days that a case counts as newly assigned.
const NEWLY_ASSIGNED_DAYS: u32 = 10;
/// Hours within which a case is to be handed on to whoever will work on it: of a high risk, and any other.
const HOURS_TO_ASSIGN: [i64; 2] = [1, 3];

/// Some numbers that belong together, or a table of them.
#[derive(Clone, PartialEq, Eq)]
pub struct Dashboard {
    /// The action of a role that shows it.
    pub id: String,
    /// Each value under this key is a row; none: single numbers.
    pub by: Option<&'static str>,
    /// Each value under this key is a column of the only number.
    pub across: Option<&'static str>,
    pub numbers: Vec<Indicator>,
}

/// One number.
#[derive(Clone, PartialEq, Eq)]
pub struct Indicator {
    pub id: String,
    /// All of which hold for the cases that it counts.
    pub clauses: Vec<Clause>,
}

/// Of whom and when the numbers are.
pub struct Viewer<'a> {
    pub me: &'a UserName,
    /// User groups, by their ids.
    pub groups: BTreeSet<String>,
    /// Everybody in those groups.
    pub team: BTreeSet<UserName>,
    /// Unix milliseconds.
    pub now_ms: i64,
}

fn any<T: Into<FacetValue>>(key: &str, values: impl IntoIterator<Item = T>) -> Clause {
    Clause { key: key.to_owned(), is: Is::Any(values.into_iter().map(Into::into).collect()) }
}

fn is(key: &str, is: Is) -> Clause {
    Clause { key: key.to_owned(), is }
}

/// The dashboards that a role shows, in the order of its kind: what waits first, then the whole.
#[must_use]
pub fn dashboards(config: &Configuration, role: &Role, viewer: &Viewer) -> Vec<Dashboard> {
    let known = Known { config, viewer };
    let all = known.all();
    let shown = |dashboard: &Dashboard| role.may("dashboard", &dashboard.id) && !dashboard.numbers.is_empty();
    all.into_iter().filter(shown).collect()
}

struct Known<'a> {
    config: &'a Configuration,
    viewer: &'a Viewer<'a>,
}

impl Known<'_> {
    fn has(&self, field: &str) -> bool {
        self.config.field(RecordType::Case, &FieldId::from(field)).is_some()
    }
    fn mine(&self) -> Clause {
        any("@owner", [self.viewer.me.as_str()])
    }
    fn team(&self) -> Clause {
        any("@group", self.viewer.groups.iter().map(String::as_str))
    }
    fn of_team(&self, key: &str) -> Clause {
        any(key, self.viewer.team.iter().map(UserName::as_str))
    }

    fn all(&self) -> Vec<Dashboard> {
        let open = || any("@standing", ["open"]);
        let news = || is("@changed_by_other", Is::Filled);
        let me = self.viewer.me.as_str();
        let mut all = vec![
            plain(
                "case_overview",
                [
                    ("total", vec![open()]),
                    ("new_or_updated", vec![open(), news()]),
                    (
                        "recently_assigned_to_me",
                        vec![open(), self.mine(), is("@owned_since", Is::LastDays(NEWLY_ASSIGNED_DAYS))],
                    ),
                ],
            ),
            plain(
                "dash_group_overview",
                [
                    ("group_overview_open", vec![open(), self.team()]),
                    ("group_overview_closed", vec![closed(), self.team()]),
                ],
            ),
            plain(
                "dash_shared_with_me",
                [
                    (
                        "shared_with_me_transfers_awaiting_acceptance",
                        vec![any("@transfer.in_progress", [me])],
                    ),
                    ("shared_with_me_pending_referrals", vec![open(), any("@referred.in_progress", [me])]),
                    ("shared_with_me_accepted_referrals", vec![open(), any("@referred.accepted", [me])]),
                ],
            ),
            self.shared("dash_shared_with_others", "shared_with_others", &self.mine(), None),
            plain(
                "dash_shared_with_my_team_overview",
                [(
                    "shared_with_my_team_pending_transfers_overview",
                    vec![self.of_team("@transfer.in_progress")],
                )],
            ),
            self.to_assign(),
            plain(
                "dash_case_incident_overview",
                [
                    ("with_incidents", vec![open(), is("@incidents", Is::Filled)]),
                    ("with_new_incidents", vec![open(), is("@incidents", Is::Filled), news()]),
                    ("without_incidents", vec![open(), is("@incidents", Is::Empty)]),
                ],
            ),
        ];
        all.extend(self.approvals());
        all.extend(self.late_tasks());
        all.push(by("workflow", "@stage", [("workflow", vec![in_use(), self.mine()])]));
        all.push(Dashboard {
            across: Some("@stage"),
            ..by("workflow_team", "@owner", [("workflow_team", vec![in_use(), self.team()])])
        });
        all.push(by(
            "dash_cases_by_social_worker",
            "@owner",
            [
                ("cases_by_social_worker_total", vec![open(), self.team()]),
                ("cases_by_social_worker_new_or_updated", vec![open(), self.team(), news()]),
            ],
        ));
        all.push(self.shared(
            "dash_shared_from_my_team",
            "shared_from_my_team",
            &self.team(),
            Some("@owner"),
        ));
        all.push(by(
            "dash_shared_with_my_team",
            "@referred.in_progress",
            [("shared_with_my_team_pending_referrals", vec![open(), self.of_team("@referred.in_progress")])],
        ));
        all.extend(self.by_answers());
        all
    }

    /// What was given to others: of one person, or a table by owner.
    fn shared(&self, id: &str, of: &str, whose: &Clause, rows: Option<&'static str>) -> Dashboard {
        let referral = |state: &str| vec![whose.clone(), any("@referral", [state])];
        let transfer = |state: &str| vec![whose.clone(), is(&format!("@transfer.{state}"), Is::Filled)];
        let numbers = [
            ("pending_referrals", referral("in_progress")),
            ("accepted_referrals", referral("accepted")),
            ("rejected_referrals", referral("rejected")),
            ("done_referrals", referral("done")),
            ("pending_transfers", transfer("in_progress")),
            ("rejected_transfers", transfer("rejected")),
        ];
        let numbers = numbers.map(|(id, clauses)| Indicator { id: format!("{of}_{id}"), clauses });
        Dashboard { id: id.to_owned(), by: rows, across: None, numbers: numbers.into() }
    }

    fn approvals(&self) -> Vec<Dashboard> {
        let mut found = Vec::new();
        for approval in self.config.settings.approvals.keys() {
            let key = format!("@approval.{}", approval.as_str());
            let number = |state: &str| Indicator {
                id: format!("approval_{state}"),
                clauses: vec![any("@standing", ["open"]), self.mine(), any(&key, [state])],
            };
            let numbers = ["pending", "rejected", "approved"].map(number).into();
            let id = format!("approvals_{}", approval.as_str());
            found.push(Dashboard {
                id: format!("{id}_pending"),
                by: None,
                across: None,
                numbers: vec![Indicator {
                    id: "approval_pending_group".to_owned(),
                    clauses: vec![any("@standing", ["open"]), any(&key, ["pending"])],
                }],
            });
            found.push(Dashboard { id, by: None, across: None, numbers });
        }
        found
    }

    fn late_tasks(&self) -> Vec<Dashboard> {
        let kinds = [
            ("assessment", "assessment"),
            ("case_plan", "case_plan"),
            ("services", "service"),
            ("followups", "follow_up"),
        ];
        let known = kinds
            .into_iter()
            .filter(|(_, task)| self.config.settings.tasks.contains_key(&TaskId::from(*task)));
        let table = |(id, task): (&str, &str)| {
            let clauses = vec![any("@standing", ["open"]), self.team(), any("@overdue", [task])];
            by(&format!("cases_by_task_overdue_{id}"), "@owner", [(&*format!("tasks_overdue_{id}"), clauses)])
        };
        known.map(table).collect()
    }

    /// Cases that wait with this person to be handed on, and those that wait too long.
    fn to_assign(&self) -> Dashboard {
        let waiting = || vec![any("@standing", ["open"]), self.mine()];
        let hour = self.viewer.now_ms.div_euclid(3_600_000);
        let mut numbers = Vec::new();
        if self.has("risk_level") {
            for (late, name) in [(false, "cases"), (true, "overdue_cases")] {
                for (risks, hours) in [("high", HOURS_TO_ASSIGN[0]), ("other", HOURS_TO_ASSIGN[1])] {
                    let mut clauses = waiting();
                    let high = BTreeSet::from([FacetValue::from("high")]);
                    clauses
                        .push(is("risk_level", if risks == "high" { Is::Any(high) } else { Is::None(high) }));
                    if late {
                        clauses.push(is("@owned_since_hour", Is::Between(None, Some(hour - hours - 1))));
                    }
                    numbers.push(Indicator { id: format!("{name}_{risks}"), clauses });
                }
            }
        }
        Dashboard { id: "dash_cases_to_assign".to_owned(), by: None, across: None, numbers }
    }

    /// Tables by what the forms say and where the work is done.
    fn by_answers(&self) -> Vec<Dashboard> {
        let open = || any("@standing", ["open"]);
        let new = |week: Is| vec![open(), is("@created", week)];
        let ended = |week: Is| vec![closed(), is("@closed", week)];
        let mut found = Vec::new();
        if self.has("risk_level") {
            found.push(by("case_risk", "risk_level", [("risk_level", vec![open()])]));
        }
        if self.has("protection_concerns") {
            found.push(by(
                "dash_protection_concerns",
                "protection_concerns",
                [
                    ("protection_concerns_open_cases", vec![open()]),
                    ("protection_concerns_new_this_week", new(Is::ThisWeek)),
                    ("protection_concerns_closed_this_week", ended(Is::ThisWeek)),
                    ("protection_concerns_all_cases", vec![in_use()]),
                ],
            ));
            found.push(Dashboard {
                across: Some("@location"),
                ..by(
                    "dash_protection_concerns_by_location",
                    "protection_concerns",
                    [("protection_concerns_by_location", vec![open()])],
                )
            });
        }
        let weeks = |prefix: &str| {
            let number = |(id, clauses)| Indicator { id: format!("{prefix}{id}"), clauses };
            let numbers = [
                ("open", vec![open()]),
                ("new_last_week", new(Is::LastWeek)),
                ("new_this_week", new(Is::ThisWeek)),
                ("closed_last_week", ended(Is::LastWeek)),
                ("closed_this_week", ended(Is::ThisWeek)),
            ];
            numbers.map(number).into()
        };
        let table = |id: &str, by, prefix: &str| Dashboard {
            id: id.to_owned(),
            by,
            across: None,
            numbers: weeks(prefix),
        };
        found.push(table("dash_reporting_location", Some("@location"), "reporting_location_"));
        found.push(table("dash_national_admin_summary", None, "summary_"));
        found
    }
}

fn closed() -> Clause {
    any("@standing", ["closed"])
}

/// Open, closed or transferred.
fn in_use() -> Clause {
    is("@standing", Is::None(BTreeSet::from(["disabled".into()])))
}

fn plain<const N: usize>(id: &str, numbers: [(&str, Vec<Clause>); N]) -> Dashboard {
    let numbers = numbers.map(|(id, clauses)| Indicator { id: id.to_owned(), clauses });
    Dashboard { id: id.to_owned(), by: None, across: None, numbers: numbers.into() }
}

fn by<const N: usize>(id: &str, key: &'static str, numbers: [(&str, Vec<Clause>); N]) -> Dashboard {
    Dashboard { by: Some(key), ..plain(id, numbers) }
}
