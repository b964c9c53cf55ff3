//! Lists and search over derived columns; no document is read.

use crate::{
    Db, ListedCase, StoreError,
    facets::{BORN, size},
};
use daftar_core::{
    config::RecordType,
    facet::{Clause, FacetValue},
    id::{CaseId, FieldId, UserName},
    search::enough,
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
    /// Each of these folded words must begin a word of the case.
    pub words: Vec<String>,
    /// Or each of these sets of sounds, one for each name asked for, must meet the case's. Of the words, or of the sets, one
    /// may be missing where not all names are needed ([`enough`]).
    pub keys: Vec<Vec<String>>,
    pub order: Order,
    pub offset: u32,
    pub limit: u32,
}

/// What was sought: records that have all of it, and those that have enough of it.
struct Found {
    all: RoaringBitmap,
    enough: RoaringBitmap,
}

impl Found {
    /// Of the records that have each thing sought; enough is all but `lacking_max`.
    fn of(each: Vec<RoaringBitmap>, lacking_max: usize) -> Self {
        // Who lacks at most so many of those seen so far; none: everybody.
        let mut lacking: Vec<Option<RoaringBitmap>> = vec![None; lacking_max + 1];
        for having in each {
            for most in (0..=lacking_max).rev() {
                let had = lacking[most].take().map_or_else(|| having.clone(), |before| before & &having);
                lacking[most] = match most.checked_sub(1).map(|fewer| &lacking[fewer]) {
                    Some(None) => None,
                    Some(Some(fewer)) => Some(had | fewer),
                    None => Some(had),
                };
            }
        }
        let all = lacking[0].clone().unwrap_or_default();
        Self { all, enough: lacking.pop().flatten().unwrap_or_default() }
    }
}

const CHANGED: &str = "changed_at_ms DESC, number";

/// Up to so many records are put in order by themselves; of more the whole order is walked.
const FEW: u32 = 2_000;

pub(crate) const COLUMNS: &str =
    "c.case_id, c.owner, c.changed_at_ms, c.name, c.name_withheld, c.sex, c.risk, c.date_of_birth,
    c.age_answer, c.age_answered_on, c.two_values > 0, c.unsent > 0,
    EXISTS (SELECT 1 FROM acts a WHERE a.case_id = c.case_id AND a.state = 'queued'),
    EXISTS (SELECT 1 FROM acts a WHERE a.case_id = c.case_id AND a.state = 'refused'), c.standing, c.stage, c.flags,
    EXISTS (SELECT 1 FROM news n WHERE n.case_id = c.case_id),
    EXISTS (SELECT 1 FROM identifiers s WHERE s.number = c.number AND s.shared)";

pub(crate) fn listed(row: &Row) -> rusqlite::Result<ListedCase> {
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
        same_id: row.get(18)?,
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
        let mut set = self.sets(listing.today).of(listing.record, &listing.clauses)?;
        let mut full = RoaringBitmap::new();
        if !listing.words.is_empty() {
            let found = self.found(&listing.words, &listing.keys)?;
            set &= found.enough;
            full = found.all & &set;
        }
        let numbers = match &listing.order {
            Order::Changed if !full.is_empty() && full.len() < set.len() => {
                self.full_first(listing, &set, &full)?
            }
            Order::Changed => self.walk(listing, &set, CHANGED)?,
            Order::Unchanged => self.walk(listing, &set, "changed_at_ms, number DESC")?,
            Order::NameTurned => self.walk(listing, &set, "name IS NULL, name DESC, number")?,
            Order::Name => self.walk(listing, &set, "name IS NULL, name, number")?,
            Order::By { key, descending, .. } if key == BORN => {
                let order = if *descending { "born DESC, number" } else { "born NULLS LAST, number" };
                self.walk(listing, &set, order)?
            }
            Order::By { key, ranks, descending } => self.by_value(listing, &set, key, ranks, *descending)?,
        };
        Ok((size(&set), self.rows(&numbers)?))
    }

    /// Records with words that begin with `words`, or with sounds of `keys`: with all of them, and with enough.
    fn found(&self, words: &[String], keys: &[Vec<String>]) -> Result<Found, StoreError> {
        let begins = "SELECT number FROM case_words WHERE kind = 'word' AND word >= ?1 AND word < ?2";
        let by_word = words.iter().map(|word| self.numbers(begins, [word, &past(word)]));
        // An article is a word and no name: "al-Hassan Omar" has two names, both of which are needed.
        let asked = words.len().min(keys.len());
        let lacking_max = asked - enough(asked);
        let mut found = Found::of(by_word.collect::<Result<_, _>>()?, lacking_max);
        let sounds = "SELECT number FROM case_words WHERE kind = 'key'
                        AND word IN (SELECT value FROM json_each(?1))";
        let by_sound = keys.iter().map(|keys| self.numbers(sounds, [json(keys)]));
        let by_sound = Found::of(by_sound.collect::<Result<_, _>>()?, lacking_max);
        found.all |= by_sound.all;
        found.enough |= by_sound.enough;
        Ok(found)
    }

    /// The page's numbers: those of `full` by their latest change, then the others of `set`.
    fn full_first(
        &self,
        listing: &Listing,
        set: &RoaringBitmap,
        full: &RoaringBitmap,
    ) -> Result<Vec<u32>, StoreError> {
        let mut numbers = self.walk(listing, full, CHANGED)?;
        let rest = Listing {
            offset: listing.offset.saturating_sub(size(full)),
            limit: listing.limit - u32::try_from(numbers.len()).unwrap_or(listing.limit),
            ..listing.clone()
        };
        numbers.extend(self.walk(&rest, &(set - full), CHANGED)?);
        Ok(numbers)
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

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test that cannot go on should stop.
mod tests {
    use super::*;
    use crate::{CaseRow, ListColumns};
    use daftar_core::{
        act::CaseState,
        id::DeviceNo,
        search::{fold, keys, keys_of_each},
    };

    #[test]
    fn what_lacks_one_is_enough_where_one_may_be_missing() {
        let found = |each: &[&[u32]], lacking_max| {
            let each = each.iter().map(|numbers| numbers.iter().copied().collect()).collect();
            let found = Found::of(each, lacking_max);
            [found.all, found.enough].map(|numbers| numbers.iter().collect::<Vec<u32>>())
        };
        let none = Vec::<u32>::new;
        assert_eq!(found(&[], 0), [none(), none()]);
        assert_eq!(found(&[], 1), [none(), none()]);
        assert_eq!(found(&[&[1, 2]], 0), [[1, 2], [1, 2]]);
        assert_eq!(found(&[&[1, 2], &[2, 3]], 0), [[2], [2]]);
        let three: &[&[u32]] = &[&[1, 2, 3], &[2, 3, 4], &[3, 4, 1, 5]];
        assert_eq!(found(three, 0), [vec![3], vec![3]]);
        assert_eq!(found(three, 1), [vec![3], vec![1, 2, 3, 4]]);
        assert_eq!(found(&[&[1], &[], &[1, 2], &[1, 2]], 1), [none(), vec![1]]);
        assert_eq!(found(&[&[], &[], &[7]], 1), [none(), none()]);
    }

    /// Cases of these names, the first changed last, and what is found of them on pages of three.
    fn listed(names: &[&str], search: &str) -> Vec<String> {
        let mut store = crate::Store::in_memory().unwrap();
        for (nth, name) in (1..).zip(names) {
            let case = CaseId::derive(nth, DeviceNo(1), RecordType::Case, [0; 8]);
            let row = CaseRow {
                case,
                created_at_ms: 0,
                epoch: 0,
                auth_seq: 0,
                state: CaseState::of("worker".into()),
                changed_at_ms: i64::MAX - i64::try_from(nth).unwrap(),
            };
            let columns = ListColumns {
                name: Some((*name).to_owned()),
                words: fold(name).split(' ').map(|word| (word.to_owned(), None)).collect(),
                keys: keys(name).into_iter().map(|key| (key, None)).collect(),
                ..ListColumns::default()
            };
            store
                .transact(|db| db.put_case(&row).and_then(|()| db.put_list_columns(case, &columns)))
                .unwrap();
        }
        let pages = (0..).map(|page| {
            let listing = Listing {
                record: RecordType::Case,
                clauses: Vec::new(),
                today: 0,
                words: fold(search).split(' ').map(str::to_owned).collect(),
                keys: keys_of_each(search).into_iter().map(|keys| keys.into_iter().collect()).collect(),
                order: Order::Changed,
                offset: page * 3,
                limit: 3,
            };
            store.read().list(&listing).unwrap().1
        });
        let pages = pages.take_while(|page| !page.is_empty());
        pages.flatten().filter_map(|row| row.name).collect()
    }

    #[test]
    fn one_name_of_three_may_be_missing_and_whoever_has_all_comes_first() {
        let names = [
            "Mohammed Hassan",
            "Ali Hassan",
            "Mohammed Ali Hassan",
            "Mohammed Omar",
            "محمد علي عمر",
            "حسن محمد علي",
            "Mohammed Alia Hassane",
        ];
        let all = ["Mohammed Ali Hassan", "حسن محمد علي", "Mohammed Alia Hassane"];
        let but_one = ["Mohammed Hassan", "Ali Hassan", "محمد علي عمر"];
        assert_eq!(listed(&names, "Mohammed Ali Hassan"), [all, but_one].concat());
        assert_eq!(listed(&names, "moh ali has"), [all[0], all[2], but_one[0], but_one[1]]);
        assert_eq!(
            listed(&names, "Ali Hassan"),
            [&[but_one[1]][..], &all].concat(),
            "of two both are needed"
        );
        assert_eq!(listed(&names, "al-Hassan Omar"), [""; 0], "an article is no name");
    }
}
