//! Pairwise subjects: what a client calls a person is its sector's own, and the same everywhere that it is told.

use serde_json::{Value, json};

use crate::world::id_token::{claims, verify};
use crate::world::{Browser, Client, World};

const SECRET: &str = "ssssssssssssssssssssssssssssssssssssssss";
const APART: Client = Client { id: "apart", secret: Some(SECRET), redirect_uri: "https://apart.example/cb" };
const BESIDE: Client =
    Client { id: "beside", secret: Some(SECRET), redirect_uri: "https://apart.example:444/cb" };
const FAR: Client = Client { id: "far", secret: Some(SECRET), redirect_uri: "https://far.example/cb" };

async fn world() -> World {
    let world = World::new().await;
    for client in [APART, BESIDE, FAR] {
        world
            .register(json!({
                "client_id": client.id, "client_secret": SECRET, "trusted": true,
                "redirect_uris": [client.redirect_uri], "subject_type": "pairwise",
            }))
            .await;
    }
    world
}

async fn sub(world: &World, client: Client, browser: &mut Browser) -> String {
    let tokens = client.tokens(world, browser, "openid").await;
    verify(world, tokens["id_token"].as_str().unwrap(), client.id).await.claims["sub"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn a_sector_has_a_name_of_its_own_for_a_person() {
    let world = world().await;
    let (mut mira, mut ada) = (world.browser(), world.browser().of("ada"));
    let public = sub(&world, Client::NOTES, &mut mira).await;
    let own = sub(&world, APART, &mut mira).await;
    assert_ne!(own, public);
    assert_eq!(own, sub(&world, APART, &mut mira).await, "the next time too");
    assert_eq!(own, sub(&world, BESIDE, &mut mira).await, "the same host");
    assert_ne!(own, sub(&world, FAR, &mut mira).await);
    assert_ne!(own, sub(&world, APART, &mut ada).await);
    let world = world.restarted().await;
    assert_eq!(own, sub(&world, APART, &mut world.browser()).await, "after a restart");
}

#[tokio::test]
async fn a_session_has_a_name_of_its_own_too() {
    let world = world().await;
    let mut browser = world.browser();
    let mut sid =
        async |client: Client| claims(&client.tokens(&world, &mut browser, "openid").await)["sid"].clone();
    let (public, own, beside, far) =
        (sid(Client::NOTES).await, sid(APART).await, sid(BESIDE).await, sid(FAR).await);
    assert_eq!(own, beside);
    assert!(own != public && own != far && far != public);
}

#[tokio::test]
async fn everything_tells_the_same_name() {
    let world = world().await;
    let tokens = APART.tokens(&world, &mut world.browser(), "openid profile offline_access").await;
    let own = claims(&tokens)["sub"].clone();
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    let userinfo = world.server().saying("authorization", &bearer).get("/oauth2/userinfo").await.expect(200);
    assert_eq!(userinfo.json()["sub"], own);
    for token in ["access_token", "refresh_token"] {
        let about =
            APART.call(&world, "/oauth2/introspect", &[("token", tokens[token].as_str().unwrap())]).await;
        let about = about.expect(200).json();
        assert_eq!(
            (&about["sub"], &about["username"]),
            (&own, &json!("mira")),
            "{token}: with profile alone"
        );
    }
    let fresh = APART.refresh(&world, tokens["refresh_token"].as_str().unwrap()).await.expect(200).json();
    assert_eq!(claims(&fresh)["sub"], own);
    let preview =
        world.admin("GET", "/clients/apart/preview?user=mira", &Value::Null).await.expect(200).json();
    assert_eq!((&preview["id_token"]["sub"], &preview["userinfo"]["sub"]), (&own, &own));
}

#[tokio::test]
async fn a_hint_is_understood_by_the_name_of_its_client() {
    let world = world().await;
    let mut browser = world.browser();
    let tokens = APART.tokens(&world, &mut browser, "openid").await;
    let hint = tokens["id_token"].as_str().unwrap();
    let ask = |client: Client| client.ask().with("prompt", "none").with("id_token_hint", hint);
    assert!(browser.get(&ask(APART).path()).await.sent("code").is_some());
    assert!(browser.get(&ask(FAR).path()).await.sent("code").is_some(), "whoever sends it");
    let mut ada = world.browser().of("ada");
    APART.tokens(&world, &mut ada, "openid").await;
    let refused = ada.get(&ask(APART).path()).await;
    assert_eq!(refused.sent("error").as_deref(), Some("login_required"));
    // Signing out by it needs no question.
    let out = browser.get(&format!("/oauth2/logout?id_token_hint={hint}")).await;
    assert!(!out.body.contains("name=\"decision\""), "{}", out.body);
}

#[tokio::test]
async fn several_hosts_need_a_sector_identifier() {
    let world = World::new().await;
    let mut body = json!({
        "redirect_uris": ["https://a.example/cb", "https://b.example/cb"], "subject_type": "pairwise",
    });
    let refused = world.admin("POST", "/clients", &body).await.expect(422).json();
    assert!(refused["detail"].as_str().unwrap().contains("sector_identifier_uri"), "{refused}");
    body["subject_type"] = json!("public");
    world.admin("POST", "/clients", &body).await.expect(201);
    body["subject_type"] = json!("sideways");
    world.admin("POST", "/clients", &body).await.expect(422);
}
