//! The same numbers counted plainly: one record after the other, from its answers and its acts.
//!
//! What each number counts is written down here once more, from Primero's dashboards and from what the rooms promise. No set, no
//! facet and no rule of the program is asked.

use crate::story::{Member, PEOPLE};
use daftar_app::{
    core::{ActId, CaseId, Deed, RecordType},
    view::{CaseListRequest, CaseRowView, ClauseView, IsView},
};
use daftar_core::{act::Act, config::Configuration, config::Field, config::FieldKind};
use daftar_doc::document::Contents;
use daftar_tests::camp::Laptop;
use jiff::{civil::Date, tz::TimeZone};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// A value under a key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Plain {
    /// A number, or a day since 1970-01-01.
    Int(i64),
    Text(String),
}

pub fn text(text: &str) -> Plain {
    Plain::Text(text.to_owned())
}

pub type Values = BTreeSet<Plain>;

/// One record as a laptop has it.
pub struct Raw {
    pub case: CaseId,
    pub record: RecordType,
    /// What stands in the list beside it.
    pub row: CaseRowView,
    json: Json,
    pub owner: String,
    /// `open`, `closed`, `transferred`; whatever it is, it may be out of use.
    status: &'static str,
    disabled: bool,
    reopened: bool,
    created_ms: i64,
    owned_since_ms: Option<i64>,
    closed_ms: Option<i64>,
    flags: BTreeSet<ActId>,
    approvals: BTreeMap<String, (ActId, &'static str)>,
    /// Recipient, state, and when it is over by itself.
    referrals: BTreeMap<ActId, (Option<String>, &'static str, Option<i64>)>,
    transfers: BTreeMap<ActId, (Option<String>, &'static str)>,
    /// Of an incident: the case that it is of.
    of_case: BTreeMap<ActId, CaseId>,
    incidents: usize,
    changed_by_other: bool,
}

/// Everything on one laptop.
pub struct Recount<'a> {
    pub config: &'a Configuration,
    pub me: &'static Member,
    pub now_ms: i64,
    pub zone: TimeZone,
    pub records: Vec<Raw>,
}

/// `YYYY-MM-DD` of a date, whatever of it is known, at its earliest; a time is left out.
fn first_day(date: &str) -> Option<Date> {
    let date = date.split('T').next()?;
    let whole = match date.len() {
        4 => format!("{date}-01-01"),
        7 => format!("{date}-01"),
        _ => date.to_owned(),
    };
    whole.parse().ok()
}

fn last_day(date: &str) -> Option<Date> {
    let first = first_day(date)?;
    Some(match date.split('T').next()?.len() {
        4 => first.last_of_year(),
        7 => first.last_of_month(),
        _ => first,
    })
}

fn number(day: Date) -> i64 {
    i64::from((day - Date::constant(1970, 1, 1)).get_days())
}

pub fn member(user: &str) -> Option<&'static Member> {
    PEOPLE.iter().find(|person| person.user == user)
}

impl<'a> Recount<'a> {
    /// Reads everything that a laptop has.
    pub fn of(laptop: &Laptop, config: &'a Configuration, now_ms: i64) -> Self {
        let me = member(laptop.book.user().as_str()).unwrap();
        let store = laptop.store();
        let db = store.read();
        let here: BTreeSet<CaseId> =
            db.every_compartment().unwrap().into_iter().map(|(case, _)| case).collect();
        let mut rows = BTreeMap::new();
        for record in RecordType::ALL {
            let listed = laptop.book.list_view(&CaseListRequest::all(record)).unwrap().rows;
            rows.extend(listed.into_iter().map(|row| (row.case_id.clone(), row)));
        }
        let mut records = Vec::new();
        for case in here {
            let json = laptop.sees(case).unwrap();
            let mut raw = Raw {
                case,
                record: case.record_type(),
                row: rows.remove(&case.to_string()).expect("what is here is listed"),
                owner: json["owner"].as_str().unwrap().to_owned(),
                json,
                status: "open",
                disabled: false,
                reopened: false,
                created_ms: i64::try_from(case.created_at_ms()).unwrap(),
                owned_since_ms: None,
                closed_ms: None,
                flags: BTreeSet::new(),
                approvals: BTreeMap::new(),
                referrals: BTreeMap::new(),
                transfers: BTreeMap::new(),
                of_case: BTreeMap::new(),
                incidents: 0,
                changed_by_other: false,
            };
            for act in db.acts_in_order(case).unwrap() {
                raw.happens(&postcard::from_bytes(&act.bytes).unwrap());
            }
            let mut written = BTreeSet::new();
            for held in db.compartments(case).unwrap() {
                let Some(contents) = held.contents else { continue };
                let contents: Contents = postcard::from_bytes(&contents).unwrap();
                let entries = || contents.subforms.values().flat_map(BTreeMap::values);
                let fields =
                    contents.fields.values().chain(entries().flat_map(|entry| entry.fields.values()));
                let versions = fields.flat_map(|field| &field.versions);
                written.extend(versions.map(|version| (version.at_ms, version.author)));
                written.extend(
                    entries().filter_map(|entry| entry.removed).map(|gone| (gone.at_ms, gone.author)),
                );
            }
            raw.changed_by_other = written.last().is_some_and(|(_, author)| {
                let (writer, _) = db.device(author.device()).unwrap().unwrap();
                writer.as_str() != raw.owner
            });
            records.push(raw);
        }
        assert!(rows.is_empty(), "nothing is listed that is not here");
        let of_cases: Vec<CaseId> = records.iter().flat_map(|raw| raw.of_case.values().copied()).collect();
        for raw in &mut records {
            raw.incidents = of_cases.iter().filter(|case| **case == raw.case).count();
        }
        Self { config, me, now_ms, zone: TimeZone::UTC, records }
    }

    fn day_of(&self, at_ms: i64) -> Date {
        jiff::Timestamp::from_millisecond(at_ms).unwrap().to_zoned(self.zone.clone()).date()
    }

    pub fn today(&self) -> Date {
        self.day_of(self.now_ms)
    }

    pub fn today_number(&self) -> i64 {
        number(self.today())
    }

    /// Ids of the records of a type for which something holds.
    pub fn having(&self, record: RecordType, holds: impl Fn(&Raw) -> bool) -> BTreeSet<String> {
        let of_type = self.records.iter().filter(|raw| raw.record == record);
        of_type.filter(|raw| holds(raw)).map(|raw| raw.case.to_string()).collect()
    }

    /// Whether all conditions hold for a record today.
    pub fn meets(&self, raw: &Raw, clauses: &[ClauseView]) -> bool {
        clauses.iter().all(|clause| holds(clause, &self.values(raw, &clause.key), self.today()))
    }

    /// What a record has under a key.
    pub fn values(&self, raw: &Raw, key: &str) -> Values {
        let there = |is: bool| is.then(|| text("true")).into_iter().collect();
        let day = |at_ms: i64| Plain::Int(number(self.day_of(at_ms)));
        let owner = member(&raw.owner);
        match key {
            "@standing" => [text(raw.standing())].into(),
            "@owner" => [text(&raw.owner)].into(),
            "@group" => owner.map(|owner| text(owner.group)).into_iter().collect(),
            "@agency" => owner.map(|owner| text(owner.agency)).into_iter().collect(),
            "@location" => owner.and_then(|owner| owner.reports_at).map(text).into_iter().collect(),
            "@changed" => [day(raw.row.changed_at_ms)].into(),
            "@created" => [day(raw.created_ms)].into(),
            "@owned_since" => raw.owned_since_ms.map(day).into_iter().collect(),
            "@closed" => raw.closed_ms.map(day).into_iter().collect(),
            "@flags" => there(!raw.flags.is_empty()),
            "@news" => there(raw.row.news),
            "@changed_by_other" => there(raw.changed_by_other),
            "@same_id" => there(self.shares_an_identifier(raw)),
            "@two_values" => there(raw.list("conflicts") > 0),
            "@unsent" => there(raw.row.unsent),
            "@pending" => there(raw.list("pending") > 0),
            "@refused" => there(raw.list("refused") > 0),
            "@incidents" => there(raw.incidents > 0),
            "@age" => raw.row.age.map(|years| Plain::Int(years.into())).into_iter().collect(),
            "@text" => self.written(raw),
            "@stage" => [text(&self.stage(raw))].into(),
            "@overdue" => self.overdue(raw).into_iter().map(text).collect(),
            "@referral" => raw.referrals(self.now_ms).map(|(_, state)| text(state)).collect(),
            _ => match (
                key.strip_prefix("@referred."),
                key.strip_prefix("@transfer."),
                key.strip_prefix("@approval."),
            ) {
                (Some(wanted), ..) => raw
                    .referrals(self.now_ms)
                    .filter(|(_, state)| *state == wanted)
                    .filter_map(|(to, _)| to.map(text))
                    .collect(),
                (_, Some(wanted), _) => raw
                    .transfers
                    .values()
                    .filter(|(_, state)| *state == wanted)
                    .filter_map(|(to, _)| to.as_deref().map(text))
                    .collect(),
                (.., Some(approval)) => {
                    raw.approvals.get(approval).map(|(_, state)| text(state)).into_iter().collect()
                }
                _ => self.answers(raw, key),
            },
        }
    }

    /// What the forms of a record are answered with, wherever the question stands.
    fn answers(&self, raw: &Raw, key: &str) -> Values {
        let (outer, inner) = key.split_once('.').map_or((key, None), |(outer, inner)| (outer, Some(inner)));
        let asked = self.config.field(raw.record, &outer.into()).expect("a question");
        let mut found = Values::new();
        for form in raw.json["forms"].as_object().unwrap().values() {
            match inner {
                None => found.extend(plain(asked, &form[outer])),
                Some(inner) => {
                    let asked = asked.inner(&inner.into()).expect("a question");
                    let mut entries = Vec::new();
                    entries_of(form, outer, &mut entries);
                    found.extend(entries.iter().flat_map(|entry| plain(asked, &entry[inner])));
                }
            }
        }
        found
    }

    /// Whether another record in use has the same number, whatever stands between its letters.
    fn shares_an_identifier(&self, raw: &Raw) -> bool {
        let fields: &[&str] = match raw.record {
            RecordType::Case => &["national_id_no", "unhcr_individual_no"],
            RecordType::Family => &["family_number"],
            RecordType::RegistryRecord => &["registry_no"],
            _ => &[],
        };
        let number = |raw: &Raw, field: &str| {
            let letters = daftar_core::search::fold(raw.answer(field)?).replace(' ', "");
            letters.chars().any(|c| ('1'..='9').contains(&c)).then_some(letters)
        };
        let is_other = |other: &&Raw| {
            other.record == raw.record && other.case != raw.case && !other.disabled && !raw.disabled
        };
        self.records.iter().filter(is_other).any(|other| {
            let numbers = |raw: &Raw| fields.iter().map(|field| number(raw, field)).collect::<Vec<_>>();
            numbers(raw).into_iter().zip(numbers(other)).any(|(one, same)| one.is_some() && one == same)
        })
    }

    /// Words of three letters and more of what was written at length, and of texts in entries by which nothing is found
    /// otherwise.
    fn written(&self, raw: &Raw) -> Values {
        let mut texts: Vec<&str> = Vec::new();
        for (id, form) in raw.json["forms"].as_object().unwrap() {
            let asked = self.config.forms_of(raw.record).find(|form| form.id.as_str() == id).unwrap();
            for field in asked.record_fields() {
                texts.extend(form[field.id.as_str()].as_str().filter(|_| field.kind == FieldKind::Textarea));
                let mut entries = Vec::new();
                entries_of(form, field.id.as_str(), &mut entries);
                let kinds = [FieldKind::Textarea, FieldKind::TextField];
                let is_text =
                    |inner: &&Field| kinds.contains(&inner.kind) && !inner.name_hiding && !inner.searchable;
                for inner in field.fields.iter().filter(is_text) {
                    texts.extend(entries.iter().filter_map(|entry| entry[inner.id.as_str()].as_str()));
                }
            }
        }
        let folded = texts.into_iter().map(daftar_core::search::fold);
        let words = folded.flat_map(|text| text.split(' ').map(str::to_owned).collect::<Vec<_>>());
        words.filter(|word| word.len() > 2).map(Plain::Text).collect()
    }

    /// The kinds of tasks that are late: their last day was before today, and they are not done.
    fn overdue(&self, raw: &Raw) -> BTreeSet<&'static str> {
        let today = self.today();
        let late = |due: Option<Date>| due.is_some_and(|due| due < today);
        let mut kinds = BTreeSet::new();
        if raw.standing() != "open" {
            return kinds;
        }
        for (kind, due, done) in [
            ("assessment", "assessment_due_date", "assessment_requested_on"),
            ("case_plan", "case_plan_due_date", "date_case_plan"),
        ] {
            if raw.answer(done).is_none() && late(raw.answer(due).and_then(last_day)) {
                kinds.insert(kind);
            }
        }
        for service in raw.entries("services", "services_section") {
            let answer = |field: &str| service[field].as_str().filter(|answer| !answer.is_empty());
            if answer("service_implemented_day_time").is_some() {
                continue;
            }
            let by_need = || {
                let seen = answer("service_response_day_time")?;
                let hour = seen.split_once('T').map_or(0, |(_, clock)| clock[..2].parse::<i64>().unwrap());
                let (count, unit) = answer("service_response_timeframe")?.split_once('_')?;
                let count: i64 = count.parse().unwrap();
                let days = if unit.starts_with("day") { count } else { (hour + count) / 24 };
                Some(last_day(seen)?.checked_add(jiff::Span::new().days(days)).unwrap())
            };
            if late(answer("service_appointment_date").and_then(last_day).or_else(by_need)) {
                kinds.insert("service");
            }
        }
        for followup in raw.entries("followup", "followup_subform_section") {
            let answer = |field: &str| followup[field].as_str().filter(|answer| !answer.is_empty());
            if answer("followup_date").is_none() && late(answer("followup_needed_by_date").and_then(last_day))
            {
                kinds.insert("follow_up");
            }
        }
        kinds
    }

    /// How far the work is: the first that holds of closed, a service that is not given, reopened, all services given, a plan, an
    /// assessment.
    fn stage(&self, raw: &Raw) -> String {
        if raw.status != "open" {
            return "closed".to_owned();
        }
        let services = raw.entries("services", "services_section");
        let is_given = |service: &&Json| {
            service["service_implemented_day_time"].as_str().is_some_and(|day| !day.is_empty())
        };
        let part_of = |service: &Json| service["service_response_type"].as_str().map(str::to_owned);
        let mut waiting: Vec<&Json> = services.iter().copied().filter(|service| !is_given(service)).collect();
        waiting.retain(|service| part_of(service).is_some());
        waiting.sort_by_key(|service| {
            (
                service["service_response_day_time"].as_str().map(str::to_owned),
                service["entry"].as_str().map(str::to_owned),
            )
        });
        if let Some(latest) = waiting.last() {
            return part_of(latest).unwrap();
        }
        let stage = if raw.reopened {
            "reopened"
        } else if !services.is_empty() && services.iter().all(is_given) {
            "services_implemented"
        } else if raw.answer("date_case_plan").is_some() {
            "case_plan"
        } else if raw.answer("assessment_requested_on").is_some() {
            "assessment"
        } else {
            "new"
        };
        stage.to_owned()
    }

    fn is_mine(&self, raw: &Raw) -> bool {
        raw.owner == self.me.user
    }

    fn is_teams(&self, raw: &Raw) -> bool {
        self.is_in_team(&raw.owner)
    }

    fn is_in_team(&self, user: &str) -> bool {
        member(user).is_some_and(|person| person.group == self.me.group)
    }

    /// From Sunday on, so many weeks ago; of the present week up to today.
    fn is_in_week(&self, at_ms: i64, ago: i64) -> bool {
        let today = self.today();
        let into_week = i64::from(today.weekday().to_sunday_zero_offset());
        let sunday = number(today) - into_week - 7 * ago;
        let day = number(self.day_of(at_ms));
        (sunday..sunday + 7).contains(&day) && day <= number(today)
    }

    /// Whether a number counts a case.
    pub fn counts(&self, id: &str, raw: &Raw) -> bool {
        let is_open = raw.standing() == "open";
        let is_closed = raw.standing() == "closed";
        let in_use = raw.standing() != "disabled";
        let referrals: Vec<_> = raw.referrals(self.now_ms).collect();
        let is_referred = |wanted: &str| referrals.iter().any(|(_, state)| *state == wanted);
        let is_referred_to_me =
            |wanted: &str| referrals.iter().any(|(to, state)| *to == Some(self.me.user) && *state == wanted);
        let is_transferred = |wanted: &str, whom: &dyn Fn(&str) -> bool| {
            raw.transfers.values().any(|(to, state)| *state == wanted && to.as_deref().is_some_and(whom))
        };
        let is_asked = |approval: &str, wanted: &str| {
            raw.approvals.get(approval).is_some_and(|(_, state)| *state == wanted)
        };
        let is_high = || self.answers(raw, "risk_level").contains(&text("high"));
        let new = |ago| is_open && self.is_in_week(raw.created_ms, ago);
        let ended = |ago| is_closed && raw.closed_ms.is_some_and(|at_ms| self.is_in_week(at_ms, ago));
        // Hours of the clock are counted, so that it is never told early, and less than an hour late.
        let waits = |hours: i64| {
            raw.owned_since_ms.is_some_and(|at_ms| self.now_ms / 3_600_000 - at_ms / 3_600_000 > hours)
        };
        match id {
            "total"
            | "group_risk"
            | "risk_level"
            | "reporting_location_open"
            | "summary_open"
            | "protection_concerns_open_cases"
            | "protection_concerns_by_location" => is_open,
            "new_or_updated" => is_open && raw.changed_by_other,
            "recently_assigned_to_me" => {
                let today = number(self.today());
                let is_recent = |at_ms| (today - 9..=today).contains(&number(self.day_of(at_ms)));
                is_open && self.is_mine(raw) && raw.owned_since_ms.is_some_and(is_recent)
            }
            "group_overview_open" | "cases_by_social_worker_total" => is_open && self.is_teams(raw),
            "group_overview_closed" => is_closed && self.is_teams(raw),
            "cases_by_social_worker_new_or_updated" => is_open && self.is_teams(raw) && raw.changed_by_other,
            "shared_with_me_transfers_awaiting_acceptance" => {
                is_transferred("in_progress", &|to| to == self.me.user)
            }
            "shared_with_me_pending_referrals" => is_open && is_referred_to_me("in_progress"),
            "shared_with_me_accepted_referrals" => is_open && is_referred_to_me("accepted"),
            "shared_with_my_team_pending_transfers_overview" => {
                is_transferred("in_progress", &|to| self.is_in_team(to))
            }
            "shared_with_my_team_pending_referrals" => {
                let in_team = |to: &Option<&str>| to.is_some_and(|to| self.is_in_team(to));
                is_open && referrals.iter().any(|(to, state)| *state == "in_progress" && in_team(to))
            }
            "with_incidents" => is_open && raw.incidents > 0,
            "with_new_incidents" => is_open && raw.incidents > 0 && raw.changed_by_other,
            "without_incidents" => is_open && raw.incidents == 0,
            "cases_high" => is_open && self.is_mine(raw) && is_high(),
            "cases_other" => is_open && self.is_mine(raw) && !is_high(),
            "overdue_cases_high" => is_open && self.is_mine(raw) && is_high() && waits(1),
            "overdue_cases_other" => is_open && self.is_mine(raw) && !is_high() && waits(3),
            "workflow" => in_use && self.is_mine(raw),
            "workflow_team" => in_use && self.is_teams(raw),
            "tasks_overdue_assessment" => {
                is_open && self.is_teams(raw) && self.overdue(raw).contains("assessment")
            }
            "tasks_overdue_case_plan" => {
                is_open && self.is_teams(raw) && self.overdue(raw).contains("case_plan")
            }
            "tasks_overdue_services" => {
                is_open && self.is_teams(raw) && self.overdue(raw).contains("service")
            }
            "tasks_overdue_followups" => {
                is_open && self.is_teams(raw) && self.overdue(raw).contains("follow_up")
            }
            "protection_concerns_all_cases" => in_use,
            "protection_concerns_new_this_week"
            | "reporting_location_new_this_week"
            | "summary_new_this_week" => new(0),
            "reporting_location_new_last_week" | "summary_new_last_week" => new(1),
            "protection_concerns_closed_this_week"
            | "reporting_location_closed_this_week"
            | "summary_closed_this_week" => ended(0),
            "reporting_location_closed_last_week" | "summary_closed_last_week" => ended(1),
            _ => {
                let shared = id.strip_prefix("shared_with_others_").map(|what| (what, self.is_mine(raw)));
                let shared =
                    shared.or(id.strip_prefix("shared_from_my_team_").map(|what| (what, self.is_teams(raw))));
                if let Some((what, theirs)) = shared {
                    return theirs
                        && match what {
                            "pending_referrals" => is_referred("in_progress"),
                            "accepted_referrals" => is_referred("accepted"),
                            "rejected_referrals" => is_referred("rejected"),
                            "done_referrals" => is_referred("done"),
                            "pending_transfers" => is_transferred("in_progress", &|_| true),
                            "rejected_transfers" => is_transferred("rejected", &|_| true),
                            other => panic!("{other}"),
                        };
                }
                let (approval, state) =
                    id.strip_prefix("approval_").and_then(|id| id.split_once(':')).expect(id);
                match state {
                    "group" => is_open && is_asked(approval, "pending"),
                    state => is_open && self.is_mine(raw) && is_asked(approval, state),
                }
            }
        }
    }

    /// What stands at the head of the rows, or of the columns, in which a table counts a case.
    pub fn heads(&self, key: &str, dashboard: &str, raw: &Raw) -> BTreeSet<String> {
        let values = self.values(raw, key).into_iter().map(|value| match value {
            Plain::Text(text) => text,
            Plain::Int(number) => number.to_string(),
        });
        // Whoever is in another team has no row in the table of one's own.
        values.filter(|value| dashboard != "dash_shared_with_my_team" || self.is_in_team(value)).collect()
    }
}

impl Raw {
    /// `open`, `closed`, `transferred` or `disabled`.
    pub fn standing(&self) -> &'static str {
        if self.disabled { "disabled" } else { self.status }
    }

    fn list(&self, key: &str) -> usize {
        self.json[key].as_array().unwrap().len()
    }

    fn entries(&self, form: &str, subform: &str) -> Vec<&Json> {
        self.json["forms"][form][subform].as_array().into_iter().flatten().collect()
    }

    /// What a question is answered with, on whatever form it stands.
    fn answer(&self, field: &str) -> Option<&str> {
        let forms = self.json["forms"].as_object().unwrap().values();
        forms.filter_map(|form| form[field].as_str()).find(|answer| !answer.is_empty())
    }

    /// Recipient and state of each, as they are at `now_ms`.
    fn referrals(&self, now_ms: i64) -> impl Iterator<Item = (Option<&str>, &'static str)> {
        self.referrals.values().map(move |(to, state, until)| {
            let is_over =
                until.is_some_and(|until| until <= now_ms) && ["in_progress", "accepted"].contains(state);
            (to.as_deref(), if is_over { "expired" } else { state })
        })
    }

    fn answer_transfer(&mut self, transfer: ActId, state: &'static str) {
        self.transfers.get_mut(&transfer).expect("an offer").1 = state;
    }

    /// One more act that the relay took.
    fn happens(&mut self, act: &Act) {
        let taken_back = |transfers: &mut BTreeMap<ActId, (Option<String>, &'static str)>| {
            transfers
                .values_mut()
                .filter(|(_, state)| *state == "in_progress")
                .for_each(|known| known.1 = "revoked");
        };
        let mut refer = |id: &ActId, now: &'static str| {
            if let Some(known) =
                self.referrals.get_mut(id).filter(|known| ["in_progress", "accepted"].contains(&known.1))
            {
                known.1 = now;
            }
        };
        match &act.deed {
            Deed::CaseAssign { .. } => {
                self.owned_since_ms = Some(act.at_ms);
                taken_back(&mut self.transfers);
            }
            Deed::CaseClose => (self.status, self.closed_ms) = ("closed", Some(act.at_ms)),
            Deed::CaseReopen { .. } => (self.status, self.reopened, self.closed_ms) = ("open", true, None),
            Deed::CaseDisable => self.disabled = true,
            Deed::CaseEnable => self.disabled = false,
            Deed::FlagAdd { .. } => _ = self.flags.insert(act.id),
            Deed::FlagResolve { flag, .. } => _ = self.flags.remove(flag),
            Deed::ApprovalRequest { approval, .. } => {
                self.approvals.insert(approval.as_str().to_owned(), (act.id, "pending"));
            }
            Deed::ApprovalApprove { request, .. } | Deed::ApprovalReject { request, .. } => {
                let now =
                    if matches!(act.deed, Deed::ApprovalApprove { .. }) { "approved" } else { "rejected" };
                self.approvals.values_mut().filter(|(id, _)| id == request).for_each(|known| known.1 = now);
            }
            Deed::ReferralOffer { to, until_ms, .. } => {
                let to = to.as_ref().map(|to| to.0.clone());
                self.referrals.insert(act.id, (to, "in_progress", *until_ms));
            }
            Deed::ReferralAccept { referral } => refer(referral, "accepted"),
            Deed::ReferralReject { referral, .. } => refer(referral, "rejected"),
            Deed::ReferralDone { referral, .. } => refer(referral, "done"),
            Deed::ReferralRevoke { referral } => refer(referral, "revoked"),
            Deed::TransferOffer { to, .. } => {
                if to.is_none() {
                    taken_back(&mut self.transfers);
                    self.status = "transferred";
                }
                let state = if to.is_some() { "in_progress" } else { "accepted" };
                self.transfers.insert(act.id, (to.as_ref().map(|to| to.0.clone()), state));
            }
            Deed::TransferAccept { transfer } => {
                self.answer_transfer(*transfer, "accepted");
                self.owned_since_ms = Some(act.at_ms);
                taken_back(&mut self.transfers);
            }
            Deed::TransferReject { transfer, .. } => self.answer_transfer(*transfer, "rejected"),
            Deed::TransferRevoke { transfer } => self.answer_transfer(*transfer, "revoked"),
            Deed::LinkAdd { to, .. } if self.record == RecordType::Incident => {
                self.of_case.insert(act.id, *to);
            }
            Deed::LinkEnd { link } => _ = self.of_case.remove(link),
            _ => {}
        }
    }
}

/// The entries of a subform, wherever it stands within a form.
fn entries_of<'a>(within: &'a Json, subform: &str, found: &mut Vec<&'a Json>) {
    let Some(fields) = within.as_object() else { return };
    for (field, value) in fields {
        for entry in value.as_array().into_iter().flatten().filter(|entry| entry.is_object()) {
            if field == subform {
                found.push(entry);
            }
            entries_of(entry, subform, found);
        }
    }
}

/// What an answer is listed under.
fn plain(asked: &Field, answer: &Json) -> Values {
    match (asked.kind, answer) {
        (FieldKind::DateField, Json::String(date)) => {
            first_day(date).map(|day| Plain::Int(number(day))).into_iter().collect()
        }
        (FieldKind::Calculated, Json::String(_)) => Values::new(),
        (_, Json::String(option)) if option.is_empty() => Values::new(),
        (_, Json::String(option)) => [text(option)].into(),
        (_, Json::Bool(ticked)) => [text(if *ticked { "true" } else { "false" })].into(),
        (_, Json::Number(number)) => [Plain::Int(number.as_i64().unwrap())].into(),
        (_, Json::Array(options)) => options.iter().map(|option| text(option.as_str().unwrap())).collect(),
        _ => Values::new(),
    }
}

/// Whether a condition holds of the values under its key.
pub fn holds(clause: &ClauseView, values: &Values, today: Date) -> bool {
    let today = number(today);
    let into_week = (today + 4).rem_euclid(7);
    let read = |written: &String| match values.first() {
        Some(Plain::Int(_)) => Plain::Int(end(written)),
        _ => text(written),
    };
    let within = |from: i64, to: i64| {
        values.iter().any(|value| matches!(value, Plain::Int(int) if (from..=to).contains(int)))
    };
    match clause.is {
        IsView::Any => clause.values.iter().any(|wanted| values.contains(&read(wanted))),
        IsView::None => clause.values.iter().all(|unwanted| !values.contains(&read(unwanted))),
        IsView::Filled => !values.is_empty(),
        IsView::Empty => values.is_empty(),
        IsView::Between => {
            within(clause.from.as_deref().map_or(i64::MIN, end), clause.to.as_deref().map_or(i64::MAX, end))
        }
        IsView::Words => clause.values.iter().all(|begun| {
            values.iter().any(|value| matches!(value, Plain::Text(word) if word.starts_with(begun)))
        }),
        IsView::LastDays => within(today - i64::from(clause.days.unwrap()) + 1, today),
        IsView::Before => within(i64::MIN, today - i64::from(clause.days.unwrap()) - 1),
        IsView::ThisWeek => within(today - into_week, today),
        IsView::LastWeek => within(today - into_week - 7, today - into_week - 1),
    }
}

/// The end of a range: a number or a day.
fn end(written: &str) -> i64 {
    written.parse().unwrap_or_else(|_| number(first_day(written).expect("a day")))
}
