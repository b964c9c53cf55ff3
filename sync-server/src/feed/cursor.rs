//! The cursor: how far a laptop knows what it may know. Opaque to laptops, authenticated for one device.

use daftar_core::id::DeviceNo;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

const TAG: usize = 8;

/// The place of one thing in a pass. Passes go through these in ascending order.
///
/// Class 0: closed cases. 1: heads, acts and identity compartments of newly readable cases. 2: the other newly
/// readable compartments and late edits. 3: everything else, in log order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct FeedKey {
    pub class: u8,
    pub case: [u8; 16],
    pub compartment: u16,
    pub seq: u64,
}

impl FeedKey {
    /// A place in log order.
    pub fn in_log_order(seq: u64) -> Self {
        Self { class: 3, case: [0; 16], compartment: 0, seq }
    }
}

/// Where a laptop stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Cursor {
    /// Everything up to here is known.
    pub base: u64,
    /// The present pass goes to here; equal to `base` between passes.
    pub goal: u64,
    /// The last thing told in the present pass.
    pub at: Option<FeedKey>,
    /// First bytes of the log's running hash at `goal`: a relay that lost its history is noticed.
    pub hash: [u8; 8],
}

impl Cursor {
    pub const START: Self = Self { base: 0, goal: 0, at: None, hash: [0; 8] };

    /// The bytes a laptop keeps.
    pub fn seal(&self, key: &[u8; 32], device: DeviceNo) -> Vec<u8> {
        // Plain numbers always have an encoding.
        let mut bytes = postcard::to_stdvec(self).unwrap_or_default();
        let tag = mac(key, device, &bytes).map(|mac| mac.finalize().into_bytes());
        bytes.extend(tag.iter().flatten().take(TAG));
        bytes
    }

    /// Reads what a laptop sends; empty is the start. None if this relay did not make it for this device.
    pub fn open(bytes: &[u8], key: &[u8; 32], device: DeviceNo) -> Option<Self> {
        if bytes.is_empty() {
            return Some(Self::START);
        }
        let (body, tag) = bytes.split_last_chunk::<TAG>()?;
        mac(key, device, body)?.verify_truncated_left(tag).ok()?;
        postcard::from_bytes(body).ok()
    }
}

fn mac(key: &[u8; 32], device: DeviceNo, body: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key).ok()?;
    mac.update(b"daftar cursor v1");
    mac.update(&device.0.to_be_bytes());
    mac.update(body);
    Some(mac)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_opens_for_its_device_only_and_not_when_altered() {
        let key = FeedKey { class: 1, case: [7; 16], compartment: 3, seq: 40 };
        let cursor = Cursor { base: 300, goal: 70_000, at: Some(key), hash: [9; 8] };
        let sealed = cursor.seal(&[1; 32], DeviceNo(5));
        assert_eq!(Cursor::open(&sealed, &[1; 32], DeviceNo(5)), Some(cursor));
        assert_eq!(Cursor::open(&sealed, &[1; 32], DeviceNo(6)), None);
        assert_eq!(Cursor::open(&sealed, &[2; 32], DeviceNo(5)), None);
        for at in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[at] ^= 1;
            assert_eq!(Cursor::open(&altered, &[1; 32], DeviceNo(5)), None, "byte {at}");
        }
        assert_eq!(Cursor::open(&[], &[1; 32], DeviceNo(5)), Some(Cursor::START));
    }
}
