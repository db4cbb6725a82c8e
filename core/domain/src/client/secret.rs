//! The secrets of a client: the present one, and for a while the one before, so that nobody has to change it in two places
//! at the same moment.

use oidc::client_keys::MIN_SECRET_BYTES;
use oidc::metadata::AuthMethod;
use subtle::ConstantTimeEq as _;

use super::Client;
use crate::secret::Secret;
use crate::token::{PlainToken, TokenHash, hmac_sha256};
use crate::world::Entropy;

/// How long the old secret goes on working where nothing else is said, in seconds.
pub const KEPT_S: i64 = 24 * 3_600;
/// How long it goes on working at most, in seconds.
pub const MOST_KEPT_S: i64 = 30 * 24 * 3_600;

/// A client secret as it is stored.
#[derive(Clone, Debug)]
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
    /// The secret itself, sealed in the database: a client that signs with it needs us to know it (OIDC Core 9).
    Readable(Secret),
}

/// The secret before the present one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldSecret {
    /// What it is.
    pub secret: StoredSecret,
    /// When it stops working; seconds since 1970.
    pub until: i64,
    /// When it was used last after it was replaced, to the minute; nothing if never.
    pub used_at: Option<i64>,
}

/// How the secret of a new client comes about.
pub enum SecretSource {
    /// Made here.
    Generate,
    /// Kept from elsewhere.
    Import(Secret),
}

/// Which of its secrets a client used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhichSecret {
    /// The present one.
    Present,
    /// The one before.
    Old,
}

impl Client {
    /// A fresh secret in the place of the old one, which goes on working for `keep_s` seconds; `None` for a client that
    /// proves itself otherwise. At most two secrets work at once.
    pub fn rotate_secret(&mut self, keep_s: i64, entropy: &dyn Entropy, now: i64) -> Option<Secret> {
        let method = &self.metadata.token_endpoint_auth_method;
        if !method.has_secret() {
            return None;
        }
        let (stored, plain) = StoredSecret::generate(method, entropy);
        let until = now + keep_s.min(MOST_KEPT_S);
        let old = self.secret.replace(stored).filter(|_| until > now);
        self.old_secret = old.map(|secret| OldSecret { secret, until, used_at: None });
        self.updated_at = now;
        Some(plain)
    }

    /// The old secret is worth nothing from now on. Whether there was one.
    pub fn end_old_secret(&mut self, now: i64) -> bool {
        let ended = self.old_secret.take().is_some();
        if ended {
            self.updated_at = now;
        }
        ended
    }

    /// The secrets that work now.
    pub fn live_secrets(&self, now: i64) -> impl Iterator<Item = (WhichSecret, &StoredSecret)> {
        let old = self.old_secret.as_ref().filter(|old| now < old.until).map(|old| &old.secret);
        let present = self.secret.iter().map(|secret| (WhichSecret::Present, secret));
        present.chain(old.map(|secret| (WhichSecret::Old, secret)))
    }

    /// Which of its secrets was presented, if one was.
    pub fn find_secret(&self, presented: &str, hmac_key: &[u8], now: i64) -> Option<WhichSecret> {
        let mut live = self.live_secrets(now);
        live.find(|(_, stored)| stored.matches(presented, hmac_key)).map(|(which, _)| which)
    }

    /// Keeps the secrets in the form that the registered method asks for, after that was changed. What cannot be brought
    /// into it is dropped: such a client needs a fresh secret.
    pub fn settle_secrets(&mut self, hmac_key: &[u8]) {
        let method = self.metadata.token_endpoint_auth_method.clone();
        self.secret = self.secret.take().and_then(|secret| secret.settle(&method, hmac_key));
        let old = self.old_secret.take();
        self.old_secret = old.and_then(|old| {
            let secret = old.secret.settle(&method, hmac_key)?;
            Some(OldSecret { secret, ..old })
        });
    }
}

impl StoredSecret {
    pub(super) fn generate(method: &AuthMethod, entropy: &dyn Entropy) -> (Self, Secret) {
        let plain = PlainToken::generate(entropy);
        let secret = Secret::new(plain.expose());
        let stored = match method {
            AuthMethod::ClientSecretJwt => Self::Readable(secret.clone()),
            _ => Self::Made(plain.hash()),
        };
        (stored, secret)
    }

    /// Nothing where the method uses no secret. One that cannot sign is kept all the same, and proves nothing.
    pub(super) fn import(secret: Secret, method: &AuthMethod, hmac_key: &[u8]) -> Option<Self> {
        match method {
            AuthMethod::ClientSecretJwt if can_sign(&secret) => Some(Self::Readable(secret)),
            AuthMethod::Unserved(_) => Some(Self::tagged(&secret, hmac_key)),
            method => method.has_secret().then(|| Self::tagged(&secret, hmac_key)),
        }
    }

    /// The HMAC of a secret that may be guessable.
    pub fn tag_of(secret: &Secret, hmac_key: &[u8]) -> TokenHash {
        TokenHash::from_bytes(hmac_sha256(hmac_key, secret.expose().as_bytes()))
    }

    fn tagged(secret: &Secret, hmac_key: &[u8]) -> Self {
        Self::Imported { tag: Self::tag_of(secret, hmac_key), weak: secret.expose().len() < 32 }
    }

    fn settle(self, method: &AuthMethod, hmac_key: &[u8]) -> Option<Self> {
        match (self, method) {
            (Self::Readable(secret), method) => Self::import(secret, method, hmac_key),
            (_, AuthMethod::ClientSecretJwt) => None,
            (stored, method) => method.has_secret().then_some(stored),
        }
    }

    fn matches(&self, presented: &str, hmac_key: &[u8]) -> bool {
        match self {
            Self::Made(hash) => *hash == TokenHash::of(presented),
            Self::Imported { tag, .. } => {
                hmac_sha256(hmac_key, presented.as_bytes()).ct_eq(tag.as_bytes()).into()
            }
            Self::Readable(secret) => TokenHash::of(secret.expose()) == TokenHash::of(presented),
        }
    }
}

/// Whether HS256 may be keyed with a secret (RFC 7518 3.2).
fn can_sign(secret: &Secret) -> bool {
    secret.expose().len() >= MIN_SECRET_BYTES
}

impl PartialEq for StoredSecret {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Made(one), Self::Made(other)) => one == other,
            (Self::Imported { tag: one, .. }, Self::Imported { tag: other, .. }) => one == other,
            (Self::Readable(one), Self::Readable(other)) => {
                TokenHash::of(one.expose()) == TokenHash::of(other.expose())
            }
            _ => false,
        }
    }
}

impl Eq for StoredSecret {}

#[cfg(test)]
mod tests {
    use oidc::metadata::ClientMetadata;
    use serde_json::json;

    use super::*;
    use crate::world::SystemEntropy;

    const LONG: &str = "a secret of the office that is long enough";

    fn register(method: &str, source: SecretSource) -> (Client, Option<Secret>) {
        let json = json!({"redirect_uris": ["https://a.example/cb"], "token_endpoint_auth_method": method,
            "jwks_uri": "https://a.example/jwks", "tls_client_auth_subject_dn": "CN=a"});
        let metadata = ClientMetadata::parse(&json).unwrap().metadata;
        Client::register(Some("c".into()), metadata, source, b"k", &SystemEntropy, 1)
    }

    fn change_method(client: &mut Client, method: AuthMethod) {
        client.metadata.token_endpoint_auth_method = method;
        client.settle_secrets(b"k");
    }

    #[test]
    fn two_secrets_live_for_a_while_and_never_three() {
        let (mut client, first) = register("client_secret_basic", SecretSource::Generate);
        let first = first.unwrap();
        let find = |client: &Client, secret: &Secret, now| client.find_secret(secret.expose(), b"k", now);
        assert_eq!(find(&client, &first, 1), Some(WhichSecret::Present));
        assert_eq!(client.find_secret("wrong", b"k", 1), None);
        let second = client.rotate_secret(60, &SystemEntropy, 10).unwrap();
        assert_eq!(find(&client, &second, 10), Some(WhichSecret::Present));
        assert_eq!(find(&client, &first, 69), Some(WhichSecret::Old));
        assert_eq!(find(&client, &first, 70), None, "its time is over");
        let third = client.rotate_secret(i64::MAX - 20, &SystemEntropy, 20).unwrap();
        assert_eq!(find(&client, &first, 21), None, "a third one takes the first one's place");
        assert_eq!(find(&client, &second, 20 + MOST_KEPT_S - 1), Some(WhichSecret::Old));
        assert_eq!(find(&client, &second, 20 + MOST_KEPT_S), None);
        assert!(client.end_old_secret(30) && !client.end_old_secret(31));
        assert_eq!((find(&client, &second, 30), client.updated_at), (None, 30));
        client.rotate_secret(0, &SystemEntropy, 40).unwrap();
        assert_eq!((find(&client, &third, 40), client.old_secret), (None, None));
    }

    #[test]
    fn an_imported_secret_works_under_its_key_only_and_short_ones_are_weak() {
        let (client, shown) = register("client_secret_post", SecretSource::Import(Secret::new("short")));
        assert!(shown.is_none());
        assert!(matches!(client.secret, Some(StoredSecret::Imported { weak: true, .. })));
        assert_eq!(client.find_secret("short", b"k", 1), Some(WhichSecret::Present));
        assert_eq!(client.find_secret("short", b"other", 1), None);
    }

    #[test]
    fn whoever_signs_with_its_secret_has_it_readable_and_nobody_else() {
        let readable = |client: &Client| matches!(client.secret, Some(StoredSecret::Readable(_)));
        let (mut client, made) = register("client_secret_jwt", SecretSource::Generate);
        assert!(readable(&client) && made.is_some());
        change_method(&mut client, AuthMethod::ClientSecretBasic);
        assert!(!readable(&client), "it is hashed as soon as nobody needs it");
        assert!(client.find_secret(made.unwrap().expose(), b"k", 1).is_some());
        client.rotate_secret(60, &SystemEntropy, 1).unwrap();
        change_method(&mut client, AuthMethod::ClientSecretJwt);
        assert_eq!((&client.secret, &client.old_secret), (&None, &None), "a hash cannot be read");
        assert!(readable(&register("client_secret_jwt", SecretSource::Import(Secret::new(LONG))).0));
        assert!(!readable(&register("client_secret_jwt", SecretSource::Import(Secret::new("short"))).0));
        assert!(!readable(&register("client_secret_post", SecretSource::Import(Secret::new(LONG))).0));
    }

    #[test]
    fn who_proves_itself_otherwise_has_no_secret() {
        for method in ["none", "private_key_jwt", "tls_client_auth", "self_signed_tls_client_auth"] {
            for source in [SecretSource::Generate, SecretSource::Import(Secret::new(LONG))] {
                let (mut client, shown) = register(method, source);
                assert!(client.secret.is_none() && shown.is_none(), "{method}");
                assert!(client.rotate_secret(60, &SystemEntropy, 2).is_none(), "{method}");
            }
        }
        let (kept, _) = register("kerberos", SecretSource::Import(Secret::new(LONG)));
        assert!(kept.secret.is_some(), "for the version that serves it");
    }
}
