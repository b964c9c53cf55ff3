//! Rules of forms and fields that ours do not let stand are taken out, each with the reason.

use super::{
    Place,
    ask::{Asker, Key},
    drop_fields, each_field, field_at,
};
use crate::primero::import::notes::{Notes, shown};
use daftar_core::{
    config::{Configuration, Field, FieldKind, Form, RecordType},
    id::FieldId,
};
use std::collections::BTreeSet;

/// Rounds in which fields whose calculation fell away are dropped, and then what named them.
const ROUNDS_MAX: usize = 8;

/// Takes out everything that there is an objection to.
pub(super) fn take_out_objections(config: &mut Configuration, record: RecordType, notes: &mut Notes) {
    // Everything is asked about first, then what names the fields that fell away.
    let mut gone = None;
    for _ in 0..ROUNDS_MAX {
        let objections = objections(config, record, gone.as_ref());
        let mut out = TakeOut { config, notes, dropped: Vec::new(), gone: BTreeSet::new() };
        objections.into_iter().for_each(|objection| out.take(objection));
        let (dropped, now) = (out.dropped, out.gone);
        drop_fields(config, &dropped);
        if now.is_empty() {
            break;
        }
        gone = Some(now);
    }
}

/// What our rules do not let stand.
enum Objection {
    /// The condition of a form.
    Form { form: usize, why: String },
    /// A rule of a field.
    Rule { form: usize, way: Vec<usize>, name: String, key: Key, why: String },
    /// A name of an inner field under `headline`, `sort_by` or `group_by`.
    Inner { form: usize, way: Vec<usize>, name: String, id: FieldId },
    /// The whole field.
    Field { form: usize, way: Vec<usize>, name: String, why: String },
}

/// Objections to everything, or to what names one of the fields that are `gone`.
fn objections(
    config: &Configuration,
    record: RecordType,
    gone: Option<&BTreeSet<FieldId>>,
) -> Vec<Objection> {
    let asker = Asker::new(config, record);
    let mut found = Vec::new();
    for (at, form) in config.forms.iter().enumerate().filter(|(_, form)| form.record_type == record) {
        let is_asked = gone.is_none_or(|gone| Key::ShowIf.names_one_of(&as_a_field(form), gone));
        if let Some(why) = objection_to_form(&asker, form).filter(|_| is_asked) {
            found.push(Objection::Form { form: at, why });
        }
    }
    each_field(config, Some(record), &mut |place| {
        let (form, way, name) = (place.form, place.way.clone(), place.name());
        let is_asked = |key: &Key| gone.is_none_or(|gone| key.names_one_of(place.field, gone));
        for key in Key::of(place.field).into_iter().filter(is_asked) {
            if let Some(why) = asker.objection(place.field, &key, place.entry) {
                let (way, name) = (way.clone(), name.clone());
                found.push(Objection::Rule { form, way, name, key, why });
            }
        }
        for id in unknown_inner(place.field) {
            found.push(Objection::Inner { form, way: way.clone(), name: name.clone(), id });
        }
        if let Some(why) = objection_to_field(config, record, place) {
            found.push(Objection::Field { form, way, name, why });
        }
    });
    found
}

fn objection_to_form(asker: &Asker, form: &Form) -> Option<String> {
    form.show_if.as_ref().and_then(|_| asker.objection(&as_a_field(form), &Key::ShowIf, None))
}

/// A heading that stands there under the condition of the form.
fn as_a_field(form: &Form) -> Field {
    let id = FieldId(form.id.0.clone());
    Field { show_if: form.show_if.clone(), ..Field::new(id, FieldKind::Separator) }
}

fn objection_to_field(config: &Configuration, record: RecordType, place: &Place) -> Option<String> {
    let field = place.field;
    match field.kind {
        FieldKind::Calculated if field.calculation.is_none() => {
            Some("nothing tells how it is calculated".to_owned())
        }
        FieldKind::Subform if field.fields.is_empty() => {
            Some("there are no fields in its entries".to_owned())
        }
        FieldKind::LinkToForm => {
            let link = field.link.as_ref()?;
            let is_there = config.forms_of(record).any(|form| form.id == *link);
            match place.entry {
                Some(_) => Some("a link to a form stands on a form, not in an entry".to_owned()),
                None => {
                    (!is_there).then(|| format!("it leads to form {}, which is not there", shown(&link.0)))
                }
            }
        }
        _ => None,
    }
}

/// Fields that a subform names and its entries do not have.
fn unknown_inner(field: &Field) -> Vec<FieldId> {
    let named = field.headline.iter().chain(&field.sort_by).chain(&field.group_by);
    let is_there = |id: &FieldId| field.inner(id).is_some_and(|inner| !inner.kind.has_entries());
    named.filter(|id| !is_there(id)).cloned().collect()
}

struct TakeOut<'a> {
    config: &'a mut Configuration,
    notes: &'a mut Notes,
    /// Ways to fields that fall away, and their ids.
    dropped: Vec<(usize, Vec<usize>)>,
    gone: BTreeSet<FieldId>,
}

impl TakeOut<'_> {
    fn take(&mut self, objection: Objection) {
        match objection {
            Objection::Form { form, why } => {
                if let Some(form) = self.config.forms.get_mut(form) {
                    form.show_if = None;
                    self.notes.say(format!("form `{}`", form.id), format!("`show_if` is left out: {why}"));
                }
            }
            Objection::Rule { form, way, name, key: Key::Calculation, why }
            | Objection::Field { form, way, name, why } => {
                let id = self.field(form, &way).map(|field| field.id.clone());
                self.gone.extend(id);
                self.dropped.push((form, way));
                self.notes.say(format!("field {}", shown(&name)), format!("is left out: {why}"));
            }
            Objection::Rule { form, way, name, key, why } => {
                if let Some(field) = self.field(form, &way) {
                    key.remove_from(field);
                }
                let what = format!("`{}` is left out: {why}", key.name());
                self.notes.say(format!("field {}", shown(&name)), what);
            }
            Objection::Inner { form, way, name, id } => {
                if let Some(field) = self.field(form, &way) {
                    field.headline.retain(|named| *named != id);
                    field.sort_by = field.sort_by.take().filter(|named| *named != id);
                    field.group_by = field.group_by.take().filter(|named| *named != id);
                }
                let id = shown(&id.0);
                let what = format!("names {id}, which its entries do not have; the name is left out");
                self.notes.say(format!("field {}", shown(&name)), what);
            }
        }
    }

    fn field(&mut self, form: usize, way: &[usize]) -> Option<&mut Field> {
        field_at(&mut self.config.forms.get_mut(form)?.fields, way)
    }
}
