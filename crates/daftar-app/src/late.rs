//! Late edits: changes handed in after their author's access had ended, adopted or discarded by the owner.
//!
//! Adopting writes the same values as a change of the owner's own; the late change itself is never merged.

use crate::{AppError, Casebook, FieldEdit, Target, casebook::Known, edits::document};
use daftar_core::{
    act::Deed,
    id::{CaseId, QuarantineId, UserName},
    value::Value,
};
use daftar_doc::{
    document::Difference,
    key::KeyPath,
    keys::{CompartmentKey, SignPublic},
    segment::Segment,
};
use daftar_store::{Db, LateRow};
use daftar_sync::wire::Config;

/// A late edit and what it would change.
#[derive(Debug, Clone, PartialEq)]
pub struct LateEdit {
    pub quarantine: QuarantineId,
    pub case: CaseId,
    pub author: UserName,
    /// Why it was set aside.
    pub code: String,
    pub at_ms: i64,
    pub changes: Vec<Difference>,
}

impl Casebook {
    /// Late edits waiting for this person.
    ///
    /// # Errors
    /// The store failed.
    pub fn late_edits(&self) -> Result<Vec<LateEdit>, AppError> {
        self.late_edits_of(None)
    }

    /// The same of one case.
    pub(crate) fn late_edits_of(&self, case: Option<CaseId>) -> Result<Vec<LateEdit>, AppError> {
        let config = self.config()?;
        let store = self.store();
        let db = store.read();
        db.late_edits(case)?.iter().map(|row| read(db, &config, row)).collect()
    }

    /// Writes a late edit's values as this person's own change, and tells the relay.
    ///
    /// # Errors
    /// `not_found`, `not_permitted`.
    pub fn adopt(&self, quarantine: QuarantineId) -> Result<CaseId, AppError> {
        self.settle(quarantine, true)
    }

    /// Leaves a late edit out, and tells the relay.
    ///
    /// # Errors
    /// `not_found`, `not_permitted`.
    pub fn discard(&self, quarantine: QuarantineId) -> Result<CaseId, AppError> {
        self.settle(quarantine, false)
    }

    fn settle(&self, quarantine: QuarantineId, adopted: bool) -> Result<CaseId, AppError> {
        let config = self.config()?;
        self.store().transact(|db| {
            let rows = db.late_edits(None)?;
            let row =
                rows.iter().find(|row| row.quarantine == quarantine).ok_or(AppError::new("not_found"))?;
            if adopted {
                let late = read(db, &config, row)?;
                let edits: Vec<FieldEdit> = late.changes.iter().map(edit).collect();
                self.write(db, &config, row.case, &edits)?;
            }
            self.queue_in(db, &config, row.case, None, Deed::QuarantineSettle { quarantine, adopted })?;
            db.delete_late(quarantine)?;
            Ok(row.case)
        })
    }
}

fn edit(difference: &Difference) -> FieldEdit {
    let value = difference.after.clone();
    match &difference.key {
        KeyPath::Field(field) => FieldEdit { target: Target::Field(field.clone()), value },
        KeyPath::EntryField { subform, entry, field } => {
            let target = Target::EntryField { subform: subform.clone(), entry: *entry, field: field.clone() };
            FieldEdit { target, value }
        }
        KeyPath::EntryRemoved { subform, entry } => {
            let keep = value == Value::Null;
            FieldEdit { target: Target::Entry { subform: subform.clone(), entry: *entry, keep }, value }
        }
    }
}

/// Opens a late edit without merging it.
pub(crate) fn read(db: Db<'_>, config: &Config, row: &LateRow) -> Result<LateEdit, AppError> {
    let segment: Segment = postcard::from_bytes(&row.segment)?;
    let damaged = || AppError::new("bad_segment");
    let (_, sign) = db.device(segment.header.actor.device())?.ok_or_else(damaged)?;
    let key = db.key(row.case, row.compartment, segment.header.epoch)?.ok_or_else(damaged)?;
    let held = db.compartment(row.case, row.compartment)?.ok_or_else(damaged)?;
    config.slice().compartment(row.compartment).ok_or_else(damaged)?;
    let document = document(config, &held)?;
    let verified = segment.verify(&SignPublic(sign))?;
    let changes = Segment::open(&verified, &document, &CompartmentKey::from_bytes(key))?;
    Ok(LateEdit {
        quarantine: row.quarantine,
        case: row.case,
        author: row.author.clone(),
        code: row.code.clone(),
        at_ms: row.received_at_ms,
        changes: document.differences(&changes)?,
    })
}
