//! `/tokens`: what programs bring to this API in the place of a session.

use axum::Json;
use axum::http::StatusCode;
use domain::api_token::{ApiScope, ApiToken};
use domain::id::ApiTokenId;
use serde::{Deserialize, Serialize};
use service::admin::tokens::{self as admin, Made, NewToken};
use utoipa::ToSchema;

use super::body::{JsonBody, PathOf};
use super::guard::AdminCx;
use super::problem::Problem;
use super::words::ApiScopeWord;

/// A token, without what its program brings.
#[derive(Serialize, ToSchema)]
#[schema(as = ApiToken)]
pub(super) struct TokenDto {
    /// Id; the log names the program by it.
    id: String,
    /// What it is for.
    name: String,
    /// What it opens.
    #[schema(value_type = Vec<ApiScopeWord>)]
    scopes: Vec<ApiScope>,
    /// The account of whoever made it; null where it was a command on the machine.
    made_by: Option<String>,
    /// Their name.
    made_by_name: Option<String>,
    /// Seconds since 1970.
    created_at: i64,
    /// From when it is worth nothing; null: it has no end.
    expires_at: Option<i64>,
    /// Whether its time is over.
    is_over: bool,
    /// When it was used last, give or take a minute.
    last_used_at: Option<i64>,
    /// From where.
    last_address: Option<String>,
}

impl TokenDto {
    fn new(Made { token, maker }: Made, now: i64) -> Self {
        Self {
            id: token.id.to_string(),
            is_over: !token.is_live(now),
            name: token.name,
            scopes: token.scopes,
            made_by: token.made_by.map(|id| id.to_string()),
            made_by_name: maker,
            created_at: token.created_at,
            expires_at: token.expires_at,
            last_used_at: token.last_used_at,
            last_address: token.last_address,
        }
    }
}

/// All tokens.
#[derive(Serialize, ToSchema)]
#[schema(as = ApiTokens)]
pub(super) struct TokensDto {
    /// The newest first.
    tokens: Vec<TokenDto>,
}

/// A token to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewApiToken)]
pub(super) struct NewTokenDto {
    /// What it is for, of at most 60 characters.
    name: String,
    /// What it opens.
    #[schema(value_type = Vec<ApiScopeWord>)]
    scopes: Vec<String>,
    /// For how many days it works, 1 to 3,650; without an end where nothing is said.
    days: Option<i64>,
}

/// A token that was made.
#[derive(Serialize, ToSchema)]
#[schema(as = MadeApiToken)]
pub(super) struct MadeDto {
    /// About it.
    #[serde(flatten)]
    about: TokenDto,
    /// What the program sends as `Authorization: Bearer …`; it is shown this once.
    token: String,
}

/// Tokens
#[utoipa::path(get, path = "/tokens", operation_id = "listTokens", tag = "tokens", responses((status = 200, body = TokensDto)))]
pub(super) async fn list(AdminCx { cx, by }: AdminCx) -> Result<Json<TokensDto>, Problem> {
    let all = admin::list(&cx, &by)?.into_iter().map(|made| TokenDto::new(made, cx.now));
    Ok(Json(TokensDto { tokens: all.collect() }))
}

/// Makes a token
///
/// It opens what its scopes say, as long as its maker may administer, and never more than that: it makes no token and gives
/// no rights.
#[utoipa::path(post, path = "/tokens", operation_id = "makeToken", tag = "tokens", request_body = NewTokenDto, responses((status = 201, body = MadeDto), (status = 409, description = "There are as many as are kept: `enough_tokens`.")))]
pub(super) async fn make(
    AdminCx { cx, by }: AdminCx,
    JsonBody(dto): JsonBody<NewTokenDto>,
) -> Result<(StatusCode, Json<MadeDto>), Problem> {
    let unknown =
        |text: &String| ApiScope::find(text).ok_or_else(|| text.chars().take(40).collect::<String>());
    let scopes: Result<Vec<_>, _> = dto.scopes.iter().map(unknown).collect();
    let scopes = scopes.map_err(|text| Problem::field("scopes", format!("there is no scope {text}")))?;
    let (token, plain) = admin::make(&cx, &by, NewToken { name: dto.name, scopes, days: dto.days }).await?;
    let about = about(&cx, &by, token)?;
    Ok((StatusCode::CREATED, Json(MadeDto { about, token: plain.expose().to_owned() })))
}

fn about(cx: &service::Cx, by: &service::rights::Admin, token: ApiToken) -> Result<TokenDto, Problem> {
    let me = service::admin::me::find(cx, by)?;
    let maker = me.map(|signed_in| signed_in.user.display_name().to_owned());
    Ok(TokenDto::new(Made { token, maker }, cx.now))
}

/// Takes a token away: the next request with it is refused
#[utoipa::path(delete, path = "/tokens/{token}", operation_id = "revokeToken", tag = "tokens", responses((status = 204)))]
pub(super) async fn revoke(
    AdminCx { cx, by }: AdminCx,
    PathOf(token): PathOf<String>,
) -> Result<StatusCode, Problem> {
    admin::revoke(&cx, &by, &ApiTokenId::from(token)).await?;
    Ok(StatusCode::NO_CONTENT)
}
