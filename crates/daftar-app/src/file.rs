//! A case as this person may read it: rows put together by form, without loading a document.

use crate::{AppError, Casebook, acts::answers, casebook::Known, materialise};
use daftar_core::{
    act::Heads,
    config::{Field as Question, FieldKind, Form, Mode},
    day::Day,
    form::counting,
    id::{ActId, Actor, ApprovalId, CaseId, CompartmentId, DeviceNo, EntryId, FieldId, FormId, UserName},
    publish::compartments_of,
    value::Value,
};
use daftar_doc::document::{Contents, Entry, Field, Removed, Version};
use daftar_store::{ActRow, CaseRow, CompartmentRow, Db, LateRow, Zone};
use daftar_sync::wire::Config;
use std::collections::{BTreeMap, BTreeSet};

type Receptions = BTreeMap<CompartmentId, Vec<(Actor, u64, u64, i64)>>;

/// Everything this laptop holds of one case.
pub struct CaseFile {
    pub(crate) row: CaseRow,
    compartments: BTreeMap<CompartmentId, CompartmentRow>,
    contents: BTreeMap<CompartmentId, Contents>,
    homes: BTreeMap<FieldId, CompartmentId>,
    pub(crate) acts: Vec<ActRow>,
    pub(crate) late: Vec<LateRow>,
    receptions: Receptions,
    authors: BTreeMap<DeviceNo, UserName>,
    unsent: BTreeSet<CompartmentId>,
    /// Files of attachments that are here, and whether the relay has them.
    pub(crate) files: BTreeMap<[u8; 32], bool>,
    zone: Zone,
}

/// A question that two people answered differently, or an entry one removed and another changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    pub form: FormId,
    /// The field; for an entry that was removed and changed the subform.
    pub field: FieldId,
    pub subform: Option<FieldId>,
    pub entry: Option<EntryId>,
    /// Value, author, instant; the one that counts first. Empty for a removed entry.
    pub values: Vec<(Value, UserName, i64)>,
    pub removed: bool,
}

impl CaseFile {
    /// The rows of a case, or none if it is not on this laptop.
    pub(crate) fn load(db: Db<'_>, config: &Config, case: CaseId) -> Result<Option<Self>, AppError> {
        let Some(row) = db.case(case)? else { return Ok(None) };
        let mut compartments = BTreeMap::new();
        let mut contents = BTreeMap::new();
        for held in db.compartments(case)? {
            if let Some(bytes) = &held.contents {
                contents.insert(held.compartment, materialise::unpack(bytes)?);
            }
            compartments.insert(held.compartment, held);
        }
        let homes = homes(config, case);
        Ok(Some(Self {
            row,
            compartments,
            contents,
            homes,
            acts: Vec::new(),
            late: Vec::new(),
            receptions: BTreeMap::new(),
            authors: BTreeMap::new(),
            unsent: BTreeSet::new(),
            files: BTreeMap::new(),
            zone: db.zone.clone(),
        }))
    }

    /// The same with who wrote what when, acts and late edits: what a page needs.
    pub(crate) fn load_whole(db: Db<'_>, config: &Config, case: CaseId) -> Result<Option<Self>, AppError> {
        let Some(mut file) = Self::load(db, config, case)? else { return Ok(None) };
        file.acts = db.acts(case)?;
        file.late = db.late_edits(Some(case))?;
        file.files = db.files_of(case)?;
        for id in file.compartments.keys() {
            file.receptions.insert(*id, db.receptions(case, *id)?);
        }
        let mut devices: BTreeSet<DeviceNo> = BTreeSet::new();
        for contents in file.contents.values() {
            devices.extend(authors(contents).map(Actor::device));
        }
        for device in devices {
            if let Some((user, _)) = db.device(device)? {
                file.authors.insert(device, user);
            }
        }
        let queued = db.queue(Some(case), u32::MAX)?;
        file.unsent.extend(queued.iter().filter_map(|item| item.compartment));
        file.unsent.extend(file.compartments.values().filter(|c| c.uncut.is_some()).map(|c| c.compartment));
        Ok(Some(file))
    }

    /// What an empty file of a new case looks like: everything the role may write, nothing filled.
    pub(crate) fn blank(row: CaseRow, config: &Config, zone: Zone) -> Result<Self, AppError> {
        let granted = |(compartment, mode): (CompartmentId, Mode)| {
            let case = row.case;
            let (document, contents, uncut) = (None, None, None);
            (
                compartment,
                CompartmentRow { case, compartment, mode, document, contents, two_values: 0, uncut },
            )
        };
        let compartments = config.own_modes(row.case.record_type())?.into_iter().map(granted).collect();
        let homes = homes(config, row.case);
        Ok(Self {
            row,
            compartments,
            contents: BTreeMap::new(),
            homes,
            acts: Vec::new(),
            late: Vec::new(),
            receptions: BTreeMap::new(),
            authors: BTreeMap::new(),
            unsent: BTreeSet::new(),
            files: BTreeMap::new(),
            zone,
        })
    }

    /// The day of an instant where the laptop is.
    pub(crate) fn day_of(&self, at_ms: i64) -> Day {
        Day::from_number(self.zone.day_of(at_ms))
    }

    /// The case.
    #[must_use]
    pub fn case(&self) -> CaseId {
        self.row.case
    }

    /// Who wrote last of what stands now and can be read here, by the times of the writers' clocks.
    pub(crate) fn last_writer(&self) -> Option<Actor> {
        self.contents.values().flat_map(writings).max().map(|(_, author)| *author)
    }

    /// The owner's user name.
    #[must_use]
    pub fn owner(&self) -> &UserName {
        &self.row.state.owner
    }

    /// What may be done with a field of the record; none: not readable.
    #[must_use]
    pub fn mode(&self, field: &FieldId) -> Option<Mode> {
        self.compartments.get(self.homes.get(field)?).map(|held| held.mode)
    }

    pub(crate) fn compartment_of(&self, field: &FieldId) -> Option<&CompartmentRow> {
        self.compartments.get(self.homes.get(field)?)
    }

    /// What may be done with each form: the owner's by their role, anybody else's by what was granted here. A form of
    /// which nothing is granted is left out.
    pub(crate) fn rights(&self, config: &Config) -> Result<BTreeMap<FormId, Mode>, AppError> {
        if *self.owner() == config.me.user {
            return Ok(config.role()?.forms.clone());
        }
        let mut rights = BTreeMap::new();
        for known in &config.slice().compartments {
            let Some(held) = self.compartments.get(&known.id) else { continue };
            for form in &known.forms {
                let least = rights.entry(form.clone()).or_insert(held.mode);
                *least = held.mode.min(*least);
            }
        }
        Ok(rights)
    }

    /// What somebody wrote in an act, if it opens here; only of a file loaded whole.
    pub(crate) fn said(&self, act: ActId) -> Option<String> {
        self.acts.iter().find(|row| row.act == act)?.sentence.clone()
    }

    /// This person's answer to a matter, while it waits to be sent.
    pub(crate) fn waiting_answer(&self, matter: ActId) -> Option<&ActRow> {
        self.acts.iter().find(|row| answers(row) == Some(matter))
    }

    /// What the form of an approval looks like now, with what is not sent yet; none if it cannot be read here.
    pub(crate) fn heads_of(&self, config: &Config, approval: &ApprovalId) -> Option<Heads> {
        let form = config.forms().settings.approvals.get(approval)?;
        let mut changes = Vec::new();
        for id in compartments_of(&config.slice().compartments, form) {
            let clock = self.contents.get(&id).into_iter().flat_map(|contents| &contents.clock);
            changes.extend(clock.map(|(actor, seq)| (id, *actor, *seq)));
        }
        Some(Heads::of(changes))
    }

    /// What the compartment of a field says.
    pub(crate) fn contents(&self, field: &FieldId) -> Option<&Contents> {
        self.contents.get(self.homes.get(field)?)
    }

    /// A field of the record, if it was ever filled.
    pub(crate) fn field(&self, id: &FieldId) -> Option<&Field> {
        self.contents(id)?.fields.get(id)
    }

    /// Entries of a subform that are there, or removed by one person and changed by another.
    pub(crate) fn entries(&self, subform: &FieldId) -> impl Iterator<Item = (EntryId, &Entry)> {
        let entries = self.contents(subform).and_then(|contents| contents.subforms.get(subform));
        let all = entries.into_iter().flatten().map(|(id, entry)| (*id, entry));
        all.filter(|(_, entry)| entry.removed.is_none_or(|removed| removed.edited))
    }

    /// An entry's answers that count.
    pub(crate) fn answers_of(subform: &Question, entry: &Entry) -> BTreeMap<FieldId, Value> {
        let counts = subform.fields.iter().filter_map(|inner| {
            let version = Self::counts(inner, entry.fields.get(&inner.id)?)?;
            Some((inner.id.clone(), version.value.clone()))
        });
        counts.collect()
    }

    /// The value that counts: the more careful one by the field's safety order, else the merge's winner.
    pub(crate) fn counts<'a>(question: &Question, field: &'a Field) -> Option<&'a Version> {
        let values: Vec<Value> = field.versions.iter().map(|version| version.value.clone()).collect();
        field.versions.get(counting(question, &values))
    }

    /// The versions of a field, the one that counts first.
    pub(crate) fn versions<'a>(question: &Question, field: &'a Field) -> Vec<&'a Version> {
        let first = Self::counts(question, field);
        let others = field.versions.iter().filter(|v| first.is_none_or(|first| !std::ptr::eq(*v, first)));
        first.into_iter().chain(others).collect()
    }

    /// The value of a record's field as it counts now.
    #[must_use]
    pub fn value(&self, question: &Question) -> Option<&Value> {
        Some(&Self::counts(question, self.field(&question.id)?)?.value)
    }

    /// Who wrote a change; the device number if the person is not known here.
    pub(crate) fn author(&self, actor: Actor) -> UserName {
        let known = self.authors.get(&actor.device()).cloned();
        known.unwrap_or_else(|| UserName(format!("device-{}", actor.device().0)))
    }

    /// The same for an author of whom nothing stands any more.
    pub(crate) fn author_in(&self, db: Db<'_>, actor: Actor) -> Result<UserName, AppError> {
        if self.authors.contains_key(&actor.device()) {
            return Ok(self.author(actor));
        }
        Ok(db.device(actor.device())?.map_or_else(|| self.author(actor), |(user, _)| user))
    }

    /// When a change was made: as the relay received it, else by its author's clock.
    pub(crate) fn at_ms(&self, field: &FieldId, actor: Actor, seq: u64, written_at_ms: i64) -> i64 {
        self.received_at_ms(field, actor, seq).unwrap_or(written_at_ms)
    }

    /// When the relay took a change, if it told of it here.
    pub(crate) fn received_at_ms(&self, field: &FieldId, actor: Actor, seq: u64) -> Option<i64> {
        let runs = self.homes.get(field).and_then(|id| self.receptions.get(id)).into_iter().flatten();
        let mut taken = runs.filter(|(by, first, last, _)| *by == actor && (*first..=*last).contains(&seq));
        taken.next().map(|(_, _, _, at)| *at)
    }

    /// The documents that the file was read from.
    pub(crate) fn documents(&self) -> impl Iterator<Item = &CompartmentRow> {
        self.compartments.values().filter(|row| row.document.is_some())
    }

    /// The last change of every actor in a document.
    pub(crate) fn clock(&self, compartment: CompartmentId) -> &[(Actor, u64)] {
        self.contents.get(&compartment).map_or(&[], |contents| &contents.clock)
    }

    /// The file as these contents have it; what stands beside them stays.
    pub(crate) fn with_contents(self, contents: BTreeMap<CompartmentId, Contents>) -> Self {
        Self { contents, ..self }
    }

    pub(crate) fn signed(&self, field: &FieldId, version: &Version) -> (Value, UserName, i64) {
        let at = self.at_ms(field, version.author, version.seq, version.at_ms);
        (version.value.clone(), self.author(version.author), at)
    }

    pub(crate) fn removal(&self, subform: &FieldId, removed: &Removed) -> (UserName, i64) {
        (self.author(removed.author), self.at_ms(subform, removed.author, removed.seq, removed.at_ms))
    }

    /// Whether something of this field's compartment has not reached the relay.
    pub(crate) fn is_unsent(&self, field: &FieldId) -> bool {
        self.homes.get(field).is_some_and(|id| self.unsent.contains(id))
    }

    /// The forms of which anything is readable here, with the fields that are.
    pub(crate) fn forms<'a>(
        &'a self,
        config: &'a Config,
    ) -> impl Iterator<Item = (&'a Form, Vec<&'a Question>)> {
        config.forms().forms_of(self.case().record_type()).filter_map(|form| {
            let readable = |question: &&Question| self.is_readable(config, question);
            let fields: Vec<_> = form.fields.iter().filter(readable).collect();
            // Headings and links alone are no form.
            let says =
                |question: &&Question| question.kind.is_kept() || question.kind == FieldKind::Calculated;
            fields.iter().any(says).then_some((form, fields))
        })
    }

    /// Whether a field that names the record may be read; a field nobody asks names nothing.
    pub(crate) fn is_name_readable(&self, config: &Config, id: &FieldId) -> bool {
        let question = config.forms().field(self.case().record_type(), id);
        question.is_some_and(|question| self.is_readable(config, question))
    }

    /// Whether a question may be drawn: what is kept if it is readable, what is worked out if all it looks at is.
    fn is_readable(&self, config: &Config, question: &Question) -> bool {
        if question.kind.is_kept() {
            return self.mode(&question.id).is_some();
        }
        let mut readable = true;
        if let Some(rule) = &question.calculation {
            let mut looks_at = |id: &FieldId| {
                readable &= match config.forms().field(self.case().record_type(), id) {
                    Some(other) if other.calculation.is_some() => self.is_readable(config, other),
                    Some(_) => self.mode(id).is_some(),
                    None => false,
                };
            };
            rule.0.fields(&mut looks_at);
            rule.0.entry_fields(&mut |subform, _| looks_at(subform));
        }
        readable
    }

    /// Every question with two values, each once, under the first form on which it stands.
    #[must_use]
    pub fn conflicts(&self, config: &Config) -> Vec<Conflict> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        for (form, questions) in self.forms(config) {
            for question in questions.into_iter().filter(|question| seen.insert(&question.id)) {
                self.conflicts_of(form, question, &mut found);
            }
        }
        found
    }

    fn conflicts_of(&self, form: &Form, question: &Question, found: &mut Vec<Conflict>) {
        for nested in question.nested() {
            self.conflicts_of(form, nested, found);
        }
        let values = |inner: &Question, field: &Field| {
            let versions = Self::versions(inner, field).into_iter();
            versions.map(|version| self.signed(&question.id, version)).collect()
        };
        if !question.kind.has_entries() {
            if let Some(field) = self.field(&question.id).filter(|field| field.versions.len() > 1) {
                let (form, field_id) = (form.id.clone(), question.id.clone());
                let values = values(question, field);
                found.push(Conflict {
                    form,
                    field: field_id,
                    subform: None,
                    entry: None,
                    values,
                    removed: false,
                });
            }
            return;
        }
        for (id, entry) in self.entries(&question.id) {
            let conflict = |field: &FieldId, values, removed| Conflict {
                form: form.id.clone(),
                field: field.clone(),
                subform: Some(question.id.clone()),
                entry: Some(id),
                values,
                removed,
            };
            if entry.removed.is_some() {
                found.push(conflict(&question.id, Vec::new(), true));
            }
            for inner in question.fields.iter().filter(|inner| !inner.kind.has_entries()) {
                if let Some(field) = entry.fields.get(&inner.id).filter(|field| field.versions.len() > 1) {
                    found.push(conflict(&inner.id, values(inner, field), false));
                }
            }
        }
    }
}

/// Where each field of a record lies.
fn homes(config: &Config, case: CaseId) -> BTreeMap<FieldId, CompartmentId> {
    let of_type = config.slice.compartments.iter().filter(|c| c.record_type == case.record_type());
    of_type.flat_map(|c| c.fields.iter().map(|field| (field.clone(), c.id))).collect()
}

fn authors(contents: &Contents) -> impl Iterator<Item = &Actor> {
    writings(contents).map(|(_, author)| author)
}

/// When and by whom everything was written that stands now.
fn writings(contents: &Contents) -> impl Iterator<Item = (i64, &Actor)> {
    let entries = contents.subforms.values().flat_map(BTreeMap::values);
    let removed =
        entries.clone().filter_map(|entry| entry.removed.as_ref()).map(|gone| (gone.at_ms, &gone.author));
    let in_entries = entries.flat_map(|entry| entry.fields.values());
    let fields = contents.fields.values().chain(in_entries);
    fields.flat_map(|field| field.versions.iter().map(|one| (one.at_ms, &one.author))).chain(removed)
}

impl Casebook {
    /// A case as this person may read it.
    ///
    /// # Errors
    /// `not_found`: not on this laptop.
    pub fn case_file(&self, case: CaseId) -> Result<CaseFile, AppError> {
        let config = self.config()?;
        let store = self.reading()?;
        CaseFile::load_whole(store.read(), &config, case)?.ok_or(AppError::new("not_found"))
    }
}
