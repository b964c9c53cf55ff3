//! A relay in memory's reach and hand-made laptops: documents and keys as a laptop would keep them, no store.
#![allow(clippy::unwrap_used, clippy::expect_used, dead_code)]

use daftar_core::{
    access::Person,
    act::{Act, Consent, Deed, RULES},
    config::Mode,
    id::{ActId, Actor, CaseId, CompartmentId, DeviceNo, FieldId, QuarantineId, UserName},
    value::Value,
};
use daftar_doc::{
    document::{Document, Edit, Layout},
    keys::{CaseKey, CompartmentKey, DeviceKeys, SealPublic, SignPublic, seal_to},
    segment::{RelayId, Segment, SegmentMeta},
};
use daftar_sync::{
    frame::Reader,
    laptop::{Effect, Item, Session},
    wire::{
        CUSTODY_INFO, CaseKeys, Config, Down, EnrolReply, EnrolRequest, Entry, Feed, Hello, ItemResult,
        KEYS_INFO, PROTOCOL, Receipt, SignedAct, SignedHello, SignedReceipt,
    },
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use sync_server::{FIRST_EPOCH, Random, Relay, RelayError};

pub const NOW: i64 = 1_795_000_000_000;

/// Repeatable bytes; a test that fails fails again.
pub struct Counter(pub u64);

impl Random for Counter {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RelayError> {
        for chunk in bytes.chunks_mut(32) {
            self.0 += 1;
            let digest = Sha256::digest(self.0.to_be_bytes());
            chunk.copy_from_slice(&digest[..chunk.len()]);
        }
        Ok(())
    }
}

/// A small programme: `status` stands on two forms and so has a compartment of its own.
pub fn config_files() -> Vec<(String, String)> {
    let field = |id: &str, kind: &str| {
        format!("[[fields]]\nid = \"{id}\"\ntype = \"{kind}\"\nlabel = {{ en = \"{id}\" }}\n")
    };
    let form = |id: &str, order: u32, fields: &[String]| {
        let head = format!("id = \"{id}\"\ngroup = \"g\"\norder = {order}\nlabel = {{ en = \"{id}\" }}\n");
        (format!("case/{id}.toml"), head + &fields.concat())
    };
    let all = r#"{ identity = "rw", services = "rw", notes = "rw" }"#;
    let role = |id: &str, scope: &str, actions: &str, forms: &str| {
        format!(
            "[[roles]]\nid = \"{id}\"\nlabel = {{ en = \"{id}\" }}\nscope = \"{scope}\"\nactions.case = [{actions}]\nforms = {forms}\n"
        )
    };
    let roles = [
        role("worker", "self", r#""read", "create", "write", "referral", "receive_referral""#, all),
        role("manager", "group", r#""read", "write", "assign", "referral", "consent_override""#, all),
        role("provider", "self", r#""read", "write", "receive_referral""#, "{}"),
        role("provider-boss", "group", r#""read""#, all),
        role("lend-services", "self", r#""read", "write""#, r#"{ identity = "r", services = "rw" }"#)
            .replace("actions", "referral_authorization = true\nactions"),
    ];
    let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    vec![
        file(
            "settings.toml",
            "programme = \"Test\"\nlanguages = [\"en\"]\nidle_lock_minutes = 5\nreferral_consent = []\n",
        ),
        file("roles.toml", &roles.concat()),
        file(
            "organisations.toml",
            "agencies = [{ id = \"a\", label = { en = \"A\" } }, { id = \"b\", label = { en = \"B\" } }]\n\
             groups = [{ id = \"camp\", label = { en = \"Camp\" } }, { id = \"clinic\", label = { en = \"Clinic\" } }]\n",
        ),
        form("identity", 1, &[field("name", "text_field"), field("status", "text_field")]),
        form("services", 2, &[field("service", "text_field"), field("service_notes", "textarea")]),
        form("notes", 3, &[field("note", "textarea"), field("status", "text_field")]),
    ]
}

pub struct Camp {
    pub dir: tempfile::TempDir,
    pub relay: Relay,
    pub now_ms: i64,
}

impl Camp {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        Relay::init(dir.path(), None, &config_files(), Box::new(Counter(0)), NOW).unwrap();
        let relay = Relay::open(dir.path(), None, Box::new(Counter(1_000))).unwrap();
        let camp = Self { dir, relay, now_ms: NOW };
        for (user, role, agency, group) in [
            ("worker", "worker", "a", "camp"),
            ("other", "worker", "a", "camp"),
            ("boss", "manager", "a", "camp"),
            ("provider", "provider", "b", "clinic"),
            ("clinic-boss", "provider-boss", "b", "clinic"),
        ] {
            camp.relay.add_person(&person(user, role, agency, group), NOW).unwrap();
        }
        camp
    }

    /// Another handle, as after a restart.
    pub fn restart(&mut self) {
        let random = Box::new(Counter(500_000));
        self.relay = Relay::open(self.dir.path(), None, random).unwrap();
    }

    pub fn enrol(&self, user: &str) -> Laptop {
        let code = self.relay.enrol_code(&UserName::from(user), Some("127.0.0.1:1"), self.now_ms).unwrap();
        let keys = DeviceKeys::make().unwrap();
        let request = enrol_request(code.secret, &keys);
        Laptop::of(self.relay.enrol(&request, self.now_ms).unwrap(), keys)
    }
}

pub fn person(user: &str, role: &str, agency: &str, group: &str) -> Person {
    let groups = BTreeSet::from([group.into()]);
    Person { user: user.into(), role: role.into(), agency: agency.into(), groups, disabled: false }
}

pub fn enrol_request(secret: [u8; 16], keys: &DeviceKeys) -> EnrolRequest {
    EnrolRequest { secret, sign: keys.sign_public(), seal: keys.seal_public(), machine: [1; 16] }
}

/// What a laptop has of a case.
#[derive(Default, Clone)]
pub struct Held {
    pub owner: Option<UserName>,
    pub epoch: u16,
    pub modes: BTreeMap<CompartmentId, Mode>,
    pub keys: BTreeMap<(u16, CompartmentId), CompartmentKey>,
    pub docs: BTreeMap<CompartmentId, Document>,
    pub acts: Vec<ActId>,
    pub late: BTreeMap<QuarantineId, Segment>,
}

#[derive(Clone)]
pub struct Laptop {
    pub keys: DeviceKeys,
    pub relay: RelayId,
    pub device: DeviceNo,
    pub user: UserName,
    pub custody: SealPublic,
    pub nonces: Vec<[u8; 16]>,
    pub cursor: Vec<u8>,
    pub config: Option<Config>,
    pub config_hash: [u8; 8],
    pub incarnation: [u8; 4],
    pub cases: BTreeMap<CaseId, Held>,
    pub queue: Vec<Item>,
    pub sequence: u64,
    pub closes: Vec<(CaseId, Vec<CompartmentId>, bool, String)>,
    pub refused: Option<String>,
    pub more: bool,
    /// Entries and bytes of the last contact.
    pub entries: usize,
    pub up: usize,
    pub down: usize,
}

impl Laptop {
    pub fn of(reply: EnrolReply, keys: DeviceKeys) -> Self {
        let EnrolReply::Enrolled { relay, device, user, custody, nonces, .. } = reply else {
            panic!("{reply:?}")
        };
        Self {
            keys,
            relay,
            device,
            user,
            custody,
            nonces,
            cursor: Vec::new(),
            config: None,
            config_hash: [0; 8],
            incarnation: [1; 4],
            cases: BTreeMap::new(),
            queue: Vec::new(),
            sequence: 0,
            closes: Vec::new(),
            refused: None,
            more: false,
            entries: 0,
            up: 0,
            down: 0,
        }
    }

    pub fn actor(&self) -> Actor {
        Actor::derive(self.device, self.incarnation)
    }

    fn fresh<const N: usize>(&mut self) -> [u8; N] {
        self.sequence += 1;
        let digest =
            Sha256::digest([self.device.0.to_be_bytes().as_slice(), &self.sequence.to_be_bytes()].concat());
        digest[..N].try_into().unwrap()
    }

    pub fn act(&mut self, case: CaseId, deed: Deed) -> SignedAct {
        let id = ActId::derive(NOW as u64, self.fresh());
        let act = Act { id, case, at_ms: NOW, rules: RULES, deed };
        SignedAct::sign(act, self.device, self.relay, &self.keys)
    }

    pub fn push_act(&mut self, case: CaseId, deed: Deed) -> ActId {
        let act = self.act(case, deed);
        let id = act.act.id;
        self.queue.push(Item::Act(act));
        id
    }

    pub fn refer(&mut self, case: CaseId, to: &str) -> ActId {
        let lends = Some("lend-services".into());
        self.push_act(case, Deed::ReferralOffer { to: to.into(), lends, consent: Consent::Given })
    }

    /// Registers a case and fills one field.
    pub fn register(&mut self, name: &str) -> CaseId {
        let case = CaseId::derive(NOW as u64, self.device, self.fresh());
        let key = CaseKey::from_bytes(self.fresh());
        let sealed_key = seal_to(&self.custody, CUSTODY_INFO, &case.0, key.as_bytes()).unwrap();
        let config = self.config.as_ref().expect("synced once");
        let held = Held {
            epoch: FIRST_EPOCH,
            modes: config.slice.compartments.iter().map(|c| (c.id, Mode::Write)).collect(),
            keys: config
                .slice
                .compartments
                .iter()
                .map(|c| ((FIRST_EPOCH, c.id), key.compartment(FIRST_EPOCH, c.id)))
                .collect(),
            ..Held::default()
        };
        self.cases.insert(case, held);
        self.push_act(case, Deed::CaseCreate { sealed_key });
        self.fill(case, "name", name);
        case
    }

    pub fn home(&self, field: &str) -> CompartmentId {
        self.config.as_ref().unwrap().slice.home(&FieldId::from(field)).expect("a readable field").id
    }

    pub fn layout(&self, id: CompartmentId) -> Layout {
        let compartment =
            self.config.as_ref().unwrap().slice.compartment(id).expect("a readable compartment");
        Layout { compartment: id, text_fields: compartment.texts.clone() }
    }

    /// Writes a field and queues the segment.
    pub fn fill(&mut self, case: CaseId, field: &str, text: &str) {
        let segment = self.cut(case, field, text);
        self.queue.push(Item::Segment(Box::new(segment)));
    }

    /// Writes a field and cuts the segment.
    pub fn cut(&mut self, case: CaseId, field: &str, text: &str) -> Segment {
        let id = self.home(field);
        let (layout, actor) = (self.layout(id), self.actor());
        let config_version = self.config.as_ref().unwrap().slice.version;
        let held = self.cases.get_mut(&case).unwrap();
        let epoch = held.epoch;
        let key = held.keys[&(epoch, id)].clone();
        let doc = held.docs.entry(id).or_insert_with(|| Document::begin(&layout));
        let from = doc.last_seq(actor) + 1;
        let value = Value::Text(text.to_owned());
        doc.write(actor, NOW, &[Edit::Set { field: field.into(), value }]).unwrap().expect("a new value");
        let meta = SegmentMeta { relay: self.relay, case, config_version, auth_seq: 0, epoch, after: None };
        Segment::seal(meta, &layout, doc, actor, from, &key, &self.keys).unwrap().unwrap()
    }

    pub fn reads(&self, case: CaseId, field: &str) -> Option<String> {
        let held = self.cases.get(&case)?;
        let field = FieldId::from(field);
        let found = held.docs.values().find_map(|doc| doc.contents().fields.get(&field).cloned())?;
        match &found.versions[0].value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    pub fn hello(&mut self) -> SignedHello {
        let nonce = self.nonces.pop().expect("a nonce");
        let hello = Hello {
            protocol: PROTOCOL,
            device: self.device,
            nonce,
            cursor: self.cursor.clone(),
            config: self.config_hash,
            nonces_left: self.nonces.len() as u8,
            incarnation: self.incarnation,
        };
        SignedHello::sign(hello, self.relay, &self.keys)
    }

    /// One contact. The queue empties of everything that was answered.
    pub fn sync(&mut self, camp: &Camp) -> Vec<ItemResult> {
        self.sync_cut(camp, usize::MAX, usize::MAX)
    }

    /// Contacts until the relay has no more.
    pub fn sync_all(&mut self, camp: &Camp) -> Vec<ItemResult> {
        let results = self.sync(camp);
        while self.more {
            self.sync(camp);
        }
        results
    }

    /// One contact whose answer breaks off after `frames` frames; an answer ends after `budget` bytes of feed.
    pub fn sync_cut(&mut self, camp: &Camp, frames: usize, budget: usize) -> Vec<ItemResult> {
        let items = std::mem::take(&mut self.queue);
        let hello = self.hello();
        let (mut session, body) = Session::open(hello, &items).unwrap();
        let mut relay = camp.relay.session(camp.now_ms).with_budget(budget);
        let mut answer = Vec::new();
        for piece in body.chunks(1_000) {
            answer.extend(relay.receive(piece).unwrap());
        }
        answer.extend(relay.finish().unwrap());
        let cut = answer.len().min(end_of(&answer, frames));
        (self.up, self.down, self.entries) = (body.len(), cut, 0);
        self.more = false;
        let mut results = Vec::new();
        for effect in session.receive(&answer[..cut]).unwrap() {
            match effect {
                Effect::Welcome(welcome) => self.nonces.extend(welcome.nonces),
                Effect::Result { result, .. } => results.push(result),
                Effect::Config(bytes) => self.take_config(&bytes),
                Effect::Feed(feed) => self.take_feed(feed),
                Effect::Done { more } => self.more = more,
                Effect::Refused { code } => self.refused = Some(code),
            }
        }
        self.queue.extend(items.into_iter().skip(results.len()));
        results
    }

    pub fn take_config(&mut self, bytes: &[u8]) {
        self.config_hash = Sha256::digest(bytes)[..8].try_into().unwrap();
        let plain = zstd::bulk::decompress(bytes, 1 << 20).unwrap();
        self.config = Some(postcard::from_bytes(&plain).unwrap());
    }

    pub fn take_feed(&mut self, feed: Feed) {
        self.entries += feed.entries.len();
        let authors: BTreeMap<DeviceNo, SignPublic> = feed.authors.iter().map(|(d, _, s)| (*d, *s)).collect();
        for entry in feed.entries {
            match entry {
                Entry::Case(head) => {
                    let plain = self.keys.open(KEYS_INFO, &head.case.0, &head.keys).unwrap();
                    let keys: CaseKeys = postcard::from_bytes(&plain).unwrap();
                    let held = self.cases.entry(head.case).or_default();
                    held.owner = Some(head.owner);
                    held.epoch = head.epoch;
                    held.modes = head.modes.into_iter().collect();
                    for (epoch, id, key) in keys.0 {
                        assert!(held.modes.contains_key(&id), "a key for something unreadable");
                        held.keys.insert((epoch, id), CompartmentKey::from_bytes(key));
                    }
                }
                Entry::Segment { segment, .. } => {
                    let segment = feed.tables.expand(self.relay, segment).unwrap();
                    self.take_segment(segment, &authors);
                }
                Entry::Act { act, .. } => {
                    act.verify(self.relay, &authors[&act.device]).unwrap();
                    let held = self.cases.get_mut(&act.act.case).expect("a head before its acts");
                    if !held.acts.contains(&act.act.id) {
                        held.acts.push(act.act.id);
                    }
                }
                Entry::OwnAct { .. } | Entry::LateSettled { .. } => {}
                Entry::Close { case, compartments, whole, seq, reason } => {
                    let held = self.cases.get_mut(&case).expect("only what is held is closed");
                    for id in &compartments {
                        held.docs.remove(id);
                        held.modes.remove(id);
                        held.keys.retain(|(_, of), _| of != id);
                    }
                    assert_eq!(whole, held.modes.is_empty());
                    let receipt =
                        Receipt { case, compartments: compartments.clone(), closed_seq: seq, at_ms: NOW };
                    if whole {
                        self.cases.remove(&case);
                    }
                    self.closes.push((case, compartments, whole, reason));
                    self.incarnation[3] += 1;
                    let signed = SignedReceipt::sign(receipt, self.device, self.relay, &self.keys);
                    self.queue.push(Item::Receipt(signed));
                }
                Entry::Late { quarantine, segment, .. } => {
                    let segment = feed.tables.expand(self.relay, segment).unwrap();
                    let author = authors[&segment.header.actor.device()];
                    let case = segment.header.case;
                    let verified = segment.verify(&author).unwrap().into_segment();
                    self.cases.get_mut(&case).unwrap().late.insert(quarantine, verified);
                }
            }
        }
        self.cursor = feed.cursor;
    }

    fn take_segment(&mut self, segment: Segment, authors: &BTreeMap<DeviceNo, SignPublic>) {
        let header = segment.header.clone();
        assert_ne!(header.actor, self.actor(), "one's own segments are not sent back");
        let verified = segment.verify(&authors[&header.actor.device()]).unwrap();
        let layout = self.layout(header.compartment);
        let held = self.cases.get_mut(&header.case).expect("a head before its segments");
        let key = &held.keys[&(header.epoch, header.compartment)];
        let doc = held.docs.entry(header.compartment).or_insert_with(|| Document::begin(&layout));
        let changes = Segment::open(&verified, doc, key).unwrap();
        *doc = doc.apply(&changes, &|_| true).unwrap();
    }

    /// Everything readable, for comparing two laptops.
    pub fn view(&self) -> Vec<(CaseId, Vec<CompartmentId>, Vec<(CompartmentId, Vec<(Actor, u64)>)>, usize)> {
        let docs = |held: &Held| held.docs.iter().map(|(id, doc)| (*id, doc.heads())).collect();
        self.cases
            .iter()
            .map(|(case, held)| (*case, held.modes.keys().copied().collect(), docs(held), held.acts.len()))
            .collect()
    }
}

/// Where the `count`-th frame ends.
fn end_of(answer: &[u8], count: usize) -> usize {
    let mut at = 0;
    for _ in 0..count {
        let Some(head) = answer.get(at..at + 4) else { break };
        at += 8 + u32::from_le_bytes(head.try_into().unwrap()) as usize;
    }
    at
}

pub fn frames_in(answer: &[u8]) -> Vec<Down> {
    let mut reader = Reader::default();
    reader.feed(answer);
    std::iter::from_fn(|| reader.next().unwrap()).collect()
}
