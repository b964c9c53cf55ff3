//! Sealed files: the bytes of attachments, which stand outside the documents that name them.
//!
//! `"DFF1" ‖ XChaCha20-Poly1305(bytes)` under a key drawn for this attachment alone; the nonce is a constant for each
//! part of an attachment, which seals once. A file is named by the SHA-256 of its sealed bytes, so that whoever carries
//! it can check it without opening it. Format: `docs/formats/files.md`.

use crate::keys::{FileKey, KeyError};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// What every sealed file begins with.
const MAGIC: &[u8; 4] = b"DFF1";

/// Which part of an attachment it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The file itself.
    Whole,
    /// The small picture that goes before it.
    Small,
}

impl Part {
    fn nonce(self) -> XNonce {
        let mut nonce = XNonce::default();
        nonce[0] = match self {
            Self::Whole => 0,
            Self::Small => 1,
        };
        nonce
    }
}

/// The name of sealed bytes.
#[must_use]
pub fn file_id(sealed: &[u8]) -> [u8; 32] {
    Sha256::digest(sealed).into()
}

/// Seals a part of an attachment. A key seals each part once in its life.
///
/// # Errors
/// [`KeyError::DoesNotSeal`]: longer than the cipher takes (256 GiB).
pub fn seal_file(key: &FileKey, part: Part, bytes: &[u8]) -> Result<Vec<u8>, KeyError> {
    let cipher = XChaCha20Poly1305::new(key.as_bytes().into());
    let sealed = cipher
        .encrypt(&part.nonce(), Payload { msg: bytes, aad: MAGIC })
        .map_err(|_| KeyError::DoesNotSeal)?;
    Ok([MAGIC.as_slice(), &sealed].concat())
}

/// Opens a part of an attachment.
///
/// # Errors
/// [`KeyError::DoesNotOpen`]: another key or part, or any bit of it altered.
pub fn open_file(key: &FileKey, part: Part, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    let ciphertext = sealed.strip_prefix(MAGIC.as_slice()).ok_or(KeyError::DoesNotOpen)?;
    let cipher = XChaCha20Poly1305::new(key.as_bytes().into());
    let opened = cipher.decrypt(&part.nonce(), Payload { msg: ciphertext, aad: MAGIC });
    opened.map(Zeroizing::new).map_err(|_| KeyError::DoesNotOpen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_opens_with_its_key_as_its_part_and_unaltered() {
        let (key, other) = (FileKey::make().unwrap(), FileKey::make().unwrap());
        let sealed = seal_file(&key, Part::Whole, b"canary").unwrap();
        assert!(!sealed.windows(6).any(|window| window == b"canary"));
        assert_eq!(open_file(&key, Part::Whole, &sealed).unwrap().as_slice(), b"canary");
        assert!(open_file(&other, Part::Whole, &sealed).is_err());
        assert!(open_file(&key, Part::Small, &sealed).is_err());
        for at in 0..sealed.len() {
            for bit in 0..8 {
                let mut altered = sealed.clone();
                altered[at] ^= 1 << bit;
                assert!(open_file(&key, Part::Whole, &altered).is_err(), "byte {at}");
                assert_ne!(file_id(&altered), file_id(&sealed));
            }
        }
        for cut in 0..sealed.len() {
            assert!(open_file(&key, Part::Whole, &sealed[..cut]).is_err());
        }
    }
}
