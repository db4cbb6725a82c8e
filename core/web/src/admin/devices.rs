//! `/devices`: linked phones, of everybody and of one person.

use axum::Json;
use domain::device::{DeviceState, KeyStorage};
use domain::id::DeviceId;
use serde::{Deserialize, Serialize};
use service::admin::devices::{self as admin, By, Owned, Query, Stands};
use utoipa::{IntoParams, ToSchema};

use super::body::{JsonBody, PathOf, QueryOf};
use super::guard::StaffCx;
use super::list::{Key, Part, Sort};
use super::problem::Problem;
use super::tag::Shown;
use super::words::KeyStorageWord;

/// A linked phone.
#[derive(Serialize, ToSchema)]
#[schema(as = Device)]
pub(super) struct DeviceDto {
    /// Id.
    id: String,
    /// Whose it is.
    user_id: String,
    /// Its owner's address.
    email: String,
    /// Its owner's user name.
    username: String,
    /// The name that its owner knows it by.
    name: String,
    /// What it says of itself.
    model: String,
    /// Its operating system.
    os: String,
    /// The app on it.
    client: String,
    /// The app's version.
    client_version: String,
    /// Where its key lies.
    #[schema(value_type = KeyStorageWord)]
    key_storage: KeyStorage,
    /// Whether it was linked over a certificate that it does not trust: unsafe, for trials alone.
    without_trust: bool,
    /// Whether it counts.
    state: DeviceStateDto,
    /// From when it counts, while it waits.
    waiting_until: Option<i64>,
    /// Seconds since 1970.
    linked_at: i64,
    /// The administrator who linked it, if it was not its owner.
    linked_by: Option<String>,
    /// When it last answered.
    last_used_at: Option<i64>,
}

/// Whether a phone counts: yes, not yet, or no longer, since there are two of it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DeviceState)]
pub(super) enum DeviceStateDto {
    /// It counts.
    Active,
    /// It counts later.
    Waiting,
    /// Somebody copied it.
    Suspended,
}

impl From<DeviceStateDto> for Stands {
    fn from(state: DeviceStateDto) -> Self {
        match state {
            DeviceStateDto::Active => Self::Active,
            DeviceStateDto::Waiting => Self::Waiting,
            DeviceStateDto::Suspended => Self::Suspended,
        }
    }
}

impl DeviceDto {
    pub(super) fn new(owned: Owned, now: i64) -> Self {
        let Owned { device, owner } = owned;
        let (state, waiting_until) = match device.state {
            DeviceState::Waiting { until } if now < until => (DeviceStateDto::Waiting, Some(until)),
            DeviceState::Active | DeviceState::Waiting { .. } => (DeviceStateDto::Active, None),
            DeviceState::Suspended => (DeviceStateDto::Suspended, None),
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

/// Which part of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct ListQuery {
    /// A part of the phone's or its owner's name, or of the address.
    #[serde(default)]
    search: String,
    /// Only phones that stand so.
    state: Option<DeviceStateDto>,
    /// The order; the first linked first where nothing is said.
    #[param(schema_with = Sort::<By>::words, required = false)]
    sort: Option<Sort<By>>,
    /// At most so many, 1 to 500; 50 where nothing is said.
    limit: Option<u32>,
    /// So many are left out in front.
    #[serde(default)]
    offset: u32,
}

impl Key for By {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("linked_at", Self::Linked),
        ("last_used_at", Self::Used),
        ("name", Self::Name),
        ("owner", Self::Owner),
    ];
}

/// A part of the phones.
#[derive(Serialize, ToSchema)]
#[schema(as = Devices)]
pub(super) struct PageDto {
    /// The phones of this part.
    devices: Vec<DeviceDto>,
    /// How many there are in all.
    total: i64,
}

/// Phones of everybody
#[utoipa::path(get, path = "/devices", operation_id = "listDevices", tag = "devices", params(ListQuery), responses((status = 200, body = PageDto)))]
pub(super) async fn list(
    StaffCx { cx, by }: StaffCx,
    QueryOf(query): QueryOf<ListQuery>,
) -> Result<Json<PageDto>, Problem> {
    let part = Part::new(query.limit, query.offset);
    let sort = query.sort.unwrap_or_default();
    let wanted = Query {
        search: query.search,
        stands: query.state.map(Stands::from),
        by: sort.by,
        descending: sort.descending,
        limit: part.limit,
        offset: part.offset,
        ..admin::all(&cx)
    };
    let page = admin::list(&cx, &by, wanted).await?;
    let devices = page.devices.into_iter().map(|owned| DeviceDto::new(owned, cx.now)).collect();
    Ok(Json(PageDto { devices, total: page.total }))
}

/// The phones of one person, oldest first
#[utoipa::path(get, path = "/users/{user}/devices", operation_id = "listUserDevices", tag = "devices", responses((status = 200, body = Vec<DeviceDto>)))]
pub(super) async fn list_of(
    StaffCx { cx, by }: StaffCx,
    PathOf(user): PathOf<String>,
) -> Result<Json<Vec<DeviceDto>>, Problem> {
    let found = admin::list_of(&cx, &by, &user).await?;
    Ok(Json(found.into_iter().map(|owned| DeviceDto::new(owned, cx.now)).collect()))
}

/// One phone
#[utoipa::path(get, path = "/devices/{device}", operation_id = "showDevice", tag = "devices", responses((status = 200, body = DeviceDto)))]
pub(super) async fn show(
    StaffCx { cx, by }: StaffCx,
    PathOf(id): PathOf<String>,
) -> Result<Shown<DeviceDto>, Problem> {
    let found = admin::find(&cx, &by, &DeviceId::from(id))?;
    Ok(Shown::new(&found.device.clone(), DeviceDto::new(found, cx.now)))
}

/// What can be changed about a phone.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DeviceChanges)]
pub(super) struct ChangeDto {
    /// 1 to 60 characters.
    name: String,
}

/// Gives a phone another name; its owner is told
#[utoipa::path(patch, path = "/devices/{device}", operation_id = "changeDevice", tag = "devices", request_body = ChangeDto, responses((status = 200, body = DeviceDto)))]
pub(super) async fn change(
    StaffCx { cx, by }: StaffCx,
    PathOf(id): PathOf<String>,
    JsonBody(dto): JsonBody<ChangeDto>,
) -> Result<Shown<DeviceDto>, Problem> {
    let renamed = admin::rename(&cx, &by, &DeviceId::from(id), &dto.name).await?;
    Ok(Shown::new(&renamed.device.clone(), DeviceDto::new(renamed, cx.now)))
}

/// Unlinks a phone; its owner is told
#[utoipa::path(delete, path = "/devices/{device}", operation_id = "removeDevice", tag = "devices", responses((status = 200, body = DeviceDto)))]
pub(super) async fn remove(
    StaffCx { cx, by }: StaffCx,
    PathOf(id): PathOf<String>,
) -> Result<Json<DeviceDto>, Problem> {
    Ok(Json(DeviceDto::new(admin::remove(&cx, &by, &DeviceId::from(id)).await?, cx.now)))
}
