//! An OpenID provider as a relying party sees it, product and floor alike: the legs of the protocol, one by one.

use std::cell::{Cell, RefCell};

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use hyper::StatusCode;
use serde::Deserialize;
use url::Url;

use crate::client::{Answer, Call, Connection, Origin};
use crate::error::Error;
use crate::form::Form;
use crate::jar::Jar;

/// Where codes go; nobody listens there, the generator reads them from the redirect.
pub(crate) const REDIRECT_URI: &str = "http://127.0.0.1:9/callback";
/// The scope of the code flow that is measured.
pub(crate) const SCOPE: &str = "openid profile email";
/// The scope that also brings a refresh token.
pub(crate) const OFFLINE_SCOPE: &str = "openid profile email offline_access";

const DISCOVERY: &str = "/.well-known/openid-configuration";
const MOST_HOPS: usize = 8;
// 43 characters, the least that RFC 7636 allows; one for all, as nothing here depends on its secrecy.
const CODE_VERIFIER: &str = "a-code-verifier-of-43-unreserved-characters";

/// How the relying party and its one user are known to the provider.
#[derive(Clone, Debug)]
pub(crate) struct Registration {
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    pub(crate) username: String,
    pub(crate) password: String,
}

/// The provider under test.
pub(crate) struct Provider {
    pub(crate) origin: Origin,
    /// The process whose CPU time is counted.
    pub(crate) pid: u32,
    /// Codes that were asked for and not yet redeemed.
    pub(crate) codes: RefCell<Vec<String>>,
    endpoints: Endpoints,
    registration: Registration,
    basic: String,
    code_challenge: String,
    requests: Cell<u64>,
}

/// What one connection holds from earlier: a signed-in browser and its tokens.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lane {
    pub(crate) jar: Jar,
    pub(crate) access_token: String,
    pub(crate) refresh_token: String,
}

/// The token endpoint's answer, as far as it matters here.
#[derive(Debug, Deserialize)]
pub(crate) struct Tokens {
    pub(crate) access_token: String,
    pub(crate) refresh_token: Option<String>,
    pub(crate) id_token: Option<String>,
}

#[derive(Deserialize)]
struct Metadata {
    authorization_endpoint: String,
    token_endpoint: String,
    userinfo_endpoint: String,
    introspection_endpoint: String,
    jwks_uri: String,
}

/// The endpoints' paths on the one origin.
struct Endpoints {
    authorize: String,
    token: String,
    userinfo: String,
    introspect: String,
    jwks: String,
}

impl Provider {
    /// Reads the provider's metadata.
    pub(crate) async fn discover(
        origin: Origin,
        pid: u32,
        registration: Registration,
    ) -> Result<Self, Error> {
        let mut connection = Connection::open(&origin).await?;
        let answer = connection.send(Call::get(DISCOVERY)).await?.expect("discovery", StatusCode::OK)?;
        let metadata: Metadata = serde_json::from_slice(&answer.body)?;
        let endpoints = Endpoints {
            authorize: path(&metadata.authorization_endpoint)?,
            token: path(&metadata.token_endpoint)?,
            userinfo: path(&metadata.userinfo_endpoint)?,
            introspect: path(&metadata.introspection_endpoint)?,
            jwks: path(&metadata.jwks_uri)?,
        };
        let basic = basic(&registration.client_id, &registration.client_secret);
        let code_challenge = BASE64_URL_SAFE_NO_PAD.encode(digest(&SHA256, CODE_VERIFIER.as_bytes()));
        let (codes, requests) = (RefCell::default(), Cell::default());
        Ok(Self { origin, pid, codes, endpoints, registration, basic, code_challenge, requests })
    }

    /// GET of the metadata.
    pub(crate) async fn get_discovery(&self, connection: &mut Connection) -> Result<(), Error> {
        connection.send(Call::get(DISCOVERY)).await?.expect("discovery", StatusCode::OK).map(drop)
    }

    /// GET of the key set.
    pub(crate) async fn get_jwks(&self, connection: &mut Connection) -> Result<(), Error> {
        connection.send(Call::get(&self.endpoints.jwks)).await?.expect("jwks", StatusCode::OK).map(drop)
    }

    /// An authorization request of a signed-in browser: a code without any page between.
    pub(crate) async fn authorize(&self, connection: &mut Connection, lane: &Lane) -> Result<String, Error> {
        let target = self.authorize_target(SCOPE);
        let answer = connection.send(Call::get(&target).header("cookie", &lane.jar.header())).await?;
        code_of(&answer)?.ok_or_else(|| answer.refused("authorize with a session"))
    }

    /// The same for a browser that nobody has signed in with: through the sign-in page.
    pub(crate) async fn sign_in(
        &self,
        connection: &mut Connection,
        jar: &mut Jar,
        scope: &str,
    ) -> Result<String, Error> {
        let mut at = Url::parse("https://localhost")?.join(&self.authorize_target(scope))?;
        let mut posting = None;
        for _ in 0..MOST_HOPS {
            let (target, cookies) = (path_and_query(&at), jar.header());
            let call = match posting.take() {
                Some(form) => Call::post(&target, form),
                None => Call::get(&target),
            };
            let answer = connection.send(call.header("cookie", &cookies)).await?;
            jar.keep(&answer.headers);
            if let Some(code) = code_of(&answer)? {
                return Ok(code);
            }
            if let Some(location) = answer.location() {
                at = at.join(location)?;
                continue;
            }
            let page = String::from_utf8_lossy(&answer.body);
            let form = (answer.status == StatusCode::OK).then(|| Form::find(&page, "password")).flatten();
            let mut form = form.ok_or_else(|| answer.refused("signing in"))?;
            form.fill("username", &self.registration.username);
            form.fill("password", &self.registration.password);
            at = at.join(form.action.as_deref().unwrap_or_default())?;
            posting = Some(form.body());
        }
        Err(Error::Missing("end to the redirects of a sign-in"))
    }

    /// Redeems a code.
    pub(crate) async fn redeem(&self, connection: &mut Connection, code: &str) -> Result<Tokens, Error> {
        let form = encode(&[
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", REDIRECT_URI),
            ("code_verifier", CODE_VERIFIER),
        ]);
        self.token("token for a code", connection, form).await
    }

    /// Uses a refresh token.
    pub(crate) async fn refresh(&self, connection: &mut Connection, token: &str) -> Result<Tokens, Error> {
        let form = encode(&[("grant_type", "refresh_token"), ("refresh_token", token)]);
        self.token("token for a refresh token", connection, form).await
    }

    /// Asks who the token's user is.
    pub(crate) async fn userinfo(&self, connection: &mut Connection, lane: &Lane) -> Result<(), Error> {
        let bearer = format!("Bearer {}", lane.access_token);
        let call = Call::get(&self.endpoints.userinfo).header("authorization", &bearer);
        connection.send(call).await?.expect("userinfo", StatusCode::OK).map(drop)
    }

    /// Asks whether the token is valid.
    pub(crate) async fn introspect(&self, connection: &mut Connection, lane: &Lane) -> Result<(), Error> {
        let form = encode(&[("token", &lane.access_token)]);
        let call = Call::post(&self.endpoints.introspect, form).header("authorization", &self.basic);
        let answer = connection.send(call).await?.expect("introspection", StatusCode::OK)?;
        // An inactive token is answered with 200 as well, and is cheaper.
        let active = answer.body.windows(14).any(|window| window == b"\"active\":false");
        if active { Err(answer.refused("introspection")) } else { Ok(()) }
    }

    async fn token(
        &self,
        what: &'static str,
        connection: &mut Connection,
        form: String,
    ) -> Result<Tokens, Error> {
        let call = Call::post(&self.endpoints.token, form).header("authorization", &self.basic);
        let answer = connection.send(call).await?.expect(what, StatusCode::OK)?;
        Ok(serde_json::from_slice(&answer.body)?)
    }

    /// Path and query of a new authorization request.
    pub(crate) fn authorize_target(&self, scope: &str) -> String {
        let number = self.requests.get();
        self.requests.set(number + 1);
        let query = encode(&[
            ("response_type", "code"),
            ("client_id", &self.registration.client_id),
            ("redirect_uri", REDIRECT_URI),
            ("scope", scope),
            ("state", &format!("state-{number}")),
            ("nonce", &format!("nonce-{number}")),
            ("code_challenge", &self.code_challenge),
            ("code_challenge_method", "S256"),
        ]);
        format!("{}?{query}", self.endpoints.authorize)
    }
}

/// The code, when the answer redirects to the relying party with one.
fn code_of(answer: &Answer) -> Result<Option<String>, Error> {
    let Some(location) = answer.location().filter(|location| location.starts_with(REDIRECT_URI)) else {
        return Ok(None);
    };
    let url = Url::parse(location)?;
    let code = url.query_pairs().find(|(name, _)| name == "code").map(|(_, code)| code.into_owned());
    code.map(Some).ok_or_else(|| Error::Answer {
        what: "authorize",
        status: answer.status.as_u16(),
        body: location.to_owned(),
    })
}

/// RFC 6749, 2.3.1: id and secret are form-encoded before they are joined.
fn basic(client_id: &str, client_secret: &str) -> String {
    let encode = |value: &str| form_urlencoded::byte_serialize(value.as_bytes()).collect::<String>();
    format!("Basic {}", BASE64_STANDARD.encode(format!("{}:{}", encode(client_id), encode(client_secret))))
}

fn encode(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

fn path(endpoint: &str) -> Result<String, Error> {
    Ok(Url::parse(endpoint)?.path().to_owned())
}

fn path_and_query(url: &Url) -> String {
    url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
}

#[cfg(test)]
mod tests {
    use hyper::header::{HeaderMap, HeaderValue, LOCATION};

    use super::{Answer, StatusCode, basic, code_of};

    fn redirect(location: &'static str) -> Answer {
        let headers = HeaderMap::from_iter([(LOCATION, HeaderValue::from_static(location))]);
        Answer { status: StatusCode::SEE_OTHER, headers, body: Default::default() }
    }

    #[test]
    fn a_code_is_read_from_the_redirect_to_the_relying_party_only() {
        let code = code_of(&redirect("http://127.0.0.1:9/callback?state=s&code=a%2Bb&iss=i"));
        assert_eq!(code.unwrap().as_deref(), Some("a+b"));
        assert_eq!(code_of(&redirect("/login?i=1&code=no")).unwrap(), None);
    }

    #[test]
    fn an_error_at_the_relying_party_is_an_error() {
        assert!(code_of(&redirect("http://127.0.0.1:9/callback?error=login_required")).is_err());
    }

    #[test]
    fn client_credentials_are_form_encoded_before_they_are_joined() {
        assert_eq!(basic("a b", "c:d"), "Basic YStiOmMlM0Fk");
    }
}
