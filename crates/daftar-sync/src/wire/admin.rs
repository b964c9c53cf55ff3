//! What is asked at the door of administration, and what is answered.

use daftar_core::{
    admin::{Act, Known},
    config::{Agency, Group, LookupOption, RecordType, Role, Words},
    id::{DeviceNo, FormId, UserName},
};
use serde::{Deserialize, Serialize};

/// Longest configuration that is unpacked, in bytes.
const FILES_BYTES_MAX: usize = 24 * 1024 * 1024;

/// One question of administration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ask {
    /// One the relay gave; works once.
    pub nonce: [u8; 16],
    pub what: What,
}

/// To look, or to change something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum What {
    Look(Look),
    Do(Act),
}

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Look {
    /// People within reach, roles, groups and agencies.
    Directory,
    /// Laptops of people within reach.
    Devices,
}

/// The relay's answer to [`super::SignedAdmin`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum AdminReply {
    Seen(Seen),
    /// Taken, at this position of the log.
    Done {
        seq: u64,
    },
    /// Taken before.
    Duplicate,
    /// Nothing was changed. The code is stable.
    Refused {
        code: String,
    },
}

/// What was looked at, as far as the asker may see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Seen {
    Directory(Box<Directory>),
    Devices(Vec<DeviceSeen>),
}

/// A laptop as whoever administers its person sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeviceSeen {
    pub device: DeviceNo,
    pub user: UserName,
    /// Groups the devices of one laptop.
    pub machine: [u8; 16],
    pub enrolled_at_ms: i64,
    pub contact_at_ms: Option<i64>,
    /// Whether as lost, if it is revoked.
    pub revoked: Option<bool>,
    /// How many cases it holds something of.
    pub holds: u32,
}

/// People, and what they are given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Directory {
    /// Version of the configuration in force; the base of what changes it.
    pub version: u32,
    /// None for somebody who may not look at people.
    pub people: Vec<Known>,
    /// To somebody who may not look at roles: without what they open.
    pub roles: Vec<Role>,
    pub agencies: Vec<Agency>,
    pub groups: Vec<Group>,
    /// All forms, in reading order; none for somebody who may not look at roles.
    pub forms: Vec<(RecordType, FormId, Words)>,
    /// What people may offer.
    pub services: Vec<LookupOption>,
}

/// A configuration's files that are too large, or no such files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the configuration's files cannot be packed or unpacked")]
pub struct BadFiles;

/// A configuration's files (path and text) as [`daftar_core::admin::Deed::ConfigurationPublish`] carries them.
///
/// # Errors
/// They are too large.
pub fn pack_files(files: &[(String, String)]) -> Result<Vec<u8>, BadFiles> {
    let plain = postcard::to_stdvec(files).map_err(|_| BadFiles)?;
    if plain.len() > FILES_BYTES_MAX {
        return Err(BadFiles);
    }
    zstd::bulk::compress(&plain, 12).map_err(|_| BadFiles)
}

/// Reads what [`pack_files`] made.
///
/// # Errors
/// Anything else, and whatever unpacks to more than may be.
pub fn unpack_files(packed: &[u8]) -> Result<Vec<(String, String)>, BadFiles> {
    let plain = zstd::bulk::decompress(packed, FILES_BYTES_MAX).map_err(|_| BadFiles)?;
    postcard::from_bytes(&plain).map_err(|_| BadFiles)
}
