//! Scopes: an ordered set of tokens; those that we do not know are left out, never an error.

use serde::{Deserialize, Serialize};

/// A scope that this server knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Makes it an OpenID request.
    Openid,
    /// The fourteen profile claims (OIDC Core 5.4).
    Profile,
    /// `email`, `email_verified`.
    Email,
    /// `address`.
    Address,
    /// `phone_number`, `phone_number_verified`.
    Phone,
    /// `groups`: the names of the groups that the person is in.
    Groups,
    /// A refresh token (OIDC Core 11).
    OfflineAccess,
}

/// All scopes, in the order in which they are advertised and written.
pub const ALL: [Scope; 7] = [
    Scope::Openid,
    Scope::Profile,
    Scope::Email,
    Scope::Address,
    Scope::Phone,
    Scope::Groups,
    Scope::OfflineAccess,
];

impl Scope {
    /// The token on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Openid => "openid",
            Self::Profile => "profile",
            Self::Email => "email",
            Self::Address => "address",
            Self::Phone => "phone",
            Self::Groups => "groups",
            Self::OfflineAccess => "offline_access",
        }
    }
}

/// A set of known scopes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scopes(Vec<Scope>);

impl Scopes {
    /// Reads a space-separated list; unknown tokens are ignored (OIDC Core 3.1.2.1).
    pub fn parse(text: &str) -> Self {
        ALL.into_iter().filter(|scope| text.split(' ').any(|token| token == scope.as_str())).collect()
    }

    /// Whether the scope is in the set.
    pub fn contains(&self, scope: Scope) -> bool {
        self.0.contains(&scope)
    }

    /// Whether every scope of `other` is in this set.
    pub fn covers(&self, other: &Self) -> bool {
        other.0.iter().all(|scope| self.contains(*scope))
    }

    /// The scopes of this set that pass.
    pub fn filter(&self, keep: impl Fn(Scope) -> bool) -> Self {
        self.iter().filter(|scope| keep(*scope)).collect()
    }

    /// Both sets together.
    pub fn union(&self, other: &Self) -> Self {
        ALL.into_iter().filter(|scope| self.contains(*scope) || other.contains(*scope)).collect()
    }

    /// The scopes in their fixed order.
    pub fn iter(&self) -> impl Iterator<Item = Scope> + '_ {
        self.0.iter().copied()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<Scope> for Scopes {
    fn from_iter<I: IntoIterator<Item = Scope>>(scopes: I) -> Self {
        let mut list: Vec<Scope> = scopes.into_iter().collect();
        list.sort_unstable();
        list.dedup();
        Self(list)
    }
}

impl std::fmt::Display for Scopes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let words: Vec<&str> = self.0.iter().map(|scope| scope.as_str()).collect();
        f.write_str(&words.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_scopes_and_order_do_not_matter() {
        let scopes = Scopes::parse("email  made-up openid Openid");
        assert_eq!(scopes.to_string(), "openid email");
        assert!(Scopes::parse("openid email profile").covers(&scopes));
        assert!(!scopes.covers(&Scopes::parse("profile")));
    }
}
