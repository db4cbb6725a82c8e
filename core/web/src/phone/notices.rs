//! `/phone/v1/notices`: what an administrator did about the account, stopped by its owner from a phone.

use axum::extract::Path;
use axum::http::StatusCode;
use service::resets;

use super::problem::Problem;
use super::signed::Signed;

pub(super) async fn stop(Path(notice): Path<String>, signed: Signed) -> Result<StatusCode, Problem> {
    if resets::stop_one(&signed.cx, &signed.phone, notice).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::unknown_request("there is no such notice"))
    }
}
