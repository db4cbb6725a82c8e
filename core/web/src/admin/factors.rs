//! `/users/{user}/factors`: what an account's second step stands at.

use axum::Json;
use domain::factor::lockout;
use serde::Serialize;
use service::admin::factors::{self as admin, Factors};
use utoipa::ToSchema;

use super::body::PathOf;
use super::guard::AdminCx;
use super::problem::Problem;

/// The second step of an account.
#[derive(Serialize, ToSchema)]
#[schema(as = Factors)]
pub(super) struct FactorsDto {
    /// Since when the account's sign-ins ask for it.
    demanded_since: Option<i64>,
    /// Since when there is an authenticator app.
    authenticator_since: Option<i64>,
    /// How many recovery codes are left.
    recovery_codes_left: i64,
    /// How many phones are linked.
    devices: i64,
    /// How many passkeys there are.
    passkeys: usize,
    /// Wrong codes in a row.
    wrong_codes: u32,
    /// Whether codes that are typed count.
    typed_codes: Switch,
    /// Whether a face counts.
    face: Switch,
    /// Until when browsers that the account does not know may not ask, after a "not me".
    blocked_until: Option<i64>,
    /// Whether the next sign-in asks for a new password.
    must_set_password: bool,
}

/// The second step of an account in short.
#[derive(Serialize, ToSchema)]
#[schema(as = FactorsSummary)]
pub(super) struct SummaryDto {
    /// Since when the account's sign-ins ask for it.
    demanded_since: Option<i64>,
    /// Since when there is an authenticator app.
    authenticator_since: Option<i64>,
    /// How many recovery codes are left.
    recovery_codes_left: i64,
    /// How many phones are linked.
    devices: i64,
    /// How many passkeys there are.
    passkeys: usize,
}

impl From<Factors> for SummaryDto {
    fn from(factors: Factors) -> Self {
        Self {
            demanded_since: factors.state.demanded_since,
            authenticator_since: factors.state.totp_since,
            recovery_codes_left: factors.codes_left,
            devices: factors.devices,
            passkeys: factors.passkeys,
        }
    }
}

/// Whether something counts.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Switch {
    /// It counts.
    On,
    /// It does not, after too many failures.
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
            passkeys: factors.passkeys,
            wrong_codes: state.wrong_codes,
            typed_codes: lockout::typed_codes_count(state.wrong_codes).into(),
            face: lockout::face_counts(state.face_failures).into(),
            blocked_until: state.blocked_until.filter(|until| now < *until),
            must_set_password: state.must_set_password,
        }
    }
}

/// What an account's second step stands at
#[utoipa::path(get, path = "/users/{user}/factors", operation_id = "showUserFactors", tag = "users", responses((status = 200, body = FactorsDto)))]
pub(super) async fn show(
    AdminCx { cx, by }: AdminCx,
    PathOf(user): PathOf<String>,
) -> Result<Json<FactorsDto>, Problem> {
    Ok(Json(FactorsDto::new(admin::find(&cx, &by, &user)?, cx.now)))
}
