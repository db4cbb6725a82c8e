//! The phone's answer to a sign-in: what it was asked, what it saw, what it signs.

use std::sync::atomic::Ordering;

use reqwest::Method;
use serde_json::{Value, json};

use crate::phone::message::Draft;
use crate::phone::problem::Answer;
use crate::phone::qr::context_hash;
use crate::phone::wire::now;
use crate::phone::{Phone, text};

/// A question.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Which one.
    pub approval_id: String,
    /// The challenge.
    pub mfa_code: String,
    /// What the person is shown: a JSON text, signed as it came.
    pub context: String,
    /// How long it waits, in seconds.
    pub expires_in_s: u64,
}

/// A face check that was begun.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// Which one.
    pub attempt: String,
    /// What to do, in order.
    pub gestures: Vec<String>,
    /// What the screen shows meanwhile, in order.
    pub colours: Vec<String>,
    /// How long there is, in seconds.
    pub expires_in_s: u64,
}

/// What the person carried over from the screen.
#[derive(Clone, Copy, Debug)]
pub enum Carried<'a> {
    /// The digits, typed.
    Code(&'a str),
    /// The secret of the QR code.
    Secret(&'a str),
}

impl Asked {
    fn read(value: &Value) -> Self {
        Self {
            approval_id: text(&value["approval_id"]),
            mfa_code: text(&value["mfa_code"]),
            context: text(&value["context"]),
            expires_in_s: value["expires_in"].as_u64().unwrap(),
        }
    }

    /// The context as it is shown.
    pub fn shown(&self) -> Value {
        serde_json::from_str(&self.context).unwrap()
    }

    /// Where the phone's messages about it go.
    pub fn path(&self) -> String {
        format!("/phone/v1/approvals/{}", self.approval_id)
    }
}

impl Carried<'_> {
    /// The claim `transfer`.
    pub fn claim(self) -> Value {
        match self {
            Self::Code(code) => json!({"code": code}),
            Self::Secret(secret) => json!({"secret": secret}),
        }
    }
}

impl Phone {
    /// What it is asked, newest last.
    pub async fn approvals(&self) -> Answer<Vec<Asked>> {
        let answer = self.ask(Method::GET, "/phone/v1/approvals", None).await?.expect(200)?;
        Ok(answer["approvals"].as_array().unwrap().iter().map(Asked::read).collect())
    }

    /// The one question that waits.
    pub async fn asked(&self) -> Asked {
        let mut asked = self.approvals().await.unwrap();
        assert_eq!(asked.len(), 1, "{asked:?}");
        asked.remove(0)
    }

    /// Begins a face check.
    pub async fn begin_attempt(&self, approval_id: &str) -> Answer<Attempt> {
        let path = format!("/phone/v1/approvals/{approval_id}/attempts");
        let answer = self.ask(Method::POST, &path, None).await?.expect(201)?;
        let words = |name: &str| -> Vec<String> {
            let words: Vec<_> = answer[name].as_array().unwrap().iter().map(text).collect();
            assert_eq!(words.len(), 3, "{answer}");
            words
        };
        Ok(Attempt {
            attempt: text(&answer["attempt"]),
            gestures: words("gestures"),
            colours: words("colours"),
            expires_in_s: answer["expires_in"].as_u64().unwrap(),
        })
    }

    /// The number of the next answer.
    pub fn count(&self) -> u64 {
        self.counter.fetch_add(1, Ordering::SeqCst) + 1
    }

    /// An answer that says no: `deny` or `not_me`. Neither digits nor a face are needed.
    pub fn refusal(&self, asked: &Asked, decision: &str) -> Draft {
        let claims = json!({
            "aud": self.issuer,
            "iat": now(),
            "sub": self.device_id,
            "approval_id": asked.approval_id,
            "mfa_code": asked.mfa_code,
            "context_hash": context_hash(&asked.context),
            "decision": decision,
            "counter": self.count(),
        });
        Draft::approval(&self.key, claims)
    }

    /// An answer that says yes, after a face check that went well by this policy.
    pub fn approval(&self, asked: &Asked, attempt: &Attempt, carried: Carried<'_>, policy: &Value) -> Draft {
        let models: serde_json::Map<_, _> = policy["models"]
            .as_array()
            .unwrap()
            .iter()
            .map(|model| (text(&model["name"]), model["sha256"].clone()))
            .collect();
        let face = json!({
            "result": "match", "gestures": attempt.gestures, "policy": policy["policy"], "models": models,
            "attempts": 1, "colours": {"shown": attempt.colours, "reflection": "seen"},
        });
        self.refusal(asked, "approve")
            .with("transfer", carried.claim())
            .with("attempt", attempt.attempt.clone())
            .with("face", face)
    }

    /// A face check and an answer that says yes, unsigned.
    pub async fn checked(&self, asked: &Asked, carried: Carried<'_>) -> Draft {
        let attempt = self.begin_attempt(&asked.approval_id).await.unwrap();
        self.approval(asked, &attempt, carried, &self.policy().await)
    }

    /// Signs an answer and sends it; the status that the request has now.
    pub async fn decide(&self, asked: &Asked, draft: &Draft) -> Answer<String> {
        self.send_answer(asked, draft.sign(&self.key)).await
    }

    /// Sends an answer, whoever signed it.
    pub async fn send_answer(&self, asked: &Asked, message: String) -> Answer<String> {
        let reply = self.post_jose(&self.issuer, &asked.path(), message).await;
        let answer = reply.expect(200)?;
        let status = text(&answer["status"]);
        assert!(["approved", "denied", "blocked"].contains(&status.as_str()), "{answer}");
        Ok(status)
    }

    /// "That was a mistake": ends what its yes led to.
    pub async fn take_back(&self, asked: &Asked) -> Answer<()> {
        self.ask(Method::DELETE, &asked.path(), None).await?.expect(204).map(drop)
    }

    /// Looks, checks the face and says yes.
    pub async fn approve(&self, carried: Carried<'_>) -> Answer<String> {
        let asked = self.asked().await;
        let draft = self.checked(&asked, carried).await;
        self.decide(&asked, &draft).await
    }
}
