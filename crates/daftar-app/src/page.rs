//! Views for the window, put together from a case file and the configuration.

use crate::{
    AppError, Casebook, FieldEdit, Target,
    acts::consent,
    casebook::Known,
    edits::is_reopening,
    file::CaseFile,
    late::LateEdit,
    list::ListedCase,
    materialise::name_fields,
    messages::message,
    offers::services,
    sheet::{answers, target_of},
    sync::SyncReport,
    view::*,
};
use daftar_core::{
    act::{CaseState, Consent},
    config::RecordType,
    form::option_label,
    id::{CaseId, DeviceNo, FieldId, FormId, UserName},
    sheet::Spot,
    stage::{stage, way},
    value::Value,
};
use daftar_store::{ActState, CaseRow};
use daftar_sync::wire::Config;
use std::collections::BTreeMap;

mod links;
mod parts;
use parts::Pages;
pub(crate) use parts::{label_of, list_id};

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
            records: RecordType::ALL
                .into_iter()
                .filter_map(|record| records_view(config.as_deref()?, record))
                .collect(),
            administers: role.is_some_and(daftar_core::admin::administers),
            counts: config.as_ref().is_some_and(|config| self.counts(config)),
            searches_beyond: role.is_some_and(|role| role.may("case", "search_owned_by_others")),
            line: self.line_view()?,
            idle_lock_minutes: config.as_ref().map_or(5, |config| config.forms().settings.idle_lock_minutes),
        })
    }

    /// The foot of the rail.
    ///
    /// # Errors
    /// The store failed.
    pub fn line_view(&self) -> Result<LineView, AppError> {
        let store = self.reading()?;
        let db = store.read();
        Ok(LineView {
            last_contact_at_ms: db.number_fact("last_contact_at_ms")?,
            waiting: db.waiting()?,
            cases: db.case_count()?,
            to_settle: db.to_settle()?,
            to_derive: db.left_to_derive()?,
        })
    }

    /// A case's page.
    ///
    /// # Errors
    /// `not_found`.
    pub fn case_view(&self, case: CaseId) -> Result<CaseView, AppError> {
        let config = self.config()?;
        let file = self.case_file(case)?;
        let late = self.late_edits_of(Some(case))?;
        self.page(&config, &file, Some(case), &late)
    }

    /// The same, opened by this person: what others wrote in it is no news any more.
    ///
    /// # Errors
    /// `not_found`.
    pub fn open_view(&self, case: CaseId) -> Result<CaseView, AppError> {
        let page = self.case_view(case)?;
        if !self.reading()?.read().news(case)?.is_empty() {
            // A page that can be read is shown, on a full disk too; its news stay news then.
            let _ = self.store().transact(|db| db.drop_news(case));
        }
        Ok(page)
    }

    /// The page of a record not yet registered, an incident perhaps `of` a case: every field the role may write, with what
    /// it begins with.
    ///
    /// # Errors
    /// `no_configuration`.
    pub fn new_case_view(&self, record: RecordType, of: Option<CaseId>) -> Result<CaseView, AppError> {
        let config = self.config()?;
        let now = self.now_ms();
        let state = CaseState::of(self.user().clone());
        // Not the id it will have: that is made when it is registered.
        let case = unregistered(record, of);
        let row = CaseRow { case, created_at_ms: now, epoch: 1, auth_seq: 0, state, changed_at_ms: now };
        self.page(&config, &CaseFile::blank(row, &config, self.zone())?, None, &[])
    }

    fn page(
        &self,
        config: &Config,
        file: &CaseFile,
        case: Option<CaseId>,
        late: &[LateEdit],
    ) -> Result<CaseView, AppError> {
        let language = self.language();
        let record = file.case().record_type();
        let sheet = self.open_for_typing(config, case, file);
        let locked = match is_reopening(&file.acts) && !file.row.state.disabled {
            true => None,
            false => file.row.state.locked_to(config.role()?, record.as_str()),
        };
        let pages = Pages { book: self, config, file, language: &language, sheet: &sheet, locked };
        let text = |id: &str| match sheet.value(&Spot::Field(FieldId::from(id))) {
            Some(Value::Text(text)) => Some(text.clone()),
            _ => None,
        };
        let risk = text("risk_level");
        let label = |id: &str, value: &Option<String>| {
            let question = config.forms().field(record, &FieldId::from(id))?;
            Some(option_label(config.forms(), question, value.as_deref()?, &language).to_owned())
        };
        let forms: Vec<FormView> =
            file.forms(config).map(|(form, fields)| pages.form(form, &fields)).collect();
        let ids: Vec<FormId> = forms.iter().map(|form| FormId::from(form.form_id.as_str())).collect();
        let begin = match case {
            None => self.defaults(config, record)?.iter().filter_map(edit_request).collect(),
            Some(_) => Vec::new(),
        };
        let is_new_case = case.is_none() && record == RecordType::Case;
        let draft = self.draft_view((!is_new_case).then(|| file.case()))?;
        Ok(CaseView {
            record: RecordTypeView(record),
            consequences: self.consequences_view(config, &sheet, record, &ids, &[]),
            begin,
            begin_entries: if case.is_none() { pages.begin_entries() } else { Vec::new() },
            lists_mark: self.lists_mark(config),
            case_id: case.map(|case| case.to_string()),
            case_id_display: case.map(|case| case.display_id()).unwrap_or_default(),
            name: name_fields(record).iter().find_map(|id| text(id)),
            who: pages.who(),
            risk_label: label("risk_level", &risk),
            risk,
            stages: case.and_then(|_| stages_view(config, file, &language)),
            owner: file.owner().0.clone(),
            status: file.row.state.standing().to_owned(),
            locked: locked.map(|denial| denial.code().to_owned()),
            forms,
            withheld: config
                .slice()
                .withheld
                .iter()
                .map(|(_, words)| words.get(&language).to_owned())
                .collect(),
            pending: pages.pending(),
            referrals: pages.referrals()?,
            transfers: pages.transfers()?,
            requests: pages.requests()?,
            glasses: pages.glasses()?,
            flags: pages.flags()?,
            approvals: pages.approvals()?,
            same_ids: case.map(|case| self.same_ids(config, case)).transpose()?.unwrap_or_default(),
            late_edits: late.iter().map(|late| pages.late_edit(late)).collect(),
            actions: case.map(|_| pages.actions()).transpose()?.unwrap_or_default(),
            links: case.map(|_| pages.links()).transpose()?.unwrap_or_default(),
            attributed: file.row.state.attributed.as_ref().map(|child| child.0.clone()),
            seen_by: self.seen_by(config, file),
            registration: case.is_none().then(|| registration(config, file)).flatten(),
            drafted_files: self.drafted_files(draft.as_ref().map_or(&[], |draft| &draft.edits))?,
            draft,
        })
    }

    fn draft_view(&self, case: Option<CaseId>) -> Result<Option<DraftView>, AppError> {
        let draft = self.reading()?.read().draft(case)?;
        let read = |(at_ms, edits): (i64, Vec<u8>)| {
            let edits = serde_json::from_slice(&edits).map_err(|_| AppError::new("vault_damaged"))?;
            Ok(DraftView { at_ms, edits })
        };
        draft.map(read).transpose()
    }

    /// Keeps edits not yet saved, encrypted, across lock and crash; an empty list drops them. Those of a new incident `of` a
    /// case are kept beside those of any other.
    ///
    /// # Errors
    /// The store failed.
    pub fn keep_draft(
        &self,
        case: Option<CaseId>,
        record: RecordType,
        of: Option<CaseId>,
        edits: &[EditRequest],
    ) -> Result<(), AppError> {
        let packed = serde_json::to_vec(edits).map_err(|_| AppError::new("failed"))?;
        let kept = (!edits.is_empty()).then_some(packed.as_slice());
        let now = self.now_ms();
        Ok(self.store().transact(|db| db.put_draft(draft_key(case, record, of), now, kept))?)
    }

    /// Saves a page; none registers a new record, an incident perhaps `of` a case. Field errors come back in the view, as do cases that may be of the same
    /// child and are not among those `ruled_out`; nothing is written then.
    ///
    /// # Errors
    /// Anything that is not about one field.
    pub fn save_view(
        &self,
        case: Option<CaseId>,
        record: RecordType,
        edits: &[EditRequest],
        ruled_out: &[CaseId],
        of: Option<CaseId>,
    ) -> Result<SavedView, AppError> {
        let record = case.map_or(record, |case| case.record_type());
        let mut errors = Vec::new();
        let mut wanted = Vec::new();
        for edit in edits {
            match self.edit_of(record, edit) {
                Ok(edit) => wanted.push(edit),
                Err(error) => errors.push(field_error(edit, &error)),
            }
        }
        let likely = match case {
            None if errors.is_empty() && record == RecordType::Case => self.likely(edits, ruled_out)?,
            _ => Vec::new(),
        };
        let saved = match (case, errors.is_empty() && likely.is_empty()) {
            (_, false) => None,
            (None, _) => Some(match of.filter(|_| record == RecordType::Incident) {
                Some(of) => self.register_incident(of, &wanted),
                None => self.register_record(record, &wanted),
            }),
            (Some(case), _) => Some(self.save(case, &wanted)),
        };
        let saved = match saved.transpose() {
            Ok(saved) => saved.map(|saved| saved.case),
            // What is about one field is told at that field.
            Err(error) => {
                let is_about = |edit: &&EditRequest| {
                    let field = error.args.get("field");
                    field.is_some()
                        && [&edit.field_id, &edit.subform_id].into_iter().any(|id| id.as_ref() == field)
                };
                let Some(edit) = edits.iter().find(is_about) else { return Err(error) };
                errors.push(field_error(edit, &error));
                None
            }
        };
        Ok(SavedView {
            case_id: saved.map(|case| case.to_string()).unwrap_or_default(),
            case_id_display: saved.map(|case| case.display_id()).unwrap_or_default(),
            errors,
            likely,
        })
    }

    /// Edits as a page sends them, read by the fields' types.
    ///
    /// # Errors
    /// Of the first that does not fit.
    pub fn edits_of(&self, record: RecordType, edits: &[EditRequest]) -> Result<Vec<FieldEdit>, AppError> {
        edits.iter().map(|edit| self.edit_of(record, edit)).collect()
    }

    pub(crate) fn edit_of(&self, record: RecordType, edit: &EditRequest) -> Result<FieldEdit, AppError> {
        let target = target_of(edit).ok_or(AppError::new("unknown_field"))?;
        let value = edit.value.clone().map_or(Value::Null, |ValueView(value)| value);
        let value = match value {
            // An empty input clears; a typed number may arrive as text.
            Value::Text(text) => match target {
                Target::Entry { .. } => Value::Null,
                _ => self.read_value(record, &target, text.trim_end_matches(['\r', '\n']))?,
            },
            value => value,
        };
        self.fits(record, &target, &value)?;
        Ok(FieldEdit { target, value })
    }

    /// What the refer dialog offers.
    ///
    /// # Errors
    /// `not_found`.
    pub fn refer_options(&self, case: CaseId) -> Result<ReferOptionsView, AppError> {
        let config = self.config()?;
        let language = self.language();
        let recipients = self
            .others(&config, case.record_type(), "receive_referral")
            .map(|p| recipient(&config, p, &language))
            .collect();
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
        let file = self.case_file(case)?;
        let refused = consent_refused(&config, &config.forms().settings.referral_consent, &file);
        let may_override = config.role()?.may(case.record_type().as_str(), "consent_override");
        let services = services(&config, &file, &language);
        Ok(ReferOptionsView { recipients, types: types.collect(), services, refused, may_override })
    }

    /// Who the case can be offered to.
    ///
    /// # Errors
    /// `no_configuration`, `not_found`.
    pub fn transfer_options(&self, case: CaseId) -> Result<TransferOptionsView, AppError> {
        let config = self.config()?;
        let language = self.language();
        let file = self.case_file(case)?;
        let others = self
            .heirs(&config, case.record_type(), "receive_transfer")
            .filter(|person| person.user != *file.owner());
        let recipients = others.map(|person| recipient(&config, person, &language)).collect();
        let refused = consent_refused(&config, &config.forms().settings.transfer_consent, &file);
        let may_override = config.role()?.may(case.record_type().as_str(), "consent_override");
        Ok(TransferOptionsView { recipients, refused, may_override })
    }

    /// Who can be given such a record.
    ///
    /// # Errors
    /// `no_configuration`.
    pub fn assign_options(&self, record: RecordType) -> Result<AssignOptionsView, AppError> {
        let config = self.config()?;
        let language = self.language();
        let recipients =
            self.heirs(&config, record, "read").map(|person| recipient(&config, person, &language)).collect();
        Ok(AssignOptionsView { recipients })
    }

    /// Who could be the child of a case.
    ///
    /// # Errors
    /// `no_configuration`.
    pub fn child_options(&self) -> Result<AssignOptionsView, AppError> {
        let config = self.config()?;
        let language = self.language();
        let recipients = self.children(&config).map(|person| recipient(&config, person, &language)).collect();
        Ok(AssignOptionsView { recipients })
    }

    /// Assigns several cases.
    ///
    /// # Errors
    /// As [`Casebook::assign_all`].
    pub fn assign_all_view(&self, cases: &[CaseId], to: &UserName) -> Result<AssignedView, AppError> {
        let answers = self.assign_all(cases, to)?;
        let refused = answers.iter().filter_map(|(case, code)| {
            let code = (*code)?.to_owned();
            Some(NotAssignedView { case_id_display: case.display_id(), code })
        });
        let refused: Vec<_> = refused.collect();
        Ok(AssignedView {
            assigned: u32::try_from(answers.len() - refused.len()).unwrap_or(u32::MAX),
            refused,
        })
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
        let store = self.reading()?;
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
        // However much goes out by itself, what needs a person is never cut off by it.
        let goes_out = |item: &SyncItemView| ["waiting", "pending"].contains(&item.state.as_str());
        items.sort_by_key(|item| (goes_out(item), std::cmp::Reverse(item.at_ms)));
        items.truncate(PANEL_ROWS_MAX as usize);
        let last_report = self.last_report(db)?.map(|report| self.report_view(&report));
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

/// How far a case is, as far as this person can tell.
fn stages_view(config: &Config, file: &CaseFile, language: &str) -> Option<StagesView> {
    if file.case().record_type() != RecordType::Case {
        return None;
    }
    let stage = stage(config.forms(), &answers(config, file), &file.row.state);
    let (way, at) = way(config.forms(), &stage);
    let steps = way.iter().map(|step| stage_label(config, step, language)).collect();
    Some(StagesView { steps, at: u32::try_from(at).unwrap_or(0) })
}

/// A stage in words: the app's own, or what services can be part of in this programme.
pub(crate) fn stage_label(config: &Config, stage: &str, language: &str) -> String {
    let own = message(language, &format!("stage-{}", stage.replace('_', "-")), &[]);
    own.unwrap_or_else(|| {
        let services = config.forms().settings.stages.services.as_ref();
        let each = services.and_then(|rule| config.forms().field(RecordType::Case, &rule.each));
        let asked = each.zip(services).and_then(|(each, rule)| each.inner(&rule.response));
        asked.map_or(stage, |asked| option_label(config.forms(), asked, stage, language)).to_owned()
    })
}

/// What comes before the forms of a new case, if anything does.
fn registration(config: &Config, file: &CaseFile) -> Option<RegistrationView> {
    if file.case().record_type() != RecordType::Case {
        return None;
    }
    let settings = &config.forms().settings.registration;
    let writes = |id: &&FieldId| file.mode(id) == Some(daftar_core::config::Mode::Write);
    let names = |ids: &[FieldId]| ids.iter().filter(writes).map(|id| id.0.clone()).collect::<Vec<_>>();
    let (look_by, ask_first) = (names(&settings.look_by), names(&settings.ask_first));
    let any = !look_by.is_empty() || !ask_first.is_empty();
    any.then_some(RegistrationView { look_by, ask_first, may_skip: settings.may_skip })
}

/// What stands for a record that is not registered yet; `of` which case, counts for incidents alone.
pub(crate) fn unregistered(record: RecordType, of: Option<CaseId>) -> CaseId {
    let of = of.filter(|_| record == RecordType::Incident);
    of.map_or_else(|| CaseId::derive(0, DeviceNo(0), record, [0; 8]), |of| of.as_if(record))
}

/// Under what a draft is kept; there is one for each type of records not registered yet, and one for each case's next
/// incident.
pub(crate) fn draft_key(case: Option<CaseId>, record: RecordType, of: Option<CaseId>) -> Option<CaseId> {
    case.or_else(|| (record != RecordType::Case).then(|| unregistered(record, of)))
}

/// A type of records that the person's role opens a form of.
fn records_view(config: &Config, record: RecordType) -> Option<RecordsView> {
    let role = config.role().ok()?;
    let may = |action| role.may(record.as_str(), action);
    // What a service provider is lent are cases; they are listed even while there are none.
    let opens = record == RecordType::Case || config.forms().forms_of(record).next().is_some();
    let view = RecordsView {
        record: RecordTypeView(record),
        may_create: may("create"),
        may_assign: role.assigns(record) && record == RecordType::Case,
    };
    (may("read") && opens).then_some(view)
}

/// An edit as the window would have sent it.
fn edit_request(edit: &FieldEdit) -> Option<EditRequest> {
    let Target::Field(field) = &edit.target else { return None };
    let value = Some(ValueView(edit.value.clone()));
    Some(EditRequest {
        field_id: Some(field.0.clone()),
        value,
        subform_id: None,
        entry_id: None,
        removed: false,
    })
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
        place: person.location.as_ref().map(|code| {
            let place = config.forms().locations.iter().find(|place| place.code == *code);
            place.map_or(code.as_str(), |place| place.label.get(language)).to_owned()
        }),
        services: person.services.iter().cloned().collect(),
    }
}

pub(crate) fn row_view(config: &Config, listed: ListedCase, language: &str) -> CaseRowView {
    let label = |field: &str, id: &Option<String>| {
        let question = config.forms().field(RecordType::Case, &FieldId::from(field))?;
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
        stage_label: row.stage.map(|stage| stage_label(config, &stage, language)),
        owner: row.owner.0,
        status: row.standing,
        changed_at_ms: row.changed_at_ms,
        two_values: row.two_values,
        unsent: row.unsent,
        pending: row.pending,
        refused: row.refused,
        flags: row.flags,
        news: row.news,
        same_id: row.same_id,
        ends_at_ms: None,
        cells: Vec::new(),
        hit: None,
    }
}

fn consent_refused(config: &Config, asked: &[FieldId], file: &CaseFile) -> Option<String> {
    (consent(config, asked, file) == Consent::Missing).then(|| "no_consent".to_owned())
}
