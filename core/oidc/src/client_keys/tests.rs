//! Signatures of the specifications, and what must never verify.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair as RsaKeyPair, KeySize};
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _, RSA_PSS_SHA256};
use serde_json::json;

use super::*;

/// RFC 7515 A.1 to A.3 sign these claims.
const PAYLOAD: &str =
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
/// RFC 7515 A.2.
const RSA_N: &str = "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";
const RS256: &str = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
/// RFC 7515 A.3.
const ES256: &str = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
/// RFC 7515 A.1.
const HS256: &str = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const HS256_KEY: &str =
    "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";

fn rsa() -> Value {
    json!({"kty": "RSA", "n": RSA_N, "e": "AQAB"})
}

fn p256() -> Value {
    json!({"kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})
}

fn with(key: &Value, name: &str, value: impl Into<Value>) -> Value {
    let mut key = key.clone();
    key.as_object_mut().unwrap().insert(name.into(), value.into());
    key
}

fn set(keys: &[Value]) -> ClientKeys {
    ClientKeys::parse(&json!({ "keys": keys })).unwrap()
}

fn part(json: &Value) -> String {
    BASE64URL.encode(json.to_string())
}

fn ed25519(header: &Value) -> (Value, String) {
    let pair = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap();
    let signed = format!("{}.{PAYLOAD}", part(header));
    let token = format!("{signed}.{}", BASE64URL.encode(pair.sign(signed.as_bytes())));
    (json!({"kty": "OKP", "crv": "Ed25519", "x": BASE64URL.encode(pair.public_key())}), token)
}

#[test]
fn rfc7515_a1_to_a3() {
    let secret = ClientKeys::from_secret(&BASE64URL.decode(HS256_KEY).unwrap()).unwrap();
    for (keys, token, alg) in
        [(set(&[rsa()]), RS256, "RS256"), (set(&[p256()]), ES256, "ES256"), (secret, HS256, "HS256")]
    {
        let signed = keys.verify(token, &[alg]).unwrap();
        assert_eq!((signed.alg, &signed.claims["iss"]), (alg, &json!("joe")));
        let broken = token.replacen(".eyJp", ".eyJq", 1);
        assert_eq!(keys.verify(&broken, &[alg]), Err(ClientKeyError::UnknownKey), "{alg}");
        let other = keys.verify(token, &["PS256"]);
        assert!(matches!(other, Err(ClientKeyError::Refused(_))), "{alg} is not allowed there");
    }
    assert_eq!(set(&[rsa()]).verify(ES256, &["ES256"]), Err(ClientKeyError::UnknownKey));
}

#[test]
fn ps256_and_both_names_of_ed25519() {
    let pair = RsaKeyPair::generate(KeySize::Rsa2048).unwrap();
    let public = pair.public_key();
    let signed = format!("{}.{PAYLOAD}", part(&json!({"alg": "PS256", "typ": "application/JWT"})));
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(&RSA_PSS_SHA256, &SystemRandom::new(), signed.as_bytes(), &mut signature).unwrap();
    let n = BASE64URL.encode(public.modulus().big_endian_without_leading_zero());
    let key = json!({"kty": "RSA", "n": n, "e": "AQAB"});
    let token = format!("{signed}.{}", BASE64URL.encode(signature));
    let read = set(std::slice::from_ref(&key)).verify(&token, &["PS256"]).unwrap();
    assert!(read.is_typed("jwt") && !read.is_typed("at+jwt"));
    let other = set(&[with(&key, "alg", "RS256")]).verify(&token, &["PS256", "RS256"]);
    assert_eq!(other, Err(ClientKeyError::UnknownKey), "the key is for RS256 alone");
    for name in ["EdDSA", "Ed25519"] {
        let (key, token) = ed25519(&json!({"alg": name}));
        for keys in [set(std::slice::from_ref(&key)), set(&[with(&key, "alg", "EdDSA")])] {
            assert_eq!(keys.verify(&token, &[name]).unwrap().alg, name);
        }
    }
}

#[test]
fn a_named_key_is_that_key_and_an_unknown_one_may_be_new() {
    let (key, token) = ed25519(&json!({"alg": "EdDSA", "kid": "b"}));
    let (a, b) = (with(&key, "kid", "a"), with(&key, "kid", "b"));
    assert!(set(&[a.clone(), b]).verify(&token, &["EdDSA"]).is_ok());
    assert_eq!(set(&[a]).verify(&token, &["EdDSA"]), Err(ClientKeyError::UnknownKey));
    assert!(set(&[key]).verify(&token, &["EdDSA"]).is_ok(), "a key without an id may be any");
    let other = with(&p256(), "kid", "b");
    assert!(matches!(set(&[other]).verify(&token, &["EdDSA"]), Err(ClientKeyError::Refused(_))));
}

#[test]
fn a_public_key_is_never_a_secret_and_nothing_is_unsigned() {
    let tag = |key: &[u8], header: &Value| {
        let signed = format!("{}.{PAYLOAD}", part(header));
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), signed.as_bytes());
        format!("{signed}.{}", BASE64URL.encode(tag))
    };
    let keys = set(&[rsa(), p256()]);
    for secret in [RSA_N.as_bytes().to_vec(), BASE64URL.decode(RSA_N).unwrap()] {
        let forged = tag(&secret, &json!({"alg": "HS256"}));
        let refusal = keys.verify(&forged, &["RS256", "ES256", "HS256"]);
        assert_eq!(refusal, Err(ClientKeyError::UnknownKey));
    }
    let unsigned = format!("{}.{PAYLOAD}.", part(&json!({"alg": "none"})));
    for token in [unsigned.as_str(), "", "a.b", "a.b.c", "...", &RS256[..RS256.len() - 300]] {
        assert!(keys.verify(token, &["none", "RS256"]).is_err(), "{token}");
    }
    let critical = format!("{}.{PAYLOAD}.AA", part(&json!({"alg": "RS256", "crit": ["b64"], "b64": false})));
    assert!(matches!(keys.verify(&critical, &["RS256"]), Err(ClientKeyError::Refused(_))));
    // A key that the token brings along is not looked at.
    let (key, token) = ed25519(&json!({"alg": "EdDSA", "jwk": ed25519(&json!({})).0}));
    assert!(set(&[key]).verify(&token, &["EdDSA"]).is_ok());
    assert_eq!(keys.verify(&token, &["EdDSA"]), Err(ClientKeyError::UnknownKey));
}

#[test]
fn rfc7517_5_what_is_not_known_is_passed_over() {
    let others = [
        json!({"kty": "EC", "crv": "P-384", "x": "AA", "y": "AA"}),
        json!({"kty": "OKP", "crv": "X25519", "x": "AA"}),
        json!({"kty": "AKP", "pub": "AA"}),
        with(&rsa(), "use", "enc"),
        with(&rsa(), "alg", "RSA-OAEP"),
        with(&p256(), "key_ops", json!(["deriveKey"])),
    ];
    assert!(set(&others).is_empty());
    assert!(set(&[]).is_empty());
    assert!(!set(&[with(&p256(), "use", "sig"), with(&rsa(), "key_ops", json!(["verify"]))]).is_empty());
}

#[test]
fn private_broken_weak_and_too_many_keys_are_refused() {
    let short = BASE64URL.encode([0xff; 128]);
    let bad = [
        json!({}),
        json!([]),
        json!({"keys": {}}),
        json!({"keys": ["x"]}),
        json!({"keys": [with(&rsa(), "d", "AA")]}),
        json!({"keys": [with(&p256(), "d", "AA")]}),
        json!({"keys": [{"kty": "oct", "k": HS256_KEY}]}),
        json!({"keys": [{"kty": "RSA", "e": "AQAB"}]}),
        json!({"keys": [with(&rsa(), "n", short)]}),
        json!({"keys": [with(&rsa(), "e", "AQ")]}),
        json!({"keys": [with(&rsa(), "e", "BA")]}),
        json!({"keys": [with(&p256(), "y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a1")]}),
        json!({"keys": [with(&p256(), "y", HS256_KEY)]}),
        json!({"keys": [{"kty": "OKP", "crv": "Ed25519", "x": "AA"}]}),
        json!({"keys": [with(&rsa(), "kid", "k".repeat(257))]}),
        json!({"keys": [with(&rsa(), "x5c", json!(["%"]))]}),
        json!({"keys": vec![rsa(); MAX_KEYS + 1]}),
    ];
    for bad in bad {
        let refusal = ClientKeys::parse(&bad).unwrap_err();
        assert_eq!(refusal.code, ErrorCode::InvalidClientMetadata, "{bad}");
    }
    assert!(ClientKeys::from_secret(&[b'x'; MIN_SECRET_BYTES - 1]).is_err());
}

#[test]
fn certificates_are_known_by_their_hash() {
    let chain = json!([BASE64_STANDARD.encode(b"leaf"), BASE64_STANDARD.encode(b"ca")]);
    let keys = set(&[json!({"kty": "EC", "crv": "P-384", "x5c": chain})]);
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, b"leaf").as_ref());
    assert!(keys.has_certificate(&hash) && keys.has_certificates() && keys.is_empty());
    hash.copy_from_slice(digest(&SHA256, b"ca").as_ref());
    assert!(!keys.has_certificate(&hash));
}
