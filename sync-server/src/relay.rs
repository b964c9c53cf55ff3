//! A relay's folder: making it, opening it, and the one writer behind a lock.

use crate::{
    desk::Desk,
    error::{Refusal, RelayError},
    files,
    keys::{KeyFiles, KeyStore, NewSecrets, Secrets},
    known::{Kept, Watch},
    random::{Random, draw},
    session::RelaySession,
    store::{self, devices},
    tls,
};
use daftar_core::{config, id::DeviceNo, publish::publish};
use daftar_doc::{keys::DeviceKeys, segment::RelayId};
use daftar_sync::laptop::Item;
use rusqlite::{Connection, TransactionBehavior};
use std::{
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use zeroize::Zeroizing;

/// Small beside what a contact costs anyway.
const PORTION: usize = 32;

/// A relay. Clones are handles of the same one.
#[derive(Clone)]
pub struct Relay {
    shared: Arc<Shared>,
}

struct Shared {
    secrets: Secrets,
    inner: Mutex<Inner>,
}

struct Inner {
    log: Connection,
    keys: KeyStore,
    watch: Arc<Watch>,
    kept: Option<Kept>,
    portion: usize,
    random: Box<dyn Random>,
}

/// What whoever made a relay must know once.
pub struct InitReport {
    pub relay: RelayId,
    /// SHA-256 of the certificate's public key.
    pub fingerprint: [u8; 32],
    /// Opens what is sealed for recovery. It is kept nowhere; two people should keep it off this machine.
    pub recovery: Zeroizing<[u8; 64]>,
}

impl Relay {
    /// Makes a relay in `dir` with a configuration given as files (path and text).
    ///
    /// # Errors
    /// There is one already, the configuration has problems, or the folder cannot be written.
    pub fn init(
        dir: &Path,
        key_file: Option<&Path>,
        config_files: &[(String, String)],
        mut random: Box<dyn Random>,
        now_ms: i64,
    ) -> Result<InitReport, RelayError> {
        let log = dir.join("log.db");
        let key_files = KeyFiles::of(dir, key_file);
        if log.exists() || key_files.store.exists() {
            return Err(Refusal::RelayExists.into());
        }
        let config = config::read(config_files)
            .map_err(|problems| Refusal::BadConfig(problems.iter().map(ToString::to_string).collect()))?;
        files::make_folder(dir)?;
        files::make_folder(&dir.join("keys"))?;

        let pairs = DeviceKeys::from_bytes(&Zeroizing::new(draw::<64>(random.as_mut())?))?;
        let recovery = Zeroizing::new(draw::<64>(random.as_mut())?);
        let certificate = tls::make_certificate()?;
        let new = NewSecrets {
            relay: RelayId(draw(random.as_mut())?),
            log: &Zeroizing::new(draw::<32>(random.as_mut())?),
            cursors: &Zeroizing::new(draw::<32>(random.as_mut())?),
            finding: &Zeroizing::new(draw::<32>(random.as_mut())?),
            pairs: &pairs,
            recovery: DeviceKeys::from_bytes(&recovery)?.seal_public(),
            certificate: &certificate.certificate,
            tls_key: &certificate.key,
            fingerprint: certificate.fingerprint,
        };
        KeyStore::create(&key_files, &new, random.as_mut())?;
        let report = InitReport { relay: new.relay, fingerprint: certificate.fingerprint, recovery };
        let relay = Self::open(dir, key_file, random)?;
        files::make_private(&log)?;
        relay.with(now_ms, |desk| desk.publish(&publish(None, config)))?;
        Ok(report)
    }

    /// Opens the relay in `dir`.
    ///
    /// # Errors
    /// There is none, the unlock secret does not open it, or a file is damaged.
    pub fn open(dir: &Path, key_file: Option<&Path>, random: Box<dyn Random>) -> Result<Self, RelayError> {
        let keys = KeyStore::open(&KeyFiles::of(dir, key_file))?;
        let secrets = keys.secrets()?;
        let log = store::open(&dir.join("log.db"), &secrets.log)?;
        let watch = Watch::over(&log)?;
        let inner = Mutex::new(Inner { log, keys, watch, kept: None, portion: PORTION, random });
        Ok(Self { shared: Arc::new(Shared { secrets, inner }) })
    }

    /// This relay's id.
    #[must_use]
    pub fn id(&self) -> RelayId {
        self.shared.secrets.relay
    }

    /// SHA-256 of the certificate's public key.
    #[must_use]
    pub fn fingerprint(&self) -> [u8; 32] {
        self.shared.secrets.fingerprint
    }

    /// Begins a session.
    #[must_use]
    pub fn session(&self, now_ms: i64) -> RelaySession {
        RelaySession::begin(self.clone(), now_ms)
    }

    /// A nonce for a laptop that has none left. Whoever asks learns nothing: one for an unknown device works never.
    ///
    /// # Errors
    /// The store failed.
    pub fn nonce(&self, device: DeviceNo, now_ms: i64) -> Result<[u8; 16], RelayError> {
        self.with(now_ms, |desk| {
            let salt = draw(desk.random)?;
            devices::asked_nonce(desk.conn, &desk.secrets.cursors, device, salt)
        })
    }

    /// Which of these items the gate would take from this device if they came now, each by itself. Writes nothing; for
    /// measuring the gate alone.
    ///
    /// # Errors
    /// The store failed.
    #[doc(hidden)]
    pub fn would_take(&self, device: DeviceNo, items: Vec<Item>) -> Result<Vec<bool>, RelayError> {
        self.look(|desk| {
            let Some(device) = devices::find(desk.conn, device)? else { return Ok(Vec::new()) };
            items.into_iter().map(|item| desk.would_take(&device, item)).collect()
        })
    }

    pub(crate) fn secrets(&self) -> &Secrets {
        &self.shared.secrets
    }

    /// Runs `work` in one transaction, which is durable when this returns, and void if it fails. What had run out by
    /// `now_ms` has ended before, and some of the cases that are due have new keys.
    pub(crate) fn with<T>(
        &self,
        now_ms: i64,
        work: impl FnOnce(&mut Desk<'_>) -> Result<T, RelayError>,
    ) -> Result<T, RelayError> {
        self.going_on(now_ms, |desk| {
            desk.renew_some()?;
            work(desk)
        })
    }

    /// The same amid an answer, whose plan is good as long as the log does not grow: nothing is done by the way but what
    /// cannot wait.
    pub(crate) fn going_on<T>(
        &self,
        now_ms: i64,
        work: impl FnOnce(&mut Desk<'_>) -> Result<T, RelayError>,
    ) -> Result<T, RelayError> {
        self.look(|desk| {
            desk.now_ms = now_ms;
            desk.end_expired()?;
            work(desk)
        })
    }

    /// The same for what asks only, at no time: nothing else happens.
    pub(crate) fn look<T>(
        &self,
        work: impl FnOnce(&mut Desk<'_>) -> Result<T, RelayError>,
    ) -> Result<T, RelayError> {
        let mut inner = self.lock();
        let Inner { log, keys, watch, kept, portion, random } = &mut *inner;
        // The log's lock comes first: it keeps other processes from both files.
        let tx = log.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let keys_tx = keys.begin()?;
        let secrets = &self.shared.secrets;
        // Out of its place until all is durable: a transaction that comes to nothing leaves nothing in memory.
        let mut memory = Kept::or_forgotten(kept.take(), &tx, watch)?;
        let Kept { configs, slices, known, .. } = &mut memory;
        let random = random.as_mut();
        let portion = *portion;
        let mut desk = Desk { conn: &tx, keys, secrets, configs, known, slices, random, portion, now_ms: 0 };
        let done = work(&mut desk)?;
        // Keys before what they open: what a crash between the two leaves opens nothing.
        keys_tx.commit()?;
        tx.commit()?;
        *kept = Some(memory);
        Ok(done)
    }

    /// Of how many cases due a transaction renews the keys by the way; for tests.
    #[doc(hidden)]
    pub fn renew_by_the_way(&self, cases: usize) {
        self.lock().portion = cases;
    }

    /// Calls `step` at each so many steps of the log's store.
    #[cfg(test)]
    pub(crate) fn counting(&self, steps: i32, step: Option<impl FnMut() -> bool + Send + 'static>) {
        self.lock().log.progress_handler(steps, step).expect("a connection of one's own");
    }

    /// Hands out both files' connections for copying.
    pub(crate) fn copying<T>(
        &self,
        work: impl FnOnce(&Connection, &KeyStore) -> Result<T, RelayError>,
    ) -> Result<T, RelayError> {
        let inner = self.lock();
        work(&inner.log, &inner.keys)
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // What a panic left half done was rolled back with its transaction.
        self.shared.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
