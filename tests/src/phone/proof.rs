//! The proof that a request is this phone's: bound to method, address, body, and a nonce of the server.

use domain::world::{Entropy as _, SystemEntropy};
use reqwest::Method;
use serde_json::{Value, json};

use crate::phone::key::sha256;
use crate::phone::message::Draft;
use crate::phone::problem::Answer;
use crate::phone::wire::now;
use crate::phone::{Phone, Reply};

impl Phone {
    /// A request with its proof, sent a second time where the nonce was not good.
    pub async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> Answer<Reply> {
        let first = self.ask_once(&method, path, body.as_ref()).await;
        match first {
            Err(problem) if problem.kind() == (401, "use_device_nonce") => {
                self.ask_once(&method, path, body.as_ref()).await
            }
            answer => answer,
        }
    }

    async fn ask_once(&self, method: &Method, path: &str, body: Option<&Value>) -> Answer<Reply> {
        let proof = self.proof_draft(method, path, body).sign(&self.key);
        let reply = self.send(method.clone(), path, body, &proof).await;
        *self.nonce.lock().unwrap() = Some(reply.nonce());
        if reply.status < 400 { Ok(reply) } else { Err(reply.problem()) }
    }

    /// A proof with a nonce that is good.
    pub async fn proof(&self, method: Method, path: &str, body: Option<&Value>) -> Draft {
        self.fetch_nonce().await;
        self.proof_draft(&method, path, body)
    }

    /// A nonce that is good: every answer carries one, this one is open to all.
    pub async fn fetch_nonce(&self) -> String {
        let response = self.client.get(format!("{}/phone/v1/policy", self.issuer)).send().await.unwrap();
        let nonce = Reply::read(response).await.nonce();
        *self.nonce.lock().unwrap() = Some(nonce.clone());
        nonce
    }

    /// Forgets the nonce, as an app that was closed does.
    pub fn forget_nonce(&self) {
        *self.nonce.lock().unwrap() = None;
    }

    /// The claims of a proof.
    pub fn proof_draft(&self, method: &Method, path: &str, body: Option<&Value>) -> Draft {
        let mut id = [0; 16];
        SystemEntropy.fill(&mut id);
        let path = path.split('?').next().unwrap_or_default();
        let draft = Draft::device(
            &self.key,
            json!({
                "aud": self.issuer,
                "iat": now(),
                "sub": self.device_id,
                "htm": method.as_str(),
                "htu": format!("{}{path}", self.issuer),
                "jti": sha256(&id),
            }),
        );
        let draft = match body {
            Some(body) => draft.with("bh", sha256(body.to_string().as_bytes())),
            None => draft,
        };
        match self.nonce.lock().unwrap().clone() {
            Some(nonce) => draft.with("nonce", nonce),
            None => draft,
        }
    }
}
