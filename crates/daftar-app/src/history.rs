//! The change log of a case: who changed which field when, from which laptop.

use crate::{AppError, Casebook, casebook::Known, edits::bare_document, file::CaseFile};
use daftar_core::{
    id::{Actor, CaseId, DeviceNo, EntryId, FieldId, FormId, UserName},
    value::Value,
};
use daftar_doc::key::KeyPath;
use std::collections::BTreeSet;

/// One line of the change log.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryEntry {
    pub at_ms: i64,
    pub author: UserName,
    pub device: DeviceNo,
    pub form: FormId,
    pub field: FieldId,
    pub subform: Option<FieldId>,
    pub entry: Option<EntryId>,
    /// The entry was removed, or kept after all.
    pub removal: bool,
    pub before: Option<Value>,
    pub after: Value,
}

impl Casebook {
    /// The change log of a case, latest first, as far as this person may read it. Loads the case's documents.
    ///
    /// # Errors
    /// `not_found`.
    pub fn history(&self, case: CaseId) -> Result<Vec<HistoryEntry>, AppError> {
        let config = self.config()?;
        let store = self.store();
        let db = store.read();
        let file = CaseFile::load_whole(db, &config, case)?.ok_or(AppError::new("not_found"))?;
        let mut lines = Vec::new();
        for row in db.compartments(case)?.into_iter().filter(|row| row.document.is_some()) {
            for line in bare_document(&config, &row)?.history() {
                let (field, subform, entry, removal) = match line.key {
                    KeyPath::Field(field) => (field, None, None, false),
                    KeyPath::EntryField { subform, entry, field } => {
                        (field, Some(subform), Some(entry), false)
                    }
                    KeyPath::EntryRemoved { subform, entry } => {
                        (subform.clone(), Some(subform), Some(entry), true)
                    }
                };
                let outer = subform.as_ref().unwrap_or(&field);
                let stands = |form: &&daftar_core::config::Form| form.fields.iter().any(|f| f.id == *outer);
                let Some(form) = config.forms().forms.iter().find(stands) else { continue };
                lines.push(HistoryEntry {
                    at_ms: file.at_ms(outer, line.author, line.seq, line.at_ms),
                    author: file.author_in(db, line.author)?,
                    device: line.author.device(),
                    form: form.id.clone(),
                    field,
                    subform,
                    entry,
                    removal,
                    before: line.before,
                    after: line.after,
                });
            }
        }
        lines.sort_by_key(|line| std::cmp::Reverse(line.at_ms));
        Ok(lines)
    }

    /// Whether `text` stands anywhere in this vault: in a row, in the unpacked configuration, or in any change of any
    /// document's history. For proofs; reads everything.
    ///
    /// # Errors
    /// The store failed.
    pub fn holds_text(&self, text: &str) -> Result<bool, AppError> {
        let config = self.config()?;
        let store = self.store();
        let db = store.read();
        let sought = text.as_bytes();
        let within = |bytes: &[u8]| bytes.windows(sought.len().max(1)).any(|window| window == sought);
        if db.holds_bytes(sought)? || within(&postcard::to_stdvec(&*config)?) {
            return Ok(true);
        }
        for (case, compartment) in db.every_compartment()? {
            let Some(row) = db.compartment(case, compartment)? else { continue };
            let document = bare_document(&config, &row)?;
            let actors: BTreeSet<Actor> = document.history().iter().map(|line| line.author).collect();
            for actor in actors {
                // Automerge packs what it saves; single changes are plain.
                if document.cut(actor, 1, usize::MAX).iter().any(|change| within(change.as_bytes())) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}
