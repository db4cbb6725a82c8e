//! `cargo xtask fuzz`: one parser under libFuzzer where a nightly toolchain is there, and else over inputs changed at random.

use std::fs;

use crate::command::{self, cargo};
use crate::needs;
use crate::stop::Stop;
use crate::workspace;

/// What the compiler puts into the code so that libFuzzer sees which ways an input takes.
const WATCHED: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 -Cdebug-assertions -Zsanitizer=address";

/// Runs a target for so many seconds, or lists them.
pub(crate) fn fuzz(target: Option<&str>, seconds: u64) -> Result<(), Stop> {
    needs::check(&needs::RUST)?;
    let Some(target) = target else {
        return command::check(cargo().args([
            "run",
            "--quiet",
            "--locked",
            "--package",
            "fuzz",
            "--bin",
            "fuzz",
        ]));
    };
    if has_nightly() {
        return watched(target, seconds);
    }
    println!(
        "no nightly toolchain (rustup toolchain install nightly) with a C++ compiler: inputs are changed at random, \
         without looking which ways they take"
    );
    let seconds = seconds.to_string();
    let arguments = ["run", "--quiet", "--locked", "--package", "fuzz", "--bin", "fuzz", "--"];
    command::check(cargo().args(arguments).args([target, "--seconds", &seconds]))
}

fn has_nightly() -> bool {
    let nightly = command::read(command::new("rustup").args(["run", "nightly", "rustc", "--version"]));
    nightly.is_some() && (command::exists("c++") || command::exists("g++"))
}

/// A build of its own, since everything below has to be compiled to be watched.
fn watched(target: &str, seconds: u64) -> Result<(), Stop> {
    let home = workspace::root().join("target").join("fuzz");
    let found = home.join(target);
    fs::create_dir_all(&found).map_err(|source| Stop::File { path: found.clone(), source })?;
    let host = command::read(command::new("rustc").args(["--print", "host-tuple"]));
    let host = host.ok_or_else(|| Stop::Missing { lines: vec!["rustc --print host-tuple".to_owned()] })?;
    let mut fuzz = command::new("rustup");
    fuzz.args(["run", "nightly", "cargo", "run", "--release", "--locked", "--package", "fuzz"])
        .args(["--bin", "libfuzzer", "--features", "libfuzzer", "--target", &host, "--target-dir"])
        .arg(home.join("build"))
        .arg("--")
        .args([format!("-max_total_time={seconds}"), "-max_len=4096".to_owned()])
        .arg(format!("-artifact_prefix={}/", found.display()))
        .arg(&found)
        .arg(workspace::root().join("tests/fuzz/corpus").join(target))
        // Linking everything at once takes ten minutes and makes nothing clearer.
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("RUSTFLAGS", WATCHED)
        .env("FUZZ_TARGET", target);
    command::check(&mut fuzz)
}
