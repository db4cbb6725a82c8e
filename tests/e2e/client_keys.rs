//! Clients that prove themselves by keys and certificates, over sockets: keys published over TLS that change under way, and
//! the port at which clients are asked for a certificate.

use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use net::ca::Authority;
use reqwest::{Certificate, Client, Identity, Method};
use serde_json::{Value, json};
use tests::appliance::{Appliance, free_port};
use tests::browser::client;
use tests::key_server::{ClientKey, KeyServer};
use tests::together;

const KIND: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

fn now() -> i64 {
    i64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap()
}

/// Introspects a token that nobody has: 200 past authentication.
async fn introspect(program: &Client, issuer: &str, proof: &[(&str, &str)]) -> u16 {
    let form = [&[("token", "x")], proof].concat();
    let asked = program.post(format!("{issuer}/oauth2/introspect")).form(&form).send().await;
    asked.unwrap().status().as_u16()
}

#[tokio::test]
async fn a_key_that_is_rotated_at_its_address_counts_within_a_minute() {
    let server = KeyServer::start().await;
    let (first, second) = (ClientKey::new("first", 7), ClientKey::new("second", 8));
    server.publish(&[&first]);
    let mut appliance = Appliance::prepare();
    let ca = appliance.beside("app-ca.pem");
    std::fs::write(&ca, &server.ca_pem).unwrap();
    appliance.set("DONELOGIN_NET_EXTRA_CA_FILE", ca.to_str().unwrap());
    appliance.restart();
    let registered = json!({"client_name": "Signer", "redirect_uris": ["https://signer.example/cb"],
        "token_endpoint_auth_method": "private_key_jwt", "jwks_uri": server.uri()});
    let registered = appliance.post("/clients", registered).await;
    assert!(registered.get("client_secret").is_none(), "{registered}");
    let id = registered["client_id"].as_str().unwrap();
    let (program, issuer) = (client(&appliance.ca_pem().await, &appliance), appliance.issuer());
    let sign = |key: &ClientKey, jti: String| {
        key.sign(&json!({"iss": id, "sub": id, "aud": issuer, "jti": jti, "exp": now() + 60}))
    };
    let attempt = async |key: &ClientKey, jti: String| {
        let jwt = sign(key, jti);
        introspect(&program, &issuer, &[("client_assertion_type", KIND), ("client_assertion", &jwt)]).await
    };
    for n in 0..3 {
        assert_eq!(attempt(&first, format!("first {n}")).await, 200);
    }
    assert_eq!(server.asked(), 1);
    assert_eq!(attempt(&second, "before".into()).await, 401);
    server.publish(&[&second]);
    let rotated = Instant::now();
    let mut tries = 0;
    while attempt(&second, format!("after {tries}")).await != 200 {
        assert!(rotated.elapsed() < Duration::from_secs(60), "the new key is not noticed");
        tokio::time::sleep(Duration::from_millis(250)).await;
        tries += 1;
    }
    assert_eq!(attempt(&first, "gone".into()).await, 401, "the old key went with its publication");
    // One assertion, many at once.
    let jwt = sign(&second, "race".into());
    let proof = [("client_assertion_type", KIND), ("client_assertion", jwt.as_str())];
    let answers = together((0..12).map(|_| introspect(&program, &issuer, &proof))).await;
    assert_eq!(answers.iter().filter(|status| **status == 200).count(), 1, "{answers:?}");
    assert_eq!(answers.iter().filter(|status| **status == 401).count(), 11, "{answers:?}");
}

/// A program that trusts the appliance and shows a certificate.
pub(crate) fn showing(ca_pem: &str, pem: &str) -> Client {
    // Whoever comes first in this process.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let root = Certificate::from_pem(ca_pem.as_bytes()).unwrap();
    Client::builder()
        .tls_certs_only([root])
        .identity(Identity::from_pem(pem.as_bytes()).unwrap())
        .resolve("localhost", ([127, 0, 0, 1], 0).into())
        .pool_max_idle_per_host(0)
        .no_proxy()
        .build()
        .unwrap()
}

/// A certificate that somebody made, with its key.
pub(crate) fn self_signed() -> (String, Vec<u8>) {
    let authority = Authority::create("files", "files.example", now()).unwrap();
    let key = BASE64_STANDARD.encode(authority.key_pkcs8_der().as_slice());
    let key = format!("-----BEGIN PRIVATE KEY-----\n{key}\n-----END PRIVATE KEY-----\n");
    (format!("{key}{}", authority.cert_pem()), authority.cert_der().to_vec())
}

/// An appliance that asks for certificates, and where.
pub(crate) async fn asking() -> (Appliance, String) {
    let mut appliance = Appliance::prepare();
    let port = free_port();
    appliance.set("DONELOGIN_NET_MTLS_PORT", &port.to_string());
    appliance.restart();
    appliance.add_people().await;
    (appliance, format!("https://localhost:{port}"))
}

pub(crate) async fn issue(appliance: &Appliance, id: &str, end_older: bool) -> String {
    let path = format!("/clients/{id}/certificate");
    let issued = appliance.post(&path, json!({"end_older": end_older})).await;
    let text = |name: &str| issued[name].as_str().unwrap().to_owned();
    format!("{}{}", text("key_pem"), text("certificate_pem"))
}

#[tokio::test]
async fn a_certificate_of_the_office_proves_its_client_at_the_port_for_it() {
    let (appliance, base) = asking().await;
    let (ca, issuer) = (appliance.ca_pem().await, appliance.issuer());
    let plain = client(&ca, &appliance);
    let document: Value = serde_json::from_str(
        &plain
            .get(format!("{issuer}/.well-known/openid-configuration"))
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap(),
    )
    .unwrap();
    assert_eq!(
        document["mtls_endpoint_aliases"]["introspection_endpoint"],
        format!("{base}/oauth2/introspect")
    );
    let made = json!({"client_name": "Files", "redirect_uris": ["https://files.example/cb"]});
    let made = appliance.post("/clients", made).await;
    let (id, secret) = (made["client_id"].as_str().unwrap(), made["client_secret"].as_str().unwrap());
    let by_secret = [("client_id", id), ("client_secret", secret)];
    assert_eq!(introspect(&plain, &base, &by_secret).await, 200, "nobody has to show a certificate");
    let first = showing(&ca, &issue(&appliance, id, false).await);
    assert_eq!(introspect(&first, &base, &[("client_id", id)]).await, 200);
    assert_eq!(introspect(&plain, &base, &by_secret).await, 401, "the secret is worth nothing from then on");
    assert_eq!(introspect(&plain, &base, &[("client_id", id)]).await, 401);
    assert_eq!(introspect(&first, &issuer, &[("client_id", id)]).await, 401, "only that port asks");
    let second = showing(&ca, &issue(&appliance, id, false).await);
    for program in [&first, &second] {
        assert_eq!(
            introspect(program, &base, &[("client_id", id)]).await,
            200,
            "an app changes over in peace"
        );
    }
    let third = showing(&ca, &issue(&appliance, id, true).await);
    assert_eq!(introspect(&third, &base, &[("client_id", id)]).await, 200);
    for program in [&first, &second] {
        assert_eq!(introspect(program, &base, &[("client_id", id)]).await, 401, "older ones were ended");
    }
    let other = appliance.post("/clients", json!({"redirect_uris": ["https://o.example/cb"]})).await;
    let other = other["client_id"].as_str().unwrap();
    issue(&appliance, other, false).await;
    assert_eq!(introspect(&third, &base, &[("client_id", other)]).await, 401, "another client's");
    let (own, _) = self_signed();
    assert_eq!(introspect(&showing(&ca, &own), &base, &[("client_id", id)]).await, 401);
    let acts = appliance.audited().await;
    assert_eq!(acts.iter().filter(|act| *act == "client.certificate_issued").count(), 4);
    // Nothing else stands there.
    for path in ["/login", "/oauth2/authorize", "/api/admin/v1/clients", "/admin/", "/oauth2/jwks", "/"] {
        assert_eq!(third.get(format!("{base}{path}")).send().await.unwrap().status(), 404, "{path}");
    }
}

#[tokio::test]
async fn a_certificate_of_its_own_counts_where_it_is_registered() {
    let (appliance, base) = asking().await;
    let ca = appliance.ca_pem().await;
    let ((pem, der), (other, _)) = (self_signed(), self_signed());
    let key = json!({"kty": "EC", "crv": "P-384", "x5c": [BASE64_STANDARD.encode(&der)]});
    let made = json!({"redirect_uris": ["https://files.example/cb"], "jwks": {"keys": [key]},
        "token_endpoint_auth_method": "self_signed_tls_client_auth"});
    let made = appliance.post("/clients", made).await;
    let id = made["client_id"].as_str().unwrap();
    assert_eq!(introspect(&showing(&ca, &pem), &base, &[("client_id", id)]).await, 200);
    assert_eq!(introspect(&showing(&ca, &other), &base, &[("client_id", id)]).await, 401);
    assert_eq!(introspect(&client(&ca, &appliance), &base, &[("client_id", id)]).await, 401);
    let disabled = json!({"state": "disabled"});
    appliance.ask(Method::PATCH, &format!("/clients/{id}"), Some(disabled)).await;
    assert_eq!(introspect(&showing(&ca, &pem), &base, &[("client_id", id)]).await, 401);
}
