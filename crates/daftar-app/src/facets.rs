//! What lists are filtered, ordered and shown by: the keys of this configuration and their values in words.

use crate::{
    AppError,
    casebook::Known,
    list::plain,
    materialise::words,
    messages::message,
    page::stage_label,
    view::{ClauseView, IsView, KeyKind, KeyView, SaidView},
};
use daftar_core::{
    access::Person,
    config::{Field as Question, FieldKind, Form, RecordType},
    day::Day,
    expr::Calculation,
    facet::{Clause, FacetValue, Is, born_between, is_entry_facet, is_facet},
    form::option_label,
    id::{FieldId, GroupId},
    shown::{list_separator, tick_word},
    stage::stages,
};
use daftar_sync::wire::Config;
use std::collections::{BTreeMap, BTreeSet};

/// Keys of what is no answer, with how a filter of each is made; the second list is of cases only.
const OWN_KEYS: &[(&str, KeyKind)] = &[
    ("@standing", KeyKind::Choice),
    ("@owner", KeyKind::Choice),
    ("@group", KeyKind::Choice),
    ("@agency", KeyKind::Choice),
    ("@changed", KeyKind::Days),
    ("@created", KeyKind::Days),
    ("@owned_since", KeyKind::Days),
    ("@owned_since_hour", KeyKind::Number),
    ("@closed", KeyKind::Days),
    ("@location", KeyKind::Choice),
    ("@text", KeyKind::Text),
    ("@flags", KeyKind::There),
    ("@news", KeyKind::There),
    ("@changed_by_other", KeyKind::There),
    ("@same_id", KeyKind::There),
    ("@two_values", KeyKind::There),
    ("@unsent", KeyKind::There),
    ("@pending", KeyKind::There),
    ("@refused", KeyKind::There),
];
const CASE_KEYS: &[(&str, KeyKind)] = &[
    ("@age", KeyKind::Number),
    ("@stage", KeyKind::Choice),
    ("@overdue", KeyKind::Choice),
    ("@referral", KeyKind::Choice),
    ("@referred.in_progress", KeyKind::Choice),
    ("@referred.accepted", KeyKind::Choice),
    ("@transfer.in_progress", KeyKind::Choice),
    ("@transfer.rejected", KeyKind::Choice),
    ("@incidents", KeyKind::There),
];

/// What a key is of.
enum Of<'a> {
    Own(KeyKind),
    Approval(&'a str),
    Field(&'a Question),
    /// A field of the entries of a subform.
    Inner(&'a Question, &'a Question),
}

fn of<'a>(config: &'a Config, record: RecordType, key: &'a str) -> Option<Of<'a>> {
    if let Some(approval) = key.strip_prefix("@approval.") {
        let known = config.forms().settings.approvals.keys().any(|known| known.as_str() == approval);
        return known.then_some(Of::Approval(approval));
    }
    if key.starts_with('@') {
        let cases = if record == RecordType::Case { CASE_KEYS } else { &[] };
        return OWN_KEYS.iter().chain(cases).find(|(own, _)| *own == key).map(|(_, kind)| Of::Own(*kind));
    }
    let (outer, inner) = key.split_once('.').map_or((key, None), |(outer, inner)| (outer, Some(inner)));
    let field = config.forms().field(record, &FieldId::from(outer))?;
    match inner {
        None => is_facet(field).then_some(Of::Field(field)),
        Some(inner) => {
            let inner = field.inner(&FieldId::from(inner)).filter(|inner| is_entry_facet(inner))?;
            Some(Of::Inner(field, inner))
        }
    }
}

fn kind_of(field: &Question) -> KeyKind {
    match (field.kind, field.calculation.as_ref().map(|rule| &rule.0)) {
        (FieldKind::DateField, _) => KeyKind::Days,
        // Options that are named by other answers.
        (_, Some(Calculation::Union(_))) => KeyKind::Choice,
        (FieldKind::NumericField | FieldKind::Calculated, _) => KeyKind::Number,
        _ => KeyKind::Choice,
    }
}

fn kind(of: &Of) -> KeyKind {
    match of {
        Of::Own(kind) => *kind,
        Of::Approval(_) => KeyKind::Choice,
        Of::Field(field) | Of::Inner(_, field) => kind_of(field),
    }
}

/// Everything that lists of a type can be filtered by: what is no answer first, then answers of the forms that this
/// person's role reads, in the order of the forms.
pub(crate) fn keys(config: &Config, record: RecordType, language: &str) -> Result<Vec<KeyView>, AppError> {
    let role = config.role()?;
    let own = OWN_KEYS.iter().chain(if record == RecordType::Case { CASE_KEYS } else { &[] });
    let mut found: Vec<(String, Option<&Form>)> = own.map(|(key, _)| ((*key).to_owned(), None)).collect();
    if record == RecordType::Case {
        let approvals = config.forms().settings.approvals.keys();
        found.extend(approvals.map(|approval| (format!("@approval.{}", approval.as_str()), None)));
    }
    for form in config.forms().forms_of(record).filter(|form| role.forms.contains_key(&form.id)) {
        for field in form.record_fields().filter(|field| !field.hidden) {
            if field.kind.has_entries() {
                let inner = field.fields.iter().filter(|inner| is_entry_facet(inner) && !inner.hidden);
                let key = |inner: &Question| format!("{}.{}", field.id.as_str(), inner.id.as_str());
                found.extend(inner.map(|inner| (key(inner), Some(form))));
            } else if is_facet(field) {
                found.push((field.id.0.clone(), Some(form)));
            }
        }
    }
    // Hours are counted, not chosen.
    found.retain(|(key, _)| key != "@owned_since_hour");
    let view = |(key, form): (String, Option<&Form>)| {
        let kind = kind(&of(config, record, &key)?);
        let label = key_label(config, record, &key, language);
        Some(KeyView { label, form: form.map(|form| form.label.get(language).to_owned()), kind, key })
    };
    Ok(found.into_iter().filter_map(view).collect())
}

/// A key in words.
pub(crate) fn key_label(config: &Config, record: RecordType, key: &str, language: &str) -> String {
    let own = |key: &str, args: &[(&str, &str)]| {
        let name = format!("list-key-{}", key.trim_start_matches('@').replace(['_', '.'], "-"));
        message(language, &name, args).unwrap_or_else(|| key.to_owned())
    };
    match of(config, record, key) {
        Some(Of::Own(_)) => own(key, &[]),
        Some(Of::Approval(approval)) => {
            let form = config.forms().settings.approvals.get(&daftar_core::id::ApprovalId::from(approval));
            let form = form.and_then(|form| config.forms().form(form));
            let label = form.map_or(approval, |form| form.label.get(language));
            own("@approval", &[("form", label)])
        }
        Some(Of::Field(field)) => field.label.get(language).to_owned(),
        Some(Of::Inner(outer, inner)) => {
            let (one, other) = (outer.label.get(language), inner.label.get(language));
            message(language, "joined", &[("one", one), ("other", other)]).unwrap_or_else(|| other.to_owned())
        }
        None => key.to_owned(),
    }
}

/// A value under a key in words.
pub(crate) fn value_label(
    config: &Config,
    record: RecordType,
    key: &str,
    value: &FacetValue,
    language: &str,
) -> String {
    let word = |group: &str, id: &str| {
        message(language, &format!("{group}-{}", id.replace('_', "-")), &[]).unwrap_or_else(|| id.to_owned())
    };
    let text = match value {
        FacetValue::Text(text) => text,
        FacetValue::Int(number) => {
            let is_day = of(config, record, key).is_some_and(|of| kind(&of) == KeyKind::Days);
            return if is_day { Day::from_number(*number).print() } else { number.to_string() };
        }
    };
    match (key, of(config, record, key)) {
        ("@standing", _) => word("status", text),
        ("@stage", _) => stage_label(config, text, language),
        ("@referral", _) => word("referral-status", text),
        ("@overdue", _) => {
            let mut tasks = config.forms().settings.tasks.iter();
            tasks
                .find(|(id, _)| id.as_str() == text)
                .map_or(text.as_str(), |(_, rule)| rule.label.get(language))
                .to_owned()
        }
        ("@group", _) => {
            let group = config.forms().groups.iter().find(|group| group.id.as_str() == text);
            group.map_or(text.as_str(), |group| group.label.get(language)).to_owned()
        }
        ("@location", _) => {
            let place = config.forms().locations.iter().find(|place| place.code == *text);
            place.map_or(text.as_str(), |place| place.label.get(language)).to_owned()
        }
        ("@agency", _) => {
            let agency = config.forms().agencies.iter().find(|agency| agency.id.as_str() == text);
            agency.map_or(text.as_str(), |agency| agency.label.get(language)).to_owned()
        }
        (_, Some(Of::Approval(_))) => word("approval-status", text),
        (_, Some(Of::Field(field) | Of::Inner(_, field))) if field.kind == FieldKind::TickBox => {
            tick_word(text == "true", language).to_owned()
        }
        (_, Some(Of::Field(field) | Of::Inner(_, field))) => {
            option_label(config.forms(), field, text, language).to_owned()
        }
        _ => text.clone(),
    }
}

/// The places of the values of a key in the order in which people know them: stages and options as they are listed.
pub(crate) fn ranks(config: &Config, record: RecordType, key: &str) -> BTreeMap<String, u32> {
    let listed: Vec<String> = match (key, of(config, record, key)) {
        ("@stage", _) => stages(config.forms()),
        (_, Some(Of::Field(field) | Of::Inner(_, field))) => {
            let offered = daftar_core::form::offered(config.forms(), field, None);
            offered.into_iter().map(|(id, _)| id.to_owned()).collect()
        }
        _ => Vec::new(),
    };
    listed.into_iter().zip(0..).collect()
}

/// The key by which the store orders records, and whether the other way round: the older were born the earlier.
pub(crate) fn order_key(key: &str) -> (&str, bool) {
    if key == "@age" { ("@born", true) } else { (key, false) }
}

/// A clause as the store takes it, on the day `today`.
///
/// # Errors
/// `unknown_field`, or `wrong_type` or `invalid_date` for what does not fit its kind.
pub(crate) fn clause(
    config: &Config,
    record: RecordType,
    asked: &ClauseView,
    today: Day,
) -> Result<Clause, AppError> {
    let unknown = || AppError::new("unknown_field").with("field", &asked.key);
    let of = of(config, record, &asked.key).ok_or_else(unknown)?;
    let kind = kind(&of);
    let wrong = || AppError::new("wrong_type");
    let number = |text: &String| -> Result<i64, AppError> {
        match kind {
            KeyKind::Days => Day::read(text).map(|day| day.number()).ok_or(AppError::new("invalid_date")),
            _ => text.trim().parse().map_err(|_| wrong()),
        }
    };
    let values = || -> Result<BTreeSet<FacetValue>, AppError> {
        let read = |text: &String| match kind {
            KeyKind::Days | KeyKind::Number => number(text).map(FacetValue::Int),
            _ => Ok(FacetValue::Text(text.clone())),
        };
        asked.values.iter().map(read).collect()
    };
    let days = || asked.days.ok_or_else(wrong);
    let is = match asked.is {
        IsView::Any => Is::Any(values()?),
        IsView::None => Is::None(values()?),
        IsView::Filled => Is::Filled,
        IsView::Empty => Is::Empty,
        IsView::Between => Is::Between(
            asked.from.as_ref().map(number).transpose()?,
            asked.to.as_ref().map(number).transpose()?,
        ),
        IsView::LastDays => Is::LastDays(days()?),
        IsView::Before => Is::Before(days()?),
        IsView::ThisWeek => Is::ThisWeek,
        IsView::LastWeek => Is::LastWeek,
        IsView::Words => Is::Words(asked.values.iter().flat_map(|typed| words(typed)).collect()),
    };
    let fits = match (kind, asked.key.as_str()) {
        // It is there or not, and has no value that could be asked for.
        (KeyKind::There, _) => matches!(is, Is::Filled | Is::Empty),
        (_, "@changed") => !matches!(is, Is::Any(_) | Is::None(_)),
        _ => true,
    };
    if !fits {
        return Err(wrong());
    }
    Ok(match (asked.key.as_str(), is) {
        ("@age", is) => Clause { key: "@born".to_owned(), is: born(is, today).ok_or_else(wrong)? },
        ("@group", is) => owners(config, is, |person| person.groups.iter().map(GroupId::as_str).collect()),
        ("@location", is) => {
            owners(config, is, |person| reporting_place(config, person).into_iter().collect())
        }
        ("@agency", is) => owners(config, is, |person| vec![person.agency.as_str()]),
        (key, is) => Clause { key: key.to_owned(), is },
    })
}

/// A condition of the rules as lists are asked it.
pub(crate) fn asked(clause: &Clause) -> ClauseView {
    let texts = |values: &BTreeSet<FacetValue>| values.iter().map(plain).collect();
    let number = |end: &Option<i64>| end.map(|end| end.to_string());
    let asked =
        |is| ClauseView { key: clause.key.clone(), is, values: Vec::new(), from: None, to: None, days: None };
    match &clause.is {
        Is::Any(values) => ClauseView { values: texts(values), ..asked(IsView::Any) },
        Is::None(values) => ClauseView { values: texts(values), ..asked(IsView::None) },
        Is::Filled => asked(IsView::Filled),
        Is::Empty => asked(IsView::Empty),
        Is::Between(from, to) => ClauseView { from: number(from), to: number(to), ..asked(IsView::Between) },
        Is::LastDays(days) => ClauseView { days: Some(*days), ..asked(IsView::LastDays) },
        Is::Before(days) => ClauseView { days: Some(*days), ..asked(IsView::Before) },
        Is::ThisWeek => asked(IsView::ThisWeek),
        Is::LastWeek => asked(IsView::LastWeek),
        Is::Words(words) => ClauseView { values: words.clone(), ..asked(IsView::Words) },
    }
}

/// Ages as days of birth.
fn born(is: Is, today: Day) -> Option<Is> {
    let years = |age: Option<i64>| age.map(u32::try_from).transpose().ok();
    match is {
        Is::Between(from, to) => Some(born_between(years(from)?, years(to)?, today)),
        Is::Any(ages) if ages.len() == 1 => match ages.into_iter().next()? {
            FacetValue::Int(age) => Some(born_between(years(Some(age))?, years(Some(age))?, today)),
            FacetValue::Text(_) => None,
        },
        Is::Filled | Is::Empty => Some(is),
        _ => None,
    }
}

/// Groups, agencies and places as the people who are in them now.
fn owners<'a>(config: &'a Config, is: Is, of: impl Fn(&'a Person) -> Vec<&'a str>) -> Clause {
    let among = |is_meant: &dyn Fn(&[&str]) -> bool| {
        let meant = config.everybody().filter(|person| is_meant(&of(person)));
        meant.map(|person| FacetValue::Text(person.user.0.clone())).collect()
    };
    let one_of = |ids: &BTreeSet<FacetValue>| {
        let is_asked =
            |of: &&str| ids.iter().any(|id| matches!(id, FacetValue::Text(id) if id.as_str() == *of));
        among(&|of| of.iter().any(is_asked))
    };
    let is = match is {
        Is::Any(ids) => Is::Any(one_of(&ids)),
        Is::None(ids) => Is::None(one_of(&ids)),
        Is::Filled => Is::Any(among(&|of| !of.is_empty())),
        Is::Empty => Is::None(among(&|of| !of.is_empty())),
        other => other,
    };
    Clause { key: "@owner".to_owned(), is }
}

/// The place of the level at which the programme reports, where somebody works; none of whoever works for a wider one.
pub(crate) fn reporting_place<'a>(config: &'a Config, person: &Person) -> Option<&'a str> {
    let locations = &config.forms().locations;
    let place = |code: &str| locations.iter().find(|place| place.code == code);
    let level = config.forms().settings.reporting_location_level;
    let mut at = place(person.location.as_deref()?)?;
    while at.level > level {
        at = place(at.parent.as_deref()?)?;
    }
    (at.level == level).then_some(&at.code)
}

/// A clause in words.
pub(crate) fn said(config: &Config, record: RecordType, asked: &ClauseView, language: &str) -> SaidView {
    let kind = of(config, record, &asked.key).map(|of| kind(&of));
    let word = |key: &str, args: &[(&str, &str)]| message(language, key, args).unwrap_or_default();
    let values = || {
        let label = |value: &String| {
            let value = FacetValue::Text(value.clone());
            value_label(config, record, &asked.key, &value, language)
        };
        let labels: Vec<String> = asked.values.iter().map(label).collect();
        labels.join(list_separator(language))
    };
    let (from, to) = (asked.from.as_deref(), asked.to.as_deref());
    let days = asked.days.unwrap_or(0).to_string();
    let what = match asked.is {
        IsView::Any => values(),
        IsView::None => word("list-is-none", &[("values", &values())]),
        IsView::Filled if kind == Some(KeyKind::There) => String::new(),
        IsView::Filled => word("list-is-filled", &[]),
        IsView::Empty if kind == Some(KeyKind::There) => word("list-is-not", &[]),
        IsView::Empty => word("list-is-empty", &[]),
        IsView::Between => match (from, to) {
            (Some(from), Some(to)) if from == to => from.to_owned(),
            (Some(from), Some(to)) => word("list-is-between", &[("from", from), ("to", to)]),
            (Some(from), None) => word("list-is-from", &[("from", from)]),
            (None, Some(to)) => word("list-is-to", &[("to", to)]),
            (None, None) => word("list-is-filled", &[]),
        },
        IsView::LastDays => word("list-is-last-days", &[("days", &days)]),
        IsView::Before => word("list-is-before", &[("days", &days)]),
        IsView::ThisWeek => word("list-is-this-week", &[]),
        IsView::LastWeek => word("list-is-last-week", &[]),
        IsView::Words => asked.values.join(" "),
    };
    SaidView { label: key_label(config, record, &asked.key, language), what }
}
