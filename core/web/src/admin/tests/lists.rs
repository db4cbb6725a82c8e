//! Lists: found, filtered, sorted, in parts.

use super::*;

#[tokio::test]
async fn people_come_with_what_they_stand_at_in_the_order_that_is_asked() {
    let appliance = Appliance::new();
    for (name, shown) in [("ben", "Änne"), ("ada", "Zoe"), ("cy", "Mira Müller")] {
        let email = format!("{name}@x.example");
        appliance.post("/users", json!({"email": email, "name": shown, "password": PASSWORD})).await;
    }
    appliance.post("/users", json!({"email": "dee@x.example"})).await;
    appliance.sign_in("ada").await;
    let names = async |query: &str| -> Vec<String> {
        let found = appliance.list(&format!("/users?{query}"), "users").await;
        found.iter().map(|user| user["username"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names("").await, ["ben", "dee", "cy", "ada"]);
    assert_eq!(names("sort=-username&limit=2").await, ["dee", "cy"]);
    assert_eq!(names("sort=-last_sign_in_at&limit=1").await, ["ada"]);
    assert_eq!(names("search=muller").await, ["cy"]);
    assert_eq!(names("signed_in=true").await, ["ada"]);
    assert_eq!(names("second_factor=none&state=active&admin=false").await.len(), 4);
    let found = appliance.get("/users?search=dee").await;
    let dee = &found["users"][0];
    assert_eq!((&found["total"], &dee["sessions"]), (&json!(1), &json!(0)));
    assert_eq!(dee["invited_until"], json!(1_000_000 + 7 * 86_400));
    assert_eq!(appliance.get("/users/ada").await["last_sign_in_at"], 1_000_000);
}

#[tokio::test]
async fn a_list_names_what_it_takes() {
    let appliance = Appliance::new();
    for (path, word) in [
        ("/users?sort=age", "last_sign_in_at"),
        ("/clients?sort=-", "created_at"),
        ("/users?state=asleep", "disabled"),
        ("/audit?kind=all", "refused"),
        ("/groups?colour=red", "colour"),
        ("/sessions?limit=-1", "limit"),
    ] {
        let (status, problem) = appliance.command(Method::GET, path, Value::Null).await;
        assert_eq!((status, code(&problem)), (StatusCode::BAD_REQUEST, "invalid_query"), "{path}");
        assert!(problem["detail"].as_str().unwrap().contains(word), "{path}: {problem}");
    }
    let (status, problem) = appliance.command(Method::GET, "/audit?user=nobody", Value::Null).await;
    assert_eq!((status, code(&problem)), (StatusCode::NOT_FOUND, "unknown_user"));
}

#[tokio::test]
async fn groups_apps_and_sessions_are_searched_and_sorted() {
    let appliance = Appliance::new();
    for name in ["Design", "Öffentlichkeit", "Archive"] {
        appliance.post("/groups", json!({"name": name})).await;
    }
    let groups = appliance.list("/groups?sort=-name", "groups").await;
    assert_eq!(
        groups.iter().map(|group| &group["name"]).collect::<Vec<_>>(),
        ["Öffentlichkeit", "Design", "Archive"]
    );
    assert_eq!(appliance.list("/groups?search=offen", "groups").await.len(), 1);
    for (name, uri) in [("Notes", "https://notes.example/cb"), ("Files", "https://files.example/cb")] {
        appliance.post("/clients", json!({"client_name": name, "redirect_uris": [uri]})).await;
    }
    let apps = appliance.get("/clients?sort=name&limit=1").await;
    assert_eq!((&apps["clients"][0]["client_name"], &apps["total"]), (&json!("Files"), &json!(2)));
    assert_eq!(appliance.list("/clients?search=notes.example", "clients").await.len(), 1);
    assert_eq!(appliance.list("/clients?state=disabled", "clients").await.len(), 0);
    appliance.add_user("ada", true).await;
    appliance.sign_in("ada").await;
    assert_eq!(appliance.list("/sessions?search=10.0.0", "sessions").await[0]["name"], "ada");
    assert_eq!(appliance.list("/sessions?search=192", "sessions").await.len(), 0);
}

#[tokio::test]
async fn the_log_names_people_and_is_read_backwards_by_its_numbers() {
    let appliance = Appliance::new();
    appliance.add_user("ada", true).await;
    appliance.sign_in("ada").await;
    appliance.post("/groups", json!({"name": "A"})).await;
    let page = appliance.get("/audit?newest_first=true&limit=2").await;
    assert_eq!((&page["total"], &page["rows"][0]["event"]), (&json!(3), &json!("group.created")));
    assert_eq!(
        (&page["rows"][1]["user_name"], &page["rows"][1]["actor_name"]),
        (&json!("ada"), &json!("ada"))
    );
    let seq = page["rows"][1]["seq"].as_i64().unwrap();
    let rest = appliance.list(&format!("/audit?newest_first=true&before={seq}"), "rows").await;
    assert_eq!((rest.len(), &rest[0]["event"]), (1, &json!("user.created")));
    assert_eq!(appliance.list("/audit?kind=sign_in&user=ada@x.example", "rows").await.len(), 1);
}
