//! `donelogin client set`: one field of what an app registered, by its name in RFC 7591 and its relatives.

use axum::http::Method;
use clap::Args;
use domain::settings::nearest;
use serde_json::{Value, json};

use super::door::{Door, segment};
use super::error::CommandError;
use super::output::show;

#[derive(Debug, Args)]
pub(super) struct Set {
    /// The app's client_id
    #[arg(value_name = "ID")]
    id: String,
    /// The field, such as redirect_uris, dpop_bound_access_tokens or security_profile
    #[arg(value_name = "FIELD")]
    field: String,
    /// The value: text, or JSON for lists, numbers and true or false; without one the field is taken away
    #[arg(value_name = "VALUE")]
    value: Option<String>,
}

/// What is chosen here or on the app's page alone, and shown where it was: its name is the field's.
const CHOSEN: [&str; 22] = [
    "access_token_format",
    "authorization_signed_response_alg",
    "default_acr_values",
    "default_max_age",
    "dpop_bound_access_tokens",
    "frontchannel_logout_session_required",
    "jwks_uri",
    "logo_uri",
    "policy_uri",
    "request_object_signing_alg",
    "request_uris",
    "require_pushed_authorization_requests",
    "require_signed_request_object",
    "resources",
    "sector_identifier_uri",
    "security_profile",
    "served_resources",
    "subject_type",
    "tls_client_certificate_bound_access_tokens",
    "token_endpoint_auth_signing_alg",
    "tos_uri",
    "userinfo_signed_response_alg",
];
/// The other fields that can be set.
const OTHERS: [&str; 27] = [
    "accepted_factors",
    "access",
    "application_type",
    "backchannel_logout_session_required",
    "backchannel_logout_uri",
    "claim_rules",
    "client_name",
    "client_uri",
    "contacts",
    "frontchannel_logout_uri",
    "grant_types",
    "id_token_signed_response_alg",
    "initiate_login_uri",
    "jwks",
    "mfa_policy",
    "owner",
    "post_logout_redirect_uris",
    "redirect_uris",
    "require_pkce",
    "response_types",
    "rotates_refresh_tokens",
    "scope",
    "session_terms",
    "state",
    "tls_client_auth_subject_dn",
    "token_endpoint_auth_method",
    "trusted",
];

/// What of it an app has, as rows.
pub(super) fn shown(client: &Value) -> impl Iterator<Item = (&'static str, String)> {
    let has = |name: &&str| client.get(*name).is_some_and(|value| !value.is_null());
    CHOSEN.into_iter().filter(has).map(|name| (name, show(client, name)))
}

/// What the server makes itself, or changes by commands of its own.
const NOT_METADATA: [&str; 12] = [
    "client_id",
    "has_secret",
    "has_weak_secret",
    "old_secret_until",
    "old_secret_used_at",
    "created_at",
    "updated_at",
    "trusted",
    "rotates_refresh_tokens",
    "state",
    "mfa_policy",
    "accepted_factors",
];

impl Set {
    /// Sends the app's metadata back as it is, but for this field.
    pub(super) async fn run(self, door: &Door) -> Result<Value, CommandError> {
        let fields = || CHOSEN.into_iter().chain(OTHERS);
        if !fields().any(|known| known == self.field) {
            // The server keeps what it does not know, as others' apps bring it: a slip of the hand would go unseen.
            let meant = nearest(&self.field, fields()).unwrap_or_default();
            return Err(CommandError::Usage(format!(
                "there is no field {}; did you mean {meant}?",
                self.field
            )));
        }
        let path = format!("/clients/{}", segment(&self.id));
        let mut client = door.get(&path).await?;
        if let Some(metadata) = client.as_object_mut() {
            metadata.retain(|name, _| !NOT_METADATA.contains(&name.as_str()) && name != "owner");
            match self.value {
                Some(text) => metadata.insert(self.field, parse(&text)),
                None => metadata.remove(&self.field),
            };
        }
        door.request(Method::PATCH, &path, Some(client)).await
    }
}

/// JSON where it is some, and else the text itself.
fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| json!(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_hand_is_understood() {
        assert_eq!(
            nearest("acess_token_format", CHOSEN.into_iter().chain(OTHERS)),
            Some("access_token_format")
        );
    }

    #[test]
    fn a_value_is_json_or_text() {
        assert_eq!(parse("true"), json!(true));
        assert_eq!(parse("[\"https://a.example/cb\"]"), json!(["https://a.example/cb"]));
        assert_eq!(parse("fapi2"), json!("fapi2"));
    }
}
