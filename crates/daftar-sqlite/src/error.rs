//! What can go wrong with an encrypted file.

use rusqlite::ErrorCode;

#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// A wrong key and a damaged first page look the same: neither decrypts.
    #[error("the file does not open with this key, or is damaged")]
    NotADatabase,
    #[error("the file is damaged")]
    Damaged,
    #[error("the file was made by a newer version: it is at step {found}, this program knows {known}")]
    NewerVersion { found: i64, known: i64 },
    #[error("the disk is full")]
    DiskFull,
    #[error("the file is in use by another program")]
    Busy,
    /// The program was linked with plain `SQLite`, or the key was not taken. Nothing was written.
    #[error("the file would not be encrypted")]
    NotEncrypted,
    #[error("the file system does not support a write-ahead log here")]
    NoWriteAheadLog,
    #[error("a migration could not be applied")]
    Migration(#[source] Box<refinery::Error>),
    #[error("the store failed")]
    Sqlite(#[source] rusqlite::Error),
}

impl OpenError {
    /// Stored and shown through the message `error-` + code with dashes; never changes.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotADatabase | Self::Damaged => "vault_damaged",
            Self::NewerVersion { .. } => "newer_version",
            Self::DiskFull => "disk_full",
            Self::Busy => "store_busy",
            Self::NotEncrypted | Self::NoWriteAheadLog | Self::Migration(_) | Self::Sqlite(_) => {
                "store_failed"
            }
        }
    }

    /// The failures that have a name of their own, whatever statement met them.
    fn named(error: &rusqlite::Error) -> Option<Self> {
        match error.sqlite_error_code()? {
            ErrorCode::NotADatabase => Some(Self::NotADatabase),
            ErrorCode::DatabaseCorrupt => Some(Self::Damaged),
            ErrorCode::DiskFull => Some(Self::DiskFull),
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Some(Self::Busy),
            _ => None,
        }
    }
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        Self::named(&error).unwrap_or(Self::Sqlite(error))
    }
}

impl From<refinery::Error> for OpenError {
    fn from(error: refinery::Error) -> Self {
        let named = match error.kind() {
            refinery::error::Kind::Connection(_, cause) => cause.downcast_ref().and_then(Self::named),
            _ => None,
        };
        named.unwrap_or_else(|| Self::Migration(Box::new(error)))
    }
}
