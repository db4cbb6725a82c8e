//! A passkey's public key, as COSE writes it (RFC 9053, RFC 8230), and its signatures.

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents,
    UnparsedPublicKey, VerificationAlgorithm,
};
use ciborium::Value;

/// Longest COSE key, in bytes: RSA with 8,192 bits, and room for its names.
pub const MAX_BYTES: usize = 1_200;
/// How deep CBOR of ours may be nested: a key and an attestation object are flat.
const DEPTH: usize = 8;

/// Algorithms that we take, the preferred one first (IANA's COSE numbers): ES256, EdDSA, RS256. The last is that of
/// chips in older Windows machines.
pub const ALGORITHMS: [i64; 3] = [ES256, EDDSA, RS256];
const ES256: i64 = -7;
const EDDSA: i64 = -8;
const RS256: i64 = -257;

/// Labels of RFC 9052 7.1 and RFC 9053 7.1.
const KTY: i64 = 1;
const ALG: i64 = 3;

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicKey {
    /// ECDSA with SHA-256 on P-256: the uncompressed point.
    Es256(Vec<u8>),
    /// Ed25519.
    EdDsa(Vec<u8>),
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    Rs256 {
        /// Modulus.
        n: Vec<u8>,
        /// Exponent.
        e: Vec<u8>,
    },
}

/// Why a key is not one that we take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Another algorithm than those that we ask for.
    #[error("the algorithm is not one that was asked for")]
    Algorithm,
    /// Not a COSE key, or its numbers are no key.
    #[error("the key is malformed")]
    Malformed,
}

impl PublicKey {
    /// Reads a whole COSE key; nothing may stand behind it.
    pub fn parse(bytes: &[u8]) -> Result<Self, KeyError> {
        let mut rest = bytes;
        let map = read_map(&mut rest).filter(|_| bytes.len() <= MAX_BYTES).ok_or(KeyError::Malformed)?;
        if !rest.is_empty() {
            return Err(KeyError::Malformed);
        }
        let kty = number(&map, KTY).ok_or(KeyError::Malformed)?;
        let key = match (number(&map, ALG).ok_or(KeyError::Malformed)?, kty) {
            (ES256, 2) if number(&map, -1) == Some(1) => {
                let coordinate = |label| field(&map, label).filter(|bytes| bytes.len() == 32);
                let (x, y) = coordinate(-2).zip(coordinate(-3)).ok_or(KeyError::Malformed)?;
                Self::Es256([&[4], x, y].concat())
            }
            (EDDSA, 1) if number(&map, -1) == Some(6) => {
                let x = field(&map, -2).filter(|bytes| bytes.len() == 32).ok_or(KeyError::Malformed)?;
                Self::EdDsa(x.to_vec())
            }
            (RS256, 3) => {
                let (n, e) = field(&map, -1).zip(field(&map, -2)).ok_or(KeyError::Malformed)?;
                Self::Rs256 { n: n.to_vec(), e: e.to_vec() }
            }
            (ES256 | EDDSA | RS256, _) => return Err(KeyError::Malformed),
            _ => return Err(KeyError::Algorithm),
        };
        if key.is_usable() { Ok(key) } else { Err(KeyError::Malformed) }
    }

    /// Whether this key made the signature.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Es256(point) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(message, signature).is_ok()
            }
            Self::EdDsa(x) => UnparsedPublicKey::new(&ED25519, x).verify(message, signature).is_ok(),
            Self::Rs256 { n, e } => RsaPublicKeyComponents { n, e }
                .verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
                .is_ok(),
        }
    }

    /// A point that lies on the curve; a modulus of 2,048 to 8,192 bits without leading zeros.
    fn is_usable(&self) -> bool {
        let parses = |algorithm: &'static dyn VerificationAlgorithm, bytes: &[u8]| {
            ParsedPublicKey::new(algorithm, bytes).is_ok()
        };
        match self {
            Self::Es256(point) => parses(&ECDSA_P256_SHA256_ASN1, point),
            Self::EdDsa(x) => parses(&ED25519, x),
            Self::Rs256 { n, e } => {
                let odd = |bytes: &[u8]| bytes.last().is_some_and(|last| last % 2 == 1);
                let starts = |bytes: &[u8]| bytes.first().is_some_and(|first| *first != 0);
                (256..=1_024).contains(&n.len())
                    && (1..=8).contains(&e.len())
                    && e.as_slice() != [1]
                    && [n, e].iter().all(|bytes| odd(bytes) && starts(bytes))
            }
        }
    }
}

/// Reads one CBOR map off the front; no label may stand in it twice, since two readers would take two values.
pub(super) fn read_map(rest: &mut &[u8]) -> Option<Vec<(Value, Value)>> {
    let value: Value = ciborium::de::from_reader_with_recursion_limit(rest, DEPTH).ok()?;
    let Value::Map(map) = value else { return None };
    let is_twice = |(at, (label, _)): (usize, &(Value, Value))| map[..at].iter().any(|(one, _)| one == label);
    if map.iter().enumerate().any(is_twice) { None } else { Some(map) }
}

fn find(map: &[(Value, Value)], label: i64) -> Option<&Value> {
    map.iter().find(|(key, _)| *key == Value::from(label)).map(|(_, value)| value)
}

fn number(map: &[(Value, Value)], label: i64) -> Option<i64> {
    find(map, label)?.as_integer().and_then(|number| number.try_into().ok())
}

fn field(map: &[(Value, Value)], label: i64) -> Option<&[u8]> {
    find(map, label)?.as_bytes().map(Vec::as_slice)
}

#[cfg(test)]
pub(super) mod tests {
    use aws_lc_rs::rand::SystemRandom;
    use aws_lc_rs::rsa::KeySize;
    use aws_lc_rs::signature::{
        ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256,
        RsaKeyPair,
    };
    use proptest::prelude::*;

    use super::*;

    pub(crate) fn cbor(value: &Value) -> Vec<u8> {
        let mut bytes = Vec::new();
        ciborium::into_writer(value, &mut bytes).unwrap();
        bytes
    }

    pub(crate) fn map(pairs: Vec<(i64, Value)>) -> Value {
        Value::Map(pairs.into_iter().map(|(label, value)| (label.into(), value)).collect())
    }

    fn ec2(x: &[u8], y: &[u8]) -> Vec<(i64, Value)> {
        vec![
            (1, 2.into()),
            (3, (-7).into()),
            (-1, 1.into()),
            (-2, x.to_vec().into()),
            (-3, y.to_vec().into()),
        ]
    }

    #[test]
    fn each_algorithm_that_is_asked_for_verifies() {
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let ec = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref()).unwrap();
        let point = ec.public_key().as_ref();
        let ed = Ed25519KeyPair::generate().unwrap();
        let rsa = RsaKeyPair::generate(KeySize::Rsa2048).unwrap();
        let mut rsa_signature = vec![0; rsa.public_modulus_len()];
        rsa.sign(&RSA_PKCS1_SHA256, &random, b"m", &mut rsa_signature).unwrap();
        let (n, e) = (rsa.public_key().modulus(), rsa.public_key().exponent());
        let (n, e) = (n.big_endian_without_leading_zero(), e.big_endian_without_leading_zero());
        for (key, signature) in [
            (ec2(&point[1..33], &point[33..]), ec.sign(&random, b"m").unwrap().as_ref().to_vec()),
            (
                vec![
                    (1, 1.into()),
                    (3, (-8).into()),
                    (-1, 6.into()),
                    (-2, ed.public_key().as_ref().to_vec().into()),
                ],
                ed.sign(b"m").as_ref().to_vec(),
            ),
            (
                vec![(1, 3.into()), (3, (-257).into()), (-1, n.to_vec().into()), (-2, e.to_vec().into())],
                rsa_signature,
            ),
        ] {
            let key = PublicKey::parse(&cbor(&map(key))).unwrap();
            assert!(key.verify(b"m", &signature), "{key:?}");
            assert!(!key.verify(b"n", &signature) && !key.verify(b"m", &[0; 64]) && !key.verify(b"m", &[]));
        }
    }

    #[test]
    fn keys_that_are_none_are_refused() {
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let ec = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref()).unwrap();
        let good = ec2(&ec.public_key().as_ref()[1..33], &ec.public_key().as_ref()[33..]);
        assert!(PublicKey::parse(&cbor(&map(good.clone()))).is_ok());
        let with = |label: i64, value: Value| {
            let pairs =
                good.iter().cloned().map(|(one, old)| (one, if one == label { value.clone() } else { old }));
            cbor(&map(pairs.collect()))
        };
        for (bad, why) in [
            (with(3, (-35).into()), KeyError::Algorithm),
            (with(3, 5.into()), KeyError::Algorithm),
            (with(1, 1.into()), KeyError::Malformed),
            (with(-1, 2.into()), KeyError::Malformed),
            (with(-2, vec![1_u8; 31].into()), KeyError::Malformed),
            (with(-2, vec![1_u8; 32].into()), KeyError::Malformed),
            (with(-3, Value::Bool(true)), KeyError::Malformed),
            (cbor(&map(good.iter().cloned().chain([(3, (-7).into())]).collect())), KeyError::Malformed),
            ([cbor(&map(good.clone())), vec![0]].concat(), KeyError::Malformed),
            (cbor(&map(good[..3].to_vec())), KeyError::Malformed),
            (cbor(&Value::Array(Vec::new())), KeyError::Malformed),
            (
                cbor(&map(good.iter().cloned().chain([(9, vec![0_u8; MAX_BYTES].into())]).collect())),
                KeyError::Malformed,
            ),
            (
                cbor(&map(vec![
                    (1, 3.into()),
                    (3, (-257).into()),
                    (-1, vec![255_u8; 128].into()),
                    (-2, vec![1_u8, 0, 1].into()),
                ])),
                KeyError::Malformed,
            ),
            (Vec::new(), KeyError::Malformed),
        ] {
            assert_eq!(PublicKey::parse(&bad), Err(why), "{bad:02x?}");
        }
    }

    #[test]
    fn a_length_that_lies_and_a_deep_nest_cost_nothing() {
        // A map and a byte string that say that 2^62 things follow; a thousand arrays in each other.
        let huge = [0xbb, 0x40, 0, 0, 0, 0, 0, 0, 0];
        let string = [0xa1, 0x01, 0x5b, 0x40, 0, 0, 0, 0, 0, 0, 0];
        let deep = [[0xa1, 0x01].as_slice(), &[0x81; 1_000], &[0]].concat();
        for bytes in [huge.as_slice(), &string, &deep] {
            assert_eq!(PublicKey::parse(bytes), Err(KeyError::Malformed));
        }
    }

    proptest! {
        #[test]
        fn nothing_that_is_sent_breaks_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = PublicKey::parse(&bytes);
            let mut rest = bytes.as_slice();
            let _ = read_map(&mut rest);
        }
    }
}
