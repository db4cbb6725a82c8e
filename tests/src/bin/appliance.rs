//! The product's program, built beside the tests so that they start what they were compiled with.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::cli::main()
}
