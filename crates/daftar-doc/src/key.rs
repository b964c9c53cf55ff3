//! The grammar of a document's flat keys; whatever is not in it is foreign and refused.
//!
//! `f/<field>`, `m/<field>/<option>`, `s/<subform>/<entry>/<field>`, `s/<subform>/<entry>/<field>/<option>`,
//! `s/<subform>/<entry>/_del`. Only an option may contain a slash: it is the rest of the key. A tally's rows stand where
//! options do. An entry that lies inside another names it in its field `_in`.

use crate::limits::KEY_BYTES_MAX;
use daftar_core::id::{EntryId, FieldId};
use serde::{Deserialize, Serialize};

/// What a person would point at: a field, a field of a subform entry, or the entry's removal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum KeyPath {
    /// A field of the record, whatever kind of value it holds.
    Field(FieldId),
    /// A field of a subform entry.
    EntryField {
        /// The subform field.
        subform: FieldId,
        /// The entry.
        entry: EntryId,
        /// The field in the subform.
        field: FieldId,
    },
    /// Whether a subform entry is removed.
    EntryRemoved {
        /// The subform field.
        subform: FieldId,
        /// The entry.
        entry: EntryId,
    },
}

/// A key that the grammar does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a key outside the grammar")]
pub struct ForeignKey;

/// One key on the root: a path, and the option if the key is one option of a multi-select.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DocKey {
    pub path: KeyPath,
    pub option: Option<String>,
}

const REMOVED: &str = "_del";

impl DocKey {
    pub fn plain(path: KeyPath) -> Self {
        Self { path, option: None }
    }

    /// Reads a key; [`DocKey::print`] gives the same text back.
    pub fn parse(text: &str) -> Result<Self, ForeignKey> {
        if text.len() > KEY_BYTES_MAX {
            return Err(ForeignKey);
        }
        let (kind, rest) = text.split_once('/').ok_or(ForeignKey)?;
        match kind {
            "f" => Ok(Self::plain(KeyPath::Field(name(rest)?))),
            "m" => {
                let (field, option) = rest.split_once('/').ok_or(ForeignKey)?;
                Ok(Self { path: KeyPath::Field(name(field)?), option: Some(option_of(option)?) })
            }
            "s" => Self::parse_entry(rest),
            _ => Err(ForeignKey),
        }
    }

    fn parse_entry(rest: &str) -> Result<Self, ForeignKey> {
        let (subform, rest) = rest.split_once('/').ok_or(ForeignKey)?;
        let (printed, rest) = rest.split_once('/').ok_or(ForeignKey)?;
        let (subform, entry) = (name(subform)?, printed.parse::<EntryId>().map_err(|_| ForeignKey)?);
        // A UUID can be spelled in many ways; two spellings would be two entries.
        if entry.to_string() != printed {
            return Err(ForeignKey);
        }
        if rest == REMOVED {
            return Ok(Self::plain(KeyPath::EntryRemoved { subform, entry }));
        }
        let (field, option) = match rest.split_once('/') {
            Some((field, option)) => (field, Some(option_of(option)?)),
            None => (rest, None),
        };
        Ok(Self { path: KeyPath::EntryField { subform, entry, field: name(field)? }, option })
    }

    /// Writes the key, or refuses names that could not be read back.
    pub fn print(&self) -> Result<String, ForeignKey> {
        let text = match (&self.path, &self.option) {
            (KeyPath::Field(field), None) => format!("f/{field}"),
            (KeyPath::Field(field), Some(option)) => format!("m/{field}/{option}"),
            (KeyPath::EntryField { subform, entry, field }, None) => format!("s/{subform}/{entry}/{field}"),
            (KeyPath::EntryField { subform, entry, field }, Some(option)) => {
                format!("s/{subform}/{entry}/{field}/{option}")
            }
            (KeyPath::EntryRemoved { subform, entry }, None) => format!("s/{subform}/{entry}/{REMOVED}"),
            (KeyPath::EntryRemoved { .. }, Some(_)) => return Err(ForeignKey),
        };
        if Self::parse(&text).as_ref() == Ok(self) { Ok(text) } else { Err(ForeignKey) }
    }

    /// The text with which the keys of all options of a multi-select begin.
    pub fn options_prefix(path: &KeyPath) -> String {
        match path {
            KeyPath::Field(field) => format!("m/{field}/"),
            KeyPath::EntryField { subform, entry, field } => format!("s/{subform}/{entry}/{field}/"),
            KeyPath::EntryRemoved { subform, entry } => format!("s/{subform}/{entry}/{REMOVED}/"),
        }
    }
}

fn name(text: &str) -> Result<FieldId, ForeignKey> {
    let fits =
        !text.is_empty() && !text.contains('/') && text != REMOVED && !text.chars().any(char::is_control);
    if fits { Ok(FieldId::from(text)) } else { Err(ForeignKey) }
}

fn option_of(text: &str) -> Result<String, ForeignKey> {
    if text.is_empty() || text.chars().any(char::is_control) { Err(ForeignKey) } else { Ok(text.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_survive_printing_and_foreign_ones_are_refused() {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        let good = [
            "f/name_first".to_owned(),
            "m/nationality/sd".to_owned(),
            "m/where/a/b".to_owned(),
            format!("s/services/{id}/type"),
            format!("s/services/{id}/needs/food"),
            format!("s/services/{id}/_del"),
        ];
        for text in good {
            assert_eq!(DocKey::parse(&text).and_then(|k| k.print()).as_deref(), Ok(text.as_str()));
        }
        let bad = [
            "".to_owned(),
            "f".to_owned(),
            "f/".to_owned(),
            "f/a/b".to_owned(),
            "f/_del".to_owned(),
            "m/a".to_owned(),
            "m//a".to_owned(),
            "m/a/".to_owned(),
            "x/a".to_owned(),
            "s/services/nonsense/type".to_owned(),
            format!("s/services/{}/type", id.to_uppercase()),
            format!("s/services/{}/type", id.replace('-', "")),
            format!("s/services/{id}/"),
            format!("s/services/{id}"),
            format!("s/services/{id}/_del/x"),
            format!("f/{}", "x".repeat(KEY_BYTES_MAX)),
            "f/a\nb".to_owned(),
        ];
        for text in bad {
            assert_eq!(DocKey::parse(&text), Err(ForeignKey), "{text}");
        }
    }
}
