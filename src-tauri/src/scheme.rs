//! `admin://localhost/`: each request of the window goes to the server by its way, and to nobody else.

use std::sync::atomic::Ordering;

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{Method, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use serde_json::json;

use crate::page;
use crate::shell::Shell;

/// The scheme.
pub(crate) const SCHEME: &str = "admin";
/// Where the window begins.
pub(crate) const HOME: &str = "admin://localhost/admin/";
/// Pages and files of the shell itself.
pub(crate) const OWN: &str = "/shell/";
/// What opens a locked window, below the admin API.
const UNLOCK: &str = "/unlock";

/// Answers a request of the window, whole.
pub(crate) async fn answer(shell: &Shell, request: Request<Vec<u8>>) -> Response<Vec<u8>> {
    let response = dispatch(shell, request.map(Body::from)).await;
    let (parts, body) = response.into_parts();
    match body.collect().await {
        Ok(bytes) => Response::from_parts(parts, bytes.to_bytes().to_vec()),
        Err(error) => {
            tracing::warn!(%error, "an answer broke off");
            problem_bytes(StatusCode::BAD_GATEWAY, "broken_off", "the server's answer broke off")
        }
    }
}

/// The same as it comes, for streams.
pub(crate) async fn dispatch(shell: &Shell, request: Request<Body>) -> Response<Body> {
    let path = request.uri().path().to_owned();
    if let Some(name) = path.strip_prefix(OWN) {
        return page::file(shell, name);
    }
    shell.look_at_lock().await;
    let way = shell.host.way();
    let is_unlock = is_unlock(request.method(), &path);
    let is_kept_back = !is_unlock && !is_app_file(request.method(), &path);
    // Where no server answers it is not known yet whether the lock is this office's: whoever asks asks again.
    if way.is_some() && shell.lock.is_locked() && is_kept_back {
        return problem(StatusCode::LOCKED, "locked", &shell.words().get("locked-detail"));
    }
    let answered = match way {
        Some(way) => way.ask(request).await.ok(),
        None => None,
    };
    if is_screen(&path) {
        shell.shows_app.store(answered.is_some(), Ordering::Relaxed);
    }
    match answered {
        Some(response) => {
            if is_unlock && response.status() == StatusCode::NO_CONTENT {
                shell.lock.open();
            }
            response
        }
        None if path.starts_with("/api/") => {
            problem(StatusCode::SERVICE_UNAVAILABLE, "not_serving", "no server answers")
        }
        None => page::stopped(shell),
    }
}

/// Whether it is an address of the app, and no file of it.
fn is_screen(path: &str) -> bool {
    path.starts_with("/admin/") && !path.rsplit('/').next().unwrap_or_default().contains('.')
}

fn is_unlock(method: &Method, path: &str) -> bool {
    method == Method::POST && path.strip_prefix(server::ADMIN_API) == Some(UNLOCK)
}

/// What a locked window still needs to ask for the password.
fn is_app_file(method: &Method, path: &str) -> bool {
    method == Method::GET && path.starts_with("/admin/")
}

/// A refusal as the admin API writes them (RFC 9457).
fn problem(status: StatusCode, code: &str, detail: &str) -> Response<Body> {
    problem_bytes(status, code, detail).map(Body::from)
}

fn problem_bytes(status: StatusCode, code: &str, detail: &str) -> Response<Vec<u8>> {
    let document = json!({
        "type": format!("urn:donelogin:problem:{code}"),
        "title": status.canonical_reason(),
        "status": status.as_u16(),
        "detail": detail,
    });
    let mut response = Response::new(document.to_string().into_bytes());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, axum::http::HeaderValue::from_static("application/problem+json"));
    headers.insert(CACHE_CONTROL, axum::http::HeaderValue::from_static("no-store"));
    response
}
