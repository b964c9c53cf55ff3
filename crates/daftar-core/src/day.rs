//! Days, months and years as they are written, and what can be said of them: which is earlier, how far apart.

use crate::value::is_date;

mod typed;
pub use typed::{Typed, typed};

/// A day, a month or a year of the Gregorian calendar, as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    pub year: u32,
    pub month: Option<u32>,
    pub day: Option<u32>,
}

impl Day {
    /// Reads a date; a time after `T` is left out. None if it does not exist.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let date = text.split_once('T').map_or(text, |(date, _)| date);
        let mut parts = is_date(date).then(|| date.split('-').map_while(|part| part.parse().ok()))?;
        Some(Self { year: parts.next()?, month: parts.next(), day: parts.next() })
    }

    /// Whether it names one day.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.day.is_some()
    }

    /// Days from 1970-01-01 to the first day that it may mean; negative before.
    ///
    /// Counted in eras of 400 years from 1 March, as in Hinnant, "chrono-compatible low-level date algorithms".
    #[must_use]
    pub fn number(&self) -> i64 {
        let (month, day) = (i64::from(self.month.unwrap_or(1)), i64::from(self.day.unwrap_or(1)));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    /// Whole years from this date, or from the last day it may mean, to `today`; none when it is still to come.
    #[must_use]
    pub fn years_until(&self, today: &Self) -> Option<u32> {
        let now = (today.month, today.day);
        let is_begun = (self.month.is_none_or(|m| Some(m) <= today.month))
            && (self.month != today.month || self.day.is_none_or(|d| Some(d) <= today.day));
        if self.year > today.year || self.year == today.year && !is_begun {
            return None;
        }
        // Month and day are compared, never days counted: dividing by 365 makes children near a birthday a year too
        // old. Whoever was born on 29 February has the birthday on 1 March of other years.
        let had_birthday = now >= (self.month.or(Some(12)), self.day.or(Some(31)));
        Some((today.year - self.year).saturating_sub(u32::from(!had_birthday)))
    }
}

/// The two ends of a range written `FROM/TO`, of which one may be missing; none if it is no range.
///
/// The form is ISO 8601's interval. An end before its beginning is no range.
#[must_use]
pub fn read_range(text: &str) -> Option<(Option<Day>, Option<Day>)> {
    let (from, to) = text.split_once('/')?;
    let end = |text: &str| match text {
        "" => Some(None),
        _ => Day::read(text).filter(|_| is_date(text)).map(Some),
    };
    let (from, to) = (end(from)?, end(to)?);
    match (from, to) {
        (None, None) => None,
        (Some(from), Some(to)) if to.last_number() < from.number() => None,
        ends => Some(ends),
    }
}

impl Day {
    /// The day that [`Day::number`] numbers so, from 1000-01-01 on.
    ///
    /// Hinnant's `civil_from_days`, from the same page.
    #[must_use]
    pub fn from_number(number: i64) -> Self {
        let days = number + 719_468;
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = era * 400 + year_of_era + i64::from(month <= 2);
        let small = |number: i64| u32::try_from(number).unwrap_or(0);
        Self { year: small(year), month: Some(small(month)), day: Some(small(day)) }
    }

    /// As it is stored: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    #[must_use]
    pub fn print(&self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => format!("{:04}-{month:02}", self.year),
            (None, _) => format!("{:04}", self.year),
        }
    }

    /// As [`Day::number`], of the last day that it may mean.
    #[must_use]
    pub fn last_number(&self) -> i64 {
        match (self.month, self.day) {
            (_, Some(_)) => self.number(),
            (None, _) => Self { year: self.year + 1, ..*self }.number() - 1,
            (Some(12), None) => Self { year: self.year + 1, month: Some(1), day: None }.number() - 1,
            (Some(month), None) => Self { month: Some(month + 1), ..*self }.number() - 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_are_counted_from_1970() {
        for (date, number) in [
            ("1970-01-01", 0),
            ("1969-12-31", -1),
            ("2000-03-01", 11_017),
            ("2024-02-29", 19_782),
            ("2026-11-25", 20_782),
            ("2026", 20_454),
            ("2026-11-25T23:59Z", 20_782),
        ] {
            assert_eq!(Day::read(date).map(|day| day.number()), Some(number), "{date}");
        }
    }

    #[test]
    fn a_range_has_an_end_and_does_not_run_backwards() {
        for good in ["2024-01-01/2024-01-01", "2024/", "/2024-05", "2024-05-31/2024-05", "2024-12-31/2024"] {
            assert!(read_range(good).is_some(), "{good}");
        }
        for bad in
            ["", "/", "2024", "2024-05-02/2024-05-01", "2025/2024", "2024-13/2024", "2024-01-01T10:00/"]
        {
            assert!(read_range(bad).is_none(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn a_day_and_its_number_agree(number in -350_000..1_000_000_i64) {
            let day = Day::from_number(number);
            prop_assert_eq!(day.number(), number);
            prop_assert_eq!(Day::read(&day.print()), Some(day));
        }

        #[test]
        fn the_next_day_has_the_next_number(number in 0..100_000_i64) {
            // Found by trying: the calendar that counts is checked against the one that says which days exist.
            let day = |n: i64| (1900..2300_u32).flat_map(|y| (1..=12).map(move |m| (y, m)))
                .find_map(|(y, m)| {
                    let first = Day { year: y, month: Some(m), day: Some(1) };
                    let d = u32::try_from(n - first.number() + 1).ok().filter(|d| (1..=31).contains(d))?;
                    is_date(&format!("{y:04}-{m:02}-{d:02}")).then_some((y, m, d))
                });
            prop_assert!(day(number) < day(number + 1));
        }

        #[test]
        fn any_text_is_answered(text in any::<String>()) {
            let _ = (Day::read(&text), read_range(&text));
        }
    }
}
