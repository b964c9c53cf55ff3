//! What a person wrote in an act, sealed with a key of its own.
//!
//! The key is sealed to the relay's custody inside the act and handed out with it to whoever is told of the act. Each key
//! seals one sentence in its life, so the nonce is fixed.

use crate::keys::{DeviceKeys, KeyError, SealPublic, SentenceKey, seal_to};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use daftar_core::{act::Sealed, id::ActId};
use zeroize::Zeroizing;

/// HPKE `info` of [`Sealed::key`]; associated data is the act's id.
const CUSTODY_INFO: &[u8] = b"daftar sentence custody 1";

fn cipher(key: &SentenceKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.as_bytes().into())
}

/// Seals what the act says under a fresh key.
///
/// # Errors
/// No randomness, or `custody` is no key.
pub fn seal_sentence(custody: &SealPublic, act: ActId, text: &str) -> Result<Sealed, KeyError> {
    let key = SentenceKey::make()?;
    let said = Payload { msg: text.as_bytes(), aad: &act.0 };
    let text = cipher(&key).encrypt(&XNonce::default(), said).map_err(|_| KeyError::DoesNotSeal)?;
    Ok(Sealed { key: seal_to(custody, CUSTODY_INFO, &act.0, key.as_bytes())?, text })
}

/// The sentence's key, as custody opens it.
///
/// # Errors
/// It was sealed to another key, or for another act.
pub fn sentence_key(custody: &DeviceKeys, act: ActId, sealed: &Sealed) -> Result<SentenceKey, KeyError> {
    let bytes = custody.open(CUSTODY_INFO, &act.0, &sealed.key)?;
    let bytes = Zeroizing::new(<[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| KeyError::BadKey)?);
    Ok(SentenceKey::from_bytes(*bytes))
}

/// What the act says.
///
/// # Errors
/// Another key or act, or any bit of it altered.
pub fn open_sentence(key: &SentenceKey, act: ActId, sealed: &Sealed) -> Result<String, KeyError> {
    let said = Payload { msg: sealed.text.as_slice(), aad: &act.0 };
    let text = cipher(key).decrypt(&XNonce::default(), said).map_err(|_| KeyError::DoesNotOpen)?;
    String::from_utf8(text).map_err(|_| KeyError::DoesNotOpen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_opens_with_its_key_in_its_act_and_nowhere_else() {
        let (custody, act) = (DeviceKeys::make().unwrap(), ActId([1; 16]));
        let sealed = seal_sentence(&custody.seal_public(), act, "سلامة الطفل").unwrap();
        let key = sentence_key(&custody, act, &sealed).unwrap();
        assert_eq!(open_sentence(&key, act, &sealed).unwrap(), "سلامة الطفل");
        assert_eq!(open_sentence(&key, ActId([2; 16]), &sealed), Err(KeyError::DoesNotOpen));
        assert!(sentence_key(&custody, ActId([2; 16]), &sealed).is_err());
        assert!(sentence_key(&DeviceKeys::make().unwrap(), act, &sealed).is_err());
        let again = seal_sentence(&custody.seal_public(), act, "سلامة الطفل").unwrap();
        assert_ne!(again.text, sealed.text, "each sentence has a key of its own");
        assert!(open_sentence(&key, act, &again).is_err());
    }
}
