//! The relay's key store: its own secrets and the case keys, in a file of their own under a key of its own.
//!
//! Invariants: an act's sentence key is here before the log has the act; a case's key of an epoch is here before the log
//! says that the epoch has begun.

use crate::{
    error::{Refusal, RelayError},
    random::{Random, draw},
};
use daftar_core::id::{ActId, CaseId};
use daftar_doc::{
    keys::{CaseKey, DeviceKeys, SealPublic, SentenceKey},
    segment::RelayId,
};
use daftar_sqlite::DbKey;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

mod embedded {
    refinery::embed_migrations!("../migrations/relay-sqlite/keys");
}

/// Where the key store and its unlock secret lie.
#[derive(Debug, Clone)]
pub(crate) struct KeyFiles {
    pub store: PathBuf,
    pub unlock: PathBuf,
}

impl KeyFiles {
    pub fn of(dir: &Path, key_file: Option<&Path>) -> Self {
        let keys = dir.join("keys");
        let unlock = key_file.map_or_else(|| keys.join("unlock"), Path::to_path_buf);
        Self { store: keys.join("keys.db"), unlock }
    }
}

/// A freshly made relay's secrets.
pub(crate) struct NewSecrets<'a> {
    pub relay: RelayId,
    pub log: &'a [u8; 32],
    pub cursors: &'a [u8; 32],
    pub finding: &'a [u8; 32],
    pub pairs: &'a DeviceKeys,
    pub recovery: SealPublic,
    pub certificate: &'a [u8],
    pub tls_key: &'a [u8],
    pub fingerprint: [u8; 32],
}

/// The relay's own secrets, read once.
pub(crate) struct Secrets {
    pub relay: RelayId,
    pub log: DbKey,
    /// Authenticates cursors.
    pub cursors: Zeroizing<[u8; 32]>,
    /// The secret by which laptops find each other's cases; handed to those that may.
    pub finding: Zeroizing<[u8; 32]>,
    /// Signs the console's deeds; case keys are sealed to it.
    pub pairs: DeviceKeys,
    /// Vault keys are sealed to it; its other half is not here.
    pub recovery: SealPublic,
    pub certificate: Vec<u8>,
    pub tls_key: Zeroizing<Vec<u8>>,
    /// SHA-256 of the certificate's public key, by which laptops know the relay.
    pub fingerprint: [u8; 32],
}

/// The open key store.
pub(crate) struct KeyStore {
    conn: Connection,
}

impl KeyStore {
    pub fn create(
        files: &KeyFiles,
        new: &NewSecrets<'_>,
        random: &mut dyn Random,
    ) -> Result<Self, RelayError> {
        if !files.unlock.exists() {
            let secret = Zeroizing::new(draw::<32>(random)?);
            crate::files::write_secret(&files.unlock, hex(&*secret).as_bytes())?;
        }
        let mut conn = daftar_sqlite::open(&files.store, &unlock_key(files)?)?;
        daftar_sqlite::migrate(&mut conn, embedded::migrations::runner())?;
        crate::files::make_private(&files.store)?;
        let tx = conn.transaction()?;
        for (name, value) in [
            ("relay", new.relay.0.as_slice()),
            ("log", new.log),
            ("cursors", new.cursors),
            ("finding", new.finding),
            ("pairs", new.pairs.to_bytes().as_slice()),
            ("recovery", &new.recovery.0),
            ("certificate", new.certificate),
            ("tls_key", new.tls_key),
            ("fingerprint", &new.fingerprint),
        ] {
            tx.execute("INSERT INTO secrets (name, value) VALUES (?1, ?2)", params![name, value])?;
        }
        tx.commit()?;
        Ok(Self { conn })
    }

    pub fn open(files: &KeyFiles) -> Result<Self, RelayError> {
        if !files.store.exists() {
            return Err(Refusal::NoRelay.into());
        }
        let mut conn = daftar_sqlite::open(&files.store, &unlock_key(files)?)?;
        daftar_sqlite::migrate(&mut conn, embedded::migrations::runner())?;
        Ok(Self { conn })
    }

    pub fn secrets(&self) -> Result<Secrets, RelayError> {
        let pairs = Zeroizing::new(self.fixed::<64>("pairs")?);
        Ok(Secrets {
            relay: RelayId(self.fixed("relay")?),
            log: DbKey::from_bytes(&Zeroizing::new(self.fixed("log")?)),
            cursors: Zeroizing::new(self.fixed("cursors")?),
            finding: Zeroizing::new(self.fixed("finding")?),
            pairs: DeviceKeys::from_bytes(&pairs)?,
            recovery: SealPublic(self.fixed("recovery")?),
            certificate: self.secret("certificate")?,
            tls_key: Zeroizing::new(self.secret("tls_key")?),
            fingerprint: self.fixed("fingerprint")?,
        })
    }

    /// Keeps what follows in one transaction; dropped, it leaves nothing.
    pub fn begin(&self) -> Result<Transaction<'_>, RelayError> {
        Ok(self.conn.unchecked_transaction()?)
    }

    /// Keeps the key a creating laptop drew. Only for a case that the log does not know yet.
    pub fn put_first(&self, case: CaseId, epoch: u16, key: &CaseKey) -> Result<(), RelayError> {
        let sql = "INSERT OR REPLACE INTO case_keys (case_id, epoch, key) VALUES (?1, ?2, ?3)";
        self.conn.prepare_cached(sql)?.execute(params![case.0, epoch, key.as_bytes()])?;
        Ok(())
    }

    /// Keeps a key for a coming epoch; one that is left from a commit that did not come about stays.
    pub fn prepare(&self, case: CaseId, epoch: u16, key: &CaseKey) -> Result<(), RelayError> {
        let sql = "INSERT OR IGNORE INTO case_keys (case_id, epoch, key) VALUES (?1, ?2, ?3)";
        self.conn.prepare_cached(sql)?.execute(params![case.0, epoch, key.as_bytes()])?;
        Ok(())
    }

    /// A case's keys up to `epoch`, in order.
    pub fn case_keys(&self, case: CaseId, epoch: u16) -> Result<Vec<(u16, CaseKey)>, RelayError> {
        let sql = "SELECT epoch, key FROM case_keys WHERE case_id = ?1 AND epoch <= ?2 ORDER BY epoch";
        let mut query = self.conn.prepare_cached(sql)?;
        let rows = query.query_map(params![case.0, epoch], |row| {
            Ok((row.get(0)?, CaseKey::from_bytes(*Zeroizing::new(row.get::<_, [u8; 32]>(1)?))))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Keeps the key of an act's sentence; the act is about to enter the log.
    pub fn put_sentence(&self, act: ActId, key: &SentenceKey) -> Result<(), RelayError> {
        let sql = "INSERT OR REPLACE INTO sentence_keys (act_id, key) VALUES (?1, ?2)";
        self.conn.prepare_cached(sql)?.execute(params![act.0, key.as_bytes()])?;
        Ok(())
    }

    /// The key of an accepted act's sentence; none in a key store that is older than the log.
    pub fn sentence(&self, act: ActId) -> Result<Option<SentenceKey>, RelayError> {
        let mut query = self.conn.prepare_cached("SELECT key FROM sentence_keys WHERE act_id = ?1")?;
        let found = query.query_row([act.0], |row| row.get::<_, [u8; 32]>(0)).optional()?;
        Ok(found.map(SentenceKey::from_bytes))
    }

    /// Copies the key store, under the same unlock secret, into a new file.
    pub fn copy_to(&self, path: &Path) -> Result<(), RelayError> {
        self.conn.execute("VACUUM INTO ?1", [path.to_string_lossy()])?;
        Ok(())
    }

    fn secret(&self, name: &str) -> Result<Vec<u8>, RelayError> {
        let sql = "SELECT value FROM secrets WHERE name = ?1";
        let found = self.conn.query_row(sql, [name], |row| row.get(0)).optional()?;
        found.ok_or(RelayError::Damaged("a secret of the key store"))
    }

    fn fixed<const N: usize>(&self, name: &str) -> Result<[u8; N], RelayError> {
        let bytes = Zeroizing::new(self.secret(name)?);
        bytes.as_slice().try_into().map_err(|_| RelayError::Damaged("a secret of the key store"))
    }
}

fn unlock_key(files: &KeyFiles) -> Result<DbKey, RelayError> {
    let text = std::fs::read_to_string(&files.unlock).map_err(|_| Refusal::NoUnlockSecret)?;
    let text = Zeroizing::new(text);
    let bytes = Zeroizing::new(unhex(text.trim()).ok_or(Refusal::NoUnlockSecret)?);
    Ok(DbKey::from_bytes(&bytes))
}

/// Bytes as small hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> Zeroizing<String> {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    Zeroizing::new(digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect())
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let digits: Vec<u8> =
        text.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect::<Option<_>>()?;
    let bytes: Vec<u8> =
        digits.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect();
    if digits.len() == 64 { bytes.try_into().ok() } else { None }
}
