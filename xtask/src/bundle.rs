//! `cargo xtask bundle`: the installers that this platform can build, and the list by which servers learn of them.

mod contents;
mod deb;
mod list;
mod programs;
mod rpm;
mod stage;

use std::fs;
use std::path::{Path, PathBuf};

pub(crate) use contents::{HEADLESS, Kind, WINDOW};
pub(crate) use programs::{Programs, has_window};

use crate::command;
use crate::install;
use crate::needs;
use crate::stop::Stop;
use crate::ui;
use crate::workspace;

/// One version of the product, packed once. The same of these gives the same bytes.
#[derive(Clone, Debug)]
pub(crate) struct Edition {
    /// As semver writes it.
    pub(crate) version: String,
    /// The time that everything in the packages bears, in seconds since 1970.
    pub(crate) at: i64,
    /// Whether packing may take long to save bytes.
    pub(crate) is_small: bool,
}

impl Edition {
    /// Debian and RPM sort a preview before its version by a tilde.
    fn package_version(&self) -> String {
        self.version.replacen('-', "~", 1)
    }
}

/// Builds what can be built here, and says what cannot.
pub(crate) fn bundle() -> Result<(), Stop> {
    if !cfg!(target_os = "linux") || !command::exists("dpkg-deb") {
        let what = "Installers for this platform are not built by this command: installer/signing.md says how they \
                    are. On Debian and its relatives it builds a .deb and an .rpm.";
        return Err(Stop::Platform { what });
    }
    needs::check(&needs::RUST)?;
    install::apt(&install::PACKING)?;
    ui::build()?;
    let edition =
        Edition { version: env!("CARGO_PKG_VERSION").to_owned(), at: committed_at(), is_small: true };
    let programs = Programs::build(edition.at)?;
    let out = workspace::target().join("bundle");
    // What a former run left would be listed as well.
    if out.exists() {
        fs::remove_dir_all(&out).map_err(|source| Stop::File { path: out.clone(), source })?;
    }
    let mut packages = Vec::new();
    for kind in [&HEADLESS, &WINDOW] {
        if !programs.has(kind) {
            continue;
        }
        packages.push(deb::pack(kind, &programs, &edition, &out)?);
        packages.push(rpm::pack(kind, &programs, &edition, &out)?);
    }
    let list = list::write(&edition, &packages, &out)?;
    for path in packages.iter().chain([&list]) {
        println!("{}", path.display());
    }
    println!("Built elsewhere: AppImage, Windows, macOS; see installer/signing.md.");
    Ok(())
}

/// When the last commit was made: the same sources give the same packages, whenever they are built.
fn committed_at() -> i64 {
    let said = std::env::var_os("SOURCE_DATE_EPOCH").and_then(|at| at.into_string().ok());
    let said = said.or_else(|| command::read(command::new("git").args(["log", "-1", "--format=%ct"])));
    // Sources without their history: the first day of 2026 is as good as any, and the same for everybody.
    said.and_then(|text| text.trim().parse().ok()).unwrap_or(1_767_225_600)
}

/// A time in one of the forms of `date`.
fn date(at: i64, form: &str) -> Result<String, Stop> {
    let mut date = command::new("date");
    date.env("LC_ALL", "C").args(["-u", "-d", &format!("@{at}"), form]);
    command::read(&mut date).ok_or_else(|| Stop::Command { line: "date".to_owned() })
}

/// Packs a Debian package of some other program than the one that was just built: for the check of the packages.
pub(crate) fn debian(
    kind: &Kind,
    programs: &Programs,
    edition: &Edition,
    out: &Path,
) -> Result<PathBuf, Stop> {
    deb::pack(kind, programs, edition, out)
}

#[cfg(test)]
mod tests;
