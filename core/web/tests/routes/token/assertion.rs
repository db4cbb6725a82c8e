//! Clients that prove themselves by a JWT (RFC 7523, OIDC Core 9).

use oidc::jwt::{Algorithm, Typ};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::expect_error;
use super::signed::{KIND, Keys, by_secret, claims, key, present, set};
use crate::world::{Client, ISSUER, World};

/// Registers `signer` with this over what it registers otherwise.
async fn register(world: &World, change: Value) {
    let mut client = json!({"client_id": "signer", "redirect_uris": ["https://signer.example/cb"],
        "token_endpoint_auth_method": "private_key_jwt"});
    client.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    world.register(client).await;
}

#[tokio::test]
async fn a_right_assertion_proves_its_client_at_each_endpoint_once() {
    let world = World::new().await;
    let keys = [Algorithm::Rs256, Algorithm::Es256, Algorithm::EdDsa].map(key);
    register(&world, json!({"jwks": set(&keys.each_ref())})).await;
    for key in &keys {
        for audience in
            [json!(ISSUER), json!([ISSUER, "https://other.example"]), json!(format!("{ISSUER}/oauth2/token"))]
        {
            let jwt = key.sign(Typ::Jwt, &claims(&world, "signer", &json!({"aud": audience}))).unwrap();
            expect_error(&present(&world, &jwt, &[]).await, 400, "invalid_grant");
            expect_error(&present(&world, &jwt, &[]).await, 401, "invalid_client");
        }
    }
    for path in ["/oauth2/introspect", "/oauth2/revoke"] {
        let audience = json!({"aud": format!("{ISSUER}{path}")});
        let jwt = keys[1].sign(Typ::Jwt, &claims(&world, "signer", &audience)).unwrap();
        let form = [
            ("token", "x"),
            ("client_assertion_type", KIND),
            ("client_assertion", jwt.as_str()),
            ("client_id", "signer"),
        ];
        world.server().post(path, &form).await.expect(200);
        expect_error(&world.server().post(path, &form).await, 401, "invalid_client");
    }
}

#[tokio::test]
async fn what_is_wrong_with_an_assertion_is_refused() {
    let world = World::new().await;
    let (own, other) = (key(Algorithm::Es256), key(Algorithm::Es256));
    register(&world, json!({"jwks": set(&[&own])})).await;
    let now = world.now();
    for change in [
        json!({"iss": "other"}),
        json!({"iss": null}),
        json!({"sub": "notes"}),
        json!({"sub": null}),
        json!({"aud": null}),
        json!({"aud": "https://other.example"}),
        json!({"aud": format!("{ISSUER}/")}),
        json!({"exp": null}),
        json!({"exp": now - 61}),
        json!({"exp": now + 86_400}),
        json!({"iat": now + 120}),
        json!({"nbf": now + 120}),
        json!({"jti": null}),
    ] {
        let jwt = own.sign(Typ::Jwt, &claims(&world, "signer", &change)).unwrap();
        let answer = present(&world, &jwt, &[]).await;
        expect_error(&answer, 401, "invalid_client");
        assert_eq!(answer.header("www-authenticate"), "", "{change}");
    }
    let right = || claims(&world, "signer", &Value::Null);
    let foreign = other.sign(Typ::Jwt, &right()).unwrap();
    let forged = by_secret(&own.jwk().x.clone().unwrap(), &right());
    let unsigned =
        format!("eyJhbGciOiJub25lIn0.{}.", own.sign(Typ::Jwt, &right()).unwrap().split('.').nth(1).unwrap());
    let nobody = own.sign(Typ::Jwt, &claims(&world, "nobody", &Value::Null)).unwrap();
    for jwt in [foreign.as_str(), &forged, &unsigned, &nobody, "x"] {
        expect_error(&present(&world, jwt, &[]).await, 401, "invalid_client");
    }
    let jwt = own.sign(Typ::Jwt, &right()).unwrap();
    expect_error(&present(&world, &jwt, &[("client_secret", "x")]).await, 400, "invalid_request");
    expect_error(&present(&world, &jwt, &[("client_id", "notes")]).await, 401, "invalid_client");
    // Nobody learns from the answer which clients there are.
    assert_eq!(present(&world, &foreign, &[]).await.body, present(&world, &nobody, &[]).await.body);
}

#[tokio::test]
async fn a_client_proves_itself_by_its_registered_method_alone() {
    let world = World::new().await;
    let own = key(Algorithm::Es256);
    register(&world, json!({"jwks": set(&[&own]), "client_secret": Client::NOTES.secret})).await;
    let secret = Client::NOTES.secret.unwrap();
    let form =
        [("grant_type", "authorization_code"), ("code", "x"), ("redirect_uri", "https://signer.example/cb")];
    for more in [vec![("client_id", "signer"), ("client_secret", secret)], vec![("client_id", "signer")]] {
        let answer = world.server().post("/oauth2/token", &[&form[..], &more].concat()).await;
        expect_error(&answer, 401, "invalid_client");
    }
    for (client, secret) in [("notes", secret), ("board", "board-secret-0123456789-0123456789")] {
        let jwt = by_secret(secret, &claims(&world, client, &Value::Null));
        expect_error(&present(&world, &jwt, &[]).await, 401, "invalid_client");
    }
}

#[tokio::test]
async fn the_registered_algorithm_is_held_and_fapi_2_takes_the_issuer_alone() {
    let world = World::new().await;
    let (es, rs) = (key(Algorithm::Es256), key(Algorithm::Rs256));
    register(&world, json!({"jwks": set(&[&es, &rs]), "token_endpoint_auth_signing_alg": "ES256"})).await;
    let sign = |change: Value| es.sign(Typ::Jwt, &claims(&world, "signer", &change)).unwrap();
    expect_error(&present(&world, &sign(json!({})), &[]).await, 400, "invalid_grant");
    let jwt = rs.sign(Typ::Jwt, &claims(&world, "signer", &Value::Null)).unwrap();
    expect_error(&present(&world, &jwt, &[]).await, 401, "invalid_client");

    register(&world, json!({"client_id": "bank", "jwks": set(&[&es, &rs]), "security_profile": "fapi2"}))
        .await;
    let now = world.now();
    let sign = |change: Value| es.sign(Typ::Jwt, &claims(&world, "bank", &change)).unwrap();
    for right in [json!({}), json!({"iat": now + 8}), json!({"nbf": now + 8})] {
        expect_error(&present(&world, &sign(right), &[]).await, 400, "invalid_grant");
    }
    for wrong in [
        json!({"aud": [ISSUER]}),
        json!({"aud": format!("{ISSUER}/oauth2/token")}),
        json!({"aud": format!("{ISSUER}/oauth2/par")}),
        json!({"iat": now + 60}),
        json!({"nbf": now + 60}),
        json!({"exp": now - 31}),
    ] {
        expect_error(&present(&world, &sign(wrong), &[]).await, 401, "invalid_client");
    }
    let jwt = rs.sign(Typ::Jwt, &claims(&world, "bank", &Value::Null)).unwrap();
    expect_error(&present(&world, &jwt, &[]).await, 401, "invalid_client");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_assertion_wins_once_in_a_race_and_is_dead_after_a_restart() {
    let world = World::new().await;
    let own = key(Algorithm::Es256);
    register(&world, json!({"jwks": set(&[&own])})).await;
    let jwt = own.sign(Typ::Jwt, &claims(&world, "signer", &Value::Null)).unwrap();
    let mut race = JoinSet::new();
    for _ in 0..16 {
        let (mut server, jwt) = (world.server(), jwt.clone());
        race.spawn(async move {
            let form = [("token", "x"), ("client_assertion_type", KIND), ("client_assertion", jwt.as_str())];
            server.post("/oauth2/introspect", &form).await.status
        });
    }
    let statuses = race.join_all().await;
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 401).count(), 15, "{statuses:?}");
    let world = world.restarted().await;
    expect_error(&present(&world, &jwt, &[]).await, 401, "invalid_client");
    world.wait(200);
    expect_error(&present(&world, &jwt, &[]).await, 401, "invalid_client");
}

#[tokio::test]
async fn keys_at_an_address_are_read_again_when_an_unknown_one_comes() {
    let world = World::new().await;
    let (first, second) = (key(Algorithm::Rs256), key(Algorithm::Rs256));
    let address = Keys::of(&world, set(&[&first]));
    register(&world, json!({"jwks_uri": "https://signer.example/jwks"})).await;
    let sign =
        |key: &oidc::jwt::SigningKey| key.sign(Typ::Jwt, &claims(&world, "signer", &Value::Null)).unwrap();
    for _ in 0..3 {
        expect_error(&present(&world, &sign(&first), &[]).await, 400, "invalid_grant");
    }
    assert_eq!(address.asked(), 1, "once for all of them");
    // Anybody can name a key that is not there.
    for _ in 0..5 {
        expect_error(&present(&world, &sign(&second), &[]).await, 401, "invalid_client");
    }
    assert_eq!(address.asked(), 2, "once more at once, and then nobody is asked again within seconds");
    address.publish(Some(set(&[&first, &second])));
    expect_error(&present(&world, &sign(&second), &[]).await, 401, "invalid_client");
    world.wait(5);
    expect_error(&present(&world, &sign(&second), &[]).await, 400, "invalid_grant");
    assert_eq!(address.asked(), 3);
    // Read for its age: the next key counts as soon as it is there.
    let third = key(Algorithm::Rs256);
    world.wait(301);
    expect_error(&present(&world, &sign(&first), &[]).await, 400, "invalid_grant");
    address.publish(Some(set(&[&second, &third])));
    expect_error(&present(&world, &sign(&third), &[]).await, 400, "invalid_grant");
    assert_eq!(address.asked(), 5);
    address.publish(Some(set(&[&second])));
    world.wait(301);
    expect_error(&present(&world, &sign(&first), &[]).await, 401, "invalid_client");
    expect_error(&present(&world, &sign(&second), &[]).await, 400, "invalid_grant");
    assert_eq!(address.calls.lock().unwrap().last(), Some(&domain::call::Reach::Office));
}

#[tokio::test]
async fn old_keys_serve_for_a_while_where_the_address_is_silent_and_nonsense_is_none() {
    let world = World::new().await;
    let own = key(Algorithm::Rs256);
    let address = Keys::of(&world, set(&[&own]));
    register(&world, json!({"jwks_uri": "https://signer.example/jwks"})).await;
    let sign = || own.sign(Typ::Jwt, &claims(&world, "signer", &Value::Null)).unwrap();
    expect_error(&present(&world, &sign(), &[]).await, 400, "invalid_grant");
    for broken in [None, Some(json!("?")), Some(json!({"keys": [{"kty": "oct", "k": "AAAA"}]}))] {
        address.publish(broken);
        world.wait(900);
        expect_error(&present(&world, &sign(), &[]).await, 400, "invalid_grant");
    }
    world.wait(900);
    expect_error(&present(&world, &sign(), &[]).await, 401, "invalid_client");
    address.publish(Some(set(&[&own])));
    world.wait(5);
    expect_error(&present(&world, &sign(), &[]).await, 400, "invalid_grant");
}

#[tokio::test]
async fn an_address_that_a_person_named_is_public() {
    let world = World::new().await;
    let own = key(Algorithm::Rs256);
    let address = Keys::of(&world, set(&[&own]));
    register(&world, json!({"jwks_uri": "https://signer.example/jwks"})).await;
    world.change_client("signer", &json!({"owner": "mira"})).await;
    let jwt = own.sign(Typ::Jwt, &claims(&world, "signer", &Value::Null)).unwrap();
    expect_error(&present(&world, &jwt, &[]).await, 400, "invalid_grant");
    assert_eq!(*address.calls.lock().unwrap(), [domain::call::Reach::Public]);
}

#[tokio::test]
async fn whoever_signs_with_its_secret_may_and_nobody_reads_it() {
    let world = World::new().await;
    let made = json!({"client_name": "Signer", "redirect_uris": ["https://signer.example/cb"],
        "token_endpoint_auth_method": "client_secret_jwt"});
    let made = world.admin("POST", "/clients", &made).await.expect(201).json();
    let (id, first) = (made["client_id"].as_str().unwrap(), made["client_secret"].as_str().unwrap());
    let attempt = async |secret: &str| {
        let jwt = by_secret(secret, &claims(&world, id, &Value::Null));
        present(&world, &jwt, &[]).await
    };
    expect_error(&attempt(first).await, 400, "invalid_grant");
    expect_error(&attempt("wrong-0123456789-0123456789-0123456789").await, 401, "invalid_client");
    let form = [("client_id", id), ("client_secret", first), ("token", "x")];
    expect_error(&world.server().post("/oauth2/introspect", &form).await, 401, "invalid_client");
    let rotated =
        world.admin("POST", &format!("/clients/{id}/rotate-secret"), &json!({})).await.expect(200).json();
    for secret in [first, rotated["client_secret"].as_str().unwrap()] {
        expect_error(&attempt(secret).await, 400, "invalid_grant");
        assert!(!world.files().windows(secret.len()).any(|bytes| bytes == secret.as_bytes()), "it is sealed");
        let listed = world.admin("GET", "/clients", &Value::Null).await.expect(200).body;
        assert!(!listed.contains(secret));
    }
    world
        .change_client(id, &json!({"client_name": "Signer", "redirect_uris": ["https://signer.example/cb"]}))
        .await;
    world.server().post("/oauth2/introspect", &form).await.expect(200);
    expect_error(&attempt(first).await, 401, "invalid_client");
    let short = json!([{"redirect_uris": ["https://a.example/cb"], "client_secret": "short",
        "token_endpoint_auth_method": "client_secret_jwt"}]);
    world.admin("POST", "/clients/import", &short).await.expect(422);
}
