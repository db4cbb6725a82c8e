//! The vectors that other clients are tested against, read by our own parser.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::code::link_digits;
use crate::decision::{Decision, Statement, Transfer};
use crate::jws::tests::rfc7515_key;
use crate::jws::{MAX_BYTES, Message, MessageError, MessageType, Signer};
use crate::token::sha256;

const CODES: &str = include_str!("../vectors/codes.json");
const MESSAGES: &str = include_str!("../vectors/messages.json");
const REFUSED: &str = include_str!("../vectors/refused.json");

#[derive(Deserialize)]
struct Vector {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    header: Option<String>,
    payload: Option<String>,
    signing_input: Option<String>,
    body: Option<String>,
    refused: Option<String>,
    message: String,
}

impl Vector {
    fn kind(&self) -> MessageType {
        match self.kind.as_str() {
            "approval" => MessageType::Approval,
            "device" => MessageType::Device,
            "link" => MessageType::Link,
            other => panic!("{other}"),
        }
    }

    /// What a route does with it: reads it, verifies it with the key that it names, reads the claims.
    fn take(&self) -> Result<Message, MessageError> {
        let message = Message::parse(self.message.as_bytes(), self.kind())?;
        let key = match &message.signer {
            Signer::New(key) => key.clone(),
            Signer::Known(kid) => {
                assert_eq!(*kid, rfc7515_key().thumbprint(), "{}", self.name);
                rfc7515_key()
            }
        };
        match self.kind() {
            MessageType::Approval => message.verify::<Statement>(&key).map(drop)?,
            MessageType::Device | MessageType::Link => {
                message.verify::<Map<String, Value>>(&key).map(drop)?
            }
        }
        Ok(message)
    }
}

fn read(text: &str) -> Vec<Vector> {
    serde_json::from_str(text).unwrap()
}

#[test]
fn messages_that_are_right_are_taken() {
    let vectors = read(MESSAGES);
    assert!(["approval", "device", "link"].iter().all(|kind| vectors.iter().any(|v| v.kind == *kind)));
    for vector in &vectors {
        let message = vector.take().unwrap_or_else(|error| panic!("{}: {error}", vector.name));
        let claims: Value = message.peek().unwrap();
        assert_eq!(claims["aud"], "https://office.local:8443", "{}", vector.name);
        if let (Some(header), Some(payload), Some(signed)) =
            (&vector.header, &vector.payload, &vector.signing_input)
        {
            assert_eq!(*signed, format!("{}.{}", BASE64URL.encode(header), BASE64URL.encode(payload)));
            assert!(vector.message.starts_with(&format!("{signed}.")), "{}", vector.name);
            assert_eq!(claims, serde_json::from_str::<Value>(payload).unwrap());
        } else {
            assert_eq!(vector.message.len(), MAX_BYTES, "{}", vector.name);
        }
        if let Some(body) = &vector.body {
            assert_eq!(claims["bh"], BASE64URL.encode(sha256(body.as_bytes())), "{}", vector.name);
        }
    }
}

#[test]
fn messages_that_are_wrong_are_refused_for_the_reason_that_they_name() {
    for vector in read(REFUSED) {
        let expected = match vector.refused.as_deref() {
            Some("malformed") => MessageError::Malformed,
            Some("bad_signature") => MessageError::Signature,
            other => panic!("{}: {other:?}", vector.name),
        };
        assert_eq!(vector.take().map(drop), Err(expected), "{}", vector.name);
    }
}

#[test]
fn answers_say_what_the_phone_meant() {
    let vectors = read(MESSAGES);
    let said: Vec<_> = vectors
        .iter()
        .filter(|vector| vector.kind == "approval")
        .map(|vector| {
            let statement: Statement = vector.take().unwrap().verify(&rfc7515_key()).unwrap();
            let carried = match statement.transfer {
                Some(Transfer::Code(code)) => format!("code {}", code.expose()),
                Some(Transfer::Secret(secret)) => format!("secret {}", secret.expose()),
                None => String::new(),
            };
            (statement.decision, carried, statement.counter)
        })
        .collect();
    let expected = [
        (Decision::Approve, "code 048291", 7),
        (Decision::Approve, "secret AAECAwQFBgcICQoLDA0ODw", 8),
        (Decision::Deny, "", 9),
        (Decision::NotMe, "", crate::device::MAX_COUNTER),
    ];
    assert_eq!(said, expected.map(|(decision, carried, counter)| (decision, carried.to_owned(), counter)));
}

#[test]
fn digits_thumbprints_and_hashes_are_those_of_the_vectors() {
    let codes: Value = serde_json::from_str(CODES).unwrap();
    assert_eq!(codes["key"]["thumbprint"], rfc7515_key().thumbprint());
    for vector in codes["link_digits"].as_array().unwrap() {
        let part = |name: &str| vector[name].as_str().unwrap();
        let digits = link_digits(part("issuer"), part("private_code"), part("thumbprint"));
        assert_eq!(vector["digits"], digits);
    }
    for vector in codes["context_hash"].as_array().unwrap() {
        let context = vector["context"].as_str().unwrap();
        assert_eq!(vector["context_hash"], BASE64URL.encode(sha256(context.as_bytes())));
    }
}
