//! What can go wrong inside the relay, and what it refuses to an administrator.

use daftar_core::act::Denial;
use daftar_doc::keys::KeyError;
use daftar_sqlite::OpenError;
use daftar_sync::frame::FrameError;

/// A failure of the relay itself. Laptops are told only that it failed; names and values are in none of these.
#[derive(Debug, thiserror::Error)]
pub enum RelayError {
    #[error("a file of the relay cannot be opened")]
    Open(#[from] OpenError),
    #[error("the store failed")]
    Sqlite(#[from] rusqlite::Error),
    #[error("a file or folder could not be read or written")]
    Io(#[from] std::io::Error),
    #[error("no random bytes")]
    NoRandomness,
    #[error("a key could not be used")]
    Key(#[from] KeyError),
    /// Says what kind of thing it was.
    #[error("stored bytes cannot be read: {0}")]
    Damaged(&'static str),
    #[error("an answer could not be encoded")]
    Frame(#[from] FrameError),
    #[error("the certificate could not be made or used")]
    Certificate,
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl From<Denial> for RelayError {
    fn from(denial: Denial) -> Self {
        Refusal::from(denial).into()
    }
}

/// What an administrator asked for and does not get.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("there is a relay in this folder already")]
    RelayExists,
    #[error("there is no relay in this folder")]
    NoRelay,
    #[error("the unlock secret is missing or unreadable")]
    NoUnlockSecret,
    /// Each with its file.
    #[error("the configuration has problems:\n{}", .0.join("\n"))]
    BadConfig(Vec<String>),
    #[error(transparent)]
    Denied(#[from] Denial),
    #[error("the relay has not listened anywhere yet; name its address")]
    NoAddress,
    #[error("the target exists already")]
    TargetExists,
    #[error("log and keys must not go into one folder")]
    SameBackup,
    /// At this log position.
    #[error("the log does not verify at position {0}")]
    LogBroken(u64),
}

impl Refusal {
    /// Stable; printed by the command line.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::RelayExists => "relay_exists",
            Self::NoRelay => "no_relay",
            Self::NoUnlockSecret => "no_unlock_secret",
            Self::BadConfig(_) => "bad_config",
            Self::Denied(denial) => denial.code(),
            Self::NoAddress => "no_address",
            Self::TargetExists => "target_exists",
            Self::SameBackup => "same_backup",
            Self::LogBroken(_) => "log_broken",
        }
    }
}
