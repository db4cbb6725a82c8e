//! Relying parties: what each registered, what it asks, and how it talks to the token endpoint.

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use super::ask::encode;
use super::{Answer, Ask, Browser, World};

/// What every PKCE request here was made from.
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk-0123456789";

/// A relying party.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Client {
    pub(crate) id: &'static str,
    pub(crate) secret: Option<&'static str>,
    pub(crate) redirect_uri: &'static str,
}

impl Client {
    /// With a secret; people are asked for consent.
    pub(crate) const NOTES: Self = Self {
        id: "notes",
        secret: Some("notes-secret-0123456789-0123456789-0123456789"),
        redirect_uri: "https://notes.example/cb",
    };
    /// With a secret; trusted, with two redirect URIs.
    pub(crate) const WIKI: Self = Self {
        id: "wiki",
        secret: Some("wiki-secret-0123456789-0123456789-0123456789"),
        redirect_uri: "https://wiki.example/cb?tenant=1",
    };
    /// In the browser: no secret; trusted.
    pub(crate) const BOARD: Self =
        Self { id: "board", secret: None, redirect_uri: "https://board.example/cb" };
    /// On a PC: no secret; trusted; loopback.
    pub(crate) const TOOL: Self = Self { id: "tool", secret: None, redirect_uri: "http://127.0.0.1/cb" };

    /// The least that works, with a state.
    pub(crate) fn ask(&self) -> Ask {
        let ask = Ask::default()
            .and("client_id", self.id)
            .and("response_type", "code")
            .and("scope", "openid")
            .and("redirect_uri", self.redirect_uri)
            .and("state", "the state");
        if self.secret.is_some() {
            return ask;
        }
        ask.and("code_challenge", &challenge(VERIFIER)).and("code_challenge_method", "S256")
    }

    /// The header of `client_secret_basic`.
    pub(crate) fn basic(&self) -> String {
        let half = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let both = format!("{}:{}", half(self.id), half(self.secret.unwrap_or_default()));
        format!("Basic {}", BASE64_STANDARD.encode(both))
    }

    /// Posts a form to an endpoint for clients, with this client's authentication.
    pub(crate) async fn call(&self, world: &World, path: &str, form: &[(&str, &str)]) -> Answer {
        self.call_from(&world.server(), path, form).await
    }

    /// The same from a given caller.
    pub(crate) async fn call_from(&self, server: &Browser, path: &str, form: &[(&str, &str)]) -> Answer {
        let mut server = server.clone();
        let mut form = form.to_vec();
        match self.secret {
            Some(_) => server.headers.push(("authorization".into(), self.basic())),
            None => form.push(("client_id", self.id)),
        }
        server.send("POST", path, Some(encode(&form))).await
    }

    /// What a code is exchanged with.
    pub(crate) fn exchange_form<'a>(&'a self, code: &'a str) -> Vec<(&'a str, &'a str)> {
        let mut form =
            vec![("grant_type", "authorization_code"), ("code", code), ("redirect_uri", self.redirect_uri)];
        if self.secret.is_none() {
            form.push(("code_verifier", VERIFIER));
        }
        form
    }

    /// Exchanges a code.
    pub(crate) async fn exchange(&self, world: &World, code: &str) -> Answer {
        self.call(world, "/oauth2/token", &self.exchange_form(code)).await
    }

    /// Exchanges a refresh token.
    pub(crate) async fn refresh(&self, world: &World, token: &str) -> Answer {
        let form = [("grant_type", "refresh_token"), ("refresh_token", token)];
        self.call(world, "/oauth2/token", &form).await
    }

    /// Signs somebody in from the beginning, and gives the tokens.
    pub(crate) async fn tokens(&self, world: &World, browser: &mut Browser, scope: &str) -> Value {
        let code = browser.obtain_code(&self.ask().with("scope", scope)).await;
        self.exchange(world, &code).await.expect(200).json()
    }
}

/// S256.
pub(crate) fn challenge(verifier: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(domain::token::sha256(verifier.as_bytes()))
}

/// All clients, as an import brings them.
pub(crate) fn all() -> Value {
    json!([
        {
            "client_id": "notes", "client_secret": Client::NOTES.secret, "client_name": "Notes",
            "redirect_uris": [Client::NOTES.redirect_uri],
            "post_logout_redirect_uris": ["https://notes.example/bye"],
        },
        {
            "client_id": "wiki", "client_secret": Client::WIKI.secret, "client_name": "Wiki", "trusted": true,
            "redirect_uris": [Client::WIKI.redirect_uri, "https://wiki.example/other"],
            "post_logout_redirect_uris": ["https://wiki.example/bye"],
            "token_endpoint_auth_method": "client_secret_post",
        },
        {
            "client_id": "board", "client_name": "Board", "trusted": true,
            "redirect_uris": [Client::BOARD.redirect_uri], "token_endpoint_auth_method": "none",
        },
        {
            "client_id": "tool", "client_name": "Tool", "trusted": true, "application_type": "native",
            "redirect_uris": [Client::TOOL.redirect_uri, "http://localhost/cb"],
            "token_endpoint_auth_method": "none",
        },
    ])
}
