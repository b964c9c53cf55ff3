//! The small grammar of `--set`, `--add`, `--entry` and `--remove`.

use daftar_app::AppError;

/// A command line that cannot be read, and why; the words are shown as they are.
pub fn usage(what: &str) -> AppError {
    AppError::new("usage").with("usage", what)
}

/// `FIELD=VALUE`, split at the first `=`.
pub fn pair(text: &str) -> Result<(&str, &str), AppError> {
    match text.split_once('=') {
        Some((field, value)) if !field.is_empty() => Ok((field, value)),
        _ => Err(usage("A value is given as FIELD=VALUE.")),
    }
}

/// `FIELD=VALUE,FIELD=VALUE`; `\,` is a literal comma, `\\` a backslash.
pub fn pairs(text: &str) -> Result<Pairs, AppError> {
    let mut parts = vec![String::new()];
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        let last = parts.len() - 1;
        match letter {
            ',' => parts.push(String::new()),
            '\\' => match letters.next() {
                Some(escaped @ (',' | '\\')) => parts[last].push(escaped),
                _ => {
                    return Err(usage(
                        r"Within an entry a backslash is `\\`, and a comma that is part of a value `\,`.",
                    ));
                }
            },
            letter => parts[last].push(letter),
        }
    }
    parts.iter().map(|part| pair(part).map(|(field, value)| (field.to_owned(), value.to_owned()))).collect()
}

/// Fields and what was typed for them.
pub type Pairs = Vec<(String, String)>;

/// `SUBFORM:PAIRS`.
pub fn added(text: &str) -> Result<(&str, Pairs), AppError> {
    let unlike = || usage("An entry is given as SUBFORM:FIELD=VALUE,FIELD=VALUE.");
    let (subform, rest) = text.split_once(':').ok_or_else(unlike)?;
    Ok((subform, pairs(rest)?))
}

/// `SUBFORM/ENTRY`.
pub fn entry(text: &str) -> Result<(&str, &str), AppError> {
    text.split_once('/').ok_or_else(|| usage("An entry is named as SUBFORM/ENTRY."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_commas_backslashes_and_equal_signs() {
        let parsed = pairs(r"a=1\,2,b=c=d,e=\\").expect("parses");
        let expected = [("a", "1,2"), ("b", "c=d"), ("e", r"\")];
        assert_eq!(parsed, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
        assert_eq!(pair("name=").expect("parses"), ("name", ""));
    }

    #[test]
    fn what_cannot_be_parsed_is_a_usage_error() {
        for bad in ["", "a", "=1", r"a=\x", "a=1,", r"a=1\"] {
            assert_eq!(pairs(bad).expect_err(bad).code, "usage", "{bad}");
        }
    }
}
