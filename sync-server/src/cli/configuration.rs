//! Configurations without a relay: checking a folder, taking over another system's, and giving ours to it.

use super::{
    ConfigCommand,
    run::{Stop, list, print, say},
};
use crate::{admin::check_config, error::Refusal};
use daftar_core::{
    config::{Configuration, Form, RecordType, warnings},
    publish::publish,
};
use daftar_exchange::{primero, write_configuration};
use serde_json::{Value, json};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Deeper folders than these hold no configuration.
const FOLDERS_MAX: usize = 3;
/// Longest file that is read as part of a configuration; one with every place of a large country has a tenth of it.
const FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// Does a command that needs no relay; none for those that do.
pub(super) fn without_a_relay(command: &ConfigCommand, json: bool) -> Option<Result<(), Stop>> {
    match command {
        ConfigCommand::Check { config } => Some(check(config, json)),
        ConfigCommand::ImportPrimero { source, out } => Some(import(source, out, json)),
        ConfigCommand::ExportPrimero { config, out } => Some(export(config, out)),
        ConfigCommand::Publish { .. } => None,
    }
}

fn check(folder: &Path, json: bool) -> Result<(), Stop> {
    let config = check_config(&read_folder(folder)?)?;
    let records = records(&config);
    let warnings = told(&config);
    if json {
        return print(&json!({
            "records": records,
            "lookups": config.lookups.len(),
            "places": config.locations.len(),
            "roles": config.roles.len(),
            "warnings": warnings,
        }));
    }
    list(records, false, &["record", "forms", "fields", "compartments"])?;
    warnings.iter().try_for_each(|warning| say(&format!("warning: {warning}")))
}

/// What is worth a second look, in words.
pub(super) fn told(config: &Configuration) -> Vec<String> {
    warnings(config).iter().map(ToString::to_string).collect()
}

/// Of each type of records how many forms, fields and compartments it has.
fn records(config: &Configuration) -> Vec<Value> {
    let published = publish(None, config.clone());
    let row = |record: RecordType| {
        let forms = config.forms_of(record).count();
        let fields = config.forms_of(record).flat_map(Form::record_fields);
        let fields: usize = fields.map(|field| 1 + field.fields.len()).sum();
        let compartments = published.compartments_of(record).count();
        json!({ "record": record.as_str(), "forms": forms, "fields": fields, "compartments": compartments })
    };
    RecordType::ALL.into_iter().map(row).collect()
}

fn import(source: &Path, out: &Path, json: bool) -> Result<(), Stop> {
    let files = read_json(source)?;
    let imported = primero::import(&files).map_err(|error| Refusal::BadConfig(vec![error.to_string()]))?;
    write_all(out, &write_configuration(&imported.configuration))?;
    let notes = imported.not_mapped.iter();
    let notes: Vec<Value> = notes.map(|note| json!({ "where": note.where_, "what": note.what })).collect();
    if json {
        return print(&json!({ "forms": imported.configuration.forms.len(), "not_mapped": notes }));
    }
    say(&format!("{} forms, {} notes", imported.configuration.forms.len(), notes.len()))?;
    list(notes, false, &["where", "what"])
}

fn export(folder: &Path, out: &Path) -> Result<(), Stop> {
    let config = check_config(&read_folder(folder)?)?;
    let files: Vec<(String, String)> = primero::export(&config)
        .into_iter()
        .map(|(name, json)| (name.to_owned(), format!("{json:#}\n")))
        .collect();
    write_all(out, &files)?;
    print(&json!({ "files": files.iter().map(|(name, _)| name).collect::<Vec<_>>() }))
}

/// Writes files into a folder that does not exist yet, or is empty: nobody's work is written over.
fn write_all(folder: &Path, files: &[(String, String)]) -> Result<(), Stop> {
    let is_taken = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(error.into()),
    };
    if is_taken {
        return Err(Refusal::TargetExists.into());
    }
    for (path, text) in files {
        let path: PathBuf = folder.join(path.split('/').collect::<PathBuf>());
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}

/// The JSON files of a folder, or one file.
fn read_json(source: &Path) -> Result<Vec<(String, String)>, Stop> {
    let mut paths = vec![source.to_path_buf()];
    if source.is_dir() {
        paths =
            fs::read_dir(source)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
        paths.sort_unstable();
    }
    let named = paths.iter().filter_map(|path| Some((path.file_name()?.to_str()?, path)));
    named.map(|(name, path)| Ok((name.to_owned(), read_text(path)?))).collect()
}

/// A file as text; one that is not, or is too long for what it should be, is told by its name.
fn read_text(path: &Path) -> Result<String, Stop> {
    let told = |what: &str| Refusal::BadConfig(vec![format!("{}: {what}", path.display())]);
    if fs::metadata(path)?.len() > FILE_BYTES_MAX {
        return Err(told("the file is too long").into());
    }
    fs::read_to_string(path).map_err(|error| match error.kind() {
        io::ErrorKind::InvalidData => told("the file is not text in UTF-8").into(),
        _ => error.into(),
    })
}

/// A configuration's files: path relative to the folder with `/`, and text.
pub(super) fn read_folder(folder: &Path) -> Result<Vec<(String, String)>, Stop> {
    let mut files = Vec::new();
    let mut open = vec![(folder.to_path_buf(), String::new(), 0)];
    while let Some((path, prefix, depth)) = open.pop() {
        let mut entries: Vec<PathBuf> =
            fs::read_dir(&path)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
        entries.sort_unstable();
        for entry in entries {
            let Some(name) = entry.file_name().and_then(|name| name.to_str()) else { continue };
            let name = format!("{prefix}{name}");
            let is_text = entry.extension().is_some_and(|ending| ending == "toml" || ending == "csv");
            if entry.is_dir() && depth < FOLDERS_MAX {
                open.push((entry, format!("{name}/"), depth + 1));
            } else if is_text {
                files.push((name, read_text(&entry)?));
            }
        }
    }
    Ok(files)
}
