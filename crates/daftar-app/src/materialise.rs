//! From documents to rows: what is kept beside a document so that no screen has to load it.

use crate::{AppError, casebook::Known, casebook::day_of, file::CaseFile};
use daftar_core::{
    form::counting,
    id::{CaseId, FieldId},
    search,
    value::Value,
};
use daftar_doc::document::{Contents, Document};
use daftar_store::{CompartmentRow, Db, ListColumns};
use daftar_sync::wire::Config;

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
    let shown = |id: &str| {
        let id = FieldId::from(id);
        let field = file.contents(&id)?.fields.get(&id)?;
        let values: Vec<Value> = field.versions.iter().map(|version| version.value.clone()).collect();
        let at = config.forms().field(&id).map_or(0, |definition| counting(definition, &values));
        field.versions.get(at).cloned()
    };
    let text = |id: &str| match shown(id)?.value {
        Value::Text(text) => Some(text),
        _ => None,
    };
    let age = shown("age").and_then(|version| match version.value {
        Value::Int(years) => Some((years, day_of(version.at_ms))),
        _ => None,
    });
    let name = text("name");
    let mut columns = ListColumns {
        name_withheld: config.slice().home(&FieldId::from("name")).is_none_or(|home| !file.holds(home.id)),
        sex: text("sex"),
        risk: text("risk_level"),
        date_of_birth: text("date_of_birth"),
        age,
        ..ListColumns::default()
    };
    for text in [name.clone(), text("name_nickname")].into_iter().flatten() {
        columns.words.extend(words(&text));
        columns.keys.extend(search::keys(&text));
    }
    columns.words.extend(text("national_id_no").as_deref().map(words).unwrap_or_default());
    columns.words.insert(search::fold(&case.display_id()));
    columns.name = name;
    Ok(db.put_list_columns(case, &columns)?)
}

/// Folded words of a text.
pub(crate) fn words(text: &str) -> Vec<String> {
    let folded = text.split_whitespace().map(search::fold);
    folded.filter(|word| !word.is_empty()).collect()
}
