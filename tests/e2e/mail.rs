//! Mail with the real program and a mail server over a socket: it comes whatever happens to either, and in order.

use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};
use tests::appliance::Appliance;
use tests::mail_server::{Does, MailServer, Taken};
use tests::program;

const PATIENCE: Duration = Duration::from_secs(40);

/// An office whose server trusts the mail server's CA, and sends through it.
async fn office(mail: &MailServer) -> Appliance {
    let mut appliance = Appliance::prepare();
    let ca = appliance.beside("mail-ca.pem");
    std::fs::write(&ca, &mail.ca_pem).unwrap();
    appliance.set("DONELOGIN_NET_EXTRA_CA_FILE", ca.to_str().unwrap());
    appliance.restart();
    appliance.add_people().await;
    set(&appliance, "smtp.from", "sign-in@office.example").await;
    set(&appliance, "smtp.url", &mail.url()).await;
    appliance
}

async fn set(appliance: &Appliance, key: &str, value: &str) {
    let body = json!({ "value": value });
    let (status, answer) = appliance.ask(Method::PUT, &format!("/settings/{key}"), Some(body)).await;
    assert_eq!(status, 200, "{answer}");
}

/// Invites somebody; the link.
async fn invite(appliance: &Appliance, name: &str) -> String {
    let body = json!({"email": format!("{name}@office.example"), "name": name});
    appliance.post("/users", body).await["link"].as_str().unwrap().to_owned()
}

async fn outbox(appliance: &Appliance) -> Value {
    appliance.ask(Method::GET, "/outbox?sort=created_at", None).await.1
}

/// Waits until the outbox looks so.
async fn until(appliance: &Appliance, what: impl Fn(&Value) -> bool) -> Value {
    let end = Instant::now() + PATIENCE;
    loop {
        let now = outbox(appliance).await;
        if what(&now) {
            return now;
        }
        assert!(Instant::now() < end, "{now:#}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

fn names(taken: &[Taken]) -> Vec<&str> {
    taken.iter().map(|letter| letter.to.split('@').next().unwrap()).collect()
}

/// The letter with the soft line ends of its encoding taken away.
fn unfolded(letter: &Taken) -> String {
    letter.text.replace("=\n", "").replace("=3D", "=")
}

#[tokio::test]
async fn messages_go_by_starttls_and_by_tls_to_a_server_that_is_the_one_it_says() {
    for is_implicit in [false, true] {
        let mail = MailServer::start(is_implicit).await;
        let appliance = office(&mail).await;
        let link = invite(&appliance, "eve").await;
        let taken = mail.until(1).await;
        assert_eq!(names(&taken), ["eve"]);
        let letter = unfolded(&taken[0]);
        assert!(letter.contains("multipart/alternative") && letter.contains("Auto-Submitted"), "{letter}");
        // In the text, and in the page as the button and as the address beneath.
        assert_eq!(letter.matches(link.as_str()).count(), 3, "{letter}");
        until(&appliance, |outbox| outbox["total"] == 0).await;
        assert!(appliance.audited().await.contains(&"mail.sent".to_owned()));
        // Another office's server, with the same name.
        let stranger = MailServer::start(is_implicit).await;
        set(&appliance, "smtp.url", &stranger.url()).await;
        invite(&appliance, "fay").await;
        let waits = until(&appliance, |outbox| !outbox["stopped_by"].is_null()).await;
        assert_eq!(waits["stopped_by"]["cause"], "not_trusted", "{waits}");
        assert!(stranger.taken().is_empty());
        // Mended: nobody has to do more.
        set(&appliance, "smtp.url", &mail.url()).await;
        assert_eq!(names(&mail.until(2).await), ["eve", "fay"]);
    }
}

#[tokio::test]
async fn a_server_that_is_gone_for_a_while_gets_everything_in_order_when_it_is_back() {
    let mut mail = MailServer::start(false).await;
    let mut appliance = office(&mail).await;
    mail.go_down().await;
    let people = ["a", "b", "c", "d", "e", "f"];
    for name in people {
        invite(&appliance, name).await;
    }
    let waits = until(&appliance, |outbox| !outbox["stopped_by"].is_null()).await;
    assert_eq!((&waits["waiting"], &waits["stopped_by"]["step"]), (&json!(6), &json!("connect")));
    let said = appliance.server().stderr();
    assert_eq!(said.matches("no mail goes out").count(), 1, "{said}");
    // An hour passes, and the power goes meanwhile.
    appliance.restart_later(3_600);
    until(&appliance, |outbox| outbox["messages"][0]["tries"].as_i64() >= Some(2)).await;
    mail.come_back().await;
    invite(&appliance, "g").await;
    appliance.post("/outbox/retry", json!({})).await;
    assert_eq!(names(&mail.until(7).await), ["a", "b", "c", "d", "e", "f", "g"]);
    until(&appliance, |outbox| outbox["total"] == 0).await;
}

#[tokio::test]
async fn a_kill_in_the_middle_of_a_letter_loses_nothing_and_what_comes_twice_is_seen_to_be_the_same() {
    let mail = MailServer::start(true).await;
    let mut appliance = office(&mail).await;
    mail.does(Does::FallsSilent);
    for name in ["a", "b", "c"] {
        invite(&appliance, name).await;
    }
    mail.until(1).await;
    appliance.kill();
    mail.does(Does::Takes);
    appliance.restart();
    let taken = mail.until(4).await;
    assert_eq!(names(&taken), ["a", "a", "b", "c"]);
    assert_eq!(taken[0].id(), taken[1].id());
    let ids: std::collections::HashSet<&str> = taken.iter().map(Taken::id).collect();
    assert_eq!(ids.len(), 3);
    until(&appliance, |outbox| outbox["total"] == 0).await;
}

#[tokio::test]
async fn a_server_that_falls_silent_holds_one_message_back_and_no_other() {
    let mail = MailServer::start(false).await;
    let appliance = office(&mail).await;
    mail.does(Does::FallsSilent);
    invite(&appliance, "a").await;
    mail.until(1).await;
    mail.does(Does::Takes);
    invite(&appliance, "b").await;
    assert_eq!(names(&mail.until(2).await), ["a", "b"]);
    let waits = until(&appliance, |outbox| outbox["total"] == 1).await;
    let (message, failure) = (&waits["messages"][0], &waits["messages"][0]["failure"]);
    assert_eq!((&failure["step"], &failure["cause"]), (&json!("message"), &json!("timed_out")), "{waits}");
    let id = message["id"].as_str().unwrap();
    let (status, _) = appliance.ask(Method::POST, &format!("/outbox/{id}/retry"), Some(json!({}))).await;
    assert_eq!(status, 204);
    let taken = mail.until(3).await;
    assert_eq!(taken[2].id(), taken[0].id());
}

#[tokio::test]
async fn a_connection_that_ends_in_a_letter_and_refusals_are_each_met_as_they_mean() {
    let mail = MailServer::start(false).await;
    let appliance = office(&mail).await;
    mail.does(Does::HangsUpInALetter);
    invite(&appliance, "a").await;
    let waits = until(&appliance, |outbox| !outbox["messages"][0]["failure"].is_null()).await;
    assert_eq!(waits["messages"][0]["failure"]["cause"], "broken_off", "{waits}");
    mail.does(Does::Refuses("RCPT TO:<gone@", "550 5.1.1 nobody here"));
    invite(&appliance, "gone").await;
    let waits = until(&appliance, |outbox| outbox["given_up"] == 1).await;
    assert_eq!(waits["messages"][1]["failure"]["step"], "recipient", "{waits}");
    mail.does(Does::Refuses("RCPT TO:<grey@", "450 4.2.0 come again"));
    invite(&appliance, "grey").await;
    until(&appliance, |outbox| outbox["messages"][2]["tries"] == 1).await;
    mail.does(Does::Refuses("MAIL FROM", "553 5.7.1 not this sender"));
    invite(&appliance, "b").await;
    let waits = until(&appliance, |outbox| outbox["stopped_by"]["step"] == "sender").await;
    assert_eq!((&waits["waiting"], &waits["given_up"]), (&json!(3), &json!(1)), "{waits}");
    // What the administrator is told.
    let (_, overview) = appliance.ask(Method::GET, "/overview", None).await;
    let checks = overview["health"].as_array().unwrap();
    let health = checks.iter().find(|check| check["check"] == "mail").unwrap();
    assert_eq!((&health["state"], &health["code"]), (&json!("fail"), &json!("sender_refused")), "{health}");
    mail.does(Does::Takes);
    set(&appliance, "smtp.from", "office@office.example").await;
    assert_eq!(names(&mail.until(4).await), ["a", "gone", "grey", "b"]);
}

#[tokio::test]
async fn commands_list_hand_over_retry_and_discard_without_a_mail_server() {
    let appliance = Appliance::claimed().await;
    let link = invite(&appliance, "eve").await;
    invite(&appliance, "fay").await;
    let text = |arguments: &[&str]| String::from_utf8(appliance.run(arguments).stdout).unwrap();
    let listed: Value = serde_json::from_str(&text(&["--json", "outbox", "list"])).unwrap();
    let ids: Vec<&str> = listed.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 2);
    let table = text(&["outbox", "list"]);
    assert!(table.contains("eve@office.example") && table.contains("invite"), "{table}");
    assert!(!table.contains("/invite/"), "{table}");
    assert_eq!(text(&["outbox", "reveal", ids[0]]).trim(), link);
    assert!(text(&["outbox", "retry", ids[0]]).contains("tried at once"));
    assert_eq!(text(&["outbox", "retry"]).trim(), "tried at once: 2");
    text(&["outbox", "discard", ids[0]]);
    let gone = program::run(appliance.command(&["outbox", "reveal", ids[0]]), "");
    assert!(!gone.status.success());
    assert!(String::from_utf8_lossy(&gone.stderr).contains("there is no such message"));
    assert_eq!(outbox(&appliance).await["total"], 1);
    assert!(text(&["doctor"]).contains("messages waiting: 1"));
}
