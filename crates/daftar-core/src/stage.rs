//! How far the work on a case is, worked out from its answers and from what acts made of it.
//!
//! Source of the ids and of their order: Primero v2, `app/models/concerns/workflow.rb`. There the stage is what the last
//! save touched; two people who save apart would leave two stages. Here it is the furthest that the answers say, so that
//! equal answers give an equal stage on every laptop, in whatever order they came:
//!
//! | the first that holds | stage |
//! |---|---|
//! | it is closed, or went to another programme | `closed` |
//! | a service is not given yet | what that service is part of (`response`), of several the one seen last |
//! | it was opened again | `reopened` |
//! | all services are given, and there is one | `services_implemented` |
//! | the case plan has its date | `case_plan` |
//! | the assessment was asked for | `assessment` |
//! | – | `new` |

use crate::{
    act::{CaseState, Status},
    config::{Configuration, RecordType},
    form::offered,
    id::{EntryId, FieldId},
    sheet::{Answers, EntryAnswers, derive},
    value::Value,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Raised whenever the same answers may give another stage.
pub const RULES: u32 = 1;

/// The questions that tell how far a case is. A stage whose question is left out does not come up.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StageRule {
    /// A date: with it the case is in assessment.
    #[serde(default)]
    pub assessment: Option<FieldId>,
    /// A date: with it there is a case plan.
    #[serde(default)]
    pub case_plan: Option<FieldId>,
    #[serde(default)]
    pub services: Option<ServiceStages>,
}

/// The subform of services, and what its entries are asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceStages {
    pub each: FieldId,
    /// The choice of what the service is part of; its options are stages.
    pub response: FieldId,
    /// When the need was seen.
    #[serde(default)]
    pub seen: Option<FieldId>,
    /// The date that is filled once it is given; or the choice that is answered with `done_as` then.
    pub done: FieldId,
    #[serde(default)]
    pub done_as: Option<String>,
}

impl ServiceStages {
    fn is_done(&self, entry: &EntryAnswers) -> bool {
        match (&self.done_as, entry.values.get(&self.done)) {
            (Some(wanted), Some(Value::Text(option))) => option == wanted,
            (None, Some(done)) => done.is_filled(),
            _ => false,
        }
    }
}

/// The way that cases of this programme go, and where on it a case at `stage` is. All that services can be part of is one
/// step of the way: the one that the case is at, else `services`. A case that was opened again begins anew.
#[must_use]
pub fn way(config: &Configuration, stage: &str) -> (Vec<String>, usize) {
    let rule = &config.settings.stages;
    let first = if stage == "reopened" { stage } else { "new" };
    let known = [
        (true, first),
        (rule.assessment.is_some(), "assessment"),
        (rule.case_plan.is_some(), "case_plan"),
        (rule.services.is_some(), "services"),
        (rule.services.is_some(), "services_implemented"),
        (true, "closed"),
    ];
    let mut way: Vec<String> =
        known.iter().filter(|(stands, _)| *stands).map(|(_, step)| (*step).to_owned()).collect();
    let at = way.iter().position(|step| step == stage).unwrap_or_else(|| {
        let services = way.iter().position(|step| step == "services").unwrap_or(0);
        stage.clone_into(&mut way[services]);
        services
    });
    (way, at)
}

/// All stages at which a case of this programme can be, in the order in which they come.
#[must_use]
pub fn stages(config: &Configuration) -> Vec<String> {
    let responses = || {
        let rule = config.settings.stages.services.as_ref()?;
        let question = config.field(RecordType::Case, &rule.each)?.inner(&rule.response)?;
        Some(offered(config, question, None).into_iter().map(|(id, _)| id.to_owned()).collect())
    };
    let each = |step: String| match step.as_str() {
        "new" => vec![step, "reopened".to_owned()],
        "services" => responses().unwrap_or_default(),
        _ => vec![step],
    };
    way(config, "new").0.into_iter().flat_map(each).collect()
}

/// How far a case is: one of the ids above, or an option of [`ServiceStages::response`].
#[must_use]
pub fn stage(config: &Configuration, answers: &Answers, state: &CaseState) -> String {
    if state.status != Status::Open {
        return "closed".to_owned();
    }
    let rule = &config.settings.stages;
    let services = rule.services.as_ref().and_then(|rule| Some((rule, answers.entries.get(&rule.each)?)));
    let text = |entry: &EntryAnswers, field: &FieldId| match entry.values.get(field) {
        Some(Value::Text(text)) if !text.is_empty() => Some(text.clone()),
        _ => None,
    };
    if let Some((rule, entries)) = services {
        let open = entries.iter().filter(|(_, entry)| !rule.is_done(entry));
        let known = open.filter_map(|(id, entry)| Some((id, entry, text(entry, &rule.response)?)));
        let seen = |(id, entry, _): &(&EntryId, &EntryAnswers, String)| {
            (rule.seen.as_ref().and_then(|seen| text(entry, seen)), **id)
        };
        if let Some((.., response)) = known.max_by_key(seen) {
            return response;
        }
    }
    let is_filled = |field: &FieldId| {
        let value = derive(config, RecordType::Case, answers, field, "");
        value.is_some_and(|value| value.is_filled())
    };
    let all_given = services.is_some_and(|(rule, entries)| {
        !entries.is_empty() && entries.values().all(|entry| rule.is_done(entry))
    });
    let found = if state.reopened {
        "reopened"
    } else if all_given {
        "services_implemented"
    } else if rule.case_plan.as_ref().is_some_and(is_filled) {
        "case_plan"
    } else if rule.assessment.as_ref().is_some_and(is_filled) {
        "assessment"
    } else {
        "new"
    };
    found.to_owned()
}
