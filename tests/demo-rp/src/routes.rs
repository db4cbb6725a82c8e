//! The app's routes: sign in, come back, look, refresh, sign out.

mod assets;

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, COOKIE, REFERRER_POLICY, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Router, middleware};
use openidconnect::CsrfToken;
use serde::Deserialize;

use crate::config::Config;
use crate::fetch::Fetch;
use crate::pages::problem::explain;
use crate::pages::{ProblemPage, SignedOut, Welcome};
use crate::problem::Problem;
use crate::provider::{Provider, SignedIn};
use crate::session::{Sessions, same};

const SESSION_COOKIE: &str = "demo_rp_session";

/// No script at all. There is no `form-action`: Chromium applies it to the whole chain of redirects, and signing out
/// leads on to the sign-in server.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// What every handler works with.
#[derive(Debug)]
pub(crate) struct App {
    pub(crate) config: Config,
    pub(crate) fetch: Fetch,
    pub(crate) sessions: Sessions,
}

/// All routes.
pub(crate) fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/", get(home))
        .route("/login", get(login))
        .route("/callback", get(callback))
        .route("/refresh", post(refresh))
        .route("/logout", post(logout))
        .route("/signed-out", get(signed_out))
        .merge(assets::router())
        .layer(middleware::map_response(harden))
        .with_state(app)
}

async fn home(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    show_home(&app, &headers, false)
}

async fn login(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Response, Failure> {
    let provider = Provider::discover(&app.config, &app.fetch).await.map_err(|problem| app.fail(problem))?;
    let (url, pending) = provider.begin();
    let (id, ()) = app.sessions.open(cookie(&headers), |session| session.expect(pending));
    Ok(([(SET_COOKIE, session_cookie(&id))], Redirect::to(url.as_str())).into_response())
}

/// The answer of the authorization endpoint (OpenID Connect Core 3.1.2.5, RFC 9207).
#[derive(Deserialize)]
struct Answer {
    state: Option<String>,
    iss: Option<String>,
    code: Option<String>,
    error: Option<String>,
    error_description: Option<String>,
}

async fn callback(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    answer: Result<Query<Answer>, QueryRejection>,
) -> Result<Response, Failure> {
    let outcome = match answer {
        Ok(Query(answer)) => finish(&app, &headers, answer).await,
        Err(rejection) => Err(Problem::BadAnswer(rejection.body_text())),
    };
    let id = outcome.map_err(|problem| app.fail(problem))?;
    Ok(([(SET_COOKIE, session_cookie(&id))], Redirect::to("/")).into_response())
}

async fn finish(app: &App, headers: &HeaderMap, answer: Answer) -> Result<String, Problem> {
    let id = cookie(headers).ok_or(Problem::StateMismatch)?;
    let state = answer.state.ok_or(Problem::StateMismatch)?;
    let pending = app.sessions.with(Some(id), |session| session.take(&state)).flatten();
    let pending = pending.ok_or(Problem::StateMismatch)?;
    let provider = Provider::discover(&app.config, &app.fetch).await?;
    provider.check_issuer(answer.iss.as_deref())?;
    if let Some(code) = answer.error {
        return Err(Problem::from_code(&code, answer.error_description.as_deref()));
    }
    let code = answer.code.ok_or_else(|| Problem::BadAnswer("neither code nor error".to_owned()))?;
    let signed_in = provider.finish(pending, code).await?;
    Ok(app.sessions.sign_in(id, signed_in))
}

/// Each form brings the session's token.
#[derive(Deserialize)]
struct Act {
    form_token: String,
}

async fn refresh(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    act: Result<Form<Act>, FormRejection>,
) -> Result<Response, Failure> {
    let outcome = async {
        let signed_in = app.owner(&headers, act)?;
        let provider = Provider::discover(&app.config, &app.fetch).await?;
        provider.refresh(&signed_in).await
    };
    let renewed = outcome.await.map_err(|problem| app.fail(problem))?;
    app.sessions.with(cookie(&headers), |session| session.signed_in = Some(renewed));
    Ok(show_home(&app, &headers, true))
}

async fn logout(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    act: Result<Form<Act>, FormRejection>,
) -> Result<Response, Failure> {
    let signed_in = app.owner(&headers, act).map_err(|problem| app.fail(problem))?;
    let state = CsrfToken::new_random();
    // Here first: whatever the other side says, this app has forgotten the user.
    app.sessions.with(cookie(&headers), |session| {
        session.signed_in = None;
        session.signing_out = Some(state.clone());
    });
    let provider = Provider::discover(&app.config, &app.fetch).await.map_err(|problem| app.fail(problem))?;
    let there = provider.end_session(&signed_in, state);
    Ok(Redirect::to(there.as_ref().map_or("/signed-out", |url| url.as_str())).into_response())
}

#[derive(Deserialize)]
struct Goodbye {
    state: Option<String>,
}

async fn signed_out(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    goodbye: Result<Query<Goodbye>, QueryRejection>,
) -> Response {
    let state = goodbye.ok().and_then(|Query(goodbye)| goodbye.state).unwrap_or_default();
    // Only the sign-out that was begun here counts; a link from elsewhere shows the plain start page.
    let ours = app.sessions.with(cookie(&headers), |session| {
        let ours = session.signing_out.as_ref().is_some_and(|expected| same(expected, &state));
        if ours {
            session.signing_out = None;
        }
        ours
    });
    let redirect_uri = app.config.redirect_url();
    let mut page = SignedOut::new(&app.config, redirect_uri.as_str());
    page.goodbye = ours.unwrap_or(false);
    render(StatusCode::OK, &page)
}

fn show_home(app: &App, headers: &HeaderMap, refreshed: bool) -> Response {
    let (signed_in, waiting) = app
        .sessions
        .with(cookie(headers), |session| {
            let token = session.form_token.secret();
            let page = session.signed_in.as_ref().map(|one| Welcome::new(&app.config, one, token, refreshed));
            (page, session.is_waiting())
        })
        .unwrap_or_default();
    if let Some(page) = signed_in {
        return render(StatusCode::OK, &page);
    }
    let redirect_uri = app.config.redirect_url();
    let mut page = SignedOut::new(&app.config, redirect_uri.as_str());
    page.waiting = waiting;
    render(StatusCode::OK, &page)
}

impl App {
    /// The user whose own page sent this form.
    fn owner(&self, headers: &HeaderMap, act: Result<Form<Act>, FormRejection>) -> Result<SignedIn, Problem> {
        let Form(act) = act.map_err(|rejection| Problem::BadAnswer(rejection.body_text()))?;
        self.sessions
            .with(cookie(headers), |session| {
                let ours = same(&session.form_token, &act.form_token);
                ours.then(|| session.signed_in.clone()).flatten()
            })
            .flatten()
            .ok_or(Problem::StaleForm)
    }

    fn fail(&self, problem: Problem) -> Failure {
        tracing::warn!("{problem}");
        let explanation = explain(&problem, &self.config);
        let status = explanation.status;
        let page = ProblemPage { issuer: self.config.issuer.as_str(), explanation };
        Failure(Box::new(render(status, &page)))
    }
}

/// A finished page that says what went wrong.
struct Failure(Box<Response>);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        *self.0
    }
}

fn render(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!("a template failed: {error}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

async fn harden(response: Response) -> Response {
    const X_CONTENT_TYPE_OPTIONS: HeaderName = HeaderName::from_static("x-content-type-options");
    let headers = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (REFERRER_POLICY, "same-origin"),
        (CACHE_CONTROL, "no-store"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, response).into_response()
}

/// Behind https a real app adds `Secure` and the prefix `__Host-`.
fn session_cookie(id: &str) -> String {
    format!("{SESSION_COOKIE}={id}; Path=/; HttpOnly; SameSite=Lax")
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let all = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|line| line.split("; "))
        .find_map(|pair| pair.strip_prefix(SESSION_COOKIE)?.strip_prefix('='))
}

#[cfg(test)]
mod tests;
