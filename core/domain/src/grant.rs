//! What a person allowed a client to see, remembered until it is taken back.

use oidc::claims;
use oidc::claims_request::ClaimsRequest;
use oidc::scope::Scopes;

use crate::id::{ClientId, UserId};

/// A remembered consent.
#[derive(Clone, Debug)]
pub struct Grant {
    /// Who allowed it.
    pub user_id: UserId,
    /// To whom.
    pub client_id: ClientId,
    /// What.
    pub scopes: Scopes,
    /// What the person was asked for and left unticked: not asked again.
    pub declined: Scopes,
    /// Claims that they allowed by name, beyond what the scopes open (OIDC Core 5.5).
    pub claims: Vec<String>,
    /// Claims that they were asked for by name and left unticked.
    pub declined_claims: Vec<String>,
    /// Seconds since 1970.
    pub granted_at: i64,
}

impl Grant {
    /// Whether every scope in the request was decided before, and every claim that it asks for beyond them.
    pub fn answers(&self, asked: &Scopes, claims: &[String]) -> bool {
        let is_decided = |name: &String| {
            self.claims.contains(name)
                || self.declined_claims.contains(name)
                || claims::scope_of(name).is_some_and(|scope| self.scopes.contains(scope))
        };
        self.scopes.union(&self.declined).covers(asked) && claims.iter().all(is_decided)
    }

    /// What the client gets of what it asks for.
    pub fn allow(&self, asked: &Scopes) -> Scopes {
        asked.filter(|scope| self.scopes.contains(scope))
    }

    /// What the client gets of the claims that it asks for by name.
    pub fn allow_claims(&self, asked: ClaimsRequest) -> ClaimsRequest {
        asked.allowed(&self.scopes, &self.claims)
    }
}
