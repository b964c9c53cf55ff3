//! Views for the window, put together from a case file and the configuration.

use crate::{
    AppError, Casebook, FieldEdit, ListRequest, Target, apply::may_write, casebook::Known, file::CaseFile,
    late::LateEdit, list::ListedCase, messages::message, sync::SyncReport, view::*,
};
use daftar_core::{
    act::{Act, CaseState, Consent, Deed, RULES},
    age::Age,
    config::{Field as Question, FieldKind, Form, OptionSource},
    form::{Progress, option_label, progress},
    id::{ActId, CaseId, EntryId, FieldId, FormId, UserName},
    shown::{headline, shown},
    value::Value,
};
use daftar_doc::{
    document::{Entry, Field},
    key::KeyPath,
};
use daftar_store::{ActState, CaseRow, Filter, Sort};
use daftar_sync::wire::Config;
use std::collections::{BTreeMap, BTreeSet};

/// Lines of the sync panel at most.
const PANEL_ROWS_MAX: u32 = 200;

impl Casebook {
    /// The signed-in person and the frame of the window.
    ///
    /// # Errors
    /// The store failed.
    pub fn session_view(&self) -> Result<SessionView, AppError> {
        let config = self.config().ok();
        let language = self.language();
        let role = config.as_ref().and_then(|config| config.role().ok());
        Ok(SessionView {
            user_name: self.user().0.clone(),
            agency: config.as_ref().map(|config| config.me.agency.0.clone()).unwrap_or_default(),
            role: role.map(|role| role.label.get(&language).to_owned()).unwrap_or_default(),
            programme: config.as_ref().map(|c| c.forms().settings.programme.clone()).unwrap_or_default(),
            may_create: role.is_some_and(|role| role.may("case", "create")),
            line: self.line_view()?,
            idle_lock_minutes: config.as_ref().map_or(5, |config| config.forms().settings.idle_lock_minutes),
        })
    }

    /// The foot of the rail.
    ///
    /// # Errors
    /// The store failed.
    pub fn line_view(&self) -> Result<LineView, AppError> {
        let store = self.store();
        let db = store.read();
        Ok(LineView {
            last_contact_at_ms: db.number_fact("last_contact_at_ms")?,
            waiting: db.waiting()?,
            cases: db.case_count()?,
            to_settle: db.to_settle()?,
        })
    }

    /// A page of the list.
    ///
    /// # Errors
    /// The store failed.
    pub fn list_view(&self, request: &CaseListRequest) -> Result<CaseListView, AppError> {
        let config = self.config()?;
        let language = self.language();
        let filter = match request.filter {
            CaseFilter::All => Filter::All,
            CaseFilter::Mine => Filter::OwnedBy(self.user().clone()),
            CaseFilter::TwoValues => Filter::TwoValues,
            CaseFilter::Unsent => Filter::Unsent,
            CaseFilter::HighRisk => Filter::Risk("high".to_owned()),
        };
        let sort = match request.sort {
            CaseSort::Changed => Sort::Changed,
            CaseSort::Name => Sort::Name,
        };
        let (offset, limit) = (request.offset, request.limit);
        let (total, rows) =
            self.list(&ListRequest { search: request.search.clone(), filter, sort, offset, limit })?;
        let rows = rows.into_iter().map(|listed| row_view(&config, listed, &language)).collect();
        Ok(CaseListView { total, rows })
    }

    /// A case's page.
    ///
    /// # Errors
    /// `not_found`.
    pub fn case_view(&self, case: CaseId) -> Result<CaseView, AppError> {
        let config = self.config()?;
        let file = self.case_file(case)?;
        let late = self.late_edits()?.into_iter().filter(|late| late.case == case).collect::<Vec<_>>();
        self.page(&config, &file, Some(case), &late)
    }

    /// The page of a case not yet registered: every field the role may write, empty.
    ///
    /// # Errors
    /// `no_configuration`.
    pub fn new_case_view(&self) -> Result<CaseView, AppError> {
        let config = self.config()?;
        let now = self.now_ms();
        let state = CaseState { owner: self.user().clone(), referrals: BTreeMap::new() };
        let case = CaseId([0; 16]);
        let row = CaseRow { case, created_at_ms: now, epoch: 1, state, changed_at_ms: now };
        self.page(&config, &CaseFile::blank(row, &config)?, None, &[])
    }

    fn page(
        &self,
        config: &Config,
        file: &CaseFile,
        case: Option<CaseId>,
        late: &[LateEdit],
    ) -> Result<CaseView, AppError> {
        let language = self.language();
        let pages = Pages { book: self, config, file, language: &language };
        let text = |id: &str| match config.forms().field(&FieldId::from(id)).and_then(|q| file.value(q)) {
            Some(Value::Text(text)) => Some(text.clone()),
            _ => None,
        };
        let risk = text("risk_level");
        let label = |id: &str, value: &Option<String>| {
            let question = config.forms().field(&FieldId::from(id))?;
            Some(option_label(config.forms(), question, value.as_deref()?, &language).to_owned())
        };
        Ok(CaseView {
            case_id: case.map(|case| case.to_string()),
            case_id_display: case.map(|case| case.display_id()).unwrap_or_default(),
            name: text("name"),
            who: pages.who(),
            risk_label: label("risk_level", &risk),
            risk,
            owner: file.owner().0.clone(),
            status: "open".to_owned(),
            forms: file.forms(config).map(|(form, fields)| pages.form(form, &fields)).collect(),
            withheld: config
                .slice()
                .withheld
                .iter()
                .map(|(_, words)| words.get(&language).to_owned())
                .collect(),
            pending: pages.pending(),
            referrals: pages.referrals()?,
            late_edits: late.iter().map(|late| pages.late_edit(late)).collect(),
            actions: case.map(|case| pages.actions(case)).transpose()?.unwrap_or_default(),
            seen_by: self.seen_by(config, file),
            draft: self.draft_view(case)?,
        })
    }

    fn draft_view(&self, case: Option<CaseId>) -> Result<Option<DraftView>, AppError> {
        let draft = self.store().read().draft(case)?;
        let read = |(at_ms, edits): (i64, Vec<u8>)| {
            let edits = serde_json::from_slice(&edits).map_err(|_| AppError::new("vault_damaged"))?;
            Ok(DraftView { at_ms, edits })
        };
        draft.map(read).transpose()
    }

    /// Keeps edits not yet saved, encrypted, across lock and crash; an empty list drops them.
    ///
    /// # Errors
    /// The store failed.
    pub fn keep_draft(&self, case: Option<CaseId>, edits: &[EditRequest]) -> Result<(), AppError> {
        let packed = serde_json::to_vec(edits).map_err(|_| AppError::new("failed"))?;
        let kept = (!edits.is_empty()).then_some(packed.as_slice());
        let now = self.now_ms();
        Ok(self.store().transact(|db| db.put_draft(case, now, kept))?)
    }

    /// Saves a page; none registers a new case. Field errors come back in the view and nothing is written then.
    ///
    /// # Errors
    /// Anything that is not about one field.
    pub fn save_view(&self, case: Option<CaseId>, edits: &[EditRequest]) -> Result<SavedView, AppError> {
        let mut errors = Vec::new();
        let mut wanted = Vec::new();
        for edit in edits {
            match self.edit_of(edit) {
                Ok(edit) => wanted.push(edit),
                Err(error) => errors.push(field_error(edit, &error)),
            }
        }
        let saved = match (case, errors.is_empty()) {
            (_, false) => None,
            (None, _) => Some(self.register(&wanted)?.case),
            (Some(case), _) => Some(self.save(case, &wanted)?.case),
        };
        Ok(SavedView {
            case_id: saved.map(|case| case.to_string()).unwrap_or_default(),
            case_id_display: saved.map(|case| case.display_id()).unwrap_or_default(),
            errors,
        })
    }

    fn edit_of(&self, edit: &EditRequest) -> Result<FieldEdit, AppError> {
        let entry = || -> Result<EntryId, AppError> {
            let id = edit.entry_id.as_deref().unwrap_or_default();
            id.parse().map_err(|_| AppError::new("not_found"))
        };
        let field = edit.field_id.as_deref().map(FieldId::from);
        let target = match (&edit.subform_id, field) {
            (Some(subform), _) if edit.removed => {
                Target::Entry { subform: FieldId::from(subform.as_str()), entry: entry()?, keep: false }
            }
            (Some(subform), Some(field)) => {
                Target::EntryField { subform: FieldId::from(subform.as_str()), entry: entry()?, field }
            }
            (None, Some(field)) => Target::Field(field),
            (_, None) => return Err(AppError::new("unknown_field")),
        };
        let value = edit.value.clone().map_or(Value::Null, |ValueView(value)| value);
        let value = match value {
            // An empty input clears; a typed number may arrive as text.
            Value::Text(text) => match target {
                Target::Entry { .. } => Value::Null,
                _ => self.read_value(&target, text.trim_end_matches(['\r', '\n']))?,
            },
            value => value,
        };
        self.fits(&target, &value)?;
        Ok(FieldEdit { target, value })
    }

    /// What the refer dialog offers.
    ///
    /// # Errors
    /// `not_found`.
    pub fn refer_options(&self, case: CaseId) -> Result<ReferOptionsView, AppError> {
        let config = self.config()?;
        let language = self.language();
        let recipients =
            self.others(&config, "receive_referral").map(|p| recipient(&config, p, &language)).collect();
        let types = config.forms().roles.values().filter(|role| role.referral_authorization).map(|role| {
            let labels = |wanted: daftar_core::config::Mode| {
                let forms = role.forms.iter().filter(|(_, mode)| **mode == wanted);
                forms
                    .filter_map(|(id, _)| Some(config.forms().form(id)?.label.get(&language).to_owned()))
                    .collect()
            };
            ReferTypeView {
                role_id: role.id.0.clone(),
                label: role.label.get(&language).to_owned(),
                reads: labels(daftar_core::config::Mode::Read),
                writes: labels(daftar_core::config::Mode::Write),
            }
        });
        let refused = (self.consent(&config, case)? == Consent::Missing).then(|| "no_consent".to_owned());
        Ok(ReferOptionsView { recipients, types: types.collect(), refused })
    }

    /// Who can be given the case.
    ///
    /// # Errors
    /// `no_configuration`.
    pub fn assign_options(&self) -> Result<AssignOptionsView, AppError> {
        let config = self.config()?;
        let language = self.language();
        let recipients =
            self.others(&config, "read").map(|person| recipient(&config, person, &language)).collect();
        Ok(AssignOptionsView { recipients })
    }

    /// The change log in words.
    ///
    /// # Errors
    /// `not_found`.
    pub fn history_view(&self, case: CaseId) -> Result<Vec<HistoryLineView>, AppError> {
        let config = self.config()?;
        let language = self.language();
        let lines = self.history(case)?.into_iter().map(|line| {
            let outer = config.forms().field(line.subform.as_ref().unwrap_or(&line.field));
            let inner = match &line.subform {
                Some(_) => outer.and_then(|outer| outer.fields.iter().find(|f| f.id == line.field)),
                None => outer,
            };
            let words = |value: &Value| match (line.removal, inner) {
                (true, _) => {
                    let key = if *value == Value::Null { "history-kept" } else { "history-removed" };
                    message(&language, key, &[]).unwrap_or_default()
                }
                (false, Some(question)) => shown(config.forms(), question, value, &language),
                (false, None) => String::new(),
            };
            let label = |question: Option<&Question>| {
                question.map(|question| question.label.get(&language).to_owned()).unwrap_or_default()
            };
            HistoryLineView {
                at_ms: line.at_ms,
                author: line.author.0.clone(),
                form_label: form_label(&config, &line.form, &language),
                field_label: label(inner.or(outer)),
                entry_id: line.entry.map(|entry| entry.to_string()),
                before: line.before.as_ref().map(&words).unwrap_or_default(),
                after: words(&line.after),
            }
        });
        Ok(lines.collect())
    }

    /// The sync panel.
    ///
    /// # Errors
    /// The store failed.
    pub fn sync_panel(&self) -> Result<SyncPanelView, AppError> {
        let line = self.line_view()?;
        let titles = |db: daftar_store::Db<'_>, case: CaseId| -> Result<(Option<String>, String), AppError> {
            let name = db.case_name(case)?;
            Ok((db.case(case)?.map(|_| case.to_string()), name.unwrap_or_else(|| case.display_id())))
        };
        let store = self.store();
        let db = store.read();
        let mut items = Vec::new();
        for act in db.unsettled_acts(PANEL_ROWS_MAX)? {
            let (case_id, title) = titles(db, act.case)?;
            let state = if act.state == ActState::Refused { "refused" } else { "pending" }.to_owned();
            items.push(SyncItemView { case_id, title, state, reason: act.code, at_ms: act.at_ms, count: 1 });
        }
        for (case, count, at_ms) in db.unsent_cases(PANEL_ROWS_MAX)? {
            let (case_id, title) = titles(db, case)?;
            items.push(SyncItemView {
                case_id,
                title,
                state: "waiting".to_owned(),
                reason: None,
                at_ms,
                count,
            });
        }
        for (case, count, at_ms) in db.two_value_cases(PANEL_ROWS_MAX)? {
            let (case_id, title) = titles(db, case)?;
            items.push(SyncItemView {
                case_id,
                title,
                state: "two_values".to_owned(),
                reason: None,
                at_ms,
                count,
            });
        }
        for refusal in db.refusals(PANEL_ROWS_MAX)? {
            let (case_id, title) = titles(db, refusal.case)?;
            let (state, reason) = ("refused".to_owned(), Some(refusal.code));
            items.push(SyncItemView { case_id, title, state, reason, at_ms: refusal.at_ms, count: 1 });
        }
        for late in db.late_edits(None)? {
            let (case_id, title) = titles(db, late.case)?;
            let state = "late_edit".to_owned();
            items.push(SyncItemView {
                case_id,
                title,
                state,
                reason: None,
                at_ms: late.received_at_ms,
                count: 1,
            });
        }
        for ended in db.ended(PANEL_ROWS_MAX)? {
            let (title, state, reason) = (ended.case_id_display, "ended".to_owned(), Some(ended.reason));
            items.push(SyncItemView { case_id: None, title, state, reason, at_ms: ended.at_ms, count: 1 });
        }
        items.sort_by_key(|item| std::cmp::Reverse(item.at_ms));
        items.truncate(PANEL_ROWS_MAX as usize);
        let last_report = self.last_report(db)?.map(|(pushed, pulled, up, down)| SyncReportView {
            pushed,
            pulled,
            refused: Vec::new(),
            bytes_up: u32::try_from(up).unwrap_or(u32::MAX),
            bytes_down: u32::try_from(down).unwrap_or(u32::MAX),
            round_trips: 0,
        });
        Ok(SyncPanelView { line, relay: Some(self.me.address.address.clone()), items, last_report })
    }

    /// A report with its refusals in words.
    #[must_use]
    pub fn report_view(&self, report: &SyncReport) -> SyncReportView {
        let language = self.language();
        let refused = |code: &String| RefusedView {
            code: code.clone(),
            message: crate::messages::error_sentence(&language, code, &BTreeMap::new()),
        };
        SyncReportView {
            pushed: report.pushed,
            pulled: report.pulled,
            refused: report.refused.iter().map(refused).collect(),
            bytes_up: u32::try_from(report.bytes_up).unwrap_or(u32::MAX),
            bytes_down: u32::try_from(report.bytes_down).unwrap_or(u32::MAX),
            round_trips: report.round_trips,
        }
    }
}

fn field_error(edit: &EditRequest, error: &AppError) -> FieldErrorView {
    FieldErrorView {
        field_id: edit.field_id.clone().or_else(|| edit.subform_id.clone()).unwrap_or_default(),
        entry_id: edit.entry_id.clone(),
        code: error.code.to_owned(),
    }
}

fn recipient(config: &Config, person: &daftar_core::access::Person, language: &str) -> RecipientView {
    let agency = config.forms().agencies.iter().find(|agency| agency.id == person.agency);
    RecipientView {
        user_name: person.user.0.clone(),
        agency: agency.map_or(person.agency.as_str(), |agency| agency.label.get(language)).to_owned(),
        role_label: config
            .forms()
            .role(&person.role)
            .map(|r| r.label.get(language).to_owned())
            .unwrap_or_default(),
    }
}

fn form_label(config: &Config, form: &FormId, language: &str) -> String {
    config.forms().form(form).map(|form| form.label.get(language).to_owned()).unwrap_or_default()
}

fn row_view(config: &Config, listed: ListedCase, language: &str) -> CaseRowView {
    let label = |field: &str, id: &Option<String>| {
        let question = config.forms().field(&FieldId::from(field))?;
        Some(option_label(config.forms(), question, id.as_deref()?, language).to_owned())
    };
    let row = listed.row;
    CaseRowView {
        case_id: row.case.to_string(),
        case_id_display: row.case.display_id(),
        sex_label: label("sex", &row.sex),
        risk_label: label("risk_level", &row.risk),
        name: row.name,
        name_withheld: row.name_withheld,
        age: listed.age.map(|age| age.years),
        age_about: listed.age.is_some_and(|age| age.about),
        risk: row.risk,
        owner: row.owner.0,
        status: "open".to_owned(),
        changed_at_ms: row.changed_at_ms,
        two_values: row.two_values,
        unsent: row.unsent,
        pending: row.pending,
        refused: row.refused,
    }
}

/// What the parts of one page share.
struct Pages<'a> {
    book: &'a Casebook,
    config: &'a Config,
    file: &'a CaseFile,
    language: &'a str,
}

impl Pages<'_> {
    /// "Girl, about 11 years".
    fn who(&self) -> Option<String> {
        let question = |id: &str| self.config.forms().field(&FieldId::from(id));
        let sex = question("sex")
            .and_then(|q| Some(shown(self.config.forms(), q, self.file.value(q)?, self.language)));
        let born = question("date_of_birth").and_then(|q| self.file.value(q));
        let answer = question("age").and_then(|q| {
            let version = CaseFile::counts(q, self.file.field(&q.id)?)?;
            Some((&version.value, version.at_ms))
        });
        let years = self.book.age_of(born, answer).and_then(|Age { years, about }| {
            let key = if about { "age-about" } else { "age-years" };
            message(self.language, key, &[("years", &years.to_string())])
        });
        match (sex.filter(|sex| !sex.is_empty()), years) {
            (Some(sex), Some(years)) => message(self.language, "case-who", &[("sex", &sex), ("age", &years)]),
            (one, other) => one.or(other),
        }
    }

    fn form(&self, form: &Form, questions: &[&Question]) -> FormView {
        let fields: Vec<FieldView> = questions.iter().map(|question| self.field(question)).collect();
        let filled: BTreeSet<FieldId> = fields
            .iter()
            .filter(|f| f.value.as_ref().is_some_and(|v| v.0 != Value::Null) || !f.entries.is_empty())
            .map(|f| FieldId::from(f.field_id.as_str()))
            .collect();
        let group = Question {
            options: Some(OptionSource::Lookup("lookup-form-group".to_owned())),
            ..group_question()
        };
        let last =
            questions.iter().filter_map(|question| self.last_change(question)).max_by_key(|(_, at)| *at);
        FormView {
            form_id: form.id.0.clone(),
            label: form.label.get(self.language).to_owned(),
            group_label: option_label(self.config.forms(), &group, &form.group, self.language).to_owned(),
            state: match progress(form, &filled) {
                Progress::Empty => FormState::Empty,
                Progress::Begun => FormState::Begun,
                Progress::Complete => FormState::Complete,
            },
            may_write: questions.iter().any(|question| may_write(self.file.mode(&question.id))),
            two_values: fields.iter().any(|f| f.two_values.len() > 1 || f.entries.iter().any(entry_differs)),
            unsent: fields.iter().any(|f| f.unsent),
            last_changed_by: last.as_ref().map(|(who, _)| who.0.clone()),
            last_changed_at_ms: last.map(|(_, at)| at),
            fields,
        }
    }

    fn last_change(&self, question: &Question) -> Option<(UserName, i64)> {
        let contents = self.file.contents(&question.id)?;
        let own = contents.fields.get(&question.id).into_iter();
        let entries = contents.subforms.get(&question.id).into_iter().flatten();
        let fields = own.chain(entries.flat_map(|(_, entry)| entry.fields.values()));
        let versions = fields.flat_map(|field| &field.versions);
        let signed = versions.map(|version| self.file.signed(&question.id, version));
        signed.map(|(_, who, at)| (who, at)).max_by_key(|(_, at)| *at)
    }

    fn field(&self, question: &Question) -> FieldView {
        let mut view = self.blank(question, &question.id);
        if question.kind == FieldKind::Subform {
            view.entry_fields = question.fields.iter().map(|inner| self.blank(inner, &question.id)).collect();
            let entries = self.file.entries(&question.id);
            view.entries = entries.map(|(id, entry)| self.entry(question, id, entry)).collect();
        } else if let Some(field) = self.file.field(&question.id) {
            self.fill(&mut view, question, &question.id, field);
        }
        view.unsent = self.file.is_unsent(&question.id);
        view
    }

    fn blank(&self, question: &Question, _outer: &FieldId) -> FieldView {
        let words = |words: &daftar_core::config::Words| {
            (!words.0.is_empty()).then(|| words.get(self.language).to_owned())
        };
        FieldView {
            field_id: question.id.0.clone(),
            kind: question.kind.as_str().to_owned(),
            multi_select: question.multi_select,
            label: question.label.get(self.language).to_owned(),
            help: words(&question.help),
            tick_box_label: words(&question.tick_box_label),
            required: question.required,
            options: self.options(question),
            value: None,
            shown: String::new(),
            two_values: Vec::new(),
            written_by_two: false,
            unsent: false,
            entry_fields: Vec::new(),
            entries: Vec::new(),
        }
    }

    fn options(&self, question: &Question) -> Vec<OptionView> {
        let forms = self.config.forms();
        let option = |id: &str, label: &daftar_core::config::Words| OptionView {
            id: id.to_owned(),
            label: label.get(self.language).to_owned(),
        };
        match &question.options {
            Some(OptionSource::Lookup(id)) => {
                let lookup = forms.lookups.get(id).into_iter();
                lookup.flat_map(|lookup| &lookup.options).map(|o| option(&o.id, &o.label)).collect()
            }
            Some(OptionSource::Location) => {
                forms.locations.iter().map(|p| option(&p.code, &p.label)).collect()
            }
            Some(OptionSource::Agency) => {
                forms.agencies.iter().map(|agency| option(agency.id.as_str(), &agency.label)).collect()
            }
            None => Vec::new(),
        }
    }

    /// Puts a field's versions into its view; `home` is the record's field in whose compartment it lies.
    fn fill(&self, view: &mut FieldView, question: &Question, home: &FieldId, field: &Field) {
        let versions = CaseFile::versions(question, field);
        let words = |value: &Value| shown(self.config.forms(), question, value, self.language);
        if let Some(first) = versions.first() {
            view.shown = words(&first.value);
            view.value = Some(ValueView(first.value.clone()));
        }
        if versions.len() > 1 {
            let version = |version: &&daftar_doc::document::Version| {
                let (value, author, at_ms) = self.file.signed(home, version);
                let mine = author == *self.book.user();
                VersionView { shown: words(&value), value: ValueView(value), author: author.0, mine, at_ms }
            };
            view.two_values = versions.iter().map(version).collect();
        }
        view.written_by_two = field.written_by_two && question.kind == FieldKind::Textarea;
    }

    fn entry(&self, subform: &Question, id: EntryId, entry: &Entry) -> EntryView {
        let fields = subform.fields.iter().map(|inner| {
            let mut view = self.blank(inner, &subform.id);
            if let Some(field) = entry.fields.get(&inner.id) {
                self.fill(&mut view, inner, &subform.id, field);
            }
            view
        });
        let counting = subform.fields.iter().filter_map(|inner| {
            let version = CaseFile::counts(inner, entry.fields.get(&inner.id)?)?;
            Some((inner.id.clone(), version.value.clone()))
        });
        let removed = entry.removed.as_ref().map(|removed| {
            let (author, at_ms) = self.file.removal(&subform.id, removed);
            RemovedView { author: author.0, at_ms }
        });
        EntryView {
            entry_id: id.to_string(),
            headline: headline(self.config.forms(), subform, &counting.collect(), self.language),
            fields: fields.collect(),
            removed,
            unsent: self.file.is_unsent(&subform.id),
        }
    }

    fn pending(&self) -> Vec<PendingView> {
        let open = self.file.acts.iter().filter(|act| act.state != ActState::Accepted);
        let view = |act: &daftar_store::ActRow| PendingView {
            act_id: act.act.to_string(),
            act: act.kind.clone(),
            at_ms: act.at_ms,
            refused: (act.state == ActState::Refused).then(|| act.code.clone().unwrap_or_default()),
        };
        open.map(view).collect()
    }

    fn referrals(&self) -> Result<Vec<ReferralView>, AppError> {
        let forms = self.config.forms();
        let mut views = Vec::new();
        for (id, referral) in &self.file.row.state.referrals {
            let may = |deed: Deed| self.refused(deed, None).map(|refused| refused.is_none());
            let lent = referral.lends.as_ref().and_then(|role| forms.role(role));
            views.push(ReferralView {
                referral_id: id.to_string(),
                to: referral.to.0.clone(),
                by: referral.by.0.clone(),
                status: referral.status.as_str().to_owned(),
                type_label: lent.map(|role| role.label.get(self.language).to_owned()).unwrap_or_default(),
                at_ms: referral.at_ms,
                may_accept: may(Deed::ReferralAccept { referral: *id })?,
                may_finish: may(Deed::ReferralDone { referral: *id })?,
                may_revoke: may(Deed::ReferralRevoke { referral: *id })?,
            });
        }
        views.sort_by_key(|view| view.at_ms);
        Ok(views)
    }

    /// Why the rule would refuse a deed of this person now; none: it would not.
    fn refused(&self, deed: Deed, target: Option<&UserName>) -> Result<Option<&'static str>, AppError> {
        let at_ms = self.book.now_ms();
        let act = Act { id: ActId([0; 16]), case: self.file.row.case, at_ms, rules: RULES, deed };
        match self.book.may(self.config, &self.file.row, &act, target) {
            Ok(()) => Ok(None),
            Err(error) if error.is_refusal() => Ok(Some(error.code)),
            Err(error) => Err(error),
        }
    }

    fn actions(&self, case: CaseId) -> Result<Vec<ActionView>, AppError> {
        let consent = self.book.consent(self.config, case)?;
        let to = self.book.others(self.config, "receive_referral").next().map(|person| person.user.clone());
        let offer = Deed::ReferralOffer { to: to.clone().unwrap_or_else(|| "".into()), lends: None, consent };
        let heir = self.book.others(self.config, "read").find(|p| p.user != *self.file.owner());
        let heir = heir.map(|person| person.user.clone());
        let from = self.file.owner().clone();
        let hand_over = Deed::CaseAssign { from, to: heir.clone().unwrap_or_else(|| "".into()) };
        let view = |action: &str, refused: Option<&'static str>| ActionView {
            action: action.to_owned(),
            refused: refused.map(str::to_owned),
        };
        // What a role may never do is not offered; what it may not do now is offered with the reason.
        let role = self.config.role()?;
        let mut actions = Vec::new();
        if role.may("case", "referral") {
            let refused = self.refused(offer, to.as_ref())?.filter(|code| *code != "already_answered");
            actions.push(view("refer", refused));
        }
        if ["assign", "assign_within_agency", "assign_within_user_group"].iter().any(|a| role.may("case", a))
        {
            actions.push(view("assign", self.refused(hand_over, heir.as_ref())?));
        }
        Ok(actions)
    }

    fn late_edit(&self, late: &LateEdit) -> LateEditView {
        let forms = self.config.forms();
        let field = |difference: &daftar_doc::document::Difference| {
            let (outer, inner) = match &difference.key {
                KeyPath::Field(field) => (field, None),
                KeyPath::EntryField { subform, field, .. } => (subform, Some(field)),
                KeyPath::EntryRemoved { subform, .. } => (subform, None),
            };
            let outer = forms.field(outer)?;
            let question = match inner {
                Some(inner) => outer.fields.iter().find(|question| question.id == *inner)?,
                None => outer,
            };
            let words = |value: &Value| match difference.key {
                KeyPath::EntryRemoved { .. } if *value != Value::Null => {
                    message(self.language, "history-removed", &[]).unwrap_or_default()
                }
                _ => shown(forms, question, value, self.language),
            };
            Some(LateFieldView {
                label: question.label.get(self.language).to_owned(),
                before: difference.before.as_ref().map(&words).unwrap_or_default(),
                after: words(&difference.after),
            })
        };
        LateEditView {
            quarantine_id: late.quarantine.to_string(),
            author: late.author.0.clone(),
            at_ms: late.at_ms,
            fields: late.changes.iter().filter_map(field).collect(),
        }
    }
}

fn entry_differs(entry: &EntryView) -> bool {
    entry.removed.is_some() || entry.fields.iter().any(|field| field.two_values.len() > 1)
}

/// A question that stands for the group a form belongs to.
fn group_question() -> Question {
    Question {
        id: FieldId::from("form_group"),
        kind: FieldKind::SelectBox,
        label: Default::default(),
        help: Default::default(),
        tick_box_label: Default::default(),
        required: false,
        multi_select: false,
        options: None,
        safety_order: Vec::new(),
        fields: Vec::new(),
        headline: Vec::new(),
    }
}
