//! Frames: a length, a checksum and a message, so that a cut or damaged stream is noticed at the frame it hits.
//!
//! Layout: length of the message as 4 bytes little endian, the first 4 bytes of the message's SHA-256, the message
//! in postcard encoding.

use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

/// Longest message a frame may carry, in bytes.
pub const MESSAGE_BYTES_MAX: usize = 4 * 1024 * 1024;
const HEAD: usize = 8;

/// What is wrong with a stream of frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    #[error("the frame is longer than allowed")]
    TooLong,
    #[error("the frame's checksum does not fit")]
    Damaged,
    #[error("the frame's message cannot be read")]
    Unreadable,
    #[error("the stream ended inside a frame")]
    Cut,
}

/// Encodes one message as a frame.
///
/// # Errors
/// [`FrameError::TooLong`], or [`FrameError::Unreadable`] if the message has no encoding.
pub fn encode<T: Serialize>(message: &T) -> Result<Vec<u8>, FrameError> {
    let body = postcard::to_stdvec(message).map_err(|_| FrameError::Unreadable)?;
    let length = u32::try_from(body.len()).ok().filter(|_| body.len() <= MESSAGE_BYTES_MAX);
    let mut frame = Vec::with_capacity(HEAD + body.len());
    frame.extend_from_slice(&length.ok_or(FrameError::TooLong)?.to_le_bytes());
    frame.extend_from_slice(&checksum(&body));
    frame.extend_from_slice(&body);
    Ok(frame)
}

fn checksum(body: &[u8]) -> [u8; 4] {
    let digest = Sha256::digest(body);
    [digest[0], digest[1], digest[2], digest[3]]
}

/// Collects bytes as they arrive and yields whole messages.
#[derive(Debug)]
pub struct Reader {
    buffer: Vec<u8>,
    /// Read already. Thrown away with the next bytes, not with each message: of those there may be thousands.
    taken: usize,
    message_max: usize,
}

impl Default for Reader {
    fn default() -> Self {
        Self::of_messages_up_to(MESSAGE_BYTES_MAX)
    }
}

impl Reader {
    /// A reader for which longer messages are too long.
    #[must_use]
    pub fn of_messages_up_to(bytes: usize) -> Self {
        Self { buffer: Vec::new(), taken: 0, message_max: bytes }
    }

    /// Takes the next bytes of the stream.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.buffer.drain(..self.taken);
        self.taken = 0;
        self.buffer.extend_from_slice(bytes);
    }

    /// How many bytes wait for the rest of their message.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.buffer.len() - self.taken
    }

    /// The next whole message, or none until more bytes have arrived.
    ///
    /// # Errors
    /// A frame that is too long, damaged or unreadable; the stream is of no use any more then.
    pub fn message<T: DeserializeOwned>(&mut self) -> Result<Option<T>, FrameError> {
        let unread = self.buffer.get(self.taken..).unwrap_or_default();
        let Some((head, rest)) = unread.split_first_chunk::<HEAD>() else { return Ok(None) };
        let length = u32::from_le_bytes([head[0], head[1], head[2], head[3]]) as usize;
        if length > self.message_max {
            return Err(FrameError::TooLong);
        }
        let Some(body) = rest.get(..length) else { return Ok(None) };
        if checksum(body) != head[4..] {
            return Err(FrameError::Damaged);
        }
        let (message, left) = postcard::take_from_bytes(body).map_err(|_| FrameError::Unreadable)?;
        if !left.is_empty() {
            return Err(FrameError::Unreadable);
        }
        self.taken += HEAD + length;
        Ok(Some(message))
    }

    /// Whether nothing half-read is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.waiting() == 0
    }
}
