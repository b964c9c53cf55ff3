//! Synthetic caseloads for training, tests and measurements: seeded, offline, about nobody.
//!
//! The same seed gives the same cases, byte for byte, on every machine: nothing here reads a clock, a file or
//! the system's randomness. Absent on purpose: real data, and any knowledge of the app, the store or the relay.

mod calendar;
mod caseload;
mod configuration;
mod day;
mod names;
mod narrative;
mod places;
mod random;

pub use caseload::{Entry, Fields, SyntheticCase, caseload};
pub use configuration::configuration;
pub use day::{Day, Deed, Step, TODAY, day};

use daftar_core::id::{AgencyId, GroupId, RoleId, UserName};
use serde::Serialize;

/// A person of the training programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TrainingPerson {
    pub user_name: UserName,
    pub role: RoleId,
    pub agency: AgencyId,
    pub group: GroupId,
}

/// Everyone in the training programme; [`SyntheticCase::owner_index`] counts in this list.
#[must_use]
pub fn people() -> Vec<TrainingPerson> {
    let person = |user_name: &str, role: &str, agency: &str, group: &str| TrainingPerson {
        user_name: user_name.into(),
        role: role.into(),
        agency: agency.into(),
        group: group.into(),
    };
    vec![
        person("worker-1", "role-cp-case-worker", "agency-a", "camp-1"),
        person("worker-2", "role-cp-case-worker", "agency-a", "camp-1"),
        person("supervisor", "role-cp-manager", "agency-a", "camp-1"),
        person("provider", "role-cp-service-provider", "agency-b", "clinic"),
    ]
}
