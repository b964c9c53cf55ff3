//! Lists and search: names in any spelling and script, short ids, filters.

use crate::{
    AppError, Casebook,
    casebook::{Known, day_of},
    materialise::words,
    messages::message,
};
use daftar_core::{
    age::{Age, shown_age},
    config::{FieldKind, RecordType},
    form::read,
    id::{CaseId, FieldId, UserName},
    search,
    shown::shown,
    value::Value,
};
use daftar_store::{Filter, Listing, Sort};
use daftar_sync::wire::Config;

/// Most rows one page has.
const PAGE_ROWS_MAX: u32 = 200;
/// Search results are ranked when there are at most this many; more are listed by latest change.
const RANKED_MAX: u32 = 500;

/// What a list asks for.
#[derive(Clone)]
pub struct ListRequest {
    pub record: RecordType,
    /// Empty: everything.
    pub search: String,
    pub filter: Filter,
    pub sort: Sort,
    pub offset: u32,
    pub limit: u32,
}

impl Default for ListRequest {
    fn default() -> Self {
        Self {
            record: RecordType::Case,
            search: String::new(),
            filter: Filter::All,
            sort: Sort::Changed,
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
    /// The store failed.
    pub fn list(&self, request: &ListRequest) -> Result<(u32, Vec<ListedCase>), AppError> {
        let today = self.today();
        let sought = words(&request.search);
        let keys = request.search.split_whitespace().map(|word| search::keys(word).into_iter().collect());
        let mut listing = Listing {
            words: sought.clone(),
            keys: keys.collect(),
            record: request.record,
            filter: request.filter.clone(),
            sort: request.sort,
            offset: request.offset,
            limit: request.limit.min(PAGE_ROWS_MAX),
        };
        let store = self.store();
        let db = store.read();
        let (total, mut rows) = db.list(&listing)?;
        if !sought.is_empty() && total <= RANKED_MAX {
            (listing.offset, listing.limit) = (0, RANKED_MAX);
            let (_, all) = db.list(&listing)?;
            let query = search::fold(&request.search);
            let score = |row: &daftar_store::ListedCase| {
                row.name.as_deref().map_or(0, |name| search::score(&query, &search::fold(name)))
            };
            let mut ranked: Vec<_> = all.into_iter().map(|row| (score(&row), row)).collect();
            ranked.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
            let page = ranked.into_iter().skip(request.offset as usize).take(request.limit as usize);
            rows = page.map(|(_, row)| row).collect();
        }
        let shown = |row: daftar_store::ListedCase| {
            let answered = row.age.as_ref().map(|(years, on)| (*years, on.as_str()));
            let age = shown_age(row.date_of_birth.as_deref(), answered, &today);
            ListedCase { row, age }
        };
        Ok((total, rows.into_iter().map(shown).collect()))
    }

    /// A filter for `field=value`, for fields that lists keep.
    ///
    /// # Errors
    /// `unknown_field`, or how the value does not fit.
    pub fn filter(&self, field: &str, value: &str) -> Result<Filter, AppError> {
        if field == "owner" {
            return Ok(Filter::OwnedBy(UserName(value.to_owned())));
        }
        let config = self.config()?;
        let unknown = || AppError::new("unknown_field").with("field", field);
        let question = config.forms().field(RecordType::Case, &FieldId::from(field)).ok_or_else(unknown)?;
        let column = match field {
            "name" => "name",
            "sex" => "sex",
            "risk_level" => "risk",
            "date_of_birth" => "date_of_birth",
            _ => return Err(unknown()),
        };
        match read(config.forms(), question, value, &self.today())? {
            Value::Text(text) => Ok(Filter::Column(column, text)),
            _ if question.kind == FieldKind::SelectBox => Err(AppError::new("unknown_option")),
            _ => Err(AppError::new("wrong_type")),
        }
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
        let answered_on = answer.map(|(_, at_ms)| day_of(at_ms));
        let answer = match (answer, &answered_on) {
            (Some((Value::Int(years), _)), Some(on)) => Some((*years, on.as_str())),
            _ => None,
        };
        shown_age(born, answer, &self.today())
    }
}
