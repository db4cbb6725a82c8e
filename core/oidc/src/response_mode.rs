//! How an authorization answer travels: in the query, the fragment or a form, as it is or inside one signed JWT
//! (OAuth 2.0 Multiple Response Types 2, Form Post Response Mode, JARM).

use crate::response_type::ResponseType;

/// What carries the answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// The query of the redirect URI.
    #[default]
    Query,
    /// Its fragment.
    Fragment,
    /// A form that the browser posts to it.
    FormPost,
}

/// How an answer travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ResponseMode {
    /// What carries it.
    pub way: Way,
    /// Whether it is one parameter `response`, a JWT that we sign (JARM 2.1).
    pub signed: bool,
}

/// All values of the parameter, for discovery.
pub const ALL: [&str; 7] =
    ["query", "fragment", "form_post", "jwt", "query.jwt", "fragment.jwt", "form_post.jwt"];

impl ResponseMode {
    /// What a response type has where nothing is said (Multiple Response Types 5).
    pub fn default_of(kind: Option<ResponseType>) -> Self {
        let way = if kind.is_some_and(ResponseType::is_legacy) { Way::Fragment } else { Way::Query };
        Self { way, signed: false }
    }

    /// Reads the parameter, for a response type.
    pub fn parse(text: &str, kind: Option<ResponseType>) -> Option<Self> {
        let (way, signed) = match text {
            "query" => (Way::Query, false),
            "fragment" => (Way::Fragment, false),
            "form_post" => (Way::FormPost, false),
            "jwt" => (Self::default_of(kind).way, true),
            "query.jwt" => (Way::Query, true),
            "fragment.jwt" => (Way::Fragment, true),
            "form_post.jwt" => (Way::FormPost, true),
            _ => return None,
        };
        Some(Self { way, signed })
    }

    /// Whether a response type may travel so: tokens never stand in a query, which logs and referrers keep
    /// (Multiple Response Types 3, JARM 2.3.1), and a form is posted to web addresses only.
    pub fn suits(self, kind: Option<ResponseType>, redirect_uri: &str) -> bool {
        match self.way {
            Way::Query => !kind.is_some_and(ResponseType::is_legacy),
            Way::Fragment => true,
            Way::FormPost => crate::redirect_uri::origin(redirect_uri).is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::response_type::CODE;

    #[test]
    fn multiple_response_types_5_and_jarm_2_3_the_default_follows_the_type() {
        let hybrid = ResponseType::parse("code id_token");
        assert_eq!(ResponseMode::default_of(Some(CODE)).way, Way::Query);
        assert_eq!(ResponseMode::default_of(hybrid).way, Way::Fragment);
        let jwt = |kind| ResponseMode::parse("jwt", kind).unwrap();
        assert_eq!((jwt(Some(CODE)).way, jwt(hybrid).way), (Way::Query, Way::Fragment));
        assert!(jwt(hybrid).signed && ALL.iter().all(|text| ResponseMode::parse(text, None).is_some()));
        assert_eq!(ResponseMode::parse("web_message", None), None);
    }

    #[test]
    fn tokens_never_stand_in_a_query_and_forms_go_to_web_addresses() {
        let (hybrid, at) = (ResponseType::parse("code token"), "https://a.example/cb");
        for text in ["query", "query.jwt"] {
            assert!(!ResponseMode::parse(text, hybrid).unwrap().suits(hybrid, at), "{text}");
            assert!(ResponseMode::parse(text, Some(CODE)).unwrap().suits(Some(CODE), at), "{text}");
        }
        let form = ResponseMode::parse("form_post", Some(CODE)).unwrap();
        assert!(form.suits(hybrid, at) && !form.suits(Some(CODE), "com.example.app:/cb"));
    }
}
