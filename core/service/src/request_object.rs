//! Request objects: where they come from, and whether the client signed them (RFC 9101, OIDC Core 6).

use std::collections::HashMap;
use std::sync::{Arc, Mutex as Short, PoisonError};

use domain::call::Call;
use domain::client::Client;
use domain::id::ClientId;
use oidc::authorize::Arrival;
use oidc::client_keys::Unproven;
use oidc::error::{ErrorCode, ProtocolError};
use oidc::jwt::Algorithm;
use oidc::metadata::RequestObjectAlgorithm;
use oidc::params::Params;
use oidc::request_object::{self, Holder, MAX_BYTES};
use tokio::sync::Mutex;
use url::Url;

use crate::authorize::arrive::plain;
use crate::client_keys;
use crate::cx::Cx;

/// Objects that are kept; beyond it the one that was read longest ago is forgotten.
const MOST: usize = 128;
/// How long an object is kept that nothing says has changed, in seconds.
const FRESH_S: i64 = 10;
/// How long one is kept whose address names its content (OIDC Core 6.2), in seconds.
const NAMED_FRESH_S: i64 = 3_600;
/// How soon an address is read again that comes with another fragment, in seconds.
const PAUSE_S: i64 = 2;

const fn unreachable(why: &'static str) -> ProtocolError {
    ProtocolError::new(ErrorCode::InvalidRequestUri, why)
}

const fn refused(why: &'static str) -> ProtocolError {
    ProtocolError::new(ErrorCode::InvalidRequestObject, why)
}

/// Opens a request object, and gives the parameters that the request comes to.
pub(crate) async fn open(
    cx: &Cx,
    client: &Client,
    outside: &Params,
    object: &str,
) -> Result<(Params, Arrival), ProtocolError> {
    let header = request_object::header(object)?;
    if !request_object::is_request_type(header.typ.as_deref()) {
        return Err(refused("the request object is a token of another kind"));
    }
    let legacy = plain(cx).legacy;
    let (claims, signed) = if header.alg == "none" {
        // OIDC Core 6.1 allows it unless a client registered otherwise; RFC 9101 10.1 says what it is worth.
        if !legacy {
            return Err(refused("the request object has to be signed"));
        }
        (request_object::read_unsigned(object, &client.metadata)?, false)
    } else {
        (verify(cx, client, object).await?, true)
    };
    let issuer = cx.app.issuer();
    let holder =
        Holder { issuer: &issuer, client_id: client.id.as_str(), client: &client.metadata, now: cx.now };
    let params = request_object::open(&claims, outside, &holder)?;
    Ok((params, Arrival { signed, ..plain(cx) }))
}

async fn verify(
    cx: &Cx,
    client: &Client,
    object: &str,
) -> Result<serde_json::Map<String, serde_json::Value>, ProtocolError> {
    const UNPROVEN: ProtocolError = refused("the request object is not signed by a key of this client");
    let jwt = Unproven::parse(object).map_err(|_| refused("the request object is not a JWT"))?;
    let allowed = algorithms(client);
    if !allowed.contains(&jwt.alg()) {
        return Err(refused("the request object is signed by an algorithm that this client may not use"));
    }
    let signed = client_keys::verify(cx, client, &jwt, &allowed).await.map_err(|error| {
        tracing::debug!(client = client.id.as_str(), %error, "a request object was refused");
        UNPROVEN
    })?;
    Ok(signed.claims)
}

/// What a client may sign its requests with: what it registered, and that alone (OIDC Registration 2).
fn algorithms(client: &Client) -> Vec<&'static str> {
    let is_fit = |algorithm: &Algorithm| !client.metadata.is_fapi2() || *algorithm != Algorithm::Rs256;
    match client.metadata.request_object_signing_alg {
        Some(RequestObjectAlgorithm::None) => Vec::new(),
        Some(RequestObjectAlgorithm::Signed(one)) => {
            Some(one).filter(is_fit).map(Algorithm::as_str).into_iter().collect()
        }
        None => oidc::jwt::ALGORITHMS.into_iter().filter(is_fit).map(Algorithm::as_str).collect(),
    }
}

/// Reads the request object that a registered address leads to (OIDC Core 6.2).
pub(crate) async fn fetch(cx: &Cx, client: &Client, uri: &str) -> Result<String, ProtocolError> {
    if !plain(cx).legacy || client.metadata.is_fapi2() {
        return Err(ProtocolError::new(
            ErrorCode::RequestUriNotSupported,
            "the request_uri parameter is not supported",
        ));
    }
    let (place, hash) = uri.split_once('#').map_or((uri, None), |(place, hash)| (place, Some(hash)));
    let without_hash = |known: &String| known.split('#').next() == Some(place);
    if !client.metadata.request_uris.iter().any(without_hash) {
        return Err(unreachable("request_uri is not one that this client registered"));
    }
    let held = cx.app.request_objects.place(&client.id, place);
    // Whoever comes while somebody reads waits for what they find.
    let mut held = held.lock().await;
    // A fragment that changes says that the content did (OIDC Core 6.2). It comes from whoever opens the page, so that it
    // cannot have us ask more often than that.
    let fresh_s = match hash {
        Some(hash) if held.is_named(hash) => NAMED_FRESH_S,
        _ if held.hash.as_deref() == hash => FRESH_S,
        _ => PAUSE_S,
    };
    if held.at.is_none_or(|at| cx.now - at >= fresh_s) {
        let found = call(cx, client, place).await;
        *held = Read { at: Some(cx.app.clock.now()), hash: hash.map(str::to_owned), found };
    }
    held.found.clone().map(|text| text.trim().to_owned())
}

async fn call(cx: &Cx, client: &Client, place: &str) -> Result<String, ProtocolError> {
    const SILENT: ProtocolError = unreachable("request_uri cannot be read");
    let outside = cx.app.outside().ok_or(SILENT)?;
    let url = Url::parse(place).map_err(|_| SILENT)?;
    let reach = client.reach();
    let fetched = outside.fetch(&Call { url, reach, most: MAX_BYTES }).await.map_err(|error| {
        tracing::warn!(client = client.id.as_str(), %error, "a request object cannot be read");
        SILENT
    })?;
    String::from_utf8(fetched.body).map_err(|_| refused("the request object is not a JWT"))
}

/// Objects that were read, by client and address.
#[derive(Debug, Default)]
pub(crate) struct Held(Short<HashMap<Place, Shared>>);

type Place = (ClientId, String);
type Shared = Arc<Mutex<Read>>;

/// What one address led to, when, and for which fragment.
#[derive(Debug)]
struct Read {
    at: Option<i64>,
    hash: Option<String>,
    found: Result<String, ProtocolError>,
}

impl Read {
    /// Whether the content is the one that the fragment names.
    fn is_named(&self, hash: &str) -> bool {
        self.found.as_ref().is_ok_and(|text| request_object::is_named(text.as_bytes(), hash))
    }
}

impl Held {
    fn place(&self, client: &ClientId, uri: &str) -> Shared {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (client.clone(), uri.to_owned());
        if all.len() >= MOST && !all.contains_key(&key) {
            // One that is being read is younger than all others.
            let age = |place: &Mutex<Read>| place.try_lock().map_or(i64::MAX, |read| read.at.unwrap_or(0));
            let oldest = all.iter().min_by_key(|(_, place)| age(place)).map(|(key, _)| key.clone());
            oldest.map(|key| all.remove(&key));
        }
        let unread = || Arc::new(Mutex::new(Read { at: None, hash: None, found: Ok(String::new()) }));
        Arc::clone(all.entry(key).or_insert_with(unread))
    }
}
