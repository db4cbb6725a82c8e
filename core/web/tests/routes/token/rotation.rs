//! Signing keys that change: published before they sign, kept for what they signed, and no token fails at an app.

use std::collections::HashSet;

use domain::key::{KEPT_FOR_S, PUBLISHED_AHEAD_BY_SCHEDULE_S, PUBLISHED_AHEAD_S, RETIRED_FOR_S};
use serde_json::{Value, json};

use crate::world::id_token::verify;
use crate::world::{Browser, Client, World};

const DAY: i64 = 86_400;

async fn kids(world: &World) -> HashSet<String> {
    let set = world.server().get("/oauth2/jwks").await.expect(200).json();
    set["keys"].as_array().unwrap().iter().map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
}

async fn rotate(world: &World, body: &Value) -> Vec<Value> {
    let keys = world.admin("POST", "/keys/rotate", body).await.expect(200).json();
    keys.as_array().unwrap().clone()
}

/// An ID token, and the key that signed it.
async fn sign(world: &World, browser: &mut Browser) -> (String, String) {
    let tokens = Client::NOTES.tokens(world, browser, "openid").await;
    let token = tokens["id_token"].as_str().unwrap().to_owned();
    let kid = jsonwebtoken::decode_header(&token).unwrap().kid.unwrap();
    (token, kid)
}

fn states(keys: &[Value], algorithm: &str) -> Vec<String> {
    let own = keys.iter().filter(|key| key["algorithm"] == algorithm);
    own.map(|key| key["state"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_key_is_published_before_it_signs_and_stays_after_it_did() {
    let world = World::new().await;
    let mut browser = world.browser();
    let before = kids(&world).await;
    let (old, old_kid) = sign(&world, &mut browser).await;
    let keys = rotate(&world, &json!({"algorithms": ["RS256"]})).await;
    assert_eq!(states(&keys, "RS256"), ["next", "active"]);
    assert_eq!(states(&keys, "PS256"), ["active"]);
    assert_eq!(keys[0]["signs_from"], world.now() + PUBLISHED_AHEAD_S);
    let published = kids(&world).await;
    assert_eq!(published.len(), before.len() + 1);
    world.wait(PUBLISHED_AHEAD_S - 1);
    assert_eq!(sign(&world, &mut browser).await.1, old_kid, "it waits");
    // Nothing but the rows says when: a restart in between changes nothing.
    let world = world.restarted().await;
    let mut again = world.browser();
    again.cookies = browser.cookies;
    let mut browser = again;
    world.wait(1);
    let (_, new_kid) = sign(&world, &mut browser).await;
    assert!(!before.contains(&new_kid) && published.contains(&new_kid));
    verify(&world, &old, "notes").await;
    // As a hint too.
    let ask = Client::NOTES.ask().with("prompt", "none").with("id_token_hint", &old);
    assert!(browser.get(&ask.path()).await.sent("code").is_some());
    world.wait(RETIRED_FOR_S - 1);
    service::keyring::renew(&world.cx()).await.unwrap();
    assert!(kids(&world).await.contains(&old_kid));
    world.wait(1);
    service::keyring::renew(&world.cx()).await.unwrap();
    assert_eq!(kids(&world).await.len(), before.len());
    assert!(!kids(&world).await.contains(&old_kid));
}

#[tokio::test]
async fn asking_again_while_a_key_waits_makes_no_other() {
    let world = World::new().await;
    rotate(&world, &json!({})).await;
    let once = kids(&world).await;
    assert_eq!(once.len(), 8);
    rotate(&world, &json!({"how": "announced"})).await;
    assert_eq!(kids(&world).await, once);
    assert_eq!(world.events().await.iter().filter(|event| *event == "keys.rotated").count(), 1);
}

#[tokio::test]
async fn in_an_emergency_a_new_key_signs_at_once() {
    let world = World::new().await;
    let mut browser = world.browser();
    let (old, old_kid) = sign(&world, &mut browser).await;
    rotate(&world, &json!({"algorithms": ["RS256"]})).await;
    world.wait(1);
    let keys = rotate(&world, &json!({"algorithms": ["RS256"], "how": "at_once"})).await;
    assert_eq!(states(&keys, "RS256"), ["active", "retired"], "what waited is gone");
    let (_, new_kid) = sign(&world, &mut browser).await;
    assert_ne!(new_kid, old_kid);
    verify(&world, &old, "notes").await;
    world.wait(2 * PUBLISHED_AHEAD_S);
    assert_eq!(sign(&world, &mut browser).await.1, new_kid);
}

#[tokio::test]
async fn what_a_withdrawn_key_signed_counts_no_more() {
    let world = World::new().await;
    let mut browser = world.browser();
    let (old, old_kid) = sign(&world, &mut browser).await;
    let keys = rotate(&world, &json!({"how": "withdrawing"})).await;
    assert_eq!((keys.len(), states(&keys, "RS256")), (4, vec!["active".to_owned()]));
    assert!(!kids(&world).await.contains(&old_kid));
    let ask = Client::NOTES.ask().with("prompt", "none").with("id_token_hint", &old);
    assert_eq!(browser.get(&ask.path()).await.sent("error").as_deref(), Some("invalid_request"));
}

#[tokio::test]
async fn keys_are_bounded_and_words_are_known() {
    let world = World::new().await;
    let emergency = json!({"algorithms": ["ES256"], "how": "at_once"});
    for _ in 1..domain::key::MOST_PUBLISHED {
        rotate(&world, &emergency).await;
    }
    let refused = world.admin("POST", "/keys/rotate", &emergency).await.expect(409).json();
    assert_eq!(refused["type"], "urn:donelogin:problem:too_many_keys");
    rotate(&world, &json!({"algorithms": ["ES256"], "how": "withdrawing"})).await;
    assert_eq!(kids(&world).await.len(), 4);
    world.admin("POST", "/keys/rotate", &json!({"how": "quickly"})).await.expect(422);
}

#[tokio::test]
async fn keys_are_replaced_by_schedule_unless_they_never_are() {
    let world = World::new().await;
    let before = kids(&world).await;
    let renew = async || service::keyring::renew(&world.cx()).await.unwrap();
    world.wait(90 * DAY - 1);
    renew().await;
    assert_eq!(kids(&world).await, before);
    world.set("keys.rotate_after_days", "0").await;
    world.wait(1);
    renew().await;
    assert_eq!(kids(&world).await, before);
    world.set("keys.rotate_after_days", "90").await;
    renew().await;
    renew().await;
    let after = kids(&world).await;
    assert_eq!(after.len(), 8, "four next, four that still sign");
    let mut browser = world.browser();
    let (_, kid) = sign(&world, &mut browser).await;
    assert!(before.contains(&kid));
    world.wait(PUBLISHED_AHEAD_BY_SCHEDULE_S);
    // Sessions are over meanwhile.
    let (_, kid) = sign(&world, &mut world.browser()).await;
    assert!(!before.contains(&kid));
}

/// An app that keeps the key set as long as it may and never reads it for a key that it does not know.
struct Keeper {
    read_at: i64,
    known: HashSet<String>,
}

#[tokio::test]
async fn no_app_that_keeps_the_key_set_meets_a_key_that_it_does_not_know() {
    let mut world = World::new().await;
    let mut browser = world.browser();
    // They read at different moments.
    let mut apps: Vec<Keeper> =
        (0..10).map(|_| Keeper { read_at: i64::MIN, known: HashSet::new() }).collect();
    let (mut failed, mut signers) = (0, HashSet::new());
    for minute in 0..40 {
        match minute {
            3 | 20 => drop(rotate(&world, &json!({})).await),
            8 | 24 => {
                let cookies = browser.cookies.clone();
                world = world.restarted().await;
                browser = world.browser();
                browser.cookies = cookies;
            }
            _ => {}
        }
        for app in &mut apps {
            world.wait(6);
            let (_, kid) = sign(&world, &mut browser).await;
            if world.now() >= app.read_at.saturating_add(KEPT_FOR_S) {
                *app = Keeper { read_at: world.now(), known: kids(&world).await };
            }
            failed += i32::from(!app.known.contains(&kid));
            signers.insert(kid);
        }
        service::keyring::renew(&world.cx()).await.unwrap();
    }
    assert_eq!((failed, signers.len()), (0, 3), "three keys signed, and nobody was surprised");
}
