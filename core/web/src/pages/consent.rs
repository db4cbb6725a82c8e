//! `/consent`: may this app use your account?

use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::interaction::Step;
use domain::registration::SelfRegistered;
use domain::user::User;
use oidc::claims::scope_of;
use oidc::scope::{Scope, Scopes};
use service::authorize::{self, View};
use service::consent::{self, Ticked};
use service::device_grant::{self, Waiting};

use super::claims;
use super::login::{encode, tile};
use crate::clock;
use crate::extract::{Form, Visitor};
use crate::protocol::interaction::Id;
use crate::respond::page::{authorize_error, follow, form_fault, see_other, store_error};
use crate::view::{self, AskingDevice, Claim, ClaimRow, ClientLinks, Consent, OptionalGift};

/// The question.
pub(crate) async fn get(visitor: Visitor, Query(Id { i }): Query<Id>, headers: HeaderMap) -> Response {
    let view = match authorize::view(&visitor.cx, &i.as_str().into(), &visitor.cookies.browser()) {
        Ok(view) => view,
        Err(error) => return authorize_error(&visitor, error, false),
    };
    let visitor = visitor.prefer(view.request.ui_locales.as_deref(), &i, &headers);
    match (&view.signed_in, view.step) {
        (Some(signed_in), Step::Consent) => {
            let told = match consent::told(&visitor.cx, &view) {
                Ok(told) => told,
                Err(error) => return store_error(&visitor, &error),
            };
            let page = page(&visitor, &view, &signed_in.user, &i, told);
            match device_grant::waiting(&visitor.cx, &i.as_str().into(), &visitor.cookies.browser()) {
                Ok(device) => view::answer(StatusCode::OK, &Consent { device: device.map(asking), ..page }),
                Err(error) => authorize_error(&visitor, error, false),
            }
        }
        _ => see_other(&format!("/interaction?i={}", encode(&i))),
    }
}

/// The answer.
pub(crate) async fn post(visitor: Visitor, form: Form) -> Response {
    if let Err(fault) = form.check() {
        return form_fault(&visitor, fault);
    }
    let i = form.text("i");
    let browser = visitor.cookies.browser();
    if form.text("decision") != "allow" {
        return match authorize::cancel(&visitor.cx, &i.into(), &browser).await {
            Ok(outcome) => follow(&visitor, &outcome),
            Err(error) => authorize_error(&visitor, error, false),
        };
    }
    let scopes: Vec<&str> = form.all("scope").collect();
    // What is shown without a box is part of the answer.
    let scopes = Scopes::parse(&scopes.join(" ")).union(&ALWAYS.into_iter().collect());
    let mut claims: Vec<String> = form.all("claim").map(str::to_owned).collect();
    if let Ok(view) = authorize::view(&visitor.cx, &i.into(), &browser) {
        claims.extend(view.request.claims_beyond_scopes().into_iter().filter(|name| is_fixed(name)));
    }
    let ticked = Ticked { scopes, claims };
    match consent::allow(&visitor.cx, &i.into(), &browser, &ticked).await {
        Ok(()) => see_other(&format!("/interaction?i={}", encode(i))),
        Err(error) => authorize_error(&visitor, error, false),
    }
}

fn asking(device: Waiting) -> AskingDevice {
    AskingDevice { user_code: device.user_code, place: device.address, since: clock::seconds(device.since) }
}

/// Scopes without a box: an app that asks for them and gets nothing of them is broken for the person.
const ALWAYS: [Scope; 3] = [Scope::Openid, Scope::Profile, Scope::Email];

/// Whether a claim that is asked for by name has no box either.
fn is_fixed(name: &str) -> bool {
    scope_of(name).is_some_and(|scope| ALWAYS.contains(&scope))
}

fn page(visitor: &Visitor, view: &View, user: &User, i: &str, told: Vec<(String, String)>) -> Consent {
    let idle = visitor.cx.app.settings().number("lifetime.refresh_idle_s");
    let scopes = &view.request.scopes;
    let fixed = scopes.filter(|scope| ALWAYS.contains(&scope));
    let optional = scopes.iter().filter(|scope| !ALWAYS.contains(scope)).filter_map(|scope| {
        let row = claims::of_scope(visitor.text, user, scope, idle).into_iter().next()?;
        Some(OptionalGift { field: "scope", value: scope.as_str().to_owned(), row, checked: true })
    });
    let (by_name, by_choice): (Vec<_>, Vec<_>) =
        view.request.claims_beyond_scopes().into_iter().partition(|name| is_fixed(name));
    let chosen = by_choice.into_iter().filter_map(|name| {
        let row = claims::of_claim(visitor.text, user, &name)?;
        Some(OptionalGift { field: "claim", value: name, row, checked: true })
    });
    let app = tile(view);
    let mut chrome = visitor.chrome_to(i, app.clone());
    let second = view.signed_in.as_ref().is_some_and(|signed_in| signed_in.session.has_second_factor());
    chrome.steps = view::Step::of_sign_in(visitor.text, &app.name, second, if second { 2 } else { 1 });
    chrome.signed_in_as = Some(view::SignedIn {
        name: user.display_name().to_owned(),
        not_you_action: "/login/not-you".to_owned(),
    });
    let metadata = &view.client.metadata;
    let mut rows: Vec<ClaimRow> = claims::rows(visitor.text, user, &fixed, idle);
    rows.extend(by_name.iter().filter_map(|name| claims::of_claim(visitor.text, user, name)));
    rows.extend(told.into_iter().map(|(claim, value)| ClaimRow::new(Claim::Other(claim), value)));
    Consent {
        chrome,
        action: "/consent".to_owned(),
        app: app.name,
        rows,
        optional: optional.chain(chosen).collect(),
        goes_to: oidc::redirect_uri::origin(&view.redirect_uri).unwrap_or_else(|| view.redirect_uri.clone()),
        links: ClientLinks { policy_uri: metadata.policy_uri.clone(), tos_uri: metadata.tos_uri.clone() },
        unseen: view.client.self_registered == Some(SelfRegistered::Unseen),
        device: None,
    }
}
