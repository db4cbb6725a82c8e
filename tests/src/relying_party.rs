//! A relying party on a library that others wrote, over the real TLS: what it accepts, other apps will accept too.

use std::path::Path;
use std::pin::Pin;

use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreIdToken, CoreJwsSigningAlgorithm, CoreTokenResponse,
    CoreUserInfoClaims,
};
use openidconnect::{
    AccessTokenHash, AsyncHttpClient, AuthType, AuthorizationCode, ClientId, ClientSecret, CsrfToken,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpRequest, HttpResponse, IssuerUrl, LogoutRequest,
    Nonce, OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, PostLogoutRedirectUrl,
    ProviderMetadataWithLogout, RedirectUrl, RefreshToken, Scope, TokenResponse as _, http,
};
use reqwest::{Client, Method};
use serde_json::{Value, json};
use url::Url;

use crate::appliance::{Appliance, ask};
use crate::browser::{Browser, Page};

/// Where answers go; nobody listens there, the browser stops before.
pub const REDIRECT_URI: &str = "https://app.example/callback";
/// Where a browser goes after a logout.
pub const GOODBYE_URI: &str = "https://app.example/goodbye";

/// An app that people sign in to.
#[derive(Clone, Debug)]
pub struct RelyingParty {
    /// As registered.
    pub client_id: String,
    /// As registered; `None` for a public client.
    pub client_secret: Option<String>,
    fetch: Fetch,
    issuer: Url,
    metadata: ProviderMetadataWithLogout,
    auth_type: AuthType,
}

/// A sign-in under way.
#[derive(Debug)]
pub struct Pending {
    /// Where the browser is sent.
    pub url: Url,
    state: CsrfToken,
    nonce: Nonce,
    verifier: PkceCodeVerifier,
}

/// Tokens, every one of them verified.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// Access token.
    pub access: String,
    /// Refresh token.
    pub refresh: Option<String>,
    /// ID token.
    pub id: CoreIdToken,
    /// Whom the ID token names.
    pub subject: String,
    /// By what the person signed in, in order of the alphabet.
    pub amr: Vec<String>,
    /// How good that was.
    pub acr: Option<String>,
    /// How the ID token is signed.
    pub algorithm: CoreJwsSigningAlgorithm,
    /// What userinfo says.
    pub userinfo: CoreUserInfoClaims,
}

type Library = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

impl RelyingParty {
    /// Registers a client with this metadata besides its URIs, and reads discovery.
    pub async fn register(appliance: &Appliance, metadata: Value) -> Self {
        Self::register_at(&appliance.dir().join("control.sock"), appliance, metadata).await
    }

    /// The same where the control socket stands elsewhere.
    pub async fn register_at(socket: &Path, appliance: &Appliance, metadata: Value) -> Self {
        let mut whole = json!({
            "client_name": "Timesheets", "redirect_uris": [REDIRECT_URI], "post_logout_redirect_uris": [GOODBYE_URI],
        });
        whole.as_object_mut().unwrap().extend(metadata.as_object().cloned().unwrap());
        let (status, client) = ask(socket, Method::POST, "/clients", Some(whole)).await;
        assert_eq!(status, 201, "{client}");
        Self::known(Browser::at(socket, appliance).await, appliance, &client).await
    }

    /// A client that was registered by other means.
    pub async fn existing(appliance: &Appliance, registration: &Value) -> Self {
        Self::known(Browser::new(appliance).await, appliance, registration).await
    }

    /// What was registered, as far as it matters here.
    pub fn registration(&self) -> Value {
        json!({"client_id": self.client_id, "client_secret": self.client_secret})
    }

    async fn known(browser: Browser, appliance: &Appliance, client: &Value) -> Self {
        let text = |name: &str| client[name].as_str().map(str::to_owned);
        let fetch = Fetch { client: browser.client };
        let issuer = appliance.issuer();
        let discovered =
            ProviderMetadataWithLogout::discover_async(IssuerUrl::new(issuer.clone()).unwrap(), &fetch).await;
        let auth_type = match text("token_endpoint_auth_method").as_deref() {
            Some("client_secret_post") => AuthType::RequestBody,
            _ => AuthType::BasicAuth,
        };
        Self {
            client_id: text("client_id").unwrap(),
            client_secret: text("client_secret"),
            fetch,
            issuer: Url::parse(&issuer).unwrap(),
            metadata: discovered.unwrap(),
            auth_type,
        }
    }

    /// A client that skips consent.
    pub async fn trusted(appliance: &Appliance) -> Self {
        Self::register(appliance, json!({"trusted": true})).await
    }

    /// A public client that skips consent.
    pub async fn public(appliance: &Appliance) -> Self {
        Self::register(appliance, json!({"trusted": true, "token_endpoint_auth_method": "none"})).await
    }

    /// Begins a sign-in.
    pub fn begin(&self, scopes: &[&str]) -> Pending {
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let library = self.library();
        let request = library.authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            CsrfToken::new_random,
            Nonce::new_random,
        );
        let scopes = scopes.iter().map(|scope| Scope::new((*scope).to_owned()));
        let (url, state, nonce) = request.add_scopes(scopes).set_pkce_challenge(challenge).url();
        Pending { url, state, nonce, verifier }
    }

    /// The code of an answer, once issuer and state are right.
    pub fn code(&self, pending: &Pending, landed: &Page) -> String {
        assert_eq!(landed.answer("error"), None, "{landed:?}");
        assert_eq!(landed.answer("state").as_ref(), Some(pending.state.secret()));
        // RFC 9207: an answer of another server would name another issuer.
        assert_eq!(landed.answer("iss").as_deref(), Some(self.issuer.as_str().trim_end_matches('/')));
        assert!(landed.away.as_ref().unwrap().as_str().starts_with(REDIRECT_URI));
        landed.answer("code").unwrap()
    }

    /// Code for tokens, with every check that the library knows.
    pub async fn finish(&self, pending: Pending, landed: &Page) -> Tokens {
        let code = AuthorizationCode::new(self.code(&pending, landed));
        let library = self.library();
        let exchange = library.exchange_code(code).unwrap().set_pkce_verifier(pending.verifier);
        let tokens = exchange.request_async(&self.fetch).await.unwrap();
        let id = tokens.id_token().unwrap().clone();
        let verifier = library.id_token_verifier();
        let claims = id.claims(&verifier, &pending.nonce).unwrap();
        let (algorithm, key) = (id.signing_alg().unwrap().clone(), id.signing_key(&verifier).unwrap());
        let at_hash = AccessTokenHash::from_token(tokens.access_token(), &algorithm, key).unwrap();
        assert_eq!(claims.access_token_hash(), Some(&at_hash));
        self.verified(&library, &tokens, id.clone(), None).await
    }

    /// The whole way of a browser that is signed in already.
    pub async fn tokens(&self, browser: &Browser, scopes: &[&str]) -> Tokens {
        let pending = self.begin(scopes);
        let landed = browser.open(pending.url.as_str()).await;
        let landed = browser.allow(landed).await;
        self.finish(pending, &landed).await
    }

    /// Fresh tokens; a refresh token that is not replaced stays.
    pub async fn refresh(&self, before: &Tokens) -> Tokens {
        let library = self.library();
        let token = RefreshToken::new(before.refresh.clone().unwrap());
        let request = library.exchange_refresh_token(&token).unwrap();
        let tokens = request.request_async(&self.fetch).await.unwrap();
        let id = tokens.id_token().unwrap_or(&before.id).clone();
        let again = self.verified(&library, &tokens, id, before.refresh.clone()).await;
        assert_eq!(again.subject, before.subject);
        again
    }

    /// Where the browser goes to sign out.
    pub fn logout_url(&self, tokens: &Tokens) -> Url {
        let endpoint = self.metadata.additional_metadata().end_session_endpoint.clone().unwrap();
        let goodbye = PostLogoutRedirectUrl::new(GOODBYE_URI.to_owned()).unwrap();
        LogoutRequest::from(endpoint)
            .set_id_token_hint(&tokens.id)
            .set_post_logout_redirect_uri(goodbye)
            .set_state(CsrfToken::new("bye".to_owned()))
            .http_get_url()
    }

    /// A bare exchange of a code: status and answer. For what a library would not do.
    pub async fn exchange(&self, code: &str, verifier: &str) -> (u16, Value) {
        self.try_exchange(code, verifier).await.unwrap()
    }

    /// The same at a server that may be gone.
    pub async fn try_exchange(&self, code: &str, verifier: &str) -> reqwest::Result<(u16, Value)> {
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", REDIRECT_URI),
            ("code_verifier", verifier),
        ];
        self.try_post("/oauth2/token", &form).await
    }

    /// A bare refresh: status and answer.
    pub async fn exchange_refresh(&self, token: &str) -> (u16, Value) {
        self.post("/oauth2/token", &[("grant_type", "refresh_token"), ("refresh_token", token)]).await
    }

    /// Whether userinfo takes the access token.
    pub async fn is_valid(&self, access: &str) -> bool {
        let url = self.issuer.join("/oauth2/userinfo").unwrap();
        match self.fetch.client.get(url).bearer_auth(access).send().await.unwrap().status().as_u16() {
            200 => true,
            401 => false,
            other => panic!("userinfo answers {other}"),
        }
    }

    /// A form, sent as this client.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> (u16, Value) {
        self.try_post(path, form).await.unwrap()
    }

    /// The same at a server that may be gone.
    pub async fn try_post(&self, path: &str, form: &[(&str, &str)]) -> reqwest::Result<(u16, Value)> {
        let request = self.fetch.client.post(self.issuer.join(path).unwrap());
        let mut form = form.to_vec();
        let request = match &self.client_secret {
            Some(secret) if matches!(self.auth_type, AuthType::BasicAuth) => {
                request.basic_auth(&self.client_id, Some(secret))
            }
            Some(secret) => {
                form.extend([("client_id", self.client_id.as_str()), ("client_secret", secret)]);
                request
            }
            None => {
                form.push(("client_id", &self.client_id));
                request
            }
        };
        let response = request.form(&form).send().await?;
        let status = response.status().as_u16();
        Ok((status, serde_json::from_str(&response.text().await?).unwrap_or_default()))
    }

    async fn verified(
        &self,
        library: &Library,
        tokens: &CoreTokenResponse,
        id: CoreIdToken,
        refresh: Option<String>,
    ) -> Tokens {
        let any_nonce = |_: Option<&Nonce>| Ok(());
        let verifier = library.id_token_verifier();
        let claims = id.claims(&verifier, any_nonce).unwrap();
        let subject = claims.subject().clone();
        let methods = claims.auth_method_refs().into_iter().flatten();
        let mut amr: Vec<String> = methods.map(|method| (**method).clone()).collect();
        amr.sort();
        let acr = claims.auth_context_ref().map(|acr| (**acr).clone());
        // The library refuses an answer about somebody else.
        let userinfo = library.user_info(tokens.access_token().clone(), Some(subject.clone())).unwrap();
        let userinfo: CoreUserInfoClaims = userinfo.request_async(&self.fetch).await.unwrap();
        Tokens {
            access: tokens.access_token().secret().clone(),
            refresh: tokens.refresh_token().map(|token| token.secret().clone()).or(refresh),
            algorithm: id.signing_alg().unwrap().clone(),
            subject: subject.to_string(),
            amr,
            acr,
            id,
            userinfo,
        }
    }

    fn library(&self) -> Library {
        CoreClient::from_provider_metadata(
            self.metadata.clone(),
            ClientId::new(self.client_id.clone()),
            self.client_secret.clone().map(ClientSecret::new),
        )
        .set_redirect_uri(RedirectUrl::new(REDIRECT_URI.to_owned()).unwrap())
        .set_auth_type(self.auth_type.clone())
    }
}

impl Pending {
    /// The PKCE verifier.
    pub fn verifier(&self) -> &str {
        self.verifier.secret()
    }
}

/// The library's way out.
#[derive(Clone, Debug)]
struct Fetch {
    client: Client,
}

impl<'c> AsyncHttpClient<'c> for Fetch {
    type Error = reqwest::Error;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, reqwest::Error>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            let response = self.client.execute(request.try_into()?).await?;
            let mut answer = http::Response::builder().status(response.status());
            for (name, value) in response.headers() {
                answer = answer.header(name, value);
            }
            Ok(answer.body(response.bytes().await?.to_vec()).unwrap())
        })
    }
}
