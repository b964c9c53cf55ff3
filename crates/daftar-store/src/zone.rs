//! Days as people count them: by the clock on the wall, where the laptop is.

use jiff::{
    Timestamp,
    tz::{Offset, TimeZone},
};

const DAY_MS: i64 = 86_400_000;
/// Changes of the clock by which two zones are told apart, from 1970 on: past the year 2100 where it changes twice a year.
const CHANGES: usize = 300;

/// The time zone of a laptop. Instants stay in UTC; only what is told or counted in days goes by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

impl From<TimeZone> for Zone {
    fn from(zone: TimeZone) -> Self {
        Self(zone)
    }
}

impl Zone {
    /// Where days are those of UTC.
    #[must_use]
    pub fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// The day of an instant (Unix milliseconds), in days since 1970-01-01.
    #[must_use]
    pub fn day_of(&self, at_ms: i64) -> i64 {
        at_ms.saturating_add(self.ahead_ms(at_ms)).div_euclid(DAY_MS)
    }

    /// The first instant of a day. Where the clock is put forward at midnight, the day begins an hour later.
    #[must_use]
    pub fn begin_of(&self, day: i64) -> i64 {
        let utc = day.saturating_mul(DAY_MS);
        let midnight = Timestamp::from_millisecond(utc).ok().map(|at| Offset::UTC.to_datetime(at));
        let begin = midnight.and_then(|midnight| self.0.to_timestamp(midnight).ok());
        begin.map_or(utc, Timestamp::as_millisecond)
    }

    /// Day and time of an instant, `YYYY-MM-DDTHH:MM`.
    #[must_use]
    pub fn clock(&self, at_ms: i64) -> String {
        let at = Timestamp::from_millisecond(at_ms).unwrap_or(Timestamp::UNIX_EPOCH);
        self.0.to_datetime(at).strftime("%Y-%m-%dT%H:%M").to_string()
    }

    /// How far the clock is ahead of UTC (seconds), first and from each instant on at which that changes: the same for zones
    /// whose days are the same.
    #[must_use]
    pub fn changes(&self) -> Vec<(i64, i32)> {
        let begin = Timestamp::UNIX_EPOCH;
        let later = self.0.following(begin).take(CHANGES);
        let first = (begin.as_millisecond(), self.0.to_offset(begin).seconds());
        let change = |change: jiff::tz::TimeZoneTransition| {
            (change.timestamp().as_millisecond(), change.offset().seconds())
        };
        std::iter::once(first).chain(later.map(change)).collect()
    }

    fn ahead_ms(&self, at_ms: i64) -> i64 {
        let at = Timestamp::from_millisecond(at_ms);
        at.map_or(0, |at| i64::from(self.0.to_offset(at).seconds()) * 1000)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test that cannot go on should stop.
mod tests {
    use super::*;

    fn zone(rule: &str) -> Zone {
        Zone(TimeZone::posix(rule).unwrap())
    }

    fn at(instant: &str) -> i64 {
        instant.parse::<Timestamp>().unwrap().as_millisecond()
    }

    #[test]
    fn a_day_begins_at_midnight_on_the_wall() {
        for (rule, last, first) in [
            ("UTC0", "2026-03-10T23:59:59.999Z", "2026-03-11T00:00:00Z"),
            ("<+0630>-6:30", "2026-03-10T17:29:59.999Z", "2026-03-10T17:30:00Z"),
            ("<-03>3", "2026-03-11T02:59:59.999Z", "2026-03-11T03:00:00Z"),
            // Put forward at midnight of that very day, east and west of Greenwich: there is no midnight.
            ("EET-2EEST,M3.2.3/0,M10.5.0/0", "2026-03-10T21:59:59.999Z", "2026-03-10T22:00:00Z"),
            ("CST5CDT,M3.2.3/0,M11.1.0/1", "2026-03-11T04:59:59.999Z", "2026-03-11T05:00:00Z"),
            // Put back to midnight: there are two.
            ("CST5CDT,M1.1.0/0,M3.2.3/1", "2026-03-11T03:59:59.999Z", "2026-03-11T04:00:00Z"),
        ] {
            let zone = zone(rule);
            let day = zone.day_of(at(first));
            assert_eq!(day, at("2026-03-11T00:00:00Z") / DAY_MS, "{rule}");
            assert_eq!((zone.day_of(at(last)), zone.begin_of(day)), (day - 1, at(first)), "{rule}");
        }
    }

    #[test]
    fn days_without_an_instant_are_answered() {
        let zone = zone("<+0630>-6:30");
        for far in [i64::MIN, i64::MAX] {
            let _ = (zone.day_of(far), zone.begin_of(far), zone.clock(far));
        }
    }

    #[test]
    fn zones_are_told_apart_by_their_clocks() {
        assert_eq!(zone("UTC0").changes(), Zone::utc().changes());
        assert_eq!(zone("EET-2EEST,M3.5.5/0,M10.5.5/0").changes().len(), CHANGES + 1);
        assert_ne!(zone("<+0630>-6:30").changes(), zone("<+06>-6").changes());
    }
}
