//! Keys and secrets of the suite's clients, as JWK with and without their private half (RFC 7517, RFC 7518 6).

use aws_lc_rs::encoding::{AsBigEndian as _, AsDer as _, EcPrivateKeyBin};
use aws_lc_rs::rand::{SecureRandom as _, SystemRandom};
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use aws_lc_rs::{encoding::Pkcs8V1Der, rsa};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::error::Error;

/// A key pair of a client.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    /// For the suite, which plays the client.
    pub(crate) private: Value,
    /// For the server, which registers it.
    pub(crate) public: Value,
}

impl Key {
    /// ECDSA on P-256, for ES256.
    pub(crate) fn es256(kid: &str) -> Result<Self, Error> {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map_err(|_| Error::Key)?;
        let private: EcPrivateKeyBin<'_> = pair.private_key().as_be_bytes().map_err(|_| Error::Key)?;
        // Uncompressed (SEC 1 2.3.3): 4, x, y.
        let (x, y) = pair
            .public_key()
            .as_ref()
            .strip_prefix(&[4])
            .and_then(|point| point.split_at_checked(32))
            .ok_or(Error::Key)?;
        let public = json!({
            "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": kid, "x": text(x), "y": text(y),
        });
        Ok(Self::of(public, [("d", private.as_ref())]))
    }

    /// RSA, for PS256.
    pub(crate) fn ps256(kid: &str) -> Result<Self, Error> {
        let pair = rsa::KeyPair::generate(KeySize::Rsa2048).map_err(|_| Error::Key)?;
        let der: Pkcs8V1Der<'_> = pair.as_der().map_err(|_| Error::Key)?;
        let numbers = rsa_numbers(der.as_ref()).ok_or(Error::Key)?;
        let [_, n, e, d, p, q, dp, dq, qi] = numbers.as_slice() else { return Err(Error::Key) };
        let public = json!({
            "kty": "RSA", "alg": "PS256", "use": "sig", "kid": kid, "n": text(n), "e": text(e),
        });
        Ok(Self::of(public, [("d", *d), ("p", *p), ("q", *q), ("dp", *dp), ("dq", *dq), ("qi", *qi)]))
    }

    fn of<'a>(public: Value, secret: impl IntoIterator<Item = (&'static str, &'a [u8])>) -> Self {
        let mut private = public.clone();
        if let Some(fields) = private.as_object_mut() {
            fields.extend(secret.into_iter().map(|(name, bytes)| (name.to_owned(), json!(text(bytes)))));
        }
        Self { private, public }
    }
}

/// A secret that nobody guesses.
pub(crate) fn secret() -> Result<String, Error> {
    let mut bytes = [0; 32];
    SystemRandom::new().fill(&mut bytes).map_err(|_| Error::Key)?;
    Ok(text(&bytes))
}

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The numbers of an RSAPrivateKey (RFC 8017 A.1.2) within a PrivateKeyInfo (RFC 5208 5): version, n, e, d, p, q and the rest.
fn rsa_numbers(der: &[u8]) -> Option<Vec<&[u8]>> {
    let (_, info, _) = element(der)?;
    let (_, _version, rest) = element(info)?;
    let (_, _algorithm, rest) = element(rest)?;
    let (_, key, _) = element(rest)?;
    let (_, mut rest, _) = element(key)?;
    let mut numbers = Vec::new();
    while !rest.is_empty() {
        let (tag, number, after) = element(rest)?;
        if tag != 2 {
            return None;
        }
        // A number with its highest bit set has a zero before it.
        numbers.push(match number {
            [0, digits @ ..] if !digits.is_empty() => digits,
            digits => digits,
        });
        rest = after;
    }
    Some(numbers)
}

/// Tag, content, and what follows (X.690 8.1).
fn element(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, rest) = der.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        short @ 0..0x80 => (usize::from(short), rest),
        long => {
            let (digits, rest) = rest.split_at_checked(usize::from(long & 0x7f))?;
            (digits.iter().fold(0, |length, digit| length << 8 | usize::from(*digit)), rest)
        }
    };
    let (content, after) = rest.split_at_checked(length)?;
    Some((tag, content, after))
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::rsa::PublicKeyComponents;
    use aws_lc_rs::signature::{
        ECDSA_P256_SHA256_FIXED, RSA_PSS_2048_8192_SHA256, RSA_PSS_SHA256, UnparsedPublicKey,
    };

    use super::*;

    fn bytes(jwk: &Value, name: &str) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(jwk[name].as_str().unwrap()).unwrap()
    }

    #[test]
    fn the_private_half_of_an_es256_key_signs_for_its_public_half() {
        let key = Key::es256("k").unwrap();
        assert_eq!(key.public.get("d"), None);
        let point = [vec![4], bytes(&key.private, "x"), bytes(&key.private, "y")].concat();
        let pair = EcdsaKeyPair::from_private_key_and_public_key(
            &ECDSA_P256_SHA256_FIXED_SIGNING,
            &bytes(&key.private, "d"),
            &point,
        )
        .unwrap();
        let signature = pair.sign(&SystemRandom::new(), b"word").unwrap();
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, &point).verify(b"word", signature.as_ref()).unwrap();
    }

    #[test]
    fn the_numbers_of_a_ps256_key_belong_together() {
        let key = Key::ps256("k").unwrap();
        for secret in ["d", "p", "q", "dp", "dq", "qi"] {
            assert_eq!(key.public.get(secret), None);
            assert!(key.private[secret].is_string());
        }
        let public = PublicKeyComponents { n: bytes(&key.public, "n"), e: bytes(&key.public, "e") };
        let pair = rsa::KeyPair::from_components(&rsa::KeyPairComponents {
            public_key: PublicKeyComponents { n: bytes(&key.public, "n"), e: bytes(&key.public, "e") },
            d: bytes(&key.private, "d"),
            p: bytes(&key.private, "p"),
            q: bytes(&key.private, "q"),
            dP: bytes(&key.private, "dp"),
            dQ: bytes(&key.private, "dq"),
            qInv: bytes(&key.private, "qi"),
        })
        .unwrap();
        let mut signature = vec![0; pair.public_modulus_len()];
        pair.sign(&RSA_PSS_SHA256, &SystemRandom::new(), b"word", &mut signature).unwrap();
        public.verify(&RSA_PSS_2048_8192_SHA256, b"word", &signature).unwrap();
    }

    #[test]
    fn secrets_differ() {
        assert_ne!(secret().unwrap(), secret().unwrap());
        assert_eq!(secret().unwrap().len(), 43);
    }
}
