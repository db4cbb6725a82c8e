//! What only the network can do: asked of whoever runs the server, outside of every transaction.

use std::pin::Pin;

use domain::audit::Event;
use domain::call::{Call, CallError, Fetched};
use domain::challenge::Solved;
use domain::client::CertificateSubject;
use domain::look::{Look, Reach, Target};
use domain::mail::{Failure, Letter, MailServer};
use domain::secret::Secret;

/// Something that takes its time.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The world outside.
pub trait Outside: Send + Sync {
    /// Sends a letter once.
    fn send<'a>(&'a self, server: &'a MailServer, letter: &'a Letter) -> Later<'a, Result<(), Failure>>;

    /// Asks a service whether somebody solved its puzzle.
    fn judge<'a>(&'a self, solved: &'a Solved) -> Later<'a, Result<bool, String>>;

    /// Looks at an app's address.
    fn look<'a>(&'a self, target: &'a Target, reach: Reach) -> Later<'a, Look>;

    /// Gets what stands at an address of an app.
    fn fetch<'a>(&'a self, call: &'a Call) -> Later<'a, Result<Fetched, CallError>>;

    /// Posts a form to an app; the status that it answers with.
    fn tell<'a>(&'a self, call: &'a Call, form: &'a str) -> Later<'a, Result<u16, CallError>>;

    /// Issues a certificate to a client, by the office's CA.
    fn certify<'a>(
        &'a self,
        subject: &'a CertificateSubject,
        now: i64,
    ) -> Later<'a, Result<IssuedCertificate, NotIssued>>;

    /// Makes the served certificate anew; the event is written with it.
    fn renew(&self, event: Event) -> Later<'_, Result<(), RenewError>>;
}

/// A certificate for a client, with its key; nobody keeps the key.
#[derive(Debug)]
pub struct IssuedCertificate {
    /// PEM.
    pub certificate_pem: String,
    /// PKCS#8, PEM.
    pub key_pem: Secret,
    /// SHA-256 of the certificate.
    pub sha256: [u8; 32],
    /// Its last second, since 1970.
    pub not_after: i64,
}

/// A certificate could not be issued.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the certificate could not be issued: {0}")]
pub struct NotIssued(pub String);

/// Why the certificate was not made anew.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RenewError {
    /// It is the administrator's own.
    #[error(
        "this certificate is your own: renew it where it comes from, and its files are read again by themselves"
    )]
    Brought,
    /// No server runs that would serve it.
    #[error("no server runs here: it renews its certificate when it starts")]
    NotServing,
    /// It could not be issued, stored or served.
    #[error("the certificate was not renewed: {0}")]
    Failed(String),
}
