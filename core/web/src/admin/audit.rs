//! `/audit`: the audit log.

use axum::Json;
use domain::audit::{Filter, Row};
use serde::{Deserialize, Serialize};
use service::admin::audit as admin;

use super::body::QueryOf;
use super::guard::AdminCx;
use super::problem::Problem;
use crate::clock;

#[derive(Debug, Deserialize)]
pub(super) struct ListQuery {
    #[serde(default)]
    after: i64,
    since: Option<i64>,
    user_id: Option<String>,
    event: Option<String>,
    #[serde(default)]
    newest_first: bool,
    limit: Option<u32>,
}

#[derive(Serialize)]
pub(super) struct RowDto {
    /// `at` in words.
    time: String,
    #[serde(flatten)]
    row: Row,
}

pub(super) async fn list(
    AdminCx { cx, by }: AdminCx,
    QueryOf(query): QueryOf<ListQuery>,
) -> Result<Json<Vec<RowDto>>, Problem> {
    let filter = Filter {
        after_seq: query.after,
        since: query.since,
        user_id: query.user_id,
        event: query.event,
        newest_first: query.newest_first,
        limit: query.limit.unwrap_or(100).clamp(1, 1_000),
    };
    let rows = admin::list(&cx, &by, filter).await?;
    Ok(Json(rows.into_iter().map(|row| RowDto { time: clock::rfc3339(row.at), row }).collect()))
}

#[derive(Serialize)]
pub(super) struct VerdictDto {
    /// Rows that are sound, from the first one.
    sound: i64,
    is_sound: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    broken_at: Option<i64>,
}

pub(super) async fn verify(AdminCx { cx, by }: AdminCx) -> Result<Json<VerdictDto>, Problem> {
    let verdict = admin::verify(&cx, &by).await?;
    Ok(Json(VerdictDto {
        sound: verdict.sound,
        is_sound: verdict.broken_at.is_none(),
        broken_at: verdict.broken_at,
    }))
}
