//! Tokens that are bound to a key (RFC 9449): who proves it, and who does not.

use serde_json::{Value, json};

use crate::token::expect_error;
use crate::world::{Answer, Client, Prover, World};

const SECRET: &str = "ssssssssssssssssssssssssssssssssssssssss";
const BOUND: Client = Client { id: "bound", secret: Some(SECRET), redirect_uri: "https://bound.example/cb" };

async fn world() -> World {
    let world = World::new().await;
    world
        .register(json!({
            "client_id": "bound", "client_secret": SECRET, "trusted": true,
            "redirect_uris": [BOUND.redirect_uri], "dpop_bound_access_tokens": true,
        }))
        .await;
    world
}

/// Tokens of a client for mira, by a key.
async fn tokens(world: &World, client: Client, prover: &Prover, scope: &str) -> Value {
    let code = world.browser().obtain_code(&client.ask().with("scope", scope)).await;
    let answer = prover.call(world, client, "/oauth2/token", &client.exchange_form(&code)).await;
    answer.expect(200).json()
}

fn access(tokens: &Value) -> &str {
    tokens["access_token"].as_str().unwrap()
}

fn expect_challenge(answer: &Answer, error: &str) {
    assert_eq!(answer.status, 401, "{}", answer.body);
    let challenge = answer.header("www-authenticate");
    assert!(
        challenge.starts_with("DPoP ") && challenge.contains(&format!("error=\"{error}\"")),
        "{challenge}"
    );
    assert!(challenge.contains("algs=\"ES256 EdDSA Ed25519 PS256\""), "{challenge}");
}

#[tokio::test]
async fn a_bound_token_works_with_its_key_alone() {
    let world = world().await;
    let (prover, thief) = (Prover::new(), Prover::new());
    let tokens = tokens(&world, BOUND, &prover, "openid email").await;
    assert_eq!(tokens["token_type"], "DPoP");
    let token = access(&tokens);
    let answer = prover.userinfo(&world, token, &prover.userinfo_proof(&world, token)).await.expect(200);
    assert_eq!(answer.json()["email"], "mira@office.example");
    // Whoever has the token and no key.
    let bearer =
        world.server().saying("authorization", &format!("Bearer {token}")).get("/oauth2/userinfo").await;
    assert_eq!((bearer.status.as_u16(), bearer.json()["error"].clone()), (401, json!("invalid_token")));
    let in_form =
        world.server().send("POST", "/oauth2/userinfo", Some(format!("access_token={token}"))).await;
    assert_eq!(in_form.status, 401);
    let bare = world.server().saying("authorization", &format!("DPoP {token}")).get("/oauth2/userinfo").await;
    expect_challenge(&bare, "invalid_dpop_proof");
    let other = thief.userinfo(&world, token, &thief.userinfo_proof(&world, token)).await;
    expect_challenge(&other, "invalid_dpop_proof");
    // The scheme's name has no case.
    let proof = prover.userinfo_proof(&world, token);
    for scheme in ["dpop", "DPOP"] {
        let proof = proof.clone().with("jti", scheme.into());
        let mut server = prover.sending(&world, &proof).saying("authorization", &format!("{scheme} {token}"));
        server.get("/oauth2/userinfo").await.expect(200);
    }
    let about = BOUND.call(&world, "/oauth2/introspect", &[("token", token)]).await.expect(200).json();
    assert_eq!((&about["token_type"], &about["cnf"]), (&json!("DPoP"), &json!({"jkt": prover.jkt()})));
}

#[tokio::test]
async fn a_client_that_is_bound_gets_nothing_without_a_proof() {
    let world = world().await;
    let prover = Prover::new();
    let code = world.browser().obtain_code(&BOUND.ask()).await;
    expect_error(&BOUND.exchange(&world, &code).await, 400, "invalid_dpop_proof");
    let form = BOUND.exchange_form(&code);
    let mut twice = prover.sending(&world, &prover.proof(&world, "POST", "/oauth2/token"));
    twice.headers.push(("dpop".into(), prover.sign(&prover.proof(&world, "POST", "/oauth2/token"))));
    expect_error(&BOUND.call_from(&twice, "/oauth2/token", &form).await, 400, "invalid_dpop_proof");
    for wrong in [
        prover.proof(&world, "GET", "/oauth2/token"),
        prover.proof(&world, "POST", "/oauth2/userinfo"),
        prover.proof(&world, "POST", "/oauth2/token").with("iat", (world.now() - 61).into()),
        prover.proof(&world, "POST", "/oauth2/token").with("iat", (world.now() + 61).into()),
        prover.proof(&world, "POST", "/oauth2/token").with("jti", Value::Null),
    ] {
        let answer = BOUND.call_from(&prover.sending(&world, &wrong), "/oauth2/token", &form).await;
        expect_error(&answer, 400, "invalid_dpop_proof");
    }
    // None of that used the code up.
    world.wait(10);
    let old = prover.proof(&world, "POST", "/oauth2/token").with("iat", (world.now() - 10).into());
    BOUND.call_from(&prover.sending(&world, &old), "/oauth2/token", &form).await.expect(200);
}

#[tokio::test]
async fn whoever_proves_a_key_unasked_gets_bound_tokens_too() {
    let world = world().await;
    let prover = Prover::new();
    let bound = tokens(&world, Client::NOTES, &prover, "openid").await;
    assert_eq!(bound["token_type"], "DPoP");
    let plain = Client::NOTES.tokens(&world, &mut world.browser(), "openid").await;
    assert_eq!(plain["token_type"], "Bearer");
    // A token that is not bound is no DPoP token.
    let token = access(&plain);
    let answer = prover.userinfo(&world, token, &prover.userinfo_proof(&world, token)).await;
    expect_challenge(&answer, "invalid_token");
}

#[tokio::test]
async fn a_proof_is_used_once() {
    let world = world().await;
    let prover = Prover::new();
    let tokens = tokens(&world, BOUND, &prover, "openid").await;
    let proof = prover.userinfo_proof(&world, access(&tokens));
    prover.userinfo(&world, access(&tokens), &proof).await.expect(200);
    expect_challenge(&prover.userinfo(&world, access(&tokens), &proof).await, "invalid_dpop_proof");
    // As long as it would be good by itself, after which it is not.
    world.wait(60);
    expect_challenge(&prover.userinfo(&world, access(&tokens), &proof).await, "invalid_dpop_proof");
    world.wait(1);
    expect_challenge(&prover.userinfo(&world, access(&tokens), &proof).await, "invalid_dpop_proof");
    // A restart forgets which were used: what was made before has to be made anew, with a nonce.
    let fresh = prover.userinfo_proof(&world, access(&tokens));
    world.wait(1);
    let world = world.restarted().await;
    let answer = prover.userinfo(&world, access(&tokens), &fresh).await;
    expect_challenge(&answer, "use_dpop_nonce");
    let again = fresh.with("nonce", answer.header("dpop-nonce").into());
    prover.userinfo(&world, access(&tokens), &again).await.expect(200);
}

#[tokio::test]
async fn nonces_are_demanded_where_the_office_says_so() {
    let world = world().await;
    let prover = Prover::new();
    let without = tokens(&world, BOUND, &prover, "openid").await;
    let quiet =
        prover.userinfo(&world, access(&without), &prover.userinfo_proof(&world, access(&without))).await;
    assert_eq!(quiet.header("dpop-nonce"), "", "nobody asked for one");
    world.set("oidc.dpop_nonce", "required").await;
    let code = world.browser().obtain_code(&BOUND.ask()).await;
    let form = BOUND.exchange_form(&code);
    let proof = prover.proof(&world, "POST", "/oauth2/token");
    let answer = BOUND.call_from(&prover.sending(&world, &proof), "/oauth2/token", &form).await;
    expect_error(&answer, 400, "use_dpop_nonce");
    let nonce = answer.header("dpop-nonce").to_owned();
    // What it repeats says when it was made: its clock may be as wrong as it likes.
    let proof = proof.with("nonce", nonce.clone().into()).with("iat", (world.now() - 3_600).into());
    let answer = BOUND.call_from(&prover.sending(&world, &proof), "/oauth2/token", &form).await.expect(200);
    assert_ne!(answer.header("dpop-nonce"), "", "the next one comes along");
    let tokens = answer.json();
    let token = access(&tokens);
    let mine = prover.userinfo_proof(&world, token).with("nonce", nonce.clone().into());
    prover.userinfo(&world, token, &mine).await.expect(200);
    expect_challenge(&prover.userinfo(&world, token, &mine).await, "invalid_dpop_proof");
    world.wait(300);
    let stale = prover.userinfo_proof(&world, token).with("nonce", nonce.into());
    let answer = prover.userinfo(&world, token, &stale).await;
    expect_challenge(&answer, "use_dpop_nonce");
    let foreign = prover.userinfo_proof(&world, token).with("nonce", "x".repeat(54).into());
    expect_challenge(&prover.userinfo(&world, token, &foreign).await, "use_dpop_nonce");
    let fresh = prover.userinfo_proof(&world, token).with("nonce", answer.header("dpop-nonce").into());
    prover.userinfo(&world, token, &fresh).await.expect(200);
}

#[tokio::test]
async fn a_code_that_is_bound_to_a_key_needs_that_key() {
    let world = world().await;
    let (prover, thief) = (Prover::new(), Prover::new());
    let ask = Client::NOTES.ask().with("dpop_jkt", &prover.jkt());
    let code = world.browser().obtain_code(&ask).await;
    let form = Client::NOTES.exchange_form(&code);
    expect_error(&Client::NOTES.exchange(&world, &code).await, 400, "invalid_dpop_proof");
    let stolen = thief.call(&world, Client::NOTES, "/oauth2/token", &form).await;
    expect_error(&stolen, 400, "invalid_grant");
    prover.call(&world, Client::NOTES, "/oauth2/token", &form).await.expect(200);
    let broken = Client::NOTES.ask().with("dpop_jkt", "short");
    let refused = world.browser().of("mira").get(&broken.path()).await;
    assert_eq!(refused.sent("error").as_deref(), Some("invalid_request"));
}

#[tokio::test]
async fn a_refresh_token_of_a_public_client_is_bound_and_stays() {
    let world = world().await;
    let (prover, thief) = (Prover::new(), Prover::new());
    let tokens = tokens(&world, Client::BOARD, &prover, "openid offline_access").await;
    let refresh = tokens["refresh_token"].as_str().unwrap().to_owned();
    let form = [("grant_type", "refresh_token"), ("refresh_token", &*refresh)];
    expect_error(&Client::BOARD.refresh(&world, &refresh).await, 400, "invalid_grant");
    let stolen = thief.call(&world, Client::BOARD, "/oauth2/token", &form).await;
    expect_error(&stolen, 400, "invalid_grant");
    for _ in 0..2 {
        let fresh = prover.call(&world, Client::BOARD, "/oauth2/token", &form).await.expect(200).json();
        assert_eq!((&fresh["token_type"], fresh.get("refresh_token")), (&json!("DPoP"), None));
        let token = access(&fresh);
        prover.userinfo(&world, token, &prover.userinfo_proof(&world, token)).await.expect(200);
    }
}

#[tokio::test]
async fn one_of_a_client_with_a_secret_is_bound_to_the_client_and_takes_any_key() {
    let world = world().await;
    let tokens = tokens(&world, BOUND, &Prover::new(), "openid offline_access").await;
    let refresh = tokens["refresh_token"].as_str().unwrap();
    let form = [("grant_type", "refresh_token"), ("refresh_token", refresh)];
    expect_error(&BOUND.refresh(&world, refresh).await, 400, "invalid_dpop_proof");
    let next = Prover::new();
    let fresh = next.call(&world, BOUND, "/oauth2/token", &form).await.expect(200).json();
    let token = access(&fresh);
    next.userinfo(&world, token, &next.userinfo_proof(&world, token)).await.expect(200);
}

#[tokio::test]
async fn in_a_race_one_proof_wins() {
    let world = world().await;
    let prover = Prover::new();
    let tokens = tokens(&world, BOUND, &prover, "openid").await;
    let proof = prover.userinfo_proof(&world, access(&tokens));
    let mut tries = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let mut server =
            prover.sending(&world, &proof).saying("authorization", &format!("DPoP {}", access(&tokens)));
        tries.spawn(async move { server.get("/oauth2/userinfo").await.status.as_u16() });
    }
    let won = tries.join_all().await.into_iter().filter(|status| *status == 200).count();
    assert_eq!(won, 1);
}
