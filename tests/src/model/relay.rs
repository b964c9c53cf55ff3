//! The relay of the model: one log, access by the real rules, a feed by the design.

use super::{Act, Broken, Change, Cursor, Deed, Item, LAPTOPS, PEOPLE, Place, Programme, person_of, user};
use daftar_core::{
    access::{Facts, How, Modes, Person, Span},
    act::{self, ActFacts, CaseState, Consent, Effect, Reach, fold, target_of, validate},
    config::{Mode, RecordType},
    id::{ActId, CaseId, CompartmentId, DeviceNo, UserName},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{DefaultHasher, Hash, Hasher},
    rc::Rc,
};

/// What happened, in the one order there is; the case was registered at position 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Logged {
    Act(Act),
    Change(Change),
    /// Set aside.
    Late(Change),
}

/// What a laptop holds of a document, as far as the relay knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Holding {
    closed: Option<u64>,
    receipt: bool,
}

/// What became of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Taken,
    Duplicate,
    SetAside,
    Refused,
}

/// One thing that a laptop is told.
#[derive(Debug, Clone)]
pub(super) enum Told {
    Close { gone: BTreeSet<u16>, seq: u64 },
    Head { modes: Vec<(u16, bool)>, owner: u8 },
    Act(Act),
    Change(Change),
}

/// Present modes, and since when.
pub(super) type Since = BTreeMap<CompartmentId, (Mode, u64)>;

/// The relay.
#[derive(Debug, Clone)]
pub(super) struct Relay {
    pub log: Vec<Logged>,
    holdings: [BTreeMap<u16, Holding>; LAPTOPS.len()],
    // What follows from the log:
    people: Rc<Vec<Span<Person>>>,
    associations: Rc<Vec<Span<(UserName, How)>>>,
    offers: Rc<Vec<Option<ActId>>>,
    state: Rc<CaseState>,
    /// What the associations are known by.
    mark: u64,
}

fn case() -> CaseId {
    CaseId::derive(1, DeviceNo(1), RecordType::Case, Default::default())
}

impl Relay {
    pub fn of(programme: &Programme) -> Self {
        let person = |user: &str| Person::new(user.into(), "worker".into(), "a".into(), BTreeSet::new());
        Self {
            log: Vec::new(),
            // The case is held where it was registered.
            holdings: std::array::from_fn(|at| {
                let documents = programme.documents().into_iter().filter(|_| at == 0);
                documents.map(|id| (id, Holding { closed: None, receipt: false })).collect()
            }),
            people: Rc::new(
                PEOPLE.iter().map(|name| Span { from: 0, to: None, what: person(name) }).collect(),
            ),
            associations: Rc::new(vec![Span { from: 1, to: None, what: (user(0), How::Owner) }]),
            offers: Rc::new(vec![None]),
            state: Rc::new(CaseState::of(user(0))),
            mark: 0,
        }
    }

    /// The log's end.
    pub fn head(&self) -> u64 {
        self.log.len() as u64 + 1
    }

    /// What decides the future: the rest follows from it.
    pub fn essence(&self) -> impl Hash {
        (self.log.clone(), self.holdings.clone())
    }

    fn facts<'a>(&'a self, programme: &'a Programme) -> Facts<'a> {
        let (people, associations) = (&*self.people, &*self.associations);
        Facts { published: &programme.published, record: RecordType::Case, people, associations }
    }

    /// What the real rules say a person may do at a position. Asked once for each set of facts.
    fn modes_at(&self, programme: &Programme, person: u8, seq: u64) -> Rc<Modes> {
        let mut known = programme.modes.borrow_mut();
        let modes = known.entry((self.mark, person, seq));
        Rc::clone(modes.or_insert_with(|| Rc::new(self.facts(programme).modes_at(&user(person), seq))))
    }

    /// What they say of the present, and since when.
    fn modes_now(&self, programme: &Programme, person: u8) -> Rc<Since> {
        let (mut known, now) = (programme.since.borrow_mut(), self.head());
        let modes = known.entry((self.mark, person, now));
        Rc::clone(modes.or_insert_with(|| Rc::new(self.facts(programme).modes_since(&user(person), now))))
    }

    /// Whether a person ever had at least this mode.
    fn ever(&self, programme: &Programme, person: u8, document: Option<u16>, mode: Mode) -> bool {
        let now = self.head();
        let mut known = programme.ever.borrow_mut();
        *known.entry(((self.mark, person, now), document, mode == Mode::Write)).or_insert_with(|| {
            let facts = self.facts(programme);
            match document {
                Some(document) => facts.ever(&user(person), CompartmentId(document), mode, now),
                None => facts.ever_any(&user(person), now),
            }
        })
    }

    pub fn taken(&self) -> impl Iterator<Item = &Change> {
        self.log.iter().filter_map(|row| if let Logged::Change(change) = row { Some(change) } else { None })
    }

    pub fn set_aside(&self) -> impl Iterator<Item = &Change> {
        self.log.iter().filter_map(|row| if let Logged::Late(change) = row { Some(change) } else { None })
    }

    pub fn acts(&self) -> impl Iterator<Item = &Act> {
        self.log.iter().filter_map(|row| if let Logged::Act(act) = row { Some(act) } else { None })
    }

    /// Decides about an item of a laptop's queue, and writes what follows.
    pub fn take(&mut self, programme: &Programme, broken: Broken, at: u8, item: &Item) -> Answer {
        match item {
            Item::Act(act) => self.take_act(programme, act),
            Item::Change(change) => self.take_change(programme, broken, change),
            Item::Receipt(documents, seq) => {
                for document in documents {
                    if let Some(held) = self.holdings[usize::from(at)].get_mut(document) {
                        held.receipt |= held.closed.is_some_and(|closed| closed <= *seq);
                    }
                }
                Answer::Taken
            }
        }
    }

    fn take_change(&mut self, programme: &Programme, broken: Broken, change: &Change) -> Answer {
        if self.taken().any(|known| known == change) {
            return Answer::Duplicate;
        }
        if self.set_aside().any(|known| known == change) {
            return if broken == Broken::LateCalledTaken { Answer::Duplicate } else { Answer::SetAside };
        }
        let own = |known: &&Change| {
            let actor = |change: &Change| (change.document, change.laptop, change.incarnation);
            actor(known) == actor(change)
        };
        let (document, author) = (CompartmentId(change.document), person_of(change.laptop));
        let writes = self.modes_at(programme, author, self.head()).get(&document) == Some(&Mode::Write);
        if !writes && !self.ever(programme, author, Some(change.document), Mode::Write) {
            return Answer::Refused;
        }
        let last = self.taken().filter(own).map(|known| known.n).max().unwrap_or(0);
        let last_late = self.set_aside().filter(own).map(|known| known.n).max().unwrap_or(0);
        // Numbers that are taken for something else: whatever follows under them builds upon that.
        let is_same_place = |known: &Change| known.place() == change.place();
        let conflicts = self.taken().any(is_same_place)
            || self
                .set_aside()
                .any(|late| self.taken().any(|known| known.place() == late.place()) && own(&late));
        if conflicts {
            self.log.push(Logged::Late(*change));
            return Answer::SetAside;
        }
        let next = if writes { last } else { last.max(last_late) } + 1;
        match (change.n == next, writes) {
            (false, _) => Answer::Refused,
            (true, true) => {
                self.log.push(Logged::Change(*change));
                Answer::Taken
            }
            (true, false) => {
                self.log.push(Logged::Late(*change));
                Answer::SetAside
            }
        }
    }

    fn take_act(&mut self, programme: &Programme, act: &Act) -> Answer {
        if self.acts().any(|known| known.id == act.id) {
            return Answer::Duplicate;
        }
        let (now, author, real) = (self.head(), user(act.by), real(act));
        let rights = self.facts(programme).rights_at(&author, now);
        let person =
            |user: &UserName| self.people.iter().map(|span| &span.what).find(|known| known.user == *user);
        let reach = match (rights.is_empty(), self.ever(programme, act.by, None, Mode::Read)) {
            (false, _) => Reach::Now,
            (true, true) => Reach::Once,
            (true, false) => Reach::Never,
        };
        let Some(known) = person(&author) else { return Answer::Refused };
        let asked = ActFacts {
            config: &programme.published.config,
            author: known,
            reach,
            rights: &rights,
            case: Some(&self.state),
            target: target_of(&real.deed, &self.state).and_then(person),
            owner: person(&self.state.owner),
            late_edit_open: false,
            linked: None,
            is_bound: false,
            heads: None,
            now_ms: 0,
        };
        let Ok(effects) = validate(&asked, &real) else { return Answer::Refused };
        self.log.push(Logged::Act(*act));
        let seq = self.head();
        for effect in effects {
            self.apply(effect, seq);
        }
        self.state = Rc::new(fold(Some((*self.state).clone()), &real, &author).expect("a case"));
        let mut hasher = DefaultHasher::new();
        (self.mark, seq, act).hash(&mut hasher);
        self.mark = hasher.finish();
        Answer::Taken
    }

    fn apply(&mut self, effect: Effect, seq: u64) {
        let ending = match effect {
            Effect::Associate { user, how, offer, .. } => {
                Rc::make_mut(&mut self.associations).push(Span { from: seq, to: None, what: (user, how) });
                return Rc::make_mut(&mut self.offers).push(offer);
            }
            Effect::EndOwner => None,
            Effect::EndOffer { offer } => Some(offer),
            // No links, and nobody's own case: they move nothing that the others do not.
            Effect::Settle { .. } | Effect::Follow { .. } | Effect::Unfollow | Effect::EndAttributed => {
                return;
            }
        };
        for (span, offer) in Rc::make_mut(&mut self.associations).iter_mut().zip(&*self.offers) {
            if span.to.is_none() && *offer == ending {
                span.to = Some(seq);
            }
        }
    }

    /// What a laptop that stands at this cursor has to be told next, in order, up to the end of the pass.
    pub fn plan(&self, programme: &Programme, broken: Broken, at: u8, cursor: Cursor) -> Vec<(Place, Told)> {
        let (me, head, Cursor { base, goal, .. }) = (person_of(at), self.head(), cursor);
        let readable = self.modes_now(programme, me);
        let mut steps = Vec::new();
        let held = self.held(at, base);
        let gone: BTreeSet<u16> =
            held.into_iter().filter(|id| !readable.contains_key(&CompartmentId(*id))).collect();
        if !gone.is_empty() && broken != Broken::CloseWithoutHoldings {
            let ends = |id: &u16| {
                let ended = |seq: &u64| self.modes_at(programme, me, *seq).contains_key(&CompartmentId(*id));
                (1..=head).rev().find(ended).map_or(head, |last| last + 1)
            };
            let seq = gone.iter().map(ends).max().unwrap_or(head);
            steps.push(((0, 0, 0), Told::Close { gone, seq }));
        }
        // What came to be readable behind the goal is for the next pass.
        let at_goal = self.modes_at(programme, me, goal);
        let told: BTreeMap<_, _> = readable
            .iter()
            .filter(|(id, (_, since))| goal == head || *since <= goal && at_goal.contains_key(id))
            .collect();
        if told.is_empty() {
            return after(steps, cursor.at);
        }
        let before = if base == 0 { Rc::default() } else { self.modes_at(programme, me, base) };
        let is_open = |id: &CompartmentId| {
            let opened = told.get(id).is_some_and(|(_, since)| *since > base || !before.contains_key(id));
            opened && (broken != Broken::GrantWithoutBackFill || base == 0)
        };
        let any_open = told.keys().any(|id| is_open(id));
        let same_modes = before.iter().eq(readable.iter().map(|(id, (mode, _))| (id, mode)));
        let owned = |span: &&Span<(UserName, How)>| span.what.1 == How::Owner && span.holds_at(base);
        let same_owner =
            self.associations.iter().find(owned).is_some_and(|span| span.what.0 == self.state.owner);
        if any_open || !same_modes || !same_owner {
            let modes = readable.iter().map(|(id, (mode, _))| (id.0, *mode == Mode::Write)).collect();
            steps.push(((1, 0, 0), Told::Head { modes, owner: self.owner() }));
        }
        for (seq, row) in (2..).zip(&self.log).filter(|(seq, _)| *seq <= goal) {
            match row {
                Logged::Act(act) if any_open => steps.push(((1, 0, seq), Told::Act(*act))),
                Logged::Act(act) if seq > base => steps.push(((3, 0, seq), Told::Act(*act))),
                Logged::Change(change) if told.contains_key(&CompartmentId(change.document)) => {
                    let document = change.document;
                    let place = match (is_open(&CompartmentId(document)), programme.is_identity(document)) {
                        (true, true) => (1, document, seq),
                        (true, false) => (2, document, seq),
                        (false, _) if seq > base => (3, 0, seq),
                        (false, _) => continue,
                    };
                    steps.push((place, Told::Change(*change)));
                }
                _ => {}
            }
        }
        after(steps, cursor.at)
    }

    /// Notes what is handed out.
    pub fn hand_out(&mut self, at: u8, told: &Told) {
        let held = &mut self.holdings[usize::from(at)];
        match told {
            Told::Close { gone, seq } => {
                for document in gone {
                    held.insert(*document, Holding { closed: Some(*seq), receipt: false });
                }
            }
            Told::Head { modes, .. } => {
                for (document, _) in modes {
                    held.insert(*document, Holding { closed: None, receipt: false });
                }
            }
            Told::Act(_) | Told::Change(_) => {}
        }
    }

    fn held(&self, at: u8, base: u64) -> BTreeSet<u16> {
        let held = self.holdings[usize::from(at)].iter();
        let held = held.filter(|(_, held)| !held.receipt || held.closed.is_some_and(|closed| closed > base));
        held.map(|(document, _)| *document).collect()
    }

    fn owner(&self) -> u8 {
        u8::from(self.state.owner != user(0))
    }
}

/// The steps behind the last one told, in the order in which they are told.
fn after(mut steps: Vec<(Place, Told)>, at: Option<Place>) -> Vec<(Place, Told)> {
    steps.retain(|(place, _)| Some(*place) > at);
    steps.sort_by_key(|(place, _)| *place);
    steps
}

/// The act as the rules know it.
fn real(act: &Act) -> act::Act {
    let id = |id: u8| ActId([id; 16]);
    let consent = Consent::Given;
    let deed = match act.deed {
        Deed::Grant { to } => act::Deed::ReferralOffer {
            to: Some(user(to)),
            lends: Some("lends".into()),
            consent,
            service: None,
            until_ms: None,
            note: None,
        },
        Deed::Revoke { grant } => act::Deed::ReferralRevoke { referral: id(grant) },
        Deed::RejectGrant { grant } => act::Deed::ReferralReject { referral: id(grant), why: None },
        Deed::Offer { to } => act::Deed::TransferOffer { to: Some(user(to)), consent, note: None },
        Deed::Accept { offer } => act::Deed::TransferAccept { transfer: id(offer) },
        Deed::RejectOffer { offer } => act::Deed::TransferReject { transfer: id(offer), why: None },
    };
    act::Act { id: id(act.id), case: case(), at_ms: 0, rules: act::RULES, deed }
}
