//! `/account/data`, `/account/delete`: a person takes the own data along, or deletes the own account.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use service::account::delete::{self, DeleteError};
use service::account::export::{self, ExportError};
use service::session::SignedIn;

use super::account::{account, guarded, require};
use super::login::encode;
use crate::clock;
use crate::cookies::clear_session;
use crate::extract::{Form, Visitor};
use crate::respond::page::{admin_names, see_other, store_error, with_cookies};
use crate::view::{self, AccountData, AccountPage, DeleteAccount, Message};

const DATA: &str = "/account/data";
const DELETE: &str = "/account/delete";

/// Both, explained.
pub(crate) async fn get(visitor: Visitor) -> Response {
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let page = AccountData {
        chrome: visitor.chrome(),
        account: account(&signed_in, AccountPage::Data),
        may_delete: visitor.cx.app.settings().lets_people_leave(),
        admins: admin_names(&visitor),
    };
    view::answer(StatusCode::OK, &page)
}

/// The file.
pub(crate) async fn export(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let browser = visitor.cookies.browser();
    match export::export(&visitor.cx, &signed_in, &browser, clock::rfc3339).await {
        Ok(document) => {
            let headers = [
                (header::CONTENT_TYPE, "application/json".to_owned()),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"my-data.json\"".to_owned()),
                (header::CACHE_CONTROL, "no-store".to_owned()),
            ];
            (headers, format!("{document:#}\n")).into_response()
        }
        Err(ExportError::NotFresh) => see_other(&format!("/login?again=1&next={}", encode(DATA))),
        Err(ExportError::Store(error)) => store_error(&visitor, &error),
    }
}

/// What happens, and the form.
pub(crate) async fn confirm(visitor: Visitor) -> Response {
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    match delete::check(&visitor.cx, &signed_in) {
        Ok(()) => page(&visitor, &signed_in, false, StatusCode::OK),
        Err(error) => refuse(&visitor, &signed_in, error),
    }
}

/// Deletes it.
pub(crate) async fn delete(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    match delete::delete(&visitor.cx, &signed_in, form.text("username")).await {
        Ok(()) => {
            let text = visitor.text;
            let (title, lead) = (text.delete_done_title().into_owned(), text.delete_done_lead().into_owned());
            let chrome = view::Chrome { here: "/".to_owned(), ..visitor.chrome() };
            let page = Message { chrome, title, lead, link: None };
            with_cookies(view::answer(StatusCode::OK, &page), [clear_session()])
        }
        Err(error) => refuse(&visitor, &signed_in, error),
    }
}

fn refuse(visitor: &Visitor, signed_in: &SignedIn, error: DeleteError) -> Response {
    match error {
        DeleteError::AskAdmin => see_other(DATA),
        DeleteError::Gone => see_other("/login"),
        DeleteError::LastAdmin => page_of_last_admin(visitor, signed_in),
        DeleteError::Name => page(visitor, signed_in, true, StatusCode::UNPROCESSABLE_ENTITY),
        DeleteError::NotFresh => see_other(&format!("/login?again=1&next={}", encode(DELETE))),
        DeleteError::NotWhole => see_other(&format!("/login/step-up?next={}", encode(DELETE))),
        DeleteError::Store(error) => store_error(visitor, &error),
    }
}

fn page(visitor: &Visitor, signed_in: &SignedIn, is_wrong: bool, status: StatusCode) -> Response {
    view::answer(status, &DeleteAccount { is_wrong, ..question(visitor, signed_in) })
}

fn page_of_last_admin(visitor: &Visitor, signed_in: &SignedIn) -> Response {
    view::answer(StatusCode::CONFLICT, &DeleteAccount { is_last_admin: true, ..question(visitor, signed_in) })
}

fn question(visitor: &Visitor, signed_in: &SignedIn) -> DeleteAccount {
    DeleteAccount {
        chrome: visitor.chrome(),
        account: account(signed_in, AccountPage::Data),
        username: signed_in.user.username.as_str().to_owned(),
        is_last_admin: false,
        is_wrong: false,
    }
}
