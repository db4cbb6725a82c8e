//! A relying party signs a person in: signatures, ways to authenticate, claims, refresh, logout.

use openidconnect::core::CoreJwsSigningAlgorithm as Algorithm;
use serde_json::json;
use tests::appliance::{Appliance, MEMBER};
use tests::browser::Browser;
use tests::page::{Form, alerts};
use tests::relying_party::{GOODBYE_URI, RelyingParty};

#[tokio::test]
async fn a_person_signs_in_to_an_app_and_allows_it() {
    let appliance = Appliance::claimed().await;
    let app = RelyingParty::register(&appliance, json!({})).await;
    let browser = Browser::new(&appliance).await;
    let pending = app.begin(&["profile", "email"]);
    let login = browser.open(pending.url.as_str()).await;
    assert_eq!((login.status, login.url.path()), (200, "/login"));
    assert!(login.body.contains("Timesheets"));
    let consent = browser.sign_in(&login, MEMBER).await;
    assert_eq!((consent.status, consent.url.path()), (200, "/consent"));
    assert!(consent.body.contains(MEMBER.email), "the very values are shown");
    let landed = browser.allow(consent).await;
    let tokens = app.finish(pending, &landed).await;
    assert_eq!(tokens.userinfo.email().unwrap().as_str(), MEMBER.email);
    assert_eq!(tokens.userinfo.name().unwrap().get(None).unwrap().as_str(), "ben");
    assert!(tokens.refresh.is_none(), "nobody asked for one");
    // Remembered: the next time there is nothing to ask.
    let pending = app.begin(&["profile", "email"]);
    let landed = browser.open(pending.url.as_str()).await;
    let again = app.finish(pending, &landed).await;
    assert_eq!(again.subject, tokens.subject);
}

#[tokio::test]
async fn each_signature_and_each_way_to_authenticate_is_taken_by_the_library() {
    let appliance = Appliance::claimed().await;
    let browser = Browser::new(&appliance).await;
    let page = browser.open("/login").await;
    browser.sign_in(&page, MEMBER).await;
    let methods = ["client_secret_basic", "client_secret_post", "none"];
    let algorithms = [
        ("RS256", Algorithm::RsaSsaPkcs1V15Sha256),
        ("ES256", Algorithm::EcdsaP256Sha256),
        ("EdDSA", Algorithm::EdDsa),
    ];
    for (method, (name, algorithm)) in methods.into_iter().zip(algorithms) {
        let metadata = json!({"token_endpoint_auth_method": method, "id_token_signed_response_alg": name});
        let app = RelyingParty::register(&appliance, metadata).await;
        assert_eq!(app.client_secret.is_none(), method == "none");
        let tokens = app.tokens(&browser, &["email"]).await;
        assert_eq!(tokens.algorithm, algorithm, "{method}");
    }
}

#[tokio::test]
async fn a_public_clients_refresh_token_rotates_and_a_confidential_ones_stays() {
    let appliance = Appliance::claimed().await;
    let browser = Browser::new(&appliance).await;
    let page = browser.open("/login").await;
    browser.sign_in(&page, MEMBER).await;
    for method in ["none", "client_secret_basic"] {
        let app = RelyingParty::register(&appliance, json!({"token_endpoint_auth_method": method})).await;
        let first = app.tokens(&browser, &["offline_access", "email"]).await;
        let second = app.refresh(&first).await;
        let third = app.refresh(&second).await;
        assert_ne!(third.access, first.access);
        assert_eq!(first.refresh == third.refresh, method != "none", "{method}");
    }
}

#[tokio::test]
async fn a_refusal_reaches_the_app() {
    let appliance = Appliance::claimed().await;
    let app = RelyingParty::register(&appliance, json!({})).await;
    let browser = Browser::new(&appliance).await;
    let pending = app.begin(&["email"]);
    let login = browser.open(pending.url.as_str()).await;
    let consent = browser.sign_in(&login, MEMBER).await;
    let form = Form::find(&consent.body, "decision").unwrap();
    let landed = browser.submit(&consent, form.with("decision", "deny")).await;
    assert_eq!(landed.answer("error").as_deref(), Some("access_denied"));
    assert_eq!(landed.answer("code"), None);
    let silent = browser.open(&format!("{}&prompt=none", app.begin(&["email"]).url)).await;
    assert_eq!(silent.answer("error").as_deref(), Some("consent_required"));
}

#[tokio::test]
async fn signing_out_at_the_app_ends_the_session_here() {
    let appliance = Appliance::claimed().await;
    let app = RelyingParty::trusted(&appliance).await;
    let browser = Browser::new(&appliance).await;
    let pending = app.begin(&["email"]);
    let login = browser.open(pending.url.as_str()).await;
    let landed = browser.sign_in(&login, MEMBER).await;
    let tokens = app.finish(pending, &landed).await;
    let thief = browser.copy();
    assert_eq!(thief.open("/account").await.url.path(), "/account");
    let landed = browser.open(app.logout_url(&tokens).as_str()).await;
    assert!(landed.away.as_ref().unwrap().as_str().starts_with(GOODBYE_URI), "{landed:?}");
    assert_eq!(landed.answer("state").as_deref(), Some("bye"));
    assert_eq!(browser.open("/account").await.url.path(), "/login");
    assert_eq!(thief.open("/account").await.url.path(), "/login", "the session ends here, not in the cookie");
}

#[tokio::test]
async fn a_wrong_password_says_the_same_as_an_unknown_name() {
    let appliance = Appliance::claimed().await;
    let browser = Browser::new(&appliance).await;
    let page = browser.open("/login").await;
    let mut answers = Vec::new();
    for name in [MEMBER.email, "nobody@office.example"] {
        let form = Form::find(&page.body, "password").unwrap();
        let answer = browser
            .submit(&page, form.with("username", name).with("password", "wrong, but long enough"))
            .await;
        answers.push((answer.status, alerts(&answer.body)));
    }
    assert_eq!(answers[0].0, 401);
    assert!(!answers[0].1.is_empty());
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn an_unregistered_redirect_uri_stays_with_us() {
    let appliance = Appliance::claimed().await;
    let app = RelyingParty::trusted(&appliance).await;
    let browser = Browser::new(&appliance).await;
    let wrong = app.begin(&[]).url.to_string().replace("app.example", "evil.example");
    let page = browser.open(&wrong).await;
    assert_eq!((page.status, page.away), (400, None));
}
