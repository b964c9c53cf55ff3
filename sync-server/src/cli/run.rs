//! What each command does.

use super::{
    Cli, Command, ConfigCommand, DeviceCommand, Log, Place, User,
    configuration::{self, read_folder},
};
use crate::{
    admin::{check_config, restore},
    error::{Refusal, RelayError},
    http::{self, now_ms},
    keys::hex,
    limits::Limits,
    random::SystemRandom,
    relay::Relay,
    store::devices::Revoked,
};
use daftar_core::{
    access::Person,
    day::Day,
    id::{AgencyId, DeviceNo, GroupId, RoleId, UserName},
};
use serde_json::{Value, json};
use std::{
    io::{self, Write},
    net::SocketAddr,
    path::Path,
    process::ExitCode,
};

const FAILED: u8 = 1;
const USAGE: u8 = 2;
const REFUSED: u8 = 3;

/// How a command ended without doing what it was asked.
pub(super) enum Stop {
    Usage(&'static str),
    Relay(RelayError),
}

impl<E: Into<RelayError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Relay(error.into())
    }
}

pub(super) fn run(cli: Cli) -> ExitCode {
    match obey(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::Usage(message)) => fail(USAGE, "usage", message),
        Err(Stop::Relay(RelayError::Refused(refusal))) => fail(REFUSED, refusal.code(), &refusal.to_string()),
        Err(Stop::Relay(error)) => fail(FAILED, "relay_failed", &error.to_string()),
    }
}

fn fail(exit: u8, code: &str, message: &str) -> ExitCode {
    let _ = writeln!(io::stderr(), "{}", json!({ "code": code, "message": message }));
    ExitCode::from(exit)
}

fn obey(cli: Cli) -> Result<(), Stop> {
    let Cli { dir, key_file, json, command } = cli;
    if let Command::Config(command) = &command
        && let Some(done) = configuration::without_a_relay(command, json)
    {
        return done;
    }
    let dir = dir.ok_or(Stop::Usage("--dir is missing"))?;
    let open = || Relay::open(&dir, key_file.as_deref(), Box::new(SystemRandom));
    match command {
        Command::Init { config, recovery_to } => {
            let recovery_to = recovery_to.unwrap_or_else(|| dir.join("recovery-secret"));
            init(&dir, key_file.as_deref(), &config, &recovery_to, json)
        }
        Command::Serve { listen } => serve(&open()?, listen),
        Command::User(user) => people(&open()?, user, json),
        Command::EnrolCode { user, address } => {
            let code = open()?.enrol_code(&UserName(user), address.as_deref(), now_ms())?;
            print(&json!({ "code": code.to_text() }))
        }
        Command::Device(device) => devices(&open()?, device, json),
        Command::Log(Log::Verify) => {
            let report = open()?.verify_log()?;
            let report = serde_json::to_value(report).map_err(|_| RelayError::Damaged("a report"))?;
            print(&report)
        }
        Command::Config(ConfigCommand::Publish { config }) => {
            let files = read_folder(&config)?;
            let version = open()?.publish_config(&files, now_ms())?;
            print(&json!({ "version": version, "warnings": configuration::told(&check_config(&files)?) }))
        }
        Command::Config(_) => Ok(()),
        Command::Backup { to, keys_to } => Ok(open()?.backup(&to, keys_to.as_deref())?),
        Command::Restore { from, keys_from } => Ok(restore(&dir, &from, &keys_from)?),
    }
}

fn init(
    dir: &Path,
    key_file: Option<&Path>,
    config: &Path,
    recovery_to: &Path,
    json: bool,
) -> Result<(), Stop> {
    if recovery_to.exists() {
        return Err(Refusal::TargetExists.into());
    }
    let report = Relay::init(dir, key_file, &read_folder(config)?, Box::new(SystemRandom), now_ms())?;
    crate::files::write_secret(recovery_to, hex(&*report.recovery).as_bytes())?;
    if json {
        let fingerprint = hex(&report.fingerprint).to_string();
        return print(&json!({
            "relay": hex(&report.relay.0).as_str(),
            "fingerprint": fingerprint,
            "recovery_secret": recovery_to,
        }));
    }
    say(&format!(
        "The relay is made. Take {} off this machine and keep it in two hands.",
        recovery_to.display()
    ))
}

/// Prints where it listens, once it does, and serves until interrupted.
fn serve(relay: &Relay, listen: SocketAddr) -> Result<(), Stop> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let serving = http::start(relay, listen, Limits::default())?;
        say(&format!("listening on {}", serving.address))?;
        let handle = serving.handle();
        tokio::spawn(async move {
            if tokio::signal::ctrl_c().await.is_ok() {
                handle.graceful_shutdown(Some(std::time::Duration::from_secs(5)));
            }
        });
        Ok(serving.wait().await?)
    })
}

fn people(relay: &Relay, command: User, json: bool) -> Result<(), Stop> {
    match command {
        User::Add { name, place } => Ok(relay.add_person(&person(name, place, false), now_ms())?),
        User::Change { name, place, disabled } => {
            Ok(relay.change_person(&person(name, place, disabled), now_ms())?)
        }
        User::List => {
            let people = relay.people()?;
            let rows = people.iter().map(|p| {
                json!({
                    "user": p.user,
                    "role": p.role,
                    "agency": p.agency,
                    "groups": p.groups,
                    "location": p.location,
                    "services": p.services,
                    "disabled": p.disabled,
                })
            });
            list(
                rows.collect(),
                json,
                &["user", "role", "agency", "groups", "location", "services", "disabled"],
            )
        }
    }
}

fn person(name: String, place: Place, disabled: bool) -> Person {
    Person {
        user: UserName(name),
        role: RoleId(place.role),
        agency: AgencyId(place.agency),
        groups: place.group.into_iter().map(GroupId).collect(),
        location: place.location,
        services: place.service.into_iter().collect(),
        disabled,
    }
}

fn devices(relay: &Relay, command: DeviceCommand, json: bool) -> Result<(), Stop> {
    match command {
        DeviceCommand::Revoke { device, lost } => {
            let kind = if lost { Revoked::Lost } else { Revoked::Retired };
            Ok(relay.revoke_device(DeviceNo(device), kind, now_ms())?)
        }
        DeviceCommand::List => {
            let devices = relay.devices()?;
            let rows = devices.iter().map(|d| {
                json!({
                    "device": d.number.0,
                    "user": d.user,
                    "machine": hex(&d.machine).as_str(),
                    "enrolled_at_ms": d.enrolled_at_ms,
                    "contact_at_ms": d.contact_at_ms,
                    "revoked": d.revoked.map(Revoked::as_str),
                })
            });
            list(rows.collect(), json, &["device", "user", "machine", "contact_at_ms", "revoked"])
        }
        DeviceCommand::Receipts => {
            let missing = relay.missing_receipts()?;
            let rows = missing.iter().map(|(device, case, seq)| {
                json!({ "device": device.0, "case": case.to_string(), "closed_seq": seq })
            });
            list(rows.collect(), json, &["device", "case", "closed_seq"])
        }
        DeviceCommand::Attempts => {
            let attempts = relay.attempts()?;
            let rows = attempts.iter().map(|a| {
                let day = Day::from_number(a.day).print();
                json!({ "day": day, "device": a.device.0, "code": a.code, "count": a.count })
            });
            list(rows.collect(), json, &["day", "device", "code", "count"])
        }
    }
}

/// A list as JSON, or a line per row with the named columns.
pub(super) fn list(rows: Vec<Value>, json: bool, columns: &[&str]) -> Result<(), Stop> {
    if json {
        return print(&Value::Array(rows));
    }
    for row in rows {
        let cell = |column: &&str| match row.get(*column) {
            None | Some(Value::Null) => "-".to_owned(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        };
        say(&columns.iter().map(cell).collect::<Vec<_>>().join("\t"))?;
    }
    Ok(())
}

pub(super) fn print(value: &Value) -> Result<(), Stop> {
    say(&value.to_string())
}

pub(super) fn say(line: &str) -> Result<(), Stop> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}
