//! Search beyond one's reach, and what may be done with a case that it showed.
//!
//! The relay compares tokens and hands out sealed cards: it reads neither. Each search stands in the log.

use crate::{
    console::ConsoleDeed,
    desk::Desk,
    error::RelayError,
    gate::{self, Decision, rejected},
    relay::Relay,
    store::{
        cards, cases,
        devices::{self, Device},
        log, people,
    },
};
use daftar_core::{
    access::{Person, may_search},
    act::{Deed, Denial},
    id::DeviceNo,
};
use daftar_sync::{
    frame,
    wire::{
        CARD_BYTES_MAX, CARD_TOKENS_MAX, CaseCard, Door, Found, ItemResult, SEARCH_TOKENS_MAX, Search,
        SearchReply, SignedAct, SignedAdmin, SignedSearch,
    },
};
use serde::{Serialize, de::DeserializeOwned};

/// Searches of one person within an hour.
const SEARCHES_MAX: u32 = 30;
const HOUR_MS: i64 = 60 * 60 * 1000;
/// An act that comes by itself was written under no incarnation: the laptop keeps nothing of it.
const NO_INCARNATION: [u8; 4] = [0; 4];

impl Relay {
    /// Answers what was asked in one frame; none if it cannot be read.
    ///
    /// # Errors
    /// The store failed.
    pub fn answer(&self, door: Door, body: &[u8], now_ms: i64) -> Result<Option<Vec<u8>>, RelayError> {
        match door {
            Door::Enrol => answered(body, |asked| self.enrol(&asked, now_ms)),
            Door::Search => answered(body, |asked| self.with(now_ms, |desk| desk.search(&asked))),
            Door::Act => answered(body, |asked| self.with(now_ms, |desk| desk.take_found(asked))),
            Door::Admin => answered(body, |asked| self.with(now_ms, |desk| desk.administer(asked))),
        }
    }
}

impl Relay {
    /// Whose question this is, if it is signed by a laptop that the relay knows. Writes nothing.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) fn asker(&self, door: Door, body: &[u8]) -> Result<Option<DeviceNo>, RelayError> {
        let relay = self.id();
        self.look(|desk| {
            let known = |device| devices::find(desk.conn, device);
            Ok(match door {
                Door::Enrol => None,
                Door::Search => match read::<SignedSearch>(body) {
                    Some(asked) => {
                        known(asked.device)?.filter(|known| asked.verify(relay, &known.sign).is_ok())
                    }
                    None => None,
                },
                Door::Act => match read::<SignedAct>(body) {
                    Some(asked) => {
                        known(asked.device)?.filter(|known| asked.verify(relay, &known.sign).is_ok())
                    }
                    None => None,
                },
                Door::Admin => match read::<SignedAdmin>(body) {
                    Some(asked) => {
                        known(asked.device)?.filter(|known| asked.verify(relay, &known.sign).is_ok())
                    }
                    None => None,
                },
            }
            .map(|device| device.number))
        })
    }
}

fn read<A: DeserializeOwned>(body: &[u8]) -> Option<A> {
    let mut reader = frame::Reader::default();
    reader.feed(body);
    reader.message().ok().flatten()
}

fn answered<A: DeserializeOwned, R: Serialize>(
    body: &[u8],
    answer: impl FnOnce(A) -> Result<R, RelayError>,
) -> Result<Option<Vec<u8>>, RelayError> {
    let Some(asked) = read(body) else { return Ok(None) };
    Ok(Some(frame::encode(&answer(asked)?)?))
}

impl Desk<'_> {
    fn search(&mut self, asked: &SignedSearch) -> Result<SearchReply, RelayError> {
        let found = match self.asker(asked)? {
            Some(device) => self.found(&device, &asked.search)?,
            None => return Ok(SearchReply::Refused { code: "unknown_device".to_owned() }),
        };
        if let SearchReply::Refused { code } = &found {
            self.note_attempt(asked.device, code)?;
        }
        Ok(found)
    }

    /// The laptop that signed exactly this.
    fn asker(&self, asked: &SignedSearch) -> Result<Option<Device>, RelayError> {
        let device = devices::find(self.conn, asked.device)?;
        Ok(device.filter(|device| asked.verify(self.secrets.relay, &device.sign).is_ok()))
    }

    fn found(&mut self, device: &Device, search: &Search) -> Result<SearchReply, RelayError> {
        let refused = |code: &str| Ok(SearchReply::Refused { code: code.to_owned() });
        // A contact may be on its way that was given an earlier one.
        let key = &self.secrets.cursors;
        if !devices::use_one_nonce(self.conn, key, device.number, &search.nonce)? {
            return refused("bad_nonce");
        }
        let config = self.configs.now(self.conn)?;
        let may = |person: &Person| may_search(&config.config, person);
        let person = people::now(self.conn, &device.user)?;
        if device.revoked.is_some() || !person.as_ref().is_some_and(may) {
            return refused(Denial::NotPermitted.code());
        }
        if cards::searches(self.conn, &device.user, self.now_ms - HOUR_MS)? >= SEARCHES_MAX {
            return refused("too_often");
        }
        let tokens = &search.tokens;
        let cards = match tokens.len() {
            1..=SEARCH_TOKENS_MAX => cards::find(self.conn, tokens)?,
            _ => Vec::new(),
        };
        let mut found = Vec::new();
        for (case, sealed) in cards {
            let Some(row) = cases::find(self.conn, case)? else { continue };
            let owner = row.state.owner;
            let Some(agency) = people::now(self.conn, &owner)?.map(|person| person.agency) else { continue };
            found.push(Found { case, owner, agency, sealed });
        }
        let shown: Vec<_> = found.iter().map(|found| found.case).collect();
        cards::note(self.conn, &device.user, &shown, self.now_ms)?;
        self.record(ConsoleDeed::Searched { device: device.number, shown })?;
        Ok(SearchReply::Found(found))
    }

    /// An act about a case that is on nobody's way to the laptop: a request for it, or emergency access.
    fn take_found(&mut self, act: SignedAct) -> Result<ItemResult, RelayError> {
        let Some(device) = devices::find(self.conn, act.device)? else {
            return Ok(rejected("unknown_device"));
        };
        if !matches!(act.act.deed, Deed::RequestTransfer { .. } | Deed::GlassBreak { .. }) {
            return Ok(rejected(Denial::NotPermitted.code()));
        }
        match gate::act::admit(self, &device, act)? {
            Decision::Answer(answer) => {
                if let ItemResult::Rejected { code } = &answer
                    && code != "bad_signature"
                {
                    self.note_attempt(device.number, code)?;
                }
                Ok(answer)
            }
            Decision::Admit(admission) => self.take_act(&device, &admission, NO_INCARNATION),
        }
    }

    /// Only the owner says by what a case is found.
    pub(crate) fn take_card(&mut self, device: &Device, card: &CaseCard) -> Result<ItemResult, RelayError> {
        let case = cases::find(self.conn, card.case)?;
        let is_owner = case.is_some_and(|case| case.state.owner == device.user);
        let author = people::now(self.conn, &device.user)?;
        if !is_owner || device.revoked.is_some() || author.is_none_or(|author| author.disabled) {
            return Ok(rejected(Denial::NotFound.code()));
        }
        if card.sealed.len() > CARD_BYTES_MAX || card.tokens.len() > CARD_TOKENS_MAX {
            return Ok(rejected("too_large"));
        }
        cards::put(self.conn, card)?;
        Ok(ItemResult::Ok { seq: log::head(self.conn)?.0 })
    }
}
