//! Where the relay's random bytes come from; a test hands in its own.

use crate::error::RelayError;

/// A source of random bytes.
pub trait Random: Send {
    /// Fills `bytes`.
    ///
    /// # Errors
    /// There are none to be had.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RelayError>;
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RelayError> {
        getrandom::fill(bytes).map_err(|_| RelayError::NoRandomness)
    }
}

/// Draws `N` bytes.
pub(crate) fn draw<const N: usize>(random: &mut dyn Random) -> Result<[u8; N], RelayError> {
    let mut bytes = [0; N];
    random.fill(&mut bytes)?;
    Ok(bytes)
}
