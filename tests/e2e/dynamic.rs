//! What the Dynamic OP plan asks, over sockets: apps that register themselves, tokens through the browser, requests and keys
//! and sectors that stand at the app's own server.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use domain::token::sha256;
use oidc::jwt::{Algorithm, SigningKey, Typ};
use reqwest::{Client, Method};
use serde_json::{Map, Value, json};
use tests::appliance::{Appliance, MEMBER};
use tests::bank::now;
use tests::browser::{Browser, Page, client};
use tests::key_copy::{KeyCopy, Reads, read};
use tests::key_server::{ClientKey, KeyServer};
use tests::page::Form;
use tests::relying_party::REDIRECT_URI;

const KIND: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
const TYPES: [&str; 6] =
    ["code", "id_token", "id_token token", "code id_token", "code token", "code id_token token"];

/// An office that lets anybody register, and an app with a server of its own.
struct Office {
    server: KeyServer,
    appliance: Appliance,
    issuer: String,
    http: Client,
    browser: Browser,
}

impl Office {
    async fn new() -> Self {
        let server = KeyServer::start().await;
        let appliance = server.appliance().await;
        appliance.run(&["settings", "set", "registration.mode", "open"]);
        appliance.run(&["settings", "set", "oidc.legacy_response_types", "on"]);
        let http = client(&appliance.ca_pem().await, &appliance);
        let browser = Browser::new(&appliance).await;
        Self { server, issuer: appliance.issuer(), http, browser, appliance }
    }

    async fn register(&self, more: &Value) -> (u16, Value) {
        let mut body = json!({"client_name": "Planner", "redirect_uris": [REDIRECT_URI]});
        body.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap());
        let asked =
            self.http.post(format!("{}/oauth2/register", self.issuer)).json(&body).send().await.unwrap();
        (asked.status().as_u16(), asked.json().await.unwrap())
    }

    async fn registered(&self, more: &Value) -> Value {
        let (status, made) = self.register(more).await;
        assert_eq!(status, 201, "{made}");
        made
    }

    /// A person signs in where they have to, and agrees.
    async fn go(&self, parameters: &[(&str, &str)]) -> Page {
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
        let page = self.browser.open(&format!("/oauth2/authorize?{query}")).await;
        let page = match Form::find(&page.body, "password") {
            Some(_) if page.away.is_none() => self.browser.sign_in(&page, MEMBER).await,
            _ => page,
        };
        self.browser.allow(page).await
    }

    async fn token(&self, form: &[(&str, &str)]) -> (u16, Value) {
        let asked = self.http.post(format!("{}/oauth2/token", self.issuer)).form(form).send().await.unwrap();
        (asked.status().as_u16(), asked.json().await.unwrap())
    }

    /// Userinfo, signed as the app chose.
    async fn userinfo(&self, keys: &mut KeyCopy, access: &str) -> Value {
        let asked = self.http.get(format!("{}/oauth2/userinfo", self.issuer)).bearer_auth(access);
        let answer = asked.send().await.unwrap();
        assert_eq!(
            (answer.status().as_u16(), &answer.headers()["content-type"]),
            (200, &"application/jwt".parse().unwrap())
        );
        let token = answer.text().await.unwrap();
        assert_eq!(read(&token).unwrap().0["alg"], "RS256");
        keys.verify(&token).await.unwrap()
    }

    fn keys(&self) -> KeyCopy {
        KeyCopy::new(&self.http, &self.issuer, Reads::ForUnknownKeys)
    }
}

/// What an answer brought, wherever in the address.
fn brought(landed: &Page) -> Map<String, Value> {
    let url = landed.away.as_ref().unwrap_or_else(|| panic!("{landed:?}"));
    assert!(url.as_str().starts_with(REDIRECT_URI), "{url}");
    let text = url.fragment().or(url.query()).unwrap_or_default();
    form_urlencoded::parse(text.as_bytes())
        .map(|(name, value)| (name.into_owned(), value.into_owned().into()))
        .collect()
}

fn text<'a>(json: &'a Value, name: &str) -> &'a str {
    json[name].as_str().unwrap_or_else(|| panic!("no {name} in {json}"))
}

/// The left half of a hash, as ID tokens under 256 bits name what came with them (OIDC Core 3.1.3.6).
fn half(value: &str) -> Value {
    BASE64URL.encode(&sha256(value.as_bytes())[..16]).into()
}

#[tokio::test]
async fn every_response_type_brings_what_it_names_and_all_of_it_fits() {
    let office = Office::new().await;
    let app = office
        .registered(&json!({
            "response_types": TYPES, "grant_types": ["authorization_code", "implicit", "refresh_token"],
            "token_endpoint_auth_method": "client_secret_post", "userinfo_signed_response_alg": "RS256",
        }))
        .await;
    let (id, secret) = (text(&app, "client_id"), text(&app, "client_secret"));
    let mut keys = office.keys();
    for kind in TYPES {
        let asked = [
            ("client_id", id),
            ("redirect_uri", REDIRECT_URI),
            ("response_type", kind),
            ("scope", "openid email"),
            ("state", "the state"),
            ("nonce", "the nonce"),
        ];
        let answer = Value::from(brought(&office.go(&asked).await));
        let words: Vec<&str> = kind.split(' ').collect();
        for (name, word) in [("code", "code"), ("id_token", "id_token"), ("access_token", "token")] {
            assert_eq!(answer.get(name).is_some(), words.contains(&word), "{kind}: {answer}");
        }
        assert_eq!(
            (&answer["state"], &answer["iss"]),
            (&json!("the state"), &json!(office.issuer)),
            "{kind}"
        );
        let mut subjects = Vec::new();
        if let Some(token) = answer["id_token"].as_str() {
            let claims = keys.verify(token).await.unwrap();
            assert_eq!((&claims["aud"], &claims["nonce"]), (&json!(id), &json!("the nonce")), "{kind}");
            assert_eq!(claims.get("c_hash").cloned(), answer["code"].as_str().map(half), "{kind}");
            assert_eq!(claims.get("at_hash").cloned(), answer["access_token"].as_str().map(half), "{kind}");
            subjects.push(claims["sub"].clone());
        }
        if let Some(access) = answer["access_token"].as_str() {
            assert_eq!(answer["token_type"], "Bearer", "{kind}");
            subjects.push(office.userinfo(&mut keys, access).await["sub"].clone());
        }
        if let Some(code) = answer["code"].as_str() {
            let form = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", REDIRECT_URI)];
            let form = [&form[..], &[("client_id", id), ("client_secret", secret)]].concat();
            let (status, tokens) = office.token(&form).await;
            assert_eq!(status, 200, "{kind}: {tokens}");
            let claims = keys.verify(text(&tokens, "id_token")).await.unwrap();
            assert_eq!(claims["nonce"], "the nonce", "{kind}");
            subjects.push(claims["sub"].clone());
            subjects.push(office.userinfo(&mut keys, text(&tokens, "access_token")).await["sub"].clone());
        }
        assert!(
            !subjects.is_empty() && subjects.windows(2).all(|pair| pair[0] == pair[1]),
            "{kind}: {subjects:?}"
        );
    }
    assert_eq!(keys.reads(), 1, "one key signs all of it");
}

#[tokio::test]
async fn a_request_at_the_apps_address_counts_signed_and_where_it_registered_that_unsigned() {
    let office = Office::new().await;
    let der = SigningKey::generate(Algorithm::Rs256).unwrap();
    let key = SigningKey::from_pkcs8(Algorithm::Rs256, &der).unwrap();
    let uri = office.server.at("/request.jwt");
    for algorithm in ["RS256", "none"] {
        let app = office
            .registered(&json!({
                "request_uris": [uri], "request_object_signing_alg": algorithm, "jwks": {"keys": [key.jwk()]},
            }))
            .await;
        let id = text(&app, "client_id");
        let inside = json!({
            "iss": id, "aud": office.issuer, "client_id": id, "response_type": "code", "redirect_uri": REDIRECT_URI,
            "scope": "openid", "state": "inside", "nonce": "inside", "exp": now() + 60,
        });
        let part = |json: &Value| BASE64URL.encode(json.to_string());
        let unsigned = format!("{}.{}.", part(&json!({"alg": "none"})), part(&inside));
        let signed = key.sign(Typ::Jwt, &inside).unwrap();
        let asked = [
            ("client_id", id),
            ("response_type", "code"),
            ("scope", "openid"),
            ("redirect_uri", REDIRECT_URI),
            ("state", "outside"),
            ("request_uri", uri.as_str()),
        ];
        let (right, wrong) = if algorithm == "none" { (unsigned, signed) } else { (signed, unsigned) };
        office.server.show("/request.jwt", &wrong);
        let refused = brought(&office.go(&asked).await);
        assert_eq!(refused["error"], "invalid_request_object", "{algorithm}");
        // What was read is kept for a while: another address tells at once.
        office.server.show("/request.jwt?again", &right);
        let again = format!("{uri}?again");
        let changed = json!({"client_id": id, "client_name": "Planner", "redirect_uris": [REDIRECT_URI],
            "request_uris": [again], "request_object_signing_alg": algorithm, "jwks": {"keys": [key.jwk()]}});
        let managed = office.http.put(text(&app, "registration_client_uri"));
        let managed =
            managed.bearer_auth(text(&app, "registration_access_token")).json(&changed).send().await;
        assert_eq!(managed.unwrap().status(), 200);
        let asked =
            asked.map(|(name, value)| (name, if name == "request_uri" { again.as_str() } else { value }));
        let answer = brought(&office.go(&asked).await);
        assert_eq!((&answer["state"], answer.contains_key("code")), (&json!("inside"), true), "{answer:?}");
    }
}

#[tokio::test]
async fn an_app_joins_a_sector_that_knows_it_and_no_other() {
    let office = Office::new().await;
    let (one, other) = (REDIRECT_URI, "https://other.example/callback");
    for (path, list) in [
        ("/good", json!([other, one])),
        ("/lacks", json!([one])),
        ("/empty", json!([])),
        ("/object", json!({"uris": [one, other]})),
        ("/text", json!("<html>")),
    ] {
        office.server.show(path, &list);
        let asked = json!({"redirect_uris": [one, other], "subject_type": "pairwise", "sector_identifier_uri": office.server.at(path)});
        let (status, answer) = office.register(&asked).await;
        match path {
            "/good" => {
                assert_eq!(
                    (status, &answer["sector_identifier_uri"]),
                    (201, &json!(office.server.at(path))),
                    "{answer}"
                );
            }
            _ => assert_eq!(
                (status, &answer["error"]),
                (400, &json!("invalid_client_metadata")),
                "{path}: {answer}"
            ),
        }
    }
    for uri in [
        office.server.at("/nothing"),
        "http://localhost/good".to_owned(),
        "https://nobody.invalid/x".to_owned(),
    ] {
        let (status, answer) = office.register(&json!({"sector_identifier_uri": uri})).await;
        assert_eq!((status, &answer["error"]), (400, &json!("invalid_client_metadata")), "{uri}: {answer}");
    }
    let (status, answer) =
        office.register(&json!({"redirect_uris": [one, other], "subject_type": "pairwise"})).await;
    assert_eq!((status, &answer["error"]), (400, &json!("invalid_client_metadata")), "{answer}");
    // So it is for apps that an administrator brings.
    let brought = |path: &str| {
        json!([{"client_name": "Moved", "redirect_uris": [one, other], "subject_type": "pairwise",
            "sector_identifier_uri": office.server.at(path)}])
    };
    for (path, expected) in [("/lacks", 422), ("/nothing", 422), ("/good", 200)] {
        let (status, answer) =
            office.appliance.ask(Method::POST, "/clients/import", Some(brought(path))).await;
        assert_eq!(status, expected, "{path}: {answer}");
        if status == 422 {
            assert_eq!(answer["errors"][0]["field"], "[0].sector_identifier_uri", "{answer}");
        }
    }
    assert_eq!(office.appliance.audited().await.iter().filter(|act| *act == "client.created").count(), 2);
}

#[tokio::test]
async fn a_new_key_of_an_app_counts_at_once() {
    let office = Office::new().await;
    let (first, second) = (ClientKey::new("first", 7), ClientKey::new("second", 8));
    office.server.publish(&[&first]);
    let app = office
        .registered(&json!({
            "token_endpoint_auth_method": "private_key_jwt", "jwks_uri": office.server.uri(),
            "grant_types": ["authorization_code", "refresh_token"],
        }))
        .await;
    let id = text(&app, "client_id");
    let asked = [
        ("client_id", id),
        ("redirect_uri", REDIRECT_URI),
        ("response_type", "code"),
        ("scope", "openid offline_access"),
        ("prompt", "consent"),
    ];
    let answer = brought(&office.go(&asked).await);
    // The suite names the token endpoint here, as many libraries do.
    let endpoint = format!("{}/oauth2/token", office.issuer);
    let assertion = |key: &ClientKey, jti: &str| {
        key.sign(&json!({"iss": id, "sub": id, "aud": endpoint, "jti": jti, "exp": now() + 60}))
    };
    let prove = async |assertion: String, form: &[(&str, &str)]| {
        let proof = [("client_assertion_type", KIND), ("client_assertion", assertion.as_str())];
        office.token(&[form, &proof].concat()).await
    };
    let form = [
        ("grant_type", "authorization_code"),
        ("code", answer["code"].as_str().unwrap()),
        ("redirect_uri", REDIRECT_URI),
    ];
    let (status, tokens) = prove(assertion(&first, "1"), &form).await;
    assert_eq!(status, 200, "{tokens}");
    let form = [("grant_type", "refresh_token"), ("refresh_token", text(&tokens, "refresh_token"))];
    office.server.publish(&[&second]);
    let (status, tokens) = prove(assertion(&second, "2"), &form).await;
    assert_eq!(status, 200, "{tokens}");
    let (status, refused) = prove(assertion(&first, "3"), &form).await;
    assert_eq!((status, &refused["error"]), (401, &json!("invalid_client")));
}
