//! The story and its refusals through real processes: `daftar-relay serve` over TLS and `daftar` on several profiles.
#![allow(clippy::expect_used)]

mod configuration;
mod damage;
mod full;
mod kills;
mod refusals;
mod shared;
mod story;

use daftar_tests::processes::Output;
use serde_json::Value;
use std::collections::BTreeSet;

/// What stands in one compartment each and nowhere else; none of it may be found in a file.
mod canary {
    pub const NAME: &str = "Canaryname Yusuf";
    pub const ARABIC: &str = "ليلى الكناري";
    pub const NICKNAME: &str = "canary-nickname";
    pub const ID_OF_WORKER: &str = "canary-id-worker";
    pub const ID_OF_SUPERVISOR: &str = "canary-id-supervisor";
    pub const CONCERN: &str = "canary-concern-narrative";
    pub const SERVICE: &str = "canary-service-notes";
    pub const OF_PROVIDER: &str = "canary-of-provider";
    pub const LATE: &str = "canary-late-edit";
    pub const NOTE: &str = "canary-note-text";

    pub const ALL: &[&str] = &[
        NAME,
        ARABIC,
        NICKNAME,
        ID_OF_WORKER,
        ID_OF_SUPERVISOR,
        CONCERN,
        SERVICE,
        OF_PROVIDER,
        LATE,
        NOTE,
        daftar_tests::processes::PASSWORD,
    ];
}

/// Forms that the referral type does not lend, and their fields.
const NOT_LENT: &[&str] = &[
    "protection_concern",
    "protection_concerns",
    "risk_level",
    "concern_details",
    "consent_for_services",
    "disclosure_other_orgs",
    "consent_for_tracing",
    "notes_section",
    "note_subject",
    "note_text",
    "note_date",
];

/// Exactly these members.
#[track_caller]
fn has_members(value: &Value, members: &[&str]) {
    let found: BTreeSet<&str> = value.as_object().into_iter().flatten().map(|(name, _)| &**name).collect();
    assert_eq!(found, members.iter().copied().collect(), "{value}");
}

/// These members, and perhaps more.
#[track_caller]
fn has_at_least(value: &Value, members: &[&str]) {
    for member in members {
        assert!(value.get(member).is_some(), "no `{member}` in {value}");
    }
}

/// RFC 3339 in UTC.
#[track_caller]
fn is_instant(value: &Value) {
    let text = value.as_str().unwrap_or_default();
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
    let whole = shape.split('.').next().unwrap_or_default().trim_end_matches('Z');
    assert!(whole == "9999-99-99T99:99:99" && text.ends_with('Z'), "no instant: {value}");
}

#[track_caller]
fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

#[track_caller]
fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("no list: {value}"))
}

/// The lines of a history that are no acts.
fn changes(history: &Value) -> impl Iterator<Item = &Value> {
    list(history).iter().filter(|line| line["act"].is_null())
}

/// The member `name` of every line.
fn column<'a>(lines: &'a Value, name: &str) -> Vec<&'a str> {
    list(lines).iter().map(|line| line[name].as_str().unwrap_or_default()).collect()
}

/// Refused with this code and exit code: one line of JSON on standard error with a sentence, nothing on the other.
#[track_caller]
fn is_refused(output: &Output, code: &str, exit: i32) {
    assert_eq!((output.refused(), output.code), (code, exit), "{}", output.stderr);
    has_members(&output.error, &["code", "message"]);
    let message = text(&output.error["message"]);
    assert!(message.len() > 15 && message.contains(' ') && message.ends_with(['.', '!', '?']), "{message}");
    assert!(!message.starts_with("That did not work"), "`{code}` has no sentence of its own: {message}");
    assert_eq!(output.stdout, "");
}
