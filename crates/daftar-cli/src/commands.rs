//! Each command: sign in, ask the app, give JSON.

use crate::{
    administration,
    args::{
        Approval, Args, Beyond, Case, Command, Configuration, Edits, Flag, Link, Quarantine, Referral,
        Request, Training, Transfer,
    },
    pairs::{self, usage},
};
use daftar_app::{
    App, AppError, Casebook, FieldEdit, FieldPath, HistoryFilter, Lending, ListRequest, Offer, PendingAct,
    Saved, Target,
    core::{
        ActId, ApprovalId, CaseId, Consent, Deed, EntryId, FieldId, FormId, RecordType, RoleId, Sealed,
        UserName, Value as Held,
    },
    ports::{SystemClock, SystemRandom},
    transport::Https,
    vault::Password,
    view::{AttachRequest, FileRequest, FoundCaseView, RecordTypeView, Standing},
};
use daftar_keyring::KeyringSecrets;
use serde_json::{Value, json};
use std::path::Path;

/// Runs the command and gives its answer.
pub fn run(args: &Args) -> Result<Value, AppError> {
    if let Command::Configuration(command @ Configuration::Check { .. }) = &args.command {
        return administration::configuration(None, command);
    }
    let unnamed = || usage("No profile is named: --profile DIR, or the variable DAFTAR_PROFILE.");
    let profile = args.profile.clone().ok_or_else(unnamed)?;
    let transport = Https::new().map_err(|_| AppError::new("failed"))?;
    let secrets = Box::new(KeyringSecrets::new());
    let app = App::new(profile, secrets, Box::new(SystemClock), Box::new(SystemRandom), Box::new(transport));
    if let Command::Enrol { code } = &args.command {
        let book = app.enrol(code, &password(args.password_file.as_deref(), "New password: ")?)?;
        let status = book.status()?;
        return Ok(json!({ "person": status.person.as_str(), "relay": status.relay }));
    }
    let user = person(&app, args.user.as_deref())?;
    let typed = password(args.password_file.as_deref(), "Password: ")?;
    if let Command::Password { new_password_file } = &args.command {
        let new = password(new_password_file.as_deref(), "New password: ")?;
        app.change_password(&user, &typed, &new)?;
        return Ok(json!({ "changed": true }));
    }
    let book = app.sign_in(&user, &typed)?;
    while book.derive_some().is_ok_and(|left| left > 0) {}
    signed_in(&book, &args.command)
}

fn signed_in(book: &Casebook, command: &Command) -> Result<Value, AppError> {
    match command {
        Command::Enrol { .. } | Command::Password { .. } => Err(AppError::new("failed")),
        Command::Case(Case::New { record, of, edits }) => {
            let edits = book.with_defaults(*record, wanted(book, *record, edits)?)?;
            let saved = match of {
                Some(of) if *record == RecordType::Incident => {
                    book.register_incident(case_id(of)?, &edits)?
                }
                Some(_) => return Err(usage("Only an incident is of a case.")),
                None => book.register_record(*record, &edits)?,
            };
            Ok(json!({ "case_id": saved.case.to_string(), "case_id_display": saved.case.display_id() }))
        }
        Command::Case(Case::Edit { case, edits, entry, remove }) => {
            let case = case_id(case)?;
            let record = case.record_type();
            let mut all = wanted(book, record, edits)?;
            for entry in entry {
                let (place, pairs) = pairs::added(entry)?;
                let (subform, id) = known_entry(book, case, place)?;
                for (field, value) in pairs {
                    let field = FieldId(field);
                    all.push(edit(
                        book,
                        record,
                        Target::EntryField { subform: subform.clone(), entry: id, field },
                        &value,
                    )?);
                }
            }
            for place in remove {
                let (subform, entry) = known_entry(book, case, place)?;
                all.push(FieldEdit {
                    target: Target::Entry { subform, entry, keep: false },
                    value: Held::Null,
                });
            }
            Ok(saved(&book.save(case, &all)?))
        }
        Command::Case(Case::Attach { case, field, file, set }) => {
            attach(book, case_id(case)?, FieldId(field.clone()), file, set)
        }
        Command::Case(Case::Copy { case, entry, folder }) => {
            let case = case_id(case)?;
            let (field, entry) = known_entry(book, case, entry)?;
            let request = FileRequest {
                case_id: Some(case.to_string()),
                field_id: field.0,
                entry_id: entry.to_string(),
                drafted: None,
                small: false,
            };
            Ok(json!({ "file": book.save_copy(&request, folder)? }))
        }
        Command::Case(Case::Show { case }) => book.case_json(case_id(case)?),
        Command::Case(Case::List { record, search, filters }) => {
            list(book, *record, search.as_deref(), filters)
        }
        Command::Resolve { case, target, take, set, keep, remove } => {
            let case = case_id(case)?;
            let target = resolved(book, case, target, *keep)?;
            book.has_conflict(case, &target)?;
            let value = match (&target, take, set) {
                (Target::Entry { .. }, None, None) if *keep || *remove => Held::Null,
                (Target::Field(_) | Target::EntryField { .. }, Some(at), None) => {
                    book.taken(case, &target, *at)?
                }
                (Target::Field(_) | Target::EntryField { .. }, None, Some(typed)) => {
                    book.read_value(case.record_type(), &target, typed)?
                }
                (Target::Entry { .. }, ..) => {
                    return Err(usage("An entry is settled by --keep or --remove."));
                }
                _ => return Err(usage("A field is settled by --take N or --set VALUE.")),
            };
            Ok(saved(&book.resolve(case, target, value)?))
        }
        Command::Refer { case, to, outside: _, kind, service, until, note, consent } => {
            let case = case_id(case)?;
            let service = service.as_deref().map(|text| known_entry(book, case, text)).transpose()?;
            let lending = Lending {
                lends: kind.clone().map(RoleId),
                service: service.map(|(_, entry)| entry),
                until: until.clone(),
            };
            let act = book.refer(case, &offer(to, *consent, note), lending)?;
            Ok(
                json!({ "referral_id": act.act.to_string(), "case_id": act.case.to_string(), "pending": true }),
            )
        }
        Command::Referral(said) => {
            let (referral, words, deed): (_, &Option<String>, Answer) = match said {
                Referral::Accept { referral } => {
                    (referral, &None, |referral, _| Deed::ReferralAccept { referral })
                }
                Referral::Reject { referral, why } => {
                    (referral, why, |referral, why| Deed::ReferralReject { referral, why })
                }
                Referral::Done { referral, note } => {
                    (referral, note, |referral, note| Deed::ReferralDone { referral, note })
                }
                Referral::Revoke { referral } => {
                    (referral, &None, |referral, _| Deed::ReferralRevoke { referral })
                }
            };
            answer(book, referral, words, deed)
        }
        Command::Transfer(Transfer::Offer { case, to, outside: _, note, consent }) => {
            let act = book.transfer(case_id(case)?, &offer(to, *consent, note))?;
            Ok(
                json!({ "transfer_id": act.act.to_string(), "case_id": act.case.to_string(), "pending": true }),
            )
        }
        Command::Transfer(Transfer::Accept { transfer }) => {
            answer(book, transfer, &None, |transfer, _| Deed::TransferAccept { transfer })
        }
        Command::Transfer(Transfer::Reject { transfer, why }) => {
            answer(book, transfer, why, |transfer, why| Deed::TransferReject { transfer, why })
        }
        Command::Transfer(Transfer::Revoke { transfer }) => {
            answer(book, transfer, &None, |transfer, _| Deed::TransferRevoke { transfer })
        }
        Command::Beyond(Beyond::Search { query }) => {
            let hit = |hit: FoundCaseView| {
                json!({
                    "case_id": hit.case_id,
                    "case_id_display": hit.case_id_display,
                    "name": hit.name,
                    "who": hit.who,
                    "owner": hit.owner,
                    "agency": hit.agency,
                    "is_here": hit.is_here,
                })
            };
            Ok(book.search_beyond(query)?.hits.into_iter().map(hit).collect())
        }
        Command::Beyond(Beyond::Ask { case, note }) => {
            Ok(accepted(&book.ask_for_found(case_id(case)?, note.as_deref())?))
        }
        Command::Beyond(Beyond::Break { case, why, hours }) => {
            Ok(accepted(&book.break_glass(case_id(case)?, why, *hours)?))
        }
        Command::Beyond(Beyond::End { access }) => Ok(pending(&book.end_glass(act_id(access)?)?)),
        Command::Request(Request::Transfer { case, note }) => {
            Ok(pending(&book.request_transfer(case_id(case)?, note.as_deref())?))
        }
        Command::Request(Request::Reject { request, why }) => {
            answer(book, request, why, |request, why| Deed::RequestReject { request, why })
        }
        Command::Case(Case::Close { case }) => stands(book, case, Standing::Close),
        Command::Case(Case::Reopen { case }) => stands(book, case, Standing::Reopen),
        Command::Case(Case::Disable { case }) => stands(book, case, Standing::Disable),
        Command::Case(Case::Enable { case }) => stands(book, case, Standing::Enable),
        Command::Case(Case::Attribute { case, to, nobody: _ }) => {
            Ok(pending(&book.attribute(case_id(case)?, to.clone().map(UserName))?))
        }
        Command::Link(Link::Add { record, to, entry }) => {
            let record = case_id(record)?;
            let entry = entry.as_deref().map(|text| known_entry(book, record, text)).transpose()?;
            Ok(pending(&book.link(record, case_id(to)?, entry.map(|(_, entry)| entry))?))
        }
        Command::Link(Link::End { link }) => Ok(pending(&book.unlink(act_id(link)?)?)),
        Command::Link(Link::List { record }) => {
            let links = book.case_view(case_id(record)?)?.links.links;
            serde_json::to_value(links).map_err(|_| AppError::new("failed"))
        }
        Command::Flag(Flag::Add { case, about }) => Ok(pending(&book.flag(case_id(case)?, about)?)),
        Command::Flag(Flag::Edit { flag, about }) => Ok(pending(&book.edit_flag(act_id(flag)?, about)?)),
        Command::Flag(Flag::Resolve { flag, how }) => Ok(pending(&book.resolve_flag(act_id(flag)?, how)?)),
        Command::Approval(Approval::Request { case, approval }) => {
            Ok(pending(&book.request_approval(case_id(case)?, &ApprovalId(approval.clone()))?))
        }
        Command::Approval(Approval::Approve { request, comment }) => {
            Ok(pending(&book.approve(act_id(request)?, None, comment.as_deref())?))
        }
        Command::Approval(Approval::Reject { request, comment }) => {
            Ok(pending(&book.reject_approval(act_id(request)?, comment.as_deref())?))
        }
        Command::Assign { cases, to, note } => assign(book, cases, &UserName(to.clone()), note.as_deref()),
        Command::Quarantine(Quarantine::List) => book.late_edits_json(),
        Command::Quarantine(Quarantine::Adopt { quarantine }) => {
            let id = quarantine.parse().map_err(|_| AppError::new("not_found"))?;
            Ok(json!({ "case_id": book.adopt(id)?.to_string(), "pending": true }))
        }
        Command::Quarantine(Quarantine::Discard { quarantine }) => {
            let id = quarantine.parse().map_err(|_| AppError::new("not_found"))?;
            Ok(json!({ "case_id": book.discard(id)?.to_string(), "pending": true }))
        }
        Command::Sync => {
            let report = book.sync()?;
            while book.derive_some()? > 0 {}
            serde_json::to_value(book.report_view(&report)).map_err(|_| AppError::new("failed"))
        }
        Command::History { case, form, field, person, acts } => {
            let filter = HistoryFilter {
                form: form.as_deref().map(FormId::from),
                field: field.as_deref().map(FieldPath::from),
                person: person.as_deref().map(UserName::from),
                acts: *acts,
            };
            book.history_json(case_id(case)?, &filter)
        }
        Command::Today => book.today_json(),
        Command::Status => book.status_json(),
        Command::Training(Training::Fill { count, seed }) => fill(book, *count, *seed),
        Command::People(command) => administration::people(book, command),
        Command::Devices(command) => administration::devices(book, command),
        Command::Roles(command) => administration::roles(book, command),
        Command::Groups(command) => administration::groups(book, command),
        Command::Agencies(command) => administration::agencies(book, command),
        Command::Configuration(command) => administration::configuration(Some(book), command),
    }
}

fn attach(
    book: &Casebook,
    case: CaseId,
    field: FieldId,
    file: &Path,
    set: &[String],
) -> Result<Value, AppError> {
    let bytes = std::fs::read(file).map_err(|_| usage("The file cannot be read."))?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let record = case.record_type();
    let request =
        AttachRequest { record: RecordTypeView(record), field_id: field.0.clone(), outer: None, name };
    let attached = book.attach(&request, &bytes)?;
    let entry: EntryId = attached.entry_id.parse().map_err(|_| AppError::new("failed"))?;
    let mut all = book.edits_of(record, &attached.edits)?;
    for pair in set {
        let (inner, value) = pairs::pair(pair)?;
        let target = Target::EntryField { subform: field.clone(), entry, field: FieldId(inner.to_owned()) };
        let set = edit(book, record, target, value)?;
        all.retain(|one| one.target != set.target);
        all.push(set);
    }
    let saved = book.save(case, &all)?;
    Ok(json!({
        "case_id": case.to_string(),
        "entry": attached.entry_id,
        "name": attached.file.name,
        "type": attached.file.media_type,
        "size": attached.file.size,
        "pending": saved.pending,
    }))
}

fn person(app: &App, named: Option<&str>) -> Result<UserName, AppError> {
    let people = app.people()?;
    match (named, people.as_slice()) {
        // A damaged vault may not even say whose it is.
        (Some(name), _) if people.iter().all(|person| person.user_name != name) => {
            Err(AppError::new(if people.iter().any(|person| person.damaged) {
                "vault_damaged"
            } else {
                "unknown_person"
            }))
        }
        (Some(name), _) => Ok(UserName(name.to_owned())),
        (None, [only]) => Ok(UserName(only.user_name.clone())),
        (None, _) => Err(AppError::new("unknown_person")),
    }
}

fn password(file: Option<&Path>, prompt: &str) -> Result<Password, AppError> {
    let typed = match file {
        Some(path) => {
            std::fs::read_to_string(path).map_err(|_| usage("The password file cannot be read as text."))?
        }
        None => rpassword::prompt_password(prompt)
            .map_err(|_| usage("No password is given, and nobody is there to ask: --password-file FILE."))?,
    };
    // Some editors begin a file with a mark that nobody sees or types.
    let typed = typed.trim_start_matches('\u{feff}');
    Ok(Password::new(typed.lines().next().unwrap_or_default().to_owned()))
}

fn case_id(text: &str) -> Result<CaseId, AppError> {
    text.parse().map_err(|_| AppError::new("not_found"))
}

fn edit(book: &Casebook, record: RecordType, target: Target, typed: &str) -> Result<FieldEdit, AppError> {
    let value = book.read_value(record, &target, typed)?;
    Ok(FieldEdit { target, value })
}

fn wanted(book: &Casebook, record: RecordType, edits: &Edits) -> Result<Vec<FieldEdit>, AppError> {
    let mut all = Vec::new();
    for set in &edits.set {
        let (field, value) = pairs::pair(set)?;
        all.push(edit(book, record, Target::Field(FieldId::from(field)), value)?);
    }
    for add in &edits.add {
        let (subform, pairs) = pairs::added(add)?;
        let entry = book.make_entry_id();
        for (field, value) in pairs {
            let target = Target::EntryField { subform: FieldId::from(subform), entry, field: FieldId(field) };
            all.push(edit(book, record, target, &value)?);
        }
    }
    Ok(all)
}

fn known_entry(book: &Casebook, case: CaseId, place: &str) -> Result<(FieldId, EntryId), AppError> {
    let (subform, entry) = pairs::entry(place)?;
    let subform = FieldId::from(subform);
    let entry = entry.parse().map_err(|_| AppError::new("not_found"))?;
    book.has_entry(case, &subform, entry)?;
    Ok((subform, entry))
}

/// `FIELD`, `SUBFORM/ENTRY:FIELD` or `SUBFORM/ENTRY`.
fn resolved(book: &Casebook, case: CaseId, text: &str, keep: bool) -> Result<Target, AppError> {
    if let Some((place, field)) = text.split_once(':') {
        let (subform, entry) = known_entry(book, case, place)?;
        return Ok(Target::EntryField { subform, entry, field: FieldId::from(field) });
    }
    if text.contains('/') {
        let (subform, entry) = known_entry(book, case, text)?;
        return Ok(Target::Entry { subform, entry, keep });
    }
    Ok(Target::Field(FieldId::from(text)))
}

fn saved(saved: &Saved) -> Value {
    json!({ "case_id": saved.case.to_string(), "pending": saved.pending })
}

/// Makes an answer of the offer and what is said with it.
type Answer = fn(ActId, Option<Sealed>) -> Deed;

fn answer(book: &Casebook, offer: &str, words: &Option<String>, deed: Answer) -> Result<Value, AppError> {
    Ok(pending(&book.answer_worded(act_id(offer)?, words.as_deref(), deed)?))
}

fn offer(to: &Option<String>, consent: Consent, note: &Option<String>) -> Offer {
    Offer { to: to.clone().map(UserName), consent, note: note.clone() }
}

fn assign(book: &Casebook, cases: &[String], to: &UserName, note: Option<&str>) -> Result<Value, AppError> {
    if let [case] = cases {
        return Ok(pending(&book.assign(case_id(case)?, to, note)?));
    }
    if note.is_some() {
        return Err(usage("A note goes with one case."));
    }
    let cases = cases.iter().map(|case| case_id(case)).collect::<Result<Vec<_>, _>>()?;
    let answers = book.assign_all(&cases, to)?.into_iter();
    let line = |(case, code): (CaseId, Option<&str>)| json!({ "case_id": case.to_string(), "pending": code.is_none(), "code": code });
    Ok(answers.map(line).collect())
}

fn stands(book: &Casebook, case: &str, standing: Standing) -> Result<Value, AppError> {
    Ok(pending(&book.set_standing(case_id(case)?, standing)?))
}

fn act_id(text: &str) -> Result<ActId, AppError> {
    text.parse().map_err(|_| AppError::new("not_found"))
}

/// Of an act that the relay has taken already.
fn accepted(act: &PendingAct) -> Value {
    json!({ "case_id": act.case.to_string(), "act_id": act.act.to_string(), "pending": false })
}

fn pending(act: &PendingAct) -> Value {
    json!({ "case_id": act.case.to_string(), "act_id": act.act.to_string(), "pending": true })
}

fn list(
    book: &Casebook,
    record: RecordType,
    search: Option<&str>,
    filters: &[String],
) -> Result<Value, AppError> {
    let search = search.unwrap_or_default().to_owned();
    let mut request = ListRequest { record, search, ..ListRequest::default() };
    for filter in filters {
        let (key, value) = pairs::pair(filter)?;
        request.clauses.push(book.filter(record, key, value)?);
    }
    let mut rows = Vec::new();
    loop {
        let (total, page) = book.list(&request)?;
        request.offset += u32::try_from(page.len()).unwrap_or(u32::MAX);
        let done = page.is_empty() || request.offset >= total;
        rows.extend(page.into_iter().map(|listed| {
            let mut line = json!({
                "case_id": listed.row.case.to_string(),
                "case_id_display": listed.row.case.display_id(),
                "name": listed.row.name,
                "owner": listed.row.owner.as_str(),
                "two_values": listed.row.two_values,
                "unsent": listed.row.unsent,
                "pending": listed.row.pending,
            });
            // What was never filled, or may not be read, is left out.
            let columns = [
                ("sex", listed.row.sex.map(Value::from)),
                ("age", listed.age.map(|age| Value::from(age.years))),
                ("risk_level", listed.row.risk.map(Value::from)),
            ];
            for (name, value) in columns {
                if let Some(value) = value {
                    line[name] = value;
                }
            }
            line
        }));
        if done {
            return Ok(Value::Array(rows));
        }
    }
}

fn fill(book: &Casebook, count: usize, seed: u64) -> Result<Value, AppError> {
    let mut ids = Vec::new();
    for case in daftar_training::caseload(seed, count, &book.today_text()) {
        let mut edits: Vec<FieldEdit> = Vec::new();
        edits.extend(
            case.fields.into_iter().map(|(field, value)| FieldEdit { target: Target::Field(field), value }),
        );
        for (subform, fields) in case.entries {
            let entry = book.make_entry_id();
            edits.extend(fields.into_iter().map(|(field, value)| {
                let target = Target::EntryField { subform: subform.clone(), entry, field };
                FieldEdit { target, value }
            }));
        }
        ids.push(book.register(&edits)?.case.to_string());
    }
    Ok(json!({ "registered": ids.len() }))
}
