//! The certificate that we serve: issued by our CA and renewed under way, or brought by the administrator.

use domain::audit::{Actor, Event};
use domain::world::Clock;
use net::addresses::{on_the_lan, with_loopback};
use net::ca::{Authority, CaError};
use net::certificate::Facts;
use net::files::{CertificateFiles, Change, FileWatch, FilesError};
use net::fingerprint;
use net::leaf::{Leaf, LeafNames, NotAHost};
use net::tls::{Certificates, TlsError, certified_key};
use service::admin::certificates::{CA_CERTIFICATE, RENEWED};
use service::outside::RenewError;
use service::vitals::Certificate;
use store::{Store, StoreError, vault};
use zeroize::Zeroizing;

use crate::config::{Issuer, TlsFiles};

/// Why there is no certificate to serve.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// The CA cannot issue.
    #[error("the certificate cannot be issued: {0}")]
    Authority(#[from] CaError),
    /// The administrator's own files cannot be used.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// The issuer's host cannot stand in a certificate.
    #[error(transparent)]
    Host(#[from] NotAHost),
    /// Another CA is ours meanwhile.
    #[error("the office has moved meanwhile, and has a new certificate")]
    Moved,
    /// The store failed.
    #[error("the certificate cannot be stored: {0}")]
    Store(#[from] StoreError),
    /// The key cannot be used for TLS.
    #[error("the certificate cannot be served: {0}")]
    Tls(#[from] TlsError),
}

/// A certificate and its key, DER.
pub(crate) type Pair = (Vec<u8>, Zeroizing<Vec<u8>>);

/// Keeps the served certificate right: names, addresses, time.
pub(crate) struct Keeper {
    served: Certificates,
    authority: Option<Certificate>,
    source: Source,
}

enum Source {
    Own { authority: Box<Authority>, host: String, leaf: Box<Leaf>, store: Store },
    Brought(Box<FileWatch>),
}

impl Keeper {
    /// Takes the stored certificate if it still fits, else issues one; or loads the administrator's.
    pub(crate) fn begin(
        files: Option<&TlsFiles>,
        issuer: &Issuer,
        authority: Authority,
        store: Store,
        now: i64,
    ) -> Result<Self, CertificateError> {
        let ca = facts(authority.cert_der());
        if let Some(files) = files {
            return Self::brought(files, issuer, ca, now);
        }
        let names = names(issuer.host())?;
        let leaf = match stored_leaf(&store, &authority) {
            Some(leaf) if leaf.covers(&names) && !leaf.is_due(now) => leaf,
            _ => issue(&authority, &names, &store, None, now)?,
        };
        Self::own(issuer, authority, leaf, store)
    }

    /// For another address: nothing is stored yet, and what has to be comes along.
    pub(crate) fn fresh(
        files: Option<&TlsFiles>,
        issuer: &Issuer,
        authority: Authority,
        store: Store,
        now: i64,
    ) -> Result<(Self, Option<Pair>), CertificateError> {
        if let Some(files) = files {
            let ca = facts(authority.cert_der());
            return Ok((Self::brought(files, issuer, ca, now)?, None));
        }
        let leaf = authority.issue(&names(issuer.host())?, now)?;
        let pair = (leaf.cert_der.clone(), leaf.key_der.clone());
        Ok((Self::own(issuer, authority, leaf, store)?, Some(pair)))
    }

    fn brought(
        files: &TlsFiles,
        issuer: &Issuer,
        authority: Option<Certificate>,
        now: i64,
    ) -> Result<Self, CertificateError> {
        let files =
            CertificateFiles { certificate: files.certificate_file.clone(), key: files.key_file.clone() };
        let (watch, loaded) = FileWatch::open(files, issuer.host(), now)?;
        let source = Source::Brought(Box::new(watch));
        Ok(Self { served: Certificates::new(loaded.key), authority, source })
    }

    fn own(
        issuer: &Issuer,
        authority: Authority,
        leaf: Leaf,
        store: Store,
    ) -> Result<Self, CertificateError> {
        let served = Certificates::new(certified_key(&leaf)?);
        let host = issuer.host().to_owned();
        let ca = facts(authority.cert_der());
        let source = Source::Own { authority: Box::new(authority), host, leaf: Box::new(leaf), store };
        Ok(Self { served, authority: ca, source })
    }

    /// The listener serves our certificate from now on.
    pub(crate) fn serve_by(&self, served: &Certificates) {
        served.swap((*self.served.current()).clone());
    }

    /// Takes the place of another keeper.
    pub(crate) fn serving_by(self, served: &Certificates) -> Self {
        self.serve_by(served);
        Self { served: served.clone(), ..self }
    }

    /// What the listener serves; swapping is seen by the next connection.
    pub(crate) fn served(&self) -> Certificates {
        self.served.clone()
    }

    /// When the certificate is renewed; the administrator's own is not.
    pub(crate) fn renewal_at(&self) -> Option<i64> {
        match &self.source {
            Source::Own { leaf, .. } => Some(leaf.renewal_at()),
            Source::Brought(_) => None,
        }
    }

    /// What connections get.
    pub(crate) fn leaf(&self) -> Option<Certificate> {
        self.served.current().cert.first().and_then(|leaf| facts(leaf))
    }

    /// Our CA.
    pub(crate) fn authority(&self) -> Option<Certificate> {
        self.authority.clone()
    }

    /// Makes the certificate anew although it would do, since an administrator says so. Blocks.
    pub(crate) fn renew(&mut self, event: Event, clock: &dyn Clock) -> Result<(), RenewError> {
        let Source::Own { authority, host, leaf, store } = &mut self.source else {
            return Err(RenewError::Brought);
        };
        let renewed = names(host).map_err(CertificateError::from).and_then(|names| {
            let fresh = issue(authority, &names, store, Some(event), clock.now())?;
            let key = certified_key(&fresh)?;
            Ok((fresh, key))
        });
        let (fresh, key) = renewed.map_err(|error| RenewError::Failed(error.to_string()))?;
        **leaf = fresh;
        self.served.swap(key);
        tracing::info!("the certificate was renewed, as an administrator asked");
        Ok(())
    }

    /// Looks whether something changed, and swaps the certificate if so. Blocks.
    pub(crate) fn check(&mut self, clock: &dyn Clock) -> Result<(), CertificateError> {
        let now = clock.now();
        match &mut self.source {
            Source::Brought(watch) => match watch.poll(now) {
                Change::None => {}
                Change::New(loaded) => {
                    self.served.swap(loaded.key);
                    tracing::info!("the certificate was read again");
                }
                Change::Rejected(error) => {
                    tracing::error!(%error, "the changed certificate cannot be used; the old one stays")
                }
            },
            Source::Own { authority, host, leaf, store } => {
                let names = names(host)?;
                if leaf.is_due(now) || !leaf.covers(&names) {
                    let event = Event::new(RENEWED, Actor::System);
                    match issue(authority, &names, store, Some(event), now) {
                        // Whoever takes our place is on the way.
                        Err(CertificateError::Moved) => return Ok(()),
                        issued => **leaf = issued?,
                    }
                    self.served.swap(certified_key(leaf)?);
                    tracing::info!(addresses = ?names.addresses(), "the certificate was renewed");
                }
            }
        }
        Ok(())
    }
}

fn names(host: &str) -> Result<LeafNames, NotAHost> {
    // An interface that cannot be listed costs names, not the start.
    let lan = on_the_lan().unwrap_or_default();
    LeafNames::new(host, &with_loopback(&lan))
}

fn issue(
    authority: &Authority,
    names: &LeafNames,
    store: &Store,
    event: Option<Event>,
    now: i64,
) -> Result<Leaf, CertificateError> {
    let leaf = authority.issue(names, now)?;
    let (certificate, key) = (leaf.cert_der.clone(), leaf.key_der.clone());
    let own = authority.cert_der().to_vec();
    store.write_blocking::<_, CertificateError>(move |tx| {
        // A move that came first has stored another certificate, of another CA.
        if vault::bytes(tx, CA_CERTIFICATE)?.is_none_or(|stored| stored != own) {
            return Err(CertificateError::Moved);
        }
        vault::put(tx, "leaf.cert", &certificate, now)?;
        vault::seal(tx, "leaf.key", &key, now)?;
        Ok(event.map_or(Ok(()), |event| store::audit::append(tx, event, now))?)
    })?;
    Ok(leaf)
}

fn facts(der: &[u8]) -> Option<Certificate> {
    let facts = Facts::read(der).ok()?;
    Some(Certificate {
        subject: facts.subject,
        issuer: facts.issuer,
        not_before: facts.not_before,
        not_after: facts.not_after,
        names: facts.sans.dns,
        addresses: facts.sans.ip.iter().map(ToString::to_string).collect(),
        sha256: fingerprint::hex(&facts.fingerprint_sha256),
    })
}

fn stored_leaf(store: &Store, authority: &Authority) -> Option<Leaf> {
    let stored = store
        .read(|tx| Ok::<_, StoreError>(vault::bytes(tx, "leaf.cert")?.zip(vault::open(tx, "leaf.key")?)));
    let (certificate, key) = stored.ok().flatten()?;
    Leaf::from_parts(&certificate, &key, authority.cert_der()).ok()
}
