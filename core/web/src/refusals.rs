//! Refusals of the protocol on their way out: each answer carries what it refuses, and is noted here, whoever made it.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use domain::audit::Actor;
use oidc::error::ProtocolError;
use service::refusals::{self, Asking, Endpoint};

use crate::address::ClientAddress;
use crate::edge::RequestNumber;
use crate::respond::oauth;
use crate::site::Site;

/// What an answer refuses.
#[derive(Clone, Debug)]
struct Refused(ProtocolError);

/// Says what an answer refuses.
pub(crate) fn refusing(mut response: Response, error: ProtocolError) -> Response {
    response.extensions_mut().insert(Refused(error));
    response
}

/// Notes what was refused, once the answer is made.
pub(crate) async fn note(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let asking = Asking::default();
    request.extensions_mut().insert(asking.clone());
    let endpoint = Endpoint::at(request.uri().path());
    let address = request.extensions().get::<ClientAddress>().cloned();
    let number = request.extensions().get::<RequestNumber>().copied().unwrap_or_default().to_string();
    let mut response = next.run(request).await;
    if let Some(Refused(error)) = response.extensions().get().cloned() {
        oauth::tell(&mut response, &site.app().issuer(), &error);
        let address = address.as_ref().map_or("", |address| address.as_str());
        let cx = site.app().begin(Actor::Anonymous, address, "");
        // The answer stands, whatever becomes of its row.
        if let Err(failed) = refusals::note(&cx, endpoint, &asking, &number, &error).await {
            tracing::error!(error = ?failed, refused = %error, "a refusal could not be written down");
        }
    }
    response
}
