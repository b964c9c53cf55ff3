//! Publishing a configuration: compartments are computed and allotted, and slices are cut for laptops.
//!
//! Invariant: a compartment's number is never used again, its set of forms never grows, and a published field
//! never leaves the compartment it was allotted to while its forms stay the same.
//!
//! A compartment whose set of forms no longer occurs is retired: it holds no field, never gets one again, and what was
//! written there stays readable through those of its forms that still carry one of its last fields. If none does,
//! nobody reads it on a laptop.

use crate::{
    config::{Configuration, Field, FieldKind, Form, Mode, OptionSource, RecordType, Role, Slice},
    expr::{Condition, Rule},
    id::{CompartmentId, FieldId, FormId},
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The set of fields that stand on exactly the same forms: unit of storage, permission, sealing and hand-out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compartment {
    pub id: CompartmentId,
    pub record_type: RecordType,
    /// Whoever may read one of these may read the compartment.
    pub forms: BTreeSet<FormId>,
    pub fields: BTreeSet<FieldId>,
    /// Textareas of the forms by the publish that added them; each publish is one change of the genesis chain.
    pub texts: Vec<Vec<FieldId>>,
    /// Served first: holds a field of the list's identity columns.
    pub identity: bool,
}

/// A numbered version of a configuration with its compartments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    pub version: u32,
    pub config: Configuration,
    pub compartments: Vec<Compartment>,
}

/// Fields that lists show first: a compartment that holds one of them is handed out before others.
const IDENTITY: [&str; 2] = ["name", "name_first"];

/// Allots compartments to `config`; those of `previous` keep their numbers.
///
/// A field whose forms changed since gets another compartment; its old one stays for what was written there.
#[must_use]
pub fn publish(previous: Option<&Published>, config: Configuration) -> Published {
    let standing = standing(&config);
    // A form is of one type, so equal sets of forms are of one type, too.
    let mut by_forms: BTreeMap<(RecordType, BTreeSet<FormId>), BTreeSet<FieldId>> = BTreeMap::new();
    for ((record, field), forms) in &standing {
        by_forms.entry((*record, forms.clone())).or_default().insert(field.clone());
    }
    let mut compartments = previous.map_or_else(Vec::new, |p| p.compartments.clone());
    let next = compartments.iter().map(|c| c.id.0).max().unwrap_or(0) + 1;
    let mut next = CompartmentId(next);
    let is_gone =
        |c: &&mut Compartment| !is_retired(c) && !by_forms.contains_key(&(c.record_type, c.forms.clone()));
    for compartment in compartments.iter_mut().filter(is_gone) {
        let last = std::mem::take(&mut compartment.fields);
        let record = compartment.record_type;
        let stands = |field: &FieldId| standing.get(&(record, field.clone()));
        compartment
            .forms
            .retain(|form| last.iter().any(|f| stands(f).is_some_and(|forms| forms.contains(form))));
    }
    for ((record_type, forms), fields) in by_forms {
        let texts = |known: &[Vec<FieldId>]| {
            let is_new = |f: &&FieldId| !known.iter().flatten().any(|k| k == *f);
            let is_text =
                |f: &&FieldId| config.field(record_type, f).is_some_and(|f| f.kind == FieldKind::Textarea);
            fields.iter().filter(is_text).filter(is_new).cloned().collect::<Vec<_>>()
        };
        if let Some(known) = compartments.iter_mut().find(|c| !is_retired(c) && c.forms == forms) {
            let new = texts(&known.texts);
            known.texts.extend((!new.is_empty()).then_some(new));
            known.fields = fields;
        } else {
            let new = texts(&[]);
            let identity = IDENTITY.iter().any(|id| fields.contains(&FieldId::from(*id)));
            let texts = if new.is_empty() { Vec::new() } else { vec![new] };
            compartments.push(Compartment { id: next, record_type, forms, fields, texts, identity });
            next = CompartmentId(next.0 + 1);
        }
    }
    Published { version: previous.map_or(0, |p| p.version) + 1, config, compartments }
}

fn is_retired(compartment: &Compartment) -> bool {
    compartment.fields.is_empty()
}

fn standing(config: &Configuration) -> BTreeMap<(RecordType, FieldId), BTreeSet<FormId>> {
    let mut standing: BTreeMap<(RecordType, FieldId), BTreeSet<FormId>> = BTreeMap::new();
    for form in &config.forms {
        for field in form.record_fields().filter(|field| field.kind.is_kept()) {
            standing.entry((form.record_type, field.id.clone())).or_default().insert(form.id.clone());
        }
    }
    standing
}

/// The compartments whose fields stand on a form.
#[must_use]
pub fn compartments_of(compartments: &[Compartment], form: &FormId) -> BTreeSet<CompartmentId> {
    compartments.iter().filter(|known| known.forms.contains(form)).map(|known| known.id).collect()
}

/// What form rights mean for a record's compartments: readable if any of its forms is, writable if any of its forms is.
#[must_use]
pub fn modes(
    compartments: &[Compartment],
    record: RecordType,
    rights: &BTreeMap<FormId, Mode>,
) -> BTreeMap<CompartmentId, Mode> {
    let best = |c: &Compartment| c.forms.iter().filter_map(|form| rights.get(form)).max().copied();
    let of_type = compartments.iter().filter(|compartment| compartment.record_type == record);
    of_type.filter_map(|c| Some((c.id, best(c)?))).collect()
}

/// Leaves of somebody else's role what a laptop that reads `forms` needs to ask who may be given a case.
fn narrow(role: &mut Role, forms: &BTreeSet<FormId>) {
    let asked = ["read", "receive_referral", "receive_transfer"];
    let held = |record: RecordType| {
        let held = asked.into_iter().filter(|action| role.may(record.as_str(), action)).map(str::to_owned);
        (record.as_str().to_owned(), held.collect())
    };
    role.actions = RecordType::ALL.map(held).into();
    role.administers_roles.clear();
    role.administers_agencies.clear();
    role.referral_authorization &= role.forms.keys().all(|form| forms.contains(form));
    role.forms.retain(|form, _| forms.contains(form));
}

/// Takes out of the forms whatever names a field that stands on none of them: its very name is not for this laptop.
///
/// A condition that cannot be judged here is left out, so its question is asked; a calculation that cannot be worked out
/// is left out with its field.
fn leave_unread(config: &mut Configuration) {
    for record in RecordType::ALL {
        let known: BTreeMap<FieldId, BTreeSet<FieldId>> = config
            .forms_of(record)
            .flat_map(Form::record_fields)
            .map(|field| (field.id.clone(), field.fields.iter().map(|inner| inner.id.clone()).collect()))
            .collect();
        let forms: BTreeSet<FormId> = config.forms.iter().map(|form| form.id.clone()).collect();
        for form in config.forms.iter_mut().filter(|form| form.record_type == record) {
            form.show_if = form.show_if.take().filter(|rule| reads_only(rule, &known, None));
            form.fields.retain_mut(|field| leave_in_field(field, &known, None, &forms));
        }
    }
}

type Known = BTreeMap<FieldId, BTreeSet<FieldId>>;

fn reads_only(rule: &Rule<Condition>, known: &Known, entry: Option<&BTreeSet<FieldId>>) -> bool {
    let mut all = true;
    rule.0.fields(&mut |field| {
        all &= entry.is_some_and(|own| own.contains(field)) || known.contains_key(field);
    });
    all
}

/// Whether the field may stay, with what is left of its conditions.
fn leave_in_field(
    field: &mut Field,
    known: &Known,
    entry: Option<&BTreeSet<FieldId>>,
    forms: &BTreeSet<FormId>,
) -> bool {
    field.show_if = field.show_if.take().filter(|rule| reads_only(rule, known, None));
    if !field.options_if.values().all(|rule| reads_only(rule, known, entry)) {
        field.options_if.clear();
    }
    let own: BTreeSet<FieldId> = field.fields.iter().map(|inner| inner.id.clone()).collect();
    field.fields.retain_mut(|inner| leave_in_field(inner, known, Some(&own), forms));
    let mut can_be_worked_out = true;
    if let Some(rule) = &field.calculation {
        rule.0.fields(&mut |id| {
            can_be_worked_out &= entry.is_some_and(|own| own.contains(id)) || known.contains_key(id);
        });
        rule.0.entry_fields(&mut |subform, id| {
            let inner = known.get(subform);
            can_be_worked_out &= inner.is_some_and(|inner| id.is_none_or(|id| inner.contains(id)));
        });
    }
    can_be_worked_out && field.link.as_ref().is_none_or(|form| forms.contains(form))
}

impl Published {
    /// [`modes`] of this version's compartments.
    #[must_use]
    pub fn modes(
        &self,
        record: RecordType,
        rights: &BTreeMap<FormId, Mode>,
    ) -> BTreeMap<CompartmentId, Mode> {
        modes(&self.compartments, record, rights)
    }

    /// The compartments of a type of records.
    pub fn compartments_of(&self, record: RecordType) -> impl Iterator<Item = &Compartment> {
        self.compartments.iter().filter(move |compartment| compartment.record_type == record)
    }

    /// A compartment by its number.
    #[must_use]
    pub fn compartment(&self, id: CompartmentId) -> Option<&Compartment> {
        self.compartments.iter().find(|compartment| compartment.id == id)
    }

    /// Cuts what a laptop may know of this configuration: `forms` are those its person may read now, by role or
    /// by any referral; `role` is the person's own.
    ///
    /// Roles are kept with their rights narrowed to readable forms, so that a laptop can say what a type of
    /// referral would lend; nothing names a form outside `forms`, but the labels in `withheld` for a role with
    /// `names_withheld`. A type of referral that lends more than `forms` keeps its label and is no type any more, so
    /// that the laptop refuses it as the relay would. Roles of people who may be given the case are kept as far as
    /// [`crate::act::validate`] asks about them.
    #[must_use]
    pub fn slice(&self, role: &crate::id::RoleId, forms: &BTreeSet<FormId>) -> Slice {
        let own = self.config.role(role);
        let mut config = self.config.clone();
        config.forms.retain(|form| forms.contains(&form.id));
        leave_unread(&mut config);
        let used: BTreeSet<&String> = config
            .forms
            .iter()
            .flat_map(Form::record_fields)
            .flat_map(|field| std::iter::once(field).chain(&field.fields))
            .filter_map(|field| match &field.options {
                Some(OptionSource::Lookup(id)) => Some(id),
                _ => None,
            })
            .collect();
        let groups = RecordType::ALL.map(RecordType::form_groups);
        config.lookups = self.config.lookups.clone();
        config.lookups.retain(|id, _| used.contains(id) || groups.contains(&id.as_str()));
        for record in RecordType::ALL {
            if let Some(groups) = config.lookups.get_mut(record.form_groups()) {
                let stands = |group: &String| {
                    config.forms.iter().any(|form| form.record_type == record && form.group == *group)
                };
                groups.options.retain(|option| stands(&option.id));
            }
        }
        config.lookups.retain(|_, lookup| !lookup.options.is_empty());
        let is_kept = |own: &Role, other: &Role| {
            own.may("case", "referral") && other.referral_authorization || other.may_be_given(own)
        };
        config.roles.retain(|id, other| id == role || own.is_some_and(|own| is_kept(own, other)));
        for (_, other) in config.roles.iter_mut().filter(|(id, _)| *id != role) {
            narrow(other, forms);
        }
        if let Some(own) = config.roles.get_mut(role) {
            own.forms.retain(|form, _| forms.contains(form));
        }
        let readable = |c: &&Compartment| c.forms.iter().any(|form| forms.contains(form));
        let mut compartments: Vec<Compartment> = self.compartments.iter().filter(readable).cloned().collect();
        for compartment in &mut compartments {
            compartment.forms.retain(|form| forms.contains(form));
        }
        // Consent that can be read only in part must not look as if it were given; an empty list never is.
        let mut settings = config.settings.clone();
        let is_readable = |field: &FieldId| config.field(RecordType::Case, field).is_some();
        for asked in [&mut settings.referral_consent, &mut settings.transfer_consent] {
            if !asked.iter().all(is_readable) {
                asked.clear();
            }
        }
        settings.approvals.retain(|_, form| forms.contains(form));
        settings.close_after = settings.close_after.filter(|asked| settings.approvals.contains_key(asked));
        settings.note_form = settings.note_form.filter(|form| forms.contains(form));
        settings.reopened_by.retain(is_readable);
        settings.referred_from.retain(|subform, _| is_readable(subform));
        for (record, named) in &mut settings.identifiers {
            named.retain(|field| config.field(*record, field).is_some());
        }
        settings.identifiers.retain(|_, named| !named.is_empty());
        settings.registration.look_by.retain(is_readable);
        settings.registration.ask_first.retain(is_readable);
        config.settings = settings;
        let withheld = match own {
            Some(own) if own.names_withheld => self
                .config
                .forms
                .iter()
                .filter(|f| !forms.contains(&f.id))
                .map(|f| (f.id.clone(), f.label.clone()))
                .collect(),
            _ => Vec::new(),
        };
        Slice { version: self.version, config, compartments, withheld }
    }
}
