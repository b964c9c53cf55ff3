//! Acts: signed deeds that need authority, and the one function that validates them.
//!
//! The relay validates under a lock per case and is the only one to order acts; a laptop asks the same function to
//! tell the person beforehand. A refusal is a [`Denial`] with a stable code.
//!
//! Invariants: `in_progress → accepted → done`; `in_progress → rejected`; `in_progress | accepted → revoked`. A
//! referral that ended never opens again; send a new one. Access begins with the offer and ends with the referral.
//!
//! A transfer is `in_progress → accepted | rejected | revoked`. Its recipient reads the case, and becomes its owner by
//! accepting. Whenever a case gets another owner, by whatever act, all transfers still in progress are revoked: they
//! were the former owner's to give.

use crate::{
    access::{How, Person, is_in_scope},
    config::{Configuration, Mode},
    id::{ActId, CaseId, FieldId, FormId, QuarantineId, RoleId, UserName},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Version of the rules in this module, carried by every act.
pub const RULES: u16 = 1;

/// What the consent form said when a referral or transfer was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Consent {
    /// The case records the consent that the configuration asks for.
    Given,
    /// It does not, and the person holds `consent_override`.
    Overridden,
    /// It does not.
    Missing,
}

/// What is to be done. The order of variants is the wire format: append only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deed {
    /// Registers the case; its author becomes the owner. `sealed_key` is the case key, sealed to the relay's custody.
    CaseCreate {
        sealed_key: Vec<u8>,
    },
    /// Makes `to` the owner in place of `from`.
    CaseAssign {
        from: UserName,
        to: UserName,
    },
    /// Lends the forms of `lends` (a type of referral; none: the recipient's own role) to `to`.
    ReferralOffer {
        to: UserName,
        lends: Option<RoleId>,
        consent: Consent,
    },
    ReferralAccept {
        referral: ActId,
    },
    ReferralReject {
        referral: ActId,
    },
    ReferralDone {
        referral: ActId,
    },
    ReferralRevoke {
        referral: ActId,
    },
    /// Closes the question of a late edit; what was adopted is a change of its own.
    QuarantineSettle {
        quarantine: QuarantineId,
        adopted: bool,
    },
    /// Offers the case itself to `to`, who becomes the owner by accepting.
    TransferOffer {
        to: UserName,
        consent: Consent,
    },
    TransferAccept {
        transfer: ActId,
    },
    TransferReject {
        transfer: ActId,
    },
    TransferRevoke {
        transfer: ActId,
    },
}

impl Deed {
    /// The stable id of the act's type.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::CaseCreate { .. } => "case.create",
            Self::CaseAssign { .. } => "case.assign",
            Self::ReferralOffer { .. } => "referral.offer",
            Self::ReferralAccept { .. } => "referral.accept",
            Self::ReferralReject { .. } => "referral.reject",
            Self::ReferralDone { .. } => "referral.done",
            Self::ReferralRevoke { .. } => "referral.revoke",
            Self::QuarantineSettle { .. } => "quarantine.settle",
            Self::TransferOffer { .. } => "transfer.offer",
            Self::TransferAccept { .. } => "transfer.accept",
            Self::TransferReject { .. } => "transfer.reject",
            Self::TransferRevoke { .. } => "transfer.revoke",
        }
    }
}

/// One deed about one case, as its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    pub id: ActId,
    pub case: CaseId,
    /// The author's clock, Unix milliseconds; shown, never decisive.
    pub at_ms: i64,
    /// [`RULES`] of the author's program.
    pub rules: u16,
    pub deed: Deed,
}

impl Act {
    /// The referral or transfer that the act makes or answers.
    #[must_use]
    pub fn offer(&self) -> Option<ActId> {
        match &self.deed {
            Deed::ReferralOffer { .. } | Deed::TransferOffer { .. } => Some(self.id),
            Deed::ReferralAccept { referral }
            | Deed::ReferralReject { referral }
            | Deed::ReferralDone { referral }
            | Deed::ReferralRevoke { referral } => Some(*referral),
            Deed::TransferAccept { transfer }
            | Deed::TransferReject { transfer }
            | Deed::TransferRevoke { transfer } => Some(*transfer),
            Deed::CaseCreate { .. } | Deed::CaseAssign { .. } | Deed::QuarantineSettle { .. } => None,
        }
    }
}

/// The state of a referral or a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferralStatus {
    InProgress,
    Accepted,
    Rejected,
    Done,
    Revoked,
}

impl ReferralStatus {
    /// The standard stored id.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InProgress => "in_progress",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Done => "done",
            Self::Revoked => "revoked",
        }
    }
    /// Whether it still lends access.
    #[must_use]
    pub fn is_active(self) -> bool {
        matches!(self, Self::InProgress | Self::Accepted)
    }
}

/// A referral as the case's acts made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    pub to: UserName,
    pub by: UserName,
    pub lends: Option<RoleId>,
    pub status: ReferralStatus,
    pub at_ms: i64,
}

/// A transfer as the case's acts made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    pub to: UserName,
    pub by: UserName,
    /// Never `Done`: an accepted transfer is over.
    pub status: ReferralStatus,
    pub at_ms: i64,
}

impl Transfer {
    /// Whether it waits for an answer.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status == ReferralStatus::InProgress
    }
}

/// A case as its accepted acts made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseState {
    pub owner: UserName,
    pub referrals: BTreeMap<ActId, Referral>,
    pub transfers: BTreeMap<ActId, Transfer>,
}

impl CaseState {
    /// A case of which nothing but the owner is known.
    #[must_use]
    pub fn of(owner: UserName) -> Self {
        Self { owner, referrals: BTreeMap::new(), transfers: BTreeMap::new() }
    }

    /// Recipient and author of a referral or transfer.
    #[must_use]
    pub fn parties(&self, offer: ActId) -> Option<(&UserName, &UserName)> {
        let referral = self.referrals.get(&offer).map(|referral| (&referral.to, &referral.by));
        referral.or_else(|| self.transfers.get(&offer).map(|transfer| (&transfer.to, &transfer.by)))
    }

    /// How far a referral or transfer is.
    #[must_use]
    pub fn status(&self, offer: ActId) -> Option<ReferralStatus> {
        let referral = self.referrals.get(&offer).map(|referral| referral.status);
        referral.or_else(|| self.transfers.get(&offer).map(|transfer| transfer.status))
    }

    fn open_transfers(&self) -> impl Iterator<Item = ActId> {
        self.transfers.iter().filter(|(_, transfer)| transfer.is_open()).map(|(id, _)| *id)
    }
}

/// How the author stands to the case an act names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Something of it is readable for them now.
    Now,
    /// Was once.
    Once,
    /// Never; answered as if the case did not exist.
    Never,
}

/// All that decides about an act.
#[derive(Debug, Clone)]
pub struct ActFacts<'a> {
    pub config: &'a Configuration,
    pub author: &'a Person,
    pub reach: Reach,
    /// The author's form rights on this case.
    pub rights: &'a BTreeMap<FormId, Mode>,
    /// None: not registered.
    pub case: Option<&'a CaseState>,
    /// The person the act names, or the recipient of the transfer it names, if they exist.
    pub target: Option<&'a Person>,
    /// The case owner's record, for the question who may act in the owner's place.
    pub owner: Option<&'a Person>,
    /// For `quarantine.settle`: the late edit exists, belongs to this case and is unsettled.
    pub late_edit_open: bool,
}

/// Why an act is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Denial {
    #[error("the role lacks the permission")]
    NotPermitted,
    #[error("no such record within reach")]
    NotFound,
    #[error("the record was within reach once and is not any more")]
    NoLongerYours,
    #[error("consent to share is not recorded")]
    NoConsent,
    #[error("no such person")]
    UnknownPerson,
    #[error("this person may not receive it")]
    TargetNotAllowed,
    #[error("the type of referral lends more than its author may share")]
    RoleTooWide,
    #[error("the record has another owner by now")]
    StaleOwner,
    #[error("the record exists already")]
    DuplicateCase,
    #[error("the id was minted for another device")]
    BadCaseId,
    #[error("answered already")]
    AlreadyAnswered,
    #[error("ended already")]
    AlreadyEnded,
}

impl Denial {
    /// Stored, sent and shown through the message `error-` + code with dashes; never changes.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotPermitted => "not_permitted",
            Self::NotFound => "not_found",
            Self::NoLongerYours => "no_longer_yours",
            Self::NoConsent => "no_consent",
            Self::UnknownPerson => "unknown_person",
            Self::TargetNotAllowed => "target_not_allowed",
            Self::RoleTooWide => "role_too_wide",
            Self::StaleOwner => "stale_owner",
            Self::DuplicateCase => "duplicate_case",
            Self::BadCaseId => "bad_case_id",
            Self::AlreadyAnswered => "already_answered",
            Self::AlreadyEnded => "already_ended",
        }
    }
}

/// What an accepted act changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// `user` is associated with the case from now on. For a referral or transfer, `offer` names it.
    Associate { user: UserName, how: How, offer: Option<ActId> },
    /// The owner's association ends.
    EndOwner,
    /// The association made by this referral or transfer ends.
    EndOffer { offer: ActId },
    /// The late edit is settled.
    Settle { quarantine: QuarantineId, adopted: bool },
}

/// The person whose record [`ActFacts::target`] is to hold.
#[must_use]
pub fn target_of<'a>(deed: &'a Deed, case: &'a CaseState) -> Option<&'a UserName> {
    match deed {
        Deed::CaseAssign { to, .. } | Deed::ReferralOffer { to, .. } | Deed::TransferOffer { to, .. } => {
            Some(to)
        }
        Deed::TransferAccept { transfer } | Deed::TransferReject { transfer } => {
            case.transfers.get(transfer).map(|transfer| &transfer.to)
        }
        _ => None,
    }
}

/// Decides an act. The same facts give the same answer on laptop and relay.
///
/// Somebody disabled may do nothing. The two parties of a referral answer it; everything else is for the owner's side.
///
/// # Errors
/// The refusal. Somebody who never reached the case learns nothing but [`Denial::NotFound`].
pub fn validate(facts: &ActFacts, act: &Act) -> Result<Vec<Effect>, Denial> {
    let role = facts.config.role(&facts.author.role).ok_or(Denial::NotPermitted)?;
    let resource = act.case.record_type().as_str();
    let may = |action: &str| role.may(resource, action).then_some(()).ok_or(Denial::NotPermitted);
    if facts.author.disabled {
        return Err(Denial::NotPermitted);
    }
    if let Deed::CaseCreate { .. } = act.deed {
        may("create")?;
        return match facts.case {
            Some(_) => Err(Denial::DuplicateCase),
            None => Ok(vec![associate(&facts.author.user, How::Owner, None)]),
        };
    }
    let case = match (facts.reach, facts.case) {
        (Reach::Now, Some(case)) => case,
        (Reach::Once, Some(_)) => return Err(Denial::NoLongerYours),
        _ => return Err(Denial::NotFound),
    };
    match &act.deed {
        Deed::CaseCreate { .. } => Err(Denial::DuplicateCase),
        Deed::CaseAssign { from, to } => {
            may_assign(facts, resource)?;
            if *from != case.owner {
                return Err(Denial::StaleOwner);
            }
            let target = facts.target.filter(|target| target.user == *to).ok_or(Denial::UnknownPerson)?;
            let reads = facts.config.role(&target.role).is_some_and(|role| role.may(resource, "read"));
            if target.disabled
                || !reads
                || *to == case.owner
                || !may_receive_assignment(facts, resource, target)
            {
                return Err(Denial::TargetNotAllowed);
            }
            Ok(hand_over(case, to))
        }
        Deed::ReferralOffer { to, lends, consent } => {
            may("referral")?;
            if !is_owner_or_above(facts, case) {
                return Err(Denial::NotPermitted);
            }
            consents(*consent, may("consent_override"))?;
            let target = somebody_else(facts, to)?;
            may_receive(facts, resource, case, target, "receive_referral")?;
            lends_no_more_than_held(facts, lends.as_ref())?;
            lends_something(facts, lends.as_ref(), target)?;
            let active = |r: &Referral| r.status.is_active() && r.to == *to && r.lends == *lends;
            if case.referrals.contains_key(&act.id) || case.referrals.values().any(active) {
                return Err(Denial::AlreadyAnswered);
            }
            Ok(vec![associate(to, How::Referral { lends: lends.clone() }, Some(act.id))])
        }
        Deed::ReferralAccept { referral } | Deed::ReferralReject { referral } => {
            let known = own_referral(facts, case, *referral)?;
            match known.status {
                ReferralStatus::InProgress => {}
                ReferralStatus::Accepted => return Err(Denial::AlreadyAnswered),
                _ => return Err(Denial::AlreadyEnded),
            }
            Ok(match act.deed {
                Deed::ReferralReject { .. } => vec![Effect::EndOffer { offer: *referral }],
                _ => Vec::new(),
            })
        }
        Deed::ReferralDone { referral } => match own_referral(facts, case, *referral)?.status {
            ReferralStatus::Accepted => Ok(vec![Effect::EndOffer { offer: *referral }]),
            ReferralStatus::InProgress => Err(Denial::NotPermitted),
            _ => Err(Denial::AlreadyEnded),
        },
        Deed::ReferralRevoke { referral } => {
            let known = case.referrals.get(referral).ok_or(Denial::NotFound)?;
            // Whoever wrote it but is on the owner's side no longer may not take it from the present owner.
            if !is_owner_or_writes_above(facts, resource, case) {
                return Err(not_theirs(facts, case, &known.to, &known.by));
            }
            if !known.status.is_active() {
                return Err(Denial::AlreadyEnded);
            }
            Ok(vec![Effect::EndOffer { offer: *referral }])
        }
        Deed::QuarantineSettle { quarantine, adopted } => {
            if !is_owner_or_writes_above(facts, resource, case) {
                return Err(Denial::NotPermitted);
            }
            if !facts.late_edit_open {
                return Err(Denial::AlreadyEnded);
            }
            Ok(vec![Effect::Settle { quarantine: *quarantine, adopted: *adopted }])
        }
        Deed::TransferOffer { to, consent } => {
            may("transfer")?;
            if !is_owner_or_above(facts, case) {
                return Err(Denial::NotPermitted);
            }
            consents(*consent, may("consent_override"))?;
            let target = somebody_else(facts, to)?;
            may_receive(facts, resource, case, target, "receive_transfer")?;
            let open = |transfer: &Transfer| transfer.is_open() && transfer.to == *to;
            if case.transfers.contains_key(&act.id) || case.transfers.values().any(open) {
                return Err(Denial::AlreadyAnswered);
            }
            Ok(vec![associate(to, How::TransferOffer, Some(act.id))])
        }
        Deed::TransferAccept { transfer } => {
            let known = transfer_to_answer(facts, resource, case, *transfer)?;
            // Their role may have changed since the offer.
            let target =
                facts.target.filter(|target| target.user == known.to).ok_or(Denial::UnknownPerson)?;
            may_receive(facts, resource, case, target, "receive_transfer")?;
            Ok(hand_over(case, &known.to))
        }
        Deed::TransferReject { transfer } => {
            transfer_to_answer(facts, resource, case, *transfer)?;
            Ok(vec![Effect::EndOffer { offer: *transfer }])
        }
        Deed::TransferRevoke { transfer } => {
            let known = case.transfers.get(transfer).ok_or(Denial::NotFound)?;
            if !is_owner_or_writes_above(facts, resource, case) {
                return Err(not_theirs(facts, case, &known.to, &known.by));
            }
            known.is_open().then_some(()).ok_or(Denial::AlreadyEnded)?;
            Ok(vec![Effect::EndOffer { offer: *transfer }])
        }
    }
}

/// The state of a case after one more accepted act by `author`. `state` is none before `case.create`.
///
/// Total over accepted acts, in the relay's order; an act that names an unknown referral changes nothing (a reader may
/// have been sent only some of a case's acts), and so does one that answers a referral which ended.
#[must_use]
pub fn fold(state: Option<CaseState>, act: &Act, author: &UserName) -> Option<CaseState> {
    let Some(mut state) = state else {
        return matches!(act.deed, Deed::CaseCreate { .. }).then(|| CaseState::of(author.clone()));
    };
    let mut answer = |referral: &ActId, status| {
        if let Some(known) = state.referrals.get_mut(referral).filter(|known| known.status.is_active()) {
            known.status = status;
        }
    };
    match &act.deed {
        Deed::CaseCreate { .. } | Deed::QuarantineSettle { .. } => {}
        Deed::CaseAssign { to, .. } => become_owner(&mut state, to.clone()),
        Deed::ReferralOffer { to, lends, .. } => {
            let referral = Referral {
                to: to.clone(),
                by: author.clone(),
                lends: lends.clone(),
                status: ReferralStatus::InProgress,
                at_ms: act.at_ms,
            };
            state.referrals.entry(act.id).or_insert(referral);
        }
        Deed::ReferralAccept { referral } => answer(referral, ReferralStatus::Accepted),
        Deed::ReferralReject { referral } => answer(referral, ReferralStatus::Rejected),
        Deed::ReferralDone { referral } => answer(referral, ReferralStatus::Done),
        Deed::ReferralRevoke { referral } => answer(referral, ReferralStatus::Revoked),
        Deed::TransferOffer { to, .. } => {
            let (to, by) = (to.clone(), author.clone());
            let transfer = Transfer { to, by, status: ReferralStatus::InProgress, at_ms: act.at_ms };
            state.transfers.entry(act.id).or_insert(transfer);
        }
        Deed::TransferAccept { transfer } => {
            if let Some(to) = answer_transfer(&mut state, transfer, ReferralStatus::Accepted) {
                become_owner(&mut state, to);
            }
        }
        Deed::TransferReject { transfer } => {
            answer_transfer(&mut state, transfer, ReferralStatus::Rejected);
        }
        Deed::TransferRevoke { transfer } => {
            answer_transfer(&mut state, transfer, ReferralStatus::Revoked);
        }
    }
    Some(state)
}

/// Answers a transfer that waits for it; tells whom it went to.
fn answer_transfer(state: &mut CaseState, transfer: &ActId, status: ReferralStatus) -> Option<UserName> {
    let known = state.transfers.get_mut(transfer).filter(|known| known.is_open())?;
    known.status = status;
    Some(known.to.clone())
}

fn become_owner(state: &mut CaseState, owner: UserName) {
    state.owner = owner;
    let open = state.transfers.values_mut().filter(|transfer| transfer.is_open());
    open.for_each(|transfer| transfer.status = ReferralStatus::Revoked);
}

/// Who is told of an accepted act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everybody who reads the case by ownership or scope, and the two parties of a referral or transfer.
    OwnerSideAndParties,
    /// Everybody who reads the case by ownership or scope.
    OwnerSide,
}

/// The audience of a deed; a referral's recipient is never told of assignments, other referrals or late edits.
#[must_use]
pub fn audience(deed: &Deed) -> Audience {
    match deed {
        Deed::CaseCreate { .. } | Deed::CaseAssign { .. } | Deed::QuarantineSettle { .. } => {
            Audience::OwnerSide
        }
        Deed::ReferralOffer { .. }
        | Deed::ReferralAccept { .. }
        | Deed::ReferralReject { .. }
        | Deed::ReferralDone { .. }
        | Deed::ReferralRevoke { .. }
        | Deed::TransferOffer { .. }
        | Deed::TransferAccept { .. }
        | Deed::TransferReject { .. }
        | Deed::TransferRevoke { .. } => Audience::OwnerSideAndParties,
    }
}

/// Whether the case's fields that consent rests on are all ticked; `asked` is one of the lists of the settings.
#[must_use]
pub fn consent_of(asked: &[FieldId], is_ticked: impl Fn(&FieldId) -> bool) -> Consent {
    if !asked.is_empty() && asked.iter().all(is_ticked) { Consent::Given } else { Consent::Missing }
}

fn associate(user: &UserName, how: How, offer: Option<ActId>) -> Effect {
    Effect::Associate { user: user.clone(), how, offer }
}

/// The case goes to `to`; with it end all transfers that were not answered.
fn hand_over(case: &CaseState, to: &UserName) -> Vec<Effect> {
    let mut effects = vec![Effect::EndOwner];
    effects.extend(case.open_transfers().map(|offer| Effect::EndOffer { offer }));
    effects.push(associate(to, How::Owner, None));
    effects
}

/// The owner, or somebody whose own scope reaches the owner.
fn is_owner_or_above(facts: &ActFacts, case: &CaseState) -> bool {
    let role = facts.config.role(&facts.author.role);
    let above = |owner: &Person| role.is_some_and(|role| is_in_scope(facts.author, role, owner));
    case.owner == facts.author.user || facts.owner.filter(|owner| owner.user == case.owner).is_some_and(above)
}

/// An auditor who reads every case must not end referrals or throw late edits away.
fn is_owner_or_writes_above(facts: &ActFacts, resource: &str, case: &CaseState) -> bool {
    let writes = facts.config.role(&facts.author.role).is_some_and(|role| role.may(resource, "write"));
    case.owner == facts.author.user || writes && is_owner_or_above(facts, case)
}

fn may_assign(facts: &ActFacts, resource: &str) -> Result<(), Denial> {
    let role = facts.config.role(&facts.author.role).ok_or(Denial::NotPermitted)?;
    let any = ["assign", "assign_within_agency", "assign_within_user_group"];
    let case = facts.case.ok_or(Denial::NotFound)?;
    let allowed = any.iter().any(|action| role.may(resource, action)) && is_owner_or_above(facts, case);
    allowed.then_some(()).ok_or(Denial::NotPermitted)
}

fn may_receive_assignment(facts: &ActFacts, resource: &str, target: &Person) -> bool {
    let Some(role) = facts.config.role(&facts.author.role) else { return false };
    role.may(resource, "assign")
        || role.may(resource, "assign_within_agency") && facts.author.agency == target.agency
        || role.may(resource, "assign_within_user_group") && !facts.author.groups.is_disjoint(&target.groups)
}

/// The person an offer names, who is never its author.
fn somebody_else<'a>(facts: &ActFacts<'a>, to: &UserName) -> Result<&'a Person, Denial> {
    let target = facts.target.filter(|target| target.user == *to).ok_or(Denial::UnknownPerson)?;
    (target.user != facts.author.user).then_some(target).ok_or(Denial::TargetNotAllowed)
}

/// Whether the case may be lent or given to `target`. Not to the owner: what was lent to them would stay with them when
/// the case goes to another.
fn may_receive(
    facts: &ActFacts,
    resource: &str,
    case: &CaseState,
    target: &Person,
    action: &str,
) -> Result<(), Denial> {
    let role = facts.config.role(&target.role);
    let receives = role.is_some_and(|role| role.may(resource, action) && role.may(resource, "read"));
    let allowed = receives && !target.disabled && target.user != case.owner;
    allowed.then_some(()).ok_or(Denial::TargetNotAllowed)
}

fn lends_no_more_than_held(facts: &ActFacts, lends: Option<&RoleId>) -> Result<(), Denial> {
    let Some(lends) = lends else { return Ok(()) };
    let role =
        facts.config.role(lends).filter(|role| role.referral_authorization).ok_or(Denial::RoleTooWide)?;
    let held = |(form, mode): (&FormId, &Mode)| facts.rights.get(form).is_some_and(|own| own >= mode);
    role.forms.iter().all(held).then_some(()).ok_or(Denial::RoleTooWide)
}

/// A referral that opens nothing its author reads could not even be seen, and so never be answered.
fn lends_something(facts: &ActFacts, lends: Option<&RoleId>, target: &Person) -> Result<(), Denial> {
    let lent = facts.config.role(lends.unwrap_or(&target.role));
    let opens = lent.is_some_and(|role| role.forms.keys().any(|form| facts.rights.contains_key(form)));
    opens.then_some(()).ok_or(Denial::TargetNotAllowed)
}

fn own_referral<'a>(facts: &ActFacts, case: &'a CaseState, referral: ActId) -> Result<&'a Referral, Denial> {
    let known = case.referrals.get(&referral).ok_or(Denial::NotFound)?;
    match known.to == facts.author.user {
        true => Ok(known),
        false if is_owner_or_above(facts, case) => Err(Denial::NotPermitted),
        false => Err(Denial::NotFound),
    }
}

/// An open transfer that the author may answer: the recipient, or whoever answers transfers for the recipient; never
/// whoever offered it.
fn transfer_to_answer<'a>(
    facts: &ActFacts,
    resource: &str,
    case: &'a CaseState,
    transfer: ActId,
) -> Result<&'a Transfer, Denial> {
    let known = case.transfers.get(&transfer).ok_or(Denial::NotFound)?;
    let author = facts.author;
    let role = facts.config.role(&author.role);
    let answers_for = |target: &Person| {
        role.is_some_and(|role| {
            role.may(resource, "accept_or_reject_transfer") && is_in_scope(author, role, target)
        })
    };
    let recipient = facts.target.filter(|target| target.user == known.to);
    if known.by == author.user || known.to != author.user && !recipient.is_some_and(answers_for) {
        return Err(not_theirs(facts, case, &known.to, &known.by));
    }
    match known.status {
        ReferralStatus::InProgress => Ok(known),
        ReferralStatus::Accepted => Err(Denial::AlreadyAnswered),
        _ => Err(Denial::AlreadyEnded),
    }
}

/// What somebody is told who may not answer an offer: that it is there, only if they know of it.
fn not_theirs(facts: &ActFacts, case: &CaseState, to: &UserName, by: &UserName) -> Denial {
    let is_party = [to, by].contains(&&facts.author.user);
    if is_party || is_owner_or_above(facts, case) { Denial::NotPermitted } else { Denial::NotFound }
}

fn consents(consent: Consent, may_override: Result<(), Denial>) -> Result<(), Denial> {
    match consent {
        Consent::Given => Ok(()),
        Consent::Overridden => may_override,
        Consent::Missing => Err(Denial::NoConsent),
    }
}
