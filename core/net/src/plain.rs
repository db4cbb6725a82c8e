//! Opening plain files and nothing else: a pipe would hold us, and to open a device may do something.

use std::fs::{File, Metadata, OpenOptions, metadata, symlink_metadata};
use std::io;
use std::path::Path;

/// What is done with a link in a file's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// Tools that renew certificates keep links to them.
    Followed,
    /// It would lead out of the folder.
    Refused,
}

/// Opens it to read; `None` where something else is in its place.
///
/// # Errors
/// When it is not there, or may not be read.
pub fn open(path: &Path, links: Links) -> io::Result<Option<File>> {
    let there = if links == Links::Followed { metadata(path)? } else { symlink_metadata(path)? };
    if !there.is_file() {
        return Ok(None);
    }
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;

        use rustix::fs::OFlags;

        let no_link = if links == Links::Refused { OFlags::NOFOLLOW } else { OFlags::empty() };
        options.custom_flags((OFlags::NONBLOCK | no_link).bits().cast_signed());
    }
    let file = options.open(path)?;
    // It may have become another one in between.
    Ok(Some(file.metadata()?).filter(Metadata::is_file).map(|_| file))
}
