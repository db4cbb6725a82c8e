//! `/settings`: what can change while the server runs.

use axum::Json;
use domain::secret::Secret;
use domain::settings::Kind;
use serde::{Deserialize, Serialize};
use service::admin::settings::{self as admin, Setting};
use utoipa::ToSchema;

use super::body::{JsonBody, PathOf};
use super::guard::AdminCx;
use super::problem::Problem;
use super::tag::Shown;

/// A setting.
#[derive(Serialize, ToSchema)]
#[schema(as = Setting)]
pub(super) struct SettingDto {
    /// Dotted key, the same in the file, the environment and the commands.
    key: &'static str,
    /// What is in force. Absent for secrets.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    /// What may be shown of a secret: the mail server without its password. Sent back without one, it keeps the stored one.
    #[serde(skip_serializing_if = "Option::is_none")]
    shown: Option<String>,
    /// Value where none was set.
    default: &'static str,
    /// Whether somebody set it.
    is_set: bool,
    /// Whether the file, the environment or the command line fixes it: it cannot be changed here.
    is_fixed: bool,
    /// Whether people alone change it: a token is refused (`scope`).
    for_people: bool,
    /// What values it takes.
    kind: KindDto,
    /// One sentence for people.
    about: &'static str,
}

/// What values a setting takes.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SettingKind)]
enum KindDto {
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A whole number between.
    Number {
        /// Smallest.
        min: i64,
        /// Largest.
        max: i64,
    },
    /// A URL with a secret in it, of one of these schemes; never shown again.
    Secret(&'static [&'static str]),
    /// Text of at most so many characters.
    Text(usize),
}

impl From<Kind> for KindDto {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Choice(words) => Self::Choice(words),
            Kind::Number { min, max } => Self::Number { min, max },
            Kind::Secret(schemes) => Self::Secret(schemes),
            Kind::Text(most) => Self::Text(most),
        }
    }
}

impl From<Setting> for SettingDto {
    fn from(setting: Setting) -> Self {
        Self {
            key: setting.definition.key,
            value: setting.value,
            shown: setting.shown,
            default: setting.definition.default,
            is_set: setting.is_set,
            is_fixed: setting.is_fixed,
            for_people: setting.definition.for_people,
            kind: setting.definition.kind.into(),
            about: setting.definition.about,
        }
    }
}

/// All settings
#[utoipa::path(get, path = "/settings", operation_id = "listSettings", tag = "settings", responses((status = 200, body = Vec<SettingDto>)))]
pub(super) async fn list(AdminCx { cx, by }: AdminCx) -> Result<Json<Vec<SettingDto>>, Problem> {
    Ok(Json(admin::list(&cx, &by)?.into_iter().map(SettingDto::from).collect()))
}

/// One setting
#[utoipa::path(get, path = "/settings/{key}", operation_id = "showSetting", tag = "settings", responses((status = 200, body = SettingDto)))]
pub(super) async fn show(
    AdminCx { cx, by }: AdminCx,
    PathOf(key): PathOf<String>,
) -> Result<Shown<SettingDto>, Problem> {
    let found = admin::find(&cx, &by, &key)?;
    Ok(Shown::new(&found.clone(), found.into()))
}

/// A setting's value.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SettingValue)]
pub(super) struct ValueDto {
    /// Empty: back to the default.
    #[schema(value_type = String)]
    value: Secret,
}

/// Sets a setting; it is in force at once
#[utoipa::path(put, path = "/settings/{key}", operation_id = "setSetting", tag = "settings", request_body = ValueDto, responses((status = 200, body = SettingDto), (status = 403, description = "It is for people alone (`for_people`), and a token asks: `scope`."), (status = 409, description = "The file or the command line fixes it: `fixed_setting`.")))]
pub(super) async fn set(
    AdminCx { cx, by }: AdminCx,
    PathOf(key): PathOf<String>,
    JsonBody(dto): JsonBody<ValueDto>,
) -> Result<Shown<SettingDto>, Problem> {
    let set = admin::set(&cx, &by, &key, dto.value).await?;
    Ok(Shown::new(&set.clone(), set.into()))
}
