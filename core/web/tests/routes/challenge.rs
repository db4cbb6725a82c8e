//! The proof beside a form that no program tries: asked after failures, once each, and never needed by whoever waits.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use domain::token::sha256;
use serde_json::{Value, json};

use crate::world::{Answer, Browser, PASSWORD, World};

/// Does the work of a page, as its script would.
fn solve(page: &Answer) -> String {
    let challenge: Value = serde_json::from_str(&page.attribute("data-work")).unwrap();
    let (salt, wanted) = (challenge["salt"].as_str().unwrap(), challenge["challenge"].as_str().unwrap());
    let hex = |bytes: [u8; 32]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let most = challenge["maxnumber"].as_u64().unwrap();
    let number =
        (0..=most).find(|number| hex(sha256(format!("{salt}{number}").as_bytes())) == wanted).unwrap();
    let answer = json!({
        "algorithm": challenge["algorithm"], "challenge": wanted, "number": number, "salt": salt,
        "signature": challenge["signature"], "took": 12,
    });
    BASE64_STANDARD.encode(answer.to_string())
}

async fn fail(browser: &mut Browser, times: usize) -> Answer {
    let mut page = browser.get("/login").await.expect(200);
    for _ in 0..times {
        page =
            browser.submit(&page, "/login", &[("username", "mira"), ("password", "wrong")]).await.expect(401);
    }
    page
}

async fn try_with(browser: &mut Browser, page: &Answer, password: &str, proof: &str) -> Answer {
    browser.submit(page, "/login", &[("username", "mira"), ("password", password), ("altcha", proof)]).await
}

#[tokio::test]
async fn it_is_asked_from_the_third_failure_on_and_spares_the_pause() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = fail(&mut browser, 2).await;
    assert!(!page.body.contains("data-work"), "two slips ask for nothing");
    let page = fail(&mut browser, 1).await;
    assert!(page.body.contains("data-work"));
    let slowed = try_with(&mut browser, &page, PASSWORD, "").await.expect(429);
    assert_eq!(slowed.header("retry-after"), "2");
    let proof = solve(&slowed);
    try_with(&mut browser, &page, PASSWORD, &proof).await.expect(303);
}

#[tokio::test]
async fn without_script_the_waiting_alone_applies() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = fail(&mut browser, 3).await;
    assert!(page.says("Without JavaScript you wait a little longer"), "{}", page.words());
    try_with(&mut browser, &page, PASSWORD, "").await.expect(429);
    world.wait(2);
    try_with(&mut browser, &page, PASSWORD, "").await.expect(303);
}

#[tokio::test]
async fn a_proof_counts_once_for_its_purpose_and_for_a_while() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = fail(&mut browser, 3).await;
    let proof = solve(&page);
    let next = try_with(&mut browser, &page, "wrong", &proof).await.expect(401);
    try_with(&mut browser, &page, "wrong", &proof).await.expect(429);
    let fresh = solve(&next);
    // For another purpose it is nothing.
    for n in 0..5 {
        let reset = browser.get("/reset").await.expect(200);
        browser.submit(&reset, "/reset", &[("username", &format!("nobody{n}"))]).await.expect(200);
    }
    let reset = browser.get("/reset").await.expect(200);
    browser.submit(&reset, "/reset", &[("username", "mira"), ("altcha", &fresh)]).await.expect(429);
    let own = solve(&reset);
    browser.submit(&reset, "/reset", &[("username", "mira"), ("altcha", &own)]).await.expect(200);
    let late = solve(&browser.get("/reset").await.expect(200));
    world.wait(1_200);
    let again = fail(&mut browser.clone(), 1).await;
    assert!(!late.is_empty());
    try_with(&mut browser, &again, PASSWORD, &fresh).await.expect(429);
}

#[tokio::test]
async fn a_service_may_judge_instead_and_only_its_page_loads_from_it() {
    let world = World::new().await;
    let mut browser = world.browser();
    for (key, value) in
        [("captcha.kind", "turnstile"), ("captcha.site_key", "site-key"), ("captcha.secret", "hush-hush")]
    {
        world.set(key, value).await;
    }
    let shown = world.admin("GET", "/settings/captcha.secret", &Value::Null).await.expect(200);
    assert!(!shown.body.contains("hush-hush") && shown.json()["is_set"] == true, "{}", shown.body);
    let before = browser.get("/login").await.expect(200);
    assert!(!before.header("content-security-policy").contains("cloudflare"));
    let page = fail(&mut browser, 3).await;
    let policy = page.header("content-security-policy");
    assert!(policy.contains("script-src 'self' https://challenges.cloudflare.com;"), "{policy}");
    assert!(
        policy.contains("frame-src https://challenges.cloudflare.com") && !policy.contains("unsafe"),
        "{policy}"
    );
    assert!(page.body.contains("class=\"cf-turnstile\" data-sitekey=\"site-key\""));
    // Nobody reaches the service from here: nothing is proved, and the pause applies.
    let form = [("username", "mira"), ("password", PASSWORD), ("cf-turnstile-response", "token")];
    browser.submit(&page, "/login", &form).await.expect(429);
    world.set("captcha.secret", "").await;
    let page = fail_page(&mut browser).await;
    assert!(page.body.contains("data-work"), "without a secret the work takes its place");
}

async fn fail_page(browser: &mut Browser) -> Answer {
    let page = browser.get("/login").await.expect(200);
    browser.submit(&page, "/login", &[("username", "mira"), ("password", "wrong")]).await
}

#[tokio::test]
async fn an_account_that_many_addresses_guess_at_is_slowed_with_a_proof_and_without() {
    let world = World::new().await;
    for n in 0..50 {
        world.browser().from([203, 0, 113, n]).try_password("wrong").await.expect(401);
    }
    let mut stranger = world.browser().from([198, 51, 100, 1]);
    let slowed = stranger.try_password(PASSWORD).await.expect(429);
    assert_eq!(slowed.header("retry-after"), "3600");
}

#[tokio::test]
async fn resets_that_programs_ask_for_keep_nobody_out_who_is_none() {
    let world = World::new().await;
    let ask = async |browser: &mut Browser, name: &str, proof: &str| {
        let page = browser.get("/reset").await;
        browser.submit(&page, "/reset", &[("username", name), ("altcha", proof)]).await
    };
    for n in 0..60 {
        world.wait(5);
        let mut browser = world.browser().from([203, 0, 113, n]);
        for m in 0..5 {
            world.wait(if n < 20 { 0 } else { 5 });
            ask(&mut browser, &format!("nobody{n}x{m}"), "").await.expect(200);
        }
    }
    let mut person = world.browser().from([198, 51, 100, 1]);
    let slowed = ask(&mut person, "mira", "").await.expect(429);
    let proof = solve(&slowed);
    ask(&mut person, "mira", &proof).await.expect(200);
}

#[tokio::test]
async fn switched_off_the_limits_are_what_they_were() {
    let world = World::new().await;
    world.set("captcha.kind", "off").await;
    let mut browser = world.browser();
    let page = fail(&mut browser, 9).await;
    assert!(!page.body.contains("data-work"));
    try_with(&mut browser, &page, PASSWORD, "").await.expect(303);
}
