//! Lists and search: names in any spelling and script, short ids, filters.

use crate::{
    AppError, Casebook,
    casebook::Known,
    facets::{self, clause, order_key, ranks},
    materialise::words,
    messages::message,
    page::row_view,
    view::{
        CaseListRequest, CaseListView, CaseRowView, ClauseView, CountedRequest, CountedView, IsView, KeyKind,
        KeyView, ListChoices, SavedFilter, SortView, ValuesView,
    },
};
use daftar_core::{
    access::is_in_scope,
    age::{Age, shown_age},
    config::{Form, RecordType},
    day::Day,
    facet::{Clause, FacetValue},
    form::offered,
    id::{CaseId, FieldId},
    search,
    shown::shown,
    value::Value,
};
use daftar_store::{Db, Listing, Order, Sets};
use daftar_sync::wire::Config;
use std::collections::{BTreeMap, BTreeSet};

/// Most rows one page has.
const PAGE_ROWS_MAX: u32 = 200;
/// Search results are ranked when there are at most this many; more are listed by latest change.
const RANKED_MAX: u32 = 500;
/// Most values of a key that are counted for a choice.
const VALUES_MAX: usize = 300;
/// Most filters kept for a list, and longest name of one (characters).
const SAVED_MAX: usize = 50;
const NAME_MAX: usize = 60;
/// Most columns a person adds to a list.
const COLUMNS_MAX: usize = 3;
/// Access that ends within this many milliseconds, a week, is said to.
const ENDING_MS: i64 = 7 * 24 * 60 * 60 * 1000;

/// What a list asks for.
#[derive(Clone)]
pub struct ListRequest {
    pub record: RecordType,
    /// Empty: everything.
    pub search: String,
    /// All of which hold.
    pub clauses: Vec<ClauseView>,
    pub order: Order,
    pub offset: u32,
    pub limit: u32,
}

impl Default for ListRequest {
    fn default() -> Self {
        Self {
            record: RecordType::Case,
            search: String::new(),
            clauses: Vec::new(),
            order: Order::Changed,
            offset: 0,
            limit: PAGE_ROWS_MAX,
        }
    }
}

/// One row, with the age as it is shown today.
#[derive(Clone, PartialEq)]
pub struct ListedCase {
    pub row: daftar_store::ListedCase,
    pub age: Option<Age>,
}

impl ListedCase {
    /// The case.
    #[must_use]
    pub fn case(&self) -> CaseId {
        self.row.case
    }
}

impl Casebook {
    /// How many cases match, and one page of them. Reads derived columns only, whatever the number of cases.
    ///
    /// # Errors
    /// What is wrong with a clause; the store failed.
    pub fn list(&self, request: &ListRequest) -> Result<(u32, Vec<ListedCase>), AppError> {
        self.follow_clock()?;
        let sought = words(&request.search);
        let keys = search::keys_of_each(&request.search).into_iter().map(|keys| keys.into_iter().collect());
        let mut listing = Listing {
            words: sought.clone(),
            keys: keys.collect(),
            record: request.record,
            clauses: self.clauses(request.record, &request.clauses)?,
            today: self.today_number(),
            order: request.order.clone(),
            offset: request.offset,
            limit: request.limit.min(PAGE_ROWS_MAX),
        };
        let store = self.reading()?;
        let db = store.read();
        let (total, mut rows) = db.list(&listing)?;
        // Where a name may be missing, records with all of them come first, so the best are among the first.
        let names = listing.keys.len();
        let is_ranked = total <= RANKED_MAX
            || search::enough(names) < names && request.offset.saturating_add(request.limit) <= RANKED_MAX;
        if !sought.is_empty() && is_ranked && request.order == Order::Changed {
            (listing.offset, listing.limit) = (0, RANKED_MAX);
            let (_, all) = db.list(&listing)?;
            let query = search::Sought::of(&request.search);
            let rank = |row: &daftar_store::ListedCase| row.name.as_deref().map(|name| query.rank(name));
            let mut ranked: Vec<_> = all.into_iter().map(|row| (rank(&row), row)).collect();
            ranked.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
            let page = ranked.into_iter().skip(request.offset as usize).take(request.limit as usize);
            rows = page.map(|(_, row)| row).collect();
        }
        Ok((total, rows.into_iter().map(|row| self.aged(row)).collect()))
    }

    /// A row with the age as it is shown today.
    pub(crate) fn aged(&self, row: daftar_store::ListedCase) -> ListedCase {
        let answered = row.age.as_ref().map(|(years, on)| (*years, on.as_str()));
        let age = shown_age(row.date_of_birth.as_deref(), answered, &self.today());
        ListedCase { row, age }
    }

    /// A page of the list, in words.
    ///
    /// # Errors
    /// As [`Casebook::list`]. A column or an order that there is not is passed over: lists outlive configurations.
    pub fn list_view(&self, request: &CaseListRequest) -> Result<CaseListView, AppError> {
        let (config, language, record) = (self.config()?, self.language(), request.record.0);
        let (total, rows) = self.list(&ListRequest {
            record,
            search: request.search.clone(),
            clauses: request.clauses.clone(),
            order: order(&config, record, &request.sort),
            offset: request.offset,
            limit: request.limit,
        })?;
        let sought = words(&request.search);
        let columns = &request.columns[..request.columns.len().min(COLUMNS_MAX)];
        let store = self.reading()?;
        let rows = rows.into_iter().map(|listed| {
            let db = store.read();
            let cells = cells(db, &config, listed.row.case, columns, &language)?;
            let hit = hit(db, &config, listed.row.case, &sought, &language)?;
            let ends_at_ms = self.access_ends(db, &config, &listed.row)?;
            Ok(CaseRowView { cells, hit, ends_at_ms, ..row_view(&config, listed, &language) })
        });
        Ok(CaseListView {
            total,
            rows: rows.collect::<Result<_, AppError>>()?,
            said: request
                .clauses
                .iter()
                .map(|asked| facets::said(&config, record, asked, &language))
                .collect(),
            columns: columns.iter().map(|key| facets::key_label(&config, record, key, &language)).collect(),
        })
    }

    /// When this person's access to a record ends by itself, if it does soon.
    fn access_ends(
        &self,
        db: Db<'_>,
        config: &Config,
        row: &daftar_store::ListedCase,
    ) -> Result<Option<i64>, AppError> {
        let role = config.role()?;
        let reaches = |owner| is_in_scope(&config.me, role, owner);
        if row.owner == *self.user() || config.person(&row.owner).is_some_and(reaches) {
            return Ok(None);
        }
        let now_ms = self.now_ms();
        let ends = db.case(row.case)?.and_then(|row| row.state.lent_until(self.user(), now_ms));
        Ok(ends.filter(|ends| ends - now_ms <= ENDING_MS))
    }

    /// Everything that lists of a type can be filtered, ordered and shown by.
    ///
    /// # Errors
    /// `no_configuration`.
    pub fn list_keys(&self, record: RecordType) -> Result<Vec<KeyView>, AppError> {
        facets::keys(&*self.config()?, record, &self.language())
    }

    /// The values under a key in the records of which the clauses hold, with how many have each: those chosen, then at most 300 of
    /// those sought, as people list them, else the most frequent first.
    ///
    /// # Errors
    /// What is wrong with a clause; the store failed.
    pub fn list_values(&self, request: &CountedRequest) -> Result<ValuesView, AppError> {
        self.follow_clock()?;
        let (config, language, record) = (self.config()?, self.language(), request.record.0);
        let CountedRequest { key, chosen, .. } = request;
        let others: Vec<ClauseView> =
            request.clauses.iter().filter(|asked| asked.key != *key).cloned().collect();
        let clauses = self.clauses(record, &others)?;
        let sets = self.reading()?;
        let sets = sets.read().sets(self.today_number());
        let mut counted = self.counted(&sets, &config, record, &clauses, key)?;
        let ranks = ranks(&config, record, key);
        let rank = |value: &FacetValue| match value {
            FacetValue::Text(text) => ranks.get(text).copied(),
            FacetValue::Int(_) => None,
        };
        counted.sort_by_key(|(value, count)| (rank(value).unwrap_or(u32::MAX), std::cmp::Reverse(*count)));
        let label = |value: &FacetValue| facets::value_label(&config, record, key, value, &language);
        let counts: BTreeMap<String, u32> =
            counted.iter().map(|(value, count)| (plain(value), *count)).collect();
        let chosen_view = |value: &String| CountedView {
            value: value.clone(),
            label: label(&FacetValue::Text(value.clone())),
            count: counts.get(value).copied().unwrap_or(0),
        };
        let sought = words(&request.search);
        let is_sought = |value: &FacetValue| {
            let begins = |label: &[String]| {
                sought.iter().all(|word| label.iter().any(|stands| stands.starts_with(word.as_str())))
            };
            !chosen.contains(&plain(value)) && (sought.is_empty() || begins(&words(&label(value))))
        };
        counted.retain(|(value, _)| is_sought(value));
        let more = counted.len().saturating_sub(VALUES_MAX);
        counted.truncate(VALUES_MAX);
        let view = |(value, count): &(FacetValue, u32)| CountedView {
            value: plain(value),
            label: label(value),
            count: *count,
        };
        let values = chosen.iter().map(chosen_view).chain(counted.iter().map(view)).collect();
        Ok(ValuesView { values, more: u32::try_from(more).unwrap_or(u32::MAX) })
    }

    /// How many of the records of which the clauses hold have each value under a key; without those that none has.
    pub(crate) fn counted(
        &self,
        sets: &Sets<'_>,
        config: &Config,
        record: RecordType,
        clauses: &[Clause],
        key: &str,
    ) -> Result<Vec<(FacetValue, u32)>, AppError> {
        if !matches!(key, "@group" | "@agency" | "@location" | "@overdue") {
            return Ok(sets.count_by(record, clauses, key)?);
        }
        let mut counted = Vec::new();
        for value in self.each_of(config, key) {
            let one = clause(config, record, &one_of(key, &value), self.today_day())?;
            let count = sets.count(record, &[clauses, &[one]].concat())?;
            if count > 0 {
                counted.push((FacetValue::Text(value), count));
            }
        }
        Ok(counted)
    }

    /// What stands under keys that no record has itself: groups, agencies, places, kinds of tasks.
    fn each_of(&self, config: &Config, key: &str) -> Vec<String> {
        match key {
            "@group" => config.forms().groups.iter().map(|group| group.id.0.clone()).collect(),
            "@agency" => config.forms().agencies.iter().map(|agency| agency.id.0.clone()).collect(),
            "@location" => {
                let places: BTreeSet<&str> =
                    config.everybody().filter_map(|person| facets::reporting_place(config, person)).collect();
                places.into_iter().map(str::to_owned).collect()
            }
            _ => config.forms().settings.tasks.keys().map(|task| task.0.clone()).collect(),
        }
    }

    /// Clauses as the store takes them.
    pub(crate) fn clauses(&self, record: RecordType, asked: &[ClauseView]) -> Result<Vec<Clause>, AppError> {
        if asked.is_empty() {
            return Ok(Vec::new());
        }
        self.clauses_of(&*self.config()?, record, asked)
    }

    pub(crate) fn clauses_of(
        &self,
        config: &Config,
        record: RecordType,
        asked: &[ClauseView],
    ) -> Result<Vec<Clause>, AppError> {
        let today = self.today_day();
        asked.iter().map(|asked| clause(config, record, asked, today)).collect()
    }

    /// What is kept of a list for this person on this laptop.
    ///
    /// # Errors
    /// The store failed.
    pub fn list_choices(&self, record: RecordType) -> Result<ListChoices, AppError> {
        let kept = self.reading()?.read().text_fact(&choices_fact(record))?;
        // What an older program kept and this one does not read is not worth a failure.
        Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default())
    }

    /// Keeps it; what stood there before is gone. Whether a clause still fits the configuration shows when it is used, so that
    /// one that does not can be deleted.
    ///
    /// # Errors
    /// `too_many_filters`; `filter_name` for one that has no name, or too long a one.
    pub fn keep_list_choices(&self, record: RecordType, choices: &ListChoices) -> Result<(), AppError> {
        if choices.saved.len() > SAVED_MAX {
            return Err(AppError::new("too_many_filters").with("max", SAVED_MAX));
        }
        for SavedFilter { name, .. } in &choices.saved {
            if name.trim().is_empty() || name.chars().count() > NAME_MAX {
                return Err(AppError::new("filter_name").with("max", NAME_MAX));
            }
        }
        let mut kept = choices.clone();
        kept.columns.truncate(COLUMNS_MAX);
        let kept = serde_json::to_vec(&kept).map_err(|_| AppError::new("failed"))?;
        self.store().transact(|db| Ok(db.set_fact(&choices_fact(record), &kept)?))
    }

    /// A clause for `key=value`, as the command line writes it. `owner` is `@owner`; numbers and days are whole values.
    ///
    /// # Errors
    /// `unknown_field`, or how the value does not fit.
    pub fn filter(&self, record: RecordType, key: &str, value: &str) -> Result<ClauseView, AppError> {
        let config = self.config()?;
        let key = if key == "owner" { "@owner" } else { key };
        let mut asked = one_of(key, value);
        if let Some(question) = config.forms().field(record, &FieldId::from(key)) {
            let offered = offered(config.forms(), question, None);
            if question.options.is_some() && !offered.iter().any(|(id, _)| *id == value) {
                return Err(AppError::new("unknown_option"));
            }
        }
        let keys = self.list_keys(record)?;
        let kind = keys.into_iter().find(|known| known.key == key).map(|known| known.kind);
        match kind {
            Some(KeyKind::Days | KeyKind::Number) => {
                let value = Some(value.to_owned());
                asked = ClauseView {
                    is: IsView::Between,
                    values: Vec::new(),
                    from: value.clone(),
                    to: value,
                    ..asked
                };
            }
            Some(KeyKind::Text) => asked.is = IsView::Words,
            Some(KeyKind::There) => {
                let is = if value == "false" { IsView::Empty } else { IsView::Filled };
                asked = ClauseView { is, values: Vec::new(), ..asked };
            }
            _ => {}
        }
        clause(&config, record, &asked, self.today_day())?;
        Ok(asked)
    }

    /// "Girl, about 11 years", as far as either is known.
    pub(crate) fn who(
        &self,
        config: &Config,
        record: RecordType,
        sex: Option<&Value>,
        age: Option<Age>,
        language: &str,
    ) -> Option<String> {
        let question = config.forms().field(record, &FieldId::from("sex"));
        let sex = question.zip(sex).map(|(question, sex)| shown(config.forms(), question, sex, language));
        let years = age.and_then(|Age { years, about }| {
            let key = if about { "age-about" } else { "age-years" };
            message(language, key, &[("years", &years.to_string())])
        });
        match (sex.filter(|sex| !sex.is_empty()), years) {
            (Some(sex), Some(years)) => message(language, "case-who", &[("sex", &sex), ("age", &years)]),
            (one, other) => one.or(other),
        }
    }

    /// The age of a case as shown today.
    pub(crate) fn age_of(&self, born: Option<&Value>, answer: Option<(&Value, i64)>) -> Option<Age> {
        let born = match born {
            Some(Value::Text(born)) => Some(born.as_str()),
            _ => None,
        };
        let zone = self.zone();
        let answered_on = answer.map(|(_, at_ms)| Day::from_number(zone.day_of(at_ms)).print());
        let answer = match (answer, &answered_on) {
            (Some((Value::Int(years), _)), Some(on)) => Some((*years, on.as_str())),
            _ => None,
        };
        shown_age(born, answer, &self.today())
    }
}

/// A value as clauses have it.
pub(crate) fn plain(value: &FacetValue) -> String {
    match value {
        FacetValue::Int(number) => number.to_string(),
        FacetValue::Text(text) => text.clone(),
    }
}

/// The clause that asks for one value.
pub(crate) fn one_of(key: &str, value: &str) -> ClauseView {
    let (key, values) = (key.to_owned(), vec![value.to_owned()]);
    ClauseView { key, is: IsView::Any, values, from: None, to: None, days: None }
}

fn choices_fact(record: RecordType) -> String {
    format!("list.{}", record.as_str())
}

fn order(config: &Config, record: RecordType, sort: &SortView) -> Order {
    match (sort.key.as_str(), sort.descending) {
        ("@changed", true) => Order::Changed,
        ("@changed", false) => Order::Unchanged,
        ("@name", false) => Order::Name,
        ("@name", true) => Order::NameTurned,
        (key, _) => {
            let (by, turned) = order_key(key);
            Order::By {
                key: by.to_owned(),
                ranks: ranks(config, record, key),
                descending: sort.descending != turned,
            }
        }
    }
}

/// What a row shows in the columns that a person added.
fn cells(
    db: Db<'_>,
    config: &Config,
    case: CaseId,
    columns: &[String],
    language: &str,
) -> Result<Vec<String>, AppError> {
    let known: BTreeMap<_, _> = db.facets_of(case, columns)?;
    let label = |key: &String, value: &FacetValue| {
        facets::value_label(config, case.record_type(), key, value, language)
    };
    let cell = |key: &String| {
        let values = known.get(key).into_iter().flatten().map(|value| label(key, value));
        values.collect::<Vec<_>>().join(daftar_core::shown::list_separator(language))
    };
    Ok(columns.iter().map(cell).collect())
}

/// Why a record is among those that were found, where its name does not tell: the field and the word that stand in it, or
/// that it sounds alike.
fn hit(
    db: Db<'_>,
    config: &Config,
    case: CaseId,
    sought: &[String],
    language: &str,
) -> Result<Option<String>, AppError> {
    for word in sought {
        let found = db.words_of(case, word)?;
        let Some((stands, field)) = found.first() else {
            // Of many names asked for one may be missing.
            if sought.len() > 2 {
                continue;
            }
            return Ok(message(language, "hit-sound", &[]));
        };
        if let Some(field) = field {
            let forms = config.forms().forms_of(case.record_type());
            let mut fields =
                forms.flat_map(Form::record_fields).flat_map(|one| [one].into_iter().chain(&one.fields));
            let label =
                fields.find(|one| one.id == *field).map_or(field.as_str(), |one| one.label.get(language));
            return Ok(message(language, "hit-field", &[("field", label), ("word", stands)]));
        }
    }
    Ok(None)
}
