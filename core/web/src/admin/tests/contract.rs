//! Every operation of the document, called as it says and as it does not: no answer is one that the document does not
//! name, and none says that something broke here.

mod schema;

use std::sync::LazyLock;

use super::document::operations;
use super::*;
use crate::admin::openapi;
use schema::{Schemas, spoiled};

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(openapi::document()).unwrap());

/// An office with one of everything.
struct Office {
    appliance: Appliance,
    session: String,
    client: String,
    token: String,
    invitation: String,
    message: String,
}

impl Office {
    async fn new() -> Self {
        let appliance = Appliance::new();
        appliance.add_user("ada", true).await;
        appliance.add_user("ben", true).await;
        appliance.post("/groups", json!({"name": "Design"})).await;
        let app = json!({"client_name": "Files", "redirect_uris": ["https://files.example/cb"]});
        let client = appliance.post("/clients", app).await["client_id"].as_str().unwrap().to_owned();
        appliance.sign_in("ben").await;
        appliance.set_logo().await;
        // An invitation waits for a mail server.
        appliance.post("/users", json!({"email": "eve@x.example"})).await;
        let message = appliance.list("/outbox", "messages").await[0]["id"].as_str().unwrap().to_owned();
        let session = appliance.list("/sessions", "sessions").await[0]["id"].as_str().unwrap().to_owned();
        let token = json!({"name": "Nightly", "scopes": ["users:read"]});
        let token = appliance.post("/tokens", token).await["id"].as_str().unwrap().to_owned();
        appliance.command(Method::PUT, "/settings/signup.mode", json!({"value": "invitation"})).await;
        let invited = appliance.post("/invitations", json!({"groups": ["Design"]})).await;
        let invitation = invited["id"].as_str().unwrap().to_owned();
        Self { appliance, session, client, token, invitation, message }
    }

    /// The path to things that are there.
    fn path(&self, template: &str) -> String {
        let things = [
            ("{user}", "ben"),
            ("{group}", "Design"),
            ("{client}", &self.client),
            ("{session}", &self.session),
            ("{message}", &self.message),
            ("{key}", "office.name"),
            ("{token}", &self.token),
            ("{invitation}", &self.invitation),
        ];
        let path = things.iter().fold(template.to_owned(), |path, (name, thing)| path.replace(name, thing));
        let nobody = ["{device}", "{link}", "{passkey}", "{sign_up}", "{attribute}"];
        nobody.iter().fold(path, |path, name| path.replace(name, "none"))
    }

    /// Sends it, and holds the answer against the document.
    async fn call(&self, operation: &Value, request: Request<Body>, what: &str) -> StatusCode {
        let name = operation["operationId"].as_str().unwrap();
        let response = self.appliance.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let told = &operation["responses"][status.as_str()];
        assert!(told.is_object(), "{name}, {what}: {status} is not in the document");
        assert!(!status.is_server_error(), "{name}, {what}: {status}");
        let kind = response.headers().get("content-type").map(|kind| kind.to_str().unwrap().to_owned());
        let Some(kind) = kind else {
            assert!(told["content"].is_null(), "{name}, {what}: {status} without a body");
            return status;
        };
        let content = &told["content"][kind.split(';').next().unwrap()];
        assert!(content.is_object(), "{name}, {what}: {status} with {kind}");
        if kind.ends_with("json") {
            let bytes = response.into_body().collect().await.unwrap().to_bytes();
            let body: Value = serde_json::from_slice(&bytes).unwrap();
            let outcome = Schemas(&DOCUMENT).check(&content["schema"], &body, "body");
            assert!(outcome.is_ok(), "{name}, {what}: {status}: {}", outcome.unwrap_err());
        }
        status
    }
}

fn build(method: &str, path: &str, body: Option<&Value>) -> Request<Body> {
    let method = Method::from_bytes(method.as_bytes()).unwrap();
    request(method, path, body.cloned().unwrap_or_default(), Some(Transport::Control), None)
}

fn body_schema(operation: &Value) -> Option<&Value> {
    operation["requestBody"]["content"]["application/json"].get("schema")
}

#[tokio::test]
async fn bodies_that_are_spoiled_are_refused_as_the_document_says() {
    let office = Office::new().await;
    for (method, path, operation) in operations(&DOCUMENT) {
        let Some(schema) = body_schema(&operation) else { continue };
        let path = office.path(&path);
        for body in spoiled(&Schemas(&DOCUMENT).sample(schema)) {
            let what: String = body.to_string().chars().take(200).collect();
            office.call(&operation, build(&method, &path, Some(&body)), &what).await;
        }
        for broken in ["{", "", "\u{feff}{}", "[[[[", "{\"a\":1,\"a\":2}", &"[".repeat(10_000)] {
            let mut request = build(&method, &path, Some(&json!({})));
            *request.body_mut() = Body::from(broken.to_owned());
            office.call(&operation, request, "broken JSON").await;
        }
        let mut request = build(&method, &path, Some(&json!({})));
        request.headers_mut().insert("content-type", "text/plain".parse().unwrap());
        assert_eq!(office.call(&operation, request, "text").await, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
}

#[tokio::test]
async fn ids_and_queries_that_nobody_has_are_refused_as_the_document_says() {
    let office = Office::new().await;
    let odd = ["nobody", "%00", "%FF", "%F0%9F%98%80", "..%2F..", "a%20b%22%27%3B--", &"x".repeat(5_000)];
    for (method, path, operation) in operations(&DOCUMENT) {
        let body = body_schema(&operation).map(|schema| Schemas(&DOCUMENT).sample(schema));
        if path.contains('{') {
            for odd in odd {
                let parts = path.split('/').map(|part| if part.starts_with('{') { odd } else { part });
                let path = parts.collect::<Vec<_>>().join("/");
                office.call(&operation, build(&method, &path, body.as_ref()), &path).await;
            }
        }
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        for parameter in parameters.filter(|parameter| parameter["in"] == "query") {
            let name = parameter["name"].as_str().unwrap();
            for value in
                ["", "-1", "99999999999999999999", "true", "sample", "%00", "%FF", "'%22%5C", "5&x=1", "1&1"]
            {
                let path = format!("{}?{name}={value}", office.path(&path));
                office.call(&operation, build(&method, &path, body.as_ref()), &path).await;
            }
            let path = format!("{}?{name}=1&{name}=2", office.path(&path));
            office.call(&operation, build(&method, &path, body.as_ref()), &path).await;
        }
    }
}

#[tokio::test]
async fn what_the_document_describes_is_taken_and_answered_so() {
    let looked_at = Office::new().await;
    for (method, path, operation) in operations(&DOCUMENT) {
        // One of its own for each change: some take away what the next one needs.
        let changed = if method == "GET" { None } else { Some(Office::new().await) };
        let office = changed.as_ref().unwrap_or(&looked_at);
        let body = match operation["operationId"].as_str().unwrap() {
            "createUser" => Some(json!({"email": "new@x.example", "name": "New", "groups": ["Design"]})),
            "importUsers" => Some(json!([{"email": "new@x.example", "given_name": "New", "admin": false}])),
            "previewImport" => {
                Some(json!([{"email": "new@x.example"}, {"email": "ben@x.example"}, {"email": 1}]))
            }
            "createInvitation" => Some(json!({"email": "new@x.example", "groups": ["Design"]})),
            "createGroup" => {
                Some(json!({"name": "New", "mfa_policy": "required", "accepted_factors": ["phone"]}))
            }
            "createClient" | "changeClient" => Some(json!({"redirect_uris": ["https://new.example/cb"]})),
            "importClients" => {
                Some(json!([{"client_id": "new", "redirect_uris": ["https://new.example/cb"]}]))
            }
            "changeGroup" => Some(json!({"accepted_factors": null})),
            "changeUser" => Some(json!({"role": "helpdesk", "may_register_apps": true})),
            "makeToken" => {
                Some(json!({"name": "Nightly", "scopes": ["users:read", "audit:read"], "days": 30}))
            }
            "makeRegistrationToken" => Some(json!({"name": "Suite", "uses": 2, "days": 7})),
            "defineAttribute" => Some(json!({"label": "Floor", "shape": "list", "editor": "person"})),
            "setClaimRules" | "importClaims" => Some(json!({"claim_rules": [
                {"claim": "role", "into": ["userinfo"], "from": "choice", "cases": [{"group": "Design", "value": "Editor"}]}
            ]})),
            "previewClientDraft" => Some(json!({"user": "ben", "claim_rules": []})),
            "rotateKeys" => Some(json!({"algorithms": ["ES256"]})),
            "setSetting" => Some(json!({"value": "Office"})),
            "testMail" => Some(json!({"to": "ada@x.example"})),
            "checkAddress" => Some(json!({"url": "https://files.example/"})),
            "unlock" => Some(json!({"username": "ada", "password": PASSWORD})),
            _ => body_schema(&operation).map(|schema| Schemas(&DOCUMENT).sample(schema)),
        };
        let query = match path.as_str() {
            "/audit/export" => "?format=csv",
            "/clients/{client}/preview" => "?user=ben",
            _ => "",
        };
        let mut path = format!("{}{query}", office.path(&path));
        if path.ends_with("/certificate") {
            // Another app: from then on it has no secret to renew.
            let app = json!({"redirect_uris": ["https://plans.example/cb"]});
            let other = office.appliance.post("/clients", app).await["client_id"].clone();
            path = path.replace(&office.client, other.as_str().unwrap());
        }
        let mut request = build(&method, &path, body.as_ref());
        if operation["operationId"] == "setLogo" {
            request.headers_mut().insert("content-type", "image/png".parse().unwrap());
            *request.body_mut() = Body::from(branding::PNG);
        }
        let status = office.call(&operation, request, &path).await;
        // No phone is linked here, none can be while nothing serves, and Ben has a password.
        let is_link = (path.ends_with("/link") && method != "DELETE")
            || path.contains("/link/")
            || path.ends_with("/links/none");
        // What is set up is not set up again.
        let is_set_up = method == "POST" && path.starts_with("/setup");
        let nobody = ["/devices/none", "/sign-ups/none", "/passkeys/none", "/email-change"]
            .iter()
            .any(|none| path.contains(none));
        // The app registered not by itself, is on no device and has no old secret, and the token is one of the API.
        let is_other = path.ends_with("/approve") || path.ends_with("/device-code");
        let is_other = is_other || path.ends_with("/old-secret");
        let is_other = is_other || path.starts_with("/registration-tokens/");
        let no_attribute = method == "DELETE" && path.ends_with("/attributes/none");
        let is_other = is_other || no_attribute;
        let is_there = !is_set_up && !nobody && !is_link && !is_other && !path.ends_with("/invite");
        assert_eq!(status.is_success(), is_there, "{method} {path}: {status}");
    }
}

#[tokio::test]
async fn what_was_changed_meanwhile_is_not_changed_again_unseen() {
    let office = Office::new().await;
    let send = async |method: &str, path: &str, body: Option<Value>, tag: Option<&str>| {
        let mut request = build(method, path, body.as_ref());
        if let Some(tag) = tag {
            request.headers_mut().insert("if-match", tag.parse().unwrap());
        }
        let response = office.appliance.router.clone().oneshot(request).await.unwrap();
        let tag = response.headers().get("etag").map(|tag| tag.to_str().unwrap().to_owned());
        (response.status(), tag.unwrap_or_default())
    };
    let uris = |uri: &str| json!({"redirect_uris": [uri]});
    let client = office.path("/clients/{client}");
    for (path, method, first, second) in [
        ("/users/ben", "PATCH", json!({"mfa_policy": "required"}), json!({"admin": false})),
        ("/groups/Design", "PATCH", json!({"mfa_policy": "required"}), json!({"mfa_policy": "optional"})),
        (client.as_str(), "PATCH", uris("https://a.example/"), uris("https://b.example/")),
        (
            "/claim-rules",
            "PUT",
            json!({"claim_rules": [{"claim": "a", "into": ["userinfo"], "from": "groups"}]}),
            json!({"claim_rules": []}),
        ),
        ("/settings/office.name", "PUT", json!({"value": "A"}), json!({"value": "B"})),
        // The same secret twice: what is shown is alike, and the tag is not.
        (
            "/settings/smtp.url",
            "PUT",
            json!({"value": "smtps://u:a@mail.example"}),
            json!({"value": "smtps://u:a@mail.example"}),
        ),
    ] {
        let (_, seen) = send("GET", path, None, None).await;
        let (status, now) = send(method, path, Some(first), Some(&seen)).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        assert!(now != seen && now.starts_with('"'), "{path}: {now}");
        let (status, told) = send(method, path, Some(second.clone()), Some(&seen)).await;
        assert_eq!((status, &told), (StatusCode::PRECONDITION_FAILED, &now), "{path}");
        let (_, still) = send("GET", path, None, None).await;
        assert_eq!(still, now, "{path}: nothing was done");
        let either = format!("{seen}, {now}");
        assert_eq!(send(method, path, Some(second.clone()), Some(&either)).await.0, StatusCode::OK, "{path}");
        assert_eq!(send(method, path, Some(second), Some("*")).await.0, StatusCode::OK, "{path}");
    }
    let (member, group) = ("/users/ben", "/groups/Design/users/ben");
    let (_, seen) = send("GET", member, None, None).await;
    let (status, now) = send("PUT", group, None, Some(&seen)).await;
    assert!(status == StatusCode::OK && now != seen, "who is in a group is part of the person's tag");
    assert_eq!(send("DELETE", group, None, Some(&seen)).await.0, StatusCode::PRECONDITION_FAILED);
    assert_eq!(send("DELETE", group, None, Some(&now)).await.0, StatusCode::OK);
    assert_eq!(
        send("DELETE", "/users/ben", None, Some("\"other\"")).await.0,
        StatusCode::PRECONDITION_FAILED
    );
    assert_eq!(send("DELETE", "/users/ben", None, Some("bare")).await.0, StatusCode::BAD_REQUEST);
    let (_, seen) = send("GET", "/users/ben", None, None).await;
    office.appliance.sign_in("ben").await;
    assert_eq!(
        send("DELETE", "/users/ben", None, Some(&seen)).await.0,
        StatusCode::OK,
        "a sign-in changes nothing"
    );
}

#[tokio::test]
async fn of_those_who_change_a_setting_at_once_after_one_look_one_does() {
    let office = Office::new().await;
    let router = &office.appliance.router;
    let path = "/settings/office.name";
    for round in 0..10 {
        let shown = router.clone().oneshot(build("GET", path, None)).await.unwrap();
        let seen = shown.headers()["etag"].clone();
        let put = async |who: usize| {
            let body = json!({ "value": format!("{round} {who}") });
            let mut request = build("PUT", path, Some(&body));
            request.headers_mut().insert("if-match", seen.clone());
            router.clone().oneshot(request).await.unwrap().status()
        };
        let (a, b, c, d) = tokio::join!(put(1), put(2), put(3), put(4));
        let changed = [a, b, c, d].iter().filter(|status| status.is_success()).count();
        assert_eq!(changed, 1, "{a} {b} {c} {d}");
    }
}
