//! `/account/authenticator`: an app that shows six digits as the second step.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use service::authenticator::{self, FactorError};
use service::fresh_codes;
use service::session::SignedIn;

use super::account::{account, guarded, require};
use super::login::encode;
use super::{recovery_codes, second_step};
use crate::clock;
use crate::extract::{Form, Visitor};
use crate::respond::page::{see_other, store_error};
use crate::view::{self, AccountPage, Authenticator, AuthenticatorNews, Chrome, Confirm, NewSecret};

const HERE: &str = "/account/authenticator";

/// What the page's address says.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Address {
    /// The request under way that waits for this.
    #[serde(default)]
    i: String,
    /// What the last form did.
    #[serde(default)]
    done: String,
}

/// What there is, and a secret that was begun.
pub(crate) async fn get(visitor: Visitor, Query(address): Query<Address>) -> Response {
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let news = match address.done.as_str() {
        "added" => Some(AuthenticatorNews::Added),
        "removed" => Some(AuthenticatorNews::Removed),
        _ => None,
    };
    page(&visitor, &signed_in, &address.i, news, StatusCode::OK)
}

/// `POST …/begin`: makes a secret.
pub(crate) async fn begin(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let i = form.text("i");
    match authenticator::begin(&visitor.cx, &signed_in).await {
        Ok(()) => see_other(&here(i)),
        Err(error) => refuse(&visitor, &signed_in, i, error),
    }
}

/// The first code of a secret.
pub(crate) async fn confirm(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let i = form.text("i");
    let next = if i.is_empty() { format!("{HERE}?done=added") } else { interaction(i) };
    match authenticator::confirm(&visitor.cx, &signed_in, form.text("code")).await {
        Ok(codes) if codes.is_empty() => see_other(&next),
        Ok(codes) => recovery_codes::show_once(&visitor, &signed_in, &codes, next),
        Err(error) => refuse(&visitor, &signed_in, i, error),
    }
}

/// Asks once more before it is taken away.
pub(crate) async fn confirm_removal(visitor: Visitor) -> Response {
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let text = visitor.text;
    let overview = match authenticator::overview(&visitor.cx, &signed_in.user.id) {
        Ok(overview) => overview,
        Err(error) => return store_error(&visitor, &error),
    };
    let body = match (overview.phones, overview.passkeys) {
        (0, 0) => text.authenticator_remove_body(),
        (0, _) => text.authenticator_remove_body_passkeys(),
        _ => text.authenticator_remove_body_phones(),
    };
    let page = Confirm {
        chrome: visitor.chrome(),
        account: account(&signed_in, AccountPage::SecondStep),
        title: text.authenticator_remove_title().into_owned(),
        body: body.into_owned(),
        action: format!("{HERE}/remove"),
        hidden: Vec::new(),
        verb: text.authenticator_remove().into_owned(),
        keep_href: HERE.to_owned(),
    };
    view::answer(StatusCode::OK, &page)
}

/// Takes it away.
pub(crate) async fn remove(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    match authenticator::remove(&visitor.cx, &signed_in).await {
        Ok(()) => see_other(&format!("{HERE}?done=removed")),
        Err(error) => refuse(&visitor, &signed_in, "", error),
    }
}

/// What was not done, as a page or as the way to a sign-in that is recent enough.
pub(crate) fn refuse(visitor: &Visitor, signed_in: &SignedIn, i: &str, error: FactorError) -> Response {
    match error {
        FactorError::LinkFirst => second_step::link_first(visitor),
        FactorError::NotFresh => see_other(&format!("/login?again=1&next={}", encode(&here(i)))),
        // A reload of the answer that showed the first codes: they can be looked at again.
        FactorError::NotNow if matches!(fresh_codes::find(&visitor.cx, signed_in), Ok(codes) if !codes.is_empty()) => {
            see_other("/account/recovery-codes")
        }
        FactorError::NotNow => see_other(&here(i)),
        FactorError::NotWhole => see_other(&format!("/login/step-up?next={}", encode(&here(i)))),
        FactorError::Wrong => {
            page(visitor, signed_in, i, Some(AuthenticatorNews::Wrong), StatusCode::UNPROCESSABLE_ENTITY)
        }
        FactorError::Store(error) => store_error(visitor, &error),
    }
}

fn page(
    visitor: &Visitor,
    signed_in: &SignedIn,
    i: &str,
    news: Option<AuthenticatorNews>,
    status: StatusCode,
) -> Response {
    let overview = authenticator::overview(&visitor.cx, &signed_in.user.id);
    let enrolment = authenticator::find_enrolment(&visitor.cx, signed_in);
    let (overview, enrolment) = match (overview, enrolment) {
        (Ok(overview), Ok(enrolment)) => (overview, enrolment),
        (Err(error), _) | (_, Err(error)) => return store_error(visitor, &error),
    };
    let interaction = Some(i.to_owned()).filter(|i| !i.is_empty());
    let page = Authenticator {
        // The page of a form that was refused has another address than the one to come back to.
        chrome: Chrome { interaction, here: here(i), ..visitor.chrome() },
        account: account(signed_in, AccountPage::SecondStep),
        since: overview.authenticator_since.map(clock::minutes),
        codes_left: u64::try_from(overview.codes_left).unwrap_or_default(),
        phones: overview.phones,
        passkeys: overview.passkeys,
        must_enrol: overview.to_set_up.is_some(),
        secret: enrolment.map(|found| NewSecret::new(found.uri.expose(), found.base32.expose())),
        news,
    };
    view::answer(status, &page)
}

fn here(i: &str) -> String {
    if i.is_empty() { HERE.to_owned() } else { format!("{HERE}?i={}", encode(i)) }
}

fn interaction(i: &str) -> String {
    format!("/interaction?i={}", encode(i))
}
