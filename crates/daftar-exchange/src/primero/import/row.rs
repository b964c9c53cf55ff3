//! One object of a list, read key by key: what has the wrong type is told, and so is what nobody asked for.

use super::{Language, notes::shown};
use daftar_core::{config::Words, expr::Tree};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Nesting of conditions and calculations that is read. Ours are read again from TOML, which allows about 80 levels.
const DEPTH_MAX: usize = 30;

/// Keys that say nothing of their own: numbers and times of that system's rows, and its names for where a row stands.
const OF_ROWS: [&str; 7] =
    ["id", "order", "created_at", "updated_at", "form_section_id", "form_section_unique_id", "metadata"];
/// Keys of that system's own screens and tools whose usual value is `true`.
const USUALLY_TRUE: [&str; 3] = ["editable", "mobile_visible", "visible"];

/// An object whose keys may carry `_i18n` at their end, as they do in bundles.
pub(in crate::primero) struct Row<'a> {
    keys: &'a Map<String, Value>,
    language: &'a Language,
    asked: BTreeSet<String>,
    says: Vec<String>,
}

impl<'a> Row<'a> {
    pub fn new(keys: &'a Map<String, Value>, language: &'a Language) -> Self {
        Self { keys, language, asked: BTreeSet::new(), says: Vec::new() }
    }

    /// A row for an object inside this one.
    pub fn beside<'b>(&self, keys: &'b Map<String, Value>) -> Row<'b>
    where
        'a: 'b,
    {
        Row::new(keys, self.language)
    }

    /// What stands under the key; `null` is nothing.
    pub fn get(&mut self, key: &str) -> Option<&'a Value> {
        let with_end = format!("{key}_i18n");
        let found = self.keys.get(key).filter(|value| !value.is_null()).or_else(|| self.keys.get(&with_end));
        self.asked.insert(key.to_owned());
        self.asked.insert(with_end);
        found.filter(|value| !value.is_null())
    }

    /// Takes note of keys that are no loss here, or are read elsewhere.
    pub fn skip(&mut self, keys: &[&str]) {
        keys.iter().for_each(|key| _ = self.get(key));
    }

    pub fn say(&mut self, what: impl Into<String>) {
        self.says.push(what.into());
    }

    /// What was said of an object under `key`.
    pub fn say_all(&mut self, key: &str, says: Vec<String>) {
        self.says.extend(says.into_iter().map(|what| format!("in `{key}`: {what}")));
    }

    fn is_no(&mut self, key: &str, wanted: &str) {
        self.say(format!("{} is no {wanted} and is left out", shown(key)));
    }

    /// A text that is not empty.
    pub fn text(&mut self, key: &str) -> Option<&'a str> {
        match self.get(key)? {
            Value::String(text) => Some(text.as_str()).filter(|text| !text.is_empty()),
            _ => {
                self.is_no(key, "text");
                None
            }
        }
    }

    /// An id; it may be anything that is written down, even an empty text.
    pub fn id(&mut self, key: &str) -> Option<&'a str> {
        self.get(key).and_then(Value::as_str)
    }

    pub fn flag(&mut self, key: &str, usual: bool) -> bool {
        match self.get(key) {
            None => usual,
            Some(Value::Bool(flag)) => *flag,
            Some(_) => {
                self.is_no(key, "true or false");
                usual
            }
        }
    }

    /// A whole number that is not negative.
    pub fn number(&mut self, key: &str) -> Option<u32> {
        let value = self.get(key)?;
        let number = value.as_u64().or_else(|| value.as_str()?.parse().ok());
        let number = number.and_then(|number| u32::try_from(number).ok());
        if number.is_none() {
            self.is_no(key, "number that counts anything");
        }
        number
    }

    /// A list; what is none is told.
    pub fn list(&mut self, key: &str) -> &'a [Value] {
        match self.get(key) {
            None => &[],
            Some(Value::Array(list)) => list,
            Some(_) => {
                self.is_no(key, "list");
                &[]
            }
        }
    }

    /// The texts of a list; numbers, `true` and `false` are taken by their words.
    pub fn texts(&mut self, key: &str) -> Vec<String> {
        let list = self.list(key);
        let texts: Vec<String> = list.iter().filter_map(scalar).collect();
        if texts.len() < list.len() {
            self.say(format!("{} holds something that is no word; it is left out", shown(key)));
        }
        texts
    }

    /// An object; what is none is told.
    pub fn object(&mut self, key: &str) -> Option<&'a Map<String, Value>> {
        match self.get(key)? {
            Value::Object(object) => Some(object),
            _ => {
                self.is_no(key, "object");
                None
            }
        }
    }

    /// Words by language. A plain text is in the programme's first language.
    pub fn words(&mut self, key: &str) -> Words {
        let Some(value) = self.get(key) else { return Words::default() };
        let (words, is_whole) = words(value, self.language);
        if !is_whole {
            self.say(format!("{} holds something besides words in a language; that is left out", shown(key)));
        }
        words
    }

    /// A condition or calculation under `key`. Nothing at all, an empty one, and one that is switched off are none.
    pub fn tree(&mut self, key: &str) -> Option<Tree> {
        let value = self.get(key)?;
        let mut value = value.clone();
        if let Value::Object(table) = &mut value {
            match table.remove("disabled") {
                Some(Value::Bool(true)) => {
                    self.say(format!("{} is switched off and is left out", shown(key)));
                    return None;
                }
                None | Some(Value::Bool(false) | Value::Null) => {}
                Some(_) => self.is_no("disabled", "true or false"),
            }
        }
        if value.as_object().is_some_and(Map::is_empty) || value.as_array().is_some_and(Vec::is_empty) {
            return None;
        }
        match tree(&value, 0) {
            Ok(tree) => Some(tree),
            Err(why) => {
                self.say(format!("{} is left out: {why}", shown(key)));
                None
            }
        }
    }

    /// What was said of this row, and the keys that nobody asked for and that say something.
    pub fn finish(self) -> (Vec<String>, Vec<String>) {
        let is_left = |key: &&String| !self.asked.contains(*key) && !OF_ROWS.contains(&key.as_str());
        let says_something = |key: &&String| {
            let value = self.keys.get(*key).unwrap_or(&Value::Null);
            match USUALLY_TRUE.contains(&key.as_str()) {
                true => *value == Value::Bool(false),
                false => !is_nothing(value, 0),
            }
        };
        let left: Vec<String> = self.keys.keys().filter(is_left).filter(says_something).cloned().collect();
        (self.says, left)
    }
}

/// Words by language, and whether there was nothing else. Words of blanks are none: that system says so for what has not been
/// translated yet.
pub(super) fn words(value: &Value, language: &Language) -> (Words, bool) {
    let mut words = Words::default();
    let mut is_whole = true;
    let mut put = |code: &str, word: &Value| match word {
        Value::Null => {}
        Value::String(text) if Language::is_code(code) => {
            if !text.trim().is_empty() {
                words.0.insert(code.to_owned(), text.clone());
            }
        }
        _ => is_whole = false,
    };
    match value {
        Value::Object(table) => table.iter().for_each(|(code, word)| put(code, word)),
        word => put(&language.first, word),
    }
    (words, is_whole)
}

/// A word, or a number, `true` or `false` by its word.
pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        _ => None,
    }
}

fn tree(value: &Value, depth: usize) -> Result<Tree, String> {
    if depth > DEPTH_MAX {
        return Err(format!("it is nested more than {DEPTH_MAX} levels deep"));
    }
    Ok(match value {
        Value::Bool(one) => Tree::Bool(*one),
        Value::String(one) => Tree::Text(one.clone()),
        Value::Number(one) => Tree::Int(one.as_i64().ok_or_else(|| format!("{one} is no whole number"))?),
        Value::Array(parts) => {
            Tree::List(parts.iter().map(|part| tree(part, depth + 1)).collect::<Result<_, _>>()?)
        }
        Value::Object(table) => {
            let pair = |(word, inner)| Ok::<_, String>((String::clone(word), tree(inner, depth + 1)?));
            Tree::Table(table.iter().map(pair).collect::<Result<_, _>>()?)
        }
        Value::Null => return Err("it compares with nothing".to_owned()),
    })
}

/// Nothing, or only more of nothing inside.
fn is_nothing(value: &Value, depth: usize) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Bool(true) => false,
        Value::Number(number) => number.as_i64() == Some(0),
        Value::String(text) => text.is_empty(),
        Value::Array(parts) => parts.is_empty(),
        Value::Object(table) => depth < 4 && table.values().all(|value| is_nothing(value, depth + 1)),
    }
}
