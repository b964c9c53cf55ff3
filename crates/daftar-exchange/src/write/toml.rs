//! TOML as a form designer would type it: words in the programme's order, short tables on one line, long lists wrapped.

use serde_json::{Map, Value};

/// Longest line of a list before it is wrapped.
const LINE_MAX: usize = 100;

/// Keys of tables on one line, in the order in which they are read aloud; then languages, then the alphabet.
const FIRST: [&str; 8] = ["id", "label", "newest", "first", "age", "data", "by", "take"];

/// Prints values; knows the order of the programme's languages.
pub(super) struct Printer<'a> {
    pub languages: &'a [String],
}

impl Printer<'_> {
    /// `key = value` and the end of the line. `key` may be dotted, so it is printed as it is.
    pub fn line(&self, out: &mut String, key: &str, value: &Value) {
        let whole = format!("{key} = {}", self.value(value));
        match value {
            Value::Array(parts) if !parts.is_empty() && whole.len() > LINE_MAX => {
                out.push_str(&format!("{key} = [\n{}]\n", self.wrapped(parts)));
            }
            _ => out.push_str(&format!("{whole}\n")),
        }
    }

    /// Tables one by one, words as many as fit on a line.
    fn wrapped(&self, parts: &[Value]) -> String {
        let mut lines = String::new();
        let mut line = String::new();
        for part in parts {
            let next = format!("{},", self.value(part));
            let is_full = part.is_object() || line.len() + next.len() > LINE_MAX;
            if is_full && !line.is_empty() {
                lines.push_str(&format!("    {line}\n"));
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&next);
        }
        lines.push_str(&format!("    {line}\n"));
        lines
    }

    /// A value on one line. TOML has no word for nothing: `null` never comes here, and would be an empty text.
    fn value(&self, value: &Value) -> String {
        match value {
            Value::Null => "\"\"".to_owned(),
            Value::Bool(_) | Value::Number(_) => value.to_string(),
            Value::String(text) => quoted(text),
            Value::Array(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.value(part)).collect();
                format!("[{}]", parts.join(", "))
            }
            Value::Object(table) if table.is_empty() => "{}".to_owned(),
            Value::Object(table) => {
                let pairs: Vec<String> = self
                    .ordered(table)
                    .into_iter()
                    .map(|(word, inner)| format!("{} = {}", key(word), self.value(inner)))
                    .collect();
                format!("{{ {} }}", pairs.join(", "))
            }
        }
    }

    fn ordered<'v>(&self, table: &'v Map<String, Value>) -> Vec<(&'v String, &'v Value)> {
        let place = |word: &str| {
            let first = FIRST.iter().position(|known| *known == word);
            let language =
                || self.languages.iter().position(|language| language == word).map(|at| FIRST.len() + at);
            first.or_else(language).unwrap_or(usize::MAX)
        };
        let mut pairs: Vec<_> = table.iter().collect();
        pairs.sort_by(|(one, _), (other, _)| (place(one), one).cmp(&(place(other), other)));
        pairs
    }
}

/// A key, quoted where it must be.
pub(super) fn key(word: &str) -> String {
    let is_bare = !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if is_bare { word.to_owned() } else { quoted(word) }
}

/// JSON's way of writing a text is TOML's as well, but for one control character.
fn quoted(text: &str) -> String {
    Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn words_come_in_the_programmes_order_and_long_lists_on_several_lines() {
        let languages = ["en".to_owned(), "ar".to_owned()];
        let print = Printer { languages: &languages };
        let mut out = String::new();
        print.line(&mut out, "label", &json!({ "ar": "ب", "de": "c", "en": "a \"b\"" }));
        print.line(
            &mut out,
            "rows",
            &json!([{ "label": { "en": "x".repeat(60) }, "id": "r" }, { "id": "s s" }]),
        );
        let long: Vec<String> = (0..12).map(|n| format!("action_{n:04}")).collect();
        print.line(&mut out, "actions.case", &json!(long));
        let x = "x".repeat(60);
        let wanted = format!(
            "label = {{ en = \"a \\\"b\\\"\", ar = \"ب\", de = \"c\" }}\n\
             rows = [\n    {{ id = \"r\", label = {{ en = \"{x}\" }} }},\n    {{ id = \"s s\" }},\n]\n\
             actions.case = [\n    \"action_0000\", \"action_0001\", \"action_0002\", \"action_0003\", \"action_0004\", \
             \"action_0005\",\n    \"action_0006\", \"action_0007\", \"action_0008\", \"action_0009\", \"action_0010\", \
             \"action_0011\",\n]\n"
        );
        assert_eq!(out, wanted);
    }

    #[test]
    fn keys_and_texts_with_anything_in_them_are_quoted() {
        assert_eq!(key("zh-Hant_2"), "zh-Hant_2");
        assert_eq!(key("a b"), "\"a b\"");
        assert_eq!(key(""), "\"\"");
        assert_eq!(quoted("\u{7f}\u{0}\n\\"), "\"\\u007F\\u0000\\n\\\\\"");
    }
}
