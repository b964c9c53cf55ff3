//! What must be so, in the plainest words: who may read and write what, and which acts the relay must accept.
//!
//! It knows the training programme by heart and asks none of the product's rules.

use daftar_core::{
    act::{Act, Consent, Deed, Reopening},
    id::{ActId, CaseId},
};
use std::collections::{BTreeMap, BTreeSet};

/// The compartments of a case, numbered from 1 in this order. Each is called after its form; one holds a question that
/// two forms share, identity and concern.
pub const FORMS: [&str; 6] =
    ["basic_identity", "protection_status", "consent", "notes", "protection_concern", "services"];

/// What somebody may do in the programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Own cases, all forms.
    Worker,
    /// The cases of their group, all forms.
    Manager,
    /// What is lent to them, and nothing else.
    Provider,
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
}

/// A case as the relay must have it.
#[derive(Debug, Clone)]
pub struct Case {
    pub owner: String,
    /// Referrals that hold.
    pub lent: BTreeMap<ActId, Offer>,
    /// Offers of the case that wait for an answer.
    pub offered: BTreeMap<ActId, Offer>,
    pub closed: bool,
    pub disabled: bool,
    /// Who raised it, and whether it waits.
    pub flags: BTreeMap<ActId, (String, bool)>,
    /// To whom, and by whom, every referral, offer and flag there ever was.
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
    accepted: BTreeSet<ActId>,
    /// Acts of which it could not tell.
    unsure: BTreeSet<ActId>,
}

impl Oracle {
    fn is_above(&self, person: &str, other: &str) -> bool {
        let (me, them) = (&self.people[person], &self.people[other]);
        me.role == Role::Manager && me.group == them.group
    }

    fn is_owner_or_above(&self, person: &str, case: &Case) -> bool {
        case.owner == person || self.is_above(person, &case.owner)
    }

    /// Whether a person reads the case as its owner or by standing above the owner.
    pub fn reads_as_owner(&self, person: &str, id: CaseId) -> bool {
        let (me, Some(case)) = (&self.people[person], self.cases.get(&id)) else { return false };
        !me.disabled && me.role != Role::Provider && self.is_owner_or_above(person, case)
    }

    /// The forms a person may read, and whether they may write in them as long as the case is not locked.
    pub fn forms_of(&self, person: &str, id: CaseId) -> BTreeMap<&'static str, bool> {
        let mut forms = BTreeMap::new();
        let (me, Some(case)) = (&self.people[person], self.cases.get(&id)) else { return forms };
        if me.disabled {
            return forms;
        }
        let mine = |offer: &Offer| offer.to == person;
        let above = |offer: &Offer| self.is_above(person, &offer.to);
        if me.role != Role::Provider && case.offered.values().any(|offer| mine(offer) || above(offer)) {
            forms.extend(FORMS.map(|form| (form, false)));
        }
        if case.lent.values().any(|offer| mine(offer) || above(offer)) {
            forms.extend([("basic_identity", false), ("protection_status", false), ("services", true)]);
        }
        if self.reads_as_owner(person, id) {
            forms.extend(FORMS.map(|form| (form, true)));
        }
        forms
    }

    /// Whether a person may write on a form now.
    pub fn may_write(&self, person: &str, id: CaseId, form: &str) -> bool {
        let Some(case) = self.cases.get(&id) else { return false };
        let locked = case.disabled || case.closed && self.people[person].role != Role::Manager;
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
        if let (Deed::CaseCreate { .. }, false) = (&act.deed, me.disabled) {
            return sure(me.role == Role::Worker && case.is_none());
        }
        let Some(case) = case else { return Verdict::Refused };
        let forms = self.forms_of(person, act.case);
        if forms.is_empty() || case.disabled && !is_done_out_of_use(&act.deed) {
            return Verdict::Refused;
        }
        let (manager, provider) = (me.role == Role::Manager, me.role == Role::Provider);
        let over = self.is_owner_or_above(person, case);
        let known =
            |flag: &ActId| case.flags.get(flag).filter(|(by, waits)| *waits && (over || by == person));
        let agreed = |consent: &Consent| match consent {
            Consent::Given => true,
            Consent::Overridden => manager,
            Consent::Missing => false,
        };
        let takes = |to: &str| {
            let them = &self.people[to];
            !them.disabled && them.role != Role::Provider && to != case.owner
        };
        let answers =
            |offer: &Offer| offer.by != person && (offer.to == person || self.is_above(person, &offer.to));
        sure(match &act.deed {
            Deed::CaseCreate { .. } => false,
            Deed::CaseClose => manager && over && !case.closed,
            Deed::CaseReopen { because: Reopening::Asked, .. } => manager && over && case.closed,
            Deed::CaseReopen { because: Reopening::Added, .. } => {
                forms.get("services") == Some(&true) && case.closed
            }
            Deed::CaseDisable => manager && over && !case.disabled,
            Deed::CaseEnable => manager && over && case.disabled,
            Deed::FlagAdd { .. } => !provider,
            Deed::FlagEdit { flag, .. } => manager && known(flag).is_some(),
            Deed::FlagResolve { flag, .. } => {
                known(flag).is_some_and(|(by, _)| manager || by == person && !provider)
            }
            Deed::CaseAssign { from, to, .. } => {
                manager && over && *from.0 == case.owner && takes(to.as_str())
            }
            Deed::ReferralOffer { to: Some(to), consent, .. } => {
                let them = &self.people[to.as_str()];
                let receives = !them.disabled && them.role != Role::Manager && to.as_str() != case.owner;
                let anew = case.lent.values().all(|offer| offer.to != to.as_str());
                !provider && over && agreed(consent) && to.as_str() != person && receives && anew
            }
            Deed::ReferralAccept { referral, .. } | Deed::ReferralReject { referral, .. } => {
                case.lent.get(referral).is_some_and(|offer| offer.to == person && !offer.accepted)
            }
            Deed::ReferralDone { referral, .. } => {
                case.lent.get(referral).is_some_and(|offer| offer.to == person && offer.accepted)
            }
            Deed::ReferralRevoke { referral, .. } => over && case.lent.contains_key(referral),
            Deed::TransferOffer { to: Some(to), consent, .. } => {
                let anew = case.offered.values().all(|offer| offer.to != to.as_str());
                manager && over && agreed(consent) && to.as_str() != person && takes(to.as_str()) && anew
            }
            Deed::TransferAccept { transfer, .. } => {
                case.offered.get(transfer).is_some_and(|offer| answers(offer) && takes(&offer.to))
            }
            Deed::TransferReject { transfer, .. } => case.offered.get(transfer).is_some_and(answers),
            Deed::TransferRevoke { transfer, .. } => over && case.offered.contains_key(transfer),
            Deed::QuarantineSettle { .. } if over => return Verdict::Either,
            Deed::ApprovalRequest { .. } if over && me.role == Role::Worker => return Verdict::Either,
            Deed::ApprovalApprove { .. } | Deed::ApprovalReject { .. }
                if manager && over && case.owner != person =>
            {
                return Verdict::Either;
            }
            _ => false,
        })
    }

    fn happen(&mut self, person: &str, act: &Act) {
        let by = || person.to_owned();
        if let Deed::CaseCreate { .. } = act.deed {
            self.cases.insert(act.case, Case::of(by()));
            return;
        }
        let Some(case) = self.cases.get_mut(&act.case) else { return };
        match &act.deed {
            Deed::CaseClose => case.closed = true,
            Deed::CaseReopen { .. } => case.closed = false,
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
            Deed::ReferralOffer { to: Some(to), .. } => {
                case.parties.insert(act.id, (to.0.clone(), by()));
                case.lent.insert(act.id, Offer { to: to.0.clone(), by: by(), accepted: false });
            }
            Deed::ReferralAccept { referral, .. } => {
                case.lent.entry(*referral).and_modify(|offer| offer.accepted = true);
            }
            Deed::ReferralReject { referral, .. }
            | Deed::ReferralDone { referral, .. }
            | Deed::ReferralRevoke { referral, .. } => {
                case.lent.remove(referral);
            }
            Deed::TransferOffer { to: Some(to), .. } => {
                case.parties.insert(act.id, (to.0.clone(), by()));
                case.offered.insert(act.id, Offer { to: to.0.clone(), by: by(), accepted: false });
            }
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
    fn of(owner: String) -> Self {
        Self {
            owner,
            lent: BTreeMap::new(),
            offered: BTreeMap::new(),
            closed: false,
            disabled: false,
            flags: BTreeMap::new(),
            parties: BTreeMap::new(),
        }
    }

    /// With the case end all offers of it: they were the former owner's.
    fn go_to(&mut self, owner: String) {
        self.owner = owner;
        self.offered.clear();
    }

    /// What everybody who reads the case is told of it.
    pub fn standing(&self) -> &'static str {
        match (self.disabled, self.closed) {
            (true, _) => "disabled",
            (false, true) => "closed",
            (false, false) => "open",
        }
    }
}

fn sure(accepted: bool) -> Verdict {
    if accepted { Verdict::Accepted } else { Verdict::Refused }
}

/// What is done with a case that is out of use: it is handed on, and what is open ends.
fn is_done_out_of_use(deed: &Deed) -> bool {
    use Deed as D;
    let hands_on = matches!(deed, D::CaseEnable | D::CaseDisable | D::CaseAssign { .. });
    let ends_referral =
        matches!(deed, D::ReferralReject { .. } | D::ReferralDone { .. } | D::ReferralRevoke { .. });
    let ends_transfer = matches!(deed, D::TransferReject { .. } | D::TransferRevoke { .. });
    let settles =
        matches!(deed, D::FlagResolve { .. } | D::ApprovalReject { .. } | D::QuarantineSettle { .. });
    hands_on || ends_referral || ends_transfer || settles
}
