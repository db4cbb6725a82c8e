//! `/outbox`: messages that wait to be sent. A list never tells a link; showing one is an act of its own.

use axum::Json;
use axum::http::StatusCode;
use domain::id::OutboxId;
use domain::mail::{Cause, Failure, Step};
use domain::outbox::State;
use serde::{Deserialize, Serialize};
use service::admin::outbox::{self as admin, By, Seen, Wanted};
use utoipa::{IntoParams, ToSchema};

use super::body::{PathOf, QueryOf};
use super::guard::AdminCx;
use super::list::{Key, Part, Sort};
use super::problem::Problem;
use super::words::{MailCauseWord, MailStepWord, OutboxStateWord};

/// A message that was not sent yet.
#[derive(Serialize, ToSchema)]
#[schema(as = OutboxMessage)]
pub(super) struct MessageDto {
    /// Id.
    id: String,
    /// What it is, as a stable word: `invite`, `reset`, `new_browser` …
    kind: String,
    /// The address that it goes to.
    to: String,
    /// Whose account it is about; null where no account is behind the address.
    user_id: Option<String>,
    /// The name that people see.
    user_name: Option<String>,
    /// The user name.
    username: Option<String>,
    /// Where it stands.
    #[schema(value_type = OutboxStateWord)]
    state: State,
    /// Whether there is a link in it that can be handed over.
    has_link: bool,
    /// Seconds since 1970.
    created_at: i64,
    /// Until when it is worth something; then it is erased.
    expires_at: i64,
    /// How often it was tried.
    tries: i64,
    /// When it is tried next, while it waits.
    next_at: Option<i64>,
    /// When the last try ended.
    failed_at: Option<i64>,
    /// Why it did not go.
    failure: Option<FailureDto>,
}

/// Why a message did not go.
#[derive(Serialize, ToSchema)]
#[schema(as = MailFailure)]
pub(super) struct FailureDto {
    /// The step at which it went no further.
    #[schema(value_type = MailStepWord)]
    step: Step,
    /// Why, as a stable word.
    #[schema(value_type = MailCauseWord)]
    cause: Cause,
    /// What the mail server or the system said; empty where nobody said anything.
    said: String,
    /// What is wrong, in one English sentence.
    reason: String,
    /// What mends it, in one English sentence.
    mend: &'static str,
}

impl From<Failure> for FailureDto {
    fn from(failure: Failure) -> Self {
        let (reason, mend) = (failure.reason(), failure.mend());
        Self { step: failure.step, cause: failure.cause, said: failure.said, reason, mend }
    }
}

impl From<Seen> for MessageDto {
    fn from(Seen { pending, user }: Seen) -> Self {
        let (failed_at, failure) = pending.failed.unzip();
        let content = &pending.message.content;
        Self {
            kind: content.kind(),
            to: content.to().to_owned(),
            has_link: content.link().is_some(),
            id: pending.message.id.to_string(),
            user_id: user.as_ref().map(|user| user.id.to_string()),
            username: user.as_ref().map(|user| user.username.as_str().to_owned()),
            user_name: user.map(|user| user.display_name().to_owned()),
            state: pending.state,
            created_at: pending.message.created_at,
            expires_at: pending.message.expires_at,
            tries: pending.tries,
            next_at: (pending.state == State::Waiting).then_some(pending.next_at),
            failed_at,
            failure: failure.map(FailureDto::from),
        }
    }
}

/// Which part of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct ListQuery {
    /// Only messages that stand so.
    #[param(value_type = Option<OutboxStateWord>)]
    state: Option<State>,
    /// The order; the last written first where nothing is said.
    #[param(schema_with = Sort::<By>::words, required = false)]
    sort: Option<Sort<By>>,
    /// At most so many, 1 to 500; 50 where nothing is said.
    limit: Option<u32>,
    /// So many are left out in front.
    #[serde(default)]
    offset: u32,
}

impl Key for By {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("created_at", Self::Created),
        ("expires_at", Self::Expires),
        ("next_at", Self::Next),
        ("tries", Self::Tries),
    ];
}

/// A part of the messages.
#[derive(Serialize, ToSchema)]
#[schema(as = Outbox)]
pub(super) struct PageDto {
    /// The messages of this part.
    messages: Vec<MessageDto>,
    /// How many there are in all.
    total: i64,
    /// How many wait.
    waiting: i64,
    /// How many were given up: refused for good.
    given_up: i64,
    /// Why no mail goes out at present; null where it does, as far as anybody knows.
    stopped_by: Option<FailureDto>,
}

/// Messages that were not sent yet
#[utoipa::path(get, path = "/outbox", operation_id = "listOutbox", tag = "outbox", params(ListQuery), responses((status = 200, body = PageDto)))]
pub(super) async fn list(
    AdminCx { cx, by }: AdminCx,
    QueryOf(query): QueryOf<ListQuery>,
) -> Result<Json<PageDto>, Problem> {
    let part = Part::new(query.limit, query.offset);
    let sort = query.sort.unwrap_or(Sort { by: By::Created, descending: true });
    let wanted = Wanted {
        state: query.state,
        by: sort.by,
        descending: sort.descending,
        limit: part.limit,
        offset: part.offset,
    };
    let page = admin::list(&cx, &by, wanted).await?;
    Ok(Json(PageDto {
        messages: page.messages.into_iter().map(MessageDto::from).collect(),
        total: page.total,
        waiting: page.waiting,
        given_up: page.given_up,
        stopped_by: page.stopped_by.map(FailureDto::from),
    }))
}

/// A link out of a message.
#[derive(Serialize, ToSchema)]
#[schema(as = RevealedLink)]
pub(super) struct RevealedDto {
    /// The link; it works once.
    link: String,
    /// Until when it works.
    expires_at: i64,
    /// The message that it stands in.
    message: MessageDto,
}

/// Shows the link of a message, to be handed over
///
/// It counts as a reset of what the link is for: the same administrator does not reset the other half of that sign-in for a
/// while, and the owner is shown it.
#[utoipa::path(post, path = "/outbox/{message}/reveal", operation_id = "revealMessage", tag = "outbox", responses(
    (status = 200, body = RevealedDto),
    (status = 404, description = "There is no such message: `unknown_message`."),
    (status = 409, description = "It has no link: `no_link`; the account is disabled: `disabled`; it is your own second step: `own_account`; you have reset the other half of that sign-in lately: `other_half`; its owner has stopped you: `stopped`."),
))]
pub(super) async fn reveal(
    AdminCx { cx, by }: AdminCx,
    PathOf(id): PathOf<String>,
) -> Result<Json<RevealedDto>, Problem> {
    let revealed = admin::reveal(&cx, &by, OutboxId::from(id)).await?;
    Ok(Json(RevealedDto {
        link: revealed.link.expose().to_owned(),
        expires_at: revealed.seen.pending.message.expires_at,
        message: revealed.seen.into(),
    }))
}

/// Has a message tried at once
///
/// Also one that was given up. What waits for the mail server alone is tried with it.
#[utoipa::path(post, path = "/outbox/{message}/retry", operation_id = "retryMessage", tag = "outbox", responses((status = 204), (status = 404, description = "There is no such message: `unknown_message`.")))]
pub(super) async fn retry(
    AdminCx { cx, by }: AdminCx,
    PathOf(id): PathOf<String>,
) -> Result<StatusCode, Problem> {
    admin::retry(&cx, &by, OutboxId::from(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How many messages are tried.
#[derive(Serialize, ToSchema)]
#[schema(as = Retried)]
pub(super) struct RetriedDto {
    /// How many.
    count: usize,
}

/// Has all messages tried at once
#[utoipa::path(post, path = "/outbox/retry", operation_id = "retryOutbox", tag = "outbox", responses((status = 200, body = RetriedDto)))]
pub(super) async fn retry_all(AdminCx { cx, by }: AdminCx) -> Result<Json<RetriedDto>, Problem> {
    Ok(Json(RetriedDto { count: admin::retry_all(&cx, &by).await? }))
}

/// Erases a message; it is never sent
///
/// A link in it goes on working for whoever has it.
#[utoipa::path(delete, path = "/outbox/{message}", operation_id = "discardMessage", tag = "outbox", responses((status = 204), (status = 404, description = "There is no such message: `unknown_message`.")))]
pub(super) async fn discard(
    AdminCx { cx, by }: AdminCx,
    PathOf(id): PathOf<String>,
) -> Result<StatusCode, Problem> {
    admin::discard(&cx, &by, OutboxId::from(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
