//! What must be so, in the plainest words: who may read and write what, and which acts the relay must accept.
//!
//! It knows the training programme by heart and asks none of the product's rules.

use daftar_core::{
    act::{Act, Consent, Deed, Reopening},
    config::RecordType,
    id::{ActId, CaseId},
};
use std::collections::{BTreeMap, BTreeSet};

/// The compartments of a case, numbered from 1 in this order. Each is called after its form; one holds a question that
/// two forms share, identity and concern.
pub const FORMS: [&str; 6] =
    ["basic_identity", "protection_status", "consent", "notes", "protection_concern", "services"];
/// The one compartment of an incident comes after those.
pub const EVENT: &str = "event";
/// For so long one may ask for what a search showed, milliseconds.
const SHOWN_MS: i64 = 24 * 60 * 60 * 1000;

/// What somebody may do in the programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Own cases, all forms.
    Worker,
    /// The cases of their group, all forms.
    Manager,
    /// What is lent to them, and nothing else.
    Provider,
    /// The identity of the case that is theirs.
    Child,
}

/// A person as the relay's records have them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub role: Role,
    pub group: &'static str,
    pub disabled: bool,
}

/// A referral of the services, or an offer of the case itself.
#[derive(Debug, Clone)]
pub struct Offer {
    pub to: String,
    pub by: String,
    pub accepted: bool,
    until_ms: Option<i64>,
}

/// A case or incident as the relay must have it.
#[derive(Debug, Clone, Default)]
pub struct Case {
    /// An incident's own; while it follows a case, that case's counts.
    owner: String,
    /// Referrals that hold.
    pub lent: BTreeMap<ActId, Offer>,
    /// Referrals to somebody outside that are not over.
    pub outside: BTreeSet<ActId>,
    /// Offers of the case that wait for an answer.
    pub offered: BTreeMap<ActId, Offer>,
    /// By whom it is asked for.
    pub requests: BTreeMap<ActId, String>,
    /// Whose emergency access it is, and until when.
    pub glasses: BTreeMap<ActId, (String, i64)>,
    /// Whose case it is.
    child: Option<String>,
    closed: bool,
    /// It went to another programme.
    gone: bool,
    disabled: bool,
    /// Who raised it, and whether it waits.
    pub flags: BTreeMap<ActId, (String, bool)>,
    /// The case that an incident follows, and by which act.
    pub follows: Option<(ActId, CaseId)>,
    /// To whom, and by whom, every referral, offer, request, emergency access and flag there ever was.
    parties: BTreeMap<ActId, (String, String)>,
}

/// What must become of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Accepted,
    Refused,
    /// It rests on what the oracle does not follow: the text of forms, late edits that wait.
    Either,
}

/// Everything that was decided.
#[derive(Debug, Clone, Default)]
pub struct Oracle {
    pub people: BTreeMap<String, Person>,
    pub cases: BTreeMap<CaseId, Case>,
    /// When a search last showed somebody a case, Unix milliseconds.
    pub shown: BTreeMap<(String, CaseId), i64>,
    now_ms: i64,
    accepted: BTreeSet<ActId>,
    /// Acts of which it could not tell.
    unsure: BTreeSet<ActId>,
}

impl Oracle {
    /// It is so late now: what has a last day may be over.
    pub fn pass(&mut self, now_ms: i64) {
        self.now_ms = now_ms;
        for case in self.cases.values_mut() {
            case.lent.retain(|_, offer| offer.until_ms.is_none_or(|until| until > now_ms));
            case.glasses.retain(|_, (_, until)| *until > now_ms);
        }
    }

    /// The case whose owner and readers are the record's.
    fn base(&self, id: CaseId) -> Option<&Case> {
        let record = self.cases.get(&id)?;
        record.follows.map_or(Some(record), |(_, case)| self.cases.get(&case))
    }

    /// Whose it is.
    pub fn owner(&self, id: CaseId) -> Option<&str> {
        Some(&self.base(id)?.owner)
    }

    fn is_above(&self, person: &str, other: &str) -> bool {
        let (me, them) = (&self.people[person], &self.people[other]);
        me.role == Role::Manager && me.group == them.group
    }

    fn is_owner_or_above(&self, person: &str, id: CaseId) -> bool {
        self.owner(id).is_some_and(|owner| owner == person || self.is_above(person, owner))
    }

    /// Whether a person reads the case as its owner or by standing above the owner.
    pub fn reads_as_owner(&self, person: &str, id: CaseId) -> bool {
        let me = &self.people[person];
        !me.disabled && !own_forms(me.role, id).is_empty() && self.is_owner_or_above(person, id)
    }

    /// The forms a person may read, and whether they may write in them as long as the case is not locked.
    pub fn forms_of(&self, person: &str, id: CaseId) -> BTreeMap<&'static str, bool> {
        let mut forms = BTreeMap::new();
        let (me, Some(case)) = (&self.people[person], self.base(id)) else { return forms };
        if me.disabled {
            return forms;
        }
        let own = own_forms(me.role, id);
        let mine = |offer: &Offer| offer.to == person;
        let above = |offer: &Offer| self.is_above(person, &offer.to);
        let in_emergency = case.glasses.values().any(|(by, _)| by == person);
        if in_emergency || case.offered.values().any(|offer| mine(offer) || above(offer)) {
            forms.extend(own.iter().map(|form| (*form, false)));
        }
        if me.role == Role::Child && case.child.as_deref() == Some(person) {
            forms.extend(own.iter().map(|form| (*form, false)));
        }
        let writes = me.role != Role::Child;
        if case.lent.values().any(|offer| mine(offer) || above(offer)) {
            match is_incident(id) {
                // A child has nothing to do with incidents, whatever is lent.
                true => forms.extend(writes.then_some((EVENT, false))),
                false => forms.extend([
                    ("basic_identity", false),
                    ("protection_status", false),
                    ("services", writes),
                ]),
            }
        }
        if self.reads_as_owner(person, id) {
            forms.extend(own.iter().map(|form| (*form, writes)));
        }
        forms
    }

    /// Whether a person may write on a form now.
    pub fn may_write(&self, person: &str, id: CaseId, form: &str) -> bool {
        let Some(case) = self.cases.get(&id) else { return false };
        let locked = case.disabled || case.is_at_rest() && self.people[person].role != Role::Manager;
        !locked && self.forms_of(person, id).get(form) == Some(&true)
    }

    /// Whether a person may be told of an accepted act.
    pub fn may_hear(&self, person: &str, act: &Act) -> bool {
        if self.forms_of(person, act.case).is_empty() {
            return false;
        }
        let case = &self.cases[&act.case];
        let is_party = || {
            let matter = act.matter()?;
            let (to, by) = case.parties.get(&matter)?;
            let open = case.lent.contains_key(&matter) || case.offered.contains_key(&matter);
            Some(to == person || by == person || open && self.is_above(person, to))
        };
        match &act.deed {
            Deed::CaseCreate { .. } => false,
            Deed::CaseClose | Deed::CaseReopen { .. } | Deed::CaseDisable | Deed::CaseEnable => true,
            Deed::LinkAdd { .. } | Deed::LinkEnd { .. } | Deed::TransferOffer { to: None, .. } => true,
            _ => self.reads_as_owner(person, act.case) || is_party() == Some(true),
        }
    }

    /// Decides an act that reached the relay. One that was accepted before changes nothing again.
    pub fn decide(&mut self, person: &str, act: &Act) -> Verdict {
        if self.accepted.contains(&act.id) {
            return Verdict::Accepted;
        }
        if self.unsure.contains(&act.id) {
            return Verdict::Either;
        }
        let verdict = self.judge(person, act);
        match verdict {
            Verdict::Accepted => {
                self.accepted.insert(act.id);
                self.happen(person, act);
            }
            Verdict::Either => _ = self.unsure.insert(act.id),
            Verdict::Refused => {}
        }
        verdict
    }

    fn judge(&self, person: &str, act: &Act) -> Verdict {
        let me = &self.people[person];
        let case = self.cases.get(&act.case);
        if me.disabled {
            return Verdict::Refused;
        }
        if let Deed::CaseCreate { .. } = &act.deed {
            return sure(me.role == Role::Worker && case.is_none());
        }
        let Some(case) = case else { return Verdict::Refused };
        let incident = is_incident(act.case);
        let forms = self.forms_of(person, act.case);
        let shown = self.shown.get(&(person.to_owned(), act.case));
        let is_shown = shown.is_some_and(|at| self.now_ms - at < SHOWN_MS)
            && matches!(act.deed, Deed::RequestTransfer { .. } | Deed::GlassBreak { .. });
        if forms.is_empty() && !is_shown || case.disabled && !is_done_out_of_use(&act.deed) {
            return Verdict::Refused;
        }
        let is_led = |deed: &Deed| {
            use Deed as D;
            matches!(deed, D::CaseAssign { .. } | D::ReferralOffer { .. } | D::TransferOffer { .. })
                || matches!(deed, D::RequestTransfer { .. } | D::GlassBreak { .. })
        };
        if case.follows.is_some() && is_led(&act.deed) {
            return Verdict::Refused;
        }
        let manager = me.role == Role::Manager;
        let works = manager || me.role == Role::Worker;
        let over = self.is_owner_or_above(person, act.case);
        let known =
            |flag: &ActId| case.flags.get(flag).filter(|(by, waits)| *waits && (over || by == person));
        let agreed = |consent: &Consent| match consent {
            Consent::Given => true,
            Consent::Overridden => manager,
            Consent::Missing => false,
        };
        let takes = |to: &str| {
            let them = &self.people[to];
            !them.disabled && matches!(them.role, Role::Worker | Role::Manager) && to != case.owner
        };
        let reads = |to: &str| {
            let them = &self.people[to];
            !them.disabled && !own_forms(them.role, act.case).is_empty() && to != case.owner
        };
        let stands_here = |flag: bool| flag && !incident;
        let answers =
            |offer: &Offer| offer.by != person && (offer.to == person || self.is_above(person, &offer.to));
        sure(match &act.deed {
            Deed::CaseCreate { .. } => false,
            Deed::CaseClose => manager && over && !case.is_at_rest(),
            Deed::CaseReopen { because: Reopening::Asked, .. } => manager && over && case.is_at_rest(),
            Deed::CaseReopen { because: Reopening::Added, .. } => {
                let adds_incident = me.role == Role::Worker && forms.values().any(|writes| *writes);
                let adds = forms.get("services") == Some(&true) || adds_incident;
                stands_here(adds) && case.is_at_rest()
            }
            Deed::CaseDisable => manager && over && !case.disabled,
            Deed::CaseEnable => manager && over && case.disabled,
            Deed::FlagAdd { .. } => works,
            Deed::FlagEdit { flag, .. } => manager && known(flag).is_some(),
            Deed::FlagResolve { flag, .. } => {
                known(flag).is_some_and(|(by, _)| manager || by == person && works)
            }
            Deed::CaseAssign { from, to, .. } => {
                manager && over && *from.0 == case.owner && reads(to.as_str())
            }
            Deed::ReferralOffer { until_ms: Some(until), .. } if *until <= self.now_ms => false,
            Deed::ReferralOffer { to: Some(to), consent, .. } => {
                let them = &self.people[to.as_str()];
                let receives = matches!(them.role, Role::Worker | Role::Provider) && !them.disabled;
                let anew = case.lent.values().all(|offer| offer.to != to.as_str());
                let others = to.as_str() != person && to.as_str() != case.owner;
                works && over && agreed(consent) && others && receives && anew
            }
            Deed::ReferralOffer { to: None, consent, .. } => works && over && agreed(consent),
            Deed::ReferralAccept { referral, .. } | Deed::ReferralReject { referral, .. } => {
                case.lent.get(referral).is_some_and(|offer| offer.to == person && !offer.accepted)
            }
            Deed::ReferralDone { referral, .. } => {
                let finished = over && case.outside.contains(referral);
                finished || case.lent.get(referral).is_some_and(|offer| offer.to == person && offer.accepted)
            }
            Deed::ReferralRevoke { referral, .. } => {
                let open = case.lent.contains_key(referral) || case.outside.contains(referral);
                over && open
            }
            Deed::TransferOffer { to: None, consent, .. } => {
                manager && over && agreed(consent) && !case.is_at_rest()
            }
            Deed::TransferOffer { to: Some(to), consent, .. } => {
                let anew = case.offered.values().all(|offer| offer.to != to.as_str());
                manager && over && agreed(consent) && to.as_str() != person && takes(to.as_str()) && anew
            }
            Deed::TransferAccept { transfer, .. } => {
                case.offered.get(transfer).is_some_and(|offer| answers(offer) && takes(&offer.to))
            }
            Deed::TransferReject { transfer, .. } => case.offered.get(transfer).is_some_and(answers),
            Deed::TransferRevoke { transfer, .. } => over && case.offered.contains_key(transfer),
            Deed::RequestTransfer { .. } => {
                let anew = case.requests.values().all(|by| by != person)
                    && case.offered.values().all(|offer| offer.to != person);
                stands_here(works) && takes(person) && anew
            }
            Deed::RequestReject { request, .. } => {
                let answers = |by: &String| by == person || case.owner == person || manager && over;
                case.requests.get(request).is_some_and(answers)
            }
            Deed::GlassBreak { until_ms, .. } => {
                let anew = case.glasses.values().all(|(by, _)| by != person);
                stands_here(manager) && case.owner != person && *until_ms > self.now_ms && anew
            }
            Deed::GlassEnd { glass } => {
                let ends = |(by, _): &(String, i64)| by == person || over;
                case.glasses.get(glass).is_some_and(ends)
            }
            Deed::LinkAdd { to, entry: None } => {
                let there = self.cases.get(to).is_some_and(|case| !case.disabled);
                let reads = !self.forms_of(person, *to).is_empty();
                incident && !is_incident(*to) && works && over && there && reads && case.follows.is_none()
            }
            Deed::LinkEnd { link } => {
                works && over && case.follows.is_some_and(|(standing, _)| standing == *link)
            }
            Deed::CaseAttribute { to: None } => stands_here(manager) && over && case.child.is_some(),
            Deed::CaseAttribute { to: Some(to) } => {
                let them = &self.people[to.as_str()];
                let free = self.cases.values().all(|case| case.child.as_deref() != Some(to.as_str()));
                let may = stands_here(manager) && over;
                may && free && them.role == Role::Child && !them.disabled
            }
            Deed::QuarantineSettle { .. } if over => return Verdict::Either,
            Deed::ApprovalRequest { .. } if stands_here(over) && me.role == Role::Worker => {
                return Verdict::Either;
            }
            Deed::ApprovalApprove { .. } | Deed::ApprovalReject { .. }
                if stands_here(manager) && over && case.owner != person =>
            {
                return Verdict::Either;
            }
            _ => false,
        })
    }

    fn happen(&mut self, person: &str, act: &Act) {
        let by = || person.to_owned();
        if let Deed::CaseCreate { .. } = act.deed {
            self.cases.insert(act.case, Case { owner: by(), ..Case::default() });
            return;
        }
        let now_owned_by = self.owner(act.case).map(str::to_owned);
        let Some(case) = self.cases.get_mut(&act.case) else { return };
        match &act.deed {
            Deed::CaseClose => case.closed = true,
            Deed::CaseReopen { .. } => (case.closed, case.gone) = (false, false),
            Deed::CaseDisable => case.disabled = true,
            Deed::CaseEnable => case.disabled = false,
            Deed::FlagAdd { .. } => {
                case.parties.insert(act.id, (by(), by()));
                case.flags.insert(act.id, (by(), true));
            }
            Deed::FlagResolve { flag, .. } => {
                case.flags.entry(*flag).and_modify(|(_, waits)| *waits = false);
            }
            Deed::CaseAssign { to, .. } => case.go_to(to.0.clone()),
            Deed::ReferralOffer { to: Some(to), until_ms, .. } => {
                case.parties.insert(act.id, (to.0.clone(), by()));
                let (to, until_ms) = (to.0.clone(), *until_ms);
                case.lent.insert(act.id, Offer { to, by: by(), accepted: false, until_ms });
            }
            Deed::ReferralOffer { to: None, .. } => {
                case.parties.insert(act.id, (by(), by()));
                case.outside.insert(act.id);
            }
            Deed::ReferralAccept { referral, .. } => {
                case.lent.entry(*referral).and_modify(|offer| offer.accepted = true);
            }
            Deed::ReferralReject { referral, .. }
            | Deed::ReferralDone { referral, .. }
            | Deed::ReferralRevoke { referral, .. } => {
                case.lent.remove(referral);
                case.outside.remove(referral);
            }
            Deed::TransferOffer { to: Some(to), .. } => {
                case.parties.insert(act.id, (to.0.clone(), by()));
                case.requests.retain(|_, by| by != to.as_str());
                let to = to.0.clone();
                case.offered.insert(act.id, Offer { to, by: by(), accepted: false, until_ms: None });
            }
            Deed::TransferOffer { to: None, .. } => {
                case.parties.insert(act.id, (by(), by()));
                case.gone = true;
                case.offered.clear();
            }
            Deed::RequestTransfer { .. } => {
                case.parties.insert(act.id, (by(), by()));
                case.requests.insert(act.id, by());
            }
            Deed::RequestReject { request, .. } => _ = case.requests.remove(request),
            Deed::GlassBreak { until_ms, .. } => {
                case.parties.insert(act.id, (by(), by()));
                case.glasses.insert(act.id, (by(), *until_ms));
            }
            Deed::GlassEnd { glass } => _ = case.glasses.remove(glass),
            Deed::LinkAdd { to, .. } => {
                case.follows = Some((act.id, *to));
                case.lent.clear();
                case.outside.clear();
                case.offered.clear();
                case.requests.clear();
                case.glasses.clear();
            }
            Deed::LinkEnd { .. } => {
                case.follows = None;
                case.owner = now_owned_by.expect("it has an owner");
            }
            Deed::CaseAttribute { to } => case.child = to.as_ref().map(|to| to.0.clone()),
            Deed::TransferAccept { transfer, .. } => {
                if let Some(offer) = case.offered.get(transfer).cloned() {
                    case.go_to(offer.to);
                }
            }
            Deed::TransferReject { transfer, .. } | Deed::TransferRevoke { transfer, .. } => {
                case.offered.remove(transfer);
            }
            _ => {}
        }
    }
}

impl Case {
    /// With the case end all offers of it: they were the former owner's.
    fn go_to(&mut self, owner: String) {
        self.requests.retain(|_, by| *by != owner);
        self.owner = owner;
        self.offered.clear();
    }

    fn is_at_rest(&self) -> bool {
        self.closed || self.gone
    }

    /// What everybody who reads the case is told of it.
    pub fn standing(&self) -> &'static str {
        match (self.disabled, self.gone, self.closed) {
            (true, ..) => "disabled",
            (false, true, _) => "transferred",
            (false, false, true) => "closed",
            (false, false, false) => "open",
        }
    }
}

fn is_incident(id: CaseId) -> bool {
    id.record_type() == RecordType::Incident
}

/// What a role opens of a record that is one's own.
fn own_forms(role: Role, id: CaseId) -> &'static [&'static str] {
    match (role, is_incident(id)) {
        (Role::Provider, _) | (Role::Child, true) => &[],
        (Role::Child, false) => &FORMS[..2],
        (Role::Worker | Role::Manager, true) => &[EVENT],
        (Role::Worker | Role::Manager, false) => &FORMS,
    }
}

fn sure(accepted: bool) -> Verdict {
    if accepted { Verdict::Accepted } else { Verdict::Refused }
}

/// What is done with a case that is out of use: it is handed on, and what is open ends.
fn is_done_out_of_use(deed: &Deed) -> bool {
    use Deed as D;
    let hands_on = matches!(deed, D::CaseEnable | D::CaseDisable | D::CaseAssign { .. });
    let reads = matches!(deed, D::GlassBreak { .. } | D::GlassEnd { .. } | D::RequestReject { .. });
    let unties = matches!(deed, D::LinkEnd { .. } | D::CaseAttribute { to: None });
    let ends_referral =
        matches!(deed, D::ReferralReject { .. } | D::ReferralDone { .. } | D::ReferralRevoke { .. });
    let ends_transfer = matches!(deed, D::TransferReject { .. } | D::TransferRevoke { .. });
    let settles =
        matches!(deed, D::FlagResolve { .. } | D::ApprovalReject { .. } | D::QuarantineSettle { .. });
    hands_on || reads || unties || ends_referral || ends_transfer || settles
}
