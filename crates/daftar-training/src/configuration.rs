//! The training configuration, embedded, so that a relay can be initialised without a folder.

macro_rules! embedded {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../../config/training/", $path)))),*]
    };
}

/// A test compares this list with the folder.
const FILES: &[(&str, &str)] = embedded![
    "case/basic_identity.toml",
    "case/consent.toml",
    "case/notes.toml",
    "case/protection_concern.toml",
    "case/services.toml",
    "locations.csv",
    "lookups/lookup-form-group-cp-case.toml",
    "lookups/lookup-gender.toml",
    "lookups/lookup-protection-concerns.toml",
    "lookups/lookup-protection-status.toml",
    "lookups/lookup-risk-level.toml",
    "lookups/lookup-service-implemented.toml",
    "lookups/lookup-service-response-type.toml",
    "lookups/lookup-service-type.toml",
    "lookups/lookup-yes-no.toml",
    "organisations.toml",
    "roles.toml",
    "settings.toml",
];

/// The files of `config/training`, as `daftar_core::config::read` takes them.
#[must_use]
pub fn configuration() -> Vec<(String, String)> {
    FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// The places of the training configuration, still as CSV.
pub(crate) const LOCATIONS: &str = include_str!("../../../config/training/locations.csv");
