//! The log of a document: what each change did, how many values stood after it, and the document as it was then.
//!
//! Lines come in the order in which their authors wrote them, by their own clocks, but never before what they were
//! made upon; so the order is the same on every device, and whatever precedes a line is a document that once was.

use super::{Document, DocumentError, HistoryLine, guarded, known::Info};
use crate::key::{DocKey, KeyPath};
use automerge::ChangeHash;
use daftar_core::{
    id::{Actor, EntryId, FieldId},
    value::Value,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Where a change stands in the log of its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// When it was written, to the minute, by its author's clock; no earlier than what it was made upon.
    pub at_ms: i64,
    start_op: u64,
    actor: Actor,
}

/// Whether a line left one value where it wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// One value, as before.
    One,
    /// Two or more from here on: its author did not know of the others.
    Parted,
    /// Two or more, as before.
    Apart,
    /// One from here on: its author knew of the others.
    Settled,
}

/// One line of a document's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    /// What the change did.
    pub line: HistoryLine,
    /// Where the change stands.
    pub place: Place,
    /// What it meant to what others wrote.
    pub stand: Stand,
    /// The other values that stand beside it, or that it settled; none where an entry is in question.
    pub others: Vec<Value>,
}

impl Document {
    /// Every line of the document's log, in its order.
    #[must_use]
    pub fn log(&self) -> Vec<LogLine> {
        guarded(|| self.read_log()).unwrap_or_default()
    }

    /// The document as it stood after those changes whose place `is_in`; of a change that is in, all that it was made
    /// upon has to be in, as it is for everything up to a place.
    ///
    /// # Errors
    /// What is left does not read, which no history does.
    pub fn as_of(&self, is_in: impl Fn(Place) -> bool) -> Result<Self, DocumentError> {
        guarded(|| {
            let within: Vec<_> =
                self.places().into_iter().filter(|(place, _)| is_in(*place)).map(|(_, info)| info).collect();
            let upon: BTreeSet<ChangeHash> = within.iter().flat_map(|info| info.deps.clone()).collect();
            let heads: Vec<_> =
                within.iter().map(|info| info.hash).filter(|hash| !upon.contains(hash)).collect();
            match heads.is_empty() {
                true => Ok(Self::begin(&self.layout)),
                false => Self::with_genesis(&self.layout, self.doc.fork_at(&heads)?),
            }
        })
    }

    /// Every change with its place, in their order.
    fn places(&self) -> Vec<(Place, &Info)> {
        let mut known: HashMap<ChangeHash, i64> = HashMap::new();
        let mut places = Vec::new();
        for info in self.known.in_order() {
            let upon = info.deps.iter().filter_map(|dep| known.get(dep)).copied();
            let at_ms = upon.fold(info.at_ms(), i64::max);
            known.insert(info.hash, at_ms);
            let (start_op, actor) = info.order();
            places.push((Place { at_ms, start_op, actor }, info));
        }
        places.sort_by_key(|(place, _)| *place);
        places
    }

    fn read_log(&self) -> Result<Vec<LogLine>, DocumentError> {
        let places = self.places();
        let infos: Vec<&Info> = places.iter().map(|(_, info)| *info).collect();
        let placed: HashMap<_, _> =
            places.iter().map(|(place, info)| ((info.actor, info.seq), (place, info))).collect();
        let mut standing = Standing::default();
        let mut lines = Vec::new();
        for line in self.history_of(&infos)? {
            let (place, info) = placed.get(&(line.author, line.seq)).ok_or(DocumentError::Unreadable)?;
            let (before, after) = standing.take(&line, info, &self.writes(&line, info)?);
            let stand = match (before.two, after.two) {
                (false, false) => Stand::One,
                (false, true) => Stand::Parted,
                (true, true) => Stand::Apart,
                (true, false) => Stand::Settled,
            };
            let mut others = if stand == Stand::Settled { before.values } else { after.values };
            others.retain(|value| *value != line.after);
            lines.push(LogLine { line, place: **place, stand, others });
        }
        Ok(lines)
    }

    /// The spots that a line writes, and with what.
    fn writes(&self, line: &HistoryLine, info: &Info) -> Result<Vec<(SpotKey, Value)>, DocumentError> {
        Ok(match (&line.key, &line.after) {
            // Options merge, and so do texts.
            (_, Value::Many(_)) => Vec::new(),
            (KeyPath::Field(field), _) if self.layout.is_text(field) => Vec::new(),
            (path, Value::Tally(numbers)) => {
                let keys = self.keys_of(info)?.into_iter().filter(|key| key.path == *path);
                let number =
                    |row: &String| numbers.get(row).map_or(Value::Null, |number| Value::Int(*number));
                let rows = keys.filter_map(|DocKey { path, option }| {
                    Some(((path, Some(option.clone()?)), number(&option?)))
                });
                rows.collect()
            }
            (path, value) => vec![((path.clone(), None), value.clone())],
        })
    }
}

/// What counts as one spot where values stand: a key, or one row of a tally.
type SpotKey = (KeyPath, Option<String>);

/// What stands where, as the log goes on.
#[derive(Default)]
struct Standing<'a> {
    spots: BTreeMap<SpotKey, Vec<(Value, &'a Info)>>,
    /// Who wrote in an entry, or kept it.
    edits: BTreeMap<(FieldId, EntryId), Vec<&'a Info>>,
}

/// What stands where a line writes.
struct At {
    /// The values of a plain key.
    values: Vec<Value>,
    /// Two values at one spot, or an entry that one person removed and another wrote in.
    two: bool,
}

impl<'a> Standing<'a> {
    /// What stood at the line's spots before it, and what stands after.
    fn take(&mut self, line: &HistoryLine, info: &'a Info, writes: &[(SpotKey, Value)]) -> (At, At) {
        let before = self.at(&line.key, writes);
        for (key, value) in writes {
            let stands = self.spots.entry(key.clone()).or_default();
            stands.retain(|(_, other)| !info.covers(other));
            stands.push((value.clone(), info));
        }
        match &line.key {
            KeyPath::EntryField { subform, entry, .. } => self.edit(subform, *entry, info),
            KeyPath::EntryRemoved { subform, entry } if line.after == Value::Null => {
                self.edit(subform, *entry, info);
            }
            _ => {}
        }
        (before, self.at(&line.key, writes))
    }

    fn edit(&mut self, subform: &FieldId, entry: EntryId, info: &'a Info) {
        self.edits.entry((subform.clone(), entry)).or_default().push(info);
    }

    fn at(&self, path: &KeyPath, writes: &[(SpotKey, Value)]) -> At {
        let torn = match path {
            KeyPath::Field(_) => false,
            KeyPath::EntryField { subform, entry, .. } | KeyPath::EntryRemoved { subform, entry } => {
                self.is_torn(subform, *entry)
            }
        };
        let mut at = At { values: Vec::new(), two: torn };
        // Of a removal only whether it tears the entry counts, not its instant.
        for (key, _) in writes.iter().filter(|_| !matches!(path, KeyPath::EntryRemoved { .. })) {
            let mut values: Vec<Value> = Vec::new();
            for (value, _) in self.spots.get(key).into_iter().flatten() {
                if !values.contains(value) {
                    values.push(value.clone());
                }
            }
            at.two |= values.len() > 1;
            if key.1.is_none() {
                at.values = values;
            }
        }
        at
    }

    /// Whether somebody removed the entry without knowing of all that was written in it.
    fn is_torn(&self, subform: &FieldId, entry: EntryId) -> bool {
        let key = (KeyPath::EntryRemoved { subform: subform.clone(), entry }, None);
        let removals = self.spots.get(&key).into_iter().flatten();
        let gone: Vec<&Info> =
            removals.filter(|(value, _)| *value != Value::Null).map(|(_, info)| *info).collect();
        let mut edits = self.edits.get(&(subform.clone(), entry)).into_iter().flatten();
        !gone.is_empty() && edits.any(|edit| !gone.iter().any(|removal| removal.covers(edit)))
    }
}
