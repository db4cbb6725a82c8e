//! Tests of the ceremonies, with an authenticator that does as it is told.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use ciborium::Value;
use proptest::prelude::*;
use serde_json::json;

use super::super::cose::tests::{cbor, map};
use super::*;

const ORIGIN: &str = "https://sso.office.internal:8443";
const PLACE: Place<'static> = Place { origin: ORIGIN, rp_id: "sso.office.internal" };
const UP_UV: u8 = 0x05;
const ATTESTED: u8 = 0x40;

/// One authenticator and what it is about to say.
struct Authenticator {
    keys: EcdsaKeyPair,
    kind: &'static str,
    origin: &'static str,
    more: serde_json::Value,
    rp_id: &'static str,
    flags: u8,
    counter: u32,
    alg: i64,
    behind: Vec<u8>,
}

impl Authenticator {
    fn new(kind: &'static str) -> Self {
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &SystemRandom::new());
        let keys = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.unwrap().as_ref());
        Self {
            keys: keys.unwrap(),
            kind,
            origin: ORIGIN,
            more: json!({ "crossOrigin": false }),
            rp_id: "sso.office.internal",
            flags: UP_UV,
            counter: 7,
            alg: -7,
            behind: Vec::new(),
        }
    }

    fn key(&self) -> Vec<u8> {
        let point = self.keys.public_key().as_ref();
        let (x, y) = (point[1..33].to_vec(), point[33..].to_vec());
        cbor(&map(vec![(1, 2.into()), (3, self.alg.into()), (-1, 1.into()), (-2, x.into()), (-3, y.into())]))
    }

    fn client_data(&self) -> Vec<u8> {
        let mut data = json!({ "type": self.kind, "challenge": "Y2hhbGxlbmdl", "origin": self.origin });
        data.as_object_mut().unwrap().extend(self.more.as_object().unwrap().clone());
        data.to_string().into_bytes()
    }

    fn head(&self, flags: u8) -> Vec<u8> {
        [sha256(self.rp_id.as_bytes()).as_slice(), &[flags], &self.counter.to_be_bytes()].concat()
    }

    fn registration(&self) -> serde_json::Value {
        let data = [
            self.head(self.flags | ATTESTED),
            vec![3; 16],
            vec![0, 4],
            b"cred".to_vec(),
            self.key(),
            self.behind.clone(),
        ]
        .concat();
        let object = Value::Map(vec![
            ("fmt".into(), "none".into()),
            ("attStmt".into(), Value::Map(Vec::new())),
            ("authData".into(), data.into()),
        ]);
        json!({
            "id": BASE64URL.encode("cred"), "rawId": BASE64URL.encode("cred"), "type": "public-key",
            "response": {
                "clientDataJSON": BASE64URL.encode(self.client_data()),
                "attestationObject": BASE64URL.encode(cbor(&object)),
                "transports": ["internal", "hybrid", "of the future"],
            },
            "clientExtensionResults": {},
        })
    }

    fn assertion(&self) -> serde_json::Value {
        let data = [self.head(self.flags), self.behind.clone()].concat();
        let client_data = self.client_data();
        let signed = [data.as_slice(), &sha256(&client_data)].concat();
        let signature = self.keys.sign(&SystemRandom::new(), &signed).unwrap();
        json!({
            "id": BASE64URL.encode("cred"), "rawId": BASE64URL.encode("cred"), "type": "public-key",
            "response": {
                "clientDataJSON": BASE64URL.encode(client_data),
                "authenticatorData": BASE64URL.encode(data),
                "signature": BASE64URL.encode(signature.as_ref()),
                "userHandle": BASE64URL.encode("handle"),
            },
        })
    }

    fn register(&self) -> Result<NewCredential, Refusal> {
        Registration::parse(&self.registration().to_string())?.verify(PLACE)
    }

    fn assert(&self) -> Result<Used, Refusal> {
        Assertion::parse(&self.assertion().to_string())?.verify(PLACE, &self.key(), false)
    }
}

#[test]
fn a_new_passkey_is_kept_as_it_says() {
    let made = Authenticator::new("webauthn.create");
    let kept = made.register().unwrap();
    assert_eq!(kept.credential_id, b"cred");
    assert_eq!((kept.public_key, kept.counter, kept.aaguid), (made.key(), 7, [3; 16]));
    assert_eq!(kept.transports, ["internal", "hybrid"], "what we do not know is not kept");
    assert!(!kept.backup_eligible && !kept.backed_up);
    let synced = Authenticator { flags: UP_UV | 0x18, ..Authenticator::new("webauthn.create") };
    assert!(synced.register().is_ok_and(|kept| kept.backup_eligible && kept.backed_up));
}

#[test]
fn a_signature_counts_and_tells_its_counter() {
    let one = Authenticator::new("webauthn.get");
    assert_eq!(one.assert(), Ok(Used { counter: 7, backed_up: false }));
    let read = Assertion::parse(&one.assertion().to_string()).unwrap();
    assert_eq!((read.credential_id(), read.user_handle()), (b"cred".as_slice(), Some(b"handle".as_slice())));
    assert_eq!(read.challenge(), "Y2hhbGxlbmdl");
    let extended = Authenticator { flags: UP_UV | 0x80, behind: vec![0xa0], ..one };
    assert_eq!(extended.assert().map(|used| used.counter), Ok(7), "extensions are read over");
}

/// Each of the things that both ceremonies look at, wrong alone.
#[test]
fn what_is_wrong_alone_is_refused() {
    for kind in ["webauthn.create", "webauthn.get"] {
        let new = || Authenticator::new(kind);
        let other = if kind == "webauthn.get" { "webauthn.create" } else { "webauthn.get" };
        for (bad, why) in [
            (Authenticator { kind: other, ..new() }, Refusal::Type),
            (Authenticator { origin: "https://sso.office.internal", ..new() }, Refusal::Origin),
            (
                Authenticator { origin: "https://sso.office.internal:8443.evil.example", ..new() },
                Refusal::Origin,
            ),
            (Authenticator { origin: "http://sso.office.internal:8443", ..new() }, Refusal::Origin),
            (Authenticator { origin: "https://a.sso.office.internal:8443", ..new() }, Refusal::Origin),
            (Authenticator { more: json!({ "crossOrigin": true }), ..new() }, Refusal::Origin),
            (
                Authenticator { more: json!({ "topOrigin": "https://evil.example" }), ..new() },
                Refusal::Origin,
            ),
            (Authenticator { rp_id: "office.internal", ..new() }, Refusal::RpId),
            (Authenticator { flags: 0x04, ..new() }, Refusal::NotPresent),
            (Authenticator { flags: 0x01, ..new() }, Refusal::NotVerified),
            (Authenticator { flags: UP_UV | 0x10, ..new() }, Refusal::Backup),
            (Authenticator { behind: vec![0], ..new() }, Refusal::Malformed),
            (Authenticator { flags: UP_UV | 0x80, behind: vec![0xa0, 0], ..new() }, Refusal::Malformed),
            (Authenticator { flags: UP_UV | 0x80, behind: vec![0; 5_000], ..new() }, Refusal::Malformed),
        ] {
            let found = if kind == "webauthn.get" { bad.assert().err() } else { bad.register().err() };
            assert_eq!(found, Some(why), "{kind}");
        }
    }
}

#[test]
fn another_algorithm_and_another_key_are_refused() {
    for alg in [-35, -257, -8, -65_535] {
        let bad = Authenticator { alg, ..Authenticator::new("webauthn.create") };
        let why = if alg == -35 || alg == -65_535 { Refusal::Algorithm } else { Refusal::Malformed };
        assert_eq!(bad.register(), Err(why), "{alg}");
    }
    let (one, other) = (Authenticator::new("webauthn.get"), Authenticator::new("webauthn.get"));
    let read = Assertion::parse(&one.assertion().to_string()).unwrap();
    assert_eq!(read.verify(PLACE, &other.key(), false), Err(Refusal::Signature));
    assert_eq!(read.verify(PLACE, b"", false), Err(Refusal::Signature));
    assert_eq!(read.verify(PLACE, &one.key(), true), Err(Refusal::Backup), "7.2, step 19");
}

/// The signature is over exactly these bytes.
#[test]
fn no_byte_can_be_changed() {
    let one = Authenticator::new("webauthn.get");
    let good = one.assertion();
    for field in ["clientDataJSON", "authenticatorData", "signature"] {
        let bytes = BASE64URL.decode(good["response"][field].as_str().unwrap()).unwrap();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 0x20;
            let mut bad = good.clone();
            bad["response"][field] = BASE64URL.encode(&changed).into();
            let found =
                Assertion::parse(&bad.to_string()).and_then(|read| read.verify(PLACE, &one.key(), false));
            assert!(found.is_err(), "{field}, byte {at}");
        }
    }
}

#[test]
fn messages_that_are_none_are_refused() {
    let good = Authenticator::new("webauthn.create").registration();
    let with = |path: &str, value: serde_json::Value| {
        let mut bad = good.clone();
        *bad.pointer_mut(path).unwrap() = value;
        bad.to_string()
    };
    let object = |value: &Value| json!(BASE64URL.encode(cbor(value)));
    let part = |fmt: &str, statement: Vec<(Value, Value)>, data: Vec<u8>| {
        Value::Map(vec![
            ("fmt".into(), fmt.into()),
            ("attStmt".into(), Value::Map(statement)),
            ("authData".into(), data.into()),
        ])
    };
    for bad in [
        String::new(),
        "null".to_owned(),
        "{}".to_owned(),
        "x".repeat(MAX_BYTES + 1),
        with("/type", json!("password")),
        with("/rawId", json!("")),
        with("/rawId", json!("!")),
        with("/rawId", json!(BASE64URL.encode([0; 1_024]))),
        with("/response/clientDataJSON", json!("e30")),
        with("/response/clientDataJSON", json!(BASE64URL.encode(vec![b' '; 5_000]))),
        with("/response/attestationObject", json!("")),
        with("/response/attestationObject", json!("9g")),
        with("/response/attestationObject", object(&part("none", Vec::new(), Vec::new()))),
        with("/response/attestationObject", object(&part("none", vec![("a".into(), 1.into())], vec![0; 37]))),
        with("/response/attestationObject", object(&Value::Map(vec![("fmt".into(), "none".into())]))),
    ] {
        assert_eq!(Registration::parse(&bad).err(), Some(Refusal::Malformed), "{bad:.80}");
    }
    let other_id = with("/rawId", json!(BASE64URL.encode("other")));
    assert_eq!(Registration::parse(&other_id).unwrap().verify(PLACE), Err(Refusal::Malformed));
    let twice = good.to_string().replacen("{\"clientExt", "{\"type\":\"public-key\",\"clientExt", 1);
    assert_eq!(Registration::parse(&twice).err(), Some(Refusal::Malformed), "a doubled member");
}

/// An authenticator that attests although nobody asked: its statement is not looked at.
#[test]
fn a_statement_that_nobody_asked_for_changes_nothing() {
    let made = Authenticator::new("webauthn.create");
    let good = made.registration();
    let bytes = BASE64URL.decode(good["response"]["attestationObject"].as_str().unwrap()).unwrap();
    let Value::Map(mut whole) = ciborium::from_reader(bytes.as_slice()).unwrap() else { panic!("a map") };
    whole[0].1 = "packed".into();
    whole[1].1 = Value::Map(vec![("alg".into(), (-7).into()), ("sig".into(), vec![0_u8; 70].into())]);
    let mut attested = good;
    attested["response"]["attestationObject"] = BASE64URL.encode(cbor(&Value::Map(whole))).into();
    assert!(Registration::parse(&attested.to_string()).unwrap().verify(PLACE).is_ok());
}

proptest! {
    #[test]
    fn nothing_that_is_sent_breaks_the_readers(
        object in prop::collection::vec(any::<u8>(), 0..300),
        data in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        let [object, data] = [object, data].map(|bytes| BASE64URL.encode(bytes));
        let client = BASE64URL.encode(br#"{"type":"webauthn.get","challenge":"","origin":""}"#);
        let whole = json!({ "rawId": "AA", "type": "public-key", "response": {
            "clientDataJSON": client, "attestationObject": object, "authenticatorData": data, "signature": data,
        } });
        let _ = Registration::parse(&whole.to_string()).map(|one| one.verify(PLACE));
        let _ = Assertion::parse(&whole.to_string()).map(|one| one.verify(PLACE, b"", false));
    }
}
