//! Writing: registering a case, saving a page as one change per compartment, choosing between two values.

use crate::{
    AppError, Casebook,
    casebook::Known,
    file::CaseFile,
    materialise::{refresh, rewrite_list},
};
use daftar_core::{
    act::{Act, ActFacts, Deed, RULES, Reach, fold, validate},
    config::{Field as Question, FieldKind, Mode},
    form::{fit, read},
    id::{CaseId, CompartmentId, EntryId, FieldId},
    value::Value,
};
use daftar_doc::{
    document::{Document, Edit},
    keys::{CaseKey, seal_to},
    segment::{Segment, SegmentMeta},
};
use daftar_store::{ActRow, ActState, CaseRow, CompartmentRow, Db, Queued, Uncut};
use daftar_sync::wire::{CUSTODY_INFO, Config, SignedAct};
use std::collections::BTreeMap;

/// What an edit points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A field of the record.
    Field(FieldId),
    /// A field of a subform entry; a new entry begins with its first field.
    EntryField { subform: FieldId, entry: EntryId, field: FieldId },
    /// A subform entry: removed, or kept after all.
    Entry { subform: FieldId, entry: EntryId, keep: bool },
}

/// One edit a person made.
#[derive(Clone, PartialEq, Eq)]
pub struct FieldEdit {
    pub target: Target,
    /// Ignored for [`Target::Entry`].
    pub value: Value,
}

/// What saving did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    pub case: CaseId,
    /// Whether something of the case waits for the relay.
    pub pending: bool,
}

impl Casebook {
    /// Reads typed text as a value for a target, by the field's type.
    ///
    /// # Errors
    /// `unknown_field`, or how the value does not fit.
    pub fn read_value(&self, target: &Target, typed: &str) -> Result<Value, AppError> {
        let config = self.config()?;
        let question = question(&config, target)?;
        read(config.forms(), question, typed)
            .map_err(|unfit| AppError::from(unfit).with("field", question.id.as_str()))
    }

    /// Whether a value fits a target; who may write it is another question.
    pub(crate) fn fits(&self, target: &Target, value: &Value) -> Result<(), AppError> {
        let config = self.config()?;
        let question = question(&config, target)?;
        match target {
            Target::Entry { .. } => Ok(()),
            _ => Ok(fit(config.forms(), question, value)?),
        }
    }

    /// Registers a case with its first answers; it can be worked on at once, before any contact.
    ///
    /// # Errors
    /// `not_permitted`, or a value that does not fit; nothing is written then.
    pub fn register(&self, edits: &[FieldEdit]) -> Result<Saved, AppError> {
        let config = self.config()?;
        let now = self.now_ms();
        let case = self.make_case_id(now);
        let key = CaseKey::make()?;
        let sealed_key = seal_to(&self.me.custody, CUSTODY_INFO, &case.0, key.as_bytes())?;
        let id = self.make_act_id(now);
        let act = Act { id, case, at_ms: now, rules: RULES, deed: Deed::CaseCreate { sealed_key } };
        let facts = ActFacts {
            config: config.forms(),
            author: &config.me,
            reach: Reach::Never,
            rights: &BTreeMap::new(),
            case: None,
            target: None,
            owner: None,
            late_edit_open: false,
        };
        validate(&facts, &act)?;
        let state = fold(None, &act, &self.me.user).ok_or(AppError::new("failed"))?;
        self.store().transact(|db| {
            db.put_case(&CaseRow {
                case,
                created_at_ms: now,
                epoch: 1,
                auth_seq: 0,
                state,
                changed_at_ms: now,
            })?;
            for (compartment, mode) in config.own_modes()? {
                db.grant(case, compartment, mode)?;
                db.put_key(case, compartment, 1, key.compartment(1, compartment).as_bytes())?;
            }
            self.enqueue_act(db, &act)?;
            self.write(db, &config, case, edits)?;
            db.put_draft(None, now, None)?;
            Ok(Saved { case, pending: true })
        })
    }

    /// Saves edits of a case: one change for each compartment they touch, all of them or none.
    ///
    /// # Errors
    /// `not_found`, `not_permitted`, `unknown_field`, or a value that does not fit; nothing is written then.
    pub fn save(&self, case: CaseId, edits: &[FieldEdit]) -> Result<Saved, AppError> {
        let config = self.config()?;
        self.store().transact(|db| {
            self.write(db, &config, case, edits)?;
            db.put_draft(Some(case), 0, None)?;
            let pending = !db.uncut(Some(case))?.is_empty() || !db.queue(Some(case), 1)?.is_empty();
            Ok(Saved { case, pending })
        })
    }

    /// Settles a question with two values by writing the chosen one.
    ///
    /// # Errors
    /// As [`Casebook::save`].
    pub fn resolve(&self, case: CaseId, target: Target, value: Value) -> Result<Saved, AppError> {
        self.save(case, &[FieldEdit { target, value }])
    }

    /// Writes edits inside a transaction.
    pub(crate) fn write(
        &self,
        db: Db<'_>,
        config: &Config,
        case: CaseId,
        edits: &[FieldEdit],
    ) -> Result<(), AppError> {
        let file = CaseFile::load(db, config, case)?.ok_or(AppError::new("not_found"))?;
        let mut by_compartment: BTreeMap<CompartmentId, Vec<Edit>> = BTreeMap::new();
        for edit in edits {
            let (home, edit) = check(config, &file, edit)?;
            by_compartment.entry(home).or_default().push(edit);
        }
        let now = self.now_ms();
        let actor = self.actor(db)?;
        for (id, edits) in by_compartment {
            let mut row = db.compartment(case, id)?.ok_or(AppError::new("not_permitted"))?;
            let mut document = document(config, &row)?;
            // A run that was begun under an earlier incarnation is ended under it.
            let actor = row.uncut.map_or(actor, |uncut| uncut.actor);
            let from_seq = document.last_seq(actor) + 1;
            if document.write(actor, now, &edits)?.is_none() {
                continue;
            }
            refresh(&mut row, &document)?;
            row.uncut = row.uncut.or(Some(Uncut { actor, from_seq }));
            db.put_compartment(&row)?;
        }
        db.put_case(&CaseRow { changed_at_ms: now, ..file.row })?;
        rewrite_list(db, config, case)
    }

    /// Cuts everything uncut of a case, or of all cases, into sealed segments at the end of the queue.
    pub(crate) fn cut(&self, db: Db<'_>, config: &Config, case: Option<CaseId>) -> Result<(), AppError> {
        for row in db.uncut(case)? {
            let Some(uncut) = row.uncut else { continue };
            let case = db.case(row.case)?.ok_or(AppError::new("vault_damaged"))?;
            // Access may have ended before this laptop was told the present epoch's key.
            let newest = db.newest_key(row.case, row.compartment, case.epoch)?;
            let (epoch, key) = newest.ok_or(AppError::new("vault_damaged"))?;
            let key = daftar_doc::keys::CompartmentKey::from_bytes(key);
            let document = bare_document(config, &row)?;
            let meta = SegmentMeta {
                relay: self.me.relay,
                case: row.case,
                config_version: config.slice.version,
                auth_seq: case.auth_seq,
                epoch,
                after: None,
            };
            let mut from = uncut.from_seq;
            while let Some(segment) =
                Segment::seal(meta, document.layout(), &document, uncut.actor, from, &key, &self.me.keys)?
            {
                from = segment.header.last_seq() + 1;
                db.enqueue(&Queued {
                    queue_id: 0,
                    kind: "segment".to_owned(),
                    case: row.case,
                    compartment: Some(row.compartment),
                    act: None,
                    item: postcard::to_stdvec(&segment)?,
                    written_at_ms: self.now_ms(),
                })?;
            }
            db.mark_cut(row.case, row.compartment)?;
        }
        Ok(())
    }

    /// Signs an act and puts it at the end of the queue.
    pub(crate) fn enqueue_act(&self, db: Db<'_>, act: &Act) -> Result<(), AppError> {
        let signed = SignedAct::sign(act.clone(), self.me.device, self.me.relay, &self.me.keys);
        db.put_act(&ActRow {
            act: act.id,
            case: act.case,
            kind: act.deed.kind().to_owned(),
            author: self.me.user.clone(),
            at_ms: act.at_ms,
            state: ActState::Queued,
            code: None,
            bytes: postcard::to_stdvec(act)?,
        })?;
        db.enqueue(&Queued {
            queue_id: 0,
            kind: "act".to_owned(),
            case: act.case,
            compartment: None,
            act: Some(act.id),
            item: postcard::to_stdvec(&signed)?,
            written_at_ms: act.at_ms,
        })?;
        Ok(())
    }
}

/// The document of a row; one nobody wrote in yet if there is none.
pub(crate) fn document(config: &Config, row: &CompartmentRow) -> Result<Document, AppError> {
    let layout = config.layout(row.compartment)?;
    Ok(match &row.document {
        Some(bytes) => Document::load(&layout, bytes).map_err(|_| AppError::new("vault_damaged"))?,
        None => Document::begin(&layout),
    })
}

/// The same for a document whose compartment the configuration may not know any more.
pub(crate) fn bare_document(config: &Config, row: &CompartmentRow) -> Result<Document, AppError> {
    let layout = config.layout_or_bare(row.compartment);
    Ok(match &row.document {
        Some(bytes) => Document::load(&layout, bytes).map_err(|_| AppError::new("vault_damaged"))?,
        None => Document::begin(&layout),
    })
}

fn question<'a>(config: &'a Config, target: &Target) -> Result<&'a Question, AppError> {
    let unknown = |id: &FieldId| AppError::new("unknown_field").with("field", id.as_str());
    let of_record = |id: &FieldId| config.forms().field(id).ok_or_else(|| unknown(id));
    match target {
        Target::Field(id) => of_record(id).and_then(|q| {
            if q.kind == FieldKind::Subform {
                Err(AppError::new("wrong_type").with("field", id.as_str()))
            } else {
                Ok(q)
            }
        }),
        Target::Entry { subform, .. } => of_record(subform)
            .and_then(|q| if q.kind == FieldKind::Subform { Ok(q) } else { Err(unknown(subform)) }),
        Target::EntryField { subform, field, .. } => {
            let inner = of_record(subform)?.fields.iter().find(|inner| inner.id == *field);
            inner.ok_or_else(|| unknown(field))
        }
    }
}

/// The compartment an edit goes to and what to write there, if the person may and the value fits.
pub(crate) fn check(
    config: &Config,
    file: &CaseFile,
    edit: &FieldEdit,
) -> Result<(CompartmentId, Edit), AppError> {
    let question = question(config, &edit.target)?;
    let outer = match &edit.target {
        Target::Field(id) => id,
        Target::EntryField { subform, .. } | Target::Entry { subform, .. } => subform,
    };
    // A field that may not be read is as unknown as one that does not exist.
    let held =
        file.compartment_of(outer).ok_or(AppError::new("unknown_field").with("field", outer.as_str()))?;
    if held.mode != Mode::Write {
        return Err(AppError::new("not_permitted").with("field", outer.as_str()));
    }
    let fits = |value: &Value| {
        fit(config.forms(), question, value)
            .map_err(|unfit| AppError::from(unfit).with("field", question.id.as_str()))
    };
    let known = |subform: &FieldId, entry: &EntryId| {
        let entries = file.contents(subform).and_then(|contents| contents.subforms.get(subform));
        entries
            .is_some_and(|entries| entries.contains_key(entry))
            .then_some(())
            .ok_or(AppError::new("not_found"))
    };
    let value = edit.value.clone();
    let written = match &edit.target {
        Target::Field(field) => {
            fits(&value)?;
            match (question.kind, value) {
                (FieldKind::Textarea, Value::Text(text)) => Edit::SetText { field: field.clone(), text },
                (FieldKind::Textarea, _) => Edit::SetText { field: field.clone(), text: String::new() },
                (_, Value::Many(options)) => Edit::Choose { field: field.clone(), options },
                (_, Value::Null) if question.multi_select => {
                    Edit::Choose { field: field.clone(), options: std::collections::BTreeSet::new() }
                }
                (_, value) => Edit::Set { field: field.clone(), value },
            }
        }
        Target::EntryField { subform, entry, field } => {
            fits(&value)?;
            Edit::SetEntry { subform: subform.clone(), entry: *entry, field: field.clone(), value }
        }
        Target::Entry { subform, entry, keep } => {
            known(subform, entry)?;
            match keep {
                true => Edit::KeepEntry { subform: subform.clone(), entry: *entry },
                false => Edit::RemoveEntry { subform: subform.clone(), entry: *entry },
            }
        }
    };
    Ok((held.compartment, written))
}
