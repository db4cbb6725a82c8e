//! `cargo xtask bench`: the server beside this machine's limits, and what a phone costs in a browser.

use std::path::PathBuf;

use crate::browser;
use crate::command::{self, cargo};
use crate::install;
use crate::needs;
use crate::pictures;
use crate::stop::Stop;
use crate::ui;
use crate::workspace;

/// Both, one after the other.
pub(crate) fn bench(json: Option<PathBuf>, quick: bool) -> Result<(), Stop> {
    server(json, quick)?;
    phone(quick)
}

fn server(json: Option<PathBuf>, quick: bool) -> Result<(), Stop> {
    needs::check(&needs::RUST)?;
    ui::build()?;
    // Made absolute here, since cargo runs us and the benchmark from directories of its own choosing.
    let json =
        json.map(|file| std::path::absolute(&file).map_err(|source| Stop::File { path: file, source }));
    command::check(cargo().args([
        "build",
        "--release",
        "--locked",
        "--package",
        "server",
        "--package",
        "bench",
    ]))?;
    let release = workspace::target().join("release");
    let mut bench = command::new(release.join(workspace::program("bench")));
    bench.arg("--donelogin").arg(release.join(workspace::program("donelogin")));
    if let Some(file) = json.transpose()? {
        bench.arg("--json").arg(file);
    }
    if quick {
        bench.arg("--quick");
    }
    command::check(&mut bench)
}

/// The phone app in Debian's Chromium, with the program that was built for the server's part.
fn phone(quick: bool) -> Result<(), Stop> {
    install::apt(&install::BROWSER)?;
    pictures::install()?;
    browser::install()?;
    let mut playwright = browser::tool("playwright");
    playwright
        .args(["test", "--config", "bench.config.ts"])
        .current_dir(browser::folder())
        .env("BUILT_PROFILE", "release");
    if quick {
        playwright.env("BENCH_QUICK", "1");
    }
    command::check(&mut playwright)
}
