//! Where things are.

use std::path::{Path, PathBuf};

/// The folder of the root `Cargo.toml`.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// Where cargo builds to.
pub(crate) fn target() -> PathBuf {
    // Cargo tells no program where its target directory is, but a program built by it can see where it stands.
    let from_here = std::env::current_exe().ok();
    let from_here = from_here.as_deref().and_then(Path::parent).and_then(Path::parent).map(Path::to_owned);
    from_here.filter(|folder| folder.join("CACHEDIR.TAG").exists()).unwrap_or_else(|| root().join("target"))
}

/// A program's file name on this platform.
pub(crate) fn program(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}
