//! What an authorization answer carries: the code, and what older flows put beside it or in its place
//! (OAuth 2.0 Multiple Response Type Encoding Practices).

/// A set of things that come back through the browser; never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResponseType {
    /// An authorization code.
    pub code: bool,
    /// An access token.
    pub token: bool,
    /// An ID token.
    pub id_token: bool,
}

/// The one type without a token in an address (RFC 9700 2.1.2).
pub const CODE: ResponseType = ResponseType { code: true, token: false, id_token: false };

impl Default for ResponseType {
    fn default() -> Self {
        CODE
    }
}

/// All that are served, as discovery writes them: the legacy ones only where the office lets them in.
pub const ALL: [&str; 6] =
    ["code", "id_token", "id_token token", "code id_token", "code token", "code id_token token"];

impl ResponseType {
    /// Reads the parameter; the order of the words does not matter. `token` alone is no answer to an OpenID request
    /// (OIDC Core 3), and is unknown here like `none`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut found = Self { code: false, token: false, id_token: false };
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let flag = match word {
                "code" => &mut found.code,
                "token" => &mut found.token,
                "id_token" => &mut found.id_token,
                _ => return None,
            };
            if std::mem::replace(flag, true) {
                return None;
            }
        }
        (found.code || found.id_token).then_some(found)
    }

    /// Whether a token travels through the browser.
    pub fn is_legacy(self) -> bool {
        self.token || self.id_token
    }

    /// Whether it is among those that a client registered.
    pub fn is_in(self, registered: &[String]) -> bool {
        registered.iter().any(|text| Self::parse(text) == Some(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_the_words_does_not_matter() {
        let hybrid = ResponseType::parse("token id_token code").unwrap();
        assert!(hybrid.code && hybrid.token && hybrid.id_token && hybrid.is_legacy());
        assert!(hybrid.is_in(&["code".into(), "code id_token token".into()]) && !CODE.is_legacy());
        assert!(ALL.iter().all(|text| ResponseType::parse(text).is_some()));
        for bad in ["", " ", "none", "token", "code code", "code none", "Code"] {
            assert_eq!(ResponseType::parse(bad), None, "{bad}");
        }
    }
}
