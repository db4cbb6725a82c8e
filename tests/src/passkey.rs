//! An authenticator with one passkey, by another implementation than the server's; its CBOR is written by hand.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use domain::world::{Entropy as _, SystemEntropy};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use reqwest::header::COOKIE;
use serde_json::{Value, json};

use crate::browser::{Browser, Page};
use crate::page::{Form, attribute};

/// The page of one's passkeys.
pub const PASSKEYS: &str = "/account/passkeys";

/// One passkey.
#[derive(Clone, Debug)]
pub struct Passkey {
    key: SigningKey,
    origin: String,
    id: [u8; 16],
    handle: Vec<u8>,
    /// What it tells as its counter.
    pub counter: u32,
}

impl Passkey {
    /// A new one, for a page of this origin.
    pub fn new(origin: &str) -> Self {
        let (mut private, mut id) = ([0; 32], [0; 16]);
        SystemEntropy.fill(&mut private);
        SystemEntropy.fill(&mut id);
        // Of 2^32 draws less than one is no key.
        let key = SigningKey::from_slice(&private).unwrap();
        Self { key, origin: origin.to_owned(), id, handle: Vec::new(), counter: 0 }
    }

    /// `navigator.credentials.create`.
    pub fn create(&mut self, options: &Value) -> String {
        self.handle = BASE64URL.decode(options["user"]["id"].as_str().unwrap()).unwrap();
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = (&point.as_bytes()[1..33], &point.as_bytes()[33..]);
        // {1: 2, 3: -7, -1: 1, -2: x, -3: y}
        let key = [&[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32], x, &[0x22, 0x58, 32], y].concat();
        let head = self.head(options["rp"]["id"].as_str().unwrap(), 0x45);
        let data = [head.as_slice(), &[0; 16], &[0, 16], &self.id, &key].concat();
        let length = u8::try_from(data.len()).unwrap();
        // {"fmt": "none", "attStmt": {}, "authData": data}
        let object =
            [b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".as_slice(), &[length], &data].concat();
        self.told(json!({
            "clientDataJSON": BASE64URL.encode(self.client_data("webauthn.create", options)),
            "attestationObject": BASE64URL.encode(object),
        }))
    }

    /// `navigator.credentials.get`.
    pub fn get(&self, options: &Value) -> String {
        let data = self.head(options["rpId"].as_str().unwrap(), 0x05);
        let client_data = self.client_data("webauthn.get", options);
        let signature: Signature = self.key.sign(&[data.as_slice(), &sha256(&client_data)].concat());
        self.told(json!({
            "clientDataJSON": BASE64URL.encode(client_data),
            "authenticatorData": BASE64URL.encode(data),
            "signature": BASE64URL.encode(signature.to_der().as_bytes()),
            "userHandle": BASE64URL.encode(&self.handle),
        }))
    }

    fn told(&self, response: Value) -> String {
        let id = BASE64URL.encode(self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response }).to_string()
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        json!({ "type": kind, "challenge": options["challenge"], "origin": self.origin })
            .to_string()
            .into_bytes()
    }

    fn head(&self, rp_id: &str, flags: u8) -> Vec<u8> {
        [sha256(rp_id.as_bytes()).as_slice(), &[flags], &self.counter.to_be_bytes()].concat()
    }
}

impl Browser {
    /// What a page's script asks the server for.
    pub async fn passkey_options(&self, page: &Page) -> Value {
        let path = attribute(&page.body, "data-options").unwrap_or_else(|| panic!("no passkey: {page:?}"));
        let csrf = Form::find(&page.body, "credential").unwrap().value("csrf");
        let url = page.url.join(&path).unwrap();
        let request = self.client.post(url).form(&[("csrf", csrf)]).header(COOKIE, self.cookies());
        request.send().await.unwrap().json().await.unwrap()
    }

    /// The form that hands in what a passkey said.
    pub fn with_credential(page: &Page, credential: &str) -> Form {
        Form::find(&page.body, "credential").unwrap().with("credential", credential)
    }
}

fn sha256(bytes: &[u8]) -> Vec<u8> {
    aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, bytes).as_ref().to_vec()
}
