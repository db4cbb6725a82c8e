//! `/clients/{client}/logouts`: what became of telling an app that sessions have ended (Back-Channel Logout 1.0).

use axum::Json;
use domain::backchannel_logout::{BackchannelLogout, State};
use domain::call::CallError;
use domain::id::ClientId;
use serde::Serialize;
use service::backchannel_logout::{self, Seen};
use utoipa::ToSchema;

use super::body::PathOf;
use super::guard::AdminCx;
use super::problem::Problem;
use super::words::{CallFaultWord, LogoutStateWord};

/// What became of telling an app.
#[derive(Serialize, ToSchema)]
#[schema(as = Logouts)]
pub(super) struct LogoutsDto {
    /// The last ones, newest first.
    last: Vec<LogoutDto>,
    /// How many sessions the app does not know yet that they have ended.
    waiting: i64,
    /// How many it was not told within the last days.
    given_up: i64,
}

/// One session whose end an app is told.
#[derive(Serialize, ToSchema)]
#[schema(as = Logout)]
struct LogoutDto {
    /// Its id.
    id: String,
    /// Whose session it was; the account may be gone.
    user: String,
    /// The session: `sid`.
    session: String,
    /// When it ended; seconds since 1970.
    ended_at: i64,
    /// Whether the app knows.
    #[schema(value_type = LogoutStateWord)]
    state: State,
    /// How often it was tried.
    tries: u32,
    /// When it was tried last.
    tried_at: Option<i64>,
    /// When it is tried next.
    next_at: Option<i64>,
    /// Why the last try came to nothing.
    failure: Option<CallFailureDto>,
}

/// Why a call came to nothing.
#[derive(Serialize, ToSchema)]
#[schema(as = CallFailure)]
struct CallFailureDto {
    /// Its kind.
    #[schema(value_type = CallFaultWord)]
    code: &'static str,
    /// The status that the app answered with.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    /// The same in an English sentence, with what the system said.
    reason: String,
}

impl From<CallError> for CallFailureDto {
    fn from(failure: CallError) -> Self {
        let status = if let CallError::Status(status) = failure { Some(status) } else { None };
        Self { code: failure.code(), status, reason: failure.to_string() }
    }
}

impl From<BackchannelLogout> for LogoutDto {
    fn from(logout: BackchannelLogout) -> Self {
        Self {
            id: logout.id.to_string(),
            user: logout.user_id.to_string(),
            session: logout.session_id.to_string(),
            ended_at: logout.created_at,
            state: logout.state,
            tries: logout.tries,
            tried_at: logout.tried_at,
            next_at: (logout.state == State::Waiting).then_some(logout.next_at),
            failure: logout.failure.map(CallFailureDto::from),
        }
    }
}

impl From<Seen> for LogoutsDto {
    fn from(seen: Seen) -> Self {
        let Seen { last, waiting, given_up } = seen;
        Self { last: last.into_iter().map(LogoutDto::from).collect(), waiting, given_up }
    }
}

/// What became of telling an app that sessions have ended
#[utoipa::path(get, path = "/clients/{client}/logouts", operation_id = "listClientLogouts", tag = "clients", responses((status = 200, body = LogoutsDto)))]
pub(super) async fn list(
    AdminCx { cx, by }: AdminCx,
    PathOf(id): PathOf<String>,
) -> Result<Json<LogoutsDto>, Problem> {
    Ok(Json(backchannel_logout::list(&cx, &by, &ClientId::from(id))?.into()))
}

/// How many are tried.
#[derive(Serialize, ToSchema)]
#[schema(as = LogoutsRetried)]
pub(super) struct RetriedDto {
    /// So many.
    count: usize,
}

/// Tells an app at once what it does not know yet
#[utoipa::path(post, path = "/clients/{client}/logouts/retry", operation_id = "retryClientLogouts", tag = "clients", responses((status = 200, body = RetriedDto)))]
pub(super) async fn retry(
    AdminCx { cx, by }: AdminCx,
    PathOf(id): PathOf<String>,
) -> Result<Json<RetriedDto>, Problem> {
    Ok(Json(RetriedDto { count: backchannel_logout::retry(&cx, &by, &ClientId::from(id)).await? }))
}
