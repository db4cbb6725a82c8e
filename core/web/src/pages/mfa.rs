//! `/login/mfa`: the second half of a sign-in.

use axum::extract::Query;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use domain::factor::kind::Kind;
use service::authorize;
use service::login::{Goal, LoginError};
use service::second_factor::{self, Waiting};

use super::login::{encode, enter, own_path, tile};
use crate::extract::{Form, Visitor};
use crate::protocol::interaction::Id;
use crate::respond::page::{form_fault, see_other, store_error};
use crate::view::{self, Mfa, MfaError, Step};

/// The form, for the browser whose password was right.
pub(crate) async fn get(visitor: Visitor, Query(Id { i }): Query<Id>, headers: HeaderMap) -> Response {
    match second_factor::find(&visitor.cx, &visitor.cookies.browser()) {
        Ok(Some(waiting)) => form_page(visitor, &headers, &waiting, None, StatusCode::OK),
        Ok(None) => see_other(&beginning(&i, "")),
        Err(error) => store_error(&visitor, &error),
    }
}

/// Looks at the code.
pub(crate) async fn post(visitor: Visitor, headers: HeaderMap, form: Form) -> Response {
    if let Err(fault) = form.check() {
        return form_fault(&visitor, fault);
    }
    let browser = visitor.cookies.browser();
    let waiting = match second_factor::find(&visitor.cx, &browser) {
        Ok(Some(waiting)) => waiting,
        Ok(None) => return see_other(&beginning(form.text("i"), "")),
        Err(error) => return store_error(&visitor, &error),
    };
    let remember = form.text("remember") == "1";
    let completed = second_factor::complete(&visitor.cx, &browser, form.text("code"), remember).await;
    let (status, shown) = match completed {
        Ok(completed) => return enter(&completed.goal, &completed.cookies),
        Err(LoginError::Wrong) => (StatusCode::UNAUTHORIZED, MfaError::Wrong),
        Err(LoginError::Slowed { wait_s }) => {
            let seconds = u64::try_from(wait_s).unwrap_or(1);
            (StatusCode::TOO_MANY_REQUESTS, MfaError::Slowed { seconds })
        }
        Err(LoginError::Store(error)) => return store_error(&visitor, &error),
        Err(LoginError::Gone | LoginError::Disabled { .. } | LoginError::Overloaded(_)) => {
            return see_other(&to_beginning(&waiting.goal));
        }
    };
    let wait = match shown {
        MfaError::Slowed { seconds } => Some(seconds),
        MfaError::Wrong => None,
    };
    let mut response = form_page(visitor, &headers, &waiting, Some(shown), status);
    if let Some(seconds) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// `POST /login/mfa/cancel`: back to name and password.
pub(crate) async fn cancel(visitor: Visitor, form: Form) -> Response {
    if let Err(fault) = form.check() {
        return form_fault(&visitor, fault);
    }
    let browser = visitor.cookies.browser();
    let place = match second_factor::find(&visitor.cx, &browser) {
        Ok(Some(waiting)) => to_beginning(&waiting.goal),
        Ok(None) => beginning(form.text("i"), ""),
        Err(error) => return store_error(&visitor, &error),
    };
    match second_factor::cancel(&visitor.cx, &browser).await {
        Ok(()) => see_other(&place),
        Err(error) => store_error(&visitor, &error),
    }
}

fn form_page(
    visitor: Visitor,
    headers: &HeaderMap,
    waiting: &Waiting,
    error: Option<MfaError>,
    status: StatusCode,
) -> Response {
    let browser = visitor.cookies.browser();
    let interaction = waiting.goal.interaction.as_ref();
    let asked = interaction.and_then(|id| authorize::view(&visitor.cx, id, &browser).ok());
    let ui_locales = asked.as_ref().and_then(|view| view.request.ui_locales.clone());
    let visitor = visitor.prefer(ui_locales.as_deref(), headers);
    let mut chrome = match (interaction, &asked) {
        (Some(id), Some(view)) => visitor.chrome_to(id.as_str(), tile(view)),
        _ => visitor.chrome(),
    };
    if let Some(view) = asked.filter(|view| !view.client.trusted) {
        chrome.steps = Step::of_sign_in(visitor.text, view.client.display_name(), true, 1);
    }
    let name = waiting.user.display_name().to_owned();
    let cancel_action = "/login/mfa/cancel".to_owned();
    let page = Mfa {
        chrome,
        action: "/login/mfa".to_owned(),
        cancel_action,
        name,
        takes_recovery_codes: waiting.offered.contains(Kind::RecoveryCode),
        remember_days: u64::try_from(waiting.remember_days).unwrap_or_default(),
        error,
    };
    view::answer(status, &page)
}

fn to_beginning(goal: &Goal) -> String {
    beginning(goal.interaction.as_ref().map_or("", |id| id.as_str()), &goal.next)
}

/// Where the password is asked.
fn beginning(i: &str, next: &str) -> String {
    match (i, own_path(next)) {
        ("", "/") => "/login".to_owned(),
        ("", next) => format!("/login?next={}", encode(next)),
        (i, _) => format!("/login?i={}", encode(i)),
    }
}
