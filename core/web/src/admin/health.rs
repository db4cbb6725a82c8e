//! `/health`: what `doctor` asks the one who holds the database.

use axum::Json;
use serde::Serialize;
use service::admin::health as admin;

use super::guard::AdminCx;
use super::problem::Problem;

/// Web push to phones; counted since the server started.
#[derive(Serialize)]
struct PushDto {
    is_enabled: bool,
    /// Phones that have themselves pushed to.
    phones: i64,
    delivered: u64,
    delivered_at: Option<i64>,
    failed: u64,
    failed_at: Option<i64>,
    failure: Option<String>,
    /// Questions that were not pushed, since there had been three in five minutes.
    held_back: u64,
    /// Messages that were not sent again, since the question was answered meanwhile.
    spared: u64,
}

#[derive(Serialize)]
pub(super) struct HealthDto {
    issuer: String,
    is_claimed: bool,
    /// What SQLite finds wrong with its file; empty for a sound one.
    database: Vec<String>,
    mail_is_set: bool,
    outbox: i64,
    push: PushDto,
    /// The server's time, and the highest time in the audit log.
    now: i64,
    latest_audit_at: i64,
}

pub(super) async fn show(AdminCx { cx, by }: AdminCx) -> Result<Json<HealthDto>, Problem> {
    let health = admin::check(&cx, &by).await?;
    let (failed_at, failure) = health.push.last_failure.unzip();
    let push = PushDto {
        is_enabled: health.push_is_enabled,
        phones: health.push_phones,
        delivered: health.push.delivered,
        delivered_at: health.push.delivered_at,
        failed: health.push.failed,
        failed_at,
        failure,
        held_back: health.push.held_back,
        spared: health.push.spared,
    };
    Ok(Json(HealthDto {
        issuer: cx.app.issuer().to_owned(),
        is_claimed: health.is_claimed,
        database: health.database,
        mail_is_set: health.mail_is_set,
        outbox: health.outbox,
        push,
        now: cx.now,
        latest_audit_at: health.latest_audit_at,
    }))
}
