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
    step: Option<StepDto>,
    /// Why, as a stable word.
    cause: Option<CauseDto>,
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

/// A step of sending.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = MailStep)]
enum StepDto {
    /// What is set.
    Settings,
    /// The server's name is looked up.
    Resolve,
    /// The server answers.
    Connect,
    /// The way is encrypted, and the server is the one that it says.
    Tls,
    /// The server knows us.
    Login,
    /// It takes mail from the sender.
    Sender,
    /// It takes mail for whom it is to.
    Recipient,
    /// It takes the mail itself.
    Message,
}

/// Why a mail did not go.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = MailCause)]
enum CauseDto {
    /// No mail server is set, or it cannot be read.
    NoServer,
    /// No sender is set.
    NoSender,
    /// The server's name has no address.
    UnknownHost,
    /// Nothing answers there.
    Unreachable,
    /// No answer in time.
    TimedOut,
    /// What answers speaks no SMTP.
    NotMail,
    /// The server does not offer STARTTLS.
    NoStartTls,
    /// What answers speaks no TLS there.
    NotTls,
    /// The certificate is not trusted.
    NotTrusted,
    /// The server offers no login that we know.
    NoLogin,
    /// It says no.
    Refused,
    /// The connection ended in the middle.
    BrokenOff,
}

impl From<Failure> for ResultDto {
    fn from(failure: Failure) -> Self {
        let (reason, mend) = (failure.reason(), failure.mend());
        let step = match failure.step {
            Step::Settings => StepDto::Settings,
            Step::Resolve => StepDto::Resolve,
            Step::Connect => StepDto::Connect,
            Step::Tls => StepDto::Tls,
            Step::Login => StepDto::Login,
            Step::Sender => StepDto::Sender,
            Step::Recipient => StepDto::Recipient,
            Step::Message => StepDto::Message,
        };
        let cause = match failure.cause {
            Cause::NoServer => CauseDto::NoServer,
            Cause::NoSender => CauseDto::NoSender,
            Cause::UnknownHost => CauseDto::UnknownHost,
            Cause::Unreachable => CauseDto::Unreachable,
            Cause::TimedOut => CauseDto::TimedOut,
            Cause::NotMail => CauseDto::NotMail,
            Cause::NoStartTls => CauseDto::NoStartTls,
            Cause::NotTls => CauseDto::NotTls,
            Cause::NotTrusted => CauseDto::NotTrusted,
            Cause::NoLogin => CauseDto::NoLogin,
            Cause::Refused => CauseDto::Refused,
            Cause::BrokenOff => CauseDto::BrokenOff,
        };
        Self {
            state: StateDto::Failed,
            step: Some(step),
            cause: Some(cause),
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
    Ok(Json(match admin::test(&cx, &by, to).await? {
        Ok(()) => ResultDto { state: StateDto::Sent, step: None, cause: None, reason: None, mend: None },
        Err(failure) => failure.into(),
    }))
}
