//! How many names are found in the other script, as lists put them: measured on names that nobody tuned anything on.
//!
//! The pairs are those of the training names (Wikidata, CC0). Half of them, by the SHA-256 of the Arabic form, is for
//! whoever changes sounds and costs; the other half is only ever measured. Each half is sought among all its own names in
//! the other script and the training names of that script.

use daftar_core::search::{Sought, fold, keys};
use sha2::{Digest, Sha256};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

macro_rules! list {
    ($name:literal) => {
        include_str!(concat!("../../../../config/training/data/names/", $name, ".tsv"))
    };
}

/// As in lists: more candidates are not put in order.
const RANKED_MAX: usize = 500;

/// For whoever tunes, and for the test.
const DEVELOPMENT: u8 = 0;
const TEST: u8 = 1;

struct Pair {
    arabic: &'static str,
    latin: &'static str,
    seen: u32,
}

fn pairs(half: u8) -> Vec<Pair> {
    let pair = |line: &'static str| {
        let mut cells = line.split('\t');
        let mut next = || cells.next().unwrap();
        Pair { arabic: next(), latin: next(), seen: next().parse().unwrap() }
    };
    let all = list!("xscript-arabic-latin").lines().skip(1).map(pair);
    all.filter(|pair| Sha256::digest(pair.arabic)[0] & 1 == half).collect()
}

fn names(tsv: &[&str]) -> BTreeSet<String> {
    let name = |line: &str| line.split('\t').next().unwrap().to_lowercase();
    tsv.iter().flat_map(|tsv| tsv.lines().skip(1).map(name)).collect()
}

/// Names as a casebook keeps them.
struct Names {
    names: Vec<String>,
    /// Folded words, and keys, each with the place of its name.
    words: Vec<(String, usize)>,
    keys: BTreeMap<String, Vec<usize>>,
}

impl Names {
    fn of(names: BTreeSet<String>) -> Self {
        let names: Vec<String> = names.into_iter().collect();
        let (mut words, mut by_key) = (Vec::new(), BTreeMap::<String, Vec<usize>>::new());
        for (at, name) in names.iter().enumerate() {
            words.extend(fold(name).split(' ').map(|word| (word.to_owned(), at)));
            keys(name).into_iter().for_each(|key| by_key.entry(key).or_default().push(at));
        }
        words.sort();
        Self { names, words, keys: by_key }
    }

    /// Everything found for one word, the best first; ties in the order of the alphabet.
    fn found(&self, query: &str) -> Vec<usize> {
        let folded = fold(query);
        let from = self.words.partition_point(|(word, _)| *word < folded);
        let begin = self.words[from..].iter().take_while(|(word, _)| word.starts_with(&folded));
        let sound = keys(query);
        let sound = sound.iter().filter_map(|key| self.keys.get(key)).flatten().copied();
        let found: BTreeSet<usize> = begin.map(|(_, at)| *at).chain(sound).collect();
        let mut found: Vec<usize> = found.into_iter().collect();
        if found.len() <= RANKED_MAX {
            let sought = Sought::of(query);
            found.sort_by_cached_key(|at| Reverse(sought.rank(&self.names[*at])));
        }
        found
    }
}

/// Of a thousand: pairs whose right name is the first, or among the first five; the same by how often a pair was seen.
#[derive(Debug)]
struct Recall {
    pairs: [u32; 2],
    seen: [u32; 2],
    /// Candidates: hundredths of one on average, and at the 99th percentile.
    mean: usize,
    p99: usize,
}

/// A hit is any right spelling of what was asked.
fn recall<'a>(pairs: &[(&'a str, &'a str, u32)], others: BTreeSet<String>) -> Recall {
    let mut right: BTreeMap<&str, (BTreeSet<&str>, [u32; 2])> = BTreeMap::new();
    for (asked, wanted, seen) in pairs {
        let (wanteds, [count, all_seen]) = right.entry(*asked).or_default();
        wanteds.insert(*wanted);
        (*count, *all_seen) = (*count + 1, *all_seen + seen);
    }
    let wanted = pairs.iter().map(|(_, wanted, _)| (*wanted).to_owned());
    let names = Names::of(wanted.chain(others).collect());
    let (mut hits, mut candidates) = ([[0; 2]; 2], Vec::new());
    for (asked, (wanted, weights)) in &right {
        let found = names.found(asked);
        candidates.push(found.len());
        let place = found.iter().position(|at| wanted.contains(names.names[*at].as_str()));
        for (by, weight) in weights.iter().enumerate() {
            for (which, most) in [1, 5].into_iter().enumerate() {
                hits[by][which] += if place.is_some_and(|place| place < most) { *weight } else { 0 };
            }
        }
    }
    candidates.sort_unstable();
    let all: [u32; 2] = [u32::try_from(pairs.len()).unwrap(), pairs.iter().map(|(_, _, seen)| seen).sum()];
    let share = |by: usize| hits[by].map(|hits| hits * 1000 / all[by]);
    Recall {
        pairs: share(0),
        seen: share(1),
        mean: candidates.iter().sum::<usize>() * 100 / candidates.len(),
        p99: candidates[candidates.len() * 99 / 100],
    }
}

fn both_ways(half: u8) -> [Recall; 2] {
    let pairs = pairs(half);
    let asked: Vec<_> = pairs.iter().map(|pair| (pair.arabic, pair.latin, pair.seen)).collect();
    let in_arabic = recall(&asked, names(&[list!("sw"), list!("en_KE"), list!("fr_FR")]));
    let asked: Vec<_> = pairs.iter().map(|pair| (pair.latin, pair.arabic, pair.seen)).collect();
    let in_latin = recall(&asked, names(&[list!("ar_PS"), list!("ar_SA")]));
    [in_arabic, in_latin]
}

/// What was reached, less a point, with no more candidates; as it gets better, these figures do. Prints both halves.
#[test]
fn names_are_found_in_the_other_script() {
    println!("development: {:#?}", both_ways(DEVELOPMENT));
    let reached = both_ways(TEST);
    println!("test: {reached:#?}");
    let [in_arabic, in_latin] = reached;
    let least = [
        ("Arabic, one", in_arabic.pairs[0], 906),
        ("Arabic, five", in_arabic.pairs[1], 961),
        ("Arabic by use, one", in_arabic.seen[0], 851),
        ("Arabic by use, five", in_arabic.seen[1], 926),
        ("Latin, one", in_latin.pairs[0], 899),
        ("Latin, five", in_latin.pairs[1], 954),
        ("Latin by use, one", in_latin.seen[0], 868),
        ("Latin by use, five", in_latin.seen[1], 916),
    ];
    for (what, reached, least) in least {
        assert!(reached >= least, "asked in {what}: {reached} of 1000, not {least}");
    }
    for (what, candidates, most) in [
        ("Arabic, mean", in_arabic.mean, 847),
        ("Arabic, p99", in_arabic.p99, 43),
        ("Latin, mean", in_latin.mean, 594),
        ("Latin, p99", in_latin.p99, 36),
    ] {
        assert!(candidates <= most, "asked in {what}: {candidates} candidates, not {most}");
    }
}

#[test]
fn the_halves_share_no_name_in_arabic_script() {
    let arabic = |half: u8| pairs(half).into_iter().map(|pair| pair.arabic).collect::<BTreeSet<_>>();
    assert!(arabic(TEST).is_disjoint(&arabic(DEVELOPMENT)));
    assert_eq!([pairs(DEVELOPMENT).len(), pairs(TEST).len()], [4089, 3961]);
}
