//! The commands. Each is one request to the admin API, and a rendering of its answer; there is no second way to change anything.

mod audit;
mod ca;
mod client;
mod device;
mod doctor;
mod door;
mod error;
mod group;
mod keys;
mod output;
mod serve;
mod session;
mod settings;
mod updates;
mod user;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{Config, Sources, environment};
use crate::control::{self, ControlError};
use crate::lock::CONTROL_SOCKET;
use crate::telemetry;

use door::Door;
use error::CommandError;
use output::Out;

/// Sign in with DOneLogin: an OpenID Connect provider for the office.
#[derive(Debug, Parser)]
#[command(name = "donelogin", version, propagate_version = true)]
struct Cli {
    /// Where everything is kept [default: the platform's data directory, or DONELOGIN_DATA_DIR]
    #[arg(long, global = true, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Print one JSON object or array on stdout
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Start the server
    Serve(serve::ServeArgs),
    /// People
    #[command(subcommand)]
    User(user::User),
    /// Groups of people
    #[command(subcommand)]
    Group(group::Group),
    /// Apps that people sign in to
    #[command(subcommand)]
    Client(client::ClientCommand),
    /// Linked phones
    #[command(subcommand)]
    Device(device::Device),
    /// Signed-in browsers
    #[command(subcommand)]
    Session(session::Session),
    /// What can change while the server runs
    #[command(subcommand)]
    Settings(settings::Settings),
    /// The certificate authority that people trust
    #[command(subcommand)]
    Ca(ca::Ca),
    /// Signing keys
    #[command(subcommand)]
    Keys(keys::Keys),
    /// Newer versions
    #[command(subcommand)]
    Updates(updates::Updates),
    /// The audit log, one JSON object a line
    Audit(audit::Audit),
    /// Look for what is wrong, and say how it is mended
    Doctor,
    /// Pass standard input and output on to the server of the data directory: how the window reaches a system service
    Control,
}

/// The whole program.
pub fn main() -> ExitCode {
    // clap prints usage itself and exits with 2.
    let cli = Cli::parse();
    let out = Out::new(cli.json);
    match run(cli, &out) {
        Ok(code) => code,
        Err(error) => {
            out.error(&error);
            error.exit_code()
        }
    }
}

fn run(cli: Cli, out: &Out) -> Result<ExitCode, CommandError> {
    let command_line = match &cli.command {
        Command::Serve(args) => args.pairs(),
        _ => Vec::new(),
    };
    let sources = Sources { data_dir: cli.data_dir, environment: environment(), command_line };
    let config = Config::load(sources)?;
    if let Command::Serve(_) = cli.command {
        serve::run(config)?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Command::Control = cli.command {
        control::bridge(&config.data_dir.join(CONTROL_SOCKET)).map_err(ControlError::Connect)?;
        return Ok(ExitCode::SUCCESS);
    }
    telemetry::init(true);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let outcome = runtime.block_on(dispatch(cli.command, &config, out));
    // Commands leave nothing behind that would have to be waited for.
    runtime.shutdown_background();
    outcome
}

async fn dispatch(command: Command, config: &Config, out: &Out) -> Result<ExitCode, CommandError> {
    match command {
        Command::Doctor => return doctor::run(config, out).await,
        Command::Audit(args) => return audit::run(args, config, out).await,
        Command::Ca(ref command) if let Some((act, change)) = command.for_the_machine() => {
            ca::change_machine(act, change, out).await?;
            return Ok(ExitCode::SUCCESS);
        }
        _ => {}
    }
    let door = Door::open(config).await?;
    match command {
        Command::User(command) => user::run(command, &door, out).await?,
        Command::Group(command) => group::run(command, &door, out).await?,
        Command::Client(command) => client::run(command, &door, out).await?,
        Command::Device(command) => device::run(command, &door, out).await?,
        Command::Session(command) => session::run(command, &door, out).await?,
        Command::Settings(command) => settings::run(command, &door, out).await?,
        Command::Ca(command) => ca::run(command, &door, out).await?,
        Command::Keys(command) => keys::run(command, &door, out).await?,
        Command::Updates(command) => updates::run(command, &door, out).await?,
        Command::Serve(_) | Command::Doctor | Command::Control | Command::Audit(_) => {}
    }
    Ok(ExitCode::SUCCESS)
}
