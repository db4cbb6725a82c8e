//! `/oauth2/logout` (RP-Initiated Logout 1.0) and our own "Sign out".

use std::collections::BTreeSet;

use axum::body::Body;
use axum::extract::RawQuery;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use oidc::logout::{Destination, LogoutRequest};
use oidc::params::{Params, ParamsError};
use oidc::redirect_uri::origin;
use service::logout::{self, Plan};

use crate::cookies::clear_session;
use crate::extract::{Form, Visitor, is_form, read_body};
use crate::headers::Kind;
use crate::refusals::refusing;
use crate::respond::page::{authorize_error, form_fault, plain, see_other, store_error, with_cookies};
use crate::view::{self, LogoutQuestion, Next, SignedOut, UnknownReturn};

/// The request stands in the query.
pub(crate) async fn get(visitor: Visitor, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let params = match Params::parse(query.as_deref().unwrap_or_default()) {
        Ok(params) => params,
        Err(error) => return authorize_error(&visitor, error.into(), false),
    };
    let params = match params.get(KEPT).map(|id| logout::recall(&visitor.cx, id)) {
        Some(Ok(kept)) => kept.unwrap_or_default(),
        Some(Err(error)) => return store_error(&visitor, &error),
        None => params,
    };
    let request = LogoutRequest::parse(&params);
    let visitor = visitor.prefer(request.ui_locales.as_deref(), "", &headers);
    let plan = match logout::plan(&visitor.cx, &request, visitor.cookies.browser().session.as_ref()).await {
        Ok(plan) => plan,
        Err(error) => return store_error(&visitor, &error),
    };
    if plan.ask { question(&visitor, &plan, &params) } else { sign_out(&visitor, &request, plan).await }
}

/// Names a request that was kept, in the query of the GET that follows a POST.
const KEPT: &str = "kept";

/// The request stands in the body of a form of another site, without our cookies: it is kept, and the browser sent to
/// a GET that has them.
pub(crate) async fn post(visitor: Visitor, headers: HeaderMap, body: Body) -> Response {
    let Ok(bytes) = read_body(body, 16 * 1024).await else { return plain(StatusCode::PAYLOAD_TOO_LARGE) };
    if !is_form(&headers) && !bytes.is_empty() {
        return plain(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    let params = std::str::from_utf8(&bytes).map_err(|_| ParamsError::Encoding).and_then(Params::parse);
    let params = match params {
        Ok(params) => params,
        Err(error) => return authorize_error(&visitor, error.into(), false),
    };
    match logout::keep(&visitor.cx, &params).await {
        Ok(id) => see_other(&format!("/oauth2/logout?{KEPT}={id}")),
        Err(error) => store_error(&visitor, &error),
    }
}

/// `POST /logout`: our own button, and the answer to the question.
pub(crate) async fn answer(visitor: Visitor, form: Form) -> Response {
    if let Err(fault) = form.check() {
        return form_fault(&visitor, fault);
    }
    if form.text("decision") == "no" {
        return see_other("/");
    }
    let params: Params = PASSED_ON.iter().filter_map(|name| Some((*name, form.find(name)?))).collect();
    let request = LogoutRequest::parse(&params);
    match logout::plan(&visitor.cx, &request, visitor.cookies.browser().session.as_ref()).await {
        Ok(plan) => sign_out(&visitor, &request, plan).await,
        Err(error) => store_error(&visitor, &error),
    }
}

/// What of the request travels through the question.
const PASSED_ON: [&str; 4] = ["id_token_hint", "client_id", "post_logout_redirect_uri", "state"];

fn question(visitor: &Visitor, plan: &Plan, params: &Params) -> Response {
    let hidden = PASSED_ON
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), params.get(name)?.to_owned())))
        .collect();
    let name = plan.signed_in.as_ref().map_or("", |signed_in| signed_in.user.display_name()).to_owned();
    let page = LogoutQuestion {
        chrome: visitor.chrome(),
        action: "/logout".to_owned(),
        app: plan.client_name().map(str::to_owned),
        name,
        hidden,
    };
    view::answer(StatusCode::OK, &page)
}

async fn sign_out(visitor: &Visitor, request: &LogoutRequest, plan: Plan) -> Response {
    let frames = match logout::carry_out(&visitor.cx, &plan, visitor.cookies.browser().session.as_ref()).await
    {
        Ok(frames) => frames,
        Err(error) => return store_error(visitor, &error),
    };
    let (app, refusal) = (plan.client_name().map(str::to_owned), plan.refusal());
    let page = SignedOut { chrome: visitor.chrome(), unknown_return: None, frames, next: None };
    let response = match plan.destination {
        Destination::Client(url) if page.frames.is_empty() => see_other(&url),
        Destination::Client(url) => {
            let next = Next { app: app.unwrap_or_default(), url };
            signed_out(StatusCode::OK, &SignedOut { next: Some(next), ..page })
        }
        Destination::Here => signed_out(StatusCode::OK, &page),
        Destination::Refused => {
            let sent =
                request.post_logout_redirect_uri.as_deref().unwrap_or_default().chars().take(500).collect();
            let unknown_return = Some(UnknownReturn { app, sent });
            signed_out(StatusCode::BAD_REQUEST, &SignedOut { unknown_return, ..page })
        }
    };
    let response = match refusal {
        Some(error) => refusing(response, error),
        None => response,
    };
    with_cookies(response, [clear_session()])
}

/// Only the origins of the frames may stand in it.
fn signed_out(status: StatusCode, page: &SignedOut) -> Response {
    let mut response = view::answer(status, page);
    let origins: BTreeSet<String> = page.frames.iter().filter_map(|frame| origin(frame)).collect();
    let origins = origins.into_iter().collect::<Vec<_>>().join(" ");
    if !origins.is_empty()
        && let Ok(policy) = HeaderValue::from_str(&Kind::Leaving.framing(&origins))
    {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}
