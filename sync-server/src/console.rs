//! The console's deeds: people, devices and configurations, signed by the relay's own key and put in the log.

use crate::{
    desk::Desk,
    error::RelayError,
    store::{
        cases::{self, Ending},
        configs,
        devices::{self, Device, Revoked},
        log, pack, people,
        renewals::{self, Whose},
    },
};
use daftar_core::{
    access::{Person, may_take_away},
    id::{ActId, CaseId, DeviceNo, UserName},
    publish::Published,
};
use daftar_doc::keys::{SealPublic, SignPublic, verify};
use daftar_sync::wire::Signature;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

const DOMAIN: &str = "DFC1";

/// What the console did. The order of variants is the stored format: append only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum ConsoleDeed {
    Person(Person),
    Enrol {
        device: DeviceNo,
        user: UserName,
        machine: [u8; 16],
        sign: SignPublic,
        seal: SealPublic,
    },
    Revoke {
        device: DeviceNo,
        lost: bool,
    },
    /// The configuration itself is kept beside the log; this is SHA-256 of its encoding.
    Publish {
        version: u32,
        hash: [u8; 32],
    },
    /// Somebody searched beyond their reach and was shown these.
    Searched {
        device: DeviceNo,
        shown: Vec<CaseId>,
    },
    /// The time of this offer is over.
    Expire {
        case: CaseId,
        offer: ActId,
    },
    /// These got the new keys that they were due.
    Renew {
        cases: Vec<CaseId>,
    },
}

/// A deed with the relay's signature over relay id and deed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct SignedDeed {
    pub deed: ConsoleDeed,
    pub signature: Signature,
}

impl SignedDeed {
    /// Whether the relay's key signed exactly this.
    pub fn is_genuine(
        &self,
        relay: daftar_doc::segment::RelayId,
        key: &SignPublic,
    ) -> Result<bool, RelayError> {
        let bytes = pack(&(relay, &self.deed))?;
        Ok(verify(key, DOMAIN, &bytes, &self.signature.to_bytes()).is_ok())
    }
}

impl Desk<'_> {
    pub fn record(&self, deed: ConsoleDeed) -> Result<u64, RelayError> {
        let case = match &deed {
            ConsoleDeed::Expire { case, .. } => Some(*case),
            _ => None,
        };
        let signature = self.secrets.pairs.sign(DOMAIN, &pack(&(self.secrets.relay, &deed))?).into();
        let bytes = pack(&SignedDeed { deed, signature })?;
        log::append(self.conn, log::Kind::Console, case, log::CONSOLE, &bytes, self.now_ms)
    }

    /// Puts a person's present version, as the log has it at `seq`. If it may take something from somebody, the cases that
    /// they held or are associated with are due for new keys.
    pub fn put_person(&mut self, person: &Person, seq: u64) -> Result<(), RelayError> {
        let known = people::now(self.conn, &person.user)?;
        people::put(self.conn, person, seq)?;
        if known.is_some_and(|known| may_take_away(&known, person)) {
            renewals::put(self.conn, &Whose::Person(person.user.clone()), seq)?;
        }
        Ok(())
    }

    pub fn enrol_device(&mut self, device: &Device, code_hash: &[u8; 32]) -> Result<u64, RelayError> {
        let Device { number, user, machine, sign, seal, .. } = device.clone();
        let seq = self.record(ConsoleDeed::Enrol { device: number, user, machine, sign, seal })?;
        devices::insert(self.conn, device, code_hash, seq)?;
        Ok(seq)
    }

    /// Revokes a device, as the log has it at `seq`; whatever it held is due for new keys, unless it was before.
    pub fn revoke_device(&mut self, device: DeviceNo, kind: Revoked, seq: u64) -> Result<(), RelayError> {
        let known = devices::find(self.conn, device)?;
        devices::revoke(self.conn, device, kind, seq)?;
        if known.is_some_and(|known| known.revoked.is_none()) {
            renewals::put(self.conn, &Whose::Device(device), seq)?;
        }
        Ok(())
    }

    /// Ends what has run out by now, before anybody is answered.
    pub fn end_expired(&mut self) -> Result<(), RelayError> {
        for (case, offer) in cases::expired(self.conn, self.now_ms)? {
            let seq = self.record(ConsoleDeed::Expire { case, offer })?;
            cases::end(self.conn, case, Ending::Offer(offer), seq)?;
            self.rotate(case, seq)?;
        }
        Ok(())
    }

    pub fn publish(&mut self, published: &Published) -> Result<(), RelayError> {
        let hash = Sha256::digest(pack(published)?).into();
        let seq = self.record(ConsoleDeed::Publish { version: published.version, hash })?;
        configs::put(self.conn, published, seq)
    }
}
