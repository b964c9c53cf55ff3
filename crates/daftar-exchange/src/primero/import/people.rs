//! Roles, agencies and user groups.

use super::{
    Language,
    notes::{Notes, shown},
    row::Row,
};
use crate::{
    plain,
    primero::{MODULE, extra, file},
};
use daftar_core::{
    config::{Agency, Group, Mode, Role, Scope, Words},
    id::{AgencyId, FormId, GroupId, RoleId},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

type Keys = Map<String, Value>;

/// What one row became.
pub(in crate::primero) enum Read<T> {
    Part(T),
    /// Why it is left out.
    Left(String),
}

/// The parts of all rows, each id once.
pub(super) fn read_all<T>(
    rows: &[Keys],
    (file, kind): (&'static str, &str),
    language: &Language,
    notes: &mut Notes,
    read: impl Fn(&mut Row) -> Read<T>,
    id: impl Fn(&T) -> &str,
) -> Vec<T> {
    let mut seen = BTreeSet::new();
    let mut parts = Vec::new();
    for keys in rows {
        let name = ["unique_id", "agency_code", "code", "location_code"].into_iter();
        let name = name.filter_map(|key| keys.get(key)?.as_str()).next().unwrap_or_default();
        let where_ = format!("{kind} {}", shown(name));
        let mut row = Row::new(keys, language);
        let part = read(&mut row);
        let (says, left) = row.finish();
        notes.say_all(&where_, says);
        match part {
            Read::Left(why) => notes.say(where_, format!("is left out: {why}")),
            Read::Part(part) if !seen.insert(id(&part).to_owned()) => {
                notes.say(where_, "stands twice; the first counts");
            }
            Read::Part(part) => {
                for key in left {
                    notes.gather(file, format!("{} has no counterpart", shown(&key)), name);
                }
                parts.push(part);
            }
        }
    }
    parts
}

/// A part with what Daftar wrote beside its row.
pub(super) fn with_extra<T: Serialize + DeserializeOwned>(row: &mut Row, part: T) -> T {
    let Some(extra) = row.object(extra::KEY) else { return part };
    match extra::overlay(plain::part(&part), extra, &["id", "code"]) {
        Ok(told) => told,
        Err(why) => {
            row.say(format!("what Daftar wrote beside it cannot be read and is left out: {why}"));
            part
        }
    }
}

/// An agency.
pub(in crate::primero) fn agency(row: &mut Row) -> Read<Agency> {
    let code = row.id("agency_code");
    let Some(id) = row.id("unique_id").or(code) else { return Read::Left("it has no id".to_owned()) };
    if code.is_some_and(|code| code != id) {
        row.say("its `agency_code` is another than its id and is left out");
    }
    let label = row.words("name");
    if row.flag("disabled", false) {
        row.say("is disabled there; here it stands with the others");
    }
    Read::Part(with_extra(row, Agency { id: AgencyId::from(id), label }))
}

/// A user group.
pub(in crate::primero) fn group(row: &mut Row) -> Read<Group> {
    let Some(id) = row.id("unique_id") else { return Read::Left("it has no id".to_owned()) };
    let label = row.words("name");
    if row.flag("disabled", false) {
        row.say("is disabled there; here it stands with the others");
    }
    Read::Part(with_extra(row, Group { id: GroupId::from(id), label }))
}

/// A role. What would give more than it says there is not taken: a disabled role, a scope that is not known here.
pub(in crate::primero) fn role(row: &mut Row) -> Read<Role> {
    let Some(id) = row.id("unique_id") else { return Read::Left("it has no id".to_owned()) };
    if row.flag("disabled", false) {
        return Read::Left("it is disabled".to_owned());
    }
    let label: Words = row.words("name");
    let modules = row.texts("module_unique_ids");
    if !modules.is_empty() && modules.iter().all(|module| module != MODULE) {
        return Read::Left("it belongs to another module".to_owned());
    }
    // The programme's settings take it.
    row.get("reporting_location_level");
    let is_referral = row.flag("referral", false);
    let referral_authorization = row.flag("referral_authorization", is_referral) || is_referral;
    let role = Role {
        id: RoleId::from(id),
        label,
        scope: scope(row),
        manager: row.flag("is_manager", false),
        referral_authorization,
        names_withheld: false,
        administers_roles: BTreeSet::new(),
        administers_agencies: BTreeSet::new(),
        actions: actions(row),
        forms: forms(row),
    };
    Read::Part(with_extra(row, role))
}

fn scope(row: &mut Row) -> Scope {
    match row.text("group_permission") {
        Some("all") => Scope::All,
        Some("agency") => Scope::Agency,
        Some("group") => Scope::Group,
        Some("admin_only") => Scope::AdminOnly,
        Some("identified") => Scope::Identified,
        Some("self") | None => Scope::Own,
        Some(other) => {
            row.say(format!("reaches {}, which is unknown here; it reaches its own records", shown(other)));
            Scope::Own
        }
    }
}

fn actions(row: &mut Row) -> BTreeMap<String, BTreeSet<String>> {
    let Some(permissions) = row.object("permissions") else { return BTreeMap::new() };
    let mut actions = BTreeMap::new();
    let mut inner = row.beside(permissions);
    for (resource, value) in permissions {
        match (resource.as_str(), value) {
            ("objects", Value::Object(limits)) => {
                let held: Vec<&str> = limits.keys().map(String::as_str).collect();
                if !held.is_empty() {
                    let held = held.join(", ");
                    inner.say(format!(
                        "it is limited to some of {}; such limits are not taken over",
                        shown(&held)
                    ));
                }
            }
            (_, Value::Array(_)) => {
                let held: BTreeSet<String> = inner.texts(resource).into_iter().collect();
                actions.insert(resource.clone(), held);
            }
            (_, Value::Null) => {}
            _ => inner.say(format!("{} is no list of actions and is left out", shown(resource))),
        }
    }
    let (says, _) = inner.finish();
    row.say_all("permissions", says);
    actions
}

fn forms(row: &mut Row) -> BTreeMap<FormId, Mode> {
    let Some(modes) = row.object("form_section_read_write") else { return BTreeMap::new() };
    let mut forms = BTreeMap::new();
    for (form, mode) in modes {
        match mode.as_str() {
            Some("rw") => _ = forms.insert(FormId(form.clone()), Mode::Write),
            Some("r") => _ = forms.insert(FormId(form.clone()), Mode::Read),
            _ => row.say(format!("what it may do with form {} cannot be read: nothing", shown(form))),
        }
    }
    forms
}

/// The files and names of these lists.
pub(super) const ROLE: (&str, &str) = (file::ROLES, "role");
pub(super) const AGENCY: (&str, &str) = (file::AGENCIES, "agency");
pub(super) const GROUP: (&str, &str) = (file::USER_GROUPS, "user group");
