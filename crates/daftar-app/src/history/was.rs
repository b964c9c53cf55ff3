//! A form as it was right after a line, beside what it is now.
//!
//! Each document is taken back to what had been written in it by then; nothing is read that the page of today does not
//! read.

use super::{LineId, Log, put_back::PutBack};
use crate::{
    AppError, Casebook, Target,
    casebook::Known,
    edits::bare_document,
    file::CaseFile,
    page::label_of,
    sheet::within,
    view::{AsItWasView, WasEntry, WasEntryView, WasFieldView},
};
use daftar_core::{
    config::Field as Question,
    id::{CaseId, EntryId, FieldId, FormId},
    shown::{headline, order, shown},
    value::Value,
};
use daftar_doc::document::{Entry, Field};
use daftar_sync::wire::Config;
use std::collections::BTreeMap;

impl Casebook {
    /// A form of a case as it was right after a line of its log.
    ///
    /// # Errors
    /// `not_found`: no such case, line or form for this person.
    pub fn as_it_was(&self, case: CaseId, form: &FormId, line: LineId) -> Result<AsItWasView, AppError> {
        let config = self.config()?;
        let language = self.language();
        let missing = || AppError::new("not_found");
        let Log { file, lines } = self.log_of(&config, case)?;
        let at = lines.iter().rfind(|known| known.id == line).ok_or_else(missing)?;
        let then = self.file_after(&config, case, &file, at)?;
        let (form, questions) =
            file.forms(&config).find(|(known, _)| known.id == *form).ok_or_else(missing)?;
        let was = Was {
            config: &config,
            then: &then,
            now: &file,
            language: &language,
            put_back: PutBack::new(self, &config, &file, &language)?,
        };
        let drawn = questions.into_iter().filter(|question| !question.hidden && question.kind.is_kept());
        let fields: Vec<WasFieldView> = drawn.filter_map(|question| was.question(question)).collect();
        let differing = |field: &WasFieldView| match field.entries.is_empty() {
            true => usize::from(field.differs),
            false => field.entries.iter().filter(|entry| entry.state != WasEntry::Same).count(),
        };
        Ok(AsItWasView {
            form_id: form.id.0.clone(),
            form_label: form.label.get(&language).to_owned(),
            at_ms: at.at_ms,
            author: at.author.0.clone(),
            differing: u32::try_from(fields.iter().map(differing).sum::<usize>()).unwrap_or(u32::MAX),
            fields,
        })
    }

    /// The record right after a line. Of the documents in which the line wrote nothing, what was written in its minute
    /// counts as written: a save goes to several.
    fn file_after(
        &self,
        config: &Config,
        case: CaseId,
        file: &CaseFile,
        at: &super::HistoryLine,
    ) -> Result<CaseFile, AppError> {
        let (at_ms, own, _) = at.place;
        let mut contents = BTreeMap::new();
        for row in file.documents() {
            let own = own.filter(|(_, compartment)| *compartment == row.compartment);
            let document = bare_document(config, row)?;
            let then = document.as_of(|place| match own {
                Some((own, _)) => place <= own,
                None => place.at_ms <= at_ms,
            })?;
            contents.insert(row.compartment, then.contents());
        }
        let store = self.reading()?;
        let loaded = CaseFile::load(store.read(), config, case)?.ok_or(AppError::new("not_found"))?;
        Ok(loaded.with_contents(contents))
    }
}

struct Was<'a> {
    config: &'a Config,
    then: &'a CaseFile,
    now: &'a CaseFile,
    language: &'a str,
    put_back: PutBack<'a>,
}

/// An entry's field, in whatever file.
type Inside<'a> = Option<&'a Entry>;

impl Was<'_> {
    /// None: it was not answered, and is not now.
    fn question(&self, question: &Question) -> Option<WasFieldView> {
        if question.kind.has_entries() {
            return self.subform(question, None);
        }
        let (then, now) = (self.then.field(&question.id), self.now.field(&question.id));
        self.answer(question, then, now, &Target::Field(question.id.clone()))
    }

    fn answer(
        &self,
        question: &Question,
        then: Option<&Field>,
        now: Option<&Field>,
        target: &Target,
    ) -> Option<WasFieldView> {
        let words = |field: Option<&Field>| {
            let versions = field.map(|field| CaseFile::versions(question, field)).unwrap_or_default();
            let words = versions
                .into_iter()
                .map(|version| shown(self.config.forms(), question, &version.value, self.language));
            let mut words: Vec<String> = words.collect();
            if words.iter().all(String::is_empty) {
                words.clear();
            }
            words
        };
        let (before, after) = (words(then), words(now));
        if before.is_empty() && after.is_empty() {
            return None;
        }
        let differs = before != after;
        let counted = then.and_then(|field| CaseFile::counts(question, field)).map(|version| &version.value);
        let value = counted.unwrap_or(&Value::Null);
        Some(WasFieldView {
            put_back: differs.then(|| self.put_back.value(target, question, value)).flatten(),
            then: before,
            now: after,
            differs,
            ..self.blank(question)
        })
    }

    fn blank(&self, question: &Question) -> WasFieldView {
        WasFieldView {
            field_id: question.id.0.clone(),
            kind: question.kind.as_str().to_owned(),
            label: label_of(question, self.language),
            then: Vec::new(),
            now: Vec::new(),
            differs: false,
            put_back: None,
            entries: Vec::new(),
        }
    }

    /// The entries that lie in `outer`, then or now, in the subform's order.
    fn subform(&self, subform: &Question, outer: Option<EntryId>) -> Option<WasFieldView> {
        let mut all: BTreeMap<EntryId, (Inside<'_>, Inside<'_>)> = BTreeMap::new();
        for (id, entry) in self.then.entries(&subform.id).filter(|(_, entry)| within(entry) == outer) {
            all.entry(id).or_default().0 = Some(entry);
        }
        for (id, entry) in self.now.entries(&subform.id).filter(|(_, entry)| within(entry) == outer) {
            all.entry(id).or_default().1 = Some(entry);
        }
        let answers = |(then, now): (Inside<'_>, Inside<'_>)| -> BTreeMap<FieldId, Value> {
            then.or(now).map(|entry| CaseFile::answers_of(subform, entry)).unwrap_or_default()
        };
        let mut all: Vec<_> = all.into_iter().map(|(id, both)| (id, both, answers(both))).collect();
        all.sort_by(|(one, _, a), (other, _, b)| order(subform, (*one, a), (*other, b)));
        let entries = all.iter().map(|(id, both, answers)| WasEntryView {
            headline: headline(self.config.forms(), subform, answers, self.language),
            ..self.entry(subform, *id, *both)
        });
        let entries: Vec<WasEntryView> = entries.collect();
        let differs = entries.iter().any(|entry| entry.state != WasEntry::Same);
        (!entries.is_empty()).then(|| WasFieldView { differs, entries, ..self.blank(subform) })
    }

    fn entry(&self, subform: &Question, id: EntryId, (then, now): (Inside<'_>, Inside<'_>)) -> WasEntryView {
        let inner = subform.fields.iter().filter(|inner| !inner.hidden && inner.kind.is_kept());
        let fields = inner.filter_map(|inner| {
            if inner.kind.has_entries() {
                return self.subform(inner, Some(id));
            }
            let of = |entry: Inside<'_>| entry.and_then(|entry| entry.fields.get(&inner.id).cloned());
            let target =
                Target::EntryField { subform: subform.id.clone(), entry: id, field: inner.id.clone() };
            // What is not there any more says what it said, not that it says nothing now.
            self.answer(inner, of(then).as_ref(), of(now.or(then)).as_ref(), &target)
        });
        let fields: Vec<WasFieldView> = fields.collect();
        let state = match (then.is_some(), now.is_some()) {
            (false, _) => WasEntry::Later,
            (true, false) => WasEntry::Gone,
            (true, true) if fields.iter().any(|field| field.differs) => WasEntry::Changed,
            (true, true) => WasEntry::Same,
        };
        WasEntryView { entry_id: id.to_string(), headline: String::new(), state, fields }
    }
}
