//! The bounds that gate, reader and writer share: what honest work never exceeds and hostile work may not.

/// Changes in one segment.
pub const CHANGES_MAX: usize = 64;
/// Bytes of a segment's opened columns.
pub const OPENED_BYTES_MAX: usize = 256 * 1024;
/// Bytes of a segment's sealed part: columns that would not shrink, a flag and the tag.
pub const SEALED_BYTES_MAX: usize = OPENED_BYTES_MAX + 1 + 16;
/// Operations in one change.
pub const OPS_MAX: u32 = 4_000;
/// Operations that the operations of one change may name as overwritten, all together.
pub const PREDS_MAX: u64 = 65_536;
/// Deps of one change.
pub const DEPS_MAX: usize = 16;
/// Every op counter stays below; Automerge panics near 2^32.
pub const OP_COUNTER_END: u64 = 1 << 31;
/// Actors in one document, after which new ones are refused.
pub const ACTORS_MAX: usize = 1_024;
/// Actors that one segment may name beside its own; indexes are bytes, 255 is the genesis.
pub const NAMED_ACTORS_MAX: usize = 250;
/// Distance of a change's time from 1970, in minutes; far beyond any clock that is merely wrong.
pub const TIME_MIN_MAX: i64 = 1 << 33;
/// Bytes of a key on a document's root.
pub const KEY_BYTES_MAX: usize = 512;
/// Bytes of keys and values that `Document::write` puts in one change before it begins the next.
pub const WRITE_BYTES_MAX: usize = 128 * 1024;
