//! Where people find the office: chosen at the first run, frozen with the first administrator.
//!
//! No use case speaks to the network. Whoever does so gives the appliance its [`Mover`].

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;

use domain::host::OfficeHost;
use domain::one_time_link::Purpose;
use domain::token::TokenHash;
use store::{StoreError, users, vault};
use zeroize::Zeroizing;

use crate::cx::Cx;
use crate::setup;

/// An answer that the network takes its time for.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What speaks to the network and serves TLS. A command that holds the directory alone has none.
pub trait Mover: Send + Sync {
    /// Who answers to a name now.
    fn look<'a>(&'a self, host: &'a OfficeHost) -> Answer<'a, Found>;

    /// Moves there: makes CA and certificate, calls [`settle`], and is found under the new address from then on.
    fn move_to<'a>(&'a self, cx: &'a Cx, wanted: Wanted) -> Answer<'a, Result<Moved, MoveError>>;

    /// The key of the configuration that sets the address, where one does: then there is nothing to choose.
    fn fixed(&self) -> Option<&'static str> {
        None
    }
}

/// Where the office wants to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The name.
    pub host: OfficeHost,
    /// The port; where absent, the present one.
    pub port: Option<u16>,
    /// A certificate of the administrator's own.
    pub files: Option<Files>,
    /// What whoever wants it saw.
    pub seen: Seen,
}

/// What somebody saw who chooses an address: of two who choose at once, the second one saw what is no longer so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The issuer.
    pub issuer: Arc<str>,
    /// The first-run link that they came with; used up by the move.
    pub link: Option<TokenHash>,
}

/// A certificate chain and its key, PEM, on the server's computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Files {
    /// Leaf first.
    pub certificate: PathBuf,
    /// Its key.
    pub key: PathBuf,
}

/// One of the two files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnFile {
    /// The chain.
    Certificate,
    /// The key.
    Key,
}

impl OwnFile {
    /// The field that names it in forms and requests.
    pub fn field(self) -> &'static str {
        match self {
            Self::Certificate => "certificate_file",
            Self::Key => "key_file",
        }
    }
}

/// Who answers to a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nobody: it can be ours.
    Free,
    /// This server, or for a name of a name server's: this computer.
    Ours,
    /// Others.
    Taken {
        /// Their addresses.
        by: Vec<IpAddr>,
    },
    /// Nobody knows.
    Unknown {
        /// Why, and the mend.
        why: String,
    },
}

/// Where it is found now.
#[derive(Clone, PartialEq, Eq)]
pub struct Moved {
    /// The new issuer.
    pub issuer: String,
    /// SHA-256 of the new CA's certificate, lower-case hex.
    pub fingerprint: String,
    /// The new first-run link; the older one is void.
    pub first_run: String,
}

impl fmt::Debug for Moved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Whoever has the link becomes the first administrator.
        f.debug_struct("Moved")
            .field("issuer", &self.issuer)
            .field("fingerprint", &self.fingerprint)
            .finish_non_exhaustive()
    }
}

/// Why it is where it was.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// There is an administrator: apps and phones may know the address already.
    #[error("there is an administrator already, and with the first one the address stays as it is")]
    Claimed,
    /// A file of the administrator's certificate.
    #[error("{1}")]
    Files(OwnFile, String),
    /// The server was told where it is found: started anew, it would be told again.
    #[error("this server's address is set by its configuration ({0}): change it there")]
    Fixed(&'static str),
    /// Somebody else moved first.
    #[error("the address was changed meanwhile: look at it again, and decide anew")]
    Overtaken,
    /// Such a file, in words that tell what lies on the disk: for whoever sits at it.
    #[error("{1}")]
    FilesUnread(OwnFile, String),
    /// No server runs.
    #[error(
        "no server runs that could move: start one with `donelogin serve`, or name the address there with --issuer"
    )]
    NoServer,
    /// The port cannot be listened on.
    #[error(transparent)]
    Port(PortFault),
    /// Somebody else answers to the name.
    #[error("{name} is taken: {} answers to it. Choose another name, or rename that computer", by.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))]
    Taken {
        /// The name.
        name: String,
        /// Who.
        by: Vec<IpAddr>,
    },
    /// Our own side broke; the log says what.
    #[error("the new address could not be set up; the old one stays")]
    Broken(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a port cannot be listened on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PortFault {
    /// A right is missing.
    #[error("port {0} needs a right that this server does not have: choose one from 1024 up")]
    Denied(u16),
    /// The server was told where to listen.
    #[error(
        "this server was told to listen on port {0} (listen): choose that one, or leave listen out at its start"
    )]
    Fixed(u16),
    /// Not a port.
    #[error("a port is a number from 1 to 65535")]
    NotAPort,
    /// Something else.
    #[error("{0}")]
    Other(String),
    /// Another program has it.
    #[error("port {0} is taken by another program: choose another")]
    Taken(u16),
}

/// The key of the configuration that sets the address, where one does.
pub fn fixed(cx: &Cx) -> Option<&'static str> {
    cx.app.mover()?.fixed()
}

/// A certificate of the administrator's own that was chosen before.
///
/// # Errors
/// When the store failed.
pub fn files(cx: &Cx) -> Result<Option<Files>, StoreError> {
    let (certificate, key) = FILES;
    let stored = cx
        .store()
        .read(|tx| Ok::<_, StoreError>(vault::text(tx, certificate)?.zip(vault::text(tx, key)?)))?;
    Ok(stored.map(|(certificate, key)| Files { certificate: certificate.into(), key: key.into() }))
}

/// Who answers to a name now.
///
/// # Errors
/// When no server runs here.
pub async fn look(cx: &Cx, host: &OfficeHost) -> Result<Found, MoveError> {
    let mover = cx.app.mover().ok_or(MoveError::NoServer)?;
    Ok(mover.look(host).await)
}

/// Moves the office there; in force when this returns.
///
/// # Errors
/// With the mend; then nothing has changed.
pub async fn choose(cx: &Cx, wanted: Wanted) -> Result<Moved, MoveError> {
    if cx.app.is_claimed()? {
        return Err(MoveError::Claimed);
    }
    let mover = cx.app.mover().ok_or(MoveError::NoServer)?;
    // A move is whole or not at all: it goes on where whoever asked for it hangs up, which drops this future.
    let cx = cx.clone();
    let moving = tokio::spawn(async move { mover.move_to(&cx, wanted).await });
    moving.await.map_err(|error| MoveError::Broken(error.to_string()))?
}

/// What belongs to the new address.
pub struct NewAddress {
    /// `https://host[:port]`
    pub issuer: String,
    /// The host that the CA was made for.
    pub host: String,
    /// The CA's certificate, DER.
    pub ca_certificate: Vec<u8>,
    /// Its key, PKCS #8.
    pub ca_key: Zeroizing<Vec<u8>>,
    /// Certificate and key that we serve, where they are ours.
    pub leaf: Option<(Vec<u8>, Zeroizing<Vec<u8>>)>,
    /// The administrator's own otherwise.
    pub files: Option<Files>,
    /// What whoever wants it saw.
    pub seen: Seen,
}

/// Where the paths of the administrator's own certificate and key lie in the vault.
pub const FILES: (&str, &str) = ("tls.certificate_file", "tls.key_file");

/// The moment of the move: in one transaction, while there is no administrator. The new first-run link.
///
/// # Errors
/// When somebody became an administrator meanwhile, or the store failed: then nothing has changed.
pub async fn settle(cx: &Cx, new: NewAddress) -> Result<String, MoveError> {
    let (token, link) = setup::new_link(cx);
    let (app, now) = (Arc::clone(&cx.app), cx.now);
    let issuer = new.issuer.clone();
    let event = cx.event("office.address").with("issuer", issuer.as_str()).with("was", &*cx.app.issuer());
    cx.store()
        .write::<_, MoveError>(move |tx| {
            if users::any_admin(tx)? {
                return Err(MoveError::Claimed);
            }
            if vault::text(tx, "issuer")?.is_some_and(|issuer| *issuer != *new.seen.issuer) {
                return Err(MoveError::Overtaken);
            }
            if let Some(link) = &new.seen.link
                && !store::one_time_links::consume(tx, link, Purpose::Setup, now)?
            {
                return Err(MoveError::Overtaken);
            }
            vault::put(tx, "issuer", new.issuer.as_bytes(), now)?;
            vault::put(tx, "ca.host", new.host.as_bytes(), now)?;
            vault::put(tx, "ca.cert", &new.ca_certificate, now)?;
            vault::seal(tx, "ca.key", &new.ca_key, now)?;
            match &new.leaf {
                Some((certificate, key)) => {
                    vault::put(tx, "leaf.cert", certificate, now)?;
                    vault::seal(tx, "leaf.key", key, now)?;
                }
                None => {
                    vault::delete(tx, "leaf.cert")?;
                    vault::delete(tx, "leaf.key")?;
                }
            }
            put_files(tx, new.files.as_ref(), now)?;
            store::one_time_links::insert(tx, &link)?;
            tx.after_commit(move || app.set_issuer(&issuer));
            Ok(store::audit::append(tx, event, now)?)
        })
        .await?;
    Ok(setup::url(cx, &token))
}

fn put_files(tx: &store::WriteTx<'_>, files: Option<&Files>, now: i64) -> Result<(), StoreError> {
    let Some(files) = files else {
        vault::delete(tx, FILES.0)?;
        vault::delete(tx, FILES.1)?;
        return Ok(());
    };
    vault::put(tx, FILES.0, files.certificate.to_string_lossy().as_bytes(), now)?;
    vault::put(tx, FILES.1, files.key.to_string_lossy().as_bytes(), now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_run_link_is_in_no_log() {
        let moved = Moved {
            issuer: "https://a.local".into(),
            fingerprint: "00".into(),
            first_run: "https://a.local/setup/s3cret".into(),
        };
        let said = format!("{moved:?}");
        assert!(said.contains("https://a.local") && !said.contains("s3cret"), "{said}");
    }
}
