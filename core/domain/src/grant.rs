//! What a person allowed a client to see, remembered until it is taken back.

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
    /// Seconds since 1970.
    pub granted_at: i64,
}

impl Grant {
    /// Whether every scope in the request was decided before.
    pub fn answers(&self, asked: &Scopes) -> bool {
        self.scopes.union(&self.declined).covers(asked)
    }

    /// What the client gets of what it asks for.
    pub fn allow(&self, asked: &Scopes) -> Scopes {
        asked.filter(|scope| self.scopes.contains(scope))
    }
}
