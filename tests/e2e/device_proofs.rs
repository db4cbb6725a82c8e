//! Who makes a phone's request: signed about this request and no other, fresh by the server's nonce, used once.

use domain::world::SystemEntropy;
use reqwest::Method;
use serde_json::{Value, json};
use tests::appliance::{ADMIN, Appliance, MEMBER};
use tests::phone::{Draft, Phone, Problem, tampered};
use tests::screen::{linked, signed_in};
use tests::waiting::Waiting;

const DEVICE: &str = "/phone/v1/device";

/// Everything that a phone asks by proof.
const REQUESTS: [(Method, &str); 6] = [
    (Method::GET, DEVICE),
    (Method::PATCH, DEVICE),
    (Method::DELETE, DEVICE),
    (Method::GET, "/phone/v1/approvals"),
    (Method::POST, "/phone/v1/approvals/x/attempts"),
    (Method::GET, "/phone/v1/events"),
];

async fn refused(phone: &Phone, proof: &str) -> Problem {
    phone.send(Method::GET, DEVICE, None, proof).await.problem()
}

#[tokio::test]
async fn a_phone_without_a_nonce_is_given_one_and_asks_again() {
    let appliance = Appliance::claimed().await;
    let (_, phone) = linked(&appliance, MEMBER).await;
    phone.forget_nonce();
    let without = phone.proof_draft(&Method::GET, DEVICE, None).sign(&phone.key);
    assert_eq!(refused(&phone, &without).await.kind(), (401, "use_device_nonce"));
    let strange = phone.proof(Method::GET, DEVICE, None).await.with("nonce", "AAAA").sign(&phone.key);
    assert_eq!(refused(&phone, &strange).await.kind(), (401, "use_device_nonce"));
    phone.forget_nonce();
    assert_eq!(phone.device().await.unwrap()["status"], "active", "the retry goes through");
}

#[tokio::test]
async fn a_nonce_is_good_for_many_requests_and_a_proof_for_one() {
    let appliance = Appliance::claimed().await;
    let (_, phone) = linked(&appliance, MEMBER).await;
    let nonce = phone.fetch_nonce().await;
    for _ in 0..5 {
        let proof =
            phone.proof_draft(&Method::GET, DEVICE, None).with("nonce", nonce.clone()).sign(&phone.key);
        assert_eq!(phone.send(Method::GET, DEVICE, None, &proof).await.status, 200);
        assert_eq!(refused(&phone, &proof).await.kind(), (401, "use_device_nonce"), "a second time");
    }
}

#[tokio::test]
async fn a_nonce_is_over_after_300_seconds_and_after_a_restart_no_proof_comes_back() {
    let mut appliance = Appliance::claimed().await;
    let (_, phone) = linked(&appliance, MEMBER).await;
    let before = phone.proof(Method::GET, DEVICE, None).await.sign(&phone.key);
    assert_eq!(phone.send(Method::GET, DEVICE, None, &before).await.status, 200);
    appliance.kill();
    appliance.restart();
    assert_eq!(refused(&phone, &before).await.status, 401, "seen before the restart");
    let late = phone.proof(Method::GET, DEVICE, None).await.sign(&phone.key);
    appliance.restart_later(301);
    assert_eq!(refused(&phone, &late).await.kind(), (401, "use_device_nonce"));
    assert_eq!(phone.device().await.unwrap()["status"], "active");
}

#[tokio::test]
async fn a_proof_is_about_one_request_of_one_phone() {
    let appliance = Appliance::claimed().await;
    let (_, phone) = linked(&appliance, MEMBER).await;
    let (_, other) = linked(&appliance, ADMIN).await;
    let issuer = appliance.issuer();
    let draft = async || phone.proof(Method::GET, DEVICE, None).await;
    let sign = |draft: Draft| draft.sign(&phone.key);
    let forged = [
        ("another method", sign(draft().await.with("htm", "DELETE")), (401, "bad_signature")),
        (
            "another path",
            sign(draft().await.with("htu", format!("{issuer}/phone/v1/events"))),
            (401, "bad_signature"),
        ),
        (
            "another host",
            sign(draft().await.with("htu", format!("https://evil.example{DEVICE}"))),
            (401, "bad_signature"),
        ),
        ("a query", sign(draft().await.with("htu", format!("{issuer}{DEVICE}?a=1"))), (401, "bad_signature")),
        ("a body that is not there", sign(draft().await.with("bh", "AAAA")), (401, "bad_signature")),
        ("another server", sign(draft().await.with("aud", "https://evil.example")), (422, "wrong_audience")),
        ("no server", sign(draft().await.without("aud")), (400, "malformed")),
        ("no id", sign(draft().await.without("jti")), (400, "malformed")),
        ("no method", sign(draft().await.without("htm")), (400, "malformed")),
        (
            "another phone's id",
            sign(draft().await.with("sub", other.device_id.clone())),
            (401, "bad_signature"),
        ),
        ("an id that there is not", sign(draft().await.with("sub", "nobody")), (401, "unknown_device")),
        ("another key", draft().await.sign(&other.key), (401, "bad_signature")),
        (
            "a changed claim",
            tampered(&sign(draft().await), |claims| claims["jti"] = json!("x")),
            (401, "bad_signature"),
        ),
        (
            "another type",
            sign(draft().await.with_header("typ", "donelogin-approval+jwt")),
            (400, "malformed"),
        ),
        ("crit", sign(draft().await.with_header("crit", json!([]))), (400, "malformed")),
        ("its own key", sign(draft().await.with_header("jwk", phone.key.jwk())), (400, "malformed")),
        ("alg none", sign(draft().await.with_header("alg", "none")), (400, "malformed")),
        ("the device id", phone.device_id.clone(), (400, "malformed")),
        ("a push token", "fcm-token-of-this-phone".to_owned(), (400, "malformed")),
        ("nothing", String::new(), (400, "malformed")),
    ];
    for (what, proof, kind) in forged {
        assert_eq!(refused(&phone, &proof).await.kind(), kind, "{what}");
    }
    assert_eq!(phone.device().await.unwrap()["name"], "Ben's Pixel");
}

#[tokio::test]
async fn the_body_stands_under_the_signature() {
    let appliance = Appliance::claimed().await;
    let (_, phone) = linked(&appliance, MEMBER).await;
    let (body, other) = (json!({"name": "Mine"}), json!({"name": "Yours"}));
    let proof = phone.proof(Method::PATCH, DEVICE, Some(&body)).await;
    let changed = phone.send(Method::PATCH, DEVICE, Some(&other), &proof.sign(&phone.key)).await;
    assert_eq!(changed.problem().kind(), (401, "bad_signature"));
    let bare = phone.proof(Method::PATCH, DEVICE, Some(&body)).await.without("bh").sign(&phone.key);
    let reply = phone.send(Method::PATCH, DEVICE, Some(&body), &bare).await;
    assert_eq!(reply.problem().kind(), (401, "bad_signature"));
    assert_eq!(phone.device().await.unwrap()["name"], "Ben's Pixel");
    for unusable in [json!({"name": 7}), json!({"name": "x", "push": [{"channel": "pigeon"}]}), json!([])] {
        assert_eq!(
            phone.change(unusable.clone()).await.unwrap_err().kind(),
            (400, "malformed"),
            "{unusable}"
        );
    }
    assert_eq!(phone.device().await.unwrap()["name"], "Ben's Pixel");
}

#[tokio::test]
async fn neither_a_push_token_nor_a_device_id_nor_a_cookie_is_a_credential() {
    let appliance = Appliance::claimed().await;
    let browser = signed_in(&appliance, MEMBER).await;
    let phone = browser.link(&appliance).await;
    let token = "fcm-token-of-this-phone";
    phone.change(json!({"push": [{"channel": "fcm", "token": token}]})).await.unwrap();
    let cookie = format!("__Host-browser={}", browser.cookie("__Host-browser").unwrap());
    for (method, path) in REQUESTS {
        for (name, value) in [
            ("authorization", format!("Bearer {token}")),
            ("authorization", format!("Bearer {}", phone.device_id)),
            ("authorization", format!("Device {token}")),
            ("authorization", format!("Device {}", phone.device_id)),
            ("cookie", cookie.clone()),
        ] {
            let request = phone.client.request(method.clone(), format!("{}{path}", phone.issuer));
            let response = request.header(name, &value).send().await.unwrap();
            let status = response.status().as_u16();
            let body: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
            assert!([400, 401].contains(&status), "{method} {path} {value}: {status}");
            assert!(body["type"].as_str().unwrap().starts_with("urn:donelogin:problem:"), "{body}");
        }
    }
}

#[tokio::test]
async fn a_phone_that_claimed_and_was_not_confirmed_is_asked_nothing_and_answers_nothing() {
    let waiting = Waiting::new().await;
    // One more phone for the same person, from a session that went past the first one.
    waiting.phone.approve_by_code(&waiting.page).await.unwrap();
    let landed = waiting.browser.press(&waiting.look().await, "continue").await;
    waiting.app.finish(waiting.pending, &landed).await;
    let qr = waiting.browser.begin_link().await.qr();
    let mut phone = Phone::new(&waiting.appliance).await;
    phone.claim(&qr).await.unwrap();
    assert_eq!(phone.device().await.unwrap()["status"], "claimed");
    waiting.known.another().half_sign_in(&waiting.app, MEMBER).await;
    assert!(phone.approvals().await.unwrap().is_empty());
    let asked = waiting.phone.asked().await;
    assert!([401, 404].contains(&phone.begin_attempt(&asked.approval_id).await.unwrap_err().status));
    for decision in ["deny", "not_me"] {
        let problem = phone.decide(&asked, &phone.refusal(&asked, decision)).await.unwrap_err();
        assert_eq!(problem.kind(), (401, "unknown_device"));
    }
    let problem = phone.rename("Mine").await.unwrap_err();
    assert!([401, 404, 409].contains(&problem.status), "{problem:?}");
}

#[tokio::test]
async fn bytes_that_mean_nothing_are_refused_and_not_fallen_over() {
    use domain::world::Entropy as _;
    let appliance = Appliance::claimed().await;
    let (_, phone) = linked(&appliance, MEMBER).await;
    for length in [0, 1, 2, 64, 1_000, 16_384, 20_000, 70_000] {
        let mut bytes = vec![0; length];
        SystemEntropy.fill(&mut bytes);
        for path in ["/phone/v1/links", "/phone/v1/approvals/x"] {
            let request = phone.client.post(format!("{}{path}", phone.issuer));
            let request = request.header("content-type", "application/jose").body(bytes.clone());
            // A server that has read enough may hang up.
            if let Ok(response) = request.send().await {
                let status = response.status().as_u16();
                assert!([400, 404, 413].contains(&status), "{path} {length}: {status}");
            }
        }
    }
    assert_eq!(phone.device().await.unwrap()["status"], "active");
}
