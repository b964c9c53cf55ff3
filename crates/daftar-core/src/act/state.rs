//! A case as its accepted acts made it.

use super::{Act, Consent, Deed, Denial, Heads};
use crate::{
    config::Role,
    id::{ActId, ApprovalId, RoleId, UserName},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
    pub consent: Consent,
    pub status: ReferralStatus,
    pub at_ms: i64,
}

/// A transfer as the case's acts made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    pub to: UserName,
    pub by: UserName,
    pub consent: Consent,
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

/// Whether a case is worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    #[default]
    Open,
    Closed,
}

impl Status {
    /// The standard stored id.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

/// A flag; what it says stands sealed in its latest act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flag {
    pub by: UserName,
    pub at_ms: i64,
    /// The act whose sentence holds now.
    pub said: ActId,
    /// The act that resolved it, and who did.
    pub resolved: Option<(ActId, UserName)>,
}

/// How far an approval is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalStatus {
    Pending,
    Approved,
    Rejected,
}

impl ApprovalStatus {
    /// The standard stored id.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
        }
    }
}

/// The latest request for one approval, and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    pub request: ActId,
    pub by: UserName,
    pub at_ms: i64,
    pub status: ApprovalStatus,
    /// What the request, or the answer, was about.
    pub heads: Heads,
    /// The act that answered, who wrote it and when.
    pub answer: Option<(ActId, UserName, i64)>,
}

impl Approval {
    /// Whether it says yes to the form as it is at `heads`.
    #[must_use]
    pub fn holds_for(&self, heads: Option<Heads>) -> bool {
        self.status == ApprovalStatus::Approved && heads == Some(self.heads)
    }
}

/// A case as its accepted acts made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseState {
    pub owner: UserName,
    pub referrals: BTreeMap<ActId, Referral>,
    pub transfers: BTreeMap<ActId, Transfer>,
    pub status: Status,
    /// Out of use; whether it is open or closed stays as it was.
    pub disabled: bool,
    pub flags: BTreeMap<ActId, Flag>,
    pub approvals: BTreeMap<ApprovalId, Approval>,
}

impl CaseState {
    /// A case of which nothing but the owner is known.
    #[must_use]
    pub fn of(owner: UserName) -> Self {
        Self {
            owner,
            referrals: BTreeMap::new(),
            transfers: BTreeMap::new(),
            status: Status::Open,
            disabled: false,
            flags: BTreeMap::new(),
            approvals: BTreeMap::new(),
        }
    }

    /// Recipient and author of a referral or transfer; of a flag, twice who raised it.
    #[must_use]
    pub fn parties(&self, matter: ActId) -> Option<(&UserName, &UserName)> {
        let referral = self.referrals.get(&matter).map(|referral| (&referral.to, &referral.by));
        let transfer = || self.transfers.get(&matter).map(|transfer| (&transfer.to, &transfer.by));
        let flag = || self.flags.get(&matter).map(|flag| (&flag.by, &flag.by));
        referral.or_else(transfer).or_else(flag)
    }

    /// What people are told of it: `open`, `closed` or `disabled`.
    #[must_use]
    pub fn standing(&self) -> &'static str {
        if self.disabled { "disabled" } else { self.status.as_str() }
    }

    /// Why nobody with `role` may write in the record, `resource` being its type. A closed case can be written in by
    /// whoever may close or reopen it.
    #[must_use]
    pub fn locked_to(&self, role: &Role, resource: &str) -> Option<Denial> {
        let has_the_key = ["close", "reopen"].iter().any(|action| role.may(resource, action));
        match (self.disabled, self.status) {
            (true, _) => Some(Denial::CaseDisabled),
            (false, Status::Closed) if !has_the_key => Some(Denial::CaseClosed),
            (false, _) => None,
        }
    }

    /// How far a referral or transfer is.
    #[must_use]
    pub fn status(&self, offer: ActId) -> Option<ReferralStatus> {
        let referral = self.referrals.get(&offer).map(|referral| referral.status);
        referral.or_else(|| self.transfers.get(&offer).map(|transfer| transfer.status))
    }

    fn pending_mut(&mut self, request: ActId) -> Option<&mut Approval> {
        let mut approvals = self.approvals.values_mut();
        approvals.find(|known| known.request == request && known.status == ApprovalStatus::Pending)
    }

    pub(super) fn open_transfers(&self) -> impl Iterator<Item = ActId> {
        self.transfers.iter().filter(|(_, transfer)| transfer.is_open()).map(|(id, _)| *id)
    }
}

/// The state of a case after one more accepted act by `author`. `state` is none before `case.create`.
///
/// Total over accepted acts, in the relay's order; an act that names an unknown referral or flag changes nothing (a reader may
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
        Deed::CaseClose => state.status = Status::Closed,
        Deed::CaseReopen { .. } => state.status = Status::Open,
        Deed::CaseDisable => state.disabled = true,
        Deed::CaseEnable => state.disabled = false,
        Deed::FlagAdd { .. } => {
            let flag = Flag { by: author.clone(), at_ms: act.at_ms, said: act.id, resolved: None };
            state.flags.entry(act.id).or_insert(flag);
        }
        Deed::FlagEdit { flag, .. } => {
            if let Some(flag) = state.flags.get_mut(flag).filter(|flag| flag.resolved.is_none()) {
                flag.said = act.id;
            }
        }
        Deed::FlagResolve { flag, .. } => {
            if let Some(flag) = state.flags.get_mut(flag) {
                flag.resolved.get_or_insert_with(|| (act.id, author.clone()));
            }
        }
        Deed::ApprovalRequest { approval, heads } => {
            let request = Approval {
                request: act.id,
                by: author.clone(),
                at_ms: act.at_ms,
                status: ApprovalStatus::Pending,
                heads: *heads,
                answer: None,
            };
            if state.approvals.values().all(|known| known.request != act.id) {
                state.approvals.insert(approval.clone(), request);
            }
        }
        Deed::ApprovalApprove { request, heads, .. } => {
            if let Some(pending) = state.pending_mut(*request) {
                pending.status = ApprovalStatus::Approved;
                pending.heads = *heads;
                pending.answer = Some((act.id, author.clone(), act.at_ms));
            }
        }
        Deed::ApprovalReject { request, .. } => {
            if let Some(pending) = state.pending_mut(*request) {
                pending.status = ApprovalStatus::Rejected;
                pending.answer = Some((act.id, author.clone(), act.at_ms));
            }
        }
        Deed::CaseAssign { to, .. } => become_owner(&mut state, to.clone()),
        Deed::ReferralOffer { to, lends, consent } => {
            let referral = Referral {
                to: to.clone(),
                by: author.clone(),
                lends: lends.clone(),
                consent: *consent,
                status: ReferralStatus::InProgress,
                at_ms: act.at_ms,
            };
            state.referrals.entry(act.id).or_insert(referral);
        }
        Deed::ReferralAccept { referral } => answer(referral, ReferralStatus::Accepted),
        Deed::ReferralReject { referral } => answer(referral, ReferralStatus::Rejected),
        Deed::ReferralDone { referral } => answer(referral, ReferralStatus::Done),
        Deed::ReferralRevoke { referral } => answer(referral, ReferralStatus::Revoked),
        Deed::TransferOffer { to, consent } => {
            let transfer = Transfer {
                to: to.clone(),
                by: author.clone(),
                consent: *consent,
                status: ReferralStatus::InProgress,
                at_ms: act.at_ms,
            };
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
