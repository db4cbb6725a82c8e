//! `/groups`: groups of people.

use axum::Json;
use axum::http::StatusCode;
use domain::factor::kind::Kinds;
use domain::factor::policy::{Policy, Rule};
use domain::group::{Group, parse_name};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use service::admin::groups::{self as admin, By, GroupError};
use service::admin::rule::RuleChanges;
use utoipa::{IntoParams, ToSchema};

use super::body::{JsonBody, PathOf, QueryOf};
use super::guard::{AdminCx, StaffCx};
use super::list::{Key, Part, Sort};
use super::problem::Problem;
use super::rule::{self, RuleFields};
use super::tag::Shown;
use super::users::UserDto;
use super::words::{FactorWord, PolicyWord};

/// A group of people.
#[derive(Serialize, ToSchema)]
#[schema(as = Group)]
pub(super) struct GroupDto {
    /// Id.
    id: String,
    /// Name; routes take it.
    name: String,
    /// How many people are in it.
    members: u32,
    /// What it asks of its members; null: what the office does.
    #[schema(value_type = Option<PolicyWord>)]
    mfa_policy: Option<Policy>,
    /// The second factors that count for its members.
    #[schema(value_type = Vec<FactorWord>)]
    accepted_factors: Kinds,
    /// Whether its members may register apps, where the setting `apps.who` is `chosen`.
    may_register_apps: bool,
    /// Seconds since 1970.
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
            may_register_apps: group.may_register_apps,
            created_at: group.created_at,
        }
    }
}

/// A part of the groups.
#[derive(Serialize, ToSchema)]
#[schema(as = Groups)]
pub(super) struct PageDto {
    /// The groups of this part.
    groups: Vec<GroupDto>,
    /// How many there are in all.
    total: i64,
}

/// Which part of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct ListQuery {
    /// A part of the name.
    #[serde(default)]
    search: String,
    /// The order; by name where nothing is said.
    #[param(schema_with = Sort::<By>::words, required = false)]
    sort: Option<Sort<By>>,
    /// At most so many, 1 to 500; 50 where nothing is said.
    limit: Option<u32>,
    /// So many are left out in front.
    #[serde(default)]
    offset: u32,
}

impl Key for By {
    const WORDS: &'static [(&'static str, Self)] =
        &[("name", Self::Name), ("members", Self::Members), ("created_at", Self::Created)];
}

/// Groups
#[utoipa::path(get, path = "/groups", operation_id = "listGroups", tag = "groups", params(ListQuery), responses((status = 200, body = PageDto)))]
pub(super) async fn list(
    StaffCx { cx, by }: StaffCx,
    QueryOf(query): QueryOf<ListQuery>,
) -> Result<Json<PageDto>, Problem> {
    let sort = query.sort.unwrap_or_default();
    let all = admin::list(&cx, &by, &query.search, sort.by, sort.descending).await?;
    let (groups, total) = Part::new(query.limit, query.offset).of(all);
    Ok(Json(PageDto { groups: groups.map(GroupDto::from).collect(), total }))
}

/// One group
#[utoipa::path(get, path = "/groups/{group}", operation_id = "showGroup", tag = "groups", responses((status = 200, body = GroupDto)))]
pub(super) async fn show(
    AdminCx { cx, by }: AdminCx,
    PathOf(name): PathOf<String>,
) -> Result<Shown<GroupDto>, Problem> {
    let found = admin::find(&cx, &by, &name)?.ok_or(GroupError::Unknown)?;
    Ok(Shown::new(&found, found.clone().into()))
}

/// A new group.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = NewGroup)]
pub(super) struct NewGroupDto {
    /// Name.
    name: String,
    #[serde(flatten)]
    #[schema(value_type = RuleFields)]
    rule: Map<String, Value>,
}

/// Makes a group
#[utoipa::path(post, path = "/groups", operation_id = "createGroup", tag = "groups", request_body = NewGroupDto, responses((status = 201, body = GroupDto)))]
pub(super) async fn create(
    AdminCx { cx, by }: AdminCx,
    JsonBody(dto): JsonBody<NewGroupDto>,
) -> Result<(StatusCode, Json<GroupDto>), Problem> {
    let name = parse_name(&dto.name).map_err(|error| Problem::field("name", error))?;
    let rule = read_rule(dto.rule)?.apply(Rule::default());
    Ok((StatusCode::CREATED, Json(admin::create(&cx, &by, name, rule).await?.into())))
}

/// What can be changed about a group; what is absent stays.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it describes what is read field by field: null and absent differ")]
pub(super) struct GroupChanges {
    /// What it asks of its members.
    #[serde(flatten)]
    #[schema(value_type = RuleFields)]
    rule: Map<String, Value>,
    /// Whether its members may register apps, where the setting `apps.who` is `chosen`.
    may_register_apps: Option<bool>,
}

/// Changes a group
#[utoipa::path(patch, path = "/groups/{group}", operation_id = "changeGroup", tag = "groups", request_body = GroupChanges, responses((status = 200, body = GroupDto)))]
pub(super) async fn change(
    AdminCx { cx, by }: AdminCx,
    PathOf(name): PathOf<String>,
    JsonBody(mut body): JsonBody<Map<String, Value>>,
) -> Result<Shown<GroupDto>, Problem> {
    let may = body.remove("may_register_apps").map(serde_json::from_value::<Option<bool>>).transpose();
    let may = may.map_err(|_| Problem::field("may_register_apps", "takes true or false"))?.flatten();
    let changed = admin::update(&cx, &by, &name, read_rule(body)?, may).await?;
    Ok(Shown::new(&changed, changed.clone().into()))
}

/// The fields of a rule, and no others.
fn read_rule(mut body: Map<String, Value>) -> Result<RuleChanges, Problem> {
    let changes = rule::take(&mut body).map_err(|problem| Problem::fields(vec![problem]))?;
    match body.keys().next() {
        Some(unknown) => Err(Problem::field(unknown, "is not a field of a group that can be set")),
        None => Ok(changes),
    }
}

/// Takes a group away; the people stay
#[utoipa::path(delete, path = "/groups/{group}", operation_id = "removeGroup", tag = "groups", responses((status = 200, body = GroupDto)))]
pub(super) async fn remove(
    AdminCx { cx, by }: AdminCx,
    PathOf(name): PathOf<String>,
) -> Result<Json<GroupDto>, Problem> {
    Ok(Json(admin::delete(&cx, &by, &name).await?.into()))
}

/// Puts somebody into a group
///
/// The tag is the person's.
#[utoipa::path(put, path = "/groups/{group}/users/{user}", operation_id = "addGroupUser", tag = "groups", responses((status = 200, body = UserDto)))]
pub(super) async fn add_user(
    AdminCx { cx, by }: AdminCx,
    PathOf((name, user)): PathOf<(String, String)>,
) -> Result<Shown<UserDto>, Problem> {
    let user = admin::add_user(&cx, &by, &name, &user).await?;
    Ok(Shown::new(&user.clone(), user.into()))
}

/// Takes somebody out of a group
///
/// The tag is the person's.
#[utoipa::path(delete, path = "/groups/{group}/users/{user}", operation_id = "removeGroupUser", tag = "groups", responses((status = 200, body = UserDto)))]
pub(super) async fn remove_user(
    AdminCx { cx, by }: AdminCx,
    PathOf((name, user)): PathOf<(String, String)>,
) -> Result<Shown<UserDto>, Problem> {
    let user = admin::remove_user(&cx, &by, &name, &user).await?;
    Ok(Shown::new(&user.clone(), user.into()))
}
