//! Links between records, and whose case it is.

use super::{ActFacts, Effect, associate, is_owner_or_above, is_owner_or_writes_above};
use crate::{
    access::How,
    act::{Act, CaseState, Deed, Denial, Link},
    config::{RecordType, Scope},
    id::{CaseId, UserName},
};

/// Decides `link.add` and `link.end`; `case` is within the author's reach.
pub(super) fn validate(facts: &ActFacts, case: &CaseState, act: &Act) -> Result<Vec<Effect>, Denial> {
    match &act.deed {
        Deed::LinkAdd { to, entry } => {
            let kind = kind_of(act.case, *to)?;
            may_link(facts, case, act.case, kind)?;
            // Nobody learns by linking that a record exists.
            let linked = facts.linked.ok_or(Denial::NotFound)?;
            let fits = match kind {
                Kind::Trace => entry.is_some(),
                Kind::Family => true,
                Kind::Incident | Kind::Registry => entry.is_none(),
            };
            if !fits {
                return Err(Denial::BadLink);
            }
            if linked.disabled {
                return Err(Denial::CaseDisabled);
            }
            // A trace matched one case; everything else has one of the kind.
            let stands = |known: &Link| match kind {
                Kind::Trace => known.entry == *entry,
                _ => known.to.record_type() == to.record_type(),
            };
            if case.links.contains_key(&act.id) || case.open_links().any(|(_, known)| stands(known)) {
                return Err(Denial::AlreadySo);
            }
            Ok(if kind == Kind::Incident { vec![Effect::Follow { case: *to }] } else { Vec::new() })
        }
        Deed::LinkEnd { link } => {
            let known = case.links.get(link).ok_or(Denial::NotFound)?;
            let kind = kind_of(act.case, known.to)?;
            may_link(facts, case, act.case, kind)?;
            if known.ended {
                return Err(Denial::AlreadyEnded);
            }
            Ok(if kind == Kind::Incident { vec![Effect::Unfollow] } else { Vec::new() })
        }
        _ => Err(Denial::NotPermitted),
    }
}

/// Decides `case.attribute`. A person is the child of one case at most.
pub(super) fn attribute(
    facts: &ActFacts,
    case: &CaseState,
    act: &Act,
    to: Option<&UserName>,
) -> Result<Vec<Effect>, Denial> {
    let role = facts.role().ok_or(Denial::NotPermitted)?;
    let may = act.case.record_type() == RecordType::Case && role.may("case", "attribute");
    if !may || !is_owner_or_above(facts, case) {
        return Err(Denial::NotPermitted);
    }
    if case.attributed.as_ref() == to {
        return Err(Denial::AlreadySo);
    }
    let mut effects: Vec<_> = case.attributed.iter().map(|_| Effect::EndAttributed).collect();
    if let Some(to) = to {
        let target = facts.target.filter(|target| target.user == *to).ok_or(Denial::UnknownPerson)?;
        let own = facts.config.role(&target.role).is_some_and(|role| role.scope == Scope::Identified);
        if !own || target.disabled || facts.is_bound {
            return Err(Denial::TargetNotAllowed);
        }
        effects.push(associate(to, How::Attributed, None));
    }
    Ok(effects)
}

/// What is linked with what.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Incident,
    Family,
    Registry,
    Trace,
}

fn kind_of(record: CaseId, to: CaseId) -> Result<Kind, Denial> {
    match (record.record_type(), to.record_type()) {
        (RecordType::Incident, RecordType::Case) => Ok(Kind::Incident),
        (RecordType::Case, RecordType::Family) => Ok(Kind::Family),
        (RecordType::Case, RecordType::RegistryRecord) => Ok(Kind::Registry),
        (RecordType::TracingRequest, RecordType::Case) => Ok(Kind::Trace),
        _ => Err(Denial::BadLink),
    }
}

fn may_link(facts: &ActFacts, case: &CaseState, record: CaseId, kind: Kind) -> Result<(), Denial> {
    let role = facts.role().ok_or(Denial::NotPermitted)?;
    let resource = record.record_type().as_str();
    let (may, theirs) = match kind {
        Kind::Incident => {
            let may = role.may("incident", "link_incident_to_case") || role.may("case", "incident_from_case");
            (may, is_owner_or_above(facts, case))
        }
        Kind::Family => {
            (role.may("case", "link_family_record"), is_owner_or_writes_above(facts, resource, case))
        }
        Kind::Registry => {
            (role.may("case", "add_registry_record"), is_owner_or_writes_above(facts, resource, case))
        }
        Kind::Trace => (role.may(resource, "write"), is_owner_or_writes_above(facts, resource, case)),
    };
    (may && theirs).then_some(()).ok_or(Denial::NotPermitted)
}
