//! What one transaction works with, and what follows from deciding about an item.

use crate::{
    error::RelayError,
    gate::{
        self, Decision,
        act::ActAdmission,
        facts::{CaseFacts, People},
        handout, rejected,
        segment::{Admission, STALE_EPOCH},
    },
    keys::{KeyStore, Secrets},
    known::Known,
    random::{Random, draw},
    slice::Slices,
    store::{
        cases::{self, CaseRow, Ending, Epoch},
        configs::Configs,
        devices::{self, Device},
        holdings, log,
        quarantine::{self, Late},
    },
};
use daftar_core::{
    access::How,
    act::{CaseState, Deed, Effect},
    id::{CaseId, QuarantineId, UserName},
};
use daftar_doc::keys::CaseKey;
use daftar_sync::{
    laptop::Item,
    wire::{ItemResult, SignedReceipt},
};
use rusqlite::Connection;
use zeroize::Zeroizing;

/// The epoch of the key that a creating laptop draws.
pub const FIRST_EPOCH: u16 = 1;

/// The parts of the relay that a transaction works with.
pub(crate) struct Desk<'a> {
    pub conn: &'a Connection,
    pub keys: &'a KeyStore,
    pub secrets: &'a Secrets,
    pub configs: &'a mut Configs,
    pub known: &'a mut Known,
    pub slices: &'a mut Slices,
    pub random: &'a mut dyn Random,
    /// Of how many cases due a transaction renews the keys without being asked.
    pub portion: usize,
    pub now_ms: i64,
}

impl Desk<'_> {
    /// Decides about one pushed item and writes what follows. `heard` is the position up to which the laptop has been
    /// told everything.
    pub fn take(
        &mut self,
        device: &Device,
        incarnation: [u8; 4],
        heard: u64,
        item: Item,
    ) -> Result<ItemResult, RelayError> {
        // Asked again for each item: the device may have been revoked since it said hello.
        let device = &devices::find(self.conn, device.number)?.unwrap_or_else(|| device.clone());
        match item {
            Item::Segment(segment) => {
                let case = segment.header.case;
                match gate::segment::admit(self, device, heard, *segment)? {
                    Decision::Answer(answer) => {
                        if answer == rejected(STALE_EPOCH) {
                            self.renew_due([case])?;
                        }
                        Ok(answer)
                    }
                    Decision::Admit(admission) => {
                        self.renew_due([case])?;
                        self.take_segment(&admission)
                    }
                }
            }
            Item::Act(act) => match gate::act::admit(self, device, act)? {
                Decision::Answer(answer) => Ok(answer),
                Decision::Admit(admission) => self.take_act(device, &admission, incarnation),
            },
            Item::Receipt(receipt) => self.take_receipt(device, &receipt),
            Item::Card(card) => self.take_card(device, &card),
        }
    }

    /// Decides about one item as if it had been pushed, and leaves it at that.
    pub fn would_take(&mut self, device: &Device, item: Item) -> Result<bool, RelayError> {
        Ok(match item {
            Item::Segment(segment) => {
                let decision = gate::segment::admit(self, device, 0, *segment)?;
                matches!(decision, Decision::Admit(admission) if admission.late().is_none())
            }
            Item::Act(act) => {
                matches!(gate::act::admit(self, device, act)?, Decision::Admit(_))
            }
            Item::Receipt(_) | Item::Card(_) => true,
        })
    }

    fn take_segment(&mut self, admission: &Admission) -> Result<ItemResult, RelayError> {
        let seq = log::append_segment(self.conn, admission, self.now_ms)?;
        let Some(code) = admission.late() else { return Ok(ItemResult::Ok { seq }) };
        let header = &admission.segment().header;
        let at_ms = u64::try_from(self.now_ms).unwrap_or(0);
        let id = QuarantineId::derive(at_ms, draw(self.random)?);
        let late = Late { id, seq, compartment: header.compartment, code: code.to_owned() };
        quarantine::put(self.conn, header.case, &late)?;
        Ok(ItemResult::Quarantined { code: code.to_owned() })
    }

    pub(crate) fn take_act(
        &mut self,
        device: &Device,
        admission: &ActAdmission,
        incarnation: [u8; 4],
    ) -> Result<ItemResult, RelayError> {
        let (act, author) = (admission.act(), admission.author());
        let case = act.act.case;
        if let Some(key) = admission.key() {
            self.keys.put_first(case, FIRST_EPOCH, key)?;
        }
        if let Some(key) = admission.sentence() {
            self.keys.put_sentence(act.act.id, key)?;
        }
        let bytes = crate::store::pack(act)?;
        let seq = log::append(self.conn, log::Kind::Act, Some(case), act.device, &bytes, self.now_ms)?;
        cases::put_act(self.conn, act, &author.user, incarnation, seq)?;
        if let Deed::CaseCreate { .. } = act.act.deed {
            let created_at_ms = i64::try_from(case.created_at_ms()).unwrap_or(i64::MAX);
            let row = CaseRow { created_at_ms, epoch: FIRST_EPOCH, state: admission.state().clone() };
            cases::create(self.conn, case, seq, &row)?;
        } else {
            cases::put_state(self.conn, case, admission.state())?;
        }
        // What an incident's case gives and takes, the incident does.
        let mut moved = cases::followers(self.conn, case)?;
        moved.push(case);
        let mut ends = false;
        for effect in admission.effects() {
            ends |= self.apply(&moved, effect, seq)?;
        }
        // Once, however many lose their access by it.
        if ends {
            for case in moved {
                self.rotate(case, seq)?;
            }
        }
        if admission.key().is_some() {
            self.note_registered(device, case, seq)?;
        }
        Ok(ItemResult::Ok { seq })
    }

    /// A case is held where it was registered, although nothing of it was handed there: it has to leave that laptop too
    /// if access ends before the first word of it in a feed.
    fn note_registered(&mut self, device: &Device, case: CaseId, seq: u64) -> Result<(), RelayError> {
        let published = self.configs.now(self.conn)?;
        let facts = CaseFacts::load(self.conn, &mut People::default(), case, &device.user)?;
        if let Some(handout) = handout::admit(&facts, &published, device, case, seq) {
            for id in handout.readable().keys() {
                holdings::open(self.conn, &handout, *id, seq)?;
            }
        }
        Ok(())
    }

    /// Does it to a case, the last of `moved`, and to what follows it; tells whether anybody may have lost access.
    fn apply(&mut self, moved: &[CaseId], effect: &Effect, seq: u64) -> Result<bool, RelayError> {
        let Some((own, followers)) = moved.split_last() else { return Ok(false) };
        let ending = match effect {
            Effect::Associate { user, how, offer, until_ms } => {
                for case in moved {
                    cases::associate(self.conn, *case, (user, how), *offer, *until_ms, seq)?;
                }
                if *how == How::Owner {
                    for follower in followers {
                        self.give(*follower, user)?;
                    }
                }
                return Ok(false);
            }
            Effect::EndOwner => Ending::Owner,
            Effect::EndOffer { offer } => Ending::Offer(*offer),
            Effect::EndAttributed => Ending::Attributed,
            Effect::Settle { quarantine, adopted } => {
                quarantine::settle(self.conn, *quarantine, *adopted, seq)?;
                return Ok(false);
            }
            Effect::Follow { case } => {
                let before = cases::associated(self.conn, *own)?;
                cases::follow(self.conn, *own, *case, seq)?;
                let Some(followed) = cases::find(self.conn, *case)? else { return Ok(false) };
                self.give(*own, &followed.state.owner)?;
                return Ok(before.iter().any(|user| *user != followed.state.owner));
            }
            Effect::Unfollow => {
                cases::unfollow(self.conn, *own, seq)?;
                return Ok(true);
            }
        };
        for case in moved {
            cases::end(self.conn, *case, ending, seq)?;
        }
        Ok(true)
    }

    /// Writes down who an incident's owner is, once its case has them.
    fn give(&self, incident: CaseId, owner: &UserName) -> Result<(), RelayError> {
        let Some(row) = cases::find(self.conn, incident)? else { return Ok(()) };
        cases::put_state(self.conn, incident, &CaseState { owner: owner.clone(), ..row.state })
    }

    /// Opens the case's next epoch with a fresh key: somebody who held the old one reads no more from here on.
    pub fn rotate(&mut self, case: CaseId, seq: u64) -> Result<(), RelayError> {
        let Some(row) = cases::find(self.conn, case)? else { return Ok(()) };
        let Some(epoch) = row.epoch.checked_add(1) else { return Ok(()) };
        let due = self.due_since(case)?.unwrap_or(seq);
        let key = Zeroizing::new(draw::<32>(self.random)?);
        self.keys.prepare(case, epoch, &CaseKey::from_bytes(*key))?;
        cases::begin_epoch(self.conn, case, epoch, Epoch { from: seq, due })
    }

    /// Answers alike whether or not it fits what was handed out.
    fn take_receipt(&mut self, device: &Device, receipt: &SignedReceipt) -> Result<ItemResult, RelayError> {
        if receipt.device != device.number {
            return Ok(rejected("wrong_device"));
        }
        if receipt.verify(self.secrets.relay, &device.sign).is_err() {
            return Ok(rejected("bad_signature"));
        }
        if holdings::take_receipt(self.conn, receipt, self.now_ms)? {
            Ok(ItemResult::Ok { seq: log::head(self.conn)?.0 })
        } else {
            Ok(ItemResult::Duplicate)
        }
    }
}
