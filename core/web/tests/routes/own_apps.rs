//! `/apps`: developers register their own apps, within limits, and look after them.

use serde_json::json;

use crate::world::{Answer, Browser, ISSUER, PASSWORD, World};

/// Somebody with the right, signed in.
async fn developer(world: &World) -> Browser {
    world.admin("PATCH", "/users/mira", &json!({"may_register_apps": true})).await.expect(200);
    let mut browser = world.browser();
    browser.sign_in().await;
    browser
}

async fn register(browser: &mut Browser, name: &str) -> Answer {
    let page = browser.get("/apps/new?preset=own").await.expect(200);
    let fill = [("name", name), ("address", "https://meters.example"), ("place", "server")];
    browser.submit(&page, "/apps/new", &fill).await
}

/// What the page shows under a name of ours.
fn value(page: &Answer, name: &str) -> String {
    let rest = page.body.split(&format!("data-value=\"{name}\">")).nth(1).unwrap_or_default();
    rest.split('<').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn an_app_is_registered_tested_renewed_and_taken_away() {
    let world = World::new().await;
    let mut mira = developer(&world).await;
    assert!(mira.get("/account").await.expect(200).body.contains("href=\"/apps\""));
    let once = register(&mut mira, "Meters").await.expect(200);
    let (id, secret) = (value(&once, "client_id"), value(&once, "client_secret"));
    assert!(!id.is_empty() && secret.len() >= 43, "{}", once.words());
    let app = format!("/apps/app?app={id}");
    assert_eq!(register(&mut mira, "Meters").await.expect(303).location(), app, "there already");
    let page = mira.get(&app).await.expect(200);
    assert!(page.says("Meters") && !page.body.contains(&secret), "shown once");
    let shown = world.admin("GET", &format!("/clients/{id}"), &json!(null)).await.expect(200).json();
    assert_eq!(
        (&shown["trusted"], &shown["scope"]),
        (&json!(false), &json!("openid profile email groups offline_access"))
    );
    assert_eq!(shown["redirect_uris"], json!(["https://meters.example/callback"]));
    assert!(shown["owner"].is_string());
    // What the app would learn is what the person would be asked.
    let tested = mira.get(&format!("/apps/test?app={id}")).await.expect(200);
    assert!(tested.says("mira"), "{}", tested.words());
    let asked = mira.get(&format!("/apps/secret?app={id}")).await.expect(200);
    world.wait(1);
    let renewed = mira.submit(&asked, "/apps/secret", &[("keep", "24")]).await.expect(200);
    // Loaded again, a page does nothing again.
    assert!(mira.submit(&asked, "/apps/secret", &[]).await.expect(303).location().starts_with("/apps/app?"));
    assert!(value(&renewed, "client_secret") != secret && !value(&renewed, "client_secret").is_empty());
    let page = mira.get(&format!("/apps/app?app={id}")).await.expect(200);
    assert!(page.body.contains("id=\"old-secret\""), "it still works");
    let ended = mira.submit(&page, "/apps/old-secret", &[]).await.expect(303);
    assert!(!mira.follow(ended).await.expect(200).body.contains("id=\"old-secret\""));
    let form = mira.get(&format!("/apps/change?app={id}")).await.expect(200);
    let told = "https://meters.example/out";
    let fill = [("name", "Meter readings"), ("redirects", "https://meters.example/back"), ("told", told)];
    let changed = mira.submit(&form, "/apps/change", &fill).await.expect(303);
    let shown = world.admin("GET", &format!("/clients/{id}"), &json!(null)).await.expect(200).json();
    assert_eq!(shown["backchannel_logout_uri"], told);
    assert!(mira.follow(changed).await.expect(200).says("Meter readings"));
    let asked = mira.get(&format!("/apps/remove?app={id}")).await.expect(200);
    assert_eq!(mira.submit(&asked, "/apps/remove", &[]).await.expect(303).location(), "/apps?done=removed");
    world.admin("GET", &format!("/clients/{id}"), &json!(null)).await.expect(404);
    let rows = world.admin("GET", &format!("/audit?client={id}"), &json!(null)).await.expect(200).json();
    let told: Vec<_> = rows["rows"].as_array().unwrap().iter().map(|row| row["event"].clone()).collect();
    for event in [
        "client.created",
        "client.secret_rotated",
        "client.old_secret_ended",
        "client.changed",
        "client.deleted",
    ] {
        assert!(told.contains(&json!(event)), "{event}: {told:?}");
    }
}

#[tokio::test]
async fn who_has_no_right_gets_nowhere() {
    let world = World::new().await;
    let mut mira = world.browser();
    mira.sign_in().await;
    assert!(!mira.get("/account").await.expect(200).body.contains("href=\"/apps\""));
    for path in ["/apps", "/apps/new", "/apps/new?preset=own", "/apps/app?app=notes", "/apps/test?app=notes"]
    {
        mira.get(path).await.expect(403);
    }
    // By a group, and by the setting.
    world.admin("POST", "/groups", &json!({"name": "Devs"})).await.expect(201);
    world.admin("PATCH", "/groups/Devs", &json!({"may_register_apps": true})).await.expect(200);
    world.admin("PUT", "/groups/Devs/users/mira", &json!(null)).await.expect(200);
    mira.get("/apps").await.expect(200);
    world.admin("PUT", "/settings/apps.who", &json!({"value": "nobody"})).await.expect(200);
    mira.get("/apps").await.expect(403);
    world.admin("PUT", "/settings/apps.who", &json!({"value": "everybody"})).await.expect(200);
    world.admin("DELETE", "/groups/Devs/users/mira", &json!(null)).await.expect(200);
    mira.get("/apps").await.expect(200);
}

#[tokio::test]
async fn somebody_elses_app_is_as_unknown_as_none() {
    let world = World::new().await;
    let mut mira = developer(&world).await;
    for page in ["app", "change", "secret", "remove", "test"] {
        for app in ["notes", "nobody"] {
            let answer = mira.get(&format!("/apps/{page}?app={app}")).await.expect(303);
            assert_eq!(answer.location(), "/apps", "{page}: {app}");
        }
    }
    let once = register(&mut mira, "Meters").await.expect(200);
    let id = value(&once, "client_id");
    // An administrator takes it over; the developer no longer gets at it.
    world.admin("PATCH", &format!("/clients/{id}"), &json!({"owner": null})).await.expect(200);
    assert_eq!(mira.get(&format!("/apps/app?app={id}")).await.expect(303).location(), "/apps");
    world.admin("PATCH", &format!("/clients/{id}"), &json!({"owner": "mira"})).await.expect(200);
    mira.get(&format!("/apps/app?app={id}")).await.expect(200);
    world.admin("PATCH", &format!("/clients/{id}"), &json!({"owner": "nobody"})).await.expect(422);
    // Whoever is taken away leaves the app to the office.
    world.admin("DELETE", "/users/mira", &json!(null)).await.expect(200);
    let left = world.admin("GET", &format!("/clients/{id}"), &json!(null)).await.expect(200).json();
    assert_eq!((&left["owner"], &left["state"]), (&json!(null), &json!("active")));
}

#[tokio::test]
async fn limits_hold_and_are_said_in_the_form() {
    let world = World::new().await;
    let mut mira = developer(&world).await;
    world.admin("PUT", "/settings/apps.most", &json!({"value": "1"})).await.expect(200);
    let page = mira.get("/apps/new?preset=own").await.expect(200);
    for (name, address, redirects) in [
        ("", "https://a.example", "https://a.example/cb"),
        ("App", "http://a.example", "https://a.example/cb"),
        ("App", "https://a.example", "https://*.example/cb"),
        ("App", "https://a.example", "javascript:alert(1)"),
    ] {
        let fill = [("name", name), ("address", address), ("redirects", redirects)];
        let refused = mira.submit(&page, "/apps/new", &fill).await.expect(422);
        assert!(
            refused.body.contains("role=\"alert\"") && refused.body.contains("aria-invalid"),
            "{redirects}"
        );
    }
    register(&mut mira, "One").await.expect(200);
    let refused = register(&mut mira, "Two").await.expect(409);
    assert!(refused.body.contains("role=\"alert\""));
    // What a form does not offer is not taken from it either.
    world.admin("PUT", "/settings/apps.most", &json!({"value": "2"})).await.expect(200);
    let page = mira.get("/apps/new?preset=grafana").await.expect(200);
    let fill = [
        ("name", "Charts"),
        ("address", "https://charts.example"),
        ("place", "device"),
        ("trusted", "true"),
        ("token_endpoint_auth_method", "none"),
    ];
    let once = mira.submit(&page, "/apps/new", &fill).await.expect(200);
    let id = value(&once, "client_id");
    let made = world.admin("GET", &format!("/clients/{id}"), &json!(null)).await.expect(200).json();
    assert_eq!((&made["trusted"], &made["has_secret"]), (&json!(false), &json!(true)));
    // What the manual of a well-known app wants it to be told belongs to the choice, and the test of it shows that.
    assert_eq!(made["claim_rules"][0]["claim"], "grafana_role");
    let tested = mira.get(&format!("/apps/test?app={id}")).await.expect(200);
    assert!(tested.body.contains("grafana_role") && tested.body.contains("Viewer"), "{}", tested.body);
}

#[tokio::test]
async fn what_changes_an_app_asks_for_a_recent_sign_in() {
    let world = World::new().await;
    let mut mira = developer(&world).await;
    let once = register(&mut mira, "Meters").await.expect(200);
    let id = value(&once, "client_id");
    let asked = mira.get(&format!("/apps/remove?app={id}")).await.expect(200);
    world.wait(301);
    for page in ["change", "secret", "remove"] {
        let answer = mira.get(&format!("/apps/{page}?app={id}")).await.expect(303);
        assert!(answer.location().starts_with("/login?again=1&next=%2Fapps%2F"), "{}", answer.location());
    }
    let late = mira.submit(&asked, "/apps/remove", &[]).await.expect(303);
    assert!(late.location().starts_with("/login?again=1"), "{}", late.location());
    mira.get(&format!("/apps/app?app={id}")).await.expect(200);
    let page = mira.open(&format!("/apps/remove?app={id}")).await.expect(200);
    let asked = mira.fill_in(&page, PASSWORD).await;
    let asked = mira.follow(asked).await.expect(200);
    assert_eq!(mira.submit(&asked, "/apps/remove", &[]).await.expect(303).location(), "/apps?done=removed");
}

#[tokio::test]
async fn the_owner_of_an_app_sees_what_is_registered_where_it_asks_wrongly() {
    let world = World::new().await;
    let mut mira = developer(&world).await;
    let once = register(&mut mira, "Meters").await.expect(200);
    let path = format!(
        "/oauth2/authorize?client_id={}&response_type=code&scope=openid&redirect_uri=https%3A%2F%2Fmeters.example%2Fwrong",
        value(&once, "client_id")
    );
    assert!(mira.get(&path).await.expect(400).body.contains("/callback"));
    let mut stranger = world.browser();
    assert!(!stranger.get(&path).await.expect(400).body.contains("/callback"));
}

#[tokio::test]
async fn an_app_does_not_return_to_pages_of_the_office() {
    let world = World::new().await;
    let mut mira = developer(&world).await;
    let page = mira.get("/apps/new?preset=own").await.expect(200);
    let own = format!("{ISSUER}/account");
    let fill = [("name", "Mole"), ("address", "https://mole.example"), ("redirects", own.as_str())];
    let answer = mira.submit(&page, "/apps/new", &fill).await.expect(422);
    assert!(answer.says("It is on the sign-in server itself"), "{}", answer.words());
    let once = register(&mut mira, "Meters").await.expect(200);
    let id = value(&once, "client_id");
    let form = mira.get(&format!("/apps/change?app={id}")).await.expect(200);
    mira.submit(&form, "/apps/change", &[("redirects", own.as_str())]).await.expect(422);
}

#[tokio::test]
async fn tests_of_ones_own_apps_are_limited() {
    let world = World::new().await;
    let mut mira = developer(&world).await;
    let id = value(&register(&mut mira, "Meters").await.expect(200), "client_id");
    let test = format!("/apps/test?app={id}");
    for _ in 0..10 {
        mira.get(&test).await.expect(200);
    }
    let answer = mira.get(&test).await.expect(429);
    assert_eq!(answer.headers["retry-after"], "600");
    assert!(answer.says("Wait 600 seconds"), "{}", answer.words());
    world.wait(600);
    mira.get(&test).await.expect(200);
}
