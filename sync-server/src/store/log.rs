//! The log: appending, reading back, and the running hash over it.

use super::{int, pack, uint, unpack};
use crate::{
    error::RelayError,
    gate::{handout::Handout, segment::Admission},
};
use daftar_core::id::{Actor, CaseId, CompartmentId, DeviceNo};
use daftar_doc::segment::Segment;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

/// The relay's console in the place of a device number.
pub(crate) const CONSOLE: DeviceNo = DeviceNo(0);

/// What a row is. Stored as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Segment,
    Late,
    Act,
    Console,
    Admin,
}

impl Kind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Segment => "segment",
            Self::Late => "late",
            Self::Act => "act",
            Self::Console => "console",
            Self::Admin => "admin",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        let all = [Self::Segment, Self::Late, Self::Act, Self::Console, Self::Admin];
        all.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// The last position, 0 for an empty log, with its running hash.
pub(crate) fn head(conn: &Connection) -> Result<(u64, [u8; 32]), RelayError> {
    let sql = "SELECT seq, running_hash FROM log ORDER BY seq DESC LIMIT 1";
    let mut query = conn.prepare_cached(sql)?;
    let found = query.query_row([], |row| Ok((uint(row.get(0)?), row.get(1)?))).optional()?;
    Ok(found.unwrap_or((0, [0; 32])))
}

/// The running hash at a position; none beyond the head.
pub(crate) fn hash_at(conn: &Connection, seq: u64) -> Result<Option<[u8; 32]>, RelayError> {
    if seq == 0 {
        return Ok(Some([0; 32]));
    }
    let mut query = conn.prepare_cached("SELECT running_hash FROM log WHERE seq = ?1")?;
    Ok(query.query_row([int(seq)], |row| row.get(0)).optional()?)
}

/// What the next running hash is.
pub(crate) fn running_hash(
    before: &[u8; 32],
    seq: u64,
    kind: Kind,
    device: DeviceNo,
    bytes: &[u8],
) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(before);
    hash.update(seq.to_be_bytes());
    hash.update(kind.as_str());
    hash.update(device.0.to_be_bytes());
    hash.update(bytes);
    hash.finalize().into()
}

/// Appends a segment that the gate let through, and the gate's memory of its changes. Gives its position.
pub(crate) fn append_segment(
    conn: &Connection,
    admission: &Admission,
    now_ms: i64,
) -> Result<u64, RelayError> {
    let segment = admission.segment();
    let kind = if admission.late().is_some() { Kind::Late } else { Kind::Segment };
    let bytes = pack(segment)?;
    let (seq, hash) = next(conn, kind, segment.header.actor.device(), &bytes)?;
    let header = &segment.header;
    let sql = "INSERT INTO log (seq, kind, case_id, compartment, actor, first_seq, n, commitment, device, bytes, \
               received_at_ms, running_hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    conn.prepare_cached(sql)?.execute(params![
        int(seq),
        kind.as_str(),
        header.case.0,
        header.compartment.0,
        header.actor.0,
        int(header.first_seq),
        int(header.changes.len() as u64),
        header.commit,
        header.actor.device().0,
        bytes,
        now_ms,
        hash,
    ])?;
    super::changes::remember(conn, admission)?;
    Ok(seq)
}

/// Appends an act, or a deed of the console or an administrator.
pub(crate) fn append(
    conn: &Connection,
    kind: Kind,
    case: Option<CaseId>,
    device: DeviceNo,
    bytes: &[u8],
    now_ms: i64,
) -> Result<u64, RelayError> {
    let (seq, hash) = next(conn, kind, device, bytes)?;
    let sql = "INSERT INTO log (seq, kind, case_id, device, bytes, received_at_ms, running_hash) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let case = case.map(|case| case.0);
    conn.prepare_cached(sql)?.execute(params![
        int(seq),
        kind.as_str(),
        case,
        device.0,
        bytes,
        now_ms,
        hash
    ])?;
    Ok(seq)
}

fn next(
    conn: &Connection,
    kind: Kind,
    device: DeviceNo,
    bytes: &[u8],
) -> Result<(u64, [u8; 32]), RelayError> {
    let (head, before) = head(conn)?;
    let seq = head + 1;
    Ok((seq, running_hash(&before, seq, kind, device, bytes)))
}

/// A segment that was taken before from the same actor: whether it was late, the run it covers, its commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Taken {
    pub late_code: Option<String>,
    pub n: u64,
    pub commit: [u8; 32],
}

/// What was taken from `actor` in this document starting at `first_seq`.
pub(crate) fn taken(
    conn: &Connection,
    (case, compartment): (CaseId, CompartmentId),
    actor: Actor,
    first_seq: u64,
) -> Result<Vec<Taken>, RelayError> {
    let sql = "SELECT quarantine.code, log.n, log.commitment FROM log LEFT JOIN quarantine USING (seq) \
               WHERE log.case_id = ?1 AND log.compartment = ?2 AND log.actor = ?3 AND log.first_seq = ?4 \
               ORDER BY log.seq";
    let mut query = conn.prepare_cached(sql)?;
    let rows = query.query_map(params![case.0, compartment.0, actor.0, int(first_seq)], |row| {
        Ok(Taken { late_code: row.get(0)?, n: uint(row.get(1)?), commit: row.get(2)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Accepted segments of a case in (`from`, `to`], as far as the gate gives their compartments: compartment, position
/// and actor.
pub(crate) fn segments_between(
    conn: &Connection,
    handout: &Handout,
    (from, to): (u64, u64),
) -> Result<Vec<(CompartmentId, u64, Actor)>, RelayError> {
    let sql = "SELECT compartment, seq, actor FROM log WHERE case_id = ?1 AND compartment IS NOT NULL \
               AND seq > ?2 AND seq <= ?3 AND kind = 'segment'";
    let mut query = conn.prepare_cached(sql)?;
    let rows = query.query_map(params![handout.case().0, int(from), int(to)], |row| {
        Ok((CompartmentId(row.get(0)?), uint(row.get(1)?), Actor(row.get(2)?)))
    })?;
    let all: Vec<_> = rows.collect::<Result<_, _>>()?;
    Ok(all.into_iter().filter(|(id, ..)| handout.covers(*id)).collect())
}

/// The segment at a position, for somebody to whom the gate gives this case and compartment.
pub(crate) fn segment(
    conn: &Connection,
    handout: &Handout,
    seq: u64,
) -> Result<Option<(CompartmentId, i64, Segment)>, RelayError> {
    let sql = "SELECT compartment, received_at_ms, bytes FROM log \
               WHERE seq = ?1 AND case_id = ?2 AND compartment IS NOT NULL";
    let mut query = conn.prepare_cached(sql)?;
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get::<_, Vec<u8>>(2)?));
    let found = query.query_row(params![int(seq), handout.case().0], read).optional()?;
    let Some((compartment, received_at_ms, bytes)) = found else { return Ok(None) };
    let compartment = CompartmentId(compartment);
    if !handout.covers(compartment) {
        return Ok(None);
    }
    Ok(Some((compartment, received_at_ms, unpack(&bytes, "a segment")?)))
}

/// Cases with a row in (`from`, `to`].
pub(crate) fn touched(conn: &Connection, from: u64, to: u64) -> Result<Vec<CaseId>, RelayError> {
    let sql = "SELECT DISTINCT case_id FROM log WHERE seq > ?1 AND seq <= ?2 AND case_id IS NOT NULL";
    let mut query = conn.prepare_cached(sql)?;
    let rows = query.query_map([int(from), int(to)], |row| Ok(CaseId(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
