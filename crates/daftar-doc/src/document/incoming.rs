//! Changes that others wrote: tried on a fresh copy, and let in only if the copy stands.

use super::{
    Difference, Document, DocumentError, actor_id, actor_of, genesis_actor, guarded,
    known::{Info, Known},
    load,
};
use crate::{
    change::{Parts, RawChange},
    gate::{Candidate, ChangeFacts, follow},
    key::{DocKey, KeyPath},
};
use automerge::{
    Change, ChangeHash, ExpandedChange, ReadDoc, ScalarValue,
    legacy::{ElementId, Key, ObjectId, Op, OpId, OpType},
};
use daftar_core::value::TEXT_BYTES_MAX;

impl Document {
    /// The document with `changes` applied; this one stays as it is. Changes that are here already count for
    /// nothing. Each new one must follow the others as the gate demands, keep to the grammar and to what
    /// `allowed` lets through; and the result must read, save and load again as the same.
    pub fn apply(
        &self,
        changes: &[RawChange],
        allowed: &dyn Fn(&KeyPath) -> bool,
    ) -> Result<Self, DocumentError> {
        guarded(|| {
            let mut doc = load(&self.save())?;
            let mut known = self.known.clone();
            let fresh = self.admit(&mut known, changes, allowed)?;
            doc.apply_changes(fresh.clone())?;
            let applied = Self::readable(self.layout.clone(), doc)?;
            let arrived = |change: &Change| applied.doc.get_change_by_hash(&change.hash());
            if !fresh.iter().all(|c| arrived(c).is_some_and(|a| a.raw_bytes() == c.raw_bytes())) {
                return Err(DocumentError::NotTheSame);
            }
            let lines = fresh.iter().filter_map(|change| applied.known.by_hash(&change.hash()));
            applied.history_of(&lines.collect::<Vec<_>>())?;
            let again = Self::readable(self.layout.clone(), load(&applied.save())?)?;
            let same_changes = again.known.len() == known.len() && applied.known.len() == known.len();
            if !same_changes || again.doc.get_heads() != applied.doc.get_heads() {
                return Err(DocumentError::NotTheSame);
            }
            Ok(again)
        })
    }

    /// What changes that were set aside would set, had they been let in: per key the value they were made
    /// upon and the value they end with. They may lack nothing but each other; this document need not be able
    /// to take them in.
    pub fn differences(&self, late: &[RawChange]) -> Result<Vec<Difference>, DocumentError> {
        guarded(|| {
            let own: Vec<_> = late.iter().map(|raw| ChangeHash(raw.hash())).collect();
            let mut upon = Vec::new();
            for raw in late {
                let deps = Parts::read(raw.as_bytes())?.deps.into_iter().map(ChangeHash);
                upon.extend(deps.filter(|dep| !own.contains(dep)));
            }
            // Only what they were made upon: accepted changes of the same actor and seq would be in the way.
            let copy = load(&self.save())?.fork_at(&upon).map_err(|_| DocumentError::MissingDeps)?;
            let mut base = Self { layout: self.layout.clone(), known: Known::of(&copy)?, doc: copy };
            let mut known = base.known.clone();
            let fresh = base.admit(&mut known, late, &|_| true)?;
            base.doc.apply_changes(fresh.clone())?;
            let after = Self::readable(base.layout, base.doc)?;
            let mut changes: Vec<_> =
                fresh.iter().filter_map(|change| after.known.by_hash(&change.hash())).collect();
            changes.sort_by_key(|info| info.order());
            let mut differences: Vec<Difference> = Vec::new();
            for line in after.history_of(&changes)? {
                match differences.iter_mut().find(|difference| difference.key == line.key) {
                    Some(difference) => difference.after = line.after,
                    None => {
                        let (key, before, after) = (line.key, line.before, line.after);
                        differences.push(Difference { key, before, after });
                    }
                }
            }
            Ok(differences)
        })
    }

    /// Checks changes one after the other against those known so far, and gives those that are new.
    fn admit(
        &self,
        known: &mut Known,
        changes: &[RawChange],
        allowed: &dyn Fn(&KeyPath) -> bool,
    ) -> Result<Vec<Change>, DocumentError> {
        let mut fresh = Vec::new();
        for raw in changes {
            let hash = ChangeHash(raw.hash());
            if known.by_hash(&hash).is_some() {
                continue;
            }
            let info = self.follows(known, raw, hash)?;
            // RawChange has bounded what the columns may claim; only now may Automerge read them.
            let change = Change::try_from(raw.as_bytes()).map_err(|_| DocumentError::Refused)?;
            let expanded = change.decode();
            if change.hash() != hash || actor_of(change.actor_id())? != info.actor {
                return Err(DocumentError::Refused);
            }
            let reader = Reading { document: self, known, info: &info, allowed };
            reader.check(&expanded)?;
            known.add(info)?;
            fresh.push(change);
        }
        Ok(fresh)
    }

    fn follows(&self, known: &Known, raw: &RawChange, hash: ChangeHash) -> Result<Info, DocumentError> {
        let parts = Parts::read(raw.as_bytes())?;
        if parts.actor == genesis_actor(self.layout.compartment) {
            return Err(DocumentError::GenesisActor);
        }
        let deps: Vec<_> = parts.deps.iter().map(|dep| ChangeHash(*dep)).collect();
        let facts = deps.iter().map(|dep| known.by_hash(dep).map(|info| info.facts.clone()));
        let facts: Vec<ChangeFacts> = facts.collect::<Option<_>>().ok_or(DocumentError::MissingDeps)?;
        let distinct =
            deps.iter().enumerate().all(|(n, dep)| !deps.iter().skip(n + 1).any(|other| other == dep));
        if !distinct {
            return Err(DocumentError::DoesNotFollow(crate::gate::GateDenial::BadDeps));
        }
        let (actor, seq, start_op, time_min) = (parts.actor, parts.seq, parts.start_op, parts.time_min);
        let candidate = Candidate {
            actor,
            seq,
            start_op,
            n_ops: parts.n_ops,
            time_min,
            deps: &facts,
            others: &parts.others,
        };
        let facts = follow(&candidate).map_err(DocumentError::DoesNotFollow)?;
        // Two first changes of one actor would both cover their own past.
        if known.last_seq(actor) + 1 != seq {
            return Err(DocumentError::DoesNotFollow(crate::gate::GateDenial::NotNext));
        }
        Ok(Info { actor, seq, start_op, time_min, hash, deps, facts })
    }
}

/// One change on its way in, and what it may refer to.
struct Reading<'a> {
    document: &'a Document,
    known: &'a Known,
    info: &'a Info,
    allowed: &'a dyn Fn(&KeyPath) -> bool,
}

impl Reading<'_> {
    fn check(&self, change: &ExpandedChange) -> Result<(), DocumentError> {
        for (counter, op) in (self.info.start_op..).zip(&change.operations) {
            let path = match &op.obj {
                ObjectId::Root => self.check_put(op)?,
                ObjectId::Id(text) => self.check_splice(op, text, counter)?,
            };
            if !(self.allowed)(&path) {
                return Err(DocumentError::NotAllowed);
            }
            if !op.pred.iter().all(|id| self.is_earlier(id, counter)) {
                return Err(DocumentError::ForeignOperation);
            }
        }
        Ok(())
    }

    /// On the root: scalars under keys of the grammar, each of a kind that its key may hold.
    fn check_put(&self, op: &Op) -> Result<KeyPath, DocumentError> {
        let (Key::Map(key), OpType::Put(value), false) = (&op.key, &op.action, op.insert) else {
            return Err(DocumentError::ForeignOperation);
        };
        let key = DocKey::parse(key.as_str()).map_err(|_| DocumentError::ForeignKey)?;
        let fits = match (&key, value) {
            (DocKey { option: Some(_), .. }, value) => {
                matches!(value, ScalarValue::Boolean(_) | ScalarValue::Int(_) | ScalarValue::Null)
            }
            (DocKey { path: KeyPath::EntryRemoved { .. }, .. }, value) => {
                matches!(value, ScalarValue::Null | ScalarValue::Timestamp(_))
            }
            (_, ScalarValue::Str(text)) if text.len() > TEXT_BYTES_MAX => return Err(DocumentError::TooLong),
            (_, value) => matches!(
                value,
                ScalarValue::Null | ScalarValue::Boolean(_) | ScalarValue::Int(_) | ScalarValue::Str(_)
            ),
        };
        if !fits {
            return Err(DocumentError::ForeignOperation);
        }
        match &key.path {
            KeyPath::Field(field) if self.document.layout.is_text(field) => Err(DocumentError::TextMismatch),
            _ => Ok(key.path),
        }
    }

    /// In a genesis text: single characters inserted, characters deleted.
    fn check_splice(&self, op: &Op, text: &OpId, counter: u64) -> Result<KeyPath, DocumentError> {
        let genesis = genesis_actor(self.document.layout.compartment);
        if *text.actor() != actor_id(genesis) || !self.is_earlier(text, counter) {
            return Err(DocumentError::ForeignOperation);
        }
        let place_known = match &op.key {
            Key::Seq(ElementId::Head) => op.insert,
            Key::Seq(ElementId::Id(id)) => self.is_earlier(id, counter),
            Key::Map(_) => false,
        };
        let splices = match (&op.action, op.insert) {
            (OpType::Put(ScalarValue::Str(text)), true) => text.chars().count() == 1 && op.pred.is_empty(),
            (OpType::Delete, false) => true,
            _ => false,
        };
        if !place_known || !splices {
            return Err(DocumentError::ForeignOperation);
        }
        Ok(self.document.text_key(text.counter())?.path)
    }

    /// Whether an operation is one that the author had: an earlier one of this change, or one of a change
    /// that it was made upon.
    fn is_earlier(&self, id: &OpId, counter: u64) -> bool {
        let Ok(actor) = actor_of(id.actor()) else { return false };
        if actor == self.info.actor && id.counter() >= self.info.start_op {
            return id.counter() < counter;
        }
        let holder = self.known.of_op(actor, id.counter());
        holder.is_some_and(|change| self.info.covers(change))
    }
}
