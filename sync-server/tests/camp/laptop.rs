//! A laptop as a test keeps it: documents, keys and a queue, in memory.

use super::{Camp, NOW, end_of, frames_in};
use daftar_core::{
    act::{Act, CaseState, Deed, Heads, RULES, Sealed, fold},
    config::{Mode, RecordType},
    id::{ActId, Actor, CaseId, CompartmentId, DeviceNo, FieldId, QuarantineId, UserName},
    value::Value,
};
use daftar_doc::{
    document::{Document, Edit, Layout},
    keys::{CaseKey, CompartmentKey, DeviceKeys, SealPublic, SentenceKey, SignPublic, seal_to},
    segment::{RelayId, Segment, SegmentMeta},
    sentence::{open_sentence, seal_sentence},
};
use daftar_sync::{
    laptop::{Effect, Item, Session},
    wire::{
        CUSTODY_INFO, CaseKeys, Config, Down, EnrolReply, Entry, Feed, Hello, ItemResult, KEYS_INFO,
        PROTOCOL, Receipt, SENTENCE_INFO, SignedAct, SignedHello, SignedReceipt,
    },
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use sync_server::FIRST_EPOCH;

/// A case, its readable compartments, the heads of its documents, and how many acts are known.
pub type CaseView = (CaseId, Vec<CompartmentId>, Vec<(CompartmentId, Vec<(Actor, u64)>)>, usize);

/// What a laptop has of a case.
#[derive(Default, Clone)]
pub struct Held {
    pub owner: Option<UserName>,
    pub epoch: u16,
    pub modes: BTreeMap<CompartmentId, Mode>,
    pub keys: BTreeMap<(u16, CompartmentId), CompartmentKey>,
    pub docs: BTreeMap<CompartmentId, Document>,
    pub acts: Vec<ActId>,
    /// The same by their place in the relay's order, with their authors.
    pub told: BTreeMap<u64, (Act, UserName)>,
    /// What others wrote in acts.
    pub said: BTreeMap<ActId, String>,
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
    /// How much of the relay's log its segments say that it had heard of.
    pub heard_of: u32,
    pub cases: BTreeMap<CaseId, Held>,
    pub queue: Vec<Item>,
    pub sequence: u64,
    pub closes: Vec<(CaseId, Vec<CompartmentId>, bool, String)>,
    pub refused: Option<String>,
    pub more: bool,
    /// It began anew once, or an answer broke off: it may be told to close what it does not know.
    pub forgot: bool,
    pub own_acts: BTreeMap<ActId, Act>,
    /// What the relay decided in the last contact, whether or not the answer arrived.
    pub decided: Vec<(Item, ItemResult)>,
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
            heard_of: 0,
            cases: BTreeMap::new(),
            queue: Vec::new(),
            sequence: 0,
            closes: Vec::new(),
            refused: None,
            more: false,
            forgot: false,
            own_acts: BTreeMap::new(),
            decided: Vec::new(),
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

    fn push(&mut self, act: Act) -> ActId {
        let id = act.id;
        self.own_acts.insert(id, act.clone());
        self.queue.push(Item::Act(SignedAct::sign(act, self.device, self.relay, &self.keys)));
        id
    }

    pub fn push_act(&mut self, case: CaseId, deed: Deed) -> ActId {
        let act = self.act(case, deed).act;
        self.push(act)
    }

    /// An act that says something.
    pub fn say(&mut self, case: CaseId, text: &str, deed: impl FnOnce(Sealed) -> Deed) -> ActId {
        let id = ActId::derive(NOW as u64, self.fresh());
        let deed = deed(seal_sentence(&self.custody, id, text).unwrap());
        self.push(Act { id, case, at_ms: NOW, rules: RULES, deed })
    }

    pub fn flag(&mut self, case: CaseId, about: &str) -> ActId {
        self.say(case, about, |about| Deed::FlagAdd { about })
    }

    /// A case as the acts told here make it.
    pub fn state(&self, case: CaseId) -> CaseState {
        let held = &self.cases[&case];
        let state = CaseState::of(held.owner.clone().expect("a head"));
        held.told.values().fold(state, |state, (act, author)| fold(Some(state), act, author).expect("a case"))
    }

    /// What a field's documents look like here.
    pub fn heads(&self, case: CaseId, fields: &[&str]) -> Heads {
        let homes: BTreeSet<_> = fields.iter().map(|field| self.home(field)).collect();
        let docs = homes.into_iter().filter_map(|id| Some((id, self.cases[&case].docs.get(&id)?)));
        Heads::of(docs.flat_map(|(id, doc)| doc.clock().into_iter().map(move |(a, n)| (id, a, n))).collect())
    }

    pub fn refer(&mut self, case: CaseId, to: &str) -> ActId {
        let lends = Some("lend-services".into());
        self.push_act(case, super::refer(to, lends))
    }

    /// Registers a case and fills one field.
    pub fn register(&mut self, name: &str) -> CaseId {
        let case = self.begin();
        self.fill(case, "name", name);
        case
    }

    /// Registers a case.
    pub fn begin(&mut self) -> CaseId {
        self.begin_record(RecordType::Case)
    }

    /// Registers a record.
    pub fn begin_record(&mut self, record: RecordType) -> CaseId {
        let case = CaseId::derive(NOW as u64, self.device, record, self.fresh());
        let key = CaseKey::from_bytes(self.fresh());
        let sealed_key = seal_to(&self.custody, CUSTODY_INFO, &case.0, key.as_bytes()).unwrap();
        let config = self.config.as_ref().expect("synced once");
        let own: Vec<_> =
            config.slice.compartments.iter().filter(|c| c.record_type == record).map(|c| c.id).collect();
        let held = Held {
            epoch: FIRST_EPOCH,
            modes: own.iter().map(|id| (*id, Mode::Write)).collect(),
            keys: own.iter().map(|id| ((FIRST_EPOCH, *id), key.compartment(FIRST_EPOCH, *id))).collect(),
            ..Held::default()
        };
        self.cases.insert(case, held);
        self.push_act(case, Deed::CaseCreate { sealed_key });
        case
    }

    /// Whether the field is on a form that the person may read.
    pub fn knows(&self, field: &str) -> bool {
        self.config
            .as_ref()
            .is_some_and(|config| config.slice.home(RecordType::Case, &FieldId::from(field)).is_some())
    }

    /// The compartment of a field, whatever records it is of.
    pub fn home(&self, field: &str) -> CompartmentId {
        let slice = &self.config.as_ref().unwrap().slice;
        let mut homes = RecordType::ALL.into_iter().filter_map(|record| slice.home(record, &field.into()));
        homes.next().expect("a readable field").id
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
        let (relay, auth_seq) = (self.relay, self.heard_of);
        let meta = SegmentMeta { relay, case, config_version, auth_seq, epoch, after: None };
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
        let nonce = self.nonces.remove(0);
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
        let decided = frames_in(&answer).into_iter().filter_map(|down| match down {
            Down::Results(results) => Some(results),
            _ => None,
        });
        self.decided = items.iter().cloned().zip(decided.flatten()).collect();
        let cut = answer.len().min(end_of(&answer, frames));
        self.forgot |= cut < answer.len();
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
        self.config_hash = Config::mark(bytes);
        self.config = Some(Config::unpack(bytes).unwrap());
    }

    pub fn take_feed(&mut self, feed: Feed) {
        self.entries += feed.entries.len();
        let authors: BTreeMap<DeviceNo, SignPublic> = feed.authors.iter().map(|(d, _, s)| (*d, *s)).collect();
        let users: BTreeMap<DeviceNo, UserName> =
            feed.authors.iter().map(|(d, u, _)| (*d, u.clone())).collect();
        for entry in feed.entries {
            match entry {
                Entry::Case(head) => {
                    // Nothing: the keys are those this laptop drew.
                    let keys = if head.keys.is_empty() {
                        CaseKeys(Vec::new())
                    } else {
                        let plain = self.keys.open(KEYS_INFO, &head.case.0, &head.keys).unwrap();
                        postcard::from_bytes(&plain).unwrap()
                    };
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
                Entry::Act { seq, act, key, .. } => {
                    act.verify(self.relay, &authors[&act.device]).unwrap();
                    let held = self.cases.get_mut(&act.act.case).expect("a head before its acts");
                    if !held.acts.contains(&act.act.id) {
                        held.acts.push(act.act.id);
                    }
                    if let Some(sealed) = act.act.deed.sentence()
                        && !key.is_empty()
                    {
                        let id = act.act.id;
                        let key = self.keys.open(SENTENCE_INFO, &id.0, &key).unwrap();
                        let key = SentenceKey::from_bytes(key.as_slice().try_into().unwrap());
                        held.said.insert(id, open_sentence(&key, id, sealed).unwrap());
                    }
                    let author = users[&act.device].clone();
                    held.told.insert(seq, (act.act, author));
                }
                Entry::OwnAct { seq, act } => {
                    let own = self.own_acts[&act].clone();
                    let held = self.cases.get_mut(&own.case).expect("a head before its acts");
                    held.told.insert(seq, (own, self.user.clone()));
                    if !held.acts.contains(&act) {
                        held.acts.push(act);
                    }
                }
                Entry::LateSettled { .. } => {}
                Entry::Close { case, compartments, whole, seq, reason } => {
                    assert!(self.forgot || self.cases.contains_key(&case), "only what is held is closed");
                    let held = self.cases.entry(case).or_default();
                    for id in &compartments {
                        held.docs.remove(id);
                        held.modes.remove(id);
                        held.keys.retain(|(_, of), _| of != id);
                    }
                    assert!(self.forgot || whole == held.modes.is_empty());
                    let is_empty = held.modes.is_empty();
                    let receipt =
                        Receipt { case, compartments: compartments.clone(), closed_seq: seq, at_ms: NOW };
                    if is_empty {
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
        let key = held.keys.get(&(header.epoch, header.compartment)).expect("a key before its segments");
        let doc = held.docs.entry(header.compartment).or_insert_with(|| Document::begin(&layout));
        let changes = Segment::open(&verified, doc, key).unwrap();
        *doc = doc.apply(&changes, &|_| true).unwrap();
    }

    /// Begins anew with what the relay has, as after work that was not taken.
    pub fn forget(&mut self) {
        self.cases.clear();
        self.cursor.clear();
        self.queue.retain(|item| matches!(item, Item::Receipt(_)));
        self.incarnation[3] += 1;
        self.forgot = true;
    }

    /// Everything readable, for comparing two laptops.
    pub fn view(&self) -> Vec<CaseView> {
        let docs = |held: &Held| held.docs.iter().map(|(id, doc)| (*id, doc.heads())).collect();
        self.cases
            .iter()
            .map(|(case, held)| (*case, held.modes.keys().copied().collect(), docs(held), held.acts.len()))
            .collect()
    }
}
