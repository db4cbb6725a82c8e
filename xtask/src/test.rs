//! `cargo xtask test`: everything that has to hold, in the order in which it fails fastest.

use clap::ValueEnum;

use crate::browser;
use crate::command::{self, cargo};
use crate::install;
use crate::journeys;
use crate::needs;
use crate::package;
use crate::pictures;
use crate::steps::Steps;
use crate::stop::Stop;
use crate::ui;

/// The scripts and styles that are linted and formatted.
const SCRIPTS: [&str; 3] = ["src-tauri/page", "tests/browser", "ui"];

/// One step of the tests.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Step {
    /// rustfmt
    Format,
    /// clippy, warnings are errors
    Lint,
    /// cargo deny: licences, bans, sources
    Deny,
    /// ESLint, Prettier, svelte-check and the TypeScript compiler
    Scripts,
    /// The phone app: built, and its unit tests
    Ui,
    /// Unit, integration and tidy tests
    Test,
    /// The window on a screen of its own
    Window,
    /// The packages, installed and exercised on an overlay of this machine
    Package,
    /// Playwright in Debian's Chromium
    Browser,
}

/// Runs the steps named, or all.
pub(crate) fn test(only: &[Step]) -> Result<(), Stop> {
    needs::check(&needs::RUST)?;
    needs::check(&needs::TEST)?;
    needs::check(&needs::NODE)?;
    let wanted = |step| only.is_empty() || only.contains(&step);
    let mut steps = Steps::default();
    if !steps.run("install", || {
        if wanted(Step::Ui) || wanted(Step::Browser) {
            pictures::install()?;
        }
        if wanted(Step::Test) {
            install::apt(&install::NEIGHBOUR)?;
        }
        if [Step::Lint, Step::Test, Step::Window, Step::Browser].into_iter().any(wanted) {
            install::window()?;
        }
        if has_window(wanted) {
            install::apt(&install::DESK)?;
        }
        install(wanted(Step::Deny), wanted(Step::Scripts) || wanted(Step::Browser), wanted(Step::Browser))
    }) {
        return steps.sum_up();
    }
    if wanted(Step::Format) {
        steps.run("format", || command::check(cargo().args(["fmt", "--all", "--check"])));
    }
    if wanted(Step::Deny) {
        steps.run("deny", deny);
    }
    if wanted(Step::Scripts) {
        steps.run("scripts", scripts);
    }
    let app =
        [Step::Ui, Step::Window, Step::Browser].into_iter().any(wanted) && steps.run("phone app", ui::build);
    if wanted(Step::Ui) && app {
        steps.run("ui", ui::test);
    }
    if wanted(Step::Lint) {
        steps.run("lint", lint);
    }
    let needs_build = wanted(Step::Test) || has_window(wanted) || wanted(Step::Browser);
    let built = needs_build && steps.run("build", build);
    for (wanted, name, act) in [
        (wanted(Step::Test), "test", rust_tests as fn() -> _),
        (has_window(wanted), "window", window),
        (wanted(Step::Browser), "browser", browser_journeys),
    ] {
        match (wanted, built) {
            (true, true) => {
                steps.run(name, act);
            }
            (true, false) => steps.skip(name, "the build failed"),
            (false, _) => {}
        }
    }
    if wanted(Step::Package) {
        package(&mut steps);
    }
    steps.sum_up()
}

/// After all else, since its build puts programs of its own in the place of those that the other steps use.
fn package(steps: &mut Steps) {
    match package::obstacle() {
        Some(why) => steps.skip("package", why),
        None if package::has_passed() => steps.skip("package", "unchanged, passed before"),
        None => {
            steps.run("package", package::check);
        }
    }
}

/// Windows of other systems have no driver that we could ask.
fn has_window(wanted: impl Fn(Step) -> bool) -> bool {
    cfg!(target_os = "linux") && wanted(Step::Window)
}

fn install(deny: bool, packages: bool, browser: bool) -> Result<(), Stop> {
    if browser {
        install::apt(&install::BROWSER)?;
    }
    if deny {
        install::cargo_deny()?;
    }
    if packages {
        browser::install()?;
        ui::install()?;
    }
    // For all platforms, since cargo deny looks at them all; fails only where something is missing and no network.
    command::check(cargo().args(["fetch", "--locked", "--quiet"]))
}

fn lint() -> Result<(), Stop> {
    let arguments = ["clippy", "--workspace", "--all-targets", "--locked", "--quiet", "--", "-D", "warnings"];
    command::check(cargo().args(arguments))?;
    // It runs in a step of its own, so that it is no target of "all".
    let window = ["clippy", "--workspace", "--test", "window", "--locked", "--quiet", "--", "-D", "warnings"];
    command::check(cargo().args(window))
}

fn deny() -> Result<(), Stop> {
    let deny = install::cargo_deny()?;
    let arguments = [
        "--offline",
        "--locked",
        "--workspace",
        "check",
        "--hide-inclusion-graph",
        "licenses",
        "bans",
        "sources",
    ];
    command::check(command::new(deny).args(arguments))
}

fn scripts() -> Result<(), Stop> {
    let mut eslint = browser::tool("eslint");
    eslint.args(["--config", "tests/browser/eslint.config.js", "--no-warn-ignored", "--max-warnings", "0"]);
    command::check(eslint.args(SCRIPTS))?;
    let mut prettier = browser::tool("prettier");
    prettier.args(["--config", "tests/browser/prettier.config.js", "--ignore-path", ".gitignore", "--check"]);
    command::check(prettier.args(SCRIPTS.map(|folder| format!("{folder}/**/*.{{ts,js,mjs,svelte}}"))))?;
    command::check(browser::tool("tsc").args(["--project", "tests/browser"]))?;
    ui::check()
}

/// One build in the dev profile for everything that follows: tests, and the programs that the tests start.
fn build() -> Result<(), Stop> {
    command::check(cargo().args(["build", "--workspace", "--all-targets", "--locked", "--quiet"]))
}

fn rust_tests() -> Result<(), Stop> {
    command::check(cargo().args(["test", "--workspace", "--locked", "--no-fail-fast"]))
}

/// One after the other: each has a screen, a session and a browser engine of its own.
fn window() -> Result<(), Stop> {
    let arguments = ["test", "--workspace", "--locked", "--no-fail-fast", "--test", "window"];
    command::check(cargo().args(arguments).args(["--", "--test-threads", "1"]))
}

/// One after the other, also where the first fails: the phone's camera wants the machine for itself.
fn browser_journeys() -> Result<(), Stop> {
    let pages = journeys::run("pages");
    pages.and(journeys::run("phone"))
}
