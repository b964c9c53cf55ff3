//! Profiles and casebooks: enrolling, signing in, and what a signed-in person's vault knows of itself.

use crate::{
    AppError,
    history::DocumentLogs,
    materialise::note_rules,
    messages::is_spoken,
    ports::{Clock, Random, RelayAddress, Transport, Zone},
    secrets::SecretStore,
    sheet::OpenSheet,
    vault::{self, NewVault, Params, Password, VaultChoice, VaultKey},
    view::{PersonChoiceView, SignInView},
};
use daftar_core::{
    access::Person,
    config::{Configuration, Mode, RecordType, Role, Slice},
    day::Day,
    id::{ActId, Actor, CaseId, CompartmentId, DeviceNo, EntryId, UserName},
    places::Places,
    publish::modes,
    sheet::Plan,
};
use daftar_doc::{
    document::Layout,
    keys::{DeviceKeys, SealPublic, seal_to},
    segment::RelayId,
};
use daftar_store::{Db, Reader, Store};
use daftar_sync::{
    code::EnrolCode,
    frame,
    wire::{Config, Door, EnrolReply, EnrolRequest},
};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// HPKE `info` under which a vault's key is sealed to the programme's recovery key.
const RECOVERY_INFO: &[u8] = b"daftar vault recovery 1";

/// What every use case may ask of the outside.
pub(crate) struct Outside {
    pub clock: Box<dyn Clock>,
    pub random: Box<dyn Random>,
    pub transport: Box<dyn Transport>,
}

impl Outside {
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.random.fill(&mut bytes);
        bytes
    }
}

/// One laptop's profile folder, which may hold the vaults of several people.
pub struct App {
    profile: PathBuf,
    secrets: Box<dyn SecretStore>,
    params: Params,
    outside: Arc<Outside>,
}

impl App {
    /// A profile that need not exist yet.
    #[must_use]
    pub fn new(
        profile: PathBuf,
        secrets: Box<dyn SecretStore>,
        clock: Box<dyn Clock>,
        random: Box<dyn Random>,
        transport: Box<dyn Transport>,
    ) -> Self {
        let outside = Arc::new(Outside { clock, random, transport });
        Self { profile, secrets, params: Params::default(), outside }
    }

    /// Everybody who has a vault on this laptop.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn people(&self) -> Result<Vec<VaultChoice>, AppError> {
        Ok(vault::list(&self.profile)?)
    }

    /// Fewest characters a new password must have here: 8, or 12 where no keyring keeps the laptop's part of the key.
    #[must_use]
    pub fn password_min(&self) -> usize {
        vault::password_min(self.secrets.as_ref())
    }

    /// Enrols this laptop for the person a one-time code was made for: one contact, then everything works offline.
    ///
    /// If the laptop fails after the relay answered, the code is used up; another one enrols it.
    ///
    /// # Errors
    /// `code_invalid`, `code_used`, `password_too_short`, `vault_exists`, or no contact.
    pub fn enrol(&self, code: &str, password: &Password) -> Result<Casebook, AppError> {
        let code = EnrolCode::from_text(code).map_err(|_| AppError::new("code_invalid"))?;
        let least = vault::password_min(self.secrets.as_ref());
        if password.characters() < least {
            return Err(AppError::new("password_too_short").with("min", least));
        }
        let relay = RelayAddress { address: code.address.clone(), key: code.relay_key };
        let keys = DeviceKeys::make()?;
        let machine = self.machine()?;
        let request =
            EnrolRequest { secret: code.secret, sign: keys.sign_public(), seal: keys.seal_public(), machine };
        let answer = self.outside.transport.ask(&relay, Door::Enrol, frame::encode(&request)?)?;
        let mut reader = frame::Reader::default();
        reader.feed(&answer);
        let reply = reader.message::<EnrolReply>()?.ok_or(AppError::new("relay_unreachable"))?;
        let EnrolReply::Enrolled {
            relay: relay_id,
            device,
            user,
            programme,
            custody,
            recovery,
            relay_sign,
            nonces,
        } = reply
        else {
            let EnrolReply::Refused { code } = reply else { return Err(AppError::new("failed")) };
            return Err(AppError::new(known_code(&code)));
        };
        let seal = |key: &VaultKey| seal_to(&recovery, RECOVERY_INFO, &relay_id.0, key.bytes()).ok();
        let who = NewVault {
            user_name: user.as_str(),
            display_name: None,
            programme: &programme,
            recovery: Some(&seal),
        };
        let mut random = |bytes: &mut [u8]| self.outside.random.fill(bytes);
        let (made, key) =
            vault::create(&self.profile, &who, password, self.secrets.as_ref(), &mut random, self.params)?;
        let path = vault::store_path(&made.folder);
        let mut store = Store::open(&path, *key.bytes())?;
        let incarnation = self.outside.bytes::<4>();
        store.transact(|db| {
            db.set_fact("relay_id", &relay_id.0)?;
            db.set_fact("relay_address", relay.address.as_bytes())?;
            db.set_fact("relay_key", &relay.key)?;
            db.set_fact("relay_sign", &relay_sign.0)?;
            db.set_fact("custody", &custody.0)?;
            db.set_fact("device", &device.0.to_be_bytes())?;
            db.set_fact("device_keys", keys.to_bytes().as_slice())?;
            db.set_fact("user", user.as_str().as_bytes())?;
            db.set_fact("incarnation", &incarnation)?;
            db.put_device(device, &user, &keys.sign_public().0)?;
            db.add_nonces(&nonces)
        })?;
        let reader = Reader::open(&path, *key.bytes())?;
        let book = Casebook::over(store, reader, Arc::clone(&self.outside))?;
        // The configuration comes with the first sync; if the line breaks now, the next contact brings it.
        match book.sync() {
            Err(error) if !error.is_unreachable() => return Err(error),
            _ => book.forget_report()?,
        }
        Ok(book)
    }

    /// Opens a person's vault with their password. Works offline.
    ///
    /// # Errors
    /// `unknown_person`, `wrong_password`, `password_delayed`, `keyring_missing`, `vault_damaged`.
    pub fn sign_in(&self, user: &UserName, password: &Password) -> Result<Casebook, AppError> {
        let folder = self.folder(user)?;
        let now = self.outside.clock.now_ms().unsigned_abs();
        let key = vault::unlock(&folder, password, self.secrets.as_ref(), now)?;
        let path = vault::store_path(&folder);
        if !path.exists() {
            // Opening would make an empty one and hide the loss.
            return Err(AppError::new("vault_damaged"));
        }
        let store = Store::open(&path, *key.bytes())?;
        Casebook::over(store, Reader::open(&path, *key.bytes())?, Arc::clone(&self.outside))
    }

    /// Wraps a vault's key under another password; the store is not rewritten.
    ///
    /// # Errors
    /// As [`App::sign_in`], and `password_too_short`.
    pub fn change_password(&self, user: &UserName, old: &Password, new: &Password) -> Result<(), AppError> {
        let folder = self.folder(user)?;
        let now = self.outside.clock.now_ms().unsigned_abs();
        let mut random = |bytes: &mut [u8]| self.outside.random.fill(bytes);
        let secrets = self.secrets.as_ref();
        Ok(vault::change_password(&folder, old, new, secrets, now, &mut random, self.params)?)
    }

    /// The first screen.
    ///
    /// # Errors
    /// The profile cannot be read.
    pub fn sign_in_view(&self) -> Result<SignInView, AppError> {
        let people = self.people()?;
        let programme = people.iter().map(|choice| choice.programme.clone()).find(|name| !name.is_empty());
        let choices = people.into_iter();
        Ok(SignInView {
            programme,
            people: choices
                .map(|c| PersonChoiceView { user_name: c.user_name, damaged: c.damaged })
                .collect(),
            password_length_min: u32::try_from(self.password_min()).unwrap_or(u32::MAX),
            language: self.language(),
        })
    }

    /// The language used last on this laptop; English at first.
    #[must_use]
    pub fn language(&self) -> String {
        let kept = std::fs::read_to_string(self.profile.join("language"));
        kept.ok().filter(|kept| is_spoken(kept)).unwrap_or_else(|| "en".to_owned())
    }

    /// Keeps the language of the screens before anybody signs in. Unknown languages are refused.
    ///
    /// # Errors
    /// `unknown_option`, or the profile cannot be written.
    pub fn set_language(&self, language: &str) -> Result<(), AppError> {
        if !is_spoken(language) {
            return Err(AppError::new("unknown_option"));
        }
        let write = || {
            std::fs::create_dir_all(&self.profile)?;
            std::fs::write(self.profile.join("language"), language)
        };
        write().map_err(|_| AppError::new("store_failed"))
    }

    /// Opens a casebook in the language chosen at sign-in.
    ///
    /// # Errors
    /// The store failed.
    pub fn keep_language(&self, book: &Casebook) -> Result<(), AppError> {
        let language = self.language();
        if book.language() == language { Ok(()) } else { book.set_language(&language) }
    }

    fn folder(&self, user: &UserName) -> Result<PathBuf, AppError> {
        let choices = self.people()?;
        let found = choices.into_iter().find(|choice| choice.user_name == user.as_str());
        let found = found.ok_or(AppError::new("unknown_person"))?;
        if found.damaged { Err(AppError::new("vault_damaged")) } else { Ok(found.folder) }
    }

    /// The number that groups the vaults of this laptop; made at the first enrolment, not secret.
    fn machine(&self) -> Result<[u8; 16], AppError> {
        let path = self.profile.join("machine");
        if let Some(known) = std::fs::read(&path).ok().and_then(|bytes| bytes.try_into().ok()) {
            return Ok(known);
        }
        let fresh = self.outside.bytes::<16>();
        let write = |path: &Path| {
            std::fs::create_dir_all(&self.profile)?;
            std::fs::write(path, fresh)
        };
        write(&path).map_err(|_| AppError::new("store_failed"))?;
        Ok(fresh)
    }
}

fn known_code(code: &str) -> &'static str {
    match code {
        "code_used" => "code_used",
        "code_invalid" | "code_expired" | "unknown_code" => "code_invalid",
        "device_revoked" => "device_revoked",
        _ => "failed",
    }
}

/// One person's open vault.
///
/// Methods may be called from any thread. What writes takes the store for as long as it does; what is only shown is read
/// beside it, so that nobody waits for what a contact brings to be written. None holds either while it waits for the relay.
pub struct Casebook {
    /// Before the store, so that the last hand on the file is one that can tidy it up.
    reader: Mutex<Reader>,
    store: Mutex<Store>,
    pub(crate) outside: Arc<Outside>,
    pub(crate) me: Identity,
    config: Mutex<Option<Arc<Config>>>,
    language: Mutex<String>,
    plans: Mutex<BTreeMap<RecordType, Arc<Plan>>>,
    places: Mutex<Option<Arc<Places>>>,
    sheet: Mutex<Option<OpenSheet>>,
    logs: Mutex<Option<DocumentLogs>>,
    /// One contact at a time.
    pub(crate) line: Mutex<()>,
}

/// The store as it stood when it was asked for.
pub(crate) struct Reading<'a>(MutexGuard<'a, Reader>);

impl Reading<'_> {
    pub fn read(&self) -> Db<'_> {
        self.0.read()
    }
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        self.0.end();
    }
}

/// Who this vault is, at which relay.
pub(crate) struct Identity {
    pub user: UserName,
    pub device: DeviceNo,
    pub keys: DeviceKeys,
    pub relay: RelayId,
    pub address: RelayAddress,
    pub custody: SealPublic,
}

/// What `daftar status` tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    pub person: UserName,
    pub queued: u32,
    pub last_contact_at_ms: Option<i64>,
    pub relay: String,
}

impl Casebook {
    /// Opens the casebook of a store that was enrolled before. For hosting several laptops in one process.
    ///
    /// # Errors
    /// The store lacks what enrolment wrote.
    pub fn open_store(
        path: &Path,
        key: [u8; 32],
        clock: Box<dyn Clock>,
        random: Box<dyn Random>,
        transport: Box<dyn Transport>,
    ) -> Result<Self, AppError> {
        let store = Store::open(path, key)?;
        Self::over(store, Reader::open(path, key)?, Arc::new(Outside { clock, random, transport }))
    }

    fn over(mut store: Store, mut reader: Reader, outside: Arc<Outside>) -> Result<Self, AppError> {
        store.set_zone(outside.clock.zone());
        reader.set_zone(outside.clock.zone());
        let db = store.read();
        let me = Identity::read(db)?;
        let config = db.fact("config")?.map(|packed| Config::unpack(&packed).map(Arc::new));
        let config = config.transpose().map_err(|_| AppError::new("vault_damaged"))?;
        let language = db.text_fact("language")?.unwrap_or_else(|| "en".to_owned());
        let book = Self {
            reader: Mutex::new(reader),
            store: Mutex::new(store),
            outside,
            me,
            config: Mutex::new(config),
            language: Mutex::new(language),
            plans: Mutex::default(),
            places: Mutex::default(),
            sheet: Mutex::default(),
            logs: Mutex::default(),
            line: Mutex::new(()),
        };
        // Neither keeps anybody out of their casebook: on a full disk it fails, and is tried again.
        if let Ok(config) = book.config() {
            let _ = book.store().transact(|db| note_rules(db, &config));
        }
        let _ = book.drop_loose_files();
        Ok(book)
    }

    /// The person.
    #[must_use]
    pub fn user(&self) -> &UserName {
        &self.me.user
    }

    /// What waits and when the relay was last reached.
    ///
    /// # Errors
    /// The store failed.
    pub fn status(&self) -> Result<Status, AppError> {
        let store = self.reading()?;
        let db = store.read();
        Ok(Status {
            person: self.me.user.clone(),
            queued: db.waiting()?,
            last_contact_at_ms: db.number_fact("last_contact_at_ms")?,
            relay: self.me.address.address.clone(),
        })
    }

    /// The language this person reads.
    #[must_use]
    pub fn language(&self) -> String {
        lock(&self.language).clone()
    }

    /// Changes the language.
    ///
    /// # Errors
    /// The store failed.
    pub fn set_language(&self, language: &str) -> Result<(), AppError> {
        self.store().transact(|db| db.set_fact("language", language.as_bytes()))?;
        language.clone_into(&mut lock(&self.language));
        Ok(())
    }

    /// For what writes. Whoever holds it asks for no reader.
    pub(crate) fn store(&self) -> MutexGuard<'_, Store> {
        lock(&self.store)
    }

    /// For what is only shown: the store as it stands now, whoever writes.
    pub(crate) fn reading(&self) -> Result<Reading<'_>, AppError> {
        let reader = lock(&self.reader);
        reader.begin()?;
        Ok(Reading(reader))
    }

    /// Sees to it that nothing deleted stands in the store's log any more.
    pub(crate) fn drop_old_pages(&self) -> Result<(), AppError> {
        // The log is emptied only while nobody reads.
        let _nobody = lock(&self.reader);
        Ok(self.store().drop_old_pages()?)
    }

    pub(crate) fn now_ms(&self) -> i64 {
        self.outside.clock.now_ms()
    }

    pub(crate) fn zone(&self) -> Zone {
        self.outside.clock.zone()
    }

    /// Today where the laptop is, in days since 1970-01-01.
    pub(crate) fn today_number(&self) -> i64 {
        self.zone().day_of(self.now_ms())
    }

    pub(crate) fn today_day(&self) -> Day {
        Day::from_number(self.today_number())
    }

    /// The same, `YYYY-MM-DD`.
    pub(crate) fn today(&self) -> String {
        self.today_day().print()
    }

    /// Day and time by the same clock, `YYYY-MM-DDTHH:MM`.
    pub(crate) fn now_text(&self) -> String {
        self.zone().clock(self.now_ms())
    }

    /// Days are those of another zone from now on; what is kept of days is to be derived anew.
    fn move_to(&self, zone: &Zone) -> Result<(), AppError> {
        let mut store = self.store();
        store.set_zone(zone.clone());
        match self.config() {
            Ok(config) => store.transact(|db| note_rules(db, &config)),
            // Without a configuration nothing was derived.
            Err(_) => Ok(()),
        }
    }

    /// Before anything is counted: what ends by itself has ended, and days are those of where the laptop is now. Where that cannot
    /// be written, on a full disk, the sets serve as they are, and it is tried again.
    pub(crate) fn follow_clock(&self) -> Result<(), AppError> {
        let (zone, now_ms) = (self.zone(), self.now_ms());
        let (moved, behind) = {
            let store = self.reading()?;
            (*store.read().zone != zone, store.read().is_behind(now_ms)?)
        };
        if moved && self.move_to(&zone).is_ok() {
            // Only now: until it was written down, the next look tries again.
            lock(&self.reader).set_zone(zone);
        }
        if behind {
            let _ = self.store().transact(|db| db.follow_clock(now_ms));
        }
        Ok(())
    }

    /// The configuration as this person may know it.
    pub(crate) fn config(&self) -> Result<Arc<Config>, AppError> {
        lock(&self.config).clone().ok_or(AppError::new("no_configuration"))
    }

    pub(crate) fn replace_config(&self, config: Config) {
        *lock(&self.config) = Some(Arc::new(config));
        lock(&self.plans).clear();
        *lock(&self.places) = None;
        *lock(&self.sheet) = None;
    }

    /// What to evaluate after which answer, made once for a configuration.
    pub(crate) fn plan(&self, config: &Config, record: RecordType) -> Arc<Plan> {
        let mut plans = lock(&self.plans);
        Arc::clone(plans.entry(record).or_insert_with(|| Arc::new(Plan::new(config.forms(), record))))
    }

    /// The places of the configuration, made ready for searching when first asked for.
    pub(crate) fn places_slot(&self) -> MutexGuard<'_, Option<Arc<Places>>> {
        lock(&self.places)
    }

    /// The record whose page is open, with what is being typed.
    pub(crate) fn open_sheet(&self) -> MutexGuard<'_, Option<OpenSheet>> {
        lock(&self.sheet)
    }

    /// What was read last of documents' logs.
    pub(crate) fn logs(&self) -> MutexGuard<'_, Option<DocumentLogs>> {
        lock(&self.logs)
    }

    pub(crate) fn make_case_id(&self, record: RecordType, now_ms: i64) -> CaseId {
        CaseId::derive(now_ms.unsigned_abs(), self.me.device, record, self.outside.bytes())
    }

    pub(crate) fn make_act_id(&self, now_ms: i64) -> ActId {
        ActId::derive(now_ms.unsigned_abs(), self.outside.bytes())
    }

    /// A new id for a subform entry; later ones sort after earlier ones.
    #[must_use]
    pub fn make_entry_id(&self) -> EntryId {
        EntryId::derive(self.now_ms().unsigned_abs(), self.outside.bytes())
    }

    /// The actor this laptop writes as.
    pub(crate) fn actor(&self, db: Db<'_>) -> Result<Actor, AppError> {
        let incarnation = db.fact("incarnation")?.and_then(|bytes| <[u8; 4]>::try_from(bytes).ok());
        let incarnation = incarnation.ok_or(AppError::new("vault_damaged"))?;
        Ok(Actor::derive(self.me.device, incarnation))
    }
}

impl Identity {
    fn read(db: Db<'_>) -> Result<Self, AppError> {
        let damaged = || AppError::new("vault_damaged");
        fn exactly<const N: usize>(bytes: Option<Vec<u8>>) -> Option<[u8; N]> {
            bytes.and_then(|bytes| bytes.try_into().ok())
        }
        let keys: [u8; 64] = exactly(db.fact("device_keys")?).ok_or_else(damaged)?;
        let device = exactly(db.fact("device")?).map(u32::from_be_bytes).ok_or_else(damaged)?;
        Ok(Self {
            user: UserName(db.text_fact("user")?.ok_or_else(damaged)?),
            device: DeviceNo(device),
            keys: DeviceKeys::from_bytes(&keys)?,
            relay: RelayId(exactly(db.fact("relay_id")?).ok_or_else(damaged)?),
            address: RelayAddress {
                address: db.text_fact("relay_address")?.ok_or_else(damaged)?,
                key: exactly(db.fact("relay_key")?).ok_or_else(damaged)?,
            },
            custody: SealPublic(exactly(db.fact("custody")?).ok_or_else(damaged)?),
        })
    }
}

/// What use cases ask of a [`Config`].
pub(crate) trait Known {
    fn forms(&self) -> &Configuration;
    fn role(&self) -> Result<&Role, AppError>;
    fn person(&self, user: &UserName) -> Option<&Person>;
    /// Everybody known, this person too: whoever left still has their cases, and belongs where they worked.
    fn everybody(&self) -> impl Iterator<Item = &Person>;
    /// The others who work: nobody else is offered where somebody is chosen.
    fn colleagues(&self) -> impl Iterator<Item = &Person>;
    fn layout(&self, id: CompartmentId) -> Result<Layout, AppError>;
    /// For a document that is on its way out: its texts are in it, whether or not the configuration still names them.
    fn layout_or_bare(&self, id: CompartmentId) -> Layout;
    fn own_modes(&self, record: RecordType) -> Result<BTreeMap<CompartmentId, Mode>, AppError>;
    fn slice(&self) -> &Slice;
}

impl Known for Config {
    fn forms(&self) -> &Configuration {
        &self.slice.config
    }
    fn slice(&self) -> &Slice {
        &self.slice
    }
    fn role(&self) -> Result<&Role, AppError> {
        self.slice.config.role(&self.me.role).ok_or(AppError::new("not_permitted"))
    }
    fn person(&self, user: &UserName) -> Option<&Person> {
        if *user == self.me.user { Some(&self.me) } else { self.people.iter().find(|p| p.user == *user) }
    }
    fn everybody(&self) -> impl Iterator<Item = &Person> {
        self.people.iter().chain([&self.me])
    }
    fn colleagues(&self) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(|person| !person.disabled)
    }
    fn layout(&self, id: CompartmentId) -> Result<Layout, AppError> {
        let compartment = self.slice.compartment(id).ok_or(AppError::new("not_found"))?;
        Ok(Layout { compartment: id, text_fields: compartment.texts.clone() })
    }
    fn layout_or_bare(&self, id: CompartmentId) -> Layout {
        self.layout(id).unwrap_or(Layout { compartment: id, text_fields: Vec::new() })
    }
    fn own_modes(&self, record: RecordType) -> Result<BTreeMap<CompartmentId, Mode>, AppError> {
        Ok(modes(&self.slice.compartments, record, &self.role()?.forms))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Whoever panicked while holding it wrote nothing: the store's transaction was rolled back.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
