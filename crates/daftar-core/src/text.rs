//! Single signs of typed text: digits of other keyboards, and signs that nobody sees.

/// The digit in Latin writing, of the digits on Arabic and Persian keyboards; any other sign as it is.
#[must_use]
pub fn latin_digit(c: char) -> char {
    let digit = |zero: char| char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c);
    match c {
        '٠'..='٩' => digit('٠'),
        '۰'..='۹' => digit('۰'),
        _ => c,
    }
}

/// Signs that turn or hide text: overrides of direction, isolates and zero-width marks that no spelling needs.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}
