//! A browser's subscription (RFC 8030), read once: an endpoint that we push to, and the keys that only the browser has.

use aws_lc_rs::agreement::{ECDH_P256, ParsedPublicKey, UnparsedPublicKey};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use url::Url;

use super::WebPushKeys;
use super::hosts::Hosts;

/// The longest endpoint, in bytes.
const MAX_BYTES: usize = 2_048;

/// A subscription that can be pushed to.
pub struct Subscription {
    pub(super) endpoint: Url,
    /// The browser's public key as an uncompressed point, on the curve.
    pub(super) public: [u8; 65],
    pub(super) auth: [u8; 16],
}

/// Why nothing can be pushed to a subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// Not the secret of RFC 8291.
    #[error("auth is not 16 bytes in base64url")]
    Auth,
    /// No address of the web.
    #[error("the endpoint is no https address of at most {MAX_BYTES} bytes")]
    Endpoint,
    /// A host that we do not push to.
    #[error("the endpoint is on no host that this server pushes to")]
    Host,
    /// No key of the curve.
    #[error("p256dh is not an uncompressed point of P-256 in base64url")]
    Key,
}

impl Subscription {
    /// Reads what a phone said.
    pub fn read(endpoint: &str, keys: &WebPushKeys, hosts: &Hosts) -> Result<Self, Unusable> {
        let is_short = endpoint.len() <= MAX_BYTES;
        let endpoint = Url::parse(endpoint).ok().filter(|url| is_short && url.scheme() == "https");
        let endpoint = endpoint.ok_or(Unusable::Endpoint)?;
        if !hosts.admits(&endpoint) {
            return Err(Unusable::Host);
        }
        let public: [u8; 65] = decode(&keys.p256dh).ok_or(Unusable::Key)?;
        // A point beside the curve would leak our half of the secret, or fail at every push.
        ParsedPublicKey::try_from(UnparsedPublicKey::new(&ECDH_P256, public)).map_err(|_| Unusable::Key)?;
        let auth = decode(&keys.auth).ok_or(Unusable::Auth)?;
        Ok(Self { endpoint, public, auth })
    }

    /// Where messages are posted.
    pub fn endpoint(&self) -> &Url {
        &self.endpoint
    }

    /// The push service's host: what may stand in logs, since the rest of the endpoint is nobody's business.
    pub fn host(&self) -> &str {
        self.endpoint.host_str().unwrap_or_default()
    }
}

impl std::fmt::Debug for Subscription {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Subscription").field("host", &self.host()).finish_non_exhaustive()
    }
}

fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    BASE64URL.decode(text).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8291, appendix A.
    const KEY: &str =
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";
    const ENDPOINT: &str = "https://fcm.googleapis.com/fcm/send/secret";

    fn read(endpoint: &str, p256dh: &str, auth: &str) -> Result<Subscription, Unusable> {
        let keys = WebPushKeys { p256dh: p256dh.into(), auth: auth.into() };
        Subscription::read(endpoint, &keys, &Hosts::default())
    }

    #[test]
    fn keys_that_are_none_and_endpoints_elsewhere_are_refused() {
        assert!(read(ENDPOINT, KEY, AUTH).is_ok());
        let beside = KEY.replace("iw4", "iw8");
        let compressed = BASE64URL.encode([&[2], &BASE64URL.decode(KEY).unwrap()[1..33]].concat());
        for bad in ["", "a", &beside, &compressed, &KEY[..86], &format!("{KEY}="), &"A".repeat(87)] {
            assert_eq!(read(ENDPOINT, bad, AUTH).unwrap_err(), Unusable::Key, "{bad}");
        }
        for bad in ["", "BTBZMqHH6r4Tts7J_aSI", "BTBZMqHH6r4Tts7J_aSIggAA", "BTBZMqHH6r4Tts7J/aSIgg"] {
            assert_eq!(read(ENDPOINT, KEY, bad).unwrap_err(), Unusable::Auth, "{bad}");
        }
        let long = format!("{ENDPOINT}/{}", "a".repeat(MAX_BYTES));
        for bad in ["", "x", "http://fcm.googleapis.com/x", "file:///etc/passwd", &long] {
            assert_eq!(read(bad, KEY, AUTH).unwrap_err(), Unusable::Endpoint, "{bad}");
        }
        for bad in ["https://push.example/x", "https://10.0.0.1/x", "https://localhost/x"] {
            assert_eq!(read(bad, KEY, AUTH).unwrap_err(), Unusable::Host, "{bad}");
        }
    }

    #[test]
    fn printed_is_the_host_alone() {
        assert_eq!(
            format!("{:?}", read(ENDPOINT, KEY, AUTH).unwrap()),
            r#"Subscription { host: "fcm.googleapis.com", .. }"#
        );
    }
}
