//! An issued code and everything that came of it: what falls together when one part is misused.

use oidc::acr::Acr;
use oidc::claims_request::ClaimsRequest;
use oidc::confirmation::Confirmation;
use oidc::pkce::CodeChallenge;
use oidc::resource::Resources;
use oidc::scope::Scopes;
use oidc::token::CodeBinding;

use crate::id::{AuthorizationId, ClientId, SessionId, UserId};
use crate::token::TokenHash;

/// One authorization: its code is used once, its tokens are revoked with it.
#[derive(Clone, Debug)]
pub struct Authorization {
    /// Row id.
    pub id: AuthorizationId,
    /// Hash of the code.
    pub code: TokenHash,
    /// Bound to.
    pub client_id: ClientId,
    /// Bound to.
    pub user_id: UserId,
    /// Bound to.
    pub session_id: SessionId,
    /// Bound to.
    pub redirect_uri: String,
    /// Bound to.
    pub code_challenge: Option<CodeChallenge>,
    /// Granted.
    pub scopes: Scopes,
    /// The key that the code is bound to (RFC 9449 10).
    pub dpop_jkt: Option<String>,
    /// Granted beyond the scopes, claim by claim (OIDC Core 5.5).
    pub claims: ClaimsRequest,
    /// What the tokens are for (RFC 8707); all that the client may have where none was named.
    pub resources: Resources,
    /// For the ID token.
    pub nonce: Option<String>,
    /// For the ID token.
    pub auth_time: i64,
    /// For the ID token.
    pub amr: Vec<String>,
    /// For the ID token.
    pub acr: Acr,
    /// Seconds since 1970.
    pub issued_at: i64,
    /// When the code can no longer be exchanged.
    pub code_expires_at: i64,
    /// Where its life stands.
    pub state: AuthorizationState,
}

/// Where the life of an authorization stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorizationState {
    /// The code was issued and not used.
    Issued,
    /// The code was used; tokens exist.
    Exchanged,
    /// Nothing of it works any more.
    Revoked,
}

impl Authorization {
    /// What the code was bound to.
    pub fn binding(&self) -> CodeBinding<'_> {
        CodeBinding {
            client_id: self.client_id.as_str(),
            redirect_uri: &self.redirect_uri,
            code_challenge: self.code_challenge.as_ref(),
            expires_at: self.code_expires_at,
        }
    }
}

/// An access token; what it looks like is not stored.
#[derive(Clone, Debug)]
pub struct AccessToken {
    /// Hash of the token.
    pub hash: TokenHash,
    /// What it came of.
    pub authorization_id: AuthorizationId,
    /// What it opens.
    pub scopes: Scopes,
    /// For whom it is meant, where that was asked for.
    pub audience: Resources,
    /// What it is bound to.
    pub confirmation: Option<Confirmation>,
    /// Seconds since 1970.
    pub issued_at: i64,
    /// Seconds since 1970.
    pub expires_at: i64,
}

/// A refresh token.
#[derive(Clone, Debug)]
pub struct RefreshToken {
    /// Hash of the token.
    pub hash: TokenHash,
    /// What it came of.
    pub authorization_id: AuthorizationId,
    /// What it is bound to.
    pub confirmation: Option<Confirmation>,
    /// Seconds since 1970.
    pub issued_at: i64,
    /// End without use.
    pub idle_until: i64,
    /// End in all.
    pub absolute_until: i64,
    /// When it was replaced by another; a use after that revokes the authorization.
    pub rotated_at: Option<i64>,
}

impl RefreshToken {
    /// Whether its time is over.
    pub fn is_expired(&self, now: i64) -> bool {
        now >= self.idle_until || now >= self.absolute_until
    }
}
