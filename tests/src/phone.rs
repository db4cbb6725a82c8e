//! A phone as the protocol describes it: it links itself and answers, and every message of it can be forged.

mod answer;
mod key;
mod message;
mod problem;
mod proof;
mod qr;
#[cfg(test)]
mod tests;
mod wire;

use std::sync::Mutex;
use std::sync::atomic::AtomicU64;

use net::certificate::Facts;
use reqwest::{Client, Method};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use serde_json::{Value, json};

use crate::appliance::Appliance;
use crate::browser::client;
use crate::events::Events;

pub use answer::{Asked, Attempt, Carried};
pub use key::{Key, sha256};
pub use message::{Draft, compact, tampered};
pub use problem::{Answer, Problem};
pub use qr::{Offer, Scan, context_hash, digits};
pub use wire::Reply;

/// A phone.
#[derive(Debug)]
pub struct Phone {
    /// Without proofs, for whatever a phone does not do.
    pub client: Client,
    /// Its key.
    pub key: Key,
    /// Its id at the server; empty before it claimed a link.
    pub device_id: String,
    /// The server that it belongs to; empty before it claimed a link.
    pub issuer: String,
    ca: String,
    counter: AtomicU64,
    nonce: Mutex<Option<String>>,
}

/// What the server says to a claim.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// The device to be.
    pub device_id: String,
    /// How long the digits count, in seconds.
    pub expires_in_s: u64,
    /// The whole answer.
    pub document: Value,
}

impl Phone {
    /// A phone that was never here, and knows the CA of this appliance as its owner would have told it.
    pub async fn new(appliance: &Appliance) -> Self {
        let ca_pem = appliance.ca_pem().await;
        let der = CertificateDer::from_pem_slice(ca_pem.as_bytes()).unwrap();
        Self {
            client: client(&ca_pem, appliance),
            key: Key::generate(),
            device_id: String::new(),
            issuer: String::new(),
            ca: pin(&Facts::read(&der).unwrap().spki_sha256),
            counter: AtomicU64::new(0),
            nonce: Mutex::default(),
        }
    }

    /// The same key and counter on another phone: what somebody who copied it has.
    #[must_use]
    pub fn copy(&self) -> Self {
        Self {
            client: self.client.clone(),
            key: self.key.clone(),
            device_id: self.device_id.clone(),
            issuer: self.issuer.clone(),
            ca: self.ca.clone(),
            counter: AtomicU64::new(self.counter.load(std::sync::atomic::Ordering::SeqCst)),
            nonce: Mutex::default(),
        }
    }

    /// Reads the QR code of the link page. A code of another server is not followed: the key is for one that was
    /// authenticated.
    pub fn scan(&self, text: &str) -> Offer {
        let offer = Offer::read(text);
        assert_eq!(offer.ca, self.ca, "another CA than the one behind this connection");
        offer
    }

    /// Claims a link.
    pub async fn claim(&mut self, text: &str) -> Answer<Claimed> {
        let offer = self.scan(text);
        let policy = self.policy_of(&offer.issuer).await;
        let message = self.claim_draft(&offer, &policy).sign(&self.key);
        self.send_claim(&offer, message).await
    }

    /// The claim of a link, unsigned, with a face enrolled by this policy.
    pub fn claim_draft(&self, offer: &Offer, policy: &Value) -> Draft {
        let mut models = policy["models"].as_array().into_iter().flatten();
        let embedder = models.find(|model| model["role"] == "embedder");
        let model = embedder.map_or("sface", |model| model["name"].as_str().unwrap());
        let claims = json!({
            "aud": offer.issuer,
            "iat": wire::now(),
            "private_code": offer.private_code,
            "device": {
                "name": "Ben's Pixel", "model": "Pixel 8", "os": "Android 17", "client": "web", "client_version": "1",
            },
            "key_storage": "software",
            "face": {"model": model, "version": policy["policy"], "threshold": 0.5},
            "push": [],
        });
        Draft::link(&self.key, claims)
    }

    /// Sends a claim, whatever it says.
    pub async fn send_claim(&mut self, offer: &Offer, message: String) -> Answer<Claimed> {
        let reply = self.post_jose(&offer.issuer, "/phone/v1/links", message).await;
        let document = reply.expect(201)?;
        assert_eq!(document["status"], "claimed", "{document}");
        assert_eq!(document["server"]["issuer"], offer.issuer, "{document}");
        self.device_id = text(&document["device_id"]);
        self.issuer.clone_from(&offer.issuer);
        Ok(Claimed {
            device_id: self.device_id.clone(),
            expires_in_s: document["expires_in"].as_u64().unwrap(),
            document,
        })
    }

    /// The six digits that it shows after a claim.
    pub fn digits(&self, text: &str) -> String {
        self.scan(text).digits(&self.key.thumbprint())
    }

    /// What the server knows of it.
    pub async fn device(&self) -> Answer<Value> {
        self.ask(Method::GET, "/phone/v1/device", None).await?.expect(200)
    }

    /// Takes another name, or anything else that may be changed.
    pub async fn change(&self, change: Value) -> Answer<()> {
        self.ask(Method::PATCH, "/phone/v1/device", Some(change)).await?.expect(204).map(drop)
    }

    /// Takes another name.
    pub async fn rename(&self, name: &str) -> Answer<()> {
        self.change(json!({"name": name})).await
    }

    /// Unlinks itself.
    pub async fn remove(&self) -> Answer<()> {
        self.ask(Method::DELETE, "/phone/v1/device", None).await?.expect(204).map(drop)
    }

    /// Opens the stream that tells it to look.
    pub async fn events(&self) -> Answer<Events> {
        let proof = self.proof(Method::GET, "/phone/v1/events", None).await;
        match Events::open(self.request(Method::GET, "/phone/v1/events", None, &proof.sign(&self.key))).await
        {
            Ok(events) => Ok(events),
            Err(response) => Err(Reply::read(response).await.problem()),
        }
    }

    /// What may be done with a face at this server; open to all.
    pub async fn policy(&self) -> Value {
        self.policy_of(&self.issuer).await
    }

    /// The same at a server that it does not belong to yet.
    pub async fn policy_of(&self, issuer: &str) -> Value {
        let response = self.client.get(format!("{issuer}/phone/v1/policy")).send().await.unwrap();
        let policy = Reply::read(response).await.expect(200).unwrap();
        assert!(policy["policy"].is_string() && policy["models"].is_array(), "{policy}");
        policy
    }
}

fn pin(hash: &[u8]) -> String {
    use base64::Engine as _;
    base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(hash)
}

fn text(value: &Value) -> String {
    let text = value.as_str().unwrap_or_else(|| panic!("no text: {value}"));
    text.to_owned()
}
