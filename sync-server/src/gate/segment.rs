//! The door in for segments.

use super::{Decision, NOW, facts::CaseFacts, rejected};
use crate::{
    desk::Desk,
    error::RelayError,
    known::Versions,
    store::{
        cases::{self, CaseRow, Epoch},
        changes::Memory,
        devices::Device,
        log,
        quarantine::{self, SEQ_CONFLICT},
    },
};
use daftar_core::{access::Facts, act::Denial, config::Mode, id::CaseId, publish::Published};
use daftar_doc::{
    document::Layout,
    gate::ChangeFacts,
    segment::{Segment, SegmentError, SegmentHeader, Verified},
};
use daftar_sync::wire::ItemResult;
use rusqlite::Connection;

/// Proof that a segment may enter the log, and as what. Only [`admit`] makes one.
pub(crate) struct Admission {
    segment: Verified,
    facts: Vec<ChangeFacts>,
    late: Option<&'static str>,
}

impl Admission {
    pub fn segment(&self) -> &Segment {
        self.segment.segment()
    }
    /// What the header gate is to remember of its changes.
    pub fn facts(&self) -> &[ChangeFacts] {
        &self.facts
    }
    /// Why it is set aside, if it is.
    pub fn late(&self) -> Option<&'static str> {
        self.late
    }
}

/// Made for a key that is no longer to be used: to be sealed again.
pub(crate) const STALE_EPOCH: &str = "stale_epoch";

/// Decides about a segment that `device` pushed, which has been told everything up to `heard`. Blind: reads its header
/// only.
pub(crate) fn admit(
    desk: &mut Desk<'_>,
    device: &Device,
    heard: u64,
    segment: Segment,
) -> Result<Decision<Admission>, RelayError> {
    let conn = desk.conn;
    let segment = match segment.verify(&device.sign) {
        Ok(verified) => verified,
        Err(error) => return Ok(Decision::Answer(rejected(code_of(error)))),
    };
    let header = &segment.segment().header;
    if header.actor.device() != device.number {
        return Ok(Decision::Answer(rejected("wrong_device")));
    }
    let memory = Memory::of(conn, (header.case, header.compartment), header.actor)?;
    let conflicts = match taken_before(conn, header, &memory)? {
        Before::Same(answer) => return Ok(Decision::Answer(answer)),
        Before::Other => true,
        Before::Nothing => quarantine::has_conflict(conn, (header.case, header.compartment), header.actor)?,
    };
    let versions = desk.known.versions(conn, desk.configs)?;
    let Some(published) = versions.last() else { return Err(RelayError::Damaged("the configuration")) };
    let facts = desk.known.facts(conn, header.case, &device.user)?;
    let case = desk.known.case(conn, header.case)?;
    let standing = standing(&versions, &facts, device, header);
    let late = match standing {
        Standing::Never => return Ok(Decision::Answer(rejected("not_found"))),
        Standing::Writes | Standing::Wrote if conflicts => Some(SEQ_CONFLICT),
        Standing::Writes if device.revoked.is_some() => Some("device_retired"),
        Standing::Writes => locked(desk, published, device, case.as_deref(), header.case)?.map(Denial::code),
        Standing::Wrote => Some("access_ended"),
    };
    if late.is_none()
        && let Some(code) = not_current(desk, published, case.as_deref(), heard, header)?
    {
        return Ok(Decision::Answer(rejected(code)));
    }
    let facts = match late {
        // Its numbers are taken: nothing can be said of what it builds upon.
        Some(SEQ_CONFLICT) => Ok(Vec::new()),
        Some(_) => gate(published, header, memory.with_late())?,
        None => gate(published, header, memory)?,
    };
    Ok(match facts {
        Ok(facts) => Decision::Admit(Admission { segment, facts, late }),
        Err(code) => Decision::Answer(rejected(code)),
    })
}

fn code_of(error: SegmentError) -> &'static str {
    match error {
        SegmentError::BadHeader(denial) => denial.code(),
        SegmentError::TooLarge => "too_large",
        _ => "bad_signature",
    }
}

/// What was taken earlier under the numbers of this segment.
enum Before {
    Nothing,
    Same(ItemResult),
    Other,
}

/// Speaks of the author's own actor only, and so may answer before access is looked at.
fn taken_before(
    conn: &Connection,
    header: &SegmentHeader,
    memory: &Memory<'_>,
) -> Result<Before, RelayError> {
    let document = (header.case, header.compartment);
    let known = log::taken(conn, document, header.actor, header.first_seq)?;
    let same = |taken: &&log::Taken| taken.commit == header.commit && taken.n == header.changes.len() as u64;
    if let Some(same) = known.iter().find(same) {
        let late = same.late_code.clone();
        return Ok(Before::Same(late.map_or(ItemResult::Duplicate, |code| ItemResult::Quarantined { code })));
    }
    let last = memory.last_of_author();
    Ok(if known.is_empty() && header.first_seq > last { Before::Nothing } else { Before::Other })
}

/// How the author stands to the compartment.
enum Standing {
    Writes,
    Wrote,
    Never,
}

/// The past is asked only where the present does not let them write: such answers all take the same work.
fn standing(versions: &Versions, facts: &CaseFacts, device: &Device, header: &SegmentHeader) -> Standing {
    let writes = |facts: Facts<'_>| facts.mode_at(&device.user, header.compartment, NOW) == Some(Mode::Write);
    let wrote = |facts: Facts<'_>| facts.ever(&device.user, header.compartment, Mode::Write, NOW);
    if versions.last().is_some_and(|now| writes(facts.under(now))) {
        return Standing::Writes;
    }
    // Every version, whatever the first ones say.
    let ever = versions.iter().filter(|published| wrote(facts.under(published))).count() > 0;
    if ever { Standing::Wrote } else { Standing::Never }
}

/// Why nobody of the author's role writes in this case now.
fn locked(
    desk: &mut Desk<'_>,
    published: &Published,
    device: &Device,
    row: Option<&CaseRow>,
    case: CaseId,
) -> Result<Option<Denial>, RelayError> {
    let (Some(row), Some(author)) = (row, desk.known.person(desk.conn, &device.user)?) else {
        return Ok(None);
    };
    let role = published.config.role(&author.role);
    Ok(role.and_then(|role| row.state.locked_to(role, case.record_type().as_str())))
}

/// Why a segment by somebody who may write now is not made for the present keys and configuration.
fn not_current(
    desk: &mut Desk<'_>,
    published: &Published,
    case: Option<&CaseRow>,
    heard: u64,
    header: &SegmentHeader,
) -> Result<Option<&'static str>, RelayError> {
    if header.config_version == 0 || header.config_version > published.version {
        return Ok(Some("unknown_config"));
    }
    if published.compartment(header.compartment).is_none() {
        return Ok(Some("unknown_compartment"));
    }
    let Some(case) = case else { return Ok(Some("not_found")) };
    let next = if header.epoch == case.epoch {
        match desk.due_since(header.case)? {
            None => return Ok(None),
            // To come, and not told to anybody yet.
            Some(due) => Some(Epoch { from: u64::MAX, due }),
        }
    } else {
        if cases::epoch(desk.conn, header.case, header.epoch)?.is_none() {
            return Ok(Some("unknown_epoch"));
        }
        cases::epoch(desk.conn, header.case, header.epoch.saturating_add(1))?
    };
    let precedes = next.is_some_and(|next| u64::from(header.auth_seq) < next.due);
    // A laptop that called after the change and before the new key was there could not be told of it: it writes under
    // the old one all the time until it calls again.
    let waited = next.is_some_and(|next| (next.due..next.from).contains(&heard));
    Ok((!precedes || waited).then_some(STALE_EPOCH))
}

/// Asks the header gate; the inner error is its stable code.
fn gate(
    published: &Published,
    header: &SegmentHeader,
    memory: Memory<'_>,
) -> Result<Result<Vec<ChangeFacts>, &'static str>, RelayError> {
    let Some(compartment) = published.compartment(header.compartment) else {
        return Ok(Err("unknown_compartment"));
    };
    let layout = Layout { compartment: compartment.id, text_fields: compartment.texts.clone() };
    let answer = daftar_doc::gate::check(header, &layout, &memory);
    memory.finish()?;
    Ok(answer.map_err(daftar_doc::gate::GateDenial::code))
}
