//! Late edits that wait for somebody to adopt or discard them.

use super::{int, uint};
use crate::error::RelayError;
use daftar_core::id::{Actor, CaseId, CompartmentId, QuarantineId};
use rusqlite::{Connection, OptionalExtension, params};

/// The code of a segment whose numbers another one of the same actor has.
pub(crate) const SEQ_CONFLICT: &str = "seq_conflict";

/// An unsettled late edit; its segment is in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Late {
    pub id: QuarantineId,
    pub seq: u64,
    pub compartment: CompartmentId,
    pub code: String,
}

pub(crate) fn put(conn: &Connection, case: CaseId, late: &Late) -> Result<(), RelayError> {
    let sql =
        "INSERT INTO quarantine (quarantine, seq, case_id, compartment, code) VALUES (?1, ?2, ?3, ?4, ?5)";
    conn.execute(sql, params![late.id.0, int(late.seq), case.0, late.compartment.0, late.code])?;
    Ok(())
}

/// A case's unsettled late edits in (`from`, `to`].
pub(crate) fn open(conn: &Connection, case: CaseId, (from, to): (u64, u64)) -> Result<Vec<Late>, RelayError> {
    let sql = "SELECT quarantine, seq, compartment, code FROM quarantine \
               WHERE case_id = ?1 AND seq > ?2 AND seq <= ?3 AND settled_seq IS NULL ORDER BY seq";
    let mut query = conn.prepare_cached(sql)?;
    let rows = query.query_map(params![case.0, int(from), int(to)], |row| {
        Ok(Late {
            id: QuarantineId(row.get(0)?),
            seq: uint(row.get(1)?),
            compartment: CompartmentId(row.get(2)?),
            code: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether this late edit belongs to this case and is unsettled.
pub(crate) fn is_open(conn: &Connection, case: CaseId, id: QuarantineId) -> Result<bool, RelayError> {
    let sql = "SELECT 1 FROM quarantine WHERE quarantine = ?1 AND case_id = ?2 AND settled_seq IS NULL";
    Ok(conn.query_row(sql, params![id.0, case.0], |_| Ok(())).optional()?.is_some())
}

pub(crate) fn settle(conn: &Connection, id: QuarantineId, adopted: bool, seq: u64) -> Result<(), RelayError> {
    let sql = "UPDATE quarantine SET settled_seq = ?2, adopted = ?3 WHERE quarantine = ?1";
    conn.execute(sql, params![id.0, int(seq), adopted])?;
    Ok(())
}

/// Whether this actor ever pushed other changes under numbers taken before; nothing it says can be built on then.
pub(crate) fn has_conflict(
    conn: &Connection,
    (case, compartment): (CaseId, CompartmentId),
    actor: Actor,
) -> Result<bool, RelayError> {
    // What was set aside of a case comes first: mostly nothing.
    let sql = "SELECT 1 FROM quarantine CROSS JOIN log USING (seq) WHERE quarantine.case_id = ?1 \
               AND quarantine.compartment = ?2 AND log.actor = ?3 AND quarantine.code = ?4 LIMIT 1";
    let mut query = conn.prepare_cached(sql)?;
    let found = query.query_row(params![case.0, compartment.0, actor.0, SEQ_CONFLICT], |_| Ok(()));
    Ok(found.optional()?.is_some())
}
