//! `/keys`: signing keys.

use axum::Json;
use domain::key::{KeyInfo, KeyState};
use oidc::jwt::Algorithm;
use serde::{Deserialize, Serialize};
use service::admin::keys as admin;
use utoipa::ToSchema;

use super::body::JsonBody;
use super::guard::AdminCx;
use super::problem::Problem;
use super::words::AlgorithmWord;

/// A signing key.
#[derive(Serialize, ToSchema)]
#[schema(as = SigningKey)]
pub(super) struct KeyDto {
    /// As in the key set that apps read.
    kid: String,
    /// What it signs with.
    #[schema(value_type = AlgorithmWord)]
    algorithm: &'static str,
    /// Seconds since 1970.
    created_at: i64,
    /// Whether it still signs.
    state: KeyStateDto,
    /// Until when apps find it in the key set.
    #[serde(skip_serializing_if = "Option::is_none")]
    retired_until: Option<i64>,
}

/// Whether a key signs, or only stays for what it signed.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SigningKeyState)]
enum KeyStateDto {
    /// It signs.
    Active,
    /// What it signed is still valid.
    Retired,
}

impl From<KeyInfo> for KeyDto {
    fn from(key: KeyInfo) -> Self {
        let (state, retired_until) = match key.state {
            KeyState::Active => (KeyStateDto::Active, None),
            KeyState::Retired { until } => (KeyStateDto::Retired, Some(until)),
        };
        Self {
            kid: key.kid,
            algorithm: key.algorithm.as_str(),
            created_at: key.created_at,
            state,
            retired_until,
        }
    }
}

/// Signing keys
#[utoipa::path(get, path = "/keys", operation_id = "listKeys", tag = "keys", responses((status = 200, body = Vec<KeyDto>)))]
pub(super) async fn list(AdminCx { cx, by }: AdminCx) -> Result<Json<Vec<KeyDto>>, Problem> {
    Ok(Json(admin::list(&cx, &by)?.into_iter().map(KeyDto::from).collect()))
}

/// Which keys to make anew.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = KeyRotation)]
pub(super) struct RotateDto {
    /// None named: all.
    #[serde(default)]
    #[schema(value_type = Vec<AlgorithmWord>)]
    algorithms: Vec<String>,
}

/// Makes new keys; the old ones stay in the key set while something that they signed is valid
#[utoipa::path(post, path = "/keys/rotate", operation_id = "rotateKeys", tag = "keys", request_body = RotateDto, responses((status = 200, body = Vec<KeyDto>)))]
pub(super) async fn rotate(
    AdminCx { cx, by }: AdminCx,
    JsonBody(dto): JsonBody<RotateDto>,
) -> Result<Json<Vec<KeyDto>>, Problem> {
    let parse = |name: &String| {
        Algorithm::parse(name).ok_or_else(|| Problem::field("algorithms", "take RS256, ES256 or EdDSA"))
    };
    let algorithms = dto.algorithms.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
    Ok(Json(admin::rotate(&cx, &by, &algorithms).await?.into_iter().map(KeyDto::from).collect()))
}
