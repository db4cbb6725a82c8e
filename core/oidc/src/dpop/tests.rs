//! The examples of RFC 9449, and everything that is no proof.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _};
use serde_json::json;

use super::*;

const URL: &str = "https://id.example/oauth2/userinfo";
const NOW: i64 = 1_800_000_000;

fn about<'a>(urls: &'a [String], token: Option<&'a str>) -> About<'a> {
    About { method: "GET", urls, access_token: token }
}

fn verify(text: &str) -> Result<Proof, ProtocolError> {
    Proof::verify(text, &about(&[URL.to_owned()], Some("token")))
}

/// A maker of proofs, good and bad.
struct Maker {
    key: EcdsaKeyPair,
    header: Value,
    claims: Value,
}

impl Maker {
    fn new() -> Self {
        let der =
            EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new()).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der.as_ref()).unwrap();
        let point = key.public_key().as_ref().to_vec();
        let (x, y) = (BASE64URL.encode(&point[1..33]), BASE64URL.encode(&point[33..]));
        let jwk = json!({"kty": "EC", "crv": "P-256", "x": x, "y": y});
        Self {
            key,
            header: json!({"typ": "dpop+jwt", "alg": "ES256", "jwk": jwk}),
            claims: json!({
                "jti": "1", "htm": "GET", "htu": URL, "iat": NOW,
                "ath": BASE64URL.encode(digest(&SHA256, b"token")),
            }),
        }
    }

    fn with(mut self, name: &str, value: Value) -> Self {
        let is_claim = self.claims.get(name).is_some() || ["nonce", "exp", "nbf"].contains(&name);
        let part = if is_claim { &mut self.claims } else { &mut self.header };
        match value {
            Value::Null => drop(part.as_object_mut().unwrap().remove(name)),
            value => part[name] = value,
        }
        self
    }

    fn sign(&self) -> String {
        let part = |value: &Value| BASE64URL.encode(value.to_string());
        let signed = format!("{}.{}", part(&self.header), part(&self.claims));
        let signature = self.key.sign(&SystemRandom::new(), signed.as_bytes()).unwrap();
        format!("{signed}.{}", BASE64URL.encode(signature.as_ref()))
    }
}

#[test]
fn rfc9449_figure_2_a_proof_for_the_token_endpoint() {
    let text = "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg";
    let urls = ["https://server.example.com/token".to_owned()];
    let proof = Proof::verify(text, &About { method: "POST", urls: &urls, access_token: None }).unwrap();
    assert_eq!(proof.jkt, "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I", "figure 9");
    assert_eq!(
        (proof.jti.as_str(), proof.iat, proof.nonce.clone()),
        ("-BwC3ESc6acc2lTc", 1_562_262_616, None)
    );
    assert!(proof.check_age(1_562_262_626).is_ok() && proof.check_age(1_562_262_700).is_err());
}

#[test]
fn rfc9449_figure_12_a_proof_for_a_resource() {
    let text = "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0ZWRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9.2oW9RP35yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA";
    let urls = ["https://resource.example.org/protectedresource".to_owned()];
    let token = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";
    let proof = Proof::verify(text, &about(&urls, Some(token))).unwrap();
    assert_eq!(proof.jkt, "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
    assert!(Proof::verify(text, &about(&urls, Some("another"))).is_err());
}

#[test]
fn what_is_right_is_taken_and_what_is_unknown_ignored() {
    let proof = verify(&Maker::new().with("nonce", json!("n")).sign()).unwrap();
    assert_eq!(proof.nonce.as_deref(), Some("n"));
    for good in [
        Maker::new().with("typ", json!("DPoP+JWT")),
        Maker::new().with("x-header", json!({"a": [1]})),
        Maker::new().with("htu", json!("https://ID.example:443/oauth2/userinfo?x#y")),
        Maker::new().with("iat", json!(1_800_000_000.5)),
    ] {
        assert!(verify(&good.sign()).is_ok(), "{} {}", good.header, good.claims);
    }
    // Of a key that its maker keeps for something else.
    let mut named = Maker::new();
    named.header["jwk"]["kid"] = json!("k");
    named.header["jwk"]["use"] = json!("sig");
    assert_eq!(verify(&named.sign()).unwrap().iat, NOW);
}

#[test]
fn rfc9449_4_3_everything_that_is_no_proof() {
    let with = |name: &str, value: Value| Maker::new().with(name, value).sign();
    let good = Maker::new();
    let (signed, signature) =
        good.sign().rsplit_once('.').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    let (head, payload) = signed.split_once('.').unwrap();
    let unsigned =
        BASE64URL.encode(json!({"typ": "dpop+jwt", "alg": "none", "jwk": good.header["jwk"]}).to_string());
    let mut private = Maker::new();
    private.header["jwk"]["d"] = json!("AAAA");
    let secret = json!({"kty": "oct", "k": "AAAA"});
    let mut other_curve = Maker::new();
    other_curve.header["jwk"]["crv"] = json!("P-384");
    let mut off_curve = Maker::new();
    off_curve.header["jwk"]["y"] = off_curve.header["jwk"]["x"].clone();
    for (what, text) in [
        ("nothing", String::new()),
        ("no JWT", "a.b.c".to_owned()),
        ("two parts", format!("{head}.{payload}")),
        ("four parts", format!("{head}.{payload}.{signature}.x")),
        ("two proofs", format!("{signed}.{signature}, {signed}.{signature}")),
        ("no typ", with("typ", Value::Null)),
        ("another typ", with("typ", json!("JWT"))),
        ("no alg", with("alg", Value::Null)),
        ("none", format!("{unsigned}.{payload}.")),
        ("RS256", with("alg", json!("RS256"))),
        ("HS256", with("alg", json!("HS256"))),
        ("another family", with("alg", json!("PS256"))),
        ("crit", with("crit", json!(["b64"]))),
        ("no jwk", with("jwk", Value::Null)),
        ("jwk as text", with("jwk", json!("x"))),
        ("a private jwk", private.sign()),
        ("a symmetric jwk", with("jwk", secret)),
        ("another curve", other_curve.sign()),
        ("off the curve", off_curve.sign()),
        ("another key", {
            let mut other = Maker::new();
            other.header["jwk"] = good.header["jwk"].clone();
            other.sign()
        }),
        (
            "a changed payload",
            format!("{head}.{}.{signature}", BASE64URL.encode(json!({"jti": "2"}).to_string())),
        ),
        ("no jti", with("jti", Value::Null)),
        ("empty jti", with("jti", json!(""))),
        ("long jti", with("jti", json!("x".repeat(257)))),
        ("jti as number", with("jti", json!(1))),
        ("no htm", with("htm", Value::Null)),
        ("another htm", with("htm", json!("POST"))),
        ("htm in small letters", with("htm", json!("get"))),
        ("no htu", with("htu", Value::Null)),
        ("another htu", with("htu", json!("https://id.example/oauth2/token"))),
        ("no iat", with("iat", Value::Null)),
        ("iat as text", with("iat", json!("1800000000"))),
        ("iat beyond time", with("iat", json!(1e300))),
        ("negative iat", with("iat", json!(-1))),
        ("no ath", with("ath", Value::Null)),
        ("another ath", with("ath", json!(BASE64URL.encode(digest(&SHA256, b"other"))))),
        ("too long", with("x", json!("y".repeat(MAX_BYTES)))),
    ] {
        let error = verify(&text).expect_err(what);
        assert_eq!(error.code, ErrorCode::InvalidDpopProof, "{what}");
    }
}

#[test]
fn rfc7519_4_1_exp_and_nbf_count_where_they_are() {
    let good = |name: &str, at: i64| {
        verify(&Maker::new().with(name, json!(at)).sign()).unwrap().check_window(NOW).is_ok()
    };
    assert!(
        good("exp", NOW - 59) && !good("exp", NOW - 60) && good("nbf", NOW + 60) && !good("nbf", NOW + 61)
    );
    assert!(verify(&Maker::new().with("exp", json!("soon")).sign()).is_err());
}

#[test]
fn the_clock_of_its_maker_may_be_a_minute_off() {
    let made = |iat: i64| verify(&Maker::new().with("iat", json!(iat)).sign()).unwrap();
    for off in [-60, -10, 0, 10, 60] {
        assert!(made(NOW + off).check_age(NOW).is_ok(), "{off}");
    }
    for off in [-3_600, -61, 61, 3_600] {
        assert!(made(NOW + off).check_age(NOW).is_err(), "{off}");
    }
}

#[test]
fn ed25519_has_two_names() {
    let der = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
    let key = Ed25519KeyPair::from_pkcs8(der.as_ref()).unwrap();
    let jwk = json!({"kty": "OKP", "crv": "Ed25519", "x": BASE64URL.encode(key.public_key().as_ref())});
    for alg in ["EdDSA", "Ed25519"] {
        let part = |value: Value| BASE64URL.encode(value.to_string());
        let claims = Maker::new().claims;
        let signed = format!("{}.{}", part(json!({"typ": "dpop+jwt", "alg": alg, "jwk": jwk})), part(claims));
        let text = format!("{signed}.{}", BASE64URL.encode(key.sign(signed.as_bytes()).as_ref()));
        assert_eq!(verify(&text).unwrap().jkt, Jwk::ed25519(key.public_key().as_ref()).kid, "{alg}");
    }
}

#[test]
fn ps256_of_a_key_of_ours() {
    use crate::jwt::{Algorithm, SigningKey, Typ};
    let key =
        SigningKey::from_pkcs8(Algorithm::Ps256, &SigningKey::generate(Algorithm::Ps256).unwrap()).unwrap();
    // The signature is made over another header: what is looked at here is only that the key is read and refuses.
    let header =
        json!({"typ": "dpop+jwt", "alg": "PS256", "jwk": {"kty": "RSA", "n": key.jwk().n, "e": key.jwk().e}});
    let token = key.sign(Typ::Jwt, &Maker::new().claims).unwrap();
    let (_, rest) = token.split_once('.').unwrap();
    let text = format!("{}.{rest}", BASE64URL.encode(header.to_string()));
    let error = verify(&text).unwrap_err();
    assert!(error.description.contains("signature"), "{error}");
}
