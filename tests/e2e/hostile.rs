//! Whoever means harm, or knows no better: too much, too slow, the wrong thing. The server refuses and lives.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use domain::world::{Entropy as _, SystemEntropy};
use reqwest::Method;
use reqwest::header::CONTENT_TYPE;
use serde_json::json;
use tests::appliance::Appliance;
use tests::browser::Browser;
use tests::peer::Look;

const FORM: &str = "application/x-www-form-urlencoded";

/// The server runs, answers, and has not panicked.
async fn assert_unharmed(appliance: &mut Appliance, browser: &Browser) {
    assert_eq!(browser.open("/healthz").await.status, 200);
    let server = appliance.server();
    assert!(server.lives());
    assert!(!server.stderr().contains("panicked"), "{}", server.stderr());
}

async fn post(browser: &Browser, appliance: &Appliance, path: &str, kind: &str, body: Vec<u8>) -> u16 {
    let request = browser.client.post(format!("{}{path}", appliance.issuer())).header(CONTENT_TYPE, kind);
    request.body(body).send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn bodies_that_are_too_long_are_refused() {
    let mut appliance = Appliance::claimed().await;
    let browser = Browser::new(&appliance).await;
    let long = || [b"username=".as_slice(), &vec![b'x'; 64 * 1024]].concat();
    for (path, status) in [
        ("/login", 413),
        ("/consent", 413),
        ("/logout", 413),
        ("/oauth2/token", 413),
        ("/oauth2/introspect", 413),
        ("/oauth2/revoke", 413),
        ("/oauth2/userinfo", 400),
        ("/oauth2/logout", 413),
    ] {
        assert_eq!(post(&browser, &appliance, path, FORM, long()).await, status, "{path}");
    }
    let status = post(&browser, &appliance, "/oauth2/authorize", FORM, long()).await;
    assert!((400..500).contains(&status), "{status}");
    let huge = json!({"email": "x".repeat(1024 * 1024)});
    assert_eq!(appliance.ask(Method::POST, "/users", Some(huge)).await.0, 413);
    assert_unharmed(&mut appliance, &browser).await;
}

#[tokio::test]
async fn wrong_content_types_are_refused() {
    let mut appliance = Appliance::claimed().await;
    let browser = Browser::new(&appliance).await;
    for kind in ["application/json", "text/plain", "multipart/form-data; boundary=x", ""] {
        assert_eq!(post(&browser, &appliance, "/login", kind, b"username=x".to_vec()).await, 415, "{kind}");
        assert_eq!(post(&browser, &appliance, "/oauth2/token", kind, b"{}".to_vec()).await, 400, "{kind}");
    }
    for kind in ["text/plain", FORM] {
        let status = post(&browser, &appliance, "/api/admin/v1/users", kind, b"{}".to_vec()).await;
        assert!([401, 415].contains(&status), "{kind}: {status}");
    }
    assert_unharmed(&mut appliance, &browser).await;
}

#[tokio::test]
async fn what_makes_no_sense_is_a_refusal_and_never_our_fault() {
    let mut appliance = Appliance::claimed().await;
    let browser = Browser::new(&appliance).await;
    let nonsense = [
        "a=%ff%fe%00".to_owned(),
        "client_id=x&client_id=y".to_owned(),
        "client_id[]=x&%".to_owned(),
        format!("client_id={}", "%F0%9F%94%91".repeat(500)),
        "&".repeat(5_000),
        "i=%00&next=//evil.example&user=%u0000".to_owned(),
    ];
    let paths = [
        "/",
        "/login",
        "/consent",
        "/interaction",
        "/oauth2/authorize",
        "/oauth2/logout",
        "/oauth2/token",
        "/oauth2/userinfo",
        "/oauth2/introspect",
        "/oauth2/revoke",
        "/logout",
        "/login/account",
        "/account/apps",
        "/account/sessions",
        "/trust",
        "/reset",
        "/setup/%00%ff",
        "/invite/%F0",
        "/reset/x%2F..%2Fy",
        "/assets/..%2f..%2fmaster.key",
        "/language",
        "/api/admin/v1/users",
        "/api/admin/v1/audit",
        "/.well-known/openid-configuration",
    ];
    for path in paths {
        for query in &nonsense {
            let page = browser.peek(&format!("{path}?{query}")).await;
            assert!(page.status < 500, "GET {path}?{query}: {}", page.status);
            assert_eq!(page.away, None, "GET {path}?{query}");
            let status = post(&browser, &appliance, path, FORM, query.clone().into_bytes()).await;
            assert!(status < 500, "POST {path} {query}: {status}");
        }
    }
    assert_unharmed(&mut appliance, &browser).await;
}

#[tokio::test]
async fn a_flood_of_headers_is_refused() {
    let mut appliance = Appliance::start();
    let browser = Browser::new(&appliance).await;
    let ca = appliance.ca_pem().await;
    let floods = [
        "x: y\r\n".repeat(2_000),
        format!("x: {}\r\n", "y".repeat(512 * 1024)),
        format!("cookie: {}\r\n", "__Host-session=x; ".repeat(20_000)),
    ];
    for flood in floods {
        let mut look = Look::at(appliance.address(), &ca).unwrap();
        // The server may hang up before it has read all.
        let sent = look.send(format!("GET / HTTP/1.1\r\nHost: localhost\r\n{flood}\r\n").as_bytes());
        let answer = look.head().unwrap_or_default();
        let refused =
            answer.is_empty() || answer.starts_with("HTTP/1.1 431") || answer.starts_with("HTTP/1.1 400");
        assert!(refused, "{sent:?} {answer}");
    }
    let long_path = browser.client.get(format!("{}/{}", appliance.issuer(), "x".repeat(70_000))).send().await;
    assert!(long_path.is_err() || long_path.unwrap().status().is_client_error());
    assert_unharmed(&mut appliance, &browser).await;
}

#[tokio::test]
async fn whatever_is_not_tls_ends_the_connection() {
    let mut appliance = Appliance::start();
    let browser = Browser::new(&appliance).await;
    let mut noise = vec![0; 4096];
    SystemEntropy.fill(&mut noise);
    let requests: [&[u8]; 5] = [
        b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        &noise,
        &[22, 3, 1, 0xff, 0xff, 1],
        &[],
    ];
    for bytes in requests {
        let mut socket = TcpStream::connect(appliance.address()).unwrap();
        socket.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        let _ = socket.write_all(bytes);
        let _ = socket.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let ended = socket.read_to_end(&mut answer);
        // A reset is an end too; a time-out is none.
        assert!(ended.is_ok() || ended.is_err_and(|e| e.kind() == std::io::ErrorKind::ConnectionReset));
        assert!(answer.len() < 64, "an alert at most: {answer:?}");
    }
    assert_unharmed(&mut appliance, &browser).await;
}

/// Seconds until the other side hangs up, at most twenty.
fn patience_of(mut wait: impl FnMut() -> std::io::Result<String>) -> f32 {
    let begun = Instant::now();
    let outcome = wait();
    let took = begun.elapsed().as_secs_f32();
    let timed_out = outcome.is_err_and(|error| {
        matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut)
    });
    if timed_out { f32::INFINITY } else { took }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn those_who_dawdle_are_sent_away() {
    let mut appliance = Appliance::start();
    let browser = Browser::new(&appliance).await;
    let ca = appliance.ca_pem().await;
    let address = appliance.address();
    let over_tls = |first: &str| {
        let (ca, first) = (ca.clone(), first.replace("HOST", &format!("localhost:{}", address.port())));
        std::thread::spawn(move || {
            let mut look = Look::at(address, &ca).unwrap();
            look.send(first.as_bytes()).unwrap();
            patience_of(|| look.rest())
        })
    };
    let without_handshake = std::thread::spawn(move || {
        let mut socket = TcpStream::connect(address).unwrap();
        socket.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        patience_of(|| socket.read(&mut [0; 1]).map(|_| String::new()))
    });
    let form = "POST /oauth2/token HTTP/1.1\r\nHost: HOST\r\nContent-Length: 50\r\n\
                Content-Type: application/x-www-form-urlencoded\r\n\r\ngrant";
    let dawdlers = [
        ("no handshake", without_handshake),
        ("no request", over_tls("")),
        ("the beginning of a method", over_tls("GE")),
        ("the beginning of HTTP/2", over_tls("PRI * HT")),
        ("half a head", over_tls("GET / HTTP/1.1\r\nHost: loc")),
        ("no second request", over_tls("GET /healthz HTTP/1.1\r\nHost: HOST\r\n\r\n")),
        ("half a body", over_tls(form)),
    ];
    for (who, dawdler) in dawdlers {
        let took = dawdler.join().unwrap();
        assert!((5.0..15.0).contains(&took), "{who} was sent away after {took} s");
    }
    assert_unharmed(&mut appliance, &browser).await;
}
