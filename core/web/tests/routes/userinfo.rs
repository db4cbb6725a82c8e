//! `/oauth2/userinfo`: how a token may come, and what each scope opens.

use serde_json::{Value, json};

use crate::world::{Answer, Client, World, full_person};

#[tokio::test]
async fn a_token_comes_by_header_or_by_form() {
    let world = World::new().await;
    let tokens = Client::NOTES.tokens(&world, &mut world.browser(), "openid email").await;
    let token = tokens["access_token"].as_str().unwrap();
    let bearer = format!("Bearer {token}");
    let lower = format!("bearer {token}");
    let ways = [
        world.server().saying("authorization", &bearer).get("/oauth2/userinfo").await,
        world.server().saying("authorization", &lower).get("/oauth2/userinfo").await,
        world.server().saying("authorization", &bearer).post("/oauth2/userinfo", &[]).await,
        world
            .server()
            .saying("authorization", &bearer)
            .saying("content-type", "text/plain")
            .post("/oauth2/userinfo", &[])
            .await,
        world.server().post("/oauth2/userinfo", &[("access_token", token)]).await,
    ];
    for answer in ways {
        let answer = answer.expect(200);
        assert_eq!(answer.header("content-type"), "application/json");
        assert_eq!(answer.header("cache-control"), "no-store");
        let expected =
            json!({"sub": "subject-of-mira", "email": "mira@office.example", "email_verified": true});
        assert_eq!(answer.json(), expected);
    }
}

#[tokio::test]
async fn both_ways_at_once_the_query_and_nonsense_are_refused() {
    let world = World::new().await;
    let tokens = Client::NOTES.tokens(&world, &mut world.browser(), "openid").await;
    let token = tokens["access_token"].as_str().unwrap();
    let bearer = format!("Bearer {token}");
    let both = world
        .server()
        .saying("authorization", &bearer)
        .post("/oauth2/userinfo", &[("access_token", token)])
        .await;
    expect_challenge(&both, 400, Some("invalid_request"));
    let twice = world
        .server()
        .saying("authorization", &bearer)
        .saying("authorization", &bearer)
        .get("/oauth2/userinfo")
        .await;
    expect_challenge(&twice, 400, Some("invalid_request"));
    for authorization in ["Bearer", "Bearer ", "Basic bm90ZXM6eA==", "DPoP", token] {
        let answer = world.server().saying("authorization", authorization).get("/oauth2/userinfo").await;
        expect_challenge(&answer, 400, Some("invalid_request"));
    }
    let doubled = format!("access_token={token}&access_token={token}");
    let answer = world.server().send("POST", "/oauth2/userinfo", Some(doubled)).await;
    expect_challenge(&answer, 400, Some("invalid_request"));
    let long = format!("access_token={token}&x={}", "y".repeat(70_000));
    let answer = world.server().send("POST", "/oauth2/userinfo", Some(long)).await;
    expect_challenge(&answer, 400, Some("invalid_request"));
    // RFC 6750 2.3 is not offered: a token in a URL ends in logs.
    let query = world.server().get(&format!("/oauth2/userinfo?access_token={token}")).await;
    expect_challenge(&query, 401, None);
}

#[tokio::test]
async fn rfc6750_3_1_without_a_token_no_error_code_with_a_dead_one_invalid_token() {
    let world = World::new().await;
    expect_challenge(&world.server().get("/oauth2/userinfo").await, 401, None);
    expect_challenge(&world.server().post("/oauth2/userinfo", &[]).await, 401, None);
    let unknown = world.server().saying("authorization", "Bearer nonsense").get("/oauth2/userinfo").await;
    expect_challenge(&unknown, 401, Some("invalid_token"));
    let tokens = Client::NOTES.tokens(&world, &mut world.browser(), "openid").await;
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    world.wait(3_599);
    world.server().saying("authorization", &bearer).get("/oauth2/userinfo").await.expect(200);
    world.wait(1);
    let expired = world.server().saying("authorization", &bearer).get("/oauth2/userinfo").await;
    expect_challenge(&expired, 401, Some("invalid_token"));
}

#[tokio::test]
async fn an_id_token_or_a_session_opens_nothing() {
    let world = World::new().await;
    let mut browser = world.browser();
    let tokens = Client::NOTES.tokens(&world, &mut browser, "openid").await;
    let bearer = format!("Bearer {}", tokens["id_token"].as_str().unwrap());
    let answer = world.server().saying("authorization", &bearer).get("/oauth2/userinfo").await;
    expect_challenge(&answer, 401, Some("invalid_token"));
    expect_challenge(&browser.get("/oauth2/userinfo").await, 401, None);
}

#[tokio::test]
async fn oidc_core_5_4_each_scope_opens_its_claims_with_the_right_types() {
    let world = World::new().await;
    world.admin("POST", "/users/import", &json!([full_person("finn")])).await.expect(200);
    let mut browser = world.browser().of("finn");
    let expected = json!({
        "openid": {"sub": "subject-of-finn"},
        "profile": {
            "name": "Finn Full", "given_name": "Finn", "family_name": "Full", "middle_name": "M", "nickname": "fi",
            "preferred_username": "finn.full", "profile": "https://people.example/finn",
            "picture": "https://people.example/finn.png", "website": "https://finn.example", "gender": "male",
            "birthdate": "1980-02-29", "zoneinfo": "Europe/Brussels", "locale": "nl-BE",
            "updated_at": world.now(),
        },
        "email": {"email": "finn@office.example", "email_verified": true},
        "phone": {"phone_number": "+3291234567", "phone_number_verified": true},
        "address": {"address": {
            "formatted": "Kouter 1\n9000 Gent", "street_address": "Kouter 1", "locality": "Gent",
            "region": "Oost-Vlaanderen", "postal_code": "9000", "country": "Belgium",
        }},
        "groups": {"groups": ["board", "design"]},
    });
    let mut all = serde_json::Map::new();
    for (scope, claims) in expected.as_object().unwrap() {
        let mut wanted = claims.as_object().unwrap().clone();
        wanted.insert("sub".into(), "subject-of-finn".into());
        all.extend(wanted.clone());
        let told = told(&world, &mut browser, &format!("openid {scope}")).await;
        assert_eq!(told, Value::Object(wanted), "{scope}");
    }
    let told = told(&world, &mut browser, "groups address phone email profile openid").await;
    assert_eq!(told, Value::Object(all));
}

#[tokio::test]
async fn what_a_person_does_not_have_is_left_out_and_never_null() {
    let world = World::new().await;
    let told = told(&world, &mut world.browser(), "openid profile email address phone groups").await;
    let names: Vec<&str> = told.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["email", "email_verified", "groups", "name", "preferred_username", "sub", "updated_at"]
    );
    assert_eq!((&told["preferred_username"], &told["groups"]), (&json!("mira"), &json!([])));
}

#[tokio::test]
async fn a_client_gets_no_scope_that_it_did_not_register() {
    let world = World::new().await;
    world
        .register(json!({
            "client_id": "few", "client_secret": "s".repeat(40), "trusted": true, "scope": "openid email",
            "redirect_uris": ["https://few.example/cb"],
        }))
        .await;
    let few = Client {
        id: "few",
        secret: Some("ssssssssssssssssssssssssssssssssssssssss"),
        redirect_uri: "https://few.example/cb",
    };
    let tokens = few.tokens(&world, &mut world.browser(), "openid profile email phone").await;
    assert_eq!(tokens["scope"], "openid email");
}

#[tokio::test]
async fn claims_are_those_of_now() {
    let world = World::new().await;
    let tokens = Client::NOTES.tokens(&world, &mut world.browser(), "openid groups").await;
    world.admin("POST", "/groups", &json!({"name": "board"})).await;
    world.admin("PUT", "/groups/board/users/mira", &json!({})).await;
    let answer = crate::token::userinfo(&world, &tokens).await.expect(200).json();
    assert_eq!(answer["groups"], json!(["board"]));
}

async fn told(world: &World, browser: &mut crate::world::Browser, scope: &str) -> Value {
    let tokens = Client::WIKI.tokens(world, browser, scope).await;
    crate::token::userinfo(world, &tokens).await.expect(200).json()
}

#[track_caller]
fn expect_challenge(answer: &Answer, status: u16, code: Option<&str>) {
    assert_eq!(answer.status, status, "{}", answer.body);
    let challenge = answer.header("www-authenticate");
    assert!(challenge.starts_with(r#"Bearer realm="DOneLogin""#), "{challenge}");
    match code {
        Some(code) => {
            assert!(challenge.contains(&format!(r#"error="{code}""#)), "{challenge}");
            assert_eq!(answer.json()["error"], code);
        }
        None => assert!(!challenge.contains("error"), "{challenge}"),
    }
    assert_eq!(answer.header("cache-control"), "no-store");
}
