//! Writing: registering a case, saving a page as one change per compartment, choosing between two values.

use crate::{
    AppError, Casebook,
    attachments::with_files,
    casebook::Known,
    file::CaseFile,
    materialise::{refresh, rewrite_list},
    page::draft_key,
};
use daftar_core::{
    act::{Act, ActFacts, Deed, Denial, RULES, Reach, Reopening, Status, fold, validate},
    config::{Field as Question, FieldKind, Mode, RecordType},
    form::{default_value, judge, read},
    id::{CaseId, CompartmentId, EntryId, FieldId, IN_ENTRY},
    value::{Unfit, Value},
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
    pub fn read_value(&self, record: RecordType, target: &Target, typed: &str) -> Result<Value, AppError> {
        let config = self.config()?;
        let Asked::Question(question) = asked(&config, record, target)? else {
            return Ok(Value::Text(typed.to_owned()));
        };
        if question.kind == FieldKind::File {
            return Ok(Value::Text(typed.to_owned()));
        }
        read(config.forms(), question, typed, &self.today())
            .map_err(|unfit| AppError::from(unfit).with("field", question.id.as_str()))
    }

    /// Whether a value fits a target; who may write it, and what stands there, is another question.
    pub(crate) fn fits(&self, record: RecordType, target: &Target, value: &Value) -> Result<(), AppError> {
        let config = self.config()?;
        match (asked(&config, record, target)?, target) {
            (Asked::Outer, _) | (_, Target::Entry { .. }) => Ok(()),
            // What names a drafted file becomes its reference when it is written.
            (Asked::Question(question), _) if question.kind == FieldKind::File => Ok(()),
            // An option that stands already may be written again; whether it stands is known when it is saved.
            (Asked::Question(question), _) => {
                match judge(config.forms(), question, value, None, &self.today()) {
                    Err(Unfit::UnknownOption) => Ok(()),
                    judged => Ok(judged?),
                }
            }
        }
    }

    /// The edits and, where they leave a field open that begins with something, that as well.
    ///
    /// # Errors
    /// `no_configuration`.
    pub fn with_defaults(
        &self,
        record: RecordType,
        edits: Vec<FieldEdit>,
    ) -> Result<Vec<FieldEdit>, AppError> {
        let config = self.config()?;
        let mut all = edits;
        for edit in self.defaults(&config, record)? {
            if all.iter().all(|known| known.target != edit.target) {
                all.push(edit);
            }
        }
        Ok(all)
    }

    /// What a new record begins with: defaults of questions that are asked at once and that this person may answer.
    pub(crate) fn defaults(&self, config: &Config, record: RecordType) -> Result<Vec<FieldEdit>, AppError> {
        let writable = config.own_modes(record)?;
        let (today, now) = (self.today(), self.now_text());
        let mut defaults = Vec::new();
        for question in
            config.forms().forms_of(record).filter(|form| form.show_if.is_none()).flat_map(|f| &f.fields)
        {
            let home = config.slice().home(record, &question.id).map(|home| home.id);
            let writes = home.and_then(|home| writable.get(&home)) == Some(&Mode::Write);
            let default =
                default_value(question, &today, &now).filter(|_| writes && question.show_if.is_none());
            if let Some(value) = default {
                defaults.push(FieldEdit { target: Target::Field(question.id.clone()), value });
            }
        }
        defaults.dedup_by(|one, other| one.target == other.target);
        Ok(defaults)
    }

    /// Registers a case with its first answers; it can be worked on at once, before any contact.
    ///
    /// # Errors
    /// `not_permitted`, `consent_first`, or a value that does not fit; nothing is written then.
    pub fn register(&self, edits: &[FieldEdit]) -> Result<Saved, AppError> {
        self.register_record(RecordType::Case, edits)
    }

    /// The same for any type of records.
    ///
    /// # Errors
    /// As [`Casebook::register`].
    pub fn register_record(&self, record: RecordType, edits: &[FieldEdit]) -> Result<Saved, AppError> {
        self.register_of(None, record, edits)
    }

    /// Registers an incident of a case, and asks to open the case again where a new incident does that.
    ///
    /// # Errors
    /// As [`Casebook::register`], and `not_found`.
    pub fn register_incident(&self, case: CaseId, edits: &[FieldEdit]) -> Result<Saved, AppError> {
        self.register_of(Some(case), RecordType::Incident, edits)
    }

    fn register_of(
        &self,
        of: Option<CaseId>,
        record: RecordType,
        edits: &[FieldEdit],
    ) -> Result<Saved, AppError> {
        let config = self.config()?;
        let is_filled = |field: &FieldId| {
            edits.iter().any(|edit| edit.target == Target::Field(field.clone()) && edit.value.is_filled())
        };
        if !may_register(&config, record, is_filled)? {
            return Err(AppError::new("consent_first"));
        }
        let now = self.now_ms();
        let case = self.make_case_id(record, now);
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
            linked: None,
            is_bound: false,
            heads: None,
            now_ms: now,
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
            for (compartment, mode) in config.own_modes(record)? {
                db.grant(case, compartment, mode)?;
                db.put_key(case, compartment, 1, key.compartment(1, compartment).as_bytes())?;
            }
            self.enqueue_act(db, &act, None)?;
            self.write(db, &config, case, edits)?;
            db.put_draft(draft_key(None, record, of), now, None)?;
            if let Some(of) = of {
                self.queue_in(db, &config, case, Deed::LinkAdd { to: of, entry: None })?;
                let closed = db.case(of)?.is_some_and(|row| row.state.status != Status::Open);
                if closed && config.forms().settings.reopened_by_incidents && !is_reopening(&db.acts(of)?) {
                    self.queue_in(db, &config, of, Deed::CaseReopen { because: Reopening::Added })?;
                }
            }
            Ok(Saved { case, pending: true })
        })
    }

    /// Saves a few edits beside whatever is being written on the case's page: its draft stays.
    pub(crate) fn save_beside(&self, case: CaseId, edits: &[FieldEdit]) -> Result<(), AppError> {
        let config = self.config()?;
        self.store().transact(|db| self.save_in(db, &config, case, edits).map(|_| ()))
    }

    /// Saves edits of a case: one change for each compartment they touch, all of them or none.
    ///
    /// # Errors
    /// `not_found`, `not_permitted`, `unknown_field`, or a value that does not fit; nothing is written then.
    pub fn save(&self, case: CaseId, edits: &[FieldEdit]) -> Result<Saved, AppError> {
        let config = self.config()?;
        self.store().transact(|db| {
            let saved = self.save_in(db, &config, case, edits)?;
            db.put_draft(Some(case), 0, None)?;
            Ok(saved)
        })
    }

    fn save_in(
        &self,
        db: Db<'_>,
        config: &Config,
        case: CaseId,
        edits: &[FieldEdit],
    ) -> Result<Saved, AppError> {
        self.unlock(db, config, case, edits)?;
        self.write(db, config, case, edits)?;
        let pending = !db.uncut(Some(case))?.is_empty() || !db.queue(Some(case), 1)?.is_empty();
        Ok(Saved { case, pending })
    }

    /// Asks to open a closed case again where the edits add what opens it.
    ///
    /// # Errors
    /// `case_closed`, `case_disabled`: nothing may be written in it as it is.
    pub(crate) fn unlock(
        &self,
        db: Db<'_>,
        config: &Config,
        case: CaseId,
        edits: &[FieldEdit],
    ) -> Result<(), AppError> {
        let file = CaseFile::load(db, config, case)?.ok_or(AppError::new("not_found"))?;
        let state = &file.row.state;
        if state.disabled {
            return Err(Denial::CaseDisabled.into());
        }
        if state.status == Status::Open || is_reopening(&db.acts(case)?) {
            return Ok(());
        }
        let opens = |subform: &FieldId| config.forms().settings.reopened_by.contains(subform);
        let adds = |edit: &FieldEdit| match &edit.target {
            Target::EntryField { subform, entry, .. } => {
                opens(subform) && file.entries(subform).all(|(known, _)| known != *entry)
            }
            _ => false,
        };
        if edits.iter().any(adds) {
            let deed = Deed::CaseReopen { because: Reopening::Added };
            return self.queue_in(db, config, case, deed).map(|_| ());
        }
        state
            .locked_to(config.role()?, case.record_type().as_str())
            .map_or(Ok(()), |denial| Err(denial.into()))
    }

    /// Writes one answer beside whatever else is being written, which stays a draft: settles a question with two values
    /// by the chosen one, puts an old value back, keeps or drops an entry.
    ///
    /// # Errors
    /// As [`Casebook::save`].
    pub fn resolve(&self, case: CaseId, target: Target, value: Value) -> Result<Saved, AppError> {
        let config = self.config()?;
        self.store().transact(|db| self.save_in(db, &config, case, &[FieldEdit { target, value }]))
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
        let (edits, claims) = with_files(db, config, &file, edits)?;
        let mut by_compartment: BTreeMap<CompartmentId, Vec<Edit>> = BTreeMap::new();
        for edit in &edits {
            let (home, edit) = check(config, &file, &edits, edit, &self.today())?;
            by_compartment.entry(home).or_default().push(edit);
        }
        for claim in claims {
            claim.settle(db, case, |field| file.compartment_of(field).map(|held| held.compartment))?;
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

    /// Signs an act and puts it at the end of the queue. `sentence` is what it says.
    pub(crate) fn enqueue_act(&self, db: Db<'_>, act: &Act, sentence: Option<&str>) -> Result<(), AppError> {
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
            seq: None,
            sentence: sentence.map(str::to_owned),
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

/// Whether this laptop asked to open the case again and has no answer yet.
pub(crate) fn is_reopening(acts: &[ActRow]) -> bool {
    acts.iter().any(|act| act.state == ActState::Queued && act.kind == "case.reopen")
}

/// Whether the programme lets a record with these answers be registered by this person.
pub(crate) fn may_register(
    config: &Config,
    record: RecordType,
    is_filled: impl Fn(&FieldId) -> bool,
) -> Result<bool, AppError> {
    let writable = config.own_modes(record)?;
    let may_write = |field: &FieldId| {
        let home = config.slice().home(record, field).map(|home| home.id);
        home.and_then(|home| writable.get(&home)) == Some(&Mode::Write)
    };
    let registration = &config.forms().settings.registration;
    Ok(record != RecordType::Case || registration.is_satisfied(may_write, is_filled))
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

/// What an edit answers.
enum Asked<'a> {
    Question(&'a Question),
    /// In which entry an entry lies.
    Outer,
}

fn asked<'a>(config: &'a Config, record: RecordType, target: &Target) -> Result<Asked<'a>, AppError> {
    let unknown = |id: &FieldId| AppError::new("unknown_field").with("field", id.as_str());
    let of_record = |id: &FieldId| config.forms().field(record, id).ok_or_else(|| unknown(id));
    let question = match target {
        Target::EntryField { subform, field, .. } if field.as_str() == IN_ENTRY => {
            let is_nested = outer_of(config, record, subform).is_some();
            return is_nested.then_some(Asked::Outer).ok_or_else(|| unknown(field));
        }
        Target::Field(id) => of_record(id).and_then(|q| {
            if q.kind.has_entries() || !q.kind.is_kept() {
                Err(AppError::new("wrong_type").with("field", id.as_str()))
            } else {
                Ok(q)
            }
        }),
        Target::Entry { subform, .. } => {
            of_record(subform).and_then(|q| if q.kind.has_entries() { Ok(q) } else { Err(unknown(subform)) })
        }
        Target::EntryField { subform, field, .. } => {
            let inner = of_record(subform)?.inner(field).filter(|inner| inner.kind.is_kept());
            inner.ok_or_else(|| unknown(field))
        }
    };
    question.map(Asked::Question)
}

/// The subform in whose entries a subform stands.
fn outer_of<'a>(config: &'a Config, record: RecordType, nested: &FieldId) -> Option<&'a Question> {
    let mut all = config.forms().forms_of(record).flat_map(|form| &form.fields);
    all.find(|question| question.nested().any(|inner| inner.id == *nested))
}

/// Whether saved entries of a subform stay as they are, and whether they stay.
fn rules_of(config: &Config, record: RecordType, subform: &FieldId) -> (bool, bool) {
    let question = config.forms().field(record, subform);
    question.map_or((false, false), |q| (q.append_only, q.append_only || q.no_removal))
}

/// An entry of a nested subform lies in an entry that is there, or that is begun with it.
fn lies_in_an_entry(
    config: &Config,
    file: &CaseFile,
    all: &[FieldEdit],
    nested: &FieldId,
    value: &Value,
) -> Result<(), AppError> {
    let missing = || AppError::new("not_found").with("field", nested.as_str());
    let outer = outer_of(config, file.case().record_type(), nested).ok_or_else(missing)?;
    let Value::Text(id) = value else { return Err(missing()) };
    let id: EntryId = id.parse().map_err(|_| missing())?;
    let begun = all.iter().any(|edit| {
        matches!(&edit.target, Target::EntryField { subform, entry, .. } if *subform == outer.id && *entry == id)
    });
    let stands = || file.entries(&outer.id).any(|(entry, _)| entry == id);
    (begun || stands()).then_some(()).ok_or_else(missing)
}

/// The compartment an edit goes to and what to write there, if the person may and the value fits.
///
/// `all`: the edits saved together; one of them may begin the entry that another lies in.
pub(crate) fn check(
    config: &Config,
    file: &CaseFile,
    all: &[FieldEdit],
    edit: &FieldEdit,
    today: &str,
) -> Result<(CompartmentId, Edit), AppError> {
    let record = file.case().record_type();
    let asked = asked(config, record, &edit.target)?;
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
    let fits = |value: &Value, before: Option<&Value>| match &asked {
        Asked::Question(question) => judge(config.forms(), question, value, before, today)
            .map_err(|unfit| AppError::from(unfit).with("field", question.id.as_str())),
        Asked::Outer => lies_in_an_entry(config, file, all, outer, value),
    };
    let entry_of = |subform: &FieldId, entry: &EntryId| {
        file.contents(subform).and_then(|contents| contents.subforms.get(subform)?.get(entry))
    };
    let counts = |field: &daftar_doc::document::Field| match &asked {
        Asked::Question(question) => CaseFile::counts(question, field).map(|version| version.value.clone()),
        Asked::Outer => None,
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
            fits(&value, file.field(field).and_then(counts).as_ref())?;
            let Asked::Question(question) = asked else { return Err(AppError::new("unknown_field")) };
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
            let stands = entry_of(subform, entry);
            let is_file = matches!(&asked, Asked::Question(question) if question.kind == FieldKind::File);
            if stands.is_some() && (is_file || rules_of(config, record, subform).0) {
                return Err(AppError::new("entry_fixed").with("field", subform.as_str()));
            }
            fits(&value, stands.and_then(|entry| counts(entry.fields.get(field)?)).as_ref())?;
            Edit::SetEntry { subform: subform.clone(), entry: *entry, field: field.clone(), value }
        }
        Target::Entry { subform, entry, keep } => {
            known(subform, entry)?;
            if !keep && rules_of(config, record, subform).1 {
                return Err(AppError::new("entry_fixed").with("field", subform.as_str()));
            }
            match keep {
                true => Edit::KeepEntry { subform: subform.clone(), entry: *entry },
                false => Edit::RemoveEntry { subform: subform.clone(), entry: *entry },
            }
        }
    };
    Ok((held.compartment, written))
}
