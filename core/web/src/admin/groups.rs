//! `/groups`: groups of people.

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::group::{Group, parse_name};
use serde::{Deserialize, Serialize};
use service::admin::groups::{self as admin, GroupError};

use super::body::JsonBody;
use super::guard::AdminCx;
use super::problem::Problem;
use super::users::UserDto;

#[derive(Serialize)]
pub(super) struct GroupDto {
    id: String,
    name: String,
    members: u32,
    created_at: i64,
}

impl From<Group> for GroupDto {
    fn from(group: Group) -> Self {
        Self {
            id: group.id.to_string(),
            name: group.name,
            members: group.members,
            created_at: group.created_at,
        }
    }
}

pub(super) async fn list(AdminCx { cx, by }: AdminCx) -> Result<Json<Vec<GroupDto>>, Problem> {
    Ok(Json(admin::list(&cx, &by)?.into_iter().map(GroupDto::from).collect()))
}

pub(super) async fn show(
    AdminCx { cx, by }: AdminCx,
    Path(name): Path<String>,
) -> Result<Json<GroupDto>, Problem> {
    let found = admin::find(&cx, &by, &name)?.ok_or(GroupError::Unknown)?;
    Ok(Json(found.into()))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewGroupDto {
    name: String,
}

pub(super) async fn create(
    AdminCx { cx, by }: AdminCx,
    JsonBody(dto): JsonBody<NewGroupDto>,
) -> Result<(StatusCode, Json<GroupDto>), Problem> {
    let name = parse_name(&dto.name).map_err(|error| Problem::field("name", error))?;
    Ok((StatusCode::CREATED, Json(admin::create(&cx, &by, name).await?.into())))
}

pub(super) async fn remove(
    AdminCx { cx, by }: AdminCx,
    Path(name): Path<String>,
) -> Result<Json<GroupDto>, Problem> {
    Ok(Json(admin::delete(&cx, &by, &name).await?.into()))
}

pub(super) async fn add_user(
    AdminCx { cx, by }: AdminCx,
    Path((name, user)): Path<(String, String)>,
) -> Result<Json<UserDto>, Problem> {
    Ok(Json(admin::add_user(&cx, &by, &name, &user).await?.into()))
}

pub(super) async fn remove_user(
    AdminCx { cx, by }: AdminCx,
    Path((name, user)): Path<(String, String)>,
) -> Result<Json<UserDto>, Problem> {
    Ok(Json(admin::remove_user(&cx, &by, &name, &user).await?.into()))
}
