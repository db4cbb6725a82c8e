//! The first run chooses an address: CA and certificate are made anew, and all of the server follows while it serves.

use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use domain::host::OfficeHost;
use domain::world::{Clock as _, SystemClock, SystemEntropy};
use net::addresses;
use net::fingerprint;
use net::mdns;
use net::tls::Certificates;
use service::Cx;
use service::address::{
    self, Answer, Files, Found, MoveError, Moved, Mover, NewAddress, OwnFile, PortFault, Wanted,
};
use service::setup;
use store::Store;
use tokio::net::TcpListener;
use tokio::sync::{Mutex, mpsc, watch};
use web::Site;

use crate::certificates::{CertificateError, Keeper, Pair};
use crate::config::{Config, Issuer, TlsFiles};
use crate::listen::{ListenError, bind_all};
use crate::open::new_authority;
use crate::start::{announced, facts};
use crate::workers::name::Named;

/// How long others have to answer to a name.
const LOOK_LIMIT: Duration = Duration::from_millis(1_500);

/// Where the listener is; it may move.
pub(crate) type Listening = Arc<RwLock<SocketAddr>>;

/// The ways to those who follow a move.
pub(crate) struct Followers {
    pub(crate) doors: mpsc::Sender<TcpListener>,
    pub(crate) keeper: mpsc::Sender<Keeper>,
    pub(crate) name: mpsc::Sender<Named>,
    pub(crate) told: watch::Sender<Option<Moved>>,
}

/// Moves a server that serves.
pub(crate) struct Relocator {
    config: Config,
    site: Site,
    store: Store,
    served: Certificates,
    listening: Listening,
    followers: Followers,
    /// Where we are, and one move at a time; nothing once the server stops.
    present: Mutex<Option<Present>>,
}

/// Where we are.
pub(crate) struct Present {
    pub(crate) issuer: Issuer,
    pub(crate) fingerprint: String,
    pub(crate) is_brought: bool,
}

/// What a move needs, made before anything is changed.
struct Made {
    keeper: Keeper,
    leaf: Option<Pair>,
    authority: net::ca::Authority,
}

impl Relocator {
    pub(crate) fn new(
        config: Config,
        site: Site,
        (store, served): (Store, Certificates),
        listening: Listening,
        followers: Followers,
        present: Present,
    ) -> Self {
        Self { config, site, store, served, listening, followers, present: Mutex::new(Some(present)) }
    }

    async fn find(&self, host: &OfficeHost, present: &str) -> Found {
        if host.is_local() && !self.config.mdns {
            let why = "this server does not use multicast (mdns is off), so nobody was asked whether the name is free";
            return Found::Unknown { why: why.into() };
        }
        let found = match mdns::resolve(host.as_str(), LOOK_LIMIT).await {
            Ok(found) => found,
            Err(error) => return Found::Unknown { why: error.to_string() },
        };
        let own = addresses::with_loopback(&addresses::all().unwrap_or_default());
        let by: Vec<IpAddr> = found.iter().filter(|address| !own.contains(address)).copied().collect();
        let is_ours = by.len() < found.len();
        match (host.is_local(), by.is_empty()) {
            (true, false) => Found::Taken { by },
            (true, true) if is_ours || host.as_str() == present => Found::Ours,
            (true, true) => Found::Free,
            (false, _) if is_ours => Found::Ours,
            (false, true) => Found::Unknown {
                why: format!("{host} has no address yet: write it into your DNS, leading to this computer"),
            },
            (false, false) => {
                let others = by.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                let mend = "right behind a proxy only; else correct your DNS";
                Found::Unknown { why: format!("{host} leads to {others}, another machine: {mend}") }
            }
        }
    }

    /// Ends moving; a move that is under way comes to its end before.
    pub(crate) async fn rest(&self) {
        self.present.lock().await.take();
    }

    async fn relocate(&self, cx: &Cx, wanted: Wanted) -> Result<Moved, MoveError> {
        let mut held = self.present.lock().await;
        let present = held.as_mut().ok_or(MoveError::NoServer)?;
        let issuer = issuer(&wanted, present.issuer.port())?;
        let is_same = issuer == present.issuer && wanted.files.is_none();
        match self.fixed() {
            Some(_) if is_same => return stay(cx, present).await,
            Some(key) => return Err(MoveError::Fixed(key)),
            None if is_same && !present.is_brought => return stay(cx, present).await,
            None => {}
        }
        if wanted.host.as_str() != present.issuer.host()
            && let Found::Taken { by } = self.find(&wanted.host, present.issuer.host()).await
        {
            return Err(MoveError::Taken { name: wanted.host.to_string(), by });
        }
        let listener = self.listener(issuer.port(), present.issuer.port())?;
        let made = self.make(&issuer, wanted.files.as_ref()).await?;
        let Made { keeper, leaf, authority } = made;
        let moved = Moved {
            issuer: issuer.as_str().to_owned(),
            fingerprint: fingerprint::hex(&authority.fingerprint_sha256()),
            first_run: String::new(),
        };
        let new = NewAddress {
            issuer: moved.issuer.clone(),
            host: issuer.host().to_owned(),
            ca_certificate: authority.cert_der().to_vec(),
            ca_key: authority.key_pkcs8_der(),
            leaf,
            files: wanted.files.clone(),
            seen: wanted.seen.clone(),
        };
        let moved = Moved { first_run: address::settle(cx, new).await?, ..moved };
        *present =
            Present { issuer, fingerprint: moved.fingerprint.clone(), is_brought: wanted.files.is_some() };
        // From here on nothing fails: the store says where we are.
        let settings = cx.app.settings();
        let office = settings.text("office.name").to_owned();
        self.site.moved(facts(&authority, settings.office_name()));
        self.follow(keeper, listener, &present.issuer, &authority, &office).await;
        self.followers.told.send_replace(Some(moved.clone()));
        tracing::info!(issuer = moved.issuer, "the office is found under another address");
        Ok(moved)
    }

    async fn follow(
        &self,
        keeper: Keeper,
        listener: Option<TcpListener>,
        issuer: &Issuer,
        authority: &net::ca::Authority,
        office: &str,
    ) {
        keeper.serve_by(&self.served);
        if let Some(listener) = listener
            && let Ok(address) = listener.local_addr()
        {
            *self.listening.write().unwrap_or_else(PoisonError::into_inner) = address;
            let _ = self.followers.doors.send(listener).await;
        }
        let port = self.listening.read().unwrap_or_else(PoisonError::into_inner).port();
        let named = announced(&self.config, issuer, authority.spki_sha256(), office, port);
        // Those who are gone stop with the server.
        let _ = self.followers.keeper.send(keeper).await;
        let _ = self.followers.name.send(named).await;
    }

    /// Another listener where the port is another one.
    fn listener(&self, port: u16, before: u16) -> Result<Option<TcpListener>, MoveError> {
        let listening = *self.listening.read().unwrap_or_else(PoisonError::into_inner);
        if port == before || port == listening.port() {
            return Ok(None);
        }
        if let Some(fixed) = self.config.listen {
            return Err(MoveError::Port(PortFault::Fixed(fixed.port())));
        }
        bind_all(port).map(Some).map_err(|error| {
            MoveError::Port(match error {
                ListenError::Taken(_) => PortFault::Taken(port),
                ListenError::Denied(_) => PortFault::Denied(port),
                ListenError::Other { .. } => PortFault::Other(error.to_string()),
            })
        })
    }

    /// Keys take a noticeable while.
    async fn make(&self, issuer: &Issuer, files: Option<&Files>) -> Result<Made, MoveError> {
        let (store, issuer, files) = (self.store.clone(), issuer.clone(), files.cloned());
        let made = tokio::task::spawn_blocking(move || {
            let now = SystemClock::default().now();
            let broken = |error: &dyn std::error::Error| MoveError::Broken(error.to_string());
            let files = files.as_ref().map(tls_files).transpose()?;
            let authority = new_authority(&issuer, &SystemEntropy, now).map_err(|error| broken(&error))?;
            let again = net::ca::Authority::from_parts(authority.cert_der(), &authority.key_pkcs8_der());
            let again = again.map_err(|error| broken(&error))?;
            let (keeper, leaf) =
                Keeper::fresh(files.as_ref(), &issuer, again, store, now).map_err(|error| match error {
                    CertificateError::Files(error) => {
                        let is_key = files.as_ref().is_some_and(|files| error.is_of_the_key(&files.key_file));
                        let file = if is_key { OwnFile::Key } else { OwnFile::Certificate };
                        let tells = error.tells_of_the_disk();
                        (if tells { MoveError::FilesUnread } else { MoveError::Files })(
                            file,
                            error.to_string(),
                        )
                    }
                    other => broken(&other),
                })?;
            Ok(Made { keeper, leaf, authority })
        });
        made.await.map_err(|error| MoveError::Broken(error.to_string()))?
    }
}

impl Mover for Relocator {
    fn look<'a>(&'a self, host: &'a OfficeHost) -> Answer<'a, Found> {
        Box::pin(async move {
            let present = self.present.lock().await.as_ref().map(|present| present.issuer.host().to_owned());
            self.find(host, present.as_deref().unwrap_or_default()).await
        })
    }

    fn move_to<'a>(&'a self, cx: &'a Cx, wanted: Wanted) -> Answer<'a, Result<Moved, MoveError>> {
        Box::pin(self.relocate(cx, wanted))
    }

    fn fixed(&self) -> Option<&'static str> {
        let issuer = self.config.issuer.as_ref().map(|_| "issuer");
        issuer.or_else(|| self.config.tls.as_ref().map(|_| "tls.certificate_file"))
    }
}

/// The address is the present one: nothing that somebody trusts already is made anew.
async fn stay(cx: &Cx, present: &Present) -> Result<Moved, MoveError> {
    let first_run = setup::offer(cx).await?.ok_or(MoveError::Claimed)?;
    Ok(Moved {
        issuer: present.issuer.as_str().to_owned(),
        fingerprint: present.fingerprint.clone(),
        first_run,
    })
}

fn issuer(wanted: &Wanted, before: u16) -> Result<Issuer, MoveError> {
    let issuer = Issuer::at(&wanted.host.to_string(), wanted.port.unwrap_or(before));
    issuer.map_err(|error| MoveError::Broken(error.to_string()))
}

/// Where the server was started from is nothing that one can see from a browser.
fn tls_files(files: &Files) -> Result<TlsFiles, MoveError> {
    for (file, path) in [(OwnFile::Certificate, &files.certificate), (OwnFile::Key, &files.key)] {
        if !path.is_absolute() {
            let why = format!("{}: give the whole path, from the root of the disk on", path.display());
            return Err(MoveError::Files(file, why));
        }
    }
    Ok(TlsFiles { certificate_file: files.certificate.clone(), key_file: files.key.clone() })
}

impl std::fmt::Debug for Relocator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Relocator").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
