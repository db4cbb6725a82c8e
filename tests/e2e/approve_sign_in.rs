//! A sign-in that a phone answers: from the app to its tokens, who may finish it, and what ends it.

use reqwest::Method;
use serde_json::json;
use tests::appliance::{ADMIN, Appliance, MEMBER};
use tests::phone::Carried;
use tests::relying_party::RelyingParty;
use tests::screen::{MFA, linked, signed_in};
use tests::waiting::Waiting;

#[tokio::test]
async fn from_the_app_by_typed_digits_to_tokens_that_say_how() {
    let waiting = Waiting::new().await;
    let Waiting { browser, page, phone, .. } = &waiting;
    assert!(page.body.contains("/login/mfa/continue"));
    let mut events = browser.events("/login/mfa/events").await;
    events.until("state", "pending").await;
    let asked = phone.asked().await;
    let shown = asked.shown();
    assert_eq!((&shown["app"]["name"], &shown["app"]["host"]), (&json!("Timesheets"), &json!("app.example")));
    let code = page.transfer_code();
    let told = asked.context.clone() + &asked.mfa_code + &asked.approval_id;
    assert!(!told.contains(&code) && !told.contains(&page.scan().secret), "the person carries these over");
    assert!(!page.body.contains(&asked.mfa_code), "and the screen does not have what the phone was given");
    assert!((1..=120).contains(&asked.expires_in_s));
    let attempt = phone.begin_attempt(&asked.approval_id).await.unwrap();
    assert!((1..=30).contains(&attempt.expires_in_s));
    waiting.is_not_finished().await;
    let draft = phone.approval(&asked, &attempt, Carried::Code(&code), &phone.policy().await);
    assert_eq!(phone.decide(&asked, &draft).await.unwrap(), "approved");
    events.until("state", "approved").await;
    assert!(phone.approvals().await.unwrap().is_empty());
    let approved = browser.open(MFA).await;
    let landed = browser.press(&approved, "continue").await;
    let tokens = waiting.app.finish(waiting.pending, &landed).await;
    assert_eq!(tokens.amr, ["face", "mfa", "pwd", "swk"]);
    assert_eq!(tokens.acr.as_deref(), Some("urn:donelogin:acr:face"));
    assert_eq!(tokens.userinfo.email().unwrap().as_str(), MEMBER.email);
    // The session remembers it: the next app is told the same without a question.
    let again = waiting.app.tokens(&waiting.browser, &["email"]).await;
    assert_eq!((again.amr, again.acr), (tokens.amr, tokens.acr));
    assert!(waiting.phone.approvals().await.unwrap().is_empty());
}

#[tokio::test]
async fn by_scanning_and_without_scripts() {
    let waiting = Waiting::new().await;
    let Waiting { browser, page, phone, .. } = &waiting;
    let plain = browser.open("/login/mfa?plain=1").await;
    assert_eq!(plain.headers["refresh"], "5");
    assert_eq!(plain.transfer_code(), page.transfer_code(), "looking asks nobody anew");
    assert!(browser.open("/login/mfa?plain=1&still=1").await.headers.get("refresh").is_none());
    let scan = page.scan();
    let asked = phone.asked().await;
    assert_eq!(scan.approval_id, asked.approval_id);
    assert_eq!(phone.approve(Carried::Secret(&scan.secret)).await.unwrap(), "approved");
    let plain = browser.open("/login/mfa?plain=1").await;
    assert!(plain.headers.get("refresh").is_none(), "there is nothing more to wait for");
    let landed = browser.press(&plain, "continue").await;
    let tokens = waiting.app.finish(waiting.pending, &landed).await;
    assert_eq!(tokens.amr, ["face", "mfa", "pwd", "swk"]);
}

#[tokio::test]
async fn the_open_app_is_told_to_look() {
    let appliance = Appliance::claimed().await;
    let app = RelyingParty::trusted(&appliance).await;
    let (known, phone) = linked(&appliance, MEMBER).await;
    let mut events = phone.events().await.unwrap();
    assert_eq!(events.next().await.unwrap().name, "look");
    assert!(phone.approvals().await.unwrap().is_empty());
    let (_, page) = known.another().half_sign_in(&app, MEMBER).await;
    let event = events.next().await.unwrap();
    assert_eq!((event.name.as_str(), event.data), ("look", json!({})), "and nothing else is said");
    assert_eq!(phone.approve_by_code(&page).await.unwrap(), "approved");
}

#[tokio::test]
async fn no_ends_this_one_and_asking_again_begins_another() {
    let waiting = Waiting::new().await;
    let mut events = waiting.browser.events("/login/mfa/events").await;
    let (asked, yes) = waiting.good().await;
    let no = waiting.phone.refusal(&asked, "deny");
    assert_eq!(waiting.phone.decide(&asked, &no).await.unwrap(), "denied");
    events.until("state", "denied").await;
    let late = yes.with("counter", waiting.phone.count());
    assert_eq!(waiting.phone.decide(&asked, &late).await.unwrap_err().kind(), (409, "already_decided"));
    waiting.is_not_finished().await;
    let page = waiting.look().await;
    assert_eq!(waiting.browser.approval_state().await, "denied");
    let again = waiting.browser.press(&page, "ask").await;
    assert_ne!(again.transfer_code(), waiting.page.transfer_code());
    waiting.phone.approve_by_code(&again).await.unwrap();
    let approved = waiting.look().await;
    let landed = waiting.browser.press(&approved, "continue").await;
    waiting.app.finish(waiting.pending, &landed).await;
}

#[tokio::test]
async fn not_me_ends_all_shuts_strangers_out_and_asks_for_another_password() {
    let waiting = Waiting::new().await;
    let Waiting { appliance, app, known, phone, .. } = &waiting;
    let second = known.another();
    second.half_sign_in(app, MEMBER).await;
    let asked = phone.approvals().await.unwrap();
    assert_eq!(asked.len(), 2);
    assert_eq!(phone.decide(&asked[0], &phone.refusal(&asked[0], "not_me")).await.unwrap(), "blocked");
    assert!(phone.approvals().await.unwrap().is_empty(), "all of them are over");
    for browser in [&waiting.browser, &second] {
        assert_eq!(browser.approval_state().await, "blocked");
    }
    waiting.is_not_finished().await;
    let stranger = known.another();
    let (_, page) = stranger.half_sign_in(app, MEMBER).await;
    assert!(!page.asks(), "{}", page.body);
    assert!(phone.approvals().await.unwrap().is_empty());
    assert!(appliance.audited().await.contains(&"approval.not_me".to_owned()));
    // The browser that the account knows may go on; then the password has to be another.
    let login = known.open(&format!("{}&prompt=login", app.begin(&["email"]).url)).await;
    let half = known.sign_in(&login, MEMBER).await;
    assert!(half.asks(), "{} {}", half.url, half.body);
    phone.approve_by_code(&half).await.unwrap();
    let landed = known.press(&known.open(MFA).await, "continue").await;
    assert!(landed.away.is_none(), "the app waits until there is another password: {landed:?}");
    assert!(landed.body.contains("new-password"), "{} {}", landed.url, landed.body);
}

#[tokio::test]
async fn not_me_is_over_for_strangers_after_fifteen_minutes() {
    let mut waiting = Waiting::new().await;
    let asked = waiting.phone.asked().await;
    waiting.phone.decide(&asked, &waiting.phone.refusal(&asked, "not_me")).await.unwrap();
    waiting.appliance.restart_later(901);
    let (_, page) = waiting.known.another().half_sign_in(&waiting.app, MEMBER).await;
    assert!(page.asks());
}

#[tokio::test]
async fn a_newer_question_of_the_same_browser_takes_the_place_of_the_older() {
    let waiting = Waiting::new().await;
    let (asked, draft) = waiting.good().await;
    let again = waiting.browser.press(&waiting.page, "ask").await;
    assert_eq!(waiting.phone.decide(&asked, &draft).await.unwrap_err().kind(), (410, "superseded"));
    assert_ne!(waiting.phone.asked().await.approval_id, asked.approval_id);
    assert_eq!(waiting.phone.approve_by_code(&again).await.unwrap(), "approved");
}

#[tokio::test]
async fn a_get_asks_nobody() {
    let waiting = Waiting::new().await;
    let before = waiting.phone.asked().await.approval_id;
    for path in [MFA, "/login/mfa?plain=1", "/login/mfa/events", "/login"] {
        waiting.browser.peek(if path.ends_with("events") { MFA } else { path }).await;
        assert_eq!(waiting.phone.asked().await.approval_id, before, "{path}");
    }
    let denied = waiting.phone.asked().await;
    waiting.phone.decide(&denied, &waiting.phone.refusal(&denied, "deny")).await.unwrap();
    for _ in 0..3 {
        waiting.look().await;
    }
    assert!(waiting.phone.approvals().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_fourth_question_ends_an_older_one_of_a_stranger() {
    let waiting = Waiting::new().await;
    let mut browsers = vec![(waiting.browser.clone(), waiting.page.clone())];
    for _ in 0..3 {
        let browser = waiting.known.another();
        let (_, page) = browser.half_sign_in(&waiting.app, MEMBER).await;
        assert!(page.asks());
        browsers.push((browser, page));
    }
    assert_eq!(waiting.phone.approvals().await.unwrap().len(), 3);
    let (_, newest) = browsers.last().unwrap();
    waiting.phone.asked_on(newest).await;
    let mut ended = 0;
    for (browser, _) in &browsers {
        ended += usize::from(browser.approval_state().await == "superseded");
    }
    assert_eq!(ended, 1, "and its browser is told");
}

#[tokio::test]
async fn a_stranger_does_not_push_out_what_known_browsers_began() {
    let waiting = Waiting::new().await;
    let Waiting { app, phone, known, .. } = &waiting;
    phone.decide(&phone.asked().await, &phone.refusal(&phone.asked().await, "deny")).await.unwrap();
    let mut browsers = Vec::new();
    for _ in 0..3 {
        let browser = known.another();
        let (_, page) = browser.half_sign_in(app, MEMBER).await;
        phone.approve_by_code(&page).await.unwrap();
        browser.press(&browser.open(MFA).await, "continue").await;
        browsers.push(browser);
    }
    for browser in &browsers {
        let login = browser.open(&format!("{}&prompt=login", app.begin(&["email"]).url)).await;
        assert!(browser.sign_in(&login, MEMBER).await.asks());
    }
    let before: Vec<_> = phone.approvals().await.unwrap().into_iter().map(|one| one.approval_id).collect();
    assert_eq!(before.len(), 3);
    let (_, page) = known.another().half_sign_in(app, MEMBER).await;
    assert!(!page.asks(), "{}", page.body);
    let after: Vec<_> = phone.approvals().await.unwrap().into_iter().map(|one| one.approval_id).collect();
    assert_eq!(before, after);
}

#[tokio::test]
async fn only_the_browser_that_began_finishes_and_only_once() {
    let waiting = Waiting::new().await;
    waiting.phone.approve_by_code(&waiting.page).await.unwrap();
    let approved = waiting.look().await;
    let form = waiting.browser.button(&approved, "continue");
    let nobody = waiting.known.another();
    let somebody = signed_in(&waiting.appliance, ADMIN).await;
    for other in [&nobody, &somebody] {
        let page = other.submit(&approved, form.clone()).await;
        assert!(page.away.is_none(), "{page:?}");
    }
    assert_eq!(nobody.open("/account").await.url.path(), "/login");
    let thief = waiting.browser.copy();
    let landed = waiting.browser.submit(&approved, form.clone()).await;
    let again = thief.submit(&approved, form).await;
    assert!(again.away.is_none(), "{again:?}");
    assert_eq!(thief.open("/account").await.url.path(), "/login");
    waiting.app.finish(waiting.pending, &landed).await;
}

#[tokio::test]
async fn an_answer_does_not_outlive_the_account_or_the_app_or_the_phone_or_the_grace() {
    for end in ["user", "app", "phone", "grace"] {
        let mut waiting = Waiting::new().await;
        waiting.phone.approve_by_code(&waiting.page).await.unwrap();
        let approved = waiting.look().await;
        let form = waiting.browser.button(&approved, "continue");
        match end {
            "user" => {
                drop(waiting.appliance.post(&format!("/users/{}/disable", MEMBER.email), json!({})).await)
            }
            "app" => {
                let path = format!("/clients/{}", waiting.app.client_id);
                let off = Some(json!({"state": "disabled"}));
                assert_eq!(waiting.appliance.ask(Method::PATCH, &path, off).await.0, 200);
            }
            "phone" => waiting.phone.remove().await.unwrap(),
            _ => waiting.appliance.restart_later(301),
        }
        let page = waiting.browser.submit(&approved, form).await;
        assert!(page.away.is_none(), "{end}: {page:?}");
        assert!(!waiting.is_signed_in().await, "{end}");
    }
}

#[tokio::test]
async fn a_question_and_a_face_check_expire() {
    let mut waiting = Waiting::new().await;
    let (asked, late) = waiting.good().await;
    waiting.appliance.restart_later(31);
    assert_eq!(
        waiting.phone.decide(&asked, &late).await.unwrap_err().kind(),
        (422, "wrong_gestures"),
        "30 s a check"
    );
    let (_, good) = waiting.good().await;
    waiting.appliance.restart_later(90);
    assert_eq!(waiting.phone.decide(&asked, &good).await.unwrap_err().kind(), (410, "expired"));
    assert_eq!(waiting.phone.begin_attempt(&asked.approval_id).await.unwrap_err().kind(), (410, "expired"));
    assert!(waiting.phone.approvals().await.unwrap().is_empty());
    let page = waiting.look().await;
    assert_eq!(waiting.browser.approval_state().await, "expired");
    let again = waiting.browser.press(&page, "ask").await;
    assert_eq!(waiting.phone.approve_by_code(&again).await.unwrap(), "approved");
}

#[tokio::test]
async fn a_server_that_dies_in_between_keeps_question_and_answer() {
    let mut waiting = Waiting::new().await;
    let (asked, draft) = waiting.good().await;
    let mut events = waiting.phone.events().await.unwrap();
    waiting.appliance.kill();
    events.end().await;
    waiting.appliance.restart();
    assert_eq!(waiting.look().await.transfer_code(), waiting.page.transfer_code());
    assert_eq!(waiting.phone.asked().await.approval_id, asked.approval_id);
    assert_eq!(
        waiting.phone.decide(&asked, &draft).await.unwrap(),
        "approved",
        "the face check counts still"
    );
    waiting.appliance.kill();
    waiting.appliance.restart();
    let replayed = draft.sign(&waiting.phone.key);
    assert_eq!(waiting.phone.send_answer(&asked, replayed).await.unwrap_err().status, 409);
    let approved = waiting.look().await;
    let landed = waiting.browser.press(&approved, "continue").await;
    let tokens = waiting.app.finish(waiting.pending, &landed).await;
    assert_eq!(tokens.amr, ["face", "mfa", "pwd", "swk"]);
}

#[tokio::test]
async fn the_password_alone_opens_nothing() {
    let waiting = Waiting::new().await;
    for path in ["/account", "/account/devices", "/account/devices/link", "/"] {
        assert_eq!(waiting.browser.open(path).await.url.path(), "/login", "{path}");
    }
    let silent = waiting.browser.open(&format!("{}&prompt=none", waiting.app.begin(&["email"]).url)).await;
    assert_eq!(silent.answer("error").as_deref(), Some("login_required"));
    let cancelled = waiting.browser.press(&waiting.page, "cancel").await;
    assert_eq!(cancelled.url.path(), "/login");
    assert!(waiting.phone.approvals().await.unwrap().is_empty(), "nobody waits for an answer any more");
}

#[tokio::test]
async fn a_form_that_another_site_made_up_moves_nothing() {
    let waiting = Waiting::new().await;
    let before = waiting.phone.asked().await.approval_id;
    for button in ["ask", "cancel", "continue"] {
        let form = waiting.browser.button(&waiting.page, button).with("csrf", "of another site");
        let page = waiting.browser.submit(&waiting.page, form).await;
        assert!((400..500).contains(&page.status), "{button}: {}", page.status);
        assert_eq!(waiting.phone.asked().await.approval_id, before, "{button}");
    }
    waiting.phone.approve_by_code(&waiting.page).await.unwrap();
    let form = waiting.browser.button(&waiting.page, "continue").with("csrf", "of another site");
    assert!(waiting.browser.submit(&waiting.page, form).await.away.is_none());
    assert!(!waiting.is_signed_in().await);
}

#[tokio::test]
async fn the_password_typed_again_in_the_same_browser_takes_the_place_of_the_older_question() {
    let waiting = Waiting::new().await;
    let (asked, draft) = waiting.good().await;
    let (pending, page) = waiting.browser.half_sign_in(&waiting.app, MEMBER).await;
    assert_ne!(waiting.phone.asked().await.approval_id, asked.approval_id);
    assert_eq!(waiting.phone.decide(&asked, &draft).await.unwrap_err().kind(), (410, "superseded"));
    waiting.phone.approve_by_code(&page).await.unwrap();
    let landed = waiting.browser.press(&waiting.look().await, "continue").await;
    waiting.app.finish(pending, &landed).await;
}
