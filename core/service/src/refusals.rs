//! What is refused at an endpoint of the protocol: noted in one place, behind the layer that answers, so that none is forgotten.
//! It stands in the log with its reason, as far as that does not let strangers fill it.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use domain::audit::Actor;
use domain::client::Client;
use domain::id::ClientId;
use oidc::error::{ErrorCode, ProtocolError};
use oidc::shown::is_shown;
use store::StoreError;

use crate::cx::Cx;
use crate::userinfo::find_client;
use crate::way::Stage;

/// The client that a request says it comes from, as soon as that is read; not proved, and perhaps nobody.
#[derive(Clone, Debug, Default)]
pub struct Asking(Arc<Said>);

#[derive(Debug, Default)]
struct Said {
    client: OnceLock<ClientId>,
    cause: OnceLock<String>,
}

impl Asking {
    /// Says who asks; the first word counts.
    pub fn say(&self, id: &ClientId) {
        let _ = self.0.client.set(id.clone());
    }

    /// Says what is behind a refusal, for those who look after the app; whoever asks is not told.
    pub(crate) fn explain(&self, cause: &dyn std::fmt::Display) {
        let _ = self.0.cause.set(cause.to_string());
    }
}

/// Where something is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// `/oauth2/authorize`, and the pages on the way from there to the answer.
    Authorize,
    /// `/oauth2/device`, where a person types a code.
    Device,
    /// `/oauth2/device_authorization`.
    DeviceAuthorization,
    /// `/oauth2/introspect`.
    Introspect,
    /// `/oauth2/logout`, and the answer to its question.
    Logout,
    /// `/oauth2/par`.
    Par,
    /// `/oauth2/register`, and what stands behind a client's `registration_client_uri`.
    Register,
    /// `/oauth2/revoke`.
    Revoke,
    /// `/oauth2/token`.
    Token,
    /// `/oauth2/userinfo`.
    Userinfo,
}

impl Endpoint {
    /// Which one a path belongs to.
    pub fn at(path: &str) -> Self {
        match path.trim_start_matches("/oauth2/") {
            "device" => Self::Device,
            "device_authorization" => Self::DeviceAuthorization,
            "introspect" => Self::Introspect,
            "logout" | "/logout" => Self::Logout,
            "par" => Self::Par,
            "revoke" => Self::Revoke,
            "token" => Self::Token,
            "userinfo" => Self::Userinfo,
            rest if rest == "register" || rest.starts_with("register/") => Self::Register,
            _ => Self::Authorize,
        }
    }

    /// As the log names it.
    fn as_str(self) -> &'static str {
        match self {
            Self::Authorize => "authorize",
            Self::Device => "device",
            Self::DeviceAuthorization => "device_authorization",
            Self::Introspect => "introspect",
            Self::Logout => "logout",
            Self::Par => "par",
            Self::Register => "register",
            Self::Revoke => "revoke",
            Self::Token => "token",
            Self::Userinfo => "userinfo",
        }
    }

    /// The stage of a sign-in that is refused with it, where it is one.
    fn stage(self, error: &ProtocolError) -> Option<Stage> {
        match self {
            Self::Authorize if is_of_the_person(error.code) => Some(Stage::Answered),
            Self::Authorize | Self::DeviceAuthorization | Self::Par => Some(Stage::Asked),
            Self::Logout => Some(Stage::SignedOut),
            Self::Token => Some(Stage::Exchanged),
            Self::Userinfo => Some(Stage::Told),
            Self::Device | Self::Introspect | Self::Register | Self::Revoke => None,
        }
    }
}

/// Whether the request itself was good, and the person or the session did not allow it.
fn is_of_the_person(code: ErrorCode) -> bool {
    matches!(code, ErrorCode::AccessDenied | ErrorCode::UnmetAuthenticationRequirements) || is_silent(code)
}

/// What a client is told that asks whether a person is signed in, without disturbing them (`prompt=none`): an answer, every
/// few minutes from every open page. Whoever follows a sign-in sees it; the log would be full of it.
fn is_silent(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::LoginRequired
            | ErrorCode::ConsentRequired
            | ErrorCode::InteractionRequired
            | ErrorCode::AccountSelectionRequired
    )
}

/// What only says "come again": a device that waits, a proof without the nonce that comes with the answer.
fn is_no_refusal(code: ErrorCode) -> bool {
    matches!(code, ErrorCode::AuthorizationPending | ErrorCode::SlowDown | ErrorCode::UseDpopNonce)
}

/// Notes a refusal: for whoever follows the app's way, and in the log where it does not stand there of late. `number`: what
/// its page calls the request.
pub async fn note(
    cx: &Cx,
    endpoint: Endpoint,
    asking: &Asking,
    number: &str,
    error: &ProtocolError,
) -> Result<(), StoreError> {
    if is_no_refusal(error.code) {
        return Ok(());
    }
    let said = asking.0.client.get();
    let client = said.map(|id| find_client(cx, id)).transpose()?.flatten();
    let stage = endpoint.stage(error);
    if let (Some(client), Some(stage)) = (&client, stage) {
        cx.app.ways.was_refused(client, stage, error, cx.now);
    }
    let row = Row {
        client: client.as_ref().map(|client| client.id.clone()),
        endpoint,
        help: error.entry().id,
        at: cx.now,
    };
    if is_silent(error.code) || !cx.app.refusals.is_news(row) {
        return Ok(());
    }
    write(cx, (endpoint, number), (client.as_deref(), &asking.0), error).await
}

/// How much of a client's id stands in the log that nobody has, in characters.
const LONGEST_ID: usize = 100;

async fn write(
    cx: &Cx,
    (endpoint, number): (Endpoint, &str),
    (client, said): (Option<&Client>, &Said),
    error: &ProtocolError,
) -> Result<(), StoreError> {
    // Whoever knocks has not proved who it is.
    let cx = cx.clone().acting_as(Actor::Anonymous);
    let event = match client {
        Some(client) => cx.event("client.refused").client(&client.id),
        None => {
            let id =
                said.client.get().map(|id| id.as_str().chars().filter(|c| is_shown(*c)).take(LONGEST_ID));
            cx.event("request.refused").with("client_id", id.map(Iterator::collect::<String>))
        }
    };
    let event = event
        .with("endpoint", endpoint.as_str())
        .with("number", number)
        .with("error", error.code.as_str())
        .with("why", error.description.as_ref())
        .with("cause", said.cause.get().map(String::as_str))
        .with("help", error.entry().id);
    let now = cx.now;
    cx.store().write(move |tx| store::audit::append(tx, event, now)).await
}

/// A refusal that stands in the log.
#[derive(Debug)]
struct Row {
    /// None where the client is unknown or did not say who it is.
    client: Option<ClientId>,
    endpoint: Endpoint,
    help: &'static str,
    at: i64,
}

/// The same refusal of the same app stands in the log once in so many seconds.
const APP_EVERY_S: i64 = 60;
/// Refusals of one app in [`APP_EVERY_S`].
const APP_MOST: usize = 10;
/// The same of requests that come from no app of ours, all together.
const STRANGERS_EVERY_S: i64 = 600;
/// Refusals of those in [`STRANGERS_EVERY_S`].
const STRANGERS_MOST: usize = 20;
/// Refusals in all in [`APP_EVERY_S`], since anybody can knock in the name of each app.
const MOST: usize = 100;

/// What stands in the log of late, so that it is not written again and again; in memory.
#[derive(Debug, Default)]
pub(crate) struct Held(Mutex<Vec<Row>>);

impl Held {
    /// Whether a refusal is to stand in the log; it is taken for written then.
    fn is_news(&self, row: Row) -> bool {
        // Plain facts: a panic elsewhere leaves them as good as they were.
        let mut rows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        rows.retain(|old| row.at - old.at < STRANGERS_EVERY_S);
        let (every_s, most) = match row.client {
            Some(_) => (APP_EVERY_S, APP_MOST),
            None => (STRANGERS_EVERY_S, STRANGERS_MOST),
        };
        let of_it = |old: &&Row| old.client == row.client && row.at - old.at < every_s;
        let is_same = |old: &Row| (old.endpoint, old.help) == (row.endpoint, row.help);
        let is_news = rows.iter().filter(of_it).count() < most
            && !rows.iter().filter(of_it).any(is_same)
            && rows.iter().filter(|old| row.at - old.at < APP_EVERY_S).count() < MOST;
        if is_news {
            rows.push(row);
        }
        is_news
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];

    fn row(client: Option<&str>, endpoint: Endpoint, help: &'static str, at: i64) -> Row {
        Row { client: client.map(ClientId::from), endpoint, help, at }
    }

    #[test]
    fn paths_belong_to_endpoints() {
        for (path, name) in [
            ("/oauth2/token", "token"),
            ("/oauth2/register/abc", "register"),
            ("/oauth2/registering", "authorize"),
            ("/oauth2/device", "device"),
            ("/logout", "logout"),
            ("/oauth2/logout", "logout"),
            ("/login/cancel", "authorize"),
        ] {
            assert_eq!(Endpoint::at(path).as_str(), name, "{path}");
        }
    }

    #[test]
    fn the_same_is_told_once_in_a_while_and_another_at_once() {
        let held = Held::default();
        let at = |at| row(Some("x"), Endpoint::Token, "a", at);
        assert!(held.is_news(at(100)));
        assert!(!held.is_news(at(159)));
        assert!(held.is_news(row(Some("x"), Endpoint::Token, "b", 159)));
        assert!(held.is_news(row(Some("x"), Endpoint::Par, "a", 159)));
        assert!(held.is_news(row(Some("y"), Endpoint::Token, "a", 159)));
        assert!(held.is_news(at(160)));
        assert!(held.is_news(row(None, Endpoint::Token, "a", 160)));
        assert!(!held.is_news(row(None, Endpoint::Token, "a", 759)), "strangers are told of less often");
        assert!(held.is_news(row(None, Endpoint::Token, "a", 760)));
    }

    #[test]
    fn whoever_knocks_often_does_not_fill_the_log() {
        let held = Held::default();
        let told = |client: &str| {
            NAMES.into_iter().filter(|help| held.is_news(row(Some(client), Endpoint::Token, help, 1))).count()
        };
        assert_eq!(told("x"), APP_MOST);
        let others: usize = (0..50).map(|number| told(&number.to_string())).sum();
        assert_eq!(others, MOST - APP_MOST);
        assert!(held.is_news(row(Some("x"), Endpoint::Token, "l", 61)));
    }
}
