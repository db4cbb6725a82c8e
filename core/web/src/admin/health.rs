//! `/health`: what `doctor` asks the one who holds the database.

use axum::Json;
use serde::Serialize;
use service::admin::health as admin;
use utoipa::ToSchema;

use super::guard::AdminCx;
use super::outbox::FailureDto;
use super::problem::Problem;

/// Web push to phones; counted since the server started.
#[derive(Serialize, ToSchema)]
#[schema(as = PushHealth)]
struct PushDto {
    /// Whether phones are told by push services.
    is_enabled: bool,
    /// Phones that have themselves pushed to.
    phones: i64,
    /// Messages that push services took.
    delivered: u64,
    /// When the last one was taken.
    delivered_at: Option<i64>,
    /// Messages that no push service took.
    failed: u64,
    /// When the last one was refused.
    failed_at: Option<i64>,
    /// Why.
    failure: Option<String>,
    /// Questions that were not pushed, since there had been three in five minutes.
    held_back: u64,
    /// Messages that were not sent again, since the question was answered meanwhile.
    spared: u64,
}

/// How the database and what hangs on it are doing.
#[derive(Serialize, ToSchema)]
#[schema(as = Health)]
pub(super) struct HealthDto {
    /// The address of this server.
    issuer: String,
    /// Whether there is an administrator.
    is_claimed: bool,
    /// What SQLite finds wrong with its file; empty for a sound one.
    database: Vec<String>,
    /// Whether a mail server and a sender are set.
    mail_is_set: bool,
    /// Messages that wait to be sent.
    outbox: i64,
    /// Messages that were refused for good.
    outbox_given_up: i64,
    /// Why no mail goes out, while messages wait for that.
    mail_failure: Option<FailureDto>,
    /// Web push to phones.
    push: PushDto,
    /// The server's time.
    now: i64,
    /// The highest time in the audit log.
    latest_audit_at: i64,
}

/// How the database and what hangs on it are doing
///
/// It reads the whole database; the overview has what is cheap.
#[utoipa::path(get, path = "/health", operation_id = "showHealth", tag = "server", responses((status = 200, body = HealthDto)))]
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
        issuer: cx.app.issuer().to_string(),
        is_claimed: health.is_claimed,
        database: health.database,
        mail_is_set: health.mail_is_set,
        outbox: health.outbox,
        outbox_given_up: health.given_up,
        mail_failure: health.mail_failure.map(FailureDto::from),
        push,
        now: cx.now,
        latest_audit_at: health.latest_audit_at,
    }))
}
