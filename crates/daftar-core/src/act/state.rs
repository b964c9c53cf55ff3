//! A case as its accepted acts made it.

use super::{Act, Consent, Deed, Denial, Heads};
use crate::{
    config::{RecordType, Role},
    id::{ActId, ApprovalId, CaseId, EntryId, RoleId, UserName},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The state of a referral, a transfer or a request for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferralStatus {
    InProgress,
    Accepted,
    Rejected,
    Done,
    Revoked,
    /// Its day is over. Never what acts made, only what [`Referral::status_at`] says.
    Expired,
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
            Self::Expired => "expired",
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
    /// None: somebody outside the programme.
    pub to: Option<UserName>,
    pub by: UserName,
    pub lends: Option<RoleId>,
    pub consent: Consent,
    pub service: Option<EntryId>,
    pub until_ms: Option<i64>,
    /// By acts alone; what it is on a day says [`Referral::status_at`].
    pub status: ReferralStatus,
    pub at_ms: i64,
    /// The act that rejected or finished it.
    pub answer: Option<ActId>,
}

impl Referral {
    /// What it is when the relay's clock says `now_ms`.
    #[must_use]
    pub fn status_at(&self, now_ms: i64) -> ReferralStatus {
        let is_over = self.until_ms.is_some_and(|until| until <= now_ms);
        if is_over && self.status.is_active() { ReferralStatus::Expired } else { self.status }
    }
}

/// A transfer as the case's acts made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    /// None: another programme. Such a transfer is accepted from the start.
    pub to: Option<UserName>,
    pub by: UserName,
    pub consent: Consent,
    /// Never `Done`: an accepted transfer is over.
    pub status: ReferralStatus,
    pub at_ms: i64,
    /// The act that rejected it.
    pub answer: Option<ActId>,
}

/// Somebody's request for the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    pub by: UserName,
    pub at_ms: i64,
    /// `Revoked`: taken back.
    pub status: ReferralStatus,
    /// The act that rejected it.
    pub answer: Option<ActId>,
}

impl Transfer {
    /// Whether it waits for an answer.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status == ReferralStatus::InProgress
    }
}

/// Somebody's emergency access.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Glass {
    pub by: UserName,
    pub at_ms: i64,
    pub until_ms: i64,
    /// Ended before its time.
    pub ended: bool,
}

impl Glass {
    /// Whether it lets its author read when the relay's clock says `now_ms`.
    #[must_use]
    pub fn is_active_at(&self, now_ms: i64) -> bool {
        !self.ended && now_ms < self.until_ms
    }
}

/// A tie to another record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub to: CaseId,
    /// The trace that matched, or the child among the family's members.
    pub entry: Option<EntryId>,
    pub by: UserName,
    pub at_ms: i64,
    pub ended: bool,
}

/// Whether a case is worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    #[default]
    Open,
    Closed,
    /// It went to another programme.
    Transferred,
}

impl Status {
    /// The standard stored id.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Transferred => "transferred",
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
    pub requests: BTreeMap<ActId, Request>,
    pub glasses: BTreeMap<ActId, Glass>,
    pub status: Status,
    /// It was closed, and opened again.
    pub reopened: bool,
    /// Out of use; whether it is open or closed stays as it was.
    pub disabled: bool,
    pub flags: BTreeMap<ActId, Flag>,
    pub approvals: BTreeMap<ApprovalId, Approval>,
    pub links: BTreeMap<ActId, Link>,
    /// Whose case it is, where the child uses the programme too.
    pub attributed: Option<UserName>,
    /// When its owner got it from somebody else (Unix milliseconds, by the clock of the act); none: they began it.
    pub owned_since_ms: Option<i64>,
    /// When it was closed last (by the clock of the act); none while it is open.
    pub closed_at_ms: Option<i64>,
}

impl CaseState {
    /// A case of which nothing but the owner is known.
    #[must_use]
    pub fn of(owner: UserName) -> Self {
        Self {
            owner,
            referrals: BTreeMap::new(),
            transfers: BTreeMap::new(),
            requests: BTreeMap::new(),
            glasses: BTreeMap::new(),
            status: Status::Open,
            reopened: false,
            disabled: false,
            flags: BTreeMap::new(),
            approvals: BTreeMap::new(),
            links: BTreeMap::new(),
            attributed: None,
            owned_since_ms: None,
            closed_at_ms: None,
        }
    }

    /// The ties that stand, in the order in which they were made.
    pub fn open_links(&self) -> impl Iterator<Item = (ActId, &Link)> {
        self.links.iter().filter(|(_, link)| !link.ended).map(|(id, link)| (*id, link))
    }

    /// The case that `record`, whose state this is, follows: an incident's.
    #[must_use]
    pub fn follows(&self, record: CaseId) -> Option<CaseId> {
        match record.record_type() {
            RecordType::Incident => self.open_links().map(|(_, link)| link.to).next(),
            _ => None,
        }
    }

    /// Recipient (if they are somebody of the programme) and author of a referral or transfer; who raised a flag,
    /// asked for the case or has emergency access to it.
    #[must_use]
    pub fn parties(&self, matter: ActId) -> Option<(Option<&UserName>, &UserName)> {
        let referral = self.referrals.get(&matter).map(|referral| (referral.to.as_ref(), &referral.by));
        let transfer = || self.transfers.get(&matter).map(|transfer| (transfer.to.as_ref(), &transfer.by));
        let flag = || self.flags.get(&matter).map(|flag| (None, &flag.by));
        let request = || self.requests.get(&matter).map(|request| (None, &request.by));
        let glass = || self.glasses.get(&matter).map(|glass| (None, &glass.by));
        referral.or_else(transfer).or_else(flag).or_else(request).or_else(glass)
    }

    /// When the last of what lends the record to somebody ends: referrals to them and their emergency access, as of `now_ms`
    /// (Unix milliseconds). None: nothing lends it, or something has no end. Whom their scope lets in needs none of it.
    #[must_use]
    pub fn lent_until(&self, user: &UserName, now_ms: i64) -> Option<i64> {
        let referrals = self
            .referrals
            .values()
            .filter(|referral| referral.to.as_ref() == Some(user) && referral.status_at(now_ms).is_active());
        let glasses = self.glasses.values().filter(|glass| glass.by == *user && glass.is_active_at(now_ms));
        let ends =
            referrals.map(|referral| referral.until_ms).chain(glasses.map(|glass| Some(glass.until_ms)));
        ends.reduce(|one, other| Some(one?.max(other?))).flatten()
    }

    /// How many flags nobody has resolved.
    #[must_use]
    pub fn open_flags(&self) -> u32 {
        let open = self.flags.values().filter(|flag| flag.resolved.is_none()).count();
        u32::try_from(open).unwrap_or(u32::MAX)
    }

    /// What people are told of it: `open`, `closed`, `transferred` or `disabled`.
    #[must_use]
    pub fn standing(&self) -> &'static str {
        if self.disabled { "disabled" } else { self.status.as_str() }
    }

    /// Why nobody with `role` may write in the record, `resource` being its type. A closed or transferred case can be
    /// written in by whoever may close or reopen it.
    #[must_use]
    pub fn locked_to(&self, role: &Role, resource: &str) -> Option<Denial> {
        let has_the_key = ["close", "reopen"].iter().any(|action| role.may(resource, action));
        match (self.disabled, self.status) {
            (true, _) => Some(Denial::CaseDisabled),
            (false, Status::Closed | Status::Transferred) if !has_the_key => Some(Denial::CaseClosed),
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
            known.answer = act.deed.sentence().map(|_| act.id);
        }
    };
    match &act.deed {
        Deed::CaseCreate { .. } | Deed::QuarantineSettle { .. } => {}
        Deed::CaseClose => (state.status, state.closed_at_ms) = (Status::Closed, Some(act.at_ms)),
        Deed::CaseReopen { .. } => {
            (state.status, state.reopened, state.closed_at_ms) = (Status::Open, true, None);
        }
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
        Deed::CaseAssign { to, .. } => become_owner(&mut state, to.clone(), act.at_ms),
        Deed::ReferralOffer { to, lends, consent, service, until_ms, .. } => {
            let referral = Referral {
                to: to.clone(),
                by: author.clone(),
                lends: lends.clone(),
                consent: *consent,
                service: *service,
                until_ms: *until_ms,
                status: ReferralStatus::InProgress,
                at_ms: act.at_ms,
                answer: None,
            };
            state.referrals.entry(act.id).or_insert(referral);
        }
        Deed::ReferralAccept { referral } => answer(referral, ReferralStatus::Accepted),
        Deed::ReferralReject { referral, .. } => answer(referral, ReferralStatus::Rejected),
        Deed::ReferralDone { referral, .. } => answer(referral, ReferralStatus::Done),
        Deed::ReferralRevoke { referral } => answer(referral, ReferralStatus::Revoked),
        Deed::TransferOffer { to, consent, .. } => {
            if to.is_none() {
                state.status = Status::Transferred;
                revoke_open(&mut state);
            }
            if let Some(to) = to {
                answer_requests(&mut state, to);
            }
            let status = if to.is_some() { ReferralStatus::InProgress } else { ReferralStatus::Accepted };
            let (by, consent, at_ms) = (author.clone(), *consent, act.at_ms);
            let transfer = Transfer { to: to.clone(), by, consent, status, at_ms, answer: None };
            state.transfers.entry(act.id).or_insert(transfer);
        }
        Deed::TransferAccept { transfer } => {
            let accepted = answer_transfer(&mut state, transfer, ReferralStatus::Accepted);
            if let Some(to) = accepted.and_then(|transfer| transfer.to.clone()) {
                become_owner(&mut state, to, act.at_ms);
            }
        }
        Deed::TransferReject { transfer, why } => {
            if let Some(rejected) = answer_transfer(&mut state, transfer, ReferralStatus::Rejected) {
                rejected.answer = why.as_ref().map(|_| act.id);
            }
        }
        Deed::TransferRevoke { transfer } => {
            answer_transfer(&mut state, transfer, ReferralStatus::Revoked);
        }
        Deed::RequestTransfer { .. } => {
            let (by, at_ms, status) = (author.clone(), act.at_ms, ReferralStatus::InProgress);
            state.requests.entry(act.id).or_insert(Request { by, at_ms, status, answer: None });
        }
        Deed::GlassBreak { until_ms, .. } => {
            let (by, at_ms, until_ms) = (author.clone(), act.at_ms, *until_ms);
            state.glasses.entry(act.id).or_insert(Glass { by, at_ms, until_ms, ended: false });
        }
        Deed::GlassEnd { glass } => {
            if let Some(glass) = state.glasses.get_mut(glass) {
                glass.ended = true;
            }
        }
        Deed::LinkAdd { to, entry } => {
            let (by, at_ms) = (author.clone(), act.at_ms);
            let link = Link { to: *to, entry: *entry, by, at_ms, ended: false };
            state.links.entry(act.id).or_insert(link);
            if state.follows(act.case).is_some() {
                end_offers(&mut state);
            }
        }
        Deed::LinkEnd { link } => {
            if let Some(link) = state.links.get_mut(link) {
                link.ended = true;
            }
        }
        Deed::CaseAttribute { to } => state.attributed.clone_from(to),
        Deed::RequestReject { request, why } => {
            let open = |known: &&mut Request| known.status == ReferralStatus::InProgress;
            if let Some(known) = state.requests.get_mut(request).filter(open) {
                let own = known.by == *author;
                known.status = if own { ReferralStatus::Revoked } else { ReferralStatus::Rejected };
                known.answer = why.as_ref().map(|_| act.id);
            }
        }
    }
    Some(state)
}

/// Answers a transfer that waits for it.
fn answer_transfer<'a>(
    state: &'a mut CaseState,
    transfer: &ActId,
    status: ReferralStatus,
) -> Option<&'a mut Transfer> {
    let known = state.transfers.get_mut(transfer).filter(|known| known.is_open())?;
    known.status = status;
    Some(known)
}

fn become_owner(state: &mut CaseState, owner: UserName, at_ms: i64) {
    answer_requests(state, &owner);
    state.owner = owner;
    state.owned_since_ms = Some(at_ms);
    revoke_open(state);
}

/// Who asked for the case and is offered it, or given it, has their answer.
fn answer_requests(state: &mut CaseState, to: &UserName) {
    let open = |known: &&mut Request| known.by == *to && known.status == ReferralStatus::InProgress;
    state.requests.values_mut().filter(open).for_each(|known| known.status = ReferralStatus::Accepted);
}

/// What was lent, offered or asked for by itself ends when an incident begins to follow its case.
fn end_offers(state: &mut CaseState) {
    revoke_open(state);
    let active = state.referrals.values_mut().filter(|referral| referral.status.is_active());
    active.for_each(|referral| referral.status = ReferralStatus::Revoked);
    let open = state.requests.values_mut().filter(|known| known.status == ReferralStatus::InProgress);
    open.for_each(|known| known.status = ReferralStatus::Rejected);
    state.glasses.values_mut().for_each(|glass| glass.ended = true);
}

fn revoke_open(state: &mut CaseState) {
    let open = state.transfers.values_mut().filter(|transfer| transfer.is_open());
    open.for_each(|transfer| transfer.status = ReferralStatus::Revoked);
}
