//! Does an app fit to us, what would it be told, who knocked, which phones are being linked, and the certificate.

use domain::handshake::Outcome;

use super::*;

async fn add_client(appliance: &Appliance, uris: &[&str]) -> String {
    let new = json!({"client_name": "Files", "redirect_uris": uris, "mfa_policy": "required"});
    appliance.post("/clients", new).await["client_id"].as_str().unwrap().to_owned()
}

fn states(checks: &Value) -> Vec<(String, String)> {
    let text = |check: &Value, field: &str| check[field].as_str().unwrap().to_owned();
    let checks = checks["checks"].as_array().unwrap().iter();
    checks.map(|check| (text(check, "name"), text(check, "state"))).collect()
}

#[tokio::test]
async fn an_app_is_looked_at_and_its_machines_word_counts() {
    let appliance = Appliance::new();
    let uris = ["https://files.example/cb", "https://files.example/other", "https://office.local:9000/cb"];
    let id = add_client(&appliance, &uris).await;
    let checks = appliance.post(&format!("/clients/{id}/check"), json!({})).await;
    let told = states(&checks);
    for (name, state) in [
        ("state", "ok"),
        ("secret", "ok"),
        ("redirects", "ok"),
        ("shared_host", "warn"),
        ("resolves", "ok"),
        ("answers", "ok"),
        ("certificate", "ok"),
        ("trusts_us", "warn"),
        ("used", "warn"),
    ] {
        assert!(told.contains(&(name.to_owned(), state.to_owned())), "{name}: {told:?}");
    }
    let mut looked = appliance.outside.looked.lock().unwrap().clone();
    looked.sort();
    assert_eq!(looked, ["files.example:443", "office.local:9000"], "each host once");
    appliance.app.note_handshake([192, 168, 1, 20].into(), Some("office.local"), Outcome::UnknownCa);
    let checks = appliance.post(&format!("/clients/{id}/check"), json!({})).await;
    assert!(states(&checks).contains(&("trusts_us".into(), "fail".into())));
    let (status, problem) = appliance.command(Method::POST, "/clients/none/check", json!({})).await;
    assert_eq!((status, code(&problem)), (StatusCode::NOT_FOUND, "unknown_client"));
}

#[tokio::test]
async fn an_address_is_looked_at_before_there_is_an_app() {
    let appliance = Appliance::new();
    let told = appliance.post("/connect/check", json!({"url": "http://files.example:3000/"})).await;
    assert!(states(&told).contains(&("encryption".into(), "warn".into())));
    for url in
        ["", "files.example", "ftp://files.example/", "javascript:alert(1)", "https://u:p@files.example/"]
    {
        let (status, problem) =
            appliance.command(Method::POST, "/connect/check", json!({ "url": url })).await;
        assert_eq!((status, fields(&problem)), (StatusCode::UNPROCESSABLE_ENTITY, vec!["url"]), "{url}");
    }
}

#[tokio::test]
async fn an_app_is_told_what_its_scopes_open_and_who_asks_for_the_second_factor_is_named() {
    let appliance = Appliance::new();
    let user = appliance.add_user("mira", false).await;
    appliance.post("/groups", json!({"name": "Design", "accepted_factors": ["phone"]})).await;
    appliance.command(Method::PUT, "/groups/Design/users/mira", Value::Null).await;
    let new = json!({"client_name": "Files", "redirect_uris": ["https://files.example/cb"], "scope": "openid email groups", "mfa_policy": "required"});
    let id = appliance.post("/clients", new).await["client_id"].as_str().unwrap().to_owned();
    let told = appliance.get(&format!("/clients/{id}/preview?user=mira")).await;
    assert_eq!(told["scopes"], json!(["openid", "email", "groups"]));
    assert_eq!(told["id_token"]["aud"], json!(id));
    assert_eq!(told["userinfo"]["email"], "mira@x.example");
    assert_eq!((&told["userinfo"]["groups"], told["userinfo"].get("name")), (&json!(["Design"]), None));
    let second = &told["second_factor"];
    assert_eq!((&second["due"], &second["to_set_up"]), (&json!("set_up"), &json!("phone")));
    assert_eq!((&second["policy"], &second["accepted"]), (&json!("required"), &json!(["phone"])));
    let sources: Vec<_> =
        second["because"].as_array().unwrap().iter().map(|one| one["source"].clone()).collect();
    assert_eq!(sources, ["office", "group", "client"]);
    assert_eq!((&told["refused"], &told["asks_consent"]), (&Value::Null, &json!(true)));
    appliance.post(&format!("/users/{}/disable", user["id"].as_str().unwrap()), json!({})).await;
    assert_eq!(appliance.get(&format!("/clients/{id}/preview?user=mira")).await["refused"], "user_disabled");
    let (status, problem) =
        appliance.command(Method::GET, &format!("/clients/{id}/preview?user=nobody"), Value::Null).await;
    assert_eq!((status, code(&problem)), (StatusCode::NOT_FOUND, "unknown_user"));
}

#[tokio::test]
async fn who_knocked_is_shown_with_the_last_first() {
    let appliance = Appliance::new();
    appliance.app.note_handshake([10, 0, 0, 1].into(), None, Outcome::NotTls);
    appliance.app.note_handshake([10, 0, 0, 2].into(), Some("<b>evil\u{202e}"), Outcome::WrongName);
    let told = appliance.list("/connect/attempts", "attempts").await;
    assert_eq!((&told[0]["outcome"], &told[0]["server_name"]), (&json!("wrong_name"), &json!("<b>evil")));
    assert_eq!((&told[1]["ip"], &told[1]["server_name"]), (&json!("10.0.0.1"), &Value::Null));
}

#[tokio::test]
async fn a_link_under_way_is_listed_and_ended_by_whoever_looks_after_the_office() {
    let appliance = Appliance::new();
    appliance.add_user("ada", true).await;
    appliance.add_user("mira", false).await;
    let mira = appliance.sign_in("mira").await;
    let cx = appliance.app.begin(Actor::Anonymous, "10.0.0.1", "test");
    let token = domain::token::TokenHash::of(mira.trim_start_matches("__Host-session="));
    let signed_in = service::session::find(&cx, Some(&token)).await.unwrap().unwrap();
    service::link::begin(&cx, &signed_in).await.unwrap();
    let links = appliance.list("/links", "links").await;
    assert_eq!((&links[0]["user_name"], &links[0]["begun_by_name"]), (&json!("mira"), &json!("mira")));
    assert_eq!(links[0]["phone"], Value::Null);
    let path = format!("/links/{}", links[0]["id"].as_str().unwrap());
    assert_eq!(appliance.command(Method::DELETE, &path, Value::Null).await.0, StatusCode::NO_CONTENT);
    assert!(appliance.list("/links", "links").await.is_empty());
    assert!(appliance.get("/audit").await.to_string().contains("device.link_ended"));
    let (status, problem) = appliance.command(Method::DELETE, &path, Value::Null).await;
    assert_eq!((status, code(&problem)), (StatusCode::NOT_FOUND, "unknown_link"));
}

#[tokio::test]
async fn the_certificate_is_shown_and_made_anew_under_the_name_of_who_asked() {
    let appliance = Appliance::new();
    appliance.app.vitals().note(|vitals| {
        vitals.leaf = Some(service::vitals::Certificate {
            names: vec!["office.local".into()],
            not_after: 7,
            ..service::vitals::Certificate::default()
        });
        vitals.renewal_at = Some(5);
    });
    let shown = appliance.get("/certificates").await;
    assert_eq!((&shown["served"]["names"], &shown["renewal_at"]), (&json!(["office.local"]), &json!(5)));
    appliance.post("/certificates/renew", json!({})).await;
    let renewed = appliance.outside.renewed.lock().unwrap().clone();
    assert_eq!(renewed.iter().map(|event| event.name).collect::<Vec<_>>(), ["certificate.renewed"]);
    assert_eq!(renewed[0].actor, Actor::Command);
}

#[tokio::test]
async fn a_developers_test_keeps_away_from_the_server_and_says_less() {
    use domain::look::Reach;
    use domain::own_app::{Typed, find_preset};
    use service::admin::checks::Name;

    let appliance = Appliance::new();
    for (name, is_admin, reach) in [("ada", true, Reach::Office), ("mira", false, Reach::Others)] {
        appliance.add_user(name, is_admin).await;
        let rights = json!({"may_register_apps": true});
        appliance.command(Method::PATCH, &format!("/users/{name}"), rights).await;
        let cookie = appliance.sign_in(name).await;
        let token = domain::token::TokenHash::of(cookie.split_once('=').unwrap().1);
        let cx = appliance.app.begin(Actor::Anonymous, "10.0.0.1", "test");
        let signed_in = service::session::find(&cx, Some(&token)).await.unwrap().unwrap();
        let typed = Typed { name: "App".into(), address: "https://app.example".into(), ..Typed::default() };
        let preset = find_preset("own").unwrap();
        let typed = Typed { redirects: "https://app.example/cb".into(), ..typed };
        let registered = service::apps::register(&cx, &signed_in, preset, &typed).await.unwrap();
        let tested = service::apps::test(&cx, &signed_in, &registered.client.id).await.unwrap();
        assert_eq!(*appliance.outside.reach.lock().unwrap(), Some(reach), "{name}");
        let said: String =
            tested.checks.iter().map(|check| format!("{:?} {}\n", check.name, check.detail)).collect();
        assert_eq!(said.contains("192.168.1.20"), is_admin, "{said}");
        let resolves = tested.checks.iter().find(|check| check.name == Name::Resolves).unwrap();
        assert!(resolves.detail.starts_with("app.example"), "{said}");
    }
}
