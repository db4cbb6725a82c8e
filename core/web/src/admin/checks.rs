//! `/clients/{client}/check`, `/connect/check`, `/connect/attempts`: does an app fit to us, and who comes here with what.

use axum::Json;
use domain::handshake::{Handshake, Outcome};
use domain::id::ClientId;
use serde::{Deserialize, Serialize};
use service::admin::checks::{self as admin, Check, Name, State};
use service::handshakes;
use utoipa::ToSchema;

use super::body::{JsonBody, PathOf};
use super::guard::AdminCx;
use super::problem::Problem;
use super::words::{CheckNameWord, CheckStateWord, OutcomeWord};

/// What was looked at, each with a judgement.
#[derive(Serialize, ToSchema)]
#[schema(as = Checks)]
pub(super) struct ChecksDto {
    /// In the order in which they should be read.
    checks: Vec<CheckDto>,
}

/// One judgement.
#[derive(Serialize, ToSchema)]
#[schema(as = Check)]
struct CheckDto {
    /// What was looked at.
    #[schema(value_type = CheckNameWord)]
    name: Name,
    /// How it is.
    #[schema(value_type = CheckStateWord)]
    state: State,
    /// What was found: names, addresses, days, times; nothing to translate.
    detail: String,
    /// What mends it, in one English sentence.
    mend: Option<&'static str>,
}

impl From<Vec<Check>> for ChecksDto {
    fn from(checks: Vec<Check>) -> Self {
        Self { checks: checks.into_iter().map(CheckDto::from).collect() }
    }
}

impl From<Check> for CheckDto {
    fn from(check: Check) -> Self {
        Self { name: check.name, state: check.state, detail: check.detail, mend: check.mend }
    }
}

/// Looks whether an app fits to this server
///
/// Its address is looked up and connected to from here; nothing is sent to it but a TLS handshake, and nothing is read.
#[utoipa::path(post, path = "/clients/{client}/check", operation_id = "checkClient", tag = "clients", responses(
    (status = 200, body = ChecksDto),
    (status = 409, description = "No server runs here that could look: `not_serving`."),
    (status = 429, description = "Other checks are under way: `checks_under_way`."),
))]
pub(super) async fn client(
    AdminCx { cx, by }: AdminCx,
    PathOf(id): PathOf<String>,
) -> Result<Json<ChecksDto>, Problem> {
    Ok(Json(admin::client(&cx, &by, &ClientId::from(id)).await?.into()))
}

/// An address to look at.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CheckAddress)]
pub(super) struct AddressDto {
    /// The app's address, as `https://files.office.local/`.
    url: String,
}

/// Looks at an app's address before the app is added
#[utoipa::path(post, path = "/connect/check", operation_id = "checkAddress", tag = "clients", request_body = AddressDto, responses(
    (status = 200, body = ChecksDto),
    (status = 409, description = "No server runs here that could look: `not_serving`."),
    (status = 429, description = "Other checks are under way: `checks_under_way`."),
))]
pub(super) async fn address(
    AdminCx { cx, by }: AdminCx,
    JsonBody(dto): JsonBody<AddressDto>,
) -> Result<Json<ChecksDto>, Problem> {
    Ok(Json(admin::address(&cx, &by, &dto.url).await?.into()))
}

/// The last TLS handshakes with this server.
#[derive(Serialize, ToSchema)]
#[schema(as = Attempts)]
pub(super) struct AttemptsDto {
    /// The last first; the same of one machine is one row.
    attempts: Vec<AttemptDto>,
}

/// A TLS handshake with this server.
#[derive(Serialize, ToSchema)]
#[schema(as = Attempt)]
pub(super) struct AttemptDto {
    /// The last time; seconds since 1970.
    at: i64,
    /// Who came.
    ip: String,
    /// The name that was asked for; null where none was.
    server_name: Option<String>,
    /// How it ended.
    #[schema(value_type = OutcomeWord)]
    outcome: Outcome,
    /// How often.
    count: u32,
}

impl From<Handshake> for AttemptDto {
    fn from(one: Handshake) -> Self {
        Self {
            at: one.at,
            ip: one.ip.to_string(),
            server_name: one.server_name,
            outcome: one.outcome,
            count: one.count,
        }
    }
}

/// Who came here lately, and whether they took our certificate
#[utoipa::path(get, path = "/connect/attempts", operation_id = "listAttempts", tag = "clients", responses((status = 200, body = AttemptsDto)))]
pub(super) async fn attempts(AdminCx { cx, by }: AdminCx) -> Json<AttemptsDto> {
    Json(AttemptsDto { attempts: handshakes::latest(&cx, &by).into_iter().map(AttemptDto::from).collect() })
}
