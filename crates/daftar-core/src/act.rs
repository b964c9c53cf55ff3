//! Acts: signed deeds that need authority, and the one function that validates them.
//!
//! The relay validates under a lock per case and is the only one to order acts; a laptop asks the same function to
//! tell the person beforehand. A refusal is a [`Denial`] with a stable code.
//!
//! Here is what can be done and who is told of it; [`state`] makes a case of its acts, [`rules`] decides.
//!
//! Invariants: `in_progress → accepted → done`; `in_progress → rejected`; `in_progress | accepted → revoked`. A
//! referral that ended never opens again; send a new one. Access begins with the offer and ends with the referral.
//!
//! A transfer is `in_progress → accepted | rejected | revoked`. Its recipient reads the case, and becomes its owner by
//! accepting. Whenever a case gets another owner, by whatever act, all transfers still in progress are revoked: they
//! were the former owner's to give.
//!
//! What goes to somebody outside the programme, whom only the act's sentence names, moves nobody's access: such a
//! referral is ended by the owner's side, and such a transfer takes the case out of work at once.
//!
//! Emergency access lets somebody who found a case that is not within their reach read it, for a reason that its
//! owner is told at once, and until an instant that is no further than [`GLASS_MS_MAX`].
//!
//! A *link* ties a record to another: a case to its family or its registry record, a trace of a tracing request to the case
//! that it matched, and an incident to its case. Such an incident **follows** its case: it has the case's owner, and
//! whoever is associated with the case is associated with it in the same way, as long as the link stands. It is not
//! assigned, referred or transferred by itself.
//!
//! A request for a transfer is `in_progress → accepted | rejected | revoked`. Its yes is an ordinary transfer to whoever
//! asked; its no is the owner's side's, and whoever asked may take it back.

mod rules;
mod state;

pub use rules::{ActFacts, Effect, Reach, approval_of, linked_of, target_of, validate};
pub use state::{
    Approval, ApprovalStatus, CaseState, Flag, Glass, Link, Referral, ReferralStatus, Request, Status,
    Transfer, fold,
};

use crate::{
    config::RecordType,
    id::{ActId, Actor, ApprovalId, CaseId, CompartmentId, EntryId, FieldId, QuarantineId, RoleId, UserName},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Version of the rules in this module, carried by every act.
pub const RULES: u16 = 4;
/// Longest emergency access, in milliseconds: 72 hours.
pub const GLASS_MS_MAX: i64 = 72 * 60 * 60 * 1000;
/// How long after a search its finder may act on what it showed, in milliseconds: a day.
pub const SHOWN_MS: i64 = 24 * 60 * 60 * 1000;
/// Shortest and longest sealed sentence in bytes: the cipher's 16 and a letter, about 4,000 letters of any script.
const SENTENCE_BYTES: std::ops::RangeInclusive<usize> = 17..=16 * 1024;

/// Something a person wrote in an act, sealed with a key of its own; the relay cannot read it, but hands the key to
/// whoever is told of the act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// The sentence's key, sealed to the relay's custody.
    pub key: Vec<u8>,
    pub text: Vec<u8>,
}

/// Why a closed case is open again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reopening {
    /// Somebody who may reopen cases asked for it.
    Asked,
    /// Something was added that a closed case does not have: a service, or an incident.
    Added,
}

/// What a form's documents looked like: equal for equal changes, whatever else the case holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heads([u8; 32]);

impl Heads {
    /// As hexadecimal digits, for screens to hand back.
    #[must_use]
    pub fn to_hex(self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Reads what [`Heads::to_hex`] wrote.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits: Vec<u8> =
            text.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect::<Option<_>>()?;
        let bytes: Vec<u8> = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
        if digits.len() == 64 { bytes.try_into().ok().map(Self) } else { None }
    }

    /// Of the last change of every actor in each compartment, in any order. A document without changes is left out.
    #[must_use]
    pub fn of(mut changes: Vec<(CompartmentId, Actor, u64)>) -> Self {
        changes.sort_unstable_by_key(|(compartment, actor, _)| (compartment.0, actor.0));
        let mut hash = Sha256::new();
        hash.update(b"daftar heads 1");
        for (compartment, actor, seq) in changes {
            hash.update(compartment.0.to_be_bytes());
            hash.update(actor.0);
            hash.update(seq.to_be_bytes());
        }
        Self(hash.finalize().into())
    }
}

/// What the consent form said when a referral or transfer was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Consent {
    /// The case records the consent that the configuration asks for.
    Given,
    /// It does not, and the person holds `consent_override`.
    Overridden,
    /// It does not.
    Missing,
}

/// What is to be done. The order of variants is the wire format: append only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deed {
    /// Registers the case; its author becomes the owner. `sealed_key` is the case key, sealed to the relay's custody.
    CaseCreate {
        sealed_key: Vec<u8>,
    },
    /// Makes `to` the owner in place of `from`.
    CaseAssign {
        from: UserName,
        to: UserName,
        note: Option<Sealed>,
    },
    /// Lends the forms of `lends` (a type of referral; none: the recipient's own role) to `to`; without `to` it is told
    /// of somebody outside the programme, whom `note` names.
    ReferralOffer {
        to: Option<UserName>,
        lends: Option<RoleId>,
        consent: Consent,
        /// The service that it is for, an entry of the case.
        service: Option<EntryId>,
        /// When it ends by itself, Unix milliseconds by the relay's clock.
        until_ms: Option<i64>,
        note: Option<Sealed>,
    },
    ReferralAccept {
        referral: ActId,
    },
    ReferralReject {
        referral: ActId,
        why: Option<Sealed>,
    },
    ReferralDone {
        referral: ActId,
        note: Option<Sealed>,
    },
    ReferralRevoke {
        referral: ActId,
    },
    /// Closes the question of a late edit; what was adopted is a change of its own.
    QuarantineSettle {
        quarantine: QuarantineId,
        adopted: bool,
    },
    /// Offers the case itself to `to`, who becomes the owner by accepting; without `to` it went to another programme,
    /// which `note` names.
    TransferOffer {
        to: Option<UserName>,
        consent: Consent,
        note: Option<Sealed>,
    },
    TransferAccept {
        transfer: ActId,
    },
    TransferReject {
        transfer: ActId,
        why: Option<Sealed>,
    },
    TransferRevoke {
        transfer: ActId,
    },
    CaseClose,
    CaseReopen {
        because: Reopening,
    },
    /// Puts the record out of use: it stays readable, and nothing is written in it until it is enabled.
    CaseDisable,
    CaseEnable,
    /// Marks the case for somebody's attention.
    FlagAdd {
        about: Sealed,
    },
    FlagEdit {
        flag: ActId,
        about: Sealed,
    },
    FlagResolve {
        flag: ActId,
        how: Sealed,
    },
    /// Asks to approve what the form of `approval` says, as it is at `heads`.
    ApprovalRequest {
        approval: ApprovalId,
        heads: Heads,
    },
    ApprovalApprove {
        request: ActId,
        heads: Heads,
        comment: Option<Sealed>,
    },
    ApprovalReject {
        request: ActId,
        comment: Option<Sealed>,
    },
    /// Asks the owner for the case.
    RequestTransfer {
        note: Option<Sealed>,
    },
    /// Says no to such a request; by whoever asked, takes it back.
    RequestReject {
        request: ActId,
        why: Option<Sealed>,
    },
    /// Emergency access: its author reads the case by their own role until then.
    GlassBreak {
        why: Sealed,
        until_ms: i64,
    },
    /// Ends it before its time.
    GlassEnd {
        glass: ActId,
    },
    /// Ties the record to `to`; `entry` is the trace that matched, or the child among the family's members.
    LinkAdd {
        to: CaseId,
        entry: Option<EntryId>,
    },
    /// Unties it. An incident stays with the owner that its case has then.
    LinkEnd {
        link: ActId,
    },
    /// Makes it the case of `to`, who is its child and reads it as such; of nobody without `to`.
    CaseAttribute {
        to: Option<UserName>,
    },
}

impl Deed {
    /// The stable id of the act's type.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::CaseCreate { .. } => "case.create",
            Self::CaseAssign { .. } => "case.assign",
            Self::ReferralOffer { .. } => "referral.offer",
            Self::ReferralAccept { .. } => "referral.accept",
            Self::ReferralReject { .. } => "referral.reject",
            Self::ReferralDone { .. } => "referral.done",
            Self::ReferralRevoke { .. } => "referral.revoke",
            Self::QuarantineSettle { .. } => "quarantine.settle",
            Self::TransferOffer { .. } => "transfer.offer",
            Self::TransferAccept { .. } => "transfer.accept",
            Self::TransferReject { .. } => "transfer.reject",
            Self::TransferRevoke { .. } => "transfer.revoke",
            Self::CaseClose => "case.close",
            Self::CaseReopen { .. } => "case.reopen",
            Self::CaseDisable => "case.disable",
            Self::CaseEnable => "case.enable",
            Self::FlagAdd { .. } => "flag.add",
            Self::FlagEdit { .. } => "flag.edit",
            Self::FlagResolve { .. } => "flag.resolve",
            Self::ApprovalRequest { .. } => "approval.request",
            Self::ApprovalApprove { .. } => "approval.approve",
            Self::ApprovalReject { .. } => "approval.reject",
            Self::RequestTransfer { .. } => "request.transfer",
            Self::RequestReject { .. } => "request.reject",
            Self::GlassBreak { .. } => "glass.break",
            Self::GlassEnd { .. } => "glass.end",
            Self::LinkAdd { .. } => "link.add",
            Self::LinkEnd { .. } => "link.end",
            Self::CaseAttribute { .. } => "case.attribute",
        }
    }

    /// What a person wrote in it.
    #[must_use]
    pub fn sentence(&self) -> Option<&Sealed> {
        match self {
            Self::FlagAdd { about } | Self::FlagEdit { about, .. } => Some(about),
            Self::FlagResolve { how, .. } => Some(how),
            Self::GlassBreak { why, .. } => Some(why),
            Self::CaseAssign { note: said, .. }
            | Self::ReferralOffer { note: said, .. }
            | Self::ReferralReject { why: said, .. }
            | Self::ReferralDone { note: said, .. }
            | Self::TransferOffer { note: said, .. }
            | Self::TransferReject { why: said, .. }
            | Self::ApprovalApprove { comment: said, .. }
            | Self::ApprovalReject { comment: said, .. }
            | Self::RequestTransfer { note: said }
            | Self::RequestReject { why: said, .. } => said.as_ref(),
            Self::CaseCreate { .. }
            | Self::ReferralAccept { .. }
            | Self::ReferralRevoke { .. }
            | Self::QuarantineSettle { .. }
            | Self::TransferAccept { .. }
            | Self::TransferRevoke { .. }
            | Self::CaseClose
            | Self::CaseReopen { .. }
            | Self::CaseDisable
            | Self::CaseEnable
            | Self::ApprovalRequest { .. }
            | Self::GlassEnd { .. }
            | Self::LinkAdd { .. }
            | Self::LinkEnd { .. }
            | Self::CaseAttribute { .. } => None,
        }
    }
}

/// One deed about one case, as its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    pub id: ActId,
    pub case: CaseId,
    /// The author's clock, Unix milliseconds; shown, never decisive.
    pub at_ms: i64,
    /// [`RULES`] of the author's program.
    pub rules: u16,
    pub deed: Deed,
}

impl Act {
    /// The referral, transfer, request, emergency access or flag that the act makes or is about.
    #[must_use]
    pub fn matter(&self) -> Option<ActId> {
        match &self.deed {
            Deed::ReferralOffer { .. }
            | Deed::TransferOffer { .. }
            | Deed::FlagAdd { .. }
            | Deed::RequestTransfer { .. }
            | Deed::GlassBreak { .. } => Some(self.id),
            Deed::ReferralAccept { referral }
            | Deed::ReferralReject { referral, .. }
            | Deed::ReferralDone { referral, .. }
            | Deed::ReferralRevoke { referral } => Some(*referral),
            Deed::TransferAccept { transfer }
            | Deed::TransferReject { transfer, .. }
            | Deed::TransferRevoke { transfer } => Some(*transfer),
            Deed::RequestReject { request, .. } => Some(*request),
            Deed::GlassEnd { glass } => Some(*glass),
            Deed::FlagEdit { flag, .. } | Deed::FlagResolve { flag, .. } => Some(*flag),
            _ => None,
        }
    }

    /// What the act answers, an approval that was asked for among it. While it waits to be sent nobody answers that again.
    #[must_use]
    pub fn answers(&self) -> Option<ActId> {
        match &self.deed {
            Deed::ApprovalApprove { request, .. } | Deed::ApprovalReject { request, .. } => Some(*request),
            _ => self.matter(),
        }
    }
}

/// Why an act is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Denial {
    #[error("the role lacks the permission")]
    NotPermitted,
    #[error("no such record within reach")]
    NotFound,
    #[error("the record was within reach once and is not any more")]
    NoLongerYours,
    #[error("consent to share is not recorded")]
    NoConsent,
    #[error("no such person")]
    UnknownPerson,
    #[error("this person may not receive it")]
    TargetNotAllowed,
    #[error("the type of referral lends more than its author may share")]
    RoleTooWide,
    #[error("the record has another owner by now")]
    StaleOwner,
    #[error("the record exists already")]
    DuplicateCase,
    #[error("the id was minted for another device")]
    BadCaseId,
    #[error("answered already")]
    AlreadyAnswered,
    #[error("ended already")]
    AlreadyEnded,
    #[error("it is so already")]
    AlreadySo,
    #[error("the record is closed")]
    CaseClosed,
    #[error("the record is out of use")]
    CaseDisabled,
    #[error("what was to be approved has changed since")]
    Superseded,
    #[error("closing needs an approval that is not there")]
    ApprovalMissing,
    #[error("no such approval in this programme")]
    UnknownApproval,
    #[error("too long, or empty")]
    BadSentence,
    #[error("it would have ended before it began")]
    AlreadyOver,
    #[error("emergency access does not last as long")]
    TooLong,
    #[error("these records are not linked with each other")]
    BadLink,
    #[error("the incident goes where its case goes")]
    FollowsItsCase,
    #[error("it has been changed by somebody else meanwhile")]
    StaleVersion,
    #[error("there is a person of this name already")]
    PersonExists,
    #[error("not a usable user name: letters, digits, `.`, `_` and `-` only, at most 64")]
    BadUserName,
    #[error("no such role")]
    UnknownRole,
    #[error("no such agency")]
    UnknownAgency,
    #[error("no such user group")]
    UnknownGroup,
    #[error("no such place")]
    UnknownPlace,
    #[error("no such service")]
    UnknownService,
    #[error("no such device")]
    UnknownDevice,
    #[error("the device is revoked already")]
    AlreadyRevoked,
    #[error("nobody does this to themselves")]
    NotYourself,
    #[error("the role administers more, or reaches further, than the author's own")]
    RoleAboveOwn,
    #[error("nobody would administer everybody any more")]
    LastAdministrator,
    #[error("somebody has a role, an agency or a group that would be gone")]
    StillInUse,
    #[error("the configuration has problems")]
    BadConfig,
}

impl Denial {
    /// Stored, sent and shown through the message `error-` + code with dashes; never changes.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotPermitted => "not_permitted",
            Self::NotFound => "not_found",
            Self::NoLongerYours => "no_longer_yours",
            Self::NoConsent => "no_consent",
            Self::UnknownPerson => "unknown_person",
            Self::TargetNotAllowed => "target_not_allowed",
            Self::RoleTooWide => "role_too_wide",
            Self::StaleOwner => "stale_owner",
            Self::DuplicateCase => "duplicate_case",
            Self::BadCaseId => "bad_case_id",
            Self::AlreadyAnswered => "already_answered",
            Self::AlreadyEnded => "already_ended",
            Self::AlreadySo => "already_so",
            Self::CaseClosed => "case_closed",
            Self::CaseDisabled => "case_disabled",
            Self::Superseded => "superseded",
            Self::ApprovalMissing => "approval_missing",
            Self::UnknownApproval => "unknown_approval",
            Self::BadSentence => "bad_sentence",
            Self::AlreadyOver => "already_over",
            Self::TooLong => "too_long",
            Self::BadLink => "bad_link",
            Self::FollowsItsCase => "follows_its_case",
            Self::StaleVersion => "stale_version",
            Self::PersonExists => "person_exists",
            Self::BadUserName => "bad_user_name",
            Self::UnknownRole => "unknown_role",
            Self::UnknownAgency => "unknown_agency",
            Self::UnknownGroup => "unknown_group",
            Self::UnknownPlace => "unknown_place",
            Self::UnknownService => "unknown_service",
            Self::UnknownDevice => "unknown_device",
            Self::AlreadyRevoked => "already_revoked",
            Self::NotYourself => "not_yourself",
            Self::RoleAboveOwn => "role_above_own",
            Self::LastAdministrator => "last_administrator",
            Self::StillInUse => "still_in_use",
            Self::BadConfig => "bad_config",
        }
    }
}

/// Who is told of an accepted act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everybody who reads the case.
    Readers,
    /// Everybody who reads the case by ownership or scope, and the two parties of a referral or transfer, or whoever
    /// raised a flag, asked for the case or has emergency access to it.
    OwnerSideAndParties,
    /// Everybody who reads the case by ownership or scope.
    OwnerSide,
}

/// The audience of an act; a referral's recipient is never told of assignments, other referrals, approvals, late edits,
/// links or what others flagged. But whoever reads an incident may know which case it is of.
#[must_use]
pub fn audience(act: &Act) -> Audience {
    match &act.deed {
        Deed::LinkAdd { .. } | Deed::LinkEnd { .. } if act.case.record_type() == RecordType::Incident => {
            Audience::Readers
        }
        Deed::CaseClose | Deed::CaseReopen { .. } | Deed::CaseDisable | Deed::CaseEnable => Audience::Readers,
        // With it the case comes to rest; where it went is in the sentence.
        Deed::TransferOffer { to: None, .. } => Audience::Readers,
        Deed::CaseCreate { .. }
        | Deed::CaseAssign { .. }
        | Deed::QuarantineSettle { .. }
        | Deed::ApprovalRequest { .. }
        | Deed::ApprovalApprove { .. }
        | Deed::ApprovalReject { .. }
        | Deed::LinkAdd { .. }
        | Deed::LinkEnd { .. }
        | Deed::CaseAttribute { .. } => Audience::OwnerSide,
        Deed::ReferralOffer { .. }
        | Deed::ReferralAccept { .. }
        | Deed::ReferralReject { .. }
        | Deed::ReferralDone { .. }
        | Deed::ReferralRevoke { .. }
        | Deed::TransferOffer { .. }
        | Deed::TransferAccept { .. }
        | Deed::TransferReject { .. }
        | Deed::TransferRevoke { .. }
        | Deed::FlagAdd { .. }
        | Deed::FlagEdit { .. }
        | Deed::FlagResolve { .. }
        | Deed::RequestTransfer { .. }
        | Deed::RequestReject { .. }
        | Deed::GlassBreak { .. }
        | Deed::GlassEnd { .. } => Audience::OwnerSideAndParties,
    }
}

/// Who is told what the author wrote in an accepted act: whoever is told of it, but for the programme that a case went to,
/// which is between that programme and the owner's side.
#[must_use]
pub fn sentence_audience(act: &Act) -> Audience {
    match act.deed {
        Deed::TransferOffer { to: None, .. } => Audience::OwnerSideAndParties,
        _ => audience(act),
    }
}

/// Whether the case's fields that consent rests on are all ticked; `asked` is one of the lists of the settings.
#[must_use]
pub fn consent_of(asked: &[FieldId], is_ticked: impl Fn(&FieldId) -> bool) -> Consent {
    if !asked.is_empty() && asked.iter().all(is_ticked) { Consent::Given } else { Consent::Missing }
}
