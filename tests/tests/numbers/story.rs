//! A programme of seven people over three weeks: cases, and everything that becomes of cases, as the dice fall.

use daftar_app::{
    AppError, FieldEdit, Lending, Offer, PendingAct, Target,
    core::{ActId, CaseId, Consent, Deed, Person, RecordType, UserName, Value},
    view::Standing,
};
use daftar_core::{
    act::{Approval, ApprovalStatus, CaseState, ReferralStatus},
    config::{Configuration, Mode},
    form::fit,
};
use daftar_store::Store;
use daftar_tests::{
    camp::{Camp, Dice, KeptCamp, Laptop},
    filling::filling,
    standard,
};
use daftar_training::{SyntheticCase, caseload};
use std::collections::BTreeMap;

/// One of the people.
pub struct Member {
    pub user: &'static str,
    pub role: &'static str,
    pub agency: &'static str,
    pub group: &'static str,
    /// Where they work.
    pub place: Option<&'static str>,
    /// The place of the level of reports around it.
    pub reports_at: Option<&'static str>,
}

const fn member(
    user: &'static str,
    role: &'static str,
    (agency, group): (&'static str, &'static str),
    place: Option<&'static str>,
    reports_at: Option<&'static str>,
) -> Member {
    Member { user, role, agency, group, place, reports_at }
}

pub const PEOPLE: [Member; 7] = [
    member("worker-1", "role-cp-case-worker-families", ("agency-a", "team-1"), Some("IQ-AR"), Some("IQ-KR")),
    member("worker-2", "role-cp-case-worker-families", ("agency-a", "team-1"), Some("JO-AM"), Some("JO-AM")),
    member("worker-3", "role-cp-case-worker-families", ("agency-b", "team-2"), Some("JO-IR"), Some("JO-IR")),
    member("supervisor", "role-cp-manager-families", ("agency-a", "team-1"), Some("JO-AM"), Some("JO-AM")),
    // A whole country is no place of the level of reports.
    member("office", "role-superuser", ("agency-a", "team-3"), Some("JO"), None),
    member("administrator", "role-cp-administrator-families", ("agency-b", "team-3"), None, None),
    member("provider", "role-cp-service-provider", ("agency-b", "team-2"), None, None),
];

/// Dashboards of one's own cases, and of one's whole reach.
const OWN: [&str; 15] = [
    "case_overview",
    "dash_shared_with_me",
    "dash_shared_with_others",
    "dash_cases_to_assign",
    "dash_case_incident_overview",
    "approvals_assessment",
    "approvals_assessment_pending",
    "approvals_case_plan",
    "approvals_case_plan_pending",
    "approvals_closure",
    "approvals_closure_pending",
    "workflow",
    "case_risk",
    "dash_protection_concerns",
    "dash_national_admin_summary",
];

/// Dashboards that look at people, of those who know all whose cases they have: whoever may hand cases on to anybody.
const TEAM: [&str; 12] = [
    "dash_protection_concerns_by_location",
    "dash_reporting_location",
    "dash_group_overview",
    "dash_shared_with_my_team_overview",
    "cases_by_task_overdue_assessment",
    "cases_by_task_overdue_case_plan",
    "cases_by_task_overdue_services",
    "cases_by_task_overdue_followups",
    "workflow_team",
    "dash_cases_by_social_worker",
    "dash_shared_from_my_team",
    "dash_shared_with_my_team",
];

/// The dashboards of a role: the office and supervisors see all that there are, caseworkers those that are of no team, anybody
/// else what the standard configuration shows them.
fn dashboards(role: &str) -> Option<Vec<&'static str>> {
    match role {
        "role-cp-case-worker-families" => Some(OWN.into()),
        "role-cp-manager-families" | "role-superuser" => Some([OWN.as_slice(), &TEAM].concat()),
        _ => None,
    }
}

/// The standard configuration, with more dashboards.
pub fn files() -> Vec<(String, String)> {
    let mut files = standard::files();
    let roles = files.iter_mut().find(|(path, _)| path == "roles.toml").unwrap();
    let mut parts: Vec<String> = roles.1.split("[[roles]]").map(str::to_owned).collect();
    for part in &mut parts {
        let role = part.split('"').nth(1).unwrap_or_default().to_owned();
        if let Some(shown) = dashboards(&role) {
            let begin = part.find("actions.dashboard = [").unwrap();
            let end = begin + part[begin..].find(']').unwrap() + 1;
            part.replace_range(begin..end, &format!("actions.dashboard = {shown:?}"));
        }
    }
    roles.1 = parts.join("[[roles]]");
    files
}

/// What was done, and how often it was not refused at once.
pub type Done = BTreeMap<&'static str, u32>;

/// The people, each at their laptop, before anything has happened.
pub fn people(seed: u64) -> Camp {
    let mut camp = Camp::of(seed, &files(), &[]);
    for Member { user, role, agency, group, place, .. } in &PEOPLE {
        let groups = [(*group).into()].into();
        let mut person = Person::new((*user).into(), (*role).into(), (*agency).into(), groups);
        person.location = place.map(str::to_owned);
        camp.relay.lock().unwrap().add_person(&person, camp.time.now_ms()).unwrap();
        camp.enrol(user, user);
    }
    contacts(&camp, 1);
    // Kept and begun again, it is in memory.
    camp.keep().start(seed)
}

/// The programme after three weeks, when everybody has everything.
pub fn programme(seed: u64, cases: usize) -> (KeptCamp, Done) {
    let camp = people(seed);
    let config = daftar_core::config::read(&files()).unwrap();
    let story = Story {
        camp: &camp,
        config: &config,
        dice: Dice::new(seed),
        done: Done::new(),
        cases: vec![],
        with_incident: vec![],
        known: camp.at("office").store(),
    };
    let done = story.play(cases);
    (camp.keep(), done)
}

/// Everybody has a contact over a good line, `rounds` times.
pub fn contacts(camp: &Camp, rounds: usize) {
    for _ in 0..rounds {
        for Member { user, .. } in &PEOPLE {
            camp.time.pass(1);
            camp.at(user).try_sync().unwrap();
        }
    }
}

const DAYS: usize = 22;
/// Acts of all people on one day.
const ACTS: u64 = 44;

struct Story<'a> {
    camp: &'a Camp,
    config: &'a Configuration,
    dice: Dice,
    done: Done,
    cases: Vec<CaseId>,
    with_incident: Vec<CaseId>,
    /// Where it is looked up what could be done next.
    known: Store,
}

/// The `YYYY-MM-DD` that lies `away` days from the day of `at_ms`.
pub fn day(at_ms: i64, away: i64) -> String {
    let at = jiff::Timestamp::from_millisecond(at_ms + away * 86_400_000).unwrap();
    at.strftime("%Y-%m-%d").to_string()
}

fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

impl Story<'_> {
    fn pick<'b, T>(&self, of: &'b [T]) -> Option<&'b T> {
        of.get(usize::try_from(self.dice.below(of.len() as u64)).unwrap())
    }

    fn someone(&self) -> UserName {
        self.pick(&PEOPLE).unwrap().user.into()
    }

    /// A day near today, `YYYY-MM-DD`.
    fn near(&self) -> Value {
        let away = i64::try_from(self.dice.below(30)).unwrap() - 15;
        text(day(self.camp.time.now_ms(), away))
    }

    /// Today or a day before.
    fn of_late(&self) -> Value {
        text(day(self.camp.time.now_ms(), -i64::try_from(self.dice.below(10)).unwrap()))
    }

    fn note<T>(&mut self, what: &'static str, outcome: Result<T, AppError>) -> Option<T> {
        match outcome {
            Ok(done) => {
                *self.done.entry(what).or_default() += 1;
                Some(done)
            }
            Err(error) if error.is_refusal() => None,
            Err(error) => panic!("{what}: {} {:?}", error.code, error.cause),
        }
    }

    fn play(mut self, cases: usize) -> Done {
        let today = day(self.camp.time.now_ms(), 0);
        let fixtures: Vec<SyntheticCase> = caseload(7, cases, &today).collect();
        let (mut begun, mut last_days) = (0, 0);
        for nth in 0..DAYS {
            // Most cases are there early; some are begun in every week.
            let until = cases * (nth + 8).min(DAYS + 4) / (DAYS + 4);
            for fixture in &fixtures[begun..until] {
                self.begin_case(fixture, begun);
                begun += 1;
            }
            self.begin_others();
            for _ in 0..ACTS {
                self.camp.time.pass(1 + i64::try_from(self.dice.below(20)).unwrap());
                self.act();
            }
            for Member { user, .. } in &PEOPLE {
                // Some days somebody has no contact.
                if self.dice.below(2) == 0 {
                    self.camp.time.pass(1);
                    self.camp.at(user).try_sync().unwrap();
                }
            }
            // To eight in the morning.
            let into_day = self.camp.time.now_ms().rem_euclid(86_400_000) / 60_000;
            self.camp.time.pass(24 * 60 + 8 * 60 - into_day);
            last_days += 1;
        }
        assert_eq!((begun, last_days), (cases, DAYS));
        contacts(self.camp, 1);
        self.answer_what_waits();
        self.hand_on_now();
        contacts(self.camp, 3);
        self.done
    }

    fn begin_case(&mut self, fixture: &SyntheticCase, nth: usize) {
        // The office answers everything that can be asked.
        let owner = match nth % 8 {
            0 => "office",
            1 if nth.is_multiple_of(3) => "administrator",
            _ => self.pick(&["worker-1", "worker-2", "worker-3"]).unwrap(),
        };
        let laptop = self.camp.at(owner);
        let mut edits = self.edits_of(laptop, fixture, nth);
        if owner == "office" {
            let make_entry = || laptop.book.make_entry_id();
            for edit in filling(self.config, RecordType::Case, 12, &self.dice, &make_entry) {
                if edits.iter().all(|known| known.target != edit.target) {
                    edits.push(edit);
                }
            }
        }
        edits.retain(|edit| self.may_write(owner, RecordType::Case, edit));
        self.camp.time.pass(1);
        let case = laptop.book.register(&edits).unwrap().case;
        self.cases.push(case);
    }

    /// The synthetic case in the questions of this configuration.
    fn edits_of(&self, laptop: &Laptop, fixture: &SyntheticCase, nth: usize) -> Vec<FieldEdit> {
        let case = |id: &str| self.config.field(RecordType::Case, &id.into());
        let mut edits = Vec::new();
        for (id, value) in &fixture.fields {
            let id = if id.as_str() == "name" { "name_first" } else { id.as_str() };
            if case(id).is_some_and(|asked| fit(self.config, asked, value) == Ok(())) {
                edits.push(FieldEdit { target: Target::Field(id.into()), value: value.clone() });
            }
        }
        for (subform, fields) in &fixture.entries {
            let (entry, asked) = (laptop.book.make_entry_id(), case(subform.as_str()).unwrap());
            for (field, value) in fields {
                if asked.inner(field).is_some_and(|inner| fit(self.config, inner, value) == Ok(())) {
                    let target = Target::EntryField { subform: subform.clone(), entry, field: field.clone() };
                    edits.push(FieldEdit { target, value: value.clone() });
                }
            }
        }
        // Ages at their edges: leap days, months and years alone, a birthday today and tomorrow, only an age.
        let now = self.camp.time.now_ms();
        let born = match nth % 10 {
            0 => Some("2012-02-29".to_owned()),
            1 => Some(format!("2014{}", &day(now, 0)[4..])),
            2 => Some(format!("2014{}", &day(now, 1)[4..])),
            3 => Some("2015-03".to_owned()),
            4 => Some(day(now, 0)[..4].to_owned()),
            5 => Some("2009".to_owned()),
            _ => None,
        };
        edits.extend(born.map(|born| self.edit("date_of_birth", text(born))));
        let begins: Vec<Target> = edits.iter().rev().map(|edit| edit.target.clone()).collect();
        let count = begins.len();
        let mut at = 0;
        // The later of two answers to one question counts.
        edits.retain(|edit| {
            at += 1;
            begins[..count - at].iter().all(|later| *later != edit.target)
        });
        edits
    }

    /// Whether the person's role writes in a form on which the question stands.
    fn may_write(&self, user: &str, record: RecordType, edit: &FieldEdit) -> bool {
        let role = PEOPLE.iter().find(|person| person.user == user).unwrap().role;
        let role = self.config.role(&role.into()).unwrap();
        let asked = match &edit.target {
            Target::Field(field) => field,
            Target::EntryField { subform, .. } | Target::Entry { subform, .. } => subform,
        };
        self.config
            .forms_of(record)
            .filter(|form| role.forms.get(&form.id) == Some(&Mode::Write))
            .any(|form| form.record_fields().any(|field| field.id == *asked))
    }

    fn edit(&self, field: &str, value: Value) -> FieldEdit {
        FieldEdit { target: Target::Field(field.into()), value }
    }

    /// Records of the other types.
    fn begin_others(&mut self) {
        for record in
            [RecordType::Incident, RecordType::TracingRequest, RecordType::Family, RecordType::RegistryRecord]
        {
            if self.dice.below(3) == 0 {
                let laptop =
                    self.camp.at(["worker-1", "office"][usize::try_from(self.dice.below(2)).unwrap()]);
                let make_entry = || laptop.book.make_entry_id();
                let mut edits = filling(self.config, record, 25, &self.dice, &make_entry);
                edits.retain(|edit| self.may_write(laptop.book.user().as_str(), record, edit));
                let outcome = laptop.book.register_record(record, &edits);
                self.note("another record", outcome);
            }
        }
    }

    /// Some of what waits for answers when everybody knows everything.
    fn answer_what_waits(&mut self) {
        for _ in 0..12 {
            self.camp.time.pass(3);
            self.answer_a_transfer();
            self.answer_a_referral();
            self.answer_an_approval();
            self.take_incident_away();
            if let Some((case, state)) = self.some_case() {
                self.finish_or_remove(self.camp.at(state.owner.as_str()), case);
            }
        }
    }

    /// Shortly before the end: what the supervisor and the office are still to hand on.
    fn hand_on_now(&mut self) {
        let office = self.camp.at("office");
        for nth in (0..self.cases.len()).step_by(9) {
            let to = ["supervisor", "office", "worker-1"][nth / 9 % 3];
            self.camp.time.pass(17);
            let outcome = office.book.assign(self.cases[nth], &to.into(), None);
            self.note("assigned at last", outcome);
        }
        // To somebody of the team, and to somebody of none.
        for nth in (1..self.cases.len()).step_by(12) {
            for to in ["worker-2", "provider"] {
                self.refer(office, self.cases[nth], to.into(), Consent::Overridden);
            }
        }
    }

    /// One act on a case: of whoever it is for, where somebody is asked, else of anybody who has it.
    fn act(&mut self) {
        let Some(state) = self.some_case() else { return };
        let case = state.0;
        let owner = state.1.owner.0.clone();
        let who = match self.dice.below(10) {
            0..5 => &owner,
            5 | 6 => "supervisor",
            7 => "office",
            _ => self.pick(&PEOPLE).unwrap().user,
        };
        let laptop = self.camp.at(who);
        let to = self.someone();
        let consent = if self.dice.below(2) == 0 { Consent::Given } else { Consent::Overridden };
        let book = &laptop.book;
        match self.dice.below(28) {
            0 => _ = self.note("assigned", self.camp.at("office").book.assign(case, &to, None)),
            1 | 2 => _ = self.note("transfer offered", book.transfer(case, &Offer::to(to, consent))),
            3 => {
                let offer = Offer { to: None, consent, note: Some("to the other programme".to_owned()) };
                if self.dice.below(3) == 0 {
                    self.note("transferred out", book.transfer(case, &offer));
                }
            }
            4 | 5 => self.answer_a_transfer(),
            6..10 => self.refer(laptop, case, to, consent),
            10..13 => self.answer_a_referral(),
            13 => {
                let approval = *self.pick(&["assessment", "case_plan", "closure"]).unwrap();
                self.note("approval asked for", book.request_approval(case, &approval.into()));
            }
            14 | 15 => self.answer_an_approval(),
            16 => _ = self.note("flagged", book.flag(case, "look at this")),
            17 => {
                let open = state.1.flags.iter().find(|(_, flag)| flag.resolved.is_none());
                if let Some((flag, _)) = open {
                    self.note("flag resolved", book.resolve_flag(*flag, "looked at"));
                }
            }
            18 => self.stand(case, &state.1),
            19 => self.incident(laptop, case),
            _ => {
                if self.dice.below(4) == 0 && laptop.sees(case).is_some() {
                    book.open_view(case).unwrap();
                }
                self.write(laptop, case);
            }
        }
    }

    fn some_case(&self) -> Option<(CaseId, CaseState)> {
        let case = *self.pick(&self.cases)?;
        Some((case, self.known.read().case(case).unwrap()?.state))
    }

    /// Something in one of the cases that waits for an answer.
    fn waiting<T>(&self, waits: impl Fn(CaseState) -> Option<T>) -> Option<T> {
        (0..20).find_map(|_| waits(self.some_case()?.1))
    }

    fn refer(&mut self, laptop: &Laptop, case: CaseId, to: UserName, consent: Consent) {
        let until = match self.dice.below(4) {
            0 => Some(day(self.camp.time.now_ms(), i64::try_from(self.dice.below(6)).unwrap())),
            _ => None,
        };
        let (to, what) = match self.dice.below(6) {
            0 => (None, "referred outside"),
            _ => (Some(to), if until.is_some() { "referred until a day" } else { "referred" }),
        };
        let lends = to.is_some().then(|| "role-referral".into());
        let note = to.is_none().then(|| "to the clinic".to_owned());
        let lending = Lending { lends, until: until.filter(|_| to.is_some()), service: None };
        let outcome = laptop.book.refer(case, &Offer { to, consent, note }, lending);
        self.note(what, outcome);
    }

    fn answer_a_referral(&mut self) {
        let waits =
            |state: CaseState| state.referrals.into_iter().find(|(_, known)| known.status.is_active());
        let Some((referral, known)) = self.waiting(waits) else { return };
        let is_accepted = known.status == ReferralStatus::Accepted;
        let to = known.to.map_or_else(|| "office".to_owned(), |to| to.0);
        let (who, what, deed): (&str, _, fn(ActId) -> Deed) = match self.dice.below(8) {
            0 => ("office", "referral revoked", |referral| Deed::ReferralRevoke { referral }),
            1 | 2 if !is_accepted => {
                (&to, "referral rejected", |referral| Deed::ReferralReject { referral, why: None })
            }
            _ if !is_accepted => (&to, "referral accepted", |referral| Deed::ReferralAccept { referral }),
            _ => (&to, "referral done", |referral| Deed::ReferralDone { referral, note: None }),
        };
        let outcome = self.camp.at(who).book.answer(referral, deed);
        self.note(what, outcome);
    }

    fn answer_a_transfer(&mut self) {
        let waits = |state: CaseState| state.transfers.into_iter().find(|(_, known)| known.is_open());
        let Some((transfer, known)) = self.waiting(waits) else { return };
        let to = known.to.unwrap().0;
        let (who, what, deed): (&str, _, fn(ActId) -> Deed) = match self.dice.below(4) {
            0 | 1 => (&to, "transfer accepted", |transfer| Deed::TransferAccept { transfer }),
            2 => (&to, "transfer rejected", |transfer| Deed::TransferReject { transfer, why: None }),
            _ => ("office", "transfer revoked", |transfer| Deed::TransferRevoke { transfer }),
        };
        let outcome = self.camp.at(who).book.answer(transfer, deed);
        self.note(what, outcome);
    }

    fn answer_an_approval(&mut self) {
        let waits = |state: CaseState| {
            state.approvals.into_values().find(|known| known.status == ApprovalStatus::Pending)
        };
        let Some(Approval { request, .. }) = self.waiting(waits) else { return };
        let who = *self.pick(&["office", "supervisor"]).unwrap();
        let book = &self.camp.at(who).book;
        if self.dice.below(3) == 0 {
            self.note("approval rejected", book.reject_approval(request, None));
        } else {
            self.note("approved", book.approve(request, None, None));
        }
    }

    fn stand(&mut self, case: CaseId, state: &CaseState) {
        let (what, standing) = match (state.standing(), self.dice.below(6)) {
            ("disabled", _) => ("enabled", Standing::Enable),
            ("closed", 0..=4) => ("reopened", Standing::Reopen),
            (_, 5) => ("disabled", Standing::Disable),
            _ => ("closed", Standing::Close),
        };
        let outcome = self.camp.at("office").book.set_standing(case, standing);
        self.note(what, outcome);
    }

    fn incident(&mut self, laptop: &Laptop, case: CaseId) {
        if self.dice.below(3) == 0 {
            return self.take_incident_away();
        }
        let outcome = laptop.book.register_incident(case, &[]);
        if self.note("incident of a case", outcome).is_some() {
            self.with_incident.push(case);
        }
    }

    fn take_incident_away(&mut self) {
        let Some(case) = self.pick(&self.with_incident) else { return };
        let Some(row) = self.known.read().case(*case).unwrap() else { return };
        let book = &self.camp.at(row.state.owner.as_str()).book;
        let Ok(view) = book.case_view(*case) else { return };
        let mut links = view.links.links.into_iter();
        if let Some(link) = links.find(|link| link.record.0 == RecordType::Incident) {
            let outcome: Result<PendingAct, _> = book.unlink(link.link_id.parse().unwrap());
            self.note("incident taken from its case", outcome);
        }
    }

    /// Answers of the kind that numbers look at, changed, added and taken back.
    fn write(&mut self, laptop: &Laptop, case: CaseId) {
        let choice = |of: &[&str]| text(*self.pick(of).unwrap());
        let entry = |subform: &str, fields: Vec<(&str, Value)>| {
            let id = laptop.book.make_entry_id();
            let target =
                |field: &str| Target::EntryField { subform: subform.into(), entry: id, field: field.into() };
            let edit = |(field, value): (&str, Value)| FieldEdit { target: target(field), value };
            fields.into_iter().map(edit).collect::<Vec<_>>()
        };
        let (what, edits) = match self.dice.below(12) {
            0 => ("risk", vec![self.edit("risk_level", choice(&["high", "medium", "low"]))]),
            1 => ("risk taken back", vec![self.edit("risk_level", Value::Null)]),
            2 => {
                let concerns = ["refugee", "disabled", "migrant", "statelessness", "other"];
                let some = (0..self.dice.below(4)).map(|_| (*self.pick(&concerns).unwrap()).to_owned());
                let some = Value::Many(some.collect());
                ("concerns", vec![self.edit("protection_concerns", some)])
            }
            3 => ("assessment due", vec![self.edit("assessment_due_date", self.near())]),
            4 => ("assessment", vec![self.edit("assessment_requested_on", self.of_late())]),
            5 => ("case plan due", vec![self.edit("case_plan_due_date", self.near())]),
            6 => ("case plan", vec![self.edit("date_case_plan", self.of_late())]),
            7 => {
                let fields = vec![
                    ("followup_needed_by_date", self.near()),
                    ("followup_type", choice(&["after_reunification", "in_care"])),
                ];
                ("follow-up", entry("followup_subform_section", fields))
            }
            8 => {
                let kinds = ["care_plan", "action_plan", "service_provision"];
                let fields = vec![
                    ("service_response_type", choice(&kinds)),
                    ("service_response_day_time", self.near()),
                    ("service_response_timeframe", choice(&["1_hour", "3_hours", "1_day", "3_days"])),
                ];
                ("service", entry("services_section", fields))
            }
            9 => {
                let numbers = [
                    ("national_id_no", "T-10 42"),
                    ("national_id_no", "t1042"),
                    ("national_id_no", "2077/1"),
                    ("national_id_no", "٢٠٧٧-١"),
                    ("national_id_no", "none"),
                    ("national_id_no", ""),
                    ("unhcr_individual_no", "t1042"),
                    ("unhcr_individual_no", "T/1042"),
                ];
                let (field, number) = *self.pick(&numbers).unwrap();
                let number = if number.is_empty() { Value::Null } else { text(number) };
                ("identifier", vec![self.edit(field, number)])
            }
            10 => {
                let years = Value::Int(i64::try_from(self.dice.below(18)).unwrap());
                ("age", vec![self.edit("age", years), self.edit("date_of_birth", Value::Null)])
            }
            _ => return self.finish_or_remove(laptop, case),
        };
        let fits = |edit: &FieldEdit| match &edit.target {
            Target::Field(field) => {
                let asked = self.config.field(RecordType::Case, field).unwrap();
                fit(self.config, asked, &edit.value) == Ok(())
            }
            Target::EntryField { subform, field, .. } => {
                let asked = self.config.field(RecordType::Case, subform).unwrap();
                asked.inner(field).is_some_and(|inner| fit(self.config, inner, &edit.value) == Ok(()))
            }
            Target::Entry { .. } => true,
        };
        let edits: Vec<FieldEdit> = edits.into_iter().filter(fits).collect();
        let outcome = laptop.book.save(case, &edits);
        self.note(what, outcome);
    }

    /// A service is given, a follow-up made, or an entry removed.
    fn finish_or_remove(&mut self, laptop: &Laptop, case: CaseId) {
        let Some(json) = laptop.sees(case) else { return };
        let (form, subform, done) = *self
            .pick(&[
                ("services", "services_section", "service_implemented_day_time"),
                ("followup", "followup_subform_section", "followup_date"),
            ])
            .unwrap();
        let Some(entry) = json["forms"][form][subform].as_array().and_then(|all| self.pick(all)) else {
            return;
        };
        let entry = entry["entry"].as_str().unwrap().parse().unwrap();
        let subform = subform.into();
        let (what, edit) = if self.dice.below(4) == 0 {
            let target = Target::Entry { subform, entry, keep: false };
            ("entry removed", FieldEdit { target, value: Value::Null })
        } else {
            let target = Target::EntryField { subform, entry, field: done.into() };
            ("entry done", FieldEdit { target, value: self.of_late() })
        };
        let outcome = laptop.book.save(case, &[edit]);
        self.note(what, outcome);
    }
}
