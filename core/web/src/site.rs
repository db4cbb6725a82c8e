//! What every handler is handed: the appliance, and what it says about itself.

use std::net::IpAddr;
use std::sync::{Arc, PoisonError, RwLock};

use service::App;

use crate::app_logos::AppLogos;
use crate::phone::OwnStreams;
use crate::stream::Streams;

/// State of the router. Cheap to clone.
#[derive(Clone)]
pub struct Site {
    inner: Arc<Inner>,
}

struct Inner {
    app: Arc<App>,
    place: RwLock<Arc<Place>>,
    is_proxy: IsProxy,
    page_streams: Streams,
    phone_streams: Streams,
    own_streams: OwnStreams,
    addresses: Addresses,
    app_logos: AppLogos,
}

/// Where we are, and what hangs on that. It changes at the first run alone.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) ca: CaFacts,
    /// Host and port of the issuer, as a browser writes them in `Host`.
    pub(crate) authority: String,
    /// The same for the port at which clients are asked for a certificate.
    pub(crate) certificate_authority: Option<String>,
}

impl Place {
    fn of(app: &App, ca: CaFacts) -> Self {
        let (issuer, certificates) = (app.issuer(), app.certificate_base());
        let authority = |base: &str| base.trim_start_matches("https://").to_owned();
        Self {
            ca,
            authority: authority(&issuer),
            certificate_authority: certificates.as_deref().map(authority),
        }
    }

    /// Host of the issuer without the port.
    pub(crate) fn host(&self) -> &str {
        self.authority.rsplit_once(':').map_or(&*self.authority, |(host, _)| host)
    }

    /// What the downloaded certificate is called.
    pub(crate) fn ca_file_name(&self) -> String {
        let label = self.host().split('.').next().unwrap_or("donelogin");
        format!("{label}-ca.crt")
    }
}

/// Whether an address is that of a proxy whose forwarded headers count.
pub type IsProxy = Box<dyn Fn(IpAddr) -> bool + Send + Sync>;

/// Where the server can be reached besides its name, as `ip:port`; looked up anew each time.
pub type Addresses = Box<dyn Fn() -> Vec<String> + Send + Sync>;

/// The certificate authority, as it is shown and handed out. Public.
#[derive(Clone, Debug, Default)]
pub struct CaFacts {
    /// DER.
    pub der: Vec<u8>,
    /// PEM.
    pub pem: String,
    /// SHA-1 in hex: what Windows shows.
    pub sha1: String,
    /// SHA-256 in hex: what all others show.
    pub sha256: String,
    /// SHA-256 of the public key, base64url: what a phone pins.
    pub spki_sha256: String,
    /// Profile for Apple devices.
    pub mobileconfig: String,
}

impl Site {
    /// Puts it together. `is_proxy`: whose `X-Forwarded-For` counts.
    pub fn new(app: Arc<App>, ca: CaFacts, is_proxy: IsProxy, addresses: Addresses) -> Self {
        let place = RwLock::new(Arc::new(Place::of(&app, ca)));
        Self {
            inner: Arc::new(Inner {
                app,
                place,
                is_proxy,
                page_streams: Streams::default(),
                phone_streams: Streams::default(),
                own_streams: OwnStreams::default(),
                addresses,
                app_logos: AppLogos::default(),
            }),
        }
    }

    /// The appliance.
    pub fn app(&self) -> &Arc<App> {
        &self.inner.app
    }

    /// The certificate of our authority, DER.
    pub fn ca_der(&self) -> Vec<u8> {
        self.place().ca.der.clone()
    }

    /// Seconds since 1970, by the appliance's clock.
    pub fn now(&self) -> i64 {
        self.inner.app.now()
    }

    /// Reads the issuer anew, which has another CA.
    pub fn moved(&self, ca: CaFacts) {
        let place = Arc::new(Place::of(&self.inner.app, ca));
        *self.inner.place.write().unwrap_or_else(PoisonError::into_inner) = place;
    }

    pub(crate) fn app_logos(&self) -> &AppLogos {
        &self.inner.app_logos
    }

    pub(crate) fn place(&self) -> Arc<Place> {
        Arc::clone(&self.inner.place.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn addresses(&self) -> Vec<String> {
        (self.inner.addresses)()
    }

    pub(crate) fn page_streams(&self) -> &Streams {
        &self.inner.page_streams
    }

    pub(crate) fn phone_streams(&self) -> &Streams {
        &self.inner.phone_streams
    }

    pub(crate) fn own_streams(&self) -> &OwnStreams {
        &self.inner.own_streams
    }

    pub(crate) fn trusts_proxy(&self, address: IpAddr) -> bool {
        (self.inner.is_proxy)(address)
    }
}

impl std::fmt::Debug for Site {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Site").field("app", &self.inner.app).finish_non_exhaustive()
    }
}

/// The address at the other end of the connection; the listener puts it into each request.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);
