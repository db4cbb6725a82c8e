//! A program that holds a key and proves it (RFC 9449), as a library of its own would write it.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use domain::token::sha256;
use serde_json::{Value, json};

use super::{Answer, Browser, Client, ISSUER, World};

/// A key, and proofs by it.
pub(crate) struct Prover {
    key: EcdsaKeyPair,
    made: std::sync::atomic::AtomicUsize,
}

/// A proof before it is signed.
#[derive(Clone)]
pub(crate) struct Proof {
    pub(crate) header: Value,
    pub(crate) claims: Value,
}

impl Prover {
    pub(crate) fn new() -> Self {
        let der =
            EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new()).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der.as_ref()).unwrap();
        Self { key, made: 0.into() }
    }

    fn jwk(&self) -> Value {
        let point = self.key.public_key().as_ref();
        let (x, y) = (BASE64URL.encode(&point[1..33]), BASE64URL.encode(&point[33..]));
        json!({"crv": "P-256", "kty": "EC", "x": x, "y": y})
    }

    /// Its thumbprint (RFC 7638).
    pub(crate) fn jkt(&self) -> String {
        BASE64URL.encode(sha256(self.jwk().to_string().as_bytes()))
    }

    /// A proof about a request at this moment, with an id of its own.
    pub(crate) fn proof(&self, world: &World, method: &str, path: &str) -> Proof {
        let number = self.made.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Proof {
            header: json!({"typ": "dpop+jwt", "alg": "ES256", "jwk": self.jwk()}),
            claims: json!({
                "jti": format!("{number}"), "htm": method, "htu": format!("{ISSUER}{path}"), "iat": world.now(),
            }),
        }
    }

    /// Signs it.
    pub(crate) fn sign(&self, proof: &Proof) -> String {
        let part = |value: &Value| BASE64URL.encode(value.to_string());
        let signed = format!("{}.{}", part(&proof.header), part(&proof.claims));
        let signature = self.key.sign(&SystemRandom::new(), signed.as_bytes()).unwrap();
        format!("{signed}.{}", BASE64URL.encode(signature.as_ref()))
    }

    /// A server of the client's that sends this proof.
    pub(crate) fn sending(&self, world: &World, proof: &Proof) -> Browser {
        world.server().saying("dpop", &self.sign(proof))
    }

    /// Posts a form with a proof.
    pub(crate) async fn call(
        &self,
        world: &World,
        client: Client,
        path: &str,
        form: &[(&str, &str)],
    ) -> Answer {
        client.call_from(&self.sending(world, &self.proof(world, "POST", path)), path, form).await
    }

    /// A proof for userinfo with this token.
    pub(crate) fn userinfo_proof(&self, world: &World, token: &str) -> Proof {
        let proof = self.proof(world, "GET", "/oauth2/userinfo");
        proof.with("ath", BASE64URL.encode(sha256(token.as_bytes())).into())
    }

    /// Asks userinfo with a proof.
    pub(crate) async fn userinfo(&self, world: &World, token: &str, proof: &Proof) -> Answer {
        let server = self.sending(world, proof).saying("authorization", &format!("DPoP {token}"));
        let mut server = server;
        server.get("/oauth2/userinfo").await
    }
}

impl Proof {
    /// Another claim, or none.
    pub(crate) fn with(mut self, name: &str, value: Value) -> Self {
        match value {
            Value::Null => drop(self.claims.as_object_mut().unwrap().remove(name)),
            value => self.claims[name] = value,
        }
        self
    }
}
