//! The age that is shown: computed each day, never stored.
//!
//! The date of birth counts if there is one, else the age that a person typed plus the whole years since. Only whole
//! years that have certainly passed are counted: someone born in 2008 is shown as about 17 until the last day of 2026,
//! because a child taken for an adult loses more than an adult taken for a child.

use crate::day::Day;

/// An age in whole years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Age {
    pub years: u32,
    /// The birth date is partial, or the age was typed a year ago or longer.
    pub about: bool,
}

/// The age to show on the day `today` (`YYYY-MM-DD`), if anything is known.
///
/// `age_answer` is the typed age with the day on which it was typed. A date of birth that does not exist or is still to
/// come counts as none; an answer from a day to come (a laptop whose clock was wrong) is shown as it was typed.
#[must_use]
pub fn shown_age(date_of_birth: Option<&str>, age_answer: Option<(i64, &str)>, today: &str) -> Option<Age> {
    let today = Day::read(today).filter(Day::is_full)?;
    from_birth(date_of_birth, &today).or_else(|| from_answer(age_answer, &today))
}

fn from_birth(date_of_birth: Option<&str>, today: &Day) -> Option<Age> {
    let born = Day::read(date_of_birth?)?;
    let age = |years| Age { years, about: !born.is_full() };
    born.years_until(today).map(age)
}

fn from_answer(age_answer: Option<(i64, &str)>, today: &Day) -> Option<Age> {
    let (years, answered_on) = age_answer?;
    let since = Day::read(answered_on).and_then(|day| day.years_until(today)).unwrap_or(0);
    let years = u32::try_from(years).ok()?.checked_add(since)?;
    Some(Age { years, about: since > 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::is_date;
    use proptest::prelude::*;

    fn about(years: u32) -> Option<Age> {
        Some(Age { years, about: true })
    }
    fn just(years: u32) -> Option<Age> {
        Some(Age { years, about: false })
    }

    /// Date of birth, age as answered, today, what is shown.
    type Row = (Option<&'static str>, Option<(i64, &'static str)>, &'static str, Option<Age>);

    #[test]
    fn ages_of_the_table() {
        let table: &[Row] = &[
            (None, None, "2026-05-10", None),
            // A full date of birth: the day before, the day, the day after.
            (Some("2014-05-11"), None, "2026-05-10", just(11)),
            (Some("2014-05-10"), None, "2026-05-10", just(12)),
            (Some("2014-05-09"), None, "2026-05-10", just(12)),
            (Some("2026-05-10"), None, "2026-05-10", just(0)),
            (Some("2025-12-31"), None, "2026-01-01", just(0)),
            // Eighteen years are 6,575 days: divided by 365 they would be 18 four days too early.
            (Some("2008-05-14"), None, "2026-05-10", just(17)),
            // The leap day.
            (Some("2012-02-29"), None, "2026-02-28", just(13)),
            (Some("2012-02-29"), None, "2026-03-01", just(14)),
            (Some("2012-02-29"), None, "2024-02-28", just(11)),
            (Some("2012-02-29"), None, "2024-02-29", just(12)),
            // Partial: only years that have certainly passed.
            (Some("2014"), None, "2026-05-10", about(11)),
            (Some("2014"), None, "2026-12-31", about(12)),
            (Some("2026"), None, "2026-05-10", about(0)),
            (Some("2014-04"), None, "2026-05-10", about(12)),
            (Some("2014-05"), None, "2026-05-10", about(11)),
            (Some("2026-05"), None, "2026-05-10", about(0)),
            // Still to come or no date at all: as if there were none.
            (Some("2026-05-11"), None, "2026-05-10", None),
            (Some("2026-06"), None, "2026-05-10", None),
            (Some("2027"), Some((3, "2026-05-10")), "2026-05-10", just(3)),
            (Some("spring"), Some((3, "2026-05-10")), "2026-05-10", just(3)),
            // The answer, and the whole years since.
            (None, Some((7, "2024-05-10")), "2024-05-10", just(7)),
            (None, Some((7, "2024-05-10")), "2025-05-09", just(7)),
            (None, Some((7, "2024-05-10")), "2025-05-10", about(8)),
            (None, Some((7, "2024-02-29")), "2026-02-28", about(8)),
            (None, Some((7, "2026-05-11")), "2026-05-10", just(7)),
            (None, Some((7, "")), "2026-05-10", just(7)),
            (None, Some((-1, "2024-05-10")), "2026-05-10", None),
            (None, Some((i64::from(u32::MAX), "2024-05-10")), "2026-05-10", None),
            (None, Some((i64::MAX, "2026-05-10")), "2026-05-10", None),
            // The date of birth goes before the answer.
            (Some("2014-05-10"), Some((9, "2026-05-10")), "2026-05-10", just(12)),
            // Today must be a day.
            (Some("2014-05-10"), None, "2026-05", None),
            (Some("2014-05-10"), None, "today", None),
        ];
        for (birth, answer, today, wanted) in table {
            assert_eq!(shown_age(*birth, *answer, today), *wanted, "{birth:?} {answer:?} on {today}");
        }
    }

    fn day() -> impl Strategy<Value = (u32, u32, u32)> {
        (1900u32..2100, 1u32..=12, 1u32..=31).prop_filter("exists", |(y, m, d)| is_date(&iso(*y, *m, *d)))
    }

    fn iso(year: u32, month: u32, day: u32) -> String {
        format!("{year:04}-{month:02}-{day:02}")
    }

    proptest! {
        #[test]
        fn on_a_birthday_the_age_is_the_difference_of_years((y, m, d) in day(), lived in 0u32..90) {
            let today = iso(y + lived, m, d);
            prop_assume!(is_date(&today));
            prop_assert_eq!(shown_age(Some(&iso(y, m, d)), None, &today), just(lived));
        }

        #[test]
        fn nobody_grows_younger((y, m, d) in day(), one in day(), other in day()) {
            let at = |(y2, m2, d2): (u32, u32, u32)| shown_age(Some(&iso(y, m, d)), None, &iso(y2, m2, d2)).map(|a| a.years);
            prop_assert!(at(one.min(other)) <= at(one.max(other)));
        }

        #[test]
        fn a_partial_birth_date_never_makes_older_and_at_most_a_year_younger((y, m, d) in day(), (y2, m2, d2) in day()) {
            let today = iso(y2, m2, d2);
            if let Some(true_age) = shown_age(Some(&iso(y, m, d)), None, &today) {
                for partial in [format!("{y:04}"), format!("{y:04}-{m:02}")] {
                    let shown = shown_age(Some(&partial), None, &today);
                    prop_assert!(shown.is_some_and(|age| age.about && (age.years..=age.years + 1).contains(&true_age.years)));
                }
            }
        }

        #[test]
        fn any_text_is_answered(birth in any::<String>(), years in any::<i64>(), answered in any::<String>(), today in any::<String>()) {
            let _ = shown_age(Some(&birth), Some((years, &answered)), &today);
            let _ = shown_age(Some(&birth), Some((years, &answered)), "2026-05-10");
        }
    }
}
