//! An index of a document's changes: by hash, by (actor, seq), and who had seen what.

use super::{DocumentError, actor_of};
use crate::gate::ChangeFacts;
use automerge::{Automerge, ChangeHash};
use daftar_core::id::Actor;
use std::collections::{BTreeMap, HashMap};

/// What is known of one change.
#[derive(Clone)]
pub(super) struct Info {
    pub actor: Actor,
    pub seq: u64,
    pub start_op: u64,
    pub time_min: i64,
    pub hash: ChangeHash,
    pub deps: Vec<ChangeHash>,
    pub facts: ChangeFacts,
}

impl Info {
    pub fn at_ms(&self) -> i64 {
        self.time_min.saturating_mul(60_000)
    }

    /// Whether this change was made upon `other`, or is it.
    pub fn covers(&self, other: &Self) -> bool {
        self.facts.seen(other.actor) >= other.seq
    }

    /// Ascends from every change to those made upon it, and is the same on every device.
    pub fn order(&self) -> (u64, Actor) {
        (self.start_op, self.actor)
    }
}

/// All changes of a document, each after those it was made upon.
#[derive(Clone, Default)]
pub(super) struct Known {
    infos: Vec<Info>,
    by_hash: HashMap<ChangeHash, usize>,
    by_actor: BTreeMap<Actor, Vec<usize>>,
}

impl Known {
    pub fn of(doc: &Automerge) -> Result<Self, DocumentError> {
        let mut metas = doc.get_changes_meta(&[]);
        metas.sort_by(|a, b| (a.start_op, a.actor.as_ref()).cmp(&(b.start_op, b.actor.as_ref())));
        let mut known = Self::default();
        for meta in metas {
            let actor = actor_of(&meta.actor)?;
            let deps = meta.deps.iter().map(|hash| known.by_hash(hash).ok_or(DocumentError::MissingDeps));
            let deps = deps.collect::<Result<Vec<_>, _>>()?;
            let mut clock: BTreeMap<Actor, u64> = BTreeMap::new();
            for (actor, seq) in deps.iter().flat_map(|dep| &dep.facts.clock) {
                let seen = clock.entry(*actor).or_default();
                *seen = (*seen).max(*seq);
            }
            clock.insert(actor, meta.seq);
            let facts = ChangeFacts { max_op: meta.max_op, clock: clock.into_iter().collect() };
            let (seq, start_op, time_min, hash) = (meta.seq, meta.start_op, meta.timestamp, meta.hash);
            known.add(Info { actor, seq, start_op, time_min, hash, deps: meta.deps, facts })?;
        }
        Ok(known)
    }

    /// Adds a change; its author's must come in the order of their seqs.
    pub fn add(&mut self, info: Info) -> Result<(), DocumentError> {
        let place = self.infos.len();
        let own = self.by_actor.entry(info.actor).or_default();
        if own.len() as u64 + 1 != info.seq {
            return Err(DocumentError::Unreadable);
        }
        own.push(place);
        self.by_hash.insert(info.hash, place);
        self.infos.push(info);
        Ok(())
    }

    pub fn len(&self) -> usize {
        self.infos.len()
    }

    pub fn by_hash(&self, hash: &ChangeHash) -> Option<&Info> {
        self.by_hash.get(hash).and_then(|place| self.infos.get(*place))
    }

    pub fn actors(&self) -> impl Iterator<Item = Actor> {
        self.by_actor.keys().copied()
    }

    pub fn of_actor(&self, actor: Actor) -> impl Iterator<Item = &Info> {
        self.by_actor.get(&actor).into_iter().flatten().filter_map(|place| self.infos.get(*place))
    }

    pub fn get(&self, actor: Actor, seq: u64) -> Option<&Info> {
        let place = usize::try_from(seq.checked_sub(1)?).ok()?;
        self.by_actor.get(&actor)?.get(place).and_then(|place| self.infos.get(*place))
    }

    pub fn last_seq(&self, actor: Actor) -> u64 {
        self.by_actor.get(&actor).map_or(0, |own| own.len() as u64)
    }

    /// The change that holds the operation.
    pub fn of_op(&self, actor: Actor, counter: u64) -> Option<&Info> {
        let own = self.by_actor.get(&actor)?;
        let begun = |place: &usize| self.infos.get(*place).is_some_and(|info| info.start_op <= counter);
        let last = own.partition_point(begun).checked_sub(1)?;
        own.get(last).and_then(|place| self.infos.get(*place)).filter(|info| counter <= info.facts.max_op)
    }

    /// All changes, each after those it was made upon, in an order that is the same on every device.
    pub fn in_order(&self) -> Vec<&Info> {
        let mut infos: Vec<_> = self.infos.iter().collect();
        infos.sort_by_key(|info| info.order());
        infos
    }
}
