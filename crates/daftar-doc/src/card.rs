//! Cards: the little by which a case is found beyond one's reach, sealed, with tokens of its words.
//!
//! Seal and tokens are made with a secret of the programme that its laptops share. A relay's log holds neither that
//! secret nor a word: it compares tokens, and hands cards to whoever may search.

use crate::keys::{FindingKey, KeyError};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use daftar_core::id::CaseId;
use serde::{Deserialize, Serialize};

/// Bytes of the nonce that a sealed card begins with.
const NONCE: usize = 24;

/// What is told of a case that somebody finds.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Card {
    pub name: Option<String>,
    /// Option id.
    pub sex: Option<String>,
    /// As stored, partial or not.
    pub date_of_birth: Option<String>,
    /// An age that was told, and the day on which it was.
    pub age: Option<(i64, String)>,
}

/// Seals a card for one case.
///
/// # Errors
/// No randomness.
pub fn seal_card(key: &FindingKey, case: CaseId, card: &Card) -> Result<Vec<u8>, KeyError> {
    let mut nonce = [0; NONCE];
    getrandom::fill(&mut nonce).map_err(|_| KeyError::NoRandomness)?;
    let plain = postcard::to_stdvec(card).map_err(|_| KeyError::DoesNotSeal)?;
    let said = Payload { msg: plain.as_slice(), aad: &case.0 };
    let sealed = cipher(key).encrypt(&XNonce::from(nonce), said).map_err(|_| KeyError::DoesNotSeal)?;
    Ok([nonce.as_slice(), &sealed].concat())
}

/// Opens what [`seal_card`] made for this case.
///
/// # Errors
/// Another key or case, or any bit of it altered.
pub fn open_card(key: &FindingKey, case: CaseId, sealed: &[u8]) -> Result<Card, KeyError> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or(KeyError::DoesNotOpen)?;
    let said = Payload { msg: sealed, aad: &case.0 };
    let plain = cipher(key).decrypt(&XNonce::from(*nonce), said).map_err(|_| KeyError::DoesNotOpen)?;
    postcard::from_bytes(&plain).map_err(|_| KeyError::DoesNotOpen)
}

fn cipher(key: &FindingKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new((&key.card_key()).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_opens_for_its_case_with_the_programmes_secret_and_nowhere_else() {
        let (key, case) = (FindingKey::make().unwrap(), CaseId([1; 16]));
        let card = Card { name: Some("أمينة".to_owned()), ..Card::default() };
        let sealed = seal_card(&key, case, &card).unwrap();
        assert!(open_card(&key, case, &sealed).unwrap() == card);
        assert!(open_card(&key, CaseId([2; 16]), &sealed).is_err());
        assert!(open_card(&FindingKey::make().unwrap(), case, &sealed).is_err());
        for at in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[at] ^= 1;
            assert!(open_card(&key, case, &altered).is_err(), "byte {at}");
        }
        assert_ne!(seal_card(&key, case, &card).unwrap(), sealed, "the same card never looks the same");
    }

    #[test]
    fn a_token_tells_equal_words_and_nothing_else() {
        let (key, other) = (FindingKey::make().unwrap(), FindingKey::make().unwrap());
        assert_eq!(key.token("amn"), key.token("amn"));
        assert_ne!(key.token("amn"), key.token("amnt"));
        assert_ne!(key.token("amn"), other.token("amn"));
    }
}
