//! A token of the admin API: what a program brings in the place of a session, and what it opens.

use oidc::shown::is_shown;
use serde::{Deserialize, Serialize};

use crate::id::{ApiTokenId, UserId};
use crate::secret::Secret;
use crate::token::{PlainToken, TokenHash};
use crate::world::Entropy;

/// A token as it is kept: what was handed out is known by its hash alone.
#[derive(Clone, Debug)]
pub struct ApiToken {
    /// Row id; what the audit log knows the program by.
    pub id: ApiTokenId,
    /// SHA-256 of the token.
    pub hash: TokenHash,
    /// What it is for, as its maker calls it.
    pub name: String,
    /// What it opens, in the order of [`ApiScope::ALL`].
    pub scopes: Vec<ApiScope>,
    /// Whose rights it has at most; of nobody's: made by a command on the machine.
    pub made_by: Option<UserId>,
    /// Seconds since 1970.
    pub created_at: i64,
    /// From when it is worth nothing; never, where there is none.
    pub expires_at: Option<i64>,
    /// When it was used last, give or take a minute.
    pub last_used_at: Option<i64>,
    /// From where.
    pub last_address: Option<String>,
}

/// What a token opens. Acts that ask a person for a recent sign-in are opened by the scopes that end in `manage`, and by
/// no other; some acts by none: roles, tokens, resets and links of phones stay with people, and so does what would open an
/// account that has a right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ApiScope {
    /// See people, their phones and sessions.
    #[serde(rename = "users:read")]
    UsersRead,
    /// Add people, switch accounts off and on, end sessions.
    #[serde(rename = "users:write")]
    UsersWrite,
    /// Bring people in, change their second-step rule, take accounts away, invite.
    #[serde(rename = "users:manage")]
    UsersManage,
    /// See groups.
    #[serde(rename = "groups:read")]
    GroupsRead,
    /// Make groups.
    #[serde(rename = "groups:write")]
    GroupsWrite,
    /// Change groups, put people in and take them out, take groups away.
    #[serde(rename = "groups:manage")]
    GroupsManage,
    /// See apps and what they get.
    #[serde(rename = "clients:read")]
    ClientsRead,
    /// Register apps and check them.
    #[serde(rename = "clients:write")]
    ClientsWrite,
    /// Bring apps in, change them, make new secrets, take apps away.
    #[serde(rename = "clients:manage")]
    ClientsManage,
    /// Read the log.
    #[serde(rename = "audit:read")]
    AuditRead,
    /// See settings and the office's look.
    #[serde(rename = "settings:read")]
    SettingsRead,
    /// Change settings, but for those that say who gets in and how well accounts are guarded.
    #[serde(rename = "settings:manage")]
    SettingsManage,
    /// See how the server is: health, keys, certificates, updates.
    #[serde(rename = "server:read")]
    ServerRead,
}

impl ApiScope {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 13] = [
        Self::UsersRead,
        Self::UsersWrite,
        Self::UsersManage,
        Self::GroupsRead,
        Self::GroupsWrite,
        Self::GroupsManage,
        Self::ClientsRead,
        Self::ClientsWrite,
        Self::ClientsManage,
        Self::AuditRead,
        Self::SettingsRead,
        Self::SettingsManage,
        Self::ServerRead,
    ];

    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UsersRead => "users:read",
            Self::UsersWrite => "users:write",
            Self::UsersManage => "users:manage",
            Self::GroupsRead => "groups:read",
            Self::GroupsWrite => "groups:write",
            Self::GroupsManage => "groups:manage",
            Self::ClientsRead => "clients:read",
            Self::ClientsWrite => "clients:write",
            Self::ClientsManage => "clients:manage",
            Self::AuditRead => "audit:read",
            Self::SettingsRead => "settings:read",
            Self::SettingsManage => "settings:manage",
            Self::ServerRead => "server:read",
        }
    }

    /// Reads one.
    pub fn find(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == text)
    }

    /// Whether it says of itself that it opens acts that ask a person for a recent sign-in.
    pub fn opens_fresh_acts(self) -> bool {
        matches!(self, Self::UsersManage | Self::GroupsManage | Self::ClientsManage | Self::SettingsManage)
    }
}

/// Why a token cannot be made so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApiTokenError {
    /// Nothing that it would open.
    #[error("choose what the token opens")]
    NoScope,
    /// Not a name.
    #[error("a token's name has 1 to {MAX_NAME} characters on one line")]
    Name,
    /// Its time would be over already, or too far away.
    #[error("a token works for 1 to {MAX_DAYS} days")]
    Lifetime,
}

/// The longest name of a token, in characters.
pub const MAX_NAME: usize = 60;
/// The longest life of a token that has an end, in days.
pub const MAX_DAYS: i64 = 3_650;
/// Says to whoever finds one lying about what it is: scanners look for such beginnings.
pub const PREFIX: &str = "dol_";

const DAY_S: i64 = 86_400;

impl ApiToken {
    /// A new token, and what its program brings, which is shown once.
    pub fn make(
        name: &str,
        mut scopes: Vec<ApiScope>,
        days: Option<i64>,
        made_by: Option<UserId>,
        entropy: &dyn Entropy,
        now: i64,
    ) -> Result<(Self, Secret), ApiTokenError> {
        let name = name.trim();
        if !(1..=MAX_NAME).contains(&name.chars().count()) || !name.chars().all(is_shown) {
            return Err(ApiTokenError::Name);
        }
        scopes.sort_unstable();
        scopes.dedup();
        if scopes.is_empty() {
            return Err(ApiTokenError::NoScope);
        }
        if days.is_some_and(|days| !(1..=MAX_DAYS).contains(&days)) {
            return Err(ApiTokenError::Lifetime);
        }
        let plain = Secret::new(format!("{PREFIX}{}", PlainToken::generate(entropy).expose()));
        let token = Self {
            id: ApiTokenId::generate(entropy),
            hash: TokenHash::of(plain.expose()),
            name: name.to_owned(),
            scopes,
            made_by,
            created_at: now,
            expires_at: days.map(|days| now + days * DAY_S),
            last_used_at: None,
            last_address: None,
        };
        Ok((token, plain))
    }

    /// Whether its time is not over.
    pub fn is_live(&self, now: i64) -> bool {
        self.expires_at.is_none_or(|at| now < at)
    }

    /// Whether its last use has to be noted: once a minute is enough.
    pub fn is_due_for_touch(&self, now: i64) -> bool {
        self.last_used_at.is_none_or(|at| now >= at + 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::SystemEntropy;

    fn make(name: &str, scopes: &[ApiScope], days: Option<i64>) -> Result<(ApiToken, Secret), ApiTokenError> {
        ApiToken::make(name, scopes.to_vec(), days, None, &SystemEntropy, 1_000)
    }

    #[test]
    fn a_token_says_what_it_is_and_is_kept_as_a_hash() {
        let (token, plain) = make(" Backup ", &[ApiScope::UsersRead, ApiScope::UsersRead], Some(1)).unwrap();
        assert!(plain.expose().starts_with(PREFIX) && plain.expose().len() == PREFIX.len() + 43);
        assert!(token.hash == TokenHash::of(plain.expose()));
        assert_eq!(
            (token.name.as_str(), token.scopes.as_slice()),
            ("Backup", [ApiScope::UsersRead].as_slice())
        );
        assert!(token.is_live(1_000 + DAY_S - 1) && !token.is_live(1_000 + DAY_S));
        assert!(make("For ever", &[ApiScope::AuditRead], None).unwrap().0.is_live(i64::MAX));
    }

    #[test]
    fn what_cannot_be_a_token_is_refused() {
        let one = [ApiScope::UsersRead];
        assert_eq!(make("", &one, None).unwrap_err(), ApiTokenError::Name);
        assert_eq!(make("a\nb", &one, None).unwrap_err(), ApiTokenError::Name);
        assert_eq!(make("a", &[], None).unwrap_err(), ApiTokenError::NoScope);
        assert_eq!(make("a", &one, Some(0)).unwrap_err(), ApiTokenError::Lifetime);
        assert_eq!(make("a", &one, Some(MAX_DAYS + 1)).unwrap_err(), ApiTokenError::Lifetime);
    }

    #[test]
    fn scopes_are_spelled_alike_everywhere() {
        for scope in ApiScope::ALL {
            assert_eq!(serde_json::to_value(scope).unwrap(), scope.as_str());
            assert_eq!(ApiScope::find(scope.as_str()), Some(scope));
            assert_eq!(scope.opens_fresh_acts(), scope.as_str().ends_with(":manage"));
        }
        assert_eq!(ApiScope::find("tokens:write"), None);
    }
}
