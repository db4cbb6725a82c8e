//! The discovery document (OIDC Discovery 3, RFC 8414).

use serde_json::{Value, json};

use crate::acr::Acr;
use crate::claims;
use crate::device_authorization::DEVICE_CODE;
use crate::dpop;
use crate::jwt::ALGORITHMS;
use crate::scope;

/// What the office chose to offer beyond what is always served.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offered {
    /// That apps register themselves (RFC 7591).
    pub registration: bool,
}

/// The metadata of the provider at `issuer` (no final slash).
pub fn document(issuer: &str, locales: &[&str], offered: Offered) -> Value {
    let at = |path: &str| format!("{issuer}{path}");
    let auth_methods = ["client_secret_basic", "client_secret_post"];
    let mut document = json!({
        "issuer": issuer,
        "authorization_endpoint": at("/oauth2/authorize"),
        "token_endpoint": at("/oauth2/token"),
        "userinfo_endpoint": at("/oauth2/userinfo"),
        "jwks_uri": at("/oauth2/jwks"),
        "introspection_endpoint": at("/oauth2/introspect"),
        "revocation_endpoint": at("/oauth2/revoke"),
        "device_authorization_endpoint": at("/oauth2/device_authorization"),
        "end_session_endpoint": at("/oauth2/logout"),
        "backchannel_logout_supported": true,
        "backchannel_logout_session_supported": true,
        "frontchannel_logout_supported": true,
        "frontchannel_logout_session_supported": true,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token", "client_credentials", DEVICE_CODE],
        "subject_types_supported": ["public", "pairwise"],
        "id_token_signing_alg_values_supported": ALGORITHMS.map(|algorithm| algorithm.as_str()),
        "userinfo_signing_alg_values_supported": ALGORITHMS.map(|algorithm| algorithm.as_str()),
        "dpop_signing_alg_values_supported": dpop::ALGORITHMS,
        "scopes_supported": scope::ALL.map(|scope| scope.as_str()),
        "claims_supported": claims::SUPPORTED,
        "claim_types_supported": ["normal"],
        "acr_values_supported": Acr::ALL.map(Acr::as_str),
        "prompt_values_supported": ["none", "login", "consent", "select_account"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
        "revocation_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
        "introspection_endpoint_auth_methods_supported": auth_methods,
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
        // Of the claims parameter only `acr` is looked at; claims about a person come by scope.
        "claims_parameter_supported": false,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
        "ui_locales_supported": locales,
    });
    if let (true, Some(fields)) = (offered.registration, document.as_object_mut()) {
        fields.insert("registration_endpoint".into(), at("/oauth2/register").into());
    }
    document
}
