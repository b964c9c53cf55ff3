//! Edits become the fewest operations that say them.

use super::{Document, DocumentError, Edit, actor_id, genesis_actor, guarded, known::Known};
use crate::{
    key::{DocKey, KeyPath},
    limits::{OPS_MAX, TIME_MIN_MAX, WRITE_BYTES_MAX},
};
use automerge::{
    Automerge, ObjId, ROOT, ReadDoc, ScalarValue,
    transaction::{CommitOptions, Transactable, Transaction},
};
use daftar_core::{
    id::{Actor, FieldId},
    value::{TEXT_BYTES_MAX, Value},
};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Something to be done in a transaction.
enum Step {
    Put(String, ScalarValue),
    Text(ObjId, String),
    Splice(ObjId, usize, usize, String),
}

/// What the edits ask for, the last one for each key standing. `None`: the key is to stay as it is.
#[derive(Default)]
struct Plan {
    puts: BTreeMap<String, Option<ScalarValue>>,
    texts: BTreeMap<FieldId, String>,
}

impl Document {
    /// Writes the edits as `actor`'s next change, its time rounded down to the minute, and gives its seq;
    /// `None` when they change nothing. Work too large for one change (a narrative of thousands of
    /// characters) takes several; the seq is then the last one's. On an error nothing is written.
    pub fn write(&mut self, actor: Actor, at_ms: i64, edits: &[Edit]) -> Result<Option<u64>, DocumentError> {
        if actor == genesis_actor(self.layout.compartment) {
            return Err(DocumentError::GenesisActor);
        }
        let before = self.last_seq(actor);
        let written = guarded(|| {
            let mut doc = self.doc.clone();
            doc.set_actor(actor_id(actor));
            let steps = self.plan(at_ms, edits)?;
            perform(&mut doc, at_ms.div_euclid(60_000).clamp(-TIME_MIN_MAX, TIME_MIN_MAX), steps)?;
            let known = Known::of(&doc)?;
            Ok::<_, DocumentError>((doc, known))
        });
        (self.doc, self.known) = written?;
        let after = self.last_seq(actor);
        Ok((after > before).then_some(after))
    }

    fn plan(&self, at_ms: i64, edits: &[Edit]) -> Result<VecDeque<Step>, DocumentError> {
        let mut plan = Plan::default();
        for edit in edits {
            self.plan_edit(&mut plan, at_ms, edit)?;
        }
        let mut steps = VecDeque::new();
        for (field, text) in plan.texts {
            steps.push_back(Step::Text(self.text_object(&field)?, text));
        }
        steps.extend(plan.puts.into_iter().filter_map(|(key, value)| Some(Step::Put(key, value?))));
        Ok(steps)
    }

    fn plan_edit(&self, plan: &mut Plan, at_ms: i64, edit: &Edit) -> Result<(), DocumentError> {
        match edit {
            Edit::Set { field, value: Value::Many(options) } | Edit::Choose { field, options } => {
                self.plan_options(plan, &KeyPath::Field(field.clone()), options)
            }
            Edit::Set { field, value: Value::Tally(rows) } => {
                self.plan_rows(plan, &KeyPath::Field(field.clone()), rows)
            }
            Edit::SetText { field, text } => self.plan_text(plan, field, text),
            Edit::Set { field, value } if self.layout.is_text(field) => match value {
                Value::Text(text) => self.plan_text(plan, field, text),
                Value::Null => self.plan_text(plan, field, ""),
                _ => Err(DocumentError::TextMismatch),
            },
            Edit::Set { field, value } => self.plan_value(plan, KeyPath::Field(field.clone()), value),
            Edit::SetEntry { subform, entry, field, value } => {
                let path =
                    KeyPath::EntryField { subform: subform.clone(), entry: *entry, field: field.clone() };
                match value {
                    Value::Many(options) => self.plan_options(plan, &path, options),
                    Value::Tally(rows) => self.plan_rows(plan, &path, rows),
                    _ => self.plan_value(plan, path, value),
                }
            }
            Edit::RemoveEntry { subform, entry } | Edit::KeepEntry { subform, entry } => {
                let contents = self.contents();
                let removed =
                    contents.subforms.get(subform).and_then(|s| s.get(entry)).and_then(|e| e.removed);
                let value = match (edit, removed) {
                    (Edit::RemoveEntry { .. }, Some(removed)) if !removed.edited => None,
                    // Automerge takes the put of a value that is there already for nothing; this one says
                    // more.
                    (Edit::RemoveEntry { .. }, Some(removed)) if removed.at_ms == at_ms => Some(at_ms + 1),
                    (Edit::RemoveEntry { .. }, _) => Some(at_ms),
                    (_, None) => None,
                    (_, Some(_)) => {
                        let key = removal_key(subform, *entry)?;
                        plan.puts.insert(key, Some(ScalarValue::Null));
                        return Ok(());
                    }
                };
                plan.puts.insert(removal_key(subform, *entry)?, value.map(ScalarValue::Timestamp));
                Ok(())
            }
        }
    }

    fn plan_text(&self, plan: &mut Plan, field: &FieldId, text: &str) -> Result<(), DocumentError> {
        if text.len() > TEXT_BYTES_MAX {
            return Err(DocumentError::TooLong);
        }
        self.text_object(field)?;
        plan.texts.insert(field.clone(), text.to_owned());
        Ok(())
    }

    fn plan_value(&self, plan: &mut Plan, path: KeyPath, value: &Value) -> Result<(), DocumentError> {
        if *value == Value::Null {
            // A multi-select is cleared by unchoosing, a tally row by row; their keys are there if ever filled.
            self.plan_options(plan, &path, &BTreeSet::new())?;
        }
        let key = print(&DocKey::plain(path))?;
        let scalar = match value {
            Value::Null => ScalarValue::Null,
            Value::Bool(b) => ScalarValue::Boolean(*b),
            Value::Int(i) => ScalarValue::Int(*i),
            Value::Text(text) if text.len() > TEXT_BYTES_MAX => return Err(DocumentError::TooLong),
            Value::Text(text) => ScalarValue::Str(text.as_str().into()),
            Value::Many(_) | Value::Tally(_) => return Err(DocumentError::ForeignOperation),
        };
        let current = self.scalars(&key)?;
        let unchanged = match current.first() {
            // What was never filled is not there to be cleared.
            None => *value == Value::Null,
            Some(_) => current.iter().all(|c| *c == scalar),
        };
        plan.puts.insert(key, (!unchanged).then_some(scalar));
        Ok(())
    }

    fn plan_options(
        &self,
        plan: &mut Plan,
        path: &KeyPath,
        options: &BTreeSet<String>,
    ) -> Result<(), DocumentError> {
        let prefix = DocKey::options_prefix(path);
        // The last word counts: what an earlier edit of the same saving chose is not chosen.
        plan.puts.retain(|key, _| !key.starts_with(&prefix));
        let current = self.doc.keys(ROOT).filter(|key| key.starts_with(&prefix));
        for key in current {
            let standing = self.scalars(&key)?;
            if standing.iter().any(|scalar| matches!(scalar, ScalarValue::Int(_))) {
                plan.puts.insert(key, Some(ScalarValue::Null));
                continue;
            }
            let chosen = standing.contains(&ScalarValue::Boolean(true));
            let wanted =
                DocKey::parse(&key).ok().and_then(|k| k.option).is_some_and(|o| options.contains(&o));
            plan.puts.insert(key, (chosen != wanted).then_some(ScalarValue::Boolean(wanted)));
        }
        for option in options {
            let key = print(&DocKey { path: path.clone(), option: Some(option.clone()) })?;
            if self.scalars(&key)?.is_empty() {
                plan.puts.insert(key, Some(ScalarValue::Boolean(true)));
            }
        }
        Ok(())
    }

    /// The rows of a tally, each under a key of its own so that two people may count different rows.
    fn plan_rows(
        &self,
        plan: &mut Plan,
        path: &KeyPath,
        rows: &BTreeMap<String, i64>,
    ) -> Result<(), DocumentError> {
        let prefix = DocKey::options_prefix(path);
        plan.puts.retain(|key, _| !key.starts_with(&prefix));
        for key in self.doc.keys(ROOT).filter(|key| key.starts_with(&prefix)) {
            let row = DocKey::parse(&key).ok().and_then(|key| key.option);
            let wanted =
                row.and_then(|row| rows.get(&row)).map_or(ScalarValue::Null, |n| ScalarValue::Int(*n));
            let unchanged = self.scalars(&key)?.iter().all(|standing| *standing == wanted);
            plan.puts.insert(key, (!unchanged).then_some(wanted));
        }
        for (row, number) in rows {
            let key = print(&DocKey { path: path.clone(), option: Some(row.clone()) })?;
            plan.puts.entry(key).or_insert(Some(ScalarValue::Int(*number)));
        }
        Ok(())
    }

    fn scalars(&self, key: &str) -> Result<Vec<ScalarValue>, DocumentError> {
        let all = self.doc.get_all(ROOT, key)?;
        all.into_iter()
            .map(|(value, _)| value.into_scalar().map_err(|_| DocumentError::TextMismatch))
            .collect()
    }

    fn text_object(&self, field: &FieldId) -> Result<ObjId, DocumentError> {
        let key = print(&DocKey::plain(KeyPath::Field(field.clone())))?;
        let all = self.doc.get_all(ROOT, key)?;
        let text = all.into_iter().find(|(value, _)| value.is_object());
        text.map(|(_, id)| id).filter(|_| self.layout.is_text(field)).ok_or(DocumentError::TextMismatch)
    }
}

fn print(key: &DocKey) -> Result<String, DocumentError> {
    key.print().map_err(|_| DocumentError::ForeignKey)
}

fn removal_key(subform: &FieldId, entry: daftar_core::id::EntryId) -> Result<String, DocumentError> {
    print(&DocKey::plain(KeyPath::EntryRemoved { subform: subform.clone(), entry }))
}

const ROOM: usize = OPS_MAX as usize;

/// Performs the steps in as few changes as the limits allow.
fn perform(doc: &mut Automerge, time_min: i64, mut steps: VecDeque<Step>) -> Result<(), DocumentError> {
    while !steps.is_empty() {
        let mut tx = doc.transaction();
        let mut bytes = 0;
        while let Some(step) = steps.pop_front() {
            let room = ROOM.saturating_sub(tx.pending_ops());
            let postponed = perform_step(&mut tx, &mut bytes, room, step)?;
            let full = postponed.is_some();
            postponed.into_iter().flatten().rev().for_each(|step| steps.push_front(step));
            if full {
                break;
            }
        }
        if tx.pending_ops() > ROOM {
            // Only a text that had the change to itself can have gone beyond; its pieces are the next steps.
            tx.rollback();
            continue;
        }
        tx.commit_with(CommitOptions::default().with_time(time_min));
    }
    Ok(())
}

/// Performs a step, or says by what it is to be replaced in the next change, because this one is full.
fn perform_step(
    tx: &mut Transaction<'_>,
    bytes: &mut usize,
    room: usize,
    step: Step,
) -> Result<Option<Vec<Step>>, DocumentError> {
    match step {
        Step::Put(key, value) => {
            let size = key.len() + if let ScalarValue::Str(text) = &value { text.len() } else { 8 };
            if room < 2 || (*bytes > 0 && *bytes + size > WRITE_BYTES_MAX) {
                return Ok(Some(vec![Step::Put(key, value)]));
            }
            *bytes += size;
            // Automerge puts the winner of several values by deleting the others. Somebody who decides
            // otherwise at the same time would then erase this decision; so it must be a put over all of
            // them.
            let standing = tx.get_all(ROOT, key.as_str())?;
            let wins = standing.last().is_some_and(|(winner, _)| winner.as_scalar() == Some(&value));
            if wins && standing.len() > 1 {
                tx.put(ROOT, key.as_str(), other_than(&key, &value))?;
            }
            tx.put(ROOT, key, value)?;
        }
        Step::Splice(object, at, deleted, inserted) => {
            if deleted + inserted.chars().count() > room {
                return Ok(Some(vec![Step::Splice(object, at, deleted, inserted)]));
            }
            tx.splice_text(&object, at, deleted.cast_signed(), &inserted)?;
        }
        Step::Text(object, new) => return perform_text(tx, room, object, new),
    }
    Ok(None)
}

/// Another value that may stand under the key.
fn other_than(key: &str, value: &ScalarValue) -> ScalarValue {
    let removal = DocKey::parse(key).is_ok_and(|key| matches!(key.path, KeyPath::EntryRemoved { .. }));
    match value {
        ScalarValue::Boolean(chosen) => ScalarValue::Boolean(!chosen),
        ScalarValue::Null if removal => ScalarValue::Timestamp(0),
        ScalarValue::Null => ScalarValue::Boolean(false),
        _ => ScalarValue::Null,
    }
}

fn perform_text(
    tx: &mut Transaction<'_>,
    room: usize,
    object: ObjId,
    new: String,
) -> Result<Option<Vec<Step>>, DocumentError> {
    let old: Vec<char> = tx.text(&object)?.chars().collect();
    let wanted: Vec<char> = new.chars().collect();
    let (at, gone, come) = middle(&old, &wanted);
    if gone.is_empty() && come.is_empty() {
        return Ok(None);
    }
    if gone.is_empty() || come.is_empty() {
        let pieces = splices(&object, at, gone.len(), come);
        return perform_pieces(tx, room, pieces);
    }
    // Automerge's diff replaces whole graphemes, so it may write more operations than the distance; a factor
    // of four is always enough within one change. Beyond that the text gets a change to itself and is tried
    // there.
    match distance_at_most(gone, come, ROOM * 3 / 4) {
        Some(distance) if distance * 4 <= room => {
            tx.update_text(&object, &new)?;
            Ok(None)
        }
        Some(_) if tx.pending_ops() > 0 => Ok(Some(vec![Step::Text(object, new)])),
        Some(_) => {
            let pieces = splices(&object, at, gone.len(), come);
            tx.update_text(&object, &new)?;
            Ok((tx.pending_ops() > ROOM).then_some(pieces))
        }
        None => perform_pieces(tx, room, splices(&object, at, gone.len(), come)),
    }
}

fn perform_pieces(
    tx: &mut Transaction<'_>,
    room: usize,
    pieces: Vec<Step>,
) -> Result<Option<Vec<Step>>, DocumentError> {
    let mut pieces = VecDeque::from(pieces);
    let mut used = 0;
    while let Some(piece) = pieces.pop_front() {
        let before = tx.pending_ops();
        if let Some(postponed) = perform_step(tx, &mut 0, room.saturating_sub(used), piece)? {
            return Ok(Some(postponed.into_iter().chain(pieces).collect()));
        }
        used += tx.pending_ops().saturating_sub(before);
    }
    Ok(None)
}

/// Where two texts begin to differ, and what of each lies between their common beginning and end.
fn middle<'a>(old: &'a [char], new: &'a [char]) -> (usize, &'a [char], &'a [char]) {
    let at = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old, new) = (old.get(at..).unwrap_or_default(), new.get(at..).unwrap_or_default());
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (gone, come) = (old.get(..old.len() - end), new.get(..new.len() - end));
    (at, gone.unwrap_or_default(), come.unwrap_or_default())
}

/// A deletion and an insertion at one place, in pieces of which each fits into a change.
fn splices(object: &ObjId, at: usize, mut gone: usize, come: &[char]) -> Vec<Step> {
    let mut steps = Vec::new();
    while gone > 0 {
        let now = gone.min(ROOM);
        steps.push(Step::Splice(object.clone(), at, now, String::new()));
        gone -= now;
    }
    for (n, piece) in come.chunks(ROOM).enumerate() {
        steps.push(Step::Splice(object.clone(), at + n * ROOM, 0, piece.iter().collect()));
    }
    steps
}

/// The number of insertions and deletions between two texts, if it is at most `max` (Myers 1986, greedy).
/// Automerge's own diff takes time in proportion to it, so texts that have little in common must not reach
/// it.
fn distance_at_most(old: &[char], new: &[char], max: usize) -> Option<usize> {
    let mut furthest = vec![0_usize; 2 * max + 3];
    let middle = max + 1;
    for distance in 0..=max {
        // Diagonals -distance, -distance + 2 … distance, shifted so that none is negative.
        for diagonal in (middle - distance..=middle + distance).step_by(2) {
            let (below, above) = (*furthest.get(diagonal - 1)?, *furthest.get(diagonal + 1)?);
            let down = diagonal == middle - distance || (diagonal != middle + distance && below < above);
            let mut x = if down { above } else { below + 1 };
            let Some(mut y) = (x + middle).checked_sub(diagonal) else { continue };
            while old.get(x).is_some_and(|c| new.get(y) == Some(c)) {
                (x, y) = (x + 1, y + 1);
            }
            if x >= old.len() && y >= new.len() {
                return Some(distance);
            }
            *furthest.get_mut(diagonal)? = x;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_of_two_texts_is_known_up_to_a_bound() {
        let of = |a: &str, b: &str, max| {
            distance_at_most(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>(), max)
        };
        assert_eq!(of("abcabba", "cbabac", 10), Some(5));
        assert_eq!(of("abcabba", "cbabac", 5), Some(5));
        assert_eq!(of("abcabba", "cbabac", 4), None);
        assert_eq!(of("", "", 0), Some(0));
        assert_eq!(of("abc", "", 3), Some(3));
        assert_eq!(of("", "abc", 2), None);
        assert_eq!(of("قصة الطفل", "قصة هذا الطفل", 4), Some(4));
    }
}
