//! How clients prove themselves at the token endpoint and its neighbours (RFC 6749 2.3).

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;

use super::expect_error;
use crate::world::{Answer, Client, World};

/// One request at the token endpoint with a code that does not exist: past authentication it is `invalid_grant`.
async fn attempt(world: &World, authorization: Option<&str>, form: &[(&str, &str)]) -> Answer {
    let mut server = world.server();
    if let Some(authorization) = authorization {
        server = server.saying("authorization", authorization);
    }
    let base =
        [("grant_type", "authorization_code"), ("code", "x"), ("redirect_uri", "https://notes.example/cb")];
    server.post("/oauth2/token", &[&base, form].concat()).await
}

fn basic(text: &str) -> String {
    format!("Basic {}", BASE64_STANDARD.encode(text))
}

#[tokio::test]
async fn header_or_form_and_none_for_public_clients() {
    let world = World::new().await;
    let secret = Client::NOTES.secret.unwrap();
    let in_form = [("client_id", "notes"), ("client_secret", secret)];
    let lower = Client::NOTES.basic().replacen("Basic", "bASIC", 1);
    for (authorization, form) in [
        (Some(Client::NOTES.basic()), &[][..]),
        (Some(lower), &[]),
        (None, &in_form),
        // RFC 6749 2.3: naming itself in the form too is no second way.
        (Some(Client::NOTES.basic()), &in_form[..1]),
        (None, &[("client_id", "board")]),
    ] {
        expect_error(&attempt(&world, authorization.as_deref(), form).await, 400, "invalid_grant");
    }
}

#[tokio::test]
async fn rfc6749_2_3_1_both_halves_of_basic_are_form_encoded() {
    let world = World::new().await;
    let secret = "p:w+ %äß\"&=0123456789-0123456789-0123456789";
    world
        .register(json!({"client_id": "odd app:1", "client_secret": secret, "redirect_uris": ["https://odd.example/cb"]}))
        .await;
    let half = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let encoded = basic(&format!("{}:{}", half("odd app:1"), half(secret)));
    expect_error(&attempt(&world, Some(&encoded), &[]).await, 400, "invalid_grant");
    let raw = basic(&format!("odd app:1:{secret}"));
    expect_error(&attempt(&world, Some(&raw), &[]).await, 401, "invalid_client");
}

#[tokio::test]
async fn who_is_not_proven_gets_401_and_a_challenge_only_for_the_header() {
    let world = World::new().await;
    world.change_client("wiki", &json!({"state": "disabled"})).await;
    let secret = Client::NOTES.secret.unwrap();
    let short = secret.get(..secret.len() - 1).unwrap();
    let by_header = [
        basic("notes:wrong"),
        basic("notes:"),
        basic(&format!("notes:{short}")),
        basic(&format!("nobody:{secret}")),
        basic(&format!("NOTES:{secret}")),
        basic("board:secret"),
        basic("notes"),
        Client::WIKI.basic(),
        "Basic".into(),
        "Basic !!!".into(),
        "Basic ".into(),
        "Bearer abc".into(),
        "Digest username=\"notes\"".into(),
        format!("Basic {}", "A".repeat(10_000)),
    ];
    for authorization in &by_header {
        let answer = attempt(&world, Some(authorization), &[]).await;
        expect_error(&answer, 401, "invalid_client");
        assert_eq!(answer.header("www-authenticate"), r#"Basic realm="DOneLogin""#, "{authorization}");
    }
    let in_form: [&[(&str, &str)]; 7] = [
        &[],
        &[("client_secret", secret)],
        &[("client_id", "notes")],
        &[("client_id", "notes"), ("client_secret", "wrong")],
        &[("client_id", "nobody"), ("client_secret", secret)],
        &[("client_id", "board"), ("client_secret", "anything")],
        &[("client_id", "wiki"), ("client_secret", Client::WIKI.secret.unwrap())],
    ];
    for form in in_form {
        let answer = attempt(&world, None, form).await;
        expect_error(&answer, 401, "invalid_client");
        assert_eq!(answer.header("www-authenticate"), "", "{form:?}");
    }
    // Nobody learns from the answer which of them exist.
    let wrong = attempt(&world, None, &[("client_id", "notes"), ("client_secret", "wrong")]).await;
    let unknown = attempt(&world, None, &[("client_id", "nobody"), ("client_secret", "wrong")]).await;
    assert_eq!(wrong.body, unknown.body);
}

#[tokio::test]
async fn more_than_one_way_at_once_is_an_invalid_request() {
    let world = World::new().await;
    let secret = Client::NOTES.secret.unwrap();
    let basic = Client::NOTES.basic();
    let forms: [&[(&str, &str)]; 3] = [
        &[("client_id", "notes"), ("client_secret", secret)],
        &[("client_secret", secret)],
        &[("client_id", "wiki")],
    ];
    for form in forms {
        expect_error(&attempt(&world, Some(&basic), form).await, 400, "invalid_request");
    }
    let mut twice = world.server().saying("authorization", &basic).saying("authorization", &basic);
    let answer = twice.post("/oauth2/token", &[("grant_type", "authorization_code"), ("code", "x")]).await;
    expect_error(&answer, 400, "invalid_request");
}

#[tokio::test]
async fn a_rotated_secret_is_shown_once_and_the_old_one_is_dead_where_that_is_wanted() {
    let world = World::new().await;
    let at_once = json!({"keep_old_hours": 0});
    let answer = world.admin("POST", "/clients/notes/rotate-secret", &at_once).await.expect(200).json();
    let fresh = answer["client_secret"].as_str().unwrap();
    assert!(fresh.len() >= 43, "256 bits");
    expect_error(&attempt(&world, Some(&Client::NOTES.basic()), &[]).await, 401, "invalid_client");
    let form = [("client_id", "notes"), ("client_secret", fresh)];
    expect_error(&attempt(&world, None, &form).await, 400, "invalid_grant");
    let shown = world.admin("GET", "/clients/notes", &json!(null)).await.expect(200).json();
    assert!(shown.get("client_secret").is_none(), "{shown}");
    let listed = world.admin("GET", "/clients", &json!(null)).await.expect(200).body;
    assert!(!listed.contains(fresh));
}

#[tokio::test]
async fn a_disabled_client_may_neither_introspect_nor_revoke() {
    let world = World::new().await;
    world.change_client("notes", &json!({"state": "disabled"})).await;
    for path in ["/oauth2/introspect", "/oauth2/revoke"] {
        expect_error(&Client::NOTES.call(&world, path, &[("token", "x")]).await, 401, "invalid_client");
    }
}

#[tokio::test]
async fn two_secrets_live_side_by_side_and_the_old_ones_last_use_is_seen() {
    let world = World::new().await;
    let show = async || world.admin("GET", "/clients/notes", &json!(null)).await.expect(200).json();
    let old = async || attempt(&world, Some(&Client::NOTES.basic()), &[]).await;
    let answer = world.admin("POST", "/clients/notes/rotate-secret", &json!({})).await.expect(200).json();
    let fresh = answer["client_secret"].as_str().unwrap();
    let shown = show().await;
    assert_eq!(shown["old_secret_until"], world.now() + 24 * 3_600);
    assert_eq!(shown["old_secret_used_at"], json!(null));
    let form = [("client_id", "notes"), ("client_secret", fresh)];
    expect_error(&attempt(&world, None, &form).await, 400, "invalid_grant");
    assert_eq!(show().await["old_secret_used_at"], json!(null), "the new one is in use");
    world.wait(10);
    expect_error(&old().await, 400, "invalid_grant");
    let first = world.now();
    world.wait(59);
    expect_error(&old().await, 400, "invalid_grant");
    assert_eq!(show().await["old_secret_used_at"], first, "noted once a minute");
    world.wait(1);
    expect_error(&old().await, 400, "invalid_grant");
    assert_eq!(show().await["old_secret_used_at"], first + 60);
    world.wait(24 * 3_600);
    expect_error(&old().await, 401, "invalid_client");
    service::sweep::sweep(&world.cx()).await.unwrap();
    assert_eq!(show().await["old_secret_until"], json!(null));
    expect_error(&attempt(&world, None, &form).await, 400, "invalid_grant");
}

#[tokio::test]
async fn the_old_secret_is_ended_early_and_both_acts_are_on_record() {
    let world = World::new().await;
    let end = async || world.admin("DELETE", "/clients/notes/old-secret", &json!(null)).await;
    end().await.expect(409);
    let kept = json!({"keep_old_hours": 720});
    world.admin("POST", "/clients/notes/rotate-secret", &kept).await.expect(200);
    expect_error(&attempt(&world, Some(&Client::NOTES.basic()), &[]).await, 400, "invalid_grant");
    assert_eq!(end().await.expect(200).json()["old_secret_until"], json!(null));
    expect_error(&attempt(&world, Some(&Client::NOTES.basic()), &[]).await, 401, "invalid_client");
    for hours in [-1, 721, i64::MAX] {
        let body = json!({"keep_old_hours": hours});
        world.admin("POST", "/clients/notes/rotate-secret", &body).await.expect(422);
    }
    let events = world.events().await;
    for event in ["client.secret_rotated", "client.old_secret_ended"] {
        assert_eq!(events.iter().filter(|found| *found == event).count(), 1, "{event}");
    }
}
