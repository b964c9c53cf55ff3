//! The door out: what one laptop may be given of one case, as of the log's present end.

use super::facts::CaseFacts;
use crate::store::devices::Device;
use daftar_core::{
    config::Mode,
    id::{CaseId, CompartmentId, DeviceNo},
    publish::Published,
};
use std::collections::BTreeMap;

/// Proof that this laptop may be given these compartments of this case while the log ends at `head`.
/// Only [`admit`] makes one.
#[derive(Debug, Clone)]
pub(crate) struct Handout {
    device: DeviceNo,
    case: CaseId,
    head: u64,
    readable: BTreeMap<CompartmentId, (Mode, u64)>,
}

impl Handout {
    pub fn device(&self) -> DeviceNo {
        self.device
    }
    pub fn case(&self) -> CaseId {
        self.case
    }
    /// The position at which it was given; void once the log has grown.
    pub fn head(&self) -> u64 {
        self.head
    }
    pub fn covers(&self, compartment: CompartmentId) -> bool {
        self.readable.contains_key(&compartment)
    }
    /// Readable compartments with mode and the position since which they are readable without a break.
    pub fn readable(&self) -> &BTreeMap<CompartmentId, (Mode, u64)> {
        &self.readable
    }
}

/// Decides what `device` may be given of `case`; none if nothing.
pub(crate) fn admit(
    facts: &CaseFacts,
    published: &Published,
    device: &Device,
    case: CaseId,
    head: u64,
) -> Option<Handout> {
    if device.revoked.is_some() {
        return None;
    }
    let readable = facts.under(published).modes_since(&device.user, head);
    (!readable.is_empty()).then_some(Handout { device: device.number, case, head, readable })
}
