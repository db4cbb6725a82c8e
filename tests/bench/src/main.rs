//! The benchmark: `donelogin` beside this machine's own limits, and beside a bare floor server in the same run.

mod approval;
mod browser;
mod client;
mod compare;
mod error;
mod floor;
mod form;
mod jar;
mod limits;
mod lists;
mod load;
mod phone;
mod process;
mod product;
mod provider;
mod report;
mod scenario;
mod stream;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use tokio::runtime;
use tokio::task::LocalSet;

use error::Error;

#[derive(Parser)]
#[command(
    name = "bench",
    about = "Measures donelogin beside this machine's own limits",
    args_conflicts_with_subcommands = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Subcommands>,
    #[command(flatten)]
    comparison: Comparison,
}

#[derive(Args)]
struct Comparison {
    /// The program to measure; without one, only limits and floor are
    #[arg(long, value_name = "PATH")]
    donelogin: Option<PathBuf>,
    /// Also write the results as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// One minute instead of five
    #[arg(long)]
    quick: bool,
    /// Measure approvals and event streams only
    #[arg(long, requires = "donelogin", conflicts_with = "only_lists")]
    only_approvals: bool,
    /// Measure the administrators' lists only
    #[arg(long, requires = "donelogin")]
    only_lists: bool,
    /// Where databases are made, i.e. the disk to measure; by default beside this program
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Subcommands {
    /// Serve as the floor, until stdin ends
    #[command(hide = true)]
    Floor {
        #[arg(long)]
        dir: PathBuf,
        #[arg(long)]
        sign_at_refresh: bool,
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match arguments.command {
        Some(Subcommands::Floor { dir, sign_at_refresh }) => {
            floor::serve(&dir, floor::Options { sign_at_refresh })
        }
        None => compare(&arguments.comparison),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report::say(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

impl Comparison {
    fn parts(&self) -> compare::Parts {
        match (self.only_approvals, self.only_lists) {
            (true, _) => compare::Parts::Approvals,
            (_, true) => compare::Parts::Lists,
            _ => compare::Parts::All,
        }
    }
}

fn compare(comparison: &Comparison) -> Result<(), Error> {
    let plan = if comparison.quick { compare::QUICK } else { compare::FULL };
    let scratch = scratch(comparison.dir.as_deref())?;
    // One thread: the generator must not take both of two cores from the server that it measures.
    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    let (program, parts) = (comparison.donelogin.as_deref(), comparison.parts());
    let run = compare::run(program, scratch.path(), plan, parts);
    let report = LocalSet::new().block_on(&runtime, run)?;
    report.print();
    if let Some(file) = &comparison.json {
        std::fs::write(file, serde_json::to_vec_pretty(&report.json())?)?;
    }
    Ok(())
}

/// A directory that goes when we do, on a real disk: the system's temporary directory may be memory.
fn scratch(dir: Option<&Path>) -> Result<tempfile::TempDir, Error> {
    let program = std::env::current_exe()?;
    let dir = dir.or_else(|| program.parent()).ok_or(Error::Missing("directory to work in"))?;
    Ok(tempfile::Builder::new().prefix("bench-").tempdir_in(dir)?)
}
