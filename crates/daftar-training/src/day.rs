//! A caseworker's typical day, as steps that a test carries out on laptops of its own.
//!
//! The numbers are those of the design (`sync.md` 2 L): up 25 saves in 18 documents, 12 of them new in 2 new
//! cases, and 4 acts; down 15 changes in 9 documents and 5 events, that is, what became of the 4 acts and one
//! act of the supervisor's. Every save falls into one compartment of one case and changes something, whatever
//! the order in which the two sides are carried out: they write into different documents.

use crate::{
    calendar::Date,
    caseload::{Depth, Drawing, Fields, SyntheticCase, field, filled, text},
    random::Random,
};
use daftar_core::{
    id::{FieldId, RoleId, UserName},
    value::Value,
};
use serde::Serialize;

/// The day on which [`day`] happens.
pub const TODAY: &str = "2026-03-10";

/// One thing that a person does. `case` counts through [`Day::existing`], then through the new cases in the
/// order in which they are registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Step {
    /// Registers the next new case with these first fields: one act and one save.
    RegisterCase { case: usize, fields: Fields },
    /// Fills or changes fields of the record.
    Save { case: usize, fields: Fields },
    /// Adds an entry to a subform.
    AddEntry { case: usize, subform: FieldId, fields: Fields },
    /// Changes fields of an entry; `entry` counts through the case's entries of this subform.
    EditEntry { case: usize, subform: FieldId, entry: usize, fields: Fields },
    /// Refers the case, lending what `role` describes.
    Refer { case: usize, to: UserName, role: RoleId },
    /// Assigns the case to another owner.
    Assign { case: usize, to: UserName },
}

impl Step {
    /// The case that the step is about.
    #[must_use]
    pub fn case(&self) -> usize {
        match self {
            Self::RegisterCase { case, .. }
            | Self::Save { case, .. }
            | Self::AddEntry { case, .. }
            | Self::EditEntry { case, .. }
            | Self::Refer { case, .. }
            | Self::Assign { case, .. } => *case,
        }
    }

    /// Whether the step writes into a document.
    #[must_use]
    pub fn is_save(&self) -> bool {
        !matches!(self, Self::Refer { .. } | Self::Assign { .. })
    }

    /// Whether the step is an act that the relay decides.
    #[must_use]
    pub fn is_act(&self) -> bool {
        matches!(self, Self::RegisterCase { .. } | Self::Refer { .. } | Self::Assign { .. })
    }
}

/// A step with the person who does it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Deed {
    pub by: UserName,
    pub step: Step,
}

/// A day of one caseworker and of those who share cases with them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Day {
    /// The caseworker whose day it is, and owner of all cases.
    pub worker: UserName,
    /// Cases registered earlier; everyone has them who may.
    pub existing: Vec<SyntheticCase>,
    /// Acts done and synced before the day begins.
    pub before: Vec<Deed>,
    /// What the worker does, in this order.
    pub up: Vec<Deed>,
    /// What the others do meanwhile, in this order.
    pub down: Vec<Deed>,
}

/// How many cases exist when the day begins.
const EXISTING: usize = 10;

/// The day that belongs to `seed`.
#[must_use]
pub fn day(seed: u64) -> Day {
    // TODAY is a full date; the fallback only spares callers an `Option`.
    let today = Date::read(TODAY).unwrap_or(Date { year: 2026, month: 3, day: 10 });
    let mut desk = Desk::open(seed, today);
    let existing = desk.cases.clone();
    let [worker, colleague, supervisor, provider] =
        ["worker-1", "worker-2", "supervisor", "provider"].map(UserName::from);
    let refer = |case| Step::Refer { case, to: provider.clone(), role: "role-referral-services".into() };
    let by = |who: &UserName, steps: Vec<Step>| -> Vec<Deed> {
        steps.into_iter().map(|step| Deed { by: who.clone(), step }).collect()
    };

    let before = by(&worker, vec![refer(4)]);

    // One sequence for both new cases: they are counted in the order in which they are registered.
    let mut new = register(seed, today, EXISTING);
    new.extend(register(seed, today, EXISTING + 1));
    new.push(refer(EXISTING + 1));
    let mut services = desk.services(0, 3);
    services.push(refer(0));
    let own = vec![
        new,
        services,
        desk.notes(0, 3),
        desk.identity(1, 2),
        desk.concern(1, 2),
        desk.notes(2, 2),
        desk.status(3),
    ];
    let up = by(&worker, desk.interleaved(own));

    let others = vec![
        by(&provider, desk.services(4, 3)),
        by(&supervisor, desk.notes(4, 2)),
        by(&supervisor, desk.concern(5, 2)),
        by(&supervisor, desk.notes(5, 1)),
        by(&supervisor, desk.notes(6, 2)),
        by(&supervisor, desk.status(6)),
        by(&supervisor, desk.identity(7, 1)),
        by(&supervisor, desk.services(7, 2)),
        by(&supervisor, desk.consent(8)),
        by(&supervisor, vec![Step::Assign { case: 9, to: colleague }]),
    ];
    let down = desk.interleaved(others);
    Day { worker, existing, before, up, down }
}

/// Registers a case and fills each of its compartments once: six saves, one act.
fn register(seed: u64, today: Date, case: usize) -> Vec<Step> {
    let mut child = Drawing::begin(seed, case as u64, today, Depth::Whole);
    let mut steps = vec![
        Step::RegisterCase { case, fields: child.identity() },
        Step::Save { case, fields: child.protection_status() },
        Step::Save { case, fields: child.consent() },
        Step::Save { case, fields: child.protection_concern() },
    ];
    for (subform, fields) in [child.service(0), child.note(0)] {
        steps.push(Step::AddEntry { case, subform, fields });
    }
    steps
}

/// The cases as they stand, so that every edit changes something.
struct Desk {
    random: Random,
    drawings: Vec<Drawing>,
    cases: Vec<SyntheticCase>,
}

impl Desk {
    fn open(seed: u64, today: Date) -> Self {
        let draw = |index: usize| Drawing::begin(seed, index as u64, today, Depth::Whole);
        let cases =
            (0..EXISTING).map(|index| SyntheticCase { owner_index: 0, ..draw(index).case() }).collect();
        // The same children with streams that no case has: on its own stream an edit could repeat what stands.
        let later = |index: usize| {
            let mut drawing = draw(index);
            drawing.random = Random::of(seed, u64::MAX - 1 - index as u64);
            drawing
        };
        let drawings = (0..EXISTING).map(later).collect();
        Self { random: Random::of(seed, u64::MAX), drawings, cases }
    }

    /// Marks the first service as done or open again, then adds services.
    fn services(&mut self, case: usize, saves: usize) -> Vec<Step> {
        let subform = FieldId::from("services_section");
        let first = self.cases[case].entries.iter().find(|(id, _)| *id == subform);
        let implemented = first.and_then(|(_, fields)| fields.get(&"service_implemented".into()));
        let turned = match implemented {
            Some(Value::Text(now)) if now == "implemented" => "not_implemented",
            _ => "implemented",
        };
        let fields = filled([("service_implemented", text(turned))]);
        let mut steps = vec![Step::EditEntry { case, subform: subform.clone(), entry: 0, fields }];
        for nth in 1..saves {
            let (subform, mut fields) = self.drawings[case].service(nth);
            fields.extend([
                field("service_appointment_date", self.drawings[case].day_ahead()),
                field("service_implemented", text("not_implemented")),
            ]);
            steps.push(Step::AddEntry { case, subform, fields });
        }
        steps
    }

    fn notes(&mut self, case: usize, saves: usize) -> Vec<Step> {
        let add = |_| {
            let (subform, fields) = self.drawings[case].note(0);
            Step::AddEntry { case, subform, fields }
        };
        (0..saves).map(add).collect()
    }

    /// A number from a paper that turned up, then a move.
    fn identity(&mut self, case: usize, saves: usize) -> Vec<Step> {
        let current = self.cases[case].fields.get(&"location_current".into()).cloned();
        let mut place = self.drawings[case].other_place();
        while Some(&place) == current.as_ref() {
            place = self.drawings[case].other_place();
        }
        let fields = [self.drawings[case].national_id(), field("location_current", place)];
        let save = |field| Step::Save { case, fields: Fields::from([field]) };
        fields.into_iter().map(save).take(saves).collect()
    }

    /// The narrative goes on, and the risk with it; then another concern.
    fn concern(&mut self, case: usize, saves: usize) -> Vec<Step> {
        let now = &self.cases[case].fields;
        let told = match now.get(&"concern_details".into()) {
            Some(Value::Text(told)) => told.clone(),
            _ => String::new(),
        };
        let risk = match now.get(&"risk_level".into()) {
            Some(Value::Text(risk)) if risk == "high" => "medium",
            _ => "high",
        };
        let mut concerns = match now.get(&"protection_concerns".into()) {
            Some(Value::Many(concerns)) => concerns.clone(),
            _ => std::collections::BTreeSet::new(),
        };
        let other = if concerns.contains("refugee") { "mentally_distressed" } else { "refugee" };
        concerns.insert(other.to_owned());
        let drawing = &mut self.drawings[case];
        let more = (0..8).map(|_| drawing.plan()).find(|more| !told.contains(more)).unwrap_or_default();
        let told = format!("{told} {more}");
        let saves_possible = [
            filled([("concern_details", text(told)), ("risk_level", text(risk))]),
            filled([("protection_concerns", Value::Many(concerns))]),
        ];
        saves_possible.into_iter().map(|fields| Step::Save { case, fields }).take(saves).collect()
    }

    /// A relative was found, or turned out to be none.
    fn status(&mut self, case: usize) -> Vec<Step> {
        let turned = match self.cases[case].fields.get(&"protection_status".into()) {
            Some(Value::Text(now)) if now == "separated" => "unaccompanied",
            _ => "separated",
        };
        vec![Step::Save { case, fields: filled([("protection_status", text(turned))]) }]
    }

    /// The child thought again about the search for family.
    fn consent(&mut self, case: usize) -> Vec<Step> {
        let turned = match self.cases[case].fields.get(&"consent_for_tracing".into()) {
            Some(Value::Text(now)) if now == "true" => "false",
            _ => "true",
        };
        vec![Step::Save { case, fields: filled([("consent_for_tracing", text(turned))]) }]
    }

    /// One sequence out of many; each keeps its own order.
    fn interleaved<T>(&mut self, sequences: Vec<Vec<T>>) -> Vec<T> {
        let mut waiting: Vec<_> = sequences.into_iter().map(Vec::into_iter).collect();
        let mut all = Vec::new();
        loop {
            let left: Vec<usize> = waiting.iter().map(ExactSizeIterator::len).collect();
            if left.iter().all(|left| *left == 0) {
                return all;
            }
            all.extend(waiting[self.random.weighted(&left)].next());
        }
    }
}
