//! What was handed to which laptop, and its words that it deleted it.

use super::{int, pack, uint};
use crate::{error::RelayError, gate::handout::Handout};
use daftar_core::id::{CaseId, CompartmentId, DeviceNo};
use daftar_sync::wire::SignedReceipt;
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// Notes that the laptop is about to get something of this compartment.
pub(crate) fn open(
    conn: &Connection,
    handout: &Handout,
    compartment: CompartmentId,
    seq: u64,
) -> Result<(), RelayError> {
    let sql = "INSERT INTO holdings (device, case_id, compartment, opened_seq) VALUES (?1, ?2, ?3, ?4) \
               ON CONFLICT (device, case_id, compartment) DO UPDATE \
               SET opened_seq = ?4, closed_seq = NULL, receipt_at_ms = NULL \
               WHERE closed_seq IS NOT NULL OR receipt_at_ms IS NOT NULL";
    let (device, case) = (handout.device().0, handout.case().0);
    conn.prepare_cached(sql)?.execute(params![device, case, compartment.0, int(seq)])?;
    Ok(())
}

/// Notes that the laptop is about to be told that access ended at `seq`.
pub(crate) fn close(
    conn: &Connection,
    device: DeviceNo,
    case: CaseId,
    compartment: CompartmentId,
    seq: u64,
) -> Result<(), RelayError> {
    let sql = "UPDATE holdings SET closed_seq = ?4, receipt_at_ms = NULL \
               WHERE device = ?1 AND case_id = ?2 AND compartment = ?3";
    conn.prepare_cached(sql)?.execute(params![device.0, case.0, compartment.0, int(seq)])?;
    Ok(())
}

/// What a laptop that knows everything up to `base` holds of a case, as far as is known.
///
/// One that stands before the end of access which it was told, and said it had deleted for, is an old copy of itself put
/// back: it holds again what it deleted.
pub(crate) fn held(
    conn: &Connection,
    device: DeviceNo,
    case: CaseId,
    base: u64,
) -> Result<BTreeSet<CompartmentId>, RelayError> {
    let sql = "SELECT compartment FROM holdings WHERE device = ?1 AND case_id = ?2 \
               AND (receipt_at_ms IS NULL OR closed_seq > ?3)";
    let mut query = conn.prepare_cached(sql)?;
    let held = params![device.0, case.0, int(base)];
    let rows = query.query_map(held, |row| Ok(CompartmentId(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Of how many cases each laptop holds anything, of those that hold any.
pub(crate) fn counts(conn: &Connection) -> Result<Vec<(DeviceNo, u32)>, RelayError> {
    let sql =
        "SELECT device, count(DISTINCT case_id) FROM holdings WHERE receipt_at_ms IS NULL GROUP BY device";
    let mut query = conn.prepare_cached(sql)?;
    let rows = query.query_map([], |row| Ok((DeviceNo(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The cases of which a laptop that knows everything up to `base` holds anything, as [`held`] tells.
pub(crate) fn held_cases_at(
    conn: &Connection,
    device: DeviceNo,
    base: u64,
) -> Result<BTreeSet<CaseId>, RelayError> {
    let sql = "SELECT DISTINCT case_id FROM holdings WHERE device = ?1 \
               AND (receipt_at_ms IS NULL OR closed_seq > ?2)";
    let mut query = conn.prepare_cached(sql)?;
    let rows = query.query_map(params![device.0, int(base)], |row| Ok(CaseId(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Up to `most` of the cases of which a laptop ever held anything.
pub(crate) fn some_cases(
    conn: &Connection,
    device: DeviceNo,
    most: usize,
) -> Result<Vec<CaseId>, RelayError> {
    // One step per case, however many compartments each has.
    let sql = "WITH RECURSIVE next (case_id) AS ( \
               SELECT min(case_id) FROM holdings WHERE device = ?1 UNION ALL \
               SELECT (SELECT min(case_id) FROM holdings WHERE device = ?1 AND case_id > next.case_id) FROM next \
               WHERE next.case_id IS NOT NULL) \
               SELECT case_id FROM next WHERE case_id IS NOT NULL LIMIT ?2";
    let mut query = conn.prepare_cached(sql)?;
    let rows = query.query_map([i64::from(device.0), int(most as u64)], |row| Ok(CaseId(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Keeps a laptop's word that it deleted something. False if it was kept before.
pub(crate) fn take_receipt(
    conn: &Connection,
    receipt: &SignedReceipt,
    now_ms: i64,
) -> Result<bool, RelayError> {
    let sql = "INSERT OR IGNORE INTO receipts (device, case_id, closed_seq, bytes, received_at_ms) \
               VALUES (?1, ?2, ?3, ?4, ?5)";
    let (device, said) = (receipt.device.0, &receipt.receipt);
    let (case, closed) = (said.case.0, int(said.closed_seq));
    if conn.execute(sql, params![device, case, closed, pack(receipt)?, now_ms])? == 0 {
        return Ok(false);
    }
    let sql = "UPDATE holdings SET receipt_at_ms = ?5 WHERE device = ?1 AND case_id = ?2 AND compartment = ?3 \
               AND closed_seq IS NOT NULL AND closed_seq <= ?4 AND receipt_at_ms IS NULL";
    let mut update = conn.prepare_cached(sql)?;
    for compartment in &said.compartments {
        update.execute(params![device, case, compartment.0, closed, now_ms])?;
    }
    Ok(true)
}

/// Laptops that were told to delete something and have not said that they did.
pub(crate) fn missing_receipts(conn: &Connection) -> Result<Vec<(DeviceNo, CaseId, u64)>, RelayError> {
    let sql = "SELECT device, case_id, max(closed_seq) FROM holdings \
               WHERE closed_seq IS NOT NULL AND receipt_at_ms IS NULL GROUP BY device, case_id";
    let mut query = conn.prepare(sql)?;
    let rows =
        query.query_map([], |row| Ok((DeviceNo(row.get(0)?), CaseId(row.get(1)?), uint(row.get(2)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
