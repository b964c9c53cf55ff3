//! What screens show and what they hand back: plain data, generated as TypeScript for the window.
//!
//! Views are worded for people where wording depends on rules (ages, dates, option labels); the window never
//! works out a permission, a condition or an age from them.

mod administration;
mod dashboard;
mod history;
mod list;
mod today;

pub use administration::*;
pub use dashboard::*;
pub use history::*;
pub use list::*;
pub use today::*;

use daftar_core::{config::RecordType, value::Value};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A field's value as the window sees it: `null`, boolean, number, string or a sorted list of strings.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ValueView(
    #[ts(type = "null | boolean | number | string | string[] | { [row: string]: number }")] pub Value,
);

/// A type of records as the window names it.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecordTypeView(
    #[ts(type = "\"case\" | \"incident\" | \"tracing_request\" | \"family\" | \"registry_record\"")]
    pub  RecordType,
);

/// The first screen: who may sign in on this laptop.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct SignInView {
    /// Name of the programme, if anybody is enrolled here.
    pub programme: Option<String>,
    pub people: Vec<PersonChoiceView>,
    /// Fewest characters a new password must have here (12 where there is no keyring, else 8).
    pub password_length_min: u32,
    /// Language used last on this laptop: `en` or `ar`.
    pub language: String,
}

/// One person who has a vault on this laptop.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct PersonChoiceView {
    pub user_name: String,
    /// The vault's header cannot be read; signing in will explain.
    pub damaged: bool,
}

/// The signed-in person and what the frame of the window needs.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct SessionView {
    pub user_name: String,
    pub agency: String,
    pub role: String,
    pub programme: String,
    /// Types of records that this person may read or register, in the order of the rail.
    pub records: Vec<RecordsView>,
    pub line: LineView,
    /// Minutes without a key or pointer after which the window locks.
    pub idle_lock_minutes: u32,
    /// Whether this person may search the whole programme.
    pub searches_beyond: bool,
    /// Whether this person administers anything.
    pub administers: bool,
    /// Whether their role has any numbers.
    pub counts: bool,
}

/// One type of records, as far as the signed-in person has to do with it.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct RecordsView {
    pub record: RecordTypeView,
    pub may_create: bool,
    /// Whether this person may ever assign such records to others; only cases yet.
    pub may_assign: bool,
}

/// The foot of the rail: contact with the relay and work not yet sent.
#[derive(Clone, Default, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct LineView {
    /// Unix milliseconds; none before the first contact.
    #[ts(type = "number | null")]
    pub last_contact_at_ms: Option<i64>,
    /// Changes and acts waiting to be sent.
    pub waiting: u32,
    pub cases: u32,
    /// Items that need this person: two values, refused acts, late edits.
    pub to_settle: u32,
    /// Records whose rows in lists and tasks are still those of a former configuration or program.
    pub to_derive: u32,
}

/// The way that cases go, in words, and where on it one is.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct StagesView {
    pub steps: Vec<String>,
    pub at: u32,
}

/// One row of the case list.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct CaseRowView {
    pub case_id: String,
    pub case_id_display: String,
    /// None: never filled. Withheld names have `name_withheld` set instead.
    pub name: Option<String>,
    pub name_withheld: bool,
    pub age: Option<u32>,
    /// The age is about right: shown with `~`.
    pub age_about: bool,
    /// Option id of `sex`, for the mark; `sex_label` for people.
    pub sex_label: Option<String>,
    /// Stored id: `high`, `medium`, `low`.
    pub risk: Option<String>,
    pub risk_label: Option<String>,
    pub stage_label: Option<String>,
    pub owner: String,
    /// `open`, `closed` or `disabled`; worded by the message `status-…`.
    pub status: String,
    #[ts(type = "number")]
    pub changed_at_ms: i64,
    pub two_values: bool,
    pub unsent: bool,
    pub pending: bool,
    pub refused: bool,
    /// How many flags are open.
    pub flags: u32,
    /// Whether others wrote in this person's case since they looked at it.
    pub news: bool,
    /// Whether another record has an identifier of this one, and this person has not told the two apart.
    pub same_id: bool,
    /// When this person's access ends by itself, if it does within a week.
    #[ts(type = "number | null")]
    pub ends_at_ms: Option<i64>,
    /// What stands in the columns that were asked for.
    pub cells: Vec<String>,
    /// Why it was found, where the name does not tell: "Nickname: mina".
    pub hit: Option<String>,
}

/// A case page: head, forms, referrals. For a new case `case_id` is none and every field is empty.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct CaseView {
    pub record: RecordTypeView,
    pub case_id: Option<String>,
    pub case_id_display: String,
    pub name: Option<String>,
    /// "Girl, about 11 years", in the person's language.
    pub who: Option<String>,
    pub risk: Option<String>,
    pub risk_label: Option<String>,
    pub owner: String,
    /// `open`, `closed` or `disabled`; worded by the message `status-…`.
    pub status: String,
    /// Why nothing may be written in it as it is: a code, worded by the message `error-…`.
    pub locked: Option<String>,
    pub forms: Vec<FormView>,
    /// Labels of forms that exist and are not shared with this role (never for a referral's recipient).
    pub withheld: Vec<String>,
    pub pending: Vec<PendingView>,
    pub referrals: Vec<ReferralView>,
    pub transfers: Vec<TransferView>,
    pub requests: Vec<RequestView>,
    pub glasses: Vec<GlassView>,
    pub flags: Vec<FlagView>,
    pub approvals: Vec<ApprovalView>,
    pub late_edits: Vec<LateEditView>,
    /// Records of this laptop with an identifier of this one.
    pub same_ids: Vec<SameIdView>,
    pub links: LinksView,
    /// The child as a user of the programme, where it is one.
    pub attributed: Option<String>,
    pub actions: Vec<ActionView>,
    /// People with access to this case, as far as this laptop knows: user names.
    pub seen_by: Vec<String>,
    /// Unix milliseconds of a draft kept for this case, with its form edits.
    pub draft: Option<DraftView>,
    /// How far a case is; none of other records and of a case not registered yet.
    pub stages: Option<StagesView>,
    /// What conditions and calculations say of the saved answers.
    pub consequences: ConsequencesView,
    /// What a new record begins with; empty for one that is there.
    pub begin: Vec<EditRequest>,
    /// Empty entries that a new record begins with.
    pub begin_entries: Vec<BeginEntryView>,
    /// Changes whenever the lists of options have to be asked for again.
    pub lists_mark: String,
    /// What comes before the forms; of a new case only, where anything does.
    pub registration: Option<RegistrationView>,
    /// Files that the draft holds, by the value that stands in its edits.
    pub drafted_files: std::collections::BTreeMap<String, FileView>,
}

/// What comes before the forms of a new case. Fields stand on the page's forms; those this person may not write are
/// left out.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct RegistrationView {
    /// Questions by whose answers it is looked for whether the child is here already.
    pub look_by: Vec<String>,
    /// Questions asked before all others: consent, and on what basis data is kept.
    pub ask_first: Vec<String>,
    /// Whether both may be passed over.
    pub may_skip: bool,
}

/// A case of this laptop that may be of the same child.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct LikelyView {
    pub row: CaseRowView,
    /// What agrees, most telling first: `name`, `sound`, `id`, `birth`, `age`, `sex`; worded by the message `same-…`.
    pub same: Vec<String>,
}

/// Another record of this laptop with the same identifier.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct SameIdView {
    pub field_id: String,
    pub label: String,
    pub row: CaseRowView,
    /// This person said that they are two.
    pub told_apart: bool,
    pub may_tell_apart: bool,
}

/// Says that two records are two whatever they have in common under a field, or takes it back.
#[derive(Clone, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TellApartRequest {
    pub case_id: String,
    pub other_id: String,
    pub field_id: String,
    pub is_told: bool,
}

/// What an attachment's file is.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct FileView {
    pub name: String,
    /// Such as `image/jpeg` or `application/pdf`.
    pub media_type: String,
    /// Bytes.
    #[ts(type = "number")]
    pub size: u64,
    /// Whether it has a small picture.
    pub small: bool,
    /// Whether its bytes are on this laptop.
    pub here: bool,
    /// Whether its bytes have not reached the relay.
    pub unsent: bool,
}

/// A file that was taken over: the edits that attach it, and what it is.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct AttachedView {
    pub entry_id: String,
    /// Makes the entry; to be saved with everything else that was typed.
    pub edits: Vec<EditRequest>,
    pub file: FileView,
}

/// A file offered to a field; its bytes are the body of the call.
#[derive(Clone, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AttachRequest {
    pub record: RecordTypeView,
    pub field_id: String,
    /// The entry that the field stands in, if it stands in one.
    pub outer: Option<String>,
    /// As the file is called where it came from.
    pub name: String,
}

/// Asks for the bytes of a file.
#[derive(Clone, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FileRequest {
    /// None: of a case not yet registered.
    pub case_id: Option<String>,
    pub field_id: String,
    pub entry_id: String,
    /// The value that stands in the draft's edits, of a file not saved yet.
    pub drafted: Option<String>,
    /// The small picture instead of the whole.
    pub small: bool,
}

/// Asks for options of a list that is too long to be sent whole.
#[derive(Clone, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OptionsRequest {
    pub list: String,
    /// What was typed: beginnings of words of a label in any language, or of a code. Empty: the first of the list.
    pub search: String,
    /// At most 100.
    pub limit: u32,
    /// Asks for these instead, in this order, offered or not.
    pub ids: Vec<String>,
}

/// An entry to begin with.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct BeginEntryView {
    pub subform_id: String,
    pub entry_id: String,
}

/// What conditions and calculations say. A spot is `subform/entry/field`; the first two are empty for a field of the
/// record, the second alone for a field in every entry of the subform.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct ConsequencesView {
    /// Spots of questions that are not asked now.
    pub hidden: Vec<String>,
    /// Entries that their subform does not draw.
    pub undrawn: Vec<String>,
    pub calculated: Vec<CalculatedView>,
    /// Typed dates as they were understood, where that is not what was typed.
    pub understood: Vec<UnderstoodView>,
    /// Questions whose options are filtered.
    pub offered: Vec<OfferedView>,
    pub forms: Vec<FormStatusView>,
    /// Why a new record could not be registered like this: a code, worded by the message `error-…`.
    pub refused: Option<String>,
}

/// A value that was worked out, in words.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct CalculatedView {
    pub spot: String,
    pub shown: String,
}

/// A typed date as it was understood.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct UnderstoodView {
    pub spot: String,
    /// `YYYY[-MM[-DD]]`; ranges with a `/`.
    pub date: String,
    /// It was worked out from an age.
    pub about: bool,
}

/// The ids of the options offered at a spot.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct OfferedView {
    pub spot: String,
    pub options: Vec<String>,
}

/// How far a form is.
#[derive(Clone, PartialEq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct FormStatusView {
    pub form_id: String,
    /// Its condition holds.
    pub shown: bool,
    pub state: FormState,
    /// Questions that a complete form answers, and how many of them are answered.
    pub asked: u32,
    pub answered: u32,
}

/// A list of options by its id.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct OptionListsView {
    /// As [`CaseView::lists_mark`].
    pub mark: String,
    pub lists: std::collections::BTreeMap<String, Vec<OptionView>>,
    /// Lists too long to be sent: asked for by `find_options`.
    pub long: Vec<String>,
}

/// One form of a case page.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct FormView {
    pub form_id: String,
    pub label: String,
    pub help: Option<String>,
    pub group_label: String,
    pub may_write: bool,
    pub two_values: bool,
    pub unsent: bool,
    pub fields: Vec<FieldView>,
    /// Who changed something on this form last, and when.
    pub last_changed_by: Option<String>,
    #[ts(type = "number | null")]
    pub last_changed_at_ms: Option<i64>,
}

/// How far a form is.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum FormState {
    Empty,
    Begun,
    Complete,
    /// Something was typed that does not fit.
    Error,
}

/// One field with its present value.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct FieldView {
    pub field_id: String,
    /// Standard id of its type, such as `text_field` or `subform`.
    pub kind: String,
    pub multi_select: bool,
    pub label: String,
    pub help: Option<String>,
    /// Longer advice, opened on demand.
    pub guidance: Option<String>,
    /// Label of the tick box itself.
    pub tick_box_label: Option<String>,
    pub required: bool,
    /// Shown, never typed: by its form, or because this person may only read it.
    pub disabled: bool,
    /// Drawn while editing only.
    pub hide_on_view: bool,
    /// A date that may have a time of day.
    pub with_time: bool,
    /// Id of the list of options, as `option_lists` has it.
    pub list: Option<String>,
    /// Chosen options that are not offered any more; they stay until somebody changes the answer.
    pub outdated: Vec<OptionView>,
    /// Rows of a tally.
    pub rows: Vec<OptionView>,
    /// A tally that shows its sum.
    pub total: bool,
    /// The form a link leads to.
    pub link: Option<String>,
    /// None: never filled.
    pub value: Option<ValueView>,
    /// The value in words: option labels, a date as read; empty when there is none.
    pub shown: String,
    /// Set when two or more people wrote different values at once; the first is the one lists show.
    pub two_values: Vec<VersionView>,
    /// A narrative that two people wrote at the same time and nobody has read since.
    pub written_by_two: bool,
    pub unsent: bool,
    /// What is done with entries; only for subforms.
    pub entry_rules: Option<EntryRulesView>,
    /// Fields of one entry and their defaults; only for subforms.
    pub entry_fields: Vec<FieldView>,
    /// Entries in the subform's order; only for subforms.
    pub entries: Vec<EntryView>,
}

/// What may be done with the entries of a subform.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct EntryRulesView {
    /// Saved entries stay as they are.
    pub append_only: bool,
    /// Saved entries stay.
    pub no_removal: bool,
}

/// One choice of a select.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct OptionView {
    pub id: String,
    pub label: String,
    /// What tells it from others of the same name: the places around a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub detail: Option<String>,
}

/// One of several values written at the same time.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct VersionView {
    pub value: ValueView,
    pub shown: String,
    pub author: String,
    /// Whether the signed-in person wrote it.
    pub mine: bool,
    #[ts(type = "number")]
    pub at_ms: i64,
}

/// One entry of a subform.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct EntryView {
    pub entry_id: String,
    /// One-line summary for the folded card.
    pub headline: String,
    /// What the entry is gathered under, in words; none if the subform does not group its entries.
    pub group: Option<String>,
    pub fields: Vec<FieldView>,
    /// Removed by one person and changed by another: keep or remove.
    pub removed: Option<RemovedView>,
    pub unsent: bool,
    /// Of an attachment.
    pub file: Option<FileView>,
}

/// Who removed an entry that somebody else changed.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct RemovedView {
    pub author: String,
    #[ts(type = "number")]
    pub at_ms: i64,
}

/// An act that waits for the relay, or that it refused.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct PendingView {
    pub act_id: String,
    /// Stored id of the act's type, such as `referral.offer`; worded by the message `act-…`.
    pub act: String,
    #[ts(type = "number")]
    pub at_ms: i64,
    /// Set when refused: the code, worded by the message `error-…`.
    pub refused: Option<String>,
}

/// A referral of this case, as far as this person may know of it.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct ReferralView {
    pub referral_id: String,
    /// None: somebody outside the programme, whom the note names.
    pub to: Option<String>,
    pub by: String,
    /// Stored id: `in_progress`, `accepted`, `done`, `revoked`, `rejected`.
    pub status: String,
    /// Label of the role whose forms are lent.
    pub type_label: String,
    /// Shared although the case did not record the consent that is asked for.
    pub overridden: bool,
    #[ts(type = "number")]
    pub at_ms: i64,
    /// When it ends by itself.
    #[ts(type = "number | null")]
    pub until_ms: Option<i64>,
    /// The service that it is for, as its entry is called.
    pub service: Option<String>,
    /// What was said with it, and with its answer.
    pub note: Option<String>,
    pub answer: Option<String>,
    pub may_accept: bool,
    pub may_reject: bool,
    pub may_finish: bool,
    pub may_revoke: bool,
}

/// An offer of the case itself, as far as this person may know of it.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct TransferView {
    pub transfer_id: String,
    /// None: another programme, which the note names.
    pub to: Option<String>,
    pub by: String,
    /// Stored id: `in_progress`, `accepted`, `revoked`, `rejected`.
    pub status: String,
    /// As in [`ReferralView`].
    pub overridden: bool,
    #[ts(type = "number")]
    pub at_ms: i64,
    pub note: Option<String>,
    pub answer: Option<String>,
    pub may_accept: bool,
    pub may_reject: bool,
    pub may_revoke: bool,
}

/// Somebody's request for the case.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct RequestView {
    pub request_id: String,
    pub by: String,
    /// Stored id: `in_progress`, `accepted` (the case was offered to them), `rejected`, `revoked` (taken back).
    pub status: String,
    #[ts(type = "number")]
    pub at_ms: i64,
    pub note: Option<String>,
    pub answer: Option<String>,
    /// Whether this person may offer them the case.
    pub may_offer: bool,
    pub may_reject: bool,
    /// Asked by this person, who may take it back.
    pub is_own: bool,
}

/// Somebody's emergency access to the case.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct GlassView {
    pub glass_id: String,
    pub by: String,
    pub why: Option<String>,
    #[ts(type = "number")]
    pub at_ms: i64,
    #[ts(type = "number")]
    pub until_ms: i64,
    pub active: bool,
    pub may_end: bool,
}

/// What a record is tied to.
#[derive(Clone, Default, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct LinksView {
    /// From either end, by type of record.
    pub links: Vec<LinkView>,
    /// What may be tied to it.
    pub offers: Vec<LinkOfferView>,
    /// Whether an incident may be begun for it.
    pub may_add_incident: bool,
}

/// A tie between two records, told from one of them.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct LinkView {
    pub link_id: String,
    /// The other record.
    pub record: RecordTypeView,
    pub case_id: String,
    pub case_id_display: String,
    /// What it is called in lists; none if it has no name, or is not on this laptop.
    pub name: Option<String>,
    pub is_here: bool,
    /// The trace, or the family's member, in one line.
    pub entry: Option<String>,
    pub by: String,
    #[ts(type = "number")]
    pub at_ms: i64,
    pub state: LinkState,
    pub may_end: bool,
}

/// Whether the relay knows of a tie, or of its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum LinkState {
    Stands,
    Pending,
    Ending,
}

/// Records of a type that may be tied to one.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct LinkOfferView {
    pub record: RecordTypeView,
    /// Entries of which one is meant: the traces of a tracing request.
    pub entries: Vec<LinkEntryView>,
}

/// An entry that a tie may name.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct LinkEntryView {
    pub entry_id: String,
    pub label: String,
}

/// What a search beyond one's reach showed, likeliest first.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct FoundCasesView {
    pub hits: Vec<FoundCaseView>,
}

/// A case that a search beyond one's reach showed.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct FoundCaseView {
    pub case_id: String,
    pub case_id_display: String,
    pub name: Option<String>,
    /// "Girl, about 11 years".
    pub who: Option<String>,
    pub owner: String,
    pub agency: String,
    /// It is on this laptop.
    pub is_here: bool,
    pub may_ask: bool,
    /// Whether this person may take emergency access.
    pub may_break: bool,
}

/// A flag, as far as this person may know of it; the latest first, open ones before resolved ones.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct FlagView {
    pub flag_id: String,
    /// None: what it says does not open here.
    pub about: Option<String>,
    pub by: String,
    #[ts(type = "number")]
    pub at_ms: i64,
    pub resolved: Option<ResolvedView>,
    pub may_edit: bool,
    pub may_resolve: bool,
}

/// How a flag was resolved.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct ResolvedView {
    pub by: String,
    pub how: Option<String>,
}

/// An approval that was asked for, or that this person may ask for.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct ApprovalView {
    pub approval: String,
    pub form_id: String,
    /// What the form is called.
    pub label: String,
    /// None: nobody asked yet.
    pub request: Option<ApprovalRequestView>,
    /// The form as it is shown; handed back with an approval.
    pub heads: String,
    pub may_request: bool,
    pub may_answer: bool,
}

/// The latest request for an approval, and its answer.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct ApprovalRequestView {
    pub request_id: String,
    pub by: String,
    #[ts(type = "number")]
    pub at_ms: i64,
    /// Stored id: `pending`, `approved`, `rejected`.
    pub status: String,
    /// The form has changed since it was asked about or approved.
    pub superseded: bool,
    pub answered_by: Option<String>,
    #[ts(type = "number | null")]
    pub answered_at_ms: Option<i64>,
    pub comment: Option<String>,
    /// The kind of this person's answer that waits to be sent: `approval.approve` or `approval.reject`.
    pub waiting_answer: Option<String>,
}

/// An edit that was set aside.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct LateEditView {
    pub quarantine_id: String,
    pub author: String,
    /// Why: `access_ended`, `case_closed`, `case_disabled`, `device_retired`, `seq_conflict`.
    pub code: String,
    #[ts(type = "number")]
    pub at_ms: i64,
    pub fields: Vec<LateFieldView>,
}

/// One field of a late edit.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct LateFieldView {
    pub label: String,
    pub before: String,
    pub after: String,
}

/// What can be made of a case.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    Close,
    Reopen,
    /// Puts it out of use.
    Disable,
    Enable,
}

/// Something this person could do with the case; greyed with a reason when not now.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct ActionView {
    /// `refer`, `transfer`, `request_transfer`, `assign`, `flag`, `close`, `reopen`, `disable`, `enable`, `attribute`, `print`; worded by the message `action-…`.
    pub action: String,
    /// None: allowed. Else the code, worded by the message `error-…`.
    pub refused: Option<String>,
}

/// Unsaved edits kept encrypted across lock and crash.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct DraftView {
    #[ts(type = "number")]
    pub at_ms: i64,
    pub edits: Vec<EditRequest>,
}

/// One edit the person made on a page. Sent together by *save* as one change.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EditRequest {
    /// The field, or the field inside `entry`; none only for `removed`.
    pub field_id: Option<String>,
    pub value: Option<ValueView>,
    /// Subform field and entry (a UUID; a new one adds the entry).
    pub subform_id: Option<String>,
    pub entry_id: Option<String>,
    /// Removes the entry.
    pub removed: bool,
}

/// What saving did.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct SavedView {
    pub case_id: String,
    pub case_id_display: String,
    /// Field errors; when there are any, nothing was written.
    pub errors: Vec<FieldErrorView>,
    /// Cases that may be of the same child and were not ruled out; when there are any, nothing was written.
    pub likely: Vec<LikelyView>,
}

/// A value that does not fit.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct FieldErrorView {
    pub field_id: String,
    pub entry_id: Option<String>,
    /// Worded by the message `error-…`.
    pub code: String,
}

/// Somebody the case could be referred or assigned to.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct RecipientView {
    pub user_name: String,
    pub agency: String,
    pub role_label: String,
    /// The place where they work.
    pub place: Option<String>,
    /// Option ids of the services that they offer.
    pub services: Vec<String>,
}

/// What the refer dialog offers.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct ReferOptionsView {
    pub recipients: Vec<RecipientView>,
    pub types: Vec<ReferTypeView>,
    /// Services of the case that it can be referred for, as its form lists them.
    pub services: Vec<ServiceView>,
    /// Whether the case's consent form allows it: none when it does, else the code.
    pub refused: Option<String>,
    /// Whether this person may go without the consent that is asked for.
    pub may_override: bool,
}

/// A service of the case.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct ServiceView {
    pub entry_id: String,
    pub label: String,
    /// Option id of which service it is.
    pub service: Option<String>,
}

/// One type of referral: a role whose forms are lent.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct ReferTypeView {
    pub role_id: String,
    pub label: String,
    /// Labels of forms lent to read, and to write.
    pub reads: Vec<String>,
    pub writes: Vec<String>,
}

/// Who the case can be offered to.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct TransferOptionsView {
    pub recipients: Vec<RecipientView>,
    /// As in [`ReferOptionsView`].
    pub refused: Option<String>,
    /// As in [`ReferOptionsView`].
    pub may_override: bool,
}

/// Who can be given the case as its new owner.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct AssignOptionsView {
    pub recipients: Vec<RecipientView>,
}

/// What assigning several cases came to.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct AssignedView {
    pub assigned: u32,
    /// Those that may not be, with the code, worded by the message `error-…`.
    pub refused: Vec<NotAssignedView>,
}

/// A case that may not be assigned.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct NotAssignedView {
    pub case_id_display: String,
    pub code: String,
}

/// What one sync did, in counts and bytes (HTTP bodies).
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub struct SyncReportView {
    pub pushed: u32,
    pub pulled: u32,
    pub refused: Vec<RefusedView>,
    pub bytes_up: u32,
    pub bytes_down: u32,
    pub round_trips: u32,
}

/// One item the relay did not take.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct RefusedView {
    pub code: String,
    pub message: String,
}

/// The sync panel.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct SyncPanelView {
    pub line: LineView,
    pub relay: Option<String>,
    /// Cases with something waiting, refused, or whose access ended, latest first; at most 200.
    pub items: Vec<SyncItemView>,
    pub last_report: Option<SyncReportView>,
}

/// One line of the sync panel.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
#[serde(rename_all = "camelCase")]
pub struct SyncItemView {
    pub case_id: Option<String>,
    /// The child's name or the short id; for access that ended only the short id.
    pub title: String,
    /// `waiting`, `pending`, `refused`, `ended`, `late_edit`, `two_values`; worded by the message `sync-state-…`.
    pub state: String,
    /// Code of a refusal or reason of an end, worded by `error-…` or `ended-…`.
    pub reason: Option<String>,
    #[ts(type = "number")]
    pub at_ms: i64,
    pub count: u32,
}

/// An error as the window gets it; the sentence comes from the message `error-` + code with dashes.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct ErrorView {
    pub code: String,
    /// Arguments for the sentence, never values of a record: numbers, dates, user names.
    pub args: std::collections::BTreeMap<String, String>,
}
