//! `/oauth2/authorize`, by GET and by POST (OIDC Core 3.1.2.1).

use axum::body::Body;
use axum::extract::RawQuery;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::user::Role;
use oidc::params::{Params, ParamsError};
use service::authorize::{self, AuthorizeError};

use crate::extract::{Visitor, is_form, read_body};
use crate::respond::page::{authorize_error, follow, plain};

/// The request stands in the query.
pub(crate) async fn get(visitor: Visitor, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    begin(visitor, Params::parse(query.as_deref().unwrap_or_default()), &headers, false).await
}

/// The request stands in the body. It comes from another site, so our Lax cookies are missing:
/// it is stored, and the browser sent to a GET that has them.
pub(crate) async fn post(visitor: Visitor, headers: HeaderMap, body: Body) -> Response {
    if !is_form(&headers) {
        return plain(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    let Ok(bytes) = read_body(body, oidc::params::MAX_BYTES).await else {
        return plain(StatusCode::PAYLOAD_TOO_LARGE);
    };
    let params = std::str::from_utf8(&bytes).map_err(|_| ParamsError::Encoding).and_then(Params::parse);
    begin(visitor, params, &headers, true).await
}

async fn begin(
    visitor: Visitor,
    params: Result<Params, ParamsError>,
    headers: &HeaderMap,
    posted: bool,
) -> Response {
    let params = match params {
        Ok(params) => params,
        Err(error) => return authorize_error(&visitor, AuthorizeError::Params(error), false),
    };
    let visitor = visitor.prefer(params.get("ui_locales"), "", headers);
    match authorize::begin(&visitor.cx, params, visitor.cookies.browser(), posted).await {
        Ok(outcome) => follow(&visitor, &outcome),
        Err(error) => {
            // What is registered is shown to administrators and to the app's owner: it helps them, and others to guess.
            let owner = match &error {
                AuthorizeError::BadTarget(target) => target.owner.as_ref(),
                _ => None,
            };
            let looks_after = matches!(visitor.signed_in().await, Ok(Some(signed_in))
                if signed_in.user.role == Role::Admin || owner == Some(&signed_in.user.id));
            authorize_error(&visitor, error, looks_after)
        }
    }
}
