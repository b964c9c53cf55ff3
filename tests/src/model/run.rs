//! All sequences up to a length. What two sequences come to alike is looked at once, and counted twice.

use super::{Broken, LAPTOPS, Step, VERBS, World};
use std::{
    collections::HashMap,
    fmt,
    hash::{DefaultHasher, Hash, Hasher},
};

/// What is not as it must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// The relay took what it must refuse, or refused what it must take.
    Decided,
    /// Something went out that its receiver may not have.
    HandedOut,
    /// A laptop holds other documents than its person may read.
    Held,
    /// A laptop does not hold what there is of them.
    Content,
    /// Something that was written is nowhere.
    Lost,
    /// Something was not taken, and its author is not shown that.
    Unseen,
    /// After many rounds of contacts there is still something to say.
    Restless,
}

/// A sequence that ends badly.
#[derive(Debug, Clone)]
pub struct Outcome {
    pub steps: Vec<Step>,
    pub wrong: Wrong,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:?} after", self.wrong)?;
        self.steps.iter().try_for_each(|(laptop, verb)| writeln!(f, "  laptop {laptop} {verb}"))
    }
}

/// How many sequences there are, and how many different states they come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    pub sequences: u64,
    pub states: u64,
}

/// What a state that was looked at before is known by; two hashes, for with one some would meet by chance.
type Mark = (u64, u64);

/// Every sequence of up to `depth` steps in which each step does something.
///
/// # Errors
/// The first sequence that ends badly.
pub fn exhaust(broken: Broken, depth: usize) -> Result<Count, Outcome> {
    sequences(broken, depth, &|_| true)
}

/// Those of them whose first step is wanted.
///
/// # Errors
/// The first sequence that ends badly.
pub fn sequences(broken: Broken, depth: usize, first: &dyn Fn(Step) -> bool) -> Result<Count, Outcome> {
    let start = World::start(broken);
    let (mut known, mut steps) = (HashMap::new(), Vec::new());
    let mut sequences = 0;
    for step in alphabet().filter(|step| first(*step)) {
        sequences += follow(&start, step, depth, &mut steps, &mut known)?;
    }
    Ok(Count { sequences, states: known.len() as u64 })
}

fn alphabet() -> impl Iterator<Item = Step> {
    LAPTOPS.into_iter().flat_map(|laptop| VERBS.map(|verb| (laptop, verb)))
}

/// How many sequences begin with what was played and this step, itself included.
fn follow(
    before: &World,
    step: Step,
    depth: usize,
    steps: &mut Vec<Step>,
    known: &mut HashMap<(Mark, usize), u64>,
) -> Result<u64, Outcome> {
    let mut world = before.clone();
    steps.push(step);
    let played = world.play(step).map_err(|wrong| Outcome { steps: steps.clone(), wrong })?;
    let count = if played { from_here(&world, depth - 1, steps, known)? } else { 0 };
    steps.pop();
    Ok(count)
}

fn from_here(
    world: &World,
    left: usize,
    steps: &mut Vec<Step>,
    known: &mut HashMap<(Mark, usize), u64>,
) -> Result<u64, Outcome> {
    let mark = (mark(world), left);
    if let Some(count) = known.get(&mark) {
        return Ok(*count);
    }
    world.clone().settle().map_err(|wrong| Outcome { steps: steps.clone(), wrong })?;
    let mut count = 1;
    if left > 0 {
        for step in alphabet() {
            count += follow(world, step, left, steps, known)?;
        }
    }
    known.insert(mark, count);
    Ok(count)
}

fn mark(world: &World) -> Mark {
    let hash = |salt: u64| {
        let mut hasher = DefaultHasher::new();
        salt.hash(&mut hasher);
        world.relay.essence().hash(&mut hasher);
        world.laptops.hash(&mut hasher);
        (&world.words, &world.denied, world.acts, world.incarnations).hash(&mut hasher);
        hasher.finish()
    };
    (hash(1), hash(2))
}
