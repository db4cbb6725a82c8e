//! `/unlock`: the lock of the window.

use axum::http::StatusCode;
use domain::secret::Secret;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::JsonBody;
use super::guard::AdminCx;
use super::problem::Problem;

/// Who opens the lock.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Unlock)]
pub(super) struct UnlockDto {
    /// User name or e-mail address of an administrator.
    username: String,
    /// Their password.
    #[schema(value_type = String)]
    password: Secret,
}

/// Opens the window's lock
///
/// In the window or by a command on the server's own computer. Nobody is signed in by it; failures are counted like
/// those of a sign-in, apart from those of the network.
#[utoipa::path(post, path = "/unlock", operation_id = "unlock", tag = "me", request_body = UnlockDto, responses(
    (status = 204),
    (status = 403, description = "Not an administrator's name with its password: `wrong_password`. Or over the network: `local_only`."),
    (status = 429, description = "Too many failures: `slowed`. `Retry-After` says how many seconds to wait."),
))]
pub(super) async fn unlock(
    AdminCx { cx, by }: AdminCx,
    JsonBody(dto): JsonBody<UnlockDto>,
) -> Result<StatusCode, Problem> {
    service::unlock::unlock(&cx, &by, &dto.username, dto.password).await?;
    Ok(StatusCode::NO_CONTENT)
}
