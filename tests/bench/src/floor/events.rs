//! A phone's answer, the event that tells the browser, and the browser's next step, as bare as they can be.

use std::sync::Arc;
use std::time::Duration;

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use axum::Router;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_TYPE, SET_COOKIE};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use futures_util::stream;
use serde::Deserialize;
use tokio::sync::watch;

use super::Floor;
use super::routes::{Fields, Refused, field, hash, redirect};
use super::store::{Asked, Write};
use crate::error::Error;

const COMMENT_EVERY: Duration = Duration::from_secs(25);

/// The routes of an approval.
pub(super) fn router() -> Router<Arc<Floor>> {
    Router::new().route("/events", get(events)).route("/answer", post(answer)).route("/continue", post(go_on))
}

/// What a stream says next, and to whom.
enum Listener {
    Begun {
        browser: String,
        answered: watch::Receiver<String>,
    },
    Waiting {
        browser: String,
        answered: watch::Receiver<String>,
    },
    /// Nobody will ever say anything to it.
    Idle,
}

async fn events(State(floor): State<Arc<Floor>>, Query(fields): Query<Fields>) -> Response {
    let browser = field(&fields, "i").to_owned();
    let listener = if browser.is_empty() {
        Listener::Idle
    } else {
        Listener::Begun { browser, answered: floor.answered.subscribe() }
    };
    let pieces = stream::unfold(listener, async |listener| {
        let (text, listener) = listener.next().await?;
        Some((Ok::<_, Error>(text), listener))
    });
    ([(CONTENT_TYPE, "text/event-stream")], Body::from_stream(pieces)).into_response()
}

impl Listener {
    async fn next(self) -> Option<(&'static str, Self)> {
        match self {
            Self::Begun { browser, answered } => {
                Some(("data: pending\n\n", Self::Waiting { browser, answered }))
            }
            Self::Waiting { browser, mut answered } => {
                answered.wait_for(|answered| *answered == browser).await.ok()?;
                Some(("data: approved\n\n", Self::Idle))
            }
            Self::Idle => {
                tokio::time::sleep(COMMENT_EVERY).await;
                Some((":\n\n", Self::Idle))
            }
        }
    }
}

#[derive(Deserialize)]
struct Header {
    jwk: Jwk,
}

#[derive(Deserialize)]
struct Jwk {
    x: String,
    y: String,
}

async fn answer(
    State(floor): State<Arc<Floor>>,
    Query(fields): Query<Fields>,
    message: String,
) -> Result<(), Refused> {
    verify(&message).ok_or(Refused::Denied("bad signature"))?;
    let browser = field(&fields, "i");
    floor.store.write(Write::Interaction { id: hash(browser), asked: Asked::default() }).await?;
    floor.answered.send_replace(browser.to_owned());
    Ok(())
}

async fn go_on(State(floor): State<Arc<Floor>>, Query(fields): Query<Fields>) -> Result<Response, Refused> {
    let (session, code) = (floor.random_token()?, floor.random_token()?);
    let write =
        Write::Session { interaction: hash(field(&fields, "i")), session: hash(&session), code: hash(&code) };
    floor.store.write(write).await?.ok_or(Refused::Denied("not answered"))?;
    let cookie = format!("__Host-session={session}; Path=/; Secure; HttpOnly; SameSite=Lax");
    Ok(([(SET_COOKIE, cookie)], redirect("/".to_owned())).into_response())
}

/// ES256, by the key that the message brings along.
fn verify(message: &str) -> Option<()> {
    let decode = |text: &str| BASE64_URL_SAFE_NO_PAD.decode(text).ok();
    let (signed, signature) = message.rsplit_once('.')?;
    let header: Header = serde_json::from_slice(&decode(signed.split_once('.')?.0)?).ok()?;
    let point = [vec![4], decode(&header.jwk.x)?, decode(&header.jwk.y)?].concat();
    let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point);
    key.verify(signed.as_bytes(), &decode(signature)?).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::verify;
    use crate::phone::Key;

    #[test]
    fn only_what_was_signed_is_taken() {
        let message = Key::generate().unwrap().sign("link", &json!({ "a": 1 })).unwrap();
        assert_eq!(verify(&message), Some(()));
        let (signed, signature) = message.rsplit_once('.').unwrap();
        assert_eq!(verify(&format!("{signed}A.{signature}")), None);
    }
}
