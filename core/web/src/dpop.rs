//! Nonces for proofs of possession, on the way out (RFC 9449 8).

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use crate::extract::DPOP;
use crate::respond::oauth::NonceWanted;
use crate::site::Site;

/// Where a nonce for the next proof stands.
pub(crate) const DPOP_NONCE: HeaderName = HeaderName::from_static("dpop-nonce");

/// Gives a nonce with each answer to somebody who proves a key, where nonces are asked for, and with each answer that asks
/// for one.
pub(crate) async fn give_nonce(State(site): State<Site>, request: Request, next: Next) -> Response {
    let proves = request.headers().contains_key(DPOP);
    let mut response = next.run(request).await;
    let is_wanted = response.extensions().get::<NonceWanted>().is_some();
    if (is_wanted || proves && site.app().settings().demands_dpop_nonce())
        && let Ok(nonce) = HeaderValue::try_from(site.app().dpop_nonce())
    {
        response.headers_mut().insert(DPOP_NONCE, nonce);
    }
    response
}
