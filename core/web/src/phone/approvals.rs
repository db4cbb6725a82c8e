//! `/phone/v1/approvals`: the questions that wait, a face check, the signed answer.

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::decision::Decision;
use domain::face::ATTEMPT_S;
use domain::id::ApprovalId;
use domain::jws::MessageType;
use serde_json::{Value, json};
use service::approve::{self, Question};
use service::proof::{Phone, ProofRefusal};
use service::take_back;

use super::problem::Problem;
use super::signed::{Jose, Signed};

pub(super) async fn list(signed: Signed) -> Result<Json<Value>, Problem> {
    // A phone that only claimed is no device yet, and is asked nothing.
    let Phone::Linked { device, .. } = &signed.phone else { return Ok(Json(json!({ "approvals": [] }))) };
    let questions = approve::list(&signed.cx, device)?;
    let shown: Vec<Value> = questions.iter().map(|question| show(question, signed.cx.now)).collect();
    Ok(Json(json!({ "approvals": shown })))
}

/// Neither the digits nor the secret of the QR code: those the person carries over.
fn show(Question { approval, same_network }: &Question, now: i64) -> Value {
    json!({
        "approval_id": approval.id,
        "mfa_code": approval.mfa_code.expose(),
        "context": approval.context,
        "expires_in": approval.expires_at - now,
        "same_network": same_network,
    })
}

pub(super) async fn attempt(Path(approval): Path<String>, signed: Signed) -> Result<Response, Problem> {
    let Phone::Linked { device, .. } = &signed.phone else { return Err(ProofRefusal::UnknownDevice.into()) };
    let attempt = approve::attempt(&signed.cx, device, ApprovalId::from(approval)).await?;
    let answer = json!({
        "attempt": attempt.id,
        "gestures": attempt.gestures,
        "colours": attempt.colours,
        "expires_in": ATTEMPT_S,
    });
    Ok((StatusCode::CREATED, Json(answer)).into_response())
}

/// "That was a mistake": what the yes of this phone led to is ended.
pub(super) async fn take_back(Path(approval): Path<String>, signed: Signed) -> Result<StatusCode, Problem> {
    let Phone::Linked { device, .. } = &signed.phone else { return Err(ProofRefusal::UnknownDevice.into()) };
    take_back::take_back(&signed.cx, device, ApprovalId::from(approval)).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn decide(Path(approval): Path<String>, jose: Jose) -> Result<Json<Value>, Problem> {
    let message = jose.message(MessageType::Approval)?;
    let decision = approve::decide(&jose.cx, ApprovalId::from(approval), message).await?;
    let status = match decision {
        Decision::Approve => "approved",
        Decision::Deny => "denied",
        Decision::NotMe => "blocked",
    };
    Ok(Json(json!({ "status": status })))
}
