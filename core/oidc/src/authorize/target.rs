//! Where an answer may go, and how it travels there: known before anything else of a request is looked at.

use crate::error::ProtocolError;
use crate::metadata::ClientMetadata;
use crate::params::Params;
use crate::redirect_uri;
use crate::response_mode::ResponseMode;
use crate::response_type::ResponseType;

/// A redirect URI that was matched, the state that goes with an answer, and the way that it takes.
///
/// Errors are sent to a redirect URI by a value of this type only, and it exists only after the match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    redirect_uri: String,
    state: Option<String>,
    mode: ResponseMode,
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

impl BadTarget {
    /// The same in the words of the protocol, without what was sent.
    pub fn refusal(&self) -> ProtocolError {
        match self {
            Self::Missing => ProtocolError::invalid_request("redirect_uri is missing"),
            Self::NotRegistered { .. } => ProtocolError::invalid_request("redirect_uri is not registered"),
        }
    }
}

impl Target {
    /// Finds where the answer may go, before anything else of the request is looked at.
    ///
    /// A mode that is unknown or does not suit is refused later, and that refusal travels as the response type has it
    /// where nothing is said.
    pub fn resolve(client: &ClientMetadata, params: &Params) -> Result<Self, BadTarget> {
        // OpenID requests must name it (OIDC Core 3.1.2.1): one that is only guessed is never sent to.
        let sent = params.get("redirect_uri").ok_or(BadTarget::Missing)?;
        redirect_uri::find_match(&client.redirect_uris, sent, client.is_native())
            .ok_or_else(|| BadTarget::NotRegistered { sent: sent.to_owned() })?;
        let kind = params.get("response_type").and_then(ResponseType::parse);
        let mode = params
            .get("response_mode")
            .and_then(|text| ResponseMode::parse(text, kind))
            .filter(|mode| mode.suits(kind, sent))
            .unwrap_or_else(|| ResponseMode::default_of(kind));
        Ok(Self { redirect_uri: sent.to_owned(), state: params.get("state").map(str::to_owned), mode })
    }

    /// A page of our own, where a browser goes that answered for a device (RFC 8628 3.3): no client sent it, so none is
    /// told anything there.
    pub fn own_page(uri: String) -> Self {
        Self { redirect_uri: uri, state: None, mode: ResponseMode::default_of(None) }
    }

    /// The matched URI.
    pub fn redirect_uri(&self) -> &str {
        &self.redirect_uri
    }

    /// The client's `state`.
    pub fn state(&self) -> Option<&str> {
        self.state.as_deref()
    }

    /// How the answer travels.
    pub fn mode(&self) -> ResponseMode {
        self.mode
    }
}
