//! `/audit`: the audit log.

use axum::Json;
use domain::audit::{Filter, Row};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use service::admin::audit as admin;
use utoipa::{IntoParams, ToSchema};

use super::body::QueryOf;
use super::guard::AdminCx;
use super::problem::Problem;
use crate::clock;

/// Which rows.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct ListQuery {
    /// Only rows behind this number.
    #[serde(default)]
    after: i64,
    /// Only rows since then, in seconds since 1970.
    since: Option<i64>,
    /// Only rows about this person, by id.
    user_id: Option<String>,
    /// Only rows with this name.
    event: Option<String>,
    /// The newest first, not the oldest.
    #[serde(default)]
    newest_first: bool,
    /// At most so many, 1 to 1,000; 100 where nothing is said.
    limit: Option<u32>,
}

/// A row of the audit log.
#[derive(Serialize, ToSchema)]
#[schema(as = AuditRow)]
pub(super) struct RowDto {
    /// 1, 2, 3 … without gaps.
    seq: i64,
    /// Seconds since 1970.
    at: i64,
    /// `at` in words (RFC 3339).
    time: String,
    /// What happened: a dotted name, such as `session.created`.
    event: String,
    /// Who did it: `user:<id>`, `client:<id>`, `command`, `anonymous` or `system`.
    actor: String,
    /// Whom it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    user_id: Option<String>,
    /// Which app it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    client_id: Option<String>,
    /// The address that the request came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    /// More facts.
    #[serde(skip_serializing_if = "Map::is_empty")]
    #[schema(required = false)]
    detail: Map<String, Value>,
}

impl From<Row> for RowDto {
    fn from(row: Row) -> Self {
        Self {
            seq: row.seq,
            at: row.at,
            time: clock::rfc3339(row.at),
            event: row.event,
            actor: row.actor,
            user_id: row.user_id,
            client_id: row.client_id,
            address: row.address,
            detail: row.detail,
        }
    }
}

/// A part of the log.
#[derive(Serialize, ToSchema)]
#[schema(as = AuditRows)]
pub(super) struct PageDto {
    /// The rows of this part.
    rows: Vec<RowDto>,
}

/// What happened
#[utoipa::path(get, path = "/audit", operation_id = "listAudit", tag = "audit", params(ListQuery), responses((status = 200, body = PageDto)))]
pub(super) async fn list(
    AdminCx { cx, by }: AdminCx,
    QueryOf(query): QueryOf<ListQuery>,
) -> Result<Json<PageDto>, Problem> {
    let filter = Filter {
        after_seq: query.after,
        since: query.since,
        user_id: query.user_id,
        event: query.event,
        newest_first: query.newest_first,
        limit: query.limit.unwrap_or(100).clamp(1, 1_000),
    };
    let rows = admin::list(&cx, &by, filter).await?;
    Ok(Json(PageDto { rows: rows.into_iter().map(RowDto::from).collect() }))
}

/// What a walk along the chain found.
#[derive(Serialize, ToSchema)]
#[schema(as = ChainVerdict)]
pub(super) struct VerdictDto {
    /// Rows that are sound, from the first one.
    sound: i64,
    /// Whether all are.
    is_sound: bool,
    /// The first row that was changed or taken away.
    #[serde(skip_serializing_if = "Option::is_none")]
    broken_at: Option<i64>,
}

/// Walks the hash chain from the first row
#[utoipa::path(get, path = "/audit/verify", operation_id = "verifyAudit", tag = "audit", responses((status = 200, body = VerdictDto)))]
pub(super) async fn verify(AdminCx { cx, by }: AdminCx) -> Result<Json<VerdictDto>, Problem> {
    let verdict = admin::verify(&cx, &by).await?;
    Ok(Json(VerdictDto {
        sound: verdict.sound,
        is_sound: verdict.broken_at.is_none(),
        broken_at: verdict.broken_at,
    }))
}
