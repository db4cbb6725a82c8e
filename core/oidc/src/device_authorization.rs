//! The device authorization grant (RFC 8628): what a device asks for, what it is answered, and what a person types.

use serde::Serialize;

use crate::acr::AcrRequest;
use crate::authorize::{self, Request};
use crate::claims_request::ClaimsRequest;
use crate::error::{ErrorCode, ProtocolError};
use crate::metadata::ClientMetadata;
use crate::params::Params;
use crate::prompt::Prompt;

/// The grant's name at the token endpoint (RFC 8628 3.4).
pub const DEVICE_CODE: &str = "urn:ietf:params:oauth:grant-type:device_code";
/// How long a device waits between two questions, in seconds (RFC 8628 3.2).
pub const INTERVAL_S: i64 = 5;

/// The letters of a user code: no vowels, so that no word comes about (RFC 8628 6.1).
pub const LETTERS: &[u8; 20] = b"BCDFGHJKLMNPQRSTVWXZ";

/// The answer to a device (RFC 8628 3.2).
#[derive(Serialize)]
pub struct DeviceAuthorization {
    /// What the device asks with.
    pub device_code: String,
    /// What the person types.
    pub user_code: String,
    /// Where they type it.
    pub verification_uri: String,
    /// The same with the code in it, for a QR code.
    pub verification_uri_complete: String,
    /// Lifetime of both codes in seconds.
    pub expires_in: i64,
    /// Seconds between two questions.
    pub interval: i64,
}

/// What of a device's request is kept until a person answers it.
pub fn parse(client: &ClientMetadata, params: &Params) -> Result<Params, ProtocolError> {
    // RFC 8628 3.1: scope is optional. Who asks for nothing is told who the person is, and no more.
    let scope = ("scope", params.get("scope").unwrap_or("openid"));
    let others = ["acr_values", "claims"].into_iter().filter_map(|name| Some((name, params.get(name)?)));
    let kept: Params = std::iter::once(scope).chain(others).collect();
    read(client, &kept)?;
    Ok(kept)
}

/// What was kept, as a request of the client as it is now. A person is always asked: whoever shows them a code may have
/// got it from somebody else's device (RFC 8628 5.4).
pub fn read(client: &ClientMetadata, kept: &Params) -> Result<Request, ProtocolError> {
    if !client.may_use_grant(DEVICE_CODE) {
        return Err(ProtocolError::new(
            ErrorCode::UnauthorizedClient,
            "this client is not registered for the device authorization grant",
        ));
    }
    let acr_values = kept.get("acr_values");
    Ok(Request {
        scopes: authorize::parse_scopes(client, kept)?,
        acr: AcrRequest::new(&ClaimsRequest::default(), acr_values, &client.default_acr_values)?,
        prompt: Prompt { consent: true, ..Prompt::default() },
        ..Request::default()
    })
}

/// What a person typed, as it was issued: letters of any case, with or without the hyphen. `None`: it cannot be a code.
pub fn typed_user_code(text: &str) -> Option<String> {
    let letters: String = text
        .chars()
        .take(64)
        .filter(|c| {
            !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '.' | '_')
        })
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let is_code = letters.len() == 8 && letters.bytes().all(|letter| LETTERS.contains(&letter));
    is_code.then(|| letters.split_at_checked(4).map(|(first, second)| format!("{first}-{second}")))?
}

impl std::fmt::Debug for DeviceAuthorization {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DeviceAuthorization").field("expires_in", &self.expires_in).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn client(grants: &[&str]) -> ClientMetadata {
        let metadata = json!({"redirect_uris": ["https://tv.example/cb"], "grant_types": grants, "scope": "openid email"});
        ClientMetadata::parse(&metadata).unwrap().metadata
    }

    #[test]
    fn rfc8628_6_1_what_is_typed_is_read_kindly() {
        for typed in ["WDJB-MJHT", "wdjbmjht", " wdjb mjht ", "WDJB\u{2013}MJHT", "w-d-j-b-m-j-h-t"] {
            assert_eq!(typed_user_code(typed).as_deref(), Some("WDJB-MJHT"), "{typed}");
        }
        for typed in ["", "WDJB-MJH", "WDJB-MJHTT", "ADJB-MJHT", "WDJB-MJH0", "WDJB-MJH\u{fc}"] {
            assert_eq!(typed_user_code(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_a_device_asks_is_bounded_by_its_client_and_always_put_to_a_person() {
        let tv = client(&[DEVICE_CODE]);
        let params =
            Params::parse("client_id=tv&scope=openid+email+groups&acr_values=phr&prompt=none").unwrap();
        let kept = parse(&tv, &params).unwrap();
        assert_eq!((kept.get("prompt"), kept.get("client_id")), (None, None));
        let request = read(&tv, &kept).unwrap();
        assert_eq!(request.scopes.to_string(), "openid email");
        assert!(request.prompt.consent && !request.prompt.none);
        let without = parse(&tv, &Params::parse("scope=email").unwrap()).unwrap_err();
        assert_eq!(without.code, ErrorCode::InvalidScope);
        let other = parse(&client(&["authorization_code"]), &params).unwrap_err();
        assert_eq!(other.code, ErrorCode::UnauthorizedClient);
    }
}
