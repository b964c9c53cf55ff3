//! The change log in words, a page at a time, with what can be asked of it.

use super::{Done, FieldPath, HistoryEntry, HistoryFilter, HistoryLine, Log, What, has, put_back::PutBack};
use crate::{
    AppError, Casebook, Target,
    casebook::Known,
    file::CaseFile,
    page::label_of,
    view::{
        HistoryActView, HistoryChangeView, HistoryChoiceView, HistoryLineView, HistoryRequest, HistoryView,
    },
};
use daftar_core::{
    act::Deed,
    config::{Field as Question, Form},
    id::{CaseId, EntryId, FormId, UserName},
    shown::{headline, shown},
    value::Value,
};
use daftar_doc::document::Stand;
use daftar_sync::wire::Config;
use std::collections::BTreeSet;

/// Lines of one page at most.
const LINES_MAX: u32 = 100;

impl Casebook {
    /// A page of the change log in words.
    ///
    /// # Errors
    /// `not_found`.
    pub fn history_view(&self, request: &HistoryRequest) -> Result<HistoryView, AppError> {
        let config = self.config()?;
        let language = self.language();
        let case: CaseId = request.case_id.parse().map_err(|_| AppError::new("not_found"))?;
        let filter = HistoryFilter {
            form: request.form.as_deref().map(FormId::from),
            field: request.field.as_deref().map(FieldPath::from),
            person: request.person.as_deref().map(UserName::from),
            acts: request.acts,
        };
        let Log { file, lines } = self.log_of(&config, case)?;
        let words = Words {
            config: &config,
            file: &file,
            language: &language,
            put_back: PutBack::new(self, &config, &file, &language)?,
        };
        let fitting: Vec<&HistoryLine> =
            lines.iter().rev().filter(|line| filter.takes(&config, line)).collect();
        let page = fitting.iter().skip(request.offset as usize).take(request.limit.min(LINES_MAX) as usize);
        let count = |lines: usize| u32::try_from(lines).unwrap_or(u32::MAX);
        Ok(HistoryView {
            lines: page.map(|line| words.line(line)).collect(),
            total: count(fitting.len()),
            all: count(lines.len()),
            forms: words.forms(&lines, &filter),
            fields: words.fields(&lines, &filter),
            people: people(&config, &lines, &filter),
            acts: has_acts(&config, &lines, &filter),
        })
    }
}

fn people(config: &Config, lines: &[HistoryLine], filter: &HistoryFilter) -> Vec<String> {
    let anybody = HistoryFilter { person: None, ..filter.clone() };
    let fitting = lines.iter().filter(|line| anybody.takes(config, line));
    let people: BTreeSet<&str> = fitting.map(|line| line.author.as_str()).collect();
    people.into_iter().map(str::to_owned).collect()
}

fn has_acts(config: &Config, lines: &[HistoryLine], filter: &HistoryFilter) -> bool {
    let acts = HistoryFilter { form: None, acts: true, ..filter.clone() };
    lines.iter().any(|line| acts.takes(config, line))
}

struct Words<'a> {
    config: &'a Config,
    file: &'a CaseFile,
    language: &'a str,
    put_back: PutBack<'a>,
}

impl Words<'_> {
    fn all_forms(&self) -> impl Iterator<Item = &Form> {
        self.config.forms().forms_of(self.file.case().record_type())
    }

    fn forms(&self, lines: &[HistoryLine], filter: &HistoryFilter) -> Vec<HistoryChoiceView> {
        let any_form = HistoryFilter { form: None, acts: false, ..filter.clone() };
        let (mut fields, mut about) = (BTreeSet::new(), BTreeSet::new());
        for line in lines.iter().filter(|line| any_form.takes(self.config, line)) {
            match &line.what {
                What::Change(change) => _ = fields.insert(change.outer()),
                What::Act(done) => about.extend(done.form(self.config).map(|form| &form.id)),
            }
        }
        let told = |form: &&Form| about.contains(&form.id) || fields.iter().any(|field| has(form, field));
        let choice = |form: &Form| HistoryChoiceView { id: form.id.0.clone(), label: self.form_label(form) };
        self.all_forms().filter(told).map(choice).collect()
    }

    fn fields(&self, lines: &[HistoryLine], filter: &HistoryFilter) -> Vec<HistoryChoiceView> {
        let any_field = HistoryFilter { field: None, ..filter.clone() };
        let mut told = BTreeSet::new();
        for line in lines.iter().filter(|line| any_field.takes(self.config, line)) {
            let What::Change(change) = &line.what else { continue };
            told.insert(FieldPath { outer: change.outer().clone(), inner: None });
            if change.subform.is_some() && !change.removal {
                told.insert(FieldPath { outer: change.outer().clone(), inner: Some(change.field.clone()) });
            }
        }
        let mut choices = Vec::new();
        let asked = |form: &&Form| filter.form.as_ref().is_none_or(|asked| *asked == form.id);
        for outer in self.all_forms().filter(asked).flat_map(Form::record_fields) {
            let inner = outer.fields.iter().map(|inner| (Some(inner.id.clone()), Some(inner)));
            for (inner, question) in std::iter::once((None, None)).chain(inner) {
                let path = FieldPath { outer: outer.id.clone(), inner };
                // A field of several forms is offered once.
                if told.remove(&path) {
                    let labels = [Some(outer), question].into_iter().flatten();
                    let labels: Vec<_> = labels.map(|asked| label_of(asked, self.language)).collect();
                    choices.push(HistoryChoiceView { id: path.to_string(), label: labels.join(" · ") });
                }
            }
        }
        choices
    }

    fn line(&self, line: &HistoryLine) -> HistoryLineView {
        let (form, device, received_at_ms) = match &line.what {
            What::Change(change) => {
                (self.config.forms().form(&change.form), Some(change.device.0), change.received_at_ms)
            }
            What::Act(done) => (done.form(self.config), None, None),
        };
        HistoryLineView {
            line_id: line.id.to_string(),
            at_ms: line.at_ms,
            received_at_ms,
            author: line.author.0.clone(),
            device,
            form_id: form.map(|form| form.id.0.clone()),
            form_label: form.map(|form| self.form_label(form)),
            change: match &line.what {
                What::Change(change) => Some(self.change(change)),
                What::Act(_) => None,
            },
            act: match &line.what {
                What::Act(done) => Some(self.act(done)),
                What::Change(_) => None,
            },
        }
    }

    fn change(&self, change: &HistoryEntry) -> HistoryChangeView {
        let outer = self.config.forms().field(self.file.case().record_type(), change.outer());
        let inner = match (&change.subform, change.removal) {
            (Some(_), false) => outer.and_then(|outer| outer.inner(&change.field)),
            (Some(_), true) => None,
            (None, _) => outer,
        };
        let words = |value: &Value| {
            let words = |question| shown(self.config.forms(), question, value, self.language);
            inner.map(words).unwrap_or_default()
        };
        let target = match (&change.subform, change.entry) {
            (Some(subform), Some(entry)) => {
                Target::EntryField { subform: subform.clone(), entry, field: change.field.clone() }
            }
            _ => Target::Field(change.field.clone()),
        };
        let put_back = |value: &Value| self.put_back.value(&target, inner?, value);
        let keep = match change.entry.filter(|_| change.removal && change.after != Value::Null) {
            Some(entry) => self.put_back.entry(change.outer(), entry),
            None => None,
        };
        let label = |question: Option<&Question>| question.map(|question| label_of(question, self.language));
        HistoryChangeView {
            field_label: label(inner.or(outer)).unwrap_or_default(),
            kind: inner.map(|inner| inner.kind.as_str().to_owned()).unwrap_or_default(),
            subform_label: label(outer.filter(|_| change.subform.is_some())),
            entry: change.entry.zip(outer).map(|(entry, subform)| self.headline(subform, entry)),
            removal: change.removal.then(|| match change.after {
                Value::Null => "kept".to_owned(),
                _ => "removed".to_owned(),
            }),
            before: change.before.as_ref().map(words).unwrap_or_default(),
            after: words(&change.after),
            stand: stand_id(change.stand).map(str::to_owned),
            others: change.others.iter().map(words).collect(),
            put_back_before: put_back(change.before.as_ref().unwrap_or(&Value::Null)),
            put_back_after: put_back(&change.after),
            keep,
        }
    }

    /// An entry's summary as it is now, removed or not.
    fn headline(&self, subform: &Question, entry: EntryId) -> String {
        let contents = self.file.contents(&subform.id);
        let entry = contents.and_then(|contents| contents.subforms.get(&subform.id)?.get(&entry));
        let answers = entry.map(|entry| CaseFile::answers_of(subform, entry)).unwrap_or_default();
        headline(self.config.forms(), subform, &answers, self.language)
    }

    fn act(&self, done: &Done) -> HistoryActView {
        let deed = done.act.as_ref().map(|act| &act.deed);
        let lends = match deed {
            Some(Deed::ReferralOffer { lends: Some(lends), .. }) => self.config.forms().role(lends),
            _ => None,
        };
        let linked = match deed {
            Some(Deed::LinkAdd { to, .. }) => Some(*to),
            Some(Deed::LinkEnd { link }) => self.file.row.state.links.get(link).map(|link| link.to),
            _ => None,
        };
        HistoryActView {
            act: done.row.kind.clone(),
            state: done.row.state.as_str().to_owned(),
            code: done.row.code.clone(),
            to: done.to().map(|to| to.0.clone()),
            type_label: lends.map(|role| role.label.get(self.language).to_owned()),
            linked: linked.map(|record| record.display_id()),
            said: done.row.sentence.clone(),
        }
    }

    fn form_label(&self, form: &Form) -> String {
        form.label.get(self.language).to_owned()
    }
}

/// What scripts and screens call it; nothing where one value stands as before.
pub(crate) fn stand_id(stand: Stand) -> Option<&'static str> {
    match stand {
        Stand::One => None,
        Stand::Parted => Some("parted"),
        Stand::Apart => Some("apart"),
        Stand::Settled => Some("settled"),
    }
}
