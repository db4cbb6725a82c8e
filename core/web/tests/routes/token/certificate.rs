//! Clients that prove themselves by the certificate of their connection (RFC 8705), and the address at which it is asked for.

use axum::Extension;
use domain::client::ClientCertificate;
use serde_json::{Value, json};

use super::expect_error;
use crate::world::{Answer, Browser, Client, World};

const PORT: u16 = 9_443;
const AUTHORITY: &str = "sso.office.internal:9443";

fn part(oid: &str, value: &str) -> Vec<(String, String)> {
    vec![(oid.to_owned(), value.to_owned())]
}

/// One that the office issued to `CN=<name>,O=Office`.
fn issued_to(world: &World, name: &str) -> ClientCertificate {
    let subject = vec![part("2.5.4.10", "Office"), part("2.5.4.3", name)];
    ClientCertificate::of_anybody([1; 32]).issued_to(subject, world.now() + 60)
}

/// A program that shows a certificate at the address for it.
fn showing(world: &World, certificate: Option<ClientCertificate>) -> Browser {
    world.app.ask_certificates_at(PORT);
    // The site knows its addresses since it was made.
    world.site.moved(web::CaFacts::default());
    let router = web::certificate_router(world.site.clone());
    let router = match certificate {
        Some(certificate) => router.layer(Extension(certificate)),
        None => router,
    };
    let mut program = Browser::new(router, AUTHORITY);
    program.keeps_cookies = false;
    program
}

async fn attempt(program: &mut Browser, id: &str) -> Answer {
    let form =
        [("grant_type", "authorization_code"), ("code", "x"), ("redirect_uri", "https://f.example/cb")];
    program.post("/oauth2/token", &[&form[..], &[("client_id", id)]].concat()).await
}

#[tokio::test]
async fn the_subject_of_an_issued_certificate_names_its_client_until_it_is_over() {
    let world = World::new().await;
    let files = json!({"client_id": "files", "redirect_uris": ["https://f.example/cb"],
        "token_endpoint_auth_method": "tls_client_auth", "tls_client_auth_subject_dn": "cn=Files, o=office"});
    world.register(files).await;
    let mut right = showing(&world, Some(issued_to(&world, "files")));
    expect_error(&attempt(&mut right, "files").await, 400, "invalid_grant");
    let mut own = showing(&world, Some(ClientCertificate::of_anybody([1; 32])));
    let mut other = showing(&world, Some(issued_to(&world, "other")));
    for program in [&mut own, &mut other, &mut showing(&world, None), &mut world.server()] {
        expect_error(&attempt(program, "files").await, 401, "invalid_client");
    }
    // It proves nobody else.
    for id in ["notes", "wiki", "nobody"] {
        expect_error(&attempt(&mut right, id).await, 401, "invalid_client");
    }
    world.wait(61);
    expect_error(&attempt(&mut right, "files").await, 401, "invalid_client");
}

#[tokio::test]
async fn each_endpoint_that_discovery_names_there_is_there_and_nothing_else() {
    let world = World::new().await;
    let mut program = showing(&world, None);
    let document = world.browser().get("/.well-known/openid-configuration").await.expect(200).json();
    let aliases = document["mtls_endpoint_aliases"].as_object().unwrap();
    assert!(aliases.len() >= 4, "{aliases:?}");
    for (name, alias) in aliases {
        let path = alias.as_str().unwrap().strip_prefix(&format!("https://{AUTHORITY}")).unwrap();
        assert_eq!(document[name].as_str().unwrap(), format!("{}{path}", crate::world::ISSUER));
        let answer = program.post(path, &[("client_id", "nobody"), ("token", "x")]).await;
        assert!([400, 401].contains(&answer.status.as_u16()), "{name}: {}", answer.status);
    }
    for path in
        ["/login", "/oauth2/authorize", "/oauth2/jwks", "/admin/", "/api/admin/v1/clients", "/phone/", "/"]
    {
        assert_eq!(program.get(path).await.status, 404, "{path}");
    }
    let mut elsewhere = Browser::new(web::certificate_router(world.site.clone()), "evil.example:9443");
    assert_eq!(elsewhere.post("/oauth2/token", &[]).await.status, 421);
}

#[tokio::test]
async fn discovery_names_certificates_only_where_they_are_asked_for() {
    let world = World::new().await;
    let document = world.browser().get("/.well-known/openid-configuration").await.expect(200).json();
    assert_eq!(document.get("mtls_endpoint_aliases"), None);
    let methods = |document: &Value| document["token_endpoint_auth_methods_supported"].to_string();
    assert!(
        methods(&document).contains("private_key_jwt") && !methods(&document).contains("tls_client_auth")
    );
    showing(&world, None);
    let document = world.browser().get("/.well-known/openid-configuration").await.expect(200).json();
    assert!(methods(&document).contains("self_signed_tls_client_auth"));
    assert_eq!(document["tls_client_certificate_bound_access_tokens"], true);
    let asked =
        Client::NOTES.call_from(&showing(&world, None), "/oauth2/introspect", &[("token", "x")]).await;
    asked.expect(200);
}
