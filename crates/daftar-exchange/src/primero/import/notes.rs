//! What the person who imports must know, gathered: many small losses of one kind make one note.

use crate::primero::Note;
use std::collections::BTreeMap;

/// More notes than a person reads; a file made to do harm could hold millions.
const NOTES_MAX: usize = 2000;
/// Names listed in one note.
const NAMES_MAX: usize = 20;
/// Longest name or value of a file that is repeated in a note, in characters.
const SHOWN_MAX: usize = 80;

#[derive(Debug, Default)]
pub(super) struct Notes {
    notes: Vec<Note>,
    left: usize,
    /// Of each file and attribute without a counterpart, or other loss of many: where it stood.
    many: BTreeMap<(&'static str, String), (Vec<String>, usize)>,
}

impl Notes {
    pub fn say(&mut self, where_: impl Into<String>, what: impl Into<String>) {
        match self.notes.len() < NOTES_MAX {
            true => self.notes.push(Note { where_: where_.into(), what: what.into() }),
            false => self.left += 1,
        }
    }

    pub fn say_all(&mut self, where_: &str, whats: Vec<String>) {
        whats.into_iter().for_each(|what| self.say(where_, what));
    }

    /// One of many losses of the same kind.
    pub fn gather(&mut self, file: &'static str, what: impl Into<String>, name: impl Into<String>) {
        let key = (file, what.into());
        match self.many.len() < NOTES_MAX || self.many.contains_key(&key) {
            true => {
                let (names, count) = self.many.entry(key).or_default();
                *count += 1;
                if names.len() < NAMES_MAX {
                    names.push(name.into());
                }
            }
            false => self.left += 1,
        }
    }

    pub fn finish(mut self) -> Vec<Note> {
        for ((file, what), (names, count)) in std::mem::take(&mut self.many) {
            self.say(file, format!("{what}: {}", listed_of(&names, count)));
        }
        if self.left > 0 {
            let what = format!("{} more notes of this kind", self.left);
            self.notes.push(Note { where_: "all files".to_owned(), what });
        }
        self.notes
    }
}

/// Names one after the other, and how many more there are.
pub(super) fn listed(names: &[String]) -> String {
    listed_of(names, names.len())
}

fn listed_of(names: &[String], count: usize) -> String {
    let first: Vec<String> = names.iter().take(NAMES_MAX).map(|name| shown(name)).collect();
    match count.saturating_sub(first.len()) {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

/// A name as a note repeats it: in backticks, without line breaks, not endless.
pub(super) fn shown(name: &str) -> String {
    let clean = |c: char| if c.is_control() { ' ' } else { c };
    let mut short: String = name.chars().take(SHOWN_MAX).map(clean).collect();
    if name.chars().nth(SHOWN_MAX).is_some() {
        short.push('…');
    }
    format!("`{short}`")
}
