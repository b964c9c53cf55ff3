//! Words for everything, in every language of the programme.

use crate::primero::import::notes::Notes;
use daftar_core::config::{Configuration, Field, Words};

/// What has no words is called by its id; where a language has none, those of another stand in.
pub(super) fn fill_words(config: &mut Configuration, notes: &mut Notes) {
    let fill = &mut Fill { languages: config.settings.languages.clone(), notes };
    for form in &mut config.forms {
        let (id, file) = (form.id.0.clone(), "forms.json");
        fill.label(&mut form.label, file, &id, &id);
        fill.words(&mut form.help, file, &format!("{id} (help)"));
        form.fields.iter_mut().for_each(|field| fill.field(field, &id));
    }
    for lookup in config.lookups.values_mut() {
        for option in &mut lookup.options {
            let name = format!("{}.{}", lookup.id, option.id);
            fill.label(&mut option.label, "lookups.json", &name, &option.id);
        }
    }
    for role in config.roles.values_mut() {
        fill.label(&mut role.label, "roles.json", &role.id.0, &role.id.0);
    }
    for agency in &mut config.agencies {
        fill.label(&mut agency.label, "agencies.json", &agency.id.0, &agency.id.0);
    }
    for group in &mut config.groups {
        fill.label(&mut group.label, "user_groups.json", &group.id.0, &group.id.0);
    }
}

struct Fill<'n> {
    languages: Vec<String>,
    notes: &'n mut Notes,
}

impl Fill<'_> {
    fn field(&mut self, field: &mut Field, form: &str) {
        let name = format!("{form}.{}", field.id);
        let id = field.id.0.clone();
        self.label(&mut field.label, "forms.json", &name, &id);
        self.words(&mut field.help, "forms.json", &format!("{name} (help)"));
        self.words(&mut field.guidance, "forms.json", &format!("{name} (guidance)"));
        self.words(&mut field.tick_box_label, "forms.json", &format!("{name} (tick_box_label)"));
        for row in &mut field.rows {
            let id = row.id.clone();
            self.label(&mut row.label, "forms.json", &format!("{name}.{id}"), &id);
        }
        field.fields.iter_mut().for_each(|inner| self.field(inner, &name));
    }

    fn label(&mut self, label: &mut Words, file: &'static str, name: &str, id: &str) {
        self.words(label, file, name);
        if label.0.is_empty() {
            let first = self.languages.first().map_or("en", String::as_str).to_owned();
            // An id of blanks says as little as none.
            let word = if id.trim().is_empty() { "?" } else { id };
            label.0.insert(first, word.to_owned());
            self.notes.gather(file, "has no words anywhere and is called by its id", name);
            self.words(label, file, name);
        }
    }

    fn words(&mut self, words: &mut Words, file: &'static str, name: &str) {
        let is_said = |word: &&String| !word.trim().is_empty();
        if words.0.is_empty() {
            return;
        }
        for language in self.languages.clone() {
            if words.0.get(&language).is_some_and(|word| is_said(&word)) {
                continue;
            }
            let of_programme = self.languages.iter().filter_map(|other| words.0.get(other));
            let Some(word) = of_programme.chain(words.0.values()).find(is_said).cloned() else {
                words.0.clear();
                return;
            };
            let what = format!("has no words in `{language}`, so those of another language stand in");
            self.notes.gather(file, what, name);
            words.0.insert(language, word);
        }
    }
}
