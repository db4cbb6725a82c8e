//! The certificate that a client shows when it connects (RFC 8705).

use std::sync::Arc;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use oidc::distinguished_name::DistinguishedName;

/// A certificate whose private key the other side of a connection has. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientCertificate {
    /// SHA-256 of all of it.
    pub sha256: [u8; 32],
    /// Its subject, if the office's CA issued it for clients and it is valid now; whoever makes a certificate of their own
    /// writes there what they like.
    pub subject: Option<Arc<DistinguishedName>>,
}

impl ClientCertificate {
    /// `x5t#S256`, by which tokens are bound to it (RFC 8705 3.1).
    pub fn thumbprint(&self) -> String {
        BASE64URL.encode(self.sha256)
    }
}
