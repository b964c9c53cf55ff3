//! What the app needs from outside: time, randomness, a line to the relay.

use daftar_core::id::DeviceNo;
pub use daftar_store::Zone;
use daftar_sync::wire::Door;

/// The laptop's clock, and where it hangs.
pub trait Clock: Send + Sync {
    /// Unix milliseconds.
    fn now_ms(&self) -> i64;

    /// Where the laptop is.
    fn zone(&self) -> Zone;
}

/// A source of randomness fit for keys.
pub trait Random: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// Where a relay is and how it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelayAddress {
    /// `HOST:PORT`.
    pub address: String,
    /// SHA-256 of the relay certificate's public key (`SubjectPublicKeyInfo`, DER).
    pub key: [u8; 32],
}

/// Why a contact did not come to its end. What was answered before stays valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    #[error("the relay does not answer")]
    Unreachable,
    #[error("somebody else answers at the relay's address")]
    KeyMismatch,
    #[error("the relay failed with status {0}")]
    Failed(u16),
}

impl TransportError {
    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreachable => "relay_unreachable",
            Self::KeyMismatch => "relay_key_mismatch",
            Self::Failed(_) => "relay_failed",
        }
    }
}

/// A line to a relay. One call is one round trip; calls block.
pub trait Transport: Send + Sync {
    /// Asks something in one frame and returns the whole answer.
    ///
    /// # Errors
    /// No whole answer.
    fn ask(&self, relay: &RelayAddress, door: Door, body: Vec<u8>) -> Result<Vec<u8>, TransportError>;

    /// Asks for a nonce when none is left.
    ///
    /// # Errors
    /// No whole answer.
    fn nonce(&self, relay: &RelayAddress, device: DeviceNo) -> Result<[u8; 16], TransportError>;

    /// Sends a session's request and hands each piece of the answer to `take` as it arrives, until the answer ends.
    ///
    /// # Errors
    /// The answer was cut; pieces handed over before stay valid.
    fn sync(
        &self,
        relay: &RelayAddress,
        body: Vec<u8>,
        take: &mut dyn FnMut(&[u8]),
    ) -> Result<(), TransportError>;
}

/// The system's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now_ms(&self) -> i64 {
        jiff::Timestamp::now().as_millisecond()
    }

    fn zone(&self) -> Zone {
        jiff::tz::TimeZone::system().into()
    }
}

/// The system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) {
        // Without randomness no key may be made; there is nothing sensible to go on with.
        if getrandom::fill(bytes).is_err() {
            std::process::abort();
        }
    }
}
