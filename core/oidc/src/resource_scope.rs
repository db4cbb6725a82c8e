//! Scopes of an app's own (RFC 6749 3.3): what opens its interfaces, beside the scopes of OpenID, which are about a person.

use serde::{Deserialize, Serialize};

use crate::error::{ErrorCode, ProtocolError};
use crate::scope;

/// The most that one app may have.
pub const MAX_RESOURCE_SCOPES: usize = 50;
/// The longest one, in characters.
pub const MAX_LENGTH: usize = 64;

/// An ordered set of scope tokens that mean nothing to this server; never one of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
pub struct ResourceScopes(Vec<String>);

impl ResourceScopes {
    /// Those of a registered `scope`; what cannot be one is left out, and so is what comes after the most.
    pub fn parse(text: &str) -> Self {
        text.split_whitespace().map(str::to_owned).collect::<Vec<_>>().into()
    }

    /// What a client gets of what it asks for in its own name (RFC 6749 4.4.2): all where it asks for nothing, else
    /// just that. A scope about a person is none that a client has by itself.
    pub fn grant(&self, asked: Option<&str>) -> Result<Self, ProtocolError> {
        let Some(asked) = asked else { return Ok(self.clone()) };
        if asked.split(' ').any(|token| !token.is_empty() && !self.contains(token)) {
            return Err(ProtocolError::new(
                ErrorCode::InvalidScope,
                "scope asks for something that this client has not registered for itself",
            ));
        }
        Ok(Self::parse(asked))
    }

    /// Those that `other` has too.
    pub fn within(&self, other: &Self) -> Self {
        Self(self.0.iter().filter(|token| other.contains(token)).cloned().collect())
    }

    /// Whether one is in the set.
    pub fn contains(&self, token: &str) -> bool {
        self.0.iter().any(|known| known == token)
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Vec<String>> for ResourceScopes {
    fn from(tokens: Vec<String>) -> Self {
        let mut kept: Vec<String> = Vec::new();
        for token in tokens {
            if is_resource_scope(&token) && !kept.contains(&token) && kept.len() < MAX_RESOURCE_SCOPES {
                kept.push(token);
            }
        }
        Self(kept)
    }
}

impl From<ResourceScopes> for Vec<String> {
    fn from(scopes: ResourceScopes) -> Self {
        scopes.0
    }
}

impl std::fmt::Display for ResourceScopes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.join(" "))
    }
}

/// Whether a token can be a scope of an app's own: written as RFC 6749 3.3 has it, short, and none of ours.
pub fn is_resource_scope(token: &str) -> bool {
    let is_written = |c: u8| matches!(c, 0x21 | 0x23..=0x5b | 0x5d..=0x7e);
    (1..=MAX_LENGTH).contains(&token.len())
        && token.bytes().all(is_written)
        && !scope::ALL.iter().any(|known| known.as_str() == token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc6749_3_3_tokens_that_can_be_scopes() {
        for good in ["files:read", "https://api.example/write", "a", "!#[]~"] {
            assert!(is_resource_scope(good), "{good}");
        }
        let long = "x".repeat(MAX_LENGTH + 1);
        for bad in ["", "a b", "a\"b", "a\\b", "caf\u{e9}", "openid", "email", "offline_access", &long] {
            assert!(!is_resource_scope(bad), "{bad}");
        }
    }

    #[test]
    fn a_set_is_bounded_and_holds_each_once() {
        let many: String = (0..100).map(|n| format!("s{n} s{n} ")).collect();
        assert_eq!(Vec::from(ResourceScopes::parse(&many)).len(), MAX_RESOURCE_SCOPES);
        assert_eq!(ResourceScopes::parse("openid b a b").to_string(), "b a");
    }

    #[test]
    fn rfc6749_4_4_2_a_client_gets_what_it_registered_and_nothing_about_people() {
        let own = ResourceScopes::parse("files:read files:write openid");
        assert_eq!(own.grant(None).unwrap().to_string(), "files:read files:write");
        assert_eq!(own.grant(Some("files:write")).unwrap().to_string(), "files:write");
        for more in ["openid", "files:read openid", "offline_access", "groups", "files:delete"] {
            assert_eq!(own.grant(Some(more)).unwrap_err().code, ErrorCode::InvalidScope, "{more}");
        }
        assert!(ResourceScopes::default().grant(None).unwrap().is_empty());
    }
}
