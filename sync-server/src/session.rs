//! One laptop's contact: greeting, items, answer.
//!
//! Items are decided and committed as their frames arrive, whatever becomes of the request. The answer is made one
//! frame at a time, each in a transaction of its own, so that a change of access between two frames counts.

use crate::{
    desk::Desk,
    error::RelayError,
    feed::{cursor::Cursor, frames, plan::Plan},
    random::draw,
    relay::Relay,
    slice,
    store::{
        attempts,
        devices::{self, Device, Revoked},
        log,
    },
};
use daftar_core::id::{Actor, DeviceNo};
use daftar_sync::{
    frame,
    relay::{Event, Session},
    wire::{Down, Hello, ItemResult, PROTOCOL, SignedHello, Welcome},
};
use std::collections::BTreeMap;

/// An answer ends after about this many bytes of feed; the laptop calls again for the rest.
pub const ANSWER_BYTES_MAX: usize = 2 * 1024 * 1024;
/// Unused nonces a laptop has after a contact.
const NONCES: u8 = 4;
/// How many cases' keys are looked after before a frame is made; mostly as many as fit into one.
const HEADS_AHEAD: usize = 256;
/// Results in one frame, far below what a frame holds.
const RESULTS_MAX: usize = 1_000;
/// Items in one contact, far above what a laptop sends at once: each leaves a result that waits for the answer.
const ITEMS_MAX: usize = 20_000;

/// A contact in progress. Dropping it at any point loses nothing that was committed.
pub struct RelaySession {
    relay: Relay,
    now_ms: i64,
    wire: Session,
    budget: usize,
    stage: Stage,
}

enum Stage {
    New,
    Greeted(Box<Contact>),
    Answering(Box<Answer>),
    Over,
}

/// A laptop that has proved who it is.
struct Contact {
    device: Device,
    hello: Hello,
    cursor: Cursor,
    results: Vec<ItemResult>,
}

struct Answer {
    device: Device,
    own: Actor,
    cursor: Cursor,
    /// The log's end when the request was complete; the answer reaches at least there.
    head: u64,
    config: [u8; 8],
    plan: Option<Plan>,
    sent: usize,
}

impl RelaySession {
    pub(crate) fn begin(relay: Relay, now_ms: i64) -> Self {
        let wire = Session::open(relay.id());
        Self { relay, now_ms, wire, budget: ANSWER_BYTES_MAX, stage: Stage::New }
    }

    /// Ends answers after about `bytes` of feed.
    #[must_use]
    pub fn with_budget(mut self, bytes: usize) -> Self {
        self.budget = bytes;
        self
    }

    /// The laptop, once it has proved who it is.
    #[must_use]
    pub fn device(&self) -> Option<DeviceNo> {
        match &self.stage {
            Stage::Greeted(contact) => Some(contact.device.number),
            Stage::Answering(answer) => Some(answer.device.number),
            Stage::New | Stage::Over => None,
        }
    }

    /// Whether everything is said: nothing more is looked at.
    #[must_use]
    pub fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Over)
    }

    /// Takes the next bytes of the request and gives the answer's next frames: the welcome once the laptop is
    /// known, the results once the request is complete. The rest comes from [`Self::next_frames`].
    ///
    /// # Errors
    /// The relay failed; items of frames answered before are kept.
    pub fn receive(&mut self, bytes: &[u8]) -> Result<Vec<u8>, RelayError> {
        if matches!(self.stage, Stage::Over) {
            return Ok(Vec::new());
        }
        let Ok(events) = self.wire.receive(bytes) else { return self.refuse("malformed") };
        let mut answer = Vec::new();
        let mut items = Vec::new();
        for event in events {
            match event {
                Event::Hello(hello) => answer.extend(self.greet(hello)?),
                Event::Item(_) | Event::Malformed => items.push(event),
                Event::End => {
                    self.take(std::mem::take(&mut items))?;
                    answer.extend(self.results()?);
                }
            }
        }
        self.take(items)?;
        Ok(answer)
    }

    /// The answer's next frames after the request is complete; none when it is at its end.
    ///
    /// # Errors
    /// The relay failed; what was given before stays valid.
    pub fn next_frames(&mut self) -> Result<Option<Vec<u8>>, RelayError> {
        let Stage::Answering(answer) = &mut self.stage else { return Ok(None) };
        let budget = self.budget;
        let (frames, is_over) = self.relay.going_on(self.now_ms, |desk| answer.next(desk, budget))?;
        if is_over {
            self.stage = Stage::Over;
        }
        Ok(Some(frames))
    }

    /// All of the answer's remaining frames.
    ///
    /// # Errors
    /// The relay failed.
    pub fn finish(mut self) -> Result<Vec<u8>, RelayError> {
        if matches!(self.stage, Stage::New | Stage::Greeted(_)) {
            // The request ended early. What arrived is kept; its results come when it is pushed again.
            return self.refuse("malformed");
        }
        let mut answer = Vec::new();
        while let Some(frames) = self.next_frames()? {
            answer.extend(frames);
        }
        Ok(answer)
    }

    fn refuse(&mut self, code: &str) -> Result<Vec<u8>, RelayError> {
        self.stage = Stage::Over;
        Ok(frame::encode(&Down::Refused { code: code.to_owned() })?)
    }

    fn greet(&mut self, signed: SignedHello) -> Result<Vec<u8>, RelayError> {
        let greeted = self.relay.with(self.now_ms, |desk| {
            let greeted = desk.greet(&signed)?;
            if let Err(code) = greeted
                && !["upgrade_required", "unknown_device"].contains(&code)
            {
                desk.note_attempt(signed.hello.device, code)?;
            }
            Ok(greeted)
        })?;
        match greeted {
            Err(code) => self.refuse(code),
            Ok((device, cursor, nonces)) => {
                let hello = signed.hello;
                self.stage = Stage::Greeted(Box::new(Contact { device, hello, cursor, results: Vec::new() }));
                Ok(frame::encode(&Down::Welcome(Welcome { relay_time_ms: self.now_ms, nonces }))?)
            }
        }
    }

    /// One transaction for what arrived together: durable before anything is said of it.
    fn take(&mut self, items: Vec<Event>) -> Result<(), RelayError> {
        let Stage::Greeted(contact) = &mut self.stage else { return Ok(()) };
        if items.is_empty() {
            return Ok(());
        }
        if contact.results.len() + items.len() > ITEMS_MAX {
            // What was taken is kept; its results come when it is pushed again.
            let device = contact.device.number;
            self.stage = Stage::Over;
            return self.relay.with(self.now_ms, |desk| desk.note_attempt(device, "too_many"));
        }
        let results = self.relay.with(self.now_ms, |desk| {
            let take = |event| match event {
                Event::Item(item) => {
                    desk.take(&contact.device, contact.hello.incarnation, contact.cursor.base, item)
                }
                _ => Ok(crate::gate::rejected("malformed")),
            };
            let results = items.into_iter().map(take).collect::<Result<Vec<_>, _>>()?;
            desk.note_refused(contact.device.number, &results)?;
            Ok(results)
        })?;
        contact.results.extend(results);
        Ok(())
    }

    fn results(&mut self) -> Result<Vec<u8>, RelayError> {
        let Stage::Greeted(contact) = std::mem::replace(&mut self.stage, Stage::Over) else {
            return Ok(Vec::new());
        };
        let mut frames = Vec::new();
        for results in contact.results.chunks(RESULTS_MAX) {
            frames.extend(frame::encode(&Down::Results(results.to_vec()))?);
        }
        if contact.device.revoked.is_some() {
            self.relay
                .with(self.now_ms, |desk| desk.note_attempt(contact.device.number, "device_retired"))?;
            frames.extend(self.refuse("device_retired")?);
            return Ok(frames);
        }
        let (head, _) = self.relay.with(self.now_ms, |desk| log::head(desk.conn))?;
        let Contact { device, hello, cursor, .. } = *contact;
        let own = Actor::derive(device.number, hello.incarnation);
        let answer = Answer { device, own, cursor, head, config: hello.config, plan: None, sent: 0 };
        self.stage = Stage::Answering(Box::new(answer));
        Ok(frames)
    }
}

type Greeting = Result<(Device, Cursor, Vec<[u8; 16]>), &'static str>;

impl Desk<'_> {
    /// Counts what was refused to a laptop that proved who it is.
    pub(crate) fn note_attempt(&self, device: DeviceNo, code: &str) -> Result<(), RelayError> {
        attempts::note(self.conn, device, code, 1, self.now_ms)
    }

    /// The same for what became of its items.
    fn note_refused(&self, device: DeviceNo, results: &[ItemResult]) -> Result<(), RelayError> {
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for result in results {
            if let ItemResult::Rejected { code } | ItemResult::Quarantined { code } = result {
                *counts.entry(code).or_default() += 1;
            }
        }
        for (code, count) in counts {
            attempts::note(self.conn, device, code, count, self.now_ms)?;
        }
        Ok(())
    }

    /// Checks who is calling and uses the nonce up. Says nothing about a device to somebody who is not it.
    fn greet(&mut self, signed: &SignedHello) -> Result<Greeting, RelayError> {
        let hello = &signed.hello;
        if hello.protocol != PROTOCOL {
            return Ok(Err("upgrade_required"));
        }
        let Some(device) = devices::find(self.conn, hello.device)? else { return Ok(Err("unknown_device")) };
        if signed.verify(self.secrets.relay, &device.sign).is_err() {
            return Ok(Err("unknown_device"));
        }
        if device.revoked == Some(Revoked::Lost) {
            return Ok(Err("device_lost"));
        }
        if !devices::use_nonce(self.conn, &self.secrets.cursors, device.number, &hello.nonce)? {
            return Ok(Err("bad_nonce"));
        }
        let Some(cursor) = Cursor::open(&hello.cursor, &self.secrets.cursors, device.number) else {
            return Ok(Err("bad_cursor"));
        };
        if !self.knows(&cursor)? {
            return Ok(Err("history_lost"));
        }
        devices::note_contact(self.conn, device.number, self.now_ms)?;
        let mut nonces = Vec::new();
        for _ in hello.nonces_left..NONCES {
            let nonce = draw(self.random)?;
            devices::put_nonce(self.conn, device.number, &nonce)?;
            nonces.push(nonce);
        }
        Ok(Ok((device, cursor, nonces)))
    }

    /// Whether the log is the one that the cursor was made from.
    fn knows(&self, cursor: &Cursor) -> Result<bool, RelayError> {
        let hash = log::hash_at(self.conn, cursor.goal)?;
        Ok(hash.is_some_and(|hash| hash.starts_with(&cursor.hash)) && cursor.base <= cursor.goal)
    }
}

impl Answer {
    /// The next frames and whether they are the last: the configuration if it is another than the laptop's, then
    /// one frame of feed.
    fn next(&mut self, desk: &mut Desk<'_>, budget: usize) -> Result<(Vec<u8>, bool), RelayError> {
        let (head, _) = log::head(desk.conn)?;
        let revoked =
            devices::find(desk.conn, self.device.number)?.is_none_or(|device| device.revoked.is_some());
        if revoked {
            return Ok((frame::encode(&Down::Refused { code: "device_retired".to_owned() })?, true));
        }
        let mut frames = Vec::new();
        if self.plan.as_ref().is_none_or(|plan| plan.head != head) {
            frames.extend(self.config(desk)?);
            self.plan = None;
        }
        if self.cursor.base == self.cursor.goal && self.cursor.goal < head {
            self.go_to_end(desk)?;
            self.plan = None;
        }
        if self.cursor.base == self.cursor.goal {
            return self.bye(frames, false);
        }
        let mut plan = match self.plan.take() {
            Some(plan) => plan,
            None => Plan::make(desk, &self.device, self.own, self.cursor)?,
        };
        // No key leaves that is due to be another.
        if desk.renew_due(plan.next_heads(HEADS_AHEAD))? {
            if self.cursor.at.is_none() {
                self.go_to_end(desk)?;
            }
            plan = Plan::make(desk, &self.device, self.own, self.cursor)?;
        }
        let (feed, cursor, is_last) = frames::next(desk, &self.device, self.own, &mut plan, self.cursor)?;
        self.cursor = cursor;
        self.plan = Some(plan);
        let feed = frame::encode(&Down::Feed(feed))?;
        self.sent += feed.len();
        frames.extend(feed);
        let is_done = is_last && self.cursor.goal >= self.head;
        if is_done || self.sent >= budget {
            return self.bye(frames, !is_done);
        }
        Ok((frames, false))
    }

    /// Lets the pass, of which nothing has been told, go to the log's present end.
    fn go_to_end(&mut self, desk: &Desk<'_>) -> Result<(), RelayError> {
        let (head, hash) = log::head(desk.conn)?;
        self.cursor.goal = head;
        self.cursor.hash.copy_from_slice(hash.first_chunk::<8>().unwrap_or(&[0; 8]));
        Ok(())
    }

    fn config(&mut self, desk: &mut Desk<'_>) -> Result<Vec<u8>, RelayError> {
        match slice::news(desk, &self.device, self.config)? {
            Some((bytes, hash)) => {
                self.config = hash;
                Ok(frame::encode(&Down::Config(bytes))?)
            }
            None => Ok(Vec::new()),
        }
    }

    fn bye(&self, mut frames: Vec<u8>, more: bool) -> Result<(Vec<u8>, bool), RelayError> {
        frames.extend(frame::encode(&Down::Bye { more })?);
        Ok((frames, true))
    }
}
