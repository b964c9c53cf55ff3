//! Finding a name in whatever script and spelling it was written: folding, cross-script keys and ranking.
//!
//! A key only gathers candidates, and short keys gather too many; [`score`] puts them in order. Everything counts in
//! whole numbers, so that each laptop lists the same people in the same order.

use std::collections::BTreeSet;

/// Letters of a word that are compared; the rest of a longer one is not looked at.
const WORD_LETTERS_MAX: usize = 64;
const SCORE_MAX: u32 = 1000;

/// Lower-case ASCII words with one space between them, whatever script the text was in.
///
/// Arabic script keeps its vowel letters (y, w, a); folding what is folded changes nothing.
#[must_use]
pub fn fold(text: &str) -> String {
    let words = text.split(is_separator).map(latin).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// An apostrophe is none: O'Brien is one word.
fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '_' | ',' | ';' | '.' | '/' | '(' | ')' | '،' | '؛' | '۔' | '\u{2010}'..='\u{2015}'
        )
}

fn latin(word: &str) -> String {
    let mut out = String::new();
    let mut letters = word.chars().filter(|c| !is_mark(*c)).peekable();
    while let Some(c) = letters.next() {
        match c {
            'ا' | 'أ' | 'إ' | 'آ' | 'ٱ' | 'ى' | 'ة' => out.push('a'),
            'ء' | 'ئ' | 'ؤ' => {}
            // A consonant in Arabic; in Latin spellings a vowel at the beginning and nothing further on.
            'ع' if out.is_empty() => out.push('a'),
            'ع' => {}
            // The vowel of God's name is never written, and Abdullah is among the commonest names.
            'ه' if letters.peek().is_none() && out.ends_with("ll") => out.push_str("ah"),
            'ح' | 'ه' | 'ھ' | 'ہ' => out.push('h'),
            'خ' => out.push_str("kh"),
            'غ' => out.push_str("gh"),
            'ش' => out.push_str("sh"),
            'ث' => out.push_str("th"),
            'ذ' => out.push_str("dh"),
            'چ' => out.push_str("ch"),
            'ظ' => out.push('z'),
            'ض' => out.push('d'),
            'ص' => out.push('s'),
            'ط' => out.push('t'),
            'ج' => out.push('j'),
            'ق' => out.push('q'),
            _ => out.extend(
                any_ascii::any_ascii_char(c)
                    .chars()
                    .filter(char::is_ascii_alphanumeric)
                    .map(|c| c.to_ascii_lowercase()),
            ),
        }
    }
    out
}

/// Vowel signs, tatweel, joiners and direction marks: the same name is written with them and without.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{640}' | '\u{200C}'..='\u{200F}')
}

/// The consonant skeletons of a name's words. Two spellings of a name have a key in common.
///
/// A leading vowel is `a`, other vowels are dropped, doubled letters are one, letters which spellings exchange are one
/// class. The article is left out, and "Abd al-…" is one word with what follows.
#[must_use]
pub fn keys(name: &str) -> BTreeSet<String> {
    let is_arabic = name.chars().any(|c| ('\u{600}'..='\u{6FF}').contains(&c));
    let folded = fold(name);
    let mut words: Vec<String> = Vec::new();
    let mut joins = false;
    for word in folded.split(' ').filter(|word| !is_article(word)) {
        // In Arabic script, and after Abd, the article is written on the word.
        let may_have_article = joins || is_arabic && word.len() > 4;
        let bare = strip_long(word, &["al"]).filter(|_| may_have_article).unwrap_or(word);
        match words.last_mut().filter(|_| joins) {
            Some(servant) => servant.push_str(bare),
            None => words.push(bare.to_owned()),
        }
        joins = matches!(word, "abd" | "abdul" | "abdel" | "abdu" | "abdi" | "abdur");
    }
    let somali: Vec<String> = words.iter().filter_map(|word| without_ayn(word)).collect();
    words.iter().chain(&somali).map(|word| skeleton(word)).filter(|key| !key.is_empty()).collect()
}

fn is_article(word: &str) -> bool {
    matches!(word, "al" | "el" | "ul" | "ur" | "ar" | "as" | "bin" | "ibn" | "bint" | "ben")
}

/// Somali writes ayn as an initial c: Caasha, Cabdi. Such a word has both keys.
fn without_ayn(word: &str) -> Option<String> {
    word.strip_prefix('c').filter(|rest| rest.starts_with(['a', 'e', 'i', 'o', 'u'])).map(str::to_owned)
}

/// What follows one of `prefixes`, if that is long enough to be a name of its own.
fn strip_long<'a>(word: &'a str, prefixes: &[&str]) -> Option<&'a str> {
    prefixes.iter().find_map(|prefix| word.strip_prefix(prefix)).filter(|rest| rest.len() >= 3)
}

fn skeleton(word: &str) -> String {
    let servant = strip_long(word, &["abdal", "abdul", "abdel", "abdur", "abdi"]);
    let mut word = servant.map_or_else(|| word.to_owned(), |rest| format!("abd{rest}"));
    for (two, one) in [
        ("kh", "x"),
        ("sh", "s"),
        ("ch", "s"),
        ("th", "t"),
        ("dh", "d"),
        ("gh", "g"),
        ("ph", "f"),
        ("dj", "j"),
    ] {
        word = word.replace(two, one);
    }
    let mut out = String::new();
    for (at, letter) in word.chars().enumerate() {
        let class = match letter {
            'a' | 'e' | 'i' | 'o' | 'u' if at == 0 => 'a',
            'y' | 'w' if at == 0 => letter,
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w' => continue,
            'c' | 'q' | 'g' | 'k' => 'k',
            'x' | 'h' => 'h',
            'v' | 'f' => 'f',
            'p' | 'b' => 'b',
            'd' | 't' => 't',
            'z' | 's' => 's',
            other => other,
        };
        if !out.ends_with(class) {
            out.push(class);
        }
    }
    // Fatimah and Fatima: the last h is only heard in writing.
    if out.len() > 2 && out.ends_with('h') && word.ends_with("ah") {
        out.pop();
    }
    out
}

/// How well a folded name answers a folded query, 0 to 1000; 1000 is the very same name.
///
/// Each word asked for counts with the name's word that suits it best: the same word, then one that begins with it,
/// then another spelling of it, then the most similar one. Words of the name that nobody asked for cost a little.
#[must_use]
pub fn score(query_folded: &str, name_folded: &str) -> u32 {
    let asked: Vec<&str> = query_folded.split_ascii_whitespace().collect();
    let name: Vec<&str> = name_folded.split_ascii_whitespace().collect();
    if asked.is_empty() || name.is_empty() {
        return 0;
    }
    if asked == name {
        return SCORE_MAX;
    }
    let best = |word: &&str| u64::from(name.iter().map(|other| suits(word, other)).max().unwrap_or(0));
    let mean = asked.iter().map(best).sum::<u64>() / asked.len() as u64;
    let unasked = name.len().saturating_sub(asked.len()).min(9);
    u32::try_from(mean).unwrap_or(0).min(SCORE_MAX - 1).saturating_sub(u32::try_from(unasked).unwrap_or(0))
}

/// 1000 the same word; 900 to 990 its beginning; 800 to 899 another spelling; below that by similarity.
fn suits(asked: &str, word: &str) -> u32 {
    if asked == word {
        return SCORE_MAX;
    }
    let share = |part: usize, of: usize, most: u32| {
        u32::try_from(part as u64 * u64::from(most) / of.max(1) as u64).unwrap_or(most)
    };
    if word.starts_with(asked) {
        return 900 + share(asked.len(), word.len(), 90);
    }
    let similar = similarity(asked, word);
    let key = skeleton(asked);
    if key.len() >= 2 && key == skeleton(word) {
        return 800 + similar * 99 / SCORE_MAX;
    }
    similar * 799 / SCORE_MAX
}

/// Jaro-Winkler in thousandths.
fn similarity(one: &str, other: &str) -> u32 {
    let one: Vec<char> = one.chars().take(WORD_LETTERS_MAX).collect();
    let other: Vec<char> = other.chars().take(WORD_LETTERS_MAX).collect();
    let reach = (one.len().max(other.len()) / 2).saturating_sub(1);
    let mut taken = vec![false; other.len()];
    let mut matched = Vec::new();
    for (at, letter) in one.iter().enumerate() {
        let window = at.saturating_sub(reach)..(at + reach + 1).min(other.len());
        let found = window.into_iter().find(|i| other.get(*i) == Some(letter) && !taken[*i]);
        if let Some(found) = found {
            taken[found] = true;
            matched.push(*letter);
        }
    }
    if matched.is_empty() {
        return 0;
    }
    let theirs = other.iter().zip(&taken).filter(|(_, taken)| **taken).map(|(letter, _)| letter);
    let swapped = matched.iter().zip(theirs).filter(|(ours, theirs)| ours != theirs).count() / 2;
    let thousandths = |part: usize, of: usize| part * 1000 / of.max(1);
    let m = matched.len();
    let jaro = (thousandths(m, one.len()) + thousandths(m, other.len()) + thousandths(m - swapped, m)) / 3;
    let common = one.iter().zip(&other).take(4).take_while(|(a, b)| a == b).count();
    u32::try_from(jaro + common * (1000 - jaro) / 10).unwrap_or(SCORE_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Spellings of one name, and the key that all of them have.
    const SPELLINGS: &[(&str, &[&str])] = &[
        ("mhmt", &["Mohammed", "Muhammad", "Mohamad", "Mohamed", "Maxamed", "محمد", "مُحَمَّد"]),
        ("ysmn", &["Yasmin", "Yasmine", "Yasameen", "ياسمين", "يـاسـمـين"]),
        ("nkn", &["Nguyen", "Nguyễn", "Nguye\u{302}\u{303}n"]),
        ("ftm", &["Fatuma", "Fatima", "Fatma", "Faduma", "Fatimah", "فاطمة"]),
        (
            "abtrhmn",
            &[
                "Abdirahman",
                "Abdurrahman",
                "Abdul Rahman",
                "Abd al-Rahman",
                "Cabdiraxmaan",
                "عبد الرحمن",
                "عبدالرحمن",
            ],
        ),
        ("abtl", &["Abdullah", "Abdallah", "Abdulla", "Abd Allah", "عبد الله", "عبدالله"]),
        ("abrn", &["O'Brien", "OBrien", "O’Brien", "Obrian"]),
        ("as", &["Aisha", "Ayesha", "Caasha", "عائشة"]),
        ("hsn", &["Hussein", "Hussain", "Husayn", "حسين", "al-Hasan", "الحسن"]),
        ("ysf", &["Yusuf", "Yousef", "Youssouf", "يوسف"]),
        ("htj", &["Khadija", "Khadidja", "Khadiijo", "خديجة"]),
        ("abrhm", &["Ibrahim", "Ebrahim", "إبراهيم"]),
        ("ksm", &["Qasim", "Kassem", "Gasim", "قاسم"]),
        ("snb", &["Zaynab", "Zeinab", "زينب"]),
        ("sms", &["Somchai", "สมชาย"]),
    ];

    #[test]
    fn all_spellings_of_a_name_have_its_key() {
        for (key, spellings) in SPELLINGS {
            for spelling in *spellings {
                assert!(keys(spelling).contains(*key), "{spelling}: {:?}, not {key}", keys(spelling));
            }
        }
    }

    #[test]
    fn different_names_share_no_key() {
        for (at, (_, spellings)) in SPELLINGS.iter().enumerate() {
            for (_, others) in &SPELLINGS[at + 1..] {
                for (one, other) in spellings.iter().flat_map(|one| others.iter().map(move |o| (one, o))) {
                    assert!(keys(one).is_disjoint(&keys(other)), "{one} and {other}");
                }
            }
        }
    }

    #[test]
    fn folding_gives_plain_words() {
        for (text, folded) in [
            ("", ""),
            ("  —  ", ""),
            ("Nguyễn  Văn", "nguyen van"),
            ("O’Brien", "obrien"),
            ("Ali,Hassan", "ali hassan"),
            ("علي حسن", "aly hsn"),
            ("عبد الله", "abd allah"),
            ("سعاد", "sad"),
            ("عمر ٢", "amr 2"),
            ("ÅSE", "ase"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn in_latin_script_a_name_may_begin_with_al() {
        assert!(keys("Albert").is_disjoint(&keys("Bert")));
        assert!(keys("Al-Hassan Albert").is_superset(&keys("Hassan")));
    }

    #[test]
    fn an_abd_before_a_short_name_keeps_it() {
        assert_eq!(keys("Abd Ali"), keys("عبد علي"));
        assert!(keys("Abd Ali").is_disjoint(&keys("Abd")));
    }

    #[test]
    fn better_answers_come_first() {
        fn ranked<'a>(query: &str, names: &[&'a str]) -> Vec<&'a str> {
            let mut names = names.to_vec();
            names.sort_by_key(|name| std::cmp::Reverse(score(&fold(query), &fold(name))));
            names
        }
        let names = ["Mariam Deng", "محمد", "Mohammed Ali", "Mohammed", "Muhammad", "Mohammedin"];
        let wanted = ["Mohammed", "Mohammed Ali", "Mohammedin", "Muhammad", "محمد", "Mariam Deng"];
        assert_eq!(ranked("mohammed", &names), wanted);
        let names = ["Ali Hassan", "Hassan Ali", "Ali", "Alia Hassan"];
        assert_eq!(ranked("Hassan Ali", &names), ["Hassan Ali", "Ali Hassan", "Alia Hassan", "Ali"]);
        assert_eq!(
            ranked("Qasim", &["Qadir", "Kassem"]),
            ["Kassem", "Qadir"],
            "another spelling before another name"
        );
        assert_eq!(ranked("Ali", &["Ali Hassan Omar", "Ali Hassan"]), ["Ali Hassan", "Ali Hassan Omar"]);
        assert_eq!(ranked("فاطمة", &["Hodan", "Fatma"]), ["Fatma", "Hodan"]);
    }

    #[test]
    fn similarity_is_that_of_the_literature() {
        for (one, other, wanted) in [("martha", "marhta", 961), ("dixon", "dicksonx", 813), ("abc", "xyz", 0)]
        {
            assert!(similarity(one, other).abs_diff(wanted) <= 2, "{one} {other} {}", similarity(one, other));
        }
    }

    proptest! {
        #[test]
        fn any_text_folds_to_plain_words_and_once_only(text in any::<String>()) {
            let folded = fold(&text);
            prop_assert!(folded.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b' '));
            prop_assert!(!folded.starts_with(' ') && !folded.ends_with(' ') && !folded.contains("  "));
            prop_assert_eq!(fold(&folded), folded);
        }

        #[test]
        fn any_text_has_plain_keys(text in r"[\PCابدعلهةيحرمن' \-]{0,40}") {
            for key in keys(&text) {
                prop_assert!(!key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric()));
            }
        }

        #[test]
        fn any_score_is_in_range_and_best_for_the_name_itself(one in any::<String>(), other in any::<String>()) {
            prop_assert!(score(&one, &other) <= 1000);
            let folded = fold(&one);
            prop_assert_eq!(score(&folded, &folded), if folded.is_empty() { 0 } else { 1000 });
        }

        #[test]
        fn the_order_of_a_names_words_changes_no_key(one in "[a-z]{3,9}", other in "[a-z]{3,9}") {
            prop_assume!(!one.starts_with("abd") && !other.starts_with("abd"));
            prop_assert_eq!(keys(&format!("{one} {other}")), keys(&format!("{other} {one}")));
        }
    }
}
