//! The door in for segments.

use super::{
    Decision,
    facts::{CaseFacts, People},
    rejected,
};
use crate::{
    error::RelayError,
    store::{
        cases, changes,
        configs::Configs,
        devices::Device,
        log, people,
        quarantine::{self, SEQ_CONFLICT},
    },
};
use daftar_core::{
    access::Facts,
    act::Denial,
    config::Mode,
    id::{CaseId, CompartmentId},
    publish::Published,
};
use daftar_doc::{
    document::Layout,
    gate::{Accepted, ChangeFacts},
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

/// Decides about a segment that `device` pushed. Blind: reads its header only.
pub(crate) fn admit(
    conn: &Connection,
    configs: &mut Configs,
    device: &Device,
    segment: Segment,
) -> Result<Decision<Admission>, RelayError> {
    let segment = match segment.verify(&device.sign) {
        Ok(verified) => verified,
        Err(error) => return Ok(Decision::Answer(rejected(code_of(error)))),
    };
    let header = &segment.segment().header;
    if header.actor.device() != device.number {
        return Ok(Decision::Answer(rejected("wrong_device")));
    }
    let conflicts = match taken_before(conn, header)? {
        Before::Same(answer) => return Ok(Decision::Answer(answer)),
        Before::Other => true,
        Before::Nothing => quarantine::has_conflict(conn, (header.case, header.compartment), header.actor)?,
    };
    let published = configs.now(conn)?;
    let standing = standing(conn, configs, device, header)?;
    let late = match standing {
        Standing::Never => return Ok(Decision::Answer(rejected("not_found"))),
        Standing::Writes | Standing::Wrote if conflicts => Some(SEQ_CONFLICT),
        Standing::Writes if device.revoked.is_some() => Some("device_retired"),
        Standing::Writes => locked(conn, &published, device, header.case)?.map(Denial::code),
        Standing::Wrote => Some("access_ended"),
    };
    if late.is_none()
        && let Some(code) = not_current(conn, &published, header)?
    {
        return Ok(Decision::Answer(rejected(code)));
    }
    let facts = match late {
        // Its numbers are taken: nothing can be said of what it builds upon.
        Some(SEQ_CONFLICT) => Ok(Vec::new()),
        _ => gate(conn, configs, header, late.is_some())?,
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
fn taken_before(conn: &Connection, header: &SegmentHeader) -> Result<Before, RelayError> {
    let document = (header.case, header.compartment);
    let known = log::taken(conn, document, header.actor, header.first_seq)?;
    let same = |taken: &&log::Taken| taken.commit == header.commit && taken.n == header.changes.len() as u64;
    if let Some(same) = known.iter().find(same) {
        let late = same.late_code.clone();
        return Ok(Before::Same(late.map_or(ItemResult::Duplicate, |code| ItemResult::Quarantined { code })));
    }
    let memory = changes::Memory::of(conn, document, Some(header.actor));
    let last = memory.last_seq(header.actor);
    memory.finish()?;
    Ok(if known.is_empty() && header.first_seq > last { Before::Nothing } else { Before::Other })
}

/// How the author stands to the compartment.
enum Standing {
    Writes,
    Wrote,
    Never,
}

fn standing(
    conn: &Connection,
    configs: &mut Configs,
    device: &Device,
    header: &SegmentHeader,
) -> Result<Standing, RelayError> {
    let facts = CaseFacts::load(conn, &mut People::default(), header.case, &device.user)?;
    let (head, _) = log::head(conn)?;
    let versions = configs.all(conn)?;
    let writes =
        |facts: Facts<'_>| facts.mode_at(&device.user, header.compartment, head) == Some(Mode::Write);
    let wrote = |facts: Facts<'_>| facts.ever(&device.user, header.compartment, Mode::Write, head);
    // The past is asked even where the present answers, so that all answers take the same work.
    let ever = versions.iter().filter(|published| wrote(facts.under(published))).count() > 0;
    Ok(match versions.last() {
        Some(now) if writes(facts.under(now)) => Standing::Writes,
        _ if ever => Standing::Wrote,
        _ => Standing::Never,
    })
}

/// Why nobody of the author's role writes in this case now.
fn locked(
    conn: &Connection,
    published: &Published,
    device: &Device,
    case: CaseId,
) -> Result<Option<Denial>, RelayError> {
    let (Some(row), Some(author)) = (cases::find(conn, case)?, people::now(conn, &device.user)?) else {
        return Ok(None);
    };
    let role = published.config.role(&author.role);
    Ok(role.and_then(|role| row.state.locked_to(role, case.record_type().as_str())))
}

/// Why a segment by somebody who may write now is not made for the present keys and configuration.
fn not_current(
    conn: &Connection,
    published: &Published,
    header: &SegmentHeader,
) -> Result<Option<&'static str>, RelayError> {
    if header.config_version == 0 || header.config_version > published.version {
        return Ok(Some("unknown_config"));
    }
    if published.compartment(header.compartment).is_none() {
        return Ok(Some("unknown_compartment"));
    }
    let Some(case) = cases::find(conn, header.case)? else { return Ok(Some("not_found")) };
    if header.epoch == case.epoch {
        return Ok(None);
    }
    if cases::epoch_from(conn, header.case, header.epoch)?.is_none() {
        return Ok(Some("unknown_epoch"));
    }
    let next = cases::epoch_from(conn, header.case, header.epoch.saturating_add(1))?;
    let precedes = next.is_some_and(|changed| u64::from(header.auth_seq) < changed);
    Ok((!precedes).then_some("stale_epoch"))
}

/// Asks the header gate; the inner error is its stable code.
fn gate(
    conn: &Connection,
    configs: &mut Configs,
    header: &SegmentHeader,
    late: bool,
) -> Result<Result<Vec<ChangeFacts>, &'static str>, RelayError> {
    let Some(layout) = layout(conn, configs, header.compartment)? else {
        return Ok(Err("unknown_compartment"));
    };
    let document: (CaseId, CompartmentId) = (header.case, header.compartment);
    let memory = changes::Memory::of(conn, document, late.then_some(header.actor));
    let answer = daftar_doc::gate::check(header, &layout, &memory);
    memory.finish()?;
    Ok(answer.map_err(daftar_doc::gate::GateDenial::code))
}

fn layout(conn: &Connection, configs: &mut Configs, id: CompartmentId) -> Result<Option<Layout>, RelayError> {
    let published = configs.now(conn)?;
    let found = published.compartment(id);
    Ok(found.map(|compartment| Layout { compartment: id, text_fields: compartment.texts.clone() }))
}
