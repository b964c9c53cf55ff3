//! What a form asks of other answers: conditions under which something is shown, and calculations.
//!
//! Both are written as small trees (`docs/configuration.md`) that mean the same in TOML and in the JSON of other
//! systems, and are parsed to types once, when a configuration is read. Nothing here can fail later: what does not
//! make sense for a field is a [`crate::config::Problem`] then, and evaluating is total.
//!
//! A field without a value, or one that a person cleared, equals `false` and satisfies no other comparison.

use crate::{day::Day, id::FieldId, value::Value};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

/// A tree as a file holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Tree {
    Bool(bool),
    Int(i64),
    Text(String),
    List(Vec<Tree>),
    Table(BTreeMap<String, Tree>),
}

/// What has a written form as a [`Tree`].
pub trait Written: Sized {
    /// Reads the written form.
    ///
    /// # Errors
    /// Says to a form designer what is wrong.
    fn read(tree: &Tree) -> Result<Self, String>;
    /// The written form; reading it gives the same again.
    fn write(&self) -> Tree;
}

/// Something that stands as a tree in files a person reads, and by its types in binary encodings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule<T>(pub T);

impl<T: Written + Serialize> Serialize for Rule<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match serializer.is_human_readable() {
            true => self.0.write().serialize(serializer),
            false => self.0.serialize(serializer),
        }
    }
}

impl<'de, T: Written + Deserialize<'de>> Deserialize<'de> for Rule<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserializer.is_human_readable() {
            true => T::read(&Tree::deserialize(deserializer)?).map(Self).map_err(D::Error::custom),
            false => T::deserialize(deserializer).map(Self),
        }
    }
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparison {
    Eq,
    Gt,
    Ge,
    Lt,
    Le,
}

impl Comparison {
    const ALL: [(Self, &'static str); 5] =
        [(Self::Eq, "eq"), (Self::Gt, "gt"), (Self::Ge, "ge"), (Self::Lt, "lt"), (Self::Le, "le")];

    /// The word it is written with.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(one, _)| *one == self).map_or("", |(_, word)| word)
    }

    fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == word).map(|(one, _)| *one)
    }
}

/// A condition on answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// A field's value against one constant. A multi-select equals an option that is among those chosen.
    Compare {
        how: Comparison,
        field: FieldId,
        with: Value,
    },
    /// A multi-select holds every one of these; any other field holds one of them.
    In {
        field: FieldId,
        among: BTreeSet<String>,
    },
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
}

impl Condition {
    /// Whether it holds for the answers that `value` looks up.
    pub fn holds<'a>(&self, value: &impl Fn(&FieldId) -> Option<Cow<'a, Value>>) -> bool {
        match self {
            Self::Compare { how, field, with } => {
                compare(*how, value(field).as_deref().unwrap_or(&Value::Null), with)
            }
            Self::In { field, among } => match value(field).as_deref() {
                Some(Value::Many(chosen)) => !among.is_empty() && among.is_subset(chosen),
                Some(Value::Text(one)) => among.contains(one),
                Some(Value::Bool(one)) => among.contains(if *one { "true" } else { "false" }),
                Some(Value::Int(one)) => among.contains(&one.to_string()),
                _ => false,
            },
            Self::All(parts) => parts.iter().all(|part| part.holds(value)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(value)),
            Self::Not(part) => !part.holds(value),
        }
    }

    /// Calls `seen` with every comparison's field.
    pub fn fields<'a>(&'a self, seen: &mut dyn FnMut(&'a FieldId)) {
        match self {
            Self::Compare { field, .. } | Self::In { field, .. } => seen(field),
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.fields(seen)),
            Self::Not(part) => part.fields(seen),
        }
    }

    /// Every comparison in it, with the constants a field is held against.
    pub fn comparisons<'a>(&'a self, seen: &mut dyn FnMut(&'a Self)) {
        match self {
            Self::Compare { .. } | Self::In { .. } => seen(self),
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.comparisons(seen)),
            Self::Not(part) => part.comparisons(seen),
        }
    }
}

fn compare(how: Comparison, value: &Value, with: &Value) -> bool {
    use std::cmp::Ordering;
    let order = match (value, with) {
        (_, Value::Bool(false)) => {
            let says_no = matches!(value, Value::Text(word) if word == "false");
            return how == Comparison::Eq && (says_no || !value.is_filled());
        }
        (Value::Many(chosen), Value::Text(option)) => {
            return how == Comparison::Eq && chosen.contains(option);
        }
        (Value::Bool(one), Value::Bool(other)) => return how == Comparison::Eq && one == other,
        // Choices between `true` and `false` hold these words.
        (Value::Text(one), Value::Bool(other)) => {
            return how == Comparison::Eq && one == if *other { "true" } else { "false" };
        }
        (Value::Int(one), Value::Int(other)) => one.cmp(other),
        (Value::Text(one), Value::Text(other)) => match (Day::read(one), Day::read(other)) {
            (Some(one), Some(other)) if how != Comparison::Eq => one.number().cmp(&other.number()),
            _ if how == Comparison::Eq => return one == other,
            _ => return false,
        },
        _ => return false,
    };
    match how {
        Comparison::Eq => order == Ordering::Equal,
        Comparison::Gt => order == Ordering::Greater,
        Comparison::Ge => order != Ordering::Less,
        Comparison::Lt => order == Ordering::Less,
        Comparison::Le => order != Ordering::Greater,
    }
}

impl Written for Condition {
    fn read(tree: &Tree) -> Result<Self, String> {
        match tree {
            Tree::Table(table) if table.is_empty() => Err("a condition is empty".to_owned()),
            Tree::Table(table) => {
                let parts = table.iter().map(|(word, inner)| read_part(word, inner));
                all_of(parts.collect::<Result<_, _>>()?)
            }
            Tree::List(_) => read_all(tree).map(Self::Any),
            _ => Err("a condition is a table such as { eq = { sex = \"female\" } }".to_owned()),
        }
    }

    fn write(&self) -> Tree {
        let table = |word: &str, inner: Tree| Tree::Table([(word.to_owned(), inner)].into());
        let list = |parts: &[Self]| Tree::List(parts.iter().map(Written::write).collect());
        match self {
            Self::Compare { how, field, with } => table(how.as_str(), table(field.as_str(), constant(with))),
            Self::In { field, among } => {
                let among = among.iter().map(|one| Tree::Text(one.clone())).collect();
                table("in", table(field.as_str(), Tree::List(among)))
            }
            Self::All(parts) => table("and", list(parts)),
            Self::Any(parts) => table("or", list(parts)),
            Self::Not(part) => table("not", part.write()),
        }
    }
}

/// One part alone means itself.
fn all_of(mut parts: Vec<Condition>) -> Result<Condition, String> {
    match parts.len() {
        0 => Err("a condition is empty".to_owned()),
        1 => parts.pop().ok_or_else(String::new),
        _ => Ok(Condition::All(parts)),
    }
}

fn read_all(tree: &Tree) -> Result<Vec<Condition>, String> {
    match tree {
        Tree::List(parts) if !parts.is_empty() => parts.iter().map(Condition::read).collect(),
        _ => Err("`and` and `or` take a list of conditions".to_owned()),
    }
}

fn read_part(word: &str, inner: &Tree) -> Result<Condition, String> {
    if let Some(how) = Comparison::named(word) {
        let Tree::Table(fields) = inner else {
            return Err(format!("`{word}` takes a table such as {{ {word} = {{ field = value }} }}"));
        };
        let parts = fields.iter().map(|(field, with)| compared(how, field, with));
        return all_of(parts.collect::<Result<_, _>>()?);
    }
    match (word, inner) {
        ("and", _) => read_all(inner).map(Condition::All),
        ("or", _) => read_all(inner).map(Condition::Any),
        ("not", _) => Condition::read(inner).map(|part| Condition::Not(Box::new(part))),
        ("in", Tree::Table(fields)) => {
            let parts = fields.iter().map(|(field, list)| {
                let Tree::List(list) = list else { return Err(format!("`in` wants a list for `{field}`")) };
                let among = list.iter().map(word_of).collect::<Result<_, _>>()?;
                Ok(Condition::In { field: FieldId::from(field.as_str()), among })
            });
            all_of(parts.collect::<Result<_, _>>()?)
        }
        ("in", _) => Err("`in` takes a table such as { in = { field = [\"a\", \"b\"] } }".to_owned()),
        (field, Tree::List(values)) if values.is_empty() => {
            Err(format!("`{field}` is compared with nothing"))
        }
        (field, Tree::List(values)) => {
            let parts = values.iter().map(|with| compared(Comparison::Eq, field, with));
            parts.collect::<Result<_, _>>().map(Condition::Any)
        }
        (field, with) => compared(Comparison::Eq, field, with),
    }
}

fn compared(how: Comparison, field: &str, with: &Tree) -> Result<Condition, String> {
    let with = match with {
        Tree::Bool(one) => Value::Bool(*one),
        Tree::Int(one) => Value::Int(*one),
        Tree::Text(one) => Value::Text(one.clone()),
        Tree::List(_) | Tree::Table(_) => {
            return Err(format!("`{field}` is compared with one value: a word, a number, true or false"));
        }
    };
    Ok(Condition::Compare { how, field: FieldId::from(field), with })
}

fn constant(value: &Value) -> Tree {
    match value {
        Value::Bool(one) => Tree::Bool(*one),
        Value::Int(one) => Tree::Int(*one),
        Value::Text(one) => Tree::Text(one.clone()),
        Value::Null | Value::Many(_) | Value::Tally(_) => Tree::Bool(false),
    }
}

fn word_of(tree: &Tree) -> Result<String, String> {
    match tree {
        Tree::Text(one) => Ok(one.clone()),
        Tree::Bool(one) => Ok(one.to_string()),
        Tree::Int(one) => Ok(one.to_string()),
        Tree::List(_) | Tree::Table(_) => Err("a list holds words or numbers".to_owned()),
    }
}

/// How a value is worked out from others. Never stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Calculation {
    /// Sum of numbers; what is missing counts as 0, and with nothing at all there is no sum.
    Sum(Vec<Operand>),
    /// Mean of the numbers that are there, rounded down to this many decimal places.
    Avg { data: Vec<Operand>, decimal_places: u8 },
    /// Texts in this order, joined by a space.
    Join(Vec<FieldId>),
    /// The age that is shown ([`crate::age::shown_age`]) from a date of birth, else from a typed age.
    Age { born: FieldId, or: Option<FieldId> },
    /// The year of birth that a typed age makes likely, as a date `YYYY`: the year it was typed less the age.
    BirthYear(FieldId),
    /// Whole days from one date to another; none unless both name a day.
    Days { from: Moment, to: Moment },
    /// A field of the entry with the latest (or earliest) date.
    Pick { subform: FieldId, by: FieldId, take: FieldId, newest: bool },
    /// How many entries a subform has.
    Count(FieldId),
    /// Every option named by a field of the record or by a field of any entry.
    Union(Vec<Path>),
}

/// Something to be added up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operand {
    Field(FieldId),
    Number(i64),
    Nested(Box<Calculation>),
}

/// A date that is answered, or the day on which it is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Moment {
    Field(FieldId),
    Today,
}

/// A field of the record, or of each entry of a subform; written `field` or `subform.field`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Path {
    pub subform: Option<FieldId>,
    pub field: FieldId,
}

impl Calculation {
    /// The fields beside it (of the record; inside a subform of the same entry first) that it looks at.
    pub fn fields<'a>(&'a self, seen: &mut dyn FnMut(&'a FieldId)) {
        match self {
            Self::Sum(data) | Self::Avg { data, .. } => data.iter().for_each(|operand| match operand {
                Operand::Field(field) => seen(field),
                Operand::Number(_) => {}
                Operand::Nested(inner) => inner.fields(seen),
            }),
            Self::BirthYear(age) => seen(age),
            Self::Join(fields) => fields.iter().for_each(seen),
            Self::Age { born, or } => {
                [Some(born), or.as_ref()].into_iter().flatten().for_each(seen);
            }
            Self::Days { from, to } => [from, to].into_iter().for_each(|moment| {
                if let Moment::Field(field) = moment {
                    seen(field);
                }
            }),
            Self::Pick { .. } | Self::Count(_) => {}
            Self::Union(paths) => {
                paths.iter().filter(|path| path.subform.is_none()).for_each(|path| seen(&path.field));
            }
        }
    }

    /// The fields of the record's subforms that it looks at; none of a subform: its entries as such.
    pub fn entry_fields<'a>(&'a self, seen: &mut dyn FnMut(&'a FieldId, Option<&'a FieldId>)) {
        match self {
            Self::Sum(data) | Self::Avg { data, .. } => data.iter().for_each(|operand| {
                if let Operand::Nested(inner) = operand {
                    inner.entry_fields(seen);
                }
            }),
            Self::Pick { subform, by, take, .. } => {
                seen(subform, Some(by));
                seen(subform, Some(take));
            }
            Self::Count(subform) => seen(subform, None),
            Self::Union(paths) => paths.iter().for_each(|path| {
                if let Some(subform) = &path.subform {
                    seen(subform, Some(&path.field));
                }
            }),
            Self::Join(_) | Self::Age { .. } | Self::BirthYear(_) | Self::Days { .. } => {}
        }
    }
}

impl Written for Calculation {
    fn read(tree: &Tree) -> Result<Self, String> {
        let Tree::Table(table) = tree else {
            return Err("a calculation is a table such as { sum = [\"a\", \"b\"] }".to_owned());
        };
        // Other systems wrap it once more.
        if let (1, Some(inner)) = (table.len(), table.get("expression")) {
            return Self::read(inner);
        }
        let text = |word: &str| match table.get(word) {
            Some(Tree::Text(text)) => Ok(FieldId::from(text.as_str())),
            _ => Err(format!("the calculation wants a field's id for `{word}`")),
        };
        let known = |words: &[&str]| match table.keys().find(|key| !words.contains(&key.as_str())) {
            Some(key) => Err(format!("`{key}` is no part of this calculation")),
            None => Ok(()),
        };
        let has = |word: &str| table.contains_key(word);
        if let Some(data) = table.get("sum") {
            known(&["sum"])?;
            Ok(Self::Sum(operands(data)?))
        } else if let Some(inner) = table.get("avg") {
            known(&["avg"])?;
            let (data, decimal_places) = match inner {
                Tree::Table(table) => {
                    let extra = match table.get("extra") {
                        Some(Tree::Table(extra)) => extra.get("decimalPlaces"),
                        _ => table.get("decimal_places"),
                    };
                    let places = match extra {
                        None => 0,
                        Some(Tree::Int(places @ 0..=6)) => u8::try_from(*places).unwrap_or(0),
                        Some(_) => return Err("`decimal_places` is 0 to 6".to_owned()),
                    };
                    (table.get("data").ok_or("`avg` wants `data`")?, places)
                }
                _ => (inner, 0),
            };
            Ok(Self::Avg { data: operands(data)?, decimal_places })
        } else if let Some(Tree::List(fields)) = table.get("join") {
            known(&["join"])?;
            let fields = fields.iter().map(|field| word_of(field).map(|id| FieldId::from(id.as_str())));
            Ok(Self::Join(fields.collect::<Result<_, _>>()?))
        } else if has("age") {
            known(&["age", "or"])?;
            Ok(Self::Age { born: text("age")?, or: has("or").then(|| text("or")).transpose()? })
        } else if has("birth_year") {
            known(&["birth_year"])?;
            Ok(Self::BirthYear(text("birth_year")?))
        } else if let Some(Tree::List(ends)) = table.get("days") {
            known(&["days"])?;
            let moment = |tree: &Tree| match word_of(tree)?.as_str() {
                "today" => Ok(Moment::Today),
                field => Ok::<_, String>(Moment::Field(FieldId::from(field))),
            };
            match ends.as_slice() {
                [from, to] => Ok(Self::Days { from: moment(from)?, to: moment(to)? }),
                _ => Err("`days` wants two dates".to_owned()),
            }
        } else if has("newest") || has("first") {
            let word = if has("newest") { "newest" } else { "first" };
            known(&[word, "by", "take"])?;
            let (subform, by, take) = (text(word)?, text("by")?, text("take")?);
            Ok(Self::Pick { subform, by, take, newest: word == "newest" })
        } else if has("count") {
            known(&["count"])?;
            Ok(Self::Count(text("count")?))
        } else if let Some(Tree::List(paths)) = table.get("union") {
            known(&["union"])?;
            let path = |tree: &Tree| {
                let text = word_of(tree)?;
                Ok(match text.split_once('.') {
                    Some((subform, field)) => Path { subform: Some(subform.into()), field: field.into() },
                    None => Path { subform: None, field: FieldId::from(text.as_str()) },
                })
            };
            Ok(Self::Union(paths.iter().map(path).collect::<Result<_, String>>()?))
        } else {
            Err("a calculation is one of sum, avg, join, age, birth_year, days, newest, first, count, union"
                .to_owned())
        }
    }

    fn write(&self) -> Tree {
        let table = |parts: Vec<(&str, Tree)>| {
            Tree::Table(parts.into_iter().map(|(word, tree)| (word.to_owned(), tree)).collect())
        };
        let id = |field: &FieldId| Tree::Text(field.0.clone());
        match self {
            Self::Sum(data) => table(vec![("sum", write_operands(data))]),
            Self::Avg { data, decimal_places: 0 } => table(vec![("avg", write_operands(data))]),
            Self::Avg { data, decimal_places } => {
                let places = Tree::Int(i64::from(*decimal_places));
                table(vec![("avg", table(vec![("data", write_operands(data)), ("decimal_places", places)]))])
            }
            Self::Join(fields) => table(vec![("join", Tree::List(fields.iter().map(id).collect()))]),
            Self::Age { born, or } => {
                let or = or.iter().map(|field| ("or", id(field)));
                table([("age", id(born))].into_iter().chain(or).collect())
            }
            Self::BirthYear(age) => table(vec![("birth_year", id(age))]),
            Self::Days { from, to } => {
                let moment = |moment: &Moment| match moment {
                    Moment::Field(field) => id(field),
                    Moment::Today => Tree::Text("today".to_owned()),
                };
                table(vec![("days", Tree::List(vec![moment(from), moment(to)]))])
            }
            Self::Pick { subform, by, take, newest } => {
                let word = if *newest { "newest" } else { "first" };
                table(vec![(word, id(subform)), ("by", id(by)), ("take", id(take))])
            }
            Self::Count(subform) => table(vec![("count", id(subform))]),
            Self::Union(paths) => {
                let path = |path: &Path| match &path.subform {
                    Some(subform) => Tree::Text(format!("{subform}.{}", path.field)),
                    None => id(&path.field),
                };
                table(vec![("union", Tree::List(paths.iter().map(path).collect()))])
            }
        }
    }
}

fn operands(tree: &Tree) -> Result<Vec<Operand>, String> {
    let Tree::List(parts) = tree else { return Err("`sum` and `avg` take a list of fields".to_owned()) };
    let operand = |part: &Tree| match part {
        Tree::Text(field) => Ok(Operand::Field(FieldId::from(field.as_str()))),
        Tree::Int(number) => Ok(Operand::Number(*number)),
        Tree::Table(_) => match Calculation::read(part)? {
            inner @ (Calculation::Sum(_) | Calculation::Avg { .. } | Calculation::Days { .. }) => {
                Ok(Operand::Nested(Box::new(inner)))
            }
            _ => Err("only sum, avg and days may stand inside a sum".to_owned()),
        },
        Tree::Bool(_) | Tree::List(_) => {
            Err("`sum` and `avg` take fields, numbers and calculations".to_owned())
        }
    };
    parts.iter().map(operand).collect()
}

fn write_operands(data: &[Operand]) -> Tree {
    let write = |operand: &Operand| match operand {
        Operand::Field(field) => Tree::Text(field.0.clone()),
        Operand::Number(number) => Tree::Int(*number),
        Operand::Nested(inner) => inner.write(),
    };
    Tree::List(data.iter().map(write).collect())
}

#[cfg(test)]
mod tests;
