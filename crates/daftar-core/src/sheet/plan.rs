//! Which conditions and calculations look at which answer: made once for a type of records.

use super::Spot;
use crate::{
    config::{Configuration, Field, FieldKind, Form, RecordType, Words},
    expr::{Calculation, Condition},
    id::{EntryId, FieldId, FormId},
};
use std::collections::{BTreeMap, BTreeSet};

/// Something that is evaluated.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Node {
    /// Whether a form is offered.
    Form(FormId),
    /// Whether a question of the record is shown.
    Shown(FieldId),
    /// Whether a question is shown in any entry, by a condition on the record.
    ShownInside(FieldId, FieldId),
    /// Whether a question is shown in one entry, by a condition on that entry.
    ShownInEntry(FieldId, FieldId),
    /// Whether an entry is drawn.
    Drawn(FieldId),
    /// Which options are offered.
    Tags(Option<FieldId>, FieldId),
    /// A calculated value.
    Calculated(Option<FieldId>, FieldId),
}

/// A node, in the one entry it is to be evaluated for. Ordered so that calculations come before what looks at them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Task {
    rank: u32,
    pub node: Node,
    pub entry: Option<EntryId>,
}

impl Task {
    /// The subform for whose entries this is evaluated one by one.
    pub fn inside(&self) -> Option<&FieldId> {
        match &self.node {
            Node::ShownInEntry(subform, _) | Node::Drawn(subform) => Some(subform),
            Node::Tags(subform, _) | Node::Calculated(subform, _) => subform.as_ref(),
            Node::Form(_) | Node::Shown(_) | Node::ShownInside(..) => None,
        }
    }

    pub fn in_entry(&self, entry: EntryId) -> Self {
        Self { entry: Some(entry), ..self.clone() }
    }
}

/// A field, its spot, and the entry it stands in.
type Placed<'a> = (&'a Field, Spot, Option<(&'a FieldId, EntryId)>);

/// A form as far as evaluating needs it.
#[derive(Debug, Clone)]
pub(super) struct PlannedForm {
    show_if: Option<Condition>,
    pub fields: Vec<FieldId>,
}

/// What is to be evaluated after which answer, for one type of records.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    forms: BTreeMap<FormId, PlannedForm>,
    /// Fields of the record without words; subforms without their fields.
    fields: BTreeMap<FieldId, Field>,
    inner: BTreeMap<FieldId, BTreeMap<FieldId, Field>>,
    all: Vec<Task>,
    in_entries: BTreeMap<FieldId, Vec<Task>>,
    readers: BTreeMap<FieldId, Vec<Task>>,
    readers_in_entry: BTreeMap<(FieldId, FieldId), Vec<Task>>,
    readers_of_entries: BTreeMap<FieldId, Vec<Task>>,
}

impl Plan {
    /// The plan of a configuration's forms of one type.
    #[must_use]
    pub fn new(config: &Configuration, record: RecordType) -> Self {
        let mut plan = Self::default();
        for form in config.forms_of(record) {
            plan.gather(form);
        }
        let forms: Vec<_> = plan.forms.iter().map(|(id, form)| (id.clone(), form.clone())).collect();
        for (id, form) in forms {
            if let Some(condition) = &form.show_if {
                plan.add(Node::Form(id), u32::MAX, read_by(condition));
            }
        }
        let fields = plan.fields.clone();
        for (id, field) in &fields {
            plan.add_field(id, field);
        }
        for (subform, inner) in plan.inner.clone() {
            for (id, field) in &inner {
                plan.add_inner(&subform, id, field, &inner);
            }
        }
        plan
    }

    fn gather(&mut self, form: &Form) {
        let fields = form.fields.iter().map(|field| field.id.clone()).collect();
        let show_if = form.show_if.as_ref().map(|rule| rule.0.clone());
        self.forms.insert(form.id.clone(), PlannedForm { show_if, fields });
        for field in form.record_fields() {
            if field.kind.has_entries() {
                let inner = field.fields.iter().map(|inner| (inner.id.clone(), bare(inner))).collect();
                self.inner.entry(field.id.clone()).or_insert(inner);
            }
            self.fields.entry(field.id.clone()).or_insert_with(|| bare(field));
        }
    }

    fn add_field(&mut self, id: &FieldId, field: &Field) {
        if let Some(rule) = &field.show_if {
            self.add(Node::Shown(id.clone()), u32::MAX, read_by(&rule.0));
        }
        if !field.options_if.is_empty() {
            let read = field.options_if.values().flat_map(|rule| read_by(&rule.0)).collect();
            self.add(Node::Tags(None, id.clone()), u32::MAX, read);
        }
        if let Some(rule) = &field.calculation {
            let rank = self.rank(None, id, &mut BTreeSet::new());
            let task = self.add(Node::Calculated(None, id.clone()), rank, worked_out_from(&rule.0));
            self.read_entries(&rule.0, &task);
        }
        if let Some(rule) = &field.entry_if {
            self.add_in_entry(id, Node::Drawn(id.clone()), u32::MAX, read_by(&rule.0));
        }
    }

    fn add_inner(
        &mut self,
        subform: &FieldId,
        id: &FieldId,
        field: &Field,
        beside: &BTreeMap<FieldId, Field>,
    ) {
        if let Some(rule) = &field.show_if {
            self.add(Node::ShownInside(subform.clone(), id.clone()), u32::MAX, read_by(&rule.0));
        }
        if let Some(rule) = &field.show_if_entry {
            let node = Node::ShownInEntry(subform.clone(), id.clone());
            self.add_in_entry(subform, node, u32::MAX, read_by(&rule.0));
        }
        if !field.options_if.is_empty() {
            let read = field.options_if.values().flat_map(|rule| read_by(&rule.0)).collect();
            self.add_in_entry(subform, Node::Tags(Some(subform.clone()), id.clone()), u32::MAX, read);
        }
        if let Some(rule) = &field.calculation {
            let rank = self.rank(Some(beside), id, &mut BTreeSet::new());
            let node = Node::Calculated(Some(subform.clone()), id.clone());
            let task = self.add_in_entry(subform, node, rank, worked_out_from(&rule.0));
            self.read_entries(&rule.0, &task);
        }
    }

    /// A node that is evaluated once for the record and looks at these fields.
    fn add(&mut self, node: Node, rank: u32, read: Vec<FieldId>) -> Task {
        let task = Task { rank, node, entry: None };
        for field in read {
            put(self.readers.entry(field).or_default(), &task);
        }
        self.all.push(task.clone());
        task
    }

    /// A node that is evaluated for each entry; what it looks at is of the entry first, else of the record.
    fn add_in_entry(&mut self, subform: &FieldId, node: Node, rank: u32, read: Vec<FieldId>) -> Task {
        let task = Task { rank, node, entry: None };
        for field in read {
            let own = self.inner.get(subform).is_some_and(|inner| inner.contains_key(&field));
            let readers = match own {
                true => self.readers_in_entry.entry((subform.clone(), field)).or_default(),
                false => self.readers.entry(field).or_default(),
            };
            put(readers, &task);
        }
        self.in_entries.entry(subform.clone()).or_default().push(task.clone());
        task
    }

    /// A calculation over entries is worked out again when one comes, goes or changes.
    fn read_entries(&mut self, calculation: &Calculation, task: &Task) {
        calculation.entry_fields(&mut |subform, field| {
            put(self.readers_of_entries.entry(subform.clone()).or_default(), task);
            if let Some(field) = field {
                put(self.readers_in_entry.entry((subform.clone(), field.clone())).or_default(), task);
            }
        });
    }

    /// One more than the greatest rank among the calculated fields that a calculated field looks at.
    fn rank(
        &self,
        beside: Option<&BTreeMap<FieldId, Field>>,
        id: &FieldId,
        under_way: &mut BTreeSet<FieldId>,
    ) -> u32 {
        let own = beside.and_then(|beside| beside.get(id));
        let Some(rule) = own.or_else(|| self.fields.get(id)).and_then(|field| field.calculation.as_ref())
        else {
            return 0;
        };
        // A circle is told when the configuration is read; one that came here all the same must not go on for ever.
        if !under_way.insert(id.clone()) {
            return 0;
        }
        let mut greatest = 0;
        rule.0.fields(&mut |field| greatest = greatest.max(self.rank(beside, field, under_way)));
        rule.0.entry_fields(&mut |subform, field| {
            if let (Some(inner), Some(field)) = (self.inner.get(subform), field) {
                greatest = greatest.max(self.rank(Some(inner), field, under_way));
            }
        });
        under_way.remove(id);
        greatest + 1
    }

    /// Whether a date or a range of dates is asked at a spot.
    #[must_use]
    pub fn is_date(&self, spot: &Spot) -> bool {
        let question = match spot {
            Spot::Field(field) => self.field(field),
            Spot::Entry { subform, field, .. } => self.inner(subform, field),
        };
        question.is_some_and(|question| matches!(question.kind, FieldKind::DateField | FieldKind::DateRange))
    }

    pub(super) fn of_record(&self) -> impl Iterator<Item = Task> {
        self.all.iter().cloned()
    }

    pub(super) fn of_entry(&self, subform: &FieldId, entry: EntryId) -> impl Iterator<Item = Task> {
        self.in_entries.get(subform).into_iter().flatten().map(move |task| task.in_entry(entry))
    }

    pub(super) fn readers(&self, field: &FieldId) -> impl Iterator<Item = &Task> {
        self.readers.get(field).into_iter().flatten()
    }

    pub(super) fn readers_in_entry(&self, subform: &FieldId, field: &FieldId) -> impl Iterator<Item = &Task> {
        self.readers_in_entry.get(&(subform.clone(), field.clone())).into_iter().flatten()
    }

    /// What of the record looks at a subform's entries as such.
    pub(super) fn readers_of_entries(&self, subform: &FieldId) -> impl Iterator<Item = Task> {
        let of_record = |task: &&Task| task.inside().is_none();
        self.readers_of_entries.get(subform).into_iter().flatten().filter(of_record).cloned()
    }

    pub(super) fn form(&self, id: &FormId) -> Option<&PlannedForm> {
        self.forms.get(id)
    }

    pub(super) fn form_condition(&self, id: &FormId) -> Option<&Condition> {
        self.forms.get(id)?.show_if.as_ref()
    }

    /// A field of the record, without words.
    pub(super) fn field(&self, id: &FieldId) -> Option<&Field> {
        self.fields.get(id)
    }

    /// A field of an entry, without words.
    pub(super) fn inner(&self, subform: &FieldId, id: &FieldId) -> Option<&Field> {
        self.inner.get(subform)?.get(id)
    }

    /// A field with its spot and the entry it stands in, if it is one of an entry; none without that entry.
    pub(super) fn placed<'a>(
        &'a self,
        subform: Option<&'a FieldId>,
        field: &FieldId,
        entry: Option<EntryId>,
    ) -> Option<Placed<'a>> {
        let Some(subform) = subform else {
            return Some((self.field(field)?, Spot::Field(field.clone()), None));
        };
        let entry = entry?;
        let spot = Spot::Entry { subform: subform.clone(), entry, field: field.clone() };
        Some((self.inner(subform, field)?, spot, Some((subform, entry))))
    }

    pub(super) fn inner_fields(&self, subform: &FieldId) -> impl Iterator<Item = (&FieldId, &Field)> + Clone {
        self.inner.get(subform).into_iter().flatten()
    }
}

/// The fields that a condition looks at.
fn read_by(condition: &Condition) -> Vec<FieldId> {
    let mut fields = Vec::new();
    condition.fields(&mut |field| fields.push(field.clone()));
    fields
}

/// The fields beside it that a calculation looks at.
fn worked_out_from(calculation: &Calculation) -> Vec<FieldId> {
    let mut fields = Vec::new();
    calculation.fields(&mut |field| fields.push(field.clone()));
    fields
}

fn put(tasks: &mut Vec<Task>, task: &Task) {
    if !tasks.contains(task) {
        tasks.push(task.clone());
    }
}

/// The field without what only drawing needs.
fn bare(field: &Field) -> Field {
    Field {
        label: Words::default(),
        help: Words::default(),
        guidance: Words::default(),
        tick_box_label: Words::default(),
        fields: Vec::new(),
        rows: Vec::new(),
        ..field.clone()
    }
}
