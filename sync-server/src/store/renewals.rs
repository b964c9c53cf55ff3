//! Changes that took something from somebody, for as long as cases wait for new keys because of them.

use super::{int, uint};
use crate::error::RelayError;
use daftar_core::id::{CaseId, DeviceNo, UserName};
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// Whose cases are due: all that these laptops held at the time, and all that the person was associated with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Whose {
    Person(UserName),
    Device(DeviceNo),
}

/// One such change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Renewal {
    pub id: i64,
    pub whose: Whose,
    /// The position of the change. A case whose present epoch began later has its new keys.
    pub seq: u64,
    /// The cases up to this one have been looked at.
    pub done: CaseId,
}

pub(crate) fn put(conn: &Connection, whose: &Whose, seq: u64) -> Result<(), RelayError> {
    let (user, device) = match whose {
        Whose::Person(user) => (Some(user.as_str()), None),
        Whose::Device(device) => (None, Some(device.0)),
    };
    let sql = "INSERT INTO renewals (user, device, seq, done) VALUES (?1, ?2, ?3, ?4)";
    conn.execute(sql, params![user, device, int(seq), [0_u8; 16]])?;
    Ok(())
}

/// Those that are not at their end, in the order of the changes.
pub(crate) fn open(conn: &Connection) -> Result<Vec<Renewal>, RelayError> {
    let sql = "SELECT renewal, user, device, seq, done FROM renewals ORDER BY seq";
    let mut query = conn.prepare_cached(sql)?;
    let rows = query.query_map([], |row| {
        let user: Option<String> = row.get(1)?;
        let whose = match user {
            Some(user) => Whose::Person(UserName(user)),
            None => Whose::Device(DeviceNo(row.get(2)?)),
        };
        Ok(Renewal { id: row.get(0)?, whose, seq: uint(row.get(3)?), done: CaseId(row.get(4)?) })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Notes how far it has come.
pub(crate) fn go_on(conn: &Connection, renewal: &Renewal, done: CaseId) -> Result<(), RelayError> {
    let sql = "UPDATE renewals SET done = ?2 WHERE renewal = ?1";
    conn.prepare_cached(sql)?.execute(params![renewal.id, done.0])?;
    Ok(())
}

pub(crate) fn end(conn: &Connection, renewal: &Renewal) -> Result<(), RelayError> {
    conn.execute("DELETE FROM renewals WHERE renewal = ?1", [renewal.id])?;
    Ok(())
}

/// Held at the time: handed there before, and neither closed before nor reported deleted without having been closed.
/// Whoever was told to delete it since, and said that they did, held it.
const HELD: &str = "opened_seq <= ?2 AND (receipt_at_ms IS NULL OR closed_seq >= ?2)";

/// The next cases of which it may be that they are due, at most `most`, ascending.
pub(crate) fn next_cases(
    conn: &Connection,
    renewal: &Renewal,
    most: usize,
) -> Result<Vec<CaseId>, RelayError> {
    let (seq, done, most) = (int(renewal.seq), renewal.done.0, int(most as u64));
    let mut next = BTreeSet::new();
    let sql = format!(
        "SELECT DISTINCT case_id FROM holdings WHERE device = ?1 AND case_id > ?3 AND {HELD} \
         ORDER BY case_id LIMIT ?4"
    );
    let mut query = conn.prepare_cached(&sql)?;
    for device in devices(conn, &renewal.whose)? {
        for case in query.query_map(params![device.0, seq, done, most], |row| row.get(0))? {
            next.insert(CaseId(case?));
        }
    }
    if let Whose::Person(user) = &renewal.whose {
        // What they own is in the index's order; all else that they are associated with is little.
        for how in ["how = 'owner' AND lends IS NULL", "how IN ('referral', 'transfer', 'glass')"] {
            let sql = format!(
                "SELECT DISTINCT case_id FROM associations INDEXED BY associations_by_user WHERE user = ?1 \
                 AND to_seq IS NULL AND {how} AND case_id > ?3 AND from_seq <= ?2 ORDER BY case_id LIMIT ?4"
            );
            let mut query = conn.prepare_cached(&sql)?;
            for case in query.query_map(params![user.as_str(), seq, done, most], |row| row.get(0))? {
                next.insert(CaseId(case?));
            }
        }
    }
    Ok(next.into_iter().take(usize::try_from(most).unwrap_or(usize::MAX)).collect())
}

/// Whether it may be that a case is due because of this change.
pub(crate) fn concerns(conn: &Connection, renewal: &Renewal, case: CaseId) -> Result<bool, RelayError> {
    let seq = int(renewal.seq);
    let sql = format!("SELECT EXISTS (SELECT 1 FROM holdings WHERE device = ?1 AND case_id = ?3 AND {HELD})");
    let mut query = conn.prepare_cached(&sql)?;
    for device in devices(conn, &renewal.whose)? {
        if query.query_row(params![device.0, seq, case.0], |row| row.get(0))? {
            return Ok(true);
        }
    }
    let Whose::Person(user) = &renewal.whose else { return Ok(false) };
    let sql = "SELECT EXISTS (SELECT 1 FROM associations INDEXED BY associations_by_case WHERE case_id = ?1 \
               AND user = ?2 AND to_seq IS NULL AND from_seq <= ?3)";
    Ok(conn.prepare_cached(sql)?.query_row(params![case.0, user.as_str(), seq], |row| row.get(0))?)
}

fn devices(conn: &Connection, whose: &Whose) -> Result<Vec<DeviceNo>, RelayError> {
    match whose {
        Whose::Device(device) => Ok(vec![*device]),
        Whose::Person(user) => {
            let mut query = conn.prepare_cached("SELECT device FROM devices WHERE user = ?1")?;
            let rows = query.query_map([user.as_str()], |row| Ok(DeviceNo(row.get(0)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        }
    }
}
