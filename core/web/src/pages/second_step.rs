//! `/second-step/<token>`: where somebody whose second factors were taken away sets up another, behind their password.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use service::logout;
use service::second_step_link::{self, SecondStepLinkError};

use super::login::encode;
use crate::cookies::clear_session;
use crate::extract::{Form, Visitor};
use crate::respond::page::{admin_names, form_fault, see_other, store_error, with_cookies};
use crate::view::{self, LinkGone, Message, SecondStepLink, SecondStepWay};

/// What the link is for, and the way on.
pub(crate) async fn get(visitor: Visitor, Path(token): Path<String>) -> Response {
    let owner = match second_step_link::find_owner(&visitor.cx, &token) {
        Ok(owner) => owner,
        Err(error) => return refuse(&visitor, &token, error),
    };
    let way = match visitor.signed_in().await {
        Ok(Some(signed_in)) if signed_in.user.id == owner.id => SecondStepWay::Choose,
        Ok(Some(other)) => SecondStepWay::OtherPerson { name: other.user.display_name().to_owned() },
        Ok(None) => SecondStepWay::SignIn,
        Err(error) => return store_error(&visitor, &error),
    };
    let page = SecondStepLink {
        chrome: visitor.chrome(),
        action: here(&token),
        name: owner.display_name().to_owned(),
        username: owner.username.as_str().to_owned(),
        way,
    };
    view::answer(StatusCode::OK, &page)
}

/// Goes on: its owner to what they chose, which uses the link up; everybody else to the password.
pub(crate) async fn post(visitor: Visitor, Path(token): Path<String>, form: Form) -> Response {
    if let Err(fault) = form.check() {
        return form_fault(&visitor, fault);
    }
    let signed_in = match visitor.signed_in().await {
        Ok(Some(signed_in)) => signed_in,
        Ok(None) => return see_other(&sign_in(&token)),
        Err(error) => return store_error(&visitor, &error),
    };
    match second_step_link::follow(&visitor.cx, &signed_in, &token).await {
        Ok(()) => see_other(match form.text("way") {
            "phone" => "/account/devices/link",
            "passkey" => "/account/passkeys",
            _ => "/account/authenticator",
        }),
        Err(SecondStepLinkError::OtherAccount) => {
            match logout::sign_out(&visitor.cx, visitor.cookies.browser().session.as_ref()).await {
                Ok(_) => with_cookies(see_other(&sign_in(&token)), [clear_session()]),
                Err(error) => store_error(&visitor, &error),
            }
        }
        Err(error) => refuse(&visitor, &token, error),
    }
}

/// What people read who would set a factor up without the link that they were given.
pub(crate) fn link_first(visitor: &Visitor) -> Response {
    let (title, lead) = (visitor.text.second_step_first_title(), visitor.text.second_step_first_lead());
    let (title, lead) = (title.into_owned(), lead.into_owned());
    view::answer(StatusCode::FORBIDDEN, &Message { chrome: visitor.chrome(), title, lead, link: None })
}

fn refuse(visitor: &Visitor, token: &str, error: SecondStepLinkError) -> Response {
    match error {
        SecondStepLinkError::Gone => view::answer(
            StatusCode::NOT_FOUND,
            &LinkGone { chrome: visitor.chrome(), admins: admin_names(visitor) },
        ),
        SecondStepLinkError::OtherAccount => see_other(&here(token)),
        SecondStepLinkError::Store(error) => store_error(visitor, &error),
    }
}

fn here(token: &str) -> String {
    format!("/second-step/{}", encode(token))
}

fn sign_in(token: &str) -> String {
    format!("/login?next={}", encode(&here(token)))
}
