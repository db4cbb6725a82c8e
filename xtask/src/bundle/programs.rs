//! The programs that the packages hold: built so that the same sources give the same bytes, wherever they lie.

use std::fs;
use std::path::{Path, PathBuf};

use super::contents::Kind;
use crate::command::{self, cargo};
use crate::install;
use crate::stop::Stop;
use crate::workspace;

/// Where the programs lie.
#[derive(Clone, Debug)]
pub(crate) struct Programs {
    /// The command and server.
    pub(crate) command: PathBuf,
    /// The window, where this workspace has one.
    pub(crate) window: Option<PathBuf>,
}

/// Whether this workspace has the window.
pub(crate) fn has_window() -> bool {
    workspace::root().join("src-tauri/Cargo.toml").exists()
}

impl Programs {
    /// Builds them as they are shipped.
    pub(super) fn build(at: i64) -> Result<Self, Stop> {
        let mut build = cargo();
        build.args(["build", "--release", "--locked", "--package", "server"]);
        if has_window() {
            install::window()?;
            build.args(["--package", "desktop"]);
        }
        // Paths of the machine that builds are nobody's business, and would make each machine's packages another.
        let folder = |name| std::env::var_os(name).map(PathBuf::from);
        let home = folder("CARGO_HOME").or_else(|| folder("HOME").map(|home| home.join(".cargo")));
        let home = home.map(|home| home.display().to_string());
        let mut renamed = vec![(workspace::root().display().to_string(), "/donelogin")];
        renamed.extend(home.map(|home| (home, "/cargo")));
        // Of several that fit, the last one counts.
        renamed.push((workspace::target().display().to_string(), "/target"));
        let rust: Vec<_> =
            renamed.iter().map(|(path, name)| format!("--remap-path-prefix={path}={name}")).collect();
        let c: Vec<_> =
            renamed.iter().map(|(path, name)| format!("-ffile-prefix-map={path}={name}")).collect();
        build.env("CARGO_ENCODED_RUSTFLAGS", rust.join("\u{1f}")).env("CFLAGS", c.join(" "));
        command::check(build.env("SOURCE_DATE_EPOCH", at.to_string()))?;
        let release = workspace::target().join("release");
        let window = has_window().then(|| release.join("donelogin-desktop"));
        Ok(Self { command: release.join("donelogin"), window })
    }

    /// Whether a package of this kind can be packed.
    pub(super) fn has(&self, kind: &Kind) -> bool {
        !kind.has_window || self.window.is_some()
    }
}

/// The oldest glibc that a program runs with, as it says itself: the highest version of a symbol that it asks for.
pub(super) fn needed_glibc(program: &Path) -> Result<(u32, u32), Stop> {
    let bytes = fs::read(program).map_err(|source| Stop::File { path: program.to_owned(), source })?;
    let sign = b"GLIBC_2.";
    let found = bytes.windows(sign.len() + 3).filter(|window| window.starts_with(sign)).map(|window| {
        let digits = window.iter().skip(sign.len()).take_while(|byte| byte.is_ascii_digit());
        digits.fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))
    });
    Ok((2, found.max().unwrap_or(17)))
}
