//! Checking the log: its running hash and every signature in it.

use crate::{
    console::{ConsoleDeed, SignedDeed},
    desk::Desk,
    error::{Refusal, RelayError},
    gate::admin::read_packed,
    relay::Relay,
    store::{
        configs, devices,
        log::{self, Kind},
        pack, uint, unpack,
    },
};
use daftar_core::{admin::Deed, id::DeviceNo, publish::publish};
use daftar_doc::{keys::SignPublic, segment::Segment};
use daftar_sync::wire::{SignedAct, SignedAdmin, What};
use rusqlite::Row;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What a whole and genuine log holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct LogReport {
    pub head: u64,
    pub segments: u64,
    pub late_segments: u64,
    pub acts: u64,
    pub console_deeds: u64,
    pub admin_deeds: u64,
    /// The last running hash, in hexadecimal digits: two copies of one log have the same.
    pub running_hash: String,
}

struct LogRow {
    seq: u64,
    kind: Option<Kind>,
    device: DeviceNo,
    bytes: Vec<u8>,
    running_hash: [u8; 32],
}

impl Relay {
    /// Reads the whole log and checks the running hash and each author's signature.
    ///
    /// # Errors
    /// [`Refusal::LogBroken`] with the first position that does not hold.
    pub fn verify_log(&self) -> Result<LogReport, RelayError> {
        self.look(verify_log)
    }
}

fn verify_log(desk: &mut Desk<'_>) -> Result<LogReport, RelayError> {
    let known = devices::all(desk.conn)?;
    let known: BTreeMap<_, _> = known.into_iter().map(|device| (device.number, device.sign)).collect();
    let mut report = LogReport::default();
    let mut hash = [0; 32];
    let sql = "SELECT seq, kind, device, bytes, running_hash FROM log ORDER BY seq";
    let mut query = desk.conn.prepare(sql)?;
    for row in query.query_map([], read)? {
        let row = row?;
        let Some(kind) = row.kind else { return Err(Refusal::LogBroken(row.seq).into()) };
        hash = log::running_hash(&hash, row.seq, kind, row.device, &row.bytes);
        let follows = row.seq == report.head + 1 && hash == row.running_hash;
        if !follows || !desk.is_genuine(kind, &row, &known)? {
            return Err(Refusal::LogBroken(row.seq).into());
        }
        report.head = row.seq;
        *report.count(kind) += 1;
    }
    report.running_hash = crate::keys::hex(&hash).to_string();
    Ok(report)
}

impl Desk<'_> {
    /// Whether what a deed published is kept as it follows from the deed and the version before.
    fn is_published(&mut self, seq: u64, signed: &SignedAdmin) -> Result<bool, RelayError> {
        let What::Do(act) = &signed.ask.what else { return Ok(false) };
        let before = self.configs.at(self.conn, seq - 1)?.ok_or(RelayError::Damaged("the configuration"))?;
        let read = match &act.deed {
            Deed::ConfigurationPublish { packed, .. } => read_packed(packed).ok(),
            _ => None,
        };
        let publishes = matches!(act.deed, Deed::ConfigurationPublish { .. });
        let Some(next) = act.deed.next(&before.config, read) else { return Ok(!publishes) };
        let next = publish(Some(&before), next);
        Ok(configs::hash_of(self.conn, next.version)? == Some(Sha256::digest(pack(&next)?).into()))
    }

    fn is_genuine(
        &mut self,
        kind: Kind,
        row: &LogRow,
        known: &BTreeMap<DeviceNo, SignPublic>,
    ) -> Result<bool, RelayError> {
        let relay = self.secrets.relay;
        if kind == Kind::Console {
            let signed: SignedDeed = unpack(&row.bytes, "a console deed")?;
            let kept_as_said = match &signed.deed {
                ConsoleDeed::Enrol { device, sign, .. } => known.get(device) == Some(sign),
                ConsoleDeed::Publish { version, hash } => {
                    configs::hash_of(self.conn, *version)? == Some(*hash)
                }
                ConsoleDeed::Person(_)
                | ConsoleDeed::Revoke { .. }
                | ConsoleDeed::Searched { .. }
                | ConsoleDeed::Expire { .. }
                | ConsoleDeed::Renew { .. } => true,
            };
            return Ok(kept_as_said && signed.is_genuine(relay, &self.secrets.pairs.sign_public())?);
        }
        let Some(author) = known.get(&row.device) else { return Ok(false) };
        if kind == Kind::Act {
            let act: SignedAct = unpack(&row.bytes, "an act")?;
            return Ok(act.device == row.device && act.verify(relay, author).is_ok());
        }
        if kind == Kind::Admin {
            let deed: SignedAdmin = unpack(&row.bytes, "a deed of administration")?;
            let genuine = deed.device == row.device && deed.verify(relay, author).is_ok();
            return Ok(genuine && self.is_published(row.seq, &deed)?);
        }
        let segment: Segment = unpack(&row.bytes, "a segment")?;
        Ok(segment.header.actor.device() == row.device && segment.verify(author).is_ok())
    }
}

impl LogReport {
    fn count(&mut self, kind: Kind) -> &mut u64 {
        match kind {
            Kind::Segment => &mut self.segments,
            Kind::Late => &mut self.late_segments,
            Kind::Act => &mut self.acts,
            Kind::Console => &mut self.console_deeds,
            Kind::Admin => &mut self.admin_deeds,
        }
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<LogRow> {
    let kind: String = row.get(1)?;
    Ok(LogRow {
        seq: uint(row.get(0)?),
        kind: Kind::parse(&kind),
        device: DeviceNo(row.get(2)?),
        bytes: row.get(3)?,
        running_hash: row.get(4)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SystemRandom;

    const CONFIG: [(&str, &str); 3] = [
        (
            "settings.toml",
            "programme = \"x\"\nlanguages = []\nidle_lock_minutes = 5\nreferral_consent = []\n",
        ),
        ("roles.toml", "roles = []\n"),
        ("organisations.toml", "agencies = []\ngroups = []\n"),
    ];

    #[test]
    fn whatever_is_changed_in_the_log_is_found() {
        for change in [
            "UPDATE log SET bytes = CAST(bytes || x'00' AS BLOB)",
            "UPDATE log SET device = 1",
            "UPDATE log SET kind = 'act'",
            "UPDATE log SET seq = 2",
            "UPDATE configs SET published = x'00'",
        ] {
            let dir = tempfile::tempdir().unwrap();
            let files = CONFIG.map(|(name, text)| (name.to_owned(), text.to_owned()));
            Relay::init(dir.path(), None, &files, Box::new(SystemRandom), 0).unwrap();
            let relay = Relay::open(dir.path(), None, Box::new(SystemRandom)).unwrap();
            assert_eq!(relay.verify_log().unwrap().head, 1);
            relay.with(0, |desk| Ok(desk.conn.execute(change, [])?)).unwrap();
            assert!(relay.verify_log().is_err(), "{change}");
        }
    }
}
