//! Records as Automerge documents: reading, writing, conflicts, and the sealed segments that carry changes.
//!
//! One document per (case, compartment), flat keys on its root. What always holds: nothing that came from
//! elsewhere touches a document in use; it is tried on a freshly loaded copy, under `catch_unwind`, and only
//! a copy that reads, saves and loads again replaces the old one. Absent on purpose: SQL, network, clock.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod card;
pub mod change;
pub mod document;
pub mod file;
pub mod gate;
pub mod key;
pub mod keys;
pub mod limits;
pub mod segment;
pub mod sentence;

pub use card::{Card, open_card, seal_card};
pub use change::{ChangeError, ChangeHeader, RawChange};
pub use document::{
    Contents, Difference, Document, DocumentError, Edit, Entry, Field, HistoryLine, Layout, LogLine, Place,
    Removed, Stand, Version,
};
pub use file::{Part, file_id, open_file, seal_file};
pub use gate::{Accepted, ChangeFacts, GateDenial, check};
pub use key::KeyPath;
pub use keys::{
    CaseKey, CompartmentKey, DeviceKeys, FileKey, FindingKey, KeyError, SealPublic, SentenceKey, SignPublic,
    seal_to, verify,
};
pub use segment::{RelayId, Segment, SegmentError, SegmentHeader, SegmentMeta, SegmentShared, Verified};
pub use sentence::{open_sentence, seal_sentence, sentence_key};
