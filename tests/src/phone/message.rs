//! A message before and after it is signed, with every part open to a forger.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use serde_json::{Map, Value, json};

use crate::phone::key::Key;

/// A message that nobody has signed yet.
#[derive(Clone, Debug)]
pub struct Draft {
    header: Map<String, Value>,
    payload: Map<String, Value>,
}

impl Draft {
    /// A claim of a link: it brings the key along.
    pub fn link(key: &Key, claims: Value) -> Self {
        Self::new(json!({"alg": "ES256", "typ": "donelogin-link+jwt", "jwk": key.jwk()}), claims)
    }

    /// Proof of who makes a request.
    pub fn device(key: &Key, claims: Value) -> Self {
        Self::new(json!({"alg": "ES256", "typ": "donelogin-device+jwt", "kid": key.thumbprint()}), claims)
    }

    /// An answer to a sign-in.
    pub fn approval(key: &Key, claims: Value) -> Self {
        Self::new(json!({"alg": "ES256", "typ": "donelogin-approval+jwt", "kid": key.thumbprint()}), claims)
    }

    fn new(header: Value, claims: Value) -> Self {
        let (Value::Object(header), Value::Object(payload)) = (header, claims) else {
            panic!("a header and claims are objects");
        };
        Self { header, payload }
    }

    /// With another claim, or one more.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.payload.insert(name.to_owned(), value.into());
        self
    }

    /// With another member of a claim that is an object.
    #[must_use]
    pub fn with_in(mut self, claim: &str, name: &str, value: impl Into<Value>) -> Self {
        self.payload[claim][name] = value.into();
        self
    }

    /// Without a claim.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.payload.remove(name);
        self
    }

    /// With another header member, or one more.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.header.insert(name.to_owned(), value.into());
        self
    }

    /// Without a header member.
    #[must_use]
    pub fn without_header(mut self, name: &str) -> Self {
        self.header.remove(name);
        self
    }

    /// The header.
    pub fn header(&self) -> Value {
        Value::Object(self.header.clone())
    }

    /// The claims.
    pub fn claims(&self) -> Value {
        Value::Object(self.payload.clone())
    }

    /// The message in compact form.
    pub fn sign(&self, key: &Key) -> String {
        compact(&self.header().to_string(), &self.claims().to_string(), key)
    }
}

/// The compact form of exactly this header and payload.
pub fn compact(header: &str, payload: &str, key: &Key) -> String {
    let signed = format!("{}.{}", BASE64URL.encode(header), BASE64URL.encode(payload));
    let signature = key.sign(&signed);
    format!("{signed}.{signature}")
}

/// A signed message whose claims somebody changed on the way.
pub fn tampered(message: &str, change: impl FnOnce(&mut Value)) -> String {
    let [header, payload, signature]: [&str; 3] = message.split('.').collect::<Vec<_>>().try_into().unwrap();
    let mut claims: Value = serde_json::from_slice(&BASE64URL.decode(payload).unwrap()).unwrap();
    change(&mut claims);
    format!("{header}.{}.{signature}", BASE64URL.encode(claims.to_string()))
}
