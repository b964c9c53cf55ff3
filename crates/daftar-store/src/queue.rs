//! The queue of what the relay has not answered, acts, and what it refused.

use crate::{Db, StoreError};
use daftar_core::id::{ActId, CaseId, CompartmentId, UserName};
use rusqlite::{OptionalExtension, Row, params};

/// Something for the relay, sent byte for byte until it is answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Queued {
    /// Position; assigned by the store.
    pub queue_id: i64,
    /// `act`, `segment`, `receipt` or `card`.
    pub kind: String,
    pub case: CaseId,
    pub compartment: Option<CompartmentId>,
    pub act: Option<ActId>,
    pub item: Vec<u8>,
    pub written_at_ms: i64,
}

/// Where an act stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActState {
    Queued,
    Accepted,
    Refused,
}

impl ActState {
    /// The stored id.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
        }
    }
}

/// An act of this person, or one the relay told of.
#[derive(Clone, PartialEq)]
pub struct ActRow {
    pub act: ActId,
    pub case: CaseId,
    pub kind: String,
    pub author: UserName,
    pub at_ms: i64,
    pub state: ActState,
    pub code: Option<String>,
    /// postcard of the act.
    pub bytes: Vec<u8>,
    /// Its place in the relay's order; none before the feed has come to it.
    pub seq: Option<u64>,
    /// What a person wrote in it, opened; none where nobody wrote, or where it does not open.
    pub sentence: Option<String>,
}

/// Changes the relay set aside or did not take.
#[derive(Clone, PartialEq)]
pub struct RefusalRow {
    pub refusal_id: i64,
    pub case: CaseId,
    pub compartment: CompartmentId,
    pub code: String,
    pub at_ms: i64,
    /// What they set, as JSON, while the compartment is on this laptop.
    pub values: Option<Vec<u8>>,
}

/// A case whose access ended.
#[derive(Debug, Clone, PartialEq)]
pub struct EndedRow {
    pub case_id_display: String,
    pub reason: String,
    pub at_ms: i64,
}

const ACT_COLUMNS: &str = "act_id, case_id, kind, author, at_ms, state, code, act, seq, sentence";

fn act_of(row: &Row) -> rusqlite::Result<ActRow> {
    let state = match row.get::<_, String>(5)?.as_str() {
        "accepted" => ActState::Accepted,
        "refused" => ActState::Refused,
        _ => ActState::Queued,
    };
    Ok(ActRow {
        act: ActId(row.get(0)?),
        case: CaseId(row.get(1)?),
        kind: row.get(2)?,
        author: UserName(row.get(3)?),
        at_ms: row.get(4)?,
        state,
        code: row.get(6)?,
        bytes: row.get(7)?,
        seq: row.get::<_, Option<i64>>(8)?.and_then(|seq| seq.try_into().ok()),
        sentence: row.get(9)?,
    })
}

fn refusal_of(row: &Row) -> rusqlite::Result<RefusalRow> {
    Ok(RefusalRow {
        refusal_id: row.get(0)?,
        case: CaseId(row.get(1)?),
        compartment: CompartmentId(row.get(2)?),
        code: row.get(3)?,
        at_ms: row.get(4)?,
        values: row.get(5)?,
    })
}

impl Db<'_> {
    /// Puts something at the end of the queue; `queue_id` is ignored.
    pub fn enqueue(&self, queued: &Queued) -> Result<(), StoreError> {
        let sql = "INSERT INTO queue (kind, case_id, compartment, act_id, item, written_at_ms)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        self.conn.prepare_cached(sql)?.execute(params![
            queued.kind,
            queued.case.0,
            queued.compartment.map(|id| id.0),
            queued.act.map(|act| act.0),
            queued.item,
            queued.written_at_ms
        ])?;
        Ok(())
    }

    /// The first items of the queue, at most `max`; of one case, or of all.
    pub fn queue(&self, case: Option<CaseId>, max: u32) -> Result<Vec<Queued>, StoreError> {
        // Two statements: an OR over an absent case would walk the whole queue for each page.
        let which = if case.is_some() { "case_id = ?1" } else { "?1 IS NULL" };
        let sql = format!(
            "SELECT queue_id, kind, case_id, compartment, act_id, item, written_at_ms FROM queue
             WHERE {which} ORDER BY queue_id LIMIT ?2"
        );
        let mut query = self.conn.prepare_cached(&sql)?;
        let rows = query.query_map(params![case.map(|case| case.0), max], |row| {
            Ok(Queued {
                queue_id: row.get(0)?,
                kind: row.get(1)?,
                case: CaseId(row.get(2)?),
                compartment: row.get::<_, Option<u16>>(3)?.map(CompartmentId),
                act: row.get::<_, Option<[u8; 16]>>(4)?.map(ActId),
                item: row.get(5)?,
                written_at_ms: row.get(6)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Takes an answered item out of the queue.
    pub fn dequeue(&self, queue_id: i64) -> Result<(), StoreError> {
        self.conn.prepare_cached("DELETE FROM queue WHERE queue_id = ?1")?.execute([queue_id])?;
        Ok(())
    }

    /// Whether this item still waits: what was written anew in its place took it out.
    pub fn is_queued(&self, queue_id: i64) -> Result<bool, StoreError> {
        let mut query = self.conn.prepare_cached("SELECT 1 FROM queue WHERE queue_id = ?1")?;
        Ok(query.query_row([queue_id], |_| Ok(())).optional()?.is_some())
    }

    /// Takes a document's segments out of the queue: what they say is about to be written anew.
    pub fn dequeue_segments(&self, case: CaseId, compartment: CompartmentId) -> Result<(), StoreError> {
        let sql = "DELETE FROM queue WHERE kind = 'segment' AND case_id = ?1 AND compartment = ?2";
        self.conn.prepare_cached(sql)?.execute(params![case.0, compartment.0])?;
        Ok(())
    }

    /// Whether a word that something was deleted waits to be sent.
    pub fn owes_receipt(&self) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM queue WHERE kind = 'receipt')";
        Ok(self.conn.query_row(sql, [], |row| row.get(0))?)
    }

    /// How many changes and acts wait: queued items and compartments not cut yet. Receipts and cards are not counted.
    pub fn waiting(&self) -> Result<u32, StoreError> {
        let sql = "SELECT (SELECT count(*) FROM queue WHERE kind IN ('act', 'segment'))
                        + (SELECT count(*) FROM compartments WHERE uncut_actor IS NOT NULL)";
        Ok(self.conn.query_row(sql, [], |row| row.get(0))?)
    }

    /// Writes an act, or its new state.
    pub fn put_act(&self, row: &ActRow) -> Result<(), StoreError> {
        let state = row.state.as_str();
        let sql = "INSERT INTO acts (act_id, case_id, kind, author, at_ms, state, code, act, seq, sentence)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
                   ON CONFLICT (act_id) DO UPDATE SET state = ?6, code = ?7, seq = ifnull(?9, seq),
                     sentence = ifnull(?10, sentence)";
        self.conn.prepare_cached(sql)?.execute(params![
            row.act.0,
            row.case.0,
            row.kind,
            row.author.as_str(),
            row.at_ms,
            state,
            row.code,
            row.bytes,
            row.seq.map(|seq| i64::try_from(seq).unwrap_or(i64::MAX)),
            row.sentence
        ])?;
        Ok(())
    }

    /// Forgets an act.
    pub fn delete_act(&self, act: ActId) -> Result<(), StoreError> {
        self.conn.prepare_cached("DELETE FROM acts WHERE act_id = ?1")?.execute([act.0])?;
        Ok(())
    }

    /// An act by its id.
    pub fn act(&self, act: ActId) -> Result<Option<ActRow>, StoreError> {
        let mut query =
            self.conn.prepare_cached(&format!("SELECT {ACT_COLUMNS} FROM acts WHERE act_id = ?1"))?;
        Ok(query.query_row([act.0], act_of).optional()?)
    }

    /// Acts of a case, oldest first.
    pub fn acts(&self, case: CaseId) -> Result<Vec<ActRow>, StoreError> {
        let sql = format!("SELECT {ACT_COLUMNS} FROM acts WHERE case_id = ?1 ORDER BY at_ms, act_id");
        let mut query = self.conn.prepare_cached(&sql)?;
        let rows = query.query_map([case.0], act_of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The accepted acts of a case that the feed has come to, in the relay's order.
    pub fn acts_in_order(&self, case: CaseId) -> Result<Vec<ActRow>, StoreError> {
        let sql = format!(
            "SELECT {ACT_COLUMNS} FROM acts WHERE case_id = ?1 AND state = 'accepted' AND seq IS NOT NULL
             ORDER BY seq"
        );
        let mut query = self.conn.prepare_cached(&sql)?;
        let rows = query.query_map([case.0], act_of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Acts of a kind that wait, oldest first.
    pub fn queued_acts(&self, kind: &str) -> Result<Vec<ActRow>, StoreError> {
        let sql = format!(
            "SELECT {ACT_COLUMNS} FROM acts WHERE state = 'queued' AND state <> 'accepted' AND kind = ?1
             ORDER BY at_ms, act_id"
        );
        let mut query = self.conn.prepare_cached(&sql)?;
        let rows = query.query_map([kind], act_of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Acts that wait or were refused, latest first, at most `max`.
    pub fn unsettled_acts(&self, max: u32) -> Result<Vec<ActRow>, StoreError> {
        let sql =
            format!("SELECT {ACT_COLUMNS} FROM acts WHERE state <> 'accepted' ORDER BY at_ms DESC LIMIT ?1");
        let mut query = self.conn.prepare_cached(&sql)?;
        let rows = query.query_map([max], act_of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Keeps what the relay set aside or did not take; `refusal_id` is ignored.
    pub fn add_refusal(&self, row: &RefusalRow, segment: Option<&[u8]>) -> Result<(), StoreError> {
        self.conn.execute(
            "INSERT INTO refusals (case_id, compartment, code, at_ms, refused_values, segment)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![row.case.0, row.compartment.0, row.code, row.at_ms, row.values, segment],
        )?;
        Ok(())
    }

    /// What the relay set aside or did not take, latest first, at most `max`.
    pub fn refusals(&self, max: u32) -> Result<Vec<RefusalRow>, StoreError> {
        let sql = "SELECT refusal_id, case_id, compartment, code, at_ms, refused_values FROM refusals
                   ORDER BY refusal_id DESC LIMIT ?1";
        let mut query = self.conn.prepare_cached(sql)?;
        let rows = query.query_map([max], refusal_of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The same of one case, oldest first.
    pub fn refusals_of(&self, case: CaseId) -> Result<Vec<RefusalRow>, StoreError> {
        let sql = "SELECT refusal_id, case_id, compartment, code, at_ms, refused_values FROM refusals
                   WHERE case_id = ?1 ORDER BY refusal_id";
        let mut query = self.conn.prepare_cached(sql)?;
        let rows = query.query_map([case.0], refusal_of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Remembers that access to a case ended: its short id and why.
    pub fn add_ended(&self, row: &EndedRow) -> Result<(), StoreError> {
        self.conn.execute(
            "INSERT INTO ended (case_id_display, reason, at_ms) VALUES (?1, ?2, ?3)",
            params![row.case_id_display, row.reason, row.at_ms],
        )?;
        Ok(())
    }

    /// Cases whose access ended, latest first, at most `max`.
    pub fn ended(&self, max: u32) -> Result<Vec<EndedRow>, StoreError> {
        let sql = "SELECT case_id_display, reason, at_ms FROM ended ORDER BY ended_id DESC LIMIT ?1";
        let mut query = self.conn.prepare_cached(sql)?;
        let rows = query.query_map([max], |row| {
            Ok(EndedRow { case_id_display: row.get(0)?, reason: row.get(1)?, at_ms: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
