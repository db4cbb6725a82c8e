//! A client that proves itself by what it signs, and the server that has its keys.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use domain::audit::Event;
use domain::call::{self, Call, CallError, Fetched};
use domain::challenge::Solved;
use domain::client::CertificateSubject;
use domain::look::{Look, Reach, Target};
use domain::mail::{Failure, Letter, MailServer};
use domain::token::hmac_sha256;
use oidc::jwt::{Algorithm, SigningKey};
use serde_json::{Value, json};
use service::outside::{IssuedCertificate, Later, NotIssued, Outside, RenewError};

use crate::world::{Answer, ISSUER, World};

pub(crate) const KIND: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

static JTI: AtomicU32 = AtomicU32::new(0);

/// A fresh key.
pub(crate) fn key(algorithm: Algorithm) -> SigningKey {
    SigningKey::from_pkcs8(algorithm, &SigningKey::generate(algorithm).unwrap()).unwrap()
}

/// The public halves, as a client publishes them.
pub(crate) fn set(keys: &[&SigningKey]) -> Value {
    json!({"keys": keys.iter().map(|key| key.jwk()).collect::<Vec<_>>()})
}

/// What an assertion says when nothing is wrong with it; `change` is put over it, and `null` takes away.
pub(crate) fn claims(world: &World, client: &str, change: &Value) -> Value {
    let jti = JTI.fetch_add(1, Ordering::Relaxed).to_string();
    let now = world.now();
    let mut claims =
        json!({"iss": client, "sub": client, "aud": ISSUER, "jti": jti, "iat": now, "exp": now + 60});
    let object = claims.as_object_mut().unwrap();
    object.extend(change.as_object().cloned().unwrap_or_default());
    object.retain(|_, value| !value.is_null());
    claims
}

/// HS256 under a secret.
pub(crate) fn by_secret(secret: &str, claims: &Value) -> String {
    let part = |json: &Value| BASE64URL.encode(json.to_string());
    let signed = format!("{}.{}", part(&json!({"alg": "HS256"})), part(claims));
    let tag = BASE64URL.encode(hmac_sha256(secret.as_bytes(), signed.as_bytes()));
    format!("{signed}.{tag}")
}

/// One request at the token endpoint with a code that does not exist: past authentication it is `invalid_grant`.
pub(crate) async fn present(world: &World, assertion: &str, more: &[(&str, &str)]) -> Answer {
    let form = [
        ("grant_type", "authorization_code"),
        ("code", "x"),
        ("redirect_uri", "https://signer.example/cb"),
        ("client_assertion_type", KIND),
        ("client_assertion", assertion),
    ];
    world.server().post("/oauth2/token", &[&form, more].concat()).await
}

/// In the place of the network: an address with keys, or with a text that is no JSON.
pub(crate) struct Keys {
    /// What stands there; nothing: nobody answers.
    pub(crate) set: Mutex<Option<Value>>,
    /// Another file that stands there instead.
    pub(crate) file: Mutex<Option<Vec<u8>>>,
    /// How far each call went.
    pub(crate) calls: Mutex<Vec<call::Reach>>,
}

impl Keys {
    /// At the service of an appliance.
    pub(crate) fn of(world: &World, set: Value) -> Arc<Self> {
        let keys =
            Arc::new(Self { set: Mutex::new(Some(set)), file: Mutex::default(), calls: Mutex::default() });
        world.app.reach_outside_by(Arc::clone(&keys) as Arc<dyn Outside>);
        keys
    }

    pub(crate) fn publish(&self, set: Option<Value>) {
        *self.set.lock().unwrap() = set;
    }

    pub(crate) fn lay(&self, file: &[u8]) {
        *self.file.lock().unwrap() = Some(file.to_vec());
    }

    pub(crate) fn asked(&self) -> usize {
        self.calls.lock().unwrap().len()
    }
}

impl Outside for Keys {
    fn send<'a>(&'a self, _: &'a MailServer, _: &'a Letter) -> Later<'a, Result<(), Failure>> {
        Box::pin(async { Ok(()) })
    }

    fn judge<'a>(&'a self, _: &'a Solved) -> Later<'a, Result<bool, String>> {
        Box::pin(async { Ok(false) })
    }

    fn look<'a>(&'a self, _: &'a Target, _: Reach) -> Later<'a, Look> {
        Box::pin(async { Look::default() })
    }

    fn fetch<'a>(&'a self, call: &'a Call) -> Later<'a, Result<Fetched, CallError>> {
        Box::pin(async move {
            self.calls.lock().unwrap().push(call.reach);
            if let Some(file) = self.file.lock().unwrap().clone() {
                return Ok(Fetched { body: file });
            }
            let set = self.set.lock().unwrap().clone().ok_or(CallError::Silent)?;
            let body = set.as_str().map_or_else(|| set.to_string(), str::to_owned);
            Ok(Fetched { body: body.into_bytes() })
        })
    }

    fn tell<'a>(&'a self, _: &'a Call, _: &'a str) -> Later<'a, Result<u16, CallError>> {
        Box::pin(async { Ok(200) })
    }

    fn certify<'a>(
        &'a self,
        _: &'a CertificateSubject,
        _: i64,
    ) -> Later<'a, Result<IssuedCertificate, NotIssued>> {
        Box::pin(async { Err(NotIssued("nobody issues here".into())) })
    }

    fn renew(&self, _: Event) -> Later<'_, Result<(), RenewError>> {
        Box::pin(async { Ok(()) })
    }
}
