//! `/oauth2/device`: a person types what a device shows (RFC 8628 3.3).

use axum::extract::Query;
use axum::http::{StatusCode, header};
use axum::response::Response;
use oidc::device_authorization::typed_user_code;
use oidc::error::ProtocolError;
use serde::Deserialize;
use service::device_grant::{self, EnterError};

use super::account::require;
use super::login::encode;
use crate::extract::{Form, Visitor};
use crate::refusals::refusing;
use crate::respond::page::{form_fault, see_other, store_error};
use crate::view::{self, DeviceGrant, DeviceGrantProblem, Link, Message, SignedIn};

/// What the page's address says.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Address {
    /// The code, where the device showed the whole address.
    #[serde(default)]
    user_code: String,
}

/// The form. Looking at it begins nothing, and tells nobody whether the code is one.
pub(crate) async fn get(visitor: Visitor, Query(address): Query<Address>) -> Response {
    // Before anything else, so that a code can be tried by nobody whom no account answers for.
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let name = signed_in.user.display_name();
    form_page(&visitor, name, typed_user_code(&address.user_code).unwrap_or_default(), None)
}

/// Goes on with what the device asked.
pub(crate) async fn post(visitor: Visitor, form: Form) -> Response {
    if let Err(fault) = form.check() {
        return form_fault(&visitor, fault);
    }
    let typed = form.text("user_code");
    let browser = visitor.cookies.browser();
    let problem = match device_grant::enter(&visitor.cx, &browser, typed).await {
        Ok(id) => return see_other(&format!("/interaction?i={}", encode(id.as_str()))),
        Err(EnterError::SignedOut) => {
            let here = format!("{}?user_code={}", device_grant::VERIFICATION, encode(&shown(typed)));
            return see_other(&format!("/login?next={}", encode(&here)));
        }
        Err(EnterError::Slowed { wait_s }) => {
            DeviceGrantProblem::Slowed { seconds: u64::try_from(wait_s).unwrap_or(1) }
        }
        Err(EnterError::Wrong) => DeviceGrantProblem::Wrong,
        Err(EnterError::Store(error)) => return store_error(&visitor, &error),
    };
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let page = form_page(&visitor, signed_in.user.display_name(), shown(typed), Some(problem));
    match problem {
        DeviceGrantProblem::Wrong => {
            refusing(page, ProtocolError::invalid_grant("no device waits under this code"))
        }
        DeviceGrantProblem::Slowed { .. } => page,
    }
}

/// What was typed, as far as it is worth showing again.
fn shown(typed: &str) -> String {
    typed.chars().filter(|c| oidc::shown::is_shown(*c)).take(40).collect()
}

fn form_page(
    visitor: &Visitor,
    name: &str,
    user_code: String,
    problem: Option<DeviceGrantProblem>,
) -> Response {
    let mut chrome = visitor.chrome();
    chrome.signed_in_as =
        Some(SignedIn { name: name.to_owned(), not_you_action: "/login/not-you".to_owned() });
    let status = match problem {
        None => StatusCode::OK,
        Some(DeviceGrantProblem::Wrong) => StatusCode::BAD_REQUEST,
        Some(DeviceGrantProblem::Slowed { .. }) => StatusCode::TOO_MANY_REQUESTS,
    };
    let mut page = view::answer(status, &DeviceGrant { chrome, user_code, problem });
    if let Some(DeviceGrantProblem::Slowed { seconds }) = problem {
        page.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    page
}

/// What became of it.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Outcome {
    #[serde(default)]
    outcome: String,
}

/// The end of the way in this browser: no app waits here.
pub(crate) async fn done(visitor: Visitor, Query(Outcome { outcome }): Query<Outcome>) -> Response {
    let text = visitor.text;
    let (title, lead, link) = if outcome == "connected" {
        let link =
            Link { href: "/account/apps".to_owned(), label: text.device_grant_connected_link().into_owned() };
        (text.device_grant_connected_title(), text.device_grant_connected_lead(), link)
    } else {
        let link = Link { href: "/".to_owned(), label: text.device_grant_refused_link().into_owned() };
        (text.device_grant_refused_title(), text.device_grant_refused_lead(), link)
    };
    let page = Message {
        chrome: visitor.chrome(),
        title: title.into_owned(),
        lead: lead.into_owned(),
        link: Some(link),
    };
    view::answer(StatusCode::OK, &page)
}
