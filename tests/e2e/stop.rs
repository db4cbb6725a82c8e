//! SIGTERM: no new connections, what is under way may end, then exit status 0.

use std::net::TcpStream;
use std::time::{Duration, Instant};

use tests::appliance::Appliance;
use tests::browser::Browser;
use tests::peer::Look;

#[tokio::test]
async fn a_server_that_is_told_to_stop_does_not_wait_for_idle_connections() {
    let mut appliance = Appliance::start();
    let ca = appliance.ca_pem().await;
    let browser = Browser::new(&appliance).await;
    assert_eq!(browser.open("/healthz").await.status, 200);
    let mut idle = Look::at(appliance.address(), &ca).unwrap();
    idle.send(format!("GET /healthz HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", appliance.port).as_bytes())
        .unwrap();
    assert!(idle.head().unwrap().starts_with("HTTP/1.1 200"));
    let begun = Instant::now();
    appliance.stop();
    assert!(begun.elapsed() < Duration::from_secs(5), "it took {:?}", begun.elapsed());
    assert!(TcpStream::connect(appliance.address()).is_err());
    assert!(!appliance.dir().join("control.sock").exists());
}

#[tokio::test]
async fn what_is_under_way_may_end_but_not_for_ever() {
    let mut appliance = Appliance::start();
    let ca = appliance.ca_pem().await;
    let request = "POST /oauth2/token HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5\r\n";
    let head = format!("{request}Host: localhost:{}\r\n\r\n", appliance.port);
    let mut under_way = Look::at(appliance.address(), &ca).unwrap();
    let mut for_ever = Look::at(appliance.address(), &ca).unwrap();
    for connection in [&mut under_way, &mut for_ever] {
        connection.send(head.as_bytes()).unwrap();
        connection.send(b"a=").unwrap();
    }
    let server = appliance.server.take().unwrap();
    let begun = Instant::now();
    let stopping = std::thread::spawn(move || server.stop());
    while TcpStream::connect(appliance.address()).is_ok() {
        assert!(begun.elapsed() < Duration::from_secs(5), "it still takes connections");
        std::thread::sleep(Duration::from_millis(10));
    }
    under_way.send(b"b&c").unwrap();
    assert!(under_way.head().unwrap().starts_with("HTTP/1.1 4"), "it is answered");
    assert_eq!(stopping.join().unwrap(), Some(0));
    assert!(begun.elapsed() < Duration::from_secs(14), "it took {:?}", begun.elapsed());
}
