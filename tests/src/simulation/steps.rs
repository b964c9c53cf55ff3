//! Steps: what can happen, one line of text each.

use crate::camp::{Dice, Link};
use std::{fmt, str::FromStr};

/// Laptop and person. Two agencies: `head` and `provider` are of the clinic's.
pub const LAPTOPS: [(&str, &str); 7] = [
    ("worker-1", "worker-1"),
    ("tablet", "worker-1"),
    ("worker-2", "worker-2"),
    ("supervisor", "supervisor"),
    ("provider", "provider"),
    ("head", "head"),
    ("child", "child"),
];

/// Whose laptop it is.
pub fn person_of(laptop: &str) -> &'static str {
    LAPTOPS.iter().find(|(name, _)| *name == laptop).expect("a laptop of that name").1
}

macro_rules! verbs {
    ($($(#[$doc:meta])* $verb:ident $word:literal $weight:literal,)*) => {
        /// What can be done.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Verb { $($(#[$doc])* $verb,)* }

        /// Every verb, its word in a file of steps, and how often it comes up among random ones.
        const VERBS: &[(Verb, &str, u64)] = &[$((Verb::$verb, $word, $weight),)*];
    };
}

verbs! {
    Register "registers" 5,
    /// Writes an incident of a case down.
    Incident "begins-an-incident" 3,
    Tie "ties-an-incident" 1,
    Untie "unties-an-incident" 1,
    /// Saves a form.
    Write "writes" 24,
    WriteMidSync "writes-while-syncing" 4,
    Close "closes" 3,
    Reopen "reopens" 2,
    Disable "disables" 1,
    Enable "enables" 2,
    Flag "flags" 2,
    Reword "rewords-a-flag" 1,
    Resolve "resolves-a-flag" 2,
    Refer "refers" 6,
    /// Until the end of a day.
    ReferUntil "refers-for-a-day" 2,
    ReferOut "refers-outside" 1,
    Accept "accepts-a-referral" 3,
    Reject "rejects-a-referral" 2,
    Done "finishes-a-referral" 2,
    Revoke "revokes-a-referral" 4,
    Offer "offers-a-transfer" 4,
    Take "accepts-a-transfer" 4,
    Decline "rejects-a-transfer" 1,
    Withdraw "revokes-a-transfer" 1,
    /// To another programme.
    HandOut "hands-to-another-programme" 1,
    Assign "assigns" 4,
    /// Makes it a child's own case, or nobody's.
    Attribute "attributes" 1,
    /// Looks for a case beyond reach.
    Look "looks-beyond" 3,
    AskFor "asks-for-a-case" 3,
    Refuse "refuses-a-request" 1,
    /// Takes emergency access.
    Break "breaks-the-glass" 3,
    EndBreak "ends-emergency-access" 1,
    Adopt "adopts-a-late-edit" 3,
    Discard "discards-a-late-edit" 1,
    Ask "asks-for-approval" 2,
    Approve "approves" 2,
    SendBack "sends-back" 1,
    /// Contacts until one comes through.
    Sync "syncs" 30,
    /// One contact over a link that breaks it.
    SyncCut "syncs-in-vain" 10,
    /// The relay's records of the laptop's person change.
    Move "is-moved" 3,
    /// The same while the relay answers the laptop.
    MoveMidSync "is-moved-while-syncing" 4,
    /// Most of a day goes by for everybody.
    Wait "waits" 1,
    Restart "restarts" 2,
    RestartRelay "finds-the-relay-restarted" 1,
    /// The laptop's disk is copied.
    Copy "is-copied" 3,
    /// The laptop gets the disk of its last copy.
    Restore "is-restored" 2,
}

impl Verb {
    /// Whether it stays on the laptop, so that its order among others' such steps does not matter.
    pub fn is_quiet(self) -> bool {
        !matches!(
            self,
            Self::WriteMidSync
                | Self::Sync
                | Self::SyncCut
                | Self::Move
                | Self::MoveMidSync
                | Self::RestartRelay
                | Self::Look
                | Self::AskFor
                | Self::Break
                | Self::Wait
        )
    }
}

/// Something that happens at a laptop. Where it makes no sense it does nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub laptop: &'static str,
    pub verb: Verb,
    /// Which of the cases that the laptop has then.
    pub case: u64,
    /// All other choices.
    pub n: u64,
}

impl Step {
    /// A step.
    pub fn of(laptop: &'static str, verb: Verb, case: u64, n: u64) -> Self {
        Self { laptop, verb, case, n }
    }

    /// The next random step.
    pub fn random(dice: &Dice) -> Self {
        let laptop = LAPTOPS[usize::try_from(dice.below(LAPTOPS.len() as u64)).expect("few")].0;
        let mut at = dice.below(VERBS.iter().map(|(.., weight)| weight).sum());
        let mut verbs = VERBS.iter();
        let verb = loop {
            let (verb, _, weight) = verbs.next().expect("a verb");
            match at.checked_sub(*weight) {
                Some(left) => at = left,
                None => break *verb,
            }
        };
        Self { laptop, verb, case: dice.below(5), n: dice.below(1000) }
    }

    /// What the line does to the contacts of this step.
    pub fn links(&self) -> Vec<Link> {
        let dice = Dice::new(self.n);
        let broken = || match dice.below(5) {
            0 => Link::Down,
            1 => Link::CutUp(dice.below(1000)),
            2 => Link::Late,
            _ => Link::CutDown(dice.below(1000)),
        };
        match self.verb {
            Verb::SyncCut => vec![broken()],
            Verb::Sync if self.n > 0 => {
                let faults =
                    (0..dice.below(3)).map(|_| if dice.below(4) == 0 { Link::Repeats } else { broken() });
                faults.collect()
            }
            _ => Vec::new(),
        }
    }
}

/// All steps of a seed.
pub fn random_steps(seed: u64, count: usize) -> Vec<Step> {
    let dice = Dice::new(seed ^ 0xdada);
    (0..count).map(|_| Step::random(&dice)).collect()
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = VERBS.iter().find(|(verb, ..)| *verb == self.verb).expect("every verb has one").1;
        write!(f, "{} {word} {} {}", self.laptop, self.case, self.n)
    }
}

/// A line that is not a step.
#[derive(Debug, PartialEq, Eq)]
pub struct NoStep(pub String);

impl FromStr for Step {
    type Err = NoStep;

    fn from_str(line: &str) -> Result<Self, NoStep> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let read = || {
            let [laptop, verb, case, n] = words.as_slice() else { return None };
            let laptop = LAPTOPS.iter().find(|(name, _)| name == laptop)?.0;
            let verb = VERBS.iter().find(|(_, word, _)| word == verb)?.0;
            Some(Self { laptop, verb, case: case.parse().ok()?, n: n.parse().ok()? })
        };
        read().ok_or_else(|| NoStep(line.to_owned()))
    }
}

/// Reads a file of steps; lines that begin with `#` say why it is kept.
pub fn read_steps(text: &str) -> Result<Vec<Step>, NoStep> {
    let lines = text.lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::parse).collect()
}

/// Steps as [`read_steps`] reads them.
pub fn steps_text(steps: &[Step]) -> String {
    steps.iter().map(|step| format!("{step}\n")).collect()
}
