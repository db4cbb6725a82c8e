//! What is refused at the endpoints of the protocol stands in the activity log, with its name, its reason and its app; and how
//! far an app came is seen by whoever looks after it.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use tower::ServiceExt as _;
use web::Peer;

use crate::world::{AUTHORITY, Answer, Ask, Client, ISSUER, PASSWORD, World};

/// Rows of what was refused so far, oldest first: endpoint, error, name in the help, app.
async fn refused(world: &World) -> Vec<[String; 4]> {
    let answer = world.admin("GET", "/audit?limit=500", &Value::Null).await.expect(200).json();
    let rows = answer["rows"].as_array().unwrap().clone();
    let told = rows.iter().filter(|row| row["event"].as_str().unwrap().ends_with(".refused"));
    let told = told.map(|row| {
        let detail = &row["detail"];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        assert_eq!(row["actor"], "anonymous", "nobody proved who they are: {row}");
        assert!(!text(&detail["why"]).is_empty(), "{row}");
        assert_eq!(row["event"] == "client.refused", row["client_id"].is_string(), "{row}");
        [&detail["endpoint"], &detail["error"], &detail["help"], &row["client_id"]].map(text)
    });
    let mut told: Vec<_> = told.collect();
    if rows.len() > 1 && rows[0]["seq"].as_i64() > rows[1]["seq"].as_i64() {
        told.reverse();
    }
    told
}

async fn last(world: &World) -> [String; 4] {
    refused(world).await.pop().expect("something was refused")
}

async fn bearer(world: &World, method: &str, path: &str, token: Option<&str>, body: &Value) -> Answer {
    let mut request = Request::builder().method(method).uri(path).header("host", AUTHORITY);
    request = request.header("content-type", "application/json").extension(Peer([203, 0, 113, 9].into()));
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
    Answer::read(world.router.clone().oneshot(request.body(body).unwrap()).await.unwrap()).await
}

/// How a stage of an app went last: whether it did, and why not.
async fn stage(world: &World, client: &str, name: &str) -> (bool, Option<String>) {
    let way = world.admin("GET", &format!("/clients/{client}/way"), &Value::Null).await.expect(200).json();
    let stages = way["stages"].as_array().unwrap().clone();
    let one = stages.into_iter().find(|one| one["stage"] == name).unwrap();
    (one["at"].is_i64(), one["refused"]["help"].as_str().map(str::to_owned))
}

#[tokio::test]
async fn each_endpoint_where_a_client_proves_itself_tells_what_it_refused() {
    let world = World::new().await;
    let code =
        [("grant_type", "authorization_code"), ("code", "x"), ("redirect_uri", "https://notes.example/cb")];
    for (path, form, endpoint, error, help) in [
        ("/oauth2/token", &code[..], "token", "invalid_grant", "code-unknown"),
        ("/oauth2/token", &code[..1], "token", "invalid_request", "code-missing"),
        ("/oauth2/par", &[], "par", "invalid_request", "redirect-uri-missing"),
        ("/oauth2/introspect", &[], "introspect", "invalid_request", "token-missing"),
        ("/oauth2/revoke", &[], "revoke", "invalid_request", "token-missing"),
        ("/oauth2/device_authorization", &[], "device_authorization", "unauthorized_client", ""),
    ] {
        let answer = Client::NOTES.call(&world, path, form).await;
        let told = last(&world).await;
        assert_eq!(told[..2], [endpoint, error], "{path}");
        assert_eq!(told[3], "notes", "{path}");
        assert_eq!(answer.json()["error_uri"], format!("{ISSUER}/help/errors/{}", told[2]), "{path}");
        assert!(help.is_empty() || told[2] == help, "{path}: {told:?}");
    }
    let wrong = Client { secret: Some("wrong"), ..Client::NOTES };
    for (path, endpoint) in [
        ("/oauth2/token", "token"),
        ("/oauth2/par", "par"),
        ("/oauth2/introspect", "introspect"),
        ("/oauth2/revoke", "revoke"),
        ("/oauth2/device_authorization", "device_authorization"),
    ] {
        world.wait(60);
        let form = [&code[..], &[("token", "x")]].concat();
        wrong.call(&world, path, &form).await.expect(401);
        let expected = [endpoint, "invalid_client", "client-authentication-failed", "notes"];
        assert_eq!(last(&world).await, expected, "{path}");
    }
    assert_eq!(stage(&world, "notes", "exchanged").await.1.unwrap(), "client-authentication-failed");
}

#[tokio::test]
async fn what_is_refused_at_userinfo_is_told_to_the_app_whose_token_it_was() {
    let world = World::new().await;
    let tokens = Client::NOTES.tokens(&world, &mut world.browser(), "openid").await;
    let token = tokens["access_token"].as_str().unwrap();
    bearer(&world, "GET", "/oauth2/userinfo", Some(token), &Value::Null).await.expect(200);
    assert_eq!(stage(&world, "notes", "told").await, (true, None));
    assert_eq!(refused(&world).await.len(), 0);
    world.wait(3_600);
    bearer(&world, "GET", "/oauth2/userinfo", Some(token), &Value::Null).await.expect(401);
    assert_eq!(last(&world).await, ["userinfo", "invalid_token", "access-token-unknown", "notes"]);
    assert_eq!(stage(&world, "notes", "told").await.1.unwrap(), "access-token-unknown");
    bearer(&world, "GET", "/oauth2/userinfo", None, &Value::Null).await.expect(401);
    assert_eq!(last(&world).await, ["userinfo", "invalid_token", "access-token-missing", ""]);
}

#[tokio::test]
async fn what_is_refused_at_registration_is_told() {
    let world = World::new().await;
    let app = json!({"client_name": "Planner", "redirect_uris": ["https://planner.example/cb"]});
    let register = async |body: &Value| bearer(&world, "POST", "/oauth2/register", None, body).await;
    register(&app).await.expect(403);
    assert_eq!(last(&world).await, ["register", "access_denied", "registration-off", ""]);
    world.set("registration.mode", "open").await;
    register(&json!({"redirect_uris": ["https://planner.example/cb#x"]})).await.expect(400);
    assert_eq!(last(&world).await[..2], ["register", "invalid_redirect_uri"]);
    let registered = register(&app).await.expect(201).json();
    let id = registered["client_id"].as_str().unwrap();
    let path = format!("/oauth2/register/{id}");
    for method in ["GET", "PUT", "DELETE"] {
        world.wait(60);
        bearer(&world, method, &path, Some("wrong"), &app).await.expect(401);
        let [endpoint, error, _, client] = last(&world).await;
        assert_eq!([endpoint.as_str(), &error, &client], ["register", "invalid_token", id], "{method}");
    }
}

#[tokio::test]
async fn what_is_refused_on_a_page_or_at_the_apps_address_is_told() {
    let world = World::new().await;
    let ask = || Client::NOTES.ask();
    for (ask, error, help) in [
        (
            ask().with("redirect_uri", "https://evil.example/"),
            "invalid_request",
            "redirect-uri-not-registered",
        ),
        (ask().without("redirect_uri"), "invalid_request", "redirect-uri-missing"),
        (ask().with("response_type", "made_up"), "unsupported_response_type", ""),
        (ask().with("request_uri", "urn:ietf:params:oauth:request_uri:x"), "invalid_request_uri", ""),
    ] {
        world.browser().get(&ask.path()).await;
        let told = last(&world).await;
        assert_eq!([told[0].as_str(), &told[1], &told[3]], ["authorize", error, "notes"]);
        assert!(help.is_empty() || told[2] == help, "{told:?}");
        assert!(stage(&world, "notes", "asked").await.1.is_some());
    }
    world.change_client("notes", &json!({"state": "disabled"})).await;
    world.browser().get(&ask().path()).await.expect(400);
    assert_eq!(last(&world).await, ["authorize", "unauthorized_client", "client-switched-off", "notes"]);
    let doubled = format!("{}&state=2", ask().path());
    world.browser().get(&doubled).await.expect(400);
    assert_eq!(last(&world).await[..2], ["authorize", "invalid_request"]);
}

#[tokio::test]
async fn a_person_who_says_no_is_told_and_a_silent_question_is_not() {
    let world = World::new().await;
    let mut browser = world.browser();
    let silent = Client::NOTES.ask().with("prompt", "none");
    assert_eq!(browser.get(&silent.path()).await.sent("error").unwrap(), "login_required");
    assert_eq!(refused(&world).await.len(), 0, "pages ask so every few minutes");
    assert_eq!(stage(&world, "notes", "answered").await.1.unwrap(), "sign-in-needed");
    let page = browser.authorize(&Client::NOTES.ask()).await;
    let answer = browser.fill_in(&page, PASSWORD).await;
    let page = browser.follow(answer).await;
    let answer = browser.submit(&page, "/consent", &[("decision", "deny")]).await.expect(303);
    assert_eq!(answer.sent("error").unwrap(), "access_denied");
    assert_eq!(last(&world).await, ["authorize", "access_denied", "person-refused", "notes"]);
    assert_eq!(stage(&world, "notes", "asked").await, (true, None), "the app asked rightly");
}

#[tokio::test]
async fn a_sign_out_is_the_last_stage_and_a_wrong_address_is_told() {
    let world = World::new().await;
    let mut browser = world.browser();
    let tokens = Client::NOTES.tokens(&world, &mut browser, "openid").await;
    let hint = Ask::default().with("id_token_hint", tokens["id_token"].as_str().unwrap());
    assert_eq!(stage(&world, "notes", "signed_out").await, (false, None));
    let good = hint.with("post_logout_redirect_uri", "https://notes.example/bye");
    browser.get(&format!("/oauth2/logout?{}", good.encode())).await.expect(303);
    assert_eq!(stage(&world, "notes", "signed_out").await, (true, None));
    assert_eq!(refused(&world).await.len(), 0);
    let bad = Ask::default()
        .with("id_token_hint", tokens["id_token"].as_str().unwrap())
        .with("post_logout_redirect_uri", "https://evil.example/");
    browser.get(&format!("/oauth2/logout?{}", bad.encode())).await.expect(400);
    let expected = ["logout", "invalid_request", "post-logout-redirect-uri-not-registered", "notes"];
    assert_eq!(last(&world).await, expected);
    assert_eq!(stage(&world, "notes", "signed_out").await.1.unwrap(), expected[2]);
}

#[tokio::test]
async fn a_wrong_code_of_a_device_is_told() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let page = browser.open("/oauth2/device").await;
    browser.submit(&page, "/oauth2/device", &[("user_code", "AAAA-AAAA")]).await.expect(400);
    assert_eq!(last(&world).await, ["device", "invalid_grant", "user-code-unknown", ""]);
}

#[tokio::test]
async fn strangers_do_not_fill_the_log() {
    let world = World::new().await;
    for number in 0..50 {
        let id = format!("nobody-{number}");
        let form = [("client_id", id.as_str()), ("grant_type", "client_credentials"), ("client_secret", "x")];
        world.server().post("/oauth2/token", &form).await.expect(401);
        world.browser().get(&Client::NOTES.ask().with("client_id", &id).path()).await.expect(400);
        Client::WIKI.call(&world, "/oauth2/token", &[("grant_type", "made_up")]).await.expect(400);
        world.wait(1);
    }
    let told = refused(&world).await;
    let of = |client: &str, endpoint: &str| {
        told.iter().filter(|row| row[3] == client && row[0] == endpoint).count()
    };
    assert_eq!((of("", "token"), of("", "authorize"), of("wiki", "token")), (1, 1, 1), "{told:?}");
    let rows = world.admin("GET", "/audit?limit=500", &Value::Null).await.json();
    let first = rows["rows"].as_array().unwrap().iter().find(|row| row["event"] == "request.refused");
    assert!(first.unwrap()["detail"]["client_id"].as_str().unwrap().starts_with("nobody-"));
}
