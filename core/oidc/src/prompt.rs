//! The `prompt` parameter as a parsed set (OIDC Core 3.1.2.1).

use crate::error::ProtocolError;
use crate::params::Params;

/// What the client asks the server to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prompt {
    /// Show nothing: answer or refuse.
    pub none: bool,
    /// Sign in again, even with a session.
    pub login: bool,
    /// Ask for consent, even if it was given.
    pub consent: bool,
    /// Let the person choose the account.
    pub select_account: bool,
}

impl Prompt {
    /// Reads the parameter; words that we do not know are ignored, `none` stands alone.
    pub fn from_params(params: &Params) -> Result<Self, ProtocolError> {
        let mut prompt = Self::default();
        let words: Vec<&str> =
            params.get("prompt").unwrap_or_default().split(' ').filter(|w| !w.is_empty()).collect();
        for word in &words {
            match *word {
                "none" => prompt.none = true,
                "login" => prompt.login = true,
                "consent" => prompt.consent = true,
                "select_account" => prompt.select_account = true,
                _ => {}
            }
        }
        if prompt.none && words.len() > 1 {
            return Err(ProtocolError::invalid_request("prompt=none stands alone"));
        }
        Ok(prompt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_stands_alone_and_unknown_words_are_ignored() {
        let parse = |raw: &str| Prompt::from_params(&Params::parse(raw).unwrap());
        assert!(parse("prompt=none+login").is_err());
        assert!(parse("prompt=none").unwrap().none);
        assert_eq!(parse("prompt=nonesense+consent").unwrap(), Prompt { consent: true, ..Prompt::default() });
    }
}
