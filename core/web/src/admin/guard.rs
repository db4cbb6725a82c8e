//! Who may use the admin API: an administrator's session over TLS, or the machine's owner through the control socket or
//! the window.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::{CONTENT_TYPE, ORIGIN, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use domain::audit::Actor;
use service::rights::{Admin, Denied};
use service::{App, Cx};

use super::body::{is_image, is_json};
use super::problem::Problem;
use super::tag::expected;
use crate::address::ClientAddress;
use crate::cookies::Cookies;

/// How a request came in. The listener says so, never the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// From the network.
    Tls,
    /// Through the control socket, or from a command that holds the data directory: the peer is its owner or root.
    Control,
    /// From the window of the program that serves: whoever sits there owns the data directory.
    Window,
}

/// What a route asks of whoever uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guard {
    /// An administrator.
    Admin,
    /// An administrator who has signed in a short while ago.
    Fresh,
    /// Whoever sits at the server's own computer: the window, or a command.
    Local,
}

/// An operation by an administrator; a handler that takes it cannot be reached without one.
#[derive(Debug)]
pub(super) struct AdminCx {
    pub(super) cx: Cx,
    pub(super) by: Admin,
}

impl FromRequestParts<Arc<App>> for AdminCx {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let (Some(transport), Some(guard)) =
            (parts.extensions.get::<Transport>(), parts.extensions.get::<Guard>())
        else {
            return Err(Problem::internal("a request of the admin API came without its transport or guard"));
        };
        let header = |name| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let address = parts.extensions.get::<ClientAddress>().map_or("", |address| address.as_str());
        let cx = app.begin(Actor::Anonymous, address, header(USER_AGENT));
        let by = match transport {
            Transport::Control | Transport::Window => Admin::from_command(),
            Transport::Tls => {
                refuse_other_sites(&parts.method, &parts.headers, &app.issuer())?;
                from_cookie(&cx, &parts.headers).await?
            }
        };
        if *guard == Guard::Fresh {
            by.require_fresh()?;
        }
        if *guard == Guard::Local && *transport == Transport::Tls {
            let why = "this is done in the window or by a command on the server's own computer";
            return Err(Problem::forbidden("local_only", why));
        }
        let by = by.having_seen(expected(&parts.headers)?);
        Ok(Self { cx: cx.acting_as(by.actor().clone()), by })
    }
}

async fn from_cookie(cx: &Cx, headers: &HeaderMap) -> Result<Admin, Problem> {
    match service::session::find(cx, Cookies::read(headers).browser().session.as_ref()).await? {
        Some(signed_in) => Ok(Admin::from_session(cx, &signed_in)?),
        None => Err(Problem::unauthorized()),
    }
}

/// SameSite cookies separate neither ports nor sibling hosts: what a browser says about its page must be ours,
/// and a content type that no form can send makes it ask before it sends anything from elsewhere.
fn refuse_other_sites(method: &Method, headers: &HeaderMap, issuer: &str) -> Result<(), Problem> {
    if method.is_safe() {
        return Ok(());
    }
    let is =
        |name: &str, ours: &str| headers.get(name).is_none_or(|value| value.as_bytes() == ours.as_bytes());
    if !is(ORIGIN.as_str(), issuer) || !is("sec-fetch-site", "same-origin") {
        return Err(Problem::forbidden("other_site", "this request comes from another site"));
    }
    let kind = headers.get(CONTENT_TYPE);
    if method != Method::DELETE && !is_json(kind) && !is_image(kind) {
        return Err(Problem::not_json());
    }
    Ok(())
}

impl From<Denied> for Problem {
    fn from(denied: Denied) -> Self {
        let code = match denied {
            Denied::NotAdmin => "not_admin",
            Denied::NotFresh => "not_fresh",
        };
        Self::forbidden(code, denied)
    }
}
