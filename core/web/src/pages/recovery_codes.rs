//! `/account/recovery-codes`: for the day on which the authenticator is not at hand.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::secret::Secret;
use service::authenticator::{self, FactorError};
use service::fresh_codes;
use service::session::SignedIn;

use super::account::{account, guarded, require};
use super::authenticator::refuse;
use super::login::{encode, own_path};
use crate::clock;
use crate::extract::{Form, Visitor};
use crate::respond::page::{see_other, store_error};
use crate::view::{self, AccountPage, Chrome, RecoveryCodes};

const HERE: &str = "/account/recovery-codes";
const BACK: &str = "/account/authenticator";

/// How many are left.
pub(crate) async fn get(visitor: Visitor) -> Response {
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    match fresh_codes::find(&visitor.cx, &signed_in) {
        Ok(codes) if !codes.is_empty() => return show(&visitor, &signed_in, &codes, BACK.to_owned()),
        Ok(_) => {}
        Err(error) => return store_error(&visitor, &error),
    }
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
        Ok(codes) => show_once(&visitor, &signed_in, &codes, BACK.to_owned()),
        Err(FactorError::NotFresh) => see_other(&format!("/login?again=1&next={}", encode(HERE))),
        Err(error) => refuse(&visitor, &signed_in, "", error),
    }
}

/// `POST …/kept`: the owner has them; they are not shown again.
pub(crate) async fn kept(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    fresh_codes::forget(&visitor.cx, &signed_in);
    see_other(&next(&form))
}

/// `POST …/file`: the codes as a file of text, while they are shown.
pub(crate) async fn file(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let codes = match fresh_codes::find(&visitor.cx, &signed_in) {
        Ok(codes) if !codes.is_empty() => codes,
        Ok(_) => return see_other(HERE),
        Err(error) => return store_error(&visitor, &error),
    };
    let page = page(&visitor, &signed_in);
    let text = visitor.text;
    let whose =
        text.codes_whose(&page.owner, &page.chrome.host, &page.made).replace(['\u{2068}', '\u{2069}'], "");
    let lines: String = codes.iter().map(|code| format!("{}\r\n", code.expose())).collect();
    let body = format!("{}\r\n{whose}\r\n\r\n{lines}", text.codes_title());
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"recovery-codes.txt\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, body).into_response()
}

/// Where the form goes on to: a page of ours.
fn next(form: &Form) -> String {
    form.find("next").map_or(BACK, own_path).to_owned()
}

/// The answer that holds the codes; they can be looked at again until their owner says that they are kept.
pub(crate) fn show_once(
    visitor: &Visitor,
    signed_in: &SignedIn,
    codes: &[Secret],
    next_href: String,
) -> Response {
    fresh_codes::keep(&visitor.cx, signed_in, codes);
    show(visitor, signed_in, codes, next_href)
}

fn show(visitor: &Visitor, signed_in: &SignedIn, codes: &[Secret], next_href: String) -> Response {
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
        next_href: BACK.to_owned(),
    }
}
