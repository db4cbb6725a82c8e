//! How a client proves itself (OIDC Core 9, RFC 8705 2).

use serde::{Deserialize, Serialize};

/// How a client proves itself at the token endpoint and its neighbours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum AuthMethod {
    /// The secret in the `Authorization` header. A client with a secret may also send it in the form.
    #[default]
    ClientSecretBasic,
    /// The secret in the form.
    ClientSecretPost,
    /// A JWT under the secret (OIDC Core 9).
    ClientSecretJwt,
    /// A JWT under a key of the client (RFC 7523).
    PrivateKeyJwt,
    /// A certificate of an authority, known by its subject (RFC 8705 2.1).
    TlsClientAuth,
    /// A certificate of its own, registered with its keys (RFC 8705 2.2).
    SelfSignedTlsClientAuth,
    /// No secret: a public client.
    None,
    /// Kept from an import, but not served by this version; such a client cannot authenticate.
    Unserved(String),
}

impl AuthMethod {
    /// The name on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::ClientSecretBasic => "client_secret_basic",
            Self::ClientSecretPost => "client_secret_post",
            Self::ClientSecretJwt => "client_secret_jwt",
            Self::PrivateKeyJwt => "private_key_jwt",
            Self::TlsClientAuth => "tls_client_auth",
            Self::SelfSignedTlsClientAuth => "self_signed_tls_client_auth",
            Self::None => "none",
            Self::Unserved(text) => text,
        }
    }

    /// Whether the client proves itself by a secret that it shares with us.
    pub fn has_secret(&self) -> bool {
        matches!(self, Self::ClientSecretBasic | Self::ClientSecretPost | Self::ClientSecretJwt)
    }
}

impl From<String> for AuthMethod {
    fn from(text: String) -> Self {
        match text.as_str() {
            "client_secret_basic" => Self::ClientSecretBasic,
            "client_secret_post" => Self::ClientSecretPost,
            "client_secret_jwt" => Self::ClientSecretJwt,
            "private_key_jwt" => Self::PrivateKeyJwt,
            "tls_client_auth" => Self::TlsClientAuth,
            "self_signed_tls_client_auth" => Self::SelfSignedTlsClientAuth,
            "none" => Self::None,
            _ => Self::Unserved(text),
        }
    }
}

impl From<AuthMethod> for String {
    fn from(method: AuthMethod) -> Self {
        match method {
            AuthMethod::Unserved(text) => text,
            known => known.as_str().to_owned(),
        }
    }
}
