//! Clients.

use super::*;

const REDIRECT: &str = "https://files.example/cb";

#[tokio::test]
async fn a_client_shows_its_secret_once() {
    let appliance = Appliance::new();
    let new =
        json!({"client_name": "Files", "redirect_uris": [REDIRECT], "trusted": true, "require_pkce": true});
    let created = appliance.post("/clients", new).await;
    let secret = created["client_secret"].as_str().unwrap();
    let path = format!("/clients/{}", created["client_id"].as_str().unwrap());
    let shown = appliance.get(&path).await;
    assert!(shown.get("client_secret").is_none() && !shown.to_string().contains(secret));
    assert_eq!(
        (&shown["trusted"], &shown["require_pkce"], &shown["has_secret"]),
        (&json!(true), &json!(true), &json!(true))
    );
    let rotated = appliance.post(&format!("{path}/rotate-secret"), json!({})).await;
    assert_ne!(rotated["client_secret"], secret);
    let log = appliance.get("/audit").await.to_string();
    assert!(log.contains("client.secret_rotated") && !log.contains(secret));
    assert_eq!(appliance.command(Method::DELETE, &path, Value::Null).await.0, StatusCode::NO_CONTENT);
    let (_, problem) = appliance.command(Method::DELETE, &path, Value::Null).await;
    assert_eq!(code(&problem), "unknown_client");
}

#[tokio::test]
async fn a_public_client_has_no_secret_to_rotate() {
    let appliance = Appliance::new();
    let new = json!({"redirect_uris": [REDIRECT], "token_endpoint_auth_method": "none"});
    let created = appliance.post("/clients", new).await;
    assert!(created.get("client_secret").is_none());
    let path = format!("/clients/{}/rotate-secret", created["client_id"].as_str().unwrap());
    assert_eq!(code(&appliance.command(Method::POST, &path, json!({})).await.1), "public_client");
}

#[tokio::test]
async fn metadata_that_is_unsafe_is_refused_by_field_and_what_is_ahead_is_kept_with_a_warning() {
    let appliance = Appliance::new();
    for (body, field) in [
        (json!({"redirect_uris": ["http://files.example/cb"]}), "redirect_uris"),
        (json!({"client_name": "x"}), "redirect_uris"),
        (json!({"redirect_uris": [REDIRECT], "tos_uri": "javascript:x"}), "tos_uri"),
        (json!({"redirect_uris": [REDIRECT], "trusted": "yes"}), "trusted"),
        (json!({"redirect_uris": [REDIRECT], "client_id": "mine"}), "client_id"),
    ] {
        let (status, problem) = appliance.command(Method::POST, "/clients", body.clone()).await;
        assert_eq!((status, fields(&problem)), (StatusCode::UNPROCESSABLE_ENTITY, vec![field]), "{body}");
    }
    let ahead = json!({"redirect_uris": [REDIRECT], "userinfo_encrypted_response_alg": "RSA-OAEP"});
    let created = appliance.post("/clients", ahead).await;
    assert_eq!(created["userinfo_encrypted_response_alg"], "RSA-OAEP");
    assert_eq!(created["warnings"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn an_office_moves_in_with_its_ids_and_secrets() {
    let appliance = Appliance::new();
    let list = json!([
        {"client_id": "files", "client_secret": "short", "redirect_uris": [REDIRECT], "registration_access_token": "t"},
        {"client_name": "New", "redirect_uris": [REDIRECT]},
    ]);
    let imported = appliance.post("/clients/import", list.clone()).await;
    assert!(imported["warnings"][0].as_str().unwrap().contains("shorter than 32"), "{imported}");
    assert!(imported["clients"][0].get("client_secret").is_none(), "it is known there already");
    assert!(imported["clients"][1]["client_secret"].is_string(), "made here");
    let shown = appliance.get("/clients/files").await;
    assert_eq!((&shown["has_weak_secret"], shown.get("registration_access_token")), (&json!(true), None));
    let (_, problem) = appliance.command(Method::POST, "/clients/import", list).await;
    assert_eq!(fields(&problem), ["[0].client_id"]);
    assert!(problem["detail"].as_str().unwrap().contains("files"), "{problem}");
    let doubled = json!([{"client_id": "x", "redirect_uris": [REDIRECT]}, {"client_id": "x", "redirect_uris": [REDIRECT]}]);
    let (_, problem) = appliance.command(Method::POST, "/clients/import", doubled).await;
    assert_eq!(fields(&problem), ["[1].client_id"]);
    assert_eq!(appliance.list("/clients", "clients").await.len(), 2, "all or none");
}

#[tokio::test]
async fn a_client_is_switched_off_and_its_metadata_replaced() {
    let appliance = Appliance::new();
    appliance.post("/clients/import", json!([{"client_id": "files", "redirect_uris": [REDIRECT]}])).await;
    let (_, off) = appliance.command(Method::PATCH, "/clients/files", json!({"state": "disabled"})).await;
    assert_eq!((&off["state"], &off["redirect_uris"]), (&json!("disabled"), &json!([REDIRECT])));
    let body = json!({"redirect_uris": ["https://b.example/cb"], "client_name": "B"});
    let (_, changed) = appliance.command(Method::PATCH, "/clients/files", body).await;
    assert_eq!((&changed["state"], &changed["client_name"]), (&json!("disabled"), &json!("B")));
}

#[tokio::test]
async fn a_sector_has_to_know_of_its_apps() {
    const LIST: &str = "https://s.example/list.json";
    const OTHER: &str = "https://other.example/cb";
    let appliance = Appliance::new();
    let body = |uris: &[&str]| json!({"redirect_uris": uris, "subject_type": "pairwise", "sector_identifier_uri": LIST});
    let (_, problem) = appliance.command(Method::POST, "/clients", body(&[REDIRECT])).await;
    assert_eq!(fields(&problem), ["sector_identifier_uri"], "nobody answers there");
    appliance.outside.pages.lock().unwrap().push((LIST.into(), json!([REDIRECT]).to_string()));
    let (_, problem) = appliance.command(Method::POST, "/clients", body(&[REDIRECT, OTHER])).await;
    assert_eq!(fields(&problem), ["sector_identifier_uri"], "the list lacks one");
    let created = appliance.post("/clients", body(&[REDIRECT])).await;
    let path = format!("/clients/{}", created["client_id"].as_str().unwrap());
    let (_, problem) = appliance.command(Method::PATCH, &path, body(&[REDIRECT, OTHER])).await;
    assert_eq!(fields(&problem), ["sector_identifier_uri"]);
    // What stays as it is asks nobody.
    appliance.outside.pages.lock().unwrap().clear();
    let mut same = body(&[REDIRECT]);
    same["client_name"] = json!("Files");
    let (status, _) = appliance.command(Method::PATCH, &path, same).await;
    assert_eq!(status, StatusCode::OK);
}
