//! What a client registers about itself (RFC 7591 2, OIDC Registration 2), parsed once into a type that cannot be wrong.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::error::{ErrorCode, ProtocolError};
use crate::jwt::Algorithm;
use crate::redirect_uri::check_registrable;
use crate::scope::{self, Scopes};
use crate::shown::is_shown;

/// How a client proves itself at the token endpoint (OIDC Core 9).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum AuthMethod {
    /// The secret in the `Authorization` header. A client with a secret may also send it in the form.
    #[default]
    ClientSecretBasic,
    /// The secret in the form.
    ClientSecretPost,
    /// No secret: a public client.
    None,
    /// Kept from an import, but not served by this version; such a client cannot authenticate.
    Unserved(String),
}

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
    /// `authorization_code`, `refresh_token`; others are kept and not served.
    pub grant_types: Vec<String>,
    /// `code`; others are kept and not served.
    pub response_types: Vec<String>,
    /// The scopes that the client may ask for.
    #[serde(with = "scope_text")]
    pub scope: Scopes,
    /// Signature of its ID tokens.
    pub id_token_signed_response_alg: Algorithm,
    /// `native` frees the port of loopback redirect URIs (RFC 8252 7.3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_type: Option<String>,
    /// Home page of the app, the target of its tile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_uri: Option<String>,
    /// Shown on the sign-in page as a link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy_uri: Option<String>,
    /// Shown on the sign-in page as a link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tos_uri: Option<String>,
    /// Refuse authorization requests without PKCE; always so for public clients.
    pub require_pkce: bool,
    /// Everything else that was registered, kept as it came.
    #[serde(flatten)]
    pub kept: Map<String, Value>,
}

/// Metadata that was accepted, and what this version keeps without serving it.
#[derive(Debug)]
pub struct Parsed {
    /// The metadata.
    pub metadata: ClientMetadata,
    /// One sentence for each thing that is kept but not served yet.
    pub warnings: Vec<String>,
}

impl ClientMetadata {
    /// Reads metadata as JSON; broken or unsafe metadata is an error, metadata that is only ahead of us is not.
    pub fn parse(json: &Value) -> Result<Parsed, ProtocolError> {
        let refuse = |e: serde_json::Error| ProtocolError {
            code: ErrorCode::InvalidClientMetadata,
            description: printable(&e.to_string()).into(),
        };
        let mut object = json.as_object().cloned().ok_or(ProtocolError::new(
            ErrorCode::InvalidClientMetadata,
            "client metadata is a JSON object",
        ))?;
        object.retain(|_, value| !value.is_null());
        let algorithm = object.remove("id_token_signed_response_alg");
        let mut metadata: Self = serde_json::from_value(Value::Object(object.clone())).map_err(refuse)?;
        let mut warnings = Vec::new();
        metadata.id_token_signed_response_alg =
            parse_algorithm(algorithm.as_ref(), &mut metadata.kept, &mut warnings)?;
        if !object.contains_key("grant_types") {
            metadata.grant_types = vec!["authorization_code".into(), "refresh_token".into()];
        }
        if !object.contains_key("response_types") {
            metadata.response_types = vec!["code".into()];
        }
        if !object.contains_key("scope") {
            metadata.scope = scope::ALL.into_iter().collect();
        }
        metadata.check_uris()?;
        metadata.check_name()?;
        metadata.keep_unknown_scopes(&object, &mut warnings);
        metadata.warn_of_unserved(&mut warnings);
        Ok(Parsed { metadata, warnings })
    }

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
        self.require_pkce || self.is_public()
    }

    /// Whether the client registered the grant type.
    pub fn may_use_grant(&self, grant_type: &str) -> bool {
        self.grant_types.iter().any(|known| known == grant_type)
    }

    /// The origins of the client's redirect URIs: who may call the token endpoint from a browser.
    pub fn origins(&self) -> impl Iterator<Item = String> + '_ {
        self.redirect_uris.iter().filter_map(|uri| crate::redirect_uri::origin(uri))
    }

    fn check_uris(&self) -> Result<(), ProtocolError> {
        let wants_redirects =
            self.grant_types.iter().any(|grant| grant == "authorization_code" || grant == "implicit");
        if self.redirect_uris.is_empty() && wants_redirects {
            return Err(ProtocolError::new(
                ErrorCode::InvalidRedirectUri,
                "redirect_uris is missing or empty",
            ));
        }
        let uris = self.redirect_uris.iter().chain(&self.post_logout_redirect_uris);
        for uri in uris {
            check_registrable(uri, self.is_native()).map_err(|e| ProtocolError {
                code: ErrorCode::InvalidRedirectUri,
                description: printable(&format!("{uri}: {e}")).into(),
            })?;
        }
        for name in ["backchannel_logout_uri", "frontchannel_logout_uri"] {
            let uri = self.kept.get(name).map(|uri| uri.as_str().unwrap_or_default());
            if let Some(Err(error)) = uri.map(|uri| check_registrable(uri, false)) {
                let description = format!("{name}: {error}").into();
                return Err(ProtocolError { code: ErrorCode::InvalidClientMetadata, description });
            }
        }
        for (name, uri) in
            [("client_uri", &self.client_uri), ("policy_uri", &self.policy_uri), ("tos_uri", &self.tos_uri)]
        {
            if uri.as_deref().is_some_and(|uri| !is_web_page(uri)) {
                return Err(ProtocolError {
                    code: ErrorCode::InvalidClientMetadata,
                    description: format!("{name} is not an http or https URL").into(),
                });
            }
        }
        Ok(())
    }

    /// Scopes of other providers are kept, so that moving back loses nothing.
    fn keep_unknown_scopes(&mut self, object: &Map<String, Value>, warnings: &mut Vec<String>) {
        let text = object.get("scope").and_then(Value::as_str).unwrap_or_default();
        for token in
            text.split_whitespace().filter(|token| !scope::ALL.iter().any(|known| known.as_str() == *token))
        {
            warnings.push(format!("scope {} is kept, but this version does not serve it", printable(token)));
            self.kept.insert("scope_wanted".into(), Value::String(text.to_owned()));
        }
    }

    fn check_name(&self) -> Result<(), ProtocolError> {
        let refuse = |why| Err(ProtocolError::new(ErrorCode::InvalidClientMetadata, why));
        match self.client_name.trim() {
            name if name.chars().count() > 100 => refuse("client_name is longer than 100 characters"),
            name if !name.chars().all(is_shown) => {
                refuse("client_name has characters that control, hide or turn what stands beside them")
            }
            _ => Ok(()),
        }
    }

    fn warn_of_unserved(&self, warnings: &mut Vec<String>) {
        if let AuthMethod::Unserved(method) = &self.token_endpoint_auth_method {
            warnings.push(format!(
                "token_endpoint_auth_method {method} is kept, but this version does not serve it"
            ));
        }
        let unserved = |list: &[String], served: &[&str]| -> Vec<String> {
            list.iter().filter(|item| !served.contains(&item.as_str())).cloned().collect()
        };
        for grant in unserved(&self.grant_types, &["authorization_code", "refresh_token"]) {
            warnings.push(format!("grant type {grant} is kept, but this version does not serve it"));
        }
        for kind in unserved(&self.response_types, &["code"]) {
            warnings.push(format!("response type {kind} is kept, but this version does not serve it"));
        }
        for name in self.kept.keys().filter(|name| UNSERVED.contains(&name.as_str())) {
            warnings.push(format!("{name} is kept, but this version does not serve it"));
        }
    }
}

/// Metadata that changes what a client may count on, so that keeping it without a word would mislead.
const UNSERVED: [&str; 14] = [
    "backchannel_logout_uri",
    "frontchannel_logout_uri",
    "initiate_login_uri",
    "jwks",
    "jwks_uri",
    "request_object_signing_alg",
    "request_uris",
    "sector_identifier_uri",
    "subject_type",
    "token_endpoint_auth_signing_alg",
    "userinfo_signed_response_alg",
    "id_token_encrypted_response_alg",
    "default_acr_values",
    "tls_client_auth_subject_dn",
];

fn parse_algorithm(
    value: Option<&Value>,
    kept: &mut Map<String, Value>,
    warnings: &mut Vec<String>,
) -> Result<Algorithm, ProtocolError> {
    let Some(value) = value else { return Ok(Algorithm::default()) };
    let name = value.as_str().ok_or(ProtocolError::new(
        ErrorCode::InvalidClientMetadata,
        "id_token_signed_response_alg is a string",
    ))?;
    match Algorithm::parse(name) {
        Some(algorithm) => Ok(algorithm),
        None if name == "none" || name.starts_with("HS") => Err(ProtocolError::new(
            ErrorCode::InvalidClientMetadata,
            "id_token_signed_response_alg is RS256, ES256 or EdDSA",
        )),
        None => {
            warnings.push(format!(
                "id_token_signed_response_alg {} is kept, but this version signs RS256 instead",
                printable(name)
            ));
            kept.insert("id_token_signed_response_alg_wanted".into(), value.clone());
            Ok(Algorithm::default())
        }
    }
}

fn is_web_page(uri: &str) -> bool {
    url::Url::parse(uri).is_ok_and(|url| matches!(url.scheme(), "https" | "http"))
}

/// Error descriptions are ASCII without quotes and backslashes (RFC 6749 5.2).
fn printable(text: &str) -> String {
    text.chars().map(|c| if matches!(c, ' '..='~') && !matches!(c, '"' | '\\') { c } else { '\'' }).collect()
}

impl From<String> for AuthMethod {
    fn from(text: String) -> Self {
        match text.as_str() {
            "client_secret_basic" => Self::ClientSecretBasic,
            "client_secret_post" => Self::ClientSecretPost,
            "none" => Self::None,
            _ => Self::Unserved(text),
        }
    }
}

impl From<AuthMethod> for String {
    fn from(method: AuthMethod) -> Self {
        match method {
            AuthMethod::ClientSecretBasic => "client_secret_basic".into(),
            AuthMethod::ClientSecretPost => "client_secret_post".into(),
            AuthMethod::None => "none".into(),
            AuthMethod::Unserved(text) => text,
        }
    }
}

mod scope_text {
    //! Scopes as the space-separated text of RFC 7591.
    use serde::{Deserialize as _, Deserializer, Serializer};

    use crate::scope::Scopes;

    pub(super) fn serialize<S: Serializer>(scopes: &Scopes, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(scopes)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Scopes, D::Error> {
        Ok(Scopes::parse(&String::deserialize(deserializer)?))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn rfc7591_2_defaults() {
        let parsed = ClientMetadata::parse(
            &json!({"client_name": "Files", "redirect_uris": ["https://files.example/cb"]}),
        )
        .unwrap();
        assert_eq!(parsed.metadata.token_endpoint_auth_method, AuthMethod::ClientSecretBasic);
        assert_eq!(parsed.metadata.id_token_signed_response_alg, Algorithm::Rs256);
        assert_eq!(parsed.metadata.response_types, ["code"]);
        assert!(!parsed.metadata.demands_pkce());
        assert!(parsed.warnings.is_empty());
    }

    #[test]
    fn what_is_ahead_of_us_is_kept_with_a_warning() {
        let parsed = ClientMetadata::parse(&json!({
            "redirect_uris": ["https://a.example/cb"], "token_endpoint_auth_method": "private_key_jwt",
            "jwks_uri": "https://a.example/jwks", "grant_types": ["authorization_code", "client_credentials"], "id_token_signed_response_alg": "PS256",
        }))
        .unwrap();
        assert_eq!(parsed.warnings.len(), 4, "{:?}", parsed.warnings);
        let stored = serde_json::to_value(&parsed.metadata).unwrap();
        assert_eq!(stored["jwks_uri"], "https://a.example/jwks");
        assert_eq!(stored["token_endpoint_auth_method"], "private_key_jwt");
        assert_eq!(serde_json::from_value::<ClientMetadata>(stored).unwrap(), parsed.metadata);
    }

    #[test]
    fn a_scope_of_another_provider_is_kept_with_a_warning() {
        let parsed = ClientMetadata::parse(
            &json!({"redirect_uris": ["https://a.example/cb"], "scope": "openid custom:read"}),
        )
        .unwrap();
        assert_eq!((parsed.metadata.scope.to_string().as_str(), parsed.warnings.len()), ("openid", 1));
    }

    #[test]
    fn broken_or_unsafe_metadata_is_an_error() {
        for bad in [
            json!([]),
            json!({}),
            json!({"redirect_uris": []}),
            json!({"redirect_uris": ["http://a.example/cb"]}),
            json!({"redirect_uris": ["https://a.example/cb#f"]}),
            json!({"redirect_uris": "https://a.example/cb"}),
            json!({"redirect_uris": ["https://a.example/cb"], "id_token_signed_response_alg": "none"}),
            json!({"redirect_uris": ["https://a.example/cb"], "tos_uri": "javascript:alert(1)"}),
            json!({"redirect_uris": ["https://a.example/cb"], "backchannel_logout_uri": "http://a.example/out"}),
            json!({"redirect_uris": ["https://a.example/cb"], "post_logout_redirect_uris": ["data:text/html,x"]}),
        ] {
            assert!(ClientMetadata::parse(&bad).is_err(), "{bad}");
        }
    }
}
