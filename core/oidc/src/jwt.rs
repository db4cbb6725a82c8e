//! Signing JWTs with a key that is held parsed, and verifying those that come back to us (RFC 7515, RFC 7519).
//!
//! We write `header.payload.signature` ourselves: `jsonwebtoken` parses the private key anew for each token,
//! which costs 2.6 times a bare RS256 signature.

use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair as RsaKeyPair, KeySize};
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256,
    RSA_PSS_SHA256, RsaEncoding,
};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::jwks::Jwk;

/// A signature algorithm (RFC 7518 3.1, RFC 8037 3.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Algorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256: what relying parties expect.
    #[default]
    #[serde(rename = "RS256")]
    Rs256,
    /// RSASSA-PSS with SHA-256, which FAPI 2 takes in the place of RS256.
    #[serde(rename = "PS256")]
    Ps256,
    /// ECDSA on P-256.
    #[serde(rename = "ES256")]
    Es256,
    /// Ed25519.
    #[serde(rename = "EdDSA")]
    EdDsa,
}

/// All algorithms, the default first.
pub const ALGORITHMS: [Algorithm; 4] =
    [Algorithm::Rs256, Algorithm::Ps256, Algorithm::Es256, Algorithm::EdDsa];

impl Algorithm {
    /// The name in a JOSE header.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Ps256 => "PS256",
            Self::Es256 => "ES256",
            Self::EdDsa => "EdDSA",
        }
    }

    /// The algorithm of that name.
    pub fn parse(name: &str) -> Option<Self> {
        ALGORITHMS.into_iter().find(|algorithm| algorithm.as_str() == name)
    }
}

/// What a token that we sign is for: its `typ` header (RFC 7515 4.1.9). One of one type is refused where another is due
/// (RFC 8725 3.11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typ {
    /// An access token (RFC 9068 2.1).
    AccessToken,
    /// An ID token, and what else has no type of its own.
    Jwt,
    /// A logout token (OIDC Back-Channel Logout 2.4).
    LogoutToken,
}

impl Typ {
    /// The value of the header.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AccessToken => "at+jwt",
            Self::Jwt => "JWT",
            Self::LogoutToken => "logout+jwt",
        }
    }
}

/// Why a key or a token is of no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JwtError {
    /// The token is not what we signed: broken, foreign, unsigned, or for another issuer.
    #[error("the token was not signed by this server")]
    Foreign,
    /// The private key cannot be read or made.
    #[error("the signing key is broken")]
    Key,
    /// The signature could not be made.
    #[error("signing failed")]
    Signing,
}

/// A private key, parsed once and kept, with its public half.
pub struct SigningKey {
    algorithm: Algorithm,
    pair: Pair,
    jwk: Jwk,
    random: SystemRandom,
}

enum Pair {
    Rsa(Box<RsaKeyPair>),
    Ec(Box<EcdsaKeyPair>),
    Ed(Box<Ed25519KeyPair>),
}

impl SigningKey {
    /// Makes a private key (PKCS #8). RSA takes a noticeable part of a second.
    pub fn generate(algorithm: Algorithm) -> Result<Zeroizing<Vec<u8>>, JwtError> {
        let key = |_| JwtError::Key;
        let random = SystemRandom::new();
        let der = match algorithm {
            Algorithm::Rs256 | Algorithm::Ps256 => {
                let pair = RsaKeyPair::generate(KeySize::Rsa2048).map_err(key)?;
                let der: Pkcs8V1Der<'_> = pair.as_der().map_err(key)?;
                der.as_ref().to_vec()
            }
            Algorithm::Es256 => EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random)
                .map_err(key)?
                .as_ref()
                .to_vec(),
            Algorithm::EdDsa => Ed25519KeyPair::generate_pkcs8(&random).map_err(key)?.as_ref().to_vec(),
        };
        Ok(Zeroizing::new(der))
    }

    /// Parses a private key (PKCS #8).
    pub fn from_pkcs8(algorithm: Algorithm, der: &[u8]) -> Result<Self, JwtError> {
        let (pair, mut jwk) = match algorithm {
            Algorithm::Rs256 | Algorithm::Ps256 => {
                let pair = RsaKeyPair::from_pkcs8(der).map_err(|_| JwtError::Key)?;
                let public = pair.public_key();
                let jwk = Jwk::rsa(
                    public.modulus().big_endian_without_leading_zero(),
                    public.exponent().big_endian_without_leading_zero(),
                );
                (Pair::Rsa(Box::new(pair)), jwk)
            }
            Algorithm::Es256 => {
                let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der)
                    .map_err(|_| JwtError::Key)?;
                let jwk = Jwk::p256(pair.public_key().as_ref()).ok_or(JwtError::Key)?;
                (Pair::Ec(Box::new(pair)), jwk)
            }
            Algorithm::EdDsa => {
                let pair = Ed25519KeyPair::from_pkcs8(der).map_err(|_| JwtError::Key)?;
                let jwk = Jwk::ed25519(pair.public_key().as_ref());
                (Pair::Ed(Box::new(pair)), jwk)
            }
        };
        jwk.alg = algorithm.as_str().to_owned();
        Ok(Self { algorithm, pair, jwk, random: SystemRandom::new() })
    }

    /// The algorithm that the key signs with.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The public half.
    pub fn jwk(&self) -> &Jwk {
        &self.jwk
    }

    /// The key's id: its RFC 7638 thumbprint.
    pub fn kid(&self) -> &str {
        &self.jwk.kid
    }

    /// A signed JWT in compact form.
    pub fn sign(&self, typ: Typ, claims: &impl Serialize) -> Result<String, JwtError> {
        let header =
            format!(r#"{{"alg":"{}","kid":"{}","typ":"{}"}}"#, self.jwk.alg, self.jwk.kid, typ.as_str());
        let payload = serde_json::to_vec(claims).map_err(|_| JwtError::Signing)?;
        let mut token = String::with_capacity((header.len() + payload.len()) * 4 / 3 + 360);
        BASE64URL.encode_string(&header, &mut token);
        token.push('.');
        BASE64URL.encode_string(&payload, &mut token);
        let signature = self.signature(token.as_bytes())?;
        token.push('.');
        BASE64URL.encode_string(&signature, &mut token);
        Ok(token)
    }

    fn signature(&self, message: &[u8]) -> Result<Vec<u8>, JwtError> {
        match &self.pair {
            Pair::Rsa(pair) => {
                let padding: &dyn RsaEncoding =
                    if self.algorithm == Algorithm::Ps256 { &RSA_PSS_SHA256 } else { &RSA_PKCS1_SHA256 };
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(padding, &self.random, message, &mut signature).map_err(|_| JwtError::Signing)?;
                Ok(signature)
            }
            Pair::Ec(pair) => {
                Ok(pair.sign(&self.random, message).map_err(|_| JwtError::Signing)?.as_ref().to_vec())
            }
            Pair::Ed(pair) => Ok(pair.sign(message).as_ref().to_vec()),
        }
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SigningKey").field("kid", &self.jwk.kid).finish_non_exhaustive()
    }
}

/// Reads a token of a type that one of our keys signed; the algorithm is the key's, never the token's choice.
///
/// Expiry is not looked at: an expired ID token is still a valid hint (RP-Initiated Logout 2).
pub fn verify_own<T: DeserializeOwned>(
    token: &str,
    typ: Typ,
    issuer: &str,
    keys: &[Jwk],
) -> Result<T, JwtError> {
    if token.len() > 16 * 1024 {
        return Err(JwtError::Foreign);
    }
    let header = jsonwebtoken::decode_header(token).map_err(|_| JwtError::Foreign)?;
    if header.typ.as_deref() != Some(typ.as_str()) {
        return Err(JwtError::Foreign);
    }
    let kid = header.kid.ok_or(JwtError::Foreign)?;
    let key = keys.iter().find(|key| key.kid == kid).ok_or(JwtError::Foreign)?;
    let (algorithm, decoding) = key.decoding().ok_or(JwtError::Foreign)?;
    let mut validation = jsonwebtoken::Validation::new(algorithm);
    validation.validate_exp = false;
    validation.validate_aud = false;
    validation.set_required_spec_claims(&["iss", "sub", "aud"]);
    validation.set_issuer(&[issuer]);
    jsonwebtoken::decode(token, &decoding, &validation).map(|data| data.claims).map_err(|_| JwtError::Foreign)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const ISSUER: &str = "https://id.example";

    fn key(algorithm: Algorithm) -> SigningKey {
        SigningKey::from_pkcs8(algorithm, &SigningKey::generate(algorithm).unwrap()).unwrap()
    }

    #[test]
    fn each_algorithm_signs_what_a_library_verifies() {
        for algorithm in ALGORITHMS {
            let key = key(algorithm);
            let token = key.sign(Typ::Jwt, &json!({"iss": ISSUER, "sub": "u", "aud": "c"})).unwrap();
            assert_eq!(jsonwebtoken::decode_header(&token).unwrap().typ.as_deref(), Some("JWT"));
            let claims: Value = verify_own(&token, Typ::Jwt, ISSUER, &[key.jwk().clone()]).unwrap();
            assert_eq!(claims["sub"], "u", "{algorithm:?}");
        }
    }

    #[test]
    fn foreign_changed_and_unsigned_tokens_are_refused() {
        let ours = key(Algorithm::Es256);
        let keys = [ours.jwk().clone()];
        let claims = json!({"iss": ISSUER, "sub": "u", "aud": "c"});
        let token = ours.sign(Typ::Jwt, &claims).unwrap();
        let (head, signature) = token.rsplit_once('.').unwrap();
        let (header, _) = head.split_once('.').unwrap();
        let other_payload = BASE64URL.encode(json!({"iss": ISSUER, "sub": "admin", "aud": "c"}).to_string());
        let none = BASE64URL.encode(format!(r#"{{"alg":"none","kid":"{}"}}"#, ours.kid()));
        let hmac = BASE64URL.encode(format!(r#"{{"alg":"HS256","kid":"{}"}}"#, ours.kid()));
        let (_, payload) = head.split_once('.').unwrap();
        for bad in [
            format!("{header}.{other_payload}.{signature}"),
            format!("{none}.{payload}."),
            format!("{hmac}.{payload}.{signature}"),
            key(Algorithm::Es256).sign(Typ::Jwt, &claims).unwrap(),
            ours.sign(Typ::Jwt, &json!({"iss": "https://other.example", "sub": "u", "aud": "c"})).unwrap(),
            // What else we sign is no ID token, whatever it claims.
            ours.sign(Typ::AccessToken, &claims).unwrap(),
            ours.sign(Typ::LogoutToken, &claims).unwrap(),
            "a.b.c".to_owned(),
            String::new(),
        ] {
            assert_eq!(verify_own::<Value>(&bad, Typ::Jwt, ISSUER, &keys), Err(JwtError::Foreign), "{bad}");
        }
    }
}
