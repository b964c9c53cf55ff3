//! A segment: a run of one actor's changes in one document, sealed under the compartment's key and signed.
//!
//! The header is clear and is all that a relay reads; readers rebuild each change from that same header and
//! the opened columns, so what the gate saw is what is applied. Nothing in the header is a hash of plaintext:
//! the commit is keyed. The header is the associated data of the sealed part and, with the sealed part's
//! hash, what the author signs. Nonces follow from the whole header: two segments under one key have one
//! nonce only if they are the same changes cut in the same way, and a segment once cut is sent again as it
//! is, never sealed anew.

use crate::{
    change::{ChangeError, ChangeHeader, GENESIS, OWN, Parts, RawChange, join, split},
    document::{Document, Layout, Panicked, genesis_actor, guarded},
    gate::{GateDenial, check_alone},
    keys::{CompartmentKey, DeviceKeys, KeyError, SignPublic, verify},
    limits,
};
use automerge::Change;
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use daftar_core::id::{ActId, Actor, CaseId, CompartmentId};
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// The signature's domain and the format's version.
const DOMAIN: &str = "DFS1";

/// A relay's own id: a segment for one relay is none for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RelayId(pub [u8; 16]);

/// What a segment says in clear.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentHeader {
    /// For which relay.
    pub relay: RelayId,
    /// The record.
    pub case: CaseId,
    /// The compartment.
    pub compartment: CompartmentId,
    /// The author.
    pub actor: Actor,
    /// The seq of the first change; the others follow without a gap.
    pub first_seq: u64,
    /// The actors that the changes' indexes 1, 2 … mean: ascending, without the author and the genesis.
    pub actors: Vec<Actor>,
    /// The changes.
    pub changes: Vec<ChangeHeader>,
    /// The configuration under which the author wrote.
    pub config_version: u32,
    /// The last act of the record that the author had seen.
    pub auth_seq: u32,
    /// The epoch of the key.
    pub epoch: u16,
    /// The dictionary of the compression; 0 for none.
    pub dictionary: u32,
    /// The act that must have been accepted before.
    pub after: Option<ActId>,
    /// HMAC-SHA256 of the last change's hash under the compartment's key.
    pub commit: [u8; 32],
}

impl SegmentHeader {
    /// The actor that an index in a change's header means.
    #[must_use]
    pub fn actor_at(&self, index: u8) -> Option<Actor> {
        match index {
            OWN => Some(self.actor),
            GENESIS => Some(genesis_actor(self.compartment)),
            n => self.actors.get(usize::from(n) - 1).copied(),
        }
    }

    /// The seq of the last change.
    #[must_use]
    pub fn last_seq(&self) -> u64 {
        self.first_seq.saturating_add(self.changes.len() as u64).saturating_sub(1)
    }

    /// The one encoding that is signed and authenticated.
    fn bytes(&self) -> Result<Vec<u8>, SegmentError> {
        postcard::to_stdvec(self).map_err(|_| SegmentError::Encoding)
    }
}

/// A segment as it is stored and sent. Nothing is known of it until [`Segment::verify`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// What it says in clear.
    pub header: SegmentHeader,
    /// The author's signature over the header and the sealed part.
    #[serde(with = "signature_bytes")]
    pub signature: [u8; 64],
    /// The columns of the changes, compressed and sealed.
    pub sealed: Vec<u8>,
}

impl fmt::Debug for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let SegmentHeader { case, compartment, actor, first_seq, .. } = &self.header;
        let last = self.header.last_seq();
        write!(
            f,
            "Segment({case} {} {actor:?} {first_seq}..={last}, {} bytes)",
            compartment.0,
            self.sealed.len()
        )
    }
}

/// What the segments of one push mostly have in common; kept in its tables and named by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SegmentShared {
    /// For which relay.
    pub relay: RelayId,
    /// The record.
    pub case: CaseId,
    /// The author.
    pub actor: Actor,
    /// The configuration.
    pub config_version: u32,
    /// The dictionary.
    pub dictionary: u32,
}

/// A segment without what its push has in a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentRest {
    /// The compartment.
    pub compartment: CompartmentId,
    /// The seq of the first change.
    pub first_seq: u64,
    /// The actors named beside the author and the genesis.
    pub actors: Vec<Actor>,
    /// The changes.
    pub changes: Vec<ChangeHeader>,
    /// The last act that the author had seen.
    pub auth_seq: u32,
    /// The epoch of the key.
    pub epoch: u16,
    /// The act that must come before.
    pub after: Option<ActId>,
    /// The keyed hash of the last change.
    pub commit: [u8; 32],
    /// The author's signature.
    #[serde(with = "signature_bytes")]
    pub signature: [u8; 64],
    /// The sealed columns.
    pub sealed: Vec<u8>,
}

/// What the author's laptop knows beside the document when it cuts a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SegmentMeta {
    /// For which relay.
    pub relay: RelayId,
    /// The record.
    pub case: CaseId,
    /// The configuration.
    pub config_version: u32,
    /// The last act seen.
    pub auth_seq: u32,
    /// The epoch of the key handed along.
    pub epoch: u16,
    /// The act that must come before.
    pub after: Option<ActId>,
}

/// Why a segment cannot be cut, is none, or does not open. Never contains a value or a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SegmentError {
    /// The signature is not the author's.
    #[error("the signature does not match")]
    BadSignature,
    /// The header could not be encoded.
    #[error("the header cannot be encoded")]
    Encoding,
    /// The header breaks a rule that needs no knowledge of other changes.
    #[error("bad header: {0}")]
    BadHeader(GateDenial),
    /// A change or the sealed part is larger than a segment may be.
    #[error("too large for a segment")]
    TooLarge,
    /// The document is of another compartment.
    #[error("another compartment's document")]
    OtherCompartment,
    /// Compressed with a dictionary that is not here.
    #[error("an unknown dictionary")]
    UnknownDictionary,
    /// The key is another, or header or sealed part were altered.
    #[error("the sealed part does not open")]
    DoesNotOpen,
    /// What was sealed is not the columns of as many changes as the header names.
    #[error("the opened part is malformed")]
    Malformed,
    /// The rebuilt changes are not those to which the author committed.
    #[error("the changes are not the committed ones")]
    WrongCommit,
    /// A change breaks Automerge.
    #[error("Automerge panicked")]
    Panicked,
    /// A change cannot be taken apart or rebuilt.
    #[error(transparent)]
    Change(#[from] ChangeError),
}

impl From<Panicked> for SegmentError {
    fn from(_: Panicked) -> Self {
        Self::Panicked
    }
}

/// A segment whose author signed it and whose header keeps the limits. Only [`Segment::verify`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified(Segment);

impl Verified {
    /// The segment.
    #[must_use]
    pub fn segment(&self) -> &Segment {
        &self.0
    }

    /// The segment, to be stored as it came.
    #[must_use]
    pub fn into_segment(self) -> Segment {
        self.0
    }
}

impl Segment {
    /// Cuts `actor`'s changes from `from_seq` on into a segment, as many as the limits allow; `None` if there
    /// are none. Callers go on after [`SegmentHeader::last_seq`], and store what they get: sealing the same
    /// changes again may give other bytes under the same nonce.
    pub fn seal(
        meta: SegmentMeta,
        layout: &Layout,
        doc: &Document,
        actor: Actor,
        from_seq: u64,
        key: &CompartmentKey,
        device: &DeviceKeys,
    ) -> Result<Option<Self>, SegmentError> {
        if *doc.layout() != *layout {
            return Err(SegmentError::OtherCompartment);
        }
        let mut changes = doc.cut(actor, from_seq.max(1), limits::CHANGES_MAX);
        changes.truncate(how_many_fit(layout, doc, actor, &changes)?);
        let Some(last) = changes.last() else { return Ok(None) };
        let commit = commit(key, last).finalize().into_bytes().into();
        let actors = named_actors(layout, doc, actor, &changes)?;
        let index = |named: Actor| match named {
            named if named == actor => Some(OWN),
            named if named == genesis_actor(layout.compartment) => Some(GENESIS),
            named => actors.binary_search(&named).ok().and_then(|n| u8::try_from(n + 1).ok()),
        };
        let parts = changes.iter().map(|raw| split(raw, |hash| doc.change_of(hash), index));
        let (headers, columns): (Vec<_>, Vec<_>) = parts.collect::<Result<Vec<_>, _>>()?.into_iter().unzip();
        let header = SegmentHeader {
            relay: meta.relay,
            case: meta.case,
            compartment: layout.compartment,
            actor,
            first_seq: from_seq.max(1),
            actors,
            changes: headers,
            config_version: meta.config_version,
            auth_seq: meta.auth_seq,
            epoch: meta.epoch,
            dictionary: 0,
            after: meta.after,
            commit,
        };
        if rebuild(&header, &columns, doc)? != changes {
            return Err(SegmentError::Malformed);
        }
        let aad = header.bytes()?;
        let payload = Payload { msg: &deflate(&columns)?, aad: &aad };
        let sealed = cipher(key).encrypt(&nonce(&aad), payload).map_err(|_| SegmentError::TooLarge)?;
        let signature = device.sign(DOMAIN, &signed(&aad, &sealed));
        Ok(Some(Self { header, signature, sealed }))
    }

    /// Checks the author's signature and all limits that need no knowledge of other changes.
    pub fn verify(self, author: &SignPublic) -> Result<Verified, SegmentError> {
        check_alone(&self.header, genesis_actor(self.header.compartment)).map_err(SegmentError::BadHeader)?;
        if self.sealed.len() > limits::SEALED_BYTES_MAX {
            return Err(SegmentError::TooLarge);
        }
        let signed = signed(&self.header.bytes()?, &self.sealed);
        verify(author, DOMAIN, &signed, &self.signature).map_err(|_: KeyError| SegmentError::BadSignature)?;
        Ok(Verified(self))
    }

    /// Opens a verified segment and rebuilds its changes; the hashes of their deps come from `doc` and from
    /// earlier changes of the segment. What is given was committed to by the author, and its operations are
    /// as many as the header says; whether they may be applied is for [`Document::apply`] to find.
    pub fn open(
        verified: &Verified,
        doc: &Document,
        key: &CompartmentKey,
    ) -> Result<Vec<RawChange>, SegmentError> {
        let Self { header, sealed, .. } = verified.segment();
        if header.compartment != doc.layout().compartment {
            return Err(SegmentError::OtherCompartment);
        }
        if header.dictionary != 0 {
            return Err(SegmentError::UnknownDictionary);
        }
        let aad = header.bytes()?;
        let payload = Payload { msg: sealed, aad: &aad };
        let opened = cipher(key).decrypt(&nonce(&aad), payload).map_err(|_| SegmentError::DoesNotOpen)?;
        let columns = inflate(&opened, header.changes.len())?;
        let changes = rebuild(header, &columns, doc)?;
        let last = changes.last().ok_or(SegmentError::Malformed)?;
        commit(key, last).verify_slice(&header.commit).map_err(|_| SegmentError::WrongCommit)?;
        guarded(|| {
            for (raw, said) in changes.iter().zip(&header.changes) {
                let change = Change::try_from(raw.as_bytes()).map_err(|_| SegmentError::Malformed)?;
                let counted = change.len() == said.n_ops as usize && change.start_op().get() == said.start_op;
                if !counted || change.hash().0 != raw.hash() {
                    return Err(SegmentError::Malformed);
                }
            }
            Ok::<_, SegmentError>(())
        })?;
        Ok(changes)
    }

    /// Takes out what a push keeps in its tables.
    #[must_use]
    pub fn into_parts(self) -> (SegmentShared, SegmentRest) {
        let Self { header, signature, sealed } = self;
        let SegmentHeader { relay, case, actor, config_version, dictionary, .. } = header;
        let shared = SegmentShared { relay, case, actor, config_version, dictionary };
        let SegmentHeader { compartment, first_seq, actors, changes, auth_seq, epoch, after, commit, .. } =
            header;
        let rest = SegmentRest {
            compartment,
            first_seq,
            actors,
            changes,
            auth_seq,
            epoch,
            after,
            commit,
            signature,
            sealed,
        };
        (shared, rest)
    }

    /// Puts a segment together again; what it signs is the whole, so wrong parts do not verify.
    #[must_use]
    pub fn from_parts(shared: SegmentShared, rest: SegmentRest) -> Self {
        let SegmentShared { relay, case, actor, config_version, dictionary } = shared;
        let SegmentRest { compartment, first_seq, actors, changes, auth_seq, epoch, after, commit, .. } =
            rest;
        let header = SegmentHeader {
            relay,
            case,
            compartment,
            actor,
            first_seq,
            actors,
            changes,
            config_version,
            auth_seq,
            epoch,
            dictionary,
            after,
            commit,
        };
        Self { header, signature: rest.signature, sealed: rest.sealed }
    }
}

/// How many of the changes one segment can hold. Fails if not even the first fits.
fn how_many_fit(
    layout: &Layout,
    doc: &Document,
    actor: Actor,
    changes: &[RawChange],
) -> Result<usize, SegmentError> {
    let (mut bytes, mut fit) = (0, 0);
    for (n, raw) in changes.iter().enumerate() {
        // Each length before the last takes at most five bytes.
        bytes += Parts::read(raw.as_bytes())?.columns.len() + 5;
        let named = named_actors(layout, doc, actor, changes.get(..=n).unwrap_or_default())?;
        if bytes > limits::OPENED_BYTES_MAX || named.len() > limits::NAMED_ACTORS_MAX {
            break;
        }
        fit = n + 1;
    }
    if fit == 0 && !changes.is_empty() { Err(SegmentError::TooLarge) } else { Ok(fit) }
}

/// The actors that the changes name in deps or operations, beside their author and the genesis; ascending.
fn named_actors(
    layout: &Layout,
    doc: &Document,
    actor: Actor,
    changes: &[RawChange],
) -> Result<Vec<Actor>, SegmentError> {
    let mut named = BTreeSet::new();
    for raw in changes {
        let parts = Parts::read(raw.as_bytes())?;
        named.extend(parts.others);
        for dep in &parts.deps {
            named.insert(doc.change_of(dep).ok_or(ChangeError::MissingDep)?.0);
        }
    }
    named.remove(&actor);
    named.remove(&genesis_actor(layout.compartment));
    Ok(named.into_iter().collect())
}

fn rebuild(
    header: &SegmentHeader,
    columns: &[Vec<u8>],
    doc: &Document,
) -> Result<Vec<RawChange>, SegmentError> {
    let mut earlier: BTreeMap<u64, [u8; 32]> = BTreeMap::new();
    let mut changes = Vec::with_capacity(columns.len());
    for ((seq, said), columns) in (header.first_seq..).zip(&header.changes).zip(columns) {
        // The segment's own changes come first: the document may hold others under the same seq.
        let own = |actor, seq| (actor == header.actor).then(|| earlier.get(&seq).copied()).flatten();
        let hash = |actor, seq| own(actor, seq).or_else(|| doc.hash_of(actor, seq));
        let raw = join((header.actor, seq), said, columns, hash, |index| header.actor_at(index))?;
        earlier.insert(seq, raw.hash());
        changes.push(raw);
    }
    Ok(changes)
}

fn commit(key: &CompartmentKey, last: &RawChange) -> Hmac<Sha256> {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key.as_bytes()).expect("any length");
    mac.update(&last.hash());
    mac
}

fn cipher(key: &CompartmentKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.as_bytes().into())
}

/// 24 bytes from the whole header, which holds commit, dictionary and epoch.
fn nonce(header: &[u8]) -> XNonce {
    let mut hash = Sha256::new();
    hash.update(b"daftar nonce v1");
    hash.update(header);
    let digest: [u8; 32] = hash.finalize().into();
    let mut nonce = XNonce::default();
    nonce.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    nonce
}

fn signed(header: &[u8], sealed: &[u8]) -> Vec<u8> {
    let digest: [u8; 32] = Sha256::digest(sealed).into();
    [header, &digest].concat()
}

const STORED: u8 = 0;
const COMPRESSED: u8 = 1;
/// Every frame begins with these bytes, so they are not kept.
const ZSTD_MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
const ZSTD_LEVEL: i32 = 19;

/// The columns with their lengths, the last excepted, compressed if that helps.
fn deflate(columns: &[Vec<u8>]) -> Result<Vec<u8>, SegmentError> {
    let mut plain = Vec::new();
    for (n, column) in columns.iter().enumerate() {
        if n + 1 < columns.len() {
            plain.extend(postcard::to_stdvec(&column.len()).map_err(|_| SegmentError::Encoding)?);
        }
        plain.extend_from_slice(column);
    }
    if plain.len() > limits::OPENED_BYTES_MAX {
        return Err(SegmentError::TooLarge);
    }
    let packed = zstd::bulk::compress(&plain, ZSTD_LEVEL).map_err(|_| SegmentError::TooLarge)?;
    let (flag, body) = match packed.strip_prefix(&ZSTD_MAGIC) {
        Some(rest) if rest.len() < plain.len() => (COMPRESSED, rest),
        _ => (STORED, plain.as_slice()),
    };
    Ok([&[flag], body].concat())
}

/// Undoes [`deflate`]; never gives or holds more than the limit, whatever the frame claims.
fn inflate(opened: &[u8], changes: usize) -> Result<Vec<Vec<u8>>, SegmentError> {
    let (flag, body) = opened.split_first().ok_or(SegmentError::Malformed)?;
    let plain = match *flag {
        STORED if body.len() <= limits::OPENED_BYTES_MAX => body.to_vec(),
        COMPRESSED => {
            let frame = [&ZSTD_MAGIC, body].concat();
            zstd::bulk::decompress(&frame, limits::OPENED_BYTES_MAX).map_err(|_| SegmentError::Malformed)?
        }
        _ => return Err(SegmentError::Malformed),
    };
    let (mut rest, mut columns) = (plain.as_slice(), Vec::with_capacity(changes));
    for _ in 1..changes {
        let (len, after) = postcard::take_from_bytes::<usize>(rest).map_err(|_| SegmentError::Malformed)?;
        let (column, after) = after.split_at_checked(len).ok_or(SegmentError::Malformed)?;
        columns.push(column.to_vec());
        rest = after;
    }
    columns.push(rest.to_vec());
    Ok(columns)
}

/// Serde knows arrays up to 32 bytes; a signature is two of them, without a length.
mod signature_bytes {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(bytes: &[u8; 64], to: S) -> Result<S::Ok, S::Error> {
        let (mut first, mut second) = ([0; 32], [0; 32]);
        let (a, b) = bytes.split_at(32);
        first.copy_from_slice(a);
        second.copy_from_slice(b);
        (first, second).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<[u8; 64], D::Error> {
        let (first, second) = <([u8; 32], [u8; 32])>::deserialize(from)?;
        let mut bytes = [0; 64];
        let (a, b) = bytes.split_at_mut(32);
        a.copy_from_slice(&first);
        b.copy_from_slice(&second);
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests;
