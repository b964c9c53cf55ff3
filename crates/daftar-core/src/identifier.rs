//! Identifiers: answers that one person, family or thing has alone, such as the number of a paper.
//!
//! Two records of a type that have the same under the same field may be one: both carry an alert. What is compared leaves out
//! how it was typed, so that `AB-12 3` and `ab123` are the same.

use crate::{
    config::{Configuration, RecordType},
    id::FieldId,
    search,
    sheet::Answers,
    value::Value,
};
use std::collections::BTreeMap;

/// An identifier as it is compared: small letters and digits of any script, and nothing between them. None: it has no digit
/// but 0, as "none" and "000" have not, and tells nobody from another.
#[must_use]
pub fn folded(text: &str) -> Option<String> {
    let folded = search::fold(text).replace(' ', "");
    folded.contains(|c: char| matches!(c, '1'..='9')).then_some(folded)
}

/// The identifiers of a record as they are compared, by the fields that the configuration names.
#[must_use]
pub fn identifiers(
    config: &Configuration,
    record: RecordType,
    answers: &Answers,
) -> BTreeMap<FieldId, String> {
    let named = config.settings.identifiers.get(&record).into_iter().flatten();
    let found = named.filter_map(|field| {
        let folded = match answers.values.get(field)? {
            Value::Text(text) => folded(text)?,
            Value::Int(number) => folded(&number.to_string())?,
            _ => return None,
        };
        Some((field.clone(), folded))
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn what_is_compared_leaves_out_how_it_was_typed() {
        let same = ["ab-12 3", " AB123 ", "ab 1-2-3", "AB\u{2011}١٢٣", "ab/12.3"];
        for typed in same {
            assert_eq!(folded(typed).as_deref(), Some("ab123"), "{typed}");
        }
        assert_ne!(folded("ab0123"), folded("ab123"));
        assert_ne!(folded("123"), folded("ab123"));
        for nobody in ["", " - ", "none", "لا يوجد", "000", "0-0"] {
            assert_eq!(folded(nobody), None, "{nobody}");
        }
    }
}
