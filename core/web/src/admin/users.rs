//! `/users`: people and their accounts.

mod import;

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::factor::policy::Policy;
use domain::secret::Secret;
use domain::user::{Email, Role, User, UserState, Username};
use oidc::claims::StandardClaims;
use oidc::shown::is_shown;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use service::admin::FieldProblem;
use service::admin::factors;
use service::admin::users::{self as admin, ChangeError, Created, NewUser, UserChanges};

use super::body::{JsonBody, QueryOf};
use super::factors::SummaryDto;
use super::guard::AdminCx;
use super::problem::Problem;
use super::rule;

pub(super) use import::import;

/// An account as it is shown.
#[derive(Serialize)]
pub(super) struct UserDto {
    id: String,
    sub: String,
    email: String,
    email_verified: bool,
    username: String,
    name: String,
    admin: bool,
    state: UserState,
    mfa_policy: Option<Policy>,
    has_password: bool,
    groups: Vec<String>,
    claims: StandardClaims,
    created_at: i64,
    updated_at: i64,
}

impl From<User> for UserDto {
    fn from(user: User) -> Self {
        Self {
            id: user.id.to_string(),
            sub: user.subject.clone(),
            email: user.email.as_str().to_owned(),
            email_verified: user.email_verified,
            username: user.username.as_str().to_owned(),
            name: user.display_name().to_owned(),
            admin: user.role == Role::Admin,
            state: user.state,
            mfa_policy: user.mfa_policy,
            has_password: user.password.is_some(),
            groups: user.groups,
            claims: user.claims,
            created_at: user.created_at,
            updated_at: user.updated_at,
        }
    }
}

/// An account with a link that is shown once.
#[derive(Serialize)]
pub(super) struct UserWithLink {
    #[serde(flatten)]
    user: UserDto,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
}

impl From<Created> for UserWithLink {
    fn from(created: Created) -> Self {
        let link = created.link.map(|link| link.expose().to_owned());
        Self { user: created.user.into(), link }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct ListQuery {
    #[serde(default)]
    search: String,
    limit: Option<u32>,
    #[serde(default)]
    offset: u32,
}

#[derive(Serialize)]
pub(super) struct PageDto {
    users: Vec<UserDto>,
    total: i64,
}

pub(super) async fn list(
    AdminCx { cx, by }: AdminCx,
    QueryOf(query): QueryOf<ListQuery>,
) -> Result<Json<PageDto>, Problem> {
    let limit = query.limit.unwrap_or(50).clamp(1, 500);
    let page = admin::list(&cx, &by, &query.search, limit, query.offset).await?;
    Ok(Json(PageDto { users: page.users.into_iter().map(UserDto::from).collect(), total: page.total }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewUserDto {
    email: String,
    name: Option<String>,
    username: Option<String>,
    #[serde(default)]
    admin: bool,
    #[serde(default)]
    groups: Vec<String>,
    password: Option<Secret>,
    mfa_policy: Option<Policy>,
    #[serde(default = "yes")]
    email_verified: bool,
}

fn yes() -> bool {
    true
}

impl NewUserDto {
    fn parse(self) -> Result<NewUser, Problem> {
        let mut errors = Vec::new();
        let email = Email::parse(&self.email).map_err(|e| errors.push(FieldProblem::new("email", e))).ok();
        let username = self.username.as_deref().map(Username::parse).transpose();
        let username = username.map_err(|e| errors.push(FieldProblem::new("username", e))).ok().flatten();
        let name = self.name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
        if name.as_deref().is_some_and(|name| name.chars().count() > 200 || !name.chars().all(is_shown)) {
            errors.push(FieldProblem::new("name", "a name has at most 200 characters and none of control"));
        }
        match email {
            Some(email) if errors.is_empty() => Ok(NewUser {
                email,
                email_verified: self.email_verified,
                username,
                claims: StandardClaims { name, ..StandardClaims::default() },
                role: if self.admin { Role::Admin } else { Role::Member },
                mfa_policy: self.mfa_policy,
                groups: self.groups,
                password: self.password,
            }),
            _ => Err(Problem::fields(errors)),
        }
    }
}

pub(super) async fn create(
    AdminCx { cx, by }: AdminCx,
    JsonBody(dto): JsonBody<NewUserDto>,
) -> Result<(StatusCode, Json<UserWithLink>), Problem> {
    if dto.admin || dto.mfa_policy.is_some() {
        by.require_fresh()?;
    }
    let created = admin::create(&cx, &by, dto.parse()?).await?;
    Ok((StatusCode::CREATED, Json(created.into())))
}

/// An account with its second step.
#[derive(Serialize)]
pub(super) struct UserWithFactors {
    #[serde(flatten)]
    user: UserDto,
    second_factor: SummaryDto,
}

pub(super) async fn show(
    AdminCx { cx, by }: AdminCx,
    Path(user): Path<String>,
) -> Result<Json<UserWithFactors>, Problem> {
    let found = admin::find(&cx, &by, &user)?.ok_or(ChangeError::Unknown)?;
    let factors = factors::find(&cx, &by, found.id.as_str())?;
    Ok(Json(UserWithFactors { user: found.into(), second_factor: factors.into() }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeDto {
    admin: Option<bool>,
    /// `null` takes the person's own policy back.
    #[serde(default, deserialize_with = "present")]
    mfa_policy: Option<Value>,
}

/// `null` too is something that was sent.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

pub(super) async fn change(
    AdminCx { cx, by }: AdminCx,
    Path(user): Path<String>,
    JsonBody(dto): JsonBody<ChangeDto>,
) -> Result<Json<UserDto>, Problem> {
    let role = dto.admin.map(|admin| if admin { Role::Admin } else { Role::Member });
    let mfa_policy = dto.mfa_policy.as_ref().map(rule::read_policy).transpose();
    let mfa_policy = mfa_policy.map_err(|problem| Problem::fields(vec![problem]))?;
    Ok(Json(admin::update(&cx, &by, &user, UserChanges { role, mfa_policy }).await?.into()))
}

pub(super) async fn remove(
    AdminCx { cx, by }: AdminCx,
    Path(user): Path<String>,
) -> Result<Json<UserDto>, Problem> {
    Ok(Json(admin::delete(&cx, &by, &user).await?.into()))
}

pub(super) async fn disable(
    AdminCx { cx, by }: AdminCx,
    Path(user): Path<String>,
) -> Result<Json<UserDto>, Problem> {
    Ok(Json(admin::disable(&cx, &by, &user).await?.into()))
}

pub(super) async fn enable(
    AdminCx { cx, by }: AdminCx,
    Path(user): Path<String>,
) -> Result<Json<UserDto>, Problem> {
    Ok(Json(admin::enable(&cx, &by, &user).await?.into()))
}

pub(super) async fn reset_password(
    AdminCx { cx, by }: AdminCx,
    Path(user): Path<String>,
) -> Result<Json<UserWithLink>, Problem> {
    let (user, link) = admin::reset_password(&cx, &by, &user).await?;
    Ok(Json(UserWithLink { user: user.into(), link: Some(link.expose().to_owned()) }))
}

pub(super) async fn reset_mfa(
    AdminCx { cx, by }: AdminCx,
    Path(user): Path<String>,
) -> Result<Json<UserWithLink>, Problem> {
    let (user, link) = admin::reset_mfa(&cx, &by, &user).await?;
    Ok(Json(UserWithLink { user: user.into(), link: Some(link.expose().to_owned()) }))
}
