//! The wrap: the vault's key, sealed under what the person knows and what the laptop keeps.
//!
//! KEK = HKDF-SHA256(Argon2id(password, salt) ‖ device secret), or of the first alone on a laptop without a
//! keyring. The key is sealed under it with XChaCha20-Poly1305; the header's terms are the associated data,
//! so that nobody can weaken them and have the wrap still open.

use std::fmt;

use argon2::{Algorithm, Argon2, Version};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::VaultError;

pub(super) const SALT_BYTES: usize = 16;
pub(super) const NONCE_BYTES: usize = 24;
pub(super) const SECRET_BYTES: usize = 32;
const KEK_INFO: &[u8] = b"daftar vault wrap v1";
const CHECK_INFO: &[u8] = b"daftar vault key check v1";

/// Whether vaults with [`Params::for_tests`] are accepted by this build.
pub(super) const FAST_ALLOWED: bool = cfg!(any(test, feature = "fast-kdf-for-tests"));

#[cfg(all(feature = "fast-kdf-for-tests", not(debug_assertions)))]
compile_error!("fast-kdf-for-tests makes passwords cheap to guess; it never goes into a release");

/// A person's password, byte for byte as typed, wiped when dropped.
///
/// No Unicode normalisation: a rule once chosen could never change without locking people out. One keyboard
/// layout always gives the same bytes; a layout that composes letters otherwise gives another password.
pub struct Password(Zeroizing<String>);

impl Password {
    #[must_use]
    pub fn new(typed: String) -> Self {
        Self(Zeroizing::new(typed))
    }

    /// Characters, not bytes: in Arabic script a password of six letters has twelve bytes.
    #[must_use]
    pub fn characters(&self) -> usize {
        self.0.chars().count()
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// The key of a vault's store, wiped when dropped.
#[derive(Clone)]
pub struct VaultKey(Zeroizing<[u8; 32]>);

impl VaultKey {
    #[must_use]
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(Zeroizing::new(*bytes))
    }

    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Tells this key from any other without telling anything about it.
    pub(super) fn check(&self) -> [u8; 16] {
        let mut check = [0; 16];
        // Only a length beyond 255 hashes fails.
        let _ = Hkdf::<Sha256>::new(None, self.bytes()).expand(CHECK_INFO, &mut check);
        check
    }
}

impl fmt::Debug for VaultKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VaultKey(…)")
    }
}

/// What one guess at a password costs: memory in KiB, passes, lanes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    pub m_kib: u32,
    pub t: u32,
    pub p: u32,
}

impl Default for Params {
    fn default() -> Self {
        Self { m_kib: 64 * 1024, t: 3, p: 1 }
    }
}

impl Params {
    const FAST: Self = Self { m_kib: 8, t: 1, p: 1 };
    /// OWASP's floor for Argon2id.
    const FLOOR: Self = Self { m_kib: 19 * 1024, t: 2, p: 1 };
    /// Beyond this an honest header would not go; a crafted one would take the laptop's memory.
    const CEILING: Self = Self { m_kib: 1024 * 1024, t: 16, p: 8 };

    /// Milliseconds instead of a second per password.
    #[cfg(any(test, feature = "fast-kdf-for-tests"))]
    #[must_use]
    pub fn for_tests() -> Self {
        Self::FAST
    }

    pub(super) fn accepted(self, fast_allowed: bool) -> Result<Self, VaultError> {
        let within = |least: Self, most: Self| {
            (least.m_kib..=most.m_kib).contains(&self.m_kib)
                && (least.t..=most.t).contains(&self.t)
                && (least.p..=most.p).contains(&self.p)
        };
        if within(Self::FLOOR, Self::CEILING) || (fast_allowed && self == Self::FAST) {
            Ok(self)
        } else {
            Err(VaultError::ParamsRefused)
        }
    }
}

/// What wraps a key, besides the password.
pub(super) struct Around<'a> {
    pub params: Params,
    pub salt: &'a [u8; SALT_BYTES],
    pub device_secret: Option<&'a [u8; SECRET_BYTES]>,
    pub terms: &'a [u8],
}

impl Around<'_> {
    pub fn seal(
        &self,
        key: &VaultKey,
        password: &Password,
        nonce: &[u8; NONCE_BYTES],
    ) -> Result<Vec<u8>, VaultError> {
        let payload = Payload { msg: key.bytes(), aad: self.terms };
        // Refuses only messages of 256 GiB.
        self.cipher(password)?.encrypt(&XNonce::from(*nonce), payload).map_err(|_| VaultError::ParamsRefused)
    }

    /// A wrong password, a wrong device secret and changed terms cannot be told apart.
    pub fn open(
        &self,
        sealed: &[u8],
        password: &Password,
        nonce: &[u8; NONCE_BYTES],
    ) -> Result<VaultKey, VaultError> {
        let payload = Payload { msg: sealed, aad: self.terms };
        let opened = self
            .cipher(password)?
            .decrypt(&XNonce::from(*nonce), payload)
            .map(Zeroizing::new)
            .map_err(|_| VaultError::WrongPassword)?;
        let key: &[u8; 32] = opened.as_slice().try_into().map_err(|_| VaultError::Damaged)?;
        Ok(VaultKey::from_bytes(key))
    }

    fn cipher(&self, password: &Password) -> Result<XChaCha20Poly1305, VaultError> {
        let params = self.params.accepted(FAST_ALLOWED)?;
        let costs = argon2::Params::new(params.m_kib, params.t, params.p, Some(32))
            .map_err(|_| VaultError::ParamsRefused)?;
        // The first half from the password, the second from the keyring or absent: both of fixed length.
        let mut material = Zeroizing::new([0; 32 + SECRET_BYTES]);
        let (stretched, secret) = material.split_at_mut(32);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, costs)
            .hash_password_into(password.0.as_bytes(), self.salt, stretched)
            .map_err(|_| VaultError::ParamsRefused)?;
        let used = match self.device_secret {
            Some(device_secret) => {
                secret.copy_from_slice(device_secret);
                &material[..]
            }
            None => &material[..32],
        };
        let mut kek = Zeroizing::new([0; 32]);
        Hkdf::<Sha256>::new(Some(self.salt), used)
            .expand(KEK_INFO, kek.as_mut_slice())
            .map_err(|_| VaultError::ParamsRefused)?;
        XChaCha20Poly1305::new_from_slice(kek.as_slice()).map_err(|_| VaultError::ParamsRefused)
    }
}
