//! One field's row, and for a subform the row of its nested form, as a field of ours.
//!
//! Looks at these rows alone, so that an export can find out what they cannot say.

use super::{
    ROWS_MAX,
    row::{Row, scalar},
};
use crate::{
    plain,
    primero::{calculation::read_summary, extra},
};
use daftar_core::{
    config::{Field, FieldKind, LookupOption, OptionSource},
    expr::{Calculation, Condition, Rule, Written},
    id::{FieldId, FormId},
    value::Value,
};
use serde_json::{Map, Value as Json};
use std::collections::BTreeSet;

/// A field as far as its row tells.
#[derive(Debug)]
pub(in crate::primero) struct Draft {
    pub field: Field,
    /// Options that stand in the field itself; they become a lookup.
    pub inline: Vec<LookupOption>,
    /// Why there is no such field here.
    pub refusal: Option<String>,
}

/// A draft from a row. `nested`: the row of the form whose fields an entry has; `inner`: these fields.
pub(in crate::primero) fn draft(row: &mut Row, nested: Option<&mut Row>, inner: Vec<Field>) -> Draft {
    let id = FieldId::from(row.text("name").unwrap_or_default());
    let word = row.text("type").unwrap_or_default();
    let known = serde_json::from_value::<FieldKind>(Json::from(word)).ok();
    let mut draft = Draft {
        field: Field::new(id, known.unwrap_or(FieldKind::TextField)),
        inline: Vec::new(),
        refusal: None,
    };
    if known.is_none() {
        draft.refuse(match word {
            "" => "it has no type".to_owned(),
            _ => format!("there is no type `{}` here", word.chars().take(40).collect::<String>()),
        });
    }
    read_summary_of(row, &mut draft.field);
    read_plain(row, &mut draft.field);
    read_kind(row, &mut draft);
    if draft.field.kind == FieldKind::Subform {
        read_subform(row, nested, inner, &mut draft.field);
    }
    read_default(row, &mut draft.field);
    read_extra(row, &mut draft);
    draft
}

impl Draft {
    fn refuse(&mut self, why: impl Into<String>) {
        self.refusal.get_or_insert(why.into());
    }
}

/// What Daftar itself wrote beside the row counts, also for a field that would not be taken otherwise.
fn read_extra(row: &mut Row, draft: &mut Draft) {
    let Some(extra) = row.object(extra::KEY) else { return };
    match extra::overlay::<Field>(plain::field(&draft.field), extra, &["id", "fields"]) {
        Ok(field) => {
            let fields = std::mem::take(&mut draft.field.fields);
            draft.field = Field { fields, ..field };
            draft.refusal = None;
        }
        Err(why) => row.say(format!("what Daftar wrote beside it cannot be read and is left out: {why}")),
    }
}

/// What every type has.
fn read_plain(row: &mut Row, field: &mut Field) {
    field.label = row.words("display_name");
    field.help = row.words("help_text");
    field.guidance = row.words("guiding_questions");
    let is_required = row.flag("required", false);
    let is_mandatory = row.flag("mandatory_for_completion", false);
    field.required = is_required && field.kind.is_kept();
    field.mandatory = is_mandatory && field.kind.is_kept();
    if (is_required || is_mandatory) && !field.kind.is_kept() {
        row.say("it is never filled, so it is not required");
    }
    field.disabled = row.flag("disabled", false);
    field.hidden = !row.flag("visible", true);
    field.hide_on_view = row.flag("hide_on_view_page", false);
    field.preview = row.flag("show_on_minify_form", false);
    field.matchable = row.flag("matchable", false);
    field.name_hiding = row.flag("hidden_text_field", false);
    field.tags = row.texts("field_tags");
    field.show_if = condition(row, "display_conditions_record");
    field.show_if_entry = condition(row, "display_conditions_subform");
}

/// What only some types have.
fn read_kind(row: &mut Row, draft: &mut Draft) {
    use FieldKind as K;
    let field = &mut draft.field;
    match field.kind {
        K::TextField => field.phone = row.flag("phone_number", false),
        K::DateField | K::DateRange => {
            field.not_future = match row.text("date_validation") {
                Some("not_future_date") => true,
                None | Some("default_date_validation") => false,
                Some(_) => {
                    row.say("its `date_validation` is unknown and is left out");
                    false
                }
            };
            if field.kind == K::DateField {
                field.with_time = row.flag("date_include_time", false);
            }
        }
        K::TickBox => field.tick_box_label = row.words("tick_box_label"),
        K::SelectBox | K::RadioButton => read_options(row, draft),
        K::TallyField => {
            field.rows = options(row, "tally");
            field.total = row.flag("autosum_total", true);
            // The usual name of its sum says nothing.
            if row.text("autosum_group").is_some_and(|group| group != format!("{}_number_of", field.id)) {
                row.say("its `autosum_group` adds up several tallies; this is left out");
            }
            if field.rows.is_empty() {
                draft.refuse("a tally without rows counts nothing");
            }
        }
        K::Calculated => {
            let is_taken = field.calculation.is_some();
            if let Some(tree) = row.tree("calculation").filter(|_| !is_taken) {
                match Calculation::read(&tree) {
                    Ok(calculation) => field.calculation = Some(Rule(calculation)),
                    Err(why) => draft.refuse(format!("its calculation cannot be read: {why}")),
                }
            }
            if draft.field.calculation.is_none() {
                draft.refuse("nothing tells how it is calculated");
            }
        }
        K::LinkToForm => {
            let form = row.text("link_to_form").or_else(|| row.text("link_to_path"));
            field.link = form.map(FormId::from);
            if field.link.is_none() {
                draft.refuse("nothing tells where it leads");
            }
        }
        _ => {}
    }
}

/// A value that is taken from the first or last entry of a subform: calculated, whatever type it would have when typed.
fn read_summary_of(row: &mut Row, field: &mut Field) {
    let Some(summary) = row.object("subform_summary").filter(|summary| !summary.is_empty()) else { return };
    match read_summary(summary) {
        Ok(pick) => {
            field.kind = FieldKind::Calculated;
            field.calculation = Some(Rule(pick));
            // Its options are those of the field that is taken.
            row.skip(&[
                "multi_select",
                "option_strings_condition",
                "option_strings_source",
                "option_strings_text",
            ]);
        }
        Err(why) => row.say(format!("its `subform_summary` is left out: {why}")),
    }
}

fn read_options(row: &mut Row, draft: &mut Draft) {
    let field = &mut draft.field;
    field.multi_select = row.flag("multi_select", false);
    if field.multi_select && field.kind != FieldKind::SelectBox {
        row.say("only a select_box takes several answers; this takes one");
        field.multi_select = false;
    }
    let by_tag = row.object("option_strings_condition").cloned().unwrap_or_default();
    let mut by_tag_row = row.beside(&by_tag);
    for tag in by_tag.keys() {
        if let Some(rule) = condition(&mut by_tag_row, tag) {
            field.options_if.insert(tag.clone(), rule);
        }
    }
    let (says, _) = by_tag_row.finish();
    row.say_all("option_strings_condition", says);
    match row.text("option_strings_source") {
        None => {
            draft.inline = options(row, "option_strings_text");
            if draft.inline.is_empty() {
                draft.refuse("nothing tells its options");
            }
        }
        Some(source) => match option_source(source) {
            Some(source) => field.options = Some(source),
            None => draft.refuse(format!(
                "there are no options from `{}` here",
                source.chars().take(80).collect::<String>()
            )),
        },
    }
}

fn option_source(text: &str) -> Option<OptionSource> {
    match text.trim() {
        "Location" => Some(OptionSource::Location),
        "ReportingLocation" => Some(OptionSource::ReportingLocation),
        "Agency" => Some(OptionSource::Agency),
        "User" => Some(OptionSource::User),
        other => {
            let id = other.strip_prefix("lookup ").filter(|id| !id.is_empty())?;
            Some(OptionSource::Lookup(id.to_owned()))
        }
    }
}

/// Options or rows of a list: `{ id, display_text, disabled, tags }`.
pub(super) fn options(row: &mut Row, key: &str) -> Vec<LookupOption> {
    let mut seen = BTreeSet::new();
    let mut options = Vec::new();
    let list = row.list(key);
    if list.len() > ROWS_MAX {
        row.say(format!("`{key}` holds more than {ROWS_MAX} options; the others are left out"));
    }
    for value in list.iter().take(ROWS_MAX) {
        let Json::Object(keys) = value else {
            row.say(format!("an option in `{key}` is no object and is left out"));
            continue;
        };
        let mut inner = row.beside(keys);
        let found = option(&mut inner);
        let (says, left) = inner.finish();
        row.say_all(key, says);
        row.say_all(
            key,
            left.iter().map(|left| format!("`{left}` of an option has no counterpart")).collect(),
        );
        match found {
            Some(option) if seen.insert(option.id.clone()) => options.push(option),
            Some(option) => row.say(format!(
                "option `{}` stands twice; the first counts",
                option.id.chars().take(80).collect::<String>()
            )),
            None => row.say(format!("an option in `{key}` has no id and is left out")),
        }
    }
    options
}

/// One option; none without an id.
pub(in crate::primero) fn option(row: &mut Row) -> Option<LookupOption> {
    let id = row.get("id").and_then(scalar)?;
    let label = row.words("display_text");
    let tags = row.texts("tags").into_iter().collect();
    let option = LookupOption { id, label, tags, disabled: row.flag("disabled", false) };
    let Some(extra) = row.object(extra::KEY) else { return Some(option) };
    match extra::overlay(plain::part(&option), extra, &["id"]) {
        Ok(option) => Some(option),
        Err(why) => {
            row.say(format!("what Daftar wrote beside it cannot be read and is left out: {why}"));
            Some(option)
        }
    }
}

/// How entries are drawn and kept: half of it stands with the field, half with the nested form.
fn read_subform(row: &mut Row, nested: Option<&mut Row>, inner: Vec<Field>, field: &mut Field) {
    let empty = Map::new();
    let settings = row.object("subform_section_configuration").unwrap_or(&empty);
    let mut settings = row.beside(settings);
    let sort_by = settings.text("subform_sort_by").or_else(|| row.text("subform_sort_by"));
    let group_by = settings.text("subform_group_by").or_else(|| row.text("subform_group_by"));
    field.sort_by = sort_by.map(FieldId::from);
    field.group_by = group_by.map(FieldId::from);
    field.newest_first =
        match settings.text("subform_sort_by_direction").map(str::to_ascii_lowercase).as_deref() {
            Some("desc") => true,
            None | Some("asc") => false,
            Some(_) => {
                settings.say("its direction is neither asc nor desc");
                false
            }
        };
    field.entry_if = condition(&mut settings, "display_conditions");
    let drawn = settings.texts("fields");
    field.fields = inner;
    if !drawn.is_empty() {
        for inner in field.fields.iter_mut().filter(|inner| !drawn.iter().any(|id| id == inner.id.as_str())) {
            inner.hidden = true;
        }
    }
    let (mut says, left) = settings.finish();
    says.extend(left.into_iter().map(|key| format!("`{key}` has no counterpart")));
    row.say_all("subform_section_configuration", says);
    let Some(nested) = nested else { return };
    field.append_only = nested.flag("subform_append_only", false);
    field.no_removal = nested.flag("subform_prevent_item_removal", false);
    field.initial_entries = nested.number("initial_subforms").unwrap_or(0);
    let headline = nested.texts("collapsed_field_names");
    field.headline = headline.iter().map(|id| FieldId::from(id.as_str())).collect();
    // Without one, its first question stands for an entry.
    if field.headline.is_empty() {
        let is_readable = |inner: &&Field| inner.kind.is_kept() && !inner.kind.has_entries();
        field.headline.extend(field.fields.iter().find(is_readable).map(|inner| inner.id.clone()));
    }
    // The names of nested forms and of the fields that lead to them are nearly always the same words.
    let name = nested.words("name");
    if field.label.0.is_empty() {
        field.label = name;
    }
    let help = nested.words("help_text");
    if field.help.0.is_empty() {
        field.help = help;
    }
}

fn read_default(row: &mut Row, field: &mut Field) {
    use FieldKind as K;
    let Some(value) = row.get("selected_value") else { return };
    if value.as_str().is_some_and(str::is_empty) {
        return;
    }
    let text = scalar(value);
    let default = match (field.kind, text) {
        (K::TickBox, Some(text)) => match text.as_str() {
            "t" | "true" => Some(Value::Bool(true)),
            "f" | "false" => Some(Value::Bool(false)),
            _ => None,
        },
        (K::NumericField, Some(text)) => text.parse().ok().map(Value::Int),
        (K::SelectBox, Some(text)) if field.multi_select => Some(Value::Many([text].into())),
        (K::SelectBox, None) if field.multi_select => many(value),
        (
            K::TextField | K::Textarea | K::DateField | K::DateRange | K::SelectBox | K::RadioButton,
            Some(text),
        ) => Some(Value::Text(text)),
        _ => None,
    };
    if default.is_none() {
        row.say("its default is none for its type and is left out");
    }
    field.default = default;
}

fn many(value: &Json) -> Option<Value> {
    let chosen: Option<BTreeSet<String>> = value.as_array()?.iter().map(scalar).collect();
    chosen.map(Value::Many)
}

/// A condition under `key`; what cannot be read is told and is none.
pub(super) fn condition(row: &mut Row, key: &str) -> Option<Rule<Condition>> {
    let tree = row.tree(key)?;
    match Condition::read(&tree) {
        Ok(condition) => Some(Rule(condition)),
        Err(why) => {
            row.say(format!("its `{key}` is left out: {why}"));
            None
        }
    }
}
