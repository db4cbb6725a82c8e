//! Joining and coming back, over sockets: links that work once, used by many at once, and a service that judges puzzles.

use reqwest::Method;
use serde_json::json;
use tests::appliance::{ADMIN, Appliance, MEMBER};
use tests::browser::{Browser, Page};
use tests::page::Form;
use tests::puzzle_service::{PuzzleService, SECRET};
use tests::together;

const AT_ONCE: usize = 6;
const NEW: &str = "four quiet stones by the sea";

async fn set(appliance: &Appliance, key: &str, value: &str) {
    let body = Some(json!({"value": value}));
    assert_eq!(appliance.ask(Method::PUT, &format!("/settings/{key}"), body).await.0, 200, "{key}");
}

/// The statuses of many who send a form of the same page at the same time, each over a connection of its own.
async fn all_at_once(appliance: &Appliance, link: &str) -> Vec<u16> {
    let mut ready = Vec::new();
    for n in 0..AT_ONCE {
        let browser = Browser::new(appliance).await;
        let page = browser.open(link).await;
        let form = Form::find(&page.body, "password").unwrap_or_else(|| panic!("{page:?}"));
        let form = if form.has("username") { form.with("username", &format!("iris{n}")) } else { form };
        ready.push((browser, page, form.with("password", &format!("{NEW}, number {n}"))));
    }
    let sent =
        ready.into_iter().map(|(browser, page, form)| async move { browser.submit(&page, form).await });
    let mut statuses: Vec<u16> = together(sent).await.iter().map(|page| page.status).collect();
    statuses.sort_unstable();
    statuses
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_one_time_link_lets_one_through() {
    let appliance = Appliance::claimed().await;
    let once = [200, 404, 404, 404, 404, 404];
    let reset = appliance.post(&format!("/users/{}/reset-password", MEMBER.email), json!({})).await;
    assert_eq!(all_at_once(&appliance, reset["link"].as_str().unwrap()).await, once);
    set(&appliance, "signup.mode", "invitation").await;
    let invited = appliance.post("/invitations", json!({"email": "iris@anywhere.example"})).await;
    let browser = Browser::new(&appliance).await;
    let page = browser.open(invited["link"].as_str().unwrap()).await;
    let form = Form::find(&page.body, "name").unwrap().with("name", "Iris");
    let confirm = browser.submit(&page, form).await;
    assert!(confirm.url.path().starts_with("/confirm/"), "{confirm:?}");
    assert_eq!(all_at_once(&appliance, confirm.url.as_str()).await, once);
    assert_eq!(appliance.ask(Method::GET, "/users?search=iris", None).await.1["total"], 1);
    assert_eq!(browser.open(invited["link"].as_str().unwrap()).await.status, 404);
}

/// Three failures, and the page that asks for a proof.
async fn fail(browser: &Browser) -> Page {
    let mut page = browser.open("/login").await;
    for _ in 0..3 {
        let form = Form::find(&page.body, "password").unwrap();
        let form = form.with("username", MEMBER.email).with("password", "a long wrong guess");
        page = browser.submit(&page, form).await;
    }
    assert!(page.body.contains("data-sitekey=\"site-key\""), "{page:?}");
    page
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_that_judges_is_asked_and_believed_once_a_token() {
    let service = PuzzleService::start().await;
    for (kind, field) in [("turnstile", "cf-turnstile-response"), ("recaptcha_v2", "g-recaptcha-response")] {
        let appliance = service.appliance().await;
        for (key, value) in
            [("captcha.kind", kind), ("captcha.site_key", "site-key"), ("captcha.secret", SECRET)]
        {
            set(&appliance, key, value).await;
        }
        let browser = Browser::new(&appliance).await;
        let page = fail(&browser).await;
        let (used, good) = (format!("good of {kind}"), format!("good and new, of {kind}"));
        let send = async |token: &str, password: &str| {
            let form = Form::find(&page.body, "password").unwrap().with("username", MEMBER.email);
            browser.submit(&page, form.with("password", password).with(field, token)).await.status
        };
        // A connection that breaks, and a token that is none, prove nothing: the pause applies.
        assert_eq!(send("break", MEMBER.password).await, 429);
        assert_eq!(send("bad", MEMBER.password).await, 429);
        assert_eq!(send(&used, "another long wrong guess").await, 401);
        assert_eq!(send(&used, MEMBER.password).await, 429);
        assert_eq!(send(&good, MEMBER.password).await, 200);
        let questions = service.questions();
        assert!(questions.iter().all(|question| question.contains("remoteip=127.0.0.1")), "{questions:?}");
        set(&appliance, "captcha.secret", "not the service's").await;
        let other = Browser::new(&appliance).await;
        let page = fail_as_admin(&other).await;
        let form = Form::find(&page.body, "password").unwrap().with("username", ADMIN.email);
        let form = form.with("password", ADMIN.password).with(field, &format!("good for {kind}"));
        assert_eq!(other.submit(&page, form).await.status, 429, "a wrong secret is no proof");
    }
}

async fn fail_as_admin(browser: &Browser) -> Page {
    let mut page = browser.open("/login").await;
    for _ in 0..3 {
        let form = Form::find(&page.body, "password").unwrap();
        page = browser
            .submit(&page, form.with("username", ADMIN.email).with("password", "wrong, and long"))
            .await;
    }
    page
}
