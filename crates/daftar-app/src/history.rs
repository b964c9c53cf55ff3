//! The change log of a record: who changed which field when, from which laptop, and what was done with the record.
//!
//! Changes come from the documents on this laptop and acts from what the relay told it, so whoever may not read
//! something has no line of it. The order is that of writing, by each author's clock.

mod put_back;
mod was;
mod words;

pub(crate) use words::stand_id;

use crate::{AppError, Casebook, casebook::Known, edits::bare_document, file::CaseFile};
use daftar_core::{
    act::{Act, Deed},
    config::Form,
    id::{
        ActId, Actor, ApprovalId, CaseId, CompartmentId, DeviceNo, EntryId, FieldId, FormId, IN_ENTRY,
        UserName,
    },
    value::Value,
};
use daftar_doc::{
    document::{LogLine, Place, Stand},
    key::KeyPath,
};
use daftar_store::{ActRow, CompartmentRow, Db};
use daftar_sync::wire::Config;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    str::FromStr,
    sync::Arc,
};

/// Names a line: the change, or the act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineId {
    Change { compartment: CompartmentId, actor: Actor, seq: u64 },
    Act(ActId),
}

impl fmt::Display for LineId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Change { compartment, actor, seq } => {
                write!(f, "{}.{:016x}.{seq}", compartment.0, u64::from_be_bytes(actor.0))
            }
            Self::Act(act) => act.fmt(f),
        }
    }
}

impl FromStr for LineId {
    type Err = AppError;
    fn from_str(text: &str) -> Result<Self, AppError> {
        let change = || {
            let mut parts = text.split('.');
            let compartment = CompartmentId(parts.next()?.parse().ok()?);
            let actor = Actor(u64::from_str_radix(parts.next()?, 16).ok()?.to_be_bytes());
            let seq = parts.next()?.parse().ok()?;
            parts.next().is_none().then_some(Self::Change { compartment, actor, seq })
        };
        change().or_else(|| text.parse().ok().map(Self::Act)).ok_or(AppError::new("not_found"))
    }
}

/// One line of the change log.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryLine {
    pub id: LineId,
    /// By the author's clock; of a change to the minute.
    pub at_ms: i64,
    pub author: UserName,
    pub what: What,
    place: Key,
}

/// What a line tells of.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    Change(HistoryEntry),
    Act(Box<Done>),
}

/// A change of one field, or of a whole entry.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryEntry {
    pub device: DeviceNo,
    /// When the relay took it, if it was told here.
    pub received_at_ms: Option<i64>,
    /// The first form on which the field stands.
    pub form: FormId,
    pub field: FieldId,
    pub subform: Option<FieldId>,
    pub entry: Option<EntryId>,
    /// The entry was removed, or kept after all.
    pub removal: bool,
    pub before: Option<Value>,
    pub after: Value,
    pub stand: Stand,
    /// The other values that stand beside it, or that it settled.
    pub others: Vec<Value>,
}

impl HistoryEntry {
    /// The field of the record that was changed, or in whose entry something was.
    #[must_use]
    pub fn outer(&self) -> &FieldId {
        self.subform.as_ref().unwrap_or(&self.field)
    }
}

/// An act, as this laptop was told of it.
#[derive(Clone, PartialEq)]
pub struct Done {
    pub row: ActRow,
    /// None: of a kind that this program does not know.
    pub act: Option<Act>,
    /// The approval that it is about.
    pub approval: Option<ApprovalId>,
}

impl Done {
    /// To whom something was given, lent or offered.
    #[must_use]
    pub fn to(&self) -> Option<&UserName> {
        match &self.act.as_ref()?.deed {
            Deed::CaseAssign { to, .. } => Some(to),
            Deed::ReferralOffer { to, .. } | Deed::TransferOffer { to, .. } | Deed::CaseAttribute { to } => {
                to.as_ref()
            }
            _ => None,
        }
    }

    /// The form that it is about, as far as this person knows it.
    #[must_use]
    pub(crate) fn form<'a>(&self, config: &'a Config) -> Option<&'a Form> {
        config.forms().form(config.forms().settings.approvals.get(self.approval.as_ref()?)?)
    }
}

impl fmt::Debug for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Done({}, {})", self.row.act, self.row.kind)
    }
}

/// Which lines are asked for; what is left open asks for all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HistoryFilter {
    pub form: Option<FormId>,
    pub field: Option<FieldPath>,
    pub person: Option<UserName>,
    /// Only what was done with the record.
    pub acts: bool,
}

/// A field of the record, or one in the entries of a subform: `FIELD` or `SUBFORM/FIELD`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldPath {
    pub outer: FieldId,
    pub inner: Option<FieldId>,
}

impl From<&str> for FieldPath {
    fn from(text: &str) -> Self {
        match text.split_once('/') {
            Some((outer, inner)) => Self { outer: outer.into(), inner: Some(inner.into()) },
            None => Self { outer: text.into(), inner: None },
        }
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.inner {
            Some(inner) => write!(f, "{}/{inner}", self.outer),
            None => self.outer.fmt(f),
        }
    }
}

impl HistoryFilter {
    fn takes(&self, config: &Config, line: &HistoryLine) -> bool {
        self.takes_what(config, &line.what)
            && self.person.as_ref().is_none_or(|person| *person == line.author)
    }

    fn takes_what(&self, config: &Config, what: &What) -> bool {
        match what {
            What::Act(done) => {
                let is = |form: &FormId| done.form(config).is_some_and(|of| of.id == *form);
                self.field.is_none() && self.form.as_ref().is_none_or(is)
            }
            What::Change(change) => {
                let stands =
                    |form: &FormId| config.forms().form(form).is_some_and(|form| has(form, change.outer()));
                let is = |asked: &FieldPath| {
                    asked.outer == *change.outer()
                        && asked.inner.as_ref().is_none_or(|inner| !change.removal && *inner == change.field)
                };
                !self.acts && self.form.as_ref().is_none_or(stands) && self.field.as_ref().is_none_or(is)
            }
        }
    }
}

/// Whether a field of the record stands on a form.
fn has(form: &Form, field: &FieldId) -> bool {
    form.record_fields().any(|known| known.id == *field)
}

/// Where a line stands in the log: registration first, then by writing.
type Key = (i64, Option<(Place, CompartmentId)>, Option<ActId>);

/// The logs of one record's documents: filters and pages are asked one after the other, and to read a long document
/// takes a second.
pub(crate) struct DocumentLogs {
    case: CaseId,
    read: BTreeMap<CompartmentId, ReadLog>,
}

/// A document's log, and the last change of every actor that it knows.
struct ReadLog {
    clock: Vec<(Actor, u64)>,
    lines: Arc<[LogLine]>,
}

/// A record's log as this laptop has it, the earliest line first.
struct Log {
    file: CaseFile,
    lines: Vec<HistoryLine>,
}

impl Casebook {
    /// The change log of a case, latest first, as far as this person may read it. Loads the case's documents.
    ///
    /// # Errors
    /// `not_found`.
    pub fn history(&self, case: CaseId, filter: &HistoryFilter) -> Result<Vec<HistoryLine>, AppError> {
        let config = self.config()?;
        let mut lines = self.log_of(&config, case)?.lines;
        lines.retain(|line| filter.takes(&config, line));
        lines.reverse();
        Ok(lines)
    }

    fn log_of(&self, config: &Config, case: CaseId) -> Result<Log, AppError> {
        let store = self.reading()?;
        let db = store.read();
        let file = CaseFile::load_whole(db, config, case)?.ok_or(AppError::new("not_found"))?;
        let mut lines = acts_of(&file);
        for row in file.documents() {
            for line in self.document_log(config, &file, row)?.iter() {
                lines.extend(change_of(db, config, &file, row.compartment, line)?);
            }
        }
        lines.sort_by_key(|line| line.place);
        Ok(Log { file, lines })
    }

    fn document_log(
        &self,
        config: &Config,
        file: &CaseFile,
        row: &CompartmentRow,
    ) -> Result<Arc<[LogLine]>, AppError> {
        let mut logs = self.logs();
        if logs.as_ref().is_none_or(|logs| logs.case != row.case) {
            *logs = None;
        }
        let logs = logs.get_or_insert_with(|| DocumentLogs { case: row.case, read: BTreeMap::new() });
        let clock = file.clock(row.compartment);
        if let Some(known) = logs.read.get(&row.compartment).filter(|known| known.clock == clock) {
            return Ok(Arc::clone(&known.lines));
        }
        let lines: Arc<[LogLine]> = bare_document(config, row)?.log().into();
        let read = ReadLog { clock: clock.to_vec(), lines: Arc::clone(&lines) };
        logs.read.insert(row.compartment, read);
        Ok(lines)
    }

    /// Whether `text` stands anywhere in this vault: in a row, in the unpacked configuration, or in any change of any
    /// document's history. For proofs; reads everything.
    ///
    /// # Errors
    /// The store failed.
    pub fn holds_text(&self, text: &str) -> Result<bool, AppError> {
        let config = self.config()?;
        let store = self.reading()?;
        let db = store.read();
        let sought = text.as_bytes();
        let within = |bytes: &[u8]| bytes.windows(sought.len().max(1)).any(|window| window == sought);
        if db.holds_bytes(sought)? || within(&postcard::to_stdvec(&*config)?) {
            return Ok(true);
        }
        for (case, compartment) in db.every_compartment()? {
            let Some(row) = db.compartment(case, compartment)? else { continue };
            let document = bare_document(&config, &row)?;
            let actors: BTreeSet<Actor> = document.history().iter().map(|line| line.author).collect();
            for actor in actors {
                // Automerge packs what it saves; single changes are plain.
                if document.cut(actor, 1, usize::MAX).iter().any(|change| within(change.as_bytes())) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}

/// The line of a change; none where it is of nothing that this person reads.
fn change_of(
    db: Db<'_>,
    config: &Config,
    file: &CaseFile,
    compartment: CompartmentId,
    LogLine { line, place, stand, others }: &LogLine,
) -> Result<Option<HistoryLine>, AppError> {
    let (field, subform, entry, removal) = match line.key.clone() {
        // In which entry an entry lies is no answer of anybody.
        KeyPath::EntryField { field, .. } if field.as_str() == IN_ENTRY => return Ok(None),
        KeyPath::Field(field) => (field, None, None, false),
        KeyPath::EntryField { subform, entry, field } => (field, Some(subform), Some(entry), false),
        KeyPath::EntryRemoved { subform, entry } => (subform.clone(), Some(subform), Some(entry), true),
    };
    let outer = subform.as_ref().unwrap_or(&field);
    let form = config.forms().forms_of(file.case().record_type()).find(|form| has(form, outer));
    let Some(form) = form.filter(|_| file.mode(outer).is_some()) else { return Ok(None) };
    let (actor, seq) = (line.author, line.seq);
    let received_at_ms = file.received_at_ms(outer, actor, seq);
    let entry = HistoryEntry {
        device: actor.device(),
        received_at_ms,
        form: form.id.clone(),
        field,
        subform,
        entry,
        removal,
        before: line.before.clone(),
        after: line.after.clone(),
        stand: *stand,
        others: others.clone(),
    };
    Ok(Some(HistoryLine {
        id: LineId::Change { compartment, actor, seq },
        at_ms: line.at_ms,
        author: file.author_in(db, actor)?,
        what: What::Change(entry),
        place: (place.at_ms, Some((*place, compartment)), None),
    }))
}

fn acts_of(file: &CaseFile) -> Vec<HistoryLine> {
    let acts = file.acts.iter().map(|row| (row, postcard::from_bytes::<Act>(&row.bytes).ok()));
    let acts: Vec<(&ActRow, Option<Act>)> = acts.collect();
    let approvals: BTreeMap<ActId, &ApprovalId> = acts
        .iter()
        .filter_map(|(row, act)| match &act.as_ref()?.deed {
            Deed::ApprovalRequest { approval, .. } => Some((row.act, approval)),
            _ => None,
        })
        .collect();
    let approval = |act: &Act| match &act.deed {
        Deed::ApprovalRequest { approval, .. } => Some(approval.clone()),
        Deed::ApprovalApprove { request, .. } | Deed::ApprovalReject { request, .. } => {
            approvals.get(request).map(|approval| (*approval).clone())
        }
        _ => None,
    };
    let line = |(row, act): &(&ActRow, Option<Act>)| {
        let is_first = matches!(act.as_ref().map(|act| &act.deed), Some(Deed::CaseCreate { .. }));
        HistoryLine {
            id: LineId::Act(row.act),
            at_ms: row.at_ms,
            author: row.author.clone(),
            what: What::Act(Box::new(Done {
                row: (*row).clone(),
                act: act.clone(),
                approval: act.as_ref().and_then(approval),
            })),
            place: (if is_first { i64::MIN } else { row.at_ms }, None, Some(row.act)),
        }
    };
    acts.iter().map(line).collect()
}
