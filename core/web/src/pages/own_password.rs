//! `/account/password`: a person changes the own password.

use axum::extract::Query;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use domain::secret::Secret;
use serde::Deserialize;
use service::account::password::{self, PasswordChangeError};
use service::password_link;
use service::session::SignedIn;

use super::account::{account, guarded, require};
use super::login::encode;
use super::password::problem;
use crate::cookies::{set_browser, set_session};
use crate::extract::{Form, Visitor};
use crate::respond::page::{error_page, see_other, store_error, with_cookies};
use crate::view::{self, AccountPage, ChangePassword, ErrorKind, OldProblem, Problem};

const HERE: &str = "/account/password";

/// What the last form did.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Done {
    done: Option<String>,
}

/// What is wrong with what was sent.
#[derive(Default)]
struct Faults {
    old: Option<OldProblem>,
    new: Option<Problem>,
}

/// The form.
pub(crate) async fn get(visitor: Visitor, Query(Done { done }): Query<Done>) -> Response {
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    page(&visitor, &signed_in, Faults::default(), done.is_some(), StatusCode::OK)
}

/// Changes it.
pub(crate) async fn post(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    if form.text("old").is_empty() {
        return refuse(&visitor, &signed_in, Faults { old: Some(OldProblem::Missing), new: None });
    }
    let (old, new) = (Secret::new(form.text("old")), Secret::new(form.text("password")));
    match password::change(&visitor.cx, &signed_in, &visitor.cookies.browser(), old, new).await {
        Ok(cookies) => {
            let own = [set_session(&cookies.session), set_browser(&cookies.browser)];
            with_cookies(see_other(&format!("{HERE}?done=1")), own)
        }
        Err(error) => failed(&visitor, &signed_in, form.text("password").is_empty(), error),
    }
}

fn failed(visitor: &Visitor, signed_in: &SignedIn, is_empty: bool, error: PasswordChangeError) -> Response {
    match error {
        PasswordChangeError::Gone => see_other("/login"),
        PasswordChangeError::NotWhole => see_other(&format!("/login/step-up?next={}", encode(HERE))),
        PasswordChangeError::Overloaded(_) => {
            error_page(visitor, StatusCode::SERVICE_UNAVAILABLE, ErrorKind::Busy, None)
        }
        PasswordChangeError::Password(error) => {
            refuse(visitor, signed_in, Faults { old: None, new: Some(problem(error, is_empty)) })
        }
        PasswordChangeError::Same => {
            refuse(visitor, signed_in, Faults { old: None, new: Some(Problem::Known) })
        }
        PasswordChangeError::Slowed { wait_s } => {
            let seconds = u64::try_from(wait_s).unwrap_or(1);
            let faults = Faults { old: Some(OldProblem::Slowed { seconds }), new: None };
            let mut response = page(visitor, signed_in, faults, false, StatusCode::TOO_MANY_REQUESTS);
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            response
        }
        PasswordChangeError::Store(error) => store_error(visitor, &error),
        PasswordChangeError::Wrong => {
            refuse(visitor, signed_in, Faults { old: Some(OldProblem::Wrong), new: None })
        }
    }
}

fn refuse(visitor: &Visitor, signed_in: &SignedIn, faults: Faults) -> Response {
    page(visitor, signed_in, faults, false, StatusCode::UNPROCESSABLE_ENTITY)
}

fn page(
    visitor: &Visitor,
    signed_in: &SignedIn,
    faults: Faults,
    is_done: bool,
    status: StatusCode,
) -> Response {
    let least = match password_link::shortest_of(&visitor.cx, &signed_in.user) {
        Ok(least) => least as u64,
        Err(error) => return store_error(visitor, &error),
    };
    let page = ChangePassword {
        chrome: view::Chrome { here: HERE.to_owned(), ..visitor.chrome() },
        account: account(signed_in, AccountPage::Password),
        username: signed_in.user.username.as_str().to_owned(),
        least,
        old_problem: faults.old,
        problem: faults.new,
        is_done,
    };
    view::answer(status, &page)
}
