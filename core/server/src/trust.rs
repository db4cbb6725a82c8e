//! This machine's trust stores, for the commands and the window: what they say of our CA, and changing it.

use std::io;
use std::path::PathBuf;

use net::certificate::NotACertificate;
pub use net::trust::{Kind, Scope, State, StoreState, TrustReport};
use net::trust::{Place, Root, Scratch};

/// The program that does an administrator's part.
const PROGRAM: &str = "donelogin";

/// Why the stores cannot be looked at.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    /// What was given is not a certificate.
    #[error("the certificate of the authority cannot be read: {0}")]
    Certificate(#[from] NotACertificate),
    /// Programs want files, and there is no place for them.
    #[error("there is no place for temporary files: {0}")]
    Scratch(#[from] io::Error),
}

/// What is to be done with the stores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Read them.
    Status,
    /// Put the CA into all that do not trust it.
    Install,
    /// Take it out of all.
    Remove,
}

/// What the stores of this machine and this user say of the CA (DER). Blocks while programs run.
///
/// # Errors
/// When that is no certificate, or there is no place for temporary files.
pub fn status(ca_der: &[u8]) -> Result<TrustReport, TrustError> {
    act(Act::Status, ca_der, Scope::All)
}

/// Puts the CA into every store that does not trust it. Blocks, also while polkit asks for a password.
///
/// # Errors
/// As [`status`].
pub fn install(ca_der: &[u8]) -> Result<TrustReport, TrustError> {
    act(Act::Install, ca_der, Scope::All)
}

/// Takes the CA out of every store. Blocks as [`install`] does.
///
/// # Errors
/// As [`status`].
pub fn remove(ca_der: &[u8]) -> Result<TrustReport, TrustError> {
    act(Act::Remove, ca_der, Scope::All)
}

pub(crate) fn act(act: Act, ca_der: &[u8], scope: Scope) -> Result<TrustReport, TrustError> {
    let root = Root::new(ca_der)?;
    let scratch = Scratch::make()?;
    let environment = crate::cli::environment();
    let variable =
        |name: &str| environment.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    let place = Place { scope, ..Place::this_machine(variable, program(), is_root(), &scratch) };
    Ok(match act {
        Act::Status => net::trust::status(&place, &root),
        Act::Install => net::trust::install(&place, &root),
        Act::Remove => net::trust::remove(&place, &root),
    })
}

/// The command beside this program, which may be the window; this program itself where it is the command.
fn program() -> Option<PathBuf> {
    let beside = std::env::current_exe().ok()?.with_file_name(PROGRAM);
    let usual = PathBuf::from("/usr/bin").join(PROGRAM);
    [beside, usual].into_iter().find(|path| path.is_file())
}

#[cfg(unix)]
fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}
