//! Valid configurations of all kinds, made from a list of numbers, as dice would fall.
//!
//! A shorter list of smaller numbers makes a simpler configuration: that is how a failing one is shrunk.

use daftar_core::{
    config::{
        Agency, AttachmentLimits, Configuration, Field, FieldKind, Form, Group, Location, Lookup,
        LookupOption, Mode, OptionSource, RecordType, Registration, Role, Scope, Settings, Words,
    },
    expr::{Calculation, Comparison, Condition, Moment, Operand, Path, Rule},
    id::{AgencyId, FieldId, FormId, GroupId, RoleId},
    stage::{ServiceStages, StageRule},
    task::{Due, TaskRule},
    value::Value,
};
use std::collections::{BTreeMap, BTreeSet};

/// Words that have broken files before.
const WORDS: [&str; 14] = [
    "Plain",
    "two words",
    "with \"quotes\" and 'others'",
    "a\\b \\u0041",
    "line\nand line",
    "tab\tand\r\nreturn",
    "كلمة عربية",
    "# no comment",
    "{ } = [ ], \"\"\" '''",
    "control \u{1} and \u{7f}",
    "left :: right",
    "lookup x",
    "[[fields]]",
    "é ü ß 😀",
];

/// Ids that mean something to the other system.
const SPECIAL: [&str; 7] =
    ["status", "case_id", "owned_by", "short_id", "assessment_approved", "eq", "service_status_referred"];

pub struct Dice(std::vec::IntoIter<u32>);

impl Dice {
    pub fn new(rolls: Vec<u32>) -> Self {
        Self(rolls.into_iter())
    }

    /// A number below `sides`; 0 when there are no dice left.
    fn roll(&mut self, sides: usize) -> usize {
        self.0.next().map_or(0, |roll| roll as usize % sides.max(1))
    }

    /// One in `of` times.
    fn seldom(&mut self, of: usize) -> bool {
        self.roll(of) == of - 1
    }

    fn pick<'a, T>(&mut self, among: &'a [T]) -> &'a T {
        &among[self.roll(among.len())]
    }

    fn word(&mut self) -> String {
        (*self.pick(&WORDS)).to_owned()
    }
}

struct Maker<'d> {
    dice: &'d mut Dice,
    config: Configuration,
    /// Fields of the record type at hand that stand on forms made before, and on this one so far.
    known: Vec<Field>,
    /// Ids that are taken.
    ids: BTreeSet<FieldId>,
    count: usize,
}

/// A configuration; what reading would fill in is not filled in.
pub fn configuration(dice: &mut Dice) -> Configuration {
    let languages: Vec<String> =
        ["en", "ar", "pt-BR", "fr"].iter().take(1 + dice.roll(4)).map(|one| (*one).to_owned()).collect();
    let config = Configuration {
        settings: Settings {
            programme: dice.word(),
            languages,
            idle_lock_minutes: 1 + u32::try_from(dice.roll(15)).unwrap(),
            referral_consent: Vec::new(),
            transfer_consent: Vec::new(),
            approvals: BTreeMap::new(),
            close_after: None,
            reopened_by: Vec::new(),
            tasks: BTreeMap::new(),
            stages: StageRule::default(),
            reopened_by_incidents: dice.roll(2) == 1,
            note_form: None,
            referred_from: BTreeMap::new(),
            identifiers: BTreeMap::new(),
            reporting_location_level: u32::try_from(dice.roll(3)).unwrap(),
            registration: Registration::default(),
            attachments: AttachmentLimits::default(),
        },
        forms: Vec::new(),
        lookups: BTreeMap::new(),
        locations: Vec::new(),
        roles: BTreeMap::new(),
        agencies: Vec::new(),
        groups: Vec::new(),
    };
    let mut maker = Maker { dice, config, known: Vec::new(), ids: BTreeSet::new(), count: 0 };
    maker.lookups();
    maker.places();
    maker.organisations();
    maker.forms();
    maker.consent();
    maker.roles();
    maker.config
}

impl Maker<'_> {
    fn words(&mut self) -> Words {
        let languages = self.config.settings.languages.clone();
        let mut words: BTreeMap<String, String> =
            languages.into_iter().map(|language| (language, self.dice.word())).collect();
        match self.dice.roll(20) {
            17 => _ = words.insert("de".to_owned(), String::new()),
            18 => _ = words.insert("de".to_owned(), "mehr".to_owned()),
            19 => _ = words.insert("no language".to_owned(), "more".to_owned()),
            _ => {}
        }
        Words(words)
    }

    fn some_words(&mut self) -> Words {
        if self.dice.seldom(3) { self.words() } else { Words::default() }
    }

    fn options(&mut self, least: usize) -> Vec<LookupOption> {
        let ids = ["a", "b", "true", "false", "1", "with blanks", "é/..", ""];
        let count = least + self.dice.roll(5);
        let mut options: Vec<LookupOption> = Vec::new();
        for id in ids.iter().take(count) {
            let label = self.words();
            let tags = if self.dice.seldom(3) { [self.dice.word()].into() } else { BTreeSet::new() };
            options.push(LookupOption { id: (*id).to_owned(), label, tags, disabled: self.dice.seldom(4) });
        }
        options
    }

    fn lookups(&mut self) {
        let ids = ["lookup-one", "Lookup-One", "look/../up", "lookup x y", "", "lookup-form-group-cp-case"];
        for id in ids.iter().take(1 + self.dice.roll(6)) {
            let options = self.options(1);
            self.config.lookups.insert((*id).to_owned(), Lookup { id: (*id).to_owned(), options });
        }
    }

    fn places(&mut self) {
        for nth in 0..self.dice.roll(6) {
            let inside = self.dice.roll(nth + 1);
            let parent = inside.checked_sub(1).map(|at| format!("P{at}"));
            let names = ["Plain", "two words", "مكان", "a::b", "\"quoted\""];
            let mut label = BTreeMap::new();
            for language in ["en", "ar", "x"].iter().take(self.dice.roll(4)) {
                label.insert((*language).to_owned(), (*self.dice.pick(&names)).to_owned());
            }
            let level = u32::try_from(self.dice.roll(8)).unwrap();
            self.config.locations.push(Location {
                code: format!("P{nth}"),
                parent,
                label: Words(label),
                level,
            });
        }
    }

    fn organisations(&mut self) {
        for nth in 0..self.dice.roll(3) {
            let label = self.words();
            self.config.agencies.push(Agency { id: AgencyId(format!("agency {nth}")), label });
        }
        for nth in 0..self.dice.roll(3) {
            let label = self.words();
            self.config.groups.push(Group { id: GroupId(format!("group-{nth}")), label });
        }
    }

    fn forms(&mut self) {
        for record in RecordType::ALL {
            self.known.clear();
            self.ids.clear();
            let mut order = 0;
            for _ in 0..self.dice.roll(4) {
                order += [1, 10, 0, 999, 1000, 70_000][self.dice.roll(6)];
                self.form(record, order);
            }
        }
    }

    fn form(&mut self, record: RecordType, order: u32) {
        self.count += 1;
        let id = match self.dice.roll(12) {
            10 => format!("record_owner{}", "_owner".repeat(self.count))
                .replace("_owner_owner", "s_record_owner"),
            11 => format!("long_{}_{}", self.count, "x".repeat(130)),
            _ => format!("form_{}", self.count),
        };
        let id = if self.config.forms.iter().any(|form| form.id.0 == id) {
            format!("{id}_{}", self.count)
        } else {
            id
        };
        let groups = self.config.lookups.get(record.form_groups()).cloned();
        let group = match groups {
            Some(groups) => self.dice.pick(&groups.options).id.clone(),
            None => ["", "group", "two words"][self.dice.roll(3)].to_owned(),
        };
        let show_if = if self.dice.seldom(4) { self.condition(&self.known.clone(), 0) } else { None };
        let mut fields = Vec::new();
        for _ in 0..self.dice.roll(7) {
            fields.push(self.record_field(&fields));
        }
        let (label, help) = (self.words(), self.some_words());
        self.known.extend(fields.iter().cloned());
        self.config.forms.push(Form {
            id: FormId(id),
            record_type: record,
            group,
            order,
            label,
            help,
            show_if,
            fields,
        });
    }

    fn record_field(&mut self, here: &[Field]) -> Field {
        let again: Vec<Field> =
            self.known.iter().filter(|known| known.kind != FieldKind::LinkToForm).cloned().collect();
        let is_here = |field: &Field| {
            here.iter().flat_map(|one| std::iter::once(one).chain(one.nested())).any(|one| one.id == field.id)
        };
        // The same question on another form: said otherwise, drawn otherwise.
        if !again.is_empty() && self.dice.seldom(6) {
            let known = self.dice.pick(&again).clone();
            if !is_here(&known) && known.nested().all(|nested| !is_here(nested)) {
                let (label, help) = (self.words(), self.some_words());
                return Field { label, help, hidden: self.dice.seldom(2), ..known };
            }
        }
        let id = self.id();
        let mut visible = self.known.clone();
        visible.extend(here.iter().cloned());
        self.field(id, &visible, None, 0)
    }

    fn id(&mut self) -> FieldId {
        self.count += 1;
        let special = FieldId::from(*self.dice.pick(&SPECIAL));
        let id = match self.dice.roll(8) {
            6 if !self.ids.contains(&special) => special,
            7 => FieldId(format!("f{}_age", self.count)),
            _ => FieldId(format!("f{}", self.count)),
        };
        self.ids.insert(id.clone());
        id
    }

    /// `entry`: fields before it in the same entry.
    fn field(&mut self, id: FieldId, record: &[Field], entry: Option<&[Field]>, depth: usize) -> Field {
        use FieldKind as K;
        let kinds = [
            K::TextField,
            K::Textarea,
            K::NumericField,
            K::DateField,
            K::DateRange,
            K::TickBox,
            K::SelectBox,
            K::RadioButton,
            K::TallyField,
            K::Separator,
            K::PhotoUploadBox,
            K::AudioUploadBox,
            K::DocumentUploadBox,
            K::Signature,
            K::Calculated,
            K::Subform,
            K::LinkToForm,
        ];
        let kind = match *self.dice.pick(&kinds) {
            kind if kind.has_entries() && depth > 1 => K::TickBox,
            K::LinkToForm if depth > 0 => K::Separator,
            kind => kind,
        };
        let mut field = Field::new(id, kind);
        self.fill_plain(&mut field, record, entry);
        self.fill_kind(&mut field, record, entry, depth);
        field
    }

    fn fill_plain(&mut self, field: &mut Field, record: &[Field], entry: Option<&[Field]>) {
        field.label = self.words();
        field.help = self.some_words();
        field.guidance = self.some_words();
        field.required = self.dice.seldom(3) && field.kind.is_kept();
        field.mandatory = self.dice.seldom(3) && field.kind.is_kept();
        for flag in [
            &mut field.disabled,
            &mut field.hidden,
            &mut field.hide_on_view,
            &mut field.preview,
            &mut field.matchable,
            &mut field.searchable,
            &mut field.name_hiding,
        ] {
            *flag = self.dice.seldom(4);
        }
        if self.dice.seldom(5) {
            field.tags = vec![self.dice.word(), "tag".to_owned()];
        }
        if self.dice.seldom(3) {
            field.show_if = self.condition(record, 0);
        }
        if let Some(entry) = entry.filter(|_| self.dice.seldom(3)) {
            field.show_if_entry = self.condition(entry, 0);
        }
    }

    fn fill_kind(&mut self, field: &mut Field, record: &[Field], entry: Option<&[Field]>, depth: usize) {
        use FieldKind as K;
        match field.kind {
            K::TextField => {
                field.phone = self.dice.seldom(3);
                let word = if field.phone { "+962 777".to_owned() } else { self.dice.word() };
                field.default = self.dice.seldom(3).then_some(Value::Text(word));
            }
            K::NumericField => {
                field.min = self.dice.seldom(3).then_some(0);
                field.max = self.dice.seldom(3).then_some(90);
                field.default = self.dice.seldom(3).then_some(Value::Int(7));
            }
            K::DateField => {
                field.not_future = self.dice.seldom(2);
                field.exact = self.dice.seldom(3);
                field.with_time = self.dice.seldom(3);
                let day = *self.dice.pick(&["today", "now", "2020-02-29"]);
                field.default = self.dice.seldom(3).then(|| Value::Text(day.to_owned()));
            }
            K::DateRange => field.not_future = self.dice.seldom(2),
            K::TickBox => {
                field.tick_box_label = self.some_words();
                field.default = self.dice.seldom(3).then(|| Value::Bool(self.dice.seldom(2)));
            }
            K::SelectBox | K::RadioButton => self.fill_choice(field, entry.unwrap_or(record)),
            K::TallyField => {
                field.rows = self.options(1);
                field.total = self.dice.seldom(2);
                let row = field.rows[0].id.clone();
                field.default = self.dice.seldom(4).then(|| Value::Tally([(row, 3)].into()));
            }
            K::Calculated => {
                let calculation = self.calculation(record, entry);
                field.calculation = Some(Rule(calculation));
            }
            K::LinkToForm => match self.config.forms.last().map(|form| (form.record_type, form.id.clone())) {
                // Only a form of the same type, which is the last one unless this is the type's first form.
                Some((_, id)) if !self.known.is_empty() => field.link = Some(id),
                _ => field.kind = K::Separator,
            },
            K::Subform => self.fill_subform(field, record, depth),
            _ => {}
        }
    }

    fn fill_choice(&mut self, field: &mut Field, beside: &[Field]) {
        field.multi_select = field.kind == FieldKind::SelectBox && self.dice.seldom(3);
        let lookups: Vec<Lookup> = self.config.lookups.values().cloned().collect();
        let lookup = self.dice.pick(&lookups).clone();
        field.options = Some(match self.dice.roll(8) {
            4 => OptionSource::Location,
            5 => OptionSource::ReportingLocation,
            6 => OptionSource::Agency,
            7 => OptionSource::User,
            _ => OptionSource::Lookup(lookup.id.clone()),
        });
        if !matches!(field.options, Some(OptionSource::Lookup(_))) {
            return;
        }
        let ids: Vec<String> = lookup.options.iter().map(|option| option.id.clone()).collect();
        if self.dice.seldom(3) {
            field.safety_order = ids.clone();
        }
        if self.dice.seldom(3) {
            field.default = Some(match field.multi_select {
                true => Value::Many(ids.iter().take(1 + self.dice.roll(3)).cloned().collect()),
                false => Value::Text(self.dice.pick(&ids).clone()),
            });
        }
        for tag in lookup.options.iter().flat_map(|option| &option.tags) {
            if let Some(rule) = self.condition(beside, 0).filter(|_| self.dice.seldom(2)) {
                field.options_if.insert(tag.clone(), rule);
            }
        }
    }

    fn fill_subform(&mut self, field: &mut Field, record: &[Field], depth: usize) {
        for nth in 0..=self.dice.roll(4) {
            let before = field.fields.clone();
            let mut inner = self.field(FieldId(format!("inner_{nth}")), record, Some(&before), depth + 1);
            if inner.kind.has_entries() {
                inner.id = self.id();
            }
            field.fields.push(inner);
        }
        let named: Vec<FieldId> =
            field.fields.iter().filter(|one| !one.kind.has_entries()).map(|one| one.id.clone()).collect();
        if let Some(last) = named.last() {
            field.headline = named.iter().take(self.dice.roll(3)).cloned().collect();
            field.sort_by = self.dice.seldom(2).then(|| last.clone());
            field.group_by = self.dice.seldom(3).then(|| last.clone());
        }
        field.newest_first = self.dice.seldom(2);
        field.append_only = self.dice.seldom(3);
        field.no_removal = self.dice.seldom(3);
        field.initial_entries = u32::try_from(self.dice.roll(3)).unwrap();
        let fields = field.fields.clone();
        field.entry_if = if self.dice.seldom(4) { self.condition(&fields, 0) } else { None };
    }

    /// A condition on some of these fields; none if none of them can be asked.
    fn condition(&mut self, fields: &[Field], depth: usize) -> Option<Rule<Condition>> {
        self.part(fields, depth).map(Rule)
    }

    fn part(&mut self, fields: &[Field], depth: usize) -> Option<Condition> {
        if depth < 3 {
            match self.dice.roll(6) {
                3 => return Some(Condition::Not(Box::new(self.part(fields, depth + 1)?))),
                4 => {
                    let parts = (0..=self.dice.roll(3)).map(|_| self.part(fields, depth + 1));
                    return Some(Condition::All(parts.collect::<Option<_>>()?));
                }
                5 => {
                    let parts = (0..=self.dice.roll(3)).map(|_| self.part(fields, depth + 1));
                    return Some(Condition::Any(parts.collect::<Option<_>>()?));
                }
                _ => {}
            }
        }
        let can_be_asked = |field: &&Field| field.kind.is_kept() && !field.kind.has_entries();
        let fields: Vec<&Field> = fields.iter().filter(can_be_asked).collect();
        if fields.is_empty() {
            return None;
        }
        let field = *self.dice.pick(&fields);
        Some(self.comparison(field))
    }

    fn comparison(&mut self, field: &Field) -> Condition {
        use FieldKind as K;
        let orders = [Comparison::Eq, Comparison::Gt, Comparison::Ge, Comparison::Lt, Comparison::Le];
        let any = *self.dice.pick(&orders);
        let lookup = match &field.options {
            Some(OptionSource::Lookup(id)) => self.config.lookups.get(id).cloned(),
            _ => None,
        };
        let (how, with) = match (field.kind, lookup) {
            (K::NumericField, _) if self.dice.seldom(4) => (Comparison::Eq, Value::Text("5".to_owned())),
            (K::NumericField, _) => (any, Value::Int(5)),
            (K::DateField, _) => (any, Value::Text("2020-01-01".to_owned())),
            (K::TickBox, _) => (Comparison::Eq, Value::Bool(true)),
            (K::TextField | K::Textarea, _) => (Comparison::Eq, Value::Text(self.dice.word())),
            (K::SelectBox | K::RadioButton, Some(lookup)) => {
                let ids: Vec<String> = lookup.options.into_iter().map(|option| option.id).collect();
                if self.dice.seldom(3) {
                    let among = ids.into_iter().take(1 + self.dice.roll(2)).collect();
                    return Condition::In { field: field.id.clone(), among };
                }
                (Comparison::Eq, Value::Text(self.dice.pick(&ids).clone()))
            }
            _ => (Comparison::Eq, Value::Bool(false)),
        };
        Condition::Compare { how, field: field.id.clone(), with }
    }

    fn calculation(&mut self, record: &[Field], entry: Option<&[Field]>) -> Calculation {
        let beside = entry.unwrap_or(record);
        let of = |kind: FieldKind| {
            let ids = beside.iter().filter(move |field| field.kind == kind).map(|field| field.id.clone());
            ids.collect::<Vec<_>>()
        };
        let (numbers, texts, days) =
            (of(FieldKind::NumericField), of(FieldKind::TextField), of(FieldKind::DateField));
        let subforms: Vec<&Field> = record.iter().filter(|field| field.kind == FieldKind::Subform).collect();
        let sum = |data: Vec<Operand>| Calculation::Sum(data);
        let mut operands: Vec<Operand> = numbers.iter().cloned().map(Operand::Field).collect();
        operands.push(Operand::Number(2));
        match self.dice.roll(9) {
            1 => {
                Calculation::Avg { data: operands, decimal_places: u8::try_from(self.dice.roll(7)).unwrap() }
            }
            2 => Calculation::Join(texts),
            3 if !days.is_empty() => {
                Calculation::Age { born: self.dice.pick(&days).clone(), or: numbers.first().cloned() }
            }
            4 if !days.is_empty() => {
                Calculation::Days { from: Moment::Field(self.dice.pick(&days).clone()), to: Moment::Today }
            }
            5 if !subforms.is_empty() && entry.is_none() => {
                let subform = *self.dice.pick(&subforms);
                let inner = subform.fields.iter().filter(|inner| !inner.kind.has_entries());
                let ids: Vec<FieldId> = inner.map(|inner| inner.id.clone()).collect();
                match ids.is_empty() {
                    true => Calculation::Count(subform.id.clone()),
                    false => Calculation::Pick {
                        subform: subform.id.clone(),
                        by: ids[0].clone(),
                        take: self.dice.pick(&ids).clone(),
                        newest: self.dice.seldom(2),
                    },
                }
            }
            6 if !subforms.is_empty() => Calculation::Count(self.dice.pick(&subforms).id.clone()),
            7 => {
                let choices = record.iter().filter(|field| field.kind == FieldKind::SelectBox);
                let own = choices.map(|field| Path { subform: None, field: field.id.clone() });
                let of_entries = subforms.iter().flat_map(|subform| {
                    let chosen = subform.fields.iter().filter(|inner| inner.kind == FieldKind::SelectBox);
                    chosen.map(|inner| Path { subform: Some(subform.id.clone()), field: inner.id.clone() })
                });
                let paths: Vec<Path> = own.chain(of_entries).collect();
                if entry.is_some() || paths.is_empty() { sum(operands) } else { Calculation::Union(paths) }
            }
            8 => {
                let avg = Calculation::Avg { data: operands.clone(), decimal_places: 1 };
                operands.push(Operand::Nested(Box::new(avg)));
                if let Some(day) = days.first() {
                    let days = Calculation::Days { from: Moment::Today, to: Moment::Field(day.clone()) };
                    operands.push(Operand::Nested(Box::new(days)));
                }
                sum(operands)
            }
            _ => sum(operands),
        }
    }

    fn consent(&mut self) {
        let boxes = self.config.forms_of(RecordType::Case).flat_map(|form| &form.fields);
        let boxes = boxes.filter(|field| field.kind == FieldKind::TickBox).map(|field| field.id.clone());
        let boxes: Vec<_> = boxes.take(self.dice.roll(3)).collect();
        self.config.settings.transfer_consent = boxes.iter().take(self.dice.roll(2)).cloned().collect();
        self.config.settings.referral_consent = boxes;
        let forms: Vec<_> = self.config.forms_of(RecordType::Case).map(|form| form.id.clone()).collect();
        let asked = forms.into_iter().take(self.dice.roll(2));
        self.config.settings.approvals = asked.map(|form| ("case_plan".into(), form)).collect();
        self.config.settings.close_after = self.config.settings.approvals.keys().next().cloned();
        let subforms = self.config.forms_of(RecordType::Case).flat_map(|form| &form.fields);
        let subforms = subforms.filter(|field| field.kind == FieldKind::Subform);
        self.config.settings.reopened_by = subforms.map(|field| field.id.clone()).take(1).collect();
        let texts = self.config.forms_of(RecordType::Case).flat_map(|form| &form.fields);
        let texts = texts.filter(|field| field.kind == FieldKind::TextField).map(|field| field.id.clone());
        let texts: Vec<_> = texts.take(self.dice.roll(3)).collect();
        if !texts.is_empty() {
            self.config.settings.identifiers.insert(RecordType::Case, texts);
        }
        self.tasks();
    }

    fn tasks(&mut self) {
        let of = |fields: &[Field], kind: FieldKind| {
            let found = fields.iter().find(|field| field.kind == kind && !field.multi_select);
            found.map(|field| field.id.clone())
        };
        let asked: Vec<Field> =
            self.config.forms_of(RecordType::Case).flat_map(|form| form.fields.clone()).collect();
        let subforms = asked.iter().filter(|field| field.kind == FieldKind::Subform);
        let places = [(None, asked.as_slice())].into_iter();
        for (each, fields) in places.chain(subforms.map(|field| (Some(&field.id), field.fields.as_slice()))) {
            let Some(date) = of(fields, FieldKind::DateField) else { continue };
            let choice = of(fields, FieldKind::SelectBox);
            let as_choice = choice.clone().filter(|_| self.dice.roll(2) == 0);
            let rule = TaskRule {
                label: self.words(),
                each: each.cloned(),
                due: vec![Due {
                    date: date.clone(),
                    plus: choice.clone().filter(|_| self.dice.roll(2) == 0),
                }],
                done_as: as_choice.as_ref().map(|_| self.dice.word()),
                done: as_choice.unwrap_or_else(|| date.clone()),
                about: choice.clone(),
                soon_days: u32::try_from(self.dice.roll(9)).unwrap(),
            };
            let id = format!("task_{}", self.config.settings.tasks.len());
            self.config.settings.tasks.insert(id.as_str().into(), rule);
            let stages = &mut self.config.settings.stages;
            match (each, choice) {
                (None, _) => stages.case_plan = Some(date),
                (Some(each), Some(response)) => {
                    let (seen, done, done_as) = (Some(date.clone()), date, None);
                    let each = each.clone();
                    stages.services = Some(ServiceStages { each, response, seen, done, done_as });
                }
                _ => {}
            }
        }
    }

    fn roles(&mut self) {
        let scopes =
            [Scope::Own, Scope::Group, Scope::Agency, Scope::All, Scope::AdminOnly, Scope::Identified];
        let forms: Vec<FormId> = self.config.forms.iter().map(|form| form.id.clone()).collect();
        for nth in 0..self.dice.roll(4) {
            let id = RoleId(format!("role {nth}"));
            let mut actions = BTreeMap::new();
            for resource in ["case", "objects", "two words"].iter().take(self.dice.roll(4)) {
                let held =
                    ["read", "write", "manage"].iter().take(self.dice.roll(4)).map(|one| (*one).to_owned());
                actions.insert((*resource).to_owned(), held.collect());
            }
            let mut modes = BTreeMap::new();
            for form in &forms {
                if self.dice.seldom(2) {
                    modes.insert(form.clone(), *self.dice.pick(&[Mode::Read, Mode::Write]));
                }
            }
            let role = Role {
                id: id.clone(),
                label: self.words(),
                scope: *self.dice.pick(&scopes),
                manager: self.dice.seldom(2),
                referral_authorization: self.dice.seldom(2),
                names_withheld: self.dice.seldom(2),
                administers_roles: Default::default(),
                administers_agencies: Default::default(),
                actions,
                forms: modes,
            };
            self.config.roles.insert(id, role);
        }
    }
}
