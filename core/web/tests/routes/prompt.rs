//! `/oauth2/authorize`: `prompt`, `max_age` and hints: whether a person is asked, and which.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::json;

use crate::authorize::expect_refusal;
use crate::world::id_token::claims;
use crate::world::{Client, World};

#[tokio::test]
async fn prompt_none_never_shows_a_page() {
    let world = World::new().await;
    let silent = Client::NOTES.ask().with("prompt", "none");
    let at = "https://notes.example/cb?";
    let mut browser = world.browser();
    expect_refusal(&browser.get(&silent.path()).await, at, "login_required");
    browser.sign_in().await;
    expect_refusal(&browser.get(&silent.path()).await, at, "consent_required");
    let tokens = Client::NOTES.tokens(&world, &mut browser, "openid").await;
    assert!(browser.get(&silent.path()).await.sent("code").is_some());
    let more = silent.clone().with("scope", "openid phone");
    expect_refusal(&browser.get(&more.path()).await, at, "consent_required");
    let own = silent.clone().with("id_token_hint", tokens["id_token"].as_str().unwrap());
    assert!(browser.get(&own.path()).await.sent("code").is_some());
    let mut ada = world.browser().of("ada");
    ada.complete(&Client::NOTES.ask()).await.expect(303);
    expect_refusal(&ada.get(&own.path()).await, at, "login_required");
    world.wait(100);
    assert!(browser.get(&silent.clone().with("max_age", "100").path()).await.sent("code").is_some());
    expect_refusal(&browser.get(&silent.with("max_age", "99").path()).await, at, "login_required");
}

#[tokio::test]
async fn prompt_login_and_an_old_sign_in_ask_again_and_give_a_later_auth_time() {
    let world = World::new().await;
    let client = Client::NOTES;
    let mut browser = world.browser();
    let first = claims(&client.tokens(&world, &mut browser, "openid").await);
    for again in [client.ask().with("prompt", "login"), client.ask().with("max_age", "1")] {
        world.wait(3);
        let page = browser.authorize(&again).await.expect(200);
        assert!(page.says("Sign in"), "{}", page.words());
        // Neither a reload nor a second tab that signs nobody in gets past it.
        let reloaded = browser.authorize(&again).await.expect(200);
        assert!(reloaded.find_form("/login").is_some());
        let code = browser.go_on(page).await.sent("code").unwrap();
        let later = claims(&client.exchange(&world, &code).await.expect(200).json());
        assert_eq!(later["auth_time"], json!(world.now()));
        assert_eq!(
            (&later["sub"], &later["sid"]),
            (&first["sub"], &first["sid"]),
            "the same session for the client"
        );
    }
    let before = claims(&client.tokens(&world, &mut browser, "openid").await);
    world.wait(50);
    for age in ["15000", "10000", "50"] {
        let answer = browser.get(&client.ask().with("max_age", age).path()).await;
        let code = answer.sent("code").expect("not asked again");
        let same = claims(&client.exchange(&world, &code).await.expect(200).json());
        assert_eq!((&same["auth_time"], &same["sub"]), (&before["auth_time"], &before["sub"]));
    }
}

#[tokio::test]
async fn a_sign_in_in_another_tab_does_not_answer_prompt_login() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.complete(&Client::NOTES.ask()).await.expect(303);
    world.wait(5);
    let asked = browser.authorize(&Client::NOTES.ask().with("prompt", "login")).await;
    let elsewhere = browser.authorize(&Client::NOTES.ask().with("prompt", "login")).await;
    assert!(browser.go_on(elsewhere).await.sent("code").is_some());
    let (_, form) = asked.form("/login");
    let i = form.iter().find(|(name, _)| name == "i").unwrap().1.clone();
    let page = browser.open(&format!("/interaction?i={i}")).await.expect(200);
    assert!(page.find_form("/login").is_some(), "asked for this very request");
}

#[tokio::test]
async fn an_answer_for_another_person_than_the_hinted_one_is_never_given() {
    let world = World::new().await;
    let mut mira = world.browser();
    let tokens = Client::NOTES.tokens(&world, &mut mira, "openid").await;
    let hint = tokens["id_token"].as_str().unwrap();
    let mut ada = world.browser().of("ada");
    ada.complete(&Client::NOTES.ask()).await.expect(303);
    let ask = Client::NOTES.ask().with("id_token_hint", hint);
    let page = ada.authorize(&ask).await.expect(200);
    assert!(page.find_form("/login").is_some());
    let answer = ada.go_on(page).await;
    assert!(answer.sent("code").is_none(), "ada again is not mira");
    // An expired one still says who is meant.
    world.wait(7_000);
    assert!(mira.get(&ask.path()).await.sent("code").is_some());
    let broken = format!("{}x", hint.get(..hint.len() - 1).unwrap());
    let answer = mira.get(&Client::NOTES.ask().with("id_token_hint", &broken).path()).await;
    expect_refusal(&answer, "https://notes.example/cb?", "invalid_request");
}

#[tokio::test]
async fn only_an_id_token_that_we_signed_for_this_issuer_is_a_hint() {
    let world = World::new().await;
    let mut browser = world.browser();
    let tokens = Client::NOTES.tokens(&world, &mut browser, "openid").await;
    let good = tokens["id_token"].as_str().unwrap();
    let [header, payload, signature] = good.split('.').collect::<Vec<_>>().try_into().unwrap();
    let text = |header: &str| BASE64_URL_SAFE_NO_PAD.encode(header);
    let set = world.server().get("/oauth2/jwks").await.json();
    let rsa = set["keys"].as_array().unwrap().iter().find(|key| key["alg"] == "RS256").unwrap();
    let (kid, modulus) = (rsa["kid"].as_str().unwrap(), rsa["n"].as_str().unwrap());
    // The public key, which everybody has, as the secret of an HMAC.
    let hmac = |secret: &[u8]| {
        let signed =
            format!("{}.{payload}", text(&format!(r#"{{"alg":"HS256","kid":"{kid}","typ":"JWT"}}"#)));
        let tag = domain::token::hmac_sha256(secret, signed.as_bytes());
        format!("{signed}.{}", BASE64_URL_SAFE_NO_PAD.encode(tag))
    };
    let ec_header = text(&format!(r#"{{"alg":"ES256","kid":"{kid}","typ":"JWT"}}"#));
    let no_kid = text(r#"{"alg":"RS256","typ":"JWT"}"#);
    let foreign_kid = text(r#"{"alg":"RS256","kid":"another","typ":"JWT"}"#);
    // Another installation that happens to have the same keys.
    let elsewhere = World::under("https://other.office.internal:8443").await;
    let of_elsewhere = Client::NOTES.tokens(&elsewhere, &mut elsewhere.browser(), "openid").await;
    let mut hints = vec![
        format!("{}.{payload}.", text(r#"{"alg":"none"}"#)),
        format!("{}.{payload}.{signature}", text(&format!(r#"{{"alg":"none","kid":"{kid}"}}"#))),
        hmac(modulus.as_bytes()),
        hmac(&BASE64_URL_SAFE_NO_PAD.decode(modulus).unwrap()),
        hmac(b""),
        format!("{ec_header}.{payload}.{signature}"),
        format!("{no_kid}.{payload}.{signature}"),
        format!("{foreign_kid}.{payload}.{signature}"),
        format!("{header}.{}.{signature}", text(r#"{"iss":"x","sub":"subject-of-ada","aud":"notes"}"#)),
        format!("{header}.{payload}"),
        format!("{header}.{payload}.{signature}.x"),
        format!("{header}..{signature}"),
        of_elsewhere["id_token"].as_str().unwrap().to_owned(),
        tokens["access_token"].as_str().unwrap().to_owned(),
    ];
    for hint in hints.drain(..) {
        let ask = Client::NOTES.ask().with("id_token_hint", &hint).with("prompt", "none");
        expect_refusal(&browser.get(&ask.path()).await, "https://notes.example/cb?", "invalid_request");
    }
    assert!(
        browser.get(&Client::NOTES.ask().with("id_token_hint", good).path()).await.sent("code").is_some()
    );
}

#[tokio::test]
async fn the_sign_in_page_knows_the_hinted_name_and_the_clients_language() {
    let world = World::new().await;
    let ask = Client::NOTES.ask().with("login_hint", "mira@\"office.example").with("ui_locales", "xx de-AT");
    let page = world.browser().saying("accept-language", "en").authorize(&ask).await.expect(200);
    let (_, form) = page.form("/login");
    assert!(form.contains(&("username".into(), "mira@\"office.example".into())), "{form:?}");
    assert!(page.body.contains(r#"lang="de""#));
    assert!(page.says("Notes"), "the app is named");
}

#[tokio::test]
async fn select_account_asks_which_and_takes_another() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let ask = Client::WIKI.ask().with("prompt", "select_account");
    let page = browser.authorize(&ask).await.expect(200);
    let kept = browser.submit(&page, "/login/account", &[("decision", "continue")]).await;
    assert!(browser.follow(kept).await.sent("code").is_some());
    let page = browser.authorize(&ask).await.expect(200);
    let other = browser.submit(&page, "/login/account", &[("decision", "other")]).await;
    let form = browser.follow(other).await;
    browser.person = "ada";
    let code = browser.go_on(form).await.sent("code").unwrap();
    let tokens = Client::WIKI.exchange(&world, &code).await.expect(200).json();
    assert_eq!(claims(&tokens)["sub"], "subject-of-ada");
}
