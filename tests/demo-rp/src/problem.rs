//! What can go wrong between this app and the sign-in server, read from the library's errors.

use std::error::Error;

use openidconnect::core::CoreErrorResponseType;
use openidconnect::{
    ClaimsVerificationError, ConfigurationError, DiscoveryError, RequestTokenError,
    SignatureVerificationError, SigningError, StandardErrorResponse, UserInfoError,
};

use crate::fetch::FetchError;

/// Why a sign-in, a refresh or a sign-out did not work. `pages/problem.rs` has the words for each.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Problem {
    #[error("the user or the office said no")]
    AccessDenied,
    #[error("the answer came from {found}")]
    AnswerFromElsewhere { found: String },
    #[error("the answer in the address is not one: {0}")]
    BadAnswer(String),
    #[error("the sign-in server takes neither the id nor the secret of this app")]
    InvalidClient(String),
    #[error("the code or the refresh token is not valid any more")]
    InvalidGrant(String),
    #[error("the server names itself otherwise: {0}")]
    IssuerMismatch(String),
    #[error("the ID token does not verify: {0}")]
    IdToken(String),
    #[error("the certificate names another server")]
    NameMismatch(String),
    #[error("no refresh token was given")]
    NoRefreshToken,
    #[error("no ID token was given")]
    NoIdToken,
    #[error("the certificate is not trusted")]
    NotTrusted(String),
    #[error("the ID token belongs to another access token")]
    OtherAccessToken,
    #[error("the refreshed ID token is about another user")]
    OtherUser,
    #[error("the request is refused: {code}")]
    Refused { code: String, description: String },
    #[error("the form is from another session")]
    StaleForm,
    #[error("the state does not belong to this browser")]
    StateMismatch,
    #[error("the answer cannot be understood: {0}")]
    Unintelligible(String),
    #[error("the server does not answer")]
    Unreachable(String),
}

impl Problem {
    /// Reads an error answer of the authorization endpoint (RFC 6749 4.1.2.1) or the token endpoint (5.2).
    pub(crate) fn from_code(code: &str, description: Option<&str>) -> Self {
        let description = description.unwrap_or_default().to_owned();
        match code {
            "access_denied" => Self::AccessDenied,
            "invalid_client" | "unauthorized_client" => Self::InvalidClient(description),
            "invalid_grant" => Self::InvalidGrant(description),
            _ => Self::Refused { code: code.to_owned(), description },
        }
    }
}

impl From<FetchError> for Problem {
    fn from(error: FetchError) -> Self {
        let detail = chain(&error);
        match error {
            FetchError::NameMismatch(_) => Self::NameMismatch(detail),
            FetchError::NotTrusted(_) => Self::NotTrusted(detail),
            FetchError::Unreachable(_) => Self::Unreachable(detail),
            FetchError::CaFile { .. }
            | FetchError::NoCertificate(_)
            | FetchError::Response(_)
            | FetchError::TooLong => Self::Unintelligible(detail),
        }
    }
}

impl From<DiscoveryError<FetchError>> for Problem {
    fn from(error: DiscoveryError<FetchError>) -> Self {
        match error {
            DiscoveryError::Request(error) => error.into(),
            DiscoveryError::Validation(detail) => Self::IssuerMismatch(detail),
            other => Self::Unintelligible(chain(&other)),
        }
    }
}

type TokenError = RequestTokenError<FetchError, StandardErrorResponse<CoreErrorResponseType>>;

impl From<TokenError> for Problem {
    fn from(error: TokenError) -> Self {
        match error {
            RequestTokenError::Request(error) => error.into(),
            RequestTokenError::ServerResponse(answer) => {
                let description = answer.error_description().map(String::as_str);
                Self::from_code(answer.error().as_ref(), description)
            }
            // The body stays out: it may hold tokens.
            RequestTokenError::Parse(error, _body) => Self::Unintelligible(chain(&error)),
            RequestTokenError::Other(detail) => Self::Unintelligible(detail),
        }
    }
}

impl From<UserInfoError<FetchError>> for Problem {
    fn from(error: UserInfoError<FetchError>) -> Self {
        match error {
            UserInfoError::Request(error) => error.into(),
            other => Self::Unintelligible(chain(&other)),
        }
    }
}

impl From<ConfigurationError> for Problem {
    fn from(error: ConfigurationError) -> Self {
        Self::Unintelligible(chain(&error))
    }
}

impl From<ClaimsVerificationError> for Problem {
    fn from(error: ClaimsVerificationError) -> Self {
        Self::IdToken(chain(&error))
    }
}

impl From<SignatureVerificationError> for Problem {
    fn from(error: SignatureVerificationError) -> Self {
        Self::IdToken(chain(&error))
    }
}

impl From<SigningError> for Problem {
    fn from(error: SigningError) -> Self {
        Self::IdToken(chain(&error))
    }
}

/// The error and its causes in one line.
fn chain(error: &dyn Error) -> String {
    let mut line = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        line.push_str(": ");
        line.push_str(&cause.to_string());
        next = cause.source();
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(code: &str) -> Problem {
        let answer = serde_json::from_value(serde_json::json!({ "error": code })).unwrap();
        Problem::from(TokenError::ServerResponse(answer))
    }

    #[test]
    fn codes_of_the_token_endpoint_are_told_apart() {
        assert!(matches!(refused("invalid_client"), Problem::InvalidClient(_)));
        assert!(matches!(refused("unauthorized_client"), Problem::InvalidClient(_)));
        assert!(matches!(refused("invalid_grant"), Problem::InvalidGrant(_)));
        assert!(matches!(refused("invalid_scope"), Problem::Refused { code, .. } if code == "invalid_scope"));
    }

    #[test]
    fn a_refusal_by_the_user_is_not_a_failure_of_the_app() {
        assert!(matches!(Problem::from_code("access_denied", None), Problem::AccessDenied));
    }

    #[test]
    fn another_issuer_is_a_mismatch() {
        let error = DiscoveryError::<FetchError>::Validation("unexpected issuer URI".to_owned());
        assert!(matches!(Problem::from(error), Problem::IssuerMismatch(_)));
    }

    #[test]
    fn a_too_long_answer_is_not_called_unreachable() {
        assert!(matches!(Problem::from(FetchError::TooLong), Problem::Unintelligible(_)));
    }
}
