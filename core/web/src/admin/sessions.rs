//! `/sessions`: signed-in browsers.

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::id::SessionId;
use serde::{Deserialize, Serialize};
use service::admin::sessions as admin;

use super::body::QueryOf;
use super::guard::AdminCx;
use super::problem::Problem;

#[derive(Serialize)]
pub(super) struct SessionDto {
    id: String,
    user_id: String,
    email: String,
    username: String,
    auth_time: i64,
    amr: Vec<String>,
    created_at: i64,
    last_seen_at: i64,
    address: String,
    user_agent: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct ListQuery {
    user: Option<String>,
}

pub(super) async fn list(
    AdminCx { cx, by }: AdminCx,
    QueryOf(query): QueryOf<ListQuery>,
) -> Result<Json<Vec<SessionDto>>, Problem> {
    let found = admin::list(&cx, &by, query.user.as_deref()).await?;
    let shown = found.into_iter().map(|(session, user)| SessionDto {
        id: session.id.to_string(),
        user_id: user.id.to_string(),
        email: user.email.as_str().to_owned(),
        username: user.username.as_str().to_owned(),
        auth_time: session.auth_time,
        amr: session.amr,
        created_at: session.created_at,
        last_seen_at: session.last_seen_at,
        address: session.address,
        user_agent: session.user_agent,
    });
    Ok(Json(shown.collect()))
}

pub(super) async fn end(AdminCx { cx, by }: AdminCx, Path(id): Path<String>) -> Result<StatusCode, Problem> {
    admin::end(&cx, &by, &SessionId::from(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
