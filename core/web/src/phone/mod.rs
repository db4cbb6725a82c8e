//! `/phone/`: the web app for phones, and what linked phones, and those that are being linked, say to the server.

mod app;
mod approvals;
mod device;
mod events;
mod links;
mod notices;
mod own_streams;
mod policy;
mod problem;
mod signed;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{delete, get, post};

use crate::site::Site;
pub(crate) use own_streams::OwnStreams;
use problem::Problem;

/// Carries the nonce of the next proof.
const DEVICE_NONCE: HeaderName = HeaderName::from_static("device-nonce");
/// Longest body, in bytes.
const MAX_BYTES: usize = domain::jws::MAX_BYTES;

pub(crate) fn router(site: &Site) -> Router<Site> {
    Router::new()
        .route("/phone/v1/policy", get(policy::get))
        .route("/phone/v1/links", post(links::claim))
        .route("/phone/v1/device", get(device::get).patch(device::change).delete(device::leave))
        .route("/phone/v1/events", get(events::get))
        .route("/phone/v1/approvals", get(approvals::list))
        .route("/phone/v1/approvals/{approval}", post(approvals::decide).delete(approvals::take_back))
        .route("/phone/v1/approvals/{approval}/attempts", post(approvals::attempt))
        .route("/phone/v1/notices/{notice}", delete(notices::stop))
        .route("/phone/v1/{*rest}", axum::routing::any(unknown))
        .method_not_allowed_fallback(wrong_method)
        .layer(from_fn_with_state(site.clone(), give_nonce))
        .merge(app::router())
}

/// Every answer brings the next nonce, so that a phone never has to ask for one.
async fn give_nonce(State(site): State<Site>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if let Ok(nonce) = HeaderValue::try_from(site.app().device_nonce()) {
        response.headers_mut().insert(DEVICE_NONCE, nonce);
    }
    response
}

async fn unknown() -> Problem {
    Problem::unknown_path()
}

async fn wrong_method() -> Problem {
    Problem::wrong_method()
}
