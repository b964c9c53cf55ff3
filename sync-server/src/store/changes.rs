//! The header gate's memory of accepted changes, and of late ones for their own author.

use super::{int, pack, uint, unpack};
use crate::{error::RelayError, gate::segment::Admission};
use daftar_core::{
    act::Heads,
    id::{Actor, CaseId, CompartmentId},
};
use daftar_doc::gate::{Accepted, ChangeFacts};
use rusqlite::{Connection, OptionalExtension, params};
use std::{cell::RefCell, collections::BTreeSet};

/// Keeps the facts of an admitted segment's changes.
pub(crate) fn remember(conn: &Connection, admission: &Admission) -> Result<(), RelayError> {
    // A late segment that no gate passed (another one has its numbers) must not shadow the first.
    let sql = "INSERT OR IGNORE INTO changes (case_id, compartment, late, actor, seq, max_op, clock) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let mut insert = conn.prepare_cached(sql)?;
    let header = &admission.segment().header;
    let late = admission.late().is_some();
    for (seq, facts) in (header.first_seq..).zip(admission.facts()) {
        let clock = pack(&facts.clock)?;
        let (case, compartment, actor) = (header.case.0, header.compartment.0, header.actor.0);
        insert.execute(params![case, compartment, late, actor, int(seq), int(facts.max_op), clock])?;
    }
    Ok(())
}

/// What these documents look like now.
pub(crate) fn heads(
    conn: &Connection,
    case: CaseId,
    compartments: &BTreeSet<CompartmentId>,
) -> Result<Heads, RelayError> {
    let sql = "SELECT compartment, actor, max(seq) FROM changes WHERE case_id = ?1 AND late = 0 \
               GROUP BY compartment, actor";
    let mut query = conn.prepare_cached(sql)?;
    let rows = query
        .query_map([case.0], |row| Ok((CompartmentId(row.get(0)?), Actor(row.get(1)?), uint(row.get(2)?))))?;
    let all: Vec<_> = rows.collect::<Result<_, _>>()?;
    Ok(Heads::of(all.into_iter().filter(|(id, ..)| compartments.contains(id)).collect()))
}

/// One document's accepted changes as the header gate asks for them.
pub(crate) struct Memory<'a> {
    conn: &'a Connection,
    case: CaseId,
    compartment: CompartmentId,
    /// Whose late changes count as well.
    with_late_of: Option<Actor>,
    /// The gate's questions have no room for a failure of the store; it is kept here.
    failed: RefCell<Option<RelayError>>,
}

impl<'a> Memory<'a> {
    pub fn of(
        conn: &'a Connection,
        (case, compartment): (CaseId, CompartmentId),
        with_late_of: Option<Actor>,
    ) -> Self {
        Self { conn, case, compartment, with_late_of, failed: RefCell::new(None) }
    }

    /// Whether every question was answered.
    pub fn finish(self) -> Result<(), RelayError> {
        self.failed.into_inner().map_or(Ok(()), Err)
    }

    fn kept<T>(&self, answer: Result<T, RelayError>, otherwise: T) -> T {
        answer.unwrap_or_else(|error| {
            *self.failed.borrow_mut() = Some(error);
            otherwise
        })
    }

    fn late_counts(&self, actor: Actor) -> bool {
        self.with_late_of == Some(actor)
    }

    fn find(&self, actor: Actor, seq: u64) -> Result<Option<ChangeFacts>, RelayError> {
        let sql = "SELECT max_op, clock FROM changes WHERE case_id = ?1 AND compartment = ?2 AND late <= ?3 \
                   AND actor = ?4 AND seq = ?5 ORDER BY late LIMIT 1";
        let mut query = self.conn.prepare_cached(sql)?;
        let place = params![self.case.0, self.compartment.0, self.late_counts(actor), actor.0, int(seq)];
        let read = |row: &rusqlite::Row<'_>| Ok((uint(row.get(0)?), row.get::<_, Vec<u8>>(1)?));
        let Some((max_op, clock)) = query.query_row(place, read).optional()? else { return Ok(None) };
        Ok(Some(ChangeFacts { max_op, clock: unpack(&clock, "a change's clock")? }))
    }

    fn find_last(&self, actor: Actor) -> Result<u64, RelayError> {
        let sql = "SELECT coalesce(max(seq), 0) FROM changes WHERE case_id = ?1 AND compartment = ?2 \
                   AND late <= ?3 AND actor = ?4";
        let mut query = self.conn.prepare_cached(sql)?;
        let place = params![self.case.0, self.compartment.0, self.late_counts(actor), actor.0];
        Ok(uint(query.query_row(place, |row| row.get(0))?))
    }

    fn count_actors(&self) -> Result<usize, RelayError> {
        let sql =
            "SELECT count(DISTINCT actor) FROM changes WHERE case_id = ?1 AND compartment = ?2 AND late = 0";
        let mut query = self.conn.prepare_cached(sql)?;
        let count: u32 = query.query_row(params![self.case.0, self.compartment.0], |row| row.get(0))?;
        Ok(count as usize)
    }
}

impl Accepted for Memory<'_> {
    fn change(&self, actor: Actor, seq: u64) -> Option<ChangeFacts> {
        self.kept(self.find(actor, seq), None)
    }
    fn last_seq(&self, actor: Actor) -> u64 {
        self.kept(self.find_last(actor), 0)
    }
    fn actors(&self) -> usize {
        self.kept(self.count_actors(), 0)
    }
}
