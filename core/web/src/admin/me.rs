//! `/me`: who asks.

use axum::{Extension, Json};
use serde::Serialize;
use service::rights::FRESH_S;
use utoipa::ToSchema;

use super::guard::{StaffCx, Transport};
use super::problem::Problem;
use super::users::UserDto;

/// Who asks, and what they may do.
#[derive(Serialize, ToSchema)]
#[schema(as = Me)]
pub(super) struct MeDto {
    /// The administrator's account; null for a command on the machine itself.
    user: Option<UserDto>,
    /// Whether acts whose `x-guard` says `fresh` pass.
    is_fresh: bool,
    /// Until when they do, in seconds since 1970; null for a command, which always may.
    fresh_until: Option<i64>,
    /// The server's time.
    now: i64,
    /// How this request came.
    transport: TransportDto,
}

/// How a request came: `https` from a browser, `window` and `socket` on the machine itself, by whoever owns the data.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Transport)]
enum TransportDto {
    Https,
    Window,
    Socket,
}

impl From<Transport> for TransportDto {
    fn from(transport: Transport) -> Self {
        match transport {
            Transport::Tls => Self::Https,
            Transport::Window => Self::Window,
            Transport::Control => Self::Socket,
        }
    }
}

/// Who asks
///
/// Where `is_fresh` is false and the act asks for it, send the browser to `/login/again?return_to=/admin/…`: the person
/// proves who they are, and the browser comes back to that page.
#[utoipa::path(get, path = "/me", operation_id = "showMe", tag = "me", responses((status = 200, body = MeDto)))]
pub(super) async fn show(
    StaffCx { cx, by }: StaffCx,
    Extension(transport): Extension<Transport>,
) -> Result<Json<MeDto>, Problem> {
    let signed_in = service::admin::me::find(&cx, &by)?;
    let fresh_until = signed_in.as_ref().map(|signed_in| signed_in.session.auth_time + FRESH_S);
    Ok(Json(MeDto {
        user: signed_in.map(|signed_in| signed_in.user.into()),
        is_fresh: by.require_fresh().is_ok(),
        fresh_until,
        now: cx.now,
        transport: transport.into(),
    }))
}
