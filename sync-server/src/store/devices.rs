//! Devices, their enrolment codes and their nonces.

use super::{int, uint};
use crate::error::RelayError;
use daftar_core::id::{DeviceNo, UserName};
use daftar_doc::keys::{SealPublic, SignPublic};
use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};

/// Nonces that a device may have been given and not used; the oldest give way.
const UNUSED_MAX: i64 = 16;
/// Nonces asked for and used by searches since the last contact; beyond these all that were asked for are void.
const USED_MAX: i64 = 64;

/// How a device was revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Revoked {
    /// It may still hand in what it holds unsent, for quarantine, and then wipes.
    Retired,
    /// It wipes first; what it holds unsent is lost.
    Lost,
}

impl Revoked {
    /// As it is stored and printed.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Retired => "retired",
            Self::Lost => "lost",
        }
    }
}

/// One person on one laptop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    pub number: DeviceNo,
    pub user: UserName,
    pub machine: [u8; 16],
    pub sign: SignPublic,
    pub seal: SealPublic,
    pub revoked: Option<Revoked>,
    pub enrolled_at_ms: i64,
    /// The last contact in which it proved who it is.
    pub contact_at_ms: Option<i64>,
}

const COLUMNS: &str =
    "SELECT device, user, machine, sign, seal, revoked, enrolled_at_ms, contact_at_ms FROM devices";

fn read(row: &Row<'_>) -> rusqlite::Result<Device> {
    let revoked: Option<String> = row.get(5)?;
    let revoked = revoked.map(|kind| if kind == "retired" { Revoked::Retired } else { Revoked::Lost });
    Ok(Device {
        number: DeviceNo(row.get(0)?),
        user: UserName(row.get(1)?),
        machine: row.get(2)?,
        sign: SignPublic(row.get(3)?),
        seal: SealPublic(row.get(4)?),
        revoked,
        enrolled_at_ms: row.get(6)?,
        contact_at_ms: row.get(7)?,
    })
}

pub(crate) fn find(conn: &Connection, device: DeviceNo) -> Result<Option<Device>, RelayError> {
    let mut query = conn.prepare_cached(&format!("{COLUMNS} WHERE device = ?1"))?;
    Ok(query.query_row([device.0], read).optional()?)
}

pub(crate) fn all(conn: &Connection) -> Result<Vec<Device>, RelayError> {
    let mut query = conn.prepare_cached(&format!("{COLUMNS} ORDER BY device"))?;
    Ok(query.query_map([], read)?.collect::<Result<_, _>>()?)
}

/// The number the next device gets.
pub(crate) fn next_number(conn: &Connection) -> Result<DeviceNo, RelayError> {
    let sql = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'devices'), 0) + 1";
    Ok(DeviceNo(conn.query_row(sql, [], |row| row.get(0))?))
}

pub(crate) fn insert(
    conn: &Connection,
    device: &Device,
    code_hash: &[u8; 32],
    seq: u64,
) -> Result<(), RelayError> {
    let sql = "INSERT INTO devices (device, user, machine, sign, seal, code_hash, enrolled_at_ms, from_seq) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    conn.execute(
        sql,
        params![
            device.number.0,
            device.user.as_str(),
            device.machine,
            device.sign.0,
            device.seal.0,
            code_hash,
            device.enrolled_at_ms,
            int(seq),
        ],
    )?;
    Ok(())
}

/// The device that came with this code, if the code was used.
pub(crate) fn by_code(conn: &Connection, code_hash: &[u8; 32]) -> Result<Option<Device>, RelayError> {
    let mut query = conn.prepare_cached(&format!("{COLUMNS} WHERE code_hash = ?1"))?;
    Ok(query.query_row([code_hash], read).optional()?)
}

pub(crate) fn revoke(conn: &Connection, device: DeviceNo, kind: Revoked, seq: u64) -> Result<(), RelayError> {
    let sql = "UPDATE devices SET revoked = ?2, to_seq = ?3 WHERE device = ?1";
    conn.execute(sql, params![device.0, kind.as_str(), int(seq)])?;
    conn.execute("DELETE FROM nonces WHERE device = ?1", [device.0])?;
    Ok(())
}

pub(crate) fn note_contact(conn: &Connection, device: DeviceNo, now_ms: i64) -> Result<(), RelayError> {
    let mut update = conn.prepare_cached("UPDATE devices SET contact_at_ms = ?2 WHERE device = ?1")?;
    update.execute(params![device.0, now_ms])?;
    Ok(())
}

pub(crate) fn put_code(
    conn: &Connection,
    hash: &[u8; 32],
    user: &UserName,
    now_ms: i64,
) -> Result<(), RelayError> {
    let sql = "INSERT INTO enrol_codes (secret_hash, user, made_at_ms) VALUES (?1, ?2, ?3)";
    conn.execute(sql, params![hash, user.as_str(), now_ms])?;
    Ok(())
}

/// Whose code this is, when it was made and when it was used.
pub(crate) fn code(
    conn: &Connection,
    hash: &[u8; 32],
) -> Result<Option<(UserName, i64, Option<i64>)>, RelayError> {
    let sql = "SELECT user, made_at_ms, used_at_ms FROM enrol_codes WHERE secret_hash = ?1";
    Ok(conn.query_row(sql, [hash], |row| Ok((UserName(row.get(0)?), row.get(1)?, row.get(2)?))).optional()?)
}

pub(crate) fn use_code(conn: &Connection, hash: &[u8; 32], now_ms: i64) -> Result<(), RelayError> {
    conn.execute("UPDATE enrol_codes SET used_at_ms = ?2 WHERE secret_hash = ?1", params![hash, now_ms])?;
    Ok(())
}

/// Keeps a nonce that is given to a device.
pub(crate) fn put_nonce(conn: &Connection, device: DeviceNo, nonce: &[u8; 16]) -> Result<(), RelayError> {
    let sql = "UPDATE devices SET nonces_given = nonces_given + 1, \
               nonces_heard = max(nonces_heard, nonces_given + 1 - ?2) WHERE device = ?1";
    conn.prepare_cached(sql)?.execute(params![device.0, UNUSED_MAX])?;
    let sql = "INSERT INTO nonces (device, number, nonce) SELECT device, nonces_given, ?2 FROM devices WHERE device = ?1";
    conn.prepare_cached(sql)?.execute(params![device.0, nonce])?;
    let sql = "DELETE FROM nonces WHERE device = ?1 AND number IN (SELECT number FROM nonces WHERE device = ?1 \
               ORDER BY number DESC LIMIT -1 OFFSET ?2)";
    conn.prepare_cached(sql)?.execute(params![device.0, UNUSED_MAX])?;
    Ok(())
}

/// Uses this nonce up and no other. False if the device has no such unused nonce.
pub(crate) fn use_one_nonce(
    conn: &Connection,
    key: &[u8; 32],
    device: DeviceNo,
    nonce: &[u8; 16],
) -> Result<bool, RelayError> {
    let mut delete = conn.prepare_cached("DELETE FROM nonces WHERE device = ?1 AND nonce = ?2")?;
    if delete.execute(params![device.0, nonce])? > 0 {
        return Ok(true);
    }
    let Some(number) = asked_number(conn, key, device, nonce)? else { return Ok(false) };
    let sql = "INSERT INTO asked_nonces (device, number, nonce) VALUES (?1, ?2, ?3)";
    conn.prepare_cached(sql)?.execute(params![device.0, int(number), nonce])?;
    let sql = "SELECT count(*) FROM asked_nonces WHERE device = ?1";
    let used: i64 = conn.prepare_cached(sql)?.query_row([device.0], |row| row.get(0))?;
    if used > USED_MAX {
        outdate_asked(conn, device)?;
    }
    Ok(true)
}

/// Uses a nonce up, and with it all that were given before: laptops use the oldest first, so a request with an earlier
/// one was overtaken, and whoever sent it has given it up. False if the device has no such unused nonce.
pub(crate) fn use_nonce(
    conn: &Connection,
    key: &[u8; 32],
    device: DeviceNo,
    nonce: &[u8; 16],
) -> Result<bool, RelayError> {
    let mut query = conn.prepare_cached("SELECT number FROM nonces WHERE device = ?1 AND nonce = ?2")?;
    let given = query.query_row(params![device.0, nonce], |row| row.get(0).map(uint)).optional()?;
    let number = match given {
        Some(number) => {
            let sql = "UPDATE devices SET nonces_heard = max(nonces_heard, ?2) WHERE device = ?1";
            conn.prepare_cached(sql)?.execute(params![device.0, int(number)])?;
            number
        }
        None => {
            let Some(number) = asked_number(conn, key, device, nonce)? else { return Ok(false) };
            outdate_asked(conn, device)?;
            number
        }
    };
    conn.prepare_cached("DELETE FROM nonces WHERE device = ?1 AND number <= ?2")?
        .execute(params![device.0, int(number)])?;
    let sql = "DELETE FROM asked_nonces WHERE device = ?1 \
               AND number < (SELECT nonces_heard FROM devices WHERE device = ?1)";
    conn.prepare_cached(sql)?.execute([device.0])?;
    Ok(true)
}

/// A nonce for whoever asks in the name of a device. It follows from how many the device was given, and is kept nowhere:
/// asking, however often, pushes nothing out. For a device that does not exist it works never.
pub(crate) fn asked_nonce(
    conn: &Connection,
    key: &[u8; 32],
    device: DeviceNo,
    salt: [u8; 8],
) -> Result<[u8; 16], RelayError> {
    let number = counted(conn, device)?.map_or(0, |(_, given)| given);
    Ok(make_asked(key, device, number, salt))
}

/// How many nonces the device had been given when this one was asked for; none if it is no such nonce, or is void.
fn asked_number(
    conn: &Connection,
    key: &[u8; 32],
    device: DeviceNo,
    nonce: &[u8; 16],
) -> Result<Option<u64>, RelayError> {
    let Some((heard, given)) = counted(conn, device)? else { return Ok(None) };
    let mut salt = [0; 8];
    salt.copy_from_slice(&nonce[..8]);
    // Few: `heard` follows closely.
    let number = (heard..=given).find(|number| make_asked(key, device, *number, salt) == *nonce);
    let mut used = conn.prepare_cached("SELECT 1 FROM asked_nonces WHERE device = ?1 AND nonce = ?2")?;
    Ok(number.filter(|_| !used.exists(params![device.0, nonce]).unwrap_or(true)))
}

/// From which number on, and up to which, nonces asked for are good.
fn counted(conn: &Connection, device: DeviceNo) -> Result<Option<(u64, u64)>, RelayError> {
    let sql = "SELECT nonces_heard, nonces_given FROM devices WHERE device = ?1";
    let mut query = conn.prepare_cached(sql)?;
    let read = |row: &Row<'_>| Ok((uint(row.get(0)?), uint(row.get(1)?)));
    Ok(query.query_row([device.0], read).optional()?)
}

/// Voids every nonce that was asked for until now.
fn outdate_asked(conn: &Connection, device: DeviceNo) -> Result<(), RelayError> {
    let sql = "UPDATE devices SET nonces_given = nonces_given + 1, nonces_heard = nonces_given + 1 WHERE device = ?1";
    conn.prepare_cached(sql)?.execute([device.0])?;
    conn.prepare_cached("DELETE FROM asked_nonces WHERE device = ?1")?.execute([device.0])?;
    Ok(())
}

fn make_asked(key: &[u8; 32], device: DeviceNo, number: u64, salt: [u8; 8]) -> [u8; 16] {
    let mut hash = Sha256::new();
    hash.update(b"daftar asked nonce 1");
    hash.update(key);
    hash.update(device.0.to_be_bytes());
    hash.update(number.to_be_bytes());
    hash.update(salt);
    let digest = hash.finalize();
    let mut nonce = [0; 16];
    nonce[..8].copy_from_slice(&salt);
    nonce[8..].copy_from_slice(&digest[..8]);
    nonce
}
