//! The relay's end of a session.

use crate::{
    frame::{FrameError, Reader},
    laptop::Item,
    wire::{PushItem, SignedHello, Up},
};
use daftar_doc::segment::RelayId;

/// Longest message of a request: a push is closed at 16 KiB and may end in one segment.
const REQUEST_MESSAGE_BYTES_MAX: usize = 1024 * 1024;
/// What a stranger may send before the hello is whole.
const HELLO_BYTES_MAX: usize = 4 * 1024;

/// What the relay is to do next.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Verify it and use up its nonce before anything else is looked at.
    Hello(SignedHello),
    /// Decide on it, durably, and keep the result for the answer.
    Item(Item),
    /// An item that cannot be read; its result is `rejected malformed`.
    Malformed,
    /// The request is complete: answer.
    End,
}

/// Why a request cannot be followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SessionError {
    #[error("the request cannot be read")]
    Frame(#[from] FrameError),
    #[error("the request breaks the order of the conversation")]
    OutOfOrder,
}

/// A session as the relay sees it.
#[derive(Debug)]
pub struct Session {
    relay: RelayId,
    reader: Reader,
    greeted: bool,
    ended: bool,
    broken: Option<SessionError>,
}

impl Session {
    /// A session of this relay that has received nothing.
    #[must_use]
    pub fn open(relay: RelayId) -> Self {
        let reader = Reader::of_messages_up_to(REQUEST_MESSAGE_BYTES_MAX);
        Self { relay, reader, greeted: false, ended: false, broken: None }
    }

    /// Takes the next bytes of the request; what is complete comes out as events. A request that dies or is damaged
    /// later leaves the events of its whole frames valid.
    ///
    /// # Errors
    /// A damaged request, or one out of order, once everything before the damage has come out.
    pub fn receive(&mut self, bytes: &[u8]) -> Result<Vec<Event>, SessionError> {
        self.reader.feed(bytes);
        let mut events = Vec::new();
        while self.broken.is_none() {
            match self.next_events(&mut events) {
                Ok(true) => {}
                Ok(false) => return Ok(events),
                Err(error) => self.broken = Some(error),
            }
        }
        match self.broken {
            Some(error) if events.is_empty() => Err(error),
            _ => Ok(events),
        }
    }

    /// Takes one message; false if none is whole yet.
    fn next_events(&mut self, events: &mut Vec<Event>) -> Result<bool, SessionError> {
        let Some(message) = self.reader.message::<Up>()? else {
            let is_too_much = !self.greeted && self.reader.waiting() > HELLO_BYTES_MAX;
            return if is_too_much { Err(FrameError::TooLong.into()) } else { Ok(false) };
        };
        match message {
            _ if self.ended => return Err(SessionError::OutOfOrder),
            Up::Hello(hello) if !self.greeted => {
                self.greeted = true;
                events.push(Event::Hello(hello));
            }
            Up::Push(push) if self.greeted => {
                let tables = push.tables;
                events.extend(push.items.into_iter().map(|item| match item {
                    PushItem::Act(act) => Event::Item(Item::Act(act)),
                    PushItem::Receipt(receipt) => Event::Item(Item::Receipt(receipt)),
                    PushItem::Card(card) => Event::Item(Item::Card(card)),
                    PushItem::Segment(wire) => match tables.expand(self.relay, wire) {
                        Some(segment) => Event::Item(Item::Segment(Box::new(segment))),
                        None => Event::Malformed,
                    },
                }));
            }
            Up::End if self.greeted => {
                self.ended = true;
                events.push(Event::End);
            }
            _ => return Err(SessionError::OutOfOrder),
        }
        Ok(true)
    }
}
