//! The log says where two values stood, and gives the document back as it was.

use super::*;

const MINUTE: i64 = 60_000;

fn at(doc: &mut Document, actor: Actor, minute: i64, edits: &[Edit]) {
    doc.write(actor, NOON + minute * MINUTE, edits).unwrap();
}

/// Author, stand and other values of each line.
fn told(doc: &Document) -> Vec<(Actor, Stand, Vec<Value>)> {
    doc.log().into_iter().map(|line| (line.line.author, line.stand, line.others)).collect()
}

#[test]
fn a_line_says_that_two_values_stand_from_it_on_and_another_that_one_does_again() {
    let (mut a, mut b) = (Document::begin(&layout()), Document::begin(&layout()));
    at(&mut a, A, 0, &[set("name", "first")]);
    hand_over(&a, &mut b);
    at(&mut b, B, 1, &[set("name", "b")]);
    at(&mut a, A, 2, &[set("name", "a")]);
    at(&mut a, A, 3, &[set("name", "a again")]);
    meet(&mut a, &mut b);
    at(&mut b, B, 4, &[set("name", "b")]);
    assert_eq!(
        told(&b),
        [
            (A, Stand::One, vec![]),
            (B, Stand::One, vec![]),
            (A, Stand::Parted, vec![text("b")]),
            (A, Stand::Apart, vec![text("b")]),
            (B, Stand::Settled, vec![text("a again")]),
        ]
    );
}

#[test]
fn what_merges_or_is_equal_stands_once() {
    let (mut a, mut b) = (Document::begin(&layout()), Document::begin(&layout()));
    at(&mut a, A, 0, &[set("name", "same"), choose(&["food"]), tell("one")]);
    at(&mut b, B, 1, &[set("name", "same"), choose(&["water"]), tell("two")]);
    meet(&mut a, &mut b);
    assert!(told(&a).iter().all(|(_, stand, _)| *stand == Stand::One));
}

#[test]
fn rows_of_a_tally_part_one_by_one() {
    let (mut a, mut b) = (Document::begin(&layout()), Document::begin(&layout()));
    at(&mut a, A, 0, &[count(&[("boys", 1), ("girls", 1)])]);
    hand_over(&a, &mut b);
    at(&mut a, A, 1, &[count(&[("boys", 2), ("girls", 1)])]);
    at(&mut b, B, 2, &[count(&[("boys", 1), ("girls", 2)])]);
    meet(&mut a, &mut b);
    at(&mut a, A, 3, &[count(&[("boys", 3), ("girls", 2)])]);
    at(&mut b, B, 4, &[count(&[("boys", 4), ("girls", 2)])]);
    meet(&mut a, &mut b);
    // The one that is shown already, chosen.
    let shown = values(&a, "children").remove(0);
    at(&mut a, A, 5, &[Edit::Set { field: "children".into(), value: shown }]);
    let stands: Vec<_> = told(&a).into_iter().map(|(_, stand, _)| stand).collect();
    assert_eq!(
        stands,
        [Stand::One, Stand::One, Stand::One, Stand::One, Stand::Parted, Stand::Settled],
        "other rows do not part"
    );
}

#[test]
fn an_entry_that_one_removed_and_another_changed_is_two_things_until_somebody_says() {
    let (mut a, mut b) = (Document::begin(&layout()), Document::begin(&layout()));
    at(&mut a, A, 0, &[set_entry("type", text("health"))]);
    hand_over(&a, &mut b);
    at(&mut a, A, 1, &[remove()]);
    at(&mut b, B, 2, &[set_entry("type", text("food"))]);
    meet(&mut a, &mut b);
    at(&mut a, A, 3, &[keep()]);
    let stands: Vec<_> = told(&a).into_iter().map(|(_, stand, _)| stand).collect();
    assert_eq!(stands, [Stand::One, Stand::One, Stand::Parted, Stand::Settled]);
}

#[test]
fn a_clock_that_is_slow_puts_nothing_before_what_it_was_made_upon() {
    let (mut a, mut b) = (Document::begin(&layout()), Document::begin(&layout()));
    at(&mut a, A, 100, &[set("name", "a")]);
    hand_over(&a, &mut b);
    at(&mut b, B, 0, &[set("name", "b")]);
    meet(&mut a, &mut b);
    let log = a.log();
    assert_eq!(log.iter().map(|line| line.line.author).collect::<Vec<_>>(), [A, B]);
    assert!(log[1].line.at_ms < log[0].line.at_ms, "its own clock is told as it was");
    assert_eq!(log[0].place.at_ms, log[1].place.at_ms);
}

/// Whether two things stand where the key points.
fn is_two(contents: &Contents, key: &KeyPath) -> bool {
    let (field, entry) = match key {
        KeyPath::Field(field) => (contents.fields.get(field), None),
        KeyPath::EntryField { subform, entry, field } => {
            let entry = &contents.subforms[subform][entry];
            (entry.fields.get(field), Some(entry))
        }
        KeyPath::EntryRemoved { subform, entry } => (None, Some(&contents.subforms[subform][entry])),
    };
    let torn = entry.is_some_and(|entry| entry.removed.is_some_and(|removed| removed.edited));
    torn || field.is_some_and(|field| field.versions.len() > 1)
}

fn entry_of(key: &KeyPath) -> KeyPath {
    match key {
        KeyPath::EntryField { subform, entry, .. } => {
            KeyPath::EntryRemoved { subform: subform.clone(), entry: *entry }
        }
        key => key.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_document_as_of_a_line_says_what_the_line_says(acts in acts()) {
        let [mut a, mut b, c] = play(&acts);
        hand_over(&c, &mut a);
        meet(&mut a, &mut b);
        let log = a.log();
        prop_assert_eq!(&log, &b.log(), "the same on every device");
        prop_assert_eq!(log.len(), a.history().len());
        for (at, line) in log.iter().enumerate() {
            let is_same = |other: &LogLine| {
                (other.line.author, other.line.seq) == (line.line.author, line.line.seq)
                    && entry_of(&other.line.key) == entry_of(&line.line.key)
            };
            if log[at + 1..].iter().any(is_same) {
                continue;
            }
            let then = a.as_of(|place| place <= line.place).unwrap();
            let two = matches!(line.stand, Stand::Parted | Stand::Apart);
            prop_assert_eq!(two, is_two(&then.contents(), &line.line.key), "{:?}", line);
        }
        prop_assert_eq!(a.as_of(|_| true).unwrap().contents(), a.contents());
        prop_assert_eq!(a.as_of(|_| false).unwrap().contents(), Contents::default());
    }
}
