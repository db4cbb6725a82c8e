//! `/oauth2/register` (RFC 7591, OpenID Connect Registration 1.0) and the management of it (RFC 7592).

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use tower::ServiceExt as _;
use web::Peer;

use crate::token::expect_error;
use crate::world::id_token::claims;
use crate::world::{AUTHORITY, Answer, Client, ISSUER, World};

/// One request with JSON, perhaps with a token.
async fn send(world: &World, method: &str, path: &str, token: Option<&str>, body: &Value) -> Answer {
    send_from(world, [203, 0, 113, 9], method, path, token, body).await
}

async fn send_from(
    world: &World,
    peer: [u8; 4],
    method: &str,
    path: &str,
    token: Option<&str>,
    body: &Value,
) -> Answer {
    let mut request = Request::builder().method(method).uri(path).header("host", AUTHORITY);
    request = request.header("content-type", "application/json").extension(Peer(peer.into()));
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
    let response = world.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
    Answer { at: format!("{method} {path}"), ..Answer::read(response).await }
}

pub(crate) async fn register(world: &World, token: Option<&str>, body: &Value) -> Answer {
    send(world, "POST", "/oauth2/register", token, body).await
}

fn app() -> Value {
    json!({"client_name": "Planner", "redirect_uris": ["https://planner.example/cb"]})
}

async fn open() -> World {
    let world = World::new().await;
    world.set("registration.mode", "open").await;
    world
}

async fn make_token(world: &World, uses: i64) -> Value {
    let body = json!({"name": "Suite", "uses": uses, "days": 1});
    world.admin("POST", "/registration-tokens", &body).await.expect(201).json()
}

/// Path below this server of what manages a registration, and its token.
fn door(registered: &Value) -> (String, String) {
    let uri = registered["registration_client_uri"].as_str().unwrap();
    let token = registered["registration_access_token"].as_str().unwrap();
    (uri.strip_prefix(ISSUER).unwrap().to_owned(), token.to_owned())
}

#[tokio::test]
async fn nobody_registers_unless_the_office_says_so() {
    let world = World::new().await;
    expect_error(&register(&world, None, &app()).await, 403, "access_denied");
    let path = "/.well-known/openid-configuration";
    assert!(world.server().get(path).await.json().get("registration_endpoint").is_none());
    for mode in ["token", "open"] {
        world.set("registration.mode", mode).await;
        let told = world.server().get(path).await.json();
        assert_eq!(told["registration_endpoint"], format!("{ISSUER}/oauth2/register"));
    }
    world.set("registration.mode", "off").await;
    let token = make_token(&world, 1).await;
    expect_error(&register(&world, token["token"].as_str(), &app()).await, 403, "access_denied");
}

#[tokio::test]
async fn rfc7591_3_2_1_an_app_registers_and_signs_somebody_in() {
    let world = open().await;
    let answer = register(&world, None, &app()).await.expect(201);
    assert_eq!(
        (answer.header("content-type"), answer.header("cache-control")),
        ("application/json", "no-store")
    );
    let registered = answer.json();
    let expected = json!({
        "client_name": "Planner", "redirect_uris": ["https://planner.example/cb"],
        "token_endpoint_auth_method": "client_secret_basic", "grant_types": ["authorization_code", "refresh_token"],
        "response_types": ["code"], "id_token_signed_response_alg": "RS256", "application_type": "web",
        "scope": "openid profile email address phone offline_access",
        "client_id_issued_at": world.now(), "client_secret_expires_at": 0,
    });
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(registered[name], *value, "{name}: {registered}");
    }
    assert!(registered.get("resource_scopes").is_none());
    let (id, secret) =
        (registered["client_id"].as_str().unwrap(), registered["client_secret"].as_str().unwrap());
    let client = Client {
        id: id.to_owned().leak(),
        secret: Some(secret.to_owned().leak()),
        redirect_uri: "https://planner.example/cb",
    };
    let mut browser = world.browser();
    let page = browser.authorize(&client.ask().with("scope", "openid groups")).await;
    let signed_in = browser.fill_in(&page, crate::world::PASSWORD).await;
    let page = browser.follow(signed_in).await;
    assert!(page.says("This app registered itself"), "{}", page.words());
    let answer = browser.submit(&page, "/consent", &[("decision", "allow")]).await;
    let code = browser.follow(answer).await.sent("code").unwrap();
    let tokens = client.exchange(&world, &code).await.expect(200).json();
    assert_eq!(tokens["scope"], "openid", "the office's groups are none of its business");
    let files = world.files();
    let files = String::from_utf8_lossy(&files);
    assert!(
        !files.contains(secret) && !files.contains(registered["registration_access_token"].as_str().unwrap())
    );
}

#[tokio::test]
async fn what_cannot_be_registered_is_refused_in_its_shape() {
    let world = open().await;
    let with = |name: &str, value: Value| {
        let mut body = app();
        body[name] = value;
        body
    };
    for (body, code) in [
        (with("redirect_uris", json!(["https://planner.example/cb#part"])), "invalid_redirect_uri"),
        (with("redirect_uris", json!(["http://planner.example/cb"])), "invalid_redirect_uri"),
        (with("redirect_uris", json!(["javascript:alert(1)"])), "invalid_redirect_uri"),
        (json!({"client_name": "None"}), "invalid_redirect_uri"),
        (with("initiate_login_uri", json!("http://planner.example/login")), "invalid_client_metadata"),
        (with("jwks_uri", json!("http://planner.example/keys")), "invalid_client_metadata"),
        (with("application_type", json!("robot")), "invalid_client_metadata"),
        (with("client_name", json!("Wiki")), "invalid_client_metadata"),
        (with("client_name", json!("\u{202e}rennalP")), "invalid_client_metadata"),
        (with("grant_types", json!(["client_credentials"])), "invalid_client_metadata"),
        (with("response_types", json!(["id_token"])), "invalid_client_metadata"),
        (with("token_endpoint_auth_method", json!("magic")), "invalid_client_metadata"),
        (with("id_token_signed_response_alg", json!("none")), "invalid_client_metadata"),
        (json!([]), "invalid_client_metadata"),
        (json!("text"), "invalid_client_metadata"),
    ] {
        expect_error(&register(&world, None, &body).await, 400, code);
    }
    let form = world.server().post("/oauth2/register", &[("client_name", "x")]).await;
    expect_error(&form, 400, "invalid_client_metadata");
    let mut server = world.server().saying("content-type", "application/json");
    let broken = server.send("POST", "/oauth2/register", Some("{".into())).await;
    expect_error(&broken, 400, "invalid_client_metadata");
    let long = with("client_uri", json!(format!("https://planner.example/{}", "x".repeat(70_000))));
    expect_error(&register(&world, None, &long).await, 400, "invalid_client_metadata");
    world.server().get("/oauth2/register").await.expect(405);
    let listed = world.admin("GET", "/clients?registered_by=itself", &Value::Null).await.expect(200).json();
    assert_eq!(listed["total"], 0);
}

#[tokio::test]
async fn what_is_ours_to_say_is_not_taken_from_an_app() {
    let world = open().await;
    let mut body = app();
    for (name, value) in [
        ("client_id", json!("wiki")),
        ("client_secret", json!("chosen")),
        ("trusted", json!(true)),
        ("owner", json!("mira")),
        ("state", json!("active")),
        ("registration_access_token", json!("chosen")),
        ("made_up", json!({"deep": [1]})),
    ] {
        body[name] = value;
    }
    let registered = register(&world, None, &body).await.expect(201).json();
    assert_ne!(registered["client_id"], "wiki");
    assert_ne!(registered["client_secret"], "chosen");
    assert!(registered.get("made_up").is_none() && registered.get("trusted").is_none(), "{registered}");
    let id = registered["client_id"].as_str().unwrap();
    let shown = world.admin("GET", &format!("/clients/{id}"), &Value::Null).await.expect(200).json();
    assert_eq!(
        (&shown["trusted"], &shown["owner"], &shown["self_registered"]),
        (&json!(false), &Value::Null, &json!("unseen"))
    );
    let trusted = world.admin("PATCH", &format!("/clients/{id}"), &json!({"trusted": true})).await;
    assert_eq!(trusted.status, 422, "{}", trusted.body);
}

#[tokio::test]
async fn a_token_lets_as_many_register_as_it_says() {
    let world = World::new().await;
    world.set("registration.mode", "token").await;
    for wrong in [None, Some("nonsense")] {
        let answer = register(&world, wrong, &json!("not even metadata")).await;
        expect_error(&answer, 401, "invalid_token");
        assert!(answer.header("www-authenticate").starts_with("Bearer"));
    }
    let token = make_token(&world, 2).await;
    let plain = token["token"].as_str().unwrap();
    // What is refused costs nothing.
    expect_error(&register(&world, Some(plain), &json!({})).await, 400, "invalid_redirect_uri");
    for _ in 0..2 {
        register(&world, Some(plain), &app()).await.expect(201);
    }
    expect_error(&register(&world, Some(plain), &app()).await, 401, "invalid_token");
    let listed = world.admin("GET", "/registration-tokens", &Value::Null).await.expect(200).json();
    let row = &listed["tokens"][0];
    assert_eq!((&row["used"], &row["uses"], &row["is_over"]), (&json!(2), &json!(2), &json!(true)));
    assert!(row.get("token").is_none() && !String::from_utf8_lossy(&world.files()).contains(plain));
    // Over, and taken away.
    let late = make_token(&world, 5).await;
    world.wait(86_400);
    expect_error(&register(&world, late["token"].as_str(), &app()).await, 401, "invalid_token");
    let gone = make_token(&world, 5).await;
    let path = format!("/registration-tokens/{}", gone["id"].as_str().unwrap());
    world.admin("DELETE", &path, &Value::Null).await.expect(204);
    world.admin("DELETE", &path, &Value::Null).await.expect(404);
    expect_error(&register(&world, gone["token"].as_str(), &app()).await, 401, "invalid_token");
    for bad in [json!({"name": ""}), json!({"name": "a", "uses": 0}), json!({"name": "a", "days": 400})] {
        world.admin("POST", "/registration-tokens", &bad).await.expect(422);
    }
}

#[tokio::test]
async fn of_two_that_bring_the_last_use_one_registers() {
    let world = World::new().await;
    world.set("registration.mode", "token").await;
    for _ in 0..5 {
        let token = make_token(&world, 1).await;
        let (plain, body) = (token["token"].as_str(), app());
        let (one, other) = tokio::join!(register(&world, plain, &body), register(&world, plain, &body));
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 401]);
    }
}

#[tokio::test]
async fn apps_are_bounded_by_address_and_in_all() {
    let world = open().await;
    world.set("registration.per_hour", "3").await;
    world.set("registration.most", "5").await;
    for _ in 0..3 {
        register(&world, None, &app()).await.expect(201);
    }
    let slowed = register(&world, None, &app()).await;
    expect_error(&slowed, 429, "temporarily_unavailable");
    assert_eq!(slowed.header("retry-after"), "3600");
    let elsewhere = [203, 0, 113, 10];
    for _ in 0..2 {
        send_from(&world, elsewhere, "POST", "/oauth2/register", None, &app()).await.expect(201);
    }
    let full = send_from(&world, elsewhere, "POST", "/oauth2/register", None, &app()).await;
    expect_error(&full, 503, "temporarily_unavailable");
}

#[tokio::test]
async fn rfc7592_2_a_client_reads_replaces_and_removes_itself() {
    let world = open().await;
    let mut body = app();
    body["initiate_login_uri"] = json!("https://planner.example/login");
    let registered = register(&world, None, &body).await.expect(201).json();
    let (path, token) = door(&registered);
    let read = send(&world, "GET", &path, Some(&token), &Value::Null).await.expect(200).json();
    assert_eq!(read["initiate_login_uri"], "https://planner.example/login");
    assert_eq!(
        (&read["client_id"], &read["registration_access_token"]),
        (&registered["client_id"], &json!(token))
    );
    assert!(read.get("client_secret").is_none(), "shown once");

    let mut next = app();
    next["client_id"] = registered["client_id"].clone();
    next["client_secret"] = registered["client_secret"].clone();
    next["redirect_uris"] = json!(["https://planner.example/other"]);
    let replaced = send(&world, "PUT", &path, Some(&token), &next).await.expect(200).json();
    assert_eq!(replaced["redirect_uris"], json!(["https://planner.example/other"]));
    assert!(replaced.get("initiate_login_uri").is_none(), "what is not said is as if it had never been");
    let fresh = replaced["registration_access_token"].as_str().unwrap();
    assert_ne!(fresh, token);
    expect_error(&send(&world, "GET", &path, Some(&token), &Value::Null).await, 401, "invalid_token");
    send(&world, "GET", &path, Some(fresh), &Value::Null).await.expect(200);

    send(&world, "DELETE", &path, Some(fresh), &Value::Null).await.expect(204);
    expect_error(&send(&world, "GET", &path, Some(fresh), &Value::Null).await, 401, "invalid_token");
    let id = registered["client_id"].as_str().unwrap();
    world.admin("GET", &format!("/clients/{id}"), &Value::Null).await.expect(404);
}

#[tokio::test]
async fn what_people_allowed_ends_when_the_app_becomes_another() {
    let world = open().await;
    let registered = register(&world, None, &app()).await.expect(201).json();
    let (path, token) = door(&registered);
    let id = registered["client_id"].as_str().unwrap();
    let ask = |uri: &str| {
        Client::NOTES.ask().with("client_id", id).with("redirect_uri", uri).with("scope", "openid")
    };
    let mut browser = world.browser();
    browser.obtain_code(&ask("https://planner.example/cb")).await;
    let silent = ask("https://planner.example/cb").with("prompt", "none");
    assert!(browser.get(&silent.path()).await.sent("code").is_some());
    let next =
        json!({"client_id": id, "client_name": "Payroll", "redirect_uris": ["https://evil.example/cb"]});
    send(&world, "PUT", &path, Some(&token), &next).await.expect(200);
    let answer = browser.get(&ask("https://evil.example/cb").with("prompt", "none").path()).await;
    assert_eq!(answer.sent("error").as_deref(), Some("consent_required"));
}

#[tokio::test]
async fn an_app_that_nobody_vouches_for_is_told_and_given_less() {
    let world = open().await;
    let rules = json!({"claim_rules": [{"claim": "roles", "into": ["id_token"], "from": "groups"}]});
    world.admin("PUT", "/claim-rules", &rules).await.expect(200);
    world.admin("POST", "/groups", &json!({"name": "Staff"})).await.expect(201);
    world.admin("PUT", "/groups/Staff/users/mira", &Value::Null).await.expect(200);
    let mut body = app();
    body["resources"] = json!(["https://api.office.example"]);
    let registered = register(&world, None, &body).await.expect(201).json();
    assert!(registered.get("resources").is_none());
    let id: &'static str = registered["client_id"].as_str().unwrap().to_owned().leak();
    let secret: &'static str = registered["client_secret"].as_str().unwrap().to_owned().leak();
    let planner = Client { id, secret: Some(secret), redirect_uri: "https://planner.example/cb" };
    let roles =
        async || claims(&planner.tokens(&world, &mut world.browser(), "openid").await)["roles"].clone();
    let mut ada = world.browser().of("ada");
    ada.sign_in().await;
    assert!(!ada.get("/").await.expect(200).says("Planner"), "no place on the page of everybody");
    assert_eq!(roles().await, Value::Null);
    world.admin("POST", &format!("/clients/{id}/approve"), &json!({})).await.expect(200);
    assert_eq!(roles().await, "Staff");
    assert!(ada.get("/").await.expect(200).says("Planner"));
}

#[tokio::test]
async fn rfc7592_2_2_a_replacement_that_contradicts_what_is_there_changes_nothing() {
    let world = open().await;
    let registered = register(&world, None, &app()).await.expect(201).json();
    let other = register(&world, None, &app()).await.expect(201).json();
    let (path, token) = door(&registered);
    let with = |name: &str, value: Value| {
        let mut body = app();
        body["client_id"] = registered["client_id"].clone();
        body[name] = value;
        body
    };
    for body in [
        app(),
        with("client_id", other["client_id"].clone()),
        with("client_secret", json!("wrong")),
        with("client_secret", json!(1)),
        with("registration_access_token", json!(token)),
        with("registration_client_uri", registered["registration_client_uri"].clone()),
        with("client_secret_expires_at", json!(0)),
        with("client_id_issued_at", json!(1)),
        with("initiate_login_uri", json!("http://planner.example/login")),
        json!([]),
    ] {
        let answer = send(&world, "PUT", &path, Some(&token), &body).await;
        expect_error(&answer, 400, "invalid_client_metadata");
    }
    let read = send(&world, "GET", &path, Some(&token), &Value::Null).await.expect(200).json();
    assert_eq!(read["redirect_uris"], registered["redirect_uris"], "the token is as it was, too");
    // Nobody else's token, and no client of the office.
    let (_, foreign) = door(&other);
    for (path, token) in [
        (path.as_str(), foreign.as_str()),
        ("/oauth2/register/wiki", foreign.as_str()),
        ("/oauth2/register/nobody", "x"),
    ] {
        for method in ["GET", "DELETE"] {
            expect_error(&send(&world, method, path, Some(token), &Value::Null).await, 401, "invalid_token");
        }
        let put = send(&world, "PUT", path, Some(token), &with("client_name", json!("x"))).await;
        expect_error(&put, 401, "invalid_token");
    }
    expect_error(&send(&world, "GET", &path, None, &Value::Null).await, 401, "invalid_token");
    // Switched off by an administrator, it looks after nothing; where nobody registers, nothing is replaced.
    world.set("registration.mode", "off").await;
    let put = send(&world, "PUT", &path, Some(&token), &with("client_name", json!("Other"))).await;
    expect_error(&put, 403, "access_denied");
    world.change_client(registered["client_id"].as_str().unwrap(), &json!({"state": "disabled"})).await;
    expect_error(&send(&world, "GET", &path, Some(&token), &Value::Null).await, 403, "access_denied");
}

#[tokio::test]
async fn of_two_that_replace_at_once_one_does() {
    let world = open().await;
    let registered = register(&world, None, &app()).await.expect(201).json();
    let (path, token) = door(&registered);
    let mut body = app();
    body["client_id"] = registered["client_id"].clone();
    let put = || send(&world, "PUT", &path, Some(&token), &body);
    let (one, other) = tokio::join!(put(), put());
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 401]);
}

#[tokio::test]
async fn a_client_that_changes_how_it_proves_itself_gets_what_it_needs() {
    let world = open().await;
    let mut public = app();
    public["token_endpoint_auth_method"] = json!("none");
    let registered = register(&world, None, &public).await.expect(201).json();
    assert!(
        registered.get("client_secret").is_none() && registered.get("client_secret_expires_at").is_none()
    );
    let (path, token) = door(&registered);
    let mut body = app();
    body["client_id"] = registered["client_id"].clone();
    let replaced = send(&world, "PUT", &path, Some(&token), &body).await.expect(200).json();
    assert!(replaced["client_secret"].as_str().is_some_and(|secret| secret.len() == 43));
}

#[tokio::test]
async fn an_administrator_approves_an_app_as_it_is_and_it_goes_where_nobody_uses_it() {
    let world = open().await;
    let (kept, left) = (
        register(&world, None, &app()).await.expect(201).json(),
        register(&world, None, &app()).await.expect(201).json(),
    );
    let id = kept["client_id"].as_str().unwrap();
    let listed = world.admin("GET", "/clients?registered_by=itself", &Value::Null).await.expect(200).json();
    assert_eq!(listed["total"], 2);
    let others = world.admin("GET", "/clients?registered_by=office", &Value::Null).await.expect(200).json();
    assert_eq!(others["total"], 4);
    let approved =
        world.admin("POST", &format!("/clients/{id}/approve"), &json!({})).await.expect(200).json();
    assert_eq!(approved["self_registered"], "approved");
    world.admin("POST", "/clients/wiki/approve", &json!({})).await.expect(404);
    let found = world.store.read(|tx| store::clients::find(tx, &id.into())).unwrap().unwrap();
    assert!(!found.is_of_the_office(), "it may still name any address, so none of the office's is called");
    world.wait(29 * 86_400);
    service::sweep::sweep(&world.cx()).await.unwrap();
    let listed = world.admin("GET", "/clients?registered_by=itself", &Value::Null).await.expect(200).json();
    assert_eq!(listed["total"], 2);
    world.wait(86_400);
    service::sweep::sweep(&world.cx()).await.unwrap();
    world
        .admin("GET", &format!("/clients/{}", left["client_id"].as_str().unwrap()), &Value::Null)
        .await
        .expect(404);
    world.admin("GET", &format!("/clients/{id}"), &Value::Null).await.expect(200);
    // What it says of itself later, nobody has looked at.
    let (path, token) = door(&kept);
    let mut body = app();
    body["client_id"] = kept["client_id"].clone();
    send(&world, "PUT", &path, Some(&token), &body).await.expect(200);
    let shown = world.admin("GET", &format!("/clients/{id}"), &Value::Null).await.expect(200).json();
    assert_eq!(shown["self_registered"], "unseen");
}

#[tokio::test]
async fn oidc_core_4_a_tile_opens_where_the_app_begins() {
    let world = World::new().await;
    let begin = json!({
        "redirect_uris": [Client::WIKI.redirect_uri], "client_name": "Wiki",
        "token_endpoint_auth_method": "client_secret_post", "initiate_login_uri": "https://wiki.example/login?a=1",
    });
    world.change_client("wiki", &begin).await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let home = browser.get("/").await.expect(200);
    let there = "https://wiki.example/login?a=1&#38;iss=https%3A%2F%2Fsso.office.internal%3A8443";
    assert!(home.body.contains(there), "{}", home.body);
    let shown = world.admin("GET", "/clients/wiki", &Value::Null).await.expect(200).json();
    assert_eq!(shown["initiate_login_uri"], "https://wiki.example/login?a=1");
    let http =
        json!({"redirect_uris": [Client::WIKI.redirect_uri], "initiate_login_uri": "http://wiki.example/"});
    world.admin("PATCH", "/clients/wiki", &http).await.expect(422);
}
