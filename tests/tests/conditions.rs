//! Every condition of the standard configuration, with answers for which it holds and answers for which it does not.
//!
//! The table is `tests/tables/conditions.txt`; `UPDATE_TABLES=1` writes it anew, to be reviewed like code.

#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use daftar_core::{
    config::{Configuration, Field, FieldKind, Form, RecordType},
    expr::{Comparison, Condition, Written},
    id::{EntryId, FieldId},
    sheet::{Answers, EntryAnswers, Plan, Sheet, Spot},
    value::Value,
};
use daftar_tests::{rooms::root, standard};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    sync::Arc,
};

type Given = BTreeMap<FieldId, Value>;

const TODAY: &str = "2026-05-10";
const ENTRY: EntryId = EntryId([1; 16]);

/// Answers worth trying for a field that is compared like this.
fn worth_trying(question: &Field, condition: &Condition, into: &mut Vec<Value>) {
    let mut add = |value: Value| {
        if !into.contains(&value) {
            into.push(value);
        }
    };
    let word = |text: &str| match (question.multi_select, question.kind) {
        (true, _) => Value::Many([text.to_owned()].into()),
        (_, FieldKind::TickBox) => Value::Bool(text == "true"),
        (_, FieldKind::NumericField) => {
            text.parse().map_or_else(|_| Value::Text(text.to_owned()), Value::Int)
        }
        _ => Value::Text(text.to_owned()),
    };
    match condition {
        Condition::Compare { with: Value::Bool(yes), .. } => match question.kind {
            FieldKind::TickBox => add(Value::Bool(*yes)),
            FieldKind::SelectBox | FieldKind::RadioButton if *yes => add(word("true")),
            FieldKind::NumericField => add(Value::Int(1)),
            FieldKind::DateField => add(Value::Text("2020-01-01".to_owned())),
            _ => add(word("x")),
        },
        Condition::Compare { how: Comparison::Eq, with: Value::Text(text), .. } => add(word(text)),
        Condition::Compare { with: Value::Text(date), .. } => {
            for text in [date.as_str(), "1000-01-01", "2030-01-01"] {
                add(Value::Text(text.to_owned()));
            }
        }
        Condition::Compare { with: Value::Int(number), .. } => {
            for number in [*number, number - 1, number + 1] {
                add(Value::Int(number));
            }
        }
        Condition::In { among, .. } if question.multi_select => {
            add(Value::Many(among.clone()));
            among.iter().for_each(|one| add(word(one)));
        }
        Condition::In { among, .. } => among.iter().for_each(|one| add(word(one))),
        _ => {}
    }
}

/// Answers for which the condition holds, and answers for which it does not; as few as will do.
fn both_ways(condition: &Condition, find: &dyn Fn(&FieldId) -> Field) -> [Option<Given>; 2] {
    let mut tries: BTreeMap<FieldId, Vec<Value>> = BTreeMap::new();
    condition.comparisons(&mut |part| {
        if let Condition::Compare { field, .. } | Condition::In { field, .. } = part {
            worth_trying(&find(field), part, tries.entry(field.clone()).or_default());
        }
    });
    let tries: Vec<(FieldId, Vec<Value>)> = tries.into_iter().collect();
    let mut found = [None, None];
    for answered in 0..=tries.len() {
        combine(&tries, answered, &mut Given::new(), &mut |given| {
            let holds = condition.holds(&|id: &FieldId| given.get(id).map(Cow::Borrowed));
            found[usize::from(!holds)].get_or_insert_with(|| given.clone());
        });
        if found.iter().all(Option::is_some) {
            break;
        }
    }
    found
}

/// Calls `seen` with every way to answer exactly so many of the fields.
fn combine(
    tries: &[(FieldId, Vec<Value>)],
    answered: usize,
    given: &mut Given,
    seen: &mut dyn FnMut(&Given),
) {
    let Some(((field, values), rest)) = tries.split_first().filter(|_| answered > 0) else {
        if answered == 0 {
            seen(given);
        }
        return;
    };
    for value in values {
        given.insert(field.clone(), value.clone());
        combine(rest, answered - 1, given, seen);
    }
    given.remove(field);
    combine(rest, answered, given, seen);
}

fn told(given: &Given) -> String {
    let value = |value: &Value| serde_json::to_string(value).unwrap().replace('"', "");
    let parts: Vec<String> = given.iter().map(|(field, v)| format!("{field}={}", value(v))).collect();
    if parts.is_empty() { "nothing answered".to_owned() } else { parts.join(", ") }
}

fn written(condition: &Condition) -> String {
    serde_json::to_string(&condition.write()).unwrap().replace('"', "")
}

struct Table<'a> {
    config: &'a Configuration,
    record: RecordType,
    plan: Arc<Plan>,
    text: String,
    count: usize,
}

impl Table<'_> {
    /// A line of the table; `shown` asks a sheet with these answers what the condition is there for.
    fn line(
        &mut self,
        what: &str,
        condition: &Condition,
        inside: Option<&Field>,
        shown: &dyn Fn(&Sheet) -> Option<bool>,
    ) {
        let of_record = |id: &FieldId| self.config.field(self.record, id).cloned();
        let find = |id: &FieldId| {
            inside.and_then(|subform| subform.inner(id).cloned()).or_else(|| of_record(id)).unwrap()
        };
        let [Some(yes), Some(no)] = both_ways(condition, &find) else {
            panic!("{what}: {} is always the same", written(condition));
        };
        for (given, wanted) in [(&yes, true), (&no, false)] {
            // A calculated field cannot be answered; what looks at one is asked without a sheet.
            if given.keys().any(|id| find(id).calculation.is_some()) {
                continue;
            }
            let mut answers = Answers::default();
            let mut entry = EntryAnswers::default();
            for (id, value) in given {
                let own = inside.is_some_and(|subform| subform.inner(id).is_some());
                let place = if own { &mut entry.values } else { &mut answers.values };
                place.insert(id.clone(), value.clone());
            }
            if let Some(subform) = inside {
                answers.entries.insert(subform.id.clone(), [(ENTRY, entry)].into());
            }
            let sheet = Sheet::new(Arc::clone(&self.plan), answers, TODAY);
            if let Some(told) = shown(&sheet) {
                assert_eq!(told, wanted, "{what}: {given:?}");
            }
        }
        let _ = writeln!(
            self.text,
            "{what}\n    if   {}\n    yes  {}\n    no   {}",
            written(condition),
            told(&yes),
            told(&no)
        );
        self.count += 1;
    }

    fn field(&mut self, place: &str, field: &Field, inside: Option<&Field>) {
        let what = format!("{place}.{}", field.id);
        let spot = match inside {
            None => Spot::Field(field.id.clone()),
            Some(subform) => {
                Spot::Entry { subform: subform.id.clone(), entry: ENTRY, field: field.id.clone() }
            }
        };
        if let Some(rule) = &field.show_if {
            let entry_too = inside.is_some() && field.show_if_entry.is_some();
            let shown = |sheet: &Sheet| (!entry_too && inside.is_none()).then(|| sheet.is_shown(&spot));
            self.line(&what, &rule.0, None, &shown);
        }
        if let Some(rule) = &field.show_if_entry {
            let shown = |sheet: &Sheet| field.show_if.is_none().then(|| sheet.is_shown(&spot));
            self.line(&format!("{what} (in its entry)"), &rule.0, inside, &shown);
        }
        for (tag, rule) in &field.options_if {
            let shown = |sheet: &Sheet| sheet.tags(&spot).map(|tags| tags.contains(tag));
            self.line(&format!("{what} (options {tag})"), &rule.0, inside, &shown);
        }
        if let Some(rule) = &field.entry_if {
            let shown = |sheet: &Sheet| Some(sheet.is_drawn(&field.id, ENTRY));
            self.line(&format!("{what} (entries)"), &rule.0, Some(field), &shown);
        }
        for inner in &field.fields {
            self.field(&what, inner, Some(field));
        }
    }
}

#[test]
fn every_condition_of_the_standard_configuration_holds_for_some_answers_and_not_for_others() {
    let config = standard::configuration();
    let (mut text, mut count, mut seen) = (String::new(), 0, BTreeSet::new());
    for record in RecordType::ALL {
        let plan = Arc::new(Plan::new(&config, record));
        let mut table = Table { config: &config, record, plan, text: String::new(), count: 0 };
        let forms: Vec<&Form> = config.forms_of(record).collect();
        for form in forms {
            let place = format!("{}/{}", record.as_str(), form.id);
            if let Some(rule) = &form.show_if {
                table.line(&place, &rule.0, None, &|sheet: &Sheet| Some(sheet.is_form_shown(&form.id)));
            }
            for field in form.fields.iter().filter(|field| seen.insert((record, field.id.clone()))) {
                table.field(&place, field, None);
            }
        }
        text += &table.text;
        count += table.count;
    }
    assert!(count > 100, "{count} conditions");
    let path = root().join("tests/tables/conditions.txt");
    if std::env::var_os("UPDATE_TABLES").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let reviewed = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let differs = text.lines().zip(reviewed.lines()).position(|(new, old)| new != old);
    assert!(
        text == reviewed,
        "the table differs from line {:?} on; UPDATE_TABLES=1 writes it anew",
        differs.map(|n| n + 1)
    );
}
