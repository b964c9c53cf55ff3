//! What the relay did not take: it leaves its document, its values stay with their author, and what was written upon
//! it is written anew under another incarnation.

use crate::{
    AppError, Casebook,
    edits::bare_document,
    json::fields_json,
    materialise::{refresh, rewrite_list},
};
use daftar_core::{
    id::{Actor, CaseId},
    value::Value,
};
use daftar_doc::{
    change::RawChange,
    document::{Difference, Document, Edit},
    key::KeyPath,
    segment::{Segment, SegmentHeader},
};
use daftar_store::{ActRow, ActState, CompartmentRow, Db, Queued, RefusalRow, Uncut};
use daftar_sync::wire::{Config, ItemResult};

/// Refusals of a change's place, not of what it says: the same values in another place may be taken.
const OF_PLACE: [&str; 7] =
    ["seq_conflict", "not_next", "skips_own", "unknown_dep", "unknown_other", "start_op", "stale_epoch"];

impl Casebook {
    /// Settles what the relay set aside or did not take; an act is marked with its reason. Gives whether the person
    /// is to be told: what heals by itself is not worth a word.
    pub(crate) fn refused(
        &self,
        db: Db<'_>,
        config: Option<&Config>,
        queued: &Queued,
        result: &ItemResult,
    ) -> Result<bool, AppError> {
        let (ItemResult::Quarantined { code } | ItemResult::Rejected { code }) = result else {
            return Ok(false);
        };
        if let Some(row) = queued.act.map(|id| db.act(id)).transpose()?.flatten() {
            let code = Some(code.clone());
            db.put_act(&ActRow { state: ActState::Refused, code, ..row })?;
            return Ok(true);
        }
        if queued.kind != "segment" {
            return Ok(true);
        }
        let header = postcard::from_bytes::<Segment>(&queued.item)?.header;
        let held = db.compartment(header.case, header.compartment)?;
        let known = config.filter(|config| config.slice.compartment(header.compartment).is_some());
        let kept = matches!(result, ItemResult::Rejected { .. }).then_some(queued.item.as_slice());
        let mut refusal = RefusalRow {
            refusal_id: 0,
            case: header.case,
            compartment: header.compartment,
            code: code.clone(),
            at_ms: self.now_ms(),
            values: None,
        };
        match (held, known) {
            // The relay does not know the case: its creation was refused. What was written stays where it is.
            _ if code == "not_found" => {}
            (Some(row), _) if is_cut_again(&row, &header) => return Ok(false),
            (Some(row), _) if code == "stale_epoch" && row.uncut.is_none_or(|u| u.actor == header.actor) => {
                let uncut = Some(Uncut { actor: header.actor, from_seq: header.first_seq });
                db.put_compartment(&CompartmentRow { uncut, ..row })?;
                return Ok(false);
            }
            (Some(row), Some(config)) => {
                let is_safe = matches!(result, ItemResult::Quarantined { .. }) && code != "seq_conflict";
                if is_safe {
                    // What follows is handed in as it is, to be set aside with what it builds upon.
                    self.cut(db, config, Some(header.case))?;
                }
                let heals = OF_PLACE.contains(&code.as_str());
                match self.take_out(db, config, row, &header, (!is_safe).then_some(heals)) {
                    Ok(values) if values.is_empty() && heals => return Ok(false),
                    Ok(values) => {
                        let values = serde_json::to_vec(&values).map_err(|_| AppError::new("failed"))?;
                        refusal.values = Some(values);
                    }
                    // A document that cannot be taken apart keeps what was refused, and the contact goes on.
                    Err(error) if error.code == "failed" => {}
                    Err(error) => return Err(error),
                }
            }
            _ => {}
        }
        db.add_refusal(&refusal, kept)?;
        Ok(true)
    }

    /// Takes changes that were not accepted out of their document and gives the values that go with them.
    ///
    /// `heals`: none, if all that follows is set aside as well; else what follows is written anew, and the refused
    /// values with it if they may be taken in another place.
    fn take_out(
        &self,
        db: Db<'_>,
        config: &Config,
        mut row: CompartmentRow,
        bad: &SegmentHeader,
        heals: Option<bool>,
    ) -> Result<serde_json::Map<String, serde_json::Value>, AppError> {
        let old = bare_document(config, &row)?;
        let left = old.without(bad.actor, bad.first_seq)?;
        let refused = old.cut(bad.actor, bad.first_seq, bad.changes.len());
        let follows = self.built_upon(&old, &left, &refused);
        let mut values = left.differences(&refused)?;
        let mut later = old.differences(&follows)?;
        match heals {
            Some(true) => later = std::mem::take(&mut values).into_iter().chain(later).collect(),
            Some(false) => {}
            None => values.append(&mut later),
        }
        if heals.is_some() {
            db.dequeue_segments(row.case, row.compartment)?;
        }
        let mut next = left;
        row.uncut = None;
        // Everything this laptop writes from here on is another actor's.
        let incarnation = self.outside.bytes::<4>();
        db.set_fact("incarnation", &incarnation)?;
        if !later.is_empty() {
            let actor = Actor::derive(self.me.device, incarnation);
            let edits: Vec<Edit> = later.iter().map(edit).collect();
            match next.write(actor, self.now_ms(), &edits) {
                Ok(Some(_)) => row.uncut = Some(Uncut { actor, from_seq: 1 }),
                Ok(None) => {}
                Err(_) => values.append(&mut later),
            }
        }
        refresh(&mut row, &next)?;
        db.put_compartment(&row)?;
        rewrite_list(db, config, row.case)?;
        Ok(fields_json(&values))
    }

    /// The changes of this laptop that went with what was refused, the refused ones excepted, in their order.
    fn built_upon(&self, old: &Document, left: &Document, refused: &[RawChange]) -> Vec<RawChange> {
        let mut own: Vec<Actor> = Vec::new();
        for line in old.history() {
            if line.author.device() == self.me.device && !own.contains(&line.author) {
                own.push(line.author);
            }
        }
        // An incarnation ends before the next begins, so whole runs one after the other keep what builds on what.
        let runs = own.into_iter().map(|actor| old.cut(actor, left.last_seq(actor) + 1, usize::MAX));
        let is_later = |change: &RawChange| refused.iter().all(|refused| refused.hash() != change.hash());
        runs.flatten().filter(is_later).collect()
    }
}

/// Whether a refused segment's changes are about to be cut anew anyhow.
fn is_cut_again(row: &CompartmentRow, header: &SegmentHeader) -> bool {
    row.uncut.is_some_and(|uncut| uncut.actor == header.actor && uncut.from_seq <= header.first_seq)
}

fn edit(difference: &Difference) -> Edit {
    let value = difference.after.clone();
    match &difference.key {
        KeyPath::Field(field) => Edit::Set { field: field.clone(), value },
        KeyPath::EntryField { subform, entry, field } => {
            Edit::SetEntry { subform: subform.clone(), entry: *entry, field: field.clone(), value }
        }
        KeyPath::EntryRemoved { subform, entry } if value == Value::Null => {
            Edit::KeepEntry { subform: subform.clone(), entry: *entry }
        }
        KeyPath::EntryRemoved { subform, entry } => {
            Edit::RemoveEntry { subform: subform.clone(), entry: *entry }
        }
    }
}

/// What was refused of a case, with its values: oldest first.
pub(crate) fn not_accepted(
    db: Db<'_>,
    case: CaseId,
) -> Result<Vec<(RefusalRow, serde_json::Value)>, AppError> {
    let rows = db.refusals_of(case)?.into_iter().filter_map(|row| {
        let values = row.values.as_deref().map(serde_json::from_slice::<serde_json::Value>)?;
        if values.as_ref().is_ok_and(|values| values.as_object().is_some_and(serde_json::Map::is_empty)) {
            return None;
        }
        Some(values.map(|values| (row, values)).map_err(|_| AppError::new("vault_damaged")))
    });
    rows.collect()
}
