//! `/users/{user}/passkeys` and `/passkeys/{passkey}`: passkeys of one person.

use axum::Json;
use domain::id::PasskeyId;
use domain::passkey::PasskeyState;
use serde::Serialize;
use service::admin::passkeys as admin;
use service::passkey::Owned;
use utoipa::ToSchema;

use super::body::PathOf;
use super::guard::AdminCx;
use super::problem::Problem;

/// A passkey.
#[derive(Serialize, ToSchema)]
#[schema(as = Passkey)]
pub(super) struct PasskeyDto {
    /// Id.
    id: String,
    /// Whose it is.
    user_id: String,
    /// The name that its owner knows it by.
    name: String,
    /// Where it lies, as it says.
    kept: KeptDto,
    /// Whether it counts.
    state: PasskeyStateDto,
    /// Seconds since 1970.
    created_at: i64,
    /// When it was last used.
    last_used_at: Option<i64>,
}

/// Where a passkey lies, as it says.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PasskeyKept)]
enum KeptDto {
    /// On one device, and nowhere else.
    OneDevice,
    /// Its provider may copy it, and has not.
    MaySync,
    /// Its provider has copied it to the owner's other devices.
    Synced,
}

/// Whether a passkey counts.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PasskeyState)]
enum PasskeyStateDto {
    /// It counts.
    Active,
    /// It was made for another address of this server.
    Elsewhere,
    /// Somebody copied it.
    Suspended,
}

impl From<Owned> for PasskeyDto {
    fn from(Owned { passkey, is_active }: Owned) -> Self {
        Self {
            id: passkey.id.to_string(),
            user_id: passkey.user_id.to_string(),
            name: passkey.name,
            kept: match (passkey.backup_eligible, passkey.backed_up) {
                (false, _) => KeptDto::OneDevice,
                (true, false) => KeptDto::MaySync,
                (true, true) => KeptDto::Synced,
            },
            state: match passkey.state {
                PasskeyState::Suspended => PasskeyStateDto::Suspended,
                PasskeyState::Active if is_active => PasskeyStateDto::Active,
                PasskeyState::Active => PasskeyStateDto::Elsewhere,
            },
            created_at: passkey.created_at,
            last_used_at: passkey.last_used_at,
        }
    }
}

/// The passkeys of one person, oldest first
#[utoipa::path(get, path = "/users/{user}/passkeys", operation_id = "listUserPasskeys", tag = "passkeys", responses((status = 200, body = Vec<PasskeyDto>)))]
pub(super) async fn list_of(
    AdminCx { cx, by }: AdminCx,
    PathOf(user): PathOf<String>,
) -> Result<Json<Vec<PasskeyDto>>, Problem> {
    let found = admin::list_of(&cx, &by, &user).await?;
    Ok(Json(found.into_iter().map(PasskeyDto::from).collect()))
}

/// Takes a passkey away; its owner is told
#[utoipa::path(delete, path = "/passkeys/{passkey}", operation_id = "removePasskey", tag = "passkeys", responses((status = 200, body = PasskeyDto)))]
pub(super) async fn remove(
    AdminCx { cx, by }: AdminCx,
    PathOf(id): PathOf<String>,
) -> Result<Json<PasskeyDto>, Problem> {
    Ok(Json(admin::remove(&cx, &by, PasskeyId::from(id)).await?.into()))
}
