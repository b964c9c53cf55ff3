//! The one function that validates acts, and what it asks for.

use super::{
    Act, CaseState, Consent, Deed, Denial, GLASS_MS_MAX, Glass, Heads, Referral, ReferralStatus, Request,
    SENTENCE_BYTES, Status, Transfer,
};
use crate::{
    access::{How, Person, is_in_scope},
    config::{Configuration, Mode, RecordType, Role},
    id::{ActId, ApprovalId, CaseId, FormId, QuarantineId, RoleId, UserName},
};
use std::collections::BTreeMap;

mod links;
mod standing;

/// How the author stands to the case an act names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Something of it is readable for them now.
    Now,
    /// Nothing of it, but a search beyond their reach showed it to them within [`super::SHOWN_MS`].
    Shown,
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
    /// What the form of [`approval_of`] the act looks like now.
    pub heads: Option<Heads>,
    /// The record of [`linked_of`] the act, if something of it is readable for the author.
    pub linked: Option<&'a CaseState>,
    /// For `case.attribute`: the person named has a case already.
    pub is_bound: bool,
    /// Unix milliseconds, by the relay's clock as far as it is known.
    pub now_ms: i64,
}

impl ActFacts<'_> {
    fn role(&self) -> Option<&Role> {
        self.config.role(&self.author.role)
    }
}

/// What an accepted act changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// `user` is associated with the case from now on, and until then. For a referral or transfer, `offer` names it.
    Associate { user: UserName, how: How, offer: Option<ActId>, until_ms: Option<i64> },
    /// The owner's association ends.
    EndOwner,
    /// The association made by this referral or transfer ends.
    EndOffer { offer: ActId },
    /// From now on everybody is associated with the incident as they are with `case`, and in no other way.
    Follow { case: CaseId },
    /// All of that ends but ownership.
    Unfollow,
    /// Whose case it is reads it no longer.
    EndAttributed,
    /// The late edit is settled.
    Settle { quarantine: QuarantineId, adopted: bool },
}

/// The person whose record [`ActFacts::target`] is to hold.
#[must_use]
pub fn target_of<'a>(deed: &'a Deed, case: &'a CaseState) -> Option<&'a UserName> {
    match deed {
        Deed::CaseAssign { to, .. } => Some(to),
        Deed::CaseAttribute { to } => to.as_ref(),
        Deed::ReferralOffer { to, .. } | Deed::TransferOffer { to, .. } => to.as_ref(),
        Deed::TransferAccept { transfer } | Deed::TransferReject { transfer, .. } => {
            case.transfers.get(transfer)?.to.as_ref()
        }
        _ => None,
    }
}

/// The record whose state [`ActFacts::linked`] is to hold.
#[must_use]
pub fn linked_of(deed: &Deed) -> Option<CaseId> {
    match deed {
        Deed::LinkAdd { to, .. } => Some(*to),
        _ => None,
    }
}

/// The approval whose form's heads [`ActFacts::heads`] is to hold.
#[must_use]
pub fn approval_of<'a>(
    config: &'a Configuration,
    deed: &'a Deed,
    case: &'a CaseState,
) -> Option<&'a ApprovalId> {
    match deed {
        Deed::ApprovalRequest { approval, .. } => Some(approval),
        Deed::ApprovalApprove { request, .. } => {
            case.approvals.iter().find(|(_, known)| known.request == *request).map(|(id, _)| id)
        }
        Deed::CaseClose => config.settings.close_after.as_ref(),
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
    let role = facts.role().ok_or(Denial::NotPermitted)?;
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
        (Reach::Shown, Some(case)) if is_done_from_outside(&act.deed) => case,
        (Reach::Once, Some(_)) => return Err(Denial::NoLongerYours),
        _ => return Err(Denial::NotFound),
    };
    if act.deed.sentence().is_some_and(|said| !SENTENCE_BYTES.contains(&said.text.len())) {
        return Err(Denial::BadSentence);
    }
    if case.disabled && !is_done_out_of_use(&act.deed) {
        return Err(Denial::CaseDisabled);
    }
    if case.follows(act.case).is_some() && is_done_by_itself(&act.deed) {
        return Err(Denial::FollowsItsCase);
    }
    match &act.deed {
        Deed::CaseCreate { .. } => Err(Denial::DuplicateCase),
        Deed::LinkAdd { .. } | Deed::LinkEnd { .. } => links::validate(facts, case, act),
        Deed::CaseAttribute { to } => links::attribute(facts, case, act, to.as_ref()),
        Deed::CaseClose
        | Deed::CaseReopen { .. }
        | Deed::CaseDisable
        | Deed::CaseEnable
        | Deed::FlagAdd { .. }
        | Deed::FlagEdit { .. }
        | Deed::FlagResolve { .. }
        | Deed::ApprovalRequest { .. }
        | Deed::ApprovalApprove { .. }
        | Deed::ApprovalReject { .. } => standing::validate(facts, case, resource, act).map(|()| Vec::new()),
        Deed::CaseAssign { from, to, .. } => {
            may_assign(facts, act.case.record_type())?;
            if *from != case.owner {
                return Err(Denial::StaleOwner);
            }
            let target = facts.target.filter(|target| target.user == *to).ok_or(Denial::UnknownPerson)?;
            let reads = facts.config.role(&target.role).is_some_and(|role| role.may(resource, "read"));
            if target.disabled
                || !reads
                || !reads_something(facts, target, act)
                || *to == case.owner
                || !may_receive_assignment(facts, resource, target)
            {
                return Err(Denial::TargetNotAllowed);
            }
            Ok(hand_over(case, to))
        }
        Deed::ReferralOffer { to, lends, consent, service, until_ms, note } => {
            let from_service = || service.map_or(Err(Denial::NotPermitted), |_| may("referral_from_service"));
            may("referral").or_else(|_| from_service())?;
            if !is_owner_or_above(facts, case) {
                return Err(Denial::NotPermitted);
            }
            consents(*consent, may("consent_override"))?;
            if until_ms.is_some_and(|until| until <= facts.now_ms) {
                return Err(Denial::AlreadyOver);
            }
            if case.referrals.contains_key(&act.id) {
                return Err(Denial::AlreadyAnswered);
            }
            let Some(to) = to else {
                // Outside nothing is lent, and only the note says who it is.
                let named = note.is_some() && lends.is_none();
                return if named { Ok(Vec::new()) } else { Err(Denial::BadSentence) };
            };
            let target = somebody_else(facts, to)?;
            may_receive(facts, resource, case, target, "receive_referral")?;
            lends_no_more_than_held(facts, lends.as_ref())?;
            lends_something(facts, lends.as_ref(), target)?;
            let same = |known: &Referral| {
                known.to.as_ref() == Some(to) && known.lends == *lends && known.service == *service
            };
            let active = |known: &Referral| known.status_at(facts.now_ms).is_active() && same(known);
            if case.referrals.values().any(active) {
                return Err(Denial::AlreadyAnswered);
            }
            let (user, how) = (to.clone(), How::Referral { lends: lends.clone() });
            Ok(vec![Effect::Associate { user, how, offer: Some(act.id), until_ms: *until_ms }])
        }
        Deed::ReferralAccept { referral } | Deed::ReferralReject { referral, .. } => {
            let known = own_referral(facts, case, *referral)?;
            match known.status_at(facts.now_ms) {
                ReferralStatus::InProgress => {}
                ReferralStatus::Accepted => return Err(Denial::AlreadyAnswered),
                _ => return Err(Denial::AlreadyEnded),
            }
            Ok(match act.deed {
                Deed::ReferralReject { .. } => vec![Effect::EndOffer { offer: *referral }],
                _ => Vec::new(),
            })
        }
        Deed::ReferralDone { referral, .. } => {
            let known = match case.referrals.get(referral) {
                Some(known) if known.to.is_none() => outside_referral(facts, resource, case, known)?,
                _ => own_referral(facts, case, *referral)?,
            };
            match known.status_at(facts.now_ms) {
                ReferralStatus::Accepted => Ok(vec![Effect::EndOffer { offer: *referral }]),
                ReferralStatus::InProgress if known.to.is_none() => Ok(Vec::new()),
                ReferralStatus::InProgress => Err(Denial::NotPermitted),
                _ => Err(Denial::AlreadyEnded),
            }
        }
        Deed::ReferralRevoke { referral } => {
            let known = case.referrals.get(referral).ok_or(Denial::NotFound)?;
            // Whoever wrote it but is on the owner's side no longer may not take it from the present owner.
            if !is_owner_or_writes_above(facts, resource, case) {
                return Err(not_theirs(facts, case, known.to.as_ref(), &known.by));
            }
            if !known.status_at(facts.now_ms).is_active() {
                return Err(Denial::AlreadyEnded);
            }
            Ok(known.to.iter().map(|_| Effect::EndOffer { offer: *referral }).collect())
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
        Deed::TransferOffer { to, consent, note } => {
            may("transfer")?;
            if !is_owner_or_above(facts, case) {
                return Err(Denial::NotPermitted);
            }
            consents(*consent, may("consent_override"))?;
            if case.transfers.contains_key(&act.id) {
                return Err(Denial::AlreadyAnswered);
            }
            let Some(to) = to else {
                note.as_ref().ok_or(Denial::BadSentence)?;
                (case.status == Status::Open).then_some(()).ok_or(Denial::CaseClosed)?;
                return Ok(case.open_transfers().map(|offer| Effect::EndOffer { offer }).collect());
            };
            let target = somebody_else(facts, to)?;
            may_take(facts, resource, case, target, act)?;
            let open = |transfer: &Transfer| transfer.is_open() && transfer.to.as_ref() == Some(to);
            if case.transfers.values().any(open) {
                return Err(Denial::AlreadyAnswered);
            }
            Ok(vec![associate(to, How::TransferOffer, Some(act.id))])
        }
        Deed::TransferAccept { transfer } => {
            let known = transfer_to_answer(facts, resource, case, *transfer)?;
            // Their role may have changed since the offer.
            let is_they = |target: &&Person| known.to.as_ref() == Some(&target.user);
            let target = facts.target.filter(is_they).ok_or(Denial::UnknownPerson)?;
            may_take(facts, resource, case, target, act)?;
            Ok(hand_over(case, &target.user))
        }
        Deed::TransferReject { transfer, .. } => {
            transfer_to_answer(facts, resource, case, *transfer)?;
            Ok(vec![Effect::EndOffer { offer: *transfer }])
        }
        Deed::TransferRevoke { transfer } => {
            let known = case.transfers.get(transfer).ok_or(Denial::NotFound)?;
            if !is_owner_or_writes_above(facts, resource, case) {
                return Err(not_theirs(facts, case, known.to.as_ref(), &known.by));
            }
            known.is_open().then_some(()).ok_or(Denial::AlreadyEnded)?;
            Ok(vec![Effect::EndOffer { offer: *transfer }])
        }
        Deed::RequestTransfer { .. } => {
            may("request_transfer")?;
            (case.owner != facts.author.user).then_some(()).ok_or(Denial::NotPermitted)?;
            // What they ask for they must be able to take.
            may_take(facts, resource, case, facts.author, act)?;
            let open =
                |known: &Request| known.by == facts.author.user && known.status == ReferralStatus::InProgress;
            let offered = |known: &Transfer| known.is_open() && known.to.as_ref() == Some(&facts.author.user);
            if case.requests.contains_key(&act.id)
                || case.requests.values().any(open)
                || case.transfers.values().any(offered)
            {
                return Err(Denial::AlreadyAnswered);
            }
            Ok(Vec::new())
        }
        Deed::GlassBreak { until_ms, .. } => {
            may("break_the_glass")?;
            (case.owner != facts.author.user).then_some(()).ok_or(Denial::NotPermitted)?;
            reads_something(facts, facts.author, act).then_some(()).ok_or(Denial::NotPermitted)?;
            if *until_ms <= facts.now_ms {
                return Err(Denial::AlreadyOver);
            }
            if until_ms.saturating_sub(facts.now_ms) > GLASS_MS_MAX {
                return Err(Denial::TooLong);
            }
            let same = |known: &Glass| known.by == facts.author.user && known.is_active_at(facts.now_ms);
            if case.glasses.contains_key(&act.id) || case.glasses.values().any(same) {
                return Err(Denial::AlreadyAnswered);
            }
            let (user, until_ms) = (facts.author.user.clone(), Some(*until_ms));
            Ok(vec![Effect::Associate { user, how: How::Glass, offer: Some(act.id), until_ms }])
        }
        Deed::GlassEnd { glass } => {
            let known = case.glasses.get(glass).ok_or(Denial::NotFound)?;
            if known.by != facts.author.user && !is_owner_or_writes_above(facts, resource, case) {
                return Err(not_theirs(facts, case, None, &known.by));
            }
            known.is_active_at(facts.now_ms).then_some(()).ok_or(Denial::AlreadyEnded)?;
            Ok(vec![Effect::EndOffer { offer: *glass }])
        }
        Deed::RequestReject { request, .. } => {
            let known = case.requests.get(request).ok_or(Denial::NotFound)?;
            let own = [&known.by, &case.owner].contains(&&facts.author.user);
            let answers = own || may("transfer").is_ok() && is_owner_or_above(facts, case);
            if !answers {
                return Err(not_theirs(facts, case, None, &known.by));
            }
            match known.status {
                ReferralStatus::InProgress => Ok(Vec::new()),
                _ => Err(Denial::AlreadyAnswered),
            }
        }
    }
}

/// What may be done with a record that was only found.
fn is_done_from_outside(deed: &Deed) -> bool {
    matches!(deed, Deed::RequestTransfer { .. } | Deed::GlassBreak { .. })
}

/// What may be done with a record that is out of use: putting it into use, handing it on, and ending what is open.
fn is_done_out_of_use(deed: &Deed) -> bool {
    matches!(
        deed,
        Deed::CaseEnable
            | Deed::CaseDisable
            | Deed::CaseAssign { .. }
            | Deed::ReferralReject { .. }
            | Deed::ReferralDone { .. }
            | Deed::ReferralRevoke { .. }
            | Deed::TransferReject { .. }
            | Deed::TransferRevoke { .. }
            | Deed::ApprovalReject { .. }
            | Deed::FlagResolve { .. }
            | Deed::QuarantineSettle { .. }
            | Deed::RequestReject { .. }
            | Deed::GlassBreak { .. }
            | Deed::GlassEnd { .. }
            | Deed::LinkEnd { .. }
            | Deed::CaseAttribute { to: None }
    )
}

/// What an incident that follows its case leaves to the case.
fn is_done_by_itself(deed: &Deed) -> bool {
    matches!(
        deed,
        Deed::CaseAssign { .. }
            | Deed::ReferralOffer { .. }
            | Deed::TransferOffer { .. }
            | Deed::RequestTransfer { .. }
            | Deed::GlassBreak { .. }
    )
}

fn associate(user: &UserName, how: How, offer: Option<ActId>) -> Effect {
    Effect::Associate { user: user.clone(), how, offer, until_ms: None }
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
    let role = facts.role();
    let above = |owner: &Person| role.is_some_and(|role| is_in_scope(facts.author, role, owner));
    case.owner == facts.author.user || facts.owner.filter(|owner| owner.user == case.owner).is_some_and(above)
}

/// An auditor who reads every case must not end referrals or throw late edits away.
fn is_owner_or_writes_above(facts: &ActFacts, resource: &str, case: &CaseState) -> bool {
    let writes = facts.role().is_some_and(|role| role.may(resource, "write"));
    case.owner == facts.author.user || writes && is_owner_or_above(facts, case)
}

fn may_assign(facts: &ActFacts, record: RecordType) -> Result<(), Denial> {
    let role = facts.role().ok_or(Denial::NotPermitted)?;
    let case = facts.case.ok_or(Denial::NotFound)?;
    let allowed = role.assigns(record) && is_owner_or_above(facts, case);
    allowed.then_some(()).ok_or(Denial::NotPermitted)
}

fn may_receive_assignment(facts: &ActFacts, resource: &str, target: &Person) -> bool {
    let Some(role) = facts.role() else { return false };
    role.may(resource, "assign")
        || role.may(resource, "assign_within_agency") && facts.author.agency == target.agency
        || role.may(resource, "assign_within_user_group") && !facts.author.groups.is_disjoint(&target.groups)
}

/// Whether a role opens any form of the act's type of record: a case must not go to somebody who could not see it.
fn reads_something(facts: &ActFacts, target: &Person, act: &Act) -> bool {
    let mut forms = facts.config.forms_of(act.case.record_type());
    let role = facts.config.role(&target.role);
    role.is_some_and(|role| forms.any(|form| role.forms.contains_key(&form.id)))
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

/// Whether the case may become `target`'s own by a transfer.
fn may_take(
    facts: &ActFacts,
    resource: &str,
    case: &CaseState,
    target: &Person,
    act: &Act,
) -> Result<(), Denial> {
    may_receive(facts, resource, case, target, "receive_transfer")?;
    reads_something(facts, target, act).then_some(()).ok_or(Denial::TargetNotAllowed)
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
    match known.to.as_ref() == Some(&facts.author.user) {
        true => Ok(known),
        false if is_owner_or_above(facts, case) => Err(Denial::NotPermitted),
        false => Err(Denial::NotFound),
    }
}

/// A referral to somebody outside, whose end the owner's side tells.
fn outside_referral<'a>(
    facts: &ActFacts,
    resource: &str,
    case: &CaseState,
    known: &'a Referral,
) -> Result<&'a Referral, Denial> {
    if is_owner_or_writes_above(facts, resource, case) {
        return Ok(known);
    }
    Err(not_theirs(facts, case, None, &known.by))
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
    let recipient = facts.target.filter(|target| known.to.as_ref() == Some(&target.user));
    let is_theirs = known.to.as_ref() == Some(&author.user);
    if known.by == author.user || !is_theirs && !recipient.is_some_and(answers_for) {
        return Err(not_theirs(facts, case, known.to.as_ref(), &known.by));
    }
    match known.status {
        ReferralStatus::InProgress => Ok(known),
        ReferralStatus::Accepted => Err(Denial::AlreadyAnswered),
        _ => Err(Denial::AlreadyEnded),
    }
}

/// What somebody is told who may not answer an offer: that it is there, only if they know of it.
fn not_theirs(facts: &ActFacts, case: &CaseState, to: Option<&UserName>, by: &UserName) -> Denial {
    let is_party = [to, Some(by)].contains(&Some(&facts.author.user));
    if is_party || is_owner_or_above(facts, case) { Denial::NotPermitted } else { Denial::NotFound }
}

fn consents(consent: Consent, may_override: Result<(), Denial>) -> Result<(), Denial> {
    match consent {
        Consent::Given => Ok(()),
        Consent::Overridden => may_override,
        Consent::Missing => Err(Denial::NoConsent),
    }
}
