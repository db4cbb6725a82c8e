//! The parts of a JWT in compact form (RFC 7515 7.1), before anybody knows who signed it.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::ClientKeyError;

/// How long a JWT may be, in bytes.
const MAX_BYTES: usize = 16 * 1024;

/// A JWT that was read and is not believed.
#[derive(Clone, Debug)]
pub struct Unproven {
    header: Header,
    claims: Map<String, Value>,
    signed: String,
    signature: Vec<u8>,
}

/// What is looked at of a JOSE header. Keys that a token brings along (`jwk`, `jku`, `x5c`, `x5u`) are not: whoever may
/// choose the key may sign anything.
#[derive(Clone, Debug, Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    crit: Option<Value>,
}

const MALFORMED: ClientKeyError = ClientKeyError::Refused("the token is not a signed JWT in compact form");

impl Unproven {
    /// Reads header and claims.
    pub fn parse(jwt: &str) -> Result<Self, ClientKeyError> {
        if jwt.len() > MAX_BYTES {
            return Err(ClientKeyError::Refused("the token is longer than 16 KiB"));
        }
        let (signed, signature) = jwt.rsplit_once('.').ok_or(MALFORMED)?;
        let (header, payload) = signed.split_once('.').ok_or(MALFORMED)?;
        let decode = |part: &str| BASE64URL.decode(part).map_err(|_| MALFORMED);
        let header: Header = serde_json::from_slice(&decode(header)?).map_err(|_| MALFORMED)?;
        if header.crit.is_some() {
            // RFC 7515 4.1.11: what is critical has to be understood, and we understand none of it.
            return Err(ClientKeyError::Refused("the token has a critical header that is not known here"));
        }
        if header.alg == "none" {
            return Err(ClientKeyError::Refused("the token is not signed"));
        }
        let claims = serde_json::from_slice(&decode(payload)?).map_err(|_| MALFORMED)?;
        Ok(Self { header, claims, signed: signed.to_owned(), signature: decode(signature)? })
    }

    /// The algorithm that it names.
    pub fn alg(&self) -> &str {
        &self.header.alg
    }

    /// The key that it names.
    pub fn kid(&self) -> Option<&str> {
        self.header.kid.as_deref()
    }

    /// What kind of token it calls itself.
    pub fn typ(&self) -> Option<&str> {
        self.header.typ.as_deref()
    }

    /// What it says, which anybody can have written: good for finding whose keys to ask, and for nothing else.
    pub fn claims(&self) -> &Map<String, Value> {
        &self.claims
    }

    pub(super) fn signed(&self) -> &[u8] {
        self.signed.as_bytes()
    }

    pub(super) fn signature(&self) -> &[u8] {
        &self.signature
    }
}
