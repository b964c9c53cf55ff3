//! A store of many cases, quickly: copies of the documents that are there, under other children's names.
//!
//! What lists keep of a copy is what its own answers give; its document is the one of the case that it is a copy of.

use daftar_core::{
    act::CaseState,
    config::{Configuration, RecordType},
    facet,
    id::{ActId, CaseId, EntryId, FieldId, TaskId},
    search,
    sheet::{Answers, EntryAnswers},
    stage::stage,
    task::Task,
    value::Value,
};
use daftar_store::{ActRow, ActState, CaseRow, ListColumns, Store, StoreError};
use daftar_training::{SyntheticCase, TODAY};

/// Adds a copy for each fixture, of every case in turn, and gives the cases that were there before. Each has a service due
/// within a month of the day `today` (days since 1970-01-01).
pub fn copy_cases(
    store: &mut Store,
    config: &Configuration,
    fixtures: &[SyntheticCase],
    today: i64,
) -> Vec<CaseId> {
    let here = store.read().every_compartment().expect("compartments").into_iter();
    let mut originals: Vec<CaseId> =
        here.map(|(case, _)| case).filter(|case| case.record_type() == RecordType::Case).collect();
    originals.dedup();
    for (batch, fixtures) in (1..).zip(fixtures.chunks(originals.len())) {
        let copied = store.transact(|db| {
            for (original, fixture) in originals.iter().zip(fixtures) {
                let mut row = db.case(*original)?.expect("a case");
                row.case = copy_of(*original, batch);
                row.state = state_of(row.state, batch);
                row.changed_at_ms -= i64::from(batch) * 86_400_000;
                // Every other is the supervisor's own.
                if original.0[15] % 2 == 0 {
                    row.state.owner = "supervisor".into();
                }
                db.put_case(&row)?;
                for mut held in db.compartments(*original)? {
                    held.case = row.case;
                    db.put_compartment(&held)?;
                }
                db.put_act(&act_of(&row))?;
                db.put_list_columns(row.case, &columns(config, &row, fixture, today))?;
            }
            Ok::<_, StoreError>(())
        });
        copied.expect("copied");
    }
    originals
}

fn copy_of(original: CaseId, batch: u32) -> CaseId {
    let mut id = original.0;
    id[12..].copy_from_slice(&batch.to_be_bytes());
    id[7] = original.0[12];
    id[15] ^= original.0[15];
    CaseId(id)
}

/// What acts made of the original, by acts of its own; tied to nothing.
fn state_of(mut state: CaseState, batch: u32) -> CaseState {
    let own = |id: ActId| {
        let mut id = id.0;
        id.iter_mut().zip(batch.to_be_bytes()).for_each(|(byte, other)| *byte ^= other);
        ActId(id)
    };
    state.referrals = state.referrals.into_iter().map(|(id, known)| (own(id), known)).collect();
    state.transfers = state.transfers.into_iter().map(|(id, known)| (own(id), known)).collect();
    state.requests = state.requests.into_iter().map(|(id, known)| (own(id), known)).collect();
    state.approvals.values_mut().for_each(|known| known.request = own(known.request));
    state.links.clear();
    state
}

/// An act such as each case has at least one of on its owner's laptop; only counted here, never read.
fn act_of(row: &CaseRow) -> ActRow {
    ActRow {
        act: ActId(row.case.0),
        case: row.case,
        kind: "case.create".to_owned(),
        author: row.state.owner.clone(),
        at_ms: row.created_at_ms,
        state: ActState::Accepted,
        code: None,
        bytes: vec![0; 120],
        seq: Some(1),
        sentence: None,
    }
}

/// What the app derives for lists.
fn columns(config: &Configuration, row: &CaseRow, fixture: &SyntheticCase, today: i64) -> ListColumns {
    let (case, fields) = (row.case, &fixture.fields);
    let text = |id: &str| match fields.get(&FieldId::from(id)) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let mut columns = ListColumns {
        name: text("name"),
        sex: text("sex"),
        risk: text("risk_level"),
        date_of_birth: text("date_of_birth"),
        age: match fields.get(&FieldId::from("age")) {
            Some(Value::Int(years)) => Some((*years, TODAY.to_owned())),
            _ => None,
        },
        ..ListColumns::default()
    };
    for name in [text("name"), text("name_nickname")].into_iter().flatten() {
        let words = name.split_whitespace().map(search::fold).filter(|word| !word.is_empty());
        columns.words.extend(words.map(|word| (word, None)));
        columns.keys.extend(search::keys(&name).into_iter().map(|key| (key, None)));
    }
    columns.words.extend(text("national_id_no").map(|number| (search::fold(&number), None)));
    columns.words.insert(search::fold(&case.display_id()), None);
    let mut answers = Answers { values: fields.clone(), ..Answers::default() };
    for (subform, values) in &fixture.entries {
        let entries = answers.entries.entry(subform.clone()).or_default();
        let id = EntryId([u8::try_from(entries.len()).unwrap_or(u8::MAX); 16]);
        entries.insert(id, EntryAnswers { values: values.clone(), within: None });
    }
    columns.facets = facet::of_answers(config, RecordType::Case, &answers);
    let stage = stage(config, &answers, &row.state);
    columns.facets.insert("@stage".to_owned(), [stage.as_str().into()].into());
    columns.stage = Some(stage);
    let due = today + i64::from(case.0[13]) % 60 - 30;
    let (kind, entry) = (TaskId::from("service"), Some(EntryId(case.0)));
    columns.tasks.push(Task { kind, entry, due, about: Some("health".to_owned()) });
    columns
}
