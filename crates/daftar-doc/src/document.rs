//! A document: one compartment of one record, with everything that anyone wrote and nothing lost to merging.
//!
//! Two people who wrote the same field leave two versions; equal ones are folded; narratives merge; a removed
//! entry that someone edited meanwhile says so. Whatever comes from elsewhere is tried on a freshly loaded
//! copy under `catch_unwind`; the document it was meant for stays as it was until the copy has proved itself.

mod incoming;
mod known;
mod leaving;
mod log;
mod reading;
mod writing;

use crate::{
    change::{ChangeError, RawChange},
    gate::{ChangeFacts, GateDenial},
    key::{DocKey, ForeignKey, KeyPath},
};
use automerge::{
    ActorId, Automerge, AutomergeError, Change, LoadOptions, ObjType, ROOT, ReadDoc, TextEncoding,
    transaction::{CommitOptions, Transactable},
};
use daftar_core::{
    id::{Actor, CompartmentId, EntryId, FieldId},
    value::Value,
};
use known::Known;
pub use log::{LogLine, Place, Stand};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// What the configuration fixes about a compartment's documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The compartment.
    pub compartment: CompartmentId,
    /// `text_fields[k]`: the textareas that the k-th publish added, for the genesis chain. Only ever grows at
    /// its end; empty lists and repeated fields count for nothing.
    pub text_fields: Vec<Vec<FieldId>>,
}

impl Layout {
    /// The fields of each genesis change, in their order. Names that make no key have no text.
    fn genesis_fields(&self) -> Vec<Vec<&FieldId>> {
        let mut seen = BTreeSet::new();
        let publishes = self.text_fields.iter();
        let added = publishes.map(|fields| {
            let fields: BTreeSet<_> = fields.iter().filter(|field| text_key(field).is_ok()).collect();
            fields.into_iter().filter(|field| seen.insert(*field)).collect::<Vec<_>>()
        });
        added.filter(|fields| !fields.is_empty()).collect()
    }

    fn is_text(&self, field: &FieldId) -> bool {
        self.text_fields.iter().any(|fields| fields.contains(field))
    }
}

/// The actor of a compartment's genesis. Its first byte is one that no device number has.
#[must_use]
pub fn genesis_actor(compartment: CompartmentId) -> Actor {
    let mut hash = Sha256::new();
    hash.update(b"daftar genesis v1");
    hash.update(compartment.0.to_be_bytes());
    let digest: [u8; 32] = hash.finalize().into();
    let mut actor = [0xff; 8];
    actor.iter_mut().skip(1).zip(digest).for_each(|(to, from)| *to = from);
    Actor(actor)
}

/// The gate's facts of each genesis change.
pub(crate) fn genesis_facts(layout: &Layout) -> Vec<ChangeFacts> {
    let actor = genesis_actor(layout.compartment);
    let fields = layout.genesis_fields();
    let facts = fields.iter().scan(0_u64, |max_op, fields| {
        *max_op += fields.len() as u64;
        Some(*max_op)
    });
    facts.zip(1..).map(|(max_op, seq)| ChangeFacts { max_op, clock: vec![(actor, seq)] }).collect()
}

/// The genesis chain: the same changes, bit for bit, wherever they are made; hence never sent.
fn genesis(layout: &Layout) -> Result<Vec<Change>, DocumentError> {
    let mut doc = empty();
    doc.set_actor(actor_id(genesis_actor(layout.compartment)));
    for fields in layout.genesis_fields() {
        let mut tx = doc.transaction();
        for field in fields {
            tx.put_object(ROOT, text_key(field).map_err(|_| DocumentError::ForeignKey)?, ObjType::Text)?;
        }
        tx.commit_with(CommitOptions::default().with_time(0));
    }
    Ok(doc.get_changes(&[]))
}

fn text_key(field: &FieldId) -> Result<String, ForeignKey> {
    DocKey::plain(KeyPath::Field(field.clone())).print()
}

fn empty() -> Automerge {
    Automerge::new_with_encoding(TextEncoding::UnicodeCodePoint)
}

fn load(bytes: &[u8]) -> Result<Automerge, DocumentError> {
    let options = LoadOptions::new().text_encoding(TextEncoding::UnicodeCodePoint);
    Automerge::load_with_options(bytes, options).map_err(|_| DocumentError::Unreadable)
}

fn actor_id(actor: Actor) -> ActorId {
    ActorId::from(actor.0)
}

fn actor_of(id: &ActorId) -> Result<Actor, DocumentError> {
    id.to_bytes().try_into().map(Actor).map_err(|_| DocumentError::Change(ChangeError::ForeignActor))
}

/// Runs what may panic inside Automerge. Only values made inside, or not used again, may be touched by it.
pub(crate) fn guarded<T, E: From<Panicked>>(work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(Panicked.into()))
}

/// Automerge panicked; whatever it worked on is to be thrown away.
pub(crate) struct Panicked;

impl From<Panicked> for DocumentError {
    fn from(_: Panicked) -> Self {
        Self::Panicked
    }
}

/// Why a document cannot be read, written or changed as asked. Never contains a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// The bytes are no document.
    #[error("the bytes are not a document")]
    Unreadable,
    /// Automerge panicked over it.
    #[error("the changes break the document")]
    Panicked,
    /// Automerge refused the edit or change.
    #[error("refused by Automerge")]
    Refused,
    /// A key outside the grammar, or a name that would make one.
    #[error("a key outside the grammar")]
    ForeignKey,
    /// An operation that is never written here: a list, a map, a counter, a deletion, a value of a foreign
    /// kind.
    #[error("an operation of a form that is never written here")]
    ForeignOperation,
    /// The key is not among those allowed.
    #[error("a field that is not in this compartment")]
    NotAllowed,
    /// A scalar over a text, or a text where the layout has none.
    #[error("the field is a text, or is none")]
    TextMismatch,
    /// A single value is too long.
    #[error("the value is too long")]
    TooLong,
    /// The change does not follow the ones before it.
    #[error("the change does not follow: {0}")]
    DoesNotFollow(GateDenial),
    /// A change that this one was made upon is not here.
    #[error("a dep is missing")]
    MissingDeps,
    /// What was applied could not be saved and loaded again as the same.
    #[error("the document does not survive saving")]
    NotTheSame,
    /// The bytes are no change.
    #[error(transparent)]
    Change(#[from] ChangeError),
    /// Nobody may write as the genesis.
    #[error("the genesis writes nothing")]
    GenesisActor,
}

// Automerge's errors may name keys and actors; only the fact is kept.
impl From<AutomergeError> for DocumentError {
    fn from(_: AutomergeError) -> Self {
        Self::Refused
    }
}

/// One compartment of one record.
#[derive(Clone)]
pub struct Document {
    layout: Layout,
    doc: Automerge,
    known: Known,
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Document({}, {} changes)", self.layout.compartment.0, self.known.len())
    }
}

/// One thing a person did.
#[derive(Clone, PartialEq, Eq)]
pub enum Edit {
    /// Puts a scalar, or [`Value::Null`] to clear. For a text field the same as [`Edit::SetText`], for
    /// [`Value::Many`] the same as [`Edit::Choose`].
    Set {
        /// The field.
        field: FieldId,
        /// Its new value.
        value: Value,
    },
    /// Makes a narrative read `text` by inserting and deleting as little as possible.
    SetText {
        /// The textarea.
        field: FieldId,
        /// What it shall read; empty to clear.
        text: String,
    },
    /// Makes a multi-select hold exactly `options`; only what changed is written.
    Choose {
        /// The multi-select.
        field: FieldId,
        /// The options chosen.
        options: BTreeSet<String>,
    },
    /// Puts a value into a field of a subform entry, beginning the entry if it is new.
    SetEntry {
        /// The subform field.
        subform: FieldId,
        /// The entry.
        entry: EntryId,
        /// The field in the subform.
        field: FieldId,
        /// A scalar, [`Value::Null`] or [`Value::Many`].
        value: Value,
    },
    /// Removes an entry; nothing is written if it is removed already and nobody edited it meanwhile.
    RemoveEntry {
        /// The subform field.
        subform: FieldId,
        /// The entry.
        entry: EntryId,
    },
    /// Takes a removal back.
    KeepEntry {
        /// The subform field.
        subform: FieldId,
        /// The entry.
        entry: EntryId,
    },
}

impl fmt::Debug for Edit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Set { .. } => "Set(…)",
            Self::SetText { .. } => "SetText(…)",
            Self::Choose { .. } => "Choose(…)",
            Self::SetEntry { .. } => "SetEntry(…)",
            Self::RemoveEntry { .. } => "RemoveEntry(…)",
            Self::KeepEntry { .. } => "KeepEntry(…)",
        })
    }
}

/// A value that somebody wrote and that nothing has replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// The value.
    pub value: Value,
    /// Who wrote it.
    pub author: Actor,
    /// In which of their changes.
    pub seq: u64,
    /// When, to the minute, by the author's clock.
    pub at_ms: i64,
}

/// A field as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Distinct values, Automerge's winner first; never empty. More than one: people wrote different things
    /// without knowing of each other.
    pub versions: Vec<Version>,
    /// For narratives and multi-selects: what two people wrote at the same time was merged, and no change has
    /// been made since by anyone who had both.
    pub written_by_two: bool,
}

/// A subform entry as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The fields that were ever filled.
    pub fields: BTreeMap<FieldId, Field>,
    /// Set if someone removed the entry.
    pub removed: Option<Removed>,
}

/// The removal of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// Who removed it.
    pub author: Actor,
    /// In which of their changes.
    pub seq: u64,
    /// When, by their clock.
    pub at_ms: i64,
    /// Whether someone wrote in the entry, or kept it, without the removal having been made upon that.
    pub edited: bool,
}

/// Everything current in a document. Entries that are removed are still there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// The record's own fields that were ever filled.
    pub fields: BTreeMap<FieldId, Field>,
    /// The entries of each subform.
    pub subforms: BTreeMap<FieldId, BTreeMap<EntryId, Entry>>,
    /// The last change of every actor, the genesis left out.
    pub clock: Vec<(Actor, u64)>,
}

/// What one change did to one key, as its author saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    /// Who made the change.
    pub author: Actor,
    /// Which of their changes it is.
    pub seq: u64,
    /// When, to the minute, by their clock.
    pub at_ms: i64,
    /// What was changed.
    pub key: KeyPath,
    /// The value that the author had before; `None` if the field had never been filled.
    pub before: Option<Value>,
    /// The value after. For a removal the instant in Unix milliseconds, `Null` if the entry was kept.
    pub after: Value,
}

/// What changes set aside would do to one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What they would change.
    pub key: KeyPath,
    /// The value on which they were made; `None` if the field had never been filled.
    pub before: Option<Value>,
    /// The value they set.
    pub after: Value,
}

impl Document {
    /// A document that nobody has written in: it holds the genesis chain only.
    #[must_use]
    pub fn begin(layout: &Layout) -> Self {
        let begun = guarded(|| Self::with_genesis(layout, empty()));
        // Names that make no key are left out, so the chain of a layout can always be made; were it not so,
        // the document would be without texts rather than the program without a document.
        begun.unwrap_or_else(|_| Self { layout: layout.clone(), doc: empty(), known: Known::default() })
    }

    /// Reads what [`Document::save`] wrote, adds the genesis changes that the layout has gained since, and
    /// makes sure that every key can be read.
    pub fn load(layout: &Layout, bytes: &[u8]) -> Result<Self, DocumentError> {
        guarded(|| Self::with_genesis(layout, load(bytes)?))
    }

    fn with_genesis(layout: &Layout, mut doc: Automerge) -> Result<Self, DocumentError> {
        doc.apply_changes(genesis(layout)?)?;
        Self::readable(layout.clone(), doc)
    }

    /// Takes a document after reading every key of it.
    fn readable(layout: Layout, doc: Automerge) -> Result<Self, DocumentError> {
        let known = Known::of(&doc)?;
        let document = Self { layout, doc, known };
        document.read()?;
        Ok(document)
    }

    /// The whole document as bytes, its history included.
    #[must_use]
    pub fn save(&self) -> Vec<u8> {
        self.doc.save()
    }

    /// The layout it was begun or loaded with.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The seq of the actor's last change; 0 for none.
    #[must_use]
    pub fn last_seq(&self, actor: Actor) -> u64 {
        self.known.last_seq(actor)
    }

    /// The changes that no other change was made upon, by actor and seq; the genesis is left out, as it is
    /// never sent.
    #[must_use]
    pub fn heads(&self) -> Vec<(Actor, u64)> {
        let genesis = genesis_actor(self.layout.compartment);
        let heads = self.doc.get_heads().into_iter().filter_map(|hash| self.known.by_hash(&hash));
        let mut heads: Vec<_> = heads.map(|c| (c.actor, c.seq)).filter(|(a, _)| *a != genesis).collect();
        heads.sort_unstable();
        heads
    }

    /// The last change of every actor, the genesis left out.
    #[must_use]
    pub fn clock(&self) -> Vec<(Actor, u64)> {
        let genesis = genesis_actor(self.layout.compartment);
        let actors = self.known.actors().filter(|actor| *actor != genesis);
        actors.map(|actor| (actor, self.known.last_seq(actor))).collect()
    }

    /// The actor's changes from `from_seq` on, in order, `max` at most.
    #[must_use]
    pub fn cut(&self, actor: Actor, from_seq: u64, max: usize) -> Vec<RawChange> {
        let own = self.known.of_actor(actor).filter(|c| c.seq >= from_seq).take(max);
        let changes = own.map_while(|c| self.doc.get_change_by_hash(&c.hash));
        changes.map_while(|c| RawChange::from_bytes(c.raw_bytes().to_vec()).ok()).collect()
    }

    /// Whose change a hash is, and which.
    pub(crate) fn change_of(&self, hash: &[u8; 32]) -> Option<(Actor, u64)> {
        self.known.by_hash(&automerge::ChangeHash(*hash)).map(|c| (c.actor, c.seq))
    }

    /// The hash of an actor's change.
    pub(crate) fn hash_of(&self, actor: Actor, seq: u64) -> Option<[u8; 32]> {
        self.known.get(actor, seq).map(|c| c.hash.0)
    }
}

impl crate::gate::Accepted for Document {
    fn change(&self, actor: Actor, seq: u64) -> Option<ChangeFacts> {
        self.known.get(actor, seq).map(|c| c.facts.clone())
    }
    fn last_seq(&self, actor: Actor) -> u64 {
        Self::last_seq(self, actor)
    }
    fn actors(&self) -> usize {
        let genesis = genesis_actor(self.layout.compartment);
        self.known.actors().filter(|actor| *actor != genesis).count()
    }
}

#[cfg(test)]
pub(crate) mod tests;
