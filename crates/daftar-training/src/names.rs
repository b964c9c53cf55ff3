//! Names by locale, and pairs of Arabic and Latin spellings.

use crate::random::Random;
use std::{collections::BTreeMap, sync::OnceLock};

macro_rules! list {
    ($name:literal) => {
        include_str!(concat!("../../../config/training/data/names/", $name, ".tsv"))
    };
}

/// Sex of a child, as `lookup-gender` has it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sex {
    Male,
    Female,
}

impl Sex {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Male => "male",
            Self::Female => "female",
        }
    }
}

/// Where a family's names come from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Locale {
    ArPs,
    ArSa,
    Sw,
    EnKe,
    FrFr,
}

impl Locale {
    /// Every locale with its share of a caseload, in percent.
    pub(crate) const SHARES: [(Self, usize); 5] =
        [(Self::ArPs, 30), (Self::ArSa, 15), (Self::Sw, 20), (Self::EnKe, 20), (Self::FrFr, 15)];

    pub(crate) fn is_arabic(self) -> bool {
        matches!(self, Self::ArPs | Self::ArSa)
    }

    fn lists(self) -> &'static Lists {
        static ALL: OnceLock<[Lists; 5]> = OnceLock::new();
        let all = ALL.get_or_init(|| {
            [list!("ar_PS"), list!("ar_SA"), list!("sw"), list!("en_KE"), list!("fr_FR")].map(Lists::read)
        });
        &all[self as usize]
    }
}

/// Names to draw from; each with the sum of weights up to and including it.
#[derive(Default)]
struct Weighted {
    names: Vec<&'static str>,
    up_to: Vec<usize>,
}

impl Weighted {
    fn add(&mut self, name: &'static str, weight: usize) {
        self.names.push(name);
        self.up_to.push(self.up_to.last().unwrap_or(&0) + weight);
    }

    /// One of the names; the empty name from an empty list.
    fn draw(&self, random: &mut Random) -> &'static str {
        let at = random.below(self.up_to.last().copied().unwrap_or(0));
        self.names.get(self.up_to.partition_point(|up_to| *up_to <= at)).copied().unwrap_or_default()
    }
}

#[derive(Default)]
struct Lists {
    girls: Weighted,
    boys: Weighted,
    families: Weighted,
}

impl Lists {
    fn read(tsv: &'static str) -> Self {
        let mut lists = Self::default();
        for line in tsv.lines().skip(1) {
            let mut cells = line.split('\t');
            let (Some(name), Some(kind), Some(sex)) = (cells.next(), cells.next(), cells.next()) else {
                continue;
            };
            // Frequencies are given to five decimals.
            let weight: f64 = cells.next().and_then(|weight| weight.parse().ok()).unwrap_or(1.0);
            let mut weight = (weight * 100_000.0).round() as usize;
            // The Arabic lists have no frequencies. A name that is known in Latin script is a common one.
            if spellings().latin.contains_key(name) {
                weight *= 6;
            }
            match (kind, sex) {
                ("given", "female") => lists.girls.add(name, weight),
                ("given", _) => lists.boys.add(name, weight),
                // Where family names differ by sex, one form is enough for these locales.
                (_, "female") => {}
                _ => lists.families.add(name, weight),
            }
        }
        lists
    }

    fn given(&self, sex: Sex) -> &Weighted {
        match sex {
            Sex::Male => &self.boys,
            Sex::Female => &self.girls,
        }
    }
}

/// A child's name as the family writes it.
pub(crate) struct Name {
    pub(crate) given: &'static str,
    /// The father's name, where names are told that way, then the family's.
    rest: Vec<&'static str>,
    locale: Locale,
    sex: Sex,
}

impl Name {
    pub(crate) fn draw(random: &mut Random, locale: Locale, sex: Sex) -> Self {
        let lists = locale.lists();
        let given = lists.given(sex).draw(random);
        let mut rest = Vec::new();
        if locale.is_arabic() && random.chance(60) {
            rest.push(lists.boys.draw(random));
        }
        rest.push(lists.families.draw(random));
        Self { given, rest, locale, sex }
    }

    /// The full name, and what stands as nickname or other spelling.
    pub(crate) fn written(&self, random: &mut Random) -> (String, Option<String>) {
        let words: Vec<&str> = std::iter::once(self.given).chain(self.rest.iter().copied()).collect();
        let full = words.join(" ");
        if self.locale.is_arabic() {
            // Some were registered from papers in Latin script, which hold what the clerk could spell: the other
            // spelling is then the Arabic one.
            let given = to_latin(random, self.given);
            let rest: Vec<String> = self.rest.iter().filter_map(|word| to_latin(random, word)).collect();
            return match given {
                Some(given) if !rest.is_empty() && random.chance(30) => {
                    (format!("{given} {}", rest.join(" ")), Some(self.given.to_owned()))
                }
                given => (full, given.filter(|_| random.chance(45))),
            };
        }
        let other = match random.below(100) {
            0..12 => to_arabic(self.given),
            12..24 => Some(self.locale.lists().given(self.sex).draw(random).to_owned()),
            _ => None,
        };
        (full, other.filter(|other| other != self.given))
    }
}

struct Spellings {
    /// Latin spellings of an Arabic word with how often each was seen.
    latin: BTreeMap<&'static str, Vec<(&'static str, usize)>>,
    /// The Arabic word that a Latin spelling most often stands for.
    arabic: BTreeMap<&'static str, (&'static str, usize)>,
}

fn spellings() -> &'static Spellings {
    static ALL: OnceLock<Spellings> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all = Spellings { latin: BTreeMap::new(), arabic: BTreeMap::new() };
        for line in list!("xscript-arabic-latin").lines().skip(1) {
            let mut cells = line.split('\t');
            let (Some(arabic), Some(latin)) = (cells.next(), cells.next()) else { continue };
            let seen = cells.next().and_then(|seen| seen.parse().ok()).unwrap_or(0);
            // Pairs seen less often are largely mined noise.
            if seen < 5 {
                continue;
            }
            all.latin.entry(arabic).or_default().push((latin, seen));
            let best = all.arabic.entry(latin).or_insert((arabic, seen));
            if best.1 < seen {
                *best = (arabic, seen);
            }
        }
        all
    })
}

/// A Latin spelling of an Arabic name of one or more words, or nothing if one of the words is not known.
fn to_latin(random: &mut Random, name: &str) -> Option<String> {
    let spell = |word: &str| {
        // The lists carry a shadda here and there, the pairs never do.
        let bare: String = word.chars().filter(|c| !('\u{064b}'..='\u{0652}').contains(c)).collect();
        let (article, known) = match spellings().latin.get(bare.as_str()) {
            Some(known) => ("", known),
            None => ("Al-", spellings().latin.get(bare.strip_prefix("ال")?)?),
        };
        let weights: Vec<usize> = known.iter().map(|(_, seen)| *seen).collect();
        Some(format!("{article}{}", capitalised(known[random.weighted(&weights)].0)))
    };
    let words: Option<Vec<String>> = name.split(' ').map(spell).collect();
    words.map(|words| words.join(" "))
}

fn to_arabic(name: &str) -> Option<String> {
    spellings().arabic.get(name.to_lowercase().as_str()).map(|(arabic, _)| (*arabic).to_owned())
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test that cannot go on should stop.
mod tests {
    use super::*;

    #[test]
    fn every_list_has_names_of_every_kind() {
        for (locale, _) in Locale::SHARES {
            let lists = locale.lists();
            for list in [&lists.girls, &lists.boys, &lists.families] {
                assert!(list.names.len() > 30);
                assert!(
                    list.names.iter().all(|name| !name.is_empty() && !name.contains(['{', '|', '(', ',']))
                );
            }
        }
    }

    #[test]
    fn names_cross_scripts_both_ways() {
        let mut random = Random::of(1, 1);
        let latin = to_latin(&mut random, "يوسف").unwrap();
        assert!(latin.is_ascii() && latin.starts_with(char::is_uppercase), "{latin}");
        assert_eq!(to_arabic("Mohamed").as_deref(), Some("محمد"));
    }
}
