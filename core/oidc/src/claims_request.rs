//! The `claims` parameter: claims that are asked for one by one (OIDC Core 5.5), parsed once and bounded.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::claims;
use crate::error::ProtocolError;
use crate::metadata::ClientMetadata;
use crate::params::Params;
use crate::scope::Scopes;

/// How long the parameter may be, in bytes.
const MAX_BYTES: usize = 8 * 1024;
/// How many claims may be asked for in each place, and how many values of one.
const MOST: usize = 64;

/// What is asked for, and where it is to come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimsRequest {
    /// In the userinfo answer.
    #[serde(default, deserialize_with = "or_none", skip_serializing_if = "AskedClaims::is_empty")]
    pub userinfo: AskedClaims,
    /// In the ID token.
    #[serde(default, deserialize_with = "or_none", skip_serializing_if = "AskedClaims::is_empty")]
    pub id_token: AskedClaims,
}

/// Claims by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AskedClaims(BTreeMap<String, AskedClaim>);

/// How a claim is asked for (5.5.1).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AskedClaim {
    /// Whether the app cannot do without it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub essential: bool,
    /// The one value that is wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// Values that are wanted, the preferred one first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<Value>>,
}

impl ClaimsRequest {
    /// Reads the parameter; nothing is asked for where it is absent.
    pub fn from_params(params: &Params) -> Result<Self, ProtocolError> {
        params.get("claims").map_or(Ok(Self::default()), Self::parse)
    }

    /// Reads the parameter's value. Members and claims that we do not know stay what they are: voluntary.
    pub fn parse(text: &str) -> Result<Self, ProtocolError> {
        const MALFORMED: ProtocolError =
            ProtocolError::invalid_request("claims is not a JSON object as in OIDC Core 5.5");
        if text.len() > MAX_BYTES {
            return Err(ProtocolError::invalid_request("claims is longer than 8 KiB"));
        }
        // serde would take an array for a struct.
        if !text.trim_start().starts_with('{') {
            return Err(MALFORMED);
        }
        serde_json::from_str(text).map_err(|_| MALFORMED)
    }

    /// The request as JSON, to be kept and parsed again.
    pub fn encode(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.userinfo.is_empty() && self.id_token.is_empty()
    }

    /// Without what the client may not have: the scopes that it registered bound also what it asks for by name.
    #[must_use]
    pub fn for_client(self, client: &ClientMetadata) -> Self {
        self.filter(|name| claims::scope_of(name).is_none_or(|scope| client.scope.contains(scope)))
    }

    /// The claims whose names pass.
    #[must_use]
    pub fn filter(self, keep: impl Fn(&str) -> bool) -> Self {
        Self { userinfo: self.userinfo.filter(&keep), id_token: self.id_token.filter(&keep) }
    }

    /// Names of the claims about the person that none of the scopes opens, each once, in the order of the alphabet.
    pub fn names_beyond(&self, scopes: &Scopes) -> Vec<String> {
        let mut names: Vec<String> = self
            .userinfo
            .names()
            .chain(self.id_token.names())
            .filter(|name| claims::scope_of(name).is_some_and(|scope| !scopes.contains(scope)))
            .map(str::to_owned)
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// What a person allows of it: what a scope opens that they gave, and what they gave by name.
    #[must_use]
    pub fn allowed(self, scopes: &Scopes, by_name: &[String]) -> Self {
        self.filter(|name| {
            claims::scope_of(name).is_none_or(|scope| scopes.contains(scope))
                || by_name.iter().any(|allowed| allowed == name)
        })
    }
}

impl AskedClaims {
    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How a claim is asked for, if it is.
    pub fn get(&self, name: &str) -> Option<&AskedClaim> {
        self.0.get(name)
    }

    /// Names of the claims.
    pub fn names(&self) -> impl Iterator<Item = &str> + '_ {
        self.0.keys().map(String::as_str)
    }

    fn filter(self, keep: impl Fn(&str) -> bool) -> Self {
        Self(self.0.into_iter().filter(|(name, _)| keep(name)).collect())
    }
}

impl AskedClaim {
    /// The values that are wanted, the preferred one first; none where any will do.
    pub fn wanted(&self) -> impl Iterator<Item = &Value> + '_ {
        self.value.iter().chain(self.values.iter().flatten())
    }

    /// Whether a value is among those that are wanted.
    pub fn takes(&self, value: &Value) -> bool {
        let mut wanted = self.wanted().peekable();
        wanted.peek().is_none() || wanted.any(|one| one == value)
    }
}

/// A name that stands there twice is refused: two programs would read two requests.
impl<'de> Deserialize<'de> for AskedClaims {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Claims;
        impl<'de> Visitor<'de> for Claims {
            type Value = AskedClaims;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of claims")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<AskedClaims, A::Error> {
                let mut found = BTreeMap::new();
                while let Some((name, asked)) = map.next_entry::<String, Option<AskedClaim>>()? {
                    let asked = asked.unwrap_or_default();
                    if found.len() == MOST || asked.wanted().nth(MOST).is_some() {
                        return Err(A::Error::custom("too many claims or values"));
                    }
                    if found.insert(name, asked).is_some() {
                        return Err(A::Error::custom("a claim is asked for twice"));
                    }
                }
                Ok(AskedClaims(found))
            }
        }
        deserializer.deserialize_map(Claims)
    }
}

/// `null` asks for nothing.
fn or_none<'de, D: Deserializer<'de>>(deserializer: D) -> Result<AskedClaims, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// OIDC Core 5.5.
    const EXAMPLE: &str = r#"{
      "userinfo": {
        "given_name": {"essential": true}, "nickname": null, "email": {"essential": true},
        "email_verified": {"essential": true}, "picture": null, "http://example.info/claims/groups": null
      },
      "id_token": {
        "auth_time": {"essential": true}, "acr": {"values": ["urn:mace:incommon:iap:silver"]}
      }
    }"#;

    #[test]
    fn oidc_core_5_5_example() {
        let asked = ClaimsRequest::parse(EXAMPLE).unwrap();
        assert!(asked.userinfo.get("given_name").unwrap().essential);
        assert!(!asked.userinfo.get("nickname").unwrap().essential);
        assert_eq!(asked.id_token.names().collect::<Vec<_>>(), ["acr", "auth_time"]);
        assert_eq!(ClaimsRequest::parse(&asked.encode()).unwrap(), asked);
        let beyond = asked.names_beyond(&Scopes::parse("openid email"));
        assert_eq!(beyond, ["given_name", "nickname", "picture"], "no words for what we do not know");
    }

    #[test]
    fn what_is_allowed_is_given_by_scope_or_by_name() {
        let asked = ClaimsRequest::parse(EXAMPLE).unwrap();
        let allowed = asked.allowed(&Scopes::parse("openid email"), &["nickname".into()]);
        let names: Vec<&str> = allowed.userinfo.names().collect();
        assert_eq!(names, ["email", "email_verified", "http://example.info/claims/groups", "nickname"]);
        assert!(allowed.id_token.get("acr").is_some());
    }

    #[test]
    fn the_scopes_of_a_client_bound_what_it_asks_for_by_name() {
        let client = ClientMetadata::parse(
            &json!({"redirect_uris": ["https://a.example/cb"], "scope": "openid email"}),
        )
        .unwrap()
        .metadata;
        let asked = ClaimsRequest::parse(EXAMPLE).unwrap().for_client(&client);
        assert!(asked.userinfo.get("email").is_some() && asked.userinfo.get("given_name").is_none());
    }

    #[test]
    fn oidc_core_5_5_1_a_value_that_is_wanted_is_the_only_one_that_comes() {
        let asked = ClaimsRequest::parse(r#"{"userinfo":{"sub":{"value":"1"},"x":{"values":[true,2]}}}"#);
        let asked = asked.unwrap().userinfo;
        let takes = |name: &str, value: Value| asked.get(name).unwrap().takes(&value);
        assert!(takes("sub", json!("1")) && !takes("sub", json!("2")));
        assert!(takes("x", json!(2)) && takes("x", json!(true)) && !takes("x", json!("2")));
        assert!(AskedClaim::default().takes(&json!("anything")));
    }

    #[test]
    fn claims_is_bounded_and_has_to_be_what_it_says() {
        let many: Vec<String> = (0..=MOST).map(|n| format!(r#""c{n}":null"#)).collect();
        for text in [
            "x".to_owned(),
            "[]".to_owned(),
            "[[],[]]".to_owned(),
            "1".to_owned(),
            r#"{"userinfo":[]}"#.to_owned(),
            r#"{"userinfo":{"name":true}}"#.to_owned(),
            r#"{"userinfo":{"name":{"essential":"yes"}}}"#.to_owned(),
            r#"{"userinfo":{"name":{"values":"x"}}}"#.to_owned(),
            r#"{"userinfo":{"name":null,"name":{"essential":true}}}"#.to_owned(),
            r#"{"userinfo":{},"userinfo":{}}"#.to_owned(),
            r#"{"userinfo":{"name":{"value":"a","value":"b"}}}"#.to_owned(),
            format!(r#"{{"userinfo":{{{}}}}}"#, many.join(",")),
            format!(r#"{{"x":"{}"}}"#, "y".repeat(MAX_BYTES)),
            format!("{}{}", r#"{"x":"#.repeat(1_000), "1"),
        ] {
            assert!(ClaimsRequest::parse(&text).is_err(), "{text:.60}");
        }
        for text in ["{}", r#" {"userinfo":null}"#, r#"{"other":{"a":1},"id_token":{"x":{"unknown":1}}}"#] {
            assert!(ClaimsRequest::parse(text).is_ok(), "{text}");
        }
    }
}
