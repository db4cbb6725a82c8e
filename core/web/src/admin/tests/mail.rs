//! The test mail: what it asks for, where it goes, how often, and what it never tells.

use domain::mail::{Cause, Failure, Step};

use super::*;

async fn set(appliance: &Appliance, key: &str, value: &str) -> (StatusCode, Value) {
    appliance.command(Method::PUT, &format!("/settings/{key}"), json!({ "value": value })).await
}

async fn test(appliance: &Appliance) -> (StatusCode, Value) {
    appliance.command(Method::POST, "/mail/test", json!({"to": "mira@x.example"})).await
}

#[tokio::test]
async fn what_is_missing_is_named_and_then_it_goes_to_whom_was_typed() {
    let appliance = Appliance::new();
    let (_, told) = test(&appliance).await;
    assert_eq!(
        (&told["state"], &told["step"], &told["cause"]),
        (&json!("failed"), &json!("settings"), &json!("no_server"))
    );
    set(&appliance, "smtp.url", "smtps://u:hunter2@mail.example").await;
    assert_eq!(test(&appliance).await.1["cause"], "no_sender");
    set(&appliance, "smtp.from", "office@x.example").await;
    set(&appliance, "office.name", "Kestrel").await;
    let (_, told) = test(&appliance).await;
    assert_eq!((&told["state"], &told["step"]), (&json!("sent"), &Value::Null));
    let sent = appliance.outside.sent.lock().unwrap().clone();
    let [(host, letter)] = sent.as_slice() else { panic!("{sent:?}") };
    assert_eq!((host.as_str(), letter.to.as_str()), ("mail.example", "mira@x.example"));
    let written = &letter.written;
    assert_eq!((letter.from.as_str(), written.from_name.as_str()), ("office@x.example", "Kestrel, sign-in"));
    assert!(written.text.contains("Kestrel can send mail") && written.html.contains("<h1"), "{written:?}");
    let log = appliance.get("/audit").await.to_string();
    assert!(log.contains("mail.tested") && log.contains("mira@x.example") && !log.contains("hunter2"));
}

#[tokio::test]
async fn it_is_written_in_the_language_of_whoever_asks() {
    let appliance = Appliance::new();
    set(&appliance, "smtp.url", "smtps://u:hunter2@mail.example").await;
    set(&appliance, "smtp.from", "office@x.example").await;
    set(&appliance, "office.language", "de").await;
    test(&appliance).await;
    let ada = json!([{"email": "ada@x.example", "locale": "en-GB", "admin": true, "password": PASSWORD}]);
    appliance.post("/users/import", ada).await;
    let cookie = appliance.sign_in("ada@x.example").await;
    let body = json!({"to": "mira@x.example"});
    let request = request(Method::POST, "/mail/test", body, Some(Transport::Tls), Some(&cookie));
    assert_eq!(appliance.send(request).await.0, StatusCode::OK);
    let sent = appliance.outside.sent.lock().unwrap().clone();
    let subjects: Vec<&str> = sent.iter().map(|(_, letter)| letter.written.subject.as_str()).collect();
    assert_eq!(subjects, ["Testnachricht", "Test message"]);
}

#[tokio::test]
async fn a_step_that_fails_comes_with_its_mend() {
    let appliance = Appliance::new();
    set(&appliance, "smtp.url", "smtps://u:hunter2@mail.example").await;
    set(&appliance, "smtp.from", "office@x.example").await;
    *appliance.outside.failure.lock().unwrap() = Some(Failure::new(Step::Login, Cause::Refused, "535 no"));
    let (status, told) = test(&appliance).await;
    assert_eq!((status, &told["step"], &told["cause"]), (StatusCode::OK, &json!("login"), &json!("refused")));
    assert_eq!(told["reason"], "the mail server refuses user and password: 535 no");
    assert!(told["mend"].as_str().unwrap().starts_with("check user and password"));
}

#[tokio::test]
async fn ten_an_hour_are_enough_and_an_address_is_one() {
    let appliance = Appliance::new();
    for _ in 0..10 {
        assert_eq!(test(&appliance).await.0, StatusCode::OK);
    }
    let (status, problem) = test(&appliance).await;
    assert_eq!((status, code(&problem)), (StatusCode::TOO_MANY_REQUESTS, "enough_mails"));
    appliance.clock.0.fetch_add(3_601, Ordering::Relaxed);
    assert_eq!(test(&appliance).await.0, StatusCode::OK);
    for to in ["", "mira", "a@x.example, b@x.example", "a@x.example\r\nBcc: b@x.example"] {
        let (status, problem) = appliance.command(Method::POST, "/mail/test", json!({ "to": to })).await;
        assert_eq!((status, fields(&problem)), (StatusCode::UNPROCESSABLE_ENTITY, vec!["to"]), "{to:?}");
    }
}

#[tokio::test]
async fn the_server_is_shown_without_its_password_which_stays_at_its_host() {
    let appliance = Appliance::new();
    let (_, shown) = set(&appliance, "smtp.url", "smtps://u:hunter2@mail.example").await;
    assert_eq!(shown["shown"], "smtps://u@mail.example:465");
    let stored = || {
        let opened = service::admin::settings::open_secret(&appliance.app, "smtp.url").unwrap().unwrap();
        opened.expose().to_owned()
    };
    let (status, _) = set(&appliance, "smtp.url", "smtp://u@mail.example:2587").await;
    assert_eq!((status, stored().as_str()), (StatusCode::OK, "smtp://u:hunter2@mail.example:2587"));
    let (status, problem) = set(&appliance, "smtp.url", "smtps://u@evil.example").await;
    assert_eq!((status, fields(&problem)), (StatusCode::UNPROCESSABLE_ENTITY, vec!["value"]));
    assert!(stored().contains("mail.example"));
}
