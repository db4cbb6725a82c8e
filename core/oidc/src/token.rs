//! Requests at the token endpoint and their answer (RFC 6749 4.1.3, 5.1, 6).

use serde::Serialize;

use crate::device_authorization::DEVICE_CODE;
use crate::error::{ErrorCode, ProtocolError};
use crate::params::Params;
use crate::pkce::{self, CodeChallenge};
use crate::resource::Resources;
use crate::scope::Scopes;

/// A token request, by grant.
#[derive(Debug)]
pub enum TokenRequest {
    /// Exchange of a code.
    AuthorizationCode(CodeExchange),
    /// A token in the client's own name.
    ClientCredentials(ClientCredentials),
    /// The question of a device.
    DeviceCode(DeviceCode),
    /// Exchange of a refresh token.
    RefreshToken(Refresh),
}

/// A client that asks in its own name (RFC 6749 4.4.2).
#[derive(Debug)]
pub struct ClientCredentials {
    /// Scopes of its own; all of them where it names none.
    pub scope: Option<String>,
    /// For whom the access token is to be (RFC 8707 2.2).
    pub resources: Resources,
}

/// A device that asks whether somebody has answered (RFC 8628 3.4).
pub struct DeviceCode {
    /// What it was given.
    pub device_code: String,
    /// For whom the access token is to be (RFC 8707 2.2).
    pub resources: Resources,
}

/// Exchange of an authorization code.
pub struct CodeExchange {
    /// The code.
    pub code: String,
    /// Must equal that of the authorization request.
    pub redirect_uri: Option<String>,
    /// PKCE.
    pub code_verifier: Option<String>,
    /// For whom the access token is to be, among what was granted (RFC 8707 2.2).
    pub resources: Resources,
}

/// Exchange of a refresh token.
pub struct Refresh {
    /// The refresh token.
    pub refresh_token: String,
    /// The same scopes or fewer.
    pub scope: Option<Scopes>,
    /// For whom the access token is to be, among what was granted (RFC 8707 2.2).
    pub resources: Resources,
}

impl TokenRequest {
    /// Reads the form.
    pub fn parse(params: &Params) -> Result<Self, ProtocolError> {
        match params.require("grant_type", "grant_type is missing")? {
            "authorization_code" => Ok(Self::AuthorizationCode(CodeExchange {
                code: params.require("code", "code is missing")?.to_owned(),
                redirect_uri: params.get("redirect_uri").map(str::to_owned),
                code_verifier: params.get("code_verifier").map(str::to_owned),
                resources: Resources::from_params(params)?,
            })),
            "refresh_token" => Ok(Self::RefreshToken(Refresh {
                refresh_token: params.require("refresh_token", "refresh_token is missing")?.to_owned(),
                scope: params.get("scope").map(Scopes::parse),
                resources: Resources::from_params(params)?,
            })),
            "client_credentials" => Ok(Self::ClientCredentials(ClientCredentials {
                scope: params.get("scope").map(str::to_owned),
                resources: Resources::from_params(params)?,
            })),
            DEVICE_CODE => Ok(Self::DeviceCode(DeviceCode {
                device_code: params.require("device_code", "device_code is missing")?.to_owned(),
                resources: Resources::from_params(params)?,
            })),
            _ => Err(ProtocolError::new(
                ErrorCode::UnsupportedGrantType,
                "grant_type is none that this server knows",
            )),
        }
    }

    /// The name of the grant type.
    pub fn grant_type(&self) -> &'static str {
        match self {
            Self::AuthorizationCode(_) => "authorization_code",
            Self::ClientCredentials(_) => "client_credentials",
            Self::DeviceCode(_) => DEVICE_CODE,
            Self::RefreshToken(_) => "refresh_token",
        }
    }
}

/// What a code was bound to when it was issued.
#[derive(Debug)]
pub struct CodeBinding<'a> {
    /// The client that asked.
    pub client_id: &'a str,
    /// Where the code was sent.
    pub redirect_uri: &'a str,
    /// PKCE.
    pub code_challenge: Option<&'a CodeChallenge>,
    /// Seconds since 1970.
    pub expires_at: i64,
}

impl CodeExchange {
    /// The checks of RFC 6749 4.1.3, in its order. Whether the code was used before is the store's knowledge.
    pub fn check(&self, client_id: &str, binding: &CodeBinding<'_>, now: i64) -> Result<(), ProtocolError> {
        if binding.client_id != client_id {
            return Err(ProtocolError::invalid_grant("the code was issued to another client"));
        }
        if now >= binding.expires_at {
            return Err(ProtocolError::invalid_grant("the code has expired"));
        }
        self.check_proof(binding)
    }

    /// Whether it comes from whoever began the request: to its address, with the verifier of its challenge.
    pub fn check_proof(&self, binding: &CodeBinding<'_>) -> Result<(), ProtocolError> {
        match self.redirect_uri.as_deref() {
            Some(uri) if uri == binding.redirect_uri => {}
            Some(_) => {
                return Err(ProtocolError::invalid_grant(
                    "redirect_uri differs from the one of the authorization request",
                ));
            }
            None => return Err(ProtocolError::invalid_request("redirect_uri is missing")),
        }
        pkce::check(binding.code_challenge, self.code_verifier.as_deref())
    }
}

impl Refresh {
    /// The scopes of the new access token: those asked for, which have to be among those granted (RFC 6749 6).
    pub fn narrow(&self, granted: &Scopes) -> Result<Scopes, ProtocolError> {
        match &self.scope {
            None => Ok(granted.clone()),
            Some(asked) if granted.covers(asked) && !asked.is_empty() => Ok(asked.clone()),
            Some(_) => {
                Err(ProtocolError::new(ErrorCode::InvalidScope, "scope asks for more than was granted"))
            }
        }
    }
}

/// The answer (RFC 6749 5.1, OIDC Core 3.1.3.3).
#[derive(Serialize)]
pub struct TokenResponse {
    /// Opaque, or a JWT for resource servers.
    pub access_token: String,
    /// How it is presented: `Bearer`, or `DPoP` with a proof.
    pub token_type: &'static str,
    /// Lifetime of the access token in seconds.
    pub expires_in: i64,
    /// Only with `offline_access`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    /// The ID token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token: Option<String>,
    /// What was granted; left out where that is nothing.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub scope: String,
}

impl std::fmt::Debug for CodeExchange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CodeExchange").field("redirect_uri", &self.redirect_uri).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for DeviceCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DeviceCode").finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Refresh {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Refresh").field("scope", &self.scope).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exchange(redirect_uri: Option<&str>, verifier: Option<&str>) -> CodeExchange {
        CodeExchange {
            code: "c".into(),
            redirect_uri: redirect_uri.map(Into::into),
            code_verifier: verifier.map(Into::into),
            resources: Resources::default(),
        }
    }

    #[test]
    fn rfc6749_4_1_3_a_code_is_bound() {
        let challenge = CodeChallenge::parse("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM").unwrap();
        let binding = CodeBinding {
            client_id: "a",
            redirect_uri: "https://a/cb",
            code_challenge: Some(&challenge),
            expires_at: 60,
        };
        let good = exchange(Some("https://a/cb"), Some("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
        assert!(good.check("a", &binding, 59).is_ok());
        assert!(good.check("b", &binding, 59).is_err(), "another client");
        assert!(good.check("a", &binding, 60).is_err(), "expired");
        assert!(exchange(Some("https://a/cb"), None).check("a", &binding, 0).is_err(), "no verifier");
        assert!(
            exchange(Some("https://a/cb2"), good.code_verifier.as_deref()).check("a", &binding, 0).is_err(),
            "other URI"
        );
        assert!(exchange(None, good.code_verifier.as_deref()).check("a", &binding, 0).is_err(), "no URI");
    }

    #[test]
    fn rfc6749_6_a_refresh_may_ask_for_less_and_never_for_more() {
        let granted = Scopes::parse("openid email");
        let ask = |scope: &str| {
            Refresh {
                refresh_token: "r".into(),
                scope: Some(Scopes::parse(scope)),
                resources: Resources::default(),
            }
            .narrow(&granted)
        };
        assert_eq!(ask("openid").unwrap().to_string(), "openid");
        assert!(ask("openid email").is_ok());
        assert!(ask("openid profile").is_err());
    }
}
