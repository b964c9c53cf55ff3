//! The log file: statements, grouped by what they are about. Decides nothing.
//!
//! What puts segments in or gives them out takes a proof from [`crate::gate`], so that nobody can forget to ask.

pub(crate) mod attempts;
pub(crate) mod cards;
pub(crate) mod cases;
pub(crate) mod changes;
pub(crate) mod configs;
pub(crate) mod deeds;
pub(crate) mod devices;
pub(crate) mod holdings;
pub(crate) mod log;
pub(crate) mod people;
pub(crate) mod quarantine;
pub(crate) mod renewals;

use crate::error::RelayError;
use daftar_sqlite::DbKey;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Serialize, de::DeserializeOwned};
use std::path::Path;

mod embedded {
    refinery::embed_migrations!("../migrations/relay-sqlite/log");
}

/// Opens the log file and brings it up to date.
pub(crate) fn open(path: &Path, key: &DbKey) -> Result<Connection, RelayError> {
    let mut conn = daftar_sqlite::open(path, key)?;
    daftar_sqlite::migrate(&mut conn, embedded::migrations::runner())?;
    conn.set_prepared_statement_cache_capacity(128);
    Ok(conn)
}

/// SQLite's integers are signed; numbers of ours stay far below the end, and one that a stranger sends saturates.
pub(crate) fn int(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The way back of [`int`].
pub(crate) fn uint(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}

/// Encodes what goes into a column. Everything stored is plain data, which always has an encoding.
pub(crate) fn pack<T: Serialize>(thing: &T) -> Result<Vec<u8>, RelayError> {
    postcard::to_stdvec(thing).map_err(|_| RelayError::Damaged("something to be stored"))
}

/// Decodes a column.
pub(crate) fn unpack<T: DeserializeOwned>(bytes: &[u8], what: &'static str) -> Result<T, RelayError> {
    postcard::from_bytes(bytes).map_err(|_| RelayError::Damaged(what))
}

/// A small fact about this relay.
pub(crate) fn setting(conn: &Connection, name: &str) -> Result<Option<String>, RelayError> {
    Ok(conn.query_row("SELECT value FROM settings WHERE name = ?1", [name], |row| row.get(0)).optional()?)
}

/// Keeps a small fact about this relay.
pub(crate) fn put_setting(conn: &Connection, name: &str, value: &str) -> Result<(), RelayError> {
    let sql =
        "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2";
    conn.execute(sql, params![name, value])?;
    Ok(())
}
