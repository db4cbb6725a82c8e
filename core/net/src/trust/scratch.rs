//! A directory of our own for the files that programs want to be given: nobody else may look in or put a link there.

use std::fs::DirBuilder;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// The directory; it goes with this.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
}

impl Scratch {
    /// Makes one below the system's directory for such things.
    ///
    /// # Errors
    /// When it cannot be made, also because somebody else put something in its place.
    pub fn make() -> io::Result<Self> {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("donelogin-ca-{}-{number}", std::process::id()));
        match make(&path) {
            // Left behind by a process of the same number; a directory that is not ours cannot be emptied.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                std::fs::remove_dir_all(&path)?;
                make(&path)?;
            }
            outcome => outcome?,
        }
        Ok(Self { path })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

#[cfg(unix)]
fn make(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;

    DirBuilder::new().mode(0o700).create(path)
}

#[cfg(not(unix))]
fn make(path: &Path) -> io::Result<()> {
    DirBuilder::new().create(path)
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What stays is a public certificate.
        let _ = std::fs::remove_dir_all(&self.path);
    }
}
