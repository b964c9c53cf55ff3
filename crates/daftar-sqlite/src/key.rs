//! The raw key of an encrypted file.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// 32 random bytes that `SQLCipher` uses as they are, without stretching; wiped when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct DbKey([u8; 32]);

impl DbKey {
    /// Takes bytes drawn at random by the caller. By reference, so that no copy stays on the stack.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(*bytes)
    }

    /// The statement that gives this key to `SQLCipher`: `x'…'` is its form for a raw key.
    pub(crate) fn pragma(&self) -> Zeroizing<String> {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        const BEFORE: &str = "PRAGMA key = \"x'";
        const AFTER: &str = "'\"";
        // The exact capacity: growing would leave half a key behind in freed memory.
        let mut text = Zeroizing::new(String::with_capacity(BEFORE.len() + 64 + AFTER.len()));
        text.push_str(BEFORE);
        for byte in self.0 {
            text.push(char::from(DIGITS[usize::from(byte >> 4)]));
            text.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
        text.push_str(AFTER);
        text
    }
}

impl fmt::Debug for DbKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DbKey(…)")
    }
}
