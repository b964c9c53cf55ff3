//! Opening a file with its key and setting the connection up.

use std::{ffi::OsString, fs, path::Path, sync::Once, time::Duration};

use rusqlite::{Connection, OpenFlags, OptionalExtension};

use crate::{DbKey, OpenError};

/// Long enough for another connection's checkpoint on a slow disk, short enough not to look hung.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// `SQLCipher`'s page; a file that holds anything holds at least one.
const PAGE_BYTES: u64 = 4096;

/// Settings of every connection. `fullfsync` matters on macOS only, where a plain sync stops at the drive's
/// cache. No mapping: a read error in a mapped file kills the program instead of being reported.
const COMMON: &str = "
    PRAGMA foreign_keys = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -32768;
    PRAGMA mmap_size = 0;
    PRAGMA secure_delete = ON;
    PRAGMA fullfsync = ON;
    PRAGMA checkpoint_fullfsync = ON;
";

/// Opens or creates an encrypted file for reading and writing.
///
/// # Errors
/// [`OpenError::NotADatabase`] for a wrong key. [`OpenError::Damaged`] also for a file cut to less than a
/// page, and for a log without its file: `SQLite` would take the first for a new one and delete the second.
pub fn open(path: &Path, key: &DbKey) -> Result<Connection, OpenError> {
    refuse_hollow(path)?;
    ready();
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    unlock(&conn, key)?;
    let mode: String = conn.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(OpenError::NoWriteAheadLog);
    }
    conn.execute_batch("PRAGMA synchronous = FULL;")?;
    conn.execute_batch(COMMON)?;
    Ok(conn)
}

/// Opens an existing encrypted file for reading; every write through this connection is refused.
///
/// # Errors
/// As [`open`], and [`OpenError::Sqlite`] when there is no file.
pub fn open_read(path: &Path, key: &DbKey) -> Result<Connection, OpenError> {
    refuse_hollow(path)?;
    ready();
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    unlock(&conn, key)?;
    conn.execute_batch(COMMON)?;
    conn.execute_batch("PRAGMA query_only = ON;")?;
    Ok(conn)
}

/// An empty database in memory, for tests: the same settings, no file, hence no key.
///
/// # Errors
/// When memory runs out.
pub fn open_memory() -> Result<Connection, OpenError> {
    ready();
    let conn = Connection::open_in_memory()?;
    conn.execute_batch(COMMON)?;
    Ok(conn)
}

/// Has one connection opened before all others: `SQLite` calls itself ready a moment before `SQLCipher` is, and a
/// second thread that opens a file in between is told that its key cannot be taken.
fn ready() {
    static READY: Once = Once::new();
    READY.call_once(|| drop(Connection::open_in_memory()));
}

fn unlock(conn: &Connection, key: &DbKey) -> Result<(), OpenError> {
    conn.busy_timeout(BUSY_TIMEOUT)?;
    // Before the key: SQLCipher reports a failed page to stderr, which ends up in the session's log.
    conn.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    // The error is dropped on purpose: rusqlite puts the statement, here the key, into its errors.
    conn.execute_batch(&key.pragma()).map_err(|_| OpenError::NotEncrypted)?;
    // Plain SQLite takes the key pragma without a word; only this row tells the two apart.
    let provider: Option<String> =
        conn.query_row("PRAGMA cipher_provider", [], |row| row.get(0)).optional()?;
    if provider.is_none() {
        return Err(OpenError::NotEncrypted);
    }
    // The key is first used by the first read.
    conn.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    Ok(())
}

/// A file cut to nothing by a crash must not come back as a new, empty one (`SQLite` takes even a file of one
/// byte for that); and `SQLite` deletes the log of such a file, which may hold the only copy of the last saves.
fn refuse_hollow(path: &Path) -> Result<(), OpenError> {
    let has_log = fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0);
    match fs::metadata(path) {
        Ok(file) if file.len() < PAGE_BYTES => Err(OpenError::Damaged),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && has_log => Err(OpenError::Damaged),
        // Anything else is for SQLite to judge: it reports missing folders and rights better.
        _ => Ok(()),
    }
}

fn beside(path: &Path, ending: &str) -> OsString {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name
}
