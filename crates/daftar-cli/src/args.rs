//! The command line, as `docs/cli.md` describes it.

use clap::{ArgGroup, Parser, Subcommand};
use daftar_app::core::{Consent, RecordType};
use std::path::PathBuf;

/// Daftar without a window: case work, sync and support from the command line.
#[derive(Parser)]
#[command(name = "daftar", version)]
pub struct Args {
    /// The laptop's profile folder.
    #[arg(long, global = true, env = "DAFTAR_PROFILE")]
    pub profile: Option<PathBuf>,
    /// A file whose first line is the password; without it the password is asked for.
    #[arg(long, global = true)]
    pub password_file: Option<PathBuf>,
    /// The person, when several share the laptop.
    #[arg(long, global = true)]
    pub user: Option<String>,
    /// Print JSON.
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Enrol this laptop with a one-time code; the password becomes the new vault's.
    Enrol {
        #[arg(long)]
        code: String,
    },
    /// Register, change, read and list cases.
    #[command(subcommand)]
    Case(Case),
    /// Choose between two values, or keep or remove an entry that one removed and another changed.
    #[command(group = ArgGroup::new("choice").required(true))]
    Resolve {
        case: String,
        /// FIELD, SUBFORM/ENTRY:FIELD or SUBFORM/ENTRY.
        target: String,
        /// Position in the list of `values`, from 0.
        #[arg(long, group = "choice")]
        take: Option<usize>,
        /// A value of its own.
        #[arg(long, group = "choice")]
        set: Option<String>,
        #[arg(long, group = "choice")]
        keep: bool,
        #[arg(long, group = "choice")]
        remove: bool,
    },
    /// Lend forms of a case to a person, or note that somebody outside the programme was told of it.
    #[command(group = ArgGroup::new("recipient").required(true))]
    Refer {
        case: String,
        #[arg(long, group = "recipient", requires = "kind")]
        to: Option<String>,
        /// Somebody outside, whom the note names.
        #[arg(long, group = "recipient", requires = "note", conflicts_with = "kind")]
        outside: bool,
        /// The type of referral.
        #[arg(long = "type")]
        kind: Option<String>,
        /// The service that it is for: an entry, as `case show` names it.
        #[arg(long)]
        service: Option<String>,
        /// The last day, YYYY-MM-DD.
        #[arg(long)]
        until: Option<String>,
        #[arg(long)]
        note: Option<String>,
        /// `given`: the case must record it. `overridden`: it need not, for those whose role allows that.
        #[arg(long, value_parser = consent)]
        consent: Consent,
    },
    /// Answer, finish or revoke a referral.
    #[command(subcommand)]
    Referral(Referral),
    /// Offer a case itself to a person, or answer such an offer.
    #[command(subcommand)]
    Transfer(Transfer),
    /// Mark a case for somebody's attention.
    #[command(subcommand)]
    Flag(Flag),
    /// Ask for an approval, or answer a request.
    #[command(subcommand)]
    Approval(Approval),
    /// Ask the owner for a case, or say no to such a request. To say yes, offer them the case by `transfer`.
    #[command(subcommand)]
    Request(Request),
    /// Cases beyond one's reach; needs the relay.
    #[command(subcommand)]
    Beyond(Beyond),
    /// Make somebody else the owner.
    Assign {
        /// At most 100.
        #[arg(required = true)]
        cases: Vec<String>,
        #[arg(long)]
        to: String,
        /// Of one case only.
        #[arg(long)]
        note: Option<String>,
    },
    /// Ties between records.
    #[command(subcommand)]
    Link(Link),
    /// Late edits of people whose access had ended.
    #[command(subcommand)]
    Quarantine(Quarantine),
    /// Bring this laptop and the relay up to date.
    Sync,
    /// The change log of a case.
    History {
        case: String,
        /// Only what stands on this form, or is about it.
        #[arg(long)]
        form: Option<String>,
        /// Only this field: FIELD, SUBFORM or SUBFORM/FIELD.
        #[arg(long)]
        field: Option<String>,
        /// Only what this person wrote or did.
        #[arg(long)]
        person: Option<String>,
        /// Only what was done with the case.
        #[arg(long)]
        acts: bool,
    },
    /// What needs this person today: tasks, what waits for their answer, what is to be settled.
    Today,
    /// Who is signed in, what waits, when the relay was last reached.
    Status,
    /// Change the password; the store is not rewritten.
    Password {
        /// A file whose first line is the new password.
        #[arg(long)]
        new_password_file: Option<PathBuf>,
    },
    /// Synthetic cases for training.
    #[command(subcommand)]
    Training(Training),
    /// People of the programme. This and what follows is decided by the relay at once.
    #[command(subcommand)]
    People(People),
    /// Laptops of people.
    #[command(subcommand)]
    Devices(Devices),
    /// Roles.
    #[command(subcommand)]
    Roles(Roles),
    /// User groups.
    #[command(subcommand)]
    Groups(Units),
    /// Agencies.
    #[command(subcommand)]
    Agencies(Units),
    /// The configuration as a whole.
    #[command(subcommand)]
    Configuration(Configuration),
}

#[derive(Subcommand)]
pub enum Case {
    /// Register a case, or a record of another type.
    New {
        /// case, incident, tracing_request, family or registry_record.
        #[arg(long, default_value = "case", value_parser = record_type)]
        record: RecordType,
        /// The case that a new incident is of; it follows that case from then on.
        #[arg(long, value_name = "CASE")]
        of: Option<String>,
        #[command(flatten)]
        edits: Edits,
    },
    /// Change a case.
    Edit {
        case: String,
        #[command(flatten)]
        edits: Edits,
        /// SUBFORM/ENTRY:FIELD=VALUE,FIELD=VALUE
        #[arg(long)]
        entry: Vec<String>,
        /// SUBFORM/ENTRY
        #[arg(long)]
        remove: Vec<String>,
    },
    /// Attach a file to a field that holds files.
    Attach {
        case: String,
        field: String,
        file: PathBuf,
        /// What is said of it: FIELD=VALUE, such as attachment_description="the family's tent".
        #[arg(long)]
        set: Vec<String>,
    },
    /// Write a copy of an attached file into a folder, outside the casebook's protection.
    Copy {
        case: String,
        /// FIELD/ENTRY, as `case show` names it.
        entry: String,
        folder: PathBuf,
    },
    /// Close a case.
    Close { case: String },
    /// Open a closed case again.
    Reopen { case: String },
    /// Put a record out of use: it stays readable, and nothing is written in it.
    Disable { case: String },
    /// Put it into use again.
    Enable { case: String },
    /// Say which user of the programme is the child of this case, and so reads it.
    #[command(group = ArgGroup::new("child").required(true))]
    Attribute {
        case: String,
        #[arg(long, group = "child")]
        to: Option<String>,
        /// Nobody any more.
        #[arg(long, group = "child")]
        nobody: bool,
    },
    /// Show a case by form.
    Show { case: String },
    /// List cases.
    List {
        /// case, incident, tracing_request, family or registry_record.
        #[arg(long, default_value = "case", value_parser = record_type)]
        record: RecordType,
        /// Names in any spelling or script, short ids.
        #[arg(long)]
        search: Option<String>,
        /// KEY=VALUE: a field that is chosen, a date or a number, SUBFORM.FIELD of its entries, or a key of what is no
        /// answer, such as @owner, @standing, @stage, @age, @unsent. Several must all hold.
        #[arg(long = "where")]
        filters: Vec<String>,
    },
}

fn consent(text: &str) -> Result<Consent, String> {
    match text {
        "given" => Ok(Consent::Given),
        "overridden" => Ok(Consent::Overridden),
        _ => Err("`given` or `overridden`".to_owned()),
    }
}

fn record_type(text: &str) -> Result<RecordType, String> {
    let known = RecordType::ALL.into_iter().find(|record| record.as_str() == text);
    known.ok_or_else(|| format!("`{text}` is no type of records"))
}

#[derive(clap::Args)]
pub struct Edits {
    /// FIELD=VALUE; an empty value clears.
    #[arg(long)]
    pub set: Vec<String>,
    /// SUBFORM:FIELD=VALUE,FIELD=VALUE; a literal comma is `\,`, a backslash `\\`.
    #[arg(long)]
    pub add: Vec<String>,
}

#[derive(Subcommand)]
pub enum Transfer {
    #[command(group = ArgGroup::new("recipient").required(true))]
    Offer {
        case: String,
        #[arg(long, group = "recipient")]
        to: Option<String>,
        /// Another programme, which the note names; the case is out of work from then on.
        #[arg(long, group = "recipient", requires = "note")]
        outside: bool,
        #[arg(long)]
        note: Option<String>,
        /// As for a referral.
        #[arg(long, default_value = "given", value_parser = consent)]
        consent: Consent,
    },
    Accept {
        transfer: String,
    },
    Reject {
        transfer: String,
        #[arg(long)]
        why: Option<String>,
    },
    Revoke {
        transfer: String,
    },
}

#[derive(Subcommand)]
pub enum Flag {
    Add {
        case: String,
        /// What it is about.
        #[arg(long)]
        about: String,
    },
    Edit {
        flag: String,
        #[arg(long)]
        about: String,
    },
    Resolve {
        flag: String,
        /// What was done.
        #[arg(long)]
        how: String,
    },
}

#[derive(Subcommand)]
pub enum Approval {
    Request {
        case: String,
        /// As the programme calls it, such as case_plan.
        approval: String,
    },
    Approve {
        request: String,
        #[arg(long)]
        comment: Option<String>,
    },
    Reject {
        request: String,
        #[arg(long)]
        comment: Option<String>,
    },
}

#[derive(Subcommand)]
pub enum Referral {
    Accept {
        referral: String,
    },
    Reject {
        referral: String,
        #[arg(long)]
        why: Option<String>,
    },
    Done {
        referral: String,
        #[arg(long)]
        note: Option<String>,
    },
    Revoke {
        referral: String,
    },
}

#[derive(Subcommand)]
pub enum Beyond {
    /// By a name in any spelling, or a number. The relay keeps who searched and what was shown.
    Search { query: String },
    /// Ask the owner for a case that a search showed today.
    Ask {
        case: String,
        #[arg(long)]
        note: Option<String>,
    },
    /// Take emergency access to it; the owner and their supervisors are told.
    Break {
        case: String,
        #[arg(long)]
        why: String,
        /// At most 72.
        #[arg(long, default_value_t = 24)]
        hours: u32,
    },
    /// End emergency access before its time.
    End { access: String },
}

#[derive(Subcommand)]
pub enum Request {
    Transfer {
        case: String,
        #[arg(long)]
        note: Option<String>,
    },
    /// Says no; by whoever asked, takes the request back.
    Reject {
        request: String,
        #[arg(long)]
        why: Option<String>,
    },
}

#[derive(Subcommand)]
pub enum Link {
    /// Tie an incident to its case, a case to its family or registry record, a trace to the case that it matched.
    Add {
        record: String,
        #[arg(long, value_name = "RECORD")]
        to: String,
        /// SUBFORM/ENTRY: the trace that matched.
        #[arg(long)]
        entry: Option<String>,
    },
    /// Untie two records. An incident stays with the owner that its case has then.
    End { link: String },
    /// What a record is tied to, from either end.
    List { record: String },
}

#[derive(Subcommand)]
pub enum Quarantine {
    List,
    /// Write its values as a change of your own.
    Adopt {
        quarantine: String,
    },
    /// Leave it out.
    Discard {
        quarantine: String,
    },
}

#[derive(Subcommand)]
pub enum Training {
    /// Register synthetic cases, all in this person's name.
    Fill {
        #[arg(long, default_value_t = 200)]
        count: usize,
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
}

#[derive(Subcommand)]
pub enum People {
    List,
    /// Add a person. Without a code they have no laptop yet.
    Add {
        name: String,
        #[arg(long)]
        role: String,
        #[arg(long)]
        agency: String,
        #[command(flatten)]
        place: Place,
    },
    /// Change what is named; what is not stays.
    Change {
        name: String,
        #[arg(long)]
        role: Option<String>,
        #[arg(long)]
        agency: Option<String>,
        #[command(flatten)]
        place: Place,
    },
    /// They read and do nothing any more.
    Disable {
        name: String,
    },
    Enable {
        name: String,
    },
    /// Make a one-time code with which they enrol a laptop.
    Code {
        name: String,
    },
}

#[derive(clap::Args)]
pub struct Place {
    /// A user group; may be repeated. An empty one: none.
    #[arg(long)]
    pub group: Vec<String>,
    /// Code of the place where they work; empty: none.
    #[arg(long)]
    pub location: Option<String>,
    /// A service they offer, by its option's id; may be repeated. An empty one: none.
    #[arg(long)]
    pub service: Vec<String>,
}

#[derive(Subcommand)]
pub enum Devices {
    List,
    /// Let a laptop in no more. It may still hand in unsent work.
    Revoke {
        device: u32,
        /// It is in strange hands: nothing it sends is taken any more, unsent work included.
        #[arg(long)]
        lost: bool,
    },
}

#[derive(Subcommand)]
pub enum Roles {
    List,
    /// Add a role, or put it in the place of the one of its id.
    Put {
        /// One role, as it stands in roles.toml under [[roles]].
        file: PathBuf,
    },
}

#[derive(Subcommand)]
pub enum Units {
    List,
    /// Add it, or give it another name.
    Put {
        id: String,
        /// LANGUAGE=NAME; may be repeated.
        #[arg(long, required = true)]
        label: Vec<String>,
    },
}

#[derive(Subcommand)]
pub enum Configuration {
    /// Check a configuration's folder; asks nobody.
    Check { folder: PathBuf },
    /// Publish it in the place of the one in force.
    Publish { folder: PathBuf },
}
