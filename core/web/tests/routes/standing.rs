//! Client, person, group and session, as they stand now, are asked wherever something is granted or told.

use serde_json::{Value, json};

use crate::token::userinfo;
use crate::world::{Answer, Browser, Client, PASSWORD, World};

const DEVICE: &str = "urn:ietf:params:oauth:grant-type:device_code";
const SCOPE: &str = "openid offline_access";
const PLANNER: Client = Client {
    id: "planner",
    secret: Some("planner-secret-0123456789-0123456789-01234567"),
    redirect_uri: "https://planner.example/cb",
};

/// All that the planner holds of mira before something happens.
struct Held {
    world: World,
    browser: Browser,
    tokens: Value,
    code: String,
    device_code: String,
}

/// The planner is for `staff`, which mira is in.
async fn hold() -> Held {
    let world = World::new().await;
    world
        .register(json!({
            "client_id": PLANNER.id, "client_secret": PLANNER.secret, "client_name": "Planner",
            "redirect_uris": [PLANNER.redirect_uri], "trusted": true,
            "grant_types": ["authorization_code", "refresh_token", DEVICE],
        }))
        .await;
    world.admin("POST", "/groups", &json!({"name": "staff"})).await.expect(201);
    world.admin("PUT", "/groups/staff/users/mira", &Value::Null).await.expect(200);
    world.change_client("planner", &json!({"access": {"who": "groups", "groups": ["staff"]}})).await;
    let mut browser = world.browser();
    let tokens = PLANNER.tokens(&world, &mut browser, SCOPE).await;
    let path = "/oauth2/device_authorization";
    let codes = PLANNER.call(&world, path, &[("scope", SCOPE)]).await.expect(200).json();
    let page = browser.open("/oauth2/device").await;
    let typed = codes["user_code"].as_str().unwrap();
    let page = browser.submit(&page, "/oauth2/device", &[("user_code", typed)]).await;
    let page = browser.follow(page).await;
    let answer = browser.submit(&page, "/consent", &[("decision", "allow")]).await;
    browser.follow(answer).await.expect(200);
    let code = browser.obtain_code(&PLANNER.ask()).await;
    let device_code = codes["device_code"].as_str().unwrap().to_owned();
    Held { world, browser, tokens, code, device_code }
}

async fn happen(held: &mut Held, what: &str) {
    let world = &held.world;
    match what {
        "client disabled" => world.change_client("planner", &json!({"state": "disabled"})).await,
        "person disabled" => {
            world.admin("POST", "/users/mira/disable", &json!({})).await.expect(200);
        }
        "person left the group" => {
            world.admin("DELETE", "/groups/staff/users/mira", &Value::Null).await.expect(200);
        }
        "session ended" => {
            let hint = held.tokens["id_token"].as_str().unwrap();
            held.browser.get(&format!("/oauth2/logout?id_token_hint={hint}")).await.expect(200);
        }
        other => assert_eq!(other, "nothing"),
    }
}

/// A word for an answer.
fn word(answer: &Answer) -> String {
    if answer.sent("code").is_some() {
        return "code".into();
    }
    if answer.find_form("/login").is_some() {
        return "login".into();
    }
    let json: Value = serde_json::from_str(&answer.body).unwrap_or_default();
    match (&json["error"], &json["active"]) {
        (Value::String(error), _) => error.clone(),
        (_, Value::Bool(active)) => if *active { "active" } else { "inactive" }.into(),
        _ => answer.status.as_u16().to_string(),
    }
}

/// What each place says then.
async fn ask_everywhere(held: &mut Held) -> [String; 7] {
    let Held { world, browser, tokens, code, device_code } = held;
    let refresh = tokens["refresh_token"].as_str().unwrap();
    let authorize = browser.authorize(&PLANNER.ask()).await;
    let exchange = PLANNER.exchange(world, code).await;
    let device = [("grant_type", DEVICE), ("device_code", device_code)];
    let device = PLANNER.call(world, "/oauth2/token", &device).await;
    let userinfo = userinfo(world, tokens).await;
    let access = [("token", tokens["access_token"].as_str().unwrap())];
    let access = PLANNER.call(world, "/oauth2/introspect", &access).await;
    let told = PLANNER.call(world, "/oauth2/introspect", &[("token", refresh)]).await;
    let refresh = PLANNER.refresh(world, refresh).await;
    [authorize, exchange, refresh, device, userinfo, access, told].map(|answer| word(&answer))
}

#[tokio::test]
async fn each_place_asks_how_client_person_group_and_session_stand() {
    let (no_client, no_grant, no_token) = ("invalid_client", "invalid_grant", "invalid_token");
    for (what, [authorize, code, refresh, device, userinfo, access, told]) in [
        ("nothing", ["code", "200", "200", "200", "200", "active", "active"]),
        ("client disabled", ["400", no_client, no_client, no_client, no_token, no_client, no_client]),
        ("person disabled", ["login", no_grant, no_grant, no_grant, no_token, "inactive", "inactive"]),
        (
            "person left the group",
            ["403", no_grant, no_grant, "access_denied", no_token, "inactive", "inactive"],
        ),
        // A device has a session of its own: the browser that signs out takes nothing from it.
        ("session ended", ["login", no_grant, no_grant, "200", no_token, "inactive", "inactive"]),
    ] {
        let mut held = hold().await;
        happen(&mut held, what).await;
        let said = ask_everywhere(&mut held).await;
        assert_eq!(said, [authorize, code, refresh, device, userinfo, access, told], "{what}");
    }
}

#[tokio::test]
async fn a_grant_that_is_taken_from_a_client_is_taken_from_what_it_holds() {
    let held = hold().await;
    let refresh = held.tokens["refresh_token"].as_str().unwrap();
    let less = json!({"redirect_uris": [PLANNER.redirect_uri], "grant_types": ["authorization_code"]});
    held.world.change_client("planner", &less).await;
    assert_eq!(word(&PLANNER.refresh(&held.world, refresh).await), "unauthorized_client");
    let told = PLANNER.call(&held.world, "/oauth2/introspect", &[("token", refresh)]).await;
    assert_eq!(word(&told), "inactive");
    let device = [("grant_type", DEVICE), ("device_code", &held.device_code)];
    let device = PLANNER.call(&held.world, "/oauth2/token", &device).await;
    assert_eq!(word(&device), "unauthorized_client");
}

#[tokio::test]
async fn somebody_else_at_the_same_browser_is_asked_anew() {
    let mut held = hold().await;
    happen(&mut held, "session ended").await;
    let mut browser = held.browser.clone().of("ada");
    let page = browser.authorize(&PLANNER.ask()).await;
    let answer = browser.fill_in(&page, PASSWORD).await;
    assert_eq!(browser.follow(answer).await.status.as_u16(), 403, "she is not of the staff");
}
