//! The parts of a case's page: head, forms, fields, entries, referrals, late edits.

use crate::{
    AppError, Casebook, acts::consent, apply::may_write, attachments::entry_file, casebook::Known,
    file::CaseFile, late::LateEdit, messages::message, offers::services, view::*,
};
use daftar_core::{
    act::{
        Act, ApprovalStatus, Consent, Deed, Denial, RULES, ReferralStatus, Reopening, Sealed, Status,
        linked_of,
    },
    attachment::FILE,
    config::{Field as Question, FieldKind, Form, LookupOption, OptionSource, RecordType, Words},
    form::{default_value, is_outdated, option_label},
    id::{ActId, EntryId, FieldId, UserName},
    sheet::{Sheet, Spot},
    shown::{headline, order, shown},
    value::Value,
};
use daftar_doc::{
    document::{Entry, Field},
    key::KeyPath,
};
use daftar_store::ActState;
use daftar_sync::wire::Config;
use std::collections::BTreeMap;

/// What the parts of one page share.
pub(super) struct Pages<'a> {
    pub book: &'a Casebook,
    pub config: &'a Config,
    pub file: &'a CaseFile,
    pub language: &'a str,
    pub sheet: &'a Sheet,
    /// Why nothing may be written as the case stands.
    pub locked: Option<Denial>,
}

impl Pages<'_> {
    /// "Girl, about 11 years".
    pub fn who(&self) -> Option<String> {
        let record = self.file.case().record_type();
        let question = |id: &str| self.config.forms().field(record, &FieldId::from(id));
        let sex = question("sex").and_then(|q| self.file.value(q));
        let born = question("date_of_birth").and_then(|q| self.file.value(q));
        let answer = question("age").and_then(|q| {
            let version = CaseFile::counts(q, self.file.field(&q.id)?)?;
            Some((&version.value, version.at_ms))
        });
        self.book.who(self.config, record, sex, self.book.age_of(born, answer), self.language)
    }

    pub fn form(&self, form: &Form, questions: &[&Question]) -> FormView {
        let drawn = questions.iter().filter(|question| !question.hidden);
        let fields: Vec<FieldView> = drawn.map(|question| self.field(question)).collect();
        let group = Question {
            options: Some(OptionSource::Lookup(form.record_type.form_groups().to_owned())),
            ..Question::new(FieldId::from("form_group"), FieldKind::SelectBox)
        };
        let last =
            questions.iter().filter_map(|question| self.last_change(question)).max_by_key(|(_, at)| *at);
        FormView {
            form_id: form.id.0.clone(),
            label: form.label.get(self.language).to_owned(),
            help: self.words(&form.help),
            group_label: option_label(self.config.forms(), &group, &form.group, self.language).to_owned(),
            may_write: questions.iter().any(|question| self.writes(question)),
            two_values: fields.iter().any(differs),
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
        let mut view = self.blank(question);
        if question.kind.has_entries() {
            view.entries = self.entries(question, None);
        } else if let Some(field) = self.file.field(&question.id) {
            self.fill(&mut view, question, &question.id, field);
        }
        view.unsent = self.file.is_unsent(&question.id);
        view.disabled |= question.kind.is_kept() && !self.writes(question);
        view
    }

    fn words(&self, words: &Words) -> Option<String> {
        (!words.0.is_empty()).then(|| words.get(self.language).to_owned())
    }

    /// A field of a new entry, with what it begins with.
    fn beginning(&self, question: &Question) -> FieldView {
        let begins = default_value(question, &self.book.today(), &self.book.now_text());
        FieldView { value: begins.map(ValueView), ..self.blank(question) }
    }

    fn blank(&self, question: &Question) -> FieldView {
        let row = |row: &LookupOption| OptionView {
            id: row.id.clone(),
            label: row.label.get(self.language).to_owned(),
            detail: None,
        };
        let has_entries = question.kind.has_entries();
        let rules = || EntryRulesView {
            append_only: question.append_only,
            no_removal: question.append_only || question.no_removal,
        };
        let inner = question.fields.iter().filter(|inner| !inner.hidden);
        FieldView {
            field_id: question.id.0.clone(),
            kind: question.kind.as_str().to_owned(),
            multi_select: question.multi_select,
            label: label_of(question, self.language),
            help: self.words(&question.help),
            guidance: self.words(&question.guidance),
            tick_box_label: self.words(&question.tick_box_label),
            required: question.required,
            disabled: question.disabled,
            hide_on_view: question.hide_on_view,
            with_time: question.with_time,
            list: question.options.as_ref().map(list_id),
            outdated: Vec::new(),
            rows: question.rows.iter().map(row).collect(),
            total: question.total,
            link: question.link.as_ref().map(|form| form.0.clone()),
            value: None,
            shown: String::new(),
            two_values: Vec::new(),
            written_by_two: false,
            unsent: false,
            entry_rules: has_entries.then(rules),
            entry_fields: inner.map(|inner| self.beginning(inner)).collect(),
            entries: Vec::new(),
        }
    }

    /// Entries that a new record begins with.
    pub fn begin_entries(&self) -> Vec<BeginEntryView> {
        let questions = self.file.forms(self.config).flat_map(|(_, questions)| questions);
        let writable = questions.filter(|question| may_write(self.file.mode(&question.id)));
        let entries = writable.flat_map(|question| (0..question.initial_entries).map(move |_| question));
        let begin = |subform: &Question| BeginEntryView {
            subform_id: subform.id.0.clone(),
            entry_id: self.book.make_entry_id().to_string(),
        };
        entries.map(begin).collect()
    }

    /// Entries of a subform that lie in the entry `within`, in the subform's order.
    fn entries(&self, subform: &Question, within: Option<EntryId>) -> Vec<EntryView> {
        let all = self.file.entries(&subform.id);
        let here = all.filter(|(_, entry)| crate::sheet::within(entry) == within);
        let answers = |entry: &Entry| CaseFile::answers_of(subform, entry);
        let mut entries: Vec<_> = here.map(|(id, entry)| (id, entry, answers(entry))).collect();
        entries.sort_by(|(one, _, a), (other, _, b)| order(subform, (*one, a), (*other, b)));
        entries.iter().map(|(id, entry, answers)| self.entry(subform, *id, entry, answers)).collect()
    }

    /// Puts a field's versions into its view; `home` is the record's field in whose compartment it lies.
    fn fill(&self, view: &mut FieldView, question: &Question, home: &FieldId, field: &Field) {
        let versions = CaseFile::versions(question, field);
        let words = |value: &Value| shown(self.config.forms(), question, value, self.language);
        if let Some(first) = versions.first() {
            view.shown = words(&first.value);
            view.value = Some(ValueView(first.value.clone()));
            view.outdated = self.outdated(question, &first.value);
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

    /// Chosen options that are not offered any more.
    fn outdated(&self, question: &Question, value: &Value) -> Vec<OptionView> {
        let forms = self.config.forms();
        let old = |id: &String| {
            let is_old = question.options.is_some() && is_outdated(forms, question, id);
            let label = || option_label(forms, question, id, self.language).to_owned();
            is_old.then(|| OptionView { id: id.clone(), label: label(), detail: None })
        };
        match value {
            Value::Text(id) => old(id).into_iter().collect(),
            Value::Many(ids) => ids.iter().filter_map(old).collect(),
            _ => Vec::new(),
        }
    }

    fn entry(
        &self,
        subform: &Question,
        id: EntryId,
        entry: &Entry,
        answers: &BTreeMap<FieldId, Value>,
    ) -> EntryView {
        let fields = subform.fields.iter().filter(|inner| !inner.hidden).map(|inner| {
            let mut view = self.blank(inner);
            if inner.kind.has_entries() {
                view.entries = self.entries(inner, Some(id));
            } else if let Some(field) = entry.fields.get(&inner.id) {
                self.fill(&mut view, inner, &subform.id, field);
            }
            view
        });
        let removed = entry.removed.as_ref().map(|removed| {
            let (author, at_ms) = self.file.removal(&subform.id, removed);
            RemovedView { author: author.0, at_ms }
        });
        let mut known = answers.clone();
        for inner in subform.fields.iter().filter(|inner| inner.kind == FieldKind::Calculated) {
            let spot = Spot::Entry { subform: subform.id.clone(), entry: id, field: inner.id.clone() };
            known.extend(self.sheet.value(&spot).map(|value| (inner.id.clone(), value.clone())));
        }
        let group = subform.group_by.as_ref().and_then(|by| {
            let question = subform.inner(by)?;
            Some(
                answers
                    .get(by)
                    .map(|value| shown(self.config.forms(), question, value, self.language))
                    .unwrap_or_default(),
            )
        });
        EntryView {
            entry_id: id.to_string(),
            headline: headline(self.config.forms(), subform, &known, self.language),
            group,
            fields: fields.collect(),
            removed,
            unsent: self.file.is_unsent(&subform.id),
            file: entry_file(answers.get(&FieldId::from(FILE)), &self.file.files),
        }
    }

    pub fn pending(&self) -> Vec<PendingView> {
        let open = self.file.acts.iter().filter(|act| act.state != ActState::Accepted);
        let view = |act: &daftar_store::ActRow| PendingView {
            act_id: act.act.to_string(),
            act: act.kind.clone(),
            at_ms: act.at_ms,
            refused: (act.state == ActState::Refused).then(|| act.code.clone().unwrap_or_default()),
        };
        open.map(view).collect()
    }

    pub fn referrals(&self) -> Result<Vec<ReferralView>, AppError> {
        let forms = self.config.forms();
        let services = services(self.config, self.file, self.language);
        let mut views = Vec::new();
        for (id, referral) in &self.file.row.state.referrals {
            let may = |deed: Deed| self.may_answer(*id, deed);
            let lent = referral.lends.as_ref().and_then(|role| forms.role(role));
            views.push(ReferralView {
                referral_id: id.to_string(),
                to: referral.to.as_ref().map(|to| to.0.clone()),
                by: referral.by.0.clone(),
                status: referral.status_at(self.book.now_ms()).as_str().to_owned(),
                type_label: lent.map(|role| role.label.get(self.language).to_owned()).unwrap_or_default(),
                overridden: referral.consent == Consent::Overridden,
                at_ms: referral.at_ms,
                until_ms: referral.until_ms,
                service: referral.service.and_then(|entry| {
                    services
                        .iter()
                        .find(|known| known.entry_id == entry.to_string())
                        .map(|known| known.label.clone())
                }),
                note: self.file.said(*id),
                answer: referral.answer.and_then(|act| self.file.said(act)),
                may_accept: may(Deed::ReferralAccept { referral: *id })?,
                may_reject: may(Deed::ReferralReject { referral: *id, why: None })?,
                may_finish: may(Deed::ReferralDone { referral: *id, note: None })?,
                may_revoke: may(Deed::ReferralRevoke { referral: *id })?,
            });
        }
        views.sort_by_key(|view| view.at_ms);
        Ok(views)
    }

    pub fn transfers(&self) -> Result<Vec<TransferView>, AppError> {
        let mut views = Vec::new();
        for (id, transfer) in &self.file.row.state.transfers {
            let may = |deed: Deed| self.may_answer(*id, deed);
            views.push(TransferView {
                transfer_id: id.to_string(),
                to: transfer.to.as_ref().map(|to| to.0.clone()),
                by: transfer.by.0.clone(),
                status: transfer.status.as_str().to_owned(),
                overridden: transfer.consent == Consent::Overridden,
                at_ms: transfer.at_ms,
                note: self.file.said(*id),
                answer: transfer.answer.and_then(|act| self.file.said(act)),
                may_accept: may(Deed::TransferAccept { transfer: *id })?,
                may_reject: may(Deed::TransferReject { transfer: *id, why: None })?,
                may_revoke: may(Deed::TransferRevoke { transfer: *id })?,
            });
        }
        views.sort_by_key(|view| view.at_ms);
        Ok(views)
    }

    pub fn requests(&self) -> Result<Vec<RequestView>, AppError> {
        let mut views = Vec::new();
        for (id, request) in &self.file.row.state.requests {
            let may = |deed: Deed| self.may_answer(*id, deed);
            // Whether consent is recorded is asked where it is offered.
            let (to, consent) = (Some(request.by.clone()), Consent::Given);
            let is_open = request.status == ReferralStatus::InProgress;
            views.push(RequestView {
                request_id: id.to_string(),
                by: request.by.0.clone(),
                status: request.status.as_str().to_owned(),
                at_ms: request.at_ms,
                note: self.file.said(*id),
                answer: request.answer.and_then(|act| self.file.said(act)),
                may_offer: is_open && may(Deed::TransferOffer { to, consent, note: None })?,
                may_reject: may(Deed::RequestReject { request: *id, why: None })?,
                is_own: request.by == *self.book.user(),
            });
        }
        views.sort_by_key(|view| view.at_ms);
        Ok(views)
    }

    pub fn glasses(&self) -> Result<Vec<GlassView>, AppError> {
        let mut views = Vec::new();
        for (id, glass) in &self.file.row.state.glasses {
            views.push(GlassView {
                glass_id: id.to_string(),
                by: glass.by.0.clone(),
                why: self.file.said(*id),
                at_ms: glass.at_ms,
                until_ms: glass.until_ms,
                active: glass.is_active_at(self.book.now_ms()),
                may_end: self.refused(Deed::GlassEnd { glass: *id })?.is_none(),
            });
        }
        views.sort_by_key(|view| view.at_ms);
        Ok(views)
    }

    pub fn flags(&self) -> Result<Vec<FlagView>, AppError> {
        let mut views = Vec::new();
        for (id, flag) in &self.file.row.state.flags {
            // Any sentence will do for the question.
            let said = || Sealed { key: Vec::new(), text: vec![0; 17] };
            let may = |deed: Deed| self.refused(deed).map(|refused| refused.is_none());
            views.push(FlagView {
                flag_id: id.to_string(),
                about: self.file.said(flag.said),
                by: flag.by.0.clone(),
                at_ms: flag.at_ms,
                resolved: flag
                    .resolved
                    .as_ref()
                    .map(|(act, by)| ResolvedView { by: by.0.clone(), how: self.file.said(*act) }),
                may_edit: may(Deed::FlagEdit { flag: *id, about: said() })?,
                may_resolve: may(Deed::FlagResolve { flag: *id, how: said() })?,
            });
        }
        views.sort_by_key(|view| (view.resolved.is_some(), std::cmp::Reverse(view.at_ms)));
        Ok(views)
    }

    pub fn approvals(&self) -> Result<Vec<ApprovalView>, AppError> {
        let (role, record) = (self.config.role()?, self.file.case().record_type());
        let mut views = Vec::new();
        for (approval, form) in &self.config.forms().settings.approvals {
            let known = self.file.row.state.approvals.get(approval);
            let asks = role.may(record.as_str(), &format!("request_approval_{approval}"));
            let (Some(form), true) = (self.config.forms().form(form), known.is_some() || asks) else {
                continue;
            };
            if form.record_type != record {
                continue;
            }
            let Some(heads) = self.file.heads_of(self.config, approval) else { continue };
            let waits = known.and_then(|known| self.file.waiting_answer(known.request));
            let request = known.map(|known| ApprovalRequestView {
                request_id: known.request.to_string(),
                by: known.by.0.clone(),
                at_ms: known.at_ms,
                status: known.status.as_str().to_owned(),
                superseded: known.status != ApprovalStatus::Rejected && known.heads != heads,
                answered_by: known.answer.as_ref().map(|(_, by, _)| by.0.clone()),
                answered_at_ms: known.answer.as_ref().map(|(_, _, at_ms)| *at_ms),
                comment: known.answer.as_ref().and_then(|(act, ..)| self.file.said(*act)),
                waiting_answer: waits.map(|row| row.kind.clone()),
            });
            views.push(ApprovalView {
                approval: approval.0.clone(),
                form_id: form.id.0.clone(),
                label: form.label.get(self.language).to_owned(),
                may_request: known.is_none_or(|known| !known.holds_for(Some(heads)))
                    && self.refused(Deed::ApprovalRequest { approval: approval.clone(), heads })?.is_none(),
                may_answer: known.map_or(Ok(false), |known| {
                    let request = known.request;
                    self.may_answer(request, Deed::ApprovalReject { request, comment: None })
                })?,
                heads: heads.to_hex(),
                request,
            });
        }
        Ok(views)
    }

    /// Whether this person may answer the question as the case stands: a closed one takes what opens it again.
    fn writes(&self, question: &Question) -> bool {
        let opens = |question: &Question| self.config.forms().settings.reopened_by.contains(&question.id);
        let locked = match self.locked {
            None => false,
            Some(Denial::CaseClosed) => !opens(question),
            Some(_) => true,
        };
        !locked && may_write(self.file.mode(&question.id))
    }

    /// Why the rule would refuse a deed of this person now; none: it would not.
    pub fn refused(&self, deed: Deed) -> Result<Option<&'static str>, AppError> {
        let at_ms = self.book.now_ms();
        let act = Act { id: ActId([0; 16]), case: self.file.row.case, at_ms, rules: RULES, deed };
        let (linked, to) = (&self.file.row.state, linked_of(&act.deed));
        match self.book.may(self.config, self.file, &act, to.map(|_| linked)) {
            Ok(()) => Ok(None),
            Err(error) if error.is_refusal() => Ok(Some(error.code)),
            Err(error) => Err(error),
        }
    }

    /// Whether this person may answer a matter by a deed now. Nobody answers twice before the first answer is sent.
    fn may_answer(&self, matter: ActId, deed: Deed) -> Result<bool, AppError> {
        Ok(self.file.waiting_answer(matter).is_none() && self.refused(deed)?.is_none())
    }

    pub fn actions(&self) -> Result<Vec<ActionView>, AppError> {
        let view = |action: &str, refused: Option<&'static str>| ActionView {
            action: action.to_owned(),
            refused: refused.map(str::to_owned),
        };
        let (role, record) = (self.config.role()?, self.file.case().record_type());
        let may = |action: &str| role.may(record.as_str(), action);
        let print = may("export_pdf").then(|| view("print", None));
        let settings = &self.config.forms().settings;
        let consented = |asked: &[FieldId]| match consent(self.config, asked, self.file) {
            // The dialog asks whether they mean it.
            Consent::Missing if may("consent_override") => Consent::Overridden,
            recorded => recorded,
        };
        let to = self
            .book
            .others(self.config, record, "receive_referral")
            .next()
            .map(|person| person.user.clone());
        // Any type will do: without one, a recipient whose role has no forms of its own would seem impossible.
        let mut types = self.config.forms().roles.values().filter(|role| role.referral_authorization);
        let lends = types.next().map(|role| role.id.clone());
        let consent = consented(&settings.referral_consent);
        let offer = Deed::ReferralOffer {
            to: Some(to.unwrap_or_else(|| "".into())),
            lends,
            consent,
            service: None,
            until_ms: None,
            note: None,
        };
        let taker = self.book.heirs(self.config, record, "receive_transfer");
        let taker = taker.into_iter().find(|p| p.user != *self.file.owner());
        let to = taker.map_or_else(|| "".into(), |person| person.user.clone());
        let consent = consented(&settings.transfer_consent);
        let give = Deed::TransferOffer { to: Some(to), consent, note: None };
        let heir = self.book.heirs(self.config, record, "read").find(|p| p.user != *self.file.owner());
        let heir = heir.map(|person| person.user.clone());
        let from = self.file.owner().clone();
        let hand_over = Deed::CaseAssign { from, to: heir.unwrap_or_else(|| "".into()), note: None };
        // What a role may never do is not offered; what it may not do now is offered with the reason.
        let mut actions = Vec::new();
        if record == RecordType::Case && may("referral") {
            let refused = self.refused(offer)?.filter(|code| *code != "already_answered");
            actions.push(view("refer", refused));
        }
        if record == RecordType::Case && may("transfer") {
            let refused = self.refused(give)?.filter(|code| *code != "already_answered");
            actions.push(view("transfer", refused));
        }
        let asks =
            record == RecordType::Case && may("request_transfer") && *self.file.owner() != *self.book.user();
        if asks {
            actions.push(view("request_transfer", self.refused(Deed::RequestTransfer { note: None })?));
        }
        if role.assigns(record) {
            actions.push(view("assign", self.refused(hand_over)?));
        }
        if may("flag") {
            let about = Sealed { key: Vec::new(), text: vec![0; 17] };
            actions.push(view("flag", self.refused(Deed::FlagAdd { about })?));
        }
        let state = &self.file.row.state;
        let (action, needs, deed) = match state.status {
            Status::Open => ("close", "close", Deed::CaseClose),
            Status::Closed | Status::Transferred => {
                ("reopen", "reopen", Deed::CaseReopen { because: Reopening::Asked })
            }
        };
        if may(needs) {
            actions.push(view(action, self.refused(deed)?));
        }
        if may("enable_disable_record") {
            let (action, deed) =
                if state.disabled { ("enable", Deed::CaseEnable) } else { ("disable", Deed::CaseDisable) };
            actions.push(view(action, self.refused(deed)?));
        }
        if record == RecordType::Case && may("attribute") {
            let deed = match &state.attributed {
                Some(_) => Deed::CaseAttribute { to: None },
                None => Deed::CaseAttribute {
                    to: self.book.children(self.config).next().map(|child| child.user.clone()),
                },
            };
            actions.push(view("attribute", self.refused(deed)?));
        }
        actions.extend(print);
        Ok(actions)
    }

    pub fn late_edit(&self, late: &LateEdit) -> LateEditView {
        let forms = self.config.forms();
        let field = |difference: &daftar_doc::document::Difference| {
            let (outer, inner) = match &difference.key {
                KeyPath::Field(field) => (field, None),
                KeyPath::EntryField { subform, field, .. } => (subform, Some(field)),
                KeyPath::EntryRemoved { subform, .. } => (subform, None),
            };
            let outer = forms.field(self.file.case().record_type(), outer)?;
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
                label: label_of(question, self.language),
                before: difference.before.as_ref().map(&words).unwrap_or_default(),
                after: words(&difference.after),
            })
        };
        LateEditView {
            quarantine_id: late.quarantine.to_string(),
            author: late.author.0.clone(),
            code: late.code.clone(),
            at_ms: late.at_ms,
            fields: late.changes.iter().filter_map(field).collect(),
        }
    }
}

/// What a question is called. Those of attachments are the interface's.
pub(crate) fn label_of(question: &Question, language: &str) -> String {
    if !question.label.0.is_empty() {
        return question.label.get(language).to_owned();
    }
    message(language, &question.id.as_str().replace('_', "-"), &[]).unwrap_or_default()
}

fn differs(field: &FieldView) -> bool {
    field.two_values.len() > 1 || field.entries.iter().any(entry_differs)
}

fn entry_differs(entry: &EntryView) -> bool {
    entry.removed.is_some() || entry.fields.iter().any(differs)
}

/// The id under which the window knows a list of options.
pub(crate) fn list_id(source: &OptionSource) -> String {
    match source {
        OptionSource::Lookup(id) => id.clone(),
        OptionSource::Location => "location".to_owned(),
        OptionSource::ReportingLocation => "reporting_location".to_owned(),
        OptionSource::Agency => "agency".to_owned(),
        OptionSource::User => "user".to_owned(),
    }
}
