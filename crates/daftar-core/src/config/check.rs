//! What must hold of a configuration before it may be published, told to its designer file by file.

use super::{
    Configuration, Field, FieldKind, Form, Lookup, OptionSource, Problem, RecordType, Settings, Words,
};
use crate::{
    expr::{Calculation, Comparison, Condition, Moment, Operand},
    form,
    id::{AgencyId, FieldId, FormId},
    publish,
    value::Value,
};
use std::collections::{BTreeMap, BTreeSet};

/// More compartments than this on one type of records cost more than their need-to-know is worth.
const COMPARTMENTS_MAX: usize = 60;

/// Everything that is wrong. `files` are the paths of the configuration's forms, in the same order.
pub(super) fn check_all(config: &Configuration, files: &[String], problems: &mut Vec<Problem>) {
    for record_type in RecordType::ALL {
        let mut names = Names { config, record_type, fields: BTreeMap::new() };
        config.forms_of(record_type).for_each(|form| names.gather(form));
        for (form, file) in config.forms.iter().zip(files).filter(|(form, _)| form.record_type == record_type)
        {
            let mut say = |what: String| problems.push(Problem { file: file.clone(), what });
            names.check_form(form, &mut say);
        }
        names.check_circles(files, problems);
    }
    let mut seen = BTreeSet::new();
    for (form, file) in config.forms.iter().zip(files).filter(|(form, _)| !seen.insert(&form.id)) {
        problems.push(Problem { file: file.clone(), what: format!("form `{}` is defined twice", form.id) });
    }
    check_organisations(config, problems);
    check_references(config, problems);
}

/// What is allowed and yet worth a second look.
#[must_use]
pub fn warnings(config: &Configuration) -> Vec<Problem> {
    let published = publish::publish(None, config.clone());
    let mut found = Vec::new();
    for record_type in RecordType::ALL {
        let of_type = published.compartments_of(record_type).count();
        if of_type > COMPARTMENTS_MAX {
            let what = format!(
                "{of_type} compartments, more than {COMPARTMENTS_MAX}: many fields stand on several forms, and each \
                 combination of forms is kept and sent apart"
            );
            found.push(Problem { file: format!("{}/", record_type.as_str()), what });
        }
    }
    found
}

/// The fields of one type of records, to be looked up by conditions and calculations.
struct Names<'a> {
    config: &'a Configuration,
    record_type: RecordType,
    fields: BTreeMap<&'a FieldId, (&'a FormId, &'a Field)>,
}

impl<'a> Names<'a> {
    fn gather(&mut self, form: &'a Form) {
        for field in form.record_fields() {
            self.fields.entry(&field.id).or_insert((&form.id, field));
        }
    }

    /// A field stands once on a form, and means the same on each.
    fn check_standing(&self, form: &Form, say: &mut impl FnMut(String)) {
        let mut here = BTreeSet::new();
        for field in form.record_fields() {
            if !here.insert(&field.id) {
                say(format!("field `{}` stands twice in the same place", field.id));
                continue;
            }
            match self.fields.get(&field.id) {
                Some((other, known)) if !is_same_question(known, field) => say(format!(
                    "field `{}` differs from the one on form `{other}`: all but words and order must agree",
                    field.id
                )),
                _ => {}
            }
        }
    }

    fn field(&self, id: &FieldId) -> Option<&'a Field> {
        self.fields.get(id).map(|(_, field)| *field)
    }

    fn check_form(&self, form: &'a Form, say: &mut impl FnMut(String)) {
        let settings = &self.config.settings;
        check_id("form", form.id.as_str(), say);
        let whose = format!("form `{}`", form.id);
        check_label(settings, &whose, &form.label, say);
        check_words(settings, &format!("the help of {whose}"), &form.help, say);
        let groups = self.config.lookups.get(self.record_type.form_groups());
        if groups.is_some_and(|groups| groups.options.iter().all(|option| option.id != form.group)) {
            say(format!(
                "{whose} stands in group `{}`, which {} does not have",
                form.group,
                self.record_type.form_groups()
            ));
        }
        if let Some(rule) = &form.show_if {
            self.check_condition(&whose, &rule.0, None, say);
        }
        self.check_standing(form, say);
        for field in &form.fields {
            self.check_field(field, None, 0, say);
        }
    }

    /// `entry`: the subform in whose entries the field stands.
    fn check_field(
        &self,
        field: &'a Field,
        entry: Option<&'a Field>,
        depth: usize,
        say: &mut impl FnMut(String),
    ) {
        let whose = entry
            .map_or_else(|| format!("field `{}`", field.id), |e| format!("field `{}.{}`", e.id, field.id));
        check_id("field", field.id.as_str(), say);
        self.check_words_of(field, &whose, say);
        self.check_kind(field, &whose, say);
        self.check_options(field, &whose, say);
        if let Some(rule) = &field.show_if {
            self.check_condition(&whose, &rule.0, None, say);
        }
        match (&field.show_if_entry, entry) {
            (Some(_), None) => say(format!("{whose}: `show_if_entry` is for fields inside a subform")),
            (Some(rule), Some(entry)) => self.check_condition(&whose, &rule.0, Some(entry), say),
            (None, _) => {}
        }
        for rule in field.options_if.values() {
            self.check_comparisons(&whose, &rule.0, say, &|id| self.beside(entry, id));
        }
        if let Some(default) = &field.default
            && form::fit(
                self.config,
                field,
                &form::written_default(field, default, "2026-01-01", "2026-01-01T00:00"),
            )
            .is_err()
        {
            say(format!("{whose}: its default does not fit it"));
        }
        if let Some(rule) = &field.calculation {
            self.check_calculation(&whose, &rule.0, entry, say);
        }
        if field.kind.has_entries() && depth > 1 {
            say(format!("{whose}: a subform or attachment may stand inside a subform, but not deeper"));
        } else if field.kind == FieldKind::Subform {
            self.check_subform(field, &whose, depth, say);
        }
    }

    fn check_words_of(&self, field: &Field, whose: &str, say: &mut impl FnMut(String)) {
        let settings = &self.config.settings;
        check_label(settings, whose, &field.label, say);
        check_words(settings, &format!("the help of {whose}"), &field.help, say);
        check_words(settings, &format!("the guidance of {whose}"), &field.guidance, say);
        check_words(settings, &format!("the tick_box_label of {whose}"), &field.tick_box_label, say);
        let mut seen = BTreeSet::new();
        for row in &field.rows {
            check_label(settings, &format!("row `{}` of {whose}", row.id), &row.label, say);
            if !seen.insert(&row.id) {
                say(format!("row `{}` of {whose} is defined twice", row.id));
            }
        }
    }

    /// Keys that only some types take.
    fn check_kind(&self, field: &Field, whose: &str, say: &mut impl FnMut(String)) {
        use FieldKind as K;
        let is_date = matches!(field.kind, K::DateField | K::DateRange);
        let only = [
            ("tick_box_label", !field.tick_box_label.0.is_empty(), field.kind == K::TickBox, "a tick_box"),
            ("multi_select", field.multi_select, field.kind == K::SelectBox, "a select_box"),
            ("phone", field.phone, field.kind == K::TextField, "a text_field"),
            ("min", field.min.is_some(), field.kind == K::NumericField, "a numeric_field"),
            ("max", field.max.is_some(), field.kind == K::NumericField, "a numeric_field"),
            ("not_future", field.not_future, is_date, "a date"),
            ("exact", field.exact, field.kind == K::DateField, "a date_field"),
            ("with_time", field.with_time, field.kind == K::DateField, "a date_field"),
            ("rows", !field.rows.is_empty(), field.kind == K::TallyField, "a tally_field"),
            ("total", field.total, field.kind == K::TallyField, "a tally_field"),
            ("calculation", field.calculation.is_some(), field.kind == K::Calculated, "calculated"),
            ("link", field.link.is_some(), field.kind == K::LinkToForm, "a link_to_form"),
            ("fields", !field.fields.is_empty(), field.kind == K::Subform, "a subform"),
            ("headline", !field.headline.is_empty(), field.kind == K::Subform, "a subform"),
            ("sort_by", field.sort_by.is_some(), field.kind == K::Subform, "a subform"),
            ("group_by", field.group_by.is_some(), field.kind == K::Subform, "a subform"),
            ("newest_first", field.newest_first, field.kind == K::Subform, "a subform"),
            ("append_only", field.append_only, field.kind == K::Subform, "a subform"),
            ("no_removal", field.no_removal, field.kind == K::Subform, "a subform"),
            ("initial_entries", field.initial_entries > 0, field.kind == K::Subform, "a subform"),
            ("entry_if", field.entry_if.is_some(), field.kind == K::Subform, "a subform"),
        ];
        for (key, _, _, kind) in only.into_iter().filter(|(_, used, fits, _)| *used && !fits) {
            say(format!("{whose}: only {kind} has `{key}`"));
        }
        match field.kind {
            K::Calculated if field.calculation.is_none() => say(format!("{whose} needs `calculation`")),
            K::File => say(format!("{whose}: `file` is a part of attachments, not a type of its own")),
            K::TallyField if field.rows.is_empty() => say(format!("{whose} needs `rows`")),
            K::LinkToForm => match &field.link {
                None => say(format!("{whose} needs `link`")),
                Some(link)
                    if self.config.form(link).is_none_or(|form| form.record_type != self.record_type) =>
                {
                    say(format!("{whose} leads to form `{link}`, which does not exist"));
                }
                Some(_) => {}
            },
            _ => {}
        }
        if field.is_asked() && !field.kind.is_kept() {
            say(format!("{whose} is never filled, so it cannot be required"));
        }
        if let (Some(min), Some(max)) = (field.min, field.max)
            && min > max
        {
            say(format!("{whose}: `min` is greater than `max`"));
        }
    }

    fn check_options(&self, field: &Field, whose: &str, say: &mut impl FnMut(String)) {
        let choice = matches!(field.kind, FieldKind::SelectBox | FieldKind::RadioButton);
        match &field.options {
            None if choice => say(format!("{whose} needs `options`")),
            Some(_) if !choice => say(format!("{whose} has options, which its type does not take")),
            Some(OptionSource::Lookup(lookup)) if !self.config.lookups.contains_key(lookup) => {
                say(format!("{whose} takes its options from `{lookup}`, which does not exist"));
            }
            _ => {}
        }
        let Some(lookup) = lookup_of(self.config, field) else {
            if !field.options_if.is_empty() {
                say(format!("{whose}: `options_if` filters a lookup by its tags, and it has no lookup"));
            }
            return;
        };
        let is_known = |id: &String| lookup.options.iter().any(|option| option.id == *id);
        for option in field.safety_order.iter().filter(|option| !is_known(option)) {
            say(format!("{whose}: its safety_order names `{option}`, which is no option of `{}`", lookup.id));
        }
        for tag in field
            .options_if
            .keys()
            .filter(|tag| lookup.options.iter().all(|option| !option.tags.contains(*tag)))
        {
            say(format!("{whose}: `options_if` names tag `{tag}`, which no option of `{}` has", lookup.id));
        }
    }

    fn check_subform(&self, subform: &'a Field, whose: &str, depth: usize, say: &mut impl FnMut(String)) {
        if subform.fields.is_empty() {
            say(format!("{whose} is a subform without fields"));
        }
        let mut seen = BTreeSet::new();
        for inner in &subform.fields {
            if !seen.insert(&inner.id) {
                say(format!("field `{}` stands twice in the same place", inner.id));
            }
            if inner.kind == FieldKind::LinkToForm {
                say(format!("{whose}: a link to a form stands on a form, not in an entry"));
            }
            self.check_field(inner, Some(subform), depth + 1, say);
        }
        let named = [("sort_by", &subform.sort_by), ("group_by", &subform.group_by)];
        let named = named.into_iter().filter_map(|(key, id)| Some((key, id.as_ref()?)));
        for (key, id) in subform.headline.iter().map(|id| ("headline", id)).chain(named) {
            if subform.inner(id).is_none_or(|inner| inner.kind.has_entries()) {
                say(format!("{whose}: its {key} names `{id}`, which is none of its fields"));
            }
        }
        if let Some(rule) = &subform.entry_if {
            self.check_condition(whose, &rule.0, Some(subform), say);
        }
    }

    /// What a calculation or filter inside an entry calls by this name: a field of the entry, else one of the record.
    fn beside(&self, entry: Option<&'a Field>, id: &FieldId) -> Option<&'a Field> {
        entry.and_then(|entry| entry.inner(id)).or_else(|| self.field(id))
    }

    /// A condition on the record, or on one entry alone.
    fn check_condition(
        &self,
        whose: &str,
        condition: &Condition,
        entry: Option<&Field>,
        say: &mut impl FnMut(String),
    ) {
        self.check_comparisons(whose, condition, say, &|id| {
            entry.map_or_else(|| self.field(id), |entry| entry.inner(id))
        });
    }

    /// Whether every comparison names a field there and a constant that the field can hold.
    fn check_comparisons<'f>(
        &self,
        whose: &str,
        condition: &Condition,
        say: &mut impl FnMut(String),
        find: &dyn Fn(&FieldId) -> Option<&'f Field>,
    ) {
        condition.comparisons(&mut |part| {
            let (Condition::Compare { field: id, .. } | Condition::In { field: id, .. }) = part else {
                return;
            };
            let Some(field) = find(id) else {
                say(format!("{whose}: a condition names `{id}`, which is no field there"));
                return;
            };
            let wrong = match part {
                Condition::Compare { how, with, .. } => self.cannot_hold(field, *how, with),
                Condition::In { among, .. } => {
                    let hold =
                        |one: &String| self.cannot_hold(field, Comparison::Eq, &Value::Text(one.clone()));
                    among.iter().find_map(hold)
                }
                _ => None,
            };
            if let Some(wrong) = wrong {
                say(format!(
                    "{whose}: a condition compares `{id}` with something it can never hold: {wrong}"
                ));
            }
        });
    }

    /// Why a field can never compare like this.
    fn cannot_hold(&self, field: &Field, how: Comparison, with: &Value) -> Option<String> {
        use FieldKind as K;
        let ordered = how != Comparison::Eq;
        // Whatever a field holds, it may be asked whether it holds anything.
        if matches!(with, Value::Bool(false)) && !ordered && field.kind.is_kept() && !field.kind.has_entries()
        {
            return None;
        }
        let no_order = || Some(format!("{} has no order, so only eq and in", field.kind.as_str()));
        match (field.kind, with) {
            (K::NumericField, Value::Int(_)) | (K::DateField, Value::Text(_)) | (K::Calculated, _) => None,
            (K::NumericField, Value::Text(text)) if text.parse::<i64>().is_ok() && !ordered => None,
            (K::TextField | K::Textarea | K::TickBox | K::SelectBox | K::RadioButton, _) if ordered => {
                no_order()
            }
            (K::TextField | K::Textarea, Value::Text(_)) | (K::TickBox, Value::Bool(_)) => None,
            (K::TickBox, Value::Text(text)) if text == "true" || text == "false" => None,
            (K::SelectBox | K::RadioButton, Value::Text(_) | Value::Bool(_) | Value::Int(_)) => {
                let id = match with {
                    Value::Text(id) => id.clone(),
                    Value::Bool(one) => one.to_string(),
                    Value::Int(one) => one.to_string(),
                    _ => return None,
                };
                let lookup = lookup_of(self.config, field)?;
                let is_there = lookup.options.iter().any(|option| option.id == id);
                (!is_there).then(|| format!("`{id}` is no option of `{}`", lookup.id))
            }
            (kind, _) => Some(format!("it is a {}", kind.as_str())),
        }
    }

    fn check_calculation(
        &self,
        whose: &str,
        calculation: &Calculation,
        entry: Option<&'a Field>,
        say: &mut impl FnMut(String),
    ) {
        let beside = |id: &FieldId| self.beside(entry, id);
        calculation.fields(&mut |id| {
            if beside(id).is_none() {
                say(format!("{whose}: its calculation names `{id}`, which is no field"));
            }
        });
        calculation.entry_fields(&mut |subform, field| {
            let known = self.field(subform).filter(|known| known.kind == FieldKind::Subform);
            match (known, field) {
                (None, _) => {
                    say(format!("{whose}: its calculation names subform `{subform}`, which does not exist"));
                }
                (Some(known), Some(field)) if known.inner(field).is_none() => {
                    say(format!("{whose}: its calculation names `{subform}.{field}`, which is no field"));
                }
                _ => {}
            }
        });
        check_operands(calculation, &beside, whose, say);
    }

    /// A question that only shows after an answer that waits for it can never be asked; a calculation of itself has no
    /// end.
    fn check_circles(&self, files: &[String], problems: &mut Vec<Problem>) {
        let mut say = |id: &FieldId, what: String| {
            let form = self.fields.get(id).map(|(form, _)| *form);
            let place = self.config.forms.iter().position(|one| Some(&one.id) == form);
            let file = place.and_then(|at| files.get(at)).cloned().unwrap_or_default();
            problems.push(Problem { file, what });
        };
        let names = |ids: &[&FieldId]| {
            let names: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
            names.join(", ")
        };
        let inputs = self.inputs();
        let mut done = BTreeSet::new();
        for start in self.fields.keys() {
            if let Some(circle) = circle_from(start, &inputs, &mut done, &mut Vec::new()) {
                say(start, format!("a circle: the calculations of {} need each other", names(&circle)));
            }
        }
        let conditions = self.conditions();
        let stuck = self.never_asked(&inputs, &conditions);
        for id in &stuck {
            let mut waits: Vec<&FieldId> = Vec::new();
            for condition in conditions.get(id).into_iter().flatten() {
                condition.fields(&mut |other| {
                    if stuck.contains(other) && !waits.contains(&other) {
                        waits.push(other);
                    }
                });
            }
            if !waits.is_empty() {
                let waits = names(&waits);
                say(
                    id,
                    format!("a circle: `{id}` can never be asked, it waits for {waits}, which waits for it"),
                );
            }
        }
    }

    /// The conditions that must hold for a field to be asked: its own, and its form's where it stands on no other.
    fn conditions(&self) -> BTreeMap<&'a FieldId, Vec<&'a Condition>> {
        let mut stands: BTreeMap<&FieldId, Vec<&Form>> = BTreeMap::new();
        for form in self.config.forms_of(self.record_type) {
            form.record_fields().for_each(|field| stands.entry(&field.id).or_default().push(form));
        }
        let of = |(id, (_, field)): (&&'a FieldId, &(&FormId, &'a Field))| {
            let form = match stands.get(*id).map(Vec::as_slice) {
                Some([only]) => only.show_if.as_ref(),
                _ => None,
            };
            (*id, field.show_if.iter().chain(form).map(|rule| &rule.0).collect())
        };
        self.fields.iter().map(of).collect()
    }

    /// Of each calculated field: what it is worked out from.
    fn inputs(&self) -> BTreeMap<&'a FieldId, BTreeSet<&'a FieldId>> {
        let mut inputs: BTreeMap<&FieldId, BTreeSet<&FieldId>> = BTreeMap::new();
        for (id, (_, field)) in &self.fields {
            let mut add = |input: &'a FieldId| _ = inputs.entry(id).or_default().insert(input);
            if let Some(rule) = &field.calculation {
                rule.0.fields(&mut add);
                rule.0.entry_fields(&mut |subform, _| add(subform));
            }
            // A subform waits for itself through a calculation of its entries that looks at the record.
            for rule in field.fields.iter().filter_map(|inner| inner.calculation.as_ref()) {
                rule.0.fields(&mut |input| {
                    let is_calculated = self.field(input).is_some_and(|input| input.calculation.is_some());
                    if field.inner(input).is_none() && is_calculated {
                        add(input);
                    }
                });
            }
        }
        inputs
    }

    /// The fields whose conditions cannot hold before they themselves are answered, by taking away those that can.
    fn never_asked(
        &self,
        inputs: &BTreeMap<&'a FieldId, BTreeSet<&'a FieldId>>,
        conditions: &BTreeMap<&'a FieldId, Vec<&'a Condition>>,
    ) -> BTreeSet<&'a FieldId> {
        let mut waiting: BTreeSet<&FieldId> = self.fields.keys().copied().collect();
        loop {
            let is_empty = |id: &FieldId| waiting.contains(id);
            let can_be_asked = |id: &&FieldId| {
                let is_calculated = self.field(id).is_some_and(|field| field.calculation.is_some());
                let of = inputs.get(*id).filter(|_| is_calculated);
                let has_input = of.is_none_or(|of| of.is_empty() || !of.iter().all(|input| is_empty(input)));
                let mut own = conditions.get(*id).into_iter().flatten();
                has_input && own.all(|condition| can_hold(condition, &is_empty))
            };
            let free: Vec<&FieldId> = waiting.iter().copied().filter(can_be_asked).collect();
            if free.is_empty() {
                return waiting;
            }
            for id in free {
                waiting.remove(id);
            }
        }
    }
}

/// Whether a condition can hold while some fields are empty and any other may be answered in any way.
fn can_hold(condition: &Condition, is_empty: &impl Fn(&FieldId) -> bool) -> bool {
    match condition {
        Condition::Compare { field, .. } | Condition::In { field, .. } => {
            !is_empty(field) || condition.holds(&|_: &FieldId| None)
        }
        Condition::All(parts) => parts.iter().all(|part| can_hold(part, is_empty)),
        Condition::Any(parts) => parts.iter().any(|part| can_hold(part, is_empty)),
        Condition::Not(part) => can_fail(part, is_empty),
    }
}

/// Whether it can be otherwise.
fn can_fail(condition: &Condition, is_empty: &impl Fn(&FieldId) -> bool) -> bool {
    match condition {
        Condition::Compare { field, .. } | Condition::In { field, .. } => {
            !is_empty(field) || !condition.holds(&|_: &FieldId| None)
        }
        Condition::All(parts) => parts.iter().any(|part| can_fail(part, is_empty)),
        Condition::Any(parts) => parts.iter().all(|part| can_fail(part, is_empty)),
        Condition::Not(part) => can_hold(part, is_empty),
    }
}

/// Depth first; what was left without a circle is not entered again.
fn circle_from<'a>(
    at: &'a FieldId,
    needs: &BTreeMap<&'a FieldId, BTreeSet<&'a FieldId>>,
    done: &mut BTreeSet<&'a FieldId>,
    way: &mut Vec<&'a FieldId>,
) -> Option<Vec<&'a FieldId>> {
    if let Some(begun) = way.iter().position(|id| *id == at) {
        return way.get(begun..).map(<[_]>::to_vec);
    }
    if !done.insert(at) {
        return None;
    }
    way.push(at);
    let found = needs.get(at).into_iter().flatten().find_map(|next| circle_from(next, needs, done, way));
    way.pop();
    found
}

/// Whether what is added up are numbers, what is joined texts, and what is counted days dates.
fn check_operands<'a>(
    calculation: &Calculation,
    beside: &impl Fn(&FieldId) -> Option<&'a Field>,
    whose: &str,
    say: &mut impl FnMut(String),
) {
    use FieldKind as K;
    let mut wanted: Vec<(&FieldId, &[FieldKind])> = Vec::new();
    match calculation {
        Calculation::Sum(data) | Calculation::Avg { data, .. } => {
            for operand in data {
                match operand {
                    Operand::Field(id) => wanted.push((id, &[K::NumericField, K::TallyField, K::Calculated])),
                    Operand::Number(_) => {}
                    Operand::Nested(inner) => check_operands(inner, beside, whose, say),
                }
            }
        }
        Calculation::Join(ids) => {
            wanted.extend(ids.iter().map(|id| (id, [K::TextField, K::Calculated].as_slice())));
        }
        Calculation::Age { born, or } => {
            wanted.push((born, &[K::DateField]));
            wanted.extend(or.iter().map(|id| (id, [K::NumericField].as_slice())));
        }
        Calculation::BirthYear(age) => wanted.push((age, &[K::NumericField])),
        Calculation::Days { from, to } => {
            for moment in [from, to] {
                if let Moment::Field(id) = moment {
                    wanted.push((id, &[K::DateField]));
                }
            }
        }
        Calculation::Pick { .. } | Calculation::Count(_) | Calculation::Union(_) => {}
    }
    for (id, kinds) in wanted {
        if let Some(field) = beside(id).filter(|field| !kinds.contains(&field.kind)) {
            let kinds: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
            let (kinds, is) = (kinds.join(" or "), field.kind.as_str());
            say(format!("{whose}: its calculation takes `{id}` as {kinds}, but it is a {is}"));
        }
    }
}

pub(super) fn check_lookup(settings: &Settings, lookup: &Lookup, say: &mut impl FnMut(String)) {
    let mut seen = BTreeSet::new();
    for option in &lookup.options {
        if !seen.insert(&option.id) {
            say(format!("option `{}` is defined twice", option.id));
        }
        check_label(settings, &format!("option `{}`", option.id), &option.label, say);
    }
}

fn check_organisations(config: &Configuration, problems: &mut Vec<Problem>) {
    let file = "organisations.toml";
    check_ids("agency", file, config.agencies.iter().map(|agency| agency.id.as_str()), problems);
    check_ids("group", file, config.groups.iter().map(|group| group.id.as_str()), problems);
    check_ids("place", "locations.csv", config.locations.iter().map(|place| place.code.as_str()), problems);
    let mut say = |file: &str, what| problems.push(Problem { file: file.to_owned(), what });
    let agencies = config.agencies.iter().map(|agency| ("agency", agency.id.as_str(), &agency.label));
    let groups = config.groups.iter().map(|group| ("group", group.id.as_str(), &group.label));
    let roles = config.roles.values().map(|role| ("role", role.id.as_str(), &role.label));
    for (what, id, label) in agencies.chain(groups) {
        check_label(&config.settings, &format!("{what} `{id}`"), label, &mut |what| say(file, what));
    }
    for (what, id, label) in roles {
        check_label(&config.settings, &format!("{what} `{id}`"), label, &mut |what| say("roles.toml", what));
    }
    let parents: BTreeMap<&String, Option<&String>> =
        config.locations.iter().map(|place| (&place.code, place.parent.as_ref())).collect();
    for place in &config.locations {
        if let Some(parent) = place.parent.as_ref().filter(|parent| !parents.contains_key(parent)) {
            say("locations.csv", format!("place `{}` lies in `{parent}`, which does not exist", place.code));
        }
        let up = |code: &&String| parents.get(code).copied().flatten();
        if std::iter::successors(place.parent.as_ref(), up)
            .take(parents.len() + 1)
            .any(|code| *code == place.code)
        {
            say("locations.csv", format!("place `{}` lies in itself", place.code));
        }
    }
}

pub(super) fn check_ids<'a>(
    what: &str,
    file: &str,
    ids: impl Iterator<Item = &'a str>,
    problems: &mut Vec<Problem>,
) {
    let mut seen = BTreeSet::new();
    for id in ids.filter(|id| !seen.insert(*id)) {
        problems.push(Problem { file: file.to_owned(), what: format!("{what} `{id}` is defined twice") });
    }
}

/// What roles and settings name must exist.
fn check_references(config: &Configuration, problems: &mut Vec<Problem>) {
    let form_ids: BTreeSet<&FormId> = config.forms.iter().map(|form| &form.id).collect();
    if !(1..=15).contains(&config.settings.idle_lock_minutes) {
        let what = "idle_lock_minutes is 1 to 15".to_owned();
        problems.push(Problem { file: "settings.toml".to_owned(), what });
    }
    for role in config.roles.values() {
        for form in role.forms.keys().filter(|form| !form_ids.contains(form)) {
            let what = format!("role `{}` names form `{form}`, which does not exist", role.id);
            problems.push(Problem { file: "roles.toml".to_owned(), what });
        }
        let is_agency = |id: &AgencyId| config.agencies.iter().any(|agency| agency.id == *id);
        let roles = role.administers_roles.iter().filter(|id| config.role(id).is_none());
        let agencies = role.administers_agencies.iter().filter(|id| !is_agency(id));
        let unknown =
            roles.map(|id| format!("role `{id}`")).chain(agencies.map(|id| format!("agency `{id}`")));
        for id in unknown {
            let what = format!("role `{}` administers {id}, which does not exist", role.id);
            problems.push(Problem { file: "roles.toml".to_owned(), what });
        }
    }
    let mut say = |what: String| problems.push(Problem { file: "settings.toml".to_owned(), what });
    let limits = config.settings.attachments;
    if !(1..=100).contains(&limits.file_mb_max) {
        say("attachments: file_mb_max is 1 to 100".to_owned());
    }
    if !(1..=1000).contains(&limits.per_record_max) {
        say("attachments: per_record_max is 1 to 1000".to_owned());
    }
    let registration = &config.settings.registration;
    for id in registration.look_by.iter().chain(&registration.ask_first) {
        let asked =
            config.forms_of(RecordType::Case).flat_map(|form| &form.fields).find(|field| field.id == *id);
        if asked.is_none_or(|field| !field.kind.is_kept() || field.kind.has_entries()) {
            say(format!("registration names `{id}`, which is no question of a form of cases"));
        }
    }
    let Settings { approvals, close_after, reopened_by, referred_from, note_form, .. } = &config.settings;
    if let Some(notes) = note_form {
        let stays = |field: &Field| field.append_only || !field.kind.is_kept();
        let form = config.form(notes).filter(|form| form.record_type == RecordType::Case);
        if form.is_none_or(|form| !form.fields.iter().all(stays)) {
            say(format!(
                "note_form names `{notes}`, which is no form of cases with nothing but entries that stay as they are"
            ));
        }
    }
    for (approval, form) in approvals {
        check_id("approval", approval.as_str(), &mut say);
        if config.form(form).is_none_or(|form| form.record_type != RecordType::Case) {
            say(format!("approvals: `{approval}` names `{form}`, which is no form of cases"));
        }
        let may = |start: &str| {
            let action = format!("{start}{approval}");
            config.roles.values().any(|role| role.may("case", &action))
        };
        if may("request_approval_") && !may("approve_") {
            say(format!(
                "approvals: `{approval}` can be asked for, but no role may answer (`approve_{approval}`)"
            ));
        }
    }
    if let Some(asked) = close_after.as_ref().filter(|asked| !approvals.contains_key(asked)) {
        say(format!("close_after names `{asked}`, which is none of the approvals"));
    }
    check_tasks(config, &mut say);
    check_stages(config, &mut say);
    check_identifiers(config, &mut say);
    for id in reopened_by {
        if config.field(RecordType::Case, id).is_none_or(|field| field.kind != FieldKind::Subform) {
            say(format!("reopened_by names `{id}`, which is no subform of a form of cases"));
        }
    }
    for (subform, asked) in referred_from {
        let entry = config.field(RecordType::Case, subform).filter(|field| field.kind == FieldKind::Subform);
        let asks = |field: &Field| field.id == *asked && field.kind == FieldKind::SelectBox;
        if !entry.is_some_and(|entry| entry.fields.iter().any(asks)) {
            say(format!(
                "referred_from names `{subform}`, whose entries are not asked `{asked}` as a choice"
            ));
        }
    }
    let Settings { referral_consent, transfer_consent, .. } = &config.settings;
    for (list, asked) in [("referral_consent", referral_consent), ("transfer_consent", transfer_consent)] {
        for id in asked {
            if config.field(RecordType::Case, id).is_none_or(|field| field.kind != FieldKind::TickBox) {
                let what = format!("{list} names `{id}`, which is no tick box of a form");
                problems.push(Problem { file: "settings.toml".to_owned(), what });
            }
        }
    }
}

/// What tasks are worked out from must be asked, as what they take it for.
fn check_tasks(config: &Configuration, say: &mut impl FnMut(String)) {
    for (id, rule) in &config.settings.tasks {
        check_id("task", id.as_str(), say);
        check_label(&config.settings, &format!("task `{id}`"), &rule.label, say);
        let subform = match &rule.each {
            Some(each) => {
                let asked = config.field(RecordType::Case, each);
                let Some(asked) = asked.filter(|field| field.kind == FieldKind::Subform) else {
                    say(format!("task `{id}` names `{each}`, which is no subform of a form of cases"));
                    continue;
                };
                Some(asked)
            }
            None => None,
        };
        let find = |field: &FieldId| match subform {
            Some(subform) => subform.fields.iter().find(|inner| inner.id == *field),
            None => config.field(RecordType::Case, field),
        };
        let is_date = |field: &Field| field.kind == FieldKind::DateField;
        let is_choice = |field: &Field| field.kind == FieldKind::SelectBox && !field.multi_select;
        let (done, chosen) = match rule.done_as {
            Some(_) => (None, Some(&rule.done)),
            None => (Some(&rule.done), None),
        };
        let dates = rule.due.iter().map(|due| &due.date).chain(done);
        for field in dates.filter(|field| !find(field).is_some_and(is_date)) {
            say(format!("task `{id}` takes `{field}` for a date, which it is not there"));
        }
        let choices = rule.due.iter().filter_map(|due| due.plus.as_ref()).chain(&rule.about).chain(chosen);
        for field in choices.filter(|field| !find(field).is_some_and(is_choice)) {
            say(format!("task `{id}` takes `{field}` for a choice, which it is not there"));
        }
        if rule.due.is_empty() {
            say(format!("task `{id}` is never due"));
        }
    }
}

fn check_stages(config: &Configuration, say: &mut impl FnMut(String)) {
    let rule = &config.settings.stages;
    let is_date = |field: &Field| field.kind == FieldKind::DateField;
    let is_choice = |field: &Field| field.kind == FieldKind::SelectBox && !field.multi_select;
    for field in rule.assessment.iter().chain(&rule.case_plan) {
        if !config.field(RecordType::Case, field).is_some_and(is_date) {
            say(format!("stages take `{field}` for a date of cases, which it is not"));
        }
    }
    let Some(services) = &rule.services else { return };
    let each = &services.each;
    let asked = config.field(RecordType::Case, each).filter(|field| field.kind == FieldKind::Subform);
    let Some(asked) = asked else {
        return say(format!("stages name `{each}`, which is no subform of a form of cases"));
    };
    let asks = |field: &FieldId, fits: &dyn Fn(&Field) -> bool| {
        asked.fields.iter().any(|inner| inner.id == *field && fits(inner))
    };
    if !asks(&services.response, &is_choice) {
        say(format!("stages take `{}` of `{each}` for a choice, which it is not", services.response));
    }
    let is_done: &dyn Fn(&Field) -> bool = if services.done_as.is_some() { &is_choice } else { &is_date };
    if !asks(&services.done, is_done) {
        say(format!("stages cannot tell by `{}` of `{each}` whether it is done", services.done));
    }
    if let Some(seen) = services.seen.as_ref().filter(|seen| !asks(seen, &is_date)) {
        say(format!("stages take `{seen}` of `{each}` for a date, which it is not"));
    }
}

fn check_identifiers(config: &Configuration, say: &mut impl FnMut(String)) {
    for (record, named) in &config.settings.identifiers {
        for id in named {
            let asked = config.forms_of(*record).flat_map(|form| &form.fields).find(|field| field.id == *id);
            let kinds = [FieldKind::TextField, FieldKind::NumericField];
            if asked.is_none_or(|field| !kinds.contains(&field.kind)) {
                let record = record.as_str();
                say(format!(
                    "identifiers name `{id}`, which is no text or number of a form of type {record}"
                ));
            }
        }
    }
}

/// All but words and what only drawing asks must agree: the field has one value wherever it stands.
fn is_same_question(one: &Field, other: &Field) -> bool {
    one.kind == other.kind
        && one.options == other.options
        && one.multi_select == other.multi_select
        && one.safety_order == other.safety_order
        && one.calculation == other.calculation
        && (one.min, one.max, one.not_future, one.exact, one.with_time)
            == (other.min, other.max, other.not_future, other.exact, other.with_time)
        && one.rows.len() == other.rows.len()
        && one.rows.iter().zip(&other.rows).all(|(a, b)| a.id == b.id)
        && one.fields.len() == other.fields.len()
        && one.fields.iter().zip(&other.fields).all(|(a, b)| a.id == b.id && is_same_question(a, b))
}

fn check_id(what: &str, id: &str, say: &mut impl FnMut(String)) {
    let is_well_formed = id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !is_well_formed {
        say(format!("{what} `{id}`: an id has small letters, digits and _ and begins with a letter"));
    }
}

fn lookup_of<'a>(config: &'a Configuration, field: &Field) -> Option<&'a Lookup> {
    match &field.options {
        Some(OptionSource::Lookup(lookup)) => config.lookups.get(lookup),
        _ => None,
    }
}

fn check_label(settings: &Settings, whose: &str, label: &Words, say: &mut impl FnMut(String)) {
    match label.0.is_empty() {
        true => say(format!("{whose} has no label")),
        false => check_said(settings, &format!("{whose} has no label"), label, say),
    }
}

/// Words said in one language are said in all of the programme's.
fn check_words(settings: &Settings, what: &str, words: &Words, say: &mut impl FnMut(String)) {
    if !words.0.is_empty() {
        check_said(settings, &format!("{what} has no words"), words, say);
    }
}

fn check_said(settings: &Settings, complaint: &str, words: &Words, say: &mut impl FnMut(String)) {
    let is_said = |language: &String| words.0.get(language).is_some_and(|words| !words.trim().is_empty());
    for language in settings.languages.iter().filter(|language| !is_said(language)) {
        say(format!("{complaint} in `{language}`"));
    }
}
