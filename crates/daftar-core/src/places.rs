//! Finding a place among many thousands by its names, in whatever language and script, or by its code.

use crate::{
    config::{Configuration, Location},
    search::fold,
};
use std::collections::BTreeMap;

/// Places around a place that are named at most.
const AROUND_MAX: usize = 8;

/// The places of one configuration, made ready for searching: about their names' size in memory.
pub struct Places {
    /// Folded names and code of each place, in the configuration's order; a line end and a blank before each.
    folded: Vec<String>,
    by_code: BTreeMap<String, usize>,
}

impl Places {
    /// Makes ready the places of `config`; the other functions must be given the same.
    #[must_use]
    pub fn new(config: &Configuration) -> Self {
        let folded = config.locations.iter().map(|place| {
            let mut words: Vec<String> = place.label.0.values().map(|label| fold(label)).collect();
            words.push(fold(&place.code));
            words.sort();
            words.dedup();
            // Thus beginnings of names and of words are found as they are.
            words.iter().map(|word| format!("\n {word}")).collect()
        });
        let by_code = config.locations.iter().enumerate().map(|(at, place)| (place.code.clone(), at));
        Self { folded: folded.collect(), by_code: by_code.collect() }
    }

    /// A place by its code.
    #[must_use]
    pub fn place<'a>(&self, config: &'a Configuration, code: &str) -> Option<&'a Location> {
        config.locations.get(*self.by_code.get(code)?)
    }

    /// Places of which every typed word begins a word of a name or the code, at most `most`; `level`: of this level only.
    ///
    /// Those of which a name begins with what was typed come first, greater places before smaller ones. Nothing typed
    /// gives the first of the configuration.
    #[must_use]
    pub fn find<'a>(
        &self,
        config: &'a Configuration,
        typed: &str,
        level: Option<u32>,
        most: usize,
    ) -> Vec<&'a Location> {
        let typed = fold(typed);
        let words: Vec<String> = typed.split_whitespace().map(|word| format!(" {word}")).collect();
        let beginning = format!("\n {typed}");
        let fits = |folded: &String| words.iter().all(|word| folded.contains(word.as_str()));
        let all = self.folded.iter().zip(&config.locations).enumerate();
        let of_level = all.filter(|(_, (_, place))| level.is_none_or(|level| place.level == level));
        let mut found: Vec<(bool, u32, usize, &Location)> = of_level
            .filter(|(_, (folded, _))| fits(folded))
            .map(|(at, (folded, place))| (!folded.contains(&beginning), place.level, at, place))
            .collect();
        if !words.is_empty() {
            found.sort_unstable_by_key(|(later, level, at, _)| (*later, *level, *at));
        }
        found.into_iter().take(most).map(|(.., place)| place).collect()
    }

    /// The places around a place, from the nearest on.
    pub fn around<'a>(
        &self,
        config: &'a Configuration,
        place: &'a Location,
    ) -> impl Iterator<Item = &'a Location> {
        let outer = |place: &&'a Location| self.place(config, place.parent.as_ref()?);
        // A circle of parents, which the configuration's check refuses, ends all the same.
        std::iter::successors(Some(place), outer).skip(1).take(AROUND_MAX)
    }
}
