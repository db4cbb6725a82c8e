//! A phone that speaks the device protocol as far as a sign-in needs it: it is linked, asked, and says yes.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hyper::{Method, StatusCode};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::client::{Answer, Call, Connection, Origin};
use crate::error::Error;

/// Where the open app listens.
pub(crate) const EVENTS: &str = "/phone/v1/events";

/// The media type of signed messages.
pub(crate) const JOSE: &str = "application/jose";

/// One linked phone on a connection of its own.
pub(crate) struct Phone {
    origin: Origin,
    connection: Connection,
    key: Key,
    issuer: String,
    id: String,
    policy: Policy,
    nonce: String,
    proofs: u64,
    counter: u64,
}

/// A question that waits for this phone.
#[derive(Debug, Deserialize)]
pub(crate) struct Question {
    approval_id: String,
    mfa_code: String,
    context: String,
}

/// A face check under way.
#[derive(Debug, Deserialize)]
pub(crate) struct Attempt {
    attempt: String,
    gestures: Vec<String>,
    colours: Vec<String>,
}

#[derive(Deserialize)]
struct Questions {
    approvals: Vec<Question>,
}

#[derive(Deserialize)]
struct Claimed {
    device_id: String,
}

#[derive(Deserialize)]
struct Policy {
    policy: String,
    models: Vec<Model>,
}

#[derive(Deserialize)]
struct Model {
    name: String,
    sha256: String,
}

impl Phone {
    /// Claims a code; also returns the digits that a person would read from the phone.
    pub(crate) async fn claim(origin: &Origin, issuer: &str, code: &str) -> Result<(Self, String), Error> {
        let (key, mut connection) = (Key::generate()?, Connection::open(origin).await?);
        let claims = json!({
            "aud": issuer, "iat": 1, "private_code": code, "key_storage": "software", "push": [],
            "device": { "name": "Phone", "model": "Bench", "os": "Linux", "client": "bench", "client_version": "1" },
            "face": { "model": "bench", "version": "1", "threshold": 0.45 },
        });
        let message = key.sign("link", &claims)?;
        let claimed = connection.send(Call::post_as("/phone/v1/links", JOSE, message)).await?;
        let nonce = nonce(&claimed)?;
        let Claimed { device_id: id } = read(claimed, "claiming a link", StatusCode::CREATED)?;
        let policy = connection.send(Call::get("/phone/v1/policy")).await?;
        let policy = read(policy, "policy", StatusCode::OK)?;
        let digits = link_digits(issuer, code, &key.thumbprint);
        let (origin, issuer) = (origin.clone(), issuer.to_owned());
        Ok((Self { origin, connection, key, issuer, id, policy, nonce, proofs: 0, counter: 0 }, digits))
    }

    /// What the `Authorization` header says for one request. Its nonce is that of the last answer.
    pub(crate) fn proof(&mut self, method: &Method, path: &str) -> Result<String, Error> {
        self.proofs += 1;
        let claims = json!({
            "aud": self.issuer, "sub": self.id, "htm": method.as_str(), "htu": format!("{}{path}", self.issuer),
            "nonce": self.nonce, "jti": format!("proof-{}", self.proofs),
        });
        Ok(format!("Device {}", self.key.sign("device", &claims)?))
    }

    /// Asks how the phone itself stands: whether it is linked, and for the next nonce.
    pub(crate) async fn check(&mut self) -> Result<(), Error> {
        self.call(Method::GET, "/phone/v1/device").await?.expect("the phone", StatusCode::OK).map(drop)
    }

    /// The newest question that waits.
    pub(crate) async fn find_question(&mut self) -> Result<Question, Error> {
        let answer = self.call(Method::GET, "/phone/v1/approvals").await?;
        let Questions { mut approvals } = read(answer, "questions", StatusCode::OK)?;
        approvals.pop().ok_or(Error::Missing("question for the phone"))
    }

    /// Begins a face check.
    pub(crate) async fn begin_attempt(&mut self, question: &Question) -> Result<Attempt, Error> {
        let path = format!("/phone/v1/approvals/{}/attempts", question.approval_id);
        read(self.call(Method::POST, &path).await?, "a face check", StatusCode::CREATED)
    }

    /// The signed yes: the face matched, and the person typed the digits of the page.
    pub(crate) fn sign_yes(
        &mut self,
        question: &Question,
        attempt: &Attempt,
        digits: &str,
    ) -> Result<String, Error> {
        self.counter += 1;
        let models = self.policy.models.iter().map(|model| (model.name.as_str(), model.sha256.as_str()));
        let models: std::collections::BTreeMap<_, _> = models.collect();
        self.key.sign(
            "approval",
            &json!({
                "aud": self.issuer, "iat": 1, "sub": self.id, "approval_id": question.approval_id,
                "mfa_code": question.mfa_code, "context_hash": sha256(&question.context),
                "decision": "approve", "counter": self.counter, "transfer": { "code": digits },
                "attempt": attempt.attempt,
                "face": {
                    "result": "match", "gestures": attempt.gestures, "policy": self.policy.policy, "models": models,
                    "attempts": 1, "colours": { "shown": attempt.colours, "reflection": "seen" },
                },
            }),
        )
    }

    /// Sends a signed answer.
    pub(crate) async fn decide(&mut self, question: &Question, message: String) -> Result<(), Error> {
        let path = format!("/phone/v1/approvals/{}", question.approval_id);
        let answer = self.connection().await?.send(Call::post_as(&path, JOSE, message)).await?;
        answer.expect("the phone's answer", StatusCode::OK).map(drop)
    }

    async fn call(&mut self, method: Method, path: &str) -> Result<Answer, Error> {
        let answer = self.prove(method.clone(), path).await?;
        if answer.status != StatusCode::UNAUTHORIZED {
            return Ok(answer);
        }
        // Only the nonce was too old: once more with the one that came with the refusal.
        self.prove(method, path).await
    }

    /// The server closes what was silent for some seconds; then the phone comes anew.
    async fn connection(&mut self) -> Result<&mut Connection, Error> {
        if self.connection.is_closed() {
            self.connection = Connection::open(&self.origin).await?;
        }
        Ok(&mut self.connection)
    }

    async fn prove(&mut self, method: Method, path: &str) -> Result<Answer, Error> {
        let proof = self.proof(&method, path)?;
        let answer =
            self.connection().await?.send(Call::new(method, path).header("authorization", &proof)).await?;
        self.nonce = nonce(&answer)?;
        Ok(answer)
    }
}

/// The key pair of a phone.
pub(crate) struct Key {
    pair: EcdsaKeyPair,
    random: SystemRandom,
    jwk: Value,
    thumbprint: String,
}

impl Key {
    /// A new one.
    pub(crate) fn generate() -> Result<Self, Error> {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING)?;
        // An uncompressed point: a byte that says so, then both coordinates.
        let point = pair.public_key().as_ref();
        let (x, y) =
            point.get(1..).and_then(|both| both.split_at_checked(32)).ok_or(Error::Missing("point"))?;
        let [x, y] = [x, y].map(|coordinate| BASE64_URL_SAFE_NO_PAD.encode(coordinate));
        let thumbprint = sha256(&format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#));
        let jwk = json!({ "kty": "EC", "crv": "P-256", "x": x, "y": y });
        Ok(Self { pair, random: SystemRandom::new(), jwk, thumbprint })
    }

    /// A message of the protocol: a link brings the key itself, others its thumbprint.
    pub(crate) fn sign(&self, kind: &str, claims: &Value) -> Result<String, Error> {
        let typ = format!("donelogin-{kind}+jwt");
        let header = match kind {
            "link" => json!({ "alg": "ES256", "typ": typ, "jwk": self.jwk }),
            _ => json!({ "alg": "ES256", "typ": typ, "kid": self.thumbprint }),
        };
        let signed = [header, claims.clone()].map(|part| BASE64_URL_SAFE_NO_PAD.encode(part.to_string()));
        let signed = signed.join(".");
        let signature = self.pair.sign(&self.random, signed.as_bytes())?;
        Ok(format!("{signed}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature)))
    }
}

/// What the phone shows after it claimed a link, for the person to type into the page.
fn link_digits(issuer: &str, code: &str, thumbprint: &str) -> String {
    let message = ["donelogin-link", issuer, code, thumbprint].join("\0");
    let hash = digest(&SHA256, message.as_bytes());
    let number = hash.as_ref().iter().take(8).fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
    format!("{:06}", number % 1_000_000)
}

fn sha256(text: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(digest(&SHA256, text.as_bytes()))
}

fn nonce(answer: &Answer) -> Result<String, Error> {
    let nonce = answer.headers.get("device-nonce").and_then(|value| value.to_str().ok());
    Ok(nonce.ok_or_else(|| answer.refused("a nonce"))?.to_owned())
}

fn read<T: DeserializeOwned>(answer: Answer, what: &'static str, status: StatusCode) -> Result<T, Error> {
    Ok(serde_json::from_slice(&answer.expect(what, status)?.body)?)
}

#[cfg(test)]
mod tests {
    use super::{link_digits, sha256};

    #[test]
    fn the_digits_of_the_protocols_vector() {
        let jwk = r#"{"crv":"P-256","kty":"EC","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#;
        assert_eq!(link_digits("https://office.local:8443", &"A".repeat(48), &sha256(jwk)), "584556");
    }
}
