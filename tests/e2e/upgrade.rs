//! An office of the released version goes on under this one: people, apps, keys, and all that was under way.

use reqwest::Method;
use serde_json::{Value, json};
use tests::appliance::{ADMIN, Appliance, MEMBER};
use tests::browser::client;
use tests::key_copy::{KeyCopy, Reads, read};
use tests::released::turn_back;
use tests::relying_party::{REDIRECT_URI, RelyingParty, Tokens};
use tests::screen::{MFA, linked, signed_in};

const SCOPES: [&str; 2] = ["email", "offline_access"];
/// What the release kept of a registration as it came, since it did nothing with it.
const KEPT: &str = r#"UPDATE clients SET metadata = json_patch(metadata, '{"contacts": "it@office.example", "default_max_age": "3600",
    "request_uris": "https://app.example/r", "subject_type": "sideways", "userinfo_signed_response_alg": "HS256",
    "backchannel_logout_session_required": "yes", "logo_uri": "https://app.example/logo.png"}')
    WHERE json_extract(metadata, '$.client_name') = 'Kept'"#;

/// A list of the admin API, with these members alone.
async fn list(appliance: &Appliance, path: &str, within: &str, members: &[&str]) -> Vec<Value> {
    let (status, found) = appliance.ask(Method::GET, path, None).await;
    assert_eq!(status, 200, "{path}: {found}");
    let items = found[within].as_array().or(found.as_array()).unwrap_or_else(|| panic!("{path}: {found}"));
    items.iter().map(|item| members.iter().map(|name| (*name, item[*name].clone())).collect()).collect()
}

async fn everything(appliance: &Appliance) -> [Vec<Value>; 4] {
    let person = ["id", "email", "username", "name", "role", "groups", "state", "created_at"];
    let app = ["client_id", "client_name", "redirect_uris", "scope", "trusted", "state", "has_secret"];
    [
        list(appliance, "/users", "users", &person).await,
        list(appliance, "/groups", "groups", &["id", "name"]).await,
        list(appliance, "/clients", "clients", &app).await,
        list(appliance, "/devices", "devices", &["id", "name", "status", "state"]).await,
    ]
}

/// An older token by the keys that are published now, and who signed it.
async fn verified(appliance: &Appliance, tokens: &Tokens) -> String {
    let fresh = client(&appliance.ca_pem().await, appliance);
    let mut keys = KeyCopy::new(&fresh, &appliance.issuer(), Reads::ForUnknownKeys);
    keys.read().await;
    let token = tokens.id.to_string();
    keys.verify_again(&token).unwrap();
    read(&token).unwrap().0["kid"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_the_released_version_gave_out_still_counts() {
    let mut appliance = Appliance::claimed().await;
    appliance.post("/groups", json!({"name": "bookkeeping"})).await;
    appliance.run(&["group", "add-user", "bookkeeping", MEMBER.email]);
    let app = RelyingParty::trusted(&appliance).await;
    let public = RelyingParty::public(&appliance).await;
    let other = json!({"id_token_signed_response_alg": "ES256"});
    let asks = RelyingParty::register(&appliance, other).await;
    let kept = RelyingParty::register(&appliance, json!({"client_name": "Kept", "trusted": true})).await;
    let token = appliance.post("/tokens", json!({"name": "Nightly", "scopes": ["users:read"]})).await;
    let browser = signed_in(&appliance, MEMBER).await;
    let (_, phone) = linked(&appliance, ADMIN).await;
    let mut given = Vec::new();
    for party in [&app, &public, &asks, &kept] {
        given.push(party.tokens(&browser, &SCOPES).await);
    }
    let pending = app.begin(&SCOPES);
    let landed = browser.open(pending.url.as_str()).await;
    let before = everything(&appliance).await;
    appliance.stop();
    let dir = appliance.dir();
    tokio::task::block_in_place(|| turn_back(&dir, KEPT));
    appliance.restart();

    assert!(dir.join("donelogin.before-schema-17.db").exists(), "the older file is there to go back to");
    assert_eq!(everything(&appliance).await, before);
    let waited = app.finish(pending, &landed).await;
    assert!(app.is_valid(&waited.access).await, "a code that nobody had exchanged yet");
    for (party, tokens) in [&app, &public, &asks, &kept].into_iter().zip(&given) {
        let kid = verified(&appliance, tokens).await;
        assert!(party.is_valid(&tokens.access).await);
        let again = party.refresh(tokens).await;
        assert_eq!(again.subject, tokens.subject);
        assert_eq!(verified(&appliance, &again).await, kid, "the keys are the same");
        let silent = format!("{}&prompt=none", party.begin(&SCOPES).url);
        let landed = browser.open(&silent).await;
        assert!(landed.answer("code").is_some(), "the session lives, and consent is remembered: {landed:?}");
    }
    let program = client(&appliance.ca_pem().await, &appliance);
    let asked = program.get(format!("{}/api/admin/v1/users", appliance.issuer()));
    let asked = asked.bearer_auth(token["token"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(asked.status(), 200, "a token of a program");
    let (pending, page) = browser.another().half_sign_in(&app, ADMIN).await;
    drop(pending);
    assert_eq!(page.url.path(), MFA, "the phone is still asked");
    assert_eq!(phone.approve_by_code(&page).await.unwrap(), "approved");
    // Signing out by an ID token of that time, and what is new works for apps of that time.
    let out = browser.open(app.logout_url(&given[0]).as_str()).await;
    assert!(out.away.is_some(), "{out:?}");
    let changed = json!({"client_name": "Kept", "redirect_uris": [REDIRECT_URI], "id_token_signed_response_alg": "PS256"});
    let path = format!("/clients/{}", kept.client_id);
    let (status, answer) = appliance.ask(Method::PATCH, &path, Some(changed)).await;
    assert_eq!(status, 200, "{answer}");
    let (_, chain) = appliance.ask(Method::GET, "/audit/verify", None).await;
    assert_eq!(chain["is_sound"], true, "{chain}");
}
