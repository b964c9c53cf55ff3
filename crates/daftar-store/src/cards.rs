//! By what own cases are found beyond one's reach.

use crate::{Db, StoreError};
use daftar_core::id::{CaseId, UserName};
use rusqlite::{OptionalExtension, params};

/// What a card tells of a case, as its list columns have it.
#[derive(Clone, PartialEq)]
pub struct CardRow {
    pub name: Option<String>,
    pub sex: Option<String>,
    pub date_of_birth: Option<String>,
    pub age: Option<(i64, String)>,
    /// Sounds of names, and words with a digit in them, ascending.
    pub words: Vec<String>,
}

impl Db<'_> {
    /// Cases of this owner whose card was never handed in, or may tell something else by now; at most `max`.
    pub fn cards_due(&self, owner: &UserName, max: u32) -> Result<Vec<CaseId>, StoreError> {
        let sql = "SELECT case_id FROM cases WHERE record_type = 'case' AND owner = ?1
                   AND NOT EXISTS (SELECT 1 FROM cards WHERE cards.case_id = cases.case_id AND due = 0) LIMIT ?2";
        let mut query = self.conn.prepare_cached(sql)?;
        let rows = query.query_map(params![owner.as_str(), max], |row| Ok(CaseId(row.get(0)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What the card of a case tells now.
    pub fn card_row(&self, case: CaseId) -> Result<Option<CardRow>, StoreError> {
        let sql =
            "SELECT name, sex, date_of_birth, age_answer, age_answered_on FROM cases WHERE case_id = ?1";
        let mut query = self.conn.prepare_cached(sql)?;
        let row = query.query_row([case.0], |row| {
            let age: (Option<i64>, Option<String>) = (row.get(3)?, row.get(4)?);
            let (name, sex, date_of_birth) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(CardRow { name, sex, date_of_birth, age: age.0.zip(age.1), words: Vec::new() })
        });
        let Some(mut row) = row.optional()? else { return Ok(None) };
        let sql = "SELECT DISTINCT word FROM case_words JOIN cases USING (number) WHERE case_id = ?1 AND (kind = 'key' OR word GLOB '*[0-9]*')
                   ORDER BY word";
        let mut query = self.conn.prepare_cached(sql)?;
        row.words = query.query_map([case.0], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(Some(row))
    }

    /// The mark of what was handed in last.
    pub fn card_mark(&self, case: CaseId) -> Result<Option<[u8; 8]>, StoreError> {
        let mut query = self.conn.prepare_cached("SELECT mark FROM cards WHERE case_id = ?1")?;
        Ok(query.query_row([case.0], |row| row.get(0)).optional()?)
    }

    /// Notes what is handed in; the card is not due any more.
    pub fn put_card_mark(&self, case: CaseId, mark: [u8; 8]) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO cards (case_id, mark) VALUES (?1, ?2)";
        self.conn.prepare_cached(sql)?.execute(params![case.0, mark])?;
        Ok(())
    }
}
