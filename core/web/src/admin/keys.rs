//! `/keys`: signing keys.

use axum::Json;
use domain::key::{KeyInfo, KeyState};
use oidc::jwt::Algorithm;
use serde::{Deserialize, Serialize};
use service::admin::keys as admin;

use super::body::JsonBody;
use super::guard::AdminCx;
use super::problem::Problem;

#[derive(Serialize)]
pub(super) struct KeyDto {
    kid: String,
    algorithm: &'static str,
    created_at: i64,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    retired_until: Option<i64>,
}

impl From<KeyInfo> for KeyDto {
    fn from(key: KeyInfo) -> Self {
        let (state, retired_until) = match key.state {
            KeyState::Active => ("active", None),
            KeyState::Retired { until } => ("retired", Some(until)),
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

pub(super) async fn list(AdminCx { cx, by }: AdminCx) -> Result<Json<Vec<KeyDto>>, Problem> {
    Ok(Json(admin::list(&cx, &by)?.into_iter().map(KeyDto::from).collect()))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RotateDto {
    /// None named: all.
    #[serde(default)]
    algorithms: Vec<String>,
}

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
