//! The stream of what is written.

use axum::http::header::COOKIE;

use super::*;

/// A stream that is read piece by piece.
struct Stream(Body);

impl Stream {
    async fn open(appliance: &Appliance, cookie: Option<&str>, last: Option<&str>) -> Self {
        let transport = if cookie.is_some() { Transport::Tls } else { Transport::Control };
        let mut request = request(Method::GET, "/events", Value::Null, Some(transport), cookie);
        if let Some(last) = last {
            request.headers_mut().insert("last-event-id", last.parse().unwrap());
        }
        let response = appliance.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        Self(response.into_body())
    }

    /// The next piece; nothing once it has ended.
    async fn next(&mut self) -> Option<String> {
        let frame = self.0.frame().await?.unwrap();
        Some(String::from_utf8(frame.into_data().unwrap().to_vec()).unwrap())
    }
}

#[tokio::test]
async fn what_is_written_is_told_with_what_to_read_anew() {
    let appliance = Appliance::new();
    let mut stream = Stream::open(&appliance, None, None).await;
    assert_eq!(stream.next().await.unwrap(), "event: hello\ndata: {\"seq\":0}\n\n");
    appliance.post("/groups", json!({"name": "A"})).await;
    let told = stream.next().await.unwrap();
    assert!(told.starts_with("id: 1\nevent: audit\ndata: {\"actor\":\"command\""), "{told}");
    assert!(told.ends_with("event: changed\ndata: {\"what\":\"groups\"}\n\n"), "{told}");
}

#[tokio::test]
async fn a_machine_that_refuses_our_certificate_is_told_at_once() {
    let appliance = Appliance::new();
    let mut stream = Stream::open(&appliance, None, None).await;
    stream.next().await.unwrap();
    let ip = "192.168.1.20".parse().unwrap();
    appliance.app.note_handshake(ip, Some("office.local"), domain::handshake::Outcome::UnknownCa);
    let told = stream.next().await.unwrap();
    assert_eq!(
        told,
        "event: handshake\ndata: {\"at\":1000000,\"count\":1,\"ip\":\"192.168.1.20\",\"outcome\":\"unknown_ca\",\"server_name\":\"office.local\"}\n\n"
    );
}

#[tokio::test]
async fn whoever_comes_again_misses_nothing() {
    let appliance = Appliance::new();
    for name in ["A", "B", "C"] {
        appliance.post("/groups", json!({"name": name})).await;
    }
    let mut stream = Stream::open(&appliance, None, Some("1")).await;
    stream.next().await.unwrap();
    let told = stream.next().await.unwrap();
    assert!(told.starts_with("id: 2\n") && told.contains("id: 3\n"), "{told}");
    // A number that there never was: the list has to be read anew.
    let mut stream = Stream::open(&appliance, None, Some("99")).await;
    assert!(stream.next().await.unwrap().contains("{\"what\":\"audit\"}"));
}

#[tokio::test]
async fn the_stream_ends_with_the_session_and_with_the_right() {
    let appliance = Appliance::new();
    appliance.add_user("ada", true).await;
    appliance.add_user("ben", true).await;
    let (ada, ben) = (appliance.sign_in("ada").await, appliance.sign_in("ben").await);
    let mut of_ada = Stream::open(&appliance, Some(&ada), None).await;
    let mut of_ben = Stream::open(&appliance, Some(&ben), None).await;
    of_ada.next().await.unwrap();
    of_ben.next().await.unwrap();
    let session =
        appliance.list("/sessions?user=ada", "sessions").await[0]["id"].as_str().unwrap().to_owned();
    appliance.command(Method::DELETE, &format!("/sessions/{session}"), Value::Null).await;
    assert_eq!(of_ada.next().await, None, "of an ended session nothing more is told");
    assert!(of_ben.next().await.unwrap().contains("session.ended"));
    appliance.command(Method::PATCH, "/users/ben", json!({"admin": false})).await;
    assert_eq!(of_ben.next().await, None);
}

#[tokio::test]
async fn an_address_holds_so_many_streams_and_gives_them_back() {
    let appliance = Appliance::new();
    let mut held = Vec::new();
    for _ in 0..32 {
        held.push(Stream::open(&appliance, None, None).await);
    }
    let (status, problem) = appliance.command(Method::GET, "/events", Value::Null).await;
    assert_eq!((status, code(&problem)), (StatusCode::TOO_MANY_REQUESTS, "too_many_streams"));
    held.pop();
    assert_eq!(appliance.command(Method::GET, "/events", Value::Null).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_server_that_stops_ends_the_streams() {
    let appliance = Appliance::new();
    let mut stream = Stream::open(&appliance, None, None).await;
    stream.next().await.unwrap();
    appliance.app.stop_waiting();
    assert_eq!(stream.next().await, None);
}

#[tokio::test]
async fn nobody_else_listens() {
    let appliance = Appliance::new();
    appliance.add_user("mira", false).await;
    let mira = appliance.sign_in("mira").await;
    let mut request = request(Method::GET, "/events", Value::Null, Some(Transport::Tls), None);
    request.headers_mut().insert(COOKIE, mira.parse().unwrap());
    let (status, problem) = appliance.send(request).await;
    assert_eq!((status, code(&problem)), (StatusCode::FORBIDDEN, "not_admin"));
}
