//! What a document holds now, who wrote it, and how it came to be.

use super::{
    Contents, Document, DocumentError, Field, HistoryLine, Removed, Version, actor_of, genesis_actor,
    guarded,
    known::{Info, Known},
};
use crate::key::{DocKey, KeyPath};
use automerge::{
    Automerge, ChangeHash, ObjId, ObjType, ROOT, ReadDoc, ScalarValue,
    legacy::{Key, ObjectId},
};
use daftar_core::value::Value;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    ops::Bound,
};

/// Per text object, by the counter of its making: the changes that spliced it, in order.
type Splices<'a> = HashMap<u64, Vec<&'a Info>>;

/// All that stands at one path.
#[derive(Default)]
struct Standing<'a> {
    /// Values of the plain key, winner first, each with the change that put it.
    plain: Vec<(Value, &'a Info)>,
    /// A narrative's text and the changes that spliced it.
    text: Option<(String, Vec<&'a Info>)>,
    /// Options of a multi-select: the operations that stand, and those options of which one says chosen.
    chosen: BTreeSet<String>,
    options: Vec<&'a Info>,
    /// Rows of a tally: the numbers that stand, winner first; none for a row that was cleared.
    rows: BTreeMap<String, Vec<(Option<i64>, &'a Info)>>,
}

impl Document {
    /// Everything current, conflicts included. A field is there from the moment somebody filled it.
    #[must_use]
    pub fn contents(&self) -> Contents {
        // A document has been read once before it is handed to anybody, and writing keeps to the grammar.
        guarded(|| self.read()).unwrap_or_default()
    }

    pub(super) fn read(&self) -> Result<Contents, DocumentError> {
        let splices = self.splices()?;
        let mut standing: BTreeMap<KeyPath, Standing<'_>> = BTreeMap::new();
        for key in self.doc.keys(ROOT) {
            let parsed = DocKey::parse(&key).map_err(|_| DocumentError::ForeignKey)?;
            let at = standing.entry(parsed.path.clone()).or_default();
            for (value, id) in self.doc.get_all(ROOT, &key)?.into_iter().rev() {
                let ObjId::Id(counter, ref actor, _) = id else { return Err(DocumentError::Unreadable) };
                let info = self.known.of_op(actor_of(actor)?, counter).ok_or(DocumentError::Unreadable)?;
                match value {
                    automerge::Value::Object(ObjType::Text) if self.is_genesis(info) => {
                        let text = self.doc.text(&id)?;
                        at.text = Some((text, splices.get(&counter).cloned().unwrap_or_default()));
                    }
                    automerge::Value::Object(_) => return Err(DocumentError::ForeignOperation),
                    automerge::Value::Scalar(scalar) => match (&parsed.option, read_scalar(&scalar)?) {
                        (None, value) => at.plain.push((value, info)),
                        (Some(option), Value::Bool(chosen)) => {
                            at.options.push(info);
                            if chosen {
                                at.chosen.insert(option.clone());
                            }
                        }
                        (Some(row), Value::Int(number)) => {
                            at.rows.entry(row.clone()).or_default().push((Some(number), info));
                        }
                        (Some(row), Value::Null) => {
                            at.rows.entry(row.clone()).or_default().push((None, info));
                        }
                        (Some(_), _) => return Err(DocumentError::ForeignOperation),
                    },
                }
            }
        }
        Ok(self.gather(standing))
    }

    fn gather(&self, standing: BTreeMap<KeyPath, Standing<'_>>) -> Contents {
        let mut contents = Contents { clock: self.clock(), ..Contents::default() };
        let mut written: BTreeMap<_, Vec<&Info>> = BTreeMap::new();
        let mut removals: BTreeMap<_, Vec<(Value, &Info)>> = BTreeMap::new();
        for (path, at) in standing {
            match path {
                KeyPath::Field(field) => {
                    if let Some(read) = self.field(at) {
                        contents.fields.insert(field, read);
                    }
                }
                KeyPath::EntryField { subform, entry, field } => {
                    let infos = at.plain.iter().map(|(_, info)| *info).chain(at.options.iter().copied());
                    let infos = infos.chain(at.rows.values().flatten().map(|(_, info)| *info));
                    written.entry((subform.clone(), entry)).or_default().extend(infos);
                    let entry = contents.subforms.entry(subform).or_default().entry(entry).or_default();
                    if let Some(read) = self.field(at) {
                        entry.fields.insert(field, read);
                    }
                }
                KeyPath::EntryRemoved { subform, entry } => {
                    contents.subforms.entry(subform.clone()).or_default().entry(entry).or_default();
                    removals.insert((subform, entry), at.plain);
                }
            }
        }
        for ((subform, entry), ops) in removals {
            let (kept, gone): (Vec<_>, Vec<_>) =
                ops.into_iter().partition(|(value, _)| *value == Value::Null);
            let mut later = written.remove(&(subform.clone(), entry)).unwrap_or_default();
            later.extend(kept.iter().map(|(_, info)| *info));
            let removed = gone.first().map(|(value, info)| Removed {
                author: info.actor,
                seq: info.seq,
                at_ms: if let Value::Int(at_ms) = value { *at_ms } else { info.at_ms() },
                // One removal that was made knowing of the edit is enough for the edit not to count.
                edited: later.iter().any(|edit| !gone.iter().any(|(_, removal)| removal.covers(edit))),
            });
            if let Some(entry) = contents.subforms.get_mut(&subform).and_then(|s| s.get_mut(&entry)) {
                entry.removed = removed;
            }
        }
        contents
    }

    /// A field from all that stands at its path; `None` if that is nothing but an untouched genesis text.
    fn field(&self, at: Standing<'_>) -> Option<Field> {
        let (mut versions, mut written_by_two) = (Vec::new(), false);
        let mut add = |value: Value, info: &Info| {
            if versions.iter().all(|v: &Version| v.value != value) {
                versions.push(Version { value, author: info.actor, seq: info.seq, at_ms: info.at_ms() });
            }
        };
        if let Some((text, spliced)) = at.text
            && let Some(last) = spliced.iter().max_by_key(|info| info.order())
        {
            add(if text.is_empty() { Value::Null } else { Value::Text(text) }, last);
            written_by_two |= self.merged_unseen(&spliced);
        }
        at.plain.into_iter().for_each(|(value, info)| add(value, info));
        if let Some(last) = at.options.iter().max_by_key(|info| info.order()) {
            add(Value::Many(at.chosen), last);
            written_by_two |= self.merged_unseen(&at.options);
        }
        for (value, info) in tallies(&at.rows) {
            add(value, info);
        }
        if versions.is_empty() { None } else { Some(Field { versions, written_by_two }) }
    }

    /// Whether two of the changes are by different actors and no change was made upon both of them.
    fn merged_unseen(&self, changes: &[&Info]) -> bool {
        // If any change was, some head was, too.
        let heads: Vec<_> = self.doc.get_heads().iter().filter_map(|hash| self.known.by_hash(hash)).collect();
        let apart = |a: &Info, b: &Info| !heads.iter().any(|head| head.covers(a) && head.covers(b));
        heads.len() > 1 && changes.iter().any(|a| changes.iter().any(|b| a.actor < b.actor && apart(a, b)))
    }

    fn is_genesis(&self, info: &Info) -> bool {
        info.actor == genesis_actor(self.layout.compartment)
    }

    fn splices(&self) -> Result<Splices<'_>, DocumentError> {
        if self.known.last_seq(genesis_actor(self.layout.compartment)) == 0 {
            return Ok(HashMap::new());
        }
        splices(&self.doc, &self.known)
    }

    /// What each change did, each after those it was made upon, in an order that is the same on every device.
    #[must_use]
    pub fn history(&self) -> Vec<HistoryLine> {
        guarded(|| self.history_of(&self.known.in_order())).unwrap_or_default()
    }

    pub(super) fn history_of(&self, changes: &[&Info]) -> Result<Vec<HistoryLine>, DocumentError> {
        let splices = self.splices()?;
        let mut lines = Vec::new();
        for info in changes.iter().filter(|info| !self.is_genesis(info)) {
            for (key, many) in self.touched(info)? {
                let before = self.value_at(&key, many, &info.deps, &splices)?;
                let after = self.value_at(&key, many, &[info.hash], &splices)?.unwrap_or(Value::Null);
                let (author, seq, at_ms) = (info.actor, info.seq, info.at_ms());
                lines.push(HistoryLine { author, seq, at_ms, key, before, after });
            }
        }
        Ok(lines)
    }

    /// What a change touches, and of each whether it has options or rows.
    fn touched(&self, info: &Info) -> Result<BTreeSet<(KeyPath, bool)>, DocumentError> {
        Ok(self.keys_of(info)?.into_iter().map(|key| (key.path, key.option.is_some())).collect())
    }

    /// The keys that a change touches.
    pub(super) fn keys_of(&self, info: &Info) -> Result<BTreeSet<DocKey>, DocumentError> {
        let change = self.doc.get_change_by_hash(&info.hash).ok_or(DocumentError::Unreadable)?;
        let mut keys = BTreeSet::new();
        for op in change.decode().operations {
            keys.insert(match (&op.obj, &op.key) {
                (ObjectId::Root, Key::Map(key)) => {
                    DocKey::parse(key.as_str()).map_err(|_| DocumentError::ForeignKey)?
                }
                (ObjectId::Id(text), _) => self.text_key(text.counter())?,
                _ => return Err(DocumentError::ForeignOperation),
            });
        }
        Ok(keys)
    }

    /// The key of the genesis text that was made with this counter.
    pub(super) fn text_key(&self, counter: u64) -> Result<DocKey, DocumentError> {
        let fields = self.layout.genesis_fields().into_iter().flatten();
        let mut counted = fields.zip(1_u64..);
        let field = counted.find(|(_, made)| *made == counter).map(|(field, _)| field.clone());
        field.map(|field| DocKey::plain(KeyPath::Field(field))).ok_or(DocumentError::ForeignOperation)
    }

    fn value_at(
        &self,
        path: &KeyPath,
        many: bool,
        heads: &[ChangeHash],
        splices: &Splices<'_>,
    ) -> Result<Option<Value>, DocumentError> {
        if heads.is_empty() {
            return Ok(None);
        }
        if many {
            return self.options_at(path, heads);
        }
        let key = DocKey::plain(path.clone()).print().map_err(|_| DocumentError::ForeignKey)?;
        match self.doc.get_at(ROOT, key, heads)? {
            None => Ok(None),
            Some((automerge::Value::Scalar(scalar), _)) => read_scalar(&scalar).map(Some),
            Some((automerge::Value::Object(_), id)) => {
                let ObjId::Id(counter, _, _) = id else { return Err(DocumentError::Unreadable) };
                let known = heads.iter().filter_map(|hash| self.known.by_hash(hash)).collect::<Vec<_>>();
                let spliced = splices.get(&counter).into_iter().flatten();
                let mut spliced = spliced.filter(|info| known.iter().any(|head| head.covers(info)));
                let text = self.doc.text_at(&id, heads)?;
                let value = if text.is_empty() { Value::Null } else { Value::Text(text) };
                Ok(spliced.next().map(|_| value))
            }
        }
    }

    fn options_at(&self, path: &KeyPath, heads: &[ChangeHash]) -> Result<Option<Value>, DocumentError> {
        let prefix = DocKey::options_prefix(path);
        let range = (Bound::Included(prefix.clone()), Bound::Unbounded);
        let keys = self.doc.map_range_at(ROOT, range, heads).map(|item| item.key.to_string());
        let (mut chosen, mut rows) = (None, None);
        for key in keys.take_while(|key| key.starts_with(&prefix)) {
            let standing = self.doc.get_at(ROOT, key.as_str(), heads)?;
            if let Some((automerge::Value::Scalar(scalar), _)) = standing
                && matches!(scalar.as_ref(), ScalarValue::Int(_) | ScalarValue::Null)
            {
                let rows = rows.get_or_insert_with(BTreeMap::new);
                if let (ScalarValue::Int(number), Ok(DocKey { option: Some(row), .. })) =
                    (scalar.as_ref(), DocKey::parse(&key))
                {
                    rows.insert(row, *number);
                }
                continue;
            }
            let chosen = chosen.get_or_insert_with(BTreeSet::new);
            let says_chosen = |(value, _): &(automerge::Value<'_>, ObjId)| value.as_bool() == Some(true);
            if self.doc.get_all_at(ROOT, key.as_str(), heads)?.iter().any(says_chosen)
                && let Some(option) = DocKey::parse(&key).ok().and_then(|key| key.option)
            {
                chosen.insert(option);
            }
        }
        Ok(rows.map(Value::Tally).or(chosen.map(Value::Many)))
    }
}

/// A tally as it stands, and for each row that two people counted differently the tally as the other has it.
fn tallies<'a>(rows: &BTreeMap<String, Vec<(Option<i64>, &'a Info)>>) -> Vec<(Value, &'a Info)> {
    let mut winner = BTreeMap::new();
    for (row, standing) in rows {
        if let Some((Some(number), _)) = standing.first() {
            winner.insert(row.clone(), *number);
        }
    }
    let last = rows.values().filter_map(|standing| standing.first()).map(|(_, info)| *info);
    let Some(last) = last.max_by_key(|info| info.order()) else { return Vec::new() };
    let mut versions = vec![(Value::Tally(winner.clone()), last)];
    for (row, standing) in rows {
        for (number, info) in standing.iter().skip(1) {
            let mut other = winner.clone();
            match number {
                Some(number) => _ = other.insert(row.clone(), *number),
                None => _ = other.remove(row),
            }
            versions.push((Value::Tally(other), info));
        }
    }
    versions
}

fn splices<'a>(doc: &Automerge, known: &'a Known) -> Result<Splices<'a>, DocumentError> {
    let mut splices: Splices<'a> = HashMap::new();
    for change in doc.get_changes(&[]) {
        let info = known.by_hash(&change.hash()).ok_or(DocumentError::Unreadable)?;
        let texts = change.decode().operations.into_iter().filter_map(|op| match op.obj {
            ObjectId::Id(id) => Some(id.counter()),
            ObjectId::Root => None,
        });
        for text in texts.collect::<BTreeSet<_>>() {
            splices.entry(text).or_default().push(info);
        }
    }
    Ok(splices)
}

fn read_scalar(scalar: &ScalarValue) -> Result<Value, DocumentError> {
    match scalar {
        ScalarValue::Null => Ok(Value::Null),
        ScalarValue::Boolean(b) => Ok(Value::Bool(*b)),
        ScalarValue::Int(i) | ScalarValue::Timestamp(i) => Ok(Value::Int(*i)),
        ScalarValue::Str(text) => Ok(Value::Text(text.to_string())),
        _ => Err(DocumentError::ForeignOperation),
    }
}
