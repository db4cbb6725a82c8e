//! `/devices`: linked phones, of everybody and of one person.

use axum::Json;
use axum::extract::Path;
use domain::device::{DeviceState, KeyStorage};
use domain::id::DeviceId;
use serde::{Deserialize, Serialize};
use service::admin::devices::{self as admin, Owned};

use super::body::{JsonBody, QueryOf};
use super::guard::AdminCx;
use super::problem::Problem;

/// A phone as it is shown.
#[derive(Serialize)]
pub(super) struct DeviceDto {
    id: String,
    user_id: String,
    email: String,
    username: String,
    name: String,
    model: String,
    os: String,
    client: String,
    client_version: String,
    key_storage: KeyStorage,
    without_trust: bool,
    state: &'static str,
    waiting_until: Option<i64>,
    linked_at: i64,
    linked_by: Option<String>,
    last_used_at: Option<i64>,
}

impl DeviceDto {
    pub(super) fn new(owned: Owned, now: i64) -> Self {
        let Owned { device, owner } = owned;
        let (state, waiting_until) = match device.state {
            DeviceState::Waiting { until } if now < until => ("waiting", Some(until)),
            DeviceState::Active | DeviceState::Waiting { .. } => ("active", None),
            DeviceState::Suspended => ("suspended", None),
        };
        Self {
            id: device.id.to_string(),
            user_id: owner.id.to_string(),
            email: owner.email.as_str().to_owned(),
            username: owner.username.as_str().to_owned(),
            name: device.name,
            model: device.facts.model,
            os: device.facts.os,
            client: device.facts.client,
            client_version: device.facts.client_version,
            key_storage: device.facts.key_storage,
            without_trust: device.facts.without_trust,
            state,
            waiting_until,
            linked_at: device.created_at,
            linked_by: device.linked_by.map(|id| id.to_string()),
            last_used_at: device.last_used_at,
        }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct ListQuery {
    limit: Option<u32>,
    #[serde(default)]
    offset: u32,
}

#[derive(Serialize)]
pub(super) struct PageDto {
    devices: Vec<DeviceDto>,
    total: i64,
}

pub(super) async fn list(
    AdminCx { cx, by }: AdminCx,
    QueryOf(query): QueryOf<ListQuery>,
) -> Result<Json<PageDto>, Problem> {
    let limit = query.limit.unwrap_or(50).clamp(1, 500);
    let page = admin::list(&cx, &by, limit, query.offset).await?;
    let devices = page.devices.into_iter().map(|owned| DeviceDto::new(owned, cx.now)).collect();
    Ok(Json(PageDto { devices, total: page.total }))
}

pub(super) async fn list_of(
    AdminCx { cx, by }: AdminCx,
    Path(user): Path<String>,
) -> Result<Json<Vec<DeviceDto>>, Problem> {
    let found = admin::list_of(&cx, &by, &user).await?;
    Ok(Json(found.into_iter().map(|owned| DeviceDto::new(owned, cx.now)).collect()))
}

pub(super) async fn show(
    AdminCx { cx, by }: AdminCx,
    Path(id): Path<String>,
) -> Result<Json<DeviceDto>, Problem> {
    Ok(Json(DeviceDto::new(admin::find(&cx, &by, &DeviceId::from(id))?, cx.now)))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeDto {
    name: String,
}

pub(super) async fn change(
    AdminCx { cx, by }: AdminCx,
    Path(id): Path<String>,
    JsonBody(dto): JsonBody<ChangeDto>,
) -> Result<Json<DeviceDto>, Problem> {
    Ok(Json(DeviceDto::new(admin::rename(&cx, &by, &DeviceId::from(id), &dto.name).await?, cx.now)))
}

pub(super) async fn remove(
    AdminCx { cx, by }: AdminCx,
    Path(id): Path<String>,
) -> Result<Json<DeviceDto>, Problem> {
    Ok(Json(DeviceDto::new(admin::remove(&cx, &by, &DeviceId::from(id)).await?, cx.now)))
}
