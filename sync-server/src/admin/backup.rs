//! Backup and restore: the encrypted log by itself, the key store only to another place.

use crate::{
    error::{Refusal, RelayError},
    files,
    relay::Relay,
};
use std::{fs, path::Path};

impl Relay {
    /// Copies the log, encrypted as it is, into a new file `log.db` in `to`; the key store only into `keys_to`,
    /// which must be another folder. The unlock secret is never copied.
    ///
    /// # Errors
    /// A copy exists already, both folders are one, or a file cannot be written.
    pub fn backup(&self, to: &Path, keys_to: Option<&Path>) -> Result<(), RelayError> {
        files::make_folder(to)?;
        if let Some(keys) = keys_to {
            files::make_folder(keys)?;
            if fs::canonicalize(keys)? == fs::canonicalize(to)? {
                return Err(Refusal::SameBackup.into());
            }
        }
        let log_copy = to.join("log.db");
        let keys_copy = keys_to.map(|folder| folder.join("keys.db"));
        if log_copy.exists() || keys_copy.as_ref().is_some_and(|copy| copy.exists()) {
            return Err(Refusal::TargetExists.into());
        }
        self.copying(|log, keys| {
            // The log first: every case that the copied log knows has its keys in the copied store.
            log.execute("VACUUM INTO ?1", [log_copy.to_string_lossy()])?;
            if let Some(copy) = &keys_copy {
                keys.copy_to(copy)?;
                files::make_private(copy)?;
            }
            Ok(())
        })?;
        Ok(files::make_private(&log_copy)?)
    }
}

/// Puts copies back into an empty folder. The unlock secret must be there already, or be named when opening.
///
/// # Errors
/// There is a relay in the folder, or a file cannot be read or written.
pub fn restore(dir: &Path, from: &Path, keys_from: &Path) -> Result<(), RelayError> {
    let (log, keys) = (dir.join("log.db"), dir.join("keys").join("keys.db"));
    if log.exists() || keys.exists() {
        return Err(Refusal::RelayExists.into());
    }
    files::make_folder(dir)?;
    files::make_folder(&dir.join("keys"))?;
    fs::copy(keys_from.join("keys.db"), &keys)?;
    files::make_private(&keys)?;
    fs::copy(from.join("log.db"), &log)?;
    files::make_private(&log)?;
    Ok(())
}
