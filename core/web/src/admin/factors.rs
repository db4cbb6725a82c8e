//! `/users/{user}/factors`: what an account's second step stands at.

use axum::Json;
use axum::extract::Path;
use domain::factor::lockout;
use serde::Serialize;
use service::admin::factors::{self as admin, Factors};

use super::guard::AdminCx;
use super::problem::Problem;

/// The second step of an account.
#[derive(Serialize)]
pub(super) struct FactorsDto {
    demanded_since: Option<i64>,
    authenticator_since: Option<i64>,
    recovery_codes_left: i64,
    devices: i64,
    wrong_codes: u32,
    typed_codes: Switch,
    face: Switch,
    blocked_until: Option<i64>,
    must_set_password: bool,
}

/// The second step of an account in short.
#[derive(Serialize)]
pub(super) struct SummaryDto {
    demanded_since: Option<i64>,
    authenticator_since: Option<i64>,
    recovery_codes_left: i64,
    devices: i64,
}

impl From<Factors> for SummaryDto {
    fn from(factors: Factors) -> Self {
        Self {
            demanded_since: factors.state.demanded_since,
            authenticator_since: factors.state.totp_since,
            recovery_codes_left: factors.codes_left,
            devices: factors.devices,
        }
    }
}

/// Whether something counts.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Switch {
    On,
    Off,
}

impl From<bool> for Switch {
    fn from(counts: bool) -> Self {
        if counts { Self::On } else { Self::Off }
    }
}

impl FactorsDto {
    pub(super) fn new(factors: Factors, now: i64) -> Self {
        let state = factors.state;
        Self {
            demanded_since: state.demanded_since,
            authenticator_since: state.totp_since,
            recovery_codes_left: factors.codes_left,
            devices: factors.devices,
            wrong_codes: state.wrong_codes,
            typed_codes: lockout::typed_codes_count(state.wrong_codes).into(),
            face: lockout::face_counts(state.face_failures).into(),
            blocked_until: state.blocked_until.filter(|until| now < *until),
            must_set_password: state.must_set_password,
        }
    }
}

pub(super) async fn show(
    AdminCx { cx, by }: AdminCx,
    Path(user): Path<String>,
) -> Result<Json<FactorsDto>, Problem> {
    Ok(Json(FactorsDto::new(admin::find(&cx, &by, &user)?, cx.now)))
}
