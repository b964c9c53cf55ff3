//! Keys: a case's and its compartments', a device's own pair for signing and pair for receiving sealed bytes.
//!
//! Secrets are wiped when dropped and never shown by `Debug`.

use daftar_core::id::CompartmentId;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use hpke::{
    Deserializable, Kem as _, OpModeR, OpModeS, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256,
    kem::X25519HkdfSha256,
};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// Why something could not be done with a key; never says with which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The system gave no random bytes.
    #[error("no random bytes from the system")]
    NoRandomness,
    /// The bytes are no key of the wanted kind.
    #[error("not a usable key")]
    BadKey,
    /// The signature is not this key's over this message in this domain.
    #[error("the signature does not match")]
    BadSignature,
    /// The sealed bytes were made for another key, context or were altered.
    #[error("the sealed bytes do not open")]
    DoesNotOpen,
    /// The bytes could not be sealed.
    #[error("sealing failed")]
    DoesNotSeal,
}

fn random<const N: usize>() -> Result<Zeroizing<[u8; N]>, KeyError> {
    let mut bytes = Zeroizing::new([0; N]);
    getrandom::fill(bytes.as_mut_slice()).map_err(|_| KeyError::NoRandomness)?;
    Ok(bytes)
}

macro_rules! secret_key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
        pub struct $name([u8; 32]);

        impl $name {
            /// The key with exactly these bytes.
            #[must_use]
            pub fn from_bytes(bytes: [u8; 32]) -> Self {
                Self(bytes)
            }
            /// The key's bytes; to be stored or sent only sealed.
            #[must_use]
            pub fn as_bytes(&self) -> &[u8; 32] {
                &self.0
            }
            /// Draws a new key from the system's randomness.
            pub fn make() -> Result<Self, KeyError> {
                Ok(Self(*random()?))
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

secret_key!(
    /// A case's key for one epoch; every compartment key of that epoch follows from it.
    CaseKey
);
secret_key!(
    /// The key of one sentence that stands in an act.
    SentenceKey
);
secret_key!(
    /// The key under which one compartment of one case is sealed in one epoch.
    CompartmentKey
);

secret_key!(
    /// The key under which one attachment is sealed; it stands in the document that names the attachment.
    FileKey
);

secret_key!(
    /// The secret of a programme by which its laptops find each other's cases.
    FindingKey
);

impl FindingKey {
    /// Equal for equal words, and without the secret unlike any word: HMAC-SHA256, cut to 8 bytes.
    #[must_use]
    pub fn token(&self, word: &str) -> [u8; 8] {
        let key = derive(&self.0, &[b"daftar finding token v1"]);
        let mut token = [0; 8];
        #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("32 bytes");
        mac.update(word.as_bytes());
        token.copy_from_slice(&mac.finalize().into_bytes()[..8]);
        token
    }

    pub(crate) fn card_key(&self) -> [u8; 32] {
        derive(&self.0, &[b"daftar finding card v1"])
    }
}

impl CaseKey {
    /// The compartment's key in `epoch`: the same inputs give the same key, other inputs an unrelated one.
    #[must_use]
    pub fn compartment(&self, epoch: u16, id: CompartmentId) -> CompartmentKey {
        let [e0, e1] = epoch.to_be_bytes();
        let [c0, c1] = id.0.to_be_bytes();
        CompartmentKey(derive(&self.0, &[b"daftar compartment v1", &[e0, e1, c0, c1]]))
    }
}

/// HKDF-SHA256 without salt: 32 bytes that depend on the key and on every part of `info`.
fn derive(key: &[u8; 32], info: &[&[u8]]) -> [u8; 32] {
    let mut out = [0; 32];
    #[expect(clippy::expect_used, reason = "HKDF-SHA256 gives any length up to 8,160 bytes")]
    Hkdf::<Sha256>::new(None, key).expand_multi_info(info, &mut out).expect("32 bytes");
    out
}

/// The public half of a device's (or the relay's) signing pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SignPublic(pub [u8; 32]);

/// The public half of a device's (or the relay's) sealing pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SealPublic(pub [u8; 32]);

/// A device's own secrets: an Ed25519 key to sign with and an X25519 key to open what is sealed to it.
#[derive(Clone)]
pub struct DeviceKeys {
    sign: SigningKey,
    seal: Zeroizing<[u8; 32]>,
    seal_public: SealPublic,
}

impl fmt::Debug for DeviceKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeviceKeys(…)")
    }
}

type SealSecret = <X25519HkdfSha256 as hpke::Kem>::PrivateKey;
type SealPublicKey = <X25519HkdfSha256 as hpke::Kem>::PublicKey;
type EncappedKey = <X25519HkdfSha256 as hpke::Kem>::EncappedKey;

/// Length of an encapsulated X25519 key, with which everything sealed to a device begins.
const ENCAPPED: usize = 32;

impl DeviceKeys {
    /// Draws both pairs from the system's randomness.
    pub fn make() -> Result<Self, KeyError> {
        Self::from_bytes(&*random::<64>()?)
    }

    /// The secrets, signing half first; [`DeviceKeys::from_bytes`] gives the same keys back.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<[u8; 64]> {
        let mut bytes = Zeroizing::new([0; 64]);
        let (sign, seal) = bytes.split_at_mut(32);
        sign.copy_from_slice(self.sign.as_bytes());
        seal.copy_from_slice(self.seal.as_slice());
        bytes
    }

    /// The keys whose secrets these are.
    pub fn from_bytes(bytes: &[u8; 64]) -> Result<Self, KeyError> {
        let (mut sign, mut seal) = (Zeroizing::new([0; 32]), Zeroizing::new([0; 32]));
        let (first, second) = bytes.split_at(32);
        sign.copy_from_slice(first);
        seal.copy_from_slice(second);
        let secret = SealSecret::from_bytes(seal.as_slice()).map_err(|_| KeyError::BadKey)?;
        let public = X25519HkdfSha256::sk_to_pk(&secret);
        let mut seal_public = [0; 32];
        seal_public.copy_from_slice(&public.to_bytes());
        Ok(Self { sign: SigningKey::from_bytes(&sign), seal, seal_public: SealPublic(seal_public) })
    }

    /// The public signing key.
    #[must_use]
    pub fn sign_public(&self) -> SignPublic {
        SignPublic(self.sign.verifying_key().to_bytes())
    }

    /// The public sealing key.
    #[must_use]
    pub fn seal_public(&self) -> SealPublic {
        self.seal_public
    }

    /// Signs (domain, 0x00, message); a signature of one domain is never one of another.
    /// Domains are constants of the program without zero bytes.
    #[must_use]
    pub fn sign(&self, domain: &str, msg: &[u8]) -> [u8; 64] {
        self.sign.sign(&framed(domain, msg)).to_bytes()
    }

    /// Opens what [`seal_to`] sealed to this device with the same `info` and `aad`.
    pub fn open(&self, info: &[u8], aad: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        let (encapped, ciphertext) = sealed.split_at_checked(ENCAPPED).ok_or(KeyError::DoesNotOpen)?;
        let encapped = EncappedKey::from_bytes(encapped).map_err(|_| KeyError::DoesNotOpen)?;
        let secret = SealSecret::from_bytes(self.seal.as_slice()).map_err(|_| KeyError::BadKey)?;
        let mode = OpModeR::Base;
        hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &mode, &secret, &encapped, info, ciphertext, aad,
        )
        .map(Zeroizing::new)
        .map_err(|_| KeyError::DoesNotOpen)
    }
}

fn framed(domain: &str, msg: &[u8]) -> Vec<u8> {
    debug_assert!(!domain.as_bytes().contains(&0));
    let mut bytes = Vec::with_capacity(domain.len() + 1 + msg.len());
    bytes.extend_from_slice(domain.as_bytes());
    bytes.push(0);
    bytes.extend_from_slice(msg);
    bytes
}

/// Checks that `signature` is `public`'s over `msg` in `domain`. Strict: weak keys and altered encodings
/// fail.
pub fn verify(public: &SignPublic, domain: &str, msg: &[u8], signature: &[u8; 64]) -> Result<(), KeyError> {
    let key = VerifyingKey::from_bytes(&public.0).map_err(|_| KeyError::BadKey)?;
    key.verify_strict(&framed(domain, msg), &Signature::from_bytes(signature))
        .map_err(|_| KeyError::BadSignature)
}

/// Seals to a device, anonymously (HPKE base mode): 32 bytes of encapsulated key, then the ciphertext.
pub fn seal_to(public: &SealPublic, info: &[u8], aad: &[u8], plaintext: &[u8]) -> Result<Vec<u8>, KeyError> {
    let public = SealPublicKey::from_bytes(&public.0).map_err(|_| KeyError::BadKey)?;
    let (encapped, ciphertext) = hpke::single_shot_seal::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeS::Base,
        &public,
        info,
        plaintext,
        aad,
    )
    .map_err(|_| KeyError::DoesNotSeal)?;
    Ok([encapped.to_bytes().as_slice(), &ciphertext].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compartment_keys_differ_by_case_epoch_and_compartment_and_are_the_same_everywhere() {
        let case = CaseKey::from_bytes([7; 32]);
        let key = case.compartment(1, CompartmentId(2));
        assert_eq!(key, CaseKey::from_bytes([7; 32]).compartment(1, CompartmentId(2)));
        assert_ne!(key, case.compartment(2, CompartmentId(2)));
        assert_ne!(key, case.compartment(1, CompartmentId(3)));
        assert_ne!(key, CaseKey::from_bytes([8; 32]).compartment(1, CompartmentId(2)));
        // Stored segments depend on it: whoever changes the derivation must see this line.
        assert_eq!(key.as_bytes()[..4], EXPECTED_KEY_START);
    }
    const EXPECTED_KEY_START: [u8; 4] = [120, 198, 212, 149];

    #[test]
    fn secrets_do_not_show_in_debug() {
        let shown = format!(
            "{:?} {:?} {:?}",
            CaseKey::from_bytes([7; 32]),
            CompartmentKey::from_bytes([7; 32]),
            DeviceKeys::make().unwrap()
        );
        assert_eq!(shown, "CaseKey(…) CompartmentKey(…) DeviceKeys(…)");
    }

    #[test]
    fn a_signature_holds_for_its_message_and_domain_only() {
        let keys = DeviceKeys::make().unwrap();
        let again = DeviceKeys::from_bytes(&keys.to_bytes()).unwrap();
        assert_eq!(again.seal_public(), keys.seal_public());
        let signature = again.sign("DFS1", b"message");
        assert_eq!(verify(&keys.sign_public(), "DFS1", b"message", &signature), Ok(()));
        assert!(verify(&keys.sign_public(), "DFS2", b"message", &signature).is_err());
        assert!(verify(&keys.sign_public(), "DFS1", b"massage", &signature).is_err());
        assert!(verify(&DeviceKeys::make().unwrap().sign_public(), "DFS1", b"message", &signature).is_err());
        // The all-zero key is weak: anything would verify under it without the strict check.
        assert!(verify(&SignPublic([0; 32]), "DFS1", b"message", &[0; 64]).is_err());
    }

    #[test]
    fn sealed_bytes_open_for_the_receiver_in_the_same_context_only() {
        let keys = DeviceKeys::make().unwrap();
        let sealed = seal_to(&keys.seal_public(), b"info", b"aad", b"secret").unwrap();
        assert_eq!(keys.open(b"info", b"aad", &sealed).unwrap().as_slice(), b"secret");
        assert!(keys.open(b"other", b"aad", &sealed).is_err());
        assert!(keys.open(b"info", b"other", &sealed).is_err());
        assert!(DeviceKeys::make().unwrap().open(b"info", b"aad", &sealed).is_err());
        for at in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[at] ^= 1;
            assert!(keys.open(b"info", b"aad", &altered).is_err(), "byte {at}");
        }
        assert!(keys.open(b"info", b"aad", &sealed[..31]).is_err());
    }
}
