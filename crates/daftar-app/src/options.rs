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
    places::Places,
};
use daftar_sync::wire::Config;
use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

/// Lists longer than this are searched, not sent.
const SENT_MAX: usize = 300;
/// Most options of one answer.
const FOUND_MAX: usize = 100;

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
            Some(OptionSource::User) => choosable(config).into_iter().map(|id| option(id, id)).collect(),
            _ => {
                let all = offered(config.forms(), question, None).into_iter();
                all.map(|(id, label): (&str, &Words)| option(id, label.get(language))).collect()
            }
        }
    }

    /// Options of a long list, as [`Places::find`] finds them.
    ///
    /// # Errors
    /// `no_configuration`, `not_found`: no such list.
    pub fn find_options(&self, request: &OptionsRequest) -> Result<Vec<OptionView>, AppError> {
        let config = self.config()?;
        let language = self.language();
        let (forms, places) = (config.forms(), self.places(&config));
        let option = |place: &Location| {
            let around: Vec<&str> =
                places.around(forms, place).map(|outer| outer.label.get(&language)).collect();
            OptionView {
                id: place.code.clone(),
                label: place.label.get(&language).to_owned(),
                detail: (!around.is_empty()).then(|| around.join(", ")),
            }
        };
        if !request.ids.is_empty() {
            let known = request.ids.iter().take(FOUND_MAX);
            return Ok(known.filter_map(|id| places.place(forms, id)).map(option).collect());
        }
        let level = match request.list.as_str() {
            "location" => None,
            "reporting_location" => Some(forms.settings.reporting_location_level),
            _ => return Err(AppError::new("not_found")),
        };
        let most = FOUND_MAX.min(request.limit as usize);
        Ok(places.find(forms, &request.search, level, most).into_iter().map(option).collect())
    }

    pub(crate) fn lists_mark(&self, config: &Config) -> String {
        let mut people = DefaultHasher::new();
        choosable(config).hash(&mut people);
        format!("{}/{:x}/{}", config.slice().version, people.finish(), self.language())
    }

    fn places(&self, config: &Config) -> Arc<Places> {
        let mut places = self.places_slot();
        Arc::clone(places.get_or_insert_with(|| Arc::new(Places::new(config.forms()))))
    }
}

/// Everybody who can be chosen, by user name.
fn choosable(config: &Config) -> BTreeSet<&str> {
    config.colleagues().chain([&config.me]).map(|person| person.user.as_str()).collect()
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
