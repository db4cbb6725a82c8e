//! An access token of a client in its own name (RFC 6749 4.4): nobody stands behind it, and it opens nothing about people.

use oidc::confirmation::Confirmation;
use oidc::resource::Resources;
use oidc::resource_scope::ResourceScopes;

use crate::id::ClientId;
use crate::token::TokenHash;

/// The most that one client has at a time; the oldest gives way.
pub const MAX_CLIENT_TOKENS: i64 = 5_000;

/// A token of a client.
#[derive(Clone, Debug)]
pub struct ClientToken {
    /// Hash of the token.
    pub hash: TokenHash,
    /// Whose it is.
    pub client_id: ClientId,
    /// What it opens, at the client's own interfaces.
    pub scopes: ResourceScopes,
    /// For whom it is meant, where that was asked for.
    pub audience: Resources,
    /// What it is bound to.
    pub confirmation: Option<Confirmation>,
    /// Seconds since 1970.
    pub issued_at: i64,
    /// Seconds since 1970.
    pub expires_at: i64,
}
