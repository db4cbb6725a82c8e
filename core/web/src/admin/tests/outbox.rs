//! The messages that wait: what an administrator sees and may do, when each is tried, and what is told to whom.

use domain::mail::{Cause, Failure, Step};
use domain::outbox::{Content, Message, Pending};
use service::Cx;
use service::outbox::{self, Next};

use super::*;

impl Appliance {
    fn cx(&self) -> Cx {
        self.app.begin(Actor::System, "", "")
    }

    async fn set_up_mail(&self) {
        for (key, value) in [("smtp.url", "smtps://u:p@mail.example"), ("smtp.from", "office@x.example")] {
            self.command(Method::PUT, &format!("/settings/{key}"), json!({ "value": value })).await;
        }
    }

    /// The message whose turn it is.
    fn due(&self) -> Option<Pending> {
        match outbox::next(&self.cx()).unwrap() {
            Next::Send(due) => Some(due.pending),
            Next::Wait(_) => None,
        }
    }

    async fn fail(&self, step: Step, may_go_later: bool) -> Option<Pending> {
        let due = self.due()?;
        let failure = Failure::new(step, Cause::Refused, "550 no").later(may_go_later);
        outbox::failed(&self.cx(), &due, failure).await.unwrap();
        Some(due)
    }

    fn written(&self) -> Vec<Message> {
        self.store.read(|tx| store::outbox::list(tx, 100)).unwrap()
    }

    fn pass(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds, Ordering::Relaxed);
    }

    async fn act(&self, cookie: &str, method: Method, path: &str) -> (StatusCode, Value) {
        self.send(request(method, path, Value::Null, Some(Transport::Tls), Some(cookie))).await
    }
}

fn first(page: &Value) -> (&Value, String) {
    (&page["messages"][0], page["messages"][0]["id"].as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn without_a_mail_server_messages_wait_untried_and_links_are_handed_over() {
    let appliance = Appliance::new();
    let made = appliance.post("/users", json!({"email": "eve@x.example", "name": "Eve"})).await;
    assert!(appliance.due().is_none());
    let page = appliance.get("/outbox").await;
    let (message, id) = first(&page);
    assert_eq!((&message["kind"], &message["to"]), (&json!("invite"), &json!("eve@x.example")));
    assert_eq!((&message["state"], &message["tries"]), (&json!("waiting"), &json!(0)));
    assert_eq!((&page["waiting"], &page["stopped_by"]["cause"]), (&json!(1), &json!("no_server")));
    let link = made["link"].as_str().unwrap();
    assert!(!page.to_string().contains("/invite/"), "a list never tells a link");
    let revealed = appliance.post(&format!("/outbox/{id}/reveal"), json!({})).await;
    assert_eq!(revealed["link"], link);
    let log = appliance.get("/audit").await.to_string();
    assert!(log.contains("mail.revealed") && !log.contains("/invite/"), "{log}");
    appliance.set_up_mail().await;
    assert_eq!(appliance.due().unwrap().message.content.to(), "eve@x.example", "due as soon as there is one");
}

#[tokio::test]
async fn a_link_that_is_shown_counts_as_what_it_is_for() {
    let appliance = Appliance::new();
    let (ada, ben) = {
        appliance.add_user("ada", true).await;
        appliance.add_user("ben", true).await;
        (appliance.sign_in("ada").await, appliance.sign_in("ben").await)
    };
    appliance.add_user("mira", false).await;
    appliance.post("/users/mira/reset-password", json!({})).await;
    let (_, id) = first(&appliance.get("/outbox").await);
    let reveal = format!("/outbox/{id}/reveal");
    assert_eq!(appliance.act(&ada, Method::POST, "/users/mira/reset-mfa").await.0, StatusCode::OK);
    let (status, problem) = appliance.act(&ada, Method::POST, &reveal).await;
    assert_eq!((status, code(&problem)), (StatusCode::CONFLICT, "other_half"));
    assert_eq!(appliance.act(&ben, Method::POST, &reveal).await.0, StatusCode::OK);
    let (_, problem) = appliance.act(&ben, Method::POST, "/users/mira/reset-mfa").await;
    assert_eq!(code(&problem), "other_half", "who saw a link to a password takes no second step away");
    appliance.post("/users/mira/disable", json!({})).await;
    let (_, problem) = appliance.act(&ben, Method::POST, &reveal).await;
    assert!(["disabled", "unknown_message"].contains(&code(&problem)), "{problem}");
    appliance.pass(301);
    assert_eq!(code(&appliance.act(&ben, Method::POST, &reveal).await.1), "not_fresh");
}

#[tokio::test]
async fn a_notice_has_no_link_and_a_message_can_be_discarded() {
    let appliance = Appliance::new();
    appliance.add_user("mira", false).await;
    let content = Content::PasswordChanged { to: "mira@x.example".into() };
    let message =
        Message { id: "m".into(), user_id: None, content, created_at: 1_000_000, expires_at: 2_000_000 };
    appliance.store.write(move |tx| store::outbox::insert(tx, &message)).await.unwrap();
    let (status, problem) = appliance.command(Method::POST, "/outbox/m/reveal", json!({})).await;
    assert_eq!((status, code(&problem)), (StatusCode::CONFLICT, "no_link"));
    let (status, _) = appliance.command(Method::DELETE, "/outbox/m", Value::Null).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    for (method, path) in
        [(Method::DELETE, "/outbox/m"), (Method::POST, "/outbox/m/retry"), (Method::POST, "/outbox/m/reveal")]
    {
        let (status, problem) = appliance.command(method, path, Value::Null).await;
        assert_eq!((status, code(&problem)), (StatusCode::NOT_FOUND, "unknown_message"), "{path}");
    }
    assert!(appliance.get("/audit").await.to_string().contains("mail.discarded"));
}

#[tokio::test]
async fn tries_grow_apart_and_a_refusal_for_good_waits_for_somebody() {
    let appliance = Appliance::new();
    appliance.set_up_mail().await;
    appliance.post("/users", json!({"email": "eve@x.example"})).await;
    for wait in [60, 300, 900, 3_600, 3_600] {
        assert!(appliance.fail(Step::Recipient, true).await.is_some());
        appliance.pass(wait - 1);
        assert!(appliance.due().is_none(), "{wait}");
        appliance.pass(1);
    }
    appliance.fail(Step::Recipient, false).await.unwrap();
    appliance.pass(86_400);
    assert!(appliance.due().is_none());
    let page = appliance.get("/outbox?state=given_up").await;
    let (message, id) = first(&page);
    assert_eq!((&page["given_up"], &message["tries"]), (&json!(1), &json!(6)));
    assert_eq!(message["failure"]["step"], "recipient");
    assert!(appliance.get("/audit").await.to_string().contains("mail.given_up"));
    appliance.command(Method::POST, &format!("/outbox/{id}/retry"), Value::Null).await;
    assert!(appliance.fail(Step::Message, false).await.is_some());
    // Another server may take it.
    appliance.set_up_mail().await;
    assert!(appliance.due().is_some());
}

#[tokio::test]
async fn a_server_that_takes_nothing_is_left_alone_and_then_gets_all_in_order() {
    let appliance = Appliance::new();
    appliance.set_up_mail().await;
    for name in ["eve", "fay"] {
        appliance.post("/users", json!({"email": format!("{name}@x.example")})).await;
    }
    let to = |pending: Option<Pending>| pending.map(|pending| pending.message.content.to().to_owned());
    assert_eq!(to(appliance.fail(Step::Connect, true).await).as_deref(), Some("eve@x.example"));
    assert!(appliance.due().is_none());
    appliance.post("/users", json!({"email": "gil@x.example"})).await;
    assert!(appliance.due().is_none(), "a new message does not knock at once");
    appliance.pass(60);
    let health = appliance.get("/health").await;
    assert_eq!((&health["outbox"], &health["mail_failure"]["step"]), (&json!(3), &json!("connect")));
    for name in ["eve", "fay", "gil"] {
        let due = appliance.due().unwrap();
        assert_eq!(due.message.content.to(), format!("{name}@x.example"));
        outbox::sent(&appliance.cx(), &due).await.unwrap();
    }
    assert!(appliance.due().is_none());
    assert_eq!(appliance.get("/outbox").await["total"], 0);
    // Somebody who mended it need not wait.
    appliance.post("/users", json!({"email": "hal@x.example"})).await;
    appliance.fail(Step::Login, false).await.unwrap();
    assert!(appliance.due().is_none());
    assert_eq!(appliance.post("/outbox/retry", json!({})).await["count"], 1);
    assert!(appliance.due().is_some());
}

#[tokio::test]
async fn a_new_browser_is_told_to_the_owner_but_not_the_first() {
    let appliance = Appliance::new();
    appliance.add_user("mira", false).await;
    appliance.sign_in("mira").await;
    assert!(appliance.written().is_empty());
    for _ in 0..12 {
        appliance.sign_in("mira").await;
    }
    let written = appliance.written();
    assert_eq!(written.len(), 10, "in a day");
    let Content::NewBrowser { to, browser, address } = &written[0].content else { panic!("{written:?}") };
    assert_eq!([to.as_str(), browser, address], ["mira@x.example", "", "10.0.0.1"]);
    let log = appliance.get("/audit?event=session.new_browser").await;
    assert_eq!(log["total"], 12, "{log}");
}

#[tokio::test]
async fn many_failures_are_told_once_an_hour_to_the_owner_and_to_administrators() {
    let appliance = Appliance::new();
    appliance.add_user("ada", true).await;
    appliance.add_user("mira", false).await;
    let try_from = async |address: String| {
        let cx = appliance.app.begin(Actor::Anonymous, &address, "test");
        let (goal, browser) = (service::login::Goal::default(), Browser::default());
        for name in ["mira", "nobody"] {
            let wrong = Secret::new("not the password at all");
            let outcome = service::login::sign_in(&cx, name, wrong, &browser, &goal).await;
            assert!(outcome.is_err());
        }
    };
    for n in 0..20 {
        try_from(format!("10.0.1.{n}")).await;
    }
    assert!(appliance.written().is_empty());
    for n in 20..30 {
        try_from(format!("10.0.1.{n}")).await;
    }
    let told: Vec<String> = appliance.written().iter().map(|one| one.content.to().to_owned()).collect();
    assert_eq!(told, ["mira@x.example", "ada@x.example"]);
    let Content::ManyFailures { account, failures, address, .. } = &appliance.written()[1].content else {
        panic!("{told:?}")
    };
    assert_eq!((account.as_str(), *failures, address.as_str()), ("mira", 20, "10.0.1.20"));
}
