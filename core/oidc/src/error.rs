//! The error codes of OAuth 2.0 and OpenID Connect, each with the sentence that a developer reads.

pub mod catalogue;

use std::borrow::Cow;

use serde::Serialize;

/// An error code as it stands in an answer (RFC 6749 4.1.2.1 and 5.2, OIDC Core 3.1.2.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The person or the server refused.
    AccessDenied,
    /// `prompt=none`, and a choice of account would be needed.
    AccountSelectionRequired,
    /// The person has not answered for the device yet (RFC 8628 3.5).
    AuthorizationPending,
    /// `prompt=none`, and the person was not asked for consent yet.
    ConsentRequired,
    /// The codes of a device are over (RFC 8628 3.5).
    ExpiredToken,
    /// The client could not be authenticated.
    InvalidClient,
    /// Metadata of a client that cannot be registered (RFC 7591 3.2.2).
    InvalidClientMetadata,
    /// A proof of possession that is none, or is about something else (RFC 9449 5, 7.1).
    InvalidDpopProof,
    /// A code or refresh token that is unknown, expired, used, or somebody else's.
    InvalidGrant,
    /// A redirect URI that cannot be registered (RFC 7591 3.2.2).
    InvalidRedirectUri,
    /// A parameter is missing, doubled or malformed.
    InvalidRequest,
    /// A request object that is broken, expired, or not signed by its client (OIDC Core 3.1.2.6, RFC 9101 6.1).
    InvalidRequestObject,
    /// A `request_uri` that is unknown, used, expired, somebody else's, or leads to nothing (RFC 9101 6.1, RFC 9126).
    InvalidRequestUri,
    /// A scope that was not granted, or none at all.
    InvalidScope,
    /// A resource that is unknown, malformed, or not for this client (RFC 8707 2).
    InvalidTarget,
    /// An access token that is unknown, expired or revoked (RFC 6750 3.1).
    InvalidToken,
    /// `prompt=none`, and the person would have to do something else first.
    InteractionRequired,
    /// `prompt=none`, and the person would have to sign in.
    LoginRequired,
    /// The `request` parameter is not served (OIDC Core 3.1.2.6).
    RequestNotSupported,
    /// The `request_uri` parameter is not served (OIDC Core 3.1.2.6).
    RequestUriNotSupported,
    /// Something broke on our side.
    ServerError,
    /// The device asks too often, and waits five seconds more from now on (RFC 8628 3.5).
    SlowDown,
    /// Too busy; the same request may succeed in a moment.
    TemporarilyUnavailable,
    /// The client may not use this grant or response type.
    UnauthorizedClient,
    /// What the client calls essential about the sign-in cannot be had (OpenID Connect Core Error Code
    /// unmet_authentication_requirements 1.0).
    UnmetAuthenticationRequirements,
    /// A grant type that this server does not know.
    UnsupportedGrantType,
    /// A response type that this server does not know.
    UnsupportedResponseType,
    /// A proof of possession has to repeat a value of the server's, which comes with this answer (RFC 9449 8).
    UseDpopNonce,
}

impl ErrorCode {
    /// All of them.
    pub const ALL: [Self; 28] = [
        Self::AccessDenied,
        Self::AccountSelectionRequired,
        Self::AuthorizationPending,
        Self::ConsentRequired,
        Self::ExpiredToken,
        Self::InvalidClient,
        Self::InvalidClientMetadata,
        Self::InvalidDpopProof,
        Self::InvalidGrant,
        Self::InvalidRedirectUri,
        Self::InvalidRequest,
        Self::InvalidRequestObject,
        Self::InvalidRequestUri,
        Self::InvalidScope,
        Self::InvalidTarget,
        Self::InvalidToken,
        Self::InteractionRequired,
        Self::LoginRequired,
        Self::RequestNotSupported,
        Self::RequestUriNotSupported,
        Self::ServerError,
        Self::SlowDown,
        Self::TemporarilyUnavailable,
        Self::UnauthorizedClient,
        Self::UnmetAuthenticationRequirements,
        Self::UnsupportedGrantType,
        Self::UnsupportedResponseType,
        Self::UseDpopNonce,
    ];

    /// The code as it is written on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AccessDenied => "access_denied",
            Self::AccountSelectionRequired => "account_selection_required",
            Self::AuthorizationPending => "authorization_pending",
            Self::ConsentRequired => "consent_required",
            Self::ExpiredToken => "expired_token",
            Self::InvalidClient => "invalid_client",
            Self::InvalidClientMetadata => "invalid_client_metadata",
            Self::InvalidDpopProof => "invalid_dpop_proof",
            Self::InvalidGrant => "invalid_grant",
            Self::InvalidRedirectUri => "invalid_redirect_uri",
            Self::InvalidRequest => "invalid_request",
            Self::InvalidRequestObject => "invalid_request_object",
            Self::InvalidRequestUri => "invalid_request_uri",
            Self::InvalidScope => "invalid_scope",
            Self::InvalidTarget => "invalid_target",
            Self::InvalidToken => "invalid_token",
            Self::InteractionRequired => "interaction_required",
            Self::LoginRequired => "login_required",
            Self::RequestNotSupported => "request_not_supported",
            Self::RequestUriNotSupported => "request_uri_not_supported",
            Self::ServerError => "server_error",
            Self::SlowDown => "slow_down",
            Self::TemporarilyUnavailable => "temporarily_unavailable",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::UnmetAuthenticationRequirements => "unmet_authentication_requirements",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::UnsupportedResponseType => "unsupported_response_type",
            Self::UseDpopNonce => "use_dpop_nonce",
        }
    }
}

/// A refusal in protocol terms: the code, and one sentence for whoever looks after the client.
///
/// The sentence never repeats what a stranger sent, so that it is safe in headers and pages alike.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {description}", code.as_str())]
pub struct ProtocolError {
    /// The error code.
    pub code: ErrorCode,
    /// English, printable ASCII without `"` and `\` (RFC 6749 5.2).
    pub description: Cow<'static, str>,
}

impl ProtocolError {
    /// A refusal with a fixed sentence.
    pub const fn new(code: ErrorCode, description: &'static str) -> Self {
        Self { code, description: Cow::Borrowed(description) }
    }

    /// `invalid_request` with a sentence.
    pub const fn invalid_request(description: &'static str) -> Self {
        Self::new(ErrorCode::InvalidRequest, description)
    }

    /// `invalid_grant` with a sentence.
    pub const fn invalid_grant(description: &'static str) -> Self {
        Self::new(ErrorCode::InvalidGrant, description)
    }
}
