//! An app that is held to FAPI 2.0: it proves itself by a key, pushes its requests and has tokens that are bound.

use std::sync::atomic::{AtomicUsize, Ordering};

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use domain::token::sha256;
use reqwest::Client;
use serde_json::{Map, Value, json};

use crate::appliance::{Appliance, MEMBER};
use crate::browser::{Browser, Page, client};
use crate::dpop::Prover;
use crate::key_server::ClientKey;
use crate::page::Form;

/// Where answers go; with a query of its own, as the suite's second client has it.
pub const CALLBACK: &str = "https://bank.example/callback?dummy1=lorem&dummy2=ipsum";
/// Also with the two marks that some servers do not know (RFC 7636 4.1).
const VERIFIER: &str = "the.verifier~of-this-app_0123456789.ABCDEFGHIJKLMNO";
const KIND: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// The app.
#[derive(Debug)]
pub struct Bank {
    /// Its id.
    pub id: String,
    /// What it proves itself by, unless it has a certificate.
    pub key: Option<ClientKey>,
    /// What it proves its tokens by, unless it has a certificate.
    pub prover: Option<Prover>,
    /// What it sends requests by.
    pub http: Client,
    /// Whom it signs people in by.
    pub issuer: String,
    /// In front of the paths of the endpoints that it calls itself.
    pub base: String,
    made: AtomicUsize,
}

/// An answer to the app itself.
#[derive(Debug)]
pub struct Reply {
    /// Status.
    pub status: u16,
    /// JSON, or null.
    pub json: Value,
    /// `DPoP-Nonce`.
    pub nonce: Option<String>,
    /// `WWW-Authenticate`.
    pub challenge: String,
}

impl Reply {
    /// The answer as JSON, which must be of this status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{self:?}");
        self.json
    }

    /// Status and error.
    pub fn error(&self) -> (u16, &str) {
        (self.status, self.json["error"].as_str().unwrap_or_default())
    }
}

impl Bank {
    /// Registers it with a key, and with this besides.
    pub async fn register(appliance: &Appliance, seed: u8, more: &Value) -> Self {
        let key = ClientKey::new("bank", seed);
        let mut metadata = json!({
            "client_name": "Bank", "redirect_uris": [CALLBACK], "security_profile": "fapi2",
            "token_endpoint_auth_method": "private_key_jwt", "jwks": {"keys": [key.jwk()]},
            "id_token_signed_response_alg": "PS256", "dpop_bound_access_tokens": true,
        });
        metadata.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap());
        let made = appliance.post("/clients", metadata).await;
        let issuer = appliance.issuer();
        Self {
            id: made["client_id"].as_str().unwrap().to_owned(),
            key: Some(key),
            prover: Some(Prover::new(seed + 100)),
            http: client(&appliance.ca_pem().await, appliance),
            base: issuer.clone(),
            issuer,
            made: AtomicUsize::new(0),
        }
    }

    /// The same app in other hands, which have no key of it.
    #[must_use]
    pub fn in_hands_of(&self, http: &Client, base: &str) -> Self {
        Self {
            id: self.id.clone(),
            key: None,
            prover: None,
            http: http.clone(),
            issuer: self.issuer.clone(),
            base: base.to_owned(),
            made: AtomicUsize::new(0),
        }
    }

    /// An assertion with claims changed; a claim that is null is left out.
    pub fn assertion(&self, change: &Value) -> String {
        let number = self.made.fetch_add(1, Ordering::Relaxed);
        let now = now();
        let mut claims = json!({
            "iss": self.id, "sub": self.id, "aud": self.issuer, "jti": number.to_string(), "iat": now, "exp": now + 60,
        });
        change_to(&mut claims, change);
        self.key.as_ref().unwrap().sign(&claims)
    }

    /// A request with parameters changed; one that is null is left out.
    pub fn request(&self, change: &Value) -> Value {
        let mut request = json!({
            "response_type": "code", "client_id": self.id, "redirect_uri": CALLBACK, "scope": "openid email offline_access",
            "state": "the state", "nonce": "n".repeat(64), "code_challenge_method": "S256",
            "code_challenge": BASE64URL.encode(sha256(VERIFIER.as_bytes())),
        });
        change_to(&mut request, change);
        request
    }

    /// Sends a form, proving who sends it.
    pub async fn post(&self, path: &str, form: &Value) -> Reply {
        let mut form = form.clone();
        if let (Some(_), true) = (&self.key, form.get("client_assertion").is_none()) {
            form["client_assertion"] = self.assertion(&Value::Null).into();
        }
        if form.get("client_assertion").is_some() {
            form["client_assertion_type"] = KIND.into();
        }
        form["client_id"] = self.id.clone().into();
        self.post_as_it_is(path, &form, None).await
    }

    /// Sends a form with a proof of a key, made once more with the nonce that the server asks for.
    pub async fn prove(&self, prover: &Prover, path: &str, form: &Value) -> Reply {
        let url = format!("{}{path}", self.base);
        let whole = || {
            let mut form = form.clone();
            form["client_id"] = self.id.clone().into();
            if self.key.is_some() {
                form["client_assertion"] = self.assertion(&Value::Null).into();
                form["client_assertion_type"] = KIND.into();
            }
            form
        };
        let proof = prover.proof(("POST", &url), now(), &Value::Null);
        let first = self.post_as_it_is(path, &whole(), Some(&proof)).await;
        match &first.nonce {
            Some(nonce) if first.error() == (400, "use_dpop_nonce") => {
                let proof = prover.proof(("POST", &url), now(), &json!({"nonce": nonce}));
                self.post_as_it_is(path, &whole(), Some(&proof)).await
            }
            _ => first,
        }
    }

    /// Pushes a request; its reference.
    pub async fn push(&self, change: &Value) -> String {
        let pushed = self.post("/oauth2/par", &self.request(change)).await.expect(201);
        pushed["request_uri"].as_str().unwrap().to_owned()
    }

    /// Where the person's browser is sent.
    pub fn address(&self, request_uri: &str) -> String {
        let pairs = [("client_id", self.id.as_str()), ("request_uri", request_uri)];
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        format!("/oauth2/authorize?{query}")
    }

    /// A person says yes, signing in where they have to; the code.
    pub async fn code(&self, browser: &Browser, request_uri: &str) -> String {
        let page = browser.open(&self.address(request_uri)).await;
        let page = match Form::find(&page.body, "password") {
            Some(_) => browser.sign_in(&page, MEMBER).await,
            None => page,
        };
        self.answer(&browser.allow(page).await)
    }

    /// The code of an answer that is the server's.
    pub fn answer(&self, landed: &Page) -> String {
        assert_eq!(landed.answer("error"), None, "{landed:?}");
        assert_eq!(landed.answer("iss").as_deref(), Some(self.issuer.as_str()));
        assert!(landed.away.as_ref().unwrap().as_str().starts_with(CALLBACK), "{landed:?}");
        landed.answer("code").unwrap()
    }

    /// The form that brings tokens for a code.
    pub fn exchange(&self, code: &str) -> Value {
        json!({
            "grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK, "code_verifier": VERIFIER,
        })
    }

    /// Userinfo with headers as they are given.
    pub async fn userinfo(&self, scheme: &str, token: &str, proof: Option<&str>) -> Reply {
        let request = self.http.get(format!("{}/oauth2/userinfo", self.base));
        let request = request.header("authorization", format!("{scheme} {token}"));
        let request = proof.iter().fold(request, |request, proof| request.header("dpop", *proof));
        Reply::of(request.send().await.unwrap()).await
    }

    async fn post_as_it_is(&self, path: &str, form: &Value, proof: Option<&str>) -> Reply {
        let fields: Map<String, Value> = form.as_object().unwrap().clone();
        let pairs: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str().unwrap())).collect();
        let request = self.http.post(format!("{}{path}", self.base)).form(&pairs);
        let request = proof.iter().fold(request, |request, proof| request.header("dpop", *proof));
        Reply::of(request.send().await.unwrap()).await
    }
}

impl Reply {
    async fn of(response: reqwest::Response) -> Self {
        let header =
            |name: &str| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        Self {
            status: response.status().as_u16(),
            nonce: header("dpop-nonce"),
            challenge: header("www-authenticate").unwrap_or_default(),
            json: serde_json::from_str(&response.text().await.unwrap()).unwrap_or_default(),
        }
    }
}

/// The machine's time, which is the server's.
pub fn now() -> i64 {
    i64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap()
}

fn change_to(object: &mut Value, change: &Value) {
    let object = object.as_object_mut().unwrap();
    object.extend(change.as_object().cloned().unwrap_or_default());
    object.retain(|_, value| !value.is_null());
}
