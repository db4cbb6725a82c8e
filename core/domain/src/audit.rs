//! The audit log: what happened, who did it, chained by hash so that a missing or changed row shows.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::id::{ApiTokenId, ClientId, UserId};
use crate::token::sha256;

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A person, signed in.
    User(UserId),
    /// A command on the machine, run by its owner or root.
    Command,
    /// A client, authenticated.
    Client(ClientId),
    /// A program, by a token of the admin API.
    Token(ApiTokenId),
    /// Somebody who did not prove who they are.
    Anonymous,
    /// The server itself, by schedule.
    System,
}

impl Actor {
    /// As stored: a kind, and an id behind a colon.
    pub fn to_text(&self) -> String {
        match self {
            Self::User(id) => format!("user:{id}"),
            Self::Command => "command".into(),
            Self::Client(id) => format!("client:{id}"),
            Self::Token(id) => format!("token:{id}"),
            Self::Anonymous => "anonymous".into(),
            Self::System => "system".into(),
        }
    }
}

/// Something that happened, before it has a place in the log.
#[derive(Clone, Debug)]
pub struct Event {
    /// Dotted name, such as `session.created`.
    pub name: &'static str,
    /// Who did it.
    pub actor: Actor,
    /// Whom it is about.
    pub user_id: Option<UserId>,
    /// Which client it is about.
    pub client_id: Option<ClientId>,
    /// The address that the request came from.
    pub address: Option<String>,
    /// More facts; never a secret.
    pub detail: Map<String, Value>,
}

impl Event {
    /// An event without more facts.
    pub fn new(name: &'static str, actor: Actor) -> Self {
        Self { name, actor, user_id: None, client_id: None, address: None, detail: Map::new() }
    }

    /// About a person.
    pub fn user(mut self, id: &UserId) -> Self {
        self.user_id = Some(id.clone());
        self
    }

    /// About a client.
    pub fn client(mut self, id: &ClientId) -> Self {
        self.client_id = Some(id.clone());
        self
    }

    /// From an address.
    pub fn from_address(mut self, address: &str) -> Self {
        self.address = Some(address.to_owned());
        self
    }

    /// With a fact.
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.detail.insert(name.to_owned(), value.into());
        self
    }
}

/// A row of the log. Field order is part of the hash.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// 1, 2, 3 … without gaps.
    pub seq: i64,
    /// Seconds since 1970.
    pub at: i64,
    /// See [`Event::name`].
    pub event: String,
    /// See [`Actor::to_text`].
    pub actor: String,
    /// See [`Event::user_id`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// See [`Event::client_id`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// See [`Event::address`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// See [`Event::detail`].
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub detail: Map<String, Value>,
}

impl Row {
    /// The event at its place.
    pub fn place(event: Event, seq: i64, at: i64) -> Self {
        Self {
            seq,
            at,
            event: event.name.to_owned(),
            actor: event.actor.to_text(),
            user_id: event.user_id.map(|id| id.to_string()),
            client_id: event.client_id.map(|id| id.to_string()),
            address: event.address,
            detail: event.detail,
        }
    }

    /// The row's hash over the one before it: SHA-256(previous ‖ JSON of the row).
    pub fn hash(&self, previous: &[u8; 32]) -> [u8; 32] {
        let mut bytes = previous.to_vec();
        // A map of strings and values always serializes; an empty text would still break the chain visibly.
        bytes.extend(serde_json::to_vec(self).unwrap_or_default());
        sha256(&bytes)
    }
}

/// What kind of thing happened, for those who look for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Somebody signed in, or tried to.
    SignIn,
    /// Somebody was not let in, or an app did not get what it asked for.
    Refused,
    /// People, apps, phones, groups, settings or keys were changed.
    Change,
}

/// Names of sign-ins that succeeded.
pub const LET_IN: [&str; 1] = ["session.created"];
/// Names of sign-ins that did not.
pub const REFUSED: [&str; 7] = [
    "approval.denied",
    "approval.face_not_passed",
    "approval.not_me",
    "approval.wrong_transfer",
    "login.failed",
    "login.passkey_failed",
    "login.second_factor_failed",
];

impl Kind {
    /// Patterns of the names that are of this kind, as SQLite's GLOB reads them.
    pub fn patterns(self) -> &'static [&'static str] {
        match self {
            Self::SignIn => &["session.created", "session.step_up", "login.*", "approval.*"],
            Self::Refused => &[
                "approval.denied",
                "approval.face_not_passed",
                "approval.not_me",
                "approval.wrong_transfer",
                "login.*failed",
                "client.refused",
                "request.refused",
                "*.replayed",
                "device_grant.denied",
            ],
            Self::Change => &[
                "user.*",
                "users.*",
                "group.*",
                "client.[^r]*",
                "device.*",
                "passkey.*",
                "setting.*",
                "keys.*",
                "certificate.*",
                "branding.*",
                "factor.*",
                "password.*",
                "api_token.*",
                "session.ended",
                "sign_up.approved",
                "sign_up.confirmed",
                "sign_up.refused",
                "invitation.*",
            ],
        }
    }
}

/// Which rows to read.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only rows behind this number.
    pub after_seq: i64,
    /// Only rows before this number.
    pub before_seq: Option<i64>,
    /// Only rows since then.
    pub since: Option<i64>,
    /// Only rows before then.
    pub until: Option<i64>,
    /// Only rows about this person.
    pub user_id: Option<String>,
    /// Only rows about this client.
    pub client_id: Option<String>,
    /// Only rows with this name.
    pub event: Option<String>,
    /// Only rows of this kind.
    pub kind: Option<Kind>,
    /// A part of a person's or an app's name, of an address, or of what happened; empty for all.
    pub search: String,
    /// Newest first.
    pub newest_first: bool,
    /// At most so many rows.
    pub limit: u32,
}

/// The hash before the first row.
pub const GENESIS: [u8; 32] = [0; 32];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_or_missing_row_breaks_the_chain() {
        let first = Row::place(Event::new("user.created", Actor::Command).with("name", "Mira"), 1, 10);
        let second = Row::place(Event::new("session.created", Actor::Anonymous), 2, 11);
        let chain = second.hash(&first.hash(&GENESIS));
        let changed = Row { at: 9, ..first.clone() };
        assert_ne!(chain, second.hash(&changed.hash(&GENESIS)));
        assert_ne!(chain, second.hash(&GENESIS));
    }
}
