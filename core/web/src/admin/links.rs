//! `/users/{user}/link`: linking a phone for somebody who stands beside the administrator.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::{Extension, Json};
use domain::link::{LinkEnd, LinkState};
use serde::{Deserialize, Serialize};
use service::admin::devices as phones;
use service::admin::links as admin;
use service::link::Offer;

use super::body::JsonBody;
use super::devices::DeviceDto;
use super::guard::AdminCx;
use super::problem::Problem;
use crate::place::link_url;
use crate::site::Site;

/// A link as it is shown.
#[derive(Serialize)]
pub(super) struct LinkDto {
    state: &'static str,
    expires_in: i64,
    /// For the QR code, while a phone may claim it.
    #[serde(skip_serializing_if = "Option::is_none")]
    qr: Option<String>,
    /// The phone that claimed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
}

/// Digits that the administrator typed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Digits {
    digits: String,
}

pub(super) async fn begin(
    Path(user): Path<String>,
    site: Option<Extension<Site>>,
    AdminCx { cx, by }: AdminCx,
) -> Result<(StatusCode, Json<LinkDto>), Problem> {
    let offer = admin::begin(&cx, &by, &user).await?;
    let Extension(site) = site.ok_or(admin::LinkError::NoSession)?;
    Ok((StatusCode::CREATED, Json(LinkDto::new(&site, &offer, cx.now))))
}

pub(super) async fn show(
    Path(user): Path<String>,
    site: Option<Extension<Site>>,
    AdminCx { cx, by }: AdminCx,
) -> Result<Json<LinkDto>, Problem> {
    let offer = admin::find(&cx, &by, &user)?.ok_or(admin::LinkError::None)?;
    // Only the network has a site, and only from there does one come with a session.
    let Extension(site) = site.ok_or(admin::LinkError::NoSession)?;
    Ok(Json(LinkDto::new(&site, &offer, cx.now)))
}

pub(super) async fn confirm(
    Path(user): Path<String>,
    AdminCx { cx, by }: AdminCx,
    JsonBody(Digits { digits }): JsonBody<Digits>,
) -> Result<(StatusCode, Json<DeviceDto>), Problem> {
    let device = admin::confirm(&cx, &by, &user, &digits).await?;
    let owned = phones::find(&cx, &by, &device.id)?;
    Ok((StatusCode::CREATED, Json(DeviceDto::new(owned, cx.now))))
}

pub(super) async fn cancel(
    Path(_user): Path<String>,
    AdminCx { cx, by }: AdminCx,
) -> Result<StatusCode, Problem> {
    admin::cancel(&cx, &by).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl LinkDto {
    fn new(site: &Site, Offer { link, private_code }: &Offer, now: i64) -> Self {
        let over = now >= link.expires_at;
        let state = match link.state {
            LinkState::Confirmed { .. } => "confirmed",
            LinkState::Ended(LinkEnd::UsedTwice) => "used_twice",
            LinkState::Ended(LinkEnd::WrongDigits) => "wrong_digits",
            LinkState::Offered | LinkState::Claimed(_) if over => "expired",
            LinkState::Offered => "offered",
            LinkState::Claimed(_) => "claimed",
        };
        let qr = private_code.as_ref().filter(|_| !over).map(|code| link_url(site, code).expose().to_owned());
        let phone = match &link.state {
            LinkState::Claimed(claim) => Some(claim.facts.name.clone()),
            _ => None,
        };
        Self { state, expires_in: (link.expires_at - now).max(0), qr, phone }
    }
}
