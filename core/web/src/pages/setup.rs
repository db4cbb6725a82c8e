//! `/setup/<token>`: the first run.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::factor::password::MIN_ALONE;
use domain::secret::Secret;
use domain::token::TokenHash;
use domain::user::Role;
use service::setup::{self, Answers, Field, SetupError};

use super::account::require;
use super::login::encode;
use super::password::problem;
use crate::cookies::{set_browser, set_session};
use crate::extract::{Form, FormFault, Visitor};
use crate::respond::page::{error_page, form_fault, see_other, store_error, with_cookies};
use crate::view::{
    self, Chrome, ErrorKind, Problem, Setup, SetupDone, SetupField, SetupGone, SetupGoneReason, Step,
};

/// The form; the link now belongs to this browser.
pub(crate) async fn get(visitor: Visitor, Path(token): Path<String>) -> Response {
    let Some(browser) = visitor.cookies.browser.as_deref().map(TokenHash::of) else {
        return form_fault(&visitor, FormFault::NoCookies);
    };
    match setup::open(&visitor.cx, &token, &browser).await {
        Ok(()) => view::answer(StatusCode::OK, &form_page(&visitor, &token, &Typed::default(), Vec::new())),
        Err(error) => refuse(&visitor, error),
    }
}

/// Makes the administrator.
pub(crate) async fn post(visitor: Visitor, Path(token): Path<String>, form: Form) -> Response {
    if let Err(fault) = form.check() {
        return form_fault(&visitor, fault);
    }
    let field = |name| form.text(name).to_owned();
    let typed = Typed {
        office_name: field("office_name"),
        name: field("name"),
        email: field("email"),
        password: Secret::new(field("password")),
    };
    match setup::complete(&visitor.cx, &token, &visitor.cookies.browser(), typed.answers()).await {
        Ok(cookies) => with_cookies(
            see_other("/setup/done"),
            [set_session(&cookies.session), set_browser(&cookies.browser)],
        ),
        Err(SetupError::Answers(fields)) => {
            let problems = fields.into_iter().map(|field| typed.problem(field)).collect();
            view::answer(StatusCode::UNPROCESSABLE_ENTITY, &form_page(&visitor, &token, &typed, problems))
        }
        Err(error) => refuse(&visitor, error),
    }
}

/// The step after: how to trust this server.
pub(crate) async fn done(visitor: Visitor) -> Response {
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    if signed_in.user.role != Role::Admin {
        return see_other("/trust");
    }
    let page = SetupDone {
        chrome: Chrome { steps: Step::of_first_run(visitor.text, 2), ..visitor.chrome() },
        sha256: visitor.site.place().ca.sha256.clone(),
        issuer: visitor.cx.app.issuer().to_string(),
        next_href: "/account/devices/link".to_owned(),
        later_href: "/".to_owned(),
        file_name: visitor.site.place().ca_file_name(),
    };
    view::answer(StatusCode::OK, &page)
}

#[derive(Default)]
struct Typed {
    office_name: String,
    name: String,
    email: String,
    password: Secret,
}

impl Typed {
    fn answers(&self) -> Answers {
        Answers {
            office_name: self.office_name.clone(),
            name: self.name.clone(),
            email: self.email.clone(),
            username: None,
            password: self.password.clone(),
        }
    }

    fn problem(&self, field: Field) -> (SetupField, Problem) {
        let text = |value: &str, most: usize| match value.trim().chars().count() {
            0 => Problem::Missing,
            n if n > most => Problem::TooLong { most: most as u64 },
            _ => Problem::Malformed,
        };
        match field {
            Field::OfficeName => (SetupField::OfficeName, text(&self.office_name, 60)),
            // This page has no field for it.
            Field::Username => (SetupField::Email, Problem::Taken),
            Field::Name => (SetupField::Name, text(&self.name, 100)),
            Field::Email => (SetupField::Email, text(&self.email, 254)),
            Field::Password => {
                let fault = setup::check_password(&self.answers()).err();
                let fault = fault
                    .map_or(Problem::Malformed, |error| problem(error, self.password.expose().is_empty()));
                (SetupField::Password, fault)
            }
        }
    }
}

fn form_page(visitor: &Visitor, token: &str, typed: &Typed, problems: Vec<(SetupField, Problem)>) -> Setup {
    Setup {
        chrome: Chrome { steps: Step::of_first_run(visitor.text, 1), ..visitor.chrome() },
        action: format!("/setup/{}", encode(token)),
        issuer: visitor.cx.app.issuer().to_string(),
        address_href: format!("/setup/{}/address", encode(token)),
        sha256: visitor.site.place().ca.sha256.clone(),
        office_name: typed.office_name.clone(),
        name: typed.name.clone(),
        email: typed.email.clone(),
        least: MIN_ALONE as u64,
        problems,
    }
}

pub(super) fn refuse(visitor: &Visitor, error: SetupError) -> Response {
    let gone = |status, reason| view::answer(status, &SetupGone { chrome: visitor.chrome(), reason });
    match error {
        SetupError::Gone => match visitor.cx.app.is_claimed() {
            Ok(true) => gone(StatusCode::NOT_FOUND, SetupGoneReason::Done),
            _ => gone(StatusCode::NOT_FOUND, SetupGoneReason::Expired),
        },
        SetupError::OtherBrowser => gone(StatusCode::FORBIDDEN, SetupGoneReason::OtherBrowser),
        SetupError::Store(error) => store_error(visitor, &error),
        SetupError::Overloaded(_) | SetupError::Answers(_) => {
            error_page(visitor, StatusCode::SERVICE_UNAVAILABLE, ErrorKind::Busy, None)
        }
    }
}
