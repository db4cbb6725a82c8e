//! `/invite/<token>`, `/reset/<token>`: set a password by a single-use link.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::factor::password::PasswordError;
use domain::one_time_link::Purpose;
use domain::secret::Secret;
use domain::user::User;
use service::password_link::{self, PasswordLinkError};
use service::sign_up;

use super::login::encode;
use crate::extract::{Form, Visitor};
use crate::respond::page::{admin_names, error_page, form_fault, see_other, store_error};
use crate::view::{self, ErrorKind, LinkGone, LinkKind, PasswordDone, Problem, SetPassword};

/// The form of an invitation: of an account that is there, or the way to the page where one is made.
pub(crate) async fn get_invite(visitor: Visitor, Path(token): Path<String>) -> Response {
    if sign_up::find_invitation(&visitor.cx, &token).is_ok() {
        return see_other(&format!("/signup?invitation={}", encode(&token)));
    }
    get(&visitor, &token, Purpose::Invite)
}

/// Sets the first password.
pub(crate) async fn post_invite(visitor: Visitor, Path(token): Path<String>, form: Form) -> Response {
    post(&visitor, &token, Purpose::Invite, &form).await
}

/// The form of a reset.
pub(crate) async fn get_reset(visitor: Visitor, Path(token): Path<String>) -> Response {
    get(&visitor, &token, Purpose::Reset)
}

/// Sets a new password.
pub(crate) async fn post_reset(visitor: Visitor, Path(token): Path<String>, form: Form) -> Response {
    post(&visitor, &token, Purpose::Reset, &form).await
}

fn get(visitor: &Visitor, token: &str, purpose: Purpose) -> Response {
    match password_link::find_owner(&visitor.cx, token, purpose) {
        Ok(user) => view::answer(StatusCode::OK, &form_page(visitor, token, purpose, &user, None)),
        Err(error) => refuse(visitor, error),
    }
}

async fn post(visitor: &Visitor, token: &str, purpose: Purpose, form: &Form) -> Response {
    if let Err(fault) = form.check() {
        return form_fault(visitor, fault);
    }
    let password = Secret::new(form.text("password"));
    match password_link::set_password(&visitor.cx, token, purpose, password).await {
        Ok(()) => {
            let page = PasswordDone {
                chrome: visitor.chrome(),
                kind: kind(purpose),
                sign_in_href: "/login".to_owned(),
            };
            view::answer(StatusCode::OK, &page)
        }
        Err(PasswordLinkError::Password(error)) => {
            match password_link::find_owner(&visitor.cx, token, purpose) {
                Ok(user) => {
                    let problem = problem(error, form.text("password").is_empty());
                    view::answer(
                        StatusCode::UNPROCESSABLE_ENTITY,
                        &form_page(visitor, token, purpose, &user, Some(problem)),
                    )
                }
                Err(error) => refuse(visitor, error),
            }
        }
        Err(error) => refuse(visitor, error),
    }
}

fn form_page(
    visitor: &Visitor,
    token: &str,
    purpose: Purpose,
    user: &User,
    problem: Option<Problem>,
) -> SetPassword {
    SetPassword {
        chrome: visitor.chrome(),
        action: format!("{}{}", purpose.path(), encode(token)),
        kind: kind(purpose),
        name: user.display_name().to_owned(),
        username: user.username.as_str().to_owned(),
        least: password_link::shortest_of(&visitor.cx, user).unwrap_or_default() as u64,
        problem,
    }
}

fn refuse(visitor: &Visitor, error: PasswordLinkError) -> Response {
    match error {
        PasswordLinkError::Gone => view::answer(
            StatusCode::NOT_FOUND,
            &LinkGone { chrome: visitor.chrome(), admins: admin_names(visitor) },
        ),
        PasswordLinkError::Store(error) => store_error(visitor, &error),
        PasswordLinkError::Overloaded(_) | PasswordLinkError::Password(_) => {
            error_page(visitor, StatusCode::SERVICE_UNAVAILABLE, ErrorKind::Busy, None)
        }
    }
}

/// A refused password in the words of its field.
pub(crate) fn problem(error: PasswordError, is_empty: bool) -> Problem {
    match error {
        _ if is_empty => Problem::Missing,
        PasswordError::Common => Problem::Common,
        PasswordError::Own => Problem::Own,
        PasswordError::TooShort { min } => Problem::TooShort { least: min as u64 },
        PasswordError::TooLong => Problem::TooLong { most: domain::factor::password::MAX as u64 },
        PasswordError::Hash => Problem::Malformed,
    }
}

fn kind(purpose: Purpose) -> LinkKind {
    match purpose {
        Purpose::Invite => LinkKind::Invite,
        Purpose::Reset | Purpose::SecondStep | Purpose::Setup => LinkKind::Reset,
    }
}
