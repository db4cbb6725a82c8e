//! `/not-for-you`: this app is for others. Says so before the app hears of it, so that the person knows whom to ask.

use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::interaction::{Step, refuse};
use service::authorize;

use super::login::{encode, tile};
use crate::extract::{Form, Visitor};
use crate::protocol::interaction::Id;
use crate::refusals::refusing;
use crate::respond::page::{authorize_error, first_admin, follow, form_fault, see_other};
use crate::view::{self, NotForYou};

/// Why there is no way on.
pub(crate) async fn get(visitor: Visitor, Query(Id { i }): Query<Id>, headers: HeaderMap) -> Response {
    let view = match authorize::view(&visitor.cx, &i.as_str().into(), &visitor.cookies.browser()) {
        Ok(view) => view,
        Err(error) => return authorize_error(&visitor, error, false),
    };
    let visitor = visitor.prefer(view.request.ui_locales.as_deref(), &i, &headers);
    let (Some(signed_in), Step::NotForThem) = (&view.signed_in, view.step) else {
        return see_other(&format!("/interaction?i={}", encode(&i)));
    };
    let (app, name) = (tile(&view), signed_in.user.display_name().to_owned());
    let mut chrome = visitor.chrome_to(&i, app.clone());
    chrome.signed_in_as =
        Some(view::SignedIn { name: name.clone(), not_you_action: "/login/not-you".to_owned() });
    let page = NotForYou {
        chrome,
        action: "/not-for-you".to_owned(),
        app: app.name,
        name,
        admin: first_admin(&visitor),
    };
    // In the log from here on: many close the page, and whoever is asked for access wants to find why.
    refusing(view::answer(StatusCode::FORBIDDEN, &page), refuse(view.step))
}

/// Back to the app, with nothing.
pub(crate) async fn post(visitor: Visitor, form: Form) -> Response {
    if let Err(fault) = form.check() {
        return form_fault(&visitor, fault);
    }
    match authorize::cancel(&visitor.cx, &form.text("i").into(), &visitor.cookies.browser()).await {
        Ok(outcome) => follow(&visitor, &outcome),
        Err(error) => authorize_error(&visitor, error, false),
    }
}
