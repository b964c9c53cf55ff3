use super::*;

fn tree(toml: &str) -> Tree {
    let table: BTreeMap<String, Tree> = toml::from_str(&format!("it = {toml}")).unwrap();
    table["it"].clone()
}

fn condition(toml: &str) -> Condition {
    Condition::read(&tree(toml)).unwrap()
}

fn holds(toml: &str, answers: &[(&str, Value)]) -> bool {
    condition(toml).holds(&|id: &FieldId| {
        answers.iter().find(|(known, _)| *known == id.as_str()).map(|(_, value)| Cow::Borrowed(value))
    })
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}
fn many(ids: &[&str]) -> Value {
    Value::Many(ids.iter().map(|id| (*id).to_owned()).collect())
}

#[test]
fn conditions_of_the_table() {
    let girl = [
        ("sex", text("female")),
        ("age", Value::Int(12)),
        ("consent", Value::Bool(true)),
        ("refused", Value::Bool(false)),
        ("born", text("2014-05")),
        ("concerns", many(&["work", "alone"])),
        ("none", many(&[])),
        ("cleared", Value::Null),
        ("answer", text("false")),
        ("boys", Value::Tally([("a".to_owned(), 1)].into())),
    ];
    let table: &[(&str, bool)] = &[
        (r#"{ sex = "female" }"#, true),
        (r#"{ eq = { sex = "male" } }"#, false),
        (r#"{ sex = ["male", "female"] }"#, true),
        (r#"{ sex = "female", age = 12 }"#, true),
        (r#"{ sex = "female", age = 13 }"#, false),
        (r#"[{ sex = "male" }, { age = 12 }]"#, true),
        (r#"{ eq = { sex = "female", age = 11 } }"#, false),
        ("{ ge = { age = 12 } }", true),
        ("{ gt = { age = 12 } }", false),
        ("{ le = { age = 12 } }", true),
        ("{ lt = { age = 12 } }", false),
        (r#"{ gt = { age = "eleven" } }"#, false),
        ("{ consent = true }", true),
        ("{ refused = false }", true),
        ("{ refused = true }", false),
        // A choice between yes and no holds the words.
        ("{ answer = false }", true),
        (r#"{ answer = "false" }"#, true),
        ("{ answer = true }", false),
        // Empty equals false and nothing else.
        ("{ missing = false }", true),
        ("{ cleared = false }", true),
        ("{ none = false }", true),
        ("{ sex = false }", false),
        ("{ not = { sex = false } }", true),
        ("{ missing = true }", false),
        (r#"{ missing = "x" }"#, false),
        ("{ lt = { missing = 5 } }", false),
        (r#"{ not = { missing = "x" } }"#, true),
        // Dates, whole and in part, are compared by the first day they may mean.
        (r#"{ ge = { born = "2014-05-01" } }"#, true),
        (r#"{ gt = { born = "2014-05-01" } }"#, false),
        (r#"{ gt = { born = "2014" } }"#, true),
        (r#"{ lt = { born = "2015" } }"#, true),
        (r#"{ born = "2014-05-01" }"#, false),
        // Several choices.
        (r#"{ concerns = "work" }"#, true),
        (r#"{ concerns = "sick" }"#, false),
        (r#"{ in = { concerns = ["work", "alone"] } }"#, true),
        (r#"{ in = { concerns = ["work", "sick"] } }"#, false),
        (r#"{ in = { concerns = [] } }"#, false),
        (r#"{ in = { sex = ["male", "female"] } }"#, true),
        (r#"{ in = { sex = ["male"] } }"#, false),
        (r#"{ in = { age = [11, 12] } }"#, true),
        (r#"{ in = { consent = [true] } }"#, true),
        (r#"{ in = { missing = ["a"] } }"#, false),
        (r#"{ or = [{ sex = "male" }, { and = [{ age = 12 }, { consent = true }] }] }"#, true),
        (r#"{ not = { or = [{ sex = "male" }, { age = 12 }] } }"#, false),
        ("{ boys = 1 }", false),
    ];
    for (toml, wanted) in table {
        assert_eq!(holds(toml, &girl), *wanted, "{toml}");
    }
}

#[test]
fn a_condition_that_makes_no_sense_is_told() {
    for (toml, says) in [
        ("{}", "empty"),
        ("5", "a table"),
        ("[]", "a list of conditions"),
        ("{ and = [] }", "a list of conditions"),
        ("{ and = { a = 1 } }", "a list of conditions"),
        ("{ eq = 5 }", "takes a table"),
        ("{ eq = { a = { b = 1 } } }", "one value"),
        ("{ gt = { a = [1, 2] } }", "one value"),
        ("{ in = { a = 5 } }", "a list"),
        ("{ in = 5 }", "takes a table"),
        ("{ not = 5 }", "a table"),
    ] {
        let error = Condition::read(&tree(toml)).expect_err(toml);
        assert!(error.contains(says), "{toml}: {error}");
    }
}

#[test]
fn calculations_are_read_as_written_and_told_when_they_cannot_be() {
    for toml in [
        r#"{ sum = ["a", "b"] }"#,
        r#"{ sum = ["a", 3, { avg = ["b", "c"] }] }"#,
        r#"{ avg = ["a"] }"#,
        r#"{ avg = { data = ["a", "b"], decimal_places = 2 } }"#,
        r#"{ join = ["a", "b"] }"#,
        r#"{ age = "born" }"#,
        r#"{ age = "born", or = "age" }"#,
        r#"{ birth_year = "age" }"#,
        r#"{ days = ["a", "today"] }"#,
        r#"{ newest = "s", by = "d", take = "x" }"#,
        r#"{ first = "s", by = "d", take = "x" }"#,
        r#"{ count = "s" }"#,
        r#"{ union = ["a", "s.b"] }"#,
    ] {
        let read = Calculation::read(&tree(toml)).unwrap();
        assert_eq!(read.write(), tree(toml), "{toml}");
        let bytes = postcard::to_stdvec(&Rule(read.clone())).unwrap();
        assert_eq!(postcard::from_bytes::<Rule<Calculation>>(&bytes).unwrap().0, read);
    }
    // As other systems write it.
    let foreign = r#"{ expression = { avg = { data = ["a"], extra = { decimalPlaces = 1 } } } }"#;
    let read = Calculation::read(&tree(foreign)).unwrap();
    assert_eq!(read, Calculation::Avg { data: vec![Operand::Field("a".into())], decimal_places: 1 });
    for (toml, says) in [
        ("5", "a table"),
        ("{ product = [] }", "one of"),
        (r#"{ sum = ["a"], by = "b" }"#, "no part"),
        (r#"{ sum = "a" }"#, "a list of fields"),
        (r#"{ sum = [{ join = ["a"] }] }"#, "inside a sum"),
        (r#"{ days = ["a"] }"#, "two dates"),
        (r#"{ newest = "s", take = "x" }"#, "`by`"),
        (r#"{ avg = { data = ["a"], decimal_places = 9 } }"#, "0 to 6"),
    ] {
        let error = Calculation::read(&tree(toml)).expect_err(toml);
        assert!(error.contains(says), "{toml}: {error}");
    }
}

mod property {
    use super::*;
    use proptest::prelude::*;

    fn any_tree() -> impl Strategy<Value = Tree> {
        let word = "eq|gt|in|and|or|not|sum|avg|days|a|b|data|expression";
        let leaf = prop_oneof![
            any::<bool>().prop_map(Tree::Bool),
            any::<i64>().prop_map(Tree::Int),
            word.prop_map(Tree::Text),
        ];
        leaf.prop_recursive(4, 24, 4, move |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Tree::List),
                proptest::collection::btree_map(word, inner, 0..4).prop_map(Tree::Table),
            ]
        })
    }

    proptest! {
        #[test]
        fn whatever_can_be_read_is_written_so_that_it_reads_the_same(tree in any_tree()) {
            if let Ok(condition) = Condition::read(&tree) {
                prop_assert_eq!(Condition::read(&condition.write()), Ok(condition.clone()));
                let bytes = postcard::to_stdvec(&Rule(condition.clone())).unwrap();
                prop_assert_eq!(postcard::from_bytes::<Rule<Condition>>(&bytes).unwrap().0, condition);
            }
            if let Ok(calculation) = Calculation::read(&tree) {
                prop_assert_eq!(Calculation::read(&calculation.write()), Ok(calculation));
            }
        }
    }
}
