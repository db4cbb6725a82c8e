//! The answer to an authorization request, and the ways in which it travels to the client.

use serde_json::{Map, Value};
use url::Url;

use crate::authorize::Target;
use crate::error::ProtocolError;
use crate::jwt::{JwtError, SigningKey, Typ};
use crate::response_mode::Way;

/// What the browser does to hand the answer over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// It goes to this URL.
    Redirect(String),
    /// It posts this form.
    Form(FormPost),
}

/// A form that the browser posts to the client (OAuth 2.0 Form Post Response Mode 2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormPost {
    /// The redirect URI.
    pub action: String,
    /// Names and values of its hidden fields.
    pub fields: Vec<(String, String)>,
}

/// The parameters of an answer, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer(Vec<(&'static str, String)>);

/// Who answers whom: what goes with every answer, and what signs those that travel as a JWT (JARM 2.1).
#[derive(Clone, Copy, Debug)]
pub struct Sender<'a> {
    /// This server.
    pub issuer: &'a str,
    /// The client.
    pub client_id: &'a str,
    /// The key of the client's `authorization_signed_response_alg`.
    pub key: Option<&'a SigningKey>,
    /// Seconds since 1970.
    pub now: i64,
}

/// How long a signed answer is good, in seconds (JARM 2.1 recommends ten minutes at most).
const SIGNED_FOR_S: i64 = 600;

impl Answer {
    /// What the client asked for (OIDC Core 3.1.2.5, 3.2.2.5, 3.3.2.5).
    pub fn of(pairs: Vec<(&'static str, String)>) -> Self {
        Self(pairs)
    }

    /// A refusal (OIDC Core 3.1.2.6).
    pub fn refusal(issuer: &str, error: &ProtocolError) -> Self {
        Self(vec![
            ("error", error.code.as_str().to_owned()),
            ("error_description", error.description.clone().into_owned()),
            ("error_uri", help(issuer, error)),
        ])
    }

    /// Puts it on its way, with the client's `state` and with `iss` (RFC 9207).
    pub fn send(mut self, target: &Target, sender: &Sender<'_>) -> Result<Delivery, JwtError> {
        if let Some(state) = target.state() {
            self.0.push(("state", state.to_owned()));
        }
        let pairs = if target.mode().signed {
            vec![("response", self.sign(sender)?)]
        } else {
            self.0.push(("iss", sender.issuer.to_owned()));
            self.0
        };
        let borrowed = pairs.iter().map(|(name, value)| (*name, value.as_str()));
        Ok(match target.mode().way {
            Way::Query => Delivery::Redirect(append(target.redirect_uri(), borrowed)),
            Way::Fragment => Delivery::Redirect(format!("{}#{}", target.redirect_uri(), encode(borrowed))),
            Way::FormPost => Delivery::Form(FormPost {
                action: target.redirect_uri().to_owned(),
                fields: pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            }),
        })
    }

    fn sign(self, sender: &Sender<'_>) -> Result<String, JwtError> {
        let mut claims: Map<String, Value> =
            self.0.into_iter().map(|(name, value)| (name.to_owned(), Value::String(value))).collect();
        claims.insert("iss".into(), sender.issuer.into());
        claims.insert("aud".into(), sender.client_id.into());
        claims.insert("exp".into(), (sender.now + SIGNED_FOR_S).into());
        sender.key.ok_or(JwtError::Key)?.sign(Typ::Jwt, &claims)
    }
}

/// Where the refusal is explained: `error_uri` (RFC 6749 4.1.2.1). Without an issuer it is relative to it.
pub fn help(issuer: &str, error: &ProtocolError) -> String {
    format!("{issuer}/help/errors/{}", error.entry().id)
}

/// A registered logout URI with `state` added, and nothing else (RP-Initiated Logout 3).
pub fn after_logout(uri: &str, state: Option<&str>) -> String {
    append(uri, state.iter().map(|state| ("state", *state)))
}

fn encode<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// Keeps the registered URI as it was written: only the query is extended (RFC 6749 3.1.2).
pub(crate) fn append<'a>(uri: &str, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let query = encode(pairs);
    if query.is_empty() {
        return uri.to_owned();
    }
    let joint = match uri.rsplit_once('?') {
        None => "?",
        Some((_, "")) => "",
        Some(_) => "&",
    };
    debug_assert!(
        Url::parse(uri).is_ok_and(|url| url.fragment().is_none()),
        "registered URIs have no fragment"
    );
    format!("{uri}{joint}{query}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::error::ErrorCode;
    use crate::jwt::Algorithm;
    use crate::metadata::ClientMetadata;
    use crate::params::Params;

    const ISSUER: &str = "https://id.example";
    const AT: &str = "redirect_uri=https%3A%2F%2Fa.example%2Fcb%3Ftenant%3D1&response_type=";

    fn send(raw: &str, answer: Answer, key: Option<&SigningKey>) -> Result<Delivery, JwtError> {
        let client = ClientMetadata::parse(&json!({"redirect_uris": ["https://a.example/cb?tenant=1"]}));
        let params = Params::parse(&format!("{AT}{raw}&state=%26x%3D1")).unwrap();
        let target = Target::resolve(&client.unwrap().metadata, &params).unwrap();
        answer.send(&target, &Sender { issuer: ISSUER, client_id: "c", key, now: 1_000 })
    }

    fn code() -> Answer {
        Answer::of(vec![("code", "abc".into())])
    }

    #[test]
    fn state_comes_back_and_the_query_of_the_uri_stays() {
        let expected = "https://a.example/cb?tenant=1&code=abc&state=%26x%3D1&iss=https%3A%2F%2Fid.example";
        for raw in ["code", "code&response_mode=query", "code&response_mode=bogus"] {
            assert_eq!(send(raw, code(), None), Ok(Delivery::Redirect(expected.into())), "{raw}");
        }
        let expected = "https://a.example/cb?tenant=1#code=abc&state=%26x%3D1&iss=https%3A%2F%2Fid.example";
        for raw in ["code&response_mode=fragment", "code+id_token", "code+token&response_mode=query"] {
            assert_eq!(send(raw, code(), None), Ok(Delivery::Redirect(expected.into())), "{raw}");
        }
    }

    #[test]
    fn form_post_response_mode_2_an_error_travels_by_form_too() {
        let error = ProtocolError::new(ErrorCode::AccessDenied, "no");
        let sent = send("code&response_mode=form_post", Answer::refusal(ISSUER, &error), None).unwrap();
        let help = "https://id.example/help/errors/access_denied";
        let fields = [
            ("error", "access_denied"),
            ("error_description", "no"),
            ("error_uri", help),
            ("state", "&x=1"),
            ("iss", ISSUER),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        let action = "https://a.example/cb?tenant=1".to_owned();
        assert_eq!(sent, Delivery::Form(FormPost { action, fields }));
    }

    #[test]
    fn jarm_2_1_and_2_3_one_signed_parameter() {
        let key = SigningKey::generate(Algorithm::Es256).unwrap();
        let key = SigningKey::from_pkcs8(Algorithm::Es256, &key).unwrap();
        for (raw, joint) in [
            ("code&response_mode=jwt", "?tenant=1&"),
            ("code&response_mode=query.jwt", "?tenant=1&"),
            ("code&response_mode=fragment.jwt", "?tenant=1#"),
            ("code+id_token&response_mode=jwt", "?tenant=1#"),
        ] {
            let Ok(Delivery::Redirect(url)) = send(raw, code(), Some(&key)) else { panic!("{raw}") };
            let jwt = url.strip_prefix(&format!("https://a.example/cb{joint}response=")).unwrap();
            let claims: Value = read(jwt, &key);
            let expected = json!({"iss": ISSUER, "aud": "c", "exp": 1_600, "code": "abc", "state": "&x=1"});
            assert_eq!(claims, expected, "{raw}");
        }
        let Ok(Delivery::Form(form)) = send("code&response_mode=form_post.jwt", code(), Some(&key)) else {
            panic!("no form")
        };
        assert_eq!(form.fields.len(), 1);
        assert_eq!(send("code&response_mode=jwt", code(), None), Err(JwtError::Key));
    }

    fn read(jwt: &str, key: &SigningKey) -> Value {
        // Our own check asks for a subject, which this token has no place for: the signature by a library, then.
        let (algorithm, decoding) = key.jwk().decoding().unwrap();
        let mut validation = jsonwebtoken::Validation::new(algorithm);
        validation.validate_exp = false;
        validation.set_audience(&["c"]);
        jsonwebtoken::decode(jwt, &decoding, &validation).unwrap().claims
    }

    #[test]
    fn after_logout_only_state_is_added() {
        assert_eq!(after_logout("https://a.example/bye", None), "https://a.example/bye");
        assert_eq!(after_logout("https://a.example/bye", Some("s")), "https://a.example/bye?state=s");
    }
}
