//! An app that people sign in to (a relying party), with its secret and its rights here.

mod certificate;
mod secret;

use oidc::metadata::ClientMetadata;
use serde::{Deserialize, Serialize};

use crate::access::Access;
use crate::call::Reach;
use crate::claim_rule::ClaimRule;
use crate::factor::policy::Rule;
use crate::id::{ClientId, UserId};
use crate::registration::SelfRegistered;
use crate::secret::Secret;
use crate::session_terms::SessionTerms;
use crate::world::Entropy;

pub use certificate::{CertificateSubject, ClientCertificate, ORGANIZATION};
pub use secret::{KEPT_S, MOST_KEPT_S, OldSecret, SecretSource, StoredSecret, WhichSecret};

/// A registered client.
#[derive(Clone, Debug)]
pub struct Client {
    /// `client_id`.
    pub id: ClientId,
    /// What it registered.
    pub metadata: ClientMetadata,
    /// Absent for public clients, and for those that prove themselves by a key or a certificate.
    pub secret: Option<StoredSecret>,
    /// The secret before it, while it may still be used.
    pub old_secret: Option<OldSecret>,
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
    /// How it stands where it registered itself (RFC 7591).
    pub self_registered: Option<SelfRegistered>,
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
            SecretSource::Generate => {
                let (stored, plain) = StoredSecret::generate(&metadata.token_endpoint_auth_method, entropy);
                (Some(stored), Some(plain))
            }
            SecretSource::Import(secret) => {
                (StoredSecret::import(secret, &metadata.token_endpoint_auth_method, hmac_key), None)
            }
        };
        let client = Self {
            id: id.unwrap_or_else(|| ClientId::generate(entropy)),
            metadata,
            secret: stored,
            old_secret: None,
            trusted: false,
            rotates_refresh_tokens: false,
            rule: Rule::default(),
            terms: Terms::default(),
            state: ClientState::Active,
            owner: None,
            self_registered: None,
            created_at: now,
            updated_at: now,
        };
        (client, plain)
    }

    /// Whether the client may be used at all; asked at every grant.
    pub fn is_active(&self) -> bool {
        self.state == ClientState::Active
    }

    /// Whether it is the office's own: nobody registered it for themselves, nor it itself.
    pub fn is_of_the_office(&self) -> bool {
        self.owner.is_none() && self.self_registered.is_none()
    }

    /// Whether somebody of the office answers for what it may know: rules for all apps are for the office's own, and for
    /// those that an administrator looked at and lets be.
    pub fn is_vouched_for(&self) -> bool {
        self.is_of_the_office() || self.self_registered == Some(SelfRegistered::Approved)
    }

    /// How far a call to an address of the client's may go: only as far as public addresses where nobody of the office
    /// named them.
    pub fn reach(&self) -> Reach {
        if self.is_of_the_office() { Reach::Office } else { Reach::Public }
    }

    /// Whether a refresh token is replaced at each use (RFC 9700 4.14.2): where nothing else shows that whoever sends it
    /// is the client. `is_bound`: whether it works with a key of the client's alone.
    pub fn rotates(&self, is_bound: bool) -> bool {
        self.rotates_refresh_tokens || self.metadata.is_public() && !is_bound
    }

    /// The name to show.
    pub fn display_name(&self) -> &str {
        match self.metadata.client_name.trim() {
            "" => self.id.as_str(),
            name => name,
        }
    }
}
