//! An authenticator with one passkey, and what a page's script does with it. CBOR is written by hand: another hand than the
//! one that reads it.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use domain::token::sha256;
use serde_json::{Value, json};

use super::{Answer, Browser, ISSUER};

/// Present and verified.
pub(crate) const UP_UV: u8 = 0x05;
/// May be copied, and was.
pub(crate) const SYNCED: u8 = 0x18;

/// One passkey; its fields are what it says.
pub(crate) struct Passkey {
    pub(crate) keys: EcdsaKeyPair,
    pub(crate) id: Vec<u8>,
    pub(crate) handle: Option<Vec<u8>>,
    pub(crate) origin: String,
    pub(crate) flags: u8,
    pub(crate) counter: u32,
}

impl Passkey {
    pub(crate) fn new() -> Self {
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &SystemRandom::new());
        let keys = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.unwrap().as_ref());
        let keys = keys.unwrap();
        let id = sha256(keys.public_key().as_ref())[..16].to_vec();
        Self { keys, id, handle: None, origin: ISSUER.to_owned(), flags: UP_UV, counter: 0 }
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let challenge = &options["challenge"];
        let data =
            json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false });
        data.to_string().into_bytes()
    }

    fn head(&self, rp_id: &Value, flags: u8) -> Vec<u8> {
        let hash = sha256(rp_id.as_str().unwrap().as_bytes());
        [hash.as_slice(), &[flags], &self.counter.to_be_bytes()].concat()
    }

    /// `navigator.credentials.create`.
    pub(crate) fn create(&mut self, options: &Value) -> String {
        self.handle = Some(BASE64URL.decode(options["user"]["id"].as_str().unwrap()).unwrap());
        let point = self.keys.public_key().as_ref();
        let (x, y) = (&point[1..33], &point[33..]);
        // {1: 2, 3: -7, -1: 1, -2: x, -3: y}
        let key = [&[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32], x, &[0x22, 0x58, 32], y].concat();
        let data = [
            self.head(&options["rp"]["id"], self.flags | 0x40),
            vec![0; 16],
            vec![0, 16],
            self.id.clone(),
            key,
        ];
        let data = data.concat();
        let length = u8::try_from(data.len()).unwrap();
        // {"fmt": "none", "attStmt": {}, "authData": data}
        let object =
            [b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".as_slice(), &[length], &data].concat();
        json!({
            "id": BASE64URL.encode(&self.id), "rawId": BASE64URL.encode(&self.id), "type": "public-key",
            "response": {
                "clientDataJSON": BASE64URL.encode(self.client_data("webauthn.create", options)),
                "attestationObject": BASE64URL.encode(object),
                "transports": ["internal"],
            },
        })
        .to_string()
    }

    /// `navigator.credentials.get`; it counts each time, where it counts.
    pub(crate) fn get(&self, options: &Value) -> String {
        let data = self.head(&options["rpId"], self.flags);
        let client_data = self.client_data("webauthn.get", options);
        let signed = [data.as_slice(), &sha256(&client_data)].concat();
        let signature = self.keys.sign(&SystemRandom::new(), &signed).unwrap();
        json!({
            "id": BASE64URL.encode(&self.id), "rawId": BASE64URL.encode(&self.id), "type": "public-key",
            "response": {
                "clientDataJSON": BASE64URL.encode(client_data),
                "authenticatorData": BASE64URL.encode(data),
                "signature": BASE64URL.encode(signature.as_ref()),
                "userHandle": self.handle.as_ref().map(|handle| BASE64URL.encode(handle)),
            },
        })
        .to_string()
    }
}

impl Browser {
    /// What a page's script asks the server for.
    pub(crate) async fn passkey_options(&mut self, page: &Answer) -> Answer {
        let path = page.attribute("data-options");
        let csrf = page.attribute("value");
        self.post(&path, &[("csrf", &csrf)]).await
    }

    /// Makes a passkey at the page of them; what the server answers.
    pub(crate) async fn add_passkey(&mut self, passkey: &mut Passkey) -> Answer {
        let page = self.get("/account/passkeys").await.expect(200);
        let options = self.passkey_options(&page).await.expect(200).json();
        let credential = passkey.create(&options);
        self.submit(&page, "/account/passkeys", &[("credential", &credential)]).await
    }

    /// Uses a passkey on a page that takes one: the sign-in page, or that of the second step.
    pub(crate) async fn use_passkey(&mut self, page: &Answer, passkey: &Passkey) -> Answer {
        let options = self.passkey_options(page).await.expect(200).json();
        self.hand_in(page, &passkey.get(&options)).await
    }

    /// Posts what a passkey said.
    pub(crate) async fn hand_in(&mut self, page: &Answer, credential: &str) -> Answer {
        let action = ["/login/passkey", "/login/mfa/passkey"];
        let action = action.into_iter().find(|action| page.find_form(action).is_some()).unwrap();
        self.submit(page, action, &[("credential", credential)]).await
    }
}
