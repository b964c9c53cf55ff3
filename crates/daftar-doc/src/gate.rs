//! The header gate: whether a segment's changes may follow those accepted so far. Blind: headers only.
//!
//! Automerge trusts that whoever applies a change got it from an honest author: a change that skips its
//! author's predecessor, starts at a wrong counter or names an actor it cannot know panics at once, at the
//! next save, or at the next honest edit. What passes here has, by induction over accepted changes: a counter
//! one above everything it was made upon, and its author's whole past below it.

use crate::{
    change::{GENESIS, OWN},
    document::{Layout, genesis_actor, genesis_facts},
    limits,
    segment::SegmentHeader,
};
use daftar_core::id::Actor;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the gate remembers of an accepted change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeFacts {
    /// The counter of its last operation.
    pub max_op: u64,
    /// Per actor, in ascending order, the last seq among the change and all it was made upon. The genesis
    /// counts as an actor.
    pub clock: Vec<(Actor, u64)>,
}

impl ChangeFacts {
    /// The last seq of `actor` that the change was made upon, itself included; 0 for none.
    #[must_use]
    pub fn seen(&self, actor: Actor) -> u64 {
        let at = self.clock.binary_search_by_key(&actor, |(a, _)| *a);
        at.ok().and_then(|i| self.clock.get(i)).map_or(0, |(_, seq)| *seq)
    }
}

/// The changes of one document that count as accepted; the genesis need not be among them.
pub trait Accepted {
    /// The facts of `actor`'s change `seq`, if it is accepted.
    fn change(&self, actor: Actor, seq: u64) -> Option<ChangeFacts>;
    /// The seq of `actor`'s last accepted change; 0 for none.
    fn last_seq(&self, actor: Actor) -> u64;
    /// How many actors have accepted changes.
    fn actors(&self) -> usize;
}

/// Why a segment may not follow what is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GateDenial {
    /// The segment is for another compartment than the layout.
    #[error("another compartment")]
    OtherCompartment,
    /// No changes, or more than a segment may hold.
    #[error("too few or too many changes")]
    ChangeCount,
    /// The author's next change would have another seq.
    #[error("not the author's next change")]
    NotNext,
    /// Nobody may write as the genesis.
    #[error("the genesis writes nothing")]
    GenesisActor,
    /// The table of actors is unsorted, too long, names the own actor or the genesis, or one that no change
    /// uses.
    #[error("a bad table of actors")]
    ActorTable,
    /// An index points outside the table of actors.
    #[error("an index outside the table of actors")]
    ActorIndex,
    /// No operations, or more than a change may hold.
    #[error("too few or too many operations")]
    OpCount,
    /// The deps are too many, out of order or not distinct.
    #[error("bad deps")]
    BadDeps,
    /// A dep is not accepted.
    #[error("an unknown dep")]
    UnknownDep,
    /// The deps do not cover the author's own previous change.
    #[error("the author's previous change is not covered")]
    SkipsOwn,
    /// The first operation's counter is not one above all that the change was made upon.
    #[error("a wrong first counter")]
    StartOp,
    /// The last operation's counter is beyond the limit.
    #[error("a counter beyond the limit")]
    CounterLimit,
    /// The change refers to operations of an actor whom its deps do not know.
    #[error("an actor unknown to the deps")]
    UnknownOther,
    /// The time is beyond all clocks.
    #[error("a time beyond all clocks")]
    BadTime,
    /// The document has as many actors as it may.
    #[error("too many actors")]
    TooManyActors,
}

impl GateDenial {
    /// Stored and sent; never changes.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::OtherCompartment => "other_compartment",
            Self::ChangeCount => "change_count",
            Self::NotNext => "not_next",
            Self::GenesisActor => "genesis_actor",
            Self::ActorTable => "actor_table",
            Self::ActorIndex => "actor_index",
            Self::OpCount => "op_count",
            Self::BadDeps => "bad_deps",
            Self::UnknownDep => "unknown_dep",
            Self::SkipsOwn => "skips_own",
            Self::StartOp => "start_op",
            Self::CounterLimit => "counter_limit",
            Self::UnknownOther => "unknown_other",
            Self::BadTime => "bad_time",
            Self::TooManyActors => "too_many_actors",
        }
    }
}

/// Checks a segment's header against what is accepted and gives the facts of its changes, in their order.
/// The genesis changes count as accepted and follow from `layout`.
pub fn check(
    header: &SegmentHeader,
    layout: &Layout,
    accepted: &dyn Accepted,
) -> Result<Vec<ChangeFacts>, GateDenial> {
    if header.compartment != layout.compartment {
        return Err(GateDenial::OtherCompartment);
    }
    let genesis = genesis_actor(layout.compartment);
    check_alone(header, genesis)?;
    let last = accepted.last_seq(header.actor);
    if last.checked_add(1) != Some(header.first_seq) {
        return Err(GateDenial::NotNext);
    }
    if last == 0 && accepted.actors() >= limits::ACTORS_MAX {
        return Err(GateDenial::TooManyActors);
    }
    let genesis_facts = genesis_facts(layout);
    let mut facts: Vec<ChangeFacts> = Vec::with_capacity(header.changes.len());
    for (seq, change) in (header.first_seq..).zip(&header.changes) {
        let mut deps = Vec::with_capacity(change.deps.len());
        for (index, dep_seq) in &change.deps {
            let place = dep_seq.checked_sub(1).and_then(|n| usize::try_from(n).ok());
            let dep = match *index {
                OWN => match dep_seq.checked_sub(header.first_seq).and_then(|n| usize::try_from(n).ok()) {
                    Some(earlier) => facts.get(earlier).cloned(),
                    None => accepted.change(header.actor, *dep_seq),
                },
                GENESIS => place.and_then(|n| genesis_facts.get(n).cloned()),
                _ => accepted.change(header.actor_at(*index).ok_or(GateDenial::ActorIndex)?, *dep_seq),
            };
            deps.push(dep.ok_or(GateDenial::UnknownDep)?);
        }
        let others = change.others.iter().map(|i| header.actor_at(*i).ok_or(GateDenial::ActorIndex));
        facts.push(follow(&Candidate {
            actor: header.actor,
            seq,
            start_op: change.start_op,
            n_ops: change.n_ops,
            time_min: change.time_min,
            deps: &deps,
            others: &others.collect::<Result<Vec<_>, _>>()?,
        })?);
    }
    Ok(facts)
}

/// What can be said of a header without knowing any other change. Segments are verified with it as well.
pub(crate) fn check_alone(header: &SegmentHeader, genesis: Actor) -> Result<(), GateDenial> {
    if header.changes.is_empty() || header.changes.len() > limits::CHANGES_MAX {
        return Err(GateDenial::ChangeCount);
    }
    if header.actor == genesis {
        return Err(GateDenial::GenesisActor);
    }
    let table = &header.actors;
    let sorted = table.iter().zip(table.iter().skip(1)).all(|(a, b)| a < b);
    let others_only = !table.contains(&header.actor) && !table.contains(&genesis);
    let named = |index: u8| {
        header.changes.iter().any(|c| c.deps.iter().any(|(i, _)| *i == index) || c.others.contains(&index))
    };
    let all_named = (1..).zip(table).all(|(index, _)| named(index));
    if table.len() > limits::NAMED_ACTORS_MAX || !sorted || !others_only || !all_named {
        return Err(GateDenial::ActorTable);
    }
    for (seq, change) in (header.first_seq..).zip(&header.changes) {
        let own = change.deps.iter().filter(|(index, _)| *index == OWN);
        // An honest change names no own change but the one before it; inside a segment it always names that.
        let previous = seq.checked_sub(1);
        let own = own.map(|(_, seq)| *seq).collect::<Vec<_>>();
        if own.iter().any(|seq| Some(*seq) != previous) {
            return Err(GateDenial::BadDeps);
        }
        if seq > header.first_seq && own.is_empty() {
            return Err(GateDenial::SkipsOwn);
        }
        let ends_with_own = change.deps.last().is_some_and(|(index, _)| *index == OWN);
        let ascending = change.deps.get(..change.deps.len() - usize::from(ends_with_own)).unwrap_or_default();
        let distinct = ascending.iter().zip(ascending.iter().skip(1)).all(|(a, b)| a < b);
        if change.deps.len() > limits::DEPS_MAX || !distinct || own.len() > 1 {
            return Err(GateDenial::BadDeps);
        }
        let others_ascend = change.others.iter().zip(change.others.iter().skip(1)).all(|(a, b)| a < b);
        if !others_ascend || change.others.contains(&OWN) {
            return Err(GateDenial::ActorIndex);
        }
        if change.n_ops == 0 || change.n_ops > limits::OPS_MAX {
            return Err(GateDenial::OpCount);
        }
    }
    Ok(())
}

/// A change that wants to follow its deps.
pub(crate) struct Candidate<'a> {
    pub actor: Actor,
    pub seq: u64,
    pub start_op: u64,
    pub n_ops: u32,
    pub time_min: i64,
    pub deps: &'a [ChangeFacts],
    pub others: &'a [Actor],
}

/// Whether one change may follow its deps, and the facts that then hold of it.
pub(crate) fn follow(change: &Candidate<'_>) -> Result<ChangeFacts, GateDenial> {
    if change.n_ops == 0 || change.n_ops > limits::OPS_MAX {
        return Err(GateDenial::OpCount);
    }
    if change.deps.len() > limits::DEPS_MAX {
        return Err(GateDenial::BadDeps);
    }
    if change.time_min.unsigned_abs() > limits::TIME_MIN_MAX.unsigned_abs() {
        return Err(GateDenial::BadTime);
    }
    let mut clock: BTreeMap<Actor, u64> = BTreeMap::new();
    for (actor, seq) in change.deps.iter().flat_map(|dep| &dep.clock) {
        let seen = clock.entry(*actor).or_default();
        *seen = (*seen).max(*seq);
    }
    if clock.get(&change.actor).copied().unwrap_or(0).checked_add(1) != Some(change.seq) {
        return Err(GateDenial::SkipsOwn);
    }
    let below = change.deps.iter().map(|dep| dep.max_op).max().unwrap_or(0);
    if below.checked_add(1) != Some(change.start_op) {
        return Err(GateDenial::StartOp);
    }
    let max_op = below.saturating_add(u64::from(change.n_ops));
    if max_op >= limits::OP_COUNTER_END {
        return Err(GateDenial::CounterLimit);
    }
    if change.others.iter().any(|other| *other == change.actor || !clock.contains_key(other)) {
        return Err(GateDenial::UnknownOther);
    }
    clock.insert(change.actor, change.seq);
    Ok(ChangeFacts { max_op, clock: clock.into_iter().collect() })
}
