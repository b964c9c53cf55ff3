//! Configurations as Primero's public interface gives and takes them.
//!
//! Everything is matched by standard ids: forms, fields, lookups, options, places, roles. [`import`] turns such files into a
//! configuration of ours and tells what it could not take along; [`export`] writes the same shapes. Where there is no word
//! for something of ours, it travels in an object `daftar` beside the rest, which other systems ignore.
//!
//! Invariants: importing an export gives the same configuration. What is imported may be published, or a note says why not.
//! Nothing is dropped without a note.

mod calculation;
mod export;
mod extra;
mod import;

pub use export::export;
pub use import::{BYTES_MAX, FIELDS_MAX, ImportError, Imported, PLACES_MAX, ROWS_MAX, import};

use std::fmt;

/// Something that did not come along as it was, told to whoever set the import going.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// The file, form, field, lookup, place or role it is about.
    pub where_: String,
    /// What was left out or altered, and why.
    pub what: String,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.where_, self.what)
    }
}

/// The files, one for each list of the interface, and the one for what it does not carry.
mod file {
    pub const FORMS: &str = "forms.json";
    pub const LOOKUPS: &str = "lookups.json";
    pub const LOCATIONS: &str = "locations.json";
    pub const ROLES: &str = "roles.json";
    pub const AGENCIES: &str = "agencies.json";
    pub const USER_GROUPS: &str = "user_groups.json";
    pub const SETTINGS: &str = "daftar_settings.json";
    pub const ALL: [&str; 7] = [FORMS, LOOKUPS, LOCATIONS, ROLES, AGENCIES, USER_GROUPS, SETTINGS];
}

/// The module of the interface to which a child protection programme's forms and roles belong.
const MODULE: &str = "primeromodule-cp";

/// Forms of one group follow each other there; here all forms of a record type stand in one row of numbers.
const ORDERS_PER_GROUP: u32 = 1000;

/// Between the names of a place and of the places around it.
const AROUND: &str = "::";

/// What kind of place a level is called there, unless a programme calls it otherwise.
const KINDS_OF_PLACES: [&str; 5] = ["country", "province", "district", "sub_district", "township"];
