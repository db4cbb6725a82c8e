//! How a client presents itself at the token endpoint and its neighbours (RFC 6749 2.3, OIDC Core 9).

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use zeroize::Zeroizing;

use crate::error::{ErrorCode, ProtocolError};
use crate::params::{Params, decode};

/// What a client says of itself, not yet believed.
#[derive(Clone)]
pub struct Presented {
    /// The client's id.
    pub client_id: String,
    /// The secret, if one was sent.
    pub secret: Option<Zeroizing<String>>,
    /// Whether it came in the `Authorization` header: then a refusal carries `WWW-Authenticate`.
    pub by_header: bool,
}

const UNREADABLE: ProtocolError =
    ProtocolError::new(ErrorCode::InvalidClient, "the Authorization header is not readable as Basic");

impl Presented {
    /// Reads header and form; more than one way at once is refused (RFC 6749 2.3).
    pub fn parse(authorization: Option<&str>, params: &Params) -> Result<Self, ProtocolError> {
        if params.get("client_assertion").is_some() || params.get("client_assertion_type").is_some() {
            return Err(ProtocolError::new(ErrorCode::InvalidClient, "client assertions are not supported"));
        }
        let (id, secret) = (params.get("client_id"), params.get("client_secret"));
        let Some(header) = authorization else {
            let client_id =
                id.ok_or(ProtocolError::new(ErrorCode::InvalidClient, "no client authentication was sent"))?;
            return Ok(Self {
                client_id: client_id.to_owned(),
                secret: secret.map(|s| Zeroizing::new(s.to_owned())),
                by_header: false,
            });
        };
        if secret.is_some() {
            return Err(ProtocolError::invalid_request("the client authenticated in more than one way"));
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
    Ok(Presented { client_id: half(id)?, secret: Some(Zeroizing::new(half(secret)?)), by_header: true })
}

impl std::fmt::Debug for Presented {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Presented").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn basic(text: &str) -> String {
        format!("Basic {}", BASE64_STANDARD.encode(text))
    }

    #[test]
    fn rfc6749_2_3_1_both_halves_are_form_encoded() {
        let presented = Presented::parse(Some(&basic("my%20app:p%3Aw%2B+x")), &Params::default()).unwrap();
        assert_eq!((presented.client_id.as_str(), presented.secret.unwrap().as_str()), ("my app", "p:w+ x"));
    }

    #[test]
    fn one_way_at_a_time() {
        let both = Params::parse("client_id=a&client_secret=s").unwrap();
        assert_eq!(Presented::parse(Some(&basic("a:s")), &both).unwrap_err().code, ErrorCode::InvalidRequest);
        let other = Params::parse("client_id=b").unwrap();
        assert_eq!(
            Presented::parse(Some(&basic("a:s")), &other).unwrap_err().code,
            ErrorCode::InvalidRequest
        );
        let same = Params::parse("client_id=a").unwrap();
        assert!(Presented::parse(Some(&basic("a:s")), &same).is_ok());
    }

    #[test]
    fn nothing_or_nonsense_is_an_invalid_client() {
        for header in [None, Some("Bearer x"), Some("Basic"), Some("Basic !!"), Some("Basic YQ==")] {
            assert_eq!(
                Presented::parse(header, &Params::default()).unwrap_err().code,
                ErrorCode::InvalidClient,
                "{header:?}"
            );
        }
    }
}
