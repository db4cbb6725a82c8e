//! The form of every message that a phone signs: a JWS in compact form, ES256 on P-256, nothing optional.

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::token::sha256;

/// The longest message, in bytes.
pub const MAX_BYTES: usize = 16 * 1024;

/// What a message is for; one of one type is refused anywhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageType {
    /// An answer to a sign-in.
    Approval,
    /// Proof of who makes a request.
    Device,
    /// A claim of a link.
    Link,
}

impl MessageType {
    /// The `typ` header.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Approval => "donelogin-approval+jwt",
            Self::Device => "donelogin-device+jwt",
            Self::Link => "donelogin-link+jwt",
        }
    }
}

/// Why a message is not one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MessageError {
    /// Not of the form.
    #[error("the message is malformed")]
    Malformed,
    /// The signature is not that of the key.
    #[error("the signature is not that of the device's key")]
    Signature,
}

/// A message that was read, and not yet believed.
#[derive(Debug)]
pub struct Message {
    /// Whose key it names.
    pub signer: Signer,
    signed: String,
    signature: Vec<u8>,
    payload: Vec<u8>,
}

/// Whose key a message names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signer {
    /// A key that we do not know yet (link only).
    New(DeviceKey),
    /// The thumbprint of a key that we know.
    Known(String),
}

/// A phone's public key, on P-256.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceKey {
    x: String,
    y: String,
}

impl Message {
    /// Reads a message of a type.
    pub fn parse(body: &[u8], kind: MessageType) -> Result<Self, MessageError> {
        let text = std::str::from_utf8(body)
            .ok()
            .filter(|text| text.len() <= MAX_BYTES)
            .ok_or(MessageError::Malformed)?;
        let (signed, signature) = text.rsplit_once('.').ok_or(MessageError::Malformed)?;
        let (header, payload) = signed.split_once('.').ok_or(MessageError::Malformed)?;
        let decode = |part: &str| BASE64URL.decode(part).map_err(|_| MessageError::Malformed);
        let header: Header = serde_json::from_slice(&decode(header)?).map_err(|_| MessageError::Malformed)?;
        if header.alg != "ES256" || header.typ != kind.as_str() {
            return Err(MessageError::Malformed);
        }
        let signer = match (header.jwk, header.kid, kind) {
            (Some(jwk), None, MessageType::Link) => Signer::New(DeviceKey::from_jwk(&jwk)?),
            (None, Some(kid), MessageType::Approval | MessageType::Device) => Signer::Known(kid),
            _ => return Err(MessageError::Malformed),
        };
        Ok(Self {
            signer,
            signed: signed.to_owned(),
            signature: decode(signature)?,
            payload: decode(payload)?,
        })
    }

    /// The claims, if the key signed exactly these bytes.
    pub fn verify<T: DeserializeOwned>(&self, key: &DeviceKey) -> Result<T, MessageError> {
        let public =
            UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key.point().ok_or(MessageError::Signature)?);
        public.verify(self.signed.as_bytes(), &self.signature).map_err(|_| MessageError::Signature)?;
        self.peek()
    }

    /// Tells this very message from every other, also from one with the same claims.
    pub fn digest(&self) -> String {
        let signature = BASE64URL.encode(&self.signature);
        BASE64URL.encode(sha256(format!("{}.{signature}", self.signed).as_bytes()))
    }

    /// The claims before the signature was looked at: only to find whose key it has to be.
    pub fn peek<T: DeserializeOwned>(&self) -> Result<T, MessageError> {
        serde_json::from_slice(&self.payload).map_err(|_| MessageError::Malformed)
    }
}

/// Exactly these members; serde refuses doubled and unknown ones.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    typ: String,
    jwk: Option<PublicJwk>,
    kid: Option<String>,
}

/// Public members only: a private one must never come near us.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PublicJwk {
    kty: String,
    crv: String,
    x: String,
    y: String,
}

impl DeviceKey {
    fn from_jwk(jwk: &PublicJwk) -> Result<Self, MessageError> {
        let key = Self { x: jwk.x.clone(), y: jwk.y.clone() };
        if jwk.kty == "EC" && jwk.crv == "P-256" && key.point().is_some() {
            Ok(key)
        } else {
            Err(MessageError::Malformed)
        }
    }

    /// RFC 7638 thumbprint.
    pub fn thumbprint(&self) -> String {
        let canonical = format!(r#"{{"crv":"P-256","kty":"EC","x":"{}","y":"{}"}}"#, self.x, self.y);
        BASE64URL.encode(sha256(canonical.as_bytes()))
    }

    /// Uncompressed SEC 1 point. Whether it lies on the curve shows when a signature is verified with it.
    fn point(&self) -> Option<Vec<u8>> {
        let coordinate = |text: &str| BASE64URL.decode(text).ok().filter(|bytes| bytes.len() == 32);
        Some([vec![4], coordinate(&self.x)?, coordinate(&self.y)?].concat())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The key of RFC 7515 A.3.1.
    pub(crate) fn rfc7515_key() -> DeviceKey {
        DeviceKey {
            x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU".into(),
            y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0".into(),
        }
    }

    #[test]
    fn rfc7515_a_3_1_the_signature_verifies_and_a_changed_one_does_not() {
        let token = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let payload = BASE64URL.decode(signed.split_once('.').unwrap().1).unwrap();
        let mut message = Message {
            signer: Signer::Known(String::new()),
            signed: signed.into(),
            signature: BASE64URL.decode(signature).unwrap(),
            payload,
        };
        assert_eq!(message.verify::<serde_json::Value>(&rfc7515_key()).unwrap()["iss"], "joe");
        message.signed.push('x');
        assert_eq!(message.verify::<serde_json::Value>(&rfc7515_key()), Err(MessageError::Signature));
    }

    #[test]
    fn headers_have_exactly_their_members() {
        let parse = |header: &str, kind| {
            Message::parse(format!("{}.e30.AA", BASE64URL.encode(header)).as_bytes(), kind).map(|m| m.signer)
        };
        assert!(
            parse(r#"{"alg":"ES256","typ":"donelogin-device+jwt","kid":"k"}"#, MessageType::Device).is_ok()
        );
        let jwk = r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#;
        assert_eq!(
            parse(&format!(r#"{{"alg":"ES256","typ":"donelogin-link+jwt","jwk":{jwk}}}"#), MessageType::Link),
            Ok(Signer::New(rfc7515_key()))
        );
        for (header, kind) in [
            (r#"{"alg":"ES256","typ":"donelogin-device+jwt","kid":"k"}"#.to_owned(), MessageType::Approval),
            (r#"{"alg":"none","typ":"donelogin-device+jwt","kid":"k"}"#.to_owned(), MessageType::Device),
            (r#"{"alg":"HS256","typ":"donelogin-device+jwt","kid":"k"}"#.to_owned(), MessageType::Device),
            (
                r#"{"alg":"ES256","typ":"donelogin-device+jwt","kid":"k","crit":["x"]}"#.to_owned(),
                MessageType::Device,
            ),
            (
                r#"{"alg":"ES256","typ":"donelogin-device+jwt","kid":"k","kid":"j"}"#.to_owned(),
                MessageType::Device,
            ),
            (r#"{"alg":"ES256","typ":"donelogin-device+jwt"}"#.to_owned(), MessageType::Device),
            (format!(r#"{{"alg":"ES256","typ":"donelogin-device+jwt","jwk":{jwk}}}"#), MessageType::Device),
            (
                format!(r#"{{"alg":"ES256","typ":"donelogin-link+jwt","kid":"k","jwk":{jwk}}}"#),
                MessageType::Link,
            ),
            (
                format!(
                    r#"{{"alg":"ES256","typ":"donelogin-link+jwt","jwk":{}}}"#,
                    jwk.replace("\"kty\"", "\"d\":\"x\",\"kty\"")
                ),
                MessageType::Link,
            ),
            (
                format!(
                    r#"{{"alg":"ES256","typ":"donelogin-link+jwt","jwk":{}}}"#,
                    jwk.replace("P-256", "P-384")
                ),
                MessageType::Link,
            ),
        ] {
            assert_eq!(parse(&header, kind), Err(MessageError::Malformed), "{header}");
        }
        assert!(Message::parse(&[b'a'; MAX_BYTES + 1], MessageType::Link).is_err());
    }
}
