//! One record's forms with their answers: what is shown, what is worked out, how far each form is.
//!
//! A [`Plan`] is made once for a type of records. It knows of each answer which conditions and calculations look at it,
//! so that typing one key evaluates these and nothing else. A [`Sheet`] holds the answers of one record.
//!
//! Invariant: after any number of [`Sheet::set`] and [`Sheet::remove`] a sheet says the same as one made anew from its
//! answers. What is hidden keeps its answer, and its answer keeps counting: hiding never loses or changes anything.

mod derive;
mod plan;

pub use derive::derive;
pub use plan::Plan;

use crate::{
    expr::Condition,
    id::{EntryId, FieldId, FormId},
    value::Value,
};
use plan::{Node, Task};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// Where an answer stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// A field of the record.
    Field(FieldId),
    /// A field of an entry of a subform.
    Entry { subform: FieldId, entry: EntryId, field: FieldId },
}

/// The answers of one entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EntryAnswers {
    pub values: BTreeMap<FieldId, Value>,
    /// The entry it lies in, for a subform inside a subform.
    pub within: Option<EntryId>,
}

/// The answers of a record as they count now, calculated fields left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    pub values: BTreeMap<FieldId, Value>,
    /// The day (`YYYY-MM-DD`) on which an age was typed, by its field.
    pub answered_on: BTreeMap<FieldId, String>,
    /// Entries that are there, by subform; nested subforms stand beside the others.
    pub entries: BTreeMap<FieldId, BTreeMap<EntryId, EntryAnswers>>,
    /// Fields whose answers this person may not read. A condition that looks at one cannot be judged and counts as met:
    /// a question too many is better than one that nobody is asked.
    pub withheld: BTreeSet<FieldId>,
}

impl Answers {
    fn value(&self, spot: &Spot) -> Option<&Value> {
        match spot {
            Spot::Field(field) => self.values.get(field),
            Spot::Entry { subform, entry, field } => self.entries.get(subform)?.get(entry)?.values.get(field),
        }
    }
}

/// How far a form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Nothing was ever filled.
    Empty,
    /// Something is filled, something asked for is not.
    Begun,
    /// Everything asked for is filled, and something at all.
    Complete,
    /// Something does not fit and cannot be saved.
    Error,
}

/// How far a form is, in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormStatus {
    pub progress: Progress,
    /// Shown questions that a complete form answers.
    pub asked: u32,
    /// Those of them that are answered.
    pub answered: u32,
    /// Those that are not, in reading order.
    pub missing: Vec<Spot>,
}

/// A record's forms with their answers.
#[derive(Debug, Clone)]
pub struct Sheet {
    plan: Arc<Plan>,
    answers: Answers,
    today: String,
    calculated: BTreeMap<Spot, Value>,
    hidden_forms: BTreeSet<FormId>,
    /// Fields of the record, and fields of entries by a condition of their own entry.
    hidden: BTreeSet<Spot>,
    /// Fields that are hidden in every entry by a condition on the record.
    hidden_inside: BTreeSet<(FieldId, FieldId)>,
    undrawn: BTreeSet<(FieldId, EntryId)>,
    /// Tags whose conditions hold, of fields whose options are filtered.
    tags: BTreeMap<Spot, BTreeSet<String>>,
    wrong: BTreeSet<Spot>,
    evaluated: u64,
}

impl Sheet {
    /// A sheet on the day `today` (`YYYY-MM-DD`).
    #[must_use]
    pub fn new(plan: Arc<Plan>, answers: Answers, today: &str) -> Self {
        let mut sheet = Self {
            plan,
            answers,
            today: today.to_owned(),
            calculated: BTreeMap::new(),
            hidden_forms: BTreeSet::new(),
            hidden: BTreeSet::new(),
            hidden_inside: BTreeSet::new(),
            undrawn: BTreeSet::new(),
            tags: BTreeMap::new(),
            wrong: BTreeSet::new(),
            evaluated: 0,
        };
        let plan = Arc::clone(&sheet.plan);
        let mut tasks: BTreeSet<Task> = plan.of_record().collect();
        for (subform, entries) in &sheet.answers.entries {
            tasks.extend(entries.keys().flat_map(|entry| plan.of_entry(subform, *entry)));
        }
        sheet.run(tasks);
        sheet
    }

    /// Puts an answer; none takes it away as if it had never been given. `is_wrong`: what was typed does not fit and cannot be saved.
    ///
    /// The first answer of an entry makes the entry.
    pub fn set(&mut self, spot: &Spot, value: Option<Value>, is_wrong: bool) {
        keep(&mut self.wrong, spot.clone(), is_wrong);
        let mut tasks = BTreeSet::new();
        if let Spot::Entry { subform, entry, .. } = spot {
            self.begin(subform, *entry, &mut tasks);
        }
        if self.answers.value(spot) != value.as_ref() {
            let place = match spot {
                Spot::Field(_) => Some(&mut self.answers.values),
                Spot::Entry { subform, entry, .. } => self
                    .answers
                    .entries
                    .get_mut(subform)
                    .and_then(|e| e.get_mut(entry))
                    .map(|e| &mut e.values),
            };
            let (Spot::Field(field) | Spot::Entry { field, .. }) = spot;
            match (place, value) {
                (Some(place), Some(value)) => _ = place.insert(field.clone(), value),
                (Some(place), None) => _ = place.remove(field),
                (None, _) => {}
            }
            self.touched(spot, &mut tasks);
        }
        self.run(tasks);
    }

    /// An age is typed today.
    pub fn answered_today(&mut self, field: &FieldId) {
        if self.answers.answered_on.get(field) != Some(&self.today) {
            self.answers.answered_on.insert(field.clone(), self.today.clone());
            let mut tasks = BTreeSet::new();
            self.touched(&Spot::Field(field.clone()), &mut tasks);
            self.run(tasks);
        }
    }

    /// Puts an entry inside an entry.
    pub fn lay(&mut self, subform: &FieldId, entry: EntryId, within: EntryId) {
        let mut tasks = BTreeSet::new();
        self.begin(subform, entry, &mut tasks);
        if let Some(answers) = self.answers.entries.get_mut(subform).and_then(|e| e.get_mut(&entry)) {
            answers.within = Some(within);
        }
        self.run(tasks);
    }

    /// Takes an entry away, and what lies in it.
    pub fn remove(&mut self, subform: &FieldId, entry: EntryId) {
        let mut gone = vec![(subform.clone(), entry)];
        for (nested, entries) in &self.answers.entries {
            let inside = entries.iter().filter(|(_, answers)| answers.within == Some(entry));
            gone.extend(inside.map(|(id, _)| (nested.clone(), *id)));
        }
        let mut tasks = BTreeSet::new();
        for (subform, entry) in gone {
            if self.answers.entries.get_mut(&subform).and_then(|entries| entries.remove(&entry)).is_none() {
                continue;
            }
            let of_entry = |spot: &Spot| matches!(spot, Spot::Entry { subform: s, entry: e, .. } if *s == subform && *e == entry);
            self.calculated.retain(|spot, _| !of_entry(spot));
            self.hidden.retain(|spot| !of_entry(spot));
            self.tags.retain(|spot, _| !of_entry(spot));
            self.wrong.retain(|spot| !of_entry(spot));
            self.undrawn.remove(&(subform.clone(), entry));
            tasks.extend(self.plan.readers_of_entries(&subform));
        }
        self.run(tasks);
    }

    fn begin(&mut self, subform: &FieldId, entry: EntryId, tasks: &mut BTreeSet<Task>) {
        let entries = self.answers.entries.entry(subform.clone()).or_default();
        if let std::collections::btree_map::Entry::Vacant(vacant) = entries.entry(entry) {
            vacant.insert(EntryAnswers::default());
            tasks.extend(self.plan.of_entry(subform, entry));
            tasks.extend(self.plan.readers_of_entries(subform));
        }
    }

    /// What looks at this answer.
    fn touched(&self, spot: &Spot, tasks: &mut BTreeSet<Task>) {
        match spot {
            Spot::Field(field) => {
                for task in self.plan.readers(field) {
                    match task.inside() {
                        Some(subform) => {
                            let entries = self.answers.entries.get(subform).into_iter().flatten();
                            tasks.extend(entries.map(|(entry, _)| task.in_entry(*entry)));
                        }
                        None => _ = tasks.insert(task.clone()),
                    }
                }
            }
            Spot::Entry { subform, entry, field } => {
                tasks.extend(self.plan.readers_in_entry(subform, field).map(|task| match task.inside() {
                    Some(_) => task.in_entry(*entry),
                    None => task.clone(),
                }));
            }
        }
    }

    /// Evaluates in an order in which nothing is looked at before it is worked out.
    fn run(&mut self, mut tasks: BTreeSet<Task>) {
        while let Some(task) = tasks.pop_first() {
            self.evaluated += 1;
            if let Some(changed) = self.evaluate(&task) {
                self.touched(&changed, &mut tasks);
            }
        }
    }

    /// Evaluates one condition or calculation; gives the spot of a calculated value that is another than before.
    fn evaluate(&mut self, task: &Task) -> Option<Spot> {
        let plan = Arc::clone(&self.plan);
        match &task.node {
            Node::Form(form) => {
                let holds = self.holds(plan.form_condition(form)?, None);
                keep(&mut self.hidden_forms, form.clone(), !holds);
            }
            Node::Shown(field) => {
                let holds = self.holds(&plan.field(field)?.show_if.as_ref()?.0, None);
                keep(&mut self.hidden, Spot::Field(field.clone()), !holds);
            }
            Node::ShownInside(subform, field) => {
                let holds = self.holds(&plan.inner(subform, field)?.show_if.as_ref()?.0, None);
                keep(&mut self.hidden_inside, (subform.clone(), field.clone()), !holds);
            }
            Node::ShownInEntry(subform, field) => {
                let entry = task.entry?;
                let condition = &plan.inner(subform, field)?.show_if_entry.as_ref()?.0;
                let holds = self.holds(condition, Some((subform, entry)));
                let spot = Spot::Entry { subform: subform.clone(), entry, field: field.clone() };
                keep(&mut self.hidden, spot, !holds);
            }
            Node::Drawn(subform) => {
                let entry = task.entry?;
                let condition = &plan.field(subform)?.entry_if.as_ref()?.0;
                let holds = self.holds(condition, Some((subform, entry)));
                keep(&mut self.undrawn, (subform.clone(), entry), !holds);
            }
            Node::Tags(subform, field) => {
                let (question, spot, inside) = plan.placed(subform.as_ref(), field, task.entry)?;
                let holding = question.options_if.iter().filter(|(_, rule)| self.holds(&rule.0, inside));
                let tags = holding.map(|(tag, _)| tag.clone()).collect();
                self.tags.insert(spot, tags);
            }
            Node::Calculated(subform, field) => {
                let (question, spot, inside) = plan.placed(subform.as_ref(), field, task.entry)?;
                let value = derive::work_out(&question.calculation.as_ref()?.0, self, inside);
                if self.calculated.get(&spot) == value.as_ref() {
                    return None;
                }
                match value {
                    Some(value) => _ = self.calculated.insert(spot.clone(), value),
                    None => _ = self.calculated.remove(&spot),
                }
                return Some(spot);
            }
        }
        None
    }

    /// Conditions look at the entry's own fields first, else at those of the record.
    fn holds(&self, condition: &Condition, inside: Option<(&FieldId, EntryId)>) -> bool {
        let mut is_withheld = false;
        if !self.answers.withheld.is_empty() {
            condition.fields(&mut |field| is_withheld |= self.answers.withheld.contains(field));
        }
        is_withheld || condition.holds(&|id| self.look(inside, id))
    }

    fn look(&self, inside: Option<(&FieldId, EntryId)>, id: &FieldId) -> Option<Cow<'_, Value>> {
        let spot = match inside {
            Some((subform, entry)) if self.plan.inner(subform, id).is_some() => {
                Spot::Entry { subform: subform.clone(), entry, field: id.clone() }
            }
            _ => Spot::Field(id.clone()),
        };
        self.value(&spot).map(Cow::Borrowed)
    }

    /// The answer or calculated value at a spot.
    #[must_use]
    pub fn value(&self, spot: &Spot) -> Option<&Value> {
        self.answers.value(spot).or_else(|| self.calculated.get(spot))
    }

    /// The answers, calculated values left out.
    #[must_use]
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// What was worked out, by spot.
    pub fn calculated(&self) -> impl Iterator<Item = (&Spot, &Value)> {
        self.calculated.iter()
    }

    /// Whether a form is offered.
    #[must_use]
    pub fn is_form_shown(&self, form: &FormId) -> bool {
        !self.hidden_forms.contains(form)
    }

    /// Whether a question's own conditions hold; the form it stands on is another matter.
    #[must_use]
    pub fn is_shown(&self, spot: &Spot) -> bool {
        let inside = match spot {
            Spot::Entry { subform, field, .. } => {
                self.hidden_inside.contains(&(subform.clone(), field.clone()))
            }
            Spot::Field(_) => false,
        };
        !inside && !self.hidden.contains(spot)
    }

    /// Whether an entry passes its subform's filter.
    #[must_use]
    pub fn is_drawn(&self, subform: &FieldId, entry: EntryId) -> bool {
        !self.undrawn.contains(&(subform.clone(), entry))
    }

    /// Everything hidden now: questions by spot, and questions hidden in every entry of a subform.
    pub fn hidden(&self) -> impl Iterator<Item = &Spot> {
        self.hidden.iter()
    }

    /// Questions hidden in every entry of a subform.
    pub fn hidden_inside(&self) -> impl Iterator<Item = &(FieldId, FieldId)> {
        self.hidden_inside.iter()
    }

    /// Entries that their subform's filter leaves out.
    pub fn undrawn(&self) -> impl Iterator<Item = &(FieldId, EntryId)> {
        self.undrawn.iter()
    }

    /// Tags whose options are offered, of a question whose options are filtered.
    #[must_use]
    pub fn tags(&self, spot: &Spot) -> Option<&BTreeSet<String>> {
        self.tags.get(spot)
    }

    /// All filtered questions with their tags.
    pub fn all_tags(&self) -> impl Iterator<Item = (&Spot, &BTreeSet<String>)> {
        self.tags.iter()
    }

    /// How many conditions and calculations were evaluated since the sheet was made.
    #[must_use]
    pub fn evaluated(&self) -> u64 {
        self.evaluated
    }

    /// How far a form is; none if the type of records has no such form.
    #[must_use]
    pub fn status(&self, form: &FormId) -> Option<FormStatus> {
        let planned = self.plan.form(form)?;
        let mut count = Count::default();
        for id in &planned.fields {
            let Some(question) = self.plan.field(id) else { continue };
            let spot = Spot::Field(id.clone());
            count.wrong |= self.wrong.contains(&spot);
            if question.kind.has_entries() {
                self.count_entries(id, None, &mut count);
                let is_filled = self.has_entry(id, None);
                count.add(question.is_asked() && self.is_shown(&spot), is_filled, spot);
            } else {
                let is_filled = self.answers.values.get(id).is_some_and(Value::is_filled);
                count.add(question.is_asked() && self.is_shown(&spot), is_filled, spot);
            }
        }
        let progress = match (count.wrong, count.any, count.missing.is_empty()) {
            (true, ..) => Progress::Error,
            (_, false, _) => Progress::Empty,
            (_, _, true) => Progress::Complete,
            (_, _, false) => Progress::Begun,
        };
        Some(FormStatus { progress, asked: count.asked, answered: count.answered, missing: count.missing })
    }

    /// Whether a subform has an entry in which anything is answered.
    fn has_entry(&self, subform: &FieldId, within: Option<EntryId>) -> bool {
        let mut entries = self.answers.entries.get(subform).into_iter().flatten();
        entries.any(|(entry, answers)| answers.within == within && self.is_begun(subform, *entry, answers))
    }

    /// Whether anything in an entry is answered; one that was opened and left counts for nothing.
    fn is_begun(&self, subform: &FieldId, entry: EntryId, answers: &EntryAnswers) -> bool {
        let mut nested = self.plan.inner_fields(subform).filter(|(_, inner)| inner.kind.has_entries());
        answers.values.values().any(Value::is_filled)
            || nested.any(|(inner, _)| self.has_entry(inner, Some(entry)))
    }

    fn count_entries(&self, subform: &FieldId, within: Option<EntryId>, count: &mut Count) {
        let entries = self.answers.entries.get(subform).into_iter().flatten();
        let inner = self.plan.inner_fields(subform);
        for (entry, answers) in entries.filter(|(_, answers)| answers.within == within) {
            let is_begun = self.is_begun(subform, *entry, answers);
            for (field, question) in inner.clone() {
                let spot = Spot::Entry { subform: subform.clone(), entry: *entry, field: field.clone() };
                count.wrong |= self.wrong.contains(&spot);
                let is_filled = if question.kind.has_entries() {
                    self.count_entries(field, Some(*entry), count);
                    self.has_entry(field, Some(*entry))
                } else {
                    answers.values.get(field).is_some_and(Value::is_filled)
                };
                count.add(is_begun && question.is_asked() && self.is_shown(&spot), is_filled, spot);
            }
        }
    }
}

#[derive(Default)]
struct Count {
    any: bool,
    wrong: bool,
    asked: u32,
    answered: u32,
    missing: Vec<Spot>,
}

impl Count {
    fn add(&mut self, is_asked: bool, is_filled: bool, spot: Spot) {
        self.any |= is_filled;
        self.asked += u32::from(is_asked);
        self.answered += u32::from(is_asked && is_filled);
        if is_asked && !is_filled {
            self.missing.push(spot);
        }
    }
}

fn keep<T: Ord>(set: &mut BTreeSet<T>, thing: T, is_in: bool) {
    match is_in {
        true => _ = set.insert(thing),
        false => _ = set.remove(&thing),
    }
}
