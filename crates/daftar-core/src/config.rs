//! A programme's configuration: forms, lookups, locations, roles, agencies and groups.
//!
//! Read from a folder of TOML files and one CSV; an unknown key, an unknown field or a double id is an error
//! with file and path. What a laptop gets is a [`Slice`]: only the forms its person may read.

use crate::{
    id::{AgencyId, CompartmentId, FieldId, FormId, GroupId, RoleId},
    publish::Compartment,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Words in several languages, by language code.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Words(pub BTreeMap<String, String>);

impl Words {
    /// The words in `language`, else in English, else in any language there is, else nothing.
    #[must_use]
    pub fn get(&self, language: &str) -> &str {
        let found = self.0.get(language).or_else(|| self.0.get("en")).or_else(|| self.0.values().next());
        found.map_or("", String::as_str)
    }
}

/// The kinds of fields; stored strings are the standard ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    TextField,
    Textarea,
    NumericField,
    DateField,
    TickBox,
    SelectBox,
    RadioButton,
    Subform,
}

impl FieldKind {
    /// The standard id.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TextField => "text_field",
            Self::Textarea => "textarea",
            Self::NumericField => "numeric_field",
            Self::DateField => "date_field",
            Self::TickBox => "tick_box",
            Self::SelectBox => "select_box",
            Self::RadioButton => "radio_button",
            Self::Subform => "subform",
        }
    }
}

/// Where a select takes its options from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OptionSource {
    /// A lookup's id.
    Lookup(String),
    /// Location codes.
    Location,
    /// Agency codes.
    Agency,
}

/// One question. A field that stands on several forms is defined the same on each and has one value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    pub id: FieldId,
    #[serde(rename = "type")]
    pub kind: FieldKind,
    pub label: Words,
    #[serde(default)]
    pub help: Words,
    #[serde(default)]
    pub tick_box_label: Words,
    #[serde(default)]
    pub required: bool,
    #[serde(default)]
    pub multi_select: bool,
    #[serde(default)]
    pub options: Option<OptionSource>,
    /// Option ids from the most careful on: until someone chooses between two values, the first of these counts.
    #[serde(default)]
    pub safety_order: Vec<String>,
    /// Fields of an entry; only for subforms.
    #[serde(default)]
    pub fields: Vec<Field>,
    /// Fields of an entry that make its one-line summary; only for subforms.
    #[serde(default)]
    pub headline: Vec<FieldId>,
}

/// A form: fields in the order in which they are read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    pub id: FormId,
    /// Option id of `lookup-form-group`.
    pub group: String,
    pub order: u32,
    pub label: Words,
    pub fields: Vec<Field>,
}

/// One option of a lookup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookupOption {
    pub id: String,
    pub label: Words,
}

/// A list of options, in the order in which they are offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lookup {
    pub id: String,
    pub options: Vec<LookupOption>,
}

/// A place; `parent` is the code of the place around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    pub code: String,
    pub parent: Option<String>,
    pub label: Words,
}

/// How far a role reaches over records. Scopes are not ordered: a group may span agencies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Records the person owns or is assigned to; stored as `self`.
    #[serde(rename = "self")]
    Own,
    /// Records associated with one of the person's groups.
    Group,
    /// Records associated with the person's agency.
    Agency,
    /// Every record.
    All,
    /// No records; administration only.
    AdminOnly,
}

/// What a role may do with a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Mode {
    /// Read.
    #[serde(rename = "r")]
    Read,
    /// Read and write.
    #[serde(rename = "rw")]
    Write,
}

/// A role: actions per resource, form rights, scope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    pub id: RoleId,
    pub label: Words,
    pub scope: Scope,
    #[serde(default)]
    pub manager: bool,
    /// Describes what a referral lends; offered as a type of referral.
    #[serde(default)]
    pub referral_authorization: bool,
    /// May know that forms exist which it may not read.
    #[serde(default)]
    pub names_withheld: bool,
    /// Standard action ids by resource, such as `case = ["read", "assign"]`.
    #[serde(default)]
    pub actions: BTreeMap<String, BTreeSet<String>>,
    #[serde(default)]
    pub forms: BTreeMap<FormId, Mode>,
}

impl Role {
    /// Whether the role holds `action` (or `manage`) on `resource`.
    #[must_use]
    pub fn may(&self, resource: &str, action: &str) -> bool {
        self.actions.get(resource).is_some_and(|held| held.contains(action) || held.contains("manage"))
    }
}

/// An agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    pub id: AgencyId,
    pub label: Words,
}

/// A user group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub id: GroupId,
    pub label: Words,
}

/// Programme-wide settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The programme's name, shown at sign-in.
    pub programme: String,
    pub languages: Vec<String>,
    /// 1 to 15.
    pub idle_lock_minutes: u32,
    /// Tick boxes that must all be ticked before a referral, unless consent is overridden.
    pub referral_consent: Vec<FieldId>,
}

/// A whole configuration, as written by its designer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Configuration {
    pub settings: Settings,
    /// In reading order.
    pub forms: Vec<Form>,
    pub lookups: BTreeMap<String, Lookup>,
    pub locations: Vec<Location>,
    pub roles: BTreeMap<RoleId, Role>,
    pub agencies: Vec<Agency>,
    pub groups: Vec<Group>,
}

impl Configuration {
    /// A form by its id.
    #[must_use]
    pub fn form(&self, id: &FormId) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == *id)
    }
    /// A field of the record by its id, wherever it stands first.
    #[must_use]
    pub fn field(&self, id: &FieldId) -> Option<&Field> {
        self.forms.iter().flat_map(|form| &form.fields).find(|field| field.id == *id)
    }
    /// A role by its id.
    #[must_use]
    pub fn role(&self, id: &RoleId) -> Option<&Role> {
        self.roles.get(id)
    }
    /// The role's form rights; empty for an unknown role.
    #[must_use]
    pub fn rights(&self, id: &RoleId) -> BTreeMap<FormId, Mode> {
        self.role(id).map(|role| role.forms.clone()).unwrap_or_default()
    }
}

/// What one laptop knows of a configuration: the forms its person may read now, nothing of the others but,
/// where the role may know it, that they exist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slice {
    /// Number of the published version.
    pub version: u32,
    /// Only readable forms, their lookups, and roles as far as the person may use them.
    pub config: Configuration,
    /// Compartments of readable forms; their form lists name readable forms only.
    pub compartments: Vec<Compartment>,
    /// Ids and labels of withheld forms, for roles that may know of them.
    pub withheld: Vec<(FormId, Words)>,
}

impl Slice {
    /// The compartment that holds `field` now.
    #[must_use]
    pub fn home(&self, field: &FieldId) -> Option<&Compartment> {
        self.compartments.iter().find(|compartment| compartment.fields.contains(field))
    }
    /// A compartment by its number.
    #[must_use]
    pub fn compartment(&self, id: CompartmentId) -> Option<&Compartment> {
        self.compartments.iter().find(|compartment| compartment.id == id)
    }
}

/// One thing that is wrong with a configuration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {what}")]
pub struct Problem {
    /// The file, relative to the configuration's folder.
    pub file: String,
    /// What is wrong, for the form designer.
    pub what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RolesFile {
    roles: Vec<Role>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrganisationsFile {
    agencies: Vec<Agency>,
    groups: Vec<Group>,
}

/// Reads a configuration from its files (path relative to the folder with `/`, content).
///
/// `settings.toml`, `roles.toml`, `organisations.toml`, `locations.csv`, `lookups/*.toml`, `case/*.toml`.
///
/// # Errors
/// Every problem found, not just the first.
pub fn read(files: &[(String, String)]) -> Result<Configuration, Vec<Problem>> {
    let mut problems = Vec::new();
    let find = |name: &str| files.iter().find(|(path, _)| path == name).map(|(_, text)| text.as_str());
    let mut missing = |name: &str| {
        problems.push(Problem { file: name.to_owned(), what: "the file is missing".to_owned() });
        String::new()
    };
    let settings = find("settings.toml").map_or_else(|| missing("settings.toml"), str::to_owned);
    let roles = find("roles.toml").map_or_else(|| missing("roles.toml"), str::to_owned);
    let organisations =
        find("organisations.toml").map_or_else(|| missing("organisations.toml"), str::to_owned);
    if !problems.is_empty() {
        return Err(problems);
    }
    let settings: Option<Settings> = parse("settings.toml", &settings, &mut problems);
    let roles: Option<RolesFile> = parse("roles.toml", &roles, &mut problems);
    let organisations: Option<OrganisationsFile> = parse("organisations.toml", &organisations, &mut problems);
    let mut forms: Vec<(String, Form)> = read_folder("case/", files, &mut problems);
    forms.sort_by_key(|(_, form)| form.order);
    let lookups: Vec<(String, Lookup)> = read_folder("lookups/", files, &mut problems);
    let locations = find("locations.csv").map_or_else(Vec::new, |text| read_locations(text, &mut problems));
    let (Some(settings), Some(roles), Some(organisations)) = (settings, roles, organisations) else {
        return Err(problems);
    };
    check_ids("role", "roles.toml", roles.roles.iter().map(|role| role.id.as_str()), &mut problems);
    let roles = roles.roles.into_iter().map(|role| (role.id.clone(), role)).collect();
    for (at, (file, lookup)) in lookups.iter().enumerate() {
        check_lookup(&settings, lookup, &mut |what| problems.push(Problem { file: file.clone(), what }));
        if lookups.iter().take(at).any(|(_, known)| known.id == lookup.id) {
            let what = format!("lookup `{}` is defined twice", lookup.id);
            problems.push(Problem { file: file.clone(), what });
        }
    }
    let lookups = lookups.into_iter().map(|(_, lookup)| (lookup.id.clone(), lookup)).collect();
    let OrganisationsFile { agencies, groups } = organisations;
    let (form_files, forms): (Vec<String>, Vec<Form>) = forms.into_iter().unzip();
    let config = Configuration { settings, forms, lookups, locations, roles, agencies, groups };
    check_forms(&config, &form_files, &mut problems);
    check_organisations(&config, &mut problems);
    check_references(&config, &mut problems);
    if problems.is_empty() { Ok(config) } else { Err(problems) }
}

/// Whatever parses of a folder's TOML files, each with its path.
fn read_folder<T: serde::de::DeserializeOwned>(
    folder: &str,
    files: &[(String, String)],
    problems: &mut Vec<Problem>,
) -> Vec<(String, T)> {
    let of_folder = files.iter().filter(|(path, _)| path.starts_with(folder) && path.ends_with(".toml"));
    of_folder.filter_map(|(path, text)| Some((path.clone(), parse(path, text, problems)?))).collect()
}

fn parse<T: serde::de::DeserializeOwned>(file: &str, text: &str, problems: &mut Vec<Problem>) -> Option<T> {
    match toml::from_str(text) {
        Ok(parsed) => Some(parsed),
        Err(error) => {
            problems.push(Problem { file: file.to_owned(), what: error.to_string() });
            None
        }
    }
}

/// `code,parent,en,ar` with a header line that names the languages; no quoting (codes and place names only).
fn read_locations(text: &str, problems: &mut Vec<Problem>) -> Vec<Location> {
    let mut lines = text.lines();
    let languages: Vec<&str> = lines.next().unwrap_or_default().split(',').skip(2).collect();
    let mut locations = Vec::new();
    for (number, line) in lines.enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split(',').collect();
        let (code, parent, labels) = match cells.as_slice() {
            [code, parent, labels @ ..] if labels.len() == languages.len() => (code, parent, labels),
            _ => {
                let what =
                    format!("line {}: {} cells, {} wanted", number + 2, cells.len(), languages.len() + 2);
                problems.push(Problem { file: "locations.csv".to_owned(), what });
                continue;
            }
        };
        let label = languages.iter().zip(labels).filter(|(_, label)| !label.is_empty());
        let label = Words(label.map(|(l, w)| ((*l).to_owned(), (*w).to_owned())).collect());
        let parent = (!parent.is_empty()).then(|| (*parent).to_owned());
        locations.push(Location { code: (*code).to_owned(), parent, label });
    }
    locations
}

/// `files` are the paths of the configuration's forms, in the same order.
fn check_forms(config: &Configuration, files: &[String], problems: &mut Vec<Problem>) {
    let mut seen: BTreeMap<&FieldId, (&FormId, &Field)> = BTreeMap::new();
    let mut form_ids = BTreeSet::new();
    for (form, file) in config.forms.iter().zip(files) {
        let mut say = |what: String| problems.push(Problem { file: file.clone(), what });
        if !form_ids.insert(&form.id) {
            say(format!("form `{}` is defined twice", form.id));
        }
        if !is_well_formed(form.id.as_str()) {
            say(format!(
                "form `{}`: an id has small letters, digits and _ and begins with a letter",
                form.id
            ));
        }
        check_label(&config.settings, &format!("form `{}`", form.id), &form.label, &mut say);
        check_standing_once(&form.fields, &mut say);
        for field in &form.fields {
            check_field(config, field, &mut say);
            check_entry(config, field, &mut say);
            match seen.get(&field.id) {
                Some((other, known)) if !is_same_question(known, field) => say(format!(
                    "field `{}` differs from the one on form `{other}`: type, options and fields must agree",
                    field.id
                )),
                _ => _ = seen.insert(&field.id, (&form.id, field)),
            }
        }
    }
}

/// What a field says of its entries: only a subform has any.
fn check_entry(config: &Configuration, field: &Field, say: &mut impl FnMut(String)) {
    let id = &field.id;
    if field.kind != FieldKind::Subform {
        if !field.fields.is_empty() || !field.headline.is_empty() {
            say(format!("field `{id}`: only a subform has fields and a headline"));
        }
        return;
    }
    check_standing_once(&field.fields, say);
    for inner in &field.fields {
        if inner.kind == FieldKind::Subform {
            say(format!("`{id}.{}`: a subform inside a subform is not supported", inner.id));
        }
        check_field(config, inner, say);
    }
    for part in field.headline.iter().filter(|part| field.fields.iter().all(|inner| inner.id != **part)) {
        say(format!("field `{id}`: its headline names `{part}`, which is none of its fields"));
    }
}

fn check_standing_once(fields: &[Field], say: &mut impl FnMut(String)) {
    let mut seen = BTreeSet::new();
    for field in fields.iter().filter(|field| !seen.insert(&field.id)) {
        say(format!("field `{}` stands twice in the same place", field.id));
    }
}

fn check_lookup(settings: &Settings, lookup: &Lookup, say: &mut impl FnMut(String)) {
    let mut seen = BTreeSet::new();
    for option in &lookup.options {
        if !seen.insert(&option.id) {
            say(format!("option `{}` is defined twice", option.id));
        }
        check_label(settings, &format!("option `{}`", option.id), &option.label, say);
    }
}

fn check_organisations(config: &Configuration, problems: &mut Vec<Problem>) {
    let file = "organisations.toml";
    check_ids("agency", file, config.agencies.iter().map(|agency| agency.id.as_str()), problems);
    check_ids("group", file, config.groups.iter().map(|group| group.id.as_str()), problems);
    check_ids("place", "locations.csv", config.locations.iter().map(|place| place.code.as_str()), problems);
    let codes: BTreeSet<&String> = config.locations.iter().map(|place| &place.code).collect();
    for place in &config.locations {
        if let Some(parent) = place.parent.as_ref().filter(|parent| !codes.contains(parent)) {
            let what = format!("place `{}` lies in `{parent}`, which does not exist", place.code);
            problems.push(Problem { file: "locations.csv".to_owned(), what });
        }
    }
}

fn check_ids<'a>(what: &str, file: &str, ids: impl Iterator<Item = &'a str>, problems: &mut Vec<Problem>) {
    let mut seen = BTreeSet::new();
    for id in ids.filter(|id| !seen.insert(*id)) {
        problems.push(Problem { file: file.to_owned(), what: format!("{what} `{id}` is defined twice") });
    }
}

/// What roles and settings name must exist.
fn check_references(config: &Configuration, problems: &mut Vec<Problem>) {
    let form_ids: BTreeSet<&FormId> = config.forms.iter().map(|form| &form.id).collect();
    if !(1..=15).contains(&config.settings.idle_lock_minutes) {
        let what = "idle_lock_minutes is 1 to 15".to_owned();
        problems.push(Problem { file: "settings.toml".to_owned(), what });
    }
    for role in config.roles.values() {
        for form in role.forms.keys().filter(|form| !form_ids.contains(form)) {
            let what = format!("role `{}` names form `{form}`, which does not exist", role.id);
            problems.push(Problem { file: "roles.toml".to_owned(), what });
        }
    }
    for field in &config.settings.referral_consent {
        if config.field(field).is_none_or(|field| field.kind != FieldKind::TickBox) {
            let what = format!("referral_consent names `{field}`, which is no tick box of a form");
            problems.push(Problem { file: "settings.toml".to_owned(), what });
        }
    }
}

fn is_same_question(one: &Field, other: &Field) -> bool {
    one.kind == other.kind
        && one.options == other.options
        && one.multi_select == other.multi_select
        && one.safety_order == other.safety_order
        && one.fields.len() == other.fields.len()
        && one.fields.iter().zip(&other.fields).all(|(a, b)| a.id == b.id && is_same_question(a, b))
}

fn is_well_formed(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

fn check_field(config: &Configuration, field: &Field, say: &mut impl FnMut(String)) {
    let id = &field.id;
    if !is_well_formed(id.as_str()) {
        say(format!("field `{id}`: an id has small letters, digits and _ and begins with a letter"));
    }
    let choice = matches!(field.kind, FieldKind::SelectBox | FieldKind::RadioButton);
    match &field.options {
        None if choice => say(format!("field `{id}` needs `options`")),
        Some(_) if !choice => say(format!("field `{id}` has options, which its type does not take")),
        Some(OptionSource::Lookup(lookup)) if !config.lookups.contains_key(lookup) => {
            say(format!("field `{id}` takes its options from `{lookup}`, which does not exist"));
        }
        _ => {}
    }
    if field.multi_select && field.kind != FieldKind::SelectBox {
        say(format!("field `{id}`: only a select_box may be multi_select"));
    }
    if let Some(lookup) = lookup_of(config, field) {
        let is_known = |id: &String| lookup.options.iter().any(|option| option.id == *id);
        for option in field.safety_order.iter().filter(|option| !is_known(option)) {
            say(format!(
                "field `{id}`: its safety_order names `{option}`, which is no option of `{}`",
                lookup.id
            ));
        }
    }
    check_label(&config.settings, &format!("field `{id}`"), &field.label, say);
}

fn lookup_of<'a>(config: &'a Configuration, field: &Field) -> Option<&'a Lookup> {
    match &field.options {
        Some(OptionSource::Lookup(lookup)) => config.lookups.get(lookup),
        _ => None,
    }
}

fn check_label(settings: &Settings, whose: &str, label: &Words, say: &mut impl FnMut(String)) {
    if label.0.is_empty() {
        say(format!("{whose} has no label"));
        return;
    }
    for language in settings.languages.iter().filter(|language| !label.0.contains_key(*language)) {
        say(format!("{whose} has no label in `{language}`"));
    }
}
