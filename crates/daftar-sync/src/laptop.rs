//! The laptop's end of a session.

use crate::{
    frame::{self, FrameError, Reader},
    wire::{
        CaseCard, Down, Feed, ItemResult, Push, PushItem, SignedAct, SignedHello, SignedReceipt, Tables, Up,
        Welcome,
    },
};
use daftar_doc::segment::Segment;

/// Push frames end after about this many bytes of items.
const PUSH_BYTES_MAX: usize = 16 * 1024;

/// One queued item, in the order in which it was written.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    Act(SignedAct),
    Segment(Box<Segment>),
    Receipt(SignedReceipt),
    Card(CaseCard),
}

/// What the laptop is to do with a piece of the answer, in this order.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Keep the nonces and the time of contact.
    Welcome(Welcome),
    /// The item at this position of what was sent became this.
    Result { item: usize, result: ItemResult },
    /// Replace the configuration (zstd of postcard of [`crate::wire::Config`]).
    Config(Vec<u8>),
    /// Apply and store with its cursor, in one transaction.
    Feed(Feed),
    /// The answer is complete.
    Done { more: bool },
    /// The relay declined the session.
    Refused { code: String },
}

/// Why an answer cannot be followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SessionError {
    #[error("the answer cannot be read")]
    Frame(#[from] FrameError),
    #[error("the answer breaks the order of the conversation")]
    OutOfOrder,
}

/// A session as the laptop sees it: what to send, then what the answer means.
#[derive(Debug)]
pub struct Session {
    reader: Reader,
    sent: usize,
    answered: usize,
    welcomed: bool,
    done: bool,
    broken: Option<SessionError>,
}

impl Session {
    /// Encodes the whole request.
    ///
    /// # Errors
    /// An item that does not fit into a frame.
    pub fn open(hello: SignedHello, items: &[Item]) -> Result<(Self, Vec<u8>), FrameError> {
        let mut body = frame::encode(&Up::Hello(hello))?;
        let mut push = Push::default();
        let mut bytes = 0;
        for item in items {
            bytes += weight(item);
            let shrunk = shrink(&mut push.tables, item);
            push.items.push(shrunk);
            if bytes >= PUSH_BYTES_MAX {
                body.extend(frame::encode(&Up::Push(std::mem::take(&mut push)))?);
                bytes = 0;
            }
        }
        if !push.items.is_empty() {
            body.extend(frame::encode(&Up::Push(push))?);
        }
        body.extend(frame::encode(&Up::End)?);
        let session = Self {
            reader: Reader::default(),
            sent: items.len(),
            answered: 0,
            welcomed: false,
            done: false,
            broken: None,
        };
        Ok((session, body))
    }

    /// Takes the next bytes of the answer; what is complete comes out as effects.
    ///
    /// # Errors
    /// A damaged answer, or one out of order, once everything before the damage has come out.
    pub fn receive(&mut self, bytes: &[u8]) -> Result<Vec<Effect>, SessionError> {
        self.reader.feed(bytes);
        let mut effects = Vec::new();
        while self.broken.is_none() {
            match self.reader.message::<Down>() {
                Ok(None) => return Ok(effects),
                Ok(Some(message)) => self.broken = self.take(message, &mut effects).err(),
                Err(error) => self.broken = Some(error.into()),
            }
        }
        match self.broken {
            Some(error) if effects.is_empty() => Err(error),
            _ => Ok(effects),
        }
    }

    /// Whether the answer came to its end.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.done
    }

    fn take(&mut self, message: Down, effects: &mut Vec<Effect>) -> Result<(), SessionError> {
        match message {
            _ if self.done => return Err(SessionError::OutOfOrder),
            Down::Refused { code } => {
                self.done = true;
                effects.push(Effect::Refused { code });
            }
            Down::Welcome(welcome) if !self.welcomed => {
                self.welcomed = true;
                effects.push(Effect::Welcome(welcome));
            }
            _ if !self.welcomed => return Err(SessionError::OutOfOrder),
            Down::Welcome(_) => return Err(SessionError::OutOfOrder),
            Down::Results(results) => {
                for result in results {
                    if self.answered == self.sent {
                        return Err(SessionError::OutOfOrder);
                    }
                    effects.push(Effect::Result { item: self.answered, result });
                    self.answered += 1;
                }
            }
            _ if self.answered < self.sent => return Err(SessionError::OutOfOrder),
            Down::Config(bytes) => effects.push(Effect::Config(bytes)),
            Down::Feed(feed) => effects.push(Effect::Feed(feed)),
            Down::Bye { more } => {
                self.done = true;
                effects.push(Effect::Done { more });
            }
        }
        Ok(())
    }
}

fn shrink(tables: &mut Tables, item: &Item) -> PushItem {
    match item {
        Item::Act(act) => PushItem::Act(act.clone()),
        Item::Segment(segment) => PushItem::Segment(tables.shrink(segment)),
        Item::Receipt(receipt) => PushItem::Receipt(receipt.clone()),
        Item::Card(card) => PushItem::Card(card.clone()),
    }
}

fn weight(item: &Item) -> usize {
    match item {
        Item::Act(_) | Item::Receipt(_) => 200,
        Item::Card(card) => 24 + card.sealed.len() + 8 * card.tokens.len(),
        Item::Segment(segment) => 150 + segment.sealed.len() + 16 * segment.header.changes.len(),
    }
}
