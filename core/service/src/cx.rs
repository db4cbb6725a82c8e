//! What a use case is handed: the appliance, and one operation on it.

use std::collections::HashSet;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use domain::audit::{Actor, Event};
use domain::client::{Client, ClientCertificate};
use domain::face::policy::{FacePolicies, FacePolicy, ManifestError};
use domain::id::{ClientId, DeviceId, UserId};
use domain::network;
use domain::push::hosts::Hosts;
use domain::settings::{FACE_THRESHOLD, Settings};
use domain::world::{Clock, Entropy};
use store::authorizations::LiveToken;
use store::{Store, StoreError, WriteTx};
use url::Url;

use crate::address::Mover;
use crate::fresh_codes::FreshCodes;
use crate::hashing::Hashing;
use crate::keyring::{KeyRing, KeyRingError};
use crate::offers::Offers;
use crate::outside::Outside;
use crate::proofs::Proofs;
use crate::push::{PushKeyError, Pushing};
use crate::refusals::Asking;
use crate::remembered::Remembered;
use crate::sender::{self, Sender};
use crate::subject::{self, PairwiseKey};
use crate::told::Known;
use crate::updates::{Found, ReadList};
use crate::vitals::Held;
use crate::wake::{Delivery, Topic, Wake, Watch};
use crate::{branding, challenge, client_keys, handshakes, proof, refusals, request_object, strength, way};

/// The appliance: store, clock, chance, and what is held in memory between requests.
pub struct App {
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
    issuer: RwLock<Arc<str>>,
    certificate_port: OnceLock<u16>,
    mover: RwLock<Option<Arc<dyn Mover>>>,
    pub(crate) keys: KeyRing,
    pub(crate) pairwise_key: PairwiseKey,
    pub(crate) hashing: Hashing,
    pub(crate) strength: strength::Asked,
    pub(crate) challenges: challenge::Held,
    pub(crate) fresh_codes: FreshCodes,
    pub(crate) clients: Remembered<ClientId, Client>,
    pub(crate) client_keys: client_keys::Held,
    pub(crate) request_objects: request_object::Held,
    pub(crate) tokens: Remembered<[u8; 32], LiveToken>,
    pub(crate) told: Remembered<(ClientId, UserId), Known>,
    /// Origins of all active clients.
    pub(crate) origins: Remembered<(), HashSet<String>>,
    pub(crate) offers: Offers,
    pub(crate) proofs: Proofs<DeviceId>,
    pub(crate) dpop: Proofs<ClientId>,
    /// When this process began, by its clock.
    pub(crate) began_at: i64,
    pub(crate) wake: Wake,
    pub(crate) channels: Vec<Box<dyn Delivery>>,
    pub(crate) push_hosts: Hosts,
    pub(crate) pushing: Pushing,
    pub(crate) handshakes: handshakes::Held,
    pub(crate) ways: way::Held,
    pub(crate) refusals: refusals::Held,
    pub(crate) branding: branding::Held,
    outside: OnceLock<Arc<dyn Outside>>,
    pub(crate) lists: Arc<dyn ReadList>,
    pub(crate) updates: Found,
    vitals: Held,
    faces: FacePolicies,
    fixed_settings: Vec<(String, String)>,
    settings: RwLock<Arc<Settings>>,
}

/// What the appliance is put together from.
pub struct Parts {
    /// The open store.
    pub store: Store,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub entropy: Arc<dyn Entropy>,
    /// `https://host[:port]`, no final slash.
    pub issuer: String,
    /// Settings that file or environment fix; they win over stored ones.
    pub fixed_settings: Vec<(String, String)>,
    /// Hosts that phones may have themselves pushed to.
    pub push_hosts: Hosts,
    /// Reads lists of updates.
    pub lists: Arc<dyn ReadList>,
}

/// Why the appliance cannot be put together.
#[derive(Debug, thiserror::Error)]
pub enum AssembleError {
    /// The models that look at faces are not described as they are.
    #[error(transparent)]
    Faces(#[from] ManifestError),
    /// A signing key is broken, or the store failed over it.
    #[error("the signing keys cannot be used: {0}")]
    Keys(#[from] KeyRingError),
    /// The key for push messages is broken, or the store failed over it.
    #[error(transparent)]
    PushKey(#[from] PushKeyError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl App {
    /// Puts the appliance together; makes the keys that are not there yet.
    pub fn assemble(parts: Parts) -> Result<Arc<Self>, AssembleError> {
        let now = parts.clock.now();
        let keys = KeyRing::load(&parts.store, now)?;
        let pairwise_key = subject::load_key(&parts.store, parts.entropy.as_ref(), now)?;
        let pushing = Pushing::load(&parts.store, now)?;
        let wake = Wake::default();
        let looking_on = wake.clone();
        parts.store.on_commit(move || looking_on.wake(&Topic::Admin));
        let app = Self {
            offers: Offers::default(),
            proofs: Proofs::new(parts.entropy.as_ref(), proof::MOST_OF_ONE),
            dpop: Proofs::new(parts.entropy.as_ref(), sender::MOST_OF_ONE),
            began_at: now,
            challenges: challenge::Held::new(parts.entropy.as_ref()),
            channels: vec![Box::new(wake.clone()), pushing.channel()],
            push_hosts: parts.push_hosts,
            pushing,
            handshakes: handshakes::Held::default(),
            ways: way::Held::default(),
            refusals: refusals::Held::default(),
            branding: branding::Held::default(),
            outside: OnceLock::new(),
            lists: parts.lists,
            updates: Found::default(),
            vitals: Held::default(),
            faces: FacePolicies::embedded()?,
            wake,
            store: parts.store,
            clock: parts.clock,
            entropy: parts.entropy,
            issuer: RwLock::new(parts.issuer.into()),
            certificate_port: OnceLock::new(),
            mover: RwLock::default(),
            keys,
            pairwise_key,
            hashing: Hashing::default(),
            strength: strength::Asked::default(),
            fresh_codes: FreshCodes::default(),
            clients: Remembered::default(),
            client_keys: client_keys::Held::default(),
            request_objects: request_object::Held::default(),
            tokens: Remembered::default(),
            told: Remembered::default(),
            origins: Remembered::default(),
            fixed_settings: parts.fixed_settings,
            settings: RwLock::default(),
        };
        app.reload_settings()?;
        app.reload_logo()?;
        let policy = app.face_policy().record(now);
        app.store.write_blocking::<_, StoreError>(move |tx| store::face_policies::put(tx, &policy))?;
        Ok(Arc::new(app))
    }

    /// The issuer. It changes at the first run alone; with the first administrator it is frozen.
    pub fn issuer(&self) -> Arc<str> {
        Arc::clone(&self.issuer.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn set_issuer(&self, issuer: &str) {
        *self.issuer.write().unwrap_or_else(PoisonError::into_inner) = issuer.into();
    }

    /// Seconds since 1970.
    pub fn now(&self) -> i64 {
        self.clock.now()
    }

    /// Says at which port clients are asked for a certificate; the first one stays.
    pub fn ask_certificates_at(&self, port: u16) {
        let _ = self.certificate_port.set(port);
    }

    /// Where clients with a certificate call, if anywhere: as the issuer, at that port.
    pub fn certificate_base(&self) -> Option<String> {
        let port = *self.certificate_port.get()?;
        let mut url = Url::parse(&self.issuer()).ok()?;
        url.set_port(Some(port)).ok()?;
        Some(url.as_str().trim_end_matches('/').to_owned())
    }

    /// Gives the appliance what moves it to another address, or takes it away: the server, while it serves.
    pub fn move_by(&self, mover: Option<Arc<dyn Mover>>) {
        *self.mover.write().unwrap_or_else(PoisonError::into_inner) = mover;
    }

    pub(crate) fn mover(&self) -> Option<Arc<dyn Mover>> {
        self.mover.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The settings in force.
    pub fn settings(&self) -> Arc<Settings> {
        self.settings.read().map(|settings| Arc::clone(&settings)).unwrap_or_default()
    }

    /// Whether file or environment fix a setting, so that it cannot be changed here.
    pub fn is_fixed(&self, key: &str) -> bool {
        self.fixed_settings.iter().any(|(fixed, _)| fixed == key)
    }

    /// The models and thresholds for faces that are in force.
    pub fn face_policy(&self) -> &FacePolicy {
        self.face_policy_by(self.settings().text(FACE_THRESHOLD))
    }

    /// Those that would be with this value of the setting.
    pub(crate) fn face_policy_by(&self, threshold: &str) -> &FacePolicy {
        if threshold == "strict" { &self.faces.strict } else { &self.faces.normal }
    }

    /// The signing keys.
    pub fn keys(&self) -> &KeyRing {
        &self.keys
    }

    /// Whether there is an administrator; until then the first-run page makes one.
    pub fn is_claimed(&self) -> Result<bool, StoreError> {
        self.store.read(store::users::any_admin)
    }

    /// Whether nobody has an account yet, so that nobody could sign in.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        Ok(self.store.read(store::users::count)? == 0)
    }

    /// Names of the administrators, for "ask …".
    pub fn admin_names(&self) -> Result<Vec<String>, StoreError> {
        self.store.read(store::users::admin_names)
    }

    /// How many there are of what, for monitoring.
    pub fn counts(&self) -> Result<Vec<(&'static str, i64)>, StoreError> {
        self.store.read(|tx| {
            Ok(vec![
                ("users", store::users::count(tx)?),
                ("sessions", store::sessions::count(tx)?),
                ("outbox_waiting", store::outbox::count(tx)?),
            ])
        })
    }

    /// What name, certificate and disk are told of.
    pub fn vitals(&self) -> &Held {
        &self.vitals
    }

    /// Says who reaches the network; the first one stays.
    pub fn reach_outside_by(&self, outside: Arc<dyn Outside>) {
        let _ = self.outside.set(outside);
    }

    /// The network, where somebody reaches it.
    pub fn outside(&self) -> Option<Arc<dyn Outside>> {
        self.outside.get().cloned()
    }

    /// Waits for what happens to something.
    pub fn watch(&self, topic: Topic) -> Watch {
        self.wake.watch(topic)
    }

    /// Ends all waiting: the server stops.
    pub fn stop_waiting(&self) {
        self.wake.close();
    }

    /// Begins one operation: reads the clock once.
    pub fn begin(self: &Arc<Self>, actor: Actor, address: &str, user_agent: &str) -> Cx {
        let user_agent = user_agent.chars().filter(|c| !c.is_control()).take(200).collect();
        Cx {
            app: Arc::clone(self),
            now: self.clock.now(),
            actor,
            address: address.to_owned(),
            user_agent,
            sender: Sender::default(),
            asking: Asking::default(),
            certificate: None,
            proved: false,
        }
    }

    /// The settings are in force as soon as this is durable, whoever hangs up meanwhile; in the order of the commits.
    pub(crate) fn settings_follow(self: &Arc<Self>, tx: &WriteTx<'_>) {
        let app = Arc::clone(self);
        tx.after_commit(move || {
            if let Err(error) = app.reload_settings() {
                tracing::error!(%error, "the settings could not be read again; the older ones stay in force");
            }
            // The commit woke those who look on before the value was in force.
            app.wake.wake(&Topic::Admin);
        });
    }

    /// Reads the stored settings again, after one was changed.
    fn reload_settings(&self) -> Result<(), StoreError> {
        let stored = self.store.read(store::settings::list)?;
        let pairs =
            stored.iter().chain(&self.fixed_settings).map(|(key, value)| (key.as_str(), value.as_str()));
        let settings = Arc::new(Settings::load(pairs));
        if let Ok(mut held) = self.settings.write() {
            *held = settings;
        }
        Ok(())
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("issuer", &self.issuer()).finish_non_exhaustive()
    }
}

/// One operation: who does it, when, from where.
#[derive(Clone, Debug)]
pub struct Cx {
    /// The appliance.
    pub app: Arc<App>,
    /// The time of the whole operation.
    pub now: i64,
    /// Who acts.
    pub actor: Actor,
    /// Client address as text; empty where there is none (a command).
    pub address: String,
    /// The browser's own words, cut.
    pub user_agent: String,
    /// What a program shows of keys that it holds.
    pub sender: Sender,
    /// The client that asks, as soon as it is read who that is.
    pub asking: Asking,
    /// The certificate that the client showed when it connected, whose key it has (RFC 8705).
    pub certificate: Option<ClientCertificate>,
    /// Whether it was proved that this is no program that tries often.
    pub(crate) proved: bool,
}

impl Cx {
    /// An audit event of this operation.
    pub(crate) fn event(&self, name: &'static str) -> Event {
        let event = Event::new(name, self.actor.clone());
        if self.address.is_empty() { event } else { event.from_address(&self.address) }
    }

    /// What is counted under where it comes from. Those that cannot be told count as hostile: all of them are one.
    pub(crate) fn address_key(&self) -> String {
        network::counted(&self.address)
    }

    /// The same operation, done by somebody.
    pub fn acting_as(mut self, actor: Actor) -> Self {
        self.actor = actor;
        self
    }

    /// The same operation, by whoever showed this certificate when they connected.
    pub fn with_certificate(mut self, certificate: Option<ClientCertificate>) -> Self {
        self.certificate = certificate;
        self
    }

    pub(crate) fn store(&self) -> &Store {
        &self.app.store
    }

    pub(crate) fn entropy(&self) -> &dyn Entropy {
        self.app.entropy.as_ref()
    }
}
