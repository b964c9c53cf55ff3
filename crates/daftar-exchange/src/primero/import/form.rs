//! A form's row as a form of ours, and the order in which forms are read.

use super::{
    governed::{is_about_ownership, is_governed, is_governed_in_entries, record_type},
    row::Row,
};
use crate::{
    plain,
    primero::{ORDERS_PER_GROUP, extra},
};
use daftar_core::{
    config::{FieldKind, Form, RecordType},
    id::{FieldId, FormId},
};
use serde_json::Value;

/// Longest id of a form that names a file.
const ID_MAX: usize = 120;

/// Where a form stands there: its group's number, its own, and whether its place here is told.
#[derive(Debug, Clone, Copy)]
pub(in crate::primero) struct Place {
    group: u32,
    own: u32,
    is_told: bool,
}

/// Forms in reading order. Their numbers are group and place in one, unless these do not fit into one row.
pub(super) fn in_order(mut placed: Vec<(Form, Place)>) -> Vec<Form> {
    for record in RecordType::ALL {
        let mut of_type: Vec<&mut (Form, Place)> =
            placed.iter_mut().filter(|(form, place)| form.record_type == record && !place.is_told).collect();
        of_type.sort_by_key(|(_, place)| (place.group, place.own));
        let numbers: Vec<u32> = of_type.iter().map(|(form, _)| form.order).collect();
        if !numbers.is_sorted_by(|one, next| one < next) {
            for (nth, (form, _)) in of_type.into_iter().enumerate() {
                form.order = u32::try_from(nth + 1).unwrap_or(u32::MAX).saturating_mul(10);
            }
        }
    }
    let mut forms: Vec<Form> = placed.into_iter().map(|(form, _)| form).collect();
    forms.sort_by_key(|form| (form.record_type, form.order));
    forms
}

/// A form from its row alone, without fields, and its place.
pub(in crate::primero) fn draft_form(row: &mut Row) -> (Form, Place) {
    let id = FormId::from(row.text("unique_id").unwrap_or_default());
    let record_type = row.text("parent_form").and_then(record_type).unwrap_or_default();
    let (group, own) = (row.number("order_form_group").unwrap_or(0), row.number("order").unwrap_or(0));
    let place = Place { group, own, is_told: false };
    let form = Form {
        id,
        record_type,
        group: row.text("form_group_id").unwrap_or("other").to_owned(),
        order: group.saturating_mul(ORDERS_PER_GROUP).saturating_add(own),
        label: row.words("name"),
        help: row.words("help_text"),
        show_if: super::field::condition(row, "display_conditions"),
        fields: Vec::new(),
    };
    let Some(extra) = row.object(extra::KEY) else { return (form, place) };
    let mut base = plain::form(&form);
    base.insert("fields".to_owned(), Value::Array(Vec::new()));
    match extra::overlay::<Form>(base, extra, &["id", "fields", "record_type"]) {
        Ok(told) => {
            let is_told = extra.contains_key("order");
            (Form { record_type, ..told }, Place { is_told, ..place })
        }
        Err(why) => {
            row.say(format!("what Daftar wrote beside it cannot be read and is left out: {why}"));
            (form, place)
        }
    }
}

/// Whether a form's row is taken for a form also if another system wrote it.
pub(in crate::primero) fn is_taken_as_a_form(form: &Form) -> bool {
    let is_only_headings = form.fields.iter().all(|field| field.kind == FieldKind::Separator);
    !is_only_headings && !is_about_ownership(form.id.as_str()) && like_an_id(form.id.as_str()) == form.id.0
}

/// Whether a field's row is taken for a question also if another system wrote it.
pub(in crate::primero) fn is_taken_as_a_question(id: &FieldId, is_entry: bool) -> bool {
    if is_entry { !is_governed_in_entries(id.as_str()) } else { !is_governed(id.as_str()) }
}

/// What an id could be made of a name; an id that is one already is not altered.
pub(in crate::primero) fn like_an_id(name: &str) -> String {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    name.to_ascii_lowercase().chars().take(ID_MAX).map(|c| if fits(c) { c } else { '_' }).collect()
}
