//! A relay and four laptops as plain sets: small enough to try every sequence of steps, not only some.
//!
//! A document is a set of changes. The relay follows the design (spans of access, passes with a cursor inside them,
//! holdings, ends of access) and asks the real rules who may do what; an oracle in the plainest code says what must
//! come of it. No bytes, no keys, no Automerge: those are for the Camp.

mod contact;
mod oracle;
mod relay;
mod run;

pub use run::{Count, Outcome, Wrong, exhaust, sequences};

use contact::Heard;
use daftar_core::{
    access::Modes,
    config,
    id::{CompartmentId, UserName},
    publish::{Published, publish},
};
use oracle::Oracle;
use relay::Relay;
use relay::Since;
use std::{
    cell::RefCell,
    collections::{BTreeSet, HashMap},
    fmt,
    rc::Rc,
};

/// Two people with two laptops each; the first registered the case and lent it to the second.
const PEOPLE: [&str; 2] = ["first", "second"];
const LAPTOPS: [u8; 4] = [0, 1, 2, 3];
/// Rounds of contacts after which everything has been said.
const ROUNDS_MAX: usize = 4;

/// Whose laptop it is.
fn person_of(laptop: u8) -> u8 {
    laptop / 2
}

/// What is broken on purpose, to see that the checks notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Broken {
    Nothing,
    /// A cut pass goes on from the last position told, as if all before it were known.
    CursorIsAPosition,
    /// Whoever is given access is told what is written from then on.
    GrantWithoutBackFill,
    /// The feed is followed before what is unsent is handed in.
    PurgeBeforeHandIn,
    /// What was set aside is called taken when it is pushed again.
    LateCalledTaken,
    /// What was handed out is not remembered, so its end is told to nobody.
    CloseWithoutHoldings,
}

/// What somebody does, all on one laptop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verb {
    /// Writes in the document that is lent.
    Edit,
    /// Saves the forms that are not: two documents.
    Save,
    /// Lends the case to the other person.
    Grant,
    Revoke,
    /// Offers the case itself, or accepts it if it is offered.
    Transfer,
    /// Rejects what is offered or lent.
    Reject,
    /// A contact that comes through.
    Sync,
    /// One whose request arrives and whose answer does not.
    Unheard,
    /// One whose answer breaks off before its last frame.
    Cut,
    /// The laptop's disk is put back to where the story began.
    Restore,
}

/// All that can be done on a laptop.
pub const VERBS: [Verb; 10] = [
    Verb::Edit,
    Verb::Save,
    Verb::Grant,
    Verb::Revoke,
    Verb::Transfer,
    Verb::Reject,
    Verb::Sync,
    Verb::Unheard,
    Verb::Cut,
    Verb::Restore,
];

/// A step: where, and what.
pub type Step = (u8, Verb);

/// Something that somebody wrote; each only once, whatever becomes of disks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Word {
    laptop: u8,
    n: u8,
}

/// A change of a document: its author's numbers, and what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Change {
    document: u16,
    laptop: u8,
    incarnation: u8,
    /// From 1, without gaps.
    n: u8,
    word: Word,
}

impl Change {
    /// The numbers under which it can be taken only once.
    fn place(&self) -> (u16, u8, u8, u8) {
        (self.document, self.laptop, self.incarnation, self.n)
    }
}

/// What an act does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Deed {
    Grant { to: u8 },
    Revoke { grant: u8 },
    Offer { to: u8 },
    Accept { offer: u8 },
    RejectGrant { grant: u8 },
    RejectOffer { offer: u8 },
}

/// An act: who wrote it, under which id, and what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Act {
    id: u8,
    by: u8,
    deed: Deed,
}

/// What waits on a laptop to be handed in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Item {
    Change(Change),
    Act(Act),
    /// These documents were deleted as was told at this position.
    Receipt(BTreeSet<u16>, u64),
}

/// A place in a pass: class, document and position, as in the design.
type Place = (u8, u16, u64);

/// How far a laptop knows what it may know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
struct Cursor {
    base: u64,
    goal: u64,
    at: Option<Place>,
}

/// A laptop's disk.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
struct Laptop {
    /// Documents that are open here, and whether they are written.
    modes: Vec<(u16, bool)>,
    owner: u8,
    /// What the open documents consist of, own work included.
    changes: BTreeSet<Change>,
    told: BTreeSet<Act>,
    queue: Vec<Item>,
    /// What was not taken as it was written: shown to its author.
    drafts: BTreeSet<Word>,
    refused: BTreeSet<u8>,
    cursor: Cursor,
    incarnation: u8,
    /// It was put back, and does not know yet.
    is_old: bool,
}

/// Everything there is.
#[derive(Debug, Clone)]
pub struct World {
    broken: Broken,
    programme: Rc<Programme>,
    relay: Relay,
    laptops: [Rc<Laptop>; LAPTOPS.len()],
    /// Each laptop's disk when the story began.
    copies: [Rc<Laptop>; LAPTOPS.len()],
    oracle: Oracle,
    /// Everything ever written, each with whether its laptop was put back since.
    words: Vec<(Word, bool)>,
    /// Acts that were refused, and on which laptop that must be seen.
    denied: BTreeSet<(u8, u8)>,
    acts: u8,
    incarnations: [u8; LAPTOPS.len()],
}

/// Certain facts, a person and a position.
type Moment = (u64, u8, u64);
/// Whether a document, or any, was ever read, or written.
type Question = (Moment, Option<u16>, bool);

/// The configuration, and its three documents.
#[derive(Debug)]
struct Programme {
    published: Published,
    identity: u16,
    lent: u16,
    private: u16,
    /// What the rules said of the same facts before.
    modes: RefCell<HashMap<Moment, Rc<Modes>>>,
    since: RefCell<HashMap<Moment, Rc<Since>>>,
    ever: RefCell<HashMap<Question, bool>>,
}

impl Programme {
    fn make() -> Self {
        let form = |id: &str, field: &str| {
            let head =
                format!("id = \"{id}\"\ngroup = \"g\"\norder = 1\nlabel = {{ en = \"{id}\" }}\n[[fields]]\n");
            let field = format!("id = \"{field}\"\ntype = \"text_field\"\nlabel = {{ en = \"{field}\" }}\n");
            (format!("case/{id}.toml"), head + &field)
        };
        let roles = "[[roles]]\nid = \"worker\"\nlabel = { en = \"Worker\" }\nscope = \"self\"\n\
             actions.case = [\"read\", \"create\", \"write\", \"referral\", \"receive_referral\", \"transfer\", \"receive_transfer\"]\n\
             forms = { identity = \"rw\", services = \"rw\", notes = \"rw\" }\n\
             [[roles]]\nid = \"lends\"\nlabel = { en = \"Lends\" }\nscope = \"self\"\nreferral_authorization = true\n\
             actions.case = [\"read\", \"write\"]\nforms = { identity = \"r\", services = \"rw\" }\n";
        let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        let files = [
            file(
                "settings.toml",
                "programme = \"Model\"\nlanguages = [\"en\"]\nidle_lock_minutes = 5\nreferral_consent = []\n",
            ),
            file("roles.toml", roles),
            file("organisations.toml", "agencies = [{ id = \"a\", label = { en = \"A\" } }]\ngroups = []\n"),
            form("identity", "name"),
            form("services", "service"),
            form("notes", "note"),
        ];
        let published = publish(None, config::read(&files).expect("a configuration"));
        let of = |field: &str| {
            let found = published.compartments.iter().find(|c| c.fields.contains(&field.into()));
            found.expect("a compartment").id.0
        };
        let (identity, lent, private) = (of("name"), of("service"), of("note"));
        let (modes, since, ever) = Default::default();
        Self { published, identity, lent, private, modes, since, ever }
    }

    fn documents(&self) -> [u16; 3] {
        [self.identity, self.lent, self.private]
    }

    fn is_identity(&self, document: u16) -> bool {
        self.published.compartment(CompartmentId(document)).is_some_and(|known| known.identity)
    }
}

fn user(person: u8) -> UserName {
    PEOPLE[usize::from(person)].into()
}

impl World {
    /// Where every sequence begins: a case with something in each document, lent, and everybody up to date.
    #[must_use]
    pub fn start(broken: Broken) -> Self {
        let programme = Rc::new(Programme::make());
        let mut world = Self {
            broken,
            relay: Relay::of(&programme),
            programme,
            laptops: Default::default(),
            copies: Default::default(),
            oracle: Oracle::of_a_case(),
            words: Vec::new(),
            denied: BTreeSet::new(),
            acts: 0,
            incarnations: [0; LAPTOPS.len()],
        };
        let all = world.programme.documents().map(|document| (document, true)).into();
        world.laptop(0).modes = all;
        for verb in [Verb::Edit, Verb::Save, Verb::Grant] {
            world.play((0, verb)).expect("a beginning");
        }
        // The break shows only once the story goes on.
        world.broken = Broken::Nothing;
        world.settle().expect("a beginning");
        world.broken = broken;
        world.copies = world.laptops.clone();
        world
    }

    /// Plays a step. False if it makes no sense here, and nothing was done.
    ///
    /// # Errors
    /// Something is not as it must be.
    pub fn play(&mut self, (at, verb): Step) -> Result<bool, Wrong> {
        let programme = Rc::clone(&self.programme);
        match verb {
            Verb::Edit => Ok(self.write(at, &[programme.lent])),
            Verb::Save => Ok(self.write(at, &[programme.identity, programme.private])),
            Verb::Grant | Verb::Revoke | Verb::Transfer | Verb::Reject => Ok(self.act(at, verb)),
            Verb::Sync => self.contact(at, Heard::All).map(|()| true),
            Verb::Unheard => self.contact(at, Heard::Nothing).map(|()| true),
            Verb::Cut => self.contact(at, Heard::AllButTheLast).map(|()| true),
            Verb::Restore => Ok(self.restore(at)),
        }
    }

    /// Everybody calls until all is said; then all must be as it should.
    ///
    /// # Errors
    /// It is not.
    pub fn settle(&mut self) -> Result<(), Wrong> {
        for _ in 0..ROUNDS_MAX {
            for at in LAPTOPS {
                self.contact(at, Heard::All)?;
            }
            let head = self.relay.head();
            if self.laptops.iter().all(|laptop| laptop.queue.is_empty() && laptop.cursor.base == head) {
                return self.check_everything();
            }
        }
        Err(Wrong::Restless)
    }

    fn laptop(&mut self, at: u8) -> &mut Laptop {
        Rc::make_mut(&mut self.laptops[usize::from(at)])
    }

    fn write(&mut self, at: u8, documents: &[u16]) -> bool {
        let mut wrote = false;
        for document in documents {
            if self.laptops[usize::from(at)].modes.contains(&(*document, true)) {
                let n = self.words.iter().filter(|(word, _)| word.laptop == at).count();
                let word = Word { laptop: at, n: u8::try_from(n).expect("few words") };
                self.words.push((word, false));
                self.laptop(at).write(at, *document, word);
                wrote = true;
            }
        }
        wrote
    }

    fn act(&mut self, at: u8, verb: Verb) -> bool {
        let (laptop, me) = (&self.laptops[usize::from(at)], person_of(at));
        let (other, view) = (1 - me, oracle::View::of(&laptop.told));
        if laptop.modes.is_empty() {
            return false;
        }
        let owns = laptop.owner == me;
        let deed = match verb {
            Verb::Grant if owns => Some(Deed::Grant { to: other }),
            Verb::Revoke if owns => view.lent.map(|(grant, _)| Deed::Revoke { grant }),
            Verb::Transfer if owns => Some(Deed::Offer { to: other }),
            Verb::Transfer => view.offered.map(|(offer, _)| Deed::Accept { offer }),
            Verb::Reject if !owns => {
                let offered = view.offered.map(|(offer, _)| Deed::RejectOffer { offer });
                offered.or_else(|| view.lent.map(|(grant, _)| Deed::RejectGrant { grant }))
            }
            _ => None,
        };
        let Some(deed) = deed else { return false };
        self.acts += 1;
        let act = Act { id: self.acts, by: me, deed };
        self.laptop(at).queue.push(Item::Act(act));
        true
    }

    fn restore(&mut self, at: u8) -> bool {
        let copy = &self.copies[usize::from(at)];
        if self.laptops[usize::from(at)] == *copy {
            return false;
        }
        self.laptops[usize::from(at)] = Rc::new(Laptop { is_old: true, ..(**copy).clone() });
        self.words.iter_mut().filter(|(word, _)| word.laptop == at).for_each(|(_, lost)| *lost = true);
        self.denied.retain(|(laptop, _)| *laptop != at);
        true
    }
}

impl Laptop {
    /// Adds a change under the present incarnation, and queues it.
    fn write(&mut self, at: u8, document: u16, word: Word) {
        let incarnation = self.incarnation;
        let own = |change: &&Change| {
            (change.document, change.laptop, change.incarnation) == (document, at, incarnation)
        };
        let n = self.changes.iter().filter(own).map(|change| change.n).max().unwrap_or(0) + 1;
        let change = Change { document, laptop: at, incarnation, n, word };
        self.changes.insert(change);
        self.queue.push(Item::Change(change));
    }

    fn writes(&self, document: u16) -> bool {
        self.modes.contains(&(document, true))
    }
}

impl fmt::Display for Verb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Edit => f.write_str("edits"),
            Self::Save => f.write_str("saves a form"),
            Self::Grant => f.write_str("grants"),
            Self::Revoke => f.write_str("revokes"),
            Self::Transfer => f.write_str("transfers"),
            Self::Reject => f.write_str("rejects"),
            Self::Sync => f.write_str("syncs"),
            Self::Unheard => f.write_str("syncs and hears nothing"),
            Self::Cut => f.write_str("syncs until the last frame"),
            Self::Restore => f.write_str("is restored"),
        }
    }
}
