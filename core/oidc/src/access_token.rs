//! The claims of an access token that resource servers read themselves (RFC 9068 2.2).

use serde::Serialize;
use serde_json::{Map, Value};

use crate::confirmation::Confirmation;
use crate::resource::Resources;

/// Claims of a JWT access token. What is about a person is absent where none stands behind it.
#[derive(Clone, Debug, Serialize)]
pub struct AccessTokenClaims<'a> {
    /// Issuer.
    pub iss: &'a str,
    /// The person as the client knows them; the client itself where nobody stands behind it.
    pub sub: &'a str,
    /// For whom it is meant.
    pub aud: &'a Resources,
    /// Expiry, seconds since 1970.
    pub exp: i64,
    /// Issue time.
    pub iat: i64,
    /// Its own id.
    pub jti: &'a str,
    /// The client.
    pub client_id: &'a str,
    /// What it opens.
    pub scope: &'a str,
    /// When the person last proved who they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_time: Option<i64>,
    /// Authentication context class.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acr: Option<&'a str>,
    /// Authentication methods (RFC 8176).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amr: Option<&'a [String]>,
    /// The key that it works with alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cnf: Option<&'a Confirmation>,
    /// Further claims, none of them one of the above.
    #[serde(flatten)]
    pub told: &'a Map<String, Value>,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn rfc9068_2_2_and_4_nothing_stands_there_that_is_not_known() {
        let aud = ["https://rs.example.com/"].into_iter().collect();
        let claims = AccessTokenClaims {
            iss: "https://authorization-server.example.com/",
            sub: "5ba552d67",
            aud: &aud,
            exp: 1_639_528_912,
            iat: 1_618_354_090,
            jti: "dbe39bf3a3ba4238a513f51d6e1691c4",
            client_id: "s6BhdRkqt3",
            scope: "openid profile reademail",
            auth_time: None,
            acr: None,
            amr: None,
            cnf: None,
            told: &Map::new(),
        };
        // The example of RFC 9068 3.
        assert_eq!(
            serde_json::to_value(claims).unwrap(),
            json!({
                "iss": "https://authorization-server.example.com/",
                "sub": "5ba552d67",
                "aud": "https://rs.example.com/",
                "exp": 1_639_528_912,
                "iat": 1_618_354_090,
                "jti": "dbe39bf3a3ba4238a513f51d6e1691c4",
                "client_id": "s6BhdRkqt3",
                "scope": "openid profile reademail",
            })
        );
    }
}
