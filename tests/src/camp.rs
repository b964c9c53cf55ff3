//! The Camp: a relay and its laptops in one process, with virtual time and a link that cuts, drops and repeats.
//!
//! Everything but the wire is real: `SQLCipher` files, vaults, Automerge, signatures, the relay's gate and log.

use daftar_app::{
    App, AppError, Casebook, FieldEdit, Lending, Offer, SyncReport, Target,
    ports::{Clock, Random, RelayAddress, Transport, TransportError, Zone},
    secrets::NoSecretStore,
    vault::{self, Password},
};
use daftar_core::{
    access::Person,
    act::Consent,
    id::{ActId, CaseId, DeviceNo, EntryId, FieldId, UserName},
    value::Value,
};
use daftar_store::Store;
use daftar_sync::{
    frame,
    wire::{Door, Down},
};
use daftar_training::TrainingPerson;
use serde_json::Value as Json;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, AtomicU64, Ordering},
        mpsc,
    },
};
use sync_server::{Relay, SystemRandom};

/// Where nothing listens; the Camp's line ignores it.
const ADDRESS: &str = "camp.invalid:1";
/// Long enough for a laptop without a keyring.
/// Everybody's.
pub const PASSWORD: &str = "a password for the camp";

/// Virtual time, shared by relay and laptops, and where the laptops are.
#[derive(Clone)]
pub struct Time {
    at_ms: Arc<AtomicI64>,
    zone: Arc<Mutex<Zone>>,
}

impl Time {
    fn from(at_ms: i64) -> Self {
        Self { at_ms: Arc::new(AtomicI64::new(at_ms)), zone: Arc::new(Mutex::new(Zone::utc())) }
    }

    /// Takes the laptops to a time zone, `STDoffset` as POSIX writes them.
    pub fn move_to(&self, zone: &str) {
        let zone = jiff::tz::TimeZone::posix(zone).expect("a time zone");
        *self.zone.lock().expect("the time") = zone.into();
    }

    /// Unix milliseconds.
    pub fn now_ms(&self) -> i64 {
        self.at_ms.load(Ordering::SeqCst)
    }

    /// Lets `minutes` pass.
    pub fn pass(&self, minutes: i64) {
        self.at_ms.fetch_add(minutes * 60_000, Ordering::SeqCst);
    }
}

impl Clock for Time {
    fn now_ms(&self) -> i64 {
        // Each look is a little later, so that ids made one after another sort that way.
        self.at_ms.fetch_add(1, Ordering::SeqCst)
    }

    fn zone(&self) -> Zone {
        self.zone.lock().expect("the time").clone()
    }
}

/// A small seeded generator (`SplitMix64`), for links and ids; keys come from the system all the same.
#[derive(Debug)]
pub struct Dice(AtomicU64);

impl Dice {
    /// The same seed rolls the same.
    pub fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }

    /// The next number.
    pub fn roll(&self) -> u64 {
        let mut z =
            self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst).wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub fn below(&self, end: u64) -> u64 {
        self.roll() % end.max(1)
    }
}

struct Rolled(Arc<Dice>);

impl Random for Rolled {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let roll = self.0.roll().to_le_bytes();
            chunk.copy_from_slice(&roll[..chunk.len()]);
        }
    }
}

/// What a link does to one contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// Nothing.
    Good,
    /// No contact at all.
    Down,
    /// Loses the request after this many thousandths of its bytes.
    CutUp(u64),
    /// Loses the answer after this many thousandths of its bytes.
    CutDown(u64),
    /// Carries everything, then the same request once more.
    Repeats,
    /// No contact now; the request arrives after the next one that does, and nobody waits for its answer.
    Late,
}

/// A request as the relay got it, and all that it answered, whatever came of that on the line.
#[derive(Debug)]
pub struct Exchange {
    pub request: Vec<u8>,
    pub answer: Vec<u8>,
    /// It arrived after a later one, and nobody waited for the answer.
    pub late: bool,
    /// When it arrived, Unix milliseconds.
    pub at_ms: i64,
    /// How much was answered when [`Laptop::between_frames`] had its moment.
    pub interrupted_at: Option<usize>,
}

/// What somebody on the line does to whole answers before the laptop gets them.
pub type Meddler = Box<dyn FnMut(Vec<u8>) -> Vec<u8> + Send>;

/// Somebody who answers in the relay's place.
pub type StandIn = Box<dyn FnMut(&[u8]) -> Vec<u8> + Send>;

/// The messages of an answer.
pub fn messages_of(answer: &[u8]) -> Vec<Down> {
    let mut reader = frame::Reader::default();
    reader.feed(answer);
    std::iter::from_fn(|| reader.message::<Down>().expect("a whole answer")).collect()
}

/// The answer of these messages.
pub fn answer_of(messages: &[Down]) -> Vec<u8> {
    messages.iter().flat_map(|message| frame::encode(message).expect("a frame")).collect()
}

/// What tests do to a line.
#[derive(Clone, Default)]
struct Hands {
    next: Arc<Mutex<Vec<Link>>>,
    meddler: Arc<Mutex<Option<Meddler>>>,
    stand_in: Arc<Mutex<Option<StandIn>>>,
    seen: Arc<Mutex<Option<Vec<Exchange>>>>,
    between: Arc<Mutex<Option<(usize, Interruption)>>>,
    late: Arc<Mutex<Vec<Vec<u8>>>>,
}

type Interruption = Box<dyn FnOnce() + Send>;

/// One laptop's line.
struct Line {
    relay: Arc<Mutex<Relay>>,
    time: Time,
    hands: Hands,
}

impl Line {
    fn of_relay(&self, body: &[u8], late: bool) -> Result<Vec<u8>, TransportError> {
        let at_ms = self.time.now_ms();
        let mut session = self.relay.lock().expect("the relay").session(at_ms);
        let mut answer = session.receive(body).map_err(|_| TransportError::Failed(500))?;
        let mut interrupted_at = None;
        for sent in 0.. {
            if self.interrupt(sent) {
                interrupted_at = Some(answer.len());
            }
            match session.next_frames().map_err(|_| TransportError::Failed(500))? {
                Some(frames) => answer.extend(frames),
                None => break,
            }
        }
        if let Some(seen) = self.hands.seen.lock().expect("the line").as_mut() {
            let (request, answer) = (body.to_vec(), answer.clone());
            seen.push(Exchange { request, answer, late, at_ms, interrupted_at });
        }
        Ok(answer)
    }

    /// Gives whoever waits for this frame their moment.
    fn interrupt(&self, sent: usize) -> bool {
        let waits = self.hands.between.lock().expect("the line").take_if(|(frame, _)| *frame == sent);
        waits.map(|(_, work)| work()).is_some()
    }
}

impl Transport for Line {
    fn ask(&self, _relay: &RelayAddress, door: Door, body: Vec<u8>) -> Result<Vec<u8>, TransportError> {
        let relay = self.relay.lock().expect("the relay");
        let answer =
            relay.answer(door, &body, self.time.now_ms()).map_err(|_| TransportError::Failed(500))?;
        answer.ok_or(TransportError::Failed(400))
    }

    fn nonce(&self, _relay: &RelayAddress, device: DeviceNo) -> Result<[u8; 16], TransportError> {
        let relay = self.relay.lock().expect("the relay");
        relay.nonce(device, self.time.now_ms()).map_err(|_| TransportError::Failed(500))
    }

    fn sync(
        &self,
        _relay: &RelayAddress,
        body: Vec<u8>,
        take: &mut dyn FnMut(&[u8]),
    ) -> Result<(), TransportError> {
        let link = self.hands.next.lock().expect("the link").pop().unwrap_or(Link::Good);
        let share =
            |bytes: usize, thousandths: u64| bytes * usize::try_from(thousandths).expect("small") / 1000;
        let carry = |body: &[u8]| {
            let stand_in = self.hands.stand_in.lock().expect("the line").as_mut().map(|answer| answer(body));
            let answer = match stand_in {
                Some(answer) => answer,
                None => self.of_relay(body, false)?,
            };
            Ok(match self.hands.meddler.lock().expect("the line").as_mut() {
                Some(meddler) => meddler(answer),
                None => answer,
            })
        };
        match link {
            Link::Down => return Err(TransportError::Unreachable),
            Link::Late => {
                self.hands.late.lock().expect("the line").push(body);
                return Err(TransportError::Unreachable);
            }
            Link::CutUp(part) => {
                let _ = carry(&body[..share(body.len(), part)]);
                return Err(TransportError::Unreachable);
            }
            Link::CutDown(part) => {
                let answer = carry(&body)?;
                take(&answer[..share(answer.len(), part)]);
                return Err(TransportError::Unreachable);
            }
            Link::Good => {
                let answer = carry(&body)?;
                for late in std::mem::take(&mut *self.hands.late.lock().expect("the line")) {
                    let _ = self.of_relay(&late, true);
                }
                take(&answer);
            }
            Link::Repeats => {
                let answer = carry(&body)?;
                let _ = carry(&body);
                take(&answer);
            }
        }
        Ok(())
    }
}

/// A person at their laptop.
pub struct Laptop {
    pub book: Casebook,
    pub profile: PathBuf,
    hands: Hands,
    /// Opens the vault without its password.
    key: Option<vault::VaultKey>,
}

/// What was in a laptop's vault folder at some time, by file name.
#[derive(Debug, Clone)]
pub struct Copied(Vec<(PathBuf, Vec<u8>)>);

impl Laptop {
    /// A second hand on the vault's file.
    pub fn store(&self) -> Store {
        Store::open(&vault::store_path(&self.vault()), self.key_bytes()).expect("opened")
    }

    /// The same in bare SQL.
    pub fn sql(&self) -> rusqlite::Connection {
        let conn = rusqlite::Connection::open(vault::store_path(&self.vault())).expect("opened");
        let hex: String = self.key_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        conn.execute_batch(&format!("PRAGMA key = \"x'{hex}'\"")).expect("a key");
        conn
    }

    fn key_bytes(&self) -> [u8; 32] {
        match &self.key {
            Some(key) => *key.bytes(),
            None => {
                let password = Password::new(PASSWORD.to_owned());
                let key = vault::unlock(&self.vault(), &password, &NoSecretStore, u64::MAX / 2);
                *key.expect("unlocked").bytes()
            }
        }
    }

    /// Lets somebody change every answer until [`Laptop::leave_alone`].
    pub fn meddle(&self, meddler: impl FnMut(Vec<u8>) -> Vec<u8> + Send + 'static) {
        *self.hands.meddler.lock().expect("the line") = Some(Box::new(meddler));
    }

    /// Lets somebody answer in the relay's place until [`Laptop::leave_alone`].
    pub fn answer_instead(&self, stand_in: impl FnMut(&[u8]) -> Vec<u8> + Send + 'static) {
        *self.hands.stand_in.lock().expect("the line") = Some(Box::new(stand_in));
    }

    /// Answers come as the relay gave them again.
    pub fn leave_alone(&self) {
        *self.hands.stand_in.lock().expect("the line") = None;
        *self.hands.meddler.lock().expect("the line") = None;
    }

    /// From now on every exchange with the relay is kept until it is asked for.
    pub fn watch(&self) {
        *self.hands.seen.lock().expect("the line") = Some(Vec::new());
    }

    /// The exchanges since the last question, in the order in which the relay had them.
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.hands.seen.lock().expect("the line").as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// Runs `work` at the relay's end of this laptop's next contact, once `frames` of the feed are made.
    pub fn between_frames(&self, frames: usize, work: impl FnOnce() + Send + 'static) {
        *self.hands.between.lock().expect("the line") = Some((frames, Box::new(work)));
    }

    /// Whether [`Laptop::between_frames`] still waited for its moment; it waits no longer.
    pub fn stop_waiting(&self) -> bool {
        self.hands.between.lock().expect("the line").take().is_some()
    }

    /// The vault's folder.
    pub fn vault(&self) -> PathBuf {
        vault::list(&self.profile).expect("a profile").remove(0).folder
    }

    /// Runs `work` while this laptop's contact has its answer on the wire, and gives the contact's outcome.
    pub fn during_sync(&self, work: impl FnOnce()) -> Result<SyncReport, AppError> {
        self.during_altered_sync(|answer| answer, work)
    }

    /// The same with the first answer altered.
    pub fn during_altered_sync(
        &self,
        mut alter: impl FnMut(Vec<u8>) -> Vec<u8> + Send + 'static,
        work: impl FnOnce(),
    ) -> Result<SyncReport, AppError> {
        let (arrived, wait) = mpsc::channel();
        let (go, gone) = mpsc::channel::<()>();
        let mut once = Some(arrived);
        self.meddle(move |answer| {
            if let Some(arrived) = once.take() {
                arrived.send(()).expect("a test that waits");
                gone.recv().expect("a test that goes on");
                return alter(answer);
            }
            answer
        });
        let outcome = std::thread::scope(|scope| {
            let contact = scope.spawn(|| self.try_sync());
            wait.recv().expect("a contact");
            work();
            go.send(()).expect("a contact that waits");
            contact.join().expect("no panic")
        });
        self.leave_alone();
        outcome
    }

    /// The next contacts go over these links, in this order; then the link is good.
    pub fn expect_links(&self, links: &[Link]) {
        let mut next = self.hands.next.lock().expect("the link");
        next.clear();
        next.extend(links.iter().rev());
    }

    /// One contact.
    pub fn try_sync(&self) -> Result<SyncReport, AppError> {
        self.book.sync()
    }

    /// Registers a case from `field=value` words.
    pub fn register(&self, fields: &[(&str, &str)]) -> CaseId {
        let edits = self.edits(fields);
        self.book.register(&edits).expect("registered").case
    }

    /// Fills fields of a case.
    pub fn fill(&self, case: CaseId, fields: &[(&str, &str)]) {
        let edits = self.edits(fields);
        self.book.save(case, &edits).expect("saved");
    }

    fn edits(&self, fields: &[(&str, &str)]) -> Vec<FieldEdit> {
        fields.iter().map(|(field, typed)| self.edit(Target::Field(FieldId::from(*field)), typed)).collect()
    }

    /// An edit from typed text.
    pub fn edit(&self, target: Target, typed: &str) -> FieldEdit {
        let value = self.book.read_value(daftar_app::core::RecordType::Case, &target, typed).expect("fits");
        FieldEdit { target, value }
    }

    /// Adds a subform entry.
    pub fn add(&self, case: CaseId, subform: &str, fields: &[(&str, &str)]) -> EntryId {
        let entry = self.book.make_entry_id();
        self.fill_entry(case, subform, entry, fields);
        entry
    }

    /// Fills fields of a subform entry.
    pub fn fill_entry(&self, case: CaseId, subform: &str, entry: EntryId, fields: &[(&str, &str)]) {
        let edits: Vec<FieldEdit> = fields
            .iter()
            .map(|(field, typed)| {
                let (subform, field) = (FieldId::from(subform), FieldId::from(*field));
                self.edit(Target::EntryField { subform, entry, field }, typed)
            })
            .collect();
        self.book.save(case, &edits).expect("saved");
    }

    /// Removes a subform entry, or keeps it after all.
    pub fn settle_entry(&self, case: CaseId, subform: &str, entry: EntryId, keep: bool) {
        let target = Target::Entry { subform: FieldId::from(subform), entry, keep };
        self.book.save(case, &[FieldEdit { target, value: Value::Null }]).expect("saved");
    }

    /// The case as `daftar case show --json` gives it; none when it is not on this laptop.
    pub fn sees(&self, case: CaseId) -> Option<Json> {
        match self.book.case_json(case) {
            Ok(json) => Some(json),
            Err(error) if error.code == "not_found" => None,
            Err(error) => panic!("{}", error.code),
        }
    }

    /// A field as it counts now.
    pub fn value(&self, case: CaseId, form: &str, field: &str) -> Option<Json> {
        Some(self.sees(case)?["forms"][form].get(field)?.clone())
    }

    /// How many cases the list shows.
    pub fn count(&self) -> u32 {
        self.book.list(&Default::default()).expect("listed").0
    }

    /// Refers with the services type.
    pub fn refer(&self, case: CaseId, to: &str) -> ActId {
        let lending = Lending::by("role-referral-services");
        self.book.refer(case, &Offer::to(to, Consent::Given), lending).expect("queued").act
    }
}

/// A Camp that is put out: its files and what opens them.
pub struct KeptCamp {
    files: Vec<(PathBuf, Vec<u8>)>,
    laptops: BTreeMap<String, vault::VaultKey>,
    now_ms: i64,
}

impl KeptCamp {
    /// The Camp as it was kept, in a folder of its own. Passwords were asked for when it was kept, so this is quick.
    pub fn start(&self, seed: u64) -> Camp {
        let folder = quick_folder();
        for (path, bytes) in &self.files {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, bytes).expect("written");
        }
        let relay =
            Relay::open(&folder.path().join("relay"), None, Box::new(SystemRandom)).expect("the relay");
        // New keys come by the way, many or one at a time, or only where they are about to be used.
        relay.renew_by_the_way(match seed % 3 {
            0 => 0,
            1 => 1,
            _ => 32,
        });
        let mut camp = Camp {
            folder,
            relay: Arc::new(Mutex::new(relay)),
            time: Time::from(self.now_ms),
            dice: Arc::new(Dice::new(seed)),
            laptops: BTreeMap::new(),
        };
        for (name, key) in &self.laptops {
            let (profile, hands) = (camp.folder.path().join(name), Hands::default());
            let book = camp.open(&profile, key, &hands);
            let key = Some(key.clone());
            camp.laptops.insert(name.clone(), Laptop { book, profile, hands, key });
        }
        camp
    }
}

/// In memory where the system offers that: waiting for a disk is most of a short run.
fn quick_folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let made = memory.is_dir().then(|| tempfile::tempdir_in(memory).ok()).flatten();
    made.unwrap_or_else(|| tempfile::tempdir().expect("a folder"))
}

/// Every file below `folder`, named from `root`.
fn read_all(root: &Path, folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("a file").path();
        if path.is_dir() {
            read_all(root, &path, files);
        } else {
            let bytes = std::fs::read(&path).expect("read");
            files.push((path.strip_prefix(root).expect("below").to_owned(), bytes));
        }
    }
}

/// A relay, its people, each at a laptop of their own.
pub struct Camp {
    folder: tempfile::TempDir,
    pub relay: Arc<Mutex<Relay>>,
    pub time: Time,
    pub dice: Arc<Dice>,
    laptops: BTreeMap<String, Laptop>,
}

impl Camp {
    /// The training programme: worker-1, worker-2, supervisor, provider.
    pub fn of_training(seed: u64) -> Self {
        Self::of(seed, &daftar_training::configuration(), &daftar_training::people())
    }

    /// A programme with these files of a configuration and these people.
    pub fn of(seed: u64, files: &[(String, String)], people: &[TrainingPerson]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let time = Time::from(1_773_136_800_000);
        let dice = Arc::new(Dice::new(seed));
        let dir = folder.path().join("relay");
        Relay::init(&dir, None, files, Box::new(SystemRandom), time.now_ms()).expect("a relay");
        let relay = Relay::open(&dir, None, Box::new(SystemRandom)).expect("the relay");
        let mut camp =
            Self { folder, relay: Arc::new(Mutex::new(relay)), time, dice, laptops: BTreeMap::new() };
        for person in people {
            camp.add_person(person);
            camp.enrol(person.user_name.as_str(), person.user_name.as_str());
        }
        camp
    }

    /// Publishes another version of the configuration.
    pub fn publish(&self, files: &[(String, String)]) {
        let relay = self.relay.lock().expect("the relay");
        relay.publish_config(files, self.time.now_ms()).expect("published");
    }

    /// Adds a person to the programme.
    pub fn add_person(&self, person: &TrainingPerson) {
        let person = Person::new(
            person.user_name.clone(),
            person.role.clone(),
            person.agency.clone(),
            [person.group.clone()].into(),
        );
        self.relay.lock().expect("the relay").add_person(&person, self.time.now_ms()).expect("added");
    }

    /// Enrols a laptop called `laptop` for `user`.
    pub fn enrol(&mut self, laptop: &str, user: &str) {
        let code = self
            .relay
            .lock()
            .expect("the relay")
            .enrol_code(&UserName::from(user), Some(ADDRESS), self.time.now_ms())
            .expect("a code");
        let hands = Hands::default();
        let line = self.line(&hands);
        let profile = self.folder.path().join(laptop);
        let random = Box::new(Rolled(Arc::clone(&self.dice)));
        let app = App::new(
            profile.clone(),
            Box::new(NoSecretStore),
            Box::new(self.time.clone()),
            random,
            Box::new(line),
        );
        let book = app.enrol(&code.to_text(), &Password::new(PASSWORD.to_owned())).expect("enrolled");
        self.laptops.insert(laptop.to_owned(), Laptop { book, profile, hands, key: None });
    }

    fn line(&self, hands: &Hands) -> Line {
        Line { relay: Arc::clone(&self.relay), time: self.time.clone(), hands: hands.clone() }
    }

    /// Everything in a laptop's vault folder, as a backup program copies it.
    pub fn copy(&self, laptop: &str) -> Copied {
        let files = std::fs::read_dir(self.at(laptop).vault()).expect("a folder");
        let read =
            |file: std::fs::DirEntry| (file.file_name().into(), std::fs::read(file.path()).expect("read"));
        Copied(files.map(|file| read(file.expect("a file"))).collect())
    }

    /// Puts the program of a laptop out and on again; with another disk if one is given.
    pub fn restart(&mut self, laptop: &str, disk: Option<&Copied>) {
        let Laptop { book, profile, hands, key } =
            self.laptops.remove(laptop).expect("a laptop of that name");
        let user = book.user().clone();
        drop(book);
        if let Some(Copied(files)) = disk {
            let folder = vault::list(&profile).expect("a profile").remove(0).folder;
            for old in std::fs::read_dir(&folder).expect("a folder") {
                std::fs::remove_file(old.expect("a file").path()).expect("removed");
            }
            for (path, bytes) in files {
                std::fs::write(folder.join(path), bytes).expect("written");
            }
        }
        let book = match &key {
            Some(key) => self.open(&profile, key, &hands),
            None => {
                let (clock, random) = (self.time.clone(), Rolled(Arc::clone(&self.dice)));
                let line = Box::new(self.line(&hands));
                App::new(profile.clone(), Box::new(NoSecretStore), Box::new(clock), Box::new(random), line)
                    .sign_in(&user, &Password::new(PASSWORD.to_owned()))
                    .expect("signed in")
            }
        };
        self.laptops.insert(laptop.to_owned(), Laptop { book, profile, hands, key });
    }

    fn open(&self, profile: &Path, key: &vault::VaultKey, hands: &Hands) -> Casebook {
        let store = vault::store_path(&vault::list(profile).expect("a profile").remove(0).folder);
        let (clock, random) = (self.time.clone(), Rolled(Arc::clone(&self.dice)));
        let line = Box::new(self.line(hands));
        Casebook::open_store(&store, *key.bytes(), Box::new(clock), Box::new(random), line).expect("opened")
    }

    /// Puts the relay's program out and on again.
    pub fn restart_relay(&self) {
        let dir = self.folder.path().join("relay");
        *self.relay.lock().expect("the relay") =
            Relay::open(&dir, None, Box::new(SystemRandom)).expect("the relay");
    }

    /// Puts everything out, to start from here as often as one likes.
    pub fn keep(self) -> KeptCamp {
        let now_ms = self.time.now_ms();
        let laptops = self.laptops.into_iter().map(|(name, laptop)| {
            let key = laptop.key.unwrap_or_else(|| {
                let folder = vault::list(&laptop.profile).expect("a profile").remove(0).folder;
                let password = Password::new(PASSWORD.to_owned());
                vault::unlock(&folder, &password, &NoSecretStore, now_ms.unsigned_abs()).expect("unlocked")
            });
            (name, key)
        });
        let laptops = laptops.collect();
        drop(self.relay);
        let mut files = Vec::new();
        read_all(self.folder.path(), self.folder.path(), &mut files);
        KeptCamp { files, laptops, now_ms }
    }

    /// A laptop.
    pub fn at(&self, laptop: &str) -> &Laptop {
        self.laptops.get(laptop).expect("a laptop of that name")
    }

    /// A contact over a link that cuts, drops and repeats as the dice fall, tried again until one comes through.
    pub fn sync(&self, laptop: &str) -> SyncReport {
        let laptop = self.at(laptop);
        let faults = (0..self.dice.below(4)).map(|_| match self.dice.below(5) {
            0 => Link::Down,
            1 => Link::CutUp(self.dice.below(1000)),
            2 => Link::Repeats,
            _ => Link::CutDown(self.dice.below(1000)),
        });
        laptop.expect_links(&faults.collect::<Vec<_>>());
        for _ in 0..20 {
            self.time.pass(1);
            match laptop.try_sync() {
                Ok(report) => return report,
                Err(error) if error.is_unreachable() => {}
                Err(error) => panic!("sync: {} {:?}", error.code, error.cause),
            }
        }
        panic!("twenty contacts in vain");
    }

    /// Everybody syncs, `rounds` times.
    pub fn sync_all(&self, rounds: usize) {
        for _ in 0..rounds {
            for laptop in self.laptops.keys() {
                self.sync(laptop);
            }
        }
    }

    /// The folder in which everything lies.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}
