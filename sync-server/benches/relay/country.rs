//! A country's relay: the standard configuration, 5,000 people in 200 groups and 10 agencies, and as many cases as asked.
//!
//! People and laptops come in through the console and enrolment. A few cases are registered and pushed by a laptop and
//! decided by the gate; their rows are then copied under other ids, owners and devices, in one transaction. What a copy
//! lacks is a signature that fits; nobody here looks at it. The relay is kept between runs.

use super::camp::{Camp, Laptop, enrol_request, ok, person};
use daftar_core::{
    act::{CaseState, Deed},
    config::RecordType,
    id::{ActId, Actor, CaseId, DeviceNo, UserName},
};
use daftar_doc::{
    gate::ChangeFacts,
    keys::{DeviceKeys, SealPublic},
    segment::{RelayId, Segment},
};
use daftar_sqlite::DbKey;
use daftar_sync::{
    laptop::{Effect, Item, Session},
    wire::{Config, EnrolReply, Hello, ItemResult, PROTOCOL, SignedAct, SignedHello},
};
use hmac::{Hmac, KeyInit, Mac};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::Instant,
};
use sync_server::{Relay, RelaySession, SystemRandom};

pub const NOW: i64 = super::camp::NOW;
const GROUPS: usize = 200;
const PEOPLE_OF_GROUP: usize = 25;
const GROUPS_OF_AGENCY: usize = 20;
/// Cases of a group whose supervisor is measured.
const CASES_OF_TEAM: usize = 1_000;
const TEAMS_MAX: usize = 100;
const TEMPLATES: usize = 8;
/// Further segments kept per template and author, for changes in copied cases.
const FURTHER: usize = 400;
/// The fields that a template's laptop fills, as far as they are a record's own; the first is the one that is written on.
const FILLED: [&str; 7] = [
    "name_first",
    "protection_concerns_other",
    "concern_details",
    "consent_giver_name",
    "address_last",
    "cf_support_what",
    "service_provider",
];
/// A field that supervisors may write.
const OF_SUPERVISOR: &str = "bid_reason_other";

/// One of the 5,000, by number; also their only laptop's number, counted from 1.
pub type Who = usize;
/// Reads by owning.
pub const WORKER: Who = 4;
/// A worker of the same group who changes groups.
pub const MOVER: Who = 2;
/// Their supervisor, with 1,000 cases within reach.
pub const SUPERVISOR: Who = 0;
/// The supervisor of a neighbouring group.
pub const NEIGHBOUR: Who = PEOPLE_OF_GROUP;
/// One whose scope is an agency of twenty groups.
pub const AGENCY: Who = PEOPLE_OF_GROUP * GROUPS - 3;
/// One whose scope is everything.
pub const EVERYTHING: Who = PEOPLE_OF_GROUP * GROUPS - 2;
/// One who owns a hundredth of all cases.
pub const ARCHIVE: Who = PEOPLE_OF_GROUP * GROUPS - 1;
/// The laptop that the templates were written on.
const WRITER: Who = 1;

/// Who writes in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    Owner,
    Supervisor,
}

/// What was pushed of a case, to be pushed again of others.
#[derive(Serialize, Deserialize)]
struct Template {
    rows: Vec<LogRow>,
    changes: Vec<ChangeRow>,
    state: CaseState,
    by_owner: Vec<Segment>,
    by_supervisor: Vec<Segment>,
}

#[derive(Serialize, Deserialize)]
struct LogRow {
    kind: String,
    bytes: Vec<u8>,
    incarnation: Option<[u8; 4]>,
}

#[derive(Serialize, Deserialize)]
struct ChangeRow {
    compartment: u16,
    actor: Actor,
    seq: i64,
    max_op: i64,
    clock: Vec<(Actor, u64)>,
}

/// What the whole run rests on beside the relay's own files.
#[derive(Serialize, Deserialize)]
struct Kept {
    keys: Vec<u8>,
    templates: Vec<Template>,
}

pub struct Country {
    pub relay: Relay,
    pub keys: DeviceKeys,
    pub id: RelayId,
    pub cases: usize,
    templates: Vec<Template>,
    cursors: [u8; 32],
    log: Connection,
    /// How many further segments each case has had.
    written: BTreeMap<(usize, By), usize>,
    drawn: u64,
    pub now_ms: i64,
}

/// A person's laptop as far as the relay knows it: no documents, and answers that nobody opens.
pub struct Caller {
    pub device: DeviceNo,
    nonces: Vec<[u8; 16]>,
    cursor: Vec<u8>,
    config: [u8; 8],
}

/// What came of a contact.
#[derive(Debug, Default)]
pub struct Heard {
    pub results: Vec<ItemResult>,
    pub entries: usize,
    pub bytes: usize,
    pub more: bool,
}

impl Country {
    /// The relay with as many cases as `DAFTAR_BENCH_CASES` says; made if it is not there.
    pub fn open() -> Self {
        let wanted = std::env::var("DAFTAR_BENCH_CASES").ok().and_then(|text| text.parse().ok());
        let cases: usize = wanted.unwrap_or(100_000);
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("relay-{cases}"));
        if !folder.join("kept").exists() {
            if folder.exists() {
                fs::remove_dir_all(&folder).unwrap();
            }
            make(&folder, cases);
        }
        let kept: Kept = unpack(&fs::read(folder.join("kept")).unwrap());
        let secrets = secrets(&folder);
        let log = daftar_sqlite::open_read(&folder.join("log.db"), &DbKey::from_bytes(&secrets.log)).unwrap();
        let head: i64 = log.query_row("SELECT max(seq) FROM log", [], |row| row.get(0)).unwrap();
        Self {
            relay: Relay::open(&folder, None, Box::new(SystemRandom)).unwrap(),
            keys: DeviceKeys::from_bytes(&kept.keys.try_into().unwrap()).unwrap(),
            id: secrets.relay,
            cases,
            templates: kept.templates,
            cursors: secrets.cursors,
            log,
            written: BTreeMap::new(),
            drawn: head.unsigned_abs() << 24,
            now_ms: NOW + head,
        }
    }

    /// A laptop that knows everything up to the log's present end.
    pub fn caller(&mut self, who: Who) -> Caller {
        let sql = "SELECT seq, running_hash FROM log ORDER BY seq DESC LIMIT 1";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, [u8; 32]>(1)?));
        let (head, hash) = self.log.query_row(sql, [], read).unwrap();
        let place = (head.unsigned_abs(), head.unsigned_abs(), None::<()>, *hash.first_chunk::<8>().unwrap());
        let mut cursor = postcard::to_stdvec(&place).unwrap();
        let device = device_of(who);
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.cursors).unwrap();
        mac.update(b"daftar cursor v1");
        mac.update(&device.0.to_be_bytes());
        mac.update(&cursor);
        cursor.extend(&mac.finalize().into_bytes()[..8]);
        let mut caller = Caller { device, nonces: Vec::new(), cursor, config: [0; 8] };
        self.sync(&mut caller, &[]);
        caller
    }

    /// What the laptop sends.
    pub fn ask(&self, caller: &mut Caller, items: &[Item]) -> (Session, Vec<u8>) {
        let asked = || self.relay.nonce(caller.device, self.now_ms).unwrap();
        let nonce = caller.nonces.pop().unwrap_or_else(asked);
        let hello = Hello {
            protocol: PROTOCOL,
            device: caller.device,
            nonce,
            cursor: caller.cursor.clone(),
            config: caller.config,
            nonces_left: caller.nonces.len() as u8,
            incarnation: INCARNATION,
        };
        Session::open(SignedHello::sign(hello, self.id, &self.keys), items).unwrap()
    }

    /// What the laptop keeps of the answer.
    pub fn hear(&self, caller: &mut Caller, session: &mut Session, answer: &[u8]) -> Heard {
        let mut heard = Heard { bytes: answer.len(), ..Heard::default() };
        for effect in session.receive(answer).unwrap() {
            match effect {
                Effect::Welcome(welcome) => caller.nonces.extend(welcome.nonces),
                Effect::Result { result, .. } => heard.results.push(result),
                Effect::Config(bytes) => caller.config = Config::mark(&bytes),
                Effect::Feed(feed) => {
                    heard.entries += feed.entries.len();
                    caller.cursor = feed.cursor;
                }
                Effect::Done { more } => heard.more = more,
                Effect::Refused { code } => panic!("{code}"),
            }
        }
        heard
    }

    /// Contacts until the relay has no more.
    pub fn sync(&mut self, caller: &mut Caller, items: &[Item]) -> Heard {
        let mut all = Heard::default();
        loop {
            let items = if all.results.is_empty() { items } else { &[] };
            let (mut session, body) = self.ask(caller, items);
            let heard = self.hear(caller, &mut session, &answer(self.relay.session(self.now_ms), &body));
            all.results.extend(heard.results);
            all.entries += heard.entries;
            if !heard.more {
                return all;
            }
        }
    }

    /// Has one segment more pushed of each of these cases.
    pub fn write(&mut self, cases: &[usize], by: By) {
        let mut pushes: BTreeMap<Who, Vec<Item>> = BTreeMap::new();
        for case in cases {
            let (who, segment) = self.next_segment(*case, by);
            pushes.entry(who).or_default().push(Item::Segment(Box::new(segment)));
        }
        for (who, items) in pushes {
            let mut caller = self.caller(who);
            let heard = self.sync(&mut caller, &items);
            assert!(ok(&heard.results), "{:?}", heard.results);
        }
    }

    /// The next segment of a case, and who wrote it.
    pub fn next_segment(&mut self, nth: usize, by: By) -> (Who, Segment) {
        let owner = owner_of(nth, self.cases);
        let who = match by {
            By::Owner => owner,
            By::Supervisor => owner / PEOPLE_OF_GROUP * PEOPLE_OF_GROUP,
        };
        let (case, actor) = (case_id(nth, self.cases), Actor::derive(device_of(who), INCARNATION));
        let template = &self.templates[nth % self.templates.len()];
        let further = if by == By::Owner { &template.by_owner } else { &template.by_supervisor };
        let first = &further[0].header;
        let written = self.written.entry((nth, by)).or_insert_with(|| {
            let sql = "SELECT coalesce(max(seq), 0) FROM changes WHERE case_id = ?1 AND compartment = ?2 \
                       AND late = 0 AND actor = ?3";
            let last: i64 = self
                .log
                .query_row(sql, params![case.0, first.compartment.0, actor.0], |row| row.get(0))
                .unwrap();
            usize::try_from(last).unwrap() + 1 - usize::try_from(first.first_seq).unwrap()
        });
        let mut segment = further[*written].clone();
        *written += 1;
        let epoch = "SELECT epoch FROM cases WHERE case_id = ?1";
        segment.header.epoch = self.log.query_row(epoch, [case.0], |row| row.get(0)).unwrap();
        (segment.header.case, segment.header.actor, segment.header.relay) = (case, actor, self.id);
        let sealed: [u8; 32] = Sha256::digest(&segment.sealed).into();
        let signed = [pack(&segment.header), sealed.to_vec()].concat();
        segment.signature = self.keys.sign("DFS1", &signed);
        (who, segment)
    }

    /// Makes segments anew that were never pushed.
    pub fn forget(&mut self) {
        self.written.clear();
    }

    /// An act of this person's laptop.
    pub fn act(&mut self, who: Who, nth: usize, deed: Deed) -> Item {
        self.drawn += 1;
        let id = ActId::derive(NOW.unsigned_abs(), random(self.drawn));
        let case = case_id(nth, self.cases);
        let act = daftar_core::act::Act { id, case, at_ms: NOW, rules: daftar_core::act::RULES, deed };
        Item::Act(SignedAct::sign(act, device_of(who), self.id, &self.keys))
    }

    /// The owner of a case according to the relay.
    pub fn owner(&self, nth: usize) -> UserName {
        let sql = "SELECT user FROM associations WHERE case_id = ?1 AND how = 'owner' AND to_seq IS NULL";
        let case = case_id(nth, self.cases);
        UserName(self.log.query_row(sql, [case.0], |row| row.get(0)).unwrap())
    }

    /// The cases that these people were given when the relay was made.
    pub fn cases_of(&self, owned: impl Fn(Who) -> bool) -> Vec<usize> {
        (0..self.cases).filter(|nth| owned(owner_of(*nth, self.cases))).collect()
    }

    /// Somebody whose cases neither the measured supervisor nor the measured agency reaches.
    pub fn stranger(&self) -> Who {
        (GROUPS - 1) * PEOPLE_OF_GROUP + 1
    }

    /// How many rows these tables have.
    pub fn rows(&self) -> i64 {
        let count = |table: &str| -> i64 {
            self.log.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
        };
        ["people", "person_groups", "epochs", "renewals", "log"].into_iter().map(count).sum()
    }

    /// Whether any case waits for new keys.
    pub fn is_due(&self) -> bool {
        self.log.query_row("SELECT EXISTS (SELECT 1 FROM renewals)", [], |row| row.get(0)).unwrap()
    }

    /// Transactions until no case waits for new keys.
    pub fn renew_all(&self) {
        while self.is_due() {
            self.relay.nonce(device_of(WORKER), self.now_ms).unwrap();
        }
    }
}

/// The relay's part of a contact.
pub fn answer(mut session: RelaySession, body: &[u8]) -> Vec<u8> {
    let mut answer = session.receive(body).unwrap();
    while let Some(frames) = session.next_frames().unwrap() {
        answer.extend(frames);
    }
    answer
}

/// Of every laptop: what distinguishes them is their number.
const INCARNATION: [u8; 4] = [1; 4];

pub fn device_of(who: Who) -> DeviceNo {
    DeviceNo(u32::try_from(who).unwrap() + 1)
}

pub fn user_of(who: Who) -> UserName {
    UserName(format!("person-{who:04}"))
}

pub fn group_of(group: usize) -> String {
    format!("group-{group:03}")
}

/// A person's record, in their own group or in another.
pub fn record(who: Who, group: Option<usize>) -> daftar_core::access::Person {
    let own = who / PEOPLE_OF_GROUP;
    let role = match who {
        AGENCY => "role-cp-agency-manager",
        EVERYTHING => "role-superuser",
        _ if who.is_multiple_of(PEOPLE_OF_GROUP) => "role-cp-manager",
        _ => "role-cp-case-worker",
    };
    let agency = if who == AGENCY { 0 } else { own / GROUPS_OF_AGENCY };
    person(&user_of(who).0, role, &format!("agency-{agency}"), &group_of(group.unwrap_or(own)))
}

fn teams(cases: usize) -> usize {
    (cases / (2 * CASES_OF_TEAM)).clamp(1, TEAMS_MAX)
}

/// Half of a small country's cases, or 100,000, belong to groups of 1,000; the rest is spread over the other groups,
/// but for a hundredth, which is one person's. Everybody's cases are scattered over all years.
fn owner_of(nth: usize, cases: usize) -> Who {
    let workers = PEOPLE_OF_GROUP - 1;
    let worker = |group: usize, n: usize| group * PEOPLE_OF_GROUP + 1 + n % workers;
    let (teams, place) = (teams(cases), nth * 7_919 % cases);
    if place < teams * CASES_OF_TEAM {
        return worker(place / CASES_OF_TEAM, place % CASES_OF_TEAM);
    }
    if place >= cases - cases / 100 {
        return ARCHIVE;
    }
    let others = GROUPS - teams;
    match worker(teams + place % others, place / others) {
        AGENCY | EVERYTHING | ARCHIVE => worker(GROUPS - 1, 0),
        who => who,
    }
}

fn case_id(nth: usize, cases: usize) -> CaseId {
    // Ten years of cases, evenly.
    let step = 315_360_000_000 / cases as u64;
    let at_ms = NOW.unsigned_abs() - 315_360_000_000 + nth as u64 * step;
    CaseId::derive(at_ms, device_of(owner_of(nth, cases)), RecordType::Case, random(nth as u64))
}

fn random<const N: usize>(n: u64) -> [u8; N] {
    *Sha256::digest(n.to_be_bytes()).first_chunk().unwrap()
}

fn pack<T: Serialize>(thing: &T) -> Vec<u8> {
    postcard::to_stdvec(thing).unwrap()
}

fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> T {
    postcard::from_bytes(bytes).unwrap()
}

struct RelaySecrets {
    relay: RelayId,
    log: [u8; 32],
    cursors: [u8; 32],
    custody: SealPublic,
}

fn key_store(folder: &Path) -> Connection {
    let text = fs::read_to_string(folder.join("keys/unlock")).unwrap();
    let mut key = [0; 32];
    for (at, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text.trim()[2 * at..2 * at + 2], 16).unwrap();
    }
    daftar_sqlite::open(&folder.join("keys/keys.db"), &DbKey::from_bytes(&key)).unwrap()
}

fn secrets(folder: &Path) -> RelaySecrets {
    let store = key_store(folder);
    let secret = |name: &str| -> Vec<u8> {
        store.query_row("SELECT value FROM secrets WHERE name = ?1", [name], |row| row.get(0)).unwrap()
    };
    let pairs = DeviceKeys::from_bytes(&secret("pairs").try_into().unwrap()).unwrap();
    RelaySecrets {
        relay: RelayId(secret("relay").try_into().unwrap()),
        log: secret("log").try_into().unwrap(),
        cursors: secret("cursors").try_into().unwrap(),
        custody: pairs.seal_public(),
    }
}

fn make(folder: &Path, cases: usize) {
    let begun = Instant::now();
    fs::create_dir_all(folder).unwrap();
    Relay::init(folder, None, &config_files(), Box::new(SystemRandom), NOW).unwrap();
    let keys = DeviceKeys::make().unwrap();
    let relay = Relay::open(folder, None, Box::new(SystemRandom)).unwrap();
    for who in 0..GROUPS * PEOPLE_OF_GROUP {
        relay.add_person(&record(who, None), NOW).unwrap();
        let code = relay.enrol_code(&user_of(who), Some("bench.invalid:1"), NOW).unwrap();
        let EnrolReply::Enrolled { device, .. } =
            relay.enrol(&enrol_request(code.secret, &keys), NOW).unwrap()
        else {
            panic!("enrolled")
        };
        assert_eq!(device, device_of(who));
    }
    eprintln!("setup: people and laptops in {:.1?}", begun.elapsed());

    let dir = tempfile::tempdir().unwrap();
    let camp = Camp { dir, relay, now_ms: NOW };
    let secrets = secrets(folder);
    let key = DbKey::from_bytes(&secrets.log);
    let read = daftar_sqlite::open_read(&folder.join("log.db"), &key).unwrap();
    let mut writer = laptop(&camp, &keys, &secrets, WRITER);
    let mut supervisor = laptop(&camp, &keys, &secrets, SUPERVISOR);
    let templates: Vec<_> =
        (0..TEMPLATES).map(|nth| template(&camp, &read, &mut writer, &mut supervisor, nth)).collect();
    let held = |who: Who| -> Vec<u16> {
        let sql = "SELECT DISTINCT compartment FROM holdings WHERE device = ?1";
        let mut query = read.prepare(sql).unwrap();
        query.query_map([device_of(who).0], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let held = [held(WRITER), held(SUPERVISOR)];
    eprintln!("setup: {:?} compartments held of a case", held.each_ref().map(Vec::len));
    let case_keys = key_store(folder);
    drop((read, camp));

    copy(&folder.join("log.db"), &key, &case_keys, &templates, &held, cases);
    let kept = Kept { keys: keys.to_bytes().to_vec(), templates };
    fs::write(folder.join("kept"), pack(&kept)).unwrap();
    let bytes = fs::metadata(folder.join("log.db")).unwrap().len();
    eprintln!("setup: {cases} cases, {} MB, in {:.1?}", bytes / 1_000_000, begun.elapsed());
}

fn laptop(camp: &Camp, keys: &DeviceKeys, secrets: &RelaySecrets, who: Who) -> Laptop {
    let nonces = vec![camp.relay.nonce(device_of(who), NOW).unwrap()];
    let reply = EnrolReply::Enrolled {
        relay: secrets.relay,
        device: device_of(who),
        user: user_of(who),
        programme: String::new(),
        custody: secrets.custody,
        recovery: secrets.custody,
        relay_sign: keys.sign_public(),
        nonces,
    };
    let mut laptop = Laptop::of(reply, keys.clone());
    laptop.sync_all(camp);
    laptop
}

/// Has a case registered, filled and pushed, and keeps the rows that the relay wrote.
fn template(
    camp: &Camp,
    read: &Connection,
    writer: &mut Laptop,
    supervisor: &mut Laptop,
    nth: usize,
) -> Template {
    let case = writer.begin();
    let known: Vec<_> = FILLED.into_iter().filter(|field| writer.knows(field)).collect();
    for field in known {
        writer.fill(case, field, &format!("What was said about {field} when the case was opened, {nth}."));
    }
    let results = writer.sync_all(camp);
    assert!(ok(&results), "{results:?}");
    supervisor.sync_all(camp);
    let further = |laptop: &mut Laptop, field: &str| -> Vec<Segment> {
        (0..FURTHER).map(|n| laptop.cut(case, field, &format!("Said at visit {n}"))).collect()
    };
    let (by_owner, by_supervisor) = (further(writer, FILLED[0]), further(supervisor, OF_SUPERVISOR));
    let sql = "SELECT log.kind, log.bytes, acts.incarnation FROM log LEFT JOIN acts USING (seq) \
               WHERE log.case_id = ?1 ORDER BY seq";
    let mut query = read.prepare(sql).unwrap();
    let row = |row: &rusqlite::Row<'_>| {
        Ok(LogRow { kind: row.get(0)?, bytes: row.get(1)?, incarnation: row.get(2)? })
    };
    let rows = query.query_map([case.0], row).unwrap().map(Result::unwrap).collect();
    let sql = "SELECT compartment, actor, seq, max_op, clock FROM changes WHERE case_id = ?1";
    let mut query = read.prepare(sql).unwrap();
    let change = |row: &rusqlite::Row<'_>| {
        let clock: Vec<u8> = row.get(4)?;
        Ok(ChangeRow {
            compartment: row.get(0)?,
            actor: Actor(row.get(1)?),
            seq: row.get(2)?,
            max_op: row.get(3)?,
            clock: unpack(&clock),
        })
    };
    let changes = query.query_map([case.0], change).unwrap().map(Result::unwrap).collect();
    let state: Vec<u8> =
        read.query_row("SELECT state FROM cases WHERE case_id = ?1", [case.0], |row| row.get(0)).unwrap();
    Template { rows, changes, state: unpack(&state), by_owner, by_supervisor }
}

/// Fills the log file with copies of the templates.
fn copy(
    path: &Path,
    key: &DbKey,
    case_keys: &Connection,
    templates: &[Template],
    held: &[Vec<u16>; 2],
    cases: usize,
) {
    let log = daftar_sqlite::open(path, key).unwrap();
    let bare = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; \
                PRAGMA cache_size = -1000000;";
    log.execute_batch(bare).unwrap();
    case_keys.execute_batch("PRAGMA synchronous = OFF;").unwrap();
    let index: String = log
        .query_row("SELECT sql FROM sqlite_master WHERE name = 'holdings_by_case'", [], |row| row.get(0))
        .unwrap();
    log.execute_batch("BEGIN; DROP INDEX holdings_by_case;").unwrap();
    case_keys.execute_batch("BEGIN").unwrap();
    let mut copier = Copier::new(&log);
    let mut put_key = case_keys.prepare("INSERT INTO case_keys VALUES (?1, 1, ?2)").unwrap();
    let mut hands: BTreeMap<Who, Vec<CaseId>> = BTreeMap::new();
    for nth in 0..cases {
        let (case, owner) = (case_id(nth, cases), owner_of(nth, cases));
        copier.copy(&templates[nth % templates.len()], case, owner);
        put_key.execute(params![case.0, random::<32>(nth as u64)]).unwrap();
        let group = owner / PEOPLE_OF_GROUP;
        if group < teams(cases) {
            hands.entry(owner).or_default().push(case);
            hands.entry(group * PEOPLE_OF_GROUP).or_default().push(case);
        }
    }
    let head = copier.seq;
    let sql = "INSERT INTO holdings (device, case_id, compartment, opened_seq) VALUES (?1, ?2, ?3, ?4)";
    let mut put = log.prepare(sql).unwrap();
    for (who, cases) in hands {
        let held = &held[usize::from(who.is_multiple_of(PEOPLE_OF_GROUP))];
        for case in cases {
            for compartment in held {
                put.execute(params![device_of(who).0, case.0, compartment, head]).unwrap();
            }
        }
    }
    log.execute_batch(&index).unwrap();
    log.execute_batch("COMMIT").unwrap();
    case_keys.execute_batch("COMMIT").unwrap();
}

struct Copier<'a> {
    log: &'a Connection,
    seq: i64,
    hash: [u8; 32],
}

impl<'a> Copier<'a> {
    fn new(log: &'a Connection) -> Self {
        log.set_prepared_statement_cache_capacity(32);
        let sql = "SELECT seq, running_hash FROM log ORDER BY seq DESC LIMIT 1";
        let (seq, hash) = log.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        Self { log, seq, hash }
    }

    fn run(&self, sql: &str, params: impl rusqlite::Params) {
        self.log.prepare_cached(sql).unwrap().execute(params).unwrap();
    }

    fn copy(&mut self, template: &Template, case: CaseId, owner: Who) {
        let (device, user) = (device_of(owner), user_of(owner));
        let actor = Actor::derive(device, INCARNATION);
        let created = self.seq + 1;
        for row in &template.rows {
            self.seq += 1;
            match row.incarnation {
                Some(incarnation) => self.act(row, case, device, &user, incarnation),
                None => self.segment(row, case, actor),
            }
        }
        for change in &template.changes {
            let swap = |author: Actor| if author == change.actor { actor } else { author };
            let mut clock: Vec<_> = change.clock.iter().map(|(author, seq)| (swap(*author), *seq)).collect();
            clock.sort_unstable();
            let facts = ChangeFacts { max_op: change.max_op.unsigned_abs(), clock };
            let sql = "INSERT INTO changes (case_id, compartment, late, actor, seq, max_op, clock) \
                       VALUES (?1, ?2, 0, ?3, ?4, ?5, ?6)";
            let clock = pack(&facts.clock);
            self.run(sql, params![case.0, change.compartment, actor.0, change.seq, change.max_op, clock]);
        }
        let state = pack(&CaseState { owner: user.clone(), ..template.state.clone() });
        let at_ms = i64::try_from(case.created_at_ms()).unwrap();
        let sql = "INSERT INTO cases (case_id, created_seq, created_at_ms, epoch, state) VALUES (?1, ?2, ?3, 1, ?4)";
        self.run(sql, params![case.0, created, at_ms, state]);
        self.run(
            "INSERT INTO epochs (case_id, epoch, from_seq, due_seq) VALUES (?1, 1, ?2, ?2)",
            params![case.0, created],
        );
        let sql = "INSERT INTO associations (case_id, user, how, from_seq) VALUES (?1, ?2, 'owner', ?3)";
        self.run(sql, params![case.0, user.as_str(), created]);
    }

    fn chain(&mut self, kind: &str, device: DeviceNo, bytes: &[u8]) {
        let mut hash = Sha256::new();
        hash.update(self.hash);
        hash.update(self.seq.to_be_bytes());
        hash.update(kind);
        hash.update(device.0.to_be_bytes());
        hash.update(bytes);
        self.hash = hash.finalize().into();
    }

    fn act(&mut self, row: &LogRow, case: CaseId, device: DeviceNo, user: &UserName, incarnation: [u8; 4]) {
        let mut act: SignedAct = unpack(&row.bytes);
        act.act.id = ActId::derive(case.created_at_ms(), random(self.seq.unsigned_abs()));
        (act.act.case, act.device) = (case, device);
        let bytes = pack(&act);
        self.chain(&row.kind, device, &bytes);
        let sql = "INSERT INTO log (seq, kind, case_id, device, bytes, received_at_ms, running_hash) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let at_ms = i64::try_from(case.created_at_ms()).unwrap();
        self.run(sql, params![self.seq, row.kind, case.0, device.0, bytes, at_ms, self.hash]);
        let sql = "INSERT INTO acts (act_id, seq, case_id, author, device, incarnation) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        self.run(sql, params![act.act.id.0, self.seq, case.0, user.as_str(), device.0, incarnation]);
    }

    fn segment(&mut self, row: &LogRow, case: CaseId, actor: Actor) {
        let mut segment: Segment = unpack(&row.bytes);
        (segment.header.case, segment.header.actor) = (case, actor);
        let bytes = pack(&segment);
        self.chain(&row.kind, actor.device(), &bytes);
        let header = &segment.header;
        let sql = "INSERT INTO log (seq, kind, case_id, compartment, actor, first_seq, n, commitment, device, \
                   bytes, received_at_ms, running_hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
        self.run(
            sql,
            params![
                self.seq,
                row.kind,
                case.0,
                header.compartment.0,
                actor.0,
                i64::try_from(header.first_seq).unwrap(),
                i64::try_from(header.changes.len()).unwrap(),
                header.commit,
                actor.device().0,
                bytes,
                i64::try_from(case.created_at_ms()).unwrap(),
                self.hash,
            ],
        );
    }
}

/// The standard configuration with this country's groups and agencies, and supervisors of whole agencies.
fn config_files() -> Vec<(String, String)> {
    let mut files = Vec::new();
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../config/standard"), "", &mut files);
    for (name, text) in &mut files {
        if name == "organisations.toml" {
            let place = |kind: &str, id: String| {
                let label =
                    ["en", "fr", "ar", "es"].map(|language| format!("{language} = \"{id}\"")).join(", ");
                format!("[[{kind}]]\nid = \"{id}\"\nlabel = {{ {label} }}\n")
            };
            let agencies = (0..GROUPS / GROUPS_OF_AGENCY).map(|n| place("agencies", format!("agency-{n}")));
            *text = agencies.chain((0..GROUPS).map(|n| place("groups", group_of(n)))).collect();
        }
        if name == "roles.toml" {
            let roles = text.split("[[roles]]").find(|role| role.contains("\"role-cp-manager\"")).unwrap();
            let wide = roles
                .replace("\"role-cp-manager\"", "\"role-cp-agency-manager\"")
                .replace("scope = \"group\"", "scope = \"agency\"");
            let end = wide.rfind("\n\n#").unwrap_or(wide.len());
            *text += &format!("\n[[roles]]{}\n", &wide[..end]);
        }
    }
    files
}

fn gather(folder: &Path, prefix: &str, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() {
            gather(&entry.path(), &format!("{prefix}{name}/"), files);
        } else if name.ends_with(".toml") || name.ends_with(".csv") {
            files.push((format!("{prefix}{name}"), fs::read_to_string(entry.path()).unwrap()));
        }
    }
}
