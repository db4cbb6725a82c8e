//! The floor's routes, shaped like the product's so that one load generator drives both.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use aws_lc_rs::digest::{SHA256, digest};
use axum::extract::{Form, Query, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use serde_json::json;

use super::events;
use super::store::{Asked, Hash, Token, Write};
use super::{CLIENT_ID, CLIENT_SECRET, Floor, USERNAME};
use crate::error::Error;
use crate::provider::REDIRECT_URI;

/// Of a query or a form.
pub(super) type Fields = HashMap<String, String>;

/// Every route of the floor.
pub(super) fn router(floor: Arc<Floor>) -> Router {
    Router::new()
        .route("/hello", get(async || "Hello, world!"))
        .route("/.well-known/openid-configuration", get(discovery))
        .route("/oauth2/jwks", get(jwks))
        .route("/oauth2/authorize", get(authorize))
        .route("/login", get(login_page).post(login))
        .route("/oauth2/token", post(token))
        .route("/oauth2/userinfo", get(userinfo))
        .route("/oauth2/introspect", post(introspect))
        .merge(events::router())
        .with_state(floor)
}

/// A refusal or a failure; the floor tells them apart no further than the generator needs.
pub(super) enum Refused {
    Denied(&'static str),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Refused {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Self::Denied(why) => (StatusCode::BAD_REQUEST, why).into_response(),
            Self::Failed(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
        }
    }
}

async fn discovery(State(floor): State<Arc<Floor>>) -> Response {
    ([(CONTENT_TYPE, "application/json")], floor.discovery.clone()).into_response()
}

async fn jwks(State(floor): State<Arc<Floor>>) -> Response {
    ([(CONTENT_TYPE, "application/json")], floor.jwks.clone()).into_response()
}

async fn authorize(
    State(floor): State<Arc<Floor>>,
    Query(fields): Query<Fields>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    if field(&fields, "client_id") != CLIENT_ID || field(&fields, "redirect_uri") != REDIRECT_URI {
        return Err(Refused::Denied("unknown client or redirect URI"));
    }
    let asked = Asked {
        state: field(&fields, "state").to_owned(),
        nonce: field(&fields, "nonce").to_owned(),
        scope: field(&fields, "scope").to_owned(),
        code_challenge: field(&fields, "code_challenge").to_owned(),
    };
    let Some(session) = session_cookie(&headers) else {
        let id = floor.random_token()?;
        floor.store.write(Write::Interaction { id: hash(&id), asked }).await?;
        return Ok(redirect(format!("/login?i={id}")));
    };
    let code = floor.random_token()?;
    let write = Write::Code { session: hash(session), code: hash(&code), asked };
    let asked = floor.store.write(write).await?.ok_or(Refused::Denied("no such session"))?;
    Ok(redirect(answer(&floor, &code, &asked.state)))
}

async fn login_page(Query(fields): Query<Fields>) -> Html<String> {
    let interaction = field(&fields, "i");
    Html(format!(
        r#"<main><form method="post"><input type="hidden" name="i" value="{interaction}">
<input name="username"><input name="password" type="password"><button type="submit">Sign in</button></form></main>"#
    ))
}

async fn login(State(floor): State<Arc<Floor>>, Form(fields): Form<Fields>) -> Result<Response, Refused> {
    let password = field(&fields, "password").to_owned();
    let permit = floor.hashing.acquire().await.map_err(|_| Error::Stopped)?;
    let hasher = Arc::clone(&floor);
    let verified = tokio::task::spawn_blocking(move || hasher.verify(&password)).await??;
    drop(permit);
    if !verified || field(&fields, "username") != USERNAME {
        return Err(Refused::Denied("wrong user name or password"));
    }
    let (session, code) = (floor.random_token()?, floor.random_token()?);
    let write =
        Write::Session { interaction: hash(field(&fields, "i")), session: hash(&session), code: hash(&code) };
    let asked = floor.store.write(write).await?.ok_or(Refused::Denied("no such interaction"))?;
    let cookie = format!("__Host-session={session}; Path=/; Secure; HttpOnly; SameSite=Lax");
    Ok(([(SET_COOKIE, cookie)], redirect(answer(&floor, &code, &asked.state))).into_response())
}

async fn token(
    State(floor): State<Arc<Floor>>,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Result<Response, Refused> {
    authenticate_client(&headers)?;
    match field(&fields, "grant_type") {
        "authorization_code" => redeem(&floor, &fields).await,
        "refresh_token" => refresh(&floor, &fields).await,
        _ => Err(Refused::Denied("unsupported_grant_type")),
    }
}

async fn redeem(floor: &Floor, fields: &Fields) -> Result<Response, Refused> {
    let (access, refresh) = (floor.random_token()?, floor.random_token()?);
    let write = Write::Redeem {
        code: hash(field(fields, "code")),
        code_challenge: BASE64_URL_SAFE_NO_PAD.encode(hash(field(fields, "code_verifier"))),
        access: hash(&access),
        refresh: hash(&refresh),
    };
    let asked = floor.store.write(write).await?.ok_or(Refused::Denied("invalid_grant"))?;
    let id_token = id_token(floor, &access, &asked.nonce)?;
    let mut tokens = json!({
        "access_token": access, "token_type": "Bearer", "expires_in": 3600, "scope": asked.scope, "id_token": id_token,
    });
    if let (true, Some(tokens)) = (asked.scope.contains("offline_access"), tokens.as_object_mut()) {
        tokens.insert("refresh_token".to_owned(), refresh.into());
    }
    Ok(Json(tokens).into_response())
}

async fn refresh(floor: &Floor, fields: &Fields) -> Result<Response, Refused> {
    let access = floor.random_token()?;
    let write = Write::Refresh { refresh: hash(field(fields, "refresh_token")), access: hash(&access) };
    floor.store.write(write).await?.ok_or(Refused::Denied("invalid_grant"))?;
    let mut tokens = json!({ "access_token": access, "token_type": "Bearer", "expires_in": 3600 });
    if let (true, Some(tokens)) = (floor.options.sign_at_refresh, tokens.as_object_mut()) {
        tokens.insert("id_token".to_owned(), id_token(floor, &access, "")?.into());
    }
    Ok(Json(tokens).into_response())
}

async fn userinfo(State(floor): State<Arc<Floor>>, headers: HeaderMap) -> Result<Response, Refused> {
    let bearer = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let Token { subject, name, email, .. } =
        floor.store.token(&hash(bearer.unwrap_or_default()))?.ok_or(Refused::Denied("invalid_token"))?;
    Ok(Json(json!({ "sub": subject, "name": name, "email": email, "email_verified": true })).into_response())
}

async fn introspect(
    State(floor): State<Arc<Floor>>,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Result<Response, Refused> {
    authenticate_client(&headers)?;
    let Some(token) = floor.store.token(&hash(field(&fields, "token")))? else {
        return Ok(Json(json!({ "active": false })).into_response());
    };
    Ok(Json(json!({
        "active": true, "sub": token.subject, "scope": token.scope, "client_id": CLIENT_ID, "token_type": "Bearer",
        "iss": floor.issuer, "exp": now_s() + 3600,
    }))
    .into_response())
}

fn id_token(floor: &Floor, access: &str, nonce: &str) -> Result<String, Refused> {
    let now = now_s();
    let at_hash = BASE64_URL_SAFE_NO_PAD.encode(hash(access).get(..16).unwrap_or_default());
    let claims = json!({
        "iss": floor.issuer, "sub": "user-1", "aud": CLIENT_ID, "iat": now, "exp": now + 3600, "auth_time": now,
        "nonce": nonce, "at_hash": at_hash, "amr": ["pwd"],
    });
    Ok(floor.sign(&claims.to_string())?)
}

fn authenticate_client(headers: &HeaderMap) -> Result<(), Refused> {
    let given = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Basic "));
    let given = given.and_then(|basic| BASE64_STANDARD.decode(basic).ok()).unwrap_or_default();
    let given = String::from_utf8_lossy(&given);
    let (id, secret) = given.split_once(':').unwrap_or_default();
    // Both are of unreserved characters, so there is nothing to decode (RFC 6749, 2.3.1).
    if id == CLIENT_ID && hash(secret) == hash(CLIENT_SECRET) {
        return Ok(());
    }
    Err(Refused::Denied("invalid_client"))
}

fn answer(floor: &Floor, code: &str, state: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(format!("{REDIRECT_URI}?"));
    query.append_pair("code", code).append_pair("state", state).append_pair("iss", &floor.issuer).finish()
}

pub(super) fn redirect(location: String) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response()
}

fn session_cookie(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get(COOKIE)?.to_str().ok()?;
    cookies.split("; ").find_map(|cookie| cookie.strip_prefix("__Host-session="))
}

pub(super) fn field<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.get(name).map(String::as_str).unwrap_or_default()
}

pub(super) fn hash(value: &str) -> Hash {
    digest(&SHA256, value.as_bytes()).as_ref().to_vec()
}

#[expect(clippy::disallowed_methods, reason = "the floor is outside the product and has no clock handed in")]
fn now_s() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
