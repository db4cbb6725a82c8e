//! What apps and resource servers do with our key set: they keep a copy, verify tokens by it, and read it again when they must.

use std::collections::BTreeSet;
use std::time::Duration;

use aws_lc_rs::rsa::PublicKeyComponents;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256, UnparsedPublicKey,
};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use reqwest::Client;
use serde_json::Value;

/// How long a server that restarts is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// When a copy is read again.
#[derive(Clone, Copy, Debug)]
pub enum Reads {
    /// For a key that it does not have, and then once.
    ForUnknownKeys,
    /// When it is older than this many seconds by the times of the tokens, and for nothing else: what HTTP allows.
    WhenOlderThan(i64),
}

/// A copy of the key set, at one app.
#[derive(Debug)]
pub struct KeyCopy {
    client: Client,
    address: String,
    when: Reads,
    keys: Vec<Value>,
    read_at: i64,
    reads: usize,
    seen: BTreeSet<String>,
}

impl KeyCopy {
    /// Nothing was read yet.
    pub fn new(client: &Client, issuer: &str, when: Reads) -> Self {
        Self {
            client: client.clone(),
            address: format!("{issuer}/oauth2/jwks"),
            when,
            keys: Vec::new(),
            read_at: i64::MIN,
            reads: 0,
            seen: BTreeSet::new(),
        }
    }

    /// How often the key set was read.
    pub fn reads(&self) -> usize {
        self.reads
    }

    /// Keys by which something was verified.
    pub fn seen(&self) -> &BTreeSet<String> {
        &self.seen
    }

    /// The claims of a token that was just issued, or why an app would refuse it.
    pub async fn verify(&mut self, token: &str) -> Result<Value, String> {
        let (header, claims) = read(token)?;
        let kid = header["kid"].as_str().ok_or("no kid")?.to_owned();
        let issued_at = claims["iat"].as_i64();
        let must_read = match self.when {
            Reads::ForUnknownKeys => self.key(&kid).is_none(),
            Reads::WhenOlderThan(age) => {
                issued_at.unwrap_or_default().saturating_sub(self.read_at) > age || self.reads == 0
            }
        };
        if must_read {
            self.read().await;
            // Never later than it was: what is kept longer than allowed is the app's own fault.
            self.read_at = issued_at.unwrap_or(self.read_at);
        }
        self.verify_again(token)?;
        self.seen.insert(kid);
        Ok(claims)
    }

    /// The same by the copy as it is.
    pub fn verify_again(&self, token: &str) -> Result<(), String> {
        let (header, _) = read(token)?;
        let kid = header["kid"].as_str().ok_or("no kid")?;
        let key = self.key(kid).ok_or_else(|| format!("{kid} is not in the key set"))?;
        let (signed, signature) = token.rsplit_once('.').ok_or("no JWT")?;
        verify(key, &header, signed.as_bytes(), &decode(signature)?)
    }

    /// Reads the key set; a server that is away comes back.
    pub async fn read(&mut self) {
        let until = tokio::time::Instant::now() + PATIENCE;
        loop {
            match self.fetch().await {
                Ok(keys) => {
                    self.keys = keys;
                    self.reads += 1;
                    return;
                }
                Err(error) => assert!(tokio::time::Instant::now() < until, "no key set: {error}"),
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn fetch(&self) -> reqwest::Result<Vec<Value>> {
        let answer = self.client.get(&self.address).send().await?.error_for_status()?;
        let set: Value = answer.json().await?;
        Ok(set["keys"].as_array().unwrap().clone())
    }

    fn key(&self, kid: &str) -> Option<&Value> {
        self.keys.iter().find(|key| key["kid"] == kid)
    }
}

/// Header and claims of a JWT that nobody has verified yet.
pub fn read(token: &str) -> Result<(Value, Value), String> {
    let mut parts = token.split('.');
    let mut json = || {
        let part = decode(parts.next().ok_or("no JWT")?)?;
        serde_json::from_slice(&part).map_err(|error| error.to_string())
    };
    Ok((json()?, json()?))
}

fn verify(key: &Value, header: &Value, signed: &[u8], signature: &[u8]) -> Result<(), String> {
    if key["alg"] != header["alg"] {
        return Err(format!("a key for {} under {}", key["alg"], header["alg"]));
    }
    let part = |name: &str| decode(key[name].as_str().unwrap_or_default());
    let rsa = || Ok::<_, String>(PublicKeyComponents { n: part("n")?, e: part("e")? });
    let verified = match header["alg"].as_str().unwrap_or_default() {
        "RS256" => rsa()?.verify(&RSA_PKCS1_2048_8192_SHA256, signed, signature),
        "PS256" => rsa()?.verify(&RSA_PSS_2048_8192_SHA256, signed, signature),
        "ES256" => {
            let point = [vec![4], part("x")?, part("y")?].concat();
            UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(signed, signature)
        }
        "EdDSA" => UnparsedPublicKey::new(&ED25519, part("x")?).verify(signed, signature),
        other => return Err(format!("unknown algorithm {other}")),
    };
    verified.map_err(|_| "the signature is wrong".to_owned())
}

fn decode(part: &str) -> Result<Vec<u8>, String> {
    BASE64URL.decode(part).map_err(|error| error.to_string())
}
