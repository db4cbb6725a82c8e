//! The first run by the window and by commands: nobody else, and once.

use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use domain::host::OfficeHost;
use service::Cx;
use service::address::{Answer, Found, MoveError, Moved, Mover, NewAddress, PortFault, Wanted, settle};
use zeroize::Zeroizing;

use super::*;

const FIRST: &str = "fifteen letters or more";

/// A network on which `taken.local` belongs to somebody, and a server that moves by writing it down.
#[derive(Default)]
struct Double(Mutex<Vec<Wanted>>);

impl Mover for Double {
    fn look<'a>(&'a self, host: &'a OfficeHost) -> Answer<'a, Found> {
        Box::pin(async move {
            match host.as_str() {
                "taken.local" => Found::Taken { by: vec![IpAddr::from([192, 168, 1, 9])] },
                "office.local" => Found::Ours,
                host if host.ends_with(".local") => Found::Free,
                _ => Found::Unknown { why: "it has no address yet: write it into your DNS".into() },
            }
        })
    }

    fn move_to<'a>(&'a self, cx: &'a Cx, wanted: Wanted) -> Answer<'a, Result<Moved, MoveError>> {
        Box::pin(async move {
            if let Found::Taken { by } = self.look(&wanted.host).await {
                return Err(MoveError::Taken { name: wanted.host.to_string(), by });
            }
            if wanted.port == Some(80) {
                return Err(MoveError::Port(PortFault::Denied(80)));
            }
            let issuer = format!("https://{}:{}", wanted.host, wanted.port.unwrap_or(8443));
            let new = NewAddress {
                issuer: issuer.clone(),
                host: wanted.host.to_string(),
                ca_certificate: issuer.clone().into_bytes(),
                ca_key: Zeroizing::new(vec![1]),
                leaf: None,
                files: wanted.files.clone(),
                seen: wanted.seen.clone(),
            };
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(wanted);
            let first_run = settle(cx, new).await?;
            Ok(Moved { issuer, fingerprint: "aa".into(), first_run })
        })
    }
}

fn unclaimed() -> Appliance {
    let appliance = Appliance::new();
    appliance.app.move_by(Some(Arc::new(Double::default())));
    appliance
}

fn first() -> Value {
    json!({"office_name": "Kestrel Row", "name": "Ann Smith", "email": "ann@x.example", "password": FIRST})
}

async fn post(appliance: &Appliance, path: &str, body: Value) -> (StatusCode, Value) {
    appliance.command(Method::POST, path, body).await
}

#[tokio::test]
async fn the_window_makes_the_first_administrator_once() {
    let appliance = unclaimed();
    let before = appliance.get("/setup").await;
    assert_eq!(
        (&before["claimed"], &before["issuer"], &before["port"]),
        (&json!(false), &json!(ISSUER), &json!(8443))
    );
    assert_eq!((&before["suggested"]["host"], &before["office_name"]), (&json!("office.local"), &json!("")));
    let mut answers = first();
    answers["username"] = json!("ann");
    let (status, person) = post(&appliance, "/setup", answers.clone()).await;
    assert_eq!(status, StatusCode::CREATED, "{person}");
    assert_eq!(
        (&person["username"], &person["admin"], &person["name"]),
        (&json!("ann"), &json!(true), &json!("Ann Smith"))
    );
    let after = appliance.get("/setup").await;
    assert_eq!((&after["claimed"], &after["office_name"]), (&json!(true), &json!("Kestrel Row")));
    for (path, body) in [
        ("/setup", answers),
        ("/setup/address", json!({"host": "other.local"})),
        ("/setup/name-check", json!({"host": "other.local"})),
    ] {
        let (status, refusal) = post(&appliance, path, body).await;
        assert_eq!((status, code(&refusal)), (StatusCode::CONFLICT, "claimed"), "{path}");
    }
    let rows = appliance.list("/audit", "rows").await;
    let row = rows.iter().find(|row| row["event"] == "office.set_up").unwrap();
    assert_eq!(row["actor"], "command");
}

#[tokio::test]
async fn answers_that_cannot_be_taken_are_named() {
    let appliance = unclaimed();
    for (field, value) in
        [("office_name", ""), ("name", " "), ("email", "ann"), ("username", "a b"), ("password", "short")]
    {
        let mut answers = first();
        answers[field] = json!(value);
        let (status, refusal) = post(&appliance, "/setup", answers).await;
        assert_eq!((status, fields(&refusal)), (StatusCode::UNPROCESSABLE_ENTITY, vec![field]), "{refusal}");
    }
    assert_eq!(appliance.get("/setup").await["claimed"], false);
}

#[tokio::test]
async fn a_name_is_free_taken_ours_invalid_or_unknown() {
    let appliance = unclaimed();
    for (host, state) in [
        ("kestrelrow.local", "free"),
        ("TAKEN.local", "taken"),
        ("Office.local", "ours"),
        ("id.example.com", "unknown"),
        ("192.168.1.2", "invalid"),
        ("https://kestrelrow.local", "invalid"),
        ("a.b.local", "invalid"),
        ("müller.local", "invalid"),
        ("", "invalid"),
    ] {
        let found = appliance.post("/setup/name-check", json!({"host": host})).await;
        assert_eq!(found["state"], state, "{host}: {found}");
        assert_eq!(found["detail"].is_string(), !["free", "ours"].contains(&state), "{host}: {found}");
    }
}

#[tokio::test]
async fn another_address_is_in_force_at_once_and_the_older_link_void() {
    let appliance = unclaimed();
    let offer = async || service::setup::offer(&appliance.app.begin(Actor::System, "", "")).await.unwrap();
    let older = offer().await.unwrap();
    let body = json!({"host": "KestrelRow.local", "port": 9443});
    let (status, moved) = post(&appliance, "/setup/address", body).await;
    assert_eq!(
        (status, &moved["issuer"]),
        (StatusCode::OK, &json!("https://kestrelrow.local:9443")),
        "{moved}"
    );
    let now = appliance.get("/setup").await;
    assert_eq!((&now["issuer"], &now["port"]), (&moved["issuer"], &json!(9443)));
    assert_eq!(appliance.get("/health").await["issuer"], moved["issuer"]);
    let token = older.rsplit('/').next().unwrap();
    let cx = appliance.app.begin(Actor::Anonymous, "", "");
    let opened = service::setup::open(&cx, token, &domain::token::TokenHash::of("browser")).await;
    assert!(opened.is_err(), "the link of the older address is void");
    let rows = appliance.list("/audit", "rows").await;
    let row = rows.iter().find(|row| row["event"] == "office.address").unwrap();
    assert_eq!((&row["detail"]["was"], &row["detail"]["issuer"]), (&json!(ISSUER), &moved["issuer"]));

    let files = json!({"host": "id.example.com", "certificate_file": "/etc/a.pem", "key_file": "/etc/a.key"});
    assert_eq!(post(&appliance, "/setup/address", files).await.0, StatusCode::OK);
    let stored = appliance.get("/certificates").await["files"].clone();
    assert_eq!(stored, json!({"certificate_file": "/etc/a.pem", "key_file": "/etc/a.key"}));
    assert_eq!(post(&appliance, "/setup/address", json!({"host": "back.local"})).await.0, StatusCode::OK);
    assert!(appliance.get("/certificates").await.get("files").is_none());
}

#[tokio::test]
async fn an_address_that_cannot_be_is_refused_at_its_field() {
    let appliance = unclaimed();
    for (body, field) in [
        (json!({"host": "10.0.0.1"}), "host"),
        (json!({"host": "taken.local"}), "host"),
        (json!({"host": "a.local/x"}), "host"),
        (json!({"host": "a.local", "port": 0}), "port"),
        (json!({"host": "a.local", "port": 80}), "port"),
        (json!({"host": "a.example", "certificate_file": "/a.pem"}), "key_file"),
        (json!({"host": "a.example", "key_file": "/a.key"}), "certificate_file"),
    ] {
        let (status, refusal) = post(&appliance, "/setup/address", body.clone()).await;
        assert_eq!(
            (status, fields(&refusal)),
            (StatusCode::UNPROCESSABLE_ENTITY, vec![field]),
            "{body}: {refusal}"
        );
    }
    let (status, _) = post(&appliance, "/setup/address", json!({"host": "a.local", "port": 70_000})).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(appliance.get("/setup").await["issuer"], ISSUER);
}

#[tokio::test]
async fn without_a_server_there_is_nothing_that_could_move() {
    let appliance = Appliance::new();
    for path in ["/setup/address", "/setup/name-check"] {
        let (status, refusal) = post(&appliance, path, json!({"host": "a.local"})).await;
        assert_eq!((status, code(&refusal)), (StatusCode::CONFLICT, "no_server"), "{path}");
    }
    assert_eq!(post(&appliance, "/setup", first()).await.0, StatusCode::CREATED, "that needs none");
}

#[tokio::test]
async fn whoever_claims_first_wins() {
    let appliance = unclaimed();
    let (one, two) = tokio::join!(post(&appliance, "/setup", first()), post(&appliance, "/setup", first()));
    let mut answers = [one.0.as_u16(), two.0.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [201, 409]);
}

#[tokio::test]
async fn the_overview_says_what_the_network_answers_and_a_conflict_is_told() {
    let appliance = unclaimed();
    let note = async |found: &[&str]| {
        let found = found.iter().map(|address| address.parse().unwrap()).collect();
        let reach = domain::reach::Reach::judge("office.local", true, found, &[IpAddr::from([10, 0, 0, 5])]);
        service::presence::note(&appliance.app, reach).await.unwrap();
        appliance.get("/overview").await
    };
    assert_eq!(appliance.get("/overview").await["name"], Value::Null);
    let seen = note(&["10.0.0.5"]).await;
    assert_eq!(
        seen["name"],
        json!({"host": "office.local", "state": "ok", "resolves_to": ["10.0.0.5"], "other": null})
    );
    for _ in 0..2 {
        let seen = note(&["10.0.0.5", "10.0.0.9"]).await;
        assert_eq!(
            (&seen["name"]["state"], &seen["name"]["other"]),
            (&json!("conflict"), &json!("10.0.0.9"))
        );
        let checks = seen["health"].as_array().unwrap();
        let check = checks.iter().find(|check| check["check"] == "name").unwrap();
        assert_eq!((&check["state"], &check["code"]), (&json!("fail"), &json!("conflict")));
        assert!(check["message"].as_str().unwrap().contains("10.0.0.9"));
    }
    note(&["10.0.0.5"]).await;
    let rows = appliance.list("/audit", "rows").await;
    let told = |name: &str| rows.iter().filter(|row| row["event"] == name).cloned().collect::<Vec<_>>();
    assert_eq!((told("name.conflict").len(), told("name.free").len()), (1, 1), "once each");
    assert_eq!(told("name.conflict")[0]["detail"], json!({"host": "office.local", "other": "10.0.0.9"}));
    assert_eq!(appliance.get("/setup").await["issuer"], ISSUER, "never a new issuer");
}

/// A server whose configuration says where it is.
struct Fixed;

impl Mover for Fixed {
    fn look<'a>(&'a self, _: &'a OfficeHost) -> Answer<'a, Found> {
        Box::pin(async { Found::Ours })
    }

    fn move_to<'a>(&'a self, _: &'a Cx, _: Wanted) -> Answer<'a, Result<Moved, MoveError>> {
        Box::pin(async { Err(MoveError::Fixed("issuer")) })
    }

    fn fixed(&self) -> Option<&'static str> {
        Some("issuer")
    }
}

#[tokio::test]
async fn an_address_that_the_configuration_sets_is_said_to_be_fixed() {
    assert_eq!(unclaimed().get("/setup").await["fixed"], false);
    let appliance = Appliance::new();
    appliance.app.move_by(Some(Arc::new(Fixed)));
    assert_eq!(appliance.get("/setup").await["fixed"], true);
    let (status, refusal) = post(&appliance, "/setup/address", json!({"host": "other.local"})).await;
    assert_eq!((status, code(&refusal)), (StatusCode::CONFLICT, "fixed_address"), "{refusal}");
    assert!(refusal["detail"].as_str().unwrap().contains("configuration (issuer)"), "{refusal}");
}
