//! What a client registers about itself (RFC 7591 2, OIDC Registration 2), parsed once into a type that cannot be wrong.

mod auth_method;
mod check;
mod parse;
mod profile;
mod scope_text;
mod sector;
mod stored;
#[cfg(test)]
mod tests;

pub use auth_method::AuthMethod;
pub use parse::Parsed;
pub use profile::{AccessTokenFormat, RequestObjectAlgorithm, SecurityProfile, SubjectType};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use crate::jwt::Algorithm;
use crate::resource::Resources;
use crate::resource_scope::ResourceScopes;
use crate::scope::Scopes;

/// Metadata of a client.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClientMetadata {
    /// The name shown to people.
    pub client_name: String,
    /// Where codes and errors may be sent; never empty for clients that use the authorization endpoint.
    pub redirect_uris: Vec<String>,
    /// Where a browser may be sent after a logout.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub post_logout_redirect_uris: Vec<String>,
    /// How the client authenticates.
    pub token_endpoint_auth_method: AuthMethod,
    /// The one algorithm that its assertions are signed with; any that its keys allow where absent (OIDC Core 9).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_endpoint_auth_signing_alg: Option<String>,
    /// Its public keys by value (RFC 7517); not beside `jwks_uri`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jwks: Option<Value>,
    /// Where its public keys are; https.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jwks_uri: Option<String>,
    /// The subject of its certificate (RFC 8705 2.1.2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_client_auth_subject_dn: Option<String>,
    /// Whether its access tokens are bound to its certificate (RFC 8705 3.4).
    #[serde(skip_serializing_if = "is_false")]
    pub tls_client_certificate_bound_access_tokens: bool,
    /// Whether its access tokens are bound to a key that it proves (RFC 9449 5.2).
    #[serde(skip_serializing_if = "is_false")]
    pub dpop_bound_access_tokens: bool,
    /// The grants that it uses.
    pub grant_types: Vec<String>,
    /// `code`; others need the server's setting.
    pub response_types: Vec<String>,
    /// The scopes that the client may ask for.
    #[serde(with = "scope_text")]
    pub scope: Scopes,
    /// Scopes of its own, which it gets in its own name (RFC 6749 4.4).
    #[serde(skip_serializing_if = "ResourceScopes::is_empty")]
    pub resource_scopes: ResourceScopes,
    /// Signature of its ID tokens.
    pub id_token_signed_response_alg: Algorithm,
    /// Signature of its userinfo answers; plain JSON where absent.
    #[serde(deserialize_with = "known", skip_serializing_if = "Option::is_none")]
    pub userinfo_signed_response_alg: Option<Algorithm>,
    /// Signature of its authorization answers in the modes of JARM.
    #[serde(deserialize_with = "known", skip_serializing_if = "Option::is_none")]
    pub authorization_signed_response_alg: Option<Algorithm>,
    /// How its access tokens look.
    #[serde(skip_serializing_if = "AccessTokenFormat::is_opaque")]
    pub access_token_format: AccessTokenFormat,
    /// How persons are named to it (OIDC Core 8).
    #[serde(skip_serializing_if = "SubjectType::is_public")]
    pub subject_type: SubjectType,
    /// Names the clients that know a person by the same pairwise subject (OIDC Core 8.1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sector_identifier_uri: Option<String>,
    /// The one algorithm of its request objects; any that its keys allow where absent.
    #[serde(deserialize_with = "known", skip_serializing_if = "Option::is_none")]
    pub request_object_signing_alg: Option<RequestObjectAlgorithm>,
    /// Where it may keep request objects (OIDC Core 6.2).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub request_uris: Vec<String>,
    /// Whether every authorization request has to be a signed request object (RFC 9101 10.5).
    #[serde(skip_serializing_if = "is_false")]
    pub require_signed_request_object: bool,
    /// Whether every authorization request has to be pushed (RFC 9126 6).
    #[serde(skip_serializing_if = "is_false")]
    pub require_pushed_authorization_requests: bool,
    /// Resources that it may ask tokens for (RFC 8707).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<String>,
    /// Resources that it is itself: it may ask about tokens that are meant for them, whoever they were issued to (RFC 7662
    /// 2.1).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub served_resources: Vec<String>,
    /// A profile that holds the client to more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub security_profile: Option<SecurityProfile>,
    /// The oldest sign-in that is acceptable where a request names none, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_max_age: Option<u32>,
    /// The classes that it asks for where a request names none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub default_acr_values: Vec<String>,
    /// Told when a session ends (Back-Channel Logout 2.2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backchannel_logout_uri: Option<String>,
    /// Whether it has to be told which session.
    #[serde(skip_serializing_if = "is_false")]
    pub backchannel_logout_session_required: bool,
    /// Opened in the browser that signs out (Front-Channel Logout 2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frontchannel_logout_uri: Option<String>,
    /// Whether it has to be told which session.
    #[serde(skip_serializing_if = "is_false")]
    pub frontchannel_logout_session_required: bool,
    /// Where a sign-in at the app begins (OIDC Core 4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initiate_login_uri: Option<String>,
    /// `native` frees the port of loopback redirect URIs (RFC 8252 7.3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_type: Option<String>,
    /// Home page of the app, the target of its tile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_uri: Option<String>,
    /// Picture of the app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo_uri: Option<String>,
    /// Shown on the sign-in page as a link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy_uri: Option<String>,
    /// Shown on the sign-in page as a link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tos_uri: Option<String>,
    /// Who looks after the app.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<String>,
    /// Refuse authorization requests without PKCE; always so for public clients and under FAPI 2.
    pub require_pkce: bool,
    /// Everything else that was registered, kept as it came.
    #[serde(flatten)]
    pub kept: Map<String, Value>,
}

impl ClientMetadata {
    /// Whether the client has no secret.
    pub fn is_public(&self) -> bool {
        self.token_endpoint_auth_method == AuthMethod::None
    }

    /// Whether loopback redirect URIs match with any port: public clients and those registered as native.
    pub fn is_native(&self) -> bool {
        match self.application_type.as_deref() {
            Some(kind) => kind == "native",
            None => self.is_public(),
        }
    }

    /// Whether an authorization request without a code challenge is refused.
    pub fn demands_pkce(&self) -> bool {
        self.require_pkce || self.is_public() || self.is_fapi2()
    }

    /// Whether the client registered the grant type.
    pub fn may_use_grant(&self, grant_type: &str) -> bool {
        self.grant_types.iter().any(|known| known == grant_type)
    }

    /// The origins of the client's redirect URIs: who may call the token endpoint from a browser.
    pub fn origins(&self) -> impl Iterator<Item = String> + '_ {
        self.redirect_uris.iter().filter_map(|uri| crate::redirect_uri::origin(uri))
    }

    /// All its scopes, as they are registered (RFC 7591 2).
    pub fn scope_text(&self) -> String {
        [self.scope.to_string(), self.resource_scopes.to_string()].join(" ").trim().to_owned()
    }

    /// Whether the client may have tokens in its own name: it can prove who it is, and registered for it.
    pub fn acts_for_itself(&self) -> bool {
        self.may_use_grant("client_credentials") && !self.is_public()
    }

    /// Whether an address has scheme, host and port of a redirect URI, as one that we frame has to (Front-Channel Logout 2).
    pub fn has_redirect_beside(&self, uri: &str) -> bool {
        let place = crate::redirect_uri::origin(uri);
        place.is_some() && self.origins().any(|origin| Some(origin) == place)
    }

    /// Whether the client is held to FAPI 2.0.
    pub fn is_fapi2(&self) -> bool {
        self.security_profile == Some(SecurityProfile::Fapi2)
    }

    /// What signs its authorization answers in the modes of JARM. A client of FAPI 2.0 that says nothing gets what signs its
    /// ID tokens: RS256, the default elsewhere, is none that it may take (FAPI 2.0 Security Profile 5.4.1).
    pub fn authorization_alg(&self) -> Algorithm {
        let unsaid = if self.is_fapi2() { self.id_token_signed_response_alg } else { Algorithm::default() };
        self.authorization_signed_response_alg.unwrap_or(unsaid)
    }

    /// Whether a token for this audience is meant for it.
    pub fn serves(&self, audience: &Resources) -> bool {
        audience.iter().any(|uri| self.served_resources.iter().any(|own| own == uri))
    }

    /// Whether an authorization request that was not pushed is refused.
    pub fn demands_par(&self) -> bool {
        self.require_pushed_authorization_requests || self.is_fapi2()
    }
}

/// A choice that we know. Older versions kept others as they came; they count as none.
fn known<'de, D: Deserializer<'de>, T: DeserializeOwned>(deserializer: D) -> Result<Option<T>, D::Error> {
    Ok(serde_json::from_value(Value::deserialize(deserializer)?).ok())
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_false(value: &bool) -> bool {
    !value
}
