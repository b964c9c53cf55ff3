//! Lists and search over derived columns; no document is read.

use crate::{Db, ListedCase, StoreError, facets::size};
use daftar_core::{
    config::RecordType,
    facet::{Clause, FacetValue},
    id::{CaseId, FieldId, UserName},
};
use roaring::RoaringBitmap;
use rusqlite::{OptionalExtension, Row};
use serde::Serialize;
use std::collections::BTreeMap;

/// In which order.
#[derive(Clone, PartialEq, Eq)]
pub enum Order {
    /// Latest change first.
    Changed,
    /// The longest unchanged first.
    Unchanged,
    /// By name as stored; unnamed cases last.
    Name,
    /// By name from its end; unnamed cases last all the same.
    NameTurned,
    /// By the values under a key, the smallest first; records without one come last. Values in `ranks` come by their rank, the
    /// others after them.
    By { key: String, ranks: BTreeMap<String, u32>, descending: bool },
}

/// What a list asks for.
#[derive(Clone)]
pub struct Listing {
    pub record: RecordType,
    /// All of which hold.
    pub clauses: Vec<Clause>,
    /// The day on which it is asked, in days since 1970-01-01.
    pub today: i64,
    /// Every one of these folded words must begin a word of the case.
    pub words: Vec<String>,
    /// Or every one of these sets of sounds must meet the case's.
    pub keys: Vec<Vec<String>>,
    pub order: Order,
    pub offset: u32,
    pub limit: u32,
}

/// Up to so many records are put in order by themselves; of more the whole order is walked.
const FEW: u32 = 2_000;

const COLUMNS: &str =
    "c.case_id, c.owner, c.changed_at_ms, c.name, c.name_withheld, c.sex, c.risk, c.date_of_birth,
    c.age_answer, c.age_answered_on, c.two_values > 0, c.unsent > 0,
    EXISTS (SELECT 1 FROM acts a WHERE a.case_id = c.case_id AND a.state = 'queued'),
    EXISTS (SELECT 1 FROM acts a WHERE a.case_id = c.case_id AND a.state = 'refused'), c.standing, c.stage, c.flags,
    EXISTS (SELECT 1 FROM news n WHERE n.case_id = c.case_id)";

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
        flags: row.get(16)?,
        news: row.get(17)?,
    })
}

fn json<T: Serialize>(values: &[T]) -> String {
    serde_json::to_string(values).unwrap_or_default()
}

/// The end of the range of strings that begin with `prefix`.
pub(crate) fn past(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}

impl Db<'_> {
    /// How many records match, and the asked-for rows.
    pub fn list(&self, listing: &Listing) -> Result<(u32, Vec<ListedCase>), StoreError> {
        let mut set = self.set(listing.record, &listing.clauses, listing.today)?;
        if !listing.words.is_empty() {
            set &= self.found(&listing.words, &listing.keys)?;
        }
        let numbers = match &listing.order {
            Order::Changed => self.walk(listing, &set, "changed_at_ms DESC, number")?,
            Order::Unchanged => self.walk(listing, &set, "changed_at_ms, number DESC")?,
            Order::NameTurned => self.walk(listing, &set, "name IS NULL, name DESC, number")?,
            Order::Name => self.walk(listing, &set, "name IS NULL, name, number")?,
            Order::By { key, ranks, descending } => self.by_value(listing, &set, key, ranks, *descending)?,
        };
        Ok((size(&set), self.rows(&numbers)?))
    }

    /// Records with a word that begins with each of `words`, or a sound of each of `keys`.
    fn found(&self, words: &[String], keys: &[Vec<String>]) -> Result<RoaringBitmap, StoreError> {
        let all =
            |sets: Vec<RoaringBitmap>| sets.into_iter().reduce(|one, other| one & other).unwrap_or_default();
        let begins = "SELECT number FROM case_words WHERE kind = 'word' AND word >= ?1 AND word < ?2";
        let by_word = words.iter().map(|word| self.numbers(begins, [word, &past(word)]));
        let mut found = all(by_word.collect::<Result<_, _>>()?);
        if !keys.is_empty() && keys.iter().all(|keys| !keys.is_empty()) {
            let sounds = "SELECT number FROM case_words WHERE kind = 'key'
                            AND word IN (SELECT value FROM json_each(?1))";
            let by_sound = keys.iter().map(|keys| self.numbers(sounds, [json(keys)]));
            found |= all(by_sound.collect::<Result<_, _>>()?);
        }
        Ok(found)
    }

    /// The page's numbers in the order of columns. Few are put in order by themselves; of many the order, which has an
    /// index, is walked until the page is full.
    fn walk(&self, listing: &Listing, set: &RoaringBitmap, order: &str) -> Result<Vec<u32>, StoreError> {
        let (offset, limit) = (listing.offset, listing.limit);
        if size(set) <= FEW {
            let few: Vec<u32> = set.iter().collect();
            let sql = format!(
                "SELECT number FROM json_each(?1) n JOIN cases ON number = n.value
                 ORDER BY {order} LIMIT {limit} OFFSET {offset}"
            );
            let mut query = self.conn.prepare_cached(&sql)?;
            let rows = query.query_map([json(&few)], |row| row.get(0))?;
            return Ok(rows.collect::<Result<_, _>>()?);
        }
        let sql = format!("SELECT number FROM cases WHERE record_type = ?1 ORDER BY {order}");
        let mut query = self.conn.prepare_cached(&sql)?;
        let mut rows = query.query([listing.record.as_str()])?;
        let (mut page, mut passed) = (Vec::new(), 0);
        while let Some(row) = rows.next()? {
            let number = row.get(0)?;
            if !set.contains(number) {
                continue;
            }
            if page.len() as u64 == u64::from(limit) {
                break;
            }
            passed += 1;
            if passed > offset {
                page.push(number);
            }
        }
        Ok(page)
    }

    fn by_value(
        &self,
        listing: &Listing,
        set: &RoaringBitmap,
        key: &str,
        ranks: &BTreeMap<String, u32>,
        descending: bool,
    ) -> Result<Vec<u32>, StoreError> {
        let mut sets = self.sets_of(key)?;
        let rank = |value: &FacetValue| match value {
            FacetValue::Text(text) => ranks.get(text).copied().unwrap_or(u32::MAX),
            FacetValue::Int(_) => u32::MAX,
        };
        sets.sort_by(|(one, _), (other, _)| (rank(one), one).cmp(&(rank(other), other)));
        if descending {
            sets.reverse();
        }
        let (mut left, mut page) = (set.clone(), Vec::new());
        let mut skip = u64::from(listing.offset);
        let mut take = |some: RoaringBitmap| {
            let room = (listing.limit as usize).saturating_sub(page.len());
            let skipped = skip.min(some.len());
            skip -= skipped;
            page.extend(some.iter().skip(usize::try_from(skipped).unwrap_or(usize::MAX)).take(room));
            room > 0
        };
        for (_, having) in sets {
            let some = &left & &having;
            left -= &having;
            if !take(some) {
                break;
            }
        }
        take(left);
        Ok(page)
    }

    /// The rows of these records, in this order.
    fn rows(&self, numbers: &[u32]) -> Result<Vec<ListedCase>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM json_each(?1) n CROSS JOIN cases c ON c.number = n.value ORDER BY n.key"
        );
        let mut query = self.conn.prepare_cached(&sql)?;
        let rows = query.query_map([json(numbers)], listed)?;
        Ok(rows.collect::<Result<_, _>>()?)
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
               (SELECT number, count(*) AS common, max(is_word) AS is_word FROM
                  (SELECT number, 0 AS is_word FROM case_words
                     WHERE kind = 'key' AND word IN (SELECT value FROM json_each(?1))
                   UNION ALL
                   SELECT number, 1 FROM case_words
                     WHERE kind = 'word' AND word IN (SELECT value FROM json_each(?2)))
                GROUP BY number) found USING (number)
             WHERE c.record_type = ?3
             ORDER BY found.is_word DESC, found.common DESC, c.changed_at_ms DESC LIMIT {limit}"
        );
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

    /// The words of a record that begin with `prefix`, each with its field, none for the name that lists show.
    pub fn words_of(&self, case: CaseId, prefix: &str) -> Result<Vec<(String, Option<FieldId>)>, StoreError> {
        let sql = "SELECT w.word, w.field FROM cases c JOIN case_words w USING (number)
                   WHERE c.case_id = ?1 AND w.kind = 'word' AND w.word >= ?2 AND w.word < ?3
                   ORDER BY w.field IS NOT NULL, w.word";
        let mut query = self.conn.prepare_cached(sql)?;
        let read = |row: &Row| Ok((row.get(0)?, row.get::<_, Option<String>>(1)?.map(FieldId)));
        let rows = query.query_map(rusqlite::params![case.0, prefix, past(prefix)], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What lists show of a record.
    pub fn listed(&self, case: CaseId) -> Result<Option<ListedCase>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM cases c WHERE c.case_id = ?1");
        Ok(self.conn.prepare_cached(&sql)?.query_row([case.0], listed).optional()?)
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
