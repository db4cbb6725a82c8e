//! People and groups.

use super::*;

#[tokio::test]
async fn an_account_without_a_password_comes_with_a_link_once() {
    let appliance = Appliance::new();
    let created = appliance.post("/users", json!({"email": "Mira@X.example", "name": "Mira"})).await;
    let link = created["link"].as_str().unwrap();
    assert!(link.starts_with("https://office.local:8443/invite/"), "{link}");
    assert_eq!((&created["email"], &created["username"]), (&json!("mira@x.example"), &json!("mira")));
    let shown = appliance.get("/users/mira").await;
    assert!(shown.get("link").is_none() && shown["has_password"] == false);
    assert_eq!(appliance.get("/health").await["outbox"], 1, "the link waits to be sent");
    let row = &appliance.list("/audit?event=user.created", "rows").await[0];
    assert_eq!((&row["actor"], &row["user_id"]), (&json!("command"), &created["id"]));
    assert!(!row.to_string().contains(link.rsplit('/').next().unwrap()), "no secret in the log");
}

#[tokio::test]
async fn a_user_name_that_is_taken_is_numbered_and_an_address_is_refused() {
    let appliance = Appliance::new();
    appliance.post("/users", json!({"email": "mira@x.example"})).await;
    assert_eq!(appliance.post("/users", json!({"email": "mira@y.example"})).await["username"], "mira2");
    let (status, problem) =
        appliance.command(Method::POST, "/users", json!({"email": "MIRA@x.example"})).await;
    assert_eq!((status, fields(&problem)), (StatusCode::UNPROCESSABLE_ENTITY, vec!["email"]));
    let taken = json!({"email": "z@x.example", "username": "Mira"});
    let (_, problem) = appliance.command(Method::POST, "/users", taken).await;
    assert_eq!(fields(&problem), ["username"]);
}

#[tokio::test]
async fn what_cannot_be_taken_is_named_by_field() {
    let appliance = Appliance::new();
    for (body, field) in [
        (json!({"email": "nobody"}), "email"),
        (json!({"email": "a@x.example", "username": "a b"}), "username"),
        (json!({"email": "a@x.example", "name": "a\nb"}), "name"),
        (json!({"email": "a@x.example", "password": "fourteen chars"}), "password"),
        (json!({"email": "a@x.example", "groups": ["Nobody"]}), "groups"),
    ] {
        let (status, problem) = appliance.command(Method::POST, "/users", body.clone()).await;
        assert_eq!((status, fields(&problem)), (StatusCode::UNPROCESSABLE_ENTITY, vec![field]), "{body}");
    }
    for (body, expected) in [
        (json!({"email": "a@x.example", "typo": 1}), StatusCode::UNPROCESSABLE_ENTITY),
        (json!([]), StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        assert_eq!(appliance.command(Method::POST, "/users", body).await.0, expected);
    }
    assert_eq!(appliance.get("/users").await["total"], 0);
}

#[tokio::test]
async fn eight_characters_are_enough_where_a_second_factor_is_required() {
    let appliance = Appliance::new();
    let (status, _) =
        appliance.command(Method::PUT, "/settings/mfa.policy", json!({"value": "required"})).await;
    assert_eq!(status, StatusCode::OK);
    appliance.post("/users", json!({"email": "a@x.example", "password": "kQ7-zeta"})).await;
}

#[tokio::test]
async fn the_last_active_administrator_stays() {
    let appliance = Appliance::new();
    appliance.add_user("ada", true).await;
    let attempts = [
        (Method::POST, "/users/ada/disable", json!({})),
        (Method::DELETE, "/users/ada", Value::Null),
        (Method::PATCH, "/users/ada", json!({"admin": false})),
    ];
    for (method, path, body) in attempts.clone() {
        let (status, problem) = appliance.command(method, path, body).await;
        assert_eq!((status, code(&problem)), (StatusCode::CONFLICT, "last_admin"), "{path}");
    }
    appliance.add_user("ben", true).await;
    for (method, path, body) in attempts.into_iter().take(1) {
        assert_eq!(appliance.command(method, path, body).await.0, StatusCode::OK);
    }
    let (_, problem) = appliance.command(Method::DELETE, "/users/ben", Value::Null).await;
    assert_eq!(code(&problem), "last_admin", "the disabled one does not count");
}

#[tokio::test]
async fn an_account_is_switched_off_and_on_reset_and_deleted() {
    let appliance = Appliance::new();
    appliance.add_user("mira", false).await;
    appliance.sign_in("mira").await;
    let sessions = appliance.list("/sessions?user=mira", "sessions").await;
    assert_eq!(sessions.len(), 1);
    assert_eq!(appliance.post("/users/mira@x.example/disable", json!({})).await["state"], "disabled");
    assert!(appliance.list("/sessions", "sessions").await.is_empty());
    let (_, problem) = appliance.command(Method::POST, "/users/mira/reset-password", json!({})).await;
    assert_eq!(code(&problem), "disabled");
    appliance.post("/users/mira/enable", json!({})).await;
    let reset = appliance.post("/users/mira/reset-password", json!({})).await;
    assert!(reset["link"].as_str().unwrap().contains("/reset/"));
    appliance.sign_in("mira").await;
    let (status, _) = appliance.command(Method::DELETE, "/users/mira", Value::Null).await;
    assert_eq!(status, StatusCode::OK);
    let (status, problem) = appliance.command(Method::GET, "/users/mira", Value::Null).await;
    assert_eq!((status, code(&problem)), (StatusCode::NOT_FOUND, "unknown_user"));
    assert!(appliance.list("/sessions", "sessions").await.is_empty());
    assert_eq!(appliance.get("/audit/verify").await["is_sound"], true);
}

#[tokio::test]
async fn people_come_in_with_their_claims_groups_and_hashes() {
    let appliance = Appliance::new();
    let phc = "$argon2i$v=19$m=65536,t=2,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b+dWRWJTmaaJObG";
    let list = json!([
        {
            "email": "mira@x.example", "username": "mv", "sub": "old-1", "groups": ["Design", "Staff"], "admin": true,
            "password_hash": phc, "name": "Mira V", "given_name": "Mira", "birthdate": "1990",
            "address": {"locality": "Gent"}, "phone_number": "+32 1", "phone_number_verified": true,
            "email_verified": false, "updated_at": 5, "zoneinfo": "Europe/Brussels", "nick_name": "M",
        },
        {"email": "ben@x.example", "password": "shorter", "groups": ["Design"]},
    ]);
    let (status, problem) = appliance.command(Method::POST, "/users/import", list.clone()).await;
    assert_eq!((status, fields(&problem)), (StatusCode::UNPROCESSABLE_ENTITY, vec!["[1].password"]));
    let mut list = list;
    list[1]["password"] = "not so short".into();
    let imported = appliance.post("/users/import", list).await;
    let warnings = imported["warnings"].to_string();
    assert!(warnings.contains("nickname?") && warnings.contains("[1].password"), "{warnings}");
    let mira = appliance.get("/users/mv").await;
    assert_eq!((&mira["sub"], &mira["groups"]), (&json!("old-1"), &json!(["Design", "Staff"])));
    assert_eq!(mira["claims"]["address"]["locality"], "Gent");
    assert_eq!((&mira["has_password"], &mira["email_verified"]), (&json!(true), &json!(false)));
    assert_eq!(appliance.get("/users/ben").await["email_verified"], true);
    assert_eq!(appliance.get("/groups/Design").await["members"], 2);
}

#[tokio::test]
async fn all_people_come_in_or_nobody_does() {
    let appliance = Appliance::new();
    appliance.add_user("ada", true).await;
    let list = json!([
        {"email": "new@x.example", "groups": ["Fresh"]},
        {"email": "ada@x.example", "username": "other"},
        {"email": "new@x.example", "username": "again"},
        {"email": "sub@x.example", "sub": "s"},
        {"email": "sub2@x.example", "sub": "s"},
    ]);
    let (_, problem) = appliance.command(Method::POST, "/users/import", list).await;
    assert_eq!(fields(&problem), ["[1].email", "[2].email", "[4].sub"]);
    let list = json!([
        {"email": "a@x.example", "password_hash": "plain", "groups": "Design", "name": 5},
        {"password": 1},
        "x",
        {"email": "b@x.example", "address": {"planet": "Mars"}, "sub": "a b"},
    ]);
    let (_, problem) = appliance.command(Method::POST, "/users/import", list).await;
    let mut named = fields(&problem);
    named.sort_unstable();
    let expected = [
        "[0].groups",
        "[0].name",
        "[0].password_hash",
        "[1].email",
        "[1].password",
        "[2]",
        "[3].address",
        "[3].sub",
    ];
    assert_eq!(named, expected);
    assert_eq!(appliance.get("/users").await["total"], 1);
    assert!(appliance.list("/groups", "groups").await.is_empty());
    assert_eq!(appliance.list("/audit", "rows").await.len(), 1);
}

#[tokio::test]
async fn groups_are_made_filled_and_taken_away() {
    let appliance = Appliance::new();
    appliance.add_user("mira", false).await;
    appliance.post("/groups", json!({"name": "R&D / Lab"})).await;
    let (_, problem) = appliance.command(Method::POST, "/groups", json!({"name": "R&D / Lab"})).await;
    assert_eq!(fields(&problem), ["name"]);
    let path = "/groups/R%26D%20%2F%20Lab";
    let (status, user) = appliance.command(Method::PUT, &format!("{path}/users/mira"), Value::Null).await;
    assert_eq!((status, &user["groups"]), (StatusCode::OK, &json!(["R&D / Lab"])));
    assert_eq!(appliance.get(path).await["members"], 1);
    let (_, problem) = appliance.command(Method::PUT, &format!("{path}/users/nobody"), Value::Null).await;
    assert_eq!(code(&problem), "unknown_user");
    let (_, user) = appliance.command(Method::DELETE, &format!("{path}/users/mira"), Value::Null).await;
    assert_eq!(user["groups"], json!([]));
    assert_eq!(appliance.command(Method::DELETE, path, Value::Null).await.0, StatusCode::OK);
    let (_, problem) = appliance.command(Method::DELETE, path, Value::Null).await;
    assert_eq!(code(&problem), "unknown_group");
}

#[tokio::test]
async fn a_list_comes_in_pages() {
    let appliance = Appliance::new();
    for name in ["a", "b", "c"] {
        appliance.post("/users", json!({"email": format!("{name}@x.example")})).await;
    }
    let page = appliance.get("/users?limit=2&offset=2").await;
    assert_eq!((page["users"].as_array().unwrap().len(), &page["total"]), (1, &json!(3)));
    assert_eq!(appliance.get("/users?search=B@X").await["users"][0]["username"], "b");
    let (status, problem) = appliance.command(Method::GET, "/users?limit=many", Value::Null).await;
    assert_eq!((status, code(&problem)), (StatusCode::BAD_REQUEST, "invalid_query"));
}

#[tokio::test]
async fn the_subject_of_an_account_that_was_deleted_is_never_given_again() {
    let appliance = Appliance::new();
    appliance.add_user("ada", true).await;
    let mira = json!([{"email": "mira@x.example", "sub": "the-subject-of-mira"}]);
    appliance.post("/users/import", mira.clone()).await;
    appliance.add_user("noor", false).await;
    let sub = appliance.get("/users/noor").await["sub"].clone();
    let noor = json!([{"email": "noor@x.example", "sub": sub}]);
    for (name, again) in [("mira", mira), ("noor", noor)] {
        let (status, _) = appliance.command(Method::DELETE, &format!("/users/{name}"), Value::Null).await;
        assert_eq!(status, StatusCode::OK);
        let (status, problem) = appliance.command(Method::POST, "/users/import", again.clone()).await;
        assert_eq!((status, fields(&problem)), (StatusCode::UNPROCESSABLE_ENTITY, vec!["[0].sub"]));
        assert!(problem["errors"][0]["message"].as_str().unwrap().contains("was deleted"), "{problem}");
        let outlook = appliance.post("/users/import/preview", again.clone()).await.to_string();
        assert!(outlook.contains("an account that was deleted had this sub"), "{outlook}");
        // Without it the person comes in, as somebody new.
        appliance.post("/users/import", json!([{"email": again[0]["email"]}])).await;
        assert_ne!(appliance.get(&format!("/users/{name}")).await["sub"], again[0]["sub"]);
    }
}
