//! Ways around: nobody reaches an account with more rights, or a right that nobody gave them, by what they may do.

use domain::device::DeviceState;
use domain::passkey::{Passkey, PasskeyState};

use super::tokens::with;
use super::*;
use crate::admin::guard::Guard;
use crate::admin::table;

impl Appliance {
    /// A passkey of somebody.
    pub(super) fn add_passkey(&self, owner: &Value, id: &str, state: PasskeyState) {
        let passkey = Passkey {
            id: id.into(),
            user_id: owner["id"].as_str().unwrap().into(),
            credential_id: id.as_bytes().to_vec(),
            public_key: vec![0xa5, 1, 2],
            rp_id: "office.local".into(),
            transports: vec!["internal".into()],
            name: format!("Passkey {id}"),
            backup_eligible: false,
            backed_up: false,
            counter: 0,
            state,
            copied_at: (state == PasskeyState::Suspended).then_some(1_000_000),
            created_at: self.clock.now(),
            last_used_at: None,
        };
        self.write(move |tx| {
            store::passkeys::insert(tx, &passkey)?;
            store::passkeys::update(tx, &passkey)
        });
    }

    async fn as_session(&self, cookie: &str, method: Method, path: &str, body: Value) -> (StatusCode, Value) {
        self.send(request(method, path, body, Some(Transport::Tls), Some(cookie))).await
    }
}

/// Ada and Ben administer, Hal is of the helpdesk, Mira is a member.
async fn office() -> (Appliance, Value) {
    let appliance = Appliance::new();
    let ada = appliance.add_user("ada", true).await;
    appliance.add_user("ben", true).await;
    appliance.add_user("mira", false).await;
    appliance.add_user("hal", false).await;
    appliance.give_role("hal", "helpdesk").await;
    (appliance, ada)
}

#[tokio::test]
async fn nothing_that_helpdesk_people_do_touches_an_administrator() {
    let (appliance, ada) = office().await;
    let hal = appliance.sign_in("hal").await;
    appliance.sign_in("ada").await;
    appliance.link(&ada, "phone", DeviceState::Active);
    appliance.add_passkey(&ada, "passkey", PasskeyState::Active);
    appliance.post("/users/ada/reset-password", json!({})).await;
    let session = appliance.list("/sessions?user=ada", "sessions").await[0]["id"].clone();
    let message = appliance.list("/outbox", "messages").await[0]["id"].clone();
    let words = [
        ("{user}", "ada"),
        ("{device}", "phone"),
        ("{passkey}", "passkey"),
        ("{session}", session.as_str().unwrap()),
        ("{message}", message.as_str().unwrap()),
    ];
    let (before, waiting) = (appliance.get("/users/ada").await, appliance.get("/outbox").await);
    for route in table().iter().filter(|route| route.method != "GET" && route.path.contains('{')) {
        // The one ends what one's own session began, and names no account; the other needs a server that phones reach.
        if matches!((route.method, route.path), ("DELETE" | "POST", "/users/{user}/link")) {
            continue;
        }
        let path = words.iter().fold(route.path.to_owned(), |path, (word, id)| path.replace(word, id));
        let method = Method::from_bytes(route.method.as_bytes()).unwrap();
        let body = match route.path {
            "/devices/{device}" if method == Method::PATCH => json!({"name": "Hal's"}),
            "/users/{user}/link/confirm" => json!({"digits": "123456"}),
            _ if method == Method::DELETE => Value::Null,
            _ => json!({}),
        };
        let (status, body) = appliance.as_session(&hal, method, &path, body).await;
        let expected = if route.guard.lets_helpdesk() { "more_rights" } else { "not_admin" };
        assert_eq!((status, code(&body)), (StatusCode::FORBIDDEN, expected), "{} {path}", route.method);
    }
    assert_eq!(appliance.get("/users/ada").await, before);
    assert_eq!(appliance.list("/sessions?user=ada", "sessions").await.len(), 1);
    assert_eq!(appliance.get("/users/ada/devices").await[0]["name"], "Phone phone");
    assert_eq!(appliance.get("/users/ada/passkeys").await.as_array().unwrap().len(), 1);
    assert_eq!(appliance.get("/outbox").await, waiting);
}

#[tokio::test]
async fn helpdesk_people_reach_no_right_by_a_detour() {
    let (appliance, _) = office().await;
    let hal = appliance.sign_in("hal").await;
    appliance.post("/groups", json!({"name": "Makers"})).await;
    for (method, path, body) in [
        (Method::POST, "/users/import", json!([{"email": "z@x.example", "role": "admin"}])),
        (Method::POST, "/users/import/preview", json!([{"email": "z@x.example", "role": "admin"}])),
        (Method::POST, "/invitations", json!({"email": "z@x.example", "groups": ["Makers"]})),
        (Method::PUT, "/groups/Makers/users/hal", json!({})),
        (Method::PATCH, "/groups/Makers", json!({"may_register_apps": true})),
        (Method::PATCH, "/users/hal", json!({"may_register_apps": true})),
        (Method::PATCH, "/users/hal", json!({"role": "admin"})),
        (Method::PUT, "/settings/apps.who", json!({"value": "everybody"})),
        (Method::POST, "/tokens", json!({"name": "t", "scopes": ["users:manage"]})),
        (Method::POST, "/users/ada/email-change/agree", json!({})),
        (Method::GET, "/outbox", Value::Null),
        (Method::GET, "/links", Value::Null),
    ] {
        let (status, body) = appliance.as_session(&hal, method, path, body).await;
        assert_eq!((status, code(&body)), (StatusCode::FORBIDDEN, "not_admin"), "{path}: {body}");
    }
    let of_hal = appliance.get("/users/hal").await;
    assert_eq!((&of_hal["role"], &of_hal["may_register_apps"]), (&json!("helpdesk"), &json!(false)));
}

#[tokio::test]
async fn a_waiting_link_of_ones_own_account_is_handed_to_nobody() {
    let (appliance, _) = office().await;
    let (ada, ben) = (appliance.sign_in("ada").await, appliance.sign_in("ben").await);
    appliance.post("/users/ada/reset-password", json!({})).await;
    let id = appliance.list("/outbox", "messages").await[0]["id"].as_str().unwrap().to_owned();
    let reveal = format!("/outbox/{id}/reveal");
    let (status, problem) = appliance.as_session(&ada, Method::POST, &reveal, json!({})).await;
    assert_eq!((status, code(&problem)), (StatusCode::CONFLICT, "own_account"), "{problem}");
    let (status, revealed) = appliance.as_session(&ben, Method::POST, &reveal, json!({})).await;
    assert_eq!(status, StatusCode::OK, "{revealed}");
    assert!(revealed["link"].as_str().unwrap().contains("/reset/"));
}

#[tokio::test]
async fn no_token_acts_on_staff_or_opens_an_account_that_has_a_right() {
    let (appliance, _) = office().await;
    appliance.post("/users", json!({"email": "boss@x.example", "admin": true})).await;
    appliance.post("/users", json!({"email": "maker@x.example"})).await;
    appliance.post("/users", json!({"email": "plain@x.example"})).await;
    appliance.post("/users/ben/disable", json!({})).await;
    let may = json!({"may_register_apps": true});
    assert_eq!(appliance.command(Method::PATCH, "/users/maker", may).await.0, StatusCode::OK);
    let ada = appliance.sign_in("ada").await;
    let made = appliance.make_token(&ada, &["users:read", "users:write", "users:manage"]).await;
    let token = made["token"].as_str().unwrap();
    for (method, path, body) in [
        (Method::POST, "/users/boss/invite", json!({})),
        (Method::POST, "/users/maker/invite", json!({})),
        (Method::POST, "/users/ben/enable", json!({})),
        (Method::PATCH, "/users/ada", json!({"mfa_policy": "off"})),
        (Method::PATCH, "/users/hal", json!({"role": "member"})),
        (Method::POST, "/users/import", json!([{"email": "z@x.example", "admin": true}])),
        (Method::POST, "/users/boss/lockdown", json!({})),
        (Method::POST, "/users/hal/disable", json!({})),
        (Method::DELETE, "/users/boss", Value::Null),
    ] {
        let (status, body) = appliance.send(with(token, method, path, body)).await;
        assert_eq!((status, code(&body)), (StatusCode::FORBIDDEN, "scope"), "{path}: {body}");
    }
    assert_eq!(appliance.get("/users/ben").await["state"], "disabled");
    for path in ["/users/plain/invite", "/users/maker/lockdown"] {
        let (status, body) = appliance.send(with(token, Method::POST, path, json!({}))).await;
        assert_eq!(status, StatusCode::OK, "closing is not opening: {path}: {body}");
    }
}

#[tokio::test]
async fn a_token_gives_what_groups_give_by_their_scope_alone() {
    let (appliance, _) = office().await;
    for name in ["Makers", "Design"] {
        appliance.post("/groups", json!({ "name": name })).await;
    }
    let may = json!({"may_register_apps": true});
    assert_eq!(appliance.command(Method::PATCH, "/groups/Makers", may).await.0, StatusCode::OK);
    let ada = appliance.sign_in("ada").await;
    let people = appliance.make_token(&ada, &["users:write", "users:manage"]).await;
    let both = appliance.make_token(&ada, &["users:write", "users:manage", "groups:manage"]).await;
    let (people, both) = (people["token"].as_str().unwrap(), both["token"].as_str().unwrap());
    let new = |name: &str, group: &str| json!({"email": format!("{name}@x.example"), "groups": [group]});
    for (token, method, path, body) in [
        (people, Method::POST, "/users", new("quince", "Design")),
        (people, Method::POST, "/users/import", json!([new("quince", "Design")])),
        (both, Method::POST, "/users", new("quince", "Makers")),
        (both, Method::POST, "/users/import", json!([new("quince", "Makers")])),
        (both, Method::POST, "/users/import", json!([new("quince", "New")])),
        (both, Method::PUT, "/groups/Makers/users/mira", json!({})),
        (both, Method::PATCH, "/groups/Design", json!({"may_register_apps": true})),
    ] {
        let (status, body) = appliance.send(with(token, method, path, body)).await;
        assert_eq!((status, code(&body)), (StatusCode::FORBIDDEN, "scope"), "{path}: {body}");
    }
    for (method, path, body) in [
        (Method::POST, "/users", new("quince", "Design")),
        (Method::PUT, "/groups/Design/users/mira", json!({})),
        (Method::DELETE, "/groups/Makers/users/mira", Value::Null),
    ] {
        let (status, body) = appliance.send(with(both, method, path, body)).await;
        assert!(status.is_success(), "{path}: {body}");
    }
    assert_eq!(
        appliance.get("/users?search=quince").await["total"],
        1,
        "a list with one refusal brings nobody in"
    );
}

#[tokio::test]
async fn a_token_changes_no_setting_that_lets_people_in_or_leads_their_links_elsewhere() {
    let (appliance, _) = office().await;
    let ada = appliance.sign_in("ada").await;
    let made = appliance.make_token(&ada, &["settings:manage"]).await;
    let token = made["token"].as_str().unwrap();
    for (key, value) in [
        ("apps.who", "everybody"),
        ("mfa.policy", "off"),
        ("mfa.lost_phone_wait_s", "3600"),
        ("signup.mode", "approval"),
        ("smtp.url", "smtps://elsewhere.example"),
        ("smtp.from", "a@elsewhere.example"),
        ("captcha.kind", "off"),
        ("face.threshold", "normal"),
        ("phone.trust", "trial"),
        ("account.delete", "ask_admin"),
        ("lifetime.session_absolute_s", "2592000"),
    ] {
        let put = with(token, Method::PUT, &format!("/settings/{key}"), json!({ "value": value }));
        let (status, body) = appliance.send(put).await;
        assert_eq!((status, code(&body)), (StatusCode::FORBIDDEN, "scope"), "{key}: {body}");
    }
    for setting in appliance.get("/settings").await.as_array().unwrap() {
        let (key, default) = (setting["key"].as_str().unwrap(), &setting["default"]);
        let put = with(token, Method::PUT, &format!("/settings/{key}"), json!({ "value": default }));
        let is_refused = appliance.send(put).await.0 == StatusCode::FORBIDDEN;
        assert_eq!(json!(is_refused), setting["for_people"], "{key}");
    }
    let put = with(token, Method::PUT, "/settings/office.name", json!({"value": "Vlaar"}));
    assert_eq!(appliance.send(put).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_token_that_sees_apps_sees_no_people_by_them() {
    let (appliance, _) = office().await;
    let ada = appliance.sign_in("ada").await;
    let uris = json!({"redirect_uris": ["https://f.example/a"], "client_name": "Files"});
    let client = appliance.post("/clients", uris).await;
    let path = format!("/clients/{}/preview?user=mira", client["client_id"].as_str().unwrap());
    for (scopes, expected) in
        [(vec!["clients:read"], StatusCode::FORBIDDEN), (vec!["clients:read", "users:read"], StatusCode::OK)]
    {
        let made = appliance.make_token(&ada, &scopes).await;
        let token = made["token"].as_str().unwrap();
        let (status, body) = appliance.send(with(token, Method::GET, &path, Value::Null)).await;
        assert_eq!(status, expected, "{scopes:?}: {body}");
    }
}

#[tokio::test]
async fn what_was_under_way_when_whoever_acts_was_locked_down_comes_too_late() {
    use service::admin::{settings, tokens, users};
    let (appliance, _) = office().await;
    let cookie = appliance.sign_in("ben").await;
    let session = domain::token::TokenHash::of(cookie.trim_start_matches("__Host-session="));
    let cx = appliance.app.begin(Actor::Anonymous, "10.0.0.1", "test");
    let signed_in = service::session::find(&cx, Some(&session)).await.unwrap().unwrap();
    let ben =
        service::rights::Staff::from_session::<crate::admin::problem::Problem>(&cx, &signed_in).unwrap();
    let ben = service::rights::Admin::from_staff(ben).unwrap();
    let cx = cx.acting_as(ben.actor().clone());
    assert!(users::disable(&cx, &ben, "hal").await.is_ok());
    appliance.post("/users/ben/lockdown", json!({})).await;
    let token = tokens::NewToken {
        name: "late".into(),
        scopes: vec![domain::api_token::ApiScope::UsersRead],
        days: None,
    };
    let refusals = [
        users::enable(&cx, &ben, "hal").await.unwrap_err().to_string(),
        users::delete(&cx, &ben, "mira").await.unwrap_err().to_string(),
        users::reset_password(&cx, &ben, "mira").await.unwrap_err().to_string(),
        settings::set(&cx, &ben, "apps.who", Secret::new("everybody")).await.unwrap_err().to_string(),
        tokens::make(&cx, &ben, token).await.unwrap_err().to_string(),
    ];
    for refusal in refusals {
        assert!(refusal.contains("has ended"), "{refusal}");
    }
    assert_eq!(appliance.get("/users/hal").await["state"], "disabled");
    assert!(appliance.list("/tokens", "tokens").await.is_empty());
}

#[test]
fn waiting_links_are_for_people_who_administer() {
    for route in table().iter().filter(|route| route.path.starts_with("/outbox")) {
        assert!(route.scope.is_none(), "{}", route.path);
        assert!(matches!(route.guard, Guard::Admin | Guard::Fresh), "{}", route.path);
    }
}
