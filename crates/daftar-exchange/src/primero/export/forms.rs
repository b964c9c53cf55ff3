//! Forms, and the nested forms that subform fields lead to.

use super::{Keys, Writer, keys, put_extra};
use crate::{
    plain,
    primero::{
        MODULE, ORDERS_PER_GROUP,
        calculation::{write_expression, write_summary},
        extra,
        import::{
            field::draft,
            form::{draft_form, is_taken_as_a_form, is_taken_as_a_question},
            row::Row,
        },
    },
};
use daftar_core::{
    config::{Configuration, Field, FieldKind, Form, OptionSource, RecordType, Words},
    expr::{Condition, Rule},
    value::Value,
};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

/// The rows of all forms; a nested one comes before the form that leads to it.
pub(super) fn write_forms(config: &Configuration, write: &Writer) -> Vec<Json> {
    let taken = config.forms.iter().map(|form| form.id.0.clone()).collect();
    let mut forms = Forms { write, rows: Vec::new(), taken, nested: BTreeMap::new(), form: 0, field: 0 };
    for form in &config.forms {
        let of_type = config.forms_of(form.record_type);
        let is_tie = of_type.filter(|other| other.order == form.order).count() > 1;
        forms.form(form, is_tie);
    }
    forms.rows.into_iter().map(Json::Object).collect()
}

struct Forms<'a> {
    write: &'a Writer<'a>,
    rows: Vec<Keys>,
    /// Names of forms that are given already.
    taken: BTreeSet<String>,
    /// Nested forms by what they say, so that a subform that stands on two forms leads to one.
    nested: BTreeMap<String, Keys>,
    /// Last numbers given.
    form: u64,
    field: u64,
}

/// Where fields stand.
#[derive(Clone, Copy)]
struct At<'a> {
    record: RecordType,
    form: &'a str,
    number: u64,
    is_entry: bool,
}

impl Forms<'_> {
    fn form(&mut self, form: &Form, is_tie: bool) {
        self.form += 1;
        let number = self.form;
        let at = At { record: form.record_type, form: form.id.as_str(), number, is_entry: false };
        let fields = self.fields(&form.fields, at);
        let mut row = keys(json!({
            "id": number,
            "unique_id": form.id,
            "parent_form": form.record_type,
            "form_group_id": form.group,
            "visible": true,
            "is_nested": false,
            "order_form_group": form.order / ORDERS_PER_GROUP,
            "order": form.order % ORDERS_PER_GROUP,
            "order_subform": 0,
            "editable": true,
            "name": self.write.words(&form.label),
            "help_text": self.write.words(&form.help),
            "module_ids": [MODULE],
            "collapsed_field_names": [],
            "fields": fields,
        }));
        put_condition(&mut row, "display_conditions", form.show_if.as_ref());
        let (back, _) = draft_form(&mut Row::new(&row, &self.write.language));
        let mut extra = extra::extra(&plain::form(form), &plain::form(&back));
        if is_tie {
            extra.insert("order".to_owned(), json!(form.order));
        }
        put_extra(&mut row, extra, !is_taken_as_a_form(form));
        self.rows.push(row);
    }

    fn fields(&mut self, fields: &[Field], at: At) -> Vec<Json> {
        fields.iter().enumerate().map(|(nth, field)| Json::Object(self.field(field, nth, at))).collect()
    }

    fn field(&mut self, field: &Field, nth: usize, at: At) -> Keys {
        let nested = (field.kind == FieldKind::Subform).then(|| self.nested(field, at));
        self.field += 1;
        let mut row = self.plain_row(field);
        row.insert("id".to_owned(), json!(self.field));
        row.insert("form_section_id".to_owned(), json!(at.number));
        row.insert("order".to_owned(), json!(nth));
        if let Some(nested) = &nested {
            row.insert("subform_section_id".to_owned(), nested.get("id").cloned().unwrap_or_default());
            put_subform(&mut row, field);
        }
        self.put_kind(&mut row, field);
        let language = &self.write.language;
        let mut nested_row = nested.as_ref().map(|nested| Row::new(nested, language));
        let back = draft(&mut Row::new(&row, language), nested_row.as_mut(), field.fields.clone());
        let extra = extra::extra(&plain::field(field), &plain::field(&back.field));
        let is_taken = back.refusal.is_none() && is_taken_as_a_question(&field.id, at.is_entry);
        put_extra(&mut row, extra, !is_taken);
        row
    }

    /// What every type has.
    fn plain_row(&self, field: &Field) -> Keys {
        let kind = match field.kind {
            // A link is no field there, but a heading may be one.
            FieldKind::LinkToForm => FieldKind::Separator,
            kind => kind,
        };
        let mut row = keys(json!({
            "name": field.id,
            "type": kind,
            "visible": !field.hidden,
            "editable": true,
            "mobile_visible": true,
            "required": field.required,
            "mandatory_for_completion": field.mandatory,
            "disabled": field.disabled,
            "hide_on_view_page": field.hide_on_view,
            "show_on_minify_form": field.preview,
            "matchable": field.matchable,
            "hidden_text_field": field.name_hiding,
            "display_name": self.write.words(&field.label),
            "help_text": self.write.words(&field.help),
            "guiding_questions": self.write.words(&field.guidance),
            "field_tags": field.tags,
        }));
        put_condition(&mut row, "display_conditions_record", field.show_if.as_ref());
        put_condition(&mut row, "display_conditions_subform", field.show_if_entry.as_ref());
        if let Some(value) = field.default.as_ref().and_then(selected_value) {
            row.insert("selected_value".to_owned(), value);
        }
        row
    }

    /// What only some types have.
    fn put_kind(&self, row: &mut Keys, field: &Field) {
        use FieldKind as K;
        let mut put = |key: &str, value: Json| _ = row.insert(key.to_owned(), value);
        match field.kind {
            K::TextField => put("phone_number", json!(field.phone)),
            K::DateField | K::DateRange => {
                let rule = if field.not_future { "not_future_date" } else { "default_date_validation" };
                put("date_validation", json!(rule));
                if field.kind == K::DateField {
                    put("date_include_time", json!(field.with_time));
                }
            }
            K::TickBox => put("tick_box_label", self.write.words(&field.tick_box_label)),
            K::SelectBox | K::RadioButton => {
                put("multi_select", json!(field.multi_select));
                if let Some(source) = &field.options {
                    put("option_strings_source", json!(option_source(source)));
                }
                if let Some(by_tag) =
                    plain::field(field).remove("options_if").filter(|_| !field.options_if.is_empty())
                {
                    put("option_strings_condition", by_tag);
                }
            }
            K::TallyField => {
                let rows: Vec<Json> =
                    field.rows.iter().map(|option| Json::Object(self.write.option(option))).collect();
                put("tally", json!(rows));
                put("autosum_total", json!(field.total));
                put("autosum_group", json!(format!("{}_number_of", field.id)));
            }
            K::Calculated => {
                let calculation = field.calculation.as_ref().map(|rule| &rule.0);
                if let Some(expression) = calculation.and_then(write_expression) {
                    put("calculation", json!({ "expression": expression }));
                }
                if let Some(summary) = calculation.and_then(write_summary) {
                    put("subform_summary", summary);
                }
            }
            _ => {}
        }
    }

    /// The nested form of a subform: one that says the same already, or a new one.
    fn nested(&mut self, field: &Field, at: At) -> Keys {
        let said = Field {
            label: field.label.clone(),
            fields: field.fields.clone(),
            headline: field.headline.clone(),
            append_only: field.append_only,
            no_removal: field.no_removal,
            initial_entries: field.initial_entries,
            ..Field::new(field.id.clone(), FieldKind::Subform)
        };
        let said = json!([at.record, said]).to_string();
        if let Some(known) = self.nested.get(&said) {
            return known.clone();
        }
        self.form += 1;
        let number = self.form;
        let name = self.free_name(field, at);
        let inner = At { form: &name, number, is_entry: true, ..at };
        let fields = self.fields(&field.fields, inner);
        let row = keys(json!({
            "id": number,
            "unique_id": name,
            "parent_form": at.record,
            "visible": false,
            "is_nested": true,
            "order_form_group": 0,
            "order": 0,
            "order_subform": 1,
            "editable": true,
            "name": self.write.words(&field.label),
            "help_text": self.write.words(&Words::default()),
            "module_ids": [],
            "collapsed_field_names": field.headline,
            "initial_subforms": field.initial_entries,
            "subform_append_only": field.append_only,
            "subform_prevent_item_removal": field.no_removal,
            "fields": fields,
        }));
        self.nested.insert(said, row.clone());
        self.rows.push(row.clone());
        row
    }

    fn free_name(&mut self, field: &Field, at: At) -> String {
        let name = field.id.0.clone();
        let longer = format!("{}_{name}", at.form);
        let numbered = (2..).map(|number| format!("{longer}_{number}"));
        let mut names = [name, longer.clone()].into_iter().chain(numbered);
        let name = names.find(|name| !self.taken.contains(name)).unwrap_or(longer);
        self.taken.insert(name.clone());
        name
    }
}

fn put_condition(row: &mut Keys, key: &str, rule: Option<&Rule<Condition>>) {
    row.extend(rule.map(|rule| (key.to_owned(), json!(rule))));
}

/// How entries are drawn.
fn put_subform(row: &mut Keys, field: &Field) {
    let direction = if field.newest_first { "desc" } else { "asc" };
    let mut settings = keys(json!({ "subform_sort_by_direction": direction }));
    let named = [("subform_sort_by", &field.sort_by), ("subform_group_by", &field.group_by)];
    for (key, id) in named {
        settings.extend(id.iter().map(|id| (key.to_owned(), json!(id))));
    }
    put_condition(&mut settings, "display_conditions", field.entry_if.as_ref());
    row.insert("subform_section_configuration".to_owned(), Json::Object(settings));
}

fn option_source(source: &OptionSource) -> String {
    match source {
        OptionSource::Lookup(id) => format!("lookup {id}"),
        OptionSource::Location => "Location".to_owned(),
        OptionSource::ReportingLocation => "ReportingLocation".to_owned(),
        OptionSource::Agency => "Agency".to_owned(),
        OptionSource::User => "User".to_owned(),
    }
}

/// A default as a text; none for what is no single word.
fn selected_value(value: &Value) -> Option<Json> {
    match value {
        Value::Bool(one) => Some(json!(one.to_string())),
        Value::Int(one) => Some(json!(one.to_string())),
        Value::Text(one) => Some(json!(one)),
        Value::Many(chosen) if chosen.len() == 1 => chosen.first().map(|one| json!(one)),
        Value::Many(_) | Value::Tally(_) | Value::Null => None,
    }
}
