//! Files of the public interface in, a configuration of ours out, with a note on everything that did not come along.
//!
//! Rows are read one by one ([`reader`], [`lookup`], [`place`], [`people`]), each without a look at the others. What
//! then does not fit together is mended ([`mend`]) by asking our own rules. What may be published is not touched, so our own
//! exports come back as they were.

pub(super) mod field;
pub(super) mod form;
mod governed;
pub(super) mod lookup;
mod mend;
mod notes;
pub(super) mod people;
pub(super) mod place;
mod reader;
pub(super) mod row;
mod settle;
mod sources;

use super::{Note, file};
use daftar_core::{
    config::{
        AttachmentLimits, Configuration, FieldKind, Location, Lookup, RecordType, Registration, Settings,
    },
    id::FieldId,
    stage::StageRule,
};
use notes::Notes;
use people::read_all;
use serde_json::{Map, Value};
use sources::Sources;
use std::collections::BTreeMap;

/// Most that is read of all files together. The largest programmes' places are a tenth of it.
pub const BYTES_MAX: usize = 64 * 1024 * 1024;
/// Most forms and fields together, those of entries counted each time they stand somewhere.
pub const FIELDS_MAX: usize = 8_000;
/// Most rows of any list but that of places, and most options of a lookup.
pub const ROWS_MAX: usize = 20_000;
/// Most places.
pub const PLACES_MAX: usize = 200_000;

/// Most languages of one programme; nobody translates into more.
const LANGUAGES_MAX: usize = 60;

/// What came of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    pub configuration: Configuration,
    /// Everything that could not be taken as it was.
    pub not_mapped: Vec<Note>,
}

/// Why there is no configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    #[error("no file holds forms; forms.json is what the interface answers under /api/v2/forms")]
    NoForms,
    #[error("the files hold more than {BYTES_MAX} bytes")]
    TooLarge,
    #[error("there are more than {FIELDS_MAX} forms and fields")]
    TooManyFields,
    #[error("a list holds more than {ROWS_MAX} rows, or that of places more than {PLACES_MAX}")]
    TooManyRows,
}

impl ImportError {
    /// Stored and shown; never changes.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NoForms => "no_forms",
            Self::TooLarge => "too_large",
            Self::TooManyFields => "too_many_fields",
            Self::TooManyRows => "too_many_rows",
        }
    }
}

/// The languages that rows are read in.
#[derive(Debug, Clone)]
pub(super) struct Language {
    /// Of texts that do not name theirs.
    pub first: String,
}

impl Language {
    /// Whether a key of words names a language, such as `en`, `ar-LB` or `zh_Hant`.
    pub fn is_code(key: &str) -> bool {
        let mut parts = key.split(['-', '_']);
        let is_name =
            |part: &str| (2..=3).contains(&part.len()) && part.chars().all(|c| c.is_ascii_lowercase());
        let is_part =
            |part: &str| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric());
        key.len() <= 16 && parts.next().is_some_and(is_name) && parts.all(is_part)
    }
}

/// Makes a configuration of files (path, content): `forms.json`, `lookups.json`, `locations.json`, `roles.json`,
/// `agencies.json`, `user_groups.json` as the interface answers them, `daftar_settings.json` of an export of ours, or a
/// bundle that holds several of these.
///
/// # Errors
/// When there are no forms, or more than is ever needed.
pub fn import(files: &[(String, String)]) -> Result<Imported, ImportError> {
    let mut notes = Notes::default();
    let sources = Sources::read(files, &mut notes)?;
    let told = read_settings(sources.settings.as_ref(), &mut notes);
    let languages = match &told {
        Some(settings) => settings.languages.clone(),
        None => languages(&sources, &mut notes),
    };
    let first = languages.first().map_or("en", String::as_str).to_owned();
    let language = Language { first };
    let mut lookups = read_lookups(rows(&sources.lookups), &language, &mut notes);
    let forms = reader::read_forms(rows(&sources.forms), &language, &mut lookups, &mut notes)?;
    let locations = place::read_places(rows(&sources.locations), &language, &mut notes);
    let agencies =
        read_all(rows(&sources.agencies), people::AGENCY, &language, &mut notes, people::agency, |agency| {
            agency.id.as_str()
        });
    let groups =
        read_all(rows(&sources.user_groups), people::GROUP, &language, &mut notes, people::group, |group| {
            group.id.as_str()
        });
    let mut roles =
        read_all(rows(&sources.roles), people::ROLE, &language, &mut notes, people::role, |role| {
            role.id.as_str()
        });
    for role in &mut roles {
        role.forms = std::mem::take(&mut role.forms)
            .into_iter()
            .map(|(form, mode)| (forms.renamed.get(form.as_str()).cloned().unwrap_or(form), mode))
            .collect();
    }
    let roles = roles.into_iter().map(|role| (role.id.clone(), role)).collect();

    let is_foreign = told.is_none();
    let settings = told.unwrap_or_else(|| usual_settings(languages, rows(&sources.roles), &locations));
    let mut config =
        Configuration { settings, forms: forms.forms, lookups, locations, roles, agencies, groups };
    if is_foreign {
        choose_consent(&mut config);
        say_settings(&config.settings, &mut notes);
    }
    mend::mend(&mut config, &forms.made, is_foreign, &mut notes);
    let configuration = settle::settle(config, &mut notes);
    Ok(Imported { configuration, not_mapped: notes.finish() })
}

fn rows(rows: &Option<Vec<Map<String, Value>>>) -> &[Map<String, Value>] {
    rows.as_deref().unwrap_or_default()
}

fn read_settings(settings: Option<&Map<String, Value>>, notes: &mut Notes) -> Option<Settings> {
    match serde_json::from_value(Value::Object(settings?.clone())) {
        Ok(settings) => Some(settings),
        Err(error) => {
            notes.say(file::SETTINGS, format!("cannot be read and is left out: {error}"));
            None
        }
    }
}

/// Every language that forms or lookups are kept in, those with the most words first.
fn languages(sources: &Sources, notes: &mut Notes) -> Vec<String> {
    let mut said: BTreeMap<String, usize> = BTreeMap::new();
    let rows = [&sources.forms, &sources.lookups].into_iter().flatten().flatten();
    let names = rows.flat_map(|row| ["name", "name_i18n"].map(|key| row.get(key)));
    for (code, word) in names.flatten().filter_map(Value::as_object).flatten() {
        if Language::is_code(code) {
            let is_said = word.as_str().is_some_and(|word| !word.trim().is_empty());
            *said.entry(code.clone()).or_default() += usize::from(is_said);
        }
    }
    let mut languages: Vec<(String, usize)> = said.into_iter().collect();
    languages.sort_by(|(one, count), (other, more)| more.cmp(count).then_with(|| one.cmp(other)));
    let mut languages: Vec<String> = languages.into_iter().map(|(code, _)| code).collect();
    if languages.is_empty() {
        languages.push("en".to_owned());
    }
    if languages.len() > LANGUAGES_MAX {
        notes.say(
            "all files",
            format!("there are {} languages; the first {LANGUAGES_MAX} are kept", languages.len()),
        );
        languages.truncate(LANGUAGES_MAX);
    }
    languages
}

fn read_lookups(
    rows: &[Map<String, Value>],
    language: &Language,
    notes: &mut Notes,
) -> BTreeMap<String, Lookup> {
    let kind = (file::LOOKUPS, "lookup");
    let read = read_all(rows, kind, language, notes, lookup::lookup, |(lookup, _)| lookup.id.as_str());
    for (lookup, _) in read.iter().filter(|(_, has_name)| *has_name) {
        notes.gather(file::LOOKUPS, "names of lookups are for administrators and are not kept", &*lookup.id);
    }
    read.into_iter().map(|(lookup, _)| (lookup.id.clone(), lookup)).collect()
}

/// Settings of a programme whose own are not part of the interface.
fn usual_settings(languages: Vec<String>, roles: &[Map<String, Value>], places: &[Location]) -> Settings {
    let told = roles.iter().filter_map(|role| role.get("reporting_location_level")?.as_u64()).max();
    let told = told.and_then(|level| u32::try_from(level).ok());
    let deepest = places.iter().map(|place| place.level).max().unwrap_or(0);
    Settings {
        programme: "Imported programme".to_owned(),
        languages,
        idle_lock_minutes: 5,
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
        // Two is that system's usual level, where there are such places.
        reporting_location_level: told.unwrap_or(2).min(deepest),
        registration: Registration::default(),
        attachments: AttachmentLimits::default(),
    }
}

/// The boxes that are ticked before a referral and a transfer, if the forms have them.
fn choose_consent(config: &mut Configuration) {
    let is_box = |id: &FieldId| {
        let field = config.field(RecordType::Case, id);
        field.is_some_and(|field| field.kind == FieldKind::TickBox)
    };
    let usual = |ids: &[&str]| ids.iter().map(|id| FieldId::from(*id)).filter(is_box).collect();
    let referral = usual(&["consent_for_services", "disclosure_other_orgs"]);
    let transfer = usual(&["disclosure_other_orgs"]);
    config.settings.referral_consent = referral;
    config.settings.transfer_consent = transfer;
}

fn say_settings(settings: &Settings, notes: &mut Notes) {
    let consent: Vec<String> = settings.referral_consent.iter().map(|id| id.0.clone()).collect();
    let consent = if consent.is_empty() { "nothing".to_owned() } else { notes::listed(&consent) };
    let what = format!(
        "is missing, so the settings are to be looked at: the programme's name, languages {}, locked after {} minutes, {} \
         before a referral, reports by places of level {}",
        settings.languages.join(", "),
        settings.idle_lock_minutes,
        consent,
        settings.reporting_location_level
    );
    notes.say(file::SETTINGS, what);
}
