//! `/account/resets`: what an administrator did about the person's sign-in, shown after each sign-in while it can be stopped.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use domain::reset::Half;
use serde::Deserialize;
use service::resets::{self, OpenReset};

use super::account::{guarded, require};
use super::login::{encode, own_path};
use crate::clock;
use crate::extract::{Form, Visitor};
use crate::respond::page::{admin_names, see_other, store_error};
use crate::view::{self, Link, Message, ResetRow, Resets};

const HERE: &str = "/account/resets";

/// Where to go on to.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Address {
    #[serde(default)]
    next: String,
}

/// The page's address, on the way to another.
pub(crate) fn before(next: &str) -> String {
    format!("{HERE}?next={}", encode(next))
}

/// What was done, by whom, when; or straight on where there is nothing any more.
pub(crate) async fn get(visitor: Visitor, Query(address): Query<Address>) -> Response {
    let signed_in = match require(&visitor).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let next = own_path(&address.next);
    match resets::list(&visitor.cx, &signed_in.user.id) {
        Ok(open) if open.is_empty() => see_other(next),
        Ok(open) => {
            let until = open.iter().map(|reset| reset.until).max().unwrap_or_default();
            let page = Resets {
                chrome: visitor.chrome(),
                action: HERE.to_owned(),
                rows: open.into_iter().map(row).collect(),
                until: clock::minutes(until),
                next: next.to_owned(),
            };
            view::answer(StatusCode::OK, &page)
        }
        Err(error) => store_error(&visitor, &error),
    }
}

/// `decision=go_on` or `decision=stop`.
pub(crate) async fn post(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    if form.text("decision") != "stop" {
        return see_other(own_path(form.text("next")));
    }
    if let Err(error) = resets::stop(&visitor.cx, &signed_in).await {
        return store_error(&visitor, &error);
    }
    let text = visitor.text;
    let admins = admin_names(&visitor);
    let link = Link {
        href: "/account/authenticator".to_owned(),
        label: text.resets_stopped_second_step().into_owned(),
    };
    let page = Message {
        chrome: visitor.chrome(),
        title: text.resets_stopped_title().into_owned(),
        lead: text.resets_stopped_lead(admins.join(", ")).into_owned(),
        link: Some(link),
    };
    view::answer(StatusCode::OK, &page)
}

fn row(reset: OpenReset) -> ResetRow {
    ResetRow { of_password: reset.half == Half::Password, by: reset.by, time: clock::minutes(reset.at) }
}
