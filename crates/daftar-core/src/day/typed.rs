//! Dates as tired people type them: `3/5/24`, `March 2019`, `5 mars`, "about 11 years", `حوالي ١١ سنة`.
//!
//! The day stands before the month, as on the paper forms of every language of the interface; `3/25/24` can only be the
//! other way round and is read so. What cannot be told for certain is no date.

use super::Day;
use crate::{text::latin_digit, value::is_date};

/// Ages up to this one are taken for ages.
const AGE_MAX: u32 = 130;

/// A date as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub date: String,
    /// It was worked out from an age.
    pub about: bool,
}

impl Typed {
    fn just(date: String) -> Option<Self> {
        is_date(&date).then_some(Self { date, about: false })
    }
}

/// Reads a date typed on the day `today` (`YYYY-MM-DD`); none if it is not one, or could be several.
///
/// An age in years gives the year of birth that [`crate::age::shown_age`] shows as that age today, an age in months the
/// month of birth.
#[must_use]
pub fn typed(text: &str, today: &str) -> Option<Typed> {
    let text = fold(text);
    if is_date(&text) {
        return Typed::just(text);
    }
    let now = Day::read(today).filter(Day::is_full)?;
    let words = words(&text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    relative(&words, &now).or_else(|| age(&words, &now)).or_else(|| calendar(&words, &now))
}

/// Lower case, Latin digits, no signs that cannot be seen.
fn fold(text: &str) -> String {
    let is_kept =
        |c: &char| !matches!(c, '\u{200C}'..='\u{200F}' | '\u{61C}' | '\u{640}' | '\u{64B}'..='\u{65F}');
    text.chars().filter(is_kept).map(latin_digit).collect::<String>().trim().to_lowercase()
}

/// Runs of digits, and runs of letters; what stands between is gone, but for `~`, which says "about".
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut kind = None;
    for c in text.chars() {
        let now = match c {
            '~' | '≈' => Some('~'),
            _ if c.is_ascii_digit() => Some('0'),
            _ if c.is_alphabetic() => Some('a'),
            _ => None,
        };
        match (now, words.last_mut()) {
            (None, _) => {}
            (Some(_), Some(word)) if now == kind => word.push(c),
            (Some(_), _) => words.push(c.to_string()),
        }
        kind = now;
    }
    // Joining words and the endings of ordinals say nothing: "5 de marzo", "March 5th", "1er mars".
    words.retain(|word| {
        !matches!(word.as_str(), "of" | "de" | "del" | "the" | "le" | "el" | "st" | "nd" | "rd" | "th" | "er")
    });
    words
}

fn relative(words: &[&str], now: &Day) -> Option<Typed> {
    let days = match words {
        ["today" | "hoy" | "اليوم"] | ["aujourd", "hui"] => 0,
        ["yesterday" | "hier" | "ayer" | "أمس" | "امس" | "البارحة"] => 1,
        _ => return None,
    };
    let day = Day::from_number(now.number() - days);
    Typed::just(day.print())
}

fn age(words: &[&str], now: &Day) -> Option<Typed> {
    let is_about = |word: &&&str| {
        matches!(
            **word,
            "~" | "about"
                | "approx"
                | "approximately"
                | "around"
                | "circa"
                | "c"
                | "environ"
                | "vers"
                | "unos"
                | "unas"
                | "aproximadamente"
                | "cerca"
                | "حوالي"
                | "حوالى"
                | "نحو"
                | "تقريبا"
                | "قرابة"
        )
    };
    let said_about = words.iter().any(|word| is_about(&word));
    let rest: Vec<&str> = words.iter().filter(|word| !is_about(word)).copied().collect();
    let (number, unit) = match rest.as_slice() {
        [number] if said_about => (number, "years"),
        [number, unit] => (number, *unit),
        [number, unit, "old" | "ago"] => (number, *unit),
        _ => return None,
    };
    let number: u32 = number.parse().ok().filter(|number| *number <= AGE_MAX)?;
    let date = match unit {
        "years" | "year" | "yrs" | "yr" | "y" | "yo" | "ans" | "an" | "años" | "año" | "سنة" | "سنوات"
        | "سنه" | "عام" | "عاما" | "أعوام" | "اعوام" => {
            // On the last day of a year everyone born in it has had the birthday.
            let years = [number, number + 1].map(|years| now.year.saturating_sub(years));
            let fits =
                |year: &u32| Day { year: *year, month: None, day: None }.years_until(now) == Some(number);
            format!("{:04}", years.into_iter().find(fits)?)
        }
        "months" | "month" | "mos" | "mo" | "mois" | "meses" | "mes" | "شهر" | "أشهر" | "اشهر" | "شهور"
        | "شهرا" => {
            let month = (now.year * 12 + now.month?).checked_sub(number + 1)?;
            format!("{:04}-{:02}", month / 12, month % 12 + 1)
        }
        _ => return None,
    };
    is_date(&date).then_some(Typed { date, about: true })
}

fn calendar(words: &[&str], now: &Day) -> Option<Typed> {
    let number = |word: &str| word.parse::<u32>().ok();
    match words {
        [day, month, year] if is_number(words) => {
            if day.len() == 4 {
                return full(number(day)?, number(month)?, number(year)?);
            }
            let year = whole_year(year, now)?;
            let (day, month) = (number(day)?, number(month)?);
            if month > 12 { full(year, day, month) } else { full(year, month, day) }
        }
        [month, year] if is_number(words) => {
            if month.len() == 4 {
                return part(number(month)?, number(year)?);
            }
            (year.len() == 4).then(|| part(number(year)?, number(month)?))?
        }
        [year] if year.len() == 4 => Typed::just((*year).to_owned()),
        [day, name, year] if month(name).is_some() => {
            full(whole_year(year, now)?, month(name)?, number(day)?)
        }
        [name, day, year] if month(name).is_some() => {
            full(whole_year(year, now)?, month(name)?, number(day)?)
        }
        [name, year] if month(name).is_some() && year.len() == 4 => part(number(year)?, month(name)?),
        _ => None,
    }
}

fn is_number(words: &[&str]) -> bool {
    words.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
}

fn full(year: u32, month: u32, day: u32) -> Option<Typed> {
    Typed::just(format!("{year:04}-{month:02}-{day:02}"))
}

fn part(year: u32, month: u32) -> Option<Typed> {
    Typed::just(format!("{year:04}-{month:02}"))
}

/// Two digits mean the latest such year that is not later than next year.
fn whole_year(text: &str, now: &Day) -> Option<u32> {
    let year: u32 = text.parse().ok()?;
    match text.len() {
        4 => Some(year),
        2 => {
            let year = now.year / 100 * 100 + year;
            Some(if year > now.year + 1 { year - 100 } else { year })
        }
        _ => None,
    }
}

/// The number of a month by its name or the beginning of it, in the languages of the interface; Arabic in both the
/// names of the Levant and those of the Nile.
fn month(name: &str) -> Option<u32> {
    const NAMES: [&[&str]; 12] = [
        &["january", "janvier", "enero", "يناير", "كانون الثاني", "جانفي"],
        &["february", "février", "fevrier", "febrero", "فبراير", "شباط", "فيفري"],
        &["march", "mars", "marzo", "مارس", "آذار", "اذار"],
        &["april", "avril", "abril", "أبريل", "ابريل", "نيسان", "أفريل"],
        &["may", "mai", "mayo", "مايو", "أيار", "ايار", "ماي"],
        &["june", "juin", "junio", "يونيو", "حزيران", "جوان"],
        &["july", "juillet", "julio", "يوليو", "تموز", "جويلية"],
        &["august", "août", "aout", "agosto", "أغسطس", "اغسطس", "آب", "أوت"],
        &["september", "septembre", "septiembre", "setiembre", "سبتمبر", "أيلول", "ايلول"],
        &["october", "octobre", "octubre", "أكتوبر", "اكتوبر"],
        &["november", "novembre", "noviembre", "نوفمبر"],
        &["december", "décembre", "decembre", "diciembre", "ديسمبر"],
    ];
    let begins = |full: &str| full == name || name.chars().count() >= 3 && full.starts_with(name);
    let fits = NAMES.iter().enumerate().filter(|(_, names)| names.iter().any(|full| begins(full)));
    let found: Vec<usize> = fits.map(|(at, _)| at).collect();
    // "jui" begins both June and July in French.
    let [at] = found.as_slice() else { return None };
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::age::shown_age;
    use proptest::prelude::*;

    const TODAY: &str = "2026-11-26";

    #[test]
    fn dates_are_read_as_people_type_them() {
        for (text, date) in [
            ("2024-05-03", "2024-05-03"),
            ("2024", "2024"),
            ("2024/5/3", "2024-05-03"),
            ("3/5/24", "2024-05-03"),
            ("03.05.2024", "2024-05-03"),
            ("3-5-98", "1998-05-03"),
            ("3/5/27", "2027-05-03"),
            ("3/5/28", "1928-05-03"),
            ("3/25/24", "2024-03-25"),
            ("٣/٥/٢٠٢٤", "2024-05-03"),
            ("5/2019", "2019-05"),
            ("2019/5", "2019-05"),
            ("March 2019", "2019-03"),
            ("mar 2019", "2019-03"),
            ("5 March 2019", "2019-03-05"),
            ("March 5th, 2019", "2019-03-05"),
            ("1er août 2019", "2019-08-01"),
            ("5 de marzo de 2019", "2019-03-05"),
            ("٥ آذار ٢٠١٩", "2019-03-05"),
            ("مارس 2019", "2019-03"),
            ("today", "2026-11-26"),
            ("hier", "2026-11-25"),
            ("اليوم", "2026-11-26"),
        ] {
            assert_eq!(typed(text, TODAY), Some(Typed { date: date.to_owned(), about: false }), "{text}");
        }
    }

    #[test]
    fn an_age_gives_the_year_of_birth() {
        for (text, date) in [
            ("about 11 years", "2014"),
            ("11 years old", "2014"),
            ("11y", "2014"),
            ("~11", "2014"),
            ("environ 11 ans", "2014"),
            ("unos 11 años", "2014"),
            ("حوالي ١١ سنة", "2014"),
            ("0 years", "2026"),
            ("about 6 months", "2026-05"),
            ("11 months", "2025-12"),
            ("12 mois", "2025-11"),
        ] {
            assert_eq!(typed(text, TODAY), Some(Typed { date: date.to_owned(), about: true }), "{text}");
        }
    }

    #[test]
    fn what_could_be_several_dates_is_none() {
        for text in [
            "",
            "11",
            "3/5",
            "31/31/24",
            "30 February 2019",
            "jui 2019",
            "ma 2019",
            "a b c",
            "2019 March 2019 5",
            "about",
            "about 11 parsecs",
            "999 years",
            "3/5/4",
            "1/2/3/4",
            "/",
            "T",
            "0000-01-01",
        ] {
            assert_eq!(typed(text, TODAY), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn an_age_is_shown_as_it_was_typed(years in 0..=AGE_MAX, number in 18_000..25_000_i64) {
            let today = Day::from_number(number).print();
            let born = typed(&format!("about {years} years"), &today).expect("an age");
            let shown = shown_age(Some(&born.date), None, &today).expect("born before today");
            prop_assert_eq!((shown.years, shown.about), (years, true));
        }

        #[test]
        fn any_text_is_answered_with_a_date_or_none(text in any::<String>()) {
            prop_assert!(typed(&text, TODAY).is_none_or(|typed| is_date(&typed.date)));
        }

        #[test]
        fn what_is_read_reads_as_itself(text in "[0-9]{1,4}[/. -][0-9]{1,2}[/. -][0-9]{1,4}") {
            if let Some(first) = typed(&text, TODAY) {
                prop_assert_eq!(typed(&first.date, TODAY), Some(first));
            }
        }
    }
}
