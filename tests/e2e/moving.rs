//! The first run moves the office to another address, with clients that are asked for certificates at a port beside it.

use reqwest::{Certificate, Client, Identity, Method};
use serde_json::{Value, json};
use tests::appliance::{Appliance, free_port};
use tests::program::{Running, run};

const BEFORE: &str = "before-the-move.local";
const AFTER: &str = "after-the-move.local";

/// A server that was never told its address by whoever starts it, so that the first run may choose another one.
fn start(appliance: &mut Appliance, mtls_port: u16) {
    let mut found = appliance.command(&["ca", "export", "--format", "pem"]);
    found.env("DONELOGIN_ISSUER", format!("https://{BEFORE}:{}", appliance.port));
    assert!(run(found, "").status.success());
    let mut serve = appliance.command(&["serve", "--no-mdns", "--listen", &appliance.address().to_string()]);
    serve.env("DONELOGIN_NET__CA_PORT", "0").env("DONELOGIN_NET_MTLS_PORT", mtls_port.to_string());
    appliance.server = Some(Running::start(serve).unwrap());
}

/// A program that trusts the office's CA of this moment, and shows a certificate if it has one.
async fn program(appliance: &Appliance, identity: Option<&str>) -> Client {
    let root = Certificate::from_pem(appliance.ca_pem().await.as_bytes()).unwrap();
    let mut builder = Client::builder().tls_certs_only([root]).no_proxy().pool_max_idle_per_host(0);
    for name in [BEFORE, AFTER] {
        builder = builder.resolve(name, ([127, 0, 0, 1], 0).into());
    }
    let identity = identity.map(|pem| Identity::from_pem(pem.as_bytes()).unwrap());
    identity.into_iter().fold(builder, reqwest::ClientBuilder::identity).build().unwrap()
}

async fn aliases(appliance: &Appliance, host: &str) -> Value {
    let url = format!("https://{host}:{}/.well-known/openid-configuration", appliance.port);
    let answer = program(appliance, None).await.get(url).send().await.unwrap();
    let document: Value = answer.json().await.unwrap();
    document["mtls_endpoint_aliases"].clone()
}

async fn issue(appliance: &Appliance) -> (String, String) {
    let made = json!({"client_name": "Files", "redirect_uris": ["https://files.example/cb"]});
    let made = appliance.post("/clients", made).await;
    let id = made["client_id"].as_str().unwrap().to_owned();
    let issued = appliance.post(&format!("/clients/{id}/certificate"), json!({"end_older": false})).await;
    let text = |name: &str| issued[name].as_str().unwrap().to_owned();
    (id, format!("{}{}", text("key_pem"), text("certificate_pem")))
}

async fn introspect(program: &Client, address: &str, id: &str) -> u16 {
    let asked = program.post(address).form(&[("token", "x"), ("client_id", id)]).send().await;
    asked.unwrap().status().as_u16()
}

#[tokio::test]
async fn the_port_for_certificates_follows_the_office_to_its_new_address() {
    let mut appliance = Appliance::prepare();
    let port = free_port();
    start(&mut appliance, port);
    let at = |host: &str| format!("https://{host}:{port}/oauth2/introspect");
    assert_eq!(aliases(&appliance, BEFORE).await["introspection_endpoint"], at(BEFORE));
    let (id, pem) = issue(&appliance).await;
    let old = program(&appliance, Some(&pem)).await;
    assert_eq!(introspect(&old, &at(BEFORE), &id).await, 200);

    let wanted = json!({"host": AFTER, "port": appliance.port});
    let (status, moved) = appliance.ask(Method::POST, "/setup/address", Some(wanted)).await;
    assert_eq!(status, 200, "{moved}");
    assert_eq!(aliases(&appliance, AFTER).await["introspection_endpoint"], at(AFTER));
    // Its CA is another one: a certificate of the old one vouches for nobody, and a new one does under the new name.
    let with_old = program(&appliance, Some(&pem)).await;
    assert_eq!(introspect(&with_old, &at(AFTER), &id).await, 401);
    let (id, pem) = issue(&appliance).await;
    let new = program(&appliance, Some(&pem)).await;
    assert_eq!(introspect(&new, &at(AFTER), &id).await, 200);
    assert!(old.get(at(AFTER)).send().await.is_err(), "nobody who trusts the old CA alone is let in");
}
