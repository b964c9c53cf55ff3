//! Closing and its like, flags and approvals: acts that move nobody's access.

use super::{ActFacts, is_owner_or_above, is_owner_or_writes_above};
use crate::{
    act::{Act, Approval, ApprovalStatus, CaseState, Deed, Denial, Flag, Heads, Reopening, Status},
    config::{Field, Form, Mode, RecordType},
    id::{ActId, ApprovalId},
};

/// Decides an act of these kinds; `case` is within the author's reach.
pub(super) fn validate(facts: &ActFacts, case: &CaseState, resource: &str, act: &Act) -> Result<(), Denial> {
    let role = facts.role().ok_or(Denial::NotPermitted)?;
    let may = |action: &str| role.may(resource, action).then_some(()).ok_or(Denial::NotPermitted);
    let of_owners_side = || is_owner_or_above(facts, case).then_some(()).ok_or(Denial::NotPermitted);
    match &act.deed {
        Deed::CaseClose => {
            may("close")?;
            of_owners_side()?;
            unless_so(case.status != Status::Open)?;
            let asked = facts.config.settings.close_after.as_ref().filter(|_| is_case(act));
            let Some(asked) = asked else { return Ok(()) };
            let held = case.approvals.get(asked).is_some_and(|approval| approval.holds_for(facts.heads));
            held.then_some(()).ok_or(Denial::ApprovalMissing)
        }
        Deed::CaseReopen { because: Reopening::Asked } => {
            may("reopen")?;
            of_owners_side()?;
            unless_so(case.status == Status::Open)
        }
        // Whoever writes on such a form may add what opens the case again.
        Deed::CaseReopen { because: Reopening::Added } => {
            let opens = |form: &&Form| {
                let opening = |field: &Field| facts.config.settings.reopened_by.contains(&field.id);
                form.fields.iter().any(opening) && facts.rights.get(&form.id) == Some(&Mode::Write)
            };
            let writes = || facts.config.forms_of(RecordType::Case).any(|form| opens(&form));
            let works = || facts.rights.values().any(|mode| *mode == Mode::Write);
            let adds =
                facts.config.settings.reopened_by_incidents && may("incident_from_case").is_ok() && works();
            (is_case(act) && (adds || may("write").is_ok() && writes()))
                .then_some(())
                .ok_or(Denial::NotPermitted)?;
            unless_so(case.status == Status::Open)
        }
        Deed::CaseDisable | Deed::CaseEnable => {
            may("enable_disable_record")?;
            let writes = is_owner_or_writes_above(facts, resource, case);
            writes.then_some(()).ok_or(Denial::NotPermitted)?;
            unless_so(case.disabled == matches!(act.deed, Deed::CaseDisable))
        }
        Deed::FlagAdd { .. } => {
            may("flag")?;
            if case.flags.contains_key(&act.id) { Err(Denial::AlreadyAnswered) } else { Ok(()) }
        }
        Deed::FlagEdit { flag, .. } => {
            open_flag(facts, case, *flag)?;
            may("flag_update")
        }
        Deed::FlagResolve { flag, .. } => {
            let known = open_flag(facts, case, *flag)?;
            let own = known.by == facts.author.user && may("flag").is_ok();
            if own { Ok(()) } else { may("resolve_any_flag") }
        }
        Deed::ApprovalRequest { approval, heads } => {
            if !is_case(act) || !facts.config.settings.approvals.contains_key(approval) {
                return Err(Denial::UnknownApproval);
            }
            may(&format!("request_approval_{approval}"))?;
            of_owners_side()?;
            at(facts, *heads)?;
            let same = |known: &Approval| known.status == ApprovalStatus::Pending && known.heads == *heads;
            if case.approvals.get(approval).is_some_and(same) { Err(Denial::AlreadyAnswered) } else { Ok(()) }
        }
        Deed::ApprovalApprove { request, heads, .. } => {
            may_answer(facts, case, resource, *request)?;
            at(facts, *heads)
        }
        Deed::ApprovalReject { request, .. } => may_answer(facts, case, resource, *request),
        _ => Err(Denial::NotPermitted),
    }
}

/// Approvals, and what opens a record again, are of cases only.
fn is_case(act: &Act) -> bool {
    act.case.record_type() == RecordType::Case
}

fn unless_so(is_so: bool) -> Result<(), Denial> {
    if is_so { Err(Denial::AlreadySo) } else { Ok(()) }
}

/// The form must be as the author saw it.
fn at(facts: &ActFacts, heads: Heads) -> Result<(), Denial> {
    (facts.heads == Some(heads)).then_some(()).ok_or(Denial::Superseded)
}

/// A flag that the author knows of and that nobody has resolved.
fn open_flag<'a>(facts: &ActFacts, case: &'a CaseState, flag: ActId) -> Result<&'a Flag, Denial> {
    let known = case.flags.get(&flag).ok_or(Denial::NotFound)?;
    if known.by != facts.author.user && !is_owner_or_above(facts, case) {
        return Err(Denial::NotFound);
    }
    if known.resolved.is_some() { Err(Denial::AlreadyEnded) } else { Ok(known) }
}

/// A request waits for the author's answer: somebody of the owner's side, but neither who asked nor the owner, unless
/// they may approve their own work.
fn may_answer(facts: &ActFacts, case: &CaseState, resource: &str, request: ActId) -> Result<(), Denial> {
    // Approvals are known to the owner's side only.
    if !is_owner_or_above(facts, case) {
        return Err(Denial::NotFound);
    }
    let asked = |(_, known): &(&ApprovalId, &Approval)| known.request == request;
    let (approval, known) = case.approvals.iter().find(asked).ok_or(Denial::NotFound)?;
    let may = |action: &str| facts.role().is_some_and(|role| role.may(resource, action));
    let own = known.by == facts.author.user || case.owner == facts.author.user;
    if !may(&format!("approve_{approval}")) || own && !may("self_approve") {
        return Err(Denial::NotPermitted);
    }
    match known.status {
        ApprovalStatus::Pending => Ok(()),
        _ => Err(Denial::AlreadyAnswered),
    }
}
