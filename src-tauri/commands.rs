//! The typed bridge. `bridge!` lists every command once and makes from that list the handler, the TypeScript command
//! map, and a compile-time check of the signatures.

use crate::Shell;
use daftar_app::core::{
    ActId, AdminDeed, ApprovalId, CaseId, Consent, Deed, DeviceNo, EntryId, FieldId, FormId, QuarantineId,
    RoleId, TaskId, UserName,
};
use daftar_app::{AppError, Casebook, Lending, LineId, Offer, Target, vault::Password, view::*};
use serde::Deserialize;
use std::{path::Path, str::FromStr};
use tauri::{
    AppHandle, Manager as _, State,
    ipc::{InvokeBody, Request, Response},
};
use ts_rs::TS;

type Answer<T> = Result<T, ErrorView>;

/// One bridge call as TypeScript sees it.
#[derive(TS)]
#[ts(export)]
#[allow(dead_code)] // never made: it only describes
pub struct Call<A: TS, R: TS> {
    pub args: A,
    pub ret: R,
}

macro_rules! arguments {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty),* })*) => {
        $($(#[$doc])*
        #[derive(Deserialize, TS)]
        #[ts(export)]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        pub struct $name { $(pub $field: $kind),* })*
    };
}

arguments! {
    NoArgs {}
    EnrolArgs { code: String, password: String }
    SignInArgs { user_name: String, password: String }
    LanguageArgs { language: String }
    PasswordArgs { old: String, new: String }
    CaseArgs { case_id: String }
    FolderArgs { folder: String }
    RecordArgs { record: RecordTypeView }
    TaskArgs { case_id: String, kind: String, entry_id: Option<String> }
    NewCaseArgs { record: RecordTypeView, of: Option<String> }
    EditsArgs { case_id: Option<String>, record: RecordTypeView, of: Option<String>, edits: Vec<EditRequest> }
    SaveArgs { case_id: Option<String>, record: RecordTypeView, edits: Vec<EditRequest>, ruled_out: Vec<String>, of: Option<String> }
    LikelyArgs { edits: Vec<EditRequest> }
    ResolveArgs {
        case_id: String,
        field_id: String,
        subform_id: Option<String>,
        entry_id: Option<String>,
        value: ValueView
    }
    EntryArgs { case_id: String, subform_id: String, entry_id: String, keep: bool }
    ReferArgs {
        case_id: String,
        to: Option<String>,
        role: Option<String>,
        service: Option<String>,
        until: Option<String>,
        note: String,
        despite_consent: bool
    }
    TransferArgs { case_id: String, to: Option<String>, note: String, despite_consent: bool }
    AnswerArgs { referral_id: String, answer: ReferralAnswer, words: String }
    AnswerTransferArgs { transfer_id: String, answer: TransferAnswer, words: String }
    AskForCaseArgs { case_id: String, note: String }
    SearchBeyondArgs { query: String }
    BreakGlassArgs { case_id: String, why: String, hours: u32 }
    GlassArgs { glass_id: String }
    RejectRequestArgs { request_id: String, words: String }
    AssignArgs { case_id: String, to: String, note: String }
    AssignAllArgs { case_ids: Vec<String>, to: String }
    LinkArgs { case_id: String, to: String, entry: Option<String> }
    UnlinkArgs { link_id: String }
    AttributeArgs { case_id: String, to: Option<String> }
    StandingArgs { case_id: String, standing: Standing }
    FlagArgs { case_id: String, about: String }
    AnswerFlagArgs { flag_id: String, answer: FlagAnswer, text: String }
    RequestArgs { case_id: String, approval: String }
    AnswerRequestArgs { request_id: String, approve: bool, heads: String, comment: String }
    LateArgs { quarantine_id: String, adopt: bool }
    UserArgs { user_name: String }
    RevokeArgs { device: u32, lost: bool }
}

/// What one can say to a referral.
#[derive(Clone, Copy, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum ReferralAnswer {
    Accept,
    Reject,
    Done,
    Revoke,
}

/// What one can do with a flag.
#[derive(Clone, Copy, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum FlagAnswer {
    Edit,
    Resolve,
}

/// What one can say to a transfer.
#[derive(Clone, Copy, Deserialize, TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum TransferAnswer {
    Accept,
    Reject,
    Revoke,
}

fn id<T: FromStr>(text: &str) -> Result<T, AppError> {
    text.parse().map_err(|_| AppError::new("not_found"))
}

fn case_or_new(id_text: Option<&str>) -> Result<Option<CaseId>, AppError> {
    id_text.map(id).transpose()
}

/// What was typed into a box that may stay empty.
fn said(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

fn asserted(despite_consent: bool) -> Consent {
    if despite_consent { Consent::Overridden } else { Consent::Given }
}

fn offer(to: Option<String>, despite_consent: bool, note: &str) -> Offer {
    let consent = asserted(despite_consent);
    Offer { to: to.map(UserName), consent, note: said(note).map(str::to_owned) }
}

fn page(book: &Casebook, case: CaseId) -> Answer<CaseView> {
    Ok(book.case_view(case)?)
}

/// The page after an act that may take the case away.
fn page_if_here(book: &Casebook, case: CaseId) -> Answer<Option<CaseView>> {
    match book.case_view(case) {
        Err(error) if error.code == "not_found" => Ok(None),
        view => Ok(Some(view?)),
    }
}

// `async` puts a command on a worker thread; a plain one would block the window while the disk turns.

#[tauri::command(async)]
fn sign_in_options(shell: State<'_, Shell>, _args: NoArgs) -> Answer<SignInView> {
    Ok(shell.app.sign_in_view()?)
}

#[tauri::command(async)]
fn enrol(shell: State<'_, Shell>, args: EnrolArgs) -> Answer<SessionView> {
    let book = shell.app.enrol(&args.code, &Password::new(args.password))?;
    shell.app.keep_language(&book)?;
    let view = book.session_view()?;
    shell.open(Some(book));
    Ok(view)
}

#[tauri::command(async)]
fn sign_in(shell: State<'_, Shell>, args: SignInArgs) -> Answer<SessionView> {
    let book = shell.app.sign_in(&UserName(args.user_name), &Password::new(args.password))?;
    shell.app.keep_language(&book)?;
    let view = book.session_view()?;
    shell.open(Some(book));
    Ok(view)
}

#[tauri::command(async)]
fn lock(shell: State<'_, Shell>, _args: NoArgs) -> Answer<()> {
    shell.open(None);
    Ok(())
}

#[tauri::command(async)]
fn session(shell: State<'_, Shell>, _args: NoArgs) -> Answer<Option<SessionView>> {
    Ok(shell.book().ok().map(|book| book.session_view()).transpose()?)
}

#[tauri::command(async)]
fn line(shell: State<'_, Shell>, _args: NoArgs) -> Answer<LineView> {
    Ok(shell.book()?.line_view()?)
}

#[tauri::command(async)]
fn set_language(shell: State<'_, Shell>, args: LanguageArgs) -> Answer<()> {
    shell.app.set_language(&args.language)?;
    if let Ok(book) = shell.book() {
        book.set_language(&args.language)?;
    }
    Ok(())
}

#[tauri::command(async)]
fn change_password(shell: State<'_, Shell>, args: PasswordArgs) -> Answer<()> {
    let user = shell.book()?.user().clone();
    Ok(shell.app.change_password(&user, &Password::new(args.old), &Password::new(args.new))?)
}

#[tauri::command(async)]
fn list_cases(shell: State<'_, Shell>, args: CaseListRequest) -> Answer<CaseListView> {
    Ok(shell.book()?.list_view(&args)?)
}

#[tauri::command(async)]
fn new_case(shell: State<'_, Shell>, args: NewCaseArgs) -> Answer<CaseView> {
    Ok(shell.book()?.new_case_view(args.record.0, case_or_new(args.of.as_deref())?)?)
}

#[tauri::command(async)]
fn open_case(shell: State<'_, Shell>, args: CaseArgs) -> Answer<CaseView> {
    Ok(shell.book()?.open_view(id(&args.case_id)?)?)
}

#[tauri::command(async)]
fn save_case(shell: State<'_, Shell>, args: SaveArgs) -> Answer<SavedView> {
    let ruled_out: Vec<CaseId> = args.ruled_out.iter().filter_map(|id| id.parse().ok()).collect();
    let case = case_or_new(args.case_id.as_deref())?;
    Ok(shell.book()?.save_view(
        case,
        args.record.0,
        &args.edits,
        &ruled_out,
        case_or_new(args.of.as_deref())?,
    )?)
}

#[tauri::command(async)]
fn likely_cases(shell: State<'_, Shell>, args: LikelyArgs) -> Answer<Vec<LikelyView>> {
    Ok(shell.book()?.likely(&args.edits, &[])?)
}

#[tauri::command(async)]
fn find_options(shell: State<'_, Shell>, args: OptionsRequest) -> Answer<Vec<OptionView>> {
    Ok(shell.book()?.find_options(&args)?)
}

/// The body is the request (JSON on one line), a line end, and the file's bytes.
#[tauri::command(async)]
fn attach(shell: State<'_, Shell>, request: Request<'_>) -> Answer<AttachedView> {
    let unreadable = || AppError::new("failed");
    let InvokeBody::Raw(body) = request.body() else { return Err(unreadable().into()) };
    let end = body.iter().position(|byte| *byte == b'\n').ok_or_else(unreadable)?;
    let (asked, file) = body.split_at(end);
    let asked: AttachRequest = serde_json::from_slice(asked).map_err(|_| unreadable())?;
    Ok(shell.book()?.attach(&asked, file.get(1..).unwrap_or_default())?)
}

#[tauri::command(async)]
fn file_bytes(shell: State<'_, Shell>, args: FileRequest) -> Answer<Response> {
    let bytes = shell.book()?.file_bytes(&args)?;
    Ok(Response::new(bytes.to_vec()))
}

#[tauri::command(async)]
fn save_copy(app: AppHandle, shell: State<'_, Shell>, args: FileRequest) -> Answer<String> {
    let folder = app.path().download_dir().map_err(|_| AppError::new("copy_failed"))?;
    Ok(shell.book()?.save_copy(&args, &folder)?)
}

#[tauri::command(async)]
fn keep_draft(shell: State<'_, Shell>, args: EditsArgs) -> Answer<()> {
    let (case, of) = (case_or_new(args.case_id.as_deref())?, case_or_new(args.of.as_deref())?);
    Ok(shell.book()?.keep_draft(case, args.record.0, of, &args.edits)?)
}

#[tauri::command(async)]
fn consequences(shell: State<'_, Shell>, args: EditsArgs) -> Answer<ConsequencesView> {
    Ok(shell.book()?.consequences(case_or_new(args.case_id.as_deref())?, &args.edits)?)
}

#[tauri::command(async)]
fn option_lists(shell: State<'_, Shell>, _args: NoArgs) -> Answer<OptionListsView> {
    Ok(shell.book()?.option_lists()?)
}

#[tauri::command(async)]
fn new_entry_id(shell: State<'_, Shell>, _args: NoArgs) -> Answer<String> {
    Ok(shell.book()?.make_entry_id().to_string())
}

#[tauri::command(async)]
fn resolve_field(shell: State<'_, Shell>, args: ResolveArgs) -> Answer<CaseView> {
    let book = shell.book()?;
    let case = id(&args.case_id)?;
    let field = FieldId(args.field_id);
    let target = match (args.subform_id, args.entry_id) {
        (Some(subform), Some(entry)) => {
            Target::EntryField { subform: FieldId(subform), entry: id::<EntryId>(&entry)?, field }
        }
        _ => Target::Field(field),
    };
    book.resolve(case, target, args.value.0)?;
    page(&book, case)
}

#[tauri::command(async)]
fn settle_entry(shell: State<'_, Shell>, args: EntryArgs) -> Answer<CaseView> {
    let book = shell.book()?;
    let case = id(&args.case_id)?;
    let target =
        Target::Entry { subform: FieldId(args.subform_id), entry: id(&args.entry_id)?, keep: args.keep };
    book.resolve(case, target, Default::default())?;
    page(&book, case)
}

#[tauri::command(async)]
fn refer_options(shell: State<'_, Shell>, args: CaseArgs) -> Answer<ReferOptionsView> {
    Ok(shell.book()?.refer_options(id(&args.case_id)?)?)
}

#[tauri::command(async)]
fn refer(shell: State<'_, Shell>, args: ReferArgs) -> Answer<CaseView> {
    let book = shell.book()?;
    let case = id(&args.case_id)?;
    let service = args.service.as_deref().map(id).transpose()?;
    let lending = Lending { lends: args.role.map(RoleId), service, until: args.until };
    book.refer(case, &offer(args.to, args.despite_consent, &args.note), lending)?;
    page(&book, case)
}

#[tauri::command(async)]
fn answer_referral(shell: State<'_, Shell>, args: AnswerArgs) -> Answer<Option<CaseView>> {
    let book = shell.book()?;
    let referral: ActId = id(&args.referral_id)?;
    let act = book.answer_worded(referral, said(&args.words), |referral, words| match args.answer {
        ReferralAnswer::Accept => Deed::ReferralAccept { referral },
        ReferralAnswer::Reject => Deed::ReferralReject { referral, why: words },
        ReferralAnswer::Done => Deed::ReferralDone { referral, note: words },
        ReferralAnswer::Revoke => Deed::ReferralRevoke { referral },
    })?;
    page_if_here(&book, act.case)
}

#[tauri::command(async)]
fn transfer_options(shell: State<'_, Shell>, args: CaseArgs) -> Answer<TransferOptionsView> {
    Ok(shell.book()?.transfer_options(id(&args.case_id)?)?)
}

#[tauri::command(async)]
fn transfer(shell: State<'_, Shell>, args: TransferArgs) -> Answer<CaseView> {
    let book = shell.book()?;
    let case = id(&args.case_id)?;
    book.transfer(case, &offer(args.to, args.despite_consent, &args.note))?;
    page(&book, case)
}

#[tauri::command(async)]
fn answer_transfer(shell: State<'_, Shell>, args: AnswerTransferArgs) -> Answer<Option<CaseView>> {
    let book = shell.book()?;
    let transfer = id(&args.transfer_id)?;
    let act = book.answer_worded(transfer, said(&args.words), |transfer, why| match args.answer {
        TransferAnswer::Accept => Deed::TransferAccept { transfer },
        TransferAnswer::Reject => Deed::TransferReject { transfer, why },
        TransferAnswer::Revoke => Deed::TransferRevoke { transfer },
    })?;
    page_if_here(&book, act.case)
}

#[tauri::command(async)]
fn ask_for_case(shell: State<'_, Shell>, args: AskForCaseArgs) -> Answer<CaseView> {
    let book = shell.book()?;
    let act = book.request_transfer(id(&args.case_id)?, said(&args.note))?;
    page(&book, act.case)
}

#[tauri::command(async)]
fn search_beyond(shell: State<'_, Shell>, args: SearchBeyondArgs) -> Answer<FoundCasesView> {
    Ok(shell.book()?.search_beyond(&args.query)?)
}

#[tauri::command(async)]
fn ask_for_found(shell: State<'_, Shell>, args: AskForCaseArgs) -> Answer<()> {
    shell.book()?.ask_for_found(id(&args.case_id)?, said(&args.note))?;
    Ok(())
}

#[tauri::command(async)]
fn break_glass(shell: State<'_, Shell>, args: BreakGlassArgs) -> Answer<()> {
    shell.book()?.break_glass(id(&args.case_id)?, &args.why, args.hours)?;
    Ok(())
}

#[tauri::command(async)]
fn end_glass(shell: State<'_, Shell>, args: GlassArgs) -> Answer<Option<CaseView>> {
    let book = shell.book()?;
    let act = book.end_glass(id(&args.glass_id)?)?;
    page_if_here(&book, act.case)
}

#[tauri::command(async)]
fn reject_request(shell: State<'_, Shell>, args: RejectRequestArgs) -> Answer<CaseView> {
    let book = shell.book()?;
    let request = id(&args.request_id)?;
    let reject = |request, why| Deed::RequestReject { request, why };
    let act = book.answer_worded(request, said(&args.words), reject)?;
    page(&book, act.case)
}

#[tauri::command(async)]
fn link(shell: State<'_, Shell>, args: LinkArgs) -> Answer<CaseView> {
    let book = shell.book()?;
    let entry = args.entry.as_deref().map(id).transpose()?;
    let act = book.link(id(&args.case_id)?, id(&args.to)?, entry)?;
    page(&book, act.case)
}

#[tauri::command(async)]
fn unlink(shell: State<'_, Shell>, args: UnlinkArgs) -> Answer<CaseView> {
    let book = shell.book()?;
    let act = book.unlink(id(&args.link_id)?)?;
    page(&book, act.case)
}

#[tauri::command(async)]
fn attribute(shell: State<'_, Shell>, args: AttributeArgs) -> Answer<CaseView> {
    let book = shell.book()?;
    let act = book.attribute(id(&args.case_id)?, args.to.map(UserName))?;
    page(&book, act.case)
}

#[tauri::command(async)]
fn child_options(shell: State<'_, Shell>, _args: NoArgs) -> Answer<AssignOptionsView> {
    Ok(shell.book()?.child_options()?)
}

#[tauri::command(async)]
fn set_standing(shell: State<'_, Shell>, args: StandingArgs) -> Answer<CaseView> {
    let book = shell.book()?;
    let act = book.set_standing(id(&args.case_id)?, args.standing)?;
    page(&book, act.case)
}

#[tauri::command(async)]
fn add_flag(shell: State<'_, Shell>, args: FlagArgs) -> Answer<CaseView> {
    let book = shell.book()?;
    let act = book.flag(id(&args.case_id)?, &args.about)?;
    page(&book, act.case)
}

#[tauri::command(async)]
fn answer_flag(shell: State<'_, Shell>, args: AnswerFlagArgs) -> Answer<CaseView> {
    let book = shell.book()?;
    let flag = id(&args.flag_id)?;
    let act = match args.answer {
        FlagAnswer::Edit => book.edit_flag(flag, &args.text)?,
        FlagAnswer::Resolve => book.resolve_flag(flag, &args.text)?,
    };
    page(&book, act.case)
}

#[tauri::command(async)]
fn request_approval(shell: State<'_, Shell>, args: RequestArgs) -> Answer<CaseView> {
    let book = shell.book()?;
    let act = book.request_approval(id(&args.case_id)?, &ApprovalId(args.approval))?;
    page(&book, act.case)
}

#[tauri::command(async)]
fn answer_request(shell: State<'_, Shell>, args: AnswerRequestArgs) -> Answer<CaseView> {
    let book = shell.book()?;
    let request = id(&args.request_id)?;
    let comment = Some(args.comment.trim()).filter(|comment| !comment.is_empty());
    let act = match args.approve {
        true => book.approve(request, Some(&args.heads), comment)?,
        false => book.reject_approval(request, comment)?,
    };
    page(&book, act.case)
}

#[tauri::command(async)]
fn assign_options(shell: State<'_, Shell>, args: RecordArgs) -> Answer<AssignOptionsView> {
    Ok(shell.book()?.assign_options(args.record.0)?)
}

#[tauri::command(async)]
fn assign(shell: State<'_, Shell>, args: AssignArgs) -> Answer<CaseView> {
    let book = shell.book()?;
    let case = id(&args.case_id)?;
    book.assign(case, &UserName(args.to), said(&args.note))?;
    page(&book, case)
}

#[tauri::command(async)]
fn assign_all(shell: State<'_, Shell>, args: AssignAllArgs) -> Answer<AssignedView> {
    let cases = args.case_ids.iter().map(|case| id(case)).collect::<Result<Vec<_>, _>>()?;
    Ok(shell.book()?.assign_all_view(&cases, &UserName(args.to))?)
}

#[tauri::command(async)]
fn settle_late_edit(shell: State<'_, Shell>, args: LateArgs) -> Answer<CaseView> {
    let book = shell.book()?;
    let quarantine: QuarantineId = id(&args.quarantine_id)?;
    let case = if args.adopt { book.adopt(quarantine)? } else { book.discard(quarantine)? };
    page(&book, case)
}

#[tauri::command(async)]
fn tell_apart(shell: State<'_, Shell>, args: TellApartRequest) -> Answer<CaseView> {
    let book = shell.book()?;
    let case = book.tell_apart(&args)?;
    page(&book, case)
}

#[tauri::command(async)]
fn history(shell: State<'_, Shell>, args: HistoryRequest) -> Answer<HistoryView> {
    Ok(shell.book()?.history_view(&args)?)
}

#[tauri::command(async)]
fn as_it_was(shell: State<'_, Shell>, args: AsItWasRequest) -> Answer<AsItWasView> {
    let line = args.line_id.parse::<LineId>()?;
    Ok(shell.book()?.as_it_was(id(&args.case_id)?, &FormId(args.form_id), line)?)
}

#[tauri::command(async)]
fn sync_now(shell: State<'_, Shell>, _args: NoArgs) -> Answer<SyncReportView> {
    let book = shell.book()?;
    let report = book.sync()?;
    Ok(book.report_view(&report))
}

#[tauri::command(async)]
fn list_keys(shell: State<'_, Shell>, args: RecordArgs) -> Answer<Vec<KeyView>> {
    Ok(shell.book()?.list_keys(args.record.0)?)
}

#[tauri::command(async)]
fn list_values(shell: State<'_, Shell>, args: CountedRequest) -> Answer<ValuesView> {
    Ok(shell.book()?.list_values(&args)?)
}

#[tauri::command(async)]
fn list_choices(shell: State<'_, Shell>, args: RecordArgs) -> Answer<ListChoices> {
    Ok(shell.book()?.list_choices(args.record.0)?)
}

#[tauri::command(async)]
fn first_day(shell: State<'_, Shell>, _args: NoArgs) -> Answer<FirstDayView> {
    Ok(shell.book()?.first_day()?)
}

#[tauri::command(async)]
fn keep_first_day(shell: State<'_, Shell>, args: FirstDayView) -> Answer<()> {
    Ok(shell.book()?.keep_first_day(&args)?)
}

#[tauri::command(async)]
fn keep_list_choices(shell: State<'_, Shell>, args: KeepChoicesRequest) -> Answer<()> {
    Ok(shell.book()?.keep_list_choices(args.record.0, &args.choices)?)
}

#[tauri::command(async)]
fn heard(shell: State<'_, Shell>, _args: NoArgs) -> Answer<Vec<HeardView>> {
    Ok(shell.book()?.heard()?)
}

#[tauri::command(async)]
fn do_task(shell: State<'_, Shell>, args: TaskArgs) -> Answer<()> {
    let entry = args.entry_id.as_deref().map(id).transpose()?;
    Ok(shell.book()?.do_task(id(&args.case_id)?, &TaskId(args.kind), entry)?)
}

#[tauri::command(async)]
fn dashboards(shell: State<'_, Shell>, _args: NoArgs) -> Answer<Vec<DashboardView>> {
    Ok(shell.book()?.dashboards()?)
}

#[tauri::command(async)]
fn today(shell: State<'_, Shell>, _args: NoArgs) -> Answer<TodayView> {
    Ok(shell.book()?.today_view()?)
}

#[tauri::command(async)]
fn derive_some(shell: State<'_, Shell>, _args: NoArgs) -> Answer<u32> {
    Ok(shell.book()?.derive_some()?)
}

#[tauri::command(async)]
fn sync_panel(shell: State<'_, Shell>, _args: NoArgs) -> Answer<SyncPanelView> {
    Ok(shell.book()?.sync_panel()?)
}

#[tauri::command(async)]
fn admin_people(shell: State<'_, Shell>, _args: NoArgs) -> Answer<AdminPeopleView> {
    Ok(shell.book()?.people_view()?)
}

#[tauri::command(async)]
fn put_person(shell: State<'_, Shell>, args: PersonRequest) -> Answer<()> {
    Ok(shell.book()?.put_person(args)?)
}

#[tauri::command(async)]
fn make_code(shell: State<'_, Shell>, args: UserArgs) -> Answer<EnrolCodeView> {
    Ok(shell.book()?.make_code(&UserName(args.user_name))?)
}

#[tauri::command(async)]
fn admin_devices(shell: State<'_, Shell>, _args: NoArgs) -> Answer<Vec<AdminDeviceView>> {
    Ok(shell.book()?.devices_view()?)
}

#[tauri::command(async)]
fn revoke_device(shell: State<'_, Shell>, args: RevokeArgs) -> Answer<()> {
    Ok(shell
        .book()?
        .administer(AdminDeed::DeviceRevoke { device: DeviceNo(args.device), lost: args.lost })?)
}

#[tauri::command(async)]
fn admin_organisation(shell: State<'_, Shell>, _args: NoArgs) -> Answer<OrganisationView> {
    Ok(shell.book()?.organisation_view()?)
}

#[tauri::command(async)]
fn change_role(shell: State<'_, Shell>, args: RoleRequest) -> Answer<()> {
    Ok(shell.book()?.change_role(args)?)
}

#[tauri::command(async)]
fn check_configuration(shell: State<'_, Shell>, args: FolderArgs) -> Answer<CheckedView> {
    Ok(shell.book()?.check_configuration(Path::new(&args.folder))?)
}

#[tauri::command(async)]
fn publish_configuration(shell: State<'_, Shell>, args: FolderArgs) -> Answer<u32> {
    Ok(shell.book()?.publish_folder(Path::new(&args.folder))?)
}

#[tauri::command(async)]
fn put_unit(shell: State<'_, Shell>, args: UnitRequest) -> Answer<()> {
    Ok(shell.book()?.put_unit(args)?)
}

macro_rules! bridge {
    (typed { $($name:ident($args:ty) -> $ret:ty;)* } also { $($other:ident),* }) => {
        /// Every command the window can call.
        #[derive(TS)]
        #[ts(export)]
        #[allow(dead_code)] // never made: it only describes
        pub struct Commands { $(pub $name: Call<$args, $ret>,)* }

        $(const _: fn(State<'_, Shell>, $args) -> Answer<$ret> = $name;)*

        pub fn handler() -> impl Fn(tauri::ipc::Invoke) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$($name,)* $($other),*]
        }

        #[cfg(test)]
        const BRIDGE: &[&str] = &[$(stringify!($name),)* $(stringify!($other)),*];
    };
}

bridge! { typed {
    sign_in_options(NoArgs) -> SignInView;
    enrol(EnrolArgs) -> SessionView;
    sign_in(SignInArgs) -> SessionView;
    lock(NoArgs) -> ();
    session(NoArgs) -> Option<SessionView>;
    line(NoArgs) -> LineView;
    set_language(LanguageArgs) -> ();
    change_password(PasswordArgs) -> ();
    list_cases(CaseListRequest) -> CaseListView;
    list_keys(RecordArgs) -> Vec<KeyView>;
    list_values(CountedRequest) -> ValuesView;
    list_choices(RecordArgs) -> ListChoices;
    keep_list_choices(KeepChoicesRequest) -> ();
    first_day(NoArgs) -> FirstDayView;
    keep_first_day(FirstDayView) -> ();
    new_case(NewCaseArgs) -> CaseView;
    open_case(CaseArgs) -> CaseView;
    save_case(SaveArgs) -> SavedView;
    likely_cases(LikelyArgs) -> Vec<LikelyView>;
    find_options(OptionsRequest) -> Vec<OptionView>;
    keep_draft(EditsArgs) -> ();
    consequences(EditsArgs) -> ConsequencesView;
    option_lists(NoArgs) -> OptionListsView;
    new_entry_id(NoArgs) -> String;
    resolve_field(ResolveArgs) -> CaseView;
    settle_entry(EntryArgs) -> CaseView;
    refer_options(CaseArgs) -> ReferOptionsView;
    refer(ReferArgs) -> CaseView;
    answer_referral(AnswerArgs) -> Option<CaseView>;
    transfer_options(CaseArgs) -> TransferOptionsView;
    transfer(TransferArgs) -> CaseView;
    answer_transfer(AnswerTransferArgs) -> Option<CaseView>;
    ask_for_case(AskForCaseArgs) -> CaseView;
    reject_request(RejectRequestArgs) -> CaseView;
    search_beyond(SearchBeyondArgs) -> FoundCasesView;
    ask_for_found(AskForCaseArgs) -> ();
    break_glass(BreakGlassArgs) -> ();
    end_glass(GlassArgs) -> Option<CaseView>;
    link(LinkArgs) -> CaseView;
    unlink(UnlinkArgs) -> CaseView;
    attribute(AttributeArgs) -> CaseView;
    child_options(NoArgs) -> AssignOptionsView;
    set_standing(StandingArgs) -> CaseView;
    add_flag(FlagArgs) -> CaseView;
    answer_flag(AnswerFlagArgs) -> CaseView;
    request_approval(RequestArgs) -> CaseView;
    answer_request(AnswerRequestArgs) -> CaseView;
    assign_options(RecordArgs) -> AssignOptionsView;
    assign(AssignArgs) -> CaseView;
    assign_all(AssignAllArgs) -> AssignedView;
    settle_late_edit(LateArgs) -> CaseView;
    tell_apart(TellApartRequest) -> CaseView;
    history(HistoryRequest) -> HistoryView;
    as_it_was(AsItWasRequest) -> AsItWasView;
    sync_now(NoArgs) -> SyncReportView;
    today(NoArgs) -> TodayView;
    do_task(TaskArgs) -> ();
    heard(NoArgs) -> Vec<HeardView>;
    dashboards(NoArgs) -> Vec<DashboardView>;
    derive_some(NoArgs) -> u32;
    sync_panel(NoArgs) -> SyncPanelView;
    admin_people(NoArgs) -> AdminPeopleView;
    put_person(PersonRequest) -> ();
    make_code(UserArgs) -> EnrolCodeView;
    admin_devices(NoArgs) -> Vec<AdminDeviceView>;
    revoke_device(RevokeArgs) -> ();
    admin_organisation(NoArgs) -> OrganisationView;
    change_role(RoleRequest) -> ();
    check_configuration(FolderArgs) -> CheckedView;
    publish_configuration(FolderArgs) -> u32;
    put_unit(UnitRequest) -> ();
} also {
    // Called with bytes, answered with bytes, or asking the system for a folder.
    attach, file_bytes, save_copy
} }

#[cfg(test)]
mod tests {
    include!("command_names.rs");

    #[test]
    fn the_build_script_knows_every_command() {
        assert_eq!(COMMAND_NAMES, super::BRIDGE);
    }

    #[test]
    fn the_window_may_call_every_command_and_nothing_else() {
        let capability: serde_json::Value =
            serde_json::from_str(include_str!("capabilities/main.json")).expect("JSON");
        let allowed = COMMAND_NAMES.iter().map(|name| format!("allow-{}", name.replace('_', "-")));
        assert_eq!(capability["permissions"], serde_json::json!(allowed.collect::<Vec<_>>()));
    }
}
