//! `/users/{user}/link`: linking a phone for somebody who stands beside the administrator; `/links`: all that are under way.

use axum::http::StatusCode;
use axum::{Extension, Json};
use domain::id::LinkId;
use domain::link::{LinkEnd, LinkState};
use serde::{Deserialize, Serialize};
use service::admin::devices as phones;
use service::admin::links as admin;
use service::link::Offer;
use utoipa::ToSchema;

use super::body::{JsonBody, PathOf};
use super::devices::DeviceDto;
use super::guard::{AdminCx, StaffCx};
use super::problem::Problem;
use crate::place::link_url;
use crate::site::Site;

/// A link that an administrator offers.
#[derive(Serialize, ToSchema)]
#[schema(as = Link)]
pub(super) struct LinkDto {
    /// How it stands.
    state: LinkStateDto,
    /// Seconds that are left.
    expires_in: i64,
    /// For the QR code, while a phone may claim it.
    #[serde(skip_serializing_if = "Option::is_none")]
    qr: Option<String>,
    /// The phone that claimed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
}

/// How a link stands.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = LinkState)]
enum LinkStateDto {
    /// A phone may scan the code.
    Offered,
    /// A phone did, and shows digits.
    Claimed,
    /// The digits were right: the phone is linked.
    Confirmed,
    /// Its time is over.
    Expired,
    /// Two phones used the code; nothing was linked.
    UsedTwice,
    /// Too many wrong digits; nothing was linked.
    WrongDigits,
}

/// Digits that the administrator typed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LinkDigits)]
pub(super) struct Digits {
    /// The six digits that the phone shows.
    digits: String,
}

/// Begins to link a phone for somebody who stands beside the administrator
#[utoipa::path(post, path = "/users/{user}/link", operation_id = "beginLink", tag = "devices", responses((status = 201, body = LinkDto), (status = 409, description = "The account is disabled (`disabled`), one's own (`own_account`), has enough phones (`enough_phones`), its other half was reset (`other_half`, `stopped`), or no server runs here that a phone could reach (`not_serving`).")))]
pub(super) async fn begin(
    PathOf(user): PathOf<String>,
    site: Option<Extension<Site>>,
    StaffCx { cx, by }: StaffCx,
) -> Result<(StatusCode, Json<LinkDto>), Problem> {
    let Extension(site) = site.ok_or(admin::LinkError::NotServing)?;
    let offer = admin::begin(&cx, &by, &user).await?;
    Ok((StatusCode::CREATED, Json(LinkDto::new(&site, &offer, cx.now))))
}

/// How the link stands
#[utoipa::path(get, path = "/users/{user}/link", operation_id = "showLink", tag = "devices", responses((status = 200, body = LinkDto), (status = 409, description = "No server runs here that a phone could reach: `not_serving`.")))]
pub(super) async fn show(
    PathOf(user): PathOf<String>,
    site: Option<Extension<Site>>,
    StaffCx { cx, by }: StaffCx,
) -> Result<Json<LinkDto>, Problem> {
    let offer = admin::find(&cx, &by, &user)?.ok_or(admin::LinkError::None)?;
    let Extension(site) = site.ok_or(admin::LinkError::NotServing)?;
    Ok(Json(LinkDto::new(&site, &offer, cx.now)))
}

/// Confirms the phone that claimed the link, by the digits on it
#[utoipa::path(post, path = "/users/{user}/link/confirm", operation_id = "confirmLink", tag = "devices", request_body = Digits, responses((status = 201, body = DeviceDto), (status = 409, description = "No phone claimed it yet (`not_claimed`), it is over (`link_over`), or it may not be confirmed any more.")))]
pub(super) async fn confirm(
    PathOf(user): PathOf<String>,
    StaffCx { cx, by }: StaffCx,
    JsonBody(Digits { digits }): JsonBody<Digits>,
) -> Result<(StatusCode, Json<DeviceDto>), Problem> {
    let device = admin::confirm(&cx, &by, &user, &digits).await?;
    let owned = phones::find(&cx, &by, &device.id)?;
    Ok((StatusCode::CREATED, Json(DeviceDto::new(owned, cx.now))))
}

/// Ends the link
#[utoipa::path(delete, path = "/users/{user}/link", operation_id = "cancelLink", tag = "devices", responses((status = 204)))]
pub(super) async fn cancel(
    PathOf(_user): PathOf<String>,
    StaffCx { cx, by }: StaffCx,
) -> Result<StatusCode, Problem> {
    admin::cancel(&cx, &by).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A link under way.
#[derive(Serialize, ToSchema)]
#[schema(as = LinkUnderWay)]
pub(super) struct UnderWayDto {
    /// Id.
    id: String,
    /// Whose phone it will be.
    user_id: String,
    /// The name that people see.
    user_name: String,
    /// Who began it: the owner, or an administrator.
    begun_by: String,
    /// Their name; null where that account is gone.
    begun_by_name: Option<String>,
    /// Seconds since 1970.
    created_at: i64,
    /// When it is over; seconds since 1970.
    expires_at: i64,
    /// The phone that claimed it; null while none has.
    phone: Option<String>,
}

/// Links under way.
#[derive(Serialize, ToSchema)]
#[schema(as = LinksUnderWay)]
pub(super) struct AllUnderWayDto {
    /// The newest first.
    links: Vec<UnderWayDto>,
}

impl From<admin::UnderWay> for UnderWayDto {
    fn from(under_way: admin::UnderWay) -> Self {
        let admin::UnderWay { link, user, begun_by } = under_way;
        let phone = match &link.state {
            LinkState::Claimed(claim) => Some(claim.facts.name.clone()),
            _ => None,
        };
        Self {
            id: link.id.to_string(),
            user_id: user.id.to_string(),
            user_name: user.display_name().to_owned(),
            begun_by: link.begun_by.to_string(),
            begun_by_name: begun_by.map(|user| user.display_name().to_owned()),
            created_at: link.created_at,
            expires_at: link.expires_at,
            phone,
        }
    }
}

/// Phones that are being linked
#[utoipa::path(get, path = "/links", operation_id = "listLinks", tag = "devices", responses((status = 200, body = AllUnderWayDto)))]
pub(super) async fn list(AdminCx { cx, by }: AdminCx) -> Result<Json<AllUnderWayDto>, Problem> {
    Ok(Json(AllUnderWayDto { links: admin::list(&cx, &by)?.into_iter().map(UnderWayDto::from).collect() }))
}

/// Ends a link, whoever began it
#[utoipa::path(delete, path = "/links/{link}", operation_id = "endLink", tag = "devices", responses((status = 204)))]
pub(super) async fn end(
    AdminCx { cx, by }: AdminCx,
    PathOf(id): PathOf<String>,
) -> Result<StatusCode, Problem> {
    admin::end(&cx, &by, &LinkId::from(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl LinkDto {
    fn new(site: &Site, Offer { link, private_code }: &Offer, now: i64) -> Self {
        let over = now >= link.expires_at;
        let state = match link.state {
            LinkState::Confirmed { .. } => LinkStateDto::Confirmed,
            LinkState::Ended(LinkEnd::UsedTwice) => LinkStateDto::UsedTwice,
            LinkState::Ended(LinkEnd::WrongDigits) => LinkStateDto::WrongDigits,
            LinkState::Offered | LinkState::Claimed(_) if over => LinkStateDto::Expired,
            LinkState::Offered => LinkStateDto::Offered,
            LinkState::Claimed(_) => LinkStateDto::Claimed,
        };
        let qr = private_code.as_ref().filter(|_| !over).map(|code| link_url(site, code).expose().to_owned());
        let phone = match &link.state {
            LinkState::Claimed(claim) => Some(claim.facts.name.clone()),
            _ => None,
        };
        Self { state, expires_in: (link.expires_at - now).max(0), qr, phone }
    }
}
