//! `/clients/{client}/way`: how far an app came on the way of a sign-in, stage by stage.

use axum::Json;
use domain::id::ClientId;
use serde::Serialize;
use service::admin::checks as admin;
use service::way::{Passed, STAGES, Stage};
use utoipa::ToSchema;

use super::body::PathOf;
use super::guard::AdminCx;
use super::problem::Problem;
use super::words::StageWord;

/// How the last sign-in to an app went.
#[derive(Serialize, ToSchema)]
#[schema(as = Way)]
pub(super) struct WayDto {
    /// The time here; seconds since 1970. What is older than the beginning of a test is not of the test.
    now: i64,
    /// All stages in the order of a sign-in. Held in memory: a restart and a change of the app begin anew.
    stages: Vec<StageDto>,
}

/// A stage.
#[derive(Serialize, ToSchema)]
#[schema(as = WayStage)]
struct StageDto {
    /// Which one.
    #[schema(value_type = StageWord)]
    stage: Stage,
    /// When the app was last there; seconds since 1970; null where it never was.
    at: Option<i64>,
    /// Why it was refused there; null where it went well.
    refused: Option<RefusalDto>,
}

/// Why an app was refused.
#[derive(Serialize, ToSchema)]
#[schema(as = WayRefusal)]
struct RefusalDto {
    /// The protocol's code, such as `invalid_grant`.
    error: &'static str,
    /// The sentence that the app was told.
    why: String,
    /// What mends it, in one or two English sentences.
    mend: &'static str,
    /// Its name in the help: `/help/errors/{help}`.
    help: &'static str,
}

/// Follows an app on the way of a sign-in
#[utoipa::path(get, path = "/clients/{client}/way", operation_id = "followClient", tag = "clients", responses((status = 200, body = WayDto)))]
pub(super) async fn show(
    AdminCx { cx, by }: AdminCx,
    PathOf(id): PathOf<String>,
) -> Result<Json<WayDto>, Problem> {
    let passed = admin::way(&cx, &by, &ClientId::from(id))?;
    let stages = STAGES.into_iter().map(|stage| {
        let last = passed.iter().find(|passed| passed.stage == stage);
        StageDto { stage, at: last.map(|passed| passed.at), refused: last.and_then(refusal) }
    });
    Ok(Json(WayDto { now: cx.now, stages: stages.collect() }))
}

fn refusal(passed: &Passed) -> Option<RefusalDto> {
    passed.refused.as_ref().map(|error| RefusalDto {
        error: error.code.as_str(),
        why: error.description.to_string(),
        mend: error.entry().mend,
        help: error.entry().id,
    })
}
