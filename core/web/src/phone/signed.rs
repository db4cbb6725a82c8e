//! What is taken from a phone's request: who it is, by its proof, and messages that are the whole body.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use domain::audit::Actor;
use domain::jws::{Message, MessageType};
use serde::de::DeserializeOwned;
use service::Cx;
use service::proof::{self, Phone, ProofRefusal};

use super::MAX_BYTES;
use super::problem::Problem;
use crate::address::ClientAddress;
use crate::extract::read_body;
use crate::site::Site;

/// A phone that proved which one it is, and what it sent.
pub(super) struct Signed {
    pub(super) cx: Cx,
    pub(super) phone: Phone,
    pub(super) body: Bytes,
}

impl FromRequest<Site> for Signed {
    type Rejection = Problem;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let cx = begin(site, parts.extensions.get::<ClientAddress>());
        let body = read_body(body, MAX_BYTES).await.map_err(|_| too_long())?;
        let proof = device_proof(&parts.headers)?;
        let (method, path) = (parts.method.as_str(), parts.uri.path());
        let phone = proof::authenticate(&cx, proof, method, path, &body)?;
        let cx = cx.acting_as(Actor::User(phone.user().id.clone()));
        Ok(Self { cx, phone, body })
    }
}

/// The same with a body of JSON.
pub(super) struct SignedJson<T> {
    pub(super) cx: Cx,
    pub(super) phone: Phone,
    pub(super) value: T,
}

impl<T: DeserializeOwned> FromRequest<Site> for SignedJson<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Problem> {
        require_media(request.headers(), "application/json")?;
        let Signed { cx, phone, body } = Signed::from_request(request, site).await?;
        let value = serde_json::from_slice(&body).map_err(Problem::malformed)?;
        Ok(Self { cx, phone, value })
    }
}

/// A body that is a message of the device protocol; `approval` or `link`.
pub(super) struct Jose {
    pub(super) cx: Cx,
    body: Bytes,
}

impl FromRequest<Site> for Jose {
    type Rejection = Problem;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        require_media(&parts.headers, "application/jose")?;
        let body = read_body(body, MAX_BYTES).await.map_err(|_| too_long())?;
        Ok(Self { cx: begin(site, parts.extensions.get::<ClientAddress>()), body })
    }
}

impl Jose {
    pub(super) fn message(&self, kind: MessageType) -> Result<Message, Problem> {
        Message::parse(&self.body, kind).map_err(Problem::malformed)
    }
}

fn begin(site: &Site, address: Option<&ClientAddress>) -> Cx {
    site.app().begin(Actor::Anonymous, address.map_or("", ClientAddress::as_str), "")
}

fn require_media(headers: &HeaderMap, media: &str) -> Result<(), Problem> {
    let sent = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let sent = sent.split(';').next().unwrap_or_default().trim();
    if sent.eq_ignore_ascii_case(media) { Ok(()) } else { Err(Problem::malformed(format!("send {media}"))) }
}

/// `Authorization: Device <JWS>`, exactly once. Whoever comes without one is told the nonce, as with a stale one.
fn device_proof(headers: &HeaderMap) -> Result<&[u8], Problem> {
    let mut lines = headers.get_all(header::AUTHORIZATION).iter();
    let line = lines.next().ok_or(ProofRefusal::UseDeviceNonce)?;
    if lines.next().is_some() {
        return Err(ProofRefusal::Malformed.into());
    }
    let text = line.to_str().map_err(|_| ProofRefusal::Malformed)?;
    let (scheme, proof) = text.split_once(' ').ok_or(ProofRefusal::Malformed)?;
    if !scheme.eq_ignore_ascii_case("Device") {
        return Err(ProofRefusal::Malformed.into());
    }
    Ok(proof.trim_start().as_bytes())
}

fn too_long() -> Problem {
    Problem::malformed("a body has at most 16 KiB")
}
