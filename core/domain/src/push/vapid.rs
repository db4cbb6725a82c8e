//! Who pushes (RFC 8292, VAPID): one P-256 key of the appliance, which browsers are told when they subscribe and push
//! services when a message comes. It is never changed: every subscription is bound to it.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use serde::Serialize;
use zeroize::Zeroizing;

use super::subscription::Subscription;

/// How long a statement counts, in seconds: half of what RFC 8292 (2) allows, so that a clock may be wrong by as much in
/// either way.
const LIFETIME_S: i64 = 12 * 3_600;

/// The key cannot be read, made or signed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the key for push messages is broken")]
pub struct VapidError;

/// The key, parsed.
pub struct VapidKey {
    pair: EcdsaKeyPair,
    random: SystemRandom,
}

/// RFC 8292, 2.
#[derive(Serialize)]
struct Claims<'a> {
    aud: String,
    exp: i64,
    sub: &'a str,
}

impl VapidKey {
    /// Makes a private key (PKCS #8).
    pub fn generate() -> Result<Zeroizing<Vec<u8>>, VapidError> {
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new());
        Ok(Zeroizing::new(pkcs8.map_err(|_| VapidError)?.as_ref().to_vec()))
    }

    /// Parses a private key (PKCS #8).
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, VapidError> {
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der).map_err(|_| VapidError)?;
        Ok(Self { pair, random: SystemRandom::new() })
    }

    /// The public key as browsers take it: an uncompressed point in base64url (RFC 8292, 3.2).
    pub fn public(&self) -> String {
        BASE64URL.encode(self.pair.public_key().as_ref())
    }

    /// The `Authorization` header for a message to this subscription. `subject`: a `mailto:` or `https:` address under
    /// which the push service finds us.
    pub fn authorization(&self, to: &Subscription, subject: &str, now: i64) -> Result<String, VapidError> {
        let claims =
            Claims { aud: to.endpoint().origin().ascii_serialization(), exp: now + LIFETIME_S, sub: subject };
        let claims = serde_json::to_vec(&claims).map_err(|_| VapidError)?;
        let mut token = BASE64URL.encode(r#"{"typ":"JWT","alg":"ES256"}"#) + ".";
        BASE64URL.encode_string(claims, &mut token);
        let signature = self.pair.sign(&self.random, token.as_bytes()).map_err(|_| VapidError)?;
        Ok(format!("vapid t={token}.{}, k={}", BASE64URL.encode(signature), self.public()))
    }
}

impl std::fmt::Debug for VapidKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("VapidKey").field("public", &self.public()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
    use serde_json::{Value, json};

    use super::*;
    use crate::push::WebPushKeys;
    use crate::push::hosts::Hosts;

    /// RFC 8292, 2.4.
    const EXAMPLE: &str = "vapid t=eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA, k=BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs";

    /// Header and claims of a header field whose signature is right.
    fn verified(field: &str) -> (Value, Value) {
        let (token, key) = field.strip_prefix("vapid t=").unwrap().split_once(", k=").unwrap();
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, BASE64URL.decode(key).unwrap());
        key.verify(signed.as_bytes(), &BASE64URL.decode(signature).unwrap()).unwrap();
        let (header, claims) = signed.split_once('.').unwrap();
        let read = |part: &str| serde_json::from_slice(&BASE64URL.decode(part).unwrap()).unwrap();
        (read(header), read(claims))
    }

    #[test]
    fn ours_has_the_form_of_the_example_of_rfc8292() {
        let hosts = Hosts::with_extra("push.example.net").unwrap();
        let keys = WebPushKeys {
            p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
                .into(),
            auth: "BTBZMqHH6r4Tts7J_aSIgg".into(),
        };
        let to = Subscription::read(
            "https://push.example.net/p/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV?x=1",
            &keys,
            &hosts,
        );
        let key = VapidKey::from_pkcs8(&VapidKey::generate().unwrap()).unwrap();
        let now = 1_453_523_768 - LIFETIME_S;
        let ours = key.authorization(&to.unwrap(), "mailto:push@example.com", now).unwrap();
        assert_eq!(verified(&ours), verified(EXAMPLE));
        assert!(ours.ends_with(&format!(", k={}", key.public())));
        assert_eq!(BASE64URL.decode(key.public()).unwrap().len(), 65);
    }

    #[test]
    fn the_audience_has_a_port_where_it_is_not_the_usual_one() {
        let hosts = Hosts::with_extra("push.local:8444").unwrap();
        let keys = WebPushKeys {
            p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
                .into(),
            auth: "BTBZMqHH6r4Tts7J_aSIgg".into(),
        };
        let to = Subscription::read("https://push.local:8444/p", &keys, &hosts).unwrap();
        let key = VapidKey::from_pkcs8(&VapidKey::generate().unwrap()).unwrap();
        let (_, claims) = verified(&key.authorization(&to, "https://office.local", 7).unwrap());
        assert_eq!(
            claims,
            json!({"aud": "https://push.local:8444", "exp": 7 + LIFETIME_S, "sub": "https://office.local"})
        );
    }
}
