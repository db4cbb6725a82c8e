//! The signed answer of a phone: everything that it decides stands under one signature.

use serde::Deserialize;

use crate::face::FaceStatement;
use crate::secret::Secret;

/// The claims of an answer.
#[derive(Debug, Deserialize)]
pub struct Statement {
    /// The issuer.
    pub aud: String,
    /// Device id.
    pub sub: String,
    /// Which question.
    pub approval_id: String,
    /// The challenge that belongs to it.
    pub mfa_code: Secret,
    /// What the person carried over from the screen.
    #[serde(default)]
    pub transfer: Option<Transfer>,
    /// Hash of the context as it was received.
    pub context_hash: String,
    /// The answer.
    pub decision: Decision,
    /// Which attempt the face check belongs to.
    #[serde(default)]
    pub attempt: Option<String>,
    /// What the phone saw.
    #[serde(default)]
    pub face: Option<FaceStatement>,
    /// Grows with every answer.
    pub counter: u64,
}

/// What the person carried over from the screen to the phone.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Transfer {
    /// Six typed digits.
    Code(Secret),
    /// The secret of the scanned QR code.
    Secret(Secret),
}

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// It is me: go on.
    Approve,
    /// Stop this one.
    Deny,
    /// I did not begin this: somebody knows my password.
    NotMe,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_reads_as_the_protocol_writes_it() {
        let text = r#"{"aud":"https://office.local:8443","iat":1,"sub":"d","approval_id":"a","mfa_code":"m","transfer":{"code":"482913"},
            "context_hash":"h","decision":"not_me","attempt":"t","counter":7,
            "face":{"result":"no_match","gestures":["turn_left"],"policy":"p","models":{"sface":"00"},"attempts":1}}"#;
        let statement: Statement = serde_json::from_str(text).unwrap();
        assert_eq!((statement.decision, statement.counter), (Decision::NotMe, 7));
        assert!(matches!(statement.transfer, Some(Transfer::Code(code)) if code.expose() == "482913"));
        for broken in [
            text.replace("not_me", "maybe"),
            text.replace("7,", "-7,"),
            text.replace("{\"code\":\"482913\"}", "{\"other\":\"1\"}"),
        ] {
            assert!(serde_json::from_str::<Statement>(&broken).is_err(), "{broken}");
        }
    }
}
