//! Refusals to phones as RFC 9457 problem documents; the names are those of the protocol.

use axum::Json;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::approval::DecideError;
use serde::Serialize;
use service::StoreError;
use service::approve::ApproveRefusal;
use service::device::DeviceError;
use service::link::ClaimRefusal;
use service::proof::ProofRefusal;

/// A refusal.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    name: &'static str,
    detail: String,
    tries_left: Option<u8>,
    wait_s: Option<i64>,
}

#[derive(Serialize)]
struct Document {
    r#type: String,
    title: &'static str,
    status: u16,
    detail: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    tries_left: Option<u8>,
}

impl Problem {
    fn new(status: StatusCode, name: &'static str, detail: impl ToString) -> Self {
        Self { status, name, detail: detail.to_string(), tries_left: None, wait_s: None }
    }

    pub(super) fn malformed(detail: impl ToString) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "malformed", detail)
    }

    pub(super) fn unknown_path() -> Self {
        Self::unknown_request("there is nothing under this path")
    }

    pub(super) fn unknown_request(detail: impl ToString) -> Self {
        Self::new(StatusCode::NOT_FOUND, "unknown_request", detail)
    }

    pub(super) fn wrong_method() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "malformed", "this path takes other methods")
    }

    pub(super) fn slow_down(detail: impl ToString, wait_s: i64) -> Self {
        let problem = Self::new(StatusCode::TOO_MANY_REQUESTS, "slow_down", detail);
        Self { wait_s: Some(wait_s), ..problem }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        tracing::error!(?error, "the store failed");
        match error {
            StoreError::Busy | StoreError::Full | StoreError::Closed => Self {
                wait_s: Some(2),
                ..Self::new(StatusCode::SERVICE_UNAVAILABLE, "slow_down", "too busy; try again in a moment")
            },
            _ => Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "something broke on our side"),
        }
    }
}

impl From<ProofRefusal> for Problem {
    fn from(error: ProofRefusal) -> Self {
        let (status, name) = match error {
            ProofRefusal::BadSignature => (StatusCode::UNAUTHORIZED, "bad_signature"),
            ProofRefusal::Malformed => (StatusCode::BAD_REQUEST, "malformed"),
            ProofRefusal::SlowDown => return Self::slow_down(error, 30),
            ProofRefusal::Store(error) => return error.into(),
            ProofRefusal::UnknownDevice => (StatusCode::UNAUTHORIZED, "unknown_device"),
            ProofRefusal::UseDeviceNonce => (StatusCode::UNAUTHORIZED, "use_device_nonce"),
            ProofRefusal::WrongAudience => (StatusCode::UNPROCESSABLE_ENTITY, "wrong_audience"),
        };
        Self::new(status, name, error)
    }
}

impl From<ClaimRefusal> for Problem {
    fn from(error: ClaimRefusal) -> Self {
        let (status, name) = match error {
            ClaimRefusal::BadSignature => (StatusCode::UNAUTHORIZED, "bad_signature"),
            ClaimRefusal::Expired => (StatusCode::GONE, "expired"),
            ClaimRefusal::KeyAlreadyLinked => (StatusCode::CONFLICT, "key_already_linked"),
            ClaimRefusal::LinkClaimed => (StatusCode::CONFLICT, "link_claimed"),
            ClaimRefusal::Malformed | ClaimRefusal::Push(_) => (StatusCode::BAD_REQUEST, "malformed"),
            ClaimRefusal::Store(error) => return error.into(),
            ClaimRefusal::TrustRequired => (StatusCode::UNPROCESSABLE_ENTITY, "trust_required"),
            ClaimRefusal::UnknownRequest => (StatusCode::NOT_FOUND, "unknown_request"),
            ClaimRefusal::WrongAudience => (StatusCode::UNPROCESSABLE_ENTITY, "wrong_audience"),
        };
        Self::new(status, name, error)
    }
}

impl From<DecideError> for Problem {
    fn from(error: DecideError) -> Self {
        let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
        let (status, name) = match error {
            DecideError::AlreadyDecided => (StatusCode::CONFLICT, "already_decided"),
            DecideError::Expired => (StatusCode::GONE, "expired"),
            DecideError::FaceNotPassed => (unprocessable, "face_not_passed"),
            DecideError::NoMoreAttempts => return Self::slow_down(error, 30),
            DecideError::Superseded => (StatusCode::GONE, "superseded"),
            DecideError::UnknownPolicy => (unprocessable, "unknown_policy"),
            DecideError::UnknownRequest => (StatusCode::NOT_FOUND, "unknown_request"),
            DecideError::WrongAudience => (unprocessable, "wrong_audience"),
            DecideError::WrongContext => (unprocessable, "wrong_context"),
            DecideError::WrongGestures => (unprocessable, "wrong_gestures"),
            DecideError::WrongTransfer { tries_left } => {
                let problem = Self::new(unprocessable, "wrong_transfer", error);
                return Self { tries_left: Some(tries_left), ..problem };
            }
        };
        Self::new(status, name, error)
    }
}

impl From<ApproveRefusal> for Problem {
    fn from(error: ApproveRefusal) -> Self {
        let (status, name) = match error {
            ApproveRefusal::BadSignature => (StatusCode::UNAUTHORIZED, "bad_signature"),
            ApproveRefusal::CounterNotGreater => (StatusCode::CONFLICT, "counter_not_greater"),
            ApproveRefusal::Decide(error) => return error.into(),
            ApproveRefusal::FaceOff => (StatusCode::UNPROCESSABLE_ENTITY, "face_not_passed"),
            ApproveRefusal::Malformed => (StatusCode::BAD_REQUEST, "malformed"),
            ApproveRefusal::SlowDown { wait_s } => return Self::slow_down(error, wait_s),
            ApproveRefusal::Store(error) => return error.into(),
            ApproveRefusal::TrustRequired => (StatusCode::UNPROCESSABLE_ENTITY, "trust_required"),
            ApproveRefusal::UnknownDevice => (StatusCode::UNAUTHORIZED, "unknown_device"),
        };
        Self::new(status, name, error)
    }
}

impl From<DeviceError> for Problem {
    fn from(error: DeviceError) -> Self {
        match error {
            DeviceError::Store(error) => error.into(),
            DeviceError::Name | DeviceError::Push(_) => Self::malformed(error),
            _ => Self::new(StatusCode::UNAUTHORIZED, "unknown_device", error),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let document = Document {
            r#type: format!("urn:donelogin:problem:{}", self.name),
            title: self.status.canonical_reason().unwrap_or_default(),
            status: self.status.as_u16(),
            detail: self.detail,
            tries_left: self.tries_left,
        };
        let mut response = (self.status, Json(document)).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(wait_s) = self.wait_s {
            headers.insert(RETRY_AFTER, HeaderValue::from(wait_s));
        }
        response
    }
}
