//! `daftar`: the laptop without a window. Parses, asks the app, prints; it has no rules of its own.

mod args;
mod commands;
mod json;
mod pairs;

use clap::Parser;
use daftar_app::AppError;
use serde_json::json;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = args::Args::parse();
    match commands::run(&args) {
        Ok(answer) => {
            println!("{}", if args.json { answer.to_string() } else { json::plain(&answer) });
            ExitCode::SUCCESS
        }
        Err(error) => {
            let message = daftar_app::messages::error_sentence("en", error.code, &error.args);
            let answer = json!({ "code": error.code, "message": message });
            eprintln!(
                "{}",
                if args.json { answer.to_string() } else { format!("{message} ({})", error.code) }
            );
            ExitCode::from(exit_code(&error))
        }
    }
}

/// 2: the command line cannot be read. 3: refused, nothing written. 4: no answer from the relay. 1: a failure.
fn exit_code(error: &AppError) -> u8 {
    match error.code {
        "usage" => 2,
        _ if error.is_unreachable() => 4,
        _ if error.is_refusal() => 3,
        _ => 1,
    }
}
