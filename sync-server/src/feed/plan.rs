//! What a pass has to tell, as of one state of the log.

use super::cursor::{Cursor, FeedKey};
use crate::{
    desk::Desk,
    error::RelayError,
    gate::{
        facts::{CaseFacts, People},
        handout::{self, Handout},
    },
    store::{
        cases::{self, ActRow, CaseRow},
        configs,
        devices::Device,
        holdings, log, people, quarantine,
    },
};
use daftar_core::{
    access::Person,
    act::Deed,
    config::{Mode, Scope},
    id::{Actor, CaseId, CompartmentId},
    publish::Published,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// One thing to be told, without its bytes.
#[derive(Debug, Clone)]
pub(crate) enum What {
    /// Access to these compartments ended at `seq`.
    Close {
        gone: Vec<CompartmentId>,
        whole: bool,
        seq: u64,
        reason: &'static str,
    },
    Head,
    Act(Box<ActRow>),
    Segment,
    Late(quarantine::Late),
}

/// A thing to be told in its place.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub key: FeedKey,
    pub case: CaseId,
    pub seq: u64,
    pub what: What,
}

/// A case that has something to be told.
#[derive(Debug)]
pub(crate) struct PlannedCase {
    pub row: CaseRow,
    /// None if nothing of it is readable any more.
    pub handout: Option<Handout>,
    /// What is held according to the relay's record.
    pub held: BTreeSet<CompartmentId>,
}

/// Everything a pass still has to tell, in order. Holds for one end of the log only.
#[derive(Debug)]
pub(crate) struct Plan {
    pub head: u64,
    pub steps: std::vec::IntoIter<Step>,
    pub cases: BTreeMap<CaseId, PlannedCase>,
}

/// Whose pass, and what it rests on.
struct Pass<'a> {
    device: &'a Device,
    own: Actor,
    cursor: Cursor,
    head: u64,
    published: Arc<Published>,
    /// The configuration in force at the pass's base.
    before: Option<Arc<Published>>,
    /// The one in force at its goal.
    at_goal: Arc<Published>,
    people: People,
}

impl Plan {
    /// Plans the rest of the pass that `cursor` is in.
    pub fn make(
        desk: &mut Desk<'_>,
        device: &Device,
        own: Actor,
        cursor: Cursor,
    ) -> Result<Self, RelayError> {
        let (head, _) = log::head(desk.conn)?;
        let published = desk.configs.now(desk.conn)?;
        let before = match cursor.base {
            0 => None,
            base => desk.configs.at(desk.conn, base)?,
        };
        let at_goal = desk.configs.at(desk.conn, cursor.goal)?.unwrap_or_else(|| Arc::clone(&published));
        let people = People::default();
        let mut pass = Pass { device, own, cursor, head, published, before, at_goal, people };
        let mut plan = (Vec::new(), BTreeMap::new());
        for case in candidates(desk, &pass)? {
            if let Some((steps, planned)) = pass.plan_case(desk, case)? {
                plan.0.extend(steps);
                plan.1.insert(case, planned);
            }
        }
        let (mut steps, cases) = plan;
        steps.retain(|step: &Step| Some(step.key) > cursor.at);
        steps.sort_by_key(|step| (step.key, step.case));
        Ok(Self { head, steps: steps.into_iter(), cases })
    }
}

/// Cases that may have something to tell: those the person reaches or the laptop holds, as far as anything about
/// them changed in the pass.
fn candidates(desk: &Desk<'_>, pass: &Pass<'_>) -> Result<BTreeSet<CaseId>, RelayError> {
    let Cursor { base, goal, .. } = pass.cursor;
    if base == goal {
        return Ok(BTreeSet::new());
    }
    let user = &pass.device.user;
    let mut mine = holdings::held_cases_at(desk.conn, pass.device.number, base)?;
    if let Some(person) = people::now(desk.conn, user)? {
        mine.extend(cases::within(desk.conn, user, scope_of(&pass.published, &person))?);
    }
    // Access is judged at the present end, so a change behind the goal may matter already: it is looked at too.
    let head = pass.head;
    let own_changed = people::changed(desk.conn, base, head)?.contains(user);
    if base == 0 || own_changed || configs::changed(desk.conn, base, head)? {
        return Ok(mine);
    }
    let mut touched = cases::related_anew(desk.conn, base, head)?;
    touched.extend(log::touched(desk.conn, base, goal)?);
    Ok(&touched & &mine)
}

fn scope_of(published: &Published, person: &Person) -> Scope {
    let role = published.config.role(&person.role);
    role.filter(|_| !person.disabled).map_or(Scope::Own, |role| role.scope)
}

impl Pass<'_> {
    fn plan_case(
        &mut self,
        desk: &Desk<'_>,
        case: CaseId,
    ) -> Result<Option<(Vec<Step>, PlannedCase)>, RelayError> {
        let Some(row) = cases::find(desk.conn, case)? else { return Ok(None) };
        let facts = CaseFacts::load(desk.conn, &mut self.people, case, &self.device.user)?;
        let handout = handout::admit(&facts, &self.published, self.device, case, self.head);
        let held = holdings::held(desk.conn, self.device.number, case, self.cursor.base)?;
        let mut steps = Vec::new();
        steps.extend(self.close(case, &row, &facts, handout.as_ref(), &held));
        if let Some(handout) = &handout {
            self.tell(desk, &row, &facts, handout, &mut steps)?;
        }
        Ok((!steps.is_empty()).then_some((steps, PlannedCase { row, handout, held })))
    }

    fn close(
        &self,
        case: CaseId,
        row: &CaseRow,
        facts: &CaseFacts,
        handout: Option<&Handout>,
        held: &BTreeSet<CompartmentId>,
    ) -> Option<Step> {
        let gone: Vec<_> =
            held.iter().copied().filter(|id| !handout.is_some_and(|h| h.covers(*id))).collect();
        if gone.is_empty() {
            return None;
        }
        let (seq, reason) = facts.ended(&self.published, &gone, &row.state, self.head);
        let key = FeedKey { class: 0, case: case.0, compartment: 0, seq: 0 };
        Some(Step { key, case, seq, what: What::Close { gone, whole: handout.is_none(), seq, reason } })
    }

    /// What is readable: the head if anything about it changed, then acts, segments and late edits.
    fn tell(
        &self,
        desk: &Desk<'_>,
        row: &CaseRow,
        facts: &CaseFacts,
        handout: &Handout,
        steps: &mut Vec<Step>,
    ) -> Result<(), RelayError> {
        let (case, base) = (handout.case(), self.cursor.base);
        let told = self.told_in_this_pass(facts, handout);
        if told.is_empty() {
            return Ok(());
        }
        let before = self.before.as_ref().map(|then| facts.under(then).modes_at(&self.device.user, base));
        let before = before.unwrap_or_default();
        let is_open = |id: &CompartmentId, since: u64| since > base || !before.contains_key(id);
        let open: BTreeSet<_> =
            told.iter().filter(|(id, (_, since))| is_open(id, *since)).map(|(id, _)| *id).collect();
        let same_modes = before.iter().eq(handout.readable().iter().map(|(id, (mode, _))| (id, mode)));
        let same_owner = facts.owner_at(base) == Some(&row.state.owner);
        let same_epoch = cases::epoch_from(desk.conn, case, row.epoch)?.is_some_and(|from| from <= base);
        if !open.is_empty() || !same_modes || !same_owner || !same_epoch {
            let key = FeedKey { class: 1, case: case.0, compartment: 0, seq: 0 };
            steps.push(Step { key, case, seq: 0, what: What::Head });
        }
        self.tell_acts(desk, row, facts, handout, !open.is_empty(), steps)?;
        for (id, (mode, _)) in &told {
            self.tell_segments(desk, handout, *id, open.contains(id), steps)?;
            if *mode == Mode::Write && facts.may_adopt(&self.published, *id, self.head) {
                let adopted_before =
                    self.before.as_ref().is_some_and(|then| facts.may_adopt(then, *id, base))
                        && !open.contains(id);
                self.tell_late(desk, case, *id, !adopted_before, steps)?;
            }
        }
        Ok(())
    }

    /// What has been readable since the pass's goal or longer. The rest is for the next pass: its head and keys
    /// have a place before the ones already told, and would be left out if the pass was cut.
    fn told_in_this_pass(
        &self,
        facts: &CaseFacts,
        handout: &Handout,
    ) -> BTreeMap<CompartmentId, (Mode, u64)> {
        let mut told = handout.readable().clone();
        let goal = self.cursor.goal;
        if goal < self.head {
            let then = facts.under(&self.at_goal).modes_at(&self.device.user, goal);
            told.retain(|id, (_, since)| *since <= goal && then.contains_key(id));
        }
        told
    }

    fn tell_acts(
        &self,
        desk: &Desk<'_>,
        row: &CaseRow,
        facts: &CaseFacts,
        handout: &Handout,
        is_new: bool,
        steps: &mut Vec<Step>,
    ) -> Result<(), RelayError> {
        let Cursor { base, goal, .. } = self.cursor;
        let case = handout.case();
        let was_owner_side = self.before.as_ref().is_some_and(|then| facts.is_owner_side(then, base));
        let all = is_new || facts.is_owner_side(&self.published, self.head) && !was_owner_side;
        for act in cases::acts(desk.conn, case, (if all { 0 } else { base }, goal))? {
            if facts.may_see(&self.published, &act.act.act, &row.state, self.head) {
                let seq = act.seq;
                let key = if all {
                    FeedKey { class: 1, case: case.0, compartment: 0, seq }
                } else {
                    FeedKey::in_log_order(seq)
                };
                steps.push(Step { key, case, seq, what: What::Act(Box::new(act)) });
            }
        }
        Ok(())
    }

    fn tell_segments(
        &self,
        desk: &Desk<'_>,
        handout: &Handout,
        id: CompartmentId,
        is_open: bool,
        steps: &mut Vec<Step>,
    ) -> Result<(), RelayError> {
        let Cursor { base, goal, .. } = self.cursor;
        let case = handout.case();
        let identity = self.published.compartment(id).is_some_and(|compartment| compartment.identity);
        let from = if is_open { 0 } else { base };
        for (seq, actor) in log::segments_between(desk.conn, handout, id, (from, goal))? {
            if actor == self.own {
                continue;
            }
            let key = match (is_open, identity) {
                (true, true) => FeedKey { class: 1, case: case.0, compartment: id.0, seq },
                (true, false) => FeedKey { class: 2, case: case.0, compartment: id.0, seq },
                (false, _) => FeedKey::in_log_order(seq),
            };
            steps.push(Step { key, case, seq, what: What::Segment });
        }
        Ok(())
    }

    fn tell_late(
        &self,
        desk: &Desk<'_>,
        case: CaseId,
        id: CompartmentId,
        all: bool,
        steps: &mut Vec<Step>,
    ) -> Result<(), RelayError> {
        let Cursor { base, goal, .. } = self.cursor;
        for late in quarantine::open(desk.conn, case, (if all { 0 } else { base }, goal))? {
            if late.compartment != id {
                continue;
            }
            let seq = late.seq;
            let key = if all {
                FeedKey { class: 2, case: case.0, compartment: id.0, seq }
            } else {
                FeedKey::in_log_order(seq)
            };
            steps.push(Step { key, case, seq, what: What::Late(late) });
        }
        Ok(())
    }
}

/// Which late edit an act settles.
pub(crate) fn settles(act: &ActRow) -> Option<daftar_core::id::QuarantineId> {
    match act.act.act.deed {
        Deed::QuarantineSettle { quarantine, .. } => Some(quarantine),
        _ => None,
    }
}
