//! From documents to rows: what is kept beside a document so that no screen has to load it.

use crate::{AppError, Casebook, casebook::Known, file::CaseFile, sheet::answers};
use daftar_core::{
    config::{Form, RecordType},
    facet,
    id::{CaseId, FieldId},
    identifier::identifiers,
    search,
    sheet::{Answers, derive},
    stage::{self, stage},
    task::{self, tasks},
    value::Value,
};
use daftar_doc::document::{Contents, Document};
use daftar_store::{CompartmentRow, Db, ListColumns};
use daftar_sync::wire::Config;
use sha2::{Digest, Sha256};
use std::{borrow::Cow, collections::BTreeMap};

/// What a document says, as the row keeps it.
pub(crate) fn pack(contents: &Contents) -> Result<Vec<u8>, AppError> {
    Ok(postcard::to_stdvec(contents)?)
}

/// Reads what [`pack`] made.
pub(crate) fn unpack(bytes: &[u8]) -> Result<Contents, AppError> {
    postcard::from_bytes(bytes).map_err(|_| AppError::new("vault_damaged"))
}

/// Puts a changed document into its row: bytes, contents, number of two values.
pub(crate) fn refresh(row: &mut CompartmentRow, document: &Document) -> Result<(), AppError> {
    let contents = document.contents();
    row.two_values = two_values(&contents);
    row.contents = Some(pack(&contents)?);
    row.document = Some(document.save());
    Ok(())
}

/// How many fields have two values and how many entries were removed by one person and changed by another.
fn two_values(contents: &Contents) -> u32 {
    let fields = contents.fields.values().filter(|field| field.versions.len() > 1).count();
    let entries = contents.subforms.values().flat_map(|entries| entries.values());
    let in_entries: usize = entries
        .map(|entry| {
            let removed_and_edited = usize::from(entry.removed.is_some_and(|removed| removed.edited));
            let gone = entry.removed.is_some_and(|removed| !removed.edited);
            let fields = entry.fields.values().filter(|field| field.versions.len() > 1).count();
            if gone { 0 } else { removed_and_edited + fields }
        })
        .sum();
    u32::try_from(fields + in_entries).unwrap_or(u32::MAX)
}

/// Rewrites what lists show of a case and what search finds.
pub(crate) fn rewrite_list(db: Db<'_>, config: &Config, case: CaseId) -> Result<(), AppError> {
    let Some(file) = CaseFile::load(db, config, case)? else { return Ok(()) };
    let record = case.record_type();
    let answers = answers(config, &file);
    let text = |id: &str| match derive(config.forms(), record, &answers, &FieldId::from(id), "")? {
        Value::Text(text) => Some(text),
        _ => None,
    };
    let age = FieldId::from("age");
    let age = match (answers.values.get(&age), answers.answered_on.get(&age)) {
        (Some(Value::Int(years)), Some(on)) => Some((*years, on.clone())),
        _ => None,
    };
    let names = name_fields(record);
    let name = names.iter().find_map(|id| text(id));
    let mut columns = ListColumns {
        name_withheld: !names.is_empty()
            && names.iter().all(|id| !file.is_name_readable(config, &FieldId::from(*id))),
        sex: text("sex"),
        risk: text("risk_level"),
        date_of_birth: text("date_of_birth"),
        age,
        ..ListColumns::default()
    };
    let mut add = |text: &str, field: Option<&FieldId>| {
        for word in words(text) {
            columns.words.entry(word).or_insert_with(|| field.cloned());
        }
        // Only what has no digits sounds like anything.
        if field.is_none() || !text.chars().any(char::is_numeric) {
            for key in search::keys(text) {
                columns.keys.entry(key).or_insert_with(|| field.cloned());
            }
        }
    };
    if let Some(name) = &name {
        add(name, None);
    }
    for (field, text) in sought(config, record, &answers) {
        add(&text, Some(&field));
    }
    columns.words.insert(search::fold(&case.display_id()), None);
    columns.name = name;
    columns.identifiers = identifiers(config.forms(), record, &answers);
    columns.facets = facet::of_answers(config.forms(), record, &answers);
    if changed_by_other(db, &file)? {
        columns.facets.insert("@changed_by_other".to_owned(), ["true".into()].into());
    }
    if record == RecordType::Case {
        columns.tasks = tasks(config.forms(), &answers);
        let stage = stage(config.forms(), &answers, &file.row.state);
        columns.facets.insert("@stage".to_owned(), [stage.as_str().into()].into());
        columns.stage = Some(stage);
    }
    Ok(db.put_list_columns(case, &columns)?)
}

/// Whether somebody other than the owner wrote last, by the times of their clocks.
fn changed_by_other(db: Db<'_>, file: &CaseFile) -> Result<bool, AppError> {
    let Some(writer) = file.last_writer() else { return Ok(false) };
    Ok(db.device(writer.device())?.is_some_and(|(user, _)| user != *file.owner()))
}

/// Raised whenever the same documents may give other rows, but for facets, tasks and stages, which have numbers of their own.
const DERIVATION: u32 = 4;
/// Records derived anew in one transaction: few enough that whoever waits for the store does not notice.
const PORTION: u32 = 16;

/// Begins another round of deriving when the rules, the forms or the days are not those of the round before.
pub(crate) fn note_rules(db: Db<'_>, config: &Config) -> Result<(), AppError> {
    let numbers = (DERIVATION, facet::RULES, task::RULES, stage::RULES);
    let rules = postcard::to_stdvec(&(numbers, db.zone.changes(), &config.slice))?;
    let mark = Sha256::digest(rules);
    if db.fact("round_of")?.as_deref() != Some(mark.as_slice()) {
        db.begin_round()?;
        db.set_fact("round_of", &mark)?;
    }
    Ok(())
}

impl Casebook {
    /// Derives the rows of some records anew, where a changed configuration or a newer program asks for it, and gives how
    /// many are left. Until then the old rows serve. A record that cannot be read keeps them.
    ///
    /// # Errors
    /// The store failed.
    pub fn derive_some(&self) -> Result<u32, AppError> {
        let config = self.config()?;
        self.store().transact(|db| {
            for case in db.to_derive(PORTION)? {
                let acts = || Ok(db.case(case)?.map(|row| db.put_case(&row)).transpose()?);
                if acts().and_then(|_| rewrite_list(db, &config, case)).is_err() {
                    db.skip_deriving(case)?;
                }
            }
            Ok(db.left_to_derive()?)
        })
    }
}

/// The fields of which the first that holds something names a record in lists.
pub(crate) fn name_fields(record: RecordType) -> &'static [&'static str] {
    match record {
        RecordType::Case => &["name", "name_first"],
        // An incident is told by its date and short id; what happened does not stand in a list.
        RecordType::Incident => &[],
        RecordType::TracingRequest => &["relation_name", "relation_nickname"],
        RecordType::Family => &["family_name", "family_number"],
        RecordType::RegistryRecord => &["name", "registry_no"],
    }
}

/// Every text of the record, and of its entries, by which it is to be found, with its field.
fn sought(config: &Config, record: RecordType, answers: &Answers) -> Vec<(FieldId, String)> {
    let mut found = Vec::new();
    let mut add = |field: &FieldId, value: Option<Cow<'_, Value>>| match value.as_deref() {
        Some(Value::Text(text)) => found.push((field.clone(), text.clone())),
        Some(Value::Int(number)) => found.push((field.clone(), number.to_string())),
        _ => {}
    };
    for question in config.forms().forms_of(record).flat_map(Form::record_fields) {
        if question.searchable {
            add(&question.id, derive(config.forms(), record, answers, &question.id, "").map(Cow::Owned));
        }
        for inner in question.fields.iter().filter(|inner| inner.searchable) {
            for entry in answers.entries.get(&question.id).into_iter().flat_map(BTreeMap::values) {
                add(&inner.id, entry.values.get(&inner.id).map(Cow::Borrowed));
            }
        }
    }
    found
}

/// Folded words of a text.
pub(crate) fn words(text: &str) -> Vec<String> {
    let folded = text.split_whitespace().map(search::fold);
    folded.filter(|word| !word.is_empty()).collect()
}
