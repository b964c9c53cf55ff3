//! The words of the program, in every language it speaks; the window reads the same files.

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};
use unic_langid::LanguageIdentifier;

type Bundle = FluentBundle<Arc<FluentResource>>;

const FILES: [(&str, &str); 4] = [
    ("en", include_str!("../messages/en.ftl")),
    ("ar", include_str!("../messages/ar.ftl")),
    ("fr", include_str!("../messages/fr.ftl")),
    ("es", include_str!("../messages/es.ftl")),
];

static BUNDLES: LazyLock<BTreeMap<&'static str, Bundle>> = LazyLock::new(|| {
    FILES.iter().filter_map(|(language, text)| Some((*language, bundle(language, text)?))).collect()
});

fn bundle(language: &str, text: &str) -> Option<Bundle> {
    let language: LanguageIdentifier = language.parse().ok()?;
    // What parsed is used even if one message is broken; a test looks at every file.
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
    let mut bundle = Bundle::new_concurrent(vec![language]);
    bundle.add_resource(Arc::new(resource)).ok()?;
    Some(bundle)
}

/// Whether the program speaks a language.
#[must_use]
pub fn is_spoken(language: &str) -> bool {
    FILES.iter().any(|(spoken, _)| *spoken == language)
}

/// The message `key` in `language`, else in English, else none.
#[must_use]
pub fn message(language: &str, key: &str, args: &[(&str, &str)]) -> Option<String> {
    let spoken = [language, "en"].into_iter().filter_map(|language| BUNDLES.get(language));
    spoken.filter_map(|bundle| format(bundle, key, args)).next()
}

fn format(bundle: &Bundle, key: &str, args: &[(&str, &str)]) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut given = FluentArgs::new();
    for (name, value) in args {
        let number = value.parse::<i64>().ok();
        given.set(*name, number.map_or_else(|| FluentValue::from((*value).to_owned()), FluentValue::from));
    }
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&given), &mut errors);
    errors.is_empty().then(|| text.into_owned())
}

/// The sentence for an error's code: what happened, what is safe, what to do.
#[must_use]
pub fn error_sentence(language: &str, code: &str, args: &BTreeMap<String, String>) -> String {
    let key = format!("error-{}", code.replace('_', "-"));
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let sentence =
        message(language, &key, &args).or_else(|| message(language, "error-generic", &[("code", code)]));
    sentence.unwrap_or_else(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_parses_and_has_the_same_messages() {
        let ids = |text: &str| {
            assert!(FluentResource::try_new(text.to_owned()).is_ok(), "no broken message");
            let heads = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
            let ids: Vec<String> =
                heads.filter_map(|line| line.split_once(" =")).map(|(id, _)| id.to_owned()).collect();
            let set: std::collections::BTreeSet<String> = ids.iter().cloned().collect();
            assert_eq!(set.len(), ids.len(), "no message stands twice");
            set
        };
        let [(_, english), others @ ..] = FILES;
        for (language, text) in others {
            assert_eq!(ids(english), ids(text), "{language}");
        }
    }

    #[test]
    fn an_unknown_code_still_gives_a_sentence() {
        assert!(error_sentence("ar", "never_heard_of", &BTreeMap::new()).len() > 20);
    }
}
