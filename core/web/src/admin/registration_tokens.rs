//! `/registration-tokens`: what lets apps register themselves (initial access tokens, RFC 7591 3).

use axum::Json;
use axum::http::StatusCode;
use domain::id::RegistrationTokenId;
use serde::{Deserialize, Serialize};
use service::admin::registration_tokens::{self as admin, Made};
use utoipa::ToSchema;

use super::body::{JsonBody, PathOf};
use super::guard::AdminCx;
use super::problem::Problem;

/// A token, without what an app brings.
#[derive(Serialize, ToSchema)]
#[schema(as = RegistrationToken)]
pub(super) struct TokenDto {
    /// Id; the log names it by this.
    id: String,
    /// What it is for.
    name: String,
    /// How many apps it lets register.
    uses: i64,
    /// How many it has let.
    used: i64,
    /// The account of whoever made it; null where it was a command on the machine.
    made_by: Option<String>,
    /// Their name.
    made_by_name: Option<String>,
    /// Seconds since 1970.
    created_at: i64,
    /// From when it is worth nothing.
    expires_at: i64,
    /// Whether it lets nobody register any more: used up, or its time is over.
    is_over: bool,
    /// When it was used last.
    last_used_at: Option<i64>,
}

impl TokenDto {
    fn new(Made { token, maker }: Made, now: i64) -> Self {
        Self {
            id: token.id.to_string(),
            is_over: !token.is_live(now),
            name: token.name,
            uses: token.uses,
            used: token.used,
            made_by: token.made_by.map(|id| id.to_string()),
            made_by_name: maker,
            created_at: token.created_at,
            expires_at: token.expires_at,
            last_used_at: token.last_used_at,
        }
    }
}

/// All tokens.
#[derive(Serialize, ToSchema)]
#[schema(as = RegistrationTokens)]
pub(super) struct TokensDto {
    /// The newest first.
    tokens: Vec<TokenDto>,
}

/// A token to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewRegistrationToken)]
pub(super) struct NewTokenDto {
    /// What it is for, of at most 60 characters.
    name: String,
    /// How many apps it lets register, 1 to 1,000; one where nothing is said.
    uses: Option<i64>,
    /// For how many days, 1 to 365; seven where nothing is said.
    days: Option<i64>,
}

/// A token that was made.
#[derive(Serialize, ToSchema)]
#[schema(as = MadeRegistrationToken)]
pub(super) struct MadeDto {
    /// About it.
    #[serde(flatten)]
    about: TokenDto,
    /// What an app sends as `Authorization: Bearer …` when it registers; it is shown this once.
    token: String,
}

/// What lets apps register themselves
#[utoipa::path(get, path = "/registration-tokens", operation_id = "listRegistrationTokens", tag = "clients", responses((status = 200, body = TokensDto)))]
pub(super) async fn list(AdminCx { cx, by }: AdminCx) -> Result<Json<TokensDto>, Problem> {
    let all = admin::list(&cx, &by)?.into_iter().map(|made| TokenDto::new(made, cx.now));
    Ok(Json(TokensDto { tokens: all.collect() }))
}

/// Makes a token that lets apps register themselves, where the setting `registration.mode` says so
#[utoipa::path(post, path = "/registration-tokens", operation_id = "makeRegistrationToken", tag = "clients", request_body = NewTokenDto, responses((status = 201, body = MadeDto), (status = 409, description = "There are as many as are kept: `enough_tokens`.")))]
pub(super) async fn make(
    AdminCx { cx, by }: AdminCx,
    JsonBody(dto): JsonBody<NewTokenDto>,
) -> Result<(StatusCode, Json<MadeDto>), Problem> {
    let limits = (dto.name.as_str(), dto.uses.unwrap_or(1), dto.days.unwrap_or(7));
    let (token, plain) = admin::make(&cx, &by, limits).await?;
    let me = service::admin::me::find(&cx, &by)?;
    let maker = me.map(|signed_in| signed_in.user.display_name().to_owned());
    let about = TokenDto::new(Made { token, maker }, cx.now);
    Ok((StatusCode::CREATED, Json(MadeDto { about, token: plain.expose().to_owned() })))
}

/// Takes a token away: it lets nobody register any more, and apps that it let stay
#[utoipa::path(delete, path = "/registration-tokens/{token}", operation_id = "revokeRegistrationToken", tag = "clients", responses((status = 204)))]
pub(super) async fn revoke(
    AdminCx { cx, by }: AdminCx,
    PathOf(token): PathOf<String>,
) -> Result<StatusCode, Problem> {
    admin::revoke(&cx, &by, &RegistrationTokenId::from(token)).await?;
    Ok(StatusCode::NO_CONTENT)
}
