//! A phone that speaks the device protocol to the router, as far as tests of routes need one.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use domain::token::sha256;
use serde_json::{Value, json};
use tower::ServiceExt as _;
use web::Peer;

use super::{Answer, Browser, ISSUER, World};

/// One phone.
pub(crate) struct Phone {
    router: Router,
    keys: EcdsaKeyPair,
    pub(crate) id: String,
    pub(crate) counter: u64,
    nonce: String,
    proofs: u64,
    pub(crate) peer: [u8; 4],
    /// Of a body beside a proof.
    pub(crate) media: &'static str,
}

impl Phone {
    pub(crate) fn new(world: &World) -> Self {
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new());
        let keys = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.unwrap().as_ref());
        Self {
            router: world.router.clone(),
            keys: keys.unwrap(),
            id: String::new(),
            counter: 0,
            nonce: String::new(),
            proofs: 0,
            peer: [192, 168, 1, 77],
            media: "application/json",
        }
    }

    fn jwk(&self) -> Value {
        let point = self.keys.public_key().as_ref();
        json!({ "kty": "EC", "crv": "P-256", "x": BASE64URL.encode(&point[1..33]), "y": BASE64URL.encode(&point[33..]) })
    }

    pub(crate) fn thumbprint(&self) -> String {
        let jwk = self.jwk();
        let (x, y) = (jwk["x"].as_str().unwrap(), jwk["y"].as_str().unwrap());
        BASE64URL.encode(sha256(format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#).as_bytes()))
    }

    /// A signed message.
    pub(crate) fn sign(&self, kind: &str, claims: &Value) -> String {
        let mut header = json!({ "alg": "ES256", "typ": format!("donelogin-{kind}+jwt") });
        if kind == "link" {
            header["jwk"] = self.jwk();
        } else {
            header["kid"] = self.thumbprint().into();
        }
        let signed = [header.to_string(), claims.to_string()].map(|part| BASE64URL.encode(part)).join(".");
        let signature = self.keys.sign(&SystemRandom::new(), signed.as_bytes()).unwrap();
        format!("{signed}.{}", BASE64URL.encode(signature.as_ref()))
    }

    async fn send(&mut self, request: axum::http::request::Builder, body: String) -> Answer {
        let request = request.header("host", "sso.office.internal:8443").extension(Peer(self.peer.into()));
        let response = self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let answer = Answer::read(response).await;
        self.nonce = answer.header("device-nonce").to_owned();
        assert!(!self.nonce.is_empty(), "every answer brings a nonce: {}", answer.body);
        answer
    }

    /// Posts a signed message as the whole body.
    pub(crate) async fn post(&mut self, path: &str, message: String) -> Answer {
        let request = Request::builder().method("POST").uri(path).header("content-type", "application/jose");
        self.send(request, message).await
    }

    /// A proof about a request, with the nonce that was given last.
    pub(crate) fn proof(&mut self, method: &str, path: &str, body: &str) -> Value {
        self.proofs += 1;
        let mut claims = json!({
            "aud": ISSUER, "sub": self.id, "htm": method, "htu": format!("{ISSUER}{path}"),
            "nonce": self.nonce, "jti": format!("proof-{}", self.proofs),
        });
        if !body.is_empty() {
            claims["bh"] = BASE64URL.encode(sha256(body.as_bytes())).into();
        }
        claims
    }

    /// Sends a request with a proof as it is.
    pub(crate) async fn prove(&mut self, method: &str, path: &str, body: &str, claims: &Value) -> Answer {
        let proof = self.sign("device", claims);
        let mut request =
            Request::builder().method(method).uri(path).header("authorization", format!("Device {proof}"));
        if !body.is_empty() {
            request = request.header("content-type", self.media);
        }
        self.send(request, body.to_owned()).await
    }

    /// The same as phones do it: once more where only the nonce was stale.
    pub(crate) async fn call(&mut self, method: &str, path: &str, body: &str) -> Answer {
        let claims = self.proof(method, path, body);
        let answer = self.prove(method, path, body, &claims).await;
        if answer.problem() != "use_device_nonce" {
            return answer;
        }
        let claims = self.proof(method, path, body);
        self.prove(method, path, body, &claims).await
    }

    /// Claims a code.
    pub(crate) fn claim_of(code: &str) -> Value {
        json!({
            "aud": ISSUER, "iat": 1, "private_code": code, "key_storage": "software", "push": [],
            "device": { "name": "Pixel 8", "model": "Pixel 8", "os": "Android 17", "client": "web", "client_version": "0.2.0" },
            "face": { "model": "sface", "version": "1", "threshold": 0.45 },
        })
    }

    /// Claims a code; remembers the id, and returns the digits that the phone shows.
    pub(crate) async fn claim(&mut self, code: &str) -> String {
        let message = self.sign("link", &Self::claim_of(code));
        let answer = self.post("/phone/v1/links", message).await.expect(201).json();
        self.id = answer["device_id"].as_str().unwrap().to_owned();
        domain::code::link_digits(ISSUER, code, &self.thumbprint())
    }

    /// The newest question that waits.
    pub(crate) async fn question(&mut self) -> Value {
        let answer = self.call("GET", "/phone/v1/approvals", "").await.expect(200).json();
        answer["approvals"].as_array().unwrap().last().cloned().unwrap_or_default()
    }

    /// An answer to a question: approve with these digits, after a face check that went well.
    pub(crate) async fn approval(&mut self, question: &Value, digits: &str) -> Value {
        let id = question["approval_id"].as_str().unwrap();
        let attempt =
            self.call("POST", &format!("/phone/v1/approvals/{id}/attempts"), "").await.expect(201).json();
        let policy = self.call("GET", "/phone/v1/policy", "").await.expect(200).json();
        let mut claims = self.refusal(question, "approve");
        claims["transfer"] = json!({ "code": digits });
        claims["attempt"] = attempt["attempt"].clone();
        let models = policy["models"].as_array().unwrap().iter();
        let models: serde_json::Map<_, _> = models
            .map(|model| (model["name"].as_str().unwrap().to_owned(), model["sha256"].clone()))
            .collect();
        claims["face"] = json!({
            "result": "match", "gestures": attempt["gestures"], "policy": policy["policy"], "models": models,
            "attempts": 1, "colours": { "shown": attempt["colours"], "reflection": "seen" },
        });
        claims
    }

    /// An answer without face or digits.
    pub(crate) fn refusal(&mut self, question: &Value, decision: &str) -> Value {
        self.counter += 1;
        let context = question["context"].as_str().unwrap();
        json!({
            "aud": ISSUER, "iat": 1, "sub": self.id, "approval_id": question["approval_id"],
            "mfa_code": question["mfa_code"], "context_hash": BASE64URL.encode(sha256(context.as_bytes())),
            "decision": decision, "counter": self.counter,
        })
    }

    /// Sends an answer.
    pub(crate) async fn answer(&mut self, claims: &Value) -> Answer {
        let id = claims["approval_id"].as_str().unwrap().to_owned();
        let message = self.sign("approval", claims);
        self.post(&format!("/phone/v1/approvals/{id}"), message).await
    }

    /// Says yes to what a page asks.
    pub(crate) async fn approve(&mut self, page: &Answer) -> Answer {
        let question = self.question().await;
        let claims = self.approval(&question, &page.attribute("data-transfer-code")).await;
        self.answer(&claims).await
    }
}

impl Browser {
    /// The code that the link page shows as a QR code.
    pub(crate) async fn begin_link(&mut self) -> String {
        let page = self.get("/account/devices/link").await.expect(200);
        let answer = self.submit(&page, "/account/devices/link", &[]).await.expect(303);
        let page = self.follow(answer).await.expect(200);
        let text = page.attribute("data-qr");
        text.split("&c=").nth(1).unwrap().split('&').next().unwrap().to_owned()
    }

    /// Types the digits into the link page.
    pub(crate) async fn type_digits(&mut self, digits: &str) -> Answer {
        let page = self.get("/account/devices/link").await.expect(200);
        self.submit(&page, "/account/devices/link", &[("code", digits)]).await
    }

    /// Links a phone, signed in freshly; with the recovery codes.
    pub(crate) async fn link_phone(&mut self, world: &World) -> (Phone, Vec<String>) {
        let code = self.begin_link().await;
        let mut phone = Phone::new(world);
        let digits = phone.claim(&code).await;
        let page = self.type_digits(&digits).await;
        (phone, super::codes_on(&page))
    }
}

impl Answer {
    /// The name of a problem document; empty where it is none.
    pub(crate) fn problem(&self) -> String {
        if self.header("content-type") != "application/problem+json" {
            return String::new();
        }
        self.json()["type"].as_str().unwrap().trim_start_matches("urn:donelogin:problem:").to_owned()
    }
}
