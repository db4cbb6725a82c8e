//! `/account/recovery-codes`: for the day on which the authenticator is not at hand.

use axum::http::StatusCode;
use axum::response::Response;
use domain::secret::Secret;
use service::authenticator::{self, FactorError};
use service::session::SignedIn;

use super::account::{account, guarded, require};
use super::authenticator::refuse;
use super::login::encode;
use crate::clock;
use crate::extract::{Form, Visitor};
use crate::respond::page::{see_other, store_error};
use crate::view::{self, AccountPage, Chrome, RecoveryCodes};

const HERE: &str = "/account/recovery-codes";

/// How many are left.
pub(crate) async fn get(visitor: Visitor) -> Response {
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    match authenticator::overview(&visitor.cx, &signed_in.user.id) {
        Ok(overview) => {
            let left = u64::try_from(overview.codes_left).unwrap_or_default();
            let others = overview.phones + overview.passkeys;
            let has_factor = overview.authenticator_since.is_some() || others > 0;
            view::answer(StatusCode::OK, &RecoveryCodes { left, has_factor, ..page(&visitor, &signed_in) })
        }
        Err(error) => store_error(&visitor, &error),
    }
}

/// Makes new ones; the old ones are void.
pub(crate) async fn renew(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    match authenticator::renew_codes(&visitor.cx, &signed_in).await {
        Ok(codes) => show_once(&visitor, &signed_in, &codes, "/account/authenticator".to_owned()),
        Err(FactorError::NotFresh) => see_other(&format!("/login?again=1&next={}", encode(HERE))),
        Err(error) => refuse(&visitor, &signed_in, "", error),
    }
}

/// The one answer that holds the codes; no address leads to it again.
pub(crate) fn show_once(
    visitor: &Visitor,
    signed_in: &SignedIn,
    codes: &[Secret],
    next_href: String,
) -> Response {
    let codes: Vec<String> = codes.iter().map(|code| code.expose().to_owned()).collect();
    let left = codes.len() as u64;
    let page = RecoveryCodes { left, has_factor: true, codes, next_href, ..page(visitor, signed_in) };
    view::answer(StatusCode::OK, &page)
}

fn page(visitor: &Visitor, signed_in: &SignedIn) -> RecoveryCodes {
    RecoveryCodes {
        chrome: Chrome { here: HERE.to_owned(), ..visitor.chrome() },
        account: account(signed_in, AccountPage::SecondStep),
        left: 0,
        has_factor: false,
        codes: Vec::new(),
        owner: signed_in.user.email.as_str().to_owned(),
        made: clock::minutes(visitor.cx.now),
        next_href: "/account/authenticator".to_owned(),
    }
}
