//! How the phone's requests leave it and what comes back.

use reqwest::header::{CONTENT_TYPE, HeaderMap};
use reqwest::{Method, RequestBuilder, Response};
use serde_json::Value;

use crate::phone::Phone;
use crate::phone::problem::{Answer, Problem};

/// An answer, whole.
#[derive(Clone, Debug)]
pub struct Reply {
    /// Status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: String,
}

impl Reply {
    /// Reads it to its end. Every one carries the nonce for the next request.
    pub async fn read(response: Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response.text().await.unwrap();
        let reply = Self { status, headers, body };
        assert!(!reply.nonce().is_empty(), "{reply:?}");
        reply
    }

    /// The nonce for the next request.
    pub fn nonce(&self) -> String {
        let nonce = self.headers.get("device-nonce").unwrap_or_else(|| panic!("no nonce: {self:?}"));
        nonce.to_str().unwrap().to_owned()
    }

    /// Why it refuses.
    pub fn problem(&self) -> Problem {
        Problem::read(self.status, &self.headers, &self.body)
    }

    /// Its JSON where it has this status, its problem where it is a refusal.
    pub fn expect(&self, status: u16) -> Answer<Value> {
        if self.status >= 400 {
            return Err(self.problem());
        }
        assert_eq!(self.status, status, "{self:?}");
        if status == 204 {
            return Ok(Value::Null);
        }
        assert_eq!(self.headers[CONTENT_TYPE], "application/json", "{self:?}");
        Ok(serde_json::from_str(&self.body).unwrap())
    }
}

impl Phone {
    /// Sends a signed message as the whole body.
    pub async fn post_jose(&self, issuer: &str, path: &str, message: String) -> Reply {
        let request = self.client.post(format!("{issuer}{path}"));
        let response = request.header(CONTENT_TYPE, "application/jose").body(message).send().await.unwrap();
        Reply::read(response).await
    }

    /// A request with a proof, good or forged.
    pub fn request(&self, method: Method, path: &str, body: Option<&Value>, proof: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.issuer));
        let request = request.header("authorization", format!("Device {proof}"));
        match body {
            Some(body) => request.header(CONTENT_TYPE, "application/json").body(body.to_string()),
            None => request,
        }
    }

    /// Sends it.
    pub async fn send(&self, method: Method, path: &str, body: Option<&Value>, proof: &str) -> Reply {
        Reply::read(self.request(method, path, body, proof).send().await.unwrap()).await
    }
}

/// The phone's own clock: informative only.
pub(crate) fn now() -> u64 {
    std::time::UNIX_EPOCH.elapsed().unwrap().as_secs()
}
