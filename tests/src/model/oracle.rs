//! What must be so, in the plainest words. It asks none of the product's rules.

use super::{Act, Deed, Programme};
use std::collections::BTreeSet;

/// The case as the acts that must be accepted made it.
#[derive(Debug, Clone)]
pub(super) struct Oracle {
    pub owner: u8,
    /// Referrals that hold, and to whom.
    lent: BTreeSet<(u8, u8)>,
    /// The offer of the case that waits, and to whom.
    offered: Option<(u8, u8)>,
}

impl Oracle {
    pub fn of_a_case() -> Self {
        Self { owner: 0, lent: BTreeSet::new(), offered: None }
    }

    /// The documents a person may read, and whether they may write in them.
    pub fn documents(&self, programme: &Programme, person: u8) -> Vec<(u16, bool)> {
        let all = |writes| programme.documents().map(|document| (document, writes)).to_vec();
        let lent = self.lent.iter().any(|(_, to)| *to == person);
        let offered = self.offered.is_some_and(|(_, to)| to == person);
        let mut documents = match (self.owner == person, offered, lent) {
            (true, ..) => all(true),
            // Everything to read, and what is lent besides to write in.
            (_, true, true) => all(false).into_iter().map(|(id, _)| (id, id == programme.lent)).collect(),
            (_, true, false) => all(false),
            (_, false, true) => vec![(programme.identity, false), (programme.lent, true)],
            _ => Vec::new(),
        };
        documents.sort_unstable();
        documents
    }

    /// Decides an act that reached the relay for the first time; true if it must be accepted.
    pub fn decide(&mut self, act: &Act) -> bool {
        let owns = act.by == self.owner;
        match act.deed {
            Deed::Grant { to }
                if owns && to != self.owner && self.lent.iter().all(|(_, other)| *other != to) =>
            {
                self.lent.insert((act.id, to));
            }
            Deed::Revoke { grant } if owns && self.lent.iter().any(|(id, _)| *id == grant) => {
                self.lent.retain(|(id, _)| *id != grant);
            }
            Deed::RejectGrant { grant } if self.lent.contains(&(grant, act.by)) => {
                self.lent.remove(&(grant, act.by));
            }
            Deed::Offer { to } if owns && to != self.owner && self.offered.is_none() => {
                self.offered = Some((act.id, to));
            }
            Deed::RejectOffer { offer } if self.offered == Some((offer, act.by)) => self.offered = None,
            Deed::Accept { offer } if self.offered == Some((offer, act.by)) => {
                (self.owner, self.offered) = (act.by, None);
            }
            _ => return false,
        }
        true
    }
}

/// What a laptop makes of the acts it was told.
pub(super) struct View {
    pub lent: Option<(u8, u8)>,
    pub offered: Option<(u8, u8)>,
}

impl View {
    pub fn of(told: &BTreeSet<Act>) -> Self {
        let ended = |id: u8| {
            told.iter().any(|act| match act.deed {
                Deed::Revoke { grant: this }
                | Deed::RejectGrant { grant: this }
                | Deed::RejectOffer { offer: this }
                | Deed::Accept { offer: this } => this == id,
                Deed::Grant { .. } | Deed::Offer { .. } => false,
            })
        };
        let of = |wanted: fn(Deed) -> Option<u8>| {
            told.iter().find_map(|act| wanted(act.deed).filter(|_| !ended(act.id)).map(|to| (act.id, to)))
        };
        Self {
            lent: of(|deed| if let Deed::Grant { to } = deed { Some(to) } else { None }),
            offered: of(|deed| if let Deed::Offer { to } = deed { Some(to) } else { None }),
        }
    }
}
