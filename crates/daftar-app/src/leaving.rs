//! Before rows leave: what is unsent, drafts included, is sealed into the queue, so that it is handed in all the same.

use crate::{
    AppError, Casebook, FieldEdit, attachments::with_files, edits::check, file::CaseFile, view::EditRequest,
};
use daftar_core::id::{CaseId, CompartmentId};
use daftar_store::Db;
use daftar_sync::wire::Config;

impl Casebook {
    /// Makes ready for another configuration: what it does not know any more can be written and read only under the
    /// present one.
    pub(crate) fn leave_room(&self, db: Db<'_>, now: &Config, next: &Config) -> Result<(), AppError> {
        let leaving = |id: CompartmentId| next.slice.compartment(id).is_none();
        for case in db.drafted_cases()? {
            self.save_draft_of(db, now, case, &leaving)?;
        }
        self.cut(db, now, None)
    }

    /// Writes those edits of a case's draft that go to leaving compartments, and takes them out of the draft.
    ///
    /// What the person had typed and not saved would be lost with the rows otherwise; handed in late, it is for the
    /// owner to adopt or discard. An edit that could not be saved is dropped.
    pub(crate) fn save_draft_of(
        &self,
        db: Db<'_>,
        config: &Config,
        case: CaseId,
        leaving: &dyn Fn(CompartmentId) -> bool,
    ) -> Result<(), AppError> {
        let Some((at_ms, draft)) = db.draft(Some(case))? else { return Ok(()) };
        let Some(file) = CaseFile::load(db, config, case)? else { return Ok(()) };
        let draft: Vec<EditRequest> = serde_json::from_slice(&draft).unwrap_or_default();
        let stays = |edit: &EditRequest| {
            let outer = edit.subform_id.as_ref().or(edit.field_id.as_ref());
            let held = outer.and_then(|field| file.compartment_of(&field.as_str().into()));
            held.is_some_and(|held| !leaving(held.compartment))
        };
        let (kept, going): (Vec<_>, Vec<_>) = draft.into_iter().partition(stays);
        let edits = going.iter().filter_map(|edit| self.edit_of(case.record_type(), edit).ok());
        let edits: Vec<_> = edits.collect();
        let today = self.today();
        let fits = |edit: &&FieldEdit| {
            let alone = with_files(db, config, &file, std::slice::from_ref(*edit));
            alone.is_ok_and(|(alone, _)| {
                alone.iter().all(|edit| check(config, &file, &edits, edit, &today).is_ok())
            })
        };
        let edits: Vec<_> = edits.iter().filter(fits).cloned().collect();
        if !edits.is_empty() {
            self.write(db, config, case, &edits)?;
        }
        let packed = serde_json::to_vec(&kept).map_err(|_| AppError::new("failed"))?;
        Ok(db.put_draft(Some(case), at_ms, (!kept.is_empty()).then_some(packed.as_slice()))?)
    }
}
