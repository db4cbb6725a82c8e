//! Introspection (RFC 7662) and revocation (RFC 7009): what is asked and what is answered.

use serde::Serialize;

use crate::confirmation::Confirmation;
use crate::error::ProtocolError;
use crate::params::Params;
use crate::resource::Resources;

/// The token in question. `token_type_hint` only speeds up a search, and ours needs none.
pub fn token(params: &Params) -> Result<&str, ProtocolError> {
    params.require("token", "token is missing")
}

/// The answer of introspection (RFC 7662 2.2).
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Introspection {
    /// Unknown, expired, revoked, or none of the asker's business.
    Inactive {
        /// `false`.
        active: bool,
    },
    /// A token that works.
    Active(Box<ActiveToken>),
}

/// What is said of a token that works.
#[derive(Debug, Serialize)]
pub struct ActiveToken {
    /// `true`.
    pub active: bool,
    /// Granted scopes.
    pub scope: String,
    /// The client that it was issued to.
    pub client_id: String,
    /// User name; a client that acts in its own name has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// How it is presented: `Bearer` or `DPoP`; `refresh_token` for one of those.
    pub token_type: &'static str,
    /// Expiry.
    pub exp: i64,
    /// Issue time.
    pub iat: i64,
    /// Subject.
    pub sub: String,
    /// For whom it is meant; the client where nobody was named.
    pub aud: Resources,
    /// Issuer.
    pub iss: String,
    /// The key that it works with alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cnf: Option<Confirmation>,
}

impl Introspection {
    /// The answer that says nothing.
    pub fn inactive() -> Self {
        Self::Inactive { active: false }
    }
}
