//! `/account/passkeys`: the passkeys of a person.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::id::PasskeyId;
use domain::passkey::{MAX_PASSKEYS, Passkey, PasskeyState};
use serde::Deserialize;
use service::device::MAX_NAME;
use service::passkey::add::{self, Added};
use service::passkey::{self, Owned, PasskeyError};
use service::session::SignedIn;

use super::account::{account, guarded, require};
use super::login::encode;
use super::{recovery_codes, second_step};
use crate::clock;
use crate::extract::{Form, Visitor};
use crate::respond::page::{error_page, see_other, store_error};
use crate::respond::passkey::{Refused, creation};
use crate::view::{
    self, AccountPage, Adding, Chrome, Confirm, ErrorKind, Kept, PasskeyRow, PasskeyRowState, Passkeys,
    PasskeysNews, RenamePasskey,
};

const HERE: &str = "/account/passkeys";

/// What the page's address says.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Address {
    /// The request under way that waits for this.
    #[serde(default)]
    i: String,
    /// What the last form did.
    #[serde(default)]
    done: String,
    /// To which passkey, or which one a page is about.
    #[serde(default)]
    passkey: String,
}

/// Each of them, with what can be done to it.
pub(crate) async fn get(visitor: Visitor, Query(address): Query<Address>) -> Response {
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    // The name is looked up: what stands in an address anybody may have written.
    let named = passkey::find(&visitor.cx, &signed_in.user.id, &address.passkey.as_str().into());
    let news = match (address.done.as_str(), named.ok().flatten().map(|passkey| passkey.name)) {
        ("added", Some(name)) => Some(PasskeysNews::Added { name }),
        ("renamed", Some(name)) => Some(PasskeysNews::Renamed { name }),
        ("removed", None) => Some(PasskeysNews::Removed),
        _ => None,
    };
    page(&visitor, &signed_in, &address.i, news, StatusCode::OK)
}

/// `POST …/options`: what the browser is asked for.
pub(crate) async fn options(visitor: Visitor, form: Form) -> Response {
    if form.check().is_err() {
        return Refused::TooOld.into_response();
    }
    match visitor.signed_in().await {
        Ok(Some(signed_in)) => match add::begin(&visitor.cx, &signed_in, &visitor.cookies.browser()).await {
            Ok(found) => creation(&found),
            Err(PasskeyError::Store(error)) => Refused::store(&visitor, &error),
            Err(_) => Refused::NotNow.into_response(),
        },
        Ok(None) => Refused::NotNow.into_response(),
        Err(error) => Refused::store(&visitor, &error),
    }
}

/// Keeps what the browser brings.
pub(crate) async fn post(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let (i, browser) = (form.text("i"), visitor.cookies.browser());
    match add::finish(&visitor.cx, &signed_in, &browser, form.text("credential")).await {
        Ok(Added { id, codes }) => {
            let next =
                if i.is_empty() { done("added", &id) } else { format!("/interaction?i={}", encode(i)) };
            if codes.is_empty() {
                see_other(&next)
            } else {
                recovery_codes::show_once(&visitor, &signed_in, &codes, next)
            }
        }
        Err(error) => refuse(&visitor, &signed_in, i, error),
    }
}

/// The form for another name.
pub(crate) async fn rename_form(visitor: Visitor, Query(address): Query<Address>) -> Response {
    match chosen(&visitor, &address.passkey).await {
        Ok((signed_in, passkey)) => rename_page(&visitor, &signed_in, &passkey, passkey.name.clone(), false),
        Err(response) => *response,
    }
}

/// Gives it.
pub(crate) async fn rename(visitor: Visitor, form: Form) -> Response {
    let (signed_in, passkey) = match posted(&visitor, &form).await {
        Ok(chosen) => chosen,
        Err(response) => return *response,
    };
    let name = form.text("name").trim();
    match passkey::rename(&visitor.cx, &signed_in, passkey.id.clone(), name).await {
        Ok(()) => see_other(&done("renamed", &passkey.id)),
        Err(PasskeyError::Name) => rename_page(&visitor, &signed_in, &passkey, name.to_owned(), true),
        Err(error) => refuse(&visitor, &signed_in, "", error),
    }
}

/// Asks once more before one is taken away.
pub(crate) async fn confirm_removal(visitor: Visitor, Query(address): Query<Address>) -> Response {
    let (signed_in, passkey) = match chosen(&visitor, &address.passkey).await {
        Ok(chosen) => chosen,
        Err(response) => return *response,
    };
    let text = visitor.text;
    let page = Confirm {
        chrome: visitor.chrome(),
        account: account(&signed_in, AccountPage::Passkeys),
        title: text.passkeys_remove_title(&passkey.name).into_owned(),
        body: text.passkeys_remove_body().into_owned(),
        action: format!("{HERE}/remove"),
        hidden: vec![("passkey".to_owned(), passkey.id.to_string())],
        verb: text.passkeys_remove().into_owned(),
        keep_href: HERE.to_owned(),
    };
    view::answer(StatusCode::OK, &page)
}

/// Takes it away.
pub(crate) async fn remove(visitor: Visitor, form: Form) -> Response {
    let (signed_in, passkey) = match posted(&visitor, &form).await {
        Ok(chosen) => chosen,
        Err(response) => return *response,
    };
    match passkey::remove(&visitor.cx, &signed_in, passkey.id.clone()).await {
        Ok(()) => see_other(&done("removed", &passkey.id)),
        Err(PasskeyError::NotFresh) => {
            let back = format!("{HERE}/remove?passkey={}", encode(passkey.id.as_str()));
            see_other(&format!("/login?again=1&next={}", encode(&back)))
        }
        Err(error) => refuse(&visitor, &signed_in, "", error),
    }
}

/// The passkey that a form is about.
async fn posted(visitor: &Visitor, form: &Form) -> Result<(SignedIn, Passkey), Box<Response>> {
    guarded(visitor, form).await?;
    chosen(visitor, form.text("passkey")).await
}

/// The passkey that a page is about; only one's own.
async fn chosen(visitor: &Visitor, id: &str) -> Result<(SignedIn, Passkey), Box<Response>> {
    let signed_in = require(visitor).await?;
    match passkey::find(&visitor.cx, &signed_in.user.id, &id.into()) {
        Ok(Some(passkey)) => Ok((signed_in, passkey)),
        Ok(None) => Err(error_page(visitor, StatusCode::NOT_FOUND, ErrorKind::NotFound, None).into()),
        Err(error) => Err(store_error(visitor, &error).into()),
    }
}

fn refuse(visitor: &Visitor, signed_in: &SignedIn, i: &str, error: PasskeyError) -> Response {
    let (news, status) = match error {
        PasskeyError::Known => (PasskeysNews::Known, StatusCode::CONFLICT),
        PasskeyError::Last => (PasskeysNews::Last, StatusCode::CONFLICT),
        PasskeyError::LinkFirst => return second_step::link_first(visitor),
        PasskeyError::NotFresh => return see_other(&format!("/login?again=1&next={}", encode(&here(i)))),
        PasskeyError::NotWhole => return see_other(&format!("/login/step-up?next={}", encode(&here(i)))),
        PasskeyError::Refused(refusal) => {
            tracing::info!(reason = refusal.word(), "a new passkey does not pass");
            (PasskeysNews::Refused, StatusCode::UNPROCESSABLE_ENTITY)
        }
        PasskeyError::Store(error) => return store_error(visitor, &error),
        PasskeyError::TooOld => (PasskeysNews::TooOld, StatusCode::BAD_REQUEST),
        PasskeyError::Name | PasskeyError::TooMany | PasskeyError::Unknown => return see_other(HERE),
    };
    page(visitor, signed_in, i, Some(news), status)
}

fn done(what: &str, passkey: &PasskeyId) -> String {
    format!("{HERE}?done={what}&passkey={}", encode(passkey.as_str()))
}

fn here(i: &str) -> String {
    if i.is_empty() { HERE.to_owned() } else { format!("{HERE}?i={}", encode(i)) }
}

fn page(
    visitor: &Visitor,
    signed_in: &SignedIn,
    i: &str,
    news: Option<PasskeysNews>,
    status: StatusCode,
) -> Response {
    let passkeys = match passkey::list(&visitor.cx, &signed_in.user.id) {
        Ok(passkeys) => passkeys,
        Err(error) => return store_error(visitor, &error),
    };
    let adding = match add::check(&visitor.cx, signed_in) {
        Ok(()) => Adding::Ready,
        Err(PasskeyError::NotWhole) => Adding::StepUpFirst,
        Err(PasskeyError::LinkFirst) => Adding::LinkFirst,
        Err(PasskeyError::TooMany) => Adding::Full { most: MAX_PASSKEYS as u64 },
        Err(PasskeyError::Store(error)) => return store_error(visitor, &error),
        Err(_) => Adding::SignInFirst,
    };
    let interaction = Some(i.to_owned()).filter(|i| !i.is_empty());
    let page = Passkeys {
        chrome: Chrome { interaction, here: here(i), ..visitor.chrome() },
        account: account(signed_in, AccountPage::Passkeys),
        passkeys: passkeys.into_iter().map(row).collect(),
        adding,
        news,
    };
    view::answer(status, &page)
}

fn row(Owned { passkey, is_active }: Owned) -> PasskeyRow {
    PasskeyRow {
        id: passkey.id.to_string(),
        name: passkey.name,
        made: clock::minutes(passkey.created_at),
        last_used: passkey.last_used_at.map(clock::minutes),
        kept: match (passkey.backup_eligible, passkey.backed_up) {
            (false, _) => Kept::HereOnly,
            (true, false) => Kept::MaySync,
            (true, true) => Kept::Synced,
        },
        state: match passkey.state {
            PasskeyState::Suspended => PasskeyRowState::Suspended,
            PasskeyState::Active if is_active => PasskeyRowState::Active,
            PasskeyState::Active => PasskeyRowState::Elsewhere,
        },
    }
}

fn rename_page(
    visitor: &Visitor,
    signed_in: &SignedIn,
    passkey: &Passkey,
    name: String,
    wrong: bool,
) -> Response {
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = RenamePasskey {
        chrome: visitor.chrome(),
        account: account(signed_in, AccountPage::Passkeys),
        passkey: passkey.id.to_string(),
        name,
        most: MAX_NAME as u64,
        wrong,
    };
    view::answer(status, &page)
}
