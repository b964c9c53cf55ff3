//! Lists of options: the short ones sent whole, the long ones searched as one types.

use crate::{
    AppError, Casebook,
    casebook::Known,
    page::list_id,
    view::{OptionListsView, OptionView, OptionsRequest},
};
use daftar_core::{
    config::{Configuration, Field as Question, Form, Location, OptionSource, Words},
    form::offered,
    search::fold,
};
use daftar_sync::wire::Config;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

/// Lists longer than this are searched, not sent.
const SENT_MAX: usize = 300;
/// Most options of one answer.
const FOUND_MAX: u32 = 100;

/// The places of a configuration, made ready for searching: folded labels of all languages and the code.
pub(crate) struct Places {
    folded: Vec<(String, usize)>,
    by_code: HashMap<String, usize>,
}

impl Places {
    pub fn new(config: &Configuration) -> Self {
        let folded = config.locations.iter().enumerate().map(|(at, place)| {
            let mut words: Vec<String> = place.label.0.values().map(|label| fold(label)).collect();
            words.push(place.code.to_lowercase());
            words.sort();
            words.dedup();
            // A blank before each word, so that beginnings of words are found as they are.
            (words.iter().map(|word| format!(" {word}")).collect(), at)
        });
        let by_code = config.locations.iter().enumerate().map(|(at, place)| (place.code.clone(), at));
        Self { folded: folded.collect(), by_code: by_code.collect() }
    }
}

impl Casebook {
    /// The lists of options that this person's forms choose from, by id, but for the long ones.
    ///
    /// # Errors
    /// `no_configuration`.
    pub fn option_lists(&self) -> Result<OptionListsView, AppError> {
        let config = self.config()?;
        let language = self.language();
        let (mut lists, mut long) = (BTreeMap::new(), BTreeSet::new());
        for (source, question) in sources(config.forms()) {
            let id = list_id(source);
            if lists.contains_key(&id) || long.contains(&id) {
                continue;
            }
            let options = self.whole_list(&config, question, &language);
            match options.len() > SENT_MAX && is_place(source) {
                true => _ = long.insert(id),
                false => _ = lists.insert(id, options),
            }
        }
        Ok(OptionListsView { mark: self.lists_mark(&config), lists, long: long.into_iter().collect() })
    }

    fn whole_list(&self, config: &Config, question: &Question, language: &str) -> Vec<OptionView> {
        let option =
            |id: &str, label: &str| OptionView { id: id.to_owned(), label: label.to_owned(), detail: None };
        match &question.options {
            Some(OptionSource::User) => {
                let known = config.people.iter().chain([&config.me]).map(|person| person.user.0.clone());
                let known: BTreeSet<String> = known.collect();
                known.iter().map(|id| option(id, id)).collect()
            }
            _ => {
                let all = offered(config.forms(), question, None).into_iter();
                all.map(|(id, label): (&str, &Words)| option(id, label.get(language))).collect()
            }
        }
    }

    /// Options of a long list: places of which every typed word begins a word of a label, in whatever language or script,
    /// or of the code. Those whose own name begins with what was typed come first.
    ///
    /// # Errors
    /// `no_configuration`, `not_found`: no such list.
    pub fn find_options(&self, request: &OptionsRequest) -> Result<Vec<OptionView>, AppError> {
        let config = self.config()?;
        let language = self.language();
        let places = self.places(&config);
        let all = &config.forms().locations;
        let option = |place: &Location| OptionView {
            id: place.code.clone(),
            label: place.label.get(&language).to_owned(),
            detail: around(all, &places, place, &language),
        };
        if !request.ids.is_empty() {
            let known = request.ids.iter().take(FOUND_MAX as usize);
            return Ok(known.filter_map(|id| all.get(*places.by_code.get(id)?)).map(option).collect());
        }
        let level = match request.list.as_str() {
            "location" => None,
            "reporting_location" => Some(config.forms().settings.reporting_location_level),
            _ => return Err(AppError::new("not_found")),
        };
        let words: Vec<String> =
            fold(&request.search).split_whitespace().map(|word| format!(" {word}")).collect();
        let fits = |(folded, at): &&(String, usize)| {
            all.get(*at).is_some_and(|place| level.is_none_or(|level| place.level == level))
                && words.iter().all(|word| folded.contains(word.as_str()))
        };
        let begins = |folded: &str| words.first().is_some_and(|first| folded.starts_with(first.as_str()));
        let mut found: Vec<(bool, u32, usize)> = places
            .folded
            .iter()
            .filter(fits)
            .filter_map(|(folded, at)| Some((!begins(folded), all.get(*at)?.level, *at)))
            .collect();
        if !words.is_empty() {
            found.sort_unstable();
        }
        found.truncate(request.limit.min(FOUND_MAX) as usize);
        Ok(found.into_iter().filter_map(|(.., at)| all.get(at)).map(option).collect())
    }

    pub(crate) fn lists_mark(&self, config: &Config) -> String {
        format!("{}/{}/{}", config.slice().version, config.people.len(), self.language())
    }

    fn places(&self, config: &Config) -> Arc<Places> {
        let mut places = self.places_slot();
        Arc::clone(places.get_or_insert_with(|| Arc::new(Places::new(config.forms()))))
    }
}

fn is_place(source: &OptionSource) -> bool {
    matches!(source, OptionSource::Location | OptionSource::ReportingLocation)
}

/// Every question that chooses, with where its options come from.
fn sources(config: &Configuration) -> impl Iterator<Item = (&OptionSource, &Question)> {
    let fields = config.forms.iter().flat_map(Form::record_fields);
    let all = fields.flat_map(|field| std::iter::once(field).chain(&field.fields));
    all.filter_map(|question| Some((question.options.as_ref()?, question)))
}

/// The names of the places around a place, from the nearest on.
fn around(all: &[Location], places: &Places, place: &Location, language: &str) -> Option<String> {
    let mut names = Vec::new();
    let mut at = place;
    // A circle of parents, which the configuration's check refuses, ends here all the same.
    while let Some(parent) = at.parent.as_ref().and_then(|code| all.get(*places.by_code.get(code)?)) {
        if names.len() >= 8 {
            break;
        }
        names.push(parent.label.get(language));
        at = parent;
    }
    (!names.is_empty()).then(|| names.join(", "))
}
