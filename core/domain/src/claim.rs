//! What a phone signs to join: the code that it scanned, what it is, where its key lies.

use serde::Deserialize;

use crate::device::{DeviceFacts, KeyStorage};
use crate::push::Channel;
use crate::secret::Secret;

/// The claims of a link message (protocol, "Link a phone", 4).
#[derive(Debug, Deserialize)]
pub struct ClaimStatement {
    /// The issuer.
    pub aud: String,
    /// The code of the QR code.
    pub private_code: Secret,
    /// What the phone is.
    pub device: DeviceWords,
    /// Where its key lies.
    #[serde(default)]
    pub key_storage: KeyStorage,
    /// Where it wants to be pushed to.
    #[serde(default)]
    pub push: Vec<Channel>,
}

/// What a phone says about itself.
#[derive(Debug, Deserialize)]
pub struct DeviceWords {
    #[serde(default)]
    name: String,
    #[serde(default)]
    model: String,
    #[serde(default)]
    os: String,
    #[serde(default)]
    client: String,
    #[serde(default)]
    client_version: String,
    /// Whether the phone trusts this server's certificate. A native app, which pins the CA, does not say.
    #[serde(default = "trusts")]
    trusted: bool,
}

fn trusts() -> bool {
    true
}

impl ClaimStatement {
    /// What is kept of it.
    pub fn facts(self) -> (DeviceFacts, Vec<Channel>) {
        let DeviceWords { name, model, os, client, client_version, trusted } = self.device;
        let facts = DeviceFacts {
            name,
            model,
            os,
            client,
            client_version,
            key_storage: self.key_storage,
            without_trust: !trusted,
        };
        (facts.tidy(), self.push)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_reads_as_the_protocol_writes_it() {
        let text = r#"{"aud":"https://office.local:8443","iat":1,"private_code":"c","device":{"name":" Pixel\u0007 8 ","model":"Pixel 8","os":"Android 17","client":"web","client_version":"0.2.0"},"key_storage":"tee","face":{"model":"sface","version":"1","threshold":0.45},"push":[]}"#;
        let (facts, push) = serde_json::from_str::<ClaimStatement>(text).unwrap().facts();
        assert_eq!((facts.name.as_str(), facts.key_storage, push.len()), ("Pixel 8", KeyStorage::Tee, 0));
        assert!(!facts.without_trust);
        assert!(serde_json::from_str::<ClaimStatement>(&text.replace("\"tee\"", "\"paper\"")).is_err());
        let on_trial = text.replace("\"0.2.0\"", "\"0.2.0\",\"trusted\":false");
        let (facts, _) = serde_json::from_str::<ClaimStatement>(&on_trial).unwrap().facts();
        assert!(facts.without_trust);
    }
}
