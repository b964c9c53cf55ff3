//! Whether a child about to be registered may be on this laptop already.

use crate::{
    AppError, Casebook, Target,
    casebook::Known,
    list::ListedCase,
    materialise::{name_fields, words},
    page::row_view,
    sheet::target_of,
    view::{EditRequest, LikelyView},
};
use daftar_core::{
    age::shown_age,
    config::{Form, RecordType},
    id::{CaseId, FieldId},
    likely::{LikelyFacts, likely},
    search,
    sheet::{Answers, derive},
    value::Value,
};
use daftar_sync::wire::Config;
use std::collections::BTreeSet;

/// Candidates that are compared, of those that share most sounds and words.
const COMPARED_MAX: u32 = 300;
/// Cases shown at most.
const SHOWN_MAX: usize = 5;
/// Shortest number that tells one person from another.
const ID_LETTERS_MIN: usize = 4;

impl Casebook {
    /// Cases that may be of the child of whom these edits tell, likeliest first; without those already ruled out.
    ///
    /// Looks at derived columns only, whatever the number of cases; at those whom this person may see, so it is no proof
    /// that nobody else knows the child.
    ///
    /// # Errors
    /// `no_configuration`.
    pub fn likely(&self, edits: &[EditRequest], ruled_out: &[CaseId]) -> Result<Vec<LikelyView>, AppError> {
        let config = self.config()?;
        let sought = self.facts(&config, edits);
        let keys: Vec<String> =
            sought.name.as_deref().map(search::keys).unwrap_or_default().into_iter().collect();
        let ids: Vec<String> = sought.ids.iter().cloned().collect();
        if keys.is_empty() && ids.is_empty() {
            return Ok(Vec::new());
        }
        let rows = self.reading()?.read().alike(RecordType::Case, &keys, &ids, COMPARED_MAX)?;
        let mut found = Vec::new();
        for (row, shares) in rows.into_iter().filter(|(row, _)| !ruled_out.contains(&row.case)) {
            let answer = row.age.as_ref().map(|(years, on)| (*years, on.as_str()));
            let age = shown_age(row.date_of_birth.as_deref(), answer, &self.today());
            let known = LikelyFacts {
                name: row.name.clone(),
                sex: row.sex.clone(),
                date_of_birth: row.date_of_birth.clone(),
                age,
                ids: if shares { sought.ids.clone() } else { BTreeSet::new() },
            };
            if let Some((score, same)) = likely(&sought, &known) {
                found.push((score, same, ListedCase { row, age }));
            }
        }
        found.sort_by(|(one, _, a), (other, _, b)| other.cmp(one).then_with(|| a.row.case.cmp(&b.row.case)));
        let language = self.language();
        let view = |(_, same, listed): (u32, Vec<daftar_core::likely::Same>, ListedCase)| LikelyView {
            row: row_view(&config, listed, &language),
            same: same.into_iter().map(|same| same.as_str().to_owned()).collect(),
        };
        Ok(found.into_iter().take(SHOWN_MAX).map(view).collect())
    }

    /// What the edits say of the child.
    fn facts(&self, config: &Config, edits: &[EditRequest]) -> LikelyFacts {
        let mut answers = Answers::default();
        for edit in edits {
            let (Some(Target::Field(_)), Ok(edit)) = (target_of(edit), self.edit_of(RecordType::Case, edit))
            else {
                continue;
            };
            if let Target::Field(field) = edit.target {
                answers.values.insert(field, edit.value);
            }
        }
        let text =
            |id: &str| match derive(config.forms(), RecordType::Case, &answers, &FieldId::from(id), "")? {
                Value::Text(text) if !text.trim().is_empty() => Some(text),
                _ => None,
            };
        let date_of_birth = text("date_of_birth");
        let today = self.today();
        let years = match answers.values.get(&FieldId::from("age")) {
            Some(Value::Int(years)) => Some((*years, today.as_str())),
            _ => None,
        };
        LikelyFacts {
            name: name_fields(RecordType::Case).iter().find_map(|id| text(id)),
            sex: text("sex"),
            age: shown_age(date_of_birth.as_deref(), years, &today),
            date_of_birth,
            ids: numbers(config, &answers),
        }
    }
}

/// The numbers by which a record is found: folded words with a digit in them.
fn numbers(config: &Config, answers: &Answers) -> BTreeSet<String> {
    let fields = config.forms().forms_of(RecordType::Case).flat_map(Form::record_fields);
    let texts =
        fields.filter(|field| field.searchable).filter_map(|field| match answers.values.get(&field.id)? {
            Value::Text(text) => Some(text),
            _ => None,
        });
    let tells =
        |word: &String| word.len() >= ID_LETTERS_MIN && word.bytes().any(|byte| byte.is_ascii_digit());
    texts.flat_map(|text| words(text)).filter(tells).collect()
}
