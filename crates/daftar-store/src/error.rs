//! What can go wrong with the store.

use daftar_sqlite::OpenError;

/// A failure of the store. Never names a record or a value.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A row does not hold what this program writes there.
    #[error("a row of `{table}` is damaged")]
    Damaged { table: &'static str },
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Open(OpenError::from(error))
    }
}

impl StoreError {
    /// Shown through the message `error-` + code with dashes; never changes.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Open(error) => error.code(),
            Self::Damaged { .. } => "vault_damaged",
        }
    }
}
