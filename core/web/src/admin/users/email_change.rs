//! `/users/{user}/email-change`: another address that waits for somebody's yes.

use axum::Json;
use axum::http::StatusCode;
use domain::email_change::EmailChange;
use serde::Serialize;
use service::admin::users::{self as admin};
use utoipa::ToSchema;

use super::UserDto;
use crate::admin::body::PathOf;
use crate::admin::guard::AdminCx;
use crate::admin::problem::Problem;

/// Another address that waits.
#[derive(Serialize, ToSchema)]
#[schema(as = EmailChange)]
pub(in crate::admin) struct EmailChangeDto {
    /// The wanted address.
    new_email: String,
    /// Seconds since 1970.
    asked_at: i64,
    /// Until when both ends can say yes.
    expires_at: i64,
    /// Whether the present address agreed, or an administrator did in its place.
    old_agreed: bool,
    /// Whether the wanted address was confirmed.
    new_confirmed: bool,
}

impl From<EmailChange> for EmailChangeDto {
    fn from(change: EmailChange) -> Self {
        Self {
            new_email: change.new.as_str().to_owned(),
            asked_at: change.created_at,
            expires_at: change.expires_at,
            old_agreed: change.old_agreed_at.is_some(),
            new_confirmed: change.new_confirmed_at.is_some(),
        }
    }
}

/// Agrees to somebody's other address in the place of the present one
///
/// The address changes once the wanted one was confirmed by its own link.
#[utoipa::path(post, path = "/users/{user}/email-change/agree", operation_id = "agreeToUserEmail", tag = "users", responses((status = 200, body = UserDto), (status = 404, description = "No other address waits: `no_email_change`."), (status = 409, description = "One's own account: `own_account`.")))]
pub(in crate::admin) async fn agree(
    AdminCx { cx, by }: AdminCx,
    PathOf(user): PathOf<String>,
) -> Result<Json<UserDto>, Problem> {
    let (user, _) = admin::agree_to_email(&cx, &by, &user).await?;
    Ok(Json(user.into()))
}

/// Stops somebody's other address: both links are void
#[utoipa::path(delete, path = "/users/{user}/email-change", operation_id = "stopUserEmailChange", tag = "users", responses((status = 204), (status = 404, description = "No other address waits: `no_email_change`.")))]
pub(in crate::admin) async fn stop(
    AdminCx { cx, by }: AdminCx,
    PathOf(user): PathOf<String>,
) -> Result<StatusCode, Problem> {
    admin::stop_email_change(&cx, &by, &user).await?;
    Ok(StatusCode::NO_CONTENT)
}
