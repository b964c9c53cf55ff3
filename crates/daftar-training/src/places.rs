//! The smallest places of the training configuration, by the region in which a family's names are at home.

use crate::{configuration::LOCATIONS, names::Locale, random::Random};
use std::sync::OnceLock;

/// A place where a child may be.
pub(crate) struct Place {
    pub(crate) code: &'static str,
    pub(crate) en: &'static str,
    /// The Arabic name, or the English one where there is none.
    pub(crate) ar: &'static str,
}

struct Region {
    country: &'static str,
    camp_blocks: Vec<Place>,
    elsewhere: Vec<Place>,
}

fn regions() -> &'static [Region; 3] {
    static ALL: OnceLock<[Region; 3]> = OnceLock::new();
    ALL.get_or_init(|| ["JO", "KE", "BF"].map(Region::read))
}

impl Region {
    fn read(country: &'static str) -> Self {
        let mut region = Self { country, camp_blocks: Vec::new(), elsewhere: Vec::new() };
        let parents: Vec<&str> = LOCATIONS.lines().filter_map(|line| line.split(',').nth(1)).collect();
        for line in LOCATIONS.lines().skip(1) {
            let mut cells = line.split(',');
            let (Some(code), Some(_), Some(en), Some(ar)) =
                (cells.next(), cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            if !code.starts_with(country) || parents.contains(&code) {
                continue;
            }
            let place = Place { code, en, ar: if ar.is_empty() { en } else { ar } };
            if code.contains("-CAMP") { &mut region.camp_blocks } else { &mut region.elsewhere }.push(place);
        }
        region
    }
}

/// Where a family with names of `locale` lives: most often a block of a camp.
pub(crate) fn draw(random: &mut Random, locale: Locale) -> &'static Place {
    let country = match locale {
        Locale::ArPs | Locale::ArSa => "JO",
        Locale::Sw | Locale::EnKe => "KE",
        Locale::FrFr => "BF",
    };
    let all = regions();
    let region = all.iter().find(|region| region.country == country).unwrap_or(&all[0]);
    let in_camp = random.chance(60);
    random.pick(if in_camp { &region.camp_blocks } else { &region.elsewhere })
}

#[cfg(test)]
mod tests {
    use super::regions;

    #[test]
    fn every_region_has_a_camp_and_other_places() {
        for region in regions() {
            assert!(region.camp_blocks.len() >= 8 && region.elsewhere.len() >= 10, "{}", region.country);
        }
    }
}
