//! What a field can hold, and how typed text becomes it.

use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// Longest text a single field keeps, in bytes of UTF-8.
pub const TEXT_BYTES_MAX: usize = 64 * 1024;

/// A field's value. In JSON: `null`, `true`, `3`, `"text"`, `["a","b"]` (sorted), `{"row":3}`.
///
/// [`Value::Null`] means that a person cleared the field; a field never filled has no value at all.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Value {
    /// Cleared by a person.
    #[default]
    Null,
    /// A tick box.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Text, an option id, a code, or a date as `YYYY[-MM[-DD]]`.
    Text(String),
    /// The chosen options of a multi-select.
    Many(BTreeSet<String>),
    /// The numbers of a tally by row; a row without one was not counted.
    Tally(BTreeMap<String, i64>),
}

/// How a [`Value`] stands in JSON, where the kind shows by itself.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Plain {
    Null,
    Bool(bool),
    Int(i64),
    Text(String),
    Many(BTreeSet<String>),
    Tally(BTreeMap<String, i64>),
}

/// How a [`Value`] stands in binary encodings, which need the kind.
#[derive(Serialize, Deserialize)]
enum Tagged {
    Null,
    Bool(bool),
    Int(i64),
    Text(String),
    Many(BTreeSet<String>),
    Tally(BTreeMap<String, i64>),
}

macro_rules! convert {
    ($from:ident, $to:ident) => {
        impl From<$from> for $to {
            fn from(value: $from) -> Self {
                match value {
                    $from::Null => Self::Null,
                    $from::Bool(b) => Self::Bool(b),
                    $from::Int(i) => Self::Int(i),
                    $from::Text(t) => Self::Text(t),
                    $from::Many(m) => Self::Many(m),
                    $from::Tally(t) => Self::Tally(t),
                }
            }
        }
    };
}
convert!(Value, Plain);
convert!(Plain, Value);
convert!(Value, Tagged);
convert!(Tagged, Value);

impl Serialize for Value {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match serializer.is_human_readable() {
            true => Plain::from(self.clone()).serialize(serializer),
            false => Tagged::from(self.clone()).serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserializer.is_human_readable() {
            true => Plain::deserialize(deserializer).map(Self::from),
            false => Tagged::deserialize(deserializer).map(Self::from),
        }
    }
}

/// Shows the kind only: values never reach logs.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Null => "Null",
            Self::Bool(_) => "Bool(…)",
            Self::Int(_) => "Int(…)",
            Self::Text(_) => "Text(…)",
            Self::Many(_) => "Many(…)",
            Self::Tally(_) => "Tally(…)",
        })
    }
}

/// Why a value does not fit its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Another kind of value is wanted.
    #[error("the value has the wrong type")]
    WrongType,
    /// Not among the field's options.
    #[error("not one of the options")]
    UnknownOption,
    /// Neither `YYYY`, `YYYY-MM` nor `YYYY-MM-DD`, or a day that does not exist.
    #[error("not a date")]
    InvalidDate,
    /// Longer than [`TEXT_BYTES_MAX`].
    #[error("the text is too long")]
    TextTooLong,
    /// After tomorrow, where only what has been may stand. One day is allowed for a clock that is behind.
    #[error("the date is still to come")]
    DateInFuture,
    /// A month or year where a day is wanted.
    #[error("the date names no day")]
    DateNotExact,
    /// Ends before it begins, or has no end at all.
    #[error("not a range of dates")]
    InvalidRange,
    /// Less than the least or more than the most that the field takes.
    #[error("the number is out of range")]
    NumberOutOfRange,
    /// No digits, or other signs than a phone number has.
    #[error("not a phone number")]
    InvalidPhone,
    /// A row that the tally does not have.
    #[error("not one of the rows")]
    UnknownRow,
}

impl Unfit {
    /// The stable code shown to people through the message `error-…`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::WrongType => "wrong_type",
            Self::UnknownOption => "unknown_option",
            Self::InvalidDate => "invalid_date",
            Self::TextTooLong => "text_too_long",
            Self::DateInFuture => "date_in_future",
            Self::DateNotExact => "date_not_exact",
            Self::InvalidRange => "invalid_range",
            Self::NumberOutOfRange => "number_out_of_range",
            Self::InvalidPhone => "invalid_phone",
            Self::UnknownRow => "unknown_row",
        }
    }
}

/// Whether `text` is `YYYY`, `YYYY-MM` or `YYYY-MM-DD` and exists in the Gregorian calendar (years 1000 to 9999).
#[must_use]
pub fn is_date(text: &str) -> bool {
    let digits = |part: &str, width: usize| {
        (part.len() == width && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    let mut parts = text.split('-');
    let Some(year) = parts.next().and_then(|p| digits(p, 4)).filter(|y| *y >= 1000) else { return false };
    let Some(month) = parts.next() else { return true };
    let Some(month) = digits(month, 2).filter(|m| (1..=12).contains(m)) else { return false };
    let Some(day) = parts.next() else { return true };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    digits(day, 2).is_some_and(|d| (1..=last).contains(&d)) && parts.next().is_none()
}

/// Whether `text` is a day and a time on that day's clock, as `YYYY-MM-DDTHH:MM`.
#[must_use]
pub fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else { return false };
    let number = |part: &str, most: u32| {
        part.len() == 2
            && part.bytes().all(|b| b.is_ascii_digit())
            && part.parse::<u32>().is_ok_and(|n| n <= most)
    };
    let is_time = time.split_once(':').is_some_and(|(hour, minute)| number(hour, 23) && number(minute, 59));
    date.len() == 10 && is_date(date) && is_time
}

impl Value {
    /// Whether it answers anything: not cleared, not an empty choice or tally, not an unticked box.
    #[must_use]
    pub fn is_filled(&self) -> bool {
        match self {
            Self::Null | Self::Bool(false) => false,
            Self::Bool(true) | Self::Int(_) => true,
            Self::Text(text) => !text.trim().is_empty(),
            Self::Many(chosen) => !chosen.is_empty(),
            Self::Tally(rows) => !rows.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{is_date, is_date_time};

    #[test]
    fn a_time_has_a_day() {
        for good in ["2015-03-31T00:00", "2024-02-29T23:59"] {
            assert!(is_date_time(good), "{good}");
        }
        for bad in [
            "2015-03-31",
            "2015-03T10:00",
            "2015-03-31T24:00",
            "2015-03-31T10:60",
            "2015-03-31T1:00",
            "T10:00",
        ] {
            assert!(!is_date_time(bad), "{bad}");
        }
    }

    #[test]
    fn dates_may_be_partial_and_must_exist() {
        for good in ["2015", "2015-03", "2015-03-31", "2024-02-29", "2000-02-29"] {
            assert!(is_date(good), "{good}");
        }
        for bad in [
            "",
            "15",
            "2015-3",
            "2015-13",
            "2015-02-29",
            "1900-02-29",
            "2015-06-31",
            "2015-03-31-",
            "2015-0a",
            "٢٠١٥",
            "0999",
        ] {
            assert!(!is_date(bad), "{bad}");
        }
    }
}
