//! `/account/devices/link`: joining a phone to the account.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use domain::device::DeviceFacts;
use domain::link::{ConfirmError, Link, LinkEnd, LinkState as Stage};
use service::authenticator;
use service::link::{self, LinkError, MAX_DEVICES, Offer};
use service::session::SignedIn;

use super::account::{account, guarded, require};
use super::login::encode;
use super::{recovery_codes, second_step};
use crate::clock;
use crate::extract::{Form, Visitor};
use crate::live;
use crate::place::link_url;
use crate::protocol::interaction::Id;
use crate::respond::page::{first_admin, see_other, store_error};
use crate::view::{self, AccountPage, Chrome, LinkClaim, LinkOffer, LinkPhone, LinkState, Qr};

const HERE: &str = "/account/devices/link";

/// How far the link is.
pub(crate) async fn get(visitor: Visitor, Query(Id { i }): Query<Id>) -> Response {
    match require(&visitor).await {
        Ok(signed_in) => page(&visitor, &signed_in, &i, None, StatusCode::OK),
        Err(response) => response,
    }
}

/// Without `code` a link begins, with it the digits are looked at.
pub(crate) async fn post(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    let i = form.text("i");
    if !form.has("code") {
        return match link::begin(&visitor.cx, &signed_in).await {
            Ok(()) => see_other(&here(i)),
            Err(error) => refuse(&visitor, &signed_in, i, error),
        };
    }
    match link::confirm(&visitor.cx, &signed_in, form.text("code")).await {
        Ok(linked) => {
            let next = if i.is_empty() {
                format!("/account/devices?done=linked&device={}", encode(linked.device.id.as_str()))
            } else {
                format!("/interaction?i={}", encode(i))
            };
            if linked.codes.is_empty() {
                see_other(&next)
            } else {
                recovery_codes::show_once(&visitor, &signed_in, &linked.codes, next)
            }
        }
        Err(error) => refuse(&visitor, &signed_in, i, error),
    }
}

/// `POST …/cancel`: ends it.
pub(crate) async fn cancel(visitor: Visitor, form: Form) -> Response {
    let signed_in = match guarded(&visitor, &form).await {
        Ok(signed_in) => signed_in,
        Err(response) => return response,
    };
    match link::cancel(&visitor.cx, &signed_in).await {
        Ok(()) => see_other("/account/devices"),
        Err(error) => store_error(&visitor, &error),
    }
}

/// `GET …/events`: says what becomes of it.
pub(crate) async fn events(visitor: Visitor) -> Response {
    match require(&visitor).await {
        Ok(signed_in) => live::link(visitor, &signed_in),
        Err(response) => response,
    }
}

fn refuse(visitor: &Visitor, signed_in: &SignedIn, i: &str, error: LinkError) -> Response {
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let (shown, status) = match error {
        LinkError::Confirm(ConfirmError::NotClaimed) => (Some(view::LinkError::NotClaimed), unprocessable),
        LinkError::Confirm(ConfirmError::Wrong { tries_left: 0 }) => (None, unprocessable),
        LinkError::Confirm(ConfirmError::Wrong { tries_left }) => {
            (Some(view::LinkError::Wrong { tries_left: tries_left.into() }), unprocessable)
        }
        LinkError::Full => (Some(view::LinkError::Limit { most: MAX_DEVICES as u64 }), unprocessable),
        LinkError::NotWhole => return see_other(&format!("/login/step-up?next={}", encode(&here(i)))),
        LinkError::LinkFirst => return second_step::link_first(visitor),
        LinkError::NotFresh => return see_other(&format!("/login?again=1&next={}", encode(&here(i)))),
        // The page says how it stands.
        LinkError::Confirm(ConfirmError::Expired | ConfirmError::OtherSession | ConfirmError::Over)
        | LinkError::KeyLinked
        | LinkError::None => return see_other(&here(i)),
        LinkError::Store(error) => return store_error(visitor, &error),
    };
    page(visitor, signed_in, i, shown, status)
}

fn page(
    visitor: &Visitor,
    signed_in: &SignedIn,
    i: &str,
    error: Option<view::LinkError>,
    status: StatusCode,
) -> Response {
    let offer = link::find(&visitor.cx, &signed_in.session.id);
    let overview = authenticator::overview(&visitor.cx, &signed_in.user.id);
    let (offer, overview) = match (offer, overview) {
        (Ok(offer), Ok(overview)) => (offer, overview),
        (Err(error), _) | (_, Err(error)) => return store_error(visitor, &error),
    };
    let interaction = Some(i.to_owned()).filter(|i| !i.is_empty());
    let page = LinkPhone {
        // The page of a form that was refused has another address than the one to come back to.
        chrome: Chrome { interaction, here: here(i), ..visitor.chrome() },
        account: account(signed_in, AccountPage::Devices),
        state: offer.map_or(LinkState::Begin, |offer| state(visitor, &offer)),
        must_enrol: overview.to_set_up.is_some(),
        error,
    };
    view::answer(status, &page)
}

fn state(visitor: &Visitor, Offer { link, private_code }: &Offer) -> LinkState {
    let (left_s, until) = left(visitor, link);
    match (&link.state, private_code) {
        (Stage::Confirmed { .. }, _) => LinkState::Begin,
        (Stage::Ended(LinkEnd::UsedTwice), _) => LinkState::UsedTwice { admin: first_admin(visitor) },
        (Stage::Ended(LinkEnd::WrongDigits), _) => LinkState::WrongDigits,
        (Stage::Claimed(claim), _) if left_s > 0 => {
            let DeviceFacts { name, model, .. } = &claim.facts;
            LinkState::Claimed(Box::new(LinkClaim {
                phone: name.clone(),
                model: model.clone(),
                left_s,
                until,
            }))
        }
        (Stage::Offered, Some(code)) if left_s > 0 => {
            let qr = Qr::new(link_url(&visitor.site, code).expose());
            LinkState::Offered(Box::new(LinkOffer { qr, left_s, until }))
        }
        // Over, or its code is not known any more since the server has been started anew.
        (Stage::Claimed(_) | Stage::Offered, _) => LinkState::Expired,
    }
}

fn left(visitor: &Visitor, link: &Link) -> (u64, String) {
    let left_s = u64::try_from(link.expires_at - visitor.cx.now).unwrap_or_default();
    (left_s, clock::time_of_day(link.expires_at))
}

fn here(i: &str) -> String {
    if i.is_empty() { HERE.to_owned() } else { format!("{HERE}?i={}", encode(i)) }
}
