//! What a relying party has to look at when a passkey is made and when it is used: W3C Web Authentication Level 3, 7.1 and
//! 7.2. The numbers of the steps stand beside them. Challenge and account are the use case's to look at.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use ciborium::Value;
use serde::Deserialize;

use super::authenticator_data::{AuthenticatorData, MAX_CREDENTIAL_ID};
use super::client_data::{Ceremony, ClientData};
use super::cose::{self, KeyError, PublicKey};
use crate::token::sha256;

/// Longest answer of a browser, in bytes: two kilobytes suffice; some authenticators attest without being asked.
pub const MAX_BYTES: usize = 32 * 1024;
/// How a browser may reach a passkey, in the words of 5.8.4; others are dropped.
const TRANSPORTS: [&str; 6] = ["usb", "nfc", "ble", "smart-card", "hybrid", "internal"];

/// Where passkeys are made and used.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// `https://host[:port]`.
    pub origin: &'a str,
    /// The host.
    pub rp_id: &'a str,
}

/// A new passkey, as the browser brings it; not believed yet.
#[derive(Debug)]
pub struct Registration {
    client_data: ClientData,
    authenticator_data: AuthenticatorData,
    credential_id: Vec<u8>,
    transports: Vec<String>,
}

/// A signature of a passkey, as the browser brings it; not believed yet.
#[derive(Debug)]
pub struct Assertion {
    client_data: ClientData,
    authenticator_data: AuthenticatorData,
    signed: Vec<u8>,
    signature: Vec<u8>,
    credential_id: Vec<u8>,
    user_handle: Option<Vec<u8>>,
}

/// A new passkey that passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCredential {
    /// The authenticator's own name for it.
    pub credential_id: Vec<u8>,
    /// As COSE writes it.
    pub public_key: Vec<u8>,
    /// How browsers may reach it.
    pub transports: Vec<String>,
    /// The authenticator's model, unproved.
    pub aaguid: [u8; 16],
    /// Whether its provider may copy it.
    pub backup_eligible: bool,
    /// Whether it did.
    pub backed_up: bool,
    /// Where its counter stands.
    pub counter: u32,
}

/// What a signature that passed says beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Used {
    /// Where its counter stands.
    pub counter: u32,
    /// Whether it is copied by now.
    pub backed_up: bool,
}

/// Why it does not pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Another algorithm than those that were asked for.
    #[error("the algorithm is not one that was asked for")]
    Algorithm,
    /// Copied without being allowed to, or no more what it was when it was made.
    #[error("the flags of the backup contradict each other")]
    Backup,
    /// Not of the form.
    #[error("the message is malformed")]
    Malformed,
    /// Nobody touched the authenticator.
    #[error("nobody was present")]
    NotPresent,
    /// The authenticator did not look at who it was.
    #[error("the authenticator did not verify the person")]
    NotVerified,
    /// A page of another origin asked.
    #[error("another origin asked")]
    Origin,
    /// It belongs to another host.
    #[error("the passkey is another host's")]
    RpId,
    /// The key did not make the signature.
    #[error("the signature is not that of the passkey's key")]
    Signature,
    /// Made for the other ceremony.
    #[error("the message is of another kind")]
    Type,
}

impl Refusal {
    /// One word for the log.
    pub fn word(self) -> &'static str {
        match self {
            Self::Algorithm => "algorithm",
            Self::Backup => "backup",
            Self::Malformed => "malformed",
            Self::NotPresent => "not_present",
            Self::NotVerified => "not_verified",
            Self::Origin => "origin",
            Self::RpId => "rp_id",
            Self::Signature => "signature",
            Self::Type => "type",
        }
    }
}

/// `RegistrationResponseJSON` (5.1.8), as far as it is looked at.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RegistrationJson {
    #[serde(rename = "type")]
    kind: String,
    raw_id: String,
    response: AttestationJson,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AttestationJson {
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    attestation_object: String,
    #[serde(default)]
    transports: Vec<String>,
}

/// `AuthenticationResponseJSON` (5.1.8), as far as it is looked at.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AuthenticationJson {
    #[serde(rename = "type")]
    kind: String,
    raw_id: String,
    response: AssertionJson,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AssertionJson {
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    authenticator_data: String,
    signature: String,
    #[serde(default)]
    user_handle: Option<String>,
}

impl Registration {
    /// Reads what the browser sent.
    pub fn parse(json: &str) -> Result<Self, Refusal> {
        let whole: RegistrationJson = read_json(json)?;
        let credential_id = bytes_of(&whole.kind, &whole.raw_id)?;
        let client_data =
            ClientData::parse(&decode(&whole.response.client_data)?).ok_or(Refusal::Malformed)?;
        let object = decode(&whole.response.attestation_object)?;
        let data = authenticator_data_of(&object).ok_or(Refusal::Malformed)?;
        let authenticator_data = AuthenticatorData::parse(&data).ok_or(Refusal::Malformed)?;
        let mut transports = whole.response.transports;
        transports.retain(|one| TRANSPORTS.contains(&one.as_str()));
        transports.dedup();
        transports.truncate(TRANSPORTS.len());
        Ok(Self { client_data, authenticator_data, credential_id, transports })
    }

    /// The challenge, as it came back.
    pub fn challenge(&self) -> &str {
        self.client_data.challenge()
    }

    /// Whether it may be kept: 7.1, but for steps 8 (challenge) and 26 (whose it is), which need the store.
    ///
    /// We ask for no attestation and derive nothing from one, so a statement that comes all the same is not looked at
    /// (steps 21 to 24): what we know of the authenticator is what the person who is signed in hands us.
    pub fn verify(self, place: Place<'_>) -> Result<NewCredential, Refusal> {
        // Steps 7, 9 to 12: type, origin, no page of another site around it.
        check_client_data(&self.client_data, Ceremony::Create, place)?;
        // Steps 14 to 18.
        check_authenticator_data(&self.authenticator_data, place)?;
        let attested = self.authenticator_data.attested.as_ref().ok_or(Refusal::Malformed)?;
        if attested.credential_id != self.credential_id {
            return Err(Refusal::Malformed);
        }
        // Step 19: one of the algorithms that we asked for; and a key that is one.
        PublicKey::parse(&attested.public_key).map_err(|error| match error {
            KeyError::Algorithm => Refusal::Algorithm,
            KeyError::Malformed => Refusal::Malformed,
        })?;
        Ok(NewCredential {
            credential_id: self.credential_id,
            public_key: attested.public_key.clone(),
            transports: self.transports,
            aaguid: attested.aaguid,
            backup_eligible: self.authenticator_data.is_backup_eligible(),
            backed_up: self.authenticator_data.is_backed_up(),
            counter: self.authenticator_data.counter,
        })
    }
}

impl Assertion {
    /// Reads what the browser sent.
    pub fn parse(json: &str) -> Result<Self, Refusal> {
        let whole: AuthenticationJson = read_json(json)?;
        let credential_id = bytes_of(&whole.kind, &whole.raw_id)?;
        let client_data =
            ClientData::parse(&decode(&whole.response.client_data)?).ok_or(Refusal::Malformed)?;
        let data = decode(&whole.response.authenticator_data)?;
        let authenticator_data = AuthenticatorData::parse(&data).ok_or(Refusal::Malformed)?;
        // 7.2, step 20: the authenticator signs its data and the hash of the browser's.
        let signed = [data.as_slice(), client_data.hash()].concat();
        let user_handle = whole.response.user_handle.as_deref().map(decode).transpose()?;
        let signature = decode(&whole.response.signature)?;
        Ok(Self { client_data, authenticator_data, signed, signature, credential_id, user_handle })
    }

    /// The challenge, as it came back.
    pub fn challenge(&self) -> &str {
        self.client_data.challenge()
    }

    /// Which passkey it says that it is.
    pub fn credential_id(&self) -> &[u8] {
        &self.credential_id
    }

    /// Whose passkey the authenticator says that it is.
    pub fn user_handle(&self) -> Option<&[u8]> {
        self.user_handle.as_deref()
    }

    /// Whether it counts: 7.2, but for steps 5, 6 (whose it is), 12 (challenge) and 22 (counter), which need the store.
    /// `backup_eligible`: what the passkey said when it was made.
    pub fn verify(
        &self,
        place: Place<'_>,
        public_key: &[u8],
        backup_eligible: bool,
    ) -> Result<Used, Refusal> {
        // Steps 11, 13, 14.
        check_client_data(&self.client_data, Ceremony::Get, place)?;
        // Steps 15 to 18.
        check_authenticator_data(&self.authenticator_data, place)?;
        // Step 19.
        if self.authenticator_data.is_backup_eligible() != backup_eligible {
            return Err(Refusal::Backup);
        }
        // Steps 20, 21.
        let key = PublicKey::parse(public_key).map_err(|_| Refusal::Signature)?;
        if !key.verify(&self.signed, &self.signature) {
            return Err(Refusal::Signature);
        }
        Ok(Used {
            counter: self.authenticator_data.counter,
            backed_up: self.authenticator_data.is_backed_up(),
        })
    }
}

fn check_client_data(data: &ClientData, ceremony: Ceremony, place: Place<'_>) -> Result<(), Refusal> {
    if !data.is_of(ceremony) {
        return Err(Refusal::Type);
    }
    if data.is_from(place.origin) { Ok(()) } else { Err(Refusal::Origin) }
}

/// The person has to be verified, not only present: a passkey stands for two factors here, and one that merely lay there
/// would be one.
fn check_authenticator_data(data: &AuthenticatorData, place: Place<'_>) -> Result<(), Refusal> {
    if data.rp_id_hash != sha256(place.rp_id.as_bytes()) {
        return Err(Refusal::RpId);
    }
    if !data.is_user_present() {
        return Err(Refusal::NotPresent);
    }
    if !data.is_user_verified() {
        return Err(Refusal::NotVerified);
    }
    if data.is_backed_up() && !data.is_backup_eligible() {
        return Err(Refusal::Backup);
    }
    Ok(())
}

/// The authenticator's data out of an attestation object (6.5.4), which has exactly its three members.
fn authenticator_data_of(object: &[u8]) -> Option<Vec<u8>> {
    let mut rest = object;
    let map = cose::read_map(&mut rest)?;
    let find = |name: &str| map.iter().find(|(key, _)| key.as_text() == Some(name)).map(|(_, value)| value);
    let is_none = find("fmt")?.as_text()? == "none";
    let statement = find("attStmt")?.as_map()?;
    // 8.7: "none" says nothing.
    if !rest.is_empty() || map.len() != 3 || (is_none && !statement.is_empty()) {
        return None;
    }
    find("authData").and_then(Value::as_bytes).cloned()
}

fn read_json<'a, T: Deserialize<'a>>(json: &'a str) -> Result<T, Refusal> {
    if json.len() > MAX_BYTES {
        return Err(Refusal::Malformed);
    }
    serde_json::from_str(json).map_err(|_| Refusal::Malformed)
}

fn bytes_of(kind: &str, raw_id: &str) -> Result<Vec<u8>, Refusal> {
    let id = decode(raw_id)?;
    if kind == "public-key" && (1..=MAX_CREDENTIAL_ID).contains(&id.len()) {
        Ok(id)
    } else {
        Err(Refusal::Malformed)
    }
}

fn decode(text: &str) -> Result<Vec<u8>, Refusal> {
    BASE64URL.decode(text).map_err(|_| Refusal::Malformed)
}

#[cfg(test)]
mod tests;
