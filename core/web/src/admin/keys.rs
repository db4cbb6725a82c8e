//! `/keys`: signing keys.

use axum::Json;
use domain::key::KeyState;
use oidc::jwt::Algorithm;
use serde::{Deserialize, Serialize};
use service::admin::keys as admin;
use service::keyring::{Rotation, Stated};
use utoipa::ToSchema;

use super::body::JsonBody;
use super::guard::AdminCx;
use super::problem::Problem;
use super::words::{AlgorithmWord, RotationWord};

/// A signing key.
#[derive(Serialize, ToSchema)]
#[schema(as = SigningKey)]
pub(super) struct KeyDto {
    /// As in the key set that apps read.
    kid: String,
    /// What it signs with.
    #[schema(value_type = AlgorithmWord)]
    algorithm: &'static str,
    /// Since when apps find it in the key set, seconds since 1970.
    created_at: i64,
    /// Whether it signs.
    state: KeyStateDto,
    /// From when it signs.
    signs_from: i64,
    /// Until when apps find it in the key set; known as soon as its successor is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    retired_until: Option<i64>,
}

/// Whether a key signs, waits until everybody can know it, or only stays for what it signed.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SigningKeyState)]
enum KeyStateDto {
    /// Apps find it in the key set, and it signs nothing yet.
    Next,
    /// It signs.
    Active,
    /// What it signed is still valid.
    Retired,
}

impl From<Stated> for KeyDto {
    fn from((key, state): Stated) -> Self {
        let state = match state {
            KeyState::Next => KeyStateDto::Next,
            KeyState::Active => KeyStateDto::Active,
            KeyState::Retired => KeyStateDto::Retired,
        };
        Self {
            kid: key.kid,
            algorithm: key.algorithm.as_str(),
            created_at: key.created_at,
            state,
            signs_from: key.signs_from,
            retired_until: key.retired_until,
        }
    }
}

/// Signing keys
#[utoipa::path(get, path = "/keys", operation_id = "listKeys", tag = "keys", responses((status = 200, body = Vec<KeyDto>)))]
pub(super) async fn list(AdminCx { cx, by }: AdminCx) -> Result<Json<Vec<KeyDto>>, Problem> {
    Ok(Json(admin::list(&cx, &by)?.into_iter().map(KeyDto::from).collect()))
}

/// Which keys to make anew, and how.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = KeyRotation)]
pub(super) struct RotateDto {
    /// None named: all.
    #[serde(default)]
    #[schema(value_type = Vec<AlgorithmWord>)]
    algorithms: Vec<String>,
    /// `announced` where none is named.
    #[serde(default)]
    #[schema(value_type = Option<RotationWord>)]
    how: Option<String>,
}

/// Makes new keys. Announced, they sign ten minutes later, when every app can know them; the old ones stay in the key set
/// while something that they signed is valid, unless they are withdrawn
#[utoipa::path(post, path = "/keys/rotate", operation_id = "rotateKeys", tag = "keys", request_body = RotateDto, responses((status = 200, body = Vec<KeyDto>)))]
pub(super) async fn rotate(
    AdminCx { cx, by }: AdminCx,
    JsonBody(dto): JsonBody<RotateDto>,
) -> Result<Json<Vec<KeyDto>>, Problem> {
    let parse = |name: &String| {
        Algorithm::parse(name)
            .ok_or_else(|| Problem::field("algorithms", "take RS256, PS256, ES256 or EdDSA"))
    };
    let how = match dto.how.as_deref() {
        None => Rotation::Announced,
        Some(word) => Rotation::ALL
            .into_iter()
            .find(|how| how.as_str() == word)
            .ok_or_else(|| Problem::field("how", "take announced, at_once or withdrawing"))?,
    };
    let algorithms = dto.algorithms.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
    Ok(Json(admin::rotate(&cx, &by, &algorithms, how).await?.into_iter().map(KeyDto::from).collect()))
}
