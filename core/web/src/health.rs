//! `/healthz`, `/readyz`, `/metrics`.

use axum::Extension;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::respond::page::plain;
use crate::site::{Peer, Site};

/// The process runs.
pub(crate) async fn alive() -> &'static str {
    "ok\n"
}

/// The store answers.
pub(crate) async fn ready(State(site): State<Site>) -> Response {
    match site.app().is_claimed() {
        Ok(_) => "ready\n".into_response(),
        Err(error) => {
            tracing::error!(error = ?error, "the store does not answer");
            plain(StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}

/// Numbers for Prometheus; only to this machine.
pub(crate) async fn metrics(State(site): State<Site>, peer: Option<Extension<Peer>>) -> Response {
    if !peer.is_some_and(|Extension(Peer(address))| address.to_canonical().is_loopback()) {
        return plain(StatusCode::NOT_FOUND);
    }
    match site.app().counts() {
        Ok(counts) => {
            let lines: String = counts
                .iter()
                .map(|(name, n)| format!("# TYPE donelogin_{name} gauge\ndonelogin_{name} {n}\n"))
                .collect();
            ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], lines).into_response()
        }
        Err(error) => {
            tracing::error!(error = ?error, "the store does not answer");
            plain(StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}
