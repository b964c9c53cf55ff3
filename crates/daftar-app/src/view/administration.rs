//! What the screen of administration shows and hands back.

use super::{OptionView, RecordTypeView};
use daftar_core::config::{Mode, Scope};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// People within reach, with what they can be given.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct AdminPeopleView {
    pub people: Vec<AdminPersonView>,
    pub may_add: bool,
    /// Only those that may be given.
    pub roles: Vec<OptionView>,
    pub agencies: Vec<OptionView>,
    pub groups: Vec<OptionView>,
    pub services: Vec<OptionView>,
}

/// One person as an administrator sees them.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct AdminPersonView {
    pub user_name: String,
    pub role: OptionView,
    pub agency: OptionView,
    pub groups: Vec<OptionView>,
    pub location: Option<OptionView>,
    pub services: Vec<OptionView>,
    pub disabled: bool,
    /// The version that is shown; handed back with a change.
    #[ts(type = "number")]
    pub base: u64,
    pub may_change: bool,
    /// Whether they may be put out of work or back to it, whichever they are not.
    pub may_turn: bool,
    pub may_make_code: bool,
    pub is_me: bool,
}

/// A person to be added, or as they are to be.
#[derive(Clone, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PersonRequest {
    pub user_name: String,
    pub role: String,
    pub agency: String,
    pub groups: BTreeSet<String>,
    pub location: Option<String>,
    pub services: BTreeSet<String>,
    pub disabled: bool,
    /// None for somebody new.
    #[ts(type = "number | null")]
    pub base: Option<u64>,
}

/// A one-time code with which somebody enrols a laptop.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct EnrolCodeView {
    pub user_name: String,
    pub code: String,
    pub valid_days: u32,
}

/// One laptop of a person.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct AdminDeviceView {
    pub device: u32,
    pub user_name: String,
    #[ts(type = "number")]
    pub enrolled_at_ms: i64,
    #[ts(type = "number | null")]
    pub contact_at_ms: Option<i64>,
    #[ts(type = "\"retired\" | \"lost\" | null")]
    pub revoked: Option<&'static str>,
    /// How many cases it holds something of.
    pub holds: u32,
    pub may_retire: bool,
    pub may_report_lost: bool,
    /// The laptop that shows this.
    pub is_this: bool,
}

/// How far a role reaches, by its stored id.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ScopeView(
    #[ts(type = "\"self\" | \"group\" | \"agency\" | \"all\" | \"admin_only\" | \"identified\"")] pub Scope,
);

/// What a role may do with a form.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ModeView(#[ts(type = "\"r\" | \"rw\"")] pub Mode);

/// Roles, groups, agencies and the configuration that holds them.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct OrganisationView {
    /// Of the configuration in force; handed back with a change.
    pub version: u32,
    pub languages: Vec<String>,
    pub roles: Vec<RoleView>,
    pub groups: Vec<UnitView>,
    pub agencies: Vec<UnitView>,
    pub may_add_group: bool,
    pub may_add_agency: bool,
    pub may_add_role: bool,
    pub may_publish: bool,
    /// How many forms there are; none for somebody who may not look at roles.
    pub forms: u32,
}

/// A role with what it opens.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct RoleView {
    pub id: String,
    pub label: String,
    pub labels: BTreeMap<String, String>,
    pub scope: ScopeView,
    pub is_type_of_referral: bool,
    pub actions: Vec<ActionsView>,
    pub forms: Vec<RoleFormView>,
    pub may_change: bool,
    /// Code of the refusal that a change would meet.
    pub why_not: Option<String>,
}

/// The actions of a role on one kind of thing, by their stored ids.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct ActionsView {
    pub resource: String,
    pub actions: Vec<String>,
}

/// One form of the programme, and what a role may do with it.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct RoleFormView {
    pub form_id: String,
    pub record: RecordTypeView,
    pub label: String,
    pub mode: Option<ModeView>,
}

/// A role as it is to be; what is not said here stays as it is.
#[derive(Clone, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RoleRequest {
    pub id: String,
    pub labels: BTreeMap<String, String>,
    pub scope: ScopeView,
    pub forms: BTreeMap<String, ModeView>,
    /// A new role, which may do what this one may.
    pub like: Option<String>,
    pub base: u32,
}

/// What is in a configuration's folder. With a problem nothing is counted.
#[derive(Clone, Default, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct CheckedView {
    pub forms: u32,
    pub lookups: u32,
    pub places: u32,
    pub roles: u32,
    /// For whoever designs forms, in English: file, and what is wrong in it.
    pub problems: Vec<String>,
    pub warnings: Vec<String>,
}

/// A user group or an agency.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct UnitView {
    pub id: String,
    pub label: String,
    pub labels: BTreeMap<String, String>,
    pub may_change: bool,
}

/// A user group or an agency as it is to be.
#[derive(Clone, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UnitRequest {
    pub is_agency: bool,
    pub id: String,
    pub labels: BTreeMap<String, String>,
    pub base: u32,
}
