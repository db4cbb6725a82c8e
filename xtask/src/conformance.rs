//! `cargo xtask conformance`: the OpenID Foundation's suite, where it is at hand, against a running server.

use std::path::Path;

use crate::command::{self, cargo};
use crate::needs;
use crate::stop::Stop;
use crate::workspace;

/// Builds the runner and the server's commands, and runs it with these arguments.
pub(crate) fn conformance(arguments: &[String]) -> Result<(), Stop> {
    needs::check(&needs::RUST)?;
    let names_program = arguments.iter().any(|word| word.starts_with("--donelogin"));
    let mut build = cargo();
    build.args(["build", "--locked", "--package", "conformance"]);
    if !names_program {
        build.args(["--package", "server"]);
    }
    command::check(&mut build)?;
    let built = |name: &str| workspace::target().join("debug").join(workspace::program(name));
    let mut runner = command::new(built("conformance"));
    // Paths among the arguments are meant from where the user stands.
    runner.current_dir(std::env::current_dir().unwrap_or_else(|_| Path::new(".").to_owned()));
    if !names_program {
        runner.arg("--donelogin").arg(built("donelogin"));
    }
    command::check(runner.args(arguments))
}
