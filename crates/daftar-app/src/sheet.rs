//! The open page's answers as the rules see them: what typing shows, hides, works out and leaves to be asked.

use crate::{
    AppError, Casebook, Target,
    casebook::Known,
    edits::may_register,
    file::CaseFile,
    view::{
        CalculatedView, ConsequencesView, EditRequest, FormState, FormStatusView, OfferedView,
        UnderstoodView, ValueView,
    },
};
use daftar_core::{
    config::{Field as Question, FieldKind, RecordType},
    day,
    form::offered,
    id::{CaseId, EntryId, FieldId, FormId, IN_ENTRY},
    sheet::{Answers, EntryAnswers, Progress, Sheet, Spot},
    shown::shown,
    value::Value,
};
use daftar_doc::document::{Entry, Field};
use daftar_sync::wire::Config;
use std::collections::{BTreeMap, BTreeSet};

/// The record whose page is open, as saved, and the same with what is being typed.
pub(crate) struct OpenSheet {
    case: Option<CaseId>,
    record: RecordType,
    saved: Sheet,
    typed: Sheet,
    edits: Vec<EditRequest>,
    /// Forms of which this person reads anything of this record.
    forms: Vec<FormId>,
}

/// The answers of a record as they count now.
pub(crate) fn answers(config: &Config, file: &CaseFile) -> Answers {
    let record = file.case().record_type();
    let mut answers = Answers::default();
    for question in config.forms().forms_of(record).flat_map(daftar_core::config::Form::record_fields) {
        if !question.kind.is_kept() {
            continue;
        }
        if file.mode(&question.id).is_none() {
            answers.withheld.insert(question.id.clone());
            continue;
        }
        if question.kind.has_entries() {
            let entries = file.entries(&question.id).map(|(id, entry)| (id, entry_answers(question, entry)));
            let entries: BTreeMap<_, _> = entries.collect();
            if !entries.is_empty() {
                answers.entries.insert(question.id.clone(), entries);
            }
        } else if let Some(version) =
            file.field(&question.id).and_then(|field| CaseFile::counts(question, field))
        {
            if question.kind == FieldKind::NumericField {
                answers.answered_on.insert(question.id.clone(), file.day_of(version.at_ms).print());
            }
            answers.values.insert(question.id.clone(), version.value.clone());
        }
    }
    // What lies in an entry that was removed is not there either, whatever its document keeps.
    let nested = config.forms().forms_of(record).flat_map(|form| &form.fields);
    for (outer, inner) in nested.flat_map(|question| question.nested().map(|inner| (&question.id, &inner.id)))
    {
        let there: BTreeSet<EntryId> =
            answers.entries.get(outer).into_iter().flat_map(BTreeMap::keys).copied().collect();
        if let Some(entries) = answers.entries.get_mut(inner) {
            entries.retain(|_, entry| entry.within.is_some_and(|within| there.contains(&within)));
        }
    }
    answers
}

fn entry_answers(subform: &Question, entry: &Entry) -> EntryAnswers {
    let counts = |(id, field): (&FieldId, &Field)| {
        let version = CaseFile::counts(subform.inner(id)?, field)?;
        Some((id.clone(), version.value.clone()))
    };
    EntryAnswers { values: entry.fields.iter().filter_map(counts).collect(), within: within(entry) }
}

/// The entry that this one lies in.
pub(crate) fn within(entry: &Entry) -> Option<EntryId> {
    let field = entry.fields.get(&FieldId::from(IN_ENTRY))?;
    match &field.versions.first()?.value {
        Value::Text(id) => id.parse().ok(),
        _ => None,
    }
}

impl Casebook {
    /// Opens the page of a record for typing; the sheet of the page before is forgotten.
    pub(crate) fn open_for_typing(&self, config: &Config, case: Option<CaseId>, file: &CaseFile) -> Sheet {
        let record = file.case().record_type();
        let sheet = Sheet::new(self.plan(config, record), answers(config, file), &self.today());
        let forms = file.forms(config).map(|(form, _)| form.id.clone()).collect();
        let (saved, typed) = (sheet.clone(), sheet.clone());
        *self.open_sheet() = Some(OpenSheet { case, record, saved, typed, edits: Vec::new(), forms });
        sheet
    }

    /// What the edits of the open page show, hide, work out and leave to be asked. Evaluates only what depends on what
    /// was typed since it was asked last.
    ///
    /// # Errors
    /// `not_found`: this record's page is not open.
    pub fn consequences(
        &self,
        case: Option<CaseId>,
        edits: &[EditRequest],
    ) -> Result<ConsequencesView, AppError> {
        let config = self.config()?;
        let mut open = self.open_sheet();
        let open = open.as_mut().filter(|open| open.case == case).ok_or(AppError::new("not_found"))?;
        let record = open.record;
        open.follow(edits, &mut |edit| {
            let wanted = self.edit_of(record, edit);
            let target = target_of(edit)?;
            Some(match wanted {
                Ok(wanted) => (wanted.target, wanted.value, false),
                Err(_) => (target, Value::Null, true),
            })
        });
        let view = self.consequences_view(&config, &open.typed, record, &open.forms, edits);
        if case.is_some() {
            return Ok(view);
        }
        let typed = &open.typed.answers().values;
        let is_filled = |field: &FieldId| typed.get(field).is_some_and(Value::is_filled);
        let refused = (!may_register(&config, record, is_filled)?).then(|| "consent_first".to_owned());
        Ok(ConsequencesView { refused, ..view })
    }

    pub(crate) fn consequences_view(
        &self,
        config: &Config,
        sheet: &Sheet,
        record: RecordType,
        forms: &[FormId],
        edits: &[EditRequest],
    ) -> ConsequencesView {
        let language = self.language();
        let question = |spot: &Spot| match spot {
            Spot::Field(field) => config.forms().field(record, field),
            Spot::Entry { subform, field, .. } => config.forms().field(record, subform)?.inner(field),
        };
        let hidden = sheet.hidden().map(spot_key);
        let inside = sheet.hidden_inside().map(|(subform, field)| format!("{subform}//{field}"));
        let calculated = sheet.calculated().filter_map(|(spot, value)| {
            let shown = shown(config.forms(), question(spot)?, value, &language);
            Some(CalculatedView { spot: spot_key(spot), shown })
        });
        let offers = sheet.all_tags().filter_map(|(spot, tags)| {
            let options = offered(config.forms(), question(spot)?, Some(tags));
            Some(OfferedView {
                spot: spot_key(spot),
                options: options.into_iter().map(|(id, _)| id.to_owned()).collect(),
            })
        });
        let status = |form: &FormId| {
            let status = sheet.status(form)?;
            Some(FormStatusView {
                form_id: form.0.clone(),
                shown: sheet.is_form_shown(form),
                state: match status.progress {
                    Progress::Empty => FormState::Empty,
                    Progress::Begun => FormState::Begun,
                    Progress::Complete => FormState::Complete,
                    Progress::Error => FormState::Error,
                },
                asked: status.asked,
                answered: status.answered,
            })
        };
        ConsequencesView {
            hidden: hidden.chain(inside).collect(),
            undrawn: sheet.undrawn().map(|(_, entry)| entry.to_string()).collect(),
            calculated: calculated.collect(),
            understood: self.understood(config, record, edits),
            offered: offers.collect(),
            forms: forms.iter().filter_map(status).collect(),
            refused: None,
        }
    }
}

impl Casebook {
    /// Typed dates as they were understood, where that is not what was typed.
    fn understood(&self, config: &Config, record: RecordType, edits: &[EditRequest]) -> Vec<UnderstoodView> {
        let plan = self.plan(config, record);
        let read = |edit: &EditRequest| {
            let Some(ValueView(Value::Text(typed))) = &edit.value else { return None };
            let spot = match target_of(edit)? {
                Target::Field(field) => Spot::Field(field),
                Target::EntryField { subform, entry, field } => Spot::Entry { subform, entry, field },
                Target::Entry { .. } => return None,
            };
            let edit = plan.is_date(&spot).then(|| self.edit_of(record, edit).ok())??;
            let Value::Text(date) = edit.value else { return None };
            let about = day::typed(typed, &self.today()).is_some_and(|typed| typed.about);
            (date != *typed).then(|| UnderstoodView { spot: spot_key(&spot), date, about })
        };
        edits.iter().filter_map(read).collect()
    }
}

type Wanted = (Target, Value, bool);

impl OpenSheet {
    /// Brings the sheet from the edits it had to the ones given.
    fn follow(&mut self, edits: &[EditRequest], read: &mut dyn FnMut(&EditRequest) -> Option<Wanted>) {
        let is_kept = |edit: &&EditRequest| edits.contains(edit);
        let taken_back: Vec<EditRequest> = self.edits.iter().filter(|edit| !is_kept(edit)).cloned().collect();
        let mut fresh: Vec<&EditRequest> = edits.iter().filter(|edit| !self.edits.contains(edit)).collect();
        if taken_back.iter().any(|edit| edit.removed) {
            // What lay in the entry comes back with it: rare enough to do everything anew.
            self.typed = self.saved.clone();
            fresh = edits.iter().collect();
        } else {
            let is_typed =
                |target: &Target| edits.iter().any(|edit| target_of(edit).as_ref() == Some(target));
            for target in taken_back.iter().filter_map(target_of).filter(|target| !is_typed(target)) {
                self.take_back(target, edits);
            }
        }
        for edit in fresh {
            match read(edit) {
                Some((Target::Field(field), value, wrong)) => {
                    let is_number = matches!(value, Value::Int(_));
                    let spot = Spot::Field(field);
                    self.typed.set(&spot, Some(value), wrong);
                    if is_number {
                        self.typed.answered_today(spot_field(&spot));
                    }
                }
                Some((Target::EntryField { subform, entry, field }, value, wrong)) => match value {
                    Value::Text(outer) if field.as_str() == IN_ENTRY => {
                        if let Ok(outer) = outer.parse() {
                            self.typed.lay(&subform, entry, outer);
                        }
                    }
                    value => self.typed.set(&Spot::Entry { subform, entry, field }, Some(value), wrong),
                },
                Some((Target::Entry { subform, entry, keep: false }, ..)) => {
                    self.typed.remove(&subform, entry);
                }
                Some((Target::Entry { .. }, ..)) | None => {}
            }
        }
        self.edits = edits.to_vec();
    }

    /// Puts what was saved at a spot that is no longer typed at; an entry that nothing makes any more goes.
    fn take_back(&mut self, target: Target, edits: &[EditRequest]) {
        let (spot, begun) = match target {
            Target::Field(field) => (Spot::Field(field), None),
            Target::EntryField { subform, entry, field } => {
                let spot = Spot::Entry { subform: subform.clone(), entry, field };
                (spot, Some((subform, entry)))
            }
            Target::Entry { .. } => return,
        };
        let saved = self.saved.answers();
        let before = match &spot {
            Spot::Field(field) => saved.values.get(field),
            Spot::Entry { subform, entry, field } => {
                saved.entries.get(subform).and_then(|entries| entries.get(entry)?.values.get(field))
            }
        };
        self.typed.set(&spot, before.cloned(), false);
        if let Some((subform, entry)) = begun {
            let is_saved = saved.entries.get(&subform).is_some_and(|entries| entries.contains_key(&entry));
            let id = entry.to_string();
            if !is_saved && edits.iter().all(|edit| edit.entry_id.as_deref() != Some(id.as_str())) {
                self.typed.remove(&subform, entry);
            }
        }
    }
}

fn spot_field(spot: &Spot) -> &FieldId {
    let (Spot::Field(field) | Spot::Entry { field, .. }) = spot;
    field
}

/// What an edit points at, whatever it says.
pub(crate) fn target_of(edit: &EditRequest) -> Option<Target> {
    let field = edit.field_id.as_deref().map(FieldId::from);
    let entry = || edit.entry_id.as_deref()?.parse::<EntryId>().ok();
    match (&edit.subform_id, field) {
        (Some(subform), _) if edit.removed => {
            Some(Target::Entry { subform: FieldId::from(subform.as_str()), entry: entry()?, keep: false })
        }
        (Some(subform), Some(field)) => {
            Some(Target::EntryField { subform: FieldId::from(subform.as_str()), entry: entry()?, field })
        }
        (None, Some(field)) => Some(Target::Field(field)),
        (_, None) => None,
    }
}

/// How the window names a spot: `subform/entry/field`, the first two empty for a field of the record.
pub(crate) fn spot_key(spot: &Spot) -> String {
    match spot {
        Spot::Field(field) => format!("//{field}"),
        Spot::Entry { subform, entry, field } => format!("{subform}/{entry}/{field}"),
    }
}
