//! Questions that wait for each other, and calculations of themselves.
//!
//! Which circles do harm is for our rules to say, and they allow some; here one is only opened after they objected. A way of
//! more questions than anybody would follow is cut before that, as our rules walk along it step by step.

use super::{drop_fields, each_field};
use crate::primero::import::notes::{Notes, shown};
use daftar_core::{
    config::{Configuration, Field, FieldKind, Form, RecordType},
    id::FieldId,
};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Longest way of questions of which each waits for the one before.
const WAY_MAX: usize = 60;

/// What is cut among the fields of a record type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::primero::import) enum Cut {
    EndlessWays,
    EndlessWaysAndCircles,
}

/// Cuts ways and circles. Whether there were any.
pub(in crate::primero::import) fn cut(
    config: &mut Configuration,
    record: RecordType,
    what: Cut,
    notes: &mut Notes,
) -> bool {
    let opened = Waiting::of(config, record).opened(what);
    if opened.is_empty() {
        return false;
    }
    for id in &opened {
        let what = "waits for an answer that waits for it, or is the last of too many that wait; now it waits for none";
        notes.say(format!("field {}", shown(&id.0)), what);
    }
    let mut dropped = Vec::new();
    each_field(config, Some(record), &mut |place| {
        let own = |id: &FieldId| place.entry.is_some_and(|entry| entry.inner(id).is_some());
        let is_opened = place.is_of_record() && opened.contains(&place.field.id);
        let is_inside =
            place.entry.is_some_and(|entry| opened.contains(&entry.id)) && looks_outside(place.field, &own);
        let is_calculated = place.field.kind == FieldKind::Calculated;
        if is_calculated && (is_opened || is_inside) {
            dropped.push((place.form, place.way.clone()));
            notes
                .say(format!("field {}", shown(&place.name())), "is left out, as it can never be calculated");
        }
    });
    let stands_on = stands_on(config, record);
    for form in config.forms.iter_mut().filter(|form| form.record_type == record) {
        let is_opened = |field: &&Field| opened.contains(&field.id);
        if form.show_if.is_some()
            && form.record_fields().filter(is_opened).any(|field| stands_on.get(&field.id) == Some(&1))
        {
            form.show_if = None;
            notes.say(format!("form `{}`", form.id), "is always offered, as it waits for a field of its own");
        }
        for field in &mut form.fields {
            let inner = field.fields.iter_mut().filter(|inner| inner.kind == FieldKind::Subform);
            inner.filter(|inner| opened.contains(&inner.id)).for_each(|inner| inner.show_if = None);
            if opened.contains(&field.id) {
                field.show_if = None;
            }
        }
    }
    drop_fields(config, &dropped);
    true
}

fn looks_outside(field: &Field, own: &impl Fn(&FieldId) -> bool) -> bool {
    let mut outside = false;
    if let Some(rule) = &field.calculation {
        rule.0.fields(&mut |id| outside |= !own(id));
    }
    outside
}

fn stands_on(config: &Configuration, record: RecordType) -> BTreeMap<FieldId, u32> {
    let mut stands_on = BTreeMap::new();
    for field in config.forms_of(record).flat_map(Form::record_fields) {
        *stands_on.entry(field.id.clone()).or_default() += 1;
    }
    stands_on
}

/// Of each field of the record: those whose answers it waits for, and those that wait for it.
struct Waiting {
    needs: BTreeMap<FieldId, BTreeSet<FieldId>>,
    needed_by: BTreeMap<FieldId, BTreeSet<FieldId>>,
}

impl Waiting {
    fn of(config: &Configuration, record: RecordType) -> Self {
        let stands_on = stands_on(config, record);
        let mut needs: BTreeMap<FieldId, BTreeSet<FieldId>> = BTreeMap::new();
        for form in config.forms_of(record) {
            for field in form.record_fields() {
                let mut waits =
                    |id: &FieldId| _ = needs.entry(field.id.clone()).or_default().insert(id.clone());
                if let Some(rule) = &field.show_if {
                    rule.0.fields(&mut waits);
                }
                // A field that stands on another form as well can be answered there.
                if let Some(rule) = form.show_if.as_ref().filter(|_| stands_on.get(&field.id) == Some(&1)) {
                    rule.0.fields(&mut waits);
                }
                for (inner, rule) in std::iter::once(field)
                    .chain(&field.fields)
                    .filter_map(|one| Some((one, one.calculation.as_ref()?)))
                {
                    let is_own = |id: &FieldId| inner.id != field.id && field.inner(id).is_some();
                    rule.0.fields(&mut |id| {
                        if !is_own(id) {
                            waits(id);
                        }
                    });
                    rule.0.entry_fields(&mut |subform, _| waits(subform));
                }
            }
        }
        // What waits for no field of the record waits for nothing.
        for waits in needs.values_mut() {
            waits.retain(|id| stands_on.contains_key(id));
        }
        let mut needed_by: BTreeMap<FieldId, BTreeSet<FieldId>> = BTreeMap::new();
        for (id, waits) in &needs {
            for other in waits {
                needed_by.entry(other.clone()).or_default().insert(id.clone());
            }
        }
        for id in stands_on.into_keys() {
            needs.entry(id).or_default();
        }
        Self { needs, needed_by }
    }

    /// The fields at which circles are opened and endless ways cut.
    ///
    /// Fields are settled from those on that wait for nothing. When none is left that could be, one on a circle is opened.
    fn opened(mut self, what: Cut) -> BTreeSet<FieldId> {
        let mut opened = BTreeSet::new();
        let mut lengths: BTreeMap<FieldId, usize> = BTreeMap::new();
        let is_free = |(_, waits): &(&FieldId, &BTreeSet<FieldId>)| waits.is_empty();
        let mut free: VecDeque<(FieldId, usize)> =
            self.needs.iter().filter(is_free).map(|(id, _)| (id.clone(), 0)).collect();
        free.iter().for_each(|(id, _)| _ = self.needs.remove(id));
        loop {
            while let Some((id, length)) = free.pop_front() {
                for next in self.needed_by.get(&id).into_iter().flatten() {
                    let Some(waits) = self.needs.get_mut(next) else { continue };
                    let longest = lengths.entry(next.clone()).or_default();
                    *longest = (*longest).max(length + 1);
                    waits.remove(&id);
                    if waits.is_empty() {
                        self.needs.remove(next);
                        let is_endless = *longest > WAY_MAX;
                        if is_endless {
                            opened.insert(next.clone());
                        }
                        free.push_back((next.clone(), if is_endless { 0 } else { *longest }));
                    }
                }
            }
            let Some((id, circle)) = self.on_a_circle() else { return opened };
            self.needs.remove(&id);
            let length = lengths.get(&id).copied().unwrap_or(0) + circle;
            let is_cut = what == Cut::EndlessWaysAndCircles || length > WAY_MAX;
            if is_cut {
                opened.insert(id.clone());
            }
            free.push_back((id, if is_cut { 0 } else { length }));
        }
    }

    /// A field that waits for itself, among those that still wait for one another, and how many are on that circle.
    fn on_a_circle(&self) -> Option<(FieldId, usize)> {
        let mut way: Vec<&FieldId> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut here = self.needs.keys().next()?;
        while seen.insert(here) {
            way.push(here);
            here = self.needs.get(here)?.first()?;
        }
        let begun = way.iter().position(|id| *id == here)?;
        Some((here.clone(), way.len() - begun))
    }
}
