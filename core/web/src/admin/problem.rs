//! Refusals of the admin API as RFC 9457 problem documents; `type` is the stable code, `errors` are for fields.

mod refusals;

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::response::{IntoResponse, Response};
use oidc::error::ProtocolError;
use serde::Serialize;
use service::admin::FieldProblem;
use utoipa::ToSchema;

/// A refusal.
#[derive(Debug)]
pub(super) struct Problem {
    status: StatusCode,
    code: &'static str,
    detail: String,
    errors: Vec<FieldProblem>,
    /// The tag that the thing has now.
    tag: Option<String>,
    /// Seconds to wait before the next try.
    wait_s: Option<i64>,
}

/// A token that opens nothing.
const BAD_TOKEN: &str = "bad_token";

/// A refusal (RFC 9457).
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
pub(super) struct Document {
    /// The stable code, as `urn:donelogin:problem:unknown_user`.
    r#type: String,
    /// The status in words.
    title: &'static str,
    /// The status.
    status: u16,
    /// One sentence for people: what is wrong, and the mend.
    detail: String,
    /// What is wrong with which field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldDto>,
}

/// What is wrong with one field.
#[derive(Serialize, ToSchema)]
#[schema(as = FieldProblem)]
pub(super) struct FieldDto {
    /// The field; in a list with its place in front, as `[3].email`.
    field: String,
    /// One sentence for people.
    message: String,
    /// Whether nothing is wrong with the value but that another has it.
    taken: bool,
}

impl From<FieldProblem> for FieldDto {
    fn from(FieldProblem { field, message, is_taken }: FieldProblem) -> Self {
        Self { field, message, taken: is_taken }
    }
}

impl Problem {
    pub(super) fn new(status: StatusCode, code: &'static str, detail: impl ToString) -> Self {
        Self { status, code, detail: detail.to_string(), errors: Vec::new(), tag: None, wait_s: None }
    }

    /// Says which tag the thing has now.
    pub(super) fn with_tag(self, tag: String) -> Self {
        Self { tag: Some(tag), ..self }
    }

    pub(super) fn unauthorized() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "not_signed_in", "sign in first")
    }

    /// RFC 6750 3: told in the header too, by `IntoResponse`.
    pub(super) fn bad_token(detail: impl ToString) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, BAD_TOKEN, detail)
    }

    pub(super) fn slowed(wait_s: i64, detail: impl ToString) -> Self {
        let problem = Self::new(StatusCode::TOO_MANY_REQUESTS, "slowed", detail);
        Self { wait_s: Some(wait_s), ..problem }
    }

    pub(super) fn forbidden(code: &'static str, detail: impl ToString) -> Self {
        Self::new(StatusCode::FORBIDDEN, code, detail)
    }

    pub(super) fn not_found(code: &'static str, detail: impl ToString) -> Self {
        Self::new(StatusCode::NOT_FOUND, code, detail)
    }

    pub(super) fn conflict(code: &'static str, detail: impl ToString) -> Self {
        Self::new(StatusCode::CONFLICT, code, detail)
    }

    pub(super) fn not_json() -> Self {
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_json", "send application/json")
    }

    /// Fields that need another value.
    pub(super) fn fields(errors: Vec<FieldProblem>) -> Self {
        let detail = match errors.as_slice() {
            [only] => format!("{}: {}", only.field, only.message),
            _ => "some fields cannot be taken".into(),
        };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        Self { errors, ..Self::new(status, "invalid_fields", detail) }
    }

    pub(super) fn field(field: &str, message: impl ToString) -> Self {
        Self::fields(vec![FieldProblem::new(field, message)])
    }

    /// Another has what the field holds.
    pub(super) fn taken(field: &str, message: impl ToString) -> Self {
        Self::fields(vec![FieldProblem::taken(field, message)])
    }

    /// A broken invariant: logged once, here, and nothing of it is told.
    pub(super) fn internal(error: impl std::fmt::Debug) -> Self {
        tracing::error!(?error, "the admin API failed");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "something broke on our side; the log says what",
        )
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let errors = self.errors.into_iter().map(FieldDto::from);
        let document = Document {
            r#type: format!("urn:donelogin:problem:{}", self.code),
            title: self.status.canonical_reason().unwrap_or_default(),
            status: self.status.as_u16(),
            detail: self.detail,
            errors: errors.collect(),
        };
        let headers = [(CONTENT_TYPE, "application/problem+json"), (CACHE_CONTROL, "no-store")];
        let mut response = (self.status, headers, Json(document)).into_response();
        // Json puts its own content type in front of ours.
        response
            .headers_mut()
            .insert(CONTENT_TYPE, axum::http::HeaderValue::from_static("application/problem+json"));
        if self.code == BAD_TOKEN {
            let how = axum::http::HeaderValue::from_static("Bearer error=\"invalid_token\"");
            response.headers_mut().insert(WWW_AUTHENTICATE, how);
        }
        if let Some(tag) = self.tag.and_then(|tag| format!("\"{tag}\"").parse().ok()) {
            response.headers_mut().insert(ETAG, tag);
        }
        let wait_s = self.wait_s.or((self.status == StatusCode::SERVICE_UNAVAILABLE).then_some(2));
        if let Some(wait_s) = wait_s {
            response.headers_mut().insert(RETRY_AFTER, wait_s.into());
        }
        response
    }
}

/// The field that a refusal of client metadata is about, as far as its first word tells.
pub(super) fn metadata_field(error: &ProtocolError) -> &str {
    let word = error.description.split([' ', ':']).next().unwrap_or_default();
    let is_name =
        !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '_') && word.contains('_');
    match error.code {
        oidc::error::ErrorCode::InvalidRedirectUri => "redirect_uris",
        _ if is_name || word == "jwks" => word,
        _ => "metadata",
    }
}
