//! Why a server does not start, in kinds: the window says each in its person's words.

use std::error::Error;
use std::path::PathBuf;

use store::StoreError;

use crate::config::ConfigError;
use crate::listen::ListenError;
use crate::lock::LockError;
use crate::open::OpenError;
use crate::start::StartError;

/// What stands in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The database file is no database any more.
    Damaged,
    /// The data directory cannot be made or used.
    Directory(PathBuf),
    /// No room on the disk.
    DiskFull,
    /// Another process holds the data directory and does not answer.
    Held(PathBuf),
    /// The database is there, the key for its secrets is not.
    KeyGone(PathBuf),
    /// The database was written by a newer version.
    Newer,
    /// The port needs a right that the process does not have.
    PortDenied(u16),
    /// Another program has the port.
    PortTaken(u16),
    /// Others can read this file or directory; it should have this mode.
    Readable(PathBuf, &'static str),
    /// The settings file or the environment, in English.
    Settings(String),
    /// Anything else, in English.
    Other(String),
}

impl From<&StartError> for Fault {
    fn from(error: &StartError) -> Self {
        match error {
            StartError::Listen(ListenError::Taken(address)) => Self::PortTaken(address.port()),
            StartError::Listen(ListenError::Denied(address)) => Self::PortDenied(address.port()),
            StartError::Open(OpenError::Lock(lock)) => lock.into(),
            StartError::Open(OpenError::IssuerFrozen { .. }) => Self::Settings(error.to_string()),
            _ => match of_the_store(error) {
                Some(StoreError::Damaged) => Self::Damaged,
                Some(StoreError::Full) => Self::DiskFull,
                Some(StoreError::Newer { .. }) => Self::Newer,
                _ => Self::Other(error.to_string()),
            },
        }
    }
}

/// The store's own word, however deep it lies.
fn of_the_store(error: &StartError) -> Option<&StoreError> {
    let first: &(dyn Error + 'static) = error;
    let causes = std::iter::successors(Some(first), |error| (*error).source());
    causes.into_iter().find_map(|cause| cause.downcast_ref::<StoreError>())
}

impl From<&LockError> for Fault {
    fn from(error: &LockError) -> Self {
        match error {
            LockError::Held { path, .. } => Self::Held(path.clone()),
            LockError::MasterKeyGone(path) | LockError::MasterKeyLength(path) => Self::KeyGone(path.clone()),
            LockError::Open { path, mode } => Self::Readable(path.clone(), mode),
            LockError::Directory { source, .. } | LockError::MasterKey { source, .. }
                if source.kind() == std::io::ErrorKind::StorageFull =>
            {
                Self::DiskFull
            }
            LockError::Directory { path, .. }
            | LockError::Foreign { path, .. }
            | LockError::MasterKey { path, .. } => Self::Directory(path.clone()),
            LockError::NetworkShare(_) => Self::Other(error.to_string()),
        }
    }
}

impl From<&ConfigError> for Fault {
    fn from(error: &ConfigError) -> Self {
        Self::Settings(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use super::*;

    #[test]
    fn what_stands_in_the_way_is_found_however_deep_it_lies() {
        let damaged = StartError::Open(OpenError::Store(StoreError::Damaged));
        assert_eq!(Fault::from(&damaged), Fault::Damaged);
        assert_eq!(Fault::from(&StartError::Store(StoreError::Full)), Fault::DiskFull);
        let taken = StartError::Listen(ListenError::Taken(SocketAddr::from(([0, 0, 0, 0], 8443))));
        assert_eq!(Fault::from(&taken), Fault::PortTaken(8443));
        let gone = OpenError::Lock(LockError::MasterKeyGone(PathBuf::from("/k")));
        assert_eq!(Fault::from(&StartError::Open(gone)), Fault::KeyGone(PathBuf::from("/k")));
    }
}
