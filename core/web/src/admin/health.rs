//! `/health`: what `doctor` asks the one who holds the database.

use axum::Json;
use serde::Serialize;
use service::admin::health as admin;

use super::guard::AdminCx;
use super::problem::Problem;

#[derive(Serialize)]
pub(super) struct HealthDto {
    issuer: String,
    is_claimed: bool,
    /// What SQLite finds wrong with its file; empty for a sound one.
    database: Vec<String>,
    mail_is_set: bool,
    outbox: i64,
    /// The server's time, and the highest time in the audit log.
    now: i64,
    latest_audit_at: i64,
}

pub(super) async fn show(AdminCx { cx, by }: AdminCx) -> Result<Json<HealthDto>, Problem> {
    let health = admin::check(&cx, &by).await?;
    Ok(Json(HealthDto {
        issuer: cx.app.issuer().to_owned(),
        is_claimed: health.is_claimed,
        database: health.database,
        mail_is_set: health.mail_is_set,
        outbox: health.outbox,
        now: cx.now,
        latest_audit_at: health.latest_audit_at,
    }))
}
