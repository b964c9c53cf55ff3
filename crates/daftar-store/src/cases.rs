//! Cases: what acts made of them, and the columns that lists show.

use crate::{Db, StoreError, facets::Source};
use daftar_core::{
    act::CaseState,
    facet::Facets,
    id::{CaseId, FieldId, UserName},
    task::Task,
};
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeMap;

/// A case without its documents.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseRow {
    pub case: CaseId,
    pub created_at_ms: i64,
    pub epoch: u16,
    /// The relay's log position at which that epoch was the present one; 0 before the first contact about it.
    pub auth_seq: u32,
    pub state: CaseState,
    pub changed_at_ms: i64,
}

/// What lists show of a case, derived from its documents. `None`: never filled.
#[derive(Clone, PartialEq, Default)]
pub struct ListColumns {
    pub name: Option<String>,
    pub name_withheld: bool,
    pub sex: Option<String>,
    pub risk: Option<String>,
    pub stage: Option<String>,
    pub date_of_birth: Option<String>,
    /// `age` as typed, and the day (`YYYY-MM-DD`) it was typed.
    pub age: Option<(i64, String)>,
    /// Folded words by which the case is found, and sounds of its names; with each the field in which it stands, none for the
    /// name that lists show.
    pub words: BTreeMap<String, Option<FieldId>>,
    pub keys: BTreeMap<String, Option<FieldId>>,
    pub tasks: Vec<Task>,
    /// Folded as they are compared.
    pub identifiers: BTreeMap<FieldId, String>,
    /// What lists ask of its answers.
    pub facets: Facets,
}

/// One row of a list.
#[derive(Clone, PartialEq)]
pub struct ListedCase {
    pub case: CaseId,
    pub owner: UserName,
    /// `open`, `closed` or `disabled`.
    pub standing: String,
    /// How far the work on it is; only of cases.
    pub stage: Option<String>,
    pub changed_at_ms: i64,
    pub name: Option<String>,
    pub name_withheld: bool,
    pub sex: Option<String>,
    pub risk: Option<String>,
    pub date_of_birth: Option<String>,
    pub age: Option<(i64, String)>,
    pub two_values: bool,
    pub unsent: bool,
    pub pending: bool,
    pub refused: bool,
    /// Flags that are open.
    pub flags: u32,
    /// Others wrote in it since this person looked.
    pub news: bool,
    /// Another record has an identifier of it, and this person has not told the two apart.
    pub same_id: bool,
}

impl Db<'_> {
    /// A case, if it is on this laptop.
    pub fn case(&self, case: CaseId) -> Result<Option<CaseRow>, StoreError> {
        let sql = "SELECT created_at_ms, epoch, state, changed_at_ms, auth_seq FROM cases WHERE case_id = ?1";
        let mut query = self.conn.prepare_cached(sql)?;
        let read = |row: &rusqlite::Row| {
            Ok((row.get(0)?, row.get::<_, u16>(1)?, row.get::<_, Vec<u8>>(2)?, row.get(3)?, row.get(4)?))
        };
        let Some((created_at_ms, epoch, state, changed_at_ms, auth_seq)) =
            query.query_row([case.0], read).optional()?
        else {
            return Ok(None);
        };
        let state = postcard::from_bytes(&state).map_err(|_| StoreError::Damaged { table: "cases" })?;
        Ok(Some(CaseRow { case, created_at_ms, epoch, auth_seq, state, changed_at_ms }))
    }

    /// Writes a case; its list columns stay as they are, or empty for a new one.
    pub fn put_case(&self, row: &CaseRow) -> Result<(), StoreError> {
        let state = postcard::to_stdvec(&row.state).map_err(|_| StoreError::Damaged { table: "cases" })?;
        let in_use = "SELECT standing <> 'disabled' FROM cases WHERE case_id = ?1";
        let was_in_use: Option<bool> =
            self.conn.prepare_cached(in_use)?.query_row([row.case.0], |row| row.get(0)).optional()?;
        let sql =
            "INSERT INTO cases (case_id, case_id_display, owner, created_at_ms, epoch, state, changed_at_ms,
                                      auth_seq, record_type, standing, flags)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
                   ON CONFLICT (case_id) DO UPDATE SET owner = ?3, epoch = ?5, state = ?6, changed_at_ms = ?7,
                     auth_seq = ?8, standing = ?10, flags = ?11";
        self.conn.prepare_cached(sql)?.execute(params![
            row.case.0,
            row.case.display_id(),
            row.state.owner.as_str(),
            row.created_at_ms,
            row.epoch,
            state,
            row.changed_at_ms,
            row.auth_seq,
            row.case.record_type().as_str(),
            row.state.standing(),
            row.state.open_flags()
        ])?;
        self.conn.prepare_cached("DELETE FROM links WHERE case_id = ?1")?.execute([row.case.0])?;
        for (id, link) in row.state.open_links() {
            let sql = "INSERT INTO links (link_id, case_id, to_id) VALUES (?1, ?2, ?3)";
            self.conn.prepare_cached(sql)?.execute(params![id.0, row.case.0, link.to.0])?;
        }
        self.put_act_facets(row)?;
        self.put_matters(row)?;
        if was_in_use == Some(row.state.disabled) {
            self.recount_identifiers(row.case)?;
        }
        self.hand_tasks_over(row.case)
    }

    /// Records that are tied to this one, by ties that stand.
    pub fn linked_to(&self, case: CaseId) -> Result<Vec<CaseId>, StoreError> {
        let sql = "SELECT DISTINCT case_id FROM links WHERE to_id = ?1 ORDER BY case_id";
        let mut query = self.conn.prepare_cached(sql)?;
        let rows = query.query_map([case.0], |row| Ok(CaseId(row.get(0)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What a record is called in lists; none if it is not here or has no name.
    pub fn listed_name(&self, case: CaseId) -> Result<Option<String>, StoreError> {
        let mut query = self.conn.prepare_cached("SELECT name FROM cases WHERE case_id = ?1")?;
        Ok(query.query_row([case.0], |row| row.get(0)).optional()?.flatten())
    }

    /// Rewrites what lists show and search finds, and counts two values and unsent changes anew.
    pub fn put_list_columns(&self, case: CaseId, columns: &ListColumns) -> Result<(), StoreError> {
        let (age, answered_on) = columns.age.clone().unzip();
        let sql = "UPDATE cases SET name = ?2, name_withheld = ?3, sex = ?4, risk = ?5, date_of_birth = ?6,
                     age_answer = ?7, age_answered_on = ?8,
                     two_values = (SELECT ifnull(sum(two_values), 0) FROM compartments WHERE case_id = ?1),
                     unsent = (SELECT count(*) FROM compartments WHERE case_id = ?1 AND uncut_actor IS NOT NULL)
                            + (SELECT count(*) FROM queue WHERE case_id = ?1 AND kind = 'segment'),
                     derived = ?9, stage = ?10
                   WHERE case_id = ?1";
        self.conn.prepare_cached(sql)?.execute(params![
            case.0,
            columns.name,
            columns.name_withheld,
            columns.sex,
            columns.risk,
            columns.date_of_birth,
            age,
            answered_on,
            self.round()?,
            columns.stage
        ])?;
        self.conn.prepare_cached("UPDATE cards SET due = 1 WHERE case_id = ?1")?.execute([case.0])?;
        let Some(number) = self.number(case)? else { return Ok(()) };
        self.conn.prepare_cached("DELETE FROM case_words WHERE number = ?1")?.execute([number])?;
        let mut insert = self
            .conn
            .prepare_cached("INSERT INTO case_words (word, number, kind, field) VALUES (?1, ?2, ?3, ?4)")?;
        for (kind, words) in [("word", &columns.words), ("key", &columns.keys)] {
            for (word, field) in words {
                insert.execute(params![word, number, kind, field.as_ref().map(FieldId::as_str)])?;
            }
        }
        self.put_facets(case, Source::Answers, &columns.facets)?;
        self.put_identifiers(number, case.record_type().as_str(), &columns.identifiers)?;
        self.put_tasks(case, &columns.tasks)
    }

    /// The number of a record on this laptop.
    pub(crate) fn number(&self, case: CaseId) -> Result<Option<u32>, StoreError> {
        let mut query = self.conn.prepare_cached("SELECT number FROM cases WHERE case_id = ?1")?;
        Ok(query.query_row([case.0], |row| row.get(0)).optional()?)
    }

    /// The round in which rows are derived now.
    pub fn round(&self) -> Result<i64, StoreError> {
        Ok(self.number_fact("round")?.unwrap_or(0))
    }

    /// Begins another round: whatever was derived before is to be derived anew, and serves until then.
    pub fn begin_round(&self) -> Result<(), StoreError> {
        self.set_number_fact("round", self.round()? + 1)
    }

    /// Records that were not derived in this round yet, at most `max`.
    pub fn to_derive(&self, max: u32) -> Result<Vec<CaseId>, StoreError> {
        let sql = "SELECT case_id FROM cases WHERE derived < ?1 LIMIT ?2";
        let mut query = self.conn.prepare_cached(sql)?;
        let rows = query.query_map(params![self.round()?, max], |row| Ok(CaseId(row.get(0)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Leaves a record's rows as they are in this round, for one that cannot be read.
    pub fn skip_deriving(&self, case: CaseId) -> Result<(), StoreError> {
        let sql = "UPDATE cases SET derived = ?2 WHERE case_id = ?1";
        self.conn.prepare_cached(sql)?.execute(params![case.0, self.round()?])?;
        Ok(())
    }

    /// How many there are.
    pub fn left_to_derive(&self) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM cases WHERE derived < ?1";
        Ok(self.conn.prepare_cached(sql)?.query_row([self.round()?], |row| row.get(0))?)
    }

    /// Counts unsent changes of a case anew, after the queue changed.
    pub fn recount_unsent(&self, case: CaseId) -> Result<(), StoreError> {
        let sql = "UPDATE cases SET
                     unsent = (SELECT count(*) FROM compartments WHERE case_id = ?1 AND uncut_actor IS NOT NULL)
                            + (SELECT count(*) FROM queue WHERE case_id = ?1 AND kind = 'segment')
                   WHERE case_id = ?1";
        self.conn.prepare_cached(sql)?.execute([case.0])?;
        Ok(())
    }

    /// Deletes the case with everything that hangs on it. The queue is not touched.
    pub fn delete_case(&self, case: CaseId) -> Result<(), StoreError> {
        self.drop_facets(case)?;
        if let Some(number) = self.number(case)? {
            self.put_identifiers(number, case.record_type().as_str(), &BTreeMap::new())?;
        }
        self.conn.execute("DELETE FROM cases WHERE case_id = ?1", [case.0])?;
        self.conn.execute("DELETE FROM files WHERE case_id = ?1 AND sent", [case.0])?;
        self.conn.execute("DELETE FROM acts WHERE case_id = ?1 AND state = 'accepted'", [case.0])?;
        self.conn.execute("UPDATE acts SET sentence = NULL WHERE case_id = ?1", [case.0])?;
        self.conn.execute("UPDATE refusals SET refused_values = NULL WHERE case_id = ?1", [case.0])?;
        self.put_draft(Some(case), 0, None)
    }
}
