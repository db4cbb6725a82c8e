//! Proofs of possession (RFC 9449): whoever presents a token shows that it has the key that the token is bound to.

mod address;
#[cfg(test)]
mod tests;

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use subtle::ConstantTimeEq as _;

use crate::client_keys::{ClientKeyError, ClientKeys};
use crate::error::{ErrorCode, ProtocolError};
use crate::jwks::Jwk;
use crate::numeric_date;

/// Algorithms that a proof may be signed by. RS256 is not among them, as FAPI 2 wants it.
pub const ALGORITHMS: [&str; 4] = ["ES256", "EdDSA", "Ed25519", "PS256"];

/// How far the clock of whoever made a proof may be off, in seconds, in either direction.
pub const SKEW_S: i64 = 60;
/// How long a proof's own id may be, in bytes.
const MAX_JTI: usize = 256;
/// How long a proof may be, in bytes: one of the largest RSA keys needs less than half.
const MAX_BYTES: usize = 8 * 1024;

/// The request that a proof has to be about.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// Its method.
    pub method: &'a str,
    /// The addresses of its endpoint.
    pub urls: &'a [String],
    /// The token that comes with it.
    pub access_token: Option<&'a str>,
}

/// A proof whose signature is that of the key that it names, and that is about the request that it came with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Thumbprint of the key (RFC 7638).
    pub jkt: String,
    /// Its own id.
    pub jti: String,
    /// The server's value that it repeats.
    pub nonce: Option<String>,
    /// When it was made, seconds since 1970, as its maker says.
    pub iat: i64,
    /// From when to when it is good, where its maker says so (RFC 7519 4.1.4, 4.1.5).
    window: (i64, i64),
}

/// What is looked at of the header; others are ignored.
#[derive(Deserialize)]
struct Header {
    typ: Option<String>,
    jwk: Option<Map<String, Value>>,
}

const MALFORMED: ProtocolError = refused("the DPoP proof is not a signed JWT in compact form");

impl Proof {
    /// Reads a proof and makes the checks of RFC 9449 4.3 but for those of time and of the first use: see
    /// [`Self::check_age`].
    pub fn verify(text: &str, about: &About<'_>) -> Result<Self, ProtocolError> {
        let header = read_header(text)?;
        let is_typed = header.typ.is_some_and(|typ| typ.eq_ignore_ascii_case("dpop+jwt"));
        if !is_typed {
            return Err(refused("the DPoP proof has another typ than dpop+jwt"));
        }
        let jwk = header.jwk.ok_or(refused("the DPoP proof has no jwk in its header"))?;
        let jkt =
            thumbprint(&jwk).ok_or(refused("the jwk of the DPoP proof is no key that is known here"))?;
        let claims = verify_signature(text, jwk)?;
        let text = |name| claims.get(name).and_then(Value::as_str);
        let jti = text("jti").filter(|jti| (1..=MAX_JTI).contains(&jti.len()));
        let jti = jti.ok_or(refused("the DPoP proof has no jti, or one that is too long"))?;
        if text("htm") != Some(about.method) {
            return Err(refused("htm of the DPoP proof is another method than that of the request"));
        }
        let is_here =
            text("htu").is_some_and(|htu| about.urls.iter().any(|url| address::are_alike(htu, url)));
        if !is_here {
            return Err(refused("htu of the DPoP proof is another address than that of the request"));
        }
        if let Some(token) = about.access_token {
            let hash = BASE64URL.encode(digest(&SHA256, token.as_bytes()));
            let is_its = text("ath").is_some_and(|ath| ath.as_bytes().ct_eq(hash.as_bytes()).into());
            if !is_its {
                return Err(refused("ath of the DPoP proof is not the hash of the access token"));
            }
        }
        let time = |name| {
            numeric_date::read(&claims, name).map_err(|_| refused("a time in the DPoP proof is no number"))
        };
        let iat = time("iat")?.ok_or(refused("the DPoP proof has no iat"))?;
        let window = (time("nbf")?.unwrap_or(0), time("exp")?.unwrap_or(i64::MAX));
        let nonce = text("nonce").map(str::to_owned);
        Ok(Self { jkt, jti: jti.to_owned(), nonce, iat, window })
    }

    /// Whether its maker lets it be used at this time.
    pub fn check_window(&self, now: i64) -> Result<(), ProtocolError> {
        let (from, until) = self.window;
        if now + SKEW_S >= from && now < until.saturating_add(SKEW_S) {
            Ok(())
        } else {
            Err(refused("exp or nbf of the DPoP proof says that it is not good now"))
        }
    }

    /// Whether it was made just now, as its maker's clock says. A nonce of the server's says it better, and then this does
    /// not matter (RFC 9449 11.1).
    pub fn check_age(&self, now: i64) -> Result<(), ProtocolError> {
        if (now - SKEW_S..=now + SKEW_S).contains(&self.iat) {
            Ok(())
        } else {
            Err(refused("the DPoP proof was made too long ago, or by a clock that is wrong"))
        }
    }
}

fn read_header(text: &str) -> Result<Header, ProtocolError> {
    let header = text.split('.').next().filter(|_| text.len() <= MAX_BYTES).ok_or(MALFORMED)?;
    let bytes = BASE64URL.decode(header).map_err(|_| MALFORMED)?;
    serde_json::from_slice(&bytes).map_err(|_| MALFORMED)
}

/// The claims, if the key in the header signed them.
fn verify_signature(text: &str, jwk: Map<String, Value>) -> Result<Map<String, Value>, ProtocolError> {
    // What else the key says of itself (use, kid, alg) is not looked at: it is good for this proof and for nothing else.
    let members =
        jwk.into_iter().filter(|(name, _)| !["use", "key_ops", "kid", "x5c"].contains(&name.as_str()));
    let set = json!({"keys": [members.collect::<Map<_, _>>()]});
    let keys = ClientKeys::parse(&set)
        .map_err(|_| refused("the jwk of the DPoP proof is broken, or has a private part"))?;
    match keys.verify(text, &ALGORITHMS) {
        Ok(signed) => Ok(signed.claims),
        Err(ClientKeyError::UnknownKey) => {
            Err(refused("the signature of the DPoP proof is not that of its jwk"))
        }
        Err(ClientKeyError::Refused(why)) => Err(refused(why)),
    }
}

/// RFC 7638, of the members as they were sent: to write a key in another way brings nobody anything.
fn thumbprint(jwk: &Map<String, Value>) -> Option<String> {
    let bytes = |name: &str| BASE64URL.decode(jwk.get(name)?.as_str()?).ok();
    let jwk = match (jwk.get("kty")?.as_str()?, jwk.get("crv").and_then(Value::as_str)) {
        ("RSA", _) => Jwk::rsa(&bytes("n")?, &bytes("e")?),
        ("EC", Some("P-256")) => Jwk::p256(&[vec![4], bytes("x")?, bytes("y")?].concat())?,
        ("OKP", Some("Ed25519")) => Jwk::ed25519(&bytes("x")?),
        _ => return None,
    };
    Some(jwk.kid)
}

const fn refused(why: &'static str) -> ProtocolError {
    ProtocolError::new(ErrorCode::InvalidDpopProof, why)
}
