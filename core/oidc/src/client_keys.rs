//! The keys of a client, and what it signs with them: its JWK Set (RFC 7517), or its secret (OIDC Core 10.1).
//!
//! Which algorithm may sign is said by the key and by the caller; the token only names one of those, or is refused. Keys of
//! a JWK Set are public ones alone and a secret is no JWK Set, so that no public key can ever be taken for a secret.

mod compact;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::hmac;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ED25519, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256,
    RsaPublicKeyComponents, UnparsedPublicKey, VerificationAlgorithm,
};
use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD as BASE64URL};
use serde_json::{Map, Value};

pub use compact::Unproven;

use crate::error::{ErrorCode, ProtocolError};

/// How long a JWK Set may be, in bytes of JSON.
pub const MAX_SET_BYTES: usize = 64 * 1024;
/// How many keys a JWK Set may have; those that are of no use here count.
const MAX_KEYS: usize = 32;
/// How long the id of a key may be, in bytes.
const MAX_KID: usize = 256;
/// RSA keys have at least this many bits (RFC 7518 3.3).
const MIN_RSA_BITS: usize = 2_048;
/// RSA keys have at most this many bits: a larger one costs us more than it brings the client.
const MAX_RSA_BITS: usize = 8_192;
/// The shortest secret that HS256 may be keyed with, in bytes (RFC 7518 3.2).
pub const MIN_SECRET_BYTES: usize = 32;
/// Members that only private and symmetric keys have (RFC 7518 6.2.2, 6.3.2, 6.4.1).
const PRIVATE: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/// The keys of one client.
#[derive(Debug, Default)]
pub struct ClientKeys {
    keys: Vec<ClientKey>,
    certificates: Vec<[u8; 32]>,
}

/// A JWT whose signature was verified; its claims are not looked at yet.
#[derive(Clone, Debug, PartialEq)]
pub struct SignedJwt {
    /// The algorithm that signed.
    pub alg: &'static str,
    /// The key that it names.
    pub kid: Option<String>,
    /// What kind of token it calls itself.
    pub typ: Option<String>,
    /// What it says.
    pub claims: Map<String, Value>,
}

/// Why a JWT is not signed by the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClientKeyError {
    /// None of these keys signed it; newer ones may have.
    #[error("the token is signed by a key that is not in the key set of the client")]
    UnknownKey,
    /// It is refused, whatever keys the client has.
    #[error("{0}")]
    Refused(&'static str),
}

#[derive(Debug)]
struct ClientKey {
    kid: Option<String>,
    /// Names of the algorithms that the key may sign with.
    algorithms: Vec<&'static str>,
    key: Key,
}

enum Key {
    Rsa(RsaPublicKeyComponents<Vec<u8>>),
    P256(Vec<u8>),
    Ed25519(Vec<u8>),
    Secret(Box<hmac::Key>),
}

impl ClientKeys {
    /// Reads a JWK Set. Keys that serve something else (encryption, other curves) are passed over (RFC 7517 5); private and
    /// symmetric ones are refused, since whoever publishes such a key has lost it.
    pub fn parse(set: &Value) -> Result<Self, ProtocolError> {
        let keys = set.get("keys").and_then(Value::as_array);
        let keys = keys.ok_or(refused("jwks is a JSON object with an array called keys"))?;
        if keys.len() > MAX_KEYS {
            return Err(refused("jwks has more than 32 keys"));
        }
        let mut found = Self::default();
        for key in keys {
            let members = key.as_object().ok_or(refused("each key of jwks is a JSON object"))?;
            if members.get("kty").and_then(Value::as_str) == Some("oct")
                || PRIVATE.iter().any(|member| members.contains_key(*member))
            {
                return Err(refused("jwks has a private or symmetric key; only public keys belong there"));
            }
            found.certificates.extend(certificate(members)?);
            found.keys.extend(ClientKey::read(members)?);
        }
        Ok(found)
    }

    /// The key that a client's secret is: HS256 alone (OIDC Core 10.1). Short secrets are none.
    pub fn from_secret(secret: &[u8]) -> Result<Self, ProtocolError> {
        if secret.len() < MIN_SECRET_BYTES {
            return Err(refused("a secret that signs has at least 32 characters"));
        }
        let key = Key::Secret(Box::new(hmac::Key::new(hmac::HMAC_SHA256, secret)));
        let key = ClientKey { kid: None, algorithms: vec!["HS256"], key };
        Ok(Self { keys: vec![key], certificates: Vec::new() })
    }

    /// Whether nothing that the client signs can be verified.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Whether a key of this id is among them.
    pub fn knows(&self, kid: &str) -> bool {
        self.keys.iter().any(|key| key.kid.as_deref() == Some(kid))
    }

    /// Whether a key's certificate (`x5c`) has this SHA-256 (RFC 8705 2.2.2).
    pub fn has_certificate(&self, sha256: &[u8; 32]) -> bool {
        self.certificates.contains(sha256)
    }

    /// Whether any key has a certificate.
    pub fn has_certificates(&self) -> bool {
        !self.certificates.is_empty()
    }

    /// Reads a JWT that one of the keys signed by one of the `allowed` algorithms. What it says is the caller's to check.
    pub fn verify(&self, jwt: &str, allowed: &[&str]) -> Result<SignedJwt, ClientKeyError> {
        self.verify_parsed(&Unproven::parse(jwt)?, allowed)
    }

    /// The same for a JWT that was read already.
    pub fn verify_parsed(&self, jwt: &Unproven, allowed: &[&str]) -> Result<SignedJwt, ClientKeyError> {
        if !allowed.contains(&jwt.alg()) {
            return Err(ClientKeyError::Refused("the token is signed by an algorithm that is not allowed"));
        }
        let named = jwt.kid().is_some_and(|kid| self.knows(kid));
        let fits = |key: &&ClientKey| {
            // A key without an id may be any; one with an id is that one.
            let is_it = match (jwt.kid(), key.kid.as_deref()) {
                (Some(wanted), Some(kid)) => wanted == kid,
                (Some(_), None) => !named,
                (None, _) => true,
            };
            is_it && key.algorithms.contains(&jwt.alg())
        };
        let mut fitting = self.keys.iter().filter(fits);
        if let Some(alg) = fitting.find_map(|key| key.verify(jwt)) {
            return Ok(SignedJwt {
                alg,
                kid: jwt.kid().map(str::to_owned),
                typ: jwt.typ().map(str::to_owned),
                claims: jwt.claims().clone(),
            });
        }
        if named {
            return Err(ClientKeyError::Refused("the signature is not that of the key that the token names"));
        }
        Err(ClientKeyError::UnknownKey)
    }
}

impl SignedJwt {
    /// Whether it calls itself that kind of token; `application/` may be left out (RFC 7515 4.1.9).
    pub fn is_typed(&self, kind: &str) -> bool {
        let bare = |text: &str| {
            let text = text.to_ascii_lowercase();
            text.strip_prefix("application/").unwrap_or(&text).to_owned()
        };
        self.typ.as_deref().is_some_and(|typ| bare(typ) == bare(kind))
    }
}

impl ClientKey {
    /// Nothing where the key is not for signatures that are known here.
    fn read(members: &Map<String, Value>) -> Result<Option<Self>, ProtocolError> {
        let text = |name: &str| members.get(name).and_then(Value::as_str);
        let kid = text("kid").map(str::to_owned);
        if kid.as_ref().is_some_and(|kid| kid.len() > MAX_KID) {
            return Err(refused("a key of jwks has a kid of more than 256 bytes"));
        }
        if text("use").is_some_and(|usage| usage != "sig") || !is_for_verifying(members) {
            return Ok(None);
        }
        let bytes = |name| text(name).and_then(|text| BASE64URL.decode(text).ok());
        let found = match (text("kty"), text("crv")) {
            (Some("RSA"), _) => read_rsa(bytes("n"), bytes("e"))?.map(|key| (key, vec!["RS256", "PS256"])),
            (Some("EC"), Some("P-256")) => {
                Some((read_p256(bytes("x"), bytes("y")).ok_or(BROKEN)?, vec!["ES256"]))
            }
            (Some("OKP"), Some("Ed25519")) => {
                // RFC 9864 gives the same algorithm a second name.
                Some((read_ed25519(bytes("x")).ok_or(BROKEN)?, vec!["EdDSA", "Ed25519"]))
            }
            _ => None,
        };
        let Some((key, mut algorithms)) = found else { return Ok(None) };
        if let Some(alg) = text("alg") {
            let is_ed = |name: &str| name == "EdDSA" || name == "Ed25519";
            algorithms.retain(|known| *known == alg || (is_ed(known) && is_ed(alg)));
        }
        Ok((!algorithms.is_empty()).then_some(Self { kid, algorithms, key }))
    }

    /// The algorithm by which the key signed, if it did.
    fn verify(&self, jwt: &Unproven) -> Option<&'static str> {
        let alg = *self.algorithms.iter().find(|alg| **alg == jwt.alg())?;
        let (message, signature) = (jwt.signed(), jwt.signature());
        let verified = match (&self.key, alg) {
            (Key::Rsa(key), "RS256") => key.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature),
            (Key::Rsa(key), "PS256") => key.verify(&RSA_PSS_2048_8192_SHA256, message, signature),
            (Key::P256(point), "ES256") => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature)
            }
            (Key::Ed25519(key), "EdDSA" | "Ed25519") => {
                UnparsedPublicKey::new(&ED25519, key).verify(message, signature)
            }
            (Key::Secret(key), "HS256") => hmac::verify(key, message, signature),
            _ => return None,
        };
        verified.ok().map(|()| alg)
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Rsa(_) => "Rsa",
            Self::P256(_) => "P256",
            Self::Ed25519(_) => "Ed25519",
            Self::Secret(_) => "Secret(..)",
        })
    }
}

const BROKEN: ProtocolError =
    ProtocolError::new(ErrorCode::InvalidClientMetadata, "a key of jwks is not a point of its curve");

/// RFC 7517 4.3: what the key is for, where it says so.
fn is_for_verifying(members: &Map<String, Value>) -> bool {
    let operations = members.get("key_ops").and_then(Value::as_array);
    operations.is_none_or(|all| all.iter().any(|operation| operation == "verify"))
}

fn read_rsa(n: Option<Vec<u8>>, e: Option<Vec<u8>>) -> Result<Option<Key>, ProtocolError> {
    let (Some(n), Some(e)) = (n, e) else { return Err(refused("an RSA key of jwks has no n or e")) };
    let strip = |bytes: Vec<u8>| bytes.into_iter().skip_while(|byte| *byte == 0).collect::<Vec<u8>>();
    let (n, e) = (strip(n), strip(e));
    let bits = n.len() * 8 - n.first().map_or(0, |first| first.leading_zeros() as usize);
    if !(MIN_RSA_BITS..=MAX_RSA_BITS).contains(&bits) {
        return Err(refused("an RSA key of jwks has fewer than 2048 or more than 8192 bits"));
    }
    let key = RsaPublicKeyComponents { n, e };
    match key.to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA256) {
        // aws-lc takes exponents of up to 33 bits; an even one, or 1, is no key.
        Ok(_) if key.e.last().is_some_and(|last| last & 1 == 1) && key.e != [1] => Ok(Some(Key::Rsa(key))),
        _ => Err(refused("an RSA key of jwks is not one")),
    }
}

fn read_p256(x: Option<Vec<u8>>, y: Option<Vec<u8>>) -> Option<Key> {
    let point = [vec![4], x?, y?].concat();
    is_key(&ECDSA_P256_SHA256_FIXED, &point, 65).then_some(Key::P256(point))
}

fn read_ed25519(x: Option<Vec<u8>>) -> Option<Key> {
    let key = x?;
    is_key(&ED25519, &key, 32).then_some(Key::Ed25519(key))
}

fn is_key(algorithm: &'static dyn VerificationAlgorithm, bytes: &[u8], length: usize) -> bool {
    bytes.len() == length && ParsedPublicKey::new(algorithm, bytes).is_ok()
}

/// SHA-256 of the first certificate of a key's chain (RFC 7517 4.7; base64, not base64url).
fn certificate(members: &Map<String, Value>) -> Result<Option<[u8; 32]>, ProtocolError> {
    let Some(chain) = members.get("x5c") else { return Ok(None) };
    let first = chain.as_array().and_then(|chain| chain.first()).and_then(Value::as_str);
    let der = first.and_then(|text| BASE64_STANDARD.decode(text).ok());
    let der = der.ok_or(refused("x5c of a key of jwks is an array of certificates in base64"))?;
    let mut sha256 = [0; 32];
    sha256.copy_from_slice(digest(&SHA256, &der).as_ref());
    Ok(Some(sha256))
}

const fn refused(why: &'static str) -> ProtocolError {
    ProtocolError::new(ErrorCode::InvalidClientMetadata, why)
}

#[cfg(test)]
mod tests;
