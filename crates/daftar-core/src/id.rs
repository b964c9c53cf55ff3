//! The identifiers that laptop and relay exchange.
//!
//! Ids are made on the laptop, offline; nothing here draws randomness, callers hand it in.

use crate::config::RecordType;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A text or byte string that is no identifier of the wanted kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a valid identifier")]
pub struct BadId;

/// A record's id: a version-8 UUID (RFC 9562) whose layout is ours.
///
/// Bytes 0..6 hold the creation instant in Unix milliseconds, 6..8 version and 12 random bits,
/// byte 8 variant, 3 bits of the record's type and 3 random bits, bytes 9..12 the number of the creating device,
/// 12..16 random bits. The device number lets the relay refuse an id minted under another device's name without
/// looking whether it exists; the type is known wherever the id is, and never changes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CaseId(pub [u8; 16]);

impl CaseId {
    /// Makes the id from its parts; the same parts give the same id.
    #[must_use]
    pub fn derive(created_at_ms: u64, device: DeviceNo, record: RecordType, random: [u8; 8]) -> Self {
        let mut bytes = [0; 16];
        bytes[..6].copy_from_slice(&created_at_ms.to_be_bytes()[2..]);
        bytes[6] = 0x80 | (random[0] & 0x0f);
        bytes[7] = random[1];
        bytes[8] = 0x80 | (record as u8) << 3 | (random[2] & 0x07);
        bytes[9..12].copy_from_slice(&device.0.to_be_bytes()[1..]);
        bytes[12..].copy_from_slice(&random[4..]);
        Self(bytes)
    }

    /// The device that minted this id.
    #[must_use]
    pub fn device(&self) -> DeviceNo {
        DeviceNo(u32::from_be_bytes([0, self.0[9], self.0[10], self.0[11]]))
    }

    /// What kind of record it is; none for a type that this version does not know.
    #[must_use]
    pub fn known_type(&self) -> Option<RecordType> {
        RecordType::ALL.into_iter().find(|record| *record as u8 == (self.0[8] & 0x38) >> 3)
    }

    /// The same; a case, where the type is unknown. The relay lets no id of an unknown type in.
    #[must_use]
    pub fn record_type(&self) -> RecordType {
        self.known_type().unwrap_or_default()
    }

    /// The same id of another type; no record has it.
    #[must_use]
    pub fn as_if(mut self, record: RecordType) -> Self {
        self.0[8] = self.0[8] & !0x38 | (record as u8) << 3;
        self
    }

    /// The instant the id names, in Unix milliseconds by the creating laptop's clock.
    #[must_use]
    pub fn created_at_ms(&self) -> u64 {
        let mut wide = [0; 8];
        wide[2..].copy_from_slice(&self.0[..6]);
        u64::from_be_bytes(wide)
    }

    /// The short printed id (`case_id_display`): the last seven hexadecimal digits, in upper case.
    /// 28 random bits: shown to people, never relied on to be unique.
    #[must_use]
    pub fn display_id(&self) -> String {
        self.to_string()[29..].to_uppercase()
    }
}

impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", uuid::Uuid::from_bytes(self.0))
    }
}

impl fmt::Debug for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for CaseId {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, BadId> {
        Ok(Self(*uuid::Uuid::try_parse(text).map_err(|_| BadId)?.as_bytes()))
    }
}

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub [u8; 16]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", uuid::Uuid::from_bytes(self.0))
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
        impl FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                Ok(Self(*uuid::Uuid::try_parse(text).map_err(|_| BadId)?.as_bytes()))
            }
        }
        impl $name {
            /// A version-7 UUID (RFC 9562) from an instant and 10 random bytes.
            #[must_use]
            pub fn derive(at_ms: u64, random: [u8; 10]) -> Self {
                Self(*uuid::Builder::from_unix_timestamp_millis(at_ms, &random).as_uuid().as_bytes())
            }
        }
    };
}

uuid_id!(
    /// An act's id; a referral has the id of the act that offered it.
    ActId
);
uuid_id!(
    /// One entry of a subform. Entries are listed in the order of their ids, that is, of their making.
    EntryId
);
uuid_id!(
    /// A late edit that the relay set aside.
    QuarantineId
);

/// The number the relay gave a device (one person on one laptop) at enrolment: 1 ..= 2^24 - 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DeviceNo(pub u32);

/// A compartment's number, allotted when a configuration is published and never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CompartmentId(pub u16);

/// Who writes changes: device number (4 bytes, big endian) and a random incarnation (4 bytes).
/// A new incarnation begins whenever the same device must not go on counting where it stood.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Actor(pub [u8; 8]);

impl Actor {
    /// The actor of `device` in its incarnation `incarnation`.
    #[must_use]
    pub fn derive(device: DeviceNo, incarnation: [u8; 4]) -> Self {
        let mut bytes = [0; 8];
        bytes[..4].copy_from_slice(&device.0.to_be_bytes());
        bytes[4..].copy_from_slice(&incarnation);
        Self(bytes)
    }

    /// The device half.
    #[must_use]
    pub fn device(&self) -> DeviceNo {
        DeviceNo(u32::from_be_bytes([self.0[0], self.0[1], self.0[2], self.0[3]]))
    }

    /// The incarnation half.
    #[must_use]
    pub fn incarnation(&self) -> [u8; 4] {
        [self.0[4], self.0[5], self.0[6], self.0[7]]
    }
}

impl fmt::Debug for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|b| write!(f, "{b:02x}"))
    }
}

macro_rules! name_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The stored string.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

name_id!(
    /// What is approved, such as `case_plan`; the ends of the actions `request_approval_…` and `approve_…`.
    ApprovalId
);
name_id!(
    /// A kind of task, such as `case_plan`.
    TaskId
);
name_id!(
    /// A person's user name, unique in the programme and never given to another.
    UserName
);
name_id!(
    /// A role's standard id, such as `role-cp-case-worker`.
    RoleId
);
name_id!(
    /// An agency's code.
    AgencyId
);
name_id!(
    /// A user group's id.
    GroupId
);
name_id!(
    /// A form's id, such as `basic_identity`.
    FormId
);
name_id!(
    /// A field's id, unique per record type (a field of a subform: unique in that subform).
    FieldId
);

/// Reserved field of an entry whose subform stands inside another: the id of the entry it belongs to.
///
/// No configured field begins with `_`.
pub const IN_ENTRY: &str = "_in";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_id_names_its_device_instant_and_type_and_survives_printing() {
        for record in RecordType::ALL {
            let random = [1, 2, 0xff, 4, 5, 6, 7, 8];
            let id = CaseId::derive(1_795_000_000_123, DeviceNo(0x00ab_cdef), record, random);
            assert_eq!(id.device(), DeviceNo(0x00ab_cdef));
            assert_eq!(id.created_at_ms(), 1_795_000_000_123);
            assert_eq!(id.known_type(), Some(record));
            assert_eq!(id.to_string().parse(), Ok(id));
            assert_eq!(id.display_id(), "5060708");
        }
        let mut unknown = [0; 16];
        unknown[8] = 0x80 | 5 << 3;
        assert_eq!(CaseId(unknown).known_type(), None);
    }
}
