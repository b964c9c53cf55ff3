//! Lists and search over derived columns; no document is read.

use crate::{Db, ListedCase, StoreError};
use daftar_core::{
    config::RecordType,
    id::{CaseId, UserName},
};
use rusqlite::{OptionalExtension, Row, ToSql, types::Value as Sql};
use std::fmt::Write as _;

/// Which cases.
#[derive(Clone, PartialEq, Eq)]
pub enum Filter {
    All,
    OwnedBy(UserName),
    TwoValues,
    Unsent,
    Risk(String),
    /// A derived column equals a value: `owner`, `sex`, `risk`, `name`.
    Column(&'static str, String),
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Latest change first.
    Changed,
    /// By name as stored; unnamed cases last.
    Name,
}

/// What a list asks for.
#[derive(Clone)]
pub struct Listing {
    pub record: RecordType,
    /// Every one of these folded words must begin a word of the case.
    pub words: Vec<String>,
    /// Or every one of these sets of sounds must meet the case's.
    pub keys: Vec<Vec<String>>,
    pub filter: Filter,
    pub sort: Sort,
    pub offset: u32,
    pub limit: u32,
}

const COLUMNS: &str =
    "c.case_id, c.owner, c.changed_at_ms, c.name, c.name_withheld, c.sex, c.risk, c.date_of_birth,
    c.age_answer, c.age_answered_on, c.two_values > 0, c.unsent > 0,
    EXISTS (SELECT 1 FROM acts a WHERE a.case_id = c.case_id AND a.state = 'queued'),
    EXISTS (SELECT 1 FROM acts a WHERE a.case_id = c.case_id AND a.state = 'refused'), c.standing, c.stage";

fn listed(row: &Row) -> rusqlite::Result<ListedCase> {
    Ok(ListedCase {
        case: CaseId(row.get(0)?),
        owner: UserName(row.get(1)?),
        changed_at_ms: row.get(2)?,
        name: row.get(3)?,
        name_withheld: row.get(4)?,
        sex: row.get(5)?,
        risk: row.get(6)?,
        date_of_birth: row.get(7)?,
        age: row.get::<_, Option<i64>>(8)?.zip(row.get::<_, Option<String>>(9)?),
        two_values: row.get(10)?,
        unsent: row.get(11)?,
        pending: row.get(12)?,
        refused: row.get(13)?,
        standing: row.get(14)?,
        stage: row.get(15)?,
    })
}

/// The end of the range of strings that begin with `prefix`.
fn past(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}

impl Db<'_> {
    /// How many cases match, and the asked-for rows.
    pub fn list(&self, listing: &Listing) -> Result<(u32, Vec<ListedCase>), StoreError> {
        let mut values: Vec<Sql> = Vec::new();
        let mut place = |value: Sql| {
            values.push(value);
            values.len()
        };
        // With `+` no index of types is taken: what is sought is found by its words, and only that is looked at.
        let type_of = if listing.words.is_empty() { "c.record_type" } else { "+c.record_type" };
        let record = place(Sql::Text(listing.record.as_str().to_owned()));
        let mut clauses = vec![format!("{type_of} = ?{record}")];
        match &listing.filter {
            Filter::All => {}
            Filter::OwnedBy(user) => clauses.push(format!("c.owner = ?{}", place(Sql::Text(user.0.clone())))),
            Filter::TwoValues => clauses.push("c.two_values > 0".to_owned()),
            Filter::Unsent => clauses.push("c.unsent > 0".to_owned()),
            Filter::Risk(id) => clauses.push(format!("c.risk = ?{}", place(Sql::Text(id.clone())))),
            Filter::Column(column, value) => {
                clauses.push(format!("c.{column} = ?{}", place(Sql::Text(value.clone()))));
            }
        }
        if !listing.words.is_empty() {
            let mut found = String::new();
            for (at, word) in listing.words.iter().enumerate() {
                let (low, high) = (place(Sql::Text(word.clone())), place(Sql::Text(past(word))));
                let and = if at == 0 { "" } else { " INTERSECT " };
                let _ = write!(
                    found,
                    "{and}SELECT case_id FROM case_words WHERE kind = 'word' AND word >= ?{low} AND word < ?{high}"
                );
            }
            let mut by = found;
            if !listing.keys.is_empty() && listing.keys.iter().all(|keys| !keys.is_empty()) {
                let mut sounds = String::new();
                for (at, keys) in listing.keys.iter().enumerate() {
                    let places: Vec<String> =
                        keys.iter().map(|key| format!("?{}", place(Sql::Text(key.clone())))).collect();
                    let and = if at == 0 { "" } else { " INTERSECT " };
                    let _ = write!(
                        sounds,
                        "{and}SELECT case_id FROM case_words WHERE kind = 'key' AND word IN ({})",
                        places.join(",")
                    );
                }
                by = format!("SELECT case_id FROM ({by}) UNION SELECT case_id FROM ({sounds})");
            }
            clauses.push(format!("c.case_id IN ({by})"));
        }
        let filter = format!("WHERE {}", clauses.join(" AND "));
        let order = match listing.sort {
            Sort::Changed => "c.changed_at_ms DESC, c.case_id",
            Sort::Name => "c.name IS NULL, c.name, c.case_id",
        };
        let count = format!("SELECT count(*) FROM cases c {filter}");
        let bound: Vec<&dyn ToSql> = values.iter().map(|value| value as &dyn ToSql).collect();
        let total = self.conn.prepare_cached(&count)?.query_row(bound.as_slice(), |row| row.get(0))?;
        let (limit, offset) = (listing.limit, listing.offset);
        let rows =
            format!("SELECT {COLUMNS} FROM cases c {filter} ORDER BY {order} LIMIT {limit} OFFSET {offset}");
        let mut query = self.conn.prepare_cached(&rows)?;
        let rows = query.query_map(bound.as_slice(), listed)?;
        Ok((total, rows.collect::<Result<_, _>>()?))
    }

    /// Cases of a type that share sounds or whole words with what is sought, those with most in common first; of each,
    /// whether it shares a word.
    pub fn alike(
        &self,
        record: RecordType,
        keys: &[String],
        words: &[String],
        limit: u32,
    ) -> Result<Vec<(ListedCase, bool)>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS}, found.is_word FROM cases c JOIN
               (SELECT case_id, count(*) AS common, max(is_word) AS is_word FROM
                  (SELECT case_id, 0 AS is_word FROM case_words
                     WHERE kind = 'key' AND word IN (SELECT value FROM json_each(?1))
                   UNION ALL
                   SELECT case_id, 1 FROM case_words
                     WHERE kind = 'word' AND word IN (SELECT value FROM json_each(?2)))
                GROUP BY case_id) found ON found.case_id = c.case_id
             WHERE c.record_type = ?3
             ORDER BY found.is_word DESC, found.common DESC, c.changed_at_ms DESC LIMIT {limit}"
        );
        let json = |texts: &[String]| serde_json::to_string(texts).unwrap_or_default();
        let mut query = self.conn.prepare_cached(&sql)?;
        let read = |row: &Row| Ok((listed(row)?, row.get("is_word")?));
        let rows = query.query_map([json(keys), json(words), record.as_str().to_owned()], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Cases with two values or refused acts, and late edits to settle.
    pub fn to_settle(&self) -> Result<u32, StoreError> {
        // `<> 'accepted'` says what `= 'refused'` implies, so that the small index of unsettled acts serves.
        let sql = "SELECT (SELECT count(*) FROM cases WHERE two_values > 0)
                        + (SELECT count(*) FROM acts WHERE state = 'refused' AND state <> 'accepted')
                        + (SELECT count(*) FROM late_edits WHERE settled = 0)";
        Ok(self.conn.query_row(sql, [], |row| row.get(0))?)
    }

    /// The name lists show of a case.
    pub fn case_name(&self, case: CaseId) -> Result<Option<String>, StoreError> {
        let mut query = self.conn.prepare_cached("SELECT name FROM cases WHERE case_id = ?1")?;
        Ok(query.query_row([case.0], |row| row.get(0)).optional()?.flatten())
    }

    /// Cases with changes that the relay has not taken, how many compartments, and when the case last changed.
    pub fn unsent_cases(&self, max: u32) -> Result<Vec<(CaseId, u32, i64)>, StoreError> {
        self.counted_cases("unsent", max)
    }

    /// Cases with two values, how many, and when the case last changed.
    pub fn two_value_cases(&self, max: u32) -> Result<Vec<(CaseId, u32, i64)>, StoreError> {
        self.counted_cases("two_values", max)
    }

    fn counted_cases(&self, column: &str, max: u32) -> Result<Vec<(CaseId, u32, i64)>, StoreError> {
        let sql = format!(
            "SELECT case_id, {column}, changed_at_ms FROM cases WHERE {column} > 0
             ORDER BY changed_at_ms DESC LIMIT ?1"
        );
        let mut query = self.conn.prepare_cached(&sql)?;
        let rows = query.query_map([max], |row| Ok((CaseId(row.get(0)?), row.get(1)?, row.get(2)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many cases are on this laptop; other records are not counted.
    pub fn case_count(&self) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM cases WHERE record_type = 'case'";
        Ok(self.conn.query_row(sql, [], |row| row.get(0))?)
    }
}
