//! What does not fit together is made to: every step leaves alone what our rules let stand, and tells what it alters.

mod ask;
pub(super) mod circles;
mod numbers;
mod rules;
mod same;
mod say;

use super::notes::{Notes, listed, shown};
use daftar_core::{
    config::{Configuration, Field, FieldKind, Lookup, LookupOption, OptionSource, RecordType, Words},
    id::FormId,
};
use std::collections::{BTreeMap, BTreeSet};

/// Mends what was read. `made`: lookups that the import made; `is_foreign`: no export of ours.
pub(super) fn mend(config: &mut Configuration, made: &BTreeSet<String>, is_foreign: bool, notes: &mut Notes) {
    add_groups_of_forms(config, notes);
    for record in RecordType::ALL {
        same::take_first(config, record, notes);
    }
    add_lookups(config, notes);
    for record in RecordType::ALL {
        if is_foreign {
            numbers::read_numbers(config, record);
        }
        rules::take_out_objections(config, record, notes);
        circles::cut(config, record, circles::Cut::EndlessWays, notes);
    }
    drop_unknown_forms_of_roles(config, notes);
    drop_unused(config, made);
    say::fill_words(config, notes);
}

/// The word for something that has none: its id.
fn id_as_words(config: &Configuration, id: &str) -> Words {
    let language = config.settings.languages.first().map_or("en", String::as_str);
    Words([(language.to_owned(), id.to_owned())].into())
}

/// Every form stands in a group that exists.
fn add_groups_of_forms(config: &mut Configuration, notes: &mut Notes) {
    let groups: Vec<(RecordType, String)> =
        config.forms.iter().map(|form| (form.record_type, form.group.clone())).collect();
    for (record, group) in groups {
        let label = id_as_words(config, &group);
        let Some(lookup) = config.lookups.get_mut(record.form_groups()) else { continue };
        if lookup.options.iter().all(|option| option.id != group) {
            let what = format!("gets a group {}, as forms stand in it", shown(&group));
            notes.say(format!("lookup {}", shown(&lookup.id)), what);
            let option = LookupOption { id: group, label, tags: BTreeSet::new(), disabled: false };
            lookup.options.push(option);
        }
    }
}

/// A field whose lookup does not exist has an empty one to choose from.
fn add_lookups(config: &mut Configuration, notes: &mut Notes) {
    let mut wanted: BTreeMap<String, Vec<String>> = BTreeMap::new();
    each_field(config, None, &mut |place| {
        if let Some(OptionSource::Lookup(id)) = &place.field.options {
            wanted.entry(id.clone()).or_default().push(place.name());
        }
    });
    for (id, fields) in wanted {
        if !config.lookups.contains_key(&id) {
            let what = format!("does not exist and is made without options, for {}", listed(&fields));
            notes.say(format!("lookup {}", shown(&id)), what);
            config.lookups.insert(id.clone(), Lookup { id, options: Vec::new() });
        }
    }
}

/// A field and the way to it.
struct Place<'a> {
    form: usize,
    form_id: &'a FormId,
    /// Positions among the form's fields, then among those of an entry.
    way: Vec<usize>,
    field: &'a Field,
    entry: Option<&'a Field>,
}

impl Place<'_> {
    /// Whether the record itself has the field; it also has the subforms inside its subforms.
    fn is_of_record(&self) -> bool {
        self.entry.is_none() || self.field.kind == FieldKind::Subform
    }

    fn name(&self) -> String {
        match self.entry {
            Some(entry) => format!("{}.{}.{}", self.form_id, entry.id, self.field.id),
            None => format!("{}.{}", self.form_id, self.field.id),
        }
    }
}

/// Every field of a record type, or of all, also those of entries.
fn each_field<'a>(config: &'a Configuration, record: Option<RecordType>, see: &mut dyn FnMut(&Place<'a>)) {
    fn go<'a>(place: &Place<'a>, fields: &'a [Field], see: &mut dyn FnMut(&Place<'a>)) {
        for (nth, field) in fields.iter().enumerate() {
            let way = place.way.iter().copied().chain([nth]).collect();
            let entry = (!place.way.is_empty()).then_some(place.field);
            let here = Place { way, field, entry, ..*place };
            see(&here);
            go(&here, &field.fields, see);
        }
    }
    for (at, form) in config.forms.iter().enumerate() {
        let Some(first) = form.fields.first() else { continue };
        if record.is_none_or(|record| form.record_type == record) {
            let top = Place { form: at, form_id: &form.id, way: Vec::new(), field: first, entry: None };
            go(&top, &form.fields, see);
        }
    }
}

fn field_at<'a>(fields: &'a mut [Field], way: &[usize]) -> Option<&'a mut Field> {
    let (at, rest) = way.split_first()?;
    let field = fields.get_mut(*at)?;
    if rest.is_empty() { Some(field) } else { field_at(&mut field.fields, rest) }
}

/// Drops the fields at these ways, from the innermost on, so that the ways to the others stay right.
fn drop_fields(config: &mut Configuration, dropped: &[(usize, Vec<usize>)]) {
    let mut by_outer: BTreeMap<(usize, &[usize]), BTreeSet<usize>> = BTreeMap::new();
    for (form, way) in dropped {
        if let Some((last, outer)) = way.split_last() {
            by_outer.entry((*form, outer)).or_default().insert(*last);
        }
    }
    let mut groups: Vec<_> = by_outer.into_iter().collect();
    groups.sort_by_key(|((_, outer), _)| std::cmp::Reverse(outer.len()));
    for ((form, outer), gone) in groups {
        let Some(form) = config.forms.get_mut(form) else { continue };
        let fields = match outer.is_empty() {
            true => Some(&mut form.fields),
            false => field_at(&mut form.fields, outer).map(|field| &mut field.fields),
        };
        let mut at = 0..;
        if let Some(fields) = fields {
            fields.retain(|_| at.next().is_none_or(|at| !gone.contains(&at)));
        }
    }
}

fn drop_unknown_forms_of_roles(config: &mut Configuration, notes: &mut Notes) {
    let known: BTreeSet<FormId> = config.forms.iter().map(|form| form.id.clone()).collect();
    for role in config.roles.values_mut() {
        let unknown: Vec<String> =
            role.forms.keys().filter(|form| !known.contains(*form)).map(|form| form.0.clone()).collect();
        if !unknown.is_empty() {
            role.forms.retain(|form, _| known.contains(form));
            let what = format!("names forms that are not here: {}", listed(&unknown));
            notes.say(format!("role {}", shown(&role.id.0)), what);
        }
    }
}

/// Lookups that were made of options in fields which in the end took those of another form.
fn drop_unused(config: &mut Configuration, made: &BTreeSet<String>) {
    let mut used = BTreeSet::new();
    each_field(config, None, &mut |place| {
        if let Some(OptionSource::Lookup(id)) = &place.field.options {
            used.insert(id.clone());
        }
    });
    config.lookups.retain(|id, _| used.contains(id) || !made.contains(id));
}
