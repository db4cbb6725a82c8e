//! How a client presents itself at the token endpoint and its neighbours (RFC 6749 2.3, RFC 7521 4.2, OIDC Core 9).

pub mod assertion;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use zeroize::Zeroizing;

use crate::client_keys::Unproven;
use crate::error::{ErrorCode, ProtocolError};
use crate::params::{Params, decode};

/// The one kind of assertion (RFC 7523 2.2).
pub const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// What a client says of itself, not yet believed.
#[derive(Clone)]
pub struct Presented {
    /// The client's id.
    pub client_id: String,
    /// The secret, if one was sent.
    pub secret: Option<Zeroizing<String>>,
    /// The assertion, if one was sent.
    pub assertion: Option<Unproven>,
    /// Whether it came in the `Authorization` header: then a refusal carries `WWW-Authenticate`.
    pub by_header: bool,
}

const UNREADABLE: ProtocolError =
    ProtocolError::new(ErrorCode::InvalidClient, "the Authorization header is not readable as Basic");
const MORE_THAN_ONE: ProtocolError =
    ProtocolError::invalid_request("the client authenticated in more than one way");

impl Presented {
    /// Reads header and form; more than one way at once is refused (RFC 6749 2.3).
    pub fn parse(authorization: Option<&str>, params: &Params) -> Result<Self, ProtocolError> {
        let (id, secret) = (params.get("client_id"), params.get("client_secret"));
        if params.get("client_assertion").is_some() || params.get("client_assertion_type").is_some() {
            if authorization.is_some() || secret.is_some() {
                return Err(MORE_THAN_ONE);
            }
            return parse_assertion(params);
        }
        let Some(header) = authorization else {
            let client_id =
                id.ok_or(ProtocolError::new(ErrorCode::InvalidClient, "no client authentication was sent"))?;
            return Ok(Self {
                client_id: client_id.to_owned(),
                secret: secret.map(|s| Zeroizing::new(s.to_owned())),
                assertion: None,
                by_header: false,
            });
        };
        if secret.is_some() {
            return Err(MORE_THAN_ONE);
        }
        let presented = parse_basic(header)?;
        if id.is_some_and(|id| id != presented.client_id) {
            return Err(ProtocolError::invalid_request(
                "client_id differs from the one in the Authorization header",
            ));
        }
        Ok(presented)
    }
}

/// The client is the one that the assertion is about; `client_id` may be left out (RFC 7521 4.2).
fn parse_assertion(params: &Params) -> Result<Presented, ProtocolError> {
    let refuse = |why| Err(ProtocolError::new(ErrorCode::InvalidClient, why));
    let Some(assertion) = params.get("client_assertion") else {
        return refuse("client_assertion_type came without client_assertion");
    };
    if params.get("client_assertion_type") != Some(ASSERTION_TYPE) {
        return refuse("client_assertion_type is missing or is not jwt-bearer");
    }
    let Ok(assertion) = Unproven::parse(assertion) else {
        return refuse("client_assertion is not a signed JWT that can be read");
    };
    let Some(subject) = assertion.claims().get("sub").and_then(|sub| sub.as_str()) else {
        return refuse("client_assertion has no sub");
    };
    if params.get("client_id").is_some_and(|id| id != subject) {
        return refuse("client_id differs from the sub of client_assertion");
    }
    let client_id = subject.to_owned();
    Ok(Presented { client_id, secret: None, assertion: Some(assertion), by_header: false })
}

/// Both halves are form-encoded inside Basic (RFC 6749 2.3.1).
fn parse_basic(header: &str) -> Result<Presented, ProtocolError> {
    let (scheme, encoded) = header.split_once(' ').ok_or(UNREADABLE)?;
    if !scheme.eq_ignore_ascii_case("basic") || encoded.len() > 8_192 {
        return Err(UNREADABLE);
    }
    let bytes = Zeroizing::new(BASE64_STANDARD.decode(encoded.trim()).map_err(|_| UNREADABLE)?);
    let text = std::str::from_utf8(&bytes).map_err(|_| UNREADABLE)?;
    let (id, secret) = text.split_once(':').ok_or(UNREADABLE)?;
    let half = |text: &str| decode(text).map_err(|_| UNREADABLE);
    let secret = Some(Zeroizing::new(half(secret)?));
    Ok(Presented { client_id: half(id)?, secret, assertion: None, by_header: true })
}

impl std::fmt::Debug for Presented {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Presented").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
