//! All forms: the nested ones become the subform fields that lead to them.
//!
//! A nested form may be named by several fields, by itself, or by nothing. Nothing here follows a name deeper than a subform
//! inside a subform, and all fields together are counted, so a circle or a fan of forms ends soon.

use super::{
    FIELDS_MAX, ImportError, Language,
    field::{Draft, draft},
    form::{Place, draft_form, in_order, is_taken_as_a_question, like_an_id},
    governed::{is_about_ownership, record_type},
    notes::{Notes, listed, shown},
    row::Row,
};
use crate::primero::{MODULE, extra, file};
use daftar_core::{
    config::{Field, FieldKind, Form, Lookup, LookupOption, OptionSource, RecordType},
    id::{FieldId, FormId},
};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// A subform inside a subform is the deepest there is.
const DEPTH_MAX: usize = 2;

type Keys = Map<String, Value>;

/// What the forms bring: themselves, new names for old ones, and lookups of options that stood in fields.
#[derive(Debug, Default)]
pub(super) struct Forms {
    pub forms: Vec<Form>,
    /// Ids of forms there whose ids here differ.
    pub renamed: BTreeMap<String, FormId>,
    /// Ids of lookups that were made here.
    pub made: BTreeSet<String>,
}

/// All forms of the rows. Options that stand in fields are put into `lookups`.
pub(super) fn read_forms(
    rows: &[Keys],
    language: &Language,
    lookups: &mut BTreeMap<String, Lookup>,
    notes: &mut Notes,
) -> Result<Forms, ImportError> {
    let mut reader = Reader::new(rows, language, lookups, notes);
    let mut placed = Vec::new();
    for (nth, keys) in rows.iter().enumerate().filter(|(_, keys)| !is_nested(keys)) {
        if let Some((form, place)) = reader.form(nth, keys)? {
            placed.push((form, place));
        }
    }
    reader.say_what_is_left();
    let mut forms = reader.done;
    forms.forms = in_order(placed);
    Ok(forms)
}

fn is_nested(keys: &Keys) -> bool {
    keys.get("is_nested") == Some(&Value::Bool(true))
}

fn text<'a>(keys: &'a Keys, key: &str) -> &'a str {
    keys.get(key).and_then(Value::as_str).unwrap_or_default()
}

struct Reader<'a, 'n> {
    rows: &'a [Keys],
    language: &'a Language,
    lookups: &'n mut BTreeMap<String, Lookup>,
    notes: &'n mut Notes,
    done: Forms,
    /// Rows by their numbers and by their names, as fields name nested forms.
    by_number: BTreeMap<u64, usize>,
    by_name: BTreeMap<&'a str, usize>,
    /// Nested forms that some field led to.
    led_to: BTreeSet<usize>,
    /// Lookups made of options that stood in a field, by the field that has one value wherever it stands.
    inline: BTreeMap<(RecordType, Option<FieldId>, FieldId), Vec<String>>,
    ids: BTreeSet<FormId>,
    /// Whether any form says that it belongs to our module; then forms that say otherwise do not.
    has_module: bool,
    count: usize,
}

/// Where a field stands.
#[derive(Clone, Copy)]
struct At<'a> {
    record: RecordType,
    /// The form or nested form on which it stands.
    form: &'a str,
    /// The subform in whose entries it stands.
    entry: Option<&'a str>,
    depth: usize,
}

impl<'a, 'n> Reader<'a, 'n> {
    fn new(
        rows: &'a [Keys],
        language: &'a Language,
        lookups: &'n mut BTreeMap<String, Lookup>,
        notes: &'n mut Notes,
    ) -> Self {
        let mut by_number = BTreeMap::new();
        let mut by_name = BTreeMap::new();
        for (nth, keys) in rows.iter().enumerate() {
            if let Some(number) = keys.get("id").and_then(Value::as_u64) {
                by_number.entry(number).or_insert(nth);
            }
            let name = text(keys, "unique_id");
            if by_name.contains_key(name) {
                notes.say(format!("form {}", shown(name)), "stands twice; the first counts");
            } else {
                by_name.insert(name, nth);
            }
        }
        let has_module = rows.iter().any(|keys| modules(keys).any(|module| module == MODULE));
        Self {
            rows,
            language,
            lookups,
            notes,
            done: Forms::default(),
            by_number,
            by_name,
            led_to: BTreeSet::new(),
            inline: BTreeMap::new(),
            ids: BTreeSet::new(),
            has_module,
            count: 0,
        }
    }

    fn form(&mut self, nth: usize, keys: &'a Keys) -> Result<Option<(Form, Place)>, ImportError> {
        let name = text(keys, "unique_id");
        let where_ = format!("form {}", shown(name));
        if self.by_name.get(name) != Some(&nth) {
            return Ok(None);
        }
        let is_ours = keys.contains_key(extra::KEY);
        let fields = self.field_rows(keys, &where_);
        if let Some(why) = self.reason_to_leave(keys, fields.is_empty()).filter(|_| !is_ours) {
            self.notes.say(where_, why);
            return Ok(None);
        }
        self.count_one()?;
        let mut row = Row::new(keys, self.language);
        let (mut form, place) = draft_form(&mut row);
        let Some(id) = self.usable_id(name, is_ours) else {
            self.notes.say(where_, "is left out: its id cannot be used, and neither can one like it");
            return Ok(None);
        };
        form.id = id;
        let at = At { record: form.record_type, form: name, entry: None, depth: 0 };
        form.fields = self.fields(&fields, at)?;
        if !is_ours && form.fields.iter().all(|field| field.kind == FieldKind::Separator) {
            self.notes.say(where_, "is left out: nothing is left on it that a person fills in here");
            return Ok(None);
        }
        if !row.flag("visible", true) {
            form.fields.iter_mut().for_each(|field| field.hidden = true);
            row.say("is not shown there; all its fields are hidden here");
        }
        // A description that only repeats the name says nothing to anybody.
        if row.words("description").0.iter().any(|(language, word)| form.label.0.get(language) != Some(word))
        {
            let what = "descriptions of forms are for their designers and are not kept";
            self.notes.gather(file::FORMS, what, name);
        }
        self.close(row, &where_, name, "form");
        self.ids.insert(form.id.clone());
        Ok(Some((form, place)))
    }

    fn reason_to_leave(&self, keys: &Keys, is_empty: bool) -> Option<String> {
        let name = text(keys, "unique_id");
        let parent = text(keys, "parent_form");
        if name.is_empty() {
            return Some("is left out: a form without `unique_id`".to_owned());
        }
        if record_type(parent).is_none() {
            return Some(format!("is left out: there are no records of type {}", shown(parent)));
        }
        let mut modules = modules(keys).peekable();
        if self.has_module && modules.peek().is_some() && modules.all(|module| module != MODULE) {
            return Some("is left out: it belongs to another module".to_owned());
        }
        if is_about_ownership(name) {
            return Some("is left out: who made and owns a record is told by signed acts".to_owned());
        }
        is_empty.then(|| "is left out: it has no fields, its screen is part of the program".to_owned())
    }

    /// The id of a form here: the same, or a name for a file with small letters, digits and `_` made of it.
    fn usable_id(&mut self, name: &str, is_ours: bool) -> Option<FormId> {
        let id = if is_ours { name.to_owned() } else { like_an_id(name) };
        let id = FormId(id);
        let is_good = id.0.starts_with(|c: char| c.is_ascii_lowercase()) && !self.ids.contains(&id);
        if is_good && id.as_str() != name {
            self.notes.say(format!("form {}", shown(name)), format!("is called `{id}` here"));
            self.done.renamed.insert(name.to_owned(), id.clone());
        }
        is_good.then_some(id)
    }

    /// The rows of a form's fields in their order.
    fn field_rows(&mut self, keys: &'a Keys, where_: &str) -> Vec<&'a Keys> {
        let lists = ["fields", "fields_attributes"].map(|key| keys.get(key).and_then(Value::as_array));
        let found: Vec<&Value> = lists.into_iter().flatten().flatten().collect();
        let mut rows: Vec<&Keys> = found.iter().filter_map(|row| row.as_object()).collect();
        if rows.len() < found.len() {
            let what = format!("{} of its fields are no objects and are left out", found.len() - rows.len());
            self.notes.say(where_, what);
        }
        rows.sort_by_key(|row| row.get("order").and_then(Value::as_i64).unwrap_or(0));
        rows
    }

    fn fields(&mut self, rows: &[&'a Keys], at: At) -> Result<Vec<Field>, ImportError> {
        let mut fields: Vec<Field> = Vec::new();
        let mut seen = BTreeSet::new();
        for keys in rows {
            self.count_one()?;
            if let Some(field) = self.field(keys, at)? {
                match seen.insert(field.id.clone()) {
                    true => fields.push(field),
                    false => {
                        self.notes.say(where_is(at, field.id.as_str()), "stands twice; the first counts");
                    }
                }
            }
        }
        Ok(fields)
    }

    fn count_one(&mut self) -> Result<(), ImportError> {
        self.count += 1;
        if self.count > FIELDS_MAX { Err(ImportError::TooManyFields) } else { Ok(()) }
    }

    fn field(&mut self, keys: &'a Keys, at: At) -> Result<Option<Field>, ImportError> {
        let name = text(keys, "name");
        let where_ = where_is(at, name);
        let is_ours = keys.contains_key(extra::KEY);
        if !is_ours && !is_taken_as_a_question(&FieldId::from(name), at.entry.is_some()) {
            let what = "fields that are left out, as signed acts or the program itself say the same";
            self.notes.gather(file::FORMS, what, format!("{}.{name}", at.form));
            return Ok(None);
        }
        if !is_field_id(name) {
            self.notes
                .say(where_, "is left out: an id has small letters, digits and _ and begins with a letter");
            return Ok(None);
        }
        let mut row = Row::new(keys, self.language);
        let number = row.get("subform_section_id").and_then(Value::as_u64);
        let by_name = row.text("subform_unique_id");
        let is_subform = text(keys, "type") == FieldKind::Subform.as_str();
        let nested = number.and_then(|number| self.by_number.get(&number).copied());
        let nested = nested.or_else(|| by_name.and_then(|name| self.by_name.get(name).copied()));
        let nested = nested.filter(|_| is_subform);
        let draft = match nested {
            Some(nested) => self.subform(&mut row, nested, name, at)?,
            None => draft(&mut row, None, Vec::new()),
        };
        // Which nested form shows it in its headline is told by that form.
        row.skip(&["collapsed_field_for_subform_section_id", "collapsed_field_for_subform_unique_id"]);
        self.close(row, &where_, &format!("{}.{name}", at.form), "field");
        Ok(self.settled(draft, at, &where_))
    }

    /// The field of a draft, unless there is a reason against it.
    fn settled(&mut self, draft: Draft, at: At, where_: &str) -> Option<Field> {
        let Draft { mut field, inline, refusal } = draft;
        let is_empty = field.kind == FieldKind::Subform && field.fields.is_empty();
        let is_deep = field.kind.is_attachment() && at.depth >= DEPTH_MAX;
        let refusal = refusal
            .or_else(|| is_empty.then(|| "there are no fields in its entries".to_owned()))
            .or_else(|| is_deep.then(|| "files may stand inside a subform, but not deeper".to_owned()));
        if let Some(why) = refusal {
            self.notes.say(where_, format!("is left out: {why}"));
            return None;
        }
        if field.options.is_none() && !inline.is_empty() {
            let lookup = self.lookup_of(&field.id, inline, at);
            field.options = Some(OptionSource::Lookup(lookup));
        }
        Some(field)
    }

    fn subform(
        &mut self,
        row: &mut Row<'a>,
        nested: usize,
        name: &str,
        at: At,
    ) -> Result<Draft, ImportError> {
        let Some(keys) = self.rows.get(nested) else { return Ok(draft(row, None, Vec::new())) };
        if at.depth + 1 > DEPTH_MAX {
            let mut draft = draft(row, None, Vec::new());
            draft.refusal = Some("a subform may stand inside a subform, but not deeper".to_owned());
            return Ok(draft);
        }
        let form = text(keys, "unique_id");
        let rows = self.field_rows(keys, &format!("form {}", shown(form)));
        let inner = At { form, entry: Some(name), depth: at.depth + 1, ..at };
        let is_first = self.led_to.insert(nested);
        let inner = self.fields(&rows, inner)?;
        let mut nested_row = Row::new(keys, self.language);
        let mut draft = draft(row, Some(&mut nested_row), inner);
        let names = keys.get("collapsed_field_names").and_then(Value::as_array);
        if names.is_none_or(Vec::is_empty) {
            let mut marked = marked_for_headline(&rows, keys);
            marked.retain(|id| draft.field.inner(id).is_some());
            if !marked.is_empty() {
                draft.field.headline = marked;
            }
        }
        nested_row.skip(&[
            "description",
            "form_group_id",
            "order_form_group",
            "parent_form",
            "unique_id",
            "visible",
        ]);
        // Said once, however many fields lead to it.
        if is_first {
            self.close(nested_row, &format!("form {}", shown(form)), form, "form");
        }
        Ok(draft)
    }

    /// The lookup of options that stood in a field: made once for the same options of the same field.
    fn lookup_of(&mut self, field: &FieldId, options: Vec<LookupOption>, at: At) -> String {
        let key = (at.record, at.entry.map(FieldId::from), field.clone());
        let has_these = |id: &&String| self.lookups.get(*id).is_some_and(|lookup| lookup.options == options);
        if let Some(known) = self.inline.get(&key).into_iter().flatten().find(has_these) {
            return known.clone();
        }
        let name = format!("lookup-{}-{field}", at.form).replace('_', "-");
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let mut ids = std::iter::once(name.clone()).chain(numbered);
        let is_free = |id: &String| self.lookups.get(id).is_none_or(|lookup| lookup.options == options);
        let id = ids.find(is_free).unwrap_or(name);
        if !self.lookups.contains_key(&id) {
            self.done.made.insert(id.clone());
            self.lookups.insert(id.clone(), Lookup { id: id.clone(), options });
        }
        self.inline.entry(key).or_default().push(id.clone());
        id
    }

    fn close(&mut self, mut row: Row, where_: &str, name: &str, kind: &str) {
        if kind == "form" {
            row.skip(&[
                "collapsed_field_names",
                "fields",
                "fields_attributes",
                "is_nested",
                "module_ids",
                "order_subform",
            ]);
        }
        let (says, left) = row.finish();
        self.notes.say_all(where_, says);
        for key in left {
            self.notes.gather(file::FORMS, format!("{} of {kind}s has no counterpart", shown(&key)), name);
        }
    }

    fn say_what_is_left(&mut self) {
        let mut alone = Vec::new();
        for (nth, keys) in self.rows.iter().enumerate().filter(|(_, keys)| is_nested(keys)) {
            if !self.led_to.contains(&nth) {
                alone.push(text(keys, "unique_id").to_owned());
            }
        }
        if !alone.is_empty() {
            let what = format!("nested forms that no field leads to are left out: {}", listed(&alone));
            self.notes.say(file::FORMS, what);
        }
    }
}

fn where_is(at: At, field: &str) -> String {
    format!("field {}", shown(&format!("{}.{field}", at.form)))
}

fn is_field_id(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

fn modules(keys: &Keys) -> impl Iterator<Item = &str> {
    keys.get("module_ids").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

/// Fields of a nested form that say of themselves that they belong to its headline.
fn marked_for_headline(rows: &[&Keys], nested: &Keys) -> Vec<FieldId> {
    let is_marked = |row: &&&Keys| {
        let by_number = row.get("collapsed_field_for_subform_section_id").filter(|number| !number.is_null());
        let by_name = row.get("collapsed_field_for_subform_unique_id").filter(|name| !name.is_null());
        by_number.is_some_and(|number| Some(number) == nested.get("id"))
            || by_name.is_some_and(|name| Some(name) == nested.get("unique_id"))
    };
    rows.iter().filter(is_marked).map(|row| FieldId::from(text(row, "name"))).collect()
}
