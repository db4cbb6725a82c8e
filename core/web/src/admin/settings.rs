//! `/settings`: what can change while the server runs.

use axum::Json;
use axum::extract::Path;
use domain::secret::Secret;
use domain::settings::Kind;
use serde::{Deserialize, Serialize};
use service::admin::settings::{self as admin, Setting};

use super::body::JsonBody;
use super::guard::AdminCx;
use super::problem::Problem;

#[derive(Serialize)]
pub(super) struct SettingDto {
    key: &'static str,
    /// Absent for secrets.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    default: &'static str,
    is_set: bool,
    is_fixed: bool,
    kind: Kind,
    about: &'static str,
}

impl From<Setting> for SettingDto {
    fn from(setting: Setting) -> Self {
        Self {
            key: setting.definition.key,
            value: setting.value,
            default: setting.definition.default,
            is_set: setting.is_set,
            is_fixed: setting.is_fixed,
            kind: setting.definition.kind,
            about: setting.definition.about,
        }
    }
}

pub(super) async fn list(AdminCx { cx, by }: AdminCx) -> Result<Json<Vec<SettingDto>>, Problem> {
    Ok(Json(admin::list(&cx, &by)?.into_iter().map(SettingDto::from).collect()))
}

pub(super) async fn show(
    AdminCx { cx, by }: AdminCx,
    Path(key): Path<String>,
) -> Result<Json<SettingDto>, Problem> {
    Ok(Json(admin::find(&cx, &by, &key)?.into()))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ValueDto {
    /// Empty: back to the default.
    value: Secret,
}

pub(super) async fn set(
    AdminCx { cx, by }: AdminCx,
    Path(key): Path<String>,
    JsonBody(dto): JsonBody<ValueDto>,
) -> Result<Json<SettingDto>, Problem> {
    Ok(Json(admin::set(&cx, &by, &key, dto.value).await?.into()))
}
