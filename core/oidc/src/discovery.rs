//! The discovery document (OIDC Discovery 3, RFC 8414).

use serde_json::{Value, json};

use crate::acr::Acr;
use crate::claims;
use crate::device_authorization::DEVICE_CODE;
use crate::dpop;
use crate::jwt::ALGORITHMS;
use crate::{response_mode, response_type, scope};

/// What the office chose to offer beyond what is always served.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offered {
    /// Response types that send tokens through the browser.
    pub legacy_response_types: bool,
    /// That apps register themselves (RFC 7591).
    pub registration: bool,
}

/// The metadata of the provider at `issuer` (no final slash).
pub fn document(issuer: &str, locales: &[&str], offered: Offered) -> Value {
    let at = |path: &str| format!("{issuer}{path}");
    let legacy = offered.legacy_response_types;
    let response_types = if legacy { &response_type::ALL[..] } else { &response_type::ALL[..1] };
    let mut grant_types = vec!["authorization_code", "refresh_token", "client_credentials", DEVICE_CODE];
    grant_types.extend(legacy.then_some("implicit"));
    let request_object_algorithms: Vec<&str> =
        ALGORITHMS.iter().map(|algorithm| algorithm.as_str()).chain(legacy.then_some("none")).collect();
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
        "pushed_authorization_request_endpoint": at("/oauth2/par"),
        "require_pushed_authorization_requests": false,
        "end_session_endpoint": at("/oauth2/logout"),
        "backchannel_logout_supported": true,
        "backchannel_logout_session_supported": true,
        "frontchannel_logout_supported": true,
        "frontchannel_logout_session_supported": true,
        "response_types_supported": response_types,
        "response_modes_supported": response_mode::ALL,
        "authorization_signing_alg_values_supported": ALGORITHMS.map(|algorithm| algorithm.as_str()),
        "grant_types_supported": grant_types,
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
        "claims_parameter_supported": true,
        "display_values_supported": ["page", "popup"],
        "request_parameter_supported": true,
        // By reference to an address of the client; what was pushed is something else (RFC 9126 5).
        "request_uri_parameter_supported": legacy,
        "require_request_uri_registration": legacy,
        "request_object_signing_alg_values_supported": request_object_algorithms,
        "ui_locales_supported": locales,
    });
    if let (true, Some(fields)) = (offered.registration, document.as_object_mut()) {
        fields.insert("registration_endpoint".into(), at("/oauth2/register").into());
    }
    document
}
