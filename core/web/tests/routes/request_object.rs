//! Requests inside a JWT: by value, by reference, and pushed (RFC 9101, OIDC Core 6).

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use domain::call::Reach;
use oidc::jwt::{Algorithm, SigningKey, Typ};
use serde_json::{Value, json};

use crate::token::expect_error;
use crate::token::signed::{Keys, key, set};
use crate::world::{Answer, Ask, Client, ISSUER, World};

const SIGNER: Client = Client { id: "signer", ..Client::NOTES };

/// Registers `signer`, trusted, with this key.
async fn register(world: &World, key: &SigningKey, change: &Value) {
    let mut client = json!({"client_id": "signer", "client_secret": Client::NOTES.secret, "trusted": true,
        "redirect_uris": [Client::NOTES.redirect_uri], "jwks": set(&[key])});
    client.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    world.register(client).await;
}

fn inside(world: &World, change: &Value) -> Value {
    let mut claims = json!({
        "iss": "signer", "aud": ISSUER, "exp": world.now() + 60, "client_id": "signer", "response_type": "code",
        "scope": "openid", "redirect_uri": Client::NOTES.redirect_uri, "state": "inside",
    });
    let object = claims.as_object_mut().unwrap();
    object.extend(change.as_object().unwrap().clone());
    object.retain(|_, value| !value.is_null());
    claims
}

fn sign(key: &SigningKey, claims: &Value) -> String {
    key.sign(Typ::Jwt, claims).unwrap()
}

fn unsigned(claims: &Value) -> String {
    let part = |json: &Value| BASE64URL.encode(json.to_string());
    format!("{}.{}.", part(&json!({"alg": "none"})), part(claims))
}

/// What stands outside, as OIDC Core 6.1 wants it.
fn outside() -> Ask {
    SIGNER.ask().with("state", "outside")
}

fn error(answer: &Answer) -> String {
    answer.sent("error").unwrap_or_default()
}

#[tokio::test]
async fn oidc_core_6_1_what_stands_inside_wins() {
    let world = World::new().await;
    for algorithm in [Algorithm::Rs256, Algorithm::Ps256, Algorithm::Es256, Algorithm::EdDsa] {
        let key = key(algorithm);
        let name = algorithm.as_str();
        let client = Client { id: Box::leak(format!("signer-{name}").into_boxed_str()), ..SIGNER };
        register(&world, &key, &json!({"client_id": client.id})).await;
        let object =
            sign(&key, &inside(&world, &json!({"iss": client.id, "client_id": client.id, "nonce": "n"})));
        // The redirect URI outside is nobody's, and not one that is fallen back to.
        let ask = outside()
            .with("client_id", client.id)
            .with("redirect_uri", "https://evil.example/")
            .with("request", &object);
        let answer = world.browser().complete(&ask).await.expect(303);
        assert!(
            answer.location().starts_with("https://notes.example/cb?code="),
            "{name}: {}",
            answer.location()
        );
        assert_eq!(answer.sent("state").as_deref(), Some("inside"), "{name}");
        let tokens = client.exchange(&world, &answer.sent("code").unwrap()).await.expect(200).json();
        assert_eq!(crate::world::id_token::claims(&tokens)["nonce"], "n", "{name}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_an_object_is_told_where_the_app_listens_or_on_a_page() {
    let world = World::new().await;
    let (own, other) = (key(Algorithm::Es256), key(Algorithm::Es256));
    register(&world, &own, &json!({})).await;
    let mut browser = world.browser();
    let good = inside(&world, &json!({}));
    let (head, signature) =
        sign(&own, &good).rsplit_once('.').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    for object in [
        "x".to_owned(),
        "a.b.c".to_owned(),
        head.clone(),
        format!("{head}."),
        format!("{head}x.{signature}"),
        unsigned(&good),
        sign(&other, &good),
        own.sign(Typ::LogoutToken, &good).unwrap(),
        sign(&own, &inside(&world, &json!({"iss": "other"}))),
        sign(&own, &inside(&world, &json!({"aud": "https://other.example"}))),
        sign(&own, &inside(&world, &json!({"exp": world.now() - 61}))),
        sign(&own, &inside(&world, &json!({"client_id": "notes"}))),
        sign(&own, &inside(&world, &json!({"response_type": "code id_token"}))),
        sign(&own, &inside(&world, &json!({"sub": "signer"}))),
        sign(&own, &inside(&world, &json!({"request": "x"}))),
    ] {
        let ask = outside().with("request", &object);
        let answer = browser.get(&ask.path()).await.expect(303);
        assert_eq!(error(&answer), "invalid_request_object", "{object}");
        assert_eq!(answer.sent("state").as_deref(), Some("outside"));
        // Without an address outside that is registered, nothing is sent anywhere.
        for ask in [ask.clone().without("redirect_uri"), ask.with("redirect_uri", "https://evil.example/")] {
            let page = browser.get(&ask.path()).await.expect(400);
            assert!(page.says("invalid_request_object"), "{}", page.words());
        }
    }
    // An address inside that is not registered is never answered, whatever stands outside.
    let object = sign(&own, &inside(&world, &json!({"redirect_uri": "https://evil.example/"})));
    let page = browser.get(&outside().with("request", &object).path()).await.expect(400);
    assert!(page.says("redirect_uri is not registered"), "{}", page.words());
    let both = outside().with("request", &sign(&own, &good)).with("request_uri", "https://signer.example/r");
    assert_eq!(error(&browser.get(&both.path()).await), "invalid_request");
}

#[tokio::test]
async fn oidc_registration_2_the_registered_algorithm_is_the_only_one() {
    let world = World::new().await;
    let key = key(Algorithm::Es256);
    register(&world, &key, &json!({"request_object_signing_alg": "RS256"})).await;
    let object = sign(&key, &inside(&world, &json!({})));
    let answer = world.browser().get(&outside().with("request", &object).path()).await.expect(303);
    assert_eq!(error(&answer), "invalid_request_object");
}

#[tokio::test]
async fn an_unsigned_object_needs_the_office_and_the_registration() {
    let world = World::new().await;
    let key = key(Algorithm::Es256);
    register(&world, &key, &json!({"request_object_signing_alg": "none"})).await;
    let object = unsigned(&inside(&world, &json!({})));
    let ask = outside().with("request", &object);
    assert_eq!(error(&world.browser().get(&ask.path()).await), "invalid_request_object");
    world.set("oidc.legacy_response_types", "on").await;
    let answer = world.browser().complete(&ask).await.expect(303);
    assert_eq!(answer.sent("state").as_deref(), Some("inside"));
    let signed = outside().with("request", &sign(&key, &inside(&world, &json!({}))));
    assert_eq!(error(&world.browser().get(&signed.path()).await), "invalid_request_object");
}

#[tokio::test]
async fn rfc9101_10_5_a_client_that_has_to_sign_is_not_served_otherwise_and_nothing_outside_counts() {
    let world = World::new().await;
    let key = key(Algorithm::Es256);
    register(&world, &key, &json!({"require_signed_request_object": true})).await;
    assert_eq!(error(&world.browser().get(&outside().path()).await), "invalid_request");
    let object = sign(&key, &inside(&world, &json!({"state": null})));
    let answer = world.browser().complete(&outside().with("request", &object)).await.expect(303);
    assert!(answer.sent("code").is_some() && answer.sent("state").is_none(), "{}", answer.location());
}

#[tokio::test]
async fn rfc9126_3_an_object_may_be_pushed() {
    let world = World::new().await;
    let key = key(Algorithm::Es256);
    register(&world, &key, &json!({"require_signed_request_object": true})).await;
    let object = sign(&key, &inside(&world, &json!({})));
    let pushed = SIGNER.call(&world, "/oauth2/par", &[("request", &object)]).await.expect(201).json();
    // Its time may be over when the person comes: it was looked at when it was pushed.
    world.wait(80);
    let ask =
        Ask::default().and("client_id", "signer").and("request_uri", pushed["request_uri"].as_str().unwrap());
    assert!(world.browser().complete(&ask).await.sent("code").is_some());
    let bad = sign(&key, &inside(&world, &json!({"exp": 1})));
    let answer = SIGNER.call(&world, "/oauth2/par", &[("request", &bad)]).await;
    expect_error(&answer, 400, "invalid_request_object");
}

#[tokio::test]
async fn oidc_core_6_2_an_object_is_fetched_from_a_registered_address_where_the_office_lets_it() {
    let world = World::new().await;
    let key = key(Algorithm::Rs256);
    let object = sign(&key, &inside(&world, &json!({})));
    let hash = BASE64URL.encode(domain::token::sha256(object.as_bytes()));
    let named = format!("https://signer.example/named#{hash}");
    let uris = json!(["https://signer.example/r", "https://signer.example/named#old"]);
    register(&world, &key, &json!({"request_uris": uris})).await;
    let network = Keys::of(&world, json!(object));
    let by = |uri: &str| outside().with("request_uri", uri);
    let mut browser = world.browser();
    assert_eq!(
        error(&browser.get(&by("https://signer.example/r").path()).await),
        "request_uri_not_supported"
    );
    world.set("oidc.legacy_response_types", "on").await;
    for uri in ["https://signer.example/r", &named] {
        let answer = browser.complete(&by(uri)).await.expect(303);
        assert_eq!(answer.sent("state").as_deref(), Some("inside"), "{uri}");
    }
    assert_eq!(network.asked(), 2, "kept while it is fresh");
    assert!(browser.get(&by(&named).path()).await.sent("code").is_some());
    assert_eq!(network.asked(), 2);
    assert!(network.calls.lock().unwrap().iter().all(|reach| *reach == Reach::Office));
    for uri in [
        "https://other.example/r",
        "https://signer.example/r/",
        "http://signer.example/r",
        "file:///etc/passwd",
    ] {
        assert_eq!(error(&browser.get(&by(uri).path()).await), "invalid_request_uri", "{uri}");
    }
    assert_eq!(network.asked(), 2, "nobody else chooses where we call");
    network.publish(Some(json!("something else")));
    world.wait(10);
    assert_eq!(error(&browser.get(&by("https://signer.example/r").path()).await), "invalid_request_object");
    world.wait(3_600);
    let asked = network.asked();
    assert_eq!(
        error(&browser.get(&by(&named).path()).await),
        "invalid_request_object",
        "what is there counts"
    );
    assert_eq!(network.asked(), asked + 1);
    for fragment in 0..20 {
        browser.get(&by(&format!("https://signer.example/named#{fragment}")).path()).await;
    }
    assert_eq!(network.asked(), asked + 1, "whoever makes fragments up has us ask no oftener");
    world.wait(2);
    network.publish(Some(json!(sign(&key, &inside(&world, &json!({}))))));
    let renamed = browser.get(&by("https://signer.example/named#new").path()).await;
    assert!(renamed.sent("code").is_some(), "another fragment says that the content is another");
    network.publish(None);
    world.wait(10);
    assert_eq!(error(&browser.get(&by("https://signer.example/r").path()).await), "invalid_request_uri");
}
