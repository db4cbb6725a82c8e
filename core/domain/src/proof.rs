//! The proof of which phone makes a request: a signed message about exactly this request, fresh by a nonce of ours.
//! It is modelled on `DPoP` (RFC 9449).

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use serde::Deserialize;

use crate::token::{TokenHash, hmac_sha256, sha256};

/// How long a nonce is good, in seconds.
pub const NONCE_S: i64 = 300;
/// The longest id of a proof, in bytes.
const MAX_JTI: usize = 128;

/// The claims of a proof.
#[derive(Clone, Debug, Deserialize)]
pub struct Proof {
    /// The issuer.
    pub aud: String,
    /// Device id.
    pub sub: String,
    /// Method.
    pub htm: String,
    /// Issuer and path, whatever address the phone connected to.
    pub htu: String,
    /// Hash of the body, where there is one.
    #[serde(default)]
    pub bh: Option<String>,
    /// A nonce that we gave.
    #[serde(default)]
    pub nonce: String,
    /// The proof's own id.
    pub jti: String,
}

/// The request that a proof has to be about.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Method.
    pub method: &'a str,
    /// Issuer and path without query.
    pub url: &'a str,
    /// Body.
    pub body: &'a [u8],
}

/// The proof is about another request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the proof is about another request")]
pub struct OtherRequest;

impl Proof {
    /// Whether it is about this request. The nonce is looked at apart: a stale one is nobody's fault.
    pub fn check(&self, request: Request<'_>) -> Result<(), OtherRequest> {
        let hash = BASE64URL.encode(sha256(request.body));
        let body = match &self.bh {
            Some(bh) => TokenHash::of(bh) == TokenHash::of(&hash),
            None => request.body.is_empty(),
        };
        let jti = (1..=MAX_JTI).contains(&self.jti.len());
        if body && jti && self.htm == request.method && self.htu == request.url {
            Ok(())
        } else {
            Err(OtherRequest)
        }
    }
}

/// A nonce of this moment: the time and a tag over it, so that none has to be remembered.
pub fn nonce(key: &[u8; 32], now: i64) -> String {
    let time = now.to_be_bytes();
    let tag = hmac_sha256(key, &time);
    BASE64URL.encode([time.as_slice(), tag.as_slice()].concat())
}

/// When a nonce was made, if it is ours and still good.
pub fn nonce_time(key: &[u8; 32], text: &str, now: i64) -> Option<i64> {
    let bytes = BASE64URL.decode(text).ok()?;
    let (time, tag) = bytes.split_at_checked(8)?;
    let made = i64::from_be_bytes(time.try_into().ok()?);
    let expected = TokenHash::from_bytes(hmac_sha256(key, time));
    let is_ours = TokenHash::from_bytes(tag.try_into().ok()?) == expected;
    (is_ours && made <= now && now < made + NONCE_S).then_some(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proof() -> Proof {
        Proof {
            aud: "https://office.local".into(),
            sub: "d".into(),
            htm: "PATCH".into(),
            htu: "https://office.local/phone/v1/device".into(),
            bh: Some(BASE64URL.encode(sha256(b"{}"))),
            nonce: String::new(),
            jti: "1".into(),
        }
    }

    #[test]
    fn a_proof_is_about_one_method_place_and_body() {
        let request = Request { method: "PATCH", url: "https://office.local/phone/v1/device", body: b"{}" };
        assert_eq!(proof().check(request), Ok(()));
        for other in [
            Request { method: "DELETE", ..request },
            Request { url: "https://office.local/phone/v1/events", ..request },
            Request { body: b"{ }", ..request },
            Request { body: b"", ..request },
        ] {
            assert_eq!(proof().check(other), Err(OtherRequest), "{other:?}");
        }
        assert_eq!(Proof { bh: None, ..proof() }.check(request), Err(OtherRequest), "a body needs its hash");
        assert_eq!(Proof { bh: None, ..proof() }.check(Request { body: b"", ..request }), Ok(()));
        assert_eq!(Proof { jti: String::new(), ..proof() }.check(request), Err(OtherRequest));
    }

    #[test]
    fn a_nonce_is_ours_and_good_for_300_seconds() {
        let (key, other) = ([1; 32], [2; 32]);
        let text = nonce(&key, 1_000);
        assert_eq!(nonce_time(&key, &text, 1_000), Some(1_000));
        assert_eq!(nonce_time(&key, &text, 1_299), Some(1_000));
        assert_eq!(nonce_time(&key, &text, 1_300), None, "over");
        assert_eq!(nonce_time(&key, &text, 999), None, "of the future");
        assert_eq!(nonce_time(&other, &text, 1_000), None, "of another process");
        assert_eq!(nonce_time(&key, "", 1_000), None);
        assert_eq!(nonce_time(&key, &text[..12], 1_000), None);
    }
}
