//! Reading metadata as JSON: what is broken or unsafe is an error, what is only ahead of us is kept and named.

use serde_json::{Map, Value};

use super::ClientMetadata;
use super::auth_method::AuthMethod;
use crate::device_authorization::DEVICE_CODE;
use crate::error::{ErrorCode, ProtocolError};
use crate::jwt::Algorithm;
use crate::resource_scope::ResourceScopes;
use crate::response_type::ResponseType;
use crate::scope;

/// Metadata that was accepted, and what this version keeps without serving it.
#[derive(Debug)]
pub struct Parsed {
    /// The metadata.
    pub metadata: ClientMetadata,
    /// One sentence for each thing that is kept but not served yet.
    pub warnings: Vec<String>,
}

/// The grants that are served.
const GRANTS: [&str; 5] =
    ["authorization_code", "refresh_token", "implicit", "client_credentials", DEVICE_CODE];

/// Metadata that changes what a client may count on, so that keeping it without a word would mislead.
/// Nothing is encrypted as a JWE here: everything goes over TLS, to whom it is for.
const UNSERVED: [&str; 5] = [
    "authorization_encrypted_response_alg",
    "id_token_encrypted_response_alg",
    "introspection_encrypted_response_alg",
    "request_object_encryption_alg",
    "userinfo_encrypted_response_alg",
];

/// Signatures that a client may choose: the name, and whether `none` may stand there for "unsigned".
const CHOSEN_ALGORITHMS: [(&str, bool); 5] = [
    ("authorization_signed_response_alg", false),
    ("id_token_signed_response_alg", false),
    ("request_object_signing_alg", true),
    ("token_endpoint_auth_signing_alg", false),
    ("userinfo_signed_response_alg", true),
];

impl ClientMetadata {
    /// Reads metadata as JSON; broken or unsafe metadata is an error, metadata that is only ahead of us is not.
    pub fn parse(json: &Value) -> Result<Parsed, ProtocolError> {
        let mut object =
            json.as_object().cloned().ok_or_else(|| refuse("client metadata is a JSON object"))?;
        object.retain(|_, value| !value.is_null());
        // Stored under a name of their own, read out of `scope` alone.
        object.remove("resource_scopes");
        let mut warnings = Vec::new();
        set_algorithms_aside(&mut object, &mut warnings)?;
        let mut metadata: Self =
            serde_json::from_value(Value::Object(object.clone())).map_err(|e| refuse(&e.to_string()))?;
        if !object.contains_key("grant_types") {
            metadata.grant_types = vec!["authorization_code".into(), "refresh_token".into()];
        }
        if !object.contains_key("response_types") {
            metadata.response_types = vec!["code".into()];
        }
        if !object.contains_key("scope") {
            metadata.scope = scope::ALL.into_iter().collect();
        }
        if metadata.is_fapi2() && metadata.id_token_signed_response_alg == Algorithm::Rs256 {
            // The default elsewhere is none that such a client may take (FAPI 2.0 Security Profile 5.4.1).
            metadata.id_token_signed_response_alg = Algorithm::Ps256;
            if object.contains_key("id_token_signed_response_alg") {
                warnings.push("id_token_signed_response_alg is PS256: FAPI 2.0 takes no RS256".to_owned());
            }
        }
        metadata.check()?;
        metadata.take_resource_scopes(&object, &mut warnings);
        metadata.warn_of_unserved(&mut warnings);
        Ok(Parsed { metadata, warnings })
    }

    /// Scopes beside those of OpenID are the app's own, and given to it in its own name alone.
    fn take_resource_scopes(&mut self, object: &Map<String, Value>, warnings: &mut Vec<String>) {
        let text = object.get("scope").and_then(Value::as_str).unwrap_or_default();
        self.resource_scopes = ResourceScopes::parse(text);
        let unknown =
            text.split_whitespace().filter(|token| !scope::ALL.iter().any(|s| s.as_str() == *token));
        for token in unknown {
            let shown = printable(&token.chars().take(80).collect::<String>());
            if !self.resource_scopes.contains(token) {
                warnings.push(format!("scope {shown} cannot be one, or is one too many, and was left out"));
            } else if !self.may_use_grant("client_credentials") {
                warnings
                    .push(format!("scope {shown} is kept, and served in the client_credentials grant alone"));
            }
        }
    }

    fn warn_of_unserved(&self, warnings: &mut Vec<String>) {
        if let AuthMethod::Unserved(method) = &self.token_endpoint_auth_method {
            let method = printable(method);
            warnings.push(format!(
                "token_endpoint_auth_method {method} is kept, but this version does not serve it"
            ));
        }
        for grant in self.grant_types.iter().filter(|grant| !GRANTS.contains(&grant.as_str())) {
            let grant = printable(grant);
            warnings.push(format!("grant type {grant} is kept, but this version does not serve it"));
        }
        for kind in &self.response_types {
            let shown = printable(kind);
            match ResponseType::parse(kind) {
                None => {
                    warnings.push(format!("response type {shown} is kept, but this version does not serve it"));
                }
                // RFC 9700 2.1.2: whoever registers it has to know.
                Some(known) if known.is_legacy() => warnings.push(format!(
                    "response type {shown} sends tokens through the browser, where addresses are kept and seen; \
                     it works only while the setting oidc.legacy_response_types is on"
                )),
                Some(_) => {}
            }
        }
        for name in self.kept.keys().filter(|name| UNSERVED.contains(&name.as_str())) {
            warnings.push(format!("{name} is kept, but this version does not serve it"));
        }
    }
}

/// Takes algorithms that we do not know out of the way, under a name that says so; those that would be unsafe are errors.
fn set_algorithms_aside(
    object: &mut Map<String, Value>,
    warnings: &mut Vec<String>,
) -> Result<(), ProtocolError> {
    for (name, may_be_none) in CHOSEN_ALGORITHMS {
        let Some(value) = object.get(name) else { continue };
        let chosen = value.as_str().ok_or_else(|| refuse(&format!("{name} is a string")))?;
        let by_secret = name == "token_endpoint_auth_signing_alg" && chosen == "HS256";
        if Algorithm::parse(chosen).is_some() || by_secret {
            continue;
        }
        match chosen {
            "none" if name == "request_object_signing_alg" => {}
            // Plain JSON, which is what comes where nothing is chosen.
            "none" if may_be_none => {
                object.remove(name);
            }
            unsafe_one if unsafe_one == "none" || unsafe_one.starts_with("HS") => {
                return Err(refuse(&format!("{name} is RS256, PS256, ES256 or EdDSA")));
            }
            unknown => {
                warnings.push(format!(
                    "{name} {} is kept, but this version does not know it",
                    printable(unknown)
                ));
                if let Some(value) = object.remove(name) {
                    object.insert(format!("{name}_wanted"), value);
                }
            }
        }
    }
    Ok(())
}

pub(super) fn refuse(why: &str) -> ProtocolError {
    ProtocolError { code: ErrorCode::InvalidClientMetadata, description: printable(why).into() }
}

/// Error descriptions are ASCII without quotes and backslashes (RFC 6749 5.2).
pub(super) fn printable(text: &str) -> String {
    text.chars().map(|c| if matches!(c, ' '..='~') && !matches!(c, '"' | '\\') { c } else { '\'' }).collect()
}
