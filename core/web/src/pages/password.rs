//! `/invite/<token>`, `/reset/<token>`: set a password by a single-use link; `/reset`: how to get one.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use domain::factor::password::PasswordError;
use domain::one_time_link::Purpose;
use domain::secret::Secret;
use domain::user::User;
use service::password_link::{self, PasswordLinkError};

use super::login::encode;
use crate::extract::{Form, Visitor};
use crate::protocol::interaction::Id;
use crate::respond::page::{admin_names, error_page, form_fault, store_error};
use crate::view::{self, ErrorKind, LinkGone, LinkKind, PasswordDone, Problem, Reset, SetPassword};

/// The form of an invitation.
pub(crate) async fn get_invite(visitor: Visitor, Path(token): Path<String>) -> Response {
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

/// How to get a link.
pub(crate) async fn how(visitor: Visitor, Query(Id { i }): Query<Id>) -> Response {
    let back_href = if i.is_empty() { "/login".to_owned() } else { format!("/login?i={}", encode(&i)) };
    view::answer(
        StatusCode::OK,
        &Reset { chrome: visitor.chrome(), admins: admin_names(&visitor), back_href },
    )
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
        PasswordError::TooShort { min } => Problem::TooShort { least: min as u64 },
        PasswordError::TooLong => Problem::TooLong { most: domain::factor::password::MAX as u64 },
        PasswordError::Hash => Problem::Malformed,
    }
}

fn kind(purpose: Purpose) -> LinkKind {
    match purpose {
        Purpose::Invite => LinkKind::Invite,
        Purpose::Reset | Purpose::SecondStep | Purpose::Setup | Purpose::EmailOld | Purpose::EmailNew => {
            LinkKind::Reset
        }
    }
}
