//! What was refused to laptops that proved who they are: counts by day and code, never what they tried.

use crate::error::RelayError;
use daftar_core::id::DeviceNo;
use rusqlite::{Connection, params};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// Days after which a count is forgotten.
const DAYS_KEPT: i64 = 90;

/// How often something was refused to a laptop on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    pub device: DeviceNo,
    /// Days since 1970-01-01.
    pub day: i64,
    /// Why.
    pub code: String,
    pub count: u64,
}

/// Counts so many refusals.
pub(crate) fn note(
    conn: &Connection,
    device: DeviceNo,
    code: &str,
    count: u32,
    now_ms: i64,
) -> Result<(), RelayError> {
    let day = now_ms.div_euclid(DAY_MS);
    conn.prepare_cached("DELETE FROM attempts WHERE day < ?1")?.execute([day - DAYS_KEPT])?;
    let sql = "INSERT INTO attempts (device, day, code, count) VALUES (?1, ?2, ?3, ?4) \
               ON CONFLICT (device, day, code) DO UPDATE SET count = count + ?4";
    conn.prepare_cached(sql)?.execute(params![device.0, day, code, count])?;
    Ok(())
}

/// Everything that is remembered, the latest day first.
pub(crate) fn all(conn: &Connection) -> Result<Vec<Attempt>, RelayError> {
    let sql = "SELECT device, day, code, count FROM attempts ORDER BY day DESC, device, code";
    let mut query = conn.prepare(sql)?;
    let read = |row: &rusqlite::Row<'_>| {
        Ok(Attempt {
            device: DeviceNo(row.get(0)?),
            day: row.get(1)?,
            code: row.get(2)?,
            count: super::uint(row.get(3)?),
        })
    };
    Ok(query.query_map([], read)?.collect::<Result<_, _>>()?)
}
