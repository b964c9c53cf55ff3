//! Answers for scripts: the JSON that `docs/cli.md` promises.

use crate::{
    AppError, Casebook, Target,
    casebook::Known,
    file::{CaseFile, Conflict},
    history::{HistoryEntry, HistoryFilter, HistoryLine, What, stand_id},
    sheet::answers,
};
use daftar_core::{
    act::Consent,
    attachment::{FILE, FileRef},
    config::{Field as Question, FieldKind, RecordType},
    id::{CaseId, EntryId, FieldId, UserName},
    sheet::derive,
    stage::stage,
    value::Value,
};
use daftar_doc::{
    document::{Difference, Entry},
    key::KeyPath,
};
use daftar_store::ActState;
use serde_json::{Map, Value as Json, json};

fn plain(value: &Value) -> Json {
    serde_json::to_value(value).unwrap_or(Json::Null)
}

/// An instant as RFC 3339 text in UTC.
pub(crate) fn instant(at_ms: i64) -> String {
    jiff::Timestamp::from_millisecond(at_ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_string()
}

/// The values that changes set, by field; of subform entries as the options of `daftar case edit` name them.
pub(crate) fn fields_json(changes: &[Difference]) -> Map<String, Json> {
    let key = |path: &KeyPath| match path {
        KeyPath::Field(field) => field.0.clone(),
        KeyPath::EntryField { subform, entry, field } => format!("{subform}/{entry}:{field}"),
        KeyPath::EntryRemoved { subform, entry } => format!("{subform}/{entry}"),
    };
    let value = |change: &Difference| match &change.key {
        KeyPath::EntryField { field, .. } => told(field, &change.after),
        _ => plain(&change.after),
    };
    changes.iter().map(|change| (key(&change.key), value(change))).collect()
}

impl Casebook {
    /// A case by form and field; what was never filled is left out.
    ///
    /// # Errors
    /// `not_found`.
    pub fn case_json(&self, case: CaseId) -> Result<Json, AppError> {
        let config = self.config()?;
        let file = self.case_file(case)?;
        let (answers, today) = (answers(&config, &file), self.today());
        let mut forms = Map::new();
        for (form, questions) in file.forms(&config) {
            let mut fields = Map::new();
            for question in questions {
                if question.kind.has_entries() {
                    let entries = entries_json(&file, question, None);
                    if !entries.is_empty() {
                        fields.insert(question.id.0.clone(), Json::Array(entries));
                    }
                } else if question.kind == FieldKind::Calculated {
                    let record = case.record_type();
                    if let Some(value) = derive(config.forms(), record, &answers, &question.id, &today) {
                        fields.insert(question.id.0.clone(), plain(&value));
                    }
                } else if let Some(value) = file.value(question) {
                    fields.insert(question.id.0.clone(), plain(value));
                }
            }
            forms.insert(form.id.0.clone(), Json::Object(fields));
        }
        let conflicts = file.conflicts(&config).into_iter().map(|conflict| {
            let mut line = json!({ "form": conflict.form.as_str(), "field": conflict.field.as_str() });
            if let Some(entry) = conflict.entry {
                line["entry"] = json!(entry.to_string());
            }
            if conflict.removed {
                line["removed"] = json!(true);
            } else {
                let value = |(value, author, at): (Value, UserName, i64)| {
                    json!({ "value": told(&conflict.field, &value), "author": author.as_str(), "at": instant(at) })
                };
                line["values"] = conflict.values.into_iter().map(value).collect();
            }
            line
        });
        let pending =
            file.acts.iter().filter(|act| act.state == ActState::Queued).map(
                |act| json!({ "act_id": act.act.to_string(), "type": act.kind, "at": instant(act.at_ms) }),
            );
        let refused = file.acts.iter().filter(|act| act.state == ActState::Refused).map(|act| {
            json!({ "act_id": act.act.to_string(), "type": act.kind, "at": instant(act.at_ms), "code": act.code })
        });
        let referrals = file.row.state.referrals.iter().map(|(id, referral)| {
            json!({
                "referral_id": id.to_string(),
                "to": referral.to.as_ref().map(UserName::as_str),
                "by": referral.by.as_str(),
                "status": referral.status_at(self.now_ms()).as_str(),
                "consent_overridden": referral.consent == Consent::Overridden,
                "type": referral.lends.as_ref().map(daftar_core::id::RoleId::as_str),
                "service": referral.service.map(|entry| entry.to_string()),
                "until": referral.until_ms.map(instant),
                "note": file.said(*id),
                "answer": referral.answer.and_then(|act| file.said(act)),
            })
        });
        let transfers = file.row.state.transfers.iter().map(|(id, transfer)| {
            json!({
                "transfer_id": id.to_string(),
                "to": transfer.to.as_ref().map(UserName::as_str),
                "by": transfer.by.as_str(),
                "status": transfer.status.as_str(),
                "consent_overridden": transfer.consent == Consent::Overridden,
                "note": file.said(*id),
                "answer": transfer.answer.and_then(|act| file.said(act)),
            })
        });
        let glasses = file.row.state.glasses.iter().map(|(id, glass)| {
            json!({
                "glass_id": id.to_string(),
                "by": glass.by.as_str(),
                "at": instant(glass.at_ms),
                "until": instant(glass.until_ms),
                "active": glass.is_active_at(self.now_ms()),
                "why": file.said(*id),
            })
        });
        let requests = file.row.state.requests.iter().map(|(id, request)| {
            json!({
                "request_id": id.to_string(),
                "by": request.by.as_str(),
                "at": instant(request.at_ms),
                "status": request.status.as_str(),
                "note": file.said(*id),
                "answer": request.answer.and_then(|act| file.said(act)),
            })
        });
        let flags = file.row.state.flags.iter().map(|(id, flag)| {
            json!({
                "flag_id": id.to_string(),
                "by": flag.by.as_str(),
                "at": instant(flag.at_ms),
                "about": file.said(flag.said),
                "resolved_by": flag.resolved.as_ref().map(|(_, by)| by.as_str()),
                "resolved_how": flag.resolved.as_ref().and_then(|(act, _)| file.said(*act)),
            })
        });
        let approvals = file.row.state.approvals.iter().map(|(id, approval)| {
            let heads = file.heads_of(&config, id);
            json!({
                "approval": id.as_str(),
                "request_id": approval.request.to_string(),
                "by": approval.by.as_str(),
                "at": instant(approval.at_ms),
                "status": approval.status.as_str(),
                "superseded": heads.is_some_and(|heads| heads != approval.heads),
                "answered_by": approval.answer.as_ref().map(|(_, by, _)| by.as_str()),
                "comment": approval.answer.as_ref().and_then(|(act, ..)| file.said(*act)),
            })
        });
        let not_accepted = crate::refusal::not_accepted(self.reading()?.read(), case)?
            .into_iter()
            .map(|(row, fields)| json!({ "at": instant(row.at_ms), "code": row.code, "fields": fields }));
        Ok(json!({
            "case_id": case.to_string(),
            "case_id_display": case.display_id(),
            "owner": file.owner().as_str(),
            "status": file.row.state.standing(),
            "stage": (case.record_type() == RecordType::Case)
                .then(|| stage(config.forms(), &answers, &file.row.state)),
            "forms": forms,
            "conflicts": conflicts.collect::<Vec<_>>(),
            "withheld": config.slice().withheld.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(),
            "pending": pending.collect::<Vec<_>>(),
            "refused": refused.collect::<Vec<_>>(),
            "not_accepted": not_accepted.collect::<Vec<_>>(),
            "referrals": referrals.collect::<Vec<_>>(),
            "transfers": transfers.collect::<Vec<_>>(),
            "requests": requests.collect::<Vec<_>>(),
            "emergency_access": glasses.collect::<Vec<_>>(),
            "flags": flags.collect::<Vec<_>>(),
            "approvals": approvals.collect::<Vec<_>>(),
        }))
    }

    /// Late edits waiting for this person.
    ///
    /// # Errors
    /// The store failed.
    pub fn late_edits_json(&self) -> Result<Json, AppError> {
        let lines = self.late_edits()?.into_iter().map(|late| {
            let fields = fields_json(&late.changes);
            json!({
                "quarantine_id": late.quarantine.to_string(),
                "case_id": late.case.to_string(),
                "author": late.author.as_str(),
                "reason": late.code,
                "at": instant(late.at_ms),
                "fields": fields,
            })
        });
        Ok(Json::Array(lines.collect()))
    }

    /// The change log of a case, latest first.
    ///
    /// # Errors
    /// `not_found`.
    pub fn history_json(&self, case: CaseId, filter: &HistoryFilter) -> Result<Json, AppError> {
        Ok(self.history(case, filter)?.iter().map(history_line).collect())
    }

    /// Who is signed in, what waits, when the relay was last reached.
    ///
    /// # Errors
    /// The store failed.
    pub fn status_json(&self) -> Result<Json, AppError> {
        let status = self.status()?;
        Ok(json!({
            "person": status.person.as_str(),
            "queued": status.queued,
            "last_contact_at": status.last_contact_at_ms.map(instant),
            "relay": status.relay,
        }))
    }

    /// Whether there is something to settle at a target.
    ///
    /// # Errors
    /// `unknown_field`, or `not_found`: no conflict there.
    pub fn has_conflict(&self, case: CaseId, target: &Target) -> Result<(), AppError> {
        self.conflict(case, target).map(|_| ())
    }

    /// The value at a position of a conflict's list.
    ///
    /// # Errors
    /// As [`Casebook::has_conflict`], and `not_found`: no such position.
    pub fn taken(&self, case: CaseId, target: &Target, at: usize) -> Result<Value, AppError> {
        let value = self.conflict(case, target)?.values.into_iter().nth(at);
        value.map(|(value, _, _)| value).ok_or(AppError::new("not_found"))
    }

    fn conflict(&self, case: CaseId, target: &Target) -> Result<Conflict, AppError> {
        let config = self.config()?;
        let file = self.case_file(case)?;
        let (field, entry, removed) = match target {
            Target::Field(field) => (field, None, false),
            Target::EntryField { entry, field, .. } => (field, Some(*entry), false),
            Target::Entry { subform, entry, .. } => (subform, Some(*entry), true),
        };
        let outer = match target {
            Target::Field(field) => field,
            Target::EntryField { subform, .. } | Target::Entry { subform, .. } => subform,
        };
        file.compartment_of(outer)
            .ok_or_else(|| AppError::new("unknown_field").with("field", outer.as_str()))?;
        let mut conflicts = file.conflicts(&config).into_iter();
        let found = conflicts.find(|c| c.field == *field && c.entry == entry && c.removed == removed);
        found.ok_or(AppError::new("not_found"))
    }

    /// Whether a subform has this entry, removed or not.
    ///
    /// # Errors
    /// `unknown_field`, `not_found`.
    pub fn has_entry(&self, case: CaseId, subform: &FieldId, entry: EntryId) -> Result<(), AppError> {
        let file = self.case_file(case)?;
        let unknown = || AppError::new("unknown_field").with("field", subform.as_str());
        file.compartment_of(subform).ok_or_else(unknown)?;
        let entries = file.contents(subform).and_then(|contents| contents.subforms.get(subform));
        entries.and_then(|entries| entries.get(&entry)).map(|_| ()).ok_or(AppError::new("not_found"))
    }

    /// Today as this laptop has it, `YYYY-MM-DD`.
    #[must_use]
    pub fn today_text(&self) -> String {
        self.today()
    }
}

fn history_line(line: &HistoryLine) -> Json {
    let mut json = json!({
        "line": line.id.to_string(),
        "at": instant(line.at_ms),
        "author": line.author.as_str(),
    });
    let told = match &line.what {
        What::Change(change) => change_json(change),
        What::Act(done) => json!({
            "act": done.row.kind,
            "state": done.row.state.as_str(),
            "code": done.row.code,
            "to": done.to().map(UserName::as_str),
            "said": done.row.sentence,
        }),
    };
    if let (Some(json), Json::Object(told)) = (json.as_object_mut(), told) {
        json.extend(told);
    }
    json
}

fn change_json(change: &HistoryEntry) -> Json {
    let mut json = json!({
        "device": change.device.0,
        "received": change.received_at_ms.map(instant),
        "form": change.form.as_str(),
        "field": change.field.as_str(),
        "before": change.before.as_ref().map(|value| told(&change.field, value)),
        "after": told(&change.field, &change.after),
    });
    if let Some(entry) = change.entry {
        json["entry"] = json!(entry.to_string());
    }
    if change.removal {
        json["removed"] = json!(change.after != Value::Null);
    }
    if let Some(stand) = stand_id(change.stand) {
        json["stand"] = json!(stand);
        json["others"] = change.others.iter().map(|value| told(&change.field, value)).collect();
    }
    json
}

/// A value of an attachment's file without its key; any other as it is.
fn told(field: &FieldId, value: &Value) -> Json {
    match FileRef::read(value).filter(|_| field.as_str() == FILE) {
        Some(file) => {
            json!({ "name": file.name, "type": file.media.as_str(), "size": file.size, "id": file.id })
        }
        None if field.as_str() == FILE => Json::Null,
        None => plain(value),
    }
}

/// The entries of a subform that lie in `within`, each with those inside it.
fn entries_json(file: &CaseFile, subform: &Question, within: Option<EntryId>) -> Vec<Json> {
    let here = file.entries(&subform.id).filter(|(_, entry)| crate::sheet::within(entry) == within);
    here.map(|(id, entry)| entry_json(file, subform, id, entry)).collect()
}

fn entry_json(file: &CaseFile, subform: &Question, id: EntryId, entry: &Entry) -> Json {
    let mut line = Map::new();
    line.insert("entry".to_owned(), json!(id.to_string()));
    for inner in &subform.fields {
        if inner.kind.has_entries() {
            let nested = entries_json(file, inner, Some(id));
            if !nested.is_empty() {
                line.insert(inner.id.0.clone(), Json::Array(nested));
            }
            continue;
        }
        let counts = entry.fields.get(&inner.id).and_then(|field| CaseFile::counts(inner, field));
        if let Some(version) = counts {
            line.insert(inner.id.0.clone(), told(&inner.id, &version.value));
        }
    }
    if let Some(removed) = &entry.removed {
        let (author, at) = file.removal(&subform.id, removed);
        line.insert("removed".to_owned(), json!({ "author": author.as_str(), "at": instant(at) }));
    }
    Json::Object(line)
}
