//! The commands. Each is one request to the admin API, and a rendering of its answer; there is no second way to change anything.

mod attribute;
mod audit;
mod ca;
mod claims;
mod client;
mod client_set;
mod device;
mod doctor;
mod door;
mod error;
mod group;
mod join;
mod keys;
mod outbox;
mod output;
mod registration_token;
mod serve;
mod session;
mod settings;
mod terms;
mod token;
mod updates;
mod user;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{Config, Sources, environment};
use crate::control::{self, ControlError, SERVICE_DATA};
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
    /// What the office knows of its people beyond the standard claims
    #[command(subcommand)]
    Attribute(attribute::Attribute),
    /// What apps are told about people, and whom they are for, as one document
    #[command(subcommand)]
    Claims(claims::Claims),
    /// Invitations with which people make their account themselves
    #[command(subcommand)]
    Invitation(join::Invitation),
    /// People who signed up and wait for an administrator
    #[command(subcommand)]
    SignUp(join::SignUp),
    /// Apps that people sign in to
    #[command(subcommand)]
    Client(client::ClientCommand),
    /// Linked phones
    #[command(subcommand)]
    Device(device::Device),
    /// Signed-in browsers
    #[command(subcommand)]
    Session(session::Session),
    /// Messages that wait to be sent
    #[command(subcommand)]
    Outbox(outbox::Outbox),
    /// What can change while the server runs
    #[command(subcommand)]
    Settings(settings::Settings),
    /// The certificate authority that people trust
    #[command(subcommand)]
    Ca(ca::Ca),
    /// Signing keys
    #[command(subcommand)]
    Keys(keys::Keys),
    /// Tokens that programs bring to the admin API
    #[command(subcommand)]
    Token(token::Token),
    /// Tokens that let apps register themselves
    #[command(subcommand)]
    RegistrationToken(registration_token::RegistrationToken),
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
    if let Command::Control = cli.command {
        control::bridge(&served_dir(sources)?.join(CONTROL_SOCKET)).map_err(ControlError::Connect)?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Command::Ca(command) = &cli.command
        && let Some((act, change)) = command.for_the_machine()
    {
        // Before the settings are read: what belongs to somebody else is no concern of the machine's part.
        telemetry::init(true);
        return complete(ca::change_machine(act, change, out)).map(|()| ExitCode::SUCCESS);
    }
    let config = Config::load(sources)?;
    if let Command::Serve(_) = cli.command {
        serve::run(config)?;
        return Ok(ExitCode::SUCCESS);
    }
    telemetry::init(true);
    complete(dispatch(cli.command, &config, out))
}

fn complete<T>(command: impl Future<Output = Result<T, CommandError>>) -> Result<T, CommandError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let outcome = runtime.block_on(command);
    // Commands leave nothing behind that would have to be waited for.
    runtime.shutdown_background();
    outcome
}

/// The directory whose server is meant. Under pkexec it is the system service's alone, and nothing in it is read: polkit may
/// keep a confirmation for a while, and then every program of the session speaks to whatever we connect to as root.
fn served_dir(sources: Sources) -> Result<PathBuf, CommandError> {
    let is_by_pkexec = sources.environment.iter().any(|(name, _)| name == "PKEXEC_UID");
    match sources.data_dir {
        Some(dir) if is_by_pkexec && dir.as_os_str() == SERVICE_DATA => Ok(dir),
        _ if is_by_pkexec => {
            let why =
                format!("under pkexec there is one directory: donelogin control --data-dir {SERVICE_DATA}");
            Err(CommandError::Usage(why))
        }
        _ => Ok(Config::load(sources)?.data_dir),
    }
}

async fn dispatch(command: Command, config: &Config, out: &Out) -> Result<ExitCode, CommandError> {
    match command {
        Command::Doctor => return doctor::run(config, out).await,
        Command::Audit(args) => return audit::run(args, config, out).await,
        _ => {}
    }
    let door = Door::open(config).await?;
    match command {
        Command::User(command) => user::run(command, &door, out).await?,
        Command::Group(command) => group::run(command, &door, out).await?,
        Command::Attribute(command) => attribute::run(command, &door, out).await?,
        Command::Claims(command) => claims::run(command, &door, out).await?,
        Command::Invitation(command) => join::invitation(command, &door, out).await?,
        Command::SignUp(command) => join::sign_up(command, &door, out).await?,
        Command::Client(command) => client::run(command, &door, out).await?,
        Command::Device(command) => device::run(command, &door, out).await?,
        Command::Session(command) => session::run(command, &door, out).await?,
        Command::Outbox(command) => outbox::run(command, &door, out).await?,
        Command::Settings(command) => settings::run(command, &door, out).await?,
        Command::Ca(command) => ca::run(command, &door, out).await?,
        Command::Keys(command) => keys::run(command, &door, out).await?,
        Command::Token(command) => token::run(command, &door, out).await?,
        Command::RegistrationToken(command) => registration_token::run(command, &door, out).await?,
        Command::Updates(command) => updates::run(command, &door, out).await?,
        Command::Serve(_) | Command::Doctor | Command::Control | Command::Audit(_) => {}
    }
    Ok(ExitCode::SUCCESS)
}
