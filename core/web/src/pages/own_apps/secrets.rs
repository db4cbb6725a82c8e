//! A new secret for one's app, and the end of the old one.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use domain::client::Client;
use domain::id::ClientId;
use service::apps;

use super::super::account::{account, guarded};
use super::{Address, at, find_fresh, refuse, show_once};
use crate::clock;
use crate::extract::{Form, Visitor};
use crate::respond::page::see_other;
use crate::view::{self, AccountPage, OwnAppOldSecret, OwnAppSecret};

/// Asks how long the old secret is to work beside the new one.
pub(crate) async fn confirm_rotation(visitor: Visitor, Query(address): Query<Address>) -> Response {
    let (signed_in, client) = match find_fresh(&visitor, &address.app, "secret").await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let page = OwnAppSecret {
        chrome: visitor.chrome(),
        account: account(&signed_in, AccountPage::OwnApps),
        name: client.display_name().to_owned(),
        app: client.id.to_string(),
        seen: client.updated_at,
        keep_href: at("app", client.id.as_str()),
    };
    view::answer(StatusCode::OK, &page)
}

/// Makes a new secret, and shows it once.
pub(crate) async fn rotate(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let id = ClientId::from(form.text("app"));
    let seen = form.text("seen").parse().unwrap_or_default();
    // Whoever says nothing we know wants it gone.
    let keep_s = match form.text("keep") {
        "24" => 24 * 3_600,
        "168" => 168 * 3_600,
        _ => 0,
    };
    match apps::rotate_secret(&visitor.cx, &signed_in, &id, seen, keep_s).await {
        Ok(registered) => show_once(&visitor, &signed_in, registered),
        Err(error) => refuse(&visitor, &at("secret", id.as_str()), error),
    }
}

/// Ends the old secret before its time.
pub(crate) async fn end_old(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let id = ClientId::from(form.text("app"));
    match apps::end_old_secret(&visitor.cx, &signed_in, &id).await {
        Ok(_) => see_other(&format!("{}&done=ended", at("app", id.as_str()))),
        Err(error) => refuse(&visitor, &at("app", id.as_str()), error),
    }
}

/// The old secret, while it works.
pub(super) fn old(visitor: &Visitor, client: &Client) -> Option<OwnAppOldSecret> {
    let old = client.old_secret.as_ref().filter(|old| visitor.cx.now < old.until)?;
    Some(OwnAppOldSecret { until: clock::minutes(old.until), used: old.used_at.map(clock::minutes) })
}
