//! The one door: the admin API in this process when nobody holds the data directory, over the control socket otherwise.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Extension;
use axum::Router;
use axum::http::{Method, StatusCode};
use http_body_util::BodyExt as _;
use serde_json::Value;
use tower::ServiceExt as _;
use web::admin::{PREFIX, Transport};

use super::error::CommandError;
use crate::config::Config;
use crate::control::{self, ControlError};
use crate::lock::{CONTROL_SOCKET, Lock, LockError};
use crate::open;
use crate::outside::Network;

/// How long a command waits for another command, or for a server that is just starting.
const PATIENCE: Duration = Duration::from_secs(10);

/// A way to the admin API.
pub(super) enum Door {
    /// In this process. The router, and with it the store, goes before the lock.
    Here { router: Router, _lock: Lock },
    /// In the server's.
    There { socket: PathBuf },
}

impl Door {
    pub(super) async fn open(config: &Config) -> Result<Self, CommandError> {
        let begin = Instant::now();
        loop {
            let owned = config.clone();
            // Opening waits for the writer, which must not happen on the runtime's thread.
            let outcome = tokio::task::spawn_blocking(move || open_here(&owned))
                .await
                .map_err(std::io::Error::other)?;
            match outcome {
                Err(CommandError::Lock(LockError::Held { path, process })) => {
                    let socket = path.join(CONTROL_SOCKET);
                    if control::request(&socket, Method::GET, "/", None).await.is_ok_or_answered() {
                        return Ok(Self::There { socket });
                    }
                    if begin.elapsed() > PATIENCE {
                        return Err(LockError::Held { path, process }.into());
                    }
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
                // Root touches nothing there, but may ask the owner's server, which holds its socket open for root.
                Err(CommandError::Lock(foreign @ LockError::Foreign { .. })) => {
                    let socket = config.data_dir.join(CONTROL_SOCKET);
                    return match control::request(&socket, Method::GET, "/", None).await.is_ok_or_answered() {
                        true => Ok(Self::There { socket }),
                        false => Err(foreign.into()),
                    };
                }
                outcome => return outcome,
            }
        }
    }

    /// Whether a server holds the data directory.
    pub(super) fn is_there(&self) -> bool {
        matches!(self, Self::There { .. })
    }

    pub(super) async fn get(&self, path: &str) -> Result<Value, CommandError> {
        self.request(Method::GET, path, None).await
    }

    pub(super) async fn post(&self, path: &str, json: Value) -> Result<Value, CommandError> {
        self.request(Method::POST, path, Some(json)).await
    }

    /// All of a list, part by part: `things` is the field that has them.
    pub(super) async fn all(&self, path: &str, things: &str) -> Result<Value, CommandError> {
        const PART: usize = 500;
        let separator = if path.contains('?') { '&' } else { '?' };
        let mut all: Vec<Value> = Vec::new();
        loop {
            let part = self.get(&format!("{path}{separator}limit={PART}&offset={}", all.len())).await?;
            let found = part.get(things).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            all.extend_from_slice(found);
            if found.len() < PART {
                return Ok(Value::Array(all));
            }
        }
    }

    /// One request; a refusal is an error.
    pub(super) async fn request(
        &self,
        method: Method,
        path: &str,
        json: Option<Value>,
    ) -> Result<Value, CommandError> {
        let uri = format!("{PREFIX}{path}");
        let (status, answer) = match self {
            Self::There { socket } => control::request(socket, method, &uri, json.as_ref()).await?,
            Self::Here { router, .. } => {
                let request = control::build(method, &uri, json.as_ref()).map_err(ControlError::from)?;
                let response = router.clone().oneshot(request).await.unwrap_or_else(|never| match never {});
                let status = response.status();
                let bytes = response.into_body().collect().await.map_err(std::io::Error::other)?.to_bytes();
                (status, control::read(&bytes)?)
            }
        };
        if status.is_success() { Ok(answer) } else { Err(refusal(status, &answer)) }
    }
}

fn open_here(config: &Config) -> Result<Door, CommandError> {
    let lock = Lock::acquire(&config.data_dir)?;
    let opened = open::open(config, &lock)?;
    opened.app.reach_outside_by(Arc::new(Network::of_command(config, opened.store)));
    if config.net.mtls_port != 0 {
        opened.app.ask_certificates_at(config.net.mtls_port);
    }
    let router = web::admin::router().with_state(opened.app).layer(Extension(Transport::Control));
    Ok(Door::Here { router, _lock: lock })
}

fn refusal(status: StatusCode, answer: &Value) -> CommandError {
    let text =
        |value: &Value, field: &str| value.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
    let errors = answer.get("errors").and_then(Value::as_array).into_iter().flatten();
    let detail = match text(answer, "detail") {
        detail if detail.is_empty() => format!("the server answered {status}"),
        detail => detail,
    };
    CommandError::Refused { detail, errors: errors.map(|e| (text(e, "field"), text(e, "message"))).collect() }
}

/// Anything but a failed connection is an answer.
trait Answered {
    fn is_ok_or_answered(&self) -> bool;
}

impl<T> Answered for Result<T, ControlError> {
    fn is_ok_or_answered(&self) -> bool {
        !matches!(self, Err(ControlError::Connect(_) | ControlError::Http(_)))
    }
}

/// A word as one segment of a path.
pub(super) fn segment(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(encode).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_stays_one_segment() {
        assert_eq!(segment("a/b?c@x.y"), "a%2Fb%3Fc%40x%2Ey");
    }
}
