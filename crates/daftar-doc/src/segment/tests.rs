//! Sealing, opening, and what must not open; sizes on the wire; the gate over honest and hostile headers.

use super::*;
use crate::{
    document::{
        Edit,
        tests::{acts, hand_over, layout, play},
    },
    gate::{Accepted, ChangeFacts, check},
    keys::CaseKey,
};
use daftar_core::value::Value;
use proptest::prelude::*;

const A: Actor = Actor([0, 0, 0, 1, 9, 9, 9, 1]);
const B: Actor = Actor([0, 0, 0, 2, 9, 9, 9, 2]);
const C: Actor = Actor([0, 0, 0, 3, 9, 9, 9, 3]);
const NOON: i64 = 1_795_000_000_123;

fn meta() -> SegmentMeta {
    let (relay, case) = (RelayId([1; 16]), CaseId([2; 16]));
    SegmentMeta { relay, case, config_version: 3, auth_seq: 5, epoch: 1, after: None }
}
fn key() -> CompartmentKey {
    CaseKey::from_bytes([7; 32]).compartment(1, layout().compartment)
}
fn device() -> DeviceKeys {
    DeviceKeys::from_bytes(&[3; 64]).unwrap()
}
fn seal(doc: &Document, actor: Actor, from_seq: u64) -> Option<Segment> {
    Segment::seal(meta(), doc.layout(), doc, actor, from_seq, &key(), &device()).unwrap()
}
fn set(field: &str, value: &str) -> Edit {
    Edit::Set { field: field.into(), value: Value::Text(value.to_owned()) }
}
fn tell(text: &str) -> Edit {
    Edit::SetText { field: "story".into(), text: text.to_owned() }
}

/// Two who have worked together: B's last change is made upon A's.
fn couple() -> (Document, Document) {
    let (mut a, mut b) = (Document::begin(&layout()), Document::begin(&layout()));
    a.write(A, NOON, &[set("name", "first"), tell("one")]).unwrap();
    b.write(B, NOON, &[set("name", "second"), tell("two")]).unwrap();
    hand_over(&a, &mut b);
    b.write(B, NOON, &[set("sex", "female"), tell("one two three")]).unwrap();
    (a, b)
}

#[test]
fn what_is_sealed_opens_as_the_same_changes() {
    let (a, b) = couple();
    let segment = seal(&b, B, 1).unwrap();
    assert_eq!((segment.header.first_seq, segment.header.last_seq()), (1, 2));
    let wire = postcard::to_stdvec(&segment).unwrap();
    let read: Segment = postcard::from_bytes(&wire).unwrap();
    assert_eq!(read, segment);
    let (shared, rest) = segment.clone().into_parts();
    assert_eq!(Segment::from_parts(shared, rest), segment);

    let verified = read.verify(&device().sign_public()).unwrap();
    let opened = Segment::open(&verified, &a, &key()).unwrap();
    assert_eq!(opened, b.cut(B, 1, 9));
    let applied = a.apply(&opened, &|_| true).unwrap();
    assert_eq!(applied.contents(), b.contents());
    assert_eq!(seal(&b, B, 3), None);
    assert_eq!(seal(&b, C, 1), None);
}

#[test]
fn only_the_author_the_key_and_the_place_it_was_sealed_for_will_do() {
    let (a, b) = couple();
    let segment = seal(&b, B, 1).unwrap();
    let stranger = DeviceKeys::make().unwrap();
    assert_eq!(segment.clone().verify(&stranger.sign_public()).unwrap_err(), SegmentError::BadSignature);
    let verified = segment.clone().verify(&device().sign_public()).unwrap();
    let other_epoch = CaseKey::from_bytes([7; 32]).compartment(2, layout().compartment);
    assert_eq!(Segment::open(&verified, &a, &other_epoch).unwrap_err(), SegmentError::DoesNotOpen);
    // Without the change that its second was made upon there is no hash to rebuild it with.
    let empty = Document::begin(&layout());
    assert_eq!(
        Segment::open(&verified, &empty, &key()).unwrap_err(),
        SegmentError::Change(ChangeError::MissingDep)
    );
    let elsewhere = Layout { compartment: CompartmentId(5), ..layout() };
    let other = Document::begin(&elsewhere);
    assert_eq!(Segment::open(&verified, &other, &key()).unwrap_err(), SegmentError::OtherCompartment);
    for alter in [
        |h: &mut SegmentHeader| h.case = CaseId([9; 16]),
        |h: &mut SegmentHeader| h.relay = RelayId([9; 16]),
        |h: &mut SegmentHeader| h.auth_seq += 1,
        |h: &mut SegmentHeader| h.changes[0].time_min += 1,
        |h: &mut SegmentHeader| h.after = Some(ActId([1; 16])),
    ] {
        let mut moved = segment.clone();
        alter(&mut moved.header);
        assert_eq!(moved.verify(&device().sign_public()).unwrap_err(), SegmentError::BadSignature);
    }
}

#[test]
fn an_insider_with_key_and_signature_cannot_make_header_and_columns_disagree() {
    let (a, b) = couple();
    let honest = seal(&b, B, 1).unwrap();
    // Signs and seals again under an altered header, which takes the compartment's key and the device's.
    let forge = |alter: &dyn Fn(&mut SegmentHeader), plain: &dyn Fn(Vec<u8>) -> Vec<u8>| {
        let mut segment = honest.clone();
        let old = segment.header.bytes().unwrap();
        let opened =
            cipher(&key()).decrypt(&nonce(&old), Payload { msg: &segment.sealed, aad: &old }).unwrap();
        alter(&mut segment.header);
        let aad = segment.header.bytes().unwrap();
        segment.sealed =
            cipher(&key()).encrypt(&nonce(&aad), Payload { msg: &plain(opened), aad: &aad }).unwrap();
        segment.signature = device().sign(DOMAIN, &signed(&aad, &segment.sealed));
        Segment::open(&segment.verify(&device().sign_public())?, &a, &key())
    };
    let same = |plain: Vec<u8>| plain;
    assert_eq!(forge(&|_| (), &same).unwrap(), b.cut(B, 1, 9));
    let unusual = Err(SegmentError::Change(ChangeError::Unusual));
    assert_eq!(forge(&|h| h.changes[0].n_ops += 1, &same), unusual);
    assert_eq!(forge(&|h| h.changes[0].start_op += 1, &same), Err(SegmentError::WrongCommit));
    assert_eq!(forge(&|h| h.changes[1].time_min += 1, &same), Err(SegmentError::WrongCommit));
    assert_eq!(forge(&|h| h.commit[0] ^= 1, &same), Err(SegmentError::WrongCommit));
    assert_eq!(forge(&|h| h.dictionary = 1, &same), Err(SegmentError::UnknownDictionary));
    assert!(forge(&|h| drop(h.changes.pop()), &same).is_err());
    assert!(forge(&|_| (), &|_| vec![]).is_err());
    assert!(forge(&|_| (), &|_| vec![9, 9, 9]).is_err());
    // A few bytes that unpack to far more than a segment may hold.
    let bomb = |_: Vec<u8>| {
        let packed = zstd::bulk::compress(&vec![0; 64 << 20], 1).unwrap();
        [&[COMPRESSED], &packed[4..]].concat()
    };
    assert_eq!(forge(&|_| (), &bomb), Err(SegmentError::Malformed));
}

#[test]
fn no_flipped_bit_passes() {
    let (a, b) = couple();
    let segment = seal(&b, B, 1).unwrap();
    let wire = postcard::to_stdvec(&segment).unwrap();
    for at in 0..wire.len() {
        for bit in [0, 3, 7] {
            let mut altered = wire.clone();
            altered[at] ^= 1 << bit;
            let Ok(read) = postcard::from_bytes::<Segment>(&altered) else { continue };
            if read == segment {
                continue;
            }
            let opened = read.verify(&device().sign_public()).and_then(|v| Segment::open(&v, &a, &key()));
            assert!(opened.is_err(), "byte {at}, bit {bit}");
        }
    }
}

#[test]
fn nothing_in_clear_depends_on_the_value_but_the_keyed_commit() {
    let header = |value: &str, key: &CompartmentKey| {
        let mut doc = Document::begin(&layout());
        doc.write(A, NOON, &[set("risk_level", value)]).unwrap();
        let segment = Segment::seal(meta(), &layout(), &doc, A, 1, key, &device()).unwrap().unwrap();
        let hash = doc.cut(A, 1, 1)[0].hash();
        let wire = postcard::to_stdvec(&segment).unwrap();
        assert!(!wire.windows(16).any(|w| hash.starts_with(w) || hash.ends_with(w)));
        assert!(!wire.windows(4).any(|w| w == b"risk"));
        segment.header
    };
    let (mut high, low) = (header("high", &key()), header("lows", &key()));
    assert_ne!(high.commit, low.commit);
    assert_ne!(header("high", &CompartmentKey::from_bytes([1; 32])).commit, high.commit);
    high.commit = low.commit;
    assert_eq!(high, low);
}

#[test]
fn a_long_run_is_cut_into_several_segments() {
    let mut a = Document::begin(&layout());
    for n in 0..70 {
        a.write(A, NOON, &[set("name", &format!("spelling {n}"))]).unwrap();
    }
    let first = seal(&a, A, 1).unwrap();
    assert_eq!((first.header.changes.len(), first.header.last_seq()), (64, 64));
    let second = seal(&a, A, 65).unwrap();
    assert_eq!(second.header.changes.len(), 6);
    // Values that fill a change to its limit: a segment takes as many as fit.
    for n in 0..5_u8 {
        let long = |field: &str| set(field, &char::from(b'a' + n).to_string().repeat(60_000));
        a.write(A, NOON, &[long("x"), long("y")]).unwrap();
    }
    let third = seal(&a, A, 71).unwrap();
    assert_eq!(third.header.changes.len(), 2);
    let mut other = Document::begin(&layout());
    let mut from = 1;
    while let Some(segment) = seal(&a, A, from) {
        from = segment.header.last_seq() + 1;
        let verified = segment.verify(&device().sign_public()).unwrap();
        let opened = Segment::open(&verified, &other, &key()).unwrap();
        other = other.apply(&opened, &|_| true).unwrap();
    }
    assert_eq!(other.contents(), a.contents());
}

#[test]
fn a_segment_of_one_change_is_small_on_the_wire() {
    let mut a = Document::begin(&layout());
    a.write(A, NOON, &[set("name_first", "first")]).unwrap();
    a.write(A, NOON, &[set("name_first", "second"), set("risk_level", "high")]).unwrap();
    let segment = seal(&a, A, 2).unwrap();
    let columns = Parts::read(a.cut(A, 2, 1)[0].as_bytes()).unwrap().columns.len();
    let raw = a.cut(A, 2, 1)[0].as_bytes().len();
    let whole = postcard::to_stdvec(&segment).unwrap().len();
    let sealed = segment.sealed.len();
    let (_, rest) = segment.into_parts();
    let rest = postcard::to_stdvec(&rest).unwrap().len();
    let overhead = rest - (sealed - 16 - 1);
    println!(
        "raw {raw}, columns {columns}, sealed {sealed}, whole {whole}, rest {rest}, overhead {overhead}"
    );
    assert!(overhead <= 136, "header, signature, tag and flag: {overhead}");
    assert!(whole <= 260, "{whole}");
}

// ---- the gate ---------------------------------------------------------------------------------------------

/// What a relay remembers.
#[derive(Default)]
struct Log(BTreeMap<(Actor, u64), ChangeFacts>);

impl Accepted for Log {
    fn change(&self, actor: Actor, seq: u64) -> Option<ChangeFacts> {
        self.0.get(&(actor, seq)).cloned()
    }
    fn last_seq(&self, actor: Actor) -> u64 {
        self.0.keys().filter(|(a, _)| *a == actor).map(|(_, seq)| *seq).max().unwrap_or(0)
    }
    fn actors(&self) -> usize {
        self.0.keys().map(|(a, _)| *a).collect::<BTreeSet<_>>().len()
    }
}

impl Log {
    fn admit(&mut self, header: &SegmentHeader) -> Result<(), GateDenial> {
        let facts = check(header, &layout(), self)?;
        let keys = (header.first_seq..).map(|seq| (header.actor, seq));
        self.0.extend(keys.zip(facts));
        Ok(())
    }
}

#[test]
fn each_way_to_break_a_document_has_its_denial() {
    let (a, b) = couple();
    let mut log = Log::default();
    log.admit(&seal(&a, A, 1).unwrap().header).unwrap();
    let honest = seal(&b, B, 1).unwrap().header;
    // B's second change is made upon A's first and B's own; the texts make both refer to the genesis.
    assert_eq!(honest.actors, [A]);
    assert_eq!(honest.changes[1].deps.iter().map(|d| d.0).collect::<BTreeSet<_>>(), BTreeSet::from([OWN, 1]));
    assert!(honest.changes[0].others.contains(&GENESIS));
    let denied = |alter: &dyn Fn(&mut SegmentHeader)| {
        let mut header = honest.clone();
        alter(&mut header);
        check(&header, &layout(), &log).map(drop)
    };
    assert_eq!(denied(&|_| ()), Ok(()));
    type Alter<'a> = &'a dyn Fn(&mut SegmentHeader);
    let cases: [(GateDenial, Alter<'_>); 25] = [
        (GateDenial::OtherCompartment, &|h| h.compartment = CompartmentId(5)),
        (GateDenial::ChangeCount, &|h| h.changes.clear()),
        (GateDenial::ChangeCount, &|h| h.changes = vec![h.changes[0].clone(); 65]),
        (GateDenial::GenesisActor, &|h| h.actor = genesis_actor(h.compartment)),
        // Deps and seqs move along with the run, so that nothing else is wrong.
        (GateDenial::NotNext, &|h| (h.first_seq, h.changes[1].deps[0]) = (2, (OWN, 2))),
        (GateDenial::NotNext, &|h| (h.first_seq, h.changes[1].deps[0]) = (0, (OWN, 0))),
        (GateDenial::ActorTable, &|h| h.actors = vec![A, A]),
        (GateDenial::ActorTable, &|h| h.actors = vec![A, C]),
        (GateDenial::ActorTable, &|h| h.actors = vec![B]),
        (GateDenial::ActorTable, &|h| h.actors = vec![genesis_actor(h.compartment)]),
        (GateDenial::ActorIndex, &|h| h.changes[0].others = vec![7, GENESIS]),
        (GateDenial::ActorIndex, &|h| h.changes[0].others = vec![OWN]),
        (GateDenial::ActorIndex, &|h| h.changes[0].deps = vec![(7, 1)]),
        (GateDenial::OpCount, &|h| h.changes[0].n_ops = 0),
        (GateDenial::OpCount, &|h| h.changes[0].n_ops = limits::OPS_MAX + 1),
        (GateDenial::BadDeps, &|h| h.changes[0].deps = vec![(GENESIS, 2); 2]),
        (GateDenial::BadDeps, &|h| h.changes[0].deps = (1..=17).map(|n| (GENESIS, n)).collect()),
        (GateDenial::UnknownDep, &|h| h.changes[0].deps = vec![(GENESIS, 3)]),
        (GateDenial::UnknownDep, &|h| h.changes[0].deps = vec![(GENESIS, 0)]),
        (GateDenial::UnknownDep, &|h| h.changes[1].deps = vec![(OWN, 1), (1, 2)]),
        // The second change that begins anew: no deps, first counter 1.
        (GateDenial::SkipsOwn, &|h| (h.changes[1].deps, h.changes[1].start_op) = (vec![], 1)),
        (GateDenial::SkipsOwn, &|h| h.changes[1].deps = vec![(1, 1)]),
        (GateDenial::StartOp, &|h| h.changes[0].start_op = 1),
        (GateDenial::StartOp, &|h| h.changes[1].start_op = (1 << 32) - 2),
        (GateDenial::BadTime, &|h| h.changes[0].time_min = i64::MAX),
    ];
    for (n, (denial, alter)) in cases.iter().enumerate() {
        assert_eq!(denied(alter), Err(*denial), "case {n}");
    }
    // A's operations are not yet known to B's first change; naming the table keeps the rest in order.
    assert_eq!(denied(&|h| h.changes[0].others = vec![1, GENESIS]), Err(GateDenial::UnknownOther));
    let no_texts = Layout { text_fields: vec![], ..layout() };
    assert_eq!(check(&honest, &no_texts, &log), Err(GateDenial::UnknownDep));
    log.admit(&honest).unwrap();
    assert_eq!(check(&honest, &layout(), &log), Err(GateDenial::NotNext), "a second time");

    // The same across two segments: what the author handed in before must be covered.
    let mut b = b;
    b.write(B, NOON, &[set("name", "third")]).unwrap();
    let third = seal(&b, B, 3).unwrap().header;
    assert!(check(&third, &layout(), &log).is_ok());
    for (deps, start_op) in [(vec![], 1), (vec![(1, 1)], third.changes[0].start_op)] {
        let mut header = third.clone();
        header.actors = if deps.is_empty() { vec![] } else { vec![A] };
        header.changes[0].others = vec![];
        (header.changes[0].deps, header.changes[0].start_op) = (deps, start_op);
        assert_eq!(check(&header, &layout(), &log), Err(GateDenial::SkipsOwn));
    }
}

#[test]
fn counters_and_actors_have_an_end() {
    let (a, _) = couple();
    let mut header = seal(&a, A, 1).unwrap().header;
    let mut log = Log::default();
    let high = ChangeFacts { max_op: limits::OP_COUNTER_END - 5, clock: vec![(B, 1)] };
    log.0.insert((B, 1), high);
    header.actors = vec![B];
    header.changes[0].deps = vec![(1, 1)];
    header.changes[0].others = vec![];
    (header.changes[0].start_op, header.changes[0].n_ops) = (limits::OP_COUNTER_END - 4, 4);
    assert!(check(&header, &layout(), &log).is_ok());
    header.changes[0].n_ops = 5;
    assert_eq!(check(&header, &layout(), &log), Err(GateDenial::CounterLimit));

    let honest = seal(&a, A, 1).unwrap().header;
    for n in 0..limits::ACTORS_MAX as u32 {
        let actor = Actor::derive(daftar_core::id::DeviceNo(9), n.to_be_bytes());
        log.0.insert((actor, 1), ChangeFacts { max_op: 1, clock: vec![(actor, 1)] });
    }
    assert_eq!(check(&honest, &layout(), &log), Err(GateDenial::TooManyActors));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn honest_work_passes_the_gate_in_any_causal_order(acts in acts(), rotate in 0..3_usize) {
        let docs = play(&acts);
        let actors = [A, B, C];
        let (mut log, mut reader) = (Log::default(), Document::begin(&layout()));
        let mut progress = true;
        // Each hands in what it has, a few changes at a time, whenever the relay knows what it was made upon.
        while progress {
            progress = false;
            for n in 0..3 {
                let n = (n + rotate) % 3;
                let from = log.last_seq(actors[n]) + 1;
                let Some(mut segment) = seal(&docs[n], actors[n], from) else { continue };
                if log.admit(&segment.header).is_err() {
                    // A long run may wait for what others have yet to hand in; its beginning need not.
                    let raw = docs[n].cut(actors[n], from, 1).remove(0);
                    let single = play_up_to(&docs[n], &raw);
                    segment = seal(&single, actors[n], from).unwrap();
                    if log.admit(&segment.header).is_err() {
                        continue;
                    }
                }
                progress = true;
                let wire = postcard::to_stdvec(&segment).unwrap();
                let read: Segment = postcard::from_bytes(&wire).unwrap();
                let verified = read.verify(&device().sign_public()).unwrap();
                let opened = Segment::open(&verified, &reader, &key()).unwrap();
                reader = reader.apply(&opened, &|_| true).unwrap();
            }
        }
        let [mut all, second, third] = docs;
        hand_over(&second, &mut all);
        hand_over(&third, &mut all);
        prop_assert_eq!(reader.heads(), all.heads());
        prop_assert_eq!(reader.contents(), all.contents());
        for ((actor, seq), facts) in &log.0 {
            prop_assert_eq!(Accepted::change(&all, *actor, *seq), Some(facts.clone()));
        }
    }
}

/// The document as it was when `raw` had just been written.
fn play_up_to(doc: &Document, raw: &RawChange) -> Document {
    let (actor, seq) = raw.author().unwrap();
    let facts = Accepted::change(doc, actor, seq).unwrap();
    let genesis = genesis_actor(layout().compartment);
    let seen = facts.clock.iter().filter(|(a, _)| *a != genesis);
    let mut seen: Vec<_> =
        seen.flat_map(|(a, last)| doc.cut(*a, 1, usize::try_from(*last).unwrap())).collect();
    seen.sort_by_key(|raw| Parts::read(raw.as_bytes()).unwrap().start_op);
    Document::begin(&layout()).apply(&seen, &|_| true).unwrap()
}
