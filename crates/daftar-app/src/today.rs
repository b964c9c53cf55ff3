//! What needs this person today: functions of the local store alone.

use crate::{
    AppError, Casebook, FieldEdit, Target,
    acts::answers,
    casebook::Known,
    json::instant,
    view::{FlaggedView, TaskView, TodayView, WaitingView},
};
use daftar_core::{
    act::{Act, ActFacts, Deed, RULES, Reach, target_of, validate},
    config::{Configuration, RecordType},
    day::Day,
    form::option_label,
    id::{ActId, CaseId, EntryId, FieldId, TaskId, UserName},
    task::TaskRule,
    value::Value,
};
use daftar_store::{Days, Db, FlagRow, Matter, MatterRow, TaskRow};
use daftar_sync::wire::Config;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

/// Lines of each list at most.
const ROWS_MAX: u32 = 200;
/// What others are asked is looked through for what this person may answer in their place, the oldest so many.
const OTHERS_MAX: u32 = 1000;

impl Casebook {
    /// What needs this person today.
    ///
    /// # Errors
    /// The store failed.
    pub fn today_view(&self) -> Result<TodayView, AppError> {
        let config = self.config()?;
        let (today, language) = (self.today_number(), self.language());
        let settings = &config.forms().settings;
        let days = |day: &dyn Fn(&TaskRule) -> i64| -> Days {
            settings.tasks.iter().map(|(kind, rule)| (kind.clone(), day(rule))).collect()
        };
        let near = days(&|rule| today + i64::from(rule.soon_days) + 1);
        let panel = self.sync_panel()?;
        let store = self.reading()?;
        let db = store.read();
        let rows = db.tasks_of(self.user(), &near, ROWS_MAX)?;
        let tasks = rows.iter().filter_map(|row| task_view(config.forms(), row, today, &language));
        let tasks = tasks.collect();
        let overdue = db.task_count(self.user(), &days(&|_| today))?;
        let near = db.task_count(self.user(), &near)?;
        let to_settle = ["refused", "two_values", "late_edit"];
        let (news_cases, news) = self.news(db, &config)?;
        let (same_id_cases, same_id) = self.shared_ids(db, &config)?;
        let (flag_count, flags) = db.flags_of(self.user(), ROWS_MAX)?;
        let flagged = |flag: FlagRow| FlaggedView {
            case_id: flag.case.to_string(),
            case_id_display: flag.case.display_id(),
            name: flag.name,
            name_withheld: flag.name_withheld,
            about: flag.about,
            by: flag.by.0,
            at_ms: flag.at_ms,
        };
        Ok(TodayView {
            flags: flags.into_iter().map(flagged).collect(),
            flag_count,
            same_id,
            same_id_cases,
            news,
            news_cases,
            today: self.today(),
            tasks,
            overdue,
            soon: near - overdue,
            waiting: self.waiting(db, &config)?,
            to_settle: panel
                .items
                .into_iter()
                .filter(|item| to_settle.contains(&item.state.as_str()))
                .collect(),
        })
    }

    /// The same for scripts.
    ///
    /// # Errors
    /// The store failed.
    pub fn today_json(&self) -> Result<Json, AppError> {
        let view = self.today_view()?;
        let tasks = view.tasks.into_iter().map(|task| {
            json!({
                "case_id": task.case_id,
                "case_id_display": task.case_id_display,
                "task": task.label,
                "about": task.about,
                "due": task.due,
                "days": task.days,
            })
        });
        let waiting = view.waiting.into_iter().map(
            |one| json!({ "case_id": one.case_id, "kind": one.kind, "by": one.by, "at": instant(one.at_ms) }),
        );
        let to_settle = view.to_settle.into_iter().map(|item| {
            json!({ "case_id": item.case_id, "state": item.state, "reason": item.reason, "at": instant(item.at_ms) })
        });
        let news = view.news.into_iter().map(|one| {
            json!({ "case_id": one.case_id, "by": one.by, "forms": one.forms, "acts": one.acts, "at": instant(one.at_ms) })
        });
        let flags = view.flags.into_iter().map(
            |one| json!({ "case_id": one.case_id, "about": one.about, "by": one.by, "at": instant(one.at_ms) }),
        );
        let same_id = view
            .same_id
            .into_iter()
            .map(|one| json!({ "case_id": one.case_id, "fields": one.labels, "others": one.others }));
        Ok(json!({
            "today": view.today,
            "overdue": view.overdue,
            "soon": view.soon,
            "tasks": tasks.collect::<Vec<_>>(),
            "waiting": waiting.collect::<Vec<_>>(),
            "to_settle": to_settle.collect::<Vec<_>>(),
            "news": news.collect::<Vec<_>>(),
            "flags": flags.collect::<Vec<_>>(),
            "same_id": same_id.collect::<Vec<_>>(),
        }))
    }

    /// Writes down that a task was done today, as its rule says: its date, or the choice that stands for it. What is being
    /// written on the case's page stays a draft.
    ///
    /// # Errors
    /// `not_found`: there is no such task any more; else as [`Casebook::save`].
    pub fn do_task(&self, case: CaseId, kind: &TaskId, entry: Option<EntryId>) -> Result<(), AppError> {
        let config = self.config()?;
        let gone = || AppError::new("not_found");
        let rule = config.forms().settings.tasks.get(kind).ok_or_else(gone)?;
        if !self.reading()?.read().has_task(case, kind, entry)? {
            return Err(gone());
        }
        let target = match (&rule.each, entry) {
            (Some(subform), Some(entry)) => {
                Target::EntryField { subform: subform.clone(), entry, field: rule.done.clone() }
            }
            _ => Target::Field(rule.done.clone()),
        };
        let value = Value::Text(rule.done_as.clone().unwrap_or_else(|| self.today()));
        self.save_beside(case, &[FieldEdit { target, value }])
    }

    /// What this person may answer and has not answered yet.
    fn waiting(&self, db: Db<'_>, config: &Config) -> Result<Vec<WaitingView>, AppError> {
        let now_ms = self.now_ms();
        let answered: BTreeSet<ActId> = db.unsettled_acts(u32::MAX)?.iter().filter_map(answers).collect();
        let mut found = db.matters_of(self.user(), now_ms, ROWS_MAX)?;
        for row in db.matters_of_others(self.user(), OTHERS_MAX)? {
            if self.may_answer(db, config, &row)? {
                found.push(row);
            }
        }
        found.sort_by_key(|row| (row.at_ms, row.matter));
        found.truncate(ROWS_MAX as usize);
        let view = |row: MatterRow| WaitingView {
            case_id: row.case.to_string(),
            case_id_display: row.case.display_id(),
            name: row.name,
            name_withheld: row.name_withheld,
            kind: row.kind.as_str().to_owned(),
            by: row.author.0,
            at_ms: row.at_ms,
        };
        Ok(found.into_iter().filter(|row| !answered.contains(&row.matter)).map(view).collect())
    }

    fn may_answer(&self, db: Db<'_>, config: &Config, row: &MatterRow) -> Result<bool, AppError> {
        let Some(known) = db.case(row.case)? else { return Ok(false) };
        let at_ms = self.now_ms();
        let deed = match row.kind {
            Matter::Approval => Deed::ApprovalReject { request: row.matter, comment: None },
            _ => Deed::TransferReject { transfer: row.matter, why: None },
        };
        let act = Act { id: self.make_act_id(at_ms), case: row.case, at_ms, rules: RULES, deed };
        let person = |user: &UserName| config.person(user);
        let facts = ActFacts {
            config: config.forms(),
            author: &config.me,
            reach: Reach::Now,
            // Neither answer rests on what the person reads of the case.
            rights: &BTreeMap::new(),
            case: Some(&known.state),
            target: target_of(&act.deed, &known.state).and_then(person),
            owner: person(&known.state.owner),
            late_edit_open: false,
            heads: None,
            linked: None,
            is_bound: false,
            now_ms: at_ms,
        };
        Ok(validate(&facts, &act).is_ok())
    }
}

/// None: of a kind that the configuration does not know any more.
fn task_view(config: &Configuration, row: &TaskRow, today: i64, language: &str) -> Option<TaskView> {
    let TaskRow { case, task, .. } = row;
    let rule = config.settings.tasks.get(&task.kind)?;
    let label = |field: &FieldId, option: &str| {
        let asked = match &rule.each {
            Some(each) => config.field(RecordType::Case, each)?.fields.iter().find(|f| f.id == *field)?,
            None => config.field(RecordType::Case, field)?,
        };
        Some(option_label(config, asked, option, language).to_owned())
    };
    let about = rule.about.as_ref().zip(task.about.as_deref());
    let risk_field = FieldId::from("risk_level");
    let risk_label = row.risk.as_deref().and_then(|risk| {
        let asked = config.field(RecordType::Case, &risk_field)?;
        Some(option_label(config, asked, risk, language).to_owned())
    });
    Some(TaskView {
        case_id: case.to_string(),
        kind: task.kind.0.clone(),
        entry_id: task.entry.map(|entry| entry.to_string()),
        case_id_display: case.display_id(),
        name: row.name.clone(),
        name_withheld: row.name_withheld,
        risk: row.risk.clone(),
        risk_label,
        label: rule.label.get(language).to_owned(),
        about: about.and_then(|(field, option)| label(field, option)),
        form_id: form_of(config, rule),
        due: Day::from_number(task.due).print(),
        days: i32::try_from(task.due - today).unwrap_or(i32::MAX),
    })
}

/// The form on which a task is done.
fn form_of(config: &Configuration, rule: &TaskRule) -> Option<String> {
    let field = rule.each.as_ref().unwrap_or(&rule.done);
    let mut forms = config.forms_of(RecordType::Case);
    forms.find(|form| form.fields.iter().any(|asked| asked.id == *field)).map(|form| form.id.0.clone())
}
