//! Administration: commands that the relay decides at once.

use crate::{
    args::{Configuration, Devices, People, Place, Roles, Units},
    pairs::{self, usage},
};
use daftar_app::{
    AppError, Casebook,
    core::{
        AdminDeed, Agency, AgencyId, DeviceNo, Group, GroupId, Known, Person, Problem, RoleId, UserName,
        Words, read_configuration, read_role, warnings,
    },
    read_folder,
};
use serde_json::{Value, json};
use std::fs;

pub fn people(book: &Casebook, command: &People) -> Result<Value, AppError> {
    match command {
        People::List => Ok(book.administration()?.people().iter().map(person_json).collect()),
        People::Add { name, role, agency, place } => {
            let (role, agency) = (RoleId(role.clone()), AgencyId(agency.clone()));
            let person = Person::new(UserName(name.clone()), role, agency, Default::default());
            put(book, placed(person, place), None)
        }
        People::Change { name, role, agency, place } => {
            let known = known(book, name)?;
            let mut person = placed(known.person, place);
            if let Some(role) = role {
                person.role = RoleId(role.clone());
            }
            if let Some(agency) = agency {
                person.agency = AgencyId(agency.clone());
            }
            put(book, person, Some(known.since))
        }
        People::Disable { name } => turn(book, name, true),
        People::Enable { name } => turn(book, name, false),
        People::Code { name } => {
            let made = book.make_code(&UserName(name.clone()))?;
            Ok(json!({ "user": made.user_name, "code": made.code, "valid_days": made.valid_days }))
        }
    }
}

fn known(book: &Casebook, name: &str) -> Result<Known, AppError> {
    book.administration()?.person(&UserName(name.to_owned())).cloned()
}

fn turn(book: &Casebook, name: &str, disabled: bool) -> Result<Value, AppError> {
    let known = known(book, name)?;
    put(book, Person { disabled, ..known.person }, Some(known.since))
}

fn put(book: &Casebook, person: Person, base: Option<u64>) -> Result<Value, AppError> {
    let user = person.user.0.clone();
    book.administer(AdminDeed::PersonPut { person, base })?;
    Ok(json!({ "user": user }))
}

fn placed(mut person: Person, place: &Place) -> Person {
    let named = |list: &[String]| list.iter().filter(|one| !one.is_empty()).cloned().collect::<Vec<_>>();
    if !place.group.is_empty() {
        person.groups = named(&place.group).into_iter().map(GroupId).collect();
    }
    if !place.service.is_empty() {
        person.services = named(&place.service).into_iter().collect();
    }
    if let Some(location) = &place.location {
        person.location = Some(location.clone()).filter(|code| !code.is_empty());
    }
    person
}

fn person_json(known: &Known) -> Value {
    let Person { user, role, agency, groups, location, services, disabled } = &known.person;
    json!({
        "user": user,
        "role": role,
        "agency": agency,
        "groups": groups,
        "location": location,
        "services": services,
        "disabled": disabled,
    })
}

pub fn devices(book: &Casebook, command: &Devices) -> Result<Value, AppError> {
    match command {
        Devices::List => {
            let line = |device: daftar_app::DeviceSeen| {
                json!({
                    "device": device.device.0,
                    "user": device.user,
                    "enrolled_at_ms": device.enrolled_at_ms,
                    "contact_at_ms": device.contact_at_ms,
                    "revoked": device.revoked.map(|lost| if lost { "lost" } else { "retired" }),
                    "holds": device.holds,
                })
            };
            Ok(book.devices()?.into_iter().map(line).collect())
        }
        Devices::Revoke { device, lost } => {
            book.administer(AdminDeed::DeviceRevoke { device: DeviceNo(*device), lost: *lost })?;
            Ok(json!({ "device": device }))
        }
    }
}

pub fn roles(book: &Casebook, command: &Roles) -> Result<Value, AppError> {
    let shown = book.administration()?;
    match command {
        Roles::List => serde_json::to_value(shown.roles()).map_err(|_| AppError::new("failed")),
        Roles::Put { file } => {
            let text =
                fs::read_to_string(file).map_err(|_| usage("The role's file cannot be read as text."))?;
            let role = read_role(&text).map_err(|problem| bad(&[problem]))?;
            let id = role.id.clone();
            book.administer(AdminDeed::RolePut { role, base: shown.version() })?;
            Ok(json!({ "role": id, "version": shown.version() + 1 }))
        }
    }
}

pub fn groups(book: &Casebook, command: &Units) -> Result<Value, AppError> {
    let shown = book.administration()?;
    match command {
        Units::List => serde_json::to_value(shown.groups()).map_err(|_| AppError::new("failed")),
        Units::Put { id, label } => {
            let group = Group { id: GroupId(id.clone()), label: words(label)? };
            book.administer(AdminDeed::GroupPut { group, base: shown.version() })?;
            Ok(json!({ "group": id, "version": shown.version() + 1 }))
        }
    }
}

pub fn agencies(book: &Casebook, command: &Units) -> Result<Value, AppError> {
    let shown = book.administration()?;
    match command {
        Units::List => serde_json::to_value(shown.agencies()).map_err(|_| AppError::new("failed")),
        Units::Put { id, label } => {
            let agency = Agency { id: AgencyId(id.clone()), label: words(label)? };
            book.administer(AdminDeed::AgencyPut { agency, base: shown.version() })?;
            Ok(json!({ "agency": id, "version": shown.version() + 1 }))
        }
    }
}

fn words(labels: &[String]) -> Result<Words, AppError> {
    let pair =
        |label: &String| pairs::pair(label).map(|(language, name)| (language.to_owned(), name.to_owned()));
    Ok(Words(labels.iter().map(pair).collect::<Result<_, _>>()?))
}

/// Checking needs neither a casebook nor the relay.
pub fn configuration(book: Option<&Casebook>, command: &Configuration) -> Result<Value, AppError> {
    let (Configuration::Check { folder } | Configuration::Publish { folder }) = command;
    let files =
        read_folder(folder).map_err(|_| usage("The configuration's folder cannot be read as text."))?;
    let read = read_configuration(&files).map_err(|problems| bad(&problems))?;
    let told: Vec<String> = warnings(&read).iter().map(ToString::to_string).collect();
    match (command, book) {
        (Configuration::Publish { .. }, Some(book)) => {
            let version = book.publish_configuration(&files)?;
            Ok(json!({ "version": version, "warnings": told }))
        }
        _ => Ok(json!({
            "forms": read.forms.len(),
            "lookups": read.lookups.len(),
            "places": read.locations.len(),
            "roles": read.roles.len(),
            "warnings": told,
        })),
    }
}

fn bad(problems: &[Problem]) -> AppError {
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    AppError::new("bad_config").with("problems", told.join("\n"))
}
