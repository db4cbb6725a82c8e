//! `/oauth2/revoke` (RFC 7009).

use crate::token::{expect_error, userinfo};
use crate::world::{Client, World};

#[tokio::test]
async fn an_access_token_ends_alone_and_a_refresh_token_with_all_of_its_authorization() {
    let world = World::new().await;
    let mut browser = world.browser();
    for client in [Client::NOTES, Client::BOARD] {
        let first = client.tokens(&world, &mut browser, "openid offline_access").await;
        let (access, refresh) =
            (first["access_token"].as_str().unwrap(), first["refresh_token"].as_str().unwrap());
        let answer = client.call(&world, "/oauth2/revoke", &[("token", access)]).await.expect(200);
        assert_eq!(
            (answer.body.as_str(), answer.header("content-type")),
            ("", ""),
            "browsers' libraries choke on text"
        );
        userinfo(&world, &first).await.expect(401);
        let second = client.refresh(&world, refresh).await.expect(200).json();
        userinfo(&world, &second).await.expect(200);
        let last = second["refresh_token"].as_str().unwrap_or(refresh);
        client
            .call(&world, "/oauth2/revoke", &[("token", last), ("token_type_hint", "access_token")])
            .await
            .expect(200);
        userinfo(&world, &second).await.expect(401);
        expect_error(&client.refresh(&world, last).await, 400, "invalid_grant");
    }
}

#[tokio::test]
async fn an_unknown_token_is_no_error_and_another_clients_survives() {
    let world = World::new().await;
    let tokens = Client::NOTES.tokens(&world, &mut world.browser(), "openid offline_access").await;
    Client::NOTES.call(&world, "/oauth2/revoke", &[("token", "nonsense")]).await.expect(200);
    for token in ["access_token", "refresh_token"] {
        let form = [("token", tokens[token].as_str().unwrap()), ("token_type_hint", "made_up")];
        for other in [Client::WIKI, Client::BOARD] {
            // RFC 7009 2.1: refused, and told.
            expect_error(&other.call(&world, "/oauth2/revoke", &form).await, 400, "invalid_grant");
        }
    }
    userinfo(&world, &tokens).await.expect(200);
    Client::NOTES.refresh(&world, tokens["refresh_token"].as_str().unwrap()).await.expect(200);
}

#[tokio::test]
async fn who_is_not_proven_revokes_nothing() {
    let world = World::new().await;
    let tokens = Client::NOTES.tokens(&world, &mut world.browser(), "openid").await;
    let token = tokens["access_token"].as_str().unwrap();
    let answer = world.server().post("/oauth2/revoke", &[("token", token)]).await;
    expect_error(&answer, 401, "invalid_client");
    let form = [("token", token), ("client_id", "notes"), ("client_secret", "wrong")];
    expect_error(&world.server().post("/oauth2/revoke", &form).await, 401, "invalid_client");
    expect_error(&Client::NOTES.call(&world, "/oauth2/revoke", &[]).await, 400, "invalid_request");
    userinfo(&world, &tokens).await.expect(200);
}
