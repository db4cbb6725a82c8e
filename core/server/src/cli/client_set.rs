//! `donelogin client set`: one field of what an app registered, by its name in RFC 7591 and its relatives.

use axum::http::Method;
use clap::Args;
use serde_json::{Value, json};

use super::door::{Door, segment};
use super::error::CommandError;

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
    fn a_value_is_json_or_text() {
        assert_eq!(parse("true"), json!(true));
        assert_eq!(parse("[\"https://a.example/cb\"]"), json!(["https://a.example/cb"]));
        assert_eq!(parse("fapi2"), json!("fapi2"));
    }
}
