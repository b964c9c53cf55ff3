//! Whether our rules let one rule of one field stand, among the fields that it names.
//!
//! The rules themselves are not repeated here. A programme of nothing but these few fields is made, and
//! [`daftar_core::config::read`] is asked what is wrong with it. Lookups and places are cut down to what the rule mentions, so
//! that asking costs no more than the rule is long.

use crate::{plain, write_configuration};
use daftar_core::{
    config::{
        self, Agency, AttachmentLimits, Configuration, Field, FieldKind, Form, Location, Lookup,
        LookupOption, OptionSource, RecordType, Registration, Settings, Words,
    },
    expr::{Calculation, Rule},
    id::{AgencyId, FieldId, FormId},
    stage::StageRule,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Group of the form on which a question is asked.
const GROUP: &str = "asked";

/// A rule of a field, by the key under which it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Key {
    ShowIf,
    ShowIfEntry,
    EntryIf,
    /// Of options with this tag.
    OptionsIf(String),
    Default,
    Calculation,
}

impl Key {
    /// The rules that a field has.
    pub fn of(field: &Field) -> Vec<Self> {
        let single = [
            (Self::ShowIf, field.show_if.is_some()),
            (Self::ShowIfEntry, field.show_if_entry.is_some()),
            (Self::EntryIf, field.entry_if.is_some()),
            (Self::Default, field.default.is_some()),
            (Self::Calculation, field.calculation.is_some()),
        ];
        let tagged = field.options_if.keys().cloned().map(Self::OptionsIf);
        single.into_iter().filter(|(_, has)| *has).map(|(key, _)| key).chain(tagged).collect()
    }

    pub fn name(&self) -> String {
        match self {
            Self::ShowIf => "show_if".to_owned(),
            Self::ShowIfEntry => "show_if_entry".to_owned(),
            Self::EntryIf => "entry_if".to_owned(),
            Self::OptionsIf(tag) => format!("options_if.{tag}"),
            Self::Default => "default".to_owned(),
            Self::Calculation => "calculation".to_owned(),
        }
    }

    /// Whether the rule names one of these fields, beside it or in entries.
    pub fn names_one_of(&self, field: &Field, ids: &BTreeSet<FieldId>) -> bool {
        let named = Named::of(&self.alone(field));
        let of_entries =
            named.entries.iter().any(|(subform, inner)| ids.contains(subform) || !inner.is_disjoint(ids));
        of_entries || !named.fields.is_disjoint(ids)
    }

    pub fn remove_from(&self, field: &mut Field) {
        match self {
            Self::ShowIf => field.show_if = None,
            Self::ShowIfEntry => field.show_if_entry = None,
            Self::EntryIf => field.entry_if = None,
            Self::OptionsIf(tag) => _ = field.options_if.remove(tag),
            Self::Default => field.default = None,
            Self::Calculation => field.calculation = None,
        }
    }

    /// The field with this rule and no other.
    fn alone(&self, field: &Field) -> Field {
        let mut one = bare(field);
        match self {
            Self::ShowIf => one.show_if = field.show_if.clone(),
            Self::ShowIfEntry => one.show_if_entry = field.show_if_entry.clone(),
            Self::EntryIf => one.entry_if = field.entry_if.clone(),
            Self::OptionsIf(tag) => {
                one.options_if.extend(field.options_if.get(tag).map(|rule| (tag.clone(), rule.clone())));
            }
            Self::Default => one.default = field.default.clone(),
            Self::Calculation => one.calculation = field.calculation.clone(),
        }
        one
    }
}

/// The fields of one type of records, to ask about.
pub(super) struct Asker<'a> {
    config: &'a Configuration,
    record: RecordType,
    fields: BTreeMap<&'a FieldId, &'a Field>,
    options: BTreeMap<(&'a str, &'a str), &'a LookupOption>,
    tagged: BTreeMap<(&'a str, &'a str), &'a LookupOption>,
    places: BTreeSet<&'a str>,
    agencies: BTreeSet<&'a str>,
}

impl<'a> Asker<'a> {
    pub fn new(config: &'a Configuration, record: RecordType) -> Self {
        let mut fields = BTreeMap::new();
        for field in config.forms_of(record).flat_map(Form::record_fields) {
            fields.entry(&field.id).or_insert(field);
        }
        let mut options = BTreeMap::new();
        let mut tagged = BTreeMap::new();
        for lookup in config.lookups.values() {
            for option in &lookup.options {
                options.insert((lookup.id.as_str(), option.id.as_str()), option);
                for tag in &option.tags {
                    tagged.entry((lookup.id.as_str(), tag.as_str())).or_insert(option);
                }
            }
        }
        let places = config.locations.iter().map(|place| place.code.as_str()).collect();
        let agencies = config.agencies.iter().map(|agency| agency.id.as_str()).collect();
        Self { config, record, fields, options, tagged, places, agencies }
    }

    /// The field of the record that has this id.
    pub fn field(&self, id: &FieldId) -> Option<&'a Field> {
        self.fields.get(id).copied()
    }

    /// What is wrong with a field's rule; none if it may stand. `entry`: the subform in whose entries the field stands.
    pub fn objection(&self, field: &Field, key: &Key, entry: Option<&Field>) -> Option<String> {
        let mut host = key.alone(field);
        let named = Named::of(&host);
        if host.kind == FieldKind::Subform {
            host.fields = inner_fields(field, &named.fields, &host.id);
        }
        let outer = match entry {
            Some(entry) => {
                let mut around = bare(entry);
                around.fields = inner_fields(entry, &named.fields, &host.id);
                around.fields.retain(|inner| inner.id != host.id);
                around.fields.push(host);
                around
            }
            None => host,
        };
        let mentioned = mentioned(&outer);
        let mut fields = self.named_fields(&named, &outer.id);
        fields.insert(0, outer);
        let probe = self.programme_of(fields, &mentioned);
        let problems = config::read(&write_configuration(&probe)).err()?;
        problems.into_iter().next().map(|problem| problem.what)
    }

    /// The record's fields that are named, without rules of their own.
    fn named_fields(&self, named: &Named, but: &FieldId) -> Vec<Field> {
        let mut found: BTreeMap<FieldId, Field> = BTreeMap::new();
        for id in named.fields.iter().chain(named.entries.keys()).filter(|id| *id != but) {
            if let Some(field) = self.field(id) {
                let mut bare = bare(field);
                if field.kind == FieldKind::Subform {
                    let none = BTreeSet::new();
                    bare.fields = inner_fields(field, named.entries.get(id).unwrap_or(&none), but);
                }
                found.insert(id.clone(), bare);
            }
        }
        found.into_values().collect()
    }

    fn programme_of(&self, fields: Vec<Field>, mentioned: &BTreeSet<String>) -> Configuration {
        let mut sources = BTreeSet::new();
        gather_lookups(&fields, &mut sources);
        let lookups = sources.into_iter().filter(|id| self.config.lookups.contains_key(id));
        let lookups = lookups.map(|id| (id.clone(), self.lookup_of(id, mentioned))).collect();
        let places = mentioned.iter().filter(|code| self.places.contains(code.as_str()));
        let locations = places
            .map(|code| Location { code: code.clone(), parent: None, label: Words::default(), level: 0 })
            .collect();
        let agencies = mentioned.iter().filter(|id| self.agencies.contains(id.as_str()));
        let agencies = agencies.map(|id| Agency { id: AgencyId(id.clone()), label: some_words() }).collect();
        Configuration {
            settings: Settings {
                programme: String::new(),
                languages: Vec::new(),
                idle_lock_minutes: 1,
                referral_consent: Vec::new(),
                transfer_consent: Vec::new(),
                approvals: BTreeMap::new(),
                close_after: None,
                reopened_by: Vec::new(),
                tasks: BTreeMap::new(),
                stages: StageRule::default(),
                reopened_by_incidents: false,
                note_form: None,
                referred_from: BTreeMap::new(),
                identifiers: BTreeMap::new(),
                reporting_location_level: 0,
                registration: Registration::default(),
                attachments: AttachmentLimits::default(),
            },
            forms: vec![Form {
                id: FormId::from("asked"),
                record_type: self.record,
                group: GROUP.to_owned(),
                order: 0,
                label: some_words(),
                help: Words::default(),
                show_if: None,
                fields,
            }],
            lookups,
            locations,
            roles: BTreeMap::new(),
            agencies,
            groups: Vec::new(),
        }
    }

    /// A lookup with the options and tags that are mentioned.
    fn lookup_of(&self, id: String, mentioned: &BTreeSet<String>) -> Lookup {
        let mut options = BTreeMap::new();
        for word in mentioned {
            let key = (id.as_str(), word.as_str());
            for option in [self.options.get(&key), self.tagged.get(&key)].into_iter().flatten() {
                options.insert(option.id.clone(), LookupOption { label: some_words(), ..(*option).clone() });
            }
        }
        // The lookup may be the one in which forms find their groups, and then that of the question is looked for there.
        if id == self.record.form_groups() {
            options.entry(GROUP.to_owned()).or_insert_with(|| LookupOption {
                id: GROUP.to_owned(),
                label: some_words(),
                tags: BTreeSet::new(),
                disabled: false,
            });
        }
        Lookup { id, options: options.into_values().collect() }
    }
}

/// Ids that a field's rules name: beside it or of the record, and those of entries by their subform.
struct Named {
    fields: BTreeSet<FieldId>,
    entries: BTreeMap<FieldId, BTreeSet<FieldId>>,
}

impl Named {
    fn of(field: &Field) -> Self {
        let mut fields = BTreeSet::new();
        let mut entries: BTreeMap<FieldId, BTreeSet<FieldId>> = BTreeMap::new();
        let single = [&field.show_if, &field.show_if_entry, &field.entry_if].into_iter().flatten();
        for rule in single.chain(field.options_if.values()) {
            rule.0.fields(&mut |id| _ = fields.insert(id.clone()));
        }
        if let Some(rule) = &field.calculation {
            rule.0.fields(&mut |id| _ = fields.insert(id.clone()));
            rule.0.entry_fields(&mut |subform, id| {
                entries.entry(subform.clone()).or_default().extend(id.cloned());
            });
        }
        Self { fields, entries }
    }
}

/// The fields of a subform's entries that are named, without rules; never none, as a subform must have some.
fn inner_fields(subform: &Field, named: &BTreeSet<FieldId>, host: &FieldId) -> Vec<Field> {
    let is_named = |inner: &&Field| named.contains(&inner.id);
    let mut fields: Vec<Field> = subform.fields.iter().filter(is_named).map(bare).collect();
    for inner in fields.iter_mut().filter(|inner| inner.kind == FieldKind::Subform) {
        inner.fields = vec![some_field(host)];
    }
    if fields.is_empty() {
        fields.push(some_field(host));
    }
    fields
}

/// A field that nothing names: a longer id than that of the field which is asked about.
fn some_field(host: &FieldId) -> Field {
    let id = FieldId(format!("{host}_beside"));
    Field { label: some_words(), ..Field::new(id, FieldKind::Textarea) }
}

/// A field with what decides which values it holds, and nothing else.
fn bare(field: &Field) -> Field {
    let is_calculated = field.kind == FieldKind::Calculated;
    let kind = match field.kind {
        FieldKind::LinkToForm => FieldKind::Separator,
        kind => kind,
    };
    let rows = field.rows.iter().map(|row| LookupOption { label: some_words(), ..row.clone() });
    Field {
        label: some_words(),
        multi_select: field.multi_select,
        options: field.options.clone().filter(|_| !is_calculated),
        phone: field.phone,
        min: field.min,
        max: field.max,
        not_future: field.not_future,
        exact: field.exact,
        with_time: field.with_time,
        rows: rows.collect(),
        calculation: is_calculated.then(|| Rule(Calculation::Sum(Vec::new()))),
        ..Field::new(field.id.clone(), kind)
    }
}

fn some_words() -> Words {
    Words([("en".to_owned(), "x".to_owned())].into())
}

fn gather_lookups(fields: &[Field], found: &mut BTreeSet<String>) {
    for field in fields {
        if let Some(OptionSource::Lookup(id)) = &field.options {
            found.insert(id.clone());
        }
        gather_lookups(&field.fields, found);
    }
}

/// Every word and number that stands in a field's rules or in those of its inner fields.
fn mentioned(field: &Field) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    words_in(&Value::Object(plain::field(field)), &mut words);
    for inner in &field.fields {
        words_in(&Value::Object(plain::field(inner)), &mut words);
    }
    words
}

fn words_in(value: &Value, words: &mut BTreeSet<String>) {
    match value {
        Value::String(word) => _ = words.insert(word.clone()),
        Value::Bool(_) | Value::Number(_) => _ = words.insert(value.to_string()),
        Value::Array(parts) => parts.iter().for_each(|part| words_in(part, words)),
        Value::Object(table) => table.iter().for_each(|(key, inner)| {
            words.insert(key.clone());
            words_in(inner, words);
        }),
        Value::Null => {}
    }
}
