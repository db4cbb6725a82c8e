//! The discovery document (OIDC Discovery 3, RFC 8414).

use serde_json::{Map, Value, json};

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
    add_authentication(&mut document, &[]);
    if let (true, Some(fields)) = (offered.registration, document.as_object_mut()) {
        fields.insert("registration_endpoint".into(), at("/oauth2/register").into());
    }
    document
}

/// What a server adds that asks clients for a certificate at another address, which begins with `base` (RFC 8705 3.3, 5).
pub fn add_certificates(document: &mut Value, issuer: &str, base: &str) {
    let Some(members) = document.as_object_mut() else { return };
    let aliases: Map<String, Value> = BY_CERTIFICATE
        .iter()
        .filter_map(|name| {
            let path = members.get(*name)?.as_str()?.strip_prefix(issuer)?;
            Some(((*name).to_owned(), json!(format!("{base}{path}"))))
        })
        .collect();
    members.insert("mtls_endpoint_aliases".into(), aliases.into());
    members.insert("tls_client_certificate_bound_access_tokens".into(), true.into());
    add_authentication(document, &["tls_client_auth", "self_signed_tls_client_auth"]);
}

/// How clients prove themselves where they have to; `more`: beyond what is always served.
fn add_authentication(document: &mut Value, more: &[&'static str]) {
    let Some(members) = document.as_object_mut() else { return };
    let algorithms = ["RS256", "PS256", "ES256", "EdDSA", "HS256"];
    // RFC 7662 2.1: who asks about a token has to be known.
    for (endpoint, is_public_too) in [("token", true), ("revocation", true), ("introspection", false)] {
        let of = |what: &str| format!("{endpoint}_endpoint_auth_{what}_supported");
        members.insert(of("methods"), json!(methods(more, is_public_too)));
        members.insert(of("signing_alg_values"), json!(algorithms));
    }
}

/// Endpoints that have a second address where clients are asked for a certificate.
const BY_CERTIFICATE: [&str; 6] = [
    "token_endpoint",
    "userinfo_endpoint",
    "introspection_endpoint",
    "revocation_endpoint",
    "pushed_authorization_request_endpoint",
    "device_authorization_endpoint",
];

/// How clients prove themselves; with none, where a public client may come too.
fn methods(more: &[&'static str], is_public_too: bool) -> Vec<&'static str> {
    let known = ["client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt"];
    let none = is_public_too.then_some("none");
    known.into_iter().chain(more.iter().copied()).chain(none).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc8705_5_aliases_stand_for_endpoints_that_are_there() {
        let mut found = document("https://id.example", &["en"], Offered::default());
        assert!(found.get("mtls_endpoint_aliases").is_none());
        add_certificates(&mut found, "https://id.example", "https://id.example:9443");
        let aliases = &found["mtls_endpoint_aliases"];
        assert_eq!(aliases["token_endpoint"], "https://id.example:9443/oauth2/token");
        for (name, alias) in aliases.as_object().unwrap() {
            let own = found[name].as_str().unwrap().replacen("example/", "example:9443/", 1);
            assert_eq!(*alias, json!(own), "{name}");
        }
        let methods =
            |endpoint: &str| found[format!("{endpoint}_endpoint_auth_methods_supported")].to_string();
        assert!(methods("token").contains("\"tls_client_auth\"") && methods("token").contains("\"none\""));
        assert!(!methods("introspection").contains("\"none\""));
        assert!(aliases.get("authorization_endpoint").is_none(), "people are asked for no certificate");
    }
}
