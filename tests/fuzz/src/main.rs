//! Running one target by hand: over the seeds and what is made of them, or over files that broke it before.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool talks to its user")]

use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};
use std::{fs, io};

use clap::Parser;
use fuzz::mutate::Mutator;
use fuzz::{TARGETS, Target, corpus, find};

#[derive(Parser)]
#[command(name = "fuzz", about = "Runs a parser over changed inputs until one breaks it")]
struct Arguments {
    /// The target; without one they are listed
    #[arg(value_parser = find)]
    target: Option<&'static Target>,
    /// Inputs to run instead of new ones
    files: Vec<PathBuf>,
    /// How long
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// The same seed makes the same inputs
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where an input that breaks it is kept
    #[arg(long, default_value = "target/fuzz")]
    output: PathBuf,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let Some(target) = arguments.target else {
        for target in &TARGETS {
            println!("{}", target.name);
        }
        return ExitCode::SUCCESS;
    };
    match run(target, &arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether nothing broke it.
fn run(target: &Target, arguments: &Arguments) -> io::Result<bool> {
    let inputs: Vec<Vec<u8>> = arguments.files.iter().map(fs::read).collect::<io::Result<_>>()?;
    if !inputs.is_empty() {
        return Ok(inputs.iter().all(|input| holds(target, input)));
    }
    let seeds = corpus::seeds(target)?;
    let mut mutator = Mutator::new(arguments.seed);
    let until = Instant::now() + Duration::from_secs(arguments.seconds);
    let mut count = 0_u64;
    while Instant::now() < until {
        let input = mutator.mutate(&seeds);
        count += 1;
        if !holds(target, &input) {
            keep(target, &input, &arguments.output)?;
            return Ok(false);
        }
    }
    println!("{}: {count} inputs, none broke it", target.name);
    Ok(true)
}

fn holds(target: &Target, input: &[u8]) -> bool {
    catch_unwind(|| (target.run)(input)).is_ok()
}

fn keep(target: &Target, input: &[u8], folder: &Path) -> io::Result<()> {
    let folder = folder.join(target.name);
    fs::create_dir_all(&folder)?;
    let file = folder.join("broke");
    fs::write(&file, input)?;
    eprintln!("{}: broken by {}: {}", target.name, file.display(), input.escape_ascii());
    Ok(())
}
