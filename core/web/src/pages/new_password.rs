//! `/login/new-password`: the last step of a sign-in after "not me".

use axum::http::StatusCode;
use axum::response::Response;
use domain::secret::Secret;
use service::new_password::{self, NewPasswordError};
use service::password_link;
use service::second_factor::{self, Due, Waiting};

use super::login::enter;
use super::mfa::beginning;
use super::password::problem;
use crate::extract::{Form, Visitor};
use crate::respond::page::{error_page, form_fault, see_other, store_error};
use crate::view::{self, ErrorKind, LinkKind, Problem, SetPassword};

/// Where it is.
pub(crate) const HERE: &str = "/login/new-password";

/// The form, for the browser that proved everything else.
pub(crate) async fn get(visitor: Visitor) -> Response {
    match waiting(&visitor) {
        Ok(waiting) => form_page(&visitor, &waiting, None, StatusCode::OK),
        Err(response) => *response,
    }
}

/// Sets it.
pub(crate) async fn post(visitor: Visitor, form: Form) -> Response {
    if let Err(fault) = form.check() {
        return form_fault(&visitor, fault);
    }
    let waiting = match waiting(&visitor) {
        Ok(waiting) => waiting,
        Err(response) => return *response,
    };
    let refused = |problem| form_page(&visitor, &waiting, Some(problem), StatusCode::UNPROCESSABLE_ENTITY);
    let password = Secret::new(form.text("password"));
    match new_password::set(&visitor.cx, &visitor.cookies.browser(), password).await {
        Ok((cookies, goal)) => enter(&goal, &cookies),
        Err(NewPasswordError::Gone) => see_other(&beginning(form.text("i"), "")),
        Err(NewPasswordError::Overloaded(_)) => {
            error_page(&visitor, StatusCode::SERVICE_UNAVAILABLE, ErrorKind::Busy, None)
        }
        Err(NewPasswordError::Password(error)) => refused(problem(error, form.text("password").is_empty())),
        Err(NewPasswordError::Same) => refused(Problem::Known),
        Err(NewPasswordError::Store(error)) => store_error(&visitor, &error),
    }
}

fn waiting(visitor: &Visitor) -> Result<Waiting, Box<Response>> {
    match second_factor::find(&visitor.cx, &visitor.cookies.browser()) {
        Ok(Some(waiting)) if waiting.due == Due::NewPassword => Ok(waiting),
        Ok(_) => Err(Box::new(see_other("/login"))),
        Err(error) => Err(Box::new(store_error(visitor, &error))),
    }
}

fn form_page(visitor: &Visitor, waiting: &Waiting, problem: Option<Problem>, status: StatusCode) -> Response {
    let page = SetPassword {
        chrome: visitor.chrome(),
        action: HERE.to_owned(),
        kind: LinkKind::Exposed,
        name: waiting.user.display_name().to_owned(),
        username: waiting.user.username.as_str().to_owned(),
        least: password_link::shortest_of(&visitor.cx, &waiting.user).unwrap_or_default() as u64,
        problem,
    };
    view::answer(status, &page)
}
