//! Apps that register themselves (RFC 7591): what they may be, and what lets them.

use oidc::error::{ErrorCode, ProtocolError};
use oidc::metadata::{AuthMethod, ClientMetadata};
use oidc::redirect_uri::check_elsewhere;
use oidc::response_type::ResponseType;
use oidc::scope::{Scope, Scopes};
use oidc::shown::is_shown;
use serde::{Deserialize, Serialize};
use unicode_security::skeleton;

use crate::id::{ClientId, RegistrationTokenId, UserId};
use crate::secret::Secret;
use crate::token::{PlainToken, TokenHash};
use crate::user::folded;
use crate::world::Entropy;

/// Who may register apps that way: nobody (`off`), whoever has a token (`token`), or anybody (`open`).
pub const MODE: &str = "registration.mode";
/// How many apps may come from one address within an hour where anybody may register.
pub const PER_HOUR: &str = "registration.per_hour";
/// How many apps there may be that registered themselves.
pub const MOST: &str = "registration.most";
/// After how many days such an app goes that nobody has used or approved.
pub const UNUSED_DAYS: &str = "registration.unused_days";

/// How long metadata of such an app may be, in bytes of JSON: whoever asks reads all of it.
const MAX_BYTES: usize = 16 * 1024;
/// How many redirect URIs it may have.
const MAX_REDIRECTS: usize = 20;

/// Who may register apps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Nobody.
    Off,
    /// Whoever brings a token that an administrator made.
    Token,
    /// Anybody who reaches this server.
    Open,
}

impl Mode {
    /// The value of the setting; off where it is none.
    pub fn read(text: &str) -> Self {
        match text {
            "token" => Self::Token,
            "open" => Self::Open,
            _ => Self::Off,
        }
    }
}

/// How an app stands that registered itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SelfRegistered {
    /// Nobody of the office has looked at it as it is now.
    Unseen,
    /// An administrator has looked at it and lets it be.
    Approved,
}

/// By what such an app looks after its registration (RFC 7592).
#[derive(Clone, Debug)]
pub struct Registration {
    /// The app.
    pub client_id: ClientId,
    /// Hash of its registration access token.
    pub token: TokenHash,
    /// The token of an administrator that let it, where one was asked for.
    pub allowed_by: Option<RegistrationTokenId>,
    /// Where it registered from.
    pub address: String,
    /// Seconds since 1970.
    pub registered_at: i64,
}

/// Lets apps register: an initial access token (RFC 7591 3).
#[derive(Clone, Debug)]
pub struct RegistrationToken {
    /// Row id.
    pub id: RegistrationTokenId,
    /// SHA-256 of the token.
    pub hash: TokenHash,
    /// What it is for, as its maker calls it.
    pub name: String,
    /// How many apps it lets register.
    pub uses: i64,
    /// How many it has let.
    pub used: i64,
    /// Who made it; of nobody's: made by a command on the machine.
    pub made_by: Option<UserId>,
    /// Seconds since 1970.
    pub created_at: i64,
    /// From when it is worth nothing.
    pub expires_at: i64,
    /// When it was used last.
    pub last_used_at: Option<i64>,
}

/// Why a token cannot be made so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegistrationTokenError {
    /// Its time would be over already, or too far away.
    #[error("such a token works for 1 to {MAX_DAYS} days")]
    Lifetime,
    /// Not a name.
    #[error("a token's name has 1 to {MAX_NAME} characters on one line")]
    Name,
    /// For no app, or too many.
    #[error("such a token lets 1 to {MAX_USES} apps register")]
    Uses,
}

/// The longest name of a token or of an app that registers itself, in characters.
pub const MAX_NAME: usize = 60;
/// The most apps that one token lets register.
pub const MAX_USES: i64 = 1_000;
/// The longest life of a token, in days.
pub const MAX_DAYS: i64 = 365;
/// The most tokens at a time.
pub const MAX_TOKENS: i64 = 100;
/// Says to whoever finds one lying about what it is: scanners look for such beginnings.
pub const PREFIX: &str = "dor_";

const DAY_S: i64 = 86_400;

impl RegistrationToken {
    /// A new token, and what apps bring, which is shown once.
    pub fn make(
        name: &str,
        uses: i64,
        days: i64,
        made_by: Option<UserId>,
        entropy: &dyn Entropy,
        now: i64,
    ) -> Result<(Self, Secret), RegistrationTokenError> {
        let name = name.trim();
        if !(1..=MAX_NAME).contains(&name.chars().count()) || !name.chars().all(is_shown) {
            return Err(RegistrationTokenError::Name);
        }
        if !(1..=MAX_USES).contains(&uses) {
            return Err(RegistrationTokenError::Uses);
        }
        if !(1..=MAX_DAYS).contains(&days) {
            return Err(RegistrationTokenError::Lifetime);
        }
        let plain = Secret::new(format!("{PREFIX}{}", PlainToken::generate(entropy).expose()));
        let token = Self {
            id: RegistrationTokenId::generate(entropy),
            hash: TokenHash::of(plain.expose()),
            name: name.to_owned(),
            uses,
            used: 0,
            made_by,
            created_at: now,
            expires_at: now + days * DAY_S,
            last_used_at: None,
        };
        Ok((token, plain))
    }

    /// Whether it lets one more app register.
    pub fn is_live(&self, now: i64) -> bool {
        now < self.expires_at && self.used < self.uses
    }
}

/// The scopes that an app may ask for that nobody of the office vouches for: who somebody is, and no more. The office's
/// groups say how it is made up.
pub const SCOPES: [Scope; 6] =
    [Scope::Openid, Scope::Profile, Scope::Email, Scope::Address, Scope::Phone, Scope::OfflineAccess];

/// The grants that such an app may use: each of them asks a person.
const GRANTS: [&str; 4] =
    ["authorization_code", "refresh_token", "implicit", "urn:ietf:params:oauth:grant-type:device_code"];

/// The office that an app registers itself with.
#[derive(Clone, Copy, Debug)]
pub struct Office<'a> {
    /// This server, on whose pages no app is.
    pub issuer: &'a str,
    /// Whether response types that send tokens through the browser are served.
    pub legacy: bool,
    /// Names that people would take an app for.
    pub taken: &'a [String],
}

/// Holds what an app registered about itself to the limits. What it may not have is refused or left out, and the answer says
/// what it got (RFC 7591 2).
pub fn restrict(metadata: ClientMetadata, office: &Office<'_>) -> Result<ClientMetadata, ProtocolError> {
    let refuse = |why: &'static str| Err(ProtocolError::new(ErrorCode::InvalidClientMetadata, why));
    let name = metadata.client_name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().count() > MAX_NAME {
        return refuse("client_name is longer than 60 characters");
    }
    if !name.is_empty() && office.taken.iter().any(|other| look_alike(other, &name)) {
        return refuse("client_name is the name of another app or of this office: choose another");
    }
    let size = serde_json::to_string(&metadata).map_or(usize::MAX, |text| text.len());
    if size > MAX_BYTES || metadata.redirect_uris.len() > MAX_REDIRECTS {
        return refuse("the metadata is longer than 16 KiB, or has more than 20 redirect_uris");
    }
    check_places(&metadata, office.issuer)?;
    if !matches!(metadata.application_type.as_deref(), None | Some("web" | "native")) {
        return refuse("application_type is web or native");
    }
    if !metadata.grant_types.iter().all(|grant| GRANTS.contains(&grant.as_str())) {
        return refuse("grant_types has one that apps which register themselves do not get");
    }
    if !office.legacy
        && (metadata.response_types.iter().any(|kind| kind != "code") || metadata.may_use_grant("implicit"))
    {
        return refuse("this server serves response_types code alone, and no implicit grant");
    }
    let types: Vec<_> = metadata.response_types.iter().filter_map(|text| ResponseType::parse(text)).collect();
    // RFC 7591 2.1: both say the same in two ways.
    let lacks =
        |needs: fn(&ResponseType) -> bool, grant| types.iter().any(needs) && !metadata.may_use_grant(grant);
    if lacks(|one| one.code, "authorization_code") || lacks(|one| one.is_legacy(), "implicit") {
        return refuse("response_types has one that needs a grant which is not in grant_types");
    }
    let is_served =
        !matches!(metadata.token_endpoint_auth_method, AuthMethod::Unserved(_) | AuthMethod::TlsClientAuth);
    if !is_served {
        return refuse("token_endpoint_auth_method is none that apps which register themselves may use");
    }
    let mut allowed: Scopes = metadata.scope.filter(|scope| SCOPES.contains(&scope));
    if allowed.is_empty() && metadata.may_use_grant("authorization_code") {
        allowed = [Scope::Openid].into_iter().collect();
    }
    Ok(ClientMetadata {
        client_name: name,
        scope: allowed,
        resource_scopes: Default::default(),
        // A token for another server speaks for the person there, which is for the office to allow.
        resources: Default::default(),
        served_resources: Default::default(),
        // OIDC Registration 2: web where nothing is said.
        application_type: Some(metadata.application_type.unwrap_or_else(|| "web".to_owned())),
        // What nobody here understands is ignored (RFC 7591 2), and so not kept for strangers.
        kept: Default::default(),
        ..metadata
    })
}

/// Whether people would take one name for the other: by its letters without marks, or by how they are drawn (UTS #39 4).
fn look_alike(one: &str, other: &str) -> bool {
    let drawn = |text: &str| -> String {
        // What has no picture of its own makes no difference to whoever looks.
        let seen = |c: &char| !matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | ' ');
        skeleton(text).filter(seen).collect()
    };
    // Before and after letters are made small: a large I is drawn as a small l, a large Cyrillic letter as a small Latin one.
    drawn(&folded(one)) == drawn(&folded(other)) || folded(&drawn(one)) == folded(&drawn(other))
}

/// No app returns to this server's own origin: whatever comes along would be read as a page of ours.
fn check_places(metadata: &ClientMetadata, issuer: &str) -> Result<(), ProtocolError> {
    let places = metadata.redirect_uris.iter().chain(&metadata.post_logout_redirect_uris);
    for uri in places.chain(&metadata.frontchannel_logout_uri) {
        if check_elsewhere(uri, metadata.is_native(), issuer).is_err() {
            return Err(ProtocolError::new(
                ErrorCode::InvalidRedirectUri,
                "an address of the app is on this server itself",
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::world::SystemEntropy;

    fn read(extra: Value, legacy: bool) -> Result<ClientMetadata, ProtocolError> {
        let mut json = json!({"redirect_uris": ["https://a.example/cb"]});
        json.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        let taken = ["Files".into(), "Kestrel Row".into()];
        let office = Office { issuer: "https://id.example", legacy, taken: &taken };
        restrict(ClientMetadata::parse(&json)?.metadata, &office)
    }

    #[test]
    fn what_an_app_may_not_have_is_left_out() {
        let read = read(
            json!({"scope": "openid groups email files:read", "resources": ["https://api.example"], "served_resources": ["https://api.example"], "made_up": {"a": 1}, "client_name": " My  app "}),
            false,
        );
        let read = read.unwrap();
        assert_eq!((read.scope_text().as_str(), read.client_name.as_str()), ("openid email", "My app"));
        assert!(
            read.resources.is_empty()
                && read.served_resources.is_empty()
                && read.kept.is_empty()
                && read.application_type.as_deref() == Some("web")
        );
    }

    #[test]
    fn an_app_gets_no_scope_of_the_offices_also_unasked() {
        let read = read(json!({}), false).unwrap();
        assert_eq!(read.scope.to_string(), "openid profile email address phone offline_access");
        assert_eq!(read.id_token_signed_response_alg, oidc::jwt::Algorithm::Rs256);
    }

    #[test]
    fn what_an_app_cannot_be_is_refused() {
        for bad in [
            json!({"client_name": "FILES"}),
            json!({"client_name": "kestrel  row"}),
            json!({"client_name": "FiIes"}),
            json!({"client_name": "F\u{456}les"}),
            json!({"client_name": "Fi\u{200d}les"}),
            json!({"client_name": "KestrelRow"}),
            json!({"client_name": "Files\u{3164}"}),
            json!({"client_name": "x".repeat(61)}),
            json!({"policy_uri": "https://user@evil.example/"}),
            json!({"tos_uri": "https://files.example\\@evil.example/"}),
            json!({"logo_uri": "https://a.example/\r\nx"}),
            json!({"initiate_login_uri": "https://a.example\\b"}),
            json!({"application_type": "desktop"}),
            json!({"grant_types": ["authorization_code", "client_credentials"]}),
            json!({"grant_types": ["password"]}),
            json!({"grant_types": ["authorization_code", "implicit"]}),
            json!({"response_types": ["id_token"]}),
            json!({"grant_types": ["refresh_token"]}),
            json!({"token_endpoint_auth_method": "kerberos"}),
            json!({"token_endpoint_auth_method": "tls_client_auth", "tls_client_auth_subject_dn": "CN=a"}),
        ] {
            assert_eq!(read(bad.clone(), false).unwrap_err().code, ErrorCode::InvalidClientMetadata, "{bad}");
        }
        let implicit = json!({"grant_types": ["authorization_code", "implicit"], "response_types": ["code", "token id_token"]});
        assert!(read(implicit, true).is_ok());
        let alone = json!({"grant_types": ["authorization_code"], "response_types": ["code", "id_token"]});
        assert!(read(alone, true).is_err());
        for place in ["https://a.example/cb#part", "https://id.example/cb", "https://ID.example.:443/cb"] {
            let bad = json!({"redirect_uris": [place]});
            assert_eq!(read(bad, false).unwrap_err().code, ErrorCode::InvalidRedirectUri, "{place}");
        }
        assert!(read(json!({"redirect_uris": ["https://id.example:8080/cb"]}), false).is_ok());
    }

    #[test]
    fn a_token_is_bounded_and_counts() {
        let make =
            |name: &str, uses, days| RegistrationToken::make(name, uses, days, None, &SystemEntropy, 0);
        let (mut token, plain) = make(" Suite ", 2, 1).unwrap();
        assert!(plain.expose().starts_with(PREFIX) && token.hash == TokenHash::of(plain.expose()));
        assert!(token.is_live(DAY_S - 1) && !token.is_live(DAY_S));
        token.used = 2;
        assert!(!token.is_live(1));
        assert_eq!(make("", 1, 1).unwrap_err(), RegistrationTokenError::Name);
        assert_eq!(make("a", 0, 1).unwrap_err(), RegistrationTokenError::Uses);
        assert_eq!(make("a", 1, 366).unwrap_err(), RegistrationTokenError::Lifetime);
    }
}
