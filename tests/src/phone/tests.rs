//! The phone says what the vectors say that a phone says.

use reqwest::Method;
use serde_json::{Value, json};

use super::*;

const CODES: &str = include_str!("../../../core/domain/vectors/codes.json");
const MESSAGES: &str = include_str!("../../../core/domain/vectors/messages.json");

fn codes() -> Value {
    serde_json::from_str(CODES).unwrap()
}

fn key() -> Key {
    Key::from_d(codes()["key"]["d"].as_str().unwrap())
}

fn part<'v>(vector: &'v Value, name: &str) -> &'v str {
    vector[name].as_str().unwrap_or_else(|| panic!("no {name} in {vector}"))
}

/// The phone of the vectors, with nobody to talk to.
fn phone(nonce: &str) -> Phone {
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    Phone {
        client: Client::builder().tls_certs_only([]).build().unwrap(),
        key: key(),
        device_id: "dev-1".to_owned(),
        issuer: "https://office.local:8443".to_owned(),
        ca: String::new(),
        counter: AtomicU64::new(6),
        nonce: Mutex::new(Some(nonce.to_owned())),
    }
}

/// The claims of a message, and what the phone would put there, but for the time.
fn compare(name: &str, draft: &Draft) {
    let vectors: Vec<Value> = serde_json::from_str(MESSAGES).unwrap();
    let vector = vectors.iter().find(|vector| vector["name"] == name).unwrap();
    let payload: Value = serde_json::from_str(part(vector, "payload")).unwrap();
    let draft = draft.clone().with("iat", payload["iat"].clone());
    assert_eq!(draft.claims(), payload, "{name}");
    assert_eq!(draft.header(), serde_json::from_str::<Value>(part(vector, "header")).unwrap(), "{name}");
}

#[test]
fn the_key_is_the_one_of_the_rfc() {
    let known = &codes()["key"];
    assert_eq!(key().thumbprint(), part(known, "thumbprint"));
    for name in ["kty", "crv", "x", "y"] {
        assert_eq!(key().jwk()[name], known[name]);
    }
}

#[test]
fn digits_and_hashes_are_those_of_the_vectors() {
    for vector in codes()["link_digits"].as_array().unwrap() {
        let text = |name: &str| part(vector, name);
        assert_eq!(digits(text("issuer"), text("private_code"), text("thumbprint")), text("digits"));
    }
    for vector in codes()["context_hash"].as_array().unwrap() {
        assert_eq!(context_hash(part(vector, "context")), part(vector, "context_hash"));
    }
}

#[test]
fn qr_codes_are_read() {
    for vector in codes()["link_qr"].as_array().unwrap() {
        let offer = Offer::read(part(vector, "text"));
        let at: Vec<_> = offer.at.iter().map(ToString::to_string).collect();
        let read =
            json!({"private_code": offer.private_code, "issuer": offer.issuer, "ca": offer.ca, "at": at});
        assert!(read.as_object().unwrap().iter().all(|(name, value)| vector[name] == *value), "{read}");
    }
    for vector in codes()["approve_qr"].as_array().unwrap() {
        let scan = Scan::read(part(vector, "text"));
        assert_eq!(
            (scan.approval_id, scan.secret),
            (vector["approval_id"].as_str().unwrap().into(), vector["secret"].as_str().unwrap().into())
        );
    }
}

#[test]
fn signatures_are_those_of_another_implementation() {
    let vectors: Vec<Value> = serde_json::from_str(MESSAGES).unwrap();
    for vector in vectors.iter().filter(|vector| vector["header"].is_string()) {
        let message = compact(part(vector, "header"), part(vector, "payload"), &key());
        assert_eq!(message, part(vector, "message"), "{}", vector["name"]);
    }
}

#[test]
fn each_message_is_built_as_the_vectors_have_it() {
    let phone = phone("bm9uY2U");
    let models = json!([{"name": "sface", "url": "/phone/models/sface.onnx", "sha256": model_hash()}]);
    let policy = json!({"policy": "1", "models": models});
    let offer = Offer::read(part(&codes()["link_qr"][0], "text"));
    let claim = phone.claim_draft(&offer, &policy);
    compare("a link is claimed", &claim);
    compare(
        "a link is claimed under the setting for trials, by a phone that does not trust the server",
        &claim.with_in("device", "trusted", false),
    );
    let look = phone.proof_draft(&Method::GET, "/phone/v1/approvals", None);
    compare("a phone looks what is asked", &look.with("jti", "UOHJqGXOnb0vTGtcQvNRfQ"));
    let body = json!({"name": "Bens Telefon"});
    let change = phone.proof_draft(&Method::PATCH, "/phone/v1/device", Some(&body));
    compare(
        "a phone changes its name: the body is under the signature",
        &change.with("jti", "kFpIYJQ2kDyDkfeoKrjHfQ"),
    );
    let back = phone.proof_draft(&Method::DELETE, "/phone/v1/approvals/tYx3kPq0", None);
    compare("a phone takes its yes back", &back.with("jti", "ICEiIyQlJicoKSorLC0uLw"));
    let asked = Asked {
        approval_id: "tYx3kPq0".to_owned(),
        mfa_code: challenge(),
        context: part(&codes()["context_hash"][0], "context").to_owned(),
        expires_in_s: 120,
    };
    let gestures = ["turn_left", "look_up", "turn_right"].map(str::to_owned).to_vec();
    let colours = ["blue", "white", "pink"].map(str::to_owned).to_vec();
    let attempt = Attempt { attempt: "att-1".to_owned(), gestures, colours, expires_in_s: 30 };
    let typed = phone.approval(&asked, &attempt, Carried::Code("048291"), &policy);
    compare("yes, with the digits typed", &typed);
    let scanned = phone.approval(&asked, &attempt, Carried::Secret("AAECAwQFBgcICQoLDA0ODw"), &policy);
    compare("yes, with the QR code scanned", &scanned);
    compare("no", &phone.refusal(&asked, "deny"));
    compare("not me", &phone.refusal(&asked, "not_me").with("counter", 9_007_199_254_740_991_u64));
}

/// Of the model that the vectors name.
fn model_hash() -> Value {
    claims("yes, with the digits typed")["face"]["models"]["sface"].clone()
}

/// The code of the question that the vectors answer.
fn challenge() -> String {
    text(&claims("no")["mfa_code"])
}

fn claims(name: &str) -> Value {
    let vectors: Vec<Value> = serde_json::from_str(MESSAGES).unwrap();
    let vector = vectors.iter().find(|vector| vector["name"] == name).unwrap();
    serde_json::from_str(part(vector, "payload")).unwrap()
}

#[test]
fn a_message_that_was_tampered_with_keeps_its_signature() {
    let phone = phone("n");
    let before = phone.proof_draft(&Method::GET, "/phone/v1/device", None).sign(&phone.key);
    let after = tampered(&before, |claims| claims["sub"] = "other".into());
    assert_ne!(before, after);
    assert_eq!(before.rsplit_once('.').unwrap().1, after.rsplit_once('.').unwrap().1);
}
