//! `/invitations`: links with which somebody makes an account; bound to none.

use axum::Json;
use axum::http::StatusCode;
use domain::id::InvitationId;
use domain::sign_up::Invitation;
use domain::user::Email;
use serde::{Deserialize, Serialize};
use service::admin::invitations as admin;
use utoipa::ToSchema;

use super::body::{JsonBody, PathOf};
use super::guard::AdminCx;
use super::problem::Problem;

/// An invitation that is bound to no account.
#[derive(Serialize, ToSchema)]
#[schema(as = Invitation)]
pub(super) struct InvitationDto {
    /// Id.
    id: String,
    /// The address that has to be used; null where any may.
    email: Option<String>,
    /// Names of the groups that whoever joins is put into.
    groups: Vec<String>,
    /// Seconds since 1970.
    created_at: i64,
    /// Seconds since 1970.
    expires_at: i64,
}

impl From<Invitation> for InvitationDto {
    fn from(invitation: Invitation) -> Self {
        Self {
            id: invitation.id.to_string(),
            email: invitation.email.map(|email| email.as_str().to_owned()),
            groups: invitation.groups,
            created_at: invitation.created_at,
            expires_at: invitation.expires_at,
        }
    }
}

/// The open ones.
#[derive(Serialize, ToSchema)]
#[schema(as = Invitations)]
pub(super) struct PageDto {
    /// The newest first.
    invitations: Vec<InvitationDto>,
}

/// Invitations that are open
#[utoipa::path(get, path = "/invitations", operation_id = "listInvitations", tag = "users", responses((status = 200, body = PageDto)))]
pub(super) async fn list(AdminCx { cx, by }: AdminCx) -> Result<Json<PageDto>, Problem> {
    let invitations = admin::list(&cx, &by)?.into_iter().map(InvitationDto::from).collect();
    Ok(Json(PageDto { invitations }))
}

/// A new invitation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewInvitation)]
pub(super) struct NewInvitationDto {
    /// The address that has to be used, which then needs no confirming; any where none is given.
    email: Option<String>,
    /// Names of groups, which have to be there, that whoever joins is put into.
    #[serde(default)]
    groups: Vec<String>,
}

/// An invitation with its link, which is shown once.
#[derive(Serialize, ToSchema)]
pub(super) struct InvitationWithLink {
    #[serde(flatten)]
    invitation: InvitationDto,
    /// The link, to be handed over or mailed; it is shown this once.
    link: String,
}

/// Invites somebody who makes the account themselves: a link of one use and seven days
#[utoipa::path(post, path = "/invitations", operation_id = "createInvitation", tag = "users", request_body = NewInvitationDto, responses((status = 201, body = InvitationWithLink), (status = 409, description = "Nobody may join (`signup_off`), the address has an account (`account_exists`), or enough are open (`enough_invitations`).")))]
pub(super) async fn create(
    AdminCx { cx, by }: AdminCx,
    JsonBody(dto): JsonBody<NewInvitationDto>,
) -> Result<(StatusCode, Json<InvitationWithLink>), Problem> {
    let email = dto.email.as_deref().map(str::trim).filter(|email| !email.is_empty());
    let email = email.map(Email::parse).transpose().map_err(|error| Problem::field("email", error))?;
    let (invitation, link) = admin::make(&cx, &by, email, dto.groups).await?;
    let with_link = InvitationWithLink { invitation: invitation.into(), link: link.expose().to_owned() };
    Ok((StatusCode::CREATED, Json(with_link)))
}

/// Takes an invitation back: its link is void
#[utoipa::path(delete, path = "/invitations/{invitation}", operation_id = "removeInvitation", tag = "users", responses((status = 200, body = InvitationDto)))]
pub(super) async fn remove(
    AdminCx { cx, by }: AdminCx,
    PathOf(id): PathOf<String>,
) -> Result<Json<InvitationDto>, Problem> {
    Ok(Json(admin::take_back(&cx, &by, &InvitationId::from(id)).await?.into()))
}
