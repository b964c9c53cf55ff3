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
    access::{Person, is_in_scope},
    act::Deed,
    config::{Mode, Role, Scope},
    id::{Actor, CaseId, CompartmentId, UserName},
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
    /// And whether what its author wrote is for the person, too.
    Act(Box<ActRow>, bool),
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

impl Plan {
    /// The next cases whose keys it hands out, at most `most`.
    pub fn next_heads(&self, most: usize) -> Vec<CaseId> {
        let heads = self.steps.as_slice().iter().filter(|step| matches!(step.what, What::Head));
        heads.map(|step| step.case).take(most).collect()
    }
}

/// Compartments with mode and the position since which they are readable.
type Told = BTreeMap<CompartmentId, (Mode, u64)>;

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
    /// The viewer as they are now.
    me: Option<Person>,
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
        let (people, me) = (People::default(), people::now(desk.conn, &device.user)?);
        let mut pass = Pass { device, own, cursor, head, published, before, at_goal, people, me };
        let mut plan = (Vec::new(), BTreeMap::new());
        for case in candidates(desk, &mut pass)? {
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
///
/// The smaller of the two sets is listed, and each of its cases asked about the other.
fn candidates(desk: &Desk<'_>, pass: &mut Pass<'_>) -> Result<BTreeSet<CaseId>, RelayError> {
    let Cursor { base, goal, .. } = pass.cursor;
    if base == goal {
        return Ok(BTreeSet::new());
    }
    // Access is judged at the present end, so a change behind the goal may matter already: it is looked at too.
    let head = pass.head;
    let changed = people::changed(desk.conn, base, head)?;
    let own_changed = changed.contains(&pass.device.user);
    if base == 0 || own_changed || configs::changed(desk.conn, base, head)? {
        let mut mine = holdings::held_cases_at(desk.conn, pass.device.number, base)?;
        if let Some(me) = &pass.me {
            mine.extend(cases::within(desk.conn, &me.user, pass.scope(), usize::MAX)?);
        }
        return Ok(mine);
    }
    let mut related = cases::related_anew(desk.conn, base, head)?;
    for user in changed {
        if pass.is_concerned_by(desk, &user)? {
            related.extend(cases::of_user(desk.conn, &user)?);
        }
    }
    // Each position of the log is one row, so this is how many cases can have been touched.
    let span = usize::try_from(goal - base).unwrap_or(usize::MAX);
    if let Some(mine) = pass.mine(desk, span)? {
        let mut found = &related & &mine;
        for case in mine {
            if cases::is_touched(desk.conn, case, base, goal)? {
                found.insert(case);
            }
        }
        return Ok(found);
    }
    related.extend(log::touched(desk.conn, base, goal)?);
    let mut found = BTreeSet::new();
    for case in related {
        if pass.may_concern(desk, case)? {
            found.insert(case);
        }
    }
    Ok(found)
}

impl Pass<'_> {
    fn role(&self) -> Option<&Role> {
        self.me.as_ref().and_then(|me| self.published.config.role(&me.role))
    }

    fn scope(&self) -> Scope {
        let enabled = self.me.as_ref().is_some_and(|me| !me.disabled);
        self.role().filter(|_| enabled).map_or(Scope::Own, |role| role.scope)
    }

    fn reaches(&self, other: &Person) -> bool {
        match (&self.me, self.role()) {
            (Some(me), Some(role)) => is_in_scope(me, role, other),
            _ => false,
        }
    }

    /// Whether what changed about somebody else since the pass's base can matter to the viewer, whose own record and
    /// configuration stayed the same: they came into reach or left it, or write now where they did not.
    fn is_concerned_by(&mut self, desk: &Desk<'_>, user: &UserName) -> Result<bool, RelayError> {
        let spans = self.people.spans(desk.conn, user)?;
        let since = spans.iter().filter(|span| span.to.is_none_or(|to| to > self.cursor.base));
        let stood: Vec<_> = since.map(|s| (self.reaches(&s.what), &s.what.role, s.what.disabled)).collect();
        Ok(stood.iter().any(|(reached, ..)| *reached) && stood.windows(2).any(|two| two[0] != two[1]))
    }

    /// The cases that the person reaches or the laptop holds, if they are fewer than `most`.
    fn mine(&self, desk: &Desk<'_>, most: usize) -> Result<Option<BTreeSet<CaseId>>, RelayError> {
        let held = holdings::some_cases(desk.conn, self.device.number, most)?;
        if held.len() >= most {
            return Ok(None);
        }
        let within = match &self.me {
            Some(me) => cases::within(desk.conn, &me.user, self.scope(), most)?,
            None => Vec::new(),
        };
        Ok((within.len() < most).then(|| held.into_iter().chain(within).collect()))
    }

    /// Whether the person may reach the case or the laptop holds anything of it.
    fn may_concern(&mut self, desk: &Desk<'_>, case: CaseId) -> Result<bool, RelayError> {
        if self.scope() == Scope::All {
            return Ok(true);
        }
        for user in cases::associated(desk.conn, case)? {
            if user == self.device.user {
                return Ok(true);
            }
            let spans = self.people.spans(desk.conn, &user)?;
            let now = spans.iter().find(|span| span.holds_at(self.head));
            if now.is_some_and(|now| self.reaches(&now.what)) {
                return Ok(true);
            }
        }
        Ok(!holdings::held(desk.conn, self.device.number, case, self.cursor.base)?.is_empty())
    }

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
        steps.extend(self.close(desk, case, &row, &facts, handout.as_ref(), &held)?);
        if let Some(handout) = &handout {
            self.tell(desk, &row, &facts, handout, &mut steps)?;
        }
        Ok((!steps.is_empty()).then_some((steps, PlannedCase { row, handout, held })))
    }

    fn close(
        &self,
        desk: &Desk<'_>,
        case: CaseId,
        row: &CaseRow,
        facts: &CaseFacts,
        handout: Option<&Handout>,
        held: &BTreeSet<CompartmentId>,
    ) -> Result<Option<Step>, RelayError> {
        let gone: Vec<_> =
            held.iter().copied().filter(|id| !handout.is_some_and(|h| h.covers(*id))).collect();
        if gone.is_empty() {
            return Ok(None);
        }
        // What was lent of an incident was lent of its case.
        let followed =
            row.state.follows(case).map(|followed| cases::find(desk.conn, followed)).transpose()?;
        let state = followed.flatten().map_or_else(|| row.state.clone(), |followed| followed.state);
        let (seq, reason) = facts.ended(&self.published, &gone, &state, self.head);
        let key = FeedKey { class: 0, case: case.0, compartment: 0, seq: 0 };
        let what = What::Close { gone, whole: handout.is_none(), seq, reason };
        Ok(Some(Step { key, case, seq, what }))
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
        let same_epoch = cases::epoch(desk.conn, case, row.epoch)?.is_some_and(|epoch| epoch.from <= base);
        if !open.is_empty() || !same_modes || !same_owner || !same_epoch {
            let key = FeedKey { class: 1, case: case.0, compartment: 0, seq: 0 };
            steps.push(Step { key, case, seq: 0, what: What::Head });
        }
        self.tell_acts(desk, row, facts, handout, !open.is_empty(), steps)?;
        self.tell_segments(desk, handout, &told, &open, steps)?;
        self.tell_late(desk, facts, case, &told, &open, steps)
    }

    /// What has been readable since the pass's goal or longer. The rest is for the next pass: its head and keys
    /// have a place before the ones already told, and would be left out if the pass was cut.
    fn told_in_this_pass(&self, facts: &CaseFacts, handout: &Handout) -> Told {
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
            let told = &act.act.act;
            if facts.may_see(&self.published, told, &row.state, self.head) {
                let (seq, hears) = (act.seq, facts.may_hear(&self.published, told, &row.state, self.head));
                let key = if all {
                    FeedKey { class: 1, case: case.0, compartment: 0, seq }
                } else {
                    FeedKey::in_log_order(seq)
                };
                steps.push(Step { key, case, seq, what: What::Act(Box::new(act), hears) });
            }
        }
        Ok(())
    }

    fn tell_segments(
        &self,
        desk: &Desk<'_>,
        handout: &Handout,
        told: &Told,
        open: &BTreeSet<CompartmentId>,
        steps: &mut Vec<Step>,
    ) -> Result<(), RelayError> {
        let Cursor { base, goal, .. } = self.cursor;
        let case = handout.case();
        let from = if open.is_empty() { base } else { 0 };
        for (id, seq, actor) in log::segments_between(desk.conn, handout, (from, goal))? {
            let is_open = open.contains(&id);
            if actor == self.own || !told.contains_key(&id) || !is_open && seq <= base {
                continue;
            }
            let identity = self.published.compartment(id).is_some_and(|compartment| compartment.identity);
            let key = match (is_open, identity) {
                (true, true) => FeedKey { class: 1, case: case.0, compartment: id.0, seq },
                (true, false) => FeedKey { class: 2, case: case.0, compartment: id.0, seq },
                (false, _) => FeedKey::in_log_order(seq),
            };
            steps.push(Step { key, case, seq, what: What::Segment });
        }
        Ok(())
    }

    /// Late edits of what the viewer may adopt: all of what they could not adopt before, else those since.
    fn tell_late(
        &self,
        desk: &Desk<'_>,
        facts: &CaseFacts,
        case: CaseId,
        told: &Told,
        open: &BTreeSet<CompartmentId>,
        steps: &mut Vec<Step>,
    ) -> Result<(), RelayError> {
        let Cursor { base, goal, .. } = self.cursor;
        for late in quarantine::open(desk.conn, case, (0, goal))? {
            let (id, seq) = (late.compartment, late.seq);
            let writes = told.get(&id).is_some_and(|(mode, _)| *mode == Mode::Write);
            if !writes || !facts.may_adopt(&self.published, id, self.head) {
                continue;
            }
            let adopted_before = || self.before.as_ref().is_some_and(|then| facts.may_adopt(then, id, base));
            let key = if open.contains(&id) || !adopted_before() {
                FeedKey { class: 2, case: case.0, compartment: id.0, seq }
            } else if seq > base {
                FeedKey::in_log_order(seq)
            } else {
                continue;
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
