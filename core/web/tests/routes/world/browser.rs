//! A small browser: keeps cookies, fills in forms, follows redirects on this server.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use tower::ServiceExt as _;
use web::Peer;

use super::ask::encode;
use super::{Answer, Ask, PASSWORD};

/// One browser. A clone is the same browser twice: both have the cookies that it had.
#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    pub(crate) host: String,
    pub(crate) cookies: BTreeMap<String, String>,
    pub(crate) keeps_cookies: bool,
    /// Sent with each request.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) peer: IpAddr,
    /// Who signs in when a form asks for it.
    pub(crate) person: &'static str,
}

pub(crate) const SESSION: &str = "__Host-session";
pub(crate) const BROWSER: &str = "__Host-browser";

impl Browser {
    pub(crate) fn new(router: Router, host: &str) -> Self {
        Self {
            router,
            host: host.to_owned(),
            cookies: BTreeMap::new(),
            keeps_cookies: true,
            headers: Vec::new(),
            peer: IpAddr::V4(Ipv4Addr::new(192, 168, 1, 20)),
            person: "mira",
        }
    }

    /// Signs in as somebody else than mira.
    pub(crate) fn of(mut self, person: &'static str) -> Self {
        self.person = person;
        self
    }

    /// At another address.
    pub(crate) fn from(mut self, peer: [u8; 4]) -> Self {
        self.peer = peer.into();
        self
    }

    /// With one header more.
    pub(crate) fn saying(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// One request and its answer; a form where there is a body.
    pub(crate) async fn send(&mut self, method: &str, path: &str, form: Option<String>) -> Answer {
        self.send_bytes(method, path, form.map(String::into_bytes)).await
    }

    /// A form with a file in it, as browsers send it.
    pub(crate) async fn upload(&mut self, path: &str, csrf: &str, file: &[u8]) -> Answer {
        let mut body = format!("--edge\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n");
        body += "--edge\r\ncontent-disposition: form-data; name=\"picture\"; filename=\"me.png\"\r\n";
        body += "content-type: image/png\r\n\r\n";
        let bytes = [body.as_bytes(), file, b"\r\n--edge--\r\n"].concat();
        let mut browser = self.clone().saying("content-type", "multipart/form-data; boundary=edge");
        let answer = browser.send_bytes("POST", path, Some(bytes)).await;
        self.keep(&answer);
        answer
    }

    async fn send_bytes(&mut self, method: &str, path: &str, form: Option<Vec<u8>>) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("host", &self.host);
        if form.is_some() && !self.headers.iter().any(|(name, _)| name == "content-type") {
            request = request.header("content-type", "application/x-www-form-urlencoded");
        }
        if !self.cookies.is_empty() {
            let pairs: Vec<String> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header("cookie", pairs.join("; "));
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let request = request.extension(Peer(self.peer)).body(Body::from(form.unwrap_or_default())).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let answer = Answer { at: format!("{method} {path}"), ..Answer::read(response).await };
        if self.keeps_cookies {
            self.keep(&answer);
        }
        answer
    }

    fn keep(&mut self, answer: &Answer) {
        for line in answer.headers.get_all("set-cookie") {
            let line = line.to_str().unwrap();
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            if line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, None).await
    }

    pub(crate) async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.send("POST", path, Some(encode(form))).await
    }

    /// Submits a form of a page, with some fields filled in or a button pressed.
    pub(crate) async fn submit(&mut self, page: &Answer, action: &str, fill: &[(&str, &str)]) -> Answer {
        let (target, mut form) = page.form(action);
        for (name, value) in fill {
            form.retain(|(known, _)| known != name);
            form.push(((*name).to_owned(), (*value).to_owned()));
        }
        self.send("POST", &target, Some(encode(&form))).await
    }

    /// Follows redirects while they stay on this server.
    pub(crate) async fn follow(&mut self, mut answer: Answer) -> Answer {
        for _ in 0..10 {
            if !answer.location().starts_with('/') {
                return answer;
            }
            let next = answer.location().to_owned();
            answer = self.get(&next).await;
        }
        panic!("redirects without end at {}", answer.at)
    }

    /// Opens a page, through redirects.
    pub(crate) async fn open(&mut self, path: &str) -> Answer {
        let answer = self.get(path).await;
        self.follow(answer).await
    }

    /// Opens an authorization request and stops at the first page, or where it leaves this server.
    pub(crate) async fn authorize(&mut self, ask: &Ask) -> Answer {
        self.open(&ask.path()).await
    }

    /// Fills in the sign-in form of a page; the answer to it, not followed.
    pub(crate) async fn fill_in(&mut self, page: &Answer, password: &str) -> Answer {
        let person = self.person;
        self.submit(page, "/login", &[("username", person), ("password", password)]).await
    }

    /// Signs in and allows, as far as asked, from any page until the browser leaves this server.
    pub(crate) async fn go_on(&mut self, mut page: Answer) -> Answer {
        for _ in 0..4 {
            page = if page.body.contains(r#"id="password""#) {
                let answer = self.fill_in(&page, PASSWORD).await;
                self.follow(answer).await
            } else if page.find_form("/consent").is_some() {
                let answer = self.submit(&page, "/consent", &[("decision", "allow")]).await;
                self.follow(answer).await
            } else {
                return page;
            };
        }
        page
    }

    /// Takes a request all the way.
    pub(crate) async fn complete(&mut self, ask: &Ask) -> Answer {
        let page = self.authorize(ask).await;
        self.go_on(page).await
    }

    /// Takes a request all the way to its code.
    pub(crate) async fn obtain_code(&mut self, ask: &Ask) -> String {
        let answer = self.complete(ask).await;
        answer
            .sent("code")
            .unwrap_or_else(|| panic!("no code at {}: {}\n{}", answer.at, answer.location(), answer.words()))
    }

    /// Signs in for nothing but a session.
    pub(crate) async fn sign_in(&mut self) {
        let page = self.get("/login").await;
        let answer = self.fill_in(&page, PASSWORD).await.expect(303);
        assert!(answer.set_cookie(SESSION).is_some());
    }

    /// One try with a password, from the sign-in page.
    pub(crate) async fn try_password(&mut self, password: &str) -> Answer {
        let page = self.get("/login").await;
        self.fill_in(&page, password).await
    }
}
