//! From files to a configuration: whatever parses is kept, whatever does not is told.

use super::{
    Agency, Configuration, Field, Form, Group, Location, Lookup, RecordType, Role, Settings, Words,
    check::{check_all, check_ids, check_lookup},
};
use crate::expr::Calculation;
use serde::Deserialize;
use std::collections::BTreeMap;

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
/// `settings.toml`, `roles.toml`, `organisations.toml`, `locations.csv`, `lookups/*.toml`, and a folder of forms for each
/// [`RecordType`], such as `case/*.toml`.
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
    let mut forms: Vec<(String, Form)> = Vec::new();
    for record_type in RecordType::ALL {
        let of_type: Vec<(String, Form)> =
            read_folder(&format!("{}/", record_type.as_str()), files, &mut problems);
        for (file, form) in of_type {
            if ![RecordType::default(), record_type].contains(&form.record_type) {
                let what =
                    "its folder says which type of records a form belongs to; `record_type` says another";
                problems.push(Problem { file: file.clone(), what: what.to_owned() });
            }
            forms.push((file, Form { record_type, ..form }));
        }
    }
    forms.sort_by_key(|(_, form)| (form.record_type, form.order));
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
    check_all(&config, &form_files, &mut problems);
    if problems.is_empty() { Ok(with_labels_of_calculated(config)) } else { Err(problems) }
}

/// What is wrong with a configuration that was put together otherwise than from files.
#[must_use]
pub fn problems(config: &Configuration) -> Vec<Problem> {
    let file = |form: &Form| format!("{}/{}.toml", form.record_type.as_str(), form.id);
    let files: Vec<String> = config.forms.iter().map(file).collect();
    let mut problems = Vec::new();
    check_all(config, &files, &mut problems);
    problems
}

/// Reads one role by itself, as it stands in `roles.toml` under `[[roles]]`.
///
/// # Errors
/// It cannot be read; whether what it names exists is not asked.
pub fn read_role(text: &str) -> Result<Role, Problem> {
    read_one("role.toml", text)
}

fn read_one<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, Problem> {
    toml::from_str(text).map_err(|error| Problem { file: file.to_owned(), what: error.to_string() })
}

/// A calculated field that takes over options of another says them in that field's words.
fn with_labels_of_calculated(mut config: Configuration) -> Configuration {
    let source = |config: &Configuration, form: &Form, field: &Field| {
        let (subform, id) = match &field.calculation.as_ref()?.0 {
            Calculation::Pick { subform, take, .. } => (Some(subform), take),
            Calculation::Union(paths) => paths.first().map(|path| (path.subform.as_ref(), &path.field))?,
            _ => return None,
        };
        let outer = config.field(form.record_type, subform.unwrap_or(id))?;
        subform.map_or(Some(outer), |_| outer.inner(id))?.options.clone()
    };
    let mut found = Vec::new();
    for (at, form) in config.forms.iter().enumerate() {
        found.extend(
            form.fields.iter().enumerate().map(|(nth, field)| (at, nth, source(&config, form, field))),
        );
    }
    for (at, nth, options) in found.into_iter().filter(|(.., options)| options.is_some()) {
        if let Some(field) = config.forms.get_mut(at).and_then(|form| form.fields.get_mut(nth)) {
            field.options = options;
        }
    }
    config
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
    read_one(file, text).map_err(|problem| problems.push(problem)).ok()
}

/// `code,parent,en,ar` with a header line that names the languages, and `level` where there is such a column; no quoting
/// (codes and place names only).
fn read_locations(text: &str, problems: &mut Vec<Problem>) -> Vec<Location> {
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split(',').map(str::trim).collect();
    let mut locations = Vec::new();
    for (number, line) in lines.enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let mut say = |what: String| {
            problems.push(Problem {
                file: "locations.csv".to_owned(),
                what: format!("line {}: {what}", number + 2),
            });
        };
        let cells: Vec<&str> = line.split(',').map(str::trim).collect();
        if cells.len() != header.len() {
            say(format!("{} cells, {} wanted", cells.len(), header.len()));
            continue;
        }
        let (mut code, mut parent, mut level, mut label) = (String::new(), None, None, BTreeMap::new());
        for (column, cell) in header.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            match *column {
                "code" => cell.clone_into(&mut code),
                "parent" => parent = Some(cell.to_owned()),
                "level" => match cell.parse() {
                    Ok(number) => level = Some(number),
                    Err(_) => say(format!("`{cell}` is no level")),
                },
                language => _ = label.insert(language.to_owned(), cell.to_owned()),
            }
        }
        locations.push((Location { code, parent, label: Words(label), level: 0 }, level));
    }
    let parents: BTreeMap<String, Option<String>> =
        locations.iter().map(|(place, _)| (place.code.clone(), place.parent.clone())).collect();
    let depth = |place: &Location| {
        let up = |code: &String| parents.get(code).cloned().flatten();
        // A circle of places is told elsewhere; here it must only not go on for ever.
        u32::try_from(std::iter::successors(place.parent.clone(), up).take(16).count()).unwrap_or(16)
    };
    let with_level = |(place, level): (Location, Option<u32>)| {
        let level = level.unwrap_or_else(|| depth(&place));
        Location { level, ..place }
    };
    locations.into_iter().map(with_level).collect()
}
