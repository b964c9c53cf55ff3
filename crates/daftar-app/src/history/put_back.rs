//! Putting an old value back: an ordinary edit, offered where saving it would be let through as things are.

use crate::{
    AppError, Casebook, FieldEdit, Target,
    casebook::Known,
    edits::{check, is_reopening},
    file::CaseFile,
    view::{KeepView, PutBackView, ValueView},
};
use daftar_core::{
    config::{Field as Question, FieldKind},
    id::{EntryId, FieldId},
    shown::shown,
    value::Value,
};
use daftar_doc::document::{Entry, Field};
use daftar_sync::wire::Config;

pub(super) struct PutBack<'a> {
    book: &'a Casebook,
    config: &'a Config,
    file: &'a CaseFile,
    language: &'a str,
    /// Nothing is written in the record as it stands.
    locked: bool,
}

impl<'a> PutBack<'a> {
    pub fn new(
        book: &'a Casebook,
        config: &'a Config,
        file: &'a CaseFile,
        language: &'a str,
    ) -> Result<Self, AppError> {
        let (state, record) = (&file.row.state, file.case().record_type());
        let opens = is_reopening(&file.acts) && !state.disabled;
        let locked = !opens && state.locked_to(config.role()?, record.as_str()).is_some();
        Ok(Self { book, config, file, language, locked })
    }

    /// An answer that is not what stands now and may be written.
    pub fn value(&self, target: &Target, question: &Question, value: &Value) -> Option<PutBackView> {
        if self.locked || question.kind == FieldKind::File {
            return None;
        }
        let field = self.stands(target)?;
        let now = field.and_then(|field| CaseFile::counts(question, field)).map(|version| &version.value);
        let is_two = field.is_some_and(|field| field.versions.len() > 1);
        let is_now = now == Some(value) || !(value.is_filled() || now.is_some_and(Value::is_filled));
        if is_now && !is_two {
            return None;
        }
        let (field_id, subform_id, entry_id) = match target {
            Target::Field(field) => (field, None, None),
            Target::EntryField { subform, entry, field } => (field, Some(subform), Some(entry)),
            Target::Entry { .. } => return None,
        };
        self.may(target, value).then(|| PutBackView {
            field_id: field_id.0.clone(),
            subform_id: subform_id.map(|subform| subform.0.clone()),
            entry_id: entry_id.map(EntryId::to_string),
            value: ValueView(value.clone()),
            now: now.map(|now| self.words(question, now)).unwrap_or_default(),
            then: self.words(question, value),
        })
    }

    /// A removed entry that may be kept again.
    pub fn entry(&self, subform: &FieldId, entry: EntryId) -> Option<KeepView> {
        let is_removed = self.known(subform, entry)?.removed.is_some();
        let target = Target::Entry { subform: subform.clone(), entry, keep: true };
        let may = is_removed && !self.locked && self.may(&target, &Value::Null);
        may.then(|| KeepView { subform_id: subform.0.clone(), entry_id: entry.to_string() })
    }

    /// Asks what saving will ask.
    fn may(&self, target: &Target, value: &Value) -> bool {
        let edit = FieldEdit { target: target.clone(), value: value.clone() };
        check(self.config, self.file, std::slice::from_ref(&edit), &edit, &self.book.today()).is_ok()
    }

    /// What stands at a target; none where its entry is not there.
    fn stands(&self, target: &Target) -> Option<Option<&Field>> {
        match target {
            Target::Field(field) => Some(self.file.field(field)),
            Target::EntryField { subform, entry, field } => {
                let entry = self.known(subform, *entry).filter(|entry| entry.removed.is_none())?;
                Some(entry.fields.get(field))
            }
            Target::Entry { .. } => None,
        }
    }

    fn known(&self, subform: &FieldId, entry: EntryId) -> Option<&Entry> {
        self.file.contents(subform)?.subforms.get(subform)?.get(&entry)
    }

    fn words(&self, question: &Question, value: &Value) -> String {
        shown(self.config.forms(), question, value, self.language)
    }
}
