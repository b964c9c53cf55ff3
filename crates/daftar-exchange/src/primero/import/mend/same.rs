//! One question for one field, wherever it stands.

use crate::primero::import::notes::{Notes, listed, shown};
use daftar_core::{
    config::{Configuration, Field, FieldKind, RecordType},
    id::{FieldId, FormId},
};
use std::collections::{BTreeMap, BTreeSet};

/// A field that stands on several forms has one value, so it is one question: that of the first form.
pub(super) fn take_first(config: &mut Configuration, record: RecordType, notes: &mut Notes) {
    let mut first: BTreeMap<FieldId, (FormId, Field)> = BTreeMap::new();
    for form in config.forms.iter_mut().filter(|form| form.record_type == record) {
        let mut here = BTreeSet::new();
        let id = form.id.clone();
        form.fields.retain_mut(|field| {
            let stays = settle_same(&id, field, &mut first, &mut here, notes);
            field.fields.retain_mut(|inner| {
                !inner.kind.has_entries() || settle_same(&id, inner, &mut first, &mut here, notes)
            });
            stays && (field.kind != FieldKind::Subform || !field.fields.is_empty())
        });
    }
}

/// Whether the field may stay on the form; if it differs from the one that was there first, it becomes as that is.
fn settle_same(
    form: &FormId,
    field: &mut Field,
    first: &mut BTreeMap<FieldId, (FormId, Field)>,
    here: &mut BTreeSet<FieldId>,
    notes: &mut Notes,
) -> bool {
    let where_ = format!("field {}", shown(&format!("{form}.{}", field.id)));
    if !here.insert(field.id.clone()) {
        notes.say(where_, "stands twice on one form, also inside its subforms; the first counts");
        return false;
    }
    let Some((other, known)) = first.get(&field.id) else {
        first.insert(field.id.clone(), (form.clone(), field.clone()));
        return true;
    };
    let differs = differences(known, field);
    if !differs.is_empty() {
        let what = format!("differs in {} from the one on form `{other}`, which counts", listed(&differs));
        notes.say(where_, what);
        *field = as_the_first(known, field);
    }
    true
}

/// Where two fields of one id are not the same question: all but words, and what only drawing asks, must agree.
fn differences(one: &Field, other: &Field) -> Vec<String> {
    let ids = |field: &Field| field.rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>();
    let same = [
        ("type", one.kind == other.kind),
        ("options", one.options == other.options),
        ("multi_select", one.multi_select == other.multi_select),
        ("safety_order", one.safety_order == other.safety_order),
        ("calculation", one.calculation == other.calculation),
        ("min", one.min == other.min),
        ("max", one.max == other.max),
        ("not_future", one.not_future == other.not_future),
        ("exact", one.exact == other.exact),
        ("with_time", one.with_time == other.with_time),
        ("rows", ids(one) == ids(other)),
    ];
    let mut differs: Vec<String> =
        same.into_iter().filter(|(_, is_same)| !is_same).map(|(key, _)| key.to_owned()).collect();
    let is_same_inner = one.fields.len() == other.fields.len()
        && one.fields.iter().zip(&other.fields).all(|(a, b)| a.id == b.id && differences(a, b).is_empty());
    if !is_same_inner {
        differs.push("fields".to_owned());
    }
    differs
}

/// The first field with what the other says of its own form.
fn as_the_first(first: &Field, here: &Field) -> Field {
    Field {
        label: here.label.clone(),
        help: here.help.clone(),
        guidance: here.guidance.clone(),
        required: here.required && first.kind.is_kept(),
        mandatory: here.mandatory && first.kind.is_kept(),
        disabled: here.disabled,
        hidden: here.hidden,
        hide_on_view: here.hide_on_view,
        preview: here.preview,
        show_if: here.show_if.clone(),
        show_if_entry: None,
        ..first.clone()
    }
}
