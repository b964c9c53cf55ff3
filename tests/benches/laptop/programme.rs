//! The programme that is measured: one relay, a worker who registered everything, and laptops of their supervisor.

use daftar_app::{
    App, Casebook, SyncReport,
    ports::{RelayAddress, SystemClock, SystemRandom, Transport, TransportError},
    secrets::NoSecretStore,
    vault::{self, Password},
};
use daftar_core::{
    access::Person,
    id::{CaseId, DeviceNo, UserName},
};
use daftar_store::Store;
use daftar_sync::{
    frame,
    wire::{Door, Down, Entry},
};
use daftar_tests::{copies::copy_cases, filling::of_case};
use daftar_training::{TODAY, caseload};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, LazyLock, Mutex, MutexGuard},
    time::Instant,
};
use sync_server::Relay;

const PASSWORD: &str = "a password for measuring";
/// Cases registered by use, and the seed of all synthetic ones.
const REGISTERED: usize = 1_000;
const SEED: u64 = 20;
/// What the replayed laptop applies, and cases that make a little more of them.
const SEGMENTS: usize = 1_000;
const CASES_OF_SEGMENTS: usize = 250;

static PROGRAMME: LazyLock<Programme> = LazyLock::new(Programme::begin);

struct Programme {
    _folder: tempfile::TempDir,
    relay: Relay,
    worker: Laptop,
    registered: Mutex<usize>,
}

impl Programme {
    fn begin() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("relay");
        let files = with_all_dashboards(daftar_training::configuration());
        Relay::init(&dir, None, &files, Box::new(sync_server::SystemRandom), now_ms()).unwrap();
        let relay = Relay::open(&dir, None, Box::new(sync_server::SystemRandom)).unwrap();
        for person in daftar_training::people() {
            let person = Person::new(person.user_name, person.role, person.agency, [person.group].into());
            relay.add_person(&person, now_ms()).unwrap();
        }
        let worker = Laptop::enrol(&relay, "worker-1");
        worker.lead(Line::Open(relay.clone()));
        worker.book.sync().unwrap();
        Self { _folder: folder, relay, worker, registered: Mutex::new(0) }
    }

    /// Sees to it that at least `count` cases are registered and at the relay.
    fn reach(&self, count: usize) {
        let mut registered = self.registered.lock().unwrap();
        if *registered >= count {
            return;
        }
        let begun = Instant::now();
        for fixture in caseload(SEED, count, TODAY).skip(*registered) {
            self.worker.book.register(&of_case(&self.worker.book, &fixture)).unwrap();
        }
        let pushing = Instant::now();
        let report = self.worker.book.sync().unwrap();
        eprintln!(
            "setup: {} cases registered in {:.1?}, pushed in {:.1?}: {} items, {} bytes up, {} down, {} round trips",
            count - *registered,
            pushing - begun,
            pushing.elapsed(),
            report.pushed,
            report.bytes_up,
            report.bytes_down,
            report.round_trips
        );
        *registered = count;
    }
}

/// What the supervisor sees in no training programme, since it is somebody else's: all the rest of the dashboards.
fn with_all_dashboards(files: Vec<(String, String)>) -> Vec<(String, String)> {
    const MARK: &str = r#""dash_group_overview","#;
    let more = [
        "dash_shared_with_me",
        "dash_shared_with_others",
        "dash_case_incident_overview",
        "approvals_assessment",
        "workflow",
        "dash_protection_concerns_by_location",
        "dash_national_admin_summary",
    ];
    let more: String = more.iter().map(|id| format!("\"{id}\",")).collect();
    let with = |(path, text): (String, String)| (path, text.replace(MARK, &format!("{MARK}{more}")));
    files.into_iter().map(with).collect()
}

fn now_ms() -> i64 {
    daftar_app::ports::Clock::now_ms(&SystemClock)
}

/// Where a laptop's line leads.
enum Line {
    /// To enrolment and no further.
    Down(Relay),
    Open(Relay),
    /// Keeps the answers.
    Recorded(Relay, Vec<u8>),
    /// Gives this answer, whatever is asked.
    Repeats(Vec<u8>),
}

#[derive(Clone)]
struct Switch(Arc<Mutex<Line>>);

impl Switch {
    fn to(line: Line) -> Self {
        Self(Arc::new(Mutex::new(line)))
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        self.0.lock().unwrap()
    }
}

impl Transport for Switch {
    fn ask(&self, _: &RelayAddress, door: Door, body: Vec<u8>) -> Result<Vec<u8>, TransportError> {
        let Line::Down(relay) = &*self.line() else { return Err(TransportError::Unreachable) };
        Ok(relay.answer(door, &body, now_ms()).unwrap().expect("a question"))
    }

    fn nonce(&self, _: &RelayAddress, _: DeviceNo) -> Result<[u8; 16], TransportError> {
        Err(TransportError::Unreachable)
    }

    fn sync(
        &self,
        _: &RelayAddress,
        body: Vec<u8>,
        take: &mut dyn FnMut(&[u8]),
    ) -> Result<(), TransportError> {
        let (relay, mut kept) = match &mut *self.line() {
            Line::Down(_) => return Err(TransportError::Unreachable),
            Line::Repeats(answer) => {
                take(answer);
                return Ok(());
            }
            Line::Open(relay) => (relay.clone(), None),
            Line::Recorded(relay, answer) => (relay.clone(), Some(std::mem::take(answer))),
        };
        let mut session = relay.session(now_ms());
        let mut carry = |piece: &[u8]| {
            take(piece);
            if let Some(kept) = &mut kept {
                kept.extend_from_slice(piece);
            }
        };
        carry(&session.receive(&body).unwrap());
        while let Some(frames) = session.next_frames().unwrap() {
            carry(&frames);
        }
        if let Some(kept) = kept {
            *self.line() = Line::Recorded(relay, kept);
        }
        Ok(())
    }
}

/// A person at a laptop of their own, in a folder that goes with it.
pub struct Laptop {
    pub book: Casebook,
    profile: tempfile::TempDir,
    switch: Switch,
}

impl Laptop {
    /// Enrolled, but nothing was fetched yet: the line is down.
    fn enrol(relay: &Relay, user: &str) -> Self {
        let code = relay.enrol_code(&UserName::from(user), Some("bench.invalid:1"), now_ms()).unwrap();
        let switch = Switch::to(Line::Down(relay.clone()));
        let profile = tempfile::tempdir().unwrap();
        let app = App::new(
            profile.path().to_owned(),
            Box::new(NoSecretStore),
            Box::new(SystemClock),
            Box::new(SystemRandom),
            Box::new(switch.clone()),
        );
        let book = app.enrol(&code.to_text(), &Password::new(PASSWORD.to_owned())).unwrap();
        Self { book, profile, switch }
    }

    fn lead(&self, line: Line) {
        *self.switch.line() = line;
    }

    /// The closed store's file and key.
    fn close(self) -> (PathBuf, [u8; 32], tempfile::TempDir) {
        drop(self.book);
        let folder = vault::list(self.profile.path()).unwrap().remove(0).folder;
        let password = Password::new(PASSWORD.to_owned());
        let key = vault::unlock(&folder, &password, &NoSecretStore, now_ms().unsigned_abs()).unwrap();
        (vault::store_path(&folder), *key.bytes(), self.profile)
    }
}

/// A worker's laptop without contact for long: what it tried to send waits, cut into segments.
pub struct Waiting {
    pub book: Casebook,
    pub cases: Vec<CaseId>,
    _profile: tempfile::TempDir,
}

impl Waiting {
    pub fn fill() -> Self {
        let laptop = Laptop::enrol(&PROGRAMME.relay, "worker-2");
        laptop.lead(Line::Open(PROGRAMME.relay.clone()));
        laptop.book.sync().unwrap();
        laptop.lead(Line::Down(PROGRAMME.relay.clone()));
        let fixtures = caseload(SEED + 1, REGISTERED, TODAY);
        let cases =
            fixtures.map(|fixture| laptop.book.register(&of_case(&laptop.book, &fixture)).unwrap().case);
        let cases = cases.collect();
        assert!(laptop.book.sync().is_err());
        eprintln!("setup: {} items wait", laptop.book.status().unwrap().queued);
        Self { book: laptop.book, cases, _profile: laptop.profile }
    }
}

/// A laptop of the supervisor's that is about to see the programme's cases for the first time.
pub struct FirstSync;

impl FirstSync {
    pub fn laptop() -> Laptop {
        PROGRAMME.reach(REGISTERED);
        let laptop = Laptop::enrol(&PROGRAMME.relay, "supervisor");
        laptop.lead(Line::Open(PROGRAMME.relay.clone()));
        laptop
    }

    fn report(report: &SyncReport) {
        eprintln!(
            "setup: first sync: {} pulled, {} bytes up, {} down, {} round trips",
            report.pulled, report.bytes_up, report.bytes_down, report.round_trips
        );
    }
}

/// An answer with as many segments as are measured, and the laptop that it is meant for.
pub struct Replay {
    store: PathBuf,
    key: [u8; 32],
    answer: Vec<u8>,
    _profile: tempfile::TempDir,
}

impl Replay {
    pub fn record() -> Self {
        // On a relay of its own: heads and keys of few cases come along, as many segments as possible.
        let programme = Programme::begin();
        programme.reach(CASES_OF_SEGMENTS);
        let (store, key, profile) = Laptop::enrol(&programme.relay, "supervisor").close();
        let pristine = tempfile::tempdir().unwrap();
        let copy = pristine.path().join("store.db");
        std::fs::copy(&store, &copy).unwrap();
        let switch = Switch::to(Line::Recorded(programme.relay.clone(), Vec::new()));
        open(&store, key, &switch).sync().unwrap();
        drop(profile);
        let Line::Recorded(_, recorded) = &*switch.line() else { unreachable!("it stays so") };
        let (answer, segments) = cut(recorded);
        assert!(segments >= SEGMENTS, "{segments} segments");
        eprintln!("setup: an answer of {segments} segments in {} bytes", answer.len());
        Self { store: copy, key, answer, _profile: pristine }
    }

    /// The laptop as it was before, with the answer on its line.
    pub fn laptop(&self) -> Laptop {
        let profile = tempfile::tempdir().unwrap();
        let store = profile.path().join("store.db");
        std::fs::copy(&self.store, &store).unwrap();
        let switch = Switch::to(Line::Repeats(self.answer.clone()));
        let book = open(&store, self.key, &switch);
        Laptop { book, profile, switch }
    }
}

/// A casebook of a store that was closed.
fn open(store: &Path, key: [u8; 32], switch: &Switch) -> Casebook {
    let (clock, random) = (Box::new(SystemClock), Box::new(SystemRandom));
    Casebook::open_store(store, key, clock, random, Box::new(switch.clone())).unwrap()
}

/// An answer's beginning with exactly as many segments as are measured, and their number.
fn cut(answer: &[u8]) -> (Vec<u8>, usize) {
    let mut reader = frame::Reader::default();
    reader.feed(answer);
    let (mut kept, mut segments) = (Vec::new(), 0);
    while let Some(mut message) = reader.message::<Down>().unwrap() {
        match &mut message {
            Down::Feed(_) if segments == SEGMENTS => continue,
            Down::Feed(feed) => feed.entries.retain(|entry| {
                let is_segment = matches!(entry, Entry::Segment { .. });
                segments += usize::from(is_segment && segments < SEGMENTS);
                !is_segment || segments < SEGMENTS
            }),
            Down::Bye { more } => *more = false,
            _ => {}
        }
        kept.extend(frame::encode(&message).unwrap());
    }
    (kept, segments)
}

/// A laptop with many cases: a thousand that were synced, and copies of their documents under other children's names.
pub struct BigLaptop {
    pub book: Casebook,
    cases: Vec<CaseId>,
    _profile: tempfile::TempDir,
}

impl BigLaptop {
    pub fn fill() -> Self {
        let wanted =
            std::env::var("DAFTAR_BENCH_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(10_000);
        let laptop = FirstSync::laptop();
        FirstSync::report(&laptop.book.sync().unwrap());
        let switch = laptop.switch.clone();
        let (path, key, profile) = laptop.close();
        let begun = Instant::now();
        let mut store = Store::open(&path, key).unwrap();
        let config = daftar_core::config::read(&daftar_training::configuration()).unwrap();
        let fixtures: Vec<_> = caseload(SEED, wanted, TODAY).skip(REGISTERED).collect();
        let cases = copy_cases(&mut store, &config, &fixtures, now_ms() / 86_400_000);
        drop(store);
        eprintln!("setup: copied up to {wanted} cases in {:.1?}", begun.elapsed());
        eprintln!("setup: the store has {} bytes", std::fs::metadata(&path).unwrap().len());
        let book = open(&path, key, &switch);
        Self { book, cases, _profile: profile }
    }

    /// One of the cases whose documents are their own.
    pub fn case(&self, nth: usize) -> CaseId {
        self.cases[nth * 7 % self.cases.len()]
    }
}
