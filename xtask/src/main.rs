//! `cargo xtask`: the one door for those who build this project.

#![expect(clippy::print_stdout, reason = "a command line tool talks to its user")]
#![expect(clippy::print_stderr, reason = "a command line tool talks to its user")]

mod bench;
mod browser;
mod bundle;
mod command;
mod conformance;
mod faces;
mod fuzz;
mod install;
mod journeys;
mod needs;
mod package;
mod pictures;
mod run;
mod steps;
mod stop;
mod test;
mod ui;
mod workspace;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::stop::Stop;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    version,
    about = "Builds, runs and tests DOneLogin"
)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Installs what is missing, builds, and starts the appliance, with its window where there is a display, and the demo app
    Run {
        /// Use the LAN default: a name of its own, announced by mDNS
        #[arg(long)]
        lan: bool,
    },
    /// Installs what is missing and runs every test, or only the steps named
    Test {
        #[arg(value_enum)]
        steps: Vec<test::Step>,
    },
    /// Runs the benchmarks and prints one table
    Bench {
        /// Also write the results as JSON
        #[arg(long, value_name = "FILE")]
        json: Option<PathBuf>,
        /// A shorter run with coarser numbers
        #[arg(long)]
        quick: bool,
    },
    /// Runs plans of the OpenID Foundation's conformance suite against a running server; --help after it says how
    Conformance {
        /// Passed on
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Runs a parser over changed inputs until one breaks it; without one, lists them
    Fuzz {
        /// Which
        target: Option<String>,
        /// How long
        #[arg(long, default_value_t = 60)]
        seconds: u64,
    },
    /// Measures how well the phone app tells faces apart, on a folder of pictures or on the few of the tests
    Faces(faces::Wanted),
    /// Builds the installers that this platform can build
    Bundle,
    /// Asks for known weaknesses of our dependencies; needs a network
    Audit,
    /// Writes ui/client/openapi.json anew, from which the admin pages' client is made
    Openapi,
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().task {
        Task::Run { lan } => run::run(lan),
        Task::Test { steps } => test::test(&steps),
        Task::Bench { json, quick } => bench::bench(json, quick),
        Task::Conformance { arguments } => conformance::conformance(&arguments),
        Task::Fuzz { target, seconds } => fuzz::fuzz(target.as_deref(), seconds),
        Task::Faces(wanted) => faces::measure(wanted),
        Task::Bundle => bundle::bundle(),
        Task::Audit => audit(),
        Task::Openapi => openapi(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            eprintln!("{stop}");
            ExitCode::FAILURE
        }
    }
}

/// The test that fails when the copy is stale also writes it.
fn openapi() -> Result<(), Stop> {
    let mut test = command::cargo();
    test.args(["test", "--package", "web", "--lib", "the_frozen_document_is_fresh"]);
    command::check(test.env("DONELOGIN_FREEZE", "1"))
}

fn audit() -> Result<(), Stop> {
    needs::check(&needs::RUST)?;
    let deny = install::cargo_deny()?;
    command::check(command::new(deny).args(["check", "advisories"]))
}
