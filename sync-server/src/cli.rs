//! `daftar-relay`: the relay's command line.
//!
//! Names of commands and options are stable. Codes of refusals go to standard error as JSON. Exit codes: 0 done,
//! 1 failed, 2 wrong usage, 3 refused.

mod configuration;
mod run;

use clap::{Args, Parser, Subcommand};
use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

/// The relay of a Daftar programme.
#[derive(Debug, Parser)]
#[command(name = "daftar-relay", version)]
pub struct Cli {
    /// The relay's folder.
    #[arg(long, global = true, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// The file with the unlock secret, if it is not in DIR/keys/unlock.
    #[arg(long, global = true, value_name = "FILE")]
    pub key_file: Option<PathBuf>,
    /// Print JSON.
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a relay.
    Init {
        /// The configuration's folder.
        #[arg(long, value_name = "CONFIGDIR")]
        config: PathBuf,
        /// Where to write the recovery secret, to be taken off this machine; DIR/recovery-secret if not named.
        #[arg(long, value_name = "FILE")]
        recovery_to: Option<PathBuf>,
    },
    /// Serve laptops until stopped.
    Serve {
        /// HOST:PORT; port 0 for any.
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:0")]
        listen: SocketAddr,
    },
    /// People.
    #[command(subcommand)]
    User(User),
    /// Print a one-time code with which a person enrols a laptop.
    EnrolCode {
        user: String,
        /// Where laptops reach the relay; where it last listened if not named.
        #[arg(long, value_name = "HOST:PORT")]
        address: Option<String>,
    },
    /// Laptops.
    #[command(subcommand)]
    Device(DeviceCommand),
    /// The log.
    #[command(subcommand)]
    Log(Log),
    /// Configurations.
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Copy the encrypted log; the keys only to another place.
    Backup {
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
        /// Where to copy the key store to; it is not copied if not named.
        #[arg(long, value_name = "DIR")]
        keys_to: Option<PathBuf>,
    },
    /// Put copies back into an empty folder.
    Restore {
        #[arg(long, value_name = "DIR")]
        from: PathBuf,
        #[arg(long, value_name = "DIR")]
        keys_from: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub enum User {
    /// Add a person.
    Add {
        name: String,
        #[command(flatten)]
        place: Place,
    },
    /// Replace a person's role, agency, groups, place and services.
    Change {
        name: String,
        #[command(flatten)]
        place: Place,
        /// The person may do and read nothing any more.
        #[arg(long)]
        disabled: bool,
    },
    /// List people.
    List,
}

/// A person's place in the programme.
#[derive(Debug, Args)]
pub struct Place {
    #[arg(long)]
    pub role: String,
    #[arg(long)]
    pub agency: String,
    /// A user group; may be repeated.
    #[arg(long)]
    pub group: Vec<String>,
    /// Code of the place where they work.
    #[arg(long)]
    pub location: Option<String>,
    /// A service they offer, by its option's id; may be repeated.
    #[arg(long)]
    pub service: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub enum DeviceCommand {
    /// List laptops.
    List,
    /// Let a laptop in no more. It may still hand in unsent work.
    Revoke {
        device: u32,
        /// It is in strange hands: nothing it sends is taken any more, unsent work included.
        #[arg(long)]
        lost: bool,
    },
    /// List laptops that have not confirmed a deletion.
    Receipts,
    /// List what was refused to laptops, by day and reason.
    Attempts,
}

#[derive(Debug, Subcommand)]
pub enum Log {
    /// Check the running hash and every signature.
    Verify,
}

#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Check a configuration's folder.
    Check { config: PathBuf },
    /// Publish a configuration as the next version.
    Publish { config: PathBuf },
    /// Make a configuration of the JSON that Primero's public interface returns.
    ImportPrimero {
        /// A folder with forms.json, lookups.json and so on, or one such file.
        source: PathBuf,
        /// The new configuration's folder; it must not exist, or be empty.
        #[arg(long, value_name = "FOLDER")]
        out: PathBuf,
    },
    /// Write a configuration in the shapes of Primero's public interface.
    ExportPrimero {
        config: PathBuf,
        #[arg(long, value_name = "FOLDER")]
        out: PathBuf,
    },
}

/// Reads the arguments, does what they say and gives the exit code.
#[must_use]
pub fn main() -> ExitCode {
    run::run(Cli::parse())
}
