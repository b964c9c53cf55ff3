//! Frames: the plan's next things with their bytes, until a frame is full.

use super::{
    cursor::Cursor,
    plan::{Plan, PlannedCase, Step, What, settles},
};
use crate::{
    desk::{Desk, FIRST_EPOCH},
    error::RelayError,
    gate::handout::Handout,
    store::{
        cases::{self, ActRow},
        configs,
        devices::{self, Device},
        holdings, log, pack,
    },
};
use daftar_core::id::{Actor, CaseId, DeviceNo};
use daftar_doc::keys::seal_to;
use daftar_sync::wire::{CaseHead, CaseKeys, Entry, FEED_BYTES_MAX, Feed, KEYS_INFO, SENTENCE_INFO};
use std::collections::BTreeSet;
use zeroize::Zeroizing;

/// The next frame of a pass, and whether it is the pass's last. Notes what the laptop will hold.
pub(crate) fn next(
    desk: &mut Desk<'_>,
    device: &Device,
    own: Actor,
    plan: &mut Plan,
    cursor: Cursor,
) -> Result<(Feed, Cursor, bool), RelayError> {
    let (head, _) = log::head(desk.conn)?;
    let mut frame = Frame {
        desk,
        device,
        own,
        base: cursor.base,
        feed: Feed::default(),
        authors: BTreeSet::new(),
        bytes: 0,
    };
    let mut at = cursor.at;
    while frame.bytes < FEED_BYTES_MAX
        && let Some(step) = plan.steps.as_slice().first()
    {
        let Some(case) = plan.cases.get_mut(&step.case) else { return Err(RelayError::Damaged("a plan")) };
        if !frame.tell(step, case, head)? {
            break;
        }
        at = Some(step.key);
        plan.steps.next();
    }
    let is_last = plan.steps.as_slice().is_empty();
    let cursor =
        if is_last { Cursor { base: cursor.goal, at: None, ..cursor } } else { Cursor { at, ..cursor } };
    let mut feed = frame.finish()?;
    feed.cursor = cursor.seal(&desk.secrets.cursors, device.number);
    Ok((feed, cursor, is_last))
}

struct Frame<'a, 'b> {
    desk: &'a mut Desk<'b>,
    device: &'a Device,
    own: Actor,
    /// Where the pass began.
    base: u64,
    feed: Feed,
    authors: BTreeSet<DeviceNo>,
    bytes: usize,
}

impl Frame<'_, '_> {
    /// Tells one thing. False if the frame has no room for it.
    fn tell(&mut self, step: &Step, case: &mut PlannedCase, head: u64) -> Result<bool, RelayError> {
        // Before the next frame it gets other keys.
        if matches!(step.what, What::Head) && self.desk.due_since(step.case)?.is_some() {
            return Ok(false);
        }
        let tables = self.feed.tables.clone();
        let entries = self.entries(step, case, head)?;
        let mut bytes = 0;
        for (entry, _) in &entries {
            bytes += pack(entry)?.len();
        }
        if self.bytes > 0 && self.bytes + bytes > FEED_BYTES_MAX {
            // What is told in the next frame is named there.
            self.feed.tables = tables;
            return Ok(false);
        }
        for (entry, author) in entries {
            self.feed.entries.push(entry);
            self.authors.extend(author);
        }
        self.bytes += bytes;
        Ok(true)
    }

    fn entries(
        &mut self,
        step: &Step,
        case: &mut PlannedCase,
        head: u64,
    ) -> Result<Vec<(Entry, Option<DeviceNo>)>, RelayError> {
        if let What::Close { gone, whole, seq, reason } = &step.what {
            return Ok(vec![(self.close(step.case, gone, *whole, (*seq, reason))?, None)]);
        }
        let Some(handout) = case.handout.clone() else { return Ok(Vec::new()) };
        // A proof from before the log grew would be no proof.
        if handout.head() != head {
            return Err(RelayError::Damaged("a plan"));
        }
        match &step.what {
            What::Close { .. } => Ok(Vec::new()),
            What::Head => Ok(vec![(self.head(case, &handout)?, None)]),
            What::Act(act, hears) => self.act(act, *hears),
            What::Segment => self.segment(step.seq, case, &handout, None),
            What::Late(late) => self.segment(step.seq, case, &handout, Some(late)),
        }
    }

    fn close(
        &mut self,
        case: CaseId,
        gone: &[daftar_core::id::CompartmentId],
        whole: bool,
        (seq, reason): (u64, &str),
    ) -> Result<Entry, RelayError> {
        for id in gone {
            holdings::close(self.desk.conn, self.device.number, case, *id, seq)?;
        }
        Ok(Entry::Close { case, compartments: gone.to_vec(), whole, seq, reason: reason.to_owned() })
    }

    /// The case with its present modes, and keys for all that is readable, sealed to this laptop.
    fn head(&mut self, case: &mut PlannedCase, handout: &Handout) -> Result<Entry, RelayError> {
        let keys = self.keys(case, handout)?;
        for id in handout.readable().keys() {
            holdings::open(self.desk.conn, handout, *id, handout.head())?;
            case.held.insert(*id);
        }
        Ok(Entry::Case(CaseHead {
            case: handout.case(),
            owner: case.row.state.owner.clone(),
            created_at_ms: case.row.created_at_ms,
            epoch: case.row.epoch,
            auth_seq: u32::try_from(handout.head()).unwrap_or(u32::MAX),
            modes: handout.readable().iter().map(|(id, (mode, _))| (*id, *mode)).collect(),
            keys,
        }))
    }

    /// Keys for all that is readable, sealed to this laptop; nothing for the vault that drew them just now, under the
    /// configuration that still holds.
    fn keys(&self, case: &PlannedCase, handout: &Handout) -> Result<Vec<u8>, RelayError> {
        let drawn_here = cases::creator(self.desk.conn, handout.case())?
            .is_some_and(|(actor, seq)| actor == self.own && seq > self.base);
        if drawn_here
            && case.row.epoch == FIRST_EPOCH
            && !configs::changed(self.desk.conn, self.base, handout.head())?
        {
            return Ok(Vec::new());
        }
        let mut keys = CaseKeys(Vec::new());
        for (epoch, key) in self.desk.keys.case_keys(handout.case(), case.row.epoch)? {
            for id in handout.readable().keys() {
                keys.0.push((epoch, *id, *key.compartment(epoch, *id).as_bytes()));
            }
        }
        let plain = Zeroizing::new(pack(&keys)?);
        Ok(seal_to(&self.device.seal, KEYS_INFO, &handout.case().0, &plain)?)
    }

    fn act(&mut self, row: &ActRow, hears: bool) -> Result<Vec<(Entry, Option<DeviceNo>)>, RelayError> {
        let author = row.act.device;
        let own = Actor::derive(author, row.incarnation) == self.own;
        let mut entries = vec![if own {
            (Entry::OwnAct { seq: row.seq, act: row.act.act.id }, None)
        } else {
            let (seq, received_at_ms, act) = (row.seq, row.received_at_ms, row.act.clone());
            // A key that is lost closes one sentence, not the feed.
            let says = act.act.deed.sentence().filter(|_| hears).map(|_| self.desk.keys.sentence(act.act.id));
            let key = match says.transpose()?.flatten() {
                Some(key) => seal_to(&self.device.seal, SENTENCE_INFO, &act.act.id.0, key.as_bytes())?,
                None => Vec::new(),
            };
            (Entry::Act { seq, received_at_ms, act, key }, Some(author))
        }];
        entries.extend(settles(row).map(|quarantine| (Entry::LateSettled { quarantine }, None)));
        Ok(entries)
    }

    fn segment(
        &mut self,
        seq: u64,
        case: &mut PlannedCase,
        handout: &Handout,
        late: Option<&crate::store::quarantine::Late>,
    ) -> Result<Vec<(Entry, Option<DeviceNo>)>, RelayError> {
        let Some((id, received_at_ms, segment)) = log::segment(self.desk.conn, handout, seq)? else {
            return Ok(Vec::new());
        };
        if case.held.insert(id) {
            holdings::open(self.desk.conn, handout, id, handout.head())?;
        }
        let author = segment.header.actor.device();
        let segment = self.feed.tables.shrink(&segment);
        let entry = match late {
            None => Entry::Segment { received_at_ms, segment },
            Some(late) => {
                Entry::Late { quarantine: late.id, received_at_ms, code: late.code.clone(), segment }
            }
        };
        Ok(vec![(entry, Some(author))])
    }

    fn finish(mut self) -> Result<Feed, RelayError> {
        for number in &self.authors {
            if let Some(author) = devices::find(self.desk.conn, *number)? {
                self.feed.authors.push((*number, author.user, author.sign));
            }
        }
        Ok(self.feed)
    }
}
