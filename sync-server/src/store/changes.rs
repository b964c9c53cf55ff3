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
    author: Actor,
    /// The author's last accepted change, upon which an honest next one builds, and the seq of their last late one.
    last: Option<(u64, ChangeFacts)>,
    late_last: u64,
    /// Whether the author's late changes count as well.
    late_counts: bool,
    /// The gate's questions have no room for a failure of the store; it is kept here.
    failed: RefCell<Option<RelayError>>,
}

impl<'a> Memory<'a> {
    pub fn of(
        conn: &'a Connection,
        (case, compartment): (CaseId, CompartmentId),
        author: Actor,
    ) -> Result<Self, RelayError> {
        let of_kind = |late: u8| {
            format!(
                "SELECT * FROM (SELECT late, seq, max_op, clock FROM changes WHERE case_id = ?1 \
                 AND compartment = ?2 AND late = {late} AND actor = ?3 ORDER BY seq DESC LIMIT 1)"
            )
        };
        let sql = format!("{} UNION ALL {}", of_kind(0), of_kind(1));
        let mut query = conn.prepare_cached(&sql)?;
        let mut rows = query.query(params![case.0, compartment.0, author.0])?;
        let (mut last, mut late_last) = (None, 0);
        while let Some(row) = rows.next()? {
            let (is_late, seq) = (row.get(0)?, uint(row.get(1)?));
            if is_late {
                late_last = seq;
            } else {
                last = Some((seq, facts(uint(row.get(2)?), &row.get::<_, Vec<u8>>(3)?)?));
            }
        }
        let failed = RefCell::new(None);
        Ok(Self { conn, case, compartment, author, last, late_last, late_counts: false, failed })
    }

    /// The same with the author's late changes.
    pub fn with_late(self) -> Self {
        Self { late_counts: true, ..self }
    }

    /// Whether every question was answered.
    pub fn finish(self) -> Result<(), RelayError> {
        self.failed.into_inner().map_or(Ok(()), Err)
    }

    /// The author's last change, accepted or late; 0 for none.
    pub fn last_of_author(&self) -> u64 {
        self.last_accepted().max(self.late_last)
    }

    fn last_accepted(&self) -> u64 {
        self.last.as_ref().map_or(0, |(seq, _)| *seq)
    }

    fn kept<T>(&self, answer: Result<T, RelayError>, otherwise: T) -> T {
        answer.unwrap_or_else(|error| {
            *self.failed.borrow_mut() = Some(error);
            otherwise
        })
    }

    fn find(&self, actor: Actor, seq: u64) -> Result<Option<ChangeFacts>, RelayError> {
        let late = self.late_counts && actor == self.author;
        let sql = "SELECT max_op, clock FROM changes WHERE case_id = ?1 AND compartment = ?2 AND late <= ?3 \
                   AND actor = ?4 AND seq = ?5 ORDER BY late LIMIT 1";
        let mut query = self.conn.prepare_cached(sql)?;
        let place = params![self.case.0, self.compartment.0, late, actor.0, int(seq)];
        let read = |row: &rusqlite::Row<'_>| Ok((uint(row.get(0)?), row.get::<_, Vec<u8>>(1)?));
        let Some((max_op, clock)) = query.query_row(place, read).optional()? else { return Ok(None) };
        facts(max_op, &clock).map(Some)
    }

    fn find_last(&self, actor: Actor) -> Result<u64, RelayError> {
        let sql = "SELECT coalesce(max(seq), 0) FROM changes WHERE case_id = ?1 AND compartment = ?2 \
                   AND late = 0 AND actor = ?3";
        let mut query = self.conn.prepare_cached(sql)?;
        Ok(uint(query.query_row(params![self.case.0, self.compartment.0, actor.0], |row| row.get(0))?))
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
        match &self.last {
            Some((last, facts)) if actor == self.author && seq == *last => Some(facts.clone()),
            _ => self.kept(self.find(actor, seq), None),
        }
    }
    fn last_seq(&self, actor: Actor) -> u64 {
        match actor == self.author {
            true if self.late_counts => self.last_of_author(),
            true => self.last_accepted(),
            false => self.kept(self.find_last(actor), 0),
        }
    }
    fn actors(&self) -> usize {
        self.kept(self.count_actors(), 0)
    }
}

fn facts(max_op: u64, clock: &[u8]) -> Result<ChangeFacts, RelayError> {
    Ok(ChangeFacts { max_op, clock: unpack(clock, "a change's clock")? })
}
