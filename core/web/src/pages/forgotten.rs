//! `/reset`: asking for a link to set a new password.

use axum::extract::Query;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use domain::challenge::Purpose;
use service::forgotten::{self, ForgottenError};

use super::check;
use super::login::encode;
use crate::extract::{Form, Visitor};
use crate::protocol::interaction::Id;
use crate::respond::page::{admin_names, form_fault, store_error};
use crate::view::{self, Reset, ResetAsked, ResetProblem};

/// The form.
pub(crate) async fn get(visitor: Visitor, Query(Id { i }): Query<Id>) -> Response {
    form_page(&visitor, &i, "", None)
}

/// Notes the request; the same words for every name.
pub(crate) async fn post(visitor: Visitor, form: Form) -> Response {
    if let Err(fault) = form.check() {
        return form_fault(&visitor, fault);
    }
    let (i, name) = (form.text("i"), form.text("username").trim());
    if name.is_empty() {
        return form_page(&visitor, i, "", Some(ResetProblem::Missing));
    }
    let cx = match check::prove(&visitor, Purpose::Reset, &form).await {
        Ok(cx) => cx,
        Err(error) => return store_error(&visitor, &error),
    };
    match forgotten::ask(&cx, name).await {
        Ok(()) => match forgotten::sends_mail(&visitor.cx.app) {
            Ok(sends_mail) => view::answer(
                StatusCode::OK,
                &ResetAsked {
                    chrome: visitor.chrome(),
                    sends_mail,
                    admins: admin_names(&visitor),
                    back_href: back(i),
                },
            ),
            Err(error) => store_error(&visitor, &error),
        },
        Err(ForgottenError::Slowed { wait_s }) => {
            let seconds = u64::try_from(wait_s).unwrap_or(1);
            form_page(&visitor, i, name, Some(ResetProblem::Slowed { seconds }))
        }
        Err(ForgottenError::Store(error)) => store_error(&visitor, &error),
    }
}

fn form_page(visitor: &Visitor, i: &str, username: &str, problem: Option<ResetProblem>) -> Response {
    let sends_mail = match forgotten::sends_mail(&visitor.cx.app) {
        Ok(sends_mail) => sends_mail,
        Err(error) => return store_error(visitor, &error),
    };
    let status = match problem {
        None => StatusCode::OK,
        Some(ResetProblem::Missing) => StatusCode::UNPROCESSABLE_ENTITY,
        Some(ResetProblem::Slowed { .. }) => StatusCode::TOO_MANY_REQUESTS,
    };
    let mut chrome = visitor.chrome();
    chrome.interaction = Some(i.to_owned()).filter(|i| !i.is_empty());
    let proof = check::ask(visitor, Purpose::Reset, "");
    let page = Reset {
        chrome,
        sends_mail,
        username: username.chars().take(254).collect(),
        problem,
        check: proof.check.clone(),
        admins: admin_names(visitor),
        back_href: back(i),
    };
    let mut response = proof.allow(visitor, view::answer(status, &page));
    if let Some(ResetProblem::Slowed { seconds }) = problem {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// The sign-in that one came from.
pub(crate) fn back(i: &str) -> String {
    if i.is_empty() { "/login".to_owned() } else { format!("/login?i={}", encode(i)) }
}
