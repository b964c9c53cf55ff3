//! `daftar`: the laptop without a window. Parses, asks the app, prints; it has no rules of its own.

mod administration;
mod args;
mod commands;
mod json;
mod pairs;

use clap::{Parser, error::ErrorKind};
use daftar_app::AppError;
use serde_json::json;
use std::{
    io::{self, Write},
    process::ExitCode,
};

const FAILED: u8 = 1;
const USAGE: u8 = 2;
const REFUSED: u8 = 3;
const UNREACHABLE: u8 = 4;

fn main() -> ExitCode {
    let args = match args::Args::try_parse() {
        Ok(args) => args,
        Err(error) => return unparsed(&error),
    };
    match commands::run(&args) {
        Ok(answer) => {
            let text = if args.json { answer.to_string() } else { json::plain(&answer) };
            // Done all the same when nobody reads the answer any more.
            let _ = writeln!(io::stdout(), "{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            complain(error.code, &sentence(&error), args.json);
            ExitCode::from(exit_code(&error))
        }
    }
}

/// Help and version are answers; everything else is a command line that cannot be read.
fn unparsed(error: &clap::Error) -> ExitCode {
    // Without its arguments parsed, the wish for JSON is looked up in the raw ones.
    let json = std::env::args_os().any(|argument| argument == "--json");
    if !json || matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        error.exit();
    }
    let message = match error.kind() {
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => "No command is given.".to_owned(),
        _ => {
            // What is wrong stands above the first empty line, hints and usage below it.
            let text = error.to_string();
            let what = text.lines().take_while(|line| !line.is_empty()).map(str::trim);
            let what = what.collect::<Vec<_>>().join(" ");
            format!("{}.", what.strip_prefix("error: ").unwrap_or(&what))
        }
    };
    complain("usage", &format!("{message} See daftar --help."), true);
    ExitCode::from(USAGE)
}

fn complain(code: &str, message: &str, as_json: bool) {
    let line = match as_json {
        true => json!({ "code": code, "message": message }).to_string(),
        false => format!("{message} ({code})"),
    };
    let _ = writeln!(io::stderr(), "{line}");
}

/// What is wrong with the command line has words of its own; all else is worded where the window gets it too.
fn sentence(error: &AppError) -> String {
    match (error.args.get("usage"), error.args.get("problems")) {
        (Some(what), _) => format!("{what} See daftar --help."),
        (_, Some(problems)) => problems.clone(),
        _ => daftar_app::messages::error_sentence("en", error.code, &error.args),
    }
}

/// As `docs/cli.md` lists them.
fn exit_code(error: &AppError) -> u8 {
    match error.code {
        "usage" => USAGE,
        _ if error.is_unreachable() => UNREACHABLE,
        _ if error.is_refusal() => REFUSED,
        _ => FAILED,
    }
}
