//! Who comes here and refuses our certificate; the certificate made anew; mail and looks at apps, from the real program.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use reqwest::Method;
use rustls::pki_types::ServerName;
use rustls::version::TLS13;
use serde_json::{Value, json};
use tests::appliance::Appliance;
use tests::peer::Look;

/// Waits until an attempt of this outcome is told, and gives it.
async fn attempt(appliance: &Appliance, outcome: &str) -> Value {
    let end = Instant::now() + Duration::from_secs(15);
    loop {
        let (status, told) = appliance.ask(Method::GET, "/connect/attempts", None).await;
        assert_eq!(status, 200);
        let attempts = told["attempts"].as_array().unwrap();
        if let Some(found) = attempts.iter().find(|attempt| attempt["outcome"] == outcome) {
            return found.clone();
        }
        assert!(Instant::now() < end, "no {outcome} in {told}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn each_end_of_a_handshake_is_told_by_its_name() {
    let (appliance, other) = (Appliance::start(), Appliance::start());
    let (ours, theirs) = (appliance.ca_pem().await, other.ca_pem().await);
    Look::at(appliance.address(), &ours).unwrap();
    let ok = attempt(&appliance, "ok").await;
    assert_eq!((&ok["ip"], &ok["server_name"]), (&json!("127.0.0.1"), &json!("localhost")));
    Look::at(appliance.address(), &theirs).err().unwrap();
    assert_eq!(attempt(&appliance, "unknown_ca").await["server_name"], "localhost");
    let elsewhere = ServerName::try_from("other.example").unwrap();
    Look::with(appliance.address(), elsewhere, &ours, &[&TLS13]).err().unwrap();
    assert_eq!(attempt(&appliance, "wrong_name").await["server_name"], "other.example");
    for (bytes, outcome) in [
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".as_slice(), "not_tls"),
        // A ClientHello of TLS 1.1 without extensions, and one suite.
        (
            &[
                22, 3, 1, 0, 45, 1, 0, 0, 41, 3, 2, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
                7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 0, 0, 2, 0, 0x2f, 1, 0,
            ],
            "no_common_version",
        ),
        (b"".as_slice(), "broken_off"),
    ] {
        let mut socket = TcpStream::connect(appliance.address()).unwrap();
        socket.write_all(bytes).unwrap();
        if bytes.is_empty() {
            drop(socket);
        }
        assert_eq!(attempt(&appliance, outcome).await["server_name"], Value::Null, "{outcome}");
    }
}

#[tokio::test]
async fn a_certificate_that_is_made_anew_is_served_at_once_and_written_down() {
    let appliance = Appliance::claimed().await;
    let ca = appliance.ca_pem().await;
    let before = Look::at(appliance.address(), &ca).unwrap().fingerprint();
    let shown = appliance.post("/certificates/renew", json!({})).await;
    let after = Look::at(appliance.address(), &ca).unwrap().fingerprint();
    assert_ne!(before, after);
    let digits = |text: &str| text.chars().filter(char::is_ascii_hexdigit).collect::<String>().to_lowercase();
    assert_eq!(shown["served"]["sha256"], json!(digits(&after)));
    assert_eq!(shown["is_brought"], false);
    assert!(shown["ca"]["not_after"].as_i64().unwrap() > shown["served"]["not_after"].as_i64().unwrap());
    assert!(appliance.audited().await.contains(&"certificate.renewed".to_owned()));
}

/// A mail server that takes one letter and gives it here.
fn mail_server() -> (u16, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (taken, letters) = mpsc::channel();
    std::thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let mut out = stream.try_clone().unwrap();
        let mut say = |line: &str| out.write_all(format!("{line}\r\n").as_bytes()).unwrap();
        say("220 mail.test");
        let (mut text, mut is_letter) = (String::new(), false);
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            match (is_letter, line.as_str()) {
                (true, ".") => {
                    is_letter = false;
                    say("250 taken");
                    taken.send(std::mem::take(&mut text)).unwrap();
                }
                (true, line) => text.push_str(&format!("{line}\n")),
                (false, "DATA") => {
                    is_letter = true;
                    say("354 go on");
                }
                (false, _) => say("250 ok"),
            }
        }
    });
    (port, letters)
}

#[tokio::test]
async fn a_test_mail_arrives() {
    let appliance = Appliance::claimed().await;
    let (port, letters) = mail_server();
    for (key, value) in [
        ("smtp.url", format!("smtp://127.0.0.1:{port}?tls=off")),
        ("smtp.from", "id@office.example".to_owned()),
    ] {
        let (status, told) =
            appliance.ask(Method::PUT, &format!("/settings/{key}"), Some(json!({ "value": value }))).await;
        assert_eq!(status, 200, "{told}");
    }
    let told = appliance.post("/mail/test", json!({"to": "ben@office.example"})).await;
    assert_eq!(told["state"], "sent", "{told}");
    let letter = letters.recv_timeout(Duration::from_secs(10)).unwrap();
    assert!(letter.contains("To: ben@office.example") && letter.contains("From: "), "{letter}");
}

#[tokio::test]
async fn the_server_does_not_look_at_itself_nor_at_what_answers_for_machines() {
    let appliance = Appliance::claimed().await;
    let check = async |url: &str| {
        let told = appliance.post("/connect/check", json!({ "url": url })).await;
        let checks = told["checks"].as_array().unwrap().clone();
        checks.into_iter().find(|check| check["state"] == "fail").unwrap_or_default()
    };
    let own = check(&appliance.issuer()).await;
    assert_eq!(own["name"], "answers", "{own}");
    assert!(own["mend"].as_str().unwrap().contains("sign-in server itself"));
    assert_eq!(check("http://169.254.169.254/latest/meta-data/").await["name"], "resolves");
}
