//! Late edits: changes handed in after their author's access had ended, adopted or discarded by the owner.
//!
//! Adopting writes the same values as a change of the owner's own; the late change itself is never merged.

use crate::{AppError, Casebook, FieldEdit, Target, edits::bare_document};
use daftar_core::{
    act::Deed,
    id::{CaseId, QuarantineId, UserName},
    value::Value,
};
use daftar_doc::{
    change::RawChange,
    document::{Difference, Document},
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
        let store = self.reading()?;
        let db = store.read();
        db.late_edits(case)?.iter().map(|row| read(db, &config, row)).collect()
    }

    /// Writes a late edit's values as this person's own change, and tells the relay.
    ///
    /// # Errors
    /// `not_found`, `not_permitted`, `case_closed`, `case_disabled`.
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
                if late.changes.is_empty() {
                    return Err(AppError::new("bad_segment"));
                }
                let edits: Vec<FieldEdit> = late.changes.iter().map(edit).collect();
                self.unlock(db, &config, row.case, &edits)?;
                self.write(db, &config, row.case, &edits)?;
            }
            self.queue_in(db, &config, row.case, Deed::QuarantineSettle { quarantine, adopted })?;
            db.settle_late(quarantine)?;
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

/// Opens a late edit without merging it. One that cannot be opened changes nothing, and can be discarded.
pub(crate) fn read(db: Db<'_>, config: &Config, row: &LateRow) -> Result<LateEdit, AppError> {
    let changes = match db.compartment(row.case, row.compartment)? {
        Some(held) => differences(db, bare_document(config, &held)?, row)?,
        None => None,
    };
    Ok(LateEdit {
        quarantine: row.quarantine,
        case: row.case,
        author: row.author.clone(),
        code: row.code.clone(),
        at_ms: row.received_at_ms,
        changes: changes.unwrap_or_default(),
    })
}

/// What a late edit would change, if it can be opened. One late edit may build upon another of its laptop, settled or
/// not, which a copy of the document takes in for that.
fn differences(db: Db<'_>, mut copy: Document, row: &LateRow) -> Result<Option<Vec<Difference>>, AppError> {
    let mut others = db.late_edits_of(row.case, row.compartment)?;
    others.retain(|other| other.quarantine != row.quarantine && other.author == row.author);
    loop {
        if let Some(changes) = open(db, &copy, row)? {
            return Ok(copy.differences(&changes).ok());
        }
        let mut taken = None;
        for (at, other) in others.iter().enumerate() {
            let changes = open(db, &copy, other)?;
            if let Some(next) = changes.and_then(|changes| copy.apply(&changes, &|_| true).ok()) {
                taken = Some((at, next));
                break;
            }
        }
        let Some((at, next)) = taken else { return Ok(None) };
        others.remove(at);
        copy = next;
    }
}

/// The changes of a late edit, if they fit upon this document.
fn open(db: Db<'_>, document: &Document, row: &LateRow) -> Result<Option<Vec<RawChange>>, AppError> {
    let segment: Segment = postcard::from_bytes(&row.segment)?;
    let author = db.device(segment.header.actor.device())?;
    let key = db.key(row.case, row.compartment, segment.header.epoch)?;
    let Some(((_, sign), key)) = author.zip(key) else { return Ok(None) };
    let Ok(verified) = segment.verify(&SignPublic(sign)) else { return Ok(None) };
    Ok(Segment::open(&verified, document, &CompartmentKey::from_bytes(key)).ok())
}
