//! Reading metadata back that may be older than this version.

use serde_json::{Map, Value};

use super::ClientMetadata;

/// What every version has read and held to the rules: it is right, or the row is broken.
const ALWAYS_READ: [&str; 13] = [
    "application_type",
    "client_name",
    "client_uri",
    "grant_types",
    "id_token_signed_response_alg",
    "policy_uri",
    "post_logout_redirect_uris",
    "redirect_uris",
    "require_pkce",
    "response_types",
    "scope",
    "token_endpoint_auth_method",
    "tos_uri",
];

impl ClientMetadata {
    /// Reads metadata as it was stored. What an older version did not serve it kept as it came: where that is nothing that
    /// this version could have taken, the field counts as absent, as it did, and is kept under a name that says so.
    ///
    /// # Errors
    /// Where it is no metadata, or what every version served is broken.
    pub fn from_stored(text: &str) -> Result<Self, serde_json::Error> {
        let error = match serde_json::from_str(text) {
            Ok(metadata) => return Ok(metadata),
            Err(error) => error,
        };
        let stored: Map<String, Value> = serde_json::from_str(text)?;
        if stored.iter().any(|(name, value)| ALWAYS_READ.contains(&name.as_str()) && !fits(name, value)) {
            return Err(error);
        }
        let renamed = stored.into_iter().map(|(name, value)| match fits(&name, &value) {
            true => (name, value),
            false => (format!("{name}_unread"), value),
        });
        serde_json::from_value(Value::Object(renamed.collect()))
    }
}

/// Whether a field can be read by itself.
fn fits(name: &str, value: &Value) -> bool {
    let alone: Map<String, Value> = [(name.to_owned(), value.clone())].into_iter().collect();
    serde_json::from_value::<ClientMetadata>(Value::Object(alone)).is_ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_an_older_version_kept_unread_is_no_reason_to_lose_the_client() {
        let stored = json!({
            "client_name": "Files", "redirect_uris": ["https://a.example/cb"], "contacts": "it@a.example",
            "default_max_age": "3600", "subject_type": "sideways", "dpop_bound_access_tokens": "no", "jwks_uri": 5,
            "require_pkce": true, "logo_uri": "https://a.example/logo.png",
        });
        let read = ClientMetadata::from_stored(&stored.to_string()).unwrap();
        assert!(read.require_pkce && read.logo_uri.is_some());
        assert_eq!((read.contacts.len(), read.default_max_age, &read.jwks_uri), (0, None, &None));
        assert_eq!(read.kept["contacts_unread"], "it@a.example");
        let again = serde_json::to_string(&read).unwrap();
        assert_eq!(ClientMetadata::from_stored(&again).unwrap(), read);
    }

    #[test]
    fn what_every_version_has_read_is_right_or_broken() {
        for broken in [
            json!({"redirect_uris": "https://a.example/cb"}),
            json!({"require_pkce": "yes", "contacts": "x"}),
            json!([]),
            json!("x"),
        ] {
            assert!(ClientMetadata::from_stored(&broken.to_string()).is_err(), "{broken}");
        }
        assert!(ClientMetadata::from_stored("{").is_err());
    }
}
