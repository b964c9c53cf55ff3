//! Where the laptop keeps a secret that is not on its disk: the trait, and the laptop that has no such place.
//!
//! Calls may block while the person types the keyring's password: never on the thread that draws.

use zeroize::Zeroizing;

/// Small named secrets, kept by the operating system for the person who is logged in to it.
pub trait SecretStore: Send + Sync {
    /// `None` when there is no such secret, which is not an error.
    ///
    /// # Errors
    /// When the store cannot be asked.
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretError>;

    /// Keeps `secret`, in place of an earlier one of that name.
    ///
    /// # Errors
    /// When the store cannot be asked; an earlier secret is then still there.
    fn set(&self, name: &str, secret: &[u8]) -> Result<(), SecretError>;

    /// Forgets the secret; forgetting what is not there succeeds.
    ///
    /// # Errors
    /// When the store cannot be asked.
    fn remove(&self, name: &str) -> Result<(), SecretError>;
}

/// Without causes: a platform's error text may quote what it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    #[error("there is no secret store here, or it is locked")]
    Unavailable,
    #[error("the secret store failed")]
    Failed,
}

/// The store of a laptop that has none.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoSecretStore;

impl SecretStore for NoSecretStore {
    fn get(&self, _: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretError> {
        Err(SecretError::Unavailable)
    }

    fn set(&self, _: &str, _: &[u8]) -> Result<(), SecretError> {
        Err(SecretError::Unavailable)
    }

    fn remove(&self, _: &str) -> Result<(), SecretError> {
        Err(SecretError::Unavailable)
    }
}

/// A keyring that lives as long as the test that made it.
#[cfg(any(test, feature = "fast-kdf-for-tests"))]
#[derive(Default)]
pub struct MemorySecrets(std::sync::Mutex<std::collections::BTreeMap<String, Zeroizing<Vec<u8>>>>);

#[cfg(any(test, feature = "fast-kdf-for-tests"))]
impl SecretStore for MemorySecrets {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretError> {
        Ok(self.0.lock().map_err(|_| SecretError::Failed)?.get(name).cloned())
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), SecretError> {
        let kept = Zeroizing::new(secret.to_vec());
        self.0.lock().map_err(|_| SecretError::Failed)?.insert(name.to_owned(), kept);
        Ok(())
    }

    fn remove(&self, name: &str) -> Result<(), SecretError> {
        self.0.lock().map_err(|_| SecretError::Failed)?.remove(name);
        Ok(())
    }
}

/// What every store must do; each implementation's tests run it.
///
/// # Panics
/// When the store does otherwise.
#[doc(hidden)]
pub fn contract(store: &dyn SecretStore) {
    let (one, other) = ("contract-one", "contract-other");
    let kept = |name: &str| store.get(name).map(|secret| secret.map(|bytes| bytes.to_vec()));
    // All byte values: a store that keeps text would change some.
    let binary: Vec<u8> = (0..=255).collect();

    assert_eq!(store.remove(one), Ok(()), "forgetting what is not there succeeds");
    assert_eq!(store.remove(other), Ok(()));
    assert_eq!(kept(one), Ok(None), "an unknown name is no error");

    assert_eq!(store.set(one, &binary), Ok(()));
    assert_eq!(kept(one), Ok(Some(binary)), "bytes come back as they went");
    assert_eq!(kept(other), Ok(None), "names are apart");

    assert_eq!(store.set(one, b"second"), Ok(()));
    assert_eq!(store.set(other, b"third"), Ok(()));
    assert_eq!(kept(one), Ok(Some(b"second".to_vec())), "the later secret takes the place of the earlier");

    assert_eq!(store.remove(one), Ok(()));
    assert_eq!(kept(one), Ok(None), "forgotten");
    assert_eq!(kept(other), Ok(Some(b"third".to_vec())), "alone");
    assert_eq!(store.remove(other), Ok(()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_store_in_memory_keeps_the_contract() {
        contract(&MemorySecrets::default());
    }

    #[test]
    fn without_a_store_every_call_says_so() {
        assert_eq!(NoSecretStore.get("a"), Err(SecretError::Unavailable));
        assert_eq!(NoSecretStore.set("a", b"b"), Err(SecretError::Unavailable));
        assert_eq!(NoSecretStore.remove("a"), Err(SecretError::Unavailable));
    }
}
