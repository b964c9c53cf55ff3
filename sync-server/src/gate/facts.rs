//! What decides about one viewer and one case, read from the store.

use crate::{
    error::RelayError,
    store::{cases, people},
};
use daftar_core::{
    access::{Facts, How, Person, Span},
    act::{Act, Audience, CaseState, Deed, ReferralStatus, audience, sentence_audience},
    config::{Mode, RecordType},
    id::{ActId, CaseId, CompartmentId, UserName},
    publish::Published,
};
use rusqlite::Connection;
use std::{collections::BTreeMap, sync::Arc};

/// People's versions, each person's read once.
#[derive(Debug, Default)]
pub(crate) struct People {
    read: BTreeMap<UserName, Arc<Vec<Span<Person>>>>,
}

impl People {
    /// Of how many people.
    pub fn count(&self) -> usize {
        self.read.len()
    }

    pub fn spans(
        &mut self,
        conn: &Connection,
        user: &UserName,
    ) -> Result<Arc<Vec<Span<Person>>>, RelayError> {
        if let Some(known) = self.read.get(user) {
            return Ok(Arc::clone(known));
        }
        let spans = Arc::new(people::spans(conn, user)?);
        self.read.insert(user.clone(), Arc::clone(&spans));
        Ok(spans)
    }
}

/// The facts about one viewer and one case; empty of associations if there is no such case.
#[derive(Debug)]
pub(crate) struct CaseFacts {
    record: RecordType,
    viewer: UserName,
    people: Vec<Span<Person>>,
    associations: Vec<Span<(UserName, How)>>,
    /// The acts that made the associations, in the same order.
    offers: Vec<Option<ActId>>,
    owners: Vec<Span<(UserName, How)>>,
}

impl CaseFacts {
    pub fn load(
        conn: &Connection,
        known: &mut People,
        case: CaseId,
        viewer: &UserName,
    ) -> Result<Self, RelayError> {
        let found = cases::associations(conn, case)?;
        let mut users = vec![viewer.clone()];
        users.extend(found.iter().map(|a| a.span.what.0.clone()).filter(|user| user != viewer));
        users.sort_unstable();
        users.dedup();
        let mut people = Vec::new();
        for user in &users {
            people.extend(known.spans(conn, user)?.iter().cloned());
        }
        let owners = found.iter().filter(|a| a.span.what.1 == How::Owner).map(|a| a.span.clone()).collect();
        let offers = found.iter().map(|a| a.referral).collect();
        let associations = found.into_iter().map(|a| a.span).collect();
        Ok(Self { record: case.record_type(), viewer: viewer.clone(), people, associations, offers, owners })
    }

    /// As the rules of access want them.
    pub fn under<'a>(&'a self, published: &'a Published) -> Facts<'a> {
        Facts { published, record: self.record, people: &self.people, associations: &self.associations }
    }

    /// Whether the viewer reads by owning the case or by a scope that reaches its owner.
    pub fn is_owner_side(&self, published: &Published, seq: u64) -> bool {
        let facts =
            Facts { published, record: self.record, people: &self.people, associations: &self.owners };
        facts.reads_at(&self.viewer, seq)
    }

    /// The owner at a position.
    pub fn owner_at(&self, seq: u64) -> Option<&UserName> {
        self.owners.iter().find(|span| span.holds_at(seq)).map(|span| &span.what.0)
    }

    /// Whether the viewer may adopt late edits of this compartment: the owner; if the owner cannot write there,
    /// anybody on the owner's side who can.
    pub fn may_adopt(&self, published: &Published, compartment: CompartmentId, seq: u64) -> bool {
        let facts = self.under(published);
        let writes = |user: &UserName| facts.mode_at(user, compartment, seq) == Some(Mode::Write);
        let Some(owner) = self.owner_at(seq) else { return false };
        if *owner == self.viewer {
            writes(owner)
        } else {
            self.is_owner_side(published, seq) && writes(&self.viewer) && !writes(owner)
        }
    }

    /// Whether an accepted act is for the viewer now. The creation is for nobody: it carries a sealed key.
    pub fn may_see(&self, published: &Published, act: &Act, state: &CaseState, seq: u64) -> bool {
        let is_creation = matches!(act.deed, Deed::CaseCreate { .. });
        !is_creation && self.is_among(audience(act), published, act, state, seq)
    }

    /// Whether what its author wrote in such an act is for the viewer, too.
    pub fn may_hear(&self, published: &Published, act: &Act, state: &CaseState, seq: u64) -> bool {
        let told = sentence_audience(act);
        told == audience(act) || self.is_among(told, published, act, state, seq)
    }

    fn is_among(
        &self,
        audience: Audience,
        published: &Published,
        act: &Act,
        state: &CaseState,
        seq: u64,
    ) -> bool {
        let owner_side = || self.is_owner_side(published, seq);
        match audience {
            Audience::Readers => self.under(published).reads_at(&self.viewer, seq),
            Audience::OwnerSide => owner_side(),
            Audience::OwnerSideAndParties => self.is_party(published, act, state, seq) || owner_side(),
        }
    }

    /// The two people of a referral or transfer, whoever raised a flag, and whoever reads the case because their scope
    /// reaches the recipient.
    fn is_party(&self, published: &Published, act: &Act, state: &CaseState, seq: u64) -> bool {
        let Some(matter) = act.matter() else { return false };
        let Some((to, by)) = state.parties(matter) else { return false };
        if to == Some(&self.viewer) || *by == self.viewer {
            return true;
        }
        let places = self.associations.iter().zip(&self.offers);
        let lent: Vec<_> =
            places.filter(|(_, by)| **by == Some(matter)).map(|(span, _)| span.clone()).collect();
        let facts = Facts { published, record: self.record, people: &self.people, associations: &lent };
        facts.reads_at(&self.viewer, seq)
    }

    /// Since when, and why, these compartments are no longer readable.
    pub fn ended(
        &self,
        published: &Published,
        gone: &[CompartmentId],
        state: &CaseState,
        now: u64,
    ) -> (u64, &'static str) {
        let facts = self.under(published);
        let reads = |seq: u64| gone.iter().any(|id| facts.mode_at(&self.viewer, *id, seq).is_some());
        let spans = self.people.iter().map(|s| (s.from, s.to));
        let spans = spans.chain(self.associations.iter().map(|s| (s.from, s.to)));
        let mut turns: Vec<u64> =
            spans.flat_map(|(from, to)| [Some(from), to]).flatten().filter(|t| *t <= now).collect();
        turns.sort_unstable();
        turns.dedup();
        let end = turns.into_iter().rev().find(|turn| !reads(*turn) && reads(turn.saturating_sub(1)));
        end.map_or((now, "role"), |end| (end, self.reason(end, state)))
    }

    fn reason(&self, end: u64, state: &CaseState) -> &'static str {
        let ended = self.associations.iter().zip(&self.offers).find(|(span, _)| span.to == Some(end));
        match ended {
            None => "role",
            Some((_, None)) => "assigned",
            Some((_, Some(offer))) => match state.status(*offer) {
                Some(ReferralStatus::Done) => "referral_done",
                Some(ReferralStatus::Rejected) => "rejected",
                // Nobody ended it by an act.
                Some(ReferralStatus::InProgress | ReferralStatus::Accepted) => "expired",
                _ if state.glasses.get(offer).is_some_and(|glass| !glass.ended) => "expired",
                _ => "revoked",
            },
        }
    }
}
