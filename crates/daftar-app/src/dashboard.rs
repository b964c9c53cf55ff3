//! The numbers of this person's dashboards.

use crate::{
    AppError, Casebook,
    casebook::Known,
    facets::{asked, ranks, value_label},
    list::{one_of, plain},
    messages::message,
    view::{ClauseView, DashboardView, HeardView, NumberView, NumbersView},
};
use daftar_core::{
    access::Person,
    config::{RecordType, Scope},
    facet::{FacetValue, Is},
    id::ApprovalId,
    indicator::{Dashboard, Indicator, Viewer, dashboards},
};
use daftar_store::Sets;
use daftar_sync::wire::Config;
use std::collections::BTreeMap;

/// Most rows of a table: the greatest come first.
const ROWS_MAX: usize = 200;

impl Casebook {
    /// The dashboards of this person's role, with numbers of the cases on this laptop. Reads sets of facets only.
    ///
    /// # Errors
    /// `no_configuration`; the store failed.
    pub fn dashboards(&self) -> Result<Vec<DashboardView>, AppError> {
        self.follow_clock()?;
        let config = self.config()?;
        let store = self.reading()?;
        let sets = store.read().sets(self.today_number());
        self.shown(&config)?.iter().map(|dashboard| self.dashboard(&sets, &config, dashboard)).collect()
    }

    /// Whether this person's role has any.
    pub(crate) fn counts(&self, config: &Config) -> bool {
        self.shown(config).is_ok_and(|shown| !shown.is_empty())
    }

    /// Of everybody in this person's groups, when the relay took the latest of their work that has come to this laptop; those of
    /// whom nothing came first. Nobody for who sees their own cases only.
    ///
    /// # Errors
    /// `no_configuration`; the store failed.
    pub fn heard(&self) -> Result<Vec<HeardView>, AppError> {
        let config = self.config()?;
        if config.role()?.scope == Scope::Own {
            return Ok(Vec::new());
        }
        let last: BTreeMap<_, _> = self.reading()?.read().heard()?.into_iter().collect();
        let others = team(&config).filter(|person| !person.disabled && person.user != *self.user());
        let view = |person: &Person| HeardView {
            user: person.user.0.clone(),
            at_ms: last.get(&person.user).copied(),
        };
        let mut heard: Vec<HeardView> = others.map(view).collect();
        heard.sort_by(|one, other| (one.at_ms, &one.user).cmp(&(other.at_ms, &other.user)));
        heard.truncate(ROWS_MAX);
        Ok(heard)
    }

    fn shown(&self, config: &Config) -> Result<Vec<Dashboard>, AppError> {
        let viewer = Viewer {
            me: self.user(),
            groups: config.me.groups.iter().map(|group| group.0.clone()).collect(),
            team: team(config).map(|person| person.user.clone()).collect(),
            now_ms: self.now_ms(),
        };
        Ok(dashboards(config.forms(), config.role()?, &viewer))
    }

    fn dashboard(
        &self,
        sets: &Sets<'_>,
        config: &Config,
        dashboard: &Dashboard,
    ) -> Result<DashboardView, AppError> {
        let language = self.language();
        let label = |indicator: &Indicator| word(&language, "indicator", &indicator.id);
        let (columns, rows) = match dashboard.by {
            None => {
                let numbers =
                    dashboard.numbers.iter().map(|indicator| self.number(sets, config, indicator, &[]));
                let numbers = numbers.collect::<Result<_, AppError>>()?;
                let row = NumbersView { label: String::new(), numbers };
                (dashboard.numbers.iter().map(label).collect(), vec![row])
            }
            Some(by) => match dashboard.across {
                None => (
                    dashboard.numbers.iter().map(label).collect(),
                    self.table(sets, config, &dashboard.numbers, by)?,
                ),
                Some(across) => self.cross_table(sets, config, &dashboard.numbers, by, across)?,
            },
        };
        let approval = dashboard.id.strip_prefix("approvals_").map(|id| id.trim_end_matches("_pending"));
        let about = approval.and_then(|approval| {
            let form = config.forms().settings.approvals.get(&ApprovalId::from(approval))?;
            Some(config.forms().form(form)?.label.get(&language).to_owned())
        });
        Ok(DashboardView { id: dashboard.id.clone(), about, columns, rows })
    }

    fn number(
        &self,
        sets: &Sets<'_>,
        config: &Config,
        indicator: &Indicator,
        more: &[ClauseView],
    ) -> Result<NumberView, AppError> {
        let clauses: Vec<ClauseView> =
            indicator.clauses.iter().map(asked).chain(more.iter().cloned()).collect();
        let taken = self.clauses_of(config, RecordType::Case, &clauses)?;
        Ok(NumberView { count: sets.count(RecordType::Case, &taken)?, clauses })
    }

    /// A row for every value under `by` that any of the numbers counts.
    fn table(
        &self,
        sets: &Sets<'_>,
        config: &Config,
        numbers: &[Indicator],
        by: &str,
    ) -> Result<Vec<NumbersView>, AppError> {
        let mut greatest: BTreeMap<FacetValue, u32> = BTreeMap::new();
        for indicator in numbers {
            // A case may have other values under `by` beside those that it is counted for.
            let meant = |value: &FacetValue| {
                indicator.clauses.iter().filter(|clause| clause.key == by).all(|clause| match &clause.is {
                    Is::Any(values) => values.contains(value),
                    _ => true,
                })
            };
            let clauses: Vec<ClauseView> = indicator.clauses.iter().map(asked).collect();
            let clauses = self.clauses_of(config, RecordType::Case, &clauses)?;
            let counted = self.counted(sets, config, RecordType::Case, &clauses, by)?;
            for (value, count) in counted.into_iter().filter(|(value, _)| meant(value)) {
                let most = greatest.entry(value).or_default();
                *most = count.max(*most);
            }
        }
        let rows =
            self.ordered(config, by, greatest.into_iter().collect()).into_iter().map(|(value, text)| {
                let one = [one_of(by, &text)];
                let numbers = numbers.iter().map(|indicator| self.number(sets, config, indicator, &one));
                let label = value_label(config, RecordType::Case, by, &value, &self.language());
                Ok(NumbersView { label, numbers: numbers.collect::<Result<_, AppError>>()? })
            });
        rows.collect()
    }

    /// A row for every value under `by`, a column for every value under `across`.
    fn cross_table(
        &self,
        sets: &Sets<'_>,
        config: &Config,
        numbers: &[Indicator],
        by: &str,
        across: &str,
    ) -> Result<(Vec<String>, Vec<NumbersView>), AppError> {
        let Some(indicator) = numbers.first() else { return Ok((Vec::new(), Vec::new())) };
        let clauses: Vec<ClauseView> = indicator.clauses.iter().map(asked).collect();
        let taken = self.clauses_of(config, RecordType::Case, &clauses)?;
        let columns =
            self.ordered(config, across, self.counted(sets, config, RecordType::Case, &taken, across)?);
        let rows = self.ordered(config, by, self.counted(sets, config, RecordType::Case, &taken, by)?);
        let view = |(value, text): &(FacetValue, String)| {
            let number = |(_, column): &(FacetValue, String)| {
                self.number(sets, config, indicator, &[one_of(by, text), one_of(across, column)])
            };
            let label = value_label(config, RecordType::Case, by, value, &self.language());
            Ok(NumbersView { label, numbers: columns.iter().map(number).collect::<Result<_, AppError>>()? })
        };
        let rows = rows.iter().map(view).collect::<Result<_, AppError>>()?;
        let head = |(value, _): &(FacetValue, String)| {
            value_label(config, RecordType::Case, across, value, &self.language())
        };
        Ok((columns.iter().map(head).collect(), rows))
    }

    /// Values as people list them, else the greatest first.
    fn ordered(
        &self,
        config: &Config,
        key: &str,
        mut counted: Vec<(FacetValue, u32)>,
    ) -> Vec<(FacetValue, String)> {
        let ranks = ranks(config, RecordType::Case, key);
        counted.sort_by_key(|(value, count)| {
            (ranks.get(&plain(value)).copied().unwrap_or(u32::MAX), std::cmp::Reverse(*count))
        });
        counted.truncate(ROWS_MAX);
        counted.into_iter().map(|(value, _)| (value.clone(), plain(&value))).collect()
    }
}

/// Everybody in this person's groups, whoever left among them.
fn team(config: &Config) -> impl Iterator<Item = &Person> {
    config.everybody().filter(|person| !person.groups.is_disjoint(&config.me.groups))
}

fn word(language: &str, group: &str, id: &str) -> String {
    message(language, &format!("{group}-{}", id.replace('_', "-")), &[]).unwrap_or_else(|| id.to_owned())
}
