//! `/login/step-up`: somebody who is signed in goes a step further.

use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::id::InteractionId;
use serde::Deserialize;
use service::authorize;
use service::login::Goal;
use service::step_up::{self, StepUpError};

use super::login::{encode, own_path, tile};
use super::mfa;
use crate::extract::{Form, Visitor};
use crate::respond::page::{authorize_error, follow, form_fault, see_other, set_up_path};
use crate::view::{self, SignedIn, StepUp};

/// What the page's address says.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Address {
    /// The request under way.
    #[serde(default)]
    i: String,
    /// A page of ours to go on to.
    #[serde(default)]
    next: String,
}

/// The question. Nothing is begun by looking at it.
pub(crate) async fn get(visitor: Visitor, Query(address): Query<Address>, headers: HeaderMap) -> Response {
    let (goal, browser) = (goal(&address.i, &address.next), visitor.cookies.browser());
    let signed_in = match step_up::find(&visitor.cx, &browser, &goal) {
        Ok(signed_in) => signed_in,
        Err(error) => return refuse(&visitor, &goal, error),
    };
    let asked = goal.interaction.as_ref().and_then(|id| authorize::view(&visitor.cx, id, &browser).ok());
    let ui_locales = asked.as_ref().and_then(|view| view.request.ui_locales.clone());
    let visitor = visitor.prefer(ui_locales.as_deref(), &address.i, &headers);
    let mut chrome = match &asked {
        Some(view) => visitor.chrome_to(&address.i, tile(view)),
        None => visitor.chrome(),
    };
    chrome.signed_in_as = Some(SignedIn {
        name: signed_in.user.display_name().to_owned(),
        not_you_action: "/login/not-you".to_owned(),
    });
    let page = StepUp {
        chrome,
        action: "/login/step-up".to_owned(),
        app: asked.map(|view| view.client.display_name().to_owned()),
        hidden: vec![("next".to_owned(), goal.next)],
    };
    view::answer(StatusCode::OK, &page)
}

/// Goes to the second half, or back to the app.
pub(crate) async fn post(visitor: Visitor, headers: HeaderMap, form: Form) -> Response {
    if let Err(fault) = form.check() {
        return form_fault(&visitor, fault);
    }
    let (goal, browser) = (goal(form.text("i"), form.text("next")), visitor.cookies.browser());
    if let Some(id) = goal.interaction.as_ref().filter(|_| form.text("decision") == "cancel") {
        return match authorize::cancel(&visitor.cx, id, &browser).await {
            Ok(outcome) => follow(&visitor, &outcome),
            Err(error) => authorize_error(&visitor, error, false),
        };
    }
    match step_up::begin(&visitor.cx, &browser, &goal).await {
        Ok((browser, asked)) => mfa::begun(visitor, &headers, &goal, &browser, asked),
        Err(error) => refuse(&visitor, &goal, error),
    }
}

fn goal(i: &str, next: &str) -> Goal {
    Goal {
        interaction: Some(InteractionId::from(i)).filter(|id| !id.as_str().is_empty()),
        next: own_path(next).to_owned(),
    }
}

/// Where nothing is due, the goal itself says what is.
fn refuse(visitor: &Visitor, goal: &Goal, error: StepUpError) -> Response {
    match error {
        StepUpError::Authorize(error) => authorize_error(visitor, error, false),
        StepUpError::SetUp(kind) => see_other(set_up_path(kind)),
        StepUpError::NotDue => match &goal.interaction {
            Some(id) => see_other(&format!("/interaction?i={}", encode(id.as_str()))),
            None => see_other(&goal.next),
        },
    }
}
