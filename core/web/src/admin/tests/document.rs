//! The document says what the table has, and the frozen copy says what the document does.

use std::collections::BTreeSet;
use std::path::Path;

use super::*;
use crate::admin::{openapi, table};

/// From it the client of the admin pages is made.
const FROZEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/client/openapi.json");

fn document() -> Value {
    serde_json::from_str(openapi::document()).unwrap()
}

/// Method, path and operation of everything in the document.
pub(super) fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let paths = document["paths"].as_object().unwrap().iter();
    let operations = paths.flat_map(|(path, item)| {
        let path = path.strip_prefix(PREFIX).unwrap().to_owned();
        let item = item.as_object().unwrap().iter();
        item.map(move |(method, operation)| (method.to_uppercase(), path.clone(), operation.clone()))
    });
    operations.collect()
}

#[test]
fn every_route_is_in_the_document_and_nothing_else() {
    let document = document();
    let told: BTreeSet<_> =
        operations(&document).into_iter().map(|(method, path, _)| (method, path)).collect();
    let served: BTreeSet<_> =
        table().iter().map(|route| (route.method.to_owned(), route.path.to_owned())).collect();
    assert_eq!(told, served);
}

#[test]
fn every_operation_has_a_name_words_and_refusals() {
    let document = document();
    let mut names = BTreeSet::new();
    for (method, path, operation) in operations(&document) {
        let name = operation["operationId"].as_str().unwrap_or_default().to_owned();
        assert!(name.chars().all(char::is_alphanumeric) && !name.is_empty(), "{method} {path}: {name}");
        assert!(names.insert(name), "{method} {path}: two operations have one name");
        assert!(operation["summary"].as_str().is_some_and(|words| words.len() > 3), "{method} {path}");
        assert_eq!(operation["tags"].as_array().map(Vec::len), Some(1), "{method} {path}");
        let route = table().into_iter().find(|route| (route.method, route.path) == (method.as_str(), &path));
        let route = route.unwrap();
        let guard = operation["x-guard"].as_array().unwrap();
        assert_eq!(guard.contains(&"fresh".into()), route.guard.is_fresh(), "{method} {path}");
        assert_eq!(guard.contains(&"helpdesk".into()), route.guard.lets_helpdesk(), "{method} {path}");
        let scope = &operation["security"][1]["token"][0];
        assert_eq!(scope.as_str(), route.scope.map(|scope| scope.as_str()), "{method} {path}");
        for (status, answer) in operation["responses"].as_object().unwrap() {
            let refuses = status.starts_with(['4', '5']);
            let is_problem = answer["content"]["application/problem+json"].is_object();
            assert_eq!(refuses, is_problem, "{method} {path}: {status}");
        }
    }
}

#[test]
fn every_field_has_words() {
    let document = document();
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        assert!(schema["description"].is_string(), "{name} says nothing of itself");
        let parts = schema["allOf"].as_array().into_iter().flatten().chain([schema]);
        for (field, schema) in parts.filter_map(|part| part["properties"].as_object()).flatten() {
            let standard = ["Claims", "ImportedUser"].contains(&name.as_str());
            let is_told =
                schema["description"].is_string() || schema["$ref"].is_string() || schema["oneOf"].is_array();
            assert!(is_told || standard, "{name}.{field} says nothing of itself");
        }
    }
}

/// `cargo xtask openapi` writes it.
#[test]
fn the_frozen_document_is_fresh() {
    let fresh = format!("{}\n", openapi::document());
    if std::env::var_os("DONELOGIN_FREEZE").is_some() {
        std::fs::create_dir_all(Path::new(FROZEN).parent().unwrap()).unwrap();
        std::fs::write(FROZEN, &fresh).unwrap();
    }
    let frozen = std::fs::read_to_string(FROZEN).unwrap_or_default();
    assert!(frozen == fresh, "ui/client/openapi.json is stale: `cargo xtask openapi` writes it");
}

#[tokio::test]
async fn the_document_is_served() {
    let appliance = Appliance::new();
    assert_eq!(appliance.get("/openapi.json").await, document());
}

#[tokio::test]
async fn whoever_asks_learns_who_they_are_and_how_long_they_may() {
    let appliance = Appliance::new();
    appliance.add_user("ada", true).await;
    let cookie = appliance.sign_in("ada").await;
    let me = async || {
        let request = request(Method::GET, "/me", Value::Null, Some(Transport::Tls), Some(&cookie));
        appliance.send(request).await.1
    };
    let fresh = me().await;
    assert_eq!((&fresh["user"]["username"], &fresh["is_fresh"]), (&json!("ada"), &json!(true)));
    assert_eq!(fresh["fresh_until"], json!(1_000_000 + 300));
    appliance.clock.0.fetch_add(301, Ordering::Relaxed);
    assert_eq!(me().await["is_fresh"], false);
    let command = appliance.get("/me").await;
    assert_eq!((&command["user"], &command["is_fresh"]), (&Value::Null, &json!(true)));
}
