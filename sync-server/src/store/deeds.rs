//! Deeds of administrators that were taken.

use super::int;
use crate::{error::RelayError, gate::admin::AdminAdmission};
use daftar_core::id::{ActId, DeviceNo};
use rusqlite::{Connection, OptionalExtension, params};

/// Remembers a deed that the gate let through and that the log has at `seq`.
pub(crate) fn put(conn: &Connection, admission: &AdminAdmission, seq: u64) -> Result<(), RelayError> {
    let sql = "INSERT INTO admin_deeds (act_id, seq, device, hash) VALUES (?1, ?2, ?3, ?4)";
    let (act, device) = (admission.act(), admission.signed().device);
    conn.execute(sql, params![act.id.0, int(seq), device.0, admission.hash()])?;
    Ok(())
}

/// Who did the deed of this id, and its hash.
pub(crate) fn taken(conn: &Connection, id: ActId) -> Result<Option<(DeviceNo, [u8; 32])>, RelayError> {
    let sql = "SELECT device, hash FROM admin_deeds WHERE act_id = ?1";
    Ok(conn.query_row(sql, [id.0], |row| Ok((DeviceNo(row.get(0)?), row.get(1)?))).optional()?)
}
