//! Refusals as pages for people.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::factor::kind::Kind;
use domain::interaction::Step;
use oidc::authorize::BadTarget;
use oidc::error::ProtocolError;
use oidc::redirect_uri::{display_host, origin};
use oidc::response::{Delivery, FormPost};
use service::StoreError;
use service::authorize::{AuthorizeError, Outcome, UntrustedTarget};

use crate::extract::{FormFault, Visitor};
use crate::refusals::refusing;
use crate::view::{self, ErrorDetails, ErrorKind, ErrorPage};
use crate::{clock, headers};

/// 303 to a place of ours or of a client; never cached.
pub(crate) fn see_other(location: &str) -> Response {
    let Ok(location) = HeaderValue::try_from(location) else {
        return plain(StatusCode::INTERNAL_SERVER_ERROR);
    };
    (
        StatusCode::SEE_OTHER,
        [(header::LOCATION, location), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))],
    )
        .into_response()
}

/// Adds `Set-Cookie` headers.
pub(crate) fn with_cookies(
    mut response: Response,
    cookies: impl IntoIterator<Item = HeaderValue>,
) -> Response {
    for cookie in cookies {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Sends a browser where an authorization leads it.
pub(crate) fn follow(visitor: &Visitor, outcome: &Outcome) -> Response {
    match outcome {
        Outcome::Answer(delivery) => hand_over(visitor, delivery),
        Outcome::Refusal { delivery, error } => refusing(hand_over(visitor, delivery), error.clone()),
        Outcome::Step(id, step) => see_other(&match step {
            Step::Login | Step::SelectAccount => format!("/login?i={id}"),
            Step::SecondFactor => format!("/login/step-up?i={id}"),
            Step::Enrol(kind) => format!("{}?i={id}", set_up_path(*kind)),
            Step::Consent => format!("/consent?i={id}"),
            Step::NotForThem => format!("/not-for-you?i={id}"),
            Step::Answer | Step::Unmet => format!("/interaction?i={id}"),
        }),
    }
}

/// Hands an answer to its client, by the browser.
fn hand_over(visitor: &Visitor, delivery: &Delivery) -> Response {
    let FormPost { action, fields } = match delivery {
        Delivery::Redirect(url) => return see_other(url),
        Delivery::Form(form) => form,
    };
    let page = view::FormPost {
        chrome: visitor.chrome(),
        action: action.clone(),
        fields: fields.clone(),
        host: display_host(action),
    };
    let mut response = view::answer(StatusCode::OK, &page);
    let headers = response.headers_mut();
    if let Some(policy) = origin(action).and_then(|origin| headers::Kind::Leaving.posting_to(&origin)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    // The client sees from whom the form comes, and nothing of its address: with "same-origin" it would see "null".
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("strict-origin"));
    response
}

/// Where a factor is set up. A recovery code stands in for one that has such a place.
pub(crate) fn set_up_path(kind: Kind) -> &'static str {
    match kind {
        Kind::Phone => "/account/devices/link",
        Kind::Passkey => "/account/passkeys",
        Kind::Authenticator | Kind::RecoveryCode => "/account/authenticator",
    }
}

/// A page for an authorization that cannot go on.
pub(crate) fn authorize_error(visitor: &Visitor, error: AuthorizeError, looks_after: bool) -> Response {
    match error.refusal() {
        Some(refusal) => refusing(client_fault(visitor, error, &refusal, looks_after), refusal),
        None => other_fault(visitor, error),
    }
}

/// What the client did wrong.
fn client_fault(
    visitor: &Visitor,
    error: AuthorizeError,
    refusal: &ProtocolError,
    looks_after: bool,
) -> Response {
    let details = ErrorDetails {
        code: refusal.code.as_str().to_owned(),
        description: refusal.description.to_string(),
        help: refusal.entry().id,
        ..ErrorDetails::default()
    };
    let (kind, details) = match error {
        AuthorizeError::BadTarget(target) => bad_target(*target, details, looks_after),
        AuthorizeError::ClientDisabled { name } | AuthorizeError::Unreadable { name, .. } => {
            (ErrorKind::Request, ErrorDetails { app: Some(name), ..details })
        }
        AuthorizeError::UnknownClient => (ErrorKind::AppUnknown { admin: first_admin(visitor) }, details),
        _ => (ErrorKind::Request, details),
    };
    error_page(visitor, StatusCode::BAD_REQUEST, kind, Some(details))
}

fn bad_target(
    target: UntrustedTarget,
    details: ErrorDetails,
    looks_after: bool,
) -> (ErrorKind, ErrorDetails) {
    let sent = match &target.reason {
        BadTarget::NotRegistered { sent } => Some(sent.chars().take(500).collect()),
        BadTarget::Missing => None,
    };
    let details = ErrorDetails {
        app: Some(target.client_name.clone()),
        sent,
        registered: if looks_after { target.registered } else { Vec::new() },
        ..details
    };
    (ErrorKind::Redirect { app: target.client_name }, details)
}

/// What is no fault of the client's.
fn other_fault(visitor: &Visitor, error: AuthorizeError) -> Response {
    match error {
        AuthorizeError::Store(error) => store_error(visitor, &error),
        AuthorizeError::Signing => ours(visitor, &"an authorization answer could not be signed"),
        _ => error_page(visitor, StatusCode::BAD_REQUEST, ErrorKind::Expired, None),
    }
}

/// A form that is not believed.
pub(crate) fn form_fault(visitor: &Visitor, fault: FormFault) -> Response {
    tracing::info!(?fault, "a form was not believed");
    error_page(visitor, StatusCode::BAD_REQUEST, ErrorKind::FormTooOld, None)
}

/// The store failed: our fault, unless it is only full or busy.
pub(crate) fn store_error(visitor: &Visitor, error: &StoreError) -> Response {
    tracing::error!(error = ?error, number = %visitor.number, "the store failed");
    match error {
        StoreError::Busy | StoreError::Full | StoreError::Closed => {
            let mut page = error_page(visitor, StatusCode::SERVICE_UNAVAILABLE, ErrorKind::Busy, None);
            page.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
            page
        }
        _ => ours(visitor, error),
    }
}

/// Our own fault.
fn ours(visitor: &Visitor, error: &dyn std::fmt::Debug) -> Response {
    tracing::error!(error = ?error, number = %visitor.number, "a page failed");
    let kind = ErrorKind::Ours { admin: first_admin(visitor), number: visitor.number.to_string() };
    error_page(visitor, StatusCode::INTERNAL_SERVER_ERROR, kind, None)
}

/// An error page.
pub(crate) fn error_page(
    visitor: &Visitor,
    status: StatusCode,
    kind: ErrorKind,
    details: Option<ErrorDetails>,
) -> Response {
    let details = details.map(|details| ErrorDetails {
        time: clock::seconds(visitor.cx.now),
        number: visitor.number.to_string(),
        ..details
    });
    view::answer(status, &ErrorPage { chrome: visitor.chrome(), kind, details })
}

/// 429: whoever asks comes back after so many seconds.
pub(crate) fn too_many(visitor: &Visitor, wait_s: i64) -> Response {
    let seconds = u64::try_from(wait_s).unwrap_or(1);
    let mut page = error_page(visitor, StatusCode::TOO_MANY_REQUESTS, ErrorKind::TooMany { seconds }, None);
    page.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    page
}

/// Only a status and its reason, where no page can be made.
pub(crate) fn plain(status: StatusCode) -> Response {
    let headers: [(HeaderName, &str); 1] = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    let mut response = (status, headers, format!("{status}\n")).into_response();
    no_store(response.headers_mut());
    response
}

/// Forbids caching.
pub(crate) fn no_store(headers: &mut HeaderMap) {
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
}

/// Names of the administrators; none if the store cannot say.
pub(crate) fn admin_names(visitor: &Visitor) -> Vec<String> {
    visitor.cx.app.admin_names().unwrap_or_default()
}

pub(crate) fn first_admin(visitor: &Visitor) -> String {
    admin_names(visitor).into_iter().next().unwrap_or_default()
}
