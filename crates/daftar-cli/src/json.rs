//! JSON that scripts may rely on, and the same as plain text.

use serde_json::Value;

/// A JSON answer as indented text for people.
pub fn plain(value: &Value) -> String {
    let mut text = String::new();
    write(value, 0, &mut text);
    text.trim_end().to_owned()
}

fn write(value: &Value, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::Object(_) | Value::Array(_) if !is_flat(value) => {
                        text.push_str(&format!("{indent}{name}:\n"));
                        write(value, depth + 1, text);
                    }
                    value => text.push_str(&format!("{indent}{name}: {}\n", word(value))),
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                match item {
                    Value::Object(_) => {
                        let mut inner = String::new();
                        write(item, depth + 1, &mut inner);
                        let rest = inner.get(indent.len() + 2..).unwrap_or_default();
                        text.push_str(&format!("{indent}- {rest}"));
                    }
                    item => text.push_str(&format!("{indent}- {}\n", word(item))),
                }
            }
        }
        value => text.push_str(&format!("{indent}{}\n", word(value))),
    }
}

fn is_flat(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().all(|item| !item.is_object() && !item.is_array()),
        Value::Object(fields) => fields.is_empty(),
        _ => true,
    }
}

fn word(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "–".to_owned(),
        Value::Array(items) => items.iter().map(word).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}
