//! The operating system's keyring behind the app's [`SecretStore`]: Secret Service, Keychain or Credential
//! Manager.
//!
//! The first call in a process looks for the service and the answer is kept; a keyring started later is
//! found after a restart. Nothing of a platform's error is passed on: some quote the secret they met.

use daftar_app::secrets::{SecretError, SecretStore};
use keyring::{Entry, Error};
use zeroize::{Zeroize, Zeroizing};

/// Under this name people find our entries in their keyring's window.
const SERVICE: &str = "org.daftar";

#[derive(Debug, Clone)]
pub struct KeyringSecrets {
    service: String,
}

impl KeyringSecrets {
    #[must_use]
    pub fn new() -> Self {
        Self { service: SERVICE.to_owned() }
    }

    fn entry(&self, name: &str) -> Result<Entry, SecretError> {
        Entry::new(&self.service, name).map_err(reduce)
    }
}

impl Default for KeyringSecrets {
    fn default() -> Self {
        Self::new()
    }
}

impl SecretStore for KeyringSecrets {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretError> {
        match self.entry(name)?.get_secret() {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(reduce(error)),
        }
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), SecretError> {
        self.entry(name)?.set_secret(secret).map_err(reduce)
    }

    fn remove(&self, name: &str) -> Result<(), SecretError> {
        match self.entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(reduce(error)),
        }
    }
}

fn reduce(error: Error) -> SecretError {
    match error {
        Error::NoDefaultStore | Error::NoStorageAccess(_) | Error::NotSupportedByStore(_) => {
            SecretError::Unavailable
        }
        Error::BadEncoding(mut secret) | Error::BadDataFormat(mut secret, _) => {
            secret.zeroize();
            SecretError::Failed
        }
        _ => SecretError::Failed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn for_test() -> KeyringSecrets {
        KeyringSecrets { service: format!("{SERVICE}.test.{}", std::process::id()) }
    }

    #[test]
    #[ignore = "needs ./test"]
    fn the_keyring_keeps_the_contract() {
        // The variable is set by tests/with-desktop, whose keyring is a temporary one: run by hand without
        // it, this test would write into the keyring of the person at the machine.
        assert!(
            std::env::var_os("DAFTAR_TEST_SECRET_SERVICE").is_some_and(|value| value == "1"),
            "run it under tests/with-desktop"
        );
        daftar_app::secrets::contract(&for_test());
    }

    #[test]
    fn an_error_that_quotes_a_secret_is_reduced() {
        assert_eq!(reduce(Error::BadEncoding(b"secret".to_vec())), SecretError::Failed);
        assert_eq!(reduce(Error::BadDataFormat(b"secret".to_vec(), "text".into())), SecretError::Failed);
    }

    #[test]
    fn a_locked_or_missing_keyring_is_unavailable_not_failed() {
        assert_eq!(reduce(Error::NoDefaultStore), SecretError::Unavailable);
        assert_eq!(reduce(Error::NoStorageAccess("locked".into())), SecretError::Unavailable);
        assert_eq!(reduce(Error::PlatformFailure("bus".into())), SecretError::Failed);
    }
}
