//! `/sign-ups`: those who signed up and wait for an administrator.

use axum::Json;
use domain::id::SignUpId;
use domain::sign_up::{SignUp, Stage};
use serde::{Deserialize, Serialize};
use service::admin::sign_ups as admin;
use utoipa::ToSchema;

use super::body::{JsonBody, PathOf};
use super::guard::AdminCx;
use super::problem::Problem;
use super::users::UserDto;

/// Somebody who signed up, whose address is confirmed, and who waits.
#[derive(Serialize, ToSchema)]
#[schema(as = SignUp)]
pub(super) struct SignUpDto {
    /// Id.
    id: String,
    /// Address, confirmed.
    email: String,
    /// The name that they gave.
    name: String,
    /// The name for signing in that they chose.
    username: String,
    /// Since when they wait; seconds since 1970.
    waits_since: i64,
    /// When it is forgotten by itself; seconds since 1970.
    expires_at: i64,
}

impl From<SignUp> for SignUpDto {
    fn from(sign_up: SignUp) -> Self {
        let (username, waits_since) = match &sign_up.stage {
            Stage::Waiting { username, since, .. } => (username.as_str().to_owned(), *since),
            Stage::Unconfirmed { .. } => (String::new(), sign_up.created_at),
        };
        Self {
            id: sign_up.id.to_string(),
            email: sign_up.email.as_str().to_owned(),
            name: sign_up.name,
            username,
            waits_since,
            expires_at: sign_up.expires_at,
        }
    }
}

/// Those who wait.
#[derive(Serialize, ToSchema)]
#[schema(as = SignUps)]
pub(super) struct PageDto {
    /// The longest first.
    sign_ups: Vec<SignUpDto>,
}

/// Those who signed up and wait for an administrator
#[utoipa::path(get, path = "/sign-ups", operation_id = "listSignUps", tag = "users", responses((status = 200, body = PageDto)))]
pub(super) async fn list(AdminCx { cx, by }: AdminCx) -> Result<Json<PageDto>, Problem> {
    let sign_ups = admin::list(&cx, &by)?.into_iter().map(SignUpDto::from).collect();
    Ok(Json(PageDto { sign_ups }))
}

/// How somebody is let in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Approval)]
pub(super) struct ApprovalDto {
    /// Names of groups, which have to be there.
    #[serde(default)]
    groups: Vec<String>,
}

/// Makes the account of somebody who waits, and tells them
#[utoipa::path(post, path = "/sign-ups/{sign_up}/approve", operation_id = "approveSignUp", tag = "users", request_body = ApprovalDto, responses((status = 200, body = UserDto), (status = 409, description = "The address has an account meanwhile: `account_exists`.")))]
pub(super) async fn approve(
    AdminCx { cx, by }: AdminCx,
    PathOf(id): PathOf<String>,
    JsonBody(dto): JsonBody<ApprovalDto>,
) -> Result<Json<UserDto>, Problem> {
    Ok(Json(admin::approve(&cx, &by, &SignUpId::from(id), dto.groups).await?.into()))
}

/// Makes no account of somebody who waits, forgets what is known, and tells them
#[utoipa::path(post, path = "/sign-ups/{sign_up}/refuse", operation_id = "refuseSignUp", tag = "users", responses((status = 200, body = SignUpDto)))]
pub(super) async fn refuse(
    AdminCx { cx, by }: AdminCx,
    PathOf(id): PathOf<String>,
) -> Result<Json<SignUpDto>, Problem> {
    Ok(Json(admin::refuse_one(&cx, &by, &SignUpId::from(id)).await?.into()))
}
