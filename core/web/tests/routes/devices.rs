//! `/account/devices`, `/phone/v1/links` and `/phone/v1/device`: joining a phone, and what is done with it.

use serde_json::{Value, json};

use crate::world::{PASSWORD, Phone, World};

#[tokio::test]
async fn a_phone_is_linked_by_a_code_and_six_digits_and_then_asked_at_sign_in() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let code = browser.begin_link().await;
    assert!(code.len() == 48 && code.bytes().all(|b| b.is_ascii_alphanumeric()), "{code}");
    let mut phone = Phone::new(&world);
    let digits = phone.claim(&code).await;
    let told = phone.call("GET", "/phone/v1/device", "").await.expect(200).json();
    assert_eq!((&told["status"], &told["account"]["username"]), (&json!("claimed"), &json!("mira")));
    let page = browser.get("/account/devices/link").await.expect(200);
    assert!(page.says("Pixel 8") && page.body.contains(r#"name="code""#), "{}", page.words());
    assert_eq!(world.browser().try_password(PASSWORD).await.location(), "/", "no device exists yet");
    let page = browser.type_digits(&format!("{} {}", &digits[..3], &digits[3..])).await.expect(200);
    assert_eq!(crate::world::codes_on(&page).len(), 10, "recovery codes are shown once: {}", page.words());
    let told = phone.call("GET", "/phone/v1/device", "").await.expect(200).json();
    assert_eq!(
        (&told["status"], &told["server"]["issuer"]),
        (&json!("active"), &json!(crate::world::ISSUER))
    );
    assert_eq!(world.browser().try_password(PASSWORD).await.location(), "/login/mfa");
    let list = browser.get("/account/devices").await.expect(200);
    assert!(list.says("Pixel 8"), "{}", list.words());
    let events = world.events().await;
    for event in ["link.offered", "link.claimed", "device.linked"] {
        assert!(events.iter().any(|known| known == event), "{event}: {events:?}");
    }
    let files = world.files();
    assert!(!files.windows(48).any(|window| window == code.as_bytes()), "only its hash is stored");
}

#[tokio::test]
async fn the_qr_text_holds_everything_in_its_fragment() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let page = browser.get("/account/devices/link").await.expect(200);
    let answer = browser.submit(&page, "/account/devices/link", &[]).await.expect(303);
    let page = browser.follow(answer).await.expect(200);
    let text = page.attribute("data-qr");
    let (address, fragment) = text.split_once('#').unwrap();
    assert_eq!(address, format!("{}/phone/link", crate::world::ISSUER));
    let names: Vec<&str> = fragment.split('&').map(|pair| pair.split('=').next().unwrap()).collect();
    assert_eq!(names, ["v", "c", "iss", "ca", "at"]);
    assert!(fragment.contains("iss=https%3A%2F%2Fsso.office.internal%3A8443"), "{fragment}");
    assert!(fragment.contains("at=192.168.1.5%3A8443"), "{fragment}");
    assert!(page.header("refresh").is_empty());
    // A reload shows the same code, a press on "new code" another.
    let again = browser.get("/account/devices/link").await.expect(200);
    assert_eq!(again.attribute("data-qr"), page.attribute("data-qr"));
    assert_ne!(browser.begin_link().await, text.split("c=").nth(1).unwrap().split('&').next().unwrap());
}

#[tokio::test]
async fn a_second_claim_ends_the_link_for_both() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let code = browser.begin_link().await;
    let (mut owner, mut thief) = (Phone::new(&world), Phone::new(&world));
    let digits = owner.claim(&code).await;
    for _ in 0..2 {
        let message = thief.sign("link", &Phone::claim_of(&code));
        let refused = thief.post("/phone/v1/links", message).await.expect(409);
        assert_eq!(refused.problem(), "link_claimed");
    }
    let page = browser.get("/account/devices/link").await.expect(200);
    assert!(page.says("Two phones used this code"), "{}", page.words());
    assert!(
        page.find_form("/account/devices/link")
            .is_some_and(|(_, fields)| fields.iter().all(|(name, _)| name != "code"))
    );
    browser
        .post(
            "/account/devices/link",
            &[("csrf", &page.form("/account/devices/link").1[0].1), ("code", &digits)],
        )
        .await;
    assert_eq!(owner.call("GET", "/phone/v1/device", "").await.expect(401).problem(), "unknown_device");
    assert_eq!(world.browser().try_password(PASSWORD).await.location(), "/", "nothing was linked");
}

#[tokio::test]
async fn a_photographed_code_is_worth_nothing_in_another_session() {
    let world = World::new().await;
    let (mut browser, mut other) = (world.browser(), world.browser());
    browser.sign_in().await;
    other.sign_in().await;
    let code = browser.begin_link().await;
    let mut thief = Phone::new(&world);
    let digits = thief.claim(&code).await;
    // The person with the same account, in another browser, and somebody else.
    let page = other.get("/account/devices/link").await.expect(200);
    assert!(!page.says("Pixel 8"));
    let csrf =
        page.form("/account/devices/link").1.iter().find(|(name, _)| name == "csrf").unwrap().1.clone();
    other.post("/account/devices/link", &[("csrf", &csrf), ("code", &digits)]).await.expect(303);
    assert_eq!(thief.call("GET", "/phone/v1/device", "").await.expect(200).json()["status"], "claimed");
    assert!(browser.get("/account/devices").await.expect(200).body.find("Pixel 8").is_none());
}

#[tokio::test]
async fn five_wrong_digits_end_the_link() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let code = browser.begin_link().await;
    let refused = browser.type_digits("000000").await.expect(422);
    assert!(refused.body.contains(r#"role="alert""#), "no phone has scanned it yet: {}", refused.words());
    let mut phone = Phone::new(&world);
    let digits = phone.claim(&code).await;
    let wrong = if digits == "123456" { "654321" } else { "123456" };
    for tries_left in (1..5).rev() {
        let refused = browser.type_digits(wrong).await.expect(422);
        let words = if tries_left == 1 { "One try is left" } else { "tries are left" };
        assert!(refused.says(words), "{tries_left}: {}", refused.words());
    }
    let ended = browser.type_digits(wrong).await.expect(422);
    assert!(ended.says("Five wrong tries ended this link"), "{}", ended.words());
    assert_eq!(phone.call("GET", "/phone/v1/device", "").await.expect(401).problem(), "unknown_device");
}

#[tokio::test]
async fn offers_live_300_seconds_and_claims_120() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let code = browser.begin_link().await;
    world.wait(300);
    let phone = Phone::new(&world);
    let message = phone.sign("link", &Phone::claim_of(&code));
    let mut phone = phone;
    assert_eq!(phone.post("/phone/v1/links", message).await.expect(410).problem(), "expired");
    let mut browser = world.browser();
    browser.sign_in().await;
    let code = browser.begin_link().await;
    world.wait(299);
    let digits = phone.claim(&code).await;
    world.wait(120);
    assert_eq!(phone.call("GET", "/phone/v1/device", "").await.expect(401).problem(), "unknown_device");
    assert!(
        browser.get("/account/devices/link").await.expect(200).find_form("/account/devices/link").is_some()
    );
    let csrf = browser.get("/account/devices/link").await.form("/account/devices/link").1[0].1.clone();
    browser.post("/account/devices/link", &[("csrf", &csrf), ("code", &digits)]).await.expect(303);
    assert_eq!(world.browser().try_password(PASSWORD).await.location(), "/");
}

#[tokio::test]
async fn claims_that_are_refused() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let code = browser.begin_link().await;
    let mut phone = Phone::new(&world);
    let good = Phone::claim_of(&code);
    let with = |name: &str, value: Value| {
        let mut claims = good.clone();
        claims[name] = value;
        claims
    };
    for (message, status, problem) in [
        (phone.sign("link", &with("aud", json!("https://elsewhere.example"))), 422, "wrong_audience"),
        (phone.sign("link", &with("private_code", json!("A".repeat(48)))), 404, "unknown_request"),
        (phone.sign("link", &with("key_storage", json!("paper"))), 400, "malformed"),
        (phone.sign("link", &json!({ "aud": crate::world::ISSUER })), 400, "malformed"),
        (phone.sign("approval", &good), 400, "malformed"),
        (format!("{}x", phone.sign("link", &good)), 400, "malformed"),
        ("".into(), 400, "malformed"),
        ("a".repeat(17 * 1024), 400, "malformed"),
    ] {
        let refused = phone.post("/phone/v1/links", message).await.expect(status);
        assert_eq!(refused.problem(), problem);
    }
    // Another key signed it than the one in the header.
    let (one, other) = (phone.sign("link", &good), Phone::new(&world).sign("link", &good));
    let forged = format!("{}.{}", one.rsplit_once('.').unwrap().0, other.rsplit_once('.').unwrap().1);
    assert_eq!(phone.post("/phone/v1/links", forged).await.expect(401).problem(), "bad_signature");
    // None of that used the code up.
    let digits = phone.claim(&code).await;
    browser.type_digits(&digits).await.expect(200);
    // The key is linked now, and links nowhere else.
    let mut ada = world.browser().of("ada");
    ada.sign_in().await;
    let message = phone.sign("link", &Phone::claim_of(&ada.begin_link().await));
    assert_eq!(phone.post("/phone/v1/links", message).await.expect(409).problem(), "key_already_linked");
}

#[tokio::test]
async fn linking_needs_a_fresh_sign_in_and_the_second_factor_that_there_is() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    world.wait(301);
    let page = browser.get("/account/devices/link").await.expect(200);
    let answer = browser.submit(&page, "/account/devices/link", &[]).await.expect(303);
    assert!(answer.location().starts_with("/login?again=1"), "{}", answer.location());
    let mut browser = world.browser();
    browser.sign_in().await;
    browser.link_phone(&world).await;
    // The session was opened by the password alone.
    let page = browser.get("/account/devices/link").await.expect(200);
    let refused = browser.submit(&page, "/account/devices/link", &[]).await.expect(303);
    assert_eq!(refused.location(), "/login/step-up?next=%2Faccount%2Fdevices%2Flink");
    world.server().get("/account/devices/link").await.expect(303);
}

#[tokio::test]
async fn requests_of_a_phone_carry_a_proof_about_exactly_this_request() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let (mut phone, _) = browser.link_phone(&world).await;
    phone.call("GET", "/phone/v1/device", "").await.expect(200);
    let good = phone.proof("GET", "/phone/v1/device", "");
    phone.prove("GET", "/phone/v1/device", "", &good).await.expect(200);
    let replayed = phone.prove("GET", "/phone/v1/device", "", &good).await.expect(401);
    assert_eq!(replayed.problem(), "use_device_nonce", "a proof is good once");
    for (name, value) in [
        ("htm", json!("POST")),
        ("htu", json!(format!("{}/phone/v1/events", crate::world::ISSUER))),
        ("htu", json!("https://elsewhere.example/phone/v1/device")),
        ("bh", json!("47DEQpj8HBSa")),
        ("jti", json!("")),
    ] {
        let mut claims = phone.proof("GET", "/phone/v1/device", "");
        claims[name] = value;
        let refused = phone.prove("GET", "/phone/v1/device", "", &claims).await.expect(401);
        assert_eq!(refused.problem(), "bad_signature", "{name}");
    }
    let mut unknown = phone.proof("GET", "/phone/v1/device", "");
    unknown["sub"] = json!("somebody");
    let refused = phone.prove("GET", "/phone/v1/device", "", &unknown).await.expect(401);
    assert_eq!(refused.problem(), "unknown_device", "an id alone is no credential");
    let mut stale = phone.proof("GET", "/phone/v1/device", "");
    stale["nonce"] = json!("AAAA");
    assert_eq!(phone.prove("GET", "/phone/v1/device", "", &stale).await.problem(), "use_device_nonce");
    let old = phone.proof("GET", "/phone/v1/device", "");
    world.wait(300);
    assert_eq!(phone.prove("GET", "/phone/v1/device", "", &old).await.problem(), "use_device_nonce");
    phone.call("GET", "/phone/v1/device", "").await.expect(200);
    // Somebody else's phone with this one's id.
    let mut other = Phone::new(&world);
    other.id = phone.id.clone();
    assert_eq!(other.call("GET", "/phone/v1/device", "").await.expect(401).problem(), "bad_signature");
    let bare = world.server().get("/phone/v1/device").await.expect(401);
    assert_eq!(
        (bare.problem().as_str(), bare.header("device-nonce").is_empty()),
        ("use_device_nonce", false)
    );
    let basic = world.server().saying("authorization", "Bearer x").get("/phone/v1/device").await;
    assert_eq!((basic.status.as_u16(), basic.problem().as_str()), (400, "malformed"));
}

#[tokio::test]
async fn a_phone_renames_and_removes_itself_and_that_never_lowers_what_is_asked() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let (mut phone, codes) = browser.link_phone(&world).await;
    let body = r#"{"name":"Mira's phone","push":[{"channel":"fcm","token":"t"}],"client_version":"0.3.0"}"#;
    phone.call("PATCH", "/phone/v1/device", body).await.expect(204);
    assert!(browser.get("/account/devices").await.says("Mira's phone"));
    for body in [r#"{"name":""}"#, r#"{"counter":9}"#, "[]", r#"{"push":[{"channel":"smoke"}]}"#] {
        assert_eq!(phone.call("PATCH", "/phone/v1/device", body).await.expect(400).problem(), "malformed");
    }
    phone.call("DELETE", "/phone/v1/device", "").await.expect(204);
    assert_eq!(phone.call("GET", "/phone/v1/device", "").await.expect(401).problem(), "unknown_device");
    let mut other = world.browser();
    let page = other.half_way().await;
    other.type_code(&page, &codes[0]).await.expect(303);
}

#[tokio::test]
async fn the_owner_renames_and_removes_a_phone() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in().await;
    let (mut phone, codes) = browser.link_phone(&world).await;
    let rename = format!("/account/devices/rename?device={}", phone.id);
    let page = browser.get(&rename).await.expect(200);
    browser.submit(&page, "/account/devices/rename", &[("name", " ")]).await.expect(422);
    let answer =
        browser.submit(&page, "/account/devices/rename", &[("name", "Work phone")]).await.expect(303);
    assert!(browser.follow(answer).await.expect(200).says("Work phone"));
    let remove = format!("/account/devices/remove?device={}", phone.id);
    let page = browser.get(&remove).await.expect(200);
    let refused = browser.submit(&page, "/account/devices/remove", &[]).await.expect(303);
    assert_eq!(
        refused.location(),
        "/login/step-up?next=%2Faccount%2Fdevices",
        "opened by the password alone"
    );
    let mut ada = world.browser().of("ada");
    ada.sign_in().await;
    ada.get(&remove).await.expect(404);
    ada.get(&rename).await.expect(404);
    let mut browser = world.browser();
    let page = browser.half_way().await;
    browser.type_code(&page, &codes[0]).await.expect(303);
    let page = browser.get(&remove).await.expect(200);
    world.set("mfa.policy", "required").await;
    let refused = browser.submit(&page, "/account/devices/remove", &[]).await.expect(409);
    assert!(refused.says("last second step"), "{}", refused.words());
    world.set("mfa.policy", "optional").await;
    let answer = browser.submit(&page, "/account/devices/remove", &[]).await.expect(303);
    assert!(browser.follow(answer).await.says("is removed"));
    assert_eq!(phone.call("GET", "/phone/v1/device", "").await.expect(401).problem(), "unknown_device");
    assert_eq!(world.browser().try_password(PASSWORD).await.location(), "/", "turned off by its owner");
}

#[tokio::test]
async fn an_administrator_links_a_phone_for_somebody_who_stands_beside() {
    let world = World::new().await;
    let mut ada = world.browser().of("ada").saying("content-type", "application/json");
    ada.headers.clear();
    ada.sign_in().await;
    let mut api =
        ada.clone().saying("content-type", "application/json").saying("origin", crate::world::ISSUER);
    let body = || Some("{}".to_owned());
    let link = "/api/admin/v1/users/mira/link";
    let begun = api.send("POST", link, body()).await.expect(201).json();
    let qr = begun["qr"].as_str().unwrap();
    let code = qr.split("&c=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    let mut phone = Phone::new(&world);
    let digits = phone.claim(&code).await;
    let shown = api.get(link).await.expect(200).json();
    assert_eq!(
        (&shown["state"], &shown["phone"], &shown["qr"]),
        (&json!("claimed"), &json!("Pixel 8"), &Value::Null)
    );
    let confirm = format!("{link}/confirm");
    let wrong = Some(json!({ "digits": if digits == "000000" { "111111" } else { "000000" } }).to_string());
    api.send("POST", &confirm, wrong).await.expect(422);
    // Only in the session that began it.
    let mut elsewhere = world.browser().of("ada");
    elsewhere.sign_in().await;
    let mut elsewhere =
        elsewhere.saying("content-type", "application/json").saying("origin", crate::world::ISSUER);
    let right = || Some(json!({ "digits": digits }).to_string());
    elsewhere.send("POST", &confirm, right()).await.expect(404);
    let device = api.send("POST", &confirm, right()).await.expect(201).json();
    assert_eq!(device["state"], "active", "mira had no second factor");
    assert_eq!(world.browser().try_password(PASSWORD).await.location(), "/login/mfa");
    // The same administrator does not give the password too.
    let refused = api.send("POST", "/api/admin/v1/users/mira/reset-password", body()).await.expect(409);
    assert_eq!(refused.problem(), "other_half");
    // Nor a first password and a phone to somebody who has neither.
    let new = Some(json!({ "email": "new@x.example" }).to_string());
    api.send("POST", "/api/admin/v1/users", new).await.expect(201);
    let refused = api.send("POST", "/api/admin/v1/users/new/link", body()).await.expect(409);
    assert_eq!(refused.problem(), "other_half");
    api.send("POST", "/api/admin/v1/users/ada/link", body()).await.expect(409);
    world.admin("POST", "/users/mira/link", &Value::Null).await.expect(409);
}

#[tokio::test]
async fn a_phone_that_an_administrator_links_beside_another_factor_waits_and_the_owner_can_stop_it() {
    let world = World::new().await;
    let mut mira = world.browser();
    mira.sign_in().await;
    let (_, codes) = mira.link_phone(&world).await;
    let mut ada = world.browser().of("ada");
    ada.sign_in().await;
    let mut api = ada.saying("content-type", "application/json").saying("origin", crate::world::ISSUER);
    let mut phones = Vec::new();
    for _ in 0..2 {
        let begun =
            api.send("POST", "/api/admin/v1/users/mira/link", Some("{}".into())).await.expect(201).json();
        let code = begun["qr"].as_str().unwrap().split("&c=").nth(1).unwrap()[..48].to_owned();
        let mut phone = Phone::new(&world);
        let digits = phone.claim(&code).await;
        let digits = Some(json!({ "digits": digits }).to_string());
        let linked =
            api.send("POST", "/api/admin/v1/users/mira/link/confirm", digits).await.expect(201).json();
        assert_eq!(linked["waiting_until"], json!(world.now() + 86_400));
        phones.push(phone);
    }
    let mut waiting = phones.pop().unwrap();
    let mut second = phones.pop().unwrap();
    let told = waiting.call("GET", "/phone/v1/device", "").await.expect(200).json();
    assert_eq!(told["status"], "waiting");
    let mut browser = world.browser();
    let page = browser.half_way().await;
    assert_eq!(waiting.question().await, Value::Null, "its word does not count yet");
    browser.type_code(&page, &codes[0]).await.expect(303);
    let home = browser.get("/").await.expect(200);
    assert!(home.says("ada of the office linked Pixel 8 for you"), "{}", home.words());
    // Whoever went past the second step lets one begin at once.
    let list = browser.get("/account/devices").await.expect(200);
    let begun = [("device", second.id.as_str())];
    let answer = browser.submit(&list, "/account/devices/activate", &begun).await.expect(303);
    assert!(browser.follow(answer).await.says("Pixel 8 is linked."));
    assert_eq!(second.call("GET", "/phone/v1/device", "").await.json()["status"], "active");
    let page = browser.get(&format!("/account/devices/remove?device={}", waiting.id)).await.expect(200);
    browser.submit(&page, "/account/devices/remove", &[]).await.expect(303);
    assert_eq!(waiting.call("GET", "/phone/v1/device", "").await.expect(401).problem(), "unknown_device");
    let mut browser = world.browser();
    let page = browser.half_way().await;
    second.approve(&page).await.expect(200);
}
