//! The committed seeds: a folder for each target, a file each.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::Target;

/// Where a target's seeds are.
pub fn folder(target: &Target) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target.name)
}

/// A target's seeds, in the order of their names.
///
/// # Errors
/// Where the folder cannot be read.
pub fn seeds(target: &Target) -> io::Result<Vec<Vec<u8>>> {
    let mut files =
        fs::read_dir(folder(target))?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>()?;
    files.sort();
    files.iter().map(fs::read).collect()
}
