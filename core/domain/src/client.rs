//! An app that people sign in to (a relying party), with its secret and its rights here.

use oidc::client_auth::Presented;
use oidc::metadata::{AuthMethod, ClientMetadata};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;

use crate::access::Access;
use crate::claim_rule::ClaimRule;
use crate::factor::policy::Rule;
use crate::id::{ClientId, UserId};
use crate::secret::Secret;
use crate::session_terms::SessionTerms;
use crate::token::{PlainToken, TokenHash, hmac_sha256};
use crate::world::Entropy;

/// A registered client.
#[derive(Clone, Debug)]
pub struct Client {
    /// `client_id`.
    pub id: ClientId,
    /// What it registered.
    pub metadata: ClientMetadata,
    /// Absent for public clients.
    pub secret: Option<StoredSecret>,
    /// Whether people are not asked for consent.
    pub trusted: bool,
    /// Whether refresh tokens rotate although the client has a secret.
    pub rotates_refresh_tokens: bool,
    /// What it adds to the second factor of those who sign in to it.
    pub rule: Rule,
    /// What the office lays down for it beside what it registered.
    pub terms: Terms,
    /// Whether it may be used.
    pub state: ClientState,
    /// Who registered it and manages it; the office's own has none.
    pub owner: Option<UserId>,
    /// Seconds since 1970.
    pub created_at: i64,
    /// Seconds since 1970.
    pub updated_at: i64,
}

/// What the office lays down for a client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Who may use it.
    pub access: Access,
    /// How long a sign-in is good for.
    pub session: SessionTerms,
    /// What it is told about people beyond the standard claims.
    pub claim_rules: Vec<ClaimRule>,
}

/// Whether a client may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientState {
    /// May be used.
    Active,
    /// Switched off: no request, no token works.
    Disabled,
}

/// A client secret as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoredSecret {
    /// SHA-256 of a secret that we made, of 256 random bits.
    Made(TokenHash),
    /// HMAC of a secret that came from elsewhere and may be guessable, under a key outside the database.
    Imported {
        /// The HMAC.
        tag: TokenHash,
        /// Whether it is shorter than 32 characters.
        weak: bool,
    },
}

/// How the secret of a new client comes about.
pub enum SecretSource {
    /// Made here.
    Generate,
    /// Kept from elsewhere.
    Import(Secret),
}

impl Client {
    /// A new client, and its secret, which is shown once.
    pub fn register(
        id: Option<ClientId>,
        metadata: ClientMetadata,
        secret: SecretSource,
        hmac_key: &[u8],
        entropy: &dyn Entropy,
        now: i64,
    ) -> (Self, Option<Secret>) {
        let (stored, plain) = match secret {
            // Who proves itself otherwise, or does not, has no use for a secret of ours.
            SecretSource::Generate if !metadata.token_endpoint_auth_method.has_secret() => (None, None),
            _ if metadata.is_public() => (None, None),
            SecretSource::Generate => {
                let plain = PlainToken::generate(entropy);
                (Some(StoredSecret::Made(plain.hash())), Some(Secret::new(plain.expose())))
            }
            SecretSource::Import(secret) => (Some(StoredSecret::import(&secret, hmac_key)), None),
        };
        let client = Self {
            id: id.unwrap_or_else(|| ClientId::generate(entropy)),
            metadata,
            secret: stored,
            trusted: false,
            rotates_refresh_tokens: false,
            rule: Rule::default(),
            terms: Terms::default(),
            state: ClientState::Active,
            owner: None,
            created_at: now,
            updated_at: now,
        };
        (client, plain)
    }

    /// A fresh secret in the place of the old one; `None` for a client that proves itself otherwise.
    pub fn rotate_secret(&mut self, entropy: &dyn Entropy, now: i64) -> Option<Secret> {
        if !self.metadata.token_endpoint_auth_method.has_secret() {
            return None;
        }
        let plain = PlainToken::generate(entropy);
        self.secret = Some(StoredSecret::Made(plain.hash()));
        self.updated_at = now;
        Some(Secret::new(plain.expose()))
    }

    /// Whether the client may be used at all; asked at every grant.
    pub fn is_active(&self) -> bool {
        self.state == ClientState::Active
    }

    /// Whether what was presented proves that the caller is this client.
    pub fn is_proven_by(&self, presented: &Presented, hmac_key: &[u8]) -> bool {
        match (&self.metadata.token_endpoint_auth_method, &self.secret, &presented.secret) {
            // A public client that sends a secret believes that it is another client.
            (AuthMethod::None, _, secret) => secret.as_ref().is_none_or(|secret| secret.is_empty()),
            // One with a secret may use header or form: relying parties change their minds between versions.
            (AuthMethod::ClientSecretBasic | AuthMethod::ClientSecretPost, Some(stored), Some(secret)) => {
                stored.matches(secret, hmac_key)
            }
            _ => false,
        }
    }

    /// Whether a refresh token is replaced at each use (RFC 9700 4.14.2).
    pub fn rotates(&self) -> bool {
        self.rotates_refresh_tokens || self.metadata.is_public()
    }

    /// The name to show.
    pub fn display_name(&self) -> &str {
        match self.metadata.client_name.trim() {
            "" => self.id.as_str(),
            name => name,
        }
    }
}

impl StoredSecret {
    fn import(secret: &Secret, hmac_key: &[u8]) -> Self {
        let tag = TokenHash::from_bytes(hmac_sha256(hmac_key, secret.expose().as_bytes()));
        Self::Imported { tag, weak: secret.expose().len() < 32 }
    }

    fn matches(&self, presented: &str, hmac_key: &[u8]) -> bool {
        match self {
            Self::Made(hash) => *hash == TokenHash::of(presented),
            Self::Imported { tag, .. } => {
                hmac_sha256(hmac_key, presented.as_bytes()).ct_eq(tag.as_bytes()).into()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use zeroize::Zeroizing;

    use super::*;
    use crate::world::SystemEntropy;

    fn metadata(method: &str) -> ClientMetadata {
        ClientMetadata::parse(
            &json!({"redirect_uris": ["https://a.example/cb"], "token_endpoint_auth_method": method, "jwks": {"keys": []}}),
        )
        .unwrap()
        .metadata
    }

    fn present(secret: Option<&str>) -> Presented {
        Presented {
            client_id: "c".into(),
            secret: secret.map(|s| Zeroizing::new(s.to_owned())),
            by_header: false,
        }
    }

    #[test]
    fn a_secret_is_shown_once_and_proves_the_client() {
        let (mut client, secret) = Client::register(
            None,
            metadata("client_secret_basic"),
            SecretSource::Generate,
            b"k",
            &SystemEntropy,
            1,
        );
        let secret = secret.unwrap();
        assert!(client.is_proven_by(&present(Some(secret.expose())), b"k"));
        assert!(!client.is_proven_by(&present(Some("wrong")), b"k"));
        assert!(!client.is_proven_by(&present(None), b"k"));
        client.rotate_secret(&SystemEntropy, 2).unwrap();
        assert!(
            !client.is_proven_by(&present(Some(secret.expose())), b"k"),
            "the old secret is worth nothing"
        );
    }

    #[test]
    fn an_imported_secret_works_under_its_key_only_and_short_ones_are_weak() {
        let (client, shown) = Client::register(
            Some("old".into()),
            metadata("client_secret_post"),
            SecretSource::Import(Secret::new("short")),
            b"k",
            &SystemEntropy,
            1,
        );
        assert!(shown.is_none());
        assert!(matches!(client.secret, Some(StoredSecret::Imported { weak: true, .. })));
        assert!(client.is_proven_by(&present(Some("short")), b"k"));
        assert!(!client.is_proven_by(&present(Some("short")), b"other"));
    }

    #[test]
    fn a_public_client_has_no_secret_and_unserved_methods_prove_nothing() {
        let (public, secret) =
            Client::register(None, metadata("none"), SecretSource::Generate, b"k", &SystemEntropy, 1);
        assert!(secret.is_none() && public.is_proven_by(&present(None), b"k") && public.rotates());
        assert!(!public.is_proven_by(&present(Some("x")), b"k"));
        let (unserved, secret) = Client::register(
            None,
            metadata("private_key_jwt"),
            SecretSource::Generate,
            b"k",
            &SystemEntropy,
            1,
        );
        assert!(secret.is_none() && !unserved.is_proven_by(&present(None), b"k"));
    }
}
