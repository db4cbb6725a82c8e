//! Logout tokens (OpenID Connect Back-Channel Logout 1.0, 2.4 and 2.5): what a client is told when a session ends.

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

/// The member of `events` that makes a token a logout token.
pub const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// How long a logout token is good, in seconds: as short as the specification advises, since it is signed when it is sent.
pub const LIFETIME_S: i64 = 120;

/// Claims of a logout token. It never has a `nonce`, so that it cannot be taken for an ID token.
#[derive(Clone, Debug, Serialize)]
pub struct LogoutToken<'a> {
    /// Issuer.
    pub iss: &'a str,
    /// The person, as the client knows them.
    pub sub: &'a str,
    /// The client.
    pub aud: &'a str,
    /// Issue time, seconds since 1970.
    pub iat: i64,
    /// Expiry.
    pub exp: i64,
    /// Of this token alone.
    pub jti: &'a str,
    /// The session at this server.
    pub sid: &'a str,
    /// What the token says.
    pub events: SessionEnded,
}

/// That a session has ended: `{"http://schemas.openid.net/event/backchannel-logout": {}}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionEnded;

impl Serialize for SessionEnded {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut events = serializer.serialize_map(Some(1))?;
        events.serialize_entry(EVENT, &serde_json::Map::new())?;
        events.end()
    }
}

/// The body of the request to the client: the token and nothing else.
pub fn form(token: &str) -> String {
    form_urlencoded::Serializer::new(String::new()).append_pair("logout_token", token).finish()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn backchannel_logout_1_0_section_2_4_example() {
        let token = LogoutToken {
            iss: "https://server.example.com",
            sub: "248289761001",
            aud: "s6BhdRkqt3",
            iat: 1_471_566_154,
            exp: 1_471_569_754,
            jti: "bWJq",
            sid: "08a5019c-17e1-4977-8f42-65a12843ea02",
            events: SessionEnded,
        };
        let example = json!({
            "iss": "https://server.example.com",
            "sub": "248289761001",
            "aud": "s6BhdRkqt3",
            "iat": 1_471_566_154,
            "exp": 1_471_569_754,
            "jti": "bWJq",
            "sid": "08a5019c-17e1-4977-8f42-65a12843ea02",
            "events": { "http://schemas.openid.net/event/backchannel-logout": {} }
        });
        assert_eq!(serde_json::to_value(token).unwrap(), example);
        assert_eq!(form("a.b-_.c"), "logout_token=a.b-_.c");
    }
}
