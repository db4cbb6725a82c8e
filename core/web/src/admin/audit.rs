//! `/audit`: the audit log.

mod export;

use axum::Json;
use domain::audit::{Filter, Kind};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use service::admin::audit::{self as admin, Named};
use utoipa::{IntoParams, ToSchema};

pub(super) use export::{__path_export, FormatDto, export};

use super::body::QueryOf;
use super::guard::{AdminCx, StaffCx};
use super::problem::Problem;
use super::words::AuditKindWord;
use crate::clock;

/// Which rows.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct ListQuery {
    /// Only rows behind this number.
    #[serde(default)]
    after: i64,
    /// Only rows before this number: the way back through what is newest first.
    before: Option<i64>,
    /// Only rows since then, in seconds since 1970.
    since: Option<i64>,
    /// Only rows before then, in seconds since 1970.
    until: Option<i64>,
    /// Only rows about this person: id, address or user name.
    user: Option<String>,
    /// Only rows about this person, by id; also of somebody whose account is gone.
    user_id: Option<String>,
    /// Only rows about this app, by its `client_id`.
    client: Option<String>,
    /// Only rows with this name.
    event: Option<String>,
    /// Only rows of this kind.
    #[param(value_type = Option<AuditKindWord>)]
    kind: Option<Kind>,
    /// A part of a person's or an app's name, of an address, or of what happened.
    #[serde(default)]
    search: String,
    /// The newest first, not the oldest.
    #[serde(default)]
    newest_first: bool,
    /// At most so many, 1 to 1,000; 100 where nothing is said.
    limit: Option<u32>,
}

impl ListQuery {
    /// Whose rows, and which.
    fn filter(self) -> (Option<String>, Filter) {
        let filter = Filter {
            after_seq: self.after,
            before_seq: self.before,
            since: self.since,
            until: self.until,
            user_id: self.user_id,
            client_id: self.client,
            event: self.event,
            kind: self.kind,
            search: self.search,
            newest_first: self.newest_first,
            limit: 0,
        };
        (self.user, filter)
    }
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
    /// The name of who did it, if it is a person or an app that is still there.
    #[serde(skip_serializing_if = "Option::is_none")]
    actor_name: Option<String>,
    /// Whom it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    user_id: Option<String>,
    /// Their name, if they are still there.
    #[serde(skip_serializing_if = "Option::is_none")]
    user_name: Option<String>,
    /// Which app it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    client_id: Option<String>,
    /// Its name, if it is still there.
    #[serde(skip_serializing_if = "Option::is_none")]
    client_name: Option<String>,
    /// The address that the request came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    /// More facts.
    #[serde(skip_serializing_if = "Map::is_empty")]
    #[schema(required = false)]
    detail: Map<String, Value>,
}

impl From<Named> for RowDto {
    fn from(Named { row, actor, user, client }: Named) -> Self {
        Self {
            seq: row.seq,
            at: row.at,
            time: clock::rfc3339(row.at),
            event: row.event,
            actor: row.actor,
            actor_name: actor,
            user_id: row.user_id,
            user_name: user,
            client_id: row.client_id,
            client_name: client,
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
    /// How many pass in all, wherever this part begins.
    total: i64,
}

/// What happened
#[utoipa::path(get, path = "/audit", operation_id = "listAudit", tag = "audit", params(ListQuery), responses((status = 200, body = PageDto), (status = 404, description = "There is no such account: `unknown_user`.")))]
pub(super) async fn list(
    StaffCx { cx, by }: StaffCx,
    QueryOf(query): QueryOf<ListQuery>,
) -> Result<Json<PageDto>, Problem> {
    let limit = query.limit.unwrap_or(100).clamp(1, 1_000);
    let (of, filter) = query.filter();
    let page = admin::list(&cx, &by, of, Filter { limit, ..filter }).await?;
    Ok(Json(PageDto { rows: page.rows.into_iter().map(RowDto::from).collect(), total: page.total }))
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
