//! `POST /phone/v1/links`: a phone claims the code that it scanned.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::jws::MessageType;
use serde_json::json;
use service::link;

use super::device::{account, server};
use super::problem::Problem;
use super::signed::Jose;

pub(super) async fn claim(jose: Jose) -> Result<Response, Problem> {
    let message = jose.message(MessageType::Link)?;
    let claimed = link::claim(&jose.cx, message).await?;
    let answer = json!({
        "device_id": claimed.device_id,
        "status": "claimed",
        "expires_in": claimed.expires_in,
        "account": account(&claimed.user),
        "server": server(&jose.cx),
    });
    Ok((StatusCode::CREATED, Json(answer)).into_response())
}
