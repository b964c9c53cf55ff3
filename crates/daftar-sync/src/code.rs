//! The one-time enrolment code: where the relay is, how to know it, and a secret that works once.
//!
//! Text in Crockford's base 32 without look-alike letters, in groups of five; case, blanks and dashes do not matter.
//! Content: version 1, secret (16 bytes), SHA-256 of the relay certificate's public key (32 bytes), address, and two
//! bytes of SHA-256 over all that as a check against mistyping.

use sha2::{Digest, Sha256};

const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What an enrolment code says.
#[derive(Clone, PartialEq, Eq)]
pub struct EnrolCode {
    /// Known to the relay only as a hash; works once.
    pub secret: [u8; 16],
    /// SHA-256 of the relay's TLS public key (`SubjectPublicKeyInfo`, DER).
    pub relay_key: [u8; 32],
    /// `HOST:PORT`.
    pub address: String,
}

/// The code is garbled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the enrolment code is not valid")]
pub struct BadCode;

/// How long a code may wait for its use, in milliseconds: two weeks.
pub const CODE_MS_MAX: i64 = 14 * 24 * 60 * 60 * 1000;

/// What the relay keeps of a code's secret until a laptop shows it.
#[must_use]
pub fn secret_hash(secret: &[u8; 16]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"daftar enrol v1");
    hash.update(secret);
    hash.finalize().into()
}

impl EnrolCode {
    /// The code as text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut bytes = vec![1];
        bytes.extend_from_slice(&self.secret);
        bytes.extend_from_slice(&self.relay_key);
        bytes.extend_from_slice(self.address.as_bytes());
        let check = Sha256::digest(&bytes);
        bytes.extend_from_slice(&check[..2]);
        let mut text = String::new();
        for (at, bits) in bits_of(&bytes).into_iter().enumerate() {
            if at > 0 && at % 5 == 0 {
                text.push('-');
            }
            text.push(char::from(LETTERS[usize::from(bits)]));
        }
        text
    }

    /// Reads a code as a person typed or pasted it.
    ///
    /// # Errors
    /// [`BadCode`] for anything that is not exactly one whole code.
    pub fn from_text(text: &str) -> Result<Self, BadCode> {
        let mut values = Vec::new();
        for c in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            let c = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                c => c,
            };
            let value = LETTERS.iter().position(|l| char::from(*l) == c).ok_or(BadCode)?;
            values.push(u8::try_from(value).map_err(|_| BadCode)?);
        }
        let bytes = bytes_of(&values);
        let (content, check) = bytes.split_last_chunk::<2>().ok_or(BadCode)?;
        let (&version, rest) = content.split_first().ok_or(BadCode)?;
        let (secret, rest) = rest.split_first_chunk::<16>().ok_or(BadCode)?;
        let (relay_key, address) = rest.split_first_chunk::<32>().ok_or(BadCode)?;
        if version != 1 || Sha256::digest(content)[..2] != *check {
            return Err(BadCode);
        }
        // The last letter has bits to spare; only one spelling of them is the code.
        if bits_of(&bytes) != values {
            return Err(BadCode);
        }
        let address = String::from_utf8(address.to_vec()).map_err(|_| BadCode)?;
        Ok(Self { secret: *secret, relay_key: *relay_key, address })
    }
}

fn bits_of(bytes: &[u8]) -> Vec<u8> {
    let (mut values, mut held, mut count) = (Vec::new(), 0_u32, 0);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        count += 8;
        while count >= 5 {
            count -= 5;
            values.push((held >> count & 31) as u8);
        }
        held &= (1 << count) - 1;
    }
    if count > 0 {
        values.push((held << (5 - count) & 31) as u8);
    }
    values
}

fn bytes_of(values: &[u8]) -> Vec<u8> {
    let (mut bytes, mut held, mut count) = (Vec::new(), 0_u32, 0);
    for value in values {
        held = held << 5 | u32::from(*value);
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push((held >> count & 255) as u8);
        }
        held &= (1 << count) - 1;
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code() -> EnrolCode {
        EnrolCode { secret: [7; 16], relay_key: [0xe1; 32], address: "127.0.0.1:7443".to_owned() }
    }

    #[test]
    fn a_code_survives_being_typed_by_hand() {
        let text = code().to_text();
        let typed = text.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        assert!(EnrolCode::from_text(&text) == Ok(code()));
        assert!(EnrolCode::from_text(&typed) == Ok(code()));
    }

    #[test]
    fn every_mistyped_letter_is_noticed() {
        let text = code().to_text();
        for at in (0..text.len()).filter(|at| text.as_bytes()[*at] != b'-') {
            for letter in LETTERS.iter().filter(|letter| **letter != text.as_bytes()[at]) {
                let mut typed = text.clone().into_bytes();
                typed[at] = *letter;
                let typed = String::from_utf8(typed).expect("ascii");
                assert!(EnrolCode::from_text(&typed).is_err(), "letter {at} as {letter}");
            }
        }
        for cut in 0..text.len() - 1 {
            assert!(EnrolCode::from_text(&text[..cut]).is_err(), "cut at {cut}");
        }
    }
}
