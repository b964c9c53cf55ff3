//! Errors as people get them: a stable code, worded by the message `error-…`, and arguments that are no one's data.

use crate::{ports::TransportError, vault::VaultError};
use daftar_core::{act::Denial, value::Unfit};
use daftar_doc::{document::DocumentError, keys::KeyError, segment::SegmentError};
use daftar_store::StoreError;
use std::collections::BTreeMap;

/// A refusal or failure. Nothing was written unless the use case says otherwise.
#[derive(Debug, thiserror::Error)]
#[error("{code}")]
pub struct AppError {
    /// Stable; worded by the message `error-` + code with dashes.
    pub code: &'static str,
    /// Arguments for the sentence: numbers, dates, ids of fields; never values of a record.
    pub args: BTreeMap<String, String>,
    /// For support; never shown, never names a record.
    #[source]
    pub cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl AppError {
    /// A refusal with this code.
    #[must_use]
    pub fn new(code: &'static str) -> Self {
        Self { code, args: BTreeMap::new(), cause: None }
    }

    /// The same with one more argument for its sentence.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }

    fn caused(code: &'static str, cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self { code, args: BTreeMap::new(), cause: Some(Box::new(cause)) }
    }

    /// Whether the request was understood and declined, as against a failure of the laptop or the line.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        !matches!(
            self.code,
            "failed" | "store_failed" | "disk_full" | "store_busy" | "vault_damaged" | "newer_version"
        ) && !self.is_unreachable()
    }

    /// Whether the relay gave no answer.
    #[must_use]
    pub fn is_unreachable(&self) -> bool {
        matches!(self.code, "relay_unreachable" | "relay_failed")
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        Self::caused(error.code(), error)
    }
}

impl From<Denial> for AppError {
    fn from(denial: Denial) -> Self {
        Self::new(denial.code())
    }
}

impl From<Unfit> for AppError {
    fn from(unfit: Unfit) -> Self {
        Self::new(unfit.code())
    }
}

impl From<VaultError> for AppError {
    fn from(error: VaultError) -> Self {
        let code = error.code();
        let args = match &error {
            VaultError::PasswordTooShort { min } => BTreeMap::from([("min".to_owned(), min.to_string())]),
            VaultError::Delayed { until_ms } => BTreeMap::from([("until".to_owned(), until_ms.to_string())]),
            _ => BTreeMap::new(),
        };
        Self { code, args, cause: Some(Box::new(error)) }
    }
}

impl From<TransportError> for AppError {
    fn from(error: TransportError) -> Self {
        Self::caused(error.code(), error)
    }
}

macro_rules! failures {
    ($($error:ty),*) => {
        $(impl From<$error> for AppError {
            fn from(error: $error) -> Self {
                Self::caused("failed", error)
            }
        })*
    };
}
failures!(
    DocumentError,
    KeyError,
    SegmentError,
    postcard::Error,
    daftar_sync::frame::FrameError,
    daftar_sync::laptop::SessionError
);

impl From<AppError> for crate::view::ErrorView {
    fn from(error: AppError) -> Self {
        Self { code: error.code.to_owned(), args: error.args }
    }
}
