//! How a word sounds in whatever script: its keys, and how far two words are apart.
//!
//! Everything here is a table of letters, set by hand; what a mistake costs was weighed on the half of the measured names
//! that no test looks at. Where a letter has several sounds (ج is j and g, Latin x is ks and, in Somali, h), the word has a
//! key for each.

use std::collections::BTreeSet;

/// Most keys that one word has; those of the likelier sounds come first.
const WORD_KEYS_MAX: usize = 6;
/// Sounds of a word that are looked at; the rest of a longer one is not.
const WORD_SOUNDS_MAX: usize = 48;

/// What a sound adds to a key: one of these, the likeliest first.
type Ways = &'static [&'static str];

/// One sound of a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sound {
    /// As English writes it; `S` sh, `C` ch, `Z` zh, `T` th, `D` dh, `X` kh, `G` gh, `F` the e at the end of a word. In
    /// Arabic script `A` is alef, `I` alef with a hamza below, `Q` an initial ayn, `W` and `Y` may be long vowels, `E`
    /// ends a word; `UV` and `JN` are an initial alef or ayn with the w or y that tells its vowel.
    letter: u8,
    /// Empty for vowels within a word, which no key has.
    ways: Ways,
    may_be_silent: bool,
    /// The first letters of `ways`, as bits.
    classes: u64,
}

const fn sound(letter: u8, ways: Ways, may_be_silent: bool) -> Sound {
    let (mut classes, mut at) = (0, 0);
    while at < ways.len() {
        let first = ways[at].as_bytes()[0];
        classes |= 1 << if first.is_ascii_digit() { first - b'0' } else { first - b'a' + 10 };
        at += 1;
    }
    Sound { letter, ways, may_be_silent, classes }
}

const fn sure(letter: u8, ways: Ways) -> Sound {
    sound(letter, ways, false)
}

/// May be written and not spoken.
const fn faint(letter: u8, ways: Ways) -> Sound {
    sound(letter, ways, true)
}

const SILENCE: Sound = sure(0, &[]);

/// The second of two sounds that another told in the key.
const fn second(letter: u8, ways: Ways) -> Sound {
    Sound { ways: &[], ..sound(letter, ways, true) }
}

const MAYBE_H: Sound = second(b'h', &["h"]);
const MAYBE_G: Sound = second(b'g', &["k"]);
const S_OF_X: Sound = second(b's', &["s"]);

impl Sound {
    /// Whether it cannot be left out.
    fn is_loud(&self) -> bool {
        !self.ways.is_empty() && !self.may_be_silent
    }

    fn is_vowel(&self) -> bool {
        b"aeiouwyAEFIJNQUVWY".contains(&self.letter)
    }

    fn may_be(&self, other: &Self) -> bool {
        self.classes & other.classes != 0
    }
}

/// The sounds of one word.
pub(super) fn sounds(word: &str) -> Vec<Sound> {
    let (mut out, mut latin) = (Vec::with_capacity(16), Vec::with_capacity(16));
    let mut letters = word.chars().filter(|c| !super::is_mark(*c)).peekable();
    while let Some(c) = letters.next() {
        if c.is_ascii_alphanumeric() {
            latin.push(c.to_ascii_lowercase() as u8);
            continue;
        }
        let next = letters.peek().copied();
        let is_first = out.is_empty() && latin.is_empty();
        match arabic(c, next, is_first, out.last()).or_else(|| other_script(c, next, is_first)) {
            None => spell(c, &mut latin, &mut out),
            Some((sound, taken)) => {
                read_latin(&mut latin, &mut out);
                // Arabic writes no doubled consonant twice, but for the l of the article and of God.
                let may_double = !b"AlWY".contains(&sound.letter);
                if may_double || out.last().is_none_or(|last| last.letter != sound.letter) {
                    push(&mut out, sound);
                }
                (1..taken).for_each(|_| _ = letters.next());
            }
        }
    }
    read_latin(&mut latin, &mut out);
    out.truncate(WORD_SOUNDS_MAX);
    out
}

fn push(out: &mut Vec<Sound>, sound: Sound) {
    if let [first] = out.as_mut_slice() {
        match (first.letter, sound.letter) {
            // A long vowel after an initial alef or ayn is that word's vowel.
            (b'A' | b'I' | b'Q', b'W') => {
                first.letter = b'U';
                return out.push(sure(b'V', &[]));
            }
            (b'A' | b'I' | b'Q', b'Y') => {
                first.letter = b'J';
                return out.push(sure(b'N', &[]));
            }
            (b'Q', b'A') => return first.letter = b'A',
            (b'i', b'e') | (b'i' | b'e', b'a' | b'o' | b'u') => *first = sure(b'y', &["a", "y"]),
            _ => {}
        }
    }
    let sound = match sound.letter {
        0 => return,
        b'w' | b'W' | b'y' | b'Y' if !out.is_empty() => sure(sound.letter, &[]),
        b'w' | b'W' if sound.ways.is_empty() => sure(b'w', &["w"]),
        b'y' | b'Y' if sound.ways.is_empty() => sure(b'y', &["y"]),
        letter if out.is_empty() && sound.is_vowel() && sound.ways.is_empty() => sure(letter, &["a"]),
        b'x' => {
            out.push(Sound { letter: b'k', ..sound });
            S_OF_X
        }
        _ => sound,
    };
    out.push(sound);
    // What may be two sounds: the other word's second one then belongs to it.
    match sound.ways.last() {
        Some(&("th" | "sh")) => out.push(MAYBE_H),
        Some(&"nk") => out.push(MAYBE_G),
        _ => {}
    }
}

/// The sound of a letter of Arabic script, and how many letters tell it.
fn arabic(c: char, next: Option<char>, is_first: bool, before: Option<&Sound>) -> Option<(Sound, usize)> {
    if !('\u{600}'..='\u{6FF}').contains(&c) {
        return None;
    }
    let sound = match c {
        // What English writes with two letters, and Arabic too.
        'ت' if next == Some('ش') => return Some((sure(b'C', &["s"]), 2)),
        'ت' if matches!(next, Some('س' | 'ز')) => return Some((sure(b'z', &["s", "ts"]), 2)),
        'د' if next == Some('ج') => return Some((sure(b'j', &["j", "k"]), 2)),
        'ا' | 'أ' | 'آ' | 'ٱ' => sure(b'A', &[]),
        'إ' => sure(b'I', &[]),
        // Consonants in Arabic; in other spellings a vowel at the beginning and nothing further on.
        'ع' | 'ء' | 'ئ' | 'ؤ' if is_first => sure(b'Q', &[]),
        'ع' | 'ء' | 'ئ' | 'ؤ' => SILENCE,
        'ى' | 'ة' | 'ۃ' | 'ے' | 'ێ' | 'ە' => sure(b'E', &[]),
        'ۆ' | 'ۇ' => sure(b'o', &[]),
        'و' => sure(b'W', &[]),
        'ي' | 'ی' => sure(b'Y', &[]),
        'ب' => sure(b'b', &["b"]),
        'پ' => sure(b'p', &["b"]),
        'ت' | 'ط' | 'ٹ' => sure(b't', &["t"]),
        // Turks, Persians and their neighbours say s for the first, z for the others.
        'ث' => sure(b'T', &["t", "s"]),
        'ذ' => sure(b'D', &["t", "s"]),
        'ض' => sure(b'd', &["t", "s"]),
        'ظ' => sure(b'z', &["s", "t"]),
        // g in Egypt, and in names from elsewhere.
        'ج' => sure(b'j', &["j", "k"]),
        'چ' => sure(b'C', &["s"]),
        // In Urdu it only breathes on the consonant before it.
        'ھ' if before.is_some_and(|before| b"bptdjCkgrl".contains(&before.letter)) => faint(b'h', &["h"]),
        // At the end it mostly stands for a vowel.
        'ه' | 'ہ' | 'ھ' | 'ۀ' | 'ۂ' if next.is_none() && !is_first => faint(b'E', &["h"]),
        'ح' | 'ه' | 'ہ' | 'ھ' | 'ۀ' | 'ۂ' => sure(b'h', &["h"]),
        'خ' => sure(b'X', &["h"]),
        'د' | 'ڈ' => sure(b'd', &["t"]),
        'ر' | 'ڕ' => sure(b'r', &["r"]),
        'ڑ' => sure(b'r', &["r", "t"]),
        'ز' => sure(b'z', &["s"]),
        'ژ' => sure(b'Z', &["s", "j"]),
        'س' | 'ص' => sure(b's', &["s"]),
        'ش' => sure(b'S', &["s"]),
        'غ' => sure(b'G', &["k"]),
        'گ' => sure(b'g', &["k"]),
        // Also for v, which Arabic has not.
        'ف' => sure(b'f', &["f"]),
        'ڤ' => faint(b'v', &["f"]),
        'ق' => sure(b'q', &["k"]),
        'ك' | 'ک' => sure(b'k', &["k"]),
        'ل' | 'ڵ' => sure(b'l', &["l"]),
        'م' => sure(b'm', &["m"]),
        'ن' | 'ں' => sure(b'n', &["n"]),
        _ => return None,
    };
    Some((sound, 1))
}

/// Letters whose sound is lost, or is two sounds, when they are spelt in ASCII; and how many letters tell it.
fn other_script(c: char, next: Option<char>, is_first: bool) -> Option<(Sound, usize)> {
    let is_killed = next == Some('\u{103A}');
    let sound = match c {
        'ç' | 'č' | 'ć' | 'Ç' | 'Č' | 'Ć' => sure(b'C', &["s"]),
        'š' | 'ş' | 'ș' | 'ś' | 'Š' | 'Ş' | 'Ș' | 'Ś' => sure(b'S', &["s"]),
        'ž' | 'ż' | 'ź' | 'Ž' | 'Ż' | 'Ź' => sure(b'Z', &["s", "j"]),
        // Ukrainians say h, and Russians write it for the h of others.
        'Г' | 'г' => sure(b'g', &["k", "h"]),
        'Д' | 'д' if matches!(next, Some('Ж' | 'ж')) => return Some((sure(b'j', &["j", "s"]), 2)),
        'Ж' | 'ж' => sure(b'Z', &["s", "j"]),
        'Е' | 'е' if is_first => sure(b'y', &["y", "a"]),
        // Bengali; with a dot below, the second is a vowel.
        'জ' => sure(b'j', &["j", "s"]),
        'য' if next != Some('\u{9BC}') => sure(b'j', &["j", "s"]),
        // Thai. One sign silences a letter; vowels that are written before a consonant are spoken after it.
        _ if next == Some('\u{E4C}') => return Some((SILENCE, 2)),
        'จ' => sure(b'j', &["j", "s"]),
        'ผ' | 'พ' | 'ภ' => sure(b'p', &["b", "f"]),
        'เ' | 'แ' | 'โ' | 'ใ' | 'ไ' => SILENCE,
        // Burmese. At the end of a syllable k is heard as t, and ng as n after some vowels.
        'က' if is_killed => sure(b't', &["t"]),
        'င' if is_killed => sure(b'n', &["n", "nk"]),
        'ရ' if next == Some('\u{103E}') => return Some((sure(b'S', &["s"]), 2)),
        'သ' => sure(b'T', &["t", "s"]),
        'ဇ' => sure(b'z', &["s"]),
        _ => return None,
    };
    Some((sound, 1))
}

/// Spells any other letter in Latin script. In an alphabet two letters may tell one sound, in a syllabary they do not.
fn spell(c: char, latin: &mut Vec<u8>, out: &mut Vec<Sound>) {
    let ascii = any_ascii::any_ascii_char(c).bytes().filter(u8::is_ascii_alphanumeric);
    latin.extend(ascii.map(|byte| byte.to_ascii_lowercase()));
    if !matches!(c, '\u{80}'..='\u{52F}' | '\u{1E00}'..='\u{1FFF}') {
        read_latin(latin, out);
    }
}

/// Reads what is spelt in Latin script, and empties it. Doubled letters are one sound.
fn read_latin(latin: &mut Vec<u8>, out: &mut Vec<Sound>) {
    let mut at = 0;
    while at < latin.len() {
        let (taken, sound) = latin_sound(&latin[at..], &latin[..at], out.is_empty());
        if out.last().is_none_or(|last| last.letter != sound.letter) {
            push(out, sound);
        }
        at += taken;
    }
    latin.clear();
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// How many letters tell the next sound, and which it is.
fn latin_sound(rest: &[u8], before: &[u8], is_first: bool) -> (usize, Sound) {
    let is_soft = matches!(rest.get(1), Some(b'e' | b'i' | b'y'));
    let is_vowel_at = |at: usize| rest.get(at).copied().is_some_and(is_vowel);
    let ends = |some: &[&[u8]]| some.iter().any(|end| before.ends_with(end));
    match rest {
        [b't', b's' | b'c', b'h', ..] | [b's', b'c', b'h', ..] => (3, sure(b'C', &["s"])),
        // Two letters of one sound, or two sounds: Ishaq, Azhar, Fathi, Adham.
        [b's', b'h', b'a', ..] if matches!(before, b"i" | b"e") => (2, sure(b'S', &["s", "sh"])),
        [b'z', b'h', ..] => (2, sure(b'Z', &["s", "j", "sh"])),
        [b't', b'h', ..] => (2, sure(b'T', &["t", "s", "th"])),
        [b'd', b'h', ..] => (2, sure(b'D', &["t", "s", "th"])),
        [b's', b'h', ..] | [b's' | b'c', b'z', ..] => (2, sure(b'S', &["s"])),
        // French sh, English ch, Italian k, German kh.
        [b'c', b'h', b'r' | b'l' | b'm' | b'n' | b't' | b's', ..] => (2, sure(b'k', &["k", "s"])),
        [b'c', b'h'] => (2, sure(b'C', &["s", "h", "k"])),
        [b'c', b'h', ..] => (2, sure(b'C', &["s", "k"])),
        [b'c', b'k', ..] | [b'c', b'c', b'a' | b'o' | b'u', ..] => (2, sure(b'k', &["k"])),
        [b'k', b'h', ..] => (2, sure(b'X', &["h"])),
        [b'g', b'h', ..] if ends(&[b"u", b"i"]) => (2, faint(b'G', &["k"])),
        [b'g', b'h', ..] => (2, sure(b'G', &["k"])),
        [b'p', b'h', ..] => (2, sure(b'f', &["f"])),
        [b'd', b'z', b'h', ..] => (3, sure(b'j', &["j"])),
        [b'd', b'j', ..] | [b'd', b'g', b'e' | b'i', ..] => (2, sure(b'j', &["j"])),
        [b't', b's' | b'z', ..] | [b'd', b'z', ..] => (2, sure(b'z', &["s"])),
        // Somali writes ayn as c: Caasha, Cilmi, Saciid, Sacdiyo, Jaamac.
        [b'c', b'a' | b'o' | b'u', ..] if is_first => (1, sure(b'k', &["k", "a"])),
        [b'c', b'e' | b'i', ..] if is_first => (1, sure(b's', &["s", "a", "k"])),
        [b'c', one, other, ..] if one == other && is_vowel(*one) => (1, faint(b'k', &["k"])),
        [b'c', b'd', ..] => (1, faint(b'k', &["k"])),
        [b'c'] if ends(&[b"a"]) => (1, faint(b'k', &["k"])),
        [b'c'] if ends(&[b"i"]) => (1, sure(b'C', &["k", "s"])),
        [b'c', ..] if is_soft => (1, sure(b's', &["s", "k"])),
        [b'c', ..] => (1, sure(b'k', &["k"])),
        [b'g', ..] if is_soft => (1, sure(b'g', &["k", "j"])),
        [b'g', ..] => (1, sure(b'g', &["k"])),
        [b'j', ..] if is_first => (1, sure(b'j', &["j", "y"])),
        [b'j', ..] => (1, faint(b'j', &["j"])),
        // h in Somali, ks elsewhere.
        [b'x', b'x', ..] => (2, sure(b'x', &["ks"])),
        [b'x'] if ends(&[b"oi", b"ou", b"au"]) => (1, faint(b'x', &["ks"])),
        [b'x', ..] if is_first => (1, sure(b'X', &["h", "s"])),
        [b'x', ..] => (1, sure(b'x', &["ks", "h"])),
        [b'q', b'u', b'a' | b'e' | b'i', ..] => (2, sure(b'k', &["k"])),
        // Persian, Kurdish and Turkish v is w elsewhere.
        [b'v', ..] if is_first => (1, sure(b'v', &["f", "w"])),
        [b'v', ..] => (1, faint(b'v', &["f"])),
        // What French writes at the end and does not speak.
        [b'd'] if ends(&[b"au", b"ar", b"on"]) => (1, faint(b'd', &["t"])),
        [b'r'] if ends(&[b"ie"]) => (1, faint(b'r', &["r"])),
        [b's'] if ends(&[b"oi"]) => (1, faint(b's', &["s"])),
        [b'w', b'h', ..] => (2, sure(b'w', &[])),
        // Between vowels h is heard; beside a consonant and at the end often not: Johnson, Bhatti, Sarah.
        [b'h', ..] if is_first => (1, sure(b'h', &["h"])),
        [b'h', next, ..]
            if (is_vowel(*next) || *next == b'y') && before.last().copied().is_some_and(is_vowel) =>
        {
            (1, sure(b'h', &["h"]))
        }
        [b'h', ..] => (1, faint(b'h', &["h"])),
        [b'o', b'u', ..] if is_first && is_vowel_at(2) => (2, sure(b'w', &["w", "a"])),
        [b'y', next, ..] if is_first && !is_vowel(*next) => (1, sure(b'i', &[])),
        [b'o', b'u' | b'o', ..] => (2, sure(b'u', &[])),
        [b'e', b'e', ..] => (2, sure(b'i', &[])),
        [b'e'] if before.len() > 2 => (1, sure(b'F', &[])),
        [one, ..] => (1, sure(*one, letter(*one))),
        [] => (1, SILENCE),
    }
}

/// The class of a letter that has one sound.
fn letter(letter: u8) -> Ways {
    const DIGITS: [[&str; 1]; 10] = [["0"], ["1"], ["2"], ["3"], ["4"], ["5"], ["6"], ["7"], ["8"], ["9"]];
    match letter {
        b'b' | b'p' => &["b"],
        b'f' => &["f"],
        b'q' | b'k' => &["k"],
        b'd' | b't' => &["t"],
        b's' | b'z' => &["s"],
        b'l' => &["l"],
        b'm' => &["m"],
        b'n' => &["n"],
        b'r' => &["r"],
        b'0'..=b'9' => &DIGITS[usize::from(letter - b'0')],
        _ => &[],
    }
}

/// The keys of a word: one for each way of hearing it, at most six. Consonants of one class with nothing between them are
/// one (Schmidt), but the same letter twice in Arabic script has a vowel between (ممدوح).
pub(super) fn keys_of(sounds: &[Sound]) -> BTreeSet<String> {
    let mut keys = vec![String::new()];
    let mut before: Option<(usize, u8)> = None;
    for (at, sound) in sounds.iter().enumerate().filter(|(_, sound)| !sound.ways.is_empty()) {
        let joins = before.is_some_and(|(last, letter)| last + 1 == at && letter != sound.letter);
        before = Some((at, sound.letter));
        let mut longer = Vec::new();
        for way in sound.ways.iter().copied().chain(sound.may_be_silent.then_some("")) {
            for key in keys.iter().take(WORD_KEYS_MAX - longer.len()) {
                let mut key = key.clone();
                for letter in way.chars() {
                    if !(joins && key.ends_with(letter)) {
                        key.push(letter);
                    }
                }
                longer.push(key);
            }
        }
        keys = longer;
    }
    // One letter gathers half of a casebook; it is a key only for a word that has nothing else.
    let least = keys[0].len().min(2);
    keys.into_iter().filter(|key| !key.is_empty() && key.len() >= least).collect()
}

/// From here on two words do not sound the same: a consonant of one is not heard in the other.
pub(super) const OTHER: u32 = 1000;
/// A consonant that is another letter of the same sound: close ones, and others.
const CLOSE: u32 = 2;
const ALIKE: u32 = 7;
/// Any vowel for any other, and for one that is spoken nearby.
const VOWEL: u32 = 9;
const VOWEL_NEAR: u32 = 5;

/// How far two words are apart: little for all but consonants that only one of them has; with such, [`OTHER`] or more.
pub(super) fn distance(one: &[Sound], other: &[Sound]) -> u32 {
    // Most words differ, and that is soon seen.
    let classes = |sounds: &[Sound]| sounds.iter().fold(0, |all, sound| all | sound.classes);
    let lacks =
        |sounds: &[Sound], classes: u64| sounds.iter().any(|s| s.is_loud() && s.classes & classes == 0);
    if lacks(one, classes(other)) || lacks(other, classes(one)) {
        return OTHER;
    }
    let mut row = [0; WORD_SOUNDS_MAX + 1];
    for (at, theirs) in other.iter().enumerate() {
        row[at + 1] = row[at] + left_out(theirs);
    }
    for ours in one {
        let (mut diagonal, without) = (row[0], left_out(ours));
        row[0] += without;
        for (at, theirs) in other.iter().enumerate() {
            let with_both = diagonal + apart(ours, theirs);
            diagonal = row[at + 1];
            row[at + 1] = with_both.min(row[at] + left_out(theirs)).min(diagonal + without);
        }
    }
    row[other.len()]
}

/// What it costs that a sound is in one word only: short vowels are not written in Arabic script, long ones are.
fn left_out(sound: &Sound) -> u32 {
    let little = match sound.letter {
        b'h' | b'g' if sound.ways.is_empty() => 0,
        b'F' | b'V' | b'N' => 2,
        b'e' | b's' => 3,
        b'a' | b'E' | b'w' => 4,
        b'i' => 5,
        b'u' | b'A' | b'I' | b'U' | b'J' | b'Y' | b'y' => 6,
        b'o' => 7,
        b'W' => 10,
        _ => 6,
    };
    if sound.is_loud() { OTHER } else { little }
}

fn apart(one: &Sound, other: &Sound) -> u32 {
    if one.letter == other.letter {
        return 0;
    }
    let loud =
        if one.is_loud() != other.is_loud() || one.is_loud() && !one.may_be(other) { OTHER } else { 0 };
    match (one.is_vowel(), other.is_vowel()) {
        (true, true) => loud + vowels_apart(one.letter, other.letter),
        _ if one.may_be(other) => consonants_apart(one.letter, other.letter),
        (false, false) if one.is_loud() && other.is_loud() => OTHER,
        // Persian and Kurdish v, Slavic j.
        _ if matches!((one.letter, other.letter), (b'W' | b'w', b'v') | (b'v', b'W' | b'w')) => CLOSE,
        _ if matches!((one.letter, other.letter), (b'Y', b'j') | (b'j', b'Y')) => CLOSE,
        _ => left_out(one) + left_out(other),
    }
}

fn consonants_apart(one: u8, other: u8) -> u32 {
    let is_close = [b"bp", b"fv", b"kq", b"gG", b"gj", b"SC", b"jZ", b"Tt", b"Dd", b"Dz", b"Xh", b"sz"]
        .iter()
        .any(|close| close.contains(&one) && close.contains(&other));
    if is_close { CLOSE } else { ALIKE }
}

fn vowels_apart(one: u8, other: u8) -> u32 {
    told_apart(one, other).or_else(|| told_apart(other, one)).unwrap_or(VOWEL)
}

/// What is written for a vowel in Arabic script or at a word's end, and a vowel of Latin script.
fn told_apart(one: u8, other: u8) -> Option<u32> {
    match (one, other) {
        (b'W' | b'V', b'w') | (b'Y' | b'N', b'y') | (b'F', b'e') => return Some(0),
        (b'w', b'u' | b'o') | (b'y', b'i' | b'e') | (b'A', b'E' | b'I') | (b'F', b'E') => return Some(1),
        (b'F', b'Y') => return Some(4),
        (b'F', b'A') => return Some(6),
        (b'e', b'i') | (b'o', b'u') => return Some(VOWEL_NEAR),
        _ => {}
    }
    let costs: [u32; 5] = match one {
        b'A' => [1, 5, 6, 6, 5],
        b'I' => [4, 1, 1, 9, 6],
        b'E' => [1, 0, 4, 5, 6],
        b'W' | b'V' => [10, 5, 9, 0, 1],
        b'Y' | b'N' => [8, 2, 0, 10, 7],
        b'Q' => [2; 5],
        b'U' => [5, 6, 6, 0, 0],
        b'J' => [7, 0, 1, 7, 7],
        _ => return None,
    };
    Some(match other {
        b'a' => costs[0],
        b'e' => costs[1],
        b'i' => costs[2],
        b'o' => costs[3],
        b'u' => costs[4],
        _ => return None,
    })
}
