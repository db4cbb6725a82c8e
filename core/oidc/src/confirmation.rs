//! The key that a token works with alone: its `cnf` (RFC 7800 3.1).

use serde::{Deserialize, Serialize};

/// What a token is bound to; who presents it has to prove the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Confirmation {
    /// Thumbprint of a key that a proof of possession is signed with (RFC 9449 6.1).
    #[serde(rename = "jkt")]
    Jkt(String),
    /// SHA-256 of a certificate that the client shows in TLS, in base64url (RFC 8705 3.1).
    #[serde(rename = "x5t#S256")]
    X5t(String),
}

impl Confirmation {
    /// What the token is called where it is handed out and presented: its scheme (RFC 6750 6.1.1, RFC 9449 7.1).
    pub fn token_type(binding: Option<&Self>) -> &'static str {
        match binding {
            Some(Self::Jkt(_)) => "DPoP",
            Some(Self::X5t(_)) | None => "Bearer",
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn it_is_written_as_the_specifications_write_it() {
        let jkt = Confirmation::Jkt("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I".into());
        assert_eq!(
            serde_json::to_value(&jkt).unwrap(),
            json!({"jkt": "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"}),
            "RFC 9449 6.1"
        );
        let x5t = Confirmation::X5t("bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2".into());
        assert_eq!(
            serde_json::to_value(&x5t).unwrap(),
            json!({"x5t#S256": "bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2"}),
            "RFC 8705 3.1"
        );
        for one in [jkt, x5t] {
            let text = serde_json::to_string(&one).unwrap();
            assert_eq!(serde_json::from_str::<Confirmation>(&text).unwrap(), one);
        }
    }
}
