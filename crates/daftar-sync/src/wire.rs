//! The messages, as they stand on the wire (postcard encoding; fields in this order, variants append only).

mod admin;

pub use admin::{AdminReply, Ask, DeviceSeen, Directory, Look, Seen, What, pack_files, unpack_files};

use daftar_core::{
    access::Person,
    act::Act,
    config::{Mode, Slice},
    id::{ActId, Actor, AgencyId, CaseId, CompartmentId, DeviceNo, QuarantineId, UserName},
};
use daftar_doc::{
    change::ChangeHeader,
    keys::{DeviceKeys, KeyError, SealPublic, SignPublic, verify},
    segment::{RelayId, Segment, SegmentHeader},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Version of this protocol.
pub const PROTOCOL: u8 = 3;
/// Feed frames end after this many bytes of entries (before framing).
pub const FEED_BYTES_MAX: usize = 32 * 1024;

/// An Ed25519 signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature([u8; 32], [u8; 32]);

impl From<[u8; 64]> for Signature {
    fn from(bytes: [u8; 64]) -> Self {
        let (mut one, mut two) = ([0; 32], [0; 32]);
        one.copy_from_slice(&bytes[..32]);
        two.copy_from_slice(&bytes[32..]);
        Self(one, two)
    }
}

impl Signature {
    /// The 64 bytes.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 64] {
        let mut bytes = [0; 64];
        bytes[..32].copy_from_slice(&self.0);
        bytes[32..].copy_from_slice(&self.1);
        bytes
    }
}

/// What a laptop sends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Up {
    Hello(SignedHello),
    Push(Push),
    End,
}

/// Opens a session. Signed over relay id and this message, so no token travels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hello {
    pub protocol: u8,
    pub device: DeviceNo,
    /// One the relay gave; works once.
    pub nonce: [u8; 16],
    /// The cursor the last feed frame ended with, as the relay made it; empty at first.
    pub cursor: Vec<u8>,
    /// [`Config::mark`] of the configuration held; zeros for none.
    pub config: [u8; 8],
    /// Nonces left after this one.
    pub nonces_left: u8,
    /// The incarnation this laptop writes under now: what that actor wrote is on it and is not sent back.
    pub incarnation: [u8; 4],
}

/// A [`Hello`] with its signature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignedHello {
    pub hello: Hello,
    pub signature: Signature,
}

/// Some items of the queue, in order.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Push {
    pub tables: Tables,
    pub items: Vec<PushItem>,
}

/// Ids named by the segments of one frame, which refer to them by position.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Tables {
    pub cases: Vec<CaseId>,
    pub actors: Vec<Actor>,
}

/// One item of the queue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum PushItem {
    Act(SignedAct),
    Segment(WireSegment),
    Receipt(SignedReceipt),
    Card(CaseCard),
}

/// A segment whose ids stand in the frame's [`Tables`]; the signature covers the expanded header.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WireSegment {
    case: u16,
    compartment: CompartmentId,
    actor: u16,
    actors: Vec<u16>,
    first_seq: u64,
    changes: Vec<ChangeHeader>,
    config_version: u32,
    auth_seq: u32,
    epoch: u16,
    dictionary: u32,
    after: Option<ActId>,
    commit: [u8; 32],
    signature: Signature,
    sealed: Vec<u8>,
}

impl Tables {
    fn place<T: PartialEq>(table: &mut Vec<T>, thing: T) -> u16 {
        let at = table.iter().position(|known| *known == thing).unwrap_or_else(|| {
            table.push(thing);
            table.len() - 1
        });
        // Frames are cut long before a table could reach this.
        u16::try_from(at).unwrap_or(u16::MAX)
    }

    /// The segment with its ids moved into these tables.
    pub fn shrink(&mut self, segment: &Segment) -> WireSegment {
        let header = &segment.header;
        WireSegment {
            case: Self::place(&mut self.cases, header.case),
            compartment: header.compartment,
            actor: Self::place(&mut self.actors, header.actor),
            actors: header.actors.iter().map(|actor| Self::place(&mut self.actors, *actor)).collect(),
            first_seq: header.first_seq,
            changes: header.changes.clone(),
            config_version: header.config_version,
            auth_seq: header.auth_seq,
            epoch: header.epoch,
            dictionary: header.dictionary,
            after: header.after,
            commit: header.commit,
            signature: segment.signature.into(),
            sealed: segment.sealed.clone(),
        }
    }

    /// The whole segment, or none if it names a position that the tables do not have.
    #[must_use]
    pub fn expand(&self, relay: RelayId, wire: WireSegment) -> Option<Segment> {
        let actor = |at: u16| self.actors.get(usize::from(at)).copied();
        let header = SegmentHeader {
            relay,
            case: *self.cases.get(usize::from(wire.case))?,
            compartment: wire.compartment,
            actor: actor(wire.actor)?,
            first_seq: wire.first_seq,
            actors: wire.actors.into_iter().map(actor).collect::<Option<_>>()?,
            changes: wire.changes,
            config_version: wire.config_version,
            auth_seq: wire.auth_seq,
            epoch: wire.epoch,
            dictionary: wire.dictionary,
            after: wire.after,
            commit: wire.commit,
        };
        Some(Segment { header, signature: wire.signature.to_bytes(), sealed: wire.sealed })
    }
}

macro_rules! signed {
    ($(#[$doc:meta])* $name:ident, $what:ident: $inner:ty, $domain:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        pub struct $name {
            pub $what: $inner,
            pub device: DeviceNo,
            pub signature: Signature,
        }

        impl $name {
            /// Signs for `relay` as `device`.
            #[must_use]
            pub fn sign($what: $inner, device: DeviceNo, relay: RelayId, keys: &DeviceKeys) -> Self {
                let signature = keys.sign($domain, &signed_bytes(relay, device, &$what)).into();
                Self { $what, device, signature }
            }

            /// Checks that `author` signed exactly this for `relay`.
            ///
            /// # Errors
            /// The signature does not fit.
            pub fn verify(&self, relay: RelayId, author: &SignPublic) -> Result<(), KeyError> {
                let bytes = signed_bytes(relay, self.device, &self.$what);
                verify(author, $domain, &bytes, &self.signature.to_bytes())
            }
        }
    };
}

signed!(
    /// An act with its author's signature.
    SignedAct, act: Act, "DFA1"
);
signed!(
    /// A search with the device's signature.
    SignedSearch, search: Search, "DFS1"
);
signed!(
    /// A question of administration with the device's signature.
    SignedAdmin, ask: Ask, "DFM1"
);
signed!(
    /// A purge receipt with the device's signature.
    SignedReceipt, receipt: Receipt, "DFR1"
);

impl SignedHello {
    /// Signs the hello for `relay`.
    #[must_use]
    pub fn sign(hello: Hello, relay: RelayId, keys: &DeviceKeys) -> Self {
        let signature = keys.sign("DFH1", &signed_bytes(relay, hello.device, &hello)).into();
        Self { hello, signature }
    }

    /// Checks that `device` signed exactly this for `relay`.
    ///
    /// # Errors
    /// The signature does not fit.
    pub fn verify(&self, relay: RelayId, device: &SignPublic) -> Result<(), KeyError> {
        let bytes = signed_bytes(relay, self.hello.device, &self.hello);
        verify(device, "DFH1", &bytes, &self.signature.to_bytes())
    }
}

/// What signatures cover: relay id, device number (big endian), the message in postcard encoding.
fn signed_bytes<T: Serialize>(relay: RelayId, device: DeviceNo, message: &T) -> Vec<u8> {
    let mut bytes = relay.0.to_vec();
    bytes.extend_from_slice(&device.0.to_be_bytes());
    // Every message here is plain data, which postcard always encodes.
    bytes.extend(postcard::to_stdvec(message).unwrap_or_default());
    bytes
}

/// A laptop's word that it deleted these compartments: rows, index terms and keys.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    pub case: CaseId,
    pub compartments: Vec<CompartmentId>,
    /// Log position of the `Close` that asked for it.
    pub closed_seq: u64,
    pub at_ms: i64,
}

/// By what a case is found beyond one's reach. Replaces the card before it; only the owner's laptop hands one in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseCard {
    pub case: CaseId,
    /// [`daftar_doc::seal_card`]; at most [`CARD_BYTES_MAX`].
    pub sealed: Vec<u8>,
    /// Of its words, ascending; at most [`CARD_TOKENS_MAX`].
    pub tokens: Vec<[u8; 8]>,
}

/// Longest sealed card, in bytes.
pub const CARD_BYTES_MAX: usize = 1024;
/// Most tokens of a card.
pub const CARD_TOKENS_MAX: usize = 64;
/// Most tokens of a search.
pub const SEARCH_TOKENS_MAX: usize = 24;
/// Most cases that a search shows.
pub const FOUND_MAX: usize = 20;

/// Asks for cases beyond one's reach whose cards share words with what was typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Search {
    /// One the relay gave; works once.
    pub nonce: [u8; 16],
    pub tokens: Vec<[u8; 8]>,
}

/// The relay's answer to [`SignedSearch`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum SearchReply {
    /// Those that share most words first, at most [`FOUND_MAX`].
    Found(Vec<Found>),
    Refused {
        code: String,
    },
}

/// A case that was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    pub case: CaseId,
    pub owner: UserName,
    pub agency: AgencyId,
    pub sealed: Vec<u8>,
}

/// What is asked of a relay in one frame, beside sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// [`EnrolRequest`], answered by [`EnrolReply`].
    Enrol,
    /// [`SignedSearch`], answered by [`SearchReply`].
    Search,
    /// A [`SignedAct`] about a case that a search showed, answered by [`ItemResult`].
    Act,
    /// [`SignedAdmin`], answered by [`AdminReply`].
    Admin,
}

impl Door {
    /// The path of its URL.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Enrol => "/enrol",
            Self::Search => "/search",
            Self::Act => "/act",
            Self::Admin => "/admin",
        }
    }

    /// The longest question that a relay reads there, in bytes.
    #[must_use]
    pub fn bytes_max(self) -> usize {
        match self {
            Self::Enrol | Self::Search | Self::Act => 32 * 1024,
            // A whole configuration, packed, in the longest frame there is.
            Self::Admin => crate::frame::MESSAGE_BYTES_MAX + 1024,
        }
    }
}

/// What became of one pushed item. Codes are stable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ItemResult {
    /// Taken, at this position of the log.
    Ok { seq: u64 },
    /// Taken before.
    Duplicate,
    /// Set aside for the owner to adopt or discard; safe at the relay.
    Quarantined { code: String },
    /// Not taken. The laptop keeps what it says.
    Rejected { code: String },
}

/// What a relay sends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Down {
    Welcome(Welcome),
    /// Results of the next so many items of the queue.
    Results(Vec<ItemResult>),
    /// The configuration as this person may know it; comes only if it differs from the one held.
    Config(Vec<u8>),
    Feed(Feed),
    Bye {
        /// Call again soon: not everything fitted.
        more: bool,
    },
    /// Nothing was or will be done for this session.
    Refused {
        code: String,
    },
}

/// The relay's greeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Welcome {
    pub relay_time_ms: i64,
    /// Tops the laptop's nonces up to four.
    pub nonces: Vec<[u8; 16]>,
}

/// What a laptop knows of the programme; travels as zstd of postcard, hashed whole.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Config {
    pub slice: Slice,
    pub me: Person,
    /// People the person may refer or assign to, with those of them who were disabled; empty for roles that may do neither.
    pub people: Vec<Person>,
    /// Who reads this person's cases by their scope, so that it can be said where something is written.
    pub readers: Vec<UserName>,
    /// [`daftar_doc::FindingKey`], for whoever registers cases or may search beyond their reach, in a programme that has
    /// such a search.
    pub finding: Option<[u8; 32]>,
}

/// Longest configuration a laptop unpacks, in bytes.
const CONFIG_BYTES_MAX: usize = 16 * 1024 * 1024;

/// A configuration that cannot be packed or unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the configuration cannot be read")]
pub struct BadConfig;

impl Config {
    /// The form that travels and is kept.
    ///
    /// # Errors
    /// The compressor failed.
    pub fn pack(&self) -> Result<Vec<u8>, BadConfig> {
        let plain = postcard::to_stdvec(self).map_err(|_| BadConfig)?;
        zstd::bulk::compress(&plain, 9).map_err(|_| BadConfig)
    }

    /// Reads what [`Config::pack`] made, and puts the questions of attachments into their fields.
    ///
    /// # Errors
    /// Anything else.
    pub fn unpack(packed: &[u8]) -> Result<Self, BadConfig> {
        let plain = zstd::bulk::decompress(packed, CONFIG_BYTES_MAX).map_err(|_| BadConfig)?;
        let mut read: Self = postcard::from_bytes(&plain).map_err(|_| BadConfig)?;
        read.slice.config = read.slice.config.with_attachments();
        Ok(read)
    }

    /// What [`Hello::config`] carries for a packed configuration.
    #[must_use]
    pub fn mark(packed: &[u8]) -> [u8; 8] {
        let digest = Sha256::digest(packed);
        let mut mark = [0; 8];
        mark.copy_from_slice(&digest[..8]);
        mark
    }
}

/// Some entries in order. Applied whole, together with the cursor, or not at all.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Feed {
    pub tables: Tables,
    /// Devices that wrote what stands in this frame: number, person, key.
    pub authors: Vec<(DeviceNo, UserName, SignPublic)>,
    pub entries: Vec<Entry>,
    pub cursor: Vec<u8>,
}

/// One thing a laptop is told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Entry {
    /// A case that is readable, with all its present modes and keys. Replaces what was known of modes and owner.
    Case(CaseHead),
    /// An accepted segment.
    Segment { received_at_ms: i64, segment: WireSegment },
    /// An accepted act of somebody else, or one this device no longer holds. `seq` is its place in the relay's order:
    /// whoever comes to a case later is told earlier acts after later ones.
    /// `key` opens what the act says ([`daftar_core::act::Sealed`]), sealed to the device under [`SENTENCE_INFO`] with the
    /// act's id as associated data; empty where it says nothing, or where the relay has lost the key.
    Act { seq: u64, received_at_ms: i64, act: SignedAct, key: Vec<u8> },
    /// The place in the order of an accepted act that this device wrote and was told about by its result.
    OwnAct { seq: u64, act: ActId },
    /// Access to these compartments ended; `whole` when nothing of the case is left.
    Close { case: CaseId, compartments: Vec<CompartmentId>, whole: bool, seq: u64, reason: String },
    /// A late edit of somebody else that this person may adopt or discard.
    Late { quarantine: QuarantineId, received_at_ms: i64, code: String, segment: WireSegment },
    /// That late edit is settled.
    LateSettled { quarantine: QuarantineId },
}

/// A case as its reader may know it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseHead {
    pub case: CaseId,
    pub owner: UserName,
    pub created_at_ms: i64,
    /// The epoch to write under.
    pub epoch: u16,
    pub modes: Vec<(CompartmentId, Mode)>,
    /// The log position this head speaks of; segments written with these keys carry it as `auth_seq`.
    pub auth_seq: u32,
    /// Empty: the keys are those this vault drew when it registered the case. Else
    /// [`CaseKeys`] in postcard encoding, sealed to the device under [`KEYS_INFO`] with the case id as associated data.
    pub keys: Vec<u8>,
}

/// HPKE `info` of the key of an act's sentence in [`Entry::Act`].
pub const SENTENCE_INFO: &[u8] = b"daftar sentence key 1";
/// HPKE `info` of [`CaseHead::keys`].
pub const KEYS_INFO: &[u8] = b"daftar case keys 1";
/// HPKE `info` of [`daftar_core::act::Deed::CaseCreate`]'s sealed key; associated data is the case id.
pub const CUSTODY_INFO: &[u8] = b"daftar case custody 1";

/// Compartment keys by epoch, for all compartments readable now.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseKeys(pub Vec<(u16, CompartmentId, [u8; 32])>);

/// Asks to enrol a device. Travels in one frame, to `POST /enrol`.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct EnrolRequest {
    pub secret: [u8; 16],
    pub sign: SignPublic,
    pub seal: SealPublic,
    /// Groups the devices of one laptop.
    pub machine: [u8; 16],
}

/// The relay's answer to [`EnrolRequest`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum EnrolReply {
    Enrolled {
        relay: RelayId,
        device: DeviceNo,
        user: UserName,
        programme: String,
        /// Case keys are sealed to it.
        custody: SealPublic,
        /// Vault keys are sealed to it.
        recovery: SealPublic,
        /// The relay signs with it.
        relay_sign: SignPublic,
        nonces: Vec<[u8; 16]>,
    },
    Refused {
        code: String,
    },
}
