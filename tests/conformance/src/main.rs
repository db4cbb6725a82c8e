//! The OpenID Foundation's conformance suite against a running server: what it is configured with, and one command that runs it.

mod error;
mod judge;
mod key;
mod office;
mod plan;
mod report;
mod run;
mod suite;
mod template;
mod trust;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use error::Error;
use office::Office;
use plan::{PLANS, Plan};
use report::say;
use template::Names;

#[derive(Parser)]
#[command(
    name = "conformance",
    bin_name = "cargo xtask conformance",
    about = "Runs plans of the OpenID Foundation's conformance suite against a running server"
)]
struct Arguments {
    /// The plans to run [default: all]
    #[arg(value_name = "PLAN", value_parser = plan::find)]
    plans: Vec<&'static Plan>,
    /// The server's issuer, such as https://office.example:8443
    #[arg(long, value_name = "URL")]
    issuer: String,
    /// Where the suite is; what it tells clients and browsers begins with this address
    #[arg(long, value_name = "URL", default_value = "https://localhost.emobix.co.uk:8443")]
    suite: String,
    /// Where we reach the suite, if that is another address
    #[arg(long, value_name = "URL")]
    suite_api: Option<String>,
    /// The certificate that the suite's is signed by, or itself (PEM)
    #[arg(long, value_name = "FILE")]
    suite_ca: Option<PathBuf>,
    /// A file with the suite's API token; one that runs in development mode needs none
    #[arg(long, value_name = "FILE")]
    suite_token: Option<PathBuf>,
    /// The name that the suite's addresses carry
    #[arg(long, default_value = "donelogin")]
    alias: String,
    /// The server's program
    #[arg(long, value_name = "PATH", required_unless_present = "write")]
    donelogin: Option<PathBuf>,
    /// The running server's data directory
    #[arg(long, value_name = "DIR", required_unless_present = "write")]
    data_dir: Option<PathBuf>,
    /// Only write configurations, clients and the person as files, for the suite's own web page
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
    /// Where the report and the suite's exports go
    #[arg(long, value_name = "DIR", default_value = "target/conformance")]
    output: PathBuf,
    /// Leave the person, the clients and the settings as the suite used them
    #[arg(long)]
    keep: bool,
    /// How long one module may take, in seconds
    #[arg(long, value_name = "S", default_value_t = 300)]
    patience: u64,
}

fn main() -> ExitCode {
    match start(Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            say(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

/// Whether everything passed that was not expected to fail.
fn start(arguments: Arguments) -> Result<bool, Error> {
    let names = Names {
        issuer: arguments.issuer.trim_end_matches('/').to_owned(),
        suite: arguments.suite.trim_end_matches('/').to_owned(),
        alias: arguments.alias,
    };
    let plans = if arguments.plans.is_empty() { PLANS.iter().collect() } else { arguments.plans };
    let fixture = office::fixture::Fixture::make(&names)?;
    if let Some(folder) = &arguments.write {
        template::write(folder, &plans, &names, &fixture)?;
        return Ok(true);
    }
    let (Some(program), Some(data_dir)) = (arguments.donelogin, arguments.data_dir) else {
        return Err(Error::Missing("--donelogin and --data-dir"));
    };
    let api = arguments.suite_api.unwrap_or_else(|| names.suite.clone());
    let suite = suite::Suite::new(&api, arguments.suite_ca.as_deref(), arguments.suite_token.as_deref())?;
    let office = Office::new(program, data_dir);
    let run = run::Run {
        suite: &suite,
        office: &office,
        names: &names,
        fixture: &fixture,
        output: &arguments.output,
        keep: arguments.keep,
        pace: run::Pace::patient(arguments.patience),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let outcomes = runtime.block_on(run.all(&plans))?;
    let report = report::Report::new(outcomes, judge::Expected::committed()?);
    report.print();
    report.write(&arguments.output)?;
    Ok(report.is_good())
}
