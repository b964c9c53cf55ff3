//! Use cases: what a button or a command does, for the window and the command line alike.
//!
//! An [`App`] is one laptop's profile folder; a [`Casebook`] is one signed-in person's vault. Every write goes
//! through one transaction of the store. Clock, randomness, transport and secret store come in as small traits.

mod acts;
mod administration;
mod apply;
mod attachments;
mod casebook;
mod dashboard;
mod edits;
mod error;
mod facets;
mod file;
mod firstday;
mod found;
mod history;
mod identifiers;
mod json;
mod late;
mod leaving;
mod likely;
mod links;
mod list;
mod materialise;
pub mod messages;
mod news;
mod offers;
mod options;
mod page;
mod picture;
pub mod ports;
mod refusal;
pub mod secrets;
mod sheet;
mod standing;
mod sync;
mod today;
pub mod transport;
pub mod vault;
pub mod view;

pub use acts::PendingAct;
pub use administration::{Administration, read_folder};
pub use casebook::{App, Casebook, Status};
pub use daftar_sync::wire::DeviceSeen;
pub use edits::{FieldEdit, Saved, Target};
pub use error::AppError;
pub use file::{CaseFile, Conflict};
pub use history::{FieldPath, HistoryEntry, HistoryFilter, HistoryLine, LineId, What};
pub use late::LateEdit;
pub use list::{ListRequest, ListedCase};
pub use offers::{Lending, Offer};
pub use sync::SyncReport;

/// The words of the rules that callers of use cases need, so that shells depend on this room alone.
pub mod core {
    pub use daftar_core::{
        access::Person,
        act::{Consent, Deed, Sealed},
        admin::{Deed as AdminDeed, Known},
        config::{
            Agency, Group, Problem, RecordType, Role, Words, read as read_configuration, read_role, warnings,
        },
        id::{
            ActId, AgencyId, ApprovalId, CaseId, DeviceNo, EntryId, FieldId, FormId, GroupId, QuarantineId,
            RoleId, TaskId, UserName,
        },
        value::Value,
    };
}
