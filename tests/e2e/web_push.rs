//! Web push: a question reaches a phone whose app is closed, says nothing but "look", and never gets in anybody's way.

use reqwest::Method;
use serde_json::{Value, json};
use tests::appliance::{Appliance, MEMBER};
use tests::browser::{Browser, Page};
use tests::phone::Phone;
use tests::program;
use tests::push_service::{PushService, Reply};
use tests::relying_party::RelyingParty;
use tests::screen::{LINK, MFA, linked, signed_in};
use tests::subscription::Subscription;

/// A member whose phone has itself pushed to.
struct Pushed {
    service: PushService,
    appliance: Appliance,
    app: RelyingParty,
    known: Browser,
    phone: Phone,
}

impl Pushed {
    async fn new() -> Self {
        let service = PushService::start().await;
        let appliance = service.appliance().await;
        let app = RelyingParty::trusted(&appliance).await;
        let (known, phone) = linked(&appliance, MEMBER).await;
        Self { service, appliance, app, known, phone }
    }

    /// The phone subscribes at these paths.
    async fn subscribed(&self, paths: &[&str]) -> Vec<Subscription> {
        let all: Vec<_> = paths.iter().map(|path| Subscription::new(&self.service, path)).collect();
        let channels: Vec<Value> = all.iter().map(Subscription::channel).collect();
        self.phone.change(json!({ "push": channels })).await.unwrap();
        all
    }

    /// A question of a browser that was never here.
    async fn ask(&self) -> (Browser, Page) {
        let browser = self.known.another();
        let (_, page) = browser.half_sign_in(&self.app, MEMBER).await;
        assert!(page.asks(), "{}", page.body);
        (browser, page)
    }

    /// What became of pushes, once it is as expected.
    async fn tally(&self, is_there: impl Fn(&Value) -> bool) -> Value {
        let until = std::time::Instant::now() + std::time::Duration::from_secs(30);
        loop {
            let (_, health) = self.appliance.ask(Method::GET, "/health", None).await;
            let push = health["push"].clone();
            if is_there(&push) {
                return push;
            }
            assert!(std::time::Instant::now() < until, "{push}");
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    }

    /// What `doctor` says about push.
    fn doctor(&self) -> Value {
        let output = program::run(self.appliance.command(&["--json", "doctor"]), "");
        let findings: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
        findings.into_iter().find(|finding| finding["check"] == "push").unwrap()
    }
}

#[tokio::test]
async fn a_question_reaches_the_browser_of_the_phone_and_says_only_look() {
    let mut pushed = Pushed::new().await;
    let subscriptions = pushed.subscribed(&["/push/one"]).await;
    let key = pushed.phone.policy().await["vapid_public_key"].as_str().unwrap().to_owned();
    let (_, page) = pushed.ask().await;
    let message = pushed.service.next().await;
    assert_eq!(message.path, "/push/one");
    assert_eq!(subscriptions[0].open(&message.body), b"look");
    let ttl: u32 = message.header("ttl").parse().unwrap();
    assert!((1..=120).contains(&ttl), "as long as the question lives: {ttl}");
    assert_eq!((message.header("urgency"), message.header("topic")), ("high", "look"));
    assert_eq!(message.header("content-encoding"), "aes128gcm");
    let (claims, used) = message.vapid();
    assert_eq!(used, key, "the key that browsers subscribe with");
    assert_eq!(claims["aud"], pushed.service.endpoint(""));
    assert_eq!(claims["sub"], pushed.appliance.issuer());
    let now = std::time::UNIX_EPOCH.elapsed().unwrap().as_secs();
    let exp = claims["exp"].as_u64().unwrap();
    assert!(now < exp && exp <= now + 24 * 3_600, "{exp}");
    let said = String::from_utf8_lossy(&message.body).into_owned() + &claims.to_string();
    assert!(!said.contains(&page.transfer_code()) && !said.contains("Timesheets"));
    // An answer pushes nothing: the next message is that of the next question, to the same length.
    pushed.phone.approve_by_code(&page).await.unwrap();
    pushed.ask().await;
    let second = pushed.service.next().await;
    assert_eq!(subscriptions[0].open(&second.body), b"look");
    assert_eq!(second.body.len(), message.body.len());
    let tally = pushed.tally(|push| push["delivered"] == 2).await;
    assert_eq!((&tally["failed"], &tally["phones"]), (&json!(0), &json!(1)));
    assert!(pushed.service.came().is_none());
    let said = pushed.doctor();
    assert_eq!(said["status"], "ok");
    assert!(said["message"].as_str().unwrap().starts_with("phones with push: 1; the last one was"), "{said}");
    pushed.appliance.stop();
    pushed.appliance.restart();
    assert_eq!(pushed.phone.policy().await["vapid_public_key"], *key, "subscriptions hang on it");
}

#[tokio::test]
async fn at_most_three_come_in_five_minutes() {
    let mut pushed = Pushed::new().await;
    pushed.subscribed(&["/push/one"]).await;
    let (browser, mut page) = pushed.ask().await;
    for _ in 0..4 {
        page = browser.press(&page, "ask").await;
    }
    assert!(page.asks(), "the question is asked all the same");
    let tally = pushed.tally(|push| push["held_back"] == 2 && push["delivered"] == 3).await;
    assert_eq!(tally["failed"], 0);
    for _ in 0..3 {
        pushed.service.next().await;
    }
    assert!(pushed.service.came().is_none());
    pushed.phone.approve_by_code(&page).await.unwrap();
}

#[tokio::test]
async fn a_subscription_that_is_gone_is_taken_away_and_the_others_stay() {
    for status in [404, 410] {
        let mut pushed = Pushed::new().await;
        let subscriptions = pushed.subscribed(&["/gone", "/stays"]).await;
        pushed.service.answer("/gone", [Reply::Status(status, None)]);
        pushed.ask().await;
        let mut paths = [pushed.service.next().await.path, pushed.service.next().await.path];
        paths.sort();
        assert_eq!(paths, ["/gone", "/stays"]);
        while !pushed.appliance.audited().await.contains(&"device.push_gone".to_owned()) {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        pushed.tally(|push| push["delivered"] == 1 && push["failed"] == 0).await;
        pushed.ask().await;
        let message = pushed.service.next().await;
        assert_eq!(subscriptions[1].open(&message.body), b"look");
        let tally = pushed.tally(|push| push["delivered"] == 2).await;
        assert_eq!(tally["phones"], 1);
        let known = pushed.phone.device().await.unwrap();
        assert_eq!(known["push"], json!(["webpush"]), "and the phone is told what is left");
        assert!(pushed.service.came().is_none());
    }
}

#[tokio::test]
async fn a_push_service_that_is_busy_is_asked_again_when_it_says() {
    let mut pushed = Pushed::new().await;
    pushed.subscribed(&["/busy"]).await;
    let busy = [Reply::Status(429, Some(2)), Reply::Status(503, None), Reply::Created];
    pushed.service.answer("/busy", busy);
    pushed.ask().await;
    let first = pushed.service.next().await;
    let second = pushed.service.next().await;
    assert!((second.at - first.at).as_secs_f32() >= 2.0, "Retry-After");
    let third = pushed.service.next().await;
    assert!((third.at - second.at).as_secs_f32() >= 2.0, "the second wait is longer than the first of 1 s");
    assert!(first.body != second.body && first.body[..16] != third.body[..16], "a salt is used once");
    let ttl = |message: &tests::push_service::Received| message.header("ttl").parse::<u32>().unwrap();
    assert!(ttl(&third) < ttl(&first), "no longer than the question lives");
    let tally = pushed.tally(|push| push["delivered"] == 1).await;
    assert_eq!(tally["failed"], 0);
}

#[tokio::test]
async fn one_that_hangs_up_or_does_not_answer_is_asked_again() {
    let mut pushed = Pushed::new().await;
    let subscriptions = pushed.subscribed(&["/flaky"]).await;
    pushed.service.answer("/flaky", [Reply::HangUp, Reply::Never, Reply::Created]);
    pushed.ask().await;
    for _ in 0..3 {
        assert_eq!(subscriptions[0].open(&pushed.service.next().await.body), b"look");
    }
    let tally = pushed.tally(|push| push["delivered"] == 1).await;
    assert_eq!(tally["failed"], 0);
}

#[tokio::test]
async fn a_question_that_was_answered_meanwhile_is_not_pushed_again() {
    let mut pushed = Pushed::new().await;
    pushed.subscribed(&["/busy"]).await;
    pushed.service.answer("/busy", [Reply::Status(503, Some(2)), Reply::Created]);
    let (_, page) = pushed.ask().await;
    pushed.service.next().await;
    pushed.phone.approve_by_code(&page).await.unwrap();
    let tally = pushed.tally(|push| push["spared"] == 1).await;
    assert_eq!((&tally["delivered"], &tally["failed"]), (&json!(0), &json!(0)));
    assert!(pushed.service.came().is_none());
}

#[tokio::test]
async fn one_that_wants_too_long_a_wait_or_refuses_is_given_up_and_said_once() {
    let mut pushed = Pushed::new().await;
    pushed.subscribed(&["/later", "/large"]).await;
    pushed.service.answer("/later", [Reply::Status(429, Some(3_600))]);
    pushed.service.answer("/large", [Reply::Status(413, None)]);
    for failed in [2, 4] {
        pushed.ask().await;
        let tally = pushed.tally(|push| push["failed"] == failed).await;
        assert_eq!(tally["delivered"], 0);
    }
    for _ in 0..4 {
        pushed.service.next().await;
    }
    assert!(pushed.service.came().is_none());
    let said = pushed.appliance.server().stderr();
    for status in ["status 413", "status 429"] {
        assert_eq!(said.matches(status).count(), 1, "{said}");
    }
    assert!(!said.contains("/large") && !said.contains("/later"), "endpoints are nobody's business: {said}");
    let doctor = pushed.doctor();
    assert_eq!(doctor["status"], "warn", "{doctor}");
    assert!(doctor["message"].as_str().unwrap().contains("localhost: status 4"), "{doctor}");
    assert_eq!(pushed.tally(|_| true).await["phones"], 1, "the channel stays: it may be our fault");
}

#[tokio::test]
async fn neither_a_long_answer_is_read_nor_a_redirect_followed() {
    let mut pushed = Pushed::new().await;
    pushed.subscribed(&["/endless"]).await;
    pushed.service.answer("/endless", [Reply::Endless]);
    pushed.ask().await;
    let bytes = pushed.service.hung_up_after().await;
    assert!(bytes < 16 * 1_024 * 1_024, "what lay in the buffers of both sides: {bytes}");
    pushed.tally(|push| push["delivered"] == 1).await;
    pushed.service.next().await;
    pushed.subscribed(&["/redirect"]).await;
    pushed.service.answer("/redirect", [Reply::Redirect("/elsewhere")]);
    pushed.ask().await;
    let tally = pushed.tally(|push| push["failed"] == 1).await;
    assert_eq!(tally["failure"], "localhost: status 307");
    assert_eq!(pushed.service.next().await.path, "/redirect");
    assert!(pushed.service.came().is_none());
}

#[tokio::test]
async fn a_dead_push_service_delays_nobody() {
    let mut pushed = Pushed::new().await;
    pushed.subscribed(&["/dead"]).await;
    pushed.service.answer("/dead", [Reply::Never]);
    let (browser, page) = pushed.ask().await;
    pushed.service.next().await;
    pushed.phone.approve_by_code(&page).await.unwrap();
    let approved = browser.open(MFA).await;
    browser.press(&approved, "continue").await;
    assert_eq!(browser.open("/account").await.url.path(), "/account", "signed in");
    let tally = pushed.tally(|_| true).await;
    assert_eq!((&tally["delivered"], &tally["failed"]), (&json!(0), &json!(0)), "and the push still hangs");
    let begun = std::time::Instant::now();
    pushed.appliance.stop();
    assert!(begun.elapsed().as_secs() < 5, "nor the end of the server");
}

#[tokio::test]
async fn a_push_service_with_a_foreign_certificate_gets_nothing() {
    let mut pushed = Pushed::new().await;
    let foreign = PushService::start().await;
    pushed.appliance.stop();
    let both = format!("localhost:{},localhost:{}", pushed.service.port, foreign.port);
    pushed.appliance.set("DONELOGIN_PUSH_EXTRA_HOSTS", &both);
    pushed.appliance.restart();
    let (here, elsewhere) = (Subscription::new(&pushed.service, "/a"), Subscription::new(&foreign, "/b"));
    pushed.phone.change(json!({"push": [here.channel(), elsewhere.channel()]})).await.unwrap();
    pushed.ask().await;
    assert_eq!(here.open(&pushed.service.next().await.body), b"look");
    let mut foreign = foreign;
    pushed.tally(|push| push["delivered"] == 1).await;
    assert!(foreign.came().is_none());
}

#[tokio::test]
async fn what_nothing_could_or_may_be_pushed_to_is_refused_with_the_reason() {
    let pushed = Pushed::new().await;
    let good = Subscription::new(&pushed.service, "/x").channel();
    let with = |pointer: &str, value: &str| {
        let mut channel = good.clone();
        *channel.pointer_mut(pointer).unwrap() = value.into();
        channel
    };
    let mut beside = good["keys"]["p256dh"].as_str().unwrap().to_owned();
    beside.replace_range(10..14, "AAAA");
    let port = pushed.service.port;
    let bad = [
        (with("/keys/p256dh", &beside), "p256dh"),
        (with("/keys/p256dh", "BAAA"), "p256dh"),
        (with("/keys/auth", "AAAAAAAAAAAAAAAAAAAAAAAA"), "auth"),
        (with("/keys/auth", "!"), "auth"),
        (with("/endpoint", &format!("http://localhost:{port}/x")), "https"),
        (with("/endpoint", &format!("https://127.0.0.1:{port}/x")), "host"),
        (with("/endpoint", "https://localhost/x"), "host"),
        (with("/endpoint", "https://push.example/x"), "host"),
        (with("/endpoint", "https://fcm.googleapis.com:8443/x"), "host"),
    ];
    for (channel, reason) in &bad {
        let refused = pushed.phone.change(json!({ "push": [channel] })).await.unwrap_err();
        assert_eq!(refused.kind(), (400, "malformed"), "{channel}");
        assert!(refused.document["detail"].as_str().unwrap().contains(reason), "{}", refused.document);
    }
    let browser = signed_in(&pushed.appliance, tests::appliance::ADMIN).await;
    let mut phone = Phone::new(&pushed.appliance).await;
    let offer = phone.scan(&browser.begin_link().await.qr());
    let policy = phone.policy_of(&offer.issuer).await;
    let claim = phone.claim_draft(&offer, &policy);
    for (channel, reason) in &bad {
        let message = claim.clone().with("push", json!([channel])).sign(&phone.key);
        let refused = phone.send_claim(&offer, message).await.unwrap_err();
        assert_eq!(refused.kind(), (400, "malformed"), "{channel}");
        assert!(refused.document["detail"].as_str().unwrap().contains(reason), "{}", refused.document);
    }
    let good = json!([with("/endpoint", "https://fcm.googleapis.com/fcm/send/x")]);
    let message = claim.with("push", good).sign(&phone.key);
    phone.send_claim(&offer, message).await.unwrap();
    assert_eq!(browser.open(LINK).await.status, 200);
}

#[tokio::test]
async fn switched_off_nothing_is_pushed_and_phones_are_told_no_key() {
    let mut pushed = Pushed::new().await;
    let subscriptions = pushed.subscribed(&["/push/one"]).await;
    pushed.appliance.run(&["settings", "set", "push.enabled", "off"]);
    assert_eq!(pushed.phone.policy().await["vapid_public_key"], Value::Null);
    let (browser, page) = pushed.ask().await;
    assert!(pushed.doctor()["message"].as_str().unwrap().starts_with("off"));
    pushed.appliance.run(&["settings", "set", "push.enabled", "on"]);
    pushed.appliance.run(&["settings", "set", "push.contact", "it@office.example"]);
    browser.press(&page, "ask").await;
    let message = pushed.service.next().await;
    assert_eq!(subscriptions[0].open(&message.body), b"look");
    assert_eq!(message.vapid().0["sub"], "mailto:it@office.example");
    let tally = pushed.tally(|push| push["delivered"] == 1).await;
    assert_eq!((&tally["failed"], &tally["held_back"]), (&json!(0), &json!(0)));
    assert!(pushed.service.came().is_none());
}
