//! What happened in this person's cases while they did not look.

use crate::{AppError, Casebook, casebook::Known, view::NewsView};
use daftar_core::id::{CaseId, FormId};
use daftar_store::{Db, News};
use daftar_sync::wire::Config;
use std::collections::BTreeSet;

/// Cases told of at once.
const CASES_MAX: u32 = 50;

impl Casebook {
    /// How many own cases others wrote in since they were last opened, and of the latest of them who did what.
    pub(crate) fn news(&self, db: Db<'_>, config: &Config) -> Result<(u32, Vec<NewsView>), AppError> {
        let (count, cases) = db.cases_with_news(CASES_MAX)?;
        let told = cases.into_iter().map(|case| self.news_of(db, config, case)).collect::<Result<_, _>>()?;
        Ok((count, told))
    }

    fn news_of(&self, db: Db<'_>, config: &Config, case: CaseId) -> Result<NewsView, AppError> {
        let language = self.language();
        let news = db.news(case)?;
        let row = db.listed(case)?;
        let by: BTreeSet<String> = news.iter().map(|(author, ..)| author.0.clone()).collect();
        let form = |id: &String| {
            let form = config.forms().form(&FormId(id.clone()));
            form.map_or_else(|| id.clone(), |form| form.label.get(&language).to_owned())
        };
        let (mut forms, mut acts) = (Vec::new(), Vec::new());
        for (_, news, _) in &news {
            let (list, text) = match news {
                News::Form(id) => (&mut forms, form(id)),
                News::Act(kind) => (&mut acts, kind.clone()),
            };
            if !list.contains(&text) {
                list.push(text);
            }
        }
        Ok(NewsView {
            case_id: case.to_string(),
            case_id_display: case.display_id(),
            name: row.as_ref().and_then(|row| row.name.clone()),
            name_withheld: row.is_some_and(|row| row.name_withheld),
            by: by.into_iter().collect(),
            forms,
            acts,
            at_ms: news.first().map_or(0, |(.., at_ms)| *at_ms),
        })
    }
}
