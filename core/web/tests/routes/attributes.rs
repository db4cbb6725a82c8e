//! Attributes of people: what the office defines, who says them, where they are seen.

use serde_json::{Value, json};

use crate::world::{World, person};

async fn define(world: &World, name: &str, body: &Value) {
    world.admin("PUT", &format!("/attributes/{name}"), body).await.expect(200);
}

async fn said(world: &World, user: &str) -> Value {
    world.admin("GET", &format!("/users/{user}"), &Value::Null).await.expect(200).json()["attributes"].clone()
}

#[tokio::test]
async fn administrators_define_them_and_say_them() {
    let world = World::new().await;
    define(&world, "cost_center", &json!({"label": "Cost center"})).await;
    define(&world, "floors", &json!({"label": "Floors", "shape": "list", "editor": "person"})).await;
    let listed = world.admin("GET", "/attributes", &Value::Null).await.expect(200).json();
    assert_eq!(
        listed["attributes"][0],
        json!({"name": "cost_center", "label": "Cost center", "shape": "text", "editor": "administrators"})
    );
    let values = json!({"attributes": {"cost_center": " 4711 ", "floors": ["1", "2", "1"]}});
    let changed = world.admin("PATCH", "/users/mira", &values).await.expect(200).json();
    assert_eq!(changed["attributes"], json!({"cost_center": "4711", "floors": ["1", "2"]}));
    for (value, field) in [
        (json!({"floor": "1"}), "attributes.floor"),
        (json!({"floors": 1}), "attributes.floors"),
        (json!({"cost_center": ["1"]}), "attributes.cost_center"),
        (json!({"cost_center": "x".repeat(501)}), "attributes.cost_center"),
    ] {
        let answer =
            world.admin("PATCH", "/users/mira", &json!({"attributes": value})).await.expect(422).json();
        assert_eq!(answer["errors"][0]["field"], field);
    }
    world.admin("PATCH", "/users/mira", &json!({"attributes": {"cost_center": null}})).await.expect(200);
    assert_eq!(said(&world, "mira").await, json!({"floors": ["1", "2"]}));
    // Another shape would not fit what is said.
    let answer = world.admin("PUT", "/attributes/floors", &json!({"shape": "text"})).await.expect(409).json();
    assert_eq!(answer["type"], "urn:donelogin:problem:attribute_in_use");
    for (name, body, field) in [
        ("Floor", json!({}), "name"),
        ("floor", json!({"shape": "x"}), "shape"),
        ("floor", json!({"x": 1}), "x"),
    ] {
        let answer = world.admin("PUT", &format!("/attributes/{name}"), &body).await.expect(422).json();
        assert_eq!(answer["errors"][0]["field"], field);
    }
    world.admin("DELETE", "/attributes/floors", &Value::Null).await.expect(204);
    world.admin("DELETE", "/attributes/floors", &Value::Null).await.expect(404);
    assert_eq!(said(&world, "mira").await, json!({}));
    let events = world.events().await;
    for event in ["attribute.created", "attribute.deleted", "user.attributes_changed"] {
        assert!(events.contains(&event.to_owned()), "{event}");
    }
}

#[tokio::test]
async fn they_come_with_people_who_are_added_or_brought_in() {
    let world = World::new().await;
    define(&world, "cost_center", &json!({})).await;
    let new = json!({"email": "new@office.example", "attributes": {"cost_center": "1"}});
    world.admin("POST", "/users", &new).await.expect(201);
    assert_eq!(said(&world, "new@office.example").await, json!({"cost_center": "1"}));
    let mut good = person("gina");
    good["attributes"] = json!({"cost_center": "2"});
    let mut bad = person("bob");
    bad["attributes"] = json!({"nothing": "2"});
    let list = json!([good, bad]);
    let answer = world.admin("POST", "/users/import", &list).await.expect(422).json();
    assert_eq!(answer["errors"][0]["field"], "[1].attributes.nothing");
    let foreseen = world.admin("POST", "/users/import/preview", &list).await.expect(200).json();
    assert!(foreseen.to_string().contains("attributes.nothing"), "{foreseen}");
    world.admin("POST", "/users/import", &json!([good])).await.expect(200);
    assert_eq!(said(&world, "gina").await, json!({"cost_center": "2"}));
}

#[tokio::test]
async fn a_person_says_their_own_and_sees_the_others() {
    let world = World::new().await;
    define(&world, "cost_center", &json!({"label": "Cost center"})).await;
    define(&world, "floors", &json!({"label": "Floors", "shape": "list", "editor": "person"})).await;
    let values = json!({"attributes": {"cost_center": "4711"}});
    world.admin("PATCH", "/users/mira", &values).await.expect(200);
    let mut browser = world.browser();
    browser.sign_in().await;
    let profile = browser.get("/account/profile").await.expect(200);
    assert!(profile.says("Cost center 4711"), "{}", profile.words());
    let form = browser.get("/account/profile/edit").await.expect(200);
    assert!(form.says("Floors") && !form.says("Cost center"), "{}", form.words());
    let sent = [("attribute-floors", "1\r\n2\r\n"), ("attribute-cost_center", "1")];
    let answer = browser.submit(&form, "/account/profile/edit", &sent).await;
    assert_eq!(answer.location(), "/account/profile?done=saved");
    assert_eq!(
        said(&world, "mira").await,
        json!({"cost_center": "4711", "floors": ["1", "2"]}),
        "what is not theirs stays"
    );
    let long = "x".repeat(501);
    let answer =
        browser.submit(&form, "/account/profile/edit", &[("attribute-floors", &long)]).await.expect(422);
    assert!(answer.body.contains("attribute-floors-error") && answer.says("500"), "{}", answer.words());
    assert_eq!(said(&world, "mira").await["floors"], json!(["1", "2"]));
    let data = browser.submit(&browser.clone().get("/account/data").await, "/account/data/export", &[]).await;
    assert!(data.body.contains("4711"), "{}", data.body);
}
