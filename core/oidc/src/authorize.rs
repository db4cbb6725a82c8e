//! An authorization request: first where an answer may go, then what is asked (OIDC Core 3.1.2).

use crate::acr::AcrRequest;
use crate::error::{ErrorCode, ProtocolError};
use crate::metadata::ClientMetadata;
use crate::params::Params;
use crate::pkce::CodeChallenge;
use crate::prompt::Prompt;
use crate::redirect_uri;
use crate::scope::{Scope, Scopes};

/// A redirect URI that was matched, and the state that goes with an answer.
///
/// Errors are sent to a redirect URI by a value of this type only, and it exists only after the match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    redirect_uri: String,
    state: Option<String>,
}

/// Why no answer may be sent anywhere: shown on our own page.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadTarget {
    /// No redirect URI in the request.
    #[error("redirect_uri is missing")]
    Missing,
    /// The one in the request is not registered, letter by letter.
    #[error("redirect_uri is not registered")]
    NotRegistered {
        /// What was sent.
        sent: String,
    },
}

impl Target {
    /// Finds where the answer may go, before anything else of the request is looked at.
    pub fn resolve(client: &ClientMetadata, params: &Params) -> Result<Self, BadTarget> {
        let state = params.get("state").map(str::to_owned);
        // OpenID requests must name it (OIDC Core 3.1.2.1): one that is only guessed is never sent to.
        let sent = params.get("redirect_uri").ok_or(BadTarget::Missing)?;
        redirect_uri::find_match(&client.redirect_uris, sent, client.is_native())
            .map(|_| Self { redirect_uri: sent.to_owned(), state })
            .ok_or_else(|| BadTarget::NotRegistered { sent: sent.to_owned() })
    }

    /// A page of our own, where a browser goes that answered for a device (RFC 8628 3.3): no client sent it, so none is
    /// told anything there.
    pub fn own_page(uri: String) -> Self {
        Self { redirect_uri: uri, state: None }
    }

    /// The matched URI.
    pub fn redirect_uri(&self) -> &str {
        &self.redirect_uri
    }

    /// The client's `state`.
    pub fn state(&self) -> Option<&str> {
        self.state.as_deref()
    }
}

/// What a client asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// Known scopes that the client may have; always with `openid`.
    pub scopes: Scopes,
    /// To be repeated in the ID token.
    pub nonce: Option<String>,
    /// PKCE.
    pub code_challenge: Option<CodeChallenge>,
    /// What to show.
    pub prompt: Prompt,
    /// The oldest sign-in that is acceptable, in seconds.
    pub max_age_s: Option<i64>,
    /// How sure the sign-in has to be.
    pub acr: AcrRequest,
    /// Who is expected to sign in.
    pub login_hint: Option<String>,
    /// An ID token of whom is expected to be signed in.
    pub id_token_hint: Option<String>,
    /// Languages of the pages.
    pub ui_locales: Option<String>,
}

impl Request {
    /// Reads the request. An error may be sent to the target.
    pub fn parse(_: &Target, client: &ClientMetadata, params: &Params) -> Result<Self, ProtocolError> {
        // Ignoring these in silence would answer another request than the client made (OIDC Core 6.1, 6.2).
        if params.get("request").is_some() {
            return Err(ProtocolError::new(
                ErrorCode::RequestNotSupported,
                "the request parameter is not supported",
            ));
        }
        if params.get("request_uri").is_some() {
            return Err(ProtocolError::new(
                ErrorCode::RequestUriNotSupported,
                "the request_uri parameter is not supported",
            ));
        }
        check_response(client, params)?;
        let scopes = parse_scopes(client, params)?;
        let code_challenge = CodeChallenge::from_params(params)?;
        if code_challenge.is_none() && client.demands_pkce() {
            return Err(ProtocolError::invalid_request(
                "this client must use PKCE: code_challenge is missing",
            ));
        }
        Ok(Self {
            scopes,
            nonce: bounded(params, "nonce", "nonce is longer than 512 bytes")?,
            code_challenge,
            prompt: Prompt::from_params(params)?,
            max_age_s: parse_max_age(params)?,
            acr: AcrRequest::from_params(params)?,
            login_hint: params.get("login_hint").map(str::to_owned),
            id_token_hint: params.get("id_token_hint").map(str::to_owned),
            ui_locales: params.get("ui_locales").map(str::to_owned),
        })
    }
}

fn check_response(client: &ClientMetadata, params: &Params) -> Result<(), ProtocolError> {
    match params.require("response_type", "response_type is missing")? {
        "code"
            if client.response_types.iter().any(|kind| kind == "code")
                && client.may_use_grant("authorization_code") => {}
        "code" => {
            return Err(ProtocolError::new(
                ErrorCode::UnauthorizedClient,
                "this client is not registered for response_type code",
            ));
        }
        _ => {
            return Err(ProtocolError::new(ErrorCode::UnsupportedResponseType, "response_type must be code"));
        }
    }
    match params.get("response_mode") {
        None | Some("query") => Ok(()),
        Some(_) => Err(ProtocolError::invalid_request("response_mode must be query")),
    }
}

pub(crate) fn parse_scopes(client: &ClientMetadata, params: &Params) -> Result<Scopes, ProtocolError> {
    let asked = Scopes::parse(params.get("scope").unwrap_or_default());
    if !asked.contains(Scope::Openid) {
        return Err(ProtocolError::new(ErrorCode::InvalidScope, "scope must contain openid"));
    }
    let refresh = client.may_use_grant("refresh_token");
    Ok(asked.filter(|scope| match scope {
        Scope::Openid => true,
        // OIDC Core 11: ignored where no refresh token can come of it.
        Scope::OfflineAccess => refresh && client.scope.contains(scope),
        other => client.scope.contains(other),
    }))
}

fn parse_max_age(params: &Params) -> Result<Option<i64>, ProtocolError> {
    let Some(text) = params.get("max_age") else { return Ok(None) };
    let seconds = text
        .parse::<u32>()
        .map_err(|_| ProtocolError::invalid_request("max_age is not a number of seconds"))?;
    Ok(Some(i64::from(seconds)))
}

fn bounded(params: &Params, name: &str, too_long: &'static str) -> Result<Option<String>, ProtocolError> {
    match params.get(name) {
        Some(text) if text.len() > 512 => Err(ProtocolError::invalid_request(too_long)),
        other => Ok(other.map(str::to_owned)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const BASE: &str =
        "client_id=c&response_type=code&scope=openid&redirect_uri=https%3A%2F%2Fa.example%2Fcb";

    fn client(extra: serde_json::Value) -> ClientMetadata {
        let mut json = json!({"redirect_uris": ["https://a.example/cb"]});
        json.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        ClientMetadata::parse(&json).unwrap().metadata
    }

    fn parse(raw: &str) -> Result<Request, ErrorCode> {
        let (client, params) = (client(json!({})), Params::parse(raw).unwrap());
        Request::parse(&Target::resolve(&client, &params).unwrap(), &client, &params).map_err(|e| e.code)
    }

    #[test]
    fn a_plain_request_needs_neither_nonce_nor_state_nor_pkce() {
        let request = parse(BASE).unwrap();
        assert_eq!(
            (request.nonce, request.code_challenge, request.scopes.to_string()),
            (None, None, "openid".into())
        );
    }

    #[test]
    fn the_redirect_uri_is_matched_before_anything_else_is_read() {
        let client = client(json!({}));
        for raw in [
            "redirect_uri=https%3A%2F%2Fa.example%2Fcb%2F&response_type=bogus",
            "redirect_uri=https%3A%2F%2Fevil.example",
        ] {
            assert!(matches!(
                Target::resolve(&client, &Params::parse(raw).unwrap()),
                Err(BadTarget::NotRegistered { .. })
            ));
        }
    }

    #[test]
    fn without_a_redirect_uri_nothing_is_guessed() {
        assert_eq!(Target::resolve(&client(json!({})), &Params::default()), Err(BadTarget::Missing));
    }

    #[test]
    fn each_wrong_parameter_has_its_error() {
        for (extra, code) in [
            ("&request=e30", ErrorCode::RequestNotSupported),
            ("&request_uri=https%3A%2F%2Fa.example", ErrorCode::RequestUriNotSupported),
            ("&response_mode=fragment", ErrorCode::InvalidRequest),
            ("&claims=x", ErrorCode::InvalidRequest),
            ("&max_age=-1", ErrorCode::InvalidRequest),
            ("&max_age=x", ErrorCode::InvalidRequest),
            ("&prompt=none+login", ErrorCode::InvalidRequest),
            ("&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", ErrorCode::InvalidRequest),
        ] {
            assert_eq!(parse(&format!("{BASE}{extra}")), Err(code), "{extra}");
        }
        assert_eq!(parse(&BASE.replace("=code", "=token")), Err(ErrorCode::UnsupportedResponseType));
        assert_eq!(parse(&BASE.replace("response_type=code", "")), Err(ErrorCode::InvalidRequest));
        assert_eq!(parse(&BASE.replace("scope=openid", "scope=profile")), Err(ErrorCode::InvalidScope));
    }

    #[test]
    fn what_is_unknown_is_ignored() {
        assert!(
            parse(&format!("{BASE}&extra=1&display=popup&acr_values=1+2&claims_locales=se&claims=%7B%7D"))
                .is_ok()
        );
    }

    #[test]
    fn public_clients_must_use_pkce() {
        let client = client(json!({"token_endpoint_auth_method": "none"}));
        let params = Params::parse(BASE).unwrap();
        let target = Target::resolve(&client, &params).unwrap();
        assert_eq!(Request::parse(&target, &client, &params).unwrap_err().code, ErrorCode::InvalidRequest);
    }
}
