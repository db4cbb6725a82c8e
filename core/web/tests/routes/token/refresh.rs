//! Refresh tokens: rotation, families, ends.

use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::{expect_error, userinfo};
use crate::world::id_token::claims;
use crate::world::{Client, World};

const SCOPE: &str = "openid email offline_access";
const DAY: i64 = 86_400;

fn refresh_of(tokens: &Value) -> &str {
    tokens["refresh_token"].as_str().expect("a refresh token")
}

#[tokio::test]
async fn a_confidential_client_keeps_its_refresh_token() {
    let world = World::new().await;
    let first = Client::NOTES.tokens(&world, &mut world.browser(), SCOPE).await;
    for _ in 0..3 {
        world.wait(10);
        let answer = Client::NOTES.refresh(&world, refresh_of(&first)).await.expect(200);
        assert_eq!((answer.header("cache-control"), answer.header("pragma")), ("no-store", "no-cache"));
        let again = answer.json();
        assert!(again.get("refresh_token").is_none_or(|token| *token == first["refresh_token"]), "it stays");
        assert_eq!((&again["token_type"], &again["expires_in"]), (&json!("Bearer"), &json!(3_600)));
        assert_ne!(again["access_token"], first["access_token"]);
        userinfo(&world, &again).await.expect(200);
        let (old, new) = (claims(&first), claims(&again));
        for name in ["iss", "sub", "aud", "auth_time", "sid", "acr", "amr"] {
            assert_eq!(old[name], new[name], "{name}");
        }
        assert_eq!(new["iat"], json!(world.now()));
    }
}

#[tokio::test]
async fn oidc_core_12_2_no_nonce_comes_with_a_refresh() {
    let world = World::new().await;
    let ask = Client::NOTES.ask().with("scope", SCOPE).with("nonce", "of the request");
    let code = world.browser().obtain_code(&ask).await;
    let first = Client::NOTES.exchange(&world, &code).await.expect(200).json();
    assert_eq!(claims(&first)["nonce"], "of the request");
    let again = Client::NOTES.refresh(&world, refresh_of(&first)).await.expect(200).json();
    assert!(claims(&again).get("nonce").is_none());
}

#[tokio::test]
async fn a_public_client_gets_another_each_time_and_the_old_one_brings_the_family_down() {
    let world = World::new().await;
    let mut browser = world.browser();
    let first = Client::BOARD.tokens(&world, &mut browser, SCOPE).await;
    let second = Client::BOARD.refresh(&world, refresh_of(&first)).await.expect(200).json();
    assert_ne!(refresh_of(&first), refresh_of(&second));
    let third = Client::BOARD.refresh(&world, refresh_of(&second)).await.expect(200).json();
    expect_error(&Client::BOARD.refresh(&world, refresh_of(&first)).await, 400, "invalid_grant");
    expect_error(&Client::BOARD.refresh(&world, refresh_of(&third)).await, 400, "invalid_grant");
    for tokens in [&first, &second, &third] {
        userinfo(&world, tokens).await.expect(401);
    }
    assert!(world.events().await.contains(&"refresh_token.replayed".to_owned()));
    // Another sign-in of the same person at the same client is another family.
    let other = Client::BOARD.tokens(&world, &mut browser, SCOPE).await;
    userinfo(&world, &other).await.expect(200);
}

#[tokio::test]
async fn a_confidential_client_that_is_set_to_rotate_does() {
    let world = World::new().await;
    world.change_client("notes", &json!({"rotates_refresh_tokens": true})).await;
    let first = Client::NOTES.tokens(&world, &mut world.browser(), SCOPE).await;
    let second = Client::NOTES.refresh(&world, refresh_of(&first)).await.expect(200).json();
    assert_ne!(refresh_of(&first), refresh_of(&second));
    expect_error(&Client::NOTES.refresh(&world, refresh_of(&first)).await, 400, "invalid_grant");
    expect_error(&Client::NOTES.refresh(&world, refresh_of(&second)).await, 400, "invalid_grant");
}

#[tokio::test]
async fn reuse_is_seen_after_a_restart_too() {
    let world = World::new().await;
    let first = Client::BOARD.tokens(&world, &mut world.browser(), SCOPE).await;
    let second = Client::BOARD.refresh(&world, refresh_of(&first)).await.expect(200).json();
    let world = world.restarted().await;
    userinfo(&world, &second).await.expect(200);
    expect_error(&Client::BOARD.refresh(&world, refresh_of(&first)).await, 400, "invalid_grant");
    let world = world.restarted().await;
    expect_error(&Client::BOARD.refresh(&world, refresh_of(&second)).await, 400, "invalid_grant");
    userinfo(&world, &second).await.expect(401);
}

#[tokio::test]
async fn reuse_is_seen_days_later_and_after_a_sweep() {
    let world = World::new().await;
    let first = Client::BOARD.tokens(&world, &mut world.browser(), SCOPE).await;
    let second = Client::BOARD.refresh(&world, refresh_of(&first)).await.expect(200).json();
    world.wait(29 * DAY);
    let third = Client::BOARD.refresh(&world, refresh_of(&second)).await.expect(200).json();
    service::sweep::sweep(&world.cx()).await.unwrap();
    world.wait(20 * DAY);
    service::sweep::sweep(&world.cx()).await.unwrap();
    expect_error(&Client::BOARD.refresh(&world, refresh_of(&first)).await, 400, "invalid_grant");
    expect_error(&Client::BOARD.refresh(&world, refresh_of(&third)).await, 400, "invalid_grant");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_parallel_uses_of_a_rotating_token_one_wins_and_the_family_is_dead() {
    let world = World::new().await;
    let mut browser = world.browser();
    for _ in 0..3 {
        let first = Client::BOARD.tokens(&world, &mut browser, SCOPE).await;
        let mut uses = JoinSet::new();
        for _ in 0..8 {
            let (server, token) = (world.server(), refresh_of(&first).to_owned());
            uses.spawn(async move {
                let form = [("grant_type", "refresh_token"), ("refresh_token", token.as_str())];
                Client::BOARD.call_from(&server, "/oauth2/token", &form).await
            });
        }
        let (won, lost): (Vec<_>, Vec<_>) =
            uses.join_all().await.into_iter().partition(|answer| answer.status == 200);
        assert_eq!((won.len(), lost.len()), (1, 7));
        lost.iter().for_each(|answer| expect_error(answer, 400, "invalid_grant"));
        let second = won[0].json();
        userinfo(&world, &second).await.expect(401);
        expect_error(&Client::BOARD.refresh(&world, refresh_of(&second)).await, 400, "invalid_grant");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn parallel_uses_of_a_token_that_stays_all_work() {
    let world = World::new().await;
    let first = Client::NOTES.tokens(&world, &mut world.browser(), SCOPE).await;
    let mut uses = JoinSet::new();
    for _ in 0..8 {
        let (server, token) = (world.server(), refresh_of(&first).to_owned());
        uses.spawn(async move {
            let form = [("grant_type", "refresh_token"), ("refresh_token", token.as_str())];
            Client::NOTES.call_from(&server, "/oauth2/token", &form).await
        });
    }
    for answer in uses.join_all().await {
        userinfo(&world, &answer.expect(200).json()).await.expect(200);
    }
}

#[tokio::test]
async fn a_refresh_may_ask_for_less_and_never_for_more() {
    let world = World::new().await;
    let first = Client::NOTES.tokens(&world, &mut world.browser(), SCOPE).await;
    let ask = async |scope: &str| {
        let form = [("grant_type", "refresh_token"), ("refresh_token", refresh_of(&first)), ("scope", scope)];
        Client::NOTES.call(&world, "/oauth2/token", &form).await
    };
    let less = ask("openid").await.expect(200).json();
    assert_eq!(less["scope"], "openid");
    let told = userinfo(&world, &less).await.expect(200).json();
    assert!(told.get("email").is_none(), "{told}");
    expect_error(&ask("openid profile").await, 400, "invalid_scope");
    expect_error(&ask("profile").await, 400, "invalid_scope");
    // Less once is not less for ever.
    let whole = ask("offline_access openid email").await.expect(200).json();
    assert_eq!(whole["scope"], SCOPE);
    let told = userinfo(&world, &whole).await.expect(200).json();
    assert_eq!(told["email"], "mira@office.example");
}

#[tokio::test]
async fn a_token_of_another_client_is_refused_and_survives() {
    let world = World::new().await;
    let first = Client::NOTES.tokens(&world, &mut world.browser(), SCOPE).await;
    for other in [Client::WIKI, Client::BOARD] {
        expect_error(&other.refresh(&world, refresh_of(&first)).await, 400, "invalid_grant");
    }
    Client::NOTES.refresh(&world, refresh_of(&first)).await.expect(200);
    // A rotated one of another client revokes nothing either.
    let board = Client::BOARD.tokens(&world, &mut world.browser(), SCOPE).await;
    let next = Client::BOARD.refresh(&world, refresh_of(&board)).await.expect(200).json();
    expect_error(&Client::NOTES.refresh(&world, refresh_of(&board)).await, 400, "invalid_grant");
    Client::BOARD.refresh(&world, refresh_of(&next)).await.expect(200);
}

#[tokio::test]
async fn idle_and_absolute_ends_come_by_the_clock() {
    let world = World::new().await;
    for client in [Client::NOTES, Client::BOARD] {
        let mut tokens = client.tokens(&world, &mut world.browser(), SCOPE).await;
        let mut refresh = refresh_of(&tokens).to_owned();
        // Each use puts the idle end off, up to 180 days in all.
        for _ in 0..6 {
            world.wait(29 * DAY);
            tokens = client.refresh(&world, &refresh).await.expect(200).json();
            if let Some(next) = tokens["refresh_token"].as_str() {
                next.clone_into(&mut refresh);
            }
        }
        world.wait(6 * DAY - 1);
        tokens = client.refresh(&world, &refresh).await.expect(200).json();
        if let Some(next) = tokens["refresh_token"].as_str() {
            next.clone_into(&mut refresh);
        }
        world.wait(1);
        expect_error(&client.refresh(&world, &refresh).await, 400, "invalid_grant");

        let idle = client.tokens(&world, &mut world.browser(), SCOPE).await;
        world.wait(30 * DAY);
        expect_error(&client.refresh(&world, refresh_of(&idle)).await, 400, "invalid_grant");
    }
}

#[tokio::test]
async fn a_refresh_token_outlives_the_browsers_session() {
    let world = World::new().await;
    let first = Client::NOTES.tokens(&world, &mut world.browser(), SCOPE).await;
    world.wait(2 * DAY);
    service::sweep::sweep(&world.cx()).await.unwrap();
    let again = Client::NOTES.refresh(&world, refresh_of(&first)).await.expect(200).json();
    userinfo(&world, &again).await.expect(200);
}

#[tokio::test]
async fn a_code_is_no_refresh_token_and_an_access_token_neither() {
    let world = World::new().await;
    let mut browser = world.browser();
    let tokens = Client::NOTES.tokens(&world, &mut browser, SCOPE).await;
    let code = browser.obtain_code(&Client::NOTES.ask()).await;
    for wrong in [code.as_str(), tokens["access_token"].as_str().unwrap()] {
        expect_error(&Client::NOTES.refresh(&world, wrong).await, 400, "invalid_grant");
    }
    expect_error(&Client::NOTES.exchange(&world, refresh_of(&tokens)).await, 400, "invalid_grant");
    let as_access = json!({"access_token": refresh_of(&tokens)});
    userinfo(&world, &as_access).await.expect(401);
}
