//! `/account/activity`: what happened around a person.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use service::account::activity::{self, By, Entry};

use super::account::{account, require};
use crate::clock;
use crate::extract::Visitor;
use crate::respond::page::store_error;
use crate::view::{self, AccountActivity, AccountPage, ActivityBy, ActivityEntry};

/// Entries on a page.
const A_PAGE: u32 = 30;

/// Which part.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Part {
    before: Option<String>,
}

/// One part of it.
pub(crate) async fn get(visitor: Visitor, Query(Part { before }): Query<Part>) -> Response {
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    // What is no number is no place in the log: the newest are shown.
    let before = before.and_then(|text| text.parse().ok());
    let part = match activity::list(&visitor.cx, &signed_in, before, A_PAGE).await {
        Ok(part) => part,
        Err(error) => return store_error(&visitor, &error),
    };
    let page = AccountActivity {
        chrome: visitor.chrome(),
        account: account(&signed_in, AccountPage::Activity),
        entries: part.entries.into_iter().map(shown).collect(),
        older_href: part.older.map(|seq| format!("/account/activity?before={seq}")),
        has_newer: before.is_some(),
    };
    view::answer(StatusCode::OK, &page)
}

fn shown(entry: Entry) -> ActivityEntry {
    ActivityEntry {
        time: clock::minutes(entry.at),
        by: match entry.by {
            By::Owner => ActivityBy::You,
            By::Administrator => ActivityBy::Administrator,
            By::App => ActivityBy::App,
            By::Server => ActivityBy::Server,
            By::Nobody => ActivityBy::Somebody,
        },
        event: entry.event,
        app: entry.app,
        name: entry.name.unwrap_or_default(),
        address: entry.address,
        browser: entry.browser,
    }
}
