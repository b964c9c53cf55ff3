//! Places, and which lies in which.

use super::{
    Language,
    notes::Notes,
    people::{Read, read_all, with_extra},
    row::Row,
};
use crate::{
    plain,
    primero::{AROUND, KINDS_OF_PLACES, file},
};
use daftar_core::config::{Location, Words};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Places lie in each other a few levels deep; this only keeps a file that was made to do harm from taking for ever.
const DEPTH_MAX: usize = 100;

const LOST: &str = "places lie in none, as the one around them does not exist";

/// A place as far as its row tells.
#[derive(Debug)]
pub(in crate::primero) struct Draft {
    pub place: Location,
    /// Names with those of the places around, where the row has such; only these may then tell what lies around it.
    around: Words,
    is_level_told: bool,
    has_own_kind: bool,
    is_disabled: bool,
}

/// A place from its row.
pub(in crate::primero) fn draft(row: &mut Row) -> Read<Draft> {
    let Some(code) = row.id("code").or_else(|| row.id("location_code")) else {
        return Read::Left("it has no code".to_owned());
    };
    let around = row.words("name");
    let own = row.words("placename");
    let last = |name: &String| name.rsplit(AROUND).next().unwrap_or_default().to_owned();
    let label = match own.0.is_empty() {
        true => {
            let words = around.0.iter().map(|(language, name)| (language.clone(), last(name)));
            Words(words.filter(|(_, word)| !word.trim().is_empty()).collect())
        }
        false => own,
    };
    let outwards = outwards(row);
    let is_told = !outwards.is_empty();
    let level = row.number("admin_level").or_else(|| {
        let count = outwards.iter().filter(|other| *other != code).count();
        (!outwards.is_empty()).then(|| u32::try_from(count).unwrap_or(u32::MAX))
    });
    let parent = row.text("parent_code").map(str::to_owned);
    let parent = parent.or_else(|| outwards.into_iter().rev().find(|other| other != code));
    let kind = row.text("type");
    let usual = level.and_then(|level| KINDS_OF_PLACES.get(usize::try_from(level).ok()?).copied());
    let has_own_kind = kind.is_some_and(|kind| Some(kind) != usual && level.is_some());
    let is_disabled = row.flag("disabled", false);
    let place = Location { code: code.to_owned(), parent, label, level: level.unwrap_or(0) };
    let around = if is_told || place.parent.is_some() { Words::default() } else { around };
    let place = with_extra(row, place);
    Read::Part(Draft { place, around, is_level_told: level.is_some(), has_own_kind, is_disabled })
}

/// Codes from the outermost place inwards, where the row tells them.
fn outwards(row: &mut Row) -> Vec<String> {
    let codes = row.texts("hierarchy");
    let path = row.text("hierarchy_path").unwrap_or_default();
    match codes.is_empty() {
        true => path.split('.').filter(|code| !code.is_empty()).map(str::to_owned).collect(),
        false => codes,
    }
}

/// All places. Where rows do not tell what lies around a place, the names do.
pub(super) fn read_places(
    rows: &[Map<String, Value>],
    language: &Language,
    notes: &mut Notes,
) -> Vec<Location> {
    let mut drafts =
        read_all(rows, (file::LOCATIONS, "place"), language, notes, draft, |draft| &draft.place.code);
    find_parents(&mut drafts, notes);
    for Draft { place, has_own_kind, is_disabled, .. } in &drafts {
        if *has_own_kind {
            notes.gather(file::LOCATIONS, "kinds of places are told by their levels alone", &*place.code);
        }
        if *is_disabled {
            notes.gather(file::LOCATIONS, "disabled places are offered like others", &*place.code);
        }
    }
    let mut places = Vec::new();
    let mut unknown = Vec::new();
    for Draft { mut place, is_level_told, .. } in drafts {
        let is_plain = |text: &str| !text.contains([',', '\n', '\r']) && text.trim() == text;
        if !is_plain(&place.code) {
            notes.gather(
                file::LOCATIONS,
                "places are left out, as there is a comma in their code",
                &*place.code,
            );
            continue;
        }
        for (language, word) in place.label.0.iter_mut().filter(|(_, word)| !is_plain(word)) {
            *word = word.replace(',', ";").replace(['\n', '\r'], " ").trim().to_owned();
            let what = format!("commas in names in `{language}` became semicolons");
            notes.gather(file::LOCATIONS, what, &*place.code);
        }
        unknown.push(!is_level_told);
        places.push(place);
    }
    cut_circles(&mut places, notes);
    let levels = plain::levels(&places);
    for ((place, level), _) in places.iter_mut().zip(levels).zip(unknown).filter(|(_, unknown)| *unknown) {
        place.level = level;
    }
    places
}

/// A place whose name says what lies around it lies in the place of that name.
fn find_parents(drafts: &mut [Draft], notes: &mut Notes) {
    let mut by_name: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for draft in drafts.iter() {
        for (language, name) in &draft.around.0 {
            by_name.entry((language, name)).or_insert(&draft.place.code);
        }
    }
    let parent = |draft: &Draft| {
        let mut outer = draft.around.0.iter().filter_map(|(language, name)| {
            let (outer, _) = name.rsplit_once(AROUND)?;
            by_name.get(&(language.as_str(), outer)).map(|code| (*code).to_owned())
        });
        outer.next()
    };
    let parents: Vec<Option<String>> = drafts.iter().map(parent).collect();
    for (draft, parent) in drafts.iter_mut().zip(parents) {
        if parent.is_none() && draft.around.0.values().any(|name| name.contains(AROUND)) {
            notes.gather(file::LOCATIONS, LOST, &*draft.place.code);
        }
        if draft.place.parent.is_none() {
            draft.place.parent = parent;
        }
    }
}

/// A place that lies in itself, in one that does not exist, or deeper than any, lies in none.
fn cut_circles(places: &mut [Location], notes: &mut Notes) {
    let at: BTreeMap<String, usize> =
        places.iter().enumerate().map(|(nth, place)| (place.code.clone(), nth)).collect();
    let outer: Vec<Option<&usize>> =
        places.iter().map(|place| place.parent.as_ref().and_then(|parent| at.get(parent))).collect();
    // How deep a place lies, once a way outwards from it came to an end.
    let mut depths: BTreeMap<usize, usize> = BTreeMap::new();
    let mut lost = BTreeSet::new();
    for start in 0..places.len() {
        let mut way = Vec::new();
        let mut here = Some(start);
        let mut is_on_way = BTreeSet::new();
        while let Some(place) = here.filter(|place| !depths.contains_key(place)) {
            if !is_on_way.insert(place) {
                break;
            }
            way.push(place);
            here = outer.get(place).copied().flatten().copied();
        }
        // Where the way came back to itself there is no depth yet, and its last place is cut off.
        let mut depth = here.and_then(|place| depths.get(&place)).copied();
        for place in way.into_iter().rev() {
            let has_outer = places.get(place).is_some_and(|place| place.parent.is_some());
            let deeper = depth.map(|depth| depth + 1).filter(|depth| *depth <= DEPTH_MAX);
            if has_outer && deeper.is_none() {
                lost.insert(place);
            }
            depth = Some(if has_outer { deeper.unwrap_or(0) } else { 0 });
            depths.extend(depth.map(|depth| (place, depth)));
        }
    }
    for place in lost {
        if let Some(place) = places.get_mut(place) {
            notes.gather(file::LOCATIONS, LOST, &*place.code);
            place.parent = None;
        }
    }
}
