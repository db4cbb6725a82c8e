//! Claim rules: what apps are told by them, what they never are told, and the whole of it as one document.

use serde_json::{Value, json};

use crate::token::userinfo;
use crate::world::id_token::claims;
use crate::world::{Client, World};

async fn put_in(world: &World, group: &str, member: &str) {
    world.admin("POST", "/groups", &json!({"name": group})).await;
    world.admin("PUT", &format!("/groups/{group}/users/{member}"), &Value::Null).await.expect(200);
}

fn role() -> Value {
    json!({"name": "Role", "claim": "role", "into": ["id_token", "userinfo"], "as": "text", "from": "choice",
        "cases": [{"group": "IT", "value": "Admin"}], "default": "Viewer"})
}

async fn told(world: &World, client: Client, scope: &str) -> (Value, Value) {
    let tokens = client.tokens(world, &mut world.browser(), scope).await;
    (claims(&tokens), userinfo(world, &tokens).await.expect(200).json())
}

#[tokio::test]
async fn an_app_is_told_what_its_rules_say_and_the_office_s_behind_them() {
    let world = World::new().await;
    put_in(&world, "IT", "mira").await;
    world.admin("PUT", "/attributes/cost_center", &json!({})).await.expect(200);
    world.admin("PATCH", "/users/mira", &json!({"attributes": {"cost_center": "4711"}})).await.expect(200);
    let office = json!({"claim_rules": [
        {"claim": "cost_center", "into": ["userinfo"], "from": "attribute", "attribute": "cost_center"},
        {"claim": "role", "into": ["userinfo"], "from": "constant", "value": "Guest"},
    ]});
    world.admin("PUT", "/claim-rules", &office).await.expect(200);
    world.change_client("wiki", &json!({"claim_rules": [role()]})).await;
    let (id_token, info) = told(&world, Client::WIKI, "openid").await;
    assert_eq!((&id_token["role"], id_token.get("cost_center")), (&json!("Admin"), None));
    assert_eq!(info, json!({"sub": "subject-of-mira", "role": "Admin", "cost_center": "4711"}));
    let (id_token, info) = told(&world, Client::BOARD, "openid").await;
    assert!(id_token.get("role").is_none());
    assert_eq!(info, json!({"sub": "subject-of-mira", "role": "Guest", "cost_center": "4711"}));
}

#[tokio::test]
async fn a_change_shows_at_once_also_with_a_token_that_is_out_already() {
    let world = World::new().await;
    world.change_client("wiki", &json!({"claim_rules": [role()]})).await;
    let tokens = Client::WIKI.tokens(&world, &mut world.browser(), "openid groups").await;
    let role = async || userinfo(&world, &tokens).await.expect(200).json()["role"].clone();
    assert_eq!(role().await, "Viewer");
    put_in(&world, "IT", "mira").await;
    assert_eq!(role().await, "Admin");
    world.change_client("wiki", &json!({"claim_rules": []})).await;
    assert_eq!(role().await, Value::Null);
    let groups = json!({"claim_rules": [{"claim": "groups", "into": ["userinfo"], "as": "list", "from": "groups", "rename": {"IT": "admins"}}]});
    world.change_client("wiki", &groups).await;
    assert_eq!(
        userinfo(&world, &tokens).await.expect(200).json()["groups"],
        json!(["admins"]),
        "the scope's list gives way"
    );
}

#[tokio::test]
async fn consent_shows_what_rules_tell() {
    let world = World::new().await;
    world.change_client("notes", &json!({"claim_rules": [role()]})).await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let page = browser.authorize(&Client::NOTES.ask()).await.expect(200);
    assert!(page.says("role Viewer"), "{}", page.words());
}

#[tokio::test]
async fn the_preview_says_where_each_claim_comes_from_also_of_rules_that_are_not_saved() {
    let world = World::new().await;
    put_in(&world, "IT", "mira").await;
    let uris = [Client::WIKI.redirect_uri];
    world.change_client("wiki", &json!({"access_token_format": "jwt", "redirect_uris": uris})).await;
    let draft = json!({"user": "mira", "claim_rules": [role()], "access": {"who": "groups", "groups": ["Sales"]},
        "office_claim_rules": [{"claim": "office", "into": ["access_token"], "from": "constant", "value": "Kestrel"}]});
    let seen = world.admin("POST", "/clients/wiki/preview", &draft).await.expect(200).json();
    assert_eq!((&seen["userinfo"]["role"], &seen["id_token"]["role"]), (&json!("Admin"), &json!("Admin")));
    assert_eq!(seen["refused"], "not_for_them");
    let access = &seen["access_token"];
    assert_eq!((&access["office"], &access["client_id"]), (&json!("Kestrel"), &json!("wiki")));
    let origins = seen["origins"].as_array().unwrap();
    let has = |origin: Value| assert!(origins.contains(&origin), "{origin} in {origins:?}");
    has(json!({"place": "userinfo", "claim": "email", "cause": "scope", "name": "email", "index": null}));
    has(json!({"place": "userinfo", "claim": "role", "cause": "client_rule", "name": "Role", "index": 0}));
    has(json!({"place": "access_token", "claim": "office", "cause": "office_rule", "name": "", "index": 0}));
    let seen = world.admin("GET", "/clients/wiki/preview?user=mira", &Value::Null).await.expect(200).json();
    assert_eq!(
        (&seen["userinfo"]["role"], &seen["refused"]),
        (&Value::Null, &Value::Null),
        "nothing was saved"
    );
    for (body, field) in [
        (json!({}), "user"),
        (json!({"user": "mira", "claim_rules": [{}]}), "claim_rules[0].claim"),
        (json!({"user": "mira", "office_claim_rules": 1}), "office_claim_rules"),
        (json!({"user": "mira", "x": 1}), "x"),
    ] {
        let answer = world.admin("POST", "/clients/wiki/preview", &body).await.expect(422).json();
        assert_eq!(answer["errors"][0]["field"], field);
    }
}

#[tokio::test]
async fn one_document_goes_out_and_comes_in_and_changes_nothing_twice() {
    let world = World::new().await;
    put_in(&world, "IT", "ada").await;
    let document = json!({
        "attributes": [{"name": "cost_center", "label": "Cost center", "shape": "text", "editor": "administrators"}],
        "claim_rules": [{"claim": "cc", "into": ["userinfo"], "as": "text", "from": "attribute", "attribute": "cost_center"}],
        "clients": [{
            "client_id": "wiki", "client_name": "Wiki", "access": {"who": "groups", "groups": ["IT"]},
            "session_terms": {"max_age_s": 3600, "asks_in_remembered_browsers": false}, "claim_rules": [role()],
        }],
    });
    let changed = world.admin("PUT", "/claims", &document).await.expect(200).json();
    assert_eq!(changed["changed"], json!(["attribute cost_center", "rules for all apps", "app Wiki"]));
    assert_eq!(world.admin("GET", "/claims", &Value::Null).await.expect(200).json(), document);
    let before = world.events().await.len();
    let again = world.admin("PUT", "/claims", &document).await.expect(200).json();
    assert_eq!((again["changed"].as_array().unwrap().len(), world.events().await.len()), (0, before));
    for (body, field) in [
        (json!({"clients": [{"client_id": "none"}]}), "clients[0].client_id"),
        (
            json!({"clients": [{"client_id": "wiki", "access": {"who": "groups", "groups": ["x"]}}]}),
            "clients[0].access.groups[0]",
        ),
        (
            json!({"claim_rules": [{"claim": "a", "into": ["userinfo"], "from": "attribute", "attribute": "none"}]}),
            "claim_rules[0].attribute",
        ),
        (
            json!({"claim_rules": [{"claim": "sub", "into": ["userinfo"], "from": "groups"}]}),
            "claim_rules[0].claim",
        ),
        (json!({"rules": []}), "rules"),
    ] {
        let answer = world.admin("PUT", "/claims", &body).await.expect(422).json();
        assert_eq!(answer["errors"][0]["field"], field);
    }
    assert_eq!(world.admin("GET", "/claims", &Value::Null).await.expect(200).json(), document);
}

#[tokio::test]
async fn an_import_of_apps_keeps_their_rules_and_no_rule_makes_a_claim_of_the_protocol() {
    let world = World::new().await;
    let app = json!({"client_id": "grafana", "redirect_uris": ["https://g.example/cb"], "claim_rules": [role()],
        "access": {"who": "groups", "groups": []}, "session_terms": {"max_age_s": 600}});
    world.register(app).await;
    let shown = world.admin("GET", "/clients/grafana", &Value::Null).await.expect(200).json();
    assert_eq!(
        (&shown["claim_rules"], &shown["access"]),
        (&json!([role()]), &json!({"who": "groups", "groups": []}))
    );
    for claim in
        ["sub", "iss", "aud", "exp", "nonce", "acr", "amr", "at_hash", "sid", "email", "email_verified"]
    {
        let rules = json!({"claim_rules": [{"claim": claim, "into": ["id_token"], "from": "constant", "value": "x"}]});
        let answer = world.admin("PATCH", "/clients/wiki", &rules).await.expect(422).json();
        assert_eq!(answer["errors"][0]["field"], "claim_rules[0].claim", "{claim}");
    }
}
