//! What happens when people write at the same time, and when someone writes what nobody should.

mod log;

use super::*;
use crate::{
    change::{join, repair_checksum, split},
    gate::GateDenial,
};
use proptest::prelude::*;

const A: Actor = Actor([0, 0, 0, 1, 9, 9, 9, 1]);
const B: Actor = Actor([0, 0, 0, 2, 9, 9, 9, 2]);
const C: Actor = Actor([0, 0, 0, 3, 9, 9, 9, 3]);
const ENTRY: EntryId = EntryId([7; 16]);
const NOON: i64 = 1_795_000_000_123;

pub(crate) fn layout() -> Layout {
    Layout { compartment: CompartmentId(4), text_fields: vec![vec!["story".into()], vec!["notes".into()]] }
}

fn set(field: &str, value: &str) -> Edit {
    Edit::Set { field: field.into(), value: Value::Text(value.to_owned()) }
}
fn tell(text: &str) -> Edit {
    Edit::SetText { field: "story".into(), text: text.to_owned() }
}
fn choose(options: &[&str]) -> Edit {
    Edit::Choose { field: "needs".into(), options: options.iter().map(|o| (*o).to_owned()).collect() }
}
fn set_entry(field: &str, value: Value) -> Edit {
    Edit::SetEntry { subform: "services".into(), entry: ENTRY, field: field.into(), value }
}
fn remove() -> Edit {
    Edit::RemoveEntry { subform: "services".into(), entry: ENTRY }
}
fn keep() -> Edit {
    Edit::KeepEntry { subform: "services".into(), entry: ENTRY }
}
fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}
fn many(options: &[&str]) -> Value {
    Value::Many(options.iter().map(|o| (*o).to_owned()).collect())
}

fn wrote(doc: &mut Document, actor: Actor, edits: &[Edit]) -> Option<u64> {
    doc.write(actor, NOON, edits).unwrap()
}

/// Gives `to` everything that `from` has and `to` lacks.
pub(crate) fn hand_over(from: &Document, to: &mut Document) {
    let missing = from.known.in_order().into_iter().filter(|info| to.known.by_hash(&info.hash).is_none());
    let missing: Vec<_> = missing.flat_map(|info| from.cut(info.actor, info.seq, 1)).collect();
    *to = to.apply(&missing, &|_| true).unwrap();
}

fn meet(a: &mut Document, b: &mut Document) {
    hand_over(a, b);
    hand_over(b, a);
    assert_eq!(a.heads(), b.heads());
    assert_eq!(a.contents(), b.contents());
    assert_eq!(a.history(), b.history());
}

fn values(doc: &Document, field: &str) -> Vec<Value> {
    let contents = doc.contents();
    contents
        .fields
        .get(&field.into())
        .map(|f| f.versions.iter().map(|v| v.value.clone()).collect())
        .unwrap_or_default()
}

fn entry(doc: &Document) -> Entry {
    doc.contents().subforms[&"services".into()][&ENTRY].clone()
}

#[test]
fn edits_of_different_fields_both_stand() {
    let (mut a, mut b) = (Document::begin(&layout()), Document::begin(&layout()));
    assert_eq!(
        wrote(&mut a, A, &[set("name", "first"), Edit::Set { field: "age".into(), value: Value::Int(9) }]),
        Some(1)
    );
    assert_eq!(wrote(&mut b, B, &[set("sex", "female")]), Some(1));
    meet(&mut a, &mut b);
    assert_eq!(values(&a, "name"), [text("first")]);
    assert_eq!(values(&a, "age"), [Value::Int(9)]);
    assert_eq!(values(&a, "sex"), [text("female")]);
    assert_eq!(a.heads(), [(A, 1), (B, 1)]);
    assert_eq!((a.last_seq(A), a.last_seq(B), a.last_seq(C)), (1, 1, 0));
}

#[test]
fn two_values_for_one_field_are_both_kept_with_their_authors_until_someone_decides() {
    let (mut a, mut b) = (Document::begin(&layout()), Document::begin(&layout()));
    wrote(&mut a, A, &[set("name", "first")]);
    wrote(&mut b, B, &[set("name", "second")]);
    meet(&mut a, &mut b);
    let field = a.contents().fields[&"name".into()].clone();
    let mut authors: Vec<_> = field.versions.iter().map(|v| (v.value.clone(), v.author, v.seq)).collect();
    authors.sort();
    assert_eq!(authors, [(text("first"), A, 1), (text("second"), B, 1)]);
    assert_eq!(field.versions[0].at_ms, NOON - NOON % 60_000);

    // Deciding for the one that Automerge shows already is a change, too.
    let winner = field.versions[0].value.clone();
    assert_eq!(a.write(C, NOON, &[Edit::Set { field: "name".into(), value: winner.clone() }]), Ok(Some(1)));
    hand_over(&a, &mut b);
    assert_eq!(values(&b, "name"), [winner]);
}

#[test]
fn two_decisions_for_different_versions_are_again_two_versions() {
    let (mut a, mut b) = (Document::begin(&layout()), Document::begin(&layout()));
    wrote(
        &mut a,
        A,
        &[set("name", "first"), choose(&["food"]), set_entry("ok", Value::Bool(true)), remove()],
    );
    wrote(&mut b, B, &[set("name", "second"), set_entry("ok", Value::Bool(false))]);
    meet(&mut a, &mut b);
    // Automerge would put the present winner by deleting the others, and the other decision would erase it.
    wrote(&mut a, A, &[set("name", "first"), set_entry("ok", Value::Bool(true))]);
    wrote(&mut b, B, &[set("name", "second"), set_entry("ok", Value::Bool(false))]);
    meet(&mut a, &mut b);
    let mut both = values(&a, "name");
    both.sort();
    assert_eq!(both, [text("first"), text("second")]);
    assert_eq!(entry(&a).fields[&"ok".into()].versions.len(), 2);
}

#[test]
fn equal_values_written_at_the_same_time_are_one() {
    let (mut a, mut b) = (Document::begin(&layout()), Document::begin(&layout()));
    wrote(&mut a, A, &[set("name", "same")]);
    wrote(&mut b, B, &[set("name", "same")]);
    meet(&mut a, &mut b);
    assert_eq!(values(&a, "name"), [text("same")]);
    assert_eq!(wrote(&mut a, A, &[set("name", "same")]), None);
}

#[test]
fn saving_a_form_that_nobody_changed_writes_nothing() {
    let mut a = Document::begin(&layout());
    let form = [
        set("name", "first"),
        Edit::Set { field: "never".into(), value: Value::Null },
        tell("a story"),
        choose(&["food", "shelter"]),
        set_entry("type", text("health")),
        set_entry("kinds", many(&["a", "b"])),
        keep(),
    ];
    assert_eq!(wrote(&mut a, A, &form), Some(1));
    assert_eq!(wrote(&mut a, A, &form), None);
    assert_eq!(wrote(&mut a, A, &[]), None);
    let contents = a.contents();
    assert!(!contents.fields.contains_key(&"never".into()));
    assert!(!contents.fields.contains_key(&"notes".into()), "an untouched narrative was never filled");
    // The last word of one saving counts.
    assert_eq!(wrote(&mut a, A, &[choose(&["water"]), choose(&["food", "shelter"])]), None);
    assert_eq!(wrote(&mut a, A, &[set("name", "other"), set("name", "first")]), None);
}

#[test]
fn clearing_is_remembered_and_does_not_hide_what_another_wrote() {
    let (mut a, mut b) = (Document::begin(&layout()), Document::begin(&layout()));
    wrote(&mut a, A, &[set("name", "first"), tell("a story"), choose(&["food"])]);
    hand_over(&a, &mut b);
    let cleared = |field: &str| Edit::Set { field: field.into(), value: Value::Null };
    wrote(&mut a, A, &[cleared("name"), cleared("story"), cleared("needs")]);
    assert_eq!(values(&a, "name"), [Value::Null]);
    assert_eq!(values(&a, "story"), [Value::Null]);
    assert_eq!(values(&a, "needs"), [many(&[])]);
    wrote(&mut b, B, &[set("name", "second")]);
    meet(&mut a, &mut b);
    let mut both = values(&a, "name");
    both.sort();
    assert_eq!(both, [Value::Null, text("second")]);
}

#[test]
fn narratives_merge_and_say_so_until_someone_had_both() {
    let (mut a, mut b) = (Document::begin(&layout()), Document::begin(&layout()));
    wrote(&mut a, A, &[tell("The child came alone.")]);
    hand_over(&a, &mut b);
    wrote(&mut a, A, &[tell("On Monday. The child came alone.")]);
    wrote(&mut b, B, &[tell("The child came alone. An aunt was named.")]);
    meet(&mut a, &mut b);
    let story = a.contents().fields[&"story".into()].clone();
    assert_eq!(story.versions.len(), 1);
    assert_eq!(story.versions[0].value, text("On Monday. The child came alone. An aunt was named."));
    assert!(story.written_by_two);
    wrote(&mut a, A, &[set("name", "first")]);
    assert!(!a.contents().fields[&"story".into()].written_by_two);
}

#[test]
fn clearing_a_narrative_keeps_what_another_added_meanwhile() {
    let (mut a, mut b) = (Document::begin(&layout()), Document::begin(&layout()));
    wrote(&mut a, A, &[tell("old")]);
    hand_over(&a, &mut b);
    wrote(&mut a, A, &[tell("")]);
    wrote(&mut b, B, &[tell("old and new")]);
    meet(&mut a, &mut b);
    assert_eq!(values(&a, "story"), [text(" and new")]);
}

#[test]
fn two_devices_may_begin_the_same_narrative_without_knowing_of_each_other() {
    let (mut a, mut b) = (Document::begin(&layout()), Document::begin(&layout()));
    wrote(&mut a, A, &[tell("one ")]);
    wrote(&mut b, B, &[tell("two ")]);
    meet(&mut a, &mut b);
    let [Value::Text(story)] = &values(&a, "story")[..] else { panic!("one text") };
    assert!(story.contains("one ") && story.contains("two "));
    assert!(a.contents().fields[&"story".into()].written_by_two);
}

#[test]
fn options_chosen_by_two_people_are_all_chosen_and_chosen_beats_unchosen() {
    let (mut a, mut b) = (Document::begin(&layout()), Document::begin(&layout()));
    wrote(&mut a, A, &[choose(&["food"])]);
    hand_over(&a, &mut b);
    wrote(&mut a, A, &[choose(&["food", "shelter"])]);
    wrote(&mut b, B, &[choose(&["water"])]);
    meet(&mut a, &mut b);
    assert_eq!(values(&a, "needs"), [many(&["shelter", "water"])]);

    // One unchooses and chooses again, the other unchooses: nothing is lost.
    wrote(&mut a, A, &[choose(&["shelter"])]);
    wrote(&mut a, A, &[choose(&["shelter", "water"])]);
    wrote(&mut b, B, &[choose(&["shelter"])]);
    meet(&mut a, &mut b);
    assert_eq!(values(&a, "needs"), [many(&["shelter", "water"])]);
    assert!(a.contents().fields[&"needs".into()].written_by_two);
    assert_eq!(wrote(&mut b, B, &[choose(&["shelter", "water"])]), None);
}

fn tally(rows: &[(&str, i64)]) -> Value {
    Value::Tally(rows.iter().map(|(row, number)| ((*row).to_owned(), *number)).collect())
}
fn count(rows: &[(&str, i64)]) -> Edit {
    Edit::Set { field: "children".into(), value: tally(rows) }
}

#[test]
fn two_people_count_different_rows_and_the_same_row_keeps_both_numbers() {
    let (mut a, mut b) = (Document::begin(&layout()), Document::begin(&layout()));
    wrote(&mut a, A, &[count(&[("boys", 3)])]);
    wrote(&mut b, B, &[count(&[("girls", 0)])]);
    meet(&mut a, &mut b);
    assert_eq!(values(&a, "children"), [tally(&[("boys", 3), ("girls", 0)])]);

    assert_eq!(wrote(&mut a, A, &[count(&[("boys", 3), ("girls", 0)])]), None, "nothing changed");
    wrote(&mut a, A, &[count(&[("boys", 4), ("girls", 0)])]);
    wrote(&mut b, B, &[count(&[("boys", 5), ("girls", 0)])]);
    meet(&mut a, &mut b);
    let mut both = values(&a, "children");
    both.sort();
    assert_eq!(both, [tally(&[("boys", 4), ("girls", 0)]), tally(&[("boys", 5), ("girls", 0)])]);

    // Choosing the one that is shown already settles it for everybody.
    let shown = values(&a, "children").remove(0);
    wrote(&mut a, C, &[Edit::Set { field: "children".into(), value: shown.clone() }]);
    hand_over(&a, &mut b);
    assert_eq!(values(&b, "children"), [shown]);
}

#[test]
fn a_tally_is_cleared_row_by_row_and_the_history_tells_it() {
    let (mut a, mut b) = (Document::begin(&layout()), Document::begin(&layout()));
    wrote(&mut a, A, &[count(&[("boys", 3), ("girls", 2)])]);
    meet(&mut a, &mut b);
    wrote(&mut a, A, &[count(&[("boys", 3)])]);
    assert_eq!(values(&a, "children"), [tally(&[("boys", 3)])]);
    wrote(&mut a, A, &[Edit::Set { field: "children".into(), value: Value::Null }]);
    assert_eq!(values(&a, "children"), [tally(&[])]);
    let told: Vec<_> = a.history().into_iter().map(|line| (line.before, line.after)).collect();
    let all = tally(&[("boys", 3), ("girls", 2)]);
    let boys = tally(&[("boys", 3)]);
    assert_eq!(told, [(None, all.clone()), (Some(all), boys.clone()), (Some(boys), tally(&[]))]);
    // A row that another counted meanwhile stays beside the clearing.
    wrote(&mut b, B, &[count(&[("boys", 3), ("girls", 9)])]);
    meet(&mut a, &mut b);
    let mut both = values(&a, "children");
    both.sort();
    assert_eq!(both, [tally(&[]), tally(&[("girls", 9)])]);

    wrote(&mut a, A, &[set_entry("seen", tally(&[("boys", 1)]))]);
    assert_eq!(entry(&a).fields[&"seen".into()].versions[0].value, tally(&[("boys", 1)]));
}

#[test]
fn an_entry_removed_by_one_and_edited_by_another_says_so() {
    let (mut a, mut b) = (Document::begin(&layout()), Document::begin(&layout()));
    wrote(&mut a, A, &[set_entry("type", text("health")), set_entry("kinds", many(&["x"]))]);
    hand_over(&a, &mut b);
    assert_eq!(wrote(&mut a, A, &[remove()]), Some(2));
    assert_eq!(entry(&a).removed, Some(Removed { author: A, seq: 2, at_ms: NOON, edited: false }));
    assert_eq!(wrote(&mut a, A, &[remove()]), None, "it is removed already");
    wrote(&mut b, B, &[set_entry("kinds", many(&["x", "y"]))]);
    meet(&mut a, &mut b);
    assert_eq!(entry(&a).removed.map(|r| r.edited), Some(true));
    assert_eq!(entry(&a).fields[&"kinds".into()].versions[0].value, many(&["x", "y"]));

    // Removing again, knowing of the edit, is a change even within the same millisecond; so is keeping.
    assert_eq!(wrote(&mut b, B, &[remove()]), Some(2));
    assert_eq!(entry(&b).removed.map(|r| (r.author, r.edited)), Some((B, false)));
    assert_eq!(wrote(&mut a, A, &[keep()]), Some(3));
    assert_eq!(entry(&a).removed, None);
    meet(&mut a, &mut b);
    assert_eq!(entry(&a).removed.map(|r| (r.author, r.edited)), Some((B, true)), "removed and kept: ask");
    wrote(&mut a, A, &[keep()]);
    assert_eq!(entry(&a).removed, None);
}

#[test]
fn two_removals_of_one_entry_are_no_edit() {
    let (mut a, mut b) = (Document::begin(&layout()), Document::begin(&layout()));
    wrote(&mut a, A, &[set_entry("type", text("health"))]);
    hand_over(&a, &mut b);
    wrote(&mut a, A, &[remove()]);
    b.write(B, NOON + 5, &[remove()]).unwrap();
    meet(&mut a, &mut b);
    assert_eq!(entry(&a).removed.map(|r| r.edited), Some(false));
}

#[test]
fn what_was_merely_made_upon_a_removal_counts_as_edited() {
    let mut a = Document::begin(&layout());
    wrote(&mut a, A, &[set_entry("type", text("health"))]);
    wrote(&mut a, A, &[remove()]);
    wrote(&mut a, A, &[set_entry("type", text("food"))]);
    assert_eq!(entry(&a).removed.map(|r| r.edited), Some(true));
}

#[test]
fn the_history_tells_what_each_author_had_and_made_of_it() {
    let (mut a, mut b) = (Document::begin(&layout()), Document::begin(&layout()));
    wrote(&mut a, A, &[set("name", "first"), tell("one"), choose(&["food"])]);
    hand_over(&a, &mut b);
    wrote(&mut b, B, &[set("name", "second"), tell("one two"), choose(&["food", "water"]), remove()]);
    hand_over(&b, &mut a);
    let told: Vec<_> = a.history().into_iter().map(|l| (l.author, l.seq, l.key, l.before, l.after)).collect();
    let field = |f: &str| KeyPath::Field(f.into());
    let gone = KeyPath::EntryRemoved { subform: "services".into(), entry: ENTRY };
    assert_eq!(
        told,
        [
            (A, 1, field("name"), None, text("first")),
            (A, 1, field("needs"), None, many(&["food"])),
            (A, 1, field("story"), None, text("one")),
            (B, 1, field("name"), Some(text("first")), text("second")),
            (B, 1, field("needs"), Some(many(&["food"])), many(&["food", "water"])),
            (B, 1, field("story"), Some(text("one")), text("one two")),
            (B, 1, gone, None, Value::Int(NOON)),
        ]
    );
}

#[test]
fn differences_tell_what_late_work_would_set_even_if_its_seqs_are_taken() {
    let mut accepted = Document::begin(&layout());
    wrote(&mut accepted, A, &[set("name", "first")]);
    let mut late = accepted.clone();
    wrote(&mut accepted, A, &[set("name", "second")]);
    wrote(&mut late, A, &[set("name", "late"), choose(&["food"])]);
    wrote(&mut late, A, &[set("name", "later")]);
    let told = accepted.differences(&late.cut(A, 2, 9)).unwrap();
    let told: Vec<_> = told.into_iter().map(|d| (d.key, d.before, d.after)).collect();
    assert_eq!(
        told,
        [
            (KeyPath::Field("name".into()), Some(text("first")), text("later")),
            (KeyPath::Field("needs".into()), None, many(&["food"])),
        ]
    );
    assert_eq!(accepted.differences(&late.cut(A, 3, 9)).unwrap_err(), DocumentError::MissingDeps);
    assert_eq!(values(&accepted, "name"), [text("second")]);
}

#[test]
fn a_document_survives_saving_and_gains_the_texts_of_later_publishes() {
    let old = Layout { text_fields: vec![vec!["story".into()]], ..layout() };
    let mut a = Document::begin(&old);
    wrote(&mut a, A, &[set("name", "first"), tell("one")]);
    let note = Edit::SetText { field: "notes".into(), text: "a note".to_owned() };
    assert_eq!(a.write(A, NOON, std::slice::from_ref(&note)), Err(DocumentError::TextMismatch));
    let mut b = Document::load(&layout(), &a.save()).unwrap();
    assert_eq!(b.contents(), a.contents());
    assert_eq!(wrote(&mut b, A, std::slice::from_ref(&note)), Some(2));
    // Another device made the same step by itself.
    let mut c = Document::load(&layout(), &a.save()).unwrap();
    wrote(&mut c, C, &[note]);
    meet(&mut b, &mut c);
    assert_eq!(values(&b, "notes"), [text("a notea note")]);
    // One that has not made it cannot take the change.
    assert_eq!(a.apply(&b.cut(A, 2, 1), &|_| true).unwrap_err(), DocumentError::MissingDeps);
    assert_eq!(Document::load(&layout(), b"nonsense").unwrap_err(), DocumentError::Unreadable);
}

#[test]
fn the_genesis_is_the_same_for_ever() {
    // Every text in every document hangs on these bytes; a new Automerge must give the same.
    let hashes: Vec<_> =
        genesis(&layout()).unwrap().iter().map(|c| c.hash().to_string()[..16].to_owned()).collect();
    assert_eq!(hashes, ["0458c1b412b933c4", "c723c85bb7aad902"]);
    let facts = genesis_facts(&layout());
    let known = Document::begin(&layout()).known;
    assert_eq!(facts, known.in_order().iter().map(|i| i.facts.clone()).collect::<Vec<_>>());
}

#[test]
fn work_too_large_for_one_change_takes_several() {
    let mut a = Document::begin(&layout());
    let long: String = "كان الطفل وحده في المخيم ".repeat(400);
    assert_eq!(wrote(&mut a, A, &[set("name", "first"), tell(&long)]), Some(3));
    assert_eq!(values(&a, "story"), [text(&long)]);
    // A word at either end of a long narrative is a small change still.
    let more = format!("اليوم {long} ثم");
    wrote(&mut a, A, &[tell(&more)]);
    assert_eq!(a.last_seq(A), 4);
    assert!(a.cut(A, 4, 1)[0].as_bytes().len() < 400);
    let other: String = (0..9_000_u32).map(|n| char::from(b'a' + (n % 26) as u8)).collect();
    wrote(&mut a, A, &[tell(&other)]);
    assert_eq!(values(&a, "story"), [text(&other)]);
    assert_eq!(a.write(A, NOON, &[tell(&"x".repeat(70_000))]), Err(DocumentError::TooLong));
    // Burmese: clusters of several characters, in an edit near the limit of one change.
    let burmese = |word: &str| word.repeat(300);
    wrote(&mut a, A, &[tell(&burmese("ကလေးတစ်ယောက်"))]);
    wrote(&mut a, A, &[tell(&burmese("ကလေးနှစ်ယောက်"))]);
    assert_eq!(values(&a, "story"), [text(&burmese("ကလေးနှစ်ယောက်"))]);
    for n in 1..=a.last_seq(A) {
        assert!(
            crate::change::Parts::read(a.cut(A, n, 1)[0].as_bytes()).unwrap().n_ops <= crate::limits::OPS_MAX
        );
    }
}

#[test]
fn a_text_is_never_put_over() {
    let mut a = Document::begin(&layout());
    wrote(&mut a, A, &[set("story", "as a text all the same")]);
    assert_eq!(values(&a, "story"), [text("as a text all the same")]);
    let tick = Edit::Set { field: "story".into(), value: Value::Bool(true) };
    assert_eq!(a.write(A, NOON, &[tick]), Err(DocumentError::TextMismatch));
    let none = Edit::SetText { field: "name".into(), text: "x".to_owned() };
    assert_eq!(a.write(A, NOON, &[none]), Err(DocumentError::TextMismatch));
    assert_eq!(a.write(A, NOON, &[set("a/b", "x")]), Err(DocumentError::ForeignKey));
    assert_eq!(
        a.write(genesis_actor(CompartmentId(4)), NOON, &[set("a", "x")]),
        Err(DocumentError::GenesisActor)
    );
    assert_eq!(a.last_seq(A), 1, "an error writes nothing");
}

// ---- what nobody should write -----------------------------------------------------------------------------

/// A change made with Automerge itself, past all checks of ours.
fn foreign(
    base: &Document,
    actor: Actor,
    write: impl FnOnce(&mut automerge::transaction::Transaction<'_>),
) -> RawChange {
    let mut doc = base.doc.clone();
    doc.set_actor(actor_id(actor));
    let mut tx = doc.transaction();
    write(&mut tx);
    let (hash, _) = tx.commit_with(CommitOptions::default().with_time(1));
    RawChange::from_bytes(doc.get_change_by_hash(&hash.unwrap()).unwrap().raw_bytes().to_vec()).unwrap()
}

fn refused(base: &Document, raw: RawChange) -> DocumentError {
    let (before, bytes) = (base.contents(), base.save());
    let error = base.apply(&[raw], &|_| true).unwrap_err();
    assert_eq!((base.contents(), base.save()), (before, bytes), "the document stays as it was");
    error
}

#[test]
fn only_scalars_under_keys_of_the_grammar_and_splices_of_texts_get_in() {
    use automerge::ScalarValue as S;
    let mut base = Document::begin(&layout());
    wrote(&mut base, A, &[set("name", "first"), tell("one"), set_entry("type", text("x"))]);
    let removed = format!("s/services/{ENTRY}/_del");
    let put = |key: &str, value: S| refused(&base, foreign(&base, B, |tx| tx.put(ROOT, key, value).unwrap()));
    assert_eq!(put("elsewhere", S::Null), DocumentError::ForeignKey);
    assert_eq!(put("f/", S::Null), DocumentError::ForeignKey);
    assert_eq!(put("f/name", S::F64(1.5)), DocumentError::ForeignOperation);
    assert_eq!(put("f/name", S::Uint(1)), DocumentError::ForeignOperation);
    assert_eq!(put("f/name", S::Bytes(vec![1])), DocumentError::ForeignOperation);
    assert_eq!(put("f/name", S::counter(1)), DocumentError::ForeignOperation);
    assert_eq!(put("f/name", S::Timestamp(1)), DocumentError::ForeignOperation);
    assert_eq!(put("f/name", S::Str("x".repeat(70_000).into())), DocumentError::TooLong);
    assert_eq!(put("m/needs/food", S::Str("yes".into())), DocumentError::ForeignOperation);
    assert_eq!(put(&removed, S::Boolean(true)), DocumentError::ForeignOperation);
    assert_eq!(put("f/story", S::Str("over".into())), DocumentError::TextMismatch);

    let object =
        |kind| refused(&base, foreign(&base, B, |tx| drop(tx.put_object(ROOT, "f/name", kind).unwrap())));
    for kind in [ObjType::Map, ObjType::List, ObjType::Text] {
        assert_eq!(object(kind), DocumentError::ForeignOperation);
    }
    let deleted = foreign(&base, B, |tx| tx.delete(ROOT, "f/name").unwrap());
    assert_eq!(refused(&base, deleted), DocumentError::ForeignOperation);
    let story = base.doc.get(ROOT, "f/story").unwrap().unwrap().1;
    let odd = foreign(&base, B, |tx| tx.insert(&story, 0, 7_i64).unwrap());
    assert_eq!(refused(&base, odd), DocumentError::ForeignOperation);
    let overwritten = foreign(&base, B, |tx| tx.put(&story, 0, "x").unwrap());
    assert_eq!(refused(&base, overwritten), DocumentError::ForeignOperation);

    let raw = foreign(&base, B, |tx| tx.put(ROOT, "f/elsewhere", 1_i64).unwrap());
    let only_name = |path: &KeyPath| *path == KeyPath::Field("name".into());
    assert_eq!(base.apply(std::slice::from_ref(&raw), &only_name).unwrap_err(), DocumentError::NotAllowed);
    assert!(base.apply(&[raw], &|_| true).is_ok());
}

#[test]
fn marks_messages_and_extra_bytes_are_refused_before_automerge_reads_them() {
    let mut base = Document::begin(&layout());
    wrote(&mut base, A, &[tell("one")]);
    let mut doc = base.doc.clone();
    doc.set_actor(actor_id(B));
    let mut tx = doc.transaction();
    tx.put(ROOT, "f/name", 1).unwrap();
    let (hash, _) = tx.commit_with(CommitOptions::default().with_time(1).with_message("a message"));
    let bytes = doc.get_change_by_hash(&hash.unwrap()).unwrap().raw_bytes().to_vec();
    assert_eq!(RawChange::from_bytes(bytes), Err(ChangeError::Unusual));

    let mut extra = base.cut(A, 1, 1)[0].as_bytes().to_vec();
    extra.push(0);
    assert!(extra[9] < 0x7f, "a length of one byte");
    extra[9] += 1;
    repair_checksum(&mut extra);
    assert_eq!(RawChange::from_bytes(extra), Err(ChangeError::Unusual));
}

/// The change with another header, its checksum right.
fn altered(
    doc: &Document,
    raw: &RawChange,
    alter: impl FnOnce(&mut crate::change::ChangeHeader, &mut u64),
) -> RawChange {
    let (actor, mut seq) = raw.author().unwrap();
    let index = |a: Actor| if a == actor { Some(0) } else { Some(a.0[3]) };
    let actor_at = |n: u8| {
        if n == 0 {
            Some(actor)
        } else if n == 255 {
            Some(genesis_actor(CompartmentId(4)))
        } else {
            Some(Actor([0, 0, 0, n, 9, 9, 9, n]))
        }
    };
    let index = |a: Actor| if a == genesis_actor(CompartmentId(4)) { Some(255) } else { index(a) };
    let (mut header, columns) = split(raw, |hash| doc.change_of(hash), index).unwrap();
    alter(&mut header, &mut seq);
    join((actor, seq), &header, &columns, |a, s| doc.hash_of(a, s), actor_at).unwrap()
}

#[test]
fn changes_that_would_brick_a_document_are_refused() {
    let plain = Layout { compartment: CompartmentId(4), text_fields: vec![] };
    let mut base = Document::begin(&plain);
    wrote(&mut base, A, &[set("name", "first")]);
    wrote(&mut base, B, &[set("sex", "female")]);
    let mut next = base.clone();
    wrote(&mut next, A, &[set("name", "second")]);
    let raw = next.cut(A, 2, 1).remove(0);
    assert!(base.apply(std::slice::from_ref(&raw), &|_| true).is_ok());
    let gate = |error: GateDenial| DocumentError::DoesNotFollow(error);

    // A second change that begins anew: applies and reads well in Automerge, then save panics.
    let anew = altered(&next, &raw, |h, _| (h.deps, h.start_op) = (vec![], 1));
    assert_eq!(refused(&base, anew), gate(GateDenial::SkipsOwn));
    // One that skips its own predecessor.
    let skips = altered(&next, &raw, |_, seq| *seq = 3);
    assert_eq!(refused(&base, skips), gate(GateDenial::SkipsOwn));
    for start in [1, 2, 4, (1 << 32) - 2, 1 << 32, u64::MAX] {
        let odd = altered(&next, &raw, |h, _| h.start_op = start);
        assert_eq!(refused(&base, odd), gate(GateDenial::StartOp), "{start}");
    }
    let unknown = altered(&next, &raw, |h, _| h.others.push(77));
    assert_eq!(refused(&base, unknown), gate(GateDenial::UnknownOther));
    let old = altered(&next, &raw, |h, _| h.time_min = i64::MIN);
    assert_eq!(refused(&base, old), gate(GateDenial::BadTime));
}

#[test]
fn without_the_gate_such_a_change_panics_inside_automerge_and_goes_no_further() {
    let plain = Layout { compartment: CompartmentId(4), text_fields: vec![] };
    let mut base = Document::begin(&plain);
    wrote(&mut base, A, &[set("name", "first")]);
    let mut next = base.clone();
    wrote(&mut next, A, &[set("name", "second")]);
    let anew = altered(&next, &next.cut(A, 2, 1)[0], |h, _| (h.deps, h.start_op) = (vec![], 1));
    let ungated = guarded(|| {
        let mut doc = load(&base.save())?;
        doc.apply_changes([Change::try_from(anew.as_bytes()).unwrap()])?;
        Ok::<_, DocumentError>(doc.save())
    });
    assert_eq!(ungated, Err(DocumentError::Panicked));
    assert_eq!(values(&base, "name"), [text("first")]);
}

#[test]
fn a_change_may_not_overwrite_what_its_author_cannot_have_seen() {
    let plain = Layout { compartment: CompartmentId(4), text_fields: vec![] };
    let mut base = Document::begin(&plain);
    wrote(&mut base, A, &[set("name", "first")]);
    let mut a = base.clone();
    wrote(&mut a, A, &[set("name", "second")]);
    // B overwrites A's second change, but says that it was made upon the first only.
    let mut b = a.clone();
    wrote(&mut b, B, &[set("name", "third")]);
    let raw = b.cut(B, 1, 1).remove(0);
    let blind = altered(&b, &raw, |h, _| (h.deps, h.start_op) = (vec![(1, 1)], 2));
    assert_eq!(refused(&a, blind.clone()), DocumentError::ForeignOperation);
    assert_eq!(refused(&base, blind), DocumentError::ForeignOperation);
}

#[test]
fn mutants_with_a_right_checksum_neither_panic_nor_touch_the_document() {
    let (mut base, mut other) = (Document::begin(&layout()), Document::begin(&layout()));
    wrote(
        &mut base,
        A,
        &[set("name", "first"), tell("one two"), choose(&["food"]), set_entry("type", text("x"))],
    );
    hand_over(&base, &mut other);
    wrote(&mut base, A, &[set("name", "second")]);
    wrote(&mut other, B, &[set("name", "third"), tell("one three"), remove(), choose(&["water"])]);
    let raws = [base.cut(A, 1, 2), other.cut(B, 1, 1)].concat();
    let (before, mut let_in) = (base.contents(), 0);
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut draw = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    for round in 0..MUTANTS {
        let mut bytes = raws[round % raws.len()].as_bytes().to_vec();
        for _ in 0..=draw(2) {
            let at = 8 + draw(bytes.len() - 8);
            match draw(4) {
                0 => bytes[at] = draw(256) as u8,
                1 => bytes[at] ^= 1 << draw(8),
                2 => bytes[at] = bytes[at].wrapping_add(1),
                _ => bytes[at] = [0, 0x7f, 0x80, 0xff][draw(4)],
            }
        }
        repair_checksum(&mut bytes);
        if let Ok(raw) = RawChange::from_bytes(bytes)
            && let Ok(applied) = base.apply(&[raw], &|_| true)
        {
            let_in += 1;
            // What gets in is a change like any other: it can be read, written upon, saved and loaded.
            let mut applied = applied;
            wrote(&mut applied, C, &[set("name", "fourth"), tell("four")]);
            let again = Document::load(&layout(), &applied.save()).unwrap();
            assert_eq!(again.contents(), applied.contents());
            assert_eq!(again.history(), applied.history());
        }
    }
    assert_eq!(base.contents(), before);
    assert!(let_in > 0, "some mutants differ in a value only");
}
const MUTANTS: usize = 3_000;

// ---- properties -------------------------------------------------------------------------------------------

/// What one of three people does.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    Write(usize, Vec<Edit>),
    Fetch(usize, usize),
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let field = prop::sample::select(vec!["name", "sex", "age"]).prop_map(FieldId::from);
    let subform = prop::sample::select(vec!["services", "family"]).prop_map(FieldId::from);
    let entry = (0..2_u8).prop_map(|n| EntryId([n; 16]));
    let options = prop::collection::btree_set(prop::sample::select(vec!["a", "b", "c/d"]), 0..3);
    let options = options.prop_map(|set| set.into_iter().map(str::to_owned).collect::<BTreeSet<_>>());
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        "[a-c]{0,3}|[ا-ي]{1,2}|👩‍👧|é".prop_map(Value::Text),
    ];
    prop_oneof![
        (field.clone(), scalar.clone()).prop_map(|(field, value)| Edit::Set { field, value }),
        (prop::sample::select(vec!["story", "notes"]), "[ab ]{0,8}|[اب]{0,3}👩‍👧?")
            .prop_map(|(field, text)| Edit::SetText { field: field.into(), text }),
        options.clone().prop_map(|options| Edit::Choose { field: "needs".into(), options }),
        (subform.clone(), entry.clone(), field, scalar)
            .prop_map(|(subform, entry, field, value)| Edit::SetEntry { subform, entry, field, value }),
        (subform.clone(), entry.clone(), options).prop_map(|(subform, entry, options)| Edit::SetEntry {
            subform,
            entry,
            field: "kinds".into(),
            value: Value::Many(options)
        }),
        (subform.clone(), entry.clone()).prop_map(|(subform, entry)| Edit::RemoveEntry { subform, entry }),
        (subform, entry).prop_map(|(subform, entry)| Edit::KeepEntry { subform, entry }),
    ]
}

pub(crate) fn acts() -> impl Strategy<Value = Vec<Act>> {
    let write =
        (0..3_usize, prop::collection::vec(any_edit(), 1..4)).prop_map(|(who, edits)| Act::Write(who, edits));
    let fetch = (0..3_usize, 0..3_usize).prop_map(|(from, to)| Act::Fetch(from, to));
    prop::collection::vec(prop_oneof![3 => write, 2 => fetch], 1..14)
}

/// Three documents after the acts, not brought together at the end.
pub(crate) fn play(acts: &[Act]) -> [Document; 3] {
    let mut docs = [0; 3].map(|_| Document::begin(&layout()));
    for (n, act) in (0_i64..).zip(acts) {
        match act {
            Act::Write(who, edits) => {
                let _ = docs[*who].write([A, B, C][*who], NOON + n * 40_000, edits).unwrap();
            }
            Act::Fetch(from, to) => {
                let source = docs[*from].clone();
                hand_over(&source, &mut docs[*to]);
            }
        }
    }
    docs
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_change_survives_being_taken_apart(acts in acts()) {
        let [mut all, second, third] = play(&acts);
        hand_over(&second, &mut all);
        hand_over(&third, &mut all);
        let table: Vec<_> = all.known.actors().collect();
        for info in all.known.in_order() {
            let own = info.actor;
            let index = |a: Actor| {
                if a == own { Some(0) } else { table.iter().position(|t| *t == a).map(|n| n as u8 + 1) }
            };
            let actor = |n: u8| if n == 0 { Some(own) } else { table.get(n as usize - 1).copied() };
            let bytes = all.doc.get_change_by_hash(&info.hash).unwrap().raw_bytes().to_vec();
            let raw = RawChange::from_bytes(bytes).unwrap();
            prop_assert_eq!(raw.hash(), info.hash.0);
            let (header, columns) = split(&raw, |hash| all.change_of(hash), index).unwrap();
            let joined = join((own, info.seq), &header, &columns, |a, s| all.hash_of(a, s), actor).unwrap();
            prop_assert_eq!(joined.as_bytes(), raw.as_bytes());
        }
    }

    #[test]
    fn whoever_has_the_same_changes_sees_the_same(acts in acts()) {
        let [mut a, mut b, c] = play(&acts);
        hand_over(&c, &mut a);
        meet(&mut a, &mut b);
        let again = Document::load(&layout(), &a.save()).unwrap();
        prop_assert_eq!(again.contents(), a.contents());
        prop_assert_eq!(again.history(), a.history());
    }

    #[test]
    fn what_was_just_written_stands(edits in prop::collection::vec(any_edit(), 1..5), acts in acts()) {
        let [mut doc, ..] = play(&acts);
        doc.write(A, NOON, &edits).unwrap();
        let contents = doc.contents();
        if let Some(Edit::Set { field, value }) = edits.last() {
            let field = contents.fields.get(field);
            let standing = field.map(|f| f.versions.iter().map(|v| v.value.clone()).collect::<Vec<_>>());
            let never_filled = standing.is_none() && *value == Value::Null;
            prop_assert!(never_filled || standing == Some(vec![value.clone()]));
        }
        let before = doc.last_seq(A);
        let fills = |e: &&Edit| !matches!(e, Edit::RemoveEntry { .. } | Edit::KeepEntry { .. });
        let again: Vec<_> = edits.iter().filter(fills).cloned().collect();
        prop_assert_eq!(doc.write(A, NOON, &again).unwrap(), None);
        prop_assert_eq!(doc.last_seq(A), before);
    }
}
