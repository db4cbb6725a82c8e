//! Who may use the admin API: a session of helpdesk or administrator or a program's token over TLS, or the machine's owner
//! through the control socket or the window.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, ORIGIN, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use domain::api_token::ApiScope;
use domain::audit::Actor;
use domain::user::Role;
use service::api_token::TokenRefused;
use service::rights::{Admin, Denied, Staff};
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
    /// Somebody of the helpdesk, or an administrator.
    Helpdesk,
    /// The same, who has signed in a short while ago.
    HelpdeskFresh,
    /// An administrator.
    Admin,
    /// An administrator who has signed in a short while ago.
    Fresh,
    /// Whoever sits at the server's own computer: the window, or a command.
    Local,
}

impl Guard {
    /// Whether the sign-in has to be recent.
    pub(super) fn is_fresh(self) -> bool {
        matches!(self, Self::HelpdeskFresh | Self::Fresh)
    }

    /// Whether helpdesk people pass.
    pub(super) fn lets_helpdesk(self) -> bool {
        matches!(self, Self::Helpdesk | Self::HelpdeskFresh)
    }
}

/// What a route says of itself, for whoever stands at its door.
#[derive(Clone, Copy, Debug)]
pub(super) struct Door {
    pub(super) guard: Guard,
    /// What opens it for programs; nothing where no token does.
    pub(super) scope: Option<ApiScope>,
}

/// An operation by somebody who looks after accounts; a handler that takes it cannot be reached without one. What they may
/// do to whom, the use case asks.
#[derive(Debug)]
pub(super) struct StaffCx {
    pub(super) cx: Cx,
    pub(super) by: Staff,
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
        let StaffCx { cx, by } = StaffCx::from_request_parts(parts, app).await?;
        Ok(Self { cx, by: Admin::from_staff(by)? })
    }
}

impl FromRequestParts<Arc<App>> for StaffCx {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let (Some(transport), Some(Door { guard, scope })) =
            (parts.extensions.get::<Transport>(), parts.extensions.get::<Door>())
        else {
            return Err(Problem::internal("a request of the admin API came without its transport or guard"));
        };
        let header = |name| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let address = parts.extensions.get::<ClientAddress>().map_or("", |address| address.as_str());
        let cx = app.begin(Actor::Anonymous, address, header(USER_AGENT));
        let by = match transport {
            Transport::Control | Transport::Window => Staff::clone(&Admin::from_command()),
            Transport::Tls => {
                refuse_other_sites(&parts.method, &parts.headers, &app.issuer())?;
                match bearer(&parts.headers)? {
                    Some(token) => service::api_token::authenticate(&cx, token, *scope).await?,
                    None => from_cookie(&cx, &parts.headers).await?,
                }
            }
        };
        if !guard.lets_helpdesk() && by.role() < Role::Admin {
            return Err(Denied::NotAdmin.into());
        }
        if !parts.method.is_safe() {
            by.require_whole()?;
        }
        if guard.is_fresh() {
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

/// The token that a program brings. Where there is one, no cookie counts beside it; a browser's page of elsewhere has none
/// to bring, since nothing lets it send this header here.
fn bearer(headers: &HeaderMap) -> Result<Option<&str>, Problem> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let Some(value) = values.next() else { return Ok(None) };
    let is_elsewhere =
        headers.get("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none");
    if is_elsewhere || headers.get(ORIGIN).is_some() && headers.get("sec-fetch-site").is_none() {
        return Err(Problem::forbidden(
            "other_site",
            "a token is for programs, and not for pages of other sites",
        ));
    }
    let token = value.to_str().ok().and_then(|text| text.split_once(' '));
    match (token, values.next()) {
        (Some((scheme, token)), None) if scheme.eq_ignore_ascii_case("bearer") => Ok(Some(token.trim())),
        _ => Err(Problem::bad_token("the Authorization header is not one Bearer token")),
    }
}

async fn from_cookie(cx: &Cx, headers: &HeaderMap) -> Result<Staff, Problem> {
    match service::session::find(cx, Cookies::read(headers).browser().session.as_ref()).await? {
        Some(signed_in) => Staff::from_session(cx, &signed_in),
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
            Denied::Ended => return Self::unauthorized(),
            Denied::MoreRights => "more_rights",
            Denied::NotAdmin => "not_admin",
            // The same way mends both: a new sign-in, which asks for what is missing.
            Denied::NotFresh | Denied::NotWhole => "not_fresh",
            Denied::Scope => "scope",
        };
        Self::forbidden(code, denied)
    }
}

impl From<TokenRefused> for Problem {
    fn from(refused: TokenRefused) -> Self {
        match refused {
            TokenRefused::Denied(denied) => denied.into(),
            TokenRefused::Slowed { wait_s } => Self::slowed(wait_s, refused),
            TokenRefused::Store(error) => error.into(),
            TokenRefused::Unknown => Self::bad_token(refused),
        }
    }
}
