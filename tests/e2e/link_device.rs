//! Joining a phone to an account: the QR code, the claim, the digits; and everybody else who saw the code.

use serde_json::{Value, json};
use tests::appliance::{ADMIN, Appliance, MEMBER};
use tests::browser::{Browser, Page};
use tests::page::{Form, alerts};
use tests::phone::{Phone, tampered};
use tests::screen::{LINK, linked, signed_in};

/// Whether the page still has a place for digits.
fn takes_digits(page: &Page) -> bool {
    Form::find(&page.body, "code").is_some()
}

/// Claims a link with a new phone.
async fn claimed(appliance: &Appliance, qr: &str) -> Phone {
    let mut phone = Phone::new(appliance).await;
    phone.claim(qr).await.unwrap();
    phone
}

/// No phone of the person's counts: nothing came of whatever was tried.
async fn no_device(browser: &Browser, phone: &Phone) {
    assert_eq!(phone.device().await.unwrap_err().kind(), (401, "unknown_device"));
    let devices = browser.open("/account/devices").await;
    assert!(!devices.body.contains("Pixel"), "{}", devices.body);
}

#[tokio::test]
async fn a_phone_is_linked_by_qr_code_and_digits() {
    let appliance = Appliance::claimed().await;
    let browser = signed_in(&appliance, MEMBER).await;
    let page = browser.begin_link().await;
    let mut events = browser.events("/account/devices/link/events").await;
    events.until("state", "offered").await;
    let mut phone = Phone::new(&appliance).await;
    let claimed = phone.claim(&page.qr()).await.unwrap();
    assert_eq!(claimed.document["account"]["username"], MEMBER.email.split('@').next().unwrap());
    assert!((1..=120).contains(&claimed.expires_in_s));
    events.until("state", "claimed").await;
    let before = phone.device().await.unwrap();
    assert_eq!((&before["status"], &before["device_id"]), (&json!("claimed"), &json!(phone.device_id)));
    assert!(phone.approvals().await.unwrap().is_empty(), "nobody is asked by what is no device yet");
    let shown = browser.open(LINK).await;
    assert!(shown.body.contains("Pixel 8"), "the page says which phone it was: {}", shown.body);
    assert!(!shown.body.contains(&phone.digits(&page.qr())), "the digits are on the phone only");
    let done = browser.confirm_link(&phone.digits(&page.qr())).await;
    assert_eq!(done.status, 200, "{}", done.body);
    events.until("state", "confirmed").await;
    let after = phone.device().await.unwrap();
    assert_eq!((&after["status"], &after["device_id"]), (&json!("active"), &before["device_id"]));
    assert_eq!(after["server"]["issuer"], appliance.issuer());
    assert!(phone.approvals().await.unwrap().is_empty());
    assert!(browser.open("/account/devices").await.body.contains("Ben&#39;s Pixel"));
    let audited = appliance.audited().await;
    let of_it: Vec<_> =
        audited.iter().filter(|name| name.starts_with("link.") || name.starts_with("device.")).collect();
    assert_eq!(of_it, ["link.offered", "link.claimed", "device.linked"]);
}

#[tokio::test]
async fn a_phone_takes_another_name_and_unlinks_itself_and_the_demand_stays() {
    let appliance = Appliance::claimed().await;
    let (browser, phone) = linked(&appliance, MEMBER).await;
    phone.rename("Kitchen phone").await.unwrap();
    assert_eq!(phone.device().await.unwrap()["name"], "Kitchen phone");
    assert!(browser.open("/account/devices").await.body.contains("Kitchen phone"));
    phone.change(json!({"client_version": "2", "push": []})).await.unwrap();
    let copy = phone.copy();
    phone.remove().await.unwrap();
    for gone in [&phone, &copy] {
        assert_eq!(gone.device().await.unwrap_err().kind(), (401, "unknown_device"));
        assert_eq!(gone.approvals().await.unwrap_err().kind(), (401, "unknown_device"));
        assert_eq!(gone.remove().await.unwrap_err().kind(), (401, "unknown_device"));
    }
    assert!(!browser.open("/account/devices").await.body.contains("Kitchen phone"));
    let again = Browser::new(&appliance).await;
    let page = again.open("/login").await;
    let half = again.sign_in(&page, MEMBER).await;
    assert_eq!(half.url.path(), "/login/mfa", "a phone that goes does not lower what the account demands");
    assert_eq!(again.open("/account").await.url.path(), "/login");
}

#[tokio::test]
async fn the_owner_takes_a_phone_away_and_its_stream_ends() {
    let appliance = Appliance::claimed().await;
    let (browser, phone) = linked(&appliance, MEMBER).await;
    // The session that linked it was opened without it.
    let again = Browser::new(&appliance).await;
    let page = again.open("/login").await;
    let waiting = again.sign_in(&page, MEMBER).await;
    phone.approve_by_code(&waiting).await.unwrap();
    assert_eq!(again.press(&waiting, "continue").await.status, 200);
    let mut events = phone.events().await.unwrap();
    events.next().await.unwrap();
    let page = again.open(&format!("/account/devices/remove?device={}", phone.device_id)).await;
    let form = Form::posting_to(&page.body, "/account/devices/remove").remove(0);
    let gone = again.submit(&page, form).await;
    assert_eq!(gone.status, 200, "{}", gone.body);
    events.end().await;
    assert_eq!(phone.device().await.unwrap_err().kind(), (401, "unknown_device"));
    assert_eq!(phone.events().await.unwrap_err().kind(), (401, "unknown_device"));
    assert!(!browser.open("/account/devices").await.body.contains("Pixel"));
}

#[tokio::test]
async fn somebody_who_photographed_the_code_and_was_first_ends_it_for_both() {
    let appliance = Appliance::claimed().await;
    let browser = signed_in(&appliance, MEMBER).await;
    let qr = browser.begin_link().await.qr();
    let thief = claimed(&appliance, &qr).await;
    let mut told = thief.events().await.unwrap();
    assert_eq!(told.next().await.unwrap().name, "look");
    let mut own = Phone::new(&appliance).await;
    assert_eq!(own.claim(&qr).await.unwrap_err().kind(), (409, "link_claimed"));
    assert_eq!(
        told.next().await.unwrap().name,
        "look",
        "the first is told to look, and finds that it is over"
    );
    assert_eq!(browser.link_state().await, "used_twice");
    let page = browser.open(LINK).await;
    assert!(!takes_digits(&page) && !alerts(&page.body).is_empty(), "{}", page.body);
    no_device(&browser, &thief).await;
    assert_eq!(thief.copy().claim(&qr).await.unwrap_err().status, 409, "and it stays so");
    // A new code is all that it takes.
    let phone = browser.link(&appliance).await;
    assert_eq!(phone.device().await.unwrap()["status"], "active");
}

#[tokio::test]
async fn digits_count_in_the_session_that_began_and_nowhere_else() {
    let appliance = Appliance::claimed().await;
    let browser = signed_in(&appliance, MEMBER).await;
    let qr = browser.begin_link().await.qr();
    let phone = claimed(&appliance, &qr).await;
    let digits = phone.digits(&qr);
    let page = browser.open(LINK).await;
    // Another session of the same person, one of somebody else, and nobody: each with the form of the first.
    for other in [signed_in(&appliance, MEMBER).await, signed_in(&appliance, ADMIN).await] {
        let own = other.open(LINK).await;
        assert!(!takes_digits(&own), "{}", own.body);
        let csrf = Form::posting_to(&own.body, LINK).remove(0);
        other.submit(&own, csrf.with("code", &digits)).await;
        assert_eq!(phone.device().await.unwrap()["status"], "claimed");
    }
    let form = Form::find(&page.body, "code").unwrap().with("code", &digits);
    browser.another().submit(&page, form).await;
    assert_eq!(phone.device().await.unwrap()["status"], "claimed");
    browser.confirm_link(&digits).await;
    assert_eq!(phone.device().await.unwrap()["status"], "active");
}

#[tokio::test]
async fn five_wrong_digits_end_the_link() {
    let appliance = Appliance::claimed().await;
    let browser = signed_in(&appliance, MEMBER).await;
    let qr = browser.begin_link().await.qr();
    let phone = claimed(&appliance, &qr).await;
    let digits = phone.digits(&qr);
    let wrong = format!("{:06}", (digits.parse::<u32>().unwrap() + 1) % 1_000_000);
    let first = browser.open(LINK).await;
    for _ in 0..4 {
        let page = browser.confirm_link(&wrong).await;
        assert!(!alerts(&page.body).is_empty(), "{}", page.body);
    }
    let mut told = phone.events().await.unwrap();
    assert_eq!(told.next().await.unwrap().name, "look");
    let page = browser.confirm_link(&wrong).await;
    assert!(!alerts(&page.body).is_empty(), "{}", page.body);
    assert_eq!(
        told.next().await.unwrap().name,
        "look",
        "the phone is told to look, and finds that it is over"
    );
    assert_eq!(browser.link_state().await, "wrong_digits");
    assert!(!takes_digits(&browser.open(LINK).await));
    let form = Form::find(&first.body, "code").unwrap().with("code", &digits);
    browser.submit(&first, form).await;
    no_device(&browser, &phone).await;
}

#[tokio::test]
async fn a_newer_code_makes_the_older_one_void() {
    let appliance = Appliance::claimed().await;
    let browser = signed_in(&appliance, MEMBER).await;
    let first = browser.begin_link().await;
    let second = browser.begin_link_on(&first).await;
    assert_ne!(first.qr(), second.qr());
    let mut phone = Phone::new(&appliance).await;
    let refused = phone.claim(&first.qr()).await.unwrap_err();
    assert!([404, 410].contains(&refused.status), "{refused:?}");
    phone.claim(&second.qr()).await.unwrap();
    browser.confirm_link(&phone.digits(&second.qr())).await;
    assert_eq!(phone.device().await.unwrap()["status"], "active");
}

#[tokio::test]
async fn claims_that_are_not_whole_are_refused_and_end_nothing() {
    let appliance = Appliance::claimed().await;
    let browser = signed_in(&appliance, MEMBER).await;
    let qr = browser.begin_link().await.qr();
    let mut phone = Phone::new(&appliance).await;
    let (offer, other) = (phone.scan(&qr), Phone::new(&appliance).await);
    let draft = phone.claim_draft(&offer, &phone.policy_of(&offer.issuer).await);
    let good = draft.sign(&phone.key);
    let wrong_code = "A".repeat(48);
    let refused = [
        (
            "another code",
            draft.clone().with("private_code", wrong_code).sign(&phone.key),
            (404, "unknown_request"),
        ),
        ("no code", draft.clone().without("private_code").sign(&phone.key), (400, "malformed")),
        (
            "another server",
            draft.clone().with("aud", "https://evil.example").sign(&phone.key),
            (422, "wrong_audience"),
        ),
        ("another key", draft.sign(&other.key), (401, "bad_signature")),
        ("changed", tampered(&good, |claims| claims["device"]["name"] = json!("x")), (401, "bad_signature")),
        ("crit", draft.clone().with_header("crit", json!(["b64"])).sign(&phone.key), (400, "malformed")),
        (
            "key id",
            draft.clone().with_header("kid", phone.key.thumbprint()).sign(&phone.key),
            (400, "malformed"),
        ),
        ("no key", draft.clone().without_header("jwk").sign(&phone.key), (400, "malformed")),
        ("alg", draft.clone().with_header("alg", "none").sign(&phone.key), (400, "malformed")),
        (
            "typ",
            draft.clone().with_header("typ", "donelogin-device+jwt").sign(&phone.key),
            (400, "malformed"),
        ),
        ("key storage", draft.clone().with("key_storage", "paper").sign(&phone.key), (400, "malformed")),
        (
            "push",
            draft.clone().with("push", json!([{"channel": "pigeon"}])).sign(&phone.key),
            (400, "malformed"),
        ),
        ("nothing", String::new(), (400, "malformed")),
        ("long", format!("{good}{}", "A".repeat(17_000)), (400, "malformed")),
    ];
    for (what, message, kind) in refused {
        let problem = phone.send_claim(&offer, message).await.unwrap_err();
        assert_eq!(problem.kind(), kind, "{what}");
    }
    let json = phone.client.post(format!("{}/phone/v1/links", offer.issuer)).json(&json!({"x": 1}));
    let status = json.send().await.unwrap().status().as_u16();
    assert!([400, 415].contains(&status), "{status}");
    phone.send_claim(&offer, good).await.unwrap();
    browser.confirm_link(&offer.digits(&phone.key.thumbprint())).await;
    assert_eq!(phone.device().await.unwrap()["status"], "active");
}

#[tokio::test]
async fn the_same_message_is_answered_again_until_something_has_come_of_it() {
    let appliance = Appliance::claimed().await;
    let browser = signed_in(&appliance, MEMBER).await;
    let qr = browser.begin_link().await.qr();
    let mut phone = Phone::new(&appliance).await;
    let offer = phone.scan(&qr);
    let message = phone.claim_draft(&offer, &phone.policy_of(&offer.issuer).await).sign(&phone.key);
    let first = phone.send_claim(&offer, message.clone()).await.unwrap();
    let again = phone.send_claim(&offer, message.clone()).await.unwrap();
    assert_eq!((again.device_id, browser.link_state().await.as_str()), (first.device_id, "claimed"));
    browser.confirm_link(&phone.digits(&qr)).await;
    let problem = phone.send_claim(&offer, message).await.unwrap_err();
    assert!([404, 409, 410].contains(&problem.status), "{problem:?}");
    assert_eq!(phone.device().await.unwrap()["status"], "active", "what was linked stays so");
}

#[tokio::test]
async fn a_key_is_linked_once() {
    let appliance = Appliance::claimed().await;
    let (_, phone) = linked(&appliance, MEMBER).await;
    let other = signed_in(&appliance, ADMIN).await;
    let qr = other.begin_link().await.qr();
    let mut again = phone.copy();
    assert_eq!(again.claim(&qr).await.unwrap_err().kind(), (409, "key_already_linked"));
    // The code was not used up by it.
    let mut own = Phone::new(&appliance).await;
    own.claim(&qr).await.unwrap();
    other.confirm_link(&own.digits(&qr)).await;
    assert_eq!(own.device().await.unwrap()["account"]["username"], ADMIN.email.split('@').next().unwrap());
    assert_eq!(phone.device().await.unwrap()["account"]["username"], MEMBER.email.split('@').next().unwrap());
}

#[tokio::test]
async fn a_session_without_the_second_factor_links_no_further_phone() {
    let appliance = Appliance::claimed().await;
    let browser = signed_in(&appliance, MEMBER).await;
    let thief = browser.copy();
    browser.link(&appliance).await;
    let page = thief.open(LINK).await;
    let begun = match Form::posting_to(&page.body, LINK).into_iter().find(|form| !form.has("code")) {
        Some(form) => thief.submit(&page, form).await,
        None => page,
    };
    assert!(!begun.body.contains("private_code") && !begun.body.contains("/phone/link#"), "{}", begun.body);
}

#[tokio::test]
async fn nobody_begins_without_a_session() {
    let appliance = Appliance::claimed().await;
    let nobody = Browser::new(&appliance).await;
    for path in
        [LINK, "/account/devices", "/account/devices/remove?device=x", "/account/devices/rename?device=x"]
    {
        assert_eq!(nobody.open(path).await.url.path(), "/login", "{path}");
    }
}

#[tokio::test]
async fn offers_and_claims_expire() {
    let mut appliance = Appliance::claimed().await;
    let browser = signed_in(&appliance, MEMBER).await;
    let offered = browser.begin_link().await.qr();
    appliance.restart_later(301);
    let mut phone = Phone::new(&appliance).await;
    let problem = phone.claim(&offered).await.unwrap_err();
    assert!([(404, "unknown_request"), (410, "expired")].contains(&problem.kind()), "{problem:?}");
    // By now one has to sign in again to link.
    let browser = signed_in(&appliance, MEMBER).await;
    let qr = browser.begin_link().await.qr();
    phone.claim(&qr).await.unwrap();
    let page = browser.open(LINK).await;
    appliance.restart_later(121);
    let form = Form::find(&page.body, "code").unwrap().with("code", &phone.digits(&qr));
    browser.submit(&page, form).await;
    no_device(&browser, &phone).await;
}

#[tokio::test]
async fn a_sign_in_long_ago_begins_no_link() {
    let mut appliance = Appliance::claimed().await;
    let browser = signed_in(&appliance, MEMBER).await;
    appliance.restart_later(301);
    let page = browser.open(LINK).await;
    let begun = match Form::posting_to(&page.body, LINK).into_iter().find(|form| !form.has("code")) {
        Some(form) => browser.submit(&page, form).await,
        None => page,
    };
    assert!(!begun.body.contains("/phone/link#"), "{}", begun.body);
}

#[tokio::test]
async fn a_server_that_dies_in_between_loses_neither_offer_nor_claim() {
    let mut appliance = Appliance::claimed().await;
    let browser = signed_in(&appliance, MEMBER).await;
    let qr = browser.begin_link().await.qr();
    let mut events = browser.events("/account/devices/link/events").await;
    events.until("state", "offered").await;
    appliance.kill();
    events.end().await;
    appliance.restart();
    let phone = claimed(&appliance, &qr).await;
    appliance.kill();
    appliance.restart();
    assert_eq!(phone.device().await.unwrap()["status"], "claimed");
    browser.confirm_link(&phone.digits(&qr)).await;
    appliance.kill();
    appliance.restart();
    assert_eq!(phone.device().await.unwrap()["status"], "active");
}

#[tokio::test]
async fn the_policy_is_open_to_all_and_names_what_a_phone_needs() {
    let appliance = Appliance::claimed().await;
    let policy: Value = Phone::new(&appliance).await.policy_of(&appliance.issuer()).await;
    assert!(policy["thresholds"].is_object(), "{policy}");
    assert_eq!((&policy["trust"], &policy["colours_count"]), (&json!("required"), &json!(false)), "{policy}");
    let gestures: Vec<_> = policy["gestures"].as_array().unwrap().iter().map(Value::as_str).collect();
    for gesture in ["turn_left", "turn_right", "look_up", "look_down", "center"] {
        assert!(gestures.contains(&Some(gesture)), "{policy}");
    }
}

#[tokio::test]
async fn forms_that_another_site_made_up_link_and_remove_nothing() {
    let appliance = Appliance::claimed().await;
    let browser = signed_in(&appliance, MEMBER).await;
    let offer = browser.begin_link().await;
    let phone = claimed(&appliance, &offer.qr()).await;
    let page = browser.open(LINK).await;
    let form = Form::find(&page.body, "code").unwrap().with("csrf", "of another site");
    for path in [LINK, "/account/devices/link/cancel", "/account/devices/remove", "/account/devices/rename"] {
        let form = form
            .clone()
            .to(path)
            .with("code", &phone.digits(&offer.qr()))
            .with("device", "x")
            .with("name", "x");
        let page = browser.submit(&page, form).await;
        assert!((400..500).contains(&page.status), "{path}: {}", page.status);
    }
    assert_eq!(phone.device().await.unwrap()["status"], "claimed");
}
