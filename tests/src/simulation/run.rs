//! Running steps from a start that is made once, all sequences of an alphabet, and shrinking those that end badly.

use super::{
    ADMINISTRATOR, LAPTOPS, Simulation, Story, at_home, files, people,
    steps::{Step, Verb, person_of},
};
use crate::camp::{Camp, KeptCamp};
use daftar_training::TrainingPerson;
use std::{
    cell::RefCell,
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Once,
};

/// Steps that ended badly, and what was not so.
#[derive(Debug, Clone)]
pub struct Failure {
    pub steps: Vec<Step>,
    pub said: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said: Vec<&str> = self.said.lines().collect();
        write!(f, "# {}\n{}", said.join("\n# "), super::steps_text(&self.steps))
    }
}

/// Where every run begins: laptops that are enrolled, and what happened before.
pub struct Start {
    kept: KeptCamp,
    story: Story,
    laptops: Vec<&'static str>,
}

impl Start {
    /// The start that a word names: `days`, `long` or `lent`; the first word of a kept file's name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "days" => Some(Self::of_days(0)),
            "long" => Some(Self::of_days(1)),
            "lent" => Some(Self::of_a_lent_case()),
            _ => None,
        }
    }

    /// Seven laptops of six people, and a case of each worker's that nobody has asked for yet. Long notes in them make the
    /// feed longer than one frame.
    fn of_days(long: u64) -> Self {
        let laptops = LAPTOPS.map(|(laptop, _)| laptop);
        let workers = ["worker-1", "worker-2"];
        let mut steps: Vec<_> = workers.map(|laptop| Step::of(laptop, Verb::Register, 0, long)).into();
        steps.extend(workers.map(|laptop| Step::of(laptop, Verb::Sync, 0, 0)));
        Self::after(&laptops, &steps)
    }

    /// Two laptops of the owner's, and one each of another worker, the supervisor and the provider, to whom the case is
    /// offered to lend. Everybody has what they may have, and a copy of their disk.
    fn of_a_lent_case() -> Self {
        let laptops = ["worker-1", "tablet", "worker-2", "supervisor", "provider"];
        let sync = |laptop| Step::of(laptop, Verb::Sync, 0, 0);
        let mut steps = vec![Step::of("worker-1", Verb::Register, 0, 0)];
        steps.extend([sync("worker-1"), Step::of("worker-1", Verb::Refer, 0, 0)]);
        steps.extend(laptops.map(sync));
        steps.extend(laptops.map(|laptop| Step::of(laptop, Verb::Copy, 0, 0)));
        Self::after(&laptops, &steps)
    }

    fn after(laptops: &[&'static str], steps: &[Step]) -> Self {
        let (role, agency, group) = ("role-cp-administrator".into(), "agency-a".into(), "camp-1".into());
        let administrator = TrainingPerson { user_name: ADMINISTRATOR.into(), role, agency, group };
        let mut camp = Camp::of(0, &files(), &[administrator]);
        people(laptops).iter().for_each(|person| camp.add_person(person));
        let mut story = Story::default();
        for laptop in laptops {
            let person = person_of(laptop);
            camp.enrol(laptop, person);
            camp.at(laptop).watch();
            story.oracle.people.insert(person.to_owned(), at_home(person));
        }
        let mut simulation = Simulation { camp, story };
        steps.iter().for_each(|step| _ = simulation.play(*step));
        let Simulation { camp, story } = simulation;
        Self { kept: camp.keep(), story, laptops: laptops.to_vec() }
    }

    /// Plays steps, then lets everybody call until all must agree. Tells whether the last step did anything.
    ///
    /// # Errors
    /// Something was not so.
    pub fn run(&self, seed: u64, steps: &[Step]) -> Result<bool, Failure> {
        let mut played = 0;
        let story = || {
            let mut simulation = Simulation { camp: self.kept.start(seed), story: self.story.clone() };
            self.laptops.iter().for_each(|laptop| simulation.at(laptop).watch());
            let mut did = true;
            for step in steps.iter().filter(|step| self.laptops.contains(&step.laptop)) {
                played += 1;
                did = simulation.play(*step);
            }
            simulation.close(&self.laptops);
            did
        };
        quietly(story).map_err(|said| Failure { steps: steps[..played].to_vec(), said })
    }
}

/// The fewest of these steps that still end badly: leaves out half of them, a quarter, one, as long as that can be done.
pub fn shrink(start: &Start, seed: u64, failure: Failure) -> Failure {
    let mut best = failure;
    let mut size = best.steps.len().div_ceil(2);
    while size > 0 {
        let before = best.steps.len();
        let mut at = 0;
        while at < best.steps.len() {
            let mut fewer = best.steps.clone();
            fewer.drain(at..(at + size).min(fewer.len()));
            match start.run(seed, &fewer) {
                Err(smaller) => best = smaller,
                Ok(_) => at += size,
            }
        }
        if best.steps.len() == before || size > 1 {
            size /= 2;
        }
    }
    best
}

/// What is enumerated from the start `lent`.
pub fn alphabet() -> Vec<Step> {
    [
        ("worker-1", Verb::Write, 0),
        ("worker-1", Verb::Revoke, 0),
        ("worker-1", Verb::Sync, 0),
        ("worker-1", Verb::SyncCut, 3),
        ("worker-1", Verb::Restore, 0),
        ("worker-1", Verb::Move, 3),
        ("tablet", Verb::Write, 0),
        ("tablet", Verb::Refer, 2),
        ("tablet", Verb::Sync, 0),
        ("worker-2", Verb::Take, 0),
        ("worker-2", Verb::Sync, 0),
        ("supervisor", Verb::Assign, 0),
        ("supervisor", Verb::Offer, 0),
        ("supervisor", Verb::Close, 0),
        ("supervisor", Verb::Sync, 0),
        ("provider", Verb::Write, 5),
        ("provider", Verb::Reject, 0),
        ("provider", Verb::Sync, 0),
        ("provider", Verb::Restore, 0),
    ]
    .map(|(laptop, verb, n)| Step::of(laptop, verb, 0, n))
    .to_vec()
}

/// Runs all sequences of the alphabet up to `depth` steps that begin with one of `first`; gives how many were run. Left out are sequences with a step that does nothing, and those that only turn round
/// what two laptops did by themselves.
///
/// # Errors
/// The first that ends badly.
pub fn exhaust(start: &Start, first: &[Step], depth: usize) -> Result<u64, Failure> {
    first.iter().try_fold(0, |count, step| Ok(count + run_on(start, &mut vec![*step], depth)?))
}

fn run_on(start: &Start, steps: &mut Vec<Step>, depth: usize) -> Result<u64, Failure> {
    let mut count = 1;
    if !start.run(1, steps)? || steps.len() == depth {
        return Ok(count);
    }
    let last = steps[steps.len() - 1];
    for next in alphabet() {
        let turned = last.verb.is_quiet() && next.verb.is_quiet() && next.laptop < last.laptop;
        if !turned {
            steps.push(next);
            count += run_on(start, steps, depth)?;
            steps.pop();
        }
    }
    Ok(count)
}

thread_local! {
    /// What went wrong in a run of this thread, while one goes on.
    static SAID: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs `story` and gives the words of the panic that ended it, which nobody else gets to read.
fn quietly<T>(story: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let loud = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let is_kept = SAID.with_borrow_mut(|said| said.as_mut().map(|said| *said = panic.to_string()));
            if is_kept.is_none() {
                loud(panic);
            }
        }));
    });
    SAID.set(Some(String::new()));
    let outcome = catch_unwind(AssertUnwindSafe(story));
    let said = SAID.take().unwrap_or_default();
    outcome.map_err(|_| said)
}
