//! How answers travel: by query, fragment and form, as they are and as one signed JWT.

use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{DecodingKey, Validation, decode, decode_header};
use serde_json::{Value, json};
use url::Url;

use crate::world::{Answer, Ask, Client, ISSUER, World};

fn by(mode: &str) -> Ask {
    Client::NOTES.ask().with("response_mode", mode)
}

/// The pairs in the fragment of the place where an answer sends the browser.
fn fragment(answer: &Answer) -> Vec<(String, String)> {
    let url = Url::parse(answer.location()).unwrap();
    assert_eq!(url.query(), None, "nothing in the query: {url}");
    form_urlencoded::parse(url.fragment().unwrap_or_default().as_bytes()).into_owned().collect()
}

/// The pairs that a page posts to the app.
fn posted(page: &Answer) -> Vec<(String, String)> {
    assert_eq!(page.status, 200, "{}", page.words());
    page.form(Client::NOTES.redirect_uri).1
}

fn find<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
}

/// The claims of a signed answer, by a library that is not ours.
async fn open(world: &World, jwt: &str) -> Value {
    let keys = world.server().get("/oauth2/jwks").await.expect(200).body;
    let keys: JwkSet = serde_json::from_str(&keys).unwrap();
    let header = decode_header(jwt).unwrap();
    let key = DecodingKey::from_jwk(keys.find(header.kid.as_ref().unwrap()).unwrap()).unwrap();
    let mut validation = Validation::new(header.alg);
    validation.set_audience(&["notes"]);
    validation.set_issuer(&[ISSUER]);
    validation.validate_exp = false;
    decode(jwt, &key, &validation).unwrap().claims
}

#[tokio::test]
async fn multiple_response_types_2_1_the_fragment_carries_code_and_error() {
    let world = World::new().await;
    let mut browser = world.browser();
    let refused = browser.get(&by("fragment").with("prompt", "none").path()).await.expect(303);
    let pairs = fragment(&refused);
    assert_eq!((find(&pairs, "error"), find(&pairs, "state")), ("login_required", "the state"));
    let answer = browser.complete(&by("fragment")).await.expect(303);
    let pairs = fragment(&answer);
    let names: Vec<&str> = pairs.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["code", "state", "iss"]);
    Client::NOTES.exchange(&world, find(&pairs, "code")).await.expect(200);
}

#[tokio::test]
async fn form_post_2_a_page_posts_the_answer_with_a_button_for_those_without_script() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = browser.complete(&by("form_post")).await;
    let pairs = posted(&page);
    let names: Vec<&str> = pairs.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["code", "state", "iss"]);
    assert!(page.body.contains(r#"id="form-post-go" type="submit""#), "{}", page.body);
    assert!(page.body.contains(r#"<script defer src="/assets/form-post."#) && !page.body.contains("csrf"));
    let policy = page.header("content-security-policy");
    assert!(policy.ends_with("; form-action https://notes.example"), "{policy}");
    assert!(policy.contains("script-src 'self';") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(page.header("referrer-policy"), "strict-origin", "else the app sees an Origin of null");
    assert_eq!(page.header("cache-control"), "no-store");
    Client::NOTES.exchange(&world, find(&pairs, "code")).await.expect(200);
    // What needs nobody is posted at once, from the address of the request.
    let at_once = browser.get(&by("form_post").path()).await;
    assert!(!find(&posted(&at_once), "code").is_empty());
}

#[tokio::test]
async fn form_post_2_errors_are_posted_too_and_nothing_of_them_stands_in_an_address() {
    let world = World::new().await;
    let mut browser = world.browser();
    for (ask, error) in [
        (by("form_post").with("prompt", "none"), "login_required"),
        (by("form_post").with("scope", "email"), "invalid_scope"),
        (by("form_post").with("max_age", "x"), "invalid_request"),
    ] {
        let page = browser.get(&ask.path()).await;
        let pairs = posted(&page);
        assert_eq!((find(&pairs, "error"), find(&pairs, "state")), (error, "the state"));
        assert_eq!(page.location(), "");
    }
    // By POST as well (OIDC Core 3.1.2.1).
    let page =
        browser.send("POST", "/oauth2/authorize", Some(by("form_post").with("scope", "x").encode())).await;
    let page = browser.follow(page).await;
    assert_eq!(find(&posted(&page), "error"), "invalid_scope");
}

#[tokio::test]
async fn whoever_does_not_want_to_goes_back_to_the_app_the_way_that_it_asked_for() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = browser.authorize(&by("form_post")).await;
    let back = browser.submit(&page, "/login/cancel", &[]).await;
    assert_eq!(find(&posted(&back), "error"), "access_denied");
    let again = browser.submit(&page, "/login/cancel", &[]).await.expect(400);
    assert!(again.find_form(Client::NOTES.redirect_uri).is_none(), "once");
    let page = browser.authorize(&by("form_post").with("scope", "openid email")).await;
    let page = browser.fill_in(&page, crate::world::PASSWORD).await;
    let page = browser.follow(page).await;
    let back = browser.submit(&page, "/consent", &[("decision", "deny")]).await;
    assert_eq!(find(&posted(&back), "error"), "access_denied");
    let page = browser.authorize(&Client::NOTES.ask().with("prompt", "login")).await;
    let back = browser.submit(&page, "/login/cancel", &[]).await.expect(303);
    assert_eq!(back.sent("error").as_deref(), Some("access_denied"));
}

#[tokio::test]
async fn jarm_2_the_answer_is_one_jwt_signed_for_the_client() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.complete(&Client::NOTES.ask()).await.expect(303);
    for mode in ["jwt", "query.jwt", "fragment.jwt", "form_post.jwt"] {
        let answer = browser.get(&by(mode).path()).await;
        let pairs = match mode {
            "fragment.jwt" => fragment(&answer),
            "form_post.jwt" => posted(&answer),
            _ => vec![("response".into(), answer.sent("response").unwrap())],
        };
        assert_eq!(pairs.len(), 1, "{mode}: {pairs:?}");
        let claims = open(&world, find(&pairs, "response")).await;
        assert_eq!(claims["state"], "the state", "{mode}");
        assert_eq!(claims["exp"], world.now() + 600, "{mode}");
        Client::NOTES.exchange(&world, claims["code"].as_str().unwrap()).await.expect(200);
        let refused = browser.get(&by(mode).with("prompt", "login").with("scope", "email").path()).await;
        if mode == "jwt" {
            let claims = open(&world, &refused.sent("response").unwrap()).await;
            assert_eq!(claims["error"], "invalid_scope");
        }
    }
}

#[tokio::test]
async fn jarm_3_the_client_chooses_the_algorithm() {
    let world = World::new().await;
    world
        .register(json!({
            "client_id": "signed", "client_secret": "s".repeat(40), "redirect_uris": [Client::NOTES.redirect_uri],
            "authorization_signed_response_alg": "ES256",
        }))
        .await;
    let ask = by("jwt").with("client_id", "signed").with("prompt", "none");
    let answer = world.browser().get(&ask.path()).await.expect(303);
    let header = decode_header(answer.sent("response").unwrap()).unwrap();
    assert_eq!(header.alg, jsonwebtoken::Algorithm::ES256);
}

#[tokio::test]
async fn a_mode_that_is_unknown_or_cannot_be_is_refused_where_the_app_listens() {
    let world = World::new().await;
    let answer = world.browser().get(&by("web_message").path()).await.expect(303);
    assert_eq!(answer.sent("error").as_deref(), Some("invalid_request"));
    world
        .register(
            json!({"client_id": "native", "token_endpoint_auth_method": "none", "application_type": "native",
            "redirect_uris": ["com.example.app:/cb"]}),
        )
        .await;
    let ask = by("form_post").with("client_id", "native").with("redirect_uri", "com.example.app:/cb");
    let answer = world.browser().get(&ask.path()).await.expect(303);
    assert!(
        answer.location().starts_with("com.example.app:/cb?error=invalid_request"),
        "{}",
        answer.location()
    );
}
