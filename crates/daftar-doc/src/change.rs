//! One Automerge change as bytes, and its lossless split into a clear header and sealed columns.
//!
//! A header names deps by (actor, seq), never by hash: a hash covers the plaintext, and whoever sees it can
//! try the options of a select until it fits. For the same reason a header's deps are not in the order of
//! their hashes. What holds: `join` after `split` gives the same bytes, and the columns are bounded before
//! Automerge sees them, since a few bytes can claim 2^60 operations.

use crate::limits::{OPS_MAX, PREDS_MAX};
use daftar_core::id::Actor;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// Why bytes are not a change that Daftar writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// Not an uncompressed change chunk with a right checksum.
    #[error("not a change chunk")]
    NotAChange,
    /// A change, but with something that Daftar never writes: a message, extra bytes, marks, unknown columns.
    #[error("a change of a form that is never written here")]
    Unusual,
    /// More operations or overwritten operations than allowed.
    #[error("the change is too large")]
    TooLarge,
    /// An actor's id is not 8 bytes long.
    #[error("a foreign actor id")]
    ForeignActor,
    /// A dep is not known here.
    #[error("a dep is missing")]
    MissingDep,
    /// An actor is not in the table.
    #[error("an actor is missing in the table")]
    MissingActor,
}

/// A full, uncompressed Automerge change chunk whose envelope and column sizes have been checked.
/// Its operations have not.
#[derive(Clone, PartialEq, Eq)]
pub struct RawChange(Vec<u8>);

impl fmt::Debug for RawChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawChange({} bytes)", self.0.len())
    }
}

impl RawChange {
    /// Takes a chunk after checking all but the operations themselves.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, ChangeError> {
        Parts::read(&bytes)?;
        Ok(Self(bytes))
    }

    /// The chunk.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Automerge's hash of the change. It covers the plaintext: never to be sent or logged in clear.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        // The hash covers the chunk from its type byte on, 8 bytes after the start.
        Sha256::digest(self.0.get(8..).unwrap_or_default()).into()
    }

    /// Who wrote it, and as which change of theirs.
    pub fn author(&self) -> Result<(Actor, u64), ChangeError> {
        let parts = Parts::read(&self.0)?;
        Ok((parts.actor, parts.seq))
    }
}

/// What is said of a change in clear: all that Automerge's own header says, without hashes.
///
/// Index 0 is the segment's own actor, 255 the compartment's genesis, 1 ..= n the segment's table.
/// Deps ascend, but for the own predecessor: first if the change lists it among the others in the order of
/// hashes, last if the change lists it behind them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeHeader {
    /// The changes this one was made upon: actor's index and seq.
    pub deps: Vec<(u8, u64)>,
    /// The counter of the first operation.
    pub start_op: u64,
    /// How many operations the columns hold.
    pub n_ops: u32,
    /// When the author's clock says it was made, in minutes since 1970.
    pub time_min: i64,
    /// Indexes of the actors, other than the own, whose operations this change refers to; ascending.
    pub others: Vec<u8>,
}

/// Index of the own actor in headers.
pub const OWN: u8 = 0;
/// Index of the compartment's genesis actor in headers.
pub const GENESIS: u8 = u8::MAX;

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const CHUNK_TYPE_CHANGE: u8 = 1;

/// Column specifications, id and type: those that flat keys, scalars and texts need. No marks.
const COLUMNS: [u64; 12] = [0x01, 0x02, 0x11, 0x13, 0x15, 0x34, ACTIONS, 0x56, 0x57, PREDS, 0x71, 0x73];
const ACTIONS: u64 = 0x42;
const PREDS: u64 = 0x70;

/// A change chunk taken apart.
pub(crate) struct Parts<'a> {
    pub deps: Vec<[u8; 32]>,
    pub actor: Actor,
    pub seq: u64,
    pub start_op: u64,
    pub time_min: i64,
    pub others: Vec<Actor>,
    pub n_ops: u32,
    pub columns: &'a [u8],
}

impl<'a> Parts<'a> {
    pub fn read(bytes: &'a [u8]) -> Result<Self, ChangeError> {
        let mut chunk = Reader(bytes);
        if chunk.array::<4>()? != MAGIC {
            return Err(ChangeError::NotAChange);
        }
        let checksum = chunk.array::<4>()?;
        let digest: [u8; 32] = Sha256::digest(chunk.0).into();
        if !digest.starts_with(&checksum) || chunk.array::<1>()? != [CHUNK_TYPE_CHANGE] {
            return Err(ChangeError::NotAChange);
        }
        if chunk.unsigned()? != chunk.0.len() as u64 {
            return Err(ChangeError::NotAChange);
        }
        let mut deps = Vec::new();
        for _ in 0..chunk.unsigned()? {
            deps.push(chunk.array::<32>()?);
        }
        let actor = chunk.actor()?;
        let (seq, start_op, time_min) = (chunk.unsigned()?, chunk.unsigned()?, chunk.signed()?);
        if chunk.unsigned()? != 0 {
            return Err(ChangeError::Unusual);
        }
        let mut others = Vec::new();
        for _ in 0..chunk.unsigned()? {
            others.push(chunk.actor()?);
        }
        let columns = chunk.0;
        let n_ops = count_ops(columns)?;
        if seq == 0 || start_op == 0 {
            return Err(ChangeError::NotAChange);
        }
        Ok(Self { deps, actor, seq, start_op, time_min, others, n_ops, columns })
    }

    fn write(&self) -> RawChange {
        let mut data = Vec::with_capacity(self.columns.len() + 64);
        unsigned(&mut data, self.deps.len() as u64);
        self.deps.iter().for_each(|dep| data.extend_from_slice(dep));
        actor(&mut data, self.actor);
        unsigned(&mut data, self.seq);
        unsigned(&mut data, self.start_op);
        signed(&mut data, self.time_min);
        unsigned(&mut data, 0);
        unsigned(&mut data, self.others.len() as u64);
        self.others.iter().for_each(|other| actor(&mut data, *other));
        data.extend_from_slice(self.columns);

        let mut body = vec![CHUNK_TYPE_CHANGE];
        unsigned(&mut body, data.len() as u64);
        body.extend_from_slice(&data);
        let digest: [u8; 32] = Sha256::digest(&body).into();
        let mut bytes = MAGIC.to_vec();
        bytes.extend(digest.iter().take(4));
        bytes.extend_from_slice(&body);
        RawChange(bytes)
    }
}

/// Splits a change into its header and its columns. `dep` tells whose change a hash is and which; `index` the
/// place of an actor in the table.
pub fn split(
    raw: &RawChange,
    dep: impl Fn(&[u8; 32]) -> Option<(Actor, u64)>,
    index: impl Fn(Actor) -> Option<u8>,
) -> Result<(ChangeHeader, Vec<u8>), ChangeError> {
    let parts = Parts::read(&raw.0)?;
    let mut deps = Vec::with_capacity(parts.deps.len());
    for hash in &parts.deps {
        let (actor, seq) = dep(hash).ok_or(ChangeError::MissingDep)?;
        deps.push((index(actor).ok_or(ChangeError::MissingActor)?, seq));
    }
    let own_behind = !parts.deps.is_sorted() && deps.last().is_some_and(|(index, _)| *index == OWN);
    let last = if own_behind { deps.pop() } else { None };
    let sorted = parts.deps.get(..deps.len()).is_some_and(<[_]>::is_sorted);
    deps.sort_unstable();
    deps.extend(last);
    let others = parts.others.iter().map(|a| index(*a).ok_or(ChangeError::MissingActor));
    let others = others.collect::<Result<Vec<_>, _>>()?;
    if !sorted || !others.is_sorted() {
        return Err(ChangeError::Unusual);
    }
    let (start_op, n_ops, time_min) = (parts.start_op, parts.n_ops, parts.time_min);
    Ok((ChangeHeader { deps, start_op, n_ops, time_min, others }, parts.columns.to_vec()))
}

/// Rebuilds the change that [`split`] took apart. `hash` gives an accepted change's hash, `actor` the table.
pub fn join(
    (author, seq): (Actor, u64),
    header: &ChangeHeader,
    columns: &[u8],
    hash: impl Fn(Actor, u64) -> Option<[u8; 32]>,
    actor: impl Fn(u8) -> Option<Actor>,
) -> Result<RawChange, ChangeError> {
    let n_ops = count_ops(columns)?;
    if n_ops != header.n_ops {
        return Err(ChangeError::Unusual);
    }
    let mut deps = Vec::with_capacity(header.deps.len());
    for (index, seq) in &header.deps {
        let dep_actor = actor(*index).ok_or(ChangeError::MissingActor)?;
        deps.push(hash(dep_actor, *seq).ok_or(ChangeError::MissingDep)?);
    }
    let own_behind = deps.len() > 1 && header.deps.last().is_some_and(|(index, _)| *index == OWN);
    let last = if own_behind { deps.pop() } else { None };
    deps.sort_unstable();
    deps.extend(last);
    let others = header.others.iter().map(|i| actor(*i).ok_or(ChangeError::MissingActor));
    let others = others.collect::<Result<Vec<_>, _>>()?;
    let (start_op, time_min) = (header.start_op, header.time_min);
    Ok(Parts { deps, actor: author, seq, start_op, time_min, others, n_ops, columns }.write())
}

/// How many operations the columns hold, after checking that only known columns are there, nothing follows
/// them, and no run in them claims more than the limits.
fn count_ops(bytes: &[u8]) -> Result<u32, ChangeError> {
    let mut table = Reader(bytes);
    let mut columns: Vec<(u64, u64)> = Vec::new();
    for _ in 0..table.unsigned()? {
        let (spec, len) = (table.unsigned()?, table.unsigned()?);
        let ascends = columns.last().is_none_or(|(before, _)| *before < spec);
        if !COLUMNS.contains(&spec) || !ascends {
            return Err(ChangeError::Unusual);
        }
        columns.push((spec, len));
    }
    let (mut data, mut n_ops) = (table, 0);
    for (spec, len) in columns {
        let column = data.take(usize::try_from(len).map_err(|_| ChangeError::NotAChange)?)?;
        match spec {
            ACTIONS => n_ops = run_totals(column, u64::from(OPS_MAX))?.0,
            PREDS if run_totals(column, u64::from(OPS_MAX))?.1 > PREDS_MAX => {
                return Err(ChangeError::TooLarge);
            }
            _ => {}
        }
    }
    if !data.0.is_empty() {
        return Err(ChangeError::Unusual);
    }
    u32::try_from(n_ops).map_err(|_| ChangeError::TooLarge)
}

/// How many values a run-length column holds and what they add up to; fails beyond `max` values.
fn run_totals(column: &[u8], max: u64) -> Result<(u64, u64), ChangeError> {
    let (mut column, mut count, mut sum) = (Reader(column), 0_u64, 0_u64);
    while !column.0.is_empty() {
        let run = column.signed()?;
        let len = if run == 0 { column.unsigned()? } else { run.unsigned_abs() };
        count = count.saturating_add(len);
        if count > max {
            return Err(ChangeError::TooLarge);
        }
        match run {
            0 => {}
            1.. => sum = sum.saturating_add(column.unsigned()?.saturating_mul(len)),
            _ => {
                for _ in 0..len {
                    sum = sum.saturating_add(column.unsigned()?);
                }
            }
        }
    }
    Ok((count, sum))
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, len: usize) -> Result<&'a [u8], ChangeError> {
        let (taken, rest) = self.0.split_at_checked(len).ok_or(ChangeError::NotAChange)?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], ChangeError> {
        self.take(N)?.try_into().map_err(|_| ChangeError::NotAChange)
    }

    fn actor(&mut self) -> Result<Actor, ChangeError> {
        if self.unsigned()? == 8 { Ok(Actor(self.array()?)) } else { Err(ChangeError::ForeignActor) }
    }

    fn unsigned(&mut self) -> Result<u64, ChangeError> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let [byte] = self.array()?;
            if shift == 63 && byte > 1 {
                break;
            }
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(ChangeError::NotAChange)
    }

    fn signed(&mut self) -> Result<i64, ChangeError> {
        let mut value = 0_i64;
        for shift in (0..64).step_by(7) {
            let [byte] = self.array()?;
            if shift == 63 && byte != 0 && byte != 0x7f {
                break;
            }
            value |= i64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                let negative = byte & 0x40 != 0 && shift < 57;
                return Ok(if negative { value | (-1 << (shift + 7)) } else { value });
            }
        }
        Err(ChangeError::NotAChange)
    }
}

fn unsigned(out: &mut Vec<u8>, mut value: u64) {
    while value > 0x7f {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push((value & 0x7f) as u8);
}

fn signed(out: &mut Vec<u8>, mut value: i64) {
    loop {
        let byte = (value & 0x7f) as u8;
        value >>= 7;
        let done = (value == 0 && byte & 0x40 == 0) || (value == -1 && byte & 0x40 != 0);
        out.push(if done { byte } else { byte | 0x80 });
        if done {
            return;
        }
    }
}

fn actor(out: &mut Vec<u8>, actor: Actor) {
    out.push(8);
    out.extend_from_slice(&actor.0);
}

/// Writes a chunk anew with a right checksum, so that tests reach what lies behind it.
#[cfg(test)]
pub(crate) fn repair_checksum(bytes: &mut [u8]) {
    let digest: [u8; 32] = Sha256::digest(&bytes[8..]).into();
    bytes[4..8].copy_from_slice(&digest[..4]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_survive(u: u64, i: i64) {
            let mut bytes = Vec::new();
            unsigned(&mut bytes, u);
            signed(&mut bytes, i);
            let mut reader = Reader(&bytes);
            prop_assert_eq!(reader.unsigned(), Ok(u));
            prop_assert_eq!(reader.signed(), Ok(i));
            prop_assert!(reader.0.is_empty());
        }

        #[test]
        fn no_bytes_make_the_reader_panic(bytes: Vec<u8>) {
            let _ = RawChange::from_bytes(bytes.clone());
            let _ = count_ops(&bytes);
            let mut chunk = [&MAGIC[..], &[0; 4], &[1, bytes.len() as u8], &bytes].concat();
            repair_checksum(&mut chunk);
            let _ = RawChange::from_bytes(chunk);
        }
    }

    #[test]
    fn a_few_bytes_that_claim_a_billion_operations_are_refused_before_they_are_read() {
        // One column, actions: a run of 2^30 puts.
        let columns = [&[1, 0x42, 6][..], &[0x80, 0x80, 0x80, 0x80, 0x04, 1]].concat();
        assert_eq!(count_ops(&columns), Err(ChangeError::TooLarge));
        // Two operations, each overwriting 2^30 others.
        let columns = [&[2, 0x42, 2, 0x70, 6][..], &[2, 1], &[2, 0x80, 0x80, 0x80, 0x80, 0x04]].concat();
        assert_eq!(count_ops(&columns), Err(ChangeError::TooLarge));
    }
}
