//! `/login/mfa` with a phone, and `/phone/v1/approvals`: every check of an answer, and what becomes of the browser.

use serde_json::{Value, json};

use crate::world::{Answer, BROWSER, Browser, Client, PASSWORD, Phone, SESSION, World, codes_on};

/// A world in which mira has a phone.
pub(crate) async fn linked() -> (World, Phone, Vec<String>) {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let (phone, codes) = browser.link_phone(&world).await;
    (world, phone, codes)
}

/// A browser that has signed in once, by a recovery code.
pub(crate) async fn known(world: &World, code: &str) -> Browser {
    let mut browser = world.browser();
    let page = browser.half_way().await;
    browser.type_code(&page, code).await.expect(303);
    browser.cookies.remove(SESSION);
    browser
}

pub(crate) async fn go_on(browser: &mut Browser, page: &Answer) -> Answer {
    browser.submit(page, "/login/mfa/continue", &[]).await
}

#[tokio::test]
async fn the_phones_yes_makes_a_session_with_the_right_amr_and_acr() {
    let (world, mut phone, _) = linked().await;
    let mut browser = world.browser();
    let page = browser.authorize(&Client::NOTES.ask()).await;
    let answer = browser.fill_in(&page, PASSWORD).await.expect(303);
    let page = browser.follow(answer).await.expect(200);
    let digits = page.attribute("data-transfer-code");
    assert!(digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit()), "{digits}");
    assert!(page.attribute("data-qr").starts_with(&format!("{}/phone/approve#v=1&a=", crate::world::ISSUER)));
    let question = phone.question().await;
    assert!(!question.to_string().contains(&digits), "the digits are not told to the phone");
    let context: Value = serde_json::from_str(question["context"].as_str().unwrap()).unwrap();
    assert_eq!(context["app"]["name"], "Notes");
    assert_eq!(context["account"]["username"], "mira");
    assert_eq!((&context["browser"]["known"], &context["address"]["local"]), (&json!(false), &json!(true)));
    assert_eq!((&question["expires_in"], &question["same_network"]), (&json!(120), &json!(true)));
    let early = go_on(&mut browser, &page).await.expect(303);
    assert!(early.location().starts_with("/login/mfa?"), "nothing was approved yet: {}", early.location());
    assert!(early.set_cookie(SESSION).is_none());
    let claims = phone.approval(&question, &digits).await;
    assert_eq!(phone.answer(&claims).await.expect(200).json()["status"], "approved");
    let before = browser.cookies[BROWSER].clone();
    let page = browser.open("/login/mfa").await.expect(200);
    let mut stranger = world.browser();
    assert_eq!(stranger.get("/login/mfa").await.expect(303).location(), "/login", "by its own cookie alone");
    let answer = go_on(&mut browser, &page).await.expect(303);
    assert!(answer.set_cookie(SESSION).is_some());
    assert_ne!(browser.cookies[BROWSER], before, "renewed with the second factor");
    let page = browser.follow(answer).await;
    let answer = browser.go_on(page).await;
    let tokens = Client::NOTES.exchange(&world, &answer.sent("code").unwrap()).await.expect(200).json();
    let token = crate::world::id_token::claims(&tokens);
    assert_eq!(token["amr"], json!(["pwd", "face", "mfa", "swk"]));
    assert_eq!(token["acr"], "urn:donelogin:acr:face");
    assert_eq!(phone.answer(&claims).await.expect(409).problem(), "already_decided", "a replay");
}

#[tokio::test]
async fn a_scan_does_what_digits_do_and_one_answer_opens_one_session() {
    let (world, mut phone, _) = linked().await;
    let mut browser = world.browser();
    let page = browser.half_way().await;
    let secret = page.attribute("data-qr").split("&s=").nth(1).unwrap().to_owned();
    let question = phone.question().await;
    let mut claims = phone.approval(&question, "").await;
    claims["transfer"] = json!({ "secret": secret });
    phone.answer(&claims).await.expect(200);
    let page = browser.get("/login/mfa").await.expect(200);
    let mut twin = browser.clone();
    go_on(&mut browser, &page).await.expect(303);
    let second = go_on(&mut twin, &page).await;
    assert!(second.set_cookie(SESSION).is_none(), "once: {}", second.location());
}

#[tokio::test]
async fn an_office_may_want_browser_and_phone_in_one_network_for_a_scan() {
    let (world, mut phone, _) = linked().await;
    world.set("mfa.scan", "same_network").await;
    let mut browser = world.browser().from([203, 0, 113, 9]);
    let page = browser.half_way().await;
    let question = phone.question().await;
    assert_eq!(question["same_network"], json!(false));
    let mut claims = phone.approval(&question, "").await;
    claims["transfer"] = json!({ "secret": page.attribute("data-qr").split("&s=").nth(1).unwrap() });
    assert_eq!(phone.answer(&claims).await.expect(422).problem(), "wrong_transfer");
    phone.peer = [203, 0, 113, 40];
    phone.answer(&claims).await.expect(200);
}

#[tokio::test]
async fn each_check_of_an_answer_refuses_on_its_own() {
    let (world, mut phone, _) = linked().await;
    let mut browser = world.browser();
    let page = browser.half_way().await;
    let question = phone.question().await;
    let good = phone.approval(&question, &page.attribute("data-transfer-code")).await;
    let gestures: Vec<&str> =
        good["face"]["gestures"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let others = [gestures[1], gestures[0], gestures[2]];
    for (pointer, value, status, problem) in [
        ("/aud", json!("https://elsewhere.example"), 422, "wrong_audience"),
        ("/sub", json!("somebody"), 401, "unknown_device"),
        ("/approval_id", json!("another"), 404, "unknown_request"),
        ("/mfa_code", json!("m".repeat(48)), 404, "unknown_request"),
        ("/context_hash", json!("AAAA"), 422, "wrong_context"),
        ("/face/result", json!("no_match"), 422, "face_not_passed"),
        ("/face/result", json!("spoof"), 422, "face_not_passed"),
        ("/face/result", json!("not_run"), 422, "face_not_passed"),
        ("/face", Value::Null, 422, "face_not_passed"),
        ("/face/policy", json!("of yesteryear"), 422, "unknown_policy"),
        ("/face/gestures", json!(others), 422, "wrong_gestures"),
        ("/face/gestures", json!([]), 422, "wrong_gestures"),
        ("/attempt", json!("another"), 422, "wrong_gestures"),
        ("/attempt", Value::Null, 422, "wrong_gestures"),
        ("/decision", json!("maybe"), 400, "malformed"),
        ("/counter", json!(0), 400, "malformed"),
        ("/counter", json!(-1), 400, "malformed"),
        ("/counter", json!(1.5), 400, "malformed"),
        ("/counter", json!(9_007_199_254_740_992_u64), 400, "malformed"),
    ] {
        let mut claims = good.clone();
        *claims.pointer_mut(pointer).unwrap() = value.clone();
        let message = phone.sign("approval", &claims);
        let path = format!("/phone/v1/approvals/{}", question["approval_id"].as_str().unwrap());
        let refused = phone.post(&path, message).await;
        assert_eq!(
            (refused.status.as_u16(), refused.problem().as_str()),
            (status, problem),
            "{pointer} {value}"
        );
    }
    // Changed on the way: the verdict is signed with everything else.
    let denied = phone.sign("approval", &{
        let mut claims = good.clone();
        claims["decision"] = json!("deny");
        claims
    });
    let approved = phone.sign("approval", &good);
    let forged = format!("{}.{}", approved.rsplit_once('.').unwrap().0, denied.rsplit_once('.').unwrap().1);
    let path = format!("/phone/v1/approvals/{}", question["approval_id"].as_str().unwrap());
    assert_eq!(phone.post(&path, forged).await.expect(401).problem(), "bad_signature");
    let typed_as_link = phone.sign("device", &good);
    assert_eq!(phone.post(&path, typed_as_link).await.expect(400).problem(), "malformed");
    // None of that decided anything.
    assert!(browser.get("/login/mfa").await.body.contains("data-transfer-code"));
    phone.answer(&good).await.expect(200);
}

#[tokio::test]
async fn another_persons_phone_decides_nothing() {
    let (world, mut phone, _) = linked().await;
    let mut ada = world.browser().of("ada");
    ada.sign_in().await;
    let (mut other, _) = ada.link_phone(&world).await;
    let mut browser = world.browser();
    let page = browser.half_way().await;
    assert_eq!(other.question().await, Value::Null, "nor sees anything");
    let question = phone.question().await;
    let good = phone.approval(&question, &page.attribute("data-transfer-code")).await;
    let mut claims = good.clone();
    claims["sub"] = json!(other.id);
    assert_eq!(other.answer(&claims).await.expect(404).problem(), "unknown_request");
    claims["decision"] = json!("deny");
    assert_eq!(other.answer(&claims).await.expect(404).problem(), "unknown_request");
    let path = format!("/phone/v1/approvals/{}/attempts", question["approval_id"].as_str().unwrap());
    assert_eq!(other.call("POST", &path, "").await.expect(404).problem(), "unknown_request");
    phone.answer(&good).await.expect(200);
}

#[tokio::test]
async fn three_wrong_codes_end_a_question_and_ten_in_a_row_turn_typed_codes_off() {
    let (world, mut phone, _) = linked().await;
    let mut wrong = 0;
    for round in 0..4 {
        let mut browser = world.browser();
        let page = browser.half_way().await;
        let digits = page.attribute("data-transfer-code");
        let guess = if digits == "000000" { "111111" } else { "000000" };
        let question = phone.question().await;
        let mut claims = phone.approval(&question, guess).await;
        for left in (0..3).rev() {
            if wrong == 10 {
                break;
            }
            let refused = phone.answer(&claims).await.expect(422);
            assert_eq!(
                (refused.problem().as_str(), &refused.json()["tries_left"]),
                ("wrong_transfer", &json!(left))
            );
            wrong += 1;
        }
        if wrong < 10 {
            claims["transfer"] = json!({ "code": digits });
            assert_eq!(phone.answer(&claims).await.expect(410).problem(), "expired", "round {round}");
            assert!(browser.get("/login/mfa").await.says("Three wrong codes ended this request"));
        } else {
            claims["transfer"] = json!({ "code": digits });
            assert_eq!(
                phone.answer(&claims).await.expect(422).problem(),
                "wrong_transfer",
                "typed codes are off"
            );
            let page = browser.get("/login/mfa").await.expect(200);
            assert!(!page.body.contains("data-transfer-code"), "{}", page.words());
            let secret = page.attribute("data-qr").split("&s=").nth(1).unwrap().to_owned();
            claims["transfer"] = json!({ "secret": secret });
            phone.answer(&claims).await.expect(200);
        }
        world.wait(60);
    }
    let mut browser = world.browser();
    let page = browser.half_way().await;
    phone.approve(&page).await.expect(200);
}

#[tokio::test]
async fn no_and_not_me_need_neither_face_nor_digits() {
    let (world, mut phone, _) = linked().await;
    let mut browser = world.browser();
    browser.half_way().await;
    let question = phone.question().await;
    let claims = phone.refusal(&question, "deny");
    assert_eq!(phone.answer(&claims).await.expect(200).json()["status"], "denied");
    let page = browser.get("/login/mfa").await.expect(200);
    assert!(page.says("You denied this on your phone"), "{}", page.words());
    let answer = browser.submit(&page, "/login/mfa/ask", &[]).await.expect(303);
    browser.follow(answer).await.expect(200);
    let question = phone.question().await;
    let claims = phone.refusal(&question, "not_me");
    assert_eq!(phone.answer(&claims).await.expect(200).json()["status"], "blocked");
}

#[tokio::test]
async fn a_question_waits_120_seconds_and_its_answer_300() {
    let (world, mut phone, _) = linked().await;
    let mut browser = world.browser();
    let page = browser.half_way().await;
    let question = phone.question().await;
    world.wait(95);
    let claims = phone.approval(&question, &page.attribute("data-transfer-code")).await;
    world.wait(25);
    assert_eq!(phone.answer(&claims).await.expect(410).problem(), "expired");
    assert_eq!(phone.question().await, Value::Null);
    let page = browser.get("/login/mfa").await.expect(200);
    assert!(page.says("The two minutes are over"), "{}", page.words());
    let answer = browser.submit(&page, "/login/mfa/ask", &[]).await.expect(303);
    let page = browser.follow(answer).await.expect(200);
    phone.approve(&page).await.expect(200);
    let page = browser.get("/login/mfa").await.expect(200);
    world.wait(300);
    let late = go_on(&mut browser, &page).await.expect(303);
    assert!(late.set_cookie(SESSION).is_none());
}

#[tokio::test]
async fn gestures_are_good_for_30_seconds_and_five_checks_are_all() {
    let (world, mut phone, _) = linked().await;
    let mut browser = world.browser();
    let page = browser.half_way().await;
    let question = phone.question().await;
    let digits = page.attribute("data-transfer-code");
    let claims = phone.approval(&question, &digits).await;
    world.wait(30);
    assert_eq!(phone.answer(&claims).await.expect(422).problem(), "wrong_gestures", "too late");
    for _ in 1..5 {
        phone.approval(&question, &digits).await;
    }
    let path = format!("/phone/v1/approvals/{}/attempts", question["approval_id"].as_str().unwrap());
    let refused = phone.call("POST", &path, "").await.expect(429);
    assert_eq!((refused.problem().as_str(), refused.header("retry-after").is_empty()), ("slow_down", false));
    // Asking again does not wipe the failures out: the next check waits.
    let answer = browser.submit(&page, "/login/mfa/ask", &[]).await.expect(303);
    browser.follow(answer).await.expect(200);
    let question = phone.question().await;
    let path = format!("/phone/v1/approvals/{}/attempts", question["approval_id"].as_str().unwrap());
    assert_eq!(phone.call("POST", &path, "").await.expect(429).problem(), "slow_down");
    world.wait(30);
    phone.call("POST", &path, "").await.expect(201);
}

#[tokio::test]
async fn a_counter_that_did_not_grow_is_a_copied_phone_and_twice_in_a_day_suspends_it() {
    let (world, mut phone, _) = linked().await;
    let mut browser = world.browser();
    let page = browser.half_way().await;
    phone.approve(&page).await.expect(200);
    for (status, problem) in [(409, "counter_not_greater"), (409, "counter_not_greater")] {
        let mut browser = world.browser();
        let page = browser.half_way().await;
        let question = phone.question().await;
        let mut claims = phone.approval(&question, &page.attribute("data-transfer-code")).await;
        claims["counter"] = json!(1);
        assert_eq!(phone.answer(&claims).await.expect(status).problem(), problem);
        world.wait(60);
    }
    assert_eq!(phone.call("GET", "/phone/v1/device", "").await.expect(401).problem(), "unknown_device");
    let events = world.events().await;
    assert!(
        ["device.copied", "device.suspended"].iter().all(|name| events.iter().any(|event| event == name))
    );
    // Sign-in goes on to ask for a second factor, by the other way.
    let mut browser = world.browser();
    let page = browser.half_way().await;
    assert!(!page.body.contains("data-transfer-code") && page.find_form("/login/mfa").is_some());
    assert!(page.says("Pixel 8 is stopped: its key seems to exist twice"), "{}", page.words());
}

#[tokio::test]
async fn a_browser_has_one_question_and_an_account_three() {
    let (world, mut phone, codes) = linked().await;
    let mut browsers = Vec::new();
    for code in &codes[..4] {
        browsers.push(known(&world, code).await);
    }
    let mut pages = Vec::new();
    for browser in &mut browsers[..3] {
        pages.push(browser.half_way().await);
    }
    let full = browsers[3].try_password(PASSWORD).await.expect(429);
    assert!(
        full.says("Three sign-ins wait already") && !full.header("retry-after").is_empty(),
        "{}",
        full.words()
    );
    assert!(full.find_form("/login/mfa").is_some(), "the other way stands open");
    let list = phone.call("GET", "/phone/v1/approvals", "").await.json();
    assert_eq!(list["approvals"].as_array().unwrap().len(), 3);
    // Asking again takes the place of the browser's own.
    let answer = browsers[0].submit(&pages[0], "/login/mfa/ask", &[]).await.expect(303);
    let again = browsers[0].follow(answer).await.expect(200);
    assert_ne!(again.attribute("data-qr"), pages[0].attribute("data-qr"));
    let list = phone.call("GET", "/phone/v1/approvals", "").await.json();
    assert_eq!(list["approvals"].as_array().unwrap().len(), 3);
    // A GET makes nothing.
    browsers[1].get("/login/mfa").await.expect(200);
    browsers[1].get("/login/mfa?plain=1").await.expect(200);
    assert_eq!(phone.call("GET", "/phone/v1/approvals", "").await.json(), list);
}

#[tokio::test]
async fn strangers_give_way_to_a_fourth_question() {
    let (world, mut phone, _) = linked().await;
    let mut strangers: Vec<Browser> = (0..4).map(|_| world.browser()).collect();
    for stranger in &mut strangers {
        stranger.half_way().await;
        world.wait(1);
    }
    let page = strangers[0].get("/login/mfa").await.expect(200);
    assert!(page.find_form("/login/mfa/ask").is_some(), "the oldest gave way: {}", page.words());
    let list = phone.call("GET", "/phone/v1/approvals", "").await.json();
    assert_eq!(list["approvals"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn account_app_and_phone_are_looked_at_again_when_the_browser_goes_on() {
    let (world, mut phone, codes) = linked().await;
    let mut browser = world.browser();
    let page = browser.half_way().await;
    phone.approve(&page).await.expect(200);
    let page = browser.get("/login/mfa").await.expect(200);
    phone.call("DELETE", "/phone/v1/device", "").await.expect(204);
    assert!(
        go_on(&mut browser, &page).await.set_cookie(SESSION).is_none(),
        "the phone was removed meanwhile"
    );
    let mut owner = known(&world, &codes[0]).await;
    let page = owner.half_way().await;
    owner.type_code(&page, &codes[1]).await.expect(303);
    let (mut phone, _) = owner.link_phone(&world).await;
    let mut browser = world.browser();
    let page = browser.half_way().await;
    let question = phone.question().await;
    let claims = phone.approval(&question, &page.attribute("data-transfer-code")).await;
    world.admin("POST", "/users/mira/disable", &Value::Null).await.expect(200);
    assert_eq!(phone.answer(&claims).await.expect(401).problem(), "unknown_device");
    assert!(go_on(&mut browser, &page).await.set_cookie(SESSION).is_none());
    world.admin("POST", "/users/mira/enable", &Value::Null).await.expect(200);
}

#[tokio::test]
async fn the_plain_page_comes_anew_by_itself_and_its_button_goes_on() {
    let (world, mut phone, _) = linked().await;
    let mut browser = world.browser();
    let page = browser.half_way().await;
    assert!(page.header("refresh").is_empty() && page.body.contains("<noscript>"));
    let plain = browser.get("/login/mfa?plain=1").await.expect(200);
    assert_eq!(plain.header("refresh"), "5");
    assert!(plain.body.contains("data-transfer-code") && plain.find_form("/login/mfa/continue").is_some());
    let still = browser.get("/login/mfa?plain=1&still=1").await.expect(200);
    assert!(still.header("refresh").is_empty());
    phone.approve(&plain).await.expect(200);
    go_on(&mut browser, &plain).await.expect(303);
    browser.get("/account").await.expect(200);
}

#[tokio::test]
async fn another_factor_forgives_what_the_phone_failed_at() {
    let (world, mut phone, codes) = linked().await;
    for code in &codes[..2] {
        let mut browser = world.browser();
        let page = browser.half_way().await;
        let digits = page.attribute("data-transfer-code");
        let guess = if digits == "000000" { "111111" } else { "000000" };
        let question = phone.question().await;
        let claims = phone.approval(&question, guess).await;
        for _ in 0..3 {
            phone.answer(&claims).await.expect(422);
        }
        let page = browser.get("/login/mfa").await.expect(200);
        browser.type_code(&page, code).await.expect(303);
        let factors = world.admin("GET", "/users/mira", &Value::Null).await.expect(200).json();
        assert_eq!(factors["second_factor"]["wrong_codes"].as_i64().unwrap_or_default(), 0);
    }
    assert_eq!(codes_on(&world.browser().half_way().await).len(), 0);
}

#[tokio::test]
async fn a_policy_that_asks_nobody_leaves_the_second_step_to_those_who_went_past_it() {
    let (world, phone, _) = linked().await;
    world.set("mfa.policy", "off").await;
    let mut browser = world.browser();
    browser.sign_in().await;
    for (page, form) in [
        ("/account/recovery-codes", "/account/recovery-codes"),
        ("/account/devices/link", "/account/devices/link"),
        (&*format!("/account/devices/remove?device={}", phone.id), "/account/devices/remove"),
    ] {
        let page = browser.get(page).await.expect(200);
        let refused = browser.submit(&page, form, &[]).await.expect(303);
        assert!(refused.location().starts_with("/login/step-up"), "{form}: {}", refused.location());
    }
}

#[tokio::test]
async fn wrong_digits_behind_the_right_face_are_no_failure_of_the_face() {
    let (world, mut phone, _) = linked().await;
    for _ in 0..4 {
        let mut browser = world.browser();
        let page = browser.half_way().await;
        let digits = page.attribute("data-transfer-code");
        let guess = if digits == "000000" { "111111" } else { "000000" };
        for _ in 0..2 {
            let question = phone.question().await;
            let claims = phone.approval(&question, guess).await;
            phone.answer(&claims).await.expect(422);
        }
        world.wait(1);
    }
}

#[tokio::test]
async fn no_yes_counts_for_an_app_that_is_gone_and_no_is_always_heard() {
    let (world, mut phone, _) = linked().await;
    for (decision, status) in [("approve", 404), ("deny", 200)] {
        world.register(json!({ "client_id": "gone", "client_name": "Gone", "redirect_uris": ["https://gone.example/cb"] })).await;
        let mut browser = world.browser();
        let path = "/oauth2/authorize?client_id=gone&response_type=code&scope=openid&redirect_uri=https%3A%2F%2Fgone.example%2Fcb";
        let page = browser.open(path).await;
        let answer = browser.fill_in(&page, PASSWORD).await.expect(303);
        let page = browser.follow(answer).await.expect(200);
        let question = phone.question().await;
        let claims = match decision {
            "approve" => phone.approval(&question, &page.attribute("data-transfer-code")).await,
            _ => phone.refusal(&question, decision),
        };
        world.admin("DELETE", "/clients/gone", &Value::Null).await.expect(204);
        phone.answer(&claims).await.expect(status);
        world.wait(120);
    }
}
