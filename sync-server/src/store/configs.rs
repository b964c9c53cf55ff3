//! Published configurations, each version parsed once.

use super::{int, pack, uint, unpack};
use crate::error::RelayError;
use daftar_core::publish::Published;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, sync::Arc};

/// Versions read so far; a published version never changes.
#[derive(Debug, Default)]
pub(crate) struct Configs {
    read: BTreeMap<u32, Arc<Published>>,
}

impl Configs {
    /// The version in force once everything up to `seq` has happened.
    pub fn at(&mut self, conn: &Connection, seq: u64) -> Result<Option<Arc<Published>>, RelayError> {
        let sql = "SELECT max(version) FROM configs WHERE from_seq <= ?1";
        let version: Option<u32> = conn.prepare_cached(sql)?.query_row([int(seq)], |row| row.get(0))?;
        version.map(|version| self.version(conn, version)).transpose().map(Option::flatten)
    }

    /// The version in force now.
    pub fn now(&mut self, conn: &Connection) -> Result<Arc<Published>, RelayError> {
        self.at(conn, u64::MAX)?.ok_or(RelayError::Damaged("the configuration"))
    }

    /// Every version, oldest first.
    pub fn all(&mut self, conn: &Connection) -> Result<Vec<Arc<Published>>, RelayError> {
        let now = self.now(conn)?.version;
        (1..=now).filter_map(|version| self.version(conn, version).transpose()).collect()
    }

    fn version(&mut self, conn: &Connection, version: u32) -> Result<Option<Arc<Published>>, RelayError> {
        if let Some(known) = self.read.get(&version) {
            return Ok(Some(Arc::clone(known)));
        }
        let sql = "SELECT published FROM configs WHERE version = ?1";
        let Some(bytes) = conn.query_row(sql, [version], |row| row.get::<_, Vec<u8>>(0)).optional()? else {
            return Ok(None);
        };
        let published: Arc<Published> = Arc::new(unpack(&bytes, "a configuration")?);
        self.read.insert(version, Arc::clone(&published));
        Ok(Some(published))
    }
}

pub(crate) fn put(conn: &Connection, published: &Published, seq: u64) -> Result<(), RelayError> {
    let sql = "INSERT INTO configs (version, from_seq, published) VALUES (?1, ?2, ?3)";
    conn.execute(sql, params![published.version, int(seq), pack(published)?])?;
    Ok(())
}

/// Whether a version was published in (`from`, `to`].
pub(crate) fn changed(conn: &Connection, from: u64, to: u64) -> Result<bool, RelayError> {
    let sql = "SELECT count(*) FROM configs WHERE from_seq > ?1 AND from_seq <= ?2";
    let count: i64 = conn.prepare_cached(sql)?.query_row([int(from), int(to)], |row| row.get(0))?;
    Ok(uint(count) > 0)
}

/// SHA-256 of a version's encoding.
pub(crate) fn hash_of(conn: &Connection, version: u32) -> Result<Option<[u8; 32]>, RelayError> {
    let sql = "SELECT published FROM configs WHERE version = ?1";
    let bytes = conn.query_row(sql, [version], |row| row.get::<_, Vec<u8>>(0)).optional()?;
    Ok(bytes.map(|bytes| Sha256::digest(bytes).into()))
}
