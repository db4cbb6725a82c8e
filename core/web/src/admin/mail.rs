//! `/mail/test`: does mail go out.

use axum::Json;
use domain::mail::{Cause, Failure, Step};
use domain::user::Email;
use serde::{Deserialize, Serialize};
use service::admin::mail as admin;
use utoipa::ToSchema;

use super::body::JsonBody;
use super::guard::AdminCx;
use super::problem::Problem;
use super::words::{MailCauseWord, MailStepWord};

/// Whom the test mail goes to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MailTest)]
pub(super) struct TestDto {
    /// An e-mail address.
    to: String,
}

/// What became of the test mail.
#[derive(Serialize, ToSchema)]
#[schema(as = MailTestResult)]
pub(super) struct ResultDto {
    /// Whether it went.
    state: StateDto,
    /// The step at which it went no further.
    #[schema(value_type = Option<MailStepWord>)]
    step: Option<Step>,
    /// Why, as a stable word.
    #[schema(value_type = Option<MailCauseWord>)]
    cause: Option<Cause>,
    /// What is wrong, in one English sentence, with what the mail server said.
    reason: Option<String>,
    /// What mends it, in one English sentence.
    mend: Option<&'static str>,
}

/// Whether a mail went.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = MailTestState)]
enum StateDto {
    /// The mail server took it.
    Sent,
    /// It did not go.
    Failed,
}

impl From<Failure> for ResultDto {
    fn from(failure: Failure) -> Self {
        let (reason, mend) = (failure.reason(), failure.mend());
        Self {
            state: StateDto::Failed,
            step: Some(failure.step),
            cause: Some(failure.cause),
            reason: Some(reason),
            mend: Some(mend),
        }
    }
}

/// Sends a test mail
///
/// Ten an hour. It says at which step a mail went no further, and what mends that.
#[utoipa::path(post, path = "/mail/test", operation_id = "testMail", tag = "server", request_body = TestDto, responses(
    (status = 200, body = ResultDto),
    (status = 409, description = "No server runs here that could send: `not_serving`."),
    (status = 429, description = "There were ten in this hour: `enough_mails`."),
))]
pub(super) async fn test(
    AdminCx { cx, by }: AdminCx,
    JsonBody(dto): JsonBody<TestDto>,
) -> Result<Json<ResultDto>, Problem> {
    let to = Email::parse(&dto.to).map_err(|error| Problem::field("to", error))?;
    let written = |reader: &_| crate::letters::test(&cx, reader);
    Ok(Json(match admin::test(&cx, &by, to, written).await? {
        Ok(()) => ResultDto { state: StateDto::Sent, step: None, cause: None, reason: None, mend: None },
        Err(failure) => failure.into(),
    }))
}
