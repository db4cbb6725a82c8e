//! An authorization request: first where an answer may go, then what is asked (OIDC Core 3.1.2).

mod target;
#[cfg(test)]
mod tests;

pub use target::{BadTarget, Target};

use crate::acr::AcrRequest;
use crate::claims_request::ClaimsRequest;
use crate::error::{ErrorCode, ProtocolError};
use crate::metadata::ClientMetadata;
use crate::params::Params;
use crate::pkce::CodeChallenge;
use crate::prompt::Prompt;
use crate::resource::Resources;
use crate::response_mode::ResponseMode;
use crate::response_type::{CODE, ResponseType};
use crate::scope::{Scope, Scopes};

/// How a request came, beside what it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrival {
    /// Whether the client pushed it, or pushes it now (RFC 9126).
    pub pushed: bool,
    /// Whether it stood in a request object that the client signed (RFC 9101).
    pub signed: bool,
    /// Whether the office lets response types in that send tokens through the browser.
    pub legacy: bool,
}

/// What a client asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// What comes back.
    pub response_type: ResponseType,
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
    /// Claims that are asked for one by one.
    pub claims: ClaimsRequest,
    /// What the tokens are for (RFC 8707); of those that the client registered.
    pub resources: Resources,
    /// The thumbprint of the key that the code is bound to (RFC 9449 10).
    pub dpop_jkt: Option<String>,
    /// Who is expected to sign in.
    pub login_hint: Option<String>,
    /// An ID token of whom is expected to be signed in.
    pub id_token_hint: Option<String>,
    /// Languages of the pages.
    pub ui_locales: Option<String>,
}

impl Request {
    /// Reads the request. An error may be sent to the target.
    ///
    /// Request objects are opened before (see [`crate::request_object`]): here every parameter is plain.
    pub fn parse(
        target: &Target,
        client: &ClientMetadata,
        params: &Params,
        arrival: Arrival,
    ) -> Result<Self, ProtocolError> {
        check_arrival(client, arrival)?;
        let response_type = parse_response_type(client, params, arrival)?;
        check_response_mode(target, params, response_type)?;
        let scopes = parse_scopes(client, params)?;
        let nonce = bounded(params, "nonce", "nonce is longer than 512 bytes")?;
        // OIDC Core 3.2.2.1, 3.3.2.11: without it a stolen ID token would pass for a new one.
        if response_type.id_token && nonce.is_none() {
            return Err(ProtocolError::invalid_request("this response_type needs a nonce"));
        }
        let code_challenge = CodeChallenge::from_params(params)?;
        if response_type.code && code_challenge.is_none() && client.demands_pkce() {
            return Err(ProtocolError::invalid_request(
                "this client must use PKCE: code_challenge is missing",
            ));
        }
        let claims = ClaimsRequest::from_params(params)?.for_client(client);
        Ok(Self {
            response_type,
            scopes,
            nonce,
            code_challenge,
            prompt: Prompt::from_params(params)?,
            max_age_s: parse_max_age(params)?.or(client.default_max_age.map(i64::from)),
            acr: AcrRequest::new(&claims, params.get("acr_values"), &client.default_acr_values)?,
            claims,
            resources: parse_resources(client, params)?,
            dpop_jkt: parse_thumbprint(params)?,
            login_hint: params.get("login_hint").map(str::to_owned),
            id_token_hint: params.get("id_token_hint").map(str::to_owned),
            ui_locales: params.get("ui_locales").map(str::to_owned),
        })
    }

    /// The claims about the person that no scope of the request opens: consent names them one by one.
    pub fn claims_beyond_scopes(&self) -> Vec<String> {
        self.claims.names_beyond(&self.scopes)
    }
}

/// What a client that promised more has to keep.
fn check_arrival(client: &ClientMetadata, arrival: Arrival) -> Result<(), ProtocolError> {
    if client.demands_par() && !arrival.pushed {
        return Err(ProtocolError::invalid_request(
            "this client must push its authorization requests (RFC 9126)",
        ));
    }
    if client.require_signed_request_object && !arrival.signed {
        return Err(ProtocolError::invalid_request("this client must sign its authorization requests"));
    }
    Ok(())
}

fn parse_response_type(
    client: &ClientMetadata,
    params: &Params,
    arrival: Arrival,
) -> Result<ResponseType, ProtocolError> {
    let unsupported = |why| Err(ProtocolError::new(ErrorCode::UnsupportedResponseType, why));
    let text = params.require("response_type", "response_type is missing")?;
    let Some(kind) = ResponseType::parse(text) else {
        return unsupported("response_type must be code");
    };
    if kind.is_legacy() && !arrival.legacy {
        return unsupported("response_type must be code: this server has oidc.legacy_response_types off");
    }
    if kind.is_legacy() && client.is_fapi2() {
        return unsupported("response_type must be code for clients of FAPI 2.0");
    }
    if !kind.is_in(&client.response_types) || kind.code && !client.may_use_grant("authorization_code") {
        return Err(ProtocolError::new(
            ErrorCode::UnauthorizedClient,
            if kind == CODE {
                "this client is not registered for response_type code"
            } else {
                "this client is not registered for that response_type"
            },
        ));
    }
    Ok(kind)
}

/// What did not suit was left out of the target: then the client is told so, the way that suits.
fn check_response_mode(target: &Target, params: &Params, kind: ResponseType) -> Result<(), ProtocolError> {
    let Some(text) = params.get("response_mode") else { return Ok(()) };
    match ResponseMode::parse(text, Some(kind)) {
        Some(mode) if mode == target.mode() => Ok(()),
        Some(_) => Err(ProtocolError::invalid_request("response_mode does not suit this response_type")),
        None => Err(ProtocolError::invalid_request(
            "response_mode must be query, fragment, form_post, or one of them with .jwt",
        )),
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

/// Resources of a request (RFC 8707 2): each is compared as it stands.
fn parse_resources(client: &ClientMetadata, params: &Params) -> Result<Resources, ProtocolError> {
    let named = Resources::from_params(params)?;
    named.within(&client.resources)?;
    Ok(named)
}

fn parse_thumbprint(params: &Params) -> Result<Option<String>, ProtocolError> {
    match params.get("dpop_jkt") {
        Some(text) if text.len() != 43 || !text.bytes().all(is_base64url) => {
            Err(ProtocolError::invalid_request("dpop_jkt is not a SHA-256 thumbprint of a key in base64url"))
        }
        other => Ok(other.map(str::to_owned)),
    }
}

fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

fn bounded(params: &Params, name: &str, too_long: &'static str) -> Result<Option<String>, ProtocolError> {
    match params.get(name) {
        Some(text) if text.len() > 512 => Err(ProtocolError::invalid_request(too_long)),
        other => Ok(other.map(str::to_owned)),
    }
}
