//! The keys of a client: by value from what it registered, or from its `jwks_uri`, where they are read again when they may
//! have changed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex as Short, PoisonError};

use domain::call::{Call, CallError};
use domain::client::Client;
use domain::id::ClientId;
use oidc::client_keys::{ClientKeyError, ClientKeys, MAX_SET_BYTES, SignedJwt, Unproven};
use oidc::error::ProtocolError;
use tokio::sync::Mutex;
use url::Url;

use crate::cx::Cx;

/// Clients whose keys are kept; beyond it the set that was read longest ago is forgotten.
const MOST: usize = 256;
/// How long a set counts as new, in seconds.
const FRESH_S: i64 = 300;
/// How long a set still serves while it cannot be read again, in seconds.
const STALE_S: i64 = 3_600;
/// How long nobody asks again who asked for a key that is not there, or in vain, in seconds: anybody can name such a key, in
/// a client's name. A set that was read for its age alone may be asked for again at once, since a client may use its next
/// key right after the present one.
const PAUSE_S: i64 = 5;
/// How long nobody asks again where that failed and the keys that are there serve, in seconds.
const RETRY_S: i64 = 60;

/// Why there are no keys, or why they prove nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ClientKeysError {
    /// The client registered none.
    #[error("the client has registered no keys")]
    None,
    /// Its `jwks_uri` could not be read.
    #[error("the keys of the client cannot be read: {0}")]
    Call(#[from] CallError),
    /// What was read is no key set.
    #[error("the keys of the client cannot be used: {0}")]
    Set(#[from] ProtocolError),
    /// The signature.
    #[error(transparent)]
    Signature(#[from] ClientKeyError),
}

/// Key sets that were read, by client.
#[derive(Debug, Default)]
pub(crate) struct Held(Short<HashMap<ClientId, Arc<Place>>>);

/// One client's: what is known, and who reads at this moment. Whoever has enough in what is known waits for nobody.
#[derive(Debug, Default)]
struct Place {
    read: Short<Read>,
    reading: Mutex<()>,
}

/// What is known of one `jwks_uri`.
#[derive(Clone, Debug, Default)]
struct Read {
    uri: String,
    /// The last set that could be read, and when.
    found: Option<(Arc<ClientKeys>, i64)>,
    /// When it was asked for a key that was not there, or in vain, the last time.
    paused_at: Option<i64>,
    /// What came of that where it failed.
    failure: Option<ClientKeysError>,
}

/// The keys of a client; `kid`: the one that is looked for, if one is named.
pub(crate) async fn find(
    cx: &Cx,
    client: &Client,
    kid: Option<&str>,
) -> Result<Arc<ClientKeys>, ClientKeysError> {
    let is_enough = |keys: &ClientKeys| kid.is_none_or(|kid| keys.knows(kid));
    find_newer(cx, client, is_enough).await
}

/// Reads a JWT that the client signed with one of its keys, by one of the `allowed` algorithms.
pub(crate) async fn verify(
    cx: &Cx,
    client: &Client,
    jwt: &Unproven,
    allowed: &[&str],
) -> Result<SignedJwt, ClientKeysError> {
    let keys = find(cx, client, jwt.kid()).await?;
    match keys.verify_parsed(jwt, allowed) {
        // A key without an id may have been replaced as well.
        Err(ClientKeyError::UnknownKey) => {
            let is_newer = |newer: &ClientKeys| newer.verify_parsed(jwt, allowed).is_ok();
            Ok(find_newer(cx, client, is_newer).await?.verify_parsed(jwt, allowed)?)
        }
        outcome => Ok(outcome?),
    }
}

/// The keys of a client, read again where this certificate is not among them.
pub(crate) async fn find_certificate(
    cx: &Cx,
    client: &Client,
    sha256: &[u8; 32],
) -> Result<Arc<ClientKeys>, ClientKeysError> {
    find_newer(cx, client, |keys| keys.has_certificate(sha256)).await
}

/// The keys that are there, or newer ones where those are not enough and may have changed.
async fn find_newer(
    cx: &Cx,
    client: &Client,
    is_enough: impl Fn(&ClientKeys) -> bool,
) -> Result<Arc<ClientKeys>, ClientKeysError> {
    if let Some(set) = &client.metadata.jwks {
        return Ok(Arc::new(ClientKeys::parse(set)?));
    }
    let uri = client.metadata.jwks_uri.as_ref().ok_or(ClientKeysError::None)?;
    let place = cx.app.client_keys.place(&client.id);
    let mut read = place.known(uri);
    let turn = match place.reading.try_lock() {
        _ if !read.is_due(cx.now, &is_enough) => return read.keys(cx.now),
        // An old set that serves goes on serving while somebody asks for a newer one.
        Err(_) if read.serves(cx.now, &is_enough) => return read.keys(cx.now),
        Err(_) => {
            let turn = place.reading.lock().await;
            read = place.known(uri);
            turn
        }
        Ok(turn) => turn,
    };
    if read.is_due(cx.now, &is_enough) {
        let is_old = read.is_old(cx.now);
        let fetched = fetch(cx, client, uri).await;
        // By the clock: a server that keeps us waiting is not asked again as soon as it lets go.
        let now = cx.app.clock.now();
        read.paused_at = (!is_old).then_some(now);
        match fetched {
            Ok(keys) => (read.found, read.failure) = (Some((Arc::new(keys), now)), None),
            Err(error) => {
                tracing::warn!(client = client.id.as_str(), %error, "the keys of an app cannot be read");
                (read.paused_at, read.failure) = (Some(now), Some(error));
            }
        }
        place.keep(&read);
    }
    drop(turn);
    read.keys(cx.now)
}

impl Place {
    /// What is known of this address; of another one nothing is.
    fn known(&self, uri: &str) -> Read {
        let read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if read.uri == uri { read.clone() } else { Read { uri: uri.to_owned(), ..Read::default() } }
    }

    fn keep(&self, read: &Read) {
        *self.read.lock().unwrap_or_else(PoisonError::into_inner) = read.clone();
    }
}

impl Read {
    fn is_old(&self, now: i64) -> bool {
        self.found.as_ref().is_none_or(|(_, at)| now - at >= FRESH_S)
    }

    /// When it was last read or asked for; seconds since 1970.
    fn age(&self) -> i64 {
        self.paused_at.max(self.found.as_ref().map(|(_, at)| *at)).unwrap_or(0)
    }

    /// Whether the set is good for what somebody needs, old as it may be.
    fn serves(&self, now: i64, is_enough: impl Fn(&ClientKeys) -> bool) -> bool {
        self.found.as_ref().is_some_and(|(keys, at)| now - at < STALE_S && is_enough(keys))
    }

    /// Whether to ask for a newer set.
    fn is_due(&self, now: i64, is_enough: impl Fn(&ClientKeys) -> bool) -> bool {
        let serves = self.serves(now, is_enough);
        let pause_s = if serves && self.failure.is_some() { RETRY_S } else { PAUSE_S };
        (!serves || self.is_old(now)) && self.paused_at.is_none_or(|at| now - at >= pause_s)
    }

    /// The set, as long as it may be used, or why there is none.
    fn keys(&self, now: i64) -> Result<Arc<ClientKeys>, ClientKeysError> {
        match (&self.found, &self.failure) {
            (Some((keys, at)), _) if now - at < STALE_S => Ok(Arc::clone(keys)),
            (_, Some(error)) => Err(error.clone()),
            (_, None) => Err(CallError::Silent.into()),
        }
    }
}

async fn fetch(cx: &Cx, client: &Client, uri: &str) -> Result<ClientKeys, ClientKeysError> {
    let url = Url::parse(uri).map_err(|_| CallError::Plain)?;
    let outside = cx.app.outside().ok_or_else(|| CallError::Own("nobody reaches the network".into()))?;
    let reach = client.reach();
    let fetched = outside.fetch(&Call { url, reach, most: MAX_SET_BYTES }).await?;
    let set = serde_json::from_slice(&fetched.body).unwrap_or_default();
    Ok(ClientKeys::parse(&set)?)
}

impl Held {
    fn place(&self, client: &ClientId) -> Arc<Place> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST && !all.contains_key(client) {
            // One that is being read is younger than all others.
            let age = |place: &Place| match place.reading.try_lock() {
                Ok(_) => place.read.lock().map_or(0, |read| read.age()),
                Err(_) => i64::MAX,
            };
            let oldest = all.iter().min_by_key(|(_, place)| age(place)).map(|(id, _)| id.clone());
            oldest.map(|id| all.remove(&id));
        }
        Arc::clone(all.entry(client.clone()).or_default())
    }
}
