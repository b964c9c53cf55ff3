//! Whether two records may be of the same child, and what speaks for it.
//!
//! Made to be asked before a second case of a child is registered: it would rather show a stranger than miss the child,
//! and leaves the decision to the person. Nothing about it is learnt from data.

use crate::{age::Age, day::Day, search};
use std::collections::BTreeSet;

/// Least likeness of names, of 1000, that counts as the same name in another spelling: [`search::score`] gives 800 to a
/// word of the same sound.
const NAME_LEAST: u32 = 800;
/// Ages further apart than this are of different children, unless the names are the very same.
const AGE_APART_MAX: u32 = 2;

/// What is known of a child when two records are compared.
#[derive(Clone, Default)]
pub struct LikelyFacts {
    pub name: Option<String>,
    pub sex: Option<String>,
    /// As stored, partial or not.
    pub date_of_birth: Option<String>,
    /// As shown today.
    pub age: Option<Age>,
    /// Folded words of numbers and other texts by which records are found, such as an id card's.
    pub ids: BTreeSet<String>,
}

/// What agrees, most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Same {
    /// A number or other text by which both are found.
    Id,
    /// The name, letter by letter.
    Name,
    /// The name in another spelling or script.
    Sound,
    /// The date of birth.
    Birth,
    /// The age, within two years.
    Age,
    Sex,
}

impl Same {
    /// Shown through the message `same-…`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
            Self::Sound => "sound",
            Self::Birth => "birth",
            Self::Age => "age",
            Self::Sex => "sex",
        }
    }
}

/// How much two records have in common, to be sorted by, and what; none: hardly the same child.
#[must_use]
pub fn likely(sought: &LikelyFacts, known: &LikelyFacts) -> Option<(u32, Vec<Same>)> {
    let mut same = BTreeSet::new();
    if !sought.ids.is_disjoint(&known.ids) {
        same.insert(Same::Id);
    }
    let name = name(sought, known);
    match name {
        Name::Exact => _ = same.insert(Same::Name),
        Name::Alike { .. } => _ = same.insert(Same::Sound),
        Name::Unlike | Name::Unknown => {}
    }
    let sex = agree(&sought.sex, &known.sex);
    let birth = birth(sought, known);
    if sex == Some(true) {
        same.insert(Same::Sex);
    }
    match birth {
        Birth::Equal => _ = same.insert(Same::Birth),
        Birth::Near => _ = same.insert(Same::Age),
        Birth::Apart | Birth::Unknown => {}
    }
    let is_likely = match name {
        _ if same.contains(&Same::Id) => true,
        // The clerk may have mistyped a birth date, hardly the sex and the date both.
        Name::Exact => sex != Some(false) || birth == Birth::Equal,
        Name::Alike { words } => {
            let denied = sex == Some(false) || birth == Birth::Apart;
            // Half a camp is called Mohamed: one word alone needs the age to speak for it.
            !denied && (words > 1 || matches!(birth, Birth::Equal | Birth::Near))
        }
        Name::Unlike | Name::Unknown => false,
    };
    let weight = |same: &Same| match same {
        Same::Id => 4000,
        Same::Name => 1000,
        Same::Birth => 500,
        Same::Age => 120,
        Same::Sex => 60,
        Same::Sound => 0,
    };
    let alike = if let Name::Alike { .. } = name { name_score(sought, known) } else { 0 };
    let apart = if birth == Birth::Apart { 200 } else { 0 };
    let score = same.iter().map(weight).sum::<u32>() + alike;
    is_likely.then(|| (score.saturating_sub(apart), same.into_iter().collect()))
}

#[derive(PartialEq, Eq)]
enum Name {
    Exact,
    /// `words`: how many words of the shorter name the other has.
    Alike {
        words: usize,
    },
    Unlike,
    Unknown,
}

fn name(sought: &LikelyFacts, known: &LikelyFacts) -> Name {
    let (Some(one), Some(other)) = (&sought.name, &known.name) else { return Name::Unknown };
    let (one, other) = (search::fold(one), search::fold(other));
    if one.is_empty() || other.is_empty() {
        return Name::Unknown;
    }
    let words = one.split(' ').count().min(other.split(' ').count());
    match (one == other, name_score(sought, known) >= NAME_LEAST) {
        (true, _) if words > 1 => Name::Exact,
        (true, _) | (_, true) => Name::Alike { words },
        (false, false) => Name::Unlike,
    }
}

/// The shorter name sought in the longer one: papers leave out a father's or a family's name.
fn name_score(sought: &LikelyFacts, known: &LikelyFacts) -> u32 {
    let (Some(one), Some(other)) = (&sought.name, &known.name) else { return 0 };
    let words = |name: &str| search::fold(name).split(' ').count();
    let spelt =
        if words(one) <= words(other) { search::score(one, other) } else { search::score(other, one) };
    // Across scripts the article is written now apart, now on the word; sounds leave it out.
    let (one, other) = (search::keys_of_each(one), search::keys_of_each(other));
    let (less, more) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let is_heard = |word: &BTreeSet<String>| more.iter().any(|other| !word.is_disjoint(other));
    if !less.is_empty() && less.iter().all(is_heard) { spelt.max(NAME_LEAST) } else { spelt }
}

fn agree(one: &Option<String>, other: &Option<String>) -> Option<bool> {
    Some(one.as_ref()? == other.as_ref()?)
}

#[derive(PartialEq, Eq)]
enum Birth {
    Equal,
    Near,
    Apart,
    Unknown,
}

fn birth(sought: &LikelyFacts, known: &LikelyFacts) -> Birth {
    let full = |facts: &LikelyFacts| facts.date_of_birth.as_deref().and_then(Day::read).filter(Day::is_full);
    if let (Some(one), Some(other)) = (full(sought), full(known))
        && one == other
    {
        return Birth::Equal;
    }
    match (sought.age, known.age) {
        (Some(one), Some(other)) if one.years.abs_diff(other.years) <= AGE_APART_MAX => Birth::Near,
        (Some(_), Some(_)) => Birth::Apart,
        _ => Birth::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Same::{Age as Years, Birth as Born, Id, Name as Named, Sex, Sound};
    use proptest::prelude::*;

    /// `NAME, sex, birth or age, id`; empty: not known.
    fn facts(text: &str) -> LikelyFacts {
        let parts: Vec<&str> = text.split(',').map(str::trim).collect();
        let part = |at: usize| parts.get(at).filter(|text| !text.is_empty()).map(|text| (*text).to_owned());
        let date_of_birth = part(2).filter(|text| text.len() > 3);
        let years = part(2).and_then(|text| text.parse().ok()).filter(|years: &u32| *years < 100);
        let age = match &date_of_birth {
            Some(born) => crate::age::shown_age(Some(born), None, "2026-11-26"),
            None => years.map(|years| Age { years, about: false }),
        };
        LikelyFacts { name: part(0), sex: part(1), date_of_birth, age, ids: part(3).into_iter().collect() }
    }

    #[test]
    fn what_speaks_for_the_same_child() {
        let table: &[(&str, &str, Option<&[Same]>)] = &[
            ("Amina Hassan Ali, female, 11", "Amina Hassan Ali, female, 11", Some(&[Named, Years, Sex])),
            (
                "Amina Hassan, female, 2015-03-01",
                "Aminah Hasan, female, 2015-03-01",
                Some(&[Sound, Born, Sex]),
            ),
            ("Amina Hassan, female, 11", "أمينة حسن, female, 12", Some(&[Sound, Years, Sex])),
            ("محمد الحسن, male", "Mohammed Al-Hassan, male", Some(&[Sound, Sex])),
            ("Amina Hassan", "Amina Hassan Ali Omar, female, 9", Some(&[Sound])),
            ("Amina Hassan Ali Omar, female, 9", "Amina Hassan", Some(&[Sound])),
            // One word alone is not enough, with the age it is.
            ("Mohamed, male", "Muhammad Ali, male", None),
            ("Mohamed, male, 11", "Muhammad Ali, male, 12", Some(&[Sound, Years, Sex])),
            // What denies it.
            ("Amina Hassan, female, 11", "Aminah Hasan, male, 11", None),
            ("Amina Hassan, female, 4", "Aminah Hasan, female, 11", None),
            ("Amina Hassan, female, 4", "Amina Hassan, female, 11", Some(&[Named, Sex])),
            ("Amina Hassan, female, 11", "Amina Hassan, male, 11", None),
            ("Amina Hassan, female, 2015-03-01", "Amina Hassan, male, 2015-03-01", Some(&[Named, Born])),
            ("Amina Hassan, female, 11", "Yusuf Omar, female, 11", None),
            // A number says it whatever the name.
            ("Amina,,,card12345", "Yusuf Omar, male, 7, card12345", Some(&[Id])),
            (", female, 11", ", female, 11", None),
            ("", "", None),
        ];
        for (sought, known, same) in table {
            let found = likely(&facts(sought), &facts(known)).map(|(_, same)| same);
            assert_eq!(found.as_deref(), *same, "{sought} / {known}");
        }
    }

    #[test]
    fn the_likelier_comes_first() {
        let sought = facts("Amina Hassan Ali, female, 2015-03-01, card12345");
        let ordered = [
            "Yusuf Omar, male, 7, card12345",
            "Amina Hassan Ali, female, 2015-03-01",
            "Amina Hassan Ali, female, 11",
            "Aminah Hasan Ali, female, 11",
            "Amina Hassan, , ",
        ];
        let scores: Vec<u32> =
            ordered.iter().map(|known| likely(&sought, &facts(known)).expect("likely").0).collect();
        assert!(scores.is_sorted_by(|one, other| one > other), "{scores:?}");
    }

    proptest! {
        #[test]
        fn it_is_the_same_from_either_side(
            one in "(Amina|Aminah|Yusuf|محمد)?( Hassan| Ali)?", other in "(Amina|Mohamed|Yusuf)?( Hasan| Omar)?",
            sexes in proptest::array::uniform2(0..3_usize), ages in proptest::array::uniform2(0..20_u32),
        ) {
            let sex = |at: usize| ["", "male", "female"][at];
            let one = facts(&format!("{one}, {}, {}", sex(sexes[0]), ages[0]));
            let other = facts(&format!("{other}, {}, {}", sex(sexes[1]), ages[1]));
            let found = |found: Option<(u32, Vec<Same>)>| found.map(|(_, same)| same);
            prop_assert_eq!(found(likely(&one, &other)), found(likely(&other, &one)));
        }
    }
}
