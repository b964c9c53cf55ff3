//! The typical day has exactly the numbers of the design, and every step of it changes something.

#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use daftar_core::{
    config::{Configuration, RecordType, read},
    form::fit,
    id::{CompartmentId, FieldId, UserName},
    publish::{Published, publish},
    value::Value,
};
use daftar_training::{Day, Deed, Fields, Step, configuration, day, people};
use proptest::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

static PUBLISHED: LazyLock<Published> = LazyLock::new(|| publish(None, config()));

fn config() -> Configuration {
    read(&configuration()).unwrap()
}

type Document = (usize, CompartmentId);

fn home(field: &FieldId) -> CompartmentId {
    PUBLISHED.compartments.iter().find(|compartment| compartment.fields.contains(field)).unwrap().id
}

/// The one document that a save falls into.
fn document(step: &Step) -> Option<Document> {
    let homes: BTreeSet<CompartmentId> = match step {
        Step::RegisterCase { fields, .. } | Step::Save { fields, .. } => fields.keys().map(home).collect(),
        Step::AddEntry { subform, .. } | Step::EditEntry { subform, .. } => BTreeSet::from([home(subform)]),
        Step::Refer { .. } | Step::Assign { .. } => return None,
    };
    assert_eq!(homes.len(), 1, "a save falls into one document");
    homes.first().map(|home| (step.case(), *home))
}

/// Records as the steps leave them.
#[derive(Default)]
struct Records {
    fields: BTreeMap<usize, Fields>,
    entries: BTreeMap<(usize, FieldId), Vec<Fields>>,
    owners: BTreeMap<usize, UserName>,
}

impl Records {
    fn of(day: &Day) -> Self {
        let mut records = Self::default();
        for (at, case) in day.existing.iter().enumerate() {
            records.owners.insert(at, people()[case.owner_index].user_name.clone());
            records.fields.insert(at, case.fields.clone());
            for (subform, fields) in &case.entries {
                records.entries.entry((at, subform.clone())).or_default().push(fields.clone());
            }
        }
        records
    }

    fn documents(&self) -> BTreeSet<Document> {
        let of_fields =
            self.fields.iter().flat_map(|(case, fields)| fields.keys().map(|id| (*case, home(id))));
        let of_entries = self.entries.keys().map(|(case, subform)| (*case, home(subform)));
        of_fields.chain(of_entries).collect()
    }

    /// Carries out a step and says how many values it changed.
    fn carry_out(&mut self, deed: &Deed) -> usize {
        match &deed.step {
            Step::RegisterCase { case, fields } => {
                assert_eq!(*case, self.fields.len(), "new cases count on");
                self.owners.insert(*case, deed.by.clone());
                put(self.fields.entry(*case).or_default(), fields, None)
            }
            Step::Save { case, fields } => put(self.fields.get_mut(case).unwrap(), fields, None),
            Step::AddEntry { case, subform, fields } => {
                let entries = self.entries.entry((*case, subform.clone())).or_default();
                entries.push(Fields::new());
                put(entries.last_mut().unwrap(), fields, Some(subform))
            }
            Step::EditEntry { case, subform, entry, fields } => {
                let entries = self.entries.get_mut(&(*case, subform.clone())).unwrap();
                put(&mut entries[*entry], fields, Some(subform))
            }
            Step::Refer { case, to, role } => {
                for consent in &PUBLISHED.config.settings.referral_consent {
                    assert_eq!(
                        self.fields[case].get(consent),
                        Some(&Value::Bool(true)),
                        "consent before referral"
                    );
                }
                assert_eq!(self.owners[case], deed.by);
                assert_ne!(*to, deed.by);
                assert!(PUBLISHED.config.role(role).unwrap().referral_authorization);
                1
            }
            Step::Assign { case, to } => usize::from(self.owners.insert(*case, to.clone()).unwrap() != *to),
        }
    }
}

fn put(into: &mut Fields, fields: &Fields, subform: Option<&FieldId>) -> usize {
    let mut changed = 0;
    for (id, value) in fields {
        let config = &PUBLISHED.config;
        let field = match subform {
            None => config.field(RecordType::Case, id).unwrap(),
            Some(subform) => config
                .field(RecordType::Case, subform)
                .unwrap()
                .fields
                .iter()
                .find(|field| field.id == *id)
                .unwrap(),
        };
        assert_eq!(fit(config, field, value), Ok(()), "{id}");
        changed += usize::from(into.insert(id.clone(), value.clone()).as_ref() != Some(value));
    }
    changed
}

#[derive(Debug, PartialEq, Eq)]
struct Tally {
    saves: usize,
    documents: usize,
    new_documents: usize,
    acts: usize,
}

fn tally(deeds: &[Deed], known: &BTreeSet<Document>) -> Tally {
    let documents: BTreeSet<Document> = deeds.iter().filter_map(|deed| document(&deed.step)).collect();
    Tally {
        saves: deeds.iter().filter(|deed| deed.step.is_save()).count(),
        new_documents: documents.difference(known).count(),
        documents: documents.len(),
        acts: deeds.iter().filter(|deed| deed.step.is_act()).count(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn the_numbers_are_those_of_the_design(seed: u64) {
        let day = day(seed);
        let known = Records::of(&day).documents();
        prop_assert_eq!(known.len(), day.existing.len() * 6);
        prop_assert_eq!(tally(&day.up, &known), Tally { saves: 25, documents: 18, new_documents: 12, acts: 4 });
        prop_assert_eq!(tally(&day.down, &known), Tally { saves: 15, documents: 9, new_documents: 0, acts: 1 });
        let new = day.up.iter().filter(|deed| matches!(deed.step, Step::RegisterCase { .. })).count();
        prop_assert_eq!(new, 2);
    }

    #[test]
    fn every_step_changes_something_whoever_goes_first(seed: u64, down_first: bool) {
        let day = day(seed);
        let mut records = Records::of(&day);
        let (one, other) = if down_first { (&day.down, &day.up) } else { (&day.up, &day.down) };
        for deed in day.before.iter().chain(one).chain(other) {
            prop_assert!(records.carry_out(deed) > 0);
        }
    }

    #[test]
    fn the_two_sides_never_write_into_the_same_document(seed: u64) {
        let day = day(seed);
        let of = |deeds: &[Deed]| deeds.iter().filter_map(|deed| document(&deed.step)).collect::<BTreeSet<_>>();
        prop_assert!(of(&day.up).is_disjoint(&of(&day.down)));
        let left: BTreeSet<usize> = day.down.iter().filter(|deed| matches!(deed.step, Step::Assign { .. }))
            .map(|deed| deed.step.case()).collect();
        prop_assert!(day.up.iter().chain(&day.before).all(|deed| !left.contains(&deed.step.case())));
    }

    #[test]
    fn everyone_does_only_what_their_role_or_a_referral_allows(seed: u64) {
        let day = day(seed);
        let referred: BTreeSet<usize> = day.before.iter().map(|deed| deed.step.case()).collect();
        prop_assert!(day.existing.iter().all(|case| people()[case.owner_index].user_name == day.worker));
        for deed in day.before.iter().chain(&day.up).chain(&day.down) {
            let person = people().into_iter().find(|person| person.user_name == deed.by).unwrap();
            let config = &PUBLISHED.config;
            let role = config.role(&person.role).unwrap();
            let action = match &deed.step {
                Step::RegisterCase { .. } => "create",
                Step::Refer { .. } => "referral",
                Step::Assign { .. } => "assign",
                _ => "write",
            };
            prop_assert!(role.may("case", action), "{} {action}", deed.by);
            let rights = if deed.by.as_str() == "provider" {
                prop_assert!(referred.contains(&deed.step.case()));
                config.rights(&"role-referral-services".into())
            } else {
                role.forms.clone()
            };
            if let Some((_, home)) = document(&deed.step) {
                prop_assert_eq!(PUBLISHED.modes(RecordType::Case, &rights)[&home], daftar_core::config::Mode::Write);
            }
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_day(seed: u64) {
        let bytes = || serde_json::to_string(&day(seed)).unwrap();
        prop_assert_eq!(bytes(), bytes());
    }
}

#[test]
fn an_edit_does_not_repeat_the_number_that_stands() {
    // This seed once drew a case's edit from the stream of the case itself.
    let day = day(6_638_816_750_374_806_709);
    let mut records = Records::of(&day);
    assert!(day.before.iter().chain(&day.up).chain(&day.down).all(|deed| records.carry_out(deed) > 0));
}
