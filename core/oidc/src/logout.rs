//! RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0), and what a browser opens at the other apps then
//! (OpenID Connect Front-Channel Logout 1.0).

use crate::id_token::Hint;
use crate::metadata::ClientMetadata;
use crate::params::Params;

/// A logout request.
#[derive(Clone, Debug, Default)]
pub struct LogoutRequest {
    /// An ID token of ours.
    pub id_token_hint: Option<String>,
    /// The client, where there is no hint or to confirm it.
    pub client_id: Option<String>,
    /// Where to go afterwards.
    pub post_logout_redirect_uri: Option<String>,
    /// To be added to that URI.
    pub state: Option<String>,
    /// Languages of the page.
    pub ui_locales: Option<String>,
}

/// Where a browser goes after a logout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// No URI was asked for: our own page.
    Here,
    /// The registered URI.
    Client(String),
    /// A URI was asked for that is not registered letter by letter, or without a client that we could believe.
    Refused,
}

impl LogoutRequest {
    /// Reads query or form.
    pub fn parse(params: &Params) -> Self {
        let text = |name| params.get(name).map(str::to_owned);
        Self {
            id_token_hint: text("id_token_hint"),
            client_id: text("client_id"),
            post_logout_redirect_uri: text("post_logout_redirect_uri"),
            state: text("state"),
            ui_locales: text("ui_locales"),
        }
    }

    /// Where to go: only a valid hint lets a browser be sent on (its `aud` names the client).
    pub fn destination(&self, hint: Option<&Hint>, client: Option<&ClientMetadata>) -> Destination {
        let Some(uri) = &self.post_logout_redirect_uri else { return Destination::Here };
        let confirmed = hint.is_some_and(|hint| self.client_id.as_ref().is_none_or(|id| *id == hint.aud));
        match client {
            Some(client) if confirmed && client.post_logout_redirect_uris.contains(uri) => {
                Destination::Client(crate::response::after_logout(uri, self.state.as_deref()))
            }
            _ => Destination::Refused,
        }
    }
}

/// What the browser that signs out opens at a client, if it registered for that: its address, with the issuer and the
/// session where it asks for both (Front-Channel Logout 3).
pub fn frontchannel_url(client: &ClientMetadata, issuer: &str, sid: &str) -> Option<String> {
    // Looked at once more: older versions kept any, and redirect URIs may have changed since.
    let uri = client.frontchannel_logout_uri.as_deref().filter(|uri| client.has_redirect_beside(uri))?;
    let asks = client.frontchannel_logout_session_required;
    Some(crate::response::append(uri, asks.then_some([("iss", issuer), ("sid", sid)]).into_iter().flatten()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_a_registered_uri_and_a_valid_hint_lead_away() {
        let client = ClientMetadata::parse(&json!({"redirect_uris": ["https://a.example/cb"], "post_logout_redirect_uris": ["https://a.example/bye"]}))
            .unwrap()
            .metadata;
        let hint = Hint { sub: "u".into(), aud: "a".into(), sid: None, exp: 0 };
        let ask = |uri: &str, id: Option<&str>| LogoutRequest {
            post_logout_redirect_uri: Some(uri.into()),
            client_id: id.map(Into::into),
            ..LogoutRequest::default()
        };
        let good = ask("https://a.example/bye", None);
        assert_eq!(
            good.destination(Some(&hint), Some(&client)),
            Destination::Client("https://a.example/bye".into())
        );
        assert_eq!(good.destination(None, Some(&client)), Destination::Refused);
        assert_eq!(
            ask("https://a.example/bye?x=1", None).destination(Some(&hint), Some(&client)),
            Destination::Refused
        );
        assert_eq!(
            ask("https://a.example/bye", Some("b")).destination(Some(&hint), Some(&client)),
            Destination::Refused
        );
        assert_eq!(LogoutRequest::default().destination(None, None), Destination::Here);
    }

    #[test]
    fn frontchannel_logout_1_0_section_3_issuer_and_session_come_in_pairs_or_not_at_all() {
        let client = |required: bool| {
            ClientMetadata::parse(&json!({"redirect_uris": ["https://a.example/cb"],
                "frontchannel_logout_uri": "https://a.example/out?x=1", "frontchannel_logout_session_required": required}))
            .unwrap()
            .metadata
        };
        let url = |required| frontchannel_url(&client(required), "https://id.example", "a b").unwrap();
        assert_eq!(url(false), "https://a.example/out?x=1");
        assert_eq!(url(true), "https://a.example/out?x=1&iss=https%3A%2F%2Fid.example&sid=a+b");
        let elsewhere = "https://b.example/out".to_owned();
        for uri in [None, Some(elsewhere)] {
            let client = ClientMetadata { frontchannel_logout_uri: uri, ..client(true) };
            assert_eq!(frontchannel_url(&client, "https://id.example", "s"), None);
        }
    }
}
