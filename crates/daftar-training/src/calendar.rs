//! Days of the Gregorian calendar, without a clock.

use std::fmt;

/// A day; ordered, printed as `YYYY-MM-DD`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Date {
    pub(crate) year: i64,
    pub(crate) month: i64,
    pub(crate) day: i64,
}

impl Date {
    /// Reads a full date; `None` for a partial date and for a day that does not exist.
    pub(crate) fn read(text: &str) -> Option<Self> {
        if text.len() != 10 || !daftar_core::value::is_date(text) {
            return None;
        }
        let mut parts = text.split('-').filter_map(|part| part.parse().ok());
        Some(Self { year: parts.next()?, month: parts.next()?, day: parts.next()? })
    }

    /// The day `days` later, or earlier if negative.
    ///
    /// Counts from 1 March, so that the leap day ends a year (after H. Hinnant, "chrono-compatible low-level
    /// date algorithms").
    pub(crate) fn plus(self, days: i64) -> Self {
        let year = self.year - i64::from(self.month <= 2);
        let of_year = (153 * ((self.month + 9) % 12) + 2) / 5 + self.day - 1;
        let count =
            year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year + days;
        let era = count.div_euclid(146_097);
        let of_era = count.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        Self { year: era * 400 + year_of_era + i64::from(month <= 2), month, day }
    }

    /// Full years of someone born on this day, on `today`.
    pub(crate) fn age_on(self, today: Self) -> i64 {
        let had_birthday = (today.month, today.day) >= (self.month, self.day);
        today.year - self.year - i64::from(!had_birthday)
    }

    /// `YYYY-MM`.
    pub(crate) fn month_only(self) -> String {
        format!("{:04}-{:02}", self.year, self.month)
    }

    /// `YYYY`.
    pub(crate) fn year_only(self) -> String {
        format!("{:04}", self.year)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test that cannot go on should stop.
mod tests {
    use super::Date;
    use daftar_core::value::is_date;

    #[test]
    fn walking_day_by_day_meets_only_days_that_exist() {
        let mut date = Date::read("1999-12-31").unwrap();
        for step in 0..3_000 {
            let next = date.plus(1);
            assert!(next > date && is_date(&next.to_string()), "{date} then {next}");
            assert_eq!(next.plus(-1).to_string(), date.to_string());
            assert!(step > 0 || next.to_string() == "2000-01-01");
            date = next;
        }
        assert_eq!(date.to_string(), "2008-03-18");
    }

    #[test]
    fn age_counts_birthdays() {
        let born = Date::read("2012-02-29").unwrap();
        assert_eq!(born.age_on(Date::read("2025-02-28").unwrap()), 12);
        assert_eq!(born.age_on(Date::read("2025-03-01").unwrap()), 13);
    }

    #[test]
    fn only_full_dates_are_read() {
        assert!(Date::read("2025-02").is_none() && Date::read("2025-02-30").is_none());
    }
}
