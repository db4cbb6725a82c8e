//! Response types that send tokens through the browser (OIDC Core 3.2, 3.3): off, and hedged where they are on.

use serde_json::{Value, json};
use url::Url;

use crate::token::userinfo;
use crate::world::{Answer, Ask, Client, World, full_person, id_token};

const OLD: Client = Client { id: "old", ..Client::NOTES };

fn ask(kind: &str) -> Ask {
    OLD.ask().with("response_type", kind).with("nonce", "n").with("scope", "openid email")
}

/// With the office's yes, and a client that registered all of them.
async fn world() -> World {
    let world = World::new().await;
    world.admin("POST", "/users/import", &json!([full_person("nora")])).await.expect(200);
    world.set("oidc.legacy_response_types", "on").await;
    world
        .register(json!({
            "client_id": "old", "client_secret": OLD.secret, "trusted": true, "redirect_uris": [OLD.redirect_uri],
            "grant_types": ["authorization_code", "implicit"],
            "response_types": ["code", "id_token", "token id_token", "code id_token", "code token", "code id_token token"],
        }))
        .await;
    world
}

/// What stands in the fragment, and that nothing stands in the query.
fn sent(answer: &Answer) -> Value {
    let url = Url::parse(answer.location()).unwrap();
    assert_eq!(url.query(), None, "{url}");
    form_urlencoded::parse(url.fragment().unwrap_or_default().as_bytes())
        .map(|(name, value)| (name.into_owned(), Value::String(value.into_owned())))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

#[tokio::test]
async fn without_the_office_or_the_registration_there_is_none() {
    let world = world().await;
    let mut browser = world.browser();
    for kind in ["id_token", "id_token token", "code id_token", "code token", "code id_token token"] {
        let refused = sent(&browser.get(&ask(kind).with("client_id", "notes").path()).await.expect(303));
        assert_eq!(refused["error"], "unauthorized_client", "{kind}");
    }
    world.set("oidc.legacy_response_types", "off").await;
    for kind in ["id_token", "id_token token", "code id_token", "code token", "code id_token token"] {
        let refused = sent(&browser.get(&ask(kind).path()).await.expect(303));
        assert_eq!(refused["error"], "unsupported_response_type", "{kind}");
        assert_eq!(refused["state"], "the state", "{kind}");
    }
}

#[tokio::test]
async fn oidc_core_3_3_each_type_brings_what_it_names_and_binds_it() {
    let world = world().await;
    let mut browser = world.browser();
    for kind in ["id_token", "token id_token", "code id_token", "code token", "token code id_token"] {
        let answer = sent(&browser.complete(&ask(kind)).await.expect(303));
        for name in ["code", "id_token"] {
            assert_eq!(answer.get(name).is_some(), kind.split(' ').any(|word| word == name), "{kind} {name}");
        }
        assert_eq!(
            answer.get("access_token").is_some(),
            kind.split(' ').any(|word| word == "token"),
            "{kind}"
        );
        assert_eq!(answer["state"], "the state");
        if let Some(token) = answer["id_token"].as_str() {
            let told = id_token::verify(&world, token, "old").await.claims;
            assert_eq!(told["nonce"], "n", "{kind}");
            for (hash, of) in [("at_hash", "access_token"), ("c_hash", "code")] {
                let expected = answer
                    .get(of)
                    .map(|value| oidc::id_token::hash(oidc::jwt::Algorithm::Rs256, value.as_str().unwrap()));
                assert_eq!(told.get(hash).and_then(Value::as_str), expected.as_deref(), "{kind} {hash}");
            }
        }
        if answer.get("access_token").is_some() {
            assert_eq!(
                (&answer["token_type"], &answer["expires_in"]),
                (&json!("Bearer"), &json!("3600")),
                "{kind}"
            );
            let told = userinfo(&world, &answer).await.expect(200).json();
            assert_eq!(told["email"], "mira@office.example", "{kind}");
        }
        if let Some(code) = answer["code"].as_str() {
            let tokens = OLD.exchange(&world, code).await.expect(200).json();
            assert_eq!(id_token::claims(&tokens)["nonce"], "n", "{kind}");
        }
    }
}

#[tokio::test]
async fn oidc_core_5_4_scopes_open_claims_in_the_id_token_only_where_nothing_else_comes() {
    let world = world().await;
    let mut browser = world.browser();
    let alone = sent(&browser.complete(&ask("id_token")).await.expect(303));
    assert_eq!(id_token::claims(&alone)["email"], "mira@office.example");
    let asked = json!({"id_token": {"email_verified": null}}).to_string();
    let beside = sent(&browser.complete(&ask("id_token token").with("claims", &asked)).await.expect(303));
    let claims = id_token::claims(&beside);
    assert!(claims.get("email").is_none() && claims["email_verified"] == true, "{claims}");
}

#[tokio::test]
async fn a_query_is_refused_a_form_is_not_and_a_nonce_is_needed() {
    let world = world().await;
    let mut browser = world.browser();
    let refused =
        sent(&browser.get(&ask("id_token").with("response_mode", "query").path()).await.expect(303));
    assert_eq!(refused["error"], "invalid_request");
    let refused = sent(&browser.get(&ask("id_token").without("nonce").path()).await.expect(303));
    assert_eq!(refused["error"], "invalid_request");
    let page = browser.complete(&ask("code id_token").with("response_mode", "form_post")).await.expect(200);
    let (_, fields) = page.form(OLD.redirect_uri);
    assert!(fields.iter().any(|(name, value)| name == "id_token" && !value.is_empty()));
}

#[tokio::test]
async fn signing_out_ends_what_came_through_the_browser_too() {
    let world = world().await;
    let mut browser = world.browser();
    let answer = sent(&browser.complete(&ask("id_token token")).await.expect(303));
    userinfo(&world, &answer).await.expect(200);
    let page = browser.get("/oauth2/logout").await.expect(200);
    browser.submit(&page, "/logout", &[("decision", "yes")]).await;
    userinfo(&world, &answer).await.expect(401);
}

#[tokio::test]
async fn a_second_use_of_the_code_ends_what_the_first_one_brought() {
    let world = world().await;
    let mut browser = world.browser();
    let answer = sent(&browser.complete(&ask("code token")).await.expect(303));
    let code = answer["code"].as_str().unwrap();
    let tokens = OLD.exchange(&world, code).await.expect(200).json();
    OLD.exchange(&world, code).await.expect(400);
    userinfo(&world, &tokens).await.expect(401);
}
