//! `/groups`: groups of people.

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::factor::kind::Kinds;
use domain::factor::policy::{Policy, Rule};
use domain::group::{Group, parse_name};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use service::admin::groups::{self as admin, GroupError};
use service::admin::rule::RuleChanges;

use super::body::JsonBody;
use super::guard::AdminCx;
use super::problem::Problem;
use super::rule;
use super::users::UserDto;

#[derive(Serialize)]
pub(super) struct GroupDto {
    id: String,
    name: String,
    members: u32,
    mfa_policy: Option<Policy>,
    accepted_factors: Kinds,
    created_at: i64,
}

impl From<Group> for GroupDto {
    fn from(group: Group) -> Self {
        Self {
            id: group.id.to_string(),
            name: group.name,
            members: group.members,
            mfa_policy: group.rule.policy,
            accepted_factors: group.rule.accepted.unwrap_or(Kinds::ALL),
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
pub(super) struct NewGroupDto {
    name: String,
    #[serde(flatten)]
    rule: Map<String, Value>,
}

pub(super) async fn create(
    AdminCx { cx, by }: AdminCx,
    JsonBody(dto): JsonBody<NewGroupDto>,
) -> Result<(StatusCode, Json<GroupDto>), Problem> {
    let name = parse_name(&dto.name).map_err(|error| Problem::field("name", error))?;
    let rule = read_rule(dto.rule)?.apply(Rule::default());
    Ok((StatusCode::CREATED, Json(admin::create(&cx, &by, name, rule).await?.into())))
}

pub(super) async fn change(
    AdminCx { cx, by }: AdminCx,
    Path(name): Path<String>,
    JsonBody(body): JsonBody<Map<String, Value>>,
) -> Result<Json<GroupDto>, Problem> {
    Ok(Json(admin::update(&cx, &by, &name, read_rule(body)?).await?.into()))
}

/// The fields of a rule, and no others.
fn read_rule(mut body: Map<String, Value>) -> Result<RuleChanges, Problem> {
    let changes = rule::take(&mut body).map_err(|problem| Problem::fields(vec![problem]))?;
    match body.keys().next() {
        Some(unknown) => Err(Problem::field(unknown, "is not a field of a group that can be set")),
        None => Ok(changes),
    }
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
