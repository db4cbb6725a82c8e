//! `/oauth2/token` with `client_credentials` (RFC 6749 4.4): a client in its own name.

use serde_json::{Value, json};

use crate::token::{expect_error, userinfo};
use crate::world::{Answer, Client, ISSUER, World};

const REPORTS: Client = Client {
    id: "reports",
    secret: Some("reports-secret-0123456789-0123456789-0123456789"),
    redirect_uri: "https://reports.example/cb",
};

fn metadata() -> Value {
    json!({
        "client_id": "reports", "client_secret": REPORTS.secret, "client_name": "Reports",
        "grant_types": ["client_credentials"], "response_types": [], "scope": "files:read openid files:write email",
    })
}

async fn world() -> World {
    let world = World::new().await;
    world.register(metadata()).await;
    world
}

async fn ask(world: &World, client: Client, scope: Option<&str>) -> Answer {
    let mut form = vec![("grant_type", "client_credentials")];
    form.extend(scope.map(|scope| ("scope", scope)));
    client.call(world, "/oauth2/token", &form).await
}

async fn about(world: &World, client: Client, token: &str) -> Value {
    client.call(world, "/oauth2/introspect", &[("token", token)]).await.expect(200).json()
}

#[tokio::test]
async fn a_client_gets_a_token_of_its_own_and_nothing_about_people() {
    let world = world().await;
    let tokens = ask(&world, REPORTS, None).await.expect(200).json();
    let mut names: Vec<&String> = tokens.as_object().unwrap().keys().collect();
    names.sort_unstable();
    assert_eq!(names, ["access_token", "expires_in", "scope", "token_type"], "no ID token, no refresh token");
    assert_eq!((&tokens["scope"], &tokens["expires_in"]), (&json!("files:read files:write"), &json!(3_600)));
    let token = tokens["access_token"].as_str().unwrap();
    let known = json!({
        "active": true, "scope": "files:read files:write", "client_id": "reports", "token_type": "Bearer",
        "exp": world.now() + 3_600, "iat": world.now(), "sub": "reports", "aud": "reports", "iss": ISSUER,
    });
    assert_eq!(about(&world, REPORTS, token).await, known);
    assert_eq!(about(&world, Client::NOTES, token).await, json!({"active": false}), "another client's");
    expect_error(&userinfo(&world, &tokens).await, 401, "invalid_token");
    assert!(world.events().await.contains(&"client_token.issued".to_owned()));
    assert!(!String::from_utf8_lossy(&world.files()).contains(token), "kept as a hash");
    world.wait(3_600);
    assert_eq!(about(&world, REPORTS, token).await, json!({"active": false}), "expired");
}

#[tokio::test]
async fn scopes_are_those_that_it_registered_for_itself() {
    let world = world().await;
    let one = ask(&world, REPORTS, Some("files:write")).await.expect(200).json();
    assert_eq!(one["scope"], "files:write");
    for scope in ["openid", "email", "offline_access", "files:read openid", "files:delete", "groups"] {
        expect_error(&ask(&world, REPORTS, Some(scope)).await, 400, "invalid_scope");
    }
    // An authorization request gets none of them.
    let plain = json!({"client_id": "plain", "client_secret": REPORTS.secret, "grant_types": ["client_credentials"], "scope": "openid"});
    world.register(plain).await;
    let none = ask(&world, Client { id: "plain", ..REPORTS }, None).await.expect(200).json();
    assert!(none.get("scope").is_none(), "{none}");
}

#[tokio::test]
async fn only_who_can_prove_it_and_registered_for_it_gets_one() {
    let world = world().await;
    expect_error(&ask(&world, Client::NOTES, None).await, 400, "unauthorized_client");
    expect_error(&ask(&world, Client::BOARD, None).await, 400, "unauthorized_client");
    let public = json!({"client_id": "open", "token_endpoint_auth_method": "none", "grant_types": ["client_credentials"], "scope": "a"});
    world.register(public).await;
    let open = Client { id: "open", secret: None, redirect_uri: "" };
    expect_error(&ask(&world, open, None).await, 400, "unauthorized_client");
    let wrong = Client { secret: Some("wrong"), ..REPORTS };
    expect_error(&ask(&world, wrong, None).await, 401, "invalid_client");
}

#[tokio::test]
async fn a_token_ends_with_its_client_or_what_the_client_may() {
    let changes = [
        json!({"state": "disabled"}),
        json!({"grant_types": ["authorization_code"], "redirect_uris": ["https://reports.example/cb"], "scope": "files:read files:write"}),
    ];
    for change in changes {
        let world = world().await;
        let tokens = ask(&world, REPORTS, None).await.expect(200).json();
        let token = tokens["access_token"].as_str().unwrap();
        world.change_client("reports", &change).await;
        if change.get("state").is_some() {
            let asked = REPORTS.call(&world, "/oauth2/introspect", &[("token", token)]).await;
            expect_error(&asked, 401, "invalid_client");
        } else {
            assert_eq!(about(&world, REPORTS, token).await, json!({"active": false}));
        }
        userinfo(&world, &tokens).await.expect(401);
    }
    // A scope that it has no more is none of an older token's either.
    let world = world().await;
    let tokens = ask(&world, REPORTS, None).await.expect(200).json();
    world
        .change_client("reports", &json!({"grant_types": ["client_credentials"], "scope": "files:read"}))
        .await;
    let known = about(&world, REPORTS, tokens["access_token"].as_str().unwrap()).await;
    assert_eq!(known["scope"], "files:read");
    // Gone with its client.
    world.admin("DELETE", "/clients/reports", &Value::Null).await.expect(204);
    world.register(metadata()).await;
    let known = about(&world, REPORTS, tokens["access_token"].as_str().unwrap()).await;
    assert_eq!(known, json!({"active": false}));
}

#[tokio::test]
async fn rfc7009_it_takes_its_token_back_and_nobody_elses() {
    let world = world().await;
    let tokens = ask(&world, REPORTS, None).await.expect(200).json();
    let token = tokens["access_token"].as_str().unwrap();
    let other = Client::NOTES.call(&world, "/oauth2/revoke", &[("token", token)]).await;
    expect_error(&other, 400, "invalid_grant");
    assert_eq!(about(&world, REPORTS, token).await["active"], true);
    for hint in ["access_token", "made_up"] {
        let form = [("token", token), ("token_type_hint", hint)];
        let revoked = REPORTS.call(&world, "/oauth2/revoke", &form).await.expect(200);
        assert!(revoked.body.is_empty() && revoked.header("content-type").is_empty());
    }
    assert_eq!(about(&world, REPORTS, token).await, json!({"active": false}));
    assert!(world.events().await.contains(&"client_token.revoked".to_owned()));
}

#[tokio::test]
async fn what_an_app_registers_for_itself_comes_back_and_is_named_where_it_cannot_use_it() {
    let world = world().await;
    let shown = world.admin("GET", "/clients/reports", &Value::Null).await.expect(200).json();
    assert_eq!(shown["scope"], "openid email files:read files:write");
    let unused =
        json!([{"client_id": "u", "redirect_uris": ["https://u.example/cb"], "scope": "openid custom:read"}]);
    let imported = world.admin("POST", "/clients/import", &unused).await.expect(200).json();
    assert!(imported["warnings"].to_string().contains("client_credentials"), "{imported}");
}
