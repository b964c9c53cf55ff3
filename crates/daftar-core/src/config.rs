//! A programme's configuration: forms, lookups, locations, roles, agencies and groups.
//!
//! Read from a folder of TOML files and one CSV; an unknown key, an unknown field, a condition that can never be
//! answered or a double id is an error with file and path. What a laptop gets is a [`Slice`]: only the forms its
//! person may read. `docs/configuration.md` tells a form designer the same.

mod check;
mod read;
mod schema;

pub use check::warnings;
pub use read::{Problem, problems, read, read_role};
pub use schema::schemas;

use crate::{
    attachment,
    expr::{Calculation, Condition, Rule},
    id::{AgencyId, ApprovalId, CompartmentId, FieldId, FormId, GroupId, RoleId, TaskId},
    publish::Compartment,
    stage::StageRule,
    task::TaskRule,
    value::Value,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Words in several languages, by language code.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Words(pub BTreeMap<String, String>);

impl Words {
    /// The words in `language`, else in English, else in any language there is, else nothing.
    #[must_use]
    pub fn get(&self, language: &str) -> &str {
        let found = self.0.get(language).or_else(|| self.0.get("en")).or_else(|| self.0.values().next());
        found.map_or("", String::as_str)
    }
}

/// The types of records. One mechanism serves all five; field ids are unique within a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecordType {
    #[default]
    Case,
    Incident,
    TracingRequest,
    Family,
    RegistryRecord,
}

impl RecordType {
    /// In the order in which people list them.
    pub const ALL: [Self; 5] =
        [Self::Case, Self::Incident, Self::TracingRequest, Self::Family, Self::RegistryRecord];

    /// The standard id: name of its folder, and resource of a role's actions.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Incident => "incident",
            Self::TracingRequest => "tracing_request",
            Self::Family => "family",
            Self::RegistryRecord => "registry_record",
        }
    }

    /// The lookup of its groups of forms.
    #[must_use]
    pub fn form_groups(self) -> &'static str {
        match self {
            Self::Case => "lookup-form-group-cp-case",
            Self::Incident => "lookup-form-group-cp-incident",
            Self::TracingRequest => "lookup-form-group-cp-tracing-request",
            Self::Family => "lookup-form-group-cp-family",
            Self::RegistryRecord => "lookup-form-group-cp-registry-record",
        }
    }
}

/// The kinds of fields; stored strings are the standard ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    TextField,
    Textarea,
    NumericField,
    DateField,
    DateRange,
    TickBox,
    SelectBox,
    RadioButton,
    TallyField,
    Subform,
    /// A heading between questions.
    Separator,
    /// Worked out from other answers.
    Calculated,
    PhotoUploadBox,
    AudioUploadBox,
    DocumentUploadBox,
    Signature,
    /// A way to another form.
    LinkToForm,
    /// The file of an attachment; no form asks for it by itself.
    #[schemars(skip)]
    File,
}

impl FieldKind {
    /// The standard id.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TextField => "text_field",
            Self::Textarea => "textarea",
            Self::NumericField => "numeric_field",
            Self::DateField => "date_field",
            Self::DateRange => "date_range",
            Self::TickBox => "tick_box",
            Self::SelectBox => "select_box",
            Self::RadioButton => "radio_button",
            Self::TallyField => "tally_field",
            Self::Subform => "subform",
            Self::Separator => "separator",
            Self::Calculated => "calculated",
            Self::PhotoUploadBox => "photo_upload_box",
            Self::AudioUploadBox => "audio_upload_box",
            Self::DocumentUploadBox => "document_upload_box",
            Self::Signature => "signature",
            Self::LinkToForm => "link_to_form",
            Self::File => "file",
        }
    }

    /// Whether records keep something for it. What is not kept has no compartment.
    #[must_use]
    pub fn is_kept(self) -> bool {
        !matches!(self, Self::Separator | Self::Calculated | Self::LinkToForm)
    }

    /// Whether its answers are entries: subforms, and fields that hold attachments.
    #[must_use]
    pub fn has_entries(self) -> bool {
        self == Self::Subform || self.is_attachment()
    }

    /// Whether it holds files.
    #[must_use]
    pub fn is_attachment(self) -> bool {
        matches!(
            self,
            Self::PhotoUploadBox | Self::AudioUploadBox | Self::DocumentUploadBox | Self::Signature
        )
    }
}

/// Where a select takes its options from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OptionSource {
    /// A lookup's id.
    Lookup(String),
    /// Location codes.
    Location,
    /// Location codes of the level at which the programme reports.
    ReportingLocation,
    /// Agency codes.
    Agency,
    /// User names. A laptop knows few of them, so any user name may stand.
    User,
}

/// One question. A field that stands on several forms is defined the same on each and has one value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Field {
    pub id: FieldId,
    #[serde(rename = "type")]
    pub kind: FieldKind,
    pub label: Words,
    /// One sentence under the question.
    #[serde(default)]
    pub help: Words,
    /// Longer advice, opened on demand.
    #[serde(default)]
    pub guidance: Words,
    #[serde(default)]
    pub tick_box_label: Words,
    /// Asked for with a star; a form is not complete without it.
    #[serde(default)]
    pub required: bool,
    /// A form is not complete without it, but nobody is pressed for it.
    #[serde(default)]
    pub mandatory: bool,
    /// Shown, never typed.
    #[serde(default)]
    pub disabled: bool,
    /// Never drawn; kept for exchange.
    #[serde(default)]
    pub hidden: bool,
    /// Drawn while editing only.
    #[serde(default)]
    pub hide_on_view: bool,
    /// Belongs to the short preview of a record.
    #[serde(default)]
    pub preview: bool,
    /// Takes part in tracing matches.
    #[serde(default)]
    pub matchable: bool,
    /// Found by search.
    #[serde(default)]
    pub searchable: bool,
    /// Withheld where a record's name is withheld.
    #[serde(default)]
    pub name_hiding: bool,
    #[serde(default)]
    pub tags: Vec<String>,
    /// Offered for a new record or entry; `today` and `now` for dates.
    #[serde(default)]
    pub default: Option<Value>,
    /// On answers of the record.
    #[serde(default)]
    pub show_if: Option<Rule<Condition>>,
    /// On answers of the same entry; only inside a subform.
    #[serde(default)]
    pub show_if_entry: Option<Rule<Condition>>,
    #[serde(default)]
    pub multi_select: bool,
    #[serde(default)]
    pub options: Option<OptionSource>,
    /// An option with tags is offered while the condition of one of its tags holds.
    #[serde(default)]
    pub options_if: BTreeMap<String, Rule<Condition>>,
    /// Option ids from the most careful on: until someone chooses between two values, the first of these counts.
    #[serde(default)]
    pub safety_order: Vec<String>,
    /// A text that is a phone number.
    #[serde(default)]
    pub phone: bool,
    #[serde(default)]
    pub min: Option<i64>,
    #[serde(default)]
    pub max: Option<i64>,
    /// A date that has been, or is today.
    #[serde(default)]
    pub not_future: bool,
    /// A date that names a day, not only a month or year.
    #[serde(default)]
    pub exact: bool,
    /// A date that may have a time of day.
    #[serde(default)]
    pub with_time: bool,
    /// Rows of a tally, in reading order.
    #[serde(default)]
    pub rows: Vec<LookupOption>,
    /// A tally that shows its sum.
    #[serde(default)]
    pub total: bool,
    #[serde(default)]
    pub calculation: Option<Rule<Calculation>>,
    /// The form a link leads to.
    #[serde(default)]
    pub link: Option<FormId>,
    /// Fields of an entry; of subforms as written, of attachments empty until
    /// [`Configuration::with_attachments`] puts them in.
    #[serde(default)]
    pub fields: Vec<Field>,
    /// Fields of an entry that make its one-line summary; only for subforms.
    #[serde(default)]
    pub headline: Vec<FieldId>,
    /// Field of an entry by which entries are ordered; by their making without it.
    #[serde(default)]
    pub sort_by: Option<FieldId>,
    #[serde(default)]
    pub newest_first: bool,
    /// Field of an entry under whose values entries are gathered.
    #[serde(default)]
    pub group_by: Option<FieldId>,
    /// Entries once saved stay as they are.
    #[serde(default)]
    pub append_only: bool,
    /// Entries once saved stay.
    #[serde(default)]
    pub no_removal: bool,
    /// Empty entries that a new record begins with.
    #[serde(default)]
    pub initial_entries: u32,
    /// Only entries for which this holds are drawn here.
    #[serde(default)]
    pub entry_if: Option<Rule<Condition>>,
}

impl Field {
    /// A question with an id and a kind and nothing else.
    #[must_use]
    pub fn new(id: FieldId, kind: FieldKind) -> Self {
        Self {
            id,
            kind,
            label: Words::default(),
            help: Words::default(),
            guidance: Words::default(),
            tick_box_label: Words::default(),
            required: false,
            mandatory: false,
            disabled: false,
            hidden: false,
            hide_on_view: false,
            preview: false,
            matchable: false,
            searchable: false,
            name_hiding: false,
            tags: Vec::new(),
            default: None,
            show_if: None,
            show_if_entry: None,
            multi_select: false,
            options: None,
            options_if: BTreeMap::new(),
            safety_order: Vec::new(),
            phone: false,
            min: None,
            max: None,
            not_future: false,
            exact: false,
            with_time: false,
            rows: Vec::new(),
            total: false,
            calculation: None,
            link: None,
            fields: Vec::new(),
            headline: Vec::new(),
            sort_by: None,
            newest_first: false,
            group_by: None,
            append_only: false,
            no_removal: false,
            initial_entries: 0,
            entry_if: None,
        }
    }

    /// A field of an entry.
    #[must_use]
    pub fn inner(&self, id: &FieldId) -> Option<&Self> {
        self.fields.iter().find(|inner| inner.id == *id)
    }

    /// Subforms and attachments inside the entries of this one. Their entries lie beside those of the record and name the entry they
    /// belong to ([`crate::id::IN_ENTRY`]).
    pub fn nested(&self) -> impl Iterator<Item = &Self> {
        self.fields.iter().filter(|inner| inner.kind.has_entries())
    }

    /// Whether a form is not complete without it.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.required || self.mandatory
    }
}

/// A form: fields in the order in which they are read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Form {
    pub id: FormId,
    /// From the folder in which the form lies.
    #[serde(default)]
    #[schemars(skip)]
    pub record_type: RecordType,
    /// Option id of [`RecordType::form_groups`].
    pub group: String,
    /// Place among the forms of the record type.
    pub order: u32,
    pub label: Words,
    /// A sentence or two above the questions.
    #[serde(default)]
    pub help: Words,
    /// The form is offered only then.
    #[serde(default)]
    pub show_if: Option<Rule<Condition>>,
    pub fields: Vec<Field>,
}

impl Form {
    /// Fields of the record: those of the form, and subforms inside its subforms.
    pub fn record_fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().chain(self.fields.iter().flat_map(Field::nested))
    }
}

/// One option of a lookup, or one row of a tally.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LookupOption {
    pub id: String,
    pub label: Words,
    #[serde(default)]
    pub tags: BTreeSet<String>,
    /// Not offered any more; records that hold it keep it.
    #[serde(default)]
    pub disabled: bool,
}

/// A list of options, in the order in which they are offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lookup {
    pub id: String,
    pub options: Vec<LookupOption>,
}

/// A place; `parent` is the code of the place around it, and `level` 0 for a country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    pub code: String,
    pub parent: Option<String>,
    pub label: Words,
    pub level: u32,
}

/// How far a role reaches over records. Scopes are not ordered: a group may span agencies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Records the person owns or is assigned to; stored as `self`.
    #[serde(rename = "self")]
    Own,
    /// Records associated with one of the person's groups.
    Group,
    /// Records associated with the person's agency.
    Agency,
    /// Every record.
    All,
    /// No records; administration only.
    AdminOnly,
    /// The case of which the person is the child, and no other.
    Identified,
}

/// What a role may do with a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub enum Mode {
    /// Read.
    #[serde(rename = "r")]
    Read,
    /// Read and write.
    #[serde(rename = "rw")]
    Write,
}

/// A role: actions per resource, form rights, scope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Role {
    pub id: RoleId,
    pub label: Words,
    pub scope: Scope,
    #[serde(default)]
    pub manager: bool,
    /// Describes what a referral lends; offered as a type of referral.
    #[serde(default)]
    pub referral_authorization: bool,
    /// May know that forms exist which it may not read.
    #[serde(default)]
    pub names_withheld: bool,
    /// The roles that its holder may give and change, if it administers; none named: all that are not above it.
    #[serde(default)]
    pub administers_roles: BTreeSet<RoleId>,
    /// The agencies whose people its holder administers, within its scope; none named: all.
    #[serde(default)]
    pub administers_agencies: BTreeSet<AgencyId>,
    /// Standard action ids by resource, such as `case = ["read", "assign"]`.
    #[serde(default)]
    pub actions: BTreeMap<String, BTreeSet<String>>,
    #[serde(default)]
    pub forms: BTreeMap<FormId, Mode>,
}

impl Role {
    /// Whether the role holds `action` (or `manage`) on `resource`.
    #[must_use]
    pub fn may(&self, resource: &str, action: &str) -> bool {
        self.actions.get(resource).is_some_and(|held| held.contains(action) || held.contains("manage"))
    }

    /// Whether the role may assign records of this type to anybody.
    #[must_use]
    pub fn assigns(&self, record: RecordType) -> bool {
        let any = ["assign", "assign_within_agency", "assign_within_user_group"];
        any.into_iter().any(|action| self.may(record.as_str(), action))
    }

    /// Whether somebody with this role may come to have records by the hand of somebody with `giver`: by referral,
    /// transfer or assignment, or as the child whose case it is.
    #[must_use]
    pub fn may_be_given(&self, giver: &Self) -> bool {
        let both = |gives: &str, takes: &str| giver.may("case", gives) && self.may("case", takes);
        let assigned = |record: RecordType| giver.assigns(record) && self.may(record.as_str(), "read");
        both("referral", "receive_referral")
            || both("transfer", "receive_transfer")
            || RecordType::ALL.into_iter().any(assigned)
            || giver.may("case", "attribute") && self.scope == Scope::Identified
    }
}

/// An agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    pub id: AgencyId,
    pub label: Words,
}

/// A user group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub id: GroupId,
    pub label: Words,
}

/// Programme-wide settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The programme's name, shown at sign-in.
    pub programme: String,
    pub languages: Vec<String>,
    /// 1 to 15.
    pub idle_lock_minutes: u32,
    /// Tick boxes that must all be ticked before a referral, unless consent is overridden.
    pub referral_consent: Vec<FieldId>,
    /// The same before a transfer.
    #[serde(default)]
    pub transfer_consent: Vec<FieldId>,
    /// What supervisors approve, and the form of cases that says it.
    #[serde(default)]
    pub approvals: BTreeMap<ApprovalId, FormId>,
    /// The approval without which no case is closed.
    #[serde(default)]
    pub close_after: Option<ApprovalId>,
    /// What there is to do in a case and by when, by an id of small letters.
    #[serde(default)]
    pub tasks: BTreeMap<TaskId, TaskRule>,
    /// What tells how far a case is.
    #[serde(default)]
    pub stages: StageRule,
    /// Subforms of cases: a new entry in one of them opens a closed case again.
    #[serde(default)]
    pub reopened_by: Vec<FieldId>,
    /// Whether a new incident opens a closed case again.
    #[serde(default)]
    pub reopened_by_incidents: bool,
    /// The form of cases for notes, on which whoever may `add_note` adds entries; it has nothing but subforms whose
    /// entries stay as they are.
    #[serde(default)]
    pub note_form: Option<FormId>,
    /// Subforms of cases whose entries are services to refer for, each with the question which service it is.
    #[serde(default)]
    pub referred_from: BTreeMap<FieldId, FieldId>,
    /// Texts and numbers by type of record that no two records have in common: both carry an alert where they do.
    #[serde(default)]
    pub identifiers: BTreeMap<RecordType, Vec<FieldId>>,
    /// Level of locations at which the programme reports; 0 is a country.
    #[serde(default)]
    pub reporting_location_level: u32,
    #[serde(default)]
    pub registration: Registration,
    #[serde(default)]
    pub attachments: AttachmentLimits,
}

/// What comes before the forms of a new case.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    /// Questions by whose answers it is looked for first whether the child has a case already; none: nobody looks.
    #[serde(default)]
    pub look_by: Vec<FieldId>,
    /// Questions asked before all others: consent, and on what basis data is kept.
    #[serde(default)]
    pub ask_first: Vec<FieldId>,
    /// Whether both may be passed over.
    #[serde(default)]
    pub may_skip: bool,
}

impl Registration {
    /// Whether a new case may be registered: where nothing may be passed over, one of the first questions is answered, of
    /// those that this person may answer.
    #[must_use]
    pub fn is_satisfied(
        &self,
        may_write: impl Fn(&FieldId) -> bool,
        is_filled: impl Fn(&FieldId) -> bool,
    ) -> bool {
        let mut asked = self.ask_first.iter().filter(|field| may_write(field)).peekable();
        self.may_skip || asked.peek().is_none() || asked.any(is_filled)
    }
}

/// How much a record may hold in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AttachmentLimits {
    /// Greatest size of one file in megabytes (1,000,000 bytes), 1 to 100.
    pub file_mb_max: u32,
    /// Most attachments of one record, 1 to 1,000.
    pub per_record_max: u32,
}

impl Default for AttachmentLimits {
    fn default() -> Self {
        Self { file_mb_max: 20, per_record_max: 100 }
    }
}

/// A whole configuration, as written by its designer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Configuration {
    pub settings: Settings,
    /// In reading order.
    pub forms: Vec<Form>,
    pub lookups: BTreeMap<String, Lookup>,
    pub locations: Vec<Location>,
    pub roles: BTreeMap<RoleId, Role>,
    pub agencies: Vec<Agency>,
    pub groups: Vec<Group>,
}

impl Configuration {
    /// The same with the questions of attachments, which no designer writes and no configuration carries; for a laptop,
    /// before anything is filled in.
    #[must_use]
    pub fn with_attachments(mut self) -> Self {
        fn fill(field: &mut Field) {
            if field.kind.is_attachment() {
                field.fields = attachment::fields(field.kind);
            } else {
                field.fields.iter_mut().for_each(fill);
            }
        }
        self.forms.iter_mut().flat_map(|form| &mut form.fields).for_each(fill);
        self
    }
    /// A form by its id.
    #[must_use]
    pub fn form(&self, id: &FormId) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == *id)
    }
    /// The forms of a record type, in reading order.
    pub fn forms_of(&self, record: RecordType) -> impl Iterator<Item = &Form> {
        self.forms.iter().filter(move |form| form.record_type == record)
    }
    /// A field of a type of records by its id, wherever it stands first; also a subform inside a subform.
    #[must_use]
    pub fn field(&self, record: RecordType, id: &FieldId) -> Option<&Field> {
        self.forms_of(record).flat_map(Form::record_fields).find(|field| field.id == *id)
    }
    /// A role by its id.
    #[must_use]
    pub fn role(&self, id: &RoleId) -> Option<&Role> {
        self.roles.get(id)
    }
    /// The role's form rights; empty for an unknown role.
    #[must_use]
    pub fn rights(&self, id: &RoleId) -> BTreeMap<FormId, Mode> {
        self.role(id).map(|role| role.forms.clone()).unwrap_or_default()
    }
}

/// What one laptop knows of a configuration: the forms its person may read now, nothing of the others but,
/// where the role may know it, that they exist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slice {
    /// Number of the published version.
    pub version: u32,
    /// Only readable forms, their lookups, and roles as far as the person may use them.
    pub config: Configuration,
    /// Compartments of readable forms; their form lists name readable forms only.
    pub compartments: Vec<Compartment>,
    /// Ids and labels of withheld forms, for roles that may know of them.
    pub withheld: Vec<(FormId, Words)>,
}

impl Slice {
    /// The compartment that holds `field` of a type of records now.
    #[must_use]
    pub fn home(&self, record: RecordType, field: &FieldId) -> Option<&Compartment> {
        let mut of_type = self.compartments.iter().filter(|compartment| compartment.record_type == record);
        of_type.find(|compartment| compartment.fields.contains(field))
    }
    /// A compartment by its number.
    #[must_use]
    pub fn compartment(&self, id: CompartmentId) -> Option<&Compartment> {
        self.compartments.iter().find(|compartment| compartment.id == id)
    }
}
