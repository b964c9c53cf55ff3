//! Why a vault did not open, or was not made.

use std::io;

#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    #[error("the password is wrong")]
    WrongPassword,
    #[error("the password has fewer than {min} characters")]
    PasswordTooShort { min: usize },
    /// Too many wrong passwords; asking again before then is not even tried.
    #[error("no password is tried before {until_ms}")]
    Delayed { until_ms: u64 },
    /// The keyring answers and does not have this vault's secret: only the programme's recovery key opens it.
    #[error("this vault's secret is not in the keyring")]
    KeyringMissing,
    /// The keyring does not answer; unlocking or starting it and trying again may help.
    #[error("the keyring cannot be asked")]
    KeyringUnavailable,
    #[error("the vault's header is damaged")]
    Damaged,
    #[error("the vault was made by a newer version")]
    NewerVersion,
    /// Weaker than the floor, as after tampering, or so costly that trying would exhaust the laptop.
    #[error("the vault's key-derivation parameters are refused")]
    ParamsRefused,
    #[error("this person already has a vault here")]
    Exists,
    #[error("there is no vault here")]
    NotFound,
    #[error("the key could not be sealed to the programme's recovery key")]
    RecoveryFailed,
    /// The key brought by recovery is not this vault's key.
    #[error("the key is another vault's")]
    WrongKey,
    #[error("the vault's folder could not be read or written")]
    Io(#[source] io::Error),
}

impl VaultError {
    /// Stored and shown through the message `error-` + code with dashes; never changes.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongPassword => "wrong_password",
            Self::PasswordTooShort { .. } => "password_too_short",
            Self::Delayed { .. } => "password_delayed",
            Self::KeyringMissing => "keyring_missing",
            Self::KeyringUnavailable => "keyring_unavailable",
            Self::Damaged => "vault_damaged",
            Self::NewerVersion => "newer_version",
            Self::ParamsRefused => "vault_params_refused",
            Self::Exists => "vault_exists",
            Self::NotFound => "vault_not_found",
            Self::RecoveryFailed => "recovery_failed",
            Self::WrongKey => "vault_wrong_key",
            Self::Io(error) if is_full(error) => "disk_full",
            Self::Io(_) => "store_failed",
        }
    }
}

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

impl From<io::Error> for VaultError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
