//! What stands on that system's forms and is governed by signed acts here, or worked out: it is no question of a form.

use daftar_core::config::RecordType;

/// Fields of a record.
const FIELDS: [&str; 23] = [
    "case_id",
    "cp_case_id",
    "date_closure",
    "family_id",
    "flagged",
    "has_case_plan",
    "has_incidents",
    "has_photo",
    "hidden_name",
    "identified_by",
    "incident_case_id",
    "incident_id",
    "marked_for_mobile",
    "module_id",
    "previous_agency",
    "record_state",
    "registry_id",
    "reopened_logs",
    "status",
    "tracing_request_id",
    "transfer_status",
    "transitions",
    "workflow",
];
const BEGINNINGS: [&str; 7] = [
    "approval_status_",
    "assigned_user_",
    "created_",
    "last_updated_",
    "owned_by",
    "previously_owned_",
    "reassigned_",
];
const ENDINGS: [&str; 6] =
    ["_approval_type", "_approved", "_approved_by", "_approved_comments", "_approved_date", "_reopened"];
/// Fields of a record and of its entries.
const ANYWHERE: [&str; 4] = ["service_status_referred", "short_id", "unique_id", "unique_identifier"];

/// Whether a field of the record is none of a form's questions.
pub(super) fn is_governed(field: &str) -> bool {
    is_governed_in_entries(field)
        || FIELDS.contains(&field)
        || field.ends_with("_id_display")
        || BEGINNINGS.iter().any(|beginning| field.starts_with(beginning))
        || ENDINGS.iter().any(|ending| field.ends_with(ending))
}

/// Whether a field of an entry is none of a form's questions.
pub(super) fn is_governed_in_entries(field: &str) -> bool {
    ANYWHERE.contains(&field)
}

/// Whether a form tells who owns a record and made it.
pub(super) fn is_about_ownership(form: &str) -> bool {
    form.ends_with("record_owner")
}

/// The record type that a form belongs to.
pub(super) fn record_type(parent: &str) -> Option<RecordType> {
    RecordType::ALL.into_iter().find(|record| record.as_str() == parent)
}
