//! Taking changes out again: what the relay did not accept leaves its document.

use super::{Document, DocumentError, actor_id, guarded};
use automerge::{Automerge, ChangeHash};
use daftar_core::id::Actor;
use std::collections::BTreeSet;

impl Document {
    /// The document without the changes of `actor` from `from_seq` on, and without whatever was made upon them; this
    /// one stays as it is. Everything else stays, byte for byte.
    ///
    /// # Errors
    /// What is left does not read, which no accepted history does.
    pub fn without(&self, actor: Actor, from_seq: u64) -> Result<Self, DocumentError> {
        guarded(|| {
            let leaving = actor_id(actor);
            let mut gone: BTreeSet<ChangeHash> = BTreeSet::new();
            let mut doc = Automerge::new();
            // In an order in which each change comes after those it was made upon.
            for change in self.doc.get_changes(&[]) {
                let own = *change.actor_id() == leaving && change.seq() >= from_seq;
                if own || change.deps().iter().any(|dep| gone.contains(dep)) {
                    gone.insert(change.hash());
                } else {
                    doc.apply_changes([change])?;
                }
            }
            Self::readable(self.layout.clone(), doc)
        })
    }
}
