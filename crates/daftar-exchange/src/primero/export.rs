//! A configuration in the shapes of the public interface.
//!
//! Each part is written in the other's words, read back by the import, and given an object `daftar` with what came back
//! otherwise ([`super::extra`]). Numbers of rows are given in reading order, so the same configuration makes the same files.

mod forms;

use super::{
    AROUND, KINDS_OF_PLACES, MODULE, extra, file,
    import::{
        Language, field, lookup,
        people::{self, Read},
        place,
        row::Row,
    },
};
use crate::plain;
use daftar_core::config::{Agency, Configuration, Group, Location, Lookup, LookupOption, Role, Words};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

type Keys = Map<String, Value>;

/// The files: `forms.json`, `lookups.json`, `locations.json`, `roles.json`, `agencies.json`, `user_groups.json`, and
/// `daftar_settings.json` with what the interface does not carry. [`super::import`] makes the same configuration of them.
#[must_use]
pub fn export(config: &Configuration) -> BTreeMap<&'static str, Value> {
    let write = Writer::new(&config.settings.languages);
    let roles: Vec<&Role> = config.roles.values().collect();
    let lookups: Vec<&Lookup> = config.lookups.values().collect();
    [
        (file::FORMS, json!({ "data": forms::write_forms(config, &write) })),
        (file::LOOKUPS, listed(&lookups, |lookup| write.lookup(lookup))),
        (file::LOCATIONS, write.places(&config.locations)),
        (file::ROLES, listed(&roles, |role| write.role(role))),
        (file::AGENCIES, listed(&config.agencies, |agency| write.agency(agency))),
        (file::USER_GROUPS, listed(&config.groups, |group| write.group(group))),
        (file::SETTINGS, json!({ "data": plain::part(&config.settings) })),
    ]
    .into()
}

/// The rows of a list, numbered from 1.
fn listed<T>(parts: &[T], write: impl Fn(&T) -> Keys) -> Value {
    let numbered = |(nth, part)| {
        let mut row = write(part);
        row.insert("id".to_owned(), json!(nth + 1));
        Value::Object(row)
    };
    let data: Vec<Value> = parts.iter().enumerate().map(numbered).collect();
    let total = data.len();
    json!({ "data": data, "metadata": { "total": total, "per": total, "page": 1 } })
}

/// The keys of a `json!({ .. })`.
fn keys(value: Value) -> Keys {
    match value {
        Value::Object(keys) => keys,
        _ => Keys::new(),
    }
}

struct Writer<'a> {
    languages: &'a [String],
    /// The one in which the import takes texts that name none.
    language: Language,
}

impl<'a> Writer<'a> {
    fn new(languages: &'a [String]) -> Self {
        let first = languages.first().map_or("en", String::as_str).to_owned();
        Self { languages, language: Language { first } }
    }

    /// Words in every language, `""` where there are none.
    fn words(&self, words: &Words) -> Value {
        let none = self.languages.iter().map(|language| (language.clone(), String::new()));
        let mut all: BTreeMap<String, String> = none.chain(words.0.clone()).collect();
        // What names no language there travels with the rest that there is no word for.
        all.retain(|language, _| Language::is_code(language));
        json!(all)
    }

    /// Words where there is room for one language only.
    fn name(&self, words: &Words) -> Value {
        json!(words.get(&self.language.first))
    }

    /// The row with what reading it leaves out.
    fn with_extra<T: Serialize>(
        &self,
        mut row: Keys,
        part: &T,
        read: impl Fn(&mut Row) -> Option<T>,
    ) -> Keys {
        let back = read(&mut Row::new(&row, &self.language));
        let back = back.map(|back| plain::part(&back)).unwrap_or_default();
        put_extra(&mut row, extra::extra(&plain::part(part), &back), false);
        row
    }

    fn lookup(&self, lookup: &Lookup) -> Keys {
        let values: Vec<Value> =
            lookup.options.iter().map(|option| Value::Object(self.option(option))).collect();
        let name: Words = Words(self.languages.iter().map(|one| (one.clone(), lookup.id.clone())).collect());
        let row = keys(json!({
            "unique_id": lookup.id,
            "name": self.words(&name),
            "locked": false,
            "values": values,
        }));
        let bare = Lookup { options: Vec::new(), ..lookup.clone() };
        self.with_extra(row, &bare, |row| Some(lookup::draft_lookup(row, &lookup.id, Vec::new())))
    }

    fn option(&self, option: &LookupOption) -> Keys {
        let row = keys(json!({
            "id": option.id,
            "display_text": self.words(&option.label),
            "disabled": option.disabled,
            "tags": option.tags,
        }));
        self.with_extra(row, option, field::option)
    }

    fn role(&self, role: &Role) -> Keys {
        let row = keys(json!({
            "unique_id": role.id,
            "name": self.name(&role.label),
            "group_permission": role.scope,
            "is_manager": role.manager,
            "referral": role.referral_authorization,
            "referral_authorization": role.referral_authorization,
            "transfer": false,
            "disabled": false,
            "permissions": role.actions,
            "form_section_read_write": role.forms,
            "module_unique_ids": [MODULE],
        }));
        self.with_extra(row, role, |row| part_of(people::role(row)))
    }

    fn agency(&self, agency: &Agency) -> Keys {
        let row = keys(json!({
            "unique_id": agency.id,
            "agency_code": agency.id,
            "name": self.words(&agency.label),
            "disabled": false,
        }));
        self.with_extra(row, agency, |row| part_of(people::agency(row)))
    }

    fn group(&self, group: &Group) -> Keys {
        let row = keys(json!({ "unique_id": group.id, "name": self.name(&group.label), "disabled": false }));
        self.with_extra(row, group, |row| part_of(people::group(row)))
    }

    fn places(&self, places: &[Location]) -> Value {
        let by_code: BTreeMap<&str, &Location> =
            places.iter().map(|place| (place.code.as_str(), place)).collect();
        listed(places, |place| self.place(place, &by_code))
    }

    fn place(&self, place: &Location, by_code: &BTreeMap<&str, &Location>) -> Keys {
        let up = |inner: &&Location| by_code.get(inner.parent.as_deref()?).copied();
        // Places lie in each other a few levels deep; a circle must only not go on for ever.
        let mut way: Vec<&Location> =
            std::iter::successors(Some(place), up).take(plain::LEVELS_MAX).collect();
        way.reverse();
        let name = |language: &String| {
            let words: Vec<&str> = way.iter().map(|place| place.label.get(language)).collect();
            (language.clone(), words.join(AROUND))
        };
        let mut row = keys(json!({
            "code": place.code,
            "disabled": false,
            "admin_level": place.level,
            "name": self.languages.iter().map(name).collect::<BTreeMap<_, _>>(),
            "placename": self.words(&place.label),
            "hierarchy": way.iter().map(|place| &place.code).collect::<Vec<_>>(),
        }));
        let kind = usize::try_from(place.level).ok().and_then(|level| KINDS_OF_PLACES.get(level));
        if let Some(kind) = kind {
            row.insert("type".to_owned(), json!(kind));
        }
        self.with_extra(row, place, |row| part_of(place::draft(row)).map(|draft| draft.place))
    }
}

fn part_of<T>(read: Read<T>) -> Option<T> {
    match read {
        Read::Part(part) => Some(part),
        Read::Left(_) => None,
    }
}

/// Puts the object `daftar` into a row. `must`: also one that says nothing but that the row is ours.
fn put_extra(row: &mut Keys, extra: Keys, must: bool) {
    if must || !extra.is_empty() {
        row.insert(extra::KEY.to_owned(), Value::Object(extra));
    }
}
