//! What the browser says about the page that asked (W3C Web Authentication Level 3, 5.8.1); the authenticator signs its hash.

use serde::Deserialize;

use crate::token::sha256;

/// Longest client data, in bytes.
pub const MAX_BYTES: usize = 4_096;

/// Client data: read, and not yet believed.
#[derive(Clone, Debug)]
pub struct ClientData {
    fields: Fields,
    hash: [u8; 32],
}

/// Members that we look at; browsers may add others.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Fields {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
    #[serde(default)]
    top_origin: Option<String>,
}

/// What is asked of an authenticator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ceremony {
    /// A new passkey.
    Create,
    /// A signature.
    Get,
}

impl ClientData {
    /// Reads it.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        if bytes.len() > MAX_BYTES {
            return None;
        }
        Some(Self { fields: serde_json::from_slice(bytes).ok()?, hash: sha256(bytes) })
    }

    /// Whether it is of this ceremony.
    pub fn is_of(&self, ceremony: Ceremony) -> bool {
        self.fields.kind
            == match ceremony {
                Ceremony::Create => "webauthn.create",
                Ceremony::Get => "webauthn.get",
            }
    }

    /// Whether a page of exactly this origin asked, in a window of its own.
    pub fn is_from(&self, origin: &str) -> bool {
        self.fields.origin == origin && !self.fields.cross_origin && self.fields.top_origin.is_none()
    }

    /// The challenge, as it came back.
    pub fn challenge(&self) -> &str {
        &self.fields.challenge
    }

    /// SHA-256 of the very bytes.
    pub fn hash(&self) -> &[u8; 32] {
        &self.hash
    }
}
